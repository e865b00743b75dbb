/* gomend setup in the real program: from an archive to a first program. */
#include "config.h"

#include "tests/cm.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "tests/tty/tty.h"

/* What passes for a release of Go without being one, with its sum beside. */
static const char make_archive[] =
	"set -e; cd \"$1\"; mkdir -p home work dl state go/bin go/src/runtime "
	"go/src/fmt go/pkg/tool/x\n"
	"case $(uname -m) in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; "
	"*) arch=$(uname -m) ;; esac\n"
	"printf 'go1.24.4\\ntime 2026-01-02T03:04:05Z\\n' >go/VERSION\n"
	"printf '#!/bin/sh\\n[ \"$1\" = version ] && "
	"echo go version go1.24.4 linux/%s\\n' $arch >go/bin/go\n"
	"printf compiler >go/pkg/tool/x/compile\n"
	"echo package runtime >go/src/runtime/proc.go\n"
	"echo package fmt >go/src/fmt/print.go\n"
	"chmod 755 go/bin/go go/pkg/tool/x/compile\n"
	"tar --owner=0 --group=0 -czf dl/go.tar.gz go; rm -r go\n"
	"sha256sum dl/go.tar.gz | cut -d' ' -f1 >dl/go.tar.gz.sha256\n"
	"echo 'alias ll=\"ls -l\"' >home/.bashrc\n"
	"printf 'umask 022' >home/.profile\n"
	"cp -p home/.bashrc home/.profile dl/\n";

struct place {
	char *top;
	struct tty t;
};

static char *printed(const char *fmt, const char *a, const char *b)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, fmt, a, b);
	return strbuf_detach(&sb);
}

/* The exit status of a script; $1 is the folder. */
static int script(const struct place *p, const char *text)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		execl("/bin/sh", "sh", "-c", text, "sh", p->top, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool is_known_shell(void)
{
	const struct passwd *pw = getpwuid(getuid());
	const char *shell = pw && pw->pw_shell ? pw->pw_shell : "";

	return cstr_ends(shell, "/bash") || cstr_ends(shell, "/sh") ||
	       cstr_ends(shell, "/dash");
}

static bool make_place(struct place *p)
{
	const char *out = getenv("out"), *builddir = getenv("builddir");
	char *fetch = printed("%s%s", builddir ? builddir : ".",
			      "/gomend-fetch");
	bool can = is_known_shell() && !access(fetch, X_OK);

	free(fetch);
	memset(p, 0, sizeof(*p));
	if (!can)
		return false;
	p->top = printed("%s%s", out ? out : "/tmp", "/setup-XXXXXX");
	assert_non_null(mkdtemp(p->top));
	assert_int_equal(script(p, make_archive), 0);
	return true;
}

static void remove_place(struct place *p)
{
	assert_int_equal(script(p, "chmod -R u+rwX \"$1\"; rm -rf \"$1\""), 0);
	free(p->top);
}

/* `path` begins PATH; `install`: the archive at hand is to be taken. */
static void start(struct place *p, const char *path, bool install)
{
	const char *builddir = getenv("builddir");
	const char *cache = getenv("TEST_GOCACHE");
	char *gomend = printed("%s%s", builddir ? builddir : ".", "/gomend");
	char *work = printed("%s%s", p->top, "/work");
	char *file = printed("file=%s%s", p->top, "/dl/go.tar.gz");
	char *prefix = printed("prefix=%s%s", p->top, "/home/.local/go");
	char *home = printed("HOME=%s%s", p->top, "/home");
	char *state = printed("XDG_STATE_HOME=%s%s", p->top, "/state");
	char *gocache = cache ? printed("GOCACHE=%s%s", cache, "")
			      : printed("GOCACHE=%s%s", p->top, "/gocache");
	char *of_go = printed("PATH=%s%s", path, "/usr/bin:/bin");
	const char *with[] = { gomend, "setup", "--set", file, "--set",
			       prefix, work, NULL };
	const char *without[] = { gomend, "setup", work, NULL };
	const char *env[] = { home, state, gocache, of_go, "GOPROXY=off",
			      "GOTOOLCHAIN=local", "GOFLAGS=", NULL };

	tty_start(&p->t, 120, 36, install ? with : without, env);
	free(gomend);
	free(work);
	free(file);
	free(prefix);
	free(home);
	free(state);
	free(gocache);
	free(of_go);
}

/* A machine that is busy takes longer than a key does. */
static bool exits_at_last(struct place *p)
{
	int i;

	for (i = 0; i < 12; i++)
		if (tty_wait_exit(&p->t))
			return true;
	return false;
}

static void quit(struct place *p)
{
	tty_type(&p->t, "q");
	assert_true(exits_at_last(p));
	assert_true(tty_is_restored(&p->t));
	assert_true(WIFEXITED(p->t.status));
	assert_int_equal(WEXITSTATUS(p->t.status), 0);
}

static bool shows_at_last(struct place *p, const char *text)
{
	int i;

	for (i = 0; i < 12; i++)
		if (tty_shows(&p->t, text))
			return true;
	return false;
}

static void install(struct place *p)
{
	assert_true(shows_at_last(p, "[What is here]"));
	assert_true(shows_at_last(p, "Choose, and see a preview"));
	tty_type(&p->t, "\r");
	assert_true(tty_shows(&p->t, "[Choose]"));
	assert_true(tty_shows(&p->t, "and show the preview"));
	tty_type(&p->t, "c");
	assert_true(shows_at_last(p, "[Preview]"));
	assert_true(shows_at_last(p, "a apply"));
	/* Shown, and not yet there. */
	assert_int_equal(script(p, "[ ! -e \"$1/home/.local/go\" ] && "
				"cmp -s \"$1/home/.bashrc\" \"$1/dl/.bashrc\""),
			 0);
	tty_type(&p->t, "a");
	assert_true(shows_at_last(p, "Done, and verified."));
	assert_int_equal(script(p, "[ -x \"$1/home/.local/go/bin/go\" ] && "
				"grep -q gomend \"$1/home/.bashrc\""), 0);
	tty_type(&p->t, "\r");
	assert_true(tty_shows(&p->t, "[Proof]"));
	assert_true(shows_at_last(p, "login shell: "));
	assert_true(tty_shows(&p->t, "/home/.local/go/bin/go"));
}

static void test_install_and_undo(void **state)
{
	struct place p;

	(void)state;
	if (!make_place(&p))
		skip();
	start(&p, "", true);
	install(&p);
	tty_type(&p.t, "u");
	assert_true(shows_at_last(&p, "Taken back."));
	assert_int_equal(script(&p, "cd \"$1\"; [ ! -e home/.local/go ] && "
				"cmp -s home/.bashrc dl/.bashrc && "
				"cmp -s home/.profile dl/.profile"), 0);
	quit(&p);
	/* Nothing is left to be typed. */
	assert_null(strstr(p.t.raw.buf, "does not know of it yet"));
	tty_end(&p.t);
	remove_place(&p);
}

/* What that shell needs stays on its screen when gomend is gone. */
static void test_line_stays(void **state)
{
	struct place p;

	(void)state;
	if (!make_place(&p))
		skip();
	start(&p, "", true);
	install(&p);
	quit(&p);
	tty_drain(&p.t);
	assert_true(tty_shows(&p.t, "This shell does not know of it yet."));
	assert_true(tty_shows(&p.t, "export PATH="));
	tty_end(&p.t);
	remove_place(&p);
}

/* The folder of a real go of this machine, with a colon; NULL: none. */
static char *real_go(void)
{
	const char *src = getenv("srcdir");
	char *line = printed("sh '%s%s", src ? src : ".",
			     "/tests/go/releases.sh' | tail -n 1");
	char found[512], *path;
	FILE *f = popen(line, "r");
	size_t n;

	free(line);
	if (!f)
		return NULL;
	n = fread(found, 1, sizeof(found) - 1, f);
	(void)pclose(f);
	found[n] = 0;
	path = strchr(found, ' ');
	if (!path || !cstr_ends(str_trim(str_from(path)).p, "/go\n"))
		return NULL;
	path++;
	path[strlen(path) - strlen("/go\n")] = 0;
	return printed("%s%s", path, ":");
}

/* With a go at hand: a first program, built, run, and taken back. */
static void test_first_program(void **state)
{
	char *go = real_go();
	struct place p;

	(void)state;
	if (!go || !make_place(&p))
		skip();
	start(&p, go, false);
	free(go);
	assert_true(shows_at_last(&p, "[What is here]"));
	assert_true(shows_at_last(&p, "it answers in: this shell"));
	/* The last row but one, or the last: on with what is there. */
	tty_type(&p.t, "/Go on without\r\r");
	assert_true(tty_shows(&p.t, "[Proof]"));
	assert_true(shows_at_last(&p, "A first program"));
	tty_type(&p.t, "\r");
	assert_true(shows_at_last(&p, "and show the preview"));
	tty_type(&p.t, "c");
	assert_true(shows_at_last(&p, "[Preview]"));
	assert_true(shows_at_last(&p, "a apply"));
	assert_int_equal(script(&p, "[ ! -e \"$1/home/hello\" ]"), 0);
	tty_type(&p.t, "a");
	assert_true(shows_at_last(&p, "Done, and verified."));
	assert_int_equal(script(&p, "grep -q Hello \"$1/home/hello/main.go\""),
			 0);
	tty_type(&p.t, "\r");
	assert_true(tty_shows(&p.t, "[Done]"));
	assert_true(tty_shows(&p.t, "/home/hello && go run ."));
	tty_type(&p.t, "u");
	assert_true(shows_at_last(&p, "Taken back."));
	assert_int_equal(script(&p, "[ ! -e \"$1/home/hello\" ]"), 0);
	quit(&p);
	tty_end(&p.t);
	remove_place(&p);
}

/* Where lines are wanted, prompts ask. */
static void test_linear(void **state)
{
	const char *builddir = getenv("builddir");
	char *gomend = printed("%s%s", builddir ? builddir : ".", "/gomend");
	struct place p;

	(void)state;
	if (!make_place(&p)) {
		free(gomend);
		skip();
	}
	{
		char *work = printed("%s%s", p.top, "/work");
		char *home = printed("HOME=%s%s", p.top, "/home");
		const char *argv[] = { gomend, "setup", "--linear", work,
				       NULL };
		const char *env[] = { home, "PATH=/usr/bin:/bin",
				      "GOPROXY=off", NULL };

		tty_start(&p.t, 80, 24, argv, env);
		assert_true(shows_at_last(&p, "What is here"));
		assert_null(strstr(p.t.raw.buf, "[What is here]"));
		tty_type(&p.t, "\003");
		assert_true(exits_at_last(&p));
		tty_end(&p.t);
		free(work);
		free(home);
	}
	free(gomend);
	remove_place(&p);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_install_and_undo),
	cmocka_unit_test(test_line_stays),
	cmocka_unit_test(test_first_program),
	cmocka_unit_test(test_linear),
};

CM_MAIN(tests)
