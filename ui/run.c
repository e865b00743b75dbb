#include "config.h"

#include "ui/run.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "host/loop.h"
#include "probe/fixrun.h"
#include "probe/newfile.h"
#include "probe/reach.h"
#include "probe/session.h"
#include "report/plan_text.h"
#include "ui/app.h"
#include "ui/term.h"

extern char **environ;

struct run {
	const struct ui_options *options;
	struct loop *loop;
	struct session *session;
	char *dir;			/* that it looks at: as it was named */
	char *real;			/* the same without links */
	char *go_to;			/* once no fix is open; NULL: stay */
	bool anew;			/* even if that is where it is */
	struct app app;
	struct surface surface;
	struct loop_timer *frame, *tick, *notice;
	bool frame_due, stopped;
	int status;
	pid_t editor;
	unsigned trace_turn, fix_turn, log_turn, complete_turn;
	struct fixrun *fix;
	struct undorun *undo;
	struct reach *reach;
	uint64_t click_ms, resumed_ms, drawn_ms;
	int click_y, click_x;
};

/* A question that was asked: an answer that comes late is dropped. */
struct asked {
	struct run *run;
	unsigned turn;
	size_t index;
	char *path;		/* of a log */
};

#define FRAME_MS 16
#define TICK_MS 200
#define NOTICE_MS 5000

static void feed(struct run *r, const struct event *ev);

/* Drawing: at most one frame in FRAME_MS, and none while suspended. */

static void draw(struct run *r)
{
	if (r->editor)
		return;
	app_view(&r->app, &r->surface);
	term_show(&r->surface);
	r->drawn_ms = loop_now_ms();
}

static void on_frame(void *payload)
{
	struct run *r = payload;

	r->frame = NULL;
	r->frame_due = false;
	draw(r);
}

/* At once after a rest: a key is answered before the next frame is due. */
static void draw_soon(struct run *r)
{
	uint64_t now = loop_now_ms(), due = r->drawn_ms + FRAME_MS;

	if (r->frame_due || r->stopped)
		return;
	r->frame_due = true;
	r->frame = loop_timer(r->loop, due > now ? due - now : 0, 0, on_frame,
			      r);
}

/* Ending */

static void stop(struct run *r, int status)
{
	if (r->stopped)
		return;
	r->stopped = true;
	r->status = status;
	loop_stop(r->loop);
}

static void on_end_signal(void *payload, int signum)
{
	struct run *r = payload;

	/* While the editor has the terminal, Ctrl-C is the editor's. */
	if (signum == SIGINT && r->editor)
		return;
	stop(r, signum == SIGINT ? 130 : -signum);
}

/* Suspending */

static void resume(struct run *r)
{
	struct event ev = { .kind = EVENT_RESIZE };

	term_resume();
	r->resumed_ms = loop_now_ms();
	term_size(&ev.rows, &ev.cols);
	feed(r, &ev);
	draw(r);
}

static void suspend(struct run *r, bool group)
{
	struct sigaction dfl, old;

	term_suspend();
	memset(&dfl, 0, sizeof(dfl));
	dfl.sa_handler = SIG_DFL;
	sigemptyset(&dfl.sa_mask);
	sigaction(SIGTSTP, &dfl, &old);
	if (group)
		kill(0, SIGTSTP);
	else
		raise(SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	resume(r);
}

static void on_stop_signal(void *payload, int signum)
{
	struct run *r = payload;

	(void)signum;
	if (!r->editor)
		suspend(r, false);
}

static void on_continue(void *payload, int signum)
{
	struct run *r = payload;

	(void)signum;
	/* After our own stop this signal only says what we know. */
	if (r->editor || loop_now_ms() - r->resumed_ms < 200)
		return;
	/* Stopped by SIGSTOP: the shell has taken the terminal meanwhile. */
	term_suspend();
	resume(r);
}

static void on_winch(void *payload, int signum)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_RESIZE };

	(void)signum;
	if (r->editor)
		return;
	term_resize(&ev.rows, &ev.cols);
	feed(r, &ev);
}

/* The editor: a child that has the terminal to itself. */

static void say(struct run *r, const char *text)
{
	struct event ev = { .kind = EVENT_MESSAGE, .text = text };

	feed(r, &ev);
}

static bool is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	       access(path, X_OK) == 0;
}

/* Never a program of the repository, nor one by a relative PATH. */
static const char *resolve(struct arena *a, const char *name,
			   const char *root)
{
	struct str rest = str_from(getenv("PATH")), dir;

	if (strchr(name, '/'))
		return path_is_abs(name) && is_program(name) ? name : NULL;
	while (str_cut(&rest, ':', &dir)) {
		char *path;

		if (!dir.len || dir.p[0] != '/')
			continue;
		path = path_join(a, arena_strndup(a, dir.p, dir.len), name);
		if (!path_under(root, path) && is_program(path))
			return path;
	}
	return NULL;
}

/* $VISUAL, $EDITOR or vi, taken apart at blanks; NULL: none to be found. */
static const char **editor_argv(struct arena *a, const char *root,
				const char *file, int line)
{
	const char *names[] = { getenv("VISUAL"), getenv("EDITOR"), "vi" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct str rest = str_from(names[i]), word;
		const char **argv = NULL;
		size_t n = 0;

		while (rest.p && str_word(&rest, &word))
			*ARENA_PUSH(a, argv, n) =
				arena_strndup(a, word.p, word.len);
		if (!n)
			continue;
		argv[0] = resolve(a, argv[0], root);
		if (!argv[0])
			continue;
		if (line > 0)
			*ARENA_PUSH(a, argv, n) = arena_printf(a, "+%d", line);
		*ARENA_PUSH(a, argv, n) = file;
		*ARENA_PUSH(a, argv, n) = NULL;
		return argv;
	}
	return NULL;
}

static void on_child(void *payload, int signum)
{
	struct run *r = payload;
	int status;

	(void)signum;
	if (!r->editor || waitpid(r->editor, &status, WNOHANG) != r->editor)
		return;
	r->editor = 0;
	resume(r);
	if (r->session)
		session_rescan(r->session);
}

static char *const *argv_cast(const char **argv)
{
	union {
		const char **in;
		char *const *out;
	} u = { argv };

	return u.out;
}

static void edit(struct run *r, const char *file, int line)
{
	struct arena a = ARENA_INIT;
	const char *root = r->dir;
	const char **argv = editor_argv(&a, root, file, line);
	posix_spawnattr_t attr;
	sigset_t all;
	pid_t pid;

	if (!argv) {
		say(r, arena_printf(&a, _("Set EDITOR to open %s:%d."), file,
				    line));
		arena_release(&a);
		return;
	}
	term_suspend();
	posix_spawnattr_init(&attr);
	sigemptyset(&all);
	sigaddset(&all, SIGINT);
	sigaddset(&all, SIGQUIT);
	sigaddset(&all, SIGTSTP);
	sigaddset(&all, SIGTERM);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	if (posix_spawn(&pid, argv[0], NULL, &attr, argv_cast(argv),
			environ) == 0) {
		r->editor = pid;
	} else {
		resume(r);
		say(r, arena_printf(&a, _("%s cannot be started: %s"), argv[0],
				    strerror(errno)));
	}
	posix_spawnattr_destroy(&attr);
	arena_release(&a);
}

/* Effects */

static void on_trace(void *payload, const struct trace *t, const char *error)
{
	struct asked *asked = payload;
	struct event ev = { .kind = EVENT_TRACE, .trace = t, .text = error };

	if (asked->turn == asked->run->trace_turn && !asked->run->stopped)
		feed(asked->run, &ev);
	free(asked);
}

static void trace(struct run *r, const struct effect *e)
{
	struct asked *asked = xcalloc(1, sizeof(*asked));

	asked->run = r;
	asked->turn = ++r->trace_turn;
	if (!r->session) {
		on_trace(asked, NULL, _("the first look has just begun"));
		return;
	}
	session_trace(r->session, e->text, e->subject, e->place, e->module,
		      on_trace, asked);
}

static void on_tried(void *payload, const struct trial *list, size_t n,
		     const char *error)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_TRIED, .trials = list, .ntrials = n,
			    .text = error };

	if (!r->stopped)
		feed(r, &ev);
}

static void try(struct run *r, const struct effect *e)
{
	if (!r->session)
		return;
	if (e->ntrials)
		session_try(r->session, e->place, e->trials, e->ntrials,
			    on_tried, r);
	else
		session_stop_trying(r->session);
}

/* Logs */

/* What was typed, from the folder that gomend was started in. */
static const char *typed_path(struct arena *a, struct run *r,
			      const char *typed)
{
	const char *home = getenv("HOME"), *from = r->options->from;
	char *cwd = NULL;

	if (cstr_starts(typed, "~/") && home)
		return path_join(a, home, typed + 2);
	if (!from && !path_is_abs(typed))
		from = cwd = getcwd(NULL, 0);
	typed = path_join(a, from ? from : r->dir, typed);
	free(cwd);
	return typed;
}

static void on_log(void *payload, const struct log_report *report,
		   const char *error)
{
	struct asked *asked = payload;
	struct event ev = { .kind = EVENT_LOG, .log = report,
			    .text = asked->path, .error = error };

	if (asked->turn == asked->run->log_turn && !asked->run->stopped)
		feed(asked->run, &ev);
	free(asked->path);
	free(asked);
}

static void read_log(struct run *r, const char *typed, const char *text)
{
	struct asked *asked;
	struct arena a = ARENA_INIT;

	r->log_turn++;
	if (!typed && !text)
		return;
	asked = xcalloc(1, sizeof(*asked));
	asked->run = r;
	asked->turn = r->log_turn;
	if (typed)
		asked->path = xstrdup(typed_path(&a, r, typed));
	if (r->session)
		session_log(r->session, asked->path, str_from(text), on_log,
			    asked);
	else
		on_log(asked, NULL, _("the first look has just begun"));
	arena_release(&a);
}

/* Of a folder with more than that the rest is not looked at. */
#define NAMES_MAX 20000
#define NAMES_SHOWN 40

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Names in `dir` that go on as `begun` does; *common is as far as all of them
 * agree. */
static const char **names_like(struct arena *a, const char *dir,
			       const char *begun, size_t *n, size_t *common)
{
	const char **names = NULL;
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t looked = 0, k;

	*n = *common = 0;
	while (d && (e = readdir(d)) && looked++ < NAMES_MAX) {
		const char *name = e->d_name;

		if (!cstr_starts(name, begun) ||
		    (name[0] == '.' && begun[0] != '.') ||
		    !text_is_utf8(str_from(name)))
			continue;
		if (is_folder(path_join(a, dir, name)))
			name = arena_printf(a, "%s/", name);
		for (k = 0; *n && names[0][k] && names[0][k] == name[k]; k++)
			;
		*common = !*n ? strlen(name) : k < *common ? k : *common;
		*ARENA_PUSH(a, names, *n) = arena_strdup(a, name);
	}
	if (d)
		closedir(d);
	return names;
}

/* A folder may lie on a server that does not answer: another thread reads it. */
struct completion {
	struct run *run;
	unsigned turn;
	struct arena a;
	const char *typed, *dir, *base;
	const char **names;
	size_t n, common;
};

static void read_names(void *payload)
{
	struct completion *c = payload;

	c->names = names_like(&c->a, c->dir, c->base, &c->n, &c->common);
	if (c->n > 1)
		qsort(c->names, c->n, sizeof(*c->names), cstr_order);
	while (c->n && c->common &&
	       !text_is_utf8((struct str){ c->names[0], c->common }))
		c->common--;
}

static void on_names(void *payload)
{
	struct completion *c = payload;
	struct event ev = { .kind = EVENT_COMPLETED, .text = c->typed,
			    .typed = c->typed };

	if (c->n)
		ev.text = arena_printf(&c->a, "%.*s%.*s",
				       (int)(c->base - c->typed), c->typed,
				       (int)c->common, c->names[0]);
	if (c->n > 1) {
		ev.names = c->names;
		ev.nnames = c->n < NAMES_SHOWN ? c->n : NAMES_SHOWN;
	}
	if (c->turn == c->run->complete_turn && !c->run->stopped)
		feed(c->run, &ev);
	arena_release(&c->a);
	free(c);
}

static void complete(struct run *r, const char *typed)
{
	struct completion *c = xcalloc(1, sizeof(*c));

	c->run = r;
	c->turn = ++r->complete_turn;
	arena_init(&c->a);
	c->typed = arena_strdup(&c->a, typed);
	c->base = path_base(c->typed);
	c->dir = typed_path(&c->a, r, arena_strndup(&c->a, c->typed,
				(size_t)(c->base - c->typed)));
	loop_work(r->loop, read_names, on_names, c);
}

static void copy(struct run *r, const char *text)
{
	struct arena a = ARENA_INIT;
	struct event ev = { .kind = EVENT_LINE, .text = text };

	if (term_copy(text))
		say(r, arena_printf(&a, _("Copied: %s"), text));
	else
		feed(r, &ev);
	arena_release(&a);
}

/* A notice stands until it can have been read. */

static void notice(struct run *r);

static void on_notice_read(void *payload)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_NOTICE_READ };

	r->notice = NULL;
	if (r->editor)
		notice(r);
	else
		feed(r, &ev);
}

static void notice(struct run *r)
{
	if (r->notice)
		loop_timer_stop(r->notice);
	r->notice = loop_timer(r->loop, NOTICE_MS, 0, on_notice_read, r);
}

/* A project that moved: the session goes where it lies now */

static void on_change(void *payload);

static void set_dir(struct run *r, const char *dir)
{
	char *real = realpath(dir, NULL);

	free(r->dir);
	free(r->real);
	r->dir = xstrdup(dir);
	r->real = xstrdup(real ? real : dir);
	free(real);
}

static struct session *look_at(struct run *r, const char *dir,
			       struct error *err)
{
	struct session_options so = {
		.dir = dir,
		.places = r->options->places,
		.jobs = !r->options->places,
		.from = r->options->from,
		.civars = r->options->civars,
		.containers = r->options->containers,
		.watch = true,
	};

	return session_open(r->loop, &so, on_change, r, err);
}

/* Where the folder lies once the moves are done, or taken back; NULL: they
 * are about others. */
static const char *moved_to(struct arena *a, const char *dir,
			    const struct plan *p, bool back)
{
	const char *at = dir;
	size_t i;

	for (i = 0; i < p->nops; i++) {
		const struct plan_op *op =
			&p->ops[back ? p->nops - 1 - i : i];
		const char *from = back ? op->to : op->path;

		if (op->kind == PLAN_MOVE && path_under(from, at))
			at = path_join(a, back ? op->path : op->to,
				       path_rel(a, from, at));
	}
	return at == dir ? NULL : at;
}

static void go(void *payload)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_MOVED };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct session *old = r->session;
	bool elsewhere = r->go_to && strcmp(r->go_to, r->dir) != 0;
	char *dir = r->go_to;

	/* What is under way has the session; it comes here again. */
	if (!dir || r->fix || r->undo || r->stopped)
		return;
	r->go_to = NULL;
	if (!elsewhere && !r->anew && !session_view(old)->fatal) {
		free(dir);
		return;
	}
	r->anew = false;
	r->session = look_at(r, dir, &err);
	if (!r->session) {
		r->session = old;
		say(r, err.message ? err.message : "");
	} else {
		r->trace_turn++;
		set_dir(r, dir);
		ev.text = r->dir;
		feed(r, &ev);
		session_close(old);
		on_change(r);
		if (elsewhere)
			say(r, arena_printf(&a, _("The project lies in %s "
						  "now, and that is where "
						  "gomend looks."),
					    app_path(&r->app, &a, r->dir)));
	}
	free(dir);
	error_release(&err);
	arena_release(&a);
}

static void go_to(struct run *r, const char *dir)
{
	free(r->go_to);
	r->go_to = dir ? xstrdup(dir) : NULL;
	if (dir)
		loop_defer(r->loop, go, r);
}

/* The session lost the folder when it was moved, and has not found it again
 * where it was put back. */
static void follow_fix(struct run *r, const struct fixrun_view *v)
{
	struct arena a = ARENA_INIT;
	const char *dir = v->plan ? moved_to(&a, r->real, v->plan, false)
				  : NULL;

	if (!dir || (v->state != FIXRUN_DONE && v->state != FIXRUN_ENDED))
		dir = NULL;
	else if (v->how == FIXRUN_PUT_BACK || v->how == FIXRUN_ROLLED_BACK)
		dir = r->dir;
	else if (v->how != FIXRUN_VERIFIED && v->how != FIXRUN_UNVERIFIED)
		dir = NULL;
	go_to(r, dir);
	arena_release(&a);
}

/* These were taken back, of which one may have moved it. */
static void follow_undo(struct run *r, const int *list, size_t n)
{
	struct arena a = ARENA_INIT;
	const char *dir = NULL;
	struct plan plan;
	size_t i;

	/* On the page of the fix the session never left the old place. */
	for (i = 0; i < n && !r->fix && !dir; i++) {
		memset(&plan, 0, sizeof(plan));
		if (!history_plan(&a, list[i], &plan, NULL))
			dir = moved_to(&a, r->real, &plan, true);
	}
	go_to(r, dir);
	arena_release(&a);
}

/* With another PATH everything is looked at anew. */
static void set_path(struct run *r, const char *path)
{
	if (setenv("PATH", path, 1)) {
		say(r, strerror(errno));
		return;
	}
	r->anew = true;
	go_to(r, r->dir);
}

/* Does the module proxy answer? */

static void on_reached(void *payload, bool answers, const char *why)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_REACHED, .lines = answers,
			    .text = why };

	r->reach = NULL;
	if (!r->stopped)
		feed(r, &ev);
}

static void reach(struct run *r, const char *url)
{
	struct event ev = { .kind = EVENT_REACHED };
	struct error err = ERROR_INIT;

	reach_abandon(r->reach);
	r->reach = NULL;
	if (!url)
		return;
	r->reach = reach_start(r->loop, url, on_reached, r, &err);
	if (!r->reach) {
		ev.text = err.message ? err.message : "";
		feed(r, &ev);
	}
	error_release(&err);
}

/* Fixes */

static void on_fix(void *payload)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_FIX_CHANGED,
			    .now_ms = loop_now_ms() };

	if (!r->fix || r->stopped)
		return;
	ev.fix = fixrun_view(r->fix);
	follow_fix(r, ev.fix);
	feed(r, &ev);
}

static void close_fix(struct run *r)
{
	fixrun_close(r->fix);
	r->fix = NULL;
	r->fix_turn++;
	if (r->go_to)
		loop_defer(r->loop, go, r);
}

static void open_fix(struct run *r, const struct fixrun_spec *spec)
{
	close_fix(r);
	/* There are no findings to fix before there is a session. */
	if (r->session)
		r->fix = fixrun_open(r->session, spec, on_fix, r);
}

static void on_diff(void *payload, const char *text, const char *error)
{
	struct asked *asked = payload;
	struct event ev = { .kind = EVENT_FIX_DIFF, .index = asked->index,
			    .text = text, .error = error };

	if (asked->turn == asked->run->fix_turn && !asked->run->stopped)
		feed(asked->run, &ev);
	free(asked);
}

static void diff(struct run *r, size_t index)
{
	struct asked *asked;

	if (!r->fix)
		return;
	asked = xcalloc(1, sizeof(*asked));
	asked->run = r;
	asked->turn = r->fix_turn;
	asked->index = index;
	fixrun_diff(r->fix, index, on_diff, asked);
}

/* In the folder that gomend was started in, under a name that is free. */
static void put_script(struct run *r, const char *text)
{
	const struct plan *plan = fixrun_view(r->fix)->plan;
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	const char *path = NULL;
	char *cwd = r->options->from ? xstrdup(r->options->from)
				     : getcwd(NULL, 0);

	plan_text_script(&a, plan, &sb);
	strbuf_addstr(&sb, text);
	if (newfile_in(&a, cwd ? cwd : r->dir,
		       arena_printf(&a, "gomend-%s", plan->fix), "sh", 0777,
		       strbuf_str(&sb), &path, &err))
		say(r, arena_printf(&a, _("It was not saved: %s"),
				     err.message));
	else
		say(r, arena_printf(&a, _("Saved as %s; sh runs it."),
				    app_path(&r->app, &a, path)));
	free(cwd);
	strbuf_release(&sb);
	error_release(&err);
	arena_release(&a);
}

static void on_script(void *payload, const char *text, const char *error)
{
	struct asked *asked = payload;
	struct run *r = asked->run;
	struct arena a = ARENA_INIT;

	if (asked->turn == r->fix_turn && !r->stopped) {
		if (text && fixrun_view(r->fix)->plan)
			put_script(r, text);
		else
			say(r, arena_printf(&a, _("It was not saved: %s"),
				msg_told(&a, error ? error : "")));
	}
	arena_release(&a);
	free(asked);
}

static void save_script(struct run *r)
{
	struct asked *asked;

	if (!r->fix)
		return;
	asked = xcalloc(1, sizeof(*asked));
	asked->run = r;
	asked->turn = r->fix_turn;
	fixrun_script(r->fix, on_script, asked);
}

static void history(struct run *r)
{
	struct event ev = { .kind = EVENT_HISTORY };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct txn *list = NULL;

	if (history_list(&a, &list, &ev.ntxns, &err) < 0) {
		ev.ntxns = 0;
		ev.error = err.message ? err.message : "";
	}
	ev.txns = list;
	feed(r, &ev);
	error_release(&err);
	arena_release(&a);
}

static void history_one(struct run *r, size_t n)
{
	struct event ev = { .kind = EVENT_HISTORY_PLAN, .index = n };
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct plan plan;

	memset(&plan, 0, sizeof(plan));
	if (history_plan(&a, (int)n, &plan, &err) < 0)
		ev.error = err.message ? err.message : "";
	else
		ev.plan = &plan;
	feed(r, &ev);
	error_release(&err);
	arena_release(&a);
}

static void on_undone(void *payload, const struct undo_result *u)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_UNDONE, .undo = u };

	r->undo = NULL;
	if (r->stopped)
		return;
	if (u->nall)
		follow_undo(r, u->all, u->nall);
	else if (u->done)
		follow_undo(r, &u->txn, 1);
	feed(r, &ev);
}

static void on_purged(void *payload, const struct undo_result *u)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_PURGED };

	r->undo = NULL;
	if (!u->done)
		ev.error = u->message ? u->message : "";
	if (r->stopped)
		return;
	feed(r, &ev);
	go(r);
}

static void on_recovered(void *payload, const char *said)
{
	struct run *r = payload;

	if (r->stopped)
		return;
	if (said)
		say(r, said);
	history(r);
}

static void carry_out(struct run *r, const struct effect *e)
{
	switch (e->kind) {
	case EFFECT_QUIT:
		stop(r, e->line);
		break;
	case EFFECT_SUSPEND:
		suspend(r, true);
		break;
	case EFFECT_REDRAW:
		term_forget();
		break;
	case EFFECT_RESCAN:
		if (r->session)
			session_rescan(r->session);
		break;
	case EFFECT_TRACE:
		trace(r, e);
		break;
	case EFFECT_TRY:
		try(r, e);
		break;
	case EFFECT_LOG:
		read_log(r, e->text, e->subject);
		break;
	case EFFECT_COMPLETE:
		complete(r, e->text);
		break;
	case EFFECT_EDIT:
		edit(r, e->text, e->line);
		break;
	case EFFECT_COPY:
		copy(r, e->text);
		break;
	case EFFECT_NOTICE:
		notice(r);
		break;
	case EFFECT_FIX_OPEN:
		open_fix(r, e->spec);
		break;
	case EFFECT_FIX_CHOOSE:
		if (r->fix)
			fixrun_choose(r->fix, e->subject, e->text);
		break;
	case EFFECT_FIX_PREPARE:
		if (r->fix)
			fixrun_prepare(r->fix);
		break;
	case EFFECT_FIX_DIFF:
		diff(r, e->index);
		break;
	case EFFECT_FIX_SCRIPT:
		save_script(r);
		break;
	case EFFECT_FIX_APPLY:
		if (r->fix)
			fixrun_apply(r->fix);
		break;
	case EFFECT_FIX_CANCEL:
		if (r->fix)
			fixrun_cancel(r->fix);
		break;
	case EFFECT_FIX_CLOSE:
		close_fix(r);
		break;
	case EFFECT_HISTORY:
		history(r);
		break;
	case EFFECT_HISTORY_PLAN:
		history_one(r, e->index);
		break;
	case EFFECT_UNDO:
		if (r->session && !r->undo)
			r->undo = undo_start(r->session, (int)e->index,
					     on_undone, r);
		break;
	case EFFECT_UNDO_WHOLE:
		if (r->session && !r->undo)
			r->undo = undo_whole_start(r->session, (int)e->index,
						   on_undone, r);
		break;
	case EFFECT_PURGE:
		if (r->session && !r->undo)
			r->undo = purge_start(r->session, (int)e->index,
					      on_purged, r);
		break;
	case EFFECT_REACH:
		reach(r, e->text);
		break;
	case EFFECT_PATH:
		set_path(r, e->text);
		break;
	}
}

static void on_tick(void *payload)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_TICK, .now_ms = loop_now_ms() };

	feed(r, &ev);
}

static void keep_ticking(struct run *r)
{
	bool wanted = app_is_waiting(&r->app) && !r->stopped;

	if (wanted && !r->tick) {
		r->tick = loop_timer(r->loop, TICK_MS, TICK_MS, on_tick, r);
	} else if (!wanted && r->tick) {
		loop_timer_stop(r->tick);
		r->tick = NULL;
	}
}

static void feed(struct run *r, const struct event *ev)
{
	struct effects effects = { .n = 0 };
	size_t i;

	app_update(&r->app, ev, &effects);
	for (i = 0; i < effects.n; i++)
		carry_out(r, &effects.v[i]);
	arena_release(&effects.arena);
	keep_ticking(r);
	draw_soon(r);
}

/* Events */

static bool is_second_click(struct run *r, const struct event *ev)
{
	uint64_t now = loop_now_ms();
	bool twice = now - r->click_ms < 400 && ev->y == r->click_y &&
		     ev->x == r->click_x;

	r->click_ms = twice ? 0 : now;
	r->click_y = ev->y;
	r->click_x = ev->x;
	return twice;
}

static void drain(void *payload)
{
	struct run *r = payload;
	struct event ev;

	if (r->editor)
		return;
	while (!r->stopped && !r->editor && term_event(&ev)) {
		if (ev.kind == EVENT_CLICK)
			ev.twice = is_second_click(r, &ev);
		feed(r, &ev);
	}
}

static void on_input(void *payload)
{
	struct run *r = payload;
	bool gone = term_hung_up();

	drain(r);
	if (gone)
		stop(r, -SIGHUP);
}

static void on_change(void *payload)
{
	struct run *r = payload;
	struct event ev = { .kind = EVENT_CHANGED };

	if (!r->session || r->stopped)
		return;
	ev.view = session_view(r->session);
	feed(r, &ev);
}

static void open_session(void *payload)
{
	struct run *r = payload;
	struct error err = ERROR_INIT;

	r->session = look_at(r, r->dir, &err);
	if (!r->session)
		say(r, err.message ? err.message : "");
	else
		on_change(r);
	error_release(&err);
	if (!recovery_needed() ||
	    (r->options->read_only && !recovery_of_fix()))
		on_recovered(r, NULL);
	else if (!r->options->read_only)
		recovery_start(r->loop, on_recovered, r);
	else
		on_recovered(r, _("Something was cut off; without --read-only "
				  "the next start puts it right."));
}

static void start(struct run *r)
{
	struct event ev = { .kind = EVENT_RESIZE };
	bool utf8 = text_utf8_locale();

	set_dir(r, r->options->dir);
	app_init(&r->app, r->dir);
	r->app.read_only = r->options->read_only;
	r->app.utf8 = utf8;
	r->app.ascii = r->options->ascii || !utf8;
	surface_init(&r->surface);
	term_resize(&ev.rows, &ev.cols);
	if (r->options->setup)
		setup_open(&r->app, r->options->setup);
	feed(r, &ev);
	/* Before anything is opened or read. */
	draw(r);
	loop_fd(r->loop, STDIN_FILENO, on_input, r);
	loop_signal(r->loop, SIGCHLD, on_child, r);
	loop_defer(r->loop, open_session, r);
}

int run_screen(const struct ui_options *o)
{
	struct term_options to = {
		.mouse = !o->no_mouse,
		.no_color = o->color == UI_COLOR_NEVER,
		.force_color = o->color == UI_COLOR_ALWAYS,
	};
	struct error err = ERROR_INIT;
	struct run r;

	memset(&r, 0, sizeof(r));
	r.options = o;
	r.loop = loop_new();
	/* Ours before curses sets its own. */
	loop_signal(r.loop, SIGWINCH, on_winch, &r);
	loop_signal(r.loop, SIGINT, on_end_signal, &r);
	loop_signal(r.loop, SIGTERM, on_end_signal, &r);
	loop_signal(r.loop, SIGHUP, on_end_signal, &r);
	loop_signal(r.loop, SIGTSTP, on_stop_signal, &r);
	loop_signal(r.loop, SIGCONT, on_continue, &r);
	signal(SIGPIPE, SIG_IGN);
	if (term_open(&to, &err) < 0) {
		fprintf(stderr, "gomend: %s\n", err.message);
		if (err.hint)
			fprintf(stderr, "gomend: %s\n", err.hint);
		error_release(&err);
		loop_free(r.loop);
		return 2;
	}
	start(&r);
	loop_run(r.loop);
	term_close();
	fixrun_close(r.fix);
	reach_abandon(r.reach);
	if (o->setup)
		setup_lines(&r.app.setup, &o->setup->lines);
	if (r.undo)
		undo_abandon(r.undo);
	if (r.session)
		session_close(r.session);
	loop_free(r.loop);
	app_release(&r.app);
	free(r.dir);
	free(r.real);
	free(r.go_to);
	surface_release(&r.surface);
	return r.status;
}
