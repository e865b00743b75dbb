/*
 * One line of text that is typed, with a cursor in it.
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "ui/surface.h"

struct app;

struct field {
	struct strbuf text;
	size_t at;		/* the byte that the cursor stands before */
};

void field_init(struct field *f);
void field_release(struct field *f);
/* This text, the cursor behind it. */
void field_set(struct field *f, const char *text);
/* At the cursor: `text` up to its first control character. */
void field_insert(struct field *f, const char *text);
/* False: the key is neither a letter nor one that moves or deletes. */
bool field_key(struct field *f, int key);
/* In `room` columns and one more for the cursor, which is put there. */
void field_draw(const struct field *f, const struct app *app,
		struct surface *s, int y, int x, int room);

#endif
