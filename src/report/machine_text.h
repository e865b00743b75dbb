/*
 * What the machine under a place is like, in lines: for a report, where
 * somebody else has to understand it without being there.
 */
#ifndef REPORT_MACHINE_TEXT_H
#define REPORT_MACHINE_TEXT_H

#include "facts/snapshot.h"
#include "report/prose.h"

/* Of this machine once, then of each other one that is known. */
void machines_text(struct prose *p, const struct snapshot *s);

#endif
