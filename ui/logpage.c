#include "config.h"

#include "ui/logpage.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "facts/logcause.h"
#include "fixes/handover.h"
#include "report/finding_text.h"
#include "report/log_text.h"
#include "report/words.h"
#include "ui/pane.h"

/* Where the texts of a cause stand, beside their labels. */
#define TEXT_COL 14
#define CAUSE_KEY "cause:"

void logpage_init(struct logpage *p)
{
	memset(p, 0, sizeof(*p));
	arena_init(&p->arena);
	arena_init(&p->names_arena);
	field_init(&p->field);
}

static void drop_names(struct logpage *p)
{
	arena_release(&p->names_arena);
	arena_init(&p->names_arena);
	p->names = NULL;
	p->nnames = 0;
}

void logpage_release(struct logpage *p)
{
	arena_release(&p->arena);
	arena_release(&p->names_arena);
	field_release(&p->field);
	free(p->path);
	free(p->error);
}

/* The path */

/* A new text: from its beginning, the cursor in the first cause. */
static void to_first_cause(struct app *app)
{
	if (!(app_where(app) & WHERE_LOG))
		return;
	list_first(app_list(app));
	list_select(app_list(app), CAUSE_KEY "1");
}

void logpage_open(struct app *app)
{
	struct logpage *p = &app->log;
	bool again = app_where(app) & WHERE_LOG;

	if (!again)
		app_push(app, OVERLAY_LOG, NULL);
	p->typing = again || (!p->known && !p->error);
	drop_names(p);
	app_rebuild_overlays(app);
	to_first_cause(app);
}

void logpage_close(struct app *app)
{
	app->log.typing = app->log.reading = false;
}

static void ask(struct app *app, const char *path, const char *text,
		struct effects *effects)
{
	struct logpage *p = &app->log;
	struct effect *e = effects_add(effects, EFFECT_LOG);

	e->text = arena_strdup(&effects->arena, path);
	e->subject = arena_strdup(&effects->arena, text);
	p->typing = false;
	p->reading = true;
	app_rebuild_overlays(app);
}

static void leave_field(struct app *app)
{
	struct logpage *p = &app->log;

	p->typing = false;
	if (p->known || p->error)
		app_rebuild_overlays(app);
	else
		app_pop(app);
}

bool logpage_type(struct app *app, int key, struct effects *effects)
{
	struct logpage *p = &app->log;

	switch (key) {
	case K_ENTER:
		if (p->field.text.len)
			ask(app, p->field.text.buf, NULL, effects);
		return true;
	case K_TAB:
		effects_add(effects, EFFECT_COMPLETE)->text =
			arena_strdup(&effects->arena, p->field.text.buf);
		return true;
	case K_ESC:
	case K_CTRL('c'):
		leave_field(app);
		return true;
	default:
		break;
	}
	if (!field_key(&p->field, key))
		return false;
	if (p->nnames) {
		drop_names(p);
		app_rebuild_overlays(app);
	}
	return true;
}

void logpage_complete(struct app *app, const struct event *ev)
{
	struct logpage *p = &app->log;
	size_t i;

	/* It was typed on meanwhile. */
	if (!p->typing || (ev->typed && strcmp(ev->typed, p->field.text.buf)))
		return;
	field_set(&p->field, ev->text);
	drop_names(p);
	for (i = 0; i < ev->nnames; i++)
		*ARENA_PUSH(&p->names_arena, p->names, p->nnames) =
			arena_strdup(&p->names_arena, ev->names[i]);
	app_rebuild_overlays(app);
}

void logpage_paste(struct app *app, const char *text,
		   struct effects *effects)
{
	struct logpage *p = &app->log;
	size_t n = strcspn(text, "\n");

	/* A path may have been copied with the end of its line. */
	if (p->typing && (!text[n] || !text[n + 1]))
		field_insert(&p->field, text);
	else
		ask(app, NULL, text, effects);
}

/* What came of it */

void logpage_take(struct app *app, const struct event *ev)
{
	struct logpage *p = &app->log;

	if (!p->reading)
		return;
	p->reading = false;
	free(p->error);
	p->error = NULL;
	if (ev->log) {
		arena_release(&p->arena);
		arena_init(&p->arena);
		memset(&p->report, 0, sizeof(p->report));
		codec_copy(&log_report_codec, &p->arena, ev->log, &p->report);
		free(p->path);
		p->path = ev->text ? xstrdup(ev->text) : NULL;
		p->known = true;
	} else {
		p->error = xstrdup(ev->error ? ev->error : "");
	}
	app_rebuild_overlays(app);
	to_first_cause(app);
}

bool logpage_has_causes(const struct app *app)
{
	const struct logpage *p = &app->log;

	return p->known && p->report.nhits && !p->error && !p->reading &&
	       !p->typing;
}

bool logpage_walk(struct app *app, int dir)
{
	struct list *l = app_list(app);
	size_t i = l->cur;

	while (dir > 0 ? ++i < l->n : i-- > 0)
		if (cstr_starts(l->rows[i].key, CAUSE_KEY)) {
			list_show_from(l, i);
			return true;
		}
	return false;
}

/* The page */

/* Row `i` and all behind it lead to this line of the log. */
static void lead_to(struct app *app, struct list *l, size_t i, int line)
{
	for (; i < l->nall; i++) {
		l->all[i].path = app->log.path;
		l->all[i].line = line;
	}
}

static void finding_rows(struct app *app, struct list *l, int cols,
			 const struct finding *f)
{
	struct arena *a = &l->arena;
	size_t at = l->nall;
	struct row *r = list_row(l, NULL);

	row_span(l, r, LOOK_TEXT, "")->cols = TEXT_COL - 3;
	row_span(l, r, app_severity_role(f->severity),
		 arena_printf(a, " %c ", words_severity_letter(f->severity)));
	row_span(l, r, LOOK_NAME, app_text(app, a, f->id));
	row_span(l, r, LOOK_DIM, arena_printf(a, "  %s", app_text(app, a,
		 finding_where(a, f))));
	if (f->nfixes || handover_in(f, HANDOVER_EDIT_FILE))
		row_span(l, r, app->read_only ? LOOK_DIM : LOOK_KEY,
			 f->nfixes ? arena_printf(a, "f  %s ", f->fixes[0])
				   : "f ")->right = true;
	list_wrap(l, NULL, LOOK_TEXT, TEXT_COL, cols, "", LOOK_TEXT,
		  app_text(app, a, msg_text(a, &f->title)));
	for (; at < l->nall; at++) {
		l->all[at].kind = ROW_FINDING;
		l->all[at].arg = f->fingerprint;
		l->all[at].path = cstr_empty(f->path) ? NULL : f->path;
		l->all[at].line = f->line;
	}
}

static void cause_rows(struct app *app, struct list *l, int cols,
		       const struct log_cause *c, size_t number)
{
	struct prose p;
	size_t at, i;

	list_blank(l);
	at = l->nall;
	prose_init(&p, &l->arena, cols - 2);
	log_text_cause(&p, c, number);
	page_prose(app, l, &p);
	l->all[at].key = arena_printf(&l->arena, CAUSE_KEY "%zu", number);
	lead_to(app, l, at, c->hit->line);
	for (; at < l->nall; at++) {
		l->all[at].copy = c->row->command;
		if (!c->nfindings)
			continue;
		l->all[at].kind = ROW_FINDING;
		l->all[at].arg = c->findings[0]->fingerprint;
	}
	for (i = 0; i < c->nfindings; i++)
		finding_rows(app, l, cols, c->findings[i]);
}

static void say(struct list *l, enum look role, int cols, const char *text)
{
	list_wrap(l, NULL, role, 1, cols, "", LOOK_DIM, text);
}

static void field_help(struct app *app, struct list *l, int cols)
{
	const struct logpage *p = &app->log;
	size_t i;

	say(l, LOOK_TEXT, cols, _("Paste the log of a failed build, of this "
				  "machine or of CI; or type the path of its "
				  "file in the line at the bottom: Tab "
				  "completes it, Enter reads it."));
	list_blank(l);
	say(l, LOOK_DIM, cols, _("Time stamps, colours and what GitHub and "
				 "GitLab write around a line may stay. In a "
				 "shell: go build 2>&1 | gomend log"));
	if (p->nnames)
		list_blank(l);
	for (i = 0; i < p->nnames; i++)
		say(l, LOOK_NAME, cols,
		    app_text(app, &l->arena, p->names[i]));
}

static void report_rows(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	const struct log_report *r = &app->log.report;
	struct arena *a = &l->arena;
	const struct log_here here = {
		v->snap, v->findings, v->nfindings, v->checked, v->nchecked,
	};
	struct log_cause *causes;
	struct prose p;
	size_t n, i, at;

	log_judge(a, r, &here, &causes, &n);
	prose_init(&p, a, cols - 2);
	log_text_head(&p, app->log.path ? app_path(app, a, app->log.path)
					: C_("log", "what was pasted"),
		      r, n, false);
	page_prose(app, l, &p);
	if (n && !v->settled)
		say(l, LOOK_ADVICE, cols, _("The look at this folder is not "
					    "through yet: what it says of "
					    "\"here\" may change."));
	for (i = 0; i < n; i++)
		cause_rows(app, l, cols, &causes[i], i + 1);
	at = l->nall;
	prose_init(&p, a, cols - 2);
	log_text_rest(&p, r);
	if (p.nlines)
		list_blank(l);
	page_prose(app, l, &p);
	if (p.nlines)
		lead_to(app, l, at + 1, r->others[0].line);
}

void page_log(struct app *app, struct list *l, int cols)
{
	const struct logpage *p = &app->log;

	if (p->typing) {
		field_help(app, l, cols);
	} else if (p->reading) {
		say(l, LOOK_DIM, cols, _("Reading… Ctrl-C gives up."));
	} else if (p->error) {
		say(l, LOOK_ERROR, cols, app_text(app, &l->arena, p->error));
		say(l, LOOK_DIM, cols, _("L reads another one."));
	} else if (p->known && app->view) {
		report_rows(app, l, cols);
	}
}

void logpage_draw_field(const struct app *app, struct surface *s)
{
	const struct logpage *p = &app->log;
	int y = app->layout.bar.y, x = 1, end = app->cols - 1;
	const char *keys = _("Tab completes   Enter read   Esc back");

	x += surface_put(s, y, x, end - x, LOOK_KEY, _("Log:")) + 1;
	if (end - x > text_cols_of(keys) + 40) {
		end -= text_cols_of(keys);
		surface_put(s, y, end, app->cols - end, LOOK_DIM, keys);
		end -= 3;
	}
	if (end - x > 4)
		field_draw(&p->field, app, s, y, x, end - 1 - x);
}
