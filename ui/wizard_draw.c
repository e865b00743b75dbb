/* How a fix looks: its title with the steps, its panes. */
#include "config.h"

#include "ui/wizard.h"

#include "base/i18n.h"
#include "base/text.h"
#include "ui/app.h"

#define NSTEPS 5

static const char *step_name(int i)
{
	switch (i) {
	case 0:
		return C_("step", "Explain");
	case 1:
		return C_("step", "Choose");
	case 2:
		return C_("step", "Preview");
	case 3:
		return C_("step", "Apply");
	default:
		return C_("step", "Verify");
	}
}

static int step_now(const struct wizard *w)
{
	switch (w->page) {
	case WIZARD_CLOSED:
	case WIZARD_ASKING:
		return 0;
	case WIZARD_FORM:
		return w->side;
	case WIZARD_WAIT:
	case WIZARD_PREVIEW:
		return 2;
	case WIZARD_APPLY:
		return w->view->state == FIXRUN_VERIFYING ? 4 : 3;
	case WIZARD_END:
		break;
	}
	switch (w->view->how) {
	case FIXRUN_VERIFIED:
		return NSTEPS;
	case FIXRUN_PUT_BACK:
	case FIXRUN_UNVERIFIED:
		return 4;
	case FIXRUN_ROLLED_BACK:
	case FIXRUN_BROKEN:
		return 3;
	case FIXRUN_OPEN:
	case FIXRUN_REFUSED:
	case FIXRUN_CANCELLED:
		break;
	}
	return w->view->plan ? 3 : w->view->ncommands ? 2 : 0;
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
	int now = step_now(&app->wizard), i;

	for (i = 0; i < NSTEPS; i++) {
		bool here = i == now;

		if (i)
			x += surface_put(s, 0, x, 4, LOOK_DIM,
					 app->ascii || !app->utf8
					 ? " -- " : " \u2500\u2500 ");
		if (here)
			x += surface_put(s, 0, x, 1, LOOK_BRAND, "[");
		x += surface_put(s, 0, x, s->cols - x, here ? LOOK_BRAND
				 : i < now ? LOOK_TEXT : LOOK_DIM,
				 step_name(i));
		if (here)
			x += surface_put(s, 0, x, 1, LOOK_BRAND, "]");
	}
}

static void draw_title(const struct app *app, struct surface *s)
{
	const struct wizard *w = &app->wizard;
	struct arena a = ARENA_INIT;
	int x = 1, right = app->cols - 1, now = step_now(w);
	const char *what = w->nwants == 1
		? app_text(app, &a, w->wants[0].fix)
		: arena_printf(&a, ngettext("%zu finding", "%zu findings",
					    (unsigned long)w->nwants),
			       w->nwants);
	const char *fix = C_("title", "Fix");
	const char *brief;

	surface_fill(s, app->layout.title, GROUND_BAR);
	brief = now >= NSTEPS ? C_("step", "Done")
		: arena_printf(&a, "%d/%d %s", now + 1, NSTEPS,
			       step_name(now));
	if (x + text_cols_of(fix) + 2 + text_cols_of(what) + 3 +
	    steps_cols() <= right) {
		right -= steps_cols() - (now >= NSTEPS ? 2 : 0);
		draw_steps(app, s, right);
	} else {
		right -= text_cols_of(brief);
		surface_put(s, 0, right, text_cols_of(brief), LOOK_BRAND,
			    brief);
	}
	x += surface_put(s, 0, x, right - x, LOOK_BRAND, fix) + 2;
	surface_put(s, 0, x, right - 2 - x, LOOK_STRONG, what);
	surface_ground(s, app->layout.title, GROUND_BAR);
	arena_release(&a);
}

/* "41 changes  +1204 −987" */
static const char *changes_title(const struct app *app, struct arena *a)
{
	const struct plan *p = app->wizard.view->plan;
	int64_t plus = 0, minus = 0;
	size_t i;

	if (!p)
		return "";
	for (i = 0; i < p->nchanges; i++) {
		plus += p->changes[i].plus;
		minus += p->changes[i].minus;
	}
	return arena_printf(a, plus || minus ? "%s  +%lld \u2212%lld" : "%s",
		arena_printf(a, ngettext("%zu change", "%zu changes",
					 (unsigned long)p->nchanges),
			     p->nchanges), (long long)plus, (long long)minus);
}

static const char *pane_title(const struct app *app, struct arena *a, int side)
{
	const struct wizard *w = &app->wizard;
	const struct plan_change *c;
	const struct row *r;
	size_t i;

	switch (w->page) {
	case WIZARD_FORM:
		return side ? C_("fix", "To choose") : C_("fix", "What and why");
	case WIZARD_PREVIEW:
		if (!side)
			return changes_title(app, a);
		c = wizard_change(w, &i);
		if (c)
			return change_path(app, a, w->view->plan, c->path);
		r = list_current(&w->list[0]);
		return r && r->kind == ROW_FOLD ? app_text(app, a, r->arg) : "";
	case WIZARD_ASKING:
		return C_("fix", "What can be done");
	case WIZARD_WAIT:
		return C_("fix", "Making the preview");
	case WIZARD_APPLY:
		return w->stopping || wizard_is_putting_back(w->view)
		       ? C_("fix", "Putting back")
		       : w->view->state == FIXRUN_VERIFYING
		       ? C_("fix", "Verifying") : C_("fix", "Applying");
	case WIZARD_END:
		return C_("fix", "How it ended");
	case WIZARD_CLOSED:
		break;
	}
	return "";
}

static void draw_pane_title(const struct app *app, struct surface *s, int side,
			    struct rect o)
{
	const struct wizard *w = &app->wizard;
	const struct list *l = &w->list[side];
	struct arena a = ARENA_INIT;
	const char *title = pane_title(app, &a, side);
	bool here = side == w->side && !app->noverlays;
	int x = o.x + 1, end = o.x + o.cols - 2;
	const char *more = NULL;

	if (l->n > (size_t)l->height && l->height > 0)
		more = arena_printf(&a, " %zu/%zu ",
				    l->top + (size_t)l->height < l->n
				    ? l->top + (size_t)l->height : l->n, l->n);
	if (more && end - x > text_cols_of(more) + 20) {
		end -= text_cols_of(more);
		surface_put(s, o.y, end, text_cols_of(more), LOOK_DIM, more);
	}
	if (*title && text_cols_of(title) > end - x - 2)
		title = text_tail(&a, title, end - x - 2);
	if (*title)
		x += surface_put(s, o.y, x, end - x,
				 here ? LOOK_PANE_FOCUS : LOOK_PANE,
				 arena_printf(&a, " %s ", title));
	if (l->filter.len)
		x += surface_put(s, o.y, x, end - x, LOOK_DIM,
				 arena_printf(&a, "/%s ",
					      app_text(app, &a,
						       l->filter.buf)));
	/* The other one is behind it. */
	if (w->layout.pane[!side].rows == 0 && end - x > 12 &&
	    (w->page == WIZARD_FORM ||
	     (w->page == WIZARD_PREVIEW && !w->zoomed)))
		surface_put(s, o.y, x + 1, end - x - 1, LOOK_PANE,
			    arena_printf(&a, " %s ",
					 pane_title(app, &a, !side)));
	arena_release(&a);
}

/* The text that is edited, in place, with the cursor in it. */
static void draw_field(const struct app *app, struct surface *s, int y,
		       struct rect in)
{
	const struct wizard *w = &app->wizard;
	int x = in.x + w->field_x, room = in.x + in.cols - 1 - x;
	struct rect line = { y, x, 1, room + 1 };

	if (room < 4)
		return;
	surface_fill(s, line, GROUND_PLAIN);
	field_draw(&w->text, app, s, y, x, room);
}

static void draw_list(const struct app *app, struct surface *s, int side)
{
	const struct wizard *w = &app->wizard;
	bool focused = side == w->side && !app->noverlays;
	struct rect in = wizard_inner(w, side);
	int at = list_draw(&w->list[side], s, in, focused);

	if (!focused || app->typing)
		return;
	s->cursor_y = at < 0 ? in.y : at;
	s->cursor_x = in.x;
	if (w->editing && at >= 0)
		draw_field(app, s, at, in);
}

static void draw_lead(const struct app *app, struct surface *s)
{
	const struct wizard *w = &app->wizard;
	struct arena a = ARENA_INIT;

	if (w->layout.lead.rows && w->view->plan)
		surface_put(s, w->layout.lead.y, 1, app->cols - 2, LOOK_STRONG,
			    app_text(app, &a, msg_text(&a,
					&w->view->plan->title)));
	arena_release(&a);
}

void wizard_draw(const struct app *app, struct surface *s)
{
	const struct wizard *w = &app->wizard;
	int i;

	draw_title(app, s);
	if (w->page == WIZARD_PREVIEW)
		draw_lead(app, s);
	for (i = 0; i < 2; i++) {
		/* The pane with the keys comes last: its border is seen. */
		int side = i ? w->side : !w->side;
		struct rect o = w->layout.pane[side];
		enum look look = side == w->side ? LOOK_BORDER_FOCUS
						 : LOOK_BORDER;

		if (!o.rows)
			continue;
		draw_list(app, s, side);
		surface_box(s, o, look);
		list_scroll_mark(&w->list[side], s, o, look);
	}
	for (i = 0; i < 2; i++)
		if (w->layout.pane[i].rows)
			draw_pane_title(app, s, i, w->layout.pane[i]);
	if (w->layout.info.rows) {
		struct rect r = w->layout.info;

		r.cols--;
		list_draw(&w->info, s, r, false);
	}
}
