/* Mirrors golang.org/x/mod/modfile/read.go. */
#include "config.h"

#include "fmt/lexline.h"

#include "fmt/gochar.h"

enum kind {
	T_EOF,
	T_NEWLINE,
	T_SUFFIX,	/* a comment behind something; ends the line */
	T_COMMENT,	/* a comment alone on its line */
	T_WORD,
	T_STRING,
	T_LPAREN,
	T_RPAREN,
	T_PUNCT
};

struct token {
	enum kind kind;
	struct str text;
	size_t off;
	int line, col;
};

struct lexer {
	struct arena *a;
	struct lexline *out;
	enum gorelease r;
	const char *file;
	struct str bytes;
	size_t off;
	int line, col;
	struct token next;	/* one token ahead */
	bool failed;		/* no more is read */
	size_t kept;		/* words and comments */
};

static bool fail_at(struct lexer *lx, const char *message, int line, int col)
{
	if (!lx->failed) {
		lx->out->error = message;
		lx->out->error_line = line;
		lx->out->error_col = col;
		lx->failed = true;
	}
	return false;
}

static bool fail(struct lexer *lx, const char *message)
{
	return fail_at(lx, message, lx->line, lx->col);
}

static struct str rest(const struct lexer *lx)
{
	return str_sub(lx->bytes, lx->off, lx->bytes.len - lx->off);
}

/* The character here and its bytes; 0 bytes at the end. */
static size_t peek_char(const struct lexer *lx, uint32_t *cp)
{
	*cp = 0;
	if (lx->off < lx->bytes.len && !(lx->bytes.p[lx->off] & 0x80)) {
		*cp = (unsigned char)lx->bytes.p[lx->off];
		return 1;
	}
	return gochar_decode(rest(lx), cp);
}

static uint32_t read_char(struct lexer *lx)
{
	uint32_t cp;
	size_t n = peek_char(lx, &cp);

	lx->off += n;
	if (cp == '\n') {
		lx->line++;
		lx->col = 1;
	} else if (n) {
		lx->col++;
	}
	return cp;
}

static bool at(const struct lexer *lx, const char *s)
{
	return str_starts(rest(lx), s);
}

static bool is_word_char(const struct lexer *lx, uint32_t cp)
{
	if (cp < 0x7f)
		return cp > ' ' && !strchr("()[]{},", (char)cp);
	return gochar_is_print(cp, lx->r);
}

static bool lex_comment(struct lexer *lx)
{
	struct str before = str_sub(lx->bytes, 0, lx->off), *text;
	size_t bol = str_find_last(before, '\n'), end;
	uint32_t cp;

	bol = bol == before.len ? 0 : bol + 1;
	before = str_sub(before, bol, before.len - bol);
	lx->next.kind = gochar_trim(before).len ? T_SUFFIX : T_COMMENT;
	text = &lx->next.text;
	*text = rest(lx);
	end = str_find(*text, '\n');
	text->len = end;
	if (lx->off + end < lx->bytes.len) {
		lx->off += end + 1;
		lx->line++;
		lx->col = 1;
		if (text->p[text->len - 1] == '\r')
			text->len--;
	} else {
		while (peek_char(lx, &cp))
			(void)read_char(lx);
	}
	return true;
}

static bool lex_string(struct lexer *lx)
{
	uint32_t quote = read_char(lx), cp;

	for (;;) {
		if (lx->off == lx->bytes.len)
			return fail_at(lx, "unexpected EOF in string",
				       lx->next.line, lx->next.col);
		if (lx->bytes.p[lx->off] == '\n')
			return fail(lx, "unexpected newline in string");
		cp = read_char(lx);
		if (cp == quote)
			break;
		if (cp != '\\' || quote == '`')
			continue;
		if (lx->off == lx->bytes.len)
			return fail_at(lx, "unexpected EOF in string",
				       lx->next.line, lx->next.col);
		(void)read_char(lx);
	}
	lx->next.kind = T_STRING;
	return true;
}

static bool lex_word(struct lexer *lx)
{
	uint32_t cp;

	(void)peek_char(lx, &cp);
	if (!is_word_char(lx, cp))
		return fail(lx, arena_printf(lx->a,
				"unexpected input character %s",
				gochar_quoted_char(lx->a, cp, lx->r)));
	for (; is_word_char(lx, cp); (void)peek_char(lx, &cp)) {
		if (cp == '/' && at(lx, "//"))
			break;
		if (cp == '/' && at(lx, "/*"))
			return fail(lx, "mod files must use // comments "
				    "(not /* */ comments)");
		(void)read_char(lx);
	}
	lx->next.kind = T_WORD;
	return true;
}

/* Read one token ahead; false when the text ends the whole reading here. */
static bool advance(struct lexer *lx)
{
	struct token *t = &lx->next;
	bool ok = true;
	char c;

	for (;;) {
		c = lx->off < lx->bytes.len ? lx->bytes.p[lx->off] : 0;
		if (c != ' ' && c != '\t' && c != '\r')
			break;
		(void)read_char(lx);
	}
	*t = (struct token){ T_EOF, STR_NONE, lx->off, lx->line, lx->col };
	if (lx->off == lx->bytes.len) {
		t->text = str_sub(lx->bytes, lx->off, 0);
		return true;
	}
	if (c == '/' && at(lx, "//"))
		return lex_comment(lx);
	if (c == '/' && at(lx, "/*"))
		return fail(lx, "mod files must use // comments "
			    "(not /* */ comments)");
	switch (c) {
	case '\n':
		t->kind = T_NEWLINE;
		(void)read_char(lx);
		break;
	case '(':
	case ')':
	case '[':
	case ']':
	case '{':
	case '}':
	case ',':
		t->kind = c == '(' ? T_LPAREN : c == ')' ? T_RPAREN : T_PUNCT;
		(void)read_char(lx);
		break;
	case '"':
	case '`':
		ok = lex_string(lx);
		break;
	default:
		ok = lex_word(lx);
		break;
	}
	t->text = str_sub(lx->bytes, t->off, lx->off - t->off);
	return ok;
}

static struct token take(struct lexer *lx)
{
	struct token t = lx->next;

	if (!advance(lx))
		lx->next.kind = T_EOF;
	return t;
}

static bool ends_line(enum kind k)
{
	return k == T_EOF || k == T_SUFFIX || k == T_NEWLINE;
}

/* Stops the reading at the limit, as an error would. */
static void count(struct lexer *lx)
{
	if (++lx->kept > LEXLINE_MAX_TOKENS && !lx->failed) {
		lx->out->cut = true;
		lx->failed = true;
	}
}

static void push_comment(struct lexer *lx, struct lex_comments *to,
			 const struct token *t)
{
	struct lex_comment *c = ARENA_PUSH(lx->a, to->list, to->n);

	c->text = t->text;
	c->off = t->off;
	c->line = t->line;
	count(lx);
}

static void push_token(struct lexer *lx, struct lex_line *to,
		       const struct token *t)
{
	struct lex_token *n = ARENA_PUSH(lx->a, to->tokens, to->n);

	n->text = t->text;
	n->off = t->off;
	count(lx);
}

/* The token that ended a line may be its comment. */
static void end_line(struct lexer *lx, struct lex_line *line,
		     const struct token *t)
{
	if (t->kind == T_SUFFIX)
		push_comment(lx, &line->suffix, t);
}

static void parse_line(struct lexer *lx, struct lex_line *line)
{
	struct token t = take(lx);

	line->line = t.line;
	line->col = t.col;
	line->in_block = true;
	push_token(lx, line, &t);
	while (!lx->failed) {
		t = take(lx);
		if (ends_line(t.kind)) {
			end_line(lx, line, &t);
			return;
		}
		push_token(lx, line, &t);
	}
}

static void parse_block(struct lexer *lx, struct lex_stmt *s)
{
	struct lex_comments above = { NULL, 0 };
	struct token t;

	s->kind = LEX_BLOCK;
	while (!lx->failed) {
		switch (lx->next.kind) {
		case T_SUFFIX:
			(void)take(lx);
			break;
		case T_NEWLINE:
			/* One blank line is kept, as a comment without text. */
			t = take(lx);
			t.text = STR_NONE;
			if (above.n ? above.list[above.n - 1].text.p != NULL :
			    s->nlines > 0)
				push_comment(lx, &above, &t);
			break;
		case T_COMMENT:
			t = take(lx);
			push_comment(lx, &above, &t);
			break;
		case T_EOF:
			fail(lx, arena_printf(lx->a, "syntax error "
				"(unterminated block started at %s:%d:%d)",
				lx->file, s->head.line, s->head.col));
			return;
		case T_RPAREN:
			t = take(lx);
			s->last = above;
			s->rparen = t.off;
			s->rparen_line = t.line;
			if (!ends_line(lx->next.kind)) {
				fail(lx, "syntax error (expected newline "
				     "after closing paren)");
				return;
			}
			(void)take(lx);
			return;
		case T_WORD:
		case T_STRING:
		case T_LPAREN:
		case T_PUNCT: {
			struct lex_line *line = ARENA_NEW(lx->a,
							  struct lex_line);

			parse_line(lx, line);
			line->before = above;
			above = (struct lex_comments){ NULL, 0 };
			*ARENA_PUSH(lx->a, s->lines, s->nlines) = line;
			break;
		}
		}
	}
}

static void parse_stmt(struct lexer *lx, struct lex_stmt *s)
{
	struct token t = take(lx), lparen;

	s->head.line = t.line;
	s->head.col = t.col;
	push_token(lx, &s->head, &t);
	while (!lx->failed) {
		t = take(lx);
		if (ends_line(t.kind)) {
			end_line(lx, &s->head, &t);
			return;
		}
		if (t.kind != T_LPAREN) {
			push_token(lx, &s->head, &t);
			continue;
		}
		s->lparen = t.off;
		if (ends_line(lx->next.kind)) {
			parse_block(lx, s);
			return;
		}
		if (lx->next.kind != T_RPAREN) {
			push_token(lx, &s->head, &t);
			continue;
		}
		lparen = t;
		t = take(lx);
		if (ends_line(lx->next.kind)) {
			s->kind = LEX_BLOCK;
			s->rparen = t.off;
			s->rparen_line = t.line;
			(void)take(lx);
			return;
		}
		push_token(lx, &s->head, &lparen);
		push_token(lx, &s->head, &t);
	}
}

static struct lex_stmt *push_stmt(struct lexer *lx)
{
	struct lex_stmt *s = ARENA_NEW(lx->a, struct lex_stmt);

	*ARENA_PUSH(lx->a, lx->out->stmts, lx->out->n) = s;
	return s;
}

static void parse_file(struct lexer *lx)
{
	struct lex_comments above = { NULL, 0 };
	struct lex_stmt *s;
	struct token t;

	while (!lx->failed) {
		switch (lx->next.kind) {
		case T_NEWLINE:
		case T_EOF:
			if (above.n) {
				s = push_stmt(lx);
				s->kind = LEX_COMMENTS;
				s->head.line = above.list[0].line;
				s->head.before = above;
				above = (struct lex_comments){ NULL, 0 };
			}
			if (take(lx).kind == T_EOF)
				return;
			break;
		case T_COMMENT:
			t = take(lx);
			push_comment(lx, &above, &t);
			break;
		case T_SUFFIX:
		case T_WORD:
		case T_STRING:
		case T_LPAREN:
		case T_RPAREN:
		case T_PUNCT:
			s = push_stmt(lx);
			parse_stmt(lx, s);
			s->head.before = above;
			above = (struct lex_comments){ NULL, 0 };
			break;
		}
	}
}

struct lexline *lexline_parse(struct arena *a, struct str bytes,
			      const char *file, enum gorelease r)
{
	struct lexline *out = ARENA_NEW(a, struct lexline);
	struct lexer lx = {
		.a = a, .out = out, .r = r, .file = file, .bytes = bytes,
		.line = 1, .col = 1,
	};

	if (!bytes.p)
		lx.bytes.p = "";
	out->bytes = lx.bytes;
	(void)take(&lx);
	parse_file(&lx);
	return out;
}

size_t lexline_start(struct str bytes, size_t off)
{
	size_t nl = str_find_last(str_sub(bytes, 0, off), '\n');

	return nl == off ? 0 : nl + 1;
}

size_t lexline_next(struct str bytes, size_t off)
{
	size_t n = str_find(str_sub(bytes, off, bytes.len - off), '\n');

	return off + n < bytes.len ? off + n + 1 : bytes.len;
}
