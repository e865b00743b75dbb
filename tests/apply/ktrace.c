#include "config.h"

#include "tests/apply/ktrace.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "tests/apply/kcalls.h"
#include "tests/apply/klog.h"

/* PTRACE_GET_SYSCALL_INFO of Linux 5.3, which not every libc has. */
#ifdef __GLIBC__
#define GET_SYSCALL_INFO ((enum __ptrace_request)0x420e)
#else
#define GET_SYSCALL_INFO 0x420e
#endif

struct syscall_info {
	uint8_t op;		/* 1 entry, 2 exit */
	uint8_t pad[3];
	uint32_t arch;
	uint64_t ip, sp;
	uint64_t nr;		/* of an exit: what it returns */
	uint64_t args[6];
};

struct proc {
	pid_t tgid;
	unsigned tasks;
	bool match;		/* its name is the one looked for */
	bool loading;		/* runs freely up to its entry point */
	bool started;
	unsigned long entry;
	long entry_word;
};

struct task {
	pid_t tid;
	struct proc *proc;
	struct kcall call;	/* the one it is in */
	bool counted;		/* and that one is a point */
	bool inject;		/* its exit returns inject_value */
	long inject_value;
	int restore_arg;	/* to be put back at its exit, or -1 */
	uint64_t restore_value;
};

struct run {
	const struct ktrace_plan *plan;
	struct ktrace_result *result;
	struct task *tasks;
	size_t ntasks, alloc;
	pid_t root;
	bool free_run;		/* nothing more is to be done */
	bool killing;
};

static volatile sig_atomic_t alarmed;

static void on_alarm(int sig)
{
	(void)sig;
	alarmed = 1;
}

/* --- the machine: registers --- */

/* Where args[i] and the result stand among the registers. */
#ifdef __x86_64__
static const size_t arg_at[6] = {
	offsetof(struct user_regs_struct, rdi),
	offsetof(struct user_regs_struct, rsi),
	offsetof(struct user_regs_struct, rdx),
	offsetof(struct user_regs_struct, r10),
	offsetof(struct user_regs_struct, r8),
	offsetof(struct user_regs_struct, r9),
};
#define RESULT_AT offsetof(struct user_regs_struct, rax)
#define IP_AT offsetof(struct user_regs_struct, rip)
#define TRAP_MASK 0xffL
#define TRAP_CODE 0xccL
#define TRAP_PAST 1		/* the ip stands behind the trap */
#else
static const size_t arg_at[6] = { 0, 8, 16, 24, 32, 40 };
#define RESULT_AT 0
#define IP_AT offsetof(struct user_regs_struct, pc)
#define TRAP_MASK 0xffffffffL
#define TRAP_CODE 0xd4200000L
#define TRAP_PAST 0
#endif

static bool get_regs(pid_t tid, struct user_regs_struct *regs)
{
	struct iovec v = { regs, sizeof(*regs) };

	return !ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &v);
}

static bool set_reg(pid_t tid, size_t at, uint64_t value)
{
	struct user_regs_struct regs;
	struct iovec v = { &regs, sizeof(regs) };

	if (!get_regs(tid, &regs))
		return false;
	memcpy((char *)&regs + at, &value, sizeof(value));
	return !ptrace(PTRACE_SETREGSET, tid, (void *)NT_PRSTATUS, &v);
}

/* At an entry: no call at all. */
static bool set_no_call(pid_t tid)
{
#ifdef __x86_64__
	return set_reg(tid, offsetof(struct user_regs_struct, orig_rax),
		       (uint64_t)-1);
#else
	int nr = -1;
	struct iovec v = { &nr, sizeof(nr) };

	return !ptrace(PTRACE_SETREGSET, tid, (void *)0x404, &v);
#endif
}

/* --- the tree of processes --- */

static struct task *task_find(struct run *r, pid_t tid)
{
	size_t i;

	for (i = 0; i < r->ntasks; i++)
		if (r->tasks[i].tid == tid)
			return &r->tasks[i];
	return NULL;
}

static struct proc *proc_find(struct run *r, pid_t tgid)
{
	size_t i;

	for (i = 0; i < r->ntasks; i++)
		if (r->tasks[i].proc->tgid == tgid)
			return r->tasks[i].proc;
	return NULL;
}

/* A number of /proc/TID/status, or 0. */
static pid_t status_number(pid_t tid, const char *field)
{
	char path[64], text[4096], *at;
	ssize_t n;
	int fd;

	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	n = read(fd, text, sizeof(text) - 1);
	(void)close(fd);
	if (n <= 0)
		return 0;
	text[n] = 0;
	at = strstr(text, field);
	return at ? (pid_t)strtol(at + strlen(field), NULL, 10) : 0;
}

static bool named(const struct run *r, pid_t tgid)
{
	char path[64], comm[64];
	ssize_t n;
	int fd;

	if (!r->plan->comm)
		return true;
	(void)snprintf(path, sizeof(path), "/proc/%d/comm", (int)tgid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, comm, sizeof(comm) - 1);
	(void)close(fd);
	if (n <= 0)
		return false;
	comm[n - (comm[n - 1] == '\n')] = 0;
	/* The kernel keeps 15 bytes of a name. */
	return !strncmp(comm, r->plan->comm, 15);
}

static struct task *task_add(struct run *r, pid_t tid)
{
	struct task *t = task_find(r, tid);
	struct proc *p, *parent;
	pid_t tgid;

	if (t)
		return t;
	tgid = status_number(tid, "\nTgid:");
	if (!tgid)
		tgid = tid;
	p = proc_find(r, tgid);
	if (!p) {
		p = xcalloc(1, sizeof(*p));
		parent = proc_find(r, status_number(tid, "\nPPid:"));
		if (parent)
			*p = *parent;
		p->tasks = 0;
		p->tgid = tgid;
	}
	p->tasks++;
	ALLOC_GROW(r->tasks, r->ntasks + 1, r->alloc);
	t = &r->tasks[r->ntasks++];
	memset(t, 0, sizeof(*t));
	t->tid = tid;
	t->proc = p;
	t->restore_arg = -1;
	return t;
}

static void task_drop(struct run *r, pid_t tid)
{
	struct task *t = task_find(r, tid);

	if (!t)
		return;
	if (!--t->proc->tasks)
		free(t->proc);
	*t = r->tasks[--r->ntasks];
}

static void kill_all(struct run *r)
{
	size_t i;

	r->killing = true;
	for (i = 0; i < r->ntasks; i++)
		if (r->tasks[i].tid == r->tasks[i].proc->tgid ||
		    !task_find(r, r->tasks[i].proc->tgid))
			(void)kill(r->tasks[i].proc->tgid, SIGKILL);
}

/* --- from the exec to the entry point --- */

static unsigned long entry_point(pid_t tgid)
{
	unsigned long pair[2], entry = 0;
	char path[64];
	int fd;

	(void)snprintf(path, sizeof(path), "/proc/%d/auxv", (int)tgid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	while (read(fd, pair, sizeof(pair)) == (ssize_t)sizeof(pair))
		if (pair[0] == AT_ENTRY)
			entry = pair[1];
	(void)close(fd);
	return entry;
}

static void on_exec(struct run *r, struct task *t)
{
	struct proc *p = t->proc;
	unsigned long word;

	p->match = named(r, p->tgid);
	p->loading = false;
	p->started = !r->plan->after_loader && !r->plan->start;
	memset(&t->call, 0, sizeof(t->call));
	t->call.nr = SYS_execve;
	t->counted = p->match && p->started && r->plan->any_call &&
		!r->plan->calls && !r->plan->nwithin;
	if (!p->match || !r->plan->after_loader || r->free_run)
		return;
	p->entry = entry_point(p->tgid);
	errno = 0;
	p->entry_word = ptrace(PTRACE_PEEKTEXT, t->tid, (void *)p->entry, 0);
	word = ((unsigned long)p->entry_word & ~(unsigned long)TRAP_MASK) |
		(unsigned long)TRAP_CODE;
	if (!p->entry || errno ||
	    ptrace(PTRACE_POKETEXT, t->tid, (void *)p->entry, (void *)word))
		p->started = !r->plan->start;
	else
		p->loading = true;
}

/* Is this trap ours?  Then the program goes on as if it had not been. */
static bool at_entry_point(struct run *r, struct task *t)
{
	struct user_regs_struct regs;
	uint64_t ip;

	if (!t->proc->loading || !get_regs(t->tid, &regs))
		return false;
	memcpy(&ip, (char *)&regs + IP_AT, sizeof(ip));
	if (ip != t->proc->entry + TRAP_PAST)
		return false;
	(void)ptrace(PTRACE_POKETEXT, t->tid, (void *)t->proc->entry,
		     (void *)t->proc->entry_word);
	(void)set_reg(t->tid, IP_AT, t->proc->entry);
	t->proc->loading = false;
	t->proc->started = !r->plan->start;
	return true;
}

/* --- stops --- */

static bool counts(struct run *r, struct task *t)
{
	const struct ktrace_plan *plan = r->plan;

	if (!t->proc->started) {
		if (!plan->start ||
		    !kcall_within(t->tid, &t->call,
				  (char **)(uintptr_t)&plan->start, 1))
			return false;
		t->proc->started = true;
	}
	if ((!plan->any_call || plan->calls) &&
	    !kcall_listed(plan->calls, &t->call))
		return false;
	if (plan->act == KTRACE_SHORT) {
		int arg = kcall_length_arg(t->call.nr);

		if (arg < 0 || t->call.args[arg] < 2)
			return false;
	}
	return !plan->nwithin ||
		kcall_within(t->tid, &t->call, plan->within, plan->nwithin);
}

static void print_point(struct run *r, struct task *t, bool entry)
{
	char path[2][PATH_MAX];
	int i, n = kcall_paths(t->tid, &t->call, path);

	printf("%lu %s", r->result->points, kcall_name(t->call.nr));
	if (r->plan->act == KTRACE_KILL)
		printf(" %s", entry ? "entry" : "exit");
	for (i = 0; i < n; i++)
		printf(" %s", path[i]);
	printf("\n");
}

static void note_hit(struct run *r, struct task *t, bool entry)
{
	struct ktrace_result *res = r->result;
	char path[2][PATH_MAX];

	res->hit = true;
	res->entry = entry;
	(void)snprintf(res->call, sizeof(res->call), "%s",
		       kcall_name(t->call.nr));
	res->path[0] = 0;
	if (kcall_paths(t->tid, &t->call, path) > 0)
		memcpy(res->path, path[0], sizeof(res->path));
}

static void inject(struct run *r, struct task *t)
{
	const struct ktrace_plan *plan = r->plan;

	if (!r->result->hit)
		note_hit(r, t, true);
	if (plan->act == KTRACE_SHORT) {
		int arg = kcall_length_arg(t->call.nr);

		t->restore_arg = arg;
		t->restore_value = t->call.args[arg];
		(void)set_reg(t->tid, arg_at[arg], t->restore_value / 2);
	} else if (set_no_call(t->tid)) {
		t->inject = true;
		t->inject_value = -(long)plan->err;
	}
}

static void at_point(struct run *r, struct task *t, bool entry)
{
	const struct ktrace_plan *plan = r->plan;
	struct ktrace_result *res = r->result;

	res->points++;
	if (plan->list)
		print_point(r, t, entry);
	if (!plan->k || res->points < plan->k ||
	    (res->points > plan->k && !plan->from))
		return;
	if (plan->act != KTRACE_KILL) {
		inject(r, t);
		return;
	}
	note_hit(r, t, entry);
	if (plan->sig == SIGKILL && !plan->only_one)
		kill_all(r);
	else
		(void)kill(t->proc->tgid, plan->sig);
	r->free_run = true;
}

static void on_syscall(struct run *r, struct task *t)
{
	struct syscall_info info;

	memset(&info, 0, sizeof(info));
	if (!t->proc->match ||
	    ptrace(GET_SYSCALL_INFO, t->tid, (void *)sizeof(info), &info) <= 0)
		return;
	if (info.op == 1) {
		t->call.nr = info.nr;
		memcpy(t->call.args, info.args, sizeof(info.args));
		t->counted = counts(r, t);
		if (t->counted)
			at_point(r, t, true);
		return;
	}
	if (t->inject)
		(void)set_reg(t->tid, RESULT_AT, (uint64_t)t->inject_value);
	/* A call keeps the registers of its arguments, and programs know. */
	if (t->restore_arg >= 0)
		(void)set_reg(t->tid, arg_at[t->restore_arg],
			      t->restore_value);
	if (t->inject || t->restore_arg >= 0)
		r->free_run = !r->plan->from;
	t->inject = false;
	t->restore_arg = -1;
	if (t->counted && r->plan->log)
		klog_exit(r->plan->log, t->tid, &t->call, (long)info.nr);
	if (t->counted && r->plan->act == KTRACE_KILL)
		at_point(r, t, false);
}

static void resume(struct run *r, struct task *t, int sig)
{
	bool look = t->proc->match && !t->proc->loading &&
		(!r->free_run || t->inject || t->restore_arg >= 0);

	(void)ptrace(look ? PTRACE_SYSCALL : PTRACE_CONT, t->tid, 0,
		     (void *)(intptr_t)sig);
}

static void on_event(struct run *r, struct task *t, int event, int sig)
{
	unsigned long msg = 0;
	pid_t tid = t->tid;

	switch (event) {
	case PTRACE_EVENT_EXEC:
		/* The thread that called it has the leader's id now. */
		if (!ptrace(PTRACE_GETEVENTMSG, tid, 0, &msg) &&
		    (pid_t)msg != tid)
			task_drop(r, (pid_t)msg);
		t = task_add(r, tid);
		on_exec(r, t);
		break;
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		if (!ptrace(PTRACE_GETEVENTMSG, tid, 0, &msg))
			(void)task_add(r, (pid_t)msg);
		t = task_add(r, tid);
		break;
	case PTRACE_EVENT_STOP:
		if (sig == SIGSTOP || sig == SIGTSTP || sig == SIGTTIN ||
		    sig == SIGTTOU) {
			(void)ptrace(PTRACE_LISTEN, tid, 0, 0);
			return;
		}
		break;
	default:
		break;
	}
	resume(r, t, 0);
}

static void on_stop(struct run *r, pid_t tid, int status)
{
	struct task *t = task_add(r, tid);
	int sig = WSTOPSIG(status), event = (int)((unsigned)status >> 16);

	if (event) {
		on_event(r, t, event, sig);
	} else if (sig == (SIGTRAP | 0x80)) {
		on_syscall(r, t);
		if (!r->killing)
			resume(r, t, 0);
	} else if (sig == SIGTRAP && at_entry_point(r, t)) {
		resume(r, t, 0);
	} else {
		resume(r, t, sig);
	}
}

/* --- one run --- */

static void child(const struct ktrace_plan *plan, int go)
{
	char byte;
	int fd;

	if (read(go, &byte, 1) != 1)
		_exit(126);
	fd = plan->in ? open(plan->in, O_RDONLY) : 0;
	if (fd > 0)
		(void)dup2(fd, 0);
	if (fd > 2)
		(void)close(fd);
	if (plan->out) {
		fd = open(plan->out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		(void)dup2(fd, 1);
		(void)dup2(fd, 2);
		if (fd > 2)
			(void)close(fd);
	}
	(void)execvp(plan->argv[0], plan->argv);
	_exit(127);
}

/* The root, seized and on its way; -1 with errno. */
static pid_t begin(const struct ktrace_plan *plan)
{
	const unsigned long options = PTRACE_O_TRACESYSGOOD |
		PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
		PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
	int go[2], failed = 0;
	pid_t pid;

	(void)fflush(NULL);
	if (pipe2(go, O_CLOEXEC))
		return -1;
	pid = fork();
	if (!pid) {
		(void)close(go[1]);
		child(plan, go[0]);
	}
	(void)close(go[0]);
	if (pid > 0 && ptrace(PTRACE_SEIZE, pid, 0, (void *)options)) {
		failed = errno;
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, NULL, 0);
	} else if (pid > 0 && write(go[1], "", 1) != 1) {
		failed = errno;
	}
	(void)close(go[1]);
	if (!failed)
		return pid;
	errno = failed;
	return -1;
}

static void set_timer(unsigned ms)
{
	struct itimerval it;

	it.it_value.tv_sec = (time_t)(ms / 1000);
	it.it_value.tv_usec = (suseconds_t)(ms % 1000) * 1000;
	it.it_interval.tv_sec = 0;
	it.it_interval.tv_usec = ms ? 100000 : 0;
	(void)setitimer(ITIMER_REAL, &it, NULL);
}

int ktrace_run(const struct ktrace_plan *plan, struct ktrace_result *result)
{
	struct run r;
	struct sigaction sa;
	int status;
	pid_t tid;

	memset(&r, 0, sizeof(r));
	memset(result, 0, sizeof(*result));
	memset(&sa, 0, sizeof(sa));
	r.plan = plan;
	r.result = result;
	sa.sa_handler = on_alarm;
	(void)sigaction(SIGALRM, &sa, NULL);
	/* So that what loses its parent is waited for here. */
	(void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	r.root = begin(plan);
	if (r.root < 0)
		return -1;
	(void)task_add(&r, r.root);
	alarmed = 0;
	set_timer(plan->timeout_ms);
	for (;;) {
		tid = waitpid(-1, &status, __WALL);
		if (tid < 0 && errno == EINTR) {
			if (alarmed && !r.killing) {
				result->timed_out = true;
				kill_all(&r);
			}
			continue;
		}
		if (tid < 0)
			break;
		if (!WIFSTOPPED(status)) {
			if (tid == r.root)
				result->status = status;
			task_drop(&r, tid);
		} else if (r.killing) {
			/* Born or stopped while the others were killed. */
			(void)kill(tid, SIGKILL);
		} else {
			on_stop(&r, tid, status);
		}
	}
	set_timer(0);
	while (r.ntasks)
		task_drop(&r, r.tasks[0].tid);
	free(r.tasks);
	return 0;
}

#else

#include <errno.h>

int ktrace_run(const struct ktrace_plan *plan, struct ktrace_result *result)
{
	(void)plan;
	(void)result;
	errno = ENOSYS;
	return -1;
}

#endif
