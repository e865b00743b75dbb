/*
 * For migrate-to-module: dependencies that go by another path today than the
 * project and its lock file have: Sirupsen for sirupsen, a path with /v2, a
 * home of their own.  go refuses a module whose go.mod declares another path
 * than it was required by, and one package in two spellings.
 *
 * Where the project's own imports name it, they are written anew; where only
 * dependencies do, or where it does not build so, a replace leads from the
 * old path to the new one.  What is found and decided in each round stands in
 * what its first command printed.
 */
#ifndef FIXES_RENAMES_H
#define FIXES_RENAMES_H

#include "fixes/importfix.h"
#include "fixes/legacypins.h"

/* At most so often are they looked for, and the build tried. */
#define RENAMES_ROUNDS 2

struct rename {
	const char *from, *to;
	const char *version;	/* of `to`; NULL: the one that go takes */
	bool replace;		/* by a replace; else by the imports */
	bool cased;		/* both are in the build, which go refuses */
	bool unneeded;		/* nothing imports it after all */
	bool fork;		/* `version` is of `from`, which is other code */
	const char *upstream;	/* of a fork: that of `to`; NULL: none, or
				 * decided in an earlier round */
};

struct renames {
	struct rename *list;
	size_t n;
};

void renames_choose(struct fix_run *run);
/* What was decided last. */
void renames_read(struct fix_run *run, struct renames *out);
/* In that round; false: nothing was, or its turn has not come. */
bool renames_decided(struct fix_run *run, int round, struct renames *out);
/* Is it the turn of that round to decide? */
bool renames_is_due(const struct fix_run *run, int round);
/* For needs(), before the first round: of which commits are a pin's version and
 * the same one of the path that its go.mod declares? */
void renames_compare(struct fix_run *run, const struct legacypins *pins);
/* What it comes to, as long as nobody has looked at the imports. */
void renames_look(struct fix_run *run, const struct legacypins *pins,
		  int round, struct renames *out);
/* Before the scan, the imports to be changed; after it, what none is of. */
void renames_import(const struct renames *r, struct importfix *x);
void renames_settle(struct renames *r, const struct importfix *x);
/* Is it otherwise than it was decided last? */
bool renames_differ(struct fix_run *run, const struct renames *r);
/* The pins by the new paths; those that no lock names come to them. */
void renames_apply(struct fix_run *run, const struct renames *r,
		   struct legacypins *pins);
/*
 * For needs(), behind "tidy": the commands of that round, with the files for
 * the stage, none of them where it has nothing to do.
 */
void renames_ask(struct fix_run *run, const char *dir, int round,
		 const struct renames *r, struct strbuf *files);
/* The last go mod tidy in which nothing was held yet; NULL: none ran. */
const struct fix_ran *renames_tidy(const struct fix_run *run);
void renames_note(struct fix_run *run, struct plan *p,
		  const struct renames *r);

#endif
