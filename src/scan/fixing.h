/*
 * The requests "fix" and "diff" of facts/wire.h: what can be mended, the plan
 * for it, and what that plan changes.
 */
#ifndef SCAN_FIXING_H
#define SCAN_FIXING_H

#include "facts/finding.h"
#include "facts/snapshot.h"
#include "fixes/fix.h"

struct cJSON;

/* The plan that was built last, for "diff". */
struct fixing {
	struct arena arena;
	struct plan plan;
	bool has_plan;
	struct fix_kept kept;
};

/* Fill finding->fixes with those that serve it here; in the arena. */
void fixing_offer(const struct snapshot *s, struct arena *a,
		  struct finding *f);
/* The findings are those of the same generation as the snapshot. */
void fixing_fix(struct fixing *fx, const struct snapshot *s,
		const struct finding *findings, size_t n,
		const struct cJSON *req);
void fixing_diff(struct fixing *fx, const struct cJSON *req);

#endif
