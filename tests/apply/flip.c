/*
 * Somebody who means it: as fast as it goes, until killed; after WAIT
 * microseconds.
 *
 *   flip WAIT link DIR TARGET    DIR is a folder, then a link to TARGET, then the
 *                                folder again
 *   flip WAIT file FILE          FILE is replaced by another with the same bytes
 *   flip WAIT bytes FILE         its first byte changes, and back
 */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char aside[4096];

static void flip_link(const char *dir, const char *target)
{
	(void)!rename(dir, aside);
	(void)!symlink(target, dir);
	(void)!unlink(dir);
	(void)!rename(aside, dir);
}

static void flip_file(const char *path)
{
	char bytes[4096];
	ssize_t n;
	int fd = open(path, O_RDONLY);

	n = fd < 0 ? -1 : read(fd, bytes, sizeof(bytes));
	if (fd >= 0)
		(void)close(fd);
	fd = n < 0 ? -1 : open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0)
		return;
	n = write(fd, bytes, (size_t)n);
	(void)close(fd);
	if (n >= 0)
		(void)!rename(aside, path);
}

static void flip_bytes(const char *path)
{
	int fd = open(path, O_RDWR);
	char c;

	if (fd >= 0 && pread(fd, &c, 1, 0) == 1) {
		c ^= 1;
		(void)!pwrite(fd, &c, 1, 0);
		c ^= 1;
		(void)!pwrite(fd, &c, 1, 0);
	}
	if (fd >= 0)
		(void)close(fd);
}

int main(int argc, char **argv)
{
	if (argc < 4 || (!strcmp(argv[2], "link") && argc < 5))
		return 2;
	(void)usleep((useconds_t)strtoul(argv[1], NULL, 10));
	argv++;
	(void)snprintf(aside, sizeof(aside), "%s.aside", argv[2]);
	for (;;) {
		if (!strcmp(argv[1], "link"))
			flip_link(argv[2], argv[3]);
		else if (!strcmp(argv[1], "file"))
			flip_file(argv[2]);
		else
			flip_bytes(argv[2]);
		(void)usleep(100);
	}
}
