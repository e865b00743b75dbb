/* gomend demo: the screen, or check, on a workspace that is ill on purpose. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/demo.h"

static void say(const struct cli_args *args, const char *text)
{
	if (!args->quiet)
		fprintf(stderr, "%s\n", text);
}

int cmd_demo(struct cli_args *args)
{
	struct cli_args check = *args;
	struct error err = ERROR_INIT;
	struct cli_screen screen;
	struct demo d;
	int rc;

	if (demo_make(args->a, &d, &err)) {
		rc = cli_fail(&err);
		error_release(&err);
		return rc;
	}
	demo_enter(args->a, &d);
	say(args, SAY(args->a, args->keep
		  ? N_("The demo lies in {0} and stays there.")
		  : N_("The demo lies in {0} until gomend ends."), d.dir));
	cli_enter(d.dir);
	cli_screen_init(&screen, args, d.dir);
	rc = args->check || args->json ? -1 : cli_open_screen(&screen);
	if (rc < 0) {
		check.directory = d.dir;
		check.noperands = 0;
		rc = cmd_check(&check);
		/* That it is ill is what it is there for. */
		if (rc == EXIT_FOUND)
			rc = EXIT_OK;
	}
	if (!args->keep)
		demo_remove(&d);
	return rc;
}
