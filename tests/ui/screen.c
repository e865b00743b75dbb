#include "config.h"

#include "tests/ui/screen.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/ui/golden.h"

static void feed(struct screen *s, const struct event *ev)
{
	arena_release(&s->effects.arena);
	memset(&s->effects, 0, sizeof(s->effects));
	app_update(&s->app, ev, &s->effects);
}

void screen_open(struct screen *s, const char *name, int cols, int rows)
{
	struct strbuf rel = STRBUF_INIT;
	char *path;

	setlocale(LC_ALL, "C.UTF-8");
	setenv("HOME", "/home/ann", 1);
	memset(s, 0, sizeof(*s));
	surface_init(&s->surface);
	app_init(&s->app, "/src/shop");
	screen_resize(s, cols, rows);
	if (!name)
		return;
	strbuf_addf(&rel, "tests/ui/data/%s.jsonl", name);
	path = golden_path(rel.buf);
	stream_read(&s->stream, path);
	free(path);
	strbuf_release(&rel);
	screen_change(s);
}

void screen_close(struct screen *s)
{
	app_release(&s->app);
	surface_release(&s->surface);
	arena_release(&s->effects.arena);
	stream_release(&s->stream);
}

void screen_key(struct screen *s, int key)
{
	struct event ev = { .kind = EVENT_KEY, .key = key };

	feed(s, &ev);
}

void screen_type(struct screen *s, const char *letters)
{
	for (; *letters; letters++)
		screen_key(s, (unsigned char)*letters);
}

void screen_change(struct screen *s)
{
	struct event ev = { .kind = EVENT_CHANGED,
			    .view = &s->stream.view };

	feed(s, &ev);
}

void screen_notice_read(struct screen *s)
{
	struct event ev = { .kind = EVENT_NOTICE_READ };

	feed(s, &ev);
}

void screen_resize(struct screen *s, int cols, int rows)
{
	struct event ev = { .kind = EVENT_RESIZE, .rows = rows, .cols = cols };

	feed(s, &ev);
}

char *screen_text(struct screen *s)
{
	struct strbuf sb = STRBUF_INIT;

	app_view(&s->app, &s->surface);
	surface_dump(&s->surface, &sb, false);
	return strbuf_detach(&sb);
}

bool screen_shows(struct screen *s, const char *text)
{
	char *all = screen_text(s);
	bool found = strstr(all, text) != NULL;

	free(all);
	return found;
}
