/* SPDX-License-Identifier: MIT
 *
 * Translation marks, and the only includer of libintl.h.
 * _() translates where a program speaks, N_() marks strings in tables,
 * ngettext() words every count.  Log lines, dump output and the words of
 * the command language are never translated.
 */
#ifndef COURANT_BASE_I18N_H
#define COURANT_BASE_I18N_H

#ifdef ENABLE_NLS
#include <libintl.h>
#else
#define gettext(s) (s)
#define ngettext(one, many, n) ((n) == 1 ? (one) : (many))
#endif

#define _(s) gettext(s)
#define N_(s) (s)

/* Sets the locale from the environment and binds the message catalogue.
 * LC_NUMERIC stays "C".  Called once by each program's main. */
void i18n_init(void);

/* True when the locale's character set is UTF-8. */
int i18n_is_utf8(void);

#endif
