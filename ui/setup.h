/*
 * gomend setup with the screen to itself: what is here, what puts a Go there,
 * the proof in fresh shells, a first program, and what can be done now.  Its
 * fixes are the wizard's; what it says and wants is report/setup.h.
 */
#ifndef UI_SETUP_H
#define UI_SETUP_H

#include "report/setup.h"
#include "ui/event.h"
#include "ui/keymap.h"
#include "ui/list.h"

struct app;

enum setup_page {
	SETUP_FOUND,		/* what is here, and what is to be done */
	SETUP_PROOF,		/* fresh shells; a first program? */
	SETUP_END
};

/* One fix that is in place, with the line for the shell at hand. */
struct setup_done {
	int txn;
	char *title, *line;	/* line: may be NULL */
};

#define SETUP_DONE_MAX 16

struct setup {
	bool on;
	const struct setup_given *given;	/* borrowed */
	enum setup_page page;
	struct list list;
	/* The module proxy: NULL as it is, "" is typed in the next step. */
	char *proxy;
	bool asking, asked, answers;
	char *why;			/* it does not answer */
	char *path_before;		/* PATH, where it was changed */
	struct setup_done done[SETUP_DONE_MAX];	/* oldest first */
	size_t ndone;
	bool undoing, undone;
	struct arena undo_arena;
	const char *undo_message, *undo_hint;	/* why it could not be */
	const char **undo_drift;
	size_t nundo_drift;
};

void setup_init(struct setup *s);
void setup_release(struct setup *s);
/* Begin; what was given is borrowed. */
void setup_open(struct app *app, const struct setup_given *given);
/* It is what the screen shows: no fix of it has it. */
bool setup_is_front(const struct app *app);
/* A line each, for the shell that gomend came from. */
void setup_lines(const struct setup *s, struct strbuf *out);

/* For app_update(). */

void setup_rebuild(struct app *app, bool first);
void setup_changed(struct app *app, struct effects *effects);
void setup_reached(struct app *app, const struct event *ev);
void setup_undone(struct app *app, const struct event *ev,
		  struct effects *effects);
/* A fix of it was closed; txn is 0 where nothing of it is in place. */
void setup_fix_closed(struct app *app, int txn, const char *title,
		      const char *line, struct effects *effects);
/* True when the action was one of its own. */
bool setup_act(struct app *app, enum action a, struct effects *effects);
struct rect setup_inner(const struct app *app);

/* For app_can(), the bar and app_view(). */

/* NULL: it can; else why not. */
const char *setup_cannot(const struct app *app, enum action a);
const char *setup_label(const struct app *app, enum action a);
bool setup_in_bar(const struct app *app, enum action a);
void setup_draw(const struct app *app, struct surface *s);

#endif
