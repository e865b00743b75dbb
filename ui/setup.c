#include "config.h"

#include "ui/setup.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "fixes/fix.h"
#include "probe/fixrun.h"
#include "ui/app.h"
#include "ui/pane.h"

#define TEXT_COLS 100
#define NSTEPS 5

/* Life */

void setup_init(struct setup *s)
{
	memset(s, 0, sizeof(*s));
	list_init(&s->list);
	arena_init(&s->undo_arena);
}

static void drop_done(struct setup *s)
{
	struct setup_done *d = &s->done[--s->ndone];

	free(d->title);
	free(d->line);
}

static void drop_undo(struct setup *s)
{
	arena_release(&s->undo_arena);
	arena_init(&s->undo_arena);
	s->undo_message = s->undo_hint = NULL;
	s->undo_drift = NULL;
	s->nundo_drift = 0;
}

void setup_release(struct setup *s)
{
	while (s->ndone)
		drop_done(s);
	list_release(&s->list);
	arena_release(&s->undo_arena);
	free(s->proxy);
	free(s->why);
	free(s->path_before);
}

void setup_open(struct app *app, const struct setup_given *given)
{
	struct setup *s = &app->setup;

	s->on = true;
	s->given = given;
	s->proxy = given->proxy ? xstrdup(given->proxy) : NULL;
	setup_rebuild(app, true);
}

bool setup_is_front(const struct app *app)
{
	return app->setup.on && !wizard_is_open(&app->wizard);
}

void setup_lines(const struct setup *s, struct strbuf *out)
{
	size_t i;

	for (i = 0; i < s->ndone; i++)
		if (!cstr_empty(s->done[i].line))
			strbuf_addf(out, "%s\n", s->done[i].line);
}

/* Facts */

static const struct snapshot *snap_of(const struct app *app)
{
	return app->view && app->view->settled ? app->view->snap : NULL;
}

static size_t wants_of(const struct app *app, struct arena *a,
		       struct setup_want **wants, struct choice **given,
		       size_t *ngiven)
{
	const struct setup *s = &app->setup;

	return setup_wants(a, s->given, s->proxy, app->view->findings,
			   app->view->nfindings, wants, given, ngiven);
}

/* A Go is missing, too old or broken, or one was asked for. */
static bool wants_go(const struct setup_want *wants, size_t n)
{
	return n && !cstr_eq(wants[0].fix, "set-env");
}

/* Rows */

static int cols_in(int cols)
{
	return cols < TEXT_COLS ? cols : TEXT_COLS;
}

static void para(struct app *app, struct list *l, int cols, enum look look,
		 const char *text)
{
	list_wrap(l, NULL, look, 3, cols_in(cols), "", LOOK_TEXT,
		  app_text(app, &l->arena, text));
}

static void sign(struct app *app, struct list *l, int cols, enum look look,
		 bool good, const char *text)
{
	bool plain = app->ascii || !app->utf8;

	list_wrap(l, NULL, look, 3, cols_in(cols),
		  good ? plain ? " +" : " \u2713" : " !", look,
		  app_text(app, &l->arena, text));
}

static void prose_begin(struct list *l, struct prose *p, int cols)
{
	prose_init(p, &l->arena, cols_in(cols) - 2);
}

/* Something to press Enter on. */
static void act_row(struct app *app, struct list *l, const char *id,
		    bool main, const char *text)
{
	struct row *r = list_row(l, id);

	r->kind = ROW_SETUP;
	r->arg = arena_strdup(&l->arena, id);
	row_span(l, r, main ? LOOK_KEY : LOOK_DIM,
		 app->ascii || !app->utf8 ? " > " : " \u25b8 ");
	row_span(l, r, main ? LOOK_STRONG : LOOK_TEXT, text);
	if (main) {
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_DIM, "Enter");
	}
}

static void radio_row(struct app *app, struct list *l, const char *proxy,
		      const char *text)
{
	const char *now = app->setup.proxy;
	bool here = proxy ? cstr_eq(proxy, now) : !now;
	struct row *r = list_row(l, arena_printf(&l->arena, "proxy:%s",
						 proxy ? proxy : "-"));

	r->kind = ROW_SETUP;
	r->arg = r->key;
	row_span(l, r, here ? LOOK_KEY : LOOK_TEXT, here ? "   (x) "
							 : "   ( ) ");
	row_span(l, r, here ? LOOK_STRONG : LOOK_TEXT,
		 app_text(app, &l->arena, text));
}

/* A line to type; y copies it. */
static void command_rows(struct app *app, struct list *l, int cols,
			 const char *line)
{
	const char *copy = arena_strdup(&l->arena, line);
	size_t from = l->nall;

	list_wrap(l, NULL, LOOK_COMMAND, 5, cols, "   $ ", LOOK_DIM,
		  app_text(app, &l->arena, line));
	for (; from < l->nall; from++)
		l->all[from].copy = copy;
}

static void proxy_rows(struct app *app, struct list *l, int cols,
		       const char *url)
{
	const struct setup *s = &app->setup;
	size_t i;

	list_heading(l, _("The module proxy"));
	para(app, l, cols, LOOK_TEXT, SAY(&l->arena, N_(
		"Modules of others come from {0}. Whether it can be reached "
		"from here is only known by asking it."), url));
	if (s->asking) {
		para(app, l, cols, LOOK_DIM,
		     _("Asking… Ctrl-C gives up."));
		return;
	}
	if (!s->asked && !s->proxy) {
		act_row(app, l, "reach", false, _("Send one request there"));
		return;
	}
	if (s->asked && s->answers)
		sign(app, l, cols, LOOK_OK, true, _("It answers."));
	else if (s->asked)
		sign(app, l, cols, LOOK_WARNING, false, SAY(&l->arena, N_(
			"It does not answer: {0}"), s->why));
	if (s->asked && s->answers && !s->proxy)
		return;
	para(app, l, cols, LOOK_DIM, _("What they hand out is checked "
				       "against the checksum database as "
				       "before."));
	radio_row(app, l, NULL, _("as it is"));
	for (i = 0; setup_proxies[i]; i++)
		radio_row(app, l, setup_proxies[i], setup_proxies[i]);
	radio_row(app, l, "", _("another one, typed in the next step"));
}

static void undo_rows(struct app *app, struct list *l, int cols)
{
	struct setup *s = &app->setup;
	size_t i;

	if (s->undone)
		sign(app, l, cols, LOOK_OK, true,
		     _("Taken back. Everything is as it was before."));
	if (!s->undo_message)
		return;
	sign(app, l, cols, LOOK_WARNING, false,
	     _("It was not taken back; it is still in place."));
	para(app, l, cols, LOOK_TEXT, s->undo_message);
	if (!cstr_empty(s->undo_hint))
		para(app, l, cols, LOOK_TEXT, s->undo_hint);
	for (i = 0; i < s->nundo_drift; i++)
		para(app, l, cols, LOOK_TEXT, s->undo_drift[i]);
}

static void found_rows(struct app *app, struct list *l, int cols)
{
	const struct snapshot *snap = snap_of(app);
	struct setup_want *wants;
	struct choice *given;
	struct prose p;
	const char *url;
	size_t n, ngiven, i;

	undo_rows(app, l, cols);
	if (l->nall)
		list_blank(l);
	prose_begin(l, &p, cols);
	setup_text_found(&p, snap);
	page_prose(app, l, &p);
	url = app->read_only ? NULL : setup_proxy_url(&l->arena, snap);
	if (url)
		proxy_rows(app, l, cols, url);
	n = wants_of(app, &l->arena, &wants, &given, &ngiven);
	list_heading(l, _("Go"));
	if (!wants_go(wants, n))
		sign(app, l, cols, LOOK_OK, true, _(
			"There is a go in every shell, and none of them is "
			"too old: nothing to install. --set version=newest "
			"installs another."));
	for (i = 0; i < n; i++) {
		const struct fix *fix = fix_find(wants[i].fix);

		if (fix)
			para(app, l, cols, LOOK_STRONG, _(fix->title));
		if (fix)
			para(app, l, cols, LOOK_TEXT, _(fix->about));
	}
	list_blank(l);
	if (app->read_only) {
		sign(app, l, cols, LOOK_WARNING, false,
		     _("--read-only was given: nothing is changed"));
		return;
	}
	if (n)
		act_row(app, l, "go", true, n > 1
			? _("Choose, and see a preview of both")
			: _("Choose, and see a preview"));
	act_row(app, l, "next", !n, n ? _("Go on without")
				      : _("See what fresh shells find"));
	if (!wants_go(wants, n))
		act_row(app, l, "another", false,
			_("Install another release"));
}

static void lines_rows(struct app *app, struct list *l, int cols)
{
	const struct setup *s = &app->setup;
	bool any = false;
	size_t i;

	for (i = 0; i < s->ndone; i++) {
		if (cstr_empty(s->done[i].line))
			continue;
		if (!any)
			list_heading(l, C_("fix", "In the shell you came from, "
				      "type"));
		any = true;
		command_rows(app, l, cols, s->done[i].line);
	}
}

static void proof_rows(struct app *app, struct list *l, int cols)
{
	const struct snapshot *snap = snap_of(app);
	const struct fix *fix = fix_find("first-module");
	struct prose p;
	bool first = setup_offers_first(app->setup.given, snap);

	undo_rows(app, l, cols);
	list_heading(l, _("Fresh shells, asked just now"));
	prose_begin(l, &p, cols);
	setup_text_proof(&p, snap);
	page_prose(app, l, &p);
	if (!setup_has_go(snap)) {
		list_blank(l);
		sign(app, l, cols, LOOK_WARNING, false,
		     _("No shell finds a Go yet; Esc goes back to where one is "
		       "installed."));
	}
	if (app->setup.page == SETUP_END)
		return;
	if (first && fix) {
		list_heading(l, _("A first program"));
		para(app, l, cols, LOOK_STRONG, _(fix->title));
		para(app, l, cols, LOOK_TEXT, _(fix->about));
	}
	list_blank(l);
	if (first && !app->read_only)
		act_row(app, l, "first", true,
			_("Choose its folder, and see a preview"));
	act_row(app, l, "next", !first || app->read_only,
		first || !setup_has_go(snap) ? _("Go on without")
					     : _("What can be done now"));
}

static void end_rows(struct app *app, struct list *l, int cols)
{
	const struct setup *s = &app->setup;
	struct prose p;
	size_t i;

	undo_rows(app, l, cols);
	if (s->ndone)
		list_heading(l, C_("fix", "What changed"));
	for (i = 0; i < s->ndone; i++)
		list_wrap(l, NULL, LOOK_TEXT, 6, cols_in(cols),
			  arena_printf(&l->arena, "   %d",
				       s->done[i].txn), LOOK_DIM,
			  app_text(app, &l->arena, s->done[i].title));
	proof_rows(app, l, cols);
	lines_rows(app, l, cols);
	if (setup_has_go(snap_of(app))) {
		list_heading(l, _("What can be done now"));
		prose_begin(l, &p, cols);
		setup_text_now(&p);
		page_prose(app, l, &p);
	}
	if (s->ndone)
		para(app, l, cols, LOOK_TEXT,
		     _("u takes all of it back, now; \"gomend undo NUMBER\" "
		       "does so later, one by one."));
	list_blank(l);
	act_row(app, l, "quit", true, _("Back to the shell"));
}

static void build(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;

	if (app->setup.undoing)
		para(app, l, cols, LOOK_TEXT, _("Taking it back\u2026"));
	else if (v && v->fatal)
		sign(app, l, cols, LOOK_ERROR, false, v->fatal);
	else if (!snap_of(app))
		para(app, l, cols, LOOK_DIM, app->setup.page == SETUP_FOUND
		     ? _("Looking which Go is here, and which shells find "
			 "it…")
		     : _("Asking fresh shells which Go they find…"));
	else if (app->setup.page == SETUP_FOUND)
		found_rows(app, l, cols);
	else if (app->setup.page == SETUP_PROOF)
		proof_rows(app, l, cols);
	else
		end_rows(app, l, cols);
}

static struct rect inner(const struct app *app)
{
	return layout_inner(app->layout.body);
}

struct rect setup_inner(const struct app *app)
{
	return inner(app);
}

/* What can be seen as a whole is not walked through line by line. */
static void skip_texts(struct list *l, int height)
{
	size_t i;

	for (i = 0; i < l->nall; i++)
		l->all[i].skip = (int)l->nall <= height
			? l->all[i].kind == ROW_PLAIN &&
			  cstr_empty(l->all[i].copy)
			: !l->all[i].nspans;
}

/* On a new page the cursor stands on what is to be pressed. */
static void first_place(struct list *l)
{
	static const char *const ids[] = { "go", "first", "next", "quit" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++)
		if (list_select(l, ids[i])) {
			l->touched = true;
			return;
		}
}

void setup_rebuild(struct app *app, bool first)
{
	struct setup *s = &app->setup;
	struct rect in = inner(app);
	struct list *l = &s->list;
	bool fresh = first || !l->touched;

	if (!s->on || app->layout.kind == LAYOUT_NOTICE || in.cols <= 0)
		return;
	if (first) {
		l->touched = false;
		l->top = 0;
		strbuf_reset(&l->filter);
		l->search = true;
	}
	list_begin(l);
	build(app, l, in.cols - 1);
	skip_texts(l, in.rows);
	list_end(l);
	list_height(l, in.rows);
	if (fresh)
		first_place(l);
}

/* Steps */

static void enter(struct app *app, enum setup_page page)
{
	app->setup.page = page;
	drop_undo(&app->setup);
	app->setup.undone = false;
	setup_rebuild(app, true);
}

static void set_path(struct app *app, const char *path,
		     struct effects *effects)
{
	effects_add(effects, EFFECT_PATH)->text =
		arena_strdup(&effects->arena, path);
	/* The session is another one from here on. */
	app->view = NULL;
}

/* Whoever started gomend will type the line; until then it is so for us. */
static void take_path(struct app *app, struct effects *effects)
{
	struct setup *s = &app->setup;
	const struct snapshot *snap = snap_of(app);
	const char *was = getenv("PATH");
	const char *path;

	if (!snap || s->path_before || !s->ndone)
		return;
	path = setup_path(&effects->arena, snap);
	if (!path)
		return;
	s->path_before = xstrdup(was ? was : "");
	set_path(app, path, effects);
}

void setup_changed(struct app *app, struct effects *effects)
{
	struct setup *s = &app->setup;

	if (s->on && s->page == SETUP_PROOF && setup_is_front(app) &&
	    !s->undoing)
		take_path(app, effects);
	setup_rebuild(app, false);
}

void setup_fix_closed(struct app *app, int txn, const char *title,
		      const char *line, struct effects *effects)
{
	struct setup *s = &app->setup;

	if (!s->on)
		return;
	if (txn && s->ndone < SETUP_DONE_MAX) {
		struct setup_done *d = &s->done[s->ndone++];

		d->txn = txn;
		d->title = xstrdup(title ? title : "");
		d->line = line ? xstrdup(line) : NULL;
	}
	if (!txn) {
		setup_rebuild(app, true);
		return;
	}
	enter(app, s->page == SETUP_FOUND ? SETUP_PROOF : SETUP_END);
	setup_changed(app, effects);
}

void setup_reached(struct app *app, const struct event *ev)
{
	struct setup *s = &app->setup;

	if (!s->asking)
		return;
	s->asking = false;
	s->asked = true;
	s->answers = ev->lines != 0;
	free(s->why);
	s->why = xstrdup(ev->text ? ev->text : "");
	setup_rebuild(app, false);
	/* Then there is something to choose. */
	if (!s->answers)
		(void)list_select(&s->list, "proxy:-");
}

static void undo_next(struct app *app, struct effects *effects)
{
	struct setup *s = &app->setup;

	drop_undo(s);
	s->undone = false;
	s->undoing = true;
	effects_add(effects, EFFECT_UNDO)->index =
		(size_t)s->done[s->ndone - 1].txn;
	setup_rebuild(app, true);
}

void setup_undone(struct app *app, const struct event *ev,
		  struct effects *effects)
{
	struct setup *s = &app->setup;
	const struct undo_result *u = ev->undo;
	struct arena *a = &s->undo_arena;
	size_t i;

	s->undoing = false;
	if (u->done) {
		drop_done(s);
		if (s->ndone) {
			undo_next(app, effects);
			return;
		}
		enter(app, SETUP_FOUND);
		s->undone = true;
		if (s->path_before)
			set_path(app, s->path_before, effects);
		free(s->path_before);
		s->path_before = NULL;
		setup_rebuild(app, true);
		return;
	}
	drop_undo(s);
	s->undo_message = arena_strdup(a, u->message ? u->message : "");
	s->undo_hint = arena_strdup(a, u->hint);
	for (i = 0; i < u->ndrift; i++)
		*ARENA_PUSH(a, s->undo_drift, s->nundo_drift) =
			arena_strdup(a, u->drift[i]);
	setup_rebuild(app, true);
	list_first(&s->list);
}

/* Keys */

static void open_wizard(struct app *app, const struct setup_want *wants,
			size_t n, const struct choice *given, size_t ngiven,
			struct effects *effects)
{
	struct wizard_want *w = xcalloc(n + 1, sizeof(*w));
	struct wizard_given *g = xcalloc(ngiven + 1, sizeof(*g));
	size_t i;

	for (i = 0; i < n; i++) {
		w[i].fix = xstrdup(wants[i].fix);
		w[i].finding = wants[i].finding ? xstrdup(wants[i].finding)
						: NULL;
	}
	for (i = 0; i < ngiven; i++) {
		g[i].name = xstrdup(given[i].name);
		g[i].value = xstrdup(given[i].value);
	}
	drop_undo(&app->setup);
	app->setup.undone = false;
	wizard_open(app, w, n, g, ngiven, effects);
	for (i = 0; i < n; i++) {
		free(w[i].fix);
		free(w[i].finding);
	}
	for (i = 0; i < ngiven; i++) {
		free(g[i].name);
		free(g[i].value);
	}
	free(w);
	free(g);
}

static void begin_go(struct app *app, struct effects *effects)
{
	struct setup_want *wants;
	struct choice *given;
	size_t n, ngiven;

	n = wants_of(app, &effects->arena, &wants, &given, &ngiven);
	if (n)
		open_wizard(app, wants, n, given, ngiven, effects);
}

static void begin_first(struct app *app, struct effects *effects)
{
	const struct setup_want want = { "first-module", NULL };
	const struct setup_given *g = app->setup.given;

	open_wizard(app, &want, 1, g->first, g->nfirst, effects);
}

static void choose_proxy(struct app *app, const char *proxy)
{
	struct setup *s = &app->setup;
	char *new = strcmp(proxy, "-") ? xstrdup(proxy) : NULL;

	free(s->proxy);
	s->proxy = new;
	setup_rebuild(app, false);
}

static void reach(struct app *app, struct effects *effects)
{
	struct setup *s = &app->setup;

	s->asking = true;
	effects_add(effects, EFFECT_REACH)->text =
		setup_proxy_url(&effects->arena, snap_of(app));
	setup_rebuild(app, false);
}

static void open_row(struct app *app, struct effects *effects)
{
	static const struct setup_want another = { "install-go", NULL };
	struct setup *s = &app->setup;
	const struct row *r = list_current(&s->list);
	const char *id = r && r->kind == ROW_SETUP ? r->arg : "";

	if (!snap_of(app) || s->undoing)
		return;
	if (!strcmp(id, "reach")) {
		reach(app, effects);
	} else if (cstr_starts(id, "proxy:")) {
		choose_proxy(app, id + strlen("proxy:"));
	} else if (!strcmp(id, "go")) {
		begin_go(app, effects);
	} else if (!strcmp(id, "another")) {
		open_wizard(app, &another, 1, s->given->install,
			    s->given->ninstall, effects);
	} else if (!strcmp(id, "first")) {
		begin_first(app, effects);
	} else if (!strcmp(id, "next")) {
		enter(app, s->page == SETUP_FOUND ? SETUP_PROOF : SETUP_END);
		setup_changed(app, effects);
	} else if (!strcmp(id, "quit")) {
		effects_add(effects, EFFECT_QUIT)->line = 0;
	}
}

static void back(struct app *app)
{
	struct setup *s = &app->setup;

	if (s->undoing)
		return;
	if (s->page == SETUP_FOUND)
		app_say(app, false, _("q quits."));
	else
		enter(app, s->page == SETUP_END ? SETUP_PROOF : SETUP_FOUND);
}

bool setup_act(struct app *app, enum action a, struct effects *effects)
{
	struct setup *s = &app->setup;
	const struct row *r = list_current(&s->list);

	if (a == ACTION_OPEN || (a == ACTION_MARK && r &&
				 r->kind == ROW_SETUP)) {
		open_row(app, effects);
	} else if (a == ACTION_BACK) {
		if (s->list.filter.len)
			return false;
		back(app);
	} else if (a == ACTION_CANCEL && s->asking) {
		s->asking = false;
		effects_add(effects, EFFECT_REACH)->text = NULL;
		setup_rebuild(app, false);
		app_say(app, false, _("Given up."));
	} else if (a == ACTION_QUIT) {
		if (s->undoing)
			app_say(app, false, _("it is being taken back"));
		else
			effects_add(effects, EFFECT_QUIT)->line = 0;
	} else if (a == ACTION_UNDO) {
		undo_next(app, effects);
	} else {
		return false;
	}
	return true;
}

const char *setup_cannot(const struct app *app, enum action a)
{
	const struct setup *s = &app->setup;

	if (a != ACTION_UNDO)
		return NULL;
	if (s->undoing)
		return _("it is being taken back");
	return s->ndone ? NULL : _("nothing of it is in place");
}

const char *setup_label(const struct app *app, enum action a)
{
	const struct row *r = list_current(&app->setup.list);

	if (a == ACTION_UNDO)
		return C_("key", "take all of it back");
	if (a == ACTION_COPY)
		return C_("key", "copy the line");
	if (a == ACTION_FILTER)
		return C_("key", "search");
	if (a != ACTION_OPEN || !r || !r->arg)
		return NULL;
	return cstr_eq(r->arg, "quit") ? C_("key", "quit")
	       : cstr_starts(r->arg, "proxy:") ? C_("key", "choose")
	       : cstr_eq(r->arg, "reach") ? C_("key", "send it")
					  : C_("key", "go on");
}

bool setup_in_bar(const struct app *app, enum action a)
{
	const struct setup *s = &app->setup;
	const struct row *r = list_current(&s->list);

	if (a == ACTION_OPEN)
		return r && r->kind == ROW_SETUP && !s->undoing;
	if (a == ACTION_BACK)
		return s->page != SETUP_FOUND && !s->undoing;
	if (a == ACTION_COPY)
		return r && !cstr_empty(r->copy);
	if (a == ACTION_CANCEL)
		return s->asking;
	if (a == ACTION_NEXT_MATCH)
		return s->list.filter.len;
	return a == ACTION_UNDO || a == ACTION_HELP || a == ACTION_QUIT ||
	       a == ACTION_COMMANDS;
}

/* View */

static const char *step_name(int i)
{
	switch (i) {
	case 0:
		return C_("setup", "What is here");
	case 1:
		return C_("setup", "Go");
	case 2:
		return C_("setup", "Proof");
	case 3:
		return C_("setup", "First program");
	default:
		return C_("setup", "Done");
	}
}

static int step_now(const struct setup *s)
{
	switch (s->page) {
	case SETUP_FOUND:
		return 0;
	case SETUP_PROOF:
		return 2;
	case SETUP_END:
		break;
	}
	return 4;
}

static int steps_cols(void)
{
	int i, n = 0;

	for (i = 0; i < NSTEPS; i++)
		n += text_cols_of(step_name(i)) + (i ? 4 : 0);
	return n + 2;
}

static void draw_steps(const struct app *app, struct surface *s, int x)
{
	int now = step_now(&app->setup), i;

	for (i = 0; i < NSTEPS; i++) {
		if (i)
			x += surface_put(s, 0, x, 4, LOOK_DIM,
					 app->ascii || !app->utf8
					 ? " -- " : " \u2500\u2500 ");
		if (i == now)
			x += surface_put(s, 0, x, 1, LOOK_BRAND, "[");
		x += surface_put(s, 0, x, s->cols - x, i == now ? LOOK_BRAND
				 : i < now ? LOOK_TEXT : LOOK_DIM,
				 step_name(i));
		if (i == now)
			x += surface_put(s, 0, x, 1, LOOK_BRAND, "]");
	}
}

static void draw_title(const struct app *app, struct surface *s)
{
	struct arena a = ARENA_INIT;
	const char *what = C_("title", "Set up Go");
	int right = app->cols - 1, now = step_now(&app->setup);
	const char *brief = arena_printf(&a, "%d/%d %s", now + 1, NSTEPS,
					 step_name(now));

	surface_fill(s, app->layout.title, GROUND_BAR);
	if (text_cols_of(what) + 5 + steps_cols() <= right)
		draw_steps(app, s, right - steps_cols());
	else
		surface_put(s, 0, right - text_cols_of(brief),
			    text_cols_of(brief), LOOK_BRAND, brief);
	surface_put(s, 0, 1, text_cols_of(what), LOOK_BRAND, what);
	surface_ground(s, app->layout.title, GROUND_BAR);
	arena_release(&a);
}

void setup_draw(const struct app *app, struct surface *s)
{
	struct rect o = app->layout.body, in = inner(app);
	enum look border = app->noverlays ? LOOK_BORDER : LOOK_BORDER_FOCUS;
	struct arena a = ARENA_INIT;
	int at;

	draw_title(app, s);
	at = list_draw(&app->setup.list, s, in, !app->noverlays);
	if (!app->noverlays && !app->typing) {
		s->cursor_y = at < 0 ? in.y : at;
		s->cursor_x = in.x;
	}
	surface_box(s, o, border);
	list_scroll_mark(&app->setup.list, s, o, border);
	surface_put(s, o.y, o.x + 1, o.cols - 3, app->noverlays
		    ? LOOK_PANE : LOOK_PANE_FOCUS,
		    arena_printf(&a, " %s ", step_name(step_now(&app->setup))));
	arena_release(&a);
}
