/* go-shadowed: an older go stands before a newer one on PATH. */
#include "config.h"

#include "checks/shells.h"

#include "base/path.h"
#include "base/str.h"

/* The newest go that stands behind the first; NULL: none is newer. */
static const struct go_binary *newer_behind(struct arena *a,
					    const struct place *p)
{
	const struct go_binary *first = env_go(p), *best = NULL;
	const char *v = env_version(a, p);
	size_t i;

	if (!first || !v)
		return NULL;
	for (i = 0; i < p->ngos; i++) {
		const struct go_binary *g = &p->gos[i];
		const char *w = env_version_of(a, g);

		if (g <= first || g->not_runnable || !w ||
		    cstr_eq(g->resolved, first->resolved))
			continue;
		if (env_version_cmp(w, v) > 0 &&
		    (!best ||
		     env_version_cmp(w, env_version_of(a, best)) > 0))
			best = g;
	}
	return best;
}

static const char *words(struct arena *a, const struct go_binary *g)
{
	const char *v = env_version_of(a, g);
	const char *to = "";

	if (g->resolved && !cstr_eq(g->resolved, g->path))
		to = arena_printf(a, " -> %s", g->resolved);
	return arena_printf(a, "%s%s (%s)", g->path, to, v ? v : "?");
}

static void hides(struct check_run *run, const struct place *p)
{
	struct arena *a = run->arena;
	const struct go_binary *first = env_go(p);
	const struct go_binary *g = newer_behind(a, p);
	enum severity sev = p->kind == PLACE_NONINTERACTIVE
			  ? SEVERITY_ADVICE : SEVERITY_WARNING;
	struct finding *f;
	bool is_new;
	size_t i;

	if (!g)
		return;
	f = finding_add(run, sev, NULL, NULL, 0, g->path, &is_new);
	finding_place_add(run, f, p, sev, KNOWN_DERIVED);
	if (!is_new)
		return;
	f->title = MSG(a, N_("{0} ({1}) hides the newer {2} ({3})"),
		       first->path, env_version_of(a, first), g->path,
		       env_version_of(a, g));
	for (i = 0; i < p->ngos; i++) {
		const struct go_binary *b = &p->gos[i];

		if (b->not_runnable)
			continue;
		finding_evidence(run, f, words(a, b), NULL, 0);
		if (b == first)
			(void)finding_step(run, f,
				MSG(a, N_("Which go comes first on PATH?")),
				ANSWER_NONE, false, words(a, b),
				"environment");
		else
			(void)finding_step(run, f,
				MSG(a, N_("Is the one behind it newer?")),
				b == g || env_version_cmp(
					env_version_of(a, b),
					env_version_of(a, first)) > 0
					? ANSWER_YES : ANSWER_NO,
				b == g, words(a, b), "environment");
	}
	f->outcome = MSG(a, N_("{0} runs; {1} is never reached"),
			 env_version_of(a, first), env_version_of(a, g));
	f->why = MSG(a, N_(
		"The shell takes the first go on PATH and looks no further. "
		"Since 1.21 that go may switch to a newer toolchain by itself "
		"when go.mod asks for one, but it fetches or unpacks its own: "
		"it never runs another go of PATH unless that is named like "
		"go1.24.4. A go before 1.21 never switches. A shell that has "
		"run go remembers the path until \"hash -r\"."));
	f->probe = env_which(p, a, "go");
	env_command_path(run, f, p, path_dir(a, g->path));
}

/* The place to compare others with: this shell, or the first that has a go. */
static const struct place *reference(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (env_known(&s->places[i]) && env_go(&s->places[i]))
			return &s->places[i];
	return NULL;
}

/*
 * Two places run two releases.  Where only a script shell differs, rc files
 * are as they should be: it is said as advice.
 */
static void disagree(struct check_run *run)
{
	struct arena *a = run->arena;
	const struct snapshot *s = run->snap;
	const struct place *ref = reference(s);
	const struct go_binary *g = ref ? env_go(ref) : NULL;
	const char *v = ref ? env_version(a, ref) : NULL;
	bool newer = ref && ref->kind == PLACE_SHELL && shells_newer_go(a, s);
	struct finding *f;
	size_t i;

	if (!v)
		return;
	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const char *w = env_known(p) ? env_version(a, p) : NULL;
		enum severity sev = p->kind == PLACE_NONINTERACTIVE
				  ? SEVERITY_ADVICE : SEVERITY_WARNING;
		bool is_new;

		if (p == ref || !w || cstr_eq(v, w))
			continue;
		/* This shell is older than the rc file: shell-stale. */
		if (newer && cstr_eq(env_go(p)->resolved,
				     env_go(shells_fresh(s))->resolved))
			continue;
		f = finding_add(run, sev, NULL, NULL, 0, "places", &is_new);
		finding_place_add(run, f, p, sev, KNOWN_DERIVED);
		if (is_new) {
			f->title = MSG(a, N_("shells run different Go "
					     "releases: {0} and {1}"), v, w);
			finding_evidence(run, f,
				arena_printf(a, "%s: %s", ref->name,
					     words(a, g)), NULL, 0);
			(void)finding_step(run, f,
				MSG(a, N_("Which go comes first on PATH?")),
				ANSWER_NONE, false, words(a, g), ref->name);
			f->outcome = MSG(a,
				N_("what builds in one shell is built by "
				   "another release in the other"));
			f->why = MSG(a, N_(
				"Each kind of shell reads other rc files, and "
				"each file changes PATH in its own order: a "
				"new terminal reads ~/.bashrc, ~/.zshrc or "
				"config.fish, a login shell ~/.profile or what "
				"stands in for it, a script none. An editor "
				"started from the desktop has the login "
				"session's PATH."));
			f->probe = env_shell(ref) == ENV_FISH
				? "for o in -c -ic -lc; $SHELL $o 'command -v "
				  "go; go version'; end"
				: "for o in -c -ic -lc; do \"$SHELL\" $o "
				  "'command -v go; go version'; done";
			env_command_path(run, f, p, path_dir(a, g->path));
		}
		finding_evidence(run, f,
				 arena_printf(a, "%s: %s", p->name,
					      words(a, env_go(p))), NULL, 0);
		(void)finding_step(run, f,
			MSG(a, N_("Is it the same release there?")), ANSWER_NO,
			true, words(a, env_go(p)), p->name);
	}
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		if (!env_known(&s->places[i]) || !env_go(&s->places[i]))
			continue;
		any = true;
		hides(run, &s->places[i]);
	}
	disagree(run);
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_go_shadowed = {
	.id = "go-shadowed",
	.worst = SEVERITY_WARNING,
	.title = N_("an older go that hides a newer one"),
	.about = N_("Several go programs are on PATH and the first is not the "
		    "newest, or two shells take different ones. Example: "
		    "/usr/bin/go of the distribution stands before "
		    "/usr/local/go/bin, so the release just installed never "
		    "runs."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
