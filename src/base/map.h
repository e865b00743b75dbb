/*
 * String to pointer, walked in order of insertion.  Keys are copied, values
 * borrowed.  A NULL value is a value: map_has() tells it from absence.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct map_entry {
	char *key;
	size_t key_len;
	void *value;
	size_t next;	/* in its bucket, index + 1 */
};

struct map {
	struct map_entry *entries;
	size_t n, alloc;
	size_t *buckets, nbuckets;
};

#define MAP_INIT { NULL, 0, 0, NULL, 0 }

void map_release(struct map *m);
void map_put(struct map *m, const char *key, void *value);
void map_puts(struct map *m, struct str key, void *value);
void *map_get(const struct map *m, const char *key);
void *map_gets(const struct map *m, struct str key);
bool map_has(const struct map *m, const char *key);
bool map_hass(const struct map *m, struct str key);

#endif
