/* gomod-from-above: a go.mod above the repository captures its folders. */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct loose_project *l)
{
	const struct repository *r = &run->snap->repo;
	struct arena *a = run->arena;
	const char *abs = modules_abs(run, l->dir);
	const char *rel = path_rel(a, path_dir(a, r->gomod_above), abs);

	f->title = MSG(a, N_("{0}, above the repository, makes {1} a part of "
			     "module {2}"), r->gomod_above,
		       cstr_eq(l->dir, ".") ? "it" : l->dir,
		       r->gomod_above_path ? r->gomod_above_path : "?");
	if (r->gomod_above_path)
		finding_evidence(run, f, arena_printf(a, "module %s",
						r->gomod_above_path),
				 r->gomod_above, 0);
	if (l->first_file)
		finding_evidence(run, f, l->first_file, l->first_file, 0);
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod in the "
					     "folder?")),
			   ANSWER_NO, false, abs, NULL);
	(void)finding_step(run, f, MSG(a, N_("Is there one in the folders "
					     "above, up to /?")),
			   ANSWER_YES, true, r->gomod_above, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does it lie in the "
					     "repository?")),
			   ANSWER_NO, true, r->root, NULL);
	f->outcome = r->gomod_above_path ?
		MSG(a, N_("go takes the folder for package {0}, with the "
			  "requirements of that go.mod"),
		    arena_printf(a, "%s/%s", r->gomod_above_path, rel)) :
		MSG(a, N_("go takes the folder for a part of that module"));
	f->why = MSG(a, N_(
		"go looks for go.mod in the working directory and then in each "
		"folder above it, up to the root of the file system; it does "
		"not stop at the top of a repository. A go.mod that was once "
		"left in a home or work folder captures everything below that "
		"has none of its own. With GO111MODULE=off it is not read."));
	f->probe = modules_command(run, l->dir, "go env GOMOD");
	finding_command(run, f, MSG(a, N_("If nothing else needs it, move it "
					  "out of the way:")),
			arena_printf(a, "mv %s %s",
				shell_quote(a, r->gomod_above),
				shell_quote(a, arena_printf(a, "%s.away",
							r->gomod_above))));
	finding_command(run, f, MSG(a, N_("Or give the project its own "
					  "go.mod:")),
			modules_command(run, l->dir,
					"go mod init example.com/NAME"));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	size_t i, k;

	if (!s->repo.gomod_above || !s->nloose)
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < s->nloose; i++) {
		const struct loose_project *l = &s->loose[i];

		if (l->fixture)
			continue;
		for (k = 0; k < s->nplaces; k++) {
			const struct place *p = &s->places[k];
			enum severity sev = SEVERITY_WARNING;
			struct finding *f;
			bool is_new;

			if (!env_known(p) ||
			    cstr_eq(place_value(p, "GO111MODULE"), "off"))
				continue;
			/*
			 * Without git the folder that was opened may be a part
			 * of that module, and so may a submodule.
			 */
			if (s->repo.kind == REPO_PLAIN ||
			    s->repo.kind == REPO_SUBMODULE)
				sev = SEVERITY_ADVICE;
			f = finding_add(run, sev, "", s->repo.gomod_above, 0,
					"", &is_new);
			finding_place_add(run, f, p, sev, KNOWN_DERIVED);
			if (is_new)
				explain(run, f, l);
		}
	}
	return CHECK_OK;
}

const struct check check_gomod_from_above = {
	.id = "gomod-from-above",
	.worst = SEVERITY_WARNING,
	.title = N_("a go.mod above the repository that captures it"),
	.about = N_("A folder of the repository has Go files and no go.mod, "
		    "and one in a parent folder outside the repository rules "
		    "it: \"go list .\" prints a path of that other module. "
		    "Often it was left behind in a home folder."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run,
};
