/*
 * The version ledger in words and as JSON: where Go's version is said, what
 * each place means, what runs in this shell, and what breaks first.
 */
#ifndef REPORT_VERSIONS_H
#define REPORT_VERSIONS_H

#include "facts/ledger.h"
#include "report/prose.h"

struct cJSON;

/* "build/Dockerfile:1"; the file alone where there is no line. */
const char *versions_where(struct arena *a, const struct ledger_row *r);
/* What it means; and of a variable in it that was supplied, that it was. */
const char *versions_means(struct arena *a, const struct ledger_row *r);
/* "E needs 1.24", "1.26.8 ok", "" */
const char *versions_verdict(struct arena *a, const struct ledger_row *r);

void versions_text(struct prose *p, const struct ledger *l);
/* A list of objects, in English; the caller owns it. */
struct cJSON *versions_json(struct arena *a, const struct ledger *l);

#endif
