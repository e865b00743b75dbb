/* Taking a transaction back, and finishing what was cut off. */
#include "config.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "host/stage.h"
#include "probe/applier.h"
#include "probe/fixrun.h"
#include "probe/libexec.h"
#include "probe/procid.h"

struct undorun {
	struct session *session;
	struct loop *loop;
	struct arena arena;
	struct applier *applier;
	struct loop_timer *soon;
	struct undo_result result;
	/* Of the whole: what is to be taken back, newest first. */
	struct part {
		int n;
		bool moves;	/* what older ones left lies elsewhere now */
	} *parts;
	size_t nparts, at, looked;
	bool looking, force_owner;
	const char *apply;
	int *all;
	size_t nall;
	void (*fn)(void *payload, const struct undo_result *r);
	void *payload;
};

static void undo_free(struct undorun *u)
{
	loop_timer_stop(u->soon);
	arena_release(&u->arena);
	free(u);
}

static void tell(struct undorun *u)
{
	u->fn(u->payload, &u->result);
	undo_free(u);
}

static void on_soon(void *payload)
{
	struct undorun *u = payload;

	u->soon = NULL;
	tell(u);
}

static void fail(struct undorun *u, struct error *err, const char *hint)
{
	u->result.done = false;
	u->result.message = arena_strdup(&u->arena, err->message);
	u->result.hint = arena_strdup(&u->arena, err->hint ? err->hint : hint);
	error_release(err);
	u->soon = loop_timer(u->loop, 0, 0, on_soon, u);
}

static void next_part(struct undorun *u);

/* Its strings are gone once the next one runs; what was kept is of all. */
static void take_result(struct undorun *u, const struct applier_end *e)
{
	struct undo_result *r = &u->result;

	r->done = !e->exit_code;
	r->message = e->message;
	r->hint = e->hint;
	r->drift = e->drift;
	r->ndrift = e->ndrift;
	r->kept += e->kept;
	r->all = u->all;
	r->nall = u->nall;
	r->nwhole = u->nparts;
}

static void on_end(void *payload, const struct applier_end *e)
{
	struct undorun *u = payload;

	u->applier = NULL;
	if (!e->exit_code && u->looking) {
		u->looked++;
	} else if (!e->exit_code && u->nparts) {
		*ARENA_PUSH(&u->arena, u->all, u->nall) = u->parts[u->at].n;
		u->at++;
	}
	take_result(u, e);
	if (u->result.done && u->at < u->nparts) {
		next_part(u);
		return;
	}
	if ((u->result.done || u->nall) && u->session)
		session_rescan(u->session);
	tell(u);
}

static void run_apply(struct undorun *u, const char *what, int n)
{
	const char *args[] = { "--force-owner", what, NULL, NULL };
	const struct applier_ops ops = { NULL, on_end, u };
	struct error err = ERROR_INIT;

	args[2] = n ? arena_printf(&u->arena, "%d", n) : "all";
	u->applier = applier_start(u->loop, u->apply,
				   u->force_owner ? args : args + 1,
				   STR_LIT(""), &ops, &err);
	if (!u->applier)
		fail(u, &err, NULL);
}

/* Looked at are all up to the next one that moves what the older ones left. */
static void next_part(struct undorun *u)
{
	size_t end = u->at;

	while (end < u->nparts && !u->parts[end].moves)
		end++;
	u->looking = u->looked < (end < u->nparts ? end + 1 : end);
	u->result.txn = u->parts[u->looking ? u->looked : u->at].n;
	run_apply(u, u->looking ? "look" : "undo", u->result.txn);
}

static int last_in_place(struct undorun *u, struct error *err)
{
	const struct session_view *v = u->session ? session_view(u->session)
						  : NULL;
	struct txn t;

	if (history_last(&u->arena, v ? v->snap->repo.root : NULL, &t, err))
		return -1;
	u->result.txn = t.n;
	return 0;
}

static bool moves_something(struct arena *a, int n)
{
	struct plan p;
	size_t i;

	if (history_plan(a, n, &p, NULL))
		return false;
	for (i = 0; i < p.nops; i++)
		if (p.ops[i].kind == PLAN_MOVE)
			return true;
	return false;
}

static int find_parts(struct undorun *u, int n, struct error *err)
{
	const struct session_view *v = u->session ? session_view(u->session)
						  : NULL;
	const struct txn **list;
	size_t i, count;

	if (history_whole(&u->arena, v ? v->snap->repo.root : NULL, n, &list,
			  &count, err))
		return -1;
	for (i = 0; i < count; i++)
		*ARENA_PUSH(&u->arena, u->parts, u->nparts) = (struct part){
			list[i]->n, moves_something(&u->arena, list[i]->n)
		};
	return 0;
}

/* `what` is "undo", "whole" or "purge"; of the session, or alone. */
static struct undorun *start(struct session *s, struct loop *l,
			     const char *apply, const char *what, int n,
			     bool force_owner,
			     void (*fn)(void *payload,
					const struct undo_result *r),
			     void *payload)
{
	bool purge = !strcmp(what, "purge"), whole = !strcmp(what, "whole");
	struct undorun *u = xcalloc(1, sizeof(*u));
	struct error err = ERROR_INIT;

	/* What is kept for undo is nothing that a look would see. */
	u->session = purge ? NULL : s;
	u->loop = l;
	u->apply = apply;
	u->force_owner = force_owner;
	arena_init(&u->arena);
	u->fn = fn;
	u->payload = payload;
	u->result.txn = n;
	if (whole ? find_parts(u, n, &err)
		  : !n && !purge && last_in_place(u, &err))
		fail(u, &err, NULL);
	else if (whole)
		next_part(u);
	else
		run_apply(u, what, u->result.txn);
	return u;
}

struct undorun *undo_start(struct session *s, int n,
			   void (*fn)(void *payload,
				      const struct undo_result *r),
			   void *payload)
{
	return start(s, session_loop(s), session_apply_path(s), "undo", n,
		     false, fn, payload);
}

struct undorun *undo_start_alone(struct loop *l, const char *apply, int n,
				 bool force_owner,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload)
{
	return start(NULL, l, apply, "undo", n, force_owner, fn, payload);
}

struct undorun *undo_whole_start(struct session *s, int n,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload)
{
	return start(s, session_loop(s), session_apply_path(s), "whole", n,
		     false, fn, payload);
}

struct undorun *undo_whole_alone(struct loop *l, const char *apply, int n,
				 bool force_owner,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload)
{
	return start(NULL, l, apply, "whole", n, force_owner, fn, payload);
}

struct undorun *purge_start(struct session *s, int n,
			    void (*fn)(void *payload,
				       const struct undo_result *r),
			    void *payload)
{
	return start(s, session_loop(s), session_apply_path(s), "purge", n,
		     false, fn, payload);
}

void undo_abandon(struct undorun *u)
{
	if (!u)
		return;
	applier_forget(u->applier);
	undo_free(u);
}

/* ---- recovery ---- */

struct recovery {
	struct loop *loop;
	struct arena arena;
	const char *apply;
	struct txn *list;
	size_t n, at;		/* of the list: what is told next */
	struct strbuf said;
	void (*fn)(void *payload, const char *said);
	void *payload;
};

static void recovery_end(struct recovery *r)
{
	r->fn(r->payload, r->said.len ? r->said.buf : NULL);
	strbuf_release(&r->said);
	arena_release(&r->arena);
	free(r);
}

static void on_nothing(void *payload)
{
	recovery_end(payload);
}

static bool is_cut_off(const struct txn *t)
{
	return t->state == TXN_OPEN || t->state == TXN_UNDOING ||
	       t->state == TXN_DAMAGED;
}

/* In place, and whoever was to verify it is gone. */
static bool is_orphan(const struct txn *t)
{
	return t->state == TXN_APPLIED && !t->told &&
	       procid_is_gone(t->by, t->seconds);
}

/* Is a stage noted down, whose gomend may be gone? */
static bool has_notes(struct arena *a)
{
	const char *state = stage_state_dir(a);
	DIR *d = state ? opendir(path_join(a, state, "stages")) : NULL;
	const struct dirent *e;
	bool any = false;

	while (d && !any && (e = readdir(d)))
		any = e->d_name[0] != '.';
	if (d)
		(void)closedir(d);
	return any;
}

bool recovery_of_fix(void)
{
	struct arena a = ARENA_INIT;
	struct txn *list;
	bool needed = false;
	size_t i, n;

	if (!history_list(&a, &list, &n, NULL))
		for (i = 0; i < n && !needed; i++)
			needed = is_cut_off(&list[i]) || is_orphan(&list[i]);
	arena_release(&a);
	return needed;
}

bool recovery_needed(void)
{
	struct arena a = ARENA_INIT;
	bool needed = recovery_of_fix() || has_notes(&a);

	arena_release(&a);
	return needed;
}

static void say(struct recovery *r, const char *text)
{
	if (r->said.len)
		strbuf_addch(&r->said, ' ');
	strbuf_addstr(&r->said, text);
}

static const char *fix_of(struct recovery *r, int n)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->list[i].n == n)
			return text_clean(&r->arena, r->list[i].fix);
	return "";
}

static void tell_next(struct recovery *r);

static void on_told(void *payload, const struct applier_end *e)
{
	(void)e;
	tell_next(payload);
}

/* One after the other: said, and marked so that it is said once. */
static void tell_next(struct recovery *r)
{
	const struct applier_ops ops = { NULL, on_told, r };
	const char *args[] = { "mark", NULL, "told", NULL };
	const char *number;

	while (r->at < r->n && !is_orphan(&r->list[r->at]))
		r->at++;
	if (r->at == r->n) {
		recovery_end(r);
		return;
	}
	number = arena_printf(&r->arena, "%d", r->list[r->at++].n);
	say(r, SAY(&r->arena, N_(
		"Fix {0} ({1}) is in place, but it was not verified: gomend "
		"was cut off. \"gomend undo {0}\" takes it back."), number,
		fix_of(r, r->list[r->at - 1].n)));
	args[1] = number;
	if (!applier_start(r->loop, r->apply, args, STR_LIT(""), &ops, NULL))
		recovery_end(r);
}

static void on_record(void *payload, const char *rec, const struct cJSON *j)
{
	struct recovery *r = payload;
	const char *state = json_str(j, "state"), *number;
	int n = (int)json_int(j, "n", 0);

	if (strcmp(rec, "recovered") != 0)
		return;
	number = arena_printf(&r->arena, "%d", n);
	/* What is in place is told as such, with the others. */
	if (cstr_eq(state, "rolled-back") || cstr_eq(state, "put-back") ||
	    cstr_eq(state, "undone"))
		say(r, SAY(&r->arena, N_(
			"Fix {0} ({1}) was cut off: everything is as before."),
			number, fix_of(r, n)));
	else if (cstr_eq(state, "stuck"))
		say(r, SAY(&r->arena, N_(
			"Fix {0} ({1}) was cut off and could not be put back "
			"whole: {2}"), number, fix_of(r, n),
			msg_told(&r->arena, text_clean(&r->arena,
				json_str(j, "message")))));
	else if (cstr_eq(state, "damaged"))
		say(r, msg_told(&r->arena, text_clean(&r->arena,
			json_str(j, "message"))));
}

static void on_recovered(void *payload, const struct applier_end *e)
{
	struct recovery *r = payload;

	size_t i;

	/* Somebody else is at it, or the folder cannot be written. */
	for (i = 0; e->exit_code && !r->said.len && i < r->n; i++)
		if (is_cut_off(&r->list[i]))
			say(r, e->message);
	if (e->exit_code || history_list(&r->arena, &r->list, &r->n, NULL))
		recovery_end(r);
	else
		tell_next(r);
}

void recovery_start(struct loop *l, void (*fn)(void *payload,
					       const char *said),
		    void *payload)
{
	static const char *const args[] = { "recover", NULL };
	struct recovery *r = xcalloc(1, sizeof(*r));
	const struct applier_ops ops = { on_record, on_recovered, r };
	struct error err = ERROR_INIT;

	r->loop = l;
	arena_init(&r->arena);
	strbuf_init(&r->said);
	r->fn = fn;
	r->payload = payload;
	r->apply = libexec_find(&r->arena, "gomend-apply");
	if (recovery_needed() &&
	    !history_list(&r->arena, &r->list, &r->n, NULL)) {
		if (applier_start(l, r->apply, args, STR_LIT(""), &ops, &err))
			return;
		say(r, err.message);
		error_release(&err);
	}
	loop_defer(l, on_nothing, r);
}
