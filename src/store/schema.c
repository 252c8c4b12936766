/* SPDX-License-Identifier: MIT
 *
 * The tables, and the way from each version to the next.
 *
 * Lists read article and feed only; bodies lie apart.  Counts per feed are
 * kept by triggers, so that nothing that changes an article can forget them.
 * article.state: 0 shown, 1 hidden, 2 deleted, 3 both.  article.todo: 2 not
 * seen by doc, 1 to be indexed, 0 done.  article.key: "i:" and the feed's id
 * verbatim, "u:" and url_key(), or "h:" and a hash.  target.place: see
 * target_place(); a small number in an index of its own, because new targets
 * come in no order, and a page of the file is written for each.
 */
#include <config.h>

#include "store/store_i.h"

static const char *const version_1[] = {
	"CREATE TABLE feed(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" url TEXT NOT NULL UNIQUE, key TEXT NOT NULL, effective TEXT,"
	" effective_key TEXT, name TEXT, title TEXT,"
	" label TEXT NOT NULL DEFAULT '', site TEXT, settings TEXT,"
	" subscribed INTEGER NOT NULL DEFAULT 0,"
	" hidden INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,"
	" place INTEGER NOT NULL DEFAULT 0,"
	" keep_days INTEGER NOT NULL DEFAULT 0,"
	" keep_count INTEGER NOT NULL DEFAULT 0,"
	" last_try INTEGER NOT NULL DEFAULT 0,"
	" last_ok INTEGER NOT NULL DEFAULT 0,"
	" next_due INTEGER NOT NULL DEFAULT 0,"
	" http_status INTEGER NOT NULL DEFAULT 0,"
	" failures INTEGER NOT NULL DEFAULT 0, last_error TEXT,"
	" etag TEXT, last_modified TEXT, body_hash TEXT,"
	" moved_to TEXT, moved_first INTEGER NOT NULL DEFAULT 0,"
	" moved_times INTEGER NOT NULL DEFAULT 0)",
	"CREATE INDEX feed_key ON feed(key)",
	"CREATE TABLE feed_count(feed INTEGER PRIMARY KEY"
	" REFERENCES feed ON DELETE CASCADE, total INTEGER NOT NULL DEFAULT 0,"
	" unread INTEGER NOT NULL DEFAULT 0,"
	" starred INTEGER NOT NULL DEFAULT 0)",
	"CREATE TABLE feed_group(feed INTEGER NOT NULL REFERENCES feed"
	" ON DELETE CASCADE, name TEXT NOT NULL, PRIMARY KEY(feed,name))"
	" WITHOUT ROWID",

	"CREATE TABLE article(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" feed INTEGER NOT NULL REFERENCES feed,"
	" key TEXT NOT NULL, hash INTEGER NOT NULL,"
	" link INTEGER, url TEXT, title TEXT NOT NULL, author TEXT,"
	" date INTEGER NOT NULL, published INTEGER NOT NULL,"
	" updated INTEGER NOT NULL, first_seen INTEGER NOT NULL,"
	" state INTEGER NOT NULL DEFAULT 0, gone_at INTEGER,"
	" unread INTEGER NOT NULL DEFAULT 1,"
	" starred INTEGER NOT NULL DEFAULT 0,"
	" changed INTEGER NOT NULL DEFAULT 0,"
	" minutes INTEGER NOT NULL DEFAULT 0,"
	" links INTEGER NOT NULL DEFAULT 0,"
	" enclosures INTEGER NOT NULL DEFAULT 0,"
	" todo INTEGER NOT NULL DEFAULT 2)",
	"CREATE UNIQUE INDEX article_key ON article(feed,key)",
	"CREATE INDEX article_link ON article(link,feed) WHERE link NOT NULL",
	"CREATE INDEX article_date ON article(date) WHERE state=0",
	"CREATE INDEX article_feed ON article(feed,date) WHERE state=0",
	"CREATE INDEX article_unread ON article(date)"
	" WHERE state=0 AND unread=1",
	"CREATE INDEX article_feed_unread ON article(feed,date)"
	" WHERE state=0 AND unread=1",
	"CREATE INDEX article_starred ON article(date)"
	" WHERE state=0 AND starred=1",
	"CREATE INDEX article_changed ON article(date)"
	" WHERE state=0 AND changed=1",
	"CREATE INDEX article_hidden ON article(date) WHERE state=1",
	"CREATE INDEX article_gone ON article(gone_at) WHERE gone_at NOT NULL",
	"CREATE INDEX article_todo ON article(todo) WHERE todo>0",
	"CREATE TABLE tombstone(feed INTEGER NOT NULL REFERENCES feed"
	" ON DELETE CASCADE, key TEXT NOT NULL, at INTEGER NOT NULL,"
	" PRIMARY KEY(feed,key)) WITHOUT ROWID",

	"CREATE TABLE content(id INTEGER PRIMARY KEY REFERENCES article"
	" ON DELETE CASCADE, type TEXT, base TEXT, language TEXT, tags TEXT,"
	" external TEXT, comments TEXT, comment_count INTEGER, image TEXT,"
	" source_title TEXT, duration INTEGER, body TEXT, summary TEXT)",
	"CREATE TABLE plain(id INTEGER PRIMARY KEY REFERENCES article"
	" ON DELETE CASCADE, text TEXT)",
	"CREATE TABLE fulltext(id INTEGER PRIMARY KEY REFERENCES article"
	" ON DELETE CASCADE, url TEXT, html TEXT)",
	"CREATE TABLE enclosure(article INTEGER NOT NULL REFERENCES article"
	" ON DELETE CASCADE, n INTEGER NOT NULL, url TEXT NOT NULL, type TEXT,"
	" title TEXT, length INTEGER, PRIMARY KEY(article,n)) WITHOUT ROWID",
	"CREATE TABLE position(id INTEGER PRIMARY KEY REFERENCES article"
	" ON DELETE CASCADE, offset INTEGER NOT NULL)",

	"CREATE TABLE target(id INTEGER PRIMARY KEY, place INTEGER NOT NULL,"
	" key TEXT NOT NULL, url TEXT NOT NULL,"
	" opened INTEGER NOT NULL DEFAULT 0)",
	"CREATE INDEX target_key ON target(place)",
	"CREATE TABLE link(article INTEGER NOT NULL REFERENCES article"
	" ON DELETE CASCADE, n INTEGER NOT NULL, target INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, level INTEGER NOT NULL, url TEXT, text TEXT,"
	" heading TEXT, PRIMARY KEY(article,n)) WITHOUT ROWID",
	"CREATE INDEX link_target ON link(target)",

	"CREATE TABLE label(id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE COLLATE NOCASE)",
	"CREATE TABLE labelled(article INTEGER NOT NULL REFERENCES article"
	" ON DELETE CASCADE, label INTEGER NOT NULL REFERENCES label,"
	" PRIMARY KEY(article,label)) WITHOUT ROWID",
	"CREATE INDEX labelled_label ON labelled(label,article)",
	"CREATE TABLE undo(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" session TEXT NOT NULL, at INTEGER NOT NULL, act INTEGER NOT NULL,"
	" label TEXT, ids BLOB NOT NULL)",
	"CREATE TABLE host(origin TEXT PRIMARY KEY,"
	" not_before INTEGER NOT NULL, last_request INTEGER NOT NULL)"
	" WITHOUT ROWID",
	"CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL)"
	" WITHOUT ROWID",

	"CREATE VIEW search_source(id,title,text,author,tags) AS"
	" SELECT a.id,a.title,coalesce(p.text,c.body,c.summary),a.author,"
	"c.tags FROM article a"
	" JOIN content c ON c.id=a.id LEFT JOIN plain p ON p.id=a.id",
	"CREATE VIRTUAL TABLE search USING fts5(title,text,author,tags,"
	" content='search_source',content_rowid='id',columnsize=0,"
	" tokenize='courant')",
	"INSERT INTO search(search,rank) VALUES('hashsize',2097152)",
	"INSERT INTO search(search,rank) VALUES('automerge',8)",

	"CREATE TRIGGER feed_added AFTER INSERT ON feed BEGIN"
	" INSERT INTO feed_count(feed) VALUES(new.id); END",
	"CREATE TRIGGER article_added AFTER INSERT ON article"
	" WHEN new.state=0 BEGIN UPDATE feed_count SET total=total+1,"
	" unread=unread+new.unread, starred=starred+new.starred"
	" WHERE feed=new.feed; END",
	"CREATE TRIGGER article_removed AFTER DELETE ON article"
	" WHEN old.state=0 BEGIN UPDATE feed_count SET total=total-1,"
	" unread=unread-old.unread, starred=starred-old.starred"
	" WHERE feed=old.feed; END",
	"CREATE TRIGGER article_marked"
	" AFTER UPDATE OF state,unread,starred,feed ON article BEGIN"
	" UPDATE feed_count SET total=total-(old.state=0),"
	" unread=unread-(old.state=0 AND old.unread),"
	" starred=starred-(old.state=0 AND old.starred) WHERE feed=old.feed;"
	" UPDATE feed_count SET total=total+(new.state=0),"
	" unread=unread+(new.state=0 AND new.unread),"
	" starred=starred+(new.state=0 AND new.starred) WHERE feed=new.feed;"
	" END",
	NULL
};

/* store_feed_by_url() asks for it with each line of a list. */
static const char *const version_2[] = {
	"CREATE INDEX feed_effective ON feed(effective_key)"
	" WHERE effective_key NOT NULL",
	NULL
};

static const char *const *const versions[SCHEMA_VERSION] = { version_1,
	version_2 };

bool
schema_upgrade(Store *s, int from, GError **error)
{
	for (int v = from; v < SCHEMA_VERSION; v++)
		for (const char *const *sql = versions[v]; *sql; sql++)
			if (!db_run(s, error, *sql, NULL))
				return false;
	g_autofree char *version =
		g_strdup_printf("PRAGMA user_version=%d", SCHEMA_VERSION);
	g_autofree char *id =
		g_strdup_printf("PRAGMA application_id=%d", SCHEMA_ID);
	return db_run(s, error, version, NULL) && db_run(s, error, id, NULL);
}
