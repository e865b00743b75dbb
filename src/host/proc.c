#include "config.h"

#include "host/proc.h"

#ifdef HAVE_GETAUXVAL
#include <sys/auxv.h>
#endif
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/resource.h>
#endif
#include <unistd.h>
#include <uv.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "host/loop_private.h"

#define PROC_OUT_BYTES ((size_t)4 * 1024 * 1024)
#define PROC_ERR_BYTES ((size_t)64 * 1024)
#define PROC_CHUNK_BYTES ((size_t)64 * 1024)
#define KILL_AFTER_MS 500
#define GIVE_UP_AFTER_MS 1000
/* For output that is still on its way when the child has gone. */
#define DRAIN_MS 100

enum { IN, OUT, ERR, TAP, NPIPES };
/* The highest descriptor that a tap may have. */
#define TAP_FD_MAX 63

struct proc {
	struct loop_member member;
	struct loop *loop;
	struct proc_spec spec;
	uv_process_t *child;	/* NULL once it has been reaped */
	uv_pipe_t *pipes[NPIPES];	/* NULL where closed */
	struct loop_timer *deadline, *killer, *drain;
	int pid;
	bool exited, termed;
	bool calling, dead;	/* on_out, on_tap runs; and has ended p */
	uint64_t started_ms;
	struct strbuf out, err;
	struct proc_result result;
	char chunk[PROC_CHUNK_BYTES];
};

char *proc_self(void)
{
	char path[PATH_MAX];
	size_t len = sizeof(path);

	if (!uv_exepath(path, &len))
		return xstrndup(path, len);
#ifdef HAVE_GETAUXVAL
	{
		/* Without /proc, as in a bare chroot: what execve was given. */
		union { unsigned long n; const char *p; } name = {
			.n = getauxval(AT_EXECFN)
		};
		char *real = name.p ? realpath(name.p, NULL) : NULL;

		if (real) {
			char *copy = xstrdup(real);

			free(real);
			return copy;
		}
	}
#endif
	return NULL;
}

/* Everything that could call back about p, but the child itself. */
static void silence(struct proc *p)
{
	int i;

	loop_timer_stop(p->deadline);
	loop_timer_stop(p->killer);
	loop_timer_stop(p->drain);
	p->deadline = p->killer = p->drain = NULL;
	for (i = 0; i < NPIPES; i++) {
		if (p->pipes[i]) {
			p->pipes[i]->data = NULL;
			loop_close((uv_handle_t *)p->pipes[i]);
		}
		p->pipes[i] = NULL;
	}
	loop_leave(p->loop, &p->member);
}

static void signal_group(const struct proc *p, int signum)
{
	/* The child may not have come to its setsid() yet. */
	if (kill(-p->pid, signum) && errno == ESRCH && !p->exited)
		(void)kill(p->pid, signum);
}

static void release(struct proc *p)
{
	if (p->calling) {
		p->dead = true;
		return;
	}
	strbuf_release(&p->out);
	strbuf_release(&p->err);
	free(p);
}

static void on_outlived(uv_process_t *h, int64_t status, int signum)
{
	(void)status;
	(void)signum;
	loop_close((uv_handle_t *)h);
}

/* One that is left to itself: reaped when it ends, told to nobody. */
static void let_go(struct proc *p)
{
	silence(p);
	if (p->child) {
		p->child->data = NULL;
		uv_unref((uv_handle_t *)p->child);
		/* One that outlives us is nothing to wait for. */
		if (p->spec.outlives)
			p->child->exit_cb = on_outlived;
		else
			loop_count_orphan(loop_uv(p->loop), 1);
		p->child = NULL;
	}
}

static void finish(struct proc *p)
{
	struct proc_result *r = &p->result;

	let_go(p);
	r->took_ms = loop_now_ms() - p->started_ms;
	r->out = strbuf_str(&p->out);
	r->err = strbuf_str(&p->err);
	if (p->spec.on_exit)
		p->spec.on_exit(p->spec.payload, r);
	release(p);
}

static bool all_read(const struct proc *p)
{
	return !p->pipes[OUT] && !p->pipes[ERR] && !p->pipes[TAP];
}

/* False when the callback has ended p. */
static bool take(struct proc *p, int which, const char *bytes, size_t len)
{
	struct strbuf *sb = which == OUT ? &p->out : &p->err;
	void (*fn)(void *payload, struct str chunk) =
		which == OUT ? p->spec.on_out :
		which == TAP ? p->spec.on_tap : NULL;

	if (fn) {
		p->calling = true;
		fn(p->spec.payload, (struct str){ bytes, len });
		p->calling = false;
		if (!p->dead)
			return true;
		release(p);
		return false;
	}
	if (which == ERR && p->spec.on_err)
		p->spec.on_err(p->spec.payload, (struct str){ bytes, len });
	strbuf_add(sb, bytes, len);
	if (sb->cut && which == OUT && !p->result.cut) {
		p->result.cut = true;
		if (!p->exited)
			proc_kill(p);
	}
	return true;
}

static void close_pipe(struct proc *p, int which)
{
	if (!p->pipes[which])
		return;
	p->pipes[which]->data = NULL;
	loop_close((uv_handle_t *)p->pipes[which]);
	p->pipes[which] = NULL;
}

static void on_alloc(uv_handle_t *h, size_t size, uv_buf_t *buf)
{
	struct proc *p = h->data;

	(void)size;
	*buf = p ? uv_buf_init(p->chunk, sizeof(p->chunk)) :
		uv_buf_init(NULL, 0);
}

static void on_read(uv_stream_t *h, ssize_t n, const uv_buf_t *buf)
{
	struct proc *p = h->data;
	int which;

	if (!p)
		return;
	which = h == (uv_stream_t *)p->pipes[OUT] ? OUT :
		h == (uv_stream_t *)p->pipes[TAP] ? TAP : ERR;
	if (n > 0) {
		(void)take(p, which, buf->base, (size_t)n);
	} else if (n < 0) {
		close_pipe(p, which);
		if (p->exited && all_read(p))
			finish(p);
	}
}

/* What lies in the pipes now; a writer that never stops is not followed. */
static void drain_now(struct proc *p)
{
	int which, rounds, fd;
	ssize_t n;

	for (which = OUT; which <= TAP; which++) {
		if (!p->pipes[which] ||
		    uv_fileno((uv_handle_t *)p->pipes[which], &fd))
			continue;
		for (rounds = 0; rounds < 32; rounds++) {
			n = read(fd, p->chunk, sizeof(p->chunk));
			if (n <= 0 && !(n < 0 && errno == EINTR))
				break;
			if (n > 0 && !take(p, which, p->chunk, (size_t)n))
				return;
		}
	}
	finish(p);
}

static void on_drained(void *payload)
{
	struct proc *p = payload;

	p->drain = NULL;
	drain_now(p);
}

static void on_child_exit(uv_process_t *h, int64_t status, int signum)
{
	struct proc *p = h->data;

	if (!p)
		loop_count_orphan(h->loop, -1);
	loop_close((uv_handle_t *)h);
	if (!p)
		return;
	p->child = NULL;
	p->exited = true;
	p->result.exit_code = signum ? -1 : (int)status;
	p->result.signal = signum;
	loop_timer_stop(p->deadline);
	loop_timer_stop(p->killer);
	p->deadline = p->killer = NULL;
	(void)kill(-p->pid, SIGKILL);
	if (all_read(p))
		finish(p);
	else
		p->drain = loop_timer(p->loop, DRAIN_MS, 0, on_drained, p);
}

static void on_give_up(void *payload)
{
	struct proc *p = payload;

	p->killer = NULL;
	finish(p);
}

static void on_killer(void *payload)
{
	struct proc *p = payload;

	signal_group(p, SIGKILL);
	p->killer = loop_timer(p->loop, GIVE_UP_AFTER_MS, 0, on_give_up, p);
}

void proc_kill(struct proc *p)
{
	if (p->exited || p->termed)
		return;
	p->termed = true;
	signal_group(p, SIGTERM);
	/* A stopped one would never see it. */
	signal_group(p, SIGCONT);
	p->killer = loop_timer(p->loop, KILL_AFTER_MS, 0, on_killer, p);
}

static void on_deadline(void *payload)
{
	struct proc *p = payload;

	p->deadline = NULL;
	p->result.timed_out = true;
	proc_kill(p);
}

void proc_abandon(struct proc *p)
{
	if (!p)
		return;
	if (!p->spec.outlives)
		signal_group(p, SIGKILL);
	let_go(p);
	release(p);
}

static void on_loop_free(struct loop_member *m)
{
	proc_abandon((struct proc *)(void *)m);
}

int proc_pid(const struct proc *p)
{
	return p->pid;
}

void proc_signal(const struct proc *p, int signum)
{
	if (!p->exited)
		signal_group(p, signum);
}

struct write {
	uv_write_t req;
	char bytes[];
};

static void on_written(uv_write_t *req, int status)
{
	(void)status;
	free(req);
}

void proc_write(struct proc *p, struct str bytes)
{
	struct write *w;
	uv_buf_t buf;

	if (!p->pipes[IN] || !bytes.len)
		return;
	w = xmalloc(sizeof(*w) + bytes.len);
	memcpy(w->bytes, bytes.p, bytes.len);
	buf = uv_buf_init(w->bytes, (unsigned int)bytes.len);
	if (uv_write(&w->req, (uv_stream_t *)p->pipes[IN], &buf, 1,
		     on_written))
		free(w);
}

static void on_shut_down(uv_shutdown_t *req, int status)
{
	struct proc *p = req->handle->data;

	(void)status;
	free(req);
	if (p)
		close_pipe(p, IN);
}

void proc_end_input(struct proc *p)
{
	uv_shutdown_t *req;

	if (!p->pipes[IN])
		return;
	req = xcalloc(1, sizeof(*req));
	if (uv_shutdown(req, (uv_stream_t *)p->pipes[IN], on_shut_down)) {
		free(req);
		close_pipe(p, IN);
	}
}

#ifdef __linux__
static struct rlimit at_most(rlim_t most)
{
	struct rlimit lim = { most, most };

	return lim;
}
#endif

static void set_limits(const struct proc *p)
{
#ifdef __linux__
	const struct rlimit memory = at_most(p->spec.max_memory_bytes);
	const struct rlimit cpu = at_most(p->spec.max_cpu_s);

	if (p->spec.max_memory_bytes)
		(void)prlimit(p->pid, RLIMIT_AS, &memory, NULL);
	if (p->spec.max_cpu_s)
		(void)prlimit(p->pid, RLIMIT_CPU, &cpu, NULL);
#else
	(void)p;
#endif
}

static uv_pipe_t *new_pipe(struct proc *p)
{
	uv_pipe_t *h = xcalloc(1, sizeof(*h));

	(void)uv_pipe_init(loop_uv(p->loop), h, 0);
	h->data = p;
	return h;
}

/* libuv wants them without const and does not write to them. */
static char **plain(const char *const *list)
{
	union {
		const char *const *in;
		char **out;
	} u;

	u.in = list;
	return u.out;
}

struct proc *proc_start(struct loop *l, const struct proc_spec *spec,
			struct error *err)
{
	struct proc *p = xcalloc(1, sizeof(*p));
	uv_stdio_container_t stdio[TAP_FD_MAX + 1];
	bool tap = spec->on_tap && spec->tap_fd >= STDERR_FILENO &&
		   spec->tap_fd <= TAP_FD_MAX;
	uv_process_options_t o;
	uv_file tap_fds[2], in_fds[2];
	bool in = spec->keep_stdin;
	int rc;

	p->member.end = on_loop_free;
	p->loop = l;
	p->spec = *spec;
	p->started_ms = loop_now_ms();
	p->result.exit_code = -1;
	strbuf_init(&p->out);
	strbuf_init(&p->err);
	p->out.max_bytes = spec->max_out_bytes ? spec->max_out_bytes :
		PROC_OUT_BYTES;
	p->err.max_bytes = PROC_ERR_BYTES;

	memset(&o, 0, sizeof(o));
	memset(stdio, 0, sizeof(stdio));
	stdio[IN].flags = UV_IGNORE;
	/* A true pipe: libuv's are sockets, and fish reads no script from one. */
	if (in && !uv_pipe(in_fds, 0, UV_NONBLOCK_PIPE)) {
		p->pipes[IN] = new_pipe(p);
		(void)uv_pipe_open(p->pipes[IN], in_fds[1]);
		stdio[IN].flags = UV_INHERIT_FD;
		stdio[IN].data.fd = in_fds[0];
	} else {
		in = false;
	}
	p->pipes[OUT] = new_pipe(p);
	stdio[OUT].flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE;
	stdio[OUT].data.stream = (uv_stream_t *)p->pipes[OUT];
	if (!tap || spec->tap_fd != STDERR_FILENO) {
		p->pipes[ERR] = new_pipe(p);
		stdio[ERR].flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE;
		stdio[ERR].data.stream = (uv_stream_t *)p->pipes[ERR];
	}
	/* Likewise: /dev/fd/N does not open a socket. */
	if (tap && uv_pipe(tap_fds, UV_NONBLOCK_PIPE, 0)) {
		tap = false;
	} else if (tap) {
		p->pipes[TAP] = new_pipe(p);
		(void)uv_pipe_open(p->pipes[TAP], tap_fds[0]);
		stdio[spec->tap_fd].flags = UV_INHERIT_FD;
		stdio[spec->tap_fd].data.fd = tap_fds[1];
	}
	o.file = spec->argv[0];
	o.args = plain(spec->argv);
	o.env = plain(spec->env);
	o.cwd = spec->cwd;
	o.stdio = stdio;
	o.stdio_count = tap && spec->tap_fd > STDERR_FILENO ?
			spec->tap_fd + 1 : STDERR_FILENO + 1;
	/* setsid(): a group of its own, and no terminal to stop at. */
	o.flags = UV_PROCESS_DETACHED;
	o.exit_cb = on_child_exit;
	p->child = xcalloc(1, sizeof(*p->child));
	p->child->data = p;
	loop_join(l, &p->member);
	rc = uv_spawn(loop_uv(l), p->child, &o);
	if (in)
		(void)close(in_fds[0]);
	if (tap)
		(void)close(tap_fds[1]);
	if (rc) {
		silence(p);
		p->child->data = NULL;
		loop_close((uv_handle_t *)p->child);
		release(p);
		(void)error_errno(err, -rc, _("cannot start %s"), spec->argv[0]);
		return NULL;
	}
	p->pid = p->child->pid;
	set_limits(p);
	(void)uv_read_start((uv_stream_t *)p->pipes[OUT], on_alloc, on_read);
	if (p->pipes[ERR])
		(void)uv_read_start((uv_stream_t *)p->pipes[ERR], on_alloc,
				    on_read);
	if (p->pipes[TAP])
		(void)uv_read_start((uv_stream_t *)p->pipes[TAP], on_alloc,
				    on_read);
	if (spec->deadline_ms)
		p->deadline = loop_timer(l, spec->deadline_ms, 0, on_deadline,
					 p);
	return p;
}
