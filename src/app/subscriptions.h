/* SPDX-License-Identifier: MIT
 *
 * The subscriptions file and the store, kept the same: the file is its
 * owner's, the store follows it.
 */
#ifndef COURANT_APP_SUBSCRIPTIONS_H
#define COURANT_APP_SUBSCRIPTIONS_H

#include "app/cli.h"
#include "conf/subs.h"
#include "store/store.h"

/* Makes the store's feeds those of the file, and its searches known to the
 * settings where they are loaded; so does all that follows.  False and ERROR
 * if the file cannot be read or the store not written; lines that are wrong
 * are skipped, *PROBLEMS (may be NULL) gets them, newly allocated. */
bool subscriptions_sync(
	const Cli *cli, Store *store, char ***problems, GError **error);

/* The file's text before and after a change. */
typedef struct {
	char *before, *after;
} SubscriptionsStep;

void subscriptions_step_free(SubscriptionsStep *step);

/* Changes the file through CHANGE (which may refuse with an error), saves it
 * and syncs.  *STEP (may be NULL) gets what takes it back. */
typedef bool (*SubscriptionsChange)(Subs *subs, gpointer data, GError **error);
bool subscriptions_change(const Cli *cli, Store *store,
	SubscriptionsChange change, gpointer data, SubscriptionsStep **step,
	GError **error);

/* Puts the text before STEP back; refuses if the file is not as the step left
 * it. */
bool subscriptions_take_back(const Cli *cli, Store *store,
	const SubscriptionsStep *step, GError **error);

/* A feed has moved for good: its line gets the new address (sub_moved()), and
 * the articles go with it. */
bool subscriptions_move(const Cli *cli, Store *store, gint64 feed,
	const char *to, GError **error);

#endif
