#include "config.h"

#include "cli/cli.h"
#include "probe/helper.h"
#include "probe/trychild.h"
#include "ui/ui.h"

static int screen(const struct cli_screen *s)
{
	const struct ui_options options = {
		.dir = s->dir,
		.places = s->places,
		.from = s->from,
		.civars = s->civars,
		.containers = s->containers,
		.read_only = s->read_only,
		.ascii = s->ascii,
		.no_mouse = s->no_mouse,
		.setup = s->setup,
		.color = s->colour == CLI_COLOUR_ALWAYS ? UI_COLOR_ALWAYS
			 : s->colour == CLI_COLOUR_NEVER ? UI_COLOR_NEVER
							 : UI_COLOR_AUTO,
	};

	return ui_main(&options);
}

int main(int argc, char **argv)
{
	int status;

	/* A fresh shell calls back to tell its environment. */
	if (helper_main(argc, argv, &status))
		return status;
	/* gomend itself does, to try a folder. */
	if (trychild_main(argc, argv, &status))
		return status;
	status = cli_main(argc, argv, screen);
	ui_raise(status);
	return status;
}
