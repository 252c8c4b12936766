/* SPDX-License-Identifier: MIT
 *
 * Comparing what another parser's tests expect with what courant made: HTML
 * by its visible text and the URLs in it, dates as moments, the rest as text.
 */
#ifndef COURANT_TESTS_CONFORMANCE_COMPARE_H
#define COURANT_TESTS_CONFORMANCE_COMPARE_H

#include "base/json.h"

#include <stdbool.h>

/* Either may be NULL, which is the same as JSON's null. */
bool compare_equal(const json_t *expected, const json_t *actual);

/* A value on one short line, for the list of the red; newly allocated. */
char *compare_show(const json_t *value);

#endif
