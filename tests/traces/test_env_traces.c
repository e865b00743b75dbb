/* path-lookup and toolchain on snapshots made by hand. */
#include "config.h"

#include "tests/cm.h"

#include "base/str.h"
#include "traces/httpproxy.h"
#include "traces/tracer.h"

struct world {
	struct snapshot s;
	struct place p;
	struct module m;
	struct trace t;
};

static void set_up(struct world *w)
{
	memset(w, 0, sizeof(*w));
	snapshot_init(&w->s);
	w->p.name = "shell";
	w->s.repo.root = "/repo";
	w->m.dir = ".";
	w->m.gomod = "go.mod";
}

static void replay(struct world *w, const char *name, const char *subject)
{
	tracer_run(tracer_find(name), &w->s, &w->p,
		   w->m.go_version ? &w->m : NULL, subject, &w->s.arena,
		   &w->t);
}

static void tear_down(struct world *w)
{
	snapshot_release(&w->s);
}

static const char *outcome(struct world *w)
{
	return msg_english(&w->s.arena, &w->t.outcome);
}

static const char *change(struct world *w)
{
	return msg_english(&w->s.arena, &w->t.change);
}

static struct path_entry *add_path(struct world *w, const char *dir)
{
	struct path_entry *e = ARENA_PUSH(&w->s.arena, w->p.path,
					  w->p.npath);

	e->dir = dir;
	return e;
}

static struct go_binary *add_go(struct world *w, const char *path,
				const char *version)
{
	struct go_binary *g = ARENA_PUSH(&w->s.arena, w->p.gos, w->p.ngos);
	const char **links = NULL;
	size_t n = 0;

	*ARENA_PUSH(&w->s.arena, links, n) = path;
	g->path = g->resolved = path;
	g->links = links;
	g->nlinks = n;
	g->binary_version = g->version = version;
	g->goroot = "/go";
	return g;
}

static void add_setting(struct world *w, const char *name, const char *value,
			enum layer layer, const char *file, int line)
{
	struct setting *s = ARENA_PUSH(&w->s.arena, w->p.settings,
				       w->p.nsettings);

	s->name = name;
	s->value = value;
	s->layer = layer;
	s->file = file;
	s->line = line;
}

static void set_env(struct world *w, const char *pair)
{
	*ARENA_PUSH(&w->s.arena, w->p.env, w->p.nenv) = pair;
}

static void lookup_none(void **state)
{
	struct world w;
	struct go_install *in;

	(void)state;
	set_up(&w);
	set_env(&w, "PATH=/usr/bin");
	add_path(&w, "/usr/bin");
	in = ARENA_PUSH(&w.s.arena, w.p.installs, w.p.ninstalls);
	in->goroot = "/usr/local/go";
	in->version = "go1.24.4";
	replay(&w, "path-lookup", NULL);
	assert_true(w.t.bad);
	assert_int_equal(w.t.nsteps, 1);
	assert_int_equal(w.t.steps[0].answer, ANSWER_NO);
	assert_string_equal(w.t.steps[0].origin, "PATH[1]");
	assert_string_equal(outcome(&w), "No go is on PATH: the shell does "
			    "not find the command.");
	assert_string_equal(change(&w), "go1.24.4 lies in /usr/local/go: put "
			    "/usr/local/go/bin on PATH.");
	tear_down(&w);
}

static void lookup_hidden(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	set_env(&w, "PATH=x");
	add_path(&w, "/old");
	add_path(&w, "/old");
	add_path(&w, "/dull");
	add_path(&w, "/new");
	add_go(&w, "/old/go", "go1.19.8");
	add_go(&w, "/new/go", "go1.24.4");
	replay(&w, "path-lookup", "go");
	assert_true(w.t.bad);
	/* /old once, /new, and the one that holds nothing. */
	assert_int_equal(w.t.nsteps, 3);
	assert_string_equal(w.t.steps[0].value, "/old/go (go1.19.8)");
	assert_string_equal(w.t.steps[1].origin, "PATH[4]");
	assert_string_equal(outcome(&w), "/old/go runs: go1.19.8.");
	assert_string_equal(change(&w), "/new/go is newer (go1.24.4): its "
			    "folder would have to come before /old in PATH.");
	tear_down(&w);
}

static void lookup_alias(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	set_env(&w, "PATH=x");
	w.p.go_word = "alias go='go1.20'";
	add_path(&w, "/new");
	add_go(&w, "/new/go", "go1.24.4");
	replay(&w, "path-lookup", NULL);
	assert_true(w.t.bad);
	assert_true(w.t.steps[0].bad);
	assert_string_equal(w.t.steps[0].value, w.p.go_word);
	tear_down(&w);
}

/* What a running shell may remember is told as what it may. */
static void lookup_remembered(void **state)
{
	struct shell_start start = { .program = "/bin/bash" };
	struct shell_word word = { WORD_FILE, "/bin/bash", "/one/go" };
	struct world w;
	const struct step *last;

	(void)state;
	set_up(&w);
	set_env(&w, "PATH=x");
	w.p.start = &start;
	w.p.word = &word;
	add_path(&w, "/one");
	add_path(&w, "/two");
	add_go(&w, "/one/go", "go1.24.4");
	add_go(&w, "/two/go", "go1.23.1");
	replay(&w, "path-lookup", NULL);
	assert_false(w.t.bad);
	assert_string_equal(msg_english(&w.s.arena, &w.t.steps[0].question),
			    "Is \"go\" a word of the shell's own?");
	assert_int_equal(w.t.steps[0].answer, ANSWER_NO);
	last = &w.t.steps[w.t.nsteps - 1];
	assert_int_equal(last->answer, ANSWER_NONE);
	assert_non_null(strstr(msg_english(&w.s.arena, &last->note),
			       "it still runs /two/go"));
	assert_string_equal(outcome(&w), "/one/go runs: go1.24.4.");
	/* fish remembers nothing, nor is there anything to remember here. */
	start.program = "/usr/bin/fish";
	replay(&w, "path-lookup", NULL);
	last = &w.t.steps[w.t.nsteps - 1];
	assert_string_equal(last->origin, "PATH[2]");
	start.program = "/bin/bash";
	w.p.ngos = 1;
	replay(&w, "path-lookup", NULL);
	last = &w.t.steps[w.t.nsteps - 1];
	assert_int_equal(last->answer, ANSWER_NO);
	tear_down(&w);
}

static void lookup_other(void **state)
{
	struct path_lookup l = { .name = "tool" };
	struct lookup_hit hit = { .path = "/bin/tool",
				  .resolved = "/bin/tool",
				  .package = "example.com/tool",
				  .version = "v1.2.3" };
	const char *links[] = { "/bin/tool" };
	struct world w;

	(void)state;
	set_up(&w);
	set_env(&w, "PATH=x");
	add_path(&w, "/bin");
	hit.links = links;
	hit.nlinks = 1;
	l.hits = &hit;
	l.nhits = 1;
	w.p.lookup = &l;
	replay(&w, "path-lookup", "tool");
	assert_false(w.t.bad);
	assert_string_equal(w.t.steps[0].value,
			    "/bin/tool (example.com/tool v1.2.3)");
	assert_string_equal(outcome(&w), "/bin/tool runs: v1.2.3.");
	tear_down(&w);
}

static struct place_module *with_go(struct world *w, const char *version,
				    const char *setting, const char *go)
{
	struct place_module *pm;

	add_go(w, "/usr/bin/go", version);
	add_setting(w, "GO111MODULE", "", LAYER_DEFAULT, NULL, 0);
	add_setting(w, "GOHOSTARCH", "amd64", LAYER_DEFAULT, NULL, 0);
	add_setting(w, "GOHOSTOS", "linux", LAYER_DEFAULT, NULL, 0);
	add_setting(w, "GOPROXY", "https://p.example", LAYER_GOROOT,
		    "/go/go.env", 8);
	add_setting(w, "GOSUMDB", "sum.golang.org", LAYER_GOROOT,
		    "/go/go.env", 9);
	add_setting(w, "GOTOOLCHAIN", setting, LAYER_GOENV, "/env", 3);
	w->m.go_version = go;
	w->m.go_line = 3;
	pm = ARENA_PUSH(&w->s.arena, w->p.modules, w->p.nmodules);
	pm->dir = ".";
	pm->version = version;
	pm->path = "/usr/bin/go";
	pm->wants = go;
	pm->wants_file = "go.mod";
	pm->wants_line = 3;
	return pm;
}

/* The step with this question; the test fails without one. */
static const struct step *step(struct world *w, const char *question)
{
	size_t i;

	for (i = 0; i < w->t.nsteps; i++)
		if (cstr_eq(msg_english(&w->s.arena, &w->t.steps[i].question),
			    question))
			return &w->t.steps[i];
	print_message("no step \"%s\"\n", question);
	fail();
	return NULL;
}

static void toolchain_refused(void **state)
{
	struct place_module *pm;
	const struct step *st;
	struct world w;

	(void)state;
	set_up(&w);
	pm = with_go(&w, "go1.24.4", "local", "1.25");
	pm->how = TOOLCHAIN_REFUSED;
	pm->message = "go: go.mod requires go >= 1.25 (running go 1.24.4; "
		      "GOTOOLCHAIN=local)";
	replay(&w, "toolchain", NULL);
	assert_true(w.t.bad);
	st = step(&w, "What does GOTOOLCHAIN allow?");
	assert_string_equal(st->value, "local");
	assert_string_equal(st->origin, "/env:3");
	st = step(&w, "Does the go line ask for more than go1.24.4?");
	assert_int_equal(st->answer, ANSWER_YES);
	assert_true(st->bad);
	assert_string_equal(st->origin, "go.mod:3");
	assert_true(cstr_starts(outcome(&w), "go stops and says \"go: go.mod "
						"requires"));
	assert_true(cstr_starts(change(&w), "Go 1.25 or later on PATH"));
	tear_down(&w);
}

static void toolchain_cached(void **state)
{
	struct place_module *pm;
	struct world w;

	(void)state;
	set_up(&w);
	pm = with_go(&w, "go1.24.4", "auto", "1.25");
	pm->how = TOOLCHAIN_MODCACHE;
	pm->version = "go1.25.0";
	pm->path = "/mc/golang.org/toolchain@v0.0.1-go1.25.0.linux-amd64";
	replay(&w, "toolchain", NULL);
	assert_false(w.t.bad);
	assert_int_equal(step(&w, "Is there a program \"go1.25.0\" on PATH?")
			 ->answer, ANSWER_NO);
	assert_string_equal(step(&w, "Is go1.25.0 unpacked in the module "
				     "cache?")->value, pm->path);
	assert_string_equal(outcome(&w),
			    "go1.25.0 runs, from the module cache.");
	tear_down(&w);
}

static void toolchain_download(void **state)
{
	struct place_module *pm;
	struct world w;

	(void)state;
	set_up(&w);
	pm = with_go(&w, "go1.24.4", "auto", "1.18");
	w.m.toolchain = "go1.26.0";
	w.m.toolchain_line = 4;
	pm->how = TOOLCHAIN_DOWNLOAD;
	pm->version = "go1.26.0";
	replay(&w, "toolchain", NULL);
	assert_string_equal(step(&w, "Does the toolchain line ask for more "
				     "than go1.24.4?")->origin, "go.mod:4");
	assert_string_equal(step(&w, "May it be downloaded?")->origin,
			    "/go/go.env:8");
	assert_true(cstr_starts(outcome(&w), "go downloads go1.26.0"));
	tear_down(&w);
}

static void toolchain_old(void **state)
{
	struct place_module *pm;
	struct world w;

	(void)state;
	set_up(&w);
	pm = with_go(&w, "go1.19.8", "auto", "1.22");
	pm->how = TOOLCHAIN_IGNORED;
	replay(&w, "toolchain", NULL);
	assert_true(w.t.bad);
	assert_int_equal(step(&w, "Does this go switch toolchains?")->answer,
			 ANSWER_NO);
	assert_string_equal(change(&w), "Go 1.22 or later on PATH.");
	tear_down(&w);
}

static void toolchain_none(void **state)
{
	struct world w;

	(void)state;
	set_up(&w);
	replay(&w, "toolchain", NULL);
	assert_true(w.t.bad);
	assert_string_equal(outcome(&w), "No Go runs here.");
	tear_down(&w);
}

/* The cases of httpproxy's own tests, as far as they are of addresses. */
static void proxy_or_not(void **state)
{
	static const char list[] = "foobar.com, .barbaz.net, *.wildcard.io, "
		"192.168.1.1, 192.168.1.2:81, 192.168.1.3:80, 10.0.0.0/30, "
		"2001:db8::52:0:1, [2001:db8::52:0:2]:443, "
		"[2001:db8::52:0:3]:80, 2002:db8:a::45/64";
	static const struct {
		const char *no, *url;
		bool use;
	} rows[] = {
		{ list, "http://localhost", false },
		{ list, "http://127.0.0.1:3000", false },
		{ list, "http://127.0.0.2", false },
		{ list, "http://[::1]", false },
		{ list, "http://[::2]", true },
		{ list, "http://192.168.1.1", false },
		{ list, "http://192.168.1.2:80", true },
		{ list, "http://192.168.1.2:81", false },
		{ list, "http://192.168.1.3:80", false },
		{ list, "http://192.168.1.3:81", true },
		{ list, "http://192.168.1.4", true },
		{ list, "http://10.0.0.2", false },
		{ list, "http://10.0.0.4", true },
		{ list, "http://[2001:db8::52:0:1]", false },
		{ list, "https://[2001:db8::52:0:2]", false },
		{ list, "https://[2001:db8::52:0:3]", true },
		{ list, "http://[2002:db8:a::123]", false },
		{ list, "http://www.barbaz.net", false },
		{ list, "http://barbaz.net", true },
		{ list, "http://wildcard.io", true },
		{ list, "http://nested.wildcard.io", false },
		{ list, "http://awildcard.io", true },
		{ list, "http://foobar.com", false },
		{ list, "http://www.FooBar.com:99", false },
		{ list, "http://foofoobar.com", true },
		{ "*", "https://proxy.golang.org", false },
		{ "golang.org", "https://proxy.golang.org", false },
		{ ".golang.org,foo", "https://proxy.golang.org", false },
		{ "proxy.golang.org:443", "https://proxy.golang.org", false },
		{ "proxy.golang.org:80", "https://u:p@proxy.golang.org/x",
		  true },
		{ "golang.org", "proxy.golang.org", false },
		{ ":443,,[::1,/8", "https://proxy.golang.org", true },
		{ NULL, "https://proxy.golang.org", true },
	};
	struct world w;
	size_t i;

	(void)state;
	set_up(&w);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *host, *port;

		httpproxy_address(&w.s.arena, rows[i].url, &host, &port);
		if (httpproxy_use(&w.s.arena, rows[i].no, host, port) !=
		    rows[i].use)
			fail_msg("NO_PROXY=%s %s", rows[i].no ? rows[i].no :
				 "", rows[i].url);
	}
	tear_down(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lookup_none),
		cmocka_unit_test(lookup_hidden),
		cmocka_unit_test(lookup_alias),
		cmocka_unit_test(lookup_remembered),
		cmocka_unit_test(lookup_other),
		cmocka_unit_test(toolchain_refused),
		cmocka_unit_test(toolchain_cached),
		cmocka_unit_test(toolchain_download),
		cmocka_unit_test(toolchain_old),
		cmocka_unit_test(toolchain_none),
		cmocka_unit_test(proxy_or_not),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
