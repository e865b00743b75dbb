/*
 * A log that was read: the page that tells its causes, and the line in which
 * its path is typed.  It is kept when the page is left.
 */
#ifndef UI_LOGPAGE_H
#define UI_LOGPAGE_H

#include "facts/loglore.h"
#include "ui/event.h"
#include "ui/field.h"
#include "ui/keymap.h"
#include "ui/list.h"

struct app;

struct logpage {
	struct arena arena;
	struct log_report report;
	bool known;		/* a log was read: that is it */
	char *path;		/* absolute; NULL: it was pasted */
	char *error;		/* why another one was not */
	bool reading;
	bool typing;		/* its path */
	struct field field;
	/* What Tab found, where several names fit. */
	struct arena names_arena;
	const char **names;
	size_t nnames;
};

void logpage_init(struct logpage *p);
void logpage_release(struct logpage *p);

/* The key that opens it; on the page: another log. */
void logpage_open(struct app *app);
/* The page was left. */
void logpage_close(struct app *app);
/* The path is typed: true when the key was its. */
bool logpage_type(struct app *app, int key, struct effects *effects);
/* The log itself, or its path. */
void logpage_paste(struct app *app, const char *text,
		   struct effects *effects);
void logpage_take(struct app *app, const struct event *ev);
void logpage_complete(struct app *app, const struct event *ev);
/* To the next cause (-1: the one before); false: there is none. */
bool logpage_walk(struct app *app, int dir);
bool logpage_has_causes(const struct app *app);

/* The line at the bottom. */
void logpage_draw_field(const struct app *app, struct surface *s);
void page_log(struct app *app, struct list *l, int cols);

#endif
