/* go-packaged: what is wrong with go comes from that a package brought it. */
#include "config.h"

#include "checks/env.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gosource.h"

/* Findings that another Go would end, where the package's is what runs. */
static const char *const causes[] = {
	"go-shadowed", "go-too-old", "go-unsupported", "goroot-broken",
	"goroot-mixed",
};

/* The tree of the go that runs in a place, where a manager keeps it. */
static const char *packaged_tree(const struct place *p, enum gosource *source)
{
	const struct go_binary *g = env_go(p);
	const char *tree = g ? g->goroot ? g->goroot : g->resolved : NULL;

	if (!tree || g->script)
		return NULL;
	*source = gosource_of(tree);
	/* What go fetched by itself no one but go keeps. */
	return gosource_is_managed(*source) && *source != GOSOURCE_TOOLCHAIN
		? tree : NULL;
}

/* How that manager brings a newer one; NULL: nothing to type. */
static const char *upgrade(const struct place *p, enum gosource source)
{
	const struct machine *m = p->machine;
	const char *distro = m && m->system ? m->system->distro : NULL;
	const char *like = m && m->system ? m->system->distro_like : NULL;

	switch (source) {
	case GOSOURCE_PACKAGE:
		if (cstr_eq(distro, "debian") || cstr_eq(distro, "ubuntu") ||
		    (like && (strstr(like, "debian") ||
			      strstr(like, "ubuntu"))))
			return "apt-cache policy golang-go; apt-cache search "
			       "'^golang-1\\.[0-9]+-go$'";
		if (cstr_eq(distro, "fedora") ||
		    (like && (strstr(like, "fedora") ||
			      strstr(like, "rhel"))))
			return "dnf info golang";
		if (cstr_eq(distro, "alpine"))
			return "apk policy go";
		if (cstr_eq(distro, "arch") || (like && strstr(like, "arch")))
			return "pacman -Si go";
		return NULL;
	case GOSOURCE_SNAP:
		return "snap info go";
	case GOSOURCE_BREW:
		return "brew info go";
	case GOSOURCE_ASDF:
		return "asdf list all golang";
	case GOSOURCE_GOENV:
		return "goenv install --list";
	case GOSOURCE_GVM:
		return "gvm listall";
	case GOSOURCE_MISE:
		return "mise ls-remote go";
	case GOSOURCE_ARCHIVE:
	case GOSOURCE_NIX:
	case GOSOURCE_TOOLCHAIN:
		break;
	}
	return NULL;
}

static struct msg habits(struct arena *a, enum gosource source)
{
	switch (source) {
	case GOSOURCE_PACKAGE:
		return MSG(a, N_(
			"A distribution keeps one release of Go for as long as "
			"it lives and brings at most repairs of it: newer "
			"releases come with the next distribution, or from its "
			"backports. The official archive is every release on "
			"the day it appears; it lies in a folder of its own "
			"(/usr/local/go), the package may stay where it is, "
			"and upgrades are yours to make."));
	case GOSOURCE_SNAP:
		return MSG(a, N_(
			"A snap follows a channel and is brought up to date by "
			"itself; \"latest\" is the newest release, \"1.24\" "
			"stays with one. /snap/bin/go is a link to snap, which "
			"starts the real one, so tools that look for GOROOT "
			"around the program do not find it. The official "
			"archive is a plain folder (/usr/local/go), and "
			"upgrades are yours to make."));
	case GOSOURCE_BREW:
		return MSG(a, N_(
			"Homebrew has the newest release and puts each into a "
			"folder of its own; what names that folder (GOROOT in "
			"an rc file) breaks at the next upgrade. The official "
			"archive stays in one folder (/usr/local/go), and "
			"upgrades are yours to make."));
	case GOSOURCE_ASDF:
	case GOSOURCE_GOENV:
	case GOSOURCE_GVM:
	case GOSOURCE_MISE:
		return MSG(a, N_(
			"A manager of versions picks the release by a file of "
			"the folder or of the home, and has only those that "
			"were installed. Since 1.21 go itself switches to a "
			"newer release where go.mod asks for one, so one "
			"official archive (/usr/local/go) does for all "
			"modules; upgrades are yours to make."));
	case GOSOURCE_NIX:
		return MSG(a, N_(
			"Nix has the releases of its channel, each in a folder "
			"of its own. The official archive stays in one folder "
			"(/usr/local/go), and upgrades are yours to make."));
	case GOSOURCE_ARCHIVE:
	case GOSOURCE_TOOLCHAIN:
		break;
	}
	return (struct msg){ 0 };
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const char *tree,
		    enum gosource source)
{
	struct arena *a = run->arena;
	const char *version = env_version(a, p), *line = upgrade(p, source);

	if (!version)
		version = "go";
	f->title = MSG(a, N_("{0} is {1} ({2})"), version,
		       gosource_words(source), tree);
	finding_evidence(run, f, arena_printf(a, "%s: %s", env_go(p)->path,
					      version), tree, 0);
	(void)finding_step(run, f,
		MSG(a, N_("Where does the go that runs come from?")),
		ANSWER_NONE, false, tree, env_go(p)->path);
	f->outcome = MSG(a, N_("which release that is, its manager decides, "
			       "not the module"));
	f->why = habits(a, source);
	f->probe = "readlink -f \"$(command -v go)\"";
	if (env_shell(p) == ENV_FISH)
		f->probe = "readlink -f (command -v go)";
	if (line)
		finding_command(run, f,
			MSG(a, N_("what its manager has:")), line);
	env_command_install(run, f, p);
}

/* One finding of another check, in a place whose go is a package's. */
static void blame(struct check_run *run, const struct finding *other)
{
	size_t i, k;

	for (i = 0; i < other->nplaces; i++) {
		const struct place *p = snapshot_place(run->snap,
			other->places[i].place);
		enum gosource source = GOSOURCE_ARCHIVE;
		const char *tree = p && env_known(p)
			? packaged_tree(p, &source) : NULL;
		struct finding *f;
		struct step *st;
		bool is_new;

		if (!tree)
			continue;
		f = finding_add(run, SEVERITY_ADVICE, NULL, NULL, 0, tree,
				&is_new);
		finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p, tree, source);
		for (k = 0; k < f->nsteps; k++)
			if (cstr_eq(f->steps[k].value, other->id))
				break;
		if (k < f->nsteps)
			continue;
		st = finding_step(run, f,
			MSG(run->arena, N_("Does another finding come from "
					   "that?")),
			ANSWER_YES, true, other->id, NULL);
		st->note = other->title;
	}
}

/* A shim or script stands before go: what the checks ask of it, nobody sees. */
static void add_shim(struct check_run *run, const struct place *p,
		     const struct go_binary *g)
{
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;

	f = finding_add(run, SEVERITY_ADVICE, NULL, NULL, 0, g->path, &is_new);
	finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_DERIVED);
	if (!is_new)
		return;
	if (g->shim)
		f->title = MSG(a, N_("{0} is a shim of {1}: it picks the "
				     "release by the folder"), g->path,
			       g->shim);
	else if (g->starts)
		f->title = MSG(a, N_("{0} is a script that starts {1}"),
			       g->path, g->starts);
	else
		f->title = MSG(a, N_("{0} is a script: which go it starts is "
				     "not known"), g->path);
	finding_evidence(run, f, g->shim_text ? g->shim_text : g->resolved,
			 g->resolved, g->shim_line);
	(void)finding_step(run, f, MSG(a, N_("Is the first go on PATH the go "
					     "program itself?")),
			   ANSWER_NO, false,
			   g->shim ? g->shim : g->starts ? g->starts : NULL,
			   g->path);
	if (g->starts_version)
		(void)finding_step(run, f,
			MSG(a, N_("Which release does it start?")),
			ANSWER_NONE, false, g->starts_version, g->starts);
	f->outcome = MSG(a, N_("gomend runs no script to find out: what hangs "
			       "on the release and its GOROOT is not "
			       "checked"));
	f->why = MSG(a, N_(
		"A shim decides by the folder, by files as .tool-versions and "
		"by variables which release it starts, and a script may do "
		"anything before that; so what the shell finds first is not "
		"what compiles. GOROOT around it is no tree of Go. Since 1.21 "
		"go itself switches to a newer release where go.mod asks for "
		"one, so one official archive (/usr/local/go) does for all "
		"modules."));
	f->probe = "go env GOROOT GOVERSION";
	if (g->shim)
		finding_command(run, f,
			MSG(a, N_("which go its manager picks here:")),
			arena_printf(a, "%s which go", g->shim));
	if (g->starts)
		env_command_path(run, f, p, path_dir(a, g->starts));
}

static enum check_status run(struct check_run *run)
{
	bool any = false;
	size_t i, k, n;

	for (i = 0; i < run->snap->nplaces; i++) {
		enum gosource source;

		const struct place *p = &run->snap->places[i];
		const struct go_binary *g = env_known(p) ? env_go(p) : NULL;

		if (!g)
			continue;
		if (packaged_tree(p, &source))
			any = true;
		if (place_is_here(p) && (g->script || g->shim)) {
			add_shim(run, p, g);
			any = true;
		}
	}
	if (!any)
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < ARRAY_SIZE(causes); i++) {
		const struct check *c = check_find(causes[i]);
		struct finding *list;

		if (!c || check_run(c, run->snap, run->arena,
				    NEEDS_REPO | NEEDS_PLACES, &list, &n) !=
				CHECK_FOUND)
			continue;
		for (k = 0; k < n; k++)
			blame(run, &list[k]);
	}
	return CHECK_OK;
}

const struct check check_go_packaged = {
	.id = "go-packaged",
	.worst = SEVERITY_ADVICE,
	.title = N_("a finding that comes from a packaged Go"),
	.about = N_("The go that runs was brought by a package manager (apt, "
		    "dnf, snap, brew, asdf, …), and another finding is about "
		    "it: it is too old, gets no fixes any more, or hides a "
		    "newer one. Said is which manager that is, how it brings "
		    "a newer release, and what the official archive would "
		    "change. A packaged Go that hurts nothing is fine; a "
		    "shim or script before go is told, since behind it the "
		    "release is not known. "
		    "Example: golang-go of Debian 12 is Go 1.19."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
