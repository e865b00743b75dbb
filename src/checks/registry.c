/* Every check, sorted by id; one row a check. */
#include "config.h"

#include "checks/check.h"

#include "base/mem.h"
#include "base/str.h"

extern const struct check check_alien_arch;
extern const struct check check_binary_stale;
extern const struct check check_ca_missing;
extern const struct check check_cache_not_writable;
extern const struct check check_ci_build_flags;
extern const struct check check_ci_cache_wrong;
extern const struct check check_ci_command_differs;
extern const struct check check_ci_env_differs;
extern const struct check check_ci_go_differs;
extern const struct check check_ci_go_get;
extern const struct check check_ci_go_unpinned;
extern const struct check check_ci_go_version_float;
extern const struct check check_ci_gopath_mount;
extern const struct check check_ci_path_lost;
extern const struct check check_ci_path_order;
extern const struct check check_ci_run_mounts;
extern const struct check check_ci_setup_go_major;
extern const struct check check_ci_shallow;
extern const struct check check_clock_skewed;
extern const struct check check_dns_slow;
extern const struct check check_docker_cache_order;
extern const struct check check_docker_cache_unverified;
extern const struct check check_docker_cgo;
extern const struct check check_docker_context_missing;
extern const struct check check_docker_env_differs;
extern const struct check check_docker_go_too_old;
extern const struct check check_docker_gosum_missing;
extern const struct check check_docker_replace_outside_context;
extern const struct check check_docker_sources_missing;
extern const struct check check_docker_workdir_gopath;
extern const struct check check_env_file_hidden;
extern const struct check check_env_pattern_dead;
extern const struct check check_env_unknown;
extern const struct check check_env_value_invalid;
extern const struct check check_git_missing;
extern const struct check check_git_ownership;
extern const struct check check_go_line_missing;
extern const struct check check_go_line_unreadable;
extern const struct check check_go_missing;
extern const struct check check_go_packaged;
extern const struct check check_go_shadowed;
extern const struct check check_go_too_old;
extern const struct check check_go_unsupported;
extern const struct check check_gobin_invalid;
extern const struct check check_gobin_not_on_path;
extern const struct check check_gobin_shadowed;
extern const struct check check_gomaxprocs_quota;
extern const struct check check_gomod_from_above;
extern const struct check check_gomod_invalid;
extern const struct check check_gopath_dependents;
extern const struct check check_gopath_import;
extern const struct check check_gopath_invalid;
extern const struct check check_gopath_legacy_lock;
extern const struct check check_gopath_project;
extern const struct check check_goroot_broken;
extern const struct check check_goroot_mismatch;
extern const struct check check_goroot_mixed;
extern const struct check check_goroot_set;
extern const struct check check_gosum_conflict;
extern const struct check check_gosum_ignored;
extern const struct check check_gosum_missing;
extern const struct check check_gowork_from_above;
extern const struct check check_gowork_invalid;
extern const struct check check_gowork_version;
extern const struct check check_import_case_collision;
extern const struct check check_limits_low;
extern const struct check check_module_in_gopath;
extern const struct check check_module_mode_off;
extern const struct check check_module_not_in_workspace;
extern const struct check check_not_looked_at;
extern const struct check check_project_in_goroot;
extern const struct check check_relative_import;
extern const struct check check_replace_dangling;
extern const struct check check_replace_outside;
extern const struct check check_shell_login_differs;
extern const struct check check_shell_stale;
extern const struct check check_tmp_not_executable;
extern const struct check check_tool_built_with_older_go;
extern const struct check check_toolchain_download;
extern const struct check check_tz_missing;
extern const struct check check_vendor_ignored_files;
extern const struct check check_vendor_legacy;
extern const struct check check_vendor_out_of_date;
extern const struct check check_version_pins_disagree;

const struct check *const checks[] = {
	&check_alien_arch,
	&check_binary_stale,
	&check_ca_missing,
	&check_cache_not_writable,
	&check_ci_build_flags,
	&check_ci_cache_wrong,
	&check_ci_command_differs,
	&check_ci_env_differs,
	&check_ci_go_differs,
	&check_ci_go_get,
	&check_ci_go_unpinned,
	&check_ci_go_version_float,
	&check_ci_gopath_mount,
	&check_ci_path_lost,
	&check_ci_path_order,
	&check_ci_run_mounts,
	&check_ci_setup_go_major,
	&check_ci_shallow,
	&check_clock_skewed,
	&check_dns_slow,
	&check_docker_cache_order,
	&check_docker_cache_unverified,
	&check_docker_cgo,
	&check_docker_context_missing,
	&check_docker_env_differs,
	&check_docker_go_too_old,
	&check_docker_gosum_missing,
	&check_docker_replace_outside_context,
	&check_docker_sources_missing,
	&check_docker_workdir_gopath,
	&check_env_file_hidden,
	&check_env_pattern_dead,
	&check_env_unknown,
	&check_env_value_invalid,
	&check_git_missing,
	&check_git_ownership,
	&check_go_line_missing,
	&check_go_line_unreadable,
	&check_go_missing,
	&check_go_packaged,
	&check_go_shadowed,
	&check_go_too_old,
	&check_go_unsupported,
	&check_gobin_invalid,
	&check_gobin_not_on_path,
	&check_gobin_shadowed,
	&check_gomaxprocs_quota,
	&check_gomod_from_above,
	&check_gomod_invalid,
	&check_gopath_dependents,
	&check_gopath_import,
	&check_gopath_invalid,
	&check_gopath_legacy_lock,
	&check_gopath_project,
	&check_goroot_broken,
	&check_goroot_mismatch,
	&check_goroot_mixed,
	&check_goroot_set,
	&check_gosum_conflict,
	&check_gosum_ignored,
	&check_gosum_missing,
	&check_gowork_from_above,
	&check_gowork_invalid,
	&check_gowork_version,
	&check_import_case_collision,
	&check_limits_low,
	&check_module_in_gopath,
	&check_module_mode_off,
	&check_module_not_in_workspace,
	&check_not_looked_at,
	&check_project_in_goroot,
	&check_relative_import,
	&check_replace_dangling,
	&check_replace_outside,
	&check_shell_login_differs,
	&check_shell_stale,
	&check_tmp_not_executable,
	&check_tool_built_with_older_go,
	&check_toolchain_download,
	&check_tz_missing,
	&check_vendor_ignored_files,
	&check_vendor_legacy,
	&check_vendor_out_of_date,
	&check_version_pins_disagree,
};
const size_t nchecks = ARRAY_SIZE(checks);

const struct check *check_find(const char *id)
{
	size_t i;

	for (i = 0; i < nchecks; i++)
		if (cstr_eq(checks[i]->id, id))
			return checks[i];
	return NULL;
}
