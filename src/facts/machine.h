/*
 * The machine that a place's go runs on: what the kernel, the file systems,
 * the resolver's files and git's configuration there say, as far as a build
 * depends on it.  Facts only, no judgement.
 *
 * Filled by the scan for the places of this machine (scan/machine.h), and by
 * whoever records or asks another one.  A part that is NULL is not known; the
 * others say how they are known: measured (the system was asked), derived
 * (read from its files and variables), unknown (what else stands there means
 * nothing).  All strings live in the snapshot's arena; one that is NULL is not
 * there or not known.
 */
#ifndef FACTS_MACHINE_H
#define FACTS_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/codec.h"

/* How a value is known.  Never guessed: what is not known says so. */
enum known {
	KNOWN_DERIVED,		/* by gomend, from the files and variables */
	KNOWN_MEASURED,		/* the real go, or the system, said so */
	KNOWN_UNKNOWN
};
extern const char *const known_names[];

/* A limit that is none. */
#define MACHINE_NO_LIMIT ((int64_t)-1)

struct machine_system {
	enum known known;
	const char *os, *arch;	/* by Go's names: "linux", "amd64" */
	const char *kernel;	/* "6.1.0-18-amd64" */
	const char *distro;	/* ID of os-release: "debian"; or NULL */
	const char *distro_like;	/* its ID_LIKE */
	const char *distro_name;	/* its PRETTY_NAME */
	enum known libc_known;
	const char *libc;	/* "glibc" or "musl" */
	const char *libc_version;	/* "2.36"; NULL: not known */
	/* "docker", "podman", "kubernetes", "lxc", "wsl"; NULL: none seen. */
	const char *container;
};

struct machine_user {
	enum known known;
	int uid;		/* effective */
	const char *name;	/* by passwd; NULL: it has no row */
	const char *home;	/* HOME, as the place has it; NULL: unset */
	const char *passwd_home;	/* by passwd */
};

/* What a folder is to go. */
enum folder_role {
	FOLDER_BUILD,		/* where it works: GOTMPDIR, TMPDIR, /tmp */
	FOLDER_TEMP,		/* os.TempDir() of programs: TMPDIR, /tmp */
	FOLDER_GOCACHE,
	FOLDER_GOMODCACHE
};
extern const char *const folder_role_names[];

/* Bytes and inodes are those that this user may still take. */
struct machine_folder {
	enum folder_role role;
	enum known known;
	const char *path;	/* as it is configured; "off" for a GOCACHE */
	const char *from;	/* variable that names it; NULL: the default */
	bool off, relative;	/* of the two caches; then no more is looked at */
	bool missing;		/* what follows is of the folder it would be in */
	bool not_folder;	/* a file stands in its place */
	bool not_writable;	/* for this user: mode, owner or read-only */
	bool read_only;		/* the file system is */
	bool noexec;		/* programs in it cannot be run */
	int64_t free_bytes, total_bytes;
	int64_t free_inodes, total_inodes;	/* total 0: it counts none */
	const char *mount;	/* mount point; NULL: not known */
	const char *mount_options;	/* "rw,nosuid,nodev,noexec" */
	const char *fstype;	/* "tmpfs" */
};

/* MACHINE_NO_LIMIT for unlimited; 0: that one is not known. */
struct machine_limits {
	enum known known;
	int64_t nofile_soft, nofile_hard;
	int64_t nproc_soft, nproc_hard;
	/* nproc binds no one who is root (or may do what root may). */
	bool nproc_exempt;
};

struct machine_cpus {
	enum known known;
	int online;		/* of the machine */
	int affinity;		/* that this process may run on */
	int cgroup;		/* 1 or 2: whose quota this is; 0: none found */
	/* The strictest of the cgroup and those above it, in thousandths of
	 * a CPU (1500: one and a half); 0: no quota. */
	int quota_milli;
	const char *quota_file;	/* absolute: where it is said */
	const char *quota_text;	/* "150000 100000": as it is written */
};

struct machine_nameserver {
	const char *address;
	int line;
	/* A loopback address on which nobody here listens (port 53, UDP). */
	bool unheard;
};

struct machine_resolver {
	enum known known;
	const char *file;	/* "/etc/resolv.conf" */
	bool missing;		/* then Go asks 127.0.0.1 and ::1 */
	struct machine_nameserver *servers;	/* the three that count */
	size_t nservers;
	int timeout_s, attempts;	/* as Go reads them; 5 and 2 unless said */
	int timeout_line, attempts_line;	/* 0: the default */
	bool rotate;
	const char **search;
	size_t nsearch;
	const char *hosts;	/* "files dns": of nsswitch.conf; or NULL */
	int hosts_line;
	bool no_nsswitch;	/* no nsswitch.conf: Go takes "files dns" */
};

/* Where time.LoadLocation finds its zones; by Go's order. */
struct machine_zones {
	enum known known;
	const char *path;	/* the first that is there; NULL: none is */
	bool from_variable;	/* it is what ZONEINFO says */
	bool goroot;		/* it is the zip in GOROOT */
	const char *variable;	/* ZONEINFO as it is set; or NULL */
	const char *system;	/* the first of the system's folders; or NULL */
	const char *goroot_zip;	/* GOROOT's; NULL: none there */
};

/* The root certificates that crypto/x509 would load. */
struct machine_roots {
	enum known known;
	const char *file;	/* the bundle that is read; NULL: none */
	const char *dir;	/* the first folder with any; NULL: none */
	int ncerts;		/* in the file, and in the folder's files */
	const char *variable;	/* SSL_CERT_FILE as it is set; or NULL */
	const char *dir_variable;	/* SSL_CERT_DIR as it is set; or NULL */
	const char *problem;	/* why one that is there cannot be read */
};

struct machine_clock {
	enum known known;
	int64_t now;		/* seconds since 1970, when it was looked at */
	/* The `time` line of GOROOT/VERSION (Go 1.21 and newer); 0: none. */
	int64_t release;
	const char *release_file;
	int release_line;
	int64_t hardware;	/* the machine's own clock; 0: not known */
};

struct machine_git {
	enum known known;
	const char *path;	/* the git that go would run; NULL: none */
	enum known version_known;
	const char *version;	/* "2.39.5" */
	/*
	 * Would that git refuse the repository for whose it is?  Only known
	 * where owner_known is not KNOWN_UNKNOWN.
	 */
	enum known owner_known;
	bool refuses;
	const char *dir;	/* the folder git names: that of the work tree */
	const char *foreign;	/* the path that somebody else owns; or NULL */
	int owner;		/* its uid */
	const char *owner_name;	/* NULL: no row in passwd */
	/* The entry of safe.directory that lets it in; or NULL. */
	const char *safe, *safe_file;
	int safe_line;
};

/* Each part is NULL where nothing is known of it. */
struct machine {
	struct machine_system *system;
	struct machine_user *user;
	struct machine_folder *folders;	/* one a role, in their order */
	size_t nfolders;
	struct machine_limits *limits;
	struct machine_cpus *cpus;
	struct machine_resolver *resolver;
	struct machine_zones *zones;
	struct machine_roots *roots;
	struct machine_clock *clock;
	struct machine_git *git;
};

extern const struct codec machine_codec;

/* NULL where nothing is known of it.  Borrowed. */
const struct machine_folder *machine_folder(const struct machine *m,
					    enum folder_role role);
/*
 * What mkdir says below a file system that the kernel makes up (proc, sysfs
 * and the like), whatever the rights: "no such file or directory".  NULL: the
 * folder is of no such one, as far as it is known.
 */
const char *machine_folder_refusal(const struct machine_folder *f);

#endif
