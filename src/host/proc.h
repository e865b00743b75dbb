/*
 * Children: started with an argv and an explicit environment, never by a
 * shell; in a session and process group of their own, with a deadline, a cap
 * on what they print, TERM and then KILL for the whole group.
 *
 * A child is over when it has exited, even if something it left behind still
 * holds its output open; the rest of its group is killed then.  One that
 * cannot be killed (it waits for a dead file system) is given up a second
 * after KILL: on_exit is called with exit_code -1 and signal 0.
 */
#ifndef HOST_PROC_H
#define HOST_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "host/loop.h"

struct proc;

/* The absolute path of the running program, or NULL; the caller frees it. */
char *proc_self(void);

struct proc_result {
	int exit_code;		/* -1: ended by a signal or never started */
	int signal;
	bool timed_out, cut;	/* deadline; output over the cap */
	uint64_t took_ms;
	struct str out, err;	/* what was collected; borrowed */
};

struct proc_spec {
	const char *const *argv;	/* argv[0] is an absolute path */
	const char *const *env;		/* NAME=VALUE…, NULL-terminated */
	const char *cwd;
	bool keep_stdin;		/* a pipe for proc_write(); else null */
	uint64_t deadline_ms;		/* 0: none */
	size_t max_out_bytes;		/* 0: 4 MiB */
	size_t max_memory_bytes;	/* RLIMIT_AS; 0: as inherited */
	unsigned int max_cpu_s;		/* RLIMIT_CPU; 0: as inherited */
	/*
	 * It is never killed: whoever forgets it, or ends, leaves it to come
	 * to its own end in its own session.
	 */
	bool outlives;
	/*
	 * Instead of collecting stdout: each chunk as it comes.  It may end
	 * this very child by proc_kill() or proc_abandon().  No cap then.
	 */
	void (*on_out)(void *payload, struct str chunk);
	/*
	 * One more pipe for the child to write to, as its descriptor tap_fd
	 * (2 takes the place of stderr; 0: none); told as it comes, and by
	 * the same rules.
	 */
	int tap_fd;
	void (*on_tap)(void *payload, struct str chunk);
	/* Each chunk of stderr as well; it must not end the child. */
	void (*on_err)(void *payload, struct str chunk);
	/* Once, last of all; the proc is dead afterwards. */
	void (*on_exit)(void *payload, const struct proc_result *result);
	void *payload;
};

/* NULL with err when it cannot be started (on_exit is not called then). */
struct proc *proc_start(struct loop *l, const struct proc_spec *spec,
			struct error *err);
/* Copied; nothing happens when the child no longer reads. */
void proc_write(struct proc *p, struct str bytes);
/* No more follows: the child sees the end of its input behind what was
 * written. */
void proc_end_input(struct proc *p);
int proc_pid(const struct proc *p);
/* To the group; nothing else follows from it here. */
void proc_signal(const struct proc *p, int signum);
/* TERM to the group, KILL 500 ms later; on_exit follows. */
void proc_kill(struct proc *p);
/* Kill at once (unless it outlives us) and forget: on_exit is not called. */
void proc_abandon(struct proc *p);

#endif
