/*
 * YAML: a tree in which every node knows where it stands in the file.
 *
 *	if (!yaml_parse(&arena, bytes, "ci.yml", NULL, &y, &err))
 *		... yaml_get(y.docs[0], "jobs") ...
 *
 * The bytes are UTF-8 (a byte order mark is skipped).  The tree lives in the
 * arena; an alias is the node that its anchor stands on, so that a node may
 * have several parents but never itself.  Merge keys ("<<") stay what they
 * are: not every reader of YAML knows them; yaml_merged() does.
 *
 * Fails, with "file:line:col" as the error's origin, on what no YAML reader
 * takes and beyond the limits: nothing of a file that is too large, too deep
 * or whose aliases blow up is given.
 */
#ifndef FMT_YAML_H
#define FMT_YAML_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "fmt/span.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

enum yaml_style {
	YAML_PLAIN,
	YAML_SINGLE,	/* 'x' */
	YAML_DOUBLE,	/* "x" */
	YAML_LITERAL,	/* | */
	YAML_FOLDED	/* > */
};

struct yaml_node;

struct yaml_pair {
	struct yaml_node *key, *value;
	bool again;		/* the key stands further up, too */
};

struct yaml_node {
	enum yaml_kind kind;
	enum yaml_style style;
	struct str text;	/* of a scalar, unescaped; a NUL behind it */
	const char *tag;	/* as "!reference", "tag:yaml.org,2002:str" */
	const char *anchor;
	struct yaml_node **items;	/* of a sequence */
	size_t nitems;
	struct yaml_pair *pairs;	/* of a mapping, as they stand */
	size_t npairs;
	const char *file;	/* the name it was parsed under */
	struct span span;	/* of a scalar: its bytes, with the quotes */
	int line, col;		/* from 1; col counts bytes */
	/* Nodes below it, aliases written out; and is it still open? */
	size_t weight;
	bool is_open;
};

struct yaml {
	struct yaml_node **docs;
	size_t ndocs;
};

struct yaml_limits {
	size_t max_bytes;	/* of the file */
	int max_depth;
	size_t max_nodes;	/* in the file */
	size_t max_weight;	/* with every alias written out */
};
extern const struct yaml_limits yaml_limits;	/* where none are given */

int yaml_parse(struct arena *a, struct str bytes, const char *file,
	       const struct yaml_limits *limits, struct yaml *out,
	       struct error *err) ATTR_CHECKED;

/* All of these take NULL for a node that is not there. */

/* The last value of a key that is no merge key; NULL: there is none. */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/*
 * A mapping with what "<<" brings, as YAML 1.1 merges: own keys win, then
 * the first of the mappings merged.  The map itself where it merges nothing.
 */
struct yaml_node *yaml_merged(struct arena *a, struct yaml_node *map);
static inline bool yaml_is(const struct yaml_node *n, enum yaml_kind k)
{
	return n && n->kind == k;
}
/* A scalar with this text. */
bool yaml_says(const struct yaml_node *n, const char *text);
/* The text of a scalar as it is written; NULL of what is none. */
const char *yaml_text(const struct yaml_node *n);

/*
 * The bytes of the file that `len` bytes of a scalar's text from `at` on are;
 * false where they are not as they stand (escapes, folded lines).
 */
bool yaml_bytes_of(const struct yaml_node *n, size_t at, size_t len,
		   struct span *out);

/* What a plain scalar is; quoted ones and blocks are strings. */
enum yaml_type { YAML_NULL, YAML_BOOL, YAML_INT, YAML_FLOAT, YAML_STR };

/* By the core schema of YAML 1.2, as GitHub reads workflows. */
enum yaml_type yaml_type(const struct yaml_node *scalar);
/* By YAML 1.1 as Ruby reads it, and so GitLab. */
enum yaml_type yaml_type_ruby(const struct yaml_node *scalar);
/*
 * The text that GitHub makes of a scalar: "1.2" of 1.20, "" of null, "true"
 * of TRUE; as it stands where it is a string.  NULL of what is no scalar.
 */
const char *yaml_github(struct arena *a, const struct yaml_node *scalar);

#endif
