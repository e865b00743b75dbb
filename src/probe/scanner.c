#include "config.h"

#include "probe/scanner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "facts/wire.h"
#include "host/proc.h"
#include "probe/envset.h"
#include "probe/libexec.h"

/* Silence that long while something is awaited is a hang. */
#define SILENCE_MS 2000
/* A timer that comes later than that: this process itself was stopped. */
#define ASLEEP_MS 500
#define MAX_RESTARTS 3
/* After that long without trouble the restarts count from none again. */
#define FORGIVE_MS 60000

struct scanner {
	struct loop *loop;
	struct scanner_ops ops;
	struct arena arena;
	const char *path;
	struct proc *proc;	/* NULL once given up */
	struct strbuf in;	/* what came since the last whole line */
	bool skipping_line;	/* it is over the cap */
	struct loop_timer *watchdog;
	uint64_t heard_ms, watchdog_at_ms;
	int seq_sent, seq_acked;
	bool in_generation;
	int expected;		/* records asked for and not come */
	char *running;		/* the check that runs */
	const char **skipped;	/* checks that are left out */
	size_t nskipped;
	int restarts;
	uint64_t restarted_ms;
};

static int start(struct scanner *s, struct error *err);

bool scanner_busy(const struct scanner *s)
{
	return s->proc && (s->in_generation || s->expected > 0 ||
			   s->seq_acked < s->seq_sent);
}

/*
 * A check has two seconds.  What has no name (a walk, git on a cold disk) is
 * given more each time, so that a slow machine comes to an end as well.
 */
static uint64_t patience_ms(const struct scanner *s)
{
	uint64_t ms = SILENCE_MS;
	int i;

	if (!s->running)
		for (i = 0; i < s->restarts; i++)
			ms *= 3;
	return ms;
}

static void on_watchdog(void *payload);

static void arm(struct scanner *s)
{
	uint64_t now = loop_now_ms(), due;

	if (s->watchdog || !scanner_busy(s))
		return;
	due = s->heard_ms + patience_ms(s);
	due = due > now ? due : now;
	s->watchdog_at_ms = due;
	s->watchdog = loop_timer(s->loop, due - now, 0, on_watchdog, s);
}

static void heard(struct scanner *s)
{
	s->heard_ms = loop_now_ms();
}

static void set_running(struct scanner *s, const char *check)
{
	free(s->running);
	s->running = check ? xstrdup(check) : NULL;
}

static void reset(struct scanner *s)
{
	strbuf_reset(&s->in);
	s->skipping_line = false;
	s->in_generation = false;
	s->expected = 0;
	s->seq_sent = s->seq_acked = 0;
	set_running(s, NULL);
	loop_timer_stop(s->watchdog);
	s->watchdog = NULL;
}

static void give_up(struct scanner *s, const char *message, const char *hint)
{
	reset(s);
	s->ops.on_fatal(s->ops.payload, message, hint);
}

static void send_skips(struct scanner *s)
{
	struct cJSON *op, *checks;
	size_t i;

	if (!s->nskipped)
		return;
	op = json_object();
	checks = json_array();
	json_put_str(op, "op", "skip");
	for (i = 0; i < s->nskipped; i++)
		json_push_str(checks, s->skipped[i]);
	json_put(op, "checks", checks);
	scanner_send(s, op, true);
}

/* It is dead.  `named` tells it where a check was running. */
static void restart(struct scanner *s, struct msg named, struct msg nameless,
		    const char *hint)
{
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	const char *notice;
	uint64_t now = loop_now_ms();

	notice = msg_text(&a, s->running ? &named : &nameless);
	if (s->running)
		*ARENA_PUSH(&s->arena, s->skipped, s->nskipped) =
			arena_strdup(&s->arena, s->running);
	reset(s);
	if (s->restarts && now - s->restarted_ms > FORGIVE_MS)
		s->restarts = 0;
	s->restarts++;
	s->restarted_ms = now;
	if (s->restarts > MAX_RESTARTS) {
		give_up(s, notice, hint);
	} else if (start(s, &err)) {
		give_up(s, err.message, err.hint);
	} else {
		send_skips(s);
		s->ops.on_restart(s->ops.payload, notice);
	}
	error_release(&err);
	arena_release(&a);
}

static void on_watchdog(void *payload)
{
	struct scanner *s = payload;
	uint64_t now = loop_now_ms();
	struct proc *hung = s->proc;
	struct arena a = ARENA_INIT;

	s->watchdog = NULL;
	if (now > s->watchdog_at_ms + ASLEEP_MS)
		heard(s);
	if (!scanner_busy(s))
		return;
	if (now < s->heard_ms + patience_ms(s)) {
		arm(s);
		return;
	}
	s->proc = NULL;
	proc_abandon(hung);
	s->ops.on_child(s->ops.payload, s->path, false, -1);
	restart(s, MSG(&a, N_("The check {0} got no further for two seconds. "
			      "It is left out, the others go on."),
		       s->running ? s->running : ""),
		MSG(&a, N_("Reading the folder got no further. It was begun "
			   "anew.")),
		_("Something in the folder cannot be read: a file system "
		  "that does not answer, or a file that is none."));
	arena_release(&a);
}

static void on_line(struct scanner *s, struct str line)
{
	struct cJSON *j = json_parse(line, NULL);
	const char *rec = json_str(j, "rec"), *state;

	if (!rec) {
		json_free(j);
		return;
	}
	if (!strcmp(rec, "generation")) {
		state = json_str(j, "state");
		s->in_generation = cstr_eq(state, "begin");
		if (!s->in_generation)
			s->seq_acked = (int)json_int(j, "seq", s->seq_sent);
		set_running(s, NULL);
	} else if (!strcmp(rec, "running")) {
		set_running(s, json_str(j, "check"));
	} else if (!strcmp(rec, "checked")) {
		set_running(s, NULL);
	} else if (!strcmp(rec, "error")) {
		/* There is nothing to look at: nothing more will come. */
		s->in_generation = false;
		s->seq_acked = s->seq_sent;
	}
	s->ops.on_record(s->ops.payload, rec, j);
	json_free(j);
}

static void on_out(void *payload, struct str chunk)
{
	struct scanner *s = payload;
	struct str rest = chunk, head;
	size_t at;

	heard(s);
	while (rest.len) {
		at = str_find(rest, '\n');
		head = str_sub(rest, 0, at);
		if (!s->skipping_line)
			strbuf_adds(&s->in, head);
		if (s->in.cut)
			s->skipping_line = true;
		if (at == rest.len)
			break;
		rest = str_sub(rest, at + 1, rest.len - at - 1);
		if (!s->skipping_line && s->in.len)
			on_line(s, strbuf_str(&s->in));
		strbuf_reset(&s->in);
		s->in.cut = false;
		s->skipping_line = false;
	}
	arm(s);
}

static void on_exit_(void *payload, const struct proc_result *r)
{
	struct scanner *s = payload;
	struct arena a = ARENA_INIT;
	struct str said = str_trim(r->err);
	const char *how;

	s->proc = NULL;
	s->ops.on_child(s->ops.payload, s->path, false, r->exit_code);
	if (said.len > 2000)
		said = str_sub(said, said.len - 2000, 2000);
	how = r->signal ? strsignal(r->signal) :
		arena_printf(&a, "exit %d", r->exit_code);
	restart(s, MSG(&a, N_("The check {0} broke gomend-scan ({1}). It is "
			      "left out, the others go on."),
		       s->running ? s->running : "", how),
		MSG(&a, N_("gomend-scan ended by itself ({0})."), how),
		said.len ? text_clean(&a, arena_strndup(&a, said.p,
							said.len)) : NULL);
	arena_release(&a);
}

/* Its environment: what libgit2, the locale and a debugger's tools read. */
static void scan_env(struct envset *e)
{
	static const char *const starts[] = {
		"HOME=", "XDG_", "GIT_CONFIG",
		"GIT_CEILING_DIRECTORIES=",
		"GIT_DISCOVERY_ACROSS_FILESYSTEM=", "LANG", "LC_", "TMPDIR=",
		"LD_LIBRARY_PATH=", "DYLD_", "ASAN_", "UBSAN_", "LSAN_",
		"MALLOC_", "GCOV_", "LLVM_PROFILE", "GOMEND_"
	};
	struct envset own;
	size_t i, k;

	envset_init(&own);
	envset_add_own(&own);
	for (i = 0; i < own.n; i++)
		for (k = 0; k < ARRAY_SIZE(starts); k++)
			if (cstr_starts(own.v[i], starts[k]))
				envset_put_pair(e, str_from(own.v[i]));
	envset_release(&own);
}

static int start(struct scanner *s, struct error *err)
{
	const char *argv[2] = { s->path, NULL };
	struct proc_spec spec;
	struct envset env;

	envset_init(&env);
	scan_env(&env);
	memset(&spec, 0, sizeof(spec));
	spec.argv = argv;
	spec.env = envset_list(&env);
	spec.cwd = "/";
	spec.keep_stdin = true;
	spec.on_out = on_out;
	spec.on_exit = on_exit_;
	spec.payload = s;
	s->proc = proc_start(s->loop, &spec, err);
	envset_release(&env);
	if (!s->proc) {
		error_hint(err, "%s", _("Is gomend installed completely? "
					"gomend-scan belongs to it."));
		return -1;
	}
	heard(s);
	s->ops.on_child(s->ops.payload, s->path, true, 0);
	return 0;
}

struct scanner *scanner_new(struct loop *l, const char *path,
			    const struct scanner_ops *ops, struct error *err)
{
	struct scanner *s = xcalloc(1, sizeof(*s));

	s->loop = l;
	s->ops = *ops;
	arena_init(&s->arena);
	strbuf_init(&s->in);
	s->in.max_bytes = WIRE_LINE_MAX_BYTES;
	s->path = path ? arena_strdup(&s->arena, path) :
		libexec_find(&s->arena, "gomend-scan");
	if (start(s, err)) {
		scanner_free(s);
		return NULL;
	}
	return s;
}

void scanner_free(struct scanner *s)
{
	if (!s)
		return;
	reset(s);
	proc_abandon(s->proc);
	strbuf_release(&s->in);
	arena_release(&s->arena);
	free(s);
}

bool scanner_revive(struct scanner *s)
{
	if (s->proc)
		return true;
	s->restarts = 0;
	if (start(s, NULL))
		return false;
	send_skips(s);
	return true;
}

void scanner_send(struct scanner *s, struct cJSON *op, bool counted)
{
	struct strbuf sb = STRBUF_INIT;

	if (s->proc) {
		if (!scanner_busy(s))
			heard(s);
		if (counted)
			json_put_int(op, "seq", ++s->seq_sent);
		json_print(&sb, op, false);
		strbuf_addch(&sb, '\n');
		proc_write(s->proc, strbuf_str(&sb));
		strbuf_release(&sb);
		arm(s);
	}
	json_free(op);
}

void scanner_expect(struct scanner *s)
{
	s->expected++;
	arm(s);
}

void scanner_answered(struct scanner *s)
{
	if (s->expected)
		s->expected--;
}
