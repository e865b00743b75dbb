/* A unified diff as rows: line numbers, long lines wrapped, what differs
 * inside a line set off. */
#include "config.h"

#include "ui/wizard.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/app.h"

#define TAB_COLS 4
/* A line beyond that is data; its end is left out, and said so. */
#define LINE_BYTES 2000

struct diff {
	struct app *app;
	struct list *l;
	int cols, number;	/* columns of the line numbers, 0: none */
	int old, new;		/* the next line's */
};

struct diff_line {
	char sign;
	const char *text;	/* clean, tabs set out */
	size_t from, to;	/* bytes that differ from its counterpart */
	bool cut;
};

static const char *line_text(struct app *app, struct arena *a, struct str s,
			     bool *cut)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i;
	int col = 0;
	const char *clean;

	*cut = s.len > LINE_BYTES;
	if (*cut)
		s.len = LINE_BYTES;
	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '\r' && i + 1 == s.len)
			break;
		if (s.p[i] != '\t') {
			strbuf_addch(&sb, s.p[i]);
			col += (s.p[i] & 0xc0) != 0x80;
			continue;
		}
		do
			strbuf_addch(&sb, ' ');
		while (++col % TAB_COLS);
	}
	clean = app_text(app, a, sb.buf);
	strbuf_release(&sb);
	return clean;
}

/* "@@ -118,7 +118,9 @@ func …": where both sides begin. */
static bool hunk_starts(struct str s, int *old, int *new)
{
	int *to[2] = { old, new };
	const char signs[2] = { '-', '+' };
	size_t i = 3;
	int k;

	if (!str_starts(s, "@@ -"))
		return false;
	for (k = 0; k < 2; k++) {
		while (i < s.len && s.p[i] != signs[k])
			i++;
		*to[k] = 0;
		for (i++; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++)
			if (*to[k] < 100000000)
				*to[k] = *to[k] * 10 + (s.p[i] - '0');
	}
	return true;
}

/* The highest line number, for the width of their column. */
static int number_cols(const char *text, int cols)
{
	struct str rest = str_from(text), line;
	int most = 0, lines = 0, n = 0, old, new;

	if (cols < 44)
		return 0;
	while (str_line(&rest, &line)) {
		if (hunk_starts(line, &old, &new)) {
			most = old > most ? old : most;
			most = new > most ? new : most;
			lines = 0;
		}
		lines++;
	}
	for (most += lines; most; most /= 10)
		n++;
	return n < 3 ? 3 : n;
}

static bool is_mid(char c)
{
	return (c & 0xc0) == 0x80;
}

/* What a removed and an added line do not share, where they share enough. */
static void compare(struct diff_line *a, struct diff_line *b)
{
	size_t n = strlen(a->text), m = strlen(b->text), head = 0, tail = 0;

	while (head < n && head < m && a->text[head] == b->text[head])
		head++;
	while (head && (is_mid(a->text[head]) || is_mid(b->text[head])))
		head--;
	while (tail < n - head && tail < m - head &&
	       a->text[n - 1 - tail] == b->text[m - 1 - tail])
		tail++;
	while (tail && (is_mid(a->text[n - tail]) || is_mid(b->text[m - tail])))
		tail--;
	if ((head + tail) * 3 < (n > m ? n : m))
		return;
	a->from = b->from = head;
	a->to = n - tail;
	b->to = m - tail;
}

static void piece(struct diff *d, struct row *r, enum look look,
		  const char *text, size_t from, size_t to)
{
	if (to > from)
		row_span(d->l, r, look,
			 arena_strndup(&d->l->arena, text + from, to - from));
}

static void put_line(struct diff *d, const struct diff_line *ln, int number)
{
	enum look look = ln->sign == '+' ? LOOK_PLUS
			 : ln->sign == '-' ? LOOK_MINUS : LOOK_TEXT;
	enum look word = ln->sign == '+' ? LOOK_PLUS_WORD : LOOK_MINUS_WORD;
	struct arena *a = &d->l->arena;
	struct str rest = str_from(ln->text), part;
	int indent = d->number ? d->number + 2 : 0;
	bool first = true;

	do {
		struct row *r = list_row(d->l, NULL);
		size_t at, end, from, to;

		r->match = first ? ln->text : "";
		if (!text_wrap(&rest, d->cols - indent - 1, &part))
			part = str_from("");
		at = part.len ? (size_t)(part.p - ln->text) : 0;
		end = at + part.len;
		if (d->number)
			row_span(d->l, r, LOOK_DIM, first
				 ? arena_printf(a, "%*d  ", d->number, number)
				 : "")->cols = indent;
		row_span(d->l, r, look, first
			 ? arena_printf(a, "%c", ln->sign) : " ");
		from = ln->from > at ? ln->from : at;
		to = ln->to < end ? ln->to : end;
		if (from < to) {
			piece(d, r, look, ln->text, at, from);
			piece(d, r, word, ln->text, from, to);
			piece(d, r, look, ln->text, to, end);
		} else {
			piece(d, r, look, ln->text, at, end);
		}
		first = false;
	} while (rest.len);
	if (ln->cut)
		list_wrap(d->l, NULL, LOOK_DIM, indent + 1, d->cols, "",
			  LOOK_DIM, _("(the line goes on)"));
}

/* A run of removed lines, and the added ones behind it. */
static void put_run(struct diff *d, struct diff_line *lines, size_t nminus,
		    size_t n)
{
	size_t i, nplus = n - nminus;

	if (nminus && nminus == nplus)
		for (i = 0; i < nminus; i++)
			compare(&lines[i], &lines[nminus + i]);
	for (i = 0; i < n; i++)
		put_line(d, &lines[i], i < nminus ? d->old++ : d->new++);
}

void diff_rows(struct app *app, struct list *l, int cols, const char *text)
{
	struct diff d = { app, l, cols, number_cols(text, cols), 1, 1 };
	struct str rest = str_from(text), line;
	struct diff_line *run = NULL, ctx;
	size_t nrun = 0, nminus = 0;
	bool in_hunk = false;

	while (str_line(&rest, &line)) {
		char sign = line.len ? line.p[0] : ' ';
		bool plus = in_hunk && sign == '+';
		bool minus = in_hunk && sign == '-';

		if (nrun && (!(plus || minus) || (minus && nrun > nminus))) {
			put_run(&d, run, nminus, nrun);
			run = NULL;
			nrun = nminus = 0;
		}
		if (plus || minus) {
			struct diff_line *ln = ARENA_PUSH(&l->arena, run, nrun);

			ln->sign = sign;
			ln->text = line_text(app, &l->arena,
					     str_sub(line, 1, line.len - 1),
					     &ln->cut);
			nminus += minus;
		} else if (hunk_starts(line, &d.old, &d.new)) {
			struct row *r;

			if (in_hunk)
				list_blank(l);
			in_hunk = true;
			r = list_row(l, NULL);
			row_span(l, r, LOOK_HUNK, app_text(app, &l->arena,
				arena_strndup(&l->arena, line.p, line.len)));
		} else if (in_hunk && sign == '\\') {
			struct row *r = list_row(l, NULL);

			row_span(l, r, LOOK_DIM, "")->cols =
				d.number ? d.number + 3 : 1;
			row_span(l, r, LOOK_DIM,
				 _("(no line end at the end of the file)"));
		} else if (in_hunk) {
			memset(&ctx, 0, sizeof(ctx));
			ctx.sign = ' ';
			ctx.text = line_text(app, &l->arena,
				line.len ? str_sub(line, 1, line.len - 1)
					 : line, &ctx.cut);
			put_line(&d, &ctx, d.new);
			d.old++;
			d.new++;
		}
	}
	if (nrun)
		put_run(&d, run, nminus, nrun);
	if (!l->nall)
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_TEXT,
			  _("No line of it changes."));
}
