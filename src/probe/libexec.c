#include "config.h"

#include "probe/libexec.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "host/proc.h"

const char *libexec_find(struct arena *a, const char *program)
{
	char *self = proc_self();
	const char *beside = NULL;

	if (self)
		beside = path_join(a, path_dir(a, self), program);
	free(self);
	if (beside && !access(beside, X_OK))
		return beside;
	return arena_printf(a, "%s/%s", PKGLIBEXECDIR, program);
}
