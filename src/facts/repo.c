#include "config.h"

#include "facts/repo.h"

#include "facts/severity.h"

const char *const severity_names[] = {
	"none", "advice", "warning", "error", NULL
};
static const char *const repo_kind_names[] = {
	"plain", "normal", "worktree", "submodule", NULL
};
const char *const git_state_names[] = {
	"unknown", "tracked", "changed", "untracked", "ignored", "deleted",
	NULL
};
const char *const gosum_problem_names[] = {
	"marker", "malformed", "conflict", "bom", NULL
};
const char *const file_kind_names[] = {
	"github-workflow", "gitlab-ci", "dockerfile", "go-version",
	"tool-versions", "mise", "devcontainer", "other-ci", NULL
};

static const struct codec_field silence_fields[] = {
	CF_STR(silence, id), CF_STR(silence, glob), CF_STR(silence, reason),
	CF_INT(silence, line), CF_BOOL(silence, malformed),
};
static CODEC_DEFINE(silence);

static const struct codec_field repository_fields[] = {
	CF_STR(repository, root), CF_STR(repository, opened),
	CF_ENUM(repository, kind, repo_kind_names),
	CF_STR(repository, git_dir), CF_STR(repository, branch),
	CF_STR(repository, head), CF_INT(repository, nchanged),
	CF_INT(repository, nuntracked), CF_BOOL(repository, status_done),
	CF_STR(repository, problem), CF_STR(repository, problem_hint),
	CF_BOOL(repository, foreign_owner), CF_STR(repository, gomod_above),
	CF_STR(repository, gomod_above_path),
	CF_STR(repository, gowork_above), CF_INT(repository, nfiles),
	CF_INT(repository, ndirs), CF_STR(repository, cut),
	CF_STR(repository, gopath_cut),
	CF_LIST(repository, silences, &silence_codec),
};
CODEC_DEFINE(repository);

static const struct codec_field parse_problem_fields[] = {
	CF_INT(parse_problem, line), CF_INT(parse_problem, col),
	CF_STR(parse_problem, message), CF_STR(parse_problem, from),
	CF_STR(parse_problem, until),
};
CODEC_DEFINE(parse_problem);

static const struct codec_field require_fields[] = {
	CF_STR(require, path), CF_STR(require, version),
	CF_BOOL(require, indirect), CF_INT(require, line),
};
CODEC_DEFINE(require);

static const struct codec_field replace_fields[] = {
	CF_STR(replace, old_path), CF_STR(replace, old_version),
	CF_STR(replace, new_path), CF_STR(replace, new_version),
	CF_INT(replace, line), CF_STR(replace, dir),
	CF_BOOL(replace, absolute), CF_BOOL(replace, outside),
	CF_BOOL(replace, missing), CF_BOOL(replace, no_gomod),
	CF_BOOL(replace, unused),
};
CODEC_DEFINE(replace);

static const struct codec_field gosum_problem_fields[] = {
	CF_ENUM(gosum_problem, kind, gosum_problem_names),
	CF_INT(gosum_problem, line), CF_INT(gosum_problem, other_line),
	CF_STR(gosum_problem, text), CF_STR(gosum_problem, module),
	CF_STR(gosum_problem, version), CF_STR(gosum_problem, hash),
	CF_STR(gosum_problem, other_hash), CF_STR(gosum_problem, cached_hash),
};
static CODEC_DEFINE(gosum_problem);

static const struct codec_field gosum_fields[] = {
	CF_STR(gosum, file), CF_ENUM(gosum, git, git_state_names),
	CF_STR(gosum, ignore_rule), CF_INT(gosum, nlines),
	CF_LIST(gosum, problems, &gosum_problem_codec), CF_STR(gosum, cut),
};
CODEC_DEFINE(gosum);

static const struct codec_field vendor_module_fields[] = {
	CF_STR(vendor_module, path), CF_STR(vendor_module, version),
	CF_INT(vendor_module, line), CF_BOOL(vendor_module, is_explicit),
	CF_STR(vendor_module, go_version),
	CF_STR(vendor_module, replace_path),
	CF_STR(vendor_module, replace_version),
	CF_INT(vendor_module, npackages),
};
static CODEC_DEFINE(vendor_module);

static const struct codec_field ignored_file_fields[] = {
	CF_STR(ignored_file, path), CF_STR(ignored_file, rule_file),
	CF_INT(ignored_file, rule_line), CF_STR(ignored_file, rule),
};
static CODEC_DEFINE(ignored_file);

static const struct codec_field vendor_fields[] = {
	CF_STR(vendor, dir), CF_BOOL(vendor, has_modules_txt),
	CF_BOOL(vendor, is_workspace),
	CF_LIST(vendor, modules, &vendor_module_codec),
	CF_INT(vendor, npackages), CF_INT(vendor, nfiles),
	CF_BOOL(vendor, ignored_whole), CF_BOOL(vendor, files_done),
	CF_LIST(vendor, ignored, &ignored_file_codec),
	CF_INT(vendor, ignored_total), CF_STR(vendor, cut),
};
CODEC_DEFINE(vendor);

static const struct codec_field import_use_fields[] = {
	CF_STR(import_use, path), CF_STR(import_use, file),
	CF_INT(import_use, line), CF_BOOL(import_use, test),
	CF_BOOL(import_use, constrained), CF_STR(import_use, folder),
	CF_BOOL(import_use, other_case),
};
static CODEC_DEFINE(import_use);

static const struct codec_field case_clash_fields[] = {
	CF_STR(case_clash, one), CF_STR(case_clash, other),
	CF_BOOL(case_clash, folders),
};
static CODEC_DEFINE(case_clash);

static const struct codec_field built_program_fields[] = {
	CF_STR(built_program, path), CF_STR(built_program, package),
	CF_STR(built_program, go_version), CF_STR(built_program, revision),
	CF_BOOL(built_program, modified),
};
static CODEC_DEFINE(built_program);

static const struct codec_field main_package_fields[] = {
	CF_STR(main_package, dir), CF_STR(main_package, cgo),
	CF_STR(main_package, cgo_file), CF_INT(main_package, cgo_line),
	CF_BOOL(main_package, cgo_stub), CF_STRS(main_package, cgo_chain),
	CF_STR(main_package, libc), CF_STR(main_package, libc_file),
	CF_INT(main_package, libc_line),
};
static CODEC_DEFINE(main_package);

static const struct codec_field module_fields[] = {
	CF_STR(module, dir), CF_STR(module, gomod), CF_STR(module, path),
	CF_INT(module, path_line), CF_STR(module, go_version),
	CF_INT(module, go_line), CF_STR(module, toolchain),
	CF_INT(module, toolchain_line),
	CF_LIST(module, requires, &require_codec),
	CF_LIST(module, replaces, &replace_codec),
	CF_INT(module, nexcludes), CF_INT(module, nretracts),
	CF_INT(module, ntools), CF_LIST(module, problems, &parse_problem_codec),
	CF_BOOL(module, fixture), CF_BOOL(module, nested),
	CF_BOOL(module, unreadable), CF_STR(module, read_error),
	CF_ENUM(module, git, git_state_names), CF_STR(module, ignore_rule),
	CF_STR(module, first_gofile),
	CF_ENUM(module, gofile_git, git_state_names),
	CF_OBJ(module, gosum, &gosum_codec),
	CF_OBJ(module, vendor, &vendor_codec), CF_BOOL(module, imports_done),
	CF_BOOL(module, imports_self),
	CF_INT(module, ngofiles), CF_BOOL(module, root_package),
	CF_STR(module, main_file), CF_STR(module, tls_file),
	CF_STR(module, zones_file), CF_INT(module, zones_line),
	CF_BOOL(module, embeds_zones),
	CF_LIST(module, imports, &import_use_codec),
	CF_LIST(module, clashes, &case_clash_codec),
	CF_STRS(module, tool_configs),
	CF_STR(module, cgo_file), CF_STR(module, cgo_import),
	CF_INT(module, cgo_line),
	CF_LIST(module, mains, &main_package_codec),
	CF_LIST(module, programs, &built_program_codec),
};
CODEC_DEFINE(module);

static const struct codec_field work_use_fields[] = {
	CF_STR(work_use, path), CF_STR(work_use, dir), CF_INT(work_use, line),
	CF_BOOL(work_use, missing), CF_STR(work_use, module_path),
};
static CODEC_DEFINE(work_use);

static const struct codec_field workspace_fields[] = {
	CF_STR(workspace, file), CF_STR(workspace, dir),
	CF_BOOL(workspace, above), CF_STR(workspace, go_version),
	CF_INT(workspace, go_line), CF_STR(workspace, toolchain),
	CF_INT(workspace, toolchain_line),
	CF_LIST(workspace, uses, &work_use_codec),
	CF_LIST(workspace, replaces, &replace_codec),
	CF_LIST(workspace, problems, &parse_problem_codec),
	CF_BOOL(workspace, fixture), CF_ENUM(workspace, git, git_state_names),
	CF_OBJ(workspace, gosum, &gosum_codec),
	CF_OBJ(workspace, vendor, &vendor_codec),
};
CODEC_DEFINE(workspace);

static const struct codec_field legacy_pin_fields[] = {
	CF_STR(legacy_pin, path), CF_STR(legacy_pin, version),
	CF_STR(legacy_pin, revision), CF_STR(legacy_pin, tag),
	CF_STR(legacy_pin, branch), CF_STR(legacy_pin, source),
	CF_INT(legacy_pin, line), CF_BOOL(legacy_pin, test),
};
static CODEC_DEFINE(legacy_pin);

static const struct codec_field legacy_lock_fields[] = {
	CF_STR(legacy_lock, path), CF_STR(legacy_lock, dir),
	CF_STR(legacy_lock, tool), CF_BOOL(legacy_lock, has_gomod),
	CF_BOOL(legacy_lock, fixture), CF_STR(legacy_lock, import_path),
	CF_LIST(legacy_lock, pins, &legacy_pin_codec),
	CF_STR(legacy_lock, problem), CF_INT(legacy_lock, problem_line),
	CF_STR(legacy_lock, flaw), CF_STR(legacy_lock, flaw_what),
	CF_INT(legacy_lock, flaw_line),
};
CODEC_DEFINE(legacy_lock);

static const struct codec_field loose_project_fields[] = {
	CF_STR(loose_project, dir), CF_INT(loose_project, ngofiles),
	CF_STR(loose_project, first_file),
	CF_OBJ(loose_project, vendor, &vendor_codec),
	CF_STR(loose_project, import_comment),
	CF_STR(loose_project, self_import),
	CF_STR(loose_project, self_import_file),
	CF_INT(loose_project, self_import_line),
	CF_STR(loose_project, self_root),
	CF_STR(loose_project, glide_path),
	CF_STR(loose_project, git_remote), CF_BOOL(loose_project, fixture),
};
CODEC_DEFINE(loose_project);

static const char *const pin_kind_names[] = {
	"image", "copy", "setup-go", "setup-go-file", "setup-go-none", "tool",
	"none", NULL
};
static const char *const pin_use_names[] = {
	"nothing", "tool", "maybe", "module", NULL
};

static const struct codec_field pin_fields[] = {
	CF_ENUM(pin, kind, pin_kind_names), CF_STR(pin, file),
	CF_INT(pin, line), CF_STR(pin, text), CF_STR(pin, value),
	CF_STR(pin, expression), CF_STR(pin, supplied), CF_BOOL(pin, number), CF_STR(pin, version),
	CF_STR(pin, at_file), CF_INT(pin, at_line), CF_INT(pin, start),
	CF_INT(pin, end), CF_BOOL(pin, digest), CF_STR(pin, job),
	CF_STR(pin, dir), CF_STR(pin, matrix), CF_INT(pin, setup_go),
	CF_STR(pin, gotoolchain), CF_STR(pin, goproxy),
	CF_STR(pin, gosumdb), CF_ENUM(pin, use, pin_use_names),
	CF_BOOL(pin, may_fail), CF_STR(pin, runs), CF_STR(pin, runs_file),
	CF_INT(pin, runs_line), CF_BOOL(pin, alone),
};
static CODEC_DEFINE(pin);

static const char *const docker_step_names[] = {
	"from", "copy", "run", "workdir", "env", "arg", NULL
};
static const struct codec_field docker_step_fields[] = {
	CF_ENUM(docker_step, kind, docker_step_names),
	CF_INT(docker_step, line), CF_INT(docker_step, stage),
	CF_INT(docker_step, start), CF_STR(docker_step, text),
	CF_STR(docker_step, name), CF_INT(docker_step, base),
	CF_BOOL(docker_step, open), CF_STRS(docker_step, sources),
	CF_BOOL(docker_step, from), CF_STRS(docker_step, excludes),
	CF_STR(docker_step, copy_from),
	CF_INT(docker_step, copy_stage), CF_INT(docker_step, gomod_end),
	CF_BOOL(docker_step, mounts), CF_STRS(docker_step, caches),
	CF_BOOL(docker_step, own_gopath), CF_STR(docker_step, builds),
	CF_STR(docker_step, folder), CF_STRS(docker_step, packages), CF_STR(docker_step, downloads), CF_STR(docker_step, verifies),
};
static CODEC_DEFINE(docker_step);

static const struct codec_field include_unread_fields[] = {
	CF_STR(include_unread, text), CF_STR(include_unread, file),
	CF_INT(include_unread, line), CF_STR(include_unread, why),
};
static CODEC_DEFINE(include_unread);

static const struct codec_field repo_file_fields[] = {
	CF_ENUM(repo_file, kind, file_kind_names), CF_STR(repo_file, path),
	CF_ENUM(repo_file, git, git_state_names), CF_STR(repo_file, pin),
	CF_INT(repo_file, pin_line), CF_LIST(repo_file, pins, &pin_codec),
	CF_LIST(repo_file, steps, &docker_step_codec),
	CF_STR(repo_file, context), CF_BOOL(repo_file, context_sure),
	CF_STR(repo_file, ignore_file), CF_STR(repo_file, ignore_text),
	CF_LIST(repo_file, jobs, &ci_job_codec),
	CF_LIST(repo_file, unread, &include_unread_codec),
	CF_STR(repo_file, problem), CF_INT(repo_file, problem_line),
	CF_BOOL(repo_file, fixture),
};
CODEC_DEFINE(repo_file);

static const char *const gopathline_kind_names[] = {
	"restore", "tool-get", "tool", "tool-go", "novendor", "get-all",
	"get", "off", "gopath", "place", "old-go", "lock", NULL
};

static const struct codec_field gopathline_fields[] = {
	CF_ENUM(gopathline, kind, gopathline_kind_names),
	CF_INT(gopathline, line), CF_STR(gopathline, text),
	CF_STR(gopathline, path), CF_STR(gopathline, with),
	CF_INT(gopathline, start), CF_INT(gopathline, end),
};
static CODEC_DEFINE(gopathline);

static const struct codec_field gopath_lines_fields[] = {
	CF_STR(gopath_lines, path),
	CF_LIST(gopath_lines, lines, &gopathline_codec),
};
CODEC_DEFINE(gopath_lines);

const char *main_package_chain(struct arena *a, const struct main_package *p)
{
	const char *text = p->ncgo_chain ? p->cgo_chain[0] : p->dir;
	size_t i;

	for (i = 1; i < p->ncgo_chain; i++)
		text = arena_printf(a, "%s -> %s", text, p->cgo_chain[i]);
	return text;
}
