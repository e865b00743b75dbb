/*
 * A whole look at one folder, ready to be written: what was found, what the
 * owners silenced, what was checked and what could not be.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "facts/finding.h"
#include "facts/snapshot.h"
#include "report/prose.h"

struct cJSON;

struct report_check {
	const char *id;
	enum check_status status;
};

struct report_silenced {
	const struct finding *finding;
	const struct silence *by;
	/* It is about safety and --trust was not given: it counts still. */
	bool refused;
};

struct report {
	const struct snapshot *snap;
	const char *place;		/* whose go is named; NULL: the first */
	const struct finding **findings;	/* worst first */
	size_t nfindings;
	struct report_silenced *silenced;
	size_t nsilenced;
	struct report_check *checks;
	size_t nchecks;
	const char *since;		/* --new-since REV, or NULL */
	int nold;			/* findings that REV had too */
	bool quiet;			/* findings only, a line each */
};

/* How many findings are exactly this bad. */
int report_count(const struct report *r, enum severity s);
/* Checks that crashed, hung, or had no facts to judge. */
bool report_is_broken(const struct report *r);

void report_text(struct prose *p, const struct report *r);
/* Members of SPEC's document, added to `doc`. */
void report_json(struct cJSON *doc, const struct report *r);
/* {"version", "goroot", "path"}, or null where no go runs. */
struct cJSON *report_json_go(const struct place *p);
/* A trace in English. */
struct cJSON *report_json_trace(struct arena *a, const struct trace *t);

#endif
