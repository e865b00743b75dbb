/*
 * What a Makefile runs, as far as it is written there: variables, rules and
 * the lines of their recipes, by the grammar of GNU make.  Nothing is run.
 * What a condition, a function, the command line or the environment decides
 * is not known: it stays as it is written, "$(NAME)".
 *
 *	makefile_parse(&arena, bytes, "Makefile", load, payload, &mf);
 *	makefile_expand(&arena, &mf, rule, rule->recipe[0].text, &text);
 *	makefile_release(&mf);
 */
#ifndef FMT_MAKEFILE_H
#define FMT_MAKEFILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

struct makefile_var {
	const char *name;
	const char *value;
	bool simple;		/* ":=": what it refers to is put in */
	/* What it is depends on what is not known here; then why: "$(X)". */
	const char *open;
	bool exported;
};

struct makefile_recipe {
	const char *text;	/* "\" and newline of a continued line stay */
	int line;
	bool maybe;		/* a condition decides whether it is there */
};

struct makefile_rule {
	const char *file;	/* that it stands in, from the root */
	int line;
	const char **targets;	/* those that are written out */
	size_t ntargets;
	const char **needs;	/* prerequisites, those of "|" too */
	size_t nneeds;
	bool open;		/* there may be more of them */
	struct makefile_recipe *recipe;
	size_t nrecipe;
	struct makefile_var *vars;	/* of this target */
	size_t nvars;
};

struct makefile {
	struct makefile_rule *rules;
	size_t nrules;
	struct makefile_var **vars;	/* in the order they were set first */
	size_t nvars;
	struct map by_name;		/* of struct makefile_var */
	bool export_all;
	bool open;		/* there is more than could be read */
	const char *goal;	/* what "make" alone makes; or NULL */
	int fuel;		/* how much more may be expanded */
};

struct makefile_text {
	const char *text;
	const char *unknown;	/* the first part that is not known; NULL: none */
	const char **vars;	/* that went into it, by name */
	size_t nvars;
};

/* Gives a file of the repository; `path` is from its root. */
typedef bool makefile_load(void *payload, const char *path,
			   struct str *bytes);

/* `file` is the path from the root; includes are sought from its folder. */
void makefile_parse(struct arena *a, struct str bytes, const char *file,
		    makefile_load *load, void *payload, struct makefile *out);
void makefile_release(struct makefile *mf);
/* "$(NAME)" and "$$" of a text, as a recipe of the rule sees them (or, where
 * it is NULL, as any line of the file does). */
void makefile_expand(struct arena *a, struct makefile *mf,
		     const struct makefile_rule *rule, const char *text,
		     struct makefile_text *out);

#endif
