/*
 * docker-cache-order, docker-cache-unverified: what a Dockerfile fetches
 * anew at each edit, and what it takes from a cache that nobody looks at.
 */
#include "config.h"

#include "checks/docker.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

/* The cache mount that holds modules: the module cache, or GOPATH. */
static const char *module_mount(const struct docker_step *st)
{
	size_t i;

	for (i = 0; i < st->ncaches; i++)
		if (cstr_ends(st->caches[i], "pkg/mod") ||
		    cstr_ends(st->caches[i], "pkg/mod/") ||
		    cstr_eq(st->caches[i], "/go") ||
		    cstr_eq(st->caches[i], "/go/pkg") ||
		    cstr_eq(st->caches[i], "/go/pkg/"))
			return st->caches[i];
	return NULL;
}

/* ---- docker-cache-order ---- */

static bool copies_sources(struct arena *a, const struct docker_step *st)
{
	size_t i;

	if (st->kind != DOCKER_STEP_COPY || st->from || st->open)
		return false;
	for (i = 0; i < st->nsources; i++)
		if (cstr_eq(docker_source(a, st->sources[i]), "."))
			return true;
	return false;
}

static void judge_order(struct check_run *run, const struct module *m,
			const struct repo_file *file,
			const struct docker_stage *s,
			const struct docker_step *step)
{
	const struct docker_step *copy = NULL;
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;
	size_t i;

	if (!step->downloads || step->mounts || module_mount(step) ||
	    !m->nrequires)
		return;
	for (i = 0; i < s->nsteps; i++) {
		/* What was fetched before stays in a layer of its own. */
		if (!copy && s->steps[i]->downloads)
			return;
		if (!copy && copies_sources(a, s->steps[i]))
			copy = s->steps[i];
	}
	if (!copy)
		return;
	f = finding_add(run, SEVERITY_ADVICE, m->dir, file->path, copy->line,
			"", &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("{0} copies the sources before \"{1}\": every "
			     "edit fetches the modules anew"), file->path,
		       docker_command(run, step->downloads));
	docker_evidence_copy(run, f, file, copy);
	finding_evidence(run, f, step->downloads, file->path, step->line);
	(void)finding_step(run, f, MSG(a, N_("What does the layer with the "
					     "modules stand on?")),
			   ANSWER_NONE, false, "COPY .",
			   docker_at(run, file, copy));
	(void)finding_step(run, f, MSG(a, N_("Does that change when a source "
					     "file does?")),
			   ANSWER_YES, true, NULL, NULL);
	f->outcome = MSG(a, N_("nothing breaks; each edit of any file costs a "
			       "download of all modules"));
	f->why = MSG(a, N_(
		"Docker runs a step anew when one before it has changed. With "
		"go.mod and go.sum copied first, the modules are fetched anew "
		"only when those change."));
	f->probe = arena_printf(a, "grep -nE '^(COPY|ADD|RUN)' %s",
				shell_quote(a, file->path));
	docker_editor(run, f, copy->line);
}

/* ---- docker-cache-unverified ---- */

/* Is the cache looked at in this step, or in another one that has it? */
static bool is_verified(const struct docker_stage *s,
			const struct docker_step *step)
{
	size_t i;

	if (step->verifies)
		return true;
	for (i = 0; i < s->nsteps; i++)
		if (s->steps[i]->verifies && module_mount(s->steps[i]))
			return true;
	return false;
}

/* Has something been fetched into the layer by then? */
static bool is_cold(const struct docker_stage *s,
		    const struct docker_step *step)
{
	const char *verify = strstr(step->text, step->verifies), *before;
	size_t i;

	if (module_mount(step) || step->mounts || !verify)
		return false;
	before = step->downloads ? strstr(step->text, step->downloads) : NULL;
	if (before && before < verify)
		return false;
	before = step->builds ? strstr(step->text, step->builds) : NULL;
	if (before && before < verify)
		return false;
	/* What any other command does is not followed. */
	if (verify != step->text)
		return false;
	for (i = 0; i < s->nsteps; i++) {
		const struct docker_step *st = s->steps[i];

		if (st->kind == DOCKER_STEP_RUN &&
		    (st->downloads || st->builds ||
		     strstr(st->text, "go ") || strstr(st->text, "make") ||
		     strstr(st->text, ".sh")))
			return false;
		if (st->kind == DOCKER_STEP_COPY && st->from)
			return false;
	}
	return true;
}

static void tell_cold(struct check_run *run, const struct module *m,
		      const struct repo_file *file,
		      const struct docker_stage *s,
		      const struct docker_step *step)
{
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ADVICE, m->dir, file->path, step->line,
			"cold", &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("\"{0}\" runs before anything was fetched, and "
			     "proves nothing"), step->verifies);
	finding_evidence(run, f, step->verifies, file->path, step->line);
	(void)finding_step(run, f, MSG(a, N_("Which modules are in the cache "
					     "by then?")),
			   ANSWER_NONE, true, "(none)",
			   docker_at(run, file, s->from));
	f->outcome = MSG(a, N_("it says \"{0}\" and fetches nothing"),
			 "all modules verified");
	f->why = MSG(a, N_(
		"go mod verify looks at what lies in the module cache, and "
		"compares it with the hashes that lie beside it, never with "
		"go.sum. go mod download fetches what is missing and compares "
		"it with go.sum; so does every build."));
	f->probe = arena_printf(a, "grep -nE '^(FROM|COPY|RUN)' %s",
				shell_quote(a, file->path));
	docker_editor(run, f, step->line);
}

static void tell_mount(struct check_run *run, const struct module *m,
		       const struct repo_file *file,
		       const struct docker_step *step)
{
	const char *mount = module_mount(step);
	const char *what = step->builds;
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ADVICE, m->dir, file->path, step->line,
			"mount", &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("\"{0}\" takes modules from a cache that lasts, "
			     "and nothing looks at their files"),
		       docker_command(run, what));
	finding_evidence(run, f, arena_printf(a, "--mount=type=cache,"
					      "target=%s", mount),
			 file->path, step->line);
	finding_evidence(run, f, what, file->path, step->line);
	(void)finding_step(run, f, MSG(a, N_("Where do the modules come "
					     "from?")),
			   ANSWER_NONE, false, mount,
			   docker_at(run, file, step));
	(void)finding_step(run, f, MSG(a, N_("Is go.sum compared with the "
					     "hash beside each zip?")),
			   ANSWER_YES, false, NULL, NULL);
	(void)finding_step(run, f, MSG(a, N_("Are the unpacked files hashed "
					     "again?")),
			   ANSWER_NO, true, NULL, NULL);
	f->outcome = MSG(a, N_("it builds what lies there: a file that was "
			       "changed in the cache goes unnoticed"));
	f->why = MSG(a, N_(
		"A cache mount outlives the build and is shared by all that "
		"name it. go compares go.sum with the .ziphash that lies in "
		"the cache, at every load, and what it fetches with go.sum; "
		"the files that were unpacked long ago it takes as they are. "
		"go mod verify hashes them, and the zips, again."));
	f->probe = arena_printf(a, "grep -n 'type=cache' %s",
				shell_quote(a, file->path));
	docker_editor(run, f, step->line);
}

static void judge_unverified(struct check_run *run, const struct module *m,
			     const struct repo_file *file,
			     const struct docker_stage *s,
			     const struct docker_step *step)
{
	if (!m->nrequires || step->kind != DOCKER_STEP_RUN)
		return;
	if (step->verifies && s->from && is_cold(s, step))
		tell_cold(run, m, file, s, step);
	/* The step that builds stands for those that only fetch. */
	if (step->builds && !m->vendor.dir && module_mount(step) &&
	    !is_verified(s, step))
		tell_mount(run, m, file, step);
}

/* ---- the checks ---- */

static enum check_status run_order(struct check_run *run)
{
	return docker_each(run, judge_order);
}

static enum check_status run_unverified(struct check_run *run)
{
	return docker_each(run, judge_unverified);
}

const struct check check_docker_cache_order = {
	.id = "docker-cache-order",
	.worst = SEVERITY_ADVICE,
	.title = N_("a Dockerfile that copies the sources before it fetches "
		    "the modules"),
	.about = N_("\"COPY . .\" stands before \"RUN go mod download\", and "
		    "so each edit of a source file fetches all modules anew. "
		    "Example: \"COPY go.mod go.sum ./\" and the download "
		    "first, \"COPY . .\" then."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_order,
};

const struct check check_docker_cache_unverified = {
	.id = "docker-cache-unverified",
	.worst = SEVERITY_ADVICE,
	.title = N_("modules of a Dockerfile's cache that nothing verifies, or "
		    "go mod verify without any"),
	.about = N_("A RUN takes modules from a cache mount, whose files go "
		    "does not hash again, or go mod verify runs before "
		    "anything was fetched. Example: \"RUN "
		    "--mount=type=cache,target=/go/pkg/mod go build\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_unverified,
};
