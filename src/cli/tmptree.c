#include "config.h"

#include "cli/tmptree.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"

const char *tmptree_make(struct arena *a, const char *prefix,
			 struct error *err)
{
	const char *tmp = getenv("TMPDIR"), *top;
	char *name, *real;

	if (cstr_empty(tmp) || !path_is_abs(tmp))
		tmp = "/tmp";
	name = arena_printf(a, "%s/%s-%6s", tmp, prefix, "");
	/* What mkdtemp() wants at the end. */
	memset(name + strlen(name) - 6, 'X', 6);
	if (!mkdtemp(name)) {
		error_errno(err, errno, "%s", name);
		return NULL;
	}
	/* go names folders without links; so do we. */
	real = realpath(name, NULL);
	top = real ? arena_strdup(a, real) : name;
	free(real);
	return top;
}

int tmptree_dir(struct arena *a, const char *path, struct error *err)
{
	char *copy = arena_strdup(a, path), *p;

	for (p = copy + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0777) && errno != EEXIST)
			return error_errno(err, errno, "%s", copy);
		*p = '/';
	}
	return 0;
}

int tmptree_write(struct arena *a, const char *path, const char *text,
		  struct error *err)
{
	struct str rest = str_from(text);
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	mode_t mode = cstr_starts(text, "#!") ? 0777 : 0666;
	int fd = open(path, flags, mode);

	if (fd < 0 && errno == ENOENT) {
		if (tmptree_dir(a, path, err))
			return -1;
		fd = open(path, flags, mode);
	}
	if (fd < 0)
		return error_errno(err, errno, "%s", path);
	while (rest.len) {
		ssize_t n = write(fd, rest.p, rest.len);

		if (n < 0) {
			int code = errno;

			close(fd);
			return error_errno(err, code, "%s", path);
		}
		rest = str_sub(rest, (size_t)n, rest.len - (size_t)n);
	}
	close(fd);
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (type == FTW_DP)
		(void)rmdir(path);
	else
		(void)unlink(path);
	return 0;
}

/* go keeps the module cache read-only, and from those nothing goes. */
static int open_one(const char *path, const struct stat *st, int type,
		    struct FTW *ftw)
{
	(void)ftw;
	if (type == FTW_D || type == FTW_DNR)
		(void)chmod(path, st->st_mode | S_IRWXU);
	return 0;
}

void tmptree_remove(const char *top)
{
	nftw(top, open_one, 16, FTW_PHYS);
	nftw(top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
