#include "config.h"

#include "scan/machine.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#ifdef __linux__
#include <sched.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

#include "base/path.h"
#include "base/str.h"
#include "host/fs.h"
#include "scan/gitowner.h"
#include "scan/programs.h"

#define SMALL_MAX_BYTES ((size_t)256 * 1024)
#define LARGE_MAX_BYTES ((size_t)16 * 1024 * 1024)
#define MAX_CERT_FILES 2000
/* As many name servers as Go's resolver takes. */
#define MAX_SERVERS 3
#define DNS_TIMEOUT_S 5
#define DNS_ATTEMPTS 2
/* Go gives up reading a number in an option there. */
#define DNS_BIG 0xFFFFFF

/* The whole of a file as text in the arena; NULL when it cannot be read. */
static const char *slurp(struct arena *a, const char *path, size_t max_bytes)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text = NULL;

	if (!fs_read(path, max_bytes, &sb, NULL))
		text = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return text;
}

/* The next field between single blanks or tabs, in the arena; or NULL. */
static const char *word(struct arena *a, struct str *rest)
{
	struct str w;

	return str_word(rest, &w) ? arena_strndup(a, w.p, w.len) : NULL;
}

/* ---- the system ---- */

static const char *unquoted(struct arena *a, struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (*s.p == '"' || *s.p == '\'') &&
	    s.p[s.len - 1] == *s.p)
		s = str_sub(s, 1, s.len - 2);
	return arena_strndup(a, s.p, s.len);
}

static void read_os_release(struct arena *a, struct machine_system *m)
{
	const char *text = slurp(a, "/etc/os-release", SMALL_MAX_BYTES);
	struct str rest, line, key;

	if (!text)
		text = slurp(a, "/usr/lib/os-release", SMALL_MAX_BYTES);
	rest = str_from(text);
	while (str_line(&rest, &line)) {
		if (!str_cut(&line, '=', &key) || !line.p)
			continue;
		if (str_is(key, "ID"))
			m->distro = unquoted(a, line);
		else if (str_is(key, "ID_LIKE"))
			m->distro_like = unquoted(a, line);
		else if (str_is(key, "PRETTY_NAME"))
			m->distro_name = unquoted(a, line);
	}
}

/* "P:musl" and "V:1.2.4-r2" of one package in apk's list. */
static const char *apk_version(struct arena *a, const char *package)
{
	const char *text = slurp(a, "/lib/apk/db/installed", LARGE_MAX_BYTES);
	struct str rest = str_from(text), line;
	bool here = false;

	while (str_line(&rest, &line)) {
		if (str_starts(line, "P:"))
			here = str_is(str_sub(line, 2, line.len - 2), package);
		else if (here && str_starts(line, "V:"))
			return arena_strndup(a, line.p + 2, line.len - 2);
	}
	return NULL;
}

/* The C library of the system is the one its own programs are linked to. */
static void find_libc(struct arena *a, struct machine_system *m)
{
	char head[4096];
	ssize_t n = -1;
	struct str s;
	struct stat st;
	int fd;

	m->libc_known = KNOWN_UNKNOWN;
	fd = open("/bin/sh", O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode))
		n = pread(fd, head, sizeof(head), 0);
	(void)close(fd);
	if (n <= 0)
		return;
	s = (struct str){ head, (size_t)n };
	if (str_search(s, "/ld-musl-") < s.len) {
		m->libc = "musl";
		m->libc_version = apk_version(a, "musl");
		m->libc_known = KNOWN_DERIVED;
	} else if (str_search(s, "/ld-linux") < s.len ||
		   str_search(s, "/ld64.so") < s.len) {
		m->libc = "glibc";
		m->libc_known = KNOWN_DERIVED;
#ifdef __GLIBC__
		m->libc_version = gnu_get_libc_version();
		m->libc_known = KNOWN_MEASURED;
#endif
	}
}

static bool exists(const char *path)
{
	struct stat st;

	return !stat(path, &st);
}

static const char *find_container(struct arena *a, const struct place *p,
				  const char *kernel)
{
	const char *text;

	if (exists("/.dockerenv"))
		return "docker";
	if (exists("/run/.containerenv"))
		return "podman";
	if (exists("/var/run/secrets/kubernetes.io/serviceaccount"))
		return "kubernetes";
	/* What an init was told by whoever started it. */
	text = slurp(a, "/run/systemd/container", SMALL_MAX_BYTES);
	if (text && *text)
		return unquoted(a, str_from(text));
	if (kernel && (strstr(kernel, "microsoft") ||
		       strstr(kernel, "Microsoft")))
		return "wsl";
	(void)p;
	return NULL;
}

static void fill_system(struct arena *a, const struct place *p,
			struct machine *m)
{
	struct machine_system *s = ARENA_NEW(a, struct machine_system);
	struct utsname u;

	m->system = s;
	s->known = KNOWN_MEASURED;
	programs_host(a, &s->os, &s->arch);
	if (!uname(&u))
		s->kernel = arena_strdup(a, u.release);
	read_os_release(a, s);
	find_libc(a, s);
	s->container = find_container(a, p, s->kernel);
}

/* ---- the user ---- */

/*
 * The row of a user in /etc/passwd.  Not by getpwuid(): what NSS loads may
 * want a socket, and this process has none.
 */
static bool passwd_row(struct arena *a, int uid, const char **name,
		       const char **home)
{
	struct str rest = str_from(slurp(a, "/etc/passwd", LARGE_MAX_BYTES));
	const char *want = arena_printf(a, "%d", uid);
	struct str line;

	while (str_line(&rest, &line)) {
		struct str f[7] = { STR_NONE };
		int i;

		for (i = 0; i < 7 && str_cut(&line, ':', &f[i]); i++)
			;
		if (i < 6 || !str_is(f[2], want))
			continue;
		*name = arena_strndup(a, f[0].p, f[0].len);
		if (home)
			*home = arena_strndup(a, f[5].p, f[5].len);
		return true;
	}
	return false;
}

static void fill_user(struct arena *a, const struct place *p,
		      struct machine *m)
{
	struct machine_user *u = ARENA_NEW(a, struct machine_user);

	m->user = u;
	u->known = KNOWN_MEASURED;
	u->uid = (int)geteuid();
	(void)passwd_row(a, u->uid, &u->name, &u->passwd_home);
	u->home = place_getenv(p, "HOME");
}

/* ---- folders ---- */

struct mount {
	const char *point, *options, *fstype, *root, *super;
};

struct mounts {
	struct mount *list;
	size_t n;
};

/* "\040" and the like of /proc/self/mountinfo. */
static const char *unescaped(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s), *w = out;

	for (; *s; s++) {
		if (s[0] == '\\' && s[1] >= '0' && s[1] <= '3' &&
		    s[2] >= '0' && s[2] <= '7' && s[3] >= '0' && s[3] <= '7') {
			*w++ = (char)((s[1] - '0') * 64 + (s[2] - '0') * 8 +
				      (s[3] - '0'));
			s += 3;
		} else {
			*w++ = *s;
		}
	}
	*w = '\0';
	return out;
}

static void read_mounts(struct arena *a, struct mounts *out)
{
	struct str rest = str_from(slurp(a, "/proc/self/mountinfo",
					 LARGE_MAX_BYTES));
	struct str line;

	while (str_line(&rest, &line)) {
		struct mount *mt;
		const char *w = NULL;
		int i;

		for (i = 0; i < 3; i++)
			w = word(a, &line);
		if (!w)
			continue;
		mt = ARENA_PUSH(a, out->list, out->n);
		w = word(a, &line);
		mt->root = w ? unescaped(a, w) : "/";
		w = word(a, &line);
		mt->point = w ? unescaped(a, w) : "";
		mt->options = word(a, &line);
		while ((w = word(a, &line)) && strcmp(w, "-"))
			;
		mt->fstype = word(a, &line);
		(void)word(a, &line);
		mt->super = word(a, &line);
	}
}

/* The mount that a resolved path lies on: the deepest, the last of those. */
static const struct mount *mount_of(const struct mounts *mounts,
				    const char *path)
{
	const struct mount *hit = NULL;
	size_t i;

	for (i = 0; i < mounts->n; i++)
		if (path_under(mounts->list[i].point, path) &&
		    (!hit || strlen(mounts->list[i].point) >=
			     strlen(hit->point)))
			hit = &mounts->list[i];
	return hit;
}

static int64_t as_i64(uintmax_t v, uintmax_t unit)
{
	return v > (uintmax_t)INT64_MAX / (unit ? unit : 1)
		? INT64_MAX : (int64_t)(v * unit);
}

/* The folder itself or, where it is missing, the one it would be made in. */
static void look_at_folder(struct arena *a, const struct mounts *mounts,
			   const char *dir, struct machine_folder *f)
{
	const struct mount *mt;
	struct statvfs vfs;
	struct stat st;
	const char *real, *up;

	f->known = KNOWN_MEASURED;
	while (stat(dir, &st)) {
		up = path_dir(a, dir);
		f->missing = true;
		if (errno != ENOENT || cstr_eq(up, dir)) {
			/* Not even known whether it is there. */
			f->not_writable = true;
			f->not_folder = errno == ENOTDIR;
			return;
		}
		dir = up;
	}
	f->not_folder = !S_ISDIR(st.st_mode);
	f->not_writable = f->not_folder ||
		faccessat(AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS) != 0;
	if (statvfs(dir, &vfs))
		return;
	f->read_only = (vfs.f_flag & ST_RDONLY) != 0;
#ifdef ST_NOEXEC
	f->noexec = (vfs.f_flag & ST_NOEXEC) != 0;
#endif
	f->total_bytes = as_i64(vfs.f_blocks, vfs.f_frsize);
	f->total_inodes = as_i64(vfs.f_files, 1);
	/* Root may take what is kept back for root. */
	f->free_bytes = as_i64(geteuid() ? vfs.f_bavail : vfs.f_bfree,
			       vfs.f_frsize);
	f->free_inodes = as_i64(geteuid() ? vfs.f_favail : vfs.f_ffree, 1);
	real = programs_resolve(a, dir);
	mt = real ? mount_of(mounts, real) : NULL;
	if (mt) {
		f->mount = mt->point;
		f->mount_options = mt->options;
		f->fstype = mt->fstype;
	}
}

static struct machine_folder *add_folder(struct arena *a, struct machine *m,
					 enum folder_role role,
					 const char *path, const char *from)
{
	struct machine_folder *f = ARENA_PUSH(a, m->folders, m->nfolders);

	f->role = role;
	f->path = path;
	f->from = from;
	return f;
}

static void fill_folders(struct arena *a, const struct place *p,
			 const struct mounts *mounts, struct machine *m)
{
	static const struct {
		enum folder_role role;
		const char *name;
	} caches[] = {
		{ FOLDER_GOCACHE, "GOCACHE" },
		{ FOLDER_GOMODCACHE, "GOMODCACHE" },
	};
	const char *gotmp = place_value(p, "GOTMPDIR");
	const char *tmp = place_getenv(p, "TMPDIR");
	const char *cwd = p->cwd ? p->cwd : "/";
	struct machine_folder *f;
	size_t i;

	if (cstr_empty(gotmp))
		f = add_folder(a, m, FOLDER_BUILD,
			       cstr_empty(tmp) ? "/tmp" : tmp,
			       cstr_empty(tmp) ? NULL : "TMPDIR");
	else
		f = add_folder(a, m, FOLDER_BUILD, gotmp, "GOTMPDIR");
	look_at_folder(a, mounts, path_join(a, cwd, f->path), f);
	f = add_folder(a, m, FOLDER_TEMP, cstr_empty(tmp) ? "/tmp" : tmp,
		       cstr_empty(tmp) ? NULL : "TMPDIR");
	look_at_folder(a, mounts, path_join(a, cwd, f->path), f);
	for (i = 0; i < ARRAY_SIZE(caches); i++) {
		const struct setting *s = place_setting(p, caches[i].name);

		if (!s || cstr_empty(s->value))
			continue;
		f = add_folder(a, m, caches[i].role, s->value,
			       s->layer == LAYER_DEFAULT ? NULL :
							   caches[i].name);
		f->known = s->known;
		if (s->known == KNOWN_UNKNOWN)
			continue;
		f->off = cstr_eq(s->value, "off");
		/* go prints "off" for a GOCACHE that is relative. */
		if (f->off && f->from && s->note.nargs) {
			f->path = s->note.args[0];
			f->off = false;
		}
		f->relative = !f->off && !path_is_abs(f->path);
		if (path_is_abs(f->path))
			look_at_folder(a, mounts, f->path, f);
	}
}

/* ---- limits and CPUs ---- */

static int64_t limit(rlim_t v)
{
	return v == RLIM_INFINITY ? MACHINE_NO_LIMIT : as_i64(v, 1);
}

static void fill_limits(struct arena *a, struct machine *m)
{
	struct machine_limits *l = ARENA_NEW(a, struct machine_limits);
	struct rlimit r;

	m->limits = l;
	l->known = KNOWN_MEASURED;
	if (getrlimit(RLIMIT_NOFILE, &r)) {
		l->known = KNOWN_UNKNOWN;
		return;
	}
	l->nofile_soft = limit(r.rlim_cur);
	l->nofile_hard = limit(r.rlim_max);
	l->nproc_soft = l->nproc_hard = MACHINE_NO_LIMIT;
#ifdef RLIMIT_NPROC
	if (!getrlimit(RLIMIT_NPROC, &r)) {
		l->nproc_soft = limit(r.rlim_cur);
		l->nproc_hard = limit(r.rlim_max);
	}
#endif
	l->nproc_exempt = geteuid() == 0;
}

static bool lists(const char *controllers, const char *name)
{
	struct str rest = str_from(controllers), one;

	while (str_cut(&rest, ',', &one))
		if (str_is(one, name))
			return true;
	return false;
}

/*
 * This process's cgroup that limits the CPU, as Go's runtime finds it: the
 * hierarchy of version 1 with "cpu", else that of version 2.
 */
static const char *find_cgroup(struct arena *a, int *version)
{
	struct str rest = str_from(slurp(a, "/proc/self/cgroup",
					 SMALL_MAX_BYTES));
	const char *path = NULL;
	struct str line, id, list;

	*version = 0;
	while (str_line(&rest, &line)) {
		if (!str_cut(&line, ':', &id) || !str_cut(&line, ':', &list) ||
		    !line.p)
			continue;
		if (str_is(id, "0")) {
			path = arena_strndup(a, line.p, line.len);
			*version = 2;
		} else if (lists(arena_strndup(a, list.p, list.len), "cpu")) {
			*version = 1;
			return arena_strndup(a, line.p, line.len);
		}
	}
	return path;
}

/* Quota and period of one folder of the hierarchy; 0 when it sets none. */
static int quota_of(struct arena *a, const char *dir, int version,
		    const char **file, const char **text)
{
	long long quota = 0, period = 0;
	const char *q, *per;
	char *end;

	if (version == 2) {
		*file = path_join(a, dir, "cpu.max");
		q = slurp(a, *file, SMALL_MAX_BYTES);
		if (!q || cstr_starts(q, "max"))
			return 0;
		quota = strtoll(q, &end, 10);
		period = strtoll(end, NULL, 10);
		*text = unquoted(a, str_from(q));
	} else {
		*file = path_join(a, dir, "cpu.cfs_quota_us");
		q = slurp(a, *file, SMALL_MAX_BYTES);
		per = slurp(a, path_join(a, dir, "cpu.cfs_period_us"),
			    SMALL_MAX_BYTES);
		if (!q || !per)
			return 0;
		quota = strtoll(q, NULL, 10);
		period = strtoll(per, NULL, 10);
		*text = unquoted(a, str_from(q));
	}
	if (quota <= 0 || period <= 0 || quota / period > 100000)
		return 0;
	return (int)(quota * 1000 / period);
}

static void find_quota(struct arena *a, const struct mounts *mounts,
		       struct machine_cpus *c)
{
	const char *group = find_cgroup(a, &c->cgroup), *top = NULL, *dir;
	size_t i;

	for (i = 0; group && i < mounts->n && !top; i++) {
		const struct mount *mt = &mounts->list[i];
		const char *rel;

		if (!mt->fstype || strcmp(mt->fstype, c->cgroup == 2 ?
					  "cgroup2" : "cgroup") ||
		    (c->cgroup == 1 && !lists(mt->super, "cpu")) ||
		    !path_under(mt->root, group))
			continue;
		rel = strcmp(mt->root, "/") ? group + strlen(mt->root) : group;
		top = mt->point;
		group = path_join(a, top, *rel == '/' ? rel + 1 : rel);
	}
	if (!top) {
		c->cgroup = 0;
		return;
	}
	for (dir = group;; dir = path_dir(a, dir)) {
		const char *file, *text;
		int q = quota_of(a, dir, c->cgroup, &file, &text);

		if (q && (!c->quota_milli || q < c->quota_milli)) {
			c->quota_milli = q;
			c->quota_file = file;
			c->quota_text = text;
		}
		if (!path_under(top, dir) || cstr_eq(top, dir))
			return;
	}
}

static void fill_cpus(struct arena *a, const struct mounts *mounts,
		      struct machine *m)
{
	struct machine_cpus *c = ARENA_NEW(a, struct machine_cpus);
	long online = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef CPU_COUNT
	cpu_set_t set;
#endif

	m->cpus = c;
	c->known = KNOWN_MEASURED;
	c->online = c->affinity = online > 0 ? (int)online : 1;
#ifdef CPU_COUNT
	if (!sched_getaffinity(0, sizeof(set), &set) && CPU_COUNT(&set) > 0)
		c->affinity = CPU_COUNT(&set);
#endif
	find_quota(a, mounts, c);
}

/* ---- names ---- */

/* Go's dtoi(): digits up to a big number. */
static int number(const char *s, int least)
{
	int n = 0;

	for (; *s >= '0' && *s <= '9'; s++) {
		n = n * 10 + (*s - '0');
		if (n >= DNS_BIG)
			return DNS_BIG;
	}
	return n < least ? least : n;
}

static bool is_address(const char *s)
{
	struct in6_addr six;
	char buf[INET6_ADDRSTRLEN];
	size_t n = strcspn(s, "%");

	if (n >= sizeof(buf))
		return false;
	memcpy(buf, s, n);
	buf[n] = '\0';
	return inet_pton(AF_INET, buf, &six) == 1 ||
	       inet_pton(AF_INET6, buf, &six) == 1;
}

/* Does a socket of this network namespace hear port 53 of the address? */
static bool is_heard(struct arena *a, const char *address)
{
	static const char *const files[] = {
		"/proc/net/udp", "/proc/net/udp6",
	};
	struct in_addr four;
	const char *want, *any4 = "00000000:0035";
	const char *any6 = "00000000000000000000000000000000:0035";
	bool read_any = false, v4;
	size_t i;

	v4 = inet_pton(AF_INET, address, &four) == 1;
	want = v4 ? arena_printf(a, "%08X:0035", (unsigned)four.s_addr)
		  : "00000000000000000000000001000000:0035";
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		struct str rest = str_from(slurp(a, files[i],
						 LARGE_MAX_BYTES));
		struct str line;
		const char *local;

		read_any = read_any || rest.p;
		while (str_line(&rest, &line)) {
			(void)word(a, &line);
			local = word(a, &line);
			if (cstr_eq(local, want) || cstr_eq(local, any6) ||
			    (v4 && cstr_eq(local, any4)))
				return true;
		}
	}
	return !read_any;
}

static bool is_loopback(const char *address)
{
	return cstr_starts(address, "127.") || cstr_eq(address, "::1");
}

static void read_options(struct arena *a, struct str line, int at,
			 struct machine_resolver *r)
{
	const char *w;

	while ((w = word(a, &line))) {
		if (cstr_starts(w, "timeout:")) {
			r->timeout_s = number(w + 8, 1);
			r->timeout_line = at;
		} else if (cstr_starts(w, "attempts:")) {
			r->attempts = number(w + 9, 1);
			r->attempts_line = at;
		} else if (!strcmp(w, "rotate")) {
			r->rotate = true;
		}
	}
}

/* As net's dnsReadConfig() reads it. */
static void read_resolv_conf(struct arena *a, struct machine_resolver *r)
{
	struct str rest = str_from(slurp(a, r->file, SMALL_MAX_BYTES)), line;
	const char *w;
	int at = 0;

	r->missing = !rest.p;
	while (str_line(&rest, &line)) {
		at++;
		if (line.len && (*line.p == ';' || *line.p == '#'))
			continue;
		line = str_trim(line);
		w = word(a, &line);
		if (!w)
			continue;
		if (!strcmp(w, "nameserver")) {
			struct machine_nameserver *ns;

			w = word(a, &line);
			if (!w || r->nservers >= MAX_SERVERS || !is_address(w))
				continue;
			ns = ARENA_PUSH(a, r->servers, r->nservers);
			ns->address = w;
			ns->line = at;
			ns->unheard = is_loopback(w) && !is_heard(a, w);
		} else if (!strcmp(w, "search") || !strcmp(w, "domain")) {
			bool one = *w == 'd';

			r->search = NULL;
			r->nsearch = 0;
			while ((w = word(a, &line)) && !(one && r->nsearch))
				*ARENA_PUSH(a, r->search, r->nsearch) = w;
		} else if (!strcmp(w, "options")) {
			read_options(a, line, at, r);
		}
	}
}

static void read_nsswitch(struct arena *a, struct machine_resolver *r)
{
	struct str rest = str_from(slurp(a, "/etc/nsswitch.conf",
					 SMALL_MAX_BYTES));
	struct str line, key;
	int at = 0;

	r->no_nsswitch = !rest.p;
	while (str_line(&rest, &line)) {
		at++;
		line.len = str_find(line, '#');
		if (!str_cut(&line, ':', &key) || !line.p ||
		    !str_is(str_trim(key), "hosts"))
			continue;
		line = str_trim(line);
		r->hosts = arena_strndup(a, line.p, line.len);
		r->hosts_line = at;
	}
}

static void fill_resolver(struct arena *a, struct machine *m)
{
	struct machine_resolver *r = ARENA_NEW(a, struct machine_resolver);

	m->resolver = r;
	r->known = KNOWN_DERIVED;
	r->file = "/etc/resolv.conf";
	r->timeout_s = DNS_TIMEOUT_S;
	r->attempts = DNS_ATTEMPTS;
	read_resolv_conf(a, r);
	read_nsswitch(a, r);
}

/* ---- zones, roots, clock ---- */

/* A folder without this one has none: the oldest and the smallest have it. */
#define ANY_ZONE "Europe/London"

static const char *zones_folder(void)
{
	/* platformZoneSources of Go's time; the last came with 1.21. */
	static const char *const sources[][2] = {
		{ "/usr/share/zoneinfo", "/usr/share/zoneinfo/" ANY_ZONE },
		{ "/usr/share/lib/zoneinfo",
		  "/usr/share/lib/zoneinfo/" ANY_ZONE },
		{ "/usr/lib/locale/TZ", "/usr/lib/locale/TZ/" ANY_ZONE },
		{ "/etc/zoneinfo", "/etc/zoneinfo/" ANY_ZONE },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sources); i++)
		if (exists(sources[i][1]))
			return sources[i][0];
	return NULL;
}

static void fill_zones(struct arena *a, const struct place *p,
		       struct machine *m)
{
	struct machine_zones *z = ARENA_NEW(a, struct machine_zones);
	const char *zip;

	m->zones = z;
	z->known = KNOWN_MEASURED;
	z->variable = place_getenv(p, "ZONEINFO");
	if (cstr_empty(z->variable))
		z->variable = NULL;
	z->system = zones_folder();
	if (!cstr_empty(p->goroot.dir)) {
		zip = path_join(a, p->goroot.dir, "lib/time/zoneinfo.zip");
		if (programs_is_file(zip))
			z->goroot_zip = zip;
	}
	if (z->variable &&
	    (programs_is_file(z->variable) ||
	     exists(path_join(a, z->variable, ANY_ZONE)))) {
		z->path = z->variable;
		z->from_variable = true;
	} else if (z->system) {
		z->path = z->system;
	} else if (z->goroot_zip) {
		z->path = z->goroot_zip;
		z->goroot = true;
	}
}

static int count_certs(struct arena *a, const char *path)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest, line;
	int n = 0;

	(void)a;
	if (!fs_read(path, LARGE_MAX_BYTES, &sb, NULL)) {
		rest = strbuf_str(&sb);
		while (str_line(&rest, &line))
			n += str_starts(line, "-----BEGIN CERTIFICATE-----");
	}
	strbuf_release(&sb);
	return n;
}

/* The certificates of a folder, links to a neighbour not counted again. */
static int count_dir(struct arena *a, const char *dir)
{
	struct dirent *e;
	DIR *d = opendir(dir);
	int n = 0, files = 0;
	char to[256];

	if (!d)
		return 0;
	while (files < MAX_CERT_FILES && (e = readdir(d))) {
		const char *path;
		ssize_t len;

		if (e->d_name[0] == '.')
			continue;
		path = path_join(a, dir, e->d_name);
		len = readlink(path, to, sizeof(to));
		if (len > 0 && !memchr(to, '/', (size_t)len))
			continue;
		files++;
		n += count_certs(a, path);
	}
	(void)closedir(d);
	return n;
}

static void fill_roots(struct arena *a, const struct place *p,
		       struct machine *m)
{
	/* certFiles and certDirectories of crypto/x509/root_linux.go. */
	static const char *const files[] = {
		"/etc/ssl/certs/ca-certificates.crt",
		"/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
		"/etc/pki/tls/cacert.pem",
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
		"/etc/ssl/cert.pem",
	};
	static const char *const dirs[] = {
		"/etc/ssl/certs", "/etc/pki/tls/certs",
	};
	struct machine_roots *r = ARENA_NEW(a, struct machine_roots);
	struct error err = ERROR_INIT;
	struct str rest, one;
	size_t i;

	m->roots = r;
	r->known = KNOWN_MEASURED;
	r->variable = place_getenv(p, "SSL_CERT_FILE");
	r->dir_variable = place_getenv(p, "SSL_CERT_DIR");
	if (cstr_empty(r->variable))
		r->variable = NULL;
	if (cstr_empty(r->dir_variable))
		r->dir_variable = NULL;
	/* The first that can be read is the one, whatever is in it. */
	for (i = 0; i < (r->variable ? 1 : ARRAY_SIZE(files)) && !r->file;
	     i++) {
		const char *f = r->variable ? path_join(a, p->cwd ? p->cwd :
							"/", r->variable)
					    : files[i];
		struct strbuf sb = STRBUF_INIT;

		if (!fs_read(f, LARGE_MAX_BYTES, &sb, &err)) {
			r->file = f;
			r->ncerts = count_certs(a, f);
		} else if (err.code != ENOENT && err.code != ENOTDIR &&
			   !r->problem) {
			r->problem = arena_strdup(a, err.message);
		}
		error_release(&err);
		strbuf_release(&sb);
	}
	/* Folders matter where that gave none: no need to read them twice. */
	if (r->ncerts && !r->dir_variable)
		return;
	if (!r->dir_variable) {
		for (i = 0; i < ARRAY_SIZE(dirs); i++) {
			int n = count_dir(a, dirs[i]);

			if (n && !r->dir)
				r->dir = dirs[i];
			r->ncerts += n;
		}
		return;
	}
	rest = str_from(r->dir_variable);
	while (str_cut(&rest, ':', &one)) {
		const char *dir = path_join(a, p->cwd ? p->cwd : "/",
			arena_strndup(a, one.p, one.len));
		int n = count_dir(a, dir);

		if (n && !r->dir)
			r->dir = dir;
		r->ncerts += n;
	}
}

/* Days since 1970 of a date of the Gregorian calendar. */
static int64_t days_from(int64_t y, int64_t m, int64_t d)
{
	int64_t era, yoe, doy;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

/* "2024-07-31T19:43:06Z"; 0 when it is none. */
static int64_t parse_time(const char *s)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
	int64_t f[6] = { 0 };
	int at = 0, i;

	for (i = 0; form[i]; i++) {
		if (form[i] == 'd') {
			if (s[i] < '0' || s[i] > '9')
				return 0;
			f[at] = f[at] * 10 + (s[i] - '0');
		} else if (s[i] != form[i]) {
			return 0;
		} else {
			at++;
		}
	}
	return days_from(f[0], f[1], f[2]) * 86400 + f[3] * 3600 + f[4] * 60 +
	       f[5];
}

static void fill_clock(struct arena *a, const struct place *p,
		       struct machine *m)
{
	struct machine_clock *c = ARENA_NEW(a, struct machine_clock);
	struct str rest, line;
	const char *text, *file;
	struct timespec ts;
	int at = 0;

	m->clock = c;
	c->known = KNOWN_MEASURED;
	(void)clock_gettime(CLOCK_REALTIME, &ts);
	c->now = (int64_t)ts.tv_sec;
	text = slurp(a, "/sys/class/rtc/rtc0/since_epoch", SMALL_MAX_BYTES);
	if (text)
		c->hardware = strtoll(text, NULL, 10);
	if (!p->ngos || cstr_empty(p->gos[0].goroot))
		return;
	file = path_join(a, p->gos[0].goroot, "VERSION");
	rest = str_from(slurp(a, file, SMALL_MAX_BYTES));
	while (str_line(&rest, &line)) {
		at++;
		if (!str_starts(line, "time "))
			continue;
		c->release = parse_time(arena_strndup(a, line.p + 5,
						      line.len - 5));
		c->release_file = file;
		c->release_line = at;
		return;
	}
}

/* ---- git ---- */

/*
 * The release of a git program, from the name it gives itself to servers
 * ("git/2.39.5"): it is not run.  The last answer is kept for as long as the
 * file stays the same.
 */
static const char *git_version(struct arena *a, const char *program)
{
	static struct stat last;
	static char kept[32];
	struct strbuf sb = STRBUF_INIT;
	const char *at, *end;
	struct stat st;
	size_t n;

	if (stat(program, &st))
		return NULL;
	if (st.st_dev == last.st_dev && st.st_ino == last.st_ino &&
	    st.st_size == last.st_size &&
	    st.st_mtim.tv_sec == last.st_mtim.tv_sec &&
	    st.st_mtim.tv_nsec == last.st_mtim.tv_nsec)
		return *kept ? arena_strdup(a, kept) : NULL;
	last = st;
	kept[0] = '\0';
	if (!fs_read(program, LARGE_MAX_BYTES, &sb, NULL)) {
		at = sb.buf;
		end = sb.buf + sb.len;
		while ((at = memmem(at, (size_t)(end - at), "git/", 4))) {
			at += 4;
			n = strspn(at, "0123456789.");
			if (n && !at[n] && n < sizeof(kept) &&
			    memchr(at, '.', n)) {
				memcpy(kept, at, n + 1);
				break;
			}
		}
	}
	strbuf_release(&sb);
	return *kept ? arena_strdup(a, kept) : NULL;
}

static void fill_git(struct arena *a, const struct snapshot *s,
		     const struct place *p, struct machine *m)
{
	struct machine_git *g = ARENA_NEW(a, struct machine_git);
	bool relative;
	const char *path;

	m->git = g;
	g->known = KNOWN_MEASURED;
	g->version_known = KNOWN_UNKNOWN;
	g->owner_known = KNOWN_UNKNOWN;
	path = programs_look_path(a, place_getenv(p, "PATH"), p->cwd, "git",
				  &relative);
	if (!path || relative)
		return;
	g->path = path;
	g->version = git_version(a, path);
	if (g->version)
		g->version_known = KNOWN_DERIVED;
	gitowner_judge(a, s, p, g);
	if (g->foreign)
		(void)passwd_row(a, g->owner, &g->owner_name, NULL);
}

void machine_fill(struct arena *a, const struct snapshot *s, struct place *p)
{
	struct machine *m;
	struct mounts mounts = { NULL, 0 };

	p->machine = NULL;
	if (p->state != PLACE_READY && p->state != PLACE_STALE)
		return;
	m = p->machine = ARENA_NEW(a, struct machine);
	read_mounts(a, &mounts);
	fill_system(a, p, m);
	fill_user(a, p, m);
	fill_folders(a, p, &mounts, m);
	if (p->kind == PLACE_SHELL) {
		fill_limits(a, m);
		fill_cpus(a, &mounts, m);
	}
	fill_resolver(a, m);
	fill_zones(a, p, m);
	fill_roots(a, p, m);
	fill_clock(a, p, m);
	fill_git(a, s, p, m);
}
