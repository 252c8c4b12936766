/* SPDX-License-Identifier: MIT
 *
 * Rules on new articles.  They read the text itself, as the index comes
 * later.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/i18n.h"
#include "store/node.h"

static const struct {
	const char *word;
	StoreAct act;
} rule_acts[] = { { "mark-read", STORE_MARK_READ }, { "star", STORE_STAR },
	{ "hide", STORE_HIDE }, { "label", STORE_LABEL } };

static void
rule_free(QueryRule *rule)
{
	query_unref(rule->query);
	g_strfreev(rule->actions);
	g_free(rule);
}

QueryRules *
query_rules_new(void)
{
	QueryRules *rules = g_new0(QueryRules, 1);
	rules->rules =
		g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
	return rules;
}

void
query_rules_free(QueryRules *rules)
{
	if (rules)
		g_ptr_array_unref(rules->rules);
	g_free(rules);
}

static int
act_of(const char *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rule_acts); i++)
		if (strcmp(rule_acts[i].word, word) == 0)
			return (int)rule_acts[i].act;
	return -1;
}

static bool
actions_are_good(const char *const *actions, GError **error)
{
	if (!actions[0]) {
		g_set_error_literal(error, QUERY_ERROR, 0,
			_("a rule needs an action: mark-read, star, hide or "
			  "label NAME"));
		return false;
	}
	for (; *actions; actions++) {
		int act = act_of(*actions);
		if (act < 0) {
			g_set_error(error, QUERY_ERROR, 0,
				_("a rule has no action “%s”, only mark-read, "
				  "star, hide and label NAME"),
				*actions);
			return false;
		}
		if (act == STORE_LABEL && !*++actions) {
			g_set_error_literal(error, QUERY_ERROR, 0,
				_("“label” needs a name"));
			return false;
		}
	}
	return true;
}

bool
query_rules_add(QueryRules *rules, const char *query,
	const char *const *actions, GError **error)
{
	g_autoptr(Query) parsed = query_parse(query, QUERY_PLAIN, NULL, error);
	if (!parsed || !actions_are_good(actions, error))
		return false;
	QueryRule *rule = g_new0(QueryRule, 1);
	rule->query = g_steal_pointer(&parsed);
	rule->actions = g_strdupv((char **)(guintptr)actions);
	g_ptr_array_add(rules->rules, rule);
	return true;
}

static bool
rule_applies(Store *s, const QueryRule *rule, gint64 article, GError **error)
{
	QuerySql sql;
	query_sql_init(&sql, s);
	sql.direct = true;
	query_sql_add(&sql, rule->query);
	g_autofree char *text = g_strdup_printf(
		"SELECT 1 FROM article a CROSS JOIN feed f ON f.id=a.feed"
		" WHERE a.id=%s AND %s",
		query_sql_number(&sql, article), sql.where->str);
	sqlite3_stmt *st = query_sql_prepare(&sql, s, text, error);
	bool applies = db_step(s, st, error);
	sqlite3_reset(st);
	query_sql_clear(&sql);
	return applies;
}

static bool
apply(Store *s, const QueryRule *rule, gint64 article, GError **error)
{
	for (char **a = rule->actions; *a; a++) {
		StoreAct act = (StoreAct)act_of(*a);
		const char *label = act == STORE_LABEL ? *++a : NULL;
		if (act_one(s, act, label, article, error) < 0)
			return false;
	}
	return true;
}

bool
rules_run(Store *s, const QueryRules *rules, gint64 article, GError **error)
{
	for (guint i = 0; i < rules->rules->len; i++) {
		const QueryRule *rule = rules->rules->pdata[i];
		GError *err = NULL;
		if (rule_applies(s, rule, article, &err) &&
			!apply(s, rule, article, &err)) {
			g_propagate_error(error, err);
			return false;
		}
		if (err) {
			g_propagate_error(error, err);
			return false;
		}
	}
	return true;
}
