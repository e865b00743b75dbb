#include "config.h"

#include "report/plan_text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "checks/check.h"
#include "report/words.h"

/* ---- offers ---- */

void offer_text(struct prose *p, const struct fix_offer *o)
{
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, text_clean(p->a, o->fix));
	if (msg_is_set(&o->title))
		prose_para(p, 2, 0, ROLE_PLAIN, msg_text(p->a, &o->title));
	if (msg_is_set(&o->about))
		prose_para(p, 2, 0, ROLE_PLAIN, msg_text(p->a, &o->about));
	if (msg_is_set(&o->myth)) {
		const struct prose_cell cells[] = {
			{ ROLE_MYTH, C_("label", "myth"), 6 },
			{ ROLE_MYTH, msg_text(p->a, &o->myth), 0 },
		};

		prose_row(p, 2, cells, 2);
	}
	if (msg_is_set(&o->refused))
		prose_para(p, 2, 2, ROLE_ERROR, msg_text(p->a, &o->refused));
}

static const char *options_of(struct arena *a, const struct choice *c)
{
	const char *list = "";
	size_t i;

	if (c->kind == CHOICE_YES_NO)
		return "yes, no";
	for (i = 0; c->kind == CHOICE_ONE_OF && i < c->noptions; i++)
		list = arena_printf(a, "%s%s%s", list, i ? ", " : "",
				    text_clean(a, c->options[i]));
	return list;
}

void choice_text(struct prose *p, int indent, const struct choice *c)
{
	const char *options = options_of(p->a, c);

	prose_line(p, indent);
	prose_add(p, ROLE_CODE, arena_printf(p->a, "%s=%s",
		  text_clean(p->a, c->name), text_clean(p->a, c->value)));
	if (*options)
		prose_add(p, ROLE_DIM, arena_printf(p->a, "  (%s)", options));
	if (msg_is_set(&c->label))
		prose_para(p, indent + 2, 0, ROLE_PLAIN,
			   msg_text(p->a, &c->label));
	if (msg_is_set(&c->about))
		prose_para(p, indent + 2, 0, ROLE_DIM,
			   msg_text(p->a, &c->about));
	if (msg_is_set(&c->bad))
		prose_para(p, indent + 2, 2, ROLE_ERROR,
			   msg_text(p->a, &c->bad));
}

/* ---- plans ---- */

static const char *shown_path(struct arena *a, const struct plan *plan,
			      const char *path)
{
	const char *home = getenv("HOME");

	if (plan->root && path_under(plan->root, path) &&
	    strcmp(plan->root, path) != 0)
		path = path_rel(a, plan->root, path);
	else if (home && home[0] == '/' && strcmp(home, "/") != 0 &&
		 path_under(path_clean(a, home), path))
		path = path_join(a, "~", path_rel(a, path_clean(a, home),
						  path));
	return text_clean(a, path);
}

static const char *change_word(enum plan_change_kind k)
{
	switch (k) {
	case CHANGE_ADDED:
		return _("new");
	case CHANGE_MODIFIED:
		return _("changed");
	case CHANGE_REMOVED:
		return _("removed");
	case CHANGE_MOVED:
		return _("moved");
	case CHANGE_MODE:
		return _("mode");
	case CHANGE_LINK:
		return _("link");
	case CHANGE_INDEX:
		return _("in git's index");
	}
	return "";
}

static const char *undo_word(const struct plan *plan,
			     const struct plan_change *c)
{
	const struct plan_op *op = c->op >= 0 && (size_t)c->op < plan->nops
				   ? &plan->ops[c->op] : NULL;

	if (op && op->keep)
		return _("stays");
	if (op && c->kind == CHANGE_LINK && op->before.type == PLAN_ABSENT)
		return _("removed");
	switch (c->kind) {
	case CHANGE_ADDED:
		return _("removed");
	case CHANGE_MODIFIED:
	case CHANGE_MODE:
	case CHANGE_LINK:
	case CHANGE_INDEX:
		return _("as before");
	case CHANGE_REMOVED:
		return _("comes back");
	case CHANGE_MOVED:
		return _("moved back");
	}
	return "";
}

/* "+12 -4", "92 MB in 412 files"; "" where there is nothing to count. */
static const char *change_size(struct arena *a, const struct plan_change *c)
{
	int64_t bytes = c->bytes_after > c->bytes_before ? c->bytes_after
							 : c->bytes_before;
	struct msg m;

	if (c->plus || c->minus)
		return arena_printf(a, "+%d −%d", c->plus, c->minus);
	if (c->nfiles > 1) {
		m = MSG_N(a, N_("{0} in {n} file"), N_("{0} in {n} files"),
			  (int)c->nfiles, words_bytes(a, bytes));
		return msg_text(a, &m);
	}
	return bytes ? words_bytes(a, bytes) : "";
}

/* Where a move ends, what a link will say; NULL: nothing of the kind. */
static const char *end_of(struct prose *p, const struct plan *plan,
			  const struct plan_change *c, bool undo)
{
	const struct plan_op *op = c->op >= 0 && (size_t)c->op < plan->nops
				   ? &plan->ops[c->op] : NULL;

	if (!c->to)
		return NULL;
	if (c->kind != CHANGE_LINK)
		return shown_path(p->a, plan, undo ? c->path : c->to);
	if (!undo)
		return text_clean(p->a, c->to);
	return op && op->before.type == PLAN_SYMLINK
		? text_clean(p->a, op->before.print) : NULL;
}

static void change_line(struct prose *p, const struct plan *plan,
			const struct plan_change *c, int indent, bool undo)
{
	const char *size = change_size(p->a, c);
	const char *word = undo ? undo_word(plan, c) : change_word(c->kind);
	const char *end = end_of(p, plan, c, undo);

	prose_line(p, indent);
	prose_add(p, c->kind == CHANGE_REMOVED ? ROLE_WARNING : ROLE_PLAIN,
		  word);
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_CODE, shown_path(p->a, plan,
		  undo && c->kind == CHANGE_MOVED ? c->to : c->path));
	if (end) {
		prose_add(p, ROLE_PLAIN, " → ");
		prose_add(p, ROLE_CODE, end);
	}
	if (*size)
		prose_add(p, ROLE_DIM, arena_printf(p->a, "  %s", size));
}

static void changes(struct prose *p, const struct plan *plan, bool undo)
{
	const char *group = NULL;
	size_t i;

	for (i = 0; i < plan->nchanges; i++) {
		const struct plan_change *c = &plan->changes[i];

		if (c->group && !cstr_eq(c->group, group)) {
			prose_line(p, 2);
			prose_add(p, ROLE_STRONG, text_clean(p->a, c->group));
		}
		group = c->group;
		change_line(p, plan, c, group ? 4 : 2, undo);
	}
}

static void sum(struct prose *p, const struct plan *plan)
{
	int64_t plus = 0, minus = 0;
	struct msg m;
	size_t i;

	for (i = 0; i < plan->nchanges; i++) {
		plus += plan->changes[i].plus;
		minus += plan->changes[i].minus;
	}
	m = MSG_N(p->a, N_("{n} change, +{0} −{1} lines."),
		  N_("{n} changes, +{0} −{1} lines."), (int)plan->nchanges,
		  arena_printf(p->a, "%lld", (long long)plus),
		  arena_printf(p->a, "%lld", (long long)minus));
	prose_para(p, 2, 0, ROLE_DIM, msg_text(p->a, &m));
	if (plan->undo_bytes > 0)
		prose_para(p, 2, 0, ROLE_DIM, SAY(p->a, N_(
			   "About {0} are kept, so that it can be taken "
			   "back."), words_bytes(p->a, plan->undo_bytes)));
}

/* ---- stages ---- */

bool plan_by_stages(const struct plan *plan)
{
	return plan->nlegs > 1 || (plan->nlegs && plan->goes_on);
}

const char *plan_stages(struct arena *a, const struct plan *plan, bool later)
{
	const char *all = "";
	size_t i;

	for (i = 0; i < plan->nlegs; i++)
		if (plan->legs[i].later == later)
			all = arena_printf(a, "%s%s%s", all, *all ? ", " : "",
					   text_clean(a, plan->legs[i].id));
	return all;
}

const char *plan_next_command(struct arena *a, const struct plan *plan)
{
	const char *line;
	size_t i;

	if (!plan_next_leg(plan) || !plan->subject)
		return NULL;
	line = arena_printf(a, "gomend fix %s %s", plan->fix,
			    shell_quote(a, plan->subject));
	for (i = 0; i < plan->nnext_sets; i++)
		line = arena_printf(a, "%s --set %s", line,
				    shell_quote(a, plan->next_sets[i]));
	return text_clean(a, line);
}

static void stages(struct prose *p, const struct plan *plan)
{
	size_t i;

	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, _("Stages"));
	for (i = 0; i < plan->nlegs; i++) {
		const struct plan_leg *l = &plan->legs[i];

		prose_para(p, 2, 4, l->later ? ROLE_DIM : ROLE_PLAIN,
			   l->later
			? SAY(p->a, N_("{0}, later: {1}"), l->id,
			      msg_text(p->a, &l->what))
			: SAY(p->a, N_("{0}, now: {1}"), l->id,
			      msg_text(p->a, &l->what)));
		prose_para(p, 4, 4, ROLE_DIM, SAY(p->a, N_("Gate: {0}."),
			   msg_text(p->a, &l->gate)));
	}
	if (strchr(plan_stages(p->a, plan, false), ','))
		prose_para(p, 2, 0, ROLE_DIM,
			   _("Those of now are one plan: their gates stand at "
			     "its end, and it is put back as a whole where one "
			     "does not hold."));
	prose_blank(p);
}

void plan_text(struct prose *p, const struct plan *plan)
{
	size_t i;

	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, _("What will change"));
	prose_para(p, 2, 0, ROLE_PLAIN, msg_text(p->a, &plan->title));
	changes(p, plan, false);
	sum(p, plan);
	if (plan_by_stages(plan))
		stages(p, plan);
	for (i = 0; i < plan->nnotes; i++)
		prose_para(p, 2, 2, ROLE_WARNING,
			   msg_text(p->a, &plan->notes[i]));
	if (!plan->nreport)
		return;
	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, _("What becomes of what"));
	for (i = 0; i < plan->nreport; i++)
		prose_para(p, 2, 2, ROLE_PLAIN,
			   msg_text(p->a, &plan->report[i]));
}

void plan_text_undo(struct prose *p, const struct plan *plan)
{
	changes(p, plan, true);
}

static void comment(struct strbuf *out, const char *text)
{
	struct str rest = str_from(text), line;

	while (text_wrap(&rest, 76, &line)) {
		strbuf_addstr(out, "# ");
		strbuf_adds(out, line);
		strbuf_addch(out, '\n');
	}
}

void plan_text_script(struct arena *a, const struct plan *plan,
		      struct strbuf *out)
{
	size_t i;

	strbuf_addstr(out, "#!/bin/sh\n");
	comment(out, text_clean(a, arena_printf(a, "%s: %s", plan->fix,
					msg_text(a, &plan->title))));
	for (i = 0; i < plan->nnotes; i++)
		comment(out, text_clean(a, msg_text(a, &plan->notes[i])));
	strbuf_addstr(out, "#\n");
	comment(out, text_clean(a, SAY(a, N_(
		"Saved by gomend from its preview, for {0}. It does the same "
		"without gomend: no journal is kept and nothing is put back, "
		"so keep a copy of what you have. It stops before the first "
		"step where something is not as it was. Its argument is the "
		"repository, where that lies elsewhere."), plan->root)));
}

/* ---- the journal ---- */

const char *words_txn_state(enum txn_state s)
{
	switch (s) {
	case TXN_OPEN:
		return _("cut off, or under way");
	case TXN_APPLIED:
		return _("in place, not verified");
	case TXN_VERIFIED:
		return _("in place, verified");
	case TXN_ROLLED_BACK:
		return _("rolled back");
	case TXN_PUT_BACK:
		return _("put back");
	case TXN_UNDONE:
		return _("taken back");
	case TXN_UNDOING:
		return _("being taken back, or cut off");
	case TXN_PURGED:
		return _("in place for good");
	case TXN_DAMAGED:
		return _("its journal is damaged");
	}
	return "";
}

const char *txn_when(struct arena *a, const struct txn *t)
{
	time_t at = (time_t)t->seconds;
	struct tm tm;
	char text[32];

	if (!t->seconds || !localtime_r(&at, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &tm))
		return text_clean(a, t->when);
	return arena_strdup(a, text);
}

const char *stage_names(struct arena *a, const char *const *list, size_t n)
{
	const char *all = "";
	size_t i;

	for (i = 0; i < n; i++)
		all = arena_printf(a, "%s%s%s", all, *all ? ", " : "",
				   text_clean(a, list[i]));
	return all;
}

const char *txn_stages(struct arena *a, const struct txn *t)
{
	const char *did = stage_names(a, t->legs, t->nlegs);
	const char *later = stage_names(a, t->remain, t->nremain), *text;

	if (!t->nlegs || (!t->nremain && !t->continues))
		return "";
	text = t->nremain ? SAY(a, N_("stages: {0}; then {1}"), did, later)
			  : SAY(a, N_("stages: {0}"), did);
	return t->continues
		? SAY(a, N_("{0}; goes on from {1}"), text,
		      arena_printf(a, "%d", t->continues)) : text;
}

void txn_text(struct prose *p, const struct txn *t)
{
	const char *number = arena_printf(p->a, "%d", t->n);
	bool bad = t->state == TXN_OPEN || t->state == TXN_UNDOING ||
		   t->state == TXN_DAMAGED;
	int indent = text_cols_of(number) + 2;
	struct msg m;

	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, number);
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_DIM, txn_when(p->a, t));
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_CODE, text_clean(p->a, t->fix));
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, bad ? ROLE_ERROR : ROLE_PLAIN,
		  words_txn_state(t->state));
	prose_para(p, indent, 0, ROLE_PLAIN, msg_text(p->a, &t->title));
	m = MSG_N(p->a, N_("{n} change in {0}"), N_("{n} changes in {0}"),
		  t->nchanges, text_clean(p->a, t->root));
	prose_para(p, indent, 2, ROLE_DIM, t->undo_bytes > 0
		? SAY(p->a, N_("{0}; {1} kept"), msg_text(p->a, &m),
		      words_bytes(p->a, t->undo_bytes))
		: msg_text(p->a, &m));
	if (*txn_stages(p->a, t))
		prose_para(p, indent, 2, ROLE_DIM, txn_stages(p->a, t));
	if (t->reason)
		prose_para(p, indent, 2, ROLE_DIM,
			   msg_told(p->a, text_clean(p->a, t->reason)));
}

/* ---- progress ---- */

const char *words_fix_step(const char *step)
{
	static const struct { const char *id, *text; } steps[] = {
		{ "check", N_("Checking that nothing has changed meanwhile") },
		{ "stage", N_("Preparing what is new") },
		{ "sync", N_("Writing it to the disk") },
		{ "change", N_("Changing") },
		{ "commit", N_("Making it stay") },
		{ "roll-back", N_("Rolling back") },
		{ "look", N_("Looking again") },
		{ "commands", N_("Running the commands") },
		{ "put-back", N_("Putting it back") },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(steps); i++)
		if (cstr_eq(steps[i].id, step))
			return _(steps[i].text);
	return step ? step : _("Working out what to do");
}
