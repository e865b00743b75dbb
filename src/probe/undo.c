/* Taking a transaction back, and finishing what was cut off. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/msg.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "probe/applier.h"
#include "probe/fixrun.h"
#include "probe/libexec.h"

struct undorun {
	struct session *session;
	struct loop *loop;
	struct arena arena;
	struct applier *applier;
	struct loop_timer *soon;
	struct undo_result result;
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
	u->result.message = arena_strdup(&u->arena, err->message);
	u->result.hint = arena_strdup(&u->arena, err->hint ? err->hint : hint);
	error_release(err);
	u->soon = loop_timer(u->loop, 0, 0, on_soon, u);
}

static void on_end(void *payload, const struct applier_end *e)
{
	struct undorun *u = payload;
	struct undo_result *r = &u->result;

	u->applier = NULL;
	r->done = !e->exit_code;
	r->message = e->message;
	r->hint = e->hint;
	r->drift = e->drift;
	r->ndrift = e->ndrift;
	if (r->done && u->session)
		session_rescan(u->session);
	tell(u);
}

static int last_in_place(struct undorun *u, struct error *err)
{
	struct txn *list;
	size_t i, n;

	if (history_list(&u->arena, &list, &n, err))
		return -1;
	for (i = 0; i < n; i++)
		if (txn_can_undo(&list[i])) {
			u->result.txn = list[i].n;
			return 0;
		}
	return error_set(err, "%s", _("There is nothing to take back."));
}

static struct undorun *start(struct session *s, struct loop *l,
			     const char *apply, int n,
			     void (*fn)(void *payload,
					const struct undo_result *r),
			     void *payload)
{
	const char *args[] = { "undo", NULL, NULL };
	struct undorun *u = xcalloc(1, sizeof(*u));
	const struct applier_ops ops = { NULL, on_end, u };
	struct error err = ERROR_INIT;

	u->session = s;
	u->loop = l;
	arena_init(&u->arena);
	u->fn = fn;
	u->payload = payload;
	u->result.txn = n;
	if (!n && last_in_place(u, &err)) {
		fail(u, &err, _("\"gomend history\" lists what was done."));
		return u;
	}
	args[1] = arena_printf(&u->arena, "%d", u->result.txn);
	u->applier = applier_start(l, apply, args, STR_LIT(""), &ops, &err);
	if (!u->applier)
		fail(u, &err, NULL);
	return u;
}

struct undorun *undo_start(struct session *s, int n,
			   void (*fn)(void *payload,
				      const struct undo_result *r),
			   void *payload)
{
	return start(s, session_loop(s), session_apply_path(s), n, fn,
		     payload);
}

struct undorun *undo_start_alone(struct loop *l, const char *apply, int n,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload)
{
	return start(NULL, l, apply, n, fn, payload);
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
	struct arena arena;
	struct txn *list;
	size_t n;
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

static const char *title_of(struct recovery *r, int n)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->list[i].n == n)
			return r->list[i].fix ? r->list[i].fix : "";
	return "";
}

static void say(struct recovery *r, const char *text)
{
	if (r->said.len)
		strbuf_addch(&r->said, ' ');
	strbuf_addstr(&r->said, text);
}

static void on_record(void *payload, const char *rec, const struct cJSON *j)
{
	struct recovery *r = payload;
	const char *state = json_str(j, "state"), *number, *fix;
	int n = (int)json_int(j, "n", 0);

	if (strcmp(rec, "recovered") != 0)
		return;
	number = arena_printf(&r->arena, "%d", n);
	fix = text_clean(&r->arena, title_of(r, n));
	if (cstr_eq(state, "applied") || cstr_eq(state, "verified"))
		say(r, SAY(&r->arena, N_(
			"Fix {0} ({1}) was cut off when all was in place, and "
			"stays; \"gomend undo {0}\" takes it back."), number,
			fix));
	else if (cstr_eq(state, "open") || cstr_eq(state, "undoing"))
		say(r, SAY(&r->arena, N_(
			"Fix {0} ({1}) was cut off and could not be put back "
			"whole: {2}"), number, fix,
			msg_told(&r->arena, text_clean(&r->arena,
				json_str(j, "message")))));
	else
		say(r, SAY(&r->arena, N_(
			"Fix {0} ({1}) was cut off: everything is as before."),
			number, fix));
}

static void on_recovered(void *payload, const struct applier_end *e)
{
	struct recovery *r = payload;

	/* Somebody else is at it, or the folder cannot be written. */
	if (e->exit_code && !r->said.len)
		say(r, e->message);
	recovery_end(r);
}

void recovery_start(struct loop *l, void (*fn)(void *payload,
					       const char *said),
		    void *payload)
{
	static const char *const args[] = { "recover", NULL };
	struct recovery *r = xcalloc(1, sizeof(*r));
	const struct applier_ops ops = { on_record, on_recovered, r };
	struct error err = ERROR_INIT;

	arena_init(&r->arena);
	strbuf_init(&r->said);
	r->fn = fn;
	r->payload = payload;
	if (recovery_needed() &&
	    !history_list(&r->arena, &r->list, &r->n, NULL)) {
		if (applier_start(l, libexec_find(&r->arena, "gomend-apply"),
				  args, STR_LIT(""), &ops, &err))
			return;
		say(r, err.message);
		error_release(&err);
	}
	loop_defer(l, on_nothing, r);
}
