#include "config.h"

#include "fixes/handover.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

const struct handover handovers[] = {
	{ HANDOVER_EDIT_FILE,
	  N_("open a file in your editor, at the line"),
	  N_("Where a line has to be thought about, gomend shows which, and a "
	     "command that opens $EDITOR there (vi where none is set). On the "
	     "screen f or e opens it; gomend looks again once it is saved.") },
	{ HANDOVER_INSTALL_PACKAGE,
	  N_("install a package of the system"),
	  N_("The command of this system's package manager (apt-get, apk, dnf, "
	     "zypper or pacman), or the line for the Dockerfile of an image. "
	     "gomend runs no package manager: it changes more than it could "
	     "take back, and asks for root.") },
	{ HANDOVER_INSTALL_TOOL,
	  N_("install a Go tool anew, with a newer Go"),
	  N_("The go install command, with the version and, where it needs "
	     "one, the GOTOOLCHAIN. It fetches modules and builds what is in "
	     "them, so it is yours to run.") },
};
const size_t nhandovers = ARRAY_SIZE(handovers);

const struct handover *handover_find(const char *id)
{
	size_t i;

	for (i = 0; i < nhandovers; i++)
		if (cstr_eq(handovers[i].id, id))
			return &handovers[i];
	return NULL;
}

bool handover_in(const struct finding *f, const char *id)
{
	size_t i;

	for (i = 0; i < f->ncommands; i++)
		if (f->commands[i].handover &&
		    (!id || cstr_eq(f->commands[i].handover, id)))
			return true;
	return false;
}

const struct handover *handover_of(const struct finding *f)
{
	size_t i;

	for (i = 0; i < nhandovers; i++)
		if (handover_in(f, handovers[i].id))
			return &handovers[i];
	return NULL;
}
