#include "config.h"

#include "scan/programs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/str.h"
#include "host/fs.h"

#define MAX_PATH_ENTRIES 1000
#define MAX_LINKS 40
#define MAX_LINK_BYTES 4096
/* A shim has some hundred bytes. */
#define SHIM_MAX_BYTES ((size_t)64 * 1024)
#define VERSION_MAX_BYTES ((size_t)64 * 1024)
#define MAX_DIR_ENTRIES 10000

bool programs_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool programs_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool programs_can_run(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode) &&
	       faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0;
}

bool programs_can_write(struct arena *a, const char *dir)
{
	struct stat st;

	while (stat(dir, &st) < 0) {
		const char *up = path_dir(a, dir);

		if (errno != ENOENT || cstr_eq(up, dir))
			return false;
		dir = up;
	}
	return S_ISDIR(st.st_mode) &&
	       faccessat(AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS) == 0;
}

const char *programs_resolve(struct arena *a, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = arena_strdup(a, real);

	free(real);
	return copy;
}

const char *programs_dir(struct arena *a, const struct path_entry *e,
			 const char *cwd)
{
	return path_join(a, cwd ? cwd : "/", *e->dir ? e->dir : ".");
}

static void look_at_entry(struct arena *a, struct path_entry *e,
			  const char *cwd, const char *repo_root)
{
	const char *dir = programs_dir(a, e, cwd);
	const char *real = programs_resolve(a, dir);
	struct stat st;

	e->relative = !path_is_abs(e->dir);
	e->missing = stat(dir, &st) < 0 || !S_ISDIR(st.st_mode);
	if (!e->missing)
		e->world_writable = st.st_mode & S_IWOTH;
	if (repo_root)
		e->in_repo = path_under(repo_root, dir) ||
			     (real && path_under(repo_root, real));
	e->skipped = e->relative || e->in_repo || e->world_writable;
}

void programs_path(struct arena *a, const char *path, const char *cwd,
		   const char *repo_root, struct path_entry **entries,
		   size_t *n)
{
	struct str rest = str_from(path), dir;
	const char *real = repo_root ? programs_resolve(a, repo_root) : NULL;
	struct path_entry *e;

	*entries = NULL;
	*n = 0;
	if (cstr_empty(path))
		return;
	while (*n < MAX_PATH_ENTRIES && str_cut(&rest, ':', &dir)) {
		e = ARENA_PUSH(a, *entries, *n);
		e->dir = arena_strndup(a, dir.p, dir.len);
		look_at_entry(a, e, cwd, real ? real : repo_root);
	}
}

const char *programs_look_path(struct arena *a, const char *path,
			       const char *cwd, const char *name,
			       bool *relative)
{
	struct str rest = str_from(path), dir;
	const char *file, *written;

	*relative = false;
	if (strchr(name, '/')) {
		*relative = !path_is_abs(name);
		return programs_can_run(path_join(a, cwd ? cwd : "/", name)) ?
			name : NULL;
	}
	if (cstr_empty(path))
		return NULL;
	while (str_cut(&rest, ':', &dir)) {
		written = dir.len ? arena_strndup(a, dir.p, dir.len) : ".";
		file = path_join(a, written, name);
		if (!programs_can_run(path_join(a, cwd ? cwd : "/", file)))
			continue;
		*relative = !path_is_abs(file);
		return file;
	}
	return NULL;
}

static size_t read_file(void *payload, uint64_t offset, void *buf, size_t n)
{
	const int *fd = payload;
	size_t done = 0;
	ssize_t got;

	while (done < n) {
		got = pread(*fd, (char *)buf + done, n - done,
			    (off_t)(offset + done));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		done += (size_t)got;
	}
	return done;
}

int programs_buildinfo(struct arena *a, const char *path,
		       struct buildinfo *out)
{
	struct buildinfo_reader r;
	struct stat st;
	int fd, result = -1;

	memset(out, 0, sizeof(*out));
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		r.read = read_file;
		r.payload = &fd;
		result = buildinfo_read(a, &r, out, NULL);
	}
	(void)close(fd);
	return result;
}

static bool is_script(const char *path)
{
	char head[2];
	bool script = false;
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		script = read_file(&fd, 0, head, 2) == 2 &&
			 head[0] == '#' && head[1] == '!';
	(void)close(fd);
	return script;
}

/* Every hop from `path` on; false when it leads nowhere. */
static void follow(struct arena *a, const char *path, const char ***links,
		   size_t *n)
{
	char *to = xmalloc(MAX_LINK_BYTES);
	ssize_t len;

	*ARENA_PUSH(a, *links, *n) = path;
	while (*n < MAX_LINKS) {
		len = readlink(path, to, MAX_LINK_BYTES);
		if (len <= 0 || len >= MAX_LINK_BYTES)
			break;
		path = path_join(a, path_dir(a, path),
				 arena_strndup(a, to, (size_t)len));
		*ARENA_PUSH(a, *links, *n) = path;
	}
	free(to);
}

/* A file: false when there is none.  `shown` is how it was written. */
static bool look_at_file(struct arena *a, const char *path, const char *shown,
			 bool skipped, const char *repo_root,
			 struct lookup_hit *hit)
{
	struct buildinfo info;
	struct stat st;

	if (lstat(path, &st) < 0)
		return false;
	memset(hit, 0, sizeof(*hit));
	hit->path = shown;
	follow(a, path, &hit->links, &hit->nlinks);
	hit->resolved = programs_resolve(a, path);
	hit->skipped = skipped || (repo_root && hit->resolved &&
				   path_under(repo_root, hit->resolved));
	hit->not_runnable = !hit->resolved || !programs_can_run(path);
	if (!hit->resolved)
		return true;
	hit->script = is_script(hit->resolved);
	if (programs_buildinfo(a, hit->resolved, &info) == 0) {
		hit->package = info.path;
		hit->go_version = info.go_version ?
			arena_strndup(a, info.go_version,
				      strcspn(info.go_version, " \t")) : NULL;
		hit->version = info.mod_version ? info.mod_version :
						  info.go_version;
	}
	return true;
}

/* One candidate: false when nothing of that name lies there. */
static bool look_at(struct arena *a, const struct path_entry *e,
		    const char *cwd, const char *repo_root, const char *name,
		    struct lookup_hit *hit)
{
	/* As it is written in PATH; an empty element is the folder itself. */
	const char *shown = path_is_abs(e->dir) ? path_join(a, e->dir, name) :
		arena_printf(a, "%s/%s", *e->dir ? e->dir : ".", name);

	return look_at_file(a, path_join(a, programs_dir(a, e, cwd), name),
			    shown, e->skipped, repo_root, hit);
}

void programs_lookup(struct arena *a, const struct path_entry *path, size_t n,
		     const char *cwd, const char *repo_root, const char *name,
		     struct path_lookup *out)
{
	const char *real = repo_root ? programs_resolve(a, repo_root) : NULL;
	struct lookup_hit hit;
	size_t i;
	int pass;

	memset(out, 0, sizeof(*out));
	out->name = arena_strdup(a, name);
	if (!*name)
		return;
	/* What holds a slash is never looked for on PATH. */
	if (strchr(name, '/')) {
		const char *file = path_is_abs(name) ? out->name :
			path_join(a, cwd ? cwd : "/", name);

		if (look_at_file(a, file, out->name, false, real, &hit))
			*ARENA_PUSH(a, out->hits, out->nhits) = hit;
		return;
	}
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < n; i++)
			if (look_at(a, &path[i], cwd, real, name, &hit) &&
			    hit.not_runnable == (pass > 0))
				*ARENA_PUSH(a, out->hits, out->nhits) = hit;
}

/*
 * Most of what lies on PATH is no Go program: an ELF file that has sections
 * and none of Go's is not looked through for its mark.
 */
static bool built_by_go(struct arena *a, const char *path)
{
	struct buildinfo_reader r = { .read = read_file };
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct buildinfo info;
	struct stat st;
	bool is = false;

	if (fd < 0)
		return false;
	r.payload = &fd;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) &&
	    buildinfo_has_section(&r))
		is = buildinfo_read(a, &r, &info, NULL) == 0;
	(void)close(fd);
	return is;
}

#define MAX_PROGRAMS 2000

size_t programs_built_by_go(struct arena *a, const struct path_entry *path,
			    size_t n, const char *cwd, const char ***names,
			    void (*beat)(void))
{
	size_t count = 0, i, k;
	struct dirent *e;

	*names = NULL;
	*ARENA_PUSH(a, *names, count) = "go";
	*ARENA_PUSH(a, *names, count) = "gofmt";
	for (i = 0; i < n; i++) {
		const char *dir = programs_dir(a, &path[i], cwd);
		DIR *d = path[i].same_as ? NULL : opendir(dir);
		size_t seen = 0;

		beat();
		while (d && seen++ < MAX_DIR_ENTRIES &&
		       count < MAX_PROGRAMS && (e = readdir(d))) {
			struct arena scratch = ARENA_INIT;

			if (e->d_name[0] != '.' &&
			    built_by_go(&scratch, path_join(&scratch, dir,
							    e->d_name)))
				*ARENA_PUSH(a, *names, count) =
					arena_strdup(a, e->d_name);
			arena_release(&scratch);
			if (seen % 200 == 0)
				beat();
		}
		if (d)
			(void)closedir(d);
	}
	qsort(*names, count, sizeof(**names), cstr_order);
	for (i = 0, k = 0; i < count; i++)
		if (!k || strcmp((*names)[k - 1], (*names)[i]))
			(*names)[k++] = (*names)[i];
	return k;
}

const char *programs_version_file(struct arena *a, const char *goroot)
{
	struct strbuf sb = STRBUF_INIT;
	struct str text, line;
	const char *version = NULL;

	if (fs_read(path_join(a, goroot, "VERSION"), VERSION_MAX_BYTES, &sb,
		    NULL) == 0) {
		text = strbuf_str(&sb);
		if (str_line(&text, &line)) {
			line = str_trim(line);
			if (line.len)
				version = arena_strndup(a, line.p, line.len);
		}
	}
	strbuf_release(&sb);
	return version;
}

/* The tree that cmd/go finds around itself: it holds pkg/tool. */
static const char *goroot_around(struct arena *a, const char *program)
{
	const char *dir = path_join(a, program, "../..");

	if (programs_is_dir(path_join(a, dir, "pkg/tool")))
		return dir;
	dir = path_join(a, program, "../../..");
	if (programs_is_dir(path_join(a, dir, "pkg/tool")))
		return dir;
	return NULL;
}

/* The snap's go is a link to snap itself; the tree lies elsewhere. */
static const char *snap_goroot(struct arena *a, const struct lookup_hit *hit)
{
	size_t i;

	for (i = 0; i < hit->nlinks; i++)
		if (cstr_eq(hit->links[i], "/snap/bin/go") &&
		    cstr_eq(path_base(hit->resolved), "snap"))
			return programs_resolve(a, "/snap/go/current");
	return NULL;
}

static const char *why_skipped(const struct path_entry *path, size_t n,
			       struct arena *a, const char *cwd,
			       const struct lookup_hit *hit)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const struct path_entry *e = &path[i];

		if (!cstr_eq(path_join(a, programs_dir(a, e, cwd),
				       path_base(hit->path)), hit->links[0]))
			continue;
		if (e->relative)
			return N_("the PATH element is no absolute path");
		if (e->in_repo)
			return N_("it lies inside the repository");
		if (e->world_writable)
			return N_("anybody can write to its folder");
	}
	return N_("it lies inside the repository");
}

/* Has the kernel been told of an emulator for such programs? */
static bool is_emulated(struct arena *a, const char *goarch)
{
	static const char *const names[][2] = {
		{ "386", "i386" }, { "amd64", "x86_64" },
		{ "arm64", "aarch64" }, { "loong64", "loongarch64" },
		{ "mips64le", "mips64el" }, { "mipsle", "mipsel" },
	};
	const char *name = goarch;
	struct stat st;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(goarch, names[i][0]))
			name = names[i][1];
	return stat(arena_printf(a, "/proc/sys/fs/binfmt_misc/qemu-%s", name),
		    &st) == 0;
}

static const char *manager_of(const char *program)
{
	const char *base = path_base(program);

	return cstr_eq(base, "asdf") ? "asdf" :
	       cstr_eq(base, "goenv") ? "goenv" :
	       cstr_eq(base, "mise") || cstr_eq(base, "rtx") ? "mise" : NULL;
}

/* The program that a line starts: exec "/opt/go/bin/go" "$@". */
static const char *started_by(struct arena *a, struct str line)
{
	size_t end;
	char quote;

	line = str_trim(line);
	if (str_starts(line, "exec ") || str_starts(line, "exec\t"))
		line = str_trim(str_sub(line, 5, line.len - 5));
	if (!line.len)
		return NULL;
	quote = line.p[0];
	if (quote == '"' || quote == '\'') {
		line = str_sub(line, 1, line.len - 1);
		end = str_find(line, quote);
	} else {
		end = 0;
		while (end < line.len && !strchr(" \t;&|", line.p[end]))
			end++;
	}
	/* What is worked out when it runs is not known. */
	return end && end < line.len && line.p[0] == '/' &&
	       str_find(str_sub(line, 0, end), '$') == end
		? arena_strndup(a, line.p, end) : NULL;
}

/* A script in front of go: whose it is, and what it starts, by its text. */
static void read_shim(struct arena *a, struct go_binary *g)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest, line;
	const char *program;
	int nr = 0, found = 0;

	if (fs_read(g->resolved, SHIM_MAX_BYTES, &sb, NULL)) {
		strbuf_release(&sb);
		return;
	}
	rest = strbuf_str(&sb);
	while (str_line(&rest, &line)) {
		nr++;
		program = started_by(a, line);
		if (!program || (!manager_of(program) &&
				 !cstr_eq(path_base(program), "go")))
			continue;
		found++;
		g->shim = manager_of(program);
		g->starts = g->shim ? NULL : program;
		line = str_trim(line);
		g->shim_text = arena_strndup(a, line.p, line.len);
		g->shim_line = nr;
	}
	/* Which of several it takes is decided when it runs. */
	if (found > 1) {
		g->shim = g->starts = g->shim_text = NULL;
		g->shim_line = 0;
	}
	strbuf_release(&sb);
}

static void fill_go(struct arena *a, const struct path_entry *path, size_t n,
		    const char *cwd, const struct lookup_hit *hit,
		    struct go_binary *g)
{
	struct buildinfo info;
	const char *os, *arch, *snap;

	memset(g, 0, sizeof(*g));
	g->path = hit->path;
	g->resolved = hit->resolved;
	g->links = hit->links;
	g->nlinks = hit->nlinks;
	g->not_runnable = hit->not_runnable;
	g->script = hit->script;
	g->skipped = hit->skipped;
	if (g->skipped)
		g->why = why_skipped(path, n, a, cwd, hit);
	if (hit->resolved && hit->script) {
		read_shim(a, g);
		if (g->starts && programs_resolve(a, g->starts) &&
		    programs_buildinfo(a, programs_resolve(a, g->starts),
				       &info) == 0 &&
		    cstr_eq(info.path, "cmd/go"))
			g->starts_version = info.go_version;
	}
	if (!hit->resolved || hit->script)
		return;
	/* mise puts a link to itself there. */
	g->shim = manager_of(hit->resolved);
	if (g->shim)
		return;
	snap = snap_goroot(a, hit);
	if (snap) {
		g->goroot = snap;
		g->version = programs_version_file(a, snap);
		if (programs_buildinfo(a, path_join(a, snap, "bin/go"),
				       &info) == 0)
			g->binary_version = info.go_version;
		return;
	}
	if (programs_buildinfo(a, hit->resolved, &info) < 0)
		return;
	programs_host(a, &os, &arch);
	if (info.goarch && !cstr_eq(info.goarch, arch) &&
	    !(cstr_eq(arch, "amd64") && cstr_eq(info.goarch, "386")) &&
	    !is_emulated(a, info.goarch)) {
		if (!g->not_runnable)
			g->alien = info.goarch;
		g->not_runnable = true;
	}
	/* Another program of that name says nothing about Go. */
	if (info.path && !cstr_eq(info.path, "cmd/go"))
		return;
	g->binary_version = info.go_version;
	g->trimmed = cstr_eq(buildinfo_setting(&info, "-trimpath"), "true");
	g->goroot = goroot_around(a, hit->resolved);
	if (g->goroot)
		g->version = programs_version_file(a, g->goroot);
}

void programs_gos(struct arena *a, const struct path_entry *path, size_t n,
		  const char *cwd, const char *repo_root,
		  struct go_binary **gos, size_t *ngos)
{
	struct path_lookup l;
	size_t i;

	*gos = NULL;
	*ngos = 0;
	programs_lookup(a, path, n, cwd, repo_root, "go", &l);
	for (i = 0; i < l.nhits; i++)
		fill_go(a, path, n, cwd, &l.hits[i],
			ARENA_PUSH(a, *gos, *ngos));
}

static void add_install(struct arena *a, const char *goroot,
			const struct go_binary *gos, size_t ngos,
			struct go_install **installs, size_t *n)
{
	const char *program = path_join(a, goroot, "bin/go");
	const char *real = programs_resolve(a, goroot), *version;
	struct go_install *in;
	size_t i;

	if (!real || !programs_can_run(program))
		return;
	program = programs_resolve(a, program);
	for (i = 0; i < ngos; i++)
		if (cstr_eq(gos[i].resolved, program) ||
		    cstr_eq(gos[i].goroot, real))
			return;
	for (i = 0; i < *n; i++)
		if (cstr_eq(programs_resolve(a, (*installs)[i].goroot), real))
			return;
	version = programs_version_file(a, goroot);
	if (!version)
		return;
	in = ARENA_PUSH(a, *installs, *n);
	in->goroot = goroot;
	in->version = version;
}

/* DIR/PREFIX* /REST for every entry, in order of their names. */
static void add_below(struct arena *a, const char *dir, const char *prefix,
		      const char *rest, const struct go_binary *gos,
		      size_t ngos, struct go_install **installs, size_t *n)
{
	const char **names = NULL;
	struct dirent *e;
	size_t count = 0, i;
	DIR *d = opendir(dir);

	if (!d)
		return;
	while (count < MAX_DIR_ENTRIES && (e = readdir(d)))
		if (e->d_name[0] != '.' && cstr_starts(e->d_name, prefix))
			*ARENA_PUSH(a, names, count) =
				arena_strdup(a, e->d_name);
	(void)closedir(d);
	if (count)
		qsort(names, count, sizeof(*names), cstr_order);
	for (i = 0; i < count; i++)
		add_install(a, path_join(a, path_join(a, dir, names[i]),
					 rest),
			    gos, ngos, installs, n);
}

void programs_installs(struct arena *a, const char *home,
		       const struct go_binary *gos, size_t ngos,
		       struct go_install **installs, size_t *n)
{
	static const char *const fixed[] = {
		"/usr/local/go", "/usr/lib/go", "/usr/lib/golang", "/opt/go",
		"/snap/go/current", "/opt/homebrew/opt/go/libexec",
		"/usr/local/opt/go/libexec",
		"/home/linuxbrew/.linuxbrew/opt/go/libexec",
	};
	static const struct {
		const char *dir, *rest;
	} below_home[] = {
		{ "go/sdk", "." }, { "sdk", "." }, { ".goenv/versions", "." },
		{ ".gvm/gos", "." }, { ".asdf/installs/golang", "go" },
		{ ".local/share/mise/installs/go", "." },
	};
	size_t i;

	*installs = NULL;
	*n = 0;
	for (i = 0; i < ARRAY_SIZE(fixed); i++)
		add_install(a, fixed[i], gos, ngos, installs, n);
	add_below(a, "/usr/lib", "go-", ".", gos, ngos, installs, n);
	if (!home || !path_is_abs(home))
		return;
	add_install(a, path_join(a, home, ".local/go"), gos, ngos, installs,
		    n);
	for (i = 0; i < ARRAY_SIZE(below_home); i++)
		add_below(a, path_join(a, home, below_home[i].dir), "",
			  below_home[i].rest, gos, ngos, installs, n);
}

void programs_host(struct arena *a, const char **os, const char **arch)
{
	static const char *const names[][2] = {
		{ "x86_64", "amd64" }, { "aarch64", "arm64" },
		{ "armv6l", "arm" }, { "armv7l", "arm" },
		{ "armv8l", "arm" }, { "i386", "386" }, { "i486", "386" },
		{ "i586", "386" }, { "i686", "386" }, { "mips", "mips" },
		{ "loongarch64", "loong64" },
	};
	struct utsname u;
	size_t i;

	*os = "linux";
	*arch = "amd64";
	if (uname(&u) < 0)
		return;
	*os = arena_lower(a, u.sysname);
	*arch = arena_strdup(a, u.machine);
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (cstr_eq(u.machine, names[i][0]))
			*arch = names[i][1];
}
