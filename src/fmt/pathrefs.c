#include "config.h"

#include "fmt/pathrefs.h"

#include "base/path.h"

#define TEXT_MAX 200

void pathrefs_add(struct arena *a, const char *name, struct pathrefs *out)
{
	size_t i;

	for (i = 0; i < out->n; i++)
		if (cstr_eq(out->names[i], name))
			return;
	*ARENA_PUSH(a, out->names, out->n) = name;
}

void pathrefs_names(struct arena *a, const char *dir, const char *home,
		    const char *gopath, struct pathrefs *out)
{
	static const char *const homes[] = {
		"~/", "$HOME/", "${HOME}/", "$(HOME)/", "${env:HOME}/",
		"$USER_HOME$/"
	};
	static const char *const gopaths[] = {
		"$GOPATH/", "${GOPATH}/", "$(GOPATH)/", "${env:GOPATH}/",
		"$(go env GOPATH)/", "`go env GOPATH`/",
		"$(shell go env GOPATH)/", "$GOPATH$/", "{{.GOPATH}}/"
	};
	const char *rel;
	size_t i;

	pathrefs_add(a, dir, out);
	if (home && path_under(home, dir) && !cstr_eq(home, dir)) {
		rel = path_rel(a, home, dir);
		for (i = 0; i < sizeof(homes) / sizeof(*homes); i++)
			pathrefs_add(a, arena_printf(a, "%s%s", homes[i], rel),
				     out);
	}
	if (gopath && path_under(gopath, dir) && !cstr_eq(gopath, dir)) {
		rel = path_rel(a, gopath, dir);
		for (i = 0; i < sizeof(gopaths) / sizeof(*gopaths); i++)
			pathrefs_add(a, arena_printf(a, "%s%s", gopaths[i],
						     rel), out);
	}
}

/* Would a name go on with this? */
static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' ||
	       (unsigned char)c >= 0x80;
}

/* Does the path end here, or go on with a slash? */
static bool ends(struct str line, size_t at)
{
	if (at >= line.len)
		return true;
	if (line.p[at] == '.')
		return at + 1 >= line.len || !is_name(line.p[at + 1]);
	return !is_name(line.p[at]);
}

/* Offset of the first `needle` at or after `at`, or s.len. */
static size_t find(struct str s, size_t at, const char *needle)
{
	size_t len = strlen(needle);

	while (len && at + len <= s.len) {
		const char *p = memchr(s.p + at, needle[0],
				       s.len - len - at + 1);

		if (!p)
			break;
		at = (size_t)(p - s.p);
		if (!memcmp(p, needle, len))
			return at;
		at++;
	}
	return s.len;
}

static bool names(struct str line, const char *name)
{
	size_t at;

	for (at = find(line, 0, name); at < line.len;
	     at = find(line, at + 1, name))
		if (ends(line, at + strlen(name)))
			return true;
	return false;
}

static const char *shown(struct arena *a, struct str line)
{
	line = str_trim(line);
	if (line.len > TEXT_MAX) {
		line.len = TEXT_MAX;
		/* Not in the middle of a character. */
		while (line.len && ((unsigned char)line.p[line.len] & 0xc0) ==
					   0x80)
			line.len--;
	}
	return arena_strndup(a, line.p, line.len);
}

size_t pathrefs_find(struct arena *a, struct str bytes,
		     const struct pathrefs *list, struct pathref **refs,
		     size_t *n, size_t max)
{
	struct str line, rest = bytes;
	size_t i, found = 0;
	bool any = false;
	int at = 0;

	/* Most files have nothing: one fast look at the whole of it. */
	for (i = 0; i < list->n && !any; i++)
		any = find(bytes, 0, path_base(list->names[i])) < bytes.len;
	while (any && str_line(&rest, &line)) {
		at++;
		for (i = 0; i < list->n; i++)
			if (names(line, list->names[i]))
				break;
		if (i == list->n)
			continue;
		if (found++ < max)
			*ARENA_PUSH(a, *refs, *n) = (struct pathref){
				at, shown(a, line)
			};
	}
	return found;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool has_word(struct str line, const char *word)
{
	size_t len = strlen(word), i, k;

	for (i = 0; i + len <= line.len; i++) {
		for (k = 0; k < len && lower(line.p[i + k]) == word[k]; k++)
			;
		if (k == len)
			return true;
	}
	return false;
}

size_t pathrefs_word(struct arena *a, struct str bytes, const char *word,
		     struct pathref **refs, size_t *n, size_t max)
{
	struct str line;
	size_t found = 0;
	int at = 0;

	while (str_line(&bytes, &line)) {
		at++;
		if (has_word(line, word) && found++ < max)
			*ARENA_PUSH(a, *refs, *n) = (struct pathref){
				at, shown(a, line)
			};
	}
	return found;
}

/* ---- JSON, as far as strings go ---- */

struct json_in {
	struct str s;
	size_t at;
	int line;
};

/* Blanks and comments; counts lines. */
static void json_skip(struct json_in *in)
{
	while (in->at < in->s.len) {
		const char *p = in->s.p + in->at;
		size_t left = in->s.len - in->at;

		if (*p == '\n') {
			in->line++;
			in->at++;
		} else if (*p == ' ' || *p == '\t' || *p == '\r') {
			in->at++;
		} else if (left > 1 && p[0] == '/' && p[1] == '/') {
			while (in->at < in->s.len &&
			       in->s.p[in->at] != '\n')
				in->at++;
		} else if (left > 1 && p[0] == '/' && p[1] == '*') {
			in->at += 2;
			while (in->at < in->s.len &&
			       !(in->s.p[in->at] == '*' &&
				 in->at + 1 < in->s.len &&
				 in->s.p[in->at + 1] == '/')) {
				if (in->s.p[in->at++] == '\n')
					in->line++;
			}
			in->at = in->at + 2 < in->s.len ? in->at + 2
							: in->s.len;
		} else {
			return;
		}
	}
}

/*
 * At a quote: the string, and past it.  One that the line ends before its
 * quote does is no JSON; what there is of it is given.
 */
static const char *json_string(struct arena *a, struct json_in *in)
{
	size_t start = in->at + 1, end = start, i, n = 0;
	char *out;

	while (end < in->s.len && in->s.p[end] != '"' &&
	       in->s.p[end] != '\n')
		end += in->s.p[end] == '\\' && end + 1 < in->s.len &&
			       in->s.p[end + 1] != '\n' ? 2 : 1;
	in->at = end < in->s.len && in->s.p[end] == '"' ? end + 1 : end;
	out = arena_alloc(a, end - start + 1);
	for (i = start; i < end; i++) {
		char c = in->s.p[i];

		if (c == '\\' && i + 1 < end) {
			c = in->s.p[++i];
			c = (char)(c == 'n' ? '\n' : c == 't' ? '\t' : c);
		}
		out[n++] = c;
	}
	return out;
}

static const char *line_at(struct arena *a, struct str bytes, size_t off)
{
	size_t start = off, end = off;

	while (start && bytes.p[start - 1] != '\n')
		start--;
	while (end < bytes.len && bytes.p[end] != '\n')
		end++;
	return shown(a, str_sub(bytes, start, end - start));
}

void pathrefs_json(struct arena *a, struct str bytes, const char *key,
		   struct pathref_value **values, size_t *n)
{
	struct arena tmp = ARENA_INIT;
	struct json_in in = { bytes, 0, 1 };

	*values = NULL;
	*n = 0;
	for (json_skip(&in); in.at < bytes.len; json_skip(&in)) {
		bool hit;

		if (bytes.p[in.at] != '"') {
			in.at++;
			continue;
		}
		hit = cstr_eq(json_string(&tmp, &in), key);
		json_skip(&in);
		if (!hit || in.at >= bytes.len || bytes.p[in.at] != ':')
			continue;
		in.at++;
		json_skip(&in);
		if (in.at < bytes.len && bytes.p[in.at] == '"') {
			struct pathref_value *v = ARENA_PUSH(a, *values, *n);

			v->line = in.line;
			v->text = line_at(a, bytes, in.at);
			v->value = arena_strdup(a, json_string(&tmp, &in));
		}
	}
	arena_release(&tmp);
}
