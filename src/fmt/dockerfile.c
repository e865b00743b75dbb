#include "config.h"

#include "fmt/dockerfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

/* More than any build has; what is behind is not looked at. */
#define MAX_INSTRS ((size_t)5000)
#define MAX_STAGES ((size_t)500)
#define MAX_HEREDOCS 16
/* How far variables are followed into each other, and how long they get. */
#define MAX_DEPTH 16
#define MAX_VALUE ((size_t)16 * 1024)
/* Looks at instructions, for one word and for every FROM of a file: variables
 * may stand in variables. */
#define MAX_WORK ((size_t)5000)
#define MAX_WORK_FROM ((size_t)200 * 1000)

struct reader {
	struct arena *a;
	struct dockerfile *out;
	struct str rest;	/* what is still to be read */
	int line;		/* the last one read */
	size_t work;		/* what is left of MAX_WORK_FROM */
};

static bool is_word(struct str s, const char *word)
{
	size_t i, n = strlen(word);

	if (s.len != n)
		return false;
	for (i = 0; i < n; i++)
		if ((s.p[i] | 0x20) != (word[i] | 0x20))
			return false;
	return true;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct str trim_left(struct str s)
{
	while (s.len && (is_blank(s.p[0]) || s.p[0] == '\r'))
		s = str_sub(s, 1, s.len - 1);
	return s;
}

static bool next_line(struct reader *r, struct str *line)
{
	if (!str_line(&r->rest, line))
		return false;
	r->line++;
	if (line->len && line->p[line->len - 1] == '\r')
		line->len--;
	return true;
}

/* ---- one logical line ---- */

/* Bytes joined from several lines, each with where it stood. */
struct joined {
	struct strbuf text;
	size_t *from;
	int *lines;
	size_t alloc, lines_alloc;
};

static void join(struct reader *r, struct joined *j, struct str s)
{
	size_t i, at = (size_t)(s.p - r->out->bytes.p), n = j->text.len;

	strbuf_adds(&j->text, s);
	ALLOC_GROW(j->from, j->text.len + 1, j->alloc);
	ALLOC_GROW(j->lines, j->text.len + 1, j->lines_alloc);
	for (i = n; i < j->text.len; i++) {
		j->from[i] = at + (i - n);
		j->lines[i] = r->line;
	}
}

/* `\` at the end; two of them are none. */
static bool goes_on(struct str *line, char escape)
{
	size_t n = line->len;

	while (n && is_blank(line->p[n - 1]))
		n--;
	if (!n || line->p[n - 1] != escape ||
	    (n > 1 && line->p[n - 2] == escape))
		return false;
	line->len = n - 1;
	return true;
}

/* False at the end of the file. */
static bool read_logical(struct reader *r, struct joined *j, int *first_line)
{
	struct str line;
	bool more = false;

	while (next_line(r, &line)) {
		struct str text = trim_left(line);

		if (!text.len || text.p[0] == '#')
			continue;
		if (!more) {
			*first_line = r->line;
			line = text;
		}
		more = goes_on(&line, r->out->escape);
		join(r, j, line);
		if (!more)
			return true;
	}
	return more;
}

/* "# escape=`" and its like, which end at the first line that is none. */
static void read_directives(struct reader *r)
{
	struct str line;

	for (;;) {
		struct str rest = r->rest, key, value;
		size_t i;

		if (!str_line(&rest, &line))
			return;
		line = str_trim(line);
		if (!line.len || line.p[0] != '#')
			return;
		value = str_trim(str_sub(line, 1, line.len - 1));
		if (!str_cut(&value, '=', &key) || !value.p)
			return;
		key = str_trim(key);
		value = str_trim(value);
		for (i = 0; i < key.len; i++)
			if (!is_name_char(key.p[i]))
				return;
		if (!key.len || !value.len)
			return;
		if (is_word(key, "escape") && value.len == 1 &&
		    (value.p[0] == '\\' || value.p[0] == '`'))
			r->out->escape = value.p[0];
		(void)next_line(r, &line);
	}
}

/* ---- its words ---- */

/* The end of the word at `at`: quotes hold blanks, escapes one byte. */
static size_t word_end(struct str s, size_t at, char escape)
{
	char quote = 0;

	for (; at < s.len; at++) {
		char c = s.p[at];

		if (c == escape && quote != '\'' && at + 1 < s.len) {
			at++;
		} else if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (is_blank(c)) {
			break;
		}
	}
	return at;
}

static size_t skip_blanks(struct str s, size_t at)
{
	while (at < s.len && is_blank(s.p[at]))
		at++;
	return at;
}

static struct docker_word make_word(struct str s, size_t at, size_t end,
				    const int *lines)
{
	struct docker_word w = { str_sub(s, at, end - at), at,
				 end > at ? lines[at] : 0 };

	return w;
}

/* ["a", "b"]; false where it is no such list. */
static bool read_json(struct reader *r, struct docker_instr *in, size_t at,
		      const int *lines)
{
	struct str s = in->text;
	struct docker_word *words = NULL;
	size_t n = 0;
	bool comma = true;

	if (at >= s.len || s.p[at] != '[')
		return false;
	at = skip_blanks(s, at + 1);
	while (at < s.len && s.p[at] != ']') {
		size_t end = at + 1;

		if (s.p[at] != '"' || !comma)
			return false;
		while (end < s.len && s.p[end] != '"')
			end += s.p[end] == '\\' && end + 1 < s.len ? 2 : 1;
		if (end >= s.len)
			return false;
		*ARENA_PUSH(r->a, words, n) = make_word(s, at + 1, end,
							lines);
		at = skip_blanks(s, end + 1);
		comma = at < s.len && s.p[at] == ',';
		if (comma)
			at = skip_blanks(s, at + 1);
	}
	if (at >= s.len || skip_blanks(s, at + 1) != s.len)
		return false;
	in->words = words;
	in->nwords = n;
	in->json = true;
	return true;
}

static bool may_be_json(enum docker_verb v)
{
	switch (v) {
	case DOCKER_RUN:
	case DOCKER_COPY:
	case DOCKER_ADD:
	case DOCKER_SHELL:
	case DOCKER_CMD:
	case DOCKER_ENTRYPOINT:
	case DOCKER_VOLUME:
		return true;
	case DOCKER_OTHER:
	case DOCKER_FROM:
	case DOCKER_ARG:
	case DOCKER_ENV:
	case DOCKER_WORKDIR:
	case DOCKER_USER:
		break;
	}
	return false;
}

static bool has_flags(enum docker_verb v)
{
	return v == DOCKER_FROM || v == DOCKER_RUN || v == DOCKER_COPY ||
	       v == DOCKER_ADD;
}

static void read_words(struct reader *r, struct docker_instr *in,
		       const int *lines)
{
	struct str s = in->text;
	size_t at = skip_blanks(s, 0);

	while (has_flags(in->verb) && at + 2 < s.len && s.p[at] == '-' &&
	       s.p[at + 1] == '-') {
		size_t end = word_end(s, at, r->out->escape), eq;
		struct docker_flag *f = ARENA_PUSH(r->a, in->flags,
						   in->nflags);

		eq = at + str_find(str_sub(s, at, end - at), '=');
		f->name = str_sub(s, at + 2, eq - at - 2);
		if (eq < end)
			f->value = make_word(s, eq + 1, end, lines);
		at = skip_blanks(s, end);
	}
	if (may_be_json(in->verb) && read_json(r, in, at, lines))
		return;
	while (at < s.len) {
		size_t end = word_end(s, at, r->out->escape);

		*ARENA_PUSH(r->a, in->words, in->nwords) =
			make_word(s, at, end, lines);
		at = skip_blanks(s, end);
	}
}

static bool takes_heredocs(const struct docker_instr *in)
{
	return in->verb == DOCKER_RUN || in->verb == DOCKER_COPY ||
	       in->verb == DOCKER_ADD;
}

/* "<<EOF", "3<<-'EOF'"; false where the word is none. */
static bool heredoc_of(struct str w, struct docker_heredoc *h)
{
	size_t at = 0;

	memset(h, 0, sizeof(*h));
	while (at < w.len && w.p[at] >= '0' && w.p[at] <= '9')
		at++;
	if (!str_starts(str_sub(w, at, w.len - at), "<<"))
		return false;
	w = str_sub(w, at + 2, w.len - at - 2);
	if (w.len && w.p[0] == '-') {
		h->chomp = true;
		w = str_sub(w, 1, w.len - 1);
	}
	if (!w.len || str_find(w, '<') < w.len)
		return false;
	if (w.len >= 2 && (w.p[0] == '"' || w.p[0] == '\'') &&
	    w.p[w.len - 1] == w.p[0]) {
		h->verbatim = true;
		w = str_sub(w, 1, w.len - 2);
	}
	h->name = w;
	return w.len > 0 && !memchr(w.p, '"', w.len) &&
	       !memchr(w.p, '\'', w.len);
}

static void read_heredoc(struct reader *r, struct docker_heredoc *h)
{
	struct str line;
	const char *start = r->rest.p;
	const char *end = start;
	bool closed = false;

	h->line = r->line + 1;
	while (!closed && next_line(r, &line)) {
		struct str text = line;

		while (h->chomp && text.len && text.p[0] == '\t')
			text = str_sub(text, 1, text.len - 1);
		closed = str_eq(text, h->name);
		end = closed ? line.p : line.p + line.len;
	}
	if (!closed && !r->out->unclosed_line)
		r->out->unclosed_line = h->line - 1;
	if (start)
		h->text = (struct str){ start, (size_t)(end - start) };
}

static void read_heredocs(struct reader *r, struct docker_instr *in)
{
	size_t i;

	if (!takes_heredocs(in) || in->json)
		return;
	for (i = 0; i < in->nwords && in->nheredocs < MAX_HEREDOCS; i++) {
		struct docker_heredoc h;

		if (!heredoc_of(in->words[i].text, &h))
			continue;
		read_heredoc(r, &h);
		*ARENA_PUSH(r->a, in->heredocs, in->nheredocs) = h;
	}
}

static enum docker_verb verb_of(struct str name)
{
	static const struct {
		const char *name;
		enum docker_verb verb;
	} verbs[] = {
		{ "from", DOCKER_FROM }, { "arg", DOCKER_ARG },
		{ "env", DOCKER_ENV }, { "run", DOCKER_RUN },
		{ "copy", DOCKER_COPY }, { "add", DOCKER_ADD },
		{ "workdir", DOCKER_WORKDIR }, { "user", DOCKER_USER },
		{ "shell", DOCKER_SHELL }, { "cmd", DOCKER_CMD },
		{ "entrypoint", DOCKER_ENTRYPOINT },
		{ "volume", DOCKER_VOLUME },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		if (is_word(name, verbs[i].name))
			return verbs[i].verb;
	return DOCKER_OTHER;
}

/* ---- variables ---- */

/* A growing text with where each byte came from. */
struct grown {
	struct arena *a;
	struct strbuf text;
	size_t *from;
	size_t alloc;
	bool open;
};

static void grow(struct grown *g, const char *p, size_t len,
		 const size_t *from, size_t base)
{
	size_t i, n = g->text.len;

	if (n + len > MAX_VALUE) {
		g->open = true;
		return;
	}
	strbuf_add(&g->text, p, len);
	ALLOC_GROW(g->from, g->text.len + 1, g->alloc);
	for (i = 0; i < len; i++)
		g->from[n + i] = from ? from[i] : base == DOCKER_NOWHERE ?
				 base : base + i;
}

static void grown_finish(struct grown *g, struct docker_text *out)
{
	size_t n = g->text.len;

	out->text = arena_strndup(g->a, g->text.buf, n);
	out->from = arena_memdup(g->a, g->from,
				 mem_mul(n, sizeof(*g->from)));
	out->open = g->open;
	strbuf_release(&g->text);
	free(g->from);
}

/* Whose variables are meant, and up to which instruction. */
struct scope {
	const struct dockerfile *d;
	size_t limit;		/* instructions before it */
	int stage;
	int depth;
	size_t *work;		/* how much more may be looked at */
};

/* Something was looked at; false: no more may be. */
static bool spend(const struct scope *sc)
{
	if (*sc->work)
		(*sc->work)--;
	return *sc->work > 0;
}

static void expand_in(struct arena *a, const struct scope *sc,
		      const struct docker_instr *in, struct str s, size_t at,
		      struct docker_text *out);

/* NAME=VALUE of a word; false without "=". */
static bool assigns(const struct docker_word *w, struct str *name,
		    struct docker_word *value)
{
	size_t eq = str_find(w->text, '=');

	*name = str_sub(w->text, 0, eq);
	*value = *w;
	if (eq >= w->text.len)
		return false;
	value->text = str_sub(w->text, eq + 1, w->text.len - eq - 1);
	value->at = w->at + eq + 1;
	return true;
}

static bool value_of(struct arena *a, const struct scope *sc, size_t index,
		     const struct docker_word *w, struct docker_text *out)
{
	struct scope inner = { sc->d, index, sc->d->instrs[index].stage,
			       sc->depth + 1, sc->work };

	expand_in(a, &inner, &sc->d->instrs[index], w->text, w->at, out);
	return true;
}

/* ENV of an instruction: all of its words, or "ENV NAME the rest". */
static bool env_says(struct arena *a, const struct scope *sc, size_t index,
		     struct str name, struct docker_text *out)
{
	const struct docker_instr *in = &sc->d->instrs[index];
	struct docker_word value;
	struct str key;
	size_t i;

	if (!in->nwords)
		return false;
	if (!assigns(&in->words[0], &key, &value)) {
		if (!str_eq(key, name) || in->nwords < 2)
			return false;
		value = in->words[1];
		value.text = str_trim(str_sub(in->text, value.at,
					      in->text.len - value.at));
		return value_of(a, sc, index, &value, out);
	}
	for (i = in->nwords; i-- > 0;)
		if (assigns(&in->words[i], &key, &value) &&
		    str_eq(key, name))
			return value_of(a, sc, index, &value, out);
	return false;
}

enum found { FOUND_NOT, FOUND_VALUE, FOUND_OPEN };

static enum found global_arg(struct arena *a, const struct scope *sc,
			     struct str name, struct docker_text *out);

/* What the build is given for it. */
static enum found arg_given(struct arena *a, const struct civar *v,
			    struct docker_text *out)
{
	size_t *nowhere, n, i;

	if (!v->value)
		return FOUND_OPEN;
	n = strlen(v->value);
	nowhere = arena_alloc(a, mem_mul(n + 1, sizeof(*nowhere)));
	for (i = 0; i <= n; i++)
		nowhere[i] = DOCKER_NOWHERE;
	out->text = v->value;
	out->from = nowhere;
	out->open = false;
	return FOUND_VALUE;
}

static enum found arg_says(struct arena *a, const struct scope *sc,
			   size_t index, struct str name,
			   struct docker_text *out)
{
	const struct docker_instr *in = &sc->d->instrs[index];
	size_t i;

	for (i = in->nwords; i-- > 0;) {
		struct docker_word value;
		struct str key;
		bool has = assigns(&in->words[i], &key, &value);

		const struct civar *given;

		if (!str_eq(key, name))
			continue;
		given = civars_find(sc->d->args, name, false);
		if (given)
			return arg_given(a, given, out);
		if (has) {
			(void)value_of(a, sc, index, &value, out);
			return FOUND_VALUE;
		}
		/* Without a value it takes that of before the first FROM. */
		if (in->stage >= 0)
			return global_arg(a, sc, name, out) == FOUND_VALUE ?
				FOUND_VALUE : FOUND_OPEN;
		return FOUND_OPEN;
	}
	return FOUND_NOT;
}

static enum found global_arg(struct arena *a, const struct scope *sc,
			     struct str name, struct docker_text *out)
{
	size_t i, first = 0;

	while (first < sc->d->ninstrs && sc->d->instrs[first].stage < 0 &&
	       first < sc->limit)
		first++;
	for (i = first; i-- > 0;) {
		struct scope inner = { sc->d, i, -1, sc->depth, sc->work };
		enum found f = FOUND_NOT;

		if (!spend(sc))
			return FOUND_OPEN;
		if (sc->d->instrs[i].verb == DOCKER_ARG)
			f = arg_says(a, &inner, i, name, out);
		if (f != FOUND_NOT)
			return f;
	}
	return FOUND_NOT;
}

static enum found lookup(struct arena *a, const struct scope *sc,
			 struct str name, struct docker_text *out)
{
	const struct dockerfile *d = sc->d;
	int stage = sc->stage;
	size_t limit = sc->limit, i;
	int hops = 0;

	if (sc->depth > MAX_DEPTH || !spend(sc))
		return FOUND_OPEN;
	if (stage < 0)
		return global_arg(a, sc, name, out);
	while (stage >= 0 && hops++ < MAX_DEPTH) {
		const struct dockerfile_stage *st = &d->stages[stage];
		enum found arg = FOUND_NOT;
		size_t arg_at = 0;

		/* ENV wins over ARG, wherever the two stand. */
		for (i = limit; i-- > st->instr + 1;) {
			const struct docker_instr *in = &d->instrs[i];

			if (!spend(sc))
				return FOUND_OPEN;
			if (in->stage != stage)
				continue;
			if (in->verb == DOCKER_ENV &&
			    env_says(a, sc, i, name, out))
				return FOUND_VALUE;
			if (in->verb == DOCKER_ARG && arg == FOUND_NOT) {
				arg = arg_says(a, sc, i, name, out);
				arg_at = i;
			}
		}
		if (arg == FOUND_VALUE)
			return arg_says(a, sc, arg_at, name, out);
		if (arg != FOUND_NOT)
			return arg;
		stage = st->base;
		if (stage >= 0)
			limit = stage + 1 < (int)d->nstages ?
			       d->stages[stage + 1].instr : d->ninstrs;
	}
	/* The base image may well set it. */
	return FOUND_OPEN;
}

/* ${NAME…}: `s` is what stands between the braces. */
static void expand_braces(struct grown *g, const struct scope *sc,
			  const struct docker_instr *in, struct str whole,
			  size_t whole_at, struct str s, size_t at)
{
	struct docker_text v = { NULL, NULL, false }, w;
	struct str name, word;
	bool colon = false, set, use_word = false;
	char op = 0;
	size_t n = 0;
	enum found f;

	while (n < s.len && is_name_char(s.p[n]))
		n++;
	name = str_sub(s, 0, n);
	if (n < s.len && s.p[n] == ':') {
		colon = true;
		n++;
	}
	if (n < s.len)
		op = s.p[n++];
	word = str_sub(s, n, s.len - n);
	f = lookup(g->a, sc, name, &v);
	set = f == FOUND_VALUE && (!colon || *v.text);
	if (op == '-')
		use_word = !set;
	else if (op == '+')
		use_word = set;
	if ((op && op != '-' && op != '+') || !name.len ||
	    (op == '+' && f == FOUND_OPEN)) {
		g->open = true;
		grow(g, whole.p, whole.len, &in->from[whole_at], 0);
	} else if (use_word) {
		struct scope inner = *sc;

		inner.depth++;
		expand_in(g->a, &inner, in, word, at + n, &w);
		g->open = g->open || w.open;
		grow(g, w.text, strlen(w.text), w.from, 0);
	} else if (op == '+') {
		return;
	} else if (f == FOUND_VALUE) {
		g->open = g->open || v.open;
		grow(g, v.text, strlen(v.text), v.from, 0);
	} else {
		g->open = true;
		grow(g, whole.p, whole.len, &in->from[whole_at], 0);
	}
}

/* Where the brace of "${" at `at` closes, or s.len. */
static size_t brace_end(struct str s, size_t at)
{
	int depth = 0;

	for (; at < s.len; at++) {
		if (s.p[at] == '{')
			depth++;
		else if (s.p[at] == '}' && !--depth)
			return at;
	}
	return at;
}

/* `s` stands at `at` in the text of `in`. */
static void expand_in(struct arena *a, const struct scope *sc,
		      const struct docker_instr *in, struct str s, size_t at,
		      struct docker_text *out)
{
	struct grown g = { a, STRBUF_INIT, NULL, 0, false };
	char quote = 0;
	size_t i = 0;

	if (sc->depth > MAX_DEPTH || !spend(sc)) {
		g.open = true;
		grow(&g, s.p, s.len, &in->from[at], 0);
		grown_finish(&g, out);
		return;
	}
	while (i < s.len) {
		char c = s.p[i];
		size_t end;

		if (c == sc->d->escape && quote != '\'' && i + 1 < s.len) {
			/* In "…" it stands for itself but before these. */
			if (quote && s.p[i + 1] != '"' && s.p[i + 1] != '$' &&
			    s.p[i + 1] != c)
				grow(&g, s.p + i, 1, &in->from[at + i], 0);
			grow(&g, s.p + i + 1, 1, &in->from[at + i + 1], 0);
			i += 2;
		} else if (c == quote) {
			quote = 0;
			i++;
		} else if (!quote && (c == '"' || c == '\'')) {
			quote = c;
			i++;
		} else if (c != '$' || quote == '\'' || i + 1 >= s.len ||
			   (s.p[i + 1] != '{' && !is_name_char(s.p[i + 1]))) {
			grow(&g, s.p + i, 1, &in->from[at + i], 0);
			i++;
		} else if (s.p[i + 1] == '{') {
			end = brace_end(s, i + 1);
			if (end >= s.len) {
				g.open = true;
				grow(&g, s.p + i, s.len - i, &in->from[at + i],
				     0);
				break;
			}
			expand_braces(&g, sc, in,
				      str_sub(s, i, end + 1 - i), at + i,
				      str_sub(s, i + 2, end - i - 2),
				      at + i + 2);
			i = end + 1;
		} else {
			for (end = i + 1; end < s.len &&
			     is_name_char(s.p[end]); end++)
				;
			expand_braces(&g, sc, in, str_sub(s, i, end - i),
				      at + i, str_sub(s, i + 1, end - i - 1),
				      at + i + 1);
			i = end;
		}
	}
	grown_finish(&g, out);
}

void dockerfile_expand(struct arena *a, const struct dockerfile *d,
		       const struct docker_instr *in,
		       const struct docker_word *w, struct docker_text *out)
{
	size_t work = MAX_WORK;
	struct scope sc = { d, (size_t)(in - d->instrs), in->stage, 0, &work };

	if (in->verb == DOCKER_FROM)
		sc.stage = -1;
	expand_in(a, &sc, in, w->text, w->at, out);
}

static bool variable_at(struct arena *a, const struct dockerfile *d,
			size_t limit, int stage, struct str name,
			struct docker_text *out)
{
	size_t work = MAX_WORK;
	struct scope sc = { d, limit, stage, 0, &work };
	enum found f;

	memset(out, 0, sizeof(*out));
	f = lookup(a, &sc, name, out);
	if (f == FOUND_OPEN)
		out->open = true;
	return f == FOUND_VALUE;
}

bool dockerfile_variable(struct arena *a, const struct dockerfile *d,
			 const struct docker_instr *in, struct str name,
			 struct docker_text *out)
{
	return variable_at(a, d, (size_t)(in - d->instrs),
			   in->verb == DOCKER_FROM ? -1 : in->stage, name,
			   out);
}

bool dockerfile_variable_after(struct arena *a, const struct dockerfile *d,
			       const struct docker_instr *in,
			       struct str name, struct docker_text *out)
{
	return variable_at(a, d, (size_t)(in - d->instrs) + 1, in->stage,
			   name, out);
}

/* ---- stages ---- */

int dockerfile_stage_named(const struct dockerfile *d,
			   const struct docker_instr *in, struct str name)
{
	int limit = in->stage, i, n = 0;

	for (i = limit - 1; i >= 0; i--)
		if (d->stages[i].name &&
		    is_word(name, d->stages[i].name))
			return i;
	for (i = 0; i < (int)name.len; i++) {
		if (name.p[i] < '0' || name.p[i] > '9' || n > 10000)
			return -1;
		n = n * 10 + (name.p[i] - '0');
	}
	return name.len && n < limit ? n : -1;
}

static void open_stage(struct reader *r, struct docker_instr *in)
{
	struct dockerfile *d = r->out;
	struct dockerfile_stage *st;
	struct docker_text image;
	struct scope sc = { d, (size_t)(in - d->instrs), -1, 0, &r->work };
	size_t i, before = d->nstages;

	if (!in->nwords || before >= MAX_STAGES)
		return;
	expand_in(r->a, &sc, in, in->words[0].text, in->words[0].at, &image);
	st = ARENA_PUSH(r->a, d->stages, d->nstages);
	st->line = in->line;
	st->image = image.text;
	st->image_from = image.from;
	st->open = image.open;
	st->instr = (size_t)(in - d->instrs);
	st->base = -1;
	for (i = 0; i < before; i++) {
		if (d->stages[i].name &&
		    is_word(str_from(st->image), d->stages[i].name)) {
			st->is_stage = true;
			st->base = (int)i;
		}
	}
	if (in->nwords > 2 && is_word(in->words[1].text, "as"))
		st->name = arena_strndup(r->a, in->words[2].text.p,
					 in->words[2].text.len);
	in->stage = (int)before;
}

static void read_instr(struct reader *r, struct joined *j, int line)
{
	struct dockerfile *d = r->out;
	struct str whole = { arena_strndup(r->a, j->text.buf, j->text.len),
			     j->text.len };
	struct docker_instr *in;
	size_t start = skip_blanks(whole, 0), n = start;

	while (n < whole.len && !is_blank(whole.p[n]))
		n++;
	in = ARENA_PUSH(r->a, d->instrs, d->ninstrs);
	in->name = str_sub(whole, start, n - start);
	in->verb = verb_of(in->name);
	in->line = line;
	in->stage = (int)d->nstages - 1;
	n = skip_blanks(whole, n);
	in->text = str_sub(whole, n, whole.len - n);
	in->from = arena_memdup(r->a, j->from + n,
				mem_mul(whole.len - n + 1, sizeof(*j->from)));
	read_words(r, in, j->lines + n);
	read_heredocs(r, in);
	if (in->verb == DOCKER_FROM)
		open_stage(r, in);
}

void dockerfile_parse(struct arena *a, struct str bytes,
		      struct dockerfile *out)
{
	dockerfile_parse_with(a, bytes, NULL, out);
}

void dockerfile_parse_with(struct arena *a, struct str bytes,
			   const struct civars *args, struct dockerfile *out)
{
	struct reader r = { a, out, bytes, 0, MAX_WORK_FROM };
	struct joined j = { STRBUF_INIT, NULL, NULL, 0, 0 };
	int line = 0;

	memset(out, 0, sizeof(*out));
	out->bytes = bytes;
	out->args = args;
	out->escape = '\\';
	if (str_starts(bytes, "\xef\xbb\xbf"))
		r.rest = str_sub(bytes, 3, bytes.len - 3);
	read_directives(&r);
	ALLOC_GROW(j.from, 1, j.alloc);
	ALLOC_GROW(j.lines, 1, j.lines_alloc);
	while (out->ninstrs < MAX_INSTRS && read_logical(&r, &j, &line)) {
		ALLOC_GROW(j.from, j.text.len + 1, j.alloc);
		ALLOC_GROW(j.lines, j.text.len + 1, j.lines_alloc);
		j.from[j.text.len] = j.text.len ?
			j.from[j.text.len - 1] + 1 : 0;
		j.lines[j.text.len] = line;
		read_instr(&r, &j, line);
		strbuf_reset(&j.text);
	}
	strbuf_release(&j.text);
	free(j.from);
	free(j.lines);
}

const struct docker_word *dockerfile_flag(const struct docker_instr *in,
					  const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < in->nflags; i++)
		if (is_word(in->flags[i].name, name) && !n--)
			return &in->flags[i].value;
	return NULL;
}

struct str dockerfile_image_name(struct str image)
{
	size_t at = str_find(image, '@'), slash, colon;

	image.len = at;
	slash = str_find_last(image, '/');
	if (slash < image.len)
		image = str_sub(image, slash + 1, image.len - slash - 1);
	colon = str_find(image, ':');
	image.len = colon;
	return image;
}

struct str dockerfile_image_tag(struct str image)
{
	size_t slash, colon;

	image.len = str_find(image, '@');
	slash = str_find_last(image, '/');
	if (slash < image.len)
		image = str_sub(image, slash + 1, image.len - slash - 1);
	colon = str_find(image, ':');
	if (colon >= image.len)
		return STR_NONE;
	return str_sub(image, colon + 1, image.len - colon - 1);
}
