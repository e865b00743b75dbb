/*
 * docker-stage: what a stage of a Dockerfile does up to its go commands, and
 * whether each of those finds what it needs.
 */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/dockerstage.h"
#include "facts/ledger.h"
#include "fmt/gover.h"

struct replay {
	const struct snapshot *s;
	const struct module *m;
	const struct repo_file *f;
	struct docker_stage stage;
	int number;			/* of it */
	struct goimage image;
	bool has_go;			/* the image is known to */
	bool followed, any_go;
	struct arena *a;
	struct trace *t;
};

static const char *at(struct replay *r, const struct docker_step *st)
{
	return arena_printf(r->a, "%s:%d", r->f->path, st->line);
}

/* ---- which file, which stage ---- */

static bool is_file(const struct repo_file *f)
{
	return f->kind == FILE_DOCKERFILE && !f->fixture && f->nsteps;
}

/* The stage of this name or number; -1: there is none. */
static int stage_named(struct arena *a, const struct repo_file *f,
		       const char *name)
{
	size_t i;

	for (i = 0; i < f->nsteps; i++) {
		const struct docker_step *st = &f->steps[i];

		if (st->kind == DOCKER_STEP_FROM &&
		    (cstr_eq(st->name, name) ||
		     cstr_eq(arena_printf(a, "%d", st->stage), name)))
			return st->stage;
	}
	return -1;
}

static bool runs_go(const struct docker_step *st)
{
	return st->builds || st->downloads || st->verifies;
}

/* The first stage that runs go, else the last one. */
static int stage_of(const struct repo_file *f)
{
	size_t i;

	for (i = 0; i < f->nsteps; i++)
		if (runs_go(&f->steps[i]))
			return f->steps[i].stage;
	return f->steps[f->nsteps - 1].stage;
}

static const struct repo_file *first_file(struct replay *r)
{
	const struct repo_file *any = NULL;
	size_t i;

	for (i = 0; i < r->s->nfiles; i++) {
		const struct repo_file *f = &r->s->files[i];

		if (!is_file(f))
			continue;
		if (!any)
			any = f;
		if (r->m && docker_stage_module(r->a, r->s, f,
						stage_of(f)) == r->m)
			return f;
	}
	return any;
}

/* "Dockerfile", "build/Dockerfile#stage", "#stage". */
static bool choose(struct replay *r)
{
	struct str rest = str_from(r->t->subject), path;
	const char *name = NULL, *want;
	int stage;
	size_t i;

	r->f = first_file(r);
	if (!cstr_empty(r->t->subject)) {
		(void)str_cut(&rest, '#', &path);
		if (rest.p)
			name = arena_strndup(r->a, rest.p, rest.len);
		want = path_clean(r->a, arena_strndup(r->a, path.p,
						      path.len));
		for (i = 0; path.len && i < r->s->nfiles; i++)
			if (is_file(&r->s->files[i]) &&
			    cstr_eq(r->s->files[i].path, want))
				break;
		if (path.len)
			r->f = i < r->s->nfiles ? &r->s->files[i] : NULL;
	}
	if (!r->f) {
		r->t->outcome = cstr_empty(r->t->subject) ?
			MSG(r->a, N_("there is no Dockerfile in the "
				     "repository")) :
			MSG(r->a, N_("there is no Dockerfile {0} in the "
				     "repository"), r->t->subject);
		return false;
	}
	stage = name ? stage_named(r->a, r->f, name) : stage_of(r->f);
	if (stage < 0) {
		r->t->outcome = MSG(r->a, N_("{0} has no stage {1}"),
				    r->f->path, name);
		return false;
	}
	r->number = stage;
	docker_stage_init(&r->stage, r->f, stage, NULL);
	return r->stage.from != NULL;
}

/* ---- its steps ---- */

static void show_from(struct replay *r, const struct docker_step *st)
{
	const char *version, *last, *toolchain;
	struct step *step = trace_step(r->a, r->t,
		MSG(r->a, N_("Which image does the stage stand on?")),
		ANSWER_NONE, false, st->text, at(r, st));

	if (st->base >= 0) {
		step->note = MSG(r->a, N_("A stage of this file: its steps "
					  "come first."));
		return;
	}
	r->has_go = !st->open && gotable_image(str_from(st->text), &r->image);
	if (!r->has_go) {
		step->note = MSG(r->a, N_("What it sets and holds is not "
					  "known."));
		return;
	}
	if (!r->image.official) {
		step->note = MSG(r->a, N_("Not an official image: what it sets "
					  "is not known."));
		return;
	}
	version = r->image.version.len ?
		arena_strndup(r->a, r->image.version.p, r->image.version.len) :
		gotable_newest();
	last = gotable_last(str_from(version));
	toolchain = gotable_image_is_local(str_from(last ? last : version)) ?
		"local" : "(unset)";
	step->note = r->image.alpine ?
		MSG(r->a, N_("It starts in /go, which is its GOPATH; Go {0}, "
			     "GOTOOLCHAIN {1}; no C compiler, no git. Derived "
			     "from a table of {2}."), version, toolchain,
		    gotable_date) :
		MSG(r->a, N_("It starts in /go, which is its GOPATH; Go {0}, "
			     "GOTOOLCHAIN {1}. Derived from a table of {2}."),
		    version, toolchain, gotable_date);
}

static const char *words(struct replay *r, const struct docker_step *st)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < st->nsources; i++)
		text = arena_printf(r->a, "%s%s%s", text, i ? " " : "",
				    st->sources[i]);
	return st->kind == DOCKER_STEP_COPY && st->text ?
	       arena_printf(r->a, "%s -> %s", text, st->text) : text;
}

/* What .dockerignore keeps out of what is copied by its name. */
static const struct dockerignore_rule *
hidden(struct replay *r, const struct docker_step *st)
{
	struct dockerignore ignore;
	size_t i;

	if (st->from || !docker_stage_ignore(r->a, r->f, &ignore))
		return NULL;
	for (i = 0; i < st->nsources; i++) {
		const char *path = docker_source(r->a, st->sources[i]);
		const struct dockerignore_rule *rule =
			docker_is_glob(str_from(path)) ||
			cstr_eq(path, ".") ? NULL :
			dockerignore_rule_for(&ignore, path);

		if (rule && !rule->back)
			return rule;
	}
	return NULL;
}

static void show_copy(struct replay *r, const struct docker_step *st)
{
	const struct dockerignore_rule *rule = hidden(r, st);
	struct step *step = trace_step(r->a, r->t, st->copy_from ?
		MSG(r->a, N_("What does COPY bring from {0}?"),
		    st->copy_from) :
		MSG(r->a, N_("What does COPY bring?")),
		ANSWER_NONE, rule != NULL, words(r, st), at(r, st));

	if (rule)
		step->note = MSG(r->a, N_("{0}:{1} keeps it out of the "
					  "context."), r->f->ignore_file,
				 arena_printf(r->a, "%d", rule->line));
}

/* ---- a RUN of go ---- */

static bool has(struct replay *r, const struct docker_stage *before,
		const char *path)
{
	struct dockerignore ignore;
	const char *p = path ? docker_context_path(r->a, r->f, path) : NULL;

	if (!p || !docker_stage_copies(r->a, before, p))
		return false;
	return !docker_stage_ignore(r->a, r->f, &ignore) ||
	       !dockerignore_hides(&ignore, p);
}

/* The release of the image is older than go.mod asks for, and cannot switch. */
static bool too_old(struct replay *r, const struct docker_stage *before,
		    const struct docker_step *run, struct step *step)
{
	const struct docker_step *by;
	const char *file, *wants, *tc;
	struct gorange range;
	int line;

	wants = ledger_wants(r->s, r->m, &file, &line);
	tc = docker_stage_variable(r->a, before, run, "GOTOOLCHAIN", &by);
	if (!wants || !r->has_go || !r->image.official || r->image.digest ||
	    !r->image.version.len || (tc && !cstr_eq(tc, "local")) ||
	    !gotable_range_version(r->a, r->image.version, &range) ||
	    gover_cmp(r->image.version, STR_LIT("1.21")) < 0 ||
	    !ledger_is_older(&range, wants))
		return false;
	r->t->change = MSG(r->a, N_("An image of Go {0} or newer."), wants);
	step->note = MSG(r->a, N_("{0}:{1} asks for Go {2}, and the image has "
				  "{3}."), file,
			 arena_printf(r->a, "%d", line), wants,
			 arena_strndup(r->a, r->image.version.p,
				       r->image.version.len));
	return true;
}

static bool names_files(const char *command)
{
	struct str rest = str_from(command), word;

	while (str_word(&rest, &word))
		if (str_ends(word, ".go"))
			return true;
	return false;
}

/* What is required and replaced by a folder that nothing brought. */
static const struct replace *replaced(struct replay *r,
				      const struct docker_stage *before)
{
	size_t i, k;

	for (i = 0; i < r->m->nreplaces; i++)
		for (k = 0; k < r->m->nrequires; k++)
			if (cstr_eq(r->m->replaces[i].old_path,
				    r->m->requires[k].path) &&
			    docker_stage_lacks_replaced(r->a, r->s, r->f, r->m,
					before, &r->m->replaces[i]))
				return &r->m->replaces[i];
	return NULL;
}

static const char *lacks(struct replay *r, const struct docker_stage *before,
			 const struct docker_step *run, struct step *step)
{
	const struct module *m = r->m;
	bool vendored = m->vendor.dir && has(r, before, m->vendor.dir);
	const struct replace *rep;
	const char *dir;

	/* go build main.go needs no module where it imports none. */
	if (run->builds && names_files(run->builds))
		return NULL;
	if (!has(r, before, m->gomod)) {
		step->note = MSG(r->a, N_("{0} is not there by then."),
				 m->gomod);
		r->t->change = MSG(r->a, N_("A COPY before line {0} that "
					    "brings {1}."),
				   arena_printf(r->a, "%d", run->line),
				   m->gomod);
		return "go.mod file not found in current directory or any "
		       "parent directory";
	}
	if (too_old(r, before, run, step))
		return "go.mod requires go >= …";
	rep = run->downloads ? replaced(r, before) : NULL;
	if (rep) {
		dir = path_clean(r->a, rep->new_path);
		step->note = MSG(r->a, N_("{0} is not there by then."), dir);
		r->t->change = MSG(r->a, N_("A COPY before line {0} that "
					    "brings {1}."),
				   arena_printf(r->a, "%d", run->line),
				   arena_printf(r->a, "%s/go.mod", dir));
		return arena_printf(r->a, "reading %s/go.mod: … no such file "
				    "or directory", dir);
	}
	if (run->builds && m->nrequires && !vendored && m->gosum.file &&
	    !has(r, before, m->gosum.file)) {
		step->note = MSG(r->a, N_("{0} is not there by then."),
				 m->gosum.file);
		r->t->change = MSG(r->a, N_("A COPY before line {0} that "
					    "brings {1}."),
				   arena_printf(r->a, "%d", run->line),
				   m->gosum.file);
		return "missing go.sum entry for module providing package";
	}
	return NULL;
}

static const char *command_of(const struct docker_step *st)
{
	return st->builds ? st->builds : st->downloads ? st->downloads :
	       st->verifies;
}

/* True: the build of the image goes on. */
static bool show_run(struct replay *r, const struct docker_step *st)
{
	struct docker_stage before;
	struct step *step;
	const char *says;

	step = trace_step(r->a, r->t,
			  runs_go(st) ?
			  MSG(r->a, N_("Does go find what it needs?")) :
			  MSG(r->a, N_("What else is run?")),
			  runs_go(st) ? ANSWER_YES : ANSWER_NONE, false,
			  runs_go(st) ? command_of(st) : st->text, at(r, st));
	docker_stage_init(&before, r->f, st->stage, st);
	if (!runs_go(st))
		return true;
	r->any_go = true;
	if (!docker_stage_is_plain(&before, st)) {
		step->answer = ANSWER_UNKNOWN;
		step->note = MSG(r->a, N_("Mounts, other stages, a script or a "
					  "variable may bring files: what is "
					  "there is not followed."));
		r->followed = false;
		return true;
	}
	says = r->m ? lacks(r, &before, st, step) : NULL;
	if (!says)
		return true;
	step->answer = ANSWER_NO;
	step->bad = true;
	r->t->bad = true;
	r->t->outcome = MSG(r->a, N_("docker build stops at {0}: \"{1}\""),
			    at(r, st), says);
	return false;
}

static bool show(struct replay *r, const struct docker_step *st)
{
	switch (st->kind) {
	case DOCKER_STEP_FROM:
		show_from(r, st);
		return true;
	case DOCKER_STEP_ENV:
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("What does ENV set?")), ANSWER_NONE,
			false, words(r, st), at(r, st));
		return true;
	case DOCKER_STEP_ARG:
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("What does ARG set, unless the build "
				     "does?")), ANSWER_NONE, false,
			words(r, st), at(r, st));
		return true;
	case DOCKER_STEP_WORKDIR:
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("In which folder does it go on?")),
			ANSWER_NONE, false, st->text, at(r, st));
		return true;
	case DOCKER_STEP_COPY:
		show_copy(r, st);
		if (!r->f->context_sure || !hidden(r, st))
			return true;
		r->t->bad = true;
		r->t->outcome = MSG(r->a, N_("docker build stops at {0}: what "
					     "it copies is not in the "
					     "context"), at(r, st));
		r->t->change = MSG(r->a, N_("A last line of {0} that takes it "
					    "back with \"!\"."),
				   r->f->ignore_file);
		return false;
	case DOCKER_STEP_RUN:
		break;
	}
	return show_run(r, st);
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	struct replay r = { .s = s, .m = m, .a = a, .t = t,
			    .followed = true };
	size_t i;

	(void)p;
	if (!choose(&r))
		return;
	/* A stage of another module is about that one. */
	m = docker_stage_module(a, s, r.f, r.number);
	if (m)
		r.m = m;
	for (i = 0; i < r.stage.nsteps; i++)
		if (!show(&r, r.stage.steps[i]))
			return;
	if (!r.any_go)
		t->outcome = MSG(a, N_("no go command is seen in this stage"));
	else if (!r.f->context)
		t->outcome = MSG(a, N_("no folder of the repository has what is "
				       "copied: what go finds there is not "
				       "known"));
	else if (!r.followed)
		t->outcome = MSG(a, N_("what could be followed finds what it "
				       "needs, with {0} as the build "
				       "context"), r.f->context);
	else
		t->outcome = MSG(a, N_("each go command finds what it needs, "
				       "with {0} as the build context"),
				 r.f->context);
}

const struct tracer tracer_docker_stage = {
	.name = "docker-stage",
	.title = N_("What does a stage of a Dockerfile have when go runs "
		    "there?"),
	.subject = N_("a Dockerfile, with #STAGE for one of its stages"),
	.run = run,
};
