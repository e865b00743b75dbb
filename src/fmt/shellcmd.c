#include "config.h"

#include "fmt/shellcmd.h"

#include "base/mem.h"
#include "base/path.h"
#include "base/strbuf.h"

/* Of scripts in a CI file; what is beyond is left out. */
#define MAX_COMMANDS ((size_t)4000)
#define MAX_DEPTH 40

struct heredoc {
	const char *end;
	bool tabs;		/* <<-: tabs before it are dropped */
};

struct reader {
	struct arena *a;
	struct str s;
	size_t at;
	int line;
	int depth, block;
	struct shellcmd *list;
	size_t n;
	struct heredoc *docs;	/* whose text begins on the next line */
	size_t ndocs;
};

static char peek(const struct reader *r, size_t ahead)
{
	size_t i = r->at + ahead;

	return i < r->s.len ? r->s.p[i] : '\0';
}

static bool at_end(const struct reader *r)
{
	return r->at >= r->s.len;
}

static void step(struct reader *r, size_t n)
{
	for (; n && !at_end(r); n--)
		if (r->s.p[r->at++] == '\n')
			r->line++;
}

static bool is_at(const struct reader *r, const char *text)
{
	return str_starts(str_sub(r->s, r->at, r->s.len - r->at), text);
}

/* Over the text of the here-documents that the line before began. */
static void skip_docs(struct reader *r)
{
	size_t i;

	for (i = 0; i < r->ndocs; i++) {
		while (!at_end(r)) {
			struct str rest = str_sub(r->s, r->at,
						  r->s.len - r->at);
			struct str line = str_sub(rest, 0,
						  str_find(rest, '\n'));
			struct str bare = line;

			while (r->docs[i].tabs && bare.len &&
			       bare.p[0] == '\t')
				bare = str_sub(bare, 1, bare.len - 1);
			step(r, line.len + 1);
			if (str_is(str_trim(bare), r->docs[i].end))
				break;
		}
	}
	r->ndocs = 0;
	r->docs = NULL;
}

/* Blanks, continued lines and comments; stays on a line's end. */
static void skip_blanks(struct reader *r)
{
	for (;;) {
		char c = peek(r, 0);

		if (c == ' ' || c == '\t' || c == '\r') {
			step(r, 1);
		} else if (c == '\\' && peek(r, 1) == '\n') {
			step(r, 2);
		} else if (c == '\\' && peek(r, 1) == '\r' &&
			   peek(r, 2) == '\n') {
			step(r, 3);
		} else if (c == '#') {
			while (!at_end(r) && peek(r, 0) != '\n')
				step(r, 1);
		} else {
			return;
		}
	}
}

static void read_list(struct reader *r, char close);

/* "$(…)", "$((…))", "${…}", "${{ … }}" and "$x": raw, as they stand. */
static void read_dollar(struct reader *r)
{
	int open = 0;

	if (is_at(r, "${{")) {
		while (!at_end(r) && !is_at(r, "}}"))
			step(r, 1);
		step(r, 2);
		return;
	}
	if (is_at(r, "$((")) {
		while (!at_end(r) && !is_at(r, "))"))
			step(r, 1);
		step(r, 2);
		return;
	}
	if (is_at(r, "$(")) {
		int block = r->block;

		step(r, 2);
		if (r->depth >= MAX_DEPTH)
			return;
		r->depth++;
		read_list(r, ')');
		r->depth--;
		r->block = block;
		return;
	}
	if (is_at(r, "${")) {
		for (; !at_end(r); step(r, 1)) {
			if (peek(r, 0) == '{')
				open++;
			else if (peek(r, 0) == '}' && !--open)
				break;
		}
		step(r, 1);
		return;
	}
	step(r, 1);
}

static void take(struct reader *r, struct strbuf *sb, size_t from)
{
	strbuf_add(sb, r->s.p + from, r->at - from);
}

static void read_double(struct reader *r, struct strbuf *sb, bool *dynamic)
{
	step(r, 1);
	while (!at_end(r) && peek(r, 0) != '"') {
		size_t from = r->at;
		char c = peek(r, 0);

		if (c == '\\' && peek(r, 1) == '\n') {
			step(r, 2);
			continue;
		}
		if (c == '\\' && strchr("$`\"\\", peek(r, 1)) && peek(r, 1)) {
			step(r, 1);
			from++;
			step(r, 1);
		} else if (c == '$' && peek(r, 1) && peek(r, 1) != '"' &&
			   peek(r, 1) != ' ') {
			*dynamic = true;
			read_dollar(r);
		} else if (c == '`') {
			*dynamic = true;
			do
				step(r, 1);
			while (!at_end(r) && peek(r, 0) != '`');
			step(r, 1);
		} else {
			step(r, 1);
		}
		take(r, sb, from);
	}
	step(r, 1);
}

/* What ends a word, where it is not quoted. */
static bool ends_word(char c)
{
	return !c || strchr(" \t\r\n;|&<>()", c) != NULL;
}

static bool read_word(struct reader *r, struct shellcmd_word *w)
{
	struct strbuf sb = STRBUF_INIT;
	bool quoted = false;

	memset(w, 0, sizeof(*w));
	w->at = r->at;
	w->single = peek(r, 0) == '\'';
	while (!at_end(r) && !ends_word(peek(r, 0))) {
		size_t from = r->at;
		char c = peek(r, 0);

		if (c == '\'') {
			quoted = true;
			step(r, 1);
			from = r->at;
			while (!at_end(r) && peek(r, 0) != '\'')
				step(r, 1);
			take(r, &sb, from);
			step(r, 1);
			w->single = w->single && ends_word(peek(r, 0));
			continue;
		}
		w->single = false;
		if (c == '"') {
			quoted = true;
			read_double(r, &sb, &w->dynamic);
			continue;
		}
		if (c == '\\') {
			if (peek(r, 1) == '\n') {
				step(r, 2);
				continue;
			}
			step(r, 1);
			from = r->at;
			step(r, 1);
		} else if (c == '$' && !ends_word(peek(r, 1))) {
			w->dynamic = true;
			read_dollar(r);
		} else if (c == '$' && peek(r, 1) == '(') {
			w->dynamic = true;
			read_dollar(r);
		} else if (c == '`') {
			w->dynamic = true;
			do
				step(r, 1);
			while (!at_end(r) && peek(r, 0) != '`');
			step(r, 1);
		} else {
			step(r, 1);
		}
		take(r, &sb, from);
	}
	w->len = r->at - w->at;
	w->text = arena_strndup(r->a, sb.len ? sb.buf : "", sb.len);
	strbuf_release(&sb);
	return w->len > 0 || quoted;
}

static bool read_redirect(struct reader *r, struct shellcmd *c)
{
	static const char *const ops[] = {
		"<<<", "<<-", "<<", "<>", "<&", ">>", ">|", ">&", ">", "<",
	};
	struct shellcmd_redirect d;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ops) && !is_at(r, ops[i]); i++)
		;
	if (i == ARRAY_SIZE(ops))
		return false;
	step(r, strlen(ops[i]));
	while (peek(r, 0) == ' ' || peek(r, 0) == '\t')
		step(r, 1);
	memset(&d, 0, sizeof(d));
	d.op = ops[i];
	if (!read_word(r, &d.to))
		return true;
	if (!strcmp(d.op, "<<") || !strcmp(d.op, "<<-")) {
		struct heredoc *h = ARENA_PUSH(r->a, r->docs, r->ndocs);

		h->end = d.to.text;
		h->tabs = d.op[2] == '-';
		d.op = "<<";
	}
	*ARENA_PUSH(r->a, c->redirects, c->nredirects) = d;
	return true;
}

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

/* Words of the grammar before a command; they open and close blocks. */
static bool is_keyword(struct reader *r, const struct shellcmd_word *w)
{
	static const char *const opens[] = { "if", "while", "until", "{" };
	static const char *const closes[] = { "fi", "done", "esac", "}" };
	static const char *const others[] = {
		"then", "else", "elif", "do", "!", "time",
	};
	struct str raw = str_sub(r->s, w->at, w->len);

	if (!str_is(raw, w->text))
		return false;
	if (is_one_of(w->text, opens, ARRAY_SIZE(opens))) {
		r->block++;
		return true;
	}
	if (is_one_of(w->text, closes, ARRAY_SIZE(closes))) {
		if (r->block)
			r->block--;
		return true;
	}
	return is_one_of(w->text, others, ARRAY_SIZE(others));
}

bool shellcmd_assignment(const struct shellcmd_word *w, struct str *name,
			 struct str *value)
{
	size_t eq = str_find(str_from(w->text), '='), i;

	if (!w->text[eq] || !eq)
		return false;
	for (i = 0; i < eq; i++) {
		char c = w->text[i];

		if (!(c == '_' || (c >= 'A' && c <= 'Z') ||
		      (c >= 'a' && c <= 'z') || (i && c >= '0' && c <= '9')))
			return false;
	}
	*name = str_sub(str_from(w->text), 0, eq);
	*value = str_from(w->text + eq + 1);
	return true;
}

/* One command up to what parts it from the next. */
static void read_command(struct reader *r, bool guarded)
{
	struct shellcmd c;
	struct shellcmd_word w;
	struct str name, value;
	int block;

	memset(&c, 0, sizeof(c));
	block = r->block;
	for (;;) {
		skip_blanks(r);
		/* "2>&1": the number belongs to the operator. */
		if (peek(r, 0) >= '0' && peek(r, 0) <= '9' &&
		    (peek(r, 1) == '>' || peek(r, 1) == '<'))
			step(r, 1);
		if (read_redirect(r, &c))
			continue;
		if (at_end(r) || ends_word(peek(r, 0)))
			break;
		if (!c.nwords) {
			c.at = r->at;
			c.line = r->line;
		}
		if (!read_word(r, &w))
			break;
		if (!c.nwords && is_keyword(r, &w)) {
			block = r->block;
			continue;
		}
		if (!c.nwords && (!strcmp(w.text, "for") ||
				  !strcmp(w.text, "case") ||
				  !strcmp(w.text, "select"))) {
			r->block++;
			/* "for x in a b": no command. */
			while (!at_end(r) && !strchr(";\n", peek(r, 0))) {
				if (is_at(r, " in") && w.text[0] == 'c')
					break;
				step(r, 1);
			}
			if (w.text[0] == 'c')
				step(r, 3);
			return;
		}
		*ARENA_PUSH(r->a, c.words, c.nwords) = w;
		if (c.nassigns + 1 == c.nwords &&
		    shellcmd_assignment(&w, &name, &value))
			c.nassigns++;
		c.len = w.at + w.len - c.at;
	}
	if (c.nredirects && c.nwords) {
		const struct shellcmd_word *to =
			&c.redirects[c.nredirects - 1].to;

		if (to->at + to->len > c.at + c.len)
			c.len = to->at + to->len - c.at;
	}
	if (!c.nwords || r->n >= MAX_COMMANDS)
		return;
	c.depth = r->depth;
	c.block = block;
	c.guarded = guarded;
	c.piped = peek(r, 0) == '|' && peek(r, 1) != '|';
	*ARENA_PUSH(r->a, r->list, r->n) = c;
}

/* Commands up to `close` at this depth, or the end. */
static void read_list(struct reader *r, char close)
{
	bool guarded = false;

	while (!at_end(r)) {
		size_t before = r->at;
		char c;

		skip_blanks(r);
		c = peek(r, 0);
		if (!c && at_end(r))
			return;
		if (c == '\n') {
			step(r, 1);
			skip_docs(r);
			guarded = false;
		} else if (c == ')') {
			step(r, 1);
			if (close == ')')
				return;
			guarded = false;
		} else if (c == '(') {
			step(r, 1);
			/* "f()" opens no subshell. */
			if (peek(r, 0) == ')') {
				step(r, 1);
			} else if (r->depth < MAX_DEPTH) {
				r->depth++;
				read_list(r, ')');
				r->depth--;
			}
		} else if (is_at(r, "&&") || is_at(r, "||")) {
			step(r, 2);
			guarded = true;
		} else if (c == ';' || c == '&' || c == '|') {
			step(r, 1);
			guarded = false;
		} else {
			read_command(r, guarded);
			if (r->at == before)
				step(r, 1);
		}
	}
}

size_t shellcmd_list(struct arena *a, struct str script,
		     struct shellcmd **list)
{
	struct reader r = { .a = a, .s = script };

	read_list(&r, '\0');
	*list = r.list;
	return r.n;
}

const char *shellcmd_program(const struct shellcmd *c, size_t *first)
{
	static const char *const before[] = {
		"sudo", "env", "exec", "nice", "command", "nohup", "xvfb-run",
	};
	size_t i = c->nassigns;
	struct str name, value;

	while (i < c->nwords) {
		const struct shellcmd_word *w = &c->words[i];
		const char *base = path_base(w->text);

		if (i > c->nassigns && shellcmd_assignment(w, &name, &value)) {
			i++;
			continue;
		}
		if (!is_one_of(base, before, ARRAY_SIZE(before))) {
			*first = i + 1;
			return w->dynamic && strchr(base, '$') ? NULL : base;
		}
		/* Options with a word of their own are not followed. */
		for (i++; i < c->nwords && c->words[i].text[0] == '-'; i++)
			if (!strcmp(base, "nice") &&
			    !strcmp(c->words[i].text, "-n"))
				i++;
			else if (!strcmp(c->words[i].text, "-u"))
				i++;
	}
	return NULL;
}

const struct shellcmd_word *shellcmd_script(const struct shellcmd *c)
{
	size_t at;
	const char *program = shellcmd_program(c, &at);

	if (!program)
		return NULL;
	if (!str_is_word(str_from(program), "sh bash"))
		return strchr(c->words[at - 1].text, '/') ? &c->words[at - 1]
							  : NULL;
	while (at < c->nwords && c->words[at].text[0] == '-' &&
	       !strchr(c->words[at].text, 'c'))
		at++;
	return at < c->nwords && c->words[at].text[0] != '-' ? &c->words[at]
							      : NULL;
}

const char *shellcmd_text(struct arena *a, struct str script,
			  const struct shellcmd *c)
{
	char *text = arena_strndup(a, script.p + c->at, c->len), *p, *out;

	for (p = out = text; *p; p++) {
		if (*p == '\\' && (p[1] == '\n' || p[1] == '\r'))
			continue;
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
		if (*p == ' ' && out > text && out[-1] == ' ')
			continue;
		*out++ = *p;
	}
	*out = '\0';
	return text;
}
