/*
 * The one table of what can be pressed: the bar, the `?` page and the docs
 * are made from it.
 */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stddef.h>

#include "base/strbuf.h"

enum action {
	ACTION_NONE,
	ACTION_UP,
	ACTION_DOWN,
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_TOP,
	ACTION_BOTTOM,
	ACTION_OPEN,
	ACTION_BACK,
	ACTION_NEXT_PANE,
	ACTION_PREVIOUS_PANE,
	ACTION_PANE_1,
	ACTION_PANE_2,
	ACTION_PANE_3,
	ACTION_PANE_4,
	ACTION_ZOOM,
	ACTION_FILTER,
	ACTION_NEXT_MATCH,
	ACTION_PREVIOUS_MATCH,
	ACTION_WHY,
	ACTION_MODULES,
	ACTION_SHOW,
	ACTION_NEXT_PLACE,
	ACTION_PREVIOUS_PLACE,
	ACTION_SET,
	ACTION_UNSET,
	ACTION_EDIT,
	ACTION_COPY,
	ACTION_FIX,
	ACTION_FIX_SEVERAL,
	ACTION_OTHER_FIX,
	ACTION_SIDE,
	ACTION_APPLY,
	ACTION_SCRIPT,
	ACTION_MARK,
	ACTION_MARK_ALL,
	ACTION_UNDO,
	ACTION_UNDO_WHOLE,
	ACTION_GO_ON,
	ACTION_JOURNAL,
	ACTION_PURGE,
	ACTION_PURGE_ALL,
	ACTION_RESCAN,
	ACTION_COMPARE,
	ACTION_VERSIONS,
	ACTION_GOPATH,
	ACTION_ALIGN,
	ACTION_LOG,
	ACTION_TRY,
	ACTION_COMMANDS,
	ACTION_HELP,
	ACTION_REDRAW,
	ACTION_SUSPEND,
	ACTION_CANCEL,
	ACTION_QUIT
};

/* Where an action works. */
enum key_where {
	WHERE_REPO = 1 << 0,
	WHERE_FINDING = 1 << 1,
	WHERE_WHY = 1 << 2,
	WHERE_ENV = 1 << 3,
	WHERE_PICK = 1 << 4,	/* a list laid over the panes */
	WHERE_TEXT = 1 << 5,	/* a text laid over the panes */
	WHERE_MARK = 1 << 6,	/* the findings to fix together */
	WHERE_ANSWER = 1 << 7,	/* "really?" */
	WHERE_JOURNAL = 1 << 8,
	/* The steps of a fix. */
	WHERE_FORM = 1 << 9,
	WHERE_CHANGES = 1 << 10,	/* the preview: its list, its text */
	WHERE_DIFF = 1 << 11,
	WHERE_WAIT = 1 << 12,
	WHERE_END = 1 << 13,
	WHERE_SETUP = 1 << 14,	/* the pages of gomend setup */
	WHERE_VERSIONS = 1 << 15,	/* a text, and more */
	WHERE_TRACE = 1 << 16,
	WHERE_LOG = 1 << 17,
	WHERE_PROJECTS = 1 << 18,
	WHERE_TXN = 1 << 19	/* one of the journal */
};
#define WHERE_PANES (WHERE_REPO | WHERE_FINDING | WHERE_WHY | WHERE_ENV)
#define WHERE_OVER (WHERE_PICK | WHERE_TEXT | WHERE_MARK | WHERE_ANSWER | \
		    WHERE_JOURNAL)
#define WHERE_PREVIEW (WHERE_CHANGES | WHERE_DIFF)
#define WHERE_FIX (WHERE_FORM | WHERE_PREVIEW | WHERE_WAIT | WHERE_END)
#define WHERE_ALL (WHERE_PANES | WHERE_OVER | WHERE_FIX | WHERE_SETUP)

enum key_group { GROUP_MOVE, GROUP_LOOK, GROUP_DO, NKEY_GROUPS };

#define KEYS_MAX 4

struct keymap_row {
	enum action action;
	const char *id;		/* never translated */
	int keys[KEYS_MAX];	/* 0 behind the last */
	const char *shown;	/* the keys as people write them */
	unsigned where;
	enum key_group group;
	int bar;		/* 0: not in the bar; else lower is first */
	const char *label;	/* NC_("key", …) for the bar; or NULL */
	const char *help;	/* N_() */
};

extern const struct keymap_row keymap[];
extern const size_t nkeymap;

const struct keymap_row *keymap_row(enum action a);
enum action keymap_find(int key, unsigned where);
/* The heading of a group, translated. */
const char *keymap_group(enum key_group g);
/* The table as docs/keys.md, in English. */
void keymap_markdown(struct strbuf *out);

#endif
