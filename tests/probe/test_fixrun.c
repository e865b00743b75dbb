/*
 * The state machine of a fix, with a scan program and a gomend-apply that do
 * as the files of a folder say (fix_scan.sh, fix_apply.sh).
 */
#include "config.h"

#include "tests/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/strbuf.h"
#include "host/stage.h"
#include "probe/fixrun.h"
#include "probe/prepare.h"

struct world {
	struct arena a;
	const char *top, *root;
	struct loop *loop;
	struct session *session;
	struct fixrun *run;
	/* The loop stops when the view is in this state, or over. */
	enum fixrun_state until;
	/* Done when a state comes, the first time. */
	enum fixrun_state act_at;
	void (*act)(struct world *w);
};

static void write_text(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static const char *in(struct world *w, const char *name)
{
	return path_join(&w->a, w->top, name);
}

static void put(struct world *w, const char *name, const char *text)
{
	write_text(in(w, name), text, 0644);
}

static const char *text_of(struct world *w, const char *name)
{
	FILE *f = fopen(in(w, name), "r");
	struct strbuf sb = STRBUF_INIT;
	const char *text;
	size_t n;

	if (!f)
		return "";
	while ((n = fread(strbuf_room(&sb, 4096), 1, 4096, f)) > 0)
		strbuf_advance(&sb, n);
	(void)fclose(f);
	text = arena_strdup(&w->a, sb.buf);
	strbuf_release(&sb);
	return text;
}

static bool is_there(struct world *w, const char *name)
{
	return !access(in(w, name), F_OK);
}

static const char bad_finding[] =
	"{\"rec\":\"checked\",\"check\":\"gosum-missing\",\"status\":"
	"\"found\"}\n"
	"{\"rec\":\"finding\",\"value\":{\"id\":\"gosum-missing\","
	"\"severity\":\"error\",\"fingerprint\":\"00000000000000aa\","
	"\"module\":\".\",\"title\":{\"id\":\"go.sum lacks lines\"}}}\n";
static const char other_finding[] =
	"{\"rec\":\"finding\",\"value\":{\"id\":\"gomod-invalid\","
	"\"severity\":\"error\",\"fingerprint\":\"00000000000000bb\","
	"\"module\":\".\",\"title\":{\"id\":\"go.mod is ill\"}}}\n";

static const char plain_offer[] =
	"\"offers\":[{\"fix\":\"merge-gosum\",\"finding\":"
	"\"00000000000000aa\",\"title\":{\"id\":\"go.sum is whole\"},"
	"\"choices\":[{\"name\":\"to\",\"kind\":\"text\",\"value\":\"x\"}]}]";

/* A plan that changes go.mod; `more` are further members. */
static void put_plan(struct world *w, const char *more)
{
	put(w, "plan", arena_printf(&w->a,
		"\"plan\":{\"fix\":\"merge-gosum\",\"root\":\"%s\","
		"\"title\":{\"id\":\"go.sum is whole\"},"
		"\"findings\":[\"00000000000000aa\"],"
		"\"ops\":[{\"kind\":\"edit\",\"path\":\"%s/go.mod\","
		"\"edits\":[{\"start\":0,\"end\":1,\"text\":\"m\"}],"
		"\"before\":{\"type\":\"file\",\"size\":9,\"print\":\"00\"}}],"
		"\"changes\":[{\"kind\":\"modified\",\"op\":0,"
		"\"path\":\"%s/go.mod\"}]%s}",
		w->root, w->root, w->root, more));
}

/* An offer with one command, in sh, and a plan that wants its stage. */
static void put_command(struct world *w, const char *script, bool may_fail)
{
	put(w, "offer", arena_printf(&w->a,
		"\"offers\":[{\"fix\":\"merge-gosum\",\"finding\":"
		"\"00000000000000aa\",\"commands\":[{\"id\":\"make\","
		"\"argv\":[\"go\",\"%s\",\"{stage}/out\"],\"cwd\":\"%s\","
		"\"may_fail\":%s}]}]", script, w->root,
		may_fail ? "true" : "false"));
	put_plan(w, ",\"stage\":\"@STAGE@\"");
}

static void put_verify(struct world *w, const char *script)
{
	put_plan(w, arena_printf(&w->a,
		",\"verify\":[{\"id\":\"v\",\"argv\":[\"go\",\"%s\"],"
		"\"cwd\":\"%s\"}]", script, w->root));
}

static void put_must_pass(struct world *w, const char *script)
{
	put_plan(w, arena_printf(&w->a,
		",\"verify\":[{\"id\":\"v\",\"argv\":[\"go\",\"%s\"],"
		"\"cwd\":\"%s\",\"must_pass\":true}]", script, w->root));
}

static int setup(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	char top[] = "/tmp/gomend-test-XXXXXX";

	assert_non_null(w);
	arena_init(&w->a);
	assert_non_null(mkdtemp(top));
	w->top = arena_strdup(&w->a, top);
	w->root = in(w, "repo");
	assert_int_equal(mkdir(w->root, 0755), 0);
	assert_int_equal(mkdir(in(w, "repo/.git"), 0755), 0);
	assert_int_equal(mkdir(in(w, "tmp"), 0755), 0);
	assert_int_equal(mkdir(in(w, "home"), 0755), 0);
	assert_int_equal(mkdir(in(w, "cache"), 0755), 0);
	assert_int_equal(setenv("GOMEND_FAKE", w->top, 1), 0);
	assert_int_equal(setenv("TMPDIR", in(w, "tmp"), 1), 0);
	assert_int_equal(setenv("HOME", in(w, "home"), 1), 0);
	assert_int_equal(setenv("GIT_DIR", "/elsewhere", 1), 0);
	assert_int_equal(setenv("GOFLAGS", "-mod=mod", 1), 0);
	unsetenv("XDG_STATE_HOME");
	unsetenv("GOTMPDIR");
	unsetenv("GOPROXY");
	put(w, "repo/go.mod", "module m\n");
	/* A go that does what its first argument says. */
	write_text(in(w, "go"), "#!/bin/sh\nscript=$1\nshift\n"
		   "env >\"$GOMEND_FAKE/go.env\"\npwd >\"$GOMEND_FAKE/go.pwd\"\n"
		   "eval \"$script\"\n", 0755);
	put(w, "facts", arena_printf(&w->a,
		"{\"rec\":\"fact\",\"kind\":\"repository\",\"value\":{"
		"\"root\":\"%s\",\"opened\":\"%s\",\"git_dir\":\"%s/.git\"}}\n"
		"{\"rec\":\"fact\",\"kind\":\"module\",\"value\":{\"dir\":"
		"\".\",\"gomod\":\"go.mod\",\"path\":\"m\"}}\n"
		"{\"rec\":\"fact\",\"kind\":\"place\",\"value\":{\"name\":"
		"\"shell\",\"state\":\"ready\",\"gos\":[{\"path\":\"%s/go\","
		"\"resolved\":\"%s/go\",\"goroot\":\"%s\",\"version\":"
		"\"go1.22.0\"}],\"settings\":[{\"name\":\"GOPRIVATE\","
		"\"value\":\"corp.example\",\"layer\":\"goenv\"},"
		"{\"name\":\"GOCACHE\",\"value\":\"%s/cache\"}]}}\n",
		w->root, w->root, w->root, w->top, w->top, w->top, w->top));
	put(w, "findings.before", bad_finding);
	put(w, "findings.after", "");
	put(w, "offer", plain_offer);
	put(w, "mode", "ok");
	put_plan(w, "");
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;

	fixrun_close(w->run);
	session_close(w->session);
	if (w->loop)
		loop_free(w->loop);
	assert_int_equal(stage_remove(w->top, NULL), 0);
	arena_release(&w->a);
	free(w);
	return 0;
}

static bool is_over(enum fixrun_state s)
{
	return s == FIXRUN_DONE || s == FIXRUN_ENDED;
}

/* What a user would do who says yes to everything. */
static void on_fix(void *payload)
{
	struct world *w = payload;
	enum fixrun_state s = fixrun_view(w->run)->state;

	/* gomend-apply can be stopped once it has begun. */
	if (w->act && s == w->act_at &&
	    (s != FIXRUN_APPLYING || fixrun_view(w->run)->txn)) {
		void (*act)(struct world *w) = w->act;

		w->act = NULL;
		act(w);
	}
	if (s == w->until || is_over(s))
		loop_stop(w->loop);
	else if (s == FIXRUN_CHOOSE)
		fixrun_prepare(w->run);
	else if (s == FIXRUN_PREVIEW)
		fixrun_apply(w->run);
}

static void on_session(void *payload)
{
	struct world *w = payload;

	if (session_view(w->session)->settled)
		loop_stop(w->loop);
}

static void on_late(void *payload)
{
	(void)payload;
	fail_msg("%s", "it did not come to its end");
}

static void run_loop(struct world *w)
{
	struct loop_timer *late = loop_timer(w->loop, 20000, 0, on_late, w);

	loop_run(w->loop);
	loop_timer_stop(late);
}

static void open_session(struct world *w)
{
	static const char *const places[] = { "shell", NULL };
	const struct session_options o = {
		.dir = w->root,
		.places = places,
		.no_go = true,
		.scan_path = path_join(&w->a, getenv("srcdir"),
				       "tests/probe/fix_scan.sh"),
		.apply_path = path_join(&w->a, getenv("srcdir"),
					"tests/probe/fix_apply.sh"),
	};

	w->loop = loop_new();
	w->session = session_open(w->loop, &o, on_session, w, NULL);
	assert_non_null(w->session);
	run_loop(w);
	assert_true(session_view(w->session)->settled);
	assert_null(session_view(w->session)->fatal);
}

static const struct fixrun_view *run_until(struct world *w,
					   enum fixrun_state until)
{
	struct fixrun_want want = { "merge-gosum", "00000000000000aa" };
	const struct fixrun_spec spec = { .wants = &want, .nwants = 1 };

	w->until = until;
	if (!w->session)
		open_session(w);
	if (!w->run)
		w->run = fixrun_open(w->session, &spec, on_fix, w);
	do
		run_loop(w);
	while (fixrun_view(w->run)->state != until &&
	       !is_over(fixrun_view(w->run)->state));
	return fixrun_view(w->run);
}

static const struct fixrun_view *run_all(struct world *w)
{
	return run_until(w, FIXRUN_DONE);
}

/* No folder of a stage, no temp folder, no state folder. */
static void assert_clean(struct world *w)
{
	assert_false(is_there(w, "repo/.git/gomend"));
	assert_false(is_there(w, "home/.local"));
	assert_int_equal(rmdir(in(w, "tmp")), 0);
	assert_int_equal(mkdir(in(w, "tmp"), 0755), 0);
}

static void test_verified(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v = run_all(w);

	assert_int_equal(v->state, FIXRUN_DONE);
	assert_int_equal(v->how, FIXRUN_VERIFIED);
	assert_int_equal(v->txn, 7);
	assert_string_equal(text_of(w, "apply.calls"),
			    "apply\nmark 7 verified\n");
	/* The plan went over whole. */
	assert_non_null(strstr(text_of(w, "apply.plan"), "\"merge-gosum\""));
	assert_non_null(strstr(text_of(w, "apply.plan"), "go.sum is whole"));
	assert_clean(w);
}

static void test_finding_stays(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "findings.after", bad_finding);
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_PUT_BACK);
	assert_int_equal(v->nstays, 1);
	assert_string_equal(v->stays[0].id, "gosum-missing");
	assert_non_null(v->message);
	assert_string_equal(text_of(w, "apply.calls"), "apply\n"
		"put-back 7 the finding stays: gosum-missing\n");
}

static void test_new_error(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "findings.after", other_finding);
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_PUT_BACK);
	assert_int_equal(v->nstays, 1);
	assert_string_equal(v->stays[0].id, "gomod-invalid");
	assert_string_equal(text_of(w, "apply.calls"), "apply\n"
		"put-back 7 a new error: gomod-invalid\n");
}

/* An error that was there before is nobody's fault now. */
static void test_old_error(void **state)
{
	struct world *w = *state;

	put(w, "findings.before", arena_printf(&w->a, "%s%s", bad_finding,
					       other_finding));
	put(w, "findings.after", other_finding);
	assert_int_equal(run_all(w)->how, FIXRUN_VERIFIED);
}

/* A check that broke has not found the ill gone. */
static void test_no_verdict(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "findings.after", "{\"rec\":\"checked\",\"check\":"
	    "\"gosum-missing\",\"status\":\"broke\"}\n");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_UNVERIFIED);
	assert_non_null(strstr(v->hint, "7"));
	assert_string_equal(text_of(w, "apply.calls"),
			    "apply\nmark 7 told\n");
}

static void test_command(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;
	const char *env, *asked;

	put_command(w, "echo made >$1; echo out; echo err >&2", false);
	v = run_until(w, FIXRUN_PREVIEW);
	assert_int_equal(v->state, FIXRUN_PREVIEW);
	assert_int_equal(v->ncommands, 1);
	assert_true(v->commands[0].done);
	assert_int_equal(v->commands[0].exit_code, 0);
	assert_non_null(strstr(v->commands[0].tail, "err"));
	/* What is shown is what ran. */
	assert_non_null(strstr(v->commands[0].line, v->plan->stage));
	assert_non_null(strstr(v->commands[0].line, "GOPROXY=off"));
	assert_non_null(strstr(v->commands[0].line,
			       "GOPRIVATE=corp.example"));
	assert_non_null(strstr(v->commands[0].line, "-u GIT_DIR "));
	env = text_of(w, "go.env");
	assert_non_null(strstr(env, "GOENV=off\n"));
	assert_non_null(strstr(env, "GOPRIVATE=corp.example\n"));
	assert_non_null(strstr(env, "GOFLAGS=-mod=mod -buildvcs=false\n"));
	assert_non_null(strstr(env, "GIT_CONFIG_COUNT=4\n"));
	assert_non_null(strstr(env, "GOTOOLCHAIN=local\n"));
	assert_null(strstr(env, "GIT_DIR="));
	assert_string_equal(text_of(w, "go.pwd"),
			    arena_printf(&w->a, "%s\n", w->root));
	/* Writes are confined to the stage, the temp folder and GOCACHE. */
	assert_non_null(strstr(text_of(w, "apply.calls"),
		arena_printf(&w->a, "--write %s --write ", v->plan->stage)));
	assert_non_null(strstr(text_of(w, "apply.calls"),
		arena_printf(&w->a, " --write %s/cache -- ", w->top)));
	asked = text_of(w, "asked");
	assert_non_null(strstr(asked, "\"ran\":[{\"id\":\"make\",\"out\":"
			       "\"out\\n\",\"err\":\"err\\n\"}]"));
	assert_false(access(path_join(&w->a, v->plan->stage, "out"), F_OK));
	fixrun_close(w->run);
	w->run = NULL;
	assert_clean(w);
}

/* A shell that is given a text to read gets it, and nothing of go's. */
static void test_command_input(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "offer", "\"offers\":[{\"fix\":\"merge-gosum\",\"commands\":["
	    "{\"id\":\"read\",\"argv\":[\"/bin/sh\",\"-c\",\"cat; env\"],"
	    "\"cwd\":\"/\",\"input\":\"a text\\n\"}]}]");
	v = run_until(w, FIXRUN_PREVIEW);
	assert_int_equal(v->state, FIXRUN_PREVIEW);
	assert_non_null(strstr(v->commands[0].tail, "a text"));
	assert_null(strstr(v->commands[0].tail, "GOPROXY"));
	assert_null(strstr(v->commands[0].tail, "GIT_CONFIG"));
	/* No stage was wanted, and none was made. */
	assert_null(strstr(text_of(w, "asked"), "\"stage\""));
	assert_false(is_there(w, "repo/.git/gomend"));
}

static void test_command_fails(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put_command(w, "echo no such thing >&2; exit 3", false);
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_REFUSED);
	assert_non_null(strstr(v->message, "3"));
	assert_int_equal(v->commands[0].exit_code, 3);
	assert_non_null(strstr(v->commands[0].tail, "no such thing"));
	assert_null(strstr(text_of(w, "apply.calls"), "apply\n"));
	assert_clean(w);
}

static void test_command_may_fail(void **state)
{
	struct world *w = *state;

	put_command(w, "exit 3", true);
	assert_int_equal(run_until(w, FIXRUN_PREVIEW)->state, FIXRUN_PREVIEW);
	assert_non_null(strstr(text_of(w, "asked"), "\"exit_code\":3"));
}

/* A command that reaches into the live tree ends the fix. */
static void test_command_touches(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put_command(w, "echo module x >go.mod", false);
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_REFUSED);
	assert_non_null(strstr(v->message, "go.mod"));
	assert_null(strstr(text_of(w, "apply.calls"), "apply\n"));
	assert_clean(w);
}

static void test_no_go(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "facts", arena_printf(&w->a,
		"{\"rec\":\"fact\",\"kind\":\"repository\",\"value\":{"
		"\"root\":\"%s\",\"opened\":\"%s\"}}\n"
		"{\"rec\":\"fact\",\"kind\":\"place\",\"value\":{\"name\":"
		"\"shell\",\"state\":\"ready\"}}\n", w->root, w->root));
	put_command(w, "true", false);
	v = run_until(w, FIXRUN_CHOOSE);
	assert_int_equal(v->state, FIXRUN_CHOOSE);
	assert_non_null(v->message);
	fixrun_prepare(w->run);
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_REFUSED);
	assert_clean(w);
}

static void test_verify_command(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put_verify(w, "test -f $GOMEND_FAKE/applied; true");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_VERIFIED);
	assert_int_equal(v->ncommands, 2);
	assert_true(v->commands[0].done && v->commands[1].done);
	assert_clean(w);
}

static void test_verify_fails(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put_verify(w, "! test -f $GOMEND_FAKE/applied");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_PUT_BACK);
	assert_int_equal(v->ncommands, 2);
	assert_int_equal(v->commands[0].exit_code, 0);
	assert_int_equal(v->commands[1].exit_code, 1);
	assert_non_null(strstr(text_of(w, "apply.calls"),
			       "put-back 7 go failed\n"));
	assert_false(is_there(w, "applied"));
}

/* What failed before need not pass after. */
static void test_verify_failed_before(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put_verify(w, "exit 1");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_VERIFIED);
	assert_int_equal(v->ncommands, 1);
}

/* One that must, though, does not run before, and is asked for after. */
static void test_must_pass(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put_must_pass(w, "test -f $GOMEND_FAKE/applied");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_VERIFIED);
	assert_int_equal(v->ncommands, 2);
	assert_false(v->commands[0].done);
	assert_true(v->commands[1].done && !v->commands[1].exit_code);
}

static void test_must_pass_fails(void **state)
{
	struct world *w = *state;

	put_must_pass(w, "exit 1");
	assert_int_equal(run_all(w)->how, FIXRUN_PUT_BACK);
	assert_false(is_there(w, "applied"));
}

static void test_refused(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "offer", "\"offers\":[{\"fix\":\"merge-gosum\",\"refused\":"
	    "{\"id\":\"It cannot be done here.\"}}]");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_REFUSED);
	assert_string_equal(v->message, "It cannot be done here.");
}

static void test_error(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "offer", "\"error\":\"no such fix\",\"hint\":\"another\"");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_REFUSED);
	assert_string_equal(v->message, "no such fix");
	assert_string_equal(v->hint, "another");
}

/* A plan that is not whole is not carried out, whoever made it. */
static void test_bad_plan(void **state)
{
	struct world *w = *state;

	put(w, "plan", "\"plan\":{\"fix\":\"merge-gosum\",\"root\":\"/r\","
	    "\"ops\":[{\"kind\":\"edit\",\"path\":\"../go.mod\"}]}");
	assert_int_equal(run_all(w)->how, FIXRUN_REFUSED);
	assert_false(is_there(w, "apply.calls"));
}

static void test_choose(void **state)
{
	struct world *w = *state;

	assert_int_equal(run_until(w, FIXRUN_CHOOSE)->state, FIXRUN_CHOOSE);
	fixrun_choose(w->run, "to", "/elsewhere");
	assert_int_equal(run_until(w, FIXRUN_PREVIEW)->state, FIXRUN_PREVIEW);
	assert_non_null(strstr(text_of(w, "asked"),
		"\"given\":[{\"name\":\"to\",\"value\":\"/elsewhere\"}]"));
}

static void on_text(void *payload, const char *text, const char *error)
{
	struct world *w = payload;

	assert_null(error);
	assert_string_equal(text, "@@ -1 +1 @@\n-a\n+b\n");
	put(w, "seen", "");
	loop_stop(w->loop);
}

static void test_diff(void **state)
{
	struct world *w = *state;

	assert_int_equal(run_until(w, FIXRUN_PREVIEW)->state, FIXRUN_PREVIEW);
	fixrun_diff(w->run, 0, on_text, w);
	run_loop(w);
	assert_true(is_there(w, "seen"));
	/* One that nobody waits for any more does no harm. */
	fixrun_diff(w->run, 0, on_text, w);
}

static void test_apply_refused(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "mode", "refuse");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_REFUSED);
	assert_int_equal(v->ndrift, 1);
	assert_string_equal(v->drift[0], "/r/go.mod: it was changed");
	assert_string_equal(v->hint, "look again");
	assert_int_equal(v->txn, 0);
}

static void test_rolled_back(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "mode", "roll-back");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_ROLLED_BACK);
	assert_string_equal(v->message, "/r/go.mod: no space");
}

static void test_broken(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "mode", "broken");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_BROKEN);
	assert_string_equal(v->message, "it is half way");
}

/* Killed without a word: it is found out at once how that ended. */
static void test_killed(void **state)
{
	struct world *w = *state;
	const struct fixrun_view *v;

	put(w, "mode", "die");
	v = run_all(w);
	assert_int_equal(v->how, FIXRUN_ROLLED_BACK);
	assert_string_equal(text_of(w, "apply.calls"), "apply\nrecover\n");
}

static void cancel(struct world *w)
{
	fixrun_cancel(w->run);
}

static void cancel_at(struct world *w, enum fixrun_state s,
		      enum fixrun_how how)
{
	const struct fixrun_view *v;

	w->act_at = s;
	w->act = cancel;
	v = run_all(w);
	assert_null(w->act);
	assert_int_equal(v->state, FIXRUN_ENDED);
	assert_int_equal(v->how, how);
	assert_non_null(v->message);
	assert_false(is_there(w, "applied"));
	assert_clean(w);
}

static void test_cancel_choose(void **state)
{
	cancel_at(*state, FIXRUN_CHOOSE, FIXRUN_CANCELLED);
}

static void test_cancel_preparing(void **state)
{
	put_command(*state, "sleep 60", false);
	cancel_at(*state, FIXRUN_PREPARING, FIXRUN_CANCELLED);
}

static void test_cancel_preview(void **state)
{
	put_command(*state, "true", false);
	cancel_at(*state, FIXRUN_PREVIEW, FIXRUN_CANCELLED);
}

static void test_cancel_baseline(void **state)
{
	put_verify(*state, "sleep 60");
	cancel_at(*state, FIXRUN_BASELINE, FIXRUN_CANCELLED);
}

static void test_cancel_applying(void **state)
{
	struct world *w = *state;

	put(w, "mode", "slow");
	cancel_at(w, FIXRUN_APPLYING, FIXRUN_ROLLED_BACK);
}

static void test_cancel_verifying(void **state)
{
	struct world *w = *state;

	put_verify(w, "! test -f $GOMEND_FAKE/applied || sleep 60");
	cancel_at(w, FIXRUN_VERIFYING, FIXRUN_PUT_BACK);
}

static void close_it(struct world *w)
{
	fixrun_close(w->run);
	w->run = NULL;
	loop_stop(w->loop);
}

/* Whoever goes away leaves gomend-apply to come to its end. */
static void test_closed_while_applying(void **state)
{
	struct world *w = *state;
	struct fixrun_want want = { "merge-gosum", "00000000000000aa" };
	const struct fixrun_spec spec = { .wants = &want, .nwants = 1 };
	int i;

	put(w, "mode", "stuck");
	open_session(w);
	w->until = FIXRUN_APPLYING;
	w->run = fixrun_open(w->session, &spec, on_fix, w);
	run_loop(w);
	assert_int_equal(fixrun_view(w->run)->state, FIXRUN_APPLYING);
	close_it(w);
	session_close(w->session);
	loop_free(w->loop);
	w->session = NULL;
	w->loop = NULL;
	assert_false(is_there(w, "applied"));
	put(w, "go-on", "");
	for (i = 0; i < 200 && !is_there(w, "applied"); i++)
		(void)usleep(50000);
	assert_true(is_there(w, "applied"));
}

static bool writes_to(const struct prepared *p, const char *dir)
{
	size_t i;

	for (i = 0; p->writes[i]; i++)
		if (!strcmp(p->writes[i], dir))
			return true;
	return false;
}

/* What a place's settings make of the environment. */
static void test_toolchain(void **state)
{
	struct world *w = *state;
	const char *argv[] = { "go", "version" };
	struct plan_command c = { .argv = argv, .nargv = 2 };
	struct envset env;
	struct go_binary go = { .resolved = "/x/go", .goroot = "/x",
				.version = "go1.16.15" };
	struct place_module pm = { .dir = ".", .how = TOOLCHAIN_MODCACHE,
				   .version = "go1.24.4" };
	struct setting set[] = {
		{ .name = "GOPATH", .value = "/x/g:/x/h" },
		{ .name = "GOSUMDB", .value = "sum.golang.org" },
	};
	struct place place = { .name = "shell", .gos = &go, .ngos = 1,
			       .modules = &pm, .nmodules = 1, .settings = set,
			       .nsettings = 2 };
	struct module m = { .dir = ".", .gomod = "go.mod" };
	struct snapshot snap;
	struct prepare from = { .snap = &snap, .place = &place, .env = &env,
				.tmp = "/tmp/x" };
	struct prepared p;

	memset(&snap, 0, sizeof(snap));
	snap.repo.root = w->root;
	snap.modules = &m;
	snap.nmodules = 1;
	c.cwd = w->root;
	envset_init(&env);
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_non_null(strstr(p.line, "GOTOOLCHAIN=go1.24.4 "));
	/* That old one knows no -buildvcs. */
	assert_null(strstr(p.line, "GOFLAGS"));
	go.version = "go1.22.0";
	pm.how = TOOLCHAIN_DOWNLOAD;
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_non_null(strstr(p.line, "GOTOOLCHAIN=local "));
	assert_non_null(strstr(p.line, "GOFLAGS=-buildvcs=false "));
	assert_non_null(strstr(p.line, "protocol.allow"));
	assert_false(writes_to(&p, "/x/g/pkg/sumdb"));
	c.network = true;
	envset_put(&env, "GOPROXY", "https://u:secret@proxy.example");
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_null(strstr(p.line, "GOTOOLCHAIN"));
	assert_null(strstr(p.line, "GOPROXY"));
	assert_null(strstr(p.line, "protocol.allow"));
	assert_non_null(strstr(p.line, "GIT_CONFIG_COUNT=3 "));
	/* go notes there what it has seen of the checksum database. */
	assert_true(writes_to(&p, "/x/g/pkg/sumdb"));
	set[1].value = "off";
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_false(writes_to(&p, "/x/g/pkg/sumdb"));
	assert_non_null(strstr(p.line, "safe.bareRepository"));
	/* One before 1.21 runs git in the bare repositories of its cache. */
	go.version = "go1.20.14";
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_non_null(strstr(p.line, "GIT_CONFIG_COUNT=2 "));
	assert_null(strstr(p.line, "safe.bareRepository"));
	assert_non_null(strstr(p.line, "core.fsmonitor"));
	argv[0] = "/usr/bin/git";
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_non_null(strstr(p.line, "safe.bareRepository"));
	argv[0] = "go";
	c.network = false;
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), 0);
	assert_non_null(strstr(p.line, "GIT_CONFIG_COUNT=4 "));
	/* A stage that is not there, a script in front of go. */
	argv[1] = "{stage}/x";
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), -1);
	argv[1] = "version";
	go.goroot = NULL;
	assert_int_equal(prepare_command(&w->a, &from, &c, &p, NULL), -1);
	envset_release(&env);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static const struct CMUnitTest tests[] = {
	T(test_verified), T(test_finding_stays), T(test_new_error),
	T(test_old_error), T(test_no_verdict), T(test_command),
	T(test_command_input), T(test_command_fails), T(test_command_may_fail),
	T(test_command_touches), T(test_no_go), T(test_verify_command),
	T(test_verify_fails), T(test_verify_failed_before), T(test_must_pass),
	T(test_must_pass_fails), T(test_refused),
	T(test_error), T(test_bad_plan), T(test_choose), T(test_diff),
	T(test_apply_refused), T(test_rolled_back), T(test_broken),
	T(test_killed), T(test_cancel_choose), T(test_cancel_preparing),
	T(test_cancel_preview), T(test_cancel_baseline),
	T(test_cancel_applying), T(test_cancel_verifying),
	T(test_closed_while_applying), T(test_toolchain),
};

CM_MAIN(tests)
