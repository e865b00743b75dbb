#include "config.h"

#include "facts/place.h"

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

const char *const place_kind_names[] = {
	"shell", "login", "interactive", "noninteractive", "recorded", "image",
	"job", NULL
};
const char *const place_state_names[] = {
	"asking", "ready", "stale", "failed", "timeout", NULL
};
const char *const layer_names[] = {
	"default", "goroot", "goenv", "process", "image", "workflow",
	"recorded", NULL
};
const char *const toolchain_how_names[] = {
	"local", "modcache", "path", "download", "refused", "ignored", "none",
	"unknown", NULL
};

static const struct codec_field setting_source_fields[] = {
	CF_ENUM(setting_source, layer, layer_names),
	CF_STR(setting_source, value), CF_STR(setting_source, file),
	CF_INT(setting_source, line),
	CF_ENUM(setting_source, how, origin_names),
};
static CODEC_DEFINE(setting_source);

static const struct codec_field setting_fields[] = {
	CF_STR(setting, name), CF_STR(setting, value),
	CF_ENUM(setting, layer, layer_names),
	CF_ENUM(setting, known, known_names), CF_STR(setting, file),
	CF_INT(setting, line), CF_ENUM(setting, how, origin_names),
	CF_STR(setting, as), CF_LIST(setting, hidden, &setting_source_codec),
	CF_OBJ(setting, note, &msg_codec),
};
CODEC_DEFINE(setting);

static const struct codec_field goenv_name_fields[] = {
	CF_STR(goenv_name, name), CF_STR(goenv_name, value),
	CF_INT(goenv_name, line),
};
static CODEC_DEFINE(goenv_name);

static const struct codec_field path_entry_fields[] = {
	CF_STR(path_entry, dir), CF_BOOL(path_entry, missing),
	CF_BOOL(path_entry, relative), CF_BOOL(path_entry, in_repo),
	CF_BOOL(path_entry, world_writable), CF_BOOL(path_entry, skipped),
	CF_INT(path_entry, same_as), CF_ENUM(path_entry, how, origin_names),
	CF_STR(path_entry, file), CF_INT(path_entry, line),
	CF_STR(path_entry, as),
};
static CODEC_DEFINE(path_entry);

static const struct codec_field go_binary_fields[] = {
	CF_STR(go_binary, path), CF_STR(go_binary, resolved),
	CF_STRS(go_binary, links), CF_STR(go_binary, goroot),
	CF_STR(go_binary, version), CF_STR(go_binary, binary_version),
	CF_BOOL(go_binary, not_runnable), CF_STR(go_binary, alien),
	CF_BOOL(go_binary, script), CF_BOOL(go_binary, trimmed),
	CF_STR(go_binary, shim), CF_STR(go_binary, starts),
	CF_STR(go_binary, starts_version), CF_STR(go_binary, shim_text),
	CF_INT(go_binary, shim_line),
	CF_BOOL(go_binary, skipped),
	CF_STR(go_binary, why),
};
CODEC_DEFINE(go_binary);

const char *const word_kind_names[] = {
	"unknown", "alias", "function", "keyword", "builtin", "file", "none",
	NULL
};

static const struct codec_field lookup_hit_fields[] = {
	CF_STR(lookup_hit, path), CF_STR(lookup_hit, resolved),
	CF_STRS(lookup_hit, links), CF_BOOL(lookup_hit, not_runnable),
	CF_BOOL(lookup_hit, script), CF_BOOL(lookup_hit, skipped),
	CF_STR(lookup_hit, package), CF_STR(lookup_hit, version),
	CF_STR(lookup_hit, go_version),
};
static CODEC_DEFINE(lookup_hit);

static const struct codec_field path_lookup_fields[] = {
	CF_STR(path_lookup, name),
	CF_LIST(path_lookup, hits, &lookup_hit_codec),
};
static CODEC_DEFINE(path_lookup);

static const struct codec_field shell_word_fields[] = {
	CF_ENUM(shell_word, kind, word_kind_names), CF_STR(shell_word, shell),
	CF_STR(shell_word, said),
};
CODEC_DEFINE(shell_word);

static const struct codec_field go_install_fields[] = {
	CF_STR(go_install, goroot), CF_STR(go_install, version),
};
static CODEC_DEFINE(go_install);

static const struct codec_field shadowed_program_fields[] = {
	CF_STR(shadowed_program, name), CF_STR(shadowed_program, path),
	CF_STR(shadowed_program, version), CF_STR(shadowed_program, hider),
	CF_STR(shadowed_program, hider_version),
	CF_BOOL(shadowed_program, same_file),
};
static CODEC_DEFINE(shadowed_program);

static const struct codec_field goroot_difference_fields[] = {
	CF_STR(goroot_difference, file), CF_STR(goroot_difference, text),
};
static CODEC_DEFINE(goroot_difference);

static const struct codec_field goroot_state_fields[] = {
	CF_STR(goroot_state, dir), CF_BOOL(goroot_state, set),
	CF_BOOL(goroot_state, missing), CF_BOOL(goroot_state, no_version),
	CF_BOOL(goroot_state, no_src), CF_BOOL(goroot_state, no_tool),
	CF_BOOL(goroot_state, no_go_env),
	CF_STR(goroot_state, version), CF_STR(goroot_state, binary_version),
	CF_BOOL(goroot_state, own), CF_BOOL(goroot_state, unseen),
	CF_STR(goroot_state, leftover), CF_STR(goroot_state, leftover_of),
	CF_STR(goroot_state, archive), CF_INT(goroot_state, ncompared),
	CF_INT(goroot_state, ndiffering),
	CF_LIST(goroot_state, differs, &goroot_difference_codec),
};
static CODEC_DEFINE(goroot_state);

static const struct codec_field place_module_fields[] = {
	CF_STR(place_module, dir),
	CF_ENUM(place_module, how, toolchain_how_names),
	CF_STR(place_module, version), CF_STR(place_module, path),
	CF_STR(place_module, wants), CF_STR(place_module, wants_file),
	CF_INT(place_module, wants_line),
	CF_STR(place_module, toolchain), CF_INT(place_module, toolchain_line),
	CF_STR(place_module, message),
	CF_BOOL(place_module, gowork_missing),
	CF_STRS(place_module, uncached), CF_INT(place_module, uncached_total),
	CF_LIST(place_module, settings, &setting_codec),
};
CODEC_DEFINE(place_module);

static const struct codec_field shell_start_fields[] = {
	CF_STR(shell_start, program), CF_BOOL(shell_start, login),
	CF_I64(shell_start, since), CF_STRS(shell_start, newer),
};
static CODEC_DEFINE(shell_start);

static const struct codec_field place_job_fields[] = {
	CF_STR(place_job, file), CF_INT(place_job, line),
	CF_STR(place_job, id), CF_STR(place_job, leg),
	CF_STR(place_job, step), CF_STR(place_job, runner),
	CF_STR(place_job, image), CF_STR(place_job, dir),
	CF_STR(place_job, user), CF_STR(place_job, libc),
	CF_BOOL(place_job, gitlab),
	CF_STR(place_job, release), CF_STR(place_job, go_file),
	CF_INT(place_job, go_line), CF_OBJ(place_job, go, &msg_codec),
};
static CODEC_DEFINE(place_job);

static const struct codec_field place_fields[] = {
	CF_STR(place, name), CF_ENUM(place, kind, place_kind_names),
	CF_ENUM(place, state, place_state_names), CF_STR(place, error),
	CF_OBJ(place, problem, &msg_codec),
	CF_STR(place, shell), CF_STR(place, cwd), CF_STR(place, real_dir),
	CF_STR(place, spelled_dir), CF_STRS(place, env),
	CF_STR(place, go_word), CF_ENUM(place, tracing, tracing_names),
	CF_LIST(place, assigns, &assign_codec), CF_STRS(place, rc_files),
	CF_PTR(place, start, &shell_start_codec),
	CF_LIST(place, path, &path_entry_codec),
	CF_LIST(place, gos, &go_binary_codec),
	CF_LIST(place, installs, &go_install_codec),
	CF_OBJ(place, goroot, &goroot_state_codec),
	CF_LIST(place, shadowed, &shadowed_program_codec),
	CF_BOOL(place, gobin_on_path), CF_STR(place, gobin),
	CF_BOOL(place, gobin_has_programs),
	CF_BOOL(place, gobin_not_writable), CF_BOOL(place, gobin_is_file),
	CF_BOOL(place, gopath_not_writable), CF_STRS(place, gopath_real),
	CF_STR(place, goenv_file),
	CF_STR(place, goenv_problem), CF_INT(place, goenv_junk_line),
	CF_LIST(place, goenv_others, &goenv_name_codec),
	CF_LIST(place, settings, &setting_codec), CF_STR(place, broken),
	CF_LIST(place, modules, &place_module_codec),
	CF_BOOL(place, confirmed), CF_STR(place, disagreement),
	CF_LIST(place, origins, &variable_origin_codec),
	CF_PTR(place, machine, &machine_codec),
	CF_STR(place, compiler),
	CF_LIST(place, tools, &path_lookup_codec),
	CF_LIST(place, programs, &path_lookup_codec),
	CF_PTR(place, lookup, &path_lookup_codec),
	CF_PTR(place, word, &shell_word_codec),
	CF_PTR(place, recording, &recording_codec),
	CF_PTR(place, job, &place_job_codec),
};
CODEC_DEFINE(place);

bool place_is_here(const struct place *p)
{
	return p->kind < PLACE_RECORDED;
}

bool place_is_mute(const struct place *p)
{
	return place_is_here(p) && p->kind != PLACE_SHELL &&
	       (p->state == PLACE_FAILED || p->state == PLACE_TIMEOUT);
}

static const struct setting *find(const struct setting *s, size_t n,
				  const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(s[i].name, name))
			return &s[i];
	return NULL;
}

const struct setting *place_setting(const struct place *p, const char *name)
{
	return find(p->settings, p->nsettings, name);
}

bool place_is_hollow(const struct place *p, const struct setting *s)
{
	return !p->ngos && (!s || (s->layer == LAYER_DEFAULT &&
				   !cstr_empty(s->value)));
}

const struct place_module *place_module_of(const struct place *p,
					   const char *dir)
{
	size_t lo = 0, hi = p->nmodules, i;

	/* Asked for each setting of each module: not from end to end. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = path_compare(p->modules[mid].dir, dir);

		if (!order)
			return &p->modules[mid];
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	/* One that is not in the order of the modules. */
	for (i = 0; i < p->nmodules; i++)
		if (cstr_eq(p->modules[i].dir, dir))
			return &p->modules[i];
	return NULL;
}

const struct setting *place_setting_in(const struct place *p, const char *dir,
				       const char *name)
{
	const struct place_module *pm = place_module_of(p, dir);
	const struct setting *s = NULL;

	if (pm)
		s = find(pm->settings, pm->nsettings, name);
	return s ? s : place_setting(p, name);
}

const char *place_value(const struct place *p, const char *name)
{
	const struct setting *s = place_setting(p, name);

	return s && s->value ? s->value : "";
}

const char *place_value_in(const struct place *p, const char *dir,
			   const char *name)
{
	const struct setting *s = place_setting_in(p, dir, name);

	return s && s->value ? s->value : "";
}

const char *place_error(struct arena *a, const struct place *p)
{
	if (msg_is_set(&p->problem))
		return msg_text(a, &p->problem);
	return p->error ? msg_told(a, p->error) : "";
}

const struct variable_origin *place_variable(const struct place *p,
					     const char *name)
{
	size_t i;

	for (i = 0; i < p->norigins; i++)
		if (cstr_eq(p->origins[i].name, name))
			return &p->origins[i];
	return NULL;
}

const char *place_getenv(const struct place *p, const char *name)
{
	size_t i, n = strlen(name);

	for (i = 0; i < p->nenv; i++)
		if (!strncmp(p->env[i], name, n) && p->env[i][n] == '=')
			return p->env[i] + n + 1;
	return NULL;
}

static const char *moved(struct arena *a, const char *from, const char *to,
			 const char *path)
{
	if (!from || !to || !path || !path_under(from, path))
		return path;
	return path_join(a, to, path_rel(a, from, path));
}

const char *place_spelled(struct arena *a, const struct place *p,
			  const char *path)
{
	return moved(a, p->real_dir, p->spelled_dir, path);
}

const char *place_real(struct arena *a, const struct place *p,
		       const char *path)
{
	return moved(a, p->spelled_dir, p->real_dir, path);
}

void place_tool_names(const char ***names, size_t *n)
{
	static const char *list[] = {
		"dlv", "gofmt", "golangci-lint", "gopls", "staticcheck",
	};

	*names = list;
	*n = ARRAY_SIZE(list);
}
