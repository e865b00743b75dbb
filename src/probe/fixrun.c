#include "config.h"

#include "probe/fixrun.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "host/stage.h"
#include "probe/applier.h"
#include "probe/permit.h"
#include "probe/prepare.h"
#include "probe/procid.h"
#include "probe/redact.h"

/* One command, from before it runs to its end. */
struct ran {
	struct fixrun_command seen;	/* line and tail are made for the view */
	struct plan_command command;	/* cwd where it is now */
	const char *line, *brief, *note;
	const char *const *settings;
	bool passed_before;		/* of the verify commands */
	bool wants_cache;		/* to write to GOMODCACHE */
	bool has_input;			/* the late one has come */
	struct strbuf tail;
};

enum phase { PHASE_PREPARE, PHASE_BASELINE, PHASE_VERIFY };

struct diff_asked {
	struct diff_asked *next;
	struct fixrun *run;
	void (*fn)(void *payload, const char *text, const char *error);
	void *payload;
};

struct fixrun {
	struct session *session;
	struct session *moved;	/* looks where the plan has moved the folder */
	struct loop *loop;
	struct arena arena, view_arena;
	void (*on_change)(void *payload);
	void *payload;
	struct loop_timer *deliver;
	struct fixrun_view view;

	struct session_want *wants;
	size_t nwants;
	struct choice *given;
	size_t ngiven;
	bool no_verify_commands, force_owner, dry_run;
	struct envset env;

	enum fixrun_state state;
	enum fixrun_how how;
	const char *message, *hint;
	bool cannot;		/* CHOOSE: the commands cannot be run here */
	const struct fix_offer *offers;
	size_t noffers;
	const struct plan *plan;

	/* Commands. */
	struct ran **ran;
	size_t nran;
	enum phase phase;
	size_t from, at, end;	/* of ran: the phase runs [from…end) */
	struct prepare_run *child;
	struct fix_ran *results;
	size_t nresults;
	struct prepare_guard *guard;
	const char *stage, *stage_base, *tmp;
	/* What was there before the stage was made, and noted down. */
	const char *stage_root, *state_root;

	/* Applying and verifying. */
	struct applier *applier;
	bool listening, waiting;
	bool cancelled, putting_back;
	const char *step;
	int64_t done, total, bytes, total_bytes;
	uint64_t started_ms;
	int txn;
	bool recovered_applied;
	const char **drift;
	size_t ndrift;
	/* "FINGERPRINT@PLACE", without a place "FINGERPRINT@". */
	const char **errors_before;
	size_t nerrors_before;
	const char **places_before;	/* that had answered */
	size_t nplaces_before;
	bool here_still;
	const char **checks;		/* ids of the target findings' checks */
	size_t nchecks;
	struct finding *stays;
	size_t nstays;
	struct diff_asked *diffs;
};

/* The stage; before it is made, as it will be named: by the X of mkdtemp(),
 * which nothing may ever be made by. */
static const char *stage_shown(const struct fixrun *r, struct arena *a)
{
	if (r->stage || !r->stage_base)
		return r->stage;
	return path_join(a, r->stage_base, "stage.XXXXXX");
}

/* ---- the view ---- */

static void refresh(struct fixrun *r)
{
	struct fixrun_view *v = &r->view;
	struct arena *a = &r->view_arena;
	struct fixrun_command *list;
	size_t i;

	arena_release(a);
	memset(v, 0, sizeof(*v));
	v->state = r->state;
	v->how = r->how;
	v->offer = r->offers;
	v->noffers = r->noffers;
	v->plan = r->plan;
	list = arena_alloc(a, mem_mul(r->nran + 1, sizeof(*list)));
	for (i = 0; i < r->nran; i++) {
		struct strbuf sb = STRBUF_INIT;

		list[i] = r->ran[i]->seen;
		list[i].line = r->ran[i]->line;
		list[i].brief = r->ran[i]->brief;
		list[i].settings = r->ran[i]->settings;
		list[i].note = r->ran[i]->note;
		text_sanitize(&sb, strbuf_str(&r->ran[i]->tail), true);
		list[i].tail = arena_strdup(a, sb.buf);
		strbuf_release(&sb);
	}
	v->commands = list;
	v->ncommands = r->nran;
	v->stage = stage_shown(r, a);
	v->step = r->step;
	v->done = r->done;
	v->total = r->total;
	v->bytes = r->bytes;
	v->total_bytes = r->total_bytes;
	v->started_ms = r->started_ms;
	v->txn = r->txn;
	v->message = r->message;
	v->hint = r->hint;
	v->drift = r->drift;
	v->ndrift = r->ndrift;
	v->stays = r->stays;
	v->nstays = r->nstays;
	v->here_still = r->here_still;
}

static void on_deliver(void *payload)
{
	struct fixrun *r = payload;

	r->deliver = NULL;
	refresh(r);
	if (r->on_change)
		r->on_change(r->payload);
}

static void changed(struct fixrun *r)
{
	if (!r->deliver)
		r->deliver = loop_timer(r->loop, 0, 0, on_deliver, r);
}

static void set_step(struct fixrun *r, const char *step)
{
	r->step = step;
	r->done = r->total = r->bytes = r->total_bytes = 0;
	changed(r);
}

static void enter(struct fixrun *r, enum fixrun_state state, const char *step)
{
	r->state = state;
	r->started_ms = loop_now_ms();
	set_step(r, step);
}

static bool is_over(const struct fixrun *r)
{
	return r->state == FIXRUN_DONE || r->state == FIXRUN_ENDED;
}

static const char *keep(struct fixrun *r, const char *text)
{
	return arena_strdup(&r->arena, text);
}

/* ---- the end ---- */

/* Empty folders from `dir` up to `root`, which was there before. */
static void drop_empty(struct fixrun *r, const char *dir, const char *root)
{
	for (; dir && root && path_under(root, dir) && strcmp(dir, root);
	     dir = path_dir(&r->arena, dir))
		if (rmdir(dir) && !access(dir, F_OK))
			break;
}

/* STATE/stages, where host/stage.c notes down what it has made. */
static const char *stage_notes(struct fixrun *r)
{
	const char *state = stage_state_dir(&r->arena);

	return state ? path_join(&r->arena, state, "stages") : NULL;
}

/* Folders that only the stage was made for go with it. */
static void drop_stage(struct fixrun *r)
{
	const char *stage = r->stage, *tmp = r->tmp;

	r->stage = r->tmp = NULL;
	/* What cannot be removed is in nobody's way. */
	if ((tmp && stage_remove(tmp, NULL)) || !stage ||
	    stage_drop(stage, NULL))
		return;
	drop_empty(r, r->stage_base, r->stage_root);
	drop_empty(r, stage_notes(r), r->state_root);
}

static void stop_children(struct fixrun *r)
{
	prepare_abandon(r->child);
	r->child = NULL;
	if (r->listening)
		session_unlisten(r->session, r);
	r->listening = r->waiting = false;
	session_close(r->moved);
	r->moved = NULL;
}

static void end(struct fixrun *r, enum fixrun_how how, const char *message,
		const char *hint)
{
	stop_children(r);
	session_forget(r->session, r);
	drop_stage(r);
	r->state = how == FIXRUN_VERIFIED ? FIXRUN_DONE : FIXRUN_ENDED;
	r->how = how;
	r->message = keep(r, message);
	r->hint = keep(r, hint);
	set_step(r, NULL);
}

static void end_by(struct fixrun *r, enum fixrun_how how, struct error *err)
{
	end(r, how, err->message ? err->message : "", err->hint);
	error_release(err);
}

static void cancelled(struct fixrun *r)
{
	end(r, FIXRUN_CANCELLED, _("Stopped. Nothing was changed."), NULL);
}

/* ---- commands ---- */

/* Where the folder is now. */
static const struct session_view *look_of(const struct fixrun *r)
{
	return session_view(r->moved ? r->moved : r->session);
}

static const char *temp_root(void)
{
	static const char *const names[] = { "GOTMPDIR", "TMPDIR" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		const char *dir = getenv(names[i]);

		if (dir && dir[0] == '/' && !access(dir, W_OK | X_OK))
			return dir;
	}
	return "/tmp";
}

/*
 * As it is; to be shown before that, as it will be: then the names end in the
 * X of mkdtemp(), which nothing may ever be made by.
 */
static void prepare_from(struct fixrun *r, struct arena *a, bool shown,
			 struct prepare *from)
{
	from->snap = look_of(r)->snap;
	from->place = snapshot_place(from->snap, "shell");
	from->env = &r->env;
	from->stage = r->stage;
	from->tmp = r->tmp;
	if (shown)
		from->stage = stage_shown(r, a);
	if (shown && !r->tmp)
		from->tmp = path_join(a, temp_root(), "gomend-XXXXXX");
}

/* To be run, or only to be shown.  Its line is in the view from then on. */
static int ready(struct fixrun *r, struct ran *x, bool shown,
		 struct prepared *out, struct error *err)
{
	struct prepare from;

	prepare_from(r, &r->arena, shown, &from);
	if (!from.place)
		return error_set(err, "%s", _("It is not known which go "
					      "answers in this shell."));
	if (prepare_command(&r->arena, &from, &x->command, out, err))
		return -1;
	x->line = out->line;
	x->brief = out->brief;
	x->settings = out->settings;
	x->note = out->note;
	return 0;
}

static struct ran *add_ran(struct fixrun *r, const struct plan_command *c,
			   enum fixrun_state when)
{
	struct ran *x = arena_alloc(&r->arena, sizeof(*x));

	memset(x, 0, sizeof(*x));
	strbuf_init(&x->tail);
	x->command = *c;
	/* Who consents to the network consents to what it brings. */
	x->wants_cache = c->unpack && !c->network;
	if (r->dry_run && !c->network)
		x->command.unpack = false;
	x->seen.command = &x->command;
	x->seen.when = when;
	*ARENA_PUSH(&r->arena, r->ran, r->nran) = x;
	return x;
}

static void forget_ran(struct fixrun *r)
{
	size_t i;

	for (i = 0; i < r->nran; i++)
		strbuf_release(&r->ran[i]->tail);
	r->nran = 0;
	r->ran = NULL;
}

static void run_next(struct fixrun *r);
static void all_ran(struct fixrun *r);
static struct session_fix the_fix(const struct fixrun *r);

/* How far gomend-fetch is, which it tells as records; false: no record. */
static bool take_progress(struct fixrun *r, struct str line)
{
	struct cJSON *j;
	bool is = false;

	if (!str_starts(line, "{\"rec\":\"progress\","))
		return false;
	j = json_parse(line, NULL);
	if (j) {
		is = true;
		r->bytes = json_int(j, "bytes", 0);
		r->total_bytes = json_int(j, "total_bytes", 0);
	}
	json_free(j);
	return is;
}

static void on_tail(void *payload, struct str tail)
{
	struct fixrun *r = payload;
	struct ran *x = r->ran[r->at];
	bool records = cstr_eq(x->command.argv[0], "gomend-fetch");
	struct str line;

	strbuf_reset(&x->tail);
	while (records && str_line(&tail, &line))
		/* The first may have lost its beginning. */
		if (!take_progress(r, line) && !str_starts(line, "{") &&
		    !str_ends(line, "}")) {
			strbuf_adds(&x->tail, line);
			strbuf_addch(&x->tail, '\n');
		}
	if (!records)
		strbuf_adds(&x->tail, tail);
	changed(r);
}

static const char *utf8(struct fixrun *r, struct str bytes)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;
	uint32_t cp;
	size_t n;

	while ((n = text_decode(bytes, &cp))) {
		if (cp == TEXT_INVALID || !cp)
			strbuf_addstr(&sb, "\xef\xbf\xbd");
		else
			strbuf_add(&sb, bytes.p, n);
		bytes = str_sub(bytes, n, bytes.len - n);
	}
	text = arena_strdup(&r->arena, sb.buf);
	strbuf_release(&sb);
	return text;
}

/* Why a command that had to work did not. */
static const char *command_failure(struct fixrun *r, const struct ran *x,
				   const struct prepare_result *res)
{
	struct arena *a = &r->arena;
	const char *name = msg_text(a, &x->command.what);

	if (!*name)
		name = x->command.id;
	if (res->timed_out)
		return SAY(a, N_("{0}: it did not come to its end in time."),
			   name);
	if (res->flooded)
		return SAY(a, N_("{0}: it printed without end."), name);
	if (res->exit_code < 0)
		return SAY(a, N_("{0}: it was ended by a signal."), name);
	return SAY(a, N_("{0}: it ended with status {1}."), name,
		   arena_printf(a, "%d", res->exit_code));
}

static const char *failure_hint(const struct fixrun *r, const struct ran *x)
{
	if (r->dry_run && x->wants_cache)
		return _("A dry run unpacks nothing into the module cache. "
			 "Without --dry-run the command may do so, before "
			 "anything else is changed and before you are asked.");
	return x->command.network ? NULL
		: _("It ran without the network. Where the fix can be told "
		    "so, network=yes lets it download what is missing.");
}

static void on_end(void *payload, const struct prepare_result *res)
{
	struct fixrun *r = payload;
	struct ran *x = r->ran[r->at];

	r->child = NULL;
	x->seen.running = false;
	x->seen.done = true;
	x->seen.exit_code = res->exit_code;
	x->seen.took_ms = res->took_ms;
	if (r->phase == PHASE_PREPARE) {
		struct fix_ran *f = ARENA_PUSH(&r->arena, r->results,
					       r->nresults);

		f->id = x->command.id;
		f->exit_code = res->exit_code;
		f->out = utf8(r, res->out);
		f->err = utf8(r, res->err);
		f->cut = res->cut;
		if (res->timed_out || res->flooded ||
		    (res->exit_code && (!x->command.may_fail ||
					(r->dry_run && x->wants_cache)))) {
			end(r, FIXRUN_REFUSED, command_failure(r, x, res),
			    failure_hint(r, x));
			return;
		}
	} else if (r->phase == PHASE_BASELINE) {
		x->passed_before = !res->exit_code;
	}
	r->at++;
	run_next(r);
}

/* Is another command enough, one that passed?  Does it not matter yet? */
static bool is_needless(const struct fixrun *r, const struct plan_command *c)
{
	size_t i;

	if (r->phase == PHASE_BASELINE)
		return c->must_pass;
	if (r->phase != PHASE_PREPARE || cstr_empty(c->unless))
		return false;
	for (i = 0; i < r->nresults; i++)
		if (cstr_eq(r->results[i].id, c->unless))
			return !r->results[i].exit_code;
	/* It was passed over. */
	return true;
}

static bool same_words(const char **x, size_t nx, const char **y,
		       size_t ny)
{
	size_t i;

	for (i = 0; nx == ny && i < nx; i++)
		if (!cstr_eq(x[i], y[i]))
			return false;
	return nx == ny;
}

/* Consent was given to the line: only what it reads may be another. */
static bool take_input(struct fixrun *r, struct ran *x,
		       const struct plan_command *c)
{
	const struct plan_command *old = &x->command;

	if (!cstr_eq(c->id, old->id))
		return false;
	if (!c->late || !c->input || c->network != old->network ||
	    c->unpack != old->unpack || !cstr_eq(c->cwd, old->cwd) ||
	    !same_words(c->argv, c->nargv, old->argv, old->nargv) ||
	    !same_words(c->env, c->nenv, old->env, old->nenv) ||
	    !same_words(c->writes, c->nwrites, old->writes, old->nwrites))
		return false;
	x->command.input = keep(r, c->input);
	x->has_input = true;
	return true;
}

static void on_late(void *payload, const struct fix_offer *offers, size_t n,
		    const char *error, const char *hint)
{
	struct fixrun *r = payload;
	struct ran *x;
	size_t i, k;

	if (r->state != FIXRUN_PREPARING || r->at >= r->end)
		return;
	if (error) {
		end(r, FIXRUN_REFUSED, error, hint);
		return;
	}
	x = r->ran[r->at];
	for (i = 0; i < n; i++) {
		if (msg_is_set(&offers[i].refused)) {
			end(r, FIXRUN_REFUSED, keep(r, msg_text(&r->arena,
				&offers[i].refused)), NULL);
			return;
		}
		for (k = 0; k < offers[i].ncommands && !x->has_input; k++)
			(void)take_input(r, x, &offers[i].commands[k]);
	}
	if (x->has_input)
		run_next(r);
	else
		end(r, FIXRUN_REFUSED, SAY(&r->arena, N_(
			"{0}: another command would be needed now than the "
			"one that was shown."), x->command.id),
		    _("Try again."));
}

static void run_next(struct fixrun *r)
{
	struct error err = ERROR_INIT;
	struct prepared p;
	struct ran *x;

	changed(r);
	while (r->at < r->end && is_needless(r, &r->ran[r->at]->command))
		r->at++;
	if (r->at == r->end) {
		all_ran(r);
		return;
	}
	x = r->ran[r->at];
	r->done = (int64_t)(r->at - r->from);
	r->bytes = r->total_bytes = 0;
	if (r->phase == PHASE_PREPARE && x->command.late && !x->has_input) {
		const struct session_fix f = the_fix(r);

		session_fix_again(r->session, &f, r->stage, r->results,
				  r->nresults, on_late, r);
		return;
	}
	if (!ready(r, x, false, &p, &err))
		r->child = prepare_start(r->loop,
					 session_apply_path(r->session), &p,
					 on_tail, on_end, r, &err);
	if (r->child) {
		x->seen.running = true;
		return;
	}
	if (r->phase == PHASE_PREPARE) {
		end_by(r, FIXRUN_REFUSED, &err);
		return;
	}
	/* What could not be run before need not pass after. */
	x->seen.done = true;
	x->seen.exit_code = -1;
	strbuf_addstr(&x->tail, err.message ? err.message : "");
	error_release(&err);
	r->at++;
	run_next(r);
}

static void run_all(struct fixrun *r, enum phase phase, size_t at, size_t end_)
{
	r->phase = phase;
	r->from = r->at = at;
	r->end = end_;
	r->total = (int64_t)(end_ - at);
	run_next(r);
}

static int make_tmp(struct fixrun *r, struct error *err)
{
	const char *dir;

	if (r->tmp)
		return 0;
	dir = procid_tempdir(&r->arena, temp_root());
	if (!dir)
		return error_set(err, "%s", SAY(&r->arena, N_(
			"No folder can be made in {0}."), temp_root()));
	r->tmp = dir;
	return 0;
}

/* ---- asking ---- */

static void copy_offers(struct fixrun *r, const struct fix_offer *offers,
			size_t n)
{
	struct fix_offer *copy;
	size_t i;

	copy = arena_alloc(&r->arena, mem_mul(n, sizeof(*copy)));
	for (i = 0; i < n; i++) {
		memset(&copy[i], 0, sizeof(copy[i]));
		codec_copy(&fix_offer_codec, &r->arena, &offers[i], &copy[i]);
		redact_msg(&r->arena, &copy[i].title);
	}
	r->offers = copy;
	r->noffers = n;
}

static const char *refusal(struct fixrun *r)
{
	size_t i, k;

	for (i = 0; i < r->noffers; i++) {
		const struct fix_offer *o = &r->offers[i];

		if (msg_is_set(&o->refused))
			return msg_text(&r->arena, &o->refused);
		for (k = 0; k < o->nchoices; k++)
			if (msg_is_set(&o->choices[k].bad))
				return msg_text(&r->arena, &o->choices[k].bad);
	}
	return NULL;
}

static bool has_choices(const struct fixrun *r)
{
	size_t i;

	for (i = 0; i < r->noffers; i++)
		if (r->offers[i].nchoices)
			return true;
	return false;
}

static bool wants_stage(const struct plan_command *c)
{
	bool yes = strstr(c->cwd ? c->cwd : "", "{stage}") != NULL;
	size_t i;

	for (i = 0; i < c->nargv; i++)
		yes = yes || strstr(c->argv[i], "{stage}");
	for (i = 0; i < c->nenv; i++)
		yes = yes || strstr(c->env[i], "{stage}");
	return yes;
}

static bool offer_wants_stage(const struct fix_offer *o)
{
	bool yes = o->ncommands && o->stage_near;
	size_t i;

	for (i = 0; i < o->ncommands; i++)
		yes = yes || wants_stage(&o->commands[i]);
	return yes;
}

/* Where the stage will lie, if any command wants one. */
static int find_stage(struct fixrun *r, struct error *err)
{
	const struct repository *repo =
		&session_view(r->session)->snap->repo;
	const char *near = NULL;
	bool beside;
	size_t i;

	r->stage_base = NULL;
	for (i = 0; i < r->noffers; i++)
		if (offer_wants_stage(&r->offers[i]) && !near)
			near = r->offers[i].stage_near
				? r->offers[i].stage_near : repo->root;
	if (!near)
		return 0;
	r->stage_base = stage_base(&r->arena, near, repo->git_dir, NULL,
				   &beside, err);
	return r->stage_base ? 0 : -1;
}

/* The lines that will run, for whoever consents to them. */
static void show_commands(struct fixrun *r)
{
	struct error err = ERROR_INIT;
	struct prepared p;
	size_t i, k;

	forget_ran(r);
	r->cannot = find_stage(r, &err) != 0;
	for (i = 0; i < r->noffers && !r->cannot; i++)
		for (k = 0; k < r->offers[i].ncommands; k++) {
			struct ran *x = add_ran(r,
				&r->offers[i].commands[k],
				FIXRUN_PREPARING);

			if (ready(r, x, true, &p, &err))
				r->cannot = true;
		}
	if (r->cannot) {
		r->message = keep(r, err.message);
		r->hint = keep(r, err.hint);
	}
	error_release(&err);
}

static bool leave_repository(const struct fix_offer *offers, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!offers[i].leaves_repository)
			return false;
	return n > 0;
}

static void on_offer(void *payload, const struct fix_offer *offers, size_t n,
		     const char *error, const char *hint)
{
	struct fixrun *r = payload;
	struct error err = ERROR_INIT;
	const char *refused;

	if (r->state != FIXRUN_ASKING)
		return;
	/* Of a repository that is somebody else's root leaves all alone. */
	if ((error || !leave_repository(offers, n)) &&
	    permit_check(session_view(r->session)->snap->repo.root,
			 r->force_owner, &err)) {
		end_by(r, FIXRUN_REFUSED, &err);
		return;
	}
	if (error) {
		end(r, FIXRUN_REFUSED, error, hint);
		return;
	}
	copy_offers(r, offers, n);
	r->message = r->hint = NULL;
	refused = refusal(r);
	if (refused && !has_choices(r)) {
		end(r, FIXRUN_REFUSED, refused, NULL);
		return;
	}
	show_commands(r);
	if (refused)
		r->message = refused;
	enter(r, FIXRUN_CHOOSE, NULL);
}

static struct session_fix the_fix(const struct fixrun *r)
{
	const struct session_fix f = {
		.place = "shell",
		.wants = r->wants,
		.nwants = r->nwants,
		.given = r->given,
		.ngiven = r->ngiven,
	};

	return f;
}

static void ask_offer(struct fixrun *r)
{
	const struct session_fix f = the_fix(r);

	enter(r, FIXRUN_ASKING, NULL);
	session_fix_offer(r->session, &f, on_offer, r);
}

static void give(struct fixrun *r, const char *name, const char *value)
{
	struct choice *c;
	size_t i;

	for (i = 0; i < r->ngiven; i++)
		if (cstr_eq(r->given[i].name, name)) {
			r->given[i].value = keep(r, value);
			return;
		}
	c = ARENA_PUSH(&r->arena, r->given, r->ngiven);
	c->name = keep(r, name);
	c->value = keep(r, value);
}

struct fixrun *fixrun_open(struct session *s, const struct fixrun_spec *spec,
			   void (*fn)(void *payload), void *payload)
{
	struct fixrun *r = xcalloc(1, sizeof(*r));
	struct error err = ERROR_INIT;
	size_t i;

	r->session = s;
	r->loop = session_loop(s);
	arena_init(&r->arena);
	arena_init(&r->view_arena);
	r->on_change = fn;
	r->payload = payload;
	r->no_verify_commands = spec->no_verify_commands;
	r->force_owner = spec->force_owner;
	r->dry_run = spec->dry_run;
	envset_init(&r->env);
	envset_add_own(&r->env);
	for (i = 0; i < spec->nwants; i++) {
		struct session_want *w = ARENA_PUSH(&r->arena, r->wants,
						    r->nwants);

		w->fix = keep(r, spec->wants[i].fix);
		w->finding = keep(r, spec->wants[i].finding);
	}
	for (i = 0; i < spec->ngiven; i++)
		give(r, spec->given[i].name, spec->given[i].value);
	/* Before anything is shown, or run for it; whose the repository is,
	 * on_offer() asks. */
	if (permit_check(NULL, r->force_owner, &err))
		end_by(r, FIXRUN_REFUSED, &err);
	else
		ask_offer(r);
	refresh(r);
	return r;
}

const struct fixrun_view *fixrun_view(const struct fixrun *r)
{
	return &r->view;
}

void fixrun_choose(struct fixrun *r, const char *name, const char *value)
{
	if (r->state != FIXRUN_CHOOSE)
		return;
	give(r, name, value);
	ask_offer(r);
}

/* ---- preparing and planning ---- */

static void copy_plan(struct fixrun *r, const struct plan *plan)
{
	struct plan *copy = arena_alloc(&r->arena, sizeof(*copy));

	memset(copy, 0, sizeof(*copy));
	codec_copy(&plan_codec, &r->arena, plan, copy);
	/* It goes into the journal. */
	redact_msg(&r->arena, &copy->title);
	copy->continues = history_before(&r->arena, copy);
	r->plan = copy;
}

/* The commands that must pass, as they will run before anything changes. */
static void show_verify(struct fixrun *r)
{
	struct prepared p;
	size_t i;

	for (i = 0; i < r->plan->nverify && !r->no_verify_commands; i++) {
		struct ran *x = add_ran(r, &r->plan->verify[i],
					FIXRUN_BASELINE);

		if (access(x->command.cwd, F_OK))
			x->command.cwd = plan_unmoved(&r->arena, r->plan,
						       x->command.cwd);
		/* One that cannot be run is none that must pass. */
		(void)ready(r, x, true, &p, NULL);
	}
}

static void on_plan(void *payload, const struct plan *plan, const char *error,
		    const char *hint)
{
	struct fixrun *r = payload;
	struct error err = ERROR_INIT;

	if (r->state != FIXRUN_PLANNING)
		return;
	if (error) {
		end(r, FIXRUN_REFUSED, error, hint);
		return;
	}
	copy_plan(r, plan);
	/* What comes from the reader of the repository is checked again. */
	if (plan_check(r->plan, &err)) {
		end_by(r, FIXRUN_REFUSED, &err);
		return;
	}
	show_verify(r);
	enter(r, FIXRUN_PREVIEW, NULL);
}

static void build(struct fixrun *r)
{
	const struct session_fix f = the_fix(r);
	const char *touched = r->guard ? prepare_touched(r->guard) : NULL;

	if (touched) {
		end(r, FIXRUN_REFUSED, SAY(&r->arena, N_(
			"{0} changed while the commands ran, so what they "
			"made does not fit it."), touched),
		    _("Try again."));
		return;
	}
	if (r->stage)
		loop_flush(r->loop, r->stage);
	enter(r, FIXRUN_PLANNING, NULL);
	session_fix_build(r->session, &f, r->stage, r->results, r->nresults,
			  on_plan, r);
}

void fixrun_prepare(struct fixrun *r)
{
	struct error err = ERROR_INIT;
	const char *refused;

	if (r->state != FIXRUN_CHOOSE)
		return;
	refused = refusal(r);
	if (refused || r->cannot) {
		end(r, FIXRUN_REFUSED, refused ? refused : r->message,
		    refused ? NULL : r->hint);
		return;
	}
	if (!r->nran) {
		build(r);
		return;
	}
	enter(r, FIXRUN_PREPARING, "commands");
	if (r->stage_base) {
		const char *notes = stage_notes(r);

		r->stage_root = stage_existing(&r->arena, r->stage_base,
					       NULL);
		r->state_root = notes ? stage_existing(&r->arena, notes, NULL)
				      : NULL;
		r->stage = stage_make(&r->arena, r->stage_base, "stage",
				      &err);
	}
	if ((r->stage_base && !r->stage) || make_tmp(r, &err)) {
		end_by(r, FIXRUN_REFUSED, &err);
		return;
	}
	r->guard = prepare_guard(&r->arena, session_view(r->session)->snap);
	run_all(r, PHASE_PREPARE, 0, r->nran);
}

/* ---- diffs ---- */

static void on_diff(void *payload, const char *text, const char *error)
{
	struct diff_asked *d = payload, **at;
	struct fixrun *r = d->run;

	for (at = &r->diffs; *at != d; at = &(*at)->next)
		;
	*at = d->next;
	d->fn(d->payload, text, error);
	free(d);
}

static struct diff_asked *ask_diff(struct fixrun *r,
				   void (*fn)(void *payload, const char *text,
					      const char *error),
				   void *payload)
{
	struct diff_asked *d = xcalloc(1, sizeof(*d));

	d->run = r;
	d->fn = fn;
	d->payload = payload;
	d->next = r->diffs;
	r->diffs = d;
	return d;
}

void fixrun_diff(struct fixrun *r, size_t change,
		 void (*fn)(void *payload, const char *text,
			    const char *error),
		 void *payload)
{
	session_diff(r->session, change, on_diff, ask_diff(r, fn, payload));
}

void fixrun_script(struct fixrun *r,
		   void (*fn)(void *payload, const char *text,
			      const char *error),
		   void *payload)
{
	session_script(r->session, on_diff, ask_diff(r, fn, payload));
}

/* ---- a look that is awaited ---- */

static void settled(struct fixrun *r, const struct session_view *v);

static void on_session(void *payload)
{
	struct fixrun *r = payload;
	const struct session_view *v = look_of(r);

	if (!r->waiting)
		return;
	r->done = v->progress_done;
	r->total = v->progress_total;
	changed(r);
	if (!v->settled && !v->fatal)
		return;
	r->waiting = false;
	settled(r, v);
}

static void wait_settled(struct fixrun *r)
{
	r->waiting = true;
	if (!r->listening)
		session_listen(r->session, on_session, r);
	r->listening = true;
}

/* ---- applying ---- */

static void verify(struct fixrun *r);
static void put_back(struct fixrun *r, const char *reason,
		     const char *message);

static void on_apply_record(void *payload, const char *rec,
			    const struct cJSON *j)
{
	struct fixrun *r = payload;
	const char *step = json_str(j, "step");

	if (!strcmp(rec, "txn")) {
		r->txn = (int)json_int(j, "n", 0);
	} else if (!strcmp(rec, "progress")) {
		if (step && !cstr_eq(step, r->step))
			r->step = keep(r, step);
		r->done = json_int(j, "done", 0);
		r->total = json_int(j, "total", 0);
		r->bytes = json_int(j, "bytes", 0);
		r->total_bytes = json_int(j, "total_bytes", 0);
	} else if (!strcmp(rec, "recovered") &&
		   (int)json_int(j, "n", 0) == r->txn) {
		r->recovered_applied =
			cstr_eq(json_str(j, "state"), "applied");
	}
	changed(r);
}

static void take_end(struct fixrun *r, const struct applier_end *e)
{
	size_t i;

	if (e->txn)
		r->txn = e->txn;
	r->drift = NULL;
	r->ndrift = 0;
	for (i = 0; i < e->ndrift; i++)
		*ARENA_PUSH(&r->arena, r->drift, r->ndrift) =
			keep(r, e->drift[i]);
}

static void applied(struct fixrun *r)
{
	/* What was staged is in place now, or is an undo copy. */
	r->stage = NULL;
	if (r->cancelled)
		put_back(r, "stopped by the user",
			 _("Stopped. Everything is as before."));
	else
		verify(r);
}

static void on_recovered(void *payload, const struct applier_end *e)
{
	struct fixrun *r = payload;

	r->applier = NULL;
	if (e->exit_code) {
		end(r, FIXRUN_BROKEN, e->message, e->hint);
		return;
	}
	if (r->recovered_applied)
		applied(r);
	else
		end(r, FIXRUN_ROLLED_BACK, _("gomend-apply was cut off. "
					     "Everything is as before."),
		    NULL);
}

static bool start_applier(struct fixrun *r, const char *const *args,
			  struct str input,
			  void (*fn)(void *payload,
				     const struct applier_end *e),
			  struct error *err)
{
	const struct applier_ops ops = {
		.on_record = on_apply_record,
		.on_end = fn,
		.payload = r,
	};
	const char **all = NULL;
	size_t n = 0;

	if (r->force_owner)
		*ARENA_PUSH(&r->arena, all, n) = "--force-owner";
	for (; *args; args++)
		*ARENA_PUSH(&r->arena, all, n) = *args;
	*ARENA_PUSH(&r->arena, all, n) = NULL;
	r->applier = applier_start(r->loop, session_apply_path(r->session),
				   all, input, &ops, err);
	return r->applier != NULL;
}

static void recover_own(struct fixrun *r)
{
	static const char *const args[] = { "recover", NULL };
	struct error err = ERROR_INIT;

	set_step(r, "roll-back");
	if (!start_applier(r, args, STR_LIT(""), on_recovered, &err))
		end_by(r, FIXRUN_BROKEN, &err);
}

static void on_applied(void *payload, const struct applier_end *e)
{
	struct fixrun *r = payload;
	const char *stopped = _("Stopped. Everything is as before.");

	r->applier = NULL;
	take_end(r, e);
	if (!e->told && r->txn) {
		recover_own(r);
	} else if (!e->told) {
		end(r, r->cancelled ? FIXRUN_CANCELLED : FIXRUN_REFUSED,
		    r->cancelled ? stopped : e->message ? e->message :
		    _("gomend-apply ended without a word."), e->hint);
	} else if (!e->exit_code) {
		applied(r);
	} else if (e->exit_code == 1) {
		end(r, FIXRUN_ROLLED_BACK, r->cancelled ? stopped : e->message,
		    e->hint);
	} else if (e->exit_code == 3) {
		/* What is where is told; nothing of it may go. */
		r->stage = NULL;
		end(r, FIXRUN_BROKEN, e->message, e->hint);
	} else {
		end(r, r->cancelled ? FIXRUN_CANCELLED : FIXRUN_REFUSED,
		    r->cancelled ? stopped : e->message, e->hint);
	}
}

static void start_apply(struct fixrun *r)
{
	static const char *const args[] = { "apply", NULL };
	struct error err = ERROR_INIT;
	struct strbuf text = STRBUF_INIT;
	struct cJSON *j = codec_encode(&plan_codec, r->plan);

	enter(r, FIXRUN_APPLYING, "check");
	json_print(&text, j, false);
	json_free(j);
	if (!start_applier(r, args, strbuf_str(&text), on_applied, &err))
		end_by(r, FIXRUN_REFUSED, &err);
	strbuf_release(&text);
}

/* ---- before: what is so now ---- */

static bool is_target(const struct fixrun *r, const struct finding *f)
{
	size_t i;

	for (i = 0; i < r->plan->nfindings; i++)
		if (cstr_eq(r->plan->findings[i], f->fingerprint))
			return true;
	return false;
}

/* Of what it aims at: is it so where the plan says that it must not be? */
static bool is_where_it_must_not(const struct fixrun *r,
				 const struct finding *f)
{
	size_t i;

	for (i = 0; i < f->nplaces; i++)
		if (plan_clears(r->plan, f->fingerprint, f->places[i].place))
			return true;
	return !f->nplaces;
}

static bool is_in_place(const struct finding *f, const char *place)
{
	size_t i;

	for (i = 0; i < f->nplaces; i++)
		if (cstr_eq(f->places[i].place, place))
			return true;
	return false;
}

static bool has_answered(const struct place *p)
{
	return p && (p->state == PLACE_READY || p->state == PLACE_STALE);
}

static const char *error_in(struct arena *a, const struct finding *f,
			    const char *place)
{
	return arena_printf(a, "%s@%s", f->fingerprint, place);
}

/* The same line of a file, by its words: its fingerprint is another once the
 * folder has become a module. */
static const char *line_in(struct arena *a, const struct finding *f,
			   const char *place)
{
	return arena_printf(a, "%s %s:%d %s@%s", f->id, f->path ? f->path : "",
			    f->line, msg_english(a, &f->title), place);
}

static void remember_in(struct fixrun *r, const struct finding *f,
			const char *place)
{
	struct arena *a = &r->arena;

	*ARENA_PUSH(a, r->errors_before, r->nerrors_before) =
		error_in(a, f, place);
	if (f->line)
		*ARENA_PUSH(a, r->errors_before, r->nerrors_before) =
			line_in(a, f, place);
}

static void remember_error(struct fixrun *r, const struct finding *f)
{
	size_t i;

	remember_in(r, f, "");
	for (i = 0; i < f->nplaces; i++)
		if (f->places[i].severity == SEVERITY_ERROR)
			remember_in(r, f, f->places[i].place);
}

static void remember(struct fixrun *r, const struct session_view *v)
{
	size_t i;

	for (i = 0; i < v->snap->nplaces; i++)
		if (has_answered(&v->snap->places[i]))
			*ARENA_PUSH(&r->arena, r->places_before,
				    r->nplaces_before) =
				keep(r, v->snap->places[i].name);
	for (i = 0; i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];

		if (f->severity == SEVERITY_ERROR)
			remember_error(r, f);
		if (is_target(r, f))
			*ARENA_PUSH(&r->arena, r->checks, r->nchecks) =
				keep(r, f->id);
	}
}

/* The first of the commands of this phase, which are the last ones. */
static size_t first_verify(const struct fixrun *r)
{
	size_t n = r->no_verify_commands ? 0 : r->plan->nverify;

	return r->nran - n;
}

static void begin_baseline(struct fixrun *r, const struct session_view *v)
{
	struct error err = ERROR_INIT;

	if (v->fatal) {
		end(r, FIXRUN_REFUSED, v->fatal, v->fatal_hint);
		return;
	}
	remember(r, v);
	set_step(r, "commands");
	if (first_verify(r) < r->nran && make_tmp(r, &err)) {
		end_by(r, FIXRUN_REFUSED, &err);
		return;
	}
	run_all(r, PHASE_BASELINE, first_verify(r), r->nran);
}

void fixrun_apply(struct fixrun *r)
{
	const struct session_view *v = session_view(r->session);

	if (r->state != FIXRUN_PREVIEW)
		return;
	enter(r, FIXRUN_BASELINE, "look");
	if (v->settled || v->fatal)
		begin_baseline(r, v);
	else
		wait_settled(r);
}

/* ---- after ---- */

static void on_put_back(void *payload, const struct applier_end *e)
{
	struct fixrun *r = payload;

	r->applier = NULL;
	take_end(r, e);
	r->view.kept = e->kept;
	/* The view is as it was before all this, but for the new look. */
	if (!r->moved)
		session_rescan(r->session);
	if (!e->exit_code)
		end(r, FIXRUN_PUT_BACK, r->message, r->hint);
	else
		end(r, FIXRUN_BROKEN, e->message, e->hint);
}

/* `reason` is for the journal, in English. */
static void put_back(struct fixrun *r, const char *reason,
		     const char *message)
{
	struct error err = ERROR_INIT;
	const char *args[] = { "put-back", NULL, NULL, NULL };

	stop_children(r);
	r->putting_back = true;
	r->message = message;
	r->hint = NULL;
	if (r->state != FIXRUN_VERIFYING)
		enter(r, FIXRUN_VERIFYING, "put-back");
	set_step(r, "put-back");
	args[1] = arena_printf(&r->arena, "%d", r->txn);
	args[2] = reason;
	if (!start_applier(r, args, STR_LIT(""), on_put_back, &err))
		end_by(r, FIXRUN_BROKEN, &err);
}

static void on_marked(void *payload, const struct applier_end *e)
{
	struct fixrun *r = payload;

	(void)e;
	r->applier = NULL;
	end(r, FIXRUN_VERIFIED, NULL, NULL);
}

static void mark_verified(struct fixrun *r)
{
	const char *args[] = { "mark", NULL, "verified", NULL };

	args[1] = arena_printf(&r->arena, "%d", r->txn);
	/* It holds whether the journal can be told so or not. */
	if (!start_applier(r, args, STR_LIT(""), on_marked, NULL))
		end(r, FIXRUN_VERIFIED, NULL, NULL);
}

static void on_told(void *payload, const struct applier_end *e)
{
	struct fixrun *r = payload;

	(void)e;
	r->applier = NULL;
	end(r, FIXRUN_UNVERIFIED, r->message, r->hint);
}

static void unverified(struct fixrun *r, const char *why)
{
	const char *number = arena_printf(&r->arena, "%d", r->txn);
	const char *const args[] = { "mark", number, "told", NULL };

	r->waiting = false;
	r->message = SAY(&r->arena, N_("It is in place, but it could not be "
				       "verified: {0}"), why);
	r->hint = SAY(&r->arena, N_("\"gomend undo {0}\" takes it back."),
		      number);
	/* It is said here and now, and need not be at the next start. */
	if (!start_applier(r, args, STR_LIT(""), on_told, NULL))
		end(r, FIXRUN_UNVERIFIED, r->message, r->hint);
}

static bool has_word(const char *const *list, size_t n, const char *word)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(list[i], word))
			return true;
	return false;
}

static bool was_error(struct fixrun *r, const struct finding *f,
		      const char *place)
{
	return has_word(r->errors_before, r->nerrors_before,
			error_in(&r->arena, f, place)) ||
	       (f->line && has_word(r->errors_before, r->nerrors_before,
				    line_in(&r->arena, f, place)));
}

/* Was it told before that this comes, of that file or of one of the plan? */
static bool was_told(struct fixrun *r, const struct finding *f)
{
	const char *path;
	size_t i;

	if (cstr_empty(f->path))
		return has_word(r->plan->brings, r->plan->nbrings, f->id);
	if (has_word(r->plan->brings, r->plan->nbrings,
		     arena_printf(&r->arena, "%s %s", f->id, f->path)))
		return true;
	if (!has_word(r->plan->brings, r->plan->nbrings, f->id))
		return false;
	path = path_join(&r->arena, r->plan->root, f->path);
	for (i = 0; i < r->plan->nops; i++)
		if (cstr_eq(r->plan->ops[i].path, path))
			return true;
	return false;
}

/* At all, or in a place that had answered and was not so? */
static bool is_new_error(struct fixrun *r, const struct finding *f)
{
	size_t i;

	if (f->severity != SEVERITY_ERROR || was_told(r, f))
		return false;
	if (!was_error(r, f, ""))
		return true;
	for (i = 0; i < f->nplaces; i++)
		if (f->places[i].severity == SEVERITY_ERROR &&
		    !was_error(r, f, f->places[i].place) &&
		    has_word(r->places_before, r->nplaces_before,
			     f->places[i].place))
			return true;
	return false;
}

/* A place that the plan speaks of and that does not answer any more; NULL. */
static const char *silent_place(const struct fixrun *r,
				const struct session_view *v)
{
	size_t i;

	for (i = 0; i < r->plan->nplaces; i++) {
		const char *at = strchr(r->plan->places[i], '@');
		const char *name = at ? at + 1 : r->plan->places[i];

		if (!has_answered(snapshot_place(v->snap, name)))
			return name;
	}
	return NULL;
}

static void add_stays(struct fixrun *r, const struct finding *f)
{
	struct finding *copy = ARENA_PUSH(&r->arena, r->stays, r->nstays);

	codec_copy(&finding_codec, &r->arena, f, copy);
}

/* A check that did not come to a verdict has not found it gone. */
static const char *not_judged(const struct fixrun *r,
			      const struct session_view *v)
{
	size_t i, k;

	for (i = 0; i < v->nchecked; i++)
		for (k = 0; k < r->nchecks; k++)
			if (cstr_eq(v->checked[i].check, r->checks[k]) &&
			    (v->checked[i].status == CHECK_BROKE ||
			     v->checked[i].status == CHECK_CANNOT_LOOK))
				return r->checks[k];
	return NULL;
}

static void verify_commands(struct fixrun *r)
{
	size_t first = first_verify(r), n = r->nran, i;

	set_step(r, "commands");
	for (i = first; i < n; i++) {
		struct ran *x;

		if (!r->ran[i]->passed_before && !r->ran[i]->command.must_pass)
			continue;
		x = add_ran(r, &r->ran[i]->command, FIXRUN_VERIFYING);
		x->command.cwd = plan_moved(&r->arena, r->plan,
					     x->command.cwd);
	}
	run_all(r, PHASE_VERIFY, n, r->nran);
}

static const char *chosen(const struct fix_offer *o, const char *name)
{
	size_t i;

	for (i = 0; i < o->nchoices; i++)
		if (cstr_eq(o->choices[i].name, name))
			return o->choices[i].value;
	return NULL;
}

static bool names_folder(struct arena *a, const struct place *p,
			 const char *dir)
{
	size_t i;

	for (i = 0; i < p->npath; i++)
		if (cstr_eq(path_clean(a, p->path[i].dir), path_clean(a, dir)))
			return true;
	return false;
}

static bool is_value(struct arena *a, const char *name, const char *have,
		     const char *want)
{
	struct str h = str_trim(str_from(have)), w = str_trim(str_from(want));

	return str_eq(h, w) || cstr_eq(have, redact_value(a, name, want));
}

/*
 * Has go read it from the go env file?  What the environment hides it by was
 * said before.
 */
static bool is_in_goenv(struct arena *a, const struct fix_offer *o,
			const struct place *p)
{
	const char *name = chosen(o, "name"), *value = chosen(o, "value");
	const struct setting *s = place_setting(p, name);
	const char *have = s && s->layer == LAYER_GOENV ? s->value : NULL;
	size_t i;

	if (!s || s->known == KNOWN_UNKNOWN)
		return true;
	for (i = 0; i < s->nhidden && !have; i++)
		if (s->hidden[i].layer == LAYER_GOENV)
			have = s->hidden[i].value;
	/* go prints "off" for a GOCACHE that is relative. */
	if (have && cstr_eq(name, "GOCACHE") && s->note.nargs)
		have = s->note.args[0];
	return cstr_eq(o->fix, "unset-env") ? !have :
	       !cstr_eq(o->fix, "set-env") ||
	       (have && is_value(a, name, have, value));
}

/*
 * Fixes that write a start-up file are asked for by a value as well, and no
 * finding goes or stays then: does the fresh shell have it?  A line further
 * down may set another.
 */
static bool takes_effect(struct arena *a, const struct fix_offer *o,
			 const struct place *p)
{
	static const char *const of_path[] = {
		"add-go-to-path", "add-gobin-to-path", "reorder-path"
	};
	const char *name = chosen(o, "name"), *value = chosen(o, "value");
	const char *dir = chosen(o, "dir");
	size_t i;

	for (i = 0; dir && i < ARRAY_SIZE(of_path); i++)
		if (cstr_eq(o->fix, of_path[i]))
			return names_folder(a, p, dir);
	if (cstr_empty(name))
		return true;
	if (cstr_eq(chosen(o, "layer"), "goenv"))
		return is_in_goenv(a, o, p);
	if (cstr_eq(o->fix, "set-env") || cstr_eq(o->fix, "edit-shell-rc"))
		return cstr_eq(place_getenv(p, name),
			       redact_value(a, name, value));
	if (cstr_eq(o->fix, "unset-env"))
		return cstr_empty(place_getenv(p, name));
	return true;
}

/*
 * The place that this row of the plan names for the offer; NULL: it is none of
 * the offer's, or not known to be.  Of several fixes each place is one of a
 * finding (plan/merge.h).
 */
static const struct place *place_of(const struct fixrun *r,
				    const struct session_view *v,
				    const struct fix_offer *o,
				    const char *row)
{
	const char *at = strchr(row, '@');
	size_t n = at ? (size_t)(at - row) : 0;

	if (!at)
		return r->noffers == 1 ? snapshot_place(v->snap, row) : NULL;
	if (r->noffers > 1 && (cstr_empty(o->finding) ||
			       strlen(o->finding) != n ||
			       strncmp(o->finding, row, n)))
		return NULL;
	return snapshot_place(v->snap, at + 1);
}

/* The place that did not get what was chosen, and of which offer; NULL. */
static const struct place *without_effect(struct fixrun *r,
					  const struct session_view *v,
					  const struct fix_offer **of)
{
	const struct place *p;
	size_t i, k;

	for (k = 0; k < r->noffers; k++) {
		*of = &r->offers[k];
		/* The go env file is this shell's as well. */
		p = snapshot_place(v->snap, "shell");
		if (cstr_eq(chosen(*of, "layer"), "goenv") && has_answered(p) &&
		    !takes_effect(&r->arena, *of, p))
			return p;
		for (i = 0; i < r->plan->nplaces; i++) {
			p = place_of(r, v, *of, r->plan->places[i]);
			if (p && place_is_here(p) && p->kind != PLACE_SHELL &&
			    has_answered(p) &&
			    !takes_effect(&r->arena, *of, p))
				return p;
		}
	}
	return NULL;
}

/* Who has the last word instead, where that is known. */
static void no_effect(struct fixrun *r, const struct place *p,
		      const struct fix_offer *o)
{
	const char *dir = chosen(o, "dir");
	const char *name = dir ? "PATH" : chosen(o, "name");
	const struct variable_origin *by = place_variable(p, name);
	const char *at = by && by->file ? by->line
		? arena_printf(&r->arena, "%s:%d", by->file, by->line)
		: by->file : "";
	const char *say;

	if (cstr_eq(chosen(o, "layer"), "goenv"))
		say = SAY(&r->arena, N_("go does not read {0} so from the go "
					"env file, so everything was put "
					"back."), name);
	else if (*at)
		say = SAY(&r->arena, N_("A fresh shell ({0}) has another {1}: "
					"{2} sets it afterwards. So everything "
					"was put back."), p->name, name, at);
	else
		say = SAY(&r->arena, N_("A fresh shell ({0}) has another {1} "
					"all the same, so everything was put "
					"back."), p->name, name);
	put_back(r, arena_printf(&r->arena, "%s did not take effect in %s",
				 name, p->name), say);
}

/* Are all that came errors of files whose lines were mended by choice? */
static const char *way_around(struct fixrun *r)
{
	struct arena *a = &r->arena;
	size_t i, k;

	for (i = 0; i < r->noffers; i++)
		if (cstr_eq(chosen(&r->offers[i], "lines"), "mend"))
			break;
	if (i == r->noffers)
		return NULL;
	for (i = 0; i < r->nstays; i++) {
		const struct finding *f = &r->stays[i];
		const char *path = path_join(a, r->plan->root,
					     f->path ? f->path : ".");

		if (!cstr_starts(f->id, "docker-") &&
		    !cstr_starts(f->id, "ci-"))
			return NULL;
		for (k = 0; k < r->plan->nops; k++)
			if (cstr_eq(r->plan->ops[k].path, path))
				break;
		if (k == r->plan->nops)
			return NULL;
	}
	return _("With lines=list the lines of Dockerfiles and CI files stay "
		 "as they are, and are listed.");
}

static void judge(struct fixrun *r, const struct session_view *v)
{
	const struct fix_offer *of = NULL;
	const struct place *without;
	const char *check, *silent;
	size_t i, remain = 0;

	if (v->fatal) {
		unverified(r, v->fatal);
		return;
	}
	for (i = 0; i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];
		bool target = is_target(r, f);

		if (target && is_where_it_must_not(r, f))
			remain++;
		else if (target && is_in_place(f, "shell"))
			r->here_still = true;
		if ((target && is_where_it_must_not(r, f)) ||
		    is_new_error(r, f))
			add_stays(r, f);
	}
	check = not_judged(r, v);
	silent = silent_place(r, v);
	without = without_effect(r, v, &of);
	if (remain)
		put_back(r, arena_printf(&r->arena, "the finding stays: %s",
					 r->stays[0].id),
			 _("What was to be mended is still there, so "
			   "everything was put back."));
	else if (r->nstays) {
		put_back(r, arena_printf(&r->arena, "a new error: %s",
					 r->stays[0].id),
			 _("A new error came with it, so everything was put "
			   "back."));
		if (r->applier)
			r->hint = way_around(r);
	} else if (without)
		no_effect(r, without, of);
	else if (check)
		unverified(r, SAY(&r->arena, N_("the check {0} came to no "
						"verdict."), check));
	else if (silent)
		unverified(r, SAY(&r->arena, N_("the place {0} gave no "
						"answer."), silent));
	else
		verify_commands(r);
}

static void settled(struct fixrun *r, const struct session_view *v)
{
	if (r->state == FIXRUN_BASELINE)
		begin_baseline(r, v);
	else
		judge(r, v);
}

/* Files that no shell reads, in a repository of dotfiles neither. */
static bool is_gos(const char *path, const struct repository *repo)
{
	static const char *const names[] = {
		"go.mod", "go.sum", "go.work", "go.work.sum", "vendor",
		".gitignore",
	};
	size_t i;

	if (repo->git_dir && path_under(repo->git_dir, path))
		return true;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(path_base(path), names[i]))
			return true;
	return false;
}

static bool spares_shells(const struct fixrun *r,
			  const struct repository *repo)
{
	size_t i;

	for (i = 0; i < r->plan->nops; i++)
		if (r->plan->ops[i].kind == PLAN_MOVE ||
		    !is_gos(r->plan->ops[i].path, repo))
			return false;
	return true;
}

static void verify(struct fixrun *r)
{
	const struct repository *repo =
		&session_view(r->session)->snap->repo;
	const char *was = repo->opened ? repo->opened : repo->root, *is;
	struct error err = ERROR_INIT;

	enter(r, FIXRUN_VERIFYING, "look");
	if (!was) {
		unverified(r, _("it is not known where to look."));
		return;
	}
	is = plan_moved(&r->arena, r->plan, was);
	if (strcmp(is, was) != 0) {
		r->waiting = true;
		r->moved = session_like(r->session, is, on_session, r, &err);
		if (!r->moved)
			unverified(r, err.message);
		error_release(&err);
		return;
	}
	if (spares_shells(r, repo))
		session_recheck(r->session);
	else
		session_rescan(r->session);
	wait_settled(r);
}

static void judge_commands(struct fixrun *r)
{
	size_t i;

	for (i = r->from; i < r->end; i++) {
		const struct ran *x = r->ran[i];
		const char *name = msg_text(&r->arena, &x->command.what);

		if (!x->seen.exit_code)
			continue;
		put_back(r, arena_printf(&r->arena, "%s failed",
			 x->command.argv[0]),
			 SAY(&r->arena, N_("What passed before fails now, so "
				"everything was put back: {0}"),
			     *name ? name : x->line ? x->line : ""));
		return;
	}
	mark_verified(r);
}

static void all_ran(struct fixrun *r)
{
	switch (r->phase) {
	case PHASE_PREPARE:
		build(r);
		break;
	case PHASE_BASELINE:
		start_apply(r);
		break;
	case PHASE_VERIFY:
		judge_commands(r);
		break;
	}
}

/* ---- stopping ---- */

void fixrun_cancel(struct fixrun *r)
{
	if (is_over(r) || r->putting_back)
		return;
	r->cancelled = true;
	switch (r->state) {
	case FIXRUN_ASKING:
	case FIXRUN_CHOOSE:
	case FIXRUN_PREPARING:
	case FIXRUN_PLANNING:
	case FIXRUN_PREVIEW:
	case FIXRUN_BASELINE:
		cancelled(r);
		break;
	case FIXRUN_APPLYING:
		if (r->applier)
			applier_cancel(r->applier);
		break;
	case FIXRUN_VERIFYING:
		/* While it is marked, all is done. */
		if (!r->applier)
			put_back(r, "stopped by the user",
				 _("Stopped. Everything is as before."));
		break;
	case FIXRUN_DONE:
	case FIXRUN_ENDED:
		break;
	}
}

void fixrun_close(struct fixrun *r)
{
	struct diff_asked *d;

	if (!r)
		return;
	/* What is being applied comes to its end by itself. */
	if (r->applier)
		r->stage = NULL;
	applier_forget(r->applier);
	stop_children(r);
	session_forget(r->session, r);
	drop_stage(r);
	while ((d = r->diffs)) {
		r->diffs = d->next;
		session_forget(r->session, d);
		free(d);
	}
	loop_timer_stop(r->deliver);
	forget_ran(r);
	envset_release(&r->env);
	arena_release(&r->view_arena);
	arena_release(&r->arena);
	free(r);
}
