/*
 * Severities of the repository's checks by release, place and what builds,
 * and the traces module-mode and vendor, on snapshots written as JSON.
 */
#include "config.h"

#include "tests/cm.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "checks/check.h"
#include "facts/gobuild.h"
#include "traces/tracer.h"

#define ALL (NEEDS_REPO | NEEDS_GIT | NEEDS_IMPORTS | NEEDS_PLACES)

struct world {
	struct snapshot s;
	struct arena a;
	struct finding *f;
	size_t n;
	enum check_status status;
};

static void add(struct world *w, const char *kind, const char *json)
{
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j;
	size_t i;

	/* ' for ", so that it can be read. */
	strbuf_addstr(&sb, json);
	for (i = 0; i < sb.len; i++)
		if (sb.buf[i] == '\'')
			sb.buf[i] = '"';
	j = json_parse(strbuf_str(&sb), NULL);
	assert_non_null(j);
	snapshot_add_json(&w->s, kind, j);
	json_free(j);
	strbuf_release(&sb);
}

static void begin(struct world *w)
{
	memset(w, 0, sizeof(*w));
	snapshot_init(&w->s);
	arena_init(&w->a);
	add(w, "repository", "{'root': '/src/shop', 'opened': '/src/shop', "
	    "'kind': 'normal', 'head': 'abc'}");
}

static void end(struct world *w)
{
	snapshot_release(&w->s);
	arena_release(&w->a);
}

/* A place where this go runs in module ".", with settings as JSON members. */
static void place(struct world *w, const char *go, const char *settings)
{
	add(w, "place", arena_printf(&w->a,
		"{'name': 'shell', 'kind': 'shell', 'state': 'ready', "
		"'cwd': '/src/shop', 'settings': [%s], "
		"'modules': [{'dir': '.', 'version': '%s'}]}", settings, go));
}

/* The worst that the check says; SEVERITY_NONE for nothing. */
static enum severity worst(struct world *w, const char *id)
{
	const struct check *c = check_find(id);
	enum severity sev = SEVERITY_NONE;
	size_t i;

	assert_non_null(c);
	snapshot_sort(&w->s);
	w->status = check_run(c, &w->s, &w->a, ALL, &w->f, &w->n);
	for (i = 0; i < w->n; i++) {
		const struct finding *f = &w->f[i];

		if (f->severity > sev)
			sev = f->severity;
		/* What every finding owes its reader. */
		assert_true(msg_is_set(&f->title));
		assert_non_null(f->probe);
		assert_true(f->nplaces > 0);
		if (!f->nsteps)
			continue;
		assert_true(msg_is_set(&f->why));
		assert_true(msg_is_set(&f->outcome));
		assert_true(f->ncommands > 0);
		assert_true(f->nevidence > 0);
	}
	return sev;
}

static enum severity gomod_with(const char *problem, const char *go)
{
	enum severity sev;
	struct world w;

	begin(&w);
	add(&w, "module", arena_printf(&w.a,
		"{'dir': '.', 'gomod': 'go.mod', 'path': 'example.com/m', "
		"'go_version': '1.21', 'problems': [%s]}", problem));
	place(&w, go, "");
	sev = worst(&w, "gomod-invalid");
	end(&w);
	return sev;
}

static void test_gomod_by_release(void **state)
{
	static const char old[] = "{'line': 5, 'message': 'unknown directive: "
		"toolchain', 'from': '1.19', 'until': '1.20'}";
	static const char always[] = "{'line': 5, 'message': 'unknown "
		"directive: requires'}";
	static const char later[] = "{'line': 5, 'message': 'no more', "
		"'from': '1.25'}";

	(void)state;
	assert_int_equal(gomod_with(old, "go1.19.8"), SEVERITY_ERROR);
	assert_int_equal(gomod_with(old, "go1.21.0"), SEVERITY_NONE);
	assert_int_equal(gomod_with(old, "go1.26.8"), SEVERITY_NONE);
	assert_int_equal(gomod_with(always, "go1.19.8"), SEVERITY_ERROR);
	assert_int_equal(gomod_with(always, "go1.26.8"), SEVERITY_ERROR);
	assert_int_equal(gomod_with(later, "go1.24.4"), SEVERITY_ADVICE);
	assert_int_equal(gomod_with(later, "go1.26.8"), SEVERITY_ERROR);
	assert_int_equal(gomod_with("", "go1.26.8"), SEVERITY_NONE);
}

/* A module that requires dep, with more members of JSON. */
static void shop(struct world *w, const char *go_line, const char *more)
{
	begin(w);
	add(w, "module", arena_printf(&w->a,
		"{'dir': '.', 'gomod': 'go.mod', 'path': 'example.com/m', "
		"'go_version': '%s', 'go_line': 3, 'imports_done': true, "
		"'ngofiles': 1, 'requires': [{'path': 'example.com/dep', "
		"'version': 'v1.0.0', 'line': 5}]%s}", go_line, more));
}

#define IMPORTED ", 'imports': [{'path': 'example.com/dep/pkg', " \
	"'file': 'm.go', 'line': 3}]"
#define TESTED ", 'imports': [{'path': 'example.com/dep/pkg', " \
	"'file': 'm_test.go', 'line': 3, 'test': true}]"
#define VENDORED ", 'vendor': {'dir': 'vendor', 'has_modules_txt': true, " \
	"'modules': [{'path': 'example.com/dep', 'version': 'v1.0.0', " \
	"'line': 1, 'is_explicit': true, 'npackages': 1}]}"

static enum severity shop_says(const char *id, const char *go_line,
			       const char *more, const char *settings)
{
	enum severity sev;
	struct world w;

	shop(&w, go_line, more);
	place(&w, "go1.24.4", settings);
	sev = worst(&w, id);
	end(&w);
	return sev;
}

static void test_gosum_missing(void **state)
{
	static const char id[] = "gosum-missing";

	(void)state;
	assert_int_equal(shop_says(id, "1.21", IMPORTED, ""), SEVERITY_ERROR);
	assert_int_equal(shop_says(id, "1.21", TESTED, ""), SEVERITY_WARNING);
	assert_int_equal(shop_says(id, "1.21", "", ""), SEVERITY_NONE);
	assert_int_equal(shop_says(id, "1.16", "", ""), SEVERITY_ERROR);
	assert_int_equal(shop_says(id, "1.21", IMPORTED VENDORED, ""),
			 SEVERITY_WARNING);
	assert_int_equal(shop_says(id, "1.21", IMPORTED, "{'name': 'GOFLAGS', "
			 "'value': '-mod=mod', 'layer': 'process'}"),
			 SEVERITY_WARNING);
	assert_int_equal(shop_says(id, "1.21", IMPORTED, "{'name': "
			 "'GO111MODULE', 'value': 'off', 'layer': "
			 "'process'}"), SEVERITY_NONE);
	assert_int_equal(shop_says(id, "1.21", IMPORTED ", 'gosum': {'file': "
			 "'go.sum', 'nlines': 2}", ""), SEVERITY_NONE);
	/* A fixture is nobody's module. */
	assert_int_equal(shop_says(id, "1.21", IMPORTED ", 'fixture': true",
				   ""), SEVERITY_ERROR);
}

#define HASHES(first, other, cached) ", 'gosum': {'file': 'go.sum', " \
	"'nlines': 3, 'problems': [{'kind': 'conflict', 'line': 3, " \
	"'other_line': 1, 'module': 'example.com/dep', 'version': 'v1.0.0', " \
	"'hash': '" other "', 'other_hash': '" first "', 'cached_hash': '" \
	cached "'}]}"

static void test_gosum_conflict(void **state)
{
	static const char id[] = "gosum-conflict";
	static const char marks[] = IMPORTED ", 'gosum': {'file': 'go.sum', "
		"'nlines': 3, 'problems': [{'kind': 'marker', 'line': 1, "
		"'text': '<<<<<<< HEAD'}, {'kind': 'marker', 'line': 4, "
		"'text': '======='}]}";
	struct world w;

	(void)state;
	assert_int_equal(shop_says(id, "1.21", IMPORTED HASHES("h1:a", "h1:b",
							"h1:a"), ""),
			 SEVERITY_WARNING);
	assert_int_equal(shop_says(id, "1.21", IMPORTED HASHES("h1:a", "h1:b",
							"h1:b"), ""),
			 SEVERITY_ERROR);
	assert_int_equal(shop_says(id, "1.21", IMPORTED HASHES("h1:a", "h1:b",
							"h1:c"), ""),
			 SEVERITY_ERROR);
	assert_int_equal(shop_says(id, "1.21", IMPORTED HASHES("h1:a", "h1:b",
							""), ""),
			 SEVERITY_WARNING);
	assert_int_equal(shop_says(id, "1.21", marks, ""), SEVERITY_ERROR);
	/* All lines are one finding. */
	shop(&w, "1.21", marks);
	place(&w, "go1.19.8", "");
	assert_int_equal(worst(&w, id), SEVERITY_ERROR);
	assert_int_equal((int)w.n, 1);
	assert_non_null(strstr(msg_english(&w.a, &w.f[0].outcome),
			       "missing go.sum entry"));
	end(&w);
}

#define REPLACED(more) ", 'replaces': [{'old_path': 'example.com/dep', " \
	"'new_path': '../dep', 'line': 7, 'dir': '/src/dep'" more "}]"

static void test_replace(void **state)
{
	static const char out[] = "replace-outside", gone[] = "replace-dangling";

	(void)state;
	assert_int_equal(shop_says(out, "1.21", IMPORTED REPLACED(
			 ", 'outside': true"), ""), SEVERITY_WARNING);
	assert_int_equal(shop_says(out, "1.21", REPLACED(", 'outside': true"),
				   ""), SEVERITY_NONE);
	assert_int_equal(shop_says(out, "1.21", IMPORTED VENDORED REPLACED(
			 ", 'outside': true"), ""), SEVERITY_ADVICE);
	assert_int_equal(shop_says(out, "1.21", IMPORTED REPLACED(""), ""),
			 SEVERITY_NONE);
	assert_int_equal(shop_says(gone, "1.21", IMPORTED REPLACED(
			 ", 'missing': true"), ""), SEVERITY_ERROR);
	assert_int_equal(shop_says(gone, "1.21", IMPORTED VENDORED REPLACED(
			 ", 'missing': true"), ""), SEVERITY_ADVICE);
	assert_int_equal(shop_says(gone, "1.21", TESTED REPLACED(
			 ", 'no_gomod': true"), ""), SEVERITY_WARNING);
	assert_int_equal(shop_says(gone, "1.21", REPLACED(", 'missing': true"),
				   ""), SEVERITY_ADVICE);
	assert_int_equal(shop_says(gone, "1.16", REPLACED(", 'missing': true"),
				   ""), SEVERITY_ERROR);
	/* Told once: what is missing is not also outside. */
	assert_int_equal(shop_says(out, "1.21", IMPORTED REPLACED(
			 ", 'outside': true, 'missing': true"), ""),
			 SEVERITY_NONE);
}

#define OTHER_VENDORED ", 'vendor': {'dir': 'vendor', 'has_modules_txt': " \
	"true, 'modules': [{'path': 'example.com/dep', 'version': 'v0.9.0', " \
	"'line': 1, 'is_explicit': true, 'npackages': 1}]}"

static void test_vendor(void **state)
{
	static const char id[] = "vendor-out-of-date";

	(void)state;
	assert_int_equal(shop_says(id, "1.21", OTHER_VENDORED, ""),
			 SEVERITY_ERROR);
	assert_int_equal(shop_says(id, "1.13", OTHER_VENDORED, ""),
			 SEVERITY_NONE);
	assert_int_equal(shop_says(id, "1.13", OTHER_VENDORED, "{'name': "
			 "'GOFLAGS', 'value': '-mod=vendor', 'layer': "
			 "'goenv'}"), SEVERITY_ERROR);
	assert_int_equal(shop_says(id, "1.21", OTHER_VENDORED, "{'name': "
			 "'GOFLAGS', 'value': '-v -mod=readonly'}"),
			 SEVERITY_NONE);
	assert_int_equal(shop_says(id, "1.21", VENDORED, ""), SEVERITY_NONE);
}

static enum severity workspace_says(const char *cwd)
{
	enum severity sev;
	struct world w;

	begin(&w);
	add(&w, "module", "{'dir': 'a', 'gomod': 'a/go.mod', 'path': "
	    "'example.com/a', 'go_version': '1.21'}");
	add(&w, "module", "{'dir': 'tools', 'gomod': 'tools/go.mod', 'path': "
	    "'example.com/tools', 'go_version': '1.21'}");
	add(&w, "workspace", "{'file': 'go.work', 'dir': '/src/shop', "
	    "'go_version': '1.21', 'uses': [{'path': './a', 'dir': "
	    "'/src/shop/a', 'line': 3, 'module_path': 'example.com/a'}]}");
	add(&w, "place", arena_printf(&w.a,
	    "{'name': 'shell', 'kind': 'shell', 'state': 'ready', "
	    "'cwd': '%s', 'settings': [{'name': 'GOWORK', 'value': "
	    "'/src/shop/go.work'}]}", cwd));
	sev = worst(&w, "module-not-in-workspace");
	assert_int_equal((int)w.n, 1);
	assert_int_equal(worst(&w, "gowork-from-above"), SEVERITY_NONE);
	end(&w);
	return sev;
}

static void test_workspace(void **state)
{
	(void)state;
	assert_int_equal(workspace_says("/src/shop"), SEVERITY_ADVICE);
	assert_int_equal(workspace_says("/src/shop/a"), SEVERITY_ADVICE);
	assert_int_equal(workspace_says("/src/shop/tools"), SEVERITY_ERROR);
	assert_int_equal(workspace_says("/src/shop/tools/cmd"),
			 SEVERITY_ERROR);
	assert_int_equal(workspace_says("/home/u"), SEVERITY_ADVICE);
}

static enum severity loose_says(const char *id, const char *kind,
				const char *loose, const char *settings)
{
	enum severity sev;
	struct world w;

	begin(&w);
	add(&w, "repository", arena_printf(&w.a,
		"{'root': '/src/shop', 'opened': '/src/shop', 'kind': '%s', "
		"'gomod_above': '/src/go.mod', 'gomod_above_path': "
		"'example.com/stray'}", kind));
	add(&w, "loose", arena_printf(&w.a, "{'dir': '.', 'ngofiles': 1, "
		"'first_file': 'm.go'%s}", loose));
	place(&w, "go1.24.4", settings);
	sev = worst(&w, id);
	end(&w);
	return sev;
}

static void test_gopath_age(void **state)
{
	static const char gopath[] = "{'name': 'GOPATH', 'value': '/home/u/go'}";
	static const char off[] = "{'name': 'GO111MODULE', 'value': 'off', "
		"'layer': 'process'}";
	static const char own[] = ", 'self_import': 'shop/lib', "
		"'self_import_file': 'm.go', 'self_import_line': 3";
	static const char above[] = "gomod-from-above";

	(void)state;
	assert_int_equal(loose_says("gopath-project", "normal", "", gopath),
			 SEVERITY_NONE);
	assert_int_equal(loose_says("gopath-project", "normal", own, gopath),
			 SEVERITY_WARNING);
	assert_int_equal(loose_says("vendor-legacy", "normal", ", 'vendor': "
				    "{'dir': 'vendor'}", gopath),
			 SEVERITY_WARNING);
	assert_int_equal(loose_says(above, "normal", "", gopath),
			 SEVERITY_WARNING);
	assert_int_equal(loose_says(above, "plain", "", gopath),
			 SEVERITY_ADVICE);
	assert_int_equal(loose_says(above, "normal", "", off), SEVERITY_NONE);
	assert_int_equal(loose_says(above, "normal", ", 'fixture': true",
				    gopath), SEVERITY_NONE);
}

static void test_lock(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	add(&w, "lock", "{'path': 'Gopkg.lock', 'dir': '.', 'tool': 'dep'}");
	place(&w, "go1.24.4", "");
	assert_int_equal(worst(&w, "gopath-legacy-lock"), SEVERITY_WARNING);
	/* A migrated project that kept the file is healthy. */
	add(&w, "module", "{'dir': '.', 'gomod': 'go.mod', 'path': 'm.x/m'}");
	assert_int_equal(worst(&w, "gopath-legacy-lock"), SEVERITY_ADVICE);
	end(&w);
}

static enum severity ignored_says(const char *gomod, const char *gosum)
{
	struct arena a = ARENA_INIT;
	enum severity sev;
	struct world w;

	shop(&w, "1.21", arena_printf(&a, IMPORTED ", 'git': '%s', "
		"'ignore_rule': '.gitignore:1: *', 'gosum': {'file': 'go.sum', "
		"'nlines': 2, %s}", gomod, gosum));
	place(&w, "go1.24.4", "");
	sev = worst(&w, "gosum-ignored");
	end(&w);
	arena_release(&a);
	return sev;
}

static void test_ignored(void **state)
{
	(void)state;
	assert_int_equal(ignored_says("tracked", "'git': 'ignored', "
			 "'ignore_rule': '.gitignore:4: *.sum'"),
			 SEVERITY_ERROR);
	assert_int_equal(ignored_says("tracked", "'git': 'untracked'"),
			 SEVERITY_ERROR);
	assert_int_equal(ignored_says("changed", "'git': 'untracked'"),
			 SEVERITY_ADVICE);
	assert_int_equal(ignored_says("tracked", "'git': 'tracked'"),
			 SEVERITY_NONE);
	/* A module that nobody added yet, and a folder ignored as a whole. */
	assert_int_equal(ignored_says("untracked", "'git': 'untracked'"),
			 SEVERITY_NONE);
	assert_int_equal(ignored_says("ignored", "'git': 'ignored', "
			 "'ignore_rule': '.gitignore:1: *'"), SEVERITY_NONE);
}

static void test_flag(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(gobuild_flag(&a, "-mod=vendor", "mod"), "vendor");
	assert_string_equal(gobuild_flag(&a, "--mod=mod -v", "mod"), "mod");
	assert_string_equal(gobuild_flag(&a, "-mod=mod '-mod=vendor'", "mod"),
			    "vendor");
	assert_null(gobuild_flag(&a, "-modfile=x -modcacherw", "mod"));
	assert_null(gobuild_flag(&a, "", "mod"));
	assert_null(gobuild_flag(&a, NULL, "mod"));
	arena_release(&a);
}

static const char *trace_says(struct world *w, const char *name, bool *bad)
{
	struct trace t;

	tracer_run(tracer_find(name), &w->s, &w->s.places[0],
		   w->s.nmodules ? &w->s.modules[0] : NULL, NULL, &w->a, &t);
	*bad = t.bad;
	assert_true(msg_is_set(&t.outcome));
	return msg_english(&w->a, &t.outcome);
}

static void trace_is(const char *name, const char *go_line, const char *more,
		     const char *settings, bool want_bad, const char *text)
{
	struct world w;
	bool bad;

	shop(&w, go_line, more);
	place(&w, "go1.24.4", settings);
	assert_non_null(strstr(trace_says(&w, name, &bad), text));
	assert_int_equal(bad, want_bad);
	end(&w);
}

static void test_traces(void **state)
{
	static const char mode[] = "module-mode", vendor[] = "vendor";

	(void)state;
	trace_is(mode, "1.21", "", "", false, "modules: /src/shop/go.mod");
	trace_is(mode, "1.21", "", "{'name': 'GO111MODULE', 'value': 'off'}",
		 true, "GOPATH mode");
	trace_is(mode, "1.21", "", "{'name': 'GO111MODULE', 'value': 'auto'}",
		 false, "modules: /src/shop/go.mod");
	trace_is(mode, "1.21", "", "{'name': 'GO111MODULE', 'value': 'ON'}",
		 true, "unknown environment setting GO111MODULE=ON");
	trace_is(mode, "1.21", "", "{'name': 'GOPATH', 'value': '/src/shop'}",
		 true, "modules: /src/shop/go.mod");
	trace_is(vendor, "1.21", "", "", false, "module cache");
	trace_is(vendor, "1.21", VENDORED, "", false, "come from vendor/");
	trace_is(vendor, "1.13", VENDORED, "", false, "ignored");
	trace_is(vendor, "1.21", VENDORED, "{'name': 'GOFLAGS', 'value': "
		 "'-mod=mod'}", false, "ignored, because of -mod");
	trace_is(vendor, "1.21", OTHER_VENDORED, "", true,
		 "inconsistent vendoring");
	trace_is(vendor, "1.21", "", "{'name': 'GOFLAGS', 'value': "
		 "'-mod=vendor'}", true, "inconsistent vendoring");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gomod_by_release),
		cmocka_unit_test(test_gosum_missing),
		cmocka_unit_test(test_gosum_conflict),
		cmocka_unit_test(test_replace),
		cmocka_unit_test(test_vendor),
		cmocka_unit_test(test_workspace),
		cmocka_unit_test(test_gopath_age),
		cmocka_unit_test(test_lock),
		cmocka_unit_test(test_ignored),
		cmocka_unit_test(test_flag),
		cmocka_unit_test(test_traces),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
