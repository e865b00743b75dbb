/*
 * The interactive screen, as the command line starts it.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

struct setup_given;

enum ui_color {
	UI_COLOR_AUTO,		/* the terminal's, unless NO_COLOR is set */
	UI_COLOR_ALWAYS,
	UI_COLOR_NEVER
};

struct civars;

struct ui_options {
	const char *dir;	/* absolute: the folder to look at */
	/* As in struct session_options. */
	const char *const *places;
	const char *from;
	const struct civars *civars;
	bool containers;
	bool read_only;
	bool ascii;		/* no borders or marks beyond ASCII */
	bool no_mouse;
	enum ui_color color;
	/* gomend setup instead of the overview; it gets the lines to type. */
	struct setup_given *setup;
};

/*
 * Runs until the user quits; gives the exit status: 0, 130 after Ctrl-C, 128
 * and the number of another signal that ended it, 2 with a message on stderr
 * where the terminal cannot show a screen.  The locale must be set.
 */
int ui_main(const struct ui_options *o);
/* Where that was a signal, end by it, so that whoever waits can see it. */
void ui_raise(int status);

#endif
