/* first-module: a first program, built and run before it is put in place. */
#include "config.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/env.h"
#include "fixes/fix.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"

#define GREETING "Hello, Go!"

static const char main_go[] =
	"package main\n"
	"\n"
	"import \"fmt\"\n"
	"\n"
	"func main() {\n"
	"\tfmt.Println(\"" GREETING "\")\n"
	"}\n";

static bool serves(struct fix_run *run)
{
	return !run->finding;
}

/* The line that go mod init writes, without the patch: any 1.N will do. */
static const char *go_mod(struct fix_run *run)
{
	const char *v = env_version(run->arena, run->place);

	return arena_printf(run->arena, "module %s\n\ngo %s\n",
			    fix_value(run, "module"),
			    gover_lang(run->arena,
				       gover_of_toolchain(str_from(v))));
}

static bool is_empty_folder(struct fix_run *run, const char *path)
{
	const char **names = NULL;
	size_t n = 0;

	return !run->host->list(run->host, run->arena, path, &names, &n,
				NULL) && !n;
}

static struct msg why_not(struct fix_run *run, const char *dir)
{
	struct arena *a = run->arena;
	struct plan_state s;

	if (run->host->look(run->host, a, dir, &s))
		return MSG(a, N_("{0} cannot be looked at."), dir);
	if (s.type == PLAN_FOLDER && !is_empty_folder(run, dir))
		return MSG(a, N_("{0} holds something already. Choose a new "
				 "folder."), dir);
	if (s.type != PLAN_ABSENT && s.type != PLAN_FOLDER)
		return MSG(a, N_("{0} is no folder."), dir);
	if (!run->host->can_write(run->host, dir))
		return MSG(a, N_("The folder {0} cannot be written to."), dir);
	return (struct msg){ 0 };
}

/* The first of ~/hello, ~/hello2, … that is not there. */
static const char *free_folder(struct fix_run *run)
{
	const char *home = run->place ? place_getenv(run->place, "HOME")
				      : NULL;
	const char *dir = path_join(run->arena, home ? home : "/tmp", "hello");
	const char *next = dir;
	int i;

	for (i = 2; i < 100; i++) {
		struct msg why = why_not(run, next);

		if (!msg_is_set(&why))
			break;
		next = arena_printf(run->arena, "%s%d", dir, i);
	}
	return next;
}

static const char *staged_dir(struct fix_run *run)
{
	return arena_printf(run->arena, "{stage}/%s",
			    path_base(fix_value(run, "dir")));
}

static void choices(struct fix_run *run)
{
	struct arena *a = run->arena;
	struct error err = ERROR_INIT;
	const char *go, *dir;
	struct choice *c;

	go = run->place ? env_version(a, run->place) : NULL;
	if (!go) {
		run->offer.refused = MSG(a, N_("There is no go here that could "
					       "build it."));
		return;
	}
	c = fix_choice(run, "dir", CHOICE_PATH, MSG(a, N_("Folder")),
		       MSG(a, N_("A new one; it may lie anywhere, GOPATH does "
				 "not matter.")), free_folder(run));
	dir = c->value = path_clean(a, cstr_empty(c->value) ? "/" : c->value);
	c->bad = why_not(run, dir);
	c = fix_choice(run, "module", CHOICE_TEXT, MSG(a, N_("Module path")),
		       MSG(a, N_("A plain name does for a first program; what "
				 "others shall import is named after where it "
				 "lies, as github.com/you/hello.")), "hello");
	if (modpath_check_new(str_from(c->value), &err))
		c->bad = MSG(a, N_("go takes no such module path: {0}"),
			     err.message ? err.message : "");
	error_release(&err);
	run->offer.title = MSG(a, N_("write a first program into {0}"), dir);
	run->offer.about = MSG(a, N_(
		"Two files, go.mod and main.go, are written in a stage, built "
		"by {0} and run there, without the network; what runs is the "
		"program below and nothing else. Only then the folder is "
		"made."), go);
	run->offer.myth = MSG(a, N_(
		"\"A project has to lie in GOPATH/src\": false. Since modules "
		"it may lie in any folder; go.mod says what it is called."));
	run->offer.stage_near = dir;
}

static int needs(struct fix_run *run, struct error *err)
{
	const char *dir = staged_dir(run);
	struct arena *a = run->arena;
	struct plan_command *c;

	(void)err;
	(void)fix_command(run, "write", "/", MSG(a, N_(
			"write go.mod and main.go in the stage")), "sh", "-c",
			"mkdir \"$1\" && printf %s \"$2\" >\"$1/go.mod\" && "
			"printf %s \"$3\" >\"$1/main.go\"", "sh", dir,
			go_mod(run), main_go, NULL);
	c = fix_command(run, "build", dir, MSG(a, N_("build it")), "go",
			"build", "-o", "{stage}/program", ".", NULL);
	c->executes = fix_executes(run, c);
	c->may_fail = true;
	*ARENA_PUSH(a, c->env, c->nenv) = "GOWORK=off";
	c = fix_command(run, "run", dir, MSG(a, N_("run it")),
			"{stage}/program", NULL);
	c->executes = MSG(a, N_("the program that was just built"));
	c->may_fail = true;
	c->deadline_s = 30;
	return 0;
}

static int failed(const struct fix_ran *r, const char *what,
		  struct error *err)
{
	struct str rest = str_from(r && *r->err ? r->err : ""), line;

	if (!str_line(&rest, &line))
		line = STR_LIT("");
	return error_set(err, "it could not be %s: %.*s", what,
			 STR_FMT(str_trim(line)));
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const struct fix_ran *built = fix_ran(run, "build");
	const struct fix_ran *ran = fix_ran(run, "run");
	const char *dir = fix_value(run, "dir");
	struct arena *a = run->arena;

	if (!built || built->exit_code)
		return failed(built, "built", err);
	if (!ran || ran->exit_code ||
	    !str_is(str_trim(str_from(ran->out)), GREETING))
		return failed(ran, "run", err);
	p->title = MSG(a, N_("write a first program into {0}; built and run, "
			     "it said: {1}"), dir, GREETING);
	if (fix_folders(run, p, dir, err) ||
	    fix_write(run, p, path_join(a, dir, "go.mod"), go_mod(run), 0,
		      err) ||
	    fix_write(run, p, path_join(a, dir, "main.go"), main_go, 0, err))
		return -1;
	p->shell_line = arena_printf(a, "cd %s && go run .",
				     shell_quote(a, dir));
	return 0;
}

const struct fix fix_first_module = {
	.id = "first-module",
	.title = N_("write, build and run a first program"),
	.about = N_("A module of two files in a new folder, built by the go of "
		    "this shell and run in a stage first, without the "
		    "network."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
