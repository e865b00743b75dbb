/* Every check, sorted by id; one row a check. */
#include "config.h"

#include "checks/check.h"

#include "base/mem.h"

extern const struct check check_gomod_invalid;

const struct check *const checks[] = {
	&check_gomod_invalid,
};
const size_t nchecks = ARRAY_SIZE(checks);
