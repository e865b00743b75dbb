#include "config.h"

#include "fmt/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/map.h"

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
