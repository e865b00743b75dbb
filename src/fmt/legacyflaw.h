/*
 * Is a lock file of the time before modules whole, as its tool wrote it?  Go
 * took what it could make out of a merge conflict or of half a file
 * (legacylock.h); whoever deletes the file afterwards wants to know.
 */
#ifndef FMT_LEGACYFLAW_H
#define FMT_LEGACYFLAW_H

#include "fmt/legacylock.h"

enum legacyflaw_kind {
	LEGACYFLAW_NONE,
	LEGACYFLAW_CONFLICT,	/* a line of git's about a merge */
	LEGACYFLAW_CUT,		/* it stops before its end */
	LEGACYFLAW_TWICE,	/* two values for one key, or one module */
	LEGACYFLAW_SYNTAX,	/* a line that the tool does not write */
	NLEGACYFLAW_KINDS
};

struct legacyflaw {
	enum legacyflaw_kind kind;
	int line;		/* the first such one; 0: none tells */
	const char *what;	/* TWICE: of what; in the arena */
};

/* The first flaw; what an empty list of dependencies looks like is none. */
void legacyflaw_find(struct arena *a, enum legacylock_kind kind,
		     struct str bytes, struct legacyflaw *out);
/* NULL: none.  Here, so that who only names them links no parser. */
static inline const char *legacyflaw_id(enum legacyflaw_kind kind)
{
	switch (kind) {
	case LEGACYFLAW_CONFLICT:
		return "conflict";
	case LEGACYFLAW_CUT:
		return "cut";
	case LEGACYFLAW_TWICE:
		return "twice";
	case LEGACYFLAW_SYNTAX:
		return "syntax";
	case LEGACYFLAW_NONE:
	case NLEGACYFLAW_KINDS:
		break;
	}
	return NULL;
}

#endif
