/*
 * What became of the causes that a log tells of: is each of them here, in the
 * folder that was looked at and on this machine?
 */
#ifndef FACTS_LOGCAUSE_H
#define FACTS_LOGCAUSE_H

#include "facts/finding.h"
#include "facts/loglore.h"
#include "facts/snapshot.h"

enum log_verdict {
	LOG_CONFIRMED,
	LOG_REFUTED,
	LOG_UNKNOWN,
	LOG_ELSEWHERE		/* not in the file that the message names */
};
extern const char *const log_verdict_names[];

struct log_cause {
	const struct log_hit *hit;	/* the first message that tells of it */
	const struct log_hit **more;	/* others that come to the same */
	size_t nmore;
	const struct logrow *row;
	const char *english;	/* log_says() */
	enum log_verdict verdict;
	const struct finding **findings;
	size_t nfindings;
	bool looked;		/* a check of the row did, here, and passed */
	const char *file;	/* of the repository, that the message names;
				 * NULL: none, or not told which */
};

/* What was found here, and by which checks. */
struct log_here {
	const struct snapshot *snap;
	const struct finding *findings;
	size_t nfindings;
	const struct checked *checked;
	size_t nchecked;
};

/* What the message means; what to do about it. */
struct msg log_says(struct arena *a, const struct log_cause *c);
struct msg log_helps(struct arena *a, const struct log_cause *c);

/* In the order of the log; they borrow from what they are made of. */
void log_judge(struct arena *a, const struct log_report *r,
	       const struct log_here *here, struct log_cause **causes,
	       size_t *ncauses);

#endif
