#include "config.h"

#include "fixes/nestedpins.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fixes/gowords.h"
#include "fixes/modlist.h"
#include "fixes/stagego.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

static const char *const tidies[NESTEDPINS_ROUNDS] = {
	"tidy", "without-tidy",
};
static const char *const queries[NESTEDPINS_ROUNDS] = {
	"nested", "nested-2",
};

/* By which path the repository is imported. */
static const char *root_of(const struct legacypin *p)
{
	return p->was ? p->was : p->path;
}

/* Does it name a commit?  Of a tag go takes "FOLDER/TAG" for a module in a
 * folder, which is another one. */
static bool has_commit(const struct legacypin *p)
{
	return !p->unpinned && !p->vendored && !p->by_rule && !p->by_tag &&
	       !p->found && !p->nested && p->revision &&
	       !semver_valid(str_from(p->revision));
}

/* Is it the pin that counts of its repository? */
static bool is_better(const struct legacypin *p, const struct legacypin *than)
{
	size_t n = strlen(root_of(p)), m = than ? strlen(root_of(than)) : 0;

	return n != m ? n > m
		: semver_cmp(str_from(p->version),
			     str_from(than->version)) > 0;
}

/* The pin of the repository in which a folder could be of that path. */
static const struct legacypin *pin_above(const struct legacypins *pins,
					 const char *path)
{
	const struct legacypin *best = NULL;
	size_t i;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];

		if (cstr_eq(p->path, path) || cstr_eq(root_of(p), path))
			return NULL;
		if (has_commit(p) && modpath_under(path, root_of(p)) &&
		    is_better(p, best))
			best = p;
	}
	return best;
}

/* ---- what could be one ---- */

struct maybe {
	const struct legacypin *pin;	/* of the repository */
	const char *path;
	const char *asked;	/* the same, of a fork by its path */
	const char *version;	/* of a clone; or NULL */
};

static const char *from_clone(struct fix_run *run, const struct maybe *m)
{
	const char *root = m->pin->source ? m->pin->source : root_of(m->pin);
	struct str gopaths = str_from(m->pin->root
				      ? path_dir(run->arena, m->pin->root)
				      : place_value(run->place, "GOPATH"));
	const char *dir, *version = NULL;

	while (!version &&
	       (dir = legacypins_clone(run, &gopaths, root)))
		if (run->host->version(run->host, run->arena, dir, root,
				       m->asked, m->pin->revision, &version,
				       NULL))
			version = NULL;
	return version;
}

static void add(struct fix_run *run, const struct legacypins *pins,
		const char *path, struct maybe **list, size_t *n)
{
	struct maybe m = { .pin = pin_above(pins, path), .path = path };
	size_t i;

	for (i = 0; i < *n; i++)
		if (cstr_eq((*list)[i].path, path))
			return;
	if (!m.pin)
		return;
	m.asked = m.pin->source
		? arena_printf(run->arena, "%s%s", m.pin->source,
			       path + strlen(root_of(m.pin))) : path;
	m.version = from_clone(run, &m);
	/* What is checked out in a clone no server is asked for. */
	if (m.version || !m.pin->beside)
		*ARENA_PUSH(run->arena, *list, *n) = m;
}

/* A package that is missing may be of a module in each folder above it. */
static void add_above(struct fix_run *run, const struct legacypins *pins,
		      const char *package, struct maybe **list, size_t *n)
{
	struct str s = str_from(package);

	while (s.len) {
		add(run, pins, arena_strndup(run->arena, s.p, s.len), list, n);
		s.len = str_find_last(s, '/') < s.len
			? str_find_last(s, '/') : 0;
	}
}

static size_t list_maybe(struct fix_run *run, int round,
			 const struct legacypins *pins, struct maybe **list)
{
	const struct fix_ran *tidy = fix_ran(run, tidies[round]);
	const char *err = tidy ? tidy->err : NULL;
	struct gowords_missed *missed;
	struct gowords_found *found;
	size_t i, n = 0, k;

	*list = NULL;
	k = gowords_founds(run->arena, err, &found);
	for (i = 0; i < k; i++)
		add(run, pins, found[i].path, list, &n);
	k = gowords_missing(run->arena, err, &missed);
	for (i = 0; i < k; i++)
		add_above(run, pins, missed[i].package, list, &n);
	return n;
}

/* ---- their versions ---- */

void nestedpins_ask(struct fix_run *run, int round,
		    const struct legacypins *pins)
{
	struct strbuf input = STRBUF_INIT;
	struct plan_command *c;
	struct maybe *list;
	size_t i, n = list_maybe(run, round, pins, &list);

	if (!fix_yes(run, "network"))
		return;
	for (i = 0; i < n; i++)
		strbuf_addf(&input, "%s@%s\n", list[i].asked, list[i].version
			    ? list[i].version : list[i].pin->revision);
	c = stagego_query(run, queries[round], round
		? MSG(run->arena, N_("and of those that it found then?"))
		: MSG(run->arena, N_("which version has the revision in a "
				     "folder that is a module of its own?")),
		false, "{{if not .Error}}{{.Path}} {{.Version}}{{end}}",
		arena_strdup(run->arena, input.buf));
	if (round)
		c->unless = "without";
	strbuf_release(&input);
}

/* What go said of that path; NULL: it has no such version. */
static const char *said(struct fix_run *run, int round, const char *path)
{
	struct str rest;

	return stagego_line(run, queries[round], path, &rest) && rest.len
		? arena_strndup(run->arena, rest.p, rest.len) : NULL;
}

bool nestedpins_answer(struct fix_run *run, int round,
		       struct legacypins *pins)
{
	struct maybe *list;
	size_t i, n = list_maybe(run, round, pins, &list);
	bool any = false;

	for (i = 0; i < n; i++) {
		const struct maybe *m = &list[i];
		const char *version = m->version;

		if (fix_yes(run, "network"))
			version = said(run, round, m->asked);
		else if (version && !legacypins_has_mod(run, m->asked,
							version))
			version = NULL;
		else if (!version)
			version = legacypins_cached(run, m->asked,
						    m->pin->revision);
		if (version)
			any = true;
		list[i].version = version;
	}
	/* Only now: the list points to pins. */
	for (i = 0; i < n; i++) {
		struct legacypin pin = {
			.path = list[i].path, .version = list[i].version,
			.revision = list[i].pin->revision,
			.source = list[i].pin->source ? list[i].asked : NULL,
			.nested = root_of(list[i].pin),
			.beside = list[i].pin->beside,
			.root = list[i].pin->root,
		};

		if (pin.version)
			*ARENA_PUSH(run->arena, pins->pins, pins->n) = pin;
	}
	return any;
}

bool nestedpins_in_use(struct fix_run *run, const struct legacypins *pins,
		       const struct legacypin *pin, const char *list)
{
	struct modlist_one one;
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (cstr_eq(pins->pins[i].nested, root_of(pin)) &&
		    modlist_of(run, list, pins->pins[i].path, &one))
			return true;
	return false;
}
