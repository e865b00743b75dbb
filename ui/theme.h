/*
 * What a piece of text is (role), where it lies (ground), and how that looks
 * at each colour depth.  Nothing is told by colour alone.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

enum look {
	LOOK_TEXT,
	LOOK_DIM,		/* origins, hints, what is of less weight */
	LOOK_STRONG,
	LOOK_ERROR,
	LOOK_WARNING,
	LOOK_ADVICE,
	LOOK_OK,
	LOOK_NAME,		/* ids, modules, variables */
	LOOK_DIFF,		/* differs from the first place */
	LOOK_COMMAND,		/* to type */
	LOOK_MYTH,
	LOOK_HEAD,		/* heading inside a pane */
	LOOK_BORDER,
	LOOK_BORDER_FOCUS,
	LOOK_PANE,		/* a pane's title */
	LOOK_PANE_FOCUS,
	LOOK_BRAND,
	LOOK_KEY,		/* a key in the bar and in help */
	LOOK_MATCH,		/* found by a search */
	LOOK_PLUS,		/* added by a change */
	LOOK_MINUS,
	LOOK_PLUS_WORD,		/* what differs inside the line */
	LOOK_MINUS_WORD,
	LOOK_HUNK,		/* where in the file */
	LOOK_GAUGE,		/* how far it is */
	NLOOKS
};

enum ground {
	GROUND_PLAIN,		/* the terminal's own */
	GROUND_CURSOR,		/* the selected row of the focused pane */
	GROUND_CURSOR_DIM,	/* the selected row of another pane */
	GROUND_BAR,		/* title and key bars */
	NGROUNDS
};

enum depth {
	DEPTH_MONO,
	DEPTH_8,
	DEPTH_16,
	DEPTH_256,
	DEPTH_DIRECT		/* colours are 0xRRGGBB */
};

enum style_attr {
	STYLE_BOLD = 1 << 0,
	STYLE_DIM = 1 << 1,
	STYLE_REVERSE = 1 << 2,
	STYLE_UNDERLINE = 1 << 3
};

struct style {
	int fg, bg;		/* -1: the terminal's own */
	unsigned attr;
};

struct style theme_style(enum look r, enum ground g, enum depth d);
/* One letter a role, for dumps. */
char theme_letter(enum look r);

#endif
