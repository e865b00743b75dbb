/* Every check, sorted by id; one row a check. */
#include "config.h"

#include "checks/check.h"

#include "base/mem.h"

extern const struct check check_go_missing;
extern const struct check check_go_shadowed;
extern const struct check check_go_too_old;
extern const struct check check_gomod_invalid;
extern const struct check check_goroot_broken;
extern const struct check check_goroot_mismatch;
extern const struct check check_goroot_set;

const struct check *const checks[] = {
	&check_go_missing,
	&check_go_shadowed,
	&check_go_too_old,
	&check_gomod_invalid,
	&check_goroot_broken,
	&check_goroot_mismatch,
	&check_goroot_set,
};
const size_t nchecks = ARRAY_SIZE(checks);
