/* What can be asked of a tree; it needs no libyaml, and so can be linked where
 * nothing is parsed. */
#include "config.h"

#include "fmt/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct yaml_limits yaml_limits = {
	.max_bytes = (size_t)1024 * 1024,
	.max_depth = 64,
	.max_nodes = (size_t)100 * 1000,
	.max_weight = (size_t)200 * 1000,
};

/* ---- looking ---- */

bool yaml_says(const struct yaml_node *n, const char *text)
{
	return yaml_is(n, YAML_SCALAR) && str_is(n->text, text);
}

const char *yaml_text(const struct yaml_node *n)
{
	return yaml_is(n, YAML_SCALAR) ? n->text.p : NULL;
}

bool yaml_bytes_of(const struct yaml_node *n, size_t at, size_t len,
		   struct span *out)
{
	size_t quotes = 0;

	if (!yaml_is(n, YAML_SCALAR) || at + len > n->text.len)
		return false;
	if (n->style == YAML_SINGLE || n->style == YAML_DOUBLE)
		quotes = 1;
	else if (n->style != YAML_PLAIN)
		return false;
	if (n->span.end - n->span.start != n->text.len + 2 * quotes)
		return false;
	out->start = n->span.start + quotes + at;
	out->end = out->start + len;
	return true;
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
	size_t i;

	if (!yaml_is(map, YAML_MAPPING))
		return NULL;
	for (i = map->npairs; i-- > 0;)
		if (yaml_says(map->pairs[i].key, key))
			return map->pairs[i].value;
	return NULL;
}

static bool is_merge(const struct yaml_pair *p)
{
	return yaml_says(p->key, "<<") && p->key->style == YAML_PLAIN;
}

static void merge_in(struct arena *a, struct yaml_node *to,
		     struct yaml_node *from, int depth)
{
	size_t i;

	if (!yaml_is(from, YAML_MAPPING) || depth > yaml_limits.max_depth)
		return;
	for (i = 0; i < from->npairs; i++) {
		const struct yaml_pair *p = &from->pairs[i];
		const char *key = yaml_text(p->key);

		if (!is_merge(p) && key && !yaml_get(to, key))
			*ARENA_PUSH(a, to->pairs, to->npairs) = *p;
	}
	for (i = 0; i < from->npairs; i++) {
		struct yaml_node *v = from->pairs[i].value;
		size_t k;

		if (!is_merge(&from->pairs[i]))
			continue;
		if (v->kind == YAML_MAPPING)
			merge_in(a, to, v, depth + 1);
		for (k = 0; v->kind == YAML_SEQUENCE && k < v->nitems; k++)
			merge_in(a, to, v->items[k], depth + 1);
	}
}

struct yaml_node *yaml_merged(struct arena *a, struct yaml_node *map)
{
	struct yaml_node *out;
	bool merges = false;
	size_t i;

	if (!yaml_is(map, YAML_MAPPING))
		return map;
	for (i = 0; i < map->npairs; i++)
		merges = merges || is_merge(&map->pairs[i]);
	if (!merges)
		return map;
	out = ARENA_NEW(a, struct yaml_node);
	*out = *map;
	out->pairs = NULL;
	out->npairs = 0;
	merge_in(a, out, map, 0);
	return out;
}

/* ---- what a plain scalar is ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(struct str s, const char *lower)
{
	char first[2] = { (char)(lower[0] - 32), '\0' };
	size_t i, n = strlen(lower);
	bool upper = true;

	if (s.len != n)
		return false;
	if (str_is(s, lower))
		return true;
	if (s.p[0] != first[0])
		return false;
	for (i = 1; i < n; i++)
		upper = upper && s.p[i] == lower[i] - 32;
	return upper || !memcmp(s.p + 1, lower + 1, n - 1);
}

/* Without regard to case. */
static bool is_like(struct str s, const char *lower)
{
	size_t i, n = strlen(lower);

	if (s.len != n)
		return false;
	for (i = 0; i < n; i++)
		if ((s.p[i] | 0x20) != lower[i])
			return false;
	return true;
}

static struct str unsigned_part(struct str s)
{
	if (s.len && (s.p[0] == '-' || s.p[0] == '+'))
		return str_sub(s, 1, s.len - 1);
	return s;
}

static size_t digits(struct str s, size_t at)
{
	while (at < s.len && is_digit(s.p[at]))
		at++;
	return at;
}

static bool all_in(struct str s, const char *set)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!strchr(set, s.p[i]))
			return false;
	return s.len > 0;
}

/* (\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? */
static bool is_float(struct str s)
{
	size_t at = digits(s, 0), whole = at;

	if (at < s.len && s.p[at] == '.') {
		size_t end = digits(s, at + 1);

		if (!whole && end == at + 1)
			return false;
		at = end;
	} else if (!whole) {
		return false;
	}
	if (at < s.len && (s.p[at] == 'e' || s.p[at] == 'E')) {
		size_t from = at + 1;

		if (from < s.len && (s.p[from] == '-' || s.p[from] == '+'))
			from++;
		at = digits(s, from);
		if (at == from)
			return false;
	}
	return at == s.len;
}

static bool is_string(const struct yaml_node *n)
{
	return n->style != YAML_PLAIN ||
	       cstr_eq(n->tag, "tag:yaml.org,2002:str") ||
	       cstr_eq(n->tag, "!");
}

enum yaml_type yaml_type(const struct yaml_node *n)
{
	struct str s, u;

	if (!yaml_is(n, YAML_SCALAR) || is_string(n))
		return YAML_STR;
	s = n->text;
	u = unsigned_part(s);
	if (!s.len || str_is(s, "~") || is_word(s, "null"))
		return YAML_NULL;
	if (is_word(s, "true") || is_word(s, "false"))
		return YAML_BOOL;
	if (u.len && digits(u, 0) == u.len)
		return YAML_INT;
	if (str_starts(s, "0x") && all_in(str_sub(s, 2, s.len - 2),
					  "0123456789abcdefABCDEF"))
		return YAML_INT;
	if (str_starts(s, "0o") && all_in(str_sub(s, 2, s.len - 2),
					  "01234567"))
		return YAML_INT;
	if (is_float(u) || (u.len == 4 && u.p[0] == '.' &&
			    is_word(str_sub(u, 1, 3), "inf")) ||
	    str_is(s, ".nan") || str_is(s, ".NaN") || str_is(s, ".NAN"))
		return YAML_FLOAT;
	return YAML_STR;
}

/* Psych's FLOAT: [-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][+-][0-9]+)? */
static bool is_ruby_float(struct str u)
{
	size_t at = 0, dot;
	bool any;

	if (at < u.len && is_digit(u.p[at]))
		while (at < u.len && (is_digit(u.p[at]) || u.p[at] == '_' ||
				      u.p[at] == ','))
			at++;
	if (at >= u.len || u.p[at] != '.')
		return false;
	dot = at;
	at = digits(u, at + 1);
	any = dot > 0 || at > dot + 1;
	if (at < u.len && (u.p[at] | 0x20) == 'e') {
		size_t from = at + 2;

		if (at + 1 >= u.len || (u.p[at + 1] != '-' &&
					u.p[at + 1] != '+'))
			return false;
		at = digits(u, from);
		if (at == from)
			return false;
	}
	return any && at == u.len;
}

enum yaml_type yaml_type_ruby(const struct yaml_node *n)
{
	static const char *const words[] = {
		"yes", "true", "on", "no", "false", "off",
	};
	struct str s, u;
	size_t i;

	if (!yaml_is(n, YAML_SCALAR) || is_string(n))
		return YAML_STR;
	s = n->text;
	u = unsigned_part(s);
	if (!s.len || str_is(s, "~") || is_like(s, "null"))
		return YAML_NULL;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (is_like(s, words[i]))
			return YAML_BOOL;
	if (u.len && is_digit(u.p[0]) && all_in(u, "0123456789_,"))
		return YAML_INT;
	if (str_starts(u, "0x") && all_in(str_sub(u, 2, u.len - 2),
					  "0123456789abcdefABCDEF_,"))
		return YAML_INT;
	if (str_starts(u, "0b") && all_in(str_sub(u, 2, u.len - 2), "01_,"))
		return YAML_INT;
	if (is_ruby_float(u) || is_like(u, ".inf") || is_like(s, ".nan"))
		return YAML_FLOAT;
	return YAML_STR;
}

/* A number as .NET writes it with "G15". */
static const char *g15(struct arena *a, double v)
{
	char *s = arena_printf(a, "%.15g", v), *p;

	for (p = s; *p; p++)
		if (*p == 'e')
			*p = 'E';
	return s;
}

static unsigned long long radix(struct str s, unsigned base)
{
	unsigned long long v = 0;
	size_t i;

	for (i = 2; i < s.len; i++) {
		char c = (char)(s.p[i] | 0x20);

		v = v * base + (unsigned)(is_digit(s.p[i]) ? s.p[i] - '0'
							   : c - 'a' + 10);
	}
	return v;
}

/* Digits with at most one point need no arithmetic, and so no rounding. */
static const char *plain_number(struct arena *a, struct str s)
{
	struct str u = unsigned_part(s);
	bool minus = u.len != s.len && s.p[0] == '-';
	size_t dot = str_find(u, '.'), zeros = 0;

	if (u.len > 15 || digits(u, 0) != dot)
		return NULL;
	if (dot < u.len) {
		if (digits(u, dot + 1) != u.len)
			return NULL;
		while (u.len > dot + 1 && u.p[u.len - 1] == '0')
			u.len--;
		if (u.len == dot + 1)
			u.len--;
	}
	while (zeros + 1 < u.len && u.p[zeros] == '0' &&
	       is_digit(u.p[zeros + 1]))
		zeros++;
	u = str_sub(u, zeros, u.len - zeros);
	if (!u.len || str_is(u, "0"))
		return "0";
	return arena_printf(a, "%s%s%.*s", minus ? "-" : "",
			    u.p[0] == '.' ? "0" : "", STR_FMT(u));
}

const char *yaml_github(struct arena *a, const struct yaml_node *n)
{
	const char *text = yaml_text(n), *number;

	if (!text)
		return NULL;
	switch (yaml_type(n)) {
	case YAML_NULL:
		return "";
	case YAML_BOOL:
		return (text[0] | 0x20) == 't' ? "true" : "false";
	case YAML_INT:
	case YAML_FLOAT:
		break;
	case YAML_STR:
		return text;
	}
	if (str_starts(n->text, "0x"))
		return g15(a, (double)radix(n->text, 16));
	if (str_starts(n->text, "0o"))
		return g15(a, (double)radix(n->text, 8));
	number = plain_number(a, n->text);
	if (number)
		return number;
	if (str_search(n->text, ".i") < n->text.len ||
	    str_search(n->text, ".I") < n->text.len)
		return text[0] == '-' ? "-Infinity" : "Infinity";
	if ((text[0] == '.') && (text[1] | 0x20) == 'n')
		return "NaN";
	return g15(a, strtod(text, NULL));
}
