#include "config.h"

#include "fmt/shellset.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "fmt/gochar.h"

#define LIST_MAX 20000
#define WORDS_MAX 2000
/* Brackets inside brackets. */
#define DEPTH_MAX 50

struct word {
	const char *value;	/* without quotes, SHELLSET_ANY for the rest */
	struct str raw;
	bool quoted;		/* some of it */
};

struct heredoc {
	struct str word;
	bool tabs;		/* <<- */
};

struct lexer {
	struct arena *a;
	struct str text;
	size_t at;
	int line;
	enum shellrc_family f;
	const char *(*lookup)(void *payload, const char *name);
	void *payload;
	struct heredoc docs[8];
	size_t ndocs;
	/* The command at hand. */
	struct word *words;
	size_t nwords;
	int first_line;
	struct shellset *list;
	size_t n;
};

/* ---- patterns ---- */

bool shellset_is_whole(const char *pattern)
{
	return pattern && !strchr(pattern, SHELLSET_ANY);
}

bool shellset_matches(const char *pattern, const char *value)
{
	const char *star = NULL, *back = value;

	if (!pattern || !value)
		return false;
	while (*value) {
		if (*pattern == SHELLSET_ANY) {
			star = ++pattern;
			back = value;
		} else if (*pattern == *value) {
			pattern++;
			value++;
		} else if (star) {
			pattern = star;
			value = ++back;
		} else {
			return false;
		}
	}
	while (*pattern == SHELLSET_ANY)
		pattern++;
	return !*pattern;
}

/* ---- words ---- */

static char peek(const struct lexer *x, size_t ahead)
{
	return x->at + ahead < x->text.len ? x->text.p[x->at + ahead] : '\0';
}

static void step(struct lexer *x)
{
	if (x->at < x->text.len && x->text.p[x->at++] == '\n')
		x->line++;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

/* Several unknown parts in a row are one. */
static void add_any(struct strbuf *out)
{
	if (!out->len || out->buf[out->len - 1] != SHELLSET_ANY)
		strbuf_addch(out, SHELLSET_ANY);
}

static void add_char(struct strbuf *out, char c)
{
	/* Not to be taken for what stands for anything. */
	if (c == SHELLSET_ANY || !c)
		add_any(out);
	else
		strbuf_addch(out, c);
}

static void skip_brackets(struct lexer *x, char open, char shut, int depth);

/* Quotes inside what is skipped. */
static void skip_quotes(struct lexer *x, char quote, int depth)
{
	step(x);
	while (x->at < x->text.len && peek(x, 0) != quote) {
		if (peek(x, 0) == '\\' && quote != '\'')
			step(x);
		else if (quote == '"' && peek(x, 0) == '$' &&
			 peek(x, 1) == '(' && depth < DEPTH_MAX) {
			step(x);
			skip_brackets(x, '(', ')', depth + 1);
			continue;
		}
		step(x);
	}
	step(x);
}

/* From the opening one to behind the closing one. */
static void skip_brackets(struct lexer *x, char open, char shut, int depth)
{
	int inside = 0;

	while (x->at < x->text.len) {
		char c = peek(x, 0);

		if (c == '\\') {
			step(x);
		} else if (c == '\'' || c == '"' || c == '`') {
			skip_quotes(x, c, depth);
			continue;
		} else if (c == open) {
			inside++;
		} else if (c == shut && !--inside) {
			step(x);
			return;
		}
		step(x);
	}
}

static void add_variable(struct lexer *x, struct str name, struct strbuf *out)
{
	const char *value = NULL;

	if (x->lookup)
		value = x->lookup(x->payload,
				  arena_strndup(x->a, name.p, name.len));
	if (value)
		strbuf_addstr(out, value);
	else
		add_any(out);
}

static void push(struct lexer *x, enum shellset_op op, struct str name,
		 const char *value, struct str raw, bool temp)
{
	struct shellset *s;

	if (x->n >= LIST_MAX)
		return;
	s = ARENA_PUSH(x->a, x->list, x->n);
	s->op = op;
	s->line = x->first_line;
	s->last_line = x->line;
	s->name = name.p ? arena_strndup(x->a, name.p, name.len) : NULL;
	s->value = value;
	s->raw = raw.p ? arena_strndup(x->a, raw.p, raw.len) : NULL;
	s->temp = temp;
}

/* ${NAME…}: also ${NAME:=WORD}, which sets it. */
static void braces(struct lexer *x, struct strbuf *out)
{
	size_t start = x->at, n;
	struct str in, name;

	skip_brackets(x, '{', '}', 0);
	in = str_sub(x->text, start, x->at - start);
	if (in.len < 3 || in.p[in.len - 1] != '}') {
		add_any(out);
		return;
	}
	in = str_sub(in, 1, in.len - 2);
	for (n = 0; n < in.len && is_name_char(in.p[n]); n++)
		;
	name = str_sub(in, 0, n);
	if (n == in.len) {
		add_variable(x, name, out);
		return;
	}
	add_any(out);
	in = str_sub(in, n, in.len - n);
	if (!n || !(str_starts(in, ":=") || str_starts(in, "=")))
		return;
	in = str_sub(in, in.p[0] == ':' ? 2 : 1,
		     in.len - (in.p[0] == ':' ? 2 : 1));
	push(x, SHELLSET_DEFAULT, name,
	     memchr(in.p, '$', in.len) || memchr(in.p, '`', in.len)
	     ? "\001" : arena_strndup(x->a, in.p, in.len), in, false);
}

static void dollar(struct lexer *x, struct strbuf *out)
{
	char next = peek(x, 1);
	size_t start;

	step(x);
	if (next == '(') {
		skip_brackets(x, '(', ')', 0);
		add_any(out);
	} else if (next == '{') {
		braces(x, out);
	} else if (is_name_char(next)) {
		struct str name;

		for (start = x->at; is_name_char(peek(x, 0));)
			step(x);
		name = str_sub(x->text, start, x->at - start);
		/* $x[1] of fish and zsh. */
		if (peek(x, 0) == '[' && x->f != SHELLRC_BASH &&
		    x->f != SHELLRC_SH) {
			skip_brackets(x, '[', ']', 0);
			add_any(out);
		} else {
			add_variable(x, name, out);
		}
	} else if (next && strchr("?!$#@*-", next)) {
		step(x);
		add_any(out);
	} else {
		strbuf_addch(out, '$');
	}
}

static void double_quoted(struct lexer *x, struct strbuf *out)
{
	step(x);
	while (x->at < x->text.len && peek(x, 0) != '"') {
		char c = peek(x, 0);

		if (c == '\\' && peek(x, 1) && strchr("$`\"\\", peek(x, 1))) {
			add_char(out, peek(x, 1));
			step(x);
			step(x);
		} else if (c == '\\' && peek(x, 1) == '\n') {
			step(x);
			step(x);
		} else if (c == '$') {
			dollar(x, out);
		} else if (c == '`' && x->f != SHELLRC_FISH) {
			skip_quotes(x, '`', 0);
			add_any(out);
		} else {
			add_char(out, c);
			step(x);
		}
	}
	step(x);
}

static void single_quoted(struct lexer *x, struct strbuf *out, bool escapes)
{
	step(x);
	while (x->at < x->text.len && peek(x, 0) != '\'') {
		if (peek(x, 0) == '\\' && escapes) {
			step(x);
			/* $'\n' and its like: not worth knowing exactly. */
			if (peek(x, 0) == '\'' || peek(x, 0) == '\\')
				add_char(out, peek(x, 0));
			else
				add_any(out);
		} else if (peek(x, 0) == '\\' && x->f == SHELLRC_FISH &&
			   (peek(x, 1) == '\'' || peek(x, 1) == '\\')) {
			step(x);
			add_char(out, peek(x, 0));
		} else {
			add_char(out, peek(x, 0));
		}
		step(x);
	}
	step(x);
}

static bool ends_word(const struct lexer *x, char c)
{
	if (!c || c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
	    c == ';' || c == '|' || c == '<' || c == '>' || c == '&')
		return true;
	return x->f != SHELLRC_FISH && (c == '(' || c == ')');
}

/* "~" at the beginning of a word, or behind "=" and ":" of a value. */
static void tilde(struct lexer *x, struct strbuf *out)
{
	char next = peek(x, 1);

	step(x);
	if (!next || next == '/' || next == ':' || ends_word(x, next))
		add_variable(x, str_from("HOME"), out);
	else
		add_any(out);
}

static bool tilde_counts(const struct strbuf *out)
{
	return !out->len || out->buf[out->len - 1] == '=' ||
	       out->buf[out->len - 1] == ':';
}

static void one_word(struct lexer *x, struct word *w)
{
	struct strbuf sb = STRBUF_INIT;
	size_t start = x->at;
	char c;

	while (!ends_word(x, c = peek(x, 0))) {
		w->quoted = w->quoted || c == '\'' || c == '"' || c == '\\';
		if (c == '\'') {
			single_quoted(x, &sb, false);
		} else if (c == '"') {
			double_quoted(x, &sb);
		} else if (c == '$' && peek(x, 1) == '\'' &&
			   x->f != SHELLRC_FISH) {
			step(x);
			single_quoted(x, &sb, true);
		} else if (c == '$') {
			dollar(x, &sb);
		} else if (c == '`' && x->f != SHELLRC_FISH) {
			skip_quotes(x, '`', 0);
			add_any(&sb);
		} else if (c == '(') {
			/* Of fish: what the command in it prints. */
			skip_brackets(x, '(', ')', 0);
			add_any(&sb);
		} else if (c == '\\') {
			step(x);
			if (peek(x, 0) != '\n')
				add_char(&sb, peek(x, 0));
			step(x);
		} else if (c == '~' && tilde_counts(&sb)) {
			tilde(x, &sb);
		} else if (c == '*' || c == '?' ||
			   (c == '{' && sb.len)) {
			add_any(&sb);
			step(x);
		} else {
			add_char(&sb, c);
			step(x);
		}
	}
	w->raw = str_sub(x->text, start, x->at - start);
	w->value = arena_strndup(x->a, sb.buf, sb.len);
	strbuf_release(&sb);
}

/* ---- commands ---- */

static bool is(const struct lexer *x, size_t i, const char *word)
{
	return i < x->nwords && !x->words[i].quoted &&
	       !strcmp(x->words[i].value, word);
}

static bool starts_command(const struct lexer *x, size_t i)
{
	static const char *const words[] = {
		"if", "then", "elif", "else", "while", "until", "do", "{",
		"!", "time", "and", "or", "not", "begin", "builtin",
		"command", "noglob", "}", "fi", "done", "esac", "end", NULL
	};
	size_t k;

	for (k = 0; words[k]; k++)
		if (is(x, i, words[k]))
			return true;
	return false;
}

/* NAME= or NAME+=: the length up to behind the "=" in the value and raw. */
static size_t assigns(const char *w, struct str *name, enum shellset_op *op)
{
	size_t n = 0;

	if (*w >= '0' && *w <= '9')
		return 0;
	while (is_name_char(w[n]))
		n++;
	*name = (struct str){ w, n };
	*op = w[n] == '+' ? SHELLSET_ADD : SHELLSET_SET;
	if (!n || (w[n] != '=' && !(w[n] == '+' && w[n + 1] == '=')))
		return 0;
	return n + (w[n] == '+' ? 2 : 1);
}

static bool assign_word(struct lexer *x, size_t i, bool temp)
{
	const struct word *w = &x->words[i];
	enum shellset_op op;
	struct str name, raw;
	size_t n = assigns(w->value, &name, &op);

	/* The name must not be quoted. */
	if (!n || w->raw.len < n || strncmp(w->raw.p, w->value, n) != 0)
		return false;
	raw = str_sub(w->raw, n, w->raw.len - n);
	/* path=(…) of zsh was made one word: it is PATH. */
	if (x->f == SHELLRC_ZSH && str_is(name, "path") &&
	    str_starts(raw, "("))
		name = str_from("PATH");
	push(x, op, name, w->value + n, raw, temp);
	return true;
}

static size_t options(const struct lexer *x, size_t i)
{
	while (i < x->nwords && x->words[i].value[0] == '-' &&
	       x->words[i].value[1])
		if (!strcmp(x->words[i++].value, "--"))
			break;
	return i;
}

static void names(struct lexer *x, size_t i, enum shellset_op op)
{
	for (; i < x->nwords; i++)
		if (is_name_char(x->words[i].value[0]))
			push(x, op, str_from(x->words[i].value), NULL,
			     STR_NONE, false);
}

static void source(struct lexer *x, size_t i)
{
	i = options(x, i);
	if (i < x->nwords)
		push(x, SHELLSET_SOURCE, STR_NONE, x->words[i].value,
		     x->words[i].raw, false);
}

static void bourne(struct lexer *x, size_t i)
{
	static const char *const declare[] = {
		"export", "declare", "typeset", "readonly", NULL
	};
	enum shellset_op op;
	struct str name;
	size_t k, last = i;

	while (last < x->nwords &&
	       assigns(x->words[last].value, &name, &op))
		last++;
	for (k = i; k < last; k++)
		(void)assign_word(x, k, last < x->nwords);
	if (last == x->nwords || last > i)
		return;
	for (k = 0; declare[k]; k++)
		if (is(x, i, declare[k]))
			break;
	if (declare[k]) {
		for (k = options(x, i + 1); k < x->nwords; k++)
			(void)assign_word(x, k, false);
	} else if (is(x, i, "unset")) {
		names(x, options(x, i + 1), SHELLSET_UNSET);
	} else if (is(x, i, ".") || is(x, i, "source")) {
		source(x, i + 1);
	} else if (is(x, i, "read") || is(x, i, "getopts")) {
		names(x, i + 1, SHELLSET_TOUCH);
	} else if (is(x, i, "printf") && is(x, i + 1, "-v") &&
		   i + 2 < x->nwords) {
		push(x, SHELLSET_TOUCH, str_from(x->words[i + 2].value), NULL,
		     STR_NONE, false);
	}
}

/* The words from i on as one value. */
static const char *joined(struct lexer *x, size_t i, char between)
{
	struct strbuf sb = STRBUF_INIT;
	const char *value;

	for (; i < x->nwords; i++) {
		strbuf_addstr(&sb, x->words[i].value);
		if (i + 1 < x->nwords)
			strbuf_addch(&sb, between);
	}
	value = arena_strndup(x->a, sb.buf, sb.len);
	strbuf_release(&sb);
	return value;
}

static struct str raw_from(const struct lexer *x, size_t i)
{
	struct str first, last;

	if (i >= x->nwords)
		return str_from("");
	first = x->words[i].raw;
	last = x->words[x->nwords - 1].raw;
	return (struct str){ first.p,
			     (size_t)(last.p - first.p) + last.len };
}

static bool has_flag(const char *w, char letter, const char *word)
{
	return w[1] == '-' ? !strcmp(w, word) : strchr(w + 1, letter) != NULL;
}

static void fish_set(struct lexer *x, size_t i)
{
	bool erase = false, query = false;
	enum shellset_op op = SHELLSET_SET;
	const char *name;

	for (; i < x->nwords && x->words[i].value[0] == '-' &&
	       x->words[i].value[1]; i++) {
		const char *w = x->words[i].value;

		if (!strcmp(w, "--")) {
			i++;
			break;
		}
		erase = erase || has_flag(w, 'e', "--erase");
		query = query || has_flag(w, 'q', "--query") ||
			has_flag(w, 'l', "--local");
		if (has_flag(w, 'a', "--append"))
			op = SHELLSET_ADD;
		if (has_flag(w, 'p', "--prepend"))
			op = SHELLSET_FRONT;
	}
	if (i >= x->nwords || query)
		return;
	if (erase) {
		names(x, i, SHELLSET_UNSET);
		return;
	}
	name = x->words[i].value;
	/* Its folders go in front of PATH. */
	if (!strcmp(name, "fish_user_paths")) {
		name = "PATH";
		op = SHELLSET_FRONT;
	}
	push(x, op, (struct str){ name, strcspn(name, "[") },
	     joined(x, i + 1, strstr(name, "PATH") ? ':' : ' '),
	     raw_from(x, i + 1), false);
}

static void fish(struct lexer *x, size_t i)
{
	enum shellset_op op;
	struct str name;

	if (is(x, i, "set")) {
		fish_set(x, i + 1);
	} else if (is(x, i, "export")) {
		for (i++; i < x->nwords; i++)
			(void)assign_word(x, i, false);
	} else if (is(x, i, "setenv") && i + 1 < x->nwords) {
		push(x, SHELLSET_SET, str_from(x->words[i + 1].value),
		     joined(x, i + 2, ' '), raw_from(x, i + 2), false);
	} else if (is(x, i, "fish_add_path")) {
		i = options(x, i + 1);
		push(x, SHELLSET_FRONT, str_from("PATH"), joined(x, i, ':'),
		     raw_from(x, i), false);
	} else if (is(x, i, "source") || is(x, i, ".")) {
		source(x, i + 1);
	} else if (is(x, i, "read")) {
		names(x, i + 1, SHELLSET_TOUCH);
	} else if (i < x->nwords && assigns(x->words[i].value, &name, &op)) {
		(void)assign_word(x, i, true);
	}
}

static void end_command(struct lexer *x)
{
	size_t i = 0;

	while (starts_command(x, i) ||
	       (x->f != SHELLRC_FISH && is(x, i, "function")))
		i += is(x, i, "function") ? 2 : 1;
	if (i < x->nwords) {
		if (x->f == SHELLRC_FISH)
			fish(x, i);
		else
			bourne(x, i);
	}
	x->nwords = 0;
}

/* The lines of "<<EOF", once the line that says so has ended. */
static void skip_docs(struct lexer *x)
{
	size_t i;

	for (i = 0; i < x->ndocs; i++) {
		while (x->at < x->text.len) {
			size_t start = x->at;
			struct str line;

			while (x->at < x->text.len && peek(x, 0) != '\n')
				step(x);
			line = str_sub(x->text, start, x->at - start);
			step(x);
			while (x->docs[i].tabs && line.len &&
			       line.p[0] == '\t')
				line = str_sub(line, 1, line.len - 1);
			if (str_eq(line, x->docs[i].word))
				break;
		}
	}
	x->ndocs = 0;
}

/* "<<EOF" or "<<-'EOF'"; at the first "<". */
static void begin_doc(struct lexer *x)
{
	struct heredoc d = { STR_NONE, false };
	struct word w = { NULL, STR_NONE, false };

	step(x);
	step(x);
	if (peek(x, 0) == '-') {
		d.tabs = true;
		step(x);
	}
	while (peek(x, 0) == ' ' || peek(x, 0) == '\t')
		step(x);
	one_word(x, &w);
	d.word = str_from(w.value);
	if (d.word.len && x->ndocs < ARRAY_SIZE(x->docs))
		x->docs[x->ndocs++] = d;
}

/* A redirection is no word of the command: its target is skipped. */
static void redirection(struct lexer *x)
{
	struct word w = { NULL, STR_NONE, false };

	while (peek(x, 0) == '<' || peek(x, 0) == '>' || peek(x, 0) == '&' ||
	       peek(x, 0) == '|')
		step(x);
	while (peek(x, 0) == ' ' || peek(x, 0) == '\t')
		step(x);
	if (peek(x, 0) == '(')
		skip_brackets(x, '(', ')', 0);
	else
		one_word(x, &w);
}

/* NAME=( … ): one word, with ":" between its elements. */
static void array(struct lexer *x, struct word *w)
{
	struct strbuf sb = STRBUF_INIT;
	size_t start = x->at;
	bool any = str_ends(w->raw, "+=");

	strbuf_addstr(&sb, w->value);
	step(x);
	while (x->at < x->text.len && peek(x, 0) != ')') {
		struct word e = { NULL, STR_NONE, false };
		char c = peek(x, 0);

		if (c == '#') {
			while (x->at < x->text.len && peek(x, 0) != '\n')
				step(x);
		} else if (ends_word(x, c)) {
			step(x);
		} else {
			one_word(x, &e);
			if (any)
				strbuf_addch(&sb, ':');
			strbuf_addstr(&sb, e.value);
			any = true;
		}
	}
	step(x);
	w->raw.len += x->at - start;
	w->value = arena_strndup(x->a, sb.buf, sb.len);
	strbuf_release(&sb);
}

static void take_word(struct lexer *x)
{
	struct word w = { NULL, STR_NONE, false };
	enum shellset_op op;
	struct str name;
	size_t n;

	if (!x->nwords)
		x->first_line = x->line;
	one_word(x, &w);
	n = assigns(w.value, &name, &op);
	if (n && !w.value[n] && peek(x, 0) == '(' && x->f != SHELLRC_FISH)
		array(x, &w);
	if (x->nwords < WORDS_MAX)
		x->words[x->nwords++] = w;
}

size_t shellset_list(struct arena *a, struct str text, enum shellrc_family f,
		     const char *(*lookup)(void *payload, const char *name),
		     void *payload, struct shellset **list)
{
	struct lexer x;

	memset(&x, 0, sizeof(x));
	x.a = a;
	x.text = text;
	x.line = x.first_line = 1;
	x.f = f;
	x.lookup = lookup;
	x.payload = payload;
	x.words = arena_alloc(a, sizeof(*x.words) * WORDS_MAX);
	while (x.at < text.len && x.n < LIST_MAX) {
		char c = peek(&x, 0);

		if (c == '\n') {
			end_command(&x);
			step(&x);
			skip_docs(&x);
		} else if (c == ' ' || c == '\t' || c == '\r') {
			step(&x);
		} else if (c == '\\' && peek(&x, 1) == '\n') {
			step(&x);
			step(&x);
		} else if (c == '#') {
			while (x.at < text.len && peek(&x, 0) != '\n')
				step(&x);
		} else if (c == '<' && peek(&x, 1) == '<' &&
			   peek(&x, 2) != '<' && f != SHELLRC_FISH) {
			begin_doc(&x);
		} else if (c == '<' || c == '>' ||
			   (c == '&' && peek(&x, 1) == '>')) {
			redirection(&x);
		} else if (ends_word(&x, c)) {
			/* ";", "|", "&" and brackets: a command ends. */
			end_command(&x);
			step(&x);
		} else {
			take_word(&x);
		}
	}
	end_command(&x);
	*list = x.list;
	return x.n;
}

/* ---- fish_variables ---- */

/* "\x1e" stands between the elements of a list. */
static const char *universal_value(struct arena *a, struct str s,
				   char between)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t i, n = 0;

	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c == '\\' && i + 3 < s.len && s.p[i + 1] == 'x' &&
		    gochar_hex(s.p[i + 2]) >= 0 &&
		    gochar_hex(s.p[i + 3]) >= 0) {
			c = (char)(gochar_hex(s.p[i + 2]) << 4 |
				   gochar_hex(s.p[i + 3]));
			i += 3;
		} else if (c == '\\' && i + 1 < s.len) {
			c = s.p[++i];
		}
		if (c == '\036')
			c = between;
		out[n++] = c ? c : SHELLSET_ANY;
	}
	out[n] = '\0';
	return out;
}

size_t shellset_universal(struct arena *a, struct str text,
			  struct shellset **list)
{
	struct str rest = text, line, word;
	size_t n = 0;
	int number = 0;

	*list = NULL;
	while (n < LIST_MAX && str_line(&rest, &line)) {
		bool exported = false, paths;
		struct shellset *s;
		size_t colon;

		number++;
		if (!str_starts(line, "SETUVAR "))
			continue;
		line = str_sub(line, 8, line.len - 8);
		while (str_starts(line, "--")) {
			size_t end = str_find(line, ' ');

			word = str_sub(line, 0, end);
			exported = exported || str_is(word, "--export");
			if (end == line.len)
				break;
			line = str_sub(line, end + 1, line.len - end - 1);
		}
		colon = str_find(line, ':');
		if (colon == line.len)
			continue;
		word = str_sub(line, 0, colon);
		paths = str_is(word, "fish_user_paths");
		if (!exported && !paths)
			continue;
		s = ARENA_PUSH(a, *list, n);
		s->op = paths ? SHELLSET_FRONT : SHELLSET_SET;
		s->line = s->last_line = number;
		s->name = paths ? "PATH" : arena_strndup(a, word.p, word.len);
		s->value = universal_value(a, str_sub(line, colon + 1,
						      line.len - colon - 1),
					   paths || str_ends(word, "PATH")
					   ? ':' : ' ');
		s->raw = s->value;
	}
	return n;
}
