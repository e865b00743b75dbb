/*
 * The steps of a fix, with the screen to themselves: what is wrong and what
 * will be done, what may be chosen, the preview, how far it is, how it ended.
 *
 * A face of struct fixrun_view, which is borrowed until the next
 * EVENT_FIX_CHANGED.  Nothing here decides what may be done: keys become
 * effects, and what came of them is in the next view.
 */
#ifndef UI_WIZARD_H
#define UI_WIZARD_H

#include "base/map.h"
#include "plan/offer.h"
#include "probe/runlist.h"
#include "ui/event.h"
#include "ui/field.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/list.h"

struct app;

enum wizard_page {
	WIZARD_CLOSED,
	WIZARD_ASKING,		/* nothing is known yet */
	WIZARD_FORM,		/* explain, and choose */
	WIZARD_WAIT,		/* commands run, the plan is made */
	WIZARD_PREVIEW,
	WIZARD_APPLY,
	WIZARD_END
};

/* What was asked for: kept, so that it can be asked again. */
struct wizard_want {
	char *fix, *finding;	/* id; fingerprint or NULL */
};

struct wizard_given {
	char *name, *value;
};

/* The text of one change; kept while the plan is the same. */
struct wizard_diff {
	bool known;
	size_t change;
	char *text, *error;	/* one of them */
	size_t bytes;
};

#define WIZARD_DIFFS 64
#define WIZARD_DIFF_BYTES ((size_t)16 << 20)

struct wizard {
	enum wizard_page page;
	const struct fixrun_view *view;		/* NULL: none yet */
	struct wizard_want *wants;
	size_t nwants, wants_alloc;
	struct wizard_given *given;
	size_t ngiven, given_alloc;
	/* The offers, with what was typed since. */
	struct arena offer_arena;
	struct fix_offer *offers;
	size_t noffers;
	struct runlist runs;	/* their commands, as they will run */
	const char *go_label;	/* the key that goes on from the form */
	const char *cannot, *cannot_hint;	/* why they cannot be run */
	bool checking;		/* a value was given, its offer is to come */
	bool stopping;		/* it was stopped by a key */
	bool fresh;		/* just opened: nothing was looked at yet */
	struct fix_layout layout;
	int side;
	bool zoomed;
	struct list list[2], info;
	bool brief;		/* info is cut to a row each */
	int built_cols[2];
	struct map folds;	/* groups folded the other way */
	/* The field that is edited: its row, the text. */
	bool editing;
	char *field;
	struct field text;
	int field_x;		/* where values stand, from the pane's left */
	struct wizard_diff diffs[WIZARD_DIFFS];
	size_t diff_turn, diff_bytes;
	bool diff_asked;
	/* Key of the row whose text is shown: of a change its diff, of a field
	 * of a long form what follows from it. */
	struct strbuf shown;
	uint64_t now_ms;
	/* How far the applying has come, which only ever grows: the step, of a
	 * hundred, and since when it is that step. */
	int phase, percent;
	uint64_t phase_ms;
	bool undoing, undone;	/* taking it back; it is */
	/* Of the whole of several stages: how many there are, and how many of
	 * them were taken back. */
	size_t undo_whole, undo_all;
	struct arena undo_arena;
	const char *undo_message, *undo_hint;	/* why it could not be */
	int undo_kept;			/* as in struct undo_result */
	const char **undo_drift;
	size_t nundo_drift;
};

void wizard_init(struct wizard *w);
void wizard_release(struct wizard *w);
static inline bool wizard_is_open(const struct wizard *w)
{
	return w->page != WIZARD_CLOSED;
}

/* For app_update(). */

/* Begin with these, and with what was chosen already; they are copied. */
void wizard_open(struct app *app, const struct wizard_want *wants, size_t n,
		 const struct wizard_given *given, size_t ngiven,
		 struct effects *effects);
void wizard_close(struct app *app, struct effects *effects);
void wizard_changed(struct app *app, const struct event *ev,
		    struct effects *effects);
void wizard_diff(struct app *app, const struct event *ev,
		 struct effects *effects);
void wizard_undone(struct app *app, const struct event *ev);
/* The fix that goes on with what remains of one by stages, of the folder
 * `subject`, with these NAME=VALUE. */
void wizard_next_stage(struct app *app, const char *fix, const char *subject,
		       const char *const *sets, size_t nsets,
		       struct effects *effects);
/* It was asked whether all stages are to be taken back: yes. */
void wizard_undo_whole(struct app *app, struct effects *effects);
void wizard_tick(struct app *app, const struct event *ev);
/* Rows and places anew; after a resize and a fold. */
void wizard_rebuild(struct app *app);
/* A field is edited: true when the key was its. */
bool wizard_type(struct app *app, int key, struct effects *effects);
/* True when the action was one of the wizard's. */
bool wizard_act(struct app *app, enum action a, struct effects *effects);
void wizard_open_row(struct app *app, struct effects *effects);
/* The cursor may stand on another change: its text is to be shown. */
void wizard_follow(struct app *app, struct effects *effects);
void wizard_set_side(struct app *app, int side);
/* What the calling shell needs afterwards, or NULL. */
const char *wizard_shell_line(const struct wizard *w);
/* Which pane lies there, -1: none. */
int wizard_pane_at(const struct wizard *w, int y, int x);
struct rect wizard_inner(const struct wizard *w, int side);

/* For app_can(), the bar and app_view(). */

unsigned wizard_where(const struct wizard *w);
/* NULL: it can; else why not. */
const char *wizard_cannot(const struct app *app, enum action a);
/* The key's label for what it does here, or NULL. */
const char *wizard_label(const struct app *app, enum action a);
bool wizard_in_bar(const struct app *app, enum action a);
/* Something is under way whose time is to be shown. */
bool wizard_is_busy(const struct wizard *w);
void wizard_draw(const struct app *app, struct surface *s);

/* Between wizard.c and the files that make its rows. */

void wizard_build_form(struct app *app, struct list *explain, int cols,
		       struct list *choose, int choose_cols);
void wizard_build_wait(struct app *app, struct list *l, int cols);
void wizard_build_changes(struct app *app, struct list *l, int cols);
/* A row of the changes that has its text beside it; NULL has none. */
bool wizard_opens_beside(const struct row *r);
void wizard_build_info(struct app *app, struct list *l, int cols,
		       bool brief);
void wizard_build_diff(struct app *app, struct list *l, int cols);
/* News of the applying: how far it has come. */
void wizard_progress(struct wizard *w);
void wizard_build_apply(struct app *app, struct list *l, int cols);
void wizard_build_end(struct app *app, struct list *l, int cols);
/* The unified diff as rows, with line numbers where there is room. */
void diff_rows(struct app *app, struct list *l, int cols, const char *text);
/* What was done is taken away again; that cannot be stopped. */
bool wizard_is_putting_back(const struct fixrun_view *v);
/* Is there a value that cannot be, or an offer that is refused? */
bool wizard_is_refused(const struct wizard *w);
bool wizard_has_bad(const struct wizard *w);
/* It stands as the plan wants it, and is not taken back. */
bool wizard_is_in_place(const struct wizard *w);
size_t wizard_ncommands(const struct wizard *w);
/* More fields than are read at once: only that under the cursor is explained,
 * and the form begins with the first one. */
bool wizard_is_long(const struct wizard *w);
/* Has it been folded or unfolded; else `usual`. */
bool wizard_unfolds(const struct wizard *w, const char *group, bool usual);
/* The folded row of commands that run only where one calls for them. */
#define WIZARD_MORE "more"
/* Of `verify`: it runs once the plan is applied. */
bool wizard_is_to_come(const struct fixrun_command *c);
/* How it ended, and in what time: "passed, 1.2 s". */
const char *wizard_command_end(struct arena *a,
			       const struct fixrun_command *c);
/* The change under the cursor of the list, or NULL. */
const struct plan_change *wizard_change(const struct wizard *w,
					size_t *index);
const struct wizard_diff *wizard_find_diff(const struct wizard *w,
					   size_t change);
/* "+12 −4", "new", "92 MB in 412 files"; letter and word of a change. */
char change_letter(enum plan_change_kind k);
const char *change_word(enum plan_change_kind k);
/* Its path as it is shown: below the root, or with "~". */
const char *change_path(const struct app *app, struct arena *a,
			const struct plan *p, const char *path);
/* At the right edge of its row. */
void change_size(struct app *app, struct list *l, struct row *r,
		 const struct plan_change *c);

#endif
