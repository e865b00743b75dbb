#include "config.h"

#include "ui/theme.h"

/*
 * One row a role: a letter for dumps, the attributes in monochrome, then the
 * colour and attributes in 8, 16 and 256 colours and as RGB.  The hues are
 * readable on dark and on light grounds.
 */
struct tint {
	char letter;
	unsigned mono;
	int c8;
	unsigned a8;
	int c16, c256, rgb;
	unsigned attr;
};

#define B STYLE_BOLD
#define D STYLE_DIM

static const struct tint tints[NLOOKS] = {
	[LOOK_TEXT] = { '.', 0, -1, 0, -1, -1, -1, 0 },
	[LOOK_DIM] = { 'd', D, -1, D, 8, 245, 0x8a8a8a, 0 },
	[LOOK_STRONG] = { 's', B, -1, B, -1, -1, -1, B },
	[LOOK_ERROR] = { 'E', B, 1, B, 9, 203, 0xf2594b, B },
	[LOOK_WARNING] = { 'W', B, 3, B, 11, 178, 0xd7a21a, B },
	[LOOK_ADVICE] = { 'i', 0, 6, 0, 14, 74, 0x57a6d6, 0 },
	[LOOK_OK] = { 'o', 0, 2, 0, 10, 71, 0x55a85a, 0 },
	[LOOK_NAME] = { 'n', 0, 6, 0, 6, 73, 0x4fa8a8, 0 },
	[LOOK_DIFF] = { 'x', B, 3, B, 11, 178, 0xd7a21a, B },
	[LOOK_COMMAND] = { 'c', B, 2, 0, 2, 107, 0x7fa650, 0 },
	[LOOK_MYTH] = { 'm', 0, 5, 0, 13, 139, 0xaf87af, 0 },
	[LOOK_HEAD] = { 'h', B, -1, B, 7, 250, 0xa8a8b8, B },
	[LOOK_BORDER] = { 'b', D, -1, D, 8, 240, 0x585858, 0 },
	[LOOK_BORDER_FOCUS] = { 'F', B, 6, B, 14, 80, 0x4fc4d0, 0 },
	[LOOK_PANE] = { 't', 0, -1, 0, 7, 248, 0xa0a0a0, 0 },
	[LOOK_PANE_FOCUS] = { 'T', B | STYLE_UNDERLINE, 6, B, 14, 80, 0x4fc4d0,
			      B },
	[LOOK_BRAND] = { 'G', B, 6, B, 14, 80, 0x4fc4d0, B },
	[LOOK_KEY] = { 'K', B, 6, B, 14, 80, 0x4fc4d0, B },
	[LOOK_MATCH] = { 'M', STYLE_UNDERLINE | B, 3, STYLE_UNDERLINE | B, 11,
			 220, 0xe6c32e, STYLE_UNDERLINE | B },
	[LOOK_PLUS] = { '+', 0, 2, 0, 2, 71, 0x55a85a, 0 },
	[LOOK_MINUS] = { '-', 0, 1, 0, 1, 167, 0xd75f5f, 0 },
	[LOOK_PLUS_WORD] = { 'P', B, 2, B | STYLE_UNDERLINE, 10, 114, 0x87d787,
			     B | STYLE_UNDERLINE },
	[LOOK_MINUS_WORD] = { 'R', B, 1, B | STYLE_UNDERLINE, 9, 210, 0xff8787,
			      B | STYLE_UNDERLINE },
	[LOOK_HUNK] = { '@', D, 6, 0, 6, 73, 0x4fa8a8, 0 },
	[LOOK_GAUGE] = { 'g', 0, 6, 0, 14, 80, 0x4fc4d0, 0 },
};

/* Letters that stay readable on the selected row's own ground. */
static int on_cursor_256(enum look r)
{
	switch (r) {
	case LOOK_ERROR:
		return 217;
	case LOOK_WARNING:
	case LOOK_DIFF:
	case LOOK_MATCH:
		return 222;
	case LOOK_ADVICE:
	case LOOK_NAME:
		return 159;
	case LOOK_OK:
	case LOOK_COMMAND:
	case LOOK_PLUS:
	case LOOK_PLUS_WORD:
		return 157;
	case LOOK_MINUS:
	case LOOK_MINUS_WORD:
		return 217;
	case LOOK_DIM:
		return 152;
	case LOOK_TEXT:
	case LOOK_STRONG:
	case LOOK_MYTH:
	case LOOK_HEAD:
	case LOOK_BORDER:
	case LOOK_BORDER_FOCUS:
	case LOOK_PANE:
	case LOOK_PANE_FOCUS:
	case LOOK_BRAND:
	case LOOK_KEY:
	case LOOK_HUNK:
	case LOOK_GAUGE:
	case NLOOKS:
		return 231;
	}
	return 231;
}

static int cube(int v)
{
	return v ? 55 + 40 * v : 0;
}

/* The RGB of a colour of the 256 palette. */
static int rgb_of(int c)
{
	int grey;

	if (c < 16)
		return -1;
	if (c < 232) {
		c -= 16;
		return cube(c / 36) << 16 | cube(c / 6 % 6) << 8 | cube(c % 6);
	}
	grey = 8 + 10 * (c - 232);
	return grey << 16 | grey << 8 | grey;
}

struct style theme_style(enum look r, enum ground g, enum depth d)
{
	const struct tint *l = &tints[r];
	struct style s = { -1, -1, 0 };
	int fg = -1, bg = -1;

	switch (d) {
	case DEPTH_MONO:
		s.attr = l->mono;
		break;
	case DEPTH_8:
		s.fg = l->c8;
		s.attr = l->a8;
		break;
	case DEPTH_16:
		s.fg = l->c16;
		s.attr = l->attr;
		break;
	case DEPTH_256:
		s.fg = l->c256;
		s.attr = l->attr;
		break;
	case DEPTH_DIRECT:
		s.fg = l->rgb;
		s.attr = l->attr;
		break;
	}
	/* In monochrome reverse is for the selected row alone. */
	if (g == GROUND_PLAIN || (g == GROUND_BAR && d == DEPTH_MONO))
		return s;
	if (d <= DEPTH_16) {
		if (g == GROUND_CURSOR_DIM) {
			s.attr |= d == DEPTH_MONO ? STYLE_UNDERLINE : B;
			s.attr &= ~(unsigned)D;
			return s;
		}
		/* Reversed colours are unreadable as often as not: the letter
		 * and the bold face say what the colour would. */
		s.attr = (s.attr & B) | STYLE_REVERSE;
		if (d == DEPTH_MONO)
			s.attr |= B;
		s.fg = -1;
		return s;
	}
	switch (g) {
	case GROUND_PLAIN:
	case NGROUNDS:
		break;
	case GROUND_CURSOR:
		fg = on_cursor_256(r);
		bg = 24;
		break;
	case GROUND_CURSOR_DIM:
		fg = on_cursor_256(r);
		bg = 238;
		break;
	case GROUND_BAR:
		fg = r == LOOK_TEXT || r == LOOK_STRONG ? 254
		     : r == LOOK_DIM ? 248 : l->c256;
		bg = 236;
		break;
	}
	s.fg = d == DEPTH_DIRECT ? rgb_of(fg) : fg;
	s.bg = d == DEPTH_DIRECT ? rgb_of(bg) : bg;
	return s;
}

char theme_letter(enum look r)
{
	return tints[r].letter;
}
