/*
 * A real program on a pseudo-terminal whose screen libvterm reads.
 *
 * Between the test and the program stands what a login shell is: a session
 * leader that gives the program the terminal, sees it stop and goes on with
 * it.  Nothing here sleeps: every wait is for something, with a limit.
 */
#ifndef TESTS_TTY_TTY_H
#define TESTS_TTY_TTY_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/strbuf.h"

#define TTY_LIMIT_MS 10000

struct tty {
	int master, control, report;
	pid_t shell, program;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	struct strbuf raw;	/* every byte it wrote */
	struct termios before;
	bool stopped, exited;
	int status;		/* as waitpid gives it */
};

/* env: NAME=VALUE…, NULL-terminated, on top of a plain environment. */
void tty_start(struct tty *t, int cols, int rows, const char *const *argv,
	       const char *const *env);
void tty_end(struct tty *t);

void tty_type(struct tty *t, const char *bytes);
void tty_resize(struct tty *t, int cols, int rows);
void tty_signal(struct tty *t, int signum);
void tty_continue(struct tty *t);
/* Nobody reads any more: what closing the window does. */
void tty_hang_up(struct tty *t);

/* True as soon as the screen shows (or shows no more) the text. */
bool tty_shows(struct tty *t, const char *text);
bool tty_hides(struct tty *t, const char *text);
/* True as soon as the cursor lies on this row. */
bool tty_cursor_at(struct tty *t, int row);
bool tty_wait_stopped(struct tty *t);
bool tty_wait_exit(struct tty *t);
/* Read what there is, without waiting for more. */
void tty_drain(struct tty *t);
/* The screen as text, a line a row; the caller frees it. */
char *tty_text(struct tty *t);
/* Is the terminal as it was before the program began? */
bool tty_is_restored(struct tty *t);

#endif
