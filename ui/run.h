/*
 * The loop, the terminal and the session around the model: events in,
 * effects out.
 */
#ifndef UI_RUN_H
#define UI_RUN_H

#include "ui/ui.h"

/* The exit status, or minus the signal that is to end the process. */
int run_screen(const struct ui_options *o);

#endif
