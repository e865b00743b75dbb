#include "config.h"

#include "fixes/siblings.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "fixes/stagefiles.h"
#include "fixes/vendoring.h"
#include "fmt/gomod.h"
#include "fmt/gomodedit.h"
#include "fmt/gover.h"
#include "fmt/gowork.h"

/* The first release that reads go.work. */
#define NEEDS_GO "1.18"

/* A module that go.work lists, or could. */
struct listed {
	const char *dir;	/* absolute */
	const char *module, *go_version;	/* of its go.mod; NULL: none */
};

struct siblings {
	const struct gopath_project *me, *other;
	const struct gopath_project *from;	/* that of the two which stops */
	struct gopath_work work;
	const char *file;	/* absolute: go.work */
	bool is_new;
	struct listed *use;	/* to be listed, sorted by folder */
	size_t nuse;
	struct listed *further;	/* that go.work takes hold of as well */
	size_t nfurther;
	struct listed *apart;	/* that it could not list */
	size_t napart;
};

/* ---- which they are ---- */

static const struct gopath_project *by_path(const struct snapshot *s,
					    const struct gopath_project *me,
					    const char *path)
{
	size_t i;

	for (i = 0; i < s->ngopath; i++)
		if (&s->gopath[i] != me && cstr_eq(s->gopath[i].path, path))
			return &s->gopath[i];
	return NULL;
}

static int family_of(const struct gopath_view *v,
		     const struct gopath_project *p)
{
	size_t i;

	for (i = 0; i < v->nrows; i++)
		if (v->rows[i].project == p)
			return v->rows[i].family;
	return 0;
}

bool siblings_gowork_is_set(const struct place *p)
{
	const struct setting *s = p ? place_setting(p, "GOWORK") : NULL;

	return s && s->layer != LAYER_DEFAULT && !cstr_empty(s->value) &&
	       !cstr_eq(s->value, "auto");
}

static bool find(struct fix_run *run, struct siblings *s)
{
	const struct snapshot *snap = run->snap;
	struct arena *a = run->arena;
	const struct gopath_use *u;
	struct gopath_view view;
	int family;

	memset(s, 0, sizeof(*s));
	if (!run->finding || !cstr_eq(run->finding->id, "gopath-dependents") ||
	    cstr_empty(run->finding->subject) || !snap->repo.root ||
	    siblings_gowork_is_set(run->place))
		return false;
	s->me = gopath_find(snap->gopath, snap->ngopath, snap->repo.root);
	s->other = s->me ? by_path(snap, s->me, run->finding->subject) : NULL;
	if (!s->other || !cstr_eq(s->me->gowork, s->other->gowork))
		return false;
	gopath_view_make(a, snap->gopath, snap->ngopath, &view);
	family = family_of(&view, s->me);
	if (!family || family != family_of(&view, s->other))
		return false;
	u = gopath_use_of(s->me, s->other->dir);
	s->from = u && !u->test && gopath_misses(s->me, s->other, u)
		? s->me : s->other;
	gopath_work_make(a, snap->gopath, snap->ngopath, &view, family,
			 &s->work);
	s->is_new = !s->me->gowork;
	s->file = s->is_new ? path_join(a, s->work.dir, "go.work")
			    : s->me->gowork;
	/* Of several elements of GOPATH the folder above is anybody's. */
	return !s->is_new ||
	       cstr_eq(s->work.dir, path_dir(a, s->me->dir));
}

bool siblings_serves(struct fix_run *run)
{
	struct siblings s;

	return find(run, &s);
}

/* ---- what is listed ---- */

static struct listed read_listed(struct fix_run *run, const char *dir)
{
	struct listed l = { .dir = dir };
	struct error err = ERROR_INIT;
	struct arena *a = run->arena;
	const struct gomod *m;
	struct str bytes;

	if (fix_read(run, path_join(a, dir, "go.mod"), &bytes, &err)) {
		error_release(&err);
		return l;
	}
	m = gomod_parse_lax(a, bytes, GORELEASE_NEWEST);
	if (m->module.text.len)
		l.module = arena_strndup(a, m->module.text.p,
					 m->module.text.len);
	if (m->f.go.text.len)
		l.go_version = arena_strndup(a, m->f.go.text.p,
					     m->f.go.text.len);
	return l;
}

/* go takes no two modules of one path, and none that is too new for it. */
static bool can_list(struct fix_run *run, const struct siblings *s,
		     const struct listed *l)
{
	const char *here = env_version(run->arena, run->place);
	size_t i;

	if (!l->module || (!cstr_empty(l->go_version) && here &&
			   cstr_starts(here, "go") &&
			   gover_cmp_of(l->go_version, here + 2) > 0))
		return false;
	for (i = 0; i < s->nuse; i++)
		if (cstr_eq(s->use[i].module, l->module))
			return false;
	return true;
}

static int listed_order(const void *a, const void *b)
{
	return path_compare(((const struct listed *)a)->dir,
			    ((const struct listed *)b)->dir);
}

static void sort_listed(struct siblings *s)
{
	if (s->nuse)
		qsort(s->use, s->nuse, sizeof(*s->use), listed_order);
}

static void add_member(struct fix_run *run, struct siblings *s,
		       const struct gopath_project *p)
{
	const struct listed l = { p->dir, p->module, p->go_version };

	if (can_list(run, s, &l))
		*ARENA_PUSH(run->arena, s->use, s->nuse) = l;
	else
		*ARENA_PUSH(run->arena, s->apart, s->napart) = l;
}

/* Does either of the two miss the other? */
static bool misses(const struct gopath_project *p,
		   const struct gopath_project *other)
{
	const struct gopath_use *u = gopath_use_of(p, other->dir);
	const struct gopath_use *back = gopath_use_of(other, p->dir);

	return (u && gopath_misses(p, other, u)) ||
	       (back && gopath_misses(other, p, back));
}

/* All of the family in a new one; in one that is there, the two and what else
 * of the family misses this one or is missed by it. */
static void collect(struct fix_run *run, struct siblings *s)
{
	size_t i;

	if (!s->me->in_gowork)
		add_member(run, s, s->me);
	if (!s->other->in_gowork)
		add_member(run, s, s->other);
	for (i = 0; i < s->work.nmembers; i++) {
		const struct gopath_project *p = s->work.members[i];

		if (p != s->me && p != s->other &&
		    (s->is_new || (!p->in_gowork && misses(s->me, p) &&
				   cstr_eq(p->gowork, s->me->gowork))))
			add_member(run, s, p);
	}
	sort_listed(s);
	for (i = 0; i < s->work.nothers && s->is_new; i++)
		*ARENA_PUSH(run->arena, s->further, s->nfurther) =
			read_listed(run, s->work.others[i]);
}

static void list_further(struct fix_run *run, struct siblings *s)
{
	bool wanted = cstr_eq(fix_value(run, "others"), "list");
	size_t i;

	for (i = 0; i < s->nfurther; i++)
		if (wanted && can_list(run, s, &s->further[i]))
			*ARENA_PUSH(run->arena, s->use, s->nuse) =
				s->further[i];
		else
			*ARENA_PUSH(run->arena, s->apart, s->napart) =
				s->further[i];
	sort_listed(s);
}

static const char *shown(struct fix_run *run, const struct siblings *s,
			 const char *dir)
{
	return path_rel(run->arena, path_dir(run->arena, s->file), dir);
}

static const char *names(struct fix_run *run, const struct siblings *s,
			 const struct listed *list, size_t n)
{
	struct fix_names l = FIX_NAMES_INIT;
	const char *out;
	size_t i;

	for (i = 0; i < n; i++)
		fix_name_add(&l, shown(run, s, list[i].dir));
	out = arena_strdup(run->arena, l.sb.buf);
	strbuf_release(&l.sb);
	return out;
}

/* ---- what may be chosen ---- */

static struct msg why_not(struct fix_run *run, const struct siblings *s)
{
	const char *here = env_version(run->arena, run->place);
	struct arena *a = run->arena;
	size_t i;

	if (!here || !cstr_starts(here, "go"))
		return MSG(a, N_("There is no go here that could build it."));
	if (gover_cmp_of(here + 2, NEEDS_GO) < 0)
		return MSG(a, N_("go reads go.work from {0} on; here is {1}."),
			   NEEDS_GO, here);
	for (i = 0; i < s->napart; i++)
		if (cstr_eq(s->apart[i].dir, s->me->dir) ||
		    cstr_eq(s->apart[i].dir, s->other->dir))
			return MSG(a, N_("{0} cannot be listed: another one is "
					 "the module {1} as well, or its go "
					 "line asks for more than {2}."),
				   s->apart[i].dir, s->apart[i].module, here);
	if (s->is_new && s->work.nold &&
	    cstr_eq(place_value(run->place, "GO111MODULE"), "auto"))
		return MSG(a, N_("GO111MODULE is auto, and {0} has no go.mod: "
				 "below a go.work go leaves GOPATH mode, and it "
				 "would not build any more. Make it a module "
				 "first."), s->work.old[0]);
	return (struct msg){ 0 };
}

static void choose_others(struct fix_run *run, const struct siblings *s)
{
	struct arena *a = run->arena;
	struct choice *c;

	if (!s->nfurther)
		return;
	c = fix_choice(run, "others", CHOICE_ONE_OF,
		MSG(a, N_("Other modules below it")),
		MSG_N(a, N_("Below {0} there is {n} module more: {1}. list: go.work "
			  "has it as well, and it goes on to build. leave: go "
			  "stops in it, unless GOWORK=off is set there: "
			  "\"not one of the workspace modules\"."),
		      N_("Below {0} there are {n} modules more: {1}. list: "
			 "go.work has them as well, and they go on to build. "
			 "leave: go stops in them, unless GOWORK=off is set "
			 "there: \"not one of the workspace modules\"."),
		      (int)s->nfurther, s->work.dir,
		      names(run, s, s->further, s->nfurther)), "list");
	fix_option(run, c, "list");
	fix_option(run, c, "leave");
}

void siblings_choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct siblings s;

	if (!find(run, &s)) {
		o->refused = MSG(a, N_("There are no modules here that one "
				       "go.work would join."));
		return;
	}
	collect(run, &s);
	o->refused = why_not(run, &s);
	o->title = s.is_new
		? MSG(a, N_("join {0} by a go.work in {1}"),
		      names(run, &s, s.use, s.nuse), s.work.dir)
		: MSG(a, N_("list {1} in {0}"), s.file,
		      names(run, &s, s.use, s.nuse));
	o->about = MSG(a, N_(
		"go.work lists the modules, and each finds the others by their "
		"folders, without a version; go.mod stays as it is. In the "
		"workspace one version of each dependency serves all its "
		"modules, and each of their replaces holds for all. Who has "
		"only one of the repositories (CI, others) still needs a "
		"require line with a version that was pushed."));
	o->leaves_repository = true;
	if (!s.is_new)
		return;
	o->stage_near = s.work.dir;
	choose_others(run, &s);
	vendoring_network(run, fix_module(run));
}

/* ---- the file ---- */

/* As new as the newest of those that it lists, as go work use makes it. */
static const char *go_line(const struct siblings *s, const char *least)
{
	size_t i;

	for (i = 0; i < s->nuse; i++)
		if (!cstr_empty(s->use[i].go_version) &&
		    gover_cmp_of(s->use[i].go_version, least) > 0)
			least = s->use[i].go_version;
	return least;
}

static const char *use_path(struct fix_run *run, const struct siblings *s,
			    const char *dir, bool absolute)
{
	const char *rel = shown(run, s, dir);

	if (absolute)
		return dir;
	return cstr_starts(rel, "../") ? rel
				       : arena_printf(run->arena, "./%s", rel);
}

static const char *new_text(struct fix_run *run, const struct siblings *s,
			    bool absolute)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i;

	strbuf_addf(&sb, "go %s\n\nuse (\n", go_line(s, NEEDS_GO));
	for (i = 0; i < s->nuse; i++) {
		const char *path = use_path(run, s, s->use[i].dir, absolute);
		struct str word = modrule_auto_quote(run->arena,
						     str_from(path),
						     GORELEASE_NEWEST);

		strbuf_addf(&sb, "\t%.*s\n", STR_FMT(word));
	}
	strbuf_addstr(&sb, ")\n");
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* Lines more in one that is there, its go line raised where that is asked
 * for from 1.21 on. */
static int edited_text(struct fix_run *run, const struct siblings *s,
		       const char **out, struct error *err)
{
	struct gomodedit *changes = NULL;
	struct arena *a = run->arena;
	const struct gowork *w;
	struct str bytes, text;
	const char *now, *go;
	size_t i, n = 0;

	if (fix_read(run, s->file, &bytes, err))
		return -1;
	w = gowork_parse(a, bytes, GORELEASE_NEWEST);
	now = w->f.go.text.len ? arena_strndup(a, w->f.go.text.p,
					       w->f.go.text.len) : NEEDS_GO;
	go = go_line(s, now);
	for (i = 0; i < s->nuse; i++) {
		struct gomodedit *c = ARENA_PUSH(a, changes, n);

		c->kind = GOMODEDIT_ADD_USE;
		c->path = use_path(run, s, s->use[i].dir, false);
	}
	if (gover_cmp_of(go, now) > 0 && gover_cmp_of(go, "1.21") >= 0) {
		struct gomodedit *c = ARENA_PUSH(a, changes, n);

		c->kind = GOMODEDIT_SET_GO;
		c->version = go;
	}
	if (gomodedit_apply(a, bytes, true, changes, n, &text, err))
		return -1;
	*out = arena_strndup(a, text.p, text.len);
	return 0;
}

int siblings_list(struct fix_run *run, struct plan *p, const char *file,
		  const char *dir, const char *go_version, struct error *err)
{
	struct listed one = { .dir = dir, .go_version = go_version };
	struct siblings s = { .file = file, .use = &one, .nuse = 1 };
	const char *text;

	if (edited_text(run, &s, &text, err) ||
	    fix_write(run, p, file, text, 0, err))
		return -1;
	fix_note(run, p, MSG(run->arena, N_(
		"{0} is in effect here, and lists this module then: else go "
		"would refuse to build it. It lies outside the repository."),
		file));
	return 0;
}

/* ---- what runs before ---- */

static int judge(struct fix_run *run, struct siblings *s, struct error *err)
{
	if (!find(run, s))
		return error_set(err, "there are no modules here that one "
				 "go.work would join");
	collect(run, s);
	list_further(run, s);
	return 0;
}

/* A new one is tried in the stage, with absolute folders. */
int siblings_needs(struct fix_run *run, struct error *err)
{
	struct strbuf input = STRBUF_INIT;
	struct arena *a = run->arena;
	struct plan_command *c;
	struct siblings s;

	if (judge(run, &s, err))
		return -1;
	if (!s.is_new)
		return 0;
	stagefiles_add(&input, "go.work", str_from(new_text(run, &s, true)));
	(void)stagefiles_write(run, "work", MSG(a, N_(
			"write the go.work into the stage")), &input);
	c = fix_command(run, "list", s.from->dir, MSG(a, N_(
			"does go find every package with it?")),
			"go", "list", "-deps", "./...", NULL);
	fix_may_fetch(run, c);
	vendoring_env(run, c, "GOWORK={stage}/go.work");
	return 0;
}

/* ---- the plan ---- */

/* The lines that go needed beyond the go.sum of each module. */
static int put_sums(struct fix_run *run, struct plan *p,
		    const struct siblings *s, struct error *err)
{
	const char *staged = path_join(run->arena, run->stage, "go.work.sum");
	const char *file = arena_printf(run->arena, "%s.sum", s->file);

	if (!fix_is(run, staged, PLAN_FILE) || !fix_is(run, file, PLAN_ABSENT))
		return 0;
	return fix_write_from(run, p, file, staged, err);
}

static void note_all(struct fix_run *run, struct plan *p,
		     const struct siblings *s)
{
	struct fix_names l = FIX_NAMES_INIT;
	size_t i;

	fix_note(run, p, MSG(run->arena, N_(
		"{0} lies outside the repository: other projects in its "
		"folder may share it."), s->file));
	for (i = 0; i < s->napart; i++)
		fix_name_add(&l, shown(run, s, s->apart[i].dir));
	fix_note_names(run, p, &l, N_(
		"{n} module below it is not listed, and go stops there unless "
		"GOWORK=off is set: {0}"), N_(
		"{n} modules below it are not listed, and go stops there "
		"unless GOWORK=off is set: {0}"));
	if (run->snap->repo.gopath_cut)
		fix_note(run, p, MSG(run->arena, N_(
			"Not all of GOPATH was looked at, so there may be more "
			"modules below it: {0}"),
			run->snap->repo.gopath_cut));
}

static void verify_all(struct fix_run *run, struct plan *p,
		       const struct siblings *s)
{
	struct plan_command *c;
	size_t i;

	for (i = 0; i < s->nuse; i++) {
		bool is_from = cstr_eq(s->use[i].dir, s->from->dir);

		c = is_from && s->is_new
			? fix_verify(run, p, s->use[i].dir,
				     MSG(run->arena, N_(
					"go finds every package")),
				     "go", "list", "-deps", "./...", NULL)
			: fix_verify(run, p, s->use[i].dir,
				     MSG(run->arena, N_(
					"go still finds every package")),
				     "go", "list", "./...", NULL);
		/* It was tried in the stage. */
		c->must_pass = is_from && s->is_new;
	}
}

int siblings_build(struct fix_run *run, struct plan *p, struct error *err)
{
	const struct fix_ran *ran = fix_ran(run, "list");
	const char *text;
	struct siblings s;

	if (judge(run, &s, err))
		return -1;
	if (!s.nuse)
		return 0;
	if (s.is_new && (!ran || ran->exit_code))
		return vendoring_failed(run, ran, "go list -deps", err);
	if (s.is_new)
		text = new_text(run, &s, false);
	else if (edited_text(run, &s, &text, err))
		return -1;
	if (fix_write(run, p, s.file, text, 0, err) ||
	    (s.is_new && put_sums(run, p, &s, err)))
		return -1;
	p->title = run->offer.title;
	note_all(run, p, &s);
	verify_all(run, p, &s);
	return 0;
}
