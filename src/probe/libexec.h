/*
 * Where gomend's other programs are: beside this one, as in a build folder,
 * else where they are installed.
 */
#ifndef PROBE_LIBEXEC_H
#define PROBE_LIBEXEC_H

#include "base/arena.h"

/* Absolute; whether it is there shows when it is started. */
const char *libexec_find(struct arena *a, const char *program);

#endif
