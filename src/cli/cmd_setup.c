/* gomend setup: from nothing to a running first program, as prompts. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/text.h"
#include "checks/env.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "cli/tmptree.h"
#include "facts/gosource.h"
#include "host/proc.h"
#include "probe/libexec.h"
#include "report/words.h"

#define PROXY "https://proxy.golang.org,direct"
#define REACH_MS 60000

struct setup {
	struct cli_args *args;
	struct arena *a;
	struct look look;
	struct prompt prompt;
	struct prompt_options options;
	const char *dir;	/* that is looked at */
	const char *private;	/* the same where it is an empty one of ours */
	/* What --set gave, by whom it is for. */
	struct choice *install, *first;
	size_t ninstall, nfirst;
	const char *proxy;	/* for GOPROXY; NULL: as it is */
	bool no_first;
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

static void give(struct setup *s, struct choice **list, size_t *n,
		 const char *name, const char *value)
{
	struct choice *c = ARENA_PUSH(s->a, *list, *n);

	c->name = name;
	c->value = value;
}

static int take_set(struct setup *s, const char *set, struct error *err)
{
	static const char *const install[] = {
		"version", "file", "sha256", "prefix", "mirror", "network",
		"path", NULL
	};
	static const char *const first[] = { "dir", "module", NULL };
	const char *is = strchr(set, '='), *name, *value;

	if (!is || is == set)
		return error_set(err, "%s", SAY(s->a, N_(
			"--set wants NAME=VALUE, not \"{0}\"."), set));
	name = arena_strndup(s->a, set, (size_t)(is - set));
	value = as_path(s, name, is + 1);
	if (!strcmp(set, "network=yes"))
		s->options.network_given = true;
	if (is_one_of(name, install))
		give(s, &s->install, &s->ninstall, name, value);
	else if (is_one_of(name, first))
		give(s, &s->first, &s->nfirst, name, value);
	else if (!strcmp(name, "proxy"))
		s->proxy = value;
	else if (!strcmp(name, "hello") && !strcmp(value, "no"))
		s->no_first = true;
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
	s->private = tmptree_make(s->a, "gomend-setup", err);
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

	/* What was typed ahead is still to be read. */
	strbuf_init(&s->prompt.in);
	prompt_release(&s->prompt);
	look_close(&s->look);
	if (open_look(s, err)) {
		strbuf_release(&in);
		return -1;
	}
	prompt_init(&s->prompt, &s->look, s->a);
	s->prompt.in = in;
	return 0;
}

/* ---- what is there ---- */

static const char *source_of(const struct go_binary *g)
{
	const char *at = g->goroot ? g->goroot : g->resolved ? g->resolved
							     : g->path;

	if (g->script && !gosource_is_managed(gosource_of(at)))
		return _("a script that starts another go");
	return _(gosource_words(gosource_of(at)));
}

static const char *version_of(const struct setup *s,
			      const struct go_binary *g)
{
	const char *v = env_version_of(s->a, g);

	return v ? v : _("of unknown release");
}

/* The places whose first go it is. */
static const char *answers_in(const struct setup *s, const char *path)
{
	const struct snapshot *snap = s->look.view->snap;
	const char *list = "";
	size_t i;

	for (i = 0; i < snap->nplaces; i++) {
		const struct go_binary *g = env_go(&snap->places[i]);

		if (g && cstr_eq(g->path, path))
			list = arena_printf(s->a, "%s%s%s", list,
				*list ? ", " : "",
				words_place(snap->places[i].name));
	}
	return list;
}

static bool was_told(const char **told, size_t n, const char *what)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(told[i], what))
			return true;
	return false;
}

static void tell_gos(const struct setup *s, struct prose *p, size_t *told_n,
		     const char ***told)
{
	const struct snapshot *snap = s->look.view->snap;
	size_t i, k;

	for (i = 0; i < snap->nplaces; i++)
		for (k = 0; k < snap->places[i].ngos; k++) {
			const struct go_binary *g = &snap->places[i].gos[k];
			const char *in = answers_in(s, g->path);

			if (was_told(*told, *told_n, g->path))
				continue;
			*ARENA_PUSH(s->a, *told, *told_n) = g->path;
			prose_para(p, 2, 2, ROLE_PLAIN, *in
				? SAY(s->a, N_("{0} in {1}, {2}; it answers "
					       "in: {3}"), version_of(s, g),
				      g->path, source_of(g), in)
				: SAY(s->a, N_("{0} in {1}, {2}; another one "
					       "comes before it"),
				      version_of(s, g), g->path,
				      source_of(g)));
		}
}

static void tell_installs(const struct setup *s, struct prose *p,
			  size_t *told_n, const char ***told)
{
	const struct snapshot *snap = s->look.view->snap;
	size_t i, k;

	for (i = 0; i < snap->nplaces; i++)
		for (k = 0; k < snap->places[i].ninstalls; k++) {
			const struct go_install *in =
				&snap->places[i].installs[k];

			if (was_told(*told, *told_n, path_join(s->a,
					in->goroot, "bin/go")) ||
			    was_told(*told, *told_n, in->goroot))
				continue;
			*ARENA_PUSH(s->a, *told, *told_n) = in->goroot;
			prose_para(p, 2, 2, ROLE_PLAIN, SAY(s->a, N_(
				"{0} in {1}, {2}; no PATH leads to it"),
				in->version, in->goroot,
				_(gosource_words(gosource_of(in->goroot)))));
		}
}

static void tell_what_is_there(const struct setup *s)
{
	const char **told = NULL;
	struct prose p;
	size_t n = 0;

	heading(s, _("What is here"));
	begin(s, &p);
	tell_gos(s, &p, &n, &told);
	tell_installs(s, &p, &n, &told);
	if (!n)
		prose_para(&p, 2, 2, ROLE_PLAIN,
			   _("No Go: none on PATH of any shell, and none where "
			     "it usually lies."));
	(void)output_prose(&p);
}

/* ---- the module proxy ---- */

struct reaching {
	struct setup *s;
	bool over;
	int status;
	const char *why;
};

static void on_reached(void *payload, const struct proc_result *r)
{
	struct reaching *x = payload;
	struct str err = r->err, line = STR_NONE;

	(void)str_line(&err, &line);
	x->over = true;
	x->status = r->exit_code;
	x->why = arena_strndup(x->s->a, line.p ? line.p : "", line.len);
	look_done(x->s->prompt.look);
}

extern char **environ;

/* 1: it answers; 0: it does not, *why; -1: that could not be tried. */
static int reach(struct setup *s, const char *url, const char **why)
{
	const char *const argv[] = {
		libexec_find(s->a, "gomend-fetch"), "reach", url, NULL
	};
	struct reaching x = { .s = s };
	const struct proc_spec spec = {
		.argv = argv,
		.env = (const char *const *)environ,
		.cwd = "/",
		.deadline_ms = REACH_MS,
		.on_exit = on_reached,
		.payload = &x,
	};
	struct error err = ERROR_INIT;
	struct proc *proc = proc_start(s->look.loop, &spec, &err);

	if (!proc) {
		*why = arena_strdup(s->a, err.message);
		error_release(&err);
		return -1;
	}
	while (!x.over)
		if (look_wait(&s->look, &err) && !x.over) {
			proc_abandon(proc);
			s->prompt.interrupted = true;
			error_release(&err);
			return -1;
		}
	*why = x.why;
	return !x.status;
}

/* The first of the list, where it is a URL and nothing that the go env file
 * could not change. */
static const char *first_proxy(const struct setup *s)
{
	const struct place *p = snapshot_place(s->look.view->snap, "shell");
	const struct setting *set = p ? place_setting(p, "GOPROXY") : NULL;
	const char *list = set && !cstr_empty(set->value) ? set->value : PROXY;

	if ((set && set->layer == LAYER_PROCESS) ||
	    !cstr_starts(list, "http"))
		return NULL;
	return arena_strndup(s->a, list, strcspn(list, ",|"));
}

static void ask_proxy(struct setup *s)
{
	static const char *const others[] = {
		"https://goproxy.cn,direct", "https://goproxy.io,direct",
	};
	const char *url = first_proxy(s), *why = "", *word;
	struct prose p;
	size_t i;

	if (s->proxy || s->options.yes || !s->prompt.can_ask || !url)
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
	for (i = 0; i < ARRAY_SIZE(others); i++)
		prose_para(&p, 2, 2, ROLE_PLAIN, arena_printf(s->a, "%zu %s",
			   i + 1, others[i]));
	prose_para(&p, 2, 2, ROLE_DIM, _("What they hand out is checked "
		   "against the checksum database as before."));
	(void)output_prose(&p);
	word = prompt_line(&s->prompt, _("Which one? A number, a URL, or "
					 "Enter for none: "));
	if (cstr_empty(word))
		return;
	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (!strcmp(word, arena_printf(s->a, "%zu", i + 1)))
			word = others[i];
	s->proxy = word;
}

/* ---- Go ---- */

static const struct finding *finding_of(const struct setup *s, const char *id,
					const char *fix)
{
	const struct session_view *v = s->look.view;
	size_t i, k;

	for (i = 0; i < v->nfindings; i++)
		for (k = 0; cstr_eq(v->findings[i].id, id) &&
			    k < v->findings[i].nfixes; k++)
			if (cstr_eq(v->findings[i].fixes[k], fix))
				return &v->findings[i];
	return NULL;
}

static void want(struct setup *s, struct fixrun_spec *spec, const char *fix,
		 const struct finding *f)
{
	struct fixrun_want *w = ARENA_PUSH(s->a, spec->wants, spec->nwants);

	w->fix = fix;
	w->finding = f ? arena_strdup(s->a, f->fingerprint) : NULL;
}

static void want_go(struct setup *s, struct fixrun_spec *spec)
{
	static const char *const ids[] = {
		"go-missing", "go-too-old", "goroot-broken",
	};
	const struct finding *f = NULL;
	size_t i;

	if (!s->ninstall) {
		f = finding_of(s, "go-missing", "add-go-to-path");
		if (f) {
			want(s, spec, "add-go-to-path", f);
			return;
		}
	}
	for (i = 0; i < ARRAY_SIZE(ids) && !f; i++)
		f = finding_of(s, ids[i], "install-go");
	if (!f && !s->ninstall)
		return;
	want(s, spec, "install-go", f);
	spec->given = s->install;
	spec->ngiven = s->ninstall;
}

static void want_proxy(struct setup *s, struct fixrun_spec *spec)
{
	static const char *const pairs[][2] = {
		{ "name", "GOPROXY" }, { "layer", "goenv" },
	};
	struct choice *given = NULL;
	size_t n = 0, i;

	if (!s->proxy)
		return;
	want(s, spec, "set-env", NULL);
	for (i = 0; i < spec->ngiven; i++)
		give(s, &given, &n, spec->given[i].name, spec->given[i].value);
	for (i = 0; i < ARRAY_SIZE(pairs); i++)
		give(s, &given, &n, pairs[i][0], pairs[i][1]);
	give(s, &given, &n, "value", s->proxy);
	spec->given = given;
	spec->ngiven = n;
}

static int install(struct setup *s)
{
	struct fixrun_spec spec = { 0 };

	want_go(s, &spec);
	heading(s, _("Go"));
	if (!spec.nwants)
		say(s, ROLE_OK, _("There is a go in every shell, and none of "
				  "them is too old: nothing to install. "
				  "--set version=newest installs another."));
	want_proxy(s, &spec);
	if (!spec.nwants)
		return EXIT_OK;
	return prompt_fix(&s->prompt, &spec, &s->options);
}

/* ---- the proof ---- */

/* Whoever started gomend will type the line; until then it is so for us. */
static bool take_path(struct setup *s)
{
	const struct snapshot *snap = s->look.view->snap;
	const struct place *shell = snapshot_place(snap, "shell");
	const struct place *with = NULL;
	const char *path = getenv("PATH");
	size_t i;

	for (i = 0; i < snap->nplaces && !with; i++)
		if (snap->places[i].kind != PLACE_SHELL &&
		    env_known(&snap->places[i]) && env_go(&snap->places[i]))
			with = &snap->places[i];
	if (!with || !shell ||
	    (env_go(shell) && cstr_eq(env_go(shell)->resolved,
				      env_go(with)->resolved)))
		return false;
	return !setenv("PATH", arena_printf(s->a, "%s%s%s",
		path_dir(s->a, env_go(with)->path), cstr_empty(path) ? "" : ":",
		path ? path : ""), 1);
}

static const char *proof_of(const struct setup *s, const struct place *p)
{
	const struct go_binary *g = env_go(p);

	if (!env_known(p))
		return SAY(s->a, N_("it did not say: {0}"),
			   place_error(s->a, p));
	if (g && p->confirmed)
		return SAY(s->a, N_("{0} answers, from {1}"),
			   version_of(s, g), g->path);
	if (g)
		return SAY(s->a, N_("{0} is what it finds"), g->path);
	if (p->kind == PLACE_NONINTERACTIVE)
		return _("no go: a script reads no start-up file, and gets "
			 "PATH from whoever starts it");
	return _("no go");
}

static void prove(const struct setup *s)
{
	const struct snapshot *snap = s->look.view->snap;
	struct prose p;
	size_t i;

	heading(s, _("Fresh shells, asked just now"));
	begin(s, &p);
	for (i = 0; i < snap->nplaces; i++) {
		const struct place *at = &snap->places[i];

		if (at->kind != PLACE_SHELL)
			prose_para(&p, 2, 2, env_go(at) ? ROLE_OK : ROLE_DIM,
				   SAY(s->a, N_("{0}: {1}"),
				       words_place(at->name),
				       proof_of(s, at)));
	}
	(void)output_prose(&p);
}

/* ---- the first program ---- */

static int first_program(struct setup *s)
{
	const struct place *shell;
	struct fixrun_spec spec = { 0 };

	shell = snapshot_place(s->look.view->snap, "shell");
	if (s->no_first || !shell || !env_go(shell))
		return EXIT_OK;
	/* Who has a project needs none. */
	if (!s->nfirst && env_has_modules(s->look.view->snap))
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
	want(s, &spec, "first-module", NULL);
	spec.given = s->first;
	spec.ngiven = s->nfirst;
	return prompt_fix(&s->prompt, &spec, &s->options);
}

static void what_now(const struct setup *s)
{
	struct prose p;

	heading(s, _("What can be done now"));
	begin(s, &p);
	prose_para(&p, 2, 2, ROLE_PLAIN, _("\"go run .\" in the folder of a "
		   "program builds and runs it; \"go mod init NAME\" begins "
		   "another one; \"go doc fmt\" shows what a package can "
		   "do."));
	prose_para(&p, 2, 2, ROLE_PLAIN, _("\"gomend history\" lists what was "
		   "done here, \"gomend undo\" takes back the last of it."));
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
	if (open_look(&s, &err)) {
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
