/* module-mode: does go read go.mod here, or is it in GOPATH mode? */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gobuild.h"

struct replay {
	const struct snapshot *s;
	const struct place *p;
	const struct module *m;
	struct arena *a;
	struct trace *t;
	const char *dir;	/* for place_value_in: "" outside all modules */
	const char *here;	/* absolute working folder */
};

static const char *first_gopath(const struct replay *r)
{
	struct str rest = str_from(place_value_in(r->p, r->dir, "GOPATH"));
	struct str one;

	if (!str_cut(&rest, ':', &one) || !one.len)
		return NULL;
	return path_clean(r->a, arena_strndup(r->a, one.p, one.len));
}

/* True when the value decides alone, whatever lies in the folders. */
static bool ask_mode(struct replay *r)
{
	const struct setting *mode = place_setting_in(r->p, r->dir,
						      "GO111MODULE");
	const char *v = mode && mode->value ? mode->value : "";
	struct step *st = trace_step(r->a, r->t,
		MSG(r->a, N_("What does GO111MODULE say?")), ANSWER_NONE,
		cstr_eq(v, "off"), *v ? v : "(unset)",
		trace_origin(r->a, mode));

	if (!*v || cstr_eq(v, "on")) {
		st->note = MSG(r->a, N_("Modules, wherever the folder lies; "
					"unset is the same as on."));
		return false;
	}
	if (cstr_eq(v, "auto")) {
		st->note = MSG(r->a, N_("Modules where a go.mod is found, "
					"GOPATH mode where none is."));
		return false;
	}
	if (cstr_eq(v, "off")) {
		st->note = MSG(r->a, N_("GOPATH mode, in every folder."));
		r->t->outcome = MSG(r->a, N_(
			"GOPATH mode: go.mod is not read, its replaces and "
			"versions do not count, packages come from "
			"GOPATH/src."));
		r->t->change = MSG(r->a, N_("Unset GO111MODULE (it stands in: "
					    "{0})."),
				   trace_origin(r->a, mode));
	} else {
		st->bad = true;
		r->t->outcome = MSG(r->a, N_(
			"every go command stops: \"unknown environment setting "
			"GO111MODULE={0}\""), v);
		r->t->change = MSG(r->a, N_("Set it to on, off or auto, or "
					    "unset it."));
	}
	r->t->bad = true;
	return true;
}

static void in_module(struct replay *r, const char *gomod)
{
	const char *gopath = first_gopath(r);
	struct gobuild b;
	struct step *st;

	if (gopath && cstr_eq(path_dir(r->a, gomod), gopath)) {
		st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does it lie in the root of GOPATH?")),
			ANSWER_YES, true, gopath,
			trace_origin(r->a, place_setting_in(r->p, r->dir,
							    "GOPATH")));
		st->note = MSG(r->a, N_(
			"Go up to 1.21 stops: \"$GOPATH/go.mod exists but "
			"should not\"; newer ones warn and go on."));
		r->t->bad = true;
		r->t->change = MSG(r->a, N_("Move the project into a folder "
					    "of its own."));
	} else if (gopath &&
		   path_under(path_join(r->a, gopath, "src"), r->here)) {
		st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does it lie below GOPATH/src?")),
			ANSWER_YES, false, gopath,
			trace_origin(r->a, place_setting_in(r->p, r->dir,
							    "GOPATH")));
		st->note = MSG(r->a, N_("That changes nothing: a go.mod rules "
					"there as anywhere else."));
	}
	if (r->m) {
		gobuild_init(&b, r->a, r->s, r->p, r->m);
		if (b.work) {
			(void)trace_step(r->a, r->t,
				MSG(r->a, N_("Is a go.work in effect, and does "
					     "it list the module?")),
				b.listed ? ANSWER_YES : ANSWER_NO, !b.listed,
				place_value_in(r->p, r->dir, "GOWORK"),
				trace_origin(r->a, place_setting_in(r->p,
							r->dir, "GOWORK")));
			if (!b.listed) {
				r->t->bad = true;
				r->t->outcome = MSG(r->a, N_(
					"modules, but go build stops: this "
					"module is not one of the workspace's"));
				r->t->change = MSG(r->a, N_(
					"Run \"go work use\" with this folder, "
					"or build with GOWORK=off."));
				return;
			}
		}
	}
	r->t->outcome = MSG(r->a, N_("modules: {0} decides which versions are "
				     "built"), gomod);
}

static void without_module(struct replay *r, const char *mode)
{
	const char *gopath = first_gopath(r);
	bool below = gopath && path_under(path_join(r->a, gopath, "src"),
					  r->here);

	if (cstr_eq(mode, "auto")) {
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("Does the folder lie below GOPATH/src?")),
			below ? ANSWER_YES : ANSWER_NO, false, gopath,
			trace_origin(r->a, place_setting_in(r->p, r->dir,
							    "GOPATH")));
		r->t->outcome = MSG(r->a, N_("GOPATH mode: packages come from "
					     "GOPATH/src, without versions"));
		r->t->change = MSG(r->a, N_("\"go mod init\" in the project's "
					    "folder gives it a go.mod."));
		return;
	}
	r->t->outcome = MSG(r->a, N_(
		"modules, but there is none: single files run, and what names "
		"a package of its own stops with \"go.mod file not found in "
		"current directory or any parent directory\""));
	r->t->change = MSG(r->a, N_("\"go mod init\" in the project's folder "
				    "gives it a go.mod."));
}

/* The go.work that go finds from the folder on, or that GOWORK names. */
static const struct workspace *work_here(const struct replay *r)
{
	const char *gowork = place_value_in(r->p, r->dir, "GOWORK");
	const struct workspace *best = NULL;
	size_t i;

	if (cstr_eq(gowork, "off"))
		return NULL;
	if (path_is_abs(gowork))
		return snapshot_workspace(r->s, r->p, r->dir);
	for (i = 0; i < r->s->nworkspaces; i++) {
		const struct workspace *w = &r->s->workspaces[i];

		if (path_under(w->dir, r->here) &&
		    (!best || path_under(best->dir, w->dir)))
			best = w;
	}
	return best;
}

/* No module here, and yet go knows some: it asks for go.work first. */
static void in_workspace(struct replay *r, const struct workspace *w)
{
	const char *rel = w->nuses ?
		path_rel(r->a, r->here, w->uses[0].dir) : ".";
	struct step *st;
	size_t i, shown = 0;

	(void)trace_step(r->a, r->t, MSG(r->a, N_("Is there a go.mod in the "
						  "folder or above it, up to "
						  "/?")),
			 ANSWER_NO, false, NULL, NULL);
	for (i = 0; i < w->nuses && shown < 3; i++, shown++) {
		st = trace_step(r->a, r->t,
			MSG(r->a, N_("Which module does go.work use?")),
			ANSWER_NONE, w->uses[i].missing, w->uses[i].path,
			arena_printf(r->a, "%s:%d", w->file,
				     w->uses[i].line));
		if (w->uses[i].missing)
			st->note = MSG(r->a, N_("There is no go.mod in it, so "
						"every build stops."));
		else if (w->uses[i].module_path)
			st->note = MSG(r->a, N_("It calls itself {0}."),
				       w->uses[i].module_path);
	}
	r->t->outcome = MSG(r->a, N_(
		"modules, by the workspace {0}: those that it uses are built, "
		"named by their paths; this folder is part of none"), w->file);
	if (w->nuses)
		r->t->change = MSG(r->a, N_(
			"Build a module by its path, as in {0}, or in its own "
			"folder."),
			arena_printf(r->a, "go build %s%s/...",
				     cstr_starts(rel, ".") ? "" : "./", rel));
	else
		r->t->change = MSG(r->a, N_("\"go work use\" with a module's "
					    "folder puts it into the "
					    "workspace."));
}

/* ---- on another machine ---- */

/* What is known of a setting, as a step; the note says what follows. */
static struct step *ask_setting(struct replay *r, const char *name,
				struct msg question)
{
	const struct setting *s = place_setting_in(r->p, r->dir, name);

	if (trace_is_unrecorded(r->p, s))
		return trace_unrecorded(r->a, r->t, r->p, question);
	return trace_step(r->a, r->t, question, ANSWER_NONE, false,
			  !cstr_empty(s->value) ? s->value : "(unset)",
			  trace_origin(r->a, s));
}

/*
 * go's own word on it: a path or /dev/null is module mode, nothing is GOPATH
 * mode.  True where it was recorded and ends the trace.
 */
static bool ask_gomod(struct replay *r, const struct setting *gomod)
{
	struct step *st = ask_setting(r, "GOMOD",
		MSG(r->a, N_("Which go.mod did go itself name?")));

	if (trace_is_unrecorded(r->p, gomod))
		return false;
	if (!cstr_empty(gomod->value)) {
		st->note = cstr_eq(gomod->value, "/dev/null")
			? MSG(r->a, N_("Module mode, and no go.mod where go "
				       "env ran."))
			: MSG(r->a, N_("Module mode."));
		return false;
	}
	st->note = MSG(r->a, N_("Nothing: that is GOPATH mode."));
	return true;
}

static void ask_gopath_root(struct replay *r, const struct setting *gomod)
{
	struct msg question = MSG(r->a, N_("Does it lie in the root of "
					   "GOPATH?"));
	const char *gopath = first_gopath(r);
	const struct setting *s = place_setting_in(r->p, r->dir, "GOPATH");
	struct step *st;
	bool there;

	if (trace_is_unrecorded(r->p, gomod) || trace_is_unrecorded(r->p, s)) {
		(void)trace_unrecorded(r->a, r->t, r->p, question);
		return;
	}
	there = gopath && cstr_eq(path_dir(r->a, gomod->value), gopath);
	st = trace_step(r->a, r->t, question, there ? ANSWER_YES : ANSWER_NO,
			there, gopath, trace_origin(r->a, s));
	if (!there)
		return;
	st->note = MSG(r->a, N_("Go up to 1.21 stops: \"$GOPATH/go.mod exists "
				"but should not\"; newer ones warn and go "
				"on."));
	r->t->bad = true;
	r->t->change = MSG(r->a, N_("Move the project into a folder of its "
				    "own."));
}

static void elsewhere(struct replay *r)
{
	const struct setting *gomod = place_setting_in(r->p, r->dir, "GOMOD");
	const struct setting *mode = place_setting_in(r->p, r->dir,
						      "GO111MODULE");
	const struct setting *work = place_setting_in(r->p, r->dir, "GOWORK");
	bool mode_known = !trace_is_unrecorded(r->p, mode);
	bool named = !trace_is_unrecorded(r->p, gomod) &&
		     !cstr_empty(gomod->value);
	struct step *st;

	if (mode_known) {
		if (ask_mode(r))
			return;
	} else {
		(void)trace_unrecorded(r->a, r->t, r->p,
				       MSG(r->a, N_("What does GO111MODULE "
						    "say?")));
	}
	if (ask_gomod(r, gomod)) {
		r->t->bad = r->m != NULL;
		r->t->outcome = MSG(r->a, N_(
			"GOPATH mode: go.mod is not read, its replaces and "
			"versions do not count, packages come from "
			"GOPATH/src."));
		if (r->t->bad)
			r->t->change = MSG(r->a, N_(
				"Unset GO111MODULE there, and run go in the "
				"folder of the module."));
		return;
	}
	if (!r->m) {
		if (!mode_known && !named)
			r->t->outcome = MSG(r->a, N_("Whether go works with "
						     "modules there was not "
						     "recorded."));
		else if (named && !cstr_eq(gomod->value, "/dev/null"))
			r->t->outcome = MSG(r->a, N_(
				"modules: {0} decides which versions are "
				"built"), gomod->value);
		else if (cstr_eq(mode ? mode->value : "", "auto"))
			r->t->outcome = MSG(r->a, N_(
				"GOPATH mode where no go.mod is found, modules "
				"where one is."));
		else
			r->t->outcome = MSG(r->a, N_(
				"modules, where the folder has a go.mod or "
				"lies below one."));
		return;
	}
	st = trace_step(r->a, r->t, MSG(r->a, N_("Has the module a go.mod in "
						 "this repository?")),
			ANSWER_YES, false, r->m->gomod, NULL);
	st->note = MSG(r->a, N_("In which folder the repository lies there "
				"does not matter."));
	ask_gopath_root(r, gomod);
	st = ask_setting(r, "GOWORK",
			 MSG(r->a, N_("Is a go.work in effect?")));
	if (st->answer != ANSWER_UNKNOWN)
		st->answer = cstr_empty(work->value) ||
			     cstr_eq(work->value, "off") ? ANSWER_NO
							 : ANSWER_YES;
	if (!mode_known && !named)
		r->t->outcome = MSG(r->a, N_(
			"modules, by {0}, unless GO111MODULE is off there: "
			"that was not recorded."), r->m->gomod);
	else
		r->t->outcome = MSG(r->a, N_("modules: {0} decides which "
					     "versions are built"),
				    r->m->gomod);
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	struct replay r = { s, p, m, a, t, m ? m->dir : "", NULL };
	const char *root = s->repo.root ? s->repo.root : "/";
	const struct repository *repo = &s->repo;
	const struct workspace *w;
	const char *gomod;

	if (!place_is_here(p)) {
		elsewhere(&r);
		return;
	}
	r.here = m ? path_join(a, root, m->dir)
		   : p->cwd ? p->cwd : root;
	if (ask_mode(&r))
		return;
	(void)trace_step(a, t, MSG(a, N_("Where does go begin to look for "
					 "go.mod?")),
			 ANSWER_NONE, false, r.here, NULL);
	if (m) {
		gomod = path_join(a, root, m->gomod);
	} else {
		gomod = place_value_in(p, "", "GOMOD");
		if (!*gomod || cstr_eq(gomod, "/dev/null"))
			gomod = path_under(root, r.here) && repo->gomod_above ?
				repo->gomod_above : NULL;
	}
	w = gomod ? NULL : work_here(&r);
	if (w) {
		(void)trace_step(a, t, MSG(a, N_("Which go.work is in effect "
						 "here?")),
				 ANSWER_NONE, false, w->file,
				 trace_origin(a, place_setting_in(p, r.dir,
								  "GOWORK")));
		in_workspace(&r, w);
		return;
	}
	if (!gomod) {
		(void)trace_step(a, t, MSG(a, N_("Is there a go.mod in the "
						 "folder or above it, up to "
						 "/?")),
				 ANSWER_NO, true, NULL, NULL);
		without_module(&r, place_value_in(p, r.dir, "GO111MODULE"));
		return;
	}
	(void)trace_step(a, t, MSG(a, N_("Is there a go.mod in the folder or "
					 "above it, up to /?")),
			 ANSWER_YES, false, gomod, NULL);
	if (!path_under(root, gomod) && path_under(root, r.here)) {
		(void)trace_step(a, t, MSG(a, N_("Does it lie in the "
						 "repository?")),
				 ANSWER_NO, true, root, NULL);
		t->bad = true;
		t->outcome = MSG(a, N_("modules, by a go.mod outside the "
				       "repository: it captures this folder"));
		t->change = MSG(a, N_("Move that go.mod away, or give the "
				      "project its own with \"go mod "
				      "init\"."));
		return;
	}
	in_module(&r, gomod);
}

const struct tracer tracer_module_mode = {
	.name = "module-mode",
	.title = N_("Does go work with modules here, or with GOPATH?"),
	.run = run,
};
