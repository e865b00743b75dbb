/* Pane 1: modules, workspaces, locks and the files that pin a Go. */
#include "config.h"

#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "report/words.h"

/* Findings by where they are: a module's folder or a file. */
struct tally {
	struct map map;
	bool any;		/* else there is no column for the badges */
	struct arena arena;
};

struct count {
	enum severity worst;
	int n;
};

static void tally_add(struct tally *t, const char *key, enum severity s)
{
	struct count *c = map_get(&t->map, key);

	t->any = true;
	if (!c) {
		c = ARENA_NEW(&t->arena, struct count);
		map_put(&t->map, key, c);
	}
	if (s > c->worst) {
		c->worst = s;
		c->n = 0;
	}
	if (s == c->worst)
		c->n++;
}

static void tally_all(const struct app *app, struct tally *t)
{
	const struct session_view *v = app->view;
	size_t i;

	memset(t, 0, sizeof(*t));
	arena_init(&t->arena);
	for (i = 0; i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];

		if (!cstr_empty(f->module))
			tally_add(t, arena_printf(&t->arena, "m:%s",
						  f->module), f->severity);
		if (!cstr_empty(f->path))
			tally_add(t, arena_printf(&t->arena, "f:%s", f->path),
				  f->severity);
	}
}

static void tally_release(struct tally *t)
{
	map_release(&t->map);
	arena_release(&t->arena);
}

#define BADGE_COLS 3

static void badge_count(struct list *l, struct row *r, const struct tally *t,
			const struct count *c)
{
	if (c && c->n)
		row_span(l, r, app_severity_role(c->worst),
			 arena_printf(&l->arena, " %c%d",
				      words_severity_letter(c->worst), c->n))
			->right = true;
	else if (t->any)
		/* What stands before it lines up over all rows. */
		row_span(l, r, LOOK_TEXT, "   ")->right = true;
}

static void badge(struct app *app, struct list *l, struct row *r,
		  const struct tally *t, const char *kind, const char *what)
{
	char *key = arena_printf(&l->arena, "%s:%s", kind, what);

	(void)app;
	badge_count(l, r, t, map_get(&t->map, key));
}

static const char *fold_mark(bool open)
{
	return open ? "\u25be " : "\u25b8 ";
}

static struct row *leaf(struct app *app, struct list *l, const char *key,
			const char *label, enum look role)
{
	struct row *r = list_row(l, key);

	(void)app;
	row_span(l, r, LOOK_TEXT, "    ");
	row_span(l, r, role, label);
	row_span(l, r, LOOK_TEXT, " ");
	return r;
}

static void right(struct list *l, struct row *r, enum look role,
		  const char *text)
{
	row_span(l, r, role, text)->right = true;
}

static const char *git_word(enum git_state g)
{
	switch (g) {
	case GIT_CHANGED:
		return C_("git", "changed");
	case GIT_UNTRACKED:
		return C_("git", "untracked");
	case GIT_IGNORED:
		return C_("git", "ignored");
	case GIT_DELETED:
		return C_("git", "deleted");
	case GIT_UNKNOWN:
	case GIT_TRACKED:
		break;
	}
	return NULL;
}

/* A word, or git's own letter where there is little room. */
static void git_note(struct list *l, struct row *r, enum git_state g, int cols)
{
	const char *w = git_word(g);

	if (w && cols < 44 && (g == GIT_CHANGED || g == GIT_UNTRACKED))
		w = g == GIT_CHANGED ? "M" : "?";

	if (w)
		right(l, r, g == GIT_IGNORED || g == GIT_DELETED ? LOOK_WARNING
								 : LOOK_DIM,
		      arena_printf(&l->arena, " %s", w));
}

static const char *count_text(struct arena *a, const char *text, int n)
{
	return arena_printf(a, text, n);
}

static void module_files(struct app *app, struct list *l,
			 const struct tally *t, const struct module *m,
			 int cols)
{
	struct arena *a = &l->arena;
	struct row *r;

	r = leaf(app, l, arena_printf(a, "f:%s", m->gomod), "go.mod",
		 LOOK_TEXT);
	r->path = m->gomod;
	if (m->unreadable)
		right(l, r, LOOK_ERROR, C_("file", "unreadable"));
	else
		right(l, r, LOOK_DIM, count_text(a,
			ngettext("%d require", "%d requires",
				 (unsigned long)m->nrequires),
			(int)m->nrequires));
	git_note(l, r, m->git, cols);
	badge(app, l, r, t, "f", m->gomod);
	if (m->gosum.file) {
		r = leaf(app, l, arena_printf(a, "f:%s", m->gosum.file),
			 "go.sum", LOOK_TEXT);
		r->path = m->gosum.file;
		right(l, r, LOOK_DIM, count_text(a,
			ngettext("%d line", "%d lines",
				 (unsigned long)m->gosum.nlines),
			m->gosum.nlines));
		git_note(l, r, m->gosum.git, cols);
		badge(app, l, r, t, "f", m->gosum.file);
	}
	if (m->vendor.dir) {
		char *txt = path_join(a, m->vendor.dir, "modules.txt");

		r = leaf(app, l, arena_printf(a, "f:%s", m->vendor.dir),
			 "vendor/", LOOK_TEXT);
		if (m->vendor.has_modules_txt) {
			r->path = txt;
			right(l, r, LOOK_DIM, count_text(a,
				ngettext("%d module", "%d modules",
					 (unsigned long)m->vendor.nmodules),
				(int)m->vendor.nmodules));
		} else {
			right(l, r, LOOK_DIM,
			      C_("vendor", "no modules.txt"));
		}
		if (m->vendor.ignored_whole)
			git_note(l, r, GIT_IGNORED, cols);
		if (map_has(&t->map, arena_printf(a, "f:%s", txt)))
			badge(app, l, r, t, "f", txt);
		else
			badge(app, l, r, t, "f", m->vendor.dir);
	}
}

static void module_row(struct app *app, struct list *l, const struct tally *t,
		       const struct module *m, bool by_default, int cols)
{
	struct arena *a = &l->arena;
	bool open = app_is_open(app, m->dir, by_default);
	bool in_view = cstr_eq(app->module, m->dir);
	const char *go = m->go_version
		? arena_printf(a, "go %s", app_text(app, a, m->go_version))
		: C_("go line", "no go line");
	int room = cols - text_cols_of(go) - (t->any ? BADGE_COLS : 0) - 3;
	const char *dir = app_brief(a, app_text(app, a, m->dir), room);
	const char *path = app_text(app, a, m->path);
	struct row *r = list_row(l, arena_printf(a, "m:%s", m->dir));

	r->kind = ROW_MODULE;
	r->arg = m->dir;
	r->path = m->gomod;
	r->line = m->path_line;
	r->match = arena_printf(a, "%s %s", app_text(app, a, m->dir),
				app_text(app, a, m->path));
	row_span(l, r, LOOK_DIM, fold_mark(open));
	row_span(l, r, in_view ? LOOK_BRAND
		       : m->fixture ? LOOK_DIM : LOOK_STRONG,
		 dir)->tail = true;
	room -= text_cols_of(dir) + 2;
	if (m->path && (cstr_eq(m->dir, ".") ? room >= 8
			: text_cols_of(path) <= room)) {
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_DIM, app_brief(a, path, room));
	}
	right(l, r, LOOK_TEXT, go);
	badge(app, l, r, t, "m", m->dir);
	if (open)
		module_files(app, l, t, m, cols);
}

static void workspaces(struct app *app, struct list *l, const struct tally *t,
		       int cols)
{
	const struct snapshot *s = app->view->snap;
	struct arena *a = &l->arena;
	size_t i;

	for (i = 0; i < s->nworkspaces; i++) {
		const struct workspace *w = &s->workspaces[i];
		struct row *r;

		if (w->fixture)
			continue;
		r = list_row(l, arena_printf(a, "f:%s", w->file));
		r->path = w->file;
		row_span(l, r, LOOK_DIM, w->above ? "\u2191 " : "  ");
		row_span(l, r, LOOK_STRONG, app_path(app, a, w->file));
		row_span(l, r, LOOK_TEXT, "  ");
		if (w->go_version && cols >= 44)
			row_span(l, r, LOOK_DIM, arena_printf(a, "go %s",
				 app_text(app, a, w->go_version)));
		right(l, r, LOOK_DIM, count_text(a,
			ngettext("%d module", "%d modules",
				 (unsigned long)w->nuses), (int)w->nuses));
		git_note(l, r, w->git, cols);
		badge(app, l, r, t, "f", w->file);
	}
}

static const char *file_label(enum file_kind k)
{
	switch (k) {
	case FILE_GITHUB_WORKFLOW:
		return C_("file kind", "workflow");
	case FILE_GITLAB_CI:
		return C_("file kind", "GitLab CI");
	case FILE_DOCKERFILE:
		return C_("file kind", "image");
	case FILE_GO_VERSION:
	case FILE_TOOL_VERSIONS:
	case FILE_MISE:
		return C_("file kind", "version pin");
	case FILE_DEVCONTAINER:
		return C_("file kind", "dev container");
	case FILE_OTHER_CI:
		return C_("file kind", "CI");
	}
	return "";
}

static void file_row(struct app *app, struct list *l, const struct tally *t,
		     int cols, const struct repo_file *f, int indent)
{
	struct arena *a = &l->arena;
	struct row *r = list_row(l, arena_printf(a, "f:%s", f->path));
	const char *path = app_text(app, a, f->path);
	const char *label = f->pin ? app_text(app, a, f->pin)
				   : file_label(f->kind);
	int room = cols - indent - 1 - (t->any ? BADGE_COLS : 0), share;

	/* The path of one that pins nothing says what it is. */
	if (!f->pin && text_cols_of(path) + text_cols_of(label) + 1 > room)
		label = "";
	share = room - 1 - text_cols_of(path);
	if (share < room * 9 / 20)
		share = room * 9 / 20;
	label = app_brief(a, label, share);
	if (text_cols_of(label) > share)
		label = text_head(a, label, share);
	r->path = f->path;
	r->line = f->pin_line;
	row_span(l, r, LOOK_TEXT, "")->cols = indent;
	row_span(l, r, LOOK_TEXT,
		 app_brief(a, path, room - text_cols_of(label)))->tail = true;
	if (*label)
		right(l, r, LOOK_DIM, label);
	git_note(l, r, f->git, cols);
	badge(app, l, r, t, "f", f->path);
}

enum file_group { GROUP_PIN, GROUP_IMAGE, GROUP_CI, GROUP_OTHER };

static enum file_group group_of(const struct repo_file *f)
{
	switch (f->kind) {
	case FILE_GITHUB_WORKFLOW:
	case FILE_GITLAB_CI:
	case FILE_OTHER_CI:
		return GROUP_CI;
	case FILE_DOCKERFILE:
	case FILE_DEVCONTAINER:
		return f->pin ? GROUP_IMAGE : GROUP_OTHER;
	case FILE_GO_VERSION:
	case FILE_TOOL_VERSIONS:
	case FILE_MISE:
		break;
	}
	return f->pin ? GROUP_PIN : GROUP_OTHER;
}

static const char *group_text(struct arena *a, enum file_group g, int n)
{
	unsigned long many = (unsigned long)n;

	switch (g) {
	case GROUP_IMAGE:
		return count_text(a, ngettext("%d image", "%d images", many),
				  n);
	case GROUP_CI:
		return count_text(a, ngettext("%d CI file", "%d CI files",
					      many), n);
	case GROUP_PIN:
	case GROUP_OTHER:
		break;
	}
	return count_text(a, ngettext("%d other build file",
				      "%d other build files", many), n);
}

/* More of a kind than this fold away. */
static int group_limit(enum file_group g)
{
	return g == GROUP_CI ? 3 : g == GROUP_IMAGE ? 6 : 4;
}

static void file_group(struct app *app, struct list *l, const struct tally *t,
		       int cols, enum file_group g)
{
	const struct snapshot *s = app->view->snap;
	struct arena *a = &l->arena;
	struct count sum = { SEVERITY_NONE, 0 };
	const char *name = arena_printf(a, "?files%d", (int)g);
	bool folds, open = true;
	int n = 0;
	size_t i;

	for (i = 0; i < s->nfiles; i++) {
		const struct repo_file *f = &s->files[i];
		const struct count *c;

		if (f->fixture || group_of(f) != g)
			continue;
		n++;
		c = map_get(&t->map, arena_printf(a, "f:%s", f->path));
		if (c && c->worst > sum.worst)
			sum = *c;
		else if (c && c->worst == sum.worst)
			sum.n += c->n;
	}
	folds = g != GROUP_PIN && n > group_limit(g);
	if (folds) {
		struct row *r = list_row(l, arena_printf(a, "g:%s", name));

		open = app_is_open(app, name, false);
		r->kind = ROW_GROUP;
		r->arg = name;
		row_span(l, r, LOOK_DIM, fold_mark(open));
		row_span(l, r, LOOK_DIM, group_text(a, g, n));
		badge_count(l, r, t, open ? NULL : &sum);
	}
	for (i = 0; open && i < s->nfiles; i++)
		if (!s->files[i].fixture && group_of(&s->files[i]) == g)
			file_row(app, l, t, cols, &s->files[i],
				 folds ? 4 : 2);
}

/* Those that pin a Go are seen; many of a kind fold away. */
static void files(struct app *app, struct list *l, const struct tally *t,
		  int cols)
{
	static const enum file_group order[] = { GROUP_PIN, GROUP_IMAGE,
						 GROUP_CI, GROUP_OTHER };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(order); i++)
		file_group(app, l, t, cols, order[i]);
}

static void others(struct app *app, struct list *l, const struct tally *t,
		   int cols)
{
	const struct snapshot *s = app->view->snap;
	struct arena *a = &l->arena;
	struct row *r;
	size_t i;

	for (i = 0; i < s->nloose; i++) {
		const struct loose_project *p = &s->loose[i];

		if (p->fixture)
			continue;
		r = list_row(l, arena_printf(a, "l:%s", p->dir));
		r->path = p->first_file;
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_STRONG, app_text(app, a, p->dir));
		right(l, r, LOOK_DIM, C_("project", "no go.mod"));
		badge(app, l, r, t, "f", p->dir);
	}
	for (i = 0; i < s->nlocks; i++) {
		const struct legacy_lock *k = &s->locks[i];

		if (k->fixture)
			continue;
		r = list_row(l, arena_printf(a, "f:%s", k->path));
		r->path = k->path;
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_TEXT, app_text(app, a, k->path));
		right(l, r, LOOK_DIM, app_text(app, a, k->tool));
		badge(app, l, r, t, "f", k->path);
	}
	files(app, l, t, cols);
}

static void fixtures(struct app *app, struct list *l, const struct tally *t,
		     int cols)
{
	const struct snapshot *s = app->view->snap;
	struct arena *a = &l->arena;
	int n = 0;
	size_t i;
	struct row *r;
	bool open = app_is_open(app, "?fixtures", false);

	for (i = 0; i < s->nmodules; i++)
		n += s->modules[i].fixture;
	if (!n)
		return;
	r = list_row(l, "g:fixtures");
	r->kind = ROW_GROUP;
	r->arg = "?fixtures";
	row_span(l, r, LOOK_DIM, fold_mark(open));
	row_span(l, r, LOOK_DIM, count_text(a,
		 ngettext("%d module of test data", "%d modules of test data",
			  (unsigned long)n), n));
	for (i = 0; open && i < s->nmodules; i++)
		if (s->modules[i].fixture)
			module_row(app, l, t, &s->modules[i], false, cols);
}

static void empty(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;

	if (v && v->fatal)
		return;
	if (!v || !v->first_done)
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("Walking the folder…"));
	else
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("No go.mod, go.work, Go file or legacy lock was "
			    "found here. \"go mod init\" makes a module; q "
			    "quits."));
}

static void build(struct app *app, struct list *l, int cols)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	size_t i, real = 0;
	struct tally t;

	if (s) {
		tally_all(app, &t);
		for (i = 0; i < s->nmodules; i++)
			real += !s->modules[i].fixture;
		workspaces(app, l, &t, cols);
		for (i = 0; i < s->nmodules; i++) {
			const struct module *m = &s->modules[i];

			if (!m->fixture)
				module_row(app, l, &t, m, real <= 3 ||
					   cstr_eq(m->dir, "."), cols);
		}
		others(app, l, &t, cols);
		fixtures(app, l, &t, cols);
		tally_release(&t);
	}
	if (!l->nall)
		empty(app, l, cols);
}

static const char *title(void)
{
	return C_("pane", "Repository");
}

static void status(const struct app *app, struct strbuf *out)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	size_t i;
	int n = 0;

	for (i = 0; s && i < s->nmodules; i++)
		n += !s->modules[i].fixture;
	if (n > 1)
		strbuf_addf(out, ngettext("%d module", "%d modules",
					  (unsigned long)n), n);
}

const struct pane_ops pane_repo = { title, build, status, NULL };
