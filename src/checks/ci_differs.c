/*
 * ci-go-differs, ci-env-differs: two Go in one job, and settings of a job that
 * make another build than the one here.
 */
#include "config.h"

#include "checks/ci.h"

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

/* Flags that change what is built; the others of GOFLAGS are left out. */
static const char *weighty(struct arena *a, const char *value, bool *bad)
{
	static const char *const names[] = {
		"mod", "modfile", "tags", "overlay", "race", "msan", "asan",
		"gcflags", "ldflags", "trimpath", "buildmode", "cover",
	};
	struct str rest = str_from(value), word;
	const char *out = "";
	size_t i;

	while (str_word(&rest, &word)) {
		struct str name = word;

		while (name.len && name.p[0] == '-')
			name = str_sub(name, 1, name.len - 1);
		name.len = str_find(name, '=');
		for (i = 0; i < ARRAY_SIZE(names); i++)
			if (str_is(name, names[i]))
				break;
		if (i == ARRAY_SIZE(names))
			continue;
		*bad = *bad || i < 4;
		out = arena_printf(a, "%s%s%.*s", out, *out ? " " : "",
				   STR_FMT(word));
	}
	return out;
}

/* -mod that is what go does by itself. */
static bool is_default_mod(const struct ci_look *l, const char *flags)
{
	const struct module *m = snapshot_module(l->s, ".");
	bool vendored = m && m->vendor.dir && m->vendor.has_modules_txt;

	return (vendored && !strcmp(flags, "-mod=vendor")) ||
	       (m && !vendored && !strcmp(flags, "-mod=readonly"));
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

static void judge_var(struct ci_look *l, const struct ci_view *v,
		      const struct ci_var *x)
{
	const struct setting *here = place_setting(l->shell, x->name);
	const char *mine, *theirs = x->value;
	enum severity sev = SEVERITY_ADVICE;
	struct ci_hit *h;
	bool bad = false;

	if (!theirs || !here || here->known == KNOWN_UNKNOWN || !here->value)
		return;
	mine = here->value;
	if (!strcmp(x->name, "GO111MODULE")) {
		mine = *mine ? mine : "on";
		theirs = *theirs ? theirs : "on";
		bad = strcmp(theirs, "on") != 0 && strcmp(mine, "on") == 0 &&
		      l->s->nmodules;
		/* "auto" is "on" where there is a go.mod. */
		if (!strcmp(theirs, "auto") || !strcmp(mine, "auto"))
			return;
		if (!l->s->nmodules)
			return;
	} else if (!strcmp(x->name, "GOFLAGS")) {
		theirs = weighty(l->a, theirs, &bad);
		mine = weighty(l->a, mine, &bad);
		if ((!*mine && is_default_mod(l, theirs)) ||
		    (!*theirs && is_default_mod(l, mine)))
			return;
	} else if (!strcmp(x->name, "GOWORK")) {
		/* Without a workspace nothing is switched off. */
		if (!l->s->nworkspaces || strcmp(theirs, "off") != 0 ||
		    !strcmp(mine, "off"))
			return;
	} else if (!strcmp(x->name, "GOTOOLCHAIN")) {
		if (!*theirs || !strcmp(theirs, "auto"))
			return;
	} else if (!strcmp(x->name, "CGO_ENABLED")) {
		if (strcmp(theirs, "0") != 0 && strcmp(theirs, "1") != 0)
			return;
	}
	if (!strcmp(theirs, mine) ||
	    (!bad && is_tried_otherwise(l, x->name)))
		return;
	if (bad)
		sev = SEVERITY_WARNING;
	h = ci_hit_add(l, v, sev, 0, x->file, x->line, x->name);
	h->name = x->name;
	h->value = theirs;
	h->other = mine;
	ci_hit_evidence(l, h, arena_printf(l->a, "%s: %s", x->name,
					   x->text ? x->text : ""), x->file,
			x->line);
	if (!strcmp(x->name, "GO111MODULE") && !v->job->gitlab && x->text &&
	    !strcmp(x->text, theirs)) {
		struct ci_edit *e = ci_hit_edit(l, h, x->file, x->line);

		e->old = x->text;
		e->text = "on";
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
			judge_var(l, v, x);
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
	f->outcome = !strcmp(h->name, "GO111MODULE") ?
		MSG(a, N_("go.mod is not read there: versions and replaces "
			  "are ignored")) :
		!strcmp(h->name, "CGO_ENABLED") ?
		MSG(a, N_("other files are compiled, where packages have a "
			  "variant with C and one without")) :
		!strcmp(h->name, "GOTOOLCHAIN") ?
		MSG(a, N_("another Go may run there than here")) :
		!strcmp(h->name, "GOWORK") ?
		MSG(a, N_("the workspace is in effect here and not there")) :
		MSG(a, N_("what is built there is not what is built here"));
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
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = env_run,
};
