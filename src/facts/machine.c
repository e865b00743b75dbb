#include "config.h"

#include "facts/machine.h"

#include "base/mem.h"
#include "base/str.h"

const char *const known_names[] = { "derived", "measured", "unknown", NULL };
const char *const folder_role_names[] = {
	"build", "temp", "gocache", "gomodcache", NULL
};

static const struct codec_field machine_system_fields[] = {
	CF_ENUM(machine_system, known, known_names),
	CF_STR(machine_system, os), CF_STR(machine_system, arch),
	CF_STR(machine_system, kernel), CF_STR(machine_system, distro),
	CF_STR(machine_system, distro_like),
	CF_STR(machine_system, distro_name),
	CF_ENUM(machine_system, libc_known, known_names),
	CF_STR(machine_system, libc), CF_STR(machine_system, libc_version),
	CF_STR(machine_system, container),
};
static CODEC_DEFINE(machine_system);

static const struct codec_field machine_user_fields[] = {
	CF_ENUM(machine_user, known, known_names), CF_INT(machine_user, uid),
	CF_STR(machine_user, name), CF_STR(machine_user, home),
	CF_STR(machine_user, passwd_home),
};
static CODEC_DEFINE(machine_user);

static const struct codec_field machine_folder_fields[] = {
	CF_ENUM(machine_folder, role, folder_role_names),
	CF_ENUM(machine_folder, known, known_names),
	CF_STR(machine_folder, path), CF_STR(machine_folder, from),
	CF_BOOL(machine_folder, off), CF_BOOL(machine_folder, relative),
	CF_BOOL(machine_folder, missing), CF_BOOL(machine_folder, not_folder),
	CF_BOOL(machine_folder, not_writable),
	CF_BOOL(machine_folder, read_only), CF_BOOL(machine_folder, noexec),
	CF_I64(machine_folder, free_bytes),
	CF_I64(machine_folder, total_bytes),
	CF_I64(machine_folder, free_inodes),
	CF_I64(machine_folder, total_inodes), CF_STR(machine_folder, mount),
	CF_STR(machine_folder, mount_options), CF_STR(machine_folder, fstype),
};
static CODEC_DEFINE(machine_folder);

static const struct codec_field machine_limits_fields[] = {
	CF_ENUM(machine_limits, known, known_names),
	CF_I64(machine_limits, nofile_soft),
	CF_I64(machine_limits, nofile_hard),
	CF_I64(machine_limits, nproc_soft),
	CF_I64(machine_limits, nproc_hard),
	CF_BOOL(machine_limits, nproc_exempt),
};
static CODEC_DEFINE(machine_limits);

static const struct codec_field machine_cpus_fields[] = {
	CF_ENUM(machine_cpus, known, known_names),
	CF_INT(machine_cpus, online), CF_INT(machine_cpus, affinity),
	CF_INT(machine_cpus, cgroup), CF_INT(machine_cpus, quota_milli),
	CF_STR(machine_cpus, quota_file), CF_STR(machine_cpus, quota_text),
};
static CODEC_DEFINE(machine_cpus);

static const struct codec_field machine_nameserver_fields[] = {
	CF_STR(machine_nameserver, address), CF_INT(machine_nameserver, line),
	CF_BOOL(machine_nameserver, unheard),
};
static CODEC_DEFINE(machine_nameserver);

static const struct codec_field machine_resolver_fields[] = {
	CF_ENUM(machine_resolver, known, known_names),
	CF_STR(machine_resolver, file), CF_BOOL(machine_resolver, missing),
	CF_LIST(machine_resolver, servers, &machine_nameserver_codec),
	CF_INT(machine_resolver, timeout_s),
	CF_INT(machine_resolver, attempts),
	CF_INT(machine_resolver, timeout_line),
	CF_INT(machine_resolver, attempts_line),
	CF_BOOL(machine_resolver, rotate), CF_STRS(machine_resolver, search),
	CF_STR(machine_resolver, hosts),
	CF_INT(machine_resolver, hosts_line),
	CF_BOOL(machine_resolver, no_nsswitch),
};
static CODEC_DEFINE(machine_resolver);

static const struct codec_field machine_zones_fields[] = {
	CF_ENUM(machine_zones, known, known_names),
	CF_STR(machine_zones, path), CF_BOOL(machine_zones, from_variable),
	CF_BOOL(machine_zones, goroot), CF_STR(machine_zones, variable),
	CF_STR(machine_zones, system), CF_STR(machine_zones, goroot_zip),
};
static CODEC_DEFINE(machine_zones);

static const struct codec_field machine_roots_fields[] = {
	CF_ENUM(machine_roots, known, known_names),
	CF_STR(machine_roots, file), CF_STR(machine_roots, dir),
	CF_INT(machine_roots, ncerts), CF_STR(machine_roots, variable),
	CF_STR(machine_roots, dir_variable), CF_STR(machine_roots, problem),
};
static CODEC_DEFINE(machine_roots);

static const struct codec_field machine_clock_fields[] = {
	CF_ENUM(machine_clock, known, known_names),
	CF_I64(machine_clock, now), CF_I64(machine_clock, release),
	CF_STR(machine_clock, release_file),
	CF_INT(machine_clock, release_line), CF_I64(machine_clock, hardware),
};
static CODEC_DEFINE(machine_clock);

static const struct codec_field machine_git_fields[] = {
	CF_ENUM(machine_git, known, known_names), CF_STR(machine_git, path),
	CF_ENUM(machine_git, version_known, known_names),
	CF_STR(machine_git, version),
	CF_ENUM(machine_git, owner_known, known_names),
	CF_BOOL(machine_git, refuses), CF_STR(machine_git, dir),
	CF_STR(machine_git, foreign), CF_INT(machine_git, owner),
	CF_STR(machine_git, owner_name), CF_STR(machine_git, safe),
	CF_STR(machine_git, safe_file), CF_INT(machine_git, safe_line),
};
static CODEC_DEFINE(machine_git);

static const struct codec_field machine_fields[] = {
	CF_PTR(machine, system, &machine_system_codec),
	CF_PTR(machine, user, &machine_user_codec),
	CF_LIST(machine, folders, &machine_folder_codec),
	CF_PTR(machine, limits, &machine_limits_codec),
	CF_PTR(machine, cpus, &machine_cpus_codec),
	CF_PTR(machine, resolver, &machine_resolver_codec),
	CF_PTR(machine, zones, &machine_zones_codec),
	CF_PTR(machine, roots, &machine_roots_codec),
	CF_PTR(machine, clock, &machine_clock_codec),
	CF_PTR(machine, git, &machine_git_codec),
};
CODEC_DEFINE(machine);

const struct machine_folder *machine_folder(const struct machine *m,
					    enum folder_role role)
{
	size_t i;

	for (i = 0; m && i < m->nfolders; i++)
		if (m->folders[i].role == role)
			return &m->folders[i];
	return NULL;
}

const char *machine_folder_refusal(const struct machine_folder *f)
{
	static const char *const made_up[] = {
		"sysfs", "devpts", "debugfs", "securityfs",
	};
	size_t i;

	if (cstr_eq(f->fstype, "proc"))
		return "no such file or directory";
	for (i = 0; i < ARRAY_SIZE(made_up); i++)
		if (cstr_eq(f->fstype, made_up[i]))
			return "operation not permitted";
	return NULL;
}
