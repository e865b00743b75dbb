#include "config.h"

#include "probe/xtrace.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "probe/envset.h"
#include "base/redact.h"

/* One traced command; a longer one is cut, and what it sets not believed. */
#define RECORD_MAX ((size_t)64 * 1024)
#define VALUE_MAX ((size_t)32 * 1024)
#define WORDS_MAX 4096
#define ASSIGNS_MAX 2000
/* Of all that is kept. */
#define KEPT_MAX ((size_t)2 * 1024 * 1024)
#define FRAMES_MAX 64

/* A file or a function that fish is in. */
struct frame {
	size_t depth;		/* of the command that called it */
	const char *file;
};

struct words {
	struct str v[WORDS_MAX];
	size_t n;
};

struct xtrace {
	enum xtrace_style style;
	struct arena arena;
	const char *open, *shut;	/* around what PS4 says */
	const char *mark;
	struct strbuf buf;
	size_t seen;			/* of buf: no second mark up to here */
	struct assign *list;
	size_t n;
	bool gap, last, full;
	/* Of fish. */
	struct frame frames[FRAMES_MAX];
	size_t nframes;
	struct map functions;		/* name -> file it is defined in */
	const char *own_dir;		/* where fish's own files lie */
	struct words words;		/* of the command at hand */
};

/* Where the record at hand stands. */
struct where {
	const char *file;
	int line;
};

struct xtrace *xtrace_new(enum xtrace_style style, const char *mark)
{
	struct xtrace *x = xcalloc(1, sizeof(*x));

	x->style = style;
	arena_init(&x->arena);
	x->mark = arena_strdup(&x->arena, mark);
	x->open = arena_printf(&x->arena, "%s<", mark);
	x->shut = arena_printf(&x->arena, ">%s ", mark);
	strbuf_init(&x->buf);
	return x;
}

void xtrace_free(struct xtrace *x)
{
	if (!x)
		return;
	strbuf_release(&x->buf);
	map_release(&x->functions);
	arena_release(&x->arena);
	free(x);
}

const char *xtrace_ps4(struct arena *a, enum xtrace_style style,
		       const char *mark)
{
	switch (style) {
	case XTRACE_BASH:
		return arena_printf(a, "+%s<${BASH_SUBSHELL}|${LINENO}|"
				    "${BASH_SOURCE-}>%s ", mark, mark);
	case XTRACE_ZSH:
		return arena_printf(a, "+%s<0|%%I|%%x>%s ", mark, mark);
	case XTRACE_PLAIN:
		return arena_printf(a, "+%s<0|$LINENO|>%s ", mark, mark);
	case XTRACE_FISH:
		break;
	}
	return "";
}

const char *xtrace_last(struct arena *a, const char *mark)
{
	return arena_printf(a, ": %s", mark);
}

size_t xtrace_assigns(const struct xtrace *x, const struct assign **list)
{
	*list = x->list;
	return x->n;
}

bool xtrace_whole(const struct xtrace *x)
{
	return x->last && !x->gap && !x->full;
}

/* ---- what is kept ---- */

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static bool is_name(struct str s)
{
	size_t i;

	if (!s.len || (s.p[0] >= '0' && s.p[0] <= '9'))
		return false;
	for (i = 0; i < s.len; i++)
		if (!is_name_char(s.p[i]))
			return false;
	return true;
}

static void keep(struct xtrace *x, const struct where *at, enum assign_op op,
		 struct str name, struct str value)
{
	const char *cname, *redacted = NULL;
	struct assign *s;
	char *raw;
	size_t i;

	if (op != ASSIGN_SOURCE && (!is_name(name) || !env_matters(name)))
		return;
	if (x->n >= ASSIGNS_MAX || x->arena.used_bytes > KEPT_MAX) {
		x->full = true;
		return;
	}
	if (value.len > VALUE_MAX || memchr(value.p ? value.p : "", '\0',
					    value.len))
		op = ASSIGN_TOUCH;
	cname = op == ASSIGN_SOURCE ? NULL :
		arena_strndup(&x->arena, name.p, name.len);
	if (op == ASSIGN_SOURCE) {
		redacted = arena_strndup(&x->arena, value.p, value.len);
	} else if (op != ASSIGN_TOUCH && op != ASSIGN_UNSET) {
		struct arena tmp = ARENA_INIT;

		raw = arena_strndup(&tmp, value.p, value.len);
		redacted = redact_value(&x->arena, cname, raw);
		arena_release(&tmp);
	}
	/* bash tells "export A=1" twice: the command, then what it does. */
	for (i = x->n; i--;) {
		s = &x->list[i];
		if (!cstr_eq(s->name, cname))
			continue;
		if (cname && s->op == op && s->line == at->line &&
		    cstr_eq(s->file, at->file) &&
		    cstr_eq(s->value, redacted))
			return;
		break;
	}
	s = ARENA_PUSH(&x->arena, x->list, x->n);
	s->op = op;
	s->name = cname;
	s->value = redacted;
	s->file = arena_strdup(&x->arena, at->file);
	s->line = at->line;
	s->how = ORIGIN_TRACED;
}

/* ---- words as the Bourne shells quote them ---- */

static size_t digits(struct str s, size_t at, int base, size_t max,
		     unsigned *value)
{
	size_t n = 0;

	*value = 0;
	while (n < max && at + n < s.len) {
		char c = s.p[at + n];
		int d = c >= '0' && c <= '9' ? c - '0' :
			c >= 'a' && c <= 'f' ? c - 'a' + 10 :
			c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;

		if (d >= base)
			break;
		*value = *value * (unsigned)base + (unsigned)d;
		n++;
	}
	return n;
}

static void add_utf8(struct strbuf *out, unsigned c)
{
	if (c < 0x80) {
		strbuf_addch(out, (char)c);
	} else if (c < 0x800) {
		strbuf_addch(out, (char)(0xc0 | c >> 6));
		strbuf_addch(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		strbuf_addch(out, (char)(0xe0 | c >> 12));
		strbuf_addch(out, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addch(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x110000) {
		strbuf_addch(out, (char)(0xf0 | c >> 18));
		strbuf_addch(out, (char)(0x80 | (c >> 12 & 0x3f)));
		strbuf_addch(out, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addch(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* What follows a backslash at `at`, in $'…' and in fish; past the end of it. */
static size_t escape(struct str s, size_t at, struct strbuf *out)
{
	static const char from[] = "abefnrtvE", to[] = "\a\b\033\f\n\r\t\v\033";
	const char *hit;
	unsigned value;
	size_t n;
	char c;

	if (at >= s.len)
		return at;
	c = s.p[at];
	hit = c ? strchr(from, c) : NULL;
	if (hit) {
		strbuf_addch(out, to[hit - from]);
		return at + 1;
	}
	if (c == 'x' || c == 'X' || c == 'u' || c == 'U') {
		n = digits(s, at + 1, 16, c == 'u' ? 4 : c == 'U' ? 8 : 2,
			   &value);
		if (!n) {
			strbuf_addch(out, c);
			return at + 1;
		}
		if (c == 'x' || c == 'X')
			strbuf_addch(out, (char)value);
		else
			add_utf8(out, value);
		return at + 1 + n;
	}
	n = digits(s, at, 8, 3, &value);
	if (n) {
		strbuf_addch(out, (char)value);
		return at + n;
	}
	strbuf_addch(out, c);
	return at + 1;
}

/* From behind the opening quote to behind the closing one. */
static size_t quoted(struct str s, size_t at, char quote, bool escapes,
		     struct strbuf *out)
{
	while (at < s.len && s.p[at] != quote) {
		if (s.p[at] == '\\' && escapes) {
			at = escape(s, at + 1, out);
		} else if (s.p[at] == '\\' && quote == '"' &&
			   at + 1 < s.len) {
			strbuf_addch(out, s.p[at + 1]);
			at += 2;
		} else {
			strbuf_addch(out, s.p[at++]);
		}
	}
	return at < s.len ? at + 1 : at;
}

static size_t one_word(struct str s, size_t at, bool fish,
		       struct strbuf *out)
{
	while (at < s.len && s.p[at] != ' ' && s.p[at] != '\t' &&
	       s.p[at] != '\n') {
		char c = s.p[at];

		if (c == '\'' && !fish) {
			at = quoted(s, at + 1, c, false, out);
		} else if (c == '\'') {
			/* In fish \' and \\ are all that counts there. */
			for (at++; at < s.len && s.p[at] != '\''; at++) {
				if (s.p[at] == '\\' && at + 1 < s.len &&
				    (s.p[at + 1] == '\\' ||
				     s.p[at + 1] == '\''))
					at++;
				strbuf_addch(out, s.p[at]);
			}
			at += at < s.len;
		} else if (c == '"') {
			at = quoted(s, at + 1, c, false, out);
		} else if (c == '$' && at + 1 < s.len && s.p[at + 1] == '\'' &&
			   !fish) {
			at = quoted(s, at + 2, '\'', true, out);
		} else if (c == '\\' && fish) {
			at = escape(s, at + 1, out);
		} else if (c == '\\' && at + 1 < s.len) {
			strbuf_addch(out, s.p[at + 1]);
			at += 2;
		} else {
			strbuf_addch(out, c);
			at++;
		}
	}
	return at;
}

/* The text's words, without their quotes; in the arena. */
static void split(struct arena *a, struct str s, bool fish, struct words *w)
{
	struct strbuf sb = STRBUF_INIT;
	size_t at = 0;

	w->n = 0;
	while (w->n < WORDS_MAX) {
		struct str *to;

		while (at < s.len && (s.p[at] == ' ' || s.p[at] == '\t' ||
				      s.p[at] == '\n'))
			at++;
		if (at >= s.len)
			break;
		strbuf_reset(&sb);
		at = one_word(s, at, fish, &sb);
		to = &w->v[w->n++];
		to->p = arena_strndup(a, sb.buf, sb.len);
		to->len = sb.len;
	}
	strbuf_release(&sb);
}

/* ---- commands of the Bourne shells ---- */

/* NAME=, NAME+= or NAME[…]=: the length of what stands before the "=". */
static size_t assigns(struct str w, struct str *name, enum assign_op *op)
{
	size_t n = 0;

	while (n < w.len && is_name_char(w.p[n]))
		n++;
	*name = str_sub(w, 0, n);
	*op = ASSIGN_SET;
	if (!is_name(*name))
		return 0;
	if (n < w.len && w.p[n] == '[') {
		n += str_find(str_sub(w, n, w.len - n), ']') + 1;
		*op = ASSIGN_TOUCH;
	}
	if (n < w.len && w.p[n] == '+') {
		n++;
		if (*op == ASSIGN_SET)
			*op = ASSIGN_ADD;
	}
	return n < w.len && w.p[n] == '=' ? n : 0;
}

static bool is_array(const struct words *w, size_t i)
{
	return str_ends(w->v[i], "=(") || str_ends(w->v[i], "=()");
}

/* path=( /a /b ) of zsh, which is PATH; gives the last word of it. */
static size_t array(struct xtrace *x, const struct where *at,
		    const struct words *w, size_t i, struct str name,
		    enum assign_op op)
{
	struct strbuf sb = STRBUF_INIT;
	bool any = false;

	if (str_ends(w->v[i], "=()"))
		return i;
	for (i++; i < w->n && !str_is(w->v[i], ")"); i++) {
		if (any || op == ASSIGN_ADD)
			strbuf_addch(&sb, ':');
		strbuf_adds(&sb, w->v[i]);
		any = true;
	}
	if (str_is(name, "path") && (any || op == ASSIGN_SET))
		keep(x, at, op, str_from("PATH"), strbuf_str(&sb));
	strbuf_release(&sb);
	return i;
}

static bool is_ours(struct str name)
{
	return str_is(name, "PS4") || str_is(name, "BASH_XTRACEFD") ||
	       str_is(name, "fish_trace");
}

/* The assignment that word i is; gives its last word.  False: it is none. */
static bool one_assign(struct xtrace *x, const struct where *at,
		       const struct words *w, size_t *i, bool do_it)
{
	struct strbuf sb = STRBUF_INIT;
	struct str word = w->v[*i], name, value;
	enum assign_op op;
	size_t n = assigns(word, &name, &op);

	if (!n)
		return false;
	if (do_it && is_ours(name))
		x->gap = true;
	if (x->style == XTRACE_ZSH && is_array(w, *i)) {
		if (do_it)
			*i = array(x, at, w, *i, name, op);
		else if (!str_ends(word, "=()"))
			while (*i + 1 < w->n && !str_is(w->v[*i], ")"))
				++*i;
		return true;
	}
	strbuf_adds(&sb, str_sub(word, n + 1, word.len - n - 1));
	/* Nothing is quoted: what follows is part of the value, most likely. */
	while (x->style == XTRACE_PLAIN && *i + 1 < w->n) {
		struct str next;
		enum assign_op ignored;

		if (assigns(w->v[*i + 1], &next, &ignored))
			break;
		++*i;
		strbuf_addch(&sb, ' ');
		strbuf_adds(&sb, w->v[*i]);
	}
	value = strbuf_str(&sb);
	/* "path[1]=/a" and the like: its elements are not followed. */
	if (op == ASSIGN_TOUCH && str_is(name, "path"))
		name = str_from("PATH");
	if (do_it)
		keep(x, at, op, name, value);
	strbuf_release(&sb);
	return true;
}

static bool is_declaration(struct str w)
{
	static const char *const names[] = {
		"export", "declare", "typeset", "readonly", NULL
	};
	size_t i;

	for (i = 0; names[i]; i++)
		if (str_is(w, names[i]))
			return true;
	return false;
}

static void touch_names(struct xtrace *x, const struct where *at,
			const struct words *w, size_t i, enum assign_op op)
{
	for (; i < w->n; i++)
		keep(x, at, op, w->v[i], STR_NONE);
}

static size_t skip_options(const struct words *w, size_t i)
{
	while (i < w->n && w->v[i].len > 1 && w->v[i].p[0] == '-')
		if (str_is(w->v[i++], "--"))
			break;
	return i;
}

/* set +x, set +o xtrace, unsetopt xtrace, setopt noxtrace. */
static bool ends_tracing(const struct words *w, size_t i)
{
	struct str cmd = w->v[i];
	size_t k;

	for (k = i + 1; k < w->n; k++) {
		struct str o = w->v[k];

		if (str_is(cmd, "set")) {
			if (str_is(o, "--") || str_is(o, "-"))
				return str_is(o, "-");
			if (o.len > 1 && o.p[0] == '+' &&
			    str_find(o, 'x') < o.len)
				return true;
			if (str_is(o, "xtrace") && str_is(w->v[k - 1], "+o"))
				return true;
		} else if (str_is(cmd, "unsetopt")) {
			if (str_is(o, "xtrace"))
				return true;
		} else if (str_is(cmd, "setopt")) {
			if (str_is(o, "noxtrace") || str_is(o, "no_xtrace"))
				return true;
		}
	}
	return false;
}

static void command(struct xtrace *x, const struct where *at,
		    const struct words *w, size_t i)
{
	struct str cmd = w->v[i];

	if (str_is(cmd, ":")) {
		if (i + 1 < w->n && str_is(w->v[i + 1], x->mark))
			x->last = true;
	} else if (is_declaration(cmd)) {
		for (i = skip_options(w, i + 1); i < w->n; i++)
			(void)one_assign(x, at, w, &i, true);
	} else if (str_is(cmd, "unset")) {
		if (i + 1 < w->n && str_is(w->v[i + 1], "-f"))
			return;
		touch_names(x, at, w, skip_options(w, i + 1), ASSIGN_UNSET);
	} else if (str_is(cmd, "read") || str_is(cmd, "getopts")) {
		touch_names(x, at, w, i + 1, ASSIGN_TOUCH);
	} else if (str_is(cmd, "printf")) {
		if (i + 2 < w->n && str_is(w->v[i + 1], "-v"))
			keep(x, at, ASSIGN_TOUCH, w->v[i + 2], STR_NONE);
	} else if (str_is(cmd, ".") || str_is(cmd, "source")) {
		i = skip_options(w, i + 1);
		if (i < w->n)
			keep(x, at, ASSIGN_SOURCE, STR_NONE, w->v[i]);
	} else if (ends_tracing(w, i)) {
		x->gap = true;
	}
}

static void bourne(struct xtrace *x, const struct where *at, struct str text,
		   bool cut)
{
	struct arena a = ARENA_INIT;
	struct words *w = &x->words;
	size_t i, k;

	split(&a, text, false, w);
	if (cut || w->n == WORDS_MAX) {
		/* Half a command: only that something was set is sure. */
		struct str name;
		enum assign_op op;

		for (i = 0; i < w->n; i++)
			if (assigns(w->v[i], &name, &op))
				keep(x, at, ASSIGN_TOUCH, name, STR_NONE);
		arena_release(&a);
		return;
	}
	/* Before a command they hold for it alone. */
	for (i = 0; i < w->n; i++)
		if (!one_assign(x, at, w, &i, false))
			break;
	if (i == w->n) {
		for (k = 0; k < w->n; k++)
			(void)one_assign(x, at, w, &k, true);
	} else {
		while (i + 1 < w->n && (str_is(w->v[i], "builtin") ||
					str_is(w->v[i], "command") ||
					str_is(w->v[i], "noglob")))
			i++;
		command(x, at, w, i);
	}
	arena_release(&a);
}

static int number(struct str s)
{
	int n = 0;
	size_t i;

	for (i = 0; i < s.len && i < 8; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return 0;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

/* "MARK<SUBSHELL|LINE|FILE>MARK TEXT" */
static void record(struct xtrace *x, struct str rec, bool cut)
{
	struct arena a = ARENA_INIT;
	struct where at = { NULL, 0 };
	struct str head, text, sub, line;
	size_t n = strlen(x->open), end = str_search(rec, x->shut);

	if (end == rec.len)
		return;
	head = str_sub(rec, n, end - n);
	end += strlen(x->shut);
	text = str_sub(rec, end, rec.len - end);
	/* The next command's PS4 begins with as many "+" as it is deep. */
	if (x->style != XTRACE_BASH) {
		/*
		 * zsh writes an assignment as it goes along: a shell that it
		 * forks for $(…) inherits the half that is not yet out, and
		 * writes it first.
		 */
		if (x->style == XTRACE_ZSH && !cut &&
		    str_find(text, '\n') == text.len)
			return;
		cut = cut && str_find(text, '\n') == text.len;
		text.len = str_find(text, '\n');
	} else
		while (text.len && text.p[text.len - 1] == '+')
			text.len--;
	if (!str_cut(&head, '|', &sub) || !str_cut(&head, '|', &line))
		return;
	if (str_is(sub, "0")) {
		at.line = number(line);
		if (head.len && head.p[0] == '/')
			at.file = path_clean(&a, arena_strndup(&a, head.p,
							       head.len));
		bourne(x, &at, text, cut);
	}
	arena_release(&a);
}

static void feed_marked(struct xtrace *x)
{
	size_t n = strlen(x->open), at;
	struct str all, rest;

	for (;;) {
		all = strbuf_str(&x->buf);
		if (!str_starts(all, x->open)) {
			at = str_search(all, x->open);
			/* The last bytes may be the beginning of a mark. */
			if (at == all.len && at)
				at = at >= n ? at - n + 1 : 0;
			strbuf_drop(&x->buf, at);
			x->seen = 0;
			if (!str_starts(strbuf_str(&x->buf), x->open))
				return;
			continue;
		}
		at = x->seen > n ? x->seen : n;
		rest = str_sub(all, at, all.len - at);
		at += str_search(rest, x->open);
		if (at < all.len) {
			record(x, str_sub(all, 0, at), false);
			strbuf_drop(&x->buf, at);
			x->seen = 0;
		} else if (all.len > RECORD_MAX) {
			record(x, all, true);
			strbuf_drop(&x->buf, all.len - n + 1);
			x->seen = 0;
			return;
		} else {
			x->seen = all.len >= n ? all.len - n + 1 : 0;
			return;
		}
	}
}

/* ---- fish ---- */

static const char *fish_file(const struct xtrace *x)
{
	size_t i;

	/* Who called fish's own functions is who set it. */
	for (i = x->nframes; i--;)
		if (!x->frames[i].file || !x->own_dir ||
		    !path_under(x->own_dir, x->frames[i].file))
			return x->frames[i].file;
	return x->nframes ? x->frames[x->nframes - 1].file : NULL;
}

static void fish_push(struct xtrace *x, size_t depth, const char *file)
{
	if (x->nframes == FRAMES_MAX)
		return;
	x->frames[x->nframes].depth = depth;
	x->frames[x->nframes++].file = file;
}

static void fish_define(struct xtrace *x, struct str name)
{
	const char *file = x->nframes ? x->frames[x->nframes - 1].file : NULL;

	if (x->arena.used_bytes > KEPT_MAX)
		return;
	map_put(&x->functions, arena_strndup(&x->arena, name.p, name.len),
		arena_strdup(&x->arena, file));
}

struct fish_flags {
	bool local, query, erase, add, front;
};

/* Behind the flags of `set`. */
static size_t fish_set_flags(const struct words *w, size_t i,
			     struct fish_flags *f)
{
	static const struct {
		const char *word;
		char letter;
	} words[] = {
		{ "--local", 'l' }, { "--function", 'f' },
		{ "--query", 'q' }, { "--names", 'n' }, { "--erase", 'e' },
		{ "--append", 'a' }, { "--prepend", 'p' }, { "--show", 'S' },
	};
	size_t k;

	memset(f, 0, sizeof(*f));
	for (; i < w->n && w->v[i].len > 1 && w->v[i].p[0] == '-'; i++) {
		struct str letters = str_sub(w->v[i], 1, w->v[i].len - 1);

		if (str_is(w->v[i], "--"))
			return i + 1;
		if (letters.p[0] == '-') {
			letters.len = 0;
			for (k = 0; k < ARRAY_SIZE(words); k++)
				if (str_is(w->v[i], words[k].word))
					letters = (struct str){
						&words[k].letter, 1 };
		}
		for (k = 0; k < letters.len; k++) {
			char c = letters.p[k];

			f->local = f->local || c == 'l' || c == 'f';
			f->query = f->query || c == 'q' || c == 'n' ||
				   c == 'S';
			f->erase = f->erase || c == 'e';
			f->add = f->add || c == 'a';
			f->front = f->front || c == 'p';
		}
	}
	return i;
}

static void fish_set(struct xtrace *x, const struct where *at,
		     const struct words *w)
{
	struct strbuf sb = STRBUF_INIT;
	struct fish_flags f;
	enum assign_op op = ASSIGN_SET;
	size_t i = fish_set_flags(w, 1, &f);
	struct str name;
	char between;

	if (f.query || i >= w->n)
		return;
	name = w->v[i];
	if (is_ours(name))
		x->gap = true;
	if (f.erase) {
		if (str_find(name, '[') == name.len)
			touch_names(x, at, w, i, ASSIGN_UNSET);
		return;
	}
	if (f.local)
		return;
	if (str_find(name, '[') < name.len) {
		keep(x, at, ASSIGN_TOUCH, str_sub(name, 0,
						  str_find(name, '[')),
		     STR_NONE);
		return;
	}
	op = f.add ? ASSIGN_ADD : f.front ? ASSIGN_FRONT : ASSIGN_SET;
	/* Its folders go in front of PATH, by a handler that is not traced. */
	if (str_is(name, "fish_user_paths")) {
		name = str_from("PATH");
		op = ASSIGN_FRONT;
	}
	between = str_ends(name, "PATH") ? ':' : ' ';
	for (i++; i < w->n; i++) {
		if (op == ASSIGN_ADD)
			strbuf_addch(&sb, between);
		strbuf_adds(&sb, w->v[i]);
		if (op == ASSIGN_FRONT || (op == ASSIGN_SET && i + 1 < w->n))
			strbuf_addch(&sb, between);
	}
	keep(x, at, op, name, strbuf_str(&sb));
	strbuf_release(&sb);
}

static void fish_line(struct xtrace *x, struct str line)
{
	struct arena a = ARENA_INIT;
	struct words *w = &x->words;
	struct where at = { NULL, 0 };
	size_t depth = 0;

	while (depth < line.len && line.p[depth] == '-')
		depth++;
	if (!str_starts(str_sub(line, depth, line.len - depth), "> "))
		return;
	split(&a, str_sub(line, depth + 2, line.len - depth - 2), true, w);
	while (x->nframes && x->frames[x->nframes - 1].depth >= depth)
		x->nframes--;
	at.file = fish_file(x);
	if (!w->n || w->n == WORDS_MAX) {
		x->gap = x->gap || w->n;
	} else if (str_is(w->v[0], "source") || str_is(w->v[0], ".")) {
		bool piped = w->n == 1 || str_is(w->v[1], "-");
		/* What comes by a pipe is of the file that has it read. */
		const char *file = piped ? at.file :
			w->v[1].len && w->v[1].p[0] == '/'
			? arena_strndup(&x->arena, w->v[1].p, w->v[1].len)
			: NULL;

		if (!x->own_dir && !depth && file && !piped)
			x->own_dir = path_dir(&x->arena, file);
		fish_push(x, depth, file);
	} else if (str_is(w->v[0], "function")) {
		if (w->n > 1)
			fish_define(x, w->v[1]);
	} else if (str_is(w->v[0], ":")) {
		if (w->n > 1 && str_is(w->v[1], x->mark))
			x->last = true;
	} else if (str_is(w->v[0], "set")) {
		fish_set(x, &at, w);
	} else if (str_is(w->v[0], "read")) {
		touch_names(x, &at, w, 1, ASSIGN_TOUCH);
	} else if (map_has(&x->functions, w->v[0].p)) {
		fish_push(x, depth, map_get(&x->functions, w->v[0].p));
	}
	arena_release(&a);
}

static void feed_lines(struct xtrace *x)
{
	struct str all = strbuf_str(&x->buf), rest, line;
	size_t used = str_find_last(all, '\n');

	if (used == all.len) {
		if (all.len <= RECORD_MAX)
			return;
		/* What comes is the rest of a line that is no use any more. */
		x->gap = true;
		used = all.len - 1;
	} else {
		rest = str_sub(all, 0, used + 1);
		while (str_line(&rest, &line))
			fish_line(x, line);
	}
	strbuf_drop(&x->buf, used + 1);
}

/* ---- as it comes ---- */

void xtrace_feed(struct xtrace *x, struct str chunk)
{
	while (chunk.len) {
		size_t n = chunk.len < RECORD_MAX ? chunk.len : RECORD_MAX;

		strbuf_add(&x->buf, chunk.p, n);
		chunk = str_sub(chunk, n, chunk.len - n);
		if (x->style == XTRACE_FISH)
			feed_lines(x);
		else
			feed_marked(x);
	}
}

void xtrace_end(struct xtrace *x)
{
	struct str all = strbuf_str(&x->buf);

	if (x->style == XTRACE_FISH)
		fish_line(x, all);
	else if (str_starts(all, x->open))
		record(x, all, false);
	strbuf_reset(&x->buf);
}
