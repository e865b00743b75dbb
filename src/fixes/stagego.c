#include "config.h"

#include "fixes/stagego.h"

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
