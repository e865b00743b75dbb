/*
 * Records of facts/wire.h, one a line, on standard output.  When the reader
 * is gone the process ends.
 */
#ifndef SCAN_EMIT_H
#define SCAN_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "facts/finding.h"

struct cJSON;

/* {"rec": NAME}; add to it and hand it to emit(), which frees it. */
struct cJSON *emit_record(const char *name);
void emit(struct cJSON *record);

void emit_hello(const char *const *confined, size_t n);
void emit_fact(const char *kind, const struct codec *c, const void *value);
void emit_progress(const char *what, int done, int total);
void emit_running(const char *check);
void emit_checked(const char *check, enum check_status status);
void emit_finding(const struct finding *f);
void emit_error(const struct error *err);

#endif
