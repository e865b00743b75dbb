#include "config.h"

#include "cli/look.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/quote.h"
#include "base/text.h"
#include "probe/engine.h"
#include "report/words.h"

static void clear_progress(struct look *l)
{
	if (l->drawn_cols)
		fprintf(stderr, "\r%*s\r", l->drawn_cols, "");
	l->drawn_cols = 0;
	free(l->drawn);
	l->drawn = NULL;
}

static const char *waiting_for(struct arena *a, const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].kind == PLACE_IMAGE &&
		    s->places[i].state == PLACE_ASKING)
			return SAY(a, N_("Waiting for a container ({0}) to "
					 "answer"), s->places[i].name);
	return _("Waiting for the shells to answer");
}

static void draw_progress(struct look *l)
{
	const struct session_view *v = l->view;
	const char *term = getenv("TERM"), *text;
	struct arena a = ARENA_INIT;
	int cols = cli_cols(2) - 1;

	if (l->quiet || !isatty(2) || cstr_empty(term) ||
	    !strcmp(term, "dumb"))
		return;
	text = v->progress ? words_progress(v->progress)
			   : waiting_for(&a, v->snap);
	if (v->progress && v->progress_total)
		text = arena_printf(&a, "%s %d/%d", text, v->progress_done,
				    v->progress_total);
	else if (v->progress && v->progress_done)
		text = arena_printf(&a, "%s %d", text, v->progress_done);
	text = text_head(&a, text_clean(&a, text), cols);
	if (cstr_eq(text, l->drawn)) {
		arena_release(&a);
		return;
	}
	clear_progress(l);
	fputs(text, stderr);
	fflush(stderr);
	free(l->drawn);
	l->drawn = xstrdup(text);
	l->drawn_cols = text_cols_of(text);
	arena_release(&a);
}

static void on_change(void *payload)
{
	struct look *l = payload;

	if (!l->session)
		return;	/* still opening */
	l->view = session_view(l->session);
	if (!l->waiting) {
		if (l->on_change)
			l->on_change(l->payload);
		return;
	}
	if (l->view->settled || l->view->fatal)
		look_done(l);
	else
		draw_progress(l);
}

static void on_signal(void *payload, int signum)
{
	struct look *l = payload;

	l->signum = signum;
	l->interrupted = true;
	loop_stop(l->loop);
}

void look_done(struct look *l)
{
	loop_stop(l->loop);
}

int look_wait(struct look *l, struct error *err)
{
	loop_run(l->loop);
	clear_progress(l);
	if (l->session)
		l->view = session_view(l->session);
	if (l->interrupted)
		return error_errno(err, EINTR, "%s", _("Stopped"));
	return 0;
}

static int fatal(struct look *l, struct error *err)
{
	const struct session_view *v = l->view;

	if (v->fatal_hint)
		error_hint(err, "%s", v->fatal_hint);
	return error_set(err, "%s", v->fatal);
}

/* An answer by hand; the end of the input is a no. */
static bool said_yes(void)
{
	char line[64];

	return fgets(line, sizeof(line), stdin) &&
	       (line[0] == 'y' || line[0] == 'Y');
}

/* The command of the question, ready to be shown. */
static const char *question(struct arena *a, const char *const *argv)
{
	struct strbuf sb = STRBUF_INIT;
	const char *line;
	size_t i;

	for (i = 0; argv[i]; i++) {
		if (i)
			strbuf_addch(&sb, ' ');
		quote_add(&sb, argv[i]);
	}
	line = text_clean(a, sb.buf);
	strbuf_release(&sb);
	return line;
}

int look_agree(struct cli_args *args, const char *const *places,
	       const char *dir, bool *agreed, struct error *err)
{
	const char **lines = NULL, *all = "";
	size_t n = 0, i;

	*agreed = false;
	for (i = 0; places && places[i]; i++) {
		const char *ref = engine_ref(places[i]);
		const char *const *argv = ref
			? engine_run_argv(args->a, ref, dir) : NULL;

		if (argv)
			*ARENA_PUSH(args->a, lines, n) = SAY(args->a,
				N_("{0} (or, where a container of that name "
				   "runs, {1})"),
				question(args->a, argv),
				question(args->a, engine_exec_argv(
						args->a, ref, dir)));
	}
	*agreed = args->yes || !n;
	if (!*agreed && isatty(0) && isatty(2)) {
		fprintf(stderr, "%s\n", _("To ask an image gomend runs a "
			"container: without network, pulling nothing, removed "
			"afterwards. One that runs already is asked as it "
			"is."));
		for (i = 0; i < n; i++)
			fprintf(stderr, "  %s\n", lines[i]);
		fprintf(stderr, "%s ", _("Go on? [y/N]"));
		fflush(stderr);
		*agreed = said_yes();
	}
	if (*agreed)
		return 0;
	for (i = 0; i < n; i++)
		all = arena_printf(args->a, "%s%s%s", all, i ? "; " : "",
				   lines[i]);
	error_hint(err, "%s", SAY(args->a, N_("With --yes you agree to: {0}"),
				  all));
	return error_set(err, "%s",
			 _("An image is asked only where you agree to it."));
}

void look_at_nothing(struct look *l, bool quiet)
{
	static const int signums[] = { SIGINT, SIGTERM, SIGHUP };
	size_t i;

	memset(l, 0, sizeof(*l));
	l->quiet = quiet;
	l->loop = loop_new();
	for (i = 0; i < ARRAY_SIZE(signums); i++)
		l->signals[i] = loop_signal(l->loop, signums[i], on_signal, l);
}

int look_open(struct look *l, const struct look_options *o, struct error *err)
{
	const struct session_options so = {
		.dir = o->dir,
		.places = o->places,
		.from = o->from,
		.containers = o->containers,
		.jobs = o->jobs,
		.civars = o->civars,
		.gopath = o->gopath,
		.no_go = o->no_go,
		.no_trace = o->no_trace,
		.no_figures = o->no_figures,
		.watch = o->watch,
	};
	int rc;

	look_at_nothing(l, o->quiet);
	l->on_change = o->on_change;
	l->payload = o->payload;
	l->session = session_open(l->loop, &so, on_change, l, err);
	if (!l->session)
		return -1;
	l->view = session_view(l->session);
	if (o->dont_wait)
		return 0;
	l->waiting = true;
	rc = l->view->settled || l->view->fatal ? 0 : look_wait(l, err);
	l->waiting = false;
	if (rc)
		return rc;
	return l->view->fatal ? fatal(l, err) : 0;
}

void look_close(struct look *l)
{
	size_t i;

	if (l->session)
		session_close(l->session);
	for (i = 0; i < ARRAY_SIZE(l->signals); i++)
		if (l->signals[i])
			loop_signal_stop(l->signals[i]);
	if (l->loop)
		loop_free(l->loop);
	memset(l, 0, sizeof(*l));
}

int look_fail(struct look *l, struct error *err)
{
	int rc = l->interrupted ? EXIT_INTERRUPTED : EXIT_TROUBLE;

	look_close(l);
	if (rc == EXIT_TROUBLE)
		cli_fail(err);
	error_release(err);
	return rc;
}

int look_start(struct look *l, struct cli_args *args, size_t dir,
	       const char *const *places)
{
	struct look_options o = {
		.places = args->nplaces ? args->places : places,
		.jobs = !args->nplaces && !places,
		.civars = &args->civars,
		.from = args->from,
		.quiet = args->quiet,
	};
	struct error err = ERROR_INIT;

	memset(l, 0, sizeof(*l));
	if (cli_dir(args, dir, &o.dir, &err) ||
	    look_agree(args, o.places, o.dir, &o.containers, &err) ||
	    look_open(l, &o, &err))
		return look_fail(l, &err);
	return EXIT_OK;
}

bool look_missed(const struct look *l, struct cli_args *args)
{
	const struct snapshot *s = l->view->snap;
	bool missed = false;
	size_t i;

	for (i = 0; args->nplaces && i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		struct error err = ERROR_INIT;
		const char *why;

		if (p->state != PLACE_FAILED && p->state != PLACE_TIMEOUT)
			continue;
		missed = true;
		why = place_error(args->a, p);
		error_set(&err, "%s", SAY(args->a,
			  N_("{0} could not be looked at: {1}"),
			  words_place(p->name),
			  *why ? why : words_place_state(p->state)));
		cli_fail(&err);
		error_release(&err);
	}
	return missed;
}

const char *look_module(const struct snapshot *s, struct arena *a)
{
	const char *root = s->repo.root ? s->repo.root : "/";
	const char *at = s->repo.opened ? s->repo.opened : root, *best = "";
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const char *dir = s->modules[i].dir;

		/* Sorted: a deeper folder that also holds it comes later. */
		if (path_under(path_join(a, root, dir), at))
			best = dir;
	}
	return best;
}
