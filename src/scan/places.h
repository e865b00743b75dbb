/*
 * Filling a place in from the file system: PATH, the go programs on it,
 * GOROOT, the go env file, and what each module would get.  Runs in
 * gomend-scan, reads only.
 */
#ifndef SCAN_PLACES_H
#define SCAN_PLACES_H

#include "facts/snapshot.h"

struct cJSON;

/*
 * `p` has name, kind, state, env, cwd, shell; everything else is filled from
 * the files and from the snapshot's modules and workspaces; a CI job waits
 * for those while they are still `reading`.  All in `a`.
 */
void places_fill(struct arena *a, const struct snapshot *s, bool reading,
		 struct place *p);

/*
 * Merge what the real go of GOROOT `goroot` answered to R3 questions:
 * settings become measured where it agrees; what only it knows is taken.
 */
void places_merge_go(struct arena *a, struct place *p, const char *goroot,
		     const struct cJSON *answers);

/* Names of settings that only the real go can tell for this place. */
size_t places_questions(struct arena *a, const struct place *p,
			const char ***names);

/*
 * Before path-lookup is traced for another program than go: what PATH holds
 * of that name, kept in p->lookup.
 */
void places_lookup(struct arena *a, const struct snapshot *s,
		   struct place *p, const char *name);

/*
 * Before go-programs is traced: go, gofmt and every program that Go built on
 * PATH, by name, each with all that PATH holds of that name.  `beat` is called
 * now and then, as it may take a while.
 */
void places_programs(struct arena *a, const struct snapshot *s,
		     struct place *p, void (*beat)(void));

#endif
