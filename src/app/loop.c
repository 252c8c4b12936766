/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/reader_i.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

/* Between two frames that no key asked for, in microseconds; the second one
 * over SSH while the worker runs. */
#define FRAME 50000
#define FRAME_SSH 250000
#define TICK G_USEC_PER_SEC
/* So long after a key the place is written down, in microseconds: a killed
 * reader comes back where it was. */
#define REMEMBER 200000

static int wake[2] = { -1, -1 };

static void
on_end_signal(int sig)
{
	int before = errno;
	char c = 'x';
	if (write(wake[1], &c, 1) < 0)
		errno = before;
}

static void
on_interrupt(int sig)
{
}

static void
catch_signals(void)
{
	struct sigaction nothing = { .sa_handler = on_interrupt };
	struct sigaction end = { .sa_handler = on_end_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	if (!g_unix_open_pipe(wake, FD_CLOEXEC, NULL))
		return;
	fcntl(wake[1], F_SETFL, O_NONBLOCK);
	sigaction(SIGTERM, &end, NULL);
	sigaction(SIGHUP, &end, NULL);
	/* ^C is for the program that has the screen; not ignored, as that
	 * would be inherited. */
	sigaction(SIGINT, &nothing, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

static void
on_mouse(Reader *r, const TermEvent *e)
{
	ui_mouse(r->ui, e->mouse.row, e->mouse.col, e->mouse.action);
}

static void
on_event(Reader *r, const TermEvent *e)
{
	int rows, cols;
	switch (e->type) {
	case TERM_KEY:
		ui_key(r->ui, e->key);
		break;
	case TERM_PASTE:
		ui_paste(r->ui, e->text);
		break;
	case TERM_MOUSE:
		on_mouse(r, e);
		break;
	case TERM_RESIZE:
		term_size(r->term, &rows, &cols);
		ui_resize(r->ui, rows, cols);
		break;
	case TERM_STOP:
		loop_remember(r);
		term_stop(r->term);
		effects_fit(r);
		break;
	case TERM_BACKGROUND:
		r->dark = e->dark;
		effects_settings(r, CHANGE_COLORS);
		break;
	case TERM_GONE:
		r->quit = true;
		break;
	}
}

/* True if something came from the keyboard. */
static bool
read_keys(Reader *r)
{
	bool any = false;
	TermEvent e;
	while (!r->quit && term_next(r->term, &e)) {
		on_event(r, &e);
		term_event_clear(&e);
		effects_run(r);
		any = true;
	}
	return any;
}

static void
on_worker_event(const json_t *event, gpointer data)
{
	ui_worker_event(data, event);
}

static void
read_workers(Reader *r)
{
	for (guint i = 0; i < r->workers->len;) {
		Process *w = r->workers->pdata[i];
		if (process_read(w, on_worker_event, r->ui)) {
			i++;
			continue;
		}
		ui_worker_ended(r->ui, process_status(w) < 0, process_words(w));
		g_ptr_array_remove_index(r->workers, i);
	}
}

void
loop_remember(Reader *r)
{
	r->remember = 0;
	ui_remember(r->ui);
	if (state_dirty(r->state))
		state_save(r->state, NULL);
}

/* The option may have changed since the last time. */
static bool
refresh_is_due(const Reader *r)
{
	gint64 every = (gint64)conf_int(r->conf, OPT_REFRESH_INTERVAL) *
		G_USEC_PER_SEC;
	return every && clock_ticks() - r->refreshed >= every &&
		!ui_refreshing(r->ui);
}

static void
each_second(Reader *r)
{
	ui_tick(r->ui);
	if (store_changed(r->store))
		ui_store_changed(r->ui);
	if (r->home.fd >= 0 && clock_ticks() > r->home.until)
		opening_home_answered(r);
	if (refresh_is_due(r)) {
		r->refreshed = clock_ticks();
		ui_refresh(r->ui);
	}
}

static void
draw(Reader *r)
{
	ui_paint(r->ui, r->grid);
	/* The window's title goes out with the frame. */
	effects_run(r);
	term_show(r->term, r->grid);
}

static gint64
frame_time(const Reader *r)
{
	return r->workers->len && g_getenv("SSH_CONNECTION") ? FRAME_SSH
							     : FRAME;
}

static void
wait_for_something(Reader *r, gint64 until)
{
	g_autoptr(GArray) fds =
		g_array_new(FALSE, FALSE, sizeof(struct pollfd));
	int pair[TERM_FDS];
	term_fds(r->term, pair);
	const int others[] = { pair[0], pair[1], wake[0], r->home.fd };
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		g_array_append_val(
			fds, ((struct pollfd){ others[i], POLLIN, 0 }));
	for (guint i = 0; i < r->workers->len; i++) {
		process_fds(r->workers->pdata[i], pair);
		for (int k = 0; k < 2; k++)
			g_array_append_val(
				fds, ((struct pollfd){ pair[k], POLLIN, 0 }));
	}
	struct pollfd *p = (struct pollfd *)(gpointer)fds->data;
	int left = (int)MAX(0, (until - clock_ticks() + 999) / 1000);
	if (poll(p, fds->len, left) <= 0)
		return;
	if (p[2].revents)
		r->quit = true;
	if (p[3].revents)
		opening_home_answered(r);
}

void
loop_run(Reader *r)
{
	gint64 drawn = 0, ticked = clock_ticks();
	catch_signals();
	effects_run(r);
	while (!r->quit) {
		bool key = read_keys(r);
		read_workers(r);
		gint64 now = clock_ticks();
		if (now - ticked >= TICK) {
			each_second(r);
			ticked = now;
		}
		effects_run(r);
		if (r->quit)
			break;
		gint64 next = drawn + frame_time(r);
		if (ui_dirty(r->ui) && (key || now >= next)) {
			draw(r);
			drawn = now;
		}
		if (key && !r->remember)
			r->remember = now + REMEMBER;
		if (r->remember && now >= r->remember) {
			loop_remember(r);
			ui_read_ahead(r->ui);
		}
		bool more = !key && ui_count(r->ui);
		gint64 until = more ? now : ticked + TICK;
		if (ui_dirty(r->ui))
			until = MIN(until, next);
		if (r->remember)
			until = MIN(until, r->remember);
		wait_for_something(r, until);
	}
}
