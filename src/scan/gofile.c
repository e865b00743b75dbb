#include "config.h"

#include "scan/gofile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fmt/gorelease.h"

/* Nearly every head ends in the first of these; none needs more. */
#define FIRST_BYTES ((size_t)4096)
#define MAX_BYTES ((size_t)1024 * 1024)
/* Of the first release in the table. */
#define GORELEASE_FIRST_MINOR 18

/* Up to `want` bytes in all; true: the file ends before. */
static bool fill(int fd, size_t want, struct strbuf *bytes)
{
	while (bytes->len < want) {
		ssize_t n = read(fd, strbuf_room(bytes, want - bytes->len),
				 want - bytes->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return true;
		strbuf_advance(bytes, (size_t)n);
	}
	return false;
}

bool gofile_read(struct arena *a, int root_fd, const char *path,
		 struct strbuf *bytes, struct gofile_head *head)
{
	size_t want = FIRST_BYTES;
	struct stat st;
	bool ok = false;
	int fd;

	fd = openat(root_fd, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC |
		    O_NOCTTY);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		goto out;
	strbuf_reset(bytes);
	for (;;) {
		bool partial = !fill(fd, want, bytes);

		if (!goimports_parse(a, strbuf_str(bytes), partial, head) ||
		    want >= MAX_BYTES)
			break;
		want *= 4;
	}
	ok = true;
out:
	(void)close(fd);
	return ok;
}

void gofile_target(const struct tree_input *in, struct buildtag_target *t)
{
	*t = (struct buildtag_target){
		.goos = in->goos ? in->goos : "linux",
		.goarch = in->goarch ? in->goarch : "amd64",
		.cgo = true,
		.go_minor = GORELEASE_NEWEST + GORELEASE_FIRST_MINOR,
	};
}
