/*
 * For fmt/gopathline.c: a script that stands in a file, and what its commands
 * come to.
 */
#ifndef FMT_GOPATHPIECE_H
#define FMT_GOPATHPIECE_H

#include "fmt/gopathline.h"
#include "fmt/span.h"
#include "fmt/yaml.h"

/* What goes with a command that is all of its line. */
enum gopathpiece_whole {
	GOPATHPIECE_NOTHING,	/* it cannot go */
	GOPATHPIECE_LINE,
	GOPATHPIECE_ITEM,	/* of a YAML list, with its "- " */
	GOPATHPIECE_ALL		/* the instruction, of which it is all */
};

struct gopathpiece {
	struct str text;
	/* Where its bytes stand: a scalar, a map of each, or one run of them
	 * from `base` on. */
	const struct yaml_node *node;
	const size_t *from;
	size_t base;
	int line;		/* its first line */
	enum gopathpiece_whole takes;
	bool must_stay;		/* one command at least has to remain */
	bool no_gomod;		/* go.mod is not there yet */
	bool make;		/* a recipe: "@" before it, $(shell …) in it */
};

/* Of one file; more are not told apart. */
#define GOPATHLINES_MAX ((size_t)1000)

/* Did the command before bring all that go.mod names? */
enum gopathfetched {
	GOPATHFETCHED_NOT,
	GOPATHFETCHED_IF,	/* where what is chained to it by && runs */
	GOPATHFETCHED_SURELY
};

struct gopathreader {
	struct arena *a;
	struct str bytes;
	struct gopathline *list;
	size_t n;
	size_t nitems;		/* how many ITEMs went */
	/* Of the command before this one; whoever begins another recipe, stage
	 * or list of commands forgets it. */
	enum gopathfetched fetched;
	enum gopathline_kind fetched_by;
	enum gopathfetched fetches;	/* of this one */
	/* A build elsewhere: what restores comes to a download there, and to
	 * no vendor folder that somebody keeps by it. */
	bool elsewhere;
};

void gopathpiece_read(struct gopathreader *r, const struct gopathpiece *p);
/* A line of the list; `with` NULL: for [start, start) of its place. */
void gopathline_add(struct gopathreader *r, enum gopathline_kind kind,
		    int line, const char *path, const char *with,
		    struct span at);
/* Is that a value of GOPATH of a project's own? */
bool gopathpiece_is_gopath(struct str value);

#endif
