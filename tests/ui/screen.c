#include "config.h"

#include "tests/cm.h"

#include "tests/ui/screen.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
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
	arena_release(&s->models[0]);
	arena_release(&s->models[1]);
	stream_release(&s->stream);
}

void screen_event(struct screen *s, const struct event *ev)
{
	feed(s, ev);
}

void screen_fix(struct screen *s, enum model m)
{
	screen_view(s, model_view(&s->models[1], m));
}

void screen_view(struct screen *s, const struct fixrun_view *v)
{
	struct event ev = { .kind = EVENT_FIX_CHANGED, .now_ms =
		v->state == FIXRUN_APPLYING ? 1000 : 5000 };
	struct event tick = { .kind = EVENT_TICK, .now_ms = 5000 };

	/* The view before dies as soon as the new one is there. */
	ev.fix = v;
	feed(s, &ev);
	if (v->state == FIXRUN_APPLYING)
		app_update(&s->app, &tick, &s->effects);
	arena_release(&s->models[0]);
	s->models[0] = s->models[1];
	arena_init(&s->models[1]);
}

void screen_answer_diff(struct screen *s)
{
	const struct effect *e = screen_effect(s, EFFECT_FIX_DIFF);
	struct event ev = { .kind = EVENT_FIX_DIFF };

	if (!e)
		return;
	ev.index = e->index;
	ev.text = model_diff(ev.index, &ev.error);
	feed(s, &ev);
}

void screen_history(struct screen *s)
{
	struct event ev = { .kind = EVENT_HISTORY };
	struct arena a = ARENA_INIT;

	ev.txns = model_history(&a, &ev.ntxns);
	feed(s, &ev);
	arena_release(&a);
}

void screen_log(struct screen *s, const char *name)
{
	struct event ev = { .kind = EVENT_LOG, .text = "/home/ann/ci.log" };
	struct strbuf rel = STRBUF_INIT, text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct log_report report;
	char *path;
	FILE *f;
	size_t n;

	strbuf_addf(&rel, "tests/ui/data/%s.log", name);
	path = golden_path(rel.buf);
	f = fopen(path, "r");
	assert_non_null(f);
	while ((n = fread(strbuf_room(&text, 4096), 1, 4096, f)) > 0)
		strbuf_advance(&text, n);
	fclose(f);
	loglore_read(&a, strbuf_str(&text), NULL, &report);
	screen_type(s, "L~/ci.log");
	screen_key(s, K_ENTER);
	ev.log = &report;
	feed(s, &ev);
	arena_release(&a);
	free(path);
	strbuf_release(&rel);
	strbuf_release(&text);
}

const struct effect *screen_effect(const struct screen *s,
				   enum effect_kind kind)
{
	size_t i;

	for (i = 0; i < s->effects.n; i++)
		if (s->effects.v[i].kind == kind)
			return &s->effects.v[i];
	return NULL;
}

void screen_click(struct screen *s, int y, int x, bool twice)
{
	struct event ev = { .kind = EVENT_CLICK, .y = y, .x = x,
			    .twice = twice };

	feed(s, &ev);
}

void screen_ascii(struct screen *s)
{
	s->app.ascii = true;
	s->app.utf8 = false;
	screen_resize(s, s->app.cols, s->app.rows);
}

void screen_assert_sound(struct screen *s)
{
	int y, x;

	app_view(&s->app, &s->surface);
	for (y = 0; y < s->surface.rows; y++) {
		int cols = 0;

		for (x = 0; x < s->surface.cols; x++) {
			const struct cell *c = surface_cell(&s->surface, y, x);
			struct str text = { c->text, c->len };
			uint32_t cp;
			size_t n;

			cols += c->cols;
			if (c->len)
				assert_int_equal(text_cols(text), c->cols);
			while ((n = text_decode(text, &cp))) {
				assert_true(cp >= 0x20 && cp != 0x7f);
				assert_true(cp < 0x80 || cp > 0x9f);
				text = str_sub(text, n, text.len - n);
			}
		}
		assert_int_equal(cols, s->surface.cols);
	}
}

void screen_golden(struct screen *s, const char *name)
{
	struct strbuf sb = STRBUF_INIT, file = STRBUF_INIT;
	size_t i;

	screen_assert_sound(s);
	surface_dump(&s->surface, &sb, true);
	strbuf_addf(&file, "%s-%dx%d%s.txt", name, s->app.cols, s->app.rows,
		    s->app.ascii ? "-ascii" : "");
	for (i = 0; s->app.ascii && i < sb.len; i++)
		assert_true((unsigned char)sb.buf[i] < 0x80);
	assert_true(golden_same(file.buf, &sb));
	strbuf_release(&sb);
	strbuf_release(&file);
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
