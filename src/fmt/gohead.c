#include "config.h"

#include "fmt/gohead.h"

#include "base/text.h"
#include "fmt/buildtag.h"

/* Longer constraints may be refused by some releases ("too complex"). */
#define CONSTRAINT_MAX 400
#define BOM "\xef\xbb\xbf"

struct head {
	struct arena *a;
	struct str s;		/* without a leading byte order mark */
	size_t at;
	bool ended, unsure;
	struct gohead *out;
};

static const char *const keywords[] = {
	"break", "case", "chan", "const", "continue", "default", "defer",
	"else", "fallthrough", "for", "func", "go", "goto", "if", "import",
	"interface", "map", "package", "range", "return", "select", "struct",
	"switch", "type", "var", NULL
};

static int peek(struct head *h)
{
	if (h->at >= h->s.len) {
		h->ended = true;
		return -1;
	}
	return (unsigned char)h->s.p[h->at];
}

static bool is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_number(struct str s)
{
	size_t i;

	if (!s.len || s.len > 7 || s.p[0] == '0')
		return false;
	for (i = 0; i < s.len; i++)
		if (!is_digit((unsigned char)s.p[i]))
			return false;
	return true;
}

/* "line x.y:3" behind "//": the scanner refuses one that is not well made. */
static bool line_ok(struct str text)
{
	size_t at;

	if (!str_starts(text, "line "))
		return true;
	text = str_trim(text);
	at = str_find_last(text, ':');
	if (at == text.len || !is_number(str_sub(text, at + 1,
						 text.len - at - 1)))
		return false;
	return str_find(str_sub(text, 0, at), ':') == at;
}

static void line_comment(struct head *h)
{
	struct str rest = str_sub(h->s, h->at + 2, h->s.len - h->at - 2);
	size_t n = str_find(rest, '\n');

	if (n == rest.len)
		h->ended = true;
	if (!line_ok(str_sub(rest, 0, n)))
		h->unsure = true;
	h->at += 2 + n;
}

static void block_comment(struct head *h, bool *newline)
{
	struct str rest = str_sub(h->s, h->at + 2, h->s.len - h->at - 2);
	size_t n = str_search(rest, "*/");

	if (n == rest.len) {
		h->ended = h->unsure = true;
		h->at = h->s.len;
		return;
	}
	if (str_starts(rest, "line "))
		h->unsure = true;
	if (newline && str_find(str_sub(rest, 0, n), '\n') < n)
		*newline = true;
	h->at += 2 + n + 2;
}

/* Blanks and comments: what comes then, or -1 for the end. */
static int skip(struct head *h, bool *newline)
{
	for (;;) {
		int c = peek(h);

		if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
			if (c == '\n' && newline)
				*newline = true;
			h->at++;
		} else if (c == '/') {
			h->at++;
			c = peek(h);
			h->at--;
			if (c == '/') {
				line_comment(h);
			} else if (c == '*') {
				block_comment(h, newline);
			} else {
				h->unsure = true;
				return '/';
			}
		} else {
			return c;
		}
		if (h->unsure)
			return -1;
	}
}

static struct str ident(struct head *h)
{
	size_t from = h->at;

	while (is_letter(peek(h)) || (h->at > from && is_digit(peek(h))))
		h->at++;
	/* Letters of other scripts are letters as well. */
	if (peek(h) >= 0x80)
		h->unsure = true;
	return str_sub(h->s, from, h->at - from);
}

static bool is_name(struct str s)
{
	const char *const *k;

	for (k = keywords; *k; k++)
		if (str_is(s, *k))
			return false;
	return s.len > 0;
}

/* A ";", said or understood, behind a clause. */
static void statement_end(struct head *h)
{
	bool newline = false;
	int c = skip(h, &newline);

	if (c == ';')
		h->at++;
	else if (c >= 0 && !newline)
		h->unsure = true;
}

static bool path_char(char c)
{
	return is_letter((unsigned char)c) || is_digit((unsigned char)c) ||
	       strchr("-./~+@", c);
}

static void import_path(struct head *h)
{
	int quote = peek(h);
	size_t from = h->at + 1;
	struct str path;

	if (quote != '"' && quote != '`') {
		h->unsure = true;
		return;
	}
	h->at++;
	while (peek(h) >= 0 && path_char(h->s.p[h->at]))
		h->at++;
	path = str_sub(h->s, from, h->at - from);
	if (peek(h) != quote || !path.len) {
		h->unsure = true;
		return;
	}
	h->at++;
	if (str_is(path, "C"))
		h->out->uses_c = true;
	else
		*ARENA_PUSH(h->a, h->out->imports, h->out->nimports) =
			arena_strndup(h->a, path.p, path.len);
}

static void import_spec(struct head *h)
{
	bool newline = false;
	int c = skip(h, NULL);

	if (c == '.') {
		h->at++;
		(void)skip(h, NULL);
	} else if (is_letter(c)) {
		if (!is_name(ident(h)))
			h->unsure = true;
		(void)skip(h, &newline);
		if (newline)
			h->unsure = true;
	}
	if (!h->unsure)
		import_path(h);
}

static void import_group(struct head *h)
{
	bool newline;
	int c;

	h->at++;
	while (!h->unsure) {
		if (skip(h, NULL) == ')')
			break;
		import_spec(h);
		newline = false;
		c = h->unsure ? -1 : skip(h, &newline);
		if (c == ';')
			h->at++;
		else if (c == ')')
			break;
		else if (!newline)
			h->unsure = true;
	}
	h->at++;
}

static void clauses(struct head *h)
{
	struct str name;

	(void)skip(h, NULL);
	if (h->unsure || !str_is(ident(h), "package")) {
		h->unsure = true;
		return;
	}
	(void)skip(h, NULL);
	name = ident(h);
	if (h->unsure || !is_name(name) || str_is(name, "_")) {
		h->unsure = true;
		return;
	}
	h->out->package = arena_strndup(h->a, name.p, name.len);
	statement_end(h);
	while (!h->unsure && skip(h, NULL) == 'i') {
		if (!str_is(ident(h), "import")) {
			h->unsure = true;
		} else if (skip(h, NULL) == '(') {
			import_group(h);
			if (!h->unsure)
				statement_end(h);
		} else if (!h->unsure) {
			import_spec(h);
			if (!h->unsure)
				statement_end(h);
		}
	}
	if (!h->unsure && peek(h) == ';')
		h->unsure = true;
}

/* ---- constraints ---- */

static bool plus_ok(struct str text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		char c = text.p[i];
		char next = i + 1 < text.len ? text.p[i + 1] : ' ';

		if (c == '!' && (next == '!' || next == ' ' || next == '\t' ||
				 next == ','))
			return false;
		if (c == ',' && (next == ',' || next == ' ' || next == '\t' ||
				 !i || text.p[i - 1] == ' '))
			return false;
		if (!is_letter((unsigned char)c) &&
		    !is_digit((unsigned char)c) && !strchr(".,! \t", c))
			return false;
	}
	return text.len <= CONSTRAINT_MAX;
}

/* The text behind "+build" of such a line; false: it is none. */
static bool is_plus_build(struct str line, struct str *text)
{
	struct str t;

	if (!str_starts(line, "//"))
		return false;
	t = str_trim(str_sub(line, 2, line.len - 2));
	if (!str_starts(t, "+build"))
		return false;
	t = str_sub(t, 6, t.len - 6);
	*text = str_trim(t);
	return !t.len || t.p[0] == ' ' || t.p[0] == '\t';
}

static bool is_go_build(struct str line, struct str *text)
{
	struct str t;

	if (!str_starts(line, "//go:build"))
		return false;
	t = str_sub(line, 10, line.len - 10);
	*text = str_trim(t);
	return !t.len || t.p[0] == ' ' || t.p[0] == '\t';
}

static void plus_lines(struct head *h, struct str content)
{
	static const struct buildtag_target any = { .any = true };
	struct str line, text;

	while (str_line(&content, &line)) {
		if (!is_plus_build(str_trim(line), &text))
			continue;
		if (!plus_ok(text))
			h->unsure = true;
		else if (!text.len || !buildtag_eval_plus(text, &any))
			h->out->may_build = false;
	}
}

/* What is left of a line that is no "//" comment; *inside: in a comment. */
static bool is_comment(struct str line, bool *inside)
{
	while (line.len) {
		if (*inside) {
			size_t n = str_search(line, "*/");

			if (n == line.len)
				return true;
			*inside = false;
			line = str_trim(str_sub(line, n + 2,
						line.len - n - 2));
		} else if (str_starts(line, "//")) {
			return true;
		} else if (str_starts(line, "/*")) {
			*inside = true;
			line = str_trim(str_sub(line, 2, line.len - 2));
		} else {
			return false;
		}
	}
	return true;
}

/* As parseFileHeader of go/build and cmd/go/internal/imports. */
static void constraints(struct head *h)
{
	static const struct buildtag_target any = { .any = true };
	struct str rest = h->s, line, found = STR_NONE, text;
	bool ended = false, inside = false;
	size_t end = 0;

	h->out->may_build = true;
	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (!line.len && !ended) {
			end = rest.p ? (size_t)(rest.p - h->s.p) : h->s.len;
			continue;
		}
		if (!str_starts(line, "//"))
			ended = true;
		if (!inside && is_go_build(line, &text)) {
			if (found.p)
				h->unsure = true;
			found = text;
		}
		if (!is_comment(line, &inside))
			break;
	}
	if (!found.p) {
		plus_lines(h, str_sub(h->s, 0, end));
		return;
	}
	if (found.len > CONSTRAINT_MAX || !buildtag_valid(found))
		h->unsure = true;
	else
		h->out->may_build = buildtag_eval(found, &any);
}

/* ---- #cgo lines ---- */

bool gohead_cgo_safe(char c)
{
	return is_letter((unsigned char)c) || is_digit((unsigned char)c) ||
	       (c && strchr("+-.,/=:$@%! ~^", c));
}

static bool cgo_line(struct head *h, struct str line)
{
	static const char *const verbs[] = {
		"CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS",
		"pkg-config", NULL
	};
	static const char dir[] = "${SRCDIR}";
	size_t colon = str_find(line, ':'), i;
	struct str words = str_sub(line, 0, colon), word, verb = STR_NONE;
	const char *const *v;

	if (colon == line.len)
		return false;
	while (str_word(&words, &word))
		verb = word;
	for (v = verbs; *v && !str_is(verb, *v); v++)
		;
	line = str_sub(line, colon + 1, line.len - colon - 1);
	for (i = 0; i < line.len; i++) {
		if (str_starts(str_sub(line, i, line.len - i), dir)) {
			h->out->srcdir = true;
			i += sizeof(dir) - 2;
		} else if (line.p[i] != '\t' && !gohead_cgo_safe(line.p[i])) {
			return false;
		}
	}
	return *v != NULL;
}

static void cgo_lines(struct head *h, struct str head)
{
	struct str line;

	while (str_line(&head, &line)) {
		line = str_trim(line);
		while (line.len && strchr("/* \t", line.p[0]))
			line = str_sub(line, 1, line.len - 1);
		if (!str_starts(line, "#cgo") || line.len < 5 ||
		    (line.p[4] != ' ' && line.p[4] != '\t'))
			continue;
		if (str_ends(line, "*/"))
			line.len -= 2;
		if (!cgo_line(h, str_sub(line, 5, line.len - 5)))
			h->out->odd_cgo = true;
	}
}

/* ---- //go:embed lines ---- */

static void embed_args(struct head *h, struct str args)
{
	size_t i;

	for (i = 0; i < args.len; i++)
		if ((unsigned char)args.p[i] >= 0x80 ||
		    ((unsigned char)args.p[i] < ' ' && args.p[i] != '\t') ||
		    args.p[i] == '\\')
			h->unsure = true;
	for (args = str_trim(args); args.len && !h->unsure;
	     args = str_trim(args)) {
		struct str word;

		if (args.p[0] == '"' || args.p[0] == '`') {
			struct str rest = str_sub(args, 1, args.len - 1);
			size_t n = str_find(rest, args.p[0]);

			word = str_sub(rest, 0, n);
			if (n == rest.len || (n + 1 < rest.len &&
			    rest.p[n + 1] != ' ' && rest.p[n + 1] != '\t')) {
				h->unsure = true;
				return;
			}
			args = str_sub(rest, n + 1, rest.len - n - 1);
		} else if (!str_word(&args, &word)) {
			return;
		}
		*ARENA_PUSH(h->a, h->out->embeds, h->out->nembeds) =
			arena_strndup(h->a, word.p, word.len);
	}
}

/* Past a string or a character; it must end on its line but for a raw one. */
static size_t past_literal(struct head *h, size_t at)
{
	char quote = h->s.p[at];

	for (at++; at < h->s.len && h->s.p[at] != quote; at++) {
		if (quote == '`')
			continue;
		if (h->s.p[at] == '\n')
			break;
		if (h->s.p[at] == '\\')
			at++;
	}
	if (at >= h->s.len || h->s.p[at] != quote) {
		h->unsure = true;
		return h->s.len;
	}
	return at + 1;
}

static void embed_comment(struct head *h, struct str text, bool starts_line)
{
	static const char mark[] = "go:embed";
	size_t n = sizeof(mark) - 1;

	if (!str_starts(text, mark))
		return;
	if (text.len == n || (text.p[n] != ' ' && text.p[n] != '\t')) {
		/* "//go:embed" alone and "//go:embedded" are none. */
		if (text.len > n && !is_letter((unsigned char)text.p[n]) &&
		    !is_digit((unsigned char)text.p[n]))
			h->unsure = true;
		return;
	}
	if (!starts_line)
		h->unsure = true;
	else
		embed_args(h, str_sub(text, n, text.len - n));
}

static void embed_lines(struct head *h)
{
	bool starts_line = false;
	size_t i = 0;

	if (str_find(h->s, '\0') < h->s.len)
		h->unsure = true;
	while (i < h->s.len && !h->unsure) {
		struct str rest = str_sub(h->s, i, h->s.len - i);

		if (rest.p[0] == '\n') {
			starts_line = true;
			i++;
		} else if (rest.p[0] == ' ' || rest.p[0] == '\t') {
			i++;
		} else if (strchr("\"`'", rest.p[0])) {
			i = past_literal(h, i);
			starts_line = false;
		} else if (str_starts(rest, "//")) {
			size_t n = str_find(rest, '\n');

			embed_comment(h, str_sub(rest, 2, n - 2), starts_line);
			i += n;
		} else if (str_starts(rest, "/*")) {
			size_t n = str_search(str_sub(rest, 2, rest.len - 2),
					      "*/");

			h->unsure |= n + 2 >= rest.len;
			i += 2 + n + 2;
			starts_line = false;
		} else {
			starts_line = false;
			i++;
		}
	}
}

static bool imports_embed(const struct gohead *out)
{
	size_t i;

	for (i = 0; i < out->nimports; i++)
		if (!strcmp(out->imports[i], "embed"))
			return true;
	return false;
}

enum gohead_sure gohead_read(struct arena *a, struct str bytes, bool partial,
			     struct gohead *out)
{
	struct head h = { .a = a, .s = bytes, .out = out };
	struct str head;

	*out = (struct gohead){ 0 };
	if (str_starts(bytes, BOM))
		h.s = str_sub(bytes, 3, bytes.len - 3);
	clauses(&h);
	if (partial && h.ended)
		return GOHEAD_MORE;
	head = str_sub(h.s, 0, h.at < h.s.len ? h.at : h.s.len);
	if (h.unsure || str_find(head, '\0') < head.len ||
	    str_search(head, BOM) < head.len || !text_is_utf8(head))
		return GOHEAD_UNSURE;
	if (imports_embed(out)) {
		if (partial)
			return GOHEAD_MORE;
		embed_lines(&h);
	}
	constraints(&h);
	if (out->uses_c)
		cgo_lines(&h, head);
	return h.unsure ? GOHEAD_UNSURE : GOHEAD_SURE;
}
