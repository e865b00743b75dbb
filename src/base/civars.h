/*
 * Variables of CI that stand in no file of the repository: those of a GitLab
 * group or project, GitHub's vars, secrets and inputs.  Whoever knows them
 * supplies them, as NAME=VALUE or as a file of such lines.
 */
#ifndef BASE_CIVARS_H
#define BASE_CIVARS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct civar {
	const char *name;
	const char *value;	/* a secret's is REDACT_MARK, never itself */
	const char *file;	/* as it was named; "--ci-var": no file */
	int line;		/* 0: no file */
};

struct civars {
	struct civar *list;
	size_t n;
};

/* The origin of one that stands in no file. */
extern const char civars_option[];

/*
 * Lines NAME=VALUE, "export" before them or not, the value bare or in quotes;
 * blank ones and those that begin with "#" are passed over.  A later one of a
 * name replaces an earlier one.  Fails with "FILE:LINE" as the error's origin.
 */
int civars_parse(struct arena *a, struct str text, const char *file,
		 struct civars *out, struct error *err) ATTR_CHECKED;
/* One "NAME=VALUE" of the command line. */
int civars_add(struct arena *a, const char *word, struct civars *out,
	       struct error *err) ATTR_CHECKED;

/* GitHub's names are `folded`: Go is GO.  NULL: none of that name; `v` may be
 * NULL. */
const struct civar *civars_find(const struct civars *v, struct str name,
				bool folded);
struct civars civars_copy(struct arena *a, const struct civars *v);

#endif
