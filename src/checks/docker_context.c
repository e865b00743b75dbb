/*
 * docker-context-missing, docker-replace-outside-context: what a Dockerfile
 * copies or needs, and the build context does not have.  Which folder is the
 * context is not said in the repository: nothing is judged where more than
 * one has what is copied.
 */
#include "config.h"

#include "checks/docker.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

/* ---- docker-context-missing ---- */

/* A path of the context, what it is needed for, and the rule that hides it. */
struct hidden {
	const char *path;
	const struct dockerignore_rule *rule;
	struct msg outcome;
};

/* May the pattern match something below the folder, and not itself? */
static bool leads_below(struct str pattern, struct str path)
{
	struct str part, dir;

	if (str_search(pattern, "**") < pattern.len)
		return true;
	while (str_cut(&path, '/', &dir))
		if (!str_cut(&pattern, '/', &part) ||
		    !docker_glob(part, dir, false))
			return false;
	return pattern.p != NULL;
}

static bool takes_back_below(const struct dockerignore *d, const char *path)
{
	size_t i;

	for (i = 0; i < d->nrules; i++)
		if (d->rules[i].back &&
		    leads_below(d->rules[i].pattern, str_from(path)))
			return true;
	return false;
}

static const struct dockerignore_rule *
hides(const struct dockerignore *d, const char *path)
{
	const struct dockerignore_rule *r = dockerignore_rule_for(d, path);

	return r && !r->back && !takes_back_below(d, path) ? r : NULL;
}

/* A folder of the repository that a replace of the module names. */
static bool is_replacement(struct check_run *run, const struct module *m,
			   const char *path)
{
	const char *abs = path_join(run->arena, run->snap->repo.root, path);
	size_t i;

	for (i = 0; i < m->nreplaces; i++)
		if (m->replaces[i].dir && !m->replaces[i].missing &&
		    cstr_eq(m->replaces[i].dir, abs))
			return true;
	return false;
}

/* Is it there, and something that go reads?  A path of the repository. */
static bool matters(struct check_run *run, const char *path)
{
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (cstr_eq(path, m->gomod) ||
		    cstr_eq(path, m->gosum.file) ||
		    cstr_eq(path, m->vendor.dir) ||
		    (m->ngofiles && !cstr_eq(m->dir, ".") &&
		     cstr_eq(path, m->dir)) ||
		    is_replacement(run, m, path))
			return true;
	}
	for (i = 0; i < s->nworkspaces; i++)
		if (!s->workspaces[i].above &&
		    (cstr_eq(path, s->workspaces[i].file) ||
		     cstr_eq(path, s->workspaces[i].gosum.file)))
			return true;
	return false;
}

static void tell(struct check_run *run, const struct module *m,
		 const struct repo_file *file, const struct docker_step *step,
		 const struct hidden *h)
{
	struct arena *a = run->arena;
	const char *rule_at = modules_at(a, file->ignore_file, h->rule->line);
	const char *text = arena_strndup(a, h->rule->text.p,
					 h->rule->text.len);
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ERROR, m->dir, file->ignore_file,
			h->rule->line, h->path, &is_new);
	if (!is_new)
		return;
	f->title = step->kind == DOCKER_STEP_COPY ?
		MSG(a, N_("{0} hides {1}, which {2} copies"),
		    file->ignore_file, h->path, docker_at(run, file, step)) :
		MSG(a, N_("{0} hides {1}, which \"{2}\" needs"),
		    file->ignore_file, h->path,
		    docker_command(run, step->builds));
	finding_evidence(run, f, text, file->ignore_file, h->rule->line);
	if (step->kind == DOCKER_STEP_COPY)
		docker_evidence_copy(run, f, file, step);
	else
		finding_evidence(run, f, step->builds, file->path,
				 step->line);
	(void)finding_step(run, f, MSG(a, N_("Which folder has what is "
					     "copied?")),
			   ANSWER_NONE, false, file->context, file->path);
	(void)finding_step(run, f, MSG(a, N_("Which line decides about "
					     "{0}?"), h->path),
			   ANSWER_NONE, false, text, rule_at);
	(void)finding_step(run, f, MSG(a, N_("Does a later line take it "
					     "back with \"!\"?")),
			   ANSWER_NO, true, NULL, file->ignore_file);
	f->outcome = h->outcome;
	f->why = MSG(a, N_(
		"Docker leaves out of the build context what .dockerignore "
		"names, and so no COPY finds it. Its rules are its own: each "
		"pattern is of the root of the context, \"**\" stands for any "
		"number of folders, and the last line that matches decides. A "
		"file NAME.dockerignore beside the Dockerfile NAME takes the "
		"place of .dockerignore."));
	f->probe = arena_printf(a, "grep -nE '^(COPY|ADD|RUN)' %s; "
				"grep -n . %s", shell_quote(a, file->path),
				shell_quote(a, file->ignore_file));
	finding_command(run, f, MSG(a, N_("take it back, as the last line:")),
			arena_printf(a, "printf '\\n!%%s\\n' %s >>%s",
				     shell_quote(a, h->path),
				     shell_quote(a, file->ignore_file)));
}

/* A COPY of one by its name stops there. */
static void judge_copy(struct check_run *run, const struct module *m,
		       const struct repo_file *file,
		       const struct dockerignore *ignore,
		       const struct docker_step *step)
{
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < step->nsources; i++) {
		const char *path = docker_source(a, step->sources[i]);
		struct hidden h = { .path = path };

		if (docker_is_glob(str_from(path)) || cstr_eq(path, ".") ||
		    strstr(path, "://") || cstr_starts(path, ".."))
			continue;
		h.rule = hides(ignore, path);
		if (!h.rule ||
		    !matters(run, path_join(a, file->context, path)))
			continue;
		h.outcome = MSG(a, N_("docker stops at line {0}: \"{1}\""),
				arena_printf(a, "%d", step->line),
				arena_printf(a, "\"/%s\": not found", path));
		tell(run, m, file, step, &h);
	}
}

/* A pattern or a folder brings all but what is hidden. */
static const struct dockerignore_rule *
lost(struct check_run *run, const struct repo_file *file,
     const struct docker_stage *s, const struct dockerignore *ignore,
     const char *path, const char **in_context)
{
	const char *p = path ? docker_context_path(run->arena, file, path)
			     : NULL;

	*in_context = p;
	/* By its name: that COPY is told of. */
	if (!p || !docker_stage_copies(run->arena, s, p))
		return NULL;
	return hides(ignore, p);
}

static bool says_vendor(struct arena *a, const struct docker_stage *s,
			const struct docker_step *step)
{
	const struct docker_step *by;
	const char *flags = docker_stage_variable(a, s, step, "GOFLAGS", &by);

	return strstr(step->builds, "-mod=vendor") ||
	       (flags && strstr(flags, "-mod=vendor"));
}

static bool copied_by_name(struct arena *a, const struct docker_stage *s,
			   const char *path)
{
	size_t i, k;

	for (i = 0; i < s->nsteps; i++)
		for (k = 0; s->steps[i]->kind == DOCKER_STEP_COPY &&
		     k < s->steps[i]->nsources; k++)
			if (cstr_eq(docker_source(a, s->steps[i]->sources[k]),
				    path))
				return true;
	return false;
}

static void need(struct check_run *run, const struct module *m,
		 const struct repo_file *file, const struct docker_stage *s,
		 const struct dockerignore *ignore,
		 const struct docker_step *step, const char *path,
		 const char *says)
{
	struct hidden h = { 0 };

	h.rule = lost(run, file, s, ignore, path, &h.path);
	if (!h.rule || copied_by_name(run->arena, s, h.path))
		return;
	h.outcome = MSG(run->arena, N_("go stops there: \"{0}\""), says);
	tell(run, m, file, step, &h);
}

/* The packages that are named: "go build ./cmd/app" at the module's root. */
static void judge_packages(struct check_run *run, const struct module *m,
			   const struct repo_file *file,
			   const struct docker_stage *s,
			   const struct dockerignore *ignore,
			   const struct docker_step *step)
{
	size_t i;

	for (i = 0; i < step->npackages; i++)
		need(run, m, file, s, ignore, step, step->packages[i],
		     "directory not found");
}

static void judge_context(struct check_run *run, const struct module *m,
			  const struct repo_file *file,
			  const struct docker_stage *s,
			  const struct docker_step *step)
{
	bool copies = step->kind == DOCKER_STEP_COPY && !step->from &&
		      !step->open;
	struct arena *a = run->arena;
	struct dockerignore ignore;
	size_t i;

	if (!file->context_sure ||
	    (!copies && (!step->builds || !docker_stage_is_plain(s, step))) ||
	    !docker_stage_ignore(a, file, &ignore))
		return;
	if (copies) {
		judge_copy(run, m, file, &ignore, step);
		return;
	}
	need(run, m, file, s, &ignore, step, m->gomod,
	     "go.mod file not found in current directory or any parent "
	     "directory");
	if (!m->vendor.dir && m->nrequires)
		need(run, m, file, s, &ignore, step, m->gosum.file,
		     "missing go.sum entry for module providing package");
	if (says_vendor(a, s, step))
		need(run, m, file, s, &ignore, step, m->vendor.dir,
		     "inconsistent vendoring");
	for (i = 0; i < m->nreplaces; i++) {
		const struct replace *r = &m->replaces[i];

		if (r->dir && !r->missing && !r->outside && !r->unused &&
		    modules_need(m, r->old_path) == NEED_BUILD)
			need(run, m, file, s, &ignore, step,
			     path_rel(a, run->snap->repo.root, r->dir),
			     arena_printf(a, "replacement directory %s does "
					  "not exist", r->new_path));
	}
	judge_packages(run, m, file, s, &ignore, step);
}

/* ---- docker-replace-outside-context ---- */

static void judge_one_replace(struct check_run *run, const struct module *m,
			      const struct repo_file *file,
			      const struct docker_step *copy,
			      const struct docker_step *step,
			      const struct replace *r)
{
	struct arena *a = run->arena;
	const char *what = step->builds ? step->builds : step->downloads;
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ERROR, m->dir, m->gomod, r->line,
			r->old_version ?
			arena_printf(a, "%s@%s", r->old_path,
				     r->old_version) : r->old_path, &is_new);
	if (!is_new)
		return;
	f->title = MSG(a, N_("{0} is replaced by {1}, which lies outside the "
			     "build context of {2}"), r->old_path,
		       r->new_path, file->path);
	finding_evidence(run, f, arena_printf(a, "replace %s%s%s => %s",
					      r->old_path,
					      cstr_empty(r->old_version) ?
					      "" : " ",
					      r->old_version ?
					      r->old_version : "",
					      r->new_path),
			 m->gomod, r->line);
	docker_evidence_copy(run, f, file, copy);
	finding_evidence(run, f, what, file->path, step->line);
	(void)finding_step(run, f, MSG(a, N_("Which folder has what is "
					     "copied?")),
			   ANSWER_NONE, false, file->context,
			   docker_at(run, file, copy));
	(void)finding_step(run, f, MSG(a, N_("What replaces {0}?"),
				       r->old_path),
			   ANSWER_NONE, false, r->new_path,
			   modules_at(a, m->gomod, r->line));
	(void)finding_step(run, f, MSG(a, N_("Does the folder lie in the "
					     "build context?")),
			   ANSWER_NO, true, r->dir, NULL);
	f->outcome = step->builds && modules_import_of(m, r->old_path) ?
		MSG(a, N_("go stops there: \"replacement directory {0} does "
			  "not exist\""), r->new_path) :
		MSG(a, N_("go stops there: \"reading {0}/go.mod: … no such "
			  "file or directory\""), r->new_path);
	f->why = MSG(a, N_(
		"A build sees only what lies in its context, and no COPY leads "
		"out of it. Build with a folder above both as the context "
		"(docker build -f {0} FOLDER) and copy both, vendor the module "
		"and copy vendor/, or require a published version."),
		file->path);
	f->probe = arena_printf(a, "grep -n '=>' %s; grep -nE "
				"'^(COPY|ADD|RUN)' %s",
				shell_quote(a, m->gomod),
				shell_quote(a, file->path));
	docker_editor(run, f, r->line);
}

static void judge_replaces(struct check_run *run, const struct module *m,
			   const struct repo_file *file,
			   const struct docker_stage *s,
			   const struct docker_step *step)
{
	struct arena *a = run->arena;
	const struct docker_step *copy;
	const char *gomod, *root = run->snap->repo.root;
	size_t i;

	if (!file->context)
		return;
	gomod = docker_context_path(a, file, m->gomod);
	copy = gomod ? docker_stage_copies(a, s, gomod) : NULL;
	if (!copy)
		return;
	for (i = 0; i < m->nreplaces; i++) {
		const struct replace *r = &m->replaces[i];

		if (!r->dir || r->missing || r->unused ||
		    !docker_reads_replaced(run, m, file, s, step, r) ||
		    path_under(path_join(a, root, file->context), r->dir) ||
		    (!r->outside && !file->context_sure))
			continue;
		judge_one_replace(run, m, file, copy, step, r);
	}
}

/* ---- the checks ---- */

static enum check_status run_context(struct check_run *run)
{
	return docker_each(run, judge_context);
}

static enum check_status run_replace(struct check_run *run)
{
	return docker_each(run, judge_replaces);
}

const struct check check_docker_context_missing = {
	.id = "docker-context-missing",
	.worst = SEVERITY_ERROR,
	.title = N_("a .dockerignore that hides what the Dockerfile needs"),
	.about = N_("A line of .dockerignore leaves out go.mod, go.sum, "
		    "go.work, vendor/, a replaced folder or the package that "
		    "is built. Example: \"*.sum\" in .dockerignore and \"COPY "
		    "go.mod go.sum ./\": \"\"/go.sum\": not found\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run_context,
};

const struct check check_docker_replace_outside_context = {
	.id = "docker-replace-outside-context",
	.worst = SEVERITY_ERROR,
	.title = N_("a replaced folder that no Dockerfile can copy"),
	.about = N_("A replace of go.mod names a folder outside the build "
		    "context of a Dockerfile that builds the module. Example: "
		    "\"replace example.com/shared => ../shared\" and \"docker "
		    "build .\": \"replacement directory ../shared does not "
		    "exist\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run_replace,
};
