/*
 * For migrate-to-module: what the pins of a lock file are as requirements of
 * a go.mod.  A revision becomes a version by a clone in GOPATH/src, by the
 * module cache, or by what go answers; what is left is open.
 */
#ifndef FIXES_LEGACYPINS_H
#define FIXES_LEGACYPINS_H

#include "fixes/fix.h"
#include "fixes/legacyrules.h"

struct legacypin {
	const char *path;	/* module path, as it is imported */
	const char *source;	/* of a fork that takes its place; or NULL */
	const char *revision;	/* as the lock has it: a hash or a tag */
	const char *tag;	/* that the lock names beside a hash; or NULL */
	bool refused;		/* go said that there is no such hash */
	bool by_tag;		/* the hash could not be had, the tag could */
	const char *version;	/* NULL: open */
	bool beside;		/* no pin of the lock: a clone in GOPATH/src */
	bool by_rule;		/* no pin of the lock: Gopkg.toml admits it */
	bool vendored;		/* beside: a copy of the project tells it */
	/* Where the module names itself otherwise than the lock names it
	 * (renames.h): the path that the lock has; `path` is the module's. */
	const char *was;
	bool called;		/* `source` is its own name, and no fork */
	bool found;		/* no pin of the lock: go took it */
	bool gone;		/* go does not get the version (lostpins.h) */
	/* No pin of the lock, and go took it: the version of the day
	 * (unpinned.h). */
	bool unpinned;
	const char *newest;	/* what go took; NULL: nothing */
	/* What the two are of, "yyyymmddhhmmss"; NULL: not known. */
	const char *when, *newest_when;
	/* Or the version that the lock of a dependency has (theirlocks.h): its
	 * "PATH VERSION", its path, that file, and what others say. */
	const char *theirs, *their_path, *their_lock;
	const char *passed;	/* NULL: nothing else */
	const char *major;	/* "PATH/v2": by its tag, or by its go.mod */
	bool by_major;		/* go said of PATH that it is that one */
	/* No pin of the lock: a module in a folder of the repository that one
	 * is of, whose path this is (nestedpins.h); or NULL. */
	const char *nested;
	const char *root;	/* of a clone: the src folder it lies in */
	const char *why;	/* what go said of an open one; or NULL */
	/* Where the path does not tell the repository: its leading parts,
	 * longest first; else the one path. */
	const char **candidates;
	size_t ncandidates;
};

struct legacypins {
	struct legacypin *pins;	/* one a repository and revision */
	size_t n;
	size_t nopen;		/* without what go answers */
	const char *itself;	/* the lock names the project; or NULL */
	struct legacyrules rules;	/* of the project, beside the lock */
};

/* Everything in run->arena.  `lock` NULL: no pins.  What the lock says of
 * `self`, the module path of the project, is none: out->itself. */
void legacypins_read(struct fix_run *run, const struct legacy_lock *lock,
		     const char *self, struct legacypins *out);
/* The same of a lock (absolute) of a dependency: those that packages of
 * `wanted` are of. */
void legacypins_named(struct fix_run *run, const char *file,
		      const char *const *wanted, size_t nwanted,
		      struct legacypins *out);
/* "go list -m" for the open ones; its id is "ask". */
struct plan_command *legacypins_ask(struct fix_run *run,
				    const struct legacypins *pins);
/* The same of pins that are known only then, and of those that are not open:
 * can they be had? */
struct plan_command *legacypins_ask_late(struct fix_run *run, const char *id,
					 struct msg what,
					 const struct legacypins *pins);
/* The same by the path with /v2, of those where go named it.  For needs(),
 * behind that command, once its answer is taken in. */
void legacypins_ask_majors(struct fix_run *run, const struct legacypins *pins);
/* Take in what that command printed, if it ran, and the one of the /v2. */
void legacypins_answer(struct fix_run *run, const char *id,
		       struct legacypins *pins);
/* Of open pins whose very revision go took all the same, as a go.mod names it,
 * the version is known then; `list` is the id of what lists the build. */
void legacypins_took(struct fix_run *run, const char *list,
		     struct legacypins *pins);
/* Did it say that go gets the version of that pin? */
bool legacypins_is_had(struct fix_run *run, const char *id,
		       const struct legacypin *pin);
/* The next clone of that repository in a GOPATH: *gopaths begins as its value,
 * and is cut.  NULL: there is none. */
const char *legacypins_clone(struct fix_run *run, struct str *gopaths,
			     const char *root);
/* The version of a revision there; NULL: none.  *path is the module's: root, or
 * with the /v2 that go.mod has at that revision. */
const char *legacypins_in_clone(struct fix_run *run, const char *clone,
				const char *root, const char *revision,
				const char **path);
/* Does the module cache have the go.mod of that version? */
bool legacypins_has_mod(struct fix_run *run, const char *path,
			const char *version);
/* The version that the module cache has for this revision, or tag; NULL. */
const char *legacypins_cached(struct fix_run *run, const char *path,
			      const char *revision);
/* What go said of a module where it failed, as a template prints it by %q:
 * without what stands before the reason anyway. */
const char *legacypins_reason(struct fix_run *run, struct str quoted);
/* A go.mod that requires what is neither open nor gone, and excludes what the
 * rules except. */
const char *legacypins_draft(struct fix_run *run,
			     const struct legacypins *pins,
			     const char *module, const char *go);

#endif
