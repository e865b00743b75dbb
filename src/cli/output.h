/*
 * Documents to standard output.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>

#include "report/prose.h"

struct cJSON;

/* {"schema": 1, "gomend": VERSION}, to be filled. */
struct cJSON *output_document(void);
/* Print, indented; frees it. */
bool output_json(struct cJSON *doc);
bool output_prose(const struct prose *p);

#endif
