/*
 * What comes into the model (events) and what it asks for (effects).
 */
#ifndef UI_EVENT_H
#define UI_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A key is a Unicode character, a control character, or one of these. */
enum ui_key {
	K_NONE = 0x110000,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_PGUP,
	K_PGDN,
	K_HOME,
	K_END,
	K_BACKTAB,
	K_BACKSPACE,
	K_DELETE,
	K_F1
};

#define K_CTRL(c) ((c) & 0x1f)
#define K_ESC 27
#define K_ENTER 13
#define K_TAB 9

enum event_kind {
	EVENT_KEY,
	EVENT_CLICK,		/* y, x; twice: a double click */
	EVENT_WHEEL,		/* y, x; up or down by `lines` */
	EVENT_RESIZE,		/* rows, cols */
	EVENT_CHANGED,		/* the session has news: view */
	EVENT_TRACE,		/* a trace came: trace, or NULL and text */
	EVENT_MESSAGE,		/* text for the bottom line */
	EVENT_NOTICE_READ,	/* EFFECT_NOTICE was long enough ago */
	EVENT_LINE		/* text to copy by hand */
};

struct session_view;
struct trace;

struct event {
	enum event_kind kind;
	int key;
	int y, x, lines;
	bool twice;
	int rows, cols;
	const struct session_view *view;
	const struct trace *trace;
	const char *text;
};

enum effect_kind {
	EFFECT_QUIT,		/* line: the exit status */
	EFFECT_SUSPEND,
	EFFECT_REDRAW,		/* from scratch */
	EFFECT_RESCAN,
	EFFECT_TRACE,		/* text: name; subject, place, module */
	EFFECT_EDIT,		/* text: absolute path; line */
	EFFECT_COPY,		/* text */
	EFFECT_NOTICE		/* one is shown: EVENT_NOTICE_READ is to come */
};

struct effect {
	enum effect_kind kind;
	const char *text, *subject, *place, *module;
	int line;
};

#define EFFECTS_MAX 4

struct effects {
	struct arena arena;	/* holds the strings */
	struct effect v[EFFECTS_MAX];
	size_t n;
};

#endif
