/* vendor-ignored-files: git ignores some of what is vendored. */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

/* Files without which a build of some system fails. */
static bool is_source(const char *path)
{
	static const char *const suffixes[] = {
		".go", ".s", ".S", ".c", ".h", ".cc", ".cpp", ".cxx", ".hh",
		".hpp", ".hxx", ".m", ".f", ".F", ".for", ".f90", ".syso",
		".sx", ".swig", ".swigcxx",
	};
	size_t i;

	if (cstr_ends(path, "_test.go"))
		return false;
	if (cstr_eq(path_base(path), "modules.txt"))
		return true;
	for (i = 0; i < ARRAY_SIZE(suffixes); i++)
		if (cstr_ends(path, suffixes[i]))
			return true;
	return false;
}

static const struct ignored_file *first_source(const struct vendor *v,
					       int *n)
{
	const struct ignored_file *hit = NULL;
	size_t i;

	*n = 0;
	for (i = 0; i < v->nignored; i++)
		if (is_source(v->ignored[i].path)) {
			if (!hit)
				hit = &v->ignored[i];
			++*n;
		}
	return hit;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct vendor *v, const struct ignored_file *one,
		    int nsource, bool used)
{
	struct arena *a = run->arena;
	const char *origin = modules_at(a, one->rule_file, one->rule_line);
	size_t i, shown = 0;
	int n = nsource ? nsource : v->ignored_total;

	f->title = MSG_N(a, N_("git ignores {n} file below {0} ({1}: {2})"),
			 N_("git ignores {n} files below {0} ({1}: {2})"),
			 n, v->dir, origin, one->rule);
	finding_evidence(run, f, one->rule, one->rule_file, one->rule_line);
	for (i = 0; i < v->nignored && shown < 30; i++) {
		if (nsource && !is_source(v->ignored[i].path))
			continue;
		finding_evidence(run, f, arena_printf(a, "!! %s",
					v->ignored[i].path),
				 v->ignored[i].path, 0);
		shown++;
	}
	(void)finding_step(run, f, MSG(a, N_("Is vendor/ itself in git?")),
			   ANSWER_YES, false, v->dir, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does a rule ignore a file in "
					     "it?")),
			   ANSWER_YES, true, one->rule, origin);
	(void)finding_step(run, f, MSG(a, N_("Does a build read that file?")),
			   nsource ? ANSWER_YES : ANSWER_NO, nsource > 0,
			   one->path, NULL);
	if (!nsource)
		f->outcome = MSG(a, N_("no build reads these files, unless a "
				       "package embeds one"));
	else if (used)
		f->outcome = MSG(a, N_("it builds here; in a clean checkout "
				       "the file is missing and the build "
				       "stops"));
	else
		f->outcome = MSG(a, N_("nothing stops while vendor/ is not in "
				       "effect"));
	f->why = MSG(a, N_(
		"A rule without a slash, as \"tags\" or \"*.out\", holds in "
		"every folder, that of vendor/ too, and git add then leaves "
		"the file out without a word. go takes vendor/ as it is: a "
		"missing file shows as \"undefined: x\", \"no Go files\" or "
		"\"cannot find module providing package x: import lookup "
		"disabled by -mod=vendor\"."));
	f->probe = arena_printf(a, "cd %s && git ls-files --others --ignored "
				"--exclude-standard vendor",
				shell_quote(a, modules_abs(run,
						path_dir(a, v->dir))));
	finding_command(run, f, MSG(a, N_("Add them in spite of the rule:")),
			arena_printf(a, "cd %s && git add -f %s",
				shell_quote(a, modules_abs(run, ".")),
				shell_quote(a, v->dir)));
	finding_command(run, f, MSG(a, N_("And except the folder, so that the "
					  "next go mod vendor is not "
					  "caught:")),
			arena_printf(a, "echo '!/%s/**' >> %s", v->dir,
				shell_quote(a, modules_abs(run,
							   ".gitignore"))));
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		const struct vendor *v = b->vendor;
		const struct ignored_file *one;
		enum severity sev = SEVERITY_ADVICE;
		struct finding *f;
		bool is_new;
		int nsource;

		if (!v)
			v = &b->module->vendor;
		if (!v->dir || !v->files_done)
			continue;
		any = true;
		/* Ignored as a whole is a choice: it is made in each place. */
		if (v->ignored_whole || !v->nignored)
			continue;
		one = first_source(v, &nsource);
		if (one && gobuild_uses_vendor(b))
			sev = SEVERITY_ERROR;
		else if (!one)
			one = &v->ignored[0];
		f = finding_add(run, sev, b->module->dir, v->dir, 0, "",
				&is_new);
		finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, v, one, nsource,
				gobuild_uses_vendor(b));
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_vendor_ignored_files = {
	.id = "vendor-ignored-files",
	.worst = SEVERITY_ERROR,
	.title = N_("vendored files that git ignores"),
	.about = N_("A rule of .gitignore meant for something else (\"tags\", "
		    "\"debug\", \"*.out\") keeps vendored sources out of git: "
		    "it builds here and not in a clean checkout. A vendor "
		    "folder that is ignored as a whole is a choice."),
	.needs = NEEDS_REPO | NEEDS_GIT | NEEDS_PLACES,
	.elsewhere = true,
	.run = run,
};
