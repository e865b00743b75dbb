/*
 * Jobs of workflows that run go by way of make and scripts alone, with nothing
 * to say which.
 */
#ifndef SCAN_CALLPINS_H
#define SCAN_CALLPINS_H

#include "scan/tree.h"

/*
 * Behind follow_calls(): of the pins of kind PIN_NONE whose use is "maybe",
 * those stay whose job calls a go command that needs the module; they get its
 * words and place (pin.runs) and its folder.  The others go.
 */
void callpins_settle(struct arena *a, struct tree *t);

#endif
