/*
 * .dockerignore, by its own rules, which are not those of .gitignore: every
 * pattern is of the context's root, "**" stands for any number of folders, a
 * "!" pattern takes files back even out of a folder that is left out, and the
 * last pattern that matches a path or a folder above it decides.
 */
#ifndef FMT_DOCKERIGNORE_H
#define FMT_DOCKERIGNORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct dockerignore_rule {
	struct str pattern;	/* clean, without "!" and leading "/" */
	struct str text;	/* as it stands */
	int line;
	bool back;		/* "!" */
};

struct dockerignore {
	struct dockerignore_rule *rules;
	size_t nrules;
};

void dockerignore_parse(struct arena *a, struct str bytes,
			struct dockerignore *out);
/*
 * The rule that decides about a path of the context ("vendor/x/y.go"): it is
 * left out where that one is there and does not take back.  NULL: none.
 */
const struct dockerignore_rule *
dockerignore_rule_for(const struct dockerignore *d, const char *path);
static inline bool dockerignore_hides(const struct dockerignore *d,
				      const char *path)
{
	const struct dockerignore_rule *r = dockerignore_rule_for(d, path);

	return r && !r->back;
}

/*
 * Does the pattern match the whole path?  "*" and "?" stop at "/", "**" does
 * not, [a-z] and [^a-z] are classes, "\" takes the next byte as it is.  COPY
 * and ADD have the same but for "**", which is two stars there.
 */
bool docker_glob(struct str pattern, struct str path, bool deep);
/* Has it a byte that docker_glob() does not take as it stands? */
bool docker_is_glob(struct str pattern);

#endif
