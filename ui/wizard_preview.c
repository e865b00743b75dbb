/* The preview of a fix: what will change, and the text of each change. */
#include "config.h"

#include "ui/wizard.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "report/plan_text.h"
#include "report/words.h"
#include "ui/app.h"

char change_letter(enum plan_change_kind k)
{
	switch (k) {
	case CHANGE_ADDED:
		return 'A';
	case CHANGE_MODIFIED:
		return 'M';
	case CHANGE_REMOVED:
		return 'D';
	case CHANGE_MOVED:
		return 'R';
	case CHANGE_MODE:
		return 'P';
	case CHANGE_LINK:
		return 'L';
	case CHANGE_INDEX:
		return 'I';
	}
	return ' ';
}

const char *change_word(enum plan_change_kind k)
{
	switch (k) {
	case CHANGE_ADDED:
		return C_("change", "added");
	case CHANGE_MODIFIED:
		return C_("change", "modified");
	case CHANGE_REMOVED:
		return C_("change", "removed");
	case CHANGE_MOVED:
		return C_("change", "moved");
	case CHANGE_MODE:
		return C_("change", "permissions");
	case CHANGE_LINK:
		return C_("change", "link");
	case CHANGE_INDEX:
		return C_("change", "git's index");
	}
	return "";
}

static enum look change_look(enum plan_change_kind k)
{
	switch (k) {
	case CHANGE_ADDED:
	case CHANGE_LINK:
		return LOOK_PLUS;
	case CHANGE_REMOVED:
		return LOOK_MINUS;
	case CHANGE_MODIFIED:
	case CHANGE_MODE:
		return LOOK_WARNING;
	case CHANGE_MOVED:
	case CHANGE_INDEX:
		return LOOK_ADVICE;
	}
	return LOOK_TEXT;
}

const char *change_path(const struct app *app, struct arena *a,
			const struct plan *p, const char *path)
{
	if (p->root && path && path_under(p->root, path) &&
	    strcmp(p->root, path))
		return app_text(app, a, path_rel(a, p->root, path));
	return app_path(app, a, path);
}

void change_size(struct app *app, struct list *l, struct row *r,
		 const struct plan_change *c)
{
	struct arena *a = &l->arena;
	const char *text = "";

	(void)app;
	if (c->plus)
		row_span(l, r, LOOK_PLUS,
			 arena_printf(a, " +%d", c->plus))->right = true;
	if (c->minus)
		row_span(l, r, LOOK_MINUS,
			 arena_printf(a, " \u2212%d", c->minus))->right = true;
	if (c->plus || c->minus) {
		row_span(l, r, LOOK_TEXT, " ")->right = true;
		return;
	}
	if (c->nfiles)
		text = arena_printf(a, ngettext(" %lld file, %s ",
						" %lld files, %s ",
						(unsigned long)c->nfiles),
				    (long long)c->nfiles,
				    words_bytes(a, c->bytes_before
						? c->bytes_before
						: c->bytes_after));
	else if (c->kind == CHANGE_REMOVED && c->bytes_before)
		text = arena_printf(a, " %s ", words_bytes(a, c->bytes_before));
	else if (c->bytes_after && c->kind != CHANGE_MODE)
		text = arena_printf(a, " %s ", words_bytes(a, c->bytes_after));
	if (*text)
		row_span(l, r, LOOK_DIM, text)->right = true;
}

/* Groups */

struct group {
	const char *name;	/* "" for none */
	size_t first, last;	/* chained through next[] */
	size_t n;
	int64_t plus, minus;
	size_t common;		/* bytes of the folder that all paths share */
};

struct groups {
	struct group *v;
	size_t n;
	size_t *next;
};

/* How much of `a` is a folder of `b` too. */
static size_t common_folder(const char *a, size_t n, const char *b)
{
	size_t i, slash = 0;

	for (i = 0; i < n && a[i] && a[i] == b[i]; i++)
		if (a[i] == '/')
			slash = i + 1;
	return slash;
}

static void gather(struct arena *a, const struct plan *p, struct groups *g)
{
	struct map seen = MAP_INIT;
	size_t i;

	memset(g, 0, sizeof(*g));
	g->next = arena_alloc(a, mem_mul(p->nchanges ? p->nchanges : 1,
					 sizeof(*g->next)));
	for (i = 0; i < p->nchanges; i++) {
		const struct plan_change *c = &p->changes[i];
		const char *name = c->group ? c->group : "";
		size_t at = (size_t)(uintptr_t)map_get(&seen, name);
		struct group *v;

		if (at) {
			v = &g->v[at - 1];
			g->next[v->last] = i;
			v->common = common_folder(p->changes[v->first].path,
						  v->common, c->path);
		} else {
			v = ARENA_PUSH(a, g->v, g->n);
			map_put(&seen, name, (void *)(uintptr_t)g->n);
			v->name = name;
			v->first = i;
			v->common = common_folder(c->path, strlen(c->path),
						  c->path);
		}
		v->last = i;
		v->n++;
		v->plus += c->plus;
		v->minus += c->minus;
	}
	map_release(&seen);
}

static void change_row(struct app *app, struct list *l, const struct plan *p,
		       size_t i, const struct group *g)
{
	const struct plan_change *c = &p->changes[i];
	struct arena *a = &l->arena;
	struct row *r = list_row(l, arena_printf(a, "c:%zu", i));
	const char *path = *g->name ? app_text(app, a, c->path + g->common)
				    : change_path(app, a, p, c->path);
	struct piece *name;

	r->kind = ROW_CHANGE;
	r->index = i;
	r->arg = *g->name ? g->name : NULL;
	r->match = path;
	row_span(l, r, LOOK_TEXT, *g->name ? "   " : " ");
	row_span(l, r, change_look(c->kind),
		 arena_printf(a, "%c ", change_letter(c->kind)));
	name = row_span(l, r, LOOK_TEXT, path);
	if (c->kind == CHANGE_MOVED || c->kind == CHANGE_LINK) {
		row_span(l, r, LOOK_DIM, " \u2192 ");
		row_span(l, r, LOOK_TEXT, c->kind == CHANGE_MOVED
			 ? change_path(app, a, p, c->to)
			 : app_text(app, a, c->to));
	} else {
		name->tail = true;
	}
	change_size(app, l, r, c);
}

static void group_row(struct app *app, struct list *l, const struct group *g,
		      bool open)
{
	struct arena *a = &l->arena;
	struct row *r = list_row(l, arena_printf(a, "g:%s", g->name));

	r->kind = ROW_FOLD;
	r->arg = g->name;
	row_span(l, r, LOOK_BRAND, open ? "\u25be " : "\u25b8 ");
	row_span(l, r, LOOK_NAME, app_text(app, a, g->name));
	if (!open)
		row_span(l, r, LOOK_DIM, arena_printf(a,
			ngettext(" %zu file", " %zu files",
				 (unsigned long)g->n), g->n))->right = true;
	if (g->plus)
		row_span(l, r, LOOK_PLUS, arena_printf(a, " +%lld",
				(long long)g->plus))->right = true;
	if (g->minus)
		row_span(l, r, LOOK_MINUS, arena_printf(a, " \u2212%lld",
				(long long)g->minus))->right = true;
	row_span(l, r, LOOK_TEXT, " ")->right = true;
}

/* What runs afterwards: beside it stand the exact lines. */
static void then_row(struct app *app, struct list *l)
{
	const struct fixrun_view *v = app->wizard.view;
	size_t i, n = 0;
	struct row *r;

	for (i = 0; i < v->ncommands; i++)
		n += wizard_is_to_come(&v->commands[i]);
	if (!n)
		return;
	r = list_row(l, "then");
	row_span(l, r, LOOK_HEAD, arena_printf(&l->arena, " %s  ",
					       C_("preview", "Then")));
	row_span(l, r, LOOK_DIM, arena_printf(&l->arena, ngettext(
		"runs %zu command", "runs %zu commands", (unsigned long)n),
		n));
}

static const char *note_words(struct arena *a, size_t n)
{
	return arena_printf(a, ngettext("%zu thing to know before",
					"%zu things to know before",
					(unsigned long)n), n);
}

/* What is cut below: beside it stands all of it. */
static void note_row(struct app *app, struct list *l)
{
	const struct plan *p = app->wizard.view->plan;
	struct row *r;

	if (!p->nnotes)
		return;
	r = list_row(l, "note");
	row_span(l, r, LOOK_HEAD, arena_printf(&l->arena, " %s  ",
					       C_("preview", "Note")));
	row_span(l, r, LOOK_DIM, note_words(&l->arena, p->nnotes));
}

static void ran_row(struct app *app, struct list *l);

bool wizard_opens_beside(const struct row *r)
{
	return r && (r->kind == ROW_CHANGE || cstr_eq(r->key, "then") ||
		     cstr_eq(r->key, "ran") || cstr_eq(r->key, "note"));
}

void wizard_build_changes(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct plan *p = w->view->plan;
	struct groups g;
	size_t i, k, c;

	if (!p)
		return;
	/* What became of what is to be read before anything else. */
	if (p->nreport)
		note_row(app, l);
	gather(&l->arena, p, &g);
	for (i = 0; i < g.n; i++) {
		const struct group *v = &g.v[i];
		bool open = wizard_unfolds(w, v->name, true);

		/* What is filtered must be there. */
		open = open || l->filter.len;
		if (*v->name)
			group_row(app, l, v, open);
		if (!open && *v->name)
			continue;
		for (k = 0, c = v->first; k < v->n; k++, c = g.next[c])
			change_row(app, l, p, c, v);
	}
	if (!p->nchanges)
		list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_TEXT,
			  _("Nothing has to change."));
	then_row(app, l);
	ran_row(app, l);
	if (w->brief && (w->layout.info.rows || w->zoomed)) {
		if (!p->nreport)
			note_row(app, l);
	} else if (!w->layout.info.rows && w->info.nall) {
		/* What has no room of its own below stands here, in full. */
		list_row(l, NULL)->skip = true;
		wizard_build_info(app, l, cols, false);
	}
}

/* Notes, then, keeps, ran */

static int info_cols(void)
{
	const char *const words[] = {
		C_("preview", "Ran"), C_("preview", "Keeps"),
		C_("preview", "Then"), C_("preview", "Note"),
		C_("preview", "Each"),
	};
	int most = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++) {
		int n = text_cols_of(words[i]);

		most = n > most ? n : most;
	}
	return most + 3;
}

struct info {
	struct app *app;
	struct list *l;
	int cols;
	bool brief;		/* a row each, cut */
};

static void info_row(const struct info *in, const char *word, enum look look,
		     const char *text)
{
	struct arena *a = &in->l->arena;
	const char *lead = arena_printf(a, " %s", word);
	struct row *r;

	text = app_text(in->app, a, text);
	if (!in->brief) {
		list_wrap(in->l, NULL, look, info_cols(), in->cols, lead,
			  LOOK_HEAD, text);
		return;
	}
	r = list_row(in->l, NULL);
	row_span(in->l, r, LOOK_HEAD, lead)->cols = info_cols();
	row_span(in->l, r, look, text);
}

/* One of several: where each begins is to be seen. */
static void info_item(const struct info *in, const char *word, enum look look,
		      const char *text)
{
	struct arena *a = &in->l->arena;
	int pad = info_cols() - 1 - text_cols_of(word);

	list_wrap(in->l, NULL, look, info_cols() + 2, in->cols,
		  arena_printf(a, " %s%*s\u2022 ", word, pad, ""), LOOK_HEAD,
		  app_text(in->app, a, text));
}

/* More than these are a row, and stand beside it. */
#define RAN_ROWS 3

static size_t count_ran(const struct fixrun_view *v)
{
	size_t i, n = 0;

	for (i = 0; i < v->ncommands; i++)
		n += v->commands[i].done;
	return n;
}

static const char *ran_words(struct arena *a, size_t n)
{
	return arena_printf(a, ngettext(
		"%zu command, in a private folder",
		"%zu commands, in a private folder", (unsigned long)n), n);
}

static void ran_row(struct app *app, struct list *l)
{
	size_t n = count_ran(app->wizard.view);
	struct row *r;

	if (n <= RAN_ROWS)
		return;
	r = list_row(l, "ran");
	row_span(l, r, LOOK_HEAD, arena_printf(&l->arena, " %s  ",
					       C_("preview", "Ran")));
	row_span(l, r, LOOK_DIM, ran_words(&l->arena, n));
}

static void info_commands(const struct info *in)
{
	const struct fixrun_view *v = in->app->wizard.view;
	size_t i, n = count_ran(v);
	bool any = false;

	if (n > RAN_ROWS) {
		info_row(in, C_("preview", "Ran"), LOOK_TEXT,
			 ran_words(&in->l->arena, n));
		return;
	}
	for (i = 0; i < v->ncommands; i++) {
		if (!v->commands[i].done)
			continue;
		info_row(in, any ? "" : C_("preview", "Ran"), LOOK_COMMAND,
			 runlist_brief(&in->l->arena, &v->commands[i]));
		any = true;
	}
}

/* What is run afterwards, each line once. */
/* The same command in several folders is named once. */
static const char *then_lines(const struct fixrun_view *v, struct arena *a)
{
	const char **briefs = arena_alloc(a, mem_mul(v->ncommands + 1,
						     sizeof(*briefs)));
	const char *then = "";
	size_t i, k, n = 0;

	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		if (!wizard_is_to_come(c))
			continue;
		briefs[n] = runlist_brief(a, c);
		for (k = 0; k < n && !cstr_eq(briefs[k], briefs[n]); k++)
			;
		if (k < n)
			continue;
		then = arena_printf(a, "%s%s%s", then, *then ? "; " : "",
				    briefs[n++]);
	}
	return then;
}

static void info_notes(const struct info *in)
{
	const struct plan *p = in->app->wizard.view->plan;
	size_t i;

	/* The row of the notes, above, has them beside it. */
	if (in->brief && p->nnotes > 2) {
		info_row(in, C_("preview", "Note"), LOOK_WARNING,
			 note_words(&in->l->arena, p->nnotes));
		return;
	}
	for (i = 0; i < p->nnotes; i++) {
		const char *word = i ? "" : C_("preview", "Note");
		const char *text = msg_text(&in->l->arena, &p->notes[i]);

		if (p->nnotes == 1 || in->brief)
			info_row(in, word, LOOK_WARNING, text);
		else
			info_item(in, word, LOOK_TEXT, text);
	}
}

/* Which this plan does, by which gate, and which remain. */
static void info_stages(const struct info *in)
{
	const struct plan *p = in->app->wizard.view->plan;
	struct arena *a = &in->l->arena;
	bool any = false;
	size_t i;

	if (!plan_by_stages(p))
		return;
	if (in->brief) {
		info_row(in, C_("preview", "Stages"), LOOK_TEXT,
			 plan_next_leg(p)
			 ? arena_printf(a, _("now %s; later %s"),
					plan_stages(a, p, false),
					plan_stages(a, p, true))
			 : arena_printf(a, _("now %s; none remains"),
					plan_stages(a, p, false)));
		return;
	}
	for (i = 0; i < p->nlegs; i++, any = true)
		info_item(in, any ? "" : C_("preview", "Stages"), LOOK_TEXT,
			  arena_printf(a, p->legs[i].later
				? _("%s, later: %s. Gate: %s")
				: _("%s, now: %s. Gate: %s"), p->legs[i].id,
				msg_text(a, &p->legs[i].what),
				msg_text(a, &p->legs[i].gate)));
	info_row(in, "", LOOK_DIM, strchr(plan_stages(a, p, false), ',')
		 ? _("Those of now are one plan: their gates stand at its end, "
		     "and it is put back as a whole where one does not hold.")
		 : _("The gate is what must hold once the stage is done; where "
		     "it does not, the stage is put back."));
	if (plan_next_leg(p) || p->goes_on)
		info_row(in, "", LOOK_DIM,
			 _("You can stop behind each plan, and go on later; u "
			   "then takes back the last one, U all of them."));
}

/* Must they pass afterwards, whatever they do now? */
static bool must_pass(const struct fixrun_view *v)
{
	size_t i, n = 0, must = 0;

	for (i = 0; i < v->ncommands; i++)
		if (wizard_is_to_come(&v->commands[i])) {
			n++;
			must += v->commands[i].command &&
				v->commands[i].command->must_pass;
		}
	return n && must == n;
}

/* What has to hold afterwards. */
static const char *end_words(const struct info *in)
{
	const struct fixrun_view *v = in->app->wizard.view;
	struct arena *a = &in->l->arena;
	const char *then = then_lines(v, a);
	bool finding = v->plan->nfindings;

	if (!*then)
		return finding
		? _("the finding must be gone and no error be new, or all is "
		    "put back")
		: _("no error may be new, or all is put back");
	then = arena_printf(a, must_pass(v) ? _("%s must pass")
			    : _("%s must pass if it passes now"), then);
	return arena_printf(a, in->brief ? _("%s, or all is put back")
		: finding
		? _("%s, the finding must be gone and no error be new, or all "
		    "is put back")
		: _("%s and no error be new, or all is put back"), then);
}

static void info_end(const struct info *in)
{
	const struct plan *p = in->app->wizard.view->plan;
	struct arena *a = &in->l->arena;

	info_row(in, C_("preview", "Then"), LOOK_TEXT, end_words(in));
	info_row(in, C_("preview", "Keeps"), LOOK_TEXT, p->undo_bytes
		 ? arena_printf(a, _("%s for undo"),
				words_bytes(a, p->undo_bytes))
		 : _("what is needed to take it back"));
	info_commands(in);
}

void wizard_build_info(struct app *app, struct list *l, int cols, bool brief)
{
	const struct info in = { app, l, cols, brief };

	if (!app->wizard.view->plan)
		return;
	info_stages(&in);
	info_notes(&in);
	info_end(&in);
}

/* All of it, and what became of each thing. */
static void notes_text(struct app *app, struct list *l, int cols)
{
	const struct plan *p = app->wizard.view->plan;
	const struct info in = { app, l, cols, false };
	size_t i;

	info_stages(&in);
	info_notes(&in);
	for (i = 0; i < p->nreport; i++)
		info_item(&in, i ? "" : C_("preview", "Each"), LOOK_TEXT,
			  msg_text(&l->arena, &p->report[i]));
	info_end(&in);
}

/* The text of one change */

static void plain(struct app *app, struct list *l, int cols, enum look look,
		  const char *text)
{
	list_wrap(l, NULL, look, 1, cols, "", LOOK_TEXT,
		  app_text(app, &l->arena, text));
}

/* What lines cannot say. */
static void describe(struct app *app, struct list *l, int cols,
		     const struct plan *p, const struct plan_change *c)
{
	const struct plan_op *op = c->op >= 0 && (size_t)c->op < p->nops
				   ? &p->ops[c->op] : NULL;
	struct arena *a = &l->arena;

	if (c->kind == CHANGE_MOVED)
		plain(app, l, cols, LOOK_TEXT, arena_printf(a,
			_("moves to %s"), change_path(app, a, p, c->to)));
	if (c->kind == CHANGE_LINK)
		plain(app, l, cols, LOOK_TEXT, arena_printf(a,
			_("becomes a link to %s"), c->to ? c->to : ""));
	if (c->kind == CHANGE_MODE && op)
		plain(app, l, cols, LOOK_TEXT, arena_printf(a,
			_("permissions %04o become %04o"),
			(unsigned)op->before.mode, (unsigned)op->mode));
	if (c->nfiles)
		plain(app, l, cols, LOOK_TEXT, arena_printf(a,
			ngettext("%lld file, %s", "%lld files, %s",
				 (unsigned long)c->nfiles),
			(long long)c->nfiles,
			words_bytes(a, c->bytes_before ? c->bytes_before
						       : c->bytes_after)));
	if (c->binary)
		plain(app, l, cols, LOOK_TEXT, arena_printf(a,
			_("not a text: %s become %s"),
			words_bytes(a, c->bytes_before),
			words_bytes(a, c->bytes_after)));
	if (op && msg_is_set(&op->what))
		plain(app, l, cols, LOOK_DIM, msg_text(a, &op->what));
	if (l->nall)
		list_blank(l);
}

static void group_text(struct app *app, struct list *l, int cols,
		       const char *group)
{
	const struct plan *p = app->wizard.view->plan;
	struct arena *a = &l->arena;
	size_t i, n[CHANGE_INDEX + 1] = { 0 };
	int k;

	for (i = 0; i < p->nchanges; i++)
		if (!strcmp(p->changes[i].group ? p->changes[i].group : "",
			    group))
			n[p->changes[i].kind]++;
	for (k = 0; k <= CHANGE_INDEX; k++) {
		struct row *r;

		if (!n[k])
			continue;
		r = list_row(l, NULL);
		row_span(l, r, change_look((enum plan_change_kind)k),
			 arena_printf(a, " %c ",
				change_letter((enum plan_change_kind)k)));
		row_span(l, r, LOOK_TEXT, arena_printf(a, "%zu %s", n[k],
				change_word((enum plan_change_kind)k)));
	}
	list_blank(l);
	plain(app, l, cols, LOOK_DIM, _("Enter folds and unfolds it."));
}

/* Each as it will run: folder, environment, and what it may execute. */
static void then_text(struct app *app, struct list *l, int cols)
{
	const struct fixrun_view *v = app->wizard.view;
	struct arena *a = &l->arena;
	size_t i;

	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		if (!wizard_is_to_come(c))
			continue;
		if (l->nall)
			list_blank(l);
		plain(app, l, cols, LOOK_STRONG, runlist_brief(a, c));
		plain(app, l, cols, LOOK_COMMAND, c->line);
		if (c->command && msg_is_set(&c->command->executes))
			plain(app, l, cols, LOOK_WARNING, SAY(a, N_(
			      "This may run: {0}"),
			      msg_text(a, &c->command->executes)));
		plain(app, l, cols, LOOK_DIM, c->command && c->command->network
		      ? _("It may use the network.")
		      : _("It does not use the network."));
	}
}

/* Each as it ran, and how it ended. */
static void ran_text(struct app *app, struct list *l, int cols)
{
	const struct fixrun_view *v = app->wizard.view;
	struct arena *a = &l->arena;
	size_t i;

	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		if (!c->done)
			continue;
		if (l->nall)
			list_blank(l);
		if (c->command && msg_is_set(&c->command->what))
			plain(app, l, cols, LOOK_STRONG,
			      msg_text(a, &c->command->what));
		plain(app, l, cols, LOOK_COMMAND, runlist_brief(a, c));
		plain(app, l, cols, LOOK_DIM, wizard_command_end(a, c));
	}
}

void wizard_build_diff(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[0]);
	const struct plan_change *c;
	const struct wizard_diff *d;
	size_t index;

	c = wizard_change(w, &index);
	if (!c) {
		if (r && r->kind == ROW_FOLD && w->view->plan)
			group_text(app, l, cols, r->arg);
		else if (r && cstr_eq(r->key, "then"))
			then_text(app, l, cols);
		else if (r && cstr_eq(r->key, "ran"))
			ran_text(app, l, cols);
		else if (r && cstr_eq(r->key, "note"))
			notes_text(app, l, cols);
		return;
	}
	describe(app, l, cols, w->view->plan, c);
	d = wizard_find_diff(w, index);
	if (d && d->error)
		plain(app, l, cols, LOOK_WARNING, *d->error ? d->error
		      : _("Its text cannot be shown."));
	else if (d)
		diff_rows(app, l, cols, d->text);
	else if (!l->nall)
		plain(app, l, cols, LOOK_DIM, _("Comparing\u2026"));
}
