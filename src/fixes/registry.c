/* Every fix, sorted by id; and which of them serve which check. */
#include "config.h"

#include "fixes/fix.h"

#include "base/mem.h"
#include "base/str.h"

extern const struct fix fix_add_go_to_path;
extern const struct fix fix_add_gobin_to_path;
extern const struct fix fix_align_go_version;
extern const struct fix fix_edit_dockerfile;
extern const struct fix fix_edit_replace;
extern const struct fix fix_edit_shell_rc;
extern const struct fix fix_edit_workflow;
extern const struct fix fix_first_module;
extern const struct fix fix_gowork_off;
extern const struct fix fix_install_go;
extern const struct fix fix_merge_gosum;
extern const struct fix fix_migrate_to_module;
extern const struct fix fix_regenerate_vendor;
extern const struct fix fix_relocate_project;
extern const struct fix fix_reorder_path;
extern const struct fix fix_safe_directory;
extern const struct fix fix_set_env;
extern const struct fix fix_set_go_line;
extern const struct fix fix_set_goprivate;
extern const struct fix fix_set_gotoolchain;
extern const struct fix fix_tidy;
extern const struct fix fix_track_files;
extern const struct fix fix_unignore_vendor;
extern const struct fix fix_unset_env;
extern const struct fix fix_use_in_workspace;

const struct fix *const fixes[] = {
	&fix_add_go_to_path,
	&fix_add_gobin_to_path,
	&fix_align_go_version,
	&fix_edit_dockerfile,
	&fix_edit_replace,
	&fix_edit_shell_rc,
	&fix_edit_workflow,
	&fix_first_module,
	&fix_gowork_off,
	&fix_install_go,
	&fix_merge_gosum,
	&fix_migrate_to_module,
	&fix_regenerate_vendor,
	&fix_relocate_project,
	&fix_reorder_path,
	&fix_safe_directory,
	&fix_set_env,
	&fix_set_go_line,
	&fix_set_goprivate,
	&fix_set_gotoolchain,
	&fix_tidy,
	&fix_track_files,
	&fix_unignore_vendor,
	&fix_unset_env,
	&fix_use_in_workspace,
};
const size_t nfixes = ARRAY_SIZE(fixes);

#define FIXES_MAX 6

/* Sorted by check; the order of a row is that of the catalogue. */
static const struct serving {
	const char *check;
	const char *fixes[FIXES_MAX];	/* ends at the first NULL */
} servings[] = {
	{ "alien-arch", { "install-go" } },
	{ "cache-not-writable", { "unset-env", "set-env" } },
	{ "ci-build-flags", { "edit-workflow" } },
	{ "ci-cache-wrong", { "edit-workflow" } },
	{ "ci-env-differs", { "edit-workflow" } },
	{ "ci-go-differs", { "edit-workflow" } },
	{ "ci-go-get", { "edit-workflow" } },
	{ "ci-go-version-float", { "edit-workflow", "align-go-version" } },
	{ "ci-gopath-mount", { "edit-workflow" } },
	{ "ci-path-lost", { "edit-workflow" } },
	{ "ci-path-order", { "edit-workflow" } },
	{ "ci-run-mounts", { "edit-workflow" } },
	{ "ci-setup-go-major", { "edit-workflow" } },
	{ "ci-shallow", { "edit-workflow" } },
	{ "docker-go-too-old", { "align-go-version" } },
	{ "docker-gosum-missing", { "edit-dockerfile" } },
	{ "docker-workdir-gopath", { "edit-dockerfile" } },
	{ "env-file-hidden", { "unset-env" } },
	{ "env-pattern-dead", { "set-goprivate" } },
	{ "env-value-invalid", { "set-env", "unset-env" } },
	{ "git-ownership", { "safe-directory" } },
	{ "go-line-missing", { "set-go-line" } },
	{ "go-line-unreadable", { "align-go-version" } },
	{ "go-missing", { "add-go-to-path", "install-go" } },
	{ "go-packaged", { "install-go" } },
	{ "go-shadowed", { "reorder-path" } },
	{ "go-too-old", { "install-go", "set-gotoolchain" } },
	{ "go-unsupported", { "install-go" } },
	{ "gobin-invalid", { "set-env", "unset-env" } },
	{ "gobin-not-on-path", { "add-gobin-to-path" } },
	{ "gobin-shadowed", { "reorder-path" } },
	{ "gomaxprocs-quota", { "set-env" } },
	{ "gomod-invalid", { "set-go-line" } },
	{ "gopath-invalid", { "set-env" } },
	{ "gopath-legacy-lock", { "migrate-to-module" } },
	{ "gopath-project", { "migrate-to-module" } },
	{ "goroot-broken", { "unset-env", "install-go" } },
	{ "goroot-mismatch", { "unset-env", "set-env" } },
	{ "goroot-mixed", { "install-go" } },
	{ "goroot-set", { "unset-env" } },
	{ "gosum-conflict", { "merge-gosum" } },
	{ "gosum-ignored", { "track-files" } },
	{ "gosum-missing", { "tidy" } },
	{ "gowork-from-above", { "gowork-off" } },
	{ "gowork-version", { "use-in-workspace" } },
	{ "module-in-gopath", { "relocate-project" } },
	{ "module-mode-off", { "unset-env" } },
	{ "module-not-in-workspace", { "use-in-workspace", "gowork-off" } },
	{ "project-in-goroot", { "relocate-project" } },
	{ "replace-dangling", { "edit-replace" } },
	{ "replace-outside", { "edit-replace" } },
	{ "shell-login-differs", { "edit-shell-rc", "reorder-path",
				   "unset-env" } },
	{ "tmp-not-executable", { "set-env" } },
	{ "vendor-ignored-files", { "unignore-vendor" } },
	{ "vendor-legacy", { "migrate-to-module" } },
	{ "vendor-out-of-date", { "regenerate-vendor" } },
	{ "version-pins-disagree", { "align-go-version" } },
};

const struct fix *fix_find(const char *id)
{
	size_t i;

	for (i = 0; i < nfixes; i++)
		if (cstr_eq(fixes[i]->id, id))
			return fixes[i];
	return NULL;
}

const char *const *fixes_for(const char *check_id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(servings); i++)
		if (cstr_eq(servings[i].check, check_id))
			return servings[i].fixes;
	return NULL;
}
