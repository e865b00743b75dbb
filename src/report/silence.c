#include "config.h"

#include "report/silence.h"

#include "base/mem.h"
#include "base/str.h"

static const char *const safety[] = {
	"gosum-conflict", "gosum-ignored", "gosum-mismatch", "gosum-missing",
	"gosum-missing-entry", "goroot-mismatch", "goroot-mixed",
	"insecure-fetch", "proxy-private-exposed", "sum-check-off",
	"vendor-modified", "gomod-from-above", "gowork-from-above",
	"replace-outside",
};

const struct silence *silence_for(const struct snapshot *s,
				  const struct finding *f)
{
	const char *path = !cstr_empty(f->path) ? f->path : f->module;
	size_t i;

	for (i = 0; i < s->repo.nsilences; i++) {
		const struct silence *e = &s->repo.silences[i];

		if (!e->malformed && cstr_eq(e->id, f->id) &&
		    gomendfile_match(e->glob, path ? path : ""))
			return e;
	}
	return NULL;
}

bool silence_needs_trust(const char *check_id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(safety); i++)
		if (cstr_eq(safety[i], check_id))
			return true;
	return false;
}
