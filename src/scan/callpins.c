#include "config.h"

#include "scan/callpins.h"

#include <string.h>

#include "base/str.h"
#include "fmt/gocommand.h"
#include "fmt/shellcmd.h"

/* Variables that may name another Go, or another way to build. */
#define OTHERS "PATH GOROOT GOTOOLCHAIN GO111MODULE"

static bool has_other(const struct ci_var *vars, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is_word(str_from(vars[i].name), OTHERS))
			return true;
	return false;
}

static bool sets_other(const struct shellcmd *c)
{
	struct str name, value;
	size_t i;

	for (i = 0; i < c->nassigns; i++)
		if (shellcmd_assignment(&c->words[i], &name, &value) &&
		    str_is_word(name, OTHERS))
			return true;
	return false;
}

/* "go" by PATH, which is the one that the runner has. */
static bool is_of_runner(struct arena *a, const struct ci_step *st)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(a, str_from(st->run), &list), i, at;

	for (i = 0; i < n; i++)
		if (cstr_eq(shellcmd_program(&list[i], &at), "go"))
			return at && !sets_other(&list[i]) &&
			       cstr_eq(list[i].words[at - 1].text, "go");
	return false;
}

static bool runs_module(struct arena *a, const struct ci_step *st)
{
	return st->called && st->run && st->dir && !st->maybe &&
	       gocommand_find(str_from(st->run)) == GOCOMMAND_MODULE &&
	       !has_other(st->env, st->nenv) && is_of_runner(a, st);
}

/* As where the pin was made: no leg that sets one up has it. */
static bool may_set_up(const struct ci_step *st)
{
	return st->uses && !st->followed &&
	       (ci_step_uses(st, "actions/setup-go") ||
		strncmp(st->uses, "actions/", 8) != 0);
}

/* The first go command that the job calls; NULL: none, or what it calls before
 * it is not all known, or may bring a Go. */
static const struct ci_step *first_run(struct arena *a,
				       const struct ci_job *j)
{
	size_t i;

	if (has_other(j->env, j->nenv))
		return NULL;
	for (i = 0; i < j->nsteps; i++) {
		if (j->steps[i].open || j->steps[i].own_go ||
		    may_set_up(&j->steps[i]))
			return NULL;
		if (runs_module(a, &j->steps[i]))
			return &j->steps[i];
	}
	return NULL;
}

static const struct ci_step *run_of(struct arena *a,
				    const struct repo_file *f,
				    const struct pin *p)
{
	const struct ci_step *st = NULL;
	size_t i;

	for (i = 0; i < f->njobs && !st; i++)
		if (cstr_eq(f->jobs[i].id, p->job))
			st = first_run(a, &f->jobs[i]);
	return st;
}

/* True: the pin stays. */
static bool settle(struct arena *a, const struct repo_file *f, struct pin *p)
{
	const struct ci_step *st;

	if (p->kind != PIN_NONE || p->use != PIN_USE_MAYBE)
		return true;
	st = run_of(a, f, p);
	if (!st)
		return false;
	p->use = PIN_USE_MODULE;
	p->dir = st->dir;
	p->runs = st->run;
	p->runs_file = st->file;
	p->runs_line = st->run_line;
	return true;
}

void callpins_settle(struct arena *a, struct tree *t)
{
	size_t i, k, n;

	for (i = 0; i < t->nfiles; i++) {
		struct repo_file *f = &t->files[i];

		for (n = k = 0; k < f->npins; k++)
			if (settle(a, f, &f->pins[k]))
				f->pins[n++] = f->pins[k];
		f->npins = n;
	}
}
