/*
 * Who gave a variable its value: the assignments that a shell makes on its
 * way up, in order, and what follows from them for one variable and for each
 * element of PATH.
 */
#ifndef FACTS_ORIGIN_H
#define FACTS_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/codec.h"
#include "base/str.h"

/* Does the variable have a say in what go does, or in finding it? */
bool env_matters(struct str name);

/* How it is known. */
enum origin {
	ORIGIN_NONE,		/* not known */
	ORIGIN_TRACED,		/* seen while the shell started */
	ORIGIN_READ,		/* read in the files, not traced */
	ORIGIN_INHERITED,	/* there before the shell read anything */
	ORIGIN_SESSION		/* no fresh shell has it: set in this one */
};
extern const char *const origin_names[];

enum assign_op {
	ASSIGN_SET,
	ASSIGN_ADD,		/* behind what is there */
	ASSIGN_FRONT,		/* before it */
	ASSIGN_UNSET,
	ASSIGN_TOUCH,		/* read, printf -v: to a value not seen */
	ASSIGN_SOURCE		/* no variable: the file `value` is read */
};
extern const char *const assign_op_names[];

struct assign {
	enum assign_op op;
	const char *name;
	const char *value;	/* redacted; of PATH with ":" between */
	const char *file;	/* absolute; NULL: not seen */
	int line;		/* 0: not seen */
	enum origin how;
	bool whole;		/* the value is written out: no $PATH in it */
};
extern const struct codec assign_codec;

/* Was a shell traced? */
enum tracing {
	TRACING_NONE,		/* it cannot be, or was not asked for */
	TRACING_AWAITED,
	TRACING_WHOLE,
	TRACING_PART,		/* an rc file turned it off on the way */
	TRACING_FAILED		/* it did not come to its end in time */
};
extern const char *const tracing_names[];

/* An assignment that a later one overrode. */
struct origin_earlier {
	const char *value;	/* NULL: it was unset */
	const char *file;
	int line;
	enum origin how;
};

/* One variable of a place. */
struct variable_origin {
	const char *name;
	enum origin how;
	const char *file;	/* NULL: not known */
	int line;
	/* Of this shell: the place whose fresh shell gives the same. */
	const char *as;
	/*
	 * Of a shell that did not answer: what its files say, as it stands
	 * there; which of their lines it comes to is not known.  NULL: unset
	 * there, or the shell answered.
	 */
	const char *written;
	/* Files set it, and yet it is not in the environment: because it was
	 * unset again (here), or never exported. */
	bool unset, not_exported;
	struct origin_earlier *earlier;	/* the latest first */
	size_t nearlier;
};
extern const struct codec variable_origin_codec;

/* Who put one element on PATH. */
struct dir_origin {
	const char *dir;
	enum origin how;
	const char *file;
	int line;
	const char *as;
};

/*
 * What the assignments make of variable `name`, whose value is `value` (NULL:
 * it is not in the environment).  False when they do not account for it:
 * *out says then only what is certain.
 */
bool origin_of(struct arena *a, const struct assign *list, size_t n,
	       const char *name, const char *value,
	       struct variable_origin *out);
/*
 * The same for each element of the PATH `value`; the count.  One that the
 * assignments do not account for has how ORIGIN_NONE.
 */
size_t origin_of_path(struct arena *a, const struct assign *list, size_t n,
		      const char *value, struct dir_origin **out);

#endif
