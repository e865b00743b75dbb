/*
 * gomod-invalid: go.mod does not parse, in the releases that would read it,
 * or is refused for what it says when go loads it.
 */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"

static bool only_newer_say_so(const struct parse_problem *pp,
			      enum gorelease r)
{
	enum gorelease bound;

	return !cstr_empty(pp->from) && gorelease_find(pp->from, &bound) &&
	       r < bound;
}

static const char *words(struct check_run *run, const struct module *m,
			 const struct parse_problem *pp)
{
	return pp->line ? arena_printf(run->arena, "%s:%d: %s",
				       path_base(m->gomod), pp->line,
				       pp->message)
			: pp->message;
}

static void add_all(struct check_run *run, struct finding *f,
		    const struct module *m)
{
	size_t i, shown = 0;

	for (i = 0; i < m->nproblems && shown < 20; i++, shown++) {
		const struct parse_problem *pp = &m->problems[i];
		bool from = !cstr_empty(pp->from), until = !cstr_empty(pp->until);
		struct step *st;

		finding_evidence(run, f, words(run, m, pp), m->gomod,
				 pp->line);
		st = finding_step(run, f,
			MSG(run->arena, N_("Can go read this line?")),
			ANSWER_NO, true, pp->message,
			modules_at(run->arena, m->gomod, pp->line));
		if (from && !until)
			st->note = MSG(run->arena,
				N_("Go {0} and newer refuse it."), pp->from);
		else if (until && !from)
			st->note = MSG(run->arena,
				N_("Go up to {0} refuses it."), pp->until);
		else if (from)
			st->note = MSG(run->arena,
				N_("Go {0} to {1} refuse it."), pp->from,
				pp->until);
	}
}

static void explain(struct check_run *run, struct finding *f,
		    const struct module *m, const struct parse_problem *pp,
		    const char *go, enum severity sev)
{
	struct arena *a = run->arena;

	if (sev == SEVERITY_ERROR)
		f->title = MSG(a, N_("{0} cannot be read by Go {1}: {2}"),
			       modules_at(a, m->gomod, pp->line), go,
			       pp->message);
	else
		f->title = MSG(a, N_("{0} cannot be read by Go {1} and newer: "
				     "{2}"),
			       modules_at(a, m->gomod, pp->line), pp->from,
			       pp->message);
	(void)finding_step(run, f, MSG(a, N_("Which go.mod does go read "
					     "here?")),
			   ANSWER_NONE, false, m->gomod, NULL);
	add_all(run, f, m);
	f->outcome = sev == SEVERITY_ERROR ?
		MSG(a, N_("every go command in this folder stops: \"{0}\""),
		    words(run, m, pp)) :
		MSG(a, N_("it builds today, and stops with the upgrade to Go "
			  "{0}"), pp->from);
	f->why = MSG(a, N_(
		"go reads the whole go.mod before it does anything else, and "
		"reads that of the main module strictly: a word it does not "
		"know is an error. Each release knows its own words: "
		"\"toolchain\" and a go line with a patch release since 1.21, "
		"\"godebug\" since 1.23, \"tool\" since 1.24, \"ignore\" since "
		"1.25. Conflict markers of a merge are unknown words in all of "
		"them."));
	f->probe = modules_command(run, m->dir, "go list -m");
	env_command_edit(run, f, MSG(a, N_("Open the line in your editor:")),
			 m->gomod, pp->line);
}

static void explain_load(struct check_run *run, struct finding *f,
			 const struct gobuild *b,
			 const struct gomod_refusal *r)
{
	struct arena *a = run->arena;
	const struct module *m = b->module;
	const char *at = modules_at(a, m->gomod, r->line);

	f->title = MSG(a, N_("Go {1} refuses {0}: {2}"), at, modules_go(b),
		       r->message);
	(void)finding_step(run, f, MSG(a, N_("Which go.mod does go read "
					     "here?")),
			   ANSWER_NONE, false, m->gomod, NULL);
	(void)finding_step(run, f, MSG(a, N_("Can go read its lines?")),
			   ANSWER_YES, false, NULL, NULL);
	(void)finding_step(run, f, MSG(a, N_("Can go load a module that is "
					     "described so?")),
			   ANSWER_NO, true, r->message, at);
	finding_evidence(run, f, r->text, m->gomod, r->line);
	f->outcome = r->kind == GOMOD_NOT_IMPORTABLE ||
		     r->kind == GOMOD_AMBIGUOUS ?
		MSG(a, N_("go build and go list of the package in this folder "
			  "stop: \"{0}\""), r->message) :
		MSG(a, N_("every go command in this folder stops: \"{0}\""),
		    r->message);
	f->probe = modules_command(run, m->dir, "go list .");
	if (r->kind == GOMOD_TWO_VERSIONS) {
		f->why = MSG(a, N_(
			"One build has one version of a module. Of two "
			"requires go takes the newer, and go.mod must say "
			"that one alone. Since Go 1.16 a build does not "
			"change go.mod itself, so it stops and asks for go "
			"mod tidy."));
		finding_command(run, f,
				MSG(a, N_("Keep the newer version (asks the "
					  "module proxy):")),
				modules_command(run, m->dir, "go mod tidy"));
		return;
	}
	f->why = MSG(a, N_(
		"The module line says what the packages are called in import "
		"lines, so it must be there and be a path that go can import: "
		"letters, digits and -._~ between single slashes, no blanks, "
		"no \"https://\", no slash at the end. \"std\" and \"cmd\" "
		"are names of Go's own, and a package named as one of the "
		"standard library has been refused since Go 1.20."));
	finding_command(run, f,
			MSG(a, N_("Give it a path; put your own in its "
				  "place:")),
			modules_command(run, m->dir,
					"go mod edit -module=example.com/mod"));
}

/* Is this the go.mod that the user stands in or opened? */
static bool is_where_the_user_is(struct check_run *run,
				 const struct gobuild *b)
{
	const char *dir = modules_abs(run, b->module->dir);
	const char *opened = run->snap->repo.opened;

	return (opened && path_under(dir, opened)) ||
	       (b->place->cwd && path_under(dir, b->place->cwd));
}

/* What every line of it being readable does not cure. */
static void check_load(struct check_run *run, const struct gobuild *b)
{
	const struct module *m = b->module;
	enum severity sev = SEVERITY_ERROR;
	struct gomod_refusal r;
	struct finding *f;
	bool is_new;

	if (!gobuild_refusal(run->arena, b, &r))
		return;
	if (r.kind == GOMOD_NO_MODULE && !m->go_version && !m->nrequires &&
	    !m->nreplaces) {
		/* Nothing is hidden by it but what is not Go. */
		if (!m->ngofiles)
			return;
		if (m->nested && !is_where_the_user_is(run, b))
			sev = SEVERITY_ADVICE;
	}
	f = finding_add(run, sev, m->dir, m->gomod, r.line, "", &is_new);
	finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
	if (!is_new)
		return;
	explain_load(run, f, b, &r);
	if (sev == SEVERITY_ERROR)
		return;
	f->title = MSG(run->arena, N_("{0} is empty: it only keeps its folder "
				      "out of the module around it"), m->gomod);
	f->outcome = MSG(run->arena, N_("the folder belongs to no module; go "
					"commands inside it stop"));
}

/*
 * go opens the same file by the same rights, and reads a pipe or a device
 * without end (measured on 1.18 to 1.26).
 */
static void explain_unreadable(struct check_run *run, struct finding *f,
			       const struct module *m, bool stops)
{
	struct arena *a = run->arena;
	bool denied = stops && cstr_ends(m->read_error, ": Permission denied");
	bool pipe = stops && !denied;
	const char *words = arena_printf(a, "go: open %s: permission denied",
					 modules_abs(run, m->gomod));

	f->title = denied || pipe ?
		MSG(a, N_("{0} cannot be read: {1}"), m->gomod,
		    m->read_error) :
		MSG(a, N_("{0} could not be read, so nothing is said of it: "
			  "{1}"), m->gomod,
		    m->read_error ? m->read_error : "");
	finding_evidence(run, f, m->gomod, m->gomod, 0);
	if (denied || pipe)
		(void)finding_step(run, f, MSG(a, N_("Can go read it?")),
				   ANSWER_NO, true, m->gomod, NULL);
	if (denied)
		f->outcome = MSG(a, N_("every go command in this folder "
				       "stops: \"{0}\""), words);
	else if (pipe)
		f->outcome = MSG(a, N_("every go command in this folder waits "
				       "for it without end, or stops"));
	f->probe = modules_command(run, m->dir, "go list -m");
	if (denied || pipe)
		finding_command(run, f, MSG(a, N_("Look at what it is, and "
						  "whose:")),
				modules_command(run, m->dir, "ls -l go.mod"));
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct module *m = w.b.module;
		const struct parse_problem *hit = NULL, *later = NULL;
		enum severity sev = SEVERITY_ERROR;
		struct finding *f;
		bool is_new;
		size_t i;

		if (m->unreadable) {
			bool stops = !w.b.gopath_mode &&
				(cstr_ends(m->read_error,
					   ": Permission denied") ||
				 cstr_ends(m->read_error,
					   " is not a regular file"));

			sev = stops ? SEVERITY_ERROR : SEVERITY_ADVICE;
			f = finding_add(run, sev, m->dir, m->gomod, 0, "",
					&is_new);
			finding_place_add(run, f, w.b.place, sev,
					  stops ? KNOWN_DERIVED
						: KNOWN_UNKNOWN);
			if (is_new)
				explain_unreadable(run, f, m, stops);
			continue;
		}
		if (w.b.gopath_mode)
			continue;
		for (i = 0; i < m->nproblems; i++) {
			const struct parse_problem *pp = &m->problems[i];

			if (!hit && parse_problem_holds(pp, w.b.release))
				hit = pp;
			if (!later && only_newer_say_so(pp, w.b.release))
				later = pp;
		}
		if (!hit)
			check_load(run, &w.b);
		if (!hit && !later)
			continue;
		if (!hit)
			sev = SEVERITY_ADVICE;
		if (!hit)
			hit = later;
		f = finding_add(run, sev, m->dir, m->gomod, hit->line, "",
				&is_new);
		if (is_new || (sev == SEVERITY_ERROR && f->nplaces &&
			       f->places[0].severity < sev)) {
			f->nevidence = f->nsteps = f->ncommands = 0;
			f->line = hit->line;
			explain(run, f, m, hit, modules_go(&w.b), sev);
		}
		finding_place_add(run, f, w.b.place, sev, KNOWN_DERIVED);
	}
	return w.any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gomod_invalid = {
	.id = "gomod-invalid",
	.worst = SEVERITY_ERROR,
	.title = N_("go.mod that go cannot read"),
	.about = N_("Every go command in the module stops at a line of go.mod "
		    "that it cannot read. What is a word to one release is "
		    "none to an older one. Example: \"go.mod:5: unknown "
		    "directive: toolchain\" (Go 1.19). It stops too at what "
		    "it can read and not load: no module line, a path that "
		    "nobody could import, one module at two versions."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run,
};
