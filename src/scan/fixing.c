#include "config.h"

#include "scan/fixing.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "checks/check.h"
#include "fixes/fix.h"
#include "fixes/preview.h"
#include "fixes/script.h"
#include "plan/merge.h"
#include "scan/emit.h"
#include "scan/fixhost.h"

/* The other side takes silence for a hang; a big tree takes its time. */
#define BEAT_MS 500
/* From the offer to the plan where nobody has to decide anything. */
#define KEPT_MS 2000

/* ---- that it goes on ---- */

struct beater {
	pthread_t thread;
	bool started;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool over;
};

static void *beat(void *arg)
{
	struct beater *b = arg;
	struct timespec due;

	(void)pthread_mutex_lock(&b->lock);
	while (!b->over) {
		(void)clock_gettime(CLOCK_REALTIME, &due);
		due.tv_nsec += BEAT_MS * 1000000L;
		if (due.tv_nsec >= 1000000000L) {
			due.tv_nsec -= 1000000000L;
			due.tv_sec++;
		}
		if (pthread_cond_timedwait(&b->changed, &b->lock, &due) &&
		    !b->over)
			emit(emit_record("beat"));
	}
	(void)pthread_mutex_unlock(&b->lock);
	return NULL;
}

static void beater_start(struct beater *b)
{
	memset(b, 0, sizeof(*b));
	(void)pthread_mutex_init(&b->lock, NULL);
	(void)pthread_cond_init(&b->changed, NULL);
	b->started = !pthread_create(&b->thread, NULL, beat, b);
}

/* From here on nobody else writes. */
static void beater_stop(struct beater *b)
{
	(void)pthread_mutex_lock(&b->lock);
	b->over = true;
	(void)pthread_cond_signal(&b->changed);
	(void)pthread_mutex_unlock(&b->lock);
	if (b->started)
		(void)pthread_join(b->thread, NULL);
	(void)pthread_mutex_destroy(&b->lock);
	(void)pthread_cond_destroy(&b->changed);
}

/* ---- what is asked ---- */

struct asking {
	struct fixing *fx;
	const struct snapshot *snap;
	const struct finding *findings;
	size_t nfindings;
	const struct cJSON *req;
	struct fix_host host;
	struct arena *a;
	struct fix_run *runs;
	size_t nruns;
	struct msg why;		/* that it cannot be; or none */
	struct error err;
};

static bool is_for(const struct fix *fix, const char *check)
{
	const char *const *ids = fixes_for(check);

	for (; ids && *ids; ids++)
		if (cstr_eq(*ids, fix->id))
			return true;
	return false;
}

static const struct finding *finding_of(const struct asking *q,
					const char *fingerprint)
{
	size_t i;

	for (i = 0; i < q->nfindings; i++)
		if (cstr_eq(q->findings[i].fingerprint, fingerprint))
			return &q->findings[i];
	return NULL;
}

static const struct place *place_of(const struct asking *q)
{
	const char *name = json_str(q->req, "place");
	const struct place *p = snapshot_place(q->snap, name ? name : "shell");

	return p || !q->snap->nplaces ? p : &q->snap->places[0];
}

static void take_given(struct asking *q, struct fix_run *run)
{
	const struct cJSON *list = json_get(q->req, "given"), *j;
	struct choice *given = NULL, *c;

	run->ngiven = 0;
	for (j = json_first(list); j; j = json_next(j)) {
		c = ARENA_PUSH(q->a, given, run->ngiven);
		c->name = arena_strdup(q->a, json_str(j, "name"));
		c->value = arena_strdup(q->a, json_str(j, "value"));
	}
	run->given = given;
}

static int take_want(struct asking *q, const struct cJSON *want)
{
	const char *id = json_str(want, "fix");
	const char *fingerprint = json_str(want, "finding");
	struct fix_run *run = ARENA_PUSH(q->a, q->runs, q->nruns);

	run->fix = fix_find(id);
	run->snap = q->snap;
	run->place = place_of(q);
	run->host = &q->host;
	run->arena = q->a;
	take_given(q, run);
	if (!run->fix) {
		q->why = MSG(q->a, N_("gomend has no fix named \"{0}\"."),
			     id ? id : "");
		return -1;
	}
	if (!cstr_empty(fingerprint)) {
		run->finding = finding_of(q, fingerprint);
		if (!run->finding) {
			q->why = MSG(q->a, N_("The finding {0} is not there "
					      "(any more)."), fingerprint);
			return -1;
		}
	}
	if ((run->finding && !is_for(run->fix, run->finding->id)) ||
	    !run->fix->serves(run)) {
		q->why = MSG(q->a, N_("There is nothing here that {0} could "
				      "mend."), run->fix->id);
		return -1;
	}
	return 0;
}

static void take_ran(struct asking *q, struct fix_run *run)
{
	const struct cJSON *list = json_get(q->req, "ran"), *j;
	struct fix_ran *ran = NULL;

	run->nran = 0;
	for (j = json_first(list); j; j = json_next(j)) {
		struct fix_ran *r = ARENA_PUSH(q->a, ran, run->nran);

		codec_decode(&fix_ran_codec, q->a, j, r);
	}
	run->ran = ran;
	run->stage = arena_strdup(q->a, json_str(q->req, "stage"));
}

static bool any_bad(const struct fix_offer *o)
{
	size_t i;

	for (i = 0; i < o->nchoices; i++)
		if (msg_is_set(&o->choices[i].bad))
			return true;
	return false;
}

static void make_offer(struct fix_run *run)
{
	struct error err = ERROR_INIT;

	fix_offer_make(run);
	if (!run->fix->needs || msg_is_set(&run->offer.refused) ||
	    any_bad(&run->offer))
		return;
	if (run->fix->needs(run, &err))
		run->offer.refused = MSG(run->arena, N_(
			"It cannot be prepared: {0}"),
			err.message ? err.message : "");
	error_release(&err);
}

/* ---- several fixes, one stage: a folder in it for each ---- */

static const char *in_folder(struct asking *q, const char *text, size_t i)
{
	static const char mark[] = "{stage}";
	struct str rest = str_from(text);
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t at;

	if (!text)
		return NULL;
	while ((at = str_search(rest, mark)) < rest.len) {
		at += sizeof(mark) - 1;
		strbuf_adds(&sb, str_sub(rest, 0, at));
		strbuf_addf(&sb, "/%zu", i);
		rest = str_sub(rest, at, rest.len - at);
	}
	strbuf_adds(&sb, rest);
	out = arena_strdup(q->a, sb.buf);
	strbuf_release(&sb);
	return out;
}

static const char *own_id(struct asking *q, size_t i, const char *id)
{
	return id ? arena_printf(q->a, "%zu/%s", i, id) : NULL;
}

static void part_commands(struct asking *q, size_t i)
{
	struct fix_run *run = &q->runs[i];
	struct fix_offer *o = &run->offer;
	struct plan_command folder;
	size_t n = o->ncommands, k, w;

	if (!n)
		return;
	for (k = 0; k < n; k++) {
		struct plan_command *c = &o->commands[k];

		c->id = own_id(q, i, c->id);
		c->unless = own_id(q, i, c->unless);
		c->cwd = in_folder(q, c->cwd, i);
		for (w = 0; w < c->nargv; w++)
			c->argv[w] = in_folder(q, c->argv[w], i);
		for (w = 0; w < c->nenv; w++)
			c->env[w] = in_folder(q, c->env[w], i);
	}
	folder = *fix_command(run, own_id(q, i, "folder"), o->commands[0].cwd,
			      MSG(q->a, N_("a folder of its own in the "
					   "stage")),
			      "mkdir", in_folder(q, "{stage}", i), NULL);
	/* It comes first. */
	memmove(&o->commands[1], &o->commands[0], n * sizeof(folder));
	o->commands[0] = folder;
}

/* What its own commands ended with, under the names it gave them. */
static void part_ran(struct asking *q, size_t i)
{
	struct fix_run *run = &q->runs[i];
	const char *prefix = own_id(q, i, "");
	struct fix_ran *own = NULL;
	size_t n = 0, k;

	for (k = 0; k < run->nran; k++)
		if (cstr_starts(run->ran[k].id, prefix)) {
			struct fix_ran *r = ARENA_PUSH(q->a, own, n);

			*r = run->ran[k];
			r->id += strlen(prefix);
		}
	run->ran = own;
	run->nran = n;
	if (run->stage)
		run->stage = arena_printf(q->a, "%s/%zu", run->stage, i);
}

/* A --set that nobody knows is a slip of the pen, not a wish. */
static int check_given(struct asking *q)
{
	const struct fix_run *first = q->runs;
	size_t i, k, c;

	for (i = 0; q->nruns && i < first->ngiven; i++) {
		bool known = false;

		for (k = 0; k < q->nruns; k++)
			for (c = 0; c < q->runs[k].offer.nchoices; c++)
				known = known || cstr_eq(
					q->runs[k].offer.choices[c].name,
					first->given[i].name);
		/* What is refused has no choices. */
		for (k = 0; k < q->nruns; k++)
			known = known || msg_is_set(&q->runs[k].offer.refused);
		if (known)
			continue;
		q->why = MSG(q->a, N_("There is nothing named \"{0}\" to "
				      "choose here."),
			     first->given[i].name ? first->given[i].name : "");
		return -1;
	}
	return 0;
}

static int ask(struct asking *q)
{
	const struct cJSON *want = json_first(json_get(q->req, "wants"));
	size_t i;

	for (; want; want = json_next(want))
		if (take_want(q, want))
			return -1;
	if (!q->nruns) {
		q->why = MSG(q->a, N_("No fix was asked for."));
		return -1;
	}
	for (i = 0; i < q->nruns; i++) {
		take_ran(q, &q->runs[i]);
		make_offer(&q->runs[i]);
		if (q->nruns > 1) {
			part_commands(q, i);
			part_ran(q, i);
		}
	}
	return check_given(q);
}

/* ---- the plan ---- */

static int refused(struct asking *q, const struct fix_run *run)
{
	const struct fix_offer *o = &run->offer;
	size_t i;

	q->why = o->refused;
	for (i = 0; i < o->nchoices && !msg_is_set(&q->why); i++)
		q->why = o->choices[i].bad;
	return msg_is_set(&q->why) ? -1 : 0;
}

static int build_one(struct asking *q, struct fix_run *run, struct plan *p)
{
	memset(p, 0, sizeof(*p));
	p->fix = run->fix->id;
	p->root = q->snap->repo.root;
	p->git_dir = q->snap->repo.git_dir;
	p->title = run->offer.title;
	p->stage = run->stage;
	if (run->finding)
		*ARENA_PUSH(q->a, p->findings, p->nfindings) =
			run->finding->fingerprint;
	p->ran = run->offer.commands;
	p->nran = run->offer.ncommands;
	if (refused(q, run))
		return -1;
	if (run->fix->build(run, p, &q->err)) {
		/* What the commands said may be a reason to refuse. */
		q->why = run->offer.refused;
		return -1;
	}
	if (!p->nops) {
		q->why = MSG(q->a, N_("Nothing has to be changed for {0}."),
			     run->fix->id);
		return -1;
	}
	return 0;
}

/* Does it touch nothing of the repository? */
static bool leaves_alone(const struct plan *p)
{
	size_t i;

	for (i = 0; i < p->nops; i++) {
		const struct plan_op *op = &p->ops[i];
		const char *to = op->kind == PLAN_MOVE ? op->to : op->path;

		if (path_under(p->root, op->path) || path_under(p->root, to) ||
		    (p->git_dir && (path_under(p->git_dir, op->path) ||
				    path_under(p->git_dir, to))))
			return false;
	}
	return true;
}

static int build(struct asking *q)
{
	struct plan *out = &q->fx->plan, one;
	size_t i;

	for (i = 0; i < q->nruns; i++) {
		if (build_one(q, &q->runs[i], i ? &one : out) ||
		    (i && plan_merge(q->a, out, &one, &q->err)))
			return -1;
	}
	/* Then no copy for undo is put into what is somebody else's. */
	if (q->snap->repo.foreign_owner && leaves_alone(out))
		out->git_dir = NULL;
	out->stage = arena_strdup(q->a, json_str(q->req, "stage"));
	if (preview_changes(&q->host, q->a, out, &q->err) ||
	    plan_check(out, &q->err))
		return -1;
	q->fx->has_plan = true;
	return 0;
}

/* ---- the answer ---- */

static void put_failure(struct asking *q, struct cJSON *j)
{
	const char *text = q->err.message;

	if (msg_is_set(&q->why)) {
		text = msg_english(q->a, &q->why);
		json_put(j, "why", codec_encode(&msg_codec, &q->why));
	}
	json_put_str(j, "error", text ? text : "it cannot be planned");
	if (q->err.hint)
		json_put_str(j, "hint", q->err.hint);
}

static int64_t now_ms(void)
{
	struct timespec t = { 0, 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 1;
}

static void forget_kept(struct fix_kept *k)
{
	if (k->value)
		k->release(k->value);
	memset(k, 0, sizeof(*k));
}

void fixing_fix(struct fixing *fx, const struct snapshot *s,
		const struct finding *findings, size_t n,
		const struct cJSON *req)
{
	struct asking q;
	struct beater b;
	struct cJSON *j, *list;
	bool to_build = cstr_eq(json_str(req, "step"), "build");
	struct arena offers = ARENA_INIT;
	size_t i;
	int rc;

	/* The last plan stays for "diff" until there is a newer one. */
	if (to_build) {
		arena_release(&fx->arena);
		memset(&fx->plan, 0, sizeof(fx->plan));
		fx->has_plan = false;
	}
	if (now_ms() - fx->kept.at_ms > KEPT_MS)
		forget_kept(&fx->kept);
	memset(&q, 0, sizeof(q));
	q.fx = fx;
	q.snap = s;
	q.findings = findings;
	q.nfindings = n;
	q.req = req;
	q.a = to_build ? &fx->arena : &offers;
	fixhost_init(&q.host);
	q.host.kept = &fx->kept;
	beater_start(&b);
	rc = ask(&q);
	if (!rc && to_build)
		rc = build(&q);
	beater_stop(&b);
	if (to_build)
		forget_kept(&fx->kept);
	else if (!fx->kept.at_ms)
		fx->kept.at_ms = now_ms();
	j = emit_record("fix");
	json_put_int(j, "id", json_int(req, "id", 0));
	if (rc) {
		put_failure(&q, j);
	} else if (to_build) {
		json_put(j, "plan", codec_encode(&plan_codec, &fx->plan));
	} else {
		list = json_array();
		for (i = 0; i < q.nruns; i++)
			json_push(list, codec_encode(&fix_offer_codec,
						     &q.runs[i].offer));
		json_put(j, "offers", list);
	}
	emit(j);
	error_release(&q.err);
	arena_release(&offers);
}

void fixing_diff(struct fixing *fx, const struct cJSON *req)
{
	struct cJSON *j = emit_record("diff");
	struct error err = ERROR_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct fix_host host;
	struct beater b;
	int64_t change = json_int(req, "change", -1);
	bool script = json_bool(req, "script", false);
	int rc;

	fixhost_init(&host);
	beater_start(&b);
	if (!fx->has_plan || (change < 0 && !script))
		rc = error_set(&err, "the plan has no such change");
	else if (script)
		rc = script_of_plan(&host, &fx->plan, &sb, &err);
	else
		rc = preview_diff(&host, &fx->plan, (size_t)change, &sb, &err);
	beater_stop(&b);
	json_put_int(j, "id", json_int(req, "id", 0));
	if (rc)
		json_put_str(j, "error", err.message);
	else
		json_put_str(j, "text", sb.buf);
	emit(j);
	strbuf_release(&sb);
	error_release(&err);
}

void fixing_offer(const struct snapshot *s, struct arena *a,
		  struct finding *f)
{
	const char *const *ids = fixes_for(f->id);
	const struct check *c = check_find(f->id);

	for (; ids && *ids; ids++) {
		struct fix_run run;

		memset(&run, 0, sizeof(run));
		run.fix = fix_find(*ids);
		run.snap = s;
		run.finding = f;
		run.place = snapshot_place(s, "shell");
		run.arena = a;
		/* Nothing on this machine mends another one. */
		if (run.fix && f->elsewhere && c && c->by_machine &&
		    !run.fix->in_repository)
			continue;
		if (run.fix && run.fix->serves(&run))
			*ARENA_PUSH(a, f->fixes, f->nfixes) = run.fix->id;
	}
}
