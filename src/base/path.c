#include "config.h"

#include "base/path.h"

#include <string.h>

#include "base/str.h"

char *path_clean(struct arena *a, const char *path)
{
	bool rooted = path[0] == '/';
	size_t len = strlen(path), r = 0, w = 0, floor = 0;
	char *out = arena_alloc(a, len + 2);

	if (rooted) {
		out[w++] = '/';
		r = floor = 1;
	}
	while (r < len) {
		size_t n = strcspn(path + r, "/");

		if (!n || (n == 1 && path[r] == '.')) {
			/* nothing to add */
		} else if (n == 2 && path[r] == '.' && path[r + 1] == '.') {
			if (w > floor) {
				w--;
				while (w > floor && out[w] != '/')
					w--;
			} else if (!rooted) {
				if (w)
					out[w++] = '/';
				out[w++] = '.';
				out[w++] = '.';
				floor = w;
			}
		} else {
			if (w > (rooted ? 1U : 0U))
				out[w++] = '/';
			memcpy(out + w, path + r, n);
			w += n;
		}
		r += n;
		if (r < len)
			r++;
	}
	if (!w)
		out[w++] = '.';
	out[w] = '\0';
	return out;
}

char *path_join(struct arena *a, const char *dir, const char *rel)
{
	size_t n = strlen(dir), m = strlen(rel);
	char *both;

	if (path_is_abs(rel) || !n)
		return path_clean(a, rel);
	both = arena_alloc(a, n + m + 2);
	memcpy(both, dir, n);
	both[n] = '/';
	memcpy(both + n + 1, rel, m);
	return path_clean(a, both);
}

char *path_dir(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return arena_strdup(a, ".");
	if (slash == path)
		return arena_strdup(a, "/");
	return path_clean(a, arena_strndup(a, path, (size_t)(slash - path)));
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool path_under(const char *dir, const char *path)
{
	size_t n = strlen(dir);

	if (!strcmp(dir, "."))
		return path[0] != '/' && strcmp(path, "..") &&
		       strncmp(path, "../", 3);
	if (n == 1 && dir[0] == '/')
		return path[0] == '/';
	return !strncmp(path, dir, n) && (!path[n] || path[n] == '/');
}

char *path_rel(struct arena *a, const char *base, const char *target)
{
	size_t i = 0, common = 0, ups = 0, n;
	char *out;
	const char *rest;

	if (!strcmp(base, target))
		return arena_strdup(a, ".");
	for (;; i++) {
		bool bend = !base[i] || base[i] == '/';
		bool tend = !target[i] || target[i] == '/';

		if (bend && tend)
			common = i;
		if (base[i] != target[i] || !base[i])
			break;
	}
	rest = base + common;
	for (; *rest; rest++)
		if (*rest == '/' && rest[1])
			ups++;
	rest = target + common;
	while (*rest == '/')
		rest++;
	n = strlen(rest);
	out = arena_alloc(a, ups * 3 + n + 1);
	for (i = 0; i < ups; i++)
		memcpy(out + i * 3, "../", 3);
	memcpy(out + ups * 3, rest, n);
	if (!n && ups)
		out[ups * 3 - 1] = '\0';
	return out;
}

int path_depth(const char *path)
{
	int n = 0;
	const char *p = path;

	if (!strcmp(path, "."))
		return 0;
	while (*p) {
		size_t len = strcspn(p, "/");

		if (len)
			n++;
		p += len;
		if (*p)
			p++;
	}
	return n;
}

int path_compare(const char *a, const char *b)
{
	bool ra = cstr_eq(a, "."), rb = cstr_eq(b, ".");

	if (ra || rb)
		return rb - ra;
	return strcmp(a ? a : "", b ? b : "");
}
