#include "config.h"

#include "probe/newfile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"

/* How often a name is tried that is taken. */
#define MOST_NAMES 1000

int newfile_put(int fd, struct str text)
{
	while (text.len) {
		ssize_t n = write(fd, text.p, text.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		text = str_sub(text, (size_t)n, text.len - (size_t)n);
	}
	return 0;
}

int newfile_write(const char *path, unsigned mode, struct str text,
		  struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	int saved;

	if (fd < 0)
		return error_errno(err, errno, _("cannot write %s"), path);
	if (!newfile_put(fd, text) && !close(fd))
		return 0;
	saved = errno;
	(void)close(fd);
	(void)unlink(path);
	return error_errno(err, saved, _("cannot write %s"), path);
}

int newfile_in(struct arena *a, const char *dir, const char *stem,
	       const char *ext, unsigned mode, struct str text,
	       const char **path, struct error *err)
{
	int i;

	for (i = 1; ; i++) {
		const char *name = i == 1
			? arena_printf(a, "%s.%s", stem, ext)
			: arena_printf(a, "%s-%d.%s", stem, i, ext);

		*path = path_join(a, dir, name);
		error_release(err);
		if (!newfile_write(*path, mode, text, err))
			return 0;
		if (err->code != EEXIST || i == MOST_NAMES)
			return -1;
	}
}
