#include "config.h"

#include "probe/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/redact.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/utf16.h"
#include "probe/engine.h"
#include "probe/goask.h"
#include "probe/libexec.h"
#include "probe/parent.h"
#include "probe/rcfiles.h"
#include "probe/watch.h"
#include "probe/envset.h"
#include "host/proc.h"
#include "probe/scanner.h"
#include "probe/shells.h"
#include "probe/trial.h"

/* Records come by the thousand: the view is told of at most this often. */
#define CHANGE_MS 25
/*
 * A burst of changes (a git checkout) is over after that much quiet; one that
 * does not end is looked at after so long all the same.
 */
#define BURST_MS 100
#define BURST_MAX_MS 400
/* A look that has begun is not begun anew more often than this. */
#define LOOK_AGAIN_MS 2000
/* An rc file that is being written is read again after that much quiet. */
#define RC_QUIET_MS 1000
/* An rc file that changes itself each time it is read: no more often. */
#define RC_AGAIN_MAX 2
/* Commands kept for "@". */
#define COMMANDS_MAX 200

/* What one generation said; lives in the arena of its snapshot. */
struct generation {
	struct snapshot snap;
	struct finding *findings;
	size_t nfindings;
	struct checked *checked;
	size_t nchecked;
	int counts[4];		/* by severity */
};

/* A place as far as gomend knows it. */
struct known_place {
	struct session *session;
	const char *name;
	enum place_kind kind;
	enum place_state state;
	char *shell, *cwd, *go_word;
	struct arena why_arena;
	struct msg why;		/* why it failed; or none */
	struct envset env;
	struct shell_probe *probe;	/* NULL: nobody is being asked */
	int command;
	/* What its shell sets on the way up, and by which state of its rc
	 * files (traced_rc) and which environment that is known. */
	struct shell_tracer *tracer;	/* NULL: nobody is traced */
	int tracer_command;
	enum tracing tracing;
	struct arena trace_arena;
	struct assign *assigns;
	size_t nassigns;
	const char *traced_rc;
	/* What the shell reads, and what it was when it was last asked. */
	struct arena rc_arena;
	const char **rc_files, *rc_state;
	size_t nrc_files;
	int rc_again;
	struct recording *recording;	/* of another machine; else NULL */
	struct shell_start *start;	/* of this shell; or NULL */
	struct engine *engine;	/* NULL: no container is being asked */
	int engine_command;
	/* The question that fits it, and whether its answer was sent. */
	char *go_key;
	bool go_told;
};

/* One go asked (R3); kept, since places share it. */
struct question {
	struct question *next;
	struct session *session;
	char *key, *goroot;
	struct goask *ask;	/* NULL: it is over */
	struct cJSON *answers;	/* NULL: none */
	int command;
};

struct request {
	struct request *next;
	int id;
	bool done;
	struct cJSON *reply;	/* NULL: lost with the scan that had it */
	/* Of a trace that a shell is asked something for first. */
	struct session *session;
	struct cJSON *held;	/* goes to the scan afterwards */
	struct shell_probe *probe;
	int command;
	void (*on_trace)(void *payload, const struct trace *t,
			 const char *error);
	void (*on_modfile)(void *payload, bool accepted,
			   const char *json_or_message);
	void (*on_offer)(void *payload, const struct fix_offer *offers,
			 size_t n, const char *error, const char *hint);
	void (*on_plan)(void *payload, const struct plan *plan,
			const char *error, const char *hint);
	void (*on_diff)(void *payload, const char *text, const char *error);
	void (*on_log)(void *payload, const struct log_report *r,
		       const char *error);
	void *payload;
};

struct listener {
	void (*fn)(void *payload);	/* NULL: it is over */
	void *payload;
};

struct started {
	struct session_command seen;
	char *line;
	int id;
	uint64_t started_ms;
};

struct session {
	struct loop *loop;
	struct arena arena;
	const char *dir;
	const char **wanted;	/* names of places; none: all */
	size_t nwanted;
	bool watch, no_go, no_trace, no_figures, containers, jobs, gopath;
	struct civars civars;
	void (*on_change)(void *payload);
	void *payload;
	struct listener *listeners;
	size_t nlisteners, listeners_alloc;
	const char *scan_path, *self_path, *shell_path, *apply_path;
	bool *gone;		/* set when closed inside a callback */

	struct scanner *scanner;
	struct generation *shown, *coming;	/* coming: may be NULL */
	struct session_view view;
	bool first_done;
	char *progress, *fatal, *fatal_hint, *notice;
	bool notice_new;
	int progress_done, progress_total;

	struct known_place *places;	/* never moved: they are payloads */
	size_t nplaces;
	const char *from;
	struct shell_user user;
	char *self;
	struct loop_timer *ask_soon, *rc_soon, *scan_soon;
	struct loop_timer *engine_tick;	/* while a container is asked */
	struct watch *repo_watch, *rc_watch;
	uint64_t burst_ms, scanned_ms;
	struct question *questions;
	char *empty_dir;	/* where go is asked */
	struct request *requests;
	int last_id, scan_command;
	struct started *commands;
	size_t ncommands, commands_alloc;
	struct arena view_arena;	/* strings and lists of the view */
	struct generation *retired;	/* the view still shows it */
	/* What is being tried; NULL: nothing is. */
	struct trials *trials;
	int trials_command;
	void (*on_tried)(void *payload, const struct trial *list, size_t n,
			 const char *error);
	void *tried_payload;
	struct loop_timer *deliver;
	uint64_t delivered_ms;
	bool dirty;		/* the view differs from what was told */
};

static struct generation *generation_new(void)
{
	struct generation *g = xcalloc(1, sizeof(*g));

	snapshot_init(&g->snap);
	return g;
}

static void generation_free(struct generation *g)
{
	if (!g)
		return;
	snapshot_release(&g->snap);
	free(g);
}

static void set_text(char **to, const char *text)
{
	char *copy = text ? xstrdup(text) : NULL;

	free(*to);
	*to = copy;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int finding_order(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int d;

	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	d = strcmp(or_empty(x->id), or_empty(y->id));
	if (!d)
		d = strcmp(or_empty(x->module), or_empty(y->module));
	if (!d)
		d = strcmp(or_empty(x->path), or_empty(y->path));
	if (!d)
		d = (x->line > y->line) - (x->line < y->line);
	if (!d)
		d = strcmp(or_empty(x->subject), or_empty(y->subject));
	return d;
}

/* The container that is asked for longest; NULL: none is. */
static const struct engine *slowest_engine(const struct session *s)
{
	const struct engine *slow = NULL;
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].engine &&
		    (!slow || engine_seconds(s->places[i].engine) >
			      engine_seconds(slow)))
			slow = s->places[i].engine;
	return slow;
}

static bool any_awaited(const struct session *s)
{
	size_t i;

	const struct question *q;

	if (scanner_busy(s->scanner) || s->scan_soon)
		return true;
	for (q = s->questions; q; q = q->next)
		if (q->ask)
			return true;
	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].state == PLACE_ASKING ||
		    s->places[i].state == PLACE_STALE ||
		    s->places[i].tracing == TRACING_AWAITED)
			return true;
	return false;
}

static void refresh_commands(struct session *s)
{
	struct session_command *list;
	size_t i;

	list = arena_alloc(&s->view_arena,
			   mem_mul(s->ncommands + 1, sizeof(*list)));
	for (i = 0; i < s->ncommands; i++) {
		list[i] = s->commands[i].seen;
		list[i].line = arena_strdup(&s->view_arena, list[i].line);
	}
	s->view.commands = list;
	s->view.ncommands = s->ncommands;
}

/* Those that are judged anew come last; what is shown has an order. */
static int checked_order(const void *a, const void *b)
{
	const struct checked *x = a, *y = b;

	return strcmp(x->check, y->check);
}

static void refresh(struct session *s)
{
	struct session_view *v = &s->view;
	struct generation *g = s->shown;
	struct arena *a = &s->view_arena;

	arena_release(a);
	generation_free(s->retired);
	s->retired = NULL;
	snapshot_sort(&g->snap);
	if (g->nfindings)
		qsort(g->findings, g->nfindings, sizeof(g->findings[0]),
		      finding_order);
	if (g->nchecked)
		qsort(g->checked, g->nchecked, sizeof(g->checked[0]),
		      checked_order);
	v->snap = &g->snap;
	v->findings = g->findings;
	v->nfindings = g->nfindings;
	v->checked = g->checked;
	v->nchecked = g->nchecked;
	v->nerrors = g->counts[SEVERITY_ERROR];
	v->nwarnings = g->counts[SEVERITY_WARNING];
	v->nadvice = g->counts[SEVERITY_ADVICE];
	v->first_done = s->first_done;
	v->settled = s->fatal || (s->first_done && !any_awaited(s));
	v->progress = arena_strdup(a, s->progress);
	v->progress_done = s->progress_done;
	v->progress_total = s->progress_total;
	if (!v->progress && slowest_engine(s)) {
		v->progress = "container";
		v->progress_done = engine_seconds(slowest_engine(s));
		v->progress_total = engine_deadline_s();
	}
	v->live = s->watch && s->repo_watch;
	v->polling = v->live && watch_polls(s->repo_watch);
	v->fatal = arena_strdup(a, s->fatal);
	v->fatal_hint = arena_strdup(a, s->fatal_hint);
	v->notice = s->notice_new ? arena_strdup(a, s->notice) : NULL;
	refresh_commands(s);
}

static void answer_trace(struct request *r, struct arena *a, const char *error)
{
	const struct cJSON *value = json_get(r->reply, "value");
	struct trace t;

	if (!value || error) {
		r->on_trace(r->payload, NULL, error ? error :
			    _("gomend-scan gave no answer."));
		return;
	}
	memset(&t, 0, sizeof(t));
	codec_decode(&trace_codec, a, value, &t);
	r->on_trace(r->payload, &t, NULL);
}

static void answer_modfile(struct request *r, struct arena *a,
			   const char *error)
{
	bool ok = json_bool(r->reply, "accepted", false);
	const char *text = json_str(r->reply, ok ? "json" : "message");

	if (!ok)
		text = msg_told(a, text);
	r->on_modfile(r->payload, ok && text, text ? text : error ? error :
		      _("gomend-scan gave no answer."));
}

static void answer_log(struct request *r, struct arena *a, const char *error)
{
	const struct cJSON *value = json_get(r->reply, "value");
	struct log_report out;

	if (!value || error) {
		r->on_log(r->payload, NULL, error ? error :
			  _("gomend-scan gave no answer."));
		return;
	}
	memset(&out, 0, sizeof(out));
	codec_decode(&log_report_codec, a, value, &out);
	r->on_log(r->payload, &out, NULL);
}

static void answer_offer(struct request *r, struct arena *a, const char *error,
			 const char *hint)
{
	const struct cJSON *list = json_get(r->reply, "offers"), *j;
	struct fix_offer *offers = NULL;
	size_t n = 0;

	for (j = error ? NULL : json_first(list); j; j = json_next(j)) {
		struct fix_offer *o = ARENA_PUSH(a, offers, n);

		codec_decode(&fix_offer_codec, a, j, o);
	}
	if (!n && !error)
		error = _("gomend-scan gave no answer.");
	r->on_offer(r->payload, offers, n, error, hint);
}

static void answer_plan(struct request *r, struct arena *a, const char *error,
			const char *hint)
{
	const struct cJSON *j = json_get(r->reply, "plan");
	struct plan p;

	if (!j && !error)
		error = _("gomend-scan gave no answer.");
	memset(&p, 0, sizeof(p));
	if (!error)
		codec_decode(&plan_codec, a, j, &p);
	r->on_plan(r->payload, error ? NULL : &p, error, hint);
}

static void answer_diff(struct request *r, const char *error)
{
	const char *text = json_str(r->reply, "text");

	if (!text && !error)
		error = _("gomend-scan gave no answer.");
	r->on_diff(r->payload, error ? NULL : text, error);
}

static void answer(struct request *r)
{
	const struct cJSON *why = json_get(r->reply, "why");
	struct arena a = ARENA_INIT;
	const char *error = msg_told(&a, json_str(r->reply, "error"));
	const char *hint = msg_told(&a, json_str(r->reply, "hint"));
	struct msg m;

	memset(&m, 0, sizeof(m));
	if (json_is_object(why))
		codec_decode(&msg_codec, &a, why, &m);
	if (msg_is_set(&m))
		error = msg_text(&a, &m);
	if (!r->reply)
		error = _("The scan was begun anew; ask again.");
	if (r->on_trace)
		answer_trace(r, &a, error);
	else if (r->on_offer)
		answer_offer(r, &a, error, hint);
	else if (r->on_plan)
		answer_plan(r, &a, error, hint);
	else if (r->on_diff)
		answer_diff(r, error);
	else if (r->on_modfile)
		answer_modfile(r, &a, error);
	else if (r->on_log)
		answer_log(r, &a, error);
	arena_release(&a);
}

static void request_free(struct request *r)
{
	shells_abandon(r->probe);
	json_free(r->held);
	json_free(r->reply);
	free(r);
}

/* Answers go out before the change that they belong to.  False: closed. */
static bool answer_requests(struct session *s, const bool *gone)
{
	struct request *r, **at = &s->requests;

	while ((r = *at)) {
		if (!r->done) {
			at = &r->next;
			continue;
		}
		*at = r->next;
		answer(r);
		request_free(r);
		if (*gone)
			return false;
		/* The callback may have changed the list. */
		at = &s->requests;
	}
	return true;
}

/* Whoever is told may listen, end listening, and close the session. */
static bool tell(struct session *s, const bool *gone)
{
	size_t i, n = 0;

	if (s->on_change)
		s->on_change(s->payload);
	for (i = 0; !*gone && i < s->nlisteners; i++)
		if (s->listeners[i].fn)
			s->listeners[i].fn(s->listeners[i].payload);
	if (*gone)
		return false;
	for (i = 0; i < s->nlisteners; i++)
		if (s->listeners[i].fn)
			s->listeners[n++] = s->listeners[i];
	s->nlisteners = n;
	return true;
}

static void on_deliver(void *payload)
{
	struct session *s = payload;
	bool gone = false;

	s->deliver = NULL;
	s->gone = &gone;
	if (!answer_requests(s, &gone))
		return;
	if (s->dirty) {
		s->dirty = false;
		s->delivered_ms = loop_now_ms();
		refresh(s);
		s->notice_new = false;
		if (!tell(s, &gone))
			return;
	}
	s->gone = NULL;
}

static void wake(struct session *s, uint64_t ms)
{
	if (!s->deliver)
		s->deliver = loop_timer(s->loop, ms, 0, on_deliver, s);
}

static void changed(struct session *s)
{
	uint64_t now = loop_now_ms(), due = s->delivered_ms + CHANGE_MS;

	s->dirty = true;
	wake(s, s->delivered_ms && due > now ? due - now : 0);
}

/* Commands */

static int command_begin(struct session *s, const char *const *argv)
{
	struct strbuf sb = STRBUF_INIT;
	struct started *c;
	size_t i;

	for (i = 0; argv[i]; i++) {
		if (i)
			strbuf_addch(&sb, ' ');
		quote_add(&sb, argv[i]);
	}
	if (s->ncommands == COMMANDS_MAX) {
		free(s->commands[0].line);
		memmove(s->commands, s->commands + 1,
			(s->ncommands - 1) * sizeof(s->commands[0]));
		s->ncommands--;
	}
	ALLOC_GROW(s->commands, s->ncommands + 1, s->commands_alloc);
	c = &s->commands[s->ncommands++];
	memset(c, 0, sizeof(*c));
	c->id = ++s->last_id;
	c->seen.line = c->line = strbuf_detach(&sb);
	c->seen.running = true;
	c->started_ms = loop_now_ms();
	changed(s);
	return c->id;
}

static void command_end(struct session *s, int id, int exit_code)
{
	size_t i;

	for (i = 0; i < s->ncommands; i++) {
		struct started *c = &s->commands[i];

		if (c->id != id)
			continue;
		c->seen.running = false;
		c->seen.exit_code = exit_code;
		c->seen.took_ms = loop_now_ms() - c->started_ms;
	}
	changed(s);
}

/* What is sent */

static struct cJSON *op_new(const char *name)
{
	struct cJSON *op = json_object();

	json_put_str(op, "op", name);
	return op;
}

static struct cJSON *place_json(const struct known_place *p)
{
	struct arena a = ARENA_INIT;
	struct cJSON *j;
	struct place v;

	memset(&v, 0, sizeof(v));
	v.name = p->name;
	v.kind = p->kind;
	v.state = p->state;
	v.problem = p->why;
	if (msg_is_set(&p->why))
		v.error = msg_english(&a, &p->why);
	v.shell = p->shell;
	v.cwd = p->cwd;
	v.go_word = p->go_word;
	v.nenv = envset_shown(&p->env, &a, &v.env);
	v.tracing = p->tracing;
	v.assigns = p->assigns;
	v.nassigns = p->nassigns;
	v.rc_files = p->rc_files;
	v.nrc_files = p->nrc_files;
	v.recording = p->recording;
	v.start = p->start;
	j = codec_encode(&place_codec, &v);
	arena_release(&a);
	return j;
}

static void send_place(struct session *s, const struct known_place *p)
{
	struct cJSON *op = op_new("place");

	json_put(op, "value", place_json(p));
	scanner_send(s->scanner, op, true);
	changed(s);
}

static void send_scan(struct session *s, bool figures)
{
	struct cJSON *op = op_new("scan");

	s->scanned_ms = loop_now_ms();
	if (!figures)
		json_put_bool(op, "figures", false);
	if (s->gopath)
		json_put_bool(op, "gopath", true);
	scanner_send(s->scanner, op, true);
	changed(s);
}

static void send_civars(struct session *s)
{
	struct cJSON *op = op_new("civars"), *list = json_array();
	size_t i;

	for (i = 0; i < s->civars.n; i++) {
		const struct civar *v = &s->civars.list[i];
		struct cJSON *item = json_object();

		json_put_str(item, "name", v->name);
		json_put_str(item, "value", v->value);
		json_put_str(item, "file", v->file);
		json_put_int(item, "line", v->line);
		json_push(list, item);
	}
	json_put(op, "list", list);
	scanner_send(s->scanner, op, false);
}

static void send_all(struct session *s)
{
	struct cJSON *op = op_new("open");
	size_t i;

	json_put_str(op, "root", s->dir);
	scanner_send(s->scanner, op, false);
	for (i = 0; i < s->nplaces; i++)
		send_place(s, &s->places[i]);
	if (s->civars.n)
		send_civars(s);
	if (s->jobs) {
		op = op_new("jobs");
		json_put_bool(op, "all", true);
		scanner_send(s->scanner, op, false);
	}
	send_scan(s, !s->no_figures);
}

/* Asking go */

static const char *temp_root(void)
{
	static const char *const names[] = { "XDG_RUNTIME_DIR", "TMPDIR" };
	const char *dir;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		dir = getenv(names[i]);
		if (dir && dir[0] == '/' && !access(dir, W_OK | X_OK))
			return dir;
	}
	return "/tmp";
}

static const char *empty_dir(struct session *s)
{
	struct arena a = ARENA_INIT;
	char *dir;

	if (!s->empty_dir) {
		dir = path_join(&a, temp_root(), "gomend-XXXXXX");
		if (mkdtemp(dir))
			s->empty_dir = xstrdup(dir);
		arena_release(&a);
	}
	return s->empty_dir;
}

static void tell_answers(struct session *s, const struct question *q)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		struct known_place *p = &s->places[i];
		struct strbuf sb = STRBUF_INIT;
		struct cJSON *op;

		if (p->go_told || !cstr_eq(p->go_key, q->key))
			continue;
		p->go_told = true;
		if (!q->answers)
			continue;
		op = op_new("go");
		json_print(&sb, q->answers, false);
		json_put_str(op, "place", p->name);
		json_put_str(op, "goroot", q->goroot);
		json_put(op, "answers", json_parse(strbuf_str(&sb), NULL));
		strbuf_release(&sb);
		scanner_send(s->scanner, op, true);
	}
}

static void on_go(void *payload, const struct cJSON *answers, int exit_code)
{
	struct question *q = payload;
	struct strbuf sb = STRBUF_INIT;

	q->ask = NULL;
	if (answers) {
		json_print(&sb, answers, false);
		q->answers = json_parse(strbuf_str(&sb), NULL);
		strbuf_release(&sb);
	}
	command_end(q->session, q->command, exit_code);
	tell_answers(q->session, q);
}

static struct question *question_of(struct session *s, const char *key)
{
	struct question *q;

	for (q = s->questions; q; q = q->next)
		if (!strcmp(q->key, key))
			return q;
	return NULL;
}

static void question_free(struct question *q)
{
	goask_abandon(q->ask);
	json_free(q->answers);
	free(q->key);
	free(q->goroot);
	free(q);
}

/* Forget what was answered: it is asked again. */
static void drop_questions(struct session *s)
{
	struct question *q;
	size_t i;

	while ((q = s->questions)) {
		s->questions = q->next;
		if (q->ask)
			command_end(s, q->command, -1);
		question_free(q);
	}
	for (i = 0; i < s->nplaces; i++)
		set_text(&s->places[i].go_key, NULL);
}

static struct question *ask_go(struct session *s, const struct go_binary *go,
			       const char *key, struct envset *env)
{
	struct question *q;
	struct arena a = ARENA_INIT;

	if (!empty_dir(s))
		return NULL;
	q = xcalloc(1, sizeof(*q));
	q->session = s;
	q->key = xstrdup(key);
	q->goroot = xstrdup(go->goroot);
	q->ask = goask_start(s->loop, go, env, s->empty_dir, on_go, q, NULL);
	q->next = s->questions;
	s->questions = q;
	if (q->ask)
		q->command = command_begin(s, goask_argv(&a, go));
	arena_release(&a);
	return q;
}

static bool is_here(const struct known_place *p)
{
	return p->kind < PLACE_RECORDED;
}

static bool is_fresh(const struct known_place *p)
{
	return is_here(p) && p->kind != PLACE_SHELL;
}

/* After each generation: does a place have a go that was not asked so yet? */
static void ask_gos(struct session *s)
{
	size_t i;

	for (i = 0; i < s->nplaces && !s->no_go; i++) {
		struct known_place *p = &s->places[i];
		const struct place *seen;
		const struct go_binary *go = NULL;
		struct arena a = ARENA_INIT;
		struct question *q;
		struct envset env;
		const char *key;

		seen = snapshot_place(&s->shown->snap, p->name);
		if (is_here(p) && p->state == PLACE_READY && seen &&
		    seen->state == PLACE_READY)
			go = goask_binary(seen);
		if (!go)
			continue;
		envset_init(&env);
		goask_env(&env, &p->env, seen);
		key = goask_key(&a, go, &env);
		if (!cstr_eq(p->go_key, key)) {
			set_text(&p->go_key, key);
			p->go_told = false;
		}
		q = question_of(s, key);
		if (!q)
			q = ask_go(s, go, key, &env);
		if (q && !q->ask)
			tell_answers(s, q);
		envset_release(&env);
		arena_release(&a);
	}
}

/* Watching the folder */

static const char *const watched_names[] = {
	"go.mod", "go.sum", "go.work", "go.work.sum", "modules.txt", "vendor",
	".git", ".gitignore", ".gitattributes", ".gitmodules", ".gomend",
	".go-version", ".tool-versions", "mise.toml", ".mise.toml", "HEAD",
	"index", "exclude", "config", "devcontainer.json",
	".devcontainer.json", "Gopkg.lock", "Gopkg.toml", "glide.lock",
	"glide.yaml", "Godeps.json", "vendor.json", "vendor.conf",
	"vendor.yml", "manifest", "GLOCKFILE", "dependencies.tsv",
	"Jenkinsfile", "cloudbuild.json", NULL
};
static const char *const watched_ends[] = {
	".go", ".yml", ".yaml", ".dockerfile", ".Dockerfile", ".dockerignore",
	NULL
};

/* Could a change of this entry change what a scan finds? */
static bool concerns_scan(const struct session *s, const char *dir,
			  const char *name)
{
	struct arena a = ARENA_INIT;
	const char *path;
	struct stat st;
	bool yes;
	size_t i;

	/* Of a folder that is not watched whole only what matters is told. */
	if (!name || !watch_has(s->repo_watch, dir))
		return true;
	for (i = 0; watched_names[i]; i++)
		if (!strcmp(name, watched_names[i]))
			return true;
	for (i = 0; watched_ends[i]; i++)
		if (cstr_ends(name, watched_ends[i]))
			return true;
	if (cstr_starts(name, "Dockerfile") ||
	    cstr_starts(name, "Containerfile"))
		return true;
	/* A folder that came or went may hold any of them. */
	path = path_join(&a, dir, name);
	yes = watch_has(s->repo_watch, path);
	if (!yes)
		yes = !lstat(path, &st) && S_ISDIR(st.st_mode);
	arena_release(&a);
	return yes;
}

static void on_scan_soon(void *payload)
{
	struct session *s = payload;

	s->scan_soon = NULL;
	if (scanner_busy(s->scanner) &&
	    loop_now_ms() < s->scanned_ms + LOOK_AGAIN_MS) {
		s->scan_soon = loop_timer(s->loop, BURST_MS, 0, on_scan_soon,
					  s);
		return;
	}
	s->burst_ms = 0;
	send_scan(s, !s->no_figures);
}

static void on_repo_event(void *payload, const char *dir, const char *name)
{
	struct session *s = payload;
	uint64_t now = loop_now_ms(), due = now + BURST_MS;

	if (s->fatal || !concerns_scan(s, dir, name))
		return;
	if (!s->burst_ms)
		s->burst_ms = now;
	if (due > s->burst_ms + BURST_MAX_MS)
		due = s->burst_ms + BURST_MAX_MS;
	loop_timer_stop(s->scan_soon);
	s->scan_soon = loop_timer(s->loop, due > now ? due - now : 0, 0,
				  on_scan_soon, s);
}

static void add_strings(struct arena *a, const struct cJSON *list,
			const char ***to, size_t *n)
{
	const struct cJSON *j;

	for (j = json_first(list); j; j = json_next(j))
		if (json_value_str(j) && json_value_str(j)[0] == '/')
			*ARENA_PUSH(a, *to, *n) =
				path_clean(a, json_value_str(j));
}

static void add_below(struct arena *a, const char *root, const char *path,
		      const char ***to, size_t *n)
{
	if (path && root)
		*ARENA_PUSH(a, *to, *n) = path_join(a, root, path);
}

static void on_watch_record(struct session *s, const struct cJSON *j)
{
	const struct snapshot *snap = s->coming ? &s->coming->snap :
		&s->shown->snap;
	const char **dirs = NULL, **files = NULL;
	size_t ndirs = 0, nfiles = 0, i;
	struct arena a = ARENA_INIT;

	if (!s->watch)
		return;
	if (!s->repo_watch)
		s->repo_watch = watch_new(s->loop, on_repo_event, s);
	add_strings(&a, json_get(j, "dirs"), &dirs, &ndirs);
	add_strings(&a, json_get(j, "files"), &files, &nfiles);
	/* Where it has come to polling a folder alone tells too little. */
	for (i = 0; i < snap->nmodules; i++) {
		add_below(&a, snap->repo.root, snap->modules[i].gomod, &files,
			  &nfiles);
		add_below(&a, snap->repo.root, snap->modules[i].gosum.file,
			  &files, &nfiles);
	}
	for (i = 0; i < snap->nworkspaces; i++)
		add_below(&a, snap->repo.root, snap->workspaces[i].file,
			  &files, &nfiles);
	for (i = 0; i < snap->nfiles; i++)
		add_below(&a, snap->repo.root, snap->files[i].path, &files,
			  &nfiles);
	watch_set(s->repo_watch, dirs, ndirs, files, nfiles,
		  json_bool(j, "poll", false));
	arena_release(&a);
	changed(s);
}

/* What comes */

static void add_finding(struct generation *g, const struct cJSON *value)
{
	struct finding *f;

	f = ARENA_PUSH(&g->snap.arena, g->findings, g->nfindings);
	codec_decode(&finding_codec, &g->snap.arena, value, f);
	if (f->severity >= SEVERITY_NONE && f->severity <= SEVERITY_ERROR)
		g->counts[f->severity]++;
}

static void add_checked(struct generation *g, const struct cJSON *j)
{
	struct checked *c;

	c = ARENA_PUSH(&g->snap.arena, g->checked, g->nchecked);
	c->check = arena_strdup(&g->snap.arena,
				or_empty(json_str(j, "check")));
	c->status = (enum check_status)codec_enum(check_status_names,
		json_str(j, "status"), CHECK_NOT_APPLICABLE);
}

/* The first generation is seen as it grows, later ones when they are whole. */
static void show(struct session *s, struct generation *g)
{
	if (s->shown == g)
		return;
	/* The view stands on the first one retired until it is told anew. */
	if (s->retired)
		generation_free(s->shown);
	else
		s->retired = s->shown;
	s->shown = g;
}

static void on_generation(struct session *s, const struct cJSON *j)
{
	bool begin = cstr_eq(json_str(j, "state"), "begin");

	if (begin) {
		if (s->coming && s->coming != s->shown)
			generation_free(s->coming);
		s->coming = generation_new();
		s->coming->snap.generation = (int)json_int(j, "n", 0);
		return;
	}
	if (!s->coming)
		return;
	s->coming->snap.complete = json_bool(j, "complete", true);
	show(s, s->coming);
	s->coming = NULL;
	s->first_done = true;
	set_text(&s->progress, NULL);
	s->progress_done = s->progress_total = 0;
	changed(s);
	ask_gos(s);
}

static void set_fatal(struct session *s, const char *message,
		      const char *hint)
{
	struct arena a = ARENA_INIT;

	set_text(&s->fatal, msg_told(&a, message));
	set_text(&s->fatal_hint, msg_told(&a, hint));
	arena_release(&a);
	changed(s);
}

static struct request *request_of(struct session *s, const struct cJSON *j)
{
	int id = (int)json_int(j, "id", -1);
	struct request *r;

	for (r = s->requests; r; r = r->next)
		if (r->id == id && !r->done)
			return r;
	return NULL;
}

static void on_reply(struct session *s, const struct cJSON *j)
{
	struct request *r = request_of(s, j);
	struct strbuf sb = STRBUF_INIT;

	if (!r)
		return;
	json_print(&sb, j, false);
	r->reply = json_parse(strbuf_str(&sb), NULL);
	r->done = true;
	strbuf_release(&sb);
	scanner_answered(s->scanner);
	/* A view made while this was awaited says that something is. */
	if (!s->view.settled)
		s->dirty = true;
	wake(s, 0);
}

static void on_record(void *payload, const char *rec, const struct cJSON *j)
{
	struct session *s = payload;
	struct generation *g = s->coming;

	if (!strcmp(rec, "generation")) {
		on_generation(s, j);
		return;
	}
	if (!strcmp(rec, "trace") || !strcmp(rec, "modfile") ||
	    !strcmp(rec, "log") || !strcmp(rec, "fix") || !strcmp(rec, "diff")) {
		on_reply(s, j);
		return;
	}
	if (!strcmp(rec, "error")) {
		set_fatal(s, or_empty(json_str(j, "message")),
			  json_str(j, "hint"));
		return;
	}
	if (!strcmp(rec, "watch")) {
		on_watch_record(s, j);
		return;
	}
	if (!strcmp(rec, "progress")) {
		set_text(&s->progress, json_str(j, "what"));
		s->progress_done = (int)json_int(j, "done", 0);
		s->progress_total = (int)json_int(j, "total", 0);
		changed(s);
		return;
	}
	if (!g)
		return;
	if (!strcmp(rec, "fact"))
		snapshot_add_json(&g->snap, or_empty(json_str(j, "kind")),
				  json_get(j, "value"));
	else if (!strcmp(rec, "finding"))
		add_finding(g, json_get(j, "value"));
	else if (!strcmp(rec, "checked"))
		add_checked(g, j);
	else
		return;
	if (!s->first_done) {
		show(s, g);
		changed(s);
	}
}

static void on_restart(void *payload, const char *notice)
{
	struct session *s = payload;
	struct request *r;
	size_t i;

	set_text(&s->notice, notice);
	s->notice_new = true;
	for (r = s->requests; r; r = r->next)
		r->done = true;
	/* The new one has heard no answers; they are told again. */
	for (i = 0; i < s->nplaces; i++)
		s->places[i].go_told = false;
	send_all(s);
}

static void on_fatal(void *payload, const char *message, const char *hint)
{
	struct session *s = payload;
	struct request *r;

	for (r = s->requests; r; r = r->next)
		r->done = true;
	set_fatal(s, message, hint);
}

static void on_child(void *payload, const char *program, bool running,
		     int exit_code)
{
	struct session *s = payload;
	const char *argv[2] = { program, NULL };

	if (running)
		s->scan_command = command_begin(s, argv);
	else
		command_end(s, s->scan_command, exit_code);
}

/* Places */

static bool is_wanted(const struct session *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->nwanted; i++)
		if (!strcmp(s->wanted[i], name))
			return true;
	return !s->nwanted;
}

static struct known_place *add_place(struct session *s, enum place_kind kind)
{
	struct known_place *p = &s->places[s->nplaces++];

	memset(p, 0, sizeof(*p));
	p->session = s;
	p->kind = kind;
	p->name = place_kind_names[kind];
	envset_init(&p->env);
	return p;
}

static char *current_dir(void)
{
	char *dir = getcwd(NULL, 0);

	return dir ? dir : xstrdup("/");
}

static const char *current_dir_in(struct arena *a)
{
	char *dir = current_dir();
	const char *copy = arena_strdup(a, dir);

	free(dir);
	return copy;
}

static void add_own_shell(struct session *s)
{
	struct known_place *p = add_place(s, PLACE_SHELL);

	p->state = PLACE_READY;
	envset_add_own(&p->env);
	set_text(&p->shell, envset_get(&p->env, "SHELL"));
	p->cwd = current_dir();
	p->start = parent_shell(&s->arena);
}

static void add_fresh_shells(struct session *s)
{
	static const enum place_kind kinds[] = {
		PLACE_LOGIN, PLACE_INTERACTIVE, PLACE_NONINTERACTIVE
	};
	struct known_place *p;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (!is_wanted(s, place_kind_names[kinds[i]]))
			continue;
		p = add_place(s, kinds[i]);
		p->state = PLACE_ASKING;
		set_text(&p->shell, s->user.shell);
		set_text(&p->cwd, s->user.home);
	}
}

/* Those of other machines: gomend-scan reads their files. */
static void add_recorded(struct session *s)
{
	const char *file, *part;
	struct known_place *p;
	size_t i;

	for (i = 0; i < s->nwanted; i++) {
		if (!recording_name(&s->arena, s->wanted[i], &file, &part))
			continue;
		p = add_place(s, PLACE_RECORDED);
		p->name = s->wanted[i];
		p->state = PLACE_READY;
		p->recording = ARENA_NEW(&s->arena, struct recording);
		p->recording->file = path_join(&s->arena, s->from, file);
		p->recording->part = part;
	}
}

static void add_images(struct session *s)
{
	struct known_place *p;
	size_t i;

	for (i = 0; i < s->nwanted; i++) {
		if (!engine_ref(s->wanted[i]))
			continue;
		p = add_place(s, PLACE_IMAGE);
		p->name = s->wanted[i];
		p->state = PLACE_ASKING;
	}
}

/* Those of CI files: gomend-scan reads them. */
static void add_jobs(struct session *s)
{
	struct known_place *p;
	size_t i;

	for (i = 0; i < s->nwanted; i++) {
		if (strncmp(s->wanted[i], "job:", 4) != 0)
			continue;
		p = add_place(s, PLACE_JOB);
		p->name = s->wanted[i];
		p->state = PLACE_READY;
	}
}

static void set_why(struct known_place *p, const struct msg *why)
{
	arena_release(&p->why_arena);
	memset(&p->why, 0, sizeof(p->why));
	if (msg_is_set(why))
		codec_copy(&msg_codec, &p->why_arena, why, &p->why);
}

static const char *const *rc_list(const struct known_place *p)
{
	return (const char *const *)p->rc_files;
}

static bool lists_rc(const struct known_place *p, const char *file)
{
	size_t i;

	for (i = 0; i < p->nrc_files; i++)
		if (cstr_eq(p->rc_files[i], file))
			return true;
	return false;
}

/* The files that p's shell reads, by what is known of its environment. */
static void learn_rc(struct known_place *p)
{
	struct session *s = p->session;
	size_t i;

	arena_release(&p->rc_arena);
	p->rc_files = NULL;
	p->nrc_files = rcfiles_list(&p->rc_arena,
				    shell_family_of(s->user.shell),
				    p->kind == PLACE_SHELL ? PLACE_LOGIN :
				    p->kind,
				    p->env.n ? &p->env : &s->user.base,
				    &p->rc_files);
	/* And what those files read, where one of them sets something. */
	for (i = 0; i < p->nassigns; i++) {
		const char *file = p->assigns[i].file;

		if (p->assigns[i].how == ORIGIN_TRACED && file &&
		    path_is_abs(file) &&
		    !lists_rc(p, file))
			*ARENA_PUSH(&p->rc_arena, p->rc_files, p->nrc_files) =
				arena_strdup(&p->rc_arena, file);
	}
	if (p->kind != PLACE_SHELL)
		p->rc_state = rcfiles_state(&p->rc_arena, rc_list(p),
					    p->nrc_files);
}

static bool rc_changed(struct known_place *p)
{
	struct arena a = ARENA_INIT;
	bool yes;

	yes = !cstr_eq(p->rc_state, rcfiles_state(&a, rc_list(p),
						  p->nrc_files));
	arena_release(&a);
	return yes;
}

static void watch_rc(struct session *s);
static void rc_is_stale(struct known_place *p);

/* What it starts with, and behind it what it was seen to set. */
static void set_assigns(struct known_place *p, enum tracing how,
			const struct assign *list, size_t n)
{
	const struct shell_user *u = &p->session->user;
	size_t i;

	arena_release(&p->trace_arena);
	p->assigns = NULL;
	p->nassigns = 0;
	p->traced_rc = NULL;
	p->tracing = how;
	for (i = 0; i < u->nbase_from + n; i++)
		codec_copy(&assign_codec, &p->trace_arena,
			   i < u->nbase_from ? &u->base_from[i]
					     : &list[i - u->nbase_from],
			   ARENA_PUSH(&p->trace_arena, p->assigns,
				      p->nassigns));
}

static void stop_tracer(struct known_place *p)
{
	if (!p->tracer)
		return;
	shells_tracer_abandon(p->tracer);
	command_end(p->session, p->tracer_command, -1);
	p->tracer = NULL;
	p->tracing = TRACING_NONE;
}

/* What the files are and what came of them: the same again tells nothing. */
static const char *trace_key(struct arena *a, const struct known_place *p)
{
	struct strbuf sb = STRBUF_INIT;
	const char **env, *key;
	size_t n = envset_shown(&p->env, a, &env), i;

	strbuf_addstr(&sb, p->rc_state ? p->rc_state : "");
	for (i = 0; i < n; i++)
		strbuf_addf(&sb, "%s\n", env[i]);
	key = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return key;
}

static void on_traced(void *payload, enum tracing how,
		      const struct assign *list, size_t n, int exit_code)
{
	struct known_place *p = payload;

	p->tracer = NULL;
	set_assigns(p, how, list, n);
	command_end(p->session, p->tracer_command, exit_code);
	if (p->session->watch && rc_changed(p) &&
	    p->rc_again++ < RC_AGAIN_MAX) {
		rc_is_stale(p);
		return;
	}
	learn_rc(p);
	p->traced_rc = trace_key(&p->trace_arena, p);
	if (p->session->watch)
		watch_rc(p->session);
	send_place(p->session, p);
}

/* Its answer is there: now who gave it. */
static void trace_shell(struct known_place *p)
{
	struct session *s = p->session;
	struct arena a = ARENA_INIT;

	stop_tracer(p);
	if (!cstr_eq(p->traced_rc, trace_key(&a, p))) {
		set_assigns(p, TRACING_NONE, NULL, 0);
		if (!s->no_trace)
			p->tracer = shells_trace(s->loop, &s->user, p->kind,
						 on_traced, p);
		if (p->tracer) {
			p->tracing = TRACING_AWAITED;
			p->tracer_command = command_begin(s,
				shells_tracer_argv(&a, &s->user, p->kind));
		}
	}
	arena_release(&a);
}

static void on_shell(void *payload, const struct shell_answer *answer)
{
	struct known_place *p = payload;

	p->probe = NULL;
	p->state = answer->state;
	set_why(p, &answer->why);
	set_text(&p->go_word, answer->go_word);
	envset_release(&p->env);
	envset_copy(&p->env, answer->env);
	command_end(p->session, p->command, answer->exit_code);
	if (p->session->watch && rc_changed(p) &&
	    p->rc_again++ < RC_AGAIN_MAX) {
		rc_is_stale(p);
		return;
	}
	learn_rc(p);
	if (p->session->watch)
		watch_rc(p->session);
	if (p->state == PLACE_READY)
		trace_shell(p);
	send_place(p->session, p);
}

/* What was known of it stands until it answers. */
static void ask_shell(struct known_place *p)
{
	struct session *s = p->session;
	struct arena a = ARENA_INIT;
	struct msg why;

	stop_tracer(p);
	shells_abandon(p->probe);
	if (p->probe)
		command_end(s, p->command, -1);
	if (s->watch)
		learn_rc(p);
	p->probe = shells_ask(s->loop, &s->user, p->kind, s->self, on_shell,
			      p, &a, &why);
	if (p->probe) {
		p->command = command_begin(s, shells_argv(&a, &s->user,
							  p->kind));
	} else {
		p->state = PLACE_FAILED;
		set_why(p, &why);
		send_place(s, p);
	}
	arena_release(&a);
}

static void ask_shells(struct session *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (is_fresh(&s->places[i]))
			ask_shell(&s->places[i]);
}

static void on_engine_command(void *payload, const char *const *argv)
{
	struct known_place *p = payload;

	p->engine_command = command_begin(p->session, argv);
}

static void on_engine_command_end(void *payload, int exit_code)
{
	struct known_place *p = payload;

	command_end(p->session, p->engine_command, exit_code);
}

/* Without its secrets, as the script tells the environment. */
static void learn_image(struct known_place *p, struct str text)
{
	struct cJSON *list = json_parse(text, NULL);
	struct arena *a = &p->trace_arena;
	struct recording *r = p->recording;
	const struct cJSON *j;

	for (j = json_first(list); j; j = json_next(j)) {
		const char *pair = json_value_str(j);
		size_t n = pair ? strcspn(pair, "=") : 0;
		const char *name;

		if (!n || !pair[n])
			continue;
		name = arena_strndup(a, pair, n);
		*ARENA_PUSH(a, r->image_env, r->nimage_env) =
			arena_printf(a, "%s=%s", name,
				     redact_value(a, name, pair + n + 1));
	}
	json_free(list);
}

/* Its words are another's: gomend-scan reads them. */
static void on_engine_answer(void *payload, const struct engine_answer *answer)
{
	struct known_place *p = payload;

	p->engine = NULL;
	p->state = answer->state;
	set_why(p, &answer->why);
	arena_release(&p->trace_arena);
	p->recording = NULL;
	if (p->state == PLACE_READY) {
		p->recording = ARENA_NEW(&p->trace_arena, struct recording);
		p->recording->text = arena_strndup(&p->trace_arena,
						   answer->out.p,
						   answer->out.len);
		learn_image(p, answer->image_env);
	}
	send_place(p->session, p);
}

/* How long it takes is told each second. */
static void on_engine_tick(void *payload)
{
	struct session *s = payload;

	if (!slowest_engine(s)) {
		loop_timer_stop(s->engine_tick);
		s->engine_tick = NULL;
	}
	changed(s);
}

static void ask_image(struct known_place *p)
{
	const struct engine_ops ops = {
		on_engine_command, on_engine_command_end, on_engine_answer, p,
		NULL
	};
	struct session *s = p->session;
	struct arena a = ARENA_INIT;
	struct msg why = { 0 };

	engine_abandon(p->engine);
	if (p->engine)
		command_end(s, p->engine_command, -1);
	p->engine = NULL;
	if (s->containers)
		p->engine = engine_ask(s->loop, engine_ref(p->name), s->dir,
				       &ops, &a, &why);
	else
		why = MSG(&a, N_("No container was begun: nobody agreed to "
				 "it."));
	if (!p->engine) {
		p->state = PLACE_FAILED;
		set_why(p, &why);
		send_place(s, p);
	} else if (!s->engine_tick) {
		s->engine_tick = loop_timer(s->loop, 1000, 1000,
					    on_engine_tick, s);
	}
	arena_release(&a);
}

static void ask_images(struct session *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].kind == PLACE_IMAGE)
			ask_image(&s->places[i]);
}

static void on_rc_soon(void *payload)
{
	struct session *s = payload;
	size_t i;

	s->rc_soon = NULL;
	for (i = 0; i < s->nplaces; i++)
		if (s->places[i].state == PLACE_STALE && !s->places[i].probe)
			ask_shell(&s->places[i]);
}

static void rc_is_stale(struct known_place *p)
{
	struct session *s = p->session;

	/* A question that is on its way may have read half a file. */
	stop_tracer(p);
	shells_abandon(p->probe);
	if (p->probe)
		command_end(s, p->command, -1);
	p->probe = NULL;
	if (p->state != PLACE_STALE) {
		p->state = PLACE_STALE;
		send_place(s, p);
	}
	loop_timer_stop(s->rc_soon);
	s->rc_soon = loop_timer(s->loop, RC_QUIET_MS, 0, on_rc_soon, s);
}

static void on_rc_event(void *payload, const char *dir, const char *name)
{
	struct session *s = payload;
	size_t i;

	(void)dir;
	(void)name;
	for (i = 0; i < s->nplaces; i++) {
		struct known_place *p = &s->places[i];

		if (!is_fresh(p) || !p->rc_state || !rc_changed(p))
			continue;
		/* While it is asked, its own writing is told apart later. */
		if (p->probe || p->tracer)
			continue;
		p->rc_again = 0;
		p->rc_state = rcfiles_state(&p->rc_arena, rc_list(p),
					    p->nrc_files);
		rc_is_stale(p);
	}
}

static void watch_rc(struct session *s)
{
	const char **dirs = NULL, **files = NULL;
	size_t ndirs = 0, nfiles = 0, i, k;
	struct arena a = ARENA_INIT;

	if (!s->rc_watch)
		s->rc_watch = watch_new(s->loop, on_rc_event, s);
	for (i = 0; i < s->nplaces; i++)
		for (k = 0; k < s->places[i].nrc_files; k++) {
			const char *file = s->places[i].rc_files[k];
			const char *plain = path_clean(&a, file);

			if (cstr_ends(file, "/"))
				*ARENA_PUSH(&a, dirs, ndirs) = plain;
			else
				*ARENA_PUSH(&a, files, nfiles) = plain;
		}
	watch_set(s->rc_watch, dirs, ndirs, files, nfiles, false);
	arena_release(&a);
}

/* Once the loop runs, so that nothing waits for three forks. */
static void on_ask_soon(void *payload)
{
	struct session *s = payload;

	s->ask_soon = NULL;
	ask_shells(s);
	ask_images(s);
	if (s->watch)
		watch_rc(s);
}

/* Before the first record: the places stand there, asked or not. */
static void show_places(struct session *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		struct cJSON *j = place_json(&s->places[i]);

		snapshot_add_json(&s->shown->snap, "place", j);
		json_free(j);
	}
}

/* The object's life */

struct session *session_open(struct loop *l, const struct session_options *o,
			     void (*on_change_)(void *payload), void *payload,
			     struct error *err)
{
	struct scanner_ops ops = { on_record, on_restart, on_fatal, on_child,
				   NULL };
	struct session *s = xcalloc(1, sizeof(*s));
	size_t i;

	s->loop = l;
	arena_init(&s->arena);
	arena_init(&s->view_arena);
	s->dir = arena_strdup(&s->arena, o->dir);
	for (i = 0; o->places && o->places[i]; i++)
		*ARENA_PUSH(&s->arena, s->wanted, s->nwanted) =
			arena_strdup(&s->arena, o->places[i]);
	s->from = o->from ? arena_strdup(&s->arena, o->from)
			  : current_dir_in(&s->arena);
	s->places = xcalloc(4 + s->nwanted, sizeof(*s->places));
	s->watch = o->watch;
	s->no_go = o->no_go;
	s->no_trace = o->no_trace;
	s->containers = o->containers;
	s->jobs = o->jobs;
	s->civars = civars_copy(&s->arena, o->civars);
	s->gopath = o->gopath;
	s->no_figures = o->no_figures;
	s->scan_path = arena_strdup(&s->arena, o->scan_path);
	s->self_path = arena_strdup(&s->arena, o->self_path);
	s->shell_path = arena_strdup(&s->arena, o->shell_path);
	s->apply_path = o->apply_path
		? arena_strdup(&s->arena, o->apply_path)
		: libexec_find(&s->arena, "gomend-apply");
	s->on_change = on_change_;
	s->payload = payload;
	s->shown = generation_new();
	ops.payload = s;
	if (is_wanted(s, "shell"))
		add_own_shell(s);
	shell_user_init(&s->user, o->shell_path);
	if (s->nplaces)
		learn_rc(&s->places[0]);
	s->self = o->self_path ? xstrdup(o->self_path) : proc_self();
	add_fresh_shells(s);
	add_recorded(s);
	add_images(s);
	add_jobs(s);
	s->scanner = scanner_new(l, o->scan_path, &ops, err);
	if (!s->scanner) {
		session_close(s);
		return NULL;
	}
	show_places(s);
	send_all(s);
	s->ask_soon = loop_timer(l, 0, 0, on_ask_soon, s);
	refresh(s);
	return s;
}

void session_close(struct session *s)
{
	struct request *r;
	size_t i;

	if (!s)
		return;
	if (s->gone)
		*s->gone = true;
	loop_timer_stop(s->ask_soon);
	loop_timer_stop(s->rc_soon);
	loop_timer_stop(s->scan_soon);
	loop_timer_stop(s->engine_tick);
	watch_free(s->repo_watch);
	watch_free(s->rc_watch);
	session_stop_trying(s);
	drop_questions(s);
	/* That told of changes, which are nobody's any more. */
	loop_timer_stop(s->deliver);
	if (s->empty_dir)
		(void)rmdir(s->empty_dir);
	free(s->empty_dir);
	scanner_free(s->scanner);
	while ((r = s->requests)) {
		s->requests = r->next;
		request_free(r);
	}
	for (i = 0; i < s->nplaces; i++) {
		struct known_place *p = &s->places[i];

		shells_abandon(p->probe);
		shells_tracer_abandon(p->tracer);
		engine_abandon(p->engine);
		arena_release(&p->trace_arena);
		arena_release(&p->why_arena);
		free(p->shell);
		free(p->cwd);
		free(p->go_word);
		free(p->go_key);
		arena_release(&p->rc_arena);
		envset_release(&p->env);
	}
	free(s->places);
	for (i = 0; i < s->ncommands; i++)
		free(s->commands[i].line);
	free(s->commands);
	free(s->listeners);
	if (s->coming != s->shown)
		generation_free(s->coming);
	generation_free(s->retired);
	generation_free(s->shown);
	shell_user_release(&s->user);
	free(s->self);
	free(s->progress);
	free(s->fatal);
	free(s->fatal_hint);
	free(s->notice);
	arena_release(&s->view_arena);
	arena_release(&s->arena);
	free(s);
}

struct loop *session_loop(const struct session *s)
{
	return s->loop;
}

const char *session_apply_path(const struct session *s)
{
	return s->apply_path;
}

struct session *session_like(const struct session *s, const char *dir,
			     void (*fn)(void *payload), void *payload,
			     struct error *err)
{
	struct arena a = ARENA_INIT;
	struct session *like;
	struct session_options o = {
		.dir = dir,
		.from = s->from,
		.jobs = s->jobs,
		.civars = &s->civars,
		.no_go = s->no_go,
		.scan_path = s->scan_path,
		.self_path = s->self_path,
		.shell_path = s->shell_path,
		.apply_path = s->apply_path,
	};
	const char **places = NULL;
	size_t i, n = 0;

	/* A container that was asked once says nothing new. */
	for (i = 0; i < s->nwanted; i++)
		if (!engine_ref(s->wanted[i]))
			*ARENA_PUSH(&a, places, n) = s->wanted[i];
	if (n)
		*ARENA_PUSH(&a, places, n) = NULL;
	o.places = places;
	like = session_open(s->loop, &o, fn, payload, err);
	arena_release(&a);
	return like;
}

void session_listen(struct session *s, void (*fn)(void *payload),
		    void *payload)
{
	struct listener *l;

	ALLOC_GROW(s->listeners, s->nlisteners + 1, s->listeners_alloc);
	l = &s->listeners[s->nlisteners++];
	l->fn = fn;
	l->payload = payload;
}

void session_unlisten(struct session *s, const void *payload)
{
	size_t i;

	/* The list may be walked right now: it is tidied up there. */
	for (i = 0; i < s->nlisteners; i++)
		if (s->listeners[i].payload == payload)
			s->listeners[i].fn = NULL;
}

const struct session_view *session_view(const struct session *s)
{
	return &s->view;
}

static void rescan(struct session *s, bool whole)
{
	bool reopen = s->fatal != NULL;
	size_t i;

	/* What could not be opened may be there by now. */
	if (reopen) {
		if (!scanner_revive(s->scanner))
			return;
		set_text(&s->fatal, NULL);
		set_text(&s->fatal_hint, NULL);
	}
	/* From now on the view is one of before. */
	s->view.settled = false;
	for (i = 0; whole && i < s->nplaces; i++) {
		struct known_place *p = &s->places[i];

		if (p->kind == PLACE_IMAGE)
			p->state = p->recording ? PLACE_STALE : PLACE_ASKING;
		else if (!is_fresh(p))
			continue;
		else
			p->state = p->env.n ? PLACE_STALE : PLACE_ASKING;
		p->rc_again = 0;
		if (!reopen)
			send_place(s, p);
	}
	if (whole)
		drop_questions(s);
	if (reopen)
		send_all(s);
	else
		send_scan(s, whole);
	if (whole) {
		ask_shells(s);
		ask_images(s);
	}
}

void session_rescan(struct session *s)
{
	rescan(s, true);
}

void session_recheck(struct session *s)
{
	rescan(s, false);
}

/* Questions */

static struct request *request_new(struct session *s)
{
	struct request *r = xcalloc(1, sizeof(*r)), **at;

	r->session = s;
	r->id = ++s->last_id;
	for (at = &s->requests; *at; at = &(*at)->next)
		;
	*at = r;
	return r;
}

static struct request *ask(struct session *s, struct cJSON *op)
{
	struct request *r = request_new(s);

	json_put_int(op, "id", r->id);
	if (s->fatal) {
		r->done = true;
		wake(s, 0);
		json_free(op);
		return r;
	}
	scanner_send(s->scanner, op, false);
	scanner_expect(s->scanner);
	return r;
}

static void on_word(void *payload, const struct shell_word *said,
		    int exit_code)
{
	struct request *r = payload;
	struct session *s = r->session;

	r->probe = NULL;
	command_end(s, r->command, exit_code);
	/* Lost with a scan, or given up. */
	if (r->done)
		return;
	json_put(r->held, "word", codec_encode(&shell_word_codec, said));
	scanner_send(s->scanner, r->held, false);
	r->held = NULL;
	scanner_expect(s->scanner);
}

/*
 * Before PATH a shell looks among its own words: a fresh one of the place is
 * asked.  NULL: none can be, and `op` is still the caller's.
 */
static struct request *ask_word(struct session *s, struct cJSON *op,
				const char *place, const char *word)
{
	const struct known_place *p = NULL;
	enum place_kind kind;
	struct arena a = ARENA_INIT;
	struct request *r;
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (cstr_eq(s->places[i].name, place))
			p = &s->places[i];
	/* What holds a slash is no word of the shell's. */
	if (!p || p->kind > PLACE_NONINTERACTIVE || strchr(word, '/'))
		return NULL;
	kind = p->kind;
	if (kind == PLACE_SHELL) {
		/* A bash in a zsh has other words than a fresh shell. */
		if (!p->start || !cstr_eq(path_base(p->start->program),
					  path_base(s->user.shell)))
			return NULL;
		kind = p->start->login ? PLACE_LOGIN : PLACE_INTERACTIVE;
	}
	r = request_new(s);
	r->probe = shells_ask_word(s->loop, &s->user, kind, s->self, word,
				   on_word, r);
	if (r->probe) {
		json_put_int(op, "id", r->id);
		r->held = op;
		r->command = command_begin(s, shells_word_argv(&a, &s->user,
							       kind, word));
	} else {
		struct request **at = &s->requests;

		while (*at != r)
			at = &(*at)->next;
		*at = NULL;
		request_free(r);
		r = NULL;
	}
	arena_release(&a);
	return r;
}

void session_trace(struct session *s, const char *name, const char *subject,
		   const char *place, const char *module,
		   void (*fn)(void *payload, const struct trace *t,
			      const char *error),
		   void *payload)
{
	struct cJSON *op = op_new("trace");
	struct request *r;

	json_put_str(op, "name", name);
	if (subject)
		json_put_str(op, "subject", subject);
	if (place)
		json_put_str(op, "place", place);
	if (module)
		json_put_str(op, "module", module);
	r = !strcmp(name, "path-lookup") && !s->fatal
		? ask_word(s, op, place ? place : "shell",
			   cstr_empty(subject) ? "go" : subject) : NULL;
	if (!r)
		r = ask(s, op);
	r->on_trace = fn;
	r->payload = payload;
}

static void on_trial_command(void *payload, const char *const *argv)
{
	struct session *s = payload;

	s->trials_command = command_begin(s, argv);
}

static void on_trial_command_end(void *payload, int exit_code)
{
	struct session *s = payload;

	command_end(s, s->trials_command, exit_code);
}

static void on_trials(void *payload, const struct trial *list, size_t n)
{
	struct session *s = payload;

	s->trials = NULL;
	s->on_tried(s->tried_payload, list, n, NULL);
}

void session_try(struct session *s, const char *place,
		 const struct trial *list, size_t n,
		 void (*fn)(void *payload, const struct trial *list, size_t n,
			    const char *error),
		 void *payload)
{
	const struct trials_ops ops = { on_trial_command, on_trial_command_end,
					on_trials, s };
	struct trials_where where = { .self = s->self, .repo = s->dir };
	const struct known_place *p = NULL;
	size_t i;

	session_stop_trying(s);
	for (i = 0; i < s->nplaces && !p; i++)
		if (cstr_eq(s->places[i].name, place))
			p = &s->places[i];
	if (!p || p->kind == PLACE_RECORDED || !s->self ||
	    (p->kind == PLACE_IMAGE && !s->containers)) {
		fn(payload, NULL, 0, _("Nothing can be tried in that place."));
		return;
	}
	if (p->kind == PLACE_IMAGE)
		where.image = engine_ref(p->name);
	where.env = &p->env;
	s->on_tried = fn;
	s->tried_payload = payload;
	s->trials = trials_start(s->loop, &where, list, n, &ops);
}

void session_stop_trying(struct session *s)
{
	if (s->trials && s->trials_command)
		command_end(s, s->trials_command, -1);
	trials_abandon(s->trials);
	s->trials = NULL;
	s->trials_command = 0;
}

void session_modfile(struct session *s, const char *path, const char *release,
		     void (*fn)(void *payload, bool accepted,
				const char *json_or_message),
		     void *payload)
{
	struct cJSON *op = op_new("modfile");
	struct request *r;

	json_put_str(op, "path", path);
	if (release)
		json_put_str(op, "go", release);
	r = ask(s, op);
	r->on_modfile = fn;
	r->payload = payload;
}

/* As JSON can carry it: a byte that is no UTF-8, and NUL, is "?". */
static void put_bytes(struct cJSON *op, const char *name, struct str bytes)
{
	struct strbuf sb = STRBUF_INIT, decoded = STRBUF_INIT;
	uint32_t cp;
	size_t n;

	if (utf16_is(bytes)) {
		utf16_decode(bytes, &decoded);
		bytes = strbuf_str(&decoded);
	}
	while ((n = text_decode(bytes, &cp))) {
		if (cp == TEXT_INVALID || !cp)
			strbuf_addch(&sb, '?');
		else
			strbuf_add(&sb, bytes.p, n);
		bytes = str_sub(bytes, n, bytes.len - n);
	}
	json_put_str(op, name, sb.buf);
	strbuf_release(&decoded);
	strbuf_release(&sb);
}

void session_log(struct session *s, const char *path, struct str text,
		 void (*fn)(void *payload, const struct log_report *r,
			    const char *error),
		 void *payload)
{
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct request *r;
	struct cJSON *op;

	if (!path && loglore_check(text, &err)) {
		fn(payload, NULL, msg_told(&a, err.message));
		error_release(&err);
		arena_release(&a);
		return;
	}
	op = op_new("log");
	if (path)
		json_put_str(op, "path", path);
	else
		put_bytes(op, "text", text);
	r = ask(s, op);
	r->on_log = fn;
	r->payload = payload;
}

/* Fixes */

static struct cJSON *fix_op(const struct session_fix *f, const char *step)
{
	struct cJSON *op = op_new("fix"), *list = json_array(), *j;
	size_t i;

	json_put_str(op, "step", step);
	if (f->place)
		json_put_str(op, "place", f->place);
	for (i = 0; i < f->nwants; i++) {
		j = json_object();
		json_put_str(j, "fix", or_empty(f->wants[i].fix));
		if (f->wants[i].finding)
			json_put_str(j, "finding", f->wants[i].finding);
		json_push(list, j);
	}
	json_put(op, "wants", list);
	list = json_array();
	for (i = 0; i < f->ngiven; i++) {
		j = json_object();
		json_put_str(j, "name", or_empty(f->given[i].name));
		json_put_str(j, "value", or_empty(f->given[i].value));
		json_push(list, j);
	}
	json_put(op, "given", list);
	return op;
}

void session_fix_offer(struct session *s, const struct session_fix *f,
		       void (*fn)(void *payload,
				  const struct fix_offer *offers, size_t n,
				  const char *error, const char *hint),
		       void *payload)
{
	struct request *r = ask(s, fix_op(f, "offer"));

	r->on_offer = fn;
	r->payload = payload;
}

/* The request after commands ran. */
static struct cJSON *ran_op(const struct session_fix *f, const char *step,
			    const char *stage, const struct fix_ran *ran,
			    size_t nran)
{
	struct cJSON *op = fix_op(f, step), *list = json_array();
	size_t i;

	if (stage)
		json_put_str(op, "stage", stage);
	for (i = 0; i < nran; i++)
		json_push(list, codec_encode(&fix_ran_codec, &ran[i]));
	json_put(op, "ran", list);
	return op;
}

void session_fix_again(struct session *s, const struct session_fix *f,
		       const char *stage, const struct fix_ran *ran,
		       size_t nran,
		       void (*fn)(void *payload,
				  const struct fix_offer *offers, size_t n,
				  const char *error, const char *hint),
		       void *payload)
{
	struct request *r = ask(s, ran_op(f, "offer", stage, ran, nran));

	r->on_offer = fn;
	r->payload = payload;
}

void session_fix_build(struct session *s, const struct session_fix *f,
		       const char *stage, const struct fix_ran *ran,
		       size_t nran,
		       void (*fn)(void *payload, const struct plan *plan,
				  const char *error, const char *hint),
		       void *payload)
{
	struct request *r = ask(s, ran_op(f, "build", stage, ran, nran));

	r->on_plan = fn;
	r->payload = payload;
}

void session_script(struct session *s,
		    void (*fn)(void *payload, const char *text,
			       const char *error),
		    void *payload)
{
	struct cJSON *op = op_new("diff");
	struct request *r;

	json_put_bool(op, "script", true);
	r = ask(s, op);
	r->on_diff = fn;
	r->payload = payload;
}

void session_diff(struct session *s, size_t change,
		  void (*fn)(void *payload, const char *text,
			     const char *error),
		  void *payload)
{
	struct cJSON *op = op_new("diff");
	struct request *r;

	json_put_int(op, "change", (int64_t)change);
	r = ask(s, op);
	r->on_diff = fn;
	r->payload = payload;
}

void session_forget(struct session *s, const void *payload)
{
	struct request *r;

	for (r = s->requests; r; r = r->next) {
		if (r->payload != payload)
			continue;
		r->on_trace = NULL;
		r->on_modfile = NULL;
		r->on_log = NULL;
		r->on_offer = NULL;
		r->on_plan = NULL;
		r->on_diff = NULL;
	}
}
