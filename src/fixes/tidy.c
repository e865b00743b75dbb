/* tidy: go.mod and go.sum as go mod tidy writes them, prepared in a stage. */
#include "config.h"

#include "fixes/vendoring.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/modules.h"
#include "fmt/gomod.h"

static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);

	return m && !m->unreadable;
}

/* Does a build of the module take its packages from its own vendor/? */
static bool from_vendor(struct fix_run *run, const struct module *m)
{
	struct gobuild b;

	gobuild_init(&b, run->arena, run->snap, run->place, m);
	return gobuild_uses_vendor(&b) && !b.work && b.vendor;
}

static bool module_vendoring(struct fix_run *run, const struct module *m,
			     struct vendoring *v)
{
	memset(v, 0, sizeof(*v));
	if (!from_vendor(run, m))
		return false;
	v->module = m;
	v->facts = &m->vendor;
	v->dir = fix_abs(run, m->dir);
	v->path = path_join(run->arena, v->dir, "vendor");
	v->shown = path_join(run->arena, m->dir, "vendor");
	return true;
}

static void choices(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct vendoring v;
	const char *goflags;

	if (!m) {
		o->refused = MSG(a, N_("There is no go.mod here."));
		return;
	}
	o->title = MSG(a, N_("bring {0} and go.sum to what the packages "
			     "need"), m->gomod);
	o->about = MSG(a, N_(
		"go mod tidy works on copies of the two files in a stage: it "
		"adds requires and hashes that a package or test needs, and "
		"drops those that none does. It does not look at vendor/, and "
		"a go.work in effect does not concern it. What it would change "
		"is shown before."));
	if (!run->place || !env_go(run->place)) {
		o->refused = MSG(a, N_("There is no go here that could tidy "
				       "{0}."), m->gomod);
		return;
	}
	if (parse_problems_for(m->problems, m->nproblems,
			       env_version(a, run->place))) {
		o->refused = MSG(a, N_("{0} cannot be read as it stands."),
				 m->gomod);
		return;
	}
	goflags = place_value_in(run->place, m->dir, "GOFLAGS");
	if (gobuild_flag(a, goflags, "modfile") ||
	    gobuild_flag(a, goflags, "overlay")) {
		o->refused = MSG(a, N_("GOFLAGS gives go another go.mod or "
				       "other files here ({0})."), goflags);
		return;
	}
	o->stage_near = fix_abs(run, m->gomod);
	if (module_vendoring(run, m, &v)) {
		vendoring_refuse(run, &v);
		if (msg_is_set(&o->refused))
			return;
		o->stage_near = v.path;
	}
	vendoring_network(run, m);
	if (m->go_version)
		(void)fix_choice(run, "keep-go", CHOICE_YES_NO,
			MSG(a, N_("Keep the go line")),
			MSG(a, N_("Yes: the go line stays at {0}, and go stops "
				  "where a module that is needed asks for a "
				  "newer one. No: go raises it to what the "
				  "modules ask for."), m->go_version), "no");
}

static int needs(struct fix_run *run, struct error *err)
{
	const struct module *m = fix_module(run);
	struct arena *a = run->arena;
	struct plan_command *c;
	struct vendoring v;
	const char *dir;

	if (!m)
		return error_set(err, "there is no go.mod here");
	dir = fix_abs(run, m->dir);
	c = fix_command(run, "copy", dir,
			MSG(a, N_("copy go.mod and go.sum")),
			"install", "-m", "600", "go.mod", NULL);
	if (m->gosum.file)
		*ARENA_PUSH(a, c->argv, c->nargv) = "go.sum";
	*ARENA_PUSH(a, c->argv, c->nargv) = "{stage}/";
	c = fix_command(run, "tidy", dir,
			MSG(a, N_("tidy the copies")),
			"go", "mod", "tidy", "-modfile={stage}/go.mod", NULL);
	if (m->go_version && fix_yes(run, "keep-go"))
		*ARENA_PUSH(a, c->argv, c->nargv) =
			arena_printf(a, "-go=%s", m->go_version);
	fix_may_fetch(run, c);
	if (!cstr_empty(place_value_in(run->place, m->dir, "GOWORK")))
		vendoring_env(run, c, "GOWORK=off");
	/* A go.mod that changes leaves vendor/ behind. */
	if (module_vendoring(run, m, &v))
		vendoring_needs(run, &v, "{stage}/go.mod");
	return 0;
}

/* ---- what changes ---- */

static const struct modrule_require *require_of(const struct gomod *m,
						struct str path)
{
	size_t i;

	for (i = 0; i < m->nrequires; i++)
		if (str_eq(m->requires[i].mod.path, path))
			return &m->requires[i];
	return NULL;
}

static void add(struct fix_run *run, struct fix_names *l,
		const struct modrule_require *r, const char *was)
{
	fix_name_add(l, arena_printf(run->arena, "%s %s%s%s", r->mod.path.p,
				     was ? was : "", was ? " → " : "",
				     r->mod.version.p));
}

static bool same_word(const struct modrule_word *x,
		      const struct modrule_word *y)
{
	return (!x->text.p && !y->text.p) ||
	       (x->text.p && y->text.p && str_eq(x->text, y->text));
}

static void note_lines(struct fix_run *run, struct plan *p,
		       const struct gomod *old, const struct gomod *new)
{
	struct arena *a = run->arena;

	if (!same_word(&old->f.go, &new->f.go) && new->f.go.text.p) {
		if (old->f.go.text.p)
			fix_note(run, p, MSG(a, N_(
				"The go line goes from {0} to {1}: a module "
				"that is needed asks for it. An older go will "
				"not build this any more. With keep-go=yes it "
				"stays, and go says which module it is."),
				old->f.go.text.p, new->f.go.text.p));
		else
			fix_note(run, p, MSG(a, N_(
				"go adds a go line of its own release: {0}. "
				"The fix set-go-line writes an older one "
				"first."), new->f.go.text.p));
	}
	if (!same_word(&old->f.toolchain, &new->f.toolchain) &&
	    new->f.toolchain.text.p)
		fix_note(run, p, MSG(a, N_(
			"go adds a toolchain line: {0}. It is a wish, no "
			"minimum; those who build with GOTOOLCHAIN=local do "
			"not notice it."), new->f.toolchain.text.p));
}

static bool note_requires(struct fix_run *run, struct plan *p,
			  const struct gomod *old, const struct gomod *new)
{
	struct fix_names added = FIX_NAMES_INIT, moved = FIX_NAMES_INIT;
	struct fix_names gone = FIX_NAMES_INIT;
	bool any;
	size_t i;

	for (i = 0; i < new->nrequires; i++) {
		const struct modrule_require *r = &new->requires[i];
		const struct modrule_require *o = require_of(old,
							     r->mod.path);

		if (!o)
			add(run, &added, r, NULL);
		else if (!str_eq(o->mod.version, r->mod.version))
			add(run, &moved, r, o->mod.version.p);
	}
	for (i = 0; i < old->nrequires; i++)
		if (!require_of(new, old->requires[i].mod.path))
			add(run, &gone, &old->requires[i], NULL);
	any = added.n || moved.n || gone.n;
	fix_note_names(run, p, &added,
		   N_("go.mod requires {n} more module: {0}"),
		   N_("go.mod requires {n} more modules: {0}"));
	fix_note_names(run, p, &moved,
		   N_("go.mod requires another version of {n} module: {0}"),
		   N_("go.mod requires other versions of {n} modules: {0}"));
	fix_note_names(run, p, &gone,
		   N_("go.mod requires {n} module no more: {0}"),
		   N_("go.mod requires {n} modules no more: {0}"));
	return any;
}

static int count_lines(struct str s)
{
	struct str line;
	int n = 0;

	while (str_line(&s, &line))
		n++;
	return n;
}

/* The bytes, or none where there is no such file. */
static int read_if(struct fix_run *run, const char *path, struct str *out,
		   bool *there, struct error *err)
{
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	*out = str_from("");
	*there = false;
	if (run->host->state(run->host, run->arena, path, false, &s, err))
		return -1;
	if (s.type == PLAN_ABSENT)
		return 0;
	*there = true;
	return fix_read(run, path, out, err);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const struct module *m = fix_module(run);
	const struct fix_ran *ran = fix_ran(run, "tidy");
	struct str mod, sum, new_mod, new_sum;
	struct arena *a = run->arena;
	const char *gomod, *gosum;
	const struct gomod *old, *new;
	bool had_sum, has_sum, there, other_mod, other_sum, requires;
	struct vendoring v;

	if (!m)
		return error_set(err, "there is no go.mod here");
	if (!ran || ran->exit_code)
		return vendoring_failed(run, ran, "go mod tidy", err);
	gomod = fix_abs(run, m->gomod);
	gosum = path_join(a, path_dir(a, gomod), "go.sum");
	if (fix_read(run, gomod, &mod, err) ||
	    read_if(run, gosum, &sum, &had_sum, err) ||
	    fix_read(run, path_join(a, run->stage, "go.mod"), &new_mod, err) ||
	    read_if(run, path_join(a, run->stage, "go.sum"), &new_sum,
		    &has_sum, err))
		return -1;
	other_mod = !str_eq(mod, new_mod);
	/* Tidy leaves an empty go.sum, or none, where nothing is needed. */
	other_sum = has_sum && (!had_sum || !str_eq(sum, new_sum));
	if (other_mod && fix_write(run, p, gomod, new_mod.p, 0, err))
		return -1;
	if (other_sum && fix_write(run, p, gosum, new_sum.p, 0, err))
		return -1;
	if (!p->nops)
		return 0;
	old = gomod_parse(a, mod, GORELEASE_NEWEST);
	new = gomod_parse(a, new_mod, GORELEASE_NEWEST);
	note_lines(run, p, old, new);
	requires = note_requires(run, p, old, new);
	there = module_vendoring(run, m, &v);
	/* It gives the plan its own title: ours comes after. */
	if (there && requires && vendoring_build(run, p, &v, err))
		return -1;
	if (!other_mod)
		p->title = MSG_N(a, N_("give {0} its {n} line; {1} stays as "
				       "it is"),
				 N_("give {0} its {n} lines; {1} stays as it "
				    "is"), count_lines(new_sum),
				 path_rel(a, run->snap->repo.root, gosum),
				 m->gomod);
	else if (there && requires)
		p->title = MSG(a, N_("bring {0} and go.sum to what the "
				     "packages need, and {1} to the same "
				     "modules"), m->gomod, v.shown);
	else
		p->title = run->offer.title;
	if (there) {
		vendoring_verify(run, p, &v);
	} else {
		(void)fix_verify(run, p, path_dir(a, gomod),
				 MSG(a, N_("everything still builds")), "go",
				 "build", "-o", "/dev/null", "./...", NULL);
	}
	return 0;
}

const struct fix fix_tidy = {
	.id = "tidy",
	.title = N_("write go.mod and go.sum as go mod tidy does"),
	.about = N_("Lets go mod tidy work on copies of go.mod and go.sum in a "
		    "stage and shows what it changed. Offline unless you say "
		    "otherwise. Where the module builds from vendor/, that "
		    "follows in the same step."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
