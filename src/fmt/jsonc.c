#include "config.h"

#include "fmt/jsonc.h"

#include <string.h>

static struct str from(struct str s, size_t at)
{
	return at < s.len ? str_sub(s, at, s.len - at) : STR_NONE;
}

/* Blanks, line ends and comments. */
static struct str skip(struct str s)
{
	size_t end;

	for (;;) {
		while (s.len && strchr(" \t\r\n", s.p[0]))
			s = from(s, 1);
		if (str_starts(s, "//")) {
			s = from(s, str_find(s, '\n'));
		} else if (str_starts(s, "/*")) {
			s = from(s, 2);
			end = str_search(s, "*/");
			s = from(s, end + 2);
		} else {
			return s;
		}
	}
}

/* Behind the string that begins here. */
static size_t string_end(struct str s)
{
	size_t i;

	for (i = 1; i < s.len && s.p[i] != '"'; i++)
		if (s.p[i] == '\\')
			i++;
	return i < s.len ? i + 1 : s.len;
}

/* The value that begins here. */
static struct str value_of(struct str s)
{
	struct str rest = s;
	size_t depth = 0;

	do {
		size_t n = 1;

		rest = skip(rest);
		if (!rest.len)
			break;
		if (rest.p[0] == '"')
			n = string_end(rest);
		else if (strchr("{[", rest.p[0]))
			depth++;
		else if (strchr("}]", rest.p[0]) && depth)
			depth--;
		else if (!strchr(",:", rest.p[0]))
			while (n < rest.len &&
			       !strchr(" \t\r\n,:{}[]\"/", rest.p[n]))
				n++;
		rest = from(rest, n);
	} while (depth && rest.len);
	return str_sub(s, 0, rest.len ? (size_t)(rest.p - s.p) : s.len);
}

struct str jsonc_root(struct str bytes)
{
	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = from(bytes, 3);
	bytes = skip(bytes);
	return bytes.len ? value_of(bytes) : STR_NONE;
}

struct jsonc_iter jsonc_begin(struct str value)
{
	struct jsonc_iter it = { STR_NONE, str_starts(value, "{") };

	if (it.object || str_starts(value, "["))
		it.rest = from(value, 1);
	return it;
}

bool jsonc_next(struct jsonc_iter *it, struct str *key, struct str *value)
{
	struct str s = skip(it->rest);

	if (str_starts(s, ","))
		s = skip(from(s, 1));
	it->rest = STR_NONE;
	*key = STR_NONE;
	if (!s.len || strchr("}],:", s.p[0]))
		return false;
	if (it->object) {
		struct str name = value_of(s);

		*key = jsonc_string(name);
		s = skip(from(s, name.len));
		if (!key->p || !str_starts(s, ":"))
			return false;
		s = skip(from(s, 1));
		if (!s.len || strchr("}],:", s.p[0]))
			return false;
	}
	*value = value_of(s);
	it->rest = from(s, value->len);
	return true;
}

struct str jsonc_get(struct str object, const char *key)
{
	struct jsonc_iter it = jsonc_begin(object);
	struct str name, value;

	while (it.object && jsonc_next(&it, &name, &value))
		if (str_is(name, key))
			return value;
	return STR_NONE;
}

struct str jsonc_string(struct str value)
{
	if (value.len < 2 || value.p[0] != '"' ||
	    value.p[value.len - 1] != '"')
		return STR_NONE;
	return str_sub(value, 1, value.len - 2);
}
