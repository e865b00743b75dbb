/*
 * What was applied, as the screen knows it: read anew when the journal is
 * opened and when something was applied or taken back.
 */
#ifndef UI_JOURNAL_H
#define UI_JOURNAL_H

#include "plan/journal.h"
#include "ui/event.h"
#include "ui/keymap.h"
#include "ui/list.h"

struct app;

enum journal_question {
	QUESTION_UNDO, QUESTION_WHOLE, QUESTION_PURGE, QUESTION_PURGE_ALL
};

struct journal {
	struct arena arena;
	struct txn *txns;	/* newest first */
	size_t n;
	bool known;
	char *error;
	/* The changes of one, for its page. */
	struct arena plan_arena;
	struct plan plan;
	int plan_of;		/* its number; 0: none */
	int shown;		/* the one that is unfolded in the list */
	char *plan_error;
	/* What is asked, about which; 0 for all. */
	enum journal_question question;
	int question_n;
	bool undo_wanted;	/* once the journal is known */
	bool undoing;
	/* Why number `refused` was not taken back. */
	struct arena refused_arena;
	int refused;
	const char *message, *hint;
	const char **drift;
	size_t ndrift;
};

void journal_init(struct journal *j);
void journal_release(struct journal *j);
/* Is anything in place that can be taken back? */
bool journal_can_undo(const struct journal *j);

void journal_take(struct app *app, const struct event *ev);
void journal_take_plan(struct app *app, const struct event *ev);
void journal_undone(struct app *app, const struct event *ev,
		    struct effects *effects);
void journal_purged(struct app *app, const struct event *ev,
		    struct effects *effects);
/* NULL: it can; else why not. */
const char *journal_cannot(const struct app *app, enum action a);
/* Why not all stages that it is one of can be taken back; NULL: they can. */
const char *journal_cannot_whole(const struct journal *j, int number);
/* Ask whether all stages that number n is one of are to be taken back. */
void journal_ask_whole(struct app *app, int n);
/* The cursor may stand on another one: it tells what can be done with it. */
void journal_follow(struct app *app);
void journal_act(struct app *app, enum action a, struct effects *effects);
/* Enter on a row of the journal, or on the answer to a question. */
void journal_open_row(struct app *app, const struct row *r,
		      struct effects *effects);

void page_journal(struct app *app, struct list *l, int cols);
void page_txn(struct app *app, struct list *l, int cols);
void page_question(struct app *app, struct list *l, int cols);

#endif
