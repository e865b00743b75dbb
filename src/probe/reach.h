/*
 * Does a server answer from here?  One request, sent by gomend-fetch, and only
 * by the user's consent.
 */
#ifndef PROBE_REACH_H
#define PROBE_REACH_H

#include "base/error.h"
#include "host/loop.h"

struct reach;

/*
 * fn once, never before this returns, with why it does not answer.  NULL with
 * err when it cannot be asked (fn is not called then).
 */
struct reach *reach_start(struct loop *l, const char *url,
			  void (*fn)(void *payload, bool answers,
				     const char *why),
			  void *payload, struct error *err);
/* Kill it: fn is not called. */
void reach_abandon(struct reach *r);

#endif
