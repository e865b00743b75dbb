#include "config.h"

#include "fixes/unpinned.h"

#include <string.h>
#include <time.h>

#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"
#include "fixes/gowords.h"
#include "fixes/holdback.h"
#include "fixes/modlist.h"
#include "fixes/stagego.h"
#include "fixes/theirlocks.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

/* Versions of a module that are asked for their time by one command. */
#define PROBES 12
#define DATES 2

static const struct {
	const char *theirs, *why, *versions, *dates[DATES], *fork, *tidy;
} rounds[UNPINNED_ROUNDS] = {
	{ "theirs", "why", "unpinned", { "dates", "dates-closer" }, "dated",
	  "dated-tidy" },
	{ "theirs-2", "why-2", "unpinned-2", { "dates-2", "dates-2-closer" },
	  "dated-2", "dated-2-tidy" },
	{ "theirs-3", "why-3", "unpinned-3", { "dates-3", "dates-3-closer" },
	  "dated-3", "dated-3-tidy" },
};

#define STAMP "{{with .Time}}{{.UTC.Format \"20060102150405\"}}{{else}}-{{end}}"

void unpinned_choose(struct fix_run *run)
{
	struct arena *a = run->arena;
	struct choice *c;

	c = fix_choice(run, "unpinned", CHOICE_ONE_OF,
		       MSG(a, N_("Modules that no lock file names")),
		       MSG(a, N_("dated: with the network, the version that the "
				 "lock file of a dependency names, else the "
				 "newest that was there when the project's own "
				 "was last changed, or on the day of its last "
				 "commit; the newest of today where it builds "
				 "with those alone. newest: the newest of today, "
				 "which may ask for newer versions of what the "
				 "lock file names, and for a newer Go.")),
		       "dated");
	fix_option(run, c, "dated");
	fix_option(run, c, "newest");
}

static bool is_dated(const struct fix_run *run)
{
	return fix_yes(run, "network") &&
	       cstr_eq(fix_value(run, "unpinned"), "dated");
}

/* ---- the day ---- */

static const char *stamp_of(struct arena *a, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[32] = "";
	struct tm tm;

	if (gmtime_r(&t, &tm))
		(void)strftime(text, sizeof(text), "%Y%m%d%H%M%S", &tm);
	return *text ? arena_strdup(a, text) : NULL;
}

/* "2018-03-04" */
static const char *day_text(struct arena *a, const char *stamp)
{
	return arena_printf(a, "%.4s-%.2s-%.2s", stamp, stamp + 4, stamp + 6);
}

/* "2018-03-04T05:06:07Z" of a .info of the module cache; NULL: not there. */
static const char *cached_stamp(struct fix_run *run, const char *path,
				const char *version)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	struct arena *a = run->arena;
	const char *file, *when, *out = NULL;
	struct cJSON *j;
	struct str bytes;

	file = modpath_cache_file(a, cache, path, version, "info");
	if (!file || file[0] != '/' || fix_read(run, file, &bytes, NULL))
		return NULL;
	j = json_parse(bytes, NULL);
	when = j ? json_str(j, "Time") : NULL;
	if (when && strlen(when) >= strlen("2018-03-04T05:06:07"))
		out = arena_printf(a, "%.4s%.2s%.2s%.2s%.2s%.2s", when,
				   when + 5, when + 8, when + 11, when + 14,
				   when + 17);
	json_free(j);
	return out;
}

/* "yyyymmddhhmmss" of a pseudo-version; NULL: it is none. */
static const char *pseudo_stamp(struct arena *a, const char *version)
{
	struct pseudo_version v;
	struct str s = str_from(version);

	return modpath_is_pseudo(s) && !modpath_parse_pseudo(a, s, &v, NULL)
		? arena_strndup(a, v.timestamp.p, v.timestamp.len) : NULL;
}

static const char *stamp_of_pin(struct fix_run *run,
				const struct legacypin *p)
{
	const char *stamp;

	/* Of a clone the commit is told in the course of it. */
	if (!p->version || p->unpinned || p->beside || p->gone)
		return NULL;
	stamp = pseudo_stamp(run->arena, p->version);
	return stamp ? stamp : cached_stamp(run, p->source ? p->source
						: p->path, p->version);
}

/*
 * When was it chosen what it is built with?  A later commit may be one of
 * today that mends a typo.  Without git, not before its newest dependency.
 * NULL: nothing tells.
 */
static const char *the_day(const struct unpinned *u,
			   const struct legacypins *pins)
{
	struct fix_run *run = u->run;
	const char *root = run->snap->repo.root, *best = NULL, *one;
	const char *file = u->lock ? fix_abs(run, u->lock->path) : u->dir;
	int64_t when;
	size_t i;

	if (run->snap->repo.git_dir &&
	    !run->host->changed(run->host, root,
				path_rel(run->arena, root, file), &when, NULL))
		return stamp_of(run->arena, when);
	for (i = 0; i < pins->n; i++) {
		one = stamp_of_pin(run, &pins->pins[i]);
		if (one && (!best || strcmp(one, best) > 0))
			best = one;
	}
	return best;
}

/* ---- what go took ---- */

static const struct fix_ran *tidy_before(const struct fix_run *run, int round)
{
	const struct fix_ran *r;

	while (round-- > 0) {
		r = fix_ran(run, rounds[round].tidy);
		if (r)
			return r;
	}
	r = fix_ran(run, "without-tidy");
	return r ? r : fix_ran(run, "tidy");
}

const struct fix_ran *unpinned_tidy(const struct fix_run *run)
{
	return tidy_before(run, UNPINNED_ROUNDS);
}

static const struct legacypin *pin_of(const struct legacypins *pins,
				      const char *path)
{
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (cstr_eq(pins->pins[i].path, path))
			return &pins->pins[i];
	return NULL;
}

/* What go.mod replaces by a folder is no version of a server, and no server
 * is asked for its name. */
static bool is_folder(const struct gowords_found *f)
{
	return cstr_ends(f->version, "-" MODPATH_NO_COMMIT);
}

/* One that go took: no pin has a version of it that is to be had. */
static size_t list_taken(struct fix_run *run, int round,
			 const struct legacypins *pins,
			 struct gowords_found **out)
{
	const struct fix_ran *tidy = tidy_before(run, round);
	const struct legacypin *pin;
	struct gowords_found *all;
	size_t i, k = 0, n;

	*out = NULL;
	/* A later round is of what the one before has changed. */
	if (round && !fix_ran(run, rounds[round - 1].tidy))
		return 0;
	n = gowords_founds(run->arena, tidy ? tidy->err : NULL, &all);
	for (i = 0; i < n; i++) {
		if (is_folder(&all[i]))
			continue;
		pin = pin_of(pins, all[i].path);
		if (!pin || (!pin->unpinned && (!pin->version || pin->gone)))
			*ARENA_PUSH(run->arena, *out, k) = all[i];
	}
	return k;
}

/* ---- what the locks of dependencies say ---- */

/* Does the project, or the lock of a dependency, tell its version? */
static bool is_covered(const struct legacypins *pins, const char *package,
		       bool by_theirs)
{
	size_t i;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];

		if (p->version && !p->gone &&
		    (p->theirs || (!p->unpinned && !by_theirs)) &&
		    modpath_under(package, p->was ? p->was : p->path))
			return true;
	}
	return false;
}

static void want(const struct unpinned *u, const struct legacypins *pins,
		 const char *package, struct theirlocks *t)
{
	size_t i;

	for (i = 0; i < t->npackages; i++)
		if (cstr_eq(t->packages[i], package))
			return;
	if (!is_covered(pins, package, false) &&
	    !modpath_under(package, fix_value(u->run, "module")))
		*ARENA_PUSH(u->run->arena, t->packages, t->npackages) =
			package;
}

/*
 * Of that round: what go took so far, as what it was taken for may have come
 * in a version of the day whose lock tells more; and packages that go found in
 * no module, as the newest may have none of them.
 */
static void read_theirs(const struct unpinned *u, int round,
			const struct legacypins *pins, struct theirlocks *t)
{
	struct fix_run *run = u->run;
	const struct fix_ran *tidy = tidy_before(run, round), *r;
	struct gowords_missed *missed;
	struct gowords_found *f;
	size_t i, n;
	int k;

	*t = (struct theirlocks){ .run = run, .dir = u->dir,
				  .ask = rounds[round].theirs,
				  .why = rounds[round].why };
	if (!is_dated(run) ||
	    (round && !fix_ran(run, rounds[round - 1].tidy)))
		return;
	for (k = 0; k <= round; k++) {
		r = tidy_before(run, k);
		n = gowords_founds(run->arena, r ? r->err : NULL, &f);
		for (i = 0; i < n; i++)
			if (!is_folder(&f[i]))
				want(u, pins, f[i].package, t);
	}
	n = gowords_missing(run->arena, tidy ? tidy->err : NULL, &missed);
	for (i = 0; i < n; i++)
		want(u, pins, missed[i].package, t);
	theirlocks_read(t, pins);
}

/* ---- clones ---- */

/* Is there Go of that package in the clone?  One without work files is no
 * source of GOPATH mode. */
static bool has_package(struct fix_run *run, const char *dir)
{
	const char **names;
	size_t i, n;

	if (run->host->list(run->host, run->arena, dir, &names, &n, NULL))
		return false;
	for (i = 0; i < n; i++)
		if (cstr_ends(names[i], ".go"))
			return true;
	return false;
}

/*
 * The commit of the clone that GOPATH mode would take it from, which go list
 * did not name: it leaves out what other systems and tests of dependencies
 * import.
 */
static const char *from_clone(const struct unpinned *u,
			      const struct legacypins *pins,
			      const struct gowords_found *f, const char **src)
{
	struct fix_run *run = u->run;
	struct str rest = str_from(place_value(run->place, "GOPATH")), one;
	struct arena *a = run->arena;
	const char *dir, *version = NULL;

	if (pin_of(pins, f->path) || !gopathage_src(a, run->place, u->dir))
		return NULL;
	while (!version && str_cut(&rest, ':', &one)) {
		if (!one.len || one.p[0] != '/')
			continue;
		*src = arena_printf(a, "%.*s/src", STR_FMT(one));
		dir = path_join(a, *src, f->path);
		if (has_package(run, path_join(a, *src, f->package)) &&
		    run->host->version(run->host, a, dir, f->path, f->path,
				       "@", &version, NULL))
			version = NULL;
	}
	return version;
}

/*
 * In GOPATH mode the vendor folder of a dependency comes before a clone, and a
 * clone before what a lock alone tells.
 */
static bool is_theirs(const struct unpinned *u, const struct theirlocks *t,
		      const struct legacypins *pins,
		      const struct gowords_found *f, struct legacypin *out)
{
	struct str rest = str_from(place_value(u->run->place, "GOPATH")), one;
	struct arena *a = u->run->arena;
	const char *src;

	if (!theirlocks_pick(t, f->package, out))
		return false;
	if (!from_clone(u, pins, f, &src))
		return true;
	while (str_cut(&rest, ':', &one))
		if (fix_is(u->run, arena_printf(a, "%.*s/src/%s/vendor/%s",
						STR_FMT(one), out->their_path,
						f->package), PLAN_FOLDER))
			return true;
	return false;
}

/* ---- versions and their days ---- */

struct dating {
	const char *path, *newest, *newest_when;
	const char **versions;	/* that count, in their order */
	const char **when;	/* of each; NULL: not known */
	size_t n;
};

/* Releases, where there are any; what has no go.mod where the newest has
 * none. */
static bool counts(const char *v, const char *newest)
{
	if (cstr_ends(v, "+incompatible") && !cstr_ends(newest, "+incompatible"))
		return false;
	return !semver_prerelease(str_from(v)).len ||
	       (semver_prerelease(str_from(newest)).len &&
		!modpath_is_pseudo(str_from(newest)));
}

static void take_versions(struct fix_run *run, struct str rest,
			  struct dating *d)
{
	struct arena *a = run->arena;
	const char *v;
	struct str word;
	size_t i;

	while (str_cut(&rest, ' ', &word)) {
		v = arena_strndup(a, word.p, word.len);
		if (counts(v, d->newest))
			*ARENA_PUSH(a, d->versions, d->n) = v;
	}
	d->when = arena_alloc(a, mem_mul(d->n + 1, sizeof(*d->when)));
	for (i = 0; i < d->n; i++)
		d->when[i] = cstr_eq(d->versions[i], d->newest)
			? d->newest_when : NULL;
}

/* "PATH VERSION STAMP", of command `id`; NULL: it has no such line, or the
 * time is not known. */
static const char *said_when(struct fix_run *run, const char *id,
			     const char *path, const char *version)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str rest = str_from(r ? r->out : NULL), line, word[3];
	size_t k;

	while (str_line(&rest, &line)) {
		for (k = 0; k < ARRAY_SIZE(word); k++)
			if (!str_word(&line, &word[k]))
				break;
		if (k == ARRAY_SIZE(word) && str_is(word[0], path) &&
		    str_is(word[1], version) && !str_is(word[2], "-"))
			return arena_strndup(run->arena, word[2].p,
					     word[2].len);
	}
	return NULL;
}

/* Of that module, as far as go was asked; false: not at all. */
static bool dating_of(struct fix_run *run, int round, const char *path,
		      struct dating *d)
{
	const struct fix_ran *r = fix_ran(run, rounds[round].versions);
	struct str rest = str_from(r ? r->out : NULL), line, word[3];
	struct arena *a = run->arena;
	size_t i, k;

	memset(d, 0, sizeof(*d));
	d->path = path;
	while (!d->newest && str_line(&rest, &line)) {
		for (k = 0; k < ARRAY_SIZE(word); k++)
			if (!str_cut(&line, ' ', &word[k]))
				break;
		if (k < ARRAY_SIZE(word) || !str_is(word[0], path) ||
		    str_is(word[2], "-"))
			continue;
		d->newest = arena_strndup(a, word[1].p, word[1].len);
		d->newest_when = arena_strndup(a, word[2].p, word[2].len);
		take_versions(run, line, d);
	}
	for (i = 0; i < d->n; i++)
		for (k = 0; k < DATES && !d->when[i]; k++)
			d->when[i] = said_when(run, rounds[round].dates[k],
					       path, d->versions[i]);
	return d->newest != NULL;
}

/* What is between the last that is known to be old enough and the first that
 * is known not to be. */
static size_t between(const struct dating *d, const char *day, size_t *from)
{
	size_t i, to = d->n;

	*from = 0;
	if (strcmp(d->newest_when, day) <= 0)
		return 0;
	for (i = 0; i < d->n; i++)
		if (d->when[i] && strcmp(d->when[i], day) <= 0)
			*from = i + 1;
	for (i = d->n; i-- > *from; )
		if (d->when[i])
			to = i;
	return to - *from;
}

static void add_probes(struct strbuf *input, const struct dating *d,
		       const char *day)
{
	size_t from, n = between(d, day, &from), i;

	/* Both ends are among them. */
	for (i = 0; i < n && i < PROBES; i++)
		strbuf_addf(input, "%s@%s\n", d->path, d->versions[
			from + (n <= PROBES ? i : i * (n - 1) / (PROBES - 1))]);
}

/* The newest that is old enough of those without a tag that the module cache
 * has: go lists none. */
static const char *cached_pseudo(struct fix_run *run, const char *path,
				 const char *day)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	const char *dir = modpath_cache_versions(run->arena, cache, path);
	const char **names, *v, *when, *best = NULL, *best_when = "";
	size_t i, n;

	if (!dir || !path_is_abs(cache) ||
	    run->host->list(run->host, run->arena, dir, &names, &n, NULL))
		return NULL;
	for (i = 0; i < n; i++) {
		v = cstr_ends(names[i], ".mod")
			? modpath_unescape_version(run->arena, (struct str){
				names[i], strlen(names[i]) - 4 }) : NULL;
		when = v ? pseudo_stamp(run->arena, v) : NULL;
		if (when && strcmp(when, day) <= 0 &&
		    strcmp(when, best_when) > 0) {
			best = v;
			best_when = when;
		}
	}
	return best;
}

/* The same, as go answered for it; what the cache has then is no matter. */
static const char *said_pseudo(struct fix_run *run, const char *id,
			       const char *path, const char *day,
			       const char **when)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str rest = str_from(r ? r->out : NULL), line, word[2];
	const char *v, *stamp;

	while (str_line(&rest, &line)) {
		if (!str_word(&line, &word[0]) || !str_is(word[0], path) ||
		    !str_word(&line, &word[1]))
			continue;
		v = arena_strndup(run->arena, word[1].p, word[1].len);
		stamp = pseudo_stamp(run->arena, v);
		if (!stamp || strcmp(stamp, day) > 0)
			continue;
		*when = stamp;
		return v;
	}
	return NULL;
}

/* The newest that is old enough; else the oldest: it is the nearest. */
static const char *pick(struct fix_run *run, int round, const struct dating *d,
			const char *day, const char **when)
{
	const char *pseudo;
	size_t i;

	*when = d->newest_when;
	if (strcmp(d->newest_when, day) <= 0)
		return d->newest;
	for (i = d->n; i-- > 0; )
		if (d->when[i] && strcmp(d->when[i], day) <= 0) {
			*when = d->when[i];
			return d->versions[i];
		}
	pseudo = said_pseudo(run, rounds[round].dates[0], d->path, day, when);
	if (pseudo)
		return pseudo;
	for (i = 0; i < d->n; i++)
		if (d->when[i]) {
			*when = d->when[i];
			return d->versions[i];
		}
	return d->newest;
}

/* ---- a round ---- */

static const char *taken(struct arena *a, struct strbuf *sb)
{
	const char *out = arena_strdup(a, sb->buf);

	strbuf_release(sb);
	return out;
}

/* Those of the round that no lock of a dependency tells. */
static size_t list_others(const struct unpinned *u, int round,
			  const struct theirlocks *t,
			  const struct legacypins *pins,
			  struct gowords_found **out)
{
	struct gowords_found *all;
	struct legacypin pin;
	size_t i, k = 0, n = list_taken(u->run, round, pins, &all);

	*out = NULL;
	for (i = 0; i < n; i++)
		if (!is_theirs(u, t, pins, &all[i], &pin))
			*ARENA_PUSH(u->run->arena, *out, k) = all[i];
	return k;
}

static const char *dates_input(const struct unpinned *u, int round,
			       const struct legacypins *pins,
			       const struct gowords_found *f, size_t n,
			       bool first)
{
	const char *day = is_dated(u->run) ? the_day(u, pins) : NULL;
	struct strbuf input = STRBUF_INIT;
	const char *version, *src;
	struct dating d;
	size_t i;

	for (i = 0; i < n; i++) {
		version = first ? from_clone(u, pins, &f[i], &src) : NULL;
		if (version)
			strbuf_addf(&input, "%s@%s\n", f[i].path, version);
		if (!day || !dating_of(u->run, round, f[i].path, &d))
			continue;
		add_probes(&input, &d, day);
		version = first && strcmp(d.newest_when, day) > 0
			? cached_pseudo(u->run, f[i].path, day) : NULL;
		if (version)
			strbuf_addf(&input, "%s@%s\n", f[i].path, version);
	}
	return taken(u->run->arena, &input);
}

void unpinned_ask(const struct unpinned *u, int round,
		  const struct legacypins *pins)
{
	struct fix_run *run = u->run;
	const char *skip = round ? rounds[round - 1].fork : NULL;
	struct strbuf input = STRBUF_INIT;
	struct arena *a = run->arena;
	struct gowords_found *f;
	struct theirlocks theirs;
	size_t i, n;

	if (!fix_yes(run, "network"))
		return;
	read_theirs(u, round, pins, &theirs);
	if (is_dated(run))
		theirlocks_ask(&theirs, skip);
	n = list_others(u, round, &theirs, pins, &f);
	for (i = 0; i < n && is_dated(run); i++)
		strbuf_addf(&input, "%s@latest\n", f[i].path);
	if (is_dated(run))
		stagego_query(run, rounds[round].versions, MSG(a, N_(
			"which versions are there of what no lock file names?")),
			true, "{{if not .Error}}{{.Path}} {{.Version}} " STAMP
			"{{range .Versions}} {{.}}{{end}}{{end}}",
			arena_strdup(a, input.buf))->unless = skip;
	strbuf_release(&input);
	for (i = 0; i < DATES && (!i || is_dated(run)); i++)
		stagego_query(run, rounds[round].dates[i], i
			? MSG(a, N_("and of those between?"))
			: MSG(a, N_("of which day are some of them?")), false,
			"{{if not .Error}}{{.Path}} {{.Version}} " STAMP
			"{{end}}", dates_input(u, round, pins, f, n, !i))
			->unless = skip;
}

static bool can_be_had(struct fix_run *run, int round, const char *path,
		       const char *version)
{
	if (fix_yes(run, "network"))
		return said_when(run, rounds[round].dates[0], path, version);
	return legacypins_has_mod(run, path, version);
}

static bool take_clone(const struct unpinned *u, int round,
		       const struct gowords_found *f, struct legacypins *pins)
{
	const char *src, *version = from_clone(u, pins, f, &src);
	struct legacypin pin = { .path = f->path, .revision = "@",
				 .version = version, .beside = true };

	if (!version || !can_be_had(u->run, round, f->path, version))
		return false;
	pin.root = src;
	*ARENA_PUSH(u->run->arena, pins->pins, pins->n) = pin;
	return true;
}

/* In the place of what it came as in an earlier round. */
static void put_theirs(struct fix_run *run, struct legacypins *pins,
		       const struct legacypin *pin)
{
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (pins->pins[i].unpinned &&
		    cstr_eq(pins->pins[i].path, pin->path)) {
			pins->pins[i] = *pin;
			return;
		}
	*ARENA_PUSH(run->arena, pins->pins, pins->n) = *pin;
}

/* What go took that package from; NULL: from nothing, it is missed. */
static const struct gowords_found *found_for(struct fix_run *run, int round,
					     const char *package)
{
	const struct fix_ran *r = tidy_before(run, round);
	struct gowords_found *f;
	size_t i, n = gowords_founds(run->arena, r ? r->err : NULL, &f);

	for (i = 0; i < n; i++)
		if (cstr_eq(f[i].package, package))
			return &f[i];
	return round ? found_for(run, round - 1, package) : NULL;
}

/* True: one is not what it was before. */
static bool take_theirs(const struct unpinned *u, int round,
			const struct theirlocks *t, struct legacypins *pins)
{
	const struct gowords_found *f;
	const struct legacypin *was;
	struct legacypin pin;
	bool other = false;
	size_t i;

	for (i = 0; i < t->npackages; i++) {
		if (is_covered(pins, t->packages[i], false))
			continue;
		f = found_for(u->run, round, t->packages[i]);
		if (!(f ? is_theirs(u, t, pins, f, &pin)
			: theirlocks_pick(t, t->packages[i], &pin)))
			continue;
		was = pin_of(pins, pin.path);
		pin.newest = f ? f->version : NULL;
		other = other || pin.source || pin.was || !cstr_eq(pin.version,
				was && was->unpinned ? was->version
						     : pin.newest);
		put_theirs(u->run, pins, &pin);
	}
	return other;
}

bool unpinned_answer(const struct unpinned *u, int round,
		     struct legacypins *pins)
{
	const char *day = is_dated(u->run) ? the_day(u, pins) : NULL;
	struct fix_run *run = u->run;
	struct gowords_found *f;
	struct theirlocks theirs;
	bool other;
	struct dating d;
	size_t i, n = list_taken(run, round, pins, &f);

	read_theirs(u, round, pins, &theirs);
	other = take_theirs(u, round, &theirs, pins);
	for (i = 0; i < n; i++) {
		struct legacypin pin = { .path = f[i].path, .unpinned = true };

		if (is_covered(pins, f[i].package, true))
			continue;
		if (take_clone(u, round, &f[i], pins)) {
			other = true;
			continue;
		}
		if (!day || !dating_of(run, round, f[i].path, &d))
			continue;
		pin.newest = d.newest;
		pin.newest_when = d.newest_when;
		pin.version = pick(run, round, &d, day, &pin.when);
		pin.revision = pin.version;
		other = other || !cstr_eq(pin.version, f[i].version);
		*ARENA_PUSH(run->arena, pins->pins, pins->n) = pin;
	}
	return other;
}

void unpinned_again(const struct unpinned *u, int round, const char *draft)
{
	stagego_again(u->run, rounds[round].fork,
		      round ? rounds[round - 1].fork : NULL,
		      MSG(u->run->arena, N_(
			"write the go.mod with the versions of the day, if "
			"they are others")), draft, rounds[round].tidy,
		      u->dir);
}

/* ---- does it build so? ---- */

/* At a version of the day that is not the newest, and as it was chosen. */
static bool is_older(const struct legacypin *p)
{
	return p->unpinned && p->version && !p->was && !p->called &&
	       !cstr_eq(p->version, p->newest);
}

static bool failed(const struct fix_run *run, const char *id)
{
	const struct fix_ran *r = fix_ran(run, id);

	return r && r->exit_code;
}

void unpinned_newest(struct fix_run *run, const struct legacypins *pins,
		     struct legacypins *out)
{
	const struct legacypins from = *pins;
	size_t i;

	*out = from;
	out->pins = NULL;
	out->n = 0;
	for (i = 0; i < from.n; i++) {
		struct legacypin *p = ARENA_PUSH(run->arena, out->pins, out->n);

		*p = from.pins[i];
		if (!is_older(p))
			continue;
		/* What go found in no module is looked for anew. */
		p->version = p->revision = p->newest;
		p->when = p->newest_when;
		p->source = NULL;
		p->theirs = NULL;
	}
}

void unpinned_try(const struct unpinned *u, const struct legacypins *pins,
		  const char *draft, const char *newest)
{
	struct fix_run *run = u->run;
	struct arena *a = run->arena;
	bool older = false;
	size_t i;

	if (!is_dated(run))
		return;
	for (i = 0; i < pins->n; i++)
		older = older || is_older(&pins->pins[i]);
	stagego_build(run, "dated-build", u->dir, MSG(a, N_(
			"does it build with them?")))->unless = rounds[0].fork;
	stagego_again(run, "undated", NULL, MSG(a, N_(
			"if not, write it with the newest")),
		      older && failed(run, "dated-build")
			? newest : NULL, "undated-tidy", u->dir);
	stagego_build(run, "undated-build", u->dir, MSG(a, N_(
			"does it build with those?")))->unless = "undated";
	stagego_again(run, "redated", NULL, MSG(a, N_(
			"if not either, back to the versions of the day")),
		      failed(run, "undated-build") ? draft : NULL,
		      "redated-tidy", u->dir);
}

void unpinned_settle(struct fix_run *run, struct legacypins *pins)
{
	const struct fix_ran *r = fix_ran(run, "undated-build");

	if (r && !r->exit_code)
		unpinned_newest(run, pins, pins);
}

const struct fix_ran *unpinned_tried(const struct fix_run *run)
{
	const struct fix_ran *r = fix_ran(run, "redated-tidy");

	return r ? r : fix_ran(run, "undated-tidy");
}

/* ---- what is told ---- */

static void note_one(struct fix_run *run, const struct legacypin *pin,
		     const char *now, struct fix_names *l)
{
	struct arena *a = run->arena;

	if (!cstr_eq(now, pin->version))
		fix_name_add(l, arena_printf(a, "%s %s → %s", pin->path,
					     pin->version, now));
	else if (!cstr_eq(now, pin->newest))
		fix_name_add(l, arena_printf(a, "%s %s (%s)", pin->path, now,
					     pin->newest));
	else
		fix_name_add(l, arena_printf(a, "%s %s", pin->path, now));
}

static void note_all(struct fix_run *run, struct plan *p, const char *day,
		     struct fix_names *l, const char *one, const char *many)
{
	if (l->n)
		fix_note(run, p, MSG_N(run->arena, one, many, l->n, l->sb.buf,
				       day_text(run->arena, day)));
	strbuf_release(&l->sb);
}

static void note_theirs(struct fix_run *run, struct plan *p,
			const struct legacypins *pins)
{
	struct fix_names kept = FIX_NAMES_INIT, raised = FIX_NAMES_INIT;
	struct fix_names passed = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *pin = &pins->pins[i];
		const char *now = pin->theirs ? unpinned_now(run, pin) : NULL;

		if (!now)
			continue;
		if (cstr_eq(now, pin->version))
			fix_name_add(&kept, arena_printf(a, "%s %s (%s: %s)",
				pin->path, now, pin->theirs, pin->their_lock));
		else
			fix_name_add(&raised, arena_printf(a,
				"%s %s → %s (%s: %s)", pin->path, pin->version,
				now, pin->theirs, pin->their_lock));
		if (pin->passed)
			fix_name_add(&passed, arena_printf(a,
				"%s %s (%s: %s), %s", pin->path, pin->version,
				pin->theirs, pin->their_lock, pin->passed));
	}
	fix_note_names(run, p, &kept, N_(
		"{n} module, of which no lock file here tells a version that "
		"go gets, comes in the version that the lock file of a "
		"dependency names: {0}"), N_(
		"{n} modules, of which no lock file here tells a version that "
		"go gets, come in the versions that lock files of dependencies "
		"name: {0}"));
	fix_note_names(run, p, &raised, N_(
		"{n} module comes in another version than the lock file of a "
		"dependency names, since another module asks for it or that "
		"one lacks what is imported: {0}"), N_(
		"{n} modules come in others than the versions that lock files "
		"of dependencies name, since other modules ask for them or "
		"those lack what is imported: {0}"));
	fix_note_names(run, p, &passed, N_(
		"Lock files of dependencies name several versions of {n} "
		"module; what counts stands first: that of the dependency "
		"nearest to the project, else the newest: {0}"), N_(
		"Lock files of dependencies name several versions of {n} "
		"modules; what counts stands first of each: that of the "
		"dependency nearest to the project, else the newest: {0}"));
}

void unpinned_note(const struct unpinned *u, struct plan *p,
		   const struct legacypins *pins)
{
	const struct fix_ran *newest = fix_ran(u->run, "undated-build");
	struct fix_names old = FIX_NAMES_INIT, near = FIX_NAMES_INIT;
	struct fix_names raised = FIX_NAMES_INIT;
	struct fix_run *run = u->run;
	const char *day, *now;
	bool any = newest;
	size_t i;

	for (i = 0; i < pins->n; i++)
		any = any || pins->pins[i].unpinned;
	note_theirs(run, p, pins);
	day = any ? the_day(u, pins) : NULL;
	for (i = 0; i < pins->n && day; i++) {
		const struct legacypin *pin = &pins->pins[i];

		now = pin->unpinned ? unpinned_now(run, pin) : NULL;
		if (now && pin->when)
			note_one(run, pin, now, !cstr_eq(now, pin->version)
				 ? &raised : strcmp(pin->when, day) <= 0
				 ? &old : &near);
	}
	if (day && newest && !newest->exit_code)
		fix_note(run, p, MSG(run->arena, N_(
			"What no lock file tells a version of that go gets "
			"comes in the newest of today, as it does not build "
			"with those of {0}: {1}"), day_text(run->arena, day),
			gowords_error(run->arena,
				      fix_ran(run, "dated-build")->err)));
	note_all(run, p, day, &old, N_(
		"{n} module, of which no lock file tells a version that go "
		"gets, comes in the newest version of {1} (in brackets the "
		"newest of today, where it is another): {0}"), N_(
		"{n} modules, of which no lock file tells a version that go "
		"gets, come in the newest versions of {1} (in brackets the "
		"newest of today, where it is another): {0}"));
	note_all(run, p, day, &near, N_(
		"{n} module, of which no lock file tells a version that go "
		"gets, has none of {1} or before; the nearest comes (in "
		"brackets the newest of today, where it is another): {0}"), N_(
		"{n} modules, of which no lock file tells a version that go "
		"gets, have none of {1} or before; the nearest come (in "
		"brackets the newest of today, where it is another): {0}"));
	note_all(run, p, day, &raised, N_(
		"{n} module, of which no lock file tells a version that go "
		"gets, comes in another than that of {1}, since another module "
		"asks for it or that one lacks what is imported: {0}"), N_(
		"{n} modules, of which no lock file tells a version that go "
		"gets, come in others than those of {1}, since other modules "
		"ask for them or those lack what is imported: {0}"));
}

const char *unpinned_now(struct fix_run *run, const struct legacypin *pin)
{
	struct modlist_one one;

	if (!pin->version ||
	    !modlist_of(run, holdback_list(run), pin->path, &one) ||
	    cstr_starts(one.to ? one.to : "", "/"))
		return NULL;
	return one.to ? one.to_version : one.version;
}

static struct msg theirs_line(struct arena *a, const struct legacypin *pin,
			      const char *now, const char *asker)
{
	if (!cstr_eq(now, pin->version))
		return asker
			? MSG(a, N_("unpinned: {0} {1}, as {2} of {3} has it → "
				    "{4}, which {5} asks for"), pin->path,
			      pin->version, pin->their_lock, pin->theirs, now,
			      asker)
			: MSG(a, N_("unpinned: {0} {1}, as {2} of {3} has it → "
				    "{4}, which go took for what is imported"),
			      pin->path, pin->version, pin->their_lock,
			      pin->theirs, now);
	if (pin->passed)
		return MSG(a, N_("unpinned: {0} {1}, as {2} of {3} has it; "
				 "passed over: {4}"), pin->path, now,
			   pin->their_lock, pin->theirs, pin->passed);
	return MSG(a, N_("unpinned: {0} {1}, as {2} of {3} has it"), pin->path,
		   now, pin->their_lock, pin->theirs);
}

struct msg unpinned_line(struct fix_run *run, const struct legacypin *pin,
			 const char *now, const char *asker)
{
	struct arena *a = run->arena;
	const char *day;

	if (pin->theirs)
		return theirs_line(a, pin, now, asker);
	if (!pin->when)
		return MSG(a, N_("unpinned: {0} {1}, the newest"), pin->path,
			   now);
	day = day_text(a, pin->when);

	if (!cstr_eq(now, pin->version))
		return asker
			? MSG(a, N_("unpinned: {0} {1} of {2} → {3}, which {4} "
				    "asks for; the newest is {5}"), pin->path,
			      pin->version, day, now, asker, pin->newest)
			: MSG(a, N_("unpinned: {0} {1} of {2} → {3}, which go "
				    "took for what is imported; the newest is "
				    "{4}"), pin->path, pin->version, day, now,
			      pin->newest);
	if (cstr_eq(now, pin->newest))
		return MSG(a, N_("unpinned: {0} {1} of {2}, the newest"),
			   pin->path, now, day);
	return MSG(a, N_("unpinned: {0} {1} of {2}; the newest is {3}"),
		   pin->path, now, day, pin->newest);
}
