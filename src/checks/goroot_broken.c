/* goroot-broken: GOROOT dangles, or lacks what every release has. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"

struct fault {
	enum severity severity;
	struct msg title, outcome;
	const char *question;	/* N_(): the one that is answered with no */
	const char *value;
};

/* GOPROXY is empty, which without go.env nobody else made it. */
static bool nothing_stands_in(const struct place *p)
{
	const struct setting *s = place_setting(p, "GOPROXY");

	return s && s->known != KNOWN_UNKNOWN && cstr_empty(s->value);
}

/*
 * What is wrong with the tree in effect; false: nothing.  A tree without its
 * VERSION file builds all the same (one built from git has none).
 */
static bool find_fault(struct arena *a, const struct place *p, struct fault *o)
{
	const struct goroot_state *r = &p->goroot;
	const char *dir = r->dir ? r->dir : "";

	if (r->set && (r->missing || !path_is_abs(dir))) {
		o->title = MSG(a, N_("GOROOT is set to {0}, which is no "
				     "folder"), dir);
		o->question = N_("Is there such a folder?");
		o->value = dir;
		o->outcome = MSG(a, N_("every go command stops: \"{0}\""),
			arena_printf(a, "go: cannot find GOROOT directory: %s",
				     dir));
		return true;
	}
	if (!*dir || r->missing) {
		/* The program finds no tree by itself. */
		if (cstr_empty(p->broken) || !strstr(p->broken, "GOROOT"))
			return false;
		o->title = MSG(a, N_("the go program finds no Go tree around "
				     "it"));
		o->question = N_("Does the program lie in a complete tree?");
		o->value = env_go(p)->resolved;
		o->outcome = MSG(a, N_("every go command stops: \"{0}\""),
				 p->broken);
		return true;
	}
	if (r->no_tool) {
		o->title = MSG(a, N_("{0} has no pkg/tool: it is no complete "
				     "Go tree"), dir);
		o->question = N_("Are the compiler and the linker there "
				 "(pkg/tool)?");
		o->value = arena_printf(a, "%s/pkg/tool", dir);
		if (!r->set && !env_before(p, GO_1_21))
			o->outcome = MSG(a,
				N_("every go command stops: \"{0}\""),
				"go: cannot find GOROOT directory: 'go' binary "
				"is trimmed and GOROOT is not set");
		else
			o->outcome = MSG(a,
				N_("go build stops: \"{0}\""),
				"go: no such tool \"compile\"");
		return true;
	}
	if (r->no_src) {
		o->title = MSG(a, N_("{0} has no src/runtime: it is no "
				     "complete Go tree"), dir);
		o->question = N_("Is the standard library there "
				 "(src/runtime)?");
		o->value = arena_printf(a, "%s/src", dir);
		o->outcome = MSG(a,
			N_("what imports the standard library stops: \"{0}\""),
			arena_printf(a, env_before(p, GO_1_21)
				? "package fmt is not in GOROOT (%s/src/fmt)"
				: "package fmt is not in std (%s/src/fmt)",
				dir));
		return true;
	}
	if (r->no_go_env && nothing_stands_in(p)) {
		o->severity = SEVERITY_WARNING;
		o->title = MSG(a, N_("{0} has no go.env: go has no module "
				     "proxy"), dir);
		o->question = N_("Does a go.env give defaults (since 1.21)?");
		o->value = path_join(a, dir, "go.env");
		o->outcome = MSG(a,
			N_("whatever must be fetched stops: \"{0}\""),
			"GOPROXY list is not the empty string, but contains no "
			"entries");
		return true;
	}
	return false;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct fault *fault)
{
	struct arena *a = run->arena;
	const struct setting *set = place_setting(p, "GOROOT");
	const struct go_binary *g = env_go(p);

	f->title = fault->title;
	f->outcome = fault->outcome;
	if (p->goroot.set && set)
		env_evidence(run, f, set);
	else
		finding_evidence(run, f, g->resolved ? g->resolved : g->path,
				 NULL, 0);
	(void)finding_step(run, f, MSG(a, N_("Is GOROOT set by hand?")),
			   p->goroot.set ? ANSWER_YES : ANSWER_NO, false,
			   p->goroot.dir,
			   p->goroot.set ? env_origin(a, set) : NULL);
	(void)finding_step(run, f, MSG(a, fault->question), ANSWER_NO, true,
			   fault->value, NULL);
	f->why = MSG(a, N_(
		"go takes its compiler and the standard library from GOROOT: "
		"from the variable (environment or go env file) when it is "
		"set, else from the tree that the go program lies in, all "
		"links followed. A value that is no folder stops every "
		"command, even go env -w; a folder without pkg/tool or src "
		"stops the build. Since 1.21 a go program copied out of its "
		"tree stops too; 1.19 falls back to the path it was built "
		"for. Only a toolchain that go switches to is started without "
		"GOROOT."));
	if (p->goroot.no_go_env && fault->severity == SEVERITY_WARNING)
		f->why = MSG(a, N_(
			"Since 1.21 the defaults of GOPROXY, GOSUMDB and "
			"GOTOOLCHAIN are no longer built in but stand in "
			"GOROOT/go.env. Without that file all three are "
			"empty: nothing is fetched, and go never switches to "
			"another toolchain. What is in the module cache "
			"builds on."));
	f->probe = "ls -d \"$GOROOT\"/VERSION \"$GOROOT\"/src/runtime "
		   "\"$GOROOT\"/pkg/tool";
	if (!p->goroot.set)
		f->probe = arena_printf(a, "readlink -f %s",
					shell_quote(a, g->path));
	else if (!set || !layer_is_environment(set->layer))
		f->probe = "go env GOROOT";
	if (fault->severity == SEVERITY_WARNING)
		f->probe = "go env GOPROXY GOSUMDB GOTOOLCHAIN";
	if (p->goroot.set && set)
		env_command_unset(run, f, p, set, g->goroot);
	else
		env_command_install(run, f, p);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct setting *set = place_setting(p, "GOROOT");
		bool by_file = set && set->layer == LAYER_GOENV;
		enum severity sev = SEVERITY_ERROR;
		struct fault fault = { .severity = SEVERITY_ERROR };
		struct finding *f;
		bool is_new;

		if (!env_known(p) || !env_go(p))
			continue;
		any = true;
		if (!find_fault(run->arena, p, &fault))
			continue;
		sev = fault.severity;
		if (p->goroot.set && env_all_switch(s, p))
			sev = SEVERITY_WARNING;
		f = finding_add(run, sev, NULL, by_file ? set->file : NULL,
				by_file ? set->line : 0, p->goroot.dir,
				&is_new);
		finding_place_add(run, f, p, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p, &fault);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_goroot_broken = {
	.id = "goroot-broken",
	.worst = SEVERITY_ERROR,
	.title = N_("a GOROOT that is no Go tree"),
	.about = N_("GOROOT names a folder that is not there, or a tree "
		    "without the compiler (pkg/tool), the standard library "
		    "(src) or, since 1.21, its defaults (go.env). Example: GOROOT=/usr/local/go1.22 after that "
		    "folder was removed: \"go: cannot find GOROOT directory\" "
		    "from every command."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
