/* The real program on a real terminal, as far as a pty is one. */
#include "config.h"

#include "tests/cm.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/tty/tty.h"

static char *path_of(const char *variable, const char *rel)
{
	const char *top = getenv(variable);
	struct strbuf sb = STRBUF_INIT;
	char *abs, *joined;

	strbuf_addf(&sb, "%s/%s", top ? top : ".", rel);
	joined = strbuf_detach(&sb);
	abs = realpath(joined, NULL);
	free(joined);
	assert_non_null(abs);
	return abs;
}

/* The screen on a recorded stream. */
static void play(struct tty *t, const char *stream, int cols, int rows,
		 const char *const *env)
{
	char *player = path_of("builddir", "tests/ui/player");
	struct strbuf rel = STRBUF_INIT;
	char *file;
	const char *argv[3];

	strbuf_addf(&rel, "tests/ui/data/%s.jsonl", stream);
	file = path_of("srcdir", rel.buf);
	strbuf_release(&rel);
	argv[0] = player;
	argv[1] = file;
	argv[2] = NULL;
	tty_start(t, cols, rows, argv, env);
	free(player);
	free(file);
}

static const char *const module_dirs[] = { ".git", ".git/objects",
					   ".git/refs" };

static void write_file(const char *dir, const char *rel, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	FILE *f;

	strbuf_addf(&sb, "%s/%s", dir, rel);
	f = fopen(sb.buf, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	strbuf_release(&sb);
}

/*
 * gomend itself, on a small module made for it, in a repository of its own:
 * the build tree may lie in another one.
 */
static char *module_dir(void)
{
	const char *out = getenv("out");
	struct strbuf sb = STRBUF_INIT;
	char *dir;
	size_t i;

	strbuf_addf(&sb, "%s/tty-XXXXXX", out ? out : "/tmp");
	dir = strbuf_detach(&sb);
	assert_non_null(mkdtemp(dir));
	for (i = 0; i < ARRAY_SIZE(module_dirs); i++) {
		strbuf_addf(&sb, "%s/%s", dir, module_dirs[i]);
		assert_int_equal(mkdir(sb.buf, 0755), 0);
		strbuf_reset(&sb);
	}
	strbuf_release(&sb);
	write_file(dir, ".git/HEAD", "ref: refs/heads/main\n");
	write_file(dir, "go.mod", "module example.com/tty\n\ngo 1.21\n");
	return dir;
}

static void remove_module(char *dir)
{
	static const char *const files[] = { "go.mod", ".git/HEAD" };
	struct strbuf sb = STRBUF_INIT;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		strbuf_addf(&sb, "%s/%s", dir, files[i]);
		unlink(sb.buf);
		strbuf_reset(&sb);
	}
	for (i = ARRAY_SIZE(module_dirs); i--;) {
		strbuf_addf(&sb, "%s/%s", dir, module_dirs[i]);
		rmdir(sb.buf);
		strbuf_reset(&sb);
	}
	rmdir(dir);
	strbuf_release(&sb);
	free(dir);
}

static void start_real(struct tty *t, const char *dir, int cols, int rows,
		       const char *const *env)
{
	char *gomend = path_of("builddir", "gomend");
	const char *argv[] = { gomend, dir, NULL };

	tty_start(t, cols, rows, argv, env);
	free(gomend);
}

static bool raw_has(const struct tty *t, const char *bytes)
{
	return str_search(strbuf_str(&t->raw), bytes) < t->raw.len;
}

static void assert_left_clean(struct tty *t)
{
	assert_true(tty_wait_exit(t));
	assert_true(tty_is_restored(t));
	/* The other screen is left, the cursor seen. */
	assert_true(raw_has(t, "\033[?1049l"));
	assert_true(tty_hides(t, "Findings"));
}

static void quit(struct tty *t)
{
	tty_type(t, "q");
	assert_left_clean(t);
	assert_true(WIFEXITED(t->status));
	assert_int_equal(WEXITSTATUS(t->status), 0);
	tty_end(t);
}

static void test_start_and_quit(void **state)
{
	char *dir = module_dir();
	struct tty t;

	(void)state;
	start_real(&t, dir, 120, 36, NULL);
	assert_true(tty_shows(&t, "2 Findings"));
	assert_true(tty_shows(&t, "4 go env"));
	quit(&t);
	remove_module(dir);
}

static void test_move_and_open(void **state)
{
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, NULL);
	assert_true(tty_shows(&t, "inconsistent vendoring"));
	tty_type(&t, "jj");
	assert_true(tty_shows(&t, "runs the first program of that name"));
	/* The terminal's cursor lies on the row. */
	assert_true(tty_cursor_at(&t, 4));
	tty_type(&t, "\033[A\033OA");	/* up, as either mode has it */
	assert_true(tty_shows(&t, "inconsistent vendoring"));
	tty_type(&t, "\r");
	assert_true(tty_shows(&t, "Esc back"));
	tty_type(&t, "\033");
	assert_true(tty_hides(&t, "Esc back"));
	tty_type(&t, "?");
	assert_true(tty_shows(&t, "This page"));
	tty_type(&t, "q");
	assert_true(tty_hides(&t, "This page"));
	quit(&t);
}

/* Stopped half way: it says that all is as before, and goes on from there. */
static void test_stop_a_fix(void **state)
{
	static const char *const env[] = { "GOMEND_PLAYER_HOLD=stage", NULL };
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, env);
	assert_true(tty_shows(&t, "inconsistent vendoring"));
	tty_type(&t, "f");
	assert_true(tty_shows(&t, "run it and show the preview"));
	tty_type(&t, "\r");
	assert_true(tty_shows(&t, "ctx.Err()"));
	/* The text in full width, and one step back. */
	tty_type(&t, "\r");
	assert_true(tty_shows(&t, "both sides"));
	tty_type(&t, "\033");
	assert_true(tty_hides(&t, "both sides"));
	tty_type(&t, "a");
	assert_true(tty_shows(&t, "57 MB of 92 MB"));
	/* Time goes on without a key. */
	assert_true(tty_shows(&t, "  1 s"));
	tty_type(&t, "\003");
	assert_true(tty_shows(&t, "Putting everything back"));
	assert_true(tty_shows(&t, "f tries again"));
	tty_type(&t, "\r");
	assert_true(tty_shows(&t, "2 Findings"));
	quit(&t);
}

static void test_recovery_is_said(void **state)
{
	static const char *const env[] = {
		"GOMEND_PLAYER_RECOVERED=Fix 3 was cut off: all is as before.",
		NULL
	};
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, env);
	assert_true(tty_shows(&t, "Fix 3 was cut off: all is as before."));
	quit(&t);
}

static void test_filter(void **state)
{
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, NULL);
	assert_true(tty_shows(&t, "gobin-shadowed"));
	tty_type(&t, "/legacy");
	assert_true(tty_shows(&t, "1 match"));
	assert_true(tty_hides(&t, "gobin-shadowed"));
	tty_type(&t, "\033");
	assert_true(tty_shows(&t, "gobin-shadowed"));
	quit(&t);
}

/* Pasted between the terminal's marks, or named: it is read, and none of its
 * letters is taken for a key. */
static void test_log(void **state)
{
	char *log = path_of("srcdir", "tests/ui/data/ten.log");
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, NULL);
	assert_true(tty_shows(&t, "inconsistent vendoring"));
	assert_true(raw_has(&t, "\033[?2004h"));
	tty_type(&t, "\033[200~qq\rqq\033[201~");
	assert_true(tty_shows(&t, "L reads a log"));
	tty_type(&t, "L");
	assert_true(tty_shows(&t, "Log:"));
	tty_type(&t, "\033[200~q\r\n\033[31mgo: modules disabled by "
		 "GO111MODULE=off; see \xe6\xa8\xa1\xe5\x9d\x97\033[0m\r");
	tty_type(&t, "\033[Aq\033[201~");
	assert_true(tty_shows(&t, "what was pasted: 3 lines"));
	assert_true(tty_shows(&t, "modules-off  line 2"));
	tty_type(&t, "L");
	assert_true(tty_shows(&t, "Log:"));
	tty_type(&t, log);
	tty_type(&t, "\r");
	assert_true(tty_shows(&t, "causes are known"));
	tty_type(&t, "q");
	assert_true(tty_hides(&t, "causes are known"));
	tty_type(&t, "q");
	assert_left_clean(&t);
	assert_true(raw_has(&t, "\033[?2004l"));
	tty_end(&t);
	free(log);
}

static void test_mouse(void **state)
{
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, NULL);
	assert_true(tty_shows(&t, "inconsistent vendoring"));
	tty_drain(&t);
	assert_true(raw_has(&t, "\033[?1006;1000h") ||
		    raw_has(&t, "\033[?1000h"));
	/* Press at column 50, row 5: the third finding. */
	tty_type(&t, raw_has(&t, "1006") ? "\033[<0;50;5M\033[<0;50;5m"
					 : "\033[M \122\045");
	assert_true(tty_shows(&t, "runs the first program of that name"));
	quit(&t);
}

static void test_resize(void **state)
{
	static const int sizes[][2] = { { 80, 24 }, { 40, 10 }, { 30, 5 },
					{ 200, 60 }, { 1, 1 }, { 120, 36 } };
	struct tty t;
	size_t i;

	(void)state;
	play(&t, "shop", 120, 36, NULL);
	assert_true(tty_shows(&t, "2 Findings"));
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		tty_resize(&t, sizes[i][0], sizes[i][1]);
		if (sizes[i][0] >= 40)
			assert_true(tty_shows(&t, "vendor-out-of-date"));
		else if (sizes[i][0] >= 30)
			assert_true(tty_shows(&t, "40x10"));
	}
	assert_true(tty_shows(&t, "login shell"));
	/* A storm: the last size is the one that stands. */
	for (i = 0; i < 300; i++)
		tty_resize(&t, 20 + (int)(i * 7 % 200), 3 + (int)(i * 5 % 60));
	tty_resize(&t, 100, 30);
	assert_true(tty_shows(&t, "3 Why"));
	assert_true(tty_shows(&t, "q quit"));
	quit(&t);
}

static void test_too_small(void **state)
{
	struct tty t;

	(void)state;
	play(&t, "shop", 30, 5, NULL);
	assert_true(tty_shows(&t, "40x10"));
	tty_type(&t, "q");
	assert_true(tty_wait_exit(&t));
	assert_int_equal(t.status, 0);
	tty_end(&t);
}

static void test_live(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	char *player = path_of("builddir", "tests/ui/player");
	char *shop = path_of("srcdir", "tests/ui/data/shop.jsonl");
	char *calm = path_of("srcdir", "tests/ui/data/calm.jsonl");
	char *link;
	const char *out = getenv("out");
	struct tty t;

	(void)state;
	strbuf_addf(&sb, "%s/tty-live-%ld", out ? out : "/tmp",
		    (long)getpid());
	link = strbuf_detach(&sb);
	assert_int_equal(symlink(shop, link), 0);
	{
		const char *argv[] = { player, link, NULL };

		tty_start(&t, 120, 36, argv, NULL);
	}
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	unlink(link);
	assert_int_equal(symlink(calm, link), 0);
	tty_signal(&t, SIGUSR1);
	assert_true(tty_shows(&t, "Nothing is wrong here"));
	assert_true(tty_hides(&t, "vendor-out-of-date"));
	unlink(link);
	assert_int_equal(symlink(shop, link), 0);
	tty_signal(&t, SIGUSR1);
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	unlink(link);
	quit(&t);
	free(link);
	free(player);
	free(shop);
	free(calm);
}

static void write_gomod(const char *dir, const char *version)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "module example.com/tty\n\ngo %s\n", version);
	write_file(dir, "go.mod", sb.buf);
	strbuf_release(&sb);
}

/* gomend itself: an edited go.mod shows without a key. */
static void test_live_edit(void **state)
{
	char *dir = module_dir();
	struct tty t;

	(void)state;
	start_real(&t, dir, 120, 36, NULL);
	assert_true(tty_shows(&t, "go 1.21"));
	assert_true(tty_shows(&t, " live "));
	write_gomod(dir, "1.20");
	assert_true(tty_shows(&t, "go 1.20"));
	write_gomod(dir, "1.19");
	assert_true(tty_shows(&t, "go 1.19"));
	quit(&t);
	remove_module(dir);
}

/* A job log beside the places of this machine, and both compared. */
static void test_recorded(void **state)
{
	char *dir = module_dir(), *gomend = path_of("builddir", "gomend");
	char *log = path_of("srcdir", "tests/cli/recorded/github.log");
	struct strbuf place = STRBUF_INIT;
	const char *argv[] = { gomend, dir, "--place", NULL, NULL };
	struct tty t;

	(void)state;
	strbuf_addf(&place, "recorded:%s", log);
	argv[3] = place.buf;
	tty_start(&t, 160, 40, argv, NULL);
	assert_true(tty_shows(&t, "github.log"));
	tty_type(&t, "4+");
	assert_true(tty_shows(&t, "go1.22.12"));
	assert_true(tty_shows(&t, "-mod=vendor"));
	tty_type(&t, "c");
	assert_true(tty_shows(&t, "Places compared"));
	assert_true(tty_shows(&t, "GOFLAGS"));
	tty_type(&t, "q");
	assert_true(tty_hides(&t, "Places compared"));
	quit(&t);
	strbuf_release(&place);
	free(gomend);
	free(log);
	remove_module(dir);
}

/* gomend's child gomend-scan; 0 where /proc does not tell. */
static pid_t scan_of(pid_t program)
{
	DIR *d = opendir("/proc");
	struct strbuf sb = STRBUF_INIT;
	pid_t found = 0;
	struct dirent *e;

	while (d && !found && (e = readdir(d))) {
		char line[256] = "", *end;
		FILE *f;

		strbuf_reset(&sb);
		strbuf_addf(&sb, "/proc/%s/stat", e->d_name);
		f = *e->d_name >= '1' && *e->d_name <= '9'
			? fopen(sb.buf, "r") : NULL;
		if (!f)
			continue;
		if (fgets(line, sizeof(line), f) &&
		    strstr(line, "(gomend-scan)") &&
		    (end = strrchr(line, ')')) && strlen(end) > 4 &&
		    strtol(end + 4, NULL, 10) == program)
			found = (pid_t)strtol(line, NULL, 10);
		fclose(f);
	}
	if (d)
		closedir(d);
	strbuf_release(&sb);
	return found;
}

/* What is told of a new start does not stay on the bar. */
static void test_notice(void **state)
{
	char *dir = module_dir();
	struct tty t;
	pid_t scan;

	(void)state;
	start_real(&t, dir, 120, 36, NULL);
	assert_true(tty_shows(&t, "go 1.21"));
	assert_true(tty_shows(&t, " live "));
	scan = scan_of(t.program);
	if (scan) {
		kill(scan, SIGKILL);
		assert_true(tty_shows(&t, "gomend-scan ended by itself"));
		assert_true(tty_hides(&t, "gomend-scan ended by itself"));
		assert_true(tty_shows(&t, "q quit"));
	}
	quit(&t);
	remove_module(dir);
}

static void ended_by(int signum, const char *keys)
{
	struct tty t;

	play(&t, "shop", 100, 30, NULL);
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	if (*keys) {
		tty_type(&t, keys);
		assert_true(tty_shows(&t, *keys == '?' ? "Filter a list"
							: "match"));
	}
	tty_signal(&t, signum);
	assert_left_clean(&t);
	assert_false(raw_has(&t, "\033[?1006;1000h") &&
		     !raw_has(&t, "\033[?1006;1000l"));
	if (signum == SIGINT) {
		assert_true(WIFEXITED(t.status));
		assert_int_equal(WEXITSTATUS(t.status), 130);
	} else {
		assert_true(WIFSIGNALED(t.status));
		assert_int_equal(WTERMSIG(t.status), signum);
	}
	tty_end(&t);
}

static void test_signals_that_end(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT,
				       SIGABRT, SIGSEGV, SIGBUS };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		ended_by(signals[i], "");
		ended_by(signals[i], "?");
		ended_by(signals[i], "/a");
	}
}

static void test_ctrl_c(void **state)
{
	struct tty t;

	(void)state;
	play(&t, "shop", 100, 30, NULL);
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	tty_type(&t, "\003");
	assert_true(tty_shows(&t, "again or q quits"));
	tty_type(&t, "j\003");
	assert_true(tty_shows(&t, "again or q quits"));
	tty_type(&t, "\003");
	assert_left_clean(&t);
	assert_int_equal(WEXITSTATUS(t.status), 130);
	tty_end(&t);
}

static void test_suspend(void **state)
{
	static const char *const how[] = { "key", "signal", "stop" };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(how); i++) {
		struct tty t;

		play(&t, "shop", 100, 30, NULL);
		assert_true(tty_shows(&t, "vendor-out-of-date"));
		if (i == 0)
			tty_type(&t, "\032");
		else
			tty_signal(&t, i == 1 ? SIGTSTP : SIGSTOP);
		assert_true(tty_wait_stopped(&t));
		if (i < 2) {
			assert_true(tty_is_restored(&t));
			assert_true(tty_hides(&t, "vendor-out-of-date"));
		}
		/* The window may have changed meanwhile. */
		tty_resize(&t, 120, 36);
		tty_continue(&t);
		assert_true(tty_shows(&t, "login shell"));
		tty_type(&t, "jj");
		assert_true(tty_shows(&t, "first program of that name"));
		/* Only now: after a stop the old screen is still seen. */
		assert_false(tty_is_restored(&t));
		quit(&t);
	}
}

static void test_hung_up(void **state)
{
	struct tty t;

	(void)state;
	play(&t, "shop", 100, 30, NULL);
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	tty_hang_up(&t);
	assert_true(tty_wait_exit(&t));
	tty_end(&t);
}

static void test_bad_terms(void **state)
{
	static const char *const bad[] = { "TERM=no-such-terminal", NULL };
	static const char *const terms[] = { "TERM=no-such-terminal",
					     "TERM=dumb", "TERM=" };
	char *dir = module_dir();
	struct tty t;
	size_t i;

	(void)state;
	start_real(&t, dir, 100, 30, bad);
	assert_true(tty_wait_exit(&t));
	assert_int_equal(WEXITSTATUS(t.status), 2);
	assert_true(raw_has(&t, "no-such-terminal"));
	tty_end(&t);
	remove_module(dir);
	for (i = 0; i < ARRAY_SIZE(terms); i++) {
		const char *env[] = { terms[i], NULL };

		play(&t, "shop", 100, 30, env);
		assert_true(tty_wait_exit(&t));
		assert_true(WIFEXITED(t.status));
		assert_int_equal(WEXITSTATUS(t.status), 2);
		assert_true(raw_has(&t, "gomend check"));
		assert_true(raw_has(&t, "TERM"));
		assert_true(tty_is_restored(&t));
		tty_end(&t);
	}
}

/* A terminal that can do nothing gets lines, and no escape at all. */
static void test_dumb(void **state)
{
	static const char *const env[] = { "TERM=dumb", NULL };
	char *dir = module_dir();
	struct tty t;

	(void)state;
	start_real(&t, dir, 100, 30, env);
	/* Prompts and plain lines. */
	assert_true(tty_shows(&t, "q to quit"));
	tty_type(&t, "q\n");
	assert_true(tty_wait_exit(&t));
	assert_true(WIFEXITED(t.status));
	assert_false(raw_has(&t, "\033"));
	tty_end(&t);
	remove_module(dir);
}

/* Does it write an SGR that sets a colour? */
static bool raw_has_colour(const struct tty *t)
{
	size_t i = 0;

	while (i + 2 < t->raw.len) {
		const char *p = t->raw.buf + i++;
		long v = 0;

		if (p[0] != '\033' || p[1] != '[')
			continue;
		for (p += 2; (*p >= '0' && *p <= '9') || *p == ';'; p++) {
			if (*p == ';') {
				v = 0;
				continue;
			}
			v = v * 10 + (*p - '0');
			if ((p[1] == ';' || p[1] == 'm') &&
			    ((v >= 30 && v <= 38) || (v >= 40 && v <= 48) ||
			     (v >= 90 && v <= 107))) {
				const char *q = p + 1;

				while ((*q >= '0' && *q <= '9') || *q == ';')
					q++;
				if (*q == 'm')
					return true;
			}
		}
	}
	return false;
}

static void test_colours(void **state)
{
	static const struct {
		const char *env[3];
		bool colour, optional;
	} cases[] = {
		{ { NULL }, true, false },
		{ { "NO_COLOR=1", NULL }, false, false },
		{ { "NO_COLOR=", NULL }, true, false },
		{ { "TERM=vt100", NULL }, false, false },
		{ { "TERM=xterm", NULL }, true, false },
		{ { "TERM=linux", NULL }, true, false },
		{ { "TERM=screen-256color", NULL }, true, false },
		{ { "TERM=xterm-direct", NULL }, true, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct tty t;

		play(&t, "shop", 120, 36, cases[i].env);
		if (cases[i].optional && !tty_shows(&t, "Findings")) {
			tty_end(&t);
			continue;	/* this system does not know it */
		}
		assert_true(tty_shows(&t, "vendor-out-of-date"));
		tty_type(&t, "j?");
		assert_true(tty_shows(&t, "This page"));
		tty_type(&t, "qq");
		assert_true(tty_wait_exit(&t));
		assert_int_equal(t.status, 0);
		assert_int_equal(raw_has_colour(&t), cases[i].colour);
		tty_end(&t);
	}
}

static void assert_ascii(const struct tty *t)
{
	size_t i;

	for (i = 0; i < t->raw.len; i++)
		assert_true((unsigned char)t->raw.buf[i] < 0x80);
}

static void test_c_locale(void **state)
{
	static const char *const env[] = { "LC_ALL=C", NULL };
	static const char *const streams[] = { "shop", "hostile" };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(streams); i++) {
		struct tty t;

		play(&t, streams[i], 120, 36, env);
		assert_true(tty_shows(&t, "+ 1 Repository"));
		tty_type(&t, "4\r");
		assert_true(tty_shows(&t, "go env GOVERSION"));
		tty_type(&t, "q3w");
		tty_type(&t, "q");
		assert_true(tty_wait_exit(&t));
		assert_ascii(&t);
		tty_end(&t);
	}
}

/* Names full of escapes do nothing to the terminal. */
static void test_hostile(void **state)
{
	static const char *const never[] = { "\a", "\033]", "\033[31m\a",
					     "\xe2\x80\xae", "\xc2\x9b" };
	struct tty t;
	size_t i;

	(void)state;
	play(&t, "hostile", 120, 36, NULL);
	assert_true(tty_shows(&t, "\\x1b[31m"));
	tty_type(&t, "1m\r");
	tty_type(&t, "\0334\r");
	assert_true(tty_shows(&t, "go env GOVERSION"));
	tty_type(&t, "q3w");
	quit(&t);
	play(&t, "hostile", 120, 36, NULL);
	assert_true(tty_shows(&t, "\\u202e"));
	tty_type(&t, "jw");
	tty_drain(&t);
	for (i = 0; i < ARRAY_SIZE(never); i++)
		assert_false(raw_has(&t, never[i]));
	quit(&t);
}

static void test_editor(void **state)
{
	static const char *const env[] = { "VISUAL=/bin/echo edited", NULL };
	struct tty t;

	(void)state;
	play(&t, "shop", 120, 36, env);
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	tty_type(&t, "e");
	/* Back on the screen after the child; its line was written plainly. */
	assert_true(tty_shows(&t, "vendor-out-of-date"));
	tty_type(&t, "j");
	assert_true(tty_shows(&t, "does not have that folder"));
	assert_true(raw_has(&t, "edited +87 /src/shop/vendor/modules.txt"));
	quit(&t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_start_and_quit),
	cmocka_unit_test(test_move_and_open),
	cmocka_unit_test(test_stop_a_fix),
	cmocka_unit_test(test_recovery_is_said),
	cmocka_unit_test(test_filter),
	cmocka_unit_test(test_log),
	cmocka_unit_test(test_mouse),
	cmocka_unit_test(test_resize),
	cmocka_unit_test(test_too_small),
	cmocka_unit_test(test_live),
	cmocka_unit_test(test_live_edit),
	cmocka_unit_test(test_recorded),
	cmocka_unit_test(test_notice),
	cmocka_unit_test(test_signals_that_end),
	cmocka_unit_test(test_ctrl_c),
	cmocka_unit_test(test_suspend),
	cmocka_unit_test(test_hung_up),
	cmocka_unit_test(test_bad_terms),
	cmocka_unit_test(test_dumb),
	cmocka_unit_test(test_colours),
	cmocka_unit_test(test_c_locale),
	cmocka_unit_test(test_hostile),
	cmocka_unit_test(test_editor),
};

CM_MAIN(tests)
