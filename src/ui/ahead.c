/* SPDX-License-Identifier: MIT
 *
 * What an article needs to be shown, and the one that will likely be opened
 * next: read, parsed and laid out while nobody types.  All of it is good for
 * as long as nothing changes in the store, its text until that changes.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

/* Bytes; a longer text would keep a key waiting that comes meanwhile. */
#define AHEAD_MOST (256 * 1024)

void
reading_free(Reading *r)
{
	if (!r)
		return;
	g_clear_pointer(&r->page, page_free);
	g_clear_pointer(&r->doc, doc_free);
	g_clear_pointer(&r->article, store_article_free);
	g_clear_pointer(&r->also, g_ptr_array_unref);
	g_clear_pointer(&r->opened, g_hash_table_unref);
	g_free(r->meta);
	g_free(r);
}

/* Without its document. */
static Reading *
read_stored(Ui *ui, gint64 id, GError **error)
{
	StoreArticle *article = store_article(ui->store, id, error);
	if (!article)
		return NULL;
	Reading *r = g_new0(Reading, 1);
	r->article = article;
	r->also = links_also(ui, id);
	r->opened = store_links_opened(ui->store, id, NULL);
	r->place = store_position(ui->store, id);
	return r;
}

void
ahead_clear(Ui *ui)
{
	g_clear_pointer(&ui->ahead.reading, reading_free);
	ui->ahead.id = 0;
}

static gsize
length_of(const StoreArticle *a)
{
	const char *const texts[] = { a->body, a->summary, a->fulltext };
	gsize sum = 0;
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		sum += texts[i] ? strlen(texts[i]) : 0;
	return sum;
}

static void
prepare(Ui *ui, Reading *r)
{
	r->doc = document_of_article(r->article);
	r->cols = ui->layout.text[PANE_ARTICLE].cols;
	if (r->cols > 0)
		r->page = article_page(ui, r->doc, TEXT_FULL, r->cols);
}

/* Marks, positions and the like change the store, but not the text. */
static bool
keep_text(Reading *r, Reading *before)
{
	if (!before || !document_is_same(r->article, before->article))
		return false;
	r->doc = g_steal_pointer(&before->doc);
	r->page = g_steal_pointer(&before->page);
	r->cols = before->cols;
	return true;
}

void
ahead_make(Ui *ui)
{
	Ahead *ahead = &ui->ahead;
	gint64 id = flow_likely_next(ui), stamp = store_stamp(ui->store);
	if (id == ahead->id && stamp == ahead->stamp)
		return;
	Reading *before = g_steal_pointer(&ahead->reading);
	Reading *r = id ? read_stored(ui, id, NULL) : NULL;
	if (r && !keep_text(r, before)) {
		if (length_of(r->article) <= AHEAD_MOST)
			prepare(ui, r);
		else
			g_clear_pointer(&r, reading_free);
	}
	if (r)
		r->meta = article_meta(ui, r->doc, r->article->row.date);
	reading_free(before);
	*ahead = (Ahead){ .id = id, .stamp = stamp, .reading = r };
}

Reading *
reading_of(Ui *ui, gint64 id, GError **error)
{
	Ahead *ahead = &ui->ahead;
	g_autoptr(Reading) ready = ahead->id == id
		? g_steal_pointer(&ahead->reading)
		: NULL;
	ahead_clear(ui);
	if (ready && ahead->stamp == store_stamp(ui->store))
		return g_steal_pointer(&ready);
	Reading *r = read_stored(ui, id, error);
	if (r && !keep_text(r, ready))
		r->doc = document_of_article(r->article);
	return r;
}
