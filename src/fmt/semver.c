#include "config.h"

#include "fmt/semver.h"

bool semver_valid(struct str v)
{
	return v.len > 1 && v.p[0] == 'v' && v.p[1] >= '0' && v.p[1] <= '9';
}
