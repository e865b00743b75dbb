#include "config.h"

#include "fixes/holdback.h"

#include <string.h>

#include "base/str.h"
#include "fixes/gowords.h"
#include "fixes/holdsearch.h"
#include "fixes/modlist.h"
#include "fixes/renames.h"
#include "fixes/stagefiles.h"
#include "fixes/stagego.h"
#include "fmt/semver.h"

/* Of several revisions of one module, the highest is what counts. */
static bool is_outdone(const struct legacypins *pins,
		       const struct legacypin *pin)
{
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (cstr_eq(pins->pins[i].path, pin->path) &&
		    pins->pins[i].version &&
		    semver_cmp(str_from(pins->pins[i].version),
			       str_from(pin->version)) > 0)
			return true;
	return false;
}

/* Is it raised, as command `id` lists it, to what its rule forbids? */
static bool is_forbidden(struct fix_run *run, const struct legacypins *pins,
			 const struct legacypin *pin, const char *id,
			 struct modlist_one *now)
{
	const struct legacyrule *r;

	if (!pin->version || pin->gone || pin->unpinned || pin->source ||
	    pin->beside)
		return false;
	r = legacyrules_of(&pins->rules, pin->was ? pin->was : pin->path);
	return r && !is_outdone(pins, pin) &&
	       modlist_of(run, id, pin->path, now) && !now->to &&
	       semver_cmp(str_from(now->version),
			  str_from(pin->version)) > 0 &&
	       legacyrule_forbids(r, now->version);
}

/* Could any rule ever hold a pin back? */
static bool has_rules(const struct legacypins *pins)
{
	size_t i;

	for (i = 0; i < pins->rules.n; i++) {
		const struct legacyrule *r = &pins->rules.rules[i];

		if (r->version || r->revision || (r->branch && r->override))
			return true;
	}
	return false;
}

void holdback_choose(struct fix_run *run, const struct legacypins *pins)
{
	struct arena *a = run->arena;
	struct choice *c;

	if (!has_rules(pins))
		return;
	c = fix_choice(run, "overrides", CHOICE_ONE_OF,
		       MSG(a, N_("What {0} forbids"), pins->rules.file),
		       MSG(a, N_("keep: where another module asks for a newer "
				 "version than {0} admits, a replace holds the "
				 "one that it admits, if it builds with it. "
				 "drop: the newest that any module asks for, "
				 "as go has it."), pins->rules.file),
		       "keep");
	fix_option(run, c, "keep");
	fix_option(run, c, "drop");
}

/* ---- what is asked ---- */

static bool drops_overrides(const struct fix_run *run)
{
	return !cstr_eq(fix_value(run, "overrides"), "keep");
}

/* What is to be held, in the order of its bits in a search. */
struct held {
	const struct legacypin *pin;	/* at its version; or NULL */
	struct vendorpatch *patch;	/* by its copy; or NULL */
};

static size_t list_held(struct fix_run *run, const struct holdback *h,
			struct held **out, uint64_t *copies)
{
	struct modlist_one now;
	size_t i, n = 0;

	*out = NULL;
	*copies = 0;
	for (i = 0; i < h->pins->n; i++) {
		const struct legacypin *pin = &h->pins->pins[i];

		if (!drops_overrides(run) &&
		    !vendorpatch_has(h->patches, pin->path) &&
		    is_forbidden(run, h->pins, pin, "list", &now))
			*ARENA_PUSH(run->arena, *out, n) =
				(struct held){ pin, NULL };
	}
	for (i = 0; i < h->patches->n && vendorpatch_chosen(run); i++) {
		if (h->patches->patches[i].taken)
			continue;
		if (n < HOLDSEARCH_MOST)
			*copies |= (uint64_t)1 << n;
		*ARENA_PUSH(run->arena, *out, n) =
			(struct held){ NULL, &h->patches->patches[i] };
	}
	return n;
}

static const char *held_path(const struct held *one)
{
	return one->pin ? one->pin->path : one->patch->path;
}

static bool is_in_set(uint64_t set, size_t i)
{
	return set == UINT64_MAX || (i < HOLDSEARCH_MOST && set >> i & 1);
}

/* A copy comes in the place of the fork that the lock names: go takes but one
 * replace of a path. */
static void add_draft(struct strbuf *sb, struct fix_run *run,
		      const char *draft, const struct held *list, size_t n,
		      uint64_t set)
{
	struct str rest = str_from(draft), line;
	size_t i;

	while (str_line(&rest, &line)) {
		for (i = 0; i < n; i++)
			if (list[i].patch && is_in_set(set, i) &&
			    str_starts(line, arena_printf(run->arena,
						"replace %s =>",
						list[i].patch->path)))
				break;
		if (i == n)
			strbuf_addf(sb, "%.*s\n", STR_FMT(line));
	}
}

/* The draft, with a replace for each that is to be held. */
static const char *with_replaces(struct fix_run *run, const struct holdback *h,
				 uint64_t set)
{
	struct strbuf sb = STRBUF_INIT;
	struct held *list;
	const char *out;
	uint64_t copies;
	size_t i, n = list_held(run, h, &list, &copies);

	add_draft(&sb, run, h->draft, list, n, set);
	for (i = 0; i < n; i++) {
		if (!is_in_set(set, i))
			continue;
		if (list[i].pin)
			strbuf_addf(&sb, "\nreplace %s => %s %s\n",
				    list[i].pin->path, list[i].pin->path,
				    list[i].pin->version);
		else
			strbuf_addf(&sb, "\nreplace %s => \"%s\"\n",
				    list[i].patch->path,
				    vendorpatch_staged(run, list[i].patch));
	}
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* Up to that build; more than it can tell apart are all refused. */
static void search(struct fix_run *run, const struct holdback *h, int limit,
		   struct holdsearch *out)
{
	struct held *list;
	uint64_t copies;
	size_t n = list_held(run, h, &list, &copies);

	holdsearch_run(out, run, n <= HOLDSEARCH_MOST ? n : 0, copies, limit);
}

/* With some of them; that a build comes to no trial, its fork tells. */
static void ask_apart(struct fix_run *run, const struct holdback *h)
{
	const struct fix_ran *all = fix_ran(run, "hold-build");
	struct arena *a = run->arena;
	int i;

	for (i = 1; i <= HOLDSEARCH_TRIES; i++) {
		const char *id = holdsearch_id(a, i, "");
		struct strbuf files = STRBUF_INIT;
		struct holdsearch s = { 0 };
		struct plan_command *c;

		if (all && all->exit_code)
			search(run, h, i, &s);
		/* Earlier ones are not answered yet, or there is no more. */
		if (s.wanted && s.nasked == i)
			stagefiles_add(&files, "go.mod", str_from(
				with_replaces(run, h, s.wanted)));
		(void)stagefiles_fork(run, id, "hold-build", MSG(a, N_(
			"if not, hold some of them only")), &files);
		c = stagego_build(run, holdsearch_id(a, i, "-build"), h->dir,
				  MSG(a, N_("does it build with those?")));
		c->unless = id;
	}
}

void holdback_ask(struct fix_run *run, const struct holdback *h)
{
	struct strbuf files = STRBUF_INIT;
	struct arena *a = run->arena;
	const char *dir = h->dir;
	struct holdsearch found;
	struct plan_command *c;

	if (drops_overrides(run) && !vendorpatch_chosen(run))
		return;
	if (vendorpatch_chosen(run))
		vendorpatch_stage(run, h->patches);
	stagefiles_add(&files, "go.mod", str_from(with_replaces(run, h,
							UINT64_MAX)));
	vendorpatch_files(h->patches, &files);
	c = stagefiles_write(run, "hold", MSG(a, N_(
			"hold what is to stay as it was by a replace")),
			&files);
	c->late = true;
	c->may_fail = true;
	(void)stagego_tidy(run, "hold-tidy", dir, MSG(a, N_(
			"what do the imports need with them?")));
	(void)stagego_build(run, "hold-build", dir, MSG(a, N_(
			"does it build with them?")));
	ask_apart(run, h);
	search(run, h, HOLDSEARCH_TRIES + 1, &found);
	c = fix_command(run, "let-go", "/", MSG(a, N_(
			"if not, go on with those that it builds with")),
			"tee", "{stage}/go.mod", NULL);
	c->input = with_replaces(run, h, found.kept);
	c->late = true;
	c->unless = "hold-build";
	c = stagego_tidy(run, "let-go-tidy", dir, MSG(a, N_(
			"and see anew what the imports need")));
	c->unless = "hold-build";
	(void)modlist_ask(run, "held", dir, MSG(a, N_(
			"which versions are in the build now?")));
}

/* ---- what came of it ---- */

const char *holdback_list(const struct fix_run *run)
{
	return fix_ran(run, "held") ? "held" : "list";
}

bool holdback_tells(struct fix_run *run, const struct legacypins *pins,
		    const struct legacypin *pin)
{
	struct modlist_one was;

	return is_forbidden(run, pins, pin, "list", &was);
}

/* Is a module in the build that this package could come from? */
static bool is_listed(struct fix_run *run, const char *package)
{
	struct modlist_one one;
	struct str s = str_from(package);

	for (; s.len; s.len = s.len > str_find_last(s, '/')
			      ? str_find_last(s, '/') : 0)
		if (modlist_of(run, holdback_list(run),
			       arena_strndup(run->arena, s.p, s.len), &one))
			return true;
	return false;
}

/* What dep was told that go has no such thing for. */
static void note_dep_only(struct fix_run *run, struct plan *p,
			  const struct legacyrules *rules)
{
	struct fix_names required = FIX_NAMES_INIT, ignored = FIX_NAMES_INIT;
	size_t i;

	for (i = 0; i < rules->nrequired; i++)
		if (!is_listed(run, rules->required[i]))
			fix_name_add(&required, rules->required[i]);
	for (i = 0; i < rules->nignored; i++)
		fix_name_add(&ignored, rules->ignored[i]);
	fix_note_names(run, p, &required, N_(
		"Gopkg.toml requires {n} package that nothing imports, so "
		"go.mod does not have it. A Go file that imports it, with a "
		"build constraint that is never met, brings it back: {0}"), N_(
		"Gopkg.toml requires {n} packages that nothing imports, so "
		"go.mod does not have them. A Go file that imports them, with "
		"a build constraint that is never met, brings them back: "
		"{0}"));
	fix_note_names(run, p, &ignored, N_(
		"Gopkg.toml has dep ignore {n} package; go looks for it "
		"wherever it is imported: {0}"), N_(
		"Gopkg.toml has dep ignore {n} packages; go looks for them "
		"wherever they are imported: {0}"));
}

bool holdback_took(const struct fix_run *run)
{
	return fix_ran(run, "hold-build") != NULL;
}

const struct fix_ran *holdback_tidy(const struct fix_run *run)
{
	const struct fix_ran *r = fix_ran(run, "let-go-tidy");

	if (!r)
		r = fix_ran(run, "hold-tidy");
	return r ? r : renames_tidy(run);
}

static bool is_in(uint64_t set, size_t i)
{
	return i < HOLDSEARCH_MOST && set >> i & 1;
}

/* What stays; of more than a search can tell apart, all or none. */
static uint64_t what_stays(struct fix_run *run, const struct holdback *h,
			   struct holdsearch *s)
{
	const struct fix_ran *all = fix_ran(run, "hold-build");

	search(run, h, HOLDSEARCH_TRIES + 1, s);
	return all && !all->exit_code ? UINT64_MAX : s->kept;
}

void holdback_settle(struct fix_run *run, struct holdback *h)
{
	struct holdsearch s;
	uint64_t copies, stays = what_stays(run, h, &s);
	struct held *list;
	size_t i, n = list_held(run, h, &list, &copies);

	for (i = 0; i < n; i++)
		if (list[i].patch)
			list[i].patch->dropped = stays != UINT64_MAX &&
						 !is_in(stays, i);
}

/* Each that it does not build with, and go's words. */
static void note_refused(struct fix_run *run, struct plan *p,
			 const struct holdback *h)
{
	struct fix_names untried = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	struct holdsearch s;
	uint64_t copies, stays = what_stays(run, h, &s);
	struct held *list;
	size_t i, n = list_held(run, h, &list, &copies);

	for (i = 0; i < n && stays != UINT64_MAX; i++) {
		if (is_in(stays, i))
			continue;
		if (is_in(s.refused, i) && s.why[i])
			fix_note(run, p, MSG(a, N_(
				"{0} does not stay as it was, since it does "
				"not build with it: {1}"), held_path(&list[i]),
				gowords_error(a, s.why[i]->err)));
		else
			fix_name_add(&untried, held_path(&list[i]));
	}
	fix_note_names(run, p, &untried, N_(
		"{n} module does not stay as it was: it does not build with "
		"all of them, and each by itself would take too many builds: "
		"{0}"), N_(
		"{n} modules do not stay as they were: it does not build with "
		"all of them, and each by itself would take too many builds: "
		"{0}"));
}

void holdback_note(struct fix_run *run, struct plan *p,
		   const struct holdback *h)
{
	struct fix_names held = FIX_NAMES_INIT, loose = FIX_NAMES_INIT;
	const struct legacypins *pins = h->pins;
	bool tried = holdback_took(run) && !drops_overrides(run);
	struct modlist_one was, now;
	size_t i;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *pin = &pins->pins[i];

		if (!is_forbidden(run, pins, pin, "list", &was) ||
		    vendorpatch_keeps(h->patches, pin->path))
			continue;
		fix_name_add(tried && modlist_of(run, holdback_list(run),
						 pin->path, &now) && now.to
			     ? &held : &loose, arena_printf(run->arena,
			"%s %s (%s)", pin->path, pin->version, was.version));
	}
	fix_note_names(run, p, &held, N_(
		"A replace holds {n} module at the version that it had, as the "
		"project forbids the newer one that another module asks for: "
		"{0}"), N_(
		"Replaces hold {n} modules at the versions that they had, as "
		"the project forbids the newer ones that other modules ask "
		"for: {0}"));
	fix_note_names(run, p, &loose, tried ? N_(
		"{n} module comes in a newer version than the project admits, "
		"since it does not build with the older one: {0}")
		: N_(
		"{n} module comes in a newer version than the project admits: "
		"{0}"), tried ? N_(
		"{n} modules come in newer versions than the project admits, "
		"since it does not build with the older ones: {0}")
		: N_(
		"{n} modules come in newer versions than the project admits: "
		"{0}"));
	note_refused(run, p, h);
	vendorpatch_note(run, p, h->patches,
			 holdback_took(run) && vendorpatch_chosen(run));
	note_dep_only(run, p, &pins->rules);
}
