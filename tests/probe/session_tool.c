/*
 * A session as lines: what the view holds each time that it changes, for the
 * scripts beside.  Commands come as lines on stdin.
 *
 * TEST_SHELL names the user's shell.
 *
 *   session_tool [--once] [--watch] [--no-go] [--trace] [--place P]... DIR
 *
 * GOMEND_SCAN names the scan program.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/strbuf.h"
#include "probe/helper.h"
#include "probe/session.h"

struct tool {
	struct loop *loop;
	struct session *session;
	struct loop_fd *in;
	struct strbuf line;
	bool once;
	int rc;
};

static const char *or_none(const char *s)
{
	return s ? s : "-";
}

/* The variable, where it was set, and what that overrode. */
static void print_origin(const struct place *p,
			 const struct variable_origin *o)
{
	size_t i;

	printf("origin %s %s %s %s:%d as=%s%s%s%s%s", p->name, o->name,
	       origin_names[o->how], or_none(o->file), o->line,
	       or_none(o->as), o->written ? " written=" : "",
	       o->written ? o->written : "", o->unset ? " unset" : "",
	       o->not_exported ? " not-exported" : "");
	for (i = 0; i < o->nearlier; i++)
		printf(" < %s %s:%d %s", or_none(o->earlier[i].value),
		       or_none(o->earlier[i].file), o->earlier[i].line,
		       origin_names[o->earlier[i].how]);
	printf("\n");
}

static void print_place(const struct place *p)
{
	size_t i;

	printf("place %s %s shell=%s go=%s error=%s\n", p->name,
	       place_state_names[p->state], or_none(p->shell),
	       or_none(p->go_word), or_none(p->error));
	if (p->confirmed || p->disagreement)
		printf("asked %s confirmed=%d disagreement=%s\n", p->name,
		       p->confirmed, or_none(p->disagreement));
	for (i = 0; i < p->nenv; i++)
		printf("env %s %s\n", p->name, p->env[i]);
	if (p->tracing)
		printf("traced %s %s\n", p->name, tracing_names[p->tracing]);
	for (i = 0; i < p->nassigns; i++)
		printf("assign %s %s %s=%s %s:%d %s\n", p->name,
		       assign_op_names[p->assigns[i].op],
		       or_none(p->assigns[i].name),
		       or_none(p->assigns[i].value),
		       or_none(p->assigns[i].file), p->assigns[i].line,
		       origin_names[p->assigns[i].how]);
	for (i = 0; i < p->norigins; i++)
		print_origin(p, &p->origins[i]);
	for (i = 0; i < p->npath; i++)
		printf("dir %s %s %s %s:%d as=%s same_as=%d\n", p->name,
		       p->path[i].dir, origin_names[p->path[i].how],
		       or_none(p->path[i].file), p->path[i].line,
		       or_none(p->path[i].as), p->path[i].same_as);
	for (i = 0; i < p->ngos; i++)
		printf("go %s %s\n", p->name, p->gos[i].resolved);
	for (i = 0; i < p->nsettings; i++)
		printf("setting %s %s=%s %s\n", p->name, p->settings[i].name,
		       or_none(p->settings[i].value),
		       known_names[p->settings[i].known]);
}

static void on_change(void *payload)
{
	struct tool *t = payload;
	const struct session_view *v = session_view(t->session);
	struct arena a = ARENA_INIT;
	size_t i;

	printf("change gen=%d first=%d settled=%d live=%d polling=%d "
	       "complete=%d counts=%d/%d/%d modules=%zu progress=%s\n",
	       v->snap->generation, v->first_done, v->settled, v->live,
	       v->polling, v->snap->complete, v->nerrors, v->nwarnings,
	       v->nadvice, v->snap->nmodules, or_none(v->progress));
	if (v->notice)
		printf("notice %s\n", v->notice);
	if (v->fatal)
		printf("fatal %s hint=%s\n", v->fatal, or_none(v->fatal_hint));
	if (v->settled || !t->once) {
		for (i = 0; i < v->snap->nplaces; i++)
			print_place(&v->snap->places[i]);
		for (i = 0; i < v->snap->nmodules; i++)
			printf("module %s %s go=%s\n", v->snap->modules[i].dir,
			       or_none(v->snap->modules[i].path),
			       or_none(v->snap->modules[i].go_version));
		for (i = 0; i < v->nfindings; i++)
			printf("finding %s %s %s\n", v->findings[i].id,
			       severity_names[v->findings[i].severity],
			       msg_english(&a, &v->findings[i].title));
		for (i = 0; i < v->ncommands; i++)
			printf("command %s exit=%d running=%d\n",
			       v->commands[i].line, v->commands[i].exit_code,
			       v->commands[i].running);
	}
	printf(".\n");
	fflush(stdout);
	arena_release(&a);
	if (v->fatal)
		t->rc = 2;
	if (t->once && v->settled)
		loop_stop(t->loop);
}

static void on_trace(void *payload, const struct trace *trace,
		     const char *error)
{
	(void)payload;
	if (error)
		printf("trace error %s\n", error);
	else
		printf("trace %s steps=%zu bad=%d\n", or_none(trace->name),
		       trace->nsteps, trace->bad);
	fflush(stdout);
}

/* All of it, in English. */
static void on_lookup(void *payload, const struct trace *trace,
		      const char *error)
{
	struct arena a = ARENA_INIT;
	size_t i;

	for (i = 0; trace && i < trace->nsteps; i++) {
		const struct step *s = &trace->steps[i];

		printf("step %s %s value=%s note=%s\n",
		       msg_english(&a, &s->question),
		       s->answer == ANSWER_YES ? "yes"
		       : s->answer == ANSWER_NO ? "no" : "-",
		       or_none(s->value), msg_is_set(&s->note)
				? msg_english(&a, &s->note) : "-");
	}
	if (trace)
		printf("looked %s %s bad=%d outcome=%s change=%s\n",
		       trace->place, trace->subject, trace->bad,
		       msg_english(&a, &trace->outcome),
		       msg_is_set(&trace->change)
				? msg_english(&a, &trace->change) : "-");
	else
		printf("looked - error=%s\n", error);
	on_trace(payload, trace, error);
	arena_release(&a);
}

static void on_modfile(void *payload, bool accepted, const char *text)
{
	(void)payload;
	printf("modfile %d %s\n", accepted, text);
	fflush(stdout);
}

static void on_command(struct tool *t, const char *line)
{
	if (!strcmp(line, "quit"))
		loop_stop(t->loop);
	else if (!strcmp(line, "rescan"))
		session_rescan(t->session);
	else if (!strncmp(line, "lookup ", 7) && strchr(line + 7, ' ')) {
		char *place = xstrdup(line + 7), *name = strchr(place, ' ');

		*name++ = '\0';
		session_trace(t->session, "path-lookup", name, place, NULL,
			      on_lookup, t);
		free(place);
	} else if (!strncmp(line, "trace ", 6))
		session_trace(t->session, line + 6, NULL, NULL, NULL,
			      on_trace, t);
	else if (!strncmp(line, "modfile ", 8))
		session_modfile(t->session, line + 8, NULL, on_modfile, t);
}

static void on_in(void *payload)
{
	struct tool *t = payload;
	char *room = strbuf_room(&t->line, 4096), *lf;
	ssize_t n = read(0, room, 4096);

	if (n <= 0) {
		loop_stop(t->loop);
		return;
	}
	strbuf_advance(&t->line, (size_t)n);
	while ((lf = strchr(t->line.buf, '\n'))) {
		*lf = '\0';
		on_command(t, t->line.buf);
		strbuf_drop(&t->line, (size_t)(lf - t->line.buf) + 1);
	}
}

int main(int argc, char **argv)
{
	const char *places[8] = { NULL };
	struct session_options o;
	struct error err = ERROR_INIT;
	struct tool t;
	int i, n = 0, status;

	if (helper_main(argc, argv, &status))
		return status;
	setlocale(LC_ALL, "");
	memset(&t, 0, sizeof(t));
	memset(&o, 0, sizeof(o));
	strbuf_init(&t.line);
	o.no_trace = true;
	for (i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--once"))
			t.once = true;
		else if (!strcmp(argv[i], "--watch"))
			o.watch = true;
		else if (!strcmp(argv[i], "--no-go"))
			o.no_go = true;
		else if (!strcmp(argv[i], "--trace"))
			o.no_trace = false;
		else if (!strcmp(argv[i], "--place") && i + 1 < argc && n < 7)
			places[n++] = argv[++i];
		else
			o.dir = argv[i];
	}
	o.places = n ? places : NULL;
	o.scan_path = getenv("GOMEND_SCAN");
	o.shell_path = getenv("TEST_SHELL");
	t.loop = loop_new();
	t.session = session_open(t.loop, &o, on_change, &t, &err);
	if (!t.session) {
		printf("failed %s\n", err.message);
		error_release(&err);
		loop_free(t.loop);
		return 2;
	}
	if (!t.once)
		t.in = loop_fd(t.loop, 0, on_in, &t);
	loop_run(t.loop);
	loop_fd_stop(t.in);
	session_close(t.session);
	loop_free(t.loop);
	strbuf_release(&t.line);
	return t.rc;
}
