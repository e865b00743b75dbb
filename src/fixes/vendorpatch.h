/*
 * For migrate-to-module: dependencies that somebody changed by hand where the
 * project has them: in vendor/, in vendor/src of gb, in Godeps/_workspace/src.
 * A copy there is held against the module of the version that the lock pins
 * (else of the one that go took), in the module cache.  What of it go does not
 * build with, tests and what a tool has pruned make no difference, nor does an
 * import comment, which godep and govendor took away, nor imports of
 * Godeps/_workspace, which name the packages themselves where the copy goes on.
 * A package that is there in part was never pruned: a file that it lacks was
 * taken out by hand.
 *
 * A clone in GOPATH/src that the project was built with is such a copy, too;
 * it may be of a commit that no server has.
 *
 * What go gets nowhere goes on as the copy of it, also where no lock names it,
 * where it is a copy that imports it, and where it lies in the vendor folder
 * of a copy.
 */
#ifndef FIXES_VENDORPATCH_H
#define FIXES_VENDORPATCH_H

#include "fixes/legacypins.h"

/* Where they are kept, below the project. */
#define VENDORPATCH_DIR "third_party"

struct vendorpatch {
	const char *path, *version;	/* of the module; NULL: cannot be told */
	const char *at;		/* the path it is copied by: the old one of a
				 * module that goes by another today */
	const char *root;	/* absolute: ROOT/AT is the copy */
	const char **files;	/* all of the copy, relative, sorted */
	size_t nfiles;
	const char **changed;	/* those that differ */
	size_t nchanged;
	const char **missing;	/* those of the module that it lacks */
	size_t nmissing;
	bool unnamed;		/* no lock names it: `version` is what go took */
	bool clone;		/* it lies in GOPATH/src */
	bool unhad;		/* go does not get it; a clone: its commit */
	bool sought;		/* that is known before */
	/* What the copy lacks: go.mod, go.sum, the licences of the module; and
	 * its files that import otherwise then. */
	const char **lacks;
	struct str *texts;
	size_t nlacks;
	int nrenamed;		/* those imports */
	bool taken;		/* the place for it is taken: it is not kept */
	bool dropped;		/* nor this one: it does not build with it */
};

struct vendorpatches {
	/* Absolute: where copies may lie; in the project first, then the src
	 * folders of GOPATH where the project lies below one; of
	 * vendorpatch_find() last the vendor folders of those in the project. */
	const char **roots;
	size_t nroots, ninside;
	struct vendorpatch *patches;
	size_t n;
};

/* Offers patches=keep|drop where `dir` may have copies; which one is it? */
void vendorpatch_choose(struct fix_run *run, const char *dir);
bool vendorpatch_chosen(const struct fix_run *run);
/* The roots alone. */
void vendorpatch_roots(struct fix_run *run, const char *dir,
		       struct vendorpatches *out);
/* Is ROOT/PATH that version of the module cache, in what go builds?  No
 * where the two have not one file in common. */
bool vendorpatch_same(struct fix_run *run, const struct legacypins *pins,
		      const char *root, const char *path,
		      const char *version);
/* By what command `list` says is in the build; in run->arena. */
void vendorpatch_find(struct fix_run *run, const struct legacypins *pins,
		      const char *dir, const char *list,
		      struct vendorpatches *out);
/* Is this module one of them, with a place for it? */
bool vendorpatch_has(const struct vendorpatches *v, const char *path);
/* Is it kept? */
bool vendorpatch_keeps(const struct vendorpatches *v, const char *path);
/* A clone among them?  vendorpatch_note() tells what becomes of it. */
bool vendorpatch_tells(const struct vendorpatches *v, const char *path);
/* Commands that bring the copies into the stage; late, by "list". */
void vendorpatch_stage(struct fix_run *run, const struct vendorpatches *v);
/* What they lack, for stagefiles_write(). */
void vendorpatch_files(const struct vendorpatches *v, struct strbuf *input);
/*
 * Where go finds the copy while all is in the stage: an overlay would not do,
 * ./... does not see the go.mod of a folder in one.  What go writes has that
 * path, and vendorpatch_settled() the one of the plan instead.
 */
const char *vendorpatch_staged(struct fix_run *run,
			       const struct vendorpatch *p);
const char *vendorpatch_settled(struct fix_run *run, struct str text);
/* For needs(), behind "vendor": its modules.txt settled. */
void vendorpatch_settle(struct fix_run *run);
/* The folders, from the stage. */
int vendorpatch_plan(struct fix_run *run, struct plan *p,
		     const struct vendorpatches *v, const char *dir,
		     struct error *err) ATTR_CHECKED;
/* `kept`: they are in the build that the plan leads to. */
void vendorpatch_note(struct fix_run *run, struct plan *p,
		      const struct vendorpatches *v, bool kept);

#endif
