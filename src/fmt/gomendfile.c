#include "config.h"

#include "fmt/gomendfile.h"

size_t gomendfile_parse(struct arena *a, struct str text,
			struct silence **entries)
{
	struct str line, id, glob;
	size_t n = 0;
	int number = 0;

	*entries = NULL;
	while (str_line(&text, &line)) {
		struct silence *s;

		number++;
		line = str_trim(line);
		if (!line.len || line.p[0] == '#')
			continue;
		s = ARENA_PUSH(a, *entries, n);
		s->line = number;
		if (!str_word(&line, &id) || !str_word(&line, &glob)) {
			s->malformed = true;
			s->id = arena_strndup(a, id.p, id.len);
			continue;
		}
		line = str_trim(line);
		s->id = arena_strndup(a, id.p, id.len);
		s->glob = arena_strndup(a, glob.p, glob.len);
		s->reason = arena_strndup(a, line.p ? line.p : "", line.len);
		s->malformed = !line.len;
	}
	return n;
}

/*
 * Each star remembers where it stood, so that the work is bounded by the
 * product of the lengths whatever the pattern is.
 */
bool gomendfile_match(const char *glob, const char *path)
{
	const char *star = NULL, *at = NULL, *deep = NULL, *deep_at = NULL;
	bool whole = false;	/* "**" and "/": whole folders only */

	for (;;) {
		if (glob[0] == '*' && glob[1] == '*') {
			deep = glob += 2;
			deep_at = path;
			star = NULL;
			whole = *glob == '/';
			if (whole)
				deep = ++glob;
			continue;
		}
		if (*glob == '*') {
			star = ++glob;
			at = path;
			continue;
		}
		if (*path && (*glob == *path || (*glob == '?' && *path != '/'))) {
			glob++;
			path++;
			continue;
		}
		if (!*path && !*glob)
			return true;
		if (star && *at && *at != '/') {
			glob = star;
			path = ++at;
			continue;
		}
		if (deep && *deep_at) {
			if (whole) {
				deep_at = strchr(deep_at, '/');
				if (!deep_at)
					return false;
			}
			glob = deep;
			path = ++deep_at;
			star = NULL;
			continue;
		}
		return false;
	}
}
