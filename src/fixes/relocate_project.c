/* relocate-project: the whole work tree, out of GOPATH/src or GOROOT. */
#include "config.h"

#include "fixes/relocate.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/modules.h"
#include "fmt/gitconfig.h"
#include "fmt/gitlinks.h"
#include "fmt/modrule.h"

/* Modules whose build is compared; more would take too long. */
#define VERIFY_MAX 8

/* ---- which folder ---- */

/* Strictly below; by way of links, too, where somebody can look. */
static bool is_below(struct fix_run *run, struct arena *a, const char *top,
		     const char *const dirs[2])
{
	const char *real = NULL;
	size_t i;

	if (!path_is_abs(top))
		return false;
	if (run->host)
		real = run->host->real(run->host, a, top);
	for (i = 0; i < 2; i++)
		if ((path_under(top, dirs[i]) && !cstr_eq(top, dirs[i])) ||
		    (real && path_under(real, dirs[i]) &&
		     !cstr_eq(real, dirs[i])))
			return true;
	return false;
}

/* Below GOPATH/src or GOROOT of a place that has answered? */
static bool is_misplaced(struct fix_run *run, const char *dir)
{
	const struct snapshot *s = run->snap;
	struct arena a = ARENA_INIT;
	bool hit = false;
	size_t i;

	for (i = 0; i < s->nplaces && !hit; i++) {
		const struct place *p = &s->places[i];
		const char *const dirs[2] = { dir, place_spelled(&a, p, dir) };
		struct str rest = str_from(place_value(p, "GOPATH")), entry;

		hit = is_below(run, &a, place_value(p, "GOROOT"), dirs);
		while (!hit && str_cut(&rest, ':', &entry))
			hit = is_below(run, &a, path_join(&a,
				arena_strndup(&a, entry.p, entry.len), "src"),
				dirs);
	}
	arena_release(&a);
	return hit;
}

static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);

	return run->snap->repo.root && m &&
	       is_misplaced(run, fix_abs(run, m->dir));
}

/*
 * What moves together: the work tree that the module lies in; where there is
 * no git, the folder that was opened if a workspace holds it together, else
 * the module's own.
 */
static const char *unit_of(struct relocate *r, const struct module *m)
{
	const struct snapshot *s = r->run->snap;
	const char *dir = m ? fix_abs(r->run, m->dir) : s->repo.root;
	const char *at;
	size_t i;

	for (at = dir; !cstr_eq(at, s->repo.root) && !cstr_eq(at, "/");
	     at = path_dir(r->arena, at))
		if (relocate_look(r, path_join(r->arena, at, ".git"), NULL) !=
		    PLAN_ABSENT)
			return at;
	if (s->repo.git_dir)
		return s->repo.root;
	for (i = 0; i < s->nworkspaces; i++)
		if (!s->workspaces[i].above && !s->workspaces[i].fixture)
			return s->repo.root;
	return dir;
}

/* Strictly below `top`, as written or by way of links? */
static bool found_below(struct relocate *r, const char *top)
{
	const char *real;

	if (!path_is_abs(top))
		return false;
	real = r->host->real(r->host, r->arena, top);
	if (!real || !path_under(real, r->old) || cstr_eq(real, r->old))
		return false;
	r->src = top;
	r->import = path_rel(r->arena, real, r->old);
	r->spelled = path_join(r->arena, top, r->import);
	return true;
}

static bool find_in_place(struct relocate *r, const struct place *p)
{
	struct str rest = str_from(place_value(p, "GOPATH")), entry;
	const char *root = place_value(p, "GOROOT");

	while (str_cut(&rest, ':', &entry)) {
		const char *e = arena_strndup(r->arena, entry.p, entry.len);

		if (entry.len &&
		    found_below(r, path_join(r->arena, e, "src"))) {
			r->gopath = e;
			return true;
		}
	}
	return !cstr_empty(root) && found_below(r, root);
}

/* The git folder of the tree, and whether it may go without its superior. */
static void find_git(struct relocate *r)
{
	const char *dot = path_join(r->arena, r->old, ".git"), *dir;
	struct gitlink link;
	struct str bytes;

	switch (relocate_look(r, dot, NULL)) {
	case PLAN_FOLDER:
		r->git_dir = dot;
		break;
	case PLAN_FILE:
		if (!relocate_read(r, r->arena, dot, &bytes) ||
		    !gitlinks_gitfile(r->arena, bytes, &link))
			break;
		dir = r->host->real(r->host, r->arena,
				    path_join(r->arena, r->old, link.path));
		r->git_dir = dir;
		if (!dir || !strstr(dir, "/modules/") ||
		    relocate_look(r, path_join(r->arena, dir, "commondir"),
				  NULL) != PLAN_ABSENT)
			break;
		r->refused = MSG(r->arena, N_(
			"It is a submodule: its repository lies in {0} and "
			"expects it where it is. Move the repository around "
			"it, or clone it anew elsewhere."), dir);
		break;
	case PLAN_ABSENT:
	case PLAN_SYMLINK:
	case PLAN_OTHER:
		break;
	}
}

/* A repository above that lists it as one of its submodules. */
static void find_superior(struct relocate *r)
{
	const char *dir = r->old;

	while (!cstr_eq(dir, "/") && !msg_is_set(&r->refused)) {
		struct gitconfig_entry *e;
		struct str bytes;
		size_t n, i;

		dir = path_dir(r->arena, dir);
		if (!relocate_read(r, r->arena,
				   path_join(r->arena, dir, ".gitmodules"),
				   &bytes))
			continue;
		gitconfig_parse(r->arena, bytes, &e, &n);
		for (i = 0; i < n; i++)
			if (cstr_eq(e[i].section, "submodule") &&
			    cstr_eq(e[i].key, "path") &&
			    cstr_eq(path_join(r->arena, dir, e[i].value),
				    r->old))
				r->refused = MSG(r->arena, N_(
					"It is a submodule of {0}, which "
					"expects it where it is. Move that "
					"repository, or clone this one anew "
					"elsewhere."), dir);
	}
}

static void find_obstacles(struct relocate *r)
{
	const char *up = path_dir(r->arena, r->old), *lock;
	struct plan_state here, there;

	(void)relocate_look(r, r->old, &here);
	(void)relocate_look(r, up, &there);
	if (here.dev != there.dev) {
		r->refused = MSG(r->arena, N_(
			"{0} is a mounted file system of its own and cannot "
			"be moved."), r->old);
		return;
	}
	if (!r->host->can_write(r->host, up)) {
		r->refused = MSG(r->arena, N_(
			"{0} cannot be written to, so nothing can be taken out "
			"of it."), up);
		return;
	}
	lock = r->git_dir ? path_join(r->arena, r->git_dir, "index.lock")
			  : NULL;
	if (lock && relocate_look(r, lock, NULL) != PLAN_ABSENT) {
		r->refused = MSG(r->arena, N_(
			"git is at work in it (or was cut off): {0} is there."),
			lock);
		return;
	}
	/* A folder of a module that goes on above is no project. */
	if (r->git_dir || relocate_look(r, path_join(r->arena, r->old,
						     "go.mod"), NULL) ==
				  PLAN_FILE)
		return;
	for (; path_under(r->src, up) && !cstr_eq(r->src, up);
	     up = path_dir(r->arena, up))
		if (relocate_look(r, path_join(r->arena, up, "go.mod"),
				  NULL) == PLAN_FILE) {
			r->refused = MSG(r->arena, N_(
				"It is a part of the module in {0}: open that "
				"folder to move the whole."), up);
			return;
		}
}

bool relocate_begin(struct relocate *r, struct fix_run *run)
{
	const struct snapshot *s = run->snap;
	const char *unit, *home;
	bool found;
	size_t i;

	memset(r, 0, sizeof(*r));
	r->run = run;
	r->host = run->host;
	r->arena = run->arena;
	home = run->place ? place_getenv(run->place, "HOME") : NULL;
	r->home = !cstr_empty(home) && path_is_abs(home)
			? path_clean(r->arena, home) : NULL;
	r->old = r->spelled = "/";
	unit = unit_of(r, fix_module(run));
	r->whole = cstr_eq(unit, s->repo.root);
	r->old = r->spelled = r->host->real(r->host, r->arena, unit);
	if (!r->old) {
		r->old = r->spelled = unit;
		r->refused = MSG(r->arena, N_("{0} is not there (any more)."),
				 unit);
		return false;
	}
	found = run->place && find_in_place(r, run->place);
	for (i = 0; !found && i < s->nplaces; i++)
		found = find_in_place(r, &s->places[i]);
	if (!found) {
		r->refused = MSG(r->arena, N_(
			"What would move is {0}, and that does not lie in "
			"GOPATH/src."), r->old);
		return false;
	}
	pathrefs_names(r->arena, r->old, r->home, r->gopath, &r->names);
	pathrefs_names(r->arena, r->spelled, r->home, r->gopath, &r->names);
	find_git(r);
	if (!msg_is_set(&r->refused))
		find_superior(r);
	if (!msg_is_set(&r->refused))
		find_obstacles(r);
	return !msg_is_set(&r->refused);
}

/* ---- what may be chosen ---- */

/* A place in which go knows no modules. */
static const struct place *without_modules(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (cstr_eq(place_value(&s->places[i], "GO111MODULE"), "off"))
			return &s->places[i];
	return NULL;
}

/* A path as it is shown: within the tree from its top on. */
static const char *shown(struct relocate *r, const char *path)
{
	return path_under(r->old, path) && !cstr_eq(r->old, path)
		       ? path_rel(r->arena, r->old, path) : path;
}

static const char *shown_at(struct relocate *r, const struct named *nm)
{
	const char *path = path_is_abs(nm->path) ? shown(r, nm->path)
						 : nm->path;

	return nm->line ? modules_at(r->arena, path, nm->line) : path;
}

/* How go treats a link in GOPATH/src was measured on go1.18 to go1.26. */
static struct msg about_link(struct relocate *r, int needed,
			     const struct named *first)
{
	struct arena *a = r->arena;
	int n = r->total[NAMED_IMPORTER];
	const char *at = first ? shown_at(r, first) : "";

	if (n)
		return MSG_N(a, N_(
			"{n} import line of projects without go.mod names it "
			"by its folder: {0}. In GOPATH mode that builds with "
			"the link and fails without it. go follows a link "
			"that an import or the command line names; ./... does "
			"not go into it."), N_(
			"{n} import lines of projects without go.mod name it "
			"by its folder, the first: {0}. In GOPATH mode they "
			"build with the link and fail without it. go follows "
			"a link that an import or the command line names; "
			"./... does not go into it."), n, at);
	if (needed)
		return MSG_N(a, N_(
			"{n} line names the old place ({0}); with the link it "
			"goes on working. go follows a link that an import or "
			"the command line names; ./... does not go into it."),
			N_(
			"{n} lines name the old place (the first: {0}); with "
			"the link they go on working. go follows a link that "
			"an import or the command line names; ./... does not "
			"go into it."), needed, at);
	return MSG(a, N_("Nothing was found that needs it. go follows a link "
			 "that an import or the command line names; ./... "
			 "does not go into it."));
}

/* Lines that a link would keep alive, and the first of them. */
static int link_needed(const struct relocate *r, const struct named **first)
{
	static const enum named_kind kinds[] = {
		NAMED_IMPORTER, NAMED_SHELL, NAMED_SETTING, NAMED_SCRIPT,
		NAMED_LINK
	};
	size_t i, k;
	int n = 0;

	*first = NULL;
	for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		n += r->total[kinds[k]];
		for (i = 0; i < r->nnamed && !*first; i++)
			if (r->named[i].kind == kinds[k])
				*first = &r->named[i];
	}
	return n;
}

static void describe(struct relocate *r, const char *to)
{
	struct fix_offer *o = &r->run->offer;
	const struct module *m = fix_module(r->run);
	const char *at = m ? fix_abs(r->run, m->dir) : r->old;

	if (!cstr_empty(to))
		o->title = MSG(r->arena, N_("the project lies in {0}, and go "
					    "builds it there as it does here"),
			       to);
	o->stage_near = r->old;
	o->myth = MSG(r->arena, N_(
		"\"A module must not lie in GOPATH/src\": false. Every release "
		"from 1.18 to 1.26 was seen to build one there as anywhere "
		"else. Only GO111MODULE=off, and auto where there is no "
		"go.mod, look at the folder. It is tools of the GOPATH age, "
		"GOPATH projects beside it and old settings of editors that "
		"are confused."));
	if (path_under(r->old, at) && !cstr_eq(r->old, at))
		o->about = MSG(r->arena, N_(
			"The whole repository moves, {0}, with all that is in "
			"it; the module {1} is a part of it. What ties it to "
			"the old place is mended: linked work trees, replace "
			"and use lines, links. Scripts and settings that name "
			"it are listed, not changed. It builds where it is, "
			"too: nothing has to move."), r->old, at);
}

/* Whether a link stays behind, once it is known what needs it. */
static void offer_link(struct relocate *r)
{
	struct fix_run *run = r->run;
	const struct named *first;
	int needed;

	relocate_around(r);
	needed = link_needed(r, &first);
	(void)fix_choice(run, "leave-link", CHOICE_YES_NO,
			 MSG(run->arena, N_("Leave a link at the old place")),
			 about_link(r, needed, first),
			 needed || without_modules(run->snap) ? "yes" : "no");
}

/* All that is found; false: it cannot be. */
static bool survey(struct relocate *r, struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct choice *c;

	if (relocate_begin(r, run))
		relocate_inside(r);
	if (msg_is_set(&r->refused)) {
		o->refused = r->refused;
		return false;
	}
	c = fix_choice(run, "to", CHOICE_PATH, MSG(run->arena,
						   N_("Move it to")),
		       MSG(run->arena, N_(
			"A folder that is not there yet. Not in GOPATH/src, "
			"GOROOT, another repository, module or workspace.")),
		       relocate_default(r));
	c->bad = relocate_bad(r, c->value);
	describe(r, c->value);
	offer_link(r);
	return true;
}

void relocate_offer(struct relocate *r, struct fix_run *run)
{
	struct choice *c;

	if (relocate_begin(r, run))
		relocate_inside(r);
	if (!msg_is_set(&r->refused) && !r->whole)
		r->refused = MSG(run->arena, N_(
			"It is a part of a repository: gomend moves that as a "
			"whole."));
	/* Where it cannot move, it is not spoken of but where it is asked. */
	if (msg_is_set(&r->refused) && cstr_empty(fix_given(run, "to")))
		return;
	c = fix_choice(run, "to", CHOICE_PATH,
		       MSG(run->arena, N_("Move it out of GOPATH to")),
		       MSG(run->arena, N_(
			"Nothing: it stays where it is; a module builds there "
			"as anywhere. Else a folder that is not there yet: "
			"not in GOPATH/src, GOROOT, another repository, module "
			"or workspace.")), "");
	if (cstr_empty(c->value))
		return;
	c->bad = msg_is_set(&r->refused) ? r->refused
					 : relocate_bad(r, c->value);
	if (!msg_is_set(&c->bad))
		offer_link(r);
}

static void choices(struct fix_run *run)
{
	struct relocate r;

	(void)survey(&r, run);
}

/* ---- the plan ---- */

static struct msg tie_what(struct relocate *r, enum tie_kind kind)
{
	switch (kind) {
	case TIE_WORKTREE:
		return MSG(r->arena, N_("the linked work tree and its "
					"repository find each other"));
	case TIE_GITFILE:
		return MSG(r->arena, N_("git finds its folder"));
	case TIE_ALTERNATE:
		return MSG(r->arena, N_("git finds the objects that it "
					"borrows"));
	case TIE_GITCONFIG:
		return MSG(r->arena, N_("the git configuration leads to the "
					"same place"));
	case TIE_REPLACE:
	case TIE_VENDOR:
		return MSG(r->arena, N_("replace leads to the same folder"));
	case TIE_USE:
		return MSG(r->arena, N_("the workspace holds the same "
					"folder"));
	case TIE_LINK:
		return MSG(r->arena, N_("the link leads to the same place"));
	}
	return (struct msg){ 0 };
}

/* As the file's language wants it. */
static const char *written(struct relocate *r, const struct tie *t,
			   const char *text, struct error *err)
{
	switch (t->kind) {
	case TIE_REPLACE:
	case TIE_USE:
		return modrule_auto_quote(r->arena, str_from(text),
					  GORELEASE_NEWEST).p;
	case TIE_GITCONFIG:
		return gitconfig_quote(r->arena, text);
	case TIE_VENDOR:
		if (!strchr(text, ' '))
			return text;
		(void)error_set(err, "%s cannot hold a path with a blank: %s",
				t->file, text);
		return NULL;
	case TIE_WORKTREE:
	case TIE_GITFILE:
	case TIE_ALTERNATE:
	case TIE_LINK:
		break;
	}
	return text;
}

static int by_start(const void *a, const void *b)
{
	const struct plan_edit *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* All ties of the file of the first one; those before it are done. */
static int mend_file(struct relocate *r, struct plan *p, size_t at,
		     const char *to, struct error *err)
{
	const struct tie *t = &r->ties[at];
	struct plan_edit *edits = NULL;
	size_t n = 0, i;

	for (i = 0; i < at; i++)
		if (cstr_eq(r->ties[i].file, t->file))
			return 0;
	for (i = at; i < r->nties; i++) {
		const char *text;

		if (!cstr_eq(r->ties[i].file, t->file))
			continue;
		text = relocate_text(r, &r->ties[i], to);
		if (!text)
			continue;
		if (t->kind == TIE_LINK) {
			if (fix_link(r->run, p, t->file, text, err))
				return -1;
			p->ops[p->nops - 1].what = tie_what(r, t->kind);
			return 0;
		}
		text = written(r, &r->ties[i], text, err);
		if (!text)
			return -1;
		*ARENA_PUSH(r->arena, edits, n) = (struct plan_edit){
			(int64_t)r->ties[i].span.start,
			(int64_t)r->ties[i].span.end, text
		};
	}
	if (!n)
		return 0;
	qsort(edits, n, sizeof(*edits), by_start);
	if (fix_edit(r->run, p, t->file, edits, n, err))
		return -1;
	p->ops[p->nops - 1].what = tie_what(r, t->kind);
	return 0;
}

/* The folders above `to` that are not there. */
static int make_parents(struct relocate *r, struct plan *p, const char *to,
			struct error *err)
{
	const char **missing = NULL, *dir;
	size_t n = 0;

	for (dir = path_dir(r->arena, to);
	     !r->host->real(r->host, r->arena, dir);
	     dir = path_dir(r->arena, dir))
		*ARENA_PUSH(r->arena, missing, n) = dir;
	while (n--)
		if (fix_mkdir(r->run, p, missing[n], 0, err))
			return -1;
	return 0;
}

static const char *named_sentence(enum named_kind kind)
{
	switch (kind) {
	case NAMED_IMPORTER:
		return N_("{0} imports it by its folder: {1}");
	case NAMED_SCRIPT:
		return N_("{0} names the old place and stays as it is: {1}");
	case NAMED_CI:
		return N_("{0} names such a place and stays as it is; what "
			  "counts there is the machine that CI or the image "
			  "has: {1}");
	case NAMED_EDITOR:
		return N_("{0}, a setting of an editor, speaks of GOPATH or "
			  "the old place and stays as it is: {1}");
	case NAMED_SHELL:
		return N_("{0}, of your own set-up, names the old place and "
			  "stays as it is: {1}");
	case NAMED_GIT:
		return N_("{0}, a git configuration, is about the old place "
			  "and stays as it is: {1}");
	case NAMED_SETTING:
		return N_("{0} leads into the old place: {1}");
	case NAMED_LINK:
		return N_("{0} is a link into the old place and stays as it "
			  "is: {1}");
	case NAMED_KINDS:
		break;
	}
	return "";
}

static void note_named(struct relocate *r, struct plan *p)
{
	struct arena *a = r->arena;
	enum named_kind k;
	size_t i;

	for (k = NAMED_IMPORTER; k < NAMED_KINDS; k++) {
		for (i = 0; i < r->nnamed; i++) {
			const struct named *nm = &r->named[i];

			if (nm->kind == k)
				fix_note(r->run, p, MSG(a, named_sentence(k),
					shown_at(r, nm), nm->text));
		}
		if (r->total[k] > NAMED_MAX)
			fix_note(r->run, p, MSG_N(a, N_(
				"… and {n} more line like these."), N_(
				"… and {n} more lines like these."),
				r->total[k] - NAMED_MAX));
	}
}

static bool git_shows(enum tie_kind kind)
{
	return kind == TIE_REPLACE || kind == TIE_USE || kind == TIE_VENDOR ||
	       kind == TIE_LINK;
}

static void note_changed(struct relocate *r, struct plan *p, const char *to)
{
	struct strbuf list = STRBUF_INIT;
	size_t i, k;
	int n = 0;

	for (i = 0; i < r->nties; i++) {
		bool said = false;

		for (k = 0; k < i; k++)
			said = said || cstr_eq(r->ties[k].file,
					       r->ties[i].file);
		if (said || !git_shows(r->ties[i].kind) ||
		    !relocate_text(r, &r->ties[i], to))
			continue;
		if (n++ < NAMED_MAX)
			strbuf_addf(&list, "%s%s", n > 1 ? ", " : "",
				    shown(r, r->ties[i].file));
	}
	if (n)
		fix_note(r->run, p, MSG_N(r->arena, N_(
			"{n} file is changed that git may track: {0}. "
			"Committed, it holds for whoever has the folders "
			"placed alike."), N_(
			"{n} files are changed that git may track: {0}. "
			"Committed, they hold for whoever has the folders "
			"placed alike."), n, list.buf));
	strbuf_release(&list);
}

/* A go.work is found from the folders above: does it stay above? */
static void note_workspaces(struct relocate *r, struct plan *p, const char *to)
{
	const char *gowork = r->run->place
		? place_getenv(r->run->place, "GOWORK") : NULL;
	const char *last = NULL;
	size_t i;

	for (i = 0; i < r->nties; i++) {
		const struct tie *t = &r->ties[i];

		if (t->kind != TIE_USE || !path_under(t->base, r->old) ||
		    path_under(r->old, t->base) || path_under(t->base, to) ||
		    cstr_eq(t->file, gowork) || cstr_eq(t->file, last))
			continue;
		last = t->file;
		fix_note(r->run, p, MSG(r->arena, N_(
			"The workspace {0} lists it and goes on doing so, but "
			"in {1} go does not find it: it looks in the folders "
			"above. Choose a folder below {2}, or set GOWORK to "
			"that file."), t->file, to, t->base));
	}
}

static void note_tree(struct relocate *r, struct plan *p, const char *to)
{
	struct arena *a = r->arena;
	const struct place *off = without_modules(r->run->snap);
	size_t i;

	if (!r->host->same_fs(r->host, r->old, to)) {
		fix_note(r->run, p, MSG(a, N_(
			"{0} lies on another file system: {1} files, {2} "
			"bytes, are copied, and the old tree is kept for undo "
			"until it is purged."), to,
			arena_printf(a, "%lld", (long long)r->nfiles),
			arena_printf(a, "%lld", (long long)r->bytes)));
		if (r->nhard)
			fix_note(r->run, p, MSG_N(a, N_(
				"{n} file has another name outside (hard "
				"link); the copy is a file of its own: {0}"),
				N_("{n} files have other names outside (hard "
				   "links); the copies are files of their own, "
				   "the first: {0}"), r->nhard,
				shown(r, r->hard)));
	}
	for (i = 0; i < r->nworktrees; i++)
		fix_note(r->run, p, MSG(a, N_(
			"The linked work tree {0} stays where it is."),
			r->worktrees[i]));
	if (off && r->gopath && !fix_yes(r->run, "leave-link"))
		fix_note(r->run, p, MSG(a, N_(
			"In {0} GO111MODULE is off: there go finds its "
			"packages in GOPATH/src only, and does so no longer."),
			off->name));
	if (r->cut)
		fix_note(r->run, p, MSG(a, r->cut));
	fix_note(r->run, p, MSG(a, N_(
		"Looked through for the old place: GOPATH/src, the folders "
		"above it, the projects in your home folder, your shell's and "
		"git's files. What else names it is not known.")));
	fix_note(r->run, p, MSG(a, N_(
		"Terminals and editors that are open in it have to be sent to "
		"the new folder. {0} stays, also when it is empty now."),
		path_dir(a, r->spelled)));
}

/* For the shell that stands in it. */
static const char *shell_line(struct relocate *r, const char *to)
{
	const struct place *p = r->run->place;
	const char *rel;
	bool path = false;
	size_t i;

	if (!p || !p->cwd || !relocate_holds(r, p->cwd, &rel))
		return NULL;
	for (i = 0; i < p->npath; i++)
		path = path || (path_is_abs(p->path[i].dir) &&
				relocate_holds(r, p->path[i].dir, NULL));
	return arena_printf(r->arena, "cd %s%s",
			    shell_quote(r->arena,
					path_join(r->arena, to, rel)),
			    path ? "; hash -r" : "");
}

static void add_verify(struct relocate *r, struct plan *p)
{
	const struct snapshot *s = r->run->snap;
	size_t i, n = 0;

	for (i = 0; i < s->nmodules && n < VERIFY_MAX; i++) {
		const struct module *m = &s->modules[i];
		const char *dir = r->host->real(r->host, r->arena,
						fix_abs(r->run, m->dir));

		if (m->fixture || m->unreadable || !dir ||
		    !path_under(r->old, dir))
			continue;
		(void)fix_verify(r->run, p, dir, MSG(r->arena, N_(
			"it builds as before")),
			"go", "build", "-o", "/dev/null", "./...", NULL);
		n++;
	}
	if (r->git_dir)
		(void)fix_verify(r->run, p, r->old, MSG(r->arena, N_(
			"git finds its repository")),
			"git", "rev-parse", "--git-dir", NULL);
	for (i = 0; i < r->nworktrees; i++)
		(void)fix_verify(r->run, p, r->worktrees[i], MSG(r->arena, N_(
			"the linked work tree finds its repository")),
			"git", "rev-parse", "--git-dir", NULL);
}

int relocate_append(struct relocate *r, struct plan *out, const char *to,
		    struct error *err)
{
	struct fix_run *run = r->run;
	size_t i;

	if (r->whole)
		out->root = r->old;
	for (i = 0; i < r->nties; i++)
		if (mend_file(r, out, i, to, err))
			return -1;
	if (make_parents(r, out, to, err) ||
	    fix_move(run, out, r->old, to, err))
		return -1;
	out->ops[out->nops - 1].what = MSG(run->arena, N_(
		"all that is in it, as it is"));
	if (fix_yes(run, "leave-link")) {
		if (fix_link(run, out, r->old, to, err))
			return -1;
		out->ops[out->nops - 1].what = MSG(run->arena, N_(
			"what names the old place still finds it"));
	}
	note_named(r, out);
	note_changed(r, out, to);
	note_workspaces(r, out, to);
	note_tree(r, out, to);
	out->shell_line = shell_line(r, to);
	add_verify(r, out);
	return 0;
}

static int build(struct fix_run *run, struct plan *out, struct error *err)
{
	struct relocate r;

	/* The offer was made a moment ago; this look is the plan's. */
	run->offer.choices = NULL;
	run->offer.nchoices = 0;
	if (!survey(&r, run)) {
		const char *why = msg_english(run->arena, &r.refused);

		return error_set(err, "%s", why);
	}
	return relocate_append(&r, out, fix_value(run, "to"), err);
}

const struct fix fix_relocate_project = {
	.id = "relocate-project",
	.title = N_("move the whole work tree out of GOPATH/src"),
	.about = N_("Moves the work tree with all that is in it: untracked and "
		    "ignored files, submodules, nested repositories. What ties "
		    "it to the old place is mended: linked work trees, replace "
		    "and use lines, links. Scripts and settings that name it "
		    "are listed, not changed. It builds where it is, too: "
		    "nothing has to move."),
	.serves = serves,
	.choices = choices,
	.build = build,
};
