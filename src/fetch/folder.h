/* SPDX-License-Identifier: MIT
 *
 * A folder (or git checkout) of Markdown with front matter as a feed: each
 * file is an entry.  Zola's and Hugo's TOML (+++), YAML (---) and Pelican's
 * "Key: value" lines are read by doc.
 */
#ifndef COURANT_FETCH_FOLDER_H
#define COURANT_FETCH_FOLDER_H

#include <glib.h>

/* Entries; names that are looked at; folders in one another. */
enum {
	FOLDER_MAX_FILES = 5000,
	FOLDER_MAX_SEEN = 100000,
	FOLDER_MAX_DEPTH = 8
};

/* A JSON Feed of what is below PATH, newest first; drafts (folders of them,
 * too), hidden files, section pages (_index.md) and READMEs are left out;
 * where most files are dated, those with neither date nor front matter, too.
 * No more files are read once their texts, as HTML, have more than MAX bytes.
 * NUL-terminated; NULL and ERROR if there is nothing to read. */
char *folder_to_feed(const char *path, gsize max, gsize *len, GError **error);

#endif
