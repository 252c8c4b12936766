/* SPDX-License-Identifier: MIT
 *
 * Translations for tests: compiled from po/ into a folder of their own.
 */
#ifndef COURANT_TESTS_UI_CATALOGUE_H
#define COURANT_TESTS_UI_CATALOGUE_H

#include <stdbool.h>

/* Makes the folder, and removes it with all that is in it. */
void catalogue_open(void);
void catalogue_close(void);
const char *catalogue_folder(void);
/* po/LANGUAGE.po; false where there is no msgfmt, and nobody to ask for the
 * result. */
bool catalogue_compile(const char *language);
/* From now on messages are in LANGUAGE ("en" for none of po/). */
void catalogue_speak(const char *language);

#endif
