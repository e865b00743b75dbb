#include "config.h"

#include "fmt/gitconfig.h"

#include "base/strbuf.h"

static const char *lowered(struct arena *a, struct str s)
{
	char *p = arena_strndup(a, s.p, s.len);
	size_t i;

	for (i = 0; i < s.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + ('a' - 'A'));
	return p;
}

/* "[section "sub"]"; what follows the bracket is given back. */
static struct str header(struct arena *a, struct str line,
			 const char **section, const char **subsection)
{
	struct strbuf sub = STRBUF_INIT;
	size_t i = 1, from = 1;

	while (i < line.len && line.p[i] != ']' && line.p[i] != ' ' &&
	       line.p[i] != '\t')
		i++;
	*section = lowered(a, str_sub(line, from, i - from));
	while (i < line.len && line.p[i] != '"' && line.p[i] != ']')
		i++;
	if (i < line.len && line.p[i] == '"') {
		for (i++; i < line.len && line.p[i] != '"'; i++) {
			if (line.p[i] == '\\' && i + 1 < line.len)
				i++;
			strbuf_addch(&sub, line.p[i]);
		}
		while (i < line.len && line.p[i] != ']')
			i++;
	}
	*subsection = arena_strndup(a, sub.buf, sub.len);
	strbuf_release(&sub);
	if (i < line.len)
		i++;
	return str_trim(str_sub(line, i, line.len - i));
}

/*
 * A value with its quotes, escapes and comments; true when a backslash at
 * the end joins the next line to it.  *used gets where its bytes end in `s`.
 */
static bool add_value(struct strbuf *out, struct str s, bool *quoted,
		      size_t *used)
{
	size_t i, keep = out->len;

	*used = 0;
	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c == '\\') {
			if (i + 1 == s.len) {
				return true;
			}
			c = s.p[++i];
			strbuf_addch(out, c == 'n' ? '\n' : c == 't' ? '\t'
							  : c);
			keep = out->len;
			*used = i + 1;
			continue;
		}
		if (c == '"') {
			*quoted = !*quoted;
			*used = i + 1;
			continue;
		}
		if (!*quoted && (c == '#' || c == ';'))
			break;
		strbuf_addch(out, c);
		if (*quoted || (c != ' ' && c != '\t' && c != '\r')) {
			keep = out->len;
			*used = i + 1;
		}
	}
	strbuf_setlen(out, keep);
	return false;
}

void gitconfig_parse(struct arena *a, struct str bytes,
		     struct gitconfig_entry **entries, size_t *n)
{
	const char *section = "", *subsection = "", *start = bytes.p;
	struct str line, key;
	int at = 0;

	*entries = NULL;
	*n = 0;
	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = str_sub(bytes, 3, bytes.len - 3);
	while (str_line(&bytes, &line)) {
		struct strbuf value = STRBUF_INIT;
		struct gitconfig_entry *e;
		struct span raw = { 0, 0 };
		bool quoted = false;
		int first = ++at;
		size_t used;

		line = str_trim(line);
		if (line.len && line.p[0] == '[')
			line = header(a, line, &section, &subsection);
		if (!line.len || line.p[0] == '#' || line.p[0] == ';')
			continue;
		if (str_cut(&line, '=', &key) && line.p) {
			line = str_trim(line);
			raw.start = (size_t)(line.p - start);
			while (add_value(&value, line, &quoted, &used) &&
			       str_line(&bytes, &line))
				at++;
			raw.end = raw.start + used;
			if (at != first || quoted)
				raw = (struct span){ 0, 0 };
		}
		key.len = str_find(key, ' ');
		e = ARENA_PUSH(a, *entries, *n);
		e->section = section;
		e->subsection = subsection;
		e->key = lowered(a, str_trim(key));
		e->value = arena_strndup(a, value.buf, value.len);
		e->line = first;
		e->raw = raw;
		strbuf_release(&value);
	}
}

const char *gitconfig_quote(struct arena *a, const char *value)
{
	struct strbuf out = STRBUF_INIT;
	size_t n = strlen(value), i;
	const char *kept;

	if (n && value[0] != ' ' && value[n - 1] != ' ' &&
	    !value[strcspn(value, "#;\"\\\t\n\r")])
		return arena_strdup(a, value);
	strbuf_addch(&out, '"');
	for (i = 0; i < n; i++) {
		char c = value[i];

		if (c == '"' || c == '\\' || c == '\n' || c == '\t')
			strbuf_addch(&out, '\\');
		strbuf_addch(&out, (char)(c == '\n' ? 'n' : c == '\t' ? 't'
								  : c));
	}
	strbuf_addch(&out, '"');
	kept = arena_strdup(a, out.buf);
	strbuf_release(&out);
	return kept;
}
