#include "config.h"

#include "ui/list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void list_init(struct list *l)
{
	memset(l, 0, sizeof(*l));
	arena_init(&l->arena);
	strbuf_init(&l->key);
	strbuf_init(&l->filter);
	l->height = 1;
}

void list_release(struct list *l)
{
	arena_release(&l->arena);
	strbuf_release(&l->key);
	strbuf_release(&l->filter);
}

void list_begin(struct list *l)
{
	arena_release(&l->arena);
	arena_init(&l->arena);
	l->all = l->rows = NULL;
	l->nall = l->n = 0;
}

struct row *list_row(struct list *l, const char *key)
{
	struct row *r = ARENA_PUSH(&l->arena, l->all, l->nall);

	r->key = key ? arena_strdup(&l->arena, key)
		     : arena_printf(&l->arena, "#%zu", l->nall);
	return r;
}

struct piece *row_span(struct list *l, struct row *r, enum look role,
		      const char *text)
{
	struct piece *s = ARENA_PUSH(&l->arena, r->spans, r->nspans);

	s->role = role;
	s->text = text ? text : "";
	return s;
}

void list_blank(struct list *l)
{
	list_row(l, NULL);
}

void list_heading(struct list *l, const char *text)
{
	struct row *r;

	if (l->nall)
		list_blank(l);
	r = list_row(l, NULL);
	row_span(l, r, LOOK_HEAD, " ");
	row_span(l, r, LOOK_HEAD, text);
}

void list_wrap(struct list *l, const char *key, enum look role, int indent,
	       int cols, const char *lead, enum look lead_role,
	       const char *text)
{
	struct str rest = str_from(text), line;
	struct row *r;
	bool first = true;

	if (cols - indent < 8)
		indent = 0;
	while (text_wrap(&rest, cols - indent, &line)) {
		r = list_row(l, first ? key : NULL);
		if (indent)
			row_span(l, r, lead_role, first && lead ? lead : "")
				->cols = indent;
		row_span(l, r, role,
			 arena_strndup(&l->arena, line.p, line.len));
		first = false;
	}
}

/* Does `hay` hold `needle`, whatever the case of ASCII letters? */
static const char *find(const char *hay, const char *needle)
{
	size_t n = strlen(needle), i;

	for (; *hay; hay++) {
		for (i = 0; i < n; i++)
			if (tolower((unsigned char)hay[i]) !=
			    tolower((unsigned char)needle[i]))
				break;
		if (i == n)
			return hay;
	}
	return NULL;
}

static bool row_matches(const struct row *r, const char *needle)
{
	size_t i;

	if (r->match)
		return find(r->match, needle) != NULL;
	for (i = 0; i < r->nspans; i++)
		if (find(r->spans[i].text, needle))
			return true;
	return false;
}

static const char *needle_of(const struct list *l, bool *inverse)
{
	const char *f = l->filter.buf;

	*inverse = f[0] == '!';
	return f + *inverse;
}

/* Bring the cursor to a row it may stand on, from i in this direction. */
static size_t settle(const struct list *l, size_t i, int dir)
{
	size_t k = i;

	while (k < l->n && l->rows[k].skip) {
		if (dir < 0 && !k)
			break;
		k = dir < 0 ? k - 1 : k + 1;
	}
	if (k < l->n && !l->rows[k].skip)
		return k;
	for (k = i; k < l->n; k--) {
		if (!l->rows[k].skip)
			return k;
		if (!k)
			break;
	}
	for (k = i; k < l->n; k++)
		if (!l->rows[k].skip)
			return k;
	return i;
}

/* The cursor, and what is read with it. */
static void reveal_cursor(struct list *l, size_t h)
{
	size_t first = l->cur, last = l->cur;

	if (l->cur < l->n) {
		const struct row *r = &l->rows[l->cur];

		first -= r->above < first ? r->above : first;
		last += r->below < l->n - 1 - last ? r->below
						   : l->n - 1 - last;
	}
	if (last >= l->top + h)
		l->top = last - h + 1;
	if (first < l->top)
		l->top = first;
	if (l->cur >= l->top + h)
		l->top = l->cur - h + 1;
}

static void reveal(struct list *l)
{
	size_t h = l->height > 0 ? (size_t)l->height : 1;

	reveal_cursor(l, h);
	if (l->n <= h)
		l->top = 0;
	else if (l->top > l->n - h)
		l->top = l->n - h;
	/* Headings above the first row that can be selected are seen too. */
	if (l->top && l->cur < h) {
		size_t k;

		for (k = 0; k < l->cur && l->rows[k].skip; k++)
			;
		if (k == l->cur)
			l->top = 0;
	}
}

static void note_key(struct list *l)
{
	strbuf_reset(&l->key);
	if (l->cur < l->n)
		strbuf_addstr(&l->key, l->rows[l->cur].key);
}

void list_end(struct list *l)
{
	bool inverse;
	const char *needle = needle_of(l, &inverse);
	size_t i, n = 0;

	if (l->search || !*needle) {
		l->rows = l->all;
		l->n = l->nall;
	} else {
		l->rows = arena_alloc(&l->arena,
				      mem_mul(l->nall ? l->nall : 1,
					      sizeof(*l->rows)));
		for (i = 0; i < l->nall; i++)
			if (!l->all[i].skip &&
			    row_matches(&l->all[i], needle) != inverse)
				l->rows[n++] = l->all[i];
		l->n = n;
	}
	if (!l->touched) {
		l->cur = 0;
	} else {
		for (i = 0; i < l->n; i++)
			if (!strcmp(l->rows[i].key, l->key.buf))
				break;
		if (i < l->n)
			l->cur = i;
		else if (l->cur >= l->n)
			l->cur = l->n ? l->n - 1 : 0;
	}
	l->cur = settle(l, l->cur, 1);
	note_key(l);
	reveal(l);
}

struct row *list_current(const struct list *l)
{
	return l->cur < l->n && !l->rows[l->cur].skip ? &l->rows[l->cur]
						       : NULL;
}

void list_at(struct list *l, size_t i)
{
	if (!l->n)
		return;
	l->touched = true;
	l->cur = settle(l, i < l->n ? i : l->n - 1,
			i < l->cur ? -1 : 1);
	note_key(l);
	reveal(l);
}

void list_show_from(struct list *l, size_t i)
{
	list_at(l, i);
	l->top = l->cur;
	reveal(l);
}

bool list_select(struct list *l, const char *key)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!strcmp(l->rows[i].key, key)) {
			list_at(l, i);
			return true;
		}
	return false;
}

void list_move(struct list *l, int by)
{
	size_t step = (size_t)(by < 0 ? -by : by);

	if (by < 0)
		list_at(l, l->cur > step ? l->cur - step : 0);
	else
		list_at(l, l->cur + step);
}

void list_page(struct list *l, int by)
{
	int page = l->height > 2 ? l->height - 1 : 1;

	list_move(l, by * page);
}

void list_scroll(struct list *l, int by)
{
	size_t h = l->height > 0 ? (size_t)l->height : 1;
	size_t max = l->n > h ? l->n - h : 0;
	size_t step = (size_t)(by < 0 ? -by : by), cur;

	if (by < 0)
		l->top = l->top > step ? l->top - step : 0;
	else
		l->top = l->top + step < max ? l->top + step : max;
	cur = l->cur;
	if (cur < l->top)
		cur = l->top;
	if (h && cur >= l->top + h)
		cur = l->top + h - 1;
	if (cur != l->cur)
		list_at(l, cur);
}

void list_read(struct list *l, int by)
{
	size_t cur = l->cur, step = (size_t)(by < 0 ? -by : by);

	list_scroll(l, by);
	list_at(l, by > 0 ? cur + step : cur > step ? cur - step : 0);
}

void list_first(struct list *l)
{
	list_at(l, 0);
	l->top = 0;
	reveal(l);
}

void list_last(struct list *l)
{
	list_at(l, l->n);
}

void list_height(struct list *l, int height)
{
	l->height = height > 0 ? height : 1;
	reveal(l);
}

bool list_next_match(struct list *l, int dir)
{
	bool inverse;
	const char *needle = needle_of(l, &inverse);
	size_t i, k;

	if (!*needle || !l->n)
		return false;
	for (i = 1; i <= l->n; i++) {
		k = dir > 0 ? (l->cur + i) % l->n
			    : (l->cur + l->n - i % l->n) % l->n;
		if (!l->rows[k].skip &&
		    row_matches(&l->rows[k], needle) != inverse) {
			list_at(l, k);
			return true;
		}
	}
	return false;
}

size_t list_matches(const struct list *l)
{
	bool inverse;
	const char *needle = needle_of(l, &inverse);
	size_t i, n = 0;

	for (i = 0; i < l->n; i++)
		if (!l->rows[i].skip && (!*needle ||
		    row_matches(&l->rows[i], needle) != inverse))
			n++;
	return n;
}

/* One span at x; gives the columns it takes. */
static int span_draw(struct surface *s, int y, int x, int room,
		     const struct piece *sp, const char *needle)
{
	struct arena tmp = ARENA_INIT;
	const char *text = sp->text, *hit;
	int cols = sp->cols, used;

	if (!cols || cols > room)
		cols = sp->cols ? room : text_cols_of(text);
	if (cols > room)
		cols = room;
	if (sp->tail && text_cols_of(text) > cols)
		text = text_tail(&tmp, text, cols);
	used = surface_put(s, y, x, cols, sp->role, text);
	if (*needle && sp->role != LOOK_BORDER) {
		hit = find(text, needle);
		if (hit) {
			struct str before = { text, (size_t)(hit - text) };
			int at = text_cols(before);
			const char *word = arena_strndup(&tmp, hit,
							 strlen(needle));

			if (at + text_cols_of(word) <= used)
				surface_put(s, y, x + at, used - at,
					    LOOK_MATCH, word);
		}
	}
	arena_release(&tmp);
	return sp->cols ? cols : used;
}

static int piece_cols(const struct piece *p)
{
	return p->cols ? p->cols : text_cols_of(p->text);
}

/* What stands at the right edge takes at most somewhat more than half; it is
 * the first piece of it that gives way. */
static void row_draw(struct surface *s, int y, struct rect r,
		     const struct row *row, const char *needle)
{
	int x = r.x, end = r.x + r.cols, right = 0, over;
	size_t i;

	for (i = 0; i < row->nspans; i++)
		if (row->spans[i].right)
			right += piece_cols(&row->spans[i]);
	over = right - r.cols * 56 / 100;
	if (over > 0)
		right -= over;
	for (i = 0; i < row->nspans; i++)
		if (!row->spans[i].right && x < end - right)
			x += span_draw(s, y, x,
				       end - right - (right ? 1 : 0) - x,
				       &row->spans[i], needle);
	x = end - right;
	for (i = 0; i < row->nspans; i++) {
		struct piece p = row->spans[i];

		if (!p.right || x >= end)
			continue;
		if (over > 0) {
			int w = piece_cols(&p);

			p.cols = w > over ? w - over : 1;
			over -= w - p.cols;
		}
		x += span_draw(s, y, x, end - x, &p, needle);
	}
}

int list_draw(const struct list *l, struct surface *s, struct rect r,
	      bool focused)
{
	bool inverse;
	const char *needle = needle_of(l, &inverse);
	int y, at = -1;

	if (inverse)
		needle = "";
	for (y = 0; y < r.rows; y++) {
		size_t i = l->top + (size_t)y;
		struct rect line = { r.y + y, r.x, 1, r.cols };

		if (i >= l->n)
			break;
		row_draw(s, r.y + y, r, &l->rows[i], needle);
		if (i != l->cur || l->rows[i].skip)
			continue;
		at = r.y + y;
		if (focused || l->leads)
			surface_ground(s, line, focused ? GROUND_CURSOR
							: GROUND_CURSOR_DIM);
	}
	return at;
}

void list_scroll_mark(const struct list *l, struct surface *s, struct rect o,
		      enum look role)
{
	int rows = o.rows - 2, size, at;

	if (rows < 3 || l->n <= (size_t)rows)
		return;
	size = (int)((size_t)rows * (size_t)rows / l->n);
	size = size < 1 ? 1 : size;
	at = (int)(l->top * (size_t)(rows - size) / (l->n - (size_t)rows));
	for (; size > 0; size--, at++)
		surface_put(s, o.y + 1 + at, o.x + o.cols - 1, 1, role,
			    s->ascii || !s->utf8 ? "#" : "\u2588");
}
