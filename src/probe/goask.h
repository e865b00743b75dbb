/*
 * Asking a real go for its settings by rule R3: one process, nothing run by
 * it, nothing written, no network.
 *
 * The go runs in an empty folder of its own with GOENV=off; what the user's
 * go env file holds is passed as variables, so that the answers are those of
 * the place and nothing but the named settings is looked at.
 */
#ifndef PROBE_GOASK_H
#define PROBE_GOASK_H

#include "base/error.h"
#include "facts/place.h"
#include "host/loop.h"
#include "probe/envset.h"

struct cJSON;
struct goask;

/* The go that runs there, where rule R2 lets gomend start it; NULL: none. */
const struct go_binary *goask_runnable(const struct place *p);
/*
 * The one that may be asked: NULL also where another release than its own
 * would answer.
 */
const struct go_binary *goask_binary(const struct place *p);
/*
 * The environment of the question: `real` is what the place has, unredacted;
 * `p` what the scan made of it.
 */
void goask_env(struct envset *out, const struct envset *real,
	       const struct place *p);
/* Two questions of the same key have the same answers; in the arena. */
const char *goask_key(struct arena *a, const struct go_binary *go,
		      const struct envset *env);
const char *const *goask_argv(struct arena *a, const struct go_binary *go);

/*
 * `cwd` is an empty folder.  `fn` is called once, with NULL where go failed;
 * the answers have no secrets and are borrowed.  Never before this returns.
 */
struct goask *goask_start(struct loop *l, const struct go_binary *go,
			  struct envset *env, const char *cwd,
			  void (*fn)(void *payload,
				     const struct cJSON *answers,
				     int exit_code),
			  void *payload, struct error *err);
void goask_abandon(struct goask *g);

#endif
