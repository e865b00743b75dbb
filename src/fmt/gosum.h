/*
 * go.sum and go.work.sum, read as they come, in pieces of any size.
 *
 *	struct gosum_reader *r = gosum_open(&limits);
 *
 *	while (read(...) > 0)
 *		gosum_feed(r, piece);
 *	gosum_finish(r);
 *	... r->nentries, r->issues, gosum_find(r, path, version) ...
 *	gosum_close(r);
 *
 * A line is three fields: module, version (or version "/go.mod"), hash.  Go
 * 1.22 and newer refuse a file with any other line, older ones stop reading
 * there; both keep all hashes of a version, in order.
 *
 * Memory is bounded: entries are kept up to `max_bytes` of text, and what
 * comes then is only checked line by line; `cut` tells.
 */
#ifndef FMT_GOSUM_H
#define FMT_GOSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum gosum_issue_kind {
	GOSUM_ISSUE_MARKER,	/* <<<<<<< ||||||| ======= >>>>>>> */
	GOSUM_ISSUE_MALFORMED,	/* not three fields */
	GOSUM_ISSUE_CONFLICT,	/* a second, different h1: for one version */
	GOSUM_ISSUE_BOM		/* the first entry is lost to a mark of bytes */
};

struct gosum_issue {
	enum gosum_issue_kind kind;
	int line, other_line;	/* other_line: the first hash of a conflict */
	/* The line verbatim (its first KiB); of a marker and a malformed one. */
	const char *text;
	/* Go 1.22 and newer: "wrong number of fields 2"; NULL: go reads it. */
	const char *message;
	/* Of a conflict; the version may end in "/go.mod". */
	const char *module, *version;
	const char *hash, *other_hash;
};

struct gosum_limits {
	size_t max_bytes;	/* of entries kept; 0: 64 MiB */
	size_t max_issues;	/* kept; 0: 1000 */
	/* Asked now and then; true ends the reading.  May be NULL. */
	bool (*cancelled)(void *arg);
	void *cancelled_arg;
};

struct gosum_reader {
	int nlines;		/* all lines, blank ones too */
	int nentries;		/* lines of three fields */
	struct gosum_issue *issues;
	size_t nissues;		/* kept */
	size_t issues_total;
	bool cancelled;
	/* Entries were left out of the table: for what reason, or NULL. */
	const char *cut;
	struct gosum_table *table;	/* private, as all below */
	struct arena arena;
	struct gosum_limits limits;
};

struct gosum_reader *gosum_open(const struct gosum_limits *limits);
void gosum_close(struct gosum_reader *r);
/* False: cancelled; what is fed later is ignored. */
bool gosum_feed(struct gosum_reader *r, struct str piece);
/* The last line may lack its line end. */
void gosum_finish(struct gosum_reader *r);

/*
 * The hashes of a module's version in the order of the file: *at is 0 for the
 * first and is moved on; false when there is none (any more).  For the hash
 * of its go.mod the version ends in "/go.mod".
 */
bool gosum_find(const struct gosum_reader *r, struct str module,
		struct str version, size_t *at, struct str *hash, int *line);

#endif
