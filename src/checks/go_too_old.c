/* go-too-old: a module needs a newer Go than the one that would build it. */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

/* An installation, or a go further behind on PATH, that is new enough. */
static const char *good_bin(struct arena *a, const struct place *p,
			    const char *wants)
{
	const char *name = arena_printf(a, "go%s", wants);
	size_t i;

	for (i = 0; i < p->ngos; i++)
		if (!p->gos[i].not_runnable &&
		    env_version_cmp(env_version_of(a, &p->gos[i]), name) >= 0)
			return path_dir(a, p->gos[i].path);
	for (i = 0; i < p->ninstalls; i++)
		if (env_version_cmp(p->installs[i].version, name) >= 0)
			return path_join(a, p->installs[i].goroot, "bin");
	return NULL;
}

/* "auto" or "path" where GOTOOLCHAIN lets go switch, else NULL. */
static const char *switch_mode(const struct setting *tc)
{
	const char *v = tc && tc->value ? tc->value : "";
	const char *plus = strchr(v, '+');

	if (plus)
		v = plus + 1;
	return cstr_eq(v, "auto") || cstr_eq(v, "path") ? v : NULL;
}

static void commands(struct check_run *run, struct finding *f,
		     const struct place *p, const struct place_module *pm)
{
	struct arena *a = run->arena;
	const struct setting *tc = place_setting_in(p, pm->dir, "GOTOOLCHAIN");
	const char *bin = good_bin(a, p, pm->wants);

	if (bin) {
		env_command_path(run, f, p, bin);
		return;
	}
	if (!env_before(p, GO_1_21) && !switch_mode(tc) && tc) {
		if (tc->layer >= LAYER_GOENV)
			env_command_unset(run, f, p, tc, NULL);
		else
			/* Packages put local into GOROOT/go.env. */
			finding_command(run, f,
				MSG(a, N_("let go fetch the release that a "
					  "module asks for:")),
				"go env -w GOTOOLCHAIN=auto");
	}
	env_command_install(run, f, p);
	if (!env_before(p, GO_1_21) && switch_mode(tc))
		finding_command(run, f,
			MSG(a, N_("or let go fetch it this once, where the "
				  "network may be used:")),
			"env GOTOOLCHAIN=auto "
			"GOPROXY=https://proxy.golang.org,direct go version");
}

/* It may switch, and finds nothing to switch to. */
static void no_newer_one(struct check_run *run, struct finding *f,
			 const struct place *p, const struct place_module *pm,
			 const char *mode)
{
	struct arena *a = run->arena;
	const struct setting *proxy =
		place_setting_in(p, pm->dir, "GOPROXY");
	const char *path = place_getenv(p, "PATH");

	if (cstr_eq(mode, "path")) {
		(void)finding_step(run, f,
			MSG(a, N_("Is a program of that release's name on "
				  "PATH?")),
			ANSWER_NO, true, path ? path : "", "environment");
		return;
	}
	if (proxy)
		env_evidence(run, f, proxy);
	(void)finding_step(run, f,
		MSG(a, N_("Is that release on PATH or in the module cache, or "
			  "may it be fetched (GOPROXY)?")),
		ANSWER_NO, true, proxy ? proxy->value : "",
		env_origin(a, proxy));
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct place_module *pm,
		    const char *version)
{
	struct arena *a = run->arena;
	const struct setting *tc = place_setting_in(p, pm->dir, "GOTOOLCHAIN");
	const struct go_binary *g = env_go(p);
	const char *at = NULL;
	bool old = env_before(p, GO_1_21);
	const char *mode = switch_mode(tc);

	if (pm->wants_file)
		at = pm->wants_line ? arena_printf(a, "%s:%d", pm->wants_file,
						   pm->wants_line)
				    : pm->wants_file;
	f->title = MSG(a, N_("{0} asks for Go {1}; what runs here is {2}"),
		       pm->wants_file ? pm->wants_file : "go.mod", pm->wants,
		       version);
	finding_evidence(run, f, arena_printf(a, "go %s", pm->wants),
			 pm->wants_file, pm->wants_line);
	if (tc && !old)
		env_evidence(run, f, tc);
	(void)finding_step(run, f, MSG(a, N_("Which go comes first on PATH?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "%s (%s)", g ? g->path : "go",
					env_version(a, p)),
			   "environment");
	(void)finding_step(run, f,
			   MSG(a, N_("What does the module ask for at "
				     "least?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "go %s", pm->wants), at);
	if (old && pm->how == TOOLCHAIN_REFUSED) {
		(void)finding_step(run, f,
			MSG(a, N_("Can this release read that line, and will "
				  "it compile such a module?")),
			ANSWER_NO, true, version, NULL);
		f->outcome = gover_is_lang(str_from(pm->wants)) ?
			MSG(a, N_("go build stops: \"{0}\""), pm->message) :
			MSG(a, N_("every go command in the module stops: "
				  "\"{0}\""), pm->message);
	} else if (old) {
		(void)finding_step(run, f,
			MSG(a, N_("Does this release check that? (Since Go "
				  "1.21)")),
			ANSWER_NO, true, version, NULL);
		f->outcome = MSG(a,
			N_("{0} builds on; only if the compiler then fails it "
			   "adds \"note: module requires Go {1}\""),
			version, gover_lang(a, str_from(pm->wants)));
	} else {
		(void)finding_step(run, f, MSG(a, N_("Is that go new enough?")),
				   ANSWER_NO, false, version, NULL);
		(void)finding_step(run, f,
			MSG(a, N_("May it switch to a newer release "
				  "(GOTOOLCHAIN)?")),
			mode ? ANSWER_YES : ANSWER_NO, !mode,
			tc ? tc->value : "", env_origin(a, tc));
		if (mode)
			no_newer_one(run, f, p, pm, mode);
		f->outcome = MSG(a, N_("every go command in the module stops: "
				       "\"{0}\""),
				 pm->message ? pm->message : "");
	}
	f->why = MSG(a, N_(
		"Since Go 1.21 the go line is a hard minimum, patch release "
		"included: a go that is older switches to a newer toolchain "
		"when GOTOOLCHAIN lets it (auto, the default of go.dev's "
		"archives, or path), and stops when it is local, as in the "
		"official container images, or when nothing newer can be had. "
		"A go up to 1.20 takes the line for a hint: it builds, and "
		"only a failing build mentions it; but it cannot read a line "
		"with a patch release such as 1.21.0, and the last patches of "
		"1.19 and 1.20 (1.19.13, 1.20.8 and later) compile no module "
		"of 1.22 or later, whose loop variables mean something "
		"else."));
	f->probe = "GOTOOLCHAIN=local go version; go list -m";
	if (env_shell(p) == ENV_FISH)
		f->probe = "env GOTOOLCHAIN=local go version; go list -m";
	commands(run, f, p, pm);
}

/*
 * The release that would have to build the module, where it is really too
 * old for it; NULL where go stops for another reason: a GOTOOLCHAIN that
 * nothing answers to, a go.work that asks for less than its modules.
 */
static const char *too_old(struct check_run *run, const struct place *p,
			   const struct place_module *pm)
{
	const struct place_module *outside = place_module_of(p, "");
	const char *version = env_version(run->arena, p);
	const char *wants = arena_printf(run->arena, "go%s", pm->wants);

	if (pm->how == TOOLCHAIN_IGNORED)
		return version;
	if (pm->how != TOOLCHAIN_REFUSED || modules_gowork_too_old(pm))
		return NULL;
	if (outside && outside->how == TOOLCHAIN_REFUSED &&
	    cstr_empty(outside->wants))
		return NULL;
	/* The one that GOTOOLCHAIN names, where it was found. */
	if (pm->version && env_version_cmp(pm->version, wants) < 0)
		version = pm->version;
	return env_version_cmp(version, wants) < 0 ? version : NULL;
}

/* A module that another place builds is no error in a mere script shell. */
static bool builds_elsewhere(const struct snapshot *s, const char *dir)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct place_module *pm = place_module_of(p, dir);

		if (env_known(p) && p->kind != PLACE_NONINTERACTIVE && pm &&
		    (pm->how == TOOLCHAIN_LOCAL ||
		     pm->how == TOOLCHAIN_MODCACHE ||
		     pm->how == TOOLCHAIN_PATH ||
		     pm->how == TOOLCHAIN_DOWNLOAD))
			return true;
	}
	return false;
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!env_known(p) || !env_version(run->arena, p))
			continue;
		for (k = 0; k < p->nmodules; k++) {
			const struct place_module *pm = &p->modules[k];
			const struct module *m =
				snapshot_module(s, pm->dir);
			enum severity sev = SEVERITY_ERROR;
			const char *version;
			struct finding *f;
			bool is_new;

			if (!m || m->fixture)
				continue;
			any = true;
			if (cstr_empty(pm->wants))
				continue;
			version = too_old(run, p, pm);
			if (!version)
				continue;
			if (pm->how == TOOLCHAIN_IGNORED)
				sev = SEVERITY_WARNING;
			if (p->kind == PLACE_NONINTERACTIVE &&
			    builds_elsewhere(s, pm->dir))
				sev = SEVERITY_ADVICE;
			f = finding_add(run, sev, m->dir,
					pm->wants_file ? pm->wants_file
						       : m->gomod,
					pm->wants_line, "", &is_new);
			finding_place_add(run, f, p, sev, KNOWN_DERIVED);
			if (is_new)
				explain(run, f, p, pm, version);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_go_too_old = {
	.id = "go-too-old",
	.worst = SEVERITY_ERROR,
	.title = N_("a Go that is too old for a module"),
	.about = N_("The go line of go.mod (or go.work) asks for a newer Go "
		    "than the one that would run, after GOTOOLCHAIN has had "
		    "its say. Example: \"go: go.mod requires go >= 1.25 "
		    "(running go 1.24.4; GOTOOLCHAIN=local)\". A go up to 1.20 "
		    "builds on and only notes it when the build fails; 1.19.13 "
		    "and 1.20.8 and what followed them refuse to compile a "
		    "module of 1.22 or later."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.elsewhere = true,
	.run = run,
};
