/* SPDX-License-Identifier: MIT
 *
 * What went wrong on the way, in words for a person.
 */
#ifndef COURANT_NET_WORDS_H
#define COURANT_NET_WORDS_H

/* For an HTTP status from 400; newly allocated. */
char *words_for_status(int status);

/* For a CURLcode; HOST is named in it.  Newly allocated. */
char *words_for_code(int code, const char *host);

#endif
