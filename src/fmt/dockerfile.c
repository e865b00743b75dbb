#include "config.h"

#include "fmt/dockerfile.h"

#include <string.h>

/* ARG name=default before the first FROM. */
struct arg {
	struct str name, value;
	bool has_value;
};

struct reader {
	struct arena *a;
	struct dockerfile *out;
	struct arg *args;
	size_t nargs;
	char escape;
};

static bool is_word(struct str s, const char *word)
{
	size_t i, n = strlen(word);

	if (s.len != n)
		return false;
	for (i = 0; i < n; i++)
		if ((s.p[i] | 0x20) != (word[i] | 0x20))
			return false;
	return true;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static const struct arg *find_arg(const struct reader *r, struct str name)
{
	size_t i;

	for (i = r->nargs; i-- > 0;)
		if (str_eq(r->args[i].name, name))
			return &r->args[i];
	return NULL;
}

static struct str unquote(struct str s)
{
	if (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.len - 1] == s.p[0])
		return str_sub(s, 1, s.len - 2);
	return s;
}

/*
 * $NAME, ${NAME}, ${NAME:-default}, ${NAME-default}; anything else that
 * begins with "$" leaves the image open.
 */
static const char *expand(struct reader *r, struct str s, bool *open)
{
	char *out;
	size_t i = 0, w = 0, max = s.len;

	for (i = 0; i < r->nargs; i++)
		max += r->args[i].value.len * 4;
	out = arena_alloc(r->a, max + 1);
	i = 0;
	while (i < s.len) {
		struct str name, fallback = STR_NONE, value;
		const struct arg *arg;
		size_t from, end;

		if (s.p[i] != '$') {
			if (w < max)
				out[w++] = s.p[i];
			i++;
			continue;
		}
		from = i + 1;
		if (from < s.len && s.p[from] == '{') {
			size_t sep;

			end = from + str_find(str_sub(s, from, s.len - from),
					      '}');
			name = str_sub(s, from + 1, end - from - 1);
			for (sep = 0; sep < name.len &&
			     is_name_char(name.p[sep]); sep++)
				;
			if (sep < name.len) {
				fallback = str_sub(name, sep, name.len - sep);
				if (str_starts(fallback, ":-"))
					fallback = str_sub(fallback, 2,
						fallback.len - 2);
				else if (str_starts(fallback, "-"))
					fallback = str_sub(fallback, 1,
						fallback.len - 1);
				else
					fallback = STR_NONE;
				name.len = sep;
			}
			i = end < s.len ? end + 1 : end;
		} else {
			end = from;
			while (end < s.len && is_name_char(s.p[end]))
				end++;
			name = str_sub(s, from, end - from);
			i = end;
		}
		arg = find_arg(r, name);
		if (arg && arg->has_value && arg->value.len) {
			value = arg->value;
		} else if (fallback.p) {
			value = fallback;
		} else {
			*open = true;
			value = str_sub(s, from - 1, i - from + 1);
		}
		if (value.len && w + value.len <= max) {
			memcpy(out + w, value.p, value.len);
			w += value.len;
		}
	}
	out[w] = '\0';
	return out;
}

static void read_arg(struct reader *r, struct str rest)
{
	struct str word;

	while (str_word(&rest, &word)) {
		struct arg *arg = ARENA_PUSH(r->a, r->args, r->nargs);
		size_t eq = str_find(word, '=');
		bool open = false;

		arg->name = str_sub(word, 0, eq);
		if (eq == word.len)
			continue;
		word = unquote(str_sub(word, eq + 1, word.len - eq - 1));
		/* A default may use an earlier ARG; find it before this. */
		r->nargs--;
		word = str_from(expand(r, word, &open));
		r->nargs++;
		arg->value = word;
		arg->has_value = !open;
	}
}

static void read_from(struct reader *r, struct str rest, int line)
{
	struct dockerfile_stage *st;
	struct str word;
	size_t i, before = r->out->nstages;

	do {
		if (!str_word(&rest, &word))
			return;
	} while (str_starts(word, "--"));
	st = ARENA_PUSH(r->a, r->out->stages, r->out->nstages);
	st->line = line;
	st->image = expand(r, unquote(word), &st->open);
	for (i = 0; i < before; i++)
		if (r->out->stages[i].name &&
		    is_word(str_from(st->image), r->out->stages[i].name))
			st->is_stage = true;
	if (str_word(&rest, &word) && is_word(word, "as") &&
	    str_word(&rest, &word))
		st->name = arena_strndup(r->a, word.p, word.len);
}

/* The parser directive "# escape=`" of the first lines. */
static void read_directive(struct reader *r, struct str line)
{
	struct str key;

	line = str_trim(str_sub(line, 1, line.len - 1));
	if (str_cut(&line, '=', &key) && line.p &&
	    is_word(str_trim(key), "escape")) {
		line = str_trim(line);
		if (line.len == 1)
			r->escape = line.p[0];
	}
}

/* The word of a "<<EOF" in a RUN or COPY, whose text is no instruction. */
static struct str heredoc_end(struct str line)
{
	size_t at = str_search(line, "<<"), n = 0;
	struct str s;

	if (at == line.len)
		return STR_NONE;
	s = str_sub(line, at + 2, line.len - at - 2);
	if (str_starts(s, "-"))
		s = str_sub(s, 1, s.len - 1);
	if (s.len && (s.p[0] == '"' || s.p[0] == '\''))
		s = str_sub(s, 1, s.len - 1);
	while (n < s.len && is_name_char(s.p[n]))
		n++;
	return n ? str_sub(s, 0, n) : STR_NONE;
}

void dockerfile_parse(struct arena *a, struct str bytes,
		      struct dockerfile *out)
{
	struct reader r = { a, out, NULL, 0, '\\' };
	struct str line, verb, rest, until = STR_NONE;
	bool goes_on = false, head = true;
	int n = 0;

	memset(out, 0, sizeof(*out));
	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = str_sub(bytes, 3, bytes.len - 3);
	while (str_line(&bytes, &line)) {
		bool was = goes_on;

		n++;
		line = str_trim(line);
		if (until.len) {
			if (str_eq(line, until))
				until = STR_NONE;
			continue;
		}
		if (line.len && line.p[0] == '#') {
			if (head)
				read_directive(&r, line);
			continue;
		}
		if (!line.len)
			continue;
		head = false;
		goes_on = line.p[line.len - 1] == r.escape;
		if (goes_on)
			line.len--;
		rest = line;
		if (was || !str_word(&rest, &verb))
			continue;
		if (is_word(verb, "from"))
			read_from(&r, rest, n);
		else if (is_word(verb, "arg") && !out->nstages)
			read_arg(&r, rest);
		else if (is_word(verb, "run") || is_word(verb, "copy"))
			until = heredoc_end(rest);
	}
}

struct str dockerfile_image_name(struct str image)
{
	size_t at = str_find(image, '@'), slash, colon;

	image.len = at;
	slash = str_find_last(image, '/');
	if (slash < image.len)
		image = str_sub(image, slash + 1, image.len - slash - 1);
	colon = str_find(image, ':');
	image.len = colon;
	return image;
}
