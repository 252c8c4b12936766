/* SPDX-License-Identifier: MIT
 *
 * Golden files: for each CASE.in of a folder below tests/golden, what a
 * function makes of it is compared with CASE.out beside it.  With
 * GOLDEN_UPDATE=1 in the environment the .out files are written instead.
 */
#ifndef COURANT_TESTS_GOLDEN_H
#define COURANT_TESTS_GOLDEN_H

#include <glib.h>

/* Returns the newly allocated result for the file's bytes.  NAME is the file
 * name without ".in". */
typedef char *(*GoldenRender)(const char *name, const char *data, gsize len);

/* Adds a GTest case "/golden/FOLDER/CASE" for each .in file of tests/golden/FOLDER;
 * OUT is the ending of the expected file (".out", ".40.out").
 * Returns how many. */
guint golden_add(const char *folder, const char *out, GoldenRender render);

/* The source tree's top folder. */
const char *golden_top_srcdir(void);

/* The folder of other people's feeds and pages beside the project, or NULL:
 * then the test skips with g_test_skip(). */
const char *corpus_dir(void);

#endif
