/*
 * How bad a finding is.  ERROR: the build breaks or is unsafe; WARNING: it
 * will differ or break elsewhere; ADVICE: worth knowing.
 */
#ifndef FACTS_SEVERITY_H
#define FACTS_SEVERITY_H

enum severity {
	SEVERITY_NONE,
	SEVERITY_ADVICE,
	SEVERITY_WARNING,
	SEVERITY_ERROR
};

/* "none", "advice", "warning", "error": ids, never translated. */
extern const char *const severity_names[];

#endif
