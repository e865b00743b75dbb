/*
 * What comes into the model (events) and what it asks for (effects).
 */
#ifndef UI_EVENT_H
#define UI_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
	EVENT_MOVED,		/* another session, of the folder `text`, which
				 * is good until the next one; the view is no
				 * more */
	EVENT_PASTE,		/* text: what was pasted, lines ended by LF;
				 * NULL: too much */
	EVENT_TRACE,		/* a trace came: trace, or NULL and text */
	EVENT_TRIED,		/* trials, ntrials; or text: why it was not */
	EVENT_LOG,		/* log, of the file `text`, NULL: of what was
				 * pasted; or error */
	EVENT_COMPLETED,	/* text: the path; names of those that fit */
	EVENT_MESSAGE,		/* text for the bottom line */
	EVENT_NOTICE_READ,	/* EFFECT_NOTICE was long enough ago */
	EVENT_LINE,		/* text to copy by hand */
	EVENT_TICK,		/* while something is under way: now_ms */
	EVENT_FIX_CHANGED,	/* the fix has news: fix, now_ms */
	EVENT_FIX_DIFF,		/* index; text, or NULL and error */
	EVENT_HISTORY,		/* txns, ntxns; or error */
	EVENT_HISTORY_PLAN,	/* index: of the transaction; plan, or error */
	EVENT_UNDONE,		/* undo */
	EVENT_PURGED,		/* error; NULL: done */
	EVENT_REACHED		/* lines: 1, it answers; text: why not */
};

struct fixrun_spec;
struct fixrun_view;
struct log_report;
struct plan;
struct session_view;
struct trace;
struct trial;
struct txn;
struct undo_result;

struct event {
	enum event_kind kind;
	int key;
	int y, x, lines;
	bool twice;
	int rows, cols;
	const struct session_view *view;
	const struct trace *trace;
	const struct trial *trials;
	size_t ntrials;
	const struct log_report *log;
	const char *const *names;
	size_t nnames;
	const char *text, *error;
	const char *typed;	/* what was asked about; NULL: the field's */
	/* Good until the next EVENT_FIX_CHANGED. */
	const struct fixrun_view *fix;
	size_t index;
	const struct txn *txns;
	size_t ntxns;
	const struct plan *plan;
	const struct undo_result *undo;
	uint64_t now_ms;	/* of the loop's clock */
};

enum effect_kind {
	EFFECT_QUIT,		/* line: the exit status */
	EFFECT_SUSPEND,
	EFFECT_REDRAW,		/* from scratch */
	EFFECT_RESCAN,
	EFFECT_TRACE,		/* text: name; subject, place, module */
	EFFECT_TRY,		/* trials, ntrials in place; 0: give up */
	EFFECT_LOG,		/* text: its path, as typed, or subject: the
				 * log itself; neither: give up */
	EFFECT_COMPLETE,	/* text: the path, as far as it is typed */
	EFFECT_EDIT,		/* text: absolute path; line */
	EFFECT_COPY,		/* text */
	EFFECT_NOTICE,		/* one is shown: EVENT_NOTICE_READ is to come */
	EFFECT_FIX_OPEN,	/* spec */
	EFFECT_FIX_CHOOSE,	/* subject: the field's name; text: its value */
	EFFECT_FIX_PREPARE,
	EFFECT_FIX_DIFF,	/* index: of the change */
	EFFECT_FIX_SCRIPT,	/* saved in the folder gomend was started in */
	EFFECT_FIX_APPLY,
	EFFECT_FIX_CANCEL,
	EFFECT_FIX_CLOSE,
	EFFECT_HISTORY,
	EFFECT_HISTORY_PLAN,	/* index: the transaction's number */
	EFFECT_UNDO,		/* the same */
	EFFECT_UNDO_WHOLE,	/* … with all of its fix by stages */
	EFFECT_PURGE,		/* the same; 0: all */
	EFFECT_REACH,		/* text: URL; NULL: give up */
	EFFECT_PATH		/* text: PATH from now on; look anew */
};

struct effect {
	enum effect_kind kind;
	const char *text, *subject, *place, *module;
	int line;
	size_t index;
	const struct trial *trials;
	size_t ntrials;
	const struct fixrun_spec *spec;
};

#define EFFECTS_MAX 8

struct effects {
	struct arena arena;	/* holds the strings */
	struct effect v[EFFECTS_MAX];
	size_t n;
};

/* One more of this kind, zeroed; what does not fit is dropped. */
struct effect *effects_add(struct effects *e, enum effect_kind kind);

#endif
