#include "config.h"

#include "scan/follow.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/owngo.h"
#include "fmt/shellcmd.h"

/* Targets and scripts of one step; and its commands. */
#define MAX_VISITS ((size_t)100)
#define MAX_CALLED ((size_t)100)
/* Steps of a job, with these. */
#define MAX_STEPS ((size_t)2000)
#define MAX_DEPTH 12

struct visit {
	const struct build_script *script;
	const char *target;	/* NULL: of no Makefile */
};

struct follow {
	struct arena *a;
	const struct tree *t;
	const struct ci_step *step;	/* that calls */
	struct ci_step *called;
	size_t ncalled;
	struct visit visits[MAX_VISITS];
	size_t nvisits;
	bool open;
	int depth;
};

/* Where and how a command is run. */
struct call {
	const char *dir;	/* from the root; NULL: not known */
	/* Variables that make is given, or the environment has: names. */
	const char **given;
	size_t ngiven;
	bool maybe;
};

static void follow_text(struct follow *w, const char *text,
			const struct call *by);

static const struct build_script *script_of(const struct follow *w,
					    const char *path)
{
	size_t i;

	for (i = 0; i < w->t->nscripts; i++)
		if (cstr_eq(w->t->scripts[i].path, path))
			return &w->t->scripts[i];
	return NULL;
}

static const struct build_script *makefile_in(const struct follow *w,
					      const char *dir)
{
	static const char *const names[] = {
		"GNUmakefile", "makefile", "Makefile",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		const struct build_script *s = script_of(w,
				path_join(w->a, dir, names[i]));

		if (s)
			return s;
	}
	return NULL;
}

/* Not seen before; false: it was, or there are too many. */
static bool is_new(struct follow *w, const struct build_script *s,
		   const char *target)
{
	size_t i;

	for (i = 0; i < w->nvisits; i++)
		if (w->visits[i].script == s &&
		    cstr_eq(w->visits[i].target, target))
			return false;
	if (w->nvisits >= MAX_VISITS) {
		w->open = true;
		return false;
	}
	w->visits[w->nvisits].script = s;
	w->visits[w->nvisits++].target = target;
	return true;
}

/* Did the caller set what was put into the command? */
static bool is_given(const struct script_command *c, const struct call *by)
{
	size_t i, k;

	for (i = 0; i < c->nvars; i++)
		for (k = 0; k < by->ngiven; k++)
			if (cstr_eq(c->vars[i], by->given[k]))
				return true;
	return false;
}

/* What the caller has in its environment, unless the file sets it. */
static void inherit(struct follow *w, struct ci_step *st)
{
	const struct ci_step *from = w->step;
	size_t n = st->nenv, i;

	for (i = 0; i < from->nenv; i++)
		if (!ci_var_find(st->env, n, from->env[i].name))
			*ARENA_PUSH(w->a, st->env, st->nenv) = from->env[i];
}

static void add_step(struct follow *w, const struct script_command *c,
		     const char *dir, bool maybe)
{
	struct ci_step *st;

	if (w->ncalled >= MAX_CALLED)
		return;
	st = ARENA_PUSH(w->a, w->called, w->ncalled);
	script_command_step(w->a, c, st);
	st->dir = dir;
	st->lost = !dir;
	st->inner = st->called = true;
	st->after = w->step->after;
	st->maybe = maybe;
	inherit(w, st);
}

/* "/x" is from the root, "x" from where it was called. */
static const char *folder_of(struct follow *w, const struct script_command *c,
			     const struct call *by)
{
	if (!c->dir || (c->dir[0] != '/' && !by->dir))
		return NULL;
	if (c->dir[0] == '/')
		return c->dir[1] ? c->dir + 1 : ".";
	return path_join(w->a, by->dir, c->dir);
}

static void follow_command(struct follow *w, const struct script_command *c,
			   const struct call *by)
{
	struct call inner = *by;

	inner.dir = folder_of(w, c, by);
	inner.maybe = by->maybe || c->maybe;
	if (is_given(c, by)) {
		w->open = true;
		return;
	}
	/* Makefiles that call make, scripts that call scripts. */
	follow_text(w, c->text, &inner);
	add_step(w, c, inner.dir, inner.maybe);
}

static void follow_script(struct follow *w, const char *path,
			  const struct call *by)
{
	const struct build_script *s = script_of(w, path);
	size_t i;

	if (!s || s->kind != SCRIPT_SHELL || !is_new(w, s, NULL))
		return;
	for (i = 0; i < s->ncommands; i++)
		follow_command(w, &s->commands[i], by);
}

/* False: the Makefile has no such target. */
static bool follow_target(struct follow *w, const struct build_script *s,
			  const char *target, const struct call *by)
{
	bool found = false;
	size_t i, k;

	if (!is_new(w, s, target))
		return true;
	if (++w->depth > MAX_DEPTH) {
		w->depth--;
		w->open = true;
		return true;
	}
	for (i = 0; i < s->ntargets; i++) {
		const struct script_target *t = &s->targets[i];

		if (!cstr_eq(t->name, target))
			continue;
		found = true;
		w->open = w->open || t->open;
		for (k = 0; k < t->nneeds; k++)
			(void)follow_target(w, s, t->needs[k], by);
	}
	for (i = 0; found && i < s->ncommands; i++)
		if (s->commands[i].target &&
		    str_is_word(str_from(target), s->commands[i].target))
			follow_command(w, &s->commands[i], by);
	w->depth--;
	return found;
}

/* make -C DIR NAME=VALUE TARGET… */
static void follow_make(struct follow *w, const struct shellcmd *c, size_t at,
			const struct call *by)
{
	const struct build_script *s;
	const char *file = NULL, **goals = NULL;
	struct call inner = *by;
	size_t ngoals = 0, i;
	struct str name, value;

	inner.given = NULL;
	inner.ngiven = 0;
	for (i = 0; i < by->ngiven; i++)
		*ARENA_PUSH(w->a, inner.given, inner.ngiven) = by->given[i];
	for (i = 0; i < c->nassigns; i++)
		if (shellcmd_assignment(&c->words[i], &name, &value))
			*ARENA_PUSH(w->a, inner.given, inner.ngiven) =
				arena_strndup(w->a, name.p, name.len);
	for (i = at; i < c->nwords; i++) {
		const char *word = c->words[i].text;
		const char *next = i + 1 < c->nwords ? c->words[i + 1].text
						     : "";

		if (shellcmd_assignment(&c->words[i], &name, &value)) {
			*ARENA_PUSH(w->a, inner.given, inner.ngiven) =
				arena_strndup(w->a, name.p, name.len);
		} else if (c->words[i].dynamic) {
			w->open = true;
			return;
		} else if (!strcmp(word, "-C")) {
			inner.dir = inner.dir ? path_join(w->a, inner.dir,
							  next) : NULL;
			i++;
		} else if (!strcmp(word, "-f")) {
			file = next;
			i++;
		} else if (str_is_word(str_from(word), "-o -W -I")) {
			i++;
		} else if (!strcmp(word, "-j") || !strcmp(word, "-l")) {
			i += *next >= '0' && *next <= '9';
		} else if (word[0] != '-') {
			*ARENA_PUSH(w->a, goals, ngoals) = word;
		}
	}
	s = !inner.dir ? NULL : file ?
	    script_of(w, path_join(w->a, inner.dir, file)) :
	    makefile_in(w, inner.dir);
	if (s && s->kind == SCRIPT_MAKEFILE && !ngoals && s->goal)
		*ARENA_PUSH(w->a, goals, ngoals) = s->goal;
	if (!s || s->kind != SCRIPT_MAKEFILE || !ngoals)
		w->open = true;
	for (i = 0; s && s->kind == SCRIPT_MAKEFILE && i < ngoals; i++)
		if (!follow_target(w, s, goals[i], &inner))
			w->open = true;
}

static void follow_list(struct follow *w, const struct shellcmd *list,
			size_t n, const struct call *by)
{
	struct call here = *by;
	size_t i, at;

	for (i = 0; i < n; i++) {
		const char *program = shellcmd_program(&list[i], &at);
		const struct shellcmd_word *file = shellcmd_script(&list[i]);

		here.maybe = by->maybe || list[i].block > 0;
		if (!program)
			continue;
		if (!strcmp(program, "cd")) {
			here.dir = here.dir && at < list[i].nwords &&
				   !list[i].words[at].dynamic &&
				   list[i].words[at].text[0] != '/' ?
				   path_join(w->a, here.dir,
					     list[i].words[at].text) : NULL;
		} else if (str_is_word(str_from(program), "make gmake")) {
			follow_make(w, &list[i], at, &here);
		} else if (file && !file->dynamic && here.dir) {
			follow_script(w, path_join(w->a, here.dir, file->text),
				      &here);
		}
	}
}

static void follow_text(struct follow *w, const char *text,
			const struct call *by)
{
	struct shellcmd *list;
	size_t n;

	if (++w->depth <= MAX_DEPTH) {
		n = shellcmd_list(w->a, str_from(text), &list);
		follow_list(w, list, n, by);
	}
	w->depth--;
}

static void follow_step(struct arena *a, const struct tree *t,
			const struct ci_job *j, const struct ci_step *step,
			const char *run, struct follow *w)
{
	struct call by;
	size_t i;

	memset(w, 0, sizeof(*w));
	memset(&by, 0, sizeof(by));
	w->a = a;
	w->t = t;
	w->step = step;
	by.dir = step->dir ? path_clean(a, step->dir) : ".";
	if (*by.dir == '/' || cstr_starts(by.dir, ".."))
		by.dir = NULL;
	for (i = 0; i < j->nenv; i++)
		*ARENA_PUSH(a, by.given, by.ngiven) = j->env[i].name;
	for (i = 0; i < step->nenv; i++)
		*ARENA_PUSH(a, by.given, by.ngiven) = step->env[i].name;
	by.maybe = step->maybe;
	follow_text(w, run, &by);
}

static bool brings_go(const struct follow *w, const char *run)
{
	bool brings = owngo_find(str_from(run));
	size_t i;

	for (i = 0; i < w->nvisits && !brings; i++)
		brings = w->visits[i].script->own_go;
	return brings;
}

/* A script is kept by the first combination of a job that has the step. */
static const char *run_of(const struct repo_file *f, size_t job,
			  const struct ci_step *st)
{
	size_t i = job, k;

	if (st->run || !st->run_line)
		return st->run;
	while (i-- > 0 && cstr_eq(f->jobs[i].id, f->jobs[job].id))
		for (k = 0; k < f->jobs[i].nsteps; k++) {
			const struct ci_step *o = &f->jobs[i].steps[k];

			if (o->run && o->run_line == st->run_line &&
			    cstr_eq(o->file, st->file))
				return o->run;
		}
	return NULL;
}

static void follow_job(struct arena *a, struct tree *t, struct repo_file *f,
		       size_t job)
{
	struct ci_job *j = &f->jobs[job];
	struct ci_step *steps = NULL;
	size_t n = 0, i, k;

	for (i = 0; i < j->nsteps; i++) {
		const struct ci_step *st = &j->steps[i];
		const char *run = run_of(f, job, st);
		struct follow w;

		*ARENA_PUSH(a, steps, n) = *st;
		if (!run || st->called)
			continue;
		follow_step(a, t, j, st, run, &w);
		steps[n - 1].open = w.open;
		steps[n - 1].own_go = brings_go(&w, run);
		for (k = 0; k < w.ncalled && n < MAX_STEPS; k++) {
			*ARENA_PUSH(a, steps, n) = w.called[k];
			if (!st->run)
				steps[n - 1].run = NULL;
		}
	}
	j->steps = steps;
	j->nsteps = n;
}

void follow_calls(struct arena *a, struct tree *t)
{
	size_t i, k;

	/* From the last to the first combination: what an earlier one keeps
	 * is read before it grows. */
	for (i = 0; i < t->nfiles; i++)
		for (k = t->files[i].njobs; k-- > 0;)
			follow_job(a, t, &t->files[i], k);
}
