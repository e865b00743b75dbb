/* Pane 4: the settings of every place, side by side. */
#include "config.h"

#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "report/words.h"

#define NAME_COLS 15
#define PLACE_COLS 22
/* Of a place's name, what else is told of it wants that. */
#define MIN_WORDS_COLS 12
/* Of the title with its filter, which may push the places aside. */
#define TITLE_COLS 32

/* What people look for first, in this order. */
static const char *const first_names[] = {
	"GOVERSION", "GOROOT", "GOPATH", "GOBIN", "GOTOOLCHAIN", "GOFLAGS",
	"GOMOD", "GOWORK", "GO111MODULE", "GOPROXY", "GOPRIVATE", "GOSUMDB",
	"GONOSUMDB", "GONOPROXY", "GOMODCACHE", "GOCACHE", "GOENV", "GOOS",
	"GOARCH", "CGO_ENABLED", "CC", "PATH",
};

struct line {
	const char *name;
	bool differs, changed;
	size_t nothers;		/* places that differ from the first one */
	size_t rank;
};

/* PATH is no setting of go, and decides which go it is. */
static const struct setting *path_of(struct arena *a, const struct place *p)
{
	const struct variable_origin *o = place_variable(p, "PATH");
	struct setting *s;

	if (!place_getenv(p, "PATH"))
		return NULL;
	s = ARENA_NEW(a, struct setting);
	s->name = "PATH";
	s->value = place_getenv(p, "PATH");
	s->layer = LAYER_PROCESS;
	s->known = KNOWN_MEASURED;
	if (o) {
		s->how = o->how;
		s->file = o->file;
		s->line = o->line;
		s->as = o->as;
	}
	return s;
}

static const struct setting *setting_of(const struct app *app,
					struct arena *a,
					const struct place *p,
					const char *name)
{
	if (!strcmp(name, "PATH"))
		return path_of(a, p);
	if (app->module)
		return place_setting_in(p, app->module, name);
	return place_setting_in(p, app_module(app), name);
}

static bool has_answered(const struct place *p)
{
	return p->state == PLACE_READY || p->state == PLACE_STALE;
}

static size_t rank_of(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(first_names); i++)
		if (!strcmp(first_names[i], name))
			return i;
	return ARRAY_SIZE(first_names);
}

static bool same(const struct setting *a, const struct setting *b)
{
	if (!a || !b)
		return a == b;
	return cstr_eq(a->value ? a->value : "", b->value ? b->value : "");
}

static bool is_known(const struct setting *s)
{
	return !s || s->known != KNOWN_UNKNOWN;
}

/* Only what is known on both sides can differ. */
static bool differ(const struct place *p, const struct setting *a,
		   const struct place *q, const struct setting *b)
{
	return is_known(a) && is_known(b) && !place_is_hollow(p, a) &&
	       !place_is_hollow(q, b) && !same(a, b);
}

/* What $GOROOT/go.env says is nobody's choice while it is what every release
 * comes with; a distribution may have put something else there. */
static bool is_as_released(const struct setting *s)
{
	static const struct {
		const char *name, *value;
	} released[] = {
		{ "GOPROXY", "https://proxy.golang.org,direct" },
		{ "GOSUMDB", "sum.golang.org" },
		{ "GOTOOLCHAIN", "auto" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(released); i++)
		if (cstr_eq(s->name, released[i].name))
			return cstr_eq(s->value, released[i].value);
	return false;
}

/* Somebody decided it, or would have were it not for somebody stronger. */
static bool is_changed(const struct setting *s)
{
	switch (s->layer) {
	case LAYER_DEFAULT:
		return false;
	case LAYER_GOROOT:
		return !is_as_released(s);
	case LAYER_GOENV:
	case LAYER_PROCESS:
	case LAYER_IMAGE:
	case LAYER_WORKFLOW:
	case LAYER_RECORDED:
		break;
	}
	return true;
}

static void judge(const struct app *app, struct arena *a, struct line *ln)
{
	const struct snapshot *s = app->view->snap;
	const struct setting *base = setting_of(app, a, &s->places[0],
						ln->name);
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct setting *v;

		if (!has_answered(&s->places[i]))
			continue;
		v = setting_of(app, a, &s->places[i], ln->name);
		if (v && is_changed(v))
			ln->changed = true;
		if (i && has_answered(&s->places[0]) &&
		    differ(&s->places[0], base, &s->places[i], v)) {
			ln->differs = true;
			ln->nothers++;
		}
	}
}

static int line_order(const void *x, const void *y)
{
	const struct line *a = x, *b = y;

	if (a->differs != b->differs)
		return b->differs - a->differs;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->name, b->name);
}

static void add_name(struct arena *a, struct map *seen, struct line **lines,
		     size_t *n, const char *name)
{
	if (map_has(seen, name))
		return;
	map_put(seen, name, NULL);
	ARENA_PUSH(a, *lines, *n)->name = name;
}

/* Every variable of every place, what matters most first. */
static struct line *collect(const struct app *app, struct arena *a, size_t *n)
{
	const struct snapshot *s = app->view->snap;
	struct line *lines = NULL;
	struct map seen = MAP_INIT;
	size_t i, k;

	*n = 0;
	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct place_module *pm =
			place_module_of(p, app_module(app));

		for (k = 0; k < p->nsettings; k++)
			add_name(a, &seen, &lines, n, p->settings[k].name);
		for (k = 0; pm && k < pm->nsettings; k++)
			add_name(a, &seen, &lines, n, pm->settings[k].name);
		if (p->npath)
			add_name(a, &seen, &lines, n, "PATH");
	}
	map_release(&seen);
	for (i = 0; i < *n; i++) {
		lines[i].rank = rank_of(lines[i].name);
		judge(app, a, &lines[i]);
	}
	if (*n)
		qsort(lines, *n, sizeof(*lines), line_order);
	return lines;
}

static const char *show_words(enum show show)
{
	switch (show) {
	case SHOW_ALL:
	case NSHOWS:
		break;
	case SHOW_CHANGED:
		return C_("show", "changed");
	case SHOW_DIFFERING:
		return C_("show", "differing");
	}
	return C_("show", "all");
}

/* The names of the places begin behind the title on the same border. */
static int title_cols(const struct app *app)
{
	const struct strbuf *filter = &app->pane[PANE_ENV].filter;
	int n = text_cols_of(" 4 go env ") +
		text_cols_of(show_words(app->show)) + 1;

	if (filter->len)
		n += 3 + text_cols_of(filter->buf);
	return n < TITLE_COLS ? n : TITLE_COLS;
}

struct columns {
	int name, place;	/* widths, without separators */
	int count;		/* of the name: how many places differ */
	size_t shown;
};

static struct columns columns_of(const struct app *app, int cols)
{
	size_t n = app->view ? app->view->snap->nplaces : 0;
	struct columns c = { NAME_COLS, 0, 0, 0 };
	int room = cols - c.name, title;

	if (!n)
		return c;
	if ((size_t)(room / (PLACE_COLS + 1)) < n && cols >= 60) {
		/* What cannot be seen is counted. */
		c.count = n > 100 ? 5 : 4;
		c.name += c.count;
	}
	title = title_cols(app);
	if (app->layout.kind != LAYOUT_SINGLE && title > c.name)
		c.name = title;
	room = cols - c.name;
	c.shown = (size_t)(room / (PLACE_COLS + 1));
	if (c.shown < 1)
		c.shown = 1;
	if (c.shown > n)
		c.shown = n;
	c.place = room / (int)c.shown - 1;
	return c;
}

/* The place of column i: the first stays, the others scroll. */
static const struct place *place_at(const struct app *app,
				    const struct columns *c, size_t i)
{
	const struct snapshot *s = app->view->snap;

	if (c->shown > 1)
		return &s->places[i ? app->env_first + i : 0];
	return &s->places[app->env_first];
}

/* Where the value of the place that the cursor is in was set; "e" opens it.
 * A file of another machine cannot be opened here. */
static void row_target(const struct app *app, struct arena *a, struct row *r,
		       const char *name)
{
	const struct place *p = env_place(app);
	const struct setting *s = p ? setting_of(app, a, p, name) : NULL;
	const struct variable_origin *o = p && place_is_mute(p)
		? place_variable(p, name) : NULL;

	if (o) {
		r->path = o->file;
		r->line = o->line;
	}
	if (!s || cstr_empty(s->file) ||
	    (!place_is_here(p) && s->layer < LAYER_IMAGE))
		return;
	r->path = s->file;
	r->line = s->line;
}

/* Not known; where a line of its files has a word on it is. */
static const char *unanswered(const struct app *app, struct arena *a,
			      const struct place *p, const char *name)
{
	const struct variable_origin *o = place_is_mute(p)
		? place_variable(p, name) : NULL;
	const char *by = o ? words_set_by(a, o->how, o->file, o->line) : "";

	return *by ? arena_printf(a, "?  %s", app_text(app, a, by)) : "?";
}

static void cell(struct app *app, struct list *l, struct row *r,
		 const struct place *p, bool base, const struct line *ln,
		 int cols)
{
	struct arena *a = &l->arena;
	const struct place *first = &app->view->snap->places[0];
	const struct setting *s = setting_of(app, a, p, ln->name);
	const struct setting *of_first = setting_of(app, a, first, ln->name);
	const char *mark = app_mark_differs(app);
	const char *value, *origin = NULL;
	int mark_cols = text_cols_of(mark), w, room = cols - 2;
	bool differs;

	row_span(l, r, LOOK_TEXT, " ");
	if (!has_answered(p)) {
		row_span(l, r, LOOK_DIM, p->state == PLACE_ASKING
			 ? (app->utf8 ? "\u2026" : "...")
			 : unanswered(app, a, p, ln->name))->cols = cols - 1;
		return;
	}
	differs = !base && has_answered(first) &&
		  differ(p, s, first, of_first);
	if (!base && s && is_known(s) && has_answered(first) &&
	    is_known(of_first) && same(s, of_first)) {
		row_span(l, r, LOOK_DIM, "=")->cols = cols - 1;
		return;
	}
	if (!s) {
		row_span(l, r, LOOK_DIM, "-")->cols = cols - 1;
		return;
	}
	if (differs)
		room -= mark_cols + 1;
	value = !is_known(s) ? words_no_value(p, s) : cstr_empty(s->value) ? C_("value", "(unset)")
		: app_path(app, a, s->value);
	if (s->layer != LAYER_DEFAULT)
		origin = app_text(app, a, words_origin(a, s));
	w = text_cols_of(value);
	if (w > room)
		w = room;
	row_span(l, r, cstr_empty(s->value) || !is_known(s) || place_is_hollow(p, s)
		 ? LOOK_DIM : LOOK_TEXT, value)->cols = w;
	if (origin && strchr(origin, '/')) {
		/* Half a file name says nothing. */
		const char *file = path_base(origin);
		int left = room - w - 2;

		if (text_cols_of(origin) > left)
			origin = text_cols_of(file) + 2 <= left
				 ? app_brief(a, origin, left)
				 : text_cols_of(file) <= left ? file : NULL;
	} else if (origin && room - w - 2 < text_cols_of(origin))
		origin = s->layer == LAYER_PROCESS ? C_("layer, short", "env")
						   : NULL;
	if (origin && room - w > 4) {
		struct piece *o;

		row_span(l, r, LOOK_TEXT, "  ");
		o = row_span(l, r, LOOK_DIM, origin);
		o->cols = room - w - 2;
		o->tail = strchr(origin, '/') != NULL;
	} else if (room - w > 0) {
		row_span(l, r, LOOK_TEXT, "")->cols = room - w;
	}
	row_span(l, r, LOOK_TEXT, " ");
	if (differs) {
		row_span(l, r, LOOK_DIFF, mark);
		row_span(l, r, LOOK_TEXT, " ");
	}
}

static void setting_row(struct app *app, struct list *l,
			const struct columns *c, const struct line *ln)
{
	struct arena *a = &l->arena;
	struct row *r = list_row(l, arena_printf(a, "v:%s", ln->name));
	const struct snapshot *s = app->view->snap;
	struct strbuf match = STRBUF_INIT;
	const char *first = NULL;
	size_t i;

	r->kind = ROW_SETTING;
	r->arg = arena_strdup(a, ln->name);
	r->copy = strcmp(ln->name, "PATH")
		  ? arena_printf(a, "go env %s", ln->name)
		  : "printf '%s\\n' \"$PATH\"";
	row_target(app, a, r, ln->name);
	row_span(l, r, LOOK_TEXT, " ");
	row_span(l, r, ln->changed ? LOOK_NAME : LOOK_TEXT,
		 app_text(app, a, ln->name))->cols = c->name - 1 - c->count;
	if (c->count)
		row_span(l, r, LOOK_DIFF, ln->nothers
			 ? arena_printf(a, "%s%zu", app_mark_differs(app),
					ln->nothers) : "")->cols = c->count;
	for (i = 0; i < c->shown; i++) {
		const struct place *p = place_at(app, c, i);

		row_span(l, r, LOOK_BORDER, " ");
		cell(app, l, r, p, p == s->places, ln, c->place);
	}
	/* The filter looks at every place, seen or not. */
	strbuf_addstr(&match, ln->name);
	for (i = 0; i < s->nplaces; i++) {
		const struct setting *v = setting_of(app, a, &s->places[i],
						     ln->name);

		if (!v || !v->value || cstr_eq(v->value, first))
			continue;
		if (!first)
			first = v->value;
		strbuf_addf(&match, " %s", app_text(app, a, v->value));
	}
	r->match = arena_strndup(a, match.buf, match.len);
	strbuf_release(&match);
}

static bool shows(const struct app *app, const struct line *ln)
{
	switch (app->show) {
	case SHOW_ALL:
	case NSHOWS:
		return true;
	case SHOW_CHANGED:
		return ln->changed;
	case SHOW_DIFFERING:
		return ln->differs;
	}
	return true;
}

const struct place *env_place(const struct app *app)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;

	return s && app->env_at < s->nplaces ? &s->places[app->env_at] : NULL;
}

/* The first place stays; the others scroll so far that the one with the
 * cursor is seen. */
static void scroll_to_place(struct app *app, const struct columns *c)
{
	size_t moving = c->shown > 1 ? c->shown - 1 : 1;
	size_t fixed = c->shown > 1 ? 1 : 0;

	if (app->env_at >= app->env_places)
		app->env_at = app->env_places - 1;
	if (app->env_first > app->env_places - c->shown)
		app->env_first = app->env_places - c->shown;
	if (app->env_at < fixed)
		return;
	if (app->env_at < app->env_first + fixed)
		app->env_first = app->env_at - fixed;
	if (app->env_at >= app->env_first + fixed + moving)
		app->env_first = app->env_at - fixed - moving + 1;
}

bool env_to_difference(struct app *app, int dir)
{
	const struct row *r = list_current(&app->pane[PANE_ENV]);
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	const struct setting *base;
	struct arena a = ARENA_INIT;
	bool found = false;
	size_t i;

	if (!s || !r || r->kind != ROW_SETTING || !s->nplaces ||
	    !has_answered(&s->places[0]))
		return false;
	base = setting_of(app, &a, &s->places[0], r->arg);
	for (i = app->env_at + (size_t)dir; i && i < s->nplaces && !found;
	     i += (size_t)dir) {
		const struct place *p = &s->places[i];

		found = has_answered(p) &&
			differ(&s->places[0], base, p,
			       setting_of(app, &a, p, r->arg));
		if (found)
			app->env_at = i;
	}
	arena_release(&a);
	return found;
}

static void build(struct app *app, struct list *l, int cols)
{
	struct columns c;
	struct line *lines;
	size_t n, i;

	app->env_places = app->view ? app->view->snap->nplaces : 0;
	if (!app->env_places) {
		app->env_shown = 0;
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("Asking this shell and fresh ones for their "
			    "settings…"));
		return;
	}
	c = columns_of(app, cols);
	scroll_to_place(app, &c);
	app->env_shown = c.shown;
	lines = collect(app, &l->arena, &n);
	for (i = 0; i < n; i++)
		if (shows(app, &lines[i]))
			setting_row(app, l, &c, &lines[i]);
	if (l->nall)
		return;
	list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
		  !n ? _("No place has answered yet.")
		  : app->show == SHOW_DIFFERING
		  ? _("No variable differs between these places; s shows all.")
		  : _("Every variable has the value that Go comes with; s goes "
		      "on."));
}

static const char *title(void)
{
	return "go env";
}

static void status(const struct app *app, struct strbuf *out)
{
	strbuf_addstr(out, show_words(app->show));
}

/* Which of them are seen, where not all are. */
static const char *seen_words(const struct app *app, struct arena *a)
{
	size_t first = app->env_first + 1, last = app->env_first +
						  app->env_shown;

	if (app->env_shown == 1)
		return arena_printf(a, _(" place %zu of %zu "), first,
				    app->env_places);
	first++;
	if (first == last)
		return arena_printf(a, _(" places 1 and %zu of %zu "), first,
				    app->env_places);
	return arena_printf(a, _(" places 1 and %zu to %zu of %zu "), first,
			    last, app->env_places);
}

/* Does another recorded place end in the same words? */
static bool is_shared_tail(const struct snapshot *s, const struct place *p,
			   const char *tail)
{
	size_t i, n = strlen(tail), len;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *q = &s->places[i];

		if (q == p || q->kind != PLACE_RECORDED)
			continue;
		len = strlen(q->name);
		if (len >= n && !strcmp(q->name + len - n, tail) &&
		    (len == n || strchr("/:", q->name[len - n - 1])))
			return true;
	}
	return false;
}

const char *place_label(const struct snapshot *s, const struct place *p)
{
	const char *tail;

	if (p->kind != PLACE_RECORDED)
		return words_place(p->name);
	tail = path_base(p->name);
	/* One more folder, until no other place has the same. */
	while (tail > p->name && tail[-1] == '/' && is_shared_tail(s, p, tail))
		for (tail--; tail > p->name && tail[-1] != '/' &&
			     tail[-1] != ':'; tail--)
			;
	return tail;
}

/* Names of the places in the upper border, and the lines between. */
static void decorate(const struct app *app, struct surface *s,
		     struct rect o, bool focused)
{
	enum look border = focused ? LOOK_BORDER_FOCUS : LOOK_BORDER;
	struct columns c = columns_of(app, o.cols - 2);
	size_t i;
	int x = o.x + 1 + c.name, y = o.y + pane_head_rows(app, PANE_ENV);

	for (i = 0; i < c.shown; i++) {
		const struct place *p = place_at(app, &c, i);
		struct arena tmp = ARENA_INIT;
		const char *name = p->job
			? arena_printf(&tmp, "%s \u203a %s",
				       path_base(p->job->file),
				       strchr(path_base(p->name), '#')
				       ? strchr(path_base(p->name), '#') + 1
				       : p->job->id)
			/* Of a path the end tells more. */
			: place_label(app->view->snap, p);
		bool here = focused && p == env_place(app);
		int used, room = c.place - 1;

		surface_vline(s, o.y, x, o.rows, border);
		/* The cursor's place is marked, not only bright. */
		used = surface_put(s, y, x + 2, room - 1, here
				   ? LOOK_PANE_FOCUS : LOOK_PANE,
				   arena_printf(&tmp, "%s%s ", !here ||
						app->env_places < 2 ? " " :
						app->ascii || !app->utf8 ? ">"
						: "\u25b8",
						app_text(app, &tmp, name)));
		if (p->state != PLACE_READY)
			used += surface_put(s, y, x + 2 + used,
					    room - used - 1,
					    p->state == PLACE_ASKING
					    ? LOOK_DIM : LOOK_WARNING,
					    arena_printf(&tmp, "%s ",
						words_place_state(p->state)));
		/* A job: where it works, as whom, on which C library. */
		else if (p->job && *words_job_place(&tmp, p->job) &&
			 room - used > MIN_WORDS_COLS)
			(void)surface_put(s, y, x + 2 + used, room - used - 1,
					  LOOK_DIM, arena_printf(&tmp, "%s ",
						app_text(app, &tmp,
							 words_job_place(&tmp,
								p->job))));
		arena_release(&tmp);
		x += c.place + 1;
	}
	if (app->env_shown && app->env_places > app->env_shown) {
		struct arena tmp = ARENA_INIT;
		const char *more = seen_words(app, &tmp);
		int w = text_cols_of(more);

		surface_put(s, o.y + o.rows - 1, o.x + o.cols - w - 2, w,
			    LOOK_DIM, more);
		arena_release(&tmp);
	}
}

const struct pane_ops pane_env = { title, build, status, decorate };
