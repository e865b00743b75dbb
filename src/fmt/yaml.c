#include "config.h"

#include "fmt/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/map.h"

const struct yaml_limits yaml_limits = {
	.max_bytes = (size_t)1024 * 1024,
	.max_depth = 64,
	.max_nodes = (size_t)100 * 1000,
	.max_weight = (size_t)200 * 1000,
};

/* A collection that is not closed yet. */
struct level {
	struct yaml_node *node;
	struct yaml_node *key;		/* of a mapping: the value is next */
};

struct reader {
	struct arena *a;
	struct str bytes;
	const char *file;
	const struct yaml_limits *limits;
	struct yaml *out;
	struct error *err;
	struct map anchors;
	struct level *levels;
	size_t nlevels, levels_alloc;
	size_t nnodes;
	/* libyaml counts characters: where one of them stands in bytes. */
	size_t at_char, at_byte;
	int at_line;
	size_t line_start;
};

static bool is_inside(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

static void step_on(struct reader *r)
{
	if (r->bytes.p[r->at_byte] == '\n') {
		r->at_line++;
		r->line_start = r->at_byte + 1;
	}
	do {
		r->at_byte++;
	} while (r->at_byte < r->bytes.len &&
		 is_inside((unsigned char)r->bytes.p[r->at_byte]));
	r->at_char++;
}

static void step_back(struct reader *r)
{
	do {
		r->at_byte--;
	} while (r->at_byte && is_inside((unsigned char)r->bytes.p[r->at_byte]));
	r->at_char--;
	if (r->bytes.p[r->at_byte] == '\n') {
		r->at_line--;
		r->line_start = r->at_byte;
		while (r->line_start && r->bytes.p[r->line_start - 1] != '\n')
			r->line_start--;
	}
}

/* The byte of a mark; at_line and line_start are those of it afterwards. */
static size_t byte_of(struct reader *r, const yaml_mark_t *mark)
{
	while (r->at_char < mark->index && r->at_byte < r->bytes.len)
		step_on(r);
	while (r->at_char > mark->index)
		step_back(r);
	return r->at_byte;
}

static int fail_at(struct reader *r, const yaml_mark_t *mark, const char *why)
{
	size_t at = byte_of(r, mark);

	(void)error_set(r->err, "%s", why);
	error_origin(r->err, "%s:%d:%d", r->file, r->at_line,
		     (int)(at - r->line_start) + 1);
	return -1;
}

static struct yaml_node *add_node(struct reader *r, enum yaml_kind kind,
				  const yaml_event_t *ev)
{
	struct yaml_node *n = ARENA_NEW(r->a, struct yaml_node);

	n->kind = kind;
	n->file = r->file;
	n->weight = 1;
	n->span.end = byte_of(r, &ev->end_mark);
	n->span.start = byte_of(r, &ev->start_mark);
	n->line = r->at_line;
	n->col = (int)(n->span.start - r->line_start) + 1;
	r->nnodes++;
	return n;
}

static const char *copy(struct reader *r, const yaml_char_t *s)
{
	return s ? arena_strdup(r->a, (const char *)s) : NULL;
}

static void label(struct reader *r, struct yaml_node *n,
		  const yaml_char_t *tag, const yaml_char_t *anchor)
{
	n->tag = copy(r, tag);
	n->anchor = copy(r, anchor);
	if (n->anchor)
		map_put(&r->anchors, n->anchor, n);
}

/* Into the collection at hand, or as a document. */
static int put(struct reader *r, struct yaml_node *n, const yaml_mark_t *mark)
{
	struct level *l;
	struct yaml_node *in;

	if (!r->nlevels) {
		*ARENA_PUSH(r->a, r->out->docs, r->out->ndocs) = n;
		return 0;
	}
	l = &r->levels[r->nlevels - 1];
	in = l->node;
	/* An open one gets its weight when it closes. */
	if (!n->is_open)
		in->weight += n->weight;
	if (in->weight > r->limits->max_weight)
		return fail_at(r, mark, "its aliases, written out, are too "
			       "large");
	if (in->kind == YAML_SEQUENCE) {
		*ARENA_PUSH(r->a, in->items, in->nitems) = n;
	} else if (!l->key) {
		l->key = n;
	} else {
		struct yaml_pair *p = ARENA_PUSH(r->a, in->pairs, in->npairs);

		p->key = l->key;
		p->value = n;
		l->key = NULL;
	}
	return 0;
}

static int open_level(struct reader *r, struct yaml_node *n,
		      const yaml_mark_t *mark)
{
	n->is_open = true;
	if (put(r, n, mark))
		return -1;
	if (r->nlevels >= (size_t)r->limits->max_depth)
		return fail_at(r, mark, "it is nested too deep");
	ALLOC_GROW(r->levels, r->nlevels + 1, r->levels_alloc);
	r->levels[r->nlevels].node = n;
	r->levels[r->nlevels].key = NULL;
	r->nlevels++;
	return 0;
}

static void mark_repeated(struct yaml_node *n)
{
	struct map seen = MAP_INIT;
	size_t i;

	for (i = 0; i < n->npairs; i++) {
		const struct yaml_node *key = n->pairs[i].key;

		if (key->kind != YAML_SCALAR)
			continue;
		n->pairs[i].again = map_hass(&seen, key->text);
		map_puts(&seen, key->text, NULL);
	}
	map_release(&seen);
}

static int close_level(struct reader *r, const yaml_mark_t *mark)
{
	struct yaml_node *n = r->levels[--r->nlevels].node, *in;

	n->is_open = false;
	if (n->npairs > 1)
		mark_repeated(n);
	if (!r->nlevels)
		return 0;
	in = r->levels[r->nlevels - 1].node;
	in->weight += n->weight;
	if (in->weight > r->limits->max_weight)
		return fail_at(r, mark, "its aliases, written out, are too "
			       "large");
	return 0;
}

static enum yaml_style style_of(yaml_scalar_style_t s)
{
	switch (s) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE: return YAML_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YAML_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE: return YAML_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE: return YAML_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE: break;
	}
	return YAML_PLAIN;
}

static int take(struct reader *r, const yaml_event_t *ev)
{
	struct yaml_node *n;
	const char *name;

	if (r->nnodes > r->limits->max_nodes)
		return fail_at(r, &ev->start_mark, "it holds too many values");
	switch (ev->type) {
	case YAML_SCALAR_EVENT:
		n = add_node(r, YAML_SCALAR, ev);
		n->style = style_of(ev->data.scalar.style);
		n->text.p = arena_strndup(r->a,
			(const char *)ev->data.scalar.value,
			ev->data.scalar.length);
		n->text.len = ev->data.scalar.length;
		label(r, n, ev->data.scalar.tag, ev->data.scalar.anchor);
		return put(r, n, &ev->start_mark);
	case YAML_SEQUENCE_START_EVENT:
		n = add_node(r, YAML_SEQUENCE, ev);
		label(r, n, ev->data.sequence_start.tag, ev->data.sequence_start.anchor);
		return open_level(r, n, &ev->start_mark);
	case YAML_MAPPING_START_EVENT:
		n = add_node(r, YAML_MAPPING, ev);
		label(r, n, ev->data.mapping_start.tag, ev->data.mapping_start.anchor);
		return open_level(r, n, &ev->start_mark);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_level(r, &ev->start_mark);
	case YAML_ALIAS_EVENT:
		name = (const char *)ev->data.alias.anchor;
		n = map_get(&r->anchors, name);
		if (!n)
			return fail_at(r, &ev->start_mark,
				       arena_printf(r->a, "there is no anchor "
						    "\"%s\" above", name));
		if (n->is_open)
			return fail_at(r, &ev->start_mark,
				       arena_printf(r->a, "the alias \"%s\" "
						    "stands in itself", name));
		return put(r, n, &ev->start_mark);
	case YAML_DOCUMENT_START_EVENT:
		/* Anchors hold within a document. */
		map_release(&r->anchors);
		r->anchors = (struct map)MAP_INIT;
		return 0;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
	return 0;
}

/* libyaml's words, and where it stood. */
static int fail_parser(struct reader *r, const yaml_parser_t *p)
{
	const char *why = p->problem ? p->problem : "it cannot be read";

	if (p->error == YAML_READER_ERROR) {
		/* It gives the byte, not the line. */
		size_t n = 0;
		int line = 1;

		for (; n < p->problem_offset && n < r->bytes.len; n++)
			line += r->bytes.p[n] == '\n';
		(void)error_set(r->err, "%s", why);
		error_origin(r->err, "%s:%d", r->file, line);
		return -1;
	}
	return fail_at(r, &p->problem_mark, why);
}

int yaml_parse(struct arena *a, struct str bytes, const char *file,
	       const struct yaml_limits *limits, struct yaml *out,
	       struct error *err)
{
	struct reader r;
	yaml_parser_t parser;
	bool more = true;
	size_t bom = 0;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	memset(&r, 0, sizeof(r));
	r.a = a;
	r.file = file;
	r.limits = limits ? limits : &yaml_limits;
	r.out = out;
	r.err = err;
	r.at_line = 1;
	if (bytes.len > r.limits->max_bytes) {
		(void)error_set(err, "it is larger than %zu bytes",
				r.limits->max_bytes);
		error_origin(err, "%s", file);
		return -1;
	}
	if (!yaml_parser_initialize(&parser))
		abort();
	if (str_starts(bytes, "\xef\xbb\xbf"))
		bom = 3;
	r.bytes = bytes;
	r.at_byte = r.line_start = bom;
	yaml_parser_set_input_string(&parser,
		(const unsigned char *)bytes.p + bom, bytes.len - bom);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	while (more && !rc) {
		yaml_event_t ev;

		if (!yaml_parser_parse(&parser, &ev)) {
			rc = fail_parser(&r, &parser);
			break;
		}
		more = ev.type != YAML_STREAM_END_EVENT;
		rc = take(&r, &ev);
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&parser);
	map_release(&r.anchors);
	free(r.levels);
	if (rc)
		memset(out, 0, sizeof(*out));
	return rc;
}

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
