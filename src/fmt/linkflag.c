#include "config.h"

#include "fmt/linkflag.h"

#include <string.h>

#include "base/mem.h"

#define FLAGS_MAX ((size_t)200)

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'' || c == '\\';
}

/* "PKG" of $(PKG), ${PKG} and $PKG; the bytes that it takes. */
static size_t variable(struct str s, struct str *name)
{
	size_t from = 1, n;
	char close = 0;

	if (s.len < 2 || s.p[0] != '$')
		return 0;
	/* $$PKG of a recipe is the shell's. */
	if (s.p[1] == '$')
		from++;
	if (from < s.len && (s.p[from] == '(' || s.p[from] == '{'))
		close = s.p[from++] == '(' ? ')' : '}';
	for (n = from; n < s.len && is_name(s.p[n]); n++)
		;
	*name = str_sub(s, from, n - from);
	if (!name->len || (close && (n >= s.len || s.p[n] != close)))
		return 0;
	return close ? n + 1 : n;
}

/* What a line gives that variable, where that is plain text. */
static struct str value_of(struct str line, struct str name)
{
	static const char *const before[] = {
		"export ", "override ", "readonly ", "local ", "ARG ", "ENV ",
		"- "
	};
	struct str rest = str_trim(line);
	size_t i, n;

	for (i = 0; i < ARRAY_SIZE(before); i++)
		if (str_starts(rest, before[i]))
			rest = str_trim(str_sub(rest, strlen(before[i]),
					rest.len - strlen(before[i])));
	if (rest.len <= name.len || memcmp(rest.p, name.p, name.len) != 0)
		return STR_NONE;
	rest = str_sub(rest, name.len, rest.len - name.len);
	if (is_name(rest.p[0]))
		return STR_NONE;
	rest = str_trim(rest);
	while (rest.len && strchr(":?=", rest.p[0]))
		rest = str_sub(rest, 1, rest.len - 1);
	rest = str_trim(rest);
	if (rest.len && is_quote(rest.p[0]))
		rest = str_sub(rest, 1, rest.len - 1);
	for (n = 0; n < rest.len && !is_blank(rest.p[n]) &&
	     !is_quote(rest.p[n]) && rest.p[n] != '#'; n++)
		if (rest.p[n] == '$' || rest.p[n] == '`')
			return STR_NONE;
	return str_sub(rest, 0, n);
}

/* The last time that it is set above the line, else the first one. */
static struct str set_where(struct str bytes, struct str name, int line,
			    int *where)
{
	struct str one, value = STR_NONE, v;
	int at = 0;

	while (str_line(&bytes, &one)) {
		at++;
		if (at > line && value.len)
			break;
		v = value_of(one, name);
		if (!v.len)
			continue;
		value = v;
		*where = at;
	}
	return value;
}

struct reader {
	struct arena *a;
	struct str bytes;
	struct linkflag **list;
	size_t *n;
};

/* What stands behind -X: "path.Name=value"; `at`: its first byte. */
static void one_flag(struct reader *r, struct str line, int number, size_t at)
{
	struct str arg = str_sub(line, at, line.len - at), name = STR_NONE, value;
	struct linkflag f = { .line = number };
	size_t n, var = variable(arg, &name), dot = 0;

	for (n = var; n < arg.len && arg.p[n] != '='; n++) {
		if (is_blank(arg.p[n]) || is_quote(arg.p[n]) ||
		    strchr("$(){},;|&<>", arg.p[n]))
			return;
		if (arg.p[n] == '.')
			dot = n;
	}
	if (n == arg.len || !dot || dot + 1 == n)
		return;
	for (n = dot + 1; arg.p[n] != '='; n++)
		if (!is_name(arg.p[n]) && (unsigned char)arg.p[n] < 0x80)
			return;
	f.text = arena_strndup(r->a, str_trim(line).p, str_trim(line).len);
	if (var) {
		value = set_where(r->bytes, name, number, &f.var_line);
		if (!value.len)
			return;
		f.var = arena_strndup(r->a, name.p, name.len);
		f.path = arena_printf(r->a, "%.*s%.*s", STR_FMT(value),
				      (int)(dot - var), arg.p + var);
	} else {
		f.path = arena_strndup(r->a, arg.p, dot);
		f.start = (size_t)(arg.p - r->bytes.p);
		f.end = f.start + dot;
	}
	if (strcmp(f.path, "main") != 0 && *r->n < FLAGS_MAX)
		*ARENA_PUSH(r->a, *r->list, *r->n) = f;
}

static void one_line(struct reader *r, struct str line, int number)
{
	size_t i, k;

	for (i = 0; i + 2 < line.len; i++) {
		if (line.p[i] != '-' || line.p[i + 1] != 'X' ||
		    (i && !is_blank(line.p[i - 1]) && !is_quote(line.p[i - 1]) &&
		     !strchr("=({[,", line.p[i - 1])))
			continue;
		k = i + 2;
		if (!is_blank(line.p[k]) && !is_quote(line.p[k]) &&
		    line.p[k] != '=')
			continue;
		while (k < line.len && (is_blank(line.p[k]) ||
					is_quote(line.p[k]) ||
					line.p[k] == '='))
			k++;
		if (k < line.len)
			one_flag(r, line, number, k);
	}
}

void linkflag_read(struct arena *a, struct str bytes, struct linkflag **list,
		   size_t *n)
{
	struct reader r = { a, bytes, list, n };
	struct str rest = bytes, line;
	int number = 0;

	*list = NULL;
	*n = 0;
	while (str_line(&rest, &line)) {
		number++;
		if (!str_starts(str_trim(line), "#"))
			one_line(&r, line, number);
	}
}
