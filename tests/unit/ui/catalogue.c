/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "catalogue.h"

#include "base/i18n.h"

#include <ftw.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "../../lib/golden.h"

static char *folder;

void
catalogue_open(void)
{
	folder = g_dir_make_tmp("courant-po-XXXXXX", NULL);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return g_remove(path);
}

void
catalogue_close(void)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	g_clear_pointer(&folder, g_free);
}

const char *
catalogue_folder(void)
{
	return folder;
}

bool
catalogue_compile(const char *language)
{
#ifndef ENABLE_NLS
	return false;
#endif
	g_autofree char *dir =
		g_build_filename(folder, language, "LC_MESSAGES", NULL);
	g_autofree char *out = g_build_filename(dir, PACKAGE ".mo", NULL);
	g_autofree char *name = g_strconcat(language, ".po", NULL);
	g_autofree char *in =
		g_build_filename(golden_top_srcdir(), "po", name, NULL);
	char *argv[] = { (char *)(gsize)"msgfmt", (char *)(gsize)"-o", out, in,
		NULL };
	int status = 1;
	g_mkdir_with_parents(dir, 0700);
	return g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		       NULL, NULL, &status, NULL) &&
		status == 0;
}

void
catalogue_speak(const char *language)
{
	g_setenv("LANGUAGE", language, TRUE);
#ifdef ENABLE_NLS
	/* The library looks at LANGUAGE anew only when something changes. */
	bindtextdomain(PACKAGE, folder);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
#endif
}
