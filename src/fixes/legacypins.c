#include "config.h"

#include "fixes/legacypins.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"
#include "fixes/modlist.h"
#include "fixes/stagego.h"
#include "fmt/legacylock.h"
#include "fmt/modpath.h"
#include "fmt/reporoot.h"
#include "fmt/semrange.h"
#include "fmt/semver.h"

/* A reason, as far as it is told. */
#define WHY_BYTES "400"
/* What go is to say of each. */
#define ANSWER "{{.Path}} {{with .Error}}!{{printf \"%." WHY_BYTES "q\" .Err}}" \
	"{{else}}{{.Version}}{{end}}"
#define SHORT_HASH 12
#define COMMIT_HASH 40

/* ---- from the lock ---- */

static void candidate(struct fix_run *run, struct legacypin *p,
		      const char *path)
{
	*ARENA_PUSH(run->arena, p->candidates, p->ncandidates) = path;
}

/* From v2 on the module may name itself PATH/v2, whatever the lock says. */
static void candidate_major(struct fix_run *run, struct legacypin *p,
			    struct str root)
{
	const char *tag = p->tag ? p->tag : p->revision;
	struct str major = semver_major(str_from(tag)), prefix, suffix;

	if (p->source || !major.len || str_is(major, "v0") ||
	    str_is(major, "v1") || !modpath_split(root, &prefix, &suffix) ||
	    suffix.len)
		return;
	p->major = arena_printf(run->arena, "%.*s/%.*s", STR_FMT(root),
				STR_FMT(major));
	candidate(run, p, p->major);
}

/* The path to ask for, or what could be it. */
static void find_candidates(struct fix_run *run, struct legacypin *p,
			    const char *path)
{
	struct str root = reporoot_of(str_from(path)), s = str_from(path);
	size_t slash;

	if (root.len) {
		candidate_major(run, p, root);
		candidate(run, p, arena_strndup(run->arena, root.p, root.len));
		return;
	}
	for (;;) {
		candidate(run, p, arena_strndup(run->arena, s.p, s.len));
		slash = str_find_last(s, '/');
		if (slash >= s.len)
			return;
		s.len = slash;
		/* A host alone is no module. */
		if (str_find(s, '/') >= s.len)
			return;
	}
}

/* A copy that somebody else's repository keeps of it is no fork. */
static bool is_copy(const char *source)
{
	return cstr_holds(source, "/vendor/") ||
	       cstr_holds(source, "/Godeps/_workspace/");
}

static bool is_commit(const char *revision)
{
	return strlen(revision) == COMMIT_HASH &&
	       strspn(revision, "0123456789abcdef") == COMMIT_HASH;
}

/* The folder that both lie in. */
static const char *common_path(struct arena *a, const char *x, const char *y)
{
	struct str s = str_from(x);

	while (!modpath_under(y, arena_strndup(a, s.p, s.len)))
		s.len = str_find_last(s, '/');
	return arena_strndup(a, s.p, s.len);
}

/* Is the path known to be a repository of its own? */
static bool is_repository(struct fix_run *run, const char *path,
			  const char *revision)
{
	struct str rest = str_from(place_value(run->place, "GOPATH"));

	return legacypins_clone(run, &rest, path) ||
	       legacypins_cached(run, path, revision);
}

/* A mirror or fork has the same commits. */
static bool are_two(struct fix_run *run, const char *x, const char *y,
		    const char *revision)
{
	if (modpath_under(y, x))
		return is_repository(run, y, revision);
	return is_repository(run, x, revision) ||
	       (!modpath_under(x, y) && is_repository(run, y, revision));
}

/*
 * Packages of one repository, where their paths do not tell it: the same commit
 * below the same "HOST/FIRST".  One pin is all of them, as go asks for each but
 * once.  (A tag is that of many a repository.)
 */
static bool is_of_taken(struct fix_run *run, struct legacypins *out,
			struct map *seen, const char *path,
			const char *revision)
{
	struct str rest = str_from(path), host, first;
	struct arena *a = run->arena;
	struct legacypin *p;
	const char *key;
	size_t at;

	if (!is_commit(revision) || !str_cut(&rest, '/', &host))
		return false;
	if (!str_cut(&rest, '/', &first))
		first = rest;
	key = arena_printf(a, "%.*s/%.*s %s", STR_FMT(host), STR_FMT(first),
			   revision);
	at = (size_t)(uintptr_t)map_get(seen, key);
	if (!at) {
		map_put(seen, key, (void *)(uintptr_t)(out->n + 1));
		return false;
	}
	p = &out->pins[at - 1];
	if (are_two(run, p->path, path, revision))
		return false;
	p->path = common_path(a, p->path, path);
	p->ncandidates = 0;
	p->candidates = NULL;
	find_candidates(run, p, p->path);
	return true;
}

static void take_pin(struct fix_run *run, struct legacypins *out,
		     struct map *seen, const struct legacylock_pin *pin,
		     const char *asked, const char *revision)
{
	const char *pin_path = pin->path;
	struct str root = reporoot_of(str_from(pin_path));
	struct arena *a = run->arena;
	struct legacypin *p;
	const char *key, *path = pin_path;

	if (cstr_empty(revision))
		return;
	if (root.len)
		path = arena_strndup(a, root.p, root.len);
	key = arena_printf(a, "%s@%s", path, revision);
	if (map_has(seen, key))
		return;
	map_put(seen, key, run);
	if (!root.len && cstr_eq(asked, pin_path) && !is_copy(pin->source) &&
	    is_of_taken(run, out, seen, path, revision))
		return;
	p = ARENA_PUSH(a, out->pins, out->n);
	memset(p, 0, sizeof(*p));
	p->path = path;
	p->revision = revision;
	if (!cstr_eq(asked, pin_path))
		p->source = asked;
	/* "v1.0.0-3-gabc" is none: it lies behind the tag. */
	if (pin->tag && !cstr_eq(pin->tag, revision) &&
	    cstr_eq(semver_canonical(a, str_from(pin->tag)), pin->tag) &&
	    !semver_prerelease(str_from(pin->tag)).len)
		p->tag = pin->tag;
	/* The revision is one of the other repository: it tells no version. */
	if (is_copy(pin->source)) {
		p->source = NULL;
		p->why = pin->source;
		return;
	}
	find_candidates(run, p, asked);
}

/* Where a fork lies; of glide and vndr go did not look at it. */
static const char *source_of(struct fix_run *run, const struct legacypins *pins,
			     const struct legacylock_pin *pin)
{
	const struct legacyrule *r = legacyrules_of(&pins->rules, pin->path);
	const char *source = pin->source, *path;

	if (!source && r)
		source = r->source;
	path = source ? gopathage_of_url(run->arena, source) : NULL;
	return path && !path_under(path, pin->path) ? path : pin->path;
}

/* Is a package among them that this path of a lock is of? */
static bool is_wanted(struct arena *a, const char *path,
		      const char *const *wanted, size_t n)
{
	struct str at = reporoot_of(str_from(path));
	const char *root = at.len ? arena_strndup(a, at.p, at.len) : path;
	size_t i;

	for (i = 0; i < n; i++)
		if (modpath_under(wanted[i], root))
			return true;
	return false;
}

/* `wanted` NULL: all of it. */
static void take_lock(struct fix_run *run, const struct legacy_lock *lock,
		      const char *const *wanted, size_t nwanted,
		      struct legacypins *out)
{
	int kind = legacylock_kind_of(lock->path);
	struct map seen = MAP_INIT;
	const char *path, *version;
	struct legacylock l;
	struct str bytes;
	size_t i;

	if (kind >= 0 &&
	    !fix_read(run, fix_abs(run, lock->path), &bytes, NULL) &&
	    !legacylock_read(run->arena, (enum legacylock_kind)kind, bytes,
			     &l, NULL)) {
		for (i = 0; i < l.npins; i++) {
			if (wanted && !is_wanted(run->arena, l.pins[i].path,
						 wanted, nwanted))
				continue;
			/* What go passed over: tests need it all the same. */
			if (!legacylock_asked(run->arena, &l, i, &path,
					      &version)) {
				path = l.pins[i].path;
				version = l.pins[i].version;
			}
			if (cstr_eq(path, l.pins[i].path))
				path = source_of(run, out, &l.pins[i]);
			take_pin(run, out, &seen, &l.pins[i], path, version);
		}
	}
	map_release(&seen);
}

/* ---- without asking anybody ---- */

/* "/v2" of Go's "go.mod has post-v0 module path "PATH/v2" at revision"; NULL:
 * its words are others. */
static const char *major_of_words(struct arena *a, const char *words)
{
	static const char mark[] = " module path \"";
	const char *at = words ? strstr(words, "go.mod has post-v") : NULL;
	struct str path, prefix, major;

	at = at ? strstr(at, mark) : NULL;
	if (!at)
		return NULL;
	at += strlen(mark);
	path = (struct str){ at, strcspn(at, "\"") };
	return modpath_split(path, &prefix, &major) && major.len &&
	       major.p[0] == '/'
		? arena_strndup(a, major.p, major.len) : NULL;
}

const char *legacypins_clone(struct fix_run *run, struct str *gopaths,
			     const char *root)
{
	struct arena *a = run->arena;
	struct plan_state s;
	const char *dir;
	struct str one;

	while (str_cut(gopaths, ':', &one)) {
		if (!one.len || one.p[0] != '/')
			continue;
		dir = path_join(a, arena_printf(a, "%.*s/src", STR_FMT(one)),
				root);
		memset(&s, 0, sizeof(s));
		if (!run->host->look(run->host, a, path_join(a, dir, ".git"),
				     &s) && s.type != PLAN_ABSENT)
			return dir;
	}
	return NULL;
}

const char *legacypins_in_clone(struct fix_run *run, const char *clone,
				const char *root, const char *revision,
				const char **path)
{
	struct fix_host *h = run->host;
	struct error err = ERROR_INIT;
	struct arena *a = run->arena;
	const char *version, *major;

	*path = root;
	if (h->version(h, a, clone, root, root, revision, &version, &err)) {
		major = major_of_words(a, err.message);
		*path = major ? arena_printf(a, "%s%s", root, major) : root;
		if (!major || h->version(h, a, clone, root, *path, revision,
					 &version, NULL))
			version = NULL;
	}
	error_release(&err);
	return version;
}

/* It is the root of the repository, whose go.mod there says /v2. */
static void found_major(struct legacypin *p, const char *root,
			const char *path)
{
	p->path = root;
	p->major = path;
}

/* A clone below GOPATH/src, as the tools of that time left them; *path may get
 * the /v2 that go.mod has there. */
static const char *from_clone(struct fix_run *run, struct legacypin *p,
			      const char **path)
{
	struct str rest = str_from(place_value(run->place, "GOPATH"));
	const char *dir, *version = NULL, *at, *root = *path;
	struct fix_host *h = run->host;
	bool by_major = cstr_eq(*path, p->major);

	if (by_major)
		root = p->path;
	while (!version && (dir = legacypins_clone(run, &rest, root))) {
		at = *path;
		if (!by_major)
			version = legacypins_in_clone(run, dir, root,
						      p->revision, &at);
		else if (h->version(h, run->arena, dir, root, at, p->revision,
				    &version, NULL))
			version = NULL;
		/* A fork goes by the path of what it is one of. */
		if (version && !cstr_eq(at, *path) && p->source)
			version = NULL;
	}
	if (version && !cstr_eq(at, *path))
		found_major(p, root, at);
	if (version)
		*path = at;
	return version;
}

/* "v1.2.3.info", "v0.0.0-20170101000000-0123456789ab.info" */
static const char *version_of_info(struct fix_run *run, const char *name,
				   const char *revision)
{
	struct arena *a = run->arena;
	struct pseudo_version pseudo;
	const char *v;
	size_t n = strlen(name);

	if (!cstr_ends(name, ".info"))
		return NULL;
	v = modpath_unescape_version(a, (struct str){ name, n - 5 });
	if (!v)
		return NULL;
	if (cstr_eq(v, revision) ||
	    cstr_eq(v, arena_printf(a, "%s+incompatible", revision)))
		return v;
	if (modpath_is_pseudo(str_from(v)) &&
	    !modpath_parse_pseudo(a, str_from(v), &pseudo, NULL) &&
	    pseudo.revision.len == SHORT_HASH &&
	    !strncmp(pseudo.revision.p, revision, SHORT_HASH))
		return v;
	return NULL;
}

const char *legacypins_cached(struct fix_run *run, const char *path,
			      const char *revision)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	const char *dir, **names, *v = NULL;
	struct arena *a = run->arena;
	size_t i, n;

	dir = modpath_cache_versions(a, cache, path);
	if (!dir || !path_is_abs(cache) ||
	    run->host->list(run->host, a, dir, &names, &n, NULL))
		return NULL;
	for (i = 0; i < n && !v; i++)
		v = version_of_info(run, names[i], revision);
	return v;
}

bool legacypins_has_mod(struct fix_run *run, const char *path,
			const char *version)
{
	const char *cache = place_value(run->place, "GOMODCACHE"), *file;

	file = path_is_abs(cache)
		? modpath_cache_file(run->arena, cache, path, version, "mod")
		: NULL;
	return file && fix_is(run, file, PLAN_FILE);
}

/* Does the module cache note that this version is that commit? */
static bool is_origin(struct fix_run *run, const char *path,
		      const char *version, const char *revision)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	struct arena *a = run->arena;
	const char *info;
	struct str bytes;

	info = modpath_cache_file(a, cache, path, version, "info");
	return info && path_is_abs(cache) &&
	       !fix_read(run, info, &bytes, NULL) &&
	       strstr(bytes.p, arena_printf(a, "\"%s\"", revision));
}

/* The candidate is the module: of a pin without a fork it is the path. */
static void settle(struct legacypin *p, const char *candidate,
		   const char *version)
{
	p->version = version;
	if (p->source) {
		p->source = candidate;
		return;
	}
	if (cstr_eq(candidate, p->major))
		p->was = p->path;
	p->path = candidate;
}

static void look_around(struct fix_run *run, struct legacypin *p)
{
	const char *v, *path;
	size_t i;

	for (i = 0; i < p->ncandidates && !p->version; i++) {
		path = p->candidates[i];
		v = from_clone(run, p, &path);
		if (!v)
			v = legacypins_cached(run, p->candidates[i], p->revision);
		if (!v && p->tag && !fix_yes(run, "network")) {
			v = legacypins_cached(run, p->candidates[i], p->tag);
			p->by_tag = v && !is_origin(run, p->candidates[i], v,
						    p->revision);
		}
		if (v)
			settle(p, path, v);
	}
}

static void leave_out(struct legacypins *out, const char *self)
{
	size_t i, n = 0;

	for (i = 0; i < out->n; i++) {
		if (cstr_eq(out->pins[i].path, self))
			out->itself = self;
		else
			out->pins[n++] = out->pins[i];
	}
	out->n = n;
}

void legacypins_read(struct fix_run *run, const struct legacy_lock *lock,
		     const char *self, struct legacypins *out)
{
	size_t i;

	memset(out, 0, sizeof(*out));
	if (!lock)
		return;
	legacyrules_read(run, lock, &out->rules);
	take_lock(run, lock, NULL, 0, out);
	leave_out(out, self);
	for (i = 0; i < out->n; i++) {
		look_around(run, &out->pins[i]);
		out->nopen += !out->pins[i].version &&
			      out->pins[i].ncandidates;
	}
}

void legacypins_named(struct fix_run *run, const char *file,
		      const char *const *wanted, size_t nwanted,
		      struct legacypins *out)
{
	const struct legacy_lock lock = { .path = file };
	size_t i;

	memset(out, 0, sizeof(*out));
	legacyrules_read(run, &lock, &out->rules);
	take_lock(run, &lock, wanted, nwanted, out);
	for (i = 0; i < out->n; i++)
		look_around(run, &out->pins[i]);
}

/* ---- go's word ---- */

/* The path that go knows it by. */
static const char *asked_as(const struct legacypin *p)
{
	return p->source ? p->source : p->path;
}

/* "PATH@REVISION" of each open one's candidates, then "PATH@TAG". */
static size_t list_open(struct fix_run *run, const struct legacypins *pins,
			const char ***out)
{
	struct arena *a = run->arena;
	size_t i, k, n = 0;

	*out = NULL;
	for (i = 0; i < pins->n; i++)
		for (k = 0; k < pins->pins[i].ncandidates &&
		     !pins->pins[i].version; k++)
			*ARENA_PUSH(a, *out, n) =
				arena_printf(a, "%s@%s",
					     pins->pins[i].candidates[k],
					     pins->pins[i].revision);
	for (i = 0; i < pins->n; i++)
		for (k = 0; k < pins->pins[i].ncandidates &&
		     pins->pins[i].tag && !pins->pins[i].version; k++)
			*ARENA_PUSH(a, *out, n) =
				arena_printf(a, "%s@%s",
					     pins->pins[i].candidates[k],
					     pins->pins[i].tag);
	return n;
}

struct plan_command *legacypins_ask(struct fix_run *run,
				    const struct legacypins *pins)
{
	struct arena *a = run->arena;
	struct plan_command *c;
	const char **words;
	size_t i, n;

	c = fix_command(run, "ask", "/", MSG(a, N_(
			"which versions are these revisions?")), "go", "list",
			"-m", "-e", "-f", ANSWER, NULL);
	n = list_open(run, pins, &words);
	for (i = 0; i < n; i++)
		*ARENA_PUSH(a, c->argv, c->nargv) = words[i];
	return c;
}

struct plan_command *legacypins_ask_late(struct fix_run *run, const char *id,
					 struct msg what,
					 const struct legacypins *pins)
{
	struct strbuf input = STRBUF_INIT;
	struct plan_command *c;
	const char **words;
	size_t i, n = list_open(run, pins, &words);

	for (i = 0; i < n; i++)
		strbuf_addf(&input, "%s\n", words[i]);
	for (i = 0; i < pins->n; i++)
		if (pins->pins[i].version)
			strbuf_addf(&input, "%s@%s\n", asked_as(&pins->pins[i]),
				    pins->pins[i].version);
	c = stagego_query(run, id, what, false, ANSWER,
			  arena_strdup(run->arena, input.buf));
	strbuf_release(&input);
	return c;
}

bool legacypins_is_had(struct fix_run *run, const char *id,
		       const struct legacypin *pin)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str rest = str_from(r ? r->out : NULL), line;
	const char *said = pin->version
		? arena_printf(run->arena, "%s %s", asked_as(pin),
			       pin->version) : NULL;

	while (said && str_line(&rest, &line))
		if (str_is(line, said))
			return true;
	return false;
}

/* Without what stands before it anyway: path, revision, address. */
static const char *reason(const char *text)
{
	static const char *const marks[] = { "invalid version: ", ".info: " };
	const char *at;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(marks); i++) {
		at = strstr(text, marks[i]);
		if (at)
			text = at + strlen(marks[i]);
	}
	return text;
}

static const char *unquoted(struct fix_run *run, struct str s)
{
	char *out = arena_strndup(run->arena, s.p, s.len), *to = out;
	const char *from = out;

	/* %q of Go: only what would break the line is of interest here. */
	for (; *from; from++) {
		if (*from == '"')
			continue;
		if (*from == '\\' && from[1]) {
			from++;
			if (*from != 'n' && *from != 't')
				*to++ = *from;
			else if (to > out && to[-1] != ' ')
				*to++ = ' ';
		} else {
			*to++ = *from;
		}
	}
	*to = 0;
	return out;
}

const char *legacypins_reason(struct fix_run *run, struct str quoted)
{
	return reason(unquoted(run, quoted));
}

static bool is_version_of(struct fix_run *run, const char *version,
			  const char *revision)
{
	return version_of_info(run, arena_printf(run->arena, "%s.info",
						 version), revision) != NULL;
}

void legacypins_took(struct fix_run *run, const char *list,
		     struct legacypins *pins)
{
	struct modlist_one one;
	size_t i;

	for (i = 0; i < pins->n; i++) {
		struct legacypin *p = &pins->pins[i];

		if (p->version || !p->revision || p->by_rule ||
		    !modlist_of(run, list, p->path, &one) || one.to ||
		    !is_version_of(run, one.version, p->revision))
			continue;
		p->version = one.version;
		p->why = NULL;
	}
}

/* Is it the answer to a pin that has its version? */
static bool is_told(const struct legacypins *pins, struct str path,
		    const char *version)
{
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (cstr_eq(pins->pins[i].version, version) &&
		    str_is(path, pins->pins[i].source ? pins->pins[i].source
						      : pins->pins[i].path))
			return true;
	return false;
}

/* The open pin that this line is of; k is which of its candidates. */
static struct legacypin *pin_of_line(struct fix_run *run,
				     struct legacypins *pins, struct str path,
				     const char *version, size_t *k)
{
	struct legacypin *found = NULL;
	size_t i, c, n = 0;

	for (i = 0; i < pins->n; i++)
		for (c = 0; c < pins->pins[i].ncandidates; c++) {
			struct legacypin *p = &pins->pins[i];

			if (p->version || !str_is(path, p->candidates[c]))
				continue;
			*k = c;
			if (version && is_version_of(run, version,
						     p->revision))
				return p;
			if (version && p->tag &&
			    is_version_of(run, version, p->tag)) {
				p->by_tag = p->refused;
				return p;
			}
			found = p;
			n++;
		}
	/* A tag does not say which of several revisions it is. */
	return n == 1 ? found : NULL;
}

/* That it is no PATH/v2 says nothing of the revision. */
static bool is_of_major(const struct legacypin *p, struct str line)
{
	return p->major && str_starts(line, p->major);
}

static bool is_candidate(const struct legacypin *p, struct str path)
{
	size_t i;

	for (i = 0; i < p->ncandidates; i++)
		if (str_is(path, p->candidates[i]))
			return true;
	return false;
}

/* The revision is there, and the module's path has a /v2; go names it short. */
static bool take_major(struct fix_run *run, struct legacypin *p,
		       struct str path, struct str quoted)
{
	struct arena *a = run->arena;
	const char *major, *root;

	if (p->version || p->source || p->major || !is_candidate(p, path) ||
	    str_search(quoted, arena_printf(a, "%.*s",
					    SHORT_HASH, p->revision)) >= quoted.len)
		return false;
	major = major_of_words(a, legacypins_reason(run, quoted));
	root = arena_strndup(a, path.p, path.len);
	if (major)
		found_major(p, root, arena_printf(a, "%s%s", root, major));
	p->by_major = major != NULL;
	return major;
}

/* "PATH !"PATH@REVISION: invalid version: …"" */
static void take_refusals(struct fix_run *run, struct legacypins *pins,
			  struct str rest)
{
	struct str line, path;
	size_t i;

	while (str_line(&rest, &line)) {
		if (str_search(line, " !") >= line.len)
			continue;
		for (i = 0; i < pins->n; i++) {
			struct legacypin *p = &pins->pins[i];
			struct str quoted = line;

			if (str_cut(&quoted, ' ', &path) &&
			    take_major(run, p, path, quoted))
				continue;
			if (!is_of_major(p, line) &&
			    str_search(line, arena_printf(run->arena, "@%s",
					p->revision)) < line.len)
				p->refused = true;
		}
	}
}

/* "PATH VERSION": that of the revision, else a tag, which does not tell it. */
static const char *said_of_major(struct fix_run *run,
				 const struct legacypin *p)
{
	const struct fix_ran *r = fix_ran(run, "majors");
	struct str rest = str_from(r ? r->out : NULL), line, path;
	const char *v, *tag = NULL;

	while (str_line(&rest, &line)) {
		if (!str_cut(&line, ' ', &path) || !str_is(path, p->major) ||
		    !line.len || line.p[0] == '!')
			continue;
		v = arena_strndup(run->arena, line.p, line.len);
		if (is_version_of(run, v, p->revision))
			return v;
		if (!tag && !modpath_is_pseudo(line))
			tag = v;
	}
	return tag;
}

static void take_majors(struct fix_run *run, struct legacypins *pins)
{
	const char *v;
	size_t i;

	for (i = 0; i < pins->n; i++) {
		struct legacypin *p = &pins->pins[i];

		v = p->by_major ? said_of_major(run, p) : NULL;
		if (!v)
			continue;
		settle(p, p->major, v);
		p->why = NULL;
	}
}

void legacypins_ask_majors(struct fix_run *run, const struct legacypins *pins)
{
	struct strbuf input = STRBUF_INIT;
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (pins->pins[i].by_major)
			strbuf_addf(&input, "%s@%s\n", pins->pins[i].major,
				    pins->pins[i].revision);
	(void)stagego_query(run, "majors", MSG(run->arena, N_(
			"and which are those whose go.mod says /v2 or higher?")),
			false, ANSWER, arena_strdup(run->arena, input.buf));
	strbuf_release(&input);
}

/* The longest candidates come first, and so do their lines. */
void legacypins_answer(struct fix_run *run, const char *id,
		       struct legacypins *pins)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str rest = str_from(r ? r->out : NULL), line, path;
	struct legacypin *p;
	const char *version;
	size_t k;

	take_refusals(run, pins, rest);
	while (str_line(&rest, &line)) {
		if (!str_cut(&line, ' ', &path) || !line.len)
			continue;
		version = line.p[0] == '!' ? NULL
			: arena_strndup(run->arena, line.p, line.len);
		if (version && is_told(pins, path, version))
			continue;
		p = pin_of_line(run, pins, path, version, &k);
		if (p && version)
			settle(p, p->candidates[k], version);
		else if (p)
			p->why = legacypins_reason(run, str_sub(line, 1,
							line.len - 1));
	}
	take_majors(run, pins);
}

/* ---- the draft ---- */

static int by_path(const void *a, const void *b)
{
	const struct legacypin *const *x = a, *const *y = b;
	int c = strcmp((*x)->path, (*y)->path);

	return c ? c : -semver_cmp(str_from((*x)->version),
				   str_from((*y)->version));
}

/* A version that its major asks for, of a module that is replaced anyway. */
static const char *any_version(struct fix_run *run, const char *path)
{
	struct str prefix, major;

	if (modpath_split(str_from(path), &prefix, &major) && major.len)
		return arena_printf(run->arena, "%.*s.0.0-"
				    MODPATH_NO_COMMIT, (int)major.len - 1,
				    major.p + 1);
	return "v0.0.0-" MODPATH_NO_COMMIT;
}

/* Where the module goes by another path, the version is one of `path`, too. */
static const char *required(struct fix_run *run, const struct legacypin *p)
{
	struct str prefix, major;
	const char *why;

	if (!p->source)
		return p->version;
	if (p->called && modpath_split(str_from(p->path), &prefix, &major) &&
	    modpath_major_fits(run->arena, str_from(p->version), major, &why))
		return p->version;
	return any_version(run, p->path);
}

/* exclude takes no version that its path does not have. */
static const char *fitting(struct fix_run *run, const char *path,
			   const char *version)
{
	struct str prefix, suffix, major = semver_major(str_from(version));

	if (!modpath_split(str_from(path), &prefix, &suffix))
		return NULL;
	if (suffix.len)
		return str_ends(suffix, arena_printf(run->arena, "%.*s",
						     STR_FMT(major)))
			? version : NULL;
	return str_is(major, "v0") || str_is(major, "v1")
		? version
		: arena_printf(run->arena, "%s+incompatible", version);
}

/* "!=1.2.3" of a rule is what exclude means. */
static void add_excludes(struct fix_run *run, const struct legacypins *pins,
			 const char *path, struct strbuf *sb)
{
	const struct legacyrule *r = legacyrules_of(&pins->rules, path);
	const char **versions, *version;
	size_t i, n;

	if (!r || !r->version)
		return;
	n = semrange_excepts(run->arena, str_from(r->version), &versions);
	for (i = 0; i < n; i++) {
		version = fitting(run, path, versions[i]);
		if (version)
			strbuf_addf(sb, "\nexclude %s %s\n", path, version);
	}
}

const char *legacypins_draft(struct fix_run *run,
			     const struct legacypins *pins,
			     const char *module, const char *go)
{
	const struct legacypin **list = NULL;
	struct strbuf sb = STRBUF_INIT;
	struct arena *a = run->arena;
	const char *out;
	size_t i, n = 0;

	for (i = 0; i < pins->n; i++)
		if (pins->pins[i].version && !pins->pins[i].gone)
			*ARENA_PUSH(a, list, n) = &pins->pins[i];
	if (n)
		qsort(list, n, sizeof(*list), by_path);
	strbuf_addf(&sb, "module %s\n\ngo %s\n", module, go);
	if (n)
		strbuf_addstr(&sb, "\nrequire (\n");
	/* The highest of each path comes first, and counts. */
	for (i = 0; i < n; i++)
		if (!i || !cstr_eq(list[i]->path, list[i - 1]->path))
			strbuf_addf(&sb, "    %s %s\n", list[i]->path,
				    required(run, list[i]));
	if (n)
		strbuf_addstr(&sb, ")\n");
	for (i = 0; i < n; i++) {
		if (i && cstr_eq(list[i]->path, list[i - 1]->path))
			continue;
		if (list[i]->source)
			strbuf_addf(&sb, "\nreplace %s => %s %s\n",
				    list[i]->path, list[i]->source,
				    list[i]->version);
		else
			add_excludes(run, pins, list[i]->path, &sb);
	}
	out = arena_strdup(a, sb.buf);
	strbuf_release(&sb);
	return out;
}
