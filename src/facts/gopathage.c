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
	size_t i;

	while (str_cut(&rest, ':', &one)) {
		if (!one.len || one.p[0] != '/')
			continue;
		src = path_join(a, arena_strndup(a, one.p, one.len), "src");
		if (path_under(src, dir) && strcmp(src, dir))
			return src;
	}
	for (i = 0; p && i < p->ngopath_real; i++) {
		src = p->gopath_real[i];
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
	/* "../app.git" is a folder. */
	if (!r.len || r.p[0] == '.' || !memchr(r.p, '.', str_find(r, '/')))
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

static void add_source(struct gopathage_source *out, size_t *n,
		       const char *path, const char *where)
{
	size_t i;

	if (cstr_empty(path))
		return;
	for (i = 0; i < *n; i++)
		if (cstr_eq(out[i].path, path))
			return;
	out[(*n)++] = (struct gopathage_source){ path, where };
}

size_t gopathage_sources(struct arena *a, const struct snapshot *s,
			 const struct loose_project *l, const struct place *p,
			 struct gopathage_source out[GOPATHAGE_SOURCES])
{
	const char *abs = path_join(a, s->repo.root ? s->repo.root : "/",
				    l->dir);
	const char *src = gopathage_src(a, p, abs);
	const struct legacy_lock *lock = gopathage_lock(s, l->dir);
	size_t n = 0;

	add_source(out, &n, l->import_comment, "// import");
	if (l->self_root)
		add_source(out, &n, l->self_root,
			   arena_printf(a, "%s:%d", l->self_import_file,
					l->self_import_line));
	if (src)
		add_source(out, &n, abs + strlen(src) + 1, src);
	if (lock)
		add_source(out, &n, lock->import_path, lock->path);
	add_source(out, &n, l->glide_path, "glide.yaml");
	if (l->git_remote)
		add_source(out, &n, gopathage_of_url(a, l->git_remote),
			   "git remote");
	return n;
}

const char *gopathage_import_path(struct arena *a, const struct snapshot *s,
				  const struct loose_project *l,
				  const struct place *p)
{
	struct gopathage_source all[GOPATHAGE_SOURCES];

	return gopathage_sources(a, s, l, p, all) ? all[0].path : NULL;
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
