/* SPDX-License-Identifier: MIT
 *
 * The texts that are compiled in: defaults.conf, presets/NAME, themes/NAME.
 * embed.awk writes embedded.c from the files beside this one.
 */
#ifndef COURANT_CONF_EMBEDDED_H
#define COURANT_CONF_EMBEDDED_H

/* NULL if there is no such file. */
const char *embedded_text(const char *name);

#endif
