/*
 * docker-gosum-missing, docker-sources-missing, docker-workdir-gopath: what a
 * stage of a Dockerfile has copied by the time go builds there.  What cannot
 * be followed (scripts that fetch or write files, mounts, other stages) is
 * not judged.
 */
#include "config.h"

#include "checks/docker.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gotable.h"
#include "fmt/gover.h"

/* Of a command in a title. */
#define COMMAND_MAX ((size_t)60)

/* ---- what the checks of Dockerfiles share ---- */

void docker_evidence_copy(struct check_run *run, struct finding *f,
			  const struct repo_file *file,
			  const struct docker_step *st)
{
	const char *text = "COPY";
	size_t i;

	for (i = 0; i < st->nsources; i++)
		text = arena_printf(run->arena, "%s %s", text,
				    st->sources[i]);
	finding_evidence(run, f, arena_printf(run->arena, "%s %s", text,
			 st->text ? st->text : ""), file->path, st->line);
}

const char *docker_command(struct check_run *run, const char *command)
{
	struct str rest = str_from(command), word;
	const char *text = "";

	while (str_word(&rest, &word)) {
		if (str_is(word, "\\"))
			continue;
		if (strlen(text) + word.len > COMMAND_MAX)
			return arena_printf(run->arena, "%s \xe2\x80\xa6",
					    text);
		text = arena_printf(run->arena, "%s%s%.*s", text,
				    *text ? " " : "", STR_FMT(word));
	}
	return text;
}

const char *docker_at(struct check_run *run, const struct repo_file *f,
		      const struct docker_step *st)
{
	return arena_printf(run->arena, "%s:%d", f->path, st->line);
}

void docker_editor(struct check_run *run, struct finding *f, int line)
{
	env_command_edit(run, f, MSG(run->arena, N_("open it at the line:")),
			 f->path, line);
}

bool docker_reads_replaced(struct check_run *run, const struct module *m,
			   const struct repo_file *file,
			   const struct docker_stage *s,
			   const struct docker_step *step,
			   const struct replace *r)
{
	enum modules_need n = modules_need(m, r->old_path);
	const char *vendor = m->vendor.dir ?
		docker_context_path(run->arena, file, m->vendor.dir) : NULL;

	if ((!step->builds && !step->downloads) ||
	    !docker_stage_is_plain(s, step) ||
	    (vendor && docker_stage_copies(run->arena, s, vendor)))
		return false;
	return n == NEED_BUILD || (n == NEED_MAYBE && step->downloads);
}

enum check_status docker_each(struct check_run *run, docker_judge *judge)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];
		const struct module *m = NULL;

		if (f->kind != FILE_DOCKERFILE || f->fixture)
			continue;
		for (k = 0; k < f->nsteps; k++) {
			const struct docker_step *st = &f->steps[k];
			struct docker_stage stage;

			if (st->kind == DOCKER_STEP_FROM)
				m = docker_stage_module(run->arena, s, f,
							st->stage);
			if (!m)
				continue;
			any = true;
			docker_stage_init(&stage, f, st->stage, st);
			judge(run, m, f, &stage, st);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

/* A step that builds, of files that are known. */
static bool is_followed(const struct docker_stage *s,
			const struct docker_step *step)
{
	return step->builds && docker_stage_is_plain(s, step);
}

/* ---- docker-gosum-missing ---- */

/* The COPY that brings go.mod, where it leaves files out; or NULL. */
static const struct docker_step *without_gosum(struct arena *a,
					       const struct docker_stage *s,
					       const char *gomod)
{
	const struct docker_step *copy = docker_stage_copies(a, s, gomod);

	return copy && copy->nexcludes ? copy : NULL;
}

static void judge_gosum(struct check_run *run, const struct module *m,
			const struct repo_file *file,
			const struct docker_stage *s,
			const struct docker_step *step)
{
	const struct docker_step *copy = docker_stage_names_gomod(s);
	struct arena *a = run->arena;
	const char *gomod = docker_context_path(a, file, m->gomod), *gosum;
	struct finding *f;
	bool is_new;
	size_t k;

	if (!copy && gomod)
		copy = without_gosum(a, s, gomod);
	if (!copy || !is_followed(s, step) || !m->gosum.file ||
	    !m->nrequires || m->vendor.dir)
		return;
	for (k = 0; k < copy->nsources; k++)
		if (cstr_eq(path_base(copy->sources[k]), "go.mod"))
			gomod = docker_source(a, copy->sources[k]);
	gosum = path_join(a, path_dir(a, gomod), "go.sum");
	if (docker_stage_copies(a, s, gosum))
		return;
	f = finding_add(run, SEVERITY_ERROR, m->dir, file->path, copy->line,
			"", &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("go.mod is copied without go.sum, and \"{0}\" "
			     "needs both"), docker_command(run, step->builds));
	docker_evidence_copy(run, f, file, copy);
	finding_evidence(run, f, step->builds, file->path, step->line);
	(void)finding_step(run, f, MSG(a, N_("Which lines copy go.mod into "
					     "the stage?")),
			   ANSWER_NONE, false, NULL, docker_at(run, file, copy));
	(void)finding_step(run, f, MSG(a, N_("Does one copy go.sum before go "
					     "builds?")),
			   ANSWER_NO, true, gosum, docker_at(run, file, step));
	f->outcome = MSG(a, N_("go stops there: \"{0}\""),
			 "missing go.sum entry for module providing package");
	f->why = MSG(a, N_(
		"Since Go 1.16 a build writes no go.sum: each module that is "
		"needed must have its line. go mod download takes a go.mod "
		"alone, and so the build gets as far as its next step."));
	f->probe = arena_printf(a, "grep -nE '^(COPY|ADD|RUN)' %s",
				shell_quote(a, file->path));
	docker_editor(run, f, copy->line);
}

/* ---- docker-sources-missing ---- */

static bool is_module_file(struct arena *a, const char *source)
{
	static const char *const names[] = {
		"go.mod", "go.sum", "go.work", "go.work.sum", "go.*",
		"vendor", "go.mod*", "go.su[m]", "go.sum*",
	};
	const char *base = path_base(docker_source(a, source));
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(base, names[i]))
			return true;
	return false;
}

/* go reads the go.mod of a replaced folder before any source. */
static void judge_replaced(struct check_run *run, const struct module *m,
			   const struct repo_file *file,
			   const struct docker_stage *s,
			   const struct docker_step *step,
			   const struct replace *r)
{
	const char *what = step->builds ? step->builds : step->downloads;
	struct arena *a = run->arena;
	const char *dir = path_clean(a, r->new_path);
	const struct docker_step *copy = docker_stage_copies(a, s,
		docker_context_path(a, file, m->gomod));
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ERROR, m->dir, file->path, step->line,
			r->old_path, &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("\"{0}\" runs before {1} was copied, which "
			     "replaces {2}"), docker_command(run, what),
		       dir, r->old_path);
	finding_evidence(run, f, what, file->path, step->line);
	docker_evidence_copy(run, f, file, copy);
	finding_evidence(run, f, arena_printf(a, "replace %s => %s",
					      r->old_path, r->new_path),
			 m->gomod, r->line);
	(void)finding_step(run, f, MSG(a, N_("What replaces {0}?"),
				       r->old_path),
			   ANSWER_NONE, false, r->new_path,
			   modules_at(a, m->gomod, r->line));
	(void)finding_step(run, f, MSG(a, N_("What was copied by then?")),
			   ANSWER_NONE, false, "go.mod",
			   docker_at(run, file, copy));
	(void)finding_step(run, f, MSG(a, N_("Is the folder among it?")),
			   ANSWER_NO, true, dir, docker_at(run, file, step));
	f->outcome = MSG(a, N_("go stops there: \"reading {0}/go.mod: … no "
			       "such file or directory\""), dir);
	f->why = MSG(a, N_(
		"go mod download reads the go.mod of each module that is "
		"required, and of one that a folder replaces, the one in that "
		"folder; a build reads it for each module it imports. Copy "
		"{0}/go.mod before, or the whole folder."), dir);
	f->probe = arena_printf(a, "grep -nE '^(COPY|ADD|RUN)' %s; grep -n "
				"'=>' %s", shell_quote(a, file->path),
				shell_quote(a, m->gomod));
	docker_editor(run, f, step->line);
}

static void judge_replaces(struct check_run *run, const struct module *m,
			   const struct repo_file *file,
			   const struct docker_stage *s,
			   const struct docker_step *step)
{
	size_t i;

	for (i = 0; i < m->nreplaces; i++) {
		const struct replace *r = &m->replaces[i];

		if (docker_stage_lacks_replaced(run->arena, run->snap, file, m,
						s, r) &&
		    docker_reads_replaced(run, m, file, s, step, r))
			judge_replaced(run, m, file, s, step, r);
	}
}

static void judge_sources(struct check_run *run, const struct module *m,
			  const struct repo_file *file,
			  const struct docker_stage *s,
			  const struct docker_step *step)
{
	const struct docker_step *copy = docker_stage_names_gomod(s);
	struct arena *a = run->arena;
	bool silent, is_new;
	enum severity sev;
	struct finding *f;
	size_t i, k;

	if (!copy || !is_followed(s, step))
		return;
	for (i = 0; i < s->nsteps; i++)
		for (k = 0; s->steps[i]->kind == DOCKER_STEP_COPY &&
		     k < s->steps[i]->nsources; k++)
			if (!is_module_file(a, s->steps[i]->sources[k]))
				return;
	silent = strstr(step->builds, "...") != NULL;
	sev = silent ? SEVERITY_WARNING : SEVERITY_ERROR;
	f = finding_add(run, sev, m->dir, file->path, step->line, "",
			&is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("\"{0}\" runs before any Go file was copied"),
		       docker_command(run, step->builds));
	finding_evidence(run, f, step->builds, file->path, step->line);
	docker_evidence_copy(run, f, file, copy);
	(void)finding_step(run, f, MSG(a, N_("What was copied by then?")),
			   ANSWER_NONE, false, "go.mod",
			   docker_at(run, file, copy));
	(void)finding_step(run, f, MSG(a, N_("Are there Go files among it?")),
			   ANSWER_NO, true, NULL, docker_at(run, file, step));
	f->outcome = silent
		? MSG(a, N_("nothing is built, and the step passes: \"{0}\""),
		      "go: warning: \"./...\" matched no packages")
		: MSG(a, N_("go stops there: \"{0}\""), "no Go files in");
	f->why = MSG(a, N_(
		"A build sees only what was copied before it. go.mod and "
		"go.sum alone are enough for go mod download, which is a "
		"layer of its own so that modules are not fetched anew at each "
		"edit; the sources come next, and then go build."));
	f->probe = arena_printf(a, "grep -nE '^(COPY|ADD|RUN)' %s",
				shell_quote(a, file->path));
	docker_editor(run, f, step->line);
}

/* ---- docker-workdir-gopath ---- */

static void judge_workdir(struct check_run *run, const struct module *m,
			  const struct repo_file *file,
			  const struct docker_stage *s,
			  const struct docker_step *step)
{
	struct arena *a = run->arena;
	const struct docker_step *copy = NULL;
	const char *dir = "/go", *to;
	enum severity sev = SEVERITY_WARNING;
	struct goimage image;
	struct finding *f;
	bool is_new;
	size_t i, k;

	if (!is_followed(s, step) || step->own_gopath ||
	    !gotable_image(str_from(s->from->text), &image) ||
	    !image.official)
		return;
	for (i = 0; i < s->nsteps; i++) {
		const struct docker_step *st = s->steps[i];

		if (st->kind == DOCKER_STEP_WORKDIR && st->text)
			dir = path_join(a, dir, st->text);
		for (k = 0; st->kind == DOCKER_STEP_COPY &&
		     k < st->nsources; k++) {
			if (!docker_source_holds(a, st->sources[k], "go.mod") &&
			    !cstr_eq(path_base(st->sources[k]), "go.mod"))
				continue;
			to = path_join(a, dir, st->text ? st->text : ".");
			if (cstr_eq(to, "/go"))
				copy = st;
		}
	}
	if (!copy || !cstr_eq(dir, "/go"))
		return;
	if (image.version.len &&
	    gover_cmp(image.version, STR_LIT("1.22")) < 0)
		sev = SEVERITY_ERROR;
	f = finding_add(run, sev, m->dir, file->path, copy->line, "",
			&is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("go.mod is copied into /go, the GOPATH of the "
			     "image {0}"), s->from->text);
	docker_evidence_copy(run, f, file, copy);
	finding_evidence(run, f, arena_printf(a, "FROM %s", s->from->text),
			 file->path, s->from->line);
	(void)finding_step(run, f, MSG(a, N_("In which folder does the image "
					     "start?")),
			   ANSWER_NONE, false, "/go",
			   docker_at(run, file, s->from));
	(void)finding_step(run, f, MSG(a, N_("Is there a WORKDIR before go.mod "
					     "is copied?")),
			   ANSWER_NO, true, NULL, docker_at(run, file, copy));
	f->outcome = sev == SEVERITY_ERROR
		? MSG(a, N_("go stops there: \"{0}\""),
		      "$GOPATH/go.mod exists but should not")
		: MSG(a, N_("go warns, and builds: \"{0}\""),
		      "go: warning: ignoring go.mod in $GOPATH /go");
	f->why = MSG(a, N_(
		"Official images set GOPATH=/go and start there. A go.mod in "
		"the root of GOPATH stops every go up to 1.21; 1.22 and newer "
		"warn about it. Beside it the module cache (/go/pkg) and "
		"/go/bin become part of the module's folder."));
	f->probe = arena_printf(a, "grep -nE '^(FROM|WORKDIR|COPY)' %s",
				shell_quote(a, file->path));
	docker_editor(run, f, copy->line);
}

/* ---- the checks ---- */

static enum check_status run_gosum(struct check_run *run)
{
	return docker_each(run, judge_gosum);
}

static void judge_missing(struct check_run *run, const struct module *m,
			  const struct repo_file *file,
			  const struct docker_stage *s,
			  const struct docker_step *step)
{
	judge_sources(run, m, file, s, step);
	judge_replaces(run, m, file, s, step);
}

static enum check_status run_sources(struct check_run *run)
{
	return docker_each(run, judge_missing);
}

static enum check_status run_workdir(struct check_run *run)
{
	return docker_each(run, judge_workdir);
}

const struct check check_docker_gosum_missing = {
	.id = "docker-gosum-missing",
	.worst = SEVERITY_ERROR,
	.title = N_("a Dockerfile that builds with go.mod and without go.sum"),
	.about = N_("A stage copies go.mod by its name and not go.sum, and "
		    "builds. Example: \"COPY go.mod ./\", \"COPY *.go ./\", "
		    "\"RUN go build\": \"missing go.sum entry\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_gosum,
};

const struct check check_docker_sources_missing = {
	.id = "docker-sources-missing",
	.worst = SEVERITY_ERROR,
	.title = N_("a Dockerfile that builds before the sources are copied"),
	.about = N_("A stage has copied go.mod and go.sum alone when go build "
		    "runs, or go mod download before a folder that go.mod "
		    "replaces a module by. Example: \"COPY go.mod go.sum "
		    "./\" and then \"RUN go build\": \"no Go files in "
		    "/app\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run_sources,
};

const struct check check_docker_workdir_gopath = {
	.id = "docker-workdir-gopath",
	.worst = SEVERITY_ERROR,
	.title = N_("a Dockerfile that copies go.mod into the GOPATH of its "
		    "image"),
	.about = N_("An official image of Go starts in /go, which is its "
		    "GOPATH; a COPY without a WORKDIR puts go.mod into its "
		    "root. Example: \"$GOPATH/go.mod exists but should "
		    "not\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_workdir,
};
