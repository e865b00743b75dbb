/* ci-cache-wrong: caches of jobs that save nothing, or fight each other. */
#include "config.h"

#include "checks/ci.h"

#include <fnmatch.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

ci_find ci_find_cache_wrong;

enum {
	CACHE_BOTH, CACHE_EARLY, CACHE_NO_FILE, CACHE_DEAD, CACHE_CONSTANT,
	CACHE_VERSIONS, CACHE_ELSEWHERE, CACHE_OUTSIDE, CACHE_NONE
};

/* ---- files ---- */

/* Does the pattern of GitHub's glob, from the root, match the path? */
static bool matches(struct arena *a, const char *pattern, const char *path)
{
	while (cstr_starts(pattern, "./"))
		pattern += 2;
	if (cstr_starts(pattern, "**/")) {
		const char *rest = path;

		for (;;) {
			if (matches(a, pattern + 3, rest))
				return true;
			rest = strchr(rest, '/');
			if (!rest)
				return false;
			rest++;
		}
	}
	return !fnmatch(pattern, path, FNM_PATHNAME);
}

/* Without them there is no go.sum, and nothing that a cache would save. */
static bool needs_modules(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].nrequires)
			return true;
	return false;
}

/*
 * Does one of the files of Go's that the pattern may mean exist?  *known is
 * false where it may be about other files.
 */
static bool exists(const struct ci_look *l, const char *pattern, bool *known)
{
	static const char *const names[] = {
		"go.sum", "go.mod", "go.work", "go.work.sum", "go.*", "go.*sum",
	};
	const char *base = path_base(pattern);
	const struct snapshot *s = l->s;
	size_t i;

	*known = false;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		*known |= !strcmp(base, names[i]) && needs_modules(s);
	/* What begins with "/" or "~" is not of the work tree. */
	if (!*known || strchr("/~!$", pattern[0]) || strchr(pattern, '$')) {
		*known = false;
		return false;
	}
	for (i = 0; i < s->nmodules; i++)
		if (matches(l->a, pattern, s->modules[i].gomod) ||
		    (s->modules[i].gosum.file &&
		     matches(l->a, pattern, s->modules[i].gosum.file)))
			return true;
	for (i = 0; i < s->nworkspaces; i++)
		if (matches(l->a, pattern, s->workspaces[i].file) ||
		    (s->workspaces[i].gosum.file &&
		     matches(l->a, pattern, s->workspaces[i].gosum.file)))
			return true;
	return false;
}

/* hashFiles('a', "b") of the text: none of the patterns matches anything. */
static const char *dead_hash(const struct ci_look *l, const char *text)
{
	const char *p = text, *first = NULL;

	for (p = strstr(text, "hashFiles("); p;
	     p = strstr(p, "hashFiles(")) {
		p += 10;
		first = NULL;
		while (*p && *p != ')') {
			const char *end, *pattern;
			bool known;

			if (*p != '\'' && *p != '"') {
				/* Anything but "," and blanks is dynamic. */
				if (*p != ',' && *p != ' ')
					return NULL;
				p++;
				continue;
			}
			end = strchr(p + 1, *p);
			if (!end)
				return NULL;
			pattern = arena_strndup(l->a, p + 1,
						(size_t)(end - p - 1));
			if (exists(l, pattern, &known) || !known)
				return NULL;
			if (!first)
				first = pattern;
			p = end + 1;
		}
		if (!first)
			return NULL;
	}
	return first;
}

/* A list of lines: none of them matches anything. */
static const char *dead_list(const struct ci_look *l, const char *text)
{
	struct str rest = str_from(text), line;
	const char *first = NULL;

	while (str_line(&rest, &line)) {
		const char *pattern;
		bool known;

		line = str_trim(line);
		if (!line.len)
			continue;
		pattern = arena_strndup(l->a, line.p, line.len);
		if (exists(l, pattern, &known) || !known)
			return NULL;
		if (!first)
			first = pattern;
	}
	return first;
}

/* A module with a go.sum, not at the root; NULL: there is none. */
static const struct module *deeper(const struct ci_look *l, int *n)
{
	const struct module *hit = NULL;
	size_t i;

	*n = 0;
	for (i = 0; i < l->s->nmodules; i++) {
		const struct module *m = &l->s->modules[i];

		if (m->fixture || !m->gosum.file || cstr_eq(m->dir, "."))
			continue;
		(*n)++;
		if (!hit)
			hit = m;
	}
	return hit;
}

static const struct module *root_module(const struct ci_look *l)
{
	return snapshot_module(l->s, ".");
}

/* ---- GitHub ---- */

static const struct ci_var *input(const struct ci_step *st, const char *name)
{
	return ci_var_find(st->with, st->nwith, name);
}

/* Does its setup-go keep a cache?  Unknown ones say no. */
static bool setup_caches(const struct ci_step *st)
{
	const struct setup_go *g = gotable_setup_go(st->major);
	const struct ci_var *v = input(st, "cache");

	return g && g->caches && (!v || cstr_eq(v->value, "true"));
}

static bool is_cache(const struct ci_step *st)
{
	return ci_step_uses(st, "actions/cache") ||
	       ci_step_uses(st, "actions/cache/restore");
}

static const char *cache_path(const struct ci_step *st)
{
	const struct ci_var *v = input(st, "path");

	return v && v->text ? v->text : "";
}

static bool caches_go(const struct ci_step *st)
{
	return is_cache(st) && (cstr_holds(cache_path(st), "go/pkg/mod") ||
				cstr_holds(cache_path(st), "go-build"));
}

/* Where the job's sources come from; (size_t)-1: nowhere that is known. */
static size_t checkout_of(const struct ci_job *j, bool *elsewhere)
{
	size_t i, at = (size_t)-1;

	*elsewhere = false;
	for (i = 0; i < j->nsteps; i++) {
		if (!ci_step_uses(&j->steps[i], "actions/checkout"))
			continue;
		if (input(&j->steps[i], "path"))
			*elsewhere = true;
		if (at == (size_t)-1)
			at = i;
	}
	return at;
}

static struct ci_hit *hit(struct ci_look *l, const struct ci_view *v,
			  enum severity sev, int kind,
			  const struct ci_step *st, const char *subject)
{
	struct ci_hit *h = ci_hit_add(l, v, sev, kind, st->file, st->line,
				      subject);

	h->name = ci_uses(l->a, st);
	ci_hit_evidence(l, h, arena_printf(l->a, "uses: %s",
					   st->uses ? st->uses : ""),
			st->file, st->line);
	return h;
}

static void var_evidence(struct ci_look *l, struct ci_hit *h,
			 const struct ci_var *v)
{
	struct str rest = str_from(v->text), line;
	int n = v->line;

	/* A block begins on the line below. */
	if (strchr(v->text, '\n'))
		n++;
	for (; str_line(&rest, &line); n++)
		if (str_trim(line).len)
			ci_hit_evidence(l, h, arena_printf(l->a, "%s: %.*s",
				v->name, STR_FMT(str_trim(line))), v->file,
				n);
}

static void input_edit(struct ci_look *l, struct ci_hit *h,
		       const struct ci_step *st, const char *key,
		       const char *value)
{
	struct ci_edit *e = ci_hit_edit(l, h, st->file, st->line);

	e->key = key;
	e->value = value;
}

/* The cache that setup-go keeps, by its own file. */
static void judge_setup(struct ci_look *l, const struct ci_view *v,
			size_t at)
{
	const struct ci_step *st = &v->job->steps[at];
	const struct ci_var *list = input(st, "cache-dependency-path");
	const struct module *root = root_module(l), *deep;
	const struct setup_go *g = gotable_setup_go(st->major);
	bool elsewhere, by_mod;
	size_t checkout = checkout_of(v->job, &elsewhere);
	const char *dead;
	struct ci_hit *h;
	int n;

	if (!setup_caches(st) || !v->job->runs_go || elsewhere ||
	    checkout == (size_t)-1 || st->maybe)
		return;
	/* From v6 on go.mod, before it go.sum. */
	by_mod = g->local;
	if (list) {
		dead = list->value ? dead_list(l, list->value) : NULL;
		if (!dead)
			return;
		h = hit(l, v, SEVERITY_WARNING, CACHE_DEAD, st, dead);
		h->value = dead;
		var_evidence(l, h, list);
		return;
	}
	deep = deeper(l, &n);
	if (root && root->gosum.file) {
		if (checkout < at)
			return;
		h = hit(l, v, SEVERITY_WARNING, CACHE_EARLY, st, "early");
		h->value = by_mod ? "go.mod" : "go.sum";
		h->other = arena_printf(l->a, "%s:%d", v->job->steps[checkout]
					.file, v->job->steps[checkout].line);
		return;
	}
	if (!deep || (root && by_mod))
		return;
	h = hit(l, v, SEVERITY_WARNING, CACHE_NO_FILE, st, "file");
	h->value = by_mod ? "go.mod" : "go.sum";
	h->other = deep->gosum.file;
	input_edit(l, h, st, "cache-dependency-path",
		   n == 1 ? deep->gosum.file : "'**/go.sum'");
}

/* Two steps that unpack the same folders. */
static void judge_both(struct ci_look *l, const struct ci_view *v,
		       const struct ci_step *setup, const struct ci_step *st)
{
	const struct module *root = root_module(l);
	bool other;
	size_t checkout = checkout_of(v->job, &other);
	struct ci_hit *h;

	/* Without the sources setup-go finds nothing to key it on. */
	if (other || checkout == (size_t)-1 ||
	    &v->job->steps[checkout] > setup)
		return;
	if (!setup_caches(setup) || setup->maybe || st->maybe ||
	    (!input(setup, "cache-dependency-path") &&
	     (!root || !root->gosum.file)))
		return;
	h = hit(l, v, SEVERITY_WARNING, CACHE_BOTH, st, "both");
	var_evidence(l, h, input(st, "path"));
	ci_hit_evidence(l, h, arena_printf(l->a, "uses: %s", setup->uses),
			setup->file, setup->line);
	h->value = ci_uses(l->a, setup);
	h->other = arena_printf(l->a, "%s:%d", setup->file, setup->line);
	input_edit(l, h, setup, "cache", "false");
}

/* Is there something in the key that changes, or may change, with the run? */
static bool changes(const char *key)
{
	static const char *const still[] = {
		"runner.os", "runner.arch", "matrix.", "github.job",
		"github.workflow", "github.ref", "github.head_ref",
	};
	const char *p;
	size_t i;

	for (p = strstr(key, "${{"); p; p = strstr(p, "${{")) {
		p += 3;
		p += strspn(p, " ");
		for (i = 0; i < ARRAY_SIZE(still); i++)
			if (!strncmp(p, still[i], strlen(still[i])))
				break;
		if (i == ARRAY_SIZE(still))
			return true;
	}
	return false;
}

/* "go" of "${{ matrix.go }}"; NULL: something else. */
static const char *matrix_name(struct arena *a, const char *text)
{
	struct str s = str_trim(str_from(text ? text : ""));

	if (!str_starts(s, "${{") || !str_ends(s, "}}"))
		return NULL;
	s = str_trim(str_sub(s, 3, s.len - 5));
	if (!str_starts(s, "matrix.") || str_find(s, ' ') < s.len)
		return NULL;
	return arena_strndup(a, s.p, s.len);
}

/* Do the combinations have several Go releases, and the key one name? */
static const char *mixed(struct ci_look *l, const struct ci_view *v,
			 const char *key)
{
	const char *name = NULL, *one = NULL;
	bool differ = false;
	size_t i, k;

	for (i = 0; i < v->nlegs; i++) {
		const struct ci_job *j = &v->job[i];

		for (k = 0; k < j->nsteps; k++) {
			const struct ci_var *go;

			if (!ci_step_uses(&j->steps[k], "actions/setup-go"))
				continue;
			go = input(&j->steps[k], "go-version");
			if (!go || !go->value)
				return NULL;
			name = matrix_name(l->a, go->text);
			differ |= one && strcmp(one, go->value) != 0;
			one = go->value;
		}
	}
	return differ && name && !strstr(key, name) &&
	       !strstr(key, "outputs") && !changes(key) ? name : NULL;
}

/* A script or a variable of the job moves Go's folders. */
static bool moves_folders(const struct ci_job *j)
{
	static const char *const names[] = {
		"GOPATH", "GOMODCACHE", "GOCACHE", "XDG_CACHE_HOME", "HOME",
	};
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (ci_var_find(j->env, j->nenv, names[i]))
			return true;
		for (k = 0; i < 3 && k < j->nsteps; k++)
			if (cstr_holds(j->steps[k].run, names[i]))
				return true;
	}
	return false;
}

/* A line of `path` that is not the folder that go uses there. */
static const char *elsewhere(struct ci_look *l, const struct ci_view *v,
			     const struct ci_step *st, const char **right)
{
	const struct ci_job *j = v->job;
	struct goimage image;
	struct str rest = str_from(cache_path(st)), line;
	bool mac = true;
	size_t i;

	if (moves_folders(j))
		return NULL;
	for (i = 0; i < v->nlegs; i++)
		mac = mac && cstr_eq(ci_hosted(&v->job[i]), "darwin");
	if (j->image.name) {
		if (!j->image.value ||
		    !gotable_image(str_from(j->image.value), &image) ||
		    !image.official || v->nlegs > 1 || cstr_holds(cache_path(st),
							   "/go/pkg/mod\n"))
			return NULL;
		while (str_line(&rest, &line)) {
			line = str_trim(line);
			if (str_is(line, "~/go/pkg/mod") ||
			    str_is(line, "/home/runner/go/pkg/mod") ||
			    str_is(line, "/root/go/pkg/mod")) {
				*right = "/go/pkg/mod";
				return arena_strndup(l->a, line.p, line.len);
			}
		}
		return NULL;
	}
	if (!mac || cstr_holds(cache_path(st), "Library/Caches"))
		return NULL;
	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (str_is(line, "~/.cache/go-build")) {
			*right = "~/Library/Caches/go-build";
			return arena_strndup(l->a, line.p, line.len);
		}
	}
	return NULL;
}

static void judge_cache(struct ci_look *l, const struct ci_view *v,
			const struct ci_step *st)
{
	const struct ci_var *key = input(st, "key");
	const char *text = key && key->text ? key->text : NULL, *found,
		   *right = NULL;
	struct ci_hit *h;

	found = elsewhere(l, v, st, &right);
	if (found) {
		h = hit(l, v, SEVERITY_WARNING, CACHE_ELSEWHERE, st, found);
		var_evidence(l, h, input(st, "path"));
		h->value = found;
		h->other = right;
	}
	if (!text)
		return;
	found = dead_hash(l, text);
	if (found) {
		h = hit(l, v, SEVERITY_WARNING, CACHE_DEAD, st, found);
		var_evidence(l, h, key);
		h->value = found;
		return;
	}
	if (!cstr_holds(text, "hashFiles(") && !changes(text)) {
		h = hit(l, v, SEVERITY_WARNING, CACHE_CONSTANT, st, text);
		var_evidence(l, h, key);
		h->value = text;
		return;
	}
	found = cstr_holds(cache_path(st), "go-build") ? mixed(l, v, text) : NULL;
	/* A hash of go.sum is the same in all of them. */
	if (!found && cstr_holds(cache_path(st), "go-build") &&
	    cstr_holds(text, "hashFiles("))
		found = mixed(l, v, "");
	if (found && !strstr(text, found) && !strstr(text, "outputs")) {
		h = hit(l, v, SEVERITY_WARNING, CACHE_VERSIONS, st, text);
		var_evidence(l, h, key);
		h->value = text;
		h->other = found;
	}
}

static void github(struct ci_look *l, const struct ci_view *v)
{
	const struct ci_job *j = v->job;
	const struct ci_step *setup = NULL;
	bool any = false;
	size_t i;

	for (i = 0; i < j->nsteps; i++) {
		const struct ci_step *st = &j->steps[i];

		if (ci_step_uses(st, "actions/setup-go")) {
			setup = st;
			judge_setup(l, v, i);
		}
		if (!caches_go(st))
			any = any || is_cache(st) ||
			      cstr_holds(st->uses, "cache");
		else
			any = true;
		if (caches_go(st)) {
			if (setup)
				judge_both(l, v, setup, st);
			judge_cache(l, v, st);
		}
	}
	if (setup && !any && j->runs_go) {
		const struct setup_go *g = gotable_setup_go(setup->major);
		const struct module *m = ci_module(l, v);

		if (g && !g->caches && m && m->nrequires && !m->vendor.dir &&
		    m->gosum.file)
			(void)hit(l, v, SEVERITY_ADVICE, CACHE_NONE, setup,
				  "none");
	}
}

/* ---- GitLab ---- */

static const char *job_value(const struct ci_job *j, const char *name)
{
	const struct ci_var *v = ci_var_find(j->env, j->nenv, name);

	return v ? v->text : NULL;
}

/* Below the project, and how: "$CI_PROJECT_DIR/.go" is ".go". */
static const char *in_project(struct arena *a, const char *text)
{
	static const char *const before[] = {
		"$CI_PROJECT_DIR/", "${CI_PROJECT_DIR}/", "./",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(before); i++)
		if (cstr_starts(text, before[i]))
			return path_clean(a, text + strlen(before[i]));
	return NULL;
}

/* Whose cache it would be: "GOMODCACHE" of "x/pkg/mod". */
static const char *meant(const char *path)
{
	size_t n = strlen(path);

	while (n && (path[n - 1] == '/' || path[n - 1] == '*'))
		n--;
	if (n >= 7 && !strncmp(path + n - 7, "pkg/mod", 7))
		return "GOMODCACHE";
	if (n >= 8 && !strncmp(path + n - 8, "go-build", 8))
		return "GOCACHE";
	return NULL;
}

/* The scripts may move it; the file says what the job sets. */
static bool script_moves(const struct ci_job *j, const char *what)
{
	size_t i;

	for (i = 0; i < j->nsteps; i++)
		if (cstr_holds(j->steps[i].run, "GOPATH") ||
		    cstr_holds(j->steps[i].run, what) ||
		    cstr_holds(j->steps[i].run, "go env -w") ||
		    cstr_holds(j->steps[i].run, "CACHE_HOME"))
			return true;
	return false;
}

/* The folder that the job's variables give; NULL: none. */
static const char *set_folder(struct arena *a, const struct ci_job *j,
			      const char *what)
{
	const char *set = job_value(j, what);

	if (!set && !strcmp(what, "GOMODCACHE")) {
		set = job_value(j, "GOPATH");
		if (set)
			set = arena_printf(a, "%s/pkg/mod", set);
	}
	return set;
}

/* XDG_CACHE_HOME or HOME decide where the build cache is. */
static bool is_moved(const struct ci_job *j, const char *what)
{
	return !strcmp(what, "GOCACHE") &&
	       (job_value(j, "XDG_CACHE_HOME") || job_value(j, "HOME"));
}

static bool is_outside(const char *path)
{
	static const char *const before[] = {
		"/", "~", "$GOPATH", "${GOPATH}", "$HOME", "${HOME}",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(before); i++)
		if (cstr_starts(path, before[i]))
			return !cstr_starts(path, "/builds/");
	return false;
}

/* The folder comes into the project, and the variable leads there. */
static void outside_edits(struct ci_look *l, const struct ci_view *v,
			  struct ci_hit *h, const struct ci_var *p,
			  const char *what)
{
	const struct ci_job *j = v->job;
	const char *set = set_folder(l->a, j, what), *go = ci_go(l, v), *dir;
	bool mod = !strcmp(what, "GOMODCACHE");
	bool by_gopath = mod && go && gover_cmp_of(go, "1.15") < 0;
	struct ci_edit *e;

	if (p->bent || script_moves(j, what) || is_moved(j, what))
		return;
	dir = set ? in_project(l->a, set) : mod ? ".go/pkg/mod"
						: ".cache/go-build";
	if (!dir)
		return;
	if (!set) {
		e = ci_hit_edit(l, h, p->file, p->line);
		e->cached = true;
		e->key = by_gopath ? "GOPATH" : what;
		e->value = arena_printf(l->a, "$CI_PROJECT_DIR/%s",
					by_gopath ? ".go" : dir);
	}
	e = ci_hit_edit(l, h, p->file, p->line);
	e->old = p->text;
	e->text = arena_printf(l->a, "%s/", dir);
}

static void gitlab_outside(struct ci_look *l, const struct ci_view *v,
			   const struct ci_var *p, const char *what)
{
	struct ci_hit *h = ci_hit_add(l, v, SEVERITY_WARNING, CACHE_OUTSIDE,
				      p->file, p->line, p->text);

	h->value = p->text;
	ci_hit_evidence(l, h, p->text, p->file, p->line);
	outside_edits(l, v, h, p, what);
}

static void gitlab_path(struct ci_look *l, const struct ci_view *v,
			const struct ci_var *p)
{
	const struct ci_job *j = v->job;
	const char *what = p->text ? meant(p->text) : NULL, *dir, *set;
	struct ci_hit *h;
	size_t n;

	if (!what || !j->runs_go || cstr_starts(p->text, "/builds/"))
		return;
	if (is_outside(p->text)) {
		gitlab_outside(l, v, p, what);
		return;
	}
	dir = in_project(l->a, p->text);
	if (!dir && p->text[0] == '$')
		return;
	if (!dir)
		dir = path_clean(l->a, p->text);
	for (n = strlen(dir); n && dir[n - 1] == '*'; n--)
		;
	dir = path_clean(l->a, arena_strndup(l->a, dir, n));
	if (script_moves(j, what))
		return;
	set = set_folder(l->a, j, what);
	if (!set && is_moved(j, what))
		return;
	/* What a group sets is not known; an image of its own may. */
	if (set && in_project(l->a, set) &&
	    cstr_eq(in_project(l->a, set), dir))
		return;
	if (set && strchr(set, '$') && !in_project(l->a, set))
		return;
	if (!set) {
		struct goimage image;

		if (!j->image.value ||
		    !gotable_image(str_from(j->image.value), &image) ||
		    !image.official)
			return;
	}
	h = ci_hit_add(l, v, SEVERITY_WARNING, CACHE_ELSEWHERE, p->file,
		       p->line, p->text);
	h->value = p->text;
	h->other = set ? set : !strcmp(what, "GOMODCACHE") ? "/go/pkg/mod"
			     : "/root/.cache/go-build";
	ci_hit_evidence(l, h, p->text, p->file, p->line);
	if (!set) {
		struct ci_edit *e = ci_hit_edit(l, h, j->file, j->line);

		e->job = j->id;
		e->key = what;
		e->value = arena_printf(l->a, "$CI_PROJECT_DIR/%s", dir);
	}
}

void ci_find_cache_wrong(struct ci_look *l, const struct ci_view *v)
{
	size_t i, k;

	if (!v->job->gitlab) {
		github(l, v);
		return;
	}
	for (i = 0; i < v->job->ncaches; i++)
		for (k = 0; k < v->job->caches[i].npaths; k++)
			gitlab_path(l, v, &v->job->caches[i].paths[k]);
}

/* ---- words ---- */

static void explain(struct check_run *run, struct finding *f,
		    const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);
	struct msg github_why = MSG(a, N_(
		"setup-go keeps the module cache and the build cache from v4 "
		"on, unless cache: false; its key is the hash of "
		"cache-dependency-path, else of go.sum (v4, v5) or go.mod (v6) "
		"in the root of the work tree. actions/cache saves a key once "
		"and never changes it. Objects of several Go releases lie in "
		"one build cache without harm."));

	f->why = github_why;
	f->probe = "go env GOMODCACHE GOCACHE";
	switch (h->kind) {
	case CACHE_BOTH:
		f->title = MSG(a, N_("{0} and {1} unpack the same cache"),
			       h->value, h->name);
		(void)finding_step(run, f, MSG(a, N_("Does setup-go keep a "
			"cache of its own?")), ANSWER_YES, false, h->value,
			h->other);
		(void)finding_step(run, f, MSG(a, N_("Does another step bring "
			"the same folders?")), ANSWER_YES, true,
			h->evidence[1].text, at);
		f->outcome = MSG(a, N_("tar finds the files there already, and "
			"says of each: \"{0}\""), "Cannot open: File exists");
		break;
	case CACHE_EARLY:
		f->title = MSG(a, N_("{0} looks for {1} before the sources are "
				     "checked out"), h->name, h->value);
		(void)finding_step(run, f, MSG(a, N_("Are the sources there by "
			"then?")), ANSWER_NO, true, NULL, h->other);
		f->outcome = MSG(a, N_("nothing is cached: \"{0}\""),
				 "Dependencies file is not found");
		break;
	case CACHE_NO_FILE:
		f->title = MSG(a, N_("{0} finds no {1} in the root, and caches "
				     "nothing"), h->name, h->value);
		(void)finding_step(run, f, MSG(a, N_("Is there one in the root "
			"of the work tree?")), ANSWER_NO, true, h->value,
			h->other);
		f->outcome = MSG(a, N_("nothing is cached: \"{0}\""),
				 "Dependencies file is not found");
		break;
	case CACHE_DEAD:
		f->title = MSG(a, N_("no file of the repository is called {0}, "
				     "by which a cache is to be keyed"),
			       h->value);
		(void)finding_step(run, f, MSG(a, N_("Does the pattern match a "
			"file?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("the key does not change with the "
			"modules, or nothing is cached at all"));
		break;
	case CACHE_CONSTANT:
		f->title = MSG(a, N_("the key of a cache never changes: {0}"),
			       h->value);
		(void)finding_step(run, f, MSG(a, N_("Does the key change with "
			"go.sum?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("what the first run saved is all that "
			"the cache will ever hold"));
		break;
	case CACHE_VERSIONS:
		f->title = MSG(a, N_("several Go releases of a matrix share "
				     "one key: {0}"), h->value);
		(void)finding_step(run, f, MSG(a, N_("Is the Go release part "
			"of the key?")), ANSWER_NO, true, h->other, at);
		f->outcome = MSG(a, N_("the first of them to end saves its "
			"objects; the others compile everything each time"));
		break;
	case CACHE_ELSEWHERE:
		f->title = MSG(a, N_("{0} is cached, and go keeps it in {1} "
				     "there"), h->value, h->other);
		(void)finding_step(run, f, MSG(a, N_("Which folder does go use "
			"there?")), ANSWER_NONE, false, h->other, h->job->id);
		(void)finding_step(run, f, MSG(a, N_("Is it the one that is "
			"cached?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("an empty or missing folder is saved: "
			"every run fetches and compiles anew"));
		f->why = MSG(a, N_(
			"The module cache is GOMODCACHE, by default "
			"pkg/mod of the first GOPATH: ~/go, and /go in the "
			"official images. The build cache is GOCACHE, by "
			"default go-build in ~/.cache, and in "
			"~/Library/Caches on macOS. What a cache saves must be "
			"that very folder; in GitLab it must lie in the "
			"project, so the variable has to be set."));
		break;
	case CACHE_OUTSIDE:
		f->title = MSG(a, N_("{0} lies outside the project, and GitLab "
				     "caches nothing there"), h->value);
		(void)finding_step(run, f, MSG(a, N_("Does it lie below "
			"$CI_PROJECT_DIR?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("nothing is saved, and the job passes: "
			"\"{0}\""), "no matching files");
		f->why = MSG(a, N_(
			"A cache of GitLab holds folders of the project alone. "
			"Variables that the image sets ($GOPATH) are not known "
			"where the cache is packed. Set GOPATH or GOMODCACHE to "
			"a folder below $CI_PROJECT_DIR, and cache that."));
		break;
	default:
		f->title = MSG(a, N_("the job {0} fetches every module anew: "
				     "{1} keeps no cache"), h->job->id,
			       h->name);
		(void)finding_step(run, f, MSG(a, N_("Does setup-go keep a "
			"cache of its own?")), ANSWER_NO, true, h->name, at);
		f->outcome = MSG(a, N_("modules are fetched and everything is "
			"compiled in each run"));
		break;
	}
}

static enum check_status run(struct check_run *run)
{
	return ci_judge(run, ci_find_cache_wrong, explain);
}

const struct check check_ci_cache_wrong = {
	.id = "ci-cache-wrong",
	.worst = SEVERITY_WARNING,
	.title = N_("a cache of a job that saves nothing, or twice"),
	.about = N_("A job caches a folder that is not the one go uses there, "
		    "by a key that never changes or matches no file, or what "
		    "setup-go caches already; in GitLab, a folder outside the "
		    "project. Example: cache: paths: [/go/pkg/mod] in "
		    ".gitlab-ci.yml saves nothing, and says so in a line that "
		    "nobody reads."),
	.needs = NEEDS_REPO,
	.run = run,
};
