/* The eyes of a fix (fixes/fix.h): reading, never more. */
#ifndef SCAN_FIXHOST_H
#define SCAN_FIXHOST_H

#include "fixes/fix.h"

/* Everything it hands out lives in `a`, or where the call says. */
void fixhost_init(struct fix_host *h);

#endif
