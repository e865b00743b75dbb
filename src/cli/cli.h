/*
 * The command line: one table of commands, each with its options, its help
 * and its function.  The screen is handed in by main(), since this layer
 * does not know it.
 *
 * Exit status: 0 done, 1 findings (or: what was asked for is not so), 2 wrong
 * usage or could not look, 130 interrupted.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/civars.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "cli/opt.h"

enum {
	EXIT_OK = 0,
	EXIT_FOUND = 1,
	EXIT_TROUBLE = 2,
	EXIT_INTERRUPTED = 130
};

/* What the command line says, all commands in one. */
struct cli_args {
	struct arena *a;
	bool help, version, quiet, read_only, json;
	const char *directory;		/* -C */
	const char *from;		/* the folder it was started in */
	const char *color;		/* auto, always, never; NULL: auto */
	const char *format, *fail_on, *new_since;
	const char **only, **skip, **places;
	size_t nonly, nskip, nplaces;
	const char **ci_vars, **ci_files;	/* as they were typed */
	size_t nci_vars, nci_files;
	struct civars civars;			/* what they come to */
	bool trust;
	const char *module, *go;
	bool keep, check;
	bool no_mouse, ascii, linear;
	bool dry_run, yes, force_owner, try, whole;
	const char **sets;
	size_t nsets;
	const char *purge;
	const char *output;
	bool script;
	const char *save_script;
	const char **operands;
	size_t noperands;
};

enum cli_colour {
	CLI_COLOUR_AUTO,
	CLI_COLOUR_ALWAYS,
	CLI_COLOUR_NEVER
};

struct setup_given;

struct cli_screen {
	const char *dir;	/* absolute */
	/* NULL: those of this machine; see struct session_options. */
	const char *const *places;
	const char *from;
	const struct civars *civars;	/* see struct session_options */
	bool containers;	/* the user agreed to ask the images */
	bool read_only, no_mouse, ascii;
	enum cli_colour colour;
	/* gomend setup; NULL: the overview.  See report/setup.h. */
	struct setup_given *setup;
};
typedef int cli_screen_fn(const struct cli_screen *screen);

struct cli_command {
	const char *name;
	const char *operands;		/* N_(): "[DIR]" */
	const char *summary;		/* N_(): half a line */
	const char *about;		/* N_(): paragraphs for its --help */
	size_t max_operands, min_operands;
	const struct opt *const *options;	/* its own; NULL-terminated */
	bool looks;			/* what was cut off is finished before */
	int (*run)(struct cli_args *args);
};

extern const struct cli_command *const cli_commands[];	/* NULL-terminated */
extern const struct opt *const cli_global_options[];
extern const struct opt *const cli_screen_options[];

int cli_main(int argc, char **argv, cli_screen_fn *screen);

/*
 * Go there: what go would do depends on the folder that it is started in, and
 * that is the one that was named.
 */
void cli_enter(const char *dir);
/* Absolute, clean and entered: the operand `i`, else -C, else where we are. */
int cli_dir(struct cli_args *args, size_t i, const char **dir,
	    struct error *err);
/* "login", "recorded:FILE", "image:REF", "job:FILE#JOB": may the word stand
 * for a place? */
bool cli_is_place(const char *word);
/*
 * The places to show beside each other: those of --place, and those of this
 * machine as well where only others are named; NULL: those of this machine.
 */
const char *const *cli_screen_places(const struct cli_args *args);
void cli_screen_init(struct cli_screen *screen, const struct cli_args *args,
		     const char *dir);
/* Are prompts wanted, or all that this terminal can do? */
bool cli_is_linear(const struct cli_args *args);
/* Open the screen where there is a terminal for it; -1: there is none. */
int cli_open_screen(const struct cli_screen *screen);

/*
 * At a start: what was cut off is finished, and said on stderr.  Does nothing
 * where nothing was.
 */
void cli_recover(const struct cli_args *args);
/* "gomend: message" and the hint, to stderr; gives EXIT_TROUBLE. */
int cli_fail(const struct error *err);
/* Columns to fill: the terminal's, at most 100; 80 where there is none. */
int cli_cols(int fd);
/* As --color says; else a terminal that has it, unless NO_COLOR is set. */
bool cli_has_colour(int fd);
/* Primary output; false (and a word on stderr) when it cannot be written. */
bool cli_write(struct str text);
/* The same byte for byte, whatever the locale: JSON is UTF-8. */
bool cli_write_raw(struct str text);

int cmd_check(struct cli_args *args);
int cmd_compare(struct cli_args *args);
int cmd_demo(struct cli_args *args);
int cmd_env(struct cli_args *args);
int cmd_fix(struct cli_args *args);
int cmd_gopath(struct cli_args *args);
int cmd_history(struct cli_args *args);
int cmd_undo(struct cli_args *args);
int cmd_inspect(struct cli_args *args);
int cmd_log(struct cli_args *args);
int cmd_modfile(struct cli_args *args);
int cmd_setup(struct cli_args *args);
int cmd_trace(struct cli_args *args);
int cmd_report(struct cli_args *args);
int cmd_snapshot(struct cli_args *args);
int cmd_list(struct cli_args *args);
int cmd_explain(struct cli_args *args);

#endif
