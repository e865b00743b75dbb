/* Every command, in the order of the help; one row a command. */
#include "config.h"

#include "cli/cli.h"
#include "cli/options.h"

#define ARG(f) offsetof(struct cli_args, f)

static const struct opt *const json_only[] = { &option_json, NULL };

static const struct cli_command command_list = {
	.name = "list",
	.operands = "",
	.summary = N_("What gomend can check and trace."),
	.about = N_("Lists every check with its worst severity, and every "
		    "trace. \"gomend explain ID\" tells more about one."),
	.options = json_only,
	.run = cmd_list,
};

static const struct cli_command command_explain = {
	.name = "explain",
	.operands = N_("ID|VARIABLE"),
	.summary = N_("What a finding or a Go variable means."),
	.about = N_("Explains one check (gosum-missing), trace (module-mode) "
		    "or Go variable (GOFLAGS)."),
	.min_operands = 1,
	.max_operands = 1,
	.options = json_only,
	.run = cmd_explain,
};

const struct cli_command *const cli_commands[] = {
	&command_list,
	&command_explain,
	NULL,
};
