#include "config.h"

#include "fmt/ghexpr.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

#define MAX_DEPTH 50
#define MAX_TEXT ((size_t)64 * 1024)
#define MAX_ARGS 20

struct parser {
	struct arena *a;
	struct str s;
	size_t at;
	int depth;
	bool bad;
	ghexpr_lookup *lookup;
	void *payload;
};

static const struct ghexpr_value unknown;

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool ghexpr_same(struct str a, const char *b)
{
	size_t i;

	if (a.len != strlen(b))
		return false;
	for (i = 0; i < a.len; i++)
		if (lower(a.p[i]) != lower(b[i]))
			return false;
	return true;
}

static struct ghexpr_value make_string(const char *text)
{
	struct ghexpr_value v = { .type = GHEXPR_STRING, .text = text };

	return v;
}

static struct ghexpr_value make_bool(bool b)
{
	struct ghexpr_value v = { .type = GHEXPR_BOOL, .number = b,
				  .text = b ? "true" : "false" };

	return v;
}

static struct ghexpr_value make_null(void)
{
	struct ghexpr_value v = { .type = GHEXPR_NULL, .text = "" };

	return v;
}

/* "false", 0, "" and null are false; every list is true. */
static bool truth(const struct ghexpr_value *v)
{
	switch (v->type) {
	case GHEXPR_UNKNOWN:
	case GHEXPR_NULL:
		return false;
	case GHEXPR_BOOL:
	case GHEXPR_NUMBER:
		return v->number != 0;
	case GHEXPR_LIST:
		return true;
	case GHEXPR_STRING:
		break;
	}
	return *v->text;
}

static void skip(struct parser *p)
{
	while (p->at < p->s.len && strchr(" \t\r\n", p->s.p[p->at]))
		p->at++;
}

static bool take(struct parser *p, const char *op)
{
	size_t n = strlen(op);

	skip(p);
	if (p->s.len - p->at < n || memcmp(p->s.p + p->at, op, n))
		return false;
	p->at += n;
	return true;
}

static bool is_name(char c, bool first)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' ||
	       (!first && ((c >= '0' && c <= '9') || c == '-'));
}

static struct str take_name(struct parser *p)
{
	size_t start;

	skip(p);
	start = p->at;
	while (p->at < p->s.len && is_name(p->s.p[p->at], p->at == start))
		p->at++;
	return str_sub(p->s, start, p->at - start);
}

static struct ghexpr_value parse_or(struct parser *p);

static struct ghexpr_value parse_string(struct parser *p)
{
	struct strbuf sb = STRBUF_INIT;
	struct ghexpr_value v;

	p->at++;
	for (;;) {
		if (p->at >= p->s.len) {
			p->bad = true;
			break;
		}
		if (p->s.p[p->at] == '\'') {
			p->at++;
			/* Two of them are one. */
			if (p->at >= p->s.len || p->s.p[p->at] != '\'')
				break;
		}
		strbuf_addch(&sb, p->s.p[p->at++]);
	}
	v = make_string(arena_strndup(p->a, sb.buf, sb.len));
	strbuf_release(&sb);
	return v;
}

static struct ghexpr_value parse_number(struct parser *p)
{
	struct ghexpr_value v = { .type = GHEXPR_NUMBER };
	size_t start = p->at;
	char *text, *end;

	while (p->at < p->s.len && (is_name(p->s.p[p->at], false) ||
				    p->s.p[p->at] == '.' ||
				    p->s.p[p->at] == '+'))
		p->at++;
	text = arena_strndup(p->a, p->s.p + start, p->at - start);
	v.number = strtod(text, &end);
	if (*end || end == text)
		p->bad = true;
	text = arena_printf(p->a, "%.15g", v.number);
	for (end = text; *end; end++)
		if (*end == 'e')
			*end = 'E';
	v.text = text;
	return v;
}

/* ---- functions ---- */

static bool has_prefix(const char *s, const char *prefix)
{
	for (; *prefix; s++, prefix++)
		if (!*s || lower(*s) != lower(*prefix))
			return false;
	return true;
}

static bool has_part(const char *s, const char *part)
{
	for (;; s++) {
		if (has_prefix(s, part))
			return true;
		if (!*s)
			return false;
	}
}

static bool has_suffix(const char *s, const char *suffix)
{
	size_t n = strlen(s), k = strlen(suffix);

	return k <= n && has_prefix(s + n - k, suffix);
}

/* {0} … of the arguments, {{ and }} for braces. */
static struct ghexpr_value do_format(struct parser *p,
				     const struct ghexpr_value *args, size_t n)
{
	struct strbuf sb = STRBUF_INIT;
	struct ghexpr_value v = unknown;
	const char *s = args[0].text;

	sb.max_bytes = MAX_TEXT;
	while (*s) {
		if ((s[0] == '{' || s[0] == '}') && s[1] == s[0]) {
			strbuf_addch(&sb, *s);
			s += 2;
		} else if (s[0] == '{' && s[1] >= '0' && s[1] <= '9' &&
			   s[2] == '}') {
			size_t i = (size_t)(s[1] - '0') + 1;

			if (i >= n) {
				p->bad = true;
				break;
			}
			strbuf_addstr(&sb, args[i].text);
			s += 3;
		} else {
			strbuf_addch(&sb, *s++);
		}
	}
	if (!sb.cut)
		v = make_string(arena_strndup(p->a, sb.buf, sb.len));
	strbuf_release(&sb);
	return v;
}

static struct ghexpr_value do_from_json(struct parser *p, const char *text);

/* The end of the JSON scalar that begins there: its "," or the end. */
static size_t scalar_end(struct str s, size_t at)
{
	bool quoted = false;

	for (; at < s.len && (quoted || s.p[at] != ','); at++) {
		if (s.p[at] == '"')
			quoted = !quoted;
		else if (s.p[at] == '\\')
			at++;
	}
	return at < s.len ? at : s.len;
}

/* "[1, \"a\"]" without the brackets. */
static struct ghexpr_value json_list(struct parser *p, struct str s)
{
	struct ghexpr_value v = { .type = GHEXPR_LIST, .text = "Array" };
	struct ghexpr_value *items = NULL;
	size_t at = 0, end;

	while (at <= s.len && str_trim(s).len) {
		struct ghexpr_value one;
		struct str part;

		end = scalar_end(s, at);
		part = str_sub(s, at, end - at);
		one = do_from_json(p, arena_strndup(p->a, part.p, part.len));
		if (one.type == GHEXPR_UNKNOWN || one.type == GHEXPR_LIST)
			return unknown;
		*ARENA_PUSH(p->a, items, v.nitems) = one;
		at = end + 1;
	}
	v.items = items;
	return v;
}

/* A scalar in JSON, or a list of them; objects are not followed. */
static struct ghexpr_value do_from_json(struct parser *p, const char *text)
{
	struct str s = str_trim(str_from(text));
	struct ghexpr_value v = unknown;
	struct parser q;

	if (str_is(s, "true") || str_is(s, "false"))
		return make_bool(s.p[0] == 't');
	if (str_is(s, "null"))
		return make_null();
	if (s.len && (s.p[0] == '-' || (s.p[0] >= '0' && s.p[0] <= '9'))) {
		q = *p;
		q.s = s;
		q.at = 0;
		q.bad = false;
		v = parse_number(&q);
		return q.bad || q.at < s.len ? unknown : v;
	}
	if (s.len >= 2 && s.p[0] == '[' && s.p[s.len - 1] == ']')
		return json_list(p, str_sub(s, 1, s.len - 2));
	if (s.len >= 2 && s.p[0] == '"' && s.p[s.len - 1] == '"' &&
	    !memchr(s.p, '\\', s.len) &&
	    !memchr(s.p + 1, '"', s.len - 2))
		return make_string(arena_strndup(p->a, s.p + 1, s.len - 2));
	return v;
}

static int compare(const struct ghexpr_value *x, const struct ghexpr_value *y,
		   bool *ordered);

static bool is_among(const struct ghexpr_value *list,
		     const struct ghexpr_value *v)
{
	bool ordered;
	size_t i;

	for (i = 0; i < list->nitems; i++)
		if (!compare(&list->items[i], v, &ordered) && ordered)
			return true;
	return false;
}

/* join(list, ", "); of anything else its text. */
static struct ghexpr_value do_join(struct parser *p,
				   const struct ghexpr_value *list,
				   const char *by)
{
	struct strbuf sb = STRBUF_INIT;
	struct ghexpr_value v = unknown;
	size_t i;

	if (list->type != GHEXPR_LIST)
		return make_string(list->text);
	sb.max_bytes = MAX_TEXT;
	for (i = 0; i < list->nitems; i++)
		strbuf_addf(&sb, "%s%s", i ? by : "", list->items[i].text);
	if (!sb.cut)
		v = make_string(arena_strndup(p->a, sb.len ? sb.buf : "",
					      sb.len));
	strbuf_release(&sb);
	return v;
}

static bool has_list(const struct ghexpr_value *args, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (args[i].type == GHEXPR_LIST)
			return true;
	return false;
}

static struct ghexpr_value call(struct parser *p, struct str name)
{
	struct ghexpr_value args[MAX_ARGS];
	bool known = true;
	size_t i, n = 0;

	if (!take(p, ")")) {
		do {
			if (n == MAX_ARGS) {
				p->bad = true;
				return unknown;
			}
			args[n++] = parse_or(p);
		} while (!p->bad && take(p, ","));
		if (!take(p, ")"))
			p->bad = true;
	}
	for (i = 0; i < n; i++)
		known = known && args[i].type != GHEXPR_UNKNOWN;
	if (p->bad || !known)
		return unknown;
	if ((n == 1 || n == 2) && ghexpr_same(name, "join") &&
	    !has_list(args + 1, n - 1))
		return do_join(p, &args[0], n == 2 ? args[1].text : ",");
	if (n == 2 && ghexpr_same(name, "contains") &&
	    args[0].type == GHEXPR_LIST && args[1].type != GHEXPR_LIST)
		return make_bool(is_among(&args[0], &args[1]));
	/* The others take text. */
	if (has_list(args, n))
		return unknown;
	if (n == 2 && ghexpr_same(name, "contains"))
		return make_bool(has_part(args[0].text, args[1].text));
	if (n == 2 && ghexpr_same(name, "startsWith"))
		return make_bool(has_prefix(args[0].text, args[1].text));
	if (n == 2 && ghexpr_same(name, "endsWith"))
		return make_bool(has_suffix(args[0].text, args[1].text));
	if (n > 0 && ghexpr_same(name, "format"))
		return do_format(p, args, n);
	if (n == 1 && ghexpr_same(name, "fromJSON"))
		return do_from_json(p, args[0].text);
	return unknown;
}

/* ---- operators ---- */

/* context.name; whatever goes deeper is not static. */
static struct ghexpr_value parse_context(struct parser *p, struct str context)
{
	struct ghexpr_value v = unknown;
	struct str name = STR_NONE;
	int n = 0;

	for (;;) {
		if (take(p, ".")) {
			if (take(p, "*")) {
				n = 9;
				continue;
			}
			name = take_name(p);
			if (!name.len) {
				p->bad = true;
				return v;
			}
		} else if (take(p, "[")) {
			struct ghexpr_value index;

			if (take(p, "*"))
				index = unknown;
			else
				index = parse_or(p);
			if (!take(p, "]"))
				p->bad = true;
			if (p->bad)
				return v;
			if (index.type == GHEXPR_STRING)
				name = str_from(index.text);
			else
				n = 9;
		} else {
			break;
		}
		n++;
	}
	if (n == 1 && p->lookup)
		p->lookup(p->payload, context, name, &v);
	return v;
}

/* fromJSON('["a"]')[0]; what goes deeper is not followed. */
static struct ghexpr_value item_of(struct parser *p, struct ghexpr_value list)
{
	struct ghexpr_value index;

	while (!p->bad && (take(p, "[") || take(p, "."))) {
		if (p->s.p[p->at - 1] == '.') {
			if (!take(p, "*") && !take_name(p).len)
				p->bad = true;
			list = unknown;
			continue;
		}
		index = take(p, "*") ? unknown : parse_or(p);
		if (!take(p, "]"))
			p->bad = true;
		if (list.type != GHEXPR_LIST || index.type != GHEXPR_NUMBER ||
		    index.number < 0)
			list = unknown;
		else if (index.number >= (double)list.nitems)
			list = make_null();
		else
			list = list.items[(size_t)index.number];
	}
	return list;
}

static struct ghexpr_value parse_one(struct parser *p)
{
	struct ghexpr_value v = unknown;
	struct str name;

	skip(p);
	if (p->bad || p->at >= p->s.len || p->depth >= MAX_DEPTH) {
		p->bad = true;
		return v;
	}
	p->depth++;
	if (p->s.p[p->at] == '\'') {
		v = parse_string(p);
	} else if (p->s.p[p->at] == '!' &&
		   (p->at + 1 >= p->s.len || p->s.p[p->at + 1] != '=')) {
		p->at++;
		v = parse_one(p);
		if (v.type != GHEXPR_UNKNOWN)
			v = make_bool(!truth(&v));
	} else if (take(p, "(")) {
		v = parse_or(p);
		if (!take(p, ")"))
			p->bad = true;
	} else if (strchr("-+.0123456789", p->s.p[p->at])) {
		v = parse_number(p);
	} else {
		name = take_name(p);
		if (!name.len)
			p->bad = true;
		else if (take(p, "("))
			v = item_of(p, call(p, name));
		else if (ghexpr_same(name, "true") ||
			 ghexpr_same(name, "false"))
			v = make_bool(lower(name.p[0]) == 't');
		else if (ghexpr_same(name, "null"))
			v = make_null();
		else
			v = parse_context(p, name);
	}
	p->depth--;
	return v;
}

/* As a number, the way == does it; false: NaN, equal to nothing. */
static bool as_number(const struct ghexpr_value *v, double *out)
{
	char *end;

	*out = v->number;
	if (v->type != GHEXPR_STRING)
		return true;
	*out = 0;
	if (!*v->text)
		return true;
	*out = strtod(v->text, &end);
	return !*end;
}

static int compare(const struct ghexpr_value *x, const struct ghexpr_value *y,
		   bool *ordered)
{
	double a, b;

	*ordered = true;
	if (x->type == GHEXPR_STRING && y->type == GHEXPR_STRING) {
		const char *s = x->text, *t = y->text;

		for (; *s && lower(*s) == lower(*t); s++, t++)
			;
		return lower(*s) - lower(*t);
	}
	if (!as_number(x, &a) || !as_number(y, &b)) {
		*ordered = false;
		return 0;
	}
	return a < b ? -1 : a > b;
}

static struct ghexpr_value parse_compare(struct parser *p)
{
	static const char *const ops[] = { "==", "!=", "<=", ">=", "<", ">" };
	struct ghexpr_value x = parse_one(p), y;
	bool ordered;
	size_t i;
	int c;

	for (;;) {
		for (i = 0; i < ARRAY_SIZE(ops) && !take(p, ops[i]); i++)
			;
		if (i == ARRAY_SIZE(ops) || p->bad)
			return x;
		y = parse_one(p);
		/* Lists are equal to themselves alone. */
		if (x.type == GHEXPR_UNKNOWN || y.type == GHEXPR_UNKNOWN ||
		    x.type == GHEXPR_LIST || y.type == GHEXPR_LIST) {
			x = unknown;
			continue;
		}
		c = compare(&x, &y, &ordered);
		switch (i) {
		case 0: x = make_bool(ordered && !c); break;
		case 1: x = make_bool(!ordered || c); break;
		case 2: x = make_bool(ordered && c <= 0); break;
		case 3: x = make_bool(ordered && c >= 0); break;
		case 4: x = make_bool(ordered && c < 0); break;
		default: x = make_bool(ordered && c > 0); break;
		}
	}
}

static struct ghexpr_value parse_and(struct parser *p)
{
	struct ghexpr_value x = parse_compare(p), y;

	while (!p->bad && take(p, "&&")) {
		y = parse_compare(p);
		/* What is false whatever the other says. */
		if (x.type != GHEXPR_UNKNOWN && truth(&x))
			x = y;
	}
	return x;
}

static struct ghexpr_value parse_or(struct parser *p)
{
	struct ghexpr_value x, y;

	if (p->depth >= MAX_DEPTH) {
		p->bad = true;
		return unknown;
	}
	p->depth++;
	x = parse_and(p);
	while (!p->bad && take(p, "||")) {
		y = parse_and(p);
		if (x.type != GHEXPR_UNKNOWN && !truth(&x))
			x = y;
	}
	p->depth--;
	return x;
}

bool ghexpr_eval(struct arena *a, struct str expr, ghexpr_lookup *lookup,
		 void *payload, struct ghexpr_value *out)
{
	struct parser p = { a, expr, 0, 0, false, lookup, payload };

	*out = parse_or(&p);
	skip(&p);
	if (p.bad || p.at < p.s.len)
		*out = unknown;
	return !p.bad && p.at >= p.s.len;
}
