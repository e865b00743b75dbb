/*
 * ci-shallow, ci-setup-go-major: what the steps before a build leave it.
 */
#include "config.h"

#include "checks/ci.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

ci_find ci_find_shallow, ci_find_setup_go_major;

static const struct ci_var *input(const struct ci_step *st, const char *name)
{
	return ci_var_find(st->with, st->nwith, name);
}

/* ---- ci-shallow ---- */

static bool fetches_more(const struct ci_job *j)
{
	size_t i;

	for (i = 0; i < j->nsteps; i++)
		if (j->steps[i].run && (strstr(j->steps[i].run, "git fetch") ||
					strstr(j->steps[i].run, "unshallow") ||
					strstr(j->steps[i].run, "git pull") ||
					strstr(j->steps[i].run, "git clone")))
			return true;
	return false;
}

/* The checkout of the repository itself, if it is shallow; else NULL. */
static const struct ci_step *shallow_checkout(const struct ci_job *j)
{
	size_t i;

	for (i = 0; i < j->nsteps; i++) {
		const struct ci_step *st = &j->steps[i];
		const struct ci_var *depth = input(st, "fetch-depth");
		const struct ci_var *tags = input(st, "fetch-tags");

		if (!ci_step_is_checkout(st) || st->major == 1)
			continue;
		if ((depth && (!depth->value || !strcmp(depth->value, "0"))) ||
		    (tags && !cstr_eq(tags->value, "false")))
			return NULL;
		return st;
	}
	return NULL;
}

/* Does the command read tags or the history? */
static bool derives(const struct shellcmd *c)
{
	size_t at, i;
	const char *p = shellcmd_program(c, &at);

	if (!cstr_eq(p, "git") || at >= c->nwords)
		return false;
	if (!strcmp(c->words[at].text, "describe"))
		return true;
	for (i = at + 1; !strcmp(c->words[at].text, "rev-list") &&
	     i < c->nwords; i++)
		if (!strcmp(c->words[i].text, "--count"))
			return true;
	return false;
}

/* goreleaser, by its action or its name; "goreleaser check" builds nothing. */
static bool releases(const struct ci_step *st)
{
	const struct ci_var *args = input(st, "args");

	return ci_step_uses(st, "goreleaser/goreleaser-action") &&
	       !input(st, "install-only") &&
	       (!args || !args->text || (!strstr(args->text, "check") &&
					 !strstr(args->text, "--snapshot")));
}

static void shallow_hit(struct ci_look *l, const struct ci_view *v,
			const struct ci_step *checkout,
			const struct ci_step *st, const char *text, int line)
{
	const struct ci_job *j = v->job;
	const char *file = checkout ? checkout->file : j->file;
	struct ci_hit *h;
	struct ci_edit *e;

	h = ci_hit_add(l, v, SEVERITY_ADVICE, 0, st->file, line, text);
	h->name = text;
	h->value = checkout ? ci_uses(l->a, checkout) : "GIT_DEPTH";
	h->other = arena_printf(l->a, "%s:%d", file,
				checkout ? checkout->line : j->line);
	ci_hit_evidence(l, h, text, st->file, line);
	if (checkout)
		ci_hit_evidence(l, h, arena_printf(l->a, "uses: %s",
				checkout->uses), file, checkout->line);
	e = ci_hit_edit(l, h, file, checkout ? checkout->line : j->line);
	e->key = checkout ? "fetch-depth" : "GIT_DEPTH";
	e->value = checkout ? "0" : "\"0\"";
	if (!checkout)
		e->job = j->id;
}

void ci_find_shallow(struct ci_look *l, const struct ci_view *v)
{
	const struct ci_job *j = v->job;
	const struct ci_step *checkout = NULL;
	const struct ci_var *depth = ci_var_find(j->env, j->nenv, "GIT_DEPTH");
	size_t i, k, n;

	if (fetches_more(j) ||
	    ci_var_find(j->env, j->nenv, "GIT_FETCH_EXTRA_FLAGS") ||
	    ci_var_find(j->env, j->nenv, "GIT_STRATEGY"))
		return;
	if (j->gitlab) {
		if (depth && (!depth->value || !strcmp(depth->value, "0")))
			return;
	} else {
		checkout = shallow_checkout(j);
		if (!checkout)
			return;
	}
	for (i = 0; i < j->nsteps; i++) {
		const struct ci_step *st = &j->steps[i];
		struct shellcmd *list;

		if (releases(st)) {
			shallow_hit(l, v, checkout, st,
				    arena_printf(l->a, "uses: %s",
						 ci_uses(l->a, st)),
				    st->line);
			return;
		}
		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++)
			/* A tag that starts the job is there itself. */
			if (derives(&list[k]) && !j->on_tags) {
				shallow_hit(l, v, checkout, st,
					    ci_text(l->a, st, &list[k]),
					    ci_line(st, &list[k]));
				return;
			}
	}
}

static void shallow_explain(struct check_run *run, struct finding *f,
			    const struct ci_hit *h)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("\"{0}\" wants tags and history, and the checkout "
			     "is shallow"), h->name);
	(void)finding_step(run, f, MSG(a, N_("Is more than the last commits "
			"fetched?")), ANSWER_NO, true, h->value, h->other);
	(void)finding_step(run, f, MSG(a, N_("Which command reads what is not "
			"there?")), ANSWER_NONE, false, h->name,
			arena_printf(a, "%s:%d", h->file, h->line));
	f->outcome = MSG(a, N_("no tag is found (\"{0}\"), or a version that "
			       "does not tell them apart"),
			 "fatal: No names found, cannot describe anything.");
	f->why = h->job->gitlab ? MSG(a, N_(
		"GitLab fetches the last commits alone (20, unless the project "
		"or GIT_DEPTH says otherwise), and no tags but those of these "
		"commits. GIT_DEPTH: \"0\" fetches all. Since Go 1.24 go build "
		"derives the version of the main module from the tags, too.")) :
		MSG(a, N_(
		"actions/checkout fetches one commit and no tags, unless "
		"fetch-depth: 0. Since Go 1.24 go build derives the version "
		"of the main module from the tags, too."));
	f->probe = "git describe --tags";
}

static enum check_status shallow_run(struct check_run *run)
{
	return ci_judge(run, ci_find_shallow, shallow_explain);
}

const struct check check_ci_shallow = {
	.id = "ci-shallow",
	.worst = SEVERITY_ADVICE,
	.title = N_("a build that derives a version from a shallow checkout"),
	.about = N_("A job calls git describe, counts commits or releases by "
		    "goreleaser, and its checkout has neither tags nor "
		    "history. Example: -ldflags \"-X "
		    "main.version=$(git describe --tags)\" behind an "
		    "actions/checkout without fetch-depth: 0."),
	.needs = NEEDS_REPO,
	.run = shallow_run,
};

/* ---- ci-setup-go-major ---- */

enum { MAJOR_MIXED, MAJOR_TOOLCHAIN, MAJOR_OVERRIDES, MAJOR_NO_FILE };

static bool same_ways(const struct setup_go *x, const struct setup_go *y)
{
	return x->local == y->local && x->caches == y->caches &&
	       x->version_file == y->version_file &&
	       x->sets_goroot == y->sets_goroot;
}

const struct ci_step *ci_newest_setup_go(const struct snapshot *s)
{
	const struct ci_step *best = NULL;
	size_t i, k, m;

	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];

		for (k = 0; !f->fixture && k < f->njobs; k++)
			for (m = 0; m < f->jobs[k].nsteps; m++) {
				const struct ci_step *st =
					&f->jobs[k].steps[m];

				if (ci_step_uses(st, "actions/setup-go") &&
				    st->major &&
				    (!best || st->major > best->major))
					best = st;
			}
	}
	return best;
}

/* A commit is told by its major, too. */
static const char *major_name(struct arena *a, const struct ci_step *st)
{
	return arena_printf(a, "actions/setup-go@v%d", st->major);
}

static struct ci_hit *major_hit(struct ci_look *l, const struct ci_view *v,
				int kind, const struct ci_step *st)
{
	struct ci_hit *h = ci_hit_add(l, v, SEVERITY_ADVICE, kind, st->file,
				      st->line, st->uses);

	h->name = major_name(l->a, st);
	ci_hit_evidence(l, h, arena_printf(l->a, "uses: %s", st->uses),
			st->file, st->line);
	return h;
}

static void judge_major(struct ci_look *l, const struct ci_view *v,
			const struct ci_step *st)
{
	const struct setup_go *g = gotable_setup_go(st->major), *other;
	const struct ci_var *file = input(st, "go-version-file");
	const struct ci_var *env = ci_var_find(v->job->env, v->job->nenv,
					       "GOTOOLCHAIN");
	const struct ci_step *newest = ci_newest_setup_go(l->s);
	const struct module *m = NULL;
	struct ci_hit *h;
	size_t i;

	if (!g)
		return;
	if (file && file->value && !input(st, "go-version") &&
	    !g->version_file) {
		h = major_hit(l, v, MAJOR_NO_FILE, st);
		h->value = file->value;
		return;
	}
	if (g->local && env && env->value &&
	    strcmp(env->value, "local") != 0 && !st->maybe) {
		h = major_hit(l, v, MAJOR_OVERRIDES, st);
		h->value = env->value;
		h->other = arena_printf(l->a, "%s:%d", env->file, env->line);
		ci_hit_evidence(l, h, arena_printf(l->a, "GOTOOLCHAIN: %s",
				env->value), env->file, env->line);
		return;
	}
	for (i = 0; file && file->value && i < l->s->nmodules; i++)
		if (cstr_eq(l->s->modules[i].gomod,
			    path_clean(l->a, file->value)))
			m = &l->s->modules[i];
	if (m && m->toolchain && cstr_starts(m->toolchain, "go1") &&
	    m->go_version && !g->toolchain_line && !env &&
	    gover_cmp_of(m->toolchain + 2, m->go_version) > 0) {
		h = major_hit(l, v, MAJOR_TOOLCHAIN, st);
		h->value = m->go_version;
		h->other = m->toolchain;
		ci_hit_evidence(l, h, arena_printf(l->a, "toolchain %s",
				m->toolchain), m->gomod, m->toolchain_line);
		return;
	}
	other = newest ? gotable_setup_go(newest->major) : NULL;
	if (!other || same_ways(g, other))
		return;
	h = major_hit(l, v, MAJOR_MIXED, st);
	h->value = major_name(l->a, newest);
	h->other = arena_printf(l->a, "%s:%d", newest->file, newest->line);
	ci_hit_evidence(l, h, arena_printf(l->a, "uses: %s", newest->uses),
			newest->file, newest->line);
	/* "@v4" alone becomes "@v6": a commit says more than its major. */
	if (!strcmp(st->uses, h->name) && !strcmp(newest->uses, h->value)) {
		struct ci_edit *e = ci_hit_edit(l, h, st->file,
						st->uses_line);

		e->old = st->uses;
		e->text = newest->uses;
	}
}

void ci_find_setup_go_major(struct ci_look *l, const struct ci_view *v)
{
	size_t i;

	for (i = 0; i < v->job->nsteps; i++)
		if (ci_step_uses(&v->job->steps[i], "actions/setup-go"))
			judge_major(l, v, &v->job->steps[i]);
}

/* What that major does, one step a difference. */
static void tell_major(struct check_run *run, struct finding *f, int major,
		       const char *uses, const char *at)
{
	const struct setup_go *g = gotable_setup_go(major);
	struct arena *a = run->arena;

	(void)finding_step(run, f, MSG(a, N_("Does {0} export "
			"GOTOOLCHAIN=local?"), uses),
			g->local ? ANSWER_YES : ANSWER_NO, false,
			g->local ? "local" : "auto", at);
	(void)finding_step(run, f, MSG(a, N_("Does {0} keep a cache?"), uses),
			   g->caches ? ANSWER_YES : ANSWER_NO, false,
			   !g->caches ? NULL : g->local ? "go.mod" : "go.sum",
			   at);
}

static int major_in(const char *uses)
{
	const char *v = uses ? strstr(uses, "@v") : NULL;
	int major = 0;

	for (v = v ? v + 2 : ""; *v >= '0' && *v <= '9' && major < 1000; v++)
		major = major * 10 + (*v - '0');
	return major;
}

static void major_explain(struct check_run *run, struct finding *f,
			  const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);

	switch (h->kind) {
	case MAJOR_NO_FILE:
		f->title = MSG(a, N_("{0} knows no go-version-file"),
			       h->name);
		(void)finding_step(run, f, MSG(a, N_("Does that major know the "
			"input?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("no version is asked for: the job takes "
				       "what the runner has"));
		break;
	case MAJOR_OVERRIDES:
		f->title = MSG(a, N_("{0} exports GOTOOLCHAIN=local over the "
				     "job's \"{1}\""), h->name, h->value);
		(void)finding_step(run, f, MSG(a, N_("Does {0} export "
			"GOTOOLCHAIN=local?"), h->name), ANSWER_YES, true,
			"local", at);
		(void)finding_step(run, f, MSG(a, N_("Is what a step exports "
			"stronger than env of the job?")), ANSWER_YES, false,
			h->value, h->other);
		f->outcome = MSG(a, N_("go switches to no other toolchain, "
				       "though the job asks for it: set it in "
				       "env of the step that runs go"));
		break;
	case MAJOR_TOOLCHAIN:
		f->title = MSG(a, N_("{0} installs Go {1}, and go.mod names "
				     "{2}"), h->name, h->value, h->other);
		(void)finding_step(run, f, MSG(a, N_("Does that major read the "
			"toolchain line?")), ANSWER_NO, true, h->other, at);
		f->outcome = MSG(a, N_("go fetches {0} in the job and runs "
				       "that; from v6 on setup-go installs "
				       "it itself"), h->other);
		break;
	default:
		f->title = MSG(a, N_("{0} and {1} do not do the same"),
			       h->name, h->value);
		if (major_in(h->name) && major_in(h->value)) {
			tell_major(run, f, major_in(h->name), h->name, at);
			tell_major(run, f, major_in(h->value), h->value,
				   h->other);
		}
		f->outcome = MSG(a, N_("the jobs differ in what go may switch "
				       "to, or in what is cached"));
		break;
	}
	f->why = MSG(a, N_(
		"The major of actions/setup-go decides more than syntax: v3 "
		"brought go-version-file, v4 caches by itself, v6 exports "
		"GOTOOLCHAIN=local (before, go switches as go.mod asks), lets "
		"the toolchain line win in go-version-file, and keys its cache "
		"on go.mod (before: go.sum)."));
	f->probe = "git grep -n actions/setup-go@";
}

static enum check_status major_run(struct check_run *run)
{
	return ci_judge(run, ci_find_setup_go_major, major_explain);
}

const struct check check_ci_setup_go_major = {
	.id = "ci-setup-go-major",
	.worst = SEVERITY_ADVICE,
	.title = N_("what a job gets depends on the major of setup-go"),
	.about = N_("The jobs use majors of actions/setup-go that do not do "
		    "the same, or one that ignores a file or a line that the "
		    "repository relies on. Example: v5 in one workflow and v6 "
		    "in another: the first may switch to a newer Go, the "
		    "second may not."),
	.needs = NEEDS_REPO,
	.run = major_run,
};
