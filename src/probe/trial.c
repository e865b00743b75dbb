#include "config.h"

#include "probe/trial.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/quote.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "host/proc.h"
#include "probe/engine.h"
#include "probe/libexec.h"
#include "probe/trychild.h"

#define FOLDER_MS 10000
#define SERVER_MS 30000
#define OUT_BYTES ((size_t)64 * 1024)

struct trials {
	struct arena arena;
	struct loop *loop;
	struct trials_ops ops;
	const char *self, *image, *repo;
	struct envset env;
	struct trial *list;
	size_t n, at;
	struct proc *proc;
	struct engine *engine;
	struct loop_timer *soon;
};

static void next(struct trials *t);

static void trials_free(struct trials *t)
{
	loop_timer_stop(t->soon);
	envset_release(&t->env);
	arena_release(&t->arena);
	free(t);
}

static const char *kept(struct trials *t, struct str s)
{
	return arena_strndup(&t->arena, s.p ? s.p : "", s.len);
}

static struct trial *now(struct trials *t)
{
	return &t->list[t->at];
}

static void untried(struct trials *t, const char *why)
{
	now(t)->state = TRIAL_UNTRIED;
	now(t)->said = arena_strdup(&t->arena, why);
}

/* ---- a folder ---- */

/* "in DIR", "ok"; or the step and why. */
static void take_folder(struct trials *t, struct str out)
{
	struct trial *r = now(t);
	struct str line, word;

	r->state = TRIAL_FAILED;
	while (str_line(&out, &line)) {
		if (str_is(line, "ok")) {
			r->state = TRIAL_OK;
		} else if (str_starts(line, "in ")) {
			r->at = kept(t, str_sub(line, 3, line.len - 3));
		} else if (str_starts(line, "lacks ")) {
			r->state = TRIAL_UNTRIED;
			r->said = SAY(&t->arena,
				      N_("there is no {0} in it, which it "
					 "takes"),
				      kept(t, str_sub(line, 6,
						      line.len - 6)));
		} else if (str_word(&line, &word)) {
			r->step = kept(t, word);
			r->said = kept(t, str_trim(line));
		}
	}
}

static const char *const *folder_argv(struct trials *t)
{
	const char **argv = NULL;
	size_t n = 0;

	*ARENA_PUSH(&t->arena, argv, n) = t->self;
	*ARENA_PUSH(&t->arena, argv, n) = TRYCHILD_ARG;
	*ARENA_PUSH(&t->arena, argv, n) = now(t)->kind == TRIAL_RUN
		? "run" : "write";
	*ARENA_PUSH(&t->arena, argv, n) = now(t)->target;
	*ARENA_PUSH(&t->arena, argv, n) = NULL;
	return argv;
}

/* The same by a shell; its exit status is always 0. */
static const char *folder_script(struct trials *t)
{
	struct strbuf sb = STRBUF_INIT;
	bool runs = now(t)->kind == TRIAL_RUN;
	const char *text;

	strbuf_addstr(&sb, "for p in chmod rm; do\n"
		      "	command -v $p >/dev/null || "
		      "{ echo \"lacks $p\"; exit 0; }\n"
		      "done\n"
		      "d=");
	quote_add(&sb, now(t)->target);
	strbuf_addstr(&sb, "\n");
	if (!runs)
		strbuf_addstr(&sb,
			"while [ \"$d\" != / ] && [ ! -e \"$d\" ]; do\n"
			"	d=${d%/*}; d=${d:-/}\n"
			"done\n");
	strbuf_addstr(&sb,
		"echo \"in $d\"\n"
		"f=${d%/}/.gomend-try.$$\n"
		"trap 'rm -f \"$f\"' 0\n"
		"trap 'exit 0' 1 2 15\n"
		"umask 077\n"
		"s=$(command -v sh); case $s in /*) ;; *) s=/bin/sh ;; esac\n"
		"nl='\n'\n"
		"why() { printf '%s\\n' \"${1%%\"$nl\"*}\"; }\n"
		"if ! w=$({ printf '#!%s\\nexit 0\\n' \"$s\" >\"$f\"; } "
		"2>&1); then\n"
		"	echo \"make $(why \"$w\")\"; exit 0\n"
		"fi\n");
	if (runs)
		strbuf_addstr(&sb,
			"chmod 700 \"$f\"\n"
			"if ! w=$(\"$f\" 2>&1); then\n"
			"	echo \"run $(why \"$w\")\"; exit 0\n"
			"fi\n");
	strbuf_addstr(&sb, "echo ok\nexit 0\n");
	text = arena_strndup(&t->arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return text;
}

/* ---- a server ---- */

static const char *const *server_argv(struct trials *t, const char *fetch)
{
	const struct trial *r = now(t);
	struct arena *a = &t->arena;
	const char **argv = NULL;
	size_t n = 0;

	*ARENA_PUSH(a, argv, n) = fetch;
	*ARENA_PUSH(a, argv, n) = "try";
	*ARENA_PUSH(a, argv, n) = r->target;
	if (r->ca_file) {
		*ARENA_PUSH(a, argv, n) = "--ca";
		*ARENA_PUSH(a, argv, n) = r->ca_file;
	}
	if (r->ca_dir) {
		*ARENA_PUSH(a, argv, n) = "--ca-dir";
		*ARENA_PUSH(a, argv, n) = r->ca_dir;
	}
	*ARENA_PUSH(a, argv, n) = NULL;
	return argv;
}

/*
 * Which proxy go would take was decided already, and libcurl reads the
 * variables otherwise than go does: it gets that one, or none.
 */
static void server_env(struct trials *t, struct envset *env)
{
	static const char *const names[] = {
		"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
		"all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
	};
	const char *through = now(t)->through;
	const char *proxy = through ? envset_get(&t->env, through) : NULL;
	size_t i;

	envset_copy(env, &t->env);
	for (i = 0; i < ARRAY_SIZE(names); i++)
		envset_remove(env, names[i]);
	if (proxy) {
		envset_put(env, "http_proxy", proxy);
		envset_put(env, "https_proxy", proxy);
	} else {
		envset_put(env, "no_proxy", "*");
	}
}

static enum trial_reason reason_of(const char *name)
{
	static const char *const names[] = {
		[TRIAL_OTHER] = "other", [TRIAL_NO_ROOTS] = "no-roots",
		[TRIAL_UNKNOWN_CA] = "unknown-ca",
		[TRIAL_EXPIRED] = "expired", [TRIAL_NOT_YET] = "not-yet",
		[TRIAL_OTHER_NAME] = "other-name",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(name, names[i]))
			return (enum trial_reason)i;
	return TRIAL_OTHER;
}

static void take_server(struct trials *t, const struct proc_result *res)
{
	struct trial *r = now(t);
	struct cJSON *j = json_parse(str_trim(res->out), NULL);
	struct str err = res->err, line = STR_NONE;

	if (!j) {
		(void)str_line(&err, &line);
		untried(t, kept(t, line));
		return;
	}
	r->state = json_bool(j, "ok", false) ? TRIAL_OK : TRIAL_FAILED;
	r->step = arena_strdup(&t->arena, json_str(j, "step"));
	r->said = arena_strdup(&t->arena, json_str(j, "said"));
	r->at = arena_strdup(&t->arena, json_str(j, "address"));
	r->status = (int)json_int(j, "status", 0);
	r->took_ms = (int)json_int(j, "took_ms", 0);
	r->reason = reason_of(json_str(j, "reason"));
	json_free(j);
}

/* ---- one after another ---- */

static void on_exit_(void *payload, const struct proc_result *res)
{
	struct trials *t = payload;

	t->proc = NULL;
	t->ops.on_command_end(t->ops.payload, res->exit_code);
	if (res->timed_out)
		now(t)->state = TRIAL_TIMEOUT;
	else if (now(t)->kind == TRIAL_REACH)
		take_server(t, res);
	else if (!res->out.len)
		untried(t, NULL);
	else
		take_folder(t, res->out);
	now(t)->took_ms = now(t)->took_ms ? now(t)->took_ms
					  : (int)res->took_ms;
	t->at++;
	next(t);
}

static void on_engine(void *payload, const struct engine_answer *answer)
{
	struct trials *t = payload;

	t->engine = NULL;
	if (answer->state == PLACE_READY)
		take_folder(t, answer->out);
	else
		untried(t, msg_text(&t->arena, &answer->why));
	if (answer->state == PLACE_TIMEOUT)
		now(t)->state = TRIAL_TIMEOUT;
	t->at++;
	next(t);
}

static void engine_command(void *payload, const char *const *argv)
{
	struct trials *t = payload;

	t->ops.on_command(t->ops.payload, argv);
}

static void engine_command_end(void *payload, int exit_code)
{
	struct trials *t = payload;

	t->ops.on_command_end(t->ops.payload, exit_code);
}

static bool begin_in_image(struct trials *t)
{
	const char *script[] = { folder_script(t), NULL };
	const struct engine_ops ops = {
		engine_command, engine_command_end, on_engine, t, script
	};
	struct msg why;

	if (now(t)->kind == TRIAL_REACH) {
		untried(t, _("a container is asked without network"));
		return false;
	}
	t->engine = engine_ask(t->loop, t->image, t->repo, &ops, &t->arena,
			       &why);
	if (!t->engine)
		untried(t, msg_text(&t->arena, &why));
	return t->engine != NULL;
}

static bool begin(struct trials *t)
{
	bool server = now(t)->kind == TRIAL_REACH;
	const char *fetch = libexec_find(&t->arena, "gomend-fetch");
	struct error err = ERROR_INIT;
	struct envset env;
	struct proc_spec spec = {
		.cwd = "/",
		.deadline_ms = server ? SERVER_MS : FOLDER_MS,
		.max_out_bytes = OUT_BYTES,
		.on_exit = on_exit_,
		.payload = t,
	};

	if (t->image)
		return begin_in_image(t);
	if (server && access(fetch, X_OK)) {
		untried(t, _("this gomend was built without libcurl "
			     "(--without-setup)"));
		return false;
	}
	envset_init(&env);
	if (server)
		server_env(t, &env);
	else
		envset_copy(&env, &t->env);
	spec.argv = server ? server_argv(t, fetch) : folder_argv(t);
	spec.env = envset_list(&env);
	t->proc = proc_start(t->loop, &spec, &err);
	if (t->proc)
		t->ops.on_command(t->ops.payload, spec.argv);
	else
		untried(t, err.message);
	error_release(&err);
	envset_release(&env);
	return t->proc != NULL;
}

static bool is_spared(struct trials *t)
{
	size_t i;

	for (i = 0; now(t)->spare && i < t->at; i++)
		if (t->list[i].status == 200)
			return true;
	return false;
}

static void next(struct trials *t)
{
	for (; t->at < t->n; t->at++)
		if (!is_spared(t) && begin(t))
			return;
	t->ops.on_done(t->ops.payload, t->list, t->n);
	trials_free(t);
}

static void on_soon(void *payload)
{
	struct trials *t = payload;

	t->soon = NULL;
	next(t);
}

struct trials *trials_start(struct loop *l, const struct trials_where *where,
			    const struct trial *list, size_t n,
			    const struct trials_ops *ops)
{
	struct trials *t = xcalloc(1, sizeof(*t));

	arena_init(&t->arena);
	envset_init(&t->env);
	envset_copy(&t->env, where->env);
	t->loop = l;
	t->ops = *ops;
	t->self = arena_strdup(&t->arena, where->self);
	t->image = arena_strdup(&t->arena, where->image);
	t->repo = arena_strdup(&t->arena, where->repo);
	t->list = trial_copy(&t->arena, list, n);
	t->n = n;
	t->soon = loop_timer(l, 0, 0, on_soon, t);
	return t;
}

void trials_abandon(struct trials *t)
{
	if (!t)
		return;
	if (t->proc)
		proc_abandon(t->proc);
	engine_abandon(t->engine);
	trials_free(t);
}
