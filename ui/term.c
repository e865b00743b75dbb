#include "config.h"

#include "ui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>
#include <term.h>
/* A capability by that name would hide ours. */
#undef lines

#include "base/arena.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "base/text.h"

#define PAIRS_MAX 96

static struct {
	SCREEN *screen;
	struct termios found;
	bool has_found, active, mouse, mouse_on;
	enum depth depth;
	struct surface shown;
	struct { int fg, bg; } pairs[PAIRS_MAX];
	short npairs;
	bool pasting, pasted_cr;	/* between the marks; behind a CR */
	struct strbuf pasted;
	/* What puts the terminal back, ready for a signal handler. */
	char restore[512];
	size_t restore_len;
} term;

/* Putting back */

static void add_restore(const char *s)
{
	size_t n = s && s != (char *)-1 ? strlen(s) : 0;

	if (term.restore_len + n >= sizeof(term.restore))
		return;
	memcpy(term.restore + term.restore_len, s ? s : "", n);
	term.restore_len += n;
}

static const char *capability(const char *name)
{
	char copy[16];
	const char *s;
	size_t n = strlen(name);

	if (n >= sizeof(copy))
		return NULL;
	memcpy(copy, name, n + 1);
	s = tigetstr(copy);
	return s == (char *)-1 ? NULL : s;
}

/*
 * Pasted text comes between marks, and is not taken for keys.  A terminal with
 * a mouse knows them, whether its description says so or not.
 */
#define KEY_PASTE (KEY_MAX + 1)
#define KEY_PASTED (KEY_MAX + 2)
#define PASTE_MAX_BYTES ((size_t)8 * 1024 * 1024)

static const char *paste_switch(bool on)
{
	const char *bytes = capability(on ? "BE" : "BD");

	if (bytes)
		return bytes;
	return !capability("kmous") ? "" : on ? "\033[?2004h"
					      : "\033[?2004l";
}

static void prepare_restore(void)
{
	const char *xm = capability("XM");

	term.restore_len = 0;
	if (term.mouse && xm)
		add_restore(tiparm(xm, 0));
	else if (term.mouse && capability("kmous"))
		add_restore("\033[?1000l");
	add_restore(paste_switch(false));
	add_restore(capability("sgr0"));
	add_restore(capability("cnorm"));
	add_restore(capability("rmkx"));
	add_restore(capability("rmcup"));
}

/* Async-signal-safe. */
static void put_back(void)
{
	ssize_t n;

	if (!term.active)
		return;
	term.active = false;
	n = write(STDOUT_FILENO, term.restore, term.restore_len);
	(void)n;
	if (term.has_found)
		tcsetattr(STDIN_FILENO, TCSANOW, &term.found);
}

static void on_crash(int signum)
{
	put_back();
	signal(signum, SIG_DFL);
	raise(signum);
}

static void on_oom(void)
{
	put_back();
}

static void catch_crashes(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
				       SIGABRT, SIGQUIT };
	struct sigaction sa;
	size_t i;

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_crash;
	sigemptyset(&sa.sa_mask);
	sa.sa_flags = (int)SA_RESETHAND | SA_NODEFER;
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		sigaction(signals[i], &sa, NULL);
	mem_set_oom_hook(on_oom);
	atexit(term_close);
}

/* Opening */

/* Some terminals send these in whichever mode they are. */
static void know_both_modes(void)
{
	static const struct {
		const char *bytes;
		int key;
	} keys[] = {
		{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN },
		{ "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
		{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN },
		{ "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
		{ "\033[H", KEY_HOME }, { "\033[F", KEY_END },
		{ "\033OH", KEY_HOME }, { "\033OF", KEY_END },
		{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
		{ "\033[Z", KEY_BTAB },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++)
		if (!key_defined(keys[i].bytes))
			define_key(keys[i].bytes, keys[i].key);
}

static bool window_size(int *rows, int *cols)
{
	struct winsize ws;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || !ws.ws_row ||
	    !ws.ws_col)
		return false;
	*rows = ws.ws_row;
	*cols = ws.ws_col;
	return true;
}

static enum depth find_depth(const struct term_options *o)
{
	const char *no = getenv("NO_COLOR");

	if (o->no_color || (!o->force_color && !cstr_empty(no)))
		return DEPTH_MONO;
	if (!has_colors())
		return DEPTH_MONO;
	start_color();
	use_default_colors();
	if (COLORS >= 0x1000000)
		return DEPTH_DIRECT;
	if (COLORS >= 256)
		return DEPTH_256;
	if (COLORS >= 16)
		return DEPTH_16;
	return COLORS >= 8 ? DEPTH_8 : DEPTH_MONO;
}

static void paste_on(bool on)
{
	putp(paste_switch(on));
	fflush(stdout);
}

static void know_paste(void)
{
	define_key("\033[200~", KEY_PASTE);
	define_key("\033[201~", KEY_PASTED);
}

static void mouse_on(bool on)
{
	if (!term.mouse || on == term.mouse_on)
		return;
	mousemask(on ? (mmask_t)(BUTTON1_PRESSED | BUTTON1_CLICKED |
				 BUTTON1_DOUBLE_CLICKED | BUTTON4_PRESSED |
				 BUTTON5_PRESSED)
		     : 0, NULL);
	term.mouse_on = on;
}

static void enter(void)
{
	raw();
	noecho();
	nonl();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	mouse_on(true);
	paste_on(true);
	term.active = true;
}

static int refuse(struct error *err, const char *name)
{
	error_set(err, _("the terminal \"%s\" (TERM) cannot show a screen"),
		  cstr_empty(name) ? "" : name);
	error_hint(err, "%s", _("set TERM to what your terminal is, as in "
				"TERM=xterm-256color, or use \"gomend check\", "
				"which needs none"));
	return -1;
}

/*
 * A terminal that says it has all colours (COLORTERM) but goes by the name of
 * one with eight is asked for by its better name first.
 */
static SCREEN *open_screen(const char *name)
{
	const char *more = getenv("COLORTERM");
	struct arena a = ARENA_INIT;
	SCREEN *s = NULL;

	if ((cstr_eq(more, "truecolor") || cstr_eq(more, "24bit")) &&
	    !strchr(name, '-'))
		s = newterm(arena_printf(&a, "%s-256color", name), stdout,
			    stdin);
	if (!s)
		s = newterm(NULL, stdout, stdin);
	arena_release(&a);
	return s;
}

int term_open(const struct term_options *o, struct error *err)
{
	const char *name = getenv("TERM");
	int rows, cols;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(err, "%s", _("there is no terminal to draw on"));
		error_hint(err, "%s", _("\"gomend check\" needs none"));
		return -1;
	}
	term.has_found = tcgetattr(STDIN_FILENO, &term.found) == 0;
	if (cstr_empty(name))
		return refuse(err, "");
	term.screen = open_screen(name);
	if (!term.screen)
		return refuse(err, name);
	if (!capability("cup") || !capability("clear")) {
		endwin();
		if (term.has_found)
			tcsetattr(STDIN_FILENO, TCSANOW, &term.found);
		return refuse(err, name);
	}
	set_escdelay(25);
	term.depth = find_depth(o);
	term.mouse = o->mouse;
	mouseinterval(0);
	know_both_modes();
	know_paste();
	surface_init(&term.shown);
	strbuf_init(&term.pasted);
	prepare_restore();
	catch_crashes();
	enter();
	if (window_size(&rows, &cols) && (rows != LINES || cols != COLS))
		resizeterm(rows, cols);
	return 0;
}

void term_close(void)
{
	if (!term.active)
		return;
	mouse_on(false);
	paste_on(false);
	curs_set(1);
	endwin();
	term.active = false;
	if (term.has_found)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term.found);
}

void term_suspend(void)
{
	term_close();
}

void term_resume(void)
{
	int rows, cols;

	if (term.active)
		return;
	/* The shell may have set the terminal up anew meanwhile. */
	term.has_found = tcgetattr(STDIN_FILENO, &term.found) == 0;
	refresh();
	enter();
	term_forget();
	term_resize(&rows, &cols);
}

void term_size(int *rows, int *cols)
{
	*rows = LINES;
	*cols = COLS;
}

void term_resize(int *rows, int *cols)
{
	int r, c;

	if (window_size(&r, &c) && (r != LINES || c != COLS))
		resizeterm(r, c);
	term_size(rows, cols);
}

/* Showing */

static short pair_of(int fg, int bg)
{
	short i;

	if (fg < 0 && bg < 0)
		return 0;
	for (i = 0; i < term.npairs; i++)
		if (term.pairs[i].fg == fg && term.pairs[i].bg == bg)
			return (short)(i + 1);
	if (term.npairs == PAIRS_MAX || term.npairs + 2 >= COLOR_PAIRS)
		return 0;
	term.pairs[term.npairs].fg = fg;
	term.pairs[term.npairs].bg = bg;
	i = ++term.npairs;
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
	init_extended_pair(i, fg, bg);
#else
	init_pair(i, (short)fg, (short)bg);
#endif
	return i;
}

static attr_t attrs_of(unsigned a)
{
	attr_t t = A_NORMAL;

	if (a & STYLE_BOLD)
		t |= A_BOLD;
	if (a & STYLE_DIM)
		t |= A_DIM;
	if (a & STYLE_REVERSE)
		t |= A_REVERSE;
	if (a & STYLE_UNDERLINE)
		t |= A_UNDERLINE;
	return t;
}

static void show_cell(const struct surface *s, int y, int x)
{
	const struct cell *c = surface_cell(s, y, x);
	struct style st = theme_style((enum look)c->role,
				      (enum ground)c->ground, term.depth);
	wchar_t wide[CCHARW_MAX + 1];
	struct str rest = { c->text, c->len };
	size_t n, k = 0;
	uint32_t cp;
	cchar_t out;

	if (c->lines)
		rest = str_from(surface_line_text(s, c->lines));
	while (k < CCHARW_MAX && (n = text_decode(rest, &cp))) {
		if (cp == TEXT_INVALID || cp < 0x20)
			break;
		wide[k++] = (wchar_t)cp;
		rest = str_sub(rest, n, rest.len - n);
	}
	if (!k)
		wide[k++] = L' ';
	wide[k] = 0;
	if (setcchar(&out, wide, attrs_of(st.attr), pair_of(st.fg, st.bg),
		     NULL) == OK)
		mvadd_wch(y, x, &out);
}

static bool row_changed(const struct surface *s, int y)
{
	const struct surface *o = &term.shown;

	if (!o->cells || o->rows != s->rows || o->cols != s->cols ||
	    o->ascii != s->ascii || o->utf8 != s->utf8)
		return true;
	return memcmp(surface_cell(s, y, 0), surface_cell(o, y, 0),
		      mem_mul((size_t)s->cols, sizeof(*s->cells))) != 0;
}

void term_show(const struct surface *s)
{
	int y, x;

	if (!term.active)
		return;
	for (y = 0; y < s->rows && y < LINES; y++) {
		if (!row_changed(s, y))
			continue;
		for (x = 0; x < s->cols && x < COLS; x++)
			if (surface_cell(s, y, x)->cols)
				show_cell(s, y, x);
	}
	if (s->cursor_y >= 0) {
		curs_set(1);
		move(s->cursor_y, s->cursor_x);
	} else {
		curs_set(0);
	}
	refresh();
	surface_reset(&term.shown, s->rows, s->cols);
	memcpy(term.shown.cells, s->cells,
	       mem_mul(mem_mul((size_t)s->rows, (size_t)s->cols),
		       sizeof(*s->cells)));
	term.shown.ascii = s->ascii;
	term.shown.utf8 = s->utf8;
}

void term_forget(void)
{
	surface_release(&term.shown);
	clearok(curscr, TRUE);
}

/* Typing */

static int key_of(wint_t c)
{
	static const struct {
		int curses, key;
	} map[] = {
		{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT },
		{ KEY_RIGHT, K_RIGHT }, { KEY_PPAGE, K_PGUP },
		{ KEY_NPAGE, K_PGDN }, { KEY_HOME, K_HOME },
		{ KEY_END, K_END }, { KEY_BTAB, K_BACKTAB },
		{ KEY_BACKSPACE, K_BACKSPACE }, { KEY_DC, K_DELETE },
		{ KEY_ENTER, K_ENTER }, { KEY_F(1), K_F1 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(map); i++)
		if ((wint_t)map[i].curses == c)
			return map[i].key;
	return K_NONE;
}

static bool mouse_event(struct event *ev)
{
	MEVENT m;

	if (getmouse(&m) != OK)
		return false;
	ev->y = m.y;
	ev->x = m.x;
	if (m.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
		ev->kind = EVENT_WHEEL;
		ev->lines = m.bstate & BUTTON4_PRESSED ? -3 : 3;
		return true;
	}
	ev->kind = EVENT_CLICK;
	return (m.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED |
			    BUTTON1_DOUBLE_CLICKED)) != 0;
}

/* What has come of it; false: not all of it yet.  Ctrl-C ends it, if its end
 * should never come. */
static bool paste_event(struct event *ev)
{
	struct strbuf *sb = &term.pasted;
	int c;

	while ((c = getch()) != ERR) {
		if (c == KEY_PASTED || c == K_CTRL('c')) {
			term.pasting = false;
			ev->kind = EVENT_PASTE;
			ev->text = sb->len > PASTE_MAX_BYTES ? NULL
							     : sb->buf;
			return c == KEY_PASTED;
		}
		/* A terminal sends CR for the end of a line. */
		if (c == '\n' && term.pasted_cr) {
			term.pasted_cr = false;
			continue;
		}
		term.pasted_cr = c == '\r';
		if (c > 0 && c < 0x100 && sb->len <= PASTE_MAX_BYTES)
			strbuf_addch(sb, c == '\r' ? '\n' : (char)c);
	}
	return false;
}

bool term_event(struct event *ev)
{
	wint_t c;
	int rc;

	memset(ev, 0, sizeof(*ev));
	if (term.active && term.pasting)
		return paste_event(ev);
	while (term.active && (rc = get_wch(&c)) != ERR) {
		ev->kind = EVENT_KEY;
		if (rc != KEY_CODE_YES) {
			ev->key = c == '\n' ? K_ENTER
				  : c == 0x7f ? K_BACKSPACE : (int)c;
			return true;
		}
		if (c == KEY_PASTE) {
			strbuf_reset(&term.pasted);
			term.pasting = true;
			term.pasted_cr = false;
			return paste_event(ev);
		}
		if (c == KEY_MOUSE) {
			if (mouse_event(ev))
				return true;
			continue;
		}
		if (c == KEY_RESIZE)
			continue;
		ev->key = key_of(c);
		if (ev->key != K_NONE)
			return true;
	}
	return false;
}

bool term_hung_up(void)
{
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };

	return poll(&p, 1, 0) > 0 &&
	       (p.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

/* The clipboard */

static char *base64(const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t n = strlen(text), i, k = 0;
	char *out = xmalloc(n / 3 * 4 + 5);

	for (i = 0; i < n; i += 3) {
		unsigned v = (unsigned)(unsigned char)text[i] << 16;

		if (i + 1 < n)
			v |= (unsigned)(unsigned char)text[i + 1] << 8;
		if (i + 2 < n)
			v |= (unsigned char)text[i + 2];
		out[k++] = digits[v >> 18];
		out[k++] = digits[v >> 12 & 63];
		out[k++] = i + 1 < n ? digits[v >> 6 & 63] : '=';
		out[k++] = i + 2 < n ? digits[v & 63] : '=';
	}
	out[k] = 0;
	return out;
}

bool term_copy(const char *text)
{
	const char *ms = capability("Ms");
	const char *bytes;
	char *coded;

	if (!ms || !term.active || strlen(text) > 4096)
		return false;
	coded = base64(text);
	bytes = tiparm(ms, "c", coded);
	if (bytes) {
		putp(bytes);
		fflush(stdout);
	}
	free(coded);
	return bytes != NULL;
}
