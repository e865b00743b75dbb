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

static const char *root = "/r";

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
		if (msg_is_set(&f->steps[i].note))
			put(sb, a, &f->steps[i].note);
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
	s.repo.root = root;
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
		{ "logins lack it", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" INTER "," LOCAL_GO("go1.24.4") "}",
		    "{" LOGIN "}", "{" SCRIPT "}" }, { NULL }, NULL,
		  SEVERITY_ADVICE, 1, { "place login advice",
		  "but not in every shell" } },
		{ "only scripts lack it", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" INTER "," LOCAL_GO("go1.24.4") "}",
		    "{" LOGIN "," LOCAL_GO("go1.24.4") "}",
		    "{" SCRIPT "}" }, { NULL }, NULL, SEVERITY_NONE, 0,
		  { NULL } },
		{ "new terminals lack it", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}", "{" INTER "}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1, { NULL } },
		{ "only terminals outside a session lack it", "go-missing",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") "}",
		    "{" LOGIN "," LOCAL_GO("go1.24.4") "}",
		    "{" INTER "}", "{" SCRIPT "}" }, { NULL }, NULL,
		  SEVERITY_ADVICE, 1, { "place interactive advice",
		  "comes from no login session" } },
		{ "and this shell too", "go-missing",
		  { "{" SHELL "}", "{" LOGIN "," LOCAL_GO("go1.24.4") "}",
		    "{" INTER "}" }, { NULL }, NULL, SEVERITY_ERROR, 1,
		  { "place shell error", "place interactive warning" } },
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

static void mute(void **state)
{
	static const struct row rows[] = {
		{ "all answered", "not-looked-at", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "}", "{" LOGIN "}" }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "still asked", "not-looked-at", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "}", "{'name':'login','kind':'login',"
		  "'state':'asking'}" }, { NULL }, NULL, SEVERITY_NONE, 0,
		  { NULL } },
		{ "two did not", "not-looked-at", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "}", "{'name':'login','kind':'login',"
		  "'state':'timeout','error':'it waits'}",
		  "{'name':'interactive','kind':'interactive','state':"
		  "'failed'}" }, { NULL }, NULL, SEVERITY_ADVICE, 1,
		  { "2 places where go runs did not answer",
		    "Did the login shell say its settings?\n  ! no",
		    "The reason: it waits\n",
		    "Did a new terminal say its settings?" } },
		{ "no recording", "not-looked-at", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "}", "{'name':'recorded:/a b.log#x',"
		  "'kind':'recorded','state':'failed','error':'no such'}" },
		  { NULL }, NULL, SEVERITY_ADVICE, 1,
		  { "1 recorded place could not be read",
		    "Could what was recorded be read?\n  ! no",
		    "The reason: no such\n" } },
		{ "no such image", "not-looked-at", { "{'name':'image:toy:1',"
		  "'kind':'image','state':'failed','error':'no sh'}" },
		  { NULL }, NULL, SEVERITY_ADVICE, 1,
		  { "1 image could not be asked", "The reason: no sh\n" } },
	};

	(void)state;
	ALL(rows);
}

static void too_old(void **state)
{
	static const struct row rows[] = {
		{ "refused", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "'message':'go: "
		  "go.mod requires go >= 1.25 (running go 1.24.4; GOTOOLCHAIN="
		  "local)',") ",'settings':[{'name':'GOTOOLCHAIN','value':"
		  "'local','layer':'goenv'," GOENV "}]}" }, { MOD }, NULL,
		  SEVERITY_ERROR, 1,
		  { "go.mod asks for Go 1.25; what runs here is go1.24.4",
		    "go.mod requires go >= 1.25 (running go 1.24.4",
		    "! no [local] (/h/.config/go/env:2)",
		    "go env -u GOTOOLCHAIN" } },
		{ "before 1.21", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.19.8") "," MODE("ignored", "") "}" }, { MOD },
		  NULL, SEVERITY_WARNING, 1,
		  { "note: module requires Go 1.25" } },
		{ "the last patches before 1.21", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.20.14") "," MODE("refused", "'message':'"
		  "cannot compile Go 1.25 code',") "}" }, { MOD }, NULL,
		  SEVERITY_ERROR, 1, { "cannot compile Go 1.25 code" } },
		{ "another release is to run", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.26.0") "," MODE("refused", "'message':'x',"
		  "'version':'go1.22.12',") "}" }, { MOD }, NULL,
		  SEVERITY_ERROR, 1, { "what runs here is go1.22.12" } },
		{ "new enough, refused for another reason", "go-too-old", {
		  "{" SHELL "," LOCAL_GO("go1.26.0") "," MODE("refused",
		  "'message':'go: invalid GOTOOLCHAIN foo',") "}" },
		  { MOD }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "go.work is older than its module", "go-too-old", { "{"
		  SHELL "," LOCAL_GO("go1.24.4") "," MODE("refused",
		  "'message':'go: module . listed in go.work file requires go "
		  ">= 1.25, but go.work lists go 1.21; to update it:',") "}" },
		  { MOD }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "a newer one lies there", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "'message':'x',")
		  ",'installs':[{'goroot':'/h/sdk/go1.25.1','version':"
		  "'go1.25.1'}]}" }, { MOD }, NULL, SEVERITY_ERROR, 1,
		  { "export PATH=/h/sdk/go1.25.1/bin" } },
		{ "local by the package", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "'message':'x',")
		  ",'settings':[{'name':'GOTOOLCHAIN','value':'local','layer':"
		  "'goroot','file':'/usr/local/go/go.env','line':9}]}" },
		  { MOD }, NULL, SEVERITY_ERROR, 1,
		  { "! no [local] (/usr/local/go/go.env:9)",
		    "$ go env -w GOTOOLCHAIN=auto",
		    "sudo mv /usr/local/go \"/usr/local/go.$(date " } },
		{ "it may not fetch one", "go-too-old", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," MODE("refused", "'message':'x',")
		  ",'settings':[{'name':'GOPROXY','value':'off','layer':"
		  "'process'},{'name':'GOTOOLCHAIN','value':'auto'}]}" },
		  { MOD }, NULL, SEVERITY_ERROR, 1,
		  { "may it be fetched (GOPROXY)?\n  ! no [off] "
		    "(environment)", "$ env GOTOOLCHAIN=auto GOPROXY=https" } },
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

#define GOBIN_OF(extra) \
	"'gobin':'/h/go/bin','settings':[{'name':'GOPATH','value':'/h/go'}]" \
	extra

static void gobin(void **state)
{
	static const struct row rows[] = {
		{ "programs off PATH", "gobin-not-on-path", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," PATH_OF("/usr/bin") ","
		  GOBIN_OF(",'gobin_has_programs':true") "}" }, { NULL },
		  NULL, SEVERITY_WARNING, 1,
		  { "/h/go/bin holds programs, and is not on PATH",
		    "export PATH=/h/go/bin:\"$PATH\"" } },
		{ "nothing there yet", "gobin-not-on-path", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") "," GOBIN_OF("") "}" }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "named by hand, still empty", "gobin-not-on-path", { "{"
		  SHELL "," LOCAL_GO("go1.24.4") ",'gobin':'/h/b','settings':["
		  "{'name':'GOBIN','value':'/h/b','layer':'goenv'," GOENV "}]}"
		  }, { NULL }, NULL, SEVERITY_ADVICE, 1,
		  { "/h/.config/go/env:2: GOBIN=/h/b" } },
		{ "scripts and logins need not", "gobin-not-on-path",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") ","
		    GOBIN_OF(",'gobin_has_programs':true,"
			     "'gobin_on_path':true") "}",
		    "{" LOGIN "," LOCAL_GO("go1.24.4") ","
		    GOBIN_OF(",'gobin_has_programs':true") "}",
		    "{" SCRIPT "," LOCAL_GO("go1.24.4") ","
		    GOBIN_OF(",'gobin_has_programs':true") "}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "a new terminal lacks it", "gobin-not-on-path",
		  { "{" SHELL "," LOCAL_GO("go1.24.4") ","
		    GOBIN_OF(",'gobin_has_programs':true,"
			     "'gobin_on_path':true") "}",
		    "{" INTER "," LOCAL_GO("go1.24.4") ","
		    GOBIN_OF(",'gobin_has_programs':true") "}" },
		  { NULL }, NULL, SEVERITY_WARNING, 1,
		  { "place interactive warning" } },

#define HIDES(name, mine, other, extra) \
	"{" SHELL "," LOCAL_GO("go1.24.4") ",'gobin_on_path':true," \
	"'shadowed':[{'name':'" name "','path':'/h/go/bin/" name \
	"','version':'" mine "','hider':'/usr/local/bin/" name \
	"','hider_version':'" other "'" extra "}]}"
		{ "older in front", "gobin-shadowed",
		  { HIDES("stringer", "v0.20.0", "v0.9.0", "") }, { NULL },
		  NULL, SEVERITY_WARNING, 1,
		  { "/usr/local/bin/stringer (v0.9.0) hides "
		    "/h/go/bin/stringer (v0.20.0)" } },
		{ "not known", "gobin-shadowed",
		  { HIDES("stringer", "", "", "") }, { NULL }, NULL,
		  SEVERITY_WARNING, 1, { NULL } },
		{ "(devel) is no release", "gobin-shadowed",
		  { HIDES("stringer", "(devel)", "v0.9.0", "") }, { NULL },
		  NULL, SEVERITY_WARNING, 1, { NULL } },
		{ "newer in front", "gobin-shadowed",
		  { HIDES("stringer", "v0.9.0", "v0.10.0", "") }, { NULL },
		  NULL, SEVERITY_ADVICE, 1, { NULL } },
		{ "the same version", "gobin-shadowed",
		  { HIDES("stringer", "v0.9.0", "v0.9.0", "") }, { NULL },
		  NULL, SEVERITY_NONE, 0, { NULL } },
		{ "a link to it", "gobin-shadowed",
		  { HIDES("stringer", "", "", ",'same_file':true") },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

#define SET(name, value, layer) \
	"'settings':[{'name':'" name "','value':'" value "','layer':'" layer \
	"'," GOENV "}]"
#define WITH(v, sets) "{" SHELL "," LOCAL_GO(v) "," sets "}"
#define GOPATH_IS(v, value) WITH(v, SET("GOPATH", value, "process"))

static void gopath(void **state)
{
	static const struct row rows[] = {
		{ "tilde", "gopath-invalid", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") ",'env':['HOME=/h'],"
		  SET("GOPATH", "~/go", "goenv") "}" }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "go: GOPATH entry cannot start with "
		  "shell metacharacter '~': \"~/go\"",
		  "$ GOPATH=/h/go go env -u GOPATH" } },
		{ "relative", "gopath-invalid",
		  { GOPATH_IS("go1.19.8", "/a:rel") }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "go: GOPATH entry is relative; must be "
		  "absolute path: \"rel\".", "$ unset GOPATH" } },
		{ "GOROOT, 1.19", "gopath-invalid", { "{" SHELL ","
		  LOCAL_GO("go1.19.8") ",'goroot':{'dir':'/usr/local/go'},"
		  SET("GOPATH", "/usr/local/go", "process") "}" }, { NULL },
		  NULL, SEVERITY_WARNING, 1,
		  { "GOPATH set to GOROOT (/usr/local/go) has no effect" } },
		{ "GOROOT, 1.24", "gopath-invalid", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") ",'goroot':{'dir':'/usr/local/go'},"
		  SET("GOPATH", "/usr/local/go", "process") "}" }, { NULL },
		  NULL, SEVERITY_WARNING, 1,
		  { "both GOPATH and GOROOT are the same directory" } },
		{ "no HOME, nothing to fetch", "gopath-invalid", { "{" SHELL
		  "," LOCAL_GO("go1.24.4") ",'settings':[{'name':'GOCACHE',"
		  "'value':'/c'},{'name':'GOPATH','value':''}]}" }, { NULL },
		  NULL, SEVERITY_WARNING, 1, { "HOME is not set" } },
		{ "no HOME, modules needed", "gopath-invalid", { "{" SHELL
		  "," LOCAL_GO("go1.24.4") ",'settings':[{'name':'GOCACHE',"
		  "'value':'/c'},{'name':'GOPATH','value':''}]}" },
		  { "{'dir':'.','gomod':'go.mod','requires':[{'path':'a.b/c',"
		    "'version':'v1.0.0'}]}" }, NULL, SEVERITY_ERROR, 1,
		  { "neither GOMODCACHE nor GOPATH is set" } },
		{ "not writable", "gopath-invalid", { "{" SHELL ","
		  LOCAL_GO("go1.24.4") ",'gopath_not_writable':true,"
		  SET("GOPATH", "/h/go", "default") "}" }, { NULL }, NULL,
		  SEVERITY_WARNING, 1, { "/h/go, where you may not write" } },
		{ "healthy", "gopath-invalid",
		  { GOPATH_IS("go1.24.4", "/h/go:/opt/go path") }, { NULL },
		  NULL, SEVERITY_NONE, 0, { NULL } },
		{ "no go", "gopath-invalid",
		  { "{" SHELL "," SET("GOPATH", "rel", "process") "}" },
		  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

#define VALUE(v, name, value) WITH(v, SET(name, value, "process"))
#define BAD(what, v, name, value, sev, said) \
	{ what, "env-value-invalid", { VALUE(v, name, value) }, { NULL }, \
	  NULL, sev, 1, { said } }
#define GOOD(v, name, value) \
	{ name "=" value, "env-value-invalid", { VALUE(v, name, value) }, \
	  { NULL }, NULL, SEVERITY_NONE, 0, { NULL } }

static void values(void **state)
{
	static const struct row rows[] = {
		/* Of a machine cache-not-writable tells it. */
		BAD("no machine to look at", "go1.24.4", "GOCACHE", "off",
		    SEVERITY_ERROR, "build cache is disabled by GOCACHE=off"),
		BAD("capitals", "go1.24.4", "GO111MODULE", "ON",
		    SEVERITY_ERROR,
		    "go: unknown environment setting GO111MODULE=ON"),
		GOOD("go1.24.4", "GO111MODULE", "off"),
		GOOD("go1.24.4", "GO111MODULE", "auto"),
		BAD("no dash", "go1.24.4", "GOFLAGS", "mod=mod",
		    SEVERITY_ERROR, "go: parsing $GOFLAGS: non-flag "
		    "\"mod=mod\""),
		BAD("bad mode", "go1.19.8", "GOFLAGS", "-v -mod=bogus",
		    SEVERITY_ERROR, "-mod=bogus not supported (can be '', "
		    "'mod', 'readonly', or 'vendor')"),
		GOOD("go1.24.4", "GOFLAGS", "-mod=vendor --trimpath"),
		BAD("the linker's flag without quotes", "go1.24.4", "GOFLAGS",
		    "-ldflags=-s -w", SEVERITY_WARNING,
		    "a flag that only go env has"),
		BAD("go env -u each time", "go1.24.4", "GOFLAGS", "-u",
		    SEVERITY_WARNING, "takes the value out"),
		{ "an unknown flag is the go env layer's to find",
		  "env-value-invalid", { WITH("go1.24.4",
		  SET("GOFLAGS", "-nosuch", "goenv") ",'broken':'go: parsing "
		  "$GOFLAGS: unknown flag -nosuch'") }, { NULL }, NULL,
		  SEVERITY_ERROR, 1, { "unknown flag -nosuch",
		  "$ GOFLAGS=-mod=readonly go env -u GOFLAGS" } },
		BAD("no entries", "go1.24.4", "GOPROXY", " , |",
		    SEVERITY_WARNING, "contains no entries"),
		BAD("a word", "go1.24.4", "GOPROXY", "none,direct",
		    SEVERITY_WARNING, "invalid proxy URL missing scheme: "
		    "none"),
		BAD("a path", "go1.24.4", "GOPROXY", "/srv/proxy",
		    SEVERITY_WARNING, "missing scheme: /srv/proxy"),
		BAD("another scheme", "go1.24.4", "GOPROXY", "ftp://x",
		    SEVERITY_WARNING, "(must be https, http, file): ftp://x"),
		BAD("a blank for a comma", "go1.24.4", "GOPROXY",
		    "https://a direct", SEVERITY_WARNING,
		    "invalid character \" \" in host name"),
		BAD("a host in file://", "go1.24.4", "GOPROXY",
		    "file://host/x", SEVERITY_WARNING,
		    "non-path elements: file://host/x"),
		GOOD("go1.24.4", "GOPROXY", "goproxy.cn,direct"),
		GOOD("go1.24.4", "GOPROXY", "https://p.example/x|direct,none"),
		GOOD("go1.24.4", "GOPROXY", "file:///srv/p, off"),
		GOOD("go1.24.4", "GOPROXY", "HTTPS://x"),
		BAD("a word", "go1.24.4", "GOSUMDB", "bogus",
		    SEVERITY_WARNING, "malformed verifier id"),
		BAD("three words", "go1.24.4", "GOSUMDB",
		    "sum.golang.org a b", SEVERITY_WARNING,
		    "too many fields"),
		GOOD("go1.24.4", "GOSUMDB", "off"),
		GOOD("go1.24.4", "GOSUMDB", "sum.golang.google.cn"),
		GOOD("go1.24.4", "GOSUMDB",
		     "a.example+033de0ae+Ac4zctda0e5eza+HJyk https://x"),
		BAD("no go in front", "go1.24.4", "GOTOOLCHAIN", "1.22",
		    SEVERITY_ERROR, "go: invalid GOTOOLCHAIN \"1.22\""),
		BAD("a language", "go1.24.4", "GOTOOLCHAIN", "go1.21",
		    SEVERITY_ERROR, "go1.21 is a language version but not a "
		    "toolchain version (go1.21.x)"),
		BAD("a suffix", "go1.24.4", "GOTOOLCHAIN", "go1.22.1+foo",
		    SEVERITY_ERROR, "only version suffixes are +auto and "
		    "+path"),
		GOOD("go1.19.8", "GOTOOLCHAIN", "1.22"),
		GOOD("go1.24.4", "GOTOOLCHAIN", "go1.25.1+auto"),
		GOOD("go1.24.4", "GOTOOLCHAIN", "go1.20"),
		GOOD("go1.24.4", "GOTOOLCHAIN", "local+path"),
		BAD("relative, 1.19", "go1.19.8", "GOWORK", "rel",
		    SEVERITY_ERROR, "the path provided to GOWORK must be an "
		    "absolute path"),
		BAD("relative, 1.24", "go1.24.4", "GOWORK", "rel",
		    SEVERITY_ERROR, "go: invalid GOWORK: not an absolute "
		    "path"),
		GOOD("go1.24.4", "GOWORK", "off"),

#define HIDDEN(value, layer, below) \
	"'goenv_file':'/h/.config/go/env','settings':[{'name':'GOPROXY'," \
	"'value':'" value "','layer':'" layer "','hidden':[{'layer':'goenv'," \
	"'value':'" below "'," GOENV "}]}]"
		{ "hidden", "env-file-hidden", { WITH("go1.24.4",
		  HIDDEN("direct", "process", "off")) }, { NULL }, NULL,
		  SEVERITY_WARNING, 1,
		  { "GOPROXY=off from go env -w has no effect: the "
		    "environment says direct", "/h/.config/go/env:2: "
		    "GOPROXY=off", "$ unset GOPROXY",
		    "$ go env -u GOPROXY" } },
		{ "said twice alike", "env-file-hidden", { WITH("go1.24.4",
		  HIDDEN("off", "process", "off")) }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "in effect", "env-file-hidden", { WITH("go1.24.4",
		  "'goenv_file':'/h/e',"
		  SET("GOPROXY", "off", "goenv")) }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

#define MODE_IS(value, layer) \
	WITH("go1.24.4", SET("GO111MODULE", value, layer))
#define NEEDY \
	"{'dir':'.','gomod':'go.mod','path':'example.com/m','requires':[" \
	"{'path':'a.b/c','version':'v1.0.0'}]}"
#define IN_GOPATH(mode) \
	"{" SHELL "," LOCAL_GO("go1.24.4") ",'settings':[{'name':" \
	"'GO111MODULE','value':'" mode "','layer':'process'},{'name':" \
	"'GOPATH','value':'/x:/'}]}"

static void modules(void **state)
{
	static const struct row rows[] = {
		{ "off", "module-mode-off", { MODE_IS("off", "process") },
		  { NEEDY }, NULL, SEVERITY_ERROR, 1,
		  { "GO111MODULE=off: go does not read go.mod",
		    "$ unset GO111MODULE" } },
		{ "off in the file", "module-mode-off",
		  { MODE_IS("off", "goenv") }, { NEEDY }, NULL,
		  SEVERITY_ERROR, 1, { "$ go env -u GO111MODULE" } },
		{ "off where nothing is needed", "module-mode-off",
		  { MODE_IS("off", "process") },
		  { "{'dir':'.','gomod':'go.mod','imports_done':true}" },
		  NULL, SEVERITY_WARNING, 1, { NULL } },
		{ "off where packages import each other", "module-mode-off",
		  { MODE_IS("off", "process") },
		  { "{'dir':'.','gomod':'go.mod','imports_done':true,"
		    "'imports_self':true}" }, NULL, SEVERITY_ERROR, 1,
		  { NULL } },
		{ "auto with a go.mod", "module-mode-off",
		  { MODE_IS("auto", "process") }, { NEEDY }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "auto without", "module-mode-off",
		  { MODE_IS("auto", "process") }, { NULL },
		  "{'dir':'.','ngofiles':2}", SEVERITY_ADVICE, 1,
		  { "until there is a go.mod" } },
		{ "off without", "module-mode-off",
		  { MODE_IS("off", "process") }, { NULL },
		  "{'dir':'.','ngofiles':2}", SEVERITY_ADVICE, 1,
		  { "go mod init stops" } },
		{ "on", "module-mode-off", { MODE_IS("on", "process") },
		  { NEEDY }, NULL, SEVERITY_NONE, 0, { NULL } },
		{ "nothing of Go", "module-mode-off",
		  { MODE_IS("off", "process") }, { NULL }, NULL,
		  SEVERITY_NONE, 0, { NULL } },
		{ "test data only", "module-mode-off",
		  { MODE_IS("off", "process") },
		  { "{'dir':'testdata','gomod':'testdata/go.mod',"
		    "'fixture':true}" }, NULL, SEVERITY_NONE, 0, { NULL } },

		/* The root is /r: a GOPATH of / has its src elsewhere. */
		{ "elsewhere", "module-in-gopath", { IN_GOPATH("on") },
		  { NEEDY }, NULL, SEVERITY_NONE, 0, { NULL } },
	};

	(void)state;
	ALL(rows);
}

static void in_gopath(void **state)
{
	static const struct row rows[] = {
		{ "there", "module-in-gopath", { IN_GOPATH("") },
		  { NEEDY, "{'dir':'sub','gomod':'sub/go.mod','nested':true}"
		  }, NULL, SEVERITY_ADVICE, 1,
		  { "the module lies in /src", "module mode" } },
		{ "auto", "module-in-gopath", { IN_GOPATH("auto") },
		  { NEEDY }, NULL, SEVERITY_ADVICE, 1, { NULL } },
		{ "off is another matter", "module-in-gopath",
		  { IN_GOPATH("off") }, { NEEDY }, NULL, SEVERITY_NONE, 0,
		  { NULL } },
		{ "two modules side by side", "module-in-gopath",
		  { IN_GOPATH("on") },
		  { "{'dir':'a','gomod':'a/go.mod'}",
		    "{'dir':'b','gomod':'b/go.mod'}" }, NULL,
		  SEVERITY_ADVICE, 1, { NULL } },
	};

	(void)state;
	root = "/src/example.com/m";
	ALL(rows);
	root = "/r";
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(gobin),
	cmocka_unit_test(gopath),
	cmocka_unit_test(values),
	cmocka_unit_test(modules),
	cmocka_unit_test(in_gopath),
	cmocka_unit_test(missing),
	cmocka_unit_test(shadowed),
	cmocka_unit_test(mute),
	cmocka_unit_test(too_old),
	cmocka_unit_test(goroot),
};

CM_MAIN(tests)
