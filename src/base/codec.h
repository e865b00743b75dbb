/*
 * One table a struct: written as JSON and read back by the same rows.
 *
 * A struct that crosses a process border or is kept as a snapshot gets a
 * `struct codec`; codec_encode() leaves out NULL, 0, false and empty lists,
 * codec_decode() makes them again.  Decoding is lenient (unknown keys and
 * wrong types are skipped) and puts everything into the arena.
 */
#ifndef BASE_CODEC_H
#define BASE_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct cJSON;

enum codec_type {
	CODEC_STR,	/* const char * */
	CODEC_INT,	/* int */
	CODEC_I64,	/* int64_t; as text where a double is not exact */
	CODEC_BOOL,	/* bool */
	CODEC_ENUM,	/* an int-sized enum, by name */
	CODEC_OBJ,	/* struct inside the struct */
	CODEC_PTR,	/* pointer to a struct; NULL: absent */
	CODEC_LIST,	/* pointer to structs, and their count (size_t) */
	CODEC_STRS	/* const char **, and their count (size_t) */
};

struct codec_field {
	const char *name;
	enum codec_type type;
	size_t offset, count_offset;
	const struct codec *of;		/* OBJ, PTR, LIST */
	const char *const *names;	/* ENUM: NULL-terminated, index = value */
};

struct codec {
	const char *name;
	size_t size;
	const struct codec_field *fields;
	size_t nfields;
};

#define CF_STR(s, f) { #f, CODEC_STR, offsetof(struct s, f), 0, NULL, NULL }
#define CF_INT(s, f) { #f, CODEC_INT, offsetof(struct s, f), 0, NULL, NULL }
#define CF_I64(s, f) { #f, CODEC_I64, offsetof(struct s, f), 0, NULL, NULL }
#define CF_BOOL(s, f) { #f, CODEC_BOOL, offsetof(struct s, f), 0, NULL, NULL }
#define CF_ENUM(s, f, n) { #f, CODEC_ENUM, offsetof(struct s, f), 0, NULL, n }
#define CF_OBJ(s, f, c) { #f, CODEC_OBJ, offsetof(struct s, f), 0, c, NULL }
#define CF_PTR(s, f, c) { #f, CODEC_PTR, offsetof(struct s, f), 0, c, NULL }
/* A list `f` counted by the member `n##f`. */
#define CF_LIST(s, f, c) \
	{ #f, CODEC_LIST, offsetof(struct s, f), offsetof(struct s, n##f), c, \
	  NULL }
#define CF_STRS(s, f) \
	{ #f, CODEC_STRS, offsetof(struct s, f), offsetof(struct s, n##f), \
	  NULL, NULL }

/* const struct codec s##_codec from the static array s##_fields. */
#define CODEC_DEFINE(s) \
	const struct codec s##_codec = { #s, sizeof(struct s), s##_fields, \
		sizeof(s##_fields) / sizeof((s##_fields)[0]) }

/* A new JSON object; the caller owns it. */
struct cJSON *codec_encode(const struct codec *c, const void *value);
/* Fill the zeroed struct `out`; strings and lists live in the arena. */
void codec_decode(const struct codec *c, struct arena *a,
		  const struct cJSON *j, void *out);
/* Deep copy into an arena (through the same rows). */
void codec_copy(const struct codec *c, struct arena *a, const void *from,
		void *to);
/* The index of `name` in a NULL-terminated table, or fallback. */
int codec_enum(const char *const *names, const char *name, int fallback);

#endif
