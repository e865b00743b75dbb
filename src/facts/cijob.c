#include "config.h"

#include "facts/cijob.h"

#include <string.h>

#include "base/str.h"

static const struct codec_field ci_var_fields[] = {
	CF_STR(ci_var, name), CF_STR(ci_var, value),
	CF_STR(ci_var, expression), CF_STR(ci_var, text),
	CF_STR(ci_var, file),
	CF_INT(ci_var, line), CF_STR(ci_var, supplied),
	CF_BOOL(ci_var, bent),
};
static CODEC_DEFINE(ci_var);

static const struct codec_field ci_step_fields[] = {
	CF_STR(ci_step, id), CF_STR(ci_step, name), CF_STR(ci_step, uses),
	CF_INT(ci_step, major), CF_STR(ci_step, shell), CF_STR(ci_step, dir),
	CF_STR(ci_step, run), CF_STR(ci_step, file), CF_INT(ci_step, line),
	CF_INT(ci_step, uses_line),
	CF_INT(ci_step, run_line), CF_BOOL(ci_step, followed), CF_BOOL(ci_step, inner),
	CF_BOOL(ci_step, called), CF_BOOL(ci_step, open), CF_BOOL(ci_step, lost),
	CF_BOOL(ci_step, bent), CF_BOOL(ci_step, own_go),
	CF_BOOL(ci_step, after),
	CF_BOOL(ci_step, maybe),
	CF_LIST(ci_step, env, &ci_var_codec),
	CF_LIST(ci_step, with, &ci_var_codec),
};
static CODEC_DEFINE(ci_step);

static const struct codec_field ci_cache_fields[] = {
	CF_STR(ci_cache, file), CF_INT(ci_cache, line),
	CF_OBJ(ci_cache, key, &ci_var_codec),
	CF_LIST(ci_cache, files, &ci_var_codec),
	CF_LIST(ci_cache, paths, &ci_var_codec),
};
static CODEC_DEFINE(ci_cache);

static const struct codec_field ci_job_fields[] = {
	CF_STR(ci_job, id), CF_STR(ci_job, leg), CF_STR(ci_job, file),
	CF_INT(ci_job, line), CF_BOOL(ci_job, gitlab), CF_BOOL(ci_job, open),
	CF_BOOL(ci_job, runs_go), CF_BOOL(ci_job, on_tags),
	CF_OBJ(ci_job, runner, &ci_var_codec),
	CF_OBJ(ci_job, image, &ci_var_codec), CF_BOOL(ci_job, other_user),
	CF_STR(ci_job, calls),
	CF_STR(ci_job, elsewhere),
	CF_LIST(ci_job, env, &ci_var_codec),
	CF_LIST(ci_job, steps, &ci_step_codec),
	CF_LIST(ci_job, caches, &ci_cache_codec),
};
CODEC_DEFINE(ci_job);

const struct ci_var *ci_var_find(const struct ci_var *vars, size_t n,
				 const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(vars[i].name, name))
			return &vars[i];
	return NULL;
}

bool ci_step_uses(const struct ci_step *s, const char *action)
{
	size_t n = strlen(action);

	return s->uses && !strncmp(s->uses, action, n) &&
	       (!s->uses[n] || s->uses[n] == '@');
}

bool ci_step_is_checkout(const struct ci_step *s)
{
	return ci_step_uses(s, "actions/checkout") &&
	       !ci_var_find(s->with, s->nwith, "repository") &&
	       !ci_var_find(s->with, s->nwith, "path");
}

bool ci_shell_is_posix(const char *shell, const char *os)
{
	if (!shell)
		return !cstr_eq(os, "windows");
	return cstr_starts(shell, "bash") || cstr_starts(shell, "sh") ||
	       cstr_starts(shell, "/bin/");
}
