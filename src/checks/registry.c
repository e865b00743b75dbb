/* Every check, sorted by id; one row a check. */
#include "config.h"

#include "checks/check.h"

#include "base/mem.h"

extern const struct check check_env_file_hidden;
extern const struct check check_env_value_invalid;
extern const struct check check_go_missing;
extern const struct check check_go_shadowed;
extern const struct check check_go_too_old;
extern const struct check check_gobin_not_on_path;
extern const struct check check_gobin_shadowed;
extern const struct check check_gomod_invalid;
extern const struct check check_gopath_invalid;
extern const struct check check_goroot_broken;
extern const struct check check_goroot_mismatch;
extern const struct check check_goroot_set;
extern const struct check check_module_in_gopath;
extern const struct check check_module_mode_off;

const struct check *const checks[] = {
	&check_env_file_hidden,
	&check_env_value_invalid,
	&check_go_missing,
	&check_go_shadowed,
	&check_go_too_old,
	&check_gobin_not_on_path,
	&check_gobin_shadowed,
	&check_gomod_invalid,
	&check_gopath_invalid,
	&check_goroot_broken,
	&check_goroot_mismatch,
	&check_goroot_set,
	&check_module_in_gopath,
	&check_module_mode_off,
};
const size_t nchecks = ARRAY_SIZE(checks);
