#include "config.h"

#include "base/codec.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"

static const void *at(const void *base, size_t offset)
{
	return (const char *)base + offset;
}

static void *at_w(void *base, size_t offset)
{
	return (char *)base + offset;
}

#define GET(type, base, off) (*(type const *)at((base), (off)))
#define SET(type, base, off) (*(type *)at_w((base), (off)))

/*
 * JSON numbers are doubles to most readers, this one included, and cJSON
 * writes fifteen digits where those are near enough.
 */
#define I64_EXACT ((int64_t)1000000000000000)

static void encode_i64(struct cJSON *obj, const char *name, int64_t v)
{
	char text[24];

	if (v > -I64_EXACT && v < I64_EXACT) {
		if (v)
			json_put_int(obj, name, v);
		return;
	}
	(void)snprintf(text, sizeof(text), "%" PRId64, v);
	json_put_str(obj, name, text);
}

static int64_t decode_i64(const struct cJSON *j)
{
	const char *text = json_value_str(j);

	return text ? (int64_t)strtoll(text, NULL, 10) : json_value_int(j, 0);
}

static void encode_field(struct cJSON *obj, const struct codec_field *f,
			 const void *value)
{
	const char *s;
	const void *p;
	struct cJSON *array;
	size_t i, n;
	int v;

	switch (f->type) {
	case CODEC_STR:
		s = GET(const char *, value, f->offset);
		if (s)
			json_put_str(obj, f->name, s);
		return;
	case CODEC_INT:
		v = GET(int, value, f->offset);
		if (v)
			json_put_int(obj, f->name, v);
		return;
	case CODEC_I64:
		encode_i64(obj, f->name, GET(int64_t, value, f->offset));
		return;
	case CODEC_BOOL:
		if (GET(bool, value, f->offset))
			json_put_bool(obj, f->name, true);
		return;
	case CODEC_ENUM:
		v = GET(int, value, f->offset);
		if (v)
			json_put_str(obj, f->name, f->names[v]);
		return;
	case CODEC_OBJ:
		json_put(obj, f->name, codec_encode(f->of,
						    at(value, f->offset)));
		return;
	case CODEC_PTR:
		p = GET(const void *, value, f->offset);
		if (p)
			json_put(obj, f->name, codec_encode(f->of, p));
		return;
	case CODEC_LIST:
		n = GET(size_t, value, f->count_offset);
		p = GET(const void *, value, f->offset);
		if (!n)
			return;
		array = json_array();
		for (i = 0; i < n; i++)
			json_push(array, codec_encode(f->of,
						      at(p, i * f->of->size)));
		json_put(obj, f->name, array);
		return;
	case CODEC_STRS:
		n = GET(size_t, value, f->count_offset);
		p = GET(const void *, value, f->offset);
		if (!n)
			return;
		array = json_array();
		for (i = 0; i < n; i++) {
			s = ((const char *const *)p)[i];
			json_push_str(array, s ? s : "");
		}
		json_put(obj, f->name, array);
		return;
	}
}

struct cJSON *codec_encode(const struct codec *c, const void *value)
{
	struct cJSON *obj = json_object();
	size_t i;

	for (i = 0; i < c->nfields; i++)
		encode_field(obj, &c->fields[i], value);
	return obj;
}

int codec_enum(const char *const *names, const char *name, int fallback)
{
	int i;

	for (i = 0; name && names[i]; i++)
		if (!strcmp(names[i], name))
			return i;
	return fallback;
}

static void decode_field(const struct codec_field *f, struct arena *a,
			 const struct cJSON *j, void *out)
{
	const struct cJSON *child;
	const char **strs;
	size_t n, i = 0;
	char *list;

	switch (f->type) {
	case CODEC_STR:
		SET(const char *, out, f->offset) =
			arena_strdup(a, json_value_str(j));
		return;
	case CODEC_INT:
		SET(int, out, f->offset) = (int)json_value_int(j, 0);
		return;
	case CODEC_I64:
		SET(int64_t, out, f->offset) = decode_i64(j);
		return;
	case CODEC_BOOL:
		SET(bool, out, f->offset) = json_value_bool(j, false);
		return;
	case CODEC_ENUM:
		SET(int, out, f->offset) =
			codec_enum(f->names, json_value_str(j), 0);
		return;
	case CODEC_OBJ:
		codec_decode(f->of, a, j, at_w(out, f->offset));
		return;
	case CODEC_PTR:
		if (!json_is_object(j))
			return;
		list = arena_alloc(a, f->of->size);
		codec_decode(f->of, a, j, list);
		SET(void *, out, f->offset) = list;
		return;
	case CODEC_LIST:
		if (!json_is_array(j))
			return;
		n = json_count(j);
		list = arena_alloc(a, mem_mul(n, f->of->size));
		for (child = json_first(j); child; child = json_next(child))
			codec_decode(f->of, a, child,
				     list + f->of->size * i++);
		SET(void *, out, f->offset) = list;
		SET(size_t, out, f->count_offset) = n;
		return;
	case CODEC_STRS:
		if (!json_is_array(j))
			return;
		n = json_count(j);
		strs = arena_alloc(a, mem_mul(n, sizeof(*strs)));
		for (child = json_first(j); child; child = json_next(child)) {
			const char *s = json_value_str(child);

			strs[i++] = arena_strdup(a, s ? s : "");
		}
		SET(const char **, out, f->offset) = strs;
		SET(size_t, out, f->count_offset) = n;
		return;
	}
}

void codec_decode(const struct codec *c, struct arena *a,
		  const struct cJSON *j, void *out)
{
	size_t i;

	for (i = 0; i < c->nfields; i++) {
		const struct cJSON *v = json_get(j, c->fields[i].name);

		if (v)
			decode_field(&c->fields[i], a, v, out);
	}
}

void codec_copy(const struct codec *c, struct arena *a, const void *from,
		void *to)
{
	struct cJSON *j = codec_encode(c, from);

	codec_decode(c, a, j, to);
	json_free(j);
}
