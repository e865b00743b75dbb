#include "config.h"

#include "ui/ui.h"

#include <signal.h>

#include "ui/run.h"

int ui_main(const struct ui_options *o)
{
	int status = run_screen(o);

	return status < 0 ? 128 - status : status;
}

void ui_raise(int status)
{
	if (status <= 128 || status == 128 + SIGINT)
		return;
	signal(status - 128, SIG_DFL);
	raise(status - 128);
}
