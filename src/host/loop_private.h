/*
 * What host/proc.c needs of the loop; nobody else includes this.
 */
#ifndef HOST_LOOP_PRIVATE_H
#define HOST_LOOP_PRIVATE_H

#include <uv.h>

#include "host/loop.h"

/* Something that loop_free() ends by itself; embedded in its owner. */
struct loop_member {
	struct loop_member *prev, *next;
	void (*end)(struct loop_member *m);
};

uv_loop_t *loop_uv(struct loop *l);
void loop_join(struct loop *l, struct loop_member *m);
void loop_leave(struct loop *l, struct loop_member *m);
/*
 * Children that were killed and left to themselves: loop_free() waits a
 * little for them, so that no zombie is left to whoever owns the process.
 */
void loop_count_orphan(uv_loop_t *uv, int by);
/* Close a handle of xmalloc'd memory; it is freed when libuv lets go of it. */
void loop_close(uv_handle_t *h);

#endif
