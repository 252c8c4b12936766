/* SPDX-License-Identifier: MIT
 *
 * Bytes in, one const feed out: RSS 0.90–2.0, RSS 1.0/1.1, Atom 0.3/1.0, CDF,
 * JSON Feed 1.0/1.1.  Sniffs by content, repairs what can be repaired
 * (notes in feed/repair.h), never fails on one bad entry.
 *
 * All strings are UTF-8 without control characters; titles and names are
 * visible text on one line (text.h), bodies are HTML or text as their type
 * says.  URLs are absolute where a base is known.  Times are seconds since
 * 1970, 0 when absent.  A pointer is NULL when the feed has no such thing;
 * arrays are never NULL.  The feed owns everything in it.
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
	char *href; /* never NULL; "" if the feed gives none */
	char *rel, *type, *title, *language;
	const char *medium; /* a type without a subtype, where the feed names
			     * what it is otherwise; or NULL */
	gint64 length;      /* bytes as claimed, 0 unknown */
	int count;          /* thr:count of replies, -1 unknown */
} FeedLink;

typedef struct {
	char *term, *scheme, *label;
} FeedTag;

/* VALUE as it came: HTML (relative URLs in it left alone; BASE, which may be
 * NULL, is what they are relative to: xml:base, else the entry's page, else
 * the feed's site, else the feed's own URL) or text, as TYPE says: text/html,
 * text/plain, application/xhtml+xml (then without its wrapping div), ….
 * TYPE, LANGUAGE and BASE are shared among contents. */
typedef struct {
	char *value;
	const char *type, *language, *base;
} FeedContent;

/* What is kept as it came because no other field has it: KEY is the element,
 * with its vocabulary where it has one ("docs", "itunes_block"), or the
 * element and its part ("cloud.port", "media_license.href"). */
typedef struct {
	char *key, *value;
} FeedExtra;

/* A chapter of an episode. */
typedef struct {
	double start; /* seconds */
	char *title, *href, *image;
} FeedChapter;

typedef struct Feed Feed;

typedef struct {
	char *id;   /* guid, atom:id, rdf:about, JSON id; verbatim, or NULL */
	char *link; /* the article's page */
	char *external; /* JSON external_url: what the entry is about */
	char *title;    /* never NULL; may be "" */
	char *summary;  /* HTML, when there is a body besides it, else NULL */
	char *subtitle, *rights, *language;
	FeedContent *title_detail;   /* the title before it became one line */
	FeedContent *summary_detail; /* the summary, or the only body */
	FeedContent *rights_detail;  /* likewise */
	GPtrArray *contents;     /* FeedContent; the first is the best body */
	GPtrArray *authors;      /* FeedPerson */
	GPtrArray *contributors; /* FeedPerson */
	GPtrArray *publishers;   /* FeedPerson */
	GPtrArray *links;        /* FeedLink, all of them */
	GPtrArray *enclosures;   /* FeedLink: media and attachments */
	GPtrArray *tags;         /* FeedTag */
	GPtrArray *chapters;     /* FeedChapter */
	GPtrArray *extras;       /* FeedExtra */
	gint64 published, updated, created;
	char *comments;      /* page with comments */
	char *comments_feed; /* wfw:commentRss */
	int comment_count;   /* -1 unknown */
	char *image;         /* picture URL */
	char *source_title;  /* atom:source or rss source */
	Feed *source;        /* where the entry was taken from */
	int duration;        /* seconds of the first medium, 0 unknown */
	char *episode, *season;
	bool explicit_content;
	bool id_is_link; /* the link is the guid */
} FeedEntry;

struct Feed {
	const char *version; /* rss20, rss10, atom10, json11, … as feedparser */
	char *encoding;
	bool bozo;         /* something had to be repaired … */
	char *bozo_reason; /* … namely */
	char *title, *link, *self, *id, *subtitle, *language, *image, *icon;
	char *image_title, *image_link;
	char *generator, *generator_uri, *generator_version;
	char *rights, *info; /* info: about the feed as a file */
	char *next;          /* RFC 5005 / JSON next_url */
	FeedContent *title_detail, *subtitle_detail, *rights_detail,
		*info_detail;
	GPtrArray *authors, *contributors, *publishers, *links, *tags;
	GPtrArray *extras; /* FeedExtra */
	gint64 published, updated, created;
	int ttl;             /* minutes, 0 unknown */
	int update_interval; /* seconds by sy:updatePeriod/Frequency, 0 unknown
			      */
	guint32 skip_hours;  /* bit h: hour h GMT */
	guint8 skip_days;    /* bit d: 0 = Monday */
	bool explicit_content;
	GPtrArray *entries; /* FeedEntry */
	GStringChunk *pool; /* what contents share; use the fields instead */
};

/* What the bytes are, by looking at them. */
typedef enum {
	SNIFF_UNKNOWN,
	SNIFF_XML_FEED,
	SNIFF_JSON_FEED,
	SNIFF_OPML,
	SNIFF_HTML
} FeedSniff;
FeedSniff feed_sniff(const char *data, gsize len);

/* CONTENT_TYPE is the HTTP header's value or NULL; BASE the final URL or
 * NULL.  Returns NULL and sets ERROR, in words for a person, if the bytes
 * hold no feed at all.  Safe in any thread. */
Feed *feed_parse(const char *data, gsize len, const char *content_type,
	const char *base, GError **error);

void feed_free(Feed *feed);

/* A link's type as the feed gives it, else its medium; NULL if unknown. */
const char *feed_link_type(const FeedLink *link);

/* The feed as `courant dump feed` prints it: pretty JSON; newly allocated.
 * What the feed does not have is left out.  HTML has its URLs resolved and
 * scripts, styles, event handlers and unsafe URLs taken out; a title that
 * holds links or pictures is printed as HTML.  "link" and the rest are those
 * of the structures above. */
char *feed_to_json(const Feed *feed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feed, feed_free)

#endif
