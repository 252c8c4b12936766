/* SPDX-License-Identifier: MIT
 *
 * Comparing an expectation, as JSON, with a dump by a table of places.
 */
#ifndef COURANT_TESTS_CONFORMANCE_CHECK_H
#define COURANT_TESTS_CONFORMANCE_CHECK_H

#include "base/json.h"
#include "tests/conformance/rows.h"

#include <stdbool.h>

/* True if all that EXPECTED has at the places of ROWS is in DUMP; *SEEN is set
 * if it has anything there; *WHY tells the first difference, newly
 * allocated. */
bool check_rows(const json_t *expected, const json_t *dump, const Row *rows,
	bool *seen, char **why);

#endif
