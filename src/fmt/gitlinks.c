#include "config.h"

#include "fmt/gitlinks.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
	       c == '\f' || c == '\v';
}

/* A path holds no NUL and no line end: git would not find it either. */
static bool take(struct arena *a, struct str bytes, size_t start, size_t end,
		 struct gitlink *out)
{
	size_t i;

	if (start >= end)
		return false;
	for (i = start; i < end; i++)
		if (!bytes.p[i] || bytes.p[i] == '\n')
			return false;
	out->path = arena_strndup(a, bytes.p + start, end - start);
	out->span = (struct span){ start, end };
	return true;
}

bool gitlinks_gitfile(struct arena *a, struct str bytes, struct gitlink *out)
{
	static const char head[] = "gitdir: ";
	size_t start = sizeof(head) - 1, end = bytes.len;

	if (!str_starts(bytes, head))
		return false;
	while (end > start &&
	       (bytes.p[end - 1] == '\n' || bytes.p[end - 1] == '\r'))
		end--;
	return take(a, bytes, start, end, out);
}

bool gitlinks_path(struct arena *a, struct str bytes, struct gitlink *out)
{
	size_t end = bytes.len;

	while (end && is_blank(bytes.p[end - 1]))
		end--;
	return take(a, bytes, 0, end, out);
}

void gitlinks_alternates(struct arena *a, struct str bytes,
			 struct gitlink **links, size_t *n)
{
	struct str rest = bytes, line;
	struct gitlink link;

	*links = NULL;
	*n = 0;
	while (str_cut(&rest, '\n', &line)) {
		size_t at = (size_t)(line.p - bytes.p);

		if (line.len && line.p[0] != '#' && line.p[0] != '"' &&
		    take(a, bytes, at, at + line.len, &link))
			*ARENA_PUSH(a, *links, *n) = link;
	}
}
