#include "config.h"

#include "facts/buildscript.h"

#include <string.h>

#include "base/str.h"

static const char *const script_kind_names[] = {
	"makefile", "shell", "page", NULL
};

static const struct codec_field script_command_fields[] = {
	CF_STR(script_command, target), CF_STR(script_command, file),
	CF_INT(script_command, line), CF_STR(script_command, text),
	CF_STR(script_command, expression), CF_STR(script_command, dir),
	CF_STR(script_command, calls), CF_STRS(script_command, vars), CF_STRS(script_command, env),
	CF_BOOL(script_command, maybe),
};
static CODEC_DEFINE(script_command);

static const struct codec_field script_target_fields[] = {
	CF_STR(script_target, name), CF_STR(script_target, file),
	CF_INT(script_target, line), CF_STRS(script_target, needs),
	CF_BOOL(script_target, open),
};
static CODEC_DEFINE(script_target);

static const struct codec_field build_script_fields[] = {
	CF_ENUM(build_script, kind, script_kind_names),
	CF_STR(build_script, path),
	CF_STR(build_script, goal), CF_BOOL(build_script, open),
	CF_LIST(build_script, targets, &script_target_codec),
	CF_LIST(build_script, commands, &script_command_codec),
	CF_BOOL(build_script, cut), CF_BOOL(build_script, own_go),
};
CODEC_DEFINE(build_script);

static void exported(struct arena *a, const struct script_command *c,
		     struct ci_step *out)
{
	size_t i;

	for (i = 0; i < c->nenv; i++) {
		struct ci_var *v = ARENA_PUSH(a, out->env, out->nenv);
		size_t eq = str_find(str_from(c->env[i]), '=');

		v->name = arena_strndup(a, c->env[i], eq);
		v->file = c->file;
		v->line = c->line;
		if (c->env[i][eq])
			v->value = v->text = c->env[i] + eq + 1;
		else
			v->expression = "";
	}
}

void script_command_step(struct arena *a, const struct script_command *c,
			 struct ci_step *out)
{
	memset(out, 0, sizeof(*out));
	out->file = c->file;
	out->line = out->run_line = c->line;
	out->run = c->text;
	out->shell = "sh";
	out->bent = true;
	exported(a, c, out);
}
