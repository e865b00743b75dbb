#include "config.h"

#include "fixes/renames.h"

#include <string.h>
#include <strings.h>

#include "base/path.h"
#include "base/str.h"
#include "fixes/gowords.h"
#include "fixes/stagefiles.h"
#include "fixes/stagego.h"
#include "fixes/unpinned.h"
#include "fmt/gomod.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

static const struct {
	const char *fork, *tidy, *build;
} rounds[RENAMES_ROUNDS] = {
	{ "renamed", "renamed-tidy", "renamed-build" },
	{ "renamed-2", "renamed-2-tidy", "renamed-2-build" },
};

/* The id of what renames_compare() asks. */
#define COMMITS "renamed-commits"

void renames_choose(struct fix_run *run)
{
	struct arena *a = run->arena;
	struct choice *c;

	c = fix_choice(run, "renamed", CHOICE_ONE_OF,
		       MSG(a, N_("Dependencies with a new path")),
		       MSG(a, N_("rewrite: the imports of this project name "
				 "them by the path that their go.mod has; "
				 "where only dependencies import the old one, "
				 "or it does not build so, a replace leads "
				 "from it to the new one. replace: a replace "
				 "for all, and no import changes. leave: go "
				 "refuses a module by another path than its "
				 "own.")),
		       "rewrite");
	fix_option(run, c, "rewrite");
	fix_option(run, c, "replace");
	fix_option(run, c, "leave");
}

static bool is_chosen(const struct fix_run *run, const char *option)
{
	return cstr_eq(fix_value(run, "renamed"), option);
}

/* ---- what was decided ---- */

/* "FROM TO VERSION HOW", VERSION "-" where none is said. */
bool renames_decided(struct fix_run *run, int round, struct renames *out)
{
	const struct fix_ran *r = fix_ran(run, rounds[round].fork);
	struct arena *a = run->arena;
	struct str rest, line, word[4];
	size_t k;

	memset(out, 0, sizeof(*out));
	rest = str_from(r ? r->out : NULL);
	while (str_line(&rest, &line)) {
		for (k = 0; k < ARRAY_SIZE(word); k++)
			if (!str_word(&line, &word[k]))
				break;
		if (k < ARRAY_SIZE(word))
			continue;
		*ARENA_PUSH(a, out->list, out->n) = (struct rename){
			.from = arena_strndup(a, word[0].p, word[0].len),
			.to = arena_strndup(a, word[1].p, word[1].len),
			.version = str_is(word[2], "-") ? NULL
				: arena_strndup(a, word[2].p, word[2].len),
			.replace = str_is(word[3], "replace"),
			.cased = str_is(word[3], "case"),
			.unneeded = str_is(word[3], "unneeded"),
			.fork = str_is(word[3], "fork"),
		};
	}
	return r && r->exit_code;
}

void renames_read(struct fix_run *run, struct renames *out)
{
	int round = RENAMES_ROUNDS;

	while (round-- > 0)
		if (renames_decided(run, round, out))
			return;
}

static const char *as_line(struct arena *a, const struct rename *r)
{
	return arena_printf(a, "%s %s %s %s", r->from, r->to,
			    r->version ? r->version : "-",
			    r->unneeded ? "unneeded" : r->replace ? "replace"
			    : r->cased ? "case" : r->fork ? "fork"
			    : "imports");
}

bool renames_differ(struct fix_run *run, const struct renames *r)
{
	struct renames was;
	size_t i;

	renames_read(run, &was);
	if (was.n != r->n)
		return true;
	for (i = 0; i < r->n; i++)
		if (!cstr_eq(as_line(run->arena, &was.list[i]),
			     as_line(run->arena, &r->list[i])))
			return true;
	return false;
}

const struct fix_ran *renames_tidy(const struct fix_run *run)
{
	const struct fix_ran *r = unpinned_tried(run);
	size_t i;

	for (i = RENAMES_ROUNDS; i-- > 0 && !r; )
		r = fix_ran(run, rounds[i].tidy);
	return r ? r : unpinned_tidy(run);
}

bool renames_is_due(const struct fix_run *run, int round)
{
	return fix_ran(run, round ? rounds[round - 1].build : "tidy") &&
	       !fix_ran(run, rounds[round].fork);
}

/* ---- what is to be done ---- */

struct looking {
	struct fix_run *run;
	const struct legacypins *pins;
	struct renames *out;
	size_t nbefore;		/* decided in an earlier round */
};

static const struct legacypin *pin_of(const struct legacypins *pins,
				      const char *path)
{
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (cstr_eq(pins->pins[i].path, path))
			return &pins->pins[i];
	return NULL;
}

/* go stops for good at a version that it cannot get. */
static bool can_be_had(struct fix_run *run, const char *path,
		       const char *version)
{
	return fix_yes(run, "network") ||
	       legacypins_has_mod(run, path, version);
}

/* The same revision by the new path; NULL: it is not known. */
static const char *version_by(const struct looking *l, const char *from,
			      const char *to, const char *version)
{
	const struct legacypin *pin = pin_of(l->pins, from);
	const char *tries[2] = { version, pin ? pin->tag : NULL };
	struct arena *a = l->run->arena;
	struct str prefix, major;
	const char *why;
	size_t i;

	if (!modpath_split(str_from(to), &prefix, &major))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(tries); i++)
		if (tries[i] && modpath_major_fits(a, str_from(tries[i]),
						   major, &why) &&
		    can_be_had(l->run, to, tries[i]))
			return tries[i];
	return pin ? legacypins_cached(l->run, to, pin->revision) : NULL;
}

static void add(struct looking *l, const char *from, const char *to,
		const char *version, bool cased)
{
	struct renames *out = l->out;
	size_t i;

	for (i = 0; i < out->n; i++) {
		struct rename *r = &out->list[i];

		/* It was written anew, and still is asked for. */
		if (cstr_eq(r->from, from) && i < l->nbefore && !cased &&
		    !r->fork)
			r->replace = !r->cased && r->version;
		if (cstr_eq(r->from, from) || cstr_eq(r->from, to))
			return;
	}
	*ARENA_PUSH(l->run->arena, out->list, out->n) = (struct rename){
		.from = from, .to = to, .cased = cased,
		.version = version_by(l, from, to, version),
		.replace = is_chosen(l->run, "replace"),
	};
}

/* What the go.mod of that pin's version calls itself; NULL: as the pin. */
static const char *declared(struct fix_run *run, const struct legacypin *pin)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	const char *file, *says;
	struct str bytes;

	if (!pin->version || pin->gone || pin->source || !path_is_abs(cache))
		return NULL;
	file = modpath_cache_file(run->arena, cache, pin->path, pin->version,
				  "mod");
	if (!file || fix_read(run, file, &bytes, NULL))
		return NULL;
	says = gomod_module_path(run->arena, bytes);
	return cstr_empty(says) || cstr_eq(says, pin->path) ? NULL : says;
}

/* HOST/OWNER, as the hosts write it. */
static struct str owner_of(const char *path)
{
	struct str s = str_from(path), rest;
	size_t at = str_find(s, '/');

	if (at == s.len)
		return s;
	rest = str_sub(s, at + 1, s.len - at - 1);
	return str_sub(s, 0, at + 1 + str_find(rest, '/'));
}

/* Only somebody else's may be another one of the same name. */
static bool may_be_fork(const char *path, const char *says)
{
	struct str was = owner_of(path), is = owner_of(says);

	return was.len != is.len || strncasecmp(was.p, is.p, was.len) != 0;
}

/* When the commit of that version was made; NULL: go does not say. */
static const char *committed(const struct looking *l, const char *path,
			     const char *version, bool *asked)
{
	struct arena *a = l->run->arena;
	struct str rest;

	*asked = stagego_line(l->run, COMMITS, arena_printf(a, "%s@%s", path,
							    version), &rest);
	return *asked && rest.len ? arena_strndup(a, rest.p, rest.len) : NULL;
}

/* Is the version of the declared path another commit, or none?  Where go does
 * not say of which the pin is, a replace keeps its code in any case. */
static bool is_fork(const struct looking *l, const struct legacypin *pin,
		    const char *says)
{
	const char *own, *theirs;
	bool asked, asked_too;

	if (!may_be_fork(pin->path, says))
		return false;
	own = committed(l, pin->path, pin->version, &asked);
	theirs = committed(l, says, pin->version, &asked_too);
	return asked && asked_too && (!own || !cstr_eq(own, theirs));
}

static void look_at_pins(struct looking *l)
{
	const char *says;
	bool asked;
	size_t i, n;

	for (i = 0; i < l->pins->n; i++) {
		const struct legacypin *pin = &l->pins->pins[i];

		if (!pin->version || pin->gone || pin->source)
			continue;
		if (pin->was)
			add(l, pin->was, pin->path, pin->version, false);
		says = declared(l->run, pin);
		if (!says)
			continue;
		n = l->out->n;
		add(l, pin->path, says, pin->version, false);
		if (l->out->n == n || !is_fork(l, pin, says))
			continue;
		if (committed(l, says, pin->version, &asked))
			l->out->list[n].upstream = l->out->list[n].version;
		l->out->list[n].fork = true;
		l->out->list[n].replace = false;
		l->out->list[n].version = pin->version;
	}
}

void renames_compare(struct fix_run *run, const struct legacypins *pins)
{
	struct strbuf input = STRBUF_INIT;
	const char *says;
	size_t i;

	if (!fix_yes(run, "network") || is_chosen(run, "leave"))
		return;
	for (i = 0; i < pins->n && fix_ran(run, "tidy"); i++) {
		const struct legacypin *pin = &pins->pins[i];

		says = declared(run, pin);
		if (says && may_be_fork(pin->path, says))
			strbuf_addf(&input, "%s@%s\n%s@%s\n", pin->path,
				    pin->version, says, pin->version);
	}
	(void)stagego_query(run, COMMITS, MSG(run->arena, N_(
			"where a module goes by another path: is that version "
			"of it the same commit?")), false,
			"{{.Path}}@{{.Version}}{{with .Time}} "
			"{{.UTC.Format \"20060102150405\"}}{{end}}",
			arena_strdup(run->arena, input.buf));
	strbuf_release(&input);
}

static void look_at_words(struct looking *l, const struct fix_ran *tidy)
{
	struct gowords_renamed *found;
	const struct legacypin *pin;
	size_t i, n = gowords_renames(l->run->arena, tidy ? tidy->err : NULL,
				      &found);

	for (i = 0; i < n; i++) {
		pin = pin_of(l->pins, found[i].from);
		/* A fork is not the module of its name. */
		if (!pin || !pin->source || pin->called)
			add(l, found[i].from, found[i].to, found[i].version,
			    false);
	}
}

/*
 * One module in two spellings: the project imports one of them, modules of
 * the build the other.
 */
static void look_at_cases(struct looking *l)
{
	struct fix_run *run = l->run;
	const struct gomod *m;
	struct str bytes;
	size_t i, k;

	if (!run->stage || is_chosen(run, "replace") ||
	    fix_read(run, path_join(run->arena, run->stage, "go.mod"), &bytes,
		     NULL))
		return;
	m = gomod_parse(run->arena, bytes, GORELEASE_NEWEST);
	for (i = 0; i < m->nrequires; i++)
		for (k = 0; k < m->nrequires && !m->requires[i].indirect; k++)
			if (i != k && m->requires[k].indirect &&
			    !strcasecmp(m->requires[i].mod.path.p,
					m->requires[k].mod.path.p))
				add(l, m->requires[i].mod.path.p,
				    m->requires[k].mod.path.p,
				    m->requires[i].mod.version.p, true);
}

/* Does it name the old path, and not as the head of the new one? */
static bool names(const char *text, const struct rename *r)
{
	size_t n = strlen(r->from);
	const char *at = text;

	while ((at = strstr(at, r->from))) {
		if (strncmp(at, r->to, strlen(r->to)) != 0 &&
		    (!at[n] || strchr(" \":;,@/.)\n", at[n])))
			return true;
		at += n;
	}
	return false;
}

/* Dependencies import it by the old path as well, and do not go with it. */
static void look_at_build(struct looking *l, const struct fix_ran *build)
{
	size_t i;

	for (i = 0; i < l->nbefore && build && build->exit_code; i++) {
		struct rename *r = &l->out->list[i];

		if (!r->cased && !r->fork && r->version &&
		    names(build->err, r))
			r->replace = true;
	}
}

/* A replace that leads to what nothing needs: go would not take it away. */
static void drop_unneeded(struct looking *l)
{
	struct fix_run *run = l->run;
	const struct gomod *m;
	struct str bytes;
	size_t i, k;

	if (!run->stage || fix_read(run, path_join(run->arena, run->stage,
						   "go.mod"), &bytes, NULL))
		return;
	m = gomod_parse(run->arena, bytes, GORELEASE_NEWEST);
	/* Before, not all that is needed is listed. */
	if (!m->f.go.text.p || gover_cmp_of(m->f.go.text.p, "1.17") < 0)
		return;
	for (i = 0; i < l->out->n; i++) {
		struct rename *r = &l->out->list[i];

		for (k = 0; k < m->nrequires; k++)
			if (str_is(m->requires[k].mod.path, r->from))
				break;
		r->unneeded = r->replace && k == m->nrequires;
	}
}

void renames_look(struct fix_run *run, const struct legacypins *pins,
		  int round, struct renames *out)
{
	struct looking l = { .run = run, .pins = pins, .out = out };

	renames_read(run, out);
	if (is_chosen(run, "leave"))
		return;
	if (round)
		drop_unneeded(&l);
	l.nbefore = out->n;
	if (!round)
		look_at_pins(&l);
	else
		look_at_build(&l, fix_ran(run, rounds[round - 1].build));
	look_at_words(&l, renames_tidy(run));
	look_at_cases(&l);
}

void renames_import(const struct renames *r, struct importfix *x)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (!r->list[i].replace && !r->list[i].unneeded)
			importfix_rename(x, r->list[i].from, r->list[i].to);
}

void renames_settle(struct renames *r, const struct importfix *x)
{
	size_t i, n = 0;

	for (i = 0; i < r->n; i++) {
		struct rename *one = &r->list[i];

		if (!one->replace && !one->unneeded &&
		    !importfix_changes_to(x, one->to)) {
			if (one->cased)
				continue;
			/* By the path that only dependencies import go takes
			 * no module that declares another one. */
			if (one->fork)
				one->version = one->upstream;
			one->fork = false;
			one->replace = true;
		}
		if (!one->replace || one->version || one->unneeded)
			r->list[n++] = *one;
	}
	r->n = n;
}

void renames_ask(struct fix_run *run, const char *dir, int round,
		 const struct renames *r, struct strbuf *files)
{
	struct arena *a = run->arena;
	struct plan_command *c;
	size_t i;

	for (i = 0; i < r->n && files->len; i++)
		stagefiles_say(files, as_line(a, &r->list[i]));
	(void)stagefiles_fork(run, rounds[round].fork,
			      round ? rounds[round - 1].fork : NULL, round
		? MSG(a, N_("does it build so? If not, write the go.mod and "
			    "the imports otherwise"))
		: MSG(a, N_("does a module go by another path? If so, write "
			    "the go.mod and the imports with it")), files);
	c = stagego_tidy(run, rounds[round].tidy, dir, MSG(a, N_(
			"and see anew what the imports need")));
	c->unless = rounds[round].fork;
	c = stagego_build(run, rounds[round].build, dir, MSG(a, N_(
			"does it build with them?")));
	c->unless = rounds[round].fork;
}

/* ---- the pins ---- */

static void apply_to(const struct rename *r, struct legacypin *pin)
{
	if (r->unneeded) {
		pin->version = NULL;
		return;
	}
	if (r->replace) {
		pin->path = r->from;
		pin->was = NULL;
		pin->source = r->to;
		pin->called = true;
	} else {
		pin->path = r->to;
		pin->was = r->from;
		pin->source = r->fork ? r->from : NULL;
	}
	pin->version = r->version;
	pin->gone = false;
	/* Its days are those of the old path. */
	pin->unpinned = false;
}

/* What go took before the imports had the new path, and a pin has anyway. */
static void drop_twins(struct legacypins *pins)
{
	size_t i, k, n = 0;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];
		bool twin = false;

		for (k = 0; k < pins->n && p->was && p->newest; k++)
			twin = twin || (k != i && !pins->pins[k].newest &&
					cstr_eq(pins->pins[k].path, p->path));
		if (!twin)
			pins->pins[n++] = *p;
	}
	pins->n = n;
}

void renames_apply(struct fix_run *run, const struct renames *r,
		   struct legacypins *pins)
{
	size_t i, k;

	for (i = 0; i < r->n; i++) {
		const struct rename *one = &r->list[i];
		bool done = false;

		for (k = 0; k < pins->n; k++) {
			struct legacypin *pin = &pins->pins[k];

			if (pin->source || (!cstr_eq(pin->path, one->from) &&
					    !cstr_eq(pin->was, one->from)))
				continue;
			apply_to(one, pin);
			done = true;
		}
		if (!done && one->version && !one->unneeded) {
			struct legacypin pin = { .revision = one->version,
						 .found = true };

			apply_to(one, &pin);
			*ARENA_PUSH(run->arena, pins->pins, pins->n) = pin;
		}
	}
	drop_twins(pins);
}

/* ---- what is told ---- */

void renames_note(struct fix_run *run, struct plan *p,
		  const struct renames *r)
{
	struct fix_names written = FIX_NAMES_INIT, led = FIX_NAMES_INIT;
	struct fix_names forks = FIX_NAMES_INIT;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (!r->list[i].unneeded)
			fix_name_add(r->list[i].replace ? &led
				     : r->list[i].fork ? &forks : &written,
				     arena_printf(run->arena, "%s → %s",
						  r->list[i].from,
						  r->list[i].to));
	fix_note_names(run, p, &written, N_(
		"{n} dependency goes by another path today, and the imports "
		"of the project name it so: {0}"), N_(
		"{n} dependencies go by other paths today, and the imports of "
		"the project name them so: {0}"));
	fix_note_names(run, p, &led, N_(
		"{n} dependency goes by another path today; a replace leads "
		"to it from the one that is imported: {0}"), N_(
		"{n} dependencies go by other paths today; replaces lead to "
		"them from those that are imported: {0}"));
	fix_note_names(run, p, &forks, N_(
		"{n} dependency is a fork whose go.mod declares the path of "
		"another module: the imports of the project name that path, "
		"and a replace leads from it to the fork, for dependencies "
		"that import it as well: {0}"), N_(
		"{n} dependencies are forks whose go.mod declares the path of "
		"another module: the imports of the project name those paths, "
		"and replaces lead from them to the forks, for dependencies "
		"that import them as well: {0}"));
}
