/* SPDX-License-Identifier: MIT
 *
 * `courant browse`: on the machine that its user sits at, opens what a
 * courant on another machine sends through ssh (openwire.h).
 */
#ifndef COURANT_APP_BROWSE_H
#define COURANT_APP_BROWSE_H

/* Runs until it is interrupted; returns the exit status. */
int browse_main(int argc, char **argv);

#endif
