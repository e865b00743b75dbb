/*
 * The whole screen as a value: app_update() is the only writer, app_view()
 * draws it.  Neither knows a terminal, the loop or a file.
 *
 * The session's facts are borrowed: they are good until the next
 * EVENT_CHANGED, which rebuilds every row from the new ones.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include "base/map.h"
#include "facts/finding.h"
#include "probe/session.h"
#include "ui/event.h"
#include "ui/journal.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/list.h"
#include "ui/logpage.h"
#include "ui/setup.h"
#include "ui/wizard.h"

enum overlay_kind {
	OVERLAY_HELP,
	OVERLAY_MODULES,
	OVERLAY_VARIABLE,	/* subject: its name */
	OVERLAY_TRACE,		/* subject: its name */
	OVERLAY_COMPARE,	/* the places beside each other */
	OVERLAY_VERSIONS,	/* where Go's version is said */
	OVERLAY_LOG,		/* what a log tells */
	OVERLAY_GOPATH,		/* the projects of GOPATH */
	OVERLAY_PROJECT,	/* subject: the folder of one of them */
	OVERLAY_COMMANDS,
	OVERLAY_LINE,		/* subject: a line to copy by hand */
	OVERLAY_FIXES,		/* the findings to fix together */
	OVERLAY_JOURNAL,
	OVERLAY_TXN,		/* subject: its number */
	OVERLAY_QUESTION
};

#define OVERLAYS_MAX 4

struct overlay {
	enum overlay_kind kind;
	struct list list;
	char *subject;
};

/* Which settings the env pane shows. */
enum show { SHOW_ALL, SHOW_CHANGED, SHOW_DIFFERING, NSHOWS };

struct bar_item {
	enum action action;
	const char *key, *label;
	int x, cols;
};

#define BAR_ITEMS_MAX 20

struct app {
	int rows, cols;
	bool ascii, utf8, mouse;
	bool read_only;			/* no fix, nothing taken back */
	const char *name;		/* of the repository; borrowed */
	const char *dir;		/* absolute: what was named; borrowed */
	const struct session_view *view;	/* NULL: nothing known yet */
	struct layout layout;
	enum pane_id focus;
	bool zoomed;
	struct list pane[NPANES];
	int built_cols[NPANES];		/* the width that rows are made for */
	struct overlay overlay[OVERLAYS_MAX];
	size_t noverlays;
	char *module;			/* folder in view; NULL: all */
	struct strbuf finding;		/* fingerprint that "why" shows */
	struct map folds;		/* what was folded the other way */
	enum show show;
	size_t env_first;		/* first place beside the leftmost */
	size_t env_at;			/* the place that the cursor is in */
	size_t env_shown, env_places;	/* columns drawn; places there are */
	bool typing;			/* the filter */
	bool quit_armed;		/* Ctrl-C was pressed */
	struct strbuf message;
	bool message_bad;
	bool rescanning;		/* the message says so */
	char *notice;			/* the session's, lately said */
	int count[4];			/* findings by severity, not silenced */
	struct arena trace_arena;
	struct trace trace;		/* what OVERLAY_TRACE shows */
	bool trace_pending, trace_done;
	bool trying, tried;		/* what that trace can try */
	char *trace_error;
	struct wizard wizard;		/* a fix that has the screen */
	struct setup setup;		/* gomend setup: it has it as well */
	struct journal journal;
	struct logpage log;
	struct map marked;		/* fingerprints to fix together */
};

void app_init(struct app *app, const char *dir);
void app_release(struct app *app);
void app_update(struct app *app, const struct event *ev,
		struct effects *effects);
void app_view(const struct app *app, struct surface *s);

/* The list that has the keys: the topmost page's, the fix's or the focused
 * pane's. */
struct list *app_list(struct app *app);
const struct list *app_list_of(const struct app *app);
unsigned app_where(const struct app *app);
/* False with a reason, translated, where the action cannot work now. */
bool app_can(const struct app *app, enum action a, const char **reason);
/* What the bottom bar shows, laid out; gives the number of items. */
size_t app_bar(const struct app *app, struct bar_item items[BAR_ITEMS_MAX]);
/* The finding that "why" shows, or NULL. */
const struct finding *app_finding(const struct app *app);

/* The finding with this fingerprint, or NULL. */
const struct finding *app_finding_of(const struct app *app,
				     const char *fingerprint);

/* For what app_update() hands on to the wizard and the journal. */

bool app_is_marked(const struct app *app, const struct finding *f);
void app_say(struct app *app, bool bad, const char *text);
void app_focus(struct app *app, enum pane_id id);
void app_push(struct app *app, enum overlay_kind kind, const char *subject);
void app_pop(struct app *app);
void app_rebuild_overlays(struct app *app);
/* Time passes for the user: wants EVENT_TICK. */
bool app_is_waiting(const struct app *app);

/* For the panes. */

/* What can be tried of the trace on the page (struct tracer, try); false: this
 * trace has no such thing, or is not there yet. */
bool app_trial(const struct app *app, struct arena *a,
	       const struct trial **list, size_t *n, struct msg *what);

/* Clean, and readable where letters beyond ASCII are not. */
const char *app_text(const struct app *app, struct arena *a, const char *s);
/* Absolute paths below HOME with "~". */
const char *app_path(const struct app *app, struct arena *a,
		     const char *path);
/* Whole folders from its end, where the path has no room. */
const char *app_brief(struct arena *a, const char *path, int room);
const char *app_mark_differs(const struct app *app);
bool app_is_open(const struct app *app, const char *what, bool by_default);
/* Does this finding belong to what is in view? */
bool app_in_view(const struct app *app, const struct finding *f);
/* The line of .gomend that accepts it; NULL: none. */
const struct silence *app_silence(const struct app *app,
				  const struct finding *f);
enum look app_severity_role(enum severity s);
/* Nothing was out of sight: no check, place or folder. */
bool app_saw_all(const struct app *app);
/* The folder in view, "." or the first one, for questions that need one. */
const char *app_module(const struct app *app);

#endif
