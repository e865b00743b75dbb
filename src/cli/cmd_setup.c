/* gomend setup: from nothing to a running first program, as prompts. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "cli/tmptree.h"
#include "probe/fixrun.h"
#include "probe/reach.h"
#include "report/setup.h"

struct setup {
	struct cli_args *args;
	struct arena *a;
	struct look look;
	struct prompt prompt;
	struct prompt_options options;
	const char *dir;	/* that is looked at */
	const char *private;	/* the same where it is an empty one of ours */
	struct setup_given given;
};

/* ---- lines ---- */

static void begin(const struct setup *s, struct prose *p)
{
	prose_init(p, s->a, cli_cols(1));
}

static void say(const struct setup *s, enum role role, const char *text)
{
	struct prose p;

	begin(s, &p);
	prose_para(&p, 0, 2, role, text);
	(void)output_prose(&p);
}

static void heading(const struct setup *s, const char *text)
{
	(void)cli_write(STR_LIT("\n"));
	say(s, ROLE_STRONG, text);
}

/* ---- what --set gave ---- */

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(*names, name))
			return true;
	return false;
}

/* Against the folder that the user is in, not the one that is looked at. */
static const char *as_path(const struct setup *s, const char *name,
			   const char *value)
{
	static const char *const paths[] = { "file", "prefix", "dir", NULL };
	char *cwd;

	if (!is_one_of(name, paths) || cstr_empty(value) || value[0] == '/' ||
	    value[0] == '~')
		return value;
	cwd = getcwd(NULL, 0);
	if (cwd)
		value = path_join(s->a, cwd, value);
	free(cwd);
	return value;
}

static int take_set(struct setup *s, const char *set, struct error *err)
{
	static const char *const install[] = {
		"version", "file", "sha256", "prefix", "mirror", "network",
		"path", NULL
	};
	static const char *const first[] = { "dir", "module", NULL };
	const char *is = strchr(set, '='), *name, *value;
	struct setup_given *g = &s->given;

	if (!is || is == set)
		return error_set(err, "%s", SAY(s->a, N_(
			"--set wants NAME=VALUE, not \"{0}\"."), set));
	name = arena_strndup(s->a, set, (size_t)(is - set));
	value = as_path(s, name, is + 1);
	if (!strcmp(set, "network=yes"))
		s->options.network_given = true;
	if (is_one_of(name, install))
		setup_give(s->a, &g->install, &g->ninstall, name, value);
	else if (is_one_of(name, first))
		setup_give(s->a, &g->first, &g->nfirst, name, value);
	else if (!strcmp(name, "proxy"))
		g->proxy = value;
	else if (!strcmp(name, "hello") && !strcmp(value, "no"))
		g->no_first = true;
	else if (strcmp(name, "hello") || strcmp(value, "yes"))
		return error_set(err, "%s", SAY(s->a, N_(
			"There is nothing named \"{0}\" to choose here."),
			name));
	return 0;
}

/* ---- where to look ---- */

/*
 * A home folder is nobody's project, and may be large: then an empty folder
 * is looked at, for this is about the machine.
 */
static int choose_dir(struct setup *s, struct error *err)
{
	const char *home = getenv("HOME");

	if (cli_dir(s->args, 0, &s->dir, err))
		return -1;
	if (cstr_empty(home) || !path_is_abs(home) ||
	    !path_under(s->dir, path_clean(s->a, home)))
		return 0;
	s->private = tmptree_make(s->a, HISTORY_SETUP_PREFIX, err);
	if (!s->private)
		return -1;
	s->dir = s->private;
	cli_enter(s->dir);
	return 0;
}

static int open_look(struct setup *s, struct error *err)
{
	const struct look_options o = {
		.dir = s->dir, .quiet = s->args->quiet,
	};

	return look_open(&s->look, &o, err);
}

/* The same with the environment as it is by now. */
static int look_anew(struct setup *s, struct error *err)
{
	struct strbuf in = s->prompt.in;
	const char **lines = s->prompt.lines;
	size_t nlines = s->prompt.nlines;

	/* What was typed ahead is still to be read. */
	strbuf_init(&s->prompt.in);
	prompt_release(&s->prompt);
	look_close(&s->look);
	if (open_look(s, err)) {
		strbuf_release(&in);
		return -1;
	}
	prompt_init(&s->prompt, &s->look, s->a);
	s->prompt.lines = lines;
	s->prompt.nlines = nlines;
	s->prompt.in = in;
	return 0;
}

/* ---- what is there ---- */

static void tell_what_is_there(const struct setup *s)
{
	struct prose p;

	heading(s, _("What is here"));
	begin(s, &p);
	setup_text_found(&p, s->look.view->snap);
	(void)output_prose(&p);
}

/* ---- the module proxy ---- */

struct reaching {
	struct setup *s;
	bool over, answers;
	const char *why;
};

static void on_reached(void *payload, bool answers, const char *why)
{
	struct reaching *x = payload;

	x->over = true;
	x->answers = answers;
	x->why = arena_strdup(x->s->a, why);
	look_done(x->s->prompt.look);
}

/* 1: it answers; 0: it does not, *why; -1: that could not be tried. */
static int reach(struct setup *s, const char *url, const char **why)
{
	struct reaching x = { .s = s };
	struct error err = ERROR_INIT;
	struct reach *r = reach_start(s->look.loop, url, on_reached, &x, &err);

	if (!r) {
		*why = arena_strdup(s->a, err.message);
		error_release(&err);
		return -1;
	}
	while (!x.over)
		if (look_wait(&s->look, &err) && !x.over) {
			reach_abandon(r);
			s->prompt.interrupted = true;
			error_release(&err);
			return -1;
		}
	*why = x.why;
	return x.answers;
}

static void ask_proxy(struct setup *s)
{
	const char *url = setup_proxy_url(s->a, s->look.view->snap);
	const char *why = "", *word;
	struct prose p;
	size_t i;

	if (s->given.proxy || s->options.yes || !s->prompt.can_ask || !url)
		return;
	heading(s, _("The module proxy"));
	say(s, ROLE_PLAIN, SAY(s->a, N_(
		"Modules of others come from {0}. Whether it can be reached "
		"from here is only known by asking it."), url));
	if (!prompt_yes(&s->prompt, _("Send one request there? [y/N] ")))
		return;
	if (reach(s, url, &why) > 0) {
		say(s, ROLE_OK, _("It answers."));
		return;
	}
	say(s, ROLE_WARNING, SAY(s->a, N_("It does not answer: {0}"), why));
	begin(s, &p);
	for (i = 0; setup_proxies[i]; i++)
		prose_para(&p, 2, 2, ROLE_PLAIN, arena_printf(s->a, "%zu %s",
			   i + 1, setup_proxies[i]));
	prose_para(&p, 2, 2, ROLE_DIM, _("What they hand out is checked "
		   "against the checksum database as before."));
	(void)output_prose(&p);
	word = prompt_line(&s->prompt, _("Which one? A number, a URL, or "
					 "Enter for none: "));
	if (cstr_empty(word))
		return;
	for (i = 0; setup_proxies[i]; i++)
		if (!strcmp(word, arena_printf(s->a, "%zu", i + 1)))
			word = setup_proxies[i];
	s->given.proxy = word;
}

/* ---- Go ---- */

static int install(struct setup *s)
{
	const struct session_view *v = s->look.view;
	struct fixrun_spec spec = { 0 };
	struct setup_want *wants;
	struct choice *given;
	size_t i, n;

	n = setup_wants(s->a, &s->given, s->given.proxy, v->findings,
			v->nfindings, &wants, &given, &spec.ngiven);
	spec.given = given;
	for (i = 0; i < n; i++) {
		struct fixrun_want *w = ARENA_PUSH(s->a, spec.wants,
						   spec.nwants);

		w->fix = wants[i].fix;
		w->finding = wants[i].finding;
	}
	heading(s, _("Go"));
	if (!n || cstr_eq(wants[0].fix, "set-env"))
		say(s, ROLE_OK, _("There is a go in every shell, and none of "
				  "them is too old: nothing to install. "
				  "--set version=newest installs another."));
	if (!n)
		return EXIT_OK;
	return prompt_fix(&s->prompt, &spec, &s->options);
}

/* ---- the proof ---- */

/* Whoever started gomend will type the line; until then it is so for us. */
static bool take_path(struct setup *s)
{
	const char *path = setup_path(s->a, s->look.view->snap);

	return path && !setenv("PATH", path, 1);
}

static void prove(const struct setup *s)
{
	struct prose p;

	heading(s, _("Fresh shells, asked just now"));
	begin(s, &p);
	setup_text_proof(&p, s->look.view->snap);
	(void)output_prose(&p);
}

/* ---- the first program ---- */

static int first_program(struct setup *s)
{
	struct fixrun_spec spec = { 0 };

	if (!setup_offers_first(&s->given, s->look.view->snap))
		return EXIT_OK;
	heading(s, _("A first program"));
	if (!s->options.yes) {
		if (!s->prompt.can_ask)
			return EXIT_OK;
		if (!prompt_yes(&s->prompt, _("Write, build and run one? "
					      "[y/N] ")))
			return s->prompt.interrupted ? EXIT_INTERRUPTED
						     : EXIT_OK;
	}
	ARENA_PUSH(s->a, spec.wants, spec.nwants)->fix = "first-module";
	spec.given = s->given.first;
	spec.ngiven = s->given.nfirst;
	return prompt_fix(&s->prompt, &spec, &s->options);
}

static void what_now(const struct setup *s)
{
	struct prose p;

	heading(s, _("What can be done now"));
	begin(s, &p);
	setup_text_now(&p);
	prose_para(&p, 2, 2, ROLE_PLAIN, _("\"gomend history\" lists what was "
		   "done, \"gomend undo NUMBER\" takes it back."));
	(void)output_prose(&p);
}

/* ---- the whole ---- */

static int go_on(struct setup *s, struct error *err)
{
	int rc;

	tell_what_is_there(s);
	ask_proxy(s);
	if (s->prompt.interrupted)
		return EXIT_INTERRUPTED;
	rc = install(s);
	if (rc != EXIT_OK || s->options.dry_run)
		return rc;
	/* The look of prompt_fix() has asked the fresh shells anew. */
	if (take_path(s) && look_anew(s, err))
		return cli_fail(err);
	prove(s);
	rc = first_program(s);
	if (rc == EXIT_OK)
		what_now(s);
	return rc;
}

/*
 * With the screen to itself where somebody sits at one, and what is to be
 * typed afterwards as lines that stay; -1: not there.
 */
static int on_screen(struct setup *s)
{
	struct cli_screen screen;
	struct prose p;
	int rc;

	if (s->options.yes || s->options.dry_run || cli_is_linear(s->args))
		return -1;
	cli_screen_init(&screen, s->args, s->dir);
	screen.setup = &s->given;
	strbuf_init(&s->given.lines);
	rc = cli_open_screen(&screen);
	if (s->given.lines.len) {
		struct str rest = str_from(s->given.lines.buf), line;

		begin(s, &p);
		prose_para(&p, 0, 0, ROLE_PLAIN,
			   _("This shell does not know of it yet. Type:"));
		while (str_line(&rest, &line))
			prose_verbatim(&p, 2, ROLE_CODE, text_clean(s->a,
				arena_strndup(s->a, line.p, line.len)));
		(void)output_prose(&p);
	}
	strbuf_release(&s->given.lines);
	return rc;
}

int cmd_setup(struct cli_args *args)
{
	struct setup s = {
		.args = args,
		.a = args->a,
		.options = { .yes = args->yes, .dry_run = args->dry_run },
	};
	struct error err = ERROR_INIT;
	size_t i;
	int rc = 0;

	if (args->read_only) {
		error_hint(&err, "%s", _("Leave --read-only out."));
		rc = error_set(&err, "%s", _("Nothing is changed with "
					     "--read-only."));
	}
	for (i = 0; i < args->nsets && !rc; i++)
		rc = take_set(&s, args->sets[i], &err);
	if (rc || choose_dir(&s, &err)) {
		rc = cli_fail(&err);
		error_release(&err);
		return rc;
	}
	rc = on_screen(&s);
	if (rc >= 0) {
		/* It was done there. */
	} else if (open_look(&s, &err)) {
		rc = look_fail(&s.look, &err);
	} else {
		prompt_init(&s.prompt, &s.look, s.a);
		rc = go_on(&s, &err);
		prompt_release(&s.prompt);
		look_close(&s.look);
	}
	if (s.private) {
		cli_enter("/");
		tmptree_remove(s.private);
	}
	error_release(&err);
	return rc;
}
