/* A guided fix in the real program: from the finding to undo. */
#include "config.h"

#include "tests/cm.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/tty/tty.h"

static const char sick[] =
	"module example.com/tty\n\n// the version\ngo 1.21.x\n";
static const char sound[] =
	"module example.com/tty\n\n// the version\ngo 1.21\n";

struct place {
	char *top, *gomod;
	char *home, *state;	/* HOME=…, XDG_STATE_HOME=… */
	struct tty t;
};

static char *printed(const char *fmt, const char *a, const char *b)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, fmt, a, b);
	return strbuf_detach(&sb);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static bool file_is(const char *path, const char *text)
{
	char have[512];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f)
		return false;
	n = fread(have, 1, sizeof(have) - 1, f);
	fclose(f);
	have[n] = 0;
	return !strcmp(have, text);
}

static void make_place(struct place *p)
{
	const char *out = getenv("out");
	char *path;

	memset(p, 0, sizeof(*p));
	p->top = printed("%s%s", out ? out : "/tmp", "/fix-XXXXXX");
	assert_non_null(mkdtemp(p->top));
	p->home = printed("HOME=%s%s", p->top, "/home");
	p->state = printed("XDG_STATE_HOME=%s%s", p->top, "/state");
	assert_int_equal(mkdir(p->home + strlen("HOME="), 0700), 0);
	path = printed("%s%s", p->top, "/repo");
	assert_int_equal(mkdir(path, 0755), 0);
	p->gomod = printed("%s%s", path, "/go.mod");
	write_file(p->gomod, sick);
	free(path);
}

static void launch(struct place *p, const char *option)
{
	const char *builddir = getenv("builddir");
	char *gomend = printed("%s%s", builddir ? builddir : ".", "/gomend");
	char *repo = printed("%s%s", p->top, "/repo");
	const char *argv[] = { gomend, option ? option : repo,
			       option ? repo : NULL, NULL };
	/* No go: the finding and its fix are the same on every machine. */
	const char *env[] = { p->home, p->state, "PATH=/usr/bin:/bin",
			      "SHELL=/bin/sh", NULL };

	tty_start(&p->t, 120, 36, argv, env);
	free(gomend);
	free(repo);
}

static void start(struct place *p, const char *option)
{
	launch(p, option);
	/* The one finding that is meant, whatever else this machine has. */
	assert_true(tty_shows(&p->t, "gomod-invalid"));
	tty_type(&p->t, "2/gomod-invalid\r");
	assert_true(tty_shows(&p->t, "invalid go version '1.21.x'"));
}

static void quit(struct place *p)
{
	tty_type(&p->t, "q");
	assert_true(tty_wait_exit(&p->t));
	assert_true(tty_is_restored(&p->t));
	assert_true(WIFEXITED(p->t.status));
	assert_int_equal(WEXITSTATUS(p->t.status), 0);
	tty_end(&p->t);
}

static void remove_place(struct place *p)
{
	char *argv[] = { (char []){ "rm" }, (char []){ "-rf" }, p->top, NULL };
	pid_t pid = fork();
	int status;

	if (!pid) {
		execv("/bin/rm", argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	free(p->top);
	free(p->gomod);
	free(p->home);
	free(p->state);
}

static void to_the_preview(struct place *p)
{
	tty_type(&p->t, "f");
	assert_true(tty_shows(&p->t, "[Choose]"));
	assert_true(tty_shows(&p->t, "Show the preview"));
	tty_type(&p->t, "\r");
	assert_true(tty_shows(&p->t, "[Preview]"));
	assert_true(tty_shows(&p->t, "-go 1.21.x"));
	assert_true(tty_shows(&p->t, "+go 1.21 "));
}

/* Select, f, Enter, a, done, u: and the bytes are those of before. */
static void test_fix_and_undo(void **state)
{
	struct place p;

	(void)state;
	make_place(&p);
	start(&p, NULL);
	to_the_preview(&p);
	assert_true(file_is(p.gomod, sick));
	/* Any size on the way. */
	tty_resize(&p.t, 40, 10);
	assert_true(tty_shows(&p.t, "3/5 Preview"));
	tty_resize(&p.t, 80, 24);
	assert_true(tty_shows(&p.t, "[Preview]"));
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "Done, and verified."));
	assert_true(file_is(p.gomod, sound));
	tty_type(&p.t, "u");
	assert_true(tty_shows(&p.t, "Taken back."));
	assert_true(file_is(p.gomod, sick));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "2 Findings"));
	assert_true(tty_shows(&p.t, "invalid go version '1.21.x'"));
	quit(&p);
	remove_place(&p);
}

/* s: the same as a script, in the folder that gomend was started in. */
static void test_script(void **state)
{
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char *argv[] = { (char []){ "sh" },
			 (char []){ "gomend-set-go-line.sh" }, NULL };
	struct place p;
	pid_t pid;
	int status;

	(void)state;
	make_place(&p);
	assert_true(here >= 0);
	assert_int_equal(chdir(p.top), 0);
	start(&p, NULL);
	to_the_preview(&p);
	tty_type(&p.t, "s");
	assert_true(tty_shows(&p.t, "gomend-set-go-line.sh; sh runs it"));
	tty_type(&p.t, "s");
	assert_true(tty_shows(&p.t, "gomend-set-go-line-2.sh; sh runs it"));
	assert_true(file_is(p.gomod, sick));
	tty_type(&p.t, "q");
	assert_true(tty_shows(&p.t, "2 Findings"));
	quit(&p);
	pid = fork();
	if (!pid) {
		execv("/bin/sh", argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(file_is(p.gomod, sound));
	assert_int_equal(fchdir(here), 0);
	(void)close(here);
	remove_place(&p);
}

/* What was applied can be taken back by another process, from the journal. */
static void test_journal_after_a_restart(void **state)
{
	struct place p;

	(void)state;
	make_place(&p);
	start(&p, NULL);
	to_the_preview(&p);
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "Done, and verified."));
	tty_type(&p.t, "\r");
	assert_true(tty_hides(&p.t, "invalid go version '1.21.x'"));
	quit(&p);
	launch(&p, NULL);
	assert_true(tty_shows(&p.t, "2 Findings"));
	tty_type(&p.t, "J");
	assert_true(tty_shows(&p.t, "set-go-line"));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "1 change"));
	tty_type(&p.t, "\033");
	assert_true(tty_hides(&p.t, "1 change"));
	tty_type(&p.t, "u");
	assert_true(tty_shows(&p.t, "Take back number 1, set-go-line"));
	tty_type(&p.t, "j\r");
	assert_true(tty_shows(&p.t, "taken back"));
	assert_true(file_is(p.gomod, sick));
	tty_type(&p.t, "\033");
	assert_true(tty_shows(&p.t, "gomod-invalid"));
	quit(&p);
	remove_place(&p);
}

/* Changed between preview and apply: refused, and left alone. */
static void test_changed_since_the_preview(void **state)
{
	static const char other[] =
		"module example.com/tty\n\n// mine\ngo 1.21.x\n";
	struct place p;

	(void)state;
	make_place(&p);
	start(&p, NULL);
	to_the_preview(&p);
	write_file(p.gomod, other);
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "Nothing was changed."));
	assert_true(tty_shows(&p.t, "go.mod"));
	assert_true(file_is(p.gomod, other));
	/* Again, on what is there now. */
	tty_type(&p.t, "f");
	assert_true(tty_shows(&p.t, "Show the preview"));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "// mine"));
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "Done, and verified."));
	tty_type(&p.t, "\r");
	quit(&p);
	remove_place(&p);
}

/* A value that cannot be says why at once; what was typed is kept. */
static void test_values(void **state)
{
	struct place p;

	(void)state;
	make_place(&p);
	start(&p, NULL);
	tty_type(&p.t, "f");
	assert_true(tty_shows(&p.t, "Show the preview"));
	tty_type(&p.t, "k\r\025banana");
	assert_true(tty_shows(&p.t, "banana"));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "\"banana\" is no version of Go"));
	tty_type(&p.t, "\r\0251.22\r");
	assert_true(tty_hides(&p.t, "banana"));
	assert_true(tty_shows(&p.t, "\"go 1.22\""));
	tty_type(&p.t, "j\r");
	assert_true(tty_shows(&p.t, "+go 1.22"));
	/* Back: the form, with the value. */
	tty_type(&p.t, "\033");
	assert_true(tty_shows(&p.t, "[Choose]"));
	assert_true(tty_shows(&p.t, "1.22"));
	tty_type(&p.t, "\033");
	assert_true(tty_shows(&p.t, "2 Findings"));
	assert_true(file_is(p.gomod, sick));
	quit(&p);
	remove_place(&p);
}

static void test_read_only(void **state)
{
	struct place p;

	(void)state;
	make_place(&p);
	start(&p, "--read-only");
	tty_type(&p.t, "f");
	assert_true(tty_shows(&p.t, "--read-only was given"));
	tty_type(&p.t, "u");
	assert_true(tty_shows(&p.t, "--read-only was given"));
	tty_type(&p.t, "J");
	assert_true(tty_shows(&p.t, "Nothing has been applied yet"));
	tty_type(&p.t, "\033");
	assert_true(tty_hides(&p.t, "Nothing has been applied yet"));
	quit(&p);
	remove_place(&p);
}

/* The folder of PATH that holds go, or NULL. */
static char *go_folder(void)
{
	char *path = printed("%s%s", getenv("PATH") ? getenv("PATH") : "", ""),
	     *dir, *rest = path;

	while ((dir = strtok(rest, ":"))) {
		char *go = printed("%s%s", dir, "/go");
		bool there = *dir == '/' && !access(go, X_OK);

		rest = NULL;
		free(go);
		if (there) {
			dir = printed("%s%s", dir, "");
			free(path);
			return dir;
		}
	}
	free(path);
	return NULL;
}

/* It moves, the screen goes along; it comes back, and the screen with it. */
static void test_the_project_moves(void **state)
{
	const char *builddir = getenv("builddir");
	char *gomend, *go = go_folder(), *path, *old, *new;
	const char *argv[3] = { NULL }, *env[5] = { NULL };
	struct place p;

	(void)state;
	if (!go)
		skip();
	make_place(&p);
	path = printed("%s%s", p.home + strlen("HOME="), "/go");
	assert_int_equal(mkdir(path, 0755), 0);
	old = printed("%s%s", path, "/src");
	assert_int_equal(mkdir(old, 0755), 0);
	free(path);
	path = old;
	old = printed("%s%s", path, "/app");
	assert_int_equal(mkdir(old, 0755), 0);
	free(path);
	path = printed("%s%s", old, "/go.mod");
	write_file(path, sound);
	free(path);
	path = printed("%s%s", old, "/app.go");
	write_file(path, "package app\n");
	free(path);
	new = printed("%s%s", p.home + strlen("HOME="), "/src/app/go.mod");
	gomend = printed("%s%s", builddir ? builddir : ".", "/gomend");
	path = printed("PATH=%s%s", go, ":/usr/bin:/bin");
	argv[0] = gomend;
	argv[1] = old;
	env[0] = p.home;
	env[1] = p.state;
	env[2] = path;
	env[3] = "SHELL=/bin/sh";
	tty_start(&p.t, 120, 36, argv, env);
	assert_true(tty_shows(&p.t, "module-in-gopath"));
	tty_type(&p.t, "2/module-in\rf");
	assert_true(tty_shows(&p.t, "how the preview"));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "2 changes"));
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "Done, and verified."));
	assert_true(file_is(new, sound));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "The project lies in ~/src/app now"));
	assert_true(tty_shows(&p.t, "live"));
	assert_true(tty_hides(&p.t, "it builds there as anywhere else"));
	/* Changes are followed in the new place. */
	write_file(new, sick);
	tty_type(&p.t, "\033");
	assert_true(tty_shows(&p.t, "gomod-invalid"));
	write_file(new, sound);
	assert_true(tty_hides(&p.t, "gomod-invalid"));
	tty_type(&p.t, "J");
	assert_true(tty_shows(&p.t, "relocate-project"));
	tty_type(&p.t, "u");
	assert_true(tty_shows(&p.t, "Take back number 1"));
	tty_type(&p.t, "j\r");
	assert_true(tty_shows(&p.t, "The project lies in ~/go/src/app now"));
	tty_type(&p.t, "\033");
	assert_true(tty_shows(&p.t, "module-in-gopath"));
	assert_true(tty_shows(&p.t, "live"));
	quit(&p);
	remove_place(&p);
	free(gomend);
	free(go);
	free(path);
	free(old);
	free(new);
}

/* Writes a file of the project in `dir`. */
static void project_file(const char *dir, const char *name, const char *text)
{
	char *path = printed("%s/%s", dir, name);

	write_file(path, text);
	free(path);
}

static bool project_has(const char *dir, const char *name, const char *text)
{
	char *path = printed("%s/%s", dir, name);
	bool has = text ? file_is(path, text) : access(path, F_OK) < 0;

	free(path);
	return has;
}

/* A migration stage by stage: where one is, what is next, and all of it back. */
static void test_stages(void **state)
{
	static const char lock[] =
		"[[projects]]\n  name = \"example.com/gone\"\n"
		"  revision = \"v1.0.0\"\n";
	static const char make[] = "deps:\n\tdep ensure\n";
	const char *builddir = getenv("builddir");
	char *gomend, *go = go_folder(), *path, *dir;
	const char *argv[3] = { NULL }, *env[6] = { NULL };
	struct place p;

	(void)state;
	if (!go)
		skip();
	make_place(&p);
	dir = printed("%s%s", p.home + strlen("HOME="), "/me");
	assert_int_equal(mkdir(dir, 0755), 0);
	project_file(dir, "me.go", "package me // import \"example.com/me\"\n");
	project_file(dir, "Gopkg.lock", lock);
	project_file(dir, "Makefile", make);
	gomend = printed("%s%s", builddir ? builddir : ".", "/gomend");
	path = printed("PATH=%s%s", go, ":/usr/bin:/bin");
	argv[0] = gomend;
	argv[1] = dir;
	env[0] = p.home;
	env[1] = p.state;
	env[2] = path;
	env[3] = "SHELL=/bin/sh";
	env[4] = "GOPROXY=off";
	tty_start(&p.t, 120, 36, argv, env);
	assert_true(tty_shows(&p.t, "gopath-project"));
	tty_type(&p.t, "2/gopath-project\rf");
	assert_true(tty_shows(&p.t, "how the preview"));
	/* From the first field down to the stage; the value behind "all". */
	tty_type(&p.t, "jjjjjjjl");
	assert_true(tty_shows(&p.t, "\u2039 module \u203a"));
	assert_true(tty_shows(&p.t, "how the preview"));
	tty_type(&p.t, "c");
	assert_true(tty_shows(&p.t, "lock, later: Gopkg.lock goes"));
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "Gate, passed: go build ./... passes."));
	assert_true(tty_shows(&p.t, "lines, next: what assumes GOPATH"));
	assert_true(project_has(dir, "Makefile", make));
	assert_true(project_has(dir, "Gopkg.lock", lock));
	tty_type(&p.t, "c");
	assert_true(tty_shows(&p.t, "\u2039 lines \u203a"));
	assert_true(tty_shows(&p.t, "how the preview"));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "now lines; later lock"));
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "lock, next: Gopkg.lock goes"));
	assert_true(project_has(dir, "Makefile",
				"deps:\n\tgo mod download\n"));
	tty_type(&p.t, "c");
	assert_true(tty_shows(&p.t, "how the preview"));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "lock, now: Gopkg.lock goes"));
	tty_type(&p.t, "a");
	assert_true(tty_shows(&p.t, "It goes on from number 2"));
	assert_true(project_has(dir, "Gopkg.lock", NULL));
	tty_type(&p.t, "U");
	assert_true(tty_shows(&p.t, "Take back 3 stages in"));
	tty_type(&p.t, "j\r");
	assert_true(tty_shows(&p.t, "All 3 stages are taken back."));
	assert_true(project_has(dir, "go.mod", NULL));
	assert_true(project_has(dir, "Makefile", make));
	assert_true(project_has(dir, "Gopkg.lock", lock));
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "gopath-project"));
	quit(&p);
	remove_place(&p);
	free(gomend);
	free(go);
	free(path);
	free(dir);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_fix_and_undo),
	cmocka_unit_test(test_journal_after_a_restart),
	cmocka_unit_test(test_script),
	cmocka_unit_test(test_changed_since_the_preview),
	cmocka_unit_test(test_values),
	cmocka_unit_test(test_read_only),
	cmocka_unit_test(test_the_project_moves),
	cmocka_unit_test(test_stages),
};

CM_MAIN(tests)
