/* What a log tells, for the command and for --linear. */
#ifndef CLI_LOG_H
#define CLI_LOG_H

#include "cli/look.h"
#include "facts/logcause.h"
#include "report/prose.h"

struct log_told {
	struct log_report report;
	struct log_cause *causes;
	size_t ncauses;
};

/* A file (absolute), or the text where that is NULL; -1 with err. */
int log_tell(struct look *look, struct arena *a, const char *file,
	     struct str text, struct log_told *out, struct error *err);
void log_told_text(struct prose *p, const char *named, bool cut,
		   const struct log_told *t);

#endif
