/* SPDX-License-Identifier: MIT
 *
 * Bytes in, one const feed out: RSS 0.90–2.0, RSS 1.0/1.1, Atom 0.3/1.0,
 * JSON Feed 1.0/1.1.  Sniffs by content, repairs what can be repaired
 * (notes in feed/repair.h), never fails on one bad entry.
 *
 * All strings are UTF-8 without control characters; titles and names are
 * visible text on one line (text.h), bodies are HTML or text as their type
 * says.  URLs are absolute where a base is known.  Times are seconds since
 * 1970, 0 when absent.  A pointer is NULL when the feed has no such thing.
 * The feed owns everything in it.
 */
#ifndef COURANT_FEED_FEED_H
#define COURANT_FEED_FEED_H

#include <glib.h>
#include <stdbool.h>

/* Most entries taken from one feed. */
#define FEED_MAX_ENTRIES 50000

typedef struct {
	char *name, *email, *uri;
} FeedPerson;

typedef struct {
	char *href, *rel, *type, *title;
	gint64 length; /* bytes as claimed, 0 unknown */
	int count;     /* thr:count of replies, -1 unknown */
} FeedLink;

typedef struct {
	char *term, *scheme, *label;
} FeedTag;

typedef struct {
	char *value, *type, *language, *base; /* type: text/html, text/plain, … */
} FeedContent;

typedef struct {
	char *id;      /* guid, atom:id, rdf:about, JSON id; verbatim, or NULL */
	char *link;    /* the article's page */
	char *external; /* JSON external_url: what the entry is about */
	char *title;   /* never NULL; may be "" */
	char *summary; /* HTML, when there is a body besides it, else NULL */
	GPtrArray *contents;   /* FeedContent; the first is the best body */
	GPtrArray *authors;    /* FeedPerson */
	GPtrArray *links;      /* FeedLink, all of them */
	GPtrArray *enclosures; /* FeedLink: media and attachments */
	GPtrArray *tags;       /* FeedTag */
	gint64 published, updated;
	char *comments;     /* page with comments */
	int comment_count;  /* -1 unknown */
	char *image;        /* picture URL */
	char *source_title; /* atom:source or rss source */
	int duration;       /* seconds of the first medium, 0 unknown */
	char *episode, *season;
	bool explicit_content;
} FeedEntry;

typedef struct {
	const char *version; /* rss20, rss10, atom10, json11, … as feedparser */
	char *encoding;
	bool bozo;         /* something had to be repaired … */
	char *bozo_reason; /* … namely */
	char *title, *link, *self, *id, *subtitle, *language, *image, *icon;
	char *generator, *rights, *next; /* next: RFC 5005 / JSON next_url */
	GPtrArray *authors, *links, *tags;
	gint64 published, updated;
	int ttl;             /* minutes, 0 unknown */
	int update_interval; /* seconds by sy:updatePeriod/Frequency, 0 unknown */
	guint32 skip_hours;  /* bit h: hour h GMT */
	guint8 skip_days;    /* bit d: 0 = Monday */
	GPtrArray *entries;  /* FeedEntry */
} Feed;

/* What the bytes are, by looking at them. */
typedef enum { SNIFF_UNKNOWN, SNIFF_XML_FEED, SNIFF_JSON_FEED, SNIFF_OPML, SNIFF_HTML } FeedSniff;
FeedSniff feed_sniff(const char *data, gsize len);

/* CONTENT_TYPE is the HTTP header's value or NULL; BASE the final URL or
 * NULL.  Returns NULL and sets ERROR, in words for a person, if the bytes
 * hold no feed at all. */
Feed *feed_parse(const char *data, gsize len, const char *content_type,
	const char *base, GError **error);

void feed_free(Feed *feed);

/* The feed as `courant dump feed` prints it: pretty JSON; newly allocated. */
char *feed_to_json(const Feed *feed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feed, feed_free)

#endif
