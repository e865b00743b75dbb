/* project-in-goroot: a module lies in the tree of Go itself. */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct module *m,
		    const char *dir)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("The project lies in {0}, the tree of Go "
			     "itself"), p->goroot.dir);
	finding_evidence(run, f, m->path ? arena_printf(a, "module %s",
							m->path) : "module",
			 m->gomod, m->path_line);
	(void)finding_step(run, f, MSG(a, N_("Where is Go?")), ANSWER_NONE,
			   false, p->goroot.dir,
			   env_origin(a, place_setting(p, "GOROOT")));
	(void)finding_step(run, f, MSG(a, N_("Does the project lie outside "
					     "of it?")),
			   ANSWER_NO, true, dir, NULL);
	f->outcome = MSG(a, N_("it builds; the next upgrade of Go deletes it "
			       "with the old tree"));
	f->why = MSG(a, N_(
		"A release is installed by deleting the old tree and "
		"unpacking the new one in its place: what else lies in there "
		"goes with it. A module may lie anywhere, and needs neither "
		"GOROOT nor GOPATH. Without a go.mod of its own, a folder "
		"below GOROOT/src would be taken for a part of the standard "
		"library."));
	f->probe = "go env GOROOT; pwd";
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	struct arena *a = run->arena;
	bool any = false, is_new;
	size_t i, k;

	for (k = 0; k < s->nmodules; k++) {
		const struct module *m = &s->modules[k];
		const char *dir = path_join(a, s->repo.root ? s->repo.root :
					    "/", m->dir);

		if (!modules_judged(s, m) || m->nested ||
		    /* Whoever works on Go itself has it so. */
		    cstr_eq(m->path, "std") || cstr_eq(m->path, "cmd"))
			continue;
		for (i = 0; i < s->nplaces; i++) {
			const struct place *p = &s->places[i];
			struct finding *f;

			if (!env_known(p) || !env_go(p) ||
			    cstr_empty(p->goroot.dir))
				continue;
			any = true;
			if (!path_under(p->goroot.dir, dir) ||
			    cstr_eq(p->goroot.dir, s->repo.root))
				continue;
			f = finding_add(run, SEVERITY_ADVICE, m->dir, NULL, 0,
					NULL, &is_new);
			finding_place_add(run, f, p, SEVERITY_ADVICE,
					  KNOWN_DERIVED);
			if (is_new)
				explain(run, f, p, m, dir);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_project_in_goroot = {
	.id = "project-in-goroot",
	.worst = SEVERITY_ADVICE,
	.title = N_("a project in the tree of Go itself"),
	.about = N_("The module lies below GOROOT. It builds, and the next "
		    "upgrade of Go deletes it. Example: /usr/local/go/src/app "
		    "after a guide of long ago."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run,
};
