/*
 * Times programs against each other for tests/bench/run: in turns (A B A B…),
 * so that whatever else the machine does hits all of them alike.
 *
 * timing run N CMD… [-- CMD…]…        whole runs, output thrown away
 * timing frame N TEXT CMD… [-- …]…    start to the frame that shows TEXT
 * timing scan N SCAN DIR [-- CMD…]…   the phases of a look, beside commands
 * timing keys N TOUCH CMD…            a key to its screen while TOUCH changes
 * timing live N GOMOD CMD…            a go.mod written to its new name shown
 * timing idle SECONDS CMD…            wake-ups of a screen nobody touches
 * timing make DIR COPIES MODULES FILES     a repository of so many of each
 * timing gosum FILE MEGABYTES              a go.sum of that size
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROWS_MAX 24
#define LIMIT_MS 60000.0
/* A screen that says nothing for so long has come to rest. */
#define QUIET_MS 1500

struct row {
	const char *name;
	double *ms;
	long rss_kb;
};

static struct row rows[ROWS_MAX];
static int nrows, rounds;

static void die(const char *what)
{
	(void)fprintf(stderr, "timing: %s\n", what);
	exit(2);
}

static double now_ms(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static struct row *row(const char *name)
{
	int i;

	for (i = 0; i < nrows; i++)
		if (!strcmp(rows[i].name, name))
			return &rows[i];
	if (nrows == ROWS_MAX)
		die("too many rows");
	rows[nrows].name = name;
	rows[nrows].ms = calloc((size_t)rounds, sizeof(double));
	if (!rows[nrows].ms)
		die("no memory");
	for (i = 0; i < rounds; i++)
		rows[nrows].ms[i] = -1;
	return &rows[nrows++];
}

static int order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Sorted, without the rounds that gave nothing; how many are left. */
static int sorted(const double *from, double *to)
{
	int i, n = 0;

	for (i = 0; i < rounds; i++)
		if (from[i] >= 0)
			to[n++] = from[i];
	qsort(to, (size_t)n, sizeof(*to), order);
	return n;
}

static void print_row(const struct row *r)
{
	double *v = calloc((size_t)rounds + 1, sizeof(*v));
	int n = v ? sorted(r->ms, v) : 0;

	if (!n)
		printf("  %-34s      none\n", r->name);
	else
		printf("  %-34s %9.2f ms  [%.2f - %.2f]", r->name, v[n / 2],
		       v[0], v[n - 1]);
	if (n && r->rss_kb)
		printf("  %ld KB", r->rss_kb);
	if (n)
		putchar('\n');
	free(v);
}

/* The median of what one is of the other, round by round. */
static void print_ratio(const struct row *a, const struct row *b)
{
	double *v = calloc((size_t)rounds + 1, sizeof(*v));
	int i, n = 0;

	for (i = 0; v && i < rounds; i++)
		if (a->ms[i] >= 0 && b->ms[i] > 0)
			v[n++] = a->ms[i] / b->ms[i];
	if (n) {
		qsort(v, (size_t)n, sizeof(*v), order);
		printf("    %s / %s: %.2fx  [%.2f - %.2f]\n", a->name,
		       b->name, v[n / 2], v[0], v[n - 1]);
	}
	free(v);
}

/* ---- whole runs ---- */

/* Words up to "--"; the rest begins behind it. */
static char **next_command(char **words)
{
	for (; *words; words++)
		if (!strcmp(*words, "--")) {
			*words = NULL;
			return words + 1;
		}
	return NULL;
}

static int split(char **words, char **commands[ROWS_MAX])
{
	int n = 0;

	for (; words && *words && n < ROWS_MAX; words = next_command(words))
		commands[n++] = words;
	return n;
}

static void silence(int fd)
{
	int null = open("/dev/null", O_RDWR);

	if (null >= 0)
		(void)dup2(null, fd);
}

static void note_rss(struct row *r, const struct rusage *u)
{
	if (u->ru_maxrss > r->rss_kb)
		r->rss_kb = u->ru_maxrss;
}

static void run_once(char **argv, struct row *r, int round)
{
	double began = now_ms();
	struct rusage u;
	int status;
	pid_t pid = fork();

	if (!pid) {
		silence(0);
		silence(1);
		silence(2);
		(void)execvp(argv[0], argv);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &u) != pid)
		return;
	/* gomend check says 1 where there are findings. */
	if (WIFEXITED(status) && WEXITSTATUS(status) < 2)
		r->ms[round] = now_ms() - began;
	note_rss(r, &u);
}

/* "NAME=command …" would be one more thing to quote: the words say it. */
static const char *shown(char **argv)
{
	const char *base = strrchr(argv[0], '/');
	char *s = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&s, &len);
	int i;

	if (!f)
		die("no memory");
	(void)fputs(base ? base + 1 : argv[0], f);
	for (i = 1; argv[i] && i < 3 && strlen(argv[i]) < 16; i++)
		(void)fprintf(f, " %s", argv[i]);
	(void)fclose(f);
	return s;
}

static void print_against_first(void)
{
	int i;

	for (i = 0; i < nrows; i++)
		print_row(&rows[i]);
	for (i = 1; i < nrows; i++)
		print_ratio(&rows[0], &rows[i]);
}

static void do_run(char **words)
{
	char **commands[ROWS_MAX];
	int i, k, n = split(words, commands);

	for (k = -1; k < rounds; k++)
		for (i = 0; i < n; i++) {
			struct row *r = row(shown(commands[i]));

			/* The first time only warms the caches. */
			run_once(commands[i], r, k < 0 ? 0 : k);
		}
	print_against_first();
}

/* ---- on a terminal ---- */

static pid_t on_pty(char **argv, int *master)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	const char *name;
	pid_t pid;

	*master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*master < 0 || grantpt(*master) || unlockpt(*master))
		die("no pseudo-terminal");
	(void)ioctl(*master, TIOCSWINSZ, &size);
	name = ptsname(*master);
	pid = fork();
	if (!pid) {
		int fd;

		(void)setsid();
		fd = open(name, O_RDWR);
		(void)ioctl(fd, TIOCSCTTY, 0);
		(void)dup2(fd, 0);
		(void)dup2(fd, 1);
		(void)dup2(fd, 2);
		(void)setenv("TERM", "xterm-256color", 1);
		(void)execvp(argv[0], argv);
		_exit(127);
	}
	return pid;
}

struct screen {
	char *bytes;
	size_t len, alloc;
};

static bool read_some(int fd, struct screen *s, double wait_ms)
{
	struct pollfd p = { fd, POLLIN, 0 };
	ssize_t n;

	if (poll(&p, 1, wait_ms < 0 ? 0 : (int)wait_ms) <= 0)
		return false;
	if (s->alloc - s->len < 65536) {
		s->alloc = s->len + 262144;
		s->bytes = realloc(s->bytes, s->alloc);
		if (!s->bytes)
			die("no memory");
	}
	n = read(fd, s->bytes + s->len, 65536);
	if (n <= 0)
		return false;
	s->len += (size_t)n;
	return true;
}

/* When the text came, or -1. */
static double wait_for(int fd, struct screen *s, const char *text,
		       double limit_ms)
{
	double end = now_ms() + limit_ms;

	while (!s->len || !memmem(s->bytes, s->len, text, strlen(text)))
		if (!read_some(fd, s, end - now_ms()))
			return -1;
	return now_ms();
}

static void wait_quiet(int fd, struct screen *s)
{
	while (read_some(fd, s, QUIET_MS))
		s->len = 0;
	s->len = 0;
}

static void end(pid_t pid, int master, struct row *r)
{
	struct rusage u;
	int status;

	(void)kill(pid, SIGTERM);
	/* Whoever waits for the terminal to be drained gets it drained. */
	for (;;) {
		char sink[4096];
		struct pollfd p = { master, POLLIN, 0 };

		if (wait4(pid, &status, WNOHANG, &u) == pid)
			break;
		if (poll(&p, 1, 5) > 0 && read(master, sink, sizeof(sink)) < 0)
			(void)poll(NULL, 0, 5);
	}
	if (r)
		note_rss(r, &u);
	(void)close(master);
}

/* Each command has its text in front. */
static void do_frame(char **words)
{
	char **commands[ROWS_MAX];
	int i, k, n = split(words, commands);

	for (k = -1; k < rounds; k++)
		for (i = 0; i < n; i++) {
			struct row *r = row(shown(commands[i] + 1));
			struct screen s = { 0 };
			double began = now_ms(), at;
			int fd;
			pid_t pid = on_pty(commands[i] + 1, &fd);

			at = wait_for(fd, &s, commands[i][0], LIMIT_MS);
			r->ms[k < 0 ? 0 : k] = at < 0 ? -1 : at - began;
			end(pid, fd, r);
			free(s.bytes);
		}
	print_against_first();
}

static void touch(const char *file)
{
	(void)utimensat(AT_FDCWD, file, NULL, 0);
}

static void print_spread(const char *what, double *v, int n)
{
	qsort(v, (size_t)n, sizeof(*v), order);
	if (n)
		printf("  %-34s %9.2f ms  99%%: %.2f  max: %.2f\n", what,
		       v[n / 2], v[(n * 99) / 100], v[n - 1]);
}

static void do_keys(char **words)
{
	double *v = calloc((size_t)rounds, sizeof(*v)), looked = 0;
	const char *file = words[0];
	struct screen s = { 0 };
	int fd, i, n = 0, looks = 0;
	pid_t pid = on_pty(words + 1, &fd);

	if (!v)
		die("no memory");
	wait_quiet(fd, &s);
	for (i = 0; i < rounds; i++) {
		double began;

		/* Keep it busy: a look is asked for again and again. */
		if (now_ms() - looked > 300) {
			touch(file);
			looked = now_ms();
			looks++;
		}
		while (read_some(fd, &s, 0))
			s.len = 0;
		s.len = 0;
		began = now_ms();
		if (write(fd, i & 1 ? "k" : "j", 1) != 1)
			break;
		if (read_some(fd, &s, 2000))
			v[n++] = now_ms() - began;
		(void)poll(NULL, 0, 17);
	}
	end(pid, fd, NULL);
	print_spread("key to screen", v, n);
	printf("    %d keys, %d of them without a change on the screen; the file changed %d times\n",
	       rounds, rounds - n, looks);
}

static void do_live(char **words)
{
	double *v = calloc((size_t)rounds, sizeof(*v));
	struct screen s = { 0 };
	int fd, i, n = 0;
	pid_t pid = on_pty(words + 1, &fd);

	if (!v)
		die("no memory");
	for (i = 0; i < rounds; i++) {
		char name[32];
		double began, at;
		FILE *f;

		wait_quiet(fd, &s);
		(void)snprintf(name, sizeof(name), "live%03d", i);
		f = fopen(words[0], "w");
		if (!f)
			die("the go.mod cannot be written");
		(void)fprintf(f, "module example.com/%s\n\ngo 1.21\n", name);
		(void)fclose(f);
		began = now_ms();
		/* What stays on the screen is not drawn again: the digits. */
		at = wait_for(fd, &s, name + 6, 5000);
		if (at >= 0)
			v[n++] = at - began;
	}
	end(pid, fd, NULL);
	print_spread("edit to screen", v, n);
	if (n < rounds)
		printf("    %d of %d did not show\n", rounds - n, rounds);
}

/* Voluntary switches of every thread of a process and of its children. */
static long switches_of(long pid)
{
	char path[64], line[256];
	DIR *d;
	struct dirent *e;
	long sum = 0, v;

	(void)snprintf(path, sizeof(path), "/proc/%ld/task", pid);
	d = opendir(path);
	while (d && (e = readdir(d))) {
		char file[400];
		FILE *f;

		(void)snprintf(file, sizeof(file), "%s/%s/status", path,
			       e->d_name);
		f = *e->d_name == '.' ? NULL : fopen(file, "r");
		while (f && fgets(line, sizeof(line), f))
			if (sscanf(line, "voluntary_ctxt_switches: %ld",
				   &v) == 1)
				sum += v;
		if (f)
			(void)fclose(f);
		(void)snprintf(file, sizeof(file), "%s/%s/children", path,
			       e->d_name);
		f = *e->d_name == '.' ? NULL : fopen(file, "r");
		while (f && fscanf(f, "%ld", &v) == 1)
			sum += switches_of(v);
		if (f)
			(void)fclose(f);
	}
	if (d)
		(void)closedir(d);
	return sum;
}

static void do_idle(char **words)
{
	struct screen s = { 0 };
	double began;
	long before;
	int fd;
	pid_t pid = on_pty(words, &fd);

	wait_quiet(fd, &s);
	before = switches_of(pid);
	began = now_ms();
	while (now_ms() - began < rounds * 1000.0)
		(void)read_some(fd, &s, began + rounds * 1000.0 - now_ms());
	printf("  %-34s %9ld in %d s, %zu bytes written\n", "wake-ups",
	       switches_of(pid) - before, rounds, s.len);
	end(pid, fd, NULL);
}

/* ---- gomend-scan by itself ---- */

static void say(int fd, const char *text)
{
	if (write(fd, text, strlen(text)) < 0)
		die("gomend-scan does not listen");
}

/* What the first line with these words ends. */
static const struct {
	const char *row, *rec, *more;
} marks[] = {
	{ "started", "\"rec\":\"hello\"", "" },
	{ "walk", "\"kind\":\"repository\"", "\"nfiles\"" },
	{ "first finding", "\"rec\":\"finding\"", "" },
	{ "imports", "\"kind\":\"module\"", "\"imports_done\"" },
	{ "status", "\"kind\":\"repository\"", "\"status_done\"" },
	{ "whole look", "\"rec\":\"generation\"", "\"end\"" },
};

static void take_line(const char *line, size_t len, double began, int round)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		struct row *r = row(marks[i].row);

		if (r->ms[round] < 0 && memmem(line, len, marks[i].rec,
					       strlen(marks[i].rec)) &&
		    memmem(line, len, marks[i].more, strlen(marks[i].more)))
			r->ms[round] = now_ms() - began;
	}
}

static void scan_once(const char *scan, const char *root, int round)
{
	const struct row *last = row("whole look");
	int in[2], out[2], status;
	struct screen s = { 0 };
	double began = now_ms();
	size_t i, at = 0;
	struct rusage u;
	FILE *f;
	pid_t pid;

	for (i = 0; i < (size_t)nrows; i++)
		rows[i].ms[round] = -1;
	if (pipe(in) || pipe(out))
		die("no pipe");
	pid = fork();
	if (!pid) {
		(void)dup2(in[0], 0);
		(void)dup2(out[1], 1);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)execl(scan, scan, (char *)NULL);
		_exit(127);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	f = fdopen(in[1], "w");
	if (!f)
		die("no memory");
	(void)fprintf(f, "{\"op\":\"open\",\"root\":\"%s\"}\n", root);
	(void)fprintf(f, "{\"op\":\"place\",\"value\":{\"name\":\"shell\","
		      "\"state\":\"ready\",\"shell\":\"/bin/sh\",\"cwd\":\"%s\","
		      "\"env\":[\"PATH=%s\",\"HOME=%s\"]},\"seq\":1}\n", root,
		      getenv("PATH"), getenv("HOME"));
	(void)fprintf(f, "{\"op\":\"scan\",\"seq\":2}\n");
	(void)fflush(f);
	while (last->ms[round] < 0 && read_some(out[0], &s, LIMIT_MS)) {
		char *nl;

		while ((nl = memchr(s.bytes + at, '\n', s.len - at))) {
			take_line(s.bytes + at, (size_t)(nl - s.bytes) - at,
				  began, round);
			at = (size_t)(nl - s.bytes) + 1;
		}
		memmove(s.bytes, s.bytes + at, s.len - at);
		s.len -= at;
		at = 0;
	}
	say(in[1], "{\"op\":\"quit\"}\n");
	(void)fclose(f);
	(void)close(out[0]);
	if (wait4(pid, &status, 0, &u) == pid)
		note_rss(row("whole look"), &u);
	free(s.bytes);
}

static void do_scan(char **words)
{
	char **commands[ROWS_MAX];
	int i, k, n, first;

	if (!words[0] || !words[1])
		die("scan needs a program and a folder");
	n = words[2] ? split(words + 3, commands) : 0;
	for (i = 0; i < (int)(sizeof(marks) / sizeof(*marks)); i++)
		(void)row(marks[i].row);
	first = nrows;
	if (chdir(words[1]))
		die("no such folder");
	for (k = -1; k < rounds; k++) {
		scan_once(words[0], words[1], k < 0 ? 0 : k);
		for (i = 0; i < n; i++)
			run_once(commands[i], row(shown(commands[i])),
				 k < 0 ? 0 : k);
	}
	for (i = 0; i < nrows; i++)
		print_row(&rows[i]);
	for (i = first; i < nrows; i++) {
		print_ratio(row("walk"), &rows[i]);
		print_ratio(row("imports"), &rows[i]);
		print_ratio(row("whole look"), &rows[i]);
	}
}

/* ---- repositories ---- */

static FILE *create(const char *dir, const char *name)
{
	char path[8192];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f)
		die("a file cannot be made");
	return f;
}

/* Packages of ten files; each imports the one before and two of std. */
static void make_module(const char *dir, int copy, int at, int nfiles)
{
	char pkg[4200], name[64];
	FILE *f = create(dir, "go.mod");
	int i;

	(void)fprintf(f, "module example.com/copy%d/m%d\n\ngo 1.21\n", copy,
		      at);
	(void)fclose(f);
	for (i = 0; i < nfiles; i++) {
		(void)snprintf(pkg, sizeof(pkg), "%s/p%d", dir, i / 10);
		if (!(i % 10))
			(void)mkdir(pkg, 0777);
		(void)snprintf(name, sizeof(name), "f%d.go", i % 10);
		f = create(pkg, name);
		(void)fprintf(f, "// Package p%d is one of many.\npackage p%d\n\n"
			      "import (\n\t_ \"fmt\"\n\t_ \"strings\"\n",
			      i / 10, i / 10);
		if (i >= 10)
			(void)fprintf(f, "\t_ \"example.com/copy%d/m%d/p%d\"\n",
				      copy, at, i / 10 - 1);
		(void)fprintf(f, ")\n\n// F%d does nothing.\nfunc F%d() {\n}\n",
			      i, i);
		(void)fclose(f);
	}
}

static void do_make(char **words)
{
	char dir[4096];
	int c, m, copies, modules, files;

	if (!words[0] || !words[1] || !words[2] || !words[3])
		die("make DIR COPIES MODULES FILES");
	copies = (int)strtol(words[1], NULL, 10);
	modules = (int)strtol(words[2], NULL, 10);
	files = (int)strtol(words[3], NULL, 10);
	(void)mkdir(words[0], 0777);
	if (copies == 1 && modules == 1) {
		make_module(words[0], 0, 0, files);
		return;
	}
	for (c = 0; c < copies; c++) {
		(void)snprintf(dir, sizeof(dir), "%s/copy%d", words[0], c);
		(void)mkdir(dir, 0777);
		for (m = 0; m < modules; m++) {
			(void)snprintf(dir, sizeof(dir), "%s/copy%d/m%d",
				       words[0], c, m);
			(void)mkdir(dir, 0777);
			make_module(dir, c, m, files);
		}
	}
}

static void do_gosum(char **words)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
		"qrstuvwxyz0123456789+/";
	double left = words[0] && words[1] ? strtod(words[1], NULL) * 1e6 : 0;
	FILE *f = left > 0 ? fopen(words[0], "w") : NULL;
	uint64_t x = 88172645463325252ULL;
	long at;

	if (!f)
		die("gosum FILE MEGABYTES");
	for (at = 0; left > 0; at++) {
		char sum[48];
		int i;

		for (i = 0; i < 43; i++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			/* The last digit of 32 bytes has two bits to spare. */
			sum[i] = digits[i < 42 ? x & 63 : (x & 15) * 4];
		}
		sum[i] = 0;
		left -= fprintf(f, "example.com/some/module%ld v1.%ld.0%s h1:%s=\n",
				at / 20, at / 2 % 10, at & 1 ? "/go.mod" : "",
				sum);
	}
	(void)fclose(f);
}

int main(int argc, char **argv)
{
	char **rest = argv + 3;

	if (argc < 3)
		die("see the top of timing.c");
	(void)signal(SIGPIPE, SIG_IGN);
	if (!strcmp(argv[1], "make")) {
		do_make(argv + 2);
		return 0;
	}
	if (!strcmp(argv[1], "gosum")) {
		do_gosum(argv + 2);
		return 0;
	}
	rounds = (int)strtol(argv[2], NULL, 10);
	if (rounds < 1 || argc < 4)
		die("how many rounds?");
	if (!strcmp(argv[1], "run"))
		do_run(rest);
	else if (!strcmp(argv[1], "frame"))
		do_frame(rest);
	else if (!strcmp(argv[1], "scan"))
		do_scan(rest);
	else if (!strcmp(argv[1], "keys"))
		do_keys(rest);
	else if (!strcmp(argv[1], "live"))
		do_live(rest);
	else if (!strcmp(argv[1], "idle"))
		do_idle(rest);
	else
		die("see the top of timing.c");
	return 0;
}
