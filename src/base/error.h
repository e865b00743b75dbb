/*
 * An error as a user reads it: what went wrong, where, and the way out.
 *
 * Fallible functions return 0 or -1 and fill `struct error *err`, their last
 * parameter (NULL is allowed: the caller does not want to know).  The first
 * message is kept; callers add context with error_prefix().
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/mem.h"

struct error {
	int code;	/* an errno value, or 0 */
	char *message;	/* one line; NULL: no error */
	char *origin;	/* "path:line:col" or a path; may be NULL */
	char *hint;	/* what to do about it; may be NULL */
};

#define ERROR_INIT { 0, NULL, NULL, NULL }

void error_release(struct error *err);
/* Both return -1, so that a function can end on them. */
int error_set(struct error *err, const char *fmt, ...) ATTR_PRINTF(2, 3);
/* Appends ": " and the errno's text. */
int error_errno(struct error *err, int code, const char *fmt, ...)
	ATTR_PRINTF(3, 4);
/* errno stays, so that both may stand in front of error_errno(). */
void error_origin(struct error *err, const char *fmt, ...) ATTR_PRINTF(2, 3);
void error_hint(struct error *err, const char *fmt, ...) ATTR_PRINTF(2, 3);
void error_prefix(struct error *err, const char *fmt, ...) ATTR_PRINTF(2, 3);

#endif
