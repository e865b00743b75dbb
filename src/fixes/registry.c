/* Every fix, sorted by id; and which of them serve which check. */
#include "config.h"

#include "fixes/fix.h"

#include "base/mem.h"
#include "base/str.h"

extern const struct fix fix_add_go_to_path;
extern const struct fix fix_add_gobin_to_path;
extern const struct fix fix_align_go_version;
extern const struct fix fix_edit_dockerfile;
extern const struct fix fix_edit_dockerignore;
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
extern const struct fix fix_rewrite_imports;
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
	&fix_edit_dockerignore,
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
	&fix_rewrite_imports,
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

/* Sorted by check; the order of a row is that of the catalogue, hand-overs
 * (handover.h) last. */
static const struct serving {
	const char *check;
	const char *fixes[FIXES_MAX];	/* ends at the first NULL */
} servings[] = {
	{ "alien-arch", { "install-go" } },
	{ "ca-missing", { "edit-dockerfile", "install-package" } },
	{ "cache-not-writable", { "unset-env", "set-env", "edit-file" } },
	{ "ci-build-flags", { "edit-workflow", "edit-file" } },
	{ "ci-cache-wrong", { "edit-workflow", "edit-file" } },
	{ "ci-env-differs", { "edit-workflow", "edit-file" } },
	{ "ci-go-differs", { "edit-workflow", "edit-file" } },
	{ "ci-go-get", { "edit-workflow", "edit-file", "edit-dockerfile" } },
	{ "ci-go-unpinned", { "edit-workflow", "edit-file" } },
	{ "ci-go-version-float", { "edit-workflow", "align-go-version", "edit-file" } },
	{ "ci-gopath-mount", { "edit-workflow", "edit-file" } },
	{ "ci-path-lost", { "edit-workflow", "edit-file" } },
	{ "ci-path-order", { "edit-workflow", "edit-file" } },
	{ "ci-run-mounts", { "edit-workflow", "edit-file" } },
	{ "ci-setup-go-major", { "edit-workflow", "edit-file" } },
	{ "ci-shallow", { "edit-workflow", "edit-file" } },
	{ "docker-cache-order", { "edit-dockerfile", "edit-file" } },
	{ "docker-cache-unverified", { "edit-dockerfile", "edit-file" } },
	{ "docker-cgo", { "edit-dockerfile", "edit-file" } },
	{ "docker-context-missing", { "edit-dockerignore" } },
	{ "docker-env-differs", { "edit-dockerfile", "edit-file" } },
	{ "docker-go-too-old", { "align-go-version", "edit-file" } },
	{ "docker-gosum-missing", { "edit-dockerfile", "edit-file" } },
	{ "docker-replace-outside-context", { "edit-replace", "edit-file" } },
	{ "docker-sources-missing", { "edit-dockerfile", "edit-file" } },
	{ "docker-workdir-gopath", { "edit-dockerfile", "edit-file" } },
	{ "env-file-hidden", { "unset-env", "edit-file" } },
	{ "env-pattern-dead", { "set-goprivate" } },
	{ "env-value-invalid", { "set-env", "unset-env", "edit-file" } },
	{ "git-missing", { "install-package" } },
	{ "git-ownership", { "safe-directory" } },
	{ "go-line-missing", { "set-go-line" } },
	{ "go-line-unreadable", { "align-go-version", "edit-file" } },
	{ "go-missing", { "add-go-to-path", "install-go" } },
	{ "go-packaged", { "install-go" } },
	{ "go-shadowed", { "reorder-path" } },
	{ "go-too-old", { "install-go", "set-gotoolchain", "edit-file" } },
	{ "go-unsupported", { "install-go" } },
	{ "gobin-invalid", { "set-env", "unset-env", "edit-file" } },
	{ "gobin-not-on-path", { "add-gobin-to-path" } },
	{ "gobin-shadowed", { "reorder-path" } },
	{ "gomaxprocs-quota", { "set-env" } },
	{ "gomod-invalid", { "set-go-line", "edit-file" } },
	{ "gopath-dependents", { "migrate-to-module", "use-in-workspace" } },
	{ "gopath-import", { "rewrite-imports" } },
	{ "gopath-invalid", { "set-env", "edit-file" } },
	{ "gopath-legacy-lock", { "migrate-to-module" } },
	{ "gopath-project", { "migrate-to-module" } },
	{ "goroot-broken", { "unset-env", "install-go", "edit-file" } },
	{ "goroot-mismatch", { "unset-env", "set-env", "edit-file" } },
	{ "goroot-mixed", { "install-go" } },
	{ "goroot-set", { "unset-env", "edit-file" } },
	{ "gosum-conflict", { "merge-gosum" } },
	{ "gosum-ignored", { "track-files", "edit-file" } },
	{ "gosum-missing", { "tidy" } },
	{ "gowork-from-above", { "gowork-off", "edit-file" } },
	{ "gowork-invalid", { "unset-env", "edit-file" } },
	{ "gowork-version", { "use-in-workspace" } },
	{ "import-case-collision", { "rewrite-imports" } },
	{ "module-in-gopath", { "relocate-project" } },
	{ "module-mode-off", { "unset-env", "edit-file" } },
	{ "module-not-in-workspace", { "use-in-workspace", "gowork-off" } },
	{ "project-in-goroot", { "relocate-project" } },
	{ "relative-import", { "rewrite-imports" } },
	{ "replace-dangling", { "edit-replace" } },
	{ "replace-outside", { "edit-replace" } },
	{ "shell-login-differs", { "edit-shell-rc", "reorder-path", "unset-env", "edit-file" } },
	{ "tmp-not-executable", { "set-env", "edit-file" } },
	{ "tool-built-with-older-go", { "install-tool" } },
	{ "toolchain-download", { "set-gotoolchain", "edit-file" } },
	{ "tz-missing", { "edit-dockerfile", "install-package" } },
	{ "vendor-ignored-files", { "unignore-vendor" } },
	{ "vendor-legacy", { "migrate-to-module" } },
	{ "vendor-out-of-date", { "regenerate-vendor" } },
	{ "version-pins-disagree", { "align-go-version", "edit-file" } },
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
