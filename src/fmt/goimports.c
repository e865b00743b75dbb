#include "config.h"

#include "fmt/goimports.h"

#include "base/path.h"
#include "base/strbuf.h"
#include "fmt/buildtag.h"

struct reader {
	struct arena *a;
	struct str s;
	size_t at;
	int line;
	bool ended;	/* ran into the end of the text */
	struct gofile_head *out;
	/* Constraints stand before the package clause only, each on a line
	 * of its own. */
	bool before_package, mid_line;
	struct strbuf plus;	/* +build lines so far */
	struct strbuf pending;	/* those not yet followed by a blank line */
};

static int peek(struct reader *r)
{
	if (r->at >= r->s.len) {
		r->ended = true;
		return -1;
	}
	return (unsigned char)r->s.p[r->at];
}

static bool is_ident(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (c >= '0' && c <= '9') || c >= 0x80;
}

/* "//go:build x" and "// +build x"; `text` is what follows the "//". */
static void see_constraint(struct reader *r, struct str text)
{
	struct str t;

	if (!r->before_package || r->mid_line)
		return;
	if (str_starts(text, "go:build") &&
	    (text.len == 8 || text.p[8] == ' ' || text.p[8] == '\t')) {
		t = str_trim(str_sub(text, 8, text.len - 8));
		if (!r->out->go_build)
			r->out->go_build = arena_strndup(r->a, t.p, t.len);
		return;
	}
	t = str_trim(text);
	if (str_starts(t, "+build") &&
	    (t.len == 6 || t.p[6] == ' ' || t.p[6] == '\t')) {
		t = str_trim(str_sub(t, 6, t.len - 6));
		strbuf_adds(&r->pending, t);
		strbuf_addch(&r->pending, '\n');
	}
}

/* Blanks and comments; *newline tells whether a line ended meanwhile. */
static void skip(struct reader *r, bool *newline)
{
	int blank_lines = 0;

	for (;;) {
		int c = peek(r);

		if (c == '\n') {
			r->line++;
			r->at++;
			r->mid_line = false;
			if (newline)
				*newline = true;
			/* Only a blank line makes +build lines count. */
			if (++blank_lines > 1 && r->pending.len) {
				strbuf_adds(&r->plus, strbuf_str(&r->pending));
				strbuf_reset(&r->pending);
			}
		} else if (c == ' ' || c == '\t' || c == '\r' || c == ';') {
			r->at++;
		} else if (c == '/' && r->at + 1 < r->s.len &&
			   r->s.p[r->at + 1] == '/') {
			struct str rest = str_sub(r->s, r->at + 2,
						  r->s.len - r->at - 2);
			size_t n = str_find(rest, '\n');

			if (n == rest.len)
				r->ended = true;
			else
				see_constraint(r, str_sub(rest, 0, n));
			r->at += 2 + n;
			blank_lines = 0;
		} else if (c == '/' && r->at + 1 < r->s.len &&
			   r->s.p[r->at + 1] == '*') {
			r->at += 2;
			while (peek(r) >= 0 &&
			       !(r->s.p[r->at] == '*' &&
				 r->at + 1 < r->s.len &&
				 r->s.p[r->at + 1] == '/')) {
				if (r->s.p[r->at] == '\n')
					r->line++;
				r->at++;
			}
			r->at += r->at < r->s.len ? 2 : 0;
			r->mid_line = true;
			blank_lines = 0;
		} else {
			if (c == '/' && r->at + 1 >= r->s.len)
				r->ended = true;
			return;
		}
	}
}

static struct str ident(struct reader *r)
{
	size_t from = r->at;

	while (is_ident(peek(r)))
		r->at++;
	return str_sub(r->s, from, r->at - from);
}

/* A string literal at the cursor, unquoted; NULL: none or a broken one. */
static const char *string(struct reader *r, struct span *span)
{
	int quote = peek(r);
	struct strbuf sb = STRBUF_INIT;
	const char *out = NULL;
	bool plain = true;

	if (quote != '"' && quote != '`')
		return NULL;
	r->at++;
	*span = (struct span){ r->at, r->at };
	for (;;) {
		int c = peek(r);

		if (c < 0 || (c == '\n' && quote == '"'))
			break;
		r->at++;
		if (c == quote) {
			out = arena_strndup(r->a, sb.buf, sb.len);
			span->end = r->at - 1;
			break;
		}
		/* No import path holds an escape that means anything else
		 * than the character behind it. */
		if (c == '\\' && quote == '"') {
			c = peek(r);
			if (c < 0)
				break;
			r->at++;
			plain = false;
		}
		/* Go leaves it out of a raw string. */
		if (c == '\r') {
			plain = false;
			continue;
		}
		if (c == '\n')
			r->line++;
		strbuf_addch(&sb, (char)c);
	}
	strbuf_release(&sb);
	if (!plain)
		*span = (struct span){ 0, 0 };
	return out;
}

/* name "path"; false when there is none. */
static bool import_spec(struct reader *r)
{
	struct goimport *im;
	struct span span;
	const char *path;
	int c, line;

	c = peek(r);
	if (c == '.') {
		r->at++;
		skip(r, NULL);
	} else if (is_ident(c)) {
		(void)ident(r);
		skip(r, NULL);
	}
	line = r->line;
	path = string(r, &span);
	if (!path)
		return false;
	if (path[0] == 'C' && !path[1]) {
		r->out->uses_c = true;
		if (!r->out->c_line)
			r->out->c_line = line;
		return true;
	}
	im = ARENA_PUSH(r->a, r->out->imports, r->out->nimports);
	im->path = path;
	im->line = line;
	im->span = span;
	return true;
}

/* package x // import "path", on the line of the clause. */
static void see_import_comment(struct reader *r)
{
	struct str rest = str_sub(r->s, r->at, r->s.len - r->at), word;
	size_t q, end;

	rest.len = str_find(rest, '\n');
	rest = str_trim(rest);
	if (!str_starts(rest, "//") && !str_starts(rest, "/*"))
		return;
	rest = str_sub(rest, 2, rest.len - 2);
	if (!str_word(&rest, &word) || !str_is(word, "import"))
		return;
	rest = str_trim(rest);
	if (!rest.len || (rest.p[0] != '"' && rest.p[0] != '`'))
		return;
	q = 1;
	end = str_find(str_sub(rest, q, rest.len - q), rest.p[0]);
	if (q + end >= rest.len)
		return;
	r->out->import_comment = arena_strndup(r->a, rest.p + q, end);
	r->out->comment_span.start = (size_t)(rest.p - r->s.p) + q;
	r->out->comment_span.end = r->out->comment_span.start + end;
}

static void read_head(struct reader *r)
{
	struct str word;

	skip(r, NULL);
	word = ident(r);
	r->before_package = false;
	strbuf_reset(&r->pending);
	if (!str_is(word, "package"))
		return;
	skip(r, NULL);
	word = ident(r);
	if (!word.len)
		return;
	r->out->package = arena_strndup(r->a, word.p, word.len);
	see_import_comment(r);
	for (;;) {
		size_t from;

		skip(r, NULL);
		from = r->at;
		word = ident(r);
		if (!str_is(word, "import")) {
			r->at = from;
			/* "impo" at the end of what was read. */
			return;
		}
		skip(r, NULL);
		if (peek(r) != '(') {
			if (!import_spec(r))
				return;
			continue;
		}
		r->at++;
		for (;;) {
			skip(r, NULL);
			if (peek(r) == ')') {
				r->at++;
				break;
			}
			if (!import_spec(r))
				return;
		}
	}
}

int goimports_parse(struct arena *a, struct str bytes, bool partial,
		    struct gofile_head *out)
{
	struct reader r = { .a = a, .s = bytes, .line = 1, .out = out,
			    .before_package = true };

	*out = (struct gofile_head){ 0 };
	strbuf_init(&r.plus);
	strbuf_init(&r.pending);
	if (str_starts(bytes, "\xef\xbb\xbf"))
		r.at = 3;
	read_head(&r);
	if (r.plus.len)
		out->plus_build = arena_strndup(a, r.plus.buf, r.plus.len);
	strbuf_release(&r.plus);
	strbuf_release(&r.pending);
	return partial && r.ended ? -1 : 0;
}

bool gofile_builds(const char *path, const struct gofile_head *head,
		   const struct buildtag_target *t)
{
	if (!buildtag_name(path_base(path), t))
		return false;
	if (head->go_build)
		return buildtag_eval(str_from(head->go_build), t);
	if (head->plus_build)
		return buildtag_eval_plus(str_from(head->plus_build), t);
	return true;
}
