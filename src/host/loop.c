#include "config.h"

#include "host/loop.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "host/loop_private.h"

/*
 * Each libuv handle lies in an allocation of its own, at its start, so that
 * one close callback frees them all.
 */
struct loop_timer {
	uv_timer_t h;
	bool repeats;
	void (*fn)(void *payload);
	void *payload;
};

struct loop_fd {
	uv_poll_t h;
	void (*fn)(void *payload);
	void *payload;
};

struct loop_signal {
	uv_signal_t h;
	void (*fn)(void *payload, int signum);
	void *payload;
};

struct loop_watch {
	uv_fs_event_t h;
	void (*fn)(void *payload, const char *name);
	void *payload;
};

struct deferred {
	struct deferred *next;
	void (*fn)(void *payload);
	void *payload;
};

struct loop {
	uv_loop_t uv;
	uv_idle_t *idle;	/* runs while something is deferred */
	struct deferred *deferred, **deferred_end;
	struct loop_member members;
	int orphans;
};

/* A killed child is gone at once, unless its file system is dead. */
#define ORPHANS_MS 300

uint64_t loop_now_ms(void)
{
	return uv_hrtime() / 1000000;
}

uv_loop_t *loop_uv(struct loop *l)
{
	return &l->uv;
}

void loop_join(struct loop *l, struct loop_member *m)
{
	m->next = &l->members;
	m->prev = l->members.prev;
	m->prev->next = m;
	l->members.prev = m;
}

void loop_leave(struct loop *l, struct loop_member *m)
{
	(void)l;
	if (!m->next)
		return;
	m->prev->next = m->next;
	m->next->prev = m->prev;
	m->prev = m->next = NULL;
}

static void on_close(uv_handle_t *h)
{
	free(h);
}

void loop_close(uv_handle_t *h)
{
	if (h && !uv_is_closing(h))
		uv_close(h, on_close);
}

struct loop *loop_new(void)
{
	struct loop *l = xcalloc(1, sizeof(*l));

	/* It fails only where no epoll or eventfd is to be had. */
	if (uv_loop_init(&l->uv)) {
		free(l);
		return NULL;
	}
	l->uv.data = l;
	l->idle = xcalloc(1, sizeof(*l->idle));
	(void)uv_idle_init(&l->uv, l->idle);
	l->idle->data = l;
	l->deferred_end = &l->deferred;
	l->members.next = l->members.prev = &l->members;
	return l;
}

void loop_count_orphan(uv_loop_t *uv, int by)
{
	struct loop *l = uv->data;

	l->orphans += by;
}

static void close_one(uv_handle_t *h, void *payload)
{
	const bool *children_too = payload;

	if (*children_too || h->type != UV_PROCESS)
		loop_close(h);
}

static void on_patience(uv_timer_t *h)
{
	bool *over = h->data;

	*over = true;
}

/* Nothing but children is left in the loop. */
static void reap_orphans(struct loop *l)
{
	uv_timer_t *timer = xcalloc(1, sizeof(*timer));
	bool over = false;

	(void)uv_timer_init(&l->uv, timer);
	timer->data = &over;
	(void)uv_timer_start(timer, on_patience, ORPHANS_MS, 0);
	while (l->orphans && !over)
		(void)uv_run(&l->uv, UV_RUN_ONCE);
	loop_close((uv_handle_t *)timer);
}

void loop_free(struct loop *l)
{
	bool children_too = false;
	struct deferred *d;

	if (!l)
		return;
	while (l->members.next != &l->members) {
		struct loop_member *m = l->members.next;

		loop_leave(l, m);
		m->end(m);
	}
	while ((d = l->deferred)) {
		l->deferred = d->next;
		free(d);
	}
	uv_walk(&l->uv, close_one, &children_too);
	if (l->orphans)
		reap_orphans(l);
	children_too = true;
	uv_walk(&l->uv, close_one, &children_too);
	(void)uv_run(&l->uv, UV_RUN_DEFAULT);
	(void)uv_loop_close(&l->uv);
	free(l);
}

void loop_run(struct loop *l)
{
	(void)uv_run(&l->uv, UV_RUN_DEFAULT);
}

void loop_stop(struct loop *l)
{
	uv_stop(&l->uv);
}

static void on_timer(uv_timer_t *h)
{
	struct loop_timer *t = (struct loop_timer *)h;
	void (*fn)(void *payload) = t->fn;
	void *payload = t->payload;

	if (!t->repeats)
		loop_close((uv_handle_t *)h);
	fn(payload);
}

struct loop_timer *loop_timer(struct loop *l, uint64_t ms, uint64_t repeat_ms,
			      void (*fn)(void *payload), void *payload)
{
	struct loop_timer *t = xcalloc(1, sizeof(*t));

	t->fn = fn;
	t->payload = payload;
	t->repeats = repeat_ms != 0;
	(void)uv_timer_init(&l->uv, &t->h);
	/* libuv counts from when it last looked at the clock. */
	uv_update_time(&l->uv);
	(void)uv_timer_start(&t->h, on_timer, ms, repeat_ms);
	return t;
}

void loop_timer_stop(struct loop_timer *t)
{
	if (t)
		loop_close((uv_handle_t *)&t->h);
}

static void on_idle(uv_idle_t *h)
{
	struct loop *l = h->data;
	struct deferred *d = l->deferred, *next;

	/* What these defer in turn waits for the next round. */
	l->deferred = NULL;
	l->deferred_end = &l->deferred;
	(void)uv_idle_stop(h);
	for (; d; d = next) {
		next = d->next;
		d->fn(d->payload);
		free(d);
	}
}

void loop_defer(struct loop *l, void (*fn)(void *payload), void *payload)
{
	struct deferred *d = xcalloc(1, sizeof(*d));

	d->fn = fn;
	d->payload = payload;
	*l->deferred_end = d;
	l->deferred_end = &d->next;
	(void)uv_idle_start(l->idle, on_idle);
}

static void on_poll(uv_poll_t *h, int status, int events)
{
	struct loop_fd *f = (struct loop_fd *)h;

	(void)status;
	(void)events;
	f->fn(f->payload);
}

struct loop_fd *loop_fd(struct loop *l, int fd, void (*fn)(void *payload),
			void *payload)
{
	struct loop_fd *f = xcalloc(1, sizeof(*f));

	f->fn = fn;
	f->payload = payload;
	if (uv_poll_init(&l->uv, &f->h, fd)) {
		free(f);
		return NULL;
	}
	(void)uv_poll_start(&f->h, UV_READABLE | UV_DISCONNECT, on_poll);
	return f;
}

void loop_fd_stop(struct loop_fd *f)
{
	if (f)
		loop_close((uv_handle_t *)&f->h);
}

static void on_signal(uv_signal_t *h, int signum)
{
	struct loop_signal *s = (struct loop_signal *)h;

	s->fn(s->payload, signum);
}

struct loop_signal *loop_signal(struct loop *l, int signum,
				void (*fn)(void *payload, int signum),
				void *payload)
{
	struct loop_signal *s = xcalloc(1, sizeof(*s));

	s->fn = fn;
	s->payload = payload;
	(void)uv_signal_init(&l->uv, &s->h);
	if (uv_signal_start(&s->h, on_signal, signum)) {
		loop_close((uv_handle_t *)&s->h);
		return NULL;
	}
	return s;
}

void loop_signal_stop(struct loop_signal *s)
{
	if (s)
		loop_close((uv_handle_t *)&s->h);
}

static void on_watch(uv_fs_event_t *h, const char *name, int events,
		     int status)
{
	struct loop_watch *w = (struct loop_watch *)h;

	(void)events;
	w->fn(w->payload, status ? NULL : name);
}

struct loop_watch *loop_watch(struct loop *l, const char *path,
			      void (*fn)(void *payload, const char *name),
			      void *payload, struct error *err)
{
	struct loop_watch *w = xcalloc(1, sizeof(*w));
	int rc;

	w->fn = fn;
	w->payload = payload;
	(void)uv_fs_event_init(&l->uv, &w->h);
	rc = uv_fs_event_start(&w->h, on_watch, path, 0);
	if (rc) {
		loop_close((uv_handle_t *)&w->h);
		(void)error_errno(err, -rc, _("cannot watch %s"), path);
		return NULL;
	}
	return w;
}

void loop_watch_stop(struct loop_watch *w)
{
	if (w)
		loop_close((uv_handle_t *)&w->h);
}

struct flush {
	uv_work_t h;
	char *dir;
};

static void on_flush(uv_work_t *h)
{
#ifdef HAVE_SYNCFS
	const struct flush *f = (const struct flush *)h;
	int fd = open(f->dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)syncfs(fd);
	(void)close(fd);
#else
	(void)h;
#endif
}

static void on_flushed(uv_work_t *h, int status)
{
	struct flush *f = (struct flush *)h;

	(void)status;
	free(f->dir);
	free(f);
}

void loop_flush(struct loop *l, const char *dir)
{
	struct flush *f = xcalloc(1, sizeof(*f));

	f->dir = xstrdup(dir);
	if (uv_queue_work(&l->uv, &f->h, on_flush, on_flushed))
		on_flushed(&f->h, 0);
}

struct work {
	uv_work_t h;
	void (*work)(void *payload);
	void (*done)(void *payload);
	void *payload;
};

static void on_work(uv_work_t *h)
{
	const struct work *w = (const struct work *)h;

	w->work(w->payload);
}

static void on_worked(uv_work_t *h, int status)
{
	struct work *w = (struct work *)h;

	(void)status;
	w->done(w->payload);
	free(w);
}

void loop_work(struct loop *l, void (*work)(void *payload),
	       void (*done)(void *payload), void *payload)
{
	struct work *w = xcalloc(1, sizeof(*w));

	w->work = work;
	w->done = done;
	w->payload = payload;
	if (!uv_queue_work(&l->uv, &w->h, on_work, on_worked))
		return;
	on_work(&w->h);
	on_worked(&w->h, 0);
}
