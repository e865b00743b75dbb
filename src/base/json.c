#include "config.h"

#include "base/json.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

#include "base/text.h"

struct cJSON *json_parse(struct str text, struct error *err)
{
	const char *end = NULL;
	struct cJSON *j;

	j = cJSON_ParseWithLengthOpts(text.p ? text.p : "", text.len, &end, 0);
	if (!j) {
		(void)error_set(err, "not valid JSON at byte %zu",
				end && text.p ? (size_t)(end - text.p) : 0);
		return NULL;
	}
	while (end < text.p + text.len &&
	       (*end == ' ' || *end == '\n' || *end == '\r' || *end == '\t'))
		end++;
	if (end != text.p + text.len && *end) {
		(void)error_set(err, "something follows the JSON at byte %zu",
				(size_t)(end - text.p));
		cJSON_Delete(j);
		return NULL;
	}
	return j;
}

void json_free(struct cJSON *j)
{
	cJSON_Delete(j);
}

const struct cJSON *json_get(const struct cJSON *obj, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(obj, key);
}

const char *json_value_str(const struct cJSON *j)
{
	return cJSON_IsString(j) ? j->valuestring : NULL;
}

const char *json_str(const struct cJSON *obj, const char *key)
{
	return json_value_str(json_get(obj, key));
}

int64_t json_value_int(const struct cJSON *j, int64_t fallback)
{
	double d;

	if (!cJSON_IsNumber(j))
		return fallback;
	d = j->valuedouble;
	if (d < -9007199254740992.0 || d > 9007199254740992.0 || isnan(d))
		return fallback;
	return (int64_t)d;
}

int64_t json_int(const struct cJSON *obj, const char *key, int64_t fallback)
{
	return json_value_int(json_get(obj, key), fallback);
}

bool json_value_bool(const struct cJSON *j, bool fallback)
{
	return cJSON_IsBool(j) ? cJSON_IsTrue(j) : fallback;
}

bool json_bool(const struct cJSON *obj, const char *key, bool fallback)
{
	return json_value_bool(json_get(obj, key), fallback);
}

bool json_is_array(const struct cJSON *j)
{
	return cJSON_IsArray(j);
}

bool json_is_object(const struct cJSON *j)
{
	return cJSON_IsObject(j);
}

bool json_is_null(const struct cJSON *j)
{
	return cJSON_IsNull(j);
}

const struct cJSON *json_first(const struct cJSON *j)
{
	return j ? j->child : NULL;
}

const struct cJSON *json_next(const struct cJSON *child)
{
	return child->next;
}

const char *json_key(const struct cJSON *child)
{
	return child->string;
}

size_t json_count(const struct cJSON *j)
{
	return j ? (size_t)cJSON_GetArraySize(j) : 0;
}

static struct cJSON *must(struct cJSON *j)
{
	if (!j)
		abort();	/* cJSON's only failure here is no memory */
	return j;
}

struct cJSON *json_object(void)
{
	return must(cJSON_CreateObject());
}

struct cJSON *json_array(void)
{
	return must(cJSON_CreateArray());
}

/* A string node; bytes that are no UTF-8 become visible. */
static struct cJSON *string_node(const char *value)
{
	struct str s = str_from(value);
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j;
	uint32_t cp;
	size_t n;

	if (text_is_utf8(s))
		return must(cJSON_CreateString(value ? value : ""));
	while ((n = text_decode(s, &cp))) {
		if (cp == TEXT_INVALID)
			strbuf_addf(&sb, "\\x%02x", (unsigned char)s.p[0]);
		else
			strbuf_add(&sb, s.p, n);
		s = str_sub(s, n, s.len - n);
	}
	j = must(cJSON_CreateString(sb.buf));
	strbuf_release(&sb);
	return j;
}

void json_put(struct cJSON *obj, const char *key, struct cJSON *value)
{
	if (!cJSON_AddItemToObject(obj, key, value))
		abort();
}

void json_put_str(struct cJSON *obj, const char *key, const char *value)
{
	json_put(obj, key, value ? string_node(value)
				 : must(cJSON_CreateNull()));
}

void json_put_int(struct cJSON *obj, const char *key, int64_t value)
{
	json_put(obj, key, must(cJSON_CreateNumber((double)value)));
}

void json_put_bool(struct cJSON *obj, const char *key, bool value)
{
	json_put(obj, key, must(cJSON_CreateBool(value)));
}

void json_put_null(struct cJSON *obj, const char *key)
{
	json_put(obj, key, must(cJSON_CreateNull()));
}

void json_push(struct cJSON *array, struct cJSON *value)
{
	(void)cJSON_AddItemToArray(array, value);
}

void json_push_str(struct cJSON *array, const char *value)
{
	json_push(array, string_node(value));
}

void json_print(struct strbuf *out, const struct cJSON *j, bool pretty)
{
	char *text = pretty ? cJSON_Print(j) : cJSON_PrintUnformatted(j);

	if (!text)
		abort();
	strbuf_addstr(out, text);
	cJSON_free(text);
}
