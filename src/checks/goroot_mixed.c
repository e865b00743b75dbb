/* goroot-mixed: one release was unpacked over another. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p)
{
	const struct goroot_state *g = &p->goroot;
	struct arena *a = run->arena;
	const char *version = g->binary_version ? g->binary_version :
						  g->version;
	const char *file = arena_printf(a, "%s/%s", g->dir, g->binary_version ?
					"bin/go" : "VERSION");

	f->title = MSG(a, N_("{0} holds {1} and files of another release"),
		       g->dir, version);
	finding_evidence(run, f, version, file, g->binary_version ? 0 : 1);
	finding_evidence(run, f, g->leftover_of,
			 arena_printf(a, "%s/%s", g->dir, g->leftover), 0);
	(void)finding_step(run, f, MSG(a, N_("Which release is it?")),
			   ANSWER_NONE, false, version, file);
	(void)finding_step(run, f,
			   MSG(a, N_("Does that release have a file {0}?"),
			       g->leftover),
			   ANSWER_NO, true,
			   arena_printf(a, "Go %s", g->leftover_of), g->dir);
	f->outcome = MSG(a, N_("builds stop within Go's own packages, mostly "
			       "with \"{0}\""), "redeclared in this block");
	f->why = MSG(a, N_(
		"tar replaces files and deletes none: what the old release "
		"had and the new one has not stays in the tree, and go "
		"compiles every file of a folder. go version shows the new "
		"release all the same. The old tree has to go before the new "
		"one is unpacked. Only files of package runtime are looked "
		"at; whether others were edited is not known without the "
		"archive."));
	f->probe = "ls -t \"$(go env GOROOT)/src/runtime\" | tail -n 20; go "
		   "build -o /dev/null runtime";
	env_command_install(run, f, p);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		struct finding *f;

		if (!env_known(p) || !env_go(p) ||
		    cstr_empty(p->goroot.dir) ||
		    (!p->goroot.version && !p->goroot.binary_version))
			continue;
		any = true;
		if (!p->goroot.leftover)
			continue;
		f = finding_add(run, SEVERITY_ERROR, NULL, NULL, 0,
				p->goroot.dir, &is_new);
		finding_place_add(run, f, p, SEVERITY_ERROR, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_goroot_mixed = {
	.id = "goroot-mixed",
	.worst = SEVERITY_ERROR,
	.title = N_("one release of Go unpacked over another"),
	.about = N_("GOROOT holds files that its release does not have, left "
		    "by an older or newer one. Example: tar -C /usr/local -xzf "
		    "go1.24.4.linux-amd64.tar.gz without deleting "
		    "/usr/local/go first: \"mapiterinit redeclared in this "
		    "block\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
