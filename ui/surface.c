#include "config.h"

#include "ui/surface.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void surface_init(struct surface *s)
{
	memset(s, 0, sizeof(*s));
	s->cursor_y = s->cursor_x = -1;
	s->utf8 = true;
}

void surface_release(struct surface *s)
{
	free(s->cells);
	surface_init(s);
}

void surface_reset(struct surface *s, int rows, int cols)
{
	size_t n = mem_mul((size_t)rows, (size_t)cols), i;

	if (rows != s->rows || cols != s->cols || !s->cells) {
		free(s->cells);
		s->cells = xmalloc(mem_mul(n ? n : 1, sizeof(*s->cells)));
		s->rows = rows;
		s->cols = cols;
	}
	memset(s->cells, 0, mem_mul(n, sizeof(*s->cells)));
	for (i = 0; i < n; i++)
		s->cells[i].cols = 1;
	s->cursor_y = s->cursor_x = -1;
}

/* No half of a wide character may stay behind alone. */
static void unwiden(struct surface *s, int y, int x)
{
	struct cell *c = surface_cell(s, y, x);

	if (!c->cols && x > 0) {
		struct cell *left = c - 1;

		left->len = 0;
		left->cols = 1;
	} else if (c->cols == 2 && x + 1 < s->cols) {
		c[1].cols = 1;
	}
	c->len = 0;
	c->cols = 1;
}

/* The nearest of ASCII for the marks that our own texts use. */
static char ascii_of(uint32_t cp)
{
	switch (cp) {
	case 0x2026:	/* ellipsis */
		return '~';
	case 0x2192:	/* arrows */
	case 0x25b8:
	case 0x203a:
		return '>';
	case 0x2190:
	case 0x2039:
		return '<';
	case 0x2191:
	case 0x25b4:
		return '^';
	case 0x2193:
	case 0x25be:
		return 'v';
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	case 0x2018:
	case 0x2019:
		return '\'';
	case 0x201c:
	case 0x201d:
		return '"';
	case 0x00b7:
	case 0x2022:
		return '.';
	case 0x2713:
		return '+';
	case 0x2717:
	case 0x00d7:
		return 'x';
	case 0x2260:
		return '!';
	case 0x00a0:
		return ' ';
	case 0x2588:
		return '#';
	case 0x2591:
		return '.';
	case 0x2502:
		return '|';
	case 0x2500:
		return '-';
	default:
		return '?';
	}
}

static struct cell *set(struct surface *s, int y, int x, int w, enum look role,
			const char *p, size_t len)
{
	struct cell *c;

	unwiden(s, y, x);
	if (w == 2)
		unwiden(s, y, x + 1);
	c = surface_cell(s, y, x);
	memcpy(c->text, p, len);
	c->len = (uint8_t)len;
	c->cols = (uint8_t)w;
	c->lines = 0;
	c->role = (uint8_t)role;
	if (w == 2) {
		c[1].len = 0;
		c[1].cols = 0;
		c[1].lines = 0;
		c[1].role = (uint8_t)role;
	}
	return c;
}

/* The last line of defence: whoever draws has cleaned the text before. */
static bool must_not_pass(uint32_t cp)
{
	return cp == TEXT_INVALID || cp < 0x20 ||
	       (cp >= 0x7f && cp <= 0x9f) || cp == 0x61c ||
	       (cp >= 0x200b && cp <= 0x200f) ||
	       (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff;
}

int surface_put(struct surface *s, int y, int x, int cols, enum look role,
		const char *text)
{
	struct str rest = str_from(text);
	struct cell *last = NULL;
	int used = 0, whole;
	uint32_t cp;
	size_t n;

	if (cols > s->cols - x)
		cols = s->cols - x;
	if (y < 0 || y >= s->rows || x < 0 || cols <= 0 || !rest.p)
		return 0;
	whole = text_cols(rest);
	while ((n = text_decode(rest, &cp))) {
		int w = text_cp_cols(cp);
		const char *p = rest.p;
		char plain;

		rest = str_sub(rest, n, rest.len - n);
		if (must_not_pass(cp))
			continue;
		if (!s->utf8 && cp > 0x7e) {
			plain = ascii_of(cp);
			p = &plain;
			n = 1;
			if (!w)
				continue;
		}
		if (!w) {
			if (last && last->len + n <= CELL_BYTES) {
				memcpy(last->text + last->len, p, n);
				last->len = (uint8_t)(last->len + n);
			}
			continue;
		}
		if (whole > cols && used + w > cols - 1) {
			bool plain_mark = s->ascii || !s->utf8;

			set(s, y, x + used, 1, role,
			    plain_mark ? "~" : "\xe2\x80\xa6",
			    plain_mark ? 1 : 3);
			return used + 1;
		}
		last = set(s, y, x + used, w, role, p, n);
		used += w;
	}
	return used;
}

static struct rect clip(const struct surface *s, struct rect r)
{
	if (r.y < 0) {
		r.rows += r.y;
		r.y = 0;
	}
	if (r.x < 0) {
		r.cols += r.x;
		r.x = 0;
	}
	if (r.rows > s->rows - r.y)
		r.rows = s->rows - r.y;
	if (r.cols > s->cols - r.x)
		r.cols = s->cols - r.x;
	return r;
}

void surface_ground(struct surface *s, struct rect r, enum ground ground)
{
	int y, x;

	r = clip(s, r);
	for (y = r.y; y < r.y + r.rows; y++)
		for (x = r.x; x < r.x + r.cols; x++)
			surface_cell(s, y, x)->ground = (uint8_t)ground;
}

void surface_fill(struct surface *s, struct rect r, enum ground ground)
{
	int y, x;

	r = clip(s, r);
	for (y = r.y; y < r.y + r.rows; y++)
		for (x = r.x; x < r.x + r.cols; x++) {
			struct cell *c;

			unwiden(s, y, x);
			c = surface_cell(s, y, x);
			c->lines = 0;
			c->role = LOOK_TEXT;
			c->ground = (uint8_t)ground;
		}
}

static void join(struct surface *s, int y, int x, unsigned lines,
		 enum look role)
{
	struct cell *c;

	if (y < 0 || y >= s->rows || x < 0 || x >= s->cols)
		return;
	unwiden(s, y, x);
	c = surface_cell(s, y, x);
	c->lines = (uint8_t)(c->lines | lines);
	c->role = (uint8_t)role;
}

void surface_hline(struct surface *s, int y, int x, int cols, enum look role)
{
	int i;

	for (i = 0; i < cols; i++)
		join(s, y, x + i,
		     (i ? (unsigned)LINE_W : 0) |
		     (i < cols - 1 ? (unsigned)LINE_E : 0), role);
}

void surface_vline(struct surface *s, int y, int x, int rows, enum look role)
{
	int i;

	for (i = 0; i < rows; i++)
		join(s, y + i, x,
		     (i ? (unsigned)LINE_N : 0) |
		     (i < rows - 1 ? (unsigned)LINE_S : 0), role);
}

void surface_box(struct surface *s, struct rect r, enum look role)
{
	if (r.rows < 2 || r.cols < 2)
		return;
	surface_hline(s, r.y, r.x, r.cols, role);
	surface_hline(s, r.y + r.rows - 1, r.x, r.cols, role);
	surface_vline(s, r.y, r.x, r.rows, role);
	surface_vline(s, r.y, r.x + r.cols - 1, r.rows, role);
}

const char *surface_line_text(const struct surface *s, uint8_t lines)
{
	/* By the bits N 1, E 2, S 4, W 8. */
	static const char *const box[16] = {
		" ", "\u2502", "\u2500", "\u2514", "\u2502", "\u2502",
		"\u250c", "\u251c", "\u2500", "\u2518", "\u2500", "\u2534",
		"\u2510", "\u2524", "\u252c", "\u253c",
	};
	static const char *const plain[16] = {
		" ", "|", "-", "+", "|", "|", "+", "+",
		"-", "+", "-", "+", "+", "+", "+", "+",
	};

	return s->ascii || !s->utf8 ? plain[lines & 15] : box[lines & 15];
}

void surface_dump(const struct surface *s, struct strbuf *out, bool roles)
{
	int y, x;

	for (y = 0; y < s->rows; y++) {
		size_t end = out->len;

		for (x = 0; x < s->cols; x++) {
			const struct cell *c = surface_cell(s, y, x);

			if (!c->cols)
				continue;
			if (c->lines)
				strbuf_addstr(out,
					      surface_line_text(s, c->lines));
			else if (c->len)
				strbuf_add(out, c->text, c->len);
			else
				strbuf_addch(out, ' ');
			if (c->lines || (c->len && c->text[0] != ' '))
				end = out->len;
		}
		strbuf_setlen(out, end);
		strbuf_addch(out, '\n');
	}
	if (!roles)
		return;
	for (y = 0; y < s->rows; y++) {
		size_t end = out->len;

		for (x = 0; x < s->cols; x++) {
			const struct cell *c = surface_cell(s, y, x);
			char l = theme_letter((enum look)c->role);

			if (!c->cols)
				continue;
			if (!c->lines && !c->len)
				l = ' ';
			if (c->ground == GROUND_CURSOR && l == ' ')
				l = '#';
			else if (c->ground == GROUND_CURSOR_DIM && l == ' ')
				l = '_';
			strbuf_addch(out, l);
			if (l != ' ')
				end = out->len;
		}
		strbuf_setlen(out, end);
		strbuf_addch(out, '\n');
	}
}
