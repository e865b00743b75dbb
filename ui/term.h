/*
 * The terminal: the only file that knows curses.
 *
 * One terminal a process.  Whatever way the process ends, what was found is
 * put back: term_close(), exit(), a signal that kills, or a crash.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>

#include "base/error.h"
#include "ui/event.h"
#include "ui/surface.h"

struct term_options {
	bool mouse;
	bool no_color, force_color;	/* neither: the terminal's, NO_COLOR */
};

/* 0, or -1 with a message for people where no screen can be shown. */
int term_open(const struct term_options *o, struct error *err);
/* Safe to call at any time and more than once. */
void term_close(void);
/* The terminal as it was found, for a child or the shell; and back. */
void term_suspend(void);
void term_resume(void);
/* Take over the window's size now. */
void term_resize(int *rows, int *cols);
void term_size(int *rows, int *cols);
/* Show it; only what has changed is sent. */
void term_show(const struct surface *s);
/* Forget what is shown: the next term_show() sends everything. */
void term_forget(void);
/* The next event that has been typed; false when there is none. */
bool term_event(struct event *ev);
/* Nobody is there any more. */
bool term_hung_up(void);
/* Hand a text to the terminal's clipboard; false when it has no way. */
bool term_copy(const char *text);

#endif
