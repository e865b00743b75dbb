/* env-unknown: a line of the go env file that this go does not know. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

/*
 * internal/cfg.KnownEnv, but for what go env prints in every release: since
 * which one.  GODEBUG is read in other ways.
 */
static const struct {
	const char *name;
	enum gorelease since;
} known[] = {
	{ "CGO_CFLAGS_ALLOW", GO_1_18 }, { "CGO_CFLAGS_DISALLOW", GO_1_18 },
	{ "CGO_CPPFLAGS_ALLOW", GO_1_18 },
	{ "CGO_CPPFLAGS_DISALLOW", GO_1_18 },
	{ "CGO_CXXFLAGS_ALLOW", GO_1_18 },
	{ "CGO_CXXFLAGS_DISALLOW", GO_1_18 },
	{ "CGO_FFLAGS_ALLOW", GO_1_18 }, { "CGO_FFLAGS_DISALLOW", GO_1_18 },
	{ "CGO_LDFLAGS_ALLOW", GO_1_18 }, { "CGO_LDFLAGS_DISALLOW", GO_1_18 },
	{ "FC", GO_1_18 }, { "GO386", GO_1_18 }, { "GOAMD64", GO_1_18 },
	{ "GOARM", GO_1_18 }, { "GOARM64", GO_1_23 },
	{ "GOAUTH", GO_1_24 }, { "GOCACHEPROG", GO_1_21 },
	{ "GODEBUG", GO_1_18 }, { "GOFIPS140", GO_1_24 },
	{ "GOMIPS", GO_1_18 }, { "GOMIPS64", GO_1_18 },
	{ "GOPPC64", GO_1_18 }, { "GORISCV64", GO_1_23 },
	{ "GOTOOLCHAIN", GO_1_21 }, { "GOWASM", GO_1_18 },
	{ "GO_EXTLINK_ENABLED", GO_1_18 },
};

/* The first release that knows it; NULL: none does. */
static const char *known_since(const char *name, enum gorelease *since)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (cstr_eq(known[i].name, name)) {
			*since = known[i].since;
			return gorelease_name(known[i].since);
		}
	return NULL;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct goenv_name *n,
		    const char *since)
{
	struct arena *a = run->arena;
	const char *v = env_version(a, p);

	f->title = since
		? MSG(a, N_("The go env file sets {0}, which {1} does not "
			    "know"), n->name, v ? v : "go")
		: MSG(a, N_("The go env file sets {0}, which no go knows"),
		      n->name);
	finding_evidence(run, f, arena_printf(a, "%s=%s", n->name, n->value),
			 p->goenv_file, n->line);
	(void)finding_step(run, f,
			   MSG(a, N_("Does this go know a variable of that "
				     "name?")),
			   ANSWER_NO, true,
			   since ? arena_printf(a, "Go %s", since) : NULL,
			   NULL);
	f->outcome = MSG(a, N_("the line has no effect, and go says nothing "
			       "about it"));
	f->why = MSG(a, N_(
		"go reads only names that it knows from the file that go env "
		"-w writes; others it passes over silently, and hands none of "
		"them on to the programs it runs: GOMAXPROCS or GOGC there do "
		"nothing. go env -w itself refuses a name it does not know. "
		"One file serves all releases of a user, so that an older one "
		"may meet a name that came later."));
	f->probe = arena_printf(a, "go env %s; grep -n %s \"$(go env GOENV)\"",
				n->name, n->name);
	if (!since)
		finding_command(run, f,
			MSG(a, N_("take it out of the go env file:")),
			arena_printf(a, "go env -u %s", n->name));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		enum gorelease r = GORELEASE_NEWEST, since = GORELEASE_NEWEST;

		if (!env_known(p) || !env_go(p) || !p->goenv_file)
			continue;
		any = true;
		(void)gorelease_find(env_version(run->arena, p), &r);
		for (k = 0; k < p->ngoenv_others; k++) {
			const struct goenv_name *n = &p->goenv_others[k];
			const char *first = known_since(n->name, &since);
			struct finding *f;

			/* What lies beside Go's own names is nobody's typo. */
			if ((!cstr_starts(n->name, "GO") &&
			     !cstr_starts(n->name, "CGO_")) ||
			    (first && since <= r))
				continue;
			f = finding_add(run, SEVERITY_ADVICE, NULL,
					p->goenv_file, n->line, n->name,
					&is_new);
			finding_place_add(run, f, p, SEVERITY_ADVICE,
					  KNOWN_DERIVED);
			if (is_new)
				explain(run, f, p, n, first);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_env_unknown = {
	.id = "env-unknown",
	.worst = SEVERITY_ADVICE,
	.title = N_("a line of the go env file that go does not know"),
	.about = N_("The file that go env -w writes was edited by hand, and a "
		    "GO name in it is of no use to the go that runs. Example: "
		    "GOPROXXY, or GOMAXPROCS, which only a program's own "
		    "environment sets."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
