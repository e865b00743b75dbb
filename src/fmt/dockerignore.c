#include "config.h"

#include "fmt/dockerignore.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define MAX_RULES ((size_t)2000)
#define MAX_PATTERN ((size_t)1024)

/* ---- patterns ---- */

enum piece_kind {
	PIECE_BYTE,
	PIECE_ANY,	/* ?  */
	PIECE_CLASS,
	PIECE_STAR,	/* any run without "/" */
	PIECE_REST,	/* a last "**": anything */
	PIECE_FOLDERS	/* "**" + "/": nothing, or anything with a "/" behind */
};

struct piece {
	enum piece_kind kind;
	char byte;
	struct str set;		/* between the brackets */
};

/* False where the class never closes. */
static bool read_class(struct str p, size_t *at, struct piece *out)
{
	size_t i = *at + 1, start = i;

	if (i < p.len && p.p[i] == '^')
		i++;
	/* A "]" right at the start is one of the class's bytes. */
	if (i < p.len && p.p[i] == ']')
		i++;
	while (i < p.len && p.p[i] != ']')
		i += p.p[i] == '\\' && i + 1 < p.len ? 2 : 1;
	if (i >= p.len)
		return false;
	out->kind = PIECE_CLASS;
	out->set = str_sub(p, start, i - start);
	*at = i + 1;
	return true;
}

static bool class_has(struct str set, char c)
{
	bool negated = set.len && set.p[0] == '^', hit = false;
	size_t i = negated;

	if (c == '/')
		return false;
	while (i < set.len) {
		unsigned char from, to;

		if (set.p[i] == '\\' && i + 1 < set.len)
			i++;
		from = to = (unsigned char)set.p[i++];
		if (i + 1 < set.len && set.p[i] == '-') {
			i++;
			if (set.p[i] == '\\' && i + 1 < set.len)
				i++;
			to = (unsigned char)set.p[i++];
		}
		hit = hit || (from <= (unsigned char)c &&
			      (unsigned char)c <= to);
	}
	return hit != negated;
}

/* At most one piece a byte; false where the pattern is none. */
static bool compile(struct str p, bool deep, struct piece *out, size_t *n)
{
	size_t i = 0;

	*n = 0;
	while (i < p.len) {
		struct piece *k = &out[(*n)++];

		memset(k, 0, sizeof(*k));
		if (p.p[i] == '*' && deep && i + 1 < p.len &&
		    p.p[i + 1] == '*') {
			i += 2;
			if (i < p.len && p.p[i] == '/')
				i++;
			k->kind = i < p.len ? PIECE_FOLDERS : PIECE_REST;
		} else if (p.p[i] == '*') {
			k->kind = PIECE_STAR;
			i++;
		} else if (p.p[i] == '?') {
			k->kind = PIECE_ANY;
			i++;
		} else if (p.p[i] == '[') {
			if (!read_class(p, &i, k))
				return false;
		} else {
			if (p.p[i] == '\\' && i + 1 < p.len)
				i++;
			k->kind = PIECE_BYTE;
			k->byte = p.p[i++];
		}
	}
	return true;
}

/*
 * All ways at once: in[i] says that piece i may come next.  FOLDERS is in two
 * states: at its start (in) and with something taken (mid).
 */
struct states {
	bool *in, *mid, *in2, *mid2;
};

/* Pieces that may stand for nothing are passed over. */
static void pass_over(const struct piece *k, size_t n, bool *in)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (in[i] && (k[i].kind == PIECE_STAR ||
			      k[i].kind == PIECE_REST ||
			      k[i].kind == PIECE_FOLDERS))
			in[i + 1] = true;
}

static void step(const struct piece *k, size_t n, struct states *s, char c)
{
	bool *t;
	size_t i;

	memset(s->in2, 0, n + 1);
	memset(s->mid2, 0, n + 1);
	for (i = 0; i < n; i++) {
		if (!s->in[i] && !s->mid[i])
			continue;
		switch (k[i].kind) {
		case PIECE_BYTE:
			s->in2[i + 1] = s->in2[i + 1] || k[i].byte == c;
			break;
		case PIECE_ANY:
			s->in2[i + 1] = s->in2[i + 1] || c != '/';
			break;
		case PIECE_CLASS:
			s->in2[i + 1] = s->in2[i + 1] ||
					class_has(k[i].set, c);
			break;
		case PIECE_STAR:
			s->in2[i] = s->in2[i] || c != '/';
			break;
		case PIECE_REST:
			s->in2[i] = true;
			break;
		case PIECE_FOLDERS:
			s->mid2[i] = true;
			s->in2[i + 1] = s->in2[i + 1] || c == '/';
			break;
		}
	}
	t = s->in;
	s->in = s->in2;
	s->in2 = t;
	t = s->mid;
	s->mid = s->mid2;
	s->mid2 = t;
}

bool docker_glob(struct str pattern, struct str path, bool deep)
{
	struct piece *k;
	struct states s;
	bool *all, hit = false;
	size_t i, n;

	if (pattern.len > MAX_PATTERN)
		return false;
	k = xcalloc(pattern.len + 1, sizeof(*k));
	if (compile(pattern, deep, k, &n)) {
		all = xcalloc(4 * (n + 1), sizeof(*all));
		s.in = all;
		s.mid = all + (n + 1);
		s.in2 = all + 2 * (n + 1);
		s.mid2 = all + 3 * (n + 1);
		s.in[0] = true;
		pass_over(k, n, s.in);
		for (i = 0; i < path.len; i++) {
			step(k, n, &s, path.p[i]);
			pass_over(k, n, s.in);
		}
		hit = s.in[n];
		free(all);
	}
	free(k);
	return hit;
}

bool docker_is_glob(struct str pattern)
{
	size_t i;

	for (i = 0; i < pattern.len; i++)
		if (strchr("*?[\\", pattern.p[i]))
			return true;
	return false;
}

/* ---- the file ---- */

/* As path/filepath.Clean has it: "a//b/./../c/" is "a/c". */
static struct str clean(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t n = 0;
	struct str part;
	bool rooted = s.len && s.p[0] == '/';

	while (str_cut(&s, '/', &part)) {
		if (!part.len || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			struct str have = { out, n };
			size_t slash = str_find_last(have, '/');
			struct str last = slash < n ?
				str_sub(have, slash + 1, n - slash - 1) : have;

			if (n && !str_is(last, "..")) {
				n = slash < n ? slash : 0;
				continue;
			}
			if (rooted)
				continue;
		}
		if (n)
			out[n++] = '/';
		memcpy(out + n, part.p, part.len);
		n += part.len;
	}
	return (struct str){ out, n };
}

void dockerignore_parse(struct arena *a, struct str bytes,
			struct dockerignore *out)
{
	struct str line;
	int n = 0;

	memset(out, 0, sizeof(*out));
	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = str_sub(bytes, 3, bytes.len - 3);
	while (out->nrules < MAX_RULES && str_line(&bytes, &line)) {
		struct dockerignore_rule r;

		n++;
		/* Only a "#" at the very start makes a comment. */
		if (line.len && line.p[0] == '#')
			continue;
		line = str_trim(line);
		if (!line.len)
			continue;
		memset(&r, 0, sizeof(r));
		r.text = line;
		r.line = n;
		if (line.p[0] == '!') {
			r.back = true;
			line = str_trim(str_sub(line, 1, line.len - 1));
		}
		r.pattern = clean(a, line);
		/* "." and "/" stand for everything, and so for nothing. */
		if (!r.pattern.len)
			continue;
		*ARENA_PUSH(a, out->rules, out->nrules) = r;
	}
}

static bool matches(const struct dockerignore_rule *r, struct str path)
{
	for (;;) {
		size_t slash;

		if (docker_glob(r->pattern, path, true))
			return true;
		slash = str_find_last(path, '/');
		if (slash >= path.len)
			return false;
		path.len = slash;
	}
}

const struct dockerignore_rule *
dockerignore_rule_for(const struct dockerignore *d, const char *path)
{
	size_t i;

	for (i = d->nrules; i-- > 0;)
		if (matches(&d->rules[i], str_from(path)))
			return &d->rules[i];
	return NULL;
}
