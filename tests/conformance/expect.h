/* SPDX-License-Identifier: MIT
 *
 * feedparser's expectations: the Python expressions behind "Expect:" in its
 * test feeds, as far as they speak of a feed and its entries.
 */
#ifndef COURANT_TESTS_CONFORMANCE_EXPECT_H
#define COURANT_TESTS_CONFORMANCE_EXPECT_H

#include "base/json.h"

#include <stdbool.h>

typedef enum { EXPECT_TRUE, EXPECT_FALSE, EXPECT_UNREADABLE } Expectation;

/* Evaluates EXPRESSION on a dumped feed; *WHY tells the first comparison that
 * did not hold, newly allocated. */
Expectation expect_evaluate(
	const char *expression, const json_t *dump, char **why);

#endif
