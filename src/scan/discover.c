#include "config.h"

#include "scan/discover.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "host/fs.h"

#define GITFILE_MAX_BYTES ((size_t)64 * 1024)

/* What git takes for a repository: HEAD, objects/ and refs/. */
static bool is_git_dir(struct arena *a, const char *dir)
{
	struct stat st;

	return !lstat(path_join(a, dir, "HEAD"), &st) &&
	       (fs_is_folder(path_join(a, dir, "objects")) ||
		!lstat(path_join(a, dir, "commondir"), &st)) &&
	       (fs_is_folder(path_join(a, dir, "refs")) ||
		!lstat(path_join(a, dir, "commondir"), &st));
}

/* One line of a small file of git's, without its prefix; NULL: not so. */
static const char *read_line(struct arena *a, const char *path,
			     const char *prefix)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out = NULL;
	struct str s, line;

	if (!fs_read(path, GITFILE_MAX_BYTES, &sb, NULL)) {
		s = strbuf_str(&sb);
		if (str_line(&s, &line) && str_starts(line, prefix)) {
			line = str_trim(str_sub(line, strlen(prefix),
						line.len - strlen(prefix)));
			if (line.len && !memchr(line.p, 0, line.len))
				out = arena_strndup(a, line.p, line.len);
		}
	}
	strbuf_release(&sb);
	return out;
}

/* Has someone else put it there?  As git's ensure_valid_ownership. */
static bool owned_by_other(const char *path)
{
	const char *sudo;
	struct stat st;
	uid_t me = geteuid();
	char *end;
	unsigned long uid;

	if (lstat(path, &st) || st.st_uid == me)
		return false;
	sudo = getenv("SUDO_UID");
	if (me == 0 && sudo && *sudo) {
		errno = 0;
		uid = strtoul(sudo, &end, 10);
		if (!errno && !*end && uid == st.st_uid)
			return false;
	}
	return true;
}

static void found_git(struct arena *a, const char *dir, const char *dot_git,
		      struct discovery *d)
{
	struct stat st;
	const char *to, *common;

	d->root = dir;
	if (lstat(dot_git, &st))
		return;
	if (S_ISDIR(st.st_mode) || S_ISLNK(st.st_mode)) {
		d->kind = REPO_NORMAL;
		d->git_dir = d->common_dir = dot_git;
	} else {
		to = read_line(a, dot_git, "gitdir:");
		if (!to) {
			d->problem = arena_printf(a,
				"%s is no file that git wrote", dot_git);
			d->problem_hint = "git worktree and git submodule "
				"write a line \"gitdir: FOLDER\" there";
			return;
		}
		d->git_dir = d->common_dir = path_join(a, dir, to);
		common = read_line(a, path_join(a, d->git_dir, "commondir"),
				   "");
		if (common) {
			d->kind = REPO_WORKTREE;
			d->common_dir = path_join(a, d->git_dir, common);
		} else {
			d->kind = REPO_SUBMODULE;
		}
		if (!fs_is_folder(d->git_dir)) {
			d->problem = arena_printf(a,
				"%s leads to %s, which is not there", dot_git,
				d->git_dir);
			d->problem_hint = "the repository this work tree "
				"belongs to was moved or removed: run "
				"\"git worktree repair\" there";
			d->git_dir = d->common_dir = NULL;
			d->kind = REPO_PLAIN;
			return;
		}
	}
	d->foreign_owner = owned_by_other(dir) || owned_by_other(dot_git) ||
			   owned_by_other(d->git_dir);
}

static int refuse_bare(const char *dir, struct error *err)
{
	(void)error_set(err, "%s is a bare repository: it holds no files to "
			"look at", dir);
	error_origin(err, "%s", dir);
	error_hint(err, "make a work tree of it: git clone %s DIR, or "
		   "git -C %s worktree add DIR", dir, dir);
	return -1;
}

/*
 * The length of the deepest folder above `dir` that git does not go up to, by
 * its GIT_CEILING_DIRECTORIES: 0 is "/", -1 there is none.  Links are resolved
 * up to the first empty entry.
 */
static ptrdiff_t ceiling(const char *dir)
{
	struct str rest = str_from(getenv("GIT_CEILING_DIRECTORIES")), entry;
	bool as_written = false;
	ptrdiff_t deepest = -1;

	while (str_cut(&rest, ':', &entry)) {
		char *as_is, *path;
		size_t n;

		if (!entry.len)
			as_written = true;
		if (!entry.len || *entry.p != '/')
			continue;
		as_is = xstrndup(entry.p, entry.len);
		path = as_written ? as_is : realpath(as_is, NULL);
		n = path ? strlen(path) : 0;
		while (n && path[n - 1] == '/')
			n--;
		if (path && !strncmp(dir, path, n) && dir[n] == '/' &&
		    dir[n + 1] && (ptrdiff_t)n > deepest)
			deepest = (ptrdiff_t)n;
		if (path != as_is)
			free(path);
		free(as_is);
	}
	return deepest;
}

/* What git takes for a yes in a variable of the environment. */
static bool env_yes(const char *name)
{
	const char *v = getenv(name);

	if (cstr_empty(v))
		return false;
	return !strcasecmp(v, "true") || !strcasecmp(v, "yes") ||
	       !strcasecmp(v, "on") || strtol(v, NULL, 10);
}

/* Does git look in `up`, too, after `dir`? */
static bool goes_up(const char *dir, const char *up, ptrdiff_t ceil)
{
	ptrdiff_t n = strcmp(up, "/") ? (ptrdiff_t)strlen(up) : 0;
	struct stat here, there;

	if (!strcmp(dir, "/") || n <= ceil)
		return false;
	return env_yes("GIT_DISCOVERY_ACROSS_FILESYSTEM") ||
	       stat(dir, &here) || stat(up, &there) ||
	       here.st_dev == there.st_dev;
}

int discover(struct arena *a, const char *path, struct discovery *out,
	     struct error *err)
{
	char *real;
	const char *dir, *up;
	struct stat st;
	ptrdiff_t ceil;

	memset(out, 0, sizeof(*out));
	real = realpath(path, NULL);
	if (!real) {
		(void)error_errno(err, errno, "cannot open %s", path);
		error_origin(err, "%s", path);
		return -1;
	}
	out->opened = arena_strdup(a, real);
	free(real);
	if (stat(out->opened, &st) || !S_ISDIR(st.st_mode)) {
		(void)error_set(err, "%s is not a folder", path);
		error_origin(err, "%s", path);
		error_hint(err, "name the folder of a Go project");
		return -1;
	}
	if (access(out->opened, R_OK | X_OK)) {
		(void)error_errno(err, errno, "cannot read the folder %s",
				  out->opened);
		error_origin(err, "%s", path);
		return -1;
	}
	out->root = out->opened;
	out->kind = REPO_PLAIN;
	ceil = ceiling(out->opened);
	for (dir = out->opened;; dir = up) {
		const char *dot_git = path_join(a, dir, ".git");

		if (!lstat(dot_git, &st) &&
		    (S_ISREG(st.st_mode) || is_git_dir(a, dot_git))) {
			found_git(a, dir, dot_git, out);
			return 0;
		}
		/* Inside .git itself the work tree around it is meant. */
		if (strcmp(path_base(dir), ".git") && is_git_dir(a, dir))
			return refuse_bare(dir, err);
		up = path_dir(a, dir);
		if (!goes_up(dir, up, ceil))
			return 0;
	}
}
