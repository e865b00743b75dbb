#include "config.h"

#include "cli/since.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/json.h"
#include "base/path.h"
#include "cli/tmptree.h"
#include "probe/scanner.h"

struct receiving {
	struct since *since;
	struct loop *loop;
	struct scanner *scanner;
	bool done, interrupted;
	struct error *err;
};

/* A path that a tree may have and that stays below the folder. */
static bool is_tame(const char *path)
{
	struct str rest = str_from(path), part;

	if (!*path)
		return false;
	while (str_cut(&rest, '/', &part))
		if (!part.len || str_is(part, ".") || str_is(part, "..") ||
		    (part.len == 4 && !strncasecmp(part.p, ".git", 4)))
			return false;
	return true;
}

static void finish(struct receiving *r, const char *error, const char *hint)
{
	if (r->done)
		return;
	r->done = true;
	if (error) {
		struct arena a = ARENA_INIT;

		if (hint)
			error_hint(r->err, "%s", msg_told(&a, hint));
		error_set(r->err, "%s", msg_told(&a, error));
		arena_release(&a);
	}
	scanner_answered(r->scanner);
	loop_stop(r->loop);
}

static void on_record(void *payload, const char *rec, const struct cJSON *j)
{
	struct receiving *r = payload;
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	const char *path = json_str(j, "path"), *text = json_str(j, "text");

	if (!strcmp(rec, "error")) {
		finish(r, json_str(j, "message"), json_str(j, "hint"));
	} else if (strcmp(rec, "export")) {
		;
	} else if (json_bool(j, "done", false)) {
		finish(r, json_str(j, "error"), NULL);
	} else if (path && is_tame(path) &&
		   tmptree_write(&a, arena_printf(&a, "%s/%s", r->since->dir,
						  path),
				 text ? text : "", &err) &&
		   err.code != EEXIST) {
		finish(r, err.message, NULL);
	}
	error_release(&err);
	arena_release(&a);
}

static void on_restart(void *payload, const char *notice)
{
	finish(payload, notice, NULL);
}

static void on_fatal(void *payload, const char *message, const char *hint)
{
	finish(payload, message, hint);
}

static void on_child(void *payload, const char *program, bool running,
		     int exit_code)
{
	(void)payload;
	(void)program;
	(void)running;
	(void)exit_code;
}

static void on_signal(void *payload, int signum)
{
	struct receiving *r = payload;

	(void)signum;
	r->interrupted = true;
	loop_stop(r->loop);
}

/* Have the revision's files written below s->dir. */
static int receive(struct since *s, struct cli_args *args, const char *root,
		   struct error *err)
{
	struct receiving r = { .since = s, .err = err, .loop = loop_new() };
	const struct scanner_ops ops = { on_record, on_restart, on_fatal,
					 on_child, &r };
	struct loop_signal *sig = loop_signal(r.loop, SIGINT, on_signal, &r);
	struct cJSON *op;
	int rc = -1;

	r.scanner = scanner_new(r.loop, NULL, &ops, err);
	if (!r.scanner)
		goto out;
	op = json_object();
	json_put_str(op, "op", "open");
	json_put_str(op, "root", root);
	scanner_send(r.scanner, op, false);
	op = json_object();
	json_put_str(op, "op", "export");
	json_put_str(op, "rev", args->new_since);
	json_put_int(op, "id", 1);
	scanner_send(r.scanner, op, false);
	scanner_expect(r.scanner);
	loop_run(r.loop);
	if (r.interrupted)
		error_errno(err, EINTR, "%s", _("Stopped"));
	rc = r.done && !err->message ? 0 : -1;
	s->look.interrupted = r.interrupted;
out:
	scanner_free(r.scanner);
	loop_signal_stop(sig);
	loop_free(r.loop);
	return rc;
}

/* git's folder, so that .gitignore counts and the root is the root. */
static int make_git(struct since *s, struct cli_args *args,
		    struct error *err)
{
	const char *git = arena_printf(args->a, "%s/.git", s->dir);

	if (tmptree_write(args->a, arena_printf(args->a, "%s/HEAD", git),
			  "ref: refs/heads/main\n", err) ||
	    tmptree_dir(args->a, arena_printf(args->a, "%s/objects/", git),
			err) ||
	    tmptree_dir(args->a, arena_printf(args->a, "%s/refs/", git), err))
		return -1;
	return 0;
}

int since_open(struct since *s, struct cli_args *args,
	       const struct look *now, const struct look_options *o,
	       struct error *err)
{
	const struct repository *repo = &now->view->snap->repo;
	struct look_options then = *o;

	memset(s, 0, sizeof(*s));
	if (!repo->git_dir) {
		error_hint(err, "%s", _("--new-since compares with a revision "
					"of git."));
		return error_set(err, "%s", _("There is no git here."));
	}
	s->top = tmptree_make(args->a, "gomend-since", err);
	if (!s->top)
		return -1;
	s->dir = arena_printf(args->a, "%s/%s", s->top,
			      path_base(repo->root));
	if (make_git(s, args, err) || receive(s, args, repo->root, err)) {
		error_prefix(err, "--new-since %s", args->new_since);
		return -1;
	}
	then.dir = s->dir;
	then.no_trace = true;
	return look_open(&s->look, &then, err);
}

void since_close(struct since *s)
{
	if (s->look.loop)
		look_close(&s->look);
	if (s->top)
		tmptree_remove(s->top);
	s->top = NULL;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static bool was_module(const struct since *s, const struct finding *f)
{
	const struct snapshot *then = s->look.view->snap;
	size_t i;

	for (i = 0; i < then->nmodules; i++)
		if (cstr_eq(then->modules[i].dir, f->module))
			return true;
	for (i = 0; i < then->nloose; i++)
		if (cstr_eq(then->loose[i].dir, f->module))
			return true;
	return false;
}

/*
 * Findings that come from where a folder lies, and not from what is in it:
 * the private folder cannot show them.
 */
static bool is_about_location(const struct finding *f)
{
	return cstr_eq(f->id, "module-in-gopath") ||
	       cstr_eq(f->id, "gomod-from-above") ||
	       cstr_eq(f->id, "gowork-from-above") ||
	       cstr_eq(f->id, "gopath-project");
}

bool since_had(const struct since *s, const struct finding *f)
{
	const struct session_view *then = s->look.view;
	bool replaces = cstr_starts(f->id, "replace-");
	size_t i;

	/* The machine's own: no change of the repository brings them. */
	if (cstr_empty(f->module) &&
	    (cstr_empty(f->path) || path_is_abs(f->path)))
		return true;
	if (is_about_location(f) && was_module(s, f))
		return true;
	for (i = 0; i < then->nfindings; i++) {
		const struct finding *t = &then->findings[i];

		if (cstr_eq(t->fingerprint, f->fingerprint))
			return true;
		/* Out of the private folder the same folder leads nowhere. */
		if (replaces && cstr_starts(t->id, "replace-") &&
		    cstr_eq(or_empty(t->path), or_empty(f->path)) &&
		    cstr_eq(or_empty(t->subject), or_empty(f->subject)))
			return true;
	}
	return false;
}
