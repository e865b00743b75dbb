noinst_LIBRARIES += libchecks.a
libchecks_a_SOURCES = \
	src/checks/check.c src/checks/check.h \
	src/checks/ci.c src/checks/ci.h \
	src/checks/ci_go_get.c \
	src/checks/ci_goflags.c \
	src/checks/ci_scripts.c \
	src/checks/ci_cache.c \
	src/checks/ci_run.c \
	src/checks/ci_differs.c \
	src/checks/ci_steps.c \
	src/checks/docker.c src/checks/docker.h \
	src/checks/docker_cache.c \
	src/checks/docker_cgo.c \
	src/checks/docker_context.c \
	src/checks/docker_env_differs.c \
	src/checks/env.c src/checks/env.h \
	src/checks/machines.c src/checks/machines.h \
	src/checks/modules.c src/checks/modules.h \
	src/checks/goget.h \
	src/checks/pins.h \
	src/checks/myths.c src/checks/myths.h \
	src/checks/registry.c \
	src/checks/binary_stale.c \
	src/checks/ci_command_differs.c \
	src/checks/go_packaged.c \
	src/checks/gopath_dependents.c \
	src/checks/shell_stale.c \
	src/checks/shells.c src/checks/shells.h \
	src/checks/alien_arch.c \
	src/checks/ca_missing.c \
	src/checks/cache_not_writable.c \
	src/checks/clock_skewed.c \
	src/checks/dns_slow.c \
	src/checks/env_file_hidden.c \
	src/checks/env_pattern_dead.c \
	src/checks/env_unknown.c \
	src/checks/env_value_invalid.c \
	src/checks/git_missing.c \
	src/checks/git_ownership.c \
	src/checks/go_line_missing.c \
	src/checks/go_missing.c \
	src/checks/go_shadowed.c \
	src/checks/go_too_old.c \
	src/checks/go_unsupported.c \
	src/checks/gobin_invalid.c \
	src/checks/gobin_not_on_path.c \
	src/checks/gobin_shadowed.c \
	src/checks/gomaxprocs_quota.c \
	src/checks/gomod_from_above.c \
	src/checks/gomod_invalid.c \
	src/checks/gopath_age.c \
	src/checks/lockflaw.c src/checks/lockflaw.h \
	src/checks/gopath_lines.c src/checks/gopath_lines.h \
	src/checks/gopath_invalid.c \
	src/checks/goroot_broken.c \
	src/checks/goroot_mismatch.c \
	src/checks/goroot_mixed.c \
	src/checks/goroot_set.c \
	src/checks/gosum_conflict.c \
	src/checks/gosum_ignored.c \
	src/checks/gosum_missing.c \
	src/checks/gowork_invalid.c \
	src/checks/gowork_version.c \
	src/checks/limits_low.c \
	src/checks/module_in_gopath.c \
	src/checks/module_mode_off.c \
	src/checks/not_looked_at.c \
	src/checks/own_imports.c \
	src/checks/project_in_goroot.c \
	src/checks/replace.c \
	src/checks/shell_login_differs.c \
	src/checks/tmp_not_executable.c \
	src/checks/tool_built_with_older_go.c \
	src/checks/toolchain_download.c \
	src/checks/tz_missing.c \
	src/checks/vendor_ignored_files.c \
	src/checks/vendor_out_of_date.c \
	src/checks/versions.c \
	src/checks/workspace.c
