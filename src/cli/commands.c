/* Every command, in the order of the help; one row a command. */
#include "config.h"

#include "cli/cli.h"
#include "cli/options.h"

static const struct opt *const check_options[] = {
	&option_format, &option_json, &option_fail_on, &option_only,
	&option_skip, &option_new_since, &option_place, &option_trust, NULL,
};
static const struct cli_command command_check = {
	.name = "check",
	.operands = N_("[DIR]"),
	.summary = N_("All findings: what is wrong, why, and what to type."),
	.about = N_("Looks at the repository around DIR and at go in every "
		    "place, and prints all findings. The exit status is 0 "
		    "when there is none at the level of --fail-on, 1 when "
		    "there are some, and 2 when gomend could not look.\n\n"
		    "A file .gomend at the root may silence findings: one a "
		    "line, as id, path and reason. The path may hold *, ** "
		    "and ?. The report repeats what was silenced."),
	.max_operands = 1,
	.options = check_options,
	.run = cmd_check,
};

static const struct opt *const place_options[] = {
	&option_place, &option_json, NULL,
};
static const struct cli_command command_inspect = {
	.name = "inspect",
	.operands = N_("[DIR]"),
	.summary = N_("Modules, workspaces, vendor trees, pins: the facts."),
	.about = N_("Prints the facts that the checks judge: modules, go.sum, "
		    "vendor/, go.work, locks from before modules, files that "
		    "pin a version of Go, and the places. --json prints all "
		    "of them."),
	.max_operands = 1,
	.options = place_options,
	.run = cmd_inspect,
};

static const struct cli_command command_env = {
	.name = "env",
	.operands = N_("[DIR]"),
	.summary = N_("The settings of go in every place, side by side."),
	.about = N_("Prints what go env says in DIR in every place, who set "
		    "each value (the environment, the go env file, "
		    "GOROOT/go.env or nobody), and what that hides. Values "
		    "that differ between places come first."),
	.max_operands = 1,
	.options = place_options,
	.run = cmd_env,
};

static const struct opt *const trace_options[] = {
	&option_place, &option_module, &option_json, NULL,
};
static const struct cli_command command_trace = {
	.name = "trace",
	.operands = N_("NAME [SUBJECT]"),
	.summary = N_("One decision of go's, replayed step by step."),
	.about = N_("Replays one decision with the real values of a place, "
		    "this shell unless said, and of the module in the "
		    "current folder. \"gomend list\" shows the names."),
	.min_operands = 1,
	.max_operands = 2,
	.options = trace_options,
	.run = cmd_trace,
};

static const struct opt *const json_only[] = { &option_json, NULL };
static const struct cli_command command_list = {
	.name = "list",
	.operands = "",
	.summary = N_("What gomend can check, trace and mend."),
	.about = N_("Lists every check with its worst severity, every trace "
		    "and every fix. \"gomend explain ID\" tells more about "
		    "one."),
	.options = json_only,
	.run = cmd_list,
};

static const struct cli_command command_explain = {
	.name = "explain",
	.operands = N_("ID|VARIABLE"),
	.summary = N_("What a finding or a Go variable means."),
	.about = N_("Explains one check (gosum-missing), trace "
		    "(module-mode), fix (set-go-line) or Go variable "
		    "(GOFLAGS)."),
	.min_operands = 1,
	.max_operands = 1,
	.options = json_only,
	.run = cmd_explain,
};

static const struct opt *const modfile_options[] = {
	&option_go, &option_json, NULL,
};
static const struct cli_command command_modfile = {
	.name = "modfile",
	.operands = N_("FILE"),
	.summary = N_("A go.mod or go.work as JSON, read as go reads it."),
	.about = N_("Prints a go.mod or go.work as \"go mod edit -json\" and "
		    "\"go work edit -json\" of that release do, without go. "
		    "Where that release refuses the file, its message is "
		    "printed and the exit status is 1."),
	.min_operands = 1,
	.max_operands = 1,
	.options = modfile_options,
	.run = cmd_modfile,
};

static const struct opt *const demo_options[] = {
	&option_check, &option_json, &option_keep, &option_no_mouse,
	&option_ascii, NULL,
};
static const struct cli_command command_demo = {
	.name = "demo",
	.operands = "",
	.summary = N_("A sick workspace made on the spot, to look around."),
	.about = N_("Makes a workspace that is ill on purpose in a private "
		    "temporary folder, opens the screen on it, and removes "
		    "it at the end. Without a terminal it prints what check "
		    "finds there."),
	.options = demo_options,
	.run = cmd_demo,
};

const struct cli_command *const cli_commands[] = {
	&command_check, &command_inspect, &command_env, &command_trace,
	&command_list, &command_explain, &command_modfile, &command_demo,
	NULL,
};
