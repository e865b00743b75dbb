#include "config.h"

#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

static size_t hash(struct str s)
{
	uint64_t h = 14695981039346656037ULL;
	size_t i;

	for (i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211ULL;
	return (size_t)(h ^ h >> 32);
}

void map_release(struct map *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		free(m->entries[i].key);
	free(m->entries);
	free(m->buckets);
	*m = (struct map)MAP_INIT;
}

static void rehash(struct map *m)
{
	size_t i, b;

	free(m->buckets);
	m->nbuckets = m->nbuckets ? m->nbuckets * 4 : 64;
	m->buckets = xcalloc(m->nbuckets, sizeof(*m->buckets));
	for (i = 0; i < m->n; i++) {
		struct str k = { m->entries[i].key, m->entries[i].key_len };

		b = hash(k) & (m->nbuckets - 1);
		m->entries[i].next = m->buckets[b];
		m->buckets[b] = i + 1;
	}
}

static struct map_entry *find(const struct map *m, struct str key)
{
	size_t i;

	if (!m->nbuckets)
		return NULL;
	for (i = m->buckets[hash(key) & (m->nbuckets - 1)]; i;
	     i = m->entries[i - 1].next) {
		struct map_entry *e = &m->entries[i - 1];

		if (e->key_len == key.len && !memcmp(e->key, key.p, key.len))
			return e;
	}
	return NULL;
}

void map_puts(struct map *m, struct str key, void *value)
{
	struct map_entry *e = find(m, key);
	size_t b;

	if (e) {
		e->value = value;
		return;
	}
	if (m->n >= m->nbuckets)
		rehash(m);
	ALLOC_GROW(m->entries, m->n + 1, m->alloc);
	e = &m->entries[m->n++];
	e->key = xstrndup(key.p ? key.p : "", key.len);
	e->key_len = key.len;
	e->value = value;
	b = hash(key) & (m->nbuckets - 1);
	e->next = m->buckets[b];
	m->buckets[b] = m->n;
}

void map_put(struct map *m, const char *key, void *value)
{
	map_puts(m, str_from(key), value);
}

void *map_gets(const struct map *m, struct str key)
{
	const struct map_entry *e = find(m, key);

	return e ? e->value : NULL;
}

void *map_get(const struct map *m, const char *key)
{
	return map_gets(m, str_from(key));
}

bool map_hass(const struct map *m, struct str key)
{
	return find(m, key) != NULL;
}

bool map_has(const struct map *m, const char *key)
{
	return map_hass(m, str_from(key));
}
