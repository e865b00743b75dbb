/* gosum-ignored: go.mod or go.sum does not get into git. */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/modpath.h"

/* The pattern of "file:line: pattern", or NULL. */
static const char *pattern_of(const char *rule)
{
	const char *p = rule ? strstr(rule, ": ") : NULL;

	return p ? p + 2 : NULL;
}

/* Does the rule mean this very file, and not a folder it lies in? */
static bool names_file(struct arena *a, const char *rule, const char *file)
{
	const char *pattern = pattern_of(rule);
	char *last;
	size_t n;

	if (cstr_empty(pattern))
		return false;
	last = arena_strdup(a, path_base(pattern));
	n = strlen(last);
	while (n && (last[n - 1] == ' ' || last[n - 1] == '/'))
		last[--n] = '\0';
	/* "*" keeps everything out that is not named again. */
	if (!strcmp(last, "*") || !strcmp(last, "**") || !*last)
		return false;
	return modpath_glob(str_from(last), str_from(path_base(file)), NULL);
}

static const char *rule_origin(struct arena *a, const char *rule)
{
	const char *p = rule ? strstr(rule, ": ") : NULL;

	return p ? arena_strndup(a, rule, (size_t)(p - rule)) : NULL;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct module *m, const char *file, bool ignored,
		    const char *rule, bool is_sum)
{
	struct arena *a = run->arena;
	const char *origin = rule_origin(a, rule);
	const char *dir = path_dir(a, file);
	const char *colon = origin ? strrchr(origin, ':') : NULL;
	int line = 0;

	if (colon)
		for (const char *d = colon + 1; *d >= '0' && *d <= '9' &&
		     line < 100000000; d++)
			line = line * 10 + (*d - '0');
	if (ignored)
		f->title = MSG(a, N_("git ignores {0}: {1}"), file,
			       rule ? rule : "");
	else
		f->title = MSG(a, N_("{0} is not in git, and the rest of the "
				     "module is"), file);
	if (ignored && rule)
		finding_evidence(run, f, pattern_of(rule),
				 colon ? arena_strndup(a, origin,
					(size_t)(colon - origin)) : origin,
				 line);
	else
		finding_evidence(run, f, arena_printf(a, "?? %s", file), file,
				 0);
	(void)finding_step(run, f, MSG(a, N_("Is the file there?")),
			   ANSWER_YES, false, file, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does git track it?")), ANSWER_NO,
			   !ignored, NULL, NULL);
	if (ignored)
		(void)finding_step(run, f, MSG(a, N_("Does a rule ignore "
						     "it?")),
				   ANSWER_YES, true, pattern_of(rule), origin);
	f->outcome = is_sum ?
		MSG(a, N_("it builds here; in a clean checkout go stops: "
			  "\"missing go.sum entry\"")) :
		MSG(a, N_("it builds here; a clean checkout has no module: "
			  "\"go.mod file not found\""));
	f->why = MSG(a, N_(
		"go.mod says which modules are needed and go.sum what they "
		"must hash to; both belong to the sources. Since Go 1.16 a "
		"build does not write go.sum, so a checkout without it does "
		"not build, and a hash that nobody committed protects "
		"nobody. (go.work and go.work.sum are another matter: many "
		"keep them out of git.)"));
	f->probe = modules_command(run, dir,
		arena_printf(a, ignored ? "git check-ignore -v %s"
					: "git status --short %s",
			     path_base(file)));
	if (ignored && origin)
		env_command_edit(run, f,
			MSG(a, N_("Take the rule away, or except the file "
				  "({0}):"), origin),
			colon ? arena_strndup(a, origin,
					      (size_t)(colon - origin))
			      : origin, line);
	finding_command(run, f, MSG(a, N_("Add it:")),
			modules_command(run, dir, arena_printf(a,
				"git add %s%s", ignored ? "-f " : "",
				path_base(file))));
	(void)m;
}

static enum severity worst_place(struct check_run *run,
				 const struct module *m, bool is_sum)
{
	enum severity worst = SEVERITY_WARNING;
	size_t i;

	for (i = 0; i < run->snap->nplaces; i++) {
		const struct place *p = &run->snap->places[i];
		struct gobuild b;

		if (!env_known(p))
			continue;
		gobuild_init(&b, run->arena, run->snap, p, m);
		/* Without go.sum a vendored build passes all the same. */
		if (!is_sum || (!gobuild_uses_vendor(&b) &&
				modules_needs_sums(&b, NULL) == NEED_BUILD))
			worst = SEVERITY_ERROR;
	}
	return worst;
}

static void add(struct check_run *run, const struct module *m,
		const char *file, bool ignored, const char *rule, bool is_sum,
		enum severity most)
{
	enum severity sev = worst_place(run, m, is_sum);
	struct finding *f;
	bool is_new;
	size_t i;

	if (sev > most)
		sev = most;
	f = finding_add(run, sev, m->dir, file, 0, "", &is_new);
	for (i = 0; i < run->snap->nplaces; i++)
		if (env_known(&run->snap->places[i]))
			finding_place_add(run, f, &run->snap->places[i], sev,
					  KNOWN_DERIVED);
	if (is_new)
		explain(run, f, m, file, ignored, rule, is_sum);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	struct arena *a = run->arena;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];
		const struct gosum *g = &m->gosum;
		bool in_git = m->git == GIT_TRACKED || m->git == GIT_CHANGED;

		if (!modules_judged(s, m) || m->git == GIT_UNKNOWN)
			continue;
		any = true;
		/* A whole folder that is ignored is so on purpose. */
		if (m->git == GIT_IGNORED && m->ngofiles &&
		    names_file(a, m->ignore_rule, m->gomod))
			add(run, m, m->gomod, true, m->ignore_rule, false,
			    SEVERITY_ERROR);
		else if (m->git == GIT_UNTRACKED && s->repo.head &&
			 (m->gofile_git == GIT_TRACKED ||
			  m->gofile_git == GIT_CHANGED))
			add(run, m, m->gomod, false, NULL, false,
			    SEVERITY_ERROR);
		if (!g->file || !g->nlines)
			continue;
		if (g->git == GIT_IGNORED &&
		    (in_git || names_file(a, g->ignore_rule, g->file)))
			add(run, m, g->file, true, g->ignore_rule, true,
			    SEVERITY_ERROR);
		else if (g->git == GIT_UNTRACKED && s->repo.head && in_git)
			/* With go.mod not committed yet, work is under way. */
			add(run, m, g->file, false, NULL, true,
			    m->git == GIT_CHANGED ? SEVERITY_ADVICE
						  : SEVERITY_ERROR);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gosum_ignored = {
	.id = "gosum-ignored",
	.worst = SEVERITY_ERROR,
	.title = N_("go.mod or go.sum that is not in git"),
	.about = N_("A rule of .gitignore keeps go.sum or go.mod out of git, "
		    "or nobody added it. It builds here and not in a clean "
		    "checkout. Example: \".gitignore:4: *.sum\"."),
	.needs = NEEDS_REPO | NEEDS_GIT | NEEDS_PLACES | NEEDS_IMPORTS,
	.run = run,
};
