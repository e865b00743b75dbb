#include "config.h"

#include "facts/loglore.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/redact.h"
#include "base/str.h"
#include "fmt/joblog.h"

/* Of a longer line the rest is not looked at. */
#define LINE_MAX_BYTES ((size_t)64 * 1024)
#define TEXT_MAX ((size_t)400)
#define ARGS_MAX 6
#define HITS_MAX ((size_t)200)
#define OTHERS_MAX ((size_t)5)
/* So many lines, and the memory of them is given back. */
#define LINES_A_TURN 2000

static const struct codec_field log_hit_fields[] = {
	CF_STR(log_hit, row), CF_INT(log_hit, line), CF_INT(log_hit, count),
	CF_STR(log_hit, job), CF_STR(log_hit, text), CF_STRS(log_hit, args),
};
static CODEC_DEFINE(log_hit);

static const struct codec_field log_line_fields[] = {
	CF_INT(log_line, line), CF_STR(log_line, text),
};
static CODEC_DEFINE(log_line);

static const struct codec_field log_report_fields[] = {
	CF_INT(log_report, nlines), CF_STR(log_report, go),
	CF_LIST(log_report, hits, &log_hit_codec),
	CF_LIST(log_report, others, &log_line_codec),
	CF_INT(log_report, others_total),
};
CODEC_DEFINE(log_report);

const struct logrow *logrow_find(const char *id)
{
	size_t i;

	for (i = 0; i < nlogrows; i++)
		if (cstr_eq(logrows[i].id, id))
			return &logrows[i];
	return NULL;
}

/* ---- patterns ---- */

struct taken {
	struct str args[ARGS_MAX];
	size_t n;
};

static size_t search(struct str s, struct str part)
{
	const char *at = s.len ? memmem(s.p, s.len, part.p, part.len) : NULL;

	return at ? (size_t)(at - s.p) : s.len;
}

/* The parts between "*" stand in the line, in this order. */
static bool fits(const char *pattern, struct str line, struct taken *t)
{
	struct str rest = str_from(pattern), part;
	bool front = *pattern == '^', first = true, end = false;
	size_t at = 0, from = 0;

	t->n = 0;
	if (front)
		rest = str_sub(rest, 1, rest.len - 1);
	if (rest.len && rest.p[rest.len - 1] == '$') {
		rest.len--;
		end = true;
	}
	while (str_cut(&rest, '*', &part)) {
		struct str left = str_sub(line, at, line.len - at);
		size_t hit;

		if (first && front)
			hit = left.len >= part.len &&
			      !memcmp(left.p ? left.p : "", part.p, part.len)
				? 0 : left.len;
		else if (!part.len)
			hit = rest.p ? 0 : left.len;
		else
			hit = search(left, part);
		if (part.len && hit == left.len)
			return false;
		if (!first && t->n < ARGS_MAX)
			t->args[t->n++] = str_sub(line, from,
						  at + hit - from);
		first = false;
		at += hit + part.len;
		from = at;
	}
	return !end || at == line.len;
}

/* ---- what has failed, in whatever words ---- */

/* "12:" at the front. */
static bool number(struct str *s)
{
	size_t i = 0;

	while (i < s->len && s->p[i] >= '0' && s->p[i] <= '9')
		i++;
	if (!i || i == s->len || s->p[i] != ':')
		return false;
	*s = str_sub(*s, i + 1, s->len - i - 1);
	return true;
}

static bool is_failure(struct str s)
{
	static const char *const fronts[] = {
		"##[error]", "ERROR: ", "Error: ", "error: ", "fatal: ",
		"panic: ", "--- FAIL: ", "make: *** ",
		"go: error", "go: cannot ", "go: no ", "go: unknown ",
		"go: invalid ", "go build: ", "go: module ", "# command-line-arguments",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fronts); i++)
		if (str_starts(s, fronts[i]))
			return true;
	/* file.go:12:3: what the compiler says */
	i = str_search(s, ".go:");
	if (i == s.len || !i)
		return false;
	if (str_find(str_sub(s, 0, i), ' ') < i)
		return false;
	/* What a test logs has no column. */
	s = str_sub(s, i + 4, s.len - i - 4);
	return number(&s) && number(&s) && s.len && s.p[0] == ' ';
}

/* Follows from what was said above it. */
static bool is_only_the_end(struct str s)
{
	static const char *const words[] = {
		"Process completed with exit code", "Job failed: exit",
		"exit status 1", "exit code 1", "[build failed]",
		"[setup failed]", "errors parsing go.", "Error 1", "Error 2",
		"did not complete successfully", "failed to solve",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (str_search(s, words[i]) < s.len)
			return true;
	return false;
}

/* ---- a log ---- */

struct row_at {
	struct row_at *next;
	const struct logrow *row;
	const char *pattern;
	char first, second;
	int tried;		/* the line that it was looked for in last */
};

struct reader {
	struct arena *a, *turn;	/* `turn`: until it is given back */
	struct log_report *out;
	/* Patterns by the byte that they begin with. */
	struct row_at *by_first[256];
};

static const char *pattern_text(const char *p)
{
	return *p == '^' ? p + 1 : p;
}

static void index_rows(struct reader *r)
{
	size_t i, k;

	/* The last row of a chain is found first: begin at the end. */
	for (i = nlogrows; i-- > 0;)
		for (k = LOGLORE_PATTERNS; k-- > 0;) {
			const char *p = logrows[i].patterns[k];
			struct row_at *at;
			unsigned char c;

			if (!p)
				continue;
			at = ARENA_NEW(r->a, struct row_at);
			at->row = &logrows[i];
			at->pattern = p;
			at->first = pattern_text(p)[0];
			at->second = pattern_text(p)[1];
			c = (unsigned char)at->first;
			at->next = r->by_first[c];
			r->by_first[c] = at;
		}
}

static const char *kept(struct arena *a, struct str s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;

	redact_text(&sb, str_sub(s, 0, s.len < TEXT_MAX ? s.len : TEXT_MAX));
	text = arena_strndup(a, sb.len ? sb.buf : "", sb.len);
	strbuf_release(&sb);
	return text;
}

/* The same message was there before; NULL: not so. */
static struct log_hit *seen(struct log_report *o, const struct logrow *row,
			    const char *const *args, size_t nargs)
{
	size_t i, k;

	for (i = 0; i < o->nhits; i++) {
		struct log_hit *h = &o->hits[i];

		if (!cstr_eq(h->row, row->id) || h->nargs != nargs)
			continue;
		for (k = 0; k < nargs && cstr_eq(args[k], h->args[k]); k++)
			;
		if (k == nargs)
			return h;
	}
	return NULL;
}

static void hit(struct reader *r, const struct logrow *row,
		const struct taken *t, struct str line, const char *job)
{
	struct log_report *o = r->out;
	const char *args[ARGS_MAX];
	struct log_hit *h;
	size_t i;

	for (i = 0; i < t->n; i++)
		args[i] = kept(r->turn, t->args[i]);
	h = seen(o, row, args, t->n);
	if (h)
		h->count++;
	if (h || o->nhits >= HITS_MAX)
		return;
	h = ARENA_PUSH(r->a, o->hits, o->nhits);
	h->row = row->id;
	h->line = o->nlines;
	h->count = 1;
	h->job = arena_strdup(r->a, job);
	h->text = kept(r->a, str_trim(line));
	for (i = 0; i < t->n; i++)
		*ARENA_PUSH(r->a, h->args, h->nargs) =
			arena_strdup(r->a, args[i]);
}

/* "go version go1.24.4 linux/amd64", "(running go 1.24.4;" */
static void note_go(struct reader *r, struct str line)
{
	struct taken t;
	struct str v = STR_NONE;

	if (fits("go version go* ", line, &t) && t.n)
		v = t.args[0];
	else if (fits("(running go *; GOTOOLCHAIN", line, &t) && t.n)
		v = t.args[0];
	if (!v.len || v.len > 30)
		return;
	r->out->go = arena_printf(r->a, "go%.*s", STR_FMT(v));
}

static const struct row_at *row_of(const struct reader *r, struct str line,
				   struct taken *t)
{
	const struct row_at *best = NULL;
	struct row_at *at;
	size_t i;

	for (i = 0; i + 1 < line.len; i++)
		for (at = r->by_first[(unsigned char)line.p[i]]; at;
		     at = at->next) {
			/* The whole line is searched at once, and once. */
			if (line.p[i + 1] != at->second ||
			    at->tried == r->out->nlines)
				continue;
			at->tried = r->out->nlines;
			if ((!best || at->row < best->row) &&
			    fits(at->pattern, line, t))
				best = at;
		}
	if (best)
		(void)fits(best->pattern, line, t);
	return best;
}

static void read_line(struct reader *r, struct str line, const char *job)
{
	struct log_report *o = r->out;
	const struct row_at *at;
	struct log_line *other;
	struct taken t;

	note_go(r, line);
	at = row_of(r, line, &t);
	if (at) {
		hit(r, at->row, &t, line, job);
		return;
	}
	line = str_trim(line);
	if (!is_failure(line) || is_only_the_end(line))
		return;
	o->others_total++;
	if (o->nothers >= OTHERS_MAX)
		return;
	other = ARENA_PUSH(r->a, o->others, o->nothers);
	other->line = o->nlines;
	other->text = kept(r->a, line);
}

/* Of the first bytes so many are looked at, and a third may be control. */
#define CHECKED_BYTES ((size_t)4096)

int loglore_check(struct str bytes, struct error *err)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *message;
	} known[] = {
		{ "PK\3\4", 4, "that is a zip archive and no log: unpack it, "
		  "and name the file of the job that failed" },
		{ "\x1f\x8b", 2, "that is compressed: unpack it first, by "
		  "gzip -d" },
		{ "\x7f" "ELF", 4, "that is a program and no log" },
	};
	size_t i, control = 0, n = bytes.len < CHECKED_BYTES ? bytes.len
							     : CHECKED_BYTES;

	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (bytes.len >= known[i].n &&
		    !memcmp(bytes.p, known[i].bytes, known[i].n))
			return error_set(err, "%s", known[i].message);
	for (i = 0; i < n; i++)
		control += !bytes.p[i] ||
			   ((unsigned char)bytes.p[i] < 0x20 &&
			    !strchr("\t\n\r\033", bytes.p[i]));
	if (control > n / 3)
		return error_set(err, "that is no text");
	return 0;
}

void loglore_read(struct arena *a, struct str text, void (*beat)(void),
		  struct log_report *out)
{
	struct arena turn = ARENA_INIT;
	struct reader r = { .a = a, .turn = &turn, .out = out };
	size_t bytes = 0;
	struct str line;

	memset(out, 0, sizeof(*out));
	index_rows(&r);
	while (str_line(&text, &line)) {
		const char *job, *s;

		out->nlines++;
		if (line.len > LINE_MAX_BYTES)
			line.len = LINE_MAX_BYTES;
		s = joblog_line(&turn, line, &job);
		read_line(&r, str_from(s), job);
		bytes += line.len + 1;
		if (out->nlines % LINES_A_TURN == 0 ||
		    bytes > ((size_t)1 << 20)) {
			arena_release(&turn);
			bytes = 0;
			if (beat)
				beat();
		}
	}
	arena_release(&turn);
}
