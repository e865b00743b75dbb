/* gomend setup on the screen, on a recorded machine. */
#include "config.h"

#include "tests/cm.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tests/ui/screen.h"

static struct choice archive[] = {
	{ .name = "file", .value = "/tmp/go1.24.4.linux-amd64.tar.gz" },
};

static const char *fixes_of[] = { "install-go" };

struct bench {
	struct screen s;
	struct setup_given given;
	struct finding missing;
	struct go_binary *go;	/* what the login shell would find */
	struct place *places;
};

static struct place *place_of(struct bench *b, const char *name)
{
	struct snapshot *snap = &b->s.stream.snap;
	size_t i;

	for (i = 0; i < snap->nplaces; i++)
		if (!strcmp(snap->places[i].name, name))
			return &snap->places[i];
	fail_msg("no place %s", name);
	return NULL;
}

/* A machine without Go, and no project. */
static void open_bench(struct bench *b, int cols, int rows)
{
	struct snapshot *snap;
	size_t i;

	memset(b, 0, sizeof(*b));
	strbuf_init(&b->given.lines);
	screen_open(&b->s, "nogo", cols, rows);
	snap = &b->s.stream.snap;
	b->go = place_of(b, "shell")->gos;
	for (i = 0; i < snap->nplaces; i++)
		snap->places[i].ngos = 0;
	snap->nmodules = 0;
	b->missing.id = "go-missing";
	b->missing.fingerprint = "f00d";
	b->missing.severity = SEVERITY_ERROR;
	b->missing.title.id = "no go on PATH";
	b->missing.module = b->missing.path = b->missing.subject = "";
	b->missing.fixes = fixes_of;
	b->missing.nfixes = 1;
	b->s.stream.view.findings = &b->missing;
	b->s.stream.view.nfindings = 1;
	b->s.stream.view.settled = true;
	setup_open(&b->s.app, &b->given);
	screen_change(&b->s);
}

static void close_bench(struct bench *b)
{
	b->s.stream.view.findings = NULL;
	b->s.stream.view.nfindings = 0;
	screen_close(&b->s);
	strbuf_release(&b->given.lines);
}

/* A Go was installed, and the start-up files lead to it. */
static void arrive(struct bench *b)
{
	struct place *p = place_of(b, "login");

	p->gos = b->go;
	p->ngos = 1;
	p->confirmed = true;
	b->s.stream.view.nfindings = 0;
	screen_change(&b->s);
}

static const struct row *at(struct bench *b)
{
	const struct row *r = list_current(&b->s.app.setup.list);

	assert_non_null(r);
	return r;
}

/* To the row by which that is begun, and Enter. */
static void begin(struct bench *b, const char *id)
{
	assert_true(list_select(&b->s.app.setup.list, id));
	screen_key(&b->s, K_ENTER);
}

static void test_what_is_here(void **state)
{
	static const int size[][2] = {
		{ 80, 24 }, { 120, 36 }, { 40, 10 }, { 200, 60 },
	};
	const struct effect *e;
	struct bench b;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(size); i++) {
		open_bench(&b, size[i][0], size[i][1]);
		screen_golden(&b.s, "setup");
		close_bench(&b);
	}
	open_bench(&b, 80, 24);
	screen_ascii(&b.s);
	screen_golden(&b.s, "setup");
	assert_int_equal(app_where(&b.s.app), WHERE_SETUP);
	assert_true(screen_shows(&b.s, "No Go: none on PATH"));
	/* The cursor stands on what goes on. */
	assert_string_equal(at(&b)->arg, "go");
	b.given.install = archive;
	b.given.ninstall = 1;
	screen_key(&b.s, K_ENTER);
	e = screen_effect(&b.s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_int_equal(e->spec->nwants, 1);
	assert_string_equal(e->spec->wants[0].fix, "install-go");
	assert_string_equal(e->spec->wants[0].finding, "f00d");
	assert_int_equal(e->spec->ngiven, 1);
	assert_string_equal(e->spec->given[0].value, archive[0].value);
	/* Given up: back where it was. */
	screen_key(&b.s, K_ESC);
	assert_int_equal(app_where(&b.s.app), WHERE_SETUP);
	assert_int_equal(b.s.app.setup.page, SETUP_FOUND);
	close_bench(&b);
}

static const char *value_of(const struct fixrun_spec *spec, const char *name)
{
	size_t i;

	for (i = 0; i < spec->ngiven; i++)
		if (!strcmp(spec->given[i].name, name))
			return spec->given[i].value;
	return "";
}

/* Asked by consent alone; where it does not answer another one is chosen. */
static void test_proxy(void **state)
{
	struct event ev = { .kind = EVENT_REACHED,
			    .text = "no route to host" };
	const struct fixrun_spec *spec;
	const struct effect *e;
	struct bench b;

	(void)state;
	open_bench(&b, 120, 36);
	assert_null(screen_effect(&b.s, EFFECT_REACH));
	begin(&b, "reach");
	e = screen_effect(&b.s, EFFECT_REACH);
	assert_non_null(e);
	assert_string_equal(e->text, "https://proxy.golang.org");
	assert_true(screen_shows(&b.s, "Asking"));
	screen_key(&b.s, K_CTRL('c'));
	e = screen_effect(&b.s, EFFECT_REACH);
	assert_non_null(e);
	assert_null(e->text);
	/* What comes after that is of no interest. */
	screen_event(&b.s, &ev);
	assert_false(screen_shows(&b.s, "no route"));
	begin(&b, "reach");
	screen_event(&b.s, &ev);
	assert_true(screen_shows(&b.s, "It does not answer: no route"));
	screen_golden(&b.s, "setup-proxy");
	begin(&b, "proxy:https://goproxy.cn,direct");
	assert_true(screen_shows(&b.s, "(x) https://goproxy.cn,direct"));
	begin(&b, "go");
	e = screen_effect(&b.s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	spec = e->spec;
	assert_int_equal(spec->nwants, 2);
	assert_string_equal(spec->wants[0].fix, "install-go");
	assert_string_equal(spec->wants[1].fix, "set-env");
	assert_string_equal(value_of(spec, "name"), "GOPROXY");
	assert_string_equal(value_of(spec, "layer"), "goenv");
	assert_string_equal(value_of(spec, "value"),
			    "https://goproxy.cn,direct");
	close_bench(&b);
	open_bench(&b, 120, 36);
	begin(&b, "reach");
	ev.lines = 1;
	screen_event(&b.s, &ev);
	assert_true(screen_shows(&b.s, "It answers."));
	assert_false(screen_shows(&b.s, "goproxy.cn"));
	close_bench(&b);
}

static void undone(struct bench *b, bool done)
{
	struct undo_result u = { .done = done, .txn = 17,
				 .message = done ? NULL : "It was changed." };
	struct event ev = { .kind = EVENT_UNDONE, .undo = &u };

	screen_event(&b->s, &ev);
}

/* From nothing to a first program, and all of it taken back. */
static void test_walk(void **state)
{
	char *was = xstrdup(getenv("PATH") ? getenv("PATH") : "");
	struct strbuf lines = STRBUF_INIT;
	enum place_state state_was;
	const struct effect *e;
	struct bench b;

	(void)state;
	open_bench(&b, 120, 36);
	screen_key(&b.s, K_ENTER);
	screen_fix(&b.s, MODEL_DONE);
	arrive(&b);
	assert_true(screen_shows(&b.s, "Done, and verified"));
	screen_key(&b.s, K_ENTER);
	assert_int_equal(b.s.app.setup.page, SETUP_PROOF);
	/* gomend itself finds it from now on, as that shell will. */
	e = screen_effect(&b.s, EFFECT_PATH);
	assert_non_null(e);
	assert_true(!strncmp(e->text, "/usr/local/go/bin:", 18));
	assert_true(screen_shows(&b.s, "Asking fresh shells"));
	place_of(&b, "shell")->ngos = 1;
	screen_change(&b.s);
	assert_null(screen_effect(&b.s, EFFECT_PATH));
	assert_true(screen_shows(&b.s, "login shell: go1.26.8 answers"));
	screen_golden(&b.s, "setup-proof");
	/* dash reads no file of its own in a terminal: no riddle. */
	state_was = place_of(&b, "interactive")->state;
	place_of(&b, "interactive")->state = PLACE_READY;
	place_of(&b, "interactive")->shell = "/bin/dash";
	screen_change(&b.s);
	assert_true(screen_shows(&b.s, "in a terminal dash reads no start-up"));
	place_of(&b, "interactive")->state = state_was;
	place_of(&b, "interactive")->shell = "/bin/bash";
	screen_change(&b.s);
	assert_false(screen_shows(&b.s, "in a terminal"));
	assert_string_equal(at(&b)->arg, "first");
	screen_key(&b.s, K_ENTER);
	e = screen_effect(&b.s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_string_equal(e->spec->wants[0].fix, "first-module");
	screen_fix(&b.s, MODEL_DONE);
	screen_key(&b.s, K_ENTER);
	assert_int_equal(b.s.app.setup.page, SETUP_END);
	assert_true(screen_shows(&b.s, "In the shell you came from, type"));
	screen_golden(&b.s, "setup-end");
	screen_resize(&b.s, 40, 10);
	screen_golden(&b.s, "setup-end");
	screen_resize(&b.s, 80, 24);
	screen_golden(&b.s, "setup-end");
	setup_lines(&b.s.app.setup, &lines);
	assert_string_equal(lines.buf, "cd /src/shop; hash -r\n"
			    "cd /src/shop; hash -r\n");
	screen_type(&b.s, "u");
	e = screen_effect(&b.s, EFFECT_UNDO);
	assert_non_null(e);
	assert_int_equal(e->index, 17);
	undone(&b, true);
	/* The one before it, by itself. */
	assert_non_null(screen_effect(&b.s, EFFECT_UNDO));
	undone(&b, true);
	e = screen_effect(&b.s, EFFECT_PATH);
	assert_non_null(e);
	assert_string_equal(e->text, was);
	screen_change(&b.s);
	assert_int_equal(b.s.app.setup.page, SETUP_FOUND);
	assert_true(screen_shows(&b.s, "Taken back."));
	strbuf_reset(&lines);
	setup_lines(&b.s.app.setup, &lines);
	assert_int_equal(lines.len, 0);
	screen_type(&b.s, "u");
	assert_null(screen_effect(&b.s, EFFECT_UNDO));
	assert_true(screen_shows(&b.s, "nothing of it is in place"));
	strbuf_release(&lines);
	close_bench(&b);
	free(was);
}

/* What cannot be taken back stays, and why is said. */
static void test_undo_fails(void **state)
{
	struct bench b;

	(void)state;
	open_bench(&b, 120, 36);
	screen_key(&b.s, K_ENTER);
	screen_fix(&b.s, MODEL_DONE);
	screen_key(&b.s, K_ENTER);
	screen_type(&b.s, "u");
	undone(&b, false);
	assert_true(screen_shows(&b.s, "It was not taken back"));
	assert_true(screen_shows(&b.s, "It was changed."));
	assert_int_equal(b.s.app.setup.ndone, 1);
	close_bench(&b);
}

/* Without a Go nothing is promised of what can be done with it. */
static void test_without(void **state)
{
	struct bench b;

	(void)state;
	open_bench(&b, 80, 24);
	begin(&b, "next");
	assert_true(screen_shows(&b.s, "No shell finds a Go yet"));
	screen_key(&b.s, K_ENTER);
	assert_int_equal(b.s.app.setup.page, SETUP_END);
	assert_false(screen_shows(&b.s, "go run"));
	screen_key(&b.s, K_ESC);
	screen_key(&b.s, K_ESC);
	assert_int_equal(b.s.app.setup.page, SETUP_FOUND);
	assert_null(screen_effect(&b.s, EFFECT_QUIT));
	screen_key(&b.s, K_ESC);
	assert_true(screen_shows(&b.s, "q quits."));
	screen_type(&b.s, "q");
	assert_non_null(screen_effect(&b.s, EFFECT_QUIT));
	close_bench(&b);
}

/* One that every shell finds: another may be installed all the same. */
static void test_there_already(void **state)
{
	const struct effect *e;
	struct bench b;

	(void)state;
	open_bench(&b, 120, 36);
	place_of(&b, "shell")->ngos = 1;
	arrive(&b);
	assert_true(screen_shows(&b.s, "nothing to install"));
	assert_string_equal(at(&b)->arg, "next");
	begin(&b, "another");
	e = screen_effect(&b.s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_string_equal(e->spec->wants[0].fix, "install-go");
	assert_null(e->spec->wants[0].finding);
	close_bench(&b);
	open_bench(&b, 120, 36);
	b.s.app.read_only = true;
	screen_change(&b.s);
	assert_false(list_select(&b.s.app.setup.list, "go"));
	assert_true(screen_shows(&b.s, "--read-only was given"));
	close_bench(&b);
}

static void test_mouse(void **state)
{
	struct bench b;
	size_t i;

	(void)state;
	open_bench(&b, 80, 24);
	for (i = 0; i < b.s.app.setup.list.n; i++)
		if (b.s.app.setup.list.rows[i].kind == ROW_SETUP)
			break;
	screen_click(&b.s, 2 + (int)i, 10, true);
	assert_non_null(screen_effect(&b.s, EFFECT_REACH));
	close_bench(&b);
}

static void test_chinese(void **state)
{
	static const int size[][2] = { { 80, 24 }, { 120, 36 }, { 40, 10 } };
	const char *builddir = getenv("builddir");
	struct strbuf dir = STRBUF_INIT;
	struct bench b;
	size_t i;

	(void)state;
	setenv("LANGUAGE", "zh_CN", 1);
	strbuf_addf(&dir, "%s/locale", builddir ? builddir : "build");
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain("gomend", dir.buf);
	bind_textdomain_codeset("gomend", "UTF-8");
	textdomain("gomend");
	for (i = 0; i < ARRAY_SIZE(size); i++) {
		open_bench(&b, size[i][0], size[i][1]);
		screen_golden(&b.s, "setup-zh");
		close_bench(&b);
	}
	strbuf_release(&dir);
	unsetenv("LANGUAGE");
	textdomain("messages");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_is_here),
	cmocka_unit_test(test_proxy),
	cmocka_unit_test(test_walk),
	cmocka_unit_test(test_undo_fails),
	cmocka_unit_test(test_without),
	cmocka_unit_test(test_there_already),
	cmocka_unit_test(test_mouse),
	cmocka_unit_test(test_chinese),
};

CM_MAIN(tests)
