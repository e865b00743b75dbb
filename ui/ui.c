#include "config.h"

#include "ui/ui.h"

#include <signal.h>

#include "ui/run.h"

int ui_main(const struct ui_options *o)
{
	int status = run_screen(o);

	/* Ended by a signal: whoever waits for us is to see that. */
	if (status < 0) {
		signal(-status, SIG_DFL);
		raise(-status);
		return 128 - status;
	}
	return status;
}
