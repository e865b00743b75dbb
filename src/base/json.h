/*
 * JSON through cJSON, the only file that knows it.
 *
 * Getters never fail: a missing key or another type gives the fallback.
 * Strings that are no UTF-8 are written with their bad bytes as visible
 * "\xNN", so that every document is valid JSON.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

struct cJSON;

/* One whole document; the caller frees it with json_free.  NULL on error. */
struct cJSON *json_parse(struct str text, struct error *err);
void json_free(struct cJSON *j);

const struct cJSON *json_get(const struct cJSON *obj, const char *key);
/* Borrowed; NULL when absent or no string. */
const char *json_str(const struct cJSON *obj, const char *key);
int64_t json_int(const struct cJSON *obj, const char *key, int64_t fallback);
bool json_bool(const struct cJSON *obj, const char *key, bool fallback);
bool json_is_array(const struct cJSON *j);
bool json_is_object(const struct cJSON *j);
bool json_is_null(const struct cJSON *j);
/* The value itself. */
const char *json_value_str(const struct cJSON *j);
int64_t json_value_int(const struct cJSON *j, int64_t fallback);
bool json_value_bool(const struct cJSON *j, bool fallback);
/* Children of an object or array in order; the key of an object's child. */
const struct cJSON *json_first(const struct cJSON *j);
const struct cJSON *json_next(const struct cJSON *child);
const char *json_key(const struct cJSON *child);
size_t json_count(const struct cJSON *j);

/* Builders: what is added belongs to its parent from then on. */
struct cJSON *json_object(void);
struct cJSON *json_array(void);
void json_put_str(struct cJSON *obj, const char *key, const char *value);
void json_put_int(struct cJSON *obj, const char *key, int64_t value);
void json_put_bool(struct cJSON *obj, const char *key, bool value);
void json_put_null(struct cJSON *obj, const char *key);
void json_put(struct cJSON *obj, const char *key, struct cJSON *value);
void json_push(struct cJSON *array, struct cJSON *value);
void json_push_str(struct cJSON *array, const char *value);

/* Append as text: one line, or indented for people. */
void json_print(struct strbuf *out, const struct cJSON *j, bool pretty);

#endif
