/* SPDX-License-Identifier: MIT
 *
 * Events as JSON lines.
 */
#include <config.h>

#include "fetch/events.h"

#include <pthread.h>
#include <stdarg.h>

#include "url/url.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

json_t *
event_new(const char *name)
{
	json_t *event = json_object();
	json_put_string(event, "event", name);
	return event;
}

void
event_send(json_t *event)
{
	pthread_mutex_lock(&lock);
	json_write_line(stdout, event);
	pthread_mutex_unlock(&lock);
	json_decref(event);
}

void
event_note(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	json_t *event = event_new("note");
	g_autofree char *hidden = url_hide_passwords(text);
	json_put_string(event, "text", hidden);
	event_send(event);
}

void
event_done(int added, int updated, int failed)
{
	json_t *event = event_new("done");
	json_object_set_new(event, "new", json_integer(added));
	json_object_set_new(event, "updated", json_integer(updated));
	json_object_set_new(event, "failed", json_integer(failed));
	event_send(event);
}

bool
event_heard(void)
{
	return !ferror(stdout);
}
