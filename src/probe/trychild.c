#include "config.h"

#include "probe/trychild.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/path.h"
#include "base/str.h"

/* What go writes into its caches comes by the block. */
#define WRITE_BYTES 65536

/* A program that ends with status 0, as small as it can be. */
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__) || \
	(defined(__riscv) && __riscv_xlen == 64))
#if defined(__x86_64__)
#define MACHINE 62
	/* exit_group(0) */
#define CODE 0x31, 0xff, 0xb8, 0xe7, 0, 0, 0, 0x0f, 0x05, 0xf4, 0xf4, 0xf4
#elif defined(__aarch64__)
#define MACHINE 183
#define CODE 0, 0, 0x80, 0xd2, 0xc8, 0x0b, 0x80, 0xd2, 1, 0, 0, 0xd4
#else
#define MACHINE 243
#define CODE 0x13, 0x05, 0, 0, 0x93, 0x08, 0xe0, 0x05, 0x73, 0, 0, 0
#endif
static const unsigned char program[] = {
	/* ELF, 64 bits, little-endian; an executable of that machine */
	0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	2, 0, MACHINE, 0, 1, 0, 0, 0,
	0x78, 0, 0x40, 0, 0, 0, 0, 0,	/* it begins behind the headers */
	64, 0, 0, 0, 0, 0, 0, 0,	/* the one program header */
	0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 0, 0, 0, 0, 0, 0,
	/* load all of it at 0x400000, to be read and run */
	1, 0, 0, 0, 5, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0x40, 0, 0, 0, 0, 0,
	0, 0, 0x40, 0, 0, 0, 0, 0,
	132, 0, 0, 0, 0, 0, 0, 0,
	132, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 1, 0, 0, 0, 0, 0,
	CODE
};
#define RUN_FLAGS O_CLOEXEC
#else
static const unsigned char program[] = "#!/bin/sh\nexit 0\n";
/* The shell opens the script by its descriptor. */
#define RUN_FLAGS 0
#endif

static int failed(const char *step, int code)
{
	printf("%s %s\n", step, strerror(code));
	return 1;
}

/* Made and without a name at once: then there is none to be left. */
static int by_name(struct arena *a, const char *dir, int *reading)
{
	const char *path = arena_printf(a, "%s/.gomend-try.%ld", dir,
					(long)getpid());
	sigset_t all, before;
	int fd, code;

	(void)sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, &before);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		  0700);
	code = errno;
	if (fd >= 0) {
		*reading = open(path, O_RDONLY | O_NOFOLLOW | RUN_FLAGS);
		(void)unlink(path);
	}
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	errno = code;
	return fd;
}

/* Both ends of a new file; -1 with errno. */
static int make(struct arena *a, const char *dir, int *reading)
{
	int fd = -1;

	*reading = -1;
#ifdef O_TMPFILE
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0700);
	if (fd >= 0) {
		*reading = open(arena_printf(a, "/proc/self/fd/%d", fd),
				O_RDONLY | RUN_FLAGS);
		if (*reading >= 0)
			return fd;
		/* No /proc here. */
		(void)close(fd);
	} else if (errno == EACCES || errno == EROFS || errno == ENOSPC ||
		   errno == EDQUOT || errno == ENOTDIR) {
		return -1;
	}
#endif
	return by_name(a, dir, reading);
}

static int write_all(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

/* 0, or errno of what kept it from running; -1: it ran and ended badly. */
static int run(int fd)
{
	char name[] = "gomend-try";
	char *argv[] = { name, NULL }, *env[] = { NULL };
	int pipefd[2], code = 0, status = 0;
	ssize_t n;
	pid_t pid;

	if (pipe2(pipefd, O_CLOEXEC))
		return errno;
	pid = fork();
	if (pid < 0)
		return errno;
	if (!pid) {
		(void)fexecve(fd, argv, env);
		code = errno;
		n = write(pipefd[1], &code, sizeof(code));
		_exit(n == sizeof(code) ? 127 : 126);
	}
	(void)close(pipefd[1]);
	n = read(pipefd[0], &code, sizeof(code));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	(void)close(pipefd[0]);
	if (n == (ssize_t)sizeof(code))
		return code;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : -1;
}

static int try_run(struct arena *a, const char *dir)
{
	int reading, fd = make(a, dir, &reading), code;
	size_t n = sizeof(program);

	if (fd < 0 || reading < 0)
		return failed("make", errno);
	/* A text has a NUL behind it. */
	if (program[0] == '#')
		n--;
	code = write_all(fd, program, n) ? errno : 0;
	/* What is open for writing is not run. */
	if (close(fd) < 0 && !code)
		code = errno;
	if (code)
		return failed("write", code);
	code = run(reading);
	if (code > 0)
		return failed("run", code);
	if (code)
		return failed("run", ENOEXEC);
	puts("ok");
	return 0;
}

static int try_write(struct arena *a, const char *dir)
{
	static const char block[WRITE_BYTES];
	int reading, fd = make(a, dir, &reading);

	if (fd < 0)
		return failed("make", errno);
	if (write_all(fd, block, sizeof(block)))
		return failed("write", errno);
	/* Go locks what several of its processes may write. */
	if (flock(fd, LOCK_EX | LOCK_NB))
		return failed("lock", errno);
	if (close(fd) < 0)
		return failed("write", errno);
	puts("ok");
	return 0;
}

static const char *nearest(struct arena *a, const char *dir)
{
	while (strcmp(dir, "/") != 0 && access(dir, F_OK) && errno == ENOENT)
		dir = path_dir(a, dir);
	return dir;
}

bool trychild_main(int argc, char **argv, int *status)
{
	struct arena a = ARENA_INIT;
	const char *dir;
	bool runs;

	if (argc != 4 || strcmp(argv[1], TRYCHILD_ARG) != 0)
		return false;
	runs = !strcmp(argv[2], "run");
	dir = runs ? argv[3] : nearest(&a, argv[3]);
	(void)umask(077);
	printf("in %s\n", dir);
	*status = runs ? try_run(&a, dir) : try_write(&a, dir);
	if (fflush(stdout))
		*status = 1;
	arena_release(&a);
	return true;
}
