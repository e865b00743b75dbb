#include "config.h"

#include "facts/loglore.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/redact.h"
#include "base/str.h"
#include "base/utf16.h"
#include "fmt/joblog.h"

/* Of a longer line the rest is not looked at. */
#define LINE_MAX_BYTES ((size_t)64 * 1024)
#define TEXT_MAX ((size_t)400)
#define ARGS_MAX 6
#define HITS_MAX ((size_t)200)
#define OTHERS_MAX ((size_t)5)
/* So many lines, and the memory of them is given back. */
#define LINES_A_TURN 2000
/* Of tests that still run so many lines are kept until they are through. */
#define HELD_MAX ((size_t)1000)

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

/* So often a pattern begins anew within one line. */
#define TRIES_MAX 200

struct fitter {
	struct str line;
	struct taken *t;
	bool end;
	int tries;
};

/* Where `part`, which is not empty, begins, at `from` or behind; the line's
 * length: nowhere. */
static size_t search(struct str line, size_t from, struct str part)
{
	const char *at = from < line.len ? memmem(line.p + from,
		line.len - from, part.p, part.len) : NULL;

	return at ? (size_t)(at - line.p) : line.len;
}

static size_t to_wildcard(struct str pattern)
{
	size_t star = str_find(pattern, '*'), word = str_find(pattern, '?');

	return star < word ? star : word;
}

/* "?" takes a word, "*" anything. */
static size_t taken_to(struct str line, size_t at, char wildcard)
{
	if (wildcard == '*')
		return line.len;
	while (at < line.len && line.p[at] != ' ' && line.p[at] != '\t')
		at++;
	return at;
}

static void take(struct fitter *f, size_t n, size_t at, size_t to)
{
	if (n < ARGS_MAX)
		f->t->args[n] = str_sub(f->line, at, to - at);
}

/* The rest of a pattern, from a wildcard on, and of the line. */
static bool rest_fits(struct fitter *f, struct str pattern, size_t at,
		      size_t n)
{
	struct str part, rest;
	size_t from = at, limit, hit;

	if (!pattern.len) {
		f->t->n = n < ARGS_MAX ? n : ARGS_MAX;
		return !f->end || at == f->line.len;
	}
	limit = taken_to(f->line, at, pattern.p[0]);
	part = str_sub(pattern, 1, pattern.len - 1);
	if (!part.len) {
		take(f, n, at, limit);
		return rest_fits(f, part, limit, n + 1);
	}
	part.len = to_wildcard(part);
	rest = str_sub(pattern, 1 + part.len, pattern.len - 1 - part.len);
	if (pattern.p[0] == '?')
		from++;
	while (f->tries-- > 0) {
		hit = search(f->line, from, part);
		if (hit == f->line.len || hit > limit)
			return false;
		if (rest_fits(f, rest, hit + part.len, n + 1)) {
			take(f, n, at, hit);
			return true;
		}
		from = hit + 1;
	}
	return false;
}

/* The parts between wildcards stand in the line, in this order. */
static bool fits(const char *pattern, struct str line, struct taken *t)
{
	struct fitter f = { .line = line, .t = t, .tries = TRIES_MAX };
	struct str rest = str_from(pattern), part;
	bool front = *pattern == '^';
	size_t at = 0;

	if (front)
		rest = str_sub(rest, 1, rest.len - 1);
	if (rest.len && rest.p[rest.len - 1] == '$') {
		rest.len--;
		f.end = true;
	}
	part = str_sub(rest, 0, to_wildcard(rest));
	rest = str_sub(rest, part.len, rest.len - part.len);
	if (front)
		return line.len >= part.len &&
		       !memcmp(line.p, part.p, part.len) &&
		       rest_fits(&f, rest, part.len, 0);
	while (f.tries-- > 0) {
		at = search(line, at, part);
		if (at == line.len)
			return false;
		if (rest_fits(&f, rest, at + part.len, 0))
			return true;
		at++;
	}
	return false;
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
	/* Nothing to do is no failure. */
	static const char *const idle[] = {
		"go: no module dependencies to download",
		"go: no dependencies to vendor",
	};
	static const char *const fronts[] = {
		"##[error]", "ERROR: ", "Error: ", "error: ", "fatal: ",
		"panic: ", "--- FAIL: ", "make: *** ",
		"go: error", "go: cannot ", "go: no ", "go: unknown ",
		"go: invalid ", "go build: ", "go: module ", "# command-line-arguments",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(idle); i++)
		if (str_is(s, idle[i]))
			return false;
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
	size_t tried;		/* the search that it was looked for in last */
};

/* A line, without what the CI server wrote around it. */
struct said {
	int no;
	const char *job;
	struct str text;
};

/* It was said by a test, of which it is not known yet whether it fails. */
struct held {
	struct said said;
	const char *package;	/* "": the log does not say */
	const char *test;	/* the outermost one; "": any of them */
};

/* gotestsum tells again what a test said that passed or was skipped. */
enum aside {
	ASIDE_NOT,
	ASIDE_GROUP,		/* a group of GitHub's */
	ASIDE_SECTION		/* as far as an empty line */
};

struct reader {
	struct arena *a, *turn;	/* `turn`: until it is given back */
	struct log_report *out;
	size_t searches;
	struct arena holds;	/* of what is held */
	struct held *held;
	size_t nheld;
	/* go test -v, between the first test of a package and its verdict. */
	bool testing;
	struct strbuf job, test;	/* of the line before */
	bool passed;		/* "--- PASS" was said: its lines follow */
	enum aside aside;
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
		const struct taken *t, const struct said *s)
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
	h->line = s->no;
	h->count = 1;
	h->job = arena_strdup(r->a, s->job);
	h->text = kept(r->a, str_trim(s->text));
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

static const struct row_at *row_of(struct reader *r, struct str line,
				   struct taken *t)
{
	const struct row_at *best = NULL;
	struct row_at *at;
	size_t i;

	r->searches++;
	for (i = 0; i + 1 < line.len; i++)
		for (at = r->by_first[(unsigned char)line.p[i]]; at;
		     at = at->next) {
			/* The whole line is searched at once, and once. */
			if (line.p[i + 1] != at->second ||
			    at->tried == r->searches)
				continue;
			at->tried = r->searches;
			if ((!best || at->row < best->row) &&
			    fits(at->pattern, line, t))
				best = at;
		}
	if (best)
		(void)fits(best->pattern, line, t);
	return best;
}

static bool is_unknown_failure(struct str line)
{
	line = str_trim(line);
	return is_failure(line) && !is_only_the_end(line);
}

static void tell(struct reader *r, const struct said *s)
{
	struct log_report *o = r->out;
	const struct row_at *at;
	struct log_line *other;
	struct taken t;

	at = row_of(r, s->text, &t);
	if (at) {
		hit(r, at->row, &t, s);
		return;
	}
	if (!is_unknown_failure(s->text))
		return;
	o->others_total++;
	if (o->nothers >= OTHERS_MAX)
		return;
	other = ARENA_PUSH(r->a, o->others, o->nothers);
	other->line = s->no;
	other->text = kept(r->a, str_trim(s->text));
}

/* ---- tests: what one says that passes is no cause ---- */

static void hold(struct reader *r, const char *package, const char *test,
		 const struct said *s)
{
	struct taken t;
	struct held *h;

	if (r->nheld >= HELD_MAX ||
	    (!row_of(r, s->text, &t) && !is_unknown_failure(s->text)))
		return;
	h = ARENA_PUSH(&r->holds, r->held, r->nheld);
	h->said.no = s->no;
	h->said.job = arena_strdup(&r->holds, s->job);
	h->said.text.p = arena_strndup(&r->holds, s->text.p, s->text.len);
	h->said.text.len = s->text.len;
	h->package = arena_strdup(&r->holds, package);
	h->test = arena_strdup(&r->holds, test);
}

/* NULL: all packages, all tests. */
static void settle(struct reader *r, const char *package, const char *test,
		   bool failed)
{
	size_t i, n = 0;

	for (i = 0; i < r->nheld; i++) {
		struct held *h = &r->held[i];

		if ((package && !cstr_eq(h->package, package)) ||
		    (test && !cstr_eq(h->test, test)))
			r->held[n++] = *h;
		else if (failed)
			tell(r, &h->said);
	}
	r->nheld = n;
	if (n)
		return;
	r->held = NULL;
	arena_release(&r->holds);
}

/* "TestX/sub (0.00s)": TestX. */
static void set_test(struct reader *r, struct str name)
{
	size_t n = str_find(name, '/'), blank = str_find(name, ' ');

	strbuf_reset(&r->test);
	strbuf_add(&r->test, name.p, n < blank ? n : blank);
}

static bool cut_front(struct str *s, const char *const *fronts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_starts(*s, fronts[i])) {
			size_t len = strlen(fronts[i]);

			*s = str_sub(*s, len, s->len - len);
			return true;
		}
	return false;
}

static bool test_goes_on(struct reader *r, struct str line)
{
	static const char *const marks[] = {
		"=== RUN   ", "=== CONT  ", "=== NAME  ", "=== PAUSE ",
	};

	if (!cut_front(&line, marks, ARRAY_SIZE(marks)))
		return false;
	r->testing = true;
	r->passed = false;
	set_test(r, line);
	return true;
}

static bool test_ends(struct reader *r, struct str line)
{
	static const char *const well[] = {
		"--- PASS: ", "--- SKIP: ", "--- BENCH: ",
	};
	static const char *const badly[] = { "--- FAIL: " };
	bool failed = cut_front(&line, badly, ARRAY_SIZE(badly));

	if (!failed && !cut_front(&line, well, ARRAY_SIZE(well)))
		return false;
	set_test(r, line);
	settle(r, "", r->test.buf, failed);
	strbuf_reset(&r->test);
	r->passed = !failed;
	return r->passed;
}

static bool package_ends(struct reader *r, struct str line)
{
	bool well = str_is(line, "PASS") || str_starts(line, "ok  \t");

	if (!well && !str_is(line, "FAIL") && !str_starts(line, "FAIL\t"))
		return false;
	settle(r, "", NULL, !well);
	r->testing = r->passed = false;
	return well;
}

/* What a shell, or docker, shows of a command before it runs. */
static bool is_command(struct str line)
{
	size_t at = str_search(line, " [");

	return str_starts(line, "$ ") || str_starts(line, "+ ") ||
	       str_starts(line, "##[group]Run ") ||
	       (str_starts(line, "#") && at < line.len &&
		str_find(line, ' ') == at);
}

static bool starts_aside(struct reader *r, struct str line)
{
	static const char *const groups[] = {
		"::group::PASS ", "::group::SKIP ", "##[group]PASS ",
		"##[group]SKIP ",
	};
	static const char *const sections[] = { "=== SKIP: " };
	/* One line for each test, with its name. */
	static const char *const lines[] = {
		"PASS ", "SKIP ", "\xe2\x9c\x93 ", " \xe2\x9c\x93 ",
		"\xe2\x88\x85 ", " \xe2\x88\x85 ",
	};

	if (cut_front(&line, groups, ARRAY_SIZE(groups)))
		r->aside = ASIDE_GROUP;
	else if (cut_front(&line, sections, ARRAY_SIZE(sections)))
		r->aside = ASIDE_SECTION;
	else
		return cut_front(&line, lines, ARRAY_SIZE(lines));
	return true;
}

static bool is_aside(struct reader *r, struct str line)
{
	switch (r->aside) {
	case ASIDE_GROUP:
		if (str_starts(line, "::endgroup::") ||
		    str_starts(line, "##[endgroup]"))
			r->aside = ASIDE_NOT;
		return true;
	case ASIDE_SECTION:
		if (line.len && !str_starts(line, "=== "))
			return true;
		r->aside = ASIDE_NOT;
		break;
	case ASIDE_NOT:
		break;
	}
	return starts_aside(r, line);
}

static void read_plain(struct reader *r, const struct said *s)
{
	if (is_aside(r, s->text) || is_command(s->text) || test_goes_on(r, s->text) ||
	    test_ends(r, s->text) || package_ends(r, s->text))
		return;
	if (r->passed && str_starts(s->text, "    "))
		return;
	r->passed = false;
	if (r->testing)
		hold(r, "", r->test.buf, s);
	else
		tell(r, s);
}

static void take_event(struct reader *r, const struct cJSON *j,
		       const struct said *s)
{
	const char *action = json_str(j, "Action");
	const char *package = json_str(j, "Package");
	const char *test = json_str(j, "Test");
	const char *output = json_str(j, "Output");
	struct said inner = *s;

	inner.text = str_trim(str_from(output ? output : ""));
	if (cstr_eq(action, "build-output")) {
		tell(r, &inner);
		return;
	}
	if (!package)
		return;
	set_test(r, str_from(test ? test : ""));
	if (cstr_eq(action, "output"))
		hold(r, package, r->test.buf, &inner);
	else if (str_is_word(str_from(action), "pass skip bench fail") &&
		 (!test || !strchr(test, '/')))
		settle(r, package, test, cstr_eq(action, "fail"));
}

/* A line of go test -json. */
static bool read_event(struct reader *r, const struct said *s)
{
	struct cJSON *j;

	if (!str_starts(s->text, "{\"") ||
	    str_search(s->text, "\"Action\":\"") == s->text.len)
		return false;
	j = json_parse(s->text, NULL);
	if (!j)
		return false;
	take_event(r, j, s);
	json_free(j);
	return true;
}

static void end_job(struct reader *r)
{
	settle(r, NULL, NULL, true);
	r->testing = r->passed = false;
	r->aside = ASIDE_NOT;
}

static void read_line(struct reader *r, const struct said *s)
{
	const char *job = s->job ? s->job : "";

	note_go(r, s->text);
	if (strcmp(job, r->job.buf) != 0) {
		end_job(r);
		strbuf_reset(&r->job);
		strbuf_addstr(&r->job, job);
	}
	if (!read_event(r, s))
		read_plain(r, s);
}

static int by_hit_line(const void *a, const void *b)
{
	const struct log_hit *x = a, *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

static int by_line(const void *a, const void *b)
{
	const struct log_line *x = a, *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

/* Tests that are still running are the last word; what was held comes in late. */
static void finish(struct reader *r)
{
	struct log_report *o = r->out;

	end_job(r);
	if (o->nhits)
		qsort(o->hits, o->nhits, sizeof(*o->hits), by_hit_line);
	if (o->nothers)
		qsort(o->others, o->nothers, sizeof(*o->others), by_line);
	strbuf_release(&r->job);
	strbuf_release(&r->test);
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
	if (utf16_is(bytes))
		return 0;
	for (i = 0; i < n; i++)
		control += !bytes.p[i] ||
			   ((unsigned char)bytes.p[i] < 0x20 &&
			    !strchr("\t\n\r\033", bytes.p[i]));
	if (control > n / 3)
		return error_set(err, "that is no text");
	return 0;
}

static void read_text(struct arena *a, struct str text, void (*beat)(void),
		      struct log_report *out)
{
	struct arena turn = ARENA_INIT;
	struct reader r = { .a = a, .turn = &turn, .out = out,
			    .holds = ARENA_INIT, .job = STRBUF_INIT,
			    .test = STRBUF_INIT };
	size_t bytes = 0;
	struct str line;

	memset(out, 0, sizeof(*out));
	index_rows(&r);
	while (str_line(&text, &line)) {
		struct said s;

		out->nlines++;
		if (line.len > LINE_MAX_BYTES)
			line.len = LINE_MAX_BYTES;
		s.no = out->nlines;
		s.text = str_from(joblog_line(&turn, line, &s.job));
		if (!joblog_is_script(line))
			read_line(&r, &s);
		bytes += line.len + 1;
		if (out->nlines % LINES_A_TURN == 0 ||
		    bytes > ((size_t)1 << 20)) {
			arena_release(&turn);
			bytes = 0;
			if (beat)
				beat();
		}
	}
	finish(&r);
	arena_release(&turn);
}

void loglore_read(struct arena *a, struct str text, void (*beat)(void),
		  struct log_report *out)
{
	struct strbuf sb = STRBUF_INIT;

	if (utf16_is(text)) {
		utf16_decode(text, &sb);
		text = strbuf_str(&sb);
	}
	read_text(a, text, beat, out);
	strbuf_release(&sb);
}
