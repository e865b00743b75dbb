/* goroot-mixed: one release was unpacked over another. */
#include "config.h"

#include "checks/env.h"

#include <string.h>

#include "base/path.h"
#include "base/quote.h"
#include "base/str.h"
#include "facts/gosource.h"

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
		"at here; what else was edited is known only where the "
		"module cache has the archive of the release."));
	f->probe = "ls -t \"$(go env GOROOT)/src/runtime\" | tail -n 20; go "
		   "build -o /dev/null runtime";
	env_command_install(run, f, p);
}

/* Edited, or laid over in parts: it may build, and what, nobody knows. */
static void explain_edited(struct check_run *run, struct finding *f,
			   const struct place *p)
{
	const struct goroot_state *g = &p->goroot;
	const char *version = g->binary_version ? g->binary_version :
						  g->version;
	const struct goroot_difference *first = &g->differs[0];
	struct arena *a = run->arena;
	size_t i;

	f->title = MSG_N(a, N_("{0}: {n} source file is not that of {1}"),
			 N_("{0}: {n} source files are not those of {1}"),
			 g->ndiffering, g->dir, version);
	for (i = 0; i < g->ndiffers; i++)
		finding_evidence(run, f, g->differs[i].text,
				 path_join(a, g->dir, g->differs[i].file), 0);
	(void)finding_step(run, f, MSG(a, N_("Which release is it?")),
			   ANSWER_NONE, false, version,
			   path_join(a, g->dir, g->binary_version ? "bin/go"
								  : "VERSION"));
	(void)finding_step(run, f,
			   MSG(a, N_("Are its sources those of the archive?")),
			   ANSWER_NO, true,
			   arena_printf(a, "%d / %d", g->ndiffering,
					g->ncompared), g->archive);
	f->outcome = MSG(a, N_("go compiles what stands in the tree into every "
			       "program, or stops at it"));
	f->why = MSG(a, N_(
		"Nothing checks the tree of Go: what was edited there by "
		"hand, or is left of another patch release, is built as it "
		"stands. Compared with the archive in the module cache were "
		"the sizes of the sources of net/http and of the packages "
		"right below src (fmt, os, …), and the names and contents of "
		"those in src/runtime; the archive itself is taken at its "
		"word."));
	if (!cstr_eq(first->text, "not in the archive"))
		f->probe = arena_printf(a, "unzip -p %s '*/%s' | diff - %s",
			shell_quote(a, g->archive), first->file,
			shell_quote(a, path_join(a, g->dir, first->file)));
	else
		f->probe = arena_printf(a, "unzip -l %s '*/%s'",
			shell_quote(a, g->archive), first->file);
	if (gosource_of(g->dir) == GOSOURCE_TOOLCHAIN)
		finding_command(run, f,
			MSG(a, N_("go unpacks it anew from the archive when it "
				  "next switches to it:")),
			arena_printf(a, "chmod -R u+w %s && rm -rf %s",
				     shell_quote(a, g->dir),
				     shell_quote(a, g->dir)));
	else
		env_command_install(run, f, p);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		enum severity severity = p->goroot.leftover
			? SEVERITY_ERROR : SEVERITY_WARNING;
		struct finding *f;

		if (!env_known(p) || !env_go(p) || p->goroot.unseen ||
		    cstr_empty(p->goroot.dir) ||
		    (!p->goroot.version && !p->goroot.binary_version))
			continue;
		any = true;
		if (!p->goroot.leftover && !p->goroot.ndiffers)
			continue;
		f = finding_add(run, severity, NULL, NULL, 0, p->goroot.dir,
				&is_new);
		finding_place_add(run, f, p, severity, KNOWN_DERIVED);
		if (is_new && p->goroot.leftover)
			explain(run, f, p);
		else if (is_new)
			explain_edited(run, f, p);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_goroot_mixed = {
	.id = "goroot-mixed",
	.worst = SEVERITY_ERROR,
	.title = N_("one release of Go unpacked over another, or edited"),
	.about = N_("GOROOT holds files that its release does not have, left "
		    "by an older or newer one, or sources that are not those "
		    "of its archive, where the module cache has that. Example: tar -C /usr/local -xzf "
		    "go1.24.4.linux-amd64.tar.gz without deleting "
		    "/usr/local/go first: \"mapiterinit redeclared in this "
		    "block\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
