/*
 * The one libuv loop of gomend: all state is touched by its thread alone.
 * Callbacks run on it and must not take longer than a frame.  Handles are
 * owned by the loop; *_stop() ends one and the pointer is dead from then on.
 */
#ifndef HOST_LOOP_H
#define HOST_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct loop;
struct loop_timer;
struct loop_fd;
struct loop_signal;
struct loop_watch;

struct loop *loop_new(void);
/* Stops and closes whatever is still open. */
void loop_free(struct loop *l);
/* Runs until loop_stop(), or until nothing is left to wait for. */
void loop_run(struct loop *l);
void loop_stop(struct loop *l);
/* Milliseconds of the monotonic clock. */
uint64_t loop_now_ms(void);

/* After `ms`, then every `repeat_ms` (0: once; it stops itself then). */
struct loop_timer *loop_timer(struct loop *l, uint64_t ms, uint64_t repeat_ms,
			      void (*fn)(void *payload), void *payload);
void loop_timer_stop(struct loop_timer *t);
/* Once, before the loop waits again. */
void loop_defer(struct loop *l, void (*fn)(void *payload), void *payload);
/* Whenever `fd` can be read (or has hung up); the fd stays the caller's. */
struct loop_fd *loop_fd(struct loop *l, int fd, void (*fn)(void *payload),
			void *payload);
void loop_fd_stop(struct loop_fd *f);
struct loop_signal *loop_signal(struct loop *l, int signum,
				void (*fn)(void *payload, int signum),
				void *payload);
void loop_signal_stop(struct loop_signal *s);
/*
 * Changes in a folder, or of a file: `name` is the entry that changed, NULL
 * when the system does not say.  NULL with err when it cannot be watched.
 */
struct loop_watch *loop_watch(struct loop *l, const char *path,
			      void (*fn)(void *payload, const char *name),
			      void *payload, struct error *err);
void loop_watch_stop(struct loop_watch *w);
/*
 * Have what was written on the file system of this folder brought to its disk
 * meanwhile, so that whoever must wait for that later waits less.  Promises
 * nothing, and does not fail; loop_free() waits for it.
 */
void loop_flush(struct loop *l, const char *dir);
/*
 * Have `work` done by another thread, and `done` by the loop's when it is
 * through: for what may take long and cannot be waited for otherwise.  `work`
 * touches nothing but `payload`.  loop_free() waits for it, and calls `done`.
 */
void loop_work(struct loop *l, void (*work)(void *payload),
	       void (*done)(void *payload), void *payload);

#endif
