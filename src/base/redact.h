/*
 * Secrets out of what gomend shows, sends or writes: recognised by what they
 * look like and by the names they stand under, never by a short list alone.
 */
#ifndef BASE_REDACT_H
#define BASE_REDACT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/strbuf.h"

/* What stands in the place of a secret. */
#define REDACT_MARK "***"

/* Does a variable, key or parameter of this name hold a secret? */
bool redact_name_is_secret(struct str name);
/*
 * Append `text` with the secrets in it replaced: user information of URLs
 * (with a scheme or without), "token=…", "--token …" and the like,
 * Authorization words, keys of known shape.
 */
void redact_text(struct strbuf *out, struct str text);
/*
 * The value of variable `name`; in the arena.  Of GOAUTH's commands the
 * arguments are left out, of a proxy's URL whatever stands before the "@".
 */
const char *redact_value(struct arena *a, const char *name,
			 const char *value);
/* The arguments of a message: an argument may be the name of the next one. */
void redact_msg(struct arena *a, struct msg *m);

#endif
