/* SPDX-License-Identifier: MIT
 *
 * Reading a feed's XML tree: where the walk is, and the table of elements.
 * A scope is a feed, an entry or an entry's source; its Common view lets one
 * handler serve all three.  Of several elements that mean the same, the one
 * with the higher rank wins, and among equals the first.
 */
#ifndef COURANT_FEED_SCOPE_H
#define COURANT_FEED_SCOPE_H

#include "feed/model.h"
#include "feed/ns.h"

/* What may be given by several elements. */
typedef enum {
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_ID,
	FIELD_SUMMARY,
	FIELD_SUBTITLE,
	FIELD_PUBLISHED,
	FIELD_UPDATED,
	FIELD_IMAGE,
	FIELD_COMMENTS,
	FIELD_RIGHTS,
	FIELD_INFO,
	N_FIELDS
} Field;

typedef struct {
	const xmlNode *root;
	Feed *feed;           /* the whole; owner of shared strings */
	bool atom;            /* Atom's rules for text constructs */
	const char *document; /* where the feed was fetched from, or NULL */
	char *self;           /* else where it says that it is, or NULL */
} Walk;

typedef struct {
	Walk *walk;
	Feed *feed;       /* the feed or source, NULL in an entry */
	FeedEntry *entry; /* NULL in a feed or source */
	Common c;
	const char *base, *lang; /* base is the walk's document unless set */
	guint8 rank[N_FIELDS];
	guint8 guid_rank;     /* with which the guid became the link, or 0 */
	GPtrArray *late[2];   /* FeedPerson: authors after all others … */
	GPtrArray *late_tags; /* … and FeedTag; may be NULL */
} Scope;

/* True if RANK (≥ 1) beats what FIELD has, and then it is taken. */
bool scope_take(Scope *s, Field field, guint8 rank);

/* All children of NODE through the table. */
void scope_children(Scope *s, const xmlNode *node);

/* One element, whatever it is. */
void scope_element(Scope *s, const xmlNode *node);

/* The first child of NODE by local name, in lower case; NULL if none. */
const xmlNode *scope_child(
	const Scope *s, const xmlNode *node, const char *wanted);

/* The text below NODE, stripped; newly allocated, NULL if there is none. */
char *scope_text(const xmlNode *node);

/* The same as a clean line, without markup. */
char *scope_line(const xmlNode *node);

/* The text or attribute as a URL against the scope's (and NODE's own) base;
 * what is no URL stays as the clean text that it is.  NULL for NULL. */
char *scope_url(const Scope *s, const xmlNode *node, const char *raw);

/* The base and language that NODE itself sets, NULL if none. */
char *scope_own_base(const Scope *s, const xmlNode *node);
char *scope_lang(const xmlNode *node);

/* A text construct; HOW it is to be read where the element does not say. */
typedef enum { READ_GUESS, READ_HTML, READ_TEXT } ReadHow;
FeedContent *scope_construct(const Scope *s, const xmlNode *node, ReadHow how);

/* The visible line of a construct. */
char *scope_visible(const FeedContent *content);

/* Handlers.  ARG is what the table says. */
typedef void (*Handler)(Scope *s, const xmlNode *node, int arg);

/* In media.c: pictures, media groups, podcasts, chapters. */
void media_content(Scope *s, const xmlNode *node, int arg);
void media_player(Scope *s, const xmlNode *node, int arg);
void media_group(Scope *s, const xmlNode *node, int arg);
void media_duration(Scope *s, const xmlNode *node, int arg);
void media_number(Scope *s, const xmlNode *node, int season);
void media_explicit(Scope *s, const xmlNode *node, int arg);
void media_topic(Scope *s, const xmlNode *node, int arg);
void media_category(Scope *s, const xmlNode *node, int arg);
void media_keywords(Scope *s, const xmlNode *node, int arg);
void media_person(Scope *s, const xmlNode *node, int arg);
void media_link(Scope *s, const xmlNode *node, int arg);
void media_chapters(Scope *s, const xmlNode *node, int arg);

/* In extra.c: what is only kept.  ARG: see there. */
void extra_keep(Scope *s, const xmlNode *node, int arg);
void extra_block(Scope *s, const xmlNode *node, int arg);
void extra_valid(Scope *s, const xmlNode *node, int arg);

/* In rss.c: what RSS has its own way for. */
void rss_guid(Scope *s, const xmlNode *node, int arg);
void rss_image(Scope *s, const xmlNode *node, int rank);
void rss_enclosure(Scope *s, const xmlNode *node, int arg);
void rss_source(Scope *s, const xmlNode *node, int arg);
void rss_ttl(Scope *s, const xmlNode *node, int arg);
void rss_period(Scope *s, const xmlNode *node, int frequency);
void rss_skip_hours(Scope *s, const xmlNode *node, int arg);
void rss_skip_days(Scope *s, const xmlNode *node, int arg);
void rss_comments(Scope *s, const xmlNode *node, int rank);
void rss_comment_count(Scope *s, const xmlNode *node, int arg);

/* In core.c: what all formats have. */
void core_title(Scope *s, const xmlNode *node, int rank);
void core_link(Scope *s, const xmlNode *node, int rank);
void core_id(Scope *s, const xmlNode *node, int rank);
void core_summary(Scope *s, const xmlNode *node, int rank);
void core_content(Scope *s, const xmlNode *node, int arg);
void core_subtitle(Scope *s, const xmlNode *node, int rank);
void core_rights(Scope *s, const xmlNode *node, int rank);
void core_published(Scope *s, const xmlNode *node, int rank);
void core_updated(Scope *s, const xmlNode *node, int rank);
void core_date(Scope *s, const xmlNode *node, int rank);
void core_created(Scope *s, const xmlNode *node, int arg);
void core_person(Scope *s, const xmlNode *node, int contributor);
void core_publisher(Scope *s, const xmlNode *node, int arg);
void core_late_author(Scope *s, const xmlNode *node, int arg);
void core_info(Scope *s, const xmlNode *node, int arg);
void core_icon(Scope *s, const xmlNode *node, int arg);
void core_category(Scope *s, const xmlNode *node, int arg);
void core_language(Scope *s, const xmlNode *node, int arg);
void core_generator(Scope *s, const xmlNode *node, int arg);
void core_picture(Scope *s, const xmlNode *node, int rank);

/* Reads the feed in DOC; NULL if there is none in it. */
Feed *xmlfeed_read(xmlDoc *doc, const char *base);

#endif
