#include "config.h"

#include "facts/gopathage.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

const char *gopathage_src(struct arena *a, const struct place *p,
			  const char *dir)
{
	struct str rest = str_from(p ? place_value(p, "GOPATH") : NULL), one;
	const char *src;

	while (str_cut(&rest, ':', &one)) {
		if (!one.len || one.p[0] != '/')
			continue;
		src = path_join(a, arena_strndup(a, one.p, one.len), "src");
		if (path_under(src, dir) && strcmp(src, dir))
			return src;
	}
	return NULL;
}

const char *gopathage_of_url(struct arena *a, const char *remote)
{
	const char *scheme = strstr(remote, "://");
	const char *host = scheme ? scheme + 3 : remote;
	struct str r;
	size_t colon, slash;
	char *path;

	if (strchr(host, '@'))
		host = strchr(host, '@') + 1;
	r = str_from(host);
	if (str_ends(r, "/"))
		r.len--;
	if (str_ends(r, ".git"))
		r.len -= 4;
	if (!r.len || !memchr(r.p, '.', str_find(r, '/')))
		return NULL;
	colon = str_find(r, ':');
	slash = str_find(r, '/');
	/* Behind a scheme it is a port, which no module path has. */
	if (scheme && colon < slash)
		return arena_printf(a, "%.*s%.*s", (int)colon, r.p,
				    (int)(r.len - slash), r.p + slash);
	path = arena_strndup(a, r.p, r.len);
	if (strchr(path, ':'))
		*strchr(path, ':') = '/';
	return path;
}

const char *gopathage_import_path(struct arena *a, const struct snapshot *s,
				  const struct loose_project *l,
				  const struct place *p)
{
	const char *abs = path_join(a, s->repo.root ? s->repo.root : "/",
				    l->dir);
	const char *src = gopathage_src(a, p, abs);
	const struct legacy_lock *lock = gopathage_lock(s, l->dir);

	if (l->import_comment)
		return l->import_comment;
	if (l->self_root)
		return l->self_root;
	if (src)
		return abs + strlen(src) + 1;
	if (lock && !cstr_empty(lock->import_path))
		return lock->import_path;
	return l->git_remote ? gopathage_of_url(a, l->git_remote) : NULL;
}

const struct legacy_lock *gopathage_lock(const struct snapshot *s,
					 const char *dir)
{
	size_t i;

	for (i = 0; i < s->nlocks; i++)
		if (cstr_eq(s->locks[i].dir, dir))
			return &s->locks[i];
	return NULL;
}
