/* The model on a recorded stream, without a terminal. */
#ifndef TESTS_UI_SCREEN_H
#define TESTS_UI_SCREEN_H

#include "tests/ui/stream.h"
#include "ui/app.h"

struct screen {
	struct stream stream;
	struct app app;
	struct surface surface;
	struct effects effects;		/* of the last event */
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
/* The screen as text; the caller frees it. */
char *screen_text(struct screen *s);
bool screen_shows(struct screen *s, const char *text);

#endif
