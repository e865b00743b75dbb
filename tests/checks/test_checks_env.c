/*
 * The checks of the workstation on snapshots written as JSON (with ' for ").
 * A row: what the facts are, which check looks, how bad it finds them (worst
 * finding, and how many), and what must stand in the words.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "checks/check.h"

#include "tests/cm.h"

struct row {
	const char *name, *check;
	const char *places[4], *modules[2], *loose;
	enum severity severity;
	int n;
	const char *words[4];
};

static void add(struct snapshot *s, const char *kind, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	struct error err;
	struct cJSON *j;
	size_t i;

	for (i = 0; text[i]; i++)
		strbuf_addch(&sb, text[i] == '\'' ? '"' : text[i]);
	j = json_parse(strbuf_str(&sb), &err);
	if (!j)
		fail_msg("no JSON: %s", sb.buf);
	snapshot_add_json(s, kind, j);
	json_free(j);
	strbuf_release(&sb);
}

static void put(struct strbuf *sb, struct arena *a, const struct msg *m)
{
	strbuf_addstr(sb, msg_english(a, m));
	strbuf_addch(sb, '\n');
}

/* All that a finding says, as English lines. */
static void dump(struct strbuf *sb, struct arena *a, const struct finding *f)
{
	size_t i;

	strbuf_addf(sb, "%s %s %s\n", severity_names[f->severity], f->id,
		    f->path);
	put(sb, a, &f->title);
	for (i = 0; i < f->nplaces; i++)
		strbuf_addf(sb, "place %s %s\n", f->places[i].place,
			    severity_names[f->places[i].severity]);
	for (i = 0; i < f->nevidence; i++)
		strbuf_addf(sb, "%s:%d: %s\n",
			    f->evidence[i].path ? f->evidence[i].path : "",
			    f->evidence[i].line, f->evidence[i].text);
	for (i = 0; i < f->nsteps; i++) {
		put(sb, a, &f->steps[i].question);
		strbuf_addf(sb, "  %s%s [%s] (%s)\n",
			    f->steps[i].bad ? "! " : "",
			    answer_names[f->steps[i].answer],
			    f->steps[i].value ? f->steps[i].value : "",
			    f->steps[i].origin ? f->steps[i].origin : "");
	}
	put(sb, a, &f->outcome);
	for (i = 0; i < f->ncommands; i++) {
		put(sb, a, &f->commands[i].what);
		strbuf_addf(sb, "$ %s\n", f->commands[i].line);
	}
}

static void one(const struct row *r)
{
	const struct check *c = check_find(r->check);
	struct snapshot s;
	struct arena a = ARENA_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct finding *found;
	enum severity worst = SEVERITY_NONE;
	enum check_status status;
	size_t i, k, n, bad;

	assert_non_null(c);
	snapshot_init(&s);
	add(&s, "repository", "{'root':'/r','opened':'/r'}");
	for (i = 0; i < 4 && r->places[i]; i++)
		add(&s, "place", r->places[i]);
	for (i = 0; i < 2 && r->modules[i]; i++)
		add(&s, "module", r->modules[i]);
	if (r->loose)
		add(&s, "loose", r->loose);
	snapshot_sort(&s);
	status = check_run(c, &s, &a, ~0u, &found, &n);
	for (i = 0; i < n; i++) {
		const struct finding *f = &found[i];

		dump(&sb, &a, f);
		if (f->severity > worst)
			worst = f->severity;
		/* What every finding owes its reader. */
		assert_true(msg_is_set(&f->title));
		assert_true(msg_is_set(&f->why));
		assert_true(msg_is_set(&f->outcome));
		assert_false(cstr_empty(f->probe));
		assert_true(f->nevidence > 0);
		assert_true(f->nplaces > 0);
		assert_int_equal(f->nfixes, 0);
		for (k = bad = 0; k < f->nsteps; k++)
			bad += f->steps[k].bad;
		if (f->severity > SEVERITY_ADVICE && !bad)
			fail_msg("%s: no step is marked\n%s", r->name, sb.buf);
	}
	if (worst != r->severity || (int)n != r->n)
		fail_msg("%s: %s, %d findings, not %s, %d\n%s", r->name,
			 severity_names[worst], (int)n,
			 severity_names[r->severity], r->n, sb.buf);
	assert_true((status == CHECK_FOUND) == (n > 0));
	for (i = 0; i < 4 && r->words[i]; i++)
		if (!strstr(sb.buf, r->words[i]))
			fail_msg("%s: does not say \"%s\"\n%s", r->name,
				 r->words[i], sb.buf);
	strbuf_release(&sb);
	arena_release(&a);
	snapshot_release(&s);
}

static void all(const struct row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		one(&rows[i]);
}
#define ALL(rows) all(rows, sizeof(rows) / sizeof((rows)[0]))

/* Parts of places. */
#define BASH "'shell':'/bin/bash','state':'ready'"
#define SHELL "'name':'shell','kind':'shell'," BASH
#define LOGIN "'name':'login','kind':'login'," BASH
#define INTER "'name':'interactive','kind':'interactive'," BASH
#define SCRIPT "'name':'noninteractive','kind':'noninteractive'," BASH
#define PATH_OF(p) "'env':['PATH=" p "']"
#define GO(path, root, v) \
	"{'path':'" path "','resolved':'" root "/bin/go','goroot':'" root \
	"','version':'" v "'}"
#define LOCAL_GO(v) \
	"'gos':[" GO("/usr/local/go/bin/go", "/usr/local/go", v) "]"
#define GOENV "'file':'/h/.config/go/env','line':2"

static void missing(void **state)
{
	static const struct row rows[] = {
		{ "nowhere", "go-missing", { "{" SHELL "," PATH_OF("/usr/bin")
		  "}" }, { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "none is installed", "bash: go: command not found",
		    "https://go.dev/dl/", "PATH=/usr/bin" } },
		{ "unused", "go-missing", { "{" SHELL "," PATH_OF("/usr/bin")
		  ",'installs':[{'goroot':'/home/u/sdk/go1.22.1','version':"
		  "'go1.22.1'},{'goroot':'/usr/local/go','version':'go1.9'}]}"
		  }, { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "though go1.22.1 lies in /home/u/sdk/go1.22.1",
		    "export PATH=/home/u/sdk/go1.22.1/bin:\"$PATH\"",
		    "/usr/local/go (go1.9)", "~/.bashrc" } },
		{ "fish", "go-missing", { "{'name':'shell','kind':'shell',"
		  "'state':'ready','shell':'/usr/bin/fish',"
		  "'installs':[{'goroot':'/opt/a b'}]}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1,
		  { "fish: Unknown command: go",
		    "fish_add_path --move '/opt/a b/bin'" } },
		{ "another shell finds it", "go-missing", { "{" SHELL "}",
		  "{" INTER "," LOCAL_GO("go1.24.4") "}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "another shell finds "
		  "/usr/local/go/bin/go", "place shell error" } },
		{ "only scripts and logins lack it", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" INTER "," LOCAL_GO("go1.24.4") "}",
		    "{" LOGIN "}", "{" SCRIPT "}" }, { NULL }, NULL,
		  SEVERITY_ADVICE, 1, { "place noninteractive advice",
		  "place login advice" } },
		{ "new terminals lack it", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}", "{" INTER "}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1, { NULL } },
		{ "an alias", "go-missing",
		  { "{" INTER ",'go_word':'alias go=/opt/go/bin/go'}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1, { "only an alias" } },
		{ "cannot be run", "go-missing",
		  { "{" SHELL ",'gos':[{'path':'/b/go','not_runnable':true,"
		    "'why':'no x bit'}]}" }, { NULL }, NULL, SEVERITY_ERROR,
		  1, { "Can this one be run?" } },
		{ "healthy", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}" }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "not answered yet", "go-missing",
		  { "{'name':'login','kind':'login','state':'asking'}",
		    "{'name':'interactive','state':'timeout'}" }, { NULL },
		  NULL, SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

#define TWO(a, b) \
	"'gos':[" GO("/usr/bin/go", "/usr/lib/go-x", a) "," \
	GO("/usr/local/go/bin/go", "/usr/local/go", b) "]"

static void shadowed(void **state)
{
	static const struct row rows[] = {
		{ "older first", "go-shadowed",
		  { "{" SHELL "," TWO("go1.19.8", "go1.24.4") "}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1,
		  { "/usr/bin/go (go1.19.8) hides the newer "
		    "/usr/local/go/bin/go (go1.24.4)",
		    "export PATH=/usr/local/go/bin:\"$PATH\"; hash -r" } },
		{ "by number, not by letter", "go-shadowed",
		  { "{" SHELL "," TWO("go1.9.7", "go1.21rc2") "}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1, { NULL } },
		{ "newer first", "go-shadowed",
		  { "{" SHELL "," TWO("go1.24.4", "go1.19.8") "}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "the same twice", "go-shadowed",
		  { "{" SHELL "," TWO("go1.24.4", "go1.24.4") "}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "an unknown first", "go-shadowed",
		  { "{" SHELL ",'gos':[{'path':'/b/go'},"
		    GO("/c/go", "/c", "go1.24.4") "]}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "login differs", "go-shadowed",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" LOGIN "," LOCAL_GO("go1.19.8") "}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1,
		  { "go1.24.4 and go1.19.8", "login: " } },
		{ "only scripts differ", "go-shadowed",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" SCRIPT "," LOCAL_GO("go1.19.8") "}" },
		  { NULL }, NULL, SEVERITY_ADVICE, 1, { NULL } },
		{ "same release elsewhere", "go-shadowed",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" LOGIN ",'gos':[" GO("/a/go", "/a", "go1.24.4") "]}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

#define MOD "{'dir':'.','gomod':'go.mod','path':'example.com/m'}"
#define MODE(how, extra) \
	"'modules':[{'dir':'.','how':'" how "'," extra "'wants':'1.25'," \
	"'wants_file':'go.mod','wants_line':3}]"

static void too_old(void **state)
{
	static const struct row rows[] = {
		{ "refused", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "'message':'go: "
		  "go.mod requires go >= 1.25 (running go 1.24.4; GOTOOLCHAIN="
		  "local)',") ",'settings':[{'name':'GOTOOLCHAIN','value':"
		  "'local','layer':'goenv'," GOENV "}]}" }, { MOD }, NULL,
		  SEVERITY_ERROR, 1,
		  { "go.mod asks for Go 1.25, and go1.24.4 would build it",
		    "go.mod requires go >= 1.25 (running go 1.24.4",
		    "! no [local] (/h/.config/go/env:2)",
		    "go env -u GOTOOLCHAIN" } },
		{ "before 1.21", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.19.8") "," MODE("ignored", "") "}" }, { MOD },
		  NULL, SEVERITY_WARNING, 1,
		  { "note: module requires Go 1.25" } },
		{ "a newer one lies there", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "'message':'x',")
		  ",'installs':[{'goroot':'/h/sdk/go1.25.1','version':"
		  "'go1.25.1'}]}" }, { MOD }, NULL, SEVERITY_ERROR, 1,
		  { "export PATH=/h/sdk/go1.25.1/bin" } },
		{ "only a script shell", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.26.0") "," MODE("local", "") "}", "{" SCRIPT
		  "," LOCAL_GO("go1.19.8") "," MODE("ignored", "") "}" },
		  { MOD }, NULL, SEVERITY_ADVICE, 1, { NULL } },
		{ "switches", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("modcache", "") "}" }, { MOD },
		  NULL, SEVERITY_NONE, 0, { NULL } },
		{ "downloads", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("download", "") "}" }, { MOD },
		  NULL, SEVERITY_NONE, 0, { NULL } },
		{ "test data", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "") "}" },
		  { "{'dir':'.','gomod':'go.mod','fixture':true}" }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

#define ROOT(dir, v, extra) \
	"'goroot':{'dir':'" dir "','set':true," extra "'version':'" v "'}"
#define ROOT_ENV(dir) \
	"'settings':[{'name':'GOROOT','value':'" dir "','layer':'process'}]"
#define ROOT_FILE(dir) \
	"'settings':[{'name':'GOROOT','value':'" dir "','layer':'goenv'," \
	GOENV "}]"

static void goroot(void **state)
{
	static const struct row rows[] = {
		{ "another release", "goroot-mismatch", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/opt/go", "go1.22.12", "")
		  "," ROOT_ENV("/opt/go") "}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "compile: version \"go1.22.12\" does "
		  "not match go tool version \"go1.24.4\"", "$ unset GOROOT",
		  "grep -ns GOROOT ~/.bashrc" } },
		{ "in the go env file", "goroot-mismatch", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/opt/go", "go1.22.12", "")
		  "," ROOT_FILE("/opt/go") "}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "error goroot-mismatch "
		  "/h/.config/go/env", "$ go env -u GOROOT" } },
		{ "every module switches", "goroot-mismatch", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/opt/go", "go1.22.12", "")
		  "," ROOT_ENV("/opt/go") "," MODE("modcache", "") "}" },
		  { MOD }, NULL, SEVERITY_WARNING, 1, { NULL } },
		{ "own tree", "goroot-mismatch", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/usr/local/go", "go1.24.4",
		  "'own':true,") "," ROOT_ENV("/usr/local/go") "}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "not set", "goroot-mismatch", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") ",'goroot':{'dir':'/usr/local/go',"
		  "'version':'go1.24.4','own':true}}" }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },

		{ "dangles", "goroot-broken", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/gone", "", "'missing':true,")
		  "," ROOT_FILE("/gone") "}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1,
		  { "go: cannot find GOROOT directory: /gone",
		    "$ GOROOT=/usr/local/go go env -u GOROOT" } },
		{ "relative", "goroot-broken", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("rel", "", "") ","
		  ROOT_ENV("rel") "}" }, { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "go: cannot find GOROOT directory: rel" } },
		{ "no compiler", "goroot-broken", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/e", "", "'no_tool':true,"
		  "'no_src':true,") "," ROOT_ENV("/e") "}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "go: no such tool \"compile\"" } },
		{ "no std, 1.19", "goroot-broken", { "{" SHELL ","
		  LOCAL_GO("go1.19.8") "," ROOT("/e", "", "'no_src':true,")
		  "," ROOT_ENV("/e") "}" }, { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "package fmt is not in GOROOT (/e/src/fmt)" } },
		{ "no std, 1.24", "goroot-broken", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/e", "", "'no_src':true,")
		  "," ROOT_ENV("/e") "}" }, { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "package fmt is not in std (/e/src/fmt)" } },
		{ "no VERSION builds", "goroot-broken", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/e", "", "'no_version':true,")
		  "," ROOT_ENV("/e") "}" }, { NULL }, NULL, SEVERITY_NONE, 0,
		  { NULL } },
		{ "trimmed", "goroot-broken", { "{" SHELL
		  ",'gos':[{'path':'/b/go','resolved':'/b/go',"
		  "'binary_version':'go1.24.4'}],'broken':'go: cannot find "
		  "GOROOT directory: go binary is trimmed'}" },
		  { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "no Go tree around" } },

		{ "right, by hand", "goroot-set", { "{" SHELL ","
		  LOCAL_GO("go1.22.5") "," ROOT("/usr/local/go", "go1.22.5",
		  "'own':true,") "," ROOT_ENV("/usr/local/go") "}" },
		  { NULL }, NULL, SEVERITY_ADVICE, 1,
		  { "GOROOT is set to /usr/local/go", "$ unset GOROOT" } },
		{ "wrong is not right", "goroot-set", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," ROOT("/opt/go", "go1.22.12", "")
		  "," ROOT_ENV("/opt/go") "}" }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "not set", "goroot-set", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") ",'goroot':{'dir':'/usr/local/go',"
		  "'version':'go1.24.4','own':true}}" }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(missing),
	cmocka_unit_test(shadowed),
	cmocka_unit_test(too_old),
	cmocka_unit_test(goroot),
};

CM_MAIN(tests)
