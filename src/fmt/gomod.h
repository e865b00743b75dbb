/*
 * go.mod: what it says, and go's words where a release refuses it.
 *
 *	struct gomod *m = gomod_parse(&arena, bytes, GORELEASE_NEWEST);
 *
 *	if (m->f.nerrors)
 *		... refused: m->f.errors[0].line, .message ...
 *	for (i = 0; i < m->nrequires; i++)
 *		... m->requires[i].mod.path.p, modrule_line(requires[i].line)
 *
 * The result lives in the arena and looks into `bytes`, which must outlive
 * it.  Mirrors x/mod/modfile without a version fixer, as `go mod edit` does:
 * versions must be versions ("master" is refused).
 */
#ifndef FMT_GOMOD_H
#define FMT_GOMOD_H

#include "fmt/modrule.h"

struct gomod {
	struct modrule_file f;	/* go, toolchain, godebug, replace, errors */
	struct modrule_word module;
	struct str deprecated;	/* len 0: not deprecated */
	struct modrule_require *requires;
	size_t nrequires;
	struct modrule_exclude *excludes;
	size_t nexcludes;
	struct modrule_retract *retracts;
	size_t nretracts;
	struct modrule_word *tools;
	size_t ntools;
	struct modrule_word *ignores;
	size_t nignores;
};

struct gomod *gomod_parse(struct arena *a, struct str bytes,
			  enum gorelease r);
/* The same under another name, which one of go's messages speaks of. */
struct gomod *gomod_parse_named(struct arena *a, struct str bytes,
				const char *name, enum gorelease r);
/* As go reads the go.mod of a dependency: what it does not know is skipped. */
struct gomod *gomod_parse_lax(struct arena *a, struct str bytes,
			      enum gorelease r);
/* The module path of even a broken go.mod (modfile.ModulePath); "" if none. */
const char *gomod_module_path(struct arena *a, struct str bytes);

/*
 * A message of go's and the releases that say so.  The same members as
 * struct parse_problem of facts/repo.h: copy them one by one.  `from` is
 * "1.19" for what the oldest release mirrored says, `until` is NULL for what
 * the newest still says.  Messages of two lines have a line end inside.
 */
struct gomod_problem {
	int line, col;
	const char *message;
	const char *from, *until;
};

/*
 * What every release known (1.19 on) says of go.mod or go.work, equal words
 * merged; in order of line, the first thousand of each release.  None: all of
 * them read the file.
 */
void gomod_problems(struct arena *a, struct str bytes, bool is_work,
		    struct gomod_problem **problems, size_t *n);

#endif
