#include "config.h"

#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/linear.h"
#include "cli/locale.h"
#include "cli/look.h"
#include "cli/options.h"
#include "host/loop.h"
#include "probe/fixrun.h"

/* Of a file of variables. */
#define CI_FILE_MAX ((size_t)1024 * 1024)

#define ARG(f) offsetof(struct cli_args, f)

static const char *const color_choices[] = {
	"auto", "always", "never", NULL,
};

static const char *const format_choices[] = { "text", "json", NULL };
static const char *const fail_on_choices[] = {
	"error", "warning", "advice", "never", NULL,
};

static const struct opt option_directory = {
	'C', "directory", OPT_STR, ARG(directory), 0, N_("DIR"), NULL,
	N_("Look at DIR instead of the current folder."),
};
static const struct opt option_quiet = {
	'q', "quiet", OPT_FLAG, ARG(quiet), 0, NULL, NULL,
	N_("No progress and no remarks: only what was asked for."),
};
static const struct opt option_read_only = {
	0, "read-only", OPT_FLAG, ARG(read_only), 0, NULL, NULL,
	N_("Look only: no fix is offered."),
};
static const struct opt option_color = {
	0, "color", OPT_STR, ARG(color), 0, N_("WHEN"), color_choices,
	N_("Use colour: auto, always or never. NO_COLOR stands for never."),
};
static const struct opt option_help = {
	'h', "help", OPT_FLAG, ARG(help), 0, NULL, NULL,
	N_("Show this help."),
};
static const struct opt option_version = {
	0, "version", OPT_FLAG, ARG(version), 0, NULL, NULL,
	N_("Show the version."),
};
const struct opt option_no_mouse = {
	0, "no-mouse", OPT_FLAG, ARG(no_mouse), 0, NULL, NULL,
	N_("Leave the mouse to the terminal."),
};
const struct opt option_ascii = {
	0, "ascii", OPT_FLAG, ARG(ascii), 0, NULL, NULL,
	N_("Draw with ASCII characters only."),
};
const struct opt option_linear = {
	0, "linear", OPT_FLAG, ARG(linear), 0, NULL, NULL,
	N_("The same as prompts and plain lines: for screen readers and "
	   "plain terminals."),
};
const struct opt option_dry_run = {
	0, "dry-run", OPT_FLAG, ARG(dry_run), 0, NULL, NULL,
	N_("Show what would change, and change nothing."),
};
const struct opt option_yes = {
	0, "yes", OPT_FLAG, ARG(yes), 0, NULL, NULL,
	N_("Yes to all questions, also to asking an image, but for the "
	   "network: that takes --set network=yes."),
};
const struct opt option_whole = {
	0, "whole", OPT_FLAG, ARG(whole), 0, NULL, NULL,
	N_("All stages of a fix that went by stages, newest first: of the last "
	   "one here, or of the one that number N is of."),
};
const struct opt option_force_owner = {
	0, "force-owner", OPT_FLAG, ARG(force_owner), 0, NULL, NULL,
	N_("As root, also in a home or a repository that belongs to somebody "
	   "else."),
};
const struct opt option_set = {
	0, "set", OPT_EACH, ARG(sets), ARG(nsets), N_("NAME=VALUE"), NULL,
	N_("A choice of the fix. May be given several times."),
};
const struct opt option_purge = {
	0, "purge", OPT_STR, ARG(purge), 0, N_("WHAT"), NULL,
	N_("Drop what is kept to take a fix back: its number, all, or "
	   "older=30d."),
};
const struct opt option_output = {
	'o', "output", OPT_STR, ARG(output), 0, N_("FILE"), NULL,
	N_("Write to this file instead of standard output."),
};
const struct opt option_script = {
	0, "script", OPT_FLAG, ARG(script), 0, NULL, NULL,
	N_("Print a shell script that records a machine without gomend."),
};
const struct opt option_save_script = {
	0, "script", OPT_STR, ARG(save_script), 0, N_("FILE"), NULL,
	N_("Change nothing: save what would be done as a shell script, in a "
	   "file that is not there yet."),
};
const struct opt option_keep = {
	0, "keep", OPT_FLAG, ARG(keep), 0, NULL, NULL,
	N_("Leave the workspace where it is at the end."),
};
const struct opt option_check = {
	0, "check", OPT_FLAG, ARG(check), 0, NULL, NULL,
	N_("Print what check finds instead of opening the screen."),
};
const struct opt option_format = {
	0, "format", OPT_STR, ARG(format), 0, N_("FORMAT"), format_choices,
	N_("Print as text or json."),
};
const struct opt option_fail_on = {
	0, "fail-on", OPT_STR, ARG(fail_on), 0, N_("LEVEL"), fail_on_choices,
	N_("Exit 1 when there is a finding of this level or worse: error "
	   "(unless said), warning, advice or never."),
};
const struct opt option_only = {
	0, "only", OPT_WORDS, ARG(only), ARG(nonly), N_("ID,…"), NULL,
	N_("Only these checks."),
};
const struct opt option_skip = {
	0, "skip", OPT_WORDS, ARG(skip), ARG(nskip), N_("ID,…"), NULL,
	N_("Without these checks."),
};
const struct opt option_new_since = {
	0, "new-since", OPT_STR, ARG(new_since), 0, N_("REV"), NULL,
	N_("Only what the change since this revision of git brought."),
};
const struct opt option_trust = {
	0, "trust", OPT_FLAG, ARG(trust), 0, NULL, NULL,
	N_("Let the repository's .gomend file silence findings about safety "
	   "too."),
};
const struct opt option_try = {
	0, "try", OPT_FLAG, ARG(try), 0, NULL, NULL,
	N_("Try it as well (tmp-exec, build-cache, network): a tiny program is "
	   "written and run, a file is written, the servers are asked once. "
	   "Nothing of it is left."),
};
const struct opt option_go = {
	0, "go", OPT_STR, ARG(go), 0, N_("1.N"), NULL,
	N_("Read it as this release of Go does; the newest known unless "
	   "said."),
};
const struct opt option_json = {
	0, "json", OPT_FLAG, ARG(json), 0, NULL, NULL,
	N_("Print JSON, for scripts."),
};
const struct opt option_place = {
	0, "place", OPT_WORDS, ARG(places), ARG(nplaces), N_("PLACE"),
	NULL,
	N_("Ask only this place: shell, login, interactive, noninteractive; "
	   "recorded:FILE, what gomend snapshot, its script or a job log of a "
	   "CI server tells; image:REF, a local container image or a "
	   "container that runs; or job:FILE#JOB, what a workflow or "
	   ".gitlab-ci.yml makes of a job: with #STEP as that step finds it, "
	   "with (COMBINATION) one of its matrix. May be given several "
	   "times."),
};
const struct opt option_ci_var = {
	0, "ci-var", OPT_EACH, ARG(ci_vars), ARG(nci_vars), N_("NAME=VALUE"),
	NULL,
	N_("A variable of CI that stands in no file: of a GitLab group or "
	   "project, GitHub's vars, secrets and inputs. A secret's value is "
	   "never kept. May be given several times."),
};
const struct opt option_ci_vars = {
	0, "ci-vars", OPT_EACH, ARG(ci_files), ARG(nci_files), N_("FILE"),
	NULL,
	N_("A file of such variables, one NAME=VALUE a line."),
};
const struct opt option_module = {
	0, "module", OPT_STR, ARG(module), 0, N_("DIR"), NULL,
	N_("The folder of the module, below the root."),
};

const struct opt *const cli_global_options[] = {
	&option_directory, &option_quiet, &option_read_only, &option_color,
	&option_help, &option_version, NULL,
};
const struct opt *const cli_screen_options[] = {
	&option_place, &option_ci_var, &option_ci_vars, &option_yes, &option_linear, &option_no_mouse,
	&option_ascii, NULL,
};

static cli_screen_fn *the_screen;
static enum cli_colour the_colour;

int cli_fail(const struct error *err)
{
	struct arena a = ARENA_INIT;

	fprintf(stderr, "gomend: %s%s%s\n", text_clean(&a, err->origin),
		err->origin ? ": " : "", text_clean(&a, err->message));
	if (err->hint)
		fprintf(stderr, "%s\n", text_clean(&a, err->hint));
	arena_release(&a);
	return EXIT_TROUBLE;
}

int cli_cols(int fd)
{
	struct winsize ws;

	if (isatty(fd) && !ioctl(fd, TIOCGWINSZ, &ws) && ws.ws_col)
		return ws.ws_col > 100 ? 100 : ws.ws_col < 30 ? 30 : ws.ws_col;
	return 80;
}

bool cli_has_colour(int fd)
{
	const char *term = getenv("TERM");

	if (the_colour != CLI_COLOUR_AUTO)
		return the_colour == CLI_COLOUR_ALWAYS;
	return isatty(fd) && cstr_empty(getenv("NO_COLOR")) &&
	       !cstr_empty(term) && strcmp(term, "dumb");
}

/* What stands for a character where the locale has no UTF-8. */
static const char *ascii_for(uint32_t cp)
{
	switch (cp) {
	case 0x2026:
		return "...";
	case 0x2192:
	case 0x21d2:
		return "->";
	case 0x2190:
		return "<-";
	case 0x2260:
		return "!=";
	case 0x2264:
		return "<=";
	case 0x2265:
		return ">=";
	case 0x2018:
	case 0x2019:
		return "'";
	case 0x201c:
	case 0x201d:
		return "\"";
	case 0x2013:
	case 0x2014:
		return "-";
	case 0xb7:
	case 0x2022:
		return "*";
	case 0xd7:
		return "x";
	case 0x203a:
		return ">";
	default:
		return "?";
	}
}

static void to_ascii(struct strbuf *out, struct str s)
{
	uint32_t cp;
	size_t n;

	while ((n = text_decode(s, &cp))) {
		if (cp < 0x80)
			strbuf_add(out, s.p, n);
		else
			strbuf_addstr(out, ascii_for(cp));
		s = str_sub(s, n, s.len - n);
	}
}

bool cli_write_raw(struct str text)
{
	bool ok = fwrite(text.p, 1, text.len, stdout) == text.len;

	if (fflush(stdout))
		ok = false;
	/* Who closed the pipe has read enough and wants no comment. */
	if (!ok && errno != EPIPE)
		fprintf(stderr, _("gomend: cannot write: %s\n"),
			strerror(errno));
	return ok;
}

bool cli_write(struct str text)
{
	struct strbuf plain = STRBUF_INIT;
	bool ok;

	if (!text_utf8_locale()) {
		to_ascii(&plain, text);
		text = strbuf_str(&plain);
	}
	ok = cli_write_raw(text);
	strbuf_release(&plain);
	return ok;
}

/* The folder we are in by the name that the shell has for it, as go does. */
static char *current_dir(void)
{
	const char *pwd = getenv("PWD");
	struct stat here, named;

	if (pwd && path_is_abs(pwd) && stat(".", &here) == 0 &&
	    stat(pwd, &named) == 0 && here.st_dev == named.st_dev &&
	    here.st_ino == named.st_ino)
		return xstrdup(pwd);
	return getcwd(NULL, 0);
}

static const char *current_dir_in(struct arena *a)
{
	char *dir = current_dir();
	const char *copy = dir ? arena_strdup(a, dir) : NULL;

	free(dir);
	return copy;
}

int cli_dir(struct cli_args *args, size_t i, const char **dir,
	    struct error *err)
{
	const char *named = i < args->noperands ? args->operands[i] : NULL;
	char *cwd = current_dir();
	struct stat st;

	if (named && args->directory) {
		free(cwd);
		error_hint(err, "%s", _("Leave one of them out."));
		return error_set(err, "%s",
				 _("The folder is named twice, by -C and by "
				   "itself."));
	}
	if (!named)
		named = args->directory ? args->directory : ".";
	if (!cwd && !path_is_abs(named)) {
		error_hint(err, "%s", _("Go to a folder that is there, or "
					"name one by its absolute path."));
		return error_set(err, "%s",
				 _("The current folder is gone."));
	}
	*dir = path_join(args->a, cwd ? cwd : "/", named);
	free(cwd);
	if (stat(*dir, &st)) {
		error_origin(err, "%s", named);
		return error_set(err, "%s",
				 msg_told(args->a, strerror(errno)));
	}
	if (!S_ISDIR(st.st_mode)) {
		error_origin(err, "%s", named);
		error_hint(err, "%s", _("Name the folder that holds it."));
		return error_set(err, "%s", _("This is not a folder."));
	}
	cli_enter(*dir);
	return 0;
}

void cli_enter(const char *dir)
{
	/* Where it cannot be entered, the scan will say why. */
	if (chdir(dir))
		return;
	setenv("PWD", dir, 1);
}

const char *const *cli_screen_places(const struct cli_args *args)
{
	const char **list = NULL;
	size_t n = 0, i;

	if (!args->nplaces)
		return NULL;
	for (i = 0; i < args->nplaces; i++)
		if (!strchr(args->places[i], ':'))
			return args->places;
	/* Another machine is compared with this one. */
	for (i = 0; i < PLACE_RECORDED; i++)
		*ARENA_PUSH(args->a, list, n) = place_kind_names[i];
	for (i = 0; i < args->nplaces; i++)
		*ARENA_PUSH(args->a, list, n) = args->places[i];
	*ARENA_PUSH(args->a, list, n) = NULL;
	return list;
}

void cli_screen_init(struct cli_screen *screen, const struct cli_args *args,
		     const char *dir)
{
	memset(screen, 0, sizeof(*screen));
	screen->dir = dir;
	screen->places = cli_screen_places(args);
	screen->from = args->from;
	screen->civars = &args->civars;
	screen->containers = false;
	screen->read_only = args->read_only;
	screen->no_mouse = args->no_mouse;
	screen->ascii = args->ascii;
	screen->colour = the_colour;
}

static bool cli_has_screen(void)
{
	const char *term = getenv("TERM");

	return the_screen && isatty(0) && isatty(1) && !cstr_empty(term) &&
	       strcmp(term, "dumb");
}

bool cli_is_linear(const struct cli_args *args)
{
	const char *accessible = getenv("ACCESSIBLE"), *term = getenv("TERM");

	if (args->linear)
		return true;
	return isatty(0) && isatty(1) &&
	       (cstr_eq(accessible, "1") || cstr_eq(term, "dumb"));
}

int cli_open_screen(const struct cli_screen *screen)
{
	return cli_has_screen() ? the_screen(screen) : -1;
}

struct recovering {
	struct loop *loop;
	bool quiet, over;
};

static void on_recovered(void *payload, const char *said)
{
	struct recovering *r = payload;
	struct arena a = ARENA_INIT;

	r->over = true;
	if (said && !r->quiet)
		fprintf(stderr, "gomend: %s\n", text_clean(&a, said));
	arena_release(&a);
	loop_stop(r->loop);
}

void cli_recover(const struct cli_args *args)
{
	struct recovering r = { .quiet = args->quiet };

	if (!recovery_needed() || (args->read_only && !recovery_of_fix()))
		return;
	if (args->read_only) {
		fprintf(stderr, "gomend: %s\n",
			_("A fix was cut off. Without --read-only it is put "
			  "right."));
		return;
	}
	r.loop = loop_new();
	recovery_start(r.loop, on_recovered, &r);
	while (!r.over)
		loop_run(r.loop);
	loop_free(r.loop);
}

static const struct cli_command *command_find(const char *name)
{
	size_t i;

	for (i = 0; cli_commands[i]; i++)
		if (!strcmp(cli_commands[i]->name, name))
			return cli_commands[i];
	return NULL;
}

/* Edits that lead from one word to the other. */
static size_t distance(struct arena *a, const char *from, const char *to)
{
	size_t n = strlen(to), i, j;
	size_t *row = arena_alloc(a, (n + 1) * sizeof(*row));

	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 0; from[i]; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (j = 0; j < n; j++) {
			size_t best = diagonal + (from[i] != to[j]);

			diagonal = row[j + 1];
			if (row[j + 1] + 1 < best)
				best = row[j + 1] + 1;
			if (row[j] + 1 < best)
				best = row[j] + 1;
			row[j + 1] = best;
		}
	}
	return row[n];
}

static const char *nearest_command(struct arena *a, const char *word)
{
	const char *best = NULL;
	size_t i, d, best_d = 3;

	if (strlen(word) > 40)
		return NULL;
	for (i = 0; cli_commands[i]; i++) {
		d = distance(a, word, cli_commands[i]->name);
		if (d < best_d) {
			best_d = d;
			best = cli_commands[i]->name;
		}
	}
	return best;
}

static void paragraphs(struct strbuf *out, const char *text, int cols)
{
	struct str rest = str_from(text), line;

	while (text_wrap(&rest, cols, &line)) {
		strbuf_adds(out, line);
		strbuf_addch(out, '\n');
	}
}

/* gettext("") is the header of the catalogue. */
static const char *operands_text(const struct cli_command *c)
{
	return *c->operands ? _(c->operands) : "";
}

static int help_main(struct cli_args *args)
{
	struct strbuf out = STRBUF_INIT;
	int cols = cli_cols(1);
	size_t i;

	paragraphs(&out, _("gomend says why a Go build works here and fails "
			   "there. It looks at the modules of a repository "
			   "and at the settings of go in every place where "
			   "you build. Looking changes nothing."), cols);
	strbuf_addf(&out, "\n%s\n", _("Usage:"));
	opt_help_row(&out, arena_printf(args->a, "gomend %s", _("[DIR]")),
		     _("The screen; without a terminal, what check prints."),
		     24, cols);
	opt_help_row(&out, arena_printf(args->a, "gomend %s", _("COMMAND …")),
		     _("One of these:"), 24, cols);
	strbuf_addch(&out, '\n');
	for (i = 0; cli_commands[i]; i++)
		opt_help_row(&out,
			     arena_printf(args->a, "%s %s", cli_commands[i]->name,
					  operands_text(cli_commands[i])),
			     _(cli_commands[i]->summary), 24, cols);
	strbuf_addf(&out, "\n%s\n", _("Options everywhere:"));
	opt_help(args->a, &out, cli_global_options, cols);
	strbuf_addf(&out, "\n%s\n", _("Options of the screen:"));
	opt_help(args->a, &out, cli_screen_options, cols);
	strbuf_addch(&out, '\n');
	paragraphs(&out, _("\"gomend COMMAND --help\" tells more. A folder "
			   "that is named like a command is written ./check."),
		   cols);
	i = cli_write(strbuf_str(&out)) ? EXIT_OK : EXIT_TROUBLE;
	strbuf_release(&out);
	return (int)i;
}

static int help_command(struct cli_args *args, const struct cli_command *c)
{
	struct strbuf out = STRBUF_INIT;
	int cols = cli_cols(1), rc;

	strbuf_addf(&out, "%s gomend %s", _("Usage:"), c->name);
	if (c->options[0])
		strbuf_addf(&out, " %s", _("[OPTIONS]"));
	if (*c->operands)
		strbuf_addf(&out, " %s", operands_text(c));
	strbuf_addstr(&out, "\n\n");
	paragraphs(&out, _(c->about), cols);
	if (c->options[0]) {
		strbuf_addf(&out, "\n%s\n", _("Options:"));
		opt_help(args->a, &out, c->options, cols);
	}
	strbuf_addf(&out, "\n%s\n", _("Options everywhere:"));
	opt_help(args->a, &out, cli_global_options, cols);
	rc = cli_write(strbuf_str(&out)) ? EXIT_OK : EXIT_TROUBLE;
	strbuf_release(&out);
	return rc;
}

static int show_version(void)
{
	struct strbuf out = STRBUF_INIT;
	int rc;

	strbuf_addf(&out, "gomend %s\n", PACKAGE_VERSION);
	rc = cli_write(strbuf_str(&out)) ? EXIT_OK : EXIT_TROUBLE;
	strbuf_release(&out);
	return rc;
}

static const struct opt *const *join(struct arena *a,
				     const struct opt *const *x,
				     const struct opt *const *y)
{
	const struct opt **all = NULL;
	size_t n = 0;

	for (; *x; x++)
		*ARENA_PUSH(a, all, n) = *x;
	for (; *y; y++)
		*ARENA_PUSH(a, all, n) = *y;
	*ARENA_PUSH(a, all, n) = NULL;
	return all;
}

static int usage_error(struct arena *a, struct error *err, const char *name)
{
	error_hint(err, "%s", name
		   ? SAY(a, N_("\"gomend {0} --help\" shows what it takes."),
			 name)
		   : _("\"gomend --help\" shows what there is."));
	return cli_fail(err);
}

static void settle_colour(const struct cli_args *args)
{
	if (args->color)
		the_colour = (enum cli_colour)codec_enum(color_choices,
							 args->color, 0);
}

/* A NULL behind the last place, uncounted. */
static void terminate(struct cli_args *args)
{
	size_t n = args->nplaces;

	*ARENA_PUSH(args->a, args->places, n) = NULL;
}

bool cli_is_place(const char *word)
{
	size_t i, n;

	for (i = 0; place_kind_names[i]; i++) {
		n = strlen(place_kind_names[i]);
		if (strncmp(word, place_kind_names[i], n) != 0)
			continue;
		if (i < PLACE_RECORDED ? !word[n] : word[n] == ':' &&
						    word[n + 1])
			return true;
	}
	return false;
}

static int places_valid(struct cli_args *args, struct error *err)
{
	size_t i;

	for (i = 0; i < args->nplaces; i++) {
		if (!cli_is_place(args->places[i])) {
			error_hint(err, "%s",
				   _("Places are shell, login, interactive, "
				     "noninteractive, recorded:FILE, "
				     "image:REF and job:FILE#JOB."));
			return error_set(err, "%s", SAY(args->a,
				N_("There is no place \"{0}\"."),
				args->places[i]));
		}
	}
	if (args->nplaces)
		terminate(args);
	return 0;
}

/* Whatever the user names: a pipe of a password manager, too. */
static int read_whole(const char *path, struct strbuf *out, struct error *err)
{
	char buf[4096];
	FILE *f = fopen(path, "re");
	size_t n;
	int code;

	if (!f)
		return error_errno(err, errno, "%s", path);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0 &&
	       out->len < CI_FILE_MAX)
		strbuf_add(out, buf, n);
	code = ferror(f) ? errno : n ? EFBIG : 0;
	fclose(f);
	return code ? error_errno(err, code, "%s", path) : 0;
}

/* Files first: what is typed is stronger. */
static int read_civars(struct cli_args *args, struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i;
	int rc = 0;

	for (i = 0; i < args->nci_files && !rc; i++) {
		sb.len = 0;
		rc = read_whole(args->ci_files[i], &sb, err);
		if (!rc)
			rc = civars_parse(args->a, strbuf_str(&sb),
					  args->ci_files[i], &args->civars,
					  err);
	}
	strbuf_release(&sb);
	for (i = 0; i < args->nci_vars && !rc; i++)
		rc = civars_add(args->a, args->ci_vars[i], &args->civars, err);
	return rc;
}

static int run_command(struct cli_args *args, const struct cli_command *c,
		       int argc, char **argv, struct error *err)
{
	int used;

	if (opt_parse(args->a, join(args->a, c->options, cli_global_options),
		      argc, argv, false, args, &args->operands,
		      &args->noperands, &used, err))
		return usage_error(args->a, err, c->name);
	settle_colour(args);
	if (args->help)
		return help_command(args, c);
	if (args->version)
		return show_version();
	if (args->noperands > c->max_operands) {
		error_set(err, "%s", SAY(args->a,
			  N_("\"{0}\" is one word too many for {1}."),
			  args->operands[c->max_operands], c->name));
		return usage_error(args->a, err, c->name);
	}
	if (args->noperands < c->min_operands) {
		error_set(err, "%s", SAY(args->a,
			  N_("{0} wants an operand: {1}"), c->name,
			  operands_text(c)));
		return usage_error(args->a, err, c->name);
	}
	if (places_valid(args, err) || read_civars(args, err))
		return cli_fail(err);
	if (c->looks)
		cli_recover(args);
	return c->run(args);
}

static int run_screen(struct cli_args *args, int argc, char **argv,
		      struct error *err)
{
	struct cli_screen screen;
	const char *dir;
	const struct cli_command *check = command_find("check");
	const char *near, *word;
	int used, rc;

	if (opt_parse(args->a, join(args->a, cli_screen_options,
				    cli_global_options), argc, argv, false,
		      args, &args->operands, &args->noperands, &used, err))
		return usage_error(args->a, err, NULL);
	settle_colour(args);
	if (places_valid(args, err) || read_civars(args, err))
		return cli_fail(err);
	if (args->help)
		return help_main(args);
	if (args->version)
		return show_version();
	if (args->noperands > 1) {
		near = nearest_command(args->a, args->operands[0]);
		error_set(err, "%s", SAY(args->a,
			  N_("\"{0}\" is no command of gomend."),
			  args->operands[0]));
		if (near)
			error_hint(err, "%s", SAY(args->a,
				   N_("Did you mean \"gomend {0}\"?"), near));
		return usage_error(args->a, err, NULL);
	}
	word = args->noperands ? args->operands[0] : NULL;
	if (word && !strchr(word, '/') && access(word, F_OK)) {
		near = nearest_command(args->a, word);
		error_set(err, "%s", SAY(args->a,
			  N_("\"{0}\" is neither a command nor a folder "
			     "here."), word));
		if (near)
			error_hint(err, "%s", SAY(args->a,
				   N_("Did you mean \"gomend {0}\"?"), near));
		return usage_error(args->a, err, NULL);
	}
	if (cli_dir(args, 0, &dir, err))
		return cli_fail(err);
	if (cli_is_linear(args)) {
		cli_recover(args);
		return linear_main(args, dir);
	}
	cli_screen_init(&screen, args, dir);
	if (cli_has_screen() &&
	    look_agree(args, screen.places, dir, &screen.containers, err))
		return cli_fail(err);
	rc = cli_open_screen(&screen);
	if (rc < 0 && check) {
		args->directory = dir;
		args->noperands = 0;
		cli_recover(args);
		return check->run(args);
	}
	return rc < 0 ? EXIT_TROUBLE : rc;
}

int cli_main(int argc, char **argv, cli_screen_fn *screen)
{
	struct arena a = ARENA_INIT;
	struct cli_args args = { .a = &a }, early = { .a = &a };
	struct error err = ERROR_INIT;
	const struct cli_command *c = NULL;
	int rc, first = argc;

	/* A reader that went away is an error of the write, not our end. */
	signal(SIGPIPE, SIG_IGN);
	args.from = current_dir_in(&a);
	locale_setup(argc ? argv[0] : NULL);
	the_screen = screen;
	/* The command is the first word that is no option of everywhere. */
	if (argc > 1 && !opt_parse(&a, join(&a, cli_global_options,
					    cli_screen_options), argc, argv,
				   true, &early, NULL, NULL, &first, NULL) &&
	    first < argc && strcmp(argv[first - 1], "--"))
		c = command_find(argv[first]);
	if (c) {
		/* Out of the way, so that what stands before it counts too. */
		memmove(&argv[first], &argv[first + 1],
			(size_t)(argc - first) * sizeof(*argv));
		rc = run_command(&args, c, argc - 1, argv, &err);
	} else {
		rc = run_screen(&args, argc, argv, &err);
	}
	error_release(&err);
	arena_release(&a);
	return rc;
}
