/* SPDX-License-Identifier: MIT
 *
 * Where the dump has what other parsers' tests expect.
 */
#ifndef COURANT_TESTS_CONFORMANCE_ROWS_H
#define COURANT_TESTS_CONFORMANCE_ROWS_H

#include "tests/conformance/suite.h"

/* An expected value and its place in the dump; "[]" stands for each element
 * of a list, "#0" for the first.  Behind "|" stands the place that counts when
 * there is nothing at those before it; "/" separates places of which any may
 * have it, where parsers differ in taste. */
typedef struct {
	const char *theirs, *ours;
} Row;

/* The expectations in FOLDER are the files with ENDING.  Several folders may
 * share a suite. */
typedef struct {
	const char *folder, *ending;
	const Row *rows;
	Suite *suite;
} JsonSuite;

/* Ends with a folder of NULL. */
extern const JsonSuite json_suites[];

#endif
