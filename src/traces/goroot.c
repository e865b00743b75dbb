/* goroot: where does go find its own tree, and is it the right one? */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/gorelease.h"

struct replay {
	const struct place *p;
	const char *dir;		/* of the module; "" outside */
	const struct go_binary *go;	/* that runs */
	const char *version;		/* its own, without experiments */
	enum gorelease release;
	struct arena *a;
	struct trace *t;
};

static const struct go_binary *first_go(const struct place *p)
{
	size_t i;

	for (i = 0; i < p->ngos; i++)
		if (!p->gos[i].not_runnable)
			return &p->gos[i];
	return NULL;
}

static const struct setting_source *hidden_in_file(const struct setting *s)
{
	size_t i;

	for (i = 0; s && i < s->nhidden; i++)
		if (s->hidden[i].layer == LAYER_GOENV)
			return &s->hidden[i];
	return NULL;
}

static const char *chain(struct arena *a, const struct go_binary *g)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy;
	size_t i;

	strbuf_addstr(&sb, g->path);
	for (i = 1; i < g->nlinks; i++)
		strbuf_addf(&sb, " -> %s", g->links[i]);
	if (g->resolved && g->nlinks &&
	    !cstr_eq(g->resolved, g->links[g->nlinks - 1]))
		strbuf_addf(&sb, " -> %s", g->resolved);
	copy = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return copy;
}

/* The two layers that can name it; true where one does. */
static bool ask_layers(const struct replay *r, const struct setting *s)
{
	const char *env = place_getenv(r->p, "GOROOT");
	const struct setting_source *h = hidden_in_file(s);
	bool by_env = !cstr_empty(env);
	bool by_file = !by_env && s && s->layer == LAYER_GOENV;
	struct step *st;

	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Is GOROOT set in the environment?")),
			by_env ? ANSWER_YES : ANSWER_NO, false,
			by_env ? env : NULL,
			by_env ? trace_origin(r->a, s) : NULL);
	if (by_env)
		st->note = MSG(r->a, N_("It comes before everything else, "
					"right or wrong."));
	else if (env)
		st->note = MSG(r->a, N_("It is set to nothing, which counts "
					"as unset."));
	if (by_env && !h)
		return true;
	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does the go env file name one (go env "
				     "-w)?")),
			by_file || h ? ANSWER_YES : ANSWER_NO, false,
			by_file ? s->value : h ? h->value : NULL,
			by_file ? trace_origin(r->a, s)
				: h && h->file
				? arena_printf(r->a, "%s:%d", h->file, h->line)
				: r->p->goenv_file);
	if (h && r->release >= GO_1_21)
		st->note = MSG(r->a, N_("The environment hides it, but for one "
					"thing: from 1.21 on go reads the "
					"go.env of the tree that this file "
					"names."));
	else if (h)
		st->note = MSG(r->a, N_("The environment hides it."));
	return by_env || by_file;
}

/* Of a log only go's own word on GOROOT is known. */
static void of_log(const struct replay *r, const struct setting *set)
{
	(void)trace_unrecorded(r->a, r->t, r->p,
			       MSG(r->a, N_("Is GOROOT set in the "
					    "environment?")));
	(void)trace_unrecorded(r->a, r->t, r->p,
			       MSG(r->a, N_("Does the go env file name one (go "
					    "env -w)?")));
	(void)trace_unrecorded(r->a, r->t, r->p,
			       MSG(r->a, N_("Which file is the go that "
					    "runs?")));
	if (trace_is_unrecorded(r->p, set)) {
		(void)trace_unrecorded(r->a, r->t, r->p,
				       MSG(r->a, N_("What did go env GOROOT "
						    "print?")));
		r->t->outcome = MSG(r->a, N_("Where go found its tree was not "
					     "recorded."));
		return;
	}
	(void)trace_step(r->a, r->t,
			 MSG(r->a, N_("What did go env GOROOT print?")),
			 ANSWER_NONE, false, set->value,
			 trace_recorded_at(r->a, r->p, "GOROOT"));
	(void)trace_unrecorded(r->a, r->t, r->p,
			       MSG(r->a, N_("Does it hold what a release has "
					    "(VERSION, src/runtime, "
					    "pkg/tool)?")));
	r->t->outcome = MSG(r->a, N_("GOROOT was {0}; what chose it, and what "
				     "lies in it, was not recorded."),
			    set->value);
}

/* Around the program, as the kernel names it: links are followed. */
static bool ask_program(const struct replay *r)
{
	const struct go_binary *g = r->go;
	const char *at = g->resolved ? g->resolved : g->path;
	const char *two = path_join(r->a, at, "../..");
	const char *three = path_join(r->a, at, "../../..");
	struct step *st;

	st = trace_step(r->a, r->t, MSG(r->a, N_("Which file is the go that "
						 "runs?")),
			ANSWER_NONE, false, chain(r->a, g), "PATH");
	if (g->script || g->shim) {
		st->note = trace_shim(r->a, g);
		return false;
	}
	if (!place_is_here(r->p) && cstr_empty(g->goroot) && !g->trimmed) {
		(void)trace_unrecorded(r->a, r->t, r->p,
				       MSG(r->a, N_("Does it lie in a tree of "
						    "its own?")));
		return false;
	}
	/* Which of the two it is, is known by where it was found. */
	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Is there a pkg/tool two folders up?")),
			cstr_eq(g->goroot, two) ? ANSWER_YES : ANSWER_NO, false,
			path_join(r->a, two, "pkg/tool"), NULL);
	if (cstr_eq(g->goroot, two))
		return true;
	(void)trace_step(r->a, r->t,
			 MSG(r->a, N_("Or three folders up?")),
			 cstr_eq(g->goroot, three) ? ANSWER_YES : ANSWER_NO,
			 false, path_join(r->a, three, "pkg/tool"), NULL);
	if (cstr_eq(g->goroot, three))
		return true;
	if (!cstr_empty(g->goroot)) {
		st = trace_step(r->a, r->t,
				MSG(r->a, N_("Does a package manager's program "
					     "stand in for it?")),
				ANSWER_YES, false, g->goroot, NULL);
		return true;
	}
	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Was a path compiled in?")),
			g->trimmed ? ANSWER_NO : ANSWER_NONE, g->trimmed,
			g->trimmed ? "-trimpath=true" : NULL, at);
	st->note = g->trimmed
		? MSG(r->a, N_("Releases from 1.21 on are built with "
			       "-trimpath and know no folder of their own."))
		: MSG(r->a, N_("This go was built without -trimpath (as "
			       "releases before 1.21 and those of some "
			       "distributions are), and takes the path that "
			       "was compiled in; which that is, it alone "
			       "knows."));
	return false;
}

static const char *bare(struct arena *a, const char *version)
{
	return version ? arena_strndup(a, version, strcspn(version, " \t"))
		       : NULL;
}

/* What lies there; true when a build works with it. */
static bool ask_tree(const struct replay *r, const char *goroot)
{
	const struct goroot_state *g = &r->p->goroot;
	const char *version;
	struct step *st;

	if (!cstr_eq(g->dir, goroot) || g->unseen) {
		if (!place_is_here(r->p))
			(void)trace_unrecorded(r->a, r->t, r->p,
				MSG(r->a, N_("Does it hold what a release has "
					     "(VERSION, src/runtime, "
					     "pkg/tool)?")));
		return true;
	}
	if (g->missing) {
		(void)trace_step(r->a, r->t,
				 MSG(r->a, N_("Is there such a folder?")),
				 ANSWER_NO, true, goroot, NULL);
		r->t->outcome = MSG(r->a, N_("Every go command stops: \"{0}\""),
			arena_printf(r->a, "go: cannot find GOROOT directory: "
				     "%s", goroot));
		return false;
	}
	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does it hold what a release has "
				     "(VERSION, src/runtime, pkg/tool)?")),
			g->no_version || g->no_src || g->no_tool
				? ANSWER_NO : ANSWER_YES,
			g->no_src || g->no_tool, goroot, NULL);
	if (g->no_src || g->no_tool) {
		r->t->outcome = MSG(r->a, N_("go takes it all the same, and "
					     "nothing builds: packages or the "
					     "compiler are missing."));
		return false;
	}
	if (g->archive) {
		struct step *same = trace_step(r->a, r->t,
			MSG(r->a, N_("Are its sources those of the archive?")),
			g->ndiffering ? ANSWER_NO : ANSWER_YES,
			g->ndiffering > 0,
			g->ndiffering ? path_join(r->a, goroot,
						  g->differs[0].file)
				      : arena_printf(r->a, "%d", g->ncompared),
			g->archive);

		same->note = MSG(r->a, N_("Of src/runtime the contents, of net/http "
					  "and the packages right below src the "
					  "sizes."));
	} else if (place_is_here(r->p)) {
		trace_step(r->a, r->t,
			   MSG(r->a, N_("Are its sources those of the "
					"archive?")),
			   ANSWER_UNKNOWN, false, NULL, NULL)->note =
			MSG(r->a, N_("The module cache has no archive to "
				     "compare it with, or a package brought "
				     "it."));
	}
	if (g->no_version) {
		st->note = MSG(r->a, N_("Without VERSION nothing tells which "
					"release it is."));
		return true;
	}
	version = bare(r->a, g->version);
	if (g->own || !r->version)
		return true;
	(void)trace_step(r->a, r->t,
			 MSG(r->a, N_("Is it of the release of the go that "
				      "runs?")),
			 cstr_eq(version, r->version) ? ANSWER_YES : ANSWER_NO,
			 !cstr_eq(version, r->version), version,
			 path_join(r->a, goroot, "VERSION"));
	if (cstr_eq(version, r->version))
		return true;
	r->t->outcome = MSG(r->a, N_("go version says {0}, and every build "
				     "stops: \"{1}\""), r->version,
		arena_printf(r->a, "compile: version \"%s\" does not match go "
			     "tool version \"%s\"", version, r->version));
	return false;
}

/* GOROOT/go.env gives defaults since 1.21. */
static void ask_go_env(const struct replay *r)
{
	static const char *const names[] = {
		"GOPROXY", "GOSUMDB", "GOTOOLCHAIN"
	};
	const char *file = NULL;
	struct step *st;
	size_t i, k;

	if (!r->version || r->release < GO_1_21)
		return;
	if (r->p->goroot.unseen) {
		(void)trace_unrecorded(r->a, r->t, r->p,
				       MSG(r->a, N_("Does a go.env give "
						    "defaults (since "
						    "1.21)?")));
		return;
	}
	for (i = 0; i < ARRAY_SIZE(names) && !file; i++) {
		const struct setting *s = place_setting(r->p, names[i]);

		if (s && s->layer == LAYER_GOROOT)
			file = s->file;
		for (k = 0; s && k < s->nhidden && !file; k++)
			if (s->hidden[k].layer == LAYER_GOROOT)
				file = s->hidden[k].file;
	}
	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does a go.env give defaults (since "
				     "1.21)?")),
			file ? ANSWER_YES : ANSWER_NO, !file, file, NULL);
	if (!file)
		st->note = MSG(r->a, N_("GOPROXY, GOSUMDB and GOTOOLCHAIN are "
					"empty then: nothing is downloaded."));
}

/* Another toolchain brings its own tree. */
static const char *ask_toolchain(const struct replay *r)
{
	const struct place_module *pm = place_module_of(r->p, r->dir);
	const char *other = place_value_in(r->p, r->dir, "GOROOT");

	if (!pm || (pm->how != TOOLCHAIN_MODCACHE &&
		    pm->how != TOOLCHAIN_PATH))
		return NULL;
	trace_step(r->a, r->t,
		   MSG(r->a, N_("Does go hand over to another toolchain for "
				"this module?")),
		   ANSWER_YES, false, pm->version, pm->path)->note =
		MSG(r->a, N_("That one gets no GOROOT from here: it finds its "
			     "own tree."));
	return cstr_empty(other) ? NULL : other;
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	struct replay r = { .p = p, .dir = m ? m->dir : "", .a = a, .t = t };
	const struct setting *set = place_setting(p, "GOROOT");
	const char *goroot = place_value(p, "GOROOT"), *other;
	bool named, found, sound;

	(void)s;
	r.go = first_go(p);
	r.release = GORELEASE_NEWEST;
	if (!r.go) {
		(void)trace_step(a, t, MSG(a, N_("Is a go on PATH?")),
				 ANSWER_NO, true, NULL, "PATH");
		t->outcome = MSG(a, N_("There is no go that would look for "
				       "its tree."));
		t->bad = true;
		return;
	}
	if (place_is_log(p)) {
		of_log(&r, set);
		return;
	}
	r.version = bare(a, r.go->binary_version ? r.go->binary_version
						 : r.go->version);
	if (r.version && !gorelease_find(r.version, &r.release))
		r.release = GORELEASE_NEWEST;
	named = ask_layers(&r, set);
	found = named || ask_program(&r);
	if (!found) {
		t->bad = r.go->trimmed && !r.go->script;
		t->outcome = t->bad
			? MSG(a, N_("Every go command stops: \"{0}\""),
			      "go: cannot find GOROOT directory: 'go' binary "
			      "is trimmed and GOROOT is not set")
			: r.go->starts
			? MSG(a, N_("Its tree is that of {0}."), r.go->starts)
			: place_is_here(p) || r.go->script
			? MSG(a, N_("Where its tree lies, go alone knows: "
				    "\"go env GOROOT\" prints it."))
			: MSG(a, N_("Where go found its tree was not "
				    "recorded."));
		if (t->bad)
			t->change = MSG(a, N_(
				"A go program copied out of its tree has none; "
				"a symbolic link to it has, as links are "
				"followed."));
		return;
	}
	sound = ask_tree(&r, goroot);
	if (!sound) {
		t->bad = true;
		t->change = named
			? MSG(a, N_("Unset GOROOT: go finds the tree it "
				    "belongs to by itself."))
			: MSG(a, N_("Install the release anew, never over the "
				    "old tree."));
		return;
	}
	ask_go_env(&r);
	other = ask_toolchain(&r);
	if (other)
		t->outcome = MSG(a, N_("GOROOT is {0} for this module."),
				 other);
	else if (p->goroot.unseen)
		t->outcome = MSG(a, N_("GOROOT is {0}; what lies in it was not "
				       "recorded."), goroot);
	else if (named)
		t->outcome = MSG(a, N_("GOROOT is {0}: set by hand, and right "
				       "today; unset it before the next "
				       "upgrade."), goroot);
	else
		t->outcome = MSG(a, N_("GOROOT is {0}."), goroot);
}

const struct tracer tracer_goroot = {
	.name = "goroot",
	.title = N_("Where does go find its own tree?"),
	.run = run,
};
