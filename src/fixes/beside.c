#include "config.h"

#include "fixes/beside.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/check.h"
#include "fixes/siblings.h"
#include "fmt/gomod.h"
#include "fmt/gomodedit.h"

/* ---- which they are ---- */

static bool is_pinned(const struct legacypins *pins, const char *path)
{
	size_t i, k;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];

		if (p->beside || p->by_rule || p->found || p->unpinned)
			continue;
		if (cstr_eq(p->path, path))
			return true;
		for (k = 0; k < p->ncandidates; k++)
			if (cstr_eq(p->candidates[k], path))
				return true;
	}
	return false;
}

/* Marks all that `from` imports, by others too. */
static void reach(struct fix_run *run, const struct gopath_project *from,
		  bool *marks)
{
	const struct snapshot *s = run->snap;
	const struct gopath_project **queue = NULL;
	size_t n = 0, at, i;

	*ARENA_PUSH(run->arena, queue, n) = from;
	for (at = 0; at < n; at++)
		for (i = 0; i < queue[at]->nuses; i++) {
			const struct gopath_project *p = gopath_find(s->gopath,
					s->ngopath, queue[at]->uses[i].dir);

			if (!p || marks[p - s->gopath])
				continue;
			marks[p - s->gopath] = true;
			*ARENA_PUSH(run->arena, queue, n) = p;
		}
}

static void take_one(struct fix_run *run, const struct gopath_project *me,
		     const struct gopath_project *p,
		     const struct legacypins *pins, struct beside *out)
{
	const struct snapshot *s = run->snap;
	struct arena *a = run->arena;
	bool *back = arena_alloc(a, s->ngopath * sizeof(*back));
	struct beside_one one = { .project = p, .remote = p->remote };

	/* One that calls itself otherwise is not found by its folder. */
	if (p == me || is_pinned(pins, p->path) ||
	    (p->module && !cstr_eq(p->module, p->path)) ||
	    gopath_is_others(a, me, p))
		return;
	reach(run, p, back);
	one.in_turn = back[me - s->gopath];
	if (p->module)
		*ARENA_PUSH(a, out->modules, out->n) = one;
	else if (!one.remote)
		*ARENA_PUSH(a, out->old, out->nold) = one;
}

void beside_find(struct fix_run *run, const char *dir,
		 const struct legacypins *pins, struct beside *out)
{
	const struct snapshot *s = run->snap;
	const char *real = run->host->real(run->host, run->arena, dir);
	const struct gopath_project *me;
	struct gopath_view view;
	bool *used;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->dir = dir;
	me = real ? gopath_find(s->gopath, s->ngopath, real) : NULL;
	if (!me)
		return;
	if (!siblings_gowork_is_set(run->place))
		out->gowork = me->gowork;
	used = arena_alloc(run->arena, s->ngopath * sizeof(*used));
	reach(run, me, used);
	gopath_view_make(run->arena, s->gopath, s->ngopath, &view);
	for (i = 0; i < view.nrows; i++)
		if (used[view.rows[i].project - s->gopath])
			take_one(run, me, view.rows[i].project, pins, out);
}

/* ---- what may be chosen ---- */

static bool is_chosen(const struct fix_run *run, const char *value)
{
	return cstr_eq(fix_value(run, "siblings"), value);
}

static const char *names_of(struct fix_run *run, const struct beside_one *list,
			    size_t n)
{
	const char *text = "";
	size_t i, named = 0;

	for (i = 0; i < n; i++)
		text = text_names(run->arena, text, &named, 4,
				  list[i].project->path);
	return text;
}

/* The first that has to be a module before; NULL: none has. */
static const struct gopath_project *first_of(const struct beside *b)
{
	size_t i;

	for (i = 0; i < b->nold; i++)
		if (!b->old[i].in_turn)
			return b->old[i].project;
	return NULL;
}

static const char *command_for(struct fix_run *run,
			       const struct gopath_project *p)
{
	return arena_printf(run->arena, "gomend fix migrate-to-module %s",
			    shell_quote(run->arena, p->dir));
}

static struct msg why_not(struct fix_run *run, const struct beside *b,
			  bool vendors)
{
	const struct gopath_project *first = first_of(b);
	struct arena *a = run->arena;

	if (first)
		return MSG(a, N_("It imports {0}, which lies beside it, which "
				 "no server has, and which is no module yet. "
				 "That one comes first: {1}"), first->path,
			   command_for(run, first));
	if (is_chosen(run, "folder") && b->n &&
	    !cstr_empty(fix_given(run, "to")))
		return MSG(a, N_("go.mod names folders by how they lie from "
				 "here, so it cannot move in the same plan. "
				 "Leave \"to\" out, and move it afterwards: "
				 "gomend fix relocate-project {0}"),
			   shell_quote(a, b->dir));
	if (is_chosen(run, "workspace") && b->n && vendors &&
	    !cstr_eq(fix_given(run, "vendor"), "remove"))
		return MSG(a, N_("vendor/ would have modules that go.mod does "
				 "not name, and go stops at that: with "
				 "vendor=remove it goes."));
	return (struct msg){ 0 };
}

/* Does go get the commit that is checked out, as far as can be told? */
static bool can_be_had(struct fix_run *run, const struct beside_one *one)
{
	const struct gopath_project *p = one->project;
	const char *version, *path;

	if (!one->remote || fix_yes(run, "network"))
		return one->remote;
	version = legacypins_in_clone(run, p->dir, p->path, "@", &path);
	return version && legacypins_has_mod(run, path, version);
}

void beside_choose(struct fix_run *run, const struct beside *b, bool vendors)
{
	struct arena *a = run->arena;
	bool had = true;
	struct choice *c;
	size_t i;

	if (!b->n && !first_of(b))
		return;
	for (i = 0; i < b->n; i++)
		had = had && can_be_had(run, &b->modules[i]);
	c = fix_choice(run, "siblings", CHOICE_ONE_OF,
		MSG(a, N_("Projects beside it")),
		MSG(a, N_("It imports projects beside it in GOPATH/src, where "
			  "no module looks: {0}. folder: a replace in go.mod "
			  "names the folder of each; it builds here at once, "
			  "and elsewhere where they lie beside it in the same "
			  "way. workspace: go.mod has nothing of them; it "
			  "builds once a go.work lists them all. version: the "
			  "commits that are checked out, which go has to get "
			  "from a server."),
		    b->n ? names_of(run, b->modules, b->n)
			 : names_of(run, b->old, b->nold)),
		had && !b->nold ? "version" : "folder");
	fix_option(run, c, "folder");
	fix_option(run, c, "workspace");
	fix_option(run, c, "version");
	if (!is_chosen(run, "version") && !msg_is_set(&c->bad))
		c->bad = why_not(run, b, vendors);
}

/* ---- go.mod ---- */

/* Are they found by their folders, at least in the stage? */
static bool by_folder(struct fix_run *run, const struct beside *b)
{
	return b->n && (is_chosen(run, "folder") ||
			is_chosen(run, "workspace"));
}

bool beside_by_work(struct fix_run *run, const struct beside *b)
{
	return b->n && is_chosen(run, "workspace");
}

bool beside_waits(struct fix_run *run, const struct beside *b)
{
	size_t i;

	for (i = 0; i < b->n && beside_by_work(run, b); i++)
		if (!b->gowork || !b->modules[i].project->in_gowork ||
		    !cstr_eq(b->modules[i].project->gowork, b->gowork))
			return true;
	return false;
}

static bool is_one(const struct beside *b, const char *path)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if (cstr_eq(b->modules[i].project->path, path))
			return true;
	return false;
}

/* One of a circle becomes a module in its turn: a copy of what it is now would
 * stand in for it for good. */
static bool is_in_turn(const struct beside *b, const char *path)
{
	size_t i;

	for (i = 0; i < b->nold; i++)
		if (b->old[i].in_turn &&
		    cstr_eq(b->old[i].project->path, path))
			return true;
	return false;
}

void beside_take(struct fix_run *run, const struct beside *b,
		 struct legacypins *pins)
{
	bool folder = by_folder(run, b), turn = !is_chosen(run, "version");
	size_t i, n = 0;

	for (i = 0; i < pins->n; i++)
		if (!(folder && is_one(b, pins->pins[i].path)) &&
		    !(turn && is_in_turn(b, pins->pins[i].path)))
			pins->pins[n++] = pins->pins[i];
	pins->n = n;
}

const char *beside_draft(struct fix_run *run, const struct beside *b,
			 const char *draft)
{
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < b->n && by_folder(run, b); i++) {
		const struct gopath_project *p = b->modules[i].project;
		const char *real = run->host->real(run->host, a, b->dir);
		const char *rel = path_rel(a, real ? real : b->dir, p->dir);
		struct str word;

		if (!cstr_starts(rel, "../"))
			rel = arena_printf(a, "./%s", rel);
		word = modrule_auto_quote(a, str_from(rel), GORELEASE_NEWEST);
		draft = arena_printf(a, "%s\nreplace %s => %.*s\n", draft,
				     p->path, STR_FMT(word));
	}
	return draft;
}

int beside_settled(struct fix_run *run, const struct beside *b,
		   struct str *gomod, struct error *err)
{
	const struct gomod *m = gomod_parse(run->arena, *gomod,
					    GORELEASE_NEWEST);
	struct gomodedit *changes = NULL;
	size_t i, n = 0;

	if (!beside_by_work(run, b))
		return 0;
	for (i = 0; i < m->nrequires; i++)
		if (is_one(b, m->requires[i].mod.path.p))
			*ARENA_PUSH(run->arena, changes, n) = (struct
				gomodedit){ .kind = GOMODEDIT_DROP_REQUIRE,
					    .path = m->requires[i].mod.path.p };
	for (i = 0; i < b->n; i++)
		*ARENA_PUSH(run->arena, changes, n) = (struct gomodedit){
			.kind = GOMODEDIT_DROP_REPLACE,
			.path = b->modules[i].project->path };
	return gomodedit_apply(run->arena, *gomod, false, changes, n, gomod,
			       err);
}

int beside_plan(struct fix_run *run, struct plan *p, const struct beside *b,
		const char *go_version, struct error *err)
{
	const char *real = run->host->real(run->host, run->arena, b->dir);

	return !b->gowork ? 0
		: siblings_list(run, p, b->gowork, real ? real : b->dir,
				go_version, err);
}

/* ---- in words ---- */

void beside_note(struct fix_run *run, struct plan *p, const struct beside *b)
{
	struct fix_names l = FIX_NAMES_INIT;
	size_t i;

	if (!by_folder(run, b))
		return;
	for (i = 0; i < b->n; i++)
		fix_name_add(&l, b->modules[i].project->path);
	if (beside_by_work(run, b))
		fix_note_names(run, p, &l, N_(
			"go.mod has nothing of {n} project beside it: it builds "
			"where a go.work lists both. Who checks out this "
			"repository needs that project and such a go.work as "
			"well: {0}"), N_(
			"go.mod has nothing of {n} projects beside it: it "
			"builds where a go.work lists them all. Who checks out "
			"this repository needs those projects and such a "
			"go.work as well: {0}"));
	if (beside_waits(run, b))
		fix_note(run, p, MSG(run->arena, N_(
			"There is no such go.work yet: it comes by {0}"),
			arena_printf(run->arena,
				     "gomend fix gopath-dependents %s",
				     shell_quote(run->arena, b->dir))));
	fix_note_names(run, p, &l, N_(
		"go.mod finds {n} project beside it by its folder, through a "
		"replace. Who checks out this repository needs that project "
		"beside it in the same way, and a module that requires this "
		"one needs a replace of its own. Once it is pushed, go mod "
		"edit -dropreplace and go get of it end that: {0}"), N_(
		"go.mod finds {n} projects beside it by their folders, through "
		"replaces. Who checks out this repository needs those projects "
		"beside it in the same way, and a module that requires this "
		"one needs replaces of its own. Once they are pushed, go mod "
		"edit -dropreplace and go get of each end that: {0}"));
}

static bool is_of_path(char c)
{
	return c && (strchr("._~-", c) || (c >= '0' && c <= '9') ||
		     (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

/* Do the words name the package, or one below it? */
static bool is_named(const char *words, const char *path)
{
	const char *at = words ? strstr(words, path) : NULL;

	for (; at; at = strstr(at + 1, path))
		if ((at == words || (at[-1] != '/' && !is_of_path(at[-1]))) &&
		    !is_of_path(at[strlen(path)]))
			return true;
	return false;
}

/* One that imports this one in turn, and that go missed; NULL: none. */
static const struct gopath_project *missed_in_turn(struct fix_run *run,
						   const struct beside *b)
{
	const struct fix_ran *built = fix_ran(run, "after");
	size_t i;

	for (i = 0; i < b->nold && built; i++)
		if (b->old[i].in_turn &&
		    is_named(built->err, b->old[i].project->path))
			return b->old[i].project;
	return NULL;
}

struct msg beside_refusal(struct fix_run *run, const struct beside *b,
			  const char *why)
{
	const struct gopath_project *turn = missed_in_turn(run, b);
	struct arena *a = run->arena;

	if (turn)
		return MSG(a, N_("As a module it does not build: {0}. {1} and "
				 "it import each other, so neither builds "
				 "before the other is a module: with "
				 "incomplete=yes this one becomes one first; "
				 "then {2}; then gomend fix gopath-dependents "
				 "{3}"), why, turn->path,
			   command_for(run, turn), shell_quote(a, b->dir));
	if (b->n && is_chosen(run, "version") && fix_yes(run, "network"))
		return MSG(a, N_("As a module it does not build: {0}. With "
				 "siblings=folder go.mod finds {1} by the "
				 "folders beside it; with incomplete=yes it "
				 "becomes one all the same."), why,
			   names_of(run, b->modules, b->n));
	if (b->n && is_chosen(run, "version"))
		return MSG(a, N_("As a module it does not build: {0}. With "
				 "siblings=folder go.mod finds {1} by the "
				 "folders beside it; with network=yes go may "
				 "fetch what is missing; with incomplete=yes "
				 "it becomes one all the same."), why,
			   names_of(run, b->modules, b->n));
	return (struct msg){ 0 };
}
