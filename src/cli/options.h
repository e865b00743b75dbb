/* The rows of options that commands take. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/opt.h"

extern const struct opt option_json, option_place, option_module,
	option_no_mouse, option_ascii, option_keep, option_check,
	option_format, option_fail_on, option_only, option_skip,
	option_new_since, option_trust, option_go, option_linear,
	option_dry_run, option_yes, option_set, option_purge,
	option_output, option_script, option_save_script, option_force_owner,
	option_try, option_whole, option_ci_var, option_ci_vars;

#endif
