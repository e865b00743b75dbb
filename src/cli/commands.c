/* Every command, in the order of the help; one row a command. */
#include "config.h"

#include "cli/cli.h"
#include "cli/options.h"

static const struct opt *const check_options[] = {
	&option_format, &option_json, &option_fail_on, &option_only,
	&option_skip, &option_new_since, &option_place, &option_ci_var,
	&option_ci_vars, &option_yes,
	&option_trust, NULL,
};
static const struct cli_command command_check = {
	.name = "check",
	.operands = N_("[DIR]"),
	.summary = N_("All findings: what is wrong, why, and what to type."),
	.about = N_("Looks at the repository around DIR and at go in every "
		    "place, and prints all findings. The exit status is 0 "
		    "when there is none at the level of --fail-on, 1 when "
		    "there are some, and 2 when gomend could not look, be it "
		    "at one place that --place names.\n\n"
		    "A file .gomend at the root may silence findings: one a "
		    "line, as id, path and reason. The path may hold *, ** "
		    "and ?. The report repeats what was silenced."),
	.max_operands = 1,
	.options = check_options,
	.looks = true,
	.run = cmd_check,
};

static const struct opt *const place_options[] = {
	&option_place, &option_ci_var, &option_ci_vars, &option_yes,
	&option_json, NULL,
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
	.looks = true,
	.run = cmd_inspect,
};

static const struct opt *const json_only[] = { &option_json, NULL };
static const struct cli_command command_gopath = {
	.name = "gopath",
	.operands = N_("[DIR]"),
	.summary = N_("The projects of GOPATH, in the order of migration."),
	.about = N_("Lists the projects below GOPATH/src of this shell: which "
		    "are modules, which have a lock file from before, who "
		    "imports whom, and what is to be done with each, in the "
		    "order that works; those that import each other in a "
		    "circle go together. Siblings that belong together get "
		    "the command that joins them by a go.work. Where DIR is a "
		    "folder above some of the projects, only those are "
		    "listed."),
	.max_operands = 1,
	.options = json_only,
	.looks = true,
	.run = cmd_gopath,
};

static const struct cli_command command_env = {
	.name = "env",
	.operands = N_("[DIR]"),
	.summary = N_("The settings of go in every place, side by side."),
	.about = N_("Prints what go env says in DIR in every place, who set "
		    "each value (the environment, the go env file, "
		    "GOROOT/go.env or nobody), and what that hides. Values "
		    "that differ between places come first. The exit status is "
		    "2 when a place that --place names could not be looked "
		    "at."),
	.max_operands = 1,
	.options = place_options,
	.looks = true,
	.run = cmd_env,
};

static const struct opt *const compare_options[] = {
	&option_ci_var, &option_ci_vars, &option_yes, &option_json, NULL,
};
static const struct cli_command command_compare = {
	.name = "compare",
	.operands = N_("[A B…]"),
	.summary = N_("Places or snapshots: what differs, and what that does."),
	.about = N_("Compares places (shell, login, interactive, "
		    "noninteractive, recorded:FILE, image:REF, job:FILE#JOB) or "
		    "files that were recorded: only what differs and matters "
		    "for a build, what matters most first, how each value is known and what the "
		    "difference does. Places that are alike stand together. "
		    "One name alone is compared with this shell; without any, "
		    "the places of this machine are.\n\n"
		    "The exit status is 0 when nothing differs, 1 when "
		    "something does, 2 when a place could not be read."),
	.max_operands = 1000,
	.options = compare_options,
	.looks = true,
	.run = cmd_compare,
};

static const struct opt *const snapshot_options[] = {
	&option_output, &option_script, &option_place, &option_yes, NULL,
};
static const struct cli_command command_snapshot = {
	.name = "snapshot",
	.operands = N_("[DIR]"),
	.summary = N_("Record this machine as JSON, to be read on another."),
	.about = N_("Records what gomend knows of every place on this "
		    "machine: settings with who set them, PATH, each go. "
		    "Secrets are left out. \"--place recorded:FILE\" and "
		    "\"gomend compare\" read it elsewhere.\n\n"
		    "With --script it prints a POSIX shell script that does "
		    "the same where gomend is not installed: in a step of a CI "
		    "job or in a container. A job log that its output or that "
		    "of go env was printed into is read as well."),
	.max_operands = 1,
	.options = snapshot_options,
	.looks = true,
	.run = cmd_snapshot,
};

static const struct opt *const report_options[] = {
	&option_output, &option_place, &option_ci_var, &option_ci_vars,
	&option_yes, NULL,
};
static const struct cli_command command_report = {
	.name = "report",
	.operands = N_("[DIR]"),
	.summary = N_("All that a colleague or an issue needs, in one text."),
	.about = N_("Prints findings, the facts they stand on, what differs "
		    "between the places, and every setting with who set it, as "
		    "one text to pass on. Tokens, passwords and user names in "
		    "URLs are taken out; paths and names of servers stay: read "
		    "it before you pass it on."),
	.max_operands = 1,
	.options = report_options,
	.looks = true,
	.run = cmd_report,
};

static const struct cli_command command_log = {
	.name = "log",
	.operands = N_("[FILE|-] [DIR]"),
	.summary = N_("What a failed build's log means, and whether it is so here."),
	.about = N_("Reads the log of a build that failed, on this machine or "
		    "in CI (time stamps, colours and what the service writes "
		    "around a line do not matter), names the cause of each "
		    "message it knows, runs the check that confirms or refutes "
		    "it in the repository around DIR, and names the fix. What "
		    "it does not know it says. Without FILE, or for \"-\", it "
		    "reads standard input.\n\n"
		    "The exit status is 0 when nothing in it tells of a "
		    "failure, 1 when something does, 2 when it could not be "
		    "read."),
	.max_operands = 2,
	.options = json_only,
	.looks = true,
	.run = cmd_log,
};

static const struct opt *const trace_options[] = {
	&option_place, &option_module, &option_ci_var, &option_ci_vars,
	&option_try, &option_yes, &option_json, NULL,
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
	.looks = true,
	.run = cmd_trace,
};

static const struct cli_command command_list = {
	.name = "list",
	.operands = "",
	.summary = N_("What gomend can check, trace and mend."),
	.about = N_("Lists every check with its worst severity, every trace, "
		    "every fix, and what is only shown to be typed. \"gomend "
		    "explain ID\" tells more about one."),
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

static const struct opt *const fix_options[] = {
	&option_dry_run, &option_yes, &option_set, &option_save_script,
	&option_force_owner, &option_place, &option_ci_var, &option_ci_vars,
	&option_json, NULL,
};
static const struct cli_command command_fix = {
	.name = "fix",
	.operands = N_("ID|FIX… [DIR]"),
	.summary = N_("Mend a finding: shown first, then done and verified."),
	.about = N_("Mends what the check ID found, by its first fix, or by "
		    "the one that is named FIX; ID@FINGERPRINT names one of "
		    "several findings, and several IDs make one plan. It "
		    "says what is wrong and what may be chosen, asks before "
		    "it runs a command, shows every change, asks again, "
		    "and does it as a whole or not at all. Afterwards it "
		    "looks anew: when what was wrong is still there, a new "
		    "error has come, or a command fails that passed before, "
		    "everything is put back. What gomend never runs itself "
		    "(install-package and the like, see \"gomend list\") is "
		    "shown, to be typed.\n\n"
		    "The exit status is 0 when it was done and verified, or "
		    "shown with --dry-run; 1 when it was put back; 2 when it "
		    "was refused, declined or could not be planned; 3 when "
		    "it is in place but not verified, or could not be put "
		    "back; 130 after Ctrl-C."),
	.min_operands = 1,
	.max_operands = 100,
	.options = fix_options,
	.looks = true,
	.run = cmd_fix,
};

static const struct opt *const history_options[] = {
	&option_purge, &option_json, NULL,
};
static const struct cli_command command_history = {
	.name = "history",
	.operands = N_("[DIR]"),
	.summary = N_("What was mended, and what is kept to take it back."),
	.about = N_("Lists the fixes that were done, newest first: the "
		    "number, when, the state, and how much is kept so that "
		    "\"gomend undo\" can take it back. With DIR only those "
		    "in that folder."),
	.max_operands = 1,
	.options = history_options,
	.looks = true,
	.run = cmd_history,
};

static const struct opt *const undo_options[] = {
	&option_whole, &option_yes, &option_force_owner, NULL
};
static const struct cli_command command_undo = {
	.name = "undo",
	.operands = N_("[N|DIR]"),
	.summary = N_("Take a fix back: the last one here, or number N."),
	.about = N_("Takes back the last fix in the repository around DIR, or "
		    "number N of the journal, wherever that was. It shows "
		    "what will be as it was before the fix, asks, and puts "
		    "it back as a whole. Where something was changed since, "
		    "it says what, and changes nothing. With --whole it takes "
		    "back all stages of a fix that went by stages, each whole, "
		    "the newest first; it looks before the first of them "
		    "whether anything was changed since."),
	.max_operands = 1,
	.options = undo_options,
	.looks = true,
	.run = cmd_undo,
};

static const struct opt *const setup_options[] = {
	&option_dry_run, &option_yes, &option_set, &option_linear,
	&option_no_mouse, &option_ascii, NULL,
};
static const struct cli_command command_setup = {
	.name = "setup",
	.operands = N_("[DIR]"),
	.summary = N_("Install Go, put it on PATH, run a first program."),
	.about = N_("From nothing to a running program: says which Go is "
		    "there and where from, installs a release of an archive "
		    "at hand or of go.dev, puts it on PATH in the shell's "
		    "start-up file, shows that fresh shells find it, and "
		    "writes, builds and runs a first program. Each step is "
		    "shown before it is done, and \"gomend undo\" takes it "
		    "back. With DIR the Go is one that suits the project "
		    "there. On a terminal it has the screen to itself, a page "
		    "for each step; --linear asks line by line instead.\n\n"
		    "--set knows version, file, sha256, prefix, mirror, "
		    "network and path (\"gomend explain install-go\"), "
		    "proxy=URL for GOPROXY, dir and module of the first "
		    "program, and hello=no. With --yes it asks nothing; the "
		    "network then takes --set network=yes. The exit status is "
		    "that of \"gomend fix\"."),
	.max_operands = 1,
	.options = setup_options,
	.looks = true,
	.run = cmd_setup,
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
	&command_check, &command_fix, &command_undo, &command_history,
	&command_inspect, &command_gopath, &command_env, &command_compare, &command_snapshot,
	&command_report, &command_log, &command_trace, &command_list,
	&command_explain, &command_modfile, &command_setup, &command_demo,
	NULL,
};
