#include "config.h"

#include "tests/tty/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* The session leader */

static void report(int fd, char what, int value)
{
	char line[32];
	int n = snprintf(line, sizeof(line), "%c%d\n", what, value);

	if (write(fd, line, (size_t)n) < 0)
		_exit(1);
}

static void exec_program(const char *const *argv, const char *const *env)
{
	union {
		const char *const *in;
		char *const *out;
	} u = { argv };
	static const int reset[] = { SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT,
				     SIGQUIT, SIGPIPE, SIGTTOU, SIGTTIN };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(reset); i++)
		signal(reset[i], SIG_DFL);
	for (i = 0; env && env[i]; i++)
		putenv(strdup(env[i]));
	execv(argv[0], u.out);
	_exit(127);
}

static void lead(const char *const *argv, const char *const *env, int in,
		 int out)
{
	pid_t pid;
	int status;
	char c;

	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	pid = fork();
	if (!pid) {
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		close(in);
		close(out);
		exec_program(argv, env);
	}
	setpgid(pid, pid);
	tcsetpgrp(0, pid);
	report(out, 'P', (int)pid);
	for (;;) {
		if (waitpid(pid, &status, WUNTRACED) != pid)
			continue;
		if (!WIFSTOPPED(status))
			break;
		tcsetpgrp(0, getpid());
		report(out, 'S', 0);
		if (read(in, &c, 1) != 1)
			_exit(1);
		tcsetpgrp(0, pid);
		kill(-pid, SIGCONT);
	}
	report(out, 'E', status);
	/* The terminal stays until the test has looked at it. */
	while (read(in, &c, 1) > 0)
		;
	_exit(0);
}

static void plain_environment(void)
{
	static const char *const drop[] = {
		"NO_COLOR", "COLORTERM", "LANG", "LANGUAGE", "LC_ALL",
		"LC_CTYPE", "LC_MESSAGES", "LINES", "COLUMNS", "VISUAL",
		"EDITOR", "TERM",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(drop); i++)
		unsetenv(drop[i]);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
}

void tty_start(struct tty *t, int cols, int rows, const char *const *argv,
	       const char *const *env)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };
	int in[2], out[2];

	memset(t, 0, sizeof(*t));
	strbuf_init(&t->raw);
	t->rows = rows;
	t->cols = cols;
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	if (pipe(in) < 0 || pipe(out) < 0) {
		perror("pipe");
		exit(1);
	}
	t->shell = forkpty(&t->master, NULL, NULL, &ws);
	if (t->shell < 0) {
		perror("forkpty");
		exit(1);
	}
	if (!t->shell) {
		close(in[1]);
		close(out[0]);
		plain_environment();
		/* Wait until the test has seen the terminal untouched. */
		if (read(in[0], &(char){ 0 }, 1) != 1)
			_exit(1);
		lead(argv, env, in[0], out[1]);
	}
	close(in[0]);
	close(out[1]);
	t->control = in[1];
	t->report = out[0];
	fcntl(t->master, F_SETFL, O_NONBLOCK);
	tcgetattr(t->master, &t->before);
	if (write(t->control, "g", 1) != 1)
		perror("write");
}

void tty_end(struct tty *t)
{
	if (t->program > 0 && !t->exited)
		kill(-t->program, SIGKILL);
	close(t->control);
	close(t->report);
	if (t->master >= 0)
		close(t->master);
	waitpid(t->shell, NULL, 0);
	vterm_free(t->vt);
	strbuf_release(&t->raw);
}

/* Watching */

static void take_report(struct tty *t)
{
	char line[32];
	size_t n = 0;

	while (n < sizeof(line) - 1 && read(t->report, line + n, 1) == 1 &&
	       line[n] != '\n')
		n++;
	line[n] = 0;
	if (line[0] == 'P')
		t->program = (pid_t)strtol(line + 1, NULL, 10);
	else if (line[0] == 'S')
		t->stopped = true;
	else if (line[0] == 'E') {
		t->exited = true;
		t->status = (int)strtol(line + 1, NULL, 10);
	}
}

/* Whatever comes within `ms`; false when nothing did. */
static bool pump(struct tty *t, int ms)
{
	struct pollfd p[2] = { { t->master, POLLIN, 0 },
			       { t->report, POLLIN, 0 } };
	char buf[8192];
	ssize_t n;

	if (poll(p, 2, ms) <= 0)
		return false;
	if (p[1].revents & POLLIN)
		take_report(t);
	if (!(p[0].revents & POLLIN))
		return (p[1].revents & POLLIN) != 0;
	n = read(t->master, buf, sizeof(buf));
	if (n <= 0)
		return false;
	strbuf_add(&t->raw, buf, (size_t)n);
	vterm_input_write(t->vt, buf, (size_t)n);
	return true;
}

void tty_drain(struct tty *t)
{
	while (t->master >= 0 && pump(t, 0))
		;
}

char *tty_text(struct tty *t)
{
	struct strbuf sb = STRBUF_INIT;
	VTermPos at;

	for (at.row = 0; at.row < t->rows; at.row++) {
		for (at.col = 0; at.col < t->cols; at.col++) {
			VTermScreenCell c;
			char utf8[4];
			int i;

			vterm_screen_get_cell(t->screen, at, &c);
			if (!c.chars[0])
				strbuf_addch(&sb, ' ');
			for (i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
			     c.chars[i] && c.chars[i] != (uint32_t)-1; i++)
				strbuf_add(&sb, utf8,
					   text_encode(c.chars[i], utf8));
			if (c.width == 2)
				at.col++;
		}
		strbuf_addch(&sb, '\n');
	}
	return strbuf_detach(&sb);
}

static bool has(struct tty *t, const char *text)
{
	char *all = tty_text(t);
	bool found = strstr(all, text) != NULL;

	free(all);
	return found;
}

static bool wait_text(struct tty *t, const char *text, bool there)
{
	long limit = now_ms() + TTY_LIMIT_MS;

	for (;;) {
		tty_drain(t);
		if (has(t, text) == there)
			return true;
		if (now_ms() > limit || t->exited)
			break;
		pump(t, 50);
	}
	{
		char *all = tty_text(t);

		fprintf(stderr, "%s \"%s\" on:\n%s",
			there ? "no" : "still", text, all);
		free(all);
	}
	return false;
}

bool tty_shows(struct tty *t, const char *text)
{
	return wait_text(t, text, true);
}

bool tty_hides(struct tty *t, const char *text)
{
	return wait_text(t, text, false);
}

bool tty_cursor_at(struct tty *t, int row)
{
	long limit = now_ms() + TTY_LIMIT_MS;
	VTermPos at;

	do {
		tty_drain(t);
		vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
		if (at.row == row)
			return true;
		pump(t, 50);
	} while (now_ms() < limit);
	return false;
}

static bool wait_flag(struct tty *t, const bool *flag)
{
	long limit = now_ms() + TTY_LIMIT_MS;

	while (!*flag && now_ms() < limit) {
		if (t->master >= 0) {
			pump(t, 50);
		} else {
			struct pollfd p = { t->report, POLLIN, 0 };

			if (poll(&p, 1, 50) > 0)
				take_report(t);
		}
	}
	if (t->master >= 0)
		tty_drain(t);
	return *flag;
}

bool tty_wait_stopped(struct tty *t)
{
	return wait_flag(t, &t->stopped);
}

bool tty_wait_exit(struct tty *t)
{
	return wait_flag(t, &t->exited);
}

bool tty_is_restored(struct tty *t)
{
	struct termios now;

	tcgetattr(t->master, &now);
	return now.c_iflag == t->before.c_iflag &&
	       now.c_oflag == t->before.c_oflag &&
	       now.c_cflag == t->before.c_cflag &&
	       now.c_lflag == t->before.c_lflag &&
	       !memcmp(now.c_cc, t->before.c_cc, sizeof(now.c_cc));
}

/* Doing */

void tty_type(struct tty *t, const char *bytes)
{
	size_t n = strlen(bytes);

	while (n) {
		ssize_t w = write(t->master, bytes, n);

		if (w < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (w > 0) {
			bytes += w;
			n -= (size_t)w;
		}
		tty_drain(t);
	}
}

void tty_resize(struct tty *t, int cols, int rows)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	tty_drain(t);
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->master, TIOCSWINSZ, &ws);
}

void tty_signal(struct tty *t, int signum)
{
	long limit = now_ms() + TTY_LIMIT_MS;

	while (!t->program && now_ms() < limit)
		pump(t, 50);
	kill(t->program, signum);
}

void tty_continue(struct tty *t)
{
	t->stopped = false;
	if (write(t->control, "c", 1) != 1)
		perror("write");
}

void tty_hang_up(struct tty *t)
{
	tty_drain(t);
	close(t->master);
	t->master = -1;
}
