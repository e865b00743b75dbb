#include "config.h"

#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/redact.h"
#include "base/text.h"
#include "fixes/handover.h"
#include "report/silence.h"
#include "report/variables.h"
#include "report/words.h"
#include "traces/tracer.h"
#include "ui/pane.h"

const struct pane_ops *const panes[NPANES] = {
	&pane_repo, &pane_finding, &pane_why, &pane_env,
};

/* Life */

void app_init(struct app *app, const char *dir)
{
	size_t i;

	memset(app, 0, sizeof(*app));
	app->utf8 = true;
	app->dir = dir;
	app->name = path_base(dir);
	app->focus = PANE_FINDING;
	for (i = 0; i < NPANES; i++)
		list_init(&app->pane[i]);
	app->pane[PANE_WHY].search = true;
	app->pane[PANE_FINDING].leads = true;
	strbuf_init(&app->finding);
	strbuf_init(&app->message);
	arena_init(&app->trace_arena);
	wizard_init(&app->wizard);
	setup_init(&app->setup);
	journal_init(&app->journal);
	logpage_init(&app->log);
}

void app_pop(struct app *app)
{
	struct overlay *o = &app->overlay[--app->noverlays];

	if (o->kind == OVERLAY_TRACE)
		app->trace_pending = app->trying = false;
	if (o->kind == OVERLAY_LOG)
		logpage_close(app);
	list_release(&o->list);
	free(o->subject);
	app->typing = false;
}

void app_release(struct app *app)
{
	size_t i;

	while (app->noverlays)
		app_pop(app);
	for (i = 0; i < NPANES; i++)
		list_release(&app->pane[i]);
	free(app->module);
	free(app->trace_error);
	free(app->notice);
	strbuf_release(&app->finding);
	strbuf_release(&app->message);
	arena_release(&app->trace_arena);
	map_release(&app->folds);
	map_release(&app->marked);
	wizard_release(&app->wizard);
	setup_release(&app->setup);
	journal_release(&app->journal);
	logpage_release(&app->log);
}

/* Small questions */

static struct overlay *top(struct app *app)
{
	return app->noverlays ? &app->overlay[app->noverlays - 1] : NULL;
}

static const struct overlay *top_of(const struct app *app)
{
	return app->noverlays ? &app->overlay[app->noverlays - 1] : NULL;
}

const struct list *app_list_of(const struct app *app)
{
	if (app->noverlays)
		return &top_of(app)->list;
	if (wizard_is_open(&app->wizard))
		return &app->wizard.list[app->wizard.side];
	if (app->setup.on)
		return &app->setup.list;
	return &app->pane[app->focus];
}

struct list *app_list(struct app *app)
{
	if (app->noverlays)
		return &top(app)->list;
	if (wizard_is_open(&app->wizard))
		return &app->wizard.list[app->wizard.side];
	if (app->setup.on)
		return &app->setup.list;
	return &app->pane[app->focus];
}

static unsigned where_of(enum overlay_kind kind)
{
	switch (kind) {
	case OVERLAY_MODULES:
		return WHERE_PICK;
	case OVERLAY_FIXES:
		return WHERE_MARK;
	case OVERLAY_VERSIONS:
		return WHERE_TEXT | WHERE_VERSIONS;
	case OVERLAY_TRACE:
		return WHERE_TEXT | WHERE_TRACE;
	case OVERLAY_LOG:
		return WHERE_TEXT | WHERE_LOG;
	case OVERLAY_GOPATH:
	case OVERLAY_PROJECT:
		return WHERE_TEXT | WHERE_PROJECTS;
	case OVERLAY_JOURNAL:
		return WHERE_JOURNAL;
	case OVERLAY_QUESTION:
		return WHERE_ANSWER;
	case OVERLAY_HELP:
	case OVERLAY_VARIABLE:
	case OVERLAY_COMPARE:
	case OVERLAY_COMMANDS:
	case OVERLAY_LINE:
		break;
	case OVERLAY_TXN:
		return WHERE_TEXT | WHERE_TXN;
	}
	return WHERE_TEXT;
}

unsigned app_where(const struct app *app)
{
	if (app->noverlays)
		return where_of(top_of(app)->kind);
	if (wizard_is_open(&app->wizard))
		return wizard_where(&app->wizard);
	if (app->setup.on)
		return WHERE_SETUP;
	return 1U << app->focus;
}

const struct finding *app_finding_of(const struct app *app,
				     const char *fingerprint)
{
	size_t i;

	for (i = 0; app->view && !cstr_empty(fingerprint) &&
	     i < app->view->nfindings; i++)
		if (cstr_eq(app->view->findings[i].fingerprint, fingerprint))
			return &app->view->findings[i];
	return NULL;
}

const struct finding *app_finding(const struct app *app)
{
	return app_finding_of(app, app->finding.buf);
}

bool app_in_view(const struct app *app, const struct finding *f)
{
	if (!app->module || cstr_eq(f->module, app->module))
		return true;
	/* What is wrong with this machine concerns every module. */
	return cstr_empty(f->module) &&
	       (cstr_empty(f->path) || path_is_abs(f->path));
}

const struct silence *app_silence(const struct app *app,
				  const struct finding *f)
{
	return silence_needs_trust(f->id)
	       ? NULL : silence_for(app->view->snap, f);
}

bool app_saw_all(const struct app *app)
{
	const struct session_view *v = app->view;
	size_t i;

	if (v->snap->repo.cut || v->snap->repo.problem)
		return false;
	for (i = 0; i < v->snap->nplaces; i++)
		if (v->snap->places[i].state == PLACE_FAILED ||
		    v->snap->places[i].state == PLACE_TIMEOUT)
			return false;
	for (i = 0; i < v->nchecked; i++)
		if (v->checked[i].status == CHECK_CANNOT_LOOK ||
		    v->checked[i].status == CHECK_BROKE)
			return false;
	return true;
}

const char *app_module(const struct app *app)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;

	if (app->module)
		return app->module;
	return s && s->nmodules && cstr_eq(s->modules[0].dir, ".") ? "." : "";
}

bool app_is_open(const struct app *app, const char *what, bool by_default)
{
	return map_has(&app->folds, what)
	       ? map_get(&app->folds, what) != NULL : by_default;
}

enum look app_severity_role(enum severity s)
{
	switch (s) {
	case SEVERITY_ERROR:
		return LOOK_ERROR;
	case SEVERITY_WARNING:
		return LOOK_WARNING;
	case SEVERITY_ADVICE:
		return LOOK_ADVICE;
	case SEVERITY_NONE:
		break;
	}
	return LOOK_OK;
}

const char *app_mark_differs(const struct app *app)
{
	return app->ascii || !app->utf8 ? "!=" : "\u2260";
}

/* Letters that an ASCII terminal cannot show as their numbers; our own
 * punctuation is mapped by the surface. */
const char *app_text(const struct app *app, struct arena *a, const char *s)
{
	const char *clean = text_clean(a, s);
	struct str rest = str_from(clean);
	struct strbuf sb = STRBUF_INIT;
	uint32_t cp;
	size_t n;

	if (app->utf8)
		return clean;
	while ((n = text_decode(rest, &cp))) {
		if (cp < 0x80 || (cp >= 0x2010 && cp < 0x2800))
			strbuf_add(&sb, rest.p, n);
		else
			strbuf_addf(&sb, cp > 0xffff ? "\\U%08x" : "\\u%04x",
				    (unsigned)cp);
		rest = str_sub(rest, n, rest.len - n);
	}
	clean = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return clean;
}

const char *app_path(const struct app *app, struct arena *a, const char *path)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;

	if (path && n > 1 && home[n - 1] != '/' &&
	    !strncmp(path, home, n) && (!path[n] || path[n] == '/'))
		path = arena_printf(a, "~%s", path + n);
	return app_text(app, a, path);
}

const char *app_brief(struct arena *a, const char *path, int room)
{
	const char *rest = path, *slash;

	if (text_cols_of(path) <= room)
		return path;
	while ((slash = strchr(rest, '/'))) {
		rest = slash + 1;
		if (*rest && text_cols_of(rest) + 2 <= room)
			return arena_printf(a, "\u2026/%s", rest);
	}
	return rest == path ? path : text_tail(a, path, room);
}

void app_say(struct app *app, bool bad, const char *text)
{
	strbuf_reset(&app->message);
	strbuf_addstr(&app->message, text);
	app->message_bad = bad;
	app->rescanning = false;
}

/* What can be pressed now */

static const char *row_file(const struct row *r)
{
	return r && !cstr_empty(r->path) ? r->path : NULL;
}

/* The file that "e" opens: the row's, else the finding's. */
static const char *edit_target(const struct app *app, int *line)
{
	const struct list *l = app_list_of(app);
	const struct row *r = list_current(l);
	const struct finding *f = app_finding(app);

	*line = 0;
	if (row_file(r)) {
		*line = r->line;
		return r->path;
	}
	if (!app->noverlays && app->focus != PANE_REPO &&
	    app->focus != PANE_ENV && f && !cstr_empty(f->path)) {
		*line = f->line;
		return f->path;
	}
	return NULL;
}

static const char *copy_target(const struct app *app)
{
	const struct list *l = app_list_of(app);
	const struct row *r = list_current(l);
	const struct finding *f = app_finding(app);

	if (r && !cstr_empty(r->copy))
		return r->copy;
	if (app->noverlays)
		return NULL;
	if (wizard_is_open(&app->wizard))
		return wizard_shell_line(&app->wizard);
	if (app->setup.on)
		return NULL;
	if (app->focus != PANE_ENV && f && !cstr_empty(f->probe))
		return f->probe;
	return NULL;
}

/* Nothing else is seen beside the pane, even unzoomed. */
static bool is_alone(const struct app *app)
{
	return app->layout.kind == LAYOUT_SINGLE && !app->zoomed &&
	       app->layout.pane[app->focus].rows == app->layout.body.rows;
}

/* Findings in view that gomend can mend. */
static size_t count_fixable(const struct app *app)
{
	size_t i, n = 0;

	for (i = 0; app->view && i < app->view->nfindings; i++)
		n += app->view->findings[i].nfixes &&
		     app_in_view(app, &app->view->findings[i]);
	return n;
}

/* That the cursor is in: in a log, of the cause there. */
static const struct finding *finding_here(const struct app *app)
{
	const struct row *r;

	if (!(app_where(app) & WHERE_LOG))
		return app_finding(app);
	r = list_current(app_list_of(app));
	return r && r->kind == ROW_FINDING ? app_finding_of(app, r->arg)
					   : NULL;
}

/* Why nothing can be mended here at all, or this not; NULL: it can. */
static const char *cannot_fix(const struct app *app, const struct finding *f)
{
	if (app->read_only)
		return _("--read-only was given: nothing is changed");
	if (app->journal.undoing)
		return _("something is being taken back");
	if (!f)
		return _("no finding is selected");
	if (!f->nfixes && handover_in(f, NULL))
		return NULL;
	if (!f->nfixes)
		return _("gomend has no fix for it; 3 shows what to type");
	if (app->view->snap->repo.foreign_owner && !cstr_empty(f->path) &&
	    !path_is_abs(f->path))
		return _("the repository belongs to another user");
	return NULL;
}

/* The variable of this row or page; NULL: there is none. */
static const char *variable_here(const struct app *app)
{
	const struct overlay *o = top_of(app);
	const struct row *r = list_current(app_list_of(app));

	if (o)
		return o->kind == OVERLAY_VARIABLE ? o->subject : NULL;
	return app->focus == PANE_ENV && r && r->kind == ROW_SETTING ? r->arg
								     : NULL;
}

/* In the place that the cursor is in; NULL: it has no such variable. */
static const struct setting *setting_here(const struct app *app)
{
	const struct place *p = env_place(app);
	const char *name = variable_here(app);

	return p && name ? place_setting_in(p, app_module(app), name) : NULL;
}

/* Somebody set it where a fix can take it away. */
static bool is_set(const struct setting *s)
{
	size_t i;

	if (!s)
		return false;
	for (i = 0; i < s->nhidden; i++)
		if (s->hidden[i].layer == LAYER_GOENV)
			return true;
	return s->layer == LAYER_GOENV || s->layer == LAYER_PROCESS;
}

/*
 * Is it exported by a start-up file that this shell does not have it from?
 * The fix works on what this shell reads, and would change another line.
 */
static bool is_of_other_shell(const struct app *app, const struct place *p,
			      const struct setting *s)
{
	const struct place *here = snapshot_place(app->view->snap, "shell");
	const struct setting *own;

	if (!s || s->layer != LAYER_PROCESS || cstr_empty(s->file) ||
	    !here || p == here)
		return false;
	own = place_setting_in(here, app_module(app), s->name);
	return !own || !cstr_eq(own->file, s->file) || own->line != s->line;
}

static const char *cannot_set(const struct app *app, enum action a)
{
	const char *name = variable_here(app);
	const struct place *p = env_place(app);
	const struct variable *v = name ? variable_find(name) : NULL;

	if (app->read_only || app->journal.undoing)
		return cannot_fix(app, NULL);
	if (!name || !p)
		return _("there is no variable here");
	if (!place_is_here(p))
		return p->kind == PLACE_JOB
		       ? _("that is a CI job: its file sets it; e opens it "
			   "at the line")
		       : p->kind == PLACE_IMAGE
		       ? _("that is an image: its Dockerfile sets it, or who "
			   "starts it")
		       : _("that was recorded on another machine; set it "
			   "there");
	if (cstr_eq(name, "PATH"))
		return _("PATH is no setting of go; findings about it have "
			 "fixes of their own");
	if (v && v->setter == SETTER_GO)
		return _("go works it out by itself; nobody can set it");
	if (is_of_other_shell(app, p, setting_here(app)))
		return _("a start-up file of that shell alone sets it; e "
			 "opens it at the line");
	if (a == ACTION_UNSET && !is_set(setting_here(app)))
		return _("nothing sets it there");
	return NULL;
}

/* The worst finding that align-go-version serves; NULL: there is none. */
static const struct finding *aligned(const struct app *app)
{
	const struct session_view *v = app->view;
	size_t i, k;

	for (i = 0; v && i < v->nfindings; i++)
		for (k = 0; k < v->findings[i].nfixes; k++)
			if (!strcmp(v->findings[i].fixes[k],
				    "align-go-version"))
				return &v->findings[i];
	return NULL;
}

static const char *cannot_align(const struct app *app)
{
	const struct finding *f = aligned(app);

	if (!f && !app->read_only)
		return _("no place names an older Go than its module asks for");
	return cannot_fix(app, f);
}

bool app_trial(const struct app *app, struct arena *a,
	       const struct trial **list, size_t *n, struct msg *what)
{
	const struct tracer *t = app->trace_done
				 ? tracer_find(app->trace.name) : NULL;
	const struct place *p = app->view && t
		? snapshot_place(app->view->snap, app->trace.place) : NULL;

	*n = 0;
	if (!p || !t->try)
		return false;
	*list = t->try(p, a, n, what);
	return true;
}

static const char *cannot_try(const struct app *app)
{
	struct arena a = ARENA_INIT;
	const struct trial *list;
	struct msg what;
	bool can;
	size_t n;

	can = app_trial(app, &a, &list, &n, &what);
	arena_release(&a);
	if (!can)
		return _("there is nothing to try in this trace");
	if (app->trying)
		return _("it is being tried");
	if (app->tried)
		return _("it was tried; open the trace anew to try it once "
			 "more");
	return n ? NULL : _("nothing can be tried in this place");
}

static const char *cannot(const struct app *app, enum action a)
{
	if (a == ACTION_TRY)
		return cannot_try(app);
	if (wizard_is_open(&app->wizard) && !app->noverlays)
		return wizard_cannot(app, a);
	if (setup_is_front(app) && !app->noverlays && a == ACTION_UNDO)
		return setup_cannot(app, a);
	if (a == ACTION_SET || a == ACTION_UNSET)
		return cannot_set(app, a);
	if (a == ACTION_FIX)
		return cannot_fix(app, finding_here(app));
	if (a == ACTION_ALIGN)
		return cannot_align(app);
	if (a == ACTION_FIX_SEVERAL)
		return app->read_only || app->journal.undoing
		       ? cannot_fix(app, NULL)
		       : count_fixable(app) < 2
		       ? _("gomend has not several fixes for what is in view")
		       : NULL;
	if (a == ACTION_UNDO || a == ACTION_UNDO_WHOLE || a == ACTION_GO_ON ||
	    a == ACTION_JOURNAL || a == ACTION_PURGE || a == ACTION_PURGE_ALL)
		return journal_cannot(app, a);
	return NULL;
}

/* Where nothing is searched for, n and N walk the causes of a log. */
static bool is_cause_step(const struct app *app, enum action a)
{
	return (a == ACTION_NEXT_MATCH || a == ACTION_PREVIOUS_MATCH) &&
	       app_where(app) & WHERE_LOG && !app_list_of(app)->filter.len;
}

bool app_can(const struct app *app, enum action a, const char **reason)
{
	const struct session_view *v = app->view;
	const char *no = cannot(app, a);
	bool fix = wizard_is_open(&app->wizard) || app->setup.on;
	int line;

	if (no) {
		if (reason)
			*reason = no;
		return false;
	}
	if (a == ACTION_EDIT && !edit_target(app, &line))
		no = app_where(app) == WHERE_ENV
		     ? _("no file of this machine sets it there; Enter "
			 "explains it")
		     : _("this line belongs to no file");
	else if ((a == ACTION_NEXT_PLACE || a == ACTION_PREVIOUS_PLACE) &&
		 app->env_places < 2)
		no = _("there are not several places");
	else if (a == ACTION_COPY && !copy_target(app))
		no = _("there is no command here");
	else if (a == ACTION_MODULES && (!v || v->snap->nmodules < 2))
		no = _("there are not several modules");
	else if (!fix && (a == ACTION_ZOOM ||
		  (a == ACTION_WHY && app->focus == PANE_WHY)) &&
		 is_alone(app))
		no = _("the pane has the whole screen already");
	else if (a == ACTION_RESCAN && !v)
		no = _("the first look has just begun");
	else if (a == ACTION_COMPARE && (!v || v->snap->nplaces < 2))
		no = _("there are not several places");
	else if ((a == ACTION_VERSIONS || a == ACTION_LOG) && !v)
		no = _("the first look has just begun");
	else if (a == ACTION_GOPATH && (!v || !v->snap->ngopath))
		no = _("the folder does not lie below GOPATH/src; \"gomend "
		       "gopath\" lists what does");
	else if (a == ACTION_COMMANDS && (!v || !v->ncommands))
		no = _("no command was run yet");
	else if (is_cause_step(app, a))
		no = logpage_has_causes(app) ? NULL
		     : _("the log tells of no cause that is known");
	else if ((a == ACTION_NEXT_MATCH || a == ACTION_PREVIOUS_MATCH) &&
		 !app_list_of(app)->filter.len)
		no = _("nothing is searched for; / begins");
	if (reason)
		*reason = no;
	return !no;
}

/* Rows */

static struct rect overlay_rect(const struct app *app,
				const struct overlay *o)
{
	struct rect b = app->layout.body;
	int cols = o->kind == OVERLAY_MODULES ? 80
		   : o->kind == OVERLAY_QUESTION ? 64
		   : o->kind == OVERLAY_VERSIONS ||
		     o->kind == OVERLAY_LOG ||
		     o->kind == OVERLAY_GOPATH ||
		     o->kind == OVERLAY_PROJECT ? 130 : 104;
	int want = (int)(o->list.n < 200 ? o->list.n : 200) + 2;

	if (o->kind == OVERLAY_JOURNAL)
		return b;

	if (b.cols > cols + 6) {
		b.x = (b.cols - cols) / 2;
		b.cols = cols;
	}
	if (want < 8)
		want = 8;
	if (b.rows > want + 4) {
		b.y += (b.rows - want) / 3;
		b.rows = want;
	}
	return b;
}

static void build_overlay(struct app *app, struct overlay *o)
{
	int cols = layout_inner(overlay_rect(app, o)).cols - o->list.search;

	list_begin(&o->list);
	switch (o->kind) {
	case OVERLAY_HELP:
		page_help(app, &o->list, cols);
		break;
	case OVERLAY_MODULES:
		page_modules(app, &o->list, cols);
		break;
	case OVERLAY_VARIABLE:
		page_variable(app, &o->list, cols, o->subject);
		break;
	case OVERLAY_TRACE:
		page_trace(app, &o->list, cols);
		break;
	case OVERLAY_COMPARE:
		page_compare(app, &o->list, cols);
		break;
	case OVERLAY_VERSIONS:
		page_versions(app, &o->list, cols);
		break;
	case OVERLAY_LOG:
		page_log(app, &o->list, cols);
		break;
	case OVERLAY_GOPATH:
		page_gopath(app, &o->list, cols);
		break;
	case OVERLAY_PROJECT:
		page_project(app, &o->list, cols, o->subject);
		break;
	case OVERLAY_COMMANDS:
		page_commands(app, &o->list, cols);
		break;
	case OVERLAY_LINE:
		list_wrap(&o->list, NULL, LOOK_COMMAND, 1, cols, "",
			  LOOK_TEXT,
			  app_text(app, &o->list.arena, o->subject));
		break;
	case OVERLAY_FIXES:
		page_fixes(app, &o->list, cols);
		break;
	case OVERLAY_JOURNAL:
		page_journal(app, &o->list, cols);
		break;
	case OVERLAY_TXN:
		page_txn(app, &o->list, cols);
		break;
	case OVERLAY_QUESTION:
		page_question(app, &o->list, cols);
		break;
	}
	list_end(&o->list);
	list_height(&o->list, layout_inner(overlay_rect(app, o)).rows);
}

void app_rebuild_overlays(struct app *app)
{
	size_t i;

	if (app->layout.kind == LAYOUT_NOTICE)
		return;
	for (i = 0; i < app->noverlays; i++)
		build_overlay(app, &app->overlay[i]);
}

int pane_head_rows(const struct app *app, enum pane_id id)
{
	return id == PANE_ENV && app->layout.kind == LAYOUT_SINGLE &&
	       app->env_shown;
}

/* Where the rows of a pane stand. */
static struct rect pane_inner(const struct app *app, enum pane_id id)
{
	const struct rect *o = &app->layout.pane[id];
	struct rect r = layout_inner(o->rows ? *o : app->layout.body);
	int head = pane_head_rows(app, id);

	r.y += head;
	r.rows -= head;
	return r;
}

static int pane_cols(const struct app *app, enum pane_id id)
{
	return pane_inner(app, id).cols;
}

static void build_pane(struct app *app, enum pane_id id)
{
	struct list *l = &app->pane[id];

	list_begin(l);
	/* A text keeps clear of the mark that shows where it stands. */
	panes[id]->build(app, l, pane_cols(app, id) - l->search);
	list_end(l);
	list_height(l, pane_inner(app, id).rows);
	app->built_cols[id] = pane_cols(app, id);
}

/* "Why" follows the cursor of the findings. */
static void follow_finding(struct app *app)
{
	const struct row *r = list_current(&app->pane[PANE_FINDING]);
	const char *now = r && r->kind == ROW_FINDING ? r->arg : "";
	struct list *why = &app->pane[PANE_WHY];

	if (!strcmp(now, app->finding.buf))
		return;
	strbuf_reset(&app->finding);
	strbuf_addstr(&app->finding, now);
	why->touched = false;
	why->top = 0;
	if (app->layout.kind != LAYOUT_NOTICE)
		build_pane(app, PANE_WHY);
}

static int likes(const struct list *l)
{
	return (int)(l->nall < 1000 ? l->nall : 1000);
}

static void solve(struct app *app)
{
	struct layout_want w = {
		app->rows, app->cols, app->focus, app->zoomed,
		likes(&app->pane[PANE_FINDING]), likes(&app->pane[PANE_ENV]),
	};

	layout_solve(&w, &app->layout);
}

static void rebuild(struct app *app)
{
	size_t i;

	solve(app);
	if (app->layout.kind == LAYOUT_NOTICE)
		return;
	/* How many rows there are decides where the panes stand. */
	build_pane(app, PANE_FINDING);
	build_pane(app, PANE_ENV);
	solve(app);
	follow_finding(app);
	for (i = 0; i < NPANES; i++)
		build_pane(app, (enum pane_id)i);
	setup_rebuild(app, false);
	app_rebuild_overlays(app);
}

/* The panes stand elsewhere, their facts are the same. */
static void relayout(struct app *app)
{
	enum layout_kind kind = app->layout.kind;
	size_t i;

	solve(app);
	if (app->layout.kind == LAYOUT_NOTICE)
		return;
	for (i = 0; i < NPANES; i++) {
		enum pane_id id = (enum pane_id)i;

		/* The title of one stands in its border unless it is alone. */
		if (app->built_cols[i] != pane_cols(app, id) ||
		    app->layout.kind != kind)
			build_pane(app, id);
		else
			list_height(&app->pane[i], pane_inner(app, id).rows);
	}
	wizard_rebuild(app);
	setup_rebuild(app, false);
	app_rebuild_overlays(app);
}

static bool is_list(enum overlay_kind kind)
{
	return kind == OVERLAY_MODULES || kind == OVERLAY_FIXES ||
	       kind == OVERLAY_JOURNAL || kind == OVERLAY_QUESTION;
}

void app_push(struct app *app, enum overlay_kind kind, const char *subject)
{
	struct overlay *o;

	if (app->noverlays && top(app)->kind == kind &&
	    kind != OVERLAY_TRACE)
		app_pop(app);
	if (app->noverlays == OVERLAYS_MAX)
		app_pop(app);
	o = &app->overlay[app->noverlays++];
	o->kind = kind;
	o->subject = xstrdup(subject ? subject : "");
	list_init(&o->list);
	o->list.search = !is_list(kind);
	o->list.leads = kind == OVERLAY_JOURNAL;
	build_overlay(app, o);
}

/* Effects */

struct effect *effects_add(struct effects *e, enum effect_kind kind)
{
	static struct effect spare;
	struct effect *v;

	if (e->n == EFFECTS_MAX)
		return &spare;
	v = &e->v[e->n++];
	memset(v, 0, sizeof(*v));
	v->kind = kind;
	return v;
}

static void set_module(struct app *app, const char *dir)
{
	char *new = dir ? xstrdup(dir) : NULL;

	free(app->module);
	app->module = new;
	app->pane[PANE_FINDING].touched = false;
	rebuild(app);
}

static void toggle(struct app *app, const char *what, bool open)
{
	static char yes;
	char *copy = xstrdup(what);

	map_put(&app->folds, copy, open ? &yes : NULL);
	free(copy);
	build_pane(app, PANE_REPO);
}

static void run_trace(struct app *app, const char *name,
		      struct effects *effects)
{
	struct effect *e = effects_add(effects, EFFECT_TRACE);
	const struct finding *f = app_finding(app);
	const char *module = app_module(app), *place = "shell";

	if (f && !cstr_empty(f->module))
		module = f->module;
	if (f && f->nplaces)
		place = f->places[0].place;
	e->text = arena_strdup(&effects->arena, name);
	e->module = arena_strdup(&effects->arena, module);
	e->place = arena_strdup(&effects->arena, place);
	/* A finding about a program: that one is looked up. */
	if (f && cstr_eq(name, "path-lookup") && !cstr_empty(f->subject) &&
	    path_is_abs(f->subject))
		e->subject = arena_strdup(&effects->arena,
					  path_base(f->subject));
	free(app->trace_error);
	app->trace_error = NULL;
	app->trace_pending = true;
	app->trace_done = false;
	app->trying = app->tried = false;
	app_push(app, OVERLAY_TRACE, name);
}

static void take_trace(struct app *app, const struct event *ev)
{
	size_t i;

	if (!app->trace_pending)
		return;
	app->trace_pending = false;
	arena_release(&app->trace_arena);
	arena_init(&app->trace_arena);
	memset(&app->trace, 0, sizeof(app->trace));
	if (ev->trace) {
		codec_copy(&trace_codec, &app->trace_arena, ev->trace,
			   &app->trace);
		app->trace_done = true;
	} else {
		app->trace_error = xstrdup(ev->text ? ev->text : "");
	}
	for (i = 0; i < app->noverlays; i++)
		if (app->overlay[i].kind == OVERLAY_TRACE)
			build_overlay(app, &app->overlay[i]);
}

static void rebuild_trace(struct app *app)
{
	size_t i;

	for (i = 0; i < app->noverlays; i++)
		if (app->overlay[i].kind == OVERLAY_TRACE)
			build_overlay(app, &app->overlay[i]);
}

static void do_try(struct app *app, struct effects *effects)
{
	const struct trial *list;
	struct effect *e;
	struct msg what;
	size_t n;

	if (!app_trial(app, &effects->arena, &list, &n, &what) || !n)
		return;
	e = effects_add(effects, EFFECT_TRY);
	e->place = arena_strdup(&effects->arena, app->trace.place);
	e->trials = trial_copy(&effects->arena, list, n);
	e->ntrials = n;
	app->trying = true;
	rebuild_trace(app);
}

static void take_tried(struct app *app, const struct event *ev)
{
	struct trial *list;

	if (!app->trying)
		return;
	app->trying = false;
	if (ev->ntrials) {
		app->tried = true;
		list = trial_copy(&app->trace_arena, ev->trials, ev->ntrials);
		tracer_tried(tracer_find(app->trace.name), list, ev->ntrials,
			     &app->trace_arena, &app->trace);
	} else {
		app_say(app, true, ev->text ? ev->text : "");
	}
	rebuild_trace(app);
}

/* Keys */

void app_focus(struct app *app, enum pane_id id)
{
	app->focus = id;
	relayout(app);
}

static bool has_fold(const struct app *app, const struct row *r, bool *open)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	size_t i, real = 0;

	if (!r || !s)
		return false;
	if (r->kind == ROW_GROUP) {
		*open = app_is_open(app, r->arg, false);
		return true;
	}
	if (r->kind != ROW_MODULE)
		return false;
	for (i = 0; i < s->nmodules; i++)
		real += !s->modules[i].fixture;
	*open = app_is_open(app, r->arg,
			    real <= 3 || cstr_eq(r->arg, "."));
	return true;
}

/* Fix this finding, by this fix. */
static void open_fix(struct app *app, const struct finding *f,
		     const char *fix, struct effects *effects)
{
	struct wizard_want want = { xstrdup(fix), xstrdup(f->fingerprint) };

	while (app->noverlays)
		app_pop(app);
	wizard_open(app, &want, 1, NULL, 0, effects);
	free(want.fix);
	free(want.finding);
}

/* Another value for the variable of this row or page, or none. */
static void open_setting(struct app *app, bool unset, struct effects *effects)
{
	const struct setting *s = setting_here(app);
	struct wizard_given given[2] = {
		{ xstrdup("name"), xstrdup(variable_here(app)) },
		{ xstrdup("value"), xstrdup(s && s->value ? s->value : "") },
	};
	struct wizard_want want = {
		xstrdup(unset ? "unset-env" : "set-env"), NULL
	};
	/* What stands in the place of a secret is nobody's value. */
	bool value = !unset && *given[1].value &&
		     !strstr(given[1].value, REDACT_MARK);
	size_t i;

	while (app->noverlays)
		app_pop(app);
	wizard_open(app, &want, 1, given, value ? 2 : 1, effects);
	for (i = 0; i < 2; i++) {
		free(given[i].name);
		free(given[i].value);
	}
	free(want.fix);
}

/* The versions, from the page that lists them. */
static void align(struct app *app, struct effects *effects)
{
	const struct finding *f = aligned(app);
	struct wizard_want want = { xstrdup("align-go-version"),
				    xstrdup(f->fingerprint) };

	app_pop(app);
	wizard_open(app, &want, 1, NULL, 0, effects);
	free(want.fix);
	free(want.finding);
}

/* All that are marked, worst first. */
static void open_marked(struct app *app, struct effects *effects)
{
	const struct session_view *v = app->view;
	struct wizard_want *wants;
	size_t i, n = 0;

	wants = xcalloc(v->nfindings + 1, sizeof(*wants));
	for (i = 0; i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];

		if (!f->nfixes || !app_in_view(app, f) ||
		    !app_is_marked(app, f))
			continue;
		wants[n].fix = xstrdup(f->fixes[0]);
		wants[n++].finding = xstrdup(f->fingerprint);
	}
	if (n) {
		app_pop(app);
		wizard_open(app, wants, n, NULL, 0, effects);
	} else {
		app_say(app, false, _("None is marked; Space marks."));
	}
	for (i = 0; i < n; i++) {
		free(wants[i].fix);
		free(wants[i].finding);
	}
	free(wants);
}

bool app_is_marked(const struct app *app, const struct finding *f)
{
	return map_get(&app->marked, f->fingerprint) != NULL;
}

static void mark(struct app *app, const char *fingerprint, bool on)
{
	static char yes;

	map_put(&app->marked, fingerprint, on ? &yes : NULL);
}

/* Every finding that has a fix, or none. */
static void mark_all(struct app *app)
{
	const struct session_view *v = app->view;
	bool all = true;
	size_t i;

	for (i = 0; i < v->nfindings; i++)
		if (v->findings[i].nfixes && app_in_view(app, &v->findings[i]))
			all = all && app_is_marked(app, &v->findings[i]);
	for (i = 0; i < v->nfindings; i++)
		if (v->findings[i].nfixes && app_in_view(app, &v->findings[i]))
			mark(app, v->findings[i].fingerprint, !all);
	app_rebuild_overlays(app);
}

static bool any_marked(const struct app *app)
{
	size_t i;

	for (i = 0; i < app->view->nfindings; i++)
		if (app->view->findings[i].nfixes &&
		    app_in_view(app, &app->view->findings[i]) &&
		    app_is_marked(app, &app->view->findings[i]))
			return true;
	return false;
}

static void fix_several(struct app *app)
{
	const struct finding *f = app_finding(app);

	/* What was marked before stays so: perhaps one is to be left out. */
	if (!any_marked(app) && f && f->nfixes)
		mark(app, f->fingerprint, true);
	app_push(app, OVERLAY_FIXES, NULL);
	if (f && f->nfixes)
		list_select(&top(app)->list, f->fingerprint);
}

/* Space: a box where there is one, else a page down. */
static void space(struct app *app)
{
	struct list *l = app_list(app);
	const struct row *r = list_current(l);
	const struct finding *f;

	if (!r || r->kind != ROW_MARK) {
		list_page(l, 1);
		return;
	}
	f = app_finding_of(app, r->arg);
	if (f)
		mark(app, f->fingerprint, !app_is_marked(app, f));
	app_rebuild_overlays(app);
	list_move(l, 1);
}

/* The editor is one key away: to the line that set the first place's value. */
static void to_first_file(struct list *l)
{
	size_t i;

	for (i = 0; i < l->n && i < 6; i++)
		if (l->rows[i].path && l->rows[i].line) {
			list_at(l, i);
			return;
		}
}

/* A page of projects, the cursor on the first of them. */
static void push_projects(struct app *app, enum overlay_kind kind,
			  const char *dir)
{
	struct list *l;
	size_t i;

	app_push(app, kind, dir);
	l = &top(app)->list;
	for (i = 0; i < l->n; i++)
		if (l->rows[i].kind == ROW_PROJECT) {
			list_at(l, i);
			return;
		}
}

/* In the panes, whatever was filtered out there or laid over them. */
static void show_finding(struct app *app, const char *fingerprint)
{
	struct list *l = &app->pane[PANE_FINDING];
	const struct finding *f = app_finding_of(app, fingerprint);

	while (app->noverlays)
		app_pop(app);
	if (!f)
		return;
	strbuf_reset(&l->filter);
	if (app_in_view(app, f))
		build_pane(app, PANE_FINDING);
	else
		set_module(app, NULL);
	list_select(l, f->fingerprint);
	follow_finding(app);
	app_focus(app, PANE_WHY);
}

static void open_row(struct app *app, struct effects *effects)
{
	struct row *r = list_current(app_list(app));
	const char *reason;
	char *arg;
	bool open;

	if (!app->noverlays && wizard_is_open(&app->wizard)) {
		wizard_open_row(app, effects);
		return;
	}
	if (!app->noverlays && app->setup.on) {
		(void)setup_act(app, ACTION_OPEN, effects);
		return;
	}
	if (!r)
		return;
	switch (r->kind) {
	case ROW_FINDING:
		if (app->noverlays)
			show_finding(app, r->arg);
		else
			app_focus(app, PANE_WHY);
		return;
	case ROW_GROUP:
		if (has_fold(app, r, &open))
			toggle(app, r->arg, !open);
		return;
	case ROW_ALL:
		app_pop(app);
		set_module(app, NULL);
		return;
	case ROW_MODULE:
		arg = xstrdup(r->arg);
		if (app->noverlays)
			app_pop(app);
		if (cstr_eq(app->module, arg)) {
			set_module(app, NULL);
		} else {
			toggle(app, arg, true);
			set_module(app, arg);
		}
		if (app->module)
			app_say(app, false,
			    _("Only this module is in view; Esc shows all."));
		free(arg);
		return;
	case ROW_TRACE:
		run_trace(app, r->arg, effects);
		return;
	case ROW_SETTING:
		app_push(app, OVERLAY_VARIABLE, r->arg);
		to_first_file(&top(app)->list);
		return;
	case ROW_PROJECT:
		/* The page that is left may be one of these. */
		arg = xstrdup(r->arg);
		push_projects(app, OVERLAY_PROJECT, arg);
		free(arg);
		return;
	case ROW_FIX:
		if (app_can(app, ACTION_FIX, &reason))
			open_fix(app, app_finding(app), r->arg, effects);
		else
			app_say(app, false, reason);
		return;
	case ROW_MARK:
		open_marked(app, effects);
		return;
	case ROW_TXN:
	case ROW_YES:
	case ROW_NO:
		journal_open_row(app, r, effects);
		return;
	case ROW_FIELD:
	case ROW_GO:
	case ROW_FOLD:
	case ROW_CHANGE:
	case ROW_SETUP:
		return;
	case ROW_PLAIN:
		if (app_can(app, ACTION_EDIT, NULL) &&
		    app->focus != PANE_FINDING)
			app_say(app, false, _("e opens it in your editor."));
		return;
	}
}

static void sideways(struct app *app, int dir)
{
	struct row *r = list_current(app_list(app));
	bool open;

	if (app->noverlays)
		return;
	if (app->focus == PANE_ENV) {
		if (dir < 0 && app->env_at)
			app->env_at--;
		else if (dir > 0 && app->env_at + 1 < app->env_places)
			app->env_at++;
		build_pane(app, PANE_ENV);
	} else if (app->focus == PANE_REPO && has_fold(app, r, &open)) {
		if (open != (dir > 0))
			toggle(app, r->arg, dir > 0);
	}
}

static void back(struct app *app)
{
	struct list *l = app_list(app);

	if (l->filter.len) {
		strbuf_reset(&l->filter);
		rebuild(app);
	} else if (app->noverlays) {
		app_pop(app);
	} else if (app->zoomed) {
		app->zoomed = false;
		relayout(app);
	} else if (app->focus == PANE_WHY) {
		app_focus(app, PANE_FINDING);
	} else if (app->module) {
		set_module(app, NULL);
	} else if (app->focus != PANE_FINDING) {
		app_focus(app, PANE_FINDING);
	} else {
		app_say(app, false, _("q quits."));
	}
}

static void quit(struct effects *effects, int status)
{
	effects_add(effects, EFFECT_QUIT)->line = status;
}

static void cancel(struct app *app, bool armed, struct effects *effects)
{
	if (app->noverlays && top(app)->kind == OVERLAY_TRACE &&
	    app->trace_pending) {
		app_pop(app);
		app_say(app, false, _("Given up."));
	} else if (app->log.reading) {
		effects_add(effects, EFFECT_LOG);
		app_pop(app);
		app_say(app, false, _("Given up."));
	} else if (app->trying) {
		app->trying = false;
		rebuild_trace(app);
		app_say(app, false, _("Given up."));
	} else if (armed) {
		quit(effects, 130);
	} else {
		app->quit_armed = true;
		app_say(app, false, _("Nothing is under way to cancel. Ctrl-C "
				  "again or q quits."));
	}
}

static void do_edit(struct app *app, struct effects *effects)
{
	int line;
	const char *path = edit_target(app, &line);
	const char *root = app->view && app->view->snap->repo.root
			   ? app->view->snap->repo.root : app->dir;
	const char *home = getenv("HOME");
	struct effect *e = effects_add(effects, EFFECT_EDIT);

	if (cstr_starts(path, "~/") && home)
		path = path_join(&effects->arena, home, path + 2);
	e->text = path_join(&effects->arena, root, path);
	e->line = line;
}

static void next_match(struct app *app, int dir)
{
	if (!is_cause_step(app, ACTION_NEXT_MATCH)) {
		if (!list_next_match(app_list(app), dir))
			app_say(app, true, _("No match."));
	} else if (!logpage_walk(app, dir)) {
		app_say(app, false, dir > 0 ? _("That is the last cause.")
					    : _("That is the first cause."));
	}
}

/* What gomend does not do itself: the editor at the line, else what to type. */
static void hand_over(struct app *app, const struct finding *f,
		      struct effects *effects)
{
	size_t i;

	for (i = 0; i < f->ncommands; i++) {
		const struct command *c = &f->commands[i];
		struct effect *e;

		if (!cstr_eq(c->handover, HANDOVER_EDIT_FILE))
			continue;
		e = effects_add(effects, EFFECT_EDIT);
		e->text = arena_strdup(&effects->arena, c->path);
		e->line = c->at;
		return;
	}
	app_focus(app, PANE_WHY);
	list_select(app_list(app), ROW_HANDED_OVER);
	app_say(app, false, _("That is for you to type, y copies it; gomend "
			      "does not run it."));
}

static void fix(struct app *app, const struct finding *f,
		struct effects *effects)
{
	if (f->nfixes) {
		open_fix(app, f, f->fixes[0], effects);
		return;
	}
	if (app->noverlays)
		show_finding(app, f->fingerprint);
	hand_over(app, f, effects);
}

static void act(struct app *app, enum action a, bool armed,
		struct effects *effects)
{
	struct list *l = app_list(app);
	const char *reason;

	if (!app_can(app, a, &reason)) {
		app_say(app, false, reason);
		return;
	}
	if (!app->noverlays && wizard_is_open(&app->wizard) &&
	    wizard_act(app, a, effects))
		return;
	if (!app->noverlays && setup_is_front(app) &&
	    setup_act(app, a, effects))
		return;
	switch (a) {
	case ACTION_NONE:
	case ACTION_OTHER_FIX:
	case ACTION_SIDE:
	case ACTION_APPLY:
	case ACTION_SCRIPT:
		break;
	case ACTION_FIX:
		fix(app, finding_here(app), effects);
		break;
	case ACTION_FIX_SEVERAL:
		fix_several(app);
		break;
	case ACTION_SET:
	case ACTION_UNSET:
		open_setting(app, a == ACTION_UNSET, effects);
		break;
	case ACTION_MARK:
		space(app);
		break;
	case ACTION_MARK_ALL:
		mark_all(app);
		break;
	case ACTION_UNDO:
	case ACTION_UNDO_WHOLE:
	case ACTION_GO_ON:
	case ACTION_JOURNAL:
	case ACTION_PURGE:
	case ACTION_PURGE_ALL:
		journal_act(app, a, effects);
		break;
	case ACTION_UP:
	case ACTION_DOWN:
		if (app_where(app) & WHERE_LOG)
			list_read(l, a == ACTION_DOWN ? 1 : -1);
		else
			list_move(l, a == ACTION_DOWN ? 1 : -1);
		break;
	case ACTION_LEFT:
		sideways(app, -1);
		break;
	case ACTION_RIGHT:
		sideways(app, 1);
		break;
	case ACTION_PAGE_UP:
		list_page(l, -1);
		break;
	case ACTION_PAGE_DOWN:
		list_page(l, 1);
		break;
	case ACTION_TOP:
		list_first(l);
		break;
	case ACTION_BOTTOM:
		list_last(l);
		break;
	case ACTION_OPEN:
		open_row(app, effects);
		break;
	case ACTION_BACK:
		back(app);
		break;
	case ACTION_NEXT_PANE:
		app_focus(app, (enum pane_id)((app->focus + 1) % NPANES));
		break;
	case ACTION_PREVIOUS_PANE:
		app_focus(app, (enum pane_id)((app->focus + NPANES - 1) %
					  NPANES));
		break;
	case ACTION_PANE_1:
	case ACTION_PANE_2:
	case ACTION_PANE_3:
	case ACTION_PANE_4:
		app_focus(app, (enum pane_id)(a - ACTION_PANE_1));
		break;
	case ACTION_ZOOM:
		app->zoomed = !app->zoomed;
		relayout(app);
		break;
	case ACTION_FILTER:
		app->typing = true;
		break;
	case ACTION_NEXT_MATCH:
	case ACTION_PREVIOUS_MATCH:
		next_match(app, a == ACTION_NEXT_MATCH ? 1 : -1);
		break;
	case ACTION_WHY:
		app->zoomed = app->focus == PANE_WHY ? !app->zoomed : true;
		app_focus(app, PANE_WHY);
		break;
	case ACTION_MODULES:
		app_push(app, OVERLAY_MODULES, NULL);
		break;
	case ACTION_NEXT_PLACE:
	case ACTION_PREVIOUS_PLACE:
		if (env_to_difference(app, a == ACTION_NEXT_PLACE ? 1 : -1))
			build_pane(app, PANE_ENV);
		else
			app_say(app, false, _("No place on that side differs "
					      "from the first one in it."));
		break;
	case ACTION_SHOW:
		app->show = (enum show)((app->show + 1) % NSHOWS);
		rebuild(app);
		break;
	case ACTION_EDIT:
		do_edit(app, effects);
		break;
	case ACTION_COPY:
		effects_add(effects, EFFECT_COPY)->text =
			text_clean(&effects->arena, copy_target(app));
		break;
	case ACTION_RESCAN:
		effects_add(effects, EFFECT_RESCAN);
		app_say(app, false, _("Looking again…"));
		app->rescanning = true;
		break;
	case ACTION_COMPARE:
		app_push(app, OVERLAY_COMPARE, NULL);
		break;
	case ACTION_VERSIONS:
		app_push(app, OVERLAY_VERSIONS, NULL);
		break;
	case ACTION_GOPATH:
		push_projects(app, OVERLAY_GOPATH, NULL);
		break;
	case ACTION_ALIGN:
		align(app, effects);
		break;
	case ACTION_LOG:
		logpage_open(app);
		break;
	case ACTION_TRY:
		do_try(app, effects);
		break;
	case ACTION_COMMANDS:
		app_push(app, OVERLAY_COMMANDS, NULL);
		break;
	case ACTION_HELP:
		if (app->noverlays && top(app)->kind == OVERLAY_HELP)
			app_pop(app);
		else
			app_push(app, OVERLAY_HELP, NULL);
		break;
	case ACTION_REDRAW:
		effects_add(effects, EFFECT_REDRAW);
		break;
	case ACTION_SUSPEND:
		effects_add(effects, EFFECT_SUSPEND);
		break;
	case ACTION_CANCEL:
		cancel(app, armed, effects);
		break;
	case ACTION_QUIT:
		if (app->noverlays)
			app_pop(app);
		else
			quit(effects, 0);
		break;
	}
}

static void refilter(struct app *app)
{
	struct list *l = app_list(app);

	if (l->search) {
		bool inverse = l->filter.buf[0] == '!';

		if (l->filter.len > (size_t)inverse && l->cur)
			l->cur--;
		if (l->filter.len > (size_t)inverse)
			list_next_match(l, 1);
		return;
	}
	l->touched = false;
	if (app->noverlays)
		build_overlay(app, top(app));
	else if (wizard_is_open(&app->wizard))
		wizard_rebuild(app);
	else if (app->setup.on)
		setup_rebuild(app, false);
	else
		build_pane(app, app->focus);
}

static void shorten(struct strbuf *sb)
{
	size_t n = sb->len;

	while (n && (sb->buf[n - 1] & 0xc0) == 0x80)
		n--;
	strbuf_setlen(sb, n ? n - 1 : 0);
}

/* While a filter is typed the keys are its letters. */
static bool type(struct app *app, int key)
{
	struct list *l = app_list(app);
	char utf8[4];

	switch (key) {
	case K_ENTER:
		app->typing = false;
		return true;
	case K_ESC:
	case K_CTRL('c'):
		app->typing = false;
		strbuf_reset(&l->filter);
		refilter(app);
		return true;
	case K_BACKSPACE:
	case K_CTRL('h'):
		if (!l->filter.len)
			app->typing = false;
		shorten(&l->filter);
		refilter(app);
		return true;
	case K_CTRL('u'):
		strbuf_reset(&l->filter);
		refilter(app);
		return true;
	default:
		break;
	}
	if (key < 0x20 || key == 0x7f || key >= 0x110000)
		return false;
	if (l->filter.len < 120)
		strbuf_add(&l->filter, utf8, text_encode((uint32_t)key, utf8));
	refilter(app);
	return true;
}

static bool inside(struct rect r, int y, int x)
{
	return y >= r.y && y < r.y + r.rows && x >= r.x && x < r.x + r.cols;
}

static void click_bar(struct app *app, int x, struct effects *effects)
{
	struct bar_item items[BAR_ITEMS_MAX];
	size_t n = app_bar(app, items), i;

	for (i = 0; i < n; i++)
		if (x >= items[i].x && x < items[i].x + items[i].cols)
			act(app, items[i].action, false, effects);
}

static void click_list(struct app *app, struct list *l, struct rect inner,
		       int y, bool twice, struct effects *effects)
{
	size_t i = l->top + (size_t)(y - inner.y);

	if (i >= l->n || l->rows[i].skip)
		return;
	list_at(l, i);
	if (twice)
		open_row(app, effects);
}

static void click(struct app *app, const struct event *ev,
		  struct effects *effects)
{
	size_t i;

	if (app->layout.kind == LAYOUT_NOTICE)
		return;
	if (inside(app->layout.bar, ev->y, ev->x)) {
		click_bar(app, ev->x, effects);
		return;
	}
	if (app->noverlays) {
		struct rect r = overlay_rect(app, top(app));

		if (inside(layout_inner(r), ev->y, ev->x))
			click_list(app, &top(app)->list, layout_inner(r),
				   ev->y, ev->twice, effects);
		else if (!inside(r, ev->y, ev->x))
			app_pop(app);
		return;
	}
	if (wizard_is_open(&app->wizard)) {
		int side = wizard_pane_at(&app->wizard, ev->y, ev->x);

		if (side < 0)
			return;
		wizard_set_side(app, side);
		click_list(app, &app->wizard.list[side],
			   wizard_inner(&app->wizard, side), ev->y, ev->twice,
			   effects);
		return;
	}
	if (app->setup.on) {
		struct rect r = setup_inner(app);

		/* Anything clickable has a key; twice is Enter. */
		if (inside(r, ev->y, ev->x))
			click_list(app, &app->setup.list, r, ev->y, ev->twice,
				   effects);
		return;
	}
	for (i = 0; i < NPANES; i++) {
		struct rect r = app->layout.pane[i];

		if (!r.rows || !inside(r, ev->y, ev->x))
			continue;
		if (app->focus != (enum pane_id)i)
			app_focus(app, (enum pane_id)i);
		r = pane_inner(app, (enum pane_id)i);
		if (app->layout.pane[i].rows && inside(r, ev->y, ev->x))
			click_list(app, &app->pane[i], r, ev->y, ev->twice,
				   effects);
		return;
	}
}

static void wheel(struct app *app, const struct event *ev)
{
	size_t i;

	if (app->noverlays) {
		list_scroll(&top(app)->list, ev->lines);
		return;
	}
	if (wizard_is_open(&app->wizard)) {
		int side = wizard_pane_at(&app->wizard, ev->y, ev->x);

		if (side >= 0)
			list_scroll(&app->wizard.list[side], ev->lines);
		return;
	}
	if (app->setup.on) {
		list_scroll(&app->setup.list, ev->lines);
		return;
	}
	for (i = 0; i < NPANES; i++)
		if (app->layout.pane[i].rows &&
		    inside(app->layout.pane[i], ev->y, ev->x)) {
			list_scroll(&app->pane[i], ev->lines);
			return;
		}
}

/* Never as keys: what is pasted may hold any of them. */
static void paste(struct app *app, const char *text, struct effects *effects)
{
	struct str rest = str_from(text);
	uint32_t cp;
	size_t n;

	if (!text) {
		app_say(app, true, _("More than 8 MB were pasted; save that "
				     "to a file, and name it to L."));
	} else if (app->typing) {
		for (; (n = text_decode(rest, &cp)) && cp >= 0x20;
		     rest = str_sub(rest, n, rest.len - n))
			(void)type(app, (int)cp);
	} else if (app_where(app) & WHERE_LOG) {
		logpage_paste(app, text, effects);
	} else if (app->wizard.editing && !app->noverlays) {
		field_insert(&app->wizard.text, text);
	} else {
		app_say(app, false, _("Nothing here takes what is pasted; L "
				      "reads a log."));
	}
}

static void key(struct app *app, int k, struct effects *effects)
{
	bool armed = app->quit_armed;
	enum action a;

	app->quit_armed = false;
	if (app->typing && type(app, k))
		return;
	if (app->log.typing) {
		strbuf_reset(&app->message);
		if (logpage_type(app, k, effects))
			return;
	}
	if (!app->noverlays && wizard_is_open(&app->wizard) &&
	    app->layout.kind != LAYOUT_NOTICE &&
	    wizard_type(app, k, effects))
		return;
	strbuf_reset(&app->message);
	if (app->layout.kind == LAYOUT_NOTICE && k != 'q' &&
	    k != K_CTRL('c') && k != K_CTRL('z') && k != K_CTRL('l'))
		return;
	a = keymap_find(k, app_where(app));
	if (a != ACTION_NONE)
		act(app, a, armed, effects);
	else if (k >= 0x20 && k < 0x110000)
		app_say(app, false, _("This key does nothing here; ? shows all "
				  "keys."));
}

static void take_change(struct app *app, const struct session_view *v,
			struct effects *effects)
{
	size_t i;

	app->view = v;
	if (app->module && v->first_done &&
	    !snapshot_module(v->snap, app->module)) {
		free(app->module);
		app->module = NULL;
	}
	memset(app->count, 0, sizeof(app->count));
	for (i = 0; i < v->nfindings; i++)
		if (!app_silence(app, &v->findings[i]))
			app->count[v->findings[i].severity]++;
	if (app->rescanning && v->settled) {
		strbuf_reset(&app->message);
		app->rescanning = false;
	}
	if (!cstr_empty(v->notice) && !cstr_eq(v->notice, app->notice)) {
		free(app->notice);
		app->notice = xstrdup(v->notice);
		app_say(app, true, v->notice);
		effects_add(effects, EFFECT_NOTICE);
	}
	rebuild(app);
}

/* All that came from the view goes with it; the journal is not of it. */
static void take_move(struct app *app, const char *dir)
{
	while (app->noverlays && top(app)->kind != OVERLAY_JOURNAL &&
	       top(app)->kind != OVERLAY_HELP)
		app_pop(app);
	app->dir = dir;
	app->name = path_base(dir);
	app->view = NULL;
	memset(app->count, 0, sizeof(app->count));
	free(app->module);
	app->module = NULL;
	free(app->notice);
	app->notice = NULL;
	app->rescanning = app->trying = false;
	strbuf_reset(&app->finding);
	map_release(&app->marked);
	app->pane[PANE_FINDING].touched = false;
	rebuild(app);
}

/* Nothing is to be done about it: it leaves the bar to the keys. */
static void notice_read(struct app *app, struct effects *effects)
{
	if (app->typing && app->message.len) {
		effects_add(effects, EFFECT_NOTICE);
		return;
	}
	if (cstr_eq(app->message.buf, app->notice))
		strbuf_reset(&app->message);
	free(app->notice);
	app->notice = NULL;
}

static void update(struct app *app, const struct event *ev,
		   struct effects *effects)
{
	switch (ev->kind) {
	case EVENT_KEY:
		key(app, ev->key, effects);
		break;
	case EVENT_CLICK:
		strbuf_reset(&app->message);
		click(app, ev, effects);
		break;
	case EVENT_WHEEL:
		wheel(app, ev);
		break;
	case EVENT_RESIZE:
		app->rows = ev->rows;
		app->cols = ev->cols;
		relayout(app);
		break;
	case EVENT_CHANGED:
		take_change(app, ev->view, effects);
		setup_changed(app, effects);
		break;
	case EVENT_MOVED:
		take_move(app, ev->text);
		break;
	case EVENT_PASTE:
		strbuf_reset(&app->message);
		paste(app, ev->text, effects);
		break;
	case EVENT_LOG:
		logpage_take(app, ev);
		break;
	case EVENT_COMPLETED:
		logpage_complete(app, ev);
		break;
	case EVENT_TRACE:
		take_trace(app, ev);
		break;
	case EVENT_TRIED:
		take_tried(app, ev);
		break;
	case EVENT_MESSAGE:
		app_say(app, false, ev->text);
		break;
	case EVENT_NOTICE_READ:
		notice_read(app, effects);
		break;
	case EVENT_LINE:
		app_push(app, OVERLAY_LINE, ev->text);
		break;
	case EVENT_TICK:
		wizard_tick(app, ev);
		break;
	case EVENT_FIX_CHANGED:
		wizard_changed(app, ev, effects);
		break;
	case EVENT_FIX_DIFF:
		wizard_diff(app, ev, effects);
		break;
	case EVENT_HISTORY:
		journal_take(app, ev);
		break;
	case EVENT_HISTORY_PLAN:
		journal_take_plan(app, ev);
		break;
	case EVENT_UNDONE:
		if (app->wizard.undoing) {
			wizard_undone(app, ev);
			effects_add(effects, EFFECT_HISTORY);
		} else if (app->setup.undoing) {
			setup_undone(app, ev, effects);
			effects_add(effects, EFFECT_HISTORY);
		} else {
			journal_undone(app, ev, effects);
		}
		break;
	case EVENT_PURGED:
		journal_purged(app, ev, effects);
		break;
	case EVENT_REACHED:
		setup_reached(app, ev);
		break;
	}
	if (app->layout.kind != LAYOUT_NOTICE)
		follow_finding(app);
	if (wizard_is_open(&app->wizard) && !app->noverlays)
		wizard_follow(app, effects);
	journal_follow(app);
}

void app_update(struct app *app, const struct event *ev,
		struct effects *effects)
{
	bool tried = app->trying;

	update(app, ev, effects);
	/* Whatever closed the page: nobody waits for it any more. */
	if (tried && !app->trying && ev->kind != EVENT_TRIED)
		effects_add(effects, EFFECT_TRY);
}

bool app_is_waiting(const struct app *app)
{
	return wizard_is_open(&app->wizard) && wizard_is_busy(&app->wizard);
}

/* View */

static const char *label_of_row(const struct keymap_row *r)
{
	struct arena a = ARENA_INIT;
	const char *key = arena_printf(&a, "key\004%s", r->label);
	const char *text = i18n_context(key, r->label);

	arena_release(&a);
	return text;
}

/* The key's label for what it does here, translated. */
static const char *label_of(const struct app *app, const struct keymap_row *r,
			    unsigned where)
{
	const char *own = where & WHERE_FIX ? wizard_label(app, r->action)
					    : NULL;

	if (!own && where & WHERE_SETUP)
		own = setup_label(app, r->action);
	if (own)
		return own;
	if (r->action == ACTION_HELP && app->cols < 50)
		return C_("key", "keys");
	if (r->action == ACTION_OPEN && where == WHERE_MARK)
		return C_("key", "go on");
	if (r->action == ACTION_OPEN && where == WHERE_JOURNAL &&
	    app->cols >= (app_can(app, ACTION_UNDO_WHOLE, NULL) ? 100 : 60))
		return C_("key", "its changes");
	if (r->action == ACTION_UNDO_WHOLE && where & (WHERE_JOURNAL |
						       WHERE_TXN))
		return C_("key", "the whole");
	if (r->action == ACTION_OPEN && where == WHERE_ANSWER)
		return C_("key", "choose");
	if (r->action == ACTION_UNDO && where & (WHERE_JOURNAL | WHERE_TXN) &&
	    app->cols >= 60)
		return C_("key", "take it back");
	if (r->action == ACTION_FILTER &&
	    (where & WHERE_TEXT || where == WHERE_WHY))
		return C_("key", "search");
	if (where & WHERE_LOG && r->action == ACTION_LOG)
		return C_("key", "another log");
	if (where & WHERE_LOG && r->action == ACTION_OPEN)
		return C_("key", "to the finding");
	if (where & WHERE_PROJECTS && r->action == ACTION_OPEN)
		return C_("key", "who imports it");
	if (is_cause_step(app, r->action))
		return C_("key", "next cause");
	if (r->action == ACTION_RIGHT && where == WHERE_ENV)
		return C_("key", "next place");
	if (r->action == ACTION_OPEN && where == WHERE_ENV)
		return C_("key", "explain");
	return label_of_row(r);
}

/* Is it worth a place in the bar now? */
static bool in_bar(const struct app *app, const struct keymap_row *r,
		   unsigned where)
{
	const struct row *row = list_current(app_list_of(app));
	bool open;

	if (!(r->where & where) || !app_can(app, r->action, NULL))
		return false;
	if (r->action == ACTION_MARK)
		return where == WHERE_MARK;
	if (r->action == ACTION_VERSIONS && where == WHERE_ENV)
		return false;
	if (where & WHERE_FIX)
		return wizard_in_bar(app, r->action);
	if (where & WHERE_SETUP)
		return setup_in_bar(app, r->action);
	if (r->action == ACTION_BACK)
		return app->noverlays || app->focus == PANE_WHY ||
		       app->zoomed || app->module || app_list_of(app)->filter.len;
	if (r->action == ACTION_OPEN)
		return row && row->kind != ROW_PLAIN;
	if (r->action == ACTION_NEXT_MATCH)
		return app_list_of(app)->search;
	if (where & (WHERE_JOURNAL | WHERE_MARK | WHERE_ANSWER))
		return r->bar && r->action != ACTION_QUIT;
	if (r->action == ACTION_NEXT_PLACE)
		return app->env_shown < app->env_places;
	if (r->action == ACTION_RIGHT)
		return where == WHERE_ENV ? app->env_places > 1
					  : has_fold(app, row, &open);
	if (app->noverlays)
		return r->action == ACTION_EDIT || r->action == ACTION_COPY ||
		       r->action == ACTION_ALIGN ||
		       r->action == ACTION_FIX || r->action == ACTION_LOG ||
		       r->action == ACTION_TRY ||
		       r->action == ACTION_SET ||
		       r->action == ACTION_UNSET ||
		       r->action == ACTION_UNDO ||
		       r->action == ACTION_UNDO_WHOLE ||
		       r->action == ACTION_GO_ON ||
		       r->action == ACTION_FILTER ||
		       (r->action == ACTION_HELP &&
			top_of(app)->kind != OVERLAY_HELP);
	return r->bar && (r->action != ACTION_WHY || app->focus != PANE_WHY);
}

/* Back, help and quit stand last, the rest by its rank. */
static int rank_of(const struct app *app, const struct keymap_row *r)
{
	/* What can be done with it is what the journal is opened for. */
	if (app_where(app) & (WHERE_JOURNAL | WHERE_TXN) &&
	    (r->action == ACTION_UNDO || r->action == ACTION_UNDO_WHOLE ||
	     r->action == ACTION_GO_ON))
		return 2;
	if (r->action == ACTION_BACK)
		return 97;
	/* To walk the causes is what a log is opened for. */
	if (is_cause_step(app, r->action))
		return 2;
	return r->action == ACTION_NEXT_MATCH ? 9 : r->bar;
}

size_t app_bar(const struct app *app, struct bar_item items[BAR_ITEMS_MAX])
{
	size_t n = 0, i, k;
	unsigned where = app_where(app);
	int used, end = app->cols - 1;

	for (i = 0; i < nkeymap && n < BAR_ITEMS_MAX; i++) {
		const struct keymap_row *r = &keymap[i];
		struct bar_item it = { r->action, r->shown, NULL, 0, 0 };

		if (!r->label || !in_bar(app, r, where))
			continue;
		it.label = label_of(app, r, where);
		it.cols = text_cols_of(it.key) + 1 + text_cols_of(it.label);
		for (k = n++; k && rank_of(app,
				keymap_row(items[k - 1].action)) >
		     rank_of(app, r); k--)
			items[k] = items[k - 1];
		items[k] = it;
	}
	/* Leave out from the right, but for help and quit. */
	for (;;) {
		used = 1;
		for (i = 0; i < n; i++)
			used += items[i].cols + 2;
		if (used <= end + 2 || n <= 2)
			break;
		for (k = n; k-- > 0;)
			if (items[k].action != ACTION_HELP &&
			    items[k].action != ACTION_QUIT &&
			    items[k].action != ACTION_BACK)
				break;
		if (k >= n)
			k = 0;
		memmove(&items[k], &items[k + 1],
			(n - k - 1) * sizeof(*items));
		n--;
	}
	used = 1;
	for (i = 0; i < n; i++) {
		items[i].x = used;
		used += items[i].cols + 2;
	}
	return n;
}

static void draw_input(const struct app *app, struct surface *s)
{
	const struct list *l = app_list_of(app);
	struct arena a = ARENA_INIT;
	int y = app->layout.bar.y, x = 1, n;
	size_t hits = list_matches(l);

	n = surface_put(s, y, x, app->cols - 2, LOOK_KEY, "/");
	x += n;
	x += surface_put(s, y, x, app->cols / 2, LOOK_STRONG,
			 app_text(app, &a, l->filter.buf));
	s->cursor_y = y;
	s->cursor_x = x;
	x += 3;
	x += surface_put(s, y, x, app->cols - x - 1, hits ? LOOK_DIM
			 : LOOK_WARNING,
			 arena_printf(&a, ngettext("%zu match", "%zu matches",
						   (unsigned long)hits),
				      hits));
	surface_put(s, y, x + 3, app->cols - x - 4, LOOK_DIM,
		    _("! inverts   Enter keep   Esc clear"));
	arena_release(&a);
}

static void draw_bar(const struct app *app, struct surface *s)
{
	struct bar_item items[BAR_ITEMS_MAX];
	struct arena a = ARENA_INIT;
	int y = app->layout.bar.y;
	size_t n, i;

	surface_fill(s, app->layout.bar, GROUND_BAR);
	if (app->typing) {
		draw_input(app, s);
	} else if (app->message.len) {
		surface_put(s, y, 1, app->cols - 2,
			    app->message_bad ? LOOK_WARNING : LOOK_STRONG,
			    app_text(app, &a, app->message.buf));
	} else if (app->log.typing) {
		logpage_draw_field(app, s);
	} else if (app->wizard.editing && !app->noverlays) {
		surface_put(s, y, 1, app->cols - 2, LOOK_DIM,
			    _("Enter take it   Esc as before   Ctrl-W a word, "
			      "Ctrl-U all back"));
	} else {
		n = app_bar(app, items);
		for (i = 0; i < n; i++) {
			int k = surface_put(s, y, items[i].x, items[i].cols,
					    LOOK_KEY, items[i].key);

			surface_put(s, y, items[i].x + k + 1,
				    items[i].cols - k - 1, LOOK_TEXT,
				    items[i].label);
		}
	}
	surface_ground(s, app->layout.bar, GROUND_BAR);
	arena_release(&a);
}

/* "go1.26.8 (module wants 1.24)", or only the version where that is too
 * long. */
static const char *go_words(const struct app *app, struct arena *a, int room,
			    enum look *look)
{
	const struct snapshot *s = app->view->snap;
	const struct place *p = snapshot_place(s, "shell");
	const struct place_module *pm;
	const char *version, *both;

	*look = LOOK_TEXT;
	if (!p || p->state == PLACE_ASKING)
		return "";
	if (!p->ngos && p->state == PLACE_READY && app->view->first_done) {
		*look = LOOK_WARNING;
		return _("no go on PATH");
	}
	version = place_value_in(p, app_module(app), "GOVERSION");
	pm = place_module_of(p, app_module(app));
	if (pm && pm->version)
		version = pm->version;
	if (cstr_empty(version) && p->ngos && p->gos[0].version)
		version = p->gos[0].version;
	if (cstr_empty(version))
		return "";
	version = app_text(app, a, version);
	if (!pm || cstr_empty(pm->wants))
		return version;
	both = arena_printf(a, _("%s (module wants %s)"), version,
			    app_text(app, a, pm->wants));
	return text_cols_of(both) <= room ? both : version;
}

static int put_count(struct surface *s, int x, enum look role, char letter,
		     int n, const char *words, bool narrow)
{
	struct arena a = ARENA_INIT;
	int used = surface_put(s, 0, x, s->cols - x, n ? role : LOOK_DIM,
			       narrow ? arena_printf(&a, "%c%d", letter, n)
				      : arena_printf(&a, words, n));

	arena_release(&a);
	return used + 2;
}

static int counts_cols(const int *n, bool narrow)
{
	struct arena a = ARENA_INIT;
	int cols;

	if (narrow)
		cols = text_cols_of(arena_printf(&a, "E%d  W%d  i%d  ",
					      n[SEVERITY_ERROR], n[SEVERITY_WARNING],
					      n[SEVERITY_ADVICE]));
	else
		cols = text_cols_of(arena_printf(&a,
			ngettext("%d error", "%d errors",
				 (unsigned long)n[SEVERITY_ERROR]), n[SEVERITY_ERROR])) +
		    text_cols_of(arena_printf(&a,
			ngettext("%d warning", "%d warnings",
				 (unsigned long)n[SEVERITY_WARNING]),
			n[SEVERITY_WARNING])) +
		    text_cols_of(arena_printf(&a,
			ngettext("%d advice", "%d advice",
				 (unsigned long)n[SEVERITY_ADVICE]), n[SEVERITY_ADVICE])) + 6;
	arena_release(&a);
	return cols;
}

/* What is going on, for the right end of the title. */
static const char *state_words(const struct app *app, struct arena *a)
{
	const struct session_view *v = app->view;

	if (!v)
		return C_("state", "starting");
	if (v->fatal)
		return C_("state", "stopped");
	if (!v->first_done || (v->progress && !v->settled)) {
		const char *what = v->progress ? words_progress(v->progress)
					       : C_("state", "looking");

		if (v->progress_total)
			return arena_printf(a, "%s %d/%d", what,
					    v->progress_done,
					    v->progress_total);
		return v->progress_done
		       ? arena_printf(a, "%s %d", what, v->progress_done)
		       : what;
	}
	if (!v->settled)
		return C_("state", "asking shells");
	return v->live ? C_("state", "live") : C_("state", "done");
}

static void draw_title(const struct app *app, struct surface *s)
{
	const struct session_view *v = app->view;
	struct arena a = ARENA_INIT;
	int x = 1, right, w;
	bool narrow = app->cols < 110;
	const char *state = state_words(app, &a);
	enum look look = LOOK_TEXT;
	const int *n = app->count;
	const char *words = "";

	surface_fill(s, app->layout.title, GROUND_BAR);
	w = text_cols_of(state);
	right = app->cols - 1 - w;
	surface_put(s, 0, right, w, v && v->live && v->settled ? LOOK_OK
		    : v && v->fatal ? LOOK_ERROR : LOOK_ADVICE, state);
	if (v && v->first_done && !v->nfindings && !v->fatal) {
		bool all = app_saw_all(app);
		const char *none = !all ? C_("state", "nothing wrong seen")
			: !v->settled ? C_("state", "nothing wrong so far")
			: C_("state", "nothing wrong");

		w = text_cols_of(none);
		right -= w + 3;
		surface_put(s, 0, right, w, all && v->settled ? LOOK_OK
			    : LOOK_ADVICE, none);
	} else if (v && (v->first_done || v->nfindings)) {
		int cx = right - 1 - counts_cols(n, narrow);

		right = cx;
		cx += put_count(s, cx, LOOK_ERROR, 'E', n[SEVERITY_ERROR],
				ngettext("%d error", "%d errors",
					 (unsigned long)n[SEVERITY_ERROR]), narrow);
		cx += put_count(s, cx, LOOK_WARNING, 'W', n[SEVERITY_WARNING],
				ngettext("%d warning", "%d warnings",
					 (unsigned long)n[SEVERITY_WARNING]), narrow);
		put_count(s, cx, LOOK_ADVICE, 'i', n[SEVERITY_ADVICE],
			  ngettext("%d advice", "%d advice",
				   (unsigned long)n[SEVERITY_ADVICE]), narrow);
	}
	right -= 2;
	if (app->cols >= 60)
		x += surface_put(s, 0, x, right - x, LOOK_BRAND, "gomend") + 3;
	x += surface_put(s, 0, x, right - x, LOOK_STRONG,
			 app_text(app, &a, v && v->snap->repo.root
				  ? path_base(v->snap->repo.root)
				  : app->name));
	if (app->module)
		x += 1 + surface_put(s, 0, x + 1, right - x - 1, LOOK_BRAND,
				     app_text(app, &a, app->module));
	if (v && v->snap->repo.root && right - x > 8) {
		const struct repository *r = &v->snap->repo;
		const char *branch = r->branch ? r->branch : r->head;

		x += 3;
		if (branch)
			x += surface_put(s, 0, x, right - x, LOOK_TEXT,
					 app_text(app, &a, branch));
		else
			x += surface_put(s, 0, x, right - x,
					 r->problem ? LOOK_WARNING : LOOK_DIM,
					 r->problem
					 ? C_("git", "git unreadable")
					 : r->git_dir ? C_("git", "no commit")
						    : C_("git", "no git"));
		if (r->nchanged)
			x += surface_put(s, 0, x + 1, right - x - 1,
					 LOOK_WARNING,
					 arena_printf(&a, "+%d",
						      r->nchanged)) + 1;
	}
	if (v && right - x > 12)
		words = go_words(app, &a, right - x - 3, &look);
	surface_put(s, 0, x + 3, right - x - 3, look, words);
	surface_ground(s, app->layout.title, GROUND_BAR);
	arena_release(&a);
}

/* " 2 Findings  6 " on the upper border; gives the columns. */
static int pane_title(const struct app *app, struct surface *s, int y, int x,
		      int cols, enum pane_id id, bool focused, bool brief)
{
	struct strbuf status = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	const struct list *l = &app->pane[id];
	enum look look = focused ? LOOK_PANE_FOCUS : LOOK_PANE;
	int used;

	used = surface_put(s, y, x, cols, look,
			   arena_printf(&a, " %d %s ", (int)id + 1,
					panes[id]->title()));
	if (!brief)
		panes[id]->status(app, &status);
	if (l->filter.len)
		strbuf_addf(&status, "%s/%s", status.len ? "  " : "",
			    app_text(app, &a, l->filter.buf));
	if (status.len)
		used += surface_put(s, y, x + used, cols - used, LOOK_DIM,
				    arena_printf(&a, "%s ",
						 app_text(app, &a,
							  status.buf)));
	strbuf_release(&status);
	arena_release(&a);
	return used;
}

/* One pane at a time: the others stand beside its title. */
static void pane_tabs(const struct app *app, struct surface *s,
		      struct rect o, bool over)
{
	static const char *const number[NPANES] = { " 1 ", " 2 ", " 3 ",
						    " 4 " };
	int x = o.x + 1, i;

	for (i = 0; i < NPANES; i++) {
		enum pane_id id = (enum pane_id)i;
		struct rect r = app->layout.pane[i];
		bool here = app->focus == id && !over;
		int room = o.x + o.cols - 2 - x;

		if (r.rows && r.y > o.y)
			pane_title(app, s, r.y, r.x + 1, r.cols - 2, id, here,
				   false);
		else if (o.cols < 60 && !here && room >= 3)
			x += surface_put(s, o.y, x, room, LOOK_PANE,
					 number[i]) + 1;
		else if (room >= 5)
			x += pane_title(app, s, o.y, x, room, id, here,
					!here && id != PANE_FINDING) + 1;
	}
}

static void draw_list(const struct app *app, struct surface *s,
		      const struct list *l, struct rect in, bool focused)
{
	int at;

	at = list_draw(l, s, in, focused);
	if (focused && !app->typing && !app->log.typing) {
		s->cursor_y = at < 0 ? in.y : at;
		s->cursor_x = in.x;
	}
}

static void draw_pane(const struct app *app, struct surface *s,
		      enum pane_id id, bool focused)
{
	struct rect o = app->layout.pane[id];
	enum look border = focused ? LOOK_BORDER_FOCUS : LOOK_BORDER;

	if (!o.rows)
		return;
	draw_list(app, s, &app->pane[id], pane_inner(app, id), focused);
	surface_box(s, o, border);
	list_scroll_mark(&app->pane[id], s, o, border);
}

static void draw_panes(const struct app *app, struct surface *s)
{
	bool over = app->noverlays != 0;
	int i;

	for (i = 0; i < NPANES; i++)
		if ((enum pane_id)i != app->focus)
			draw_pane(app, s, (enum pane_id)i, false);
	draw_pane(app, s, app->focus, !over);
	/* What stands on a border that two panes share comes last. */
	for (i = 0; i < NPANES; i++) {
		struct rect o = app->layout.pane[i];

		if (o.rows && panes[i]->decorate)
			panes[i]->decorate(app, s, o, !over &&
					   app->focus == (enum pane_id)i);
	}
	if (app->layout.kind == LAYOUT_SINGLE) {
		pane_tabs(app, s, app->layout.body, over);
		return;
	}
	for (i = 0; i < NPANES; i++) {
		struct rect o = app->layout.pane[i];

		if (o.rows)
			pane_title(app, s, o.y, o.x + 1, o.cols - 2,
				   (enum pane_id)i,
				   !over && app->focus == (enum pane_id)i,
				   false);
	}
}

static const char *overlay_title(const struct overlay *o, struct arena *a)
{
	switch (o->kind) {
	case OVERLAY_HELP:
		return C_("page", "Keys");
	case OVERLAY_MODULES:
		return C_("page", "Module in view");
	case OVERLAY_VARIABLE:
		return cstr_eq(o->subject, "PATH") ? "PATH"
			: arena_printf(a, "go env %s", o->subject);
	case OVERLAY_TRACE:
		return arena_printf(a, C_("page", "Trace %s"), o->subject);
	case OVERLAY_COMPARE:
		return C_("page", "Places compared");
	case OVERLAY_VERSIONS:
		return C_("page", "Where Go's version is said");
	case OVERLAY_LOG:
		return C_("page", "What a log tells");
	case OVERLAY_GOPATH:
		return C_("page", "The projects of GOPATH");
	case OVERLAY_PROJECT:
		return C_("page", "A project of GOPATH");
	case OVERLAY_COMMANDS:
		return C_("page", "Commands run");
	case OVERLAY_LINE:
		return C_("page", "To copy");
	case OVERLAY_FIXES:
		return C_("page", "Fix several in one plan");
	case OVERLAY_JOURNAL:
		return C_("page", "Journal");
	case OVERLAY_TXN:
		return arena_printf(a, C_("page", "Journal, number %s"),
				    o->subject);
	case OVERLAY_QUESTION:
		return C_("page", "Really?");
	}
	return "";
}

static void draw_overlay(const struct app *app, struct surface *s,
			 const struct overlay *o)
{
	struct rect r = overlay_rect(app, o), around = r;
	struct arena a = ARENA_INIT;
	int x = r.x + 2;

	/* A clear column at either side sets it off from the panes. */
	around.x--;
	around.cols += 2;
	surface_fill(s, around, GROUND_PLAIN);
	draw_list(app, s, &o->list, layout_inner(r), o == top_of(app));
	surface_box(s, r, o == top_of(app) ? LOOK_BORDER_FOCUS : LOOK_BORDER);
	x += surface_put(s, r.y, x, r.cols - 4, o == top_of(app)
			 ? LOOK_PANE_FOCUS : LOOK_PANE,
			 arena_printf(&a, " %s ",
				      app_text(app, &a,
					       overlay_title(o, &a))));
	if (o->list.filter.len)
		surface_put(s, r.y, x + 1, r.x + r.cols - 2 - x, LOOK_DIM,
			    arena_printf(&a, " /%s ",
					 app_text(app, &a,
						  o->list.filter.buf)));
	list_scroll_mark(&o->list, s, r, LOOK_BORDER_FOCUS);
	arena_release(&a);
}

void app_view(const struct app *app, struct surface *s)
{
	s->ascii = app->ascii;
	s->utf8 = app->utf8;
	surface_reset(s, app->rows, app->cols);
	if (app->layout.kind == LAYOUT_NOTICE) {
		surface_put(s, 0, 0, app->cols, LOOK_TEXT,
			    _("gomend needs 40x10; q quits"));
		return;
	}
	if (wizard_is_open(&app->wizard)) {
		wizard_draw(app, s);
	} else if (app->setup.on) {
		setup_draw(app, s);
	} else {
		draw_panes(app, s);
		draw_title(app, s);
	}
	/* A question is about what lies below it. */
	if (app->noverlays > 1 && top_of(app)->kind == OVERLAY_QUESTION)
		draw_overlay(app, s, top_of(app) - 1);
	if (app->noverlays)
		draw_overlay(app, s, top_of(app));
	draw_bar(app, s);
}
