/*
 * fixrun, history and undo for the player: they walk through the models, with
 * a clock of their own.  GOMEND_PLAYER_END names the model it ends with,
 * GOMEND_PLAYER_HOLD one that lasts until it is cancelled.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tests/ui/fakefix.h"
#include "tests/ui/fixmodel.h"

struct fixrun {
	struct loop *loop;
	struct loop_timer *timer;
	struct arena arena;
	struct fixrun_view view;
	enum model now, end;
	void (*on_change)(void *payload);
	void *payload;
};

static struct loop *the_loop;
static bool undone;

void fakefix_loop(struct loop *l)
{
	the_loop = l;
}

static void show(struct fixrun *r, enum model m)
{
	r->now = m;
	r->view = *model_view(&r->arena, m);
	r->view.started_ms = loop_now_ms();
	if (m == MODEL_DONE)
		undone = false;
	r->on_change(r->payload);
}

static void on_step(void *payload)
{
	struct fixrun *r = payload;
	const char *hold = getenv("GOMEND_PLAYER_HOLD");

	r->timer = NULL;
	if (hold && !strcmp(hold, model_names[r->now]))
		return;
	if (r->now == MODEL_ASKING) {
		show(r, MODEL_CHOOSE);
	} else if (r->now == MODEL_PREPARING) {
		show(r, MODEL_PREVIEW);
	} else if (r->now == MODEL_ROLL_BACK) {
		show(r, MODEL_ROLLED_BACK);
	} else if (r->now == MODEL_VERIFYING) {
		show(r, r->end);
	} else if (r->now == MODEL_BASELINE || r->now == MODEL_STAGE) {
		show(r, r->now == MODEL_BASELINE ? MODEL_STAGE
						 : MODEL_VERIFYING);
		r->timer = loop_timer(r->loop, 300, 0, on_step, r);
	}
}

static void later(struct fixrun *r, enum model m, uint64_t ms)
{
	loop_timer_stop(r->timer);
	r->now = m;
	r->view = *model_view(&r->arena, m);
	r->view.started_ms = loop_now_ms();
	r->timer = loop_timer(r->loop, ms, 0, on_step, r);
}

struct fixrun *fixrun_open(struct session *s, const struct fixrun_spec *spec,
			   void (*on_change)(void *payload), void *payload)
{
	struct fixrun *r = calloc(1, sizeof(*r));
	const char *end = getenv("GOMEND_PLAYER_END");
	int i;

	(void)s;
	(void)spec;
	r->loop = the_loop;
	r->on_change = on_change;
	r->payload = payload;
	r->end = MODEL_DONE;
	for (i = 0; end && i < NMODELS; i++)
		if (!strcmp(end, model_names[i]))
			r->end = (enum model)i;
	later(r, MODEL_ASKING, 30);
	return r;
}

void fixrun_close(struct fixrun *r)
{
	if (!r)
		return;
	loop_timer_stop(r->timer);
	arena_release(&r->arena);
	free(r);
}

const struct fixrun_view *fixrun_view(const struct fixrun *r)
{
	return &r->view;
}

void fixrun_choose(struct fixrun *r, const char *name, const char *value)
{
	(void)name;
	(void)value;
	later(r, MODEL_ASKING, 30);
}

void fixrun_prepare(struct fixrun *r)
{
	later(r, MODEL_PREPARING, 300);
	r->on_change(r->payload);
}

void fixrun_diff(struct fixrun *r, size_t change,
		 void (*fn)(void *payload, const char *text,
			    const char *error),
		 void *payload)
{
	const char *error, *text = model_diff(change, &error);

	(void)r;
	fn(payload, text, error);
}

void fixrun_script(struct fixrun *r,
		   void (*fn)(void *payload, const char *text,
			      const char *error),
		   void *payload)
{
	(void)r;
	fn(payload, NULL, "the player has no plan to save");
}

void fixrun_apply(struct fixrun *r)
{
	later(r, MODEL_BASELINE, 300);
	r->on_change(r->payload);
}

void fixrun_cancel(struct fixrun *r)
{
	bool applying = r->now == MODEL_STAGE || r->now == MODEL_VERIFYING;

	if (applying)
		later(r, MODEL_ROLL_BACK, 100);
	else
		later(r, MODEL_CANCELLED, 1);
	r->on_change(r->payload);
}

int history_list(struct arena *a, struct txn **list, size_t *n,
		 struct error *err)
{
	struct txn *t = (struct txn *)(uintptr_t)model_history(a, n);

	(void)err;
	if (undone)
		t[0].state = TXN_UNDONE;
	*list = t;
	return 0;
}

int history_plan(struct arena *a, int n, struct plan *out, struct error *err)
{
	(void)n;
	(void)err;
	*out = *model_view(a, MODEL_PREVIEW)->plan;
	return 0;
}

struct undorun {
	int n;
	struct loop_timer *timer;
	void (*fn)(void *payload, const struct undo_result *r);
	void *payload;
};

static void on_undo(void *payload)
{
	struct undorun *u = payload;
	const struct undo_result r = { .done = true, .txn = u->n };

	undone = undone || u->n == 17;
	u->fn(u->payload, &r);
	free(u);
}

struct undorun *undo_start(struct session *s, int n,
			   void (*fn)(void *payload,
				      const struct undo_result *r),
			   void *payload)
{
	struct undorun *u = calloc(1, sizeof(*u));

	(void)s;
	u->n = n;
	u->fn = fn;
	u->payload = payload;
	u->timer = loop_timer(the_loop, 200, 0, on_undo, u);
	return u;
}

struct undorun *undo_whole_start(struct session *s, int n,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload)
{
	return undo_start(s, n, fn, payload);
}

void undo_abandon(struct undorun *u)
{
	if (!u)
		return;
	loop_timer_stop(u->timer);
	free(u);
}

struct undorun *purge_start(struct session *s, int n,
			    void (*fn)(void *payload,
				       const struct undo_result *r),
			    void *payload)
{
	return undo_start(s, -n, fn, payload);
}

bool recovery_of_fix(void)
{
	return getenv("GOMEND_PLAYER_RECOVERED") != NULL;
}

bool recovery_needed(void)
{
	return getenv("GOMEND_PLAYER_RECOVERED") != NULL;
}

void recovery_start(struct loop *l, void (*fn)(void *payload,
					       const char *said),
		    void *payload)
{
	(void)l;
	fn(payload, getenv("GOMEND_PLAYER_RECOVERED"));
}
