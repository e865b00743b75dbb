/*
 * The projects of a GOPATH in words and as JSON: in the order in which they
 * can become modules, with what is to be done with each, and those that one
 * go.work would join.
 */
#ifndef REPORT_GOPATH_H
#define REPORT_GOPATH_H

#include "facts/snapshot.h"
#include "report/prose.h"

struct cJSON;

/* Siblings that are modules or become ones, and the folder above them all. */
struct gopath_family {
	const char *owner;	/* "example.com/acme" */
	const char *dir;	/* absolute: where their go.work belongs */
	const char *names;	/* "lib, app" in the order of migration */
	/* "cd DIR && go work init ./app ./lib" for those that are modules, or
	 * go work use; NULL: none of them misses another. */
	const char *command;
	struct msg settled;	/* then: why */
	const char *fix;	/* "gomend fix …", which does the same; or NULL */
	const char *others;	/* modules that it would take hold of, too */
	int nothers, nold;	/* these; and projects without go.mod */
};

struct gopath_report {
	struct gopath_view view;	/* the rows to show */
	struct gopath_family *families;
	size_t nfamilies;
	int nmodules;
	const char *cut;		/* what was left out; or NULL */
};

/*
 * All projects of the snapshot; or, where `below` (NULL: none) is a folder
 * above some of them and in none, those.
 */
void gopath_report_make(struct arena *a, const struct snapshot *s,
			const char *below, struct gopath_report *out);

/* What it is: "module", "dep", …, "no go.mod". */
const char *gopath_age(struct arena *a, const struct gopath_project *p);
/* What is to be done with it, and whether that can be done now. */
struct msg gopath_todo(struct arena *a, const struct snapshot *s,
		       const struct gopath_report *r, size_t row, bool *now);
/* The command that makes it a module; NULL: it is one, or not its turn. */
const char *gopath_command(struct arena *a, const struct snapshot *s,
			   const struct gopath_report *r, size_t row);
/* What else the command of a family would reach; "" where nothing is told. */
const char *gopath_reach(struct arena *a, const struct gopath_family *f);
struct msg gopath_sum(struct arena *a, const struct gopath_report *r);

void gopath_text(struct prose *p, const struct snapshot *s,
		 const struct gopath_report *r);
/* Fills an object, in English. */
void gopath_json(struct cJSON *doc, const struct snapshot *s,
		 const struct gopath_report *r);

#endif
