/* The rows of options that several commands share. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/opt.h"

extern const struct opt option_json, option_place, option_module;

#endif
