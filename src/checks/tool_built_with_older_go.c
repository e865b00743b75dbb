/* tool-built-with-older-go: a tool that knows less of Go than the module. */
#include "config.h"

#include "checks/env.h"

#include <string.h>

#include "base/str.h"
#include "fmt/gorelease.h"
#include "fmt/gover.h"
#include "fmt/semver.h"

/* What it is by which it refuses. */
enum rule {
	/* Its own look at go.mod: languages compared (its pkg/goutil). */
	BY_ITSELF,
	/* go/types, which is compiled in, refuses a newer language since
	 * 1.21; before, it merely does not know it. */
	BY_GO_TYPES,
	/* Its own version: v1.24 knows programs up to Go 1.24, whatever
	 * built it (its pkg/goversion). */
	BY_VERSION
};

static const struct tool {
	const char *name;
	const char *package;	/* main package, without a major version */
	const char *config;	/* its file begins so; NULL: needs none */
	enum rule rule;
} tools[] = {
	{ "dlv", "github.com/go-delve/delve/cmd/dlv", NULL, BY_VERSION },
	{ "golangci-lint",
	  "github.com/golangci/golangci-lint/cmd/golangci-lint", ".golangci.",
	  BY_ITSELF },
	{ "gopls", "golang.org/x/tools/gopls", NULL, BY_GO_TYPES },
	{ "staticcheck", "honnef.co/go/tools/cmd/staticcheck",
	  "staticcheck.conf", BY_GO_TYPES },
};

/* The package but for an element such as "v2". */
static bool is_package(struct arena *a, const char *got, const char *package)
{
	struct str rest = str_from(got), part;
	const char *plain = NULL;

	while (str_cut(&rest, '/', &part)) {
		if (part.len > 1 && part.p[0] == 'v' && plain &&
		    strspn(part.p + 1, "0123456789") == part.len - 1)
			continue;
		plain = plain ? arena_printf(a, "%s/%.*s", plain,
					     STR_FMT(part))
			      : arena_strndup(a, part.p, part.len);
		if (!rest.p)
			break;
	}
	return cstr_eq(plain, package);
}

static const struct tool *tool_of(struct arena *a, const struct path_lookup *l)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tools); i++)
		if (cstr_eq(tools[i].name, l->name) && l->nhits &&
		    !l->hits[0].not_runnable && l->hits[0].package &&
		    is_package(a, l->hits[0].package, tools[i].package))
			return &tools[i];
	return NULL;
}

/* "1.24" of a version of Go; NULL: none. */
static const char *lang(struct arena *a, const char *version)
{
	struct str v = str_from(version);

	if (cstr_empty(version))
		return NULL;
	if (str_starts(v, "go"))
		v = str_sub(v, 2, v.len - 2);
	return gover_valid(v) ? gover_lang(a, v) : NULL;
}

/*
 * The language that the tool knows at most; NULL: not known.  Of dlv some
 * first releases of a line know one less.
 */
static const char *knows(struct arena *a, const struct tool *t,
			 const struct lookup_hit *h)
{
	const char *v = h->version;
	struct str minor;

	if (t->rule != BY_VERSION)
		return lang(a, h->go_version);
	if (cstr_empty(v) || !semver_valid(str_from(v)) ||
	    !cstr_starts(v, "v1."))
		return NULL;
	minor = str_from(v + 3);
	minor = str_sub(minor, 0, strspn(minor.p, "0123456789"));
	/* Before, its numbers were its own. */
	return minor.len == 2 && strncmp(minor.p, "20", 2) >= 0
		? arena_printf(a, "1.%.*s", STR_FMT(minor)) : NULL;
}

/* What a module of the repository wants of it. */
static const char *wants(struct arena *a, const struct tool *t,
			 const struct place *p, const struct module *m)
{
	const struct place_module *pm;

	/* It heeds a toolchain line first. */
	if (t->rule == BY_ITSELF && lang(a, m->toolchain))
		return lang(a, m->toolchain);
	if (t->rule != BY_VERSION)
		return lang(a, m->go_version);
	/* It is told by the compiler of the program that it looks into. */
	pm = place_module_of(p, m->dir);
	return pm && pm->how != TOOLCHAIN_REFUSED &&
	       pm->how != TOOLCHAIN_NONE && pm->how != TOOLCHAIN_UNKNOWN
		? lang(a, pm->version) : NULL;
}

static bool is_configured(const struct tool *t, const struct module *m)
{
	size_t i;

	if (!t->config)
		return true;
	for (i = 0; i < m->ntool_configs; i++)
		if (strstr(m->tool_configs[i], t->config))
			return true;
	return false;
}

static struct msg outcome(struct arena *a, const struct tool *t,
			  const char *knows, const char *wants)
{
	switch (t->rule) {
	case BY_ITSELF:
		return MSG(a, N_("it stops: \"{0}\""), arena_printf(a,
			"the Go language version (go%s) used to build "
			"golangci-lint is lower than the targeted Go version "
			"(%s)", knows, wants));
	case BY_VERSION:
		return MSG(a, N_("it stops: \"{0}\""), arena_printf(a,
			"Version of Delve is too old for Go version %s "
			"(maximum supported version %s", wants, knows));
	case BY_GO_TYPES:
		break;
	}
	if (gover_cmp_of(knows, "1.21") < 0)
		return MSG(a, N_("it knows neither the language nor the "
				 "standard library of Go {0}, and says wrong "
				 "things of them"), wants);
	return MSG(a, N_("it looks at no package and says: \"{0}\""),
		   arena_printf(a, "package requires newer Go version go%s",
				wants));
}

/* How to get one that knows enough. */
static void remedies(struct check_run *run, struct finding *f,
		     const struct place *p, const struct tool *t,
		     const struct lookup_hit *h, const char *want)
{
	struct arena *a = run->arena;
	const char *mine = lang(a, env_version(a, p)), *with = "";
	bool devel = cstr_empty(h->version) ||
		     !semver_valid(str_from(h->version));

	/* go install takes the newer of itself and what the tool asks for. */
	if (t->rule != BY_VERSION && (!mine || gover_cmp_of(mine, want) < 0))
		with = arena_printf(a, "%sGOTOOLCHAIN=go%s.0 ",
				    env_shell(p) == ENV_FISH ? "env " : "",
				    want);
	if (t->rule != BY_VERSION && !devel)
		(void)finding_handover(run, f, HANDOVER_INSTALL_TOOL,
			MSG(a, N_("the same version, built anew by a newer Go "
				  "(it goes to {0}):"),
			    p->gobin ? p->gobin : "GOBIN"),
			arena_printf(a, "%sgo install %s@%s", with, h->package,
				     h->version));
	(void)finding_handover(run, f, HANDOVER_INSTALL_TOOL,
			 MSG(a, N_("or the newest version:")),
			 arena_printf(a, "%sgo install %s@latest", with,
				      h->package));
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct tool *t,
		    const struct lookup_hit *h, const struct module *m,
		    const char *know, const char *want)
{
	struct arena *a = run->arena;

	f->title = t->rule == BY_VERSION
		? MSG(a, N_("{0} {1} is too old for programs of Go {2}"),
		      t->name, h->version, want)
		: MSG(a, N_("{0} was built with {1}, and the module is of Go "
			    "{2}"), t->name, h->go_version, want);
	finding_evidence(run, f,
			 arena_printf(a, "%s: %s %s %s", h->path, h->package,
				      h->version, h->go_version), NULL, 0);
	if (m->go_version)
		finding_evidence(run, f, arena_printf(a, "go %s",
						      m->go_version),
				 m->gomod, m->go_line);
	(void)finding_step(run, f,
		MSG(a, N_("Which {0} runs, and which Go is it of?"), t->name),
		ANSWER_NONE, false,
		arena_printf(a, "%s (%s, %s)", h->path, h->version,
			     h->go_version), "PATH");
	(void)finding_step(run, f,
		t->rule == BY_VERSION
			? MSG(a, N_("Does it know programs of the Go that "
				    "builds here?"))
			: MSG(a, N_("Does that Go know the language of the "
				    "module?")),
		ANSWER_NO, true,
		arena_printf(a, "go%s < go%s", know, want),
		m->gomod && t->rule != BY_VERSION
			? arena_printf(a, "%s:%d", m->gomod, m->go_line)
			: NULL);
	f->outcome = outcome(a, t, know, want);
	f->why = MSG(a, N_(
		"A tool that reads Go code has the parser and the type checker "
		"of the Go that built it compiled in. go/types refuses a "
		"package whose go line asks for a newer language (since 1.21); "
		"golangci-lint says so by itself before it begins, unless its "
		"run.go names an older one; staticcheck counts the patch "
		"number, too. Which go runs does not matter, nor does "
		"GOTOOLCHAIN: the tool itself has to be built anew. Delve "
		"goes by its own version: v1.24 knows programs of Go 1.24 and "
		"older."));
	f->probe = arena_printf(a, "go version -m \"$(command -v %s)\"; go "
				"list -m -f '{{.GoVersion}}'", t->name);
	if (env_shell(p) == ENV_FISH)
		f->probe = arena_printf(a, "go version -m (command -v %s); go "
					"list -m -f '{{.GoVersion}}'",
					t->name);
	remedies(run, f, p, t, h, want);
}

static void judge(struct check_run *run, const struct place *p,
		  const struct tool *t, const struct lookup_hit *h)
{
	const char *know = knows(run->arena, t, h), *most = NULL;
	const struct module *asks = NULL;
	bool configured = false, is_new;
	enum severity sev;
	struct finding *f;
	size_t i;

	for (i = 0; know && i < run->snap->nmodules; i++) {
		const struct module *m = &run->snap->modules[i];
		const char *w = m->fixture ? NULL
					   : wants(run->arena, t, p, m);

		if (!w || gover_cmp_of(know, w) >= 0)
			continue;
		configured = configured || is_configured(t, m);
		if (most && gover_cmp_of(w, most) <= 0)
			continue;
		most = w;
		asks = m;
	}
	if (!most)
		return;
	/* That it lies on PATH does not say that somebody uses it here. */
	sev = configured ? SEVERITY_WARNING : SEVERITY_ADVICE;
	if (p->kind == PLACE_NONINTERACTIVE)
		sev = SEVERITY_ADVICE;
	f = finding_add(run, sev, asks->dir,
			t->rule == BY_VERSION ? NULL : asks->gomod,
			t->rule == BY_VERSION ? 0 : asks->go_line, t->name,
			&is_new);
	finding_place_add(run, f, p, sev, KNOWN_DERIVED);
	if (is_new)
		explain(run, f, p, t, h, asks, know, most);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		for (k = 0; env_known(p) && k < p->ntools; k++) {
			const struct tool *t = tool_of(run->arena,
						       &p->tools[k]);

			if (!t)
				continue;
			any = true;
			judge(run, p, t, &p->tools[k].hits[0]);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_tool_built_with_older_go = {
	.id = "tool-built-with-older-go",
	.worst = SEVERITY_WARNING,
	.title = N_("a Go tool that was built with an older Go than the module "
		    "needs"),
	.about = N_("golangci-lint, gopls or staticcheck on PATH was built "
		    "with an older Go than the go line of a module wants, or "
		    "dlv is older than the Go that builds. Example: \"the Go "
		    "language version (go1.24) used to build golangci-lint is "
		    "lower than the targeted Go version (1.26.2)\", though go "
		    "version says go1.26.2: the tool is what has to be built "
		    "anew."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
