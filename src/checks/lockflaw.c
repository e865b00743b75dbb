#include "config.h"

#include "checks/lockflaw.h"

#include "base/i18n.h"
#include "base/str.h"
#include "fmt/legacyflaw.h"

struct msg lockflaw_text(struct arena *a, const struct legacy_lock *lock)
{
	const char *what = lock->flaw, *at = lock->path;

	if (!what && !lock->problem)
		return (struct msg){ 0 };
	if (lock->flaw_line)
		at = arena_printf(a, "%s:%d", lock->path, lock->flaw_line);
	else if (!what && lock->problem_line)
		at = arena_printf(a, "%s:%d", lock->path, lock->problem_line);
	if (cstr_eq(what, legacyflaw_id(LEGACYFLAW_CONFLICT)))
		return MSG(a, N_("{0}: a merge conflict is not settled"), at);
	if (cstr_eq(what, legacyflaw_id(LEGACYFLAW_CUT)))
		return MSG(a, N_("{0}: the file is cut off"), at);
	if (cstr_eq(what, legacyflaw_id(LEGACYFLAW_TWICE)))
		return MSG(a, N_("{0}: {1} stands there twice"), at,
			   lock->flaw_what ? lock->flaw_what : "");
	if (what)
		return MSG(a, N_("{0}: no line as {1} writes it"), at,
			   lock->tool);
	return MSG(a, N_("{0} cannot be read: {1}"), at, lock->problem);
}
