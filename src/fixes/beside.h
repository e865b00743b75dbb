/*
 * For migrate-to-module: projects beside it in GOPATH/src that it imports, and
 * that are of its owner, or that no server has.  A module does not look there:
 * go.mod finds them by a replace (siblings=folder), a go.work does
 * (workspace), or they are required in a version as all else is (version).
 */
#ifndef FIXES_BESIDE_H
#define FIXES_BESIDE_H

#include "fixes/legacypins.h"

struct beside_one {
	const struct gopath_project *project;
	bool remote;		/* its clone names a server that may have it */
	bool in_turn;		/* it imports the project, by others or itself */
};

struct beside {
	const char *dir;	/* absolute: of the project */
	const char *gowork;	/* that is in effect there; NULL: none is */
	struct beside_one *modules;	/* in the order of migration */
	size_t n;
	/* No modules yet, and no server has them; in the order, too. */
	struct beside_one *old;
	size_t nold;
};

/* In run->arena.  What the lock pins (`pins`, as read) is none of them. */
void beside_find(struct fix_run *run, const char *dir,
		 const struct legacypins *pins, struct beside *out);
/* The choice `siblings`, where there are any; `vendors`: vendor/ is to be
 * written anew where that stays chosen. */
void beside_choose(struct fix_run *run, const struct beside *b, bool vendors);
/* They are no pins then: what GOPATH has of them tells no version. */
void beside_take(struct fix_run *run, const struct beside *b,
		 struct legacypins *pins);
/* The draft with a replace for each, by its folder. */
const char *beside_draft(struct fix_run *run, const struct beside *b,
			 const char *draft);
/* go.mod as go left it in the stage, as it will be: with siblings=workspace
 * it names none of them. */
int beside_settled(struct fix_run *run, const struct beside *b,
		   struct str *gomod, struct error *err) ATTR_CHECKED;
/* Does a go.work have to list them for it to build? */
bool beside_by_work(struct fix_run *run, const struct beside *b);
/* And does none do so yet? */
bool beside_waits(struct fix_run *run, const struct beside *b);
/* The go.work that is in effect lists the module as well. */
int beside_plan(struct fix_run *run, struct plan *p, const struct beside *b,
		const char *go_version, struct error *err) ATTR_CHECKED;
/* What that means for others. */
void beside_note(struct fix_run *run, struct plan *p, const struct beside *b);
/* Where it does not build ("after"): whether these are why, in words; not set:
 * they are not.  `why`: go's words, for the sentence. */
struct msg beside_refusal(struct fix_run *run, const struct beside *b,
			  const char *why);

#endif
