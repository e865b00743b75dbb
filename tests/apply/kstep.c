/*
 * Kill a program at any of its system calls, or let any of them fail.
 *
 *   kstep count [OPTION…] -- CMD…         how many stops (entries and exits)
 *   kstep list [OPTION…] -- CMD…          each of them, with its number
 *   kstep kill K [OPTION…] -- CMD…        SIGKILL to all of it at the K-th
 *   kstep fail count|list [OPTION…] -- CMD…
 *   kstep fail K ERRNO [from] [OPTION…] -- CMD…
 *         the K-th call on a file (with "from": and all after it) does not
 *         happen and returns that error.  ZERO: it returns 0.  SHORT: a
 *         transfer is asked for half of its bytes (and only those count).
 *   kstep each kill [OPTION…] --check SH -- CMD…
 *   kstep each fail ERRNO[,ERRNO…] [from] [OPTION…] --check SH -- CMD…
 *         for all K; says "N of N", and which were not.
 *   kstep log FILE [OPTION…] -- CMD…      what it did to files, for replay.py
 *   kstep fresh FROM=TO…                  only --fresh, see below
 *
 * What counts:
 *   -e CALL,CALL   only these system calls (:change for all that change files)
 *   -p NAME        only processes of this name (/proc/PID/comm)
 *   -s             only from the program's own first instruction: the loader
 *                  has done its work
 *   -u DIR         only from the first call about something in DIR
 *   -w DIR         only calls about something in DIR; may be repeated
 * What is done:
 *   -o             kill: only the process that is there, not the whole tree
 *   -S TERM        kill: that signal to that process; and wait for the end
 *   -t SECONDS     a run that takes longer is killed and fails (10)
 *   -1             all on one processor: threads take turns more alike
 * Of each:
 *   --fresh FROM=TO   before each run, TO is made anew as a copy of FROM; may
 *                  be repeated
 *   --reset SH     then run by sh -c
 *   --check SH     run by sh -c after it; 0 is good.  The first word that it
 *                  prints is counted, its first line is shown if it is not
 *                  good.  It knows KSTEP_K, KSTEP_CALL, KSTEP_AT (entry,
 *                  exit), KSTEP_PATH (what the call was about), KSTEP_ERRNO,
 *                  KSTEP_STRERROR (its words) and KSTEP_EXIT (a number, or SIGn), and at the end is
 *                  called once with KSTEP_K=end after a run left alone
 *   --in FILE      stdin of CMD;  --out FILE  its stdout and stderr
 *   --first K --last K --every N     not all K
 *   --show N       name at most N that were not good (10)
 *
 * Ends with 0 if it was as told; 1 if not all of each were good; 3 if the
 * program ended before K; 4 if it took too long; 2 if asked wrongly; and 77,
 * saying SKIP, where tracing is not possible.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "tests/apply/kcalls.h"
#include "tests/apply/ktrace.h"
#include "tests/apply/treecopy.h"

#ifndef __linux__

int main(void)
{
	puts("SKIP kstep needs Linux");
	return 77;
}

#else

extern char **environ;

struct job {
	struct ktrace_plan plan;
	const char *words[8];		/* what stands before the options */
	int nwords;
	char *fresh[8];			/* FROM, with TO behind its end */
	int nfresh;
	const char *reset, *check;
	unsigned long first, last, every, show;
	bool one_cpu;
};

static void ATTR_NORETURN ATTR_PRINTF(2, 3)
leave(int status, const char *fmt, ...)
{
	va_list ap;

	(void)fflush(stdout);
	(void)fputs("kstep: ", stderr);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
	exit(status);
}

static unsigned long number(const char *text)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(text, &end, 10);
	if (errno || *end || end == text || *text == '-')
		leave(2, "not a number: %s", text);
	return n;
}

static void run(const struct ktrace_plan *plan, struct ktrace_result *res)
{
	if (!ktrace_run(plan, res)) {
		if (WIFEXITED(res->status) && WEXITSTATUS(res->status) == 127 &&
		    !res->points && !res->hit)
			leave(2, "cannot run %s", plan->argv[0]);
		return;
	}
	if (errno == EPERM || errno == EACCES || errno == ENOSYS) {
		printf("SKIP tracing is not possible here: %s\n",
		       strerror(errno));
		exit(77);
	}
	leave(2, "%s: %s", plan->argv[0], strerror(errno));
}

/* "0", or "SIG9"; valid until the next call. */
static const char *exit_text(int status)
{
	static char text[24];

	if (WIFSIGNALED(status))
		(void)snprintf(text, sizeof(text), "SIG%d", WTERMSIG(status));
	else
		(void)snprintf(text, sizeof(text), "%d", WEXITSTATUS(status));
	return text;
}

static const char *effect(const struct ktrace_plan *plan)
{
	if (plan->act == KTRACE_SHORT)
		return "SHORT";
	return plan->err ? kcall_errno_name(plan->err) : "ZERO";
}

static void set_effect(struct ktrace_plan *plan, const char *name)
{
	plan->act = KTRACE_FAIL;
	plan->err = 0;
	if (!strcmp(name, "SHORT"))
		plan->act = KTRACE_SHORT;
	else if (strcmp(name, "ZERO") && !(plan->err = kcall_errno(name)))
		leave(2, "no such error: %s", name);
}

/* --- one run --- */

static int once(struct job *job)
{
	struct ktrace_plan *plan = &job->plan;
	struct ktrace_result res;

	run(plan, &res);
	if (res.timed_out) {
		printf("took more than %u ms\n", plan->timeout_ms);
		return 4;
	}
	if (!plan->k) {
		printf("%lu %s, exit %s\n", res.points,
		       plan->act == KTRACE_KILL ? "stops" : "calls",
		       exit_text(res.status));
		return 0;
	}
	if (!res.hit) {
		printf("ended before %lu (exit %s)\n", plan->k,
		       exit_text(res.status));
		return 3;
	}
	if (plan->act == KTRACE_KILL)
		printf("%s at %lu: %s %s",
		       plan->sig == SIGKILL ? "killed" : "signalled", plan->k,
		       res.call, res.entry ? "entry" : "exit");
	else
		printf("failed at %lu: %s %s", plan->k, res.call, effect(plan));
	if (res.path[0])
		printf(" %s", res.path);
	printf(" (exit %s)\n", exit_text(res.status));
	return 0;
}

/* --- all K --- */

struct tally {
	struct {
		char word[24];
		unsigned long n;
	} words[12];
	size_t nwords;
	unsigned long good, all, shown;
	bool end_bad;
};

static double now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* Its status; its first line of output in `said`. */
static int shell(const char *what, char *said, size_t size, int scratch)
{
	char sh[] = "sh", c[] = "-c", *text = xstrdup(what);
	char *argv[] = { sh, c, text, NULL };
	posix_spawn_file_actions_t fa;
	int status = -1, err;
	ssize_t n;
	pid_t pid;

	if (ftruncate(scratch, 0) || lseek(scratch, 0, SEEK_SET))
		leave(2, "scratch: %s", strerror(errno));
	(void)posix_spawn_file_actions_init(&fa);
	(void)posix_spawn_file_actions_adddup2(&fa, scratch, 1);
	(void)posix_spawn_file_actions_adddup2(&fa, scratch, 2);
	err = posix_spawn(&pid, "/bin/sh", &fa, NULL, argv, environ);
	(void)posix_spawn_file_actions_destroy(&fa);
	free(text);
	if (err)
		leave(2, "sh: %s", strerror(err));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	n = pread(scratch, said, size - 1, 0);
	said[n > 0 ? n : 0] = 0;
	said[strcspn(said, "\n")] = 0;
	return status;
}

static void count_word(struct tally *t, const char *said)
{
	size_t i, len = strcspn(said, " :");
	char word[24];

	if (!len)
		return;
	(void)snprintf(word, sizeof(word), "%.*s", (int)len, said);
	for (i = 0; i < t->nwords; i++)
		if (!strcmp(t->words[i].word, word))
			break;
	if (i == ARRAY_SIZE(t->words))
		return;
	if (i == t->nwords) {
		memcpy(t->words[i].word, word, sizeof(word));
		t->nwords++;
	}
	t->words[i].n++;
}

/* The check after one run, and what it comes to. */
static bool check(struct job *job, const struct ktrace_result *res,
		  struct tally *t, int scratch)
{
	const struct ktrace_plan *plan = &job->plan;
	char k[24], said[400] = "";
	bool good;

	(void)snprintf(k, sizeof(k), "%lu", plan->k);
	(void)setenv("KSTEP_K", plan->k ? k : "end", 1);
	(void)setenv("KSTEP_CALL", res->call, 1);
	(void)setenv("KSTEP_AT", res->entry ? "entry" : "exit", 1);
	(void)setenv("KSTEP_PATH", res->path, 1);
	(void)setenv("KSTEP_ERRNO", plan->act == KTRACE_KILL ? "" :
		     effect(plan), 1);
	(void)setenv("KSTEP_STRERROR", plan->act == KTRACE_FAIL && plan->err ?
		     strerror(plan->err) : "", 1);
	(void)setenv("KSTEP_EXIT", exit_text(res->status), 1);
	if (res->timed_out)
		(void)snprintf(said, sizeof(said), "took more than %u ms",
			       plan->timeout_ms);
	good = !res->timed_out &&
		(!job->check || !shell(job->check, said, sizeof(said), scratch));
	if (!plan->k) {
		t->end_bad = !good;
		if (!good)
			printf("left alone, it is not good: %s\n", said);
		return good;
	}
	count_word(t, good ? said : "bad");
	t->all++;
	t->good += good;
	if (good || t->shown++ >= job->show)
		return good;
	printf("not at %s: %s %s%s%s (exit %s): %s\n", k, res->call,
	       plan->act != KTRACE_KILL ? effect(plan) :
	       res->entry ? "entry" : "exit", res->path[0] ? " " : "",
	       res->path, exit_text(res->status), said);
	return false;
}

static void reset(struct job *job, int scratch)
{
	const char *at;
	char said[400];
	int i;

	for (i = 0; i < job->nfresh; i++) {
		const char *from = job->fresh[i];

		if (treecopy(from, from + strlen(from) + 1, &at))
			leave(2, "cannot copy %s: %s", at, strerror(errno));
	}
	if (job->reset && shell(job->reset, said, sizeof(said), scratch))
		leave(2, "the reset fails: %s", said);
}

static void each_k(struct job *job, struct tally *t, int scratch)
{
	struct ktrace_plan *plan = &job->plan;
	struct ktrace_result res;

	for (plan->k = job->first; plan->k <= job->last; plan->k += job->every) {
		reset(job, scratch);
		run(plan, &res);
		if (!res.hit && !res.timed_out)
			break;
		(void)check(job, &res, t, scratch);
		(void)fflush(stdout);
	}
	plan->k = 0;
	reset(job, scratch);
	run(plan, &res);
	(void)check(job, &res, t, scratch);
}

static void say_tally(const struct tally *t, const char *what,
		      const struct job *job)
{
	size_t i;

	if (t->shown > job->show)
		printf("and not at %lu more\n", t->shown - job->show);
	printf("%lu of %lu%s%s", t->good, t->all, *what ? " " : "", what);
	for (i = 0; i < t->nwords; i++)
		printf("%s %lu %s", i ? "," : ":", t->words[i].n,
		       t->words[i].word);
	printf("\n");
}

static int each(struct job *job)
{
	struct ktrace_plan *plan = &job->plan;
	char *list = NULL, *name, *rest = NULL;
	bool kill = plan->act == KTRACE_KILL, good = true;
	unsigned long runs = 0;
	double t0 = now(), t1;
	FILE *f = tmpfile();
	int scratch;

	if (!f)
		leave(2, "tmpfile: %s", strerror(errno));
	scratch = fileno(f);
	(void)fcntl(scratch, F_SETFD, FD_CLOEXEC);
	if (!plan->out)
		plan->out = "/dev/null";
	if (!plan->in)
		plan->in = "/dev/null";
	if (!kill)
		list = xstrdup(job->words[2]);
	name = kill ? NULL : strtok_r(list, ",", &rest);
	do {
		struct tally t;

		memset(&t, 0, sizeof(t));
		if (!kill)
			set_effect(plan, name);
		each_k(job, &t, scratch);
		say_tally(&t, kill ? "" : effect(plan), job);
		/* Nothing at all is no proof. */
		if (t.good != t.all || !t.all || t.end_bad)
			good = false;
		runs += t.all + 1;
		if (!kill)
			name = strtok_r(NULL, ",", &rest);
	} while (name);
	t1 = now();
	(void)fprintf(stderr, "kstep: %lu runs, %.1f s, %.1f ms each\n", runs,
		      t1 - t0, (t1 - t0) * 1e3 / (double)runs);
	free(list);
	(void)fclose(f);
	return good ? 0 : 1;
}

/* --- the command line --- */

static int signal_number(const char *name)
{
	static const struct {
		const char *name;
		int sig;
	} signals[] = {
		{ "KILL", SIGKILL }, { "TERM", SIGTERM }, { "INT", SIGINT },
		{ "HUP", SIGHUP }, { "QUIT", SIGQUIT }, { "PIPE", SIGPIPE },
		{ "ABRT", SIGABRT }, { "SEGV", SIGSEGV }, { "BUS", SIGBUS },
		{ "USR1", SIGUSR1 }, { "ALRM", SIGALRM }, { "XCPU", SIGXCPU },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(signals); i++)
		if (!strcmp(signals[i].name, name))
			return signals[i].sig;
	leave(2, "no such signal: %s", name);
}

/* As the kernel will name it: no links in it. */
static char *folder(const char *name)
{
	char *real = realpath(name, NULL);

	if (!real)
		leave(2, "%s: %s", name, strerror(errno));
	return real;
}

static bool flag(struct job *job, const char *arg)
{
	if (!strcmp(arg, "-s"))
		job->plan.after_loader = true;
	else if (!strcmp(arg, "-o"))
		job->plan.only_one = true;
	else if (!strcmp(arg, "-1"))
		job->one_cpu = true;
	else
		return false;
	return true;
}

static void add_within(struct ktrace_plan *plan, const char *dir)
{
	plan->within = xrealloc(plan->within,
				(plan->nwithin + 1) * sizeof(char *));
	plan->within[plan->nwithin++] = folder(dir);
}

static void add_fresh(struct job *job, const char *value)
{
	char *pair = xstrdup(value), *to = strchr(pair, '=');

	if (!to || !to[1] || job->nfresh == (int)ARRAY_SIZE(job->fresh))
		leave(2, "--fresh %s: FROM=TO is wanted", value);
	*to = 0;
	job->fresh[job->nfresh++] = pair;
}

static void option(struct job *job, const char *arg, const char *value)
{
	struct ktrace_plan *plan = &job->plan;

	if (!strcmp(arg, "-e"))
		plan->calls = value;
	else if (!strcmp(arg, "-p"))
		plan->comm = value;
	else if (!strcmp(arg, "-u"))
		plan->start = folder(value);
	else if (!strcmp(arg, "-w"))
		add_within(plan, value);
	else if (!strcmp(arg, "-S"))
		plan->sig = signal_number(value);
	else if (!strcmp(arg, "-t"))
		plan->timeout_ms = (unsigned)number(value) * 1000;
	else if (!strcmp(arg, "--fresh"))
		add_fresh(job, value);
	else if (!strcmp(arg, "--reset"))
		job->reset = value;
	else if (!strcmp(arg, "--check"))
		job->check = value;
	else if (!strcmp(arg, "--in"))
		plan->in = value;
	else if (!strcmp(arg, "--out"))
		plan->out = value;
	else if (!strcmp(arg, "--first"))
		job->first = number(value);
	else if (!strcmp(arg, "--last"))
		job->last = number(value);
	else if (!strcmp(arg, "--every"))
		job->every = number(value);
	else if (!strcmp(arg, "--show"))
		job->show = number(value);
	else
		leave(2, "unknown option %s", arg);
}

static void parse(struct job *job, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (argv[i][0] != '-') {
			if (job->nwords == (int)ARRAY_SIZE(job->words))
				leave(2, "too many words");
			job->words[job->nwords++] = argv[i];
		} else if (!flag(job, argv[i])) {
			if (i + 1 >= argc)
				leave(2, "%s wants a value", argv[i]);
			option(job, argv[i], argv[i + 1]);
			i++;
		}
	}
	if (i + 1 >= argc)
		leave(2, "no command; the head of kstep.c tells how");
	job->plan.argv = argv + i + 1;
	if (kcall_unknown(job->plan.calls))
		leave(2, "no such system call: %s",
		      kcall_unknown(job->plan.calls));
	if (!job->every || !job->first)
		leave(2, "--first and --every are at least 1");
}

/* The words, one by one, after the first `at`. */
static bool word_is(const struct job *job, int at, const char *word)
{
	return at < job->nwords && !strcmp(job->words[at], word);
}

static int perform(struct job *job)
{
	struct ktrace_plan *plan = &job->plan;
	int n = job->nwords, status;

	plan->act = KTRACE_KILL;
	plan->any_call = true;
	if (n == 1 && (word_is(job, 0, "count") || word_is(job, 0, "list"))) {
		plan->list = word_is(job, 0, "list");
		return once(job);
	}
	if (n == 2 && word_is(job, 0, "log")) {
		plan->log = fopen(job->words[1], "we");
		if (!plan->log)
			leave(2, "%s: %s", job->words[1], strerror(errno));
		status = once(job);
		if (fclose(plan->log))
			leave(2, "%s: %s", job->words[1], strerror(errno));
		return status;
	}
	if (n == 2 && word_is(job, 0, "kill")) {
		plan->k = number(job->words[1]);
		return once(job);
	}
	if (n == 2 && word_is(job, 0, "each") && word_is(job, 1, "kill"))
		return each(job);
	plan->act = KTRACE_FAIL;
	plan->any_call = false;
	if (n == 2 && word_is(job, 0, "fail") &&
	    (word_is(job, 1, "count") || word_is(job, 1, "list"))) {
		plan->list = word_is(job, 1, "list");
		return once(job);
	}
	plan->from = n == 4 && word_is(job, 3, "from");
	if (n != 3 + (plan->from ? 1 : 0))
		leave(2, "the head of kstep.c tells how to ask");
	if (word_is(job, 0, "fail")) {
		plan->k = number(job->words[1]);
		set_effect(plan, job->words[2]);
		return once(job);
	}
	if (word_is(job, 0, "each") && word_is(job, 1, "fail"))
		return each(job);
	leave(2, "the head of kstep.c tells how to ask");
}

int main(int argc, char **argv)
{
	struct job job;
	size_t i;
	int cpu, status;

	memset(&job, 0, sizeof(job));
	job.first = job.every = 1;
	job.last = (unsigned long)-1 / 2;
	job.show = 10;
	job.plan.timeout_ms = 10000;
	job.plan.sig = SIGKILL;
	if (argc > 2 && !strcmp(argv[1], "fresh")) {
		for (i = 2; i < (size_t)argc; i++)
			add_fresh(&job, argv[i]);
		reset(&job, -1);
		return 0;
	}
	parse(&job, argc, argv);
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	cpu = job.one_cpu ? sched_getcpu() : -1;
	if (cpu >= 0 && cpu < CPU_SETSIZE) {
		cpu_set_t one;

		CPU_ZERO(&one);
		CPU_SET((size_t)cpu, &one);
		(void)sched_setaffinity(0, sizeof(one), &one);
	}
	status = perform(&job);
	for (i = 0; i < job.plan.nwithin; i++)
		free(job.plan.within[i]);
	free(job.plan.within);
	free(job.plan.start);
	while (job.nfresh)
		free(job.fresh[--job.nfresh]);
	return status;
}

#endif
