#include "config.h"

#include "tests/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/redact.h"
#include "tests/ui/screen.h"
#include "ui/pane.h"

static const struct row *at(struct screen *s)
{
	return list_current(app_list(&s->app));
}

static void test_first_frame_needs_nothing(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, NULL, 120, 36);
	assert_null(s.app.view);
	assert_true(screen_shows(&s, "Looking"));
	assert_true(screen_shows(&s, "starting"));
	/* Every key is answered. */
	screen_type(&s, "1234wms@?jkhlnNye+R");
	screen_key(&s, K_ENTER);
	screen_key(&s, K_ESC);
	screen_key(&s, K_ESC);
	screen_key(&s, K_ESC);
	screen_type(&s, "q");
	assert_int_equal(s.effects.n, 1);
	assert_int_equal(s.effects.v[0].kind, EFFECT_QUIT);
	screen_close(&s);
}

static void test_why_follows_the_cursor(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	assert_string_equal(app_finding(&s.app)->id, "vendor-out-of-date");
	assert_true(screen_shows(&s, "inconsistent vendoring"));
	screen_type(&s, "jj");
	assert_string_equal(app_finding(&s.app)->id, "gobin-shadowed");
	assert_true(screen_shows(&s, "first program of that name"));
	screen_key(&s, K_ENTER);
	assert_int_equal(s.app.focus, PANE_WHY);
	screen_key(&s, K_ESC);
	assert_int_equal(s.app.focus, PANE_FINDING);
	screen_type(&s, "G");
	assert_string_equal(app_finding(&s.app)->id, "gopath-legacy-lock");
	screen_type(&s, "g");
	assert_string_equal(app_finding(&s.app)->id, "vendor-out-of-date");
	screen_close(&s);
}

/* A worse finding comes above: the cursor stays with its own. */
static void test_selection_by_identity(void **state)
{
	struct finding turned[8];
	struct screen s;
	size_t i, n;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	n = s.stream.nfindings;
	screen_type(&s, "j");
	assert_string_equal(app_finding(&s.app)->id, "replace-outside");
	for (i = 0; i < n; i++)
		turned[n - 1 - i] = s.stream.findings[i];
	s.stream.view.findings = turned;
	screen_change(&s);
	assert_string_equal(app_finding(&s.app)->id, "replace-outside");
	assert_string_equal(at(&s)->arg, app_finding(&s.app)->fingerprint);
	/* Gone: the cursor stays near, the screen says nothing of it. */
	s.stream.view.findings = s.stream.findings + 2;
	s.stream.view.nfindings = n - 2;
	screen_change(&s);
	assert_non_null(app_finding(&s.app));
	s.stream.view.nfindings = 0;
	screen_change(&s);
	assert_null(app_finding(&s.app));
	screen_close(&s);
}

/* Untouched, the cursor stays on the worst. */
static void test_untouched_stays_on_top(void **state)
{
	struct finding turned[8];
	struct screen s;
	size_t i, n;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	n = s.stream.nfindings;
	for (i = 0; i < n; i++)
		turned[n - 1 - i] = s.stream.findings[i];
	s.stream.view.findings = turned;
	screen_change(&s);
	assert_string_equal(app_finding(&s.app)->id, turned[0].id);
	screen_close(&s);
}

static void test_filter(void **state)
{
	struct list *l;
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	l = &s.app.pane[PANE_FINDING];
	screen_type(&s, "/gopath");
	assert_true(s.app.typing);
	assert_int_equal(l->n, 1);
	assert_true(screen_shows(&s, "1 match"));
	screen_key(&s, K_ENTER);
	assert_false(s.app.typing);
	assert_string_equal(app_finding(&s.app)->id, "gopath-legacy-lock");
	assert_true(screen_shows(&s, "1 of 6"));
	screen_key(&s, K_ESC);
	assert_int_equal(l->n, 6);
	screen_type(&s, "/!vendor");
	assert_true(l->n < 6 && l->n > 0);
	/* While it is typed, q is a letter. */
	screen_type(&s, "q");
	assert_int_equal(s.effects.n, 0);
	screen_key(&s, K_ESC);
	assert_int_equal(l->n, 6);
	screen_type(&s, "/nothinglikethis");
	assert_int_equal(l->n, 0);
	screen_key(&s, K_CTRL('u'));
	assert_int_equal(l->n, 6);
	screen_key(&s, K_BACKSPACE);
	assert_false(s.app.typing);
	screen_close(&s);
}

static void test_search_in_text(void **state)
{
	struct list *l;
	struct screen s;
	size_t first;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "3/vendor");
	screen_key(&s, K_ENTER);
	l = &s.app.pane[PANE_WHY];
	first = l->cur;
	screen_type(&s, "n");
	assert_true(l->cur > first);
	screen_type(&s, "N");
	assert_int_equal(l->cur, first);
	screen_close(&s);
}

static void test_module_in_view(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "m");
	screen_type(&s, "/tools");
	screen_key(&s, K_ENTER);
	screen_key(&s, K_ENTER);
	assert_int_equal(s.app.noverlays, 0);
	assert_string_equal(s.app.module, "tools");
	/* Its own findings and those of the machine. */
	assert_int_equal(s.app.pane[PANE_FINDING].n, 3);
	screen_key(&s, K_ESC);
	assert_null(s.app.module);
	assert_int_equal(s.app.pane[PANE_FINDING].n, 6);
	screen_close(&s);
}

static void test_tree_folds(void **state)
{
	struct screen s;
	size_t n;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "1j");
	assert_string_equal(at(&s)->arg, ".");
	n = s.app.pane[PANE_REPO].n;
	screen_type(&s, "h");
	assert_int_equal(s.app.pane[PANE_REPO].n, n - 3);
	assert_string_equal(at(&s)->arg, ".");
	screen_type(&s, "l");
	assert_int_equal(s.app.pane[PANE_REPO].n, n);
	screen_close(&s);
}

static bool pane_has(const struct screen *s, const char *name)
{
	const struct list *l = &s->app.pane[PANE_ENV];
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!strcmp(l->rows[i].arg ? l->rows[i].arg : "", name))
			return true;
	return false;
}

/* Does the name of the row have so many columns, and a value behind them? */
static bool row_fits(struct screen *s, int cols)
{
	char text[80];

	(void)snprintf(text, sizeof(text), "│ %-*s│ ", cols, at(s)->arg);
	return screen_shows(s, text);
}

/* What another shell's file sets is not changed in this one's. */
static void test_set_of_another_shell(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "origin", 120, 36);
	screen_type(&s, "4/GOPRIVATE\r");
	assert_string_equal(at(&s)->arg, "GOPRIVATE");
	screen_type(&s, "ll");
	screen_type(&s, "=");
	assert_true(screen_shows(&s, "that shell alone sets it"));
	assert_null(screen_effect(&s, EFFECT_FIX_OPEN));
	screen_close(&s);
}

static void test_settings(void **state)
{
	struct screen s;
	size_t all;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "4");
	all = s.app.pane[PANE_ENV].n;
	/* What differs stands first. */
	assert_string_equal(at(&s)->arg, "GOVERSION");
	assert_true(screen_shows(&s, "4 go env all"));
	screen_type(&s, "s");
	assert_true(screen_shows(&s, "4 go env changed"));
	/* Alone it has no title in its border: the columns move. */
	assert_true(row_fits(&s, 17));
	screen_type(&s, "+");
	assert_true(row_fits(&s, 14));
	screen_type(&s, "+");
	assert_true(row_fits(&s, 17));
	/* What go comes with is nobody's change, wherever it stands. */
	assert_true(pane_has(&s, "GOFLAGS"));
	assert_true(pane_has(&s, "GOPROXY"));
	assert_false(pane_has(&s, "GOVERSION"));
	assert_false(pane_has(&s, "GOSUMDB"));
	screen_type(&s, "s");
	assert_true(screen_shows(&s, "4 go env differing"));
	assert_int_equal(s.app.show, SHOW_DIFFERING);
	assert_int_equal(s.app.pane[PANE_ENV].n, 4);
	screen_type(&s, "s");
	assert_int_equal(s.app.pane[PANE_ENV].n, all);
	screen_type(&s, "/GOPROXY");
	screen_key(&s, K_ENTER);
	screen_key(&s, K_ENTER);
	assert_int_equal(s.app.noverlays, 1);
	assert_true(screen_shows(&s, "~/.config/go/env:2"));
	assert_true(screen_shows(&s, "hides"));
	assert_true(screen_shows(&s, "https://proxy.golang.org,direct"));
	screen_type(&s, "q");
	assert_int_equal(s.app.noverlays, 0);
	screen_close(&s);
}

/* What a place without go falls back to differs from nothing; what somebody
 * set there does. */
static void test_place_without_go(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "nogo", 120, 36);
	screen_type(&s, "4ss");
	assert_int_equal(s.app.pane[PANE_ENV].n, 1);
	assert_string_equal(at(&s)->arg, "GOFLAGS");
	/* Calm is said only of what was seen. */
	assert_true(screen_shows(&s, "nothing wrong seen"));
	assert_true(screen_shows(&s, "did not say its settings"));
	assert_false(screen_shows(&s, "Nothing is wrong here."));
	screen_close(&s);
	screen_open(&s, "calm", 120, 36);
	assert_true(screen_shows(&s, "Nothing is wrong here."));
	assert_false(screen_shows(&s, "nothing wrong seen"));
	screen_close(&s);
}

static const struct {
	unsigned where;
	const char *keys;
} contexts[] = {
	{ WHERE_REPO, "1jj" }, { WHERE_FINDING, "2jj" },
	{ WHERE_WHY, "3jj" }, { WHERE_ENV, "4jj" },
	{ WHERE_PICK, "mj" }, { WHERE_TEXT, "4\rjj" },
};

/* To where every key has something to do. */
static void get_ready(struct screen *s, size_t context, enum action a)
{
	screen_open(s, "shop", 80, 20);
	screen_type(s, contexts[context].keys);
	assert_int_equal(app_where(&s->app), contexts[context].where);
	if (a == ACTION_NEXT_MATCH || a == ACTION_PREVIOUS_MATCH) {
		screen_type(s, "/o");
		screen_key(s, K_ENTER);
	}
	if (a == ACTION_LEFT && contexts[context].where == WHERE_ENV)
		screen_type(s, "l");
	if (a == ACTION_RIGHT && contexts[context].where == WHERE_REPO)
		screen_type(s, "kkkjh");
	if (a == ACTION_LEFT && contexts[context].where == WHERE_REPO)
		screen_type(s, "kkkj");
	if (a == ACTION_BACK && contexts[context].where == WHERE_FINDING)
		screen_type(s, "/o\r");
}

/* Every key does something wherever the table says that it works. */
static void test_every_key_works(void **state)
{
	size_t i, k, c;

	(void)state;
	for (c = 0; c < ARRAY_SIZE(contexts); c++)
		for (i = 0; i < nkeymap; i++)
			for (k = 0; k < KEYS_MAX && keymap[i].keys[k]; k++) {
				const struct keymap_row *r = &keymap[i];
				struct screen s;
				char *before, *after;
				size_t cur;

				if (!(r->where & contexts[c].where))
					continue;
				get_ready(&s, c, r->action);
				before = screen_text(&s);
				cur = app_list(&s.app)->cur;
				screen_key(&s, r->keys[k]);
				after = screen_text(&s);
				if (!s.effects.n && !s.app.message.len &&
				    !strcmp(before, after) &&
				    cur == app_list(&s.app)->cur &&
				    r->action != ACTION_PANE_1 +
						 s.app.focus)
					fail_msg("%s does nothing in %s",
						 r->id, contexts[c].keys);
				if (strstr(after, "does nothing here"))
					fail_msg("%s is refused in %s", r->id,
						 contexts[c].keys);
				free(before);
				free(after);
				screen_close(&s);
			}
}

/* The bar fills the width, its best keys first, help and quit always. */
static void test_bar_fills(void **state)
{
	static const int widths[] = { 40, 80, 120, 200 };
	struct bar_item items[BAR_ITEMS_MAX];
	struct screen s;
	size_t i, c, k, n;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(widths); i++)
		for (c = 0; c < 4; c++) {
			bool help = false, quit = false;

			screen_open(&s, "shop", widths[i], 36);
			screen_type(&s, contexts[c].keys);
			n = app_bar(&s.app, items);
			for (k = 0; k < n; k++) {
				help |= items[k].action == ACTION_HELP;
				quit |= items[k].action == ACTION_QUIT;
			}
			assert_true(help && quit);
			assert_in_range(items[n - 1].x + items[n - 1].cols, 24,
					widths[i]);
			if (widths[i] == 120)
				assert_true(items[n - 1].x > 90);
			screen_close(&s);
		}
}

static void test_places_scroll(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 80, 24);
	screen_type(&s, "4");
	assert_int_equal(s.app.env_shown, 2);
	assert_true(screen_shows(&s, "login shell"));
	screen_type(&s, "lllll");
	assert_true(screen_shows(&s, "script shell"));
	assert_false(screen_shows(&s, "login shell"));
	screen_type(&s, "h");
	assert_true(screen_shows(&s, "new terminal"));
	screen_close(&s);
}

/* e opens the line that set the value in the place with the cursor. */
static void test_jump(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	screen_open(&s, "origin", 120, 36);
	screen_type(&s, "4/GOFL");
	screen_key(&s, K_ENTER);
	screen_type(&s, "e");
	e = screen_effect(&s, EFFECT_EDIT);
	assert_non_null(e);
	assert_string_equal(e->text, "/home/u/.bashrc");
	assert_int_equal(e->line, 12);
	/* On its own page the cursor is there already. */
	screen_key(&s, K_ENTER);
	screen_type(&s, "e");
	e = screen_effect(&s, EFFECT_EDIT);
	assert_non_null(e);
	assert_string_equal(e->text, "/home/u/.bashrc");
	assert_int_equal(e->line, 12);
	screen_key(&s, K_ESC);
	/* Nobody set it: the finding's file is not opened in its stead. */
	screen_key(&s, K_ESC);
	screen_type(&s, "/GOOS");
	screen_key(&s, K_ENTER);
	screen_type(&s, "e");
	assert_null(screen_effect(&s, EFFECT_EDIT));
	assert_true(screen_shows(&s, "no file of this machine sets it there"));
	screen_close(&s);
}

/* From the page of versions all of them are aligned; an entry is opened. */
static void test_versions(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	screen_open(&s, "versions", 120, 36);
	screen_type(&s, "vjj");
	screen_key(&s, 'e');
	e = screen_effect(&s, EFFECT_EDIT);
	assert_non_null(e);
	assert_int_equal(e->line, 8);
	screen_key(&s, 'a');
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_int_equal(e->spec->nwants, 1);
	assert_string_equal(e->spec->wants[0].fix, "align-go-version");
	assert_string_equal(e->spec->wants[0].finding, "00aa11bb22cc33dd");
	assert_int_equal(s.app.noverlays, 0);
	screen_close(&s);
	/* Nothing to align: the key says so. */
	screen_open(&s, "nogo", 120, 36);
	screen_type(&s, "va");
	assert_null(screen_effect(&s, EFFECT_FIX_OPEN));
	assert_true(screen_shows(&s, "no place names an older Go"));
	screen_close(&s);
}

/* The value as it is, to be edited; which fix, and of what. */
static const struct fixrun_spec *setting_spec(struct screen *s, int key)
{
	const struct effect *e;

	screen_key(s, key);
	e = screen_effect(s, EFFECT_FIX_OPEN);
	return e ? e->spec : NULL;
}

static void go_to(struct screen *s, const char *name)
{
	screen_key(s, K_ESC);
	screen_type(s, "4/");
	screen_type(s, name);
	screen_key(s, K_ENTER);
}

static void test_set(void **state)
{
	static struct choice fields[] = {
		{ .name = "name", .value = "GOPROXY" },
		{ .name = "value", .value = "x,direct" },
	};
	static const struct fix_offer offer = {
		.fix = "set-env", .choices = fields, .nchoices = 2,
	};
	static const struct fixrun_view view = {
		.state = FIXRUN_CHOOSE, .offer = &offer, .noffers = 1,
	};
	const struct effect *e;
	const struct fixrun_spec *spec;
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	go_to(&s, "GOPROXY");
	spec = setting_spec(&s, '=');
	assert_non_null(spec);
	assert_int_equal(spec->nwants, 1);
	assert_string_equal(spec->wants[0].fix, "set-env");
	assert_null(spec->wants[0].finding);
	assert_int_equal(spec->ngiven, 2);
	assert_string_equal(spec->given[0].name, "name");
	assert_string_equal(spec->given[0].value, "GOPROXY");
	assert_string_equal(spec->given[1].name, "value");
	assert_string_equal(spec->given[1].value, "https://goproxy.cn,direct");
	/* It is to be typed over at once. */
	screen_view(&s, &view);
	assert_true(s.app.wizard.editing);
	assert_string_equal(s.app.wizard.text.text.buf, "x,direct");
	screen_key(&s, K_CTRL('u'));
	screen_type(&s, "off");
	screen_key(&s, K_ENTER);
	e = screen_effect(&s, EFFECT_FIX_CHOOSE);
	assert_non_null(e);
	assert_string_equal(e->subject, "value");
	assert_string_equal(e->text, "off");
	screen_key(&s, K_ESC);
	/* From the page that explains it, too. */
	screen_key(&s, K_ENTER);
	assert_int_equal(s.app.noverlays, 1);
	spec = setting_spec(&s, 'x');
	assert_non_null(spec);
	assert_string_equal(spec->wants[0].fix, "unset-env");
	assert_int_equal(spec->ngiven, 1);
	assert_int_equal(s.app.noverlays, 0);
	screen_close(&s);
}

static void test_cannot_set(void **state)
{
	struct place *places;
	struct screen s;

	(void)state;
	screen_open(&s, "origin", 120, 36);
	go_to(&s, "PATH");
	assert_null(setting_spec(&s, '='));
	assert_true(screen_shows(&s, "PATH is no setting of go"));
	go_to(&s, "GOOS");
	assert_null(setting_spec(&s, 'x'));
	assert_true(screen_shows(&s, "nothing sets it there"));
	s.app.read_only = true;
	assert_null(setting_spec(&s, '='));
	assert_true(screen_shows(&s, "--read-only"));
	s.app.read_only = false;
	/* Another machine's value is changed there. */
	places = s.stream.snap.places;
	places[0].kind = PLACE_RECORDED;
	screen_change(&s);
	assert_null(setting_spec(&s, '='));
	assert_true(screen_shows(&s, "recorded on another machine"));
	places[0].kind = PLACE_IMAGE;
	screen_change(&s);
	assert_null(setting_spec(&s, '='));
	assert_true(screen_shows(&s, "that is an image"));
	screen_close(&s);
}

/* What stands in the place of a secret is not written back. */
static void test_set_secret(void **state)
{
	const struct fixrun_spec *spec;
	struct setting *v;
	struct screen s;
	size_t i;

	(void)state;
	screen_open(&s, "origin", 120, 36);
	for (i = 0; i < s.stream.snap.places[0].nsettings; i++) {
		v = &s.stream.snap.places[0].settings[i];
		if (!strcmp(v->name, "GOPRIVATE"))
			v->value = "https://" REDACT_MARK "@corp.test";
	}
	screen_change(&s);
	go_to(&s, "GOPRIVATE");
	spec = setting_spec(&s, '=');
	assert_non_null(spec);
	assert_int_equal(spec->ngiven, 1);
	assert_string_equal(spec->given[0].value, "GOPRIVATE");
	screen_close(&s);
}

#define RUNNERS 99

/* Of a shell that did not answer its files are told, and that they were
 * only read. */
static void test_mute_place(void **state)
{
	struct origin_earlier earlier = {
		.value = "-mod=mod", .file = "/h/.bash_profile", .line = 3,
		.how = ORIGIN_READ,
	};
	struct variable_origin flags = {
		.name = "GOFLAGS", .how = ORIGIN_READ, .file = "/h/.bashrc",
		.line = 7, .written = "-mod=vendor", .earlier = &earlier,
		.nearlier = 1,
	};
	struct place places[2];
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	places[0] = s.stream.snap.places[0];
	memset(&places[1], 0, sizeof(places[1]));
	places[1].name = "login";
	places[1].kind = PLACE_LOGIN;
	places[1].state = PLACE_TIMEOUT;
	places[1].error = "an rc file waits";
	places[1].origins = &flags;
	places[1].norigins = 1;
	s.stream.snap.places = places;
	s.stream.snap.nplaces = 2;
	screen_change(&s);
	screen_type(&s, "4/GOFLAGS");
	screen_key(&s, K_ENTER);
	assert_true(screen_shows(&s, "?  /h/.bashrc:7"));
	assert_false(screen_shows(&s, "no go"));
	screen_type(&s, ">l");
	screen_key(&s, K_ENTER);
	assert_true(screen_shows(&s, "no answer"));
	assert_true(screen_shows(&s, "an rc file waits"));
	assert_true(screen_shows(&s, "were read, not run"));
	assert_true(screen_shows(&s, "-mod=vendor"));
	assert_true(screen_shows(&s, "/h/.bashrc:7, read, not traced"));
	assert_true(screen_shows(&s, "/h/.bash_profile:3, read, not traced"));
	screen_key(&s, K_ESC);
	/* Nothing is written of this one: not even a guess. */
	screen_key(&s, K_ESC);
	screen_type(&s, "/GOARCH");
	screen_key(&s, K_ENTER);
	screen_key(&s, K_ENTER);
	assert_true(screen_shows(&s, "no line was found in its files"));
	screen_close(&s);
}

/* What a hundred places say is found without looking at each. */
static void test_hundred_places(void **state)
{
	static struct setting other = {
		.name = "GOVERSION", .value = "go1.22.9",
		.layer = LAYER_RECORDED, .known = KNOWN_MEASURED,
	};
	struct place *places;
	struct screen s;
	char *name[RUNNERS];
	size_t i;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	places = xcalloc(RUNNERS + 1, sizeof(*places));
	places[0] = s.stream.snap.places[0];
	for (i = 0; i < RUNNERS; i++) {
		struct strbuf sb = STRBUF_INIT;

		strbuf_addf(&sb, "recorded:/runs/runner-%zu.json", i + 1);
		name[i] = strbuf_detach(&sb);
		places[i + 1] = places[0];
		places[i + 1].kind = PLACE_RECORDED;
		places[i + 1].name = name[i];
		if (i + 1 == 57) {
			places[i + 1].settings = &other;
			places[i + 1].nsettings = 1;
			places[i + 1].nmodules = 0;
		}
	}
	s.stream.snap.places = places;
	s.stream.snap.nplaces = RUNNERS + 1;
	screen_change(&s);
	screen_type(&s, "4ssg");
	assert_string_equal(at(&s)->arg, "GOVERSION");
	assert_true(screen_shows(&s, "of 100"));
	assert_true(screen_shows(&s, "\u22601"));
	assert_false(screen_shows(&s, "runner-57.json"));
	screen_type(&s, ">");
	assert_int_equal(s.app.env_at, 57);
	assert_true(screen_shows(&s, "\u25b8runner-57.json"));
	assert_true(screen_shows(&s, "go1.22.9"));
	screen_golden(&s, "hundred");
	screen_type(&s, ">");
	assert_int_equal(s.app.env_at, 57);
	assert_true(screen_shows(&s, "No place on that side"));
	screen_key(&s, K_ENTER);
	/* Told once, the one that was pointed at first. */
	assert_true(screen_shows(&s, "97 more places say the same"));
	screen_key(&s, K_ESC);
	screen_type(&s, "h<");
	assert_int_equal(s.app.env_at, 56);
	screen_close(&s);
	for (i = 0; i < RUNNERS; i++)
		free(name[i]);
	free(places);
}

/* A finding of many machines: how many, not the end of one's name. */
static void test_many_places(void **state)
{
	static char one[] = "recorded:/runs/of/a/long/name/runner-1.json";
	struct finding_place places[100];
	struct finding f;
	struct screen s;
	size_t i;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	memset(&f, 0, sizeof(f));
	memset(places, 0, sizeof(places));
	for (i = 0; i < ARRAY_SIZE(places); i++)
		places[i].place = one;
	f.id = "limits-low";
	f.fingerprint = "f00d";
	f.title.id = "few files";
	f.module = f.path = f.subject = "";
	f.elsewhere = true;
	f.places = places;
	f.nplaces = 1;
	s.stream.view.findings = &f;
	s.stream.view.nfindings = 1;
	screen_change(&s);
	assert_true(screen_shows(&s, "runner-1.json"));
	f.nplaces = ARRAY_SIZE(places);
	screen_change(&s);
	assert_true(screen_shows(&s, "100 places"));
	assert_false(screen_shows(&s, "and 99 others"));
	s.stream.view.findings = NULL;
	s.stream.view.nfindings = 0;
	screen_close(&s);
}

/* Two files of one name in two folders are two places. */
static void test_labels(void **state)
{
	static const char *const names[] = {
		"recorded:/runs/a/snap.json", "recorded:/runs/b/snap.json",
		"recorded:/runs/c.json", "recorded:snap.json",
	};
	static const char *const labels[] = {
		"a/snap.json", "b/snap.json", "c.json", "recorded:snap.json",
	};
	struct place places[5];
	struct screen s;
	size_t i;

	(void)state;
	screen_open(&s, "shop", 140, 36);
	places[0] = s.stream.snap.places[0];
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		places[i + 1] = places[0];
		places[i + 1].kind = PLACE_RECORDED;
		places[i + 1].name = names[i];
	}
	s.stream.snap.places = places;
	s.stream.snap.nplaces = ARRAY_SIZE(places);
	screen_change(&s);
	for (i = 0; i < ARRAY_SIZE(names); i++)
		assert_string_equal(place_label(&s.stream.snap, &places[i + 1]),
				    labels[i]);
	assert_string_equal(place_label(&s.stream.snap, &places[0]),
			    "this shell");
	screen_type(&s, "4");
	assert_true(screen_shows(&s, "a/snap.json"));
	assert_true(screen_shows(&s, "b/snap.json"));
	screen_close(&s);
}

static void test_trace(void **state)
{
	struct step step = { .answer = ANSWER_YES, .value = "on" };
	struct trace t = { .name = "vendor", .place = "shell", .module = ".",
			   .steps = &step, .nsteps = 1 };
	struct event ev = { .kind = EVENT_TRACE, .trace = &t };
	struct effects e = { .n = 0 };
	struct screen s;

	(void)state;
	step.question.id = "Is it on?";
	t.outcome.id = "It builds.";
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "wGk");
	assert_int_equal(at(&s)->kind, ROW_TRACE);
	screen_type(&s, "j");
	screen_key(&s, K_ENTER);
	assert_int_equal(s.effects.n, 1);
	assert_int_equal(s.effects.v[0].kind, EFFECT_TRACE);
	assert_string_equal(s.effects.v[0].text, "vendor");
	assert_string_equal(s.effects.v[0].module, ".");
	assert_true(screen_shows(&s, "Replaying"));
	app_update(&s.app, &ev, &e);
	assert_true(screen_shows(&s, "Is it on?"));
	assert_true(screen_shows(&s, "It builds."));
	screen_key(&s, K_ESC);
	/* Given up: what comes late changes nothing. */
	screen_key(&s, K_ENTER);
	screen_key(&s, K_CTRL('c'));
	assert_int_equal(s.app.noverlays, 0);
	app_update(&s.app, &ev, &e);
	assert_int_equal(s.app.noverlays, 0);
	arena_release(&e.arena);
	screen_close(&s);
}

/* Its causes are walked; each leads to its finding, its fix, its line. */
static void test_log(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_log(&s, "ten");
	assert_string_equal(at(&s)->key, "cause:1");
	assert_true(screen_shows(&s, "go-too-old"));
	assert_false(screen_shows(&s, "test-timeout"));
	screen_type(&s, "n");
	assert_string_equal(at(&s)->key, "cause:2");
	assert_true(screen_shows(&s, "confirmed here"));
	screen_type(&s, "e");
	assert_string_equal(screen_effect(&s, EFFECT_EDIT)->text,
			    "/home/ann/ci.log");
	assert_int_equal(screen_effect(&s, EFFECT_EDIT)->line, 5);
	/* What comes to the same is one cause. */
	assert_true(screen_shows(&s, "is explicitly required in go.mod"));
	/* What is found stays when the facts are made anew. */
	screen_change(&s);
	assert_string_equal(at(&s)->key, "cause:2");
	screen_type(&s, "nnnnnnnnnnn");
	assert_true(screen_shows(&s, "That is the last cause."));
	assert_true(screen_shows(&s, "frobnicator exploded"));
	screen_type(&s, "f");
	assert_true(screen_shows(&s, "no finding is selected"));
	screen_type(&s, "gNn");
	screen_type(&s, "n");
	screen_key(&s, K_ENTER);
	assert_int_equal(s.app.noverlays, 0);
	assert_int_equal(s.app.focus, PANE_WHY);
	assert_string_equal(app_finding(&s.app)->id, "vendor-out-of-date");
	/* The page comes back as it was left, and its fix opens. */
	screen_type(&s, "Ln");
	assert_string_equal(at(&s)->key, "cause:2");
	screen_type(&s, "f");
	assert_int_equal(s.app.noverlays, 0);
	assert_true(wizard_is_open(&s.app.wizard));
	assert_string_equal(screen_effect(&s, EFFECT_FIX_OPEN)->spec->
			    wants[0].fix, "regenerate-vendor");
	screen_close(&s);
}

/* The path: typed, completed, given up, refused. */
static void test_log_typed(void **state)
{
	static const char *const names[] = { "ci.log", "cd.log" };
	struct event done = { .kind = EVENT_COMPLETED, .text = "/tmp/c",
			      .names = names, .nnames = 2 };
	struct event bad = { .kind = EVENT_LOG, .error = "/tmp is a folder" };
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 80, 24);
	/* The keys of the screen are letters here. */
	screen_type(&s, "L/q?L");
	assert_true(screen_shows(&s, "Log: /q?L"));
	screen_key(&s, K_ESC);
	assert_int_equal(s.app.noverlays, 0);
	screen_type(&s, "L");
	screen_key(&s, K_CTRL('u'));
	screen_key(&s, K_ENTER);
	assert_int_equal(s.effects.n, 0);
	screen_type(&s, "/t");
	screen_key(&s, K_TAB);
	assert_string_equal(screen_effect(&s, EFFECT_COMPLETE)->text, "/t");
	done.typed = "/";
	screen_event(&s, &done);
	assert_false(screen_shows(&s, "cd.log"));
	done.typed = "/t";
	screen_event(&s, &done);
	assert_true(screen_shows(&s, "Log: /tmp/c"));
	assert_true(screen_shows(&s, "cd.log"));
	screen_type(&s, "i");
	assert_false(screen_shows(&s, "cd.log"));
	screen_key(&s, K_ENTER);
	assert_string_equal(screen_effect(&s, EFFECT_LOG)->text, "/tmp/ci");
	assert_true(screen_shows(&s, "Reading"));
	screen_key(&s, K_CTRL('c'));
	assert_null(screen_effect(&s, EFFECT_LOG)->text);
	assert_int_equal(s.app.noverlays, 0);
	/* What comes late changes nothing. */
	screen_event(&s, &bad);
	screen_type(&s, "L");
	assert_true(screen_shows(&s, "Log: /tmp/ci"));
	screen_key(&s, K_ENTER);
	screen_event(&s, &bad);
	assert_true(screen_shows(&s, "/tmp is a folder"));
	assert_true(screen_shows(&s, "L reads another one."));
	screen_type(&s, "L");
	assert_true(screen_shows(&s, "Log: /tmp/ci"));
	screen_key(&s, K_ESC);
	assert_true(screen_shows(&s, "/tmp is a folder"));
	screen_close(&s);
}

/* What is pasted is never taken for keys. */
static void test_log_pasted(void **state)
{
	struct event ev = { .kind = EVENT_PASTE, .text = "qq\nq\n" };
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 80, 24);
	screen_event(&s, &ev);
	assert_int_equal(s.effects.n, 0);
	assert_true(screen_shows(&s, "L reads a log"));
	screen_type(&s, "L");
	screen_event(&s, &ev);
	assert_string_equal(screen_effect(&s, EFFECT_LOG)->subject,
			    "qq\nq\n");
	assert_null(screen_effect(&s, EFFECT_LOG)->text);
	screen_key(&s, K_CTRL('c'));
	screen_type(&s, "L");
	ev.text = "/tmp/ci.log\n";
	screen_event(&s, &ev);
	assert_int_equal(s.effects.n, 0);
	assert_true(screen_shows(&s, "Log: /tmp/ci.log"));
	ev.text = NULL;
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "More than 8 MB"));
	screen_key(&s, K_ESC);
	screen_type(&s, "/");
	ev.text = "gobin\nq";
	screen_event(&s, &ev);
	assert_string_equal(s.app.pane[PANE_FINDING].filter.buf, "gobin");
	screen_close(&s);
}

/* What it will do is said before; pressing t is the consent; what came of it
 * is part of the trace. */
static void test_try(void **state)
{
	struct machine_folder folder = {
		.role = FOLDER_BUILD, .known = KNOWN_MEASURED,
		.path = "/var/tmp/work", .from = "GOTMPDIR",
	};
	struct machine machine = { .folders = &folder, .nfolders = 1 };
	struct trace t = { .name = "tmp-exec", .place = "shell",
			   .module = "." };
	struct trial done = { .kind = TRIAL_RUN, .target = "/var/tmp/work",
			      .state = TRIAL_FAILED, .step = "run",
			      .said = "Permission denied" };
	struct event ev = { .kind = EVENT_TRACE, .trace = &t };
	struct event tried = { .kind = EVENT_TRIED, .trials = &done,
			       .ntrials = 1 };
	struct effects e = { .n = 0 };
	struct machine *was;
	struct place *p;
	struct screen s;

	(void)state;
	t.outcome.id = "It runs.";
	screen_open(&s, "shop", 120, 36);
	p = (struct place *)(uintptr_t)snapshot_place(s.app.view->snap,
						      "shell");
	was = p->machine;
	p->machine = &machine;
	screen_type(&s, "wGk");
	screen_key(&s, K_ENTER);
	app_update(&s.app, &ev, &e);
	assert_true(screen_shows(&s, "Writes a tiny program into "
				     "/var/tmp/work, runs it and removes it."));
	assert_true(screen_shows(&s, "t try"));
	screen_type(&s, "t");
	assert_int_equal(s.effects.n, 1);
	assert_int_equal(s.effects.v[0].kind, EFFECT_TRY);
	assert_int_equal(s.effects.v[0].ntrials, 1);
	assert_string_equal(s.effects.v[0].place, "shell");
	assert_string_equal(s.effects.v[0].trials[0].target, "/var/tmp/work");
	assert_true(screen_shows(&s, "Trying"));
	/* Once at a time. */
	screen_type(&s, "t");
	assert_int_equal(s.effects.n, 0);
	/* Given up: the child goes, and what comes late changes nothing. */
	screen_key(&s, K_CTRL('c'));
	assert_int_equal(s.effects.v[0].kind, EFFECT_TRY);
	assert_int_equal(s.effects.v[0].ntrials, 0);
	app_update(&s.app, &tried, &e);
	assert_true(screen_shows(&s, "It runs."));
	/* Closed meanwhile: likewise. */
	screen_type(&s, "t");
	screen_key(&s, K_ESC);
	assert_int_equal(s.effects.v[0].kind, EFFECT_TRY);
	assert_int_equal(s.effects.v[0].ntrials, 0);
	screen_key(&s, K_ENTER);
	app_update(&s.app, &ev, &e);
	screen_type(&s, "t");
	app_update(&s.app, &tried, &e);
	assert_true(screen_shows(&s, "Does a program that was written there "
				     "run? (tried)"));
	assert_true(screen_shows(&s, "cannot be run there: Permission "
				     "denied"));
	assert_false(screen_shows(&s, "Writes a tiny program"));
	/* A machine that there is a record of. */
	screen_key(&s, K_ESC);
	p->kind = PLACE_RECORDED;
	screen_key(&s, K_ENTER);
	app_update(&s.app, &ev, &e);
	assert_true(screen_shows(&s, "nothing can be tried there"));
	screen_type(&s, "t");
	assert_int_equal(s.effects.n, 0);
	p->kind = PLACE_SHELL;
	p->machine = was;
	arena_release(&e.arena);
	screen_close(&s);
}

static void test_effects(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "e");
	assert_int_equal(s.effects.v[0].kind, EFFECT_EDIT);
	assert_string_equal(s.effects.v[0].text,
			    "/src/shop/vendor/modules.txt");
	assert_int_equal(s.effects.v[0].line, 87);
	screen_type(&s, "y");
	assert_int_equal(s.effects.v[0].kind, EFFECT_COPY);
	assert_string_equal(s.effects.v[0].text, "go list -mod=vendor .");
	screen_type(&s, "R");
	assert_int_equal(s.effects.v[0].kind, EFFECT_RESCAN);
	screen_key(&s, K_CTRL('z'));
	assert_int_equal(s.effects.v[0].kind, EFFECT_SUSPEND);
	screen_key(&s, K_CTRL('c'));
	assert_int_equal(s.effects.n, 0);
	screen_key(&s, K_CTRL('c'));
	assert_int_equal(s.effects.v[0].kind, EFFECT_QUIT);
	assert_int_equal(s.effects.v[0].line, 130);
	screen_close(&s);
}

/* What gomend does not do itself: f opens the editor, or leads to what to
 * type. */
static void test_handed_over(void **state)
{
	struct command edit = {
		.line = "${EDITOR:-vi} +4 /src/shop/go.mod",
		.handover = "edit-file", .path = "/src/shop/go.mod", .at = 4,
	};
	struct command install = {
		.line = "apt-get install git", .handover = "install-package",
	};
	struct finding *f;
	struct finding was;
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	f = (struct finding *)(uintptr_t)&s.app.view->findings[0];
	was = *f;
	f->nfixes = 0;
	f->commands = &edit;
	f->ncommands = 1;
	screen_type(&s, "w2f");
	assert_int_equal(s.effects.n, 1);
	assert_int_equal(s.effects.v[0].kind, EFFECT_EDIT);
	assert_string_equal(s.effects.v[0].text, "/src/shop/go.mod");
	assert_int_equal(s.effects.v[0].line, 4);
	f->commands = &install;
	screen_type(&s, "2jk");
	screen_type(&s, "f");
	assert_true(screen_shows(&s, "for you to type"));
	assert_int_equal(s.effects.n, 0);
	screen_type(&s, "y");
	assert_int_equal(s.effects.v[0].kind, EFFECT_COPY);
	assert_string_equal(s.effects.v[0].text, "apt-get install git");
	/* Nothing is done with --read-only, nor of what is no hand-over. */
	s.app.read_only = true;
	screen_type(&s, "2f");
	assert_int_equal(s.effects.n, 0);
	s.app.read_only = false;
	install.handover = NULL;
	screen_type(&s, "f");
	assert_true(screen_shows(&s, "gomend has no fix for it"));
	*f = was;
	screen_close(&s);
}

static void click_at(struct screen *s, int y, int x, bool twice)
{
	struct event ev = { .kind = EVENT_CLICK, .y = y, .x = x,
			    .twice = twice };

	arena_release(&s->effects.arena);
	memset(&s->effects, 0, sizeof(s->effects));
	app_update(&s->app, &ev, &s->effects);
}

static void test_mouse(void **state)
{
	struct event ev = { .kind = EVENT_WHEEL, .lines = 3 };
	struct bar_item items[BAR_ITEMS_MAX];
	struct screen s;
	struct rect r;
	size_t n, i;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	r = s.app.layout.pane[PANE_FINDING];
	click_at(&s, r.y + 3, r.x + 5, false);
	assert_string_equal(app_finding(&s.app)->id, "gobin-shadowed");
	r = s.app.layout.pane[PANE_ENV];
	click_at(&s, r.y + 2, r.x + 5, false);
	assert_int_equal(s.app.focus, PANE_ENV);
	click_at(&s, r.y + 2, r.x + 5, true);
	assert_int_equal(s.app.noverlays, 1);
	click_at(&s, 1, 0, false);
	assert_int_equal(s.app.noverlays, 0);
	screen_type(&s, "2g");
	ev.y = s.app.layout.pane[PANE_WHY].y + 2;
	ev.x = s.app.layout.pane[PANE_WHY].x + 2;
	app_update(&s.app, &ev, &s.effects);
	assert_int_equal(s.app.pane[PANE_WHY].top, 3);
	/* A click on the bar presses its key. */
	n = app_bar(&s.app, items);
	for (i = 0; i < n; i++)
		if (items[i].action == ACTION_QUIT)
			click_at(&s, 35, items[i].x, false);
	assert_int_equal(s.effects.v[0].kind, EFFECT_QUIT);
	screen_close(&s);
}

static void test_zoom_and_panes(void **state)
{
	struct screen s;
	int i;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_type(&s, "+");
	assert_true(s.app.zoomed);
	assert_int_equal(s.app.layout.kind, LAYOUT_SINGLE);
	screen_key(&s, K_ESC);
	assert_false(s.app.zoomed);
	for (i = 0; i < NPANES; i++)
		screen_key(&s, K_TAB);
	assert_int_equal(s.app.focus, PANE_FINDING);
	screen_key(&s, K_BACKTAB);
	assert_int_equal(s.app.focus, PANE_REPO);
	/* Too small: one line, and q still quits. */
	screen_resize(&s, 30, 5);
	assert_true(screen_shows(&s, "40x10"));
	screen_type(&s, "4");
	assert_int_equal(s.app.focus, PANE_REPO);
	screen_type(&s, "q");
	assert_int_equal(s.effects.v[0].kind, EFFECT_QUIT);
	screen_resize(&s, 120, 36);
	assert_true(screen_shows(&s, "Repository"));
	screen_close(&s);
}

static void test_fatal(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "calm", 100, 30);
	s.stream.view.fatal = "the folder is gone";
	s.stream.view.fatal_hint = "make it again";
	screen_change(&s);
	assert_true(screen_shows(&s, "the folder is gone"));
	assert_true(screen_shows(&s, "make it again"));
	assert_true(screen_shows(&s, "R tries again"));
	screen_close(&s);
}

/* A notice goes by itself, and not while it is hidden. */
static void test_notice(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, "calm", 100, 30);
	s.stream.view.notice = "begun anew";
	screen_change(&s);
	assert_true(screen_shows(&s, "begun anew"));
	assert_int_equal(s.effects.n, 1);
	assert_int_equal(s.effects.v[0].kind, EFFECT_NOTICE);
	/* The session tells each once; the same view is no second one. */
	screen_change(&s);
	assert_int_equal(s.effects.n, 0);
	s.stream.view.notice = NULL;
	screen_change(&s);
	assert_true(screen_shows(&s, "begun anew"));
	screen_notice_read(&s);
	assert_false(screen_shows(&s, "begun anew"));
	assert_true(screen_shows(&s, "q quit"));
	/* The same again is told again. */
	s.stream.view.notice = "begun anew";
	screen_change(&s);
	assert_true(screen_shows(&s, "begun anew"));
	/* Another message in its place stays. */
	s.stream.view.notice = NULL;
	screen_type(&s, "R");
	assert_true(screen_shows(&s, "Looking again"));
	screen_notice_read(&s);
	assert_true(screen_shows(&s, "Looking again"));
	/* Under the filter's line it waits. */
	screen_type(&s, "/");
	s.stream.view.notice = "begun anew";
	screen_change(&s);
	assert_false(screen_shows(&s, "begun anew"));
	screen_notice_read(&s);
	assert_int_equal(s.effects.n, 1);
	assert_int_equal(s.effects.v[0].kind, EFFECT_NOTICE);
	screen_close(&s);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_first_frame_needs_nothing),
	cmocka_unit_test(test_why_follows_the_cursor),
	cmocka_unit_test(test_selection_by_identity),
	cmocka_unit_test(test_untouched_stays_on_top),
	cmocka_unit_test(test_filter),
	cmocka_unit_test(test_search_in_text),
	cmocka_unit_test(test_module_in_view),
	cmocka_unit_test(test_tree_folds),
	cmocka_unit_test(test_set_of_another_shell),
	cmocka_unit_test(test_settings),
	cmocka_unit_test(test_place_without_go),
	cmocka_unit_test(test_every_key_works),
	cmocka_unit_test(test_bar_fills),
	cmocka_unit_test(test_places_scroll),
	cmocka_unit_test(test_jump),
	cmocka_unit_test(test_versions),
	cmocka_unit_test(test_log),
	cmocka_unit_test(test_log_typed),
	cmocka_unit_test(test_log_pasted),
	cmocka_unit_test(test_set),
	cmocka_unit_test(test_cannot_set),
	cmocka_unit_test(test_set_secret),
	cmocka_unit_test(test_mute_place),
	cmocka_unit_test(test_many_places),
	cmocka_unit_test(test_labels),
	cmocka_unit_test(test_hundred_places),
	cmocka_unit_test(test_trace),
	cmocka_unit_test(test_try),
	cmocka_unit_test(test_effects),
	cmocka_unit_test(test_handed_over),
	cmocka_unit_test(test_mouse),
	cmocka_unit_test(test_zoom_and_panes),
	cmocka_unit_test(test_fatal),
	cmocka_unit_test(test_notice),
};

CM_MAIN(tests)
