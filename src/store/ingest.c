/* SPDX-License-Identifier: MIT
 *
 * Taking a parsed feed in: which entry is which article, and what is new.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "url/url.h"

enum { MAX_ID = 1024, DAY = 24 * 60 * 60 };

typedef struct {
	Store *store;
	gint64 feed, now;
	const Feed *parsed;
	const StoreDoc *const *docs;
	const QueryRules *rules;
	GHashTable *keys;  /* of all entries in the feed: char * */
	GHashTable *pages; /* link key → how many entries have it */
	StoreIngested *result;
} Ingest;

typedef struct {
	const FeedEntry *entry;
	const FeedContent *body;
	char *key;
	char *link_key;
	gint64 link;
	guint64 hash;
	gint64 article; /* 0: new */
	bool again;     /* the feed has this entry twice; the first counts */
} Item;

static const FeedContent *
best_body(const FeedEntry *e)
{
	return e->contents && e->contents->len ? e->contents->pdata[0]
					       : e->summary_detail;
}

/* An entry that is about another page has that in external; its own page may
 * be missing. */
static const char *
entry_url(const FeedEntry *e)
{
	return e->link ? e->link : e->external;
}

static char *
identity(const FeedEntry *e, const char *link_key, const FeedContent *body)
{
	if (e->id && *e->id && strlen(e->id) <= MAX_ID)
		return g_strconcat("i:", e->id, NULL);
	if (e->id && *e->id)
		return g_strdup_printf(
			"h:%016" G_GINT64_MODIFIER "x", hash_string(1, e->id));
	if (link_key)
		return g_strconcat("u:", link_key, NULL);
	guint64 h = hash_string(2, e->title);
	h = hash_string(h, body ? body->value : e->summary);
	return g_strdup_printf("h:%016" G_GINT64_MODIFIER "x", h);
}

static guint64
hash_links(guint64 h, const GPtrArray *links)
{
	for (guint i = 0; links && i < links->len; i++) {
		const FeedLink *l = links->pdata[i];
		h = hash_string(h, l->href);
		h = hash_string(h, l->type);
	}
	return h;
}

/* Over everything that is stored, except what changes with every visitor
 * (the number of comments). */
static guint64
entry_hash(const FeedEntry *e, const FeedContent *body)
{
	const char *const texts[] = { e->link, e->external, e->title,
		e->summary, e->comments, e->image, e->source_title };
	gint64 times[] = { e->published, e->updated };
	guint64 h = hash_bytes(3, times, sizeof times);
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		h = hash_string(h, texts[i]);
	for (guint i = 0; e->authors && i < e->authors->len; i++)
		h = hash_string(
			h, ((const FeedPerson *)e->authors->pdata[i])->name);
	for (guint i = 0; e->tags && i < e->tags->len; i++)
		h = hash_string(h, ((const FeedTag *)e->tags->pdata[i])->term);
	h = hash_links(h, e->enclosures);
	return body ? hash_string(hash_string(h, body->type), body->value) : h;
}

static void
item_init(Item *item, const FeedEntry *e)
{
	*item = (Item){ .entry = e, .body = best_body(e) };
	const char *url = entry_url(e);
	item->link_key = url ? url_key(url) : NULL;
	if (item->link_key)
		item->link = (gint64)hash_string(4, item->link_key);
	item->key = identity(e, item->link_key, item->body);
	item->hash = entry_hash(e, item->body);
}

static void
item_clear(Item *item)
{
	g_free(item->key);
	g_free(item->link_key);
}

/* The one article of this feed with the same page and the same title or
 * date, if its own id has left the feed: the publisher changed the ids. */
static gint64
find_renamed(Ingest *in, const Item *item)
{
	const FeedEntry *e = item->entry;
	if (!item->link_key ||
		GPOINTER_TO_INT(
			g_hash_table_lookup(in->pages, item->link_key)) != 1)
		return 0;
	sqlite3_stmt *st = db_statement(in->store, NULL,
		"SELECT id,key,title,published FROM article"
		" WHERE link=?1 AND feed=?2 LIMIT 2",
		"ii", item->link, in->feed);
	gint64 id = 0;
	int found = 0;
	while (db_step(in->store, st, NULL)) {
		const char *key = (const char *)sqlite3_column_text(st, 1);
		const char *title = (const char *)sqlite3_column_text(st, 2);
		gint64 published = sqlite3_column_int64(st, 3);
		bool like = g_strcmp0(title, e->title) == 0 ||
			(published && published == e->published);
		if (like && !g_hash_table_contains(in->keys, key))
			id = sqlite3_column_int64(st, 0);
		found++;
	}
	return found == 1 ? id : 0;
}

static StoreVerdict
judge(Ingest *in, Item *item)
{
	if (item->again)
		return STORE_ENTRY_SAME;
	sqlite3_stmt *st = db_statement(in->store, NULL,
		"SELECT id,hash,state FROM article WHERE feed=?1 AND key=?2",
		"is", in->feed, item->key);
	if (db_step(in->store, st, NULL)) {
		item->article = sqlite3_column_int64(st, 0);
		bool same = (guint64)sqlite3_column_int64(st, 1) == item->hash;
		bool deleted = sqlite3_column_int(st, 2) >= 2;
		sqlite3_reset(st);
		return deleted ? STORE_ENTRY_BURIED
			: same ? STORE_ENTRY_SAME
			       : STORE_ENTRY_CHANGED;
	}
	if (db_int(in->store, 0,
		    "SELECT 1 FROM tombstone WHERE feed=?1 AND key=?2", "is",
		    in->feed, item->key))
		return STORE_ENTRY_BURIED;
	item->article = find_renamed(in, item);
	return item->article ? STORE_ENTRY_CHANGED : STORE_ENTRY_NEW;
}

static Item *
items_new(Ingest *in)
{
	const GPtrArray *entries = in->parsed->entries;
	guint n = entries ? entries->len : 0;
	Item *items = g_new0(Item, n + 1);
	in->keys = g_hash_table_new(g_str_hash, g_str_equal);
	in->pages = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < n; i++) {
		Item *item = &items[i];
		item_init(item, entries->pdata[i]);
		item->again = !g_hash_table_add(in->keys, item->key);
		if (!item->link_key || item->again)
			continue;
		int before = GPOINTER_TO_INT(
			g_hash_table_lookup(in->pages, item->link_key));
		g_hash_table_insert(
			in->pages, item->link_key, GINT_TO_POINTER(before + 1));
	}
	return items;
}

static void
items_free(Ingest *in, Item *items)
{
	g_hash_table_unref(in->keys);
	g_hash_table_unref(in->pages);
	for (guint i = 0; in->parsed->entries && i < in->parsed->entries->len;
		i++)
		item_clear(&items[i]);
	g_free(items);
}

guint8 *
store_compare(Store *s, gint64 feed_id, const Feed *feed, GError **error)
{
	Ingest in = { .store = s, .feed = feed_id, .parsed = feed };
	guint n = feed->entries ? feed->entries->len : 0;
	Item *items = items_new(&in);
	guint8 *verdicts = g_new0(guint8, n + 1);
	/* One view of the store for all of them, and one lock. */
	bool ok = s->depth || db_run(s, error, "BEGIN", NULL);
	for (guint i = 0; ok && i < n; i++)
		verdicts[i] = judge(&in, &items[i]);
	if (ok && !s->depth)
		ok = db_run(s, error, "COMMIT", NULL);
	items_free(&in, items);
	if (!ok)
		g_clear_pointer(&verdicts, g_free);
	return verdicts;
}

static char *
author_line(const FeedEntry *e, const Feed *feed)
{
	const GPtrArray *people =
		e->authors && e->authors->len ? e->authors : feed->authors;
	GString *line = g_string_new(NULL);
	for (guint i = 0; people && i < people->len; i++) {
		const FeedPerson *p = people->pdata[i];
		const char *name = p->name ? p->name : p->email;
		if (name)
			g_string_append_printf(
				line, "%s%s", line->len ? ", " : "", name);
	}
	return g_string_free(line, line->len == 0);
}

static char *
tag_lines(const FeedEntry *e)
{
	GString *lines = g_string_new(NULL);
	for (guint i = 0; e->tags && i < e->tags->len; i++) {
		const FeedTag *t = e->tags->pdata[i];
		const char *name = t->label ? t->label : t->term;
		if (name && *name)
			g_string_append_printf(
				lines, "%s%s", lines->len ? "\n" : "", name);
	}
	return g_string_free(lines, lines->len == 0);
}

/* Junk dates (1970, next year) must not sort an article out of sight. */
static gint64
plausible_date(const FeedEntry *e, gint64 now)
{
	gint64 times[] = { e->published, e->updated };
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++)
		if (times[i] > 365 * DAY && times[i] <= now + DAY)
			return times[i];
	return now;
}

static bool
put_content(Ingest *in, gint64 id, const Item *item, GError **error)
{
	const FeedEntry *e = item->entry;
	const FeedContent *b = item->body;
	g_autofree char *tags = tag_lines(e);
	return db_run(in->store, error,
		"INSERT OR REPLACE INTO content(id,type,base,language,tags,"
		"external,comments,comment_count,image,source_title,duration,"
		"body,summary) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,"
		"?13)",
		"issssssississ", id, b ? b->type : NULL, b ? b->base : NULL,
		b && b->language      ? b->language
			: e->language ? e->language
				      : in->parsed->language,
		tags, e->external, e->comments, (gint64)e->comment_count,
		e->image, e->source_title, (gint64)e->duration,
		b ? b->value : NULL, e->summary);
}

static bool
put_enclosures(Ingest *in, gint64 id, const FeedEntry *e, GError **error)
{
	Store *s = in->store;
	bool ok = true;
	for (guint i = 0; ok && e->enclosures && i < e->enclosures->len; i++) {
		const FeedLink *l = e->enclosures->pdata[i];
		if (l->href)
			ok = db_run(s, error,
				"INSERT INTO enclosure VALUES(?1,?2,?3,?4,"
				"?5,?6)",
				"iisssi", id, (gint64)i, l->href,
				feed_link_type(l), l->title, l->length);
	}
	return ok;
}

static bool
put_text(Store *s, gint64 id, const StoreDoc *doc, GError **error)
{
	return db_run(s, error, "INSERT OR REPLACE INTO plain VALUES(?1,?2)",
		"is", id, doc->text);
}

static bool
put_doc(Store *s, gint64 id, const StoreDoc *doc, GError **error)
{
	return put_text(s, id, doc, error) && links_add(s, &id, &doc, 1, error);
}

static gint64
insert_article(
	Ingest *in, const Item *item, const StoreDoc *doc, GError **error)
{
	const FeedEntry *e = item->entry;
	g_autofree char *author = author_line(e, in->parsed);
	if (!db_run(in->store, error,
		    "INSERT INTO article(feed,key,hash,link,url,title,author,"
		    "date,published,updated,first_seen,enclosures,minutes,"
		    "links,"
		    "todo)"
		    " VALUES(?1,?2,?3,nullif(?4,0),?5,?6,?7,?8,?9,?10,?11,"
		    "?12,?13,?14,?15)",
		    "isiisssiiiiiiii", in->feed, item->key, (gint64)item->hash,
		    item->link, entry_url(e), e->title ? e->title : "", author,
		    plausible_date(e, in->now), e->published, e->updated,
		    in->now, (gint64)(e->enclosures ? e->enclosures->len : 0),
		    (gint64)(doc ? doc->minutes : 0),
		    (gint64)(doc ? doc->n_links : 0), (gint64)(doc ? 1 : 2)))
		return 0;
	return sqlite3_last_insert_rowid(in->store->db);
}

static bool
add_article(Ingest *in, const Item *item, const StoreDoc *doc, GError **error)
{
	gint64 id = insert_article(in, item, doc, error);
	bool ok = id && put_content(in, id, item, error) &&
		put_enclosures(in, id, item->entry, error) &&
		(!doc || put_doc(in->store, id, doc, error)) &&
		(!in->rules || rules_run(in->store, in->rules, id, error));
	if (ok) {
		in->result->added++;
		if (in->result->ids)
			g_array_append_val(in->result->ids, id);
	}
	return ok;
}

/* What a reader sees of it: markup and tracking may change at each fetch. */
static bool
reads_differently(Ingest *in, const Item *item, const StoreDoc *doc)
{
	/* Not from a feed but imported: nothing to compare with. */
	if (db_int(in->store, 0, "SELECT hash=0 FROM article WHERE id=?1", "i",
		    item->article))
		return false;
	g_autofree char *title = db_text(in->store,
		"SELECT title FROM article WHERE id=?1", "i", item->article);
	if (g_strcmp0(title, item->entry->title) != 0)
		return true;
	g_autofree char *text = db_text(in->store,
		"SELECT text FROM plain WHERE id=?1", "i", item->article);
	return doc && text && g_strcmp0(text, doc->text) != 0;
}

static bool
change_article(
	Ingest *in, const Item *item, const StoreDoc *doc, GError **error)
{
	Store *s = in->store;
	const FeedEntry *e = item->entry;
	gint64 id = item->article;
	bool marked = reads_differently(in, item, doc);
	g_autofree char *author = author_line(e, in->parsed);
	bool ok = search_forget(s, id, error) &&
		db_run(s, error,
			"UPDATE article SET key=?2,hash=?3,link=nullif(?4,0),"
			"url=?5,title=?6,author=?7,published=?8,updated=?9,"
			"enclosures=?10,changed=max(changed,?11),"
			"todo=CASE WHEN ?12 THEN 1 ELSE 2 END WHERE id=?1",
			"isiisssiiiii", id, item->key, (gint64)item->hash,
			item->link, entry_url(e), e->title ? e->title : "",
			author, e->published, e->updated,
			(gint64)(e->enclosures ? e->enclosures->len : 0),
			(gint64)marked, (gint64)(doc != NULL)) &&
		put_content(in, id, item, error) &&
		db_run(s, error, "DELETE FROM enclosure WHERE article=?1", "i",
			id) &&
		put_enclosures(in, id, e, error) &&
		(!doc || store_prepared(s, id, doc, error));
	in->result->updated += ok && marked;
	return ok;
}

static bool
put_feed(Ingest *in, GError **error)
{
	const Feed *f = in->parsed;
	return db_run(in->store, error,
		"UPDATE feed SET title=?2,site=coalesce(?3,site),"
		"label=coalesce(nullif(name,''),nullif(?2,''),url)"
		" WHERE id=?1 AND (title IS NOT ?2 OR site IS NOT"
		" coalesce(?3,site))",
		"iss", in->feed, f->title, f->link);
}

static bool
take_items(Ingest *in, Item *items, GError **error)
{
	bool ok = true;
	guint n = in->parsed->entries ? in->parsed->entries->len : 0;
	for (guint i = 0; ok && i < n; i++) {
		const StoreDoc *doc = in->docs ? in->docs[i] : NULL;
		switch (judge(in, &items[i])) {
		case STORE_ENTRY_NEW:
			ok = add_article(in, &items[i], doc, error);
			break;
		case STORE_ENTRY_CHANGED:
			ok = change_article(in, &items[i], doc, error);
			break;
		case STORE_ENTRY_SAME:
		case STORE_ENTRY_BURIED:
			break;
		}
	}
	return ok;
}

static bool
feed_exists(Store *s, gint64 id, GError **error)
{
	if (db_int(s, 0, "SELECT 1 FROM feed WHERE id=?1", "i", id))
		return true;
	g_set_error_literal(error, STORE_ERROR, STORE_ERROR_GONE,
		_("there is no such feed any more"));
	return false;
}

bool
store_ingest(Store *s, gint64 feed_id, const Feed *feed,
	const StoreDoc *const *docs, const QueryRules *rules,
	const StoreFetched *fetched, StoreIngested *result, GError **error)
{
	StoreIngested own = { 0 };
	Ingest in = { .store = s,
		.feed = feed_id,
		.now = clock_now(),
		.parsed = feed,
		.docs = docs,
		.rules = rules,
		.result = result ? result : &own };
	in.result->added = in.result->updated = 0;
	if (!db_begin(s, error))
		return false;
	Item *items = items_new(&in);
	bool ok = feed_exists(s, feed_id, error) && put_feed(&in, error) &&
		take_items(&in, items, error) &&
		(!fetched || store_fetched(s, feed_id, fetched, error));
	ok = db_end(s, ok, error);
	items_free(&in, items);
	if (!ok)
		in.result->added = in.result->updated = 0;
	return ok;
}

static bool
prepare_one(Store *s, gint64 id, const StoreDoc *doc, GError **error)
{
	return search_forget(s, id, error) &&
		db_run(s, error,
			"UPDATE article SET minutes=?2,links=?3,todo=1"
			" WHERE id=?1",
			"iii", id, (gint64)doc->minutes,
			(gint64)doc->n_links) &&
		db_run(s, error, "DELETE FROM link WHERE article=?1", "i",
			id) &&
		put_text(s, id, doc, error);
}

bool
store_prepared(Store *s, gint64 id, const StoreDoc *doc, GError **error)
{
	if (!db_begin(s, error))
		return false;
	bool ok = prepare_one(s, id, doc, error) &&
		links_add(s, &id, &doc, 1, error);
	return db_end(s, ok, error);
}

bool
store_prepare(Store *s, const gint64 *ids, const StoreDoc *const *docs, gsize n,
	GError **error)
{
	g_autofree gint64 *waiting = g_new(gint64, n + 1);
	g_autofree const StoreDoc **theirs = g_new(const StoreDoc *, n + 1);
	gsize found = 0;
	if (!db_begin(s, error))
		return false;
	bool ok = true;
	for (gsize i = 0; ok && i < n; i++) {
		if (db_int(s, 0, "SELECT todo FROM article WHERE id=?1", "i",
			    ids[i]) != 2)
			continue;
		waiting[found] = ids[i];
		theirs[found++] = docs[i];
		ok = prepare_one(s, ids[i], docs[i], error);
	}
	ok = ok && links_add(s, waiting, theirs, found, error);
	return db_end(s, ok, error);
}
