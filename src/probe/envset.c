#include "config.h"

#include "probe/envset.h"

#include <stdlib.h>
#include <string.h>

#include "probe/redact.h"

extern char **environ;

void envset_init(struct envset *e)
{
	memset(e, 0, sizeof(*e));
	arena_init(&e->arena);
}

void envset_release(struct envset *e)
{
	free((void *)e->v);
	arena_release(&e->arena);
	memset(e, 0, sizeof(*e));
	arena_init(&e->arena);
}

/* Where "NAME=…" stands, or e->n. */
static size_t find(const struct envset *e, struct str name)
{
	size_t i;

	for (i = 0; i < e->n; i++)
		if (!strncmp(e->v[i], name.p, name.len) &&
		    e->v[i][name.len] == '=')
			break;
	return i;
}

void envset_put_pair(struct envset *e, struct str pair)
{
	struct str name = str_sub(pair, 0, str_find(pair, '='));
	size_t at;

	if (!name.len || name.len == pair.len)
		return;
	at = find(e, name);
	if (at == e->n) {
		ALLOC_GROW(e->v, e->n + 2, e->alloc);
		e->v[++e->n] = NULL;
	}
	e->v[at] = arena_strndup(&e->arena, pair.p, pair.len);
}

void envset_put(struct envset *e, const char *name, const char *value)
{
	char *pair;

	if (!value)
		return;
	pair = arena_printf(&e->arena, "%s=%s", name, value);
	envset_put_pair(e, str_from(pair));
}

void envset_remove(struct envset *e, const char *name)
{
	size_t at = find(e, str_from(name));

	if (at == e->n)
		return;
	memmove(&e->v[at], &e->v[at + 1],
		(e->n - at) * sizeof(e->v[0]));
	e->n--;
}

const char *envset_get(const struct envset *e, const char *name)
{
	size_t at = find(e, str_from(name));

	return at == e->n ? NULL : e->v[at] + strlen(name) + 1;
}

void envset_add_own(struct envset *e)
{
	char **p;

	for (p = environ; p && *p; p++)
		envset_put_pair(e, str_from(*p));
}

void envset_copy(struct envset *to, const struct envset *from)
{
	size_t i;

	for (i = 0; i < from->n; i++)
		envset_put_pair(to, str_from(from->v[i]));
}

const char *const *envset_list(struct envset *e)
{
	static const char *const none[] = { NULL };

	return e->n ? (const char *const *)e->v : none;
}

size_t envset_shown(const struct envset *e, struct arena *a,
		    const char ***list)
{
	const char **v = NULL;
	size_t i, n = 0;

	for (i = 0; i < e->n; i++) {
		struct str pair = str_from(e->v[i]);
		struct str name = str_sub(pair, 0, str_find(pair, '='));
		const char *cname;

		if (!env_matters(name))
			continue;
		cname = arena_strndup(a, name.p, name.len);
		*ARENA_PUSH(a, v, n) = arena_printf(a, "%s=%s", cname,
			redact_value(a, cname, pair.p + name.len + 1));
	}
	if (n)
		qsort(v, n, sizeof(v[0]), cstr_order);
	*list = v;
	return n;
}
