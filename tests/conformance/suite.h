/* SPDX-License-Identifier: MIT
 *
 * A suite: some of the corpus' feeds, how many of them are read as expected,
 * and how many at least must be.
 */
#ifndef COURANT_TESTS_CONFORMANCE_SUITE_H
#define COURANT_TESTS_CONFORMANCE_SUITE_H

#include "base/json.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
	const char *name;
	double floor; /* percent: never again below what was reached */
	int passed, failed, outside;
	GPtrArray *red; /* NULL while nothing failed */
} Suite;

/* The dump of a feed, NULL if it is none. */
json_t *suite_dump(
	const char *data, gsize len, const char *type, const char *base);

/* Notes that the file at PATH is good, or WHY it is not. */
void suite_count(Suite *s, const char *path, bool good, const char *why);

/* Prints and frees; true if the floor holds. */
bool suite_report(Suite *s, bool verbose);

/* The paths of all files below a folder of the corpus' conformance/, sorted;
 * and a path without what they have in common. */
GPtrArray *suite_files(const char *folder);
const char *suite_short_name(const char *path);

#endif
