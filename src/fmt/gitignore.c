#include "config.h"

#include "fmt/gitignore.h"

#include <string.h>

/* A pattern cannot make the matcher try more often than this. */
#define MAX_STEPS 200000

static bool in_class(const char *name, size_t len, unsigned char c)
{
	static const char *const names[] = {
		"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower",
		"print", "punct", "space", "upper", "xdigit",
	};
	bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
	bool digit = c >= '0' && c <= '9';
	bool graph = c > 32 && c < 127;
	bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
	bool is[] = {
		lower || upper || digit, lower || upper,
		c == ' ' || c == '\t', c < 32 || c == 127, digit, graph, lower,
		graph || c == ' ', graph && !lower && !upper && !digit,
		c == ' ' || (c >= 9 && c <= 13), upper, hex,
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == len && !strncmp(names[i], name, len))
			return is[i];
	return false;
}

/*
 * "[a-z]", "[!a]", "[[:alpha:]]" at p against c; *end is set behind it.
 * False with *end NULL when the bracket is never closed.
 */
static bool bracket(const char *p, unsigned char c, const char **end)
{
	bool negate, hit = false, first = true;
	unsigned char prev = 0;
	bool have_prev = false;

	*end = NULL;
	p++;
	negate = *p == '!' || *p == '^';
	if (negate)
		p++;
	for (; *p; p++) {
		unsigned char ch = (unsigned char)*p;

		if (ch == ']' && !first) {
			*end = p + 1;
			return hit != negate && c != '/';
		}
		first = false;
		if (ch == '-' && have_prev && p[1] && p[1] != ']') {
			p++;
			if (*p == '\\' && p[1])
				p++;
			ch = (unsigned char)*p;
			if (c >= prev && c <= ch)
				hit = true;
			have_prev = false;
			continue;
		}
		if (ch == '[' && p[1] == ':') {
			const char *close = strstr(p + 2, ":]");

			if (close) {
				if (in_class(p + 2, (size_t)(close - p - 2), c))
					hit = true;
				p = close + 1;
				have_prev = false;
				continue;
			}
		}
		if (ch == '\\' && p[1]) {
			p++;
			ch = (unsigned char)*p;
		}
		if (c == ch)
			hit = true;
		prev = ch;
		have_prev = true;
	}
	return false;
}

static bool match(const char *g, const char *t, const char *start, int *steps)
{
	const char *end;

	for (; *g; g++, t++) {
		if (--*steps < 0)
			return false;
		if (*g == '*') {
			const char *before = g;
			bool deep = false;

			while (*g == '*')
				g++;
			if (g - before >= 2 &&
			    (before == start || before[-1] == '/') &&
			    (!*g || *g == '/')) {
				deep = true;
				/* "x/" + "**" + "/y" matches "x/y", too. */
				if (*g == '/' && match(g + 1, t, start, steps))
					return true;
			}
			if (!*g && deep)
				return true;
			for (;; t++) {
				if (match(g, t, start, steps))
					return true;
				if (!*t || (!deep && *t == '/') || *steps < 0)
					return false;
			}
		}
		if (!*t)
			return false;
		if (*g == '?') {
			if (*t == '/')
				return false;
		} else if (*g == '[') {
			if (!bracket(g, (unsigned char)*t, &end) || !end)
				return false;
			g = end - 1;
		} else {
			if (*g == '\\' && g[1])
				g++;
			if (*g != *t)
				return false;
		}
	}
	return !*t;
}

bool gitignore_glob(const char *glob, const char *text)
{
	int steps = MAX_STEPS;

	return match(glob, text, glob, &steps);
}

/* Blanks at the end go, unless a backslash keeps them. */
static struct str trim_end(struct str s)
{
	size_t i, keep = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '\\' && i + 1 < s.len)
			keep = ++i + 1;
		else if (s.p[i] != ' ')
			keep = i + 1;
	}
	s.len = keep;
	return s;
}

void gitignore_add(struct arena *a, struct gitignore *set, struct str bytes,
		   const char *file, const char *base)
{
	struct str line;
	int n = 0;

	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = str_sub(bytes, 3, bytes.len - 3);
	file = arena_strdup(a, file);
	base = arena_strdup(a, base);
	while (str_line(&bytes, &line)) {
		struct gitignore_rule r = { .file = file, .base = base };

		r.line = ++n;
		if (line.len && line.p[line.len - 1] == '\r')
			line.len--;
		line = trim_end(line);
		if (!line.len || line.p[0] == '#')
			continue;
		r.pattern = arena_strndup(a, line.p, line.len);
		if (line.p[0] == '!') {
			r.negated = true;
			line = str_sub(line, 1, line.len - 1);
		}
		if (line.len && line.p[line.len - 1] == '/') {
			r.only_dirs = true;
			line.len--;
		}
		r.anchored = str_find(line, '/') < line.len;
		if (line.len && line.p[0] == '/')
			line = str_sub(line, 1, line.len - 1);
		if (!line.len)
			continue;
		r.glob = arena_strndup(a, line.p, line.len);
		*ARENA_PUSH(a, set->rules, set->nrules) = r;
	}
}

/* The path as seen from the folder of a rule; NULL: not below it. */
static const char *below(const char *base, const char *path)
{
	size_t n = strlen(base);

	if (!n)
		return path;
	if (strncmp(path, base, n) || path[n] != '/')
		return NULL;
	return path + n + 1;
}

const struct gitignore_rule *gitignore_match(const struct gitignore *set,
					     const char *path, bool is_dir)
{
	const char *name = strrchr(path, '/');
	size_t i;

	name = name ? name + 1 : path;
	for (i = set->nrules; i-- > 0;) {
		const struct gitignore_rule *r = &set->rules[i];
		const char *rel;

		if (r->only_dirs && !is_dir)
			continue;
		rel = below(r->base, path);
		if (!rel)
			continue;
		if (gitignore_glob(r->glob, r->anchored ? rel : name))
			return r;
	}
	return NULL;
}

const struct gitignore_rule *gitignore_why(const struct gitignore *set,
					   const char *path, bool is_dir)
{
	struct arena a = ARENA_INIT;
	const struct gitignore_rule *r = NULL;
	char *part = arena_strdup(&a, path);
	size_t i;

	for (i = 0; part[i]; i++) {
		if (part[i] != '/')
			continue;
		part[i] = '\0';
		r = gitignore_match(set, part, true);
		part[i] = '/';
		if (r && !r->negated)
			goto out;
	}
	r = gitignore_match(set, path, is_dir);
	if (r && r->negated)
		r = NULL;
out:
	arena_release(&a);
	return r;
}
