/*
 * What a log tells, in words, for the command and the screen alike.
 */
#ifndef REPORT_LOG_TEXT_H
#define REPORT_LOG_TEXT_H

#include "facts/logcause.h"
#include "report/prose.h"

/* How much was read and is known; `cut`: its end alone was read. */
void log_text_head(struct prose *p, const char *file,
		   const struct log_report *r, size_t ncauses, bool cut);
/* One cause; what was found of it here is log_text_findings(). */
void log_text_cause(struct prose *p, const struct log_cause *c,
		    size_t number);
void log_text_findings(struct prose *p, const struct log_cause *c);
/* The lines that fit no row. */
void log_text_rest(struct prose *p, const struct log_report *r);

#endif
