/* SPDX-License-Identifier: MIT
 *
 * What the tests of this room share.
 */
#ifndef COURANT_TESTS_PAGE_SHOW_H
#define COURANT_TESTS_PAGE_SHOW_H

#include "doc/kind.h"
#include "page/page.h"

/* HTML or Markdown (NAME ends in .md) laid out at WIDTH. */
typedef struct {
	Doc *doc;
	Page *page;
} Shown;

Shown show(const char *source, const char *name, const PageOptions *options);
void shown_clear(Shown *shown);

/* Fails the test if a line breaks a promise of page.h. */
void check_promises(
	const Page *page, const PageOptions *options, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shown, shown_clear)

#endif
