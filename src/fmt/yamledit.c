#include "config.h"

#include "fmt/yamledit.h"

#include "base/mem.h"
#include "base/strbuf.h"

static bool each(const struct yaml_node *n,
		 bool (*fn)(void *payload, const struct yaml_node *n),
		 void *payload, int depth)
{
	size_t i;

	if (!n || depth > yaml_limits.max_depth || !fn(payload, n))
		return n != NULL && depth > yaml_limits.max_depth;
	/* What an alias names stands further up: it was seen there. */
	for (i = 0; n->kind == YAML_SEQUENCE && i < n->nitems; i++)
		if (n->items[i]->span.start >= n->span.start &&
		    !each(n->items[i], fn, payload, depth + 1))
			return false;
	for (i = 0; n->kind == YAML_MAPPING && i < n->npairs; i++)
		if (n->pairs[i].value->span.start >= n->span.start &&
		    (!each(n->pairs[i].key, fn, payload, depth + 1) ||
		     !each(n->pairs[i].value, fn, payload, depth + 1)))
			return false;
	return true;
}

void yamledit_each(const struct yaml_node *root,
		   bool (*fn)(void *payload, const struct yaml_node *n),
		   void *payload)
{
	(void)each(root, fn, payload, 0);
}

/* Where the byte `at` of a literal block stands in the file. */
static bool block_offset(struct str bytes, const struct yaml_node *n,
			 size_t at, size_t *out)
{
	size_t source = span_line_end(bytes, n->span.start), from = 0, indent = 0;
	bool known = false;

	while (from <= n->text.len) {
		struct str rest = str_sub(n->text, from, n->text.len - from);
		size_t len = str_find(rest, '\n');
		struct str line = str_sub(rest, 0, len), raw;

		if (source > bytes.len)
			return false;
		raw = str_sub(bytes, source,
			      span_line_end(bytes, source) - source);
		if (!known && line.len) {
			while (indent < raw.len && raw.p[indent] == ' ')
				indent++;
			/* Blanks of the text itself are not indentation. */
			while (indent && line.p[0] == ' ' &&
			       !str_eq(str_sub(raw, indent,
					       raw.len - indent < line.len ?
					       raw.len - indent : line.len),
				       line))
				indent--;
			known = true;
		}
		if (line.len &&
		    (raw.len < indent + line.len ||
		     !str_eq(str_sub(raw, indent, line.len), line)))
			return false;
		if (at <= from + len) {
			*out = source + (line.len ? indent : 0) + (at - from);
			return *out <= bytes.len;
		}
		from += len + 1;
		source = span_line_end(bytes, source);
	}
	return false;
}

/* As it has to be written in quotes of that kind. */
static struct str quoted(struct arena *a, const char *text,
			 enum yaml_style style)
{
	struct strbuf sb = STRBUF_INIT;
	struct str s;

	for (; *text; text++) {
		if (style == YAML_SINGLE && *text == '\'')
			strbuf_addch(&sb, '\'');
		if (style == YAML_DOUBLE && (*text == '"' || *text == '\\'))
			strbuf_addch(&sb, '\\');
		strbuf_addch(&sb, *text);
	}
	s = str_from(arena_strndup(a, sb.len ? sb.buf : "", sb.len));
	strbuf_release(&sb);
	return s;
}

/* What would end a plain scalar, or make it something else. */
static bool fits_plain(struct str whole, const char *text)
{
	return !strstr(text, ": ") && !strstr(text, " #") &&
	       !strchr(text, '\n') && whole.len &&
	       !strchr("\"'{}[]&*!|>%@`#,", whole.p[0]);
}

bool yamledit_span(struct str bytes, const struct yaml_node *n, size_t at,
		   size_t len, struct span *out)
{
	if (!yaml_is(n, YAML_SCALAR) || at + len > n->text.len)
		return false;
	if (n->style != YAML_LITERAL)
		return yaml_bytes_of(n, at, len, out);
	return block_offset(bytes, n, at, &out->start) &&
	       block_offset(bytes, n, at + len, &out->end);
}

bool yamledit_text(struct arena *a, struct str bytes,
		   const struct yaml_node *n, size_t at, size_t len,
		   const char *text, struct span_edits *out)
{
	struct span span;

	if (!yamledit_span(bytes, n, at, len, &span) ||
	    (n->style == YAML_LITERAL && strchr(text, '\n')))
		return false;
	if (n->style == YAML_PLAIN) {
		const char *whole = arena_printf(a, "%.*s%s", (int)at,
						 n->text.p, text);

		if (!fits_plain(str_from(whole), text))
			return false;
	}
	span_edits_add(a, out, span.start, span.end,
		       quoted(a, text, n->style));
	return true;
}

static const char *line_end(struct str bytes)
{
	size_t lf = str_find(bytes, '\n');

	return lf && lf < bytes.len && bytes.p[lf - 1] == '\r' ? "\r\n"
							       : "\n";
}

/* A new line with these bytes at the start of a line. */
static bool add_line(struct arena *a, struct str bytes, size_t at,
		     const char *text, struct span_edits *out)
{
	const char *eol = line_end(bytes);

	if (at && bytes.p[at - 1] != '\n')
		text = arena_printf(a, "%s%s", eol, text);
	else
		text = arena_printf(a, "%s%s", text, eol);
	span_edits_add(a, out, at, at, str_from(text));
	return true;
}

static bool is_flow(struct str bytes, const struct yaml_node *map)
{
	return map->span.start < bytes.len &&
	       bytes.p[map->span.start] == '{';
}

static const char *blanks(struct arena *a, int n)
{
	return arena_printf(a, "%*s", n, "");
}

/* Only blanks and "- " before the key: its column is its indentation. */
static bool is_in_line(struct str bytes, const struct yaml_node *key)
{
	size_t at = key->span.start;

	while (at && bytes.p[at - 1] != '\n') {
		at--;
		if (bytes.p[at] != ' ' && bytes.p[at] != '-')
			return false;
	}
	return true;
}

bool yamledit_pair(struct arena *a, struct str bytes,
		   const struct yaml_node *map, const char *key,
		   const char *value, struct span_edits *out)
{
	const struct yaml_node *first;
	size_t at;

	if (!yaml_is(map, YAML_MAPPING) || !map->npairs)
		return false;
	if (is_flow(bytes, map)) {
		const struct yaml_node *last =
			map->pairs[map->npairs - 1].value;

		at = last->span.end;
		span_edits_add(a, out, at, at, str_from(arena_printf(a,
			", %s: %s", key, value)));
		return at > map->span.start;
	}
	first = map->pairs[0].key;
	if (!is_in_line(bytes, first))
		return false;
	at = first->span.start - (size_t)(first->col - 1);
	/* "- key: …" itself begins the item. */
	if (str_find(str_sub(bytes, at, (size_t)first->col - 1), '-') <
	    (size_t)first->col - 1)
		at = span_line_end(bytes, first->span.start);
	return add_line(a, bytes, at, arena_printf(a, "%s%s: %s",
			blanks(a, first->col - 1), key, value), out);
}

bool yamledit_map(struct arena *a, struct str bytes,
		  const struct yaml_node *map, const char *after,
		  const char *name, const char *key, const char *value,
		  struct span_edits *out)
{
	const struct yaml_node *k = NULL, *v = NULL;
	size_t i, at;
	int step = 2;

	for (i = 0; yaml_is(map, YAML_MAPPING) && i < map->npairs; i++)
		if (yaml_says(map->pairs[i].key, after)) {
			k = map->pairs[i].key;
			v = map->pairs[i].value;
		}
	if (!k || !yaml_is(v, YAML_SCALAR))
		return false;
	if (is_flow(bytes, map)) {
		at = v->span.end;
		span_edits_add(a, out, at, at, str_from(arena_printf(a,
			", %s: {%s: %s}", name, key, value)));
		return true;
	}
	if (!is_in_line(bytes, k) || v->style == YAML_LITERAL ||
	    v->style == YAML_FOLDED)
		return false;
	at = span_line_end(bytes, v->span.end);
	return add_line(a, bytes, at, arena_printf(a, "%s%s:%s%s%s: %s",
			blanks(a, k->col - 1), name, line_end(bytes),
			blanks(a, k->col - 1 + step), key, value), out);
}

static size_t skip_back(struct str bytes, size_t start, size_t at)
{
	while (at > start + 1 && strchr(" \t\r\n", bytes.p[at - 1]))
		at--;
	return at;
}

/* Where the node ends, its closing brace included; 0: that is not told. */
static size_t content_end(struct str bytes, const struct yaml_node *n)
{
	const struct yaml_node *last = NULL;
	size_t start = n->span.start, end = n->span.end;
	bool flow;

	if (start >= bytes.len)
		return 0;
	if (n->kind == YAML_SCALAR)
		return skip_back(bytes, start, end);
	if (n->kind == YAML_MAPPING && n->npairs)
		last = n->pairs[n->npairs - 1].value;
	else if (n->kind == YAML_SEQUENCE && n->nitems)
		last = n->items[n->nitems - 1];
	flow = strchr("{[", bytes.p[start]) != NULL;
	/* What an alias names stands further up. */
	if (last && last->span.start < start)
		return 0;
	if (last)
		end = content_end(bytes, last);
	if (!flow || !end)
		return last ? end : 0;
	while (end < bytes.len && strchr(" \t\r\n,", bytes.p[end]))
		end++;
	return end < bytes.len && strchr("}]", bytes.p[end]) ? end + 1 : 0;
}

bool yamledit_item(struct arena *a, struct str bytes,
		   const struct yaml_node *item, const char *name,
		   const char *value, const char *below, const char *key,
		   const char *of_key, struct span_edits *out)
{
	const char *eol = line_end(bytes), *in;
	size_t at = item->span.start, end;
	int dash;

	if (!yaml_is(item, YAML_MAPPING) || !item->npairs)
		return false;
	end = content_end(bytes, item);
	while (at && bytes.p[at - 1] == ' ')
		at--;
	if (!end || !at || bytes.p[--at] != '-')
		return false;
	for (dash = 0; at && bytes.p[at - 1] == ' '; at--)
		dash++;
	if (at && bytes.p[at - 1] != '\n')
		return false;
	in = blanks(a, dash + 2);
	return add_line(a, bytes, span_line_end(bytes, end),
			arena_printf(a, "%s- %s: %s%s%s%s:%s%s  %s: %s",
				     blanks(a, dash), name, value, eol, in,
				     below, eol, in, key, of_key), out);
}
