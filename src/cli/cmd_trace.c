/* gomend trace: one decision of Go's, replayed. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/codec.h"
#include "base/json.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "report/finding_text.h"
#include "report/report.h"
#include "report/words.h"
#include "traces/tracer.h"

struct asked {
	struct look *look;
	struct cli_args *args;
	const struct tracer *tracer;
	struct prose *prose;
	struct cJSON *list;
	bool bad, failed;
	struct error *err;
	/* What is tried besides, and what came of it. */
	const struct trial *trials;
	size_t ntrials;
};

static void heading(struct asked *k, const struct trace *t)
{
	struct prose *p = k->prose;
	const char *module = cstr_empty(t->module)
			     ? _("outside all modules")
			     : SAY(p->a, N_("module {0}"), t->module);

	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, _(k->tracer->title));
	prose_line(p, 0);
	prose_add(p, ROLE_DIM, SAY(p->a, N_("{0}, {1}"),
				   words_place(t->place), module));
	prose_blank(p);
}

static void on_tried(void *payload, const struct trial *list, size_t n,
		     const char *error)
{
	struct asked *k = payload;

	if (error) {
		error_set(k->err, "%s", error);
		k->failed = true;
	}
	k->trials = trial_copy(k->args->a, list, n);
	k->ntrials = n;
	look_done(k->look);
}

/* Before the trace is replayed, so that it can say what it means. */
static int try_it(struct asked *k, const char *place)
{
	const struct place *p = snapshot_place(k->look->view->snap, place);
	const struct trial *list = NULL;
	struct arena *a = k->args->a;
	struct msg what = { 0 };
	size_t n = 0;

	if (p)
		list = k->tracer->try(p, a, &n, &what);
	if (!n)
		return error_set(k->err, "%s", SAY(a,
				 N_("Nothing can be tried in {0}: {1}"), place,
				 msg_text(a, &what)));
	if (!k->args->quiet)
		fprintf(stderr, "%s\n", msg_text(a, &what));
	session_try(k->look->session, place, list, n, on_tried, k);
	if (!k->failed && look_wait(k->look, k->err)) {
		session_stop_trying(k->look->session);
		return -1;
	}
	return k->failed ? -1 : 0;
}

static void on_trace(void *payload, const struct trace *told,
		     const char *error)
{
	struct asked *k = payload;
	struct trace copy, *t = NULL;

	if (told) {
		codec_copy(&trace_codec, k->args->a, told, &copy);
		t = &copy;
		if (k->ntrials)
			tracer_tried(k->tracer, k->trials, k->ntrials,
				     k->args->a, t);
	}

	if (!t) {
		error_set(k->err, "%s", error ? error
			  : _("The trace could not be made."));
		k->failed = true;
	} else if (k->list) {
		json_push(k->list, report_json_trace(k->args->a, t));
	} else {
		heading(k, t);
		trace_text(k->prose, t);
	}
	if (t && t->bad)
		k->bad = true;
	look_done(k->look);
}

/* The folder of a module as the snapshot has it, from what was typed. */
static int find_module(struct cli_args *args, const struct snapshot *s,
		       const char **dir, struct error *err)
{
	const char *typed = args->module;

	if (!typed) {
		*dir = look_module(s, args->a);
		return 0;
	}
	*dir = path_is_abs(typed) && s->repo.root
		       ? path_rel(args->a, s->repo.root,
				  path_clean(args->a, typed))
		       : path_clean(args->a, typed);
	if (snapshot_module(s, *dir))
		return 0;
	return error_set(err, "%s", SAY(args->a,
			 N_("There is no module in the folder \"{0}\"."),
			 typed));
}

static int no_trial(struct cli_args *args, struct error *err)
{
	const char *names = "";
	size_t i;

	for (i = 0; i < ntracers; i++)
		if (tracers[i]->try)
			names = arena_printf(args->a, "%s%s%s", names,
					     *names ? ", " : "",
					     tracers[i]->name);
	error_set(err, "%s", SAY(args->a,
		  N_("There is nothing to try in the trace {0}."),
		  args->operands[0]));
	error_hint(err, "%s", SAY(args->a, N_("There is in: {0}."), names));
	return cli_fail(err);
}

static int usage(struct cli_args *args, struct error *err,
		 const struct tracer *t)
{
	const char *names = "";
	size_t i;

	if (t) {
		error_set(err, "%s", SAY(args->a,
			  N_("The trace {0} takes no subject."), t->name));
	} else {
		for (i = 0; i < ntracers; i++)
			names = arena_printf(args->a, "%s%s%s", names,
					     i ? ", " : "", tracers[i]->name);
		error_set(err, "%s", SAY(args->a,
			  N_("There is no trace \"{0}\"."),
			  args->operands[0]));
		error_hint(err, "%s", SAY(args->a, N_("There are: {0}."),
					  names));
	}
	return cli_fail(err);
}

int cmd_trace(struct cli_args *args)
{
	static const char *const shell_only[] = { "shell", NULL };
	const char *const *places = args->nplaces ? args->places : shell_only;
	const char *subject = args->noperands > 1 ? args->operands[1] : NULL;
	const struct tracer *t = tracer_find(args->operands[0]);
	struct error err = ERROR_INIT;
	struct look look;
	struct prose prose;
	struct asked k = { .look = &look, .args = args, .tracer = t,
			   .prose = &prose, .err = &err };
	struct cJSON *doc;
	const char *module;
	size_t i;
	bool ok;
	int rc;

	if (!t || (subject && !t->subject)) {
		usage(args, &err, t);
		error_release(&err);
		return EXIT_TROUBLE;
	}
	if (args->try && !t->try) {
		no_trial(args, &err);
		error_release(&err);
		return EXIT_TROUBLE;
	}
	rc = look_start(&look, args, args->noperands, places);
	if (rc)
		return rc;
	if (find_module(args, look.view->snap, &module, &err))
		return look_fail(&look, &err);
	prose_init(&prose, args->a, cli_cols(1));
	k.list = args->json ? json_array() : NULL;
	for (i = 0; places[i] && !k.failed; i++) {
		if (args->try && try_it(&k, places[i])) {
			k.failed = true;
			break;
		}
		session_trace(look.session, t->name, subject, places[i],
			      module, on_trace, &k);
		if (look_wait(&look, &err))
			k.failed = true;
	}
	if (k.failed) {
		json_free(k.list);
		return look_fail(&look, &err);
	}
	if (args->json) {
		doc = output_document();
		json_put_str(doc, "root", look.view->snap->repo.root);
		json_put(doc, "traces", k.list);
		ok = output_json(doc);
	} else {
		ok = output_prose(&prose);
	}
	look_close(&look);
	return !ok ? EXIT_TROUBLE : EXIT_OK;
}
