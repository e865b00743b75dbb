/* The fix, history and undo of the player. */
#ifndef TESTS_UI_FAKEFIX_H
#define TESTS_UI_FAKEFIX_H

#include "probe/fixrun.h"

void fakefix_loop(struct loop *l);

#endif
