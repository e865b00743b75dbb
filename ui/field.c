#include "config.h"

#include "ui/field.h"

#include <string.h>

#include "base/text.h"
#include "ui/app.h"

#define FIELD_BYTES 4096

void field_init(struct field *f)
{
	strbuf_init(&f->text);
	f->at = 0;
}

void field_release(struct field *f)
{
	strbuf_release(&f->text);
}

void field_set(struct field *f, const char *text)
{
	strbuf_reset(&f->text);
	strbuf_addstr(&f->text, text);
	f->at = f->text.len;
}

/* Bytes of the character before and behind the cursor. */
static size_t before(const struct field *f)
{
	size_t n = f->at;

	if (n)
		n--;
	while (n && (f->text.buf[n] & 0xc0) == 0x80)
		n--;
	return f->at - n;
}

static size_t behind(const struct field *f)
{
	size_t n = f->at;

	if (n < f->text.len)
		n++;
	while (n < f->text.len && (f->text.buf[n] & 0xc0) == 0x80)
		n++;
	return n - f->at;
}

/* Take `n` bytes from `from` out, put `with` in their place. */
static void splice(struct field *f, size_t from, size_t n, const char *with,
		   size_t len)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_add(&sb, f->text.buf, from);
	strbuf_add(&sb, with, len);
	strbuf_add(&sb, f->text.buf + from + n, f->text.len - from - n);
	strbuf_release(&f->text);
	f->text = sb;
	f->at = from + len;
}

/* From the cursor back over the last word, or the last folder. */
static size_t word_before(const struct field *f)
{
	size_t n = f->at;

	while (n && strchr(" /", f->text.buf[n - 1]))
		n--;
	while (n && !strchr(" /", f->text.buf[n - 1]))
		n--;
	return f->at - n;
}

void field_insert(struct field *f, const char *text)
{
	size_t n = 0;

	while ((unsigned char)text[n] >= 0x20 && text[n] != 0x7f)
		n++;
	if (f->text.len + n <= FIELD_BYTES)
		splice(f, f->at, 0, text, n);
}

bool field_key(struct field *f, int key)
{
	char utf8[4];

	switch (key) {
	case K_LEFT:
		f->at -= before(f);
		return true;
	case K_RIGHT:
		f->at += behind(f);
		return true;
	case K_HOME:
	case K_CTRL('a'):
		f->at = 0;
		return true;
	case K_END:
	case K_CTRL('e'):
		f->at = f->text.len;
		return true;
	case K_BACKSPACE:
	case K_CTRL('h'):
		splice(f, f->at - before(f), before(f), "", 0);
		return true;
	case K_DELETE:
		splice(f, f->at, behind(f), "", 0);
		return true;
	case K_CTRL('u'):
		splice(f, 0, f->at, "", 0);
		return true;
	case K_CTRL('k'):
		strbuf_setlen(&f->text, f->at);
		return true;
	case K_CTRL('w'):
		splice(f, f->at - word_before(f), word_before(f), "", 0);
		return true;
	default:
		break;
	}
	/* What suspends or redraws is not text. */
	if (key < 0x20 || key == 0x7f)
		return key != K_CTRL('z') && key != K_CTRL('l');
	if (key < 0x110000 && f->text.len < FIELD_BYTES)
		splice(f, f->at, 0, utf8, text_encode((uint32_t)key, utf8));
	return true;
}

void field_draw(const struct field *f, const struct app *app,
		struct surface *s, int y, int x, int room)
{
	struct arena a = ARENA_INIT;
	const char *left, *all;
	int at;

	left = app_text(app, &a, arena_strndup(&a, f->text.buf, f->at));
	at = text_cols_of(left);
	all = app_text(app, &a, f->text.buf);
	/* What stands left of the cursor is seen as far as there is room. */
	if (at > room) {
		all = arena_printf(&a, "%s%s", text_tail(&a, left, room),
				   app_text(app, &a, f->text.buf + f->at));
		at = room;
	}
	surface_put(s, y, x, room + 1, LOOK_STRONG, all);
	s->cursor_y = y;
	s->cursor_x = x + at;
	arena_release(&a);
}
