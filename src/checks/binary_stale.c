/* binary-stale: a program in the tree that the code at hand would not give. */
#include "config.h"

#include "checks/env.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

#define MAX_SHOWN 10
/* Of a commit's name. */
#define SHORT 12

/* Is it the commit that `head`, shortened by git, names? */
static bool is_head(const struct repository *r, const char *revision)
{
	return cstr_starts(revision, r->head);
}

/* The release that this shell would build the module with; NULL: unknown. */
static const char *would_build(const struct snapshot *s,
			       const struct module *m)
{
	const struct place *p = snapshot_place(s, "shell");
	const struct place_module *pm = p && env_known(p)
		? place_module_of(p, m->dir) : NULL;

	if (!pm || cstr_empty(pm->version))
		return NULL;
	switch (pm->how) {
	case TOOLCHAIN_LOCAL:
	case TOOLCHAIN_MODCACHE:
	case TOOLCHAIN_PATH:
	case TOOLCHAIN_DOWNLOAD:
	case TOOLCHAIN_IGNORED:
		return pm->version;
	case TOOLCHAIN_REFUSED:
	case TOOLCHAIN_NONE:
	case TOOLCHAIN_UNKNOWN:
		break;
	}
	return NULL;
}

static const char *short_id(struct arena *a, const char *revision)
{
	return arena_strndup(a, revision, strnlen(revision, SHORT));
}

static void add_program(struct check_run *run, struct finding *f,
			const struct built_program *b, bool other_go,
			bool other_revision, const char *version)
{
	struct arena *a = run->arena;
	struct step *st;

	finding_evidence(run, f,
			 arena_printf(a, "%s%s%s", b->go_version,
				      b->revision ? " vcs.revision=" : "",
				      b->revision ? b->revision : ""),
			 b->path, 0);
	if (other_go) {
		st = finding_step(run, f,
			MSG(a, N_("Was it built by the Go that would build it "
				  "here?")),
			ANSWER_NO, true, b->go_version, b->path);
		st->note = MSG(a, N_("Here it would be {0}."), version);
	}
	if (other_revision) {
		st = finding_step(run, f,
			MSG(a, N_("Was it built from the commit that is "
				  "checked out?")),
			ANSWER_NO, true, short_id(a, b->revision), b->path);
		st->note = MSG(a, N_("HEAD is {0}."), run->snap->repo.head);
	}
}

/* The output stays where it lies: build it again into the same file. */
static const char *build_again(struct arena *a, const struct module *m,
			       const struct built_program *b)
{
	const char *to = path_rel(a, m->dir, b->path);

	return arena_printf(a, "go build -o %s %s", shell_quote(a, to),
			    shell_quote(a, b->package));
}

static void explain(struct check_run *run, struct finding *f,
		    const struct module *m, const struct built_program *first,
		    int n)
{
	struct arena *a = run->arena;
	const char *file = path_rel(a, m->dir, first->path);

	f->title = n == 1
		? MSG(a, N_("{0} is not what the code at hand gives"),
		      first->path)
		: MSG_N(a, N_("{n} built program is not what the code at hand "
			      "gives"),
			N_("{n} built programs are not what the code at hand "
			   "gives"), n);
	f->outcome = MSG(a, N_("what runs is older than what is read"));
	f->why = MSG(a, N_(
		"go build writes into each program which release compiled it "
		"and, where git is at hand (since Go 1.18), which commit was "
		"checked out; go version -m shows both. go run and go test "
		"build anew and never take such a file, but a script, a "
		"Dockerfile's COPY or a person does."));
	f->probe = arena_printf(a, "go version -m %s; git rev-parse HEAD",
				shell_quote(a, file));
	finding_command(run, f,
		MSG(a, N_("build it anew, in the folder of the module (add the "
			  "flags that it was built with):")),
		build_again(a, m, first));
}

static void judge(struct check_run *run, const struct module *m)
{
	const struct repository *r = &run->snap->repo;
	const struct place *p = snapshot_place(run->snap, "shell");
	const char *version = would_build(run->snap, m);
	const struct built_program *first = NULL;
	struct finding *f = NULL;
	int n = 0;
	size_t i;

	for (i = 0; i < m->nprograms; i++) {
		const struct built_program *b = &m->programs[i];
		bool go = version && cstr_starts(b->go_version, "go") &&
			  !cstr_eq(version, b->go_version);
		bool revision = b->revision && !cstr_empty(r->head) &&
				!is_head(r, b->revision);

		if (!go && !revision)
			continue;
		if (!first) {
			first = b;
			f = finding_add(run, SEVERITY_ADVICE, m->dir, b->path,
					0, "", NULL);
			if (p)
				finding_place_add(run, f, p, SEVERITY_ADVICE,
						  KNOWN_DERIVED);
		}
		if (++n <= MAX_SHOWN)
			add_program(run, f, b, go, revision, version);
	}
	if (f)
		explain(run, f, m, first, n);
}

static enum check_status run(struct check_run *run)
{
	bool any = false;
	size_t i;

	for (i = 0; i < run->snap->nmodules; i++) {
		const struct module *m = &run->snap->modules[i];

		if (m->fixture || !m->nprograms)
			continue;
		any = true;
		judge(run, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_binary_stale = {
	.id = "binary-stale",
	.worst = SEVERITY_ADVICE,
	.title = N_("a built program that is older than the code"),
	.about = N_("A program of one of the modules lies beside go.mod, in "
		    "bin/ or in dist/, and says of itself that another Go "
		    "compiled it than the one that would now, or that it was "
		    "built from another commit than the one checked out. "
		    "Example: ./bin/server shows an error that was mended "
		    "yesterday, because nobody built it since."),
	.needs = NEEDS_REPO | NEEDS_GIT | NEEDS_IMPORTS | NEEDS_PLACES,
	.run = run,
};
