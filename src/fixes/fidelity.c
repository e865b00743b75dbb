#include "config.h"

#include "fixes/fidelity.h"

#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"
#include "fixes/gowords.h"
#include "fixes/modlist.h"
#include "fixes/stagego.h"
#include "fmt/modpath.h"

void fidelity_choose(struct fix_run *run)
{
	(void)fix_choice(run, "tests", CHOICE_YES_NO,
			 MSG(run->arena, N_("Run its tests")),
			 MSG(run->arena, N_(
				"Yes: go test ./... runs in the stage, and "
				"below GOPATH/src as it is before, and what "
				"passes only there is told. Tests are programs "
				"of the project: they do what they do.")),
			 "no");
}

/* ---- what is asked ---- */

static void runs_tests(struct fix_run *run, struct plan_command *c)
{
	c->executes = c->network ? MSG(run->arena, N_(
		"the tests of the project; the C compiler and pkg-config, "
		"where the code uses cgo; what GOPROXY, GOAUTH and direct "
		"fetches start: git or another version control, ssh, a "
		"credential helper")) : MSG(run->arena, N_(
		"the tests of the project; the C compiler and pkg-config, "
		"where the code uses cgo"));
	c->may_fail = true;
}

/* What go cannot load is no package. */
static const char listed[] =
	"{{if not .Standard}}{{if not .Error}}{{.ImportPath}}{{end}}{{end}}";

/* A test binary is compiled for each package that has tests, and none is
 * linked or run; of those that do not compile, go's words. */
static const char uncompiled[] =
	"{{if .ForTest}}{{if not .Export}}{{.ForTest}} "
	"{{with .Error}}{{printf \"%q\" .Err}}{{end}}"
	"{{range .DepsErrors}}{{printf \"%q\" .Err}}{{end}}{{end}}{{end}}";

static void compiles_tests(struct fix_run *run, struct plan_command *c)
{
	c->executes = MSG(run->arena, N_(
		"the C compiler and pkg-config, where the code uses cgo"));
	c->may_fail = true;
}

void fidelity_ask_before(struct fix_run *run, const char *dir, bool has_tests)
{
	struct plan_command *c;

	if (!gopathage_src(run->arena, run->place, dir))
		return;
	c = fix_command(run, "graph-before", dir, MSG(run->arena, N_(
			"which packages is it made of in GOPATH mode?")),
			"go", "list", "-e", "-deps", "-f", listed, "./...",
			NULL);
	fix_gopath_mode(run, c);
	if (has_tests) {
		c = fix_command(run, "compile-before", dir, MSG(run->arena, N_(
				"do its tests compile in GOPATH mode?")),
				"go", "list", "-e", "-test", "-export", "-f",
				uncompiled, "./...", NULL);
		fix_gopath_mode(run, c);
		compiles_tests(run, c);
	}
	if (!fix_yes(run, "tests"))
		return;
	c = fix_command(run, "tests-before", dir, MSG(run->arena, N_(
			"do its tests pass in GOPATH mode, as it is?")),
			"go", "test", "./...", NULL);
	fix_gopath_mode(run, c);
	runs_tests(run, c);
}

void fidelity_ask_after(struct fix_run *run, const char *dir, bool has_tests)
{
	struct plan_command *c;

	if (gopathage_src(run->arena, run->place, dir)) {
		c = fix_command(run, "graph-after", dir,
				MSG(run->arena, N_("which packages is it made "
						   "of as a module?")),
				"go", "list", "-mod=mod",
				"-modfile={stage}/go.mod",
				"-overlay={stage}/overlay.json", "-e", "-deps",
				"-f", listed, "./...", NULL);
		stagego_env(run, c);
	}
	if (has_tests) {
		c = fix_command(run, "compile-after", dir, MSG(run->arena, N_(
				"do its tests compile as a module?")),
				"go", "list", "-mod=mod",
				"-modfile={stage}/go.mod",
				"-overlay={stage}/overlay.json", "-e", "-test",
				"-export", "-f", uncompiled, "./...", NULL);
		stagego_env(run, c);
		compiles_tests(run, c);
	}
	if (!fix_yes(run, "tests"))
		return;
	c = fix_command(run, "tests-after", dir, MSG(run->arena, N_(
			"do its tests pass as a module?")),
			"go", "test", "-mod=mod", "-modfile={stage}/go.mod",
			"-overlay={stage}/overlay.json", "./...", NULL);
	stagego_env(run, c);
	runs_tests(run, c);
}

/* ---- what came of it ---- */

/* Without the vendor folder that GOPATH mode found it in. */
static struct str without_vendor(struct str path)
{
	size_t at;

	while ((at = str_search(path, "/vendor/")) < path.len)
		path = str_sub(path, at + strlen("/vendor/"),
			       path.len - at - strlen("/vendor/"));
	at = str_search(path, "/Godeps/_workspace/src/");
	if (at < path.len)
		path = str_sub(path, at + strlen("/Godeps/_workspace/src/"),
			       path.len - at -
			       strlen("/Godeps/_workspace/src/"));
	return path;
}

/* The project, before or after. */
struct side {
	const char *dir;	/* absolute */
	const char *root;	/* its import path; or NULL */
};

/* By one name for both: "." stands for the project's own path. */
static const char *common_name(struct fix_run *run, struct str path,
			       const struct side *s)
{
	/* What a relative import leads to is named by its folder. */
	const char *root = str_starts(path, "_/")
		? arena_printf(run->arena, "_%s", s->dir) : s->root;
	size_t n = root ? strlen(root) : 0;

	path = without_vendor(path);
	if (n && path.len >= n && !strncmp(path.p, root, n) &&
	    (path.len == n || path.p[n] == '/'))
		return arena_printf(run->arena, ".%.*s", (int)(path.len - n),
				    path.p + n);
	return arena_strndup(run->arena, path.p, path.len);
}

static void packages_of(struct fix_run *run, const struct fix_ran *r,
			const struct side *s, struct map *out)
{
	struct str rest = str_from(r->out), line;

	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (line.len)
			map_put(out, common_name(run, line, s), out);
	}
}

/* GOPATH mode takes a copy in vendor/ for a package, also for one of ours. */
static void note_own_copies(struct fix_run *run, struct plan *p,
			    const struct fix_ran *r, const struct side *s)
{
	struct fix_names own = FIX_NAMES_INIT;
	struct str rest = str_from(r->out), line;

	while (str_line(&rest, &line)) {
		struct str path = without_vendor(str_trim(line));
		const char *name = common_name(run, path, s);

		if (path.len && path.len < str_trim(line).len &&
		    name[0] == '.')
			fix_name_add(&own, arena_strndup(run->arena,
							 path.p, path.len));
	}
	fix_note_names(run, p, &own, N_(
		"GOPATH mode builds with a copy of {n} package of the project "
		"itself in vendor/; a module has none, and is built with the "
		"package itself: {0}"), N_(
		"GOPATH mode builds with copies of {n} packages of the project "
		"itself in vendor/; a module has none, and is built with the "
		"packages themselves: {0}"));
}

static void only_in(const struct map *one, const struct map *other,
		    struct fix_names *l)
{
	size_t i;

	for (i = 0; i < one->n; i++)
		if (!map_has(other, one->entries[i].key))
			fix_name_add(l, one->entries[i].key);
}

static bool is_known(const struct fix_ran *r)
{
	return r && !r->exit_code;
}

static void note_same(struct fix_run *run, struct plan *p, size_t n)
{
	const struct fix_ran *built = fix_ran(run, "before");
	struct arena *a = run->arena;

	if (built && !built->exit_code)
		fix_note(run, p, MSG_N(a, N_(
			"It is made of the same {n} package as in GOPATH "
			"mode."), N_(
			"It is made of the same {n} packages as in GOPATH "
			"mode."), (int)n));
	else
		fix_note(run, p, MSG_N(a, N_(
			"go finds the same {n} package of it as in GOPATH mode, "
			"where it does not build."), N_(
			"go finds the same {n} packages of it as in GOPATH "
			"mode, where it does not build."), (int)n));
}

/* ---- what dependencies had in their own vendor folders ---- */

/* The module that has the package now: the longest path of all. */
static bool module_of(struct fix_run *run, const char *package,
		      struct modlist_one *out)
{
	struct modlist_one one;
	bool any = false;
	size_t at = 0;

	while (modlist_next(run, holdback_list(run), &at, &one))
		if (one.path && modpath_under(package, one.path) &&
		    (!any || strlen(one.path) > strlen(out->path))) {
			*out = one;
			any = true;
		}
	return any;
}

/* Does go build with the code that lies in that vendor folder?  `folder` is
 * below GOPATH/src. */
static bool same_code(struct fix_run *run, const struct holdback *h,
		      const char *folder, const struct modlist_one *now)
{
	const char *version = now->to ? now->to_version : now->version, *root;
	struct vendorpatches v;
	size_t i, k;

	vendorpatch_roots(run, h->dir, &v);
	for (i = v.ninside; i < v.nroots; i++) {
		root = path_join(run->arena, v.roots[i], folder);
		for (k = 0; k < h->patches->n; k++)
			if (cstr_eq(h->patches->patches[k].root, root) &&
			    cstr_eq(h->patches->patches[k].path, now->path) &&
			    vendorpatch_keeps(h->patches, now->path))
				return true;
		if (now->to && !cstr_eq(now->to, now->path))
			continue;
		if (vendorpatch_same(run, h->pins, root, now->path, version))
			return true;
	}
	return false;
}

static const char *what_now(struct fix_run *run, const struct modlist_one *now)
{
	struct arena *a = run->arena;

	if (!now->to)
		return arena_printf(a, "%s %s", now->path, now->version);
	return cstr_empty(now->to_version)
		? vendorpatch_settled(run, str_from(now->to))
		: arena_printf(a, "%s %s", now->to, now->to_version);
}

/*
 * A copy in the vendor folder of a dependency has the name of the package, and
 * is another one all the same.  Returns how many are not known to be the code
 * that go takes now.
 */
static int note_nested(struct fix_run *run, struct plan *p,
		       const struct holdback *h, const struct fix_ran *before,
		       const struct side *was, const struct map *new)
{
	struct fix_names others = FIX_NAMES_INIT;
	struct str rest = str_from(before->out), line, owner;
	struct arena *a = run->arena;
	const char *package, *folder;
	struct modlist_one now;
	int n;

	while (str_line(&rest, &line)) {
		struct str bare = without_vendor(str_trim(line));

		line = str_trim(line);
		if (bare.len + strlen("/vendor/") > line.len)
			continue;
		owner = str_sub(line, 0, line.len - bare.len -
				strlen("/vendor/"));
		package = arena_strndup(a, bare.p, bare.len);
		if (!str_starts(str_sub(line, owner.len, strlen("/vendor/")),
				"/vendor/") ||
		    common_name(run, owner, was)[0] == '.' ||
		    !map_has(new, package) || !module_of(run, package, &now))
			continue;
		folder = arena_printf(a, "%.*s/vendor", STR_FMT(owner));
		if (same_code(run, h, folder, &now))
			continue;
		owner = without_vendor(owner);
		fix_name_add(&others, arena_printf(a, "%s (%.*s/vendor → %s)",
						   package, STR_FMT(owner),
						   what_now(run, &now)));
		*ARENA_PUSH(a, p->report, p->nreport) = MSG(a, N_(
			"swapped: {0} was built with {1} of its own vendor "
			"folder, and is with {2} now"),
			arena_strndup(a, owner.p, owner.len), package,
			what_now(run, &now));
	}
	n = others.n;
	fix_note_names(run, p, &others, N_(
		"In GOPATH mode {n} package came from the vendor folder of a "
		"dependency, which a module does not see; what go takes "
		"instead is not known to be the same code: {0}"), N_(
		"In GOPATH mode {n} packages came from vendor folders of "
		"dependencies, which a module does not see; what go takes "
		"instead is not known to be the same code: {0}"));
	return n;
}

static void note_graph(struct fix_run *run, struct plan *p,
		       const struct holdback *h, const struct side *was,
		       const struct side *is)
{
	const struct fix_ran *before = fix_ran(run, "graph-before");
	const struct fix_ran *after = fix_ran(run, "graph-after");
	struct fix_names gone = FIX_NAMES_INIT, came = FIX_NAMES_INIT;
	struct map old = MAP_INIT, new = MAP_INIT;

	if (!is_known(before) || !is_known(after))
		return;
	if (before->cut || after->cut) {
		fix_note(run, p, MSG(run->arena, N_(
			"Whether it is made of the same packages is not "
			"known: go names more than gomend keeps of what a "
			"command prints.")));
		return;
	}
	packages_of(run, before, was, &old);
	note_own_copies(run, p, before, was);
	packages_of(run, after, is, &new);
	only_in(&old, &new, &gone);
	only_in(&new, &old, &came);
	if (!note_nested(run, p, h, before, was, &new) && !gone.n && !came.n)
		note_same(run, p, new.n);
	fix_note_names(run, p, &gone, N_(
		"{n} package of GOPATH mode is not in it any more: {0}"), N_(
		"{n} packages of GOPATH mode are not in it any more: {0}"));
	fix_note_names(run, p, &came, N_(
		"{n} package is in it that was not in GOPATH mode: {0}"), N_(
		"{n} packages are in it that were not in GOPATH mode: {0}"));
	map_release(&old);
	map_release(&new);
}

/* "ok  \tPATH\t0.1s", "FAIL\tPATH [build failed]" */
static void results_of(struct fix_run *run, const struct fix_ran *r,
		       const struct side *s, struct map *passed,
		       struct map *failed)
{
	struct str rest = str_from(r->out), line, word;

	while (str_line(&rest, &line)) {
		bool ok = str_starts(line, "ok  \t");

		if ((!ok && !str_starts(line, "FAIL\t")) ||
		    !str_word(&line, &word) || !str_word(&line, &word))
			continue;
		map_put(ok ? passed : failed, common_name(run, word, s),
			passed);
	}
}

/* The tests ran where the project lies, and could read what goes. */
static void note_vendor(struct fix_run *run, struct plan *p, const char *dir)
{
	const struct fix_ran *after = fix_ran(run, "tests-after");

	if (after && fix_is(run, path_join(run->arena, dir, "vendor"),
			    PLAN_FOLDER))
		fix_note(run, p, MSG(run->arena, N_(
			"Its tests ran as a module beside the old vendor "
			"folder: one that reads a file there may fail once "
			"that is gone or anew. Run go test ./... again "
			"afterwards.")));
}

static void note_tests(struct fix_run *run, struct plan *p,
		       const struct side *was, const struct side *is)
{
	const struct fix_ran *before = fix_ran(run, "tests-before");
	const struct fix_ran *after = fix_ran(run, "tests-after");
	struct map passed = MAP_INIT, failed = MAP_INIT;
	struct map passed_then = MAP_INIT, failed_then = MAP_INIT;
	struct fix_names worse = FIX_NAMES_INIT, bad = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	size_t i;

	if (!after)
		return;
	if (before)
		results_of(run, before, was, &passed_then, &failed_then);
	results_of(run, after, is, &passed, &failed);
	if (before)
		fix_note(run, p, MSG(a, N_(
			"Tests in GOPATH mode, by package: {0} pass, {1} "
			"fail."),
			arena_printf(a, "%zu", passed_then.n),
			arena_printf(a, "%zu", failed_then.n)));
	fix_note(run, p, MSG(a, N_(
		"Tests as a module, by package: {0} pass, {1} fail."),
		arena_printf(a, "%zu", passed.n),
		arena_printf(a, "%zu", failed.n)));
	for (i = 0; i < failed.n; i++)
		fix_name_add(map_has(&passed_then, failed.entries[i].key)
			     ? &worse : &bad, failed.entries[i].key);
	fix_note_names(run, p, &worse, N_(
		"The tests of {n} package pass in GOPATH mode and fail as a "
		"module: {0}"), N_(
		"The tests of {n} packages pass in GOPATH mode and fail as a "
		"module: {0}"));
	fix_note_names(run, p, &bad, N_("The tests of {n} package fail: {0}"),
		       N_("The tests of {n} packages fail: {0}"));
	map_release(&passed);
	map_release(&failed);
	map_release(&passed_then);
	map_release(&failed_then);
}

/* What %q made of go's words. */
static char *unquoted(struct arena *a, struct str quoted)
{
	struct strbuf sb = STRBUF_INIT;
	char *out;
	size_t i;

	for (i = 0; i < quoted.len; i++) {
		char c = quoted.p[i];

		if (c == '\\' && i + 1 < quoted.len) {
			c = quoted.p[++i];
			strbuf_addch(&sb, c == 'n' || c == 't' ? '\n' : c);
		} else if (c != '"') {
			strbuf_addch(&sb, c);
		} else if (sb.len) {
			strbuf_addch(&sb, '\n');
		}
	}
	out = arena_strdup(a, gowords_error(a, sb.len ? sb.buf : ""));
	strbuf_release(&sb);
	return out;
}

/* By name, go's words of those whose tests do not compile. */
static void uncompiled_of(struct fix_run *run, const struct fix_ran *r,
			  const struct side *s, struct map *out)
{
	struct str rest = str_from(r && r->out ? r->out : ""), line, name;

	while (str_line(&rest, &line)) {
		const char *key, *had;
		char *words;

		if (!str_cut(&line, ' ', &name) || !name.len)
			continue;
		key = common_name(run, name, s);
		words = unquoted(run->arena, line);
		had = map_get(out, key);
		/* Of the test's main and of the package that it is of, one
		 * has them; older releases print them. */
		if (!had || (!*had && *words))
			map_put(out, key, words);
	}
}

static void note_compiled(struct fix_run *run, struct plan *p,
			  const struct side *was, const struct side *is)
{
	const struct fix_ran *before = fix_ran(run, "compile-before");
	const struct fix_ran *after = fix_ran(run, "compile-after");
	struct fix_names worse = FIX_NAMES_INIT, bad = FIX_NAMES_INIT;
	struct map then = MAP_INIT, now = MAP_INIT;
	size_t i;

	if (!after)
		return;
	uncompiled_of(run, before, was, &then);
	uncompiled_of(run, after, is, &now);
	for (i = 0; i < now.n; i++) {
		const char *name = now.entries[i].key;
		const char *words = now.entries[i].value;

		if (!*words && !worse.n && !bad.n)
			words = gowords_error(run->arena, after->err);
		fix_name_add(before && !before->exit_code && !before->cut &&
			     !map_has(&then, name) ? &worse : &bad,
			     *words ? arena_printf(run->arena, "%s (%s)", name,
						   words) : name);
	}
	fix_note_names(run, p, &worse, N_(
		"The tests of {n} package compile in GOPATH mode and do not as "
		"a module: {0}"), N_(
		"The tests of {n} packages compile in GOPATH mode and do not "
		"as a module: {0}"));
	fix_note_names(run, p, &bad, before ? N_(
		"The tests of {n} package compile neither in GOPATH mode nor "
		"as a module: {0}") : N_(
		"The tests of {n} package do not compile as a module: {0}"),
		before ? N_(
		"The tests of {n} packages compile neither in GOPATH mode nor "
		"as a module: {0}") : N_(
		"The tests of {n} packages do not compile as a module: {0}"));
	map_release(&then);
	map_release(&now);
}

void fidelity_note(struct fix_run *run, struct plan *p,
		   const struct holdback *h, const char *was, const char *is)
{
	const struct side before = { h->dir, was }, after = { h->dir, is };

	note_graph(run, p, h, &before, &after);
	note_compiled(run, p, &before, &after);
	note_tests(run, p, &before, &after);
	note_vendor(run, p, h->dir);
}
