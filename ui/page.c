/* Pages laid over the panes: help, modules, a variable, a trace, commands. */
#include "config.h"

#include "ui/pane.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "checks/myths.h"
#include "report/compare.h"
#include "report/variables.h"
#include "report/words.h"
#include "traces/tracer.h"

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

static void help_group(struct app *app, struct list *l, int cols,
		       enum key_group g, unsigned where)
{
	struct arena *a = &l->arena;
	const char *reason;
	size_t i;

	list_heading(l, keymap_group(g));
	for (i = 0; i < nkeymap; i++) {
		const struct keymap_row *k = &keymap[i];
		bool can = app_can(app, k->action, &reason);

		if (k->group != g || !(k->where & where))
			continue;
		list_wrap(l, k->id, can ? LOOK_TEXT : LOOK_DIM, 14, cols,
			  arena_printf(a, "  %s", k->shown),
			  can ? LOOK_KEY : LOOK_DIM,
			  can ? _(k->help)
			      : arena_printf(a, _("%s (not now: %s)"),
					     _(k->help), reason));
	}
}

static void legend(struct app *app, struct list *l, int cols)
{
	struct arena *a = &l->arena;
	struct row *r;

	list_heading(l, C_("keys", "Signs"));
	r = list_row(l, NULL);
	row_span(l, r, LOOK_ERROR, "  E")->cols = 14;
	row_span(l, r, LOOK_TEXT, _("error: the build breaks or is unsafe"));
	r = list_row(l, NULL);
	row_span(l, r, LOOK_WARNING, "  W")->cols = 14;
	row_span(l, r, LOOK_TEXT,
		 _("warning: it will differ or break elsewhere"));
	r = list_row(l, NULL);
	row_span(l, r, LOOK_ADVICE, "  i")->cols = 14;
	row_span(l, r, LOOK_TEXT, _("advice: worth knowing"));
	list_wrap(l, NULL, LOOK_TEXT, 14, cols, "  =", LOOK_DIM,
		  _("the same value as in the first place"));
	list_wrap(l, NULL, LOOK_TEXT, 14, cols,
		  arena_printf(a, "  %s", app_mark_differs(app)), LOOK_DIFF,
		  _("differs from the first place"));
	list_wrap(l, NULL, LOOK_TEXT, 14, cols,
		  app->ascii || !app->utf8 ? "  x" : "  \u2717", LOOK_ERROR,
		  _("the step where it goes wrong"));
}

/* The letters of the preview. */
static void change_legend(struct list *l)
{
	struct row *r;
	int k;

	list_heading(l, C_("keys", "Signs"));
	for (k = 0; k <= CHANGE_INDEX; k++) {
		enum plan_change_kind kind = (enum plan_change_kind)k;

		r = list_row(l, NULL);
		row_span(l, r, LOOK_STRONG, arena_printf(&l->arena, "  %c",
				change_letter(kind)))->cols = 14;
		row_span(l, r, LOOK_TEXT, change_word(kind));
	}
}

void page_help(struct app *app, struct list *l, int cols)
{
	size_t over = app->noverlays;
	bool fix = wizard_is_open(&app->wizard);
	unsigned where = fix ? WHERE_FIX : app->setup.on ? WHERE_SETUP
		: WHERE_PANES | WHERE_PICK | WHERE_TEXT;

	/* What can be pressed is said of what lies below. */
	app->noverlays = over > 1 ? over - 1 : 0;
	if (app->noverlays && app_where(app) & ~(unsigned)WHERE_TEXT)
		where = app_where(app);
	else
		app->noverlays = 0;
	help_group(app, l, cols, GROUP_LOOK, where);
	help_group(app, l, cols, GROUP_DO, where);
	help_group(app, l, cols, GROUP_MOVE, where);
	app->noverlays = over;
	if (where & WHERE_PANES)
		legend(app, l, cols);
	else if (fix)
		change_legend(l);
}

void page_fixes(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	int fixes = 0;
	size_t i;

	for (i = 0; v && i < v->nfindings; i++)
		if (v->findings[i].nfixes && app_in_view(app, &v->findings[i]))
			fixes = max_int(fixes,
					text_cols_of(v->findings[i].fixes[0]));
	if (fixes > cols / 3)
		fixes = cols / 3;
	for (i = 0; v && i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];
		const char *title;
		struct row *r;

		if (!f->nfixes || !app_in_view(app, f))
			continue;
		title = app_text(app, a, msg_text(a, &f->title));
		r = list_row(l, f->fingerprint);
		r->kind = ROW_MARK;
		r->arg = f->fingerprint;
		r->match = arena_printf(a, "%s %s %s", f->id, title,
					f->fixes[0]);
		row_span(l, r, LOOK_KEY, app_is_marked(app, f) ? " [x]"
							       : " [ ]");
		row_span(l, r, app_severity_role(f->severity),
			 arena_printf(a, " %c ",
				      words_severity_letter(f->severity)));
		if (cols >= 60)
			row_span(l, r, LOOK_NAME, app_text(app, a,
				 f->fixes[0]))->cols = fixes + 2;
		row_span(l, r, LOOK_TEXT, title);
	}
	if (!l->nall)
		list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_DIM,
			  _("Nothing in view has a fix any more."));
}

void page_modules(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	struct row *r;
	int dirs = 0;
	size_t i, k;

	for (i = 0; v && i < v->snap->nmodules; i++)
		dirs = max_int(dirs, text_cols_of(v->snap->modules[i].dir));
	if (dirs > cols * 2 / 5)
		dirs = cols * 2 / 5;
	r = list_row(l, "*");
	r->kind = ROW_ALL;
	row_span(l, r, LOOK_STRONG, " ");
	row_span(l, r, app->module ? LOOK_TEXT : LOOK_BRAND,
		 _("all modules"));
	for (i = 0; v && i < v->snap->nmodules; i++) {
		const struct module *m = &v->snap->modules[i];
		enum severity worst = SEVERITY_NONE;
		int n = 0;

		for (k = 0; k < v->nfindings; k++) {
			if (!cstr_eq(v->findings[k].module, m->dir))
				continue;
			if (v->findings[k].severity > worst) {
				worst = v->findings[k].severity;
				n = 0;
			}
			n += v->findings[k].severity == worst;
		}
		r = list_row(l, arena_printf(a, "m:%s", m->dir));
		r->kind = ROW_MODULE;
		r->arg = m->dir;
		row_span(l, r, LOOK_TEXT, " ");
		row_span(l, r, cstr_eq(app->module, m->dir) ? LOOK_BRAND
			       : m->fixture ? LOOK_DIM : LOOK_TEXT,
			 app_brief(a, app_text(app, a, m->dir), dirs))->cols =
			dirs;
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_DIM, app_text(app, a, m->path));
		row_span(l, r, LOOK_DIM, m->go_version
			 ? arena_printf(a, "go %s",
					app_text(app, a, m->go_version))
			 : C_("go line", "no go line"))->right = true;
		row_span(l, r, app_severity_role(worst), n
			 ? arena_printf(a, " %c%d ",
					words_severity_letter(worst), n)
			 : "    ")->right = true;
	}
}

static void hidden(struct app *app, struct list *l, const struct setting *s)
{
	struct arena *a = &l->arena;
	size_t i;

	for (i = 0; i < s->nhidden; i++) {
		const struct setting_source *h = &s->hidden[i];
		struct row *r = list_row(l, NULL);

		row_span(l, r, LOOK_DIM, "     ");
		row_span(l, r, LOOK_DIM, C_("setting", "hides"));
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_TEXT, cstr_empty(h->value)
			 ? C_("value", "(unset)")
			 : app_path(app, a, h->value));
		row_span(l, r, LOOK_DIM, h->layer == LAYER_PROCESS
			 ? arena_printf(a, "  %s", app_text(app, a,
				words_provenance(a, h->how, h->file, h->line,
						 NULL)))
			 : h->file
			 ? arena_printf(a, "  %s:%d",
					app_path(app, a, h->file), h->line)
			 : arena_printf(a, "  %s", words_layer(h->layer)));
		r->path = h->file;
		r->line = h->line;
	}
}

/* Who set it, and how that is known; "e" opens the line. */
static void set_by(struct app *app, struct list *l, int cols, enum origin how,
		   const char *file, int line, const char *as)
{
	struct arena *a = &l->arena;
	size_t at = l->nall;

	list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_DIM,
		  app_text(app, a, words_provenance(a, how, file, line, as)));
	for (; file && at < l->nall; at++) {
		l->all[at].path = file;
		l->all[at].line = line;
	}
}

/* A file set it, and yet it is not in the environment. */
static void not_there(struct app *app, struct list *l, int cols,
		      const struct variable_origin *o)
{
	struct arena *a = &l->arena;
	const char *by;

	if (!o || (!o->unset && !o->not_exported))
		return;
	by = words_set_by(a, o->how, o->file, o->line);
	list_wrap(l, NULL, LOOK_TEXT, 5, cols, "",
		  o->unset ? LOOK_DIM : LOOK_WARNING,
		  app_text(app, a, o->unset
			   ? SAY(a, N_("{0} is set, and unset again by {1}."),
				 o->name, by)
			   : SAY(a, N_("{0} is set by {1} but not exported: "
				       "go does not see it."), o->name, by)));
	l->all[l->nall - 1].path = o->file;
	l->all[l->nall - 1].line = o->line;
}

/* A line that its files have, of a shell that did not answer. */
static void written_row(struct app *app, struct list *l, const char *value,
			const char *file, int line)
{
	struct arena *a = &l->arena;
	struct row *r = list_row(l, NULL);

	row_span(l, r, LOOK_TEXT, "     ");
	row_span(l, r, LOOK_TEXT, app_text(app, a, words_written(value)));
	row_span(l, r, LOOK_DIM, arena_printf(a, "   %s", app_text(app, a,
		 words_provenance(a, ORIGIN_READ, file, line, NULL))));
	r->path = file;
	r->line = line;
}

/* Not known; what stands in its files is told as that. */
static void mute_place(struct app *app, struct list *l, int cols,
		       const struct place *p, const char *name)
{
	const struct variable_origin *o = place_variable(p, name);
	size_t i;

	if (!o) {
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_DIM,
			  _("Not known: it did not answer, and no line was "
			    "found in its files."));
		return;
	}
	list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_DIM,
		  words_mute_head());
	written_row(app, l, o->written, o->file, o->line);
	for (i = 0; i < o->nearlier; i++)
		written_row(app, l, o->earlier[i].value, o->earlier[i].file,
			    o->earlier[i].line);
}

static void variable_place(struct app *app, struct list *l, int cols,
			   const struct place *p, const char *name)
{
	struct arena *a = &l->arena;
	const struct setting *s = place_setting_in(p, app_module(app), name);
	struct row *r;

	list_heading(l, app_text(app, a, words_place(p->name)));
	if (p->state != PLACE_READY) {
		r = list_row(l, NULL);
		row_span(l, r, LOOK_WARNING,
			 arena_printf(a, "   %s",
				      words_place_state(p->state)));
		if (*place_error(a, p))
			list_wrap(l, NULL, LOOK_DIM, 3, cols, "", LOOK_DIM,
				  app_text(app, a, place_error(a, p)));
	}
	if (place_is_mute(p)) {
		mute_place(app, l, cols, p, name);
		return;
	}
	if (!s) {
		if (p->state == PLACE_READY)
			list_wrap(l, NULL, LOOK_DIM, 3, cols, "", LOOK_DIM,
				  _("This place has no such variable."));
		return;
	}
	r = list_row(l, NULL);
	row_span(l, r, LOOK_TEXT, "   ");
	row_span(l, r, LOOK_STRONG, s->known == KNOWN_UNKNOWN
		 ? words_no_value(p, s) : cstr_empty(s->value)
		 ? C_("value", "(unset)") : app_text(app, a, s->value));
	row_span(l, r, LOOK_DIM, "   ");
	row_span(l, r, LOOK_DIM, s->layer == LAYER_PROCESS
		 ? words_layer(s->layer)
		 : app_text(app, a, words_origin(a, s)));
	row_span(l, r, LOOK_DIM, ", ");
	row_span(l, r, LOOK_DIM, words_known(s->known));
	/* A file of another machine cannot be opened here. */
	if (place_is_here(p) || s->layer >= LAYER_IMAGE) {
		r->path = s->file;
		r->line = s->line;
	}
	if (s->layer == LAYER_PROCESS && s->how != ORIGIN_NONE)
		set_by(app, l, cols, s->how, s->file, s->line, s->as);
	else
		not_there(app, l, cols, place_variable(p, name));
	if (msg_is_set(&s->note))
		list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_DIM,
			  app_text(app, a, msg_text(a, &s->note)));
	hidden(app, l, s);
}

/* Each element of PATH with who put it there. */
static void path_place(struct app *app, struct list *l, int cols,
		       const struct place *p)
{
	struct arena *a = &l->arena;
	size_t i;

	list_heading(l, app_text(app, a, words_place(p->name)));
	if (p->state != PLACE_READY && p->state != PLACE_STALE) {
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_WARNING,
			  words_place_state(p->state));
		if (*place_error(a, p))
			list_wrap(l, NULL, LOOK_DIM, 3, cols, "", LOOK_DIM,
				  app_text(app, a, place_error(a, p)));
		if (place_is_mute(p))
			mute_place(app, l, cols, p, "PATH");
		return;
	}
	for (i = 0; i < p->npath; i++) {
		const struct path_entry *e = &p->path[i];
		struct row *r = list_row(l, NULL);
		const char *note = e->same_as
			? SAY(a, N_("there already as element {0}"),
			      arena_printf(a, "%d", e->same_as))
			: e->missing ? _("no such folder") : "";

		row_span(l, r, LOOK_DIM, arena_printf(a, " %3zu  ", i + 1));
		row_span(l, r, *note ? LOOK_DIM : LOOK_TEXT, *e->dir
			 ? app_path(app, a, e->dir)
			 : C_("PATH", "(empty: this folder)"));
		row_span(l, r, LOOK_WARNING, *note
			 ? arena_printf(a, "  %s", note) : "");
		row_span(l, r, LOOK_DIM, arena_printf(a, "  %s",
			 app_text(app, a, words_provenance(a, e->how, e->file,
							   e->line, e->as))));
		if (place_is_here(p)) {
			r->path = e->file;
			r->line = e->line;
		}
		r->copy = e->dir;
	}
	if (p->job)
		list_wrap(l, NULL, LOOK_TEXT, 6, cols, "", LOOK_DIM,
			  words_path_rest());
	if (*words_tracing(a, p))
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_ADVICE,
			  app_text(app, a, words_tracing(a, p)));
}

static enum look look_of(enum role r)
{
	switch (r) {
	case ROLE_PLAIN:
		return LOOK_TEXT;
	case ROLE_DIM:
		return LOOK_DIM;
	case ROLE_STRONG:
		return LOOK_HEAD;
	case ROLE_ERROR:
		return LOOK_ERROR;
	case ROLE_WARNING:
		return LOOK_WARNING;
	case ROLE_ADVICE:
		return LOOK_ADVICE;
	case ROLE_OK:
		return LOOK_OK;
	case ROLE_CODE:
		return LOOK_COMMAND;
	case ROLE_MYTH:
		return LOOK_MYTH;
	}
	return LOOK_TEXT;
}

void page_prose(struct app *app, struct list *l, const struct prose *p)
{
	size_t i, k;

	for (i = 0; i < p->nlines; i++) {
		struct row *r = list_row(l, NULL);

		row_span(l, r, LOOK_TEXT, " ");
		for (k = 0; k < p->lines[i].nspans; k++)
			row_span(l, r, look_of(p->lines[i].spans[k].role),
				 app_text(app, &l->arena,
					  p->lines[i].spans[k].text));
	}
}

/* What the variable is for, and what a value changes. */
static void variable_about(struct app *app, struct list *l, int cols,
			   const char *name)
{
	const struct variable *v = variable_find(name);
	struct prose p;

	if (!v)
		v = surrounding_find(name);
	if (!v)
		return;
	list_blank(l);
	prose_init(&p, &l->arena, cols - 2);
	variable_text(&p, v);
	page_prose(app, l, &p);
}

/* Nothing more can be told of it than of the other one. */
static bool says_the_same(const struct app *app, const struct place *a,
			  const struct place *b, const char *name)
{
	const struct setting *x = place_setting_in(a, app_module(app), name);
	const struct setting *y = place_setting_in(b, app_module(app), name);

	if (a->kind != PLACE_RECORDED || b->kind != PLACE_RECORDED ||
	    a->state != b->state || !x != !y)
		return false;
	return !x || (cstr_eq(x->value, y->value) && x->layer == y->layer &&
		      x->known == y->known && !x->nhidden && !y->nhidden &&
		      !msg_is_set(&x->note) && !msg_is_set(&y->note));
}

/* A hundred runners that say the same are told of once. */
static void same_places(struct app *app, struct list *l, int cols, size_t at,
			bool *told, const char *name)
{
	const struct snapshot *s = app->view->snap;
	struct strbuf names = STRBUF_INIT;
	size_t i, n = 0;

	for (i = 0; i < s->nplaces; i++) {
		if (told[i] || !says_the_same(app, &s->places[at],
					      &s->places[i], name))
			continue;
		told[i] = true;
		strbuf_addf(&names, "%s%s", n++ ? ", " : "",
			    place_label(s, &s->places[i]));
	}
	if (n)
		list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_DIM,
			  app_text(app, &l->arena, arena_printf(&l->arena,
				ngettext("%zu more place says the same: %s",
					 "%zu more places say the same: %s",
					 (unsigned long)n), n, names.buf)));
	strbuf_release(&names);
}

void page_variable(struct app *app, struct list *l, int cols,
		   const char *name)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	size_t i, k, n = s ? s->nplaces : 0;
	bool *told;
	struct row *r;

	if (!strcmp(name, "PATH")) {
		for (i = 0; i < n; i++)
			path_place(app, l, cols, &s->places[i]);
		variable_about(app, l, cols, name);
		return;
	}
	told = xcalloc(n + 1, sizeof(*told));
	/* The place that was pointed at comes first. */
	for (k = 0; k < n; k++) {
		i = !k ? app->env_at : k <= app->env_at ? k - 1 : k;
		if (i >= n || told[i])
			continue;
		told[i] = true;
		variable_place(app, l, cols, &s->places[i], name);
		same_places(app, l, cols, i, told, name);
	}
	free(told);
	list_heading(l, C_("why", "To see it by hand, type"));
	r = list_row(l, NULL);
	r->copy = arena_printf(&l->arena, "go env %s", name);
	row_span(l, r, LOOK_TEXT, "   ");
	row_span(l, r, LOOK_COMMAND, app_text(app, &l->arena, r->copy));
	variable_about(app, l, cols, name);
}

void page_trace(struct app *app, struct list *l, int cols)
{
	const struct trace *t = &app->trace;
	const struct trial *trials;
	const struct myth *m;
	struct arena *a = &l->arena;
	struct msg what;
	size_t n;
	struct row *r;
	size_t i = 0;

	if (app->trace_pending) {
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("Replaying… Ctrl-C gives up."));
		return;
	}
	if (app->trace_error) {
		list_wrap(l, NULL, LOOK_ERROR, 1, cols, "", LOOK_DIM,
			  app_text(app, a, app->trace_error));
		return;
	}
	if (!app->trace_done)
		return;
	r = list_row(l, "head");
	row_span(l, r, LOOK_STRONG, " ");
	row_span(l, r, LOOK_STRONG, words_place(t->place));
	if (!cstr_empty(t->module)) {
		row_span(l, r, LOOK_DIM, "  ");
		row_span(l, r, LOOK_DIM, app_text(app, a, t->module));
	}
	if (!cstr_empty(t->subject)) {
		row_span(l, r, LOOK_DIM, "  ");
		row_span(l, r, LOOK_DIM, app_text(app, a, t->subject));
	}
	list_blank(l);
	steps_build(app, l, cols, t->steps, t->nsteps);
	if (msg_is_set(&t->outcome)) {
		list_blank(l);
		list_wrap(l, NULL, t->bad ? LOOK_ERROR : LOOK_OK, 3, cols,
			  app->ascii || !app->utf8 ? " > " : " \u2192 ",
			  t->bad ? LOOK_ERROR : LOOK_OK,
			  app_text(app, a, msg_text(a, &t->outcome)));
	}
	if (msg_is_set(&t->change)) {
		list_blank(l);
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_DIM,
			  app_text(app, a, msg_text(a, &t->change)));
	}
	if (app_trial(app, a, &trials, &n, &what) && !app->tried) {
		list_blank(l);
		list_wrap(l, NULL, LOOK_TEXT, 3, cols,
			  n && !app->trying ? " t " : "", LOOK_KEY,
			  app->trying ? _("Trying… Ctrl-C gives up.")
				      : app_text(app, a, msg_text(a, &what)));
	}
	while ((m = myth_next(t->name, &i))) {
		list_blank(l);
		list_wrap(l, NULL, LOOK_MYTH, 3, cols, " ? ", LOOK_MYTH,
			  app_text(app, a, _(m->text)));
	}
}

/* All of it, over as many rows as it needs. */
static void command_line(struct app *app, struct list *l, struct row *r,
			 int cols, const char *text)
{
	struct str rest = str_from(app_text(app, &l->arena, text)), line;
	size_t at = l->nall - 1;

	if (cols < 20)
		cols = 20;
	for (; text_wrap(&rest, cols, &line); r = NULL) {
		if (!r) {
			row_span(l, list_row(l, NULL), LOOK_TEXT, "")->cols =
				20;
			at = l->nall - 1;
		}
		row_span(l, &l->all[at], LOOK_TEXT,
			 arena_strndup(&l->arena, line.p, line.len));
		l->all[at].copy = text;
	}
}

void page_compare(struct app *app, struct list *l, int cols)
{
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	const struct place **places = NULL;
	struct comparison c;
	struct prose p;
	size_t n = 0, i;

	for (i = 0; s && i < s->nplaces; i++)
		*ARENA_PUSH(&l->arena, places, n) = &s->places[i];
	compare_places(&l->arena, places, n, app_module(app), &c);
	prose_init(&p, &l->arena, cols - 2);
	compare_text(&p, &c);
	page_prose(app, l, &p);
}

void page_commands(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	size_t i;

	for (i = 0; v && i < v->ncommands; i++) {
		const struct session_command *c = &v->commands[i];
		struct row *r = list_row(l, NULL);
		enum look role = c->running ? LOOK_ADVICE
				 : c->exit_code ? LOOK_WARNING : LOOK_OK;
		const char *end = c->running ? C_("command", "running")
				  : arena_printf(a, C_("command", "exit %d"),
						 c->exit_code);

		row_span(l, r, role, arena_printf(a, " %s", end))->cols =
			max_int(10, text_cols_of(end) + 2);
		row_span(l, r, LOOK_DIM, c->running ? ""
			 : arena_printf(a, "%lu ms",
					(unsigned long)c->took_ms))->cols = 10;
		command_line(app, l, r, cols - 20, c->line);
	}
	if (!l->nall)
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("No command has been run yet."));
}
