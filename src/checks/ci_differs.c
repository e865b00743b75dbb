/*
 * ci-go-differs, ci-env-differs: two Go in one job, and settings of a job that
 * make another build than the one here.
 */
#include "config.h"

#include "checks/ci.h"

#include <stdlib.h>

#include "base/str.h"
#include "fmt/gocommand.h"
#include "fmt/gover.h"

ci_find ci_find_go_differs, ci_find_env_differs;

/* ---- ci-go-differs ---- */

enum { GO_CONTAINER, GO_STEP, GO_RUN, GO_HOST };

/* What setup-go installs in the job, by all of its combinations. */
struct host_go {
	const struct ci_step *step;	/* the first; NULL: none sets it up */
	const struct ci_var *version;	/* its go-version, if that is said */
	const char *oldest, *newest;	/* lines; NULL: not known */
};

static void read_host(const struct ci_look *l, const struct ci_view *v,
		      struct host_go *out)
{
	bool known = true;
	size_t i, k;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < v->nlegs; i++)
		for (k = 0; k < v->job[i].nsteps; k++) {
			const struct ci_step *st = &v->job[i].steps[k];
			const struct ci_var *go = ci_var_find(st->with,
						st->nwith, "go-version");
			const char *low, *high;
			struct gorange g;

			if (!ci_step_uses(st, "actions/setup-go"))
				continue;
			if (!out->step) {
				out->step = st;
				out->version = go;
			}
			if (!go || !go->value || st->maybe ||
			    !gotable_range_setup_go(l->a, go->value, &g)) {
				known = false;
				continue;
			}
			high = gotable_release(&g);
			low = g.low ? gover_lang(l->a, str_from(g.low))
				    : gover_lang(l->a, str_from(high));
			high = gover_lang(l->a, str_from(high));
			if (!out->oldest || gover_cmp_of(low, out->oldest) < 0)
				out->oldest = low;
			if (!out->newest ||
			    gover_cmp_of(high, out->newest) > 0)
				out->newest = high;
		}
	if (!known)
		out->oldest = out->newest = NULL;
}

/* The line of an official image with a version in its tag: "1.22". */
static const char *image_line(struct arena *a, const char *ref)
{
	struct goimage image;
	struct gorange g;

	if (!ref || strchr(ref, '$') ||
	    !gotable_image(str_from(ref), &image) || !image.official ||
	    !image.version.len ||
	    !gotable_range_version(a, image.version, &g))
		return NULL;
	return gover_lang(a, str_from(g.high));
}

/* The same image of the other release, if there is one; or NULL. */
static const char *image_of(struct arena *a, const char *ref,
			    const char *version)
{
	struct goimage image;
	struct str s = str_from(ref), variant;
	size_t at, end;

	if (!gotable_image(s, &image) || image.digest || !image.version.len ||
	    !gover_valid(str_from(version)))
		return NULL;
	at = (size_t)(image.version.p - ref);
	end = at + image.version.len;
	variant = str_sub(s, end, s.len - end);
	if (str_starts(variant, "-"))
		variant = str_sub(variant, 1, variant.len - 1);
	if (!gotable_has_variant(str_from(version), variant))
		return NULL;
	return arena_printf(a, "%.*s%s%s", (int)at, ref, version, ref + end);
}

static bool differs(const struct host_go *host, const char *line)
{
	return host->oldest && line &&
	       (gover_cmp_of(line, host->oldest) < 0 ||
		gover_cmp_of(line, host->newest) > 0);
}

static struct ci_hit *go_hit(struct ci_look *l, const struct ci_view *v,
			     enum severity sev, int kind, const char *file,
			     int line, const char *image,
			     const struct host_go *host)
{
	struct ci_hit *h = ci_hit_add(l, v, sev, kind, file, line, image);

	h->name = image;
	h->value = image_line(l->a, image);
	ci_hit_evidence(l, h, image, file, line);
	if (host->step) {
		h->other = arena_printf(l->a, "Go %s", host->newest);
		ci_hit_evidence(l, h, host->version
				? arena_printf(l->a, "go-version: %s",
					       host->version->text)
				: host->step->uses, host->step->file,
				host->version ? host->version->line
					      : host->step->line);
	}
	return h;
}

/* The version that the image is to have, as setup-go is told it. */
static const char *wanted(const struct host_go *host)
{
	return host->version && host->version->value &&
	       host->version->text &&
	       !strcmp(host->version->text, host->version->value) ?
	       host->version->value : "";
}

/* docker run … golang:1.22 … go …: the word of the image. */
static const struct shellcmd_word *run_image(struct arena *a,
					     const struct shellcmd *c)
{
	size_t at, i;
	const char *p = shellcmd_program(c, &at);
	bool go = false;
	const struct shellcmd_word *image = NULL;

	if ((!cstr_eq(p, "docker") && !cstr_eq(p, "podman")) ||
	    at >= c->nwords || strcmp(c->words[at].text, "run") != 0)
		return NULL;
	for (i = at + 1; i < c->nwords; i++) {
		const struct shellcmd_word *w = &c->words[i];

		if (!image && image_line(a, w->text))
			image = w;
		else if (image)
			go |= !strcmp(w->text, "go") ||
			      gocommand_find(str_from(w->text)) !=
			      GOCOMMAND_NONE;
	}
	return go ? image : NULL;
}

static void judge_step(struct ci_look *l, const struct ci_view *v,
		       const struct ci_step *st, const struct host_go *host,
		       const struct ci_step *host_use)
{
	const char *image = st->uses + 9, *line = image_line(l->a, image),
		   *other;
	struct ci_hit *h;

	if (differs(host, line)) {
		h = go_hit(l, v, SEVERITY_WARNING, GO_STEP, st->file,
			   st->uses_line, image, host);
		other = image_of(l->a, image, wanted(host));
		if (other) {
			struct ci_edit *e = ci_hit_edit(l, h, st->file,
							st->uses_line);

			e->old = st->uses;
			e->text = arena_printf(l->a, "docker://%s", other);
		}
		return;
	}
	/* The runner's own, whatever that is. */
	if (!host->step && !v->job->image.name && line && host_use &&
	    ci_hosted(v->job)) {
		h = go_hit(l, v, SEVERITY_ADVICE, GO_HOST, st->file,
			   st->uses_line, image, host);
		ci_hit_evidence(l, h, host_use->run ? host_use->run : "go",
				host_use->file, host_use->run_line);
		h->other = v->job->runner.value;
	}
}

void ci_find_go_differs(struct ci_look *l, const struct ci_view *v)
{
	const struct ci_job *j = v->job;
	const struct ci_step *host_use = NULL;
	struct host_go host;
	struct ci_hit *h;
	size_t i, k, n;

	read_host(l, v, &host);
	for (i = 0; i < j->nsteps && !host_use; i++) {
		struct shellcmd *list;
		size_t at;

		n = ci_commands(l, v, &j->steps[i], &list);
		for (k = 0; k < n; k++)
			if (cstr_eq(shellcmd_program(&list[k], &at), "go"))
				host_use = &j->steps[i];
	}
	if (host.step && v->nlegs == 1 && host_use &&
	    differs(&host, image_line(l->a, j->image.value)))
		(void)go_hit(l, v, SEVERITY_WARNING, GO_CONTAINER,
			     j->image.file, j->image.line, j->image.value,
			     &host);
	for (i = 0; i < j->nsteps; i++) {
		const struct ci_step *st = &j->steps[i];
		struct shellcmd *list;

		if (cstr_starts(st->uses, "docker://"))
			judge_step(l, v, st, &host, host_use);
		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n && host_use; k++) {
			const struct shellcmd_word *w = run_image(l->a,
								  &list[k]);
			const char *other;

			if (!w || !differs(&host, image_line(l->a, w->text)))
				continue;
			h = go_hit(l, v, SEVERITY_WARNING, GO_RUN, st->file,
				   ci_line(st, &list[k]), w->text, &host);
			other = image_of(l->a, w->text, wanted(&host));
			if (other && w->len == strlen(w->text))
				ci_hit_script(l, h, st, w->at, w->len, other);
		}
	}
}

static void go_explain(struct check_run *run, struct finding *f,
		       const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);

	(void)finding_step(run, f, MSG(a, N_("Which Go has the container?")),
			   ANSWER_NONE, false, h->value, at);
	if (h->kind == GO_HOST) {
		f->title = MSG(a, N_("the job {0} runs go on {1} and in {2}, "
				     "and nothing makes them the same"),
			       h->job->id, h->other, h->name);
		(void)finding_step(run, f, MSG(a, N_("Does setup-go, or an "
			"image of Go, say which?")), ANSWER_NO, true, h->other,
			NULL);
		f->outcome = MSG(a, N_("the job gets the Go that the runner's "
				       "image has on that day"));
	} else {
		f->title = MSG(a, N_("the job {0} has two Go: {1}, and {2} of "
				     "setup-go"), h->job->id, h->name,
			       h->other);
		(void)finding_step(run, f, MSG(a, N_("Is it the one that "
			"setup-go installs?")), ANSWER_NO, true, h->other,
			arena_printf(a, "%s:%d", h->evidence[1].path,
				     h->evidence[1].line));
		f->outcome = h->kind == GO_CONTAINER ?
			MSG(a, N_("setup-go is first on PATH: the Go of the "
				  "image is not used")) :
			MSG(a, N_("what passes with one of them may fail with "
				  "the other"));
	}
	f->why = MSG(a, N_(
		"A container has the Go of its image, whatever the steps "
		"before it installed. A matrix may try several releases, one "
		"job should build with one. Whether a job's Go is new enough "
		"for go.mod is told by version-pins-disagree."));
	f->probe = "go version";
}

static enum check_status go_run(struct check_run *run)
{
	return ci_judge(run, ci_find_go_differs, go_explain);
}

const struct check check_ci_go_differs = {
	.id = "ci-go-differs",
	.worst = SEVERITY_WARNING,
	.title = N_("a job with two Go releases"),
	.about = N_("A job installs a Go by setup-go and runs another one in a "
		    "container: its own, that of a docker:// step, or of a "
		    "docker run in a script. Example: setup-go with 1.20, and "
		    "docker://golang:1.22-alpine as the next step."),
	.needs = NEEDS_REPO,
	.run = go_run,
};

/* ---- ci-env-differs ---- */

/* Settings that make another build, or whether there is one. */
static const char *const judged[] = {
	"GO111MODULE", "GOFLAGS", "CGO_ENABLED", "GOEXPERIMENT", "GOWORK",
	"GOTOOLCHAIN",
};

/* What it does there, and not here. */
enum { ENV_MODE, ENV_FLAGS, ENV_MOD, ENV_CGO, ENV_LIBC, ENV_TOOLCHAIN,
       ENV_WORK, ENV_EXPERIMENT };

/* What go does by itself about -mod. */
static const char *default_mod(const struct module *m)
{
	bool old = m && m->go_version && gover_cmp_of(m->go_version,
						      "1.14") < 0;

	return m && !old && m->vendor.dir && m->vendor.has_modules_txt ?
	       "vendor" : "readonly";
}

/* Flags that change what is built, in order; the others of GOFLAGS are left
 * out, and so is -mod where go does so by itself. */
static const char *weighty(struct arena *a, const struct module *m,
			   const char *value, bool *bad)
{
	static const char *const names[] = {
		"mod", "modfile", "tags", "overlay", "race", "msan", "asan",
		"gcflags", "ldflags", "trimpath", "buildmode", "cover",
	};
	const char *usual = arena_printf(a, "mod=%s", default_mod(m));
	struct str rest = str_from(value), word;
	const char **list = NULL, *out = "";
	size_t n = 0, i;

	while (str_word(&rest, &word)) {
		struct str name;

		while (word.len && word.p[0] == '-')
			word = str_sub(word, 1, word.len - 1);
		name = str_sub(word, 0, str_find(word, '='));
		for (i = 0; i < ARRAY_SIZE(names); i++)
			if (str_is(name, names[i]))
				break;
		if (i == ARRAY_SIZE(names) || str_is(word, usual))
			continue;
		*bad = *bad || i < 4;
		*ARENA_PUSH(a, list, n) = arena_strndup(a, word.p, word.len);
	}
	if (n)
		qsort(list, n, sizeof(*list), cstr_order);
	for (i = 0; i < n; i++)
		out = arena_printf(a, "%s%s-%s", out, i ? " " : "", list[i]);
	return out;
}

/* Another job that runs go and does not set it: the pair is meant. */
static bool is_tried_otherwise(const struct ci_look *l, const char *name)
{
	size_t i, k, m;

	for (i = 0; i < l->s->nfiles; i++) {
		const struct repo_file *f = &l->s->files[i];

		for (k = 0; !f->fixture && k < f->njobs; k++) {
			const struct ci_job *j = &f->jobs[k];
			bool set = ci_var_find(j->env, j->nenv, name);

			for (m = 0; m < j->nsteps; m++)
				set = set || (!j->steps[m].called &&
					      ci_var_find(j->steps[m].env,
							  j->steps[m].nenv,
							  name));
			if (j->runs_go && !set)
				return true;
		}
	}
	return false;
}

/* A value of the job against that of this machine. */
struct env_pair {
	const struct module *module;	/* that the job is about; or NULL */
	const char *theirs, *mine;
	int kind;
	bool bad;		/* a build there says nothing of one here */
	/* The import that makes it so. */
	const char *file, *import;
	int line;
	/* Beside the value. */
	const struct ci_var *vars;
	size_t nvars;
};

static bool mode_differs(const struct ci_look *l, struct env_pair *e)
{
	e->kind = ENV_MODE;
	e->mine = *e->mine ? e->mine : "on";
	e->bad = true;
	/* Anything but off is on, where there is a go.mod; and a job that says
	 * what go does by itself is not the odd one. */
	return !strcmp(e->theirs, "off") && strcmp(e->mine, "off") != 0 &&
	       l->s->nmodules;
}

static bool flags_differ(const struct ci_look *l, struct env_pair *e)
{
	const char *theirs = weighty(l->a, e->module, e->theirs, &e->bad);
	const char *mine = weighty(l->a, e->module, e->mine, &e->bad);

	e->kind = cstr_holds(theirs, "-mod=") || cstr_holds(mine, "-mod=") ?
		  ENV_MOD : ENV_FLAGS;
	e->theirs = theirs;
	e->mine = mine;
	return true;
}

/* Does the job build programs, that are then run elsewhere? */
static bool builds_programs(struct ci_look *l, const struct ci_view *v)
{
	struct shellcmd *list;
	size_t i, k, n, at;

	for (i = 0; i < v->job->nsteps; i++) {
		n = ci_commands(l, v, &v->job->steps[i], &list);
		for (k = 0; k < n; k++) {
			const char *verb = ci_go_verb(l->a, &list[k], &at);

			if (verb && str_is_word(str_from(verb),
						"build install"))
				return true;
		}
	}
	return false;
}

/* Without cgo in its packages only programs that it builds are others: those
 * that link to the C library for net or os/user. */
static bool cgo_differs(struct ci_look *l, const struct ci_view *v,
			struct env_pair *e)
{
	const struct module *m = e->module;
	size_t i;

	if ((strcmp(e->theirs, "0") != 0 && strcmp(e->theirs, "1") != 0) || !m)
		return false;
	/* For another system it is off anyway. */
	if (e->theirs[0] == '0' && (ci_var_find(e->vars, e->nvars, "GOOS") ||
				    ci_var_find(e->vars, e->nvars, "GOARCH")))
		return false;
	e->kind = ENV_CGO;
	e->file = m->cgo_file;
	e->import = m->cgo_import;
	e->line = m->cgo_line;
	if (e->file)
		return true;
	e->kind = ENV_LIBC;
	for (i = 0; i < m->nmains && !e->file; i++) {
		e->file = m->mains[i].libc_file;
		e->import = m->mains[i].libc;
		e->line = m->mains[i].libc_line;
	}
	return e->file && builds_programs(l, v);
}

/* Is there a workspace that the job would have as well? */
static bool has_workspace(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nworkspaces; i++)
		if (!s->workspaces[i].above && !s->workspaces[i].fixture)
			return true;
	return false;
}

/* "local" and "path" matter where that go would have to switch. */
static bool toolchain_differs(struct ci_look *l, const struct ci_view *v,
			      struct env_pair *e)
{
	const struct place_module *here = e->module ?
		place_module_of(l->shell, e->module->dir) : NULL;
	const char *wish, *go;

	e->kind = ENV_TOOLCHAIN;
	if (cstr_starts(e->theirs, "go1"))
		return !here || !here->version ||
		       strcmp(here->version, e->theirs) != 0;
	if (strcmp(e->theirs, "local") != 0 && strcmp(e->theirs, "path") != 0)
		return false;
	wish = e->module ? e->module->toolchain : NULL;
	go = ci_go(l, v);
	/* A go line that is newer is told by version-pins-disagree. */
	return go && cstr_starts(wish, "go") &&
	       gover_cmp_of(go, wish + 2) < 0;
}

static bool var_differs(struct ci_look *l, const struct ci_view *v,
			const char *name, struct env_pair *e)
{
	if (!strcmp(name, "GO111MODULE"))
		return mode_differs(l, e);
	if (!strcmp(name, "GOFLAGS"))
		return flags_differ(l, e);
	if (!strcmp(name, "CGO_ENABLED"))
		return cgo_differs(l, v, e);
	if (!strcmp(name, "GOTOOLCHAIN"))
		return toolchain_differs(l, v, e);
	if (!strcmp(name, "GOWORK")) {
		e->kind = ENV_WORK;
		return has_workspace(l->s) && !strcmp(e->theirs, "off");
	}
	e->kind = ENV_EXPERIMENT;
	return true;
}

static void judge_var(struct ci_look *l, const struct ci_view *v,
		      const struct ci_var *x, const struct ci_var *vars,
		      size_t n)
{
	const struct setting *here = place_setting(l->shell, x->name);
	struct env_pair e = { .module = ci_module(l, v), .theirs = x->value,
			      .vars = vars, .nvars = n };
	struct ci_hit *h;

	if (!x->value || !here || here->known == KNOWN_UNKNOWN || !here->value)
		return;
	e.mine = here->value;
	if (!var_differs(l, v, x->name, &e) || !strcmp(e.theirs, e.mine) ||
	    (!e.bad && is_tried_otherwise(l, x->name)))
		return;
	h = ci_hit_add(l, v, e.bad ? SEVERITY_WARNING : SEVERITY_ADVICE,
		       e.kind, x->file, x->line, x->name);
	h->name = x->name;
	h->value = e.theirs;
	h->other = e.mine;
	ci_hit_evidence(l, h, arena_printf(l->a, "%s: %s", x->name,
					   x->text ? x->text : ""), x->file,
			x->line);
	if (e.file)
		ci_hit_evidence(l, h, arena_printf(l->a, "\"%s\"", e.import),
				e.file, e.line);
	if (e.kind == ENV_MODE && !v->job->gitlab && x->text &&
	    !strcmp(x->text, e.theirs)) {
		struct ci_edit *edit = ci_hit_edit(l, h, x->file, x->line);

		edit->old = x->text;
		edit->text = "on";
	}
}

static void judge_vars(struct ci_look *l, const struct ci_view *v,
		       const struct ci_var *vars, size_t n)
{
	const struct ci_var *x;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(judged); i++) {
		x = ci_var_find(vars, n, judged[i]);
		if (x)
			judge_var(l, v, x, vars, n);
	}
}

void ci_find_env_differs(struct ci_look *l, const struct ci_view *v)
{
	const struct ci_job *j = v->job;
	size_t i;

	/* What a matrix tries is meant. */
	if (!l->shell || l->shell->state != PLACE_READY || !j->runs_go ||
	    v->nlegs > 1)
		return;
	judge_vars(l, v, j->env, j->nenv);
	for (i = 0; i < j->nsteps; i++)
		/* What a Makefile exports it exports here, too. */
		if (j->steps[i].run && !j->steps[i].called &&
		    gocommand_find(str_from(j->steps[i].run)) ==
		    GOCOMMAND_MODULE)
			judge_vars(l, v, j->steps[i].env, j->steps[i].nenv);
}

static struct msg env_outcome(struct arena *a, int kind)
{
	switch (kind) {
	case ENV_MODE:
		return MSG(a, N_("go.mod is not read there: versions and "
				 "replaces are ignored"));
	case ENV_MOD:
		return MSG(a, N_("where dependencies come from, and whether "
				 "go.mod may be changed, is not the same"));
	case ENV_CGO:
		return MSG(a, N_("files that import \"C\" are compiled on one "
				 "side alone"));
	case ENV_LIBC:
		return MSG(a, N_("the programs are linked to the C library on "
				 "one side alone, for names of hosts and "
				 "users"));
	case ENV_TOOLCHAIN:
		return MSG(a, N_("another Go may run there than here"));
	case ENV_WORK:
		return MSG(a, N_("the workspace is in effect here and not "
				 "there"));
	default:
		return MSG(a, N_("what is built there is not what is built "
				 "here"));
	}
}

static void env_explain(struct check_run *run, struct finding *f,
			const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const struct place *shell = snapshot_place(run->snap, "shell");

	f->title = MSG(a, N_("the job {0} builds with {1}={2}, this machine "
			     "with \"{3}\""), h->job->id, h->name, h->value,
		       h->other);
	(void)finding_step(run, f, MSG(a, N_("What does the job set?")),
			   ANSWER_NONE, false, h->value,
			   arena_printf(a, "%s:%d", h->file, h->line));
	(void)finding_step(run, f, MSG(a, N_("Is it the same here?")),
			   ANSWER_NO, true, h->other, "shell");
	f->outcome = env_outcome(a, h->kind);
	f->why = MSG(a, N_(
		"A job has the variables of its file, of the project and of "
		"its image, and nothing of what go env -w or an rc file set "
		"here. Settings that only say where things lie, or how they "
		"are fetched, are not told; nor is a setting that another job "
		"does without."));
	f->probe = arena_printf(a, "go env %s", h->name);
	if (shell)
		finding_place_add(run, f, shell, h->severity, KNOWN_DERIVED);
}

static enum check_status env_run(struct check_run *run)
{
	return ci_judge(run, ci_find_env_differs, env_explain);
}

const struct check check_ci_env_differs = {
	.id = "ci-env-differs",
	.worst = SEVERITY_WARNING,
	.title = N_("settings of a job that make another build than here"),
	.about = N_("A job sets GO111MODULE, GOFLAGS, CGO_ENABLED, GOWORK or "
		    "the like to another value than this machine has, so that "
		    "it builds something else. Example: GO111MODULE: \"off\" "
		    "left over in the env of a workflow."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.run = env_run,
};
