/*
 * The screen on a recorded stream: player FILE [ascii|read-only].  Everything is the
 * real thing but for the session, which answers from the file; SIGUSR1 makes
 * it read the file again.
 */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tests/ui/fakefix.h"
#include "tests/ui/stream.h"
#include "ui/ui.h"

struct session {
	struct stream stream, old;
	bool has_old;
	void (*on_change)(void *payload);
	void *payload;
};

static const char *file;

static void again(void *payload, int signum)
{
	struct session *s = payload;

	(void)signum;
	if (s->has_old)
		stream_release(&s->old);
	s->old = s->stream;
	s->has_old = true;
	stream_read(&s->stream, file);
	s->on_change(s->payload);
}

struct session *session_open(struct loop *l, const struct session_options *o,
			     void (*on_change)(void *payload), void *payload,
			     struct error *err)
{
	struct session *s = calloc(1, sizeof(*s));

	(void)o;
	(void)err;
	fakefix_loop(l);
	stream_read(&s->stream, file);
	s->on_change = on_change;
	s->payload = payload;
	loop_signal(l, SIGUSR1, again, s);
	return s;
}

void session_close(struct session *s)
{
	if (s->has_old)
		stream_release(&s->old);
	stream_release(&s->stream);
	free(s);
}

const struct session_view *session_view(const struct session *s)
{
	return &s->stream.view;
}

void session_rescan(struct session *s)
{
	again(s, 0);
}

void session_trace(struct session *s, const char *name, const char *subject,
		   const char *place, const char *module,
		   void (*fn)(void *payload, const struct trace *t,
			      const char *error),
		   void *payload)
{
	const struct finding *f = s->stream.nfindings ? s->stream.findings
						      : NULL;
	struct trace t;

	memset(&t, 0, sizeof(t));
	t.name = name;
	t.subject = subject;
	t.place = place;
	t.module = module;
	if (f) {
		t.steps = f->steps;
		t.nsteps = f->nsteps;
		t.outcome = f->outcome;
		t.bad = true;
	}
	fn(payload, f ? &t : NULL, f ? NULL : "no recorded trace");
}

void session_try(struct session *s, const char *place,
		 const struct trial *list, size_t n,
		 void (*fn)(void *payload, const struct trial *list, size_t n,
			    const char *error),
		 void *payload)
{
	(void)s;
	(void)place;
	(void)list;
	(void)n;
	fn(payload, NULL, 0, "not in a recording");
}

void session_stop_trying(struct session *s)
{
	(void)s;
}

void session_log(struct session *s, const char *path, struct str text,
		 void (*fn)(void *payload, const struct log_report *r,
			    const char *error),
		 void *payload)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	FILE *f = path ? fopen(path, "r") : NULL;
	struct log_report r;
	size_t n;

	(void)s;
	while (f && (n = fread(strbuf_room(&sb, 65536), 1, 65536, f)) > 0)
		strbuf_advance(&sb, n);
	loglore_read(&a, path ? strbuf_str(&sb) : text, NULL, &r);
	fn(payload, path && !f ? NULL : &r, "no such recording");
	if (f)
		fclose(f);
	strbuf_release(&sb);
	arena_release(&a);
}

int main(int argc, char **argv)
{
	struct ui_options o = { .dir = "/src/shop" };
	int status;

	setlocale(LC_ALL, "");
	bindtextdomain("gomend", getenv("GOMEND_LOCALEDIR")
		       ? getenv("GOMEND_LOCALEDIR") : LOCALEDIR);
	bind_textdomain_codeset("gomend", "UTF-8");
	textdomain("gomend");
	if (argc < 2) {
		fprintf(stderr, "usage: player FILE [ascii]\n");
		return 2;
	}
	file = argv[1];
	o.ascii = argc > 2 && !strcmp(argv[2], "ascii");
	o.read_only = argc > 2 && !strcmp(argv[2], "read-only");
	status = ui_main(&o);
	ui_raise(status);
	return status;
}
