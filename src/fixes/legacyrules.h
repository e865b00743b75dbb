/*
 * For migrate-to-module: what a project says that it wants of its
 * dependencies, in the file beside the lock: Gopkg.toml of dep, glide.yaml.
 */
#ifndef FIXES_LEGACYRULES_H
#define FIXES_LEGACYRULES_H

#include "fixes/fix.h"

struct legacyrule {
	const char *path;	/* of the repository, as pins have it */
	const char *version;	/* a range, or a name of a tag; or NULL */
	const char *branch, *revision;
	const char *source;	/* repository or path of a fork; or NULL */
	bool override;		/* it rules what dependencies want, too */
	bool caret;		/* a bare "1.2.3" means "^1.2.3" */
};

struct legacyrules {
	const char *file;	/* as it is called; NULL: there is none */
	struct legacyrule *rules;
	size_t n;
	/* Of dep: packages to have though nothing imports them, and packages
	 * not to be looked for. */
	const char **required, **ignored;
	size_t nrequired, nignored;
};

/* In run->arena.  What cannot be read has no rules. */
void legacyrules_read(struct fix_run *run, const struct legacy_lock *lock,
		      struct legacyrules *out);
/* Of a project (absolute) without a lock file: Gopkg.toml, else glide.yaml. */
void legacyrules_find(struct fix_run *run, const char *dir,
		      struct legacyrules *out);
/* The one that rules this path: an override before a constraint; or NULL. */
const struct legacyrule *legacyrules_of(const struct legacyrules *l,
					const char *path);
/* Does it say that this version, newer than the locked one, must not be? */
bool legacyrule_forbids(const struct legacyrule *r, const char *version);

#endif
