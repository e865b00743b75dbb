/*
 * For migrate-to-module: versions of pins that go does not get.  A go.mod that
 * it cannot read stops go mod tidy -e for all modules at once: packages of the
 * others are not found then, and their pins are lowered or lost.  Without such
 * pins in the draft it goes on, and they are told.
 */
#ifndef FIXES_LOSTPINS_H
#define FIXES_LOSTPINS_H

#include "fixes/legacypins.h"

/* For needs(), behind "tidy": where that stopped at a pin, which others are
 * not to be had, either? */
void lostpins_ask(struct fix_run *run, const struct legacypins *pins);
/* Marks them (`gone`), with go's words; true: there are any. */
bool lostpins_answer(struct fix_run *run, struct legacypins *pins);

#endif
