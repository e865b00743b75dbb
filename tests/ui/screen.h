/* The model on a recorded stream, without a terminal. */
#ifndef TESTS_UI_SCREEN_H
#define TESTS_UI_SCREEN_H

#include "tests/ui/fixmodel.h"
#include "tests/ui/stream.h"
#include "ui/app.h"

struct screen {
	struct stream stream;
	struct app app;
	struct surface surface;
	struct effects effects;		/* of the last event */
	struct arena models[2];		/* of the last two fix views */
};

/* name: of tests/ui/data/NAME.jsonl; NULL: nothing has been read yet. */
void screen_open(struct screen *s, const char *name, int cols, int rows);
void screen_close(struct screen *s);
void screen_key(struct screen *s, int key);
/* Letters one by one. */
void screen_type(struct screen *s, const char *letters);
/* The session has news: everything is made anew. */
void screen_change(struct screen *s);
/* The notice has stood for its time. */
void screen_notice_read(struct screen *s);
void screen_resize(struct screen *s, int cols, int rows);
/* The fix has come there; the clock says 5 s. */
/* One made of s->models[1]. */
void screen_view(struct screen *s, const struct fixrun_view *v);
void screen_fix(struct screen *s, enum model m);
void screen_event(struct screen *s, const struct event *ev);
/* What was asked for last time: its text, if it was asked for. */
void screen_answer_diff(struct screen *s);
void screen_history(struct screen *s);
/* L, and the log tests/ui/data/NAME.log is read. */
void screen_log(struct screen *s, const char *name);
/* What the last event asked for, or NULL. */
const struct effect *screen_effect(const struct screen *s,
				   enum effect_kind kind);
void screen_click(struct screen *s, int y, int x, bool twice);
/* ASCII alone from now on. */
void screen_ascii(struct screen *s);
/* What each column of every row holds adds up, and no byte is a control. */
void screen_assert_sound(struct screen *s);
/* Against tests/ui/golden/NAME-COLSxROWS[-ascii].txt. */
void screen_golden(struct screen *s, const char *name);
/* The screen as text; the caller frees it. */
char *screen_text(struct screen *s);
bool screen_shows(struct screen *s, const char *text);

#endif
