#include "config.h"

#include "fixes/stagego.h"

#include "fixes/stagefiles.h"

void stagego_env(struct fix_run *run, struct plan_command *c)
{
	struct arena *a = run->arena;

	*ARENA_PUSH(a, c->env, c->nenv) = "GO111MODULE=on";
	*ARENA_PUSH(a, c->env, c->nenv) = "GOWORK=off";
	*ARENA_PUSH(a, c->env, c->nenv) = "GOFLAGS=";
	fix_may_fetch(run, c);
}

struct plan_command *stagego_tidy(struct fix_run *run, const char *id,
				  const char *dir, struct msg what)
{
	struct plan_command *c = fix_command(run, id, dir, what, "go", "mod",
			"tidy", "-e", "-modfile={stage}/go.mod",
			"-overlay={stage}/overlay.json", NULL);

	stagego_env(run, c);
	return c;
}

struct plan_command *stagego_build(struct fix_run *run, const char *id,
				   const char *dir, struct msg what)
{
	struct plan_command *c = fix_command(run, id, dir, what, "go", "build",
			"-mod=mod", "-modfile={stage}/go.mod",
			"-overlay={stage}/overlay.json", "-o", "/dev/null",
			"./...", NULL);

	stagego_env(run, c);
	c->executes = fix_executes(run, c);
	return c;
}

struct plan_command *stagego_query(struct fix_run *run, const char *id,
				   struct msg what, bool versions,
				   const char *format, const char *input)
{
	struct plan_command *c = fix_command(run, id, "/", what, "xargs", "-r",
					     "go", "list", "-m", "-e", NULL);

	if (versions)
		*ARENA_PUSH(run->arena, c->argv, c->nargv) = "-versions";
	*ARENA_PUSH(run->arena, c->argv, c->nargv) = "-f";
	*ARENA_PUSH(run->arena, c->argv, c->nargv) = format;
	c->input = input;
	c->late = true;
	stagego_env(run, c);
	return c;
}

void stagego_again(struct fix_run *run, const char *fork, const char *unless,
		   struct msg what, const char *draft, const char *tidy,
		   const char *dir)
{
	struct strbuf files = STRBUF_INIT;
	struct plan_command *c;

	if (draft)
		stagefiles_add(&files, "go.mod", str_from(draft));
	(void)stagefiles_fork(run, fork, unless, what, &files);
	c = stagego_tidy(run, tidy, dir, MSG(run->arena, N_(
			"and see anew what the imports need")));
	c->unless = fork;
}

bool stagego_line(struct fix_run *run, const char *id, const char *word,
		  struct str *rest)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str all = str_from(r ? r->out : NULL), first;

	while (str_line(&all, rest))
		if (str_cut(rest, ' ', &first) && str_is(first, word))
			return true;
	return false;
}
