#include "config.h"

#include "host/proc.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cm.h"

struct run {
	struct loop *loop;
	struct proc *proc;
	struct proc_result result;
	struct strbuf out, err;
	int exits, chunks;
	bool abandon;
};

static void on_exit_(void *payload, const struct proc_result *r)
{
	struct run *run = payload;

	run->result = *r;
	strbuf_adds(&run->out, r->out);
	strbuf_adds(&run->err, r->err);
	run->exits++;
	loop_stop(run->loop);
}

static void stop(void *payload)
{
	loop_stop(((struct run *)payload)->loop);
}

static void on_out(void *payload, struct str chunk)
{
	struct run *run = payload;

	run->chunks++;
	strbuf_adds(&run->out, chunk);
	if (run->abandon) {
		proc_abandon(run->proc);
		loop_stop(run->loop);
	}
}

static size_t open_fds(void)
{
	DIR *d = opendir("/proc/self/fd");
	size_t n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		(void)closedir(d);
	return n;
}

static void run_init(struct run *run)
{
	memset(run, 0, sizeof(*run));
	run->loop = loop_new();
	strbuf_init(&run->out);
	strbuf_init(&run->err);
}

static void run_end(struct run *run)
{
	loop_free(run->loop);
	strbuf_release(&run->out);
	strbuf_release(&run->err);
}

static void sh(struct run *run, const char *script, struct proc_spec spec)
{
	const char *argv[] = { "/bin/sh", "-c", script, NULL };
	const char *env[] = { "PATH=/usr/bin:/bin", "ONLY=this", NULL };
	struct error err = ERROR_INIT;

	spec.argv = argv;
	spec.env = env;
	spec.on_exit = on_exit_;
	spec.payload = run;
	run->proc = proc_start(run->loop, &spec, &err);
	assert_non_null(run->proc);
	loop_run(run->loop);
}

static const struct proc_spec plain;

static void test_plain(void **state)
{
	struct run run;
	struct proc_spec spec = plain;

	(void)state;
	run_init(&run);
	spec.cwd = "/";
	sh(&run, "pwd; env | sort | grep -v '^PWD\\|^_\\|^SHLVL'; cat; "
	   "echo no >&2; exit 3", spec);
	assert_int_equal(run.exits, 1);
	assert_int_equal(run.result.exit_code, 3);
	assert_string_equal(run.out.buf,
			    "/\nONLY=this\nPATH=/usr/bin:/bin\n");
	assert_string_equal(run.err.buf, "no\n");
	run_end(&run);
}

static void test_no_program(void **state)
{
	const char *argv[] = { "/nonexistent/program", NULL };
	const char *env[] = { NULL };
	struct proc_spec spec = plain;
	struct error err = ERROR_INIT;
	struct run run;

	(void)state;
	run_init(&run);
	spec.argv = argv;
	spec.env = env;
	spec.on_exit = on_exit_;
	spec.payload = &run;
	assert_null(proc_start(run.loop, &spec, &err));
	assert_int_equal(err.code, ENOENT);
	error_release(&err);
	run_end(&run);
	assert_int_equal(run.exits, 0);
}

static void test_write(void **state)
{
	struct run run;
	struct proc_spec spec = plain;
	const char *argv[] = { "/bin/cat", NULL };
	const char *env[] = { NULL };

	(void)state;
	run_init(&run);
	run.abandon = true;
	spec.argv = argv;
	spec.env = env;
	spec.keep_stdin = true;
	spec.on_out = on_out;
	spec.on_exit = on_exit_;
	spec.payload = &run;
	run.proc = proc_start(run.loop, &spec, NULL);
	proc_write(run.proc, STR_LIT("hello\n"));
	loop_run(run.loop);
	assert_string_equal(run.out.buf, "hello\n");
	assert_int_equal(run.exits, 0);
	run_end(&run);
}

/* Its input is a pipe, not a socket: fish reads no script from one. */
static void test_input_pipe(void **state)
{
	struct run run;
	struct proc_spec spec = plain;
	const char *argv[] = {
		"/bin/sh", "-c", "[ -p /dev/stdin ] && cat", NULL
	};
	const char *env[] = { "PATH=/usr/bin:/bin", NULL };

	(void)state;
	run_init(&run);
	spec.argv = argv;
	spec.env = env;
	spec.keep_stdin = true;
	spec.on_out = on_out;
	spec.on_exit = on_exit_;
	spec.payload = &run;
	run.proc = proc_start(run.loop, &spec, NULL);
	proc_write(run.proc, STR_LIT("hello\n"));
	proc_end_input(run.proc);
	loop_run(run.loop);
	assert_string_equal(run.out.buf, "hello\n");
	assert_int_equal(run.exits, 1);
	run_end(&run);
}

/*
 * Children that mean no good.  Each writes the ids of its processes to $F;
 * none of them may be left, and the time is bounded.
 */
static const struct hostile {
	const char *name, *script;
	bool timed_out, cut;
} hostile[] = {
	{ "hangs", "sleep 100", true, false },
	{ "ignores TERM", "trap '' TERM; while :; do sleep 1; done", true,
	  false },
	{ "ignores all", "trap '' TERM HUP INT QUIT; while :; do :; done",
	  true, false },
	{ "grandchild", "sleep 100 & echo $! >>$F; wait", true, false },
	{ "leaves a grandchild", "sleep 100 & echo $! >>$F", false, false },
	{ "leaves one that ignores TERM",
	  "sh -c 'trap \"\" TERM; echo $$ >>$F; while :; do sleep 1; done' & "
	  "while ! [ -s $F.2 ]; do [ \"$(wc -l <$F)\" = 2 ] && break; done",
	  false, false },
	{ "closes its output and hangs", "exec >&- 2>&-; sleep 100", true,
	  false },
	{ "prints endlessly", "yes", false, true },
	{ "prints zeros", "cat /dev/zero", false, true },
	{ "prints endlessly on stderr", "yes >&2", true, false },
	{ "prints endlessly and ignores TERM",
	  "trap '' TERM; while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxx; done",
	  false, true },
	{ "no newline", "printf %s x", false, false },
	{ "kills itself", "kill -9 $$", false, false },
	{ "kills its group", "kill -9 0", false, false },
	{ "stops itself", "kill -STOP $$", true, false },
	{ "leaves a printer", "yes & echo $! >>$F", false, false },
	{ "reads", "read x; read y; echo got", false, false },
};

static void check_gone(const char *file)
{
	FILE *f = fopen(file, "r");
	char line[64];
	int tries;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		pid_t pid = (pid_t)strtol(line, NULL, 10);

		/* What was killed may take a moment to be reaped by init. */
		for (tries = 0; tries < 200 && !kill(pid, 0); tries++) {
			char path[64], stat = 0;
			FILE *p;

			(void)snprintf(path, sizeof(path), "/proc/%d/stat",
				       (int)pid);
			p = fopen(path, "r");
			if (p && fscanf(p, "%*d %*s %c", &stat) == 1 &&
			    stat == 'Z')
				tries = 1000;
			if (p)
				(void)fclose(p);
			(void)usleep(10000);
		}
		assert_true(tries >= 1000 || kill(pid, 0));
	}
	(void)fclose(f);
}

static void test_hostile(void **state)
{
	char file[] = "/tmp/gomend-test-proc-XXXXXX";
	int fd = mkstemp(file);
	size_t i, fds;
	struct run run;

	(void)state;
	assert_true(fd >= 0);
	(void)close(fd);
	run_init(&run);
	sh(&run, "exit 0", plain);
	fds = open_fds();
	for (i = 0; i < ARRAY_SIZE(hostile); i++) {
		struct strbuf script = STRBUF_INIT;
		struct proc_spec spec = plain;
		uint64_t began = loop_now_ms();
		const struct hostile *h = &hostile[i];

		strbuf_addf(&script, "export F=%s; echo $$ >$F; %s", file,
			    h->script);
		spec.deadline_ms = 1500;
		spec.max_out_bytes = 100000;
		run.exits = 0;
		strbuf_reset(&run.out);
		sh(&run, script.buf, spec);
		strbuf_release(&script);
		if (run.exits != 1 || run.result.timed_out != h->timed_out ||
		    (h->cut && !run.result.cut))
			fail_msg("%s: exits %d timed out %d cut %d", h->name,
				 run.exits, run.result.timed_out,
				 run.result.cut);
		assert_true(loop_now_ms() - began < 8000);
		assert_true(run.out.len <= 100000);
		check_gone(file);
	}
	/* No zombie of ours, no descriptor lost. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	(void)loop_timer(run.loop, 0, 0, stop, &run);
	loop_run(run.loop);
	assert_int_equal(open_fds(), fds);
	run_end(&run);
	(void)unlink(file);
}

static void test_limits(void **state)
{
	struct proc_spec spec = plain;
	struct run run;

	(void)state;
	run_init(&run);
	spec.max_memory_bytes = (size_t)4 * 1024 * 1024 * 1024;
	spec.max_cpu_s = 10;
	/* The limits are set right after the start. */
	sh(&run, "while [ $(ulimit -t) = unlimited ]; do :; done; ulimit -v; "
	   "ulimit -t", spec);
	assert_string_equal(run.out.buf, "4194304\n10\n");
	run_end(&run);
}

static void test_free_kills(void **state)
{
	const char *argv[] = { "/bin/sleep", "100", NULL };
	const char *env[] = { NULL };
	struct proc_spec spec = plain;
	struct run run;
	int pid;

	(void)state;
	run_init(&run);
	spec.argv = argv;
	spec.env = env;
	spec.payload = &run;
	pid = proc_pid(proc_start(run.loop, &spec, NULL));
	run_end(&run);
	/* Killed, and no zombie either. */
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
}

/* A pipe of its own: /dev/fd opens it, and stdout and stderr are as ever. */
static void test_tap(void **state)
{
	static const int fds[] = { 2, 9 };
	struct proc_spec spec;
	struct run run;
	size_t i, before = open_fds();

	(void)state;
	for (i = 0; i < ARRAY_SIZE(fds); i++) {
		char script[100];

		run_init(&run);
		memset(&spec, 0, sizeof(spec));
		spec.tap_fd = fds[i];
		spec.on_tap = on_out;
		(void)snprintf(script, sizeof(script),
			       "echo a >&%d; echo b >/dev/fd/%d; echo c", fds[i],
			       fds[i]);
		sh(&run, script, spec);
		assert_int_equal(run.exits, 1);
		assert_int_equal(run.result.exit_code, 0);
		assert_true(run.chunks >= 1);
		/* The tap as it came, then what was collected. */
		assert_string_equal(run.out.buf, "a\nb\nc\n");
		assert_int_equal(run.err.len, 0);
		run_end(&run);
	}
	assert_int_equal(open_fds(), before);
}

static void count(void *payload)
{
	struct run *run = payload;

	if (++run->chunks == 3)
		loop_stop(run->loop);
}

/* All of its input, and its end; each word of its errors as it comes. */
static void on_err_chunk(void *payload, struct str chunk)
{
	strbuf_adds(&((struct run *)payload)->err, chunk);
}

static void test_end_input(void **state)
{
	const char *argv[] = { "/bin/sh", "-c", "wc -c; echo no >&2", NULL };
	const char *env[] = { "PATH=/usr/bin:/bin", NULL };
	struct proc_spec spec = plain;
	struct run run;
	char *big = xmalloc(300000);

	(void)state;
	memset(big, 'x', 300000);
	run_init(&run);
	spec.argv = argv;
	spec.env = env;
	spec.keep_stdin = true;
	spec.on_exit = on_exit_;
	spec.on_err = on_err_chunk;
	spec.payload = &run;
	run.proc = proc_start(run.loop, &spec, NULL);
	assert_non_null(run.proc);
	proc_write(run.proc, (struct str){ big, 300000 });
	proc_end_input(run.proc);
	free(big);
	loop_run(run.loop);
	assert_int_equal(run.exits, 1);
	assert_int_equal(atoi(run.out.buf), 300000);
	assert_string_equal(run.err.buf, "no\nno\n");
	run_end(&run);
}

/* It is not killed with us, and goes on when nobody reads it. */
static void test_outlives(void **state)
{
	char dir[] = "/tmp/gomend-test-XXXXXX", mark[64];
	const char *argv[] = { "/bin/sh", "-c", "trap '' PIPE; sleep 0.3; "
			       "echo x 2>/dev/null; : >\"$0\"", mark, NULL };
	const char *env[] = { "PATH=/usr/bin:/bin", NULL };
	struct proc_spec spec = plain;
	struct run run;
	int i;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(mark, sizeof(mark), "%s/done", dir);
	run_init(&run);
	spec.argv = argv;
	spec.env = env;
	spec.outlives = true;
	spec.on_exit = on_exit_;
	spec.payload = &run;
	run.proc = proc_start(run.loop, &spec, NULL);
	assert_non_null(run.proc);
	run_end(&run);
	assert_int_equal(run.exits, 0);
	for (i = 0; i < 200 && access(mark, F_OK); i++)
		(void)usleep(50000);
	assert_int_equal(access(mark, F_OK), 0);
	(void)unlink(mark);
	(void)rmdir(dir);
}

static void on_out_signal(void *payload, struct str chunk)
{
	struct run *run = payload;

	(void)chunk;
	proc_signal(run->proc, SIGINT);
}

static void test_signal(void **state)
{
	const char *argv[] = { "/bin/sh", "-c", "trap 'exit 7' INT; echo on; "
			       "while :; do sleep 0.05; done", NULL };
	const char *env[] = { "PATH=/usr/bin:/bin", NULL };
	struct proc_spec spec = plain;
	struct run run;

	(void)state;
	run_init(&run);
	spec.argv = argv;
	spec.env = env;
	spec.on_out = on_out_signal;
	spec.on_exit = on_exit_;
	spec.payload = &run;
	run.proc = proc_start(run.loop, &spec, NULL);
	assert_non_null(run.proc);
	loop_run(run.loop);
	assert_int_equal(run.result.exit_code, 7);
	run_end(&run);
}

static void test_loop(void **state)
{
	struct loop_timer *t;
	struct run run;

	(void)state;
	run_init(&run);
	t = loop_timer(run.loop, 1, 1, count, &run);
	loop_run(run.loop);
	assert_int_equal(run.chunks, 3);
	loop_timer_stop(t);
	loop_defer(run.loop, count, &run);
	/* Nothing is left to wait for. */
	loop_run(run.loop);
	assert_int_equal(run.chunks, 4);
	run_end(&run);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_plain),
	cmocka_unit_test(test_no_program),
	cmocka_unit_test(test_write),
	cmocka_unit_test(test_input_pipe),
	cmocka_unit_test(test_hostile),
	cmocka_unit_test(test_limits),
	cmocka_unit_test(test_free_kills),
	cmocka_unit_test(test_tap),
	cmocka_unit_test(test_end_input),
	cmocka_unit_test(test_outlives),
	cmocka_unit_test(test_signal),
	cmocka_unit_test(test_loop),
};

CM_MAIN(tests)
