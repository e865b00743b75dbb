/*
 * What gomend-scan may not do after confine(), tried one by one; and what it
 * must still be able to do.
 */
#include "config.h"

#include "tests/cm.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/str.h"
#include "scan/confine.h"

static bool has_filter, has_landlock;

static void need_filter(void)
{
	if (!has_filter)
		skip();
}

#define DENIED(call) \
	do { \
		errno = 0; \
		assert_int_equal((call), -1); \
		assert_int_equal(errno, EPERM); \
	} while (0)

static void no_programs(void **state)
{
	char *const argv[] = { NULL };

	(void)state;
	need_filter();
	DENIED(execve("/bin/true", argv, argv));
#ifdef SYS_execveat
	DENIED(syscall(SYS_execveat, AT_FDCWD, "/bin/true", argv, argv, 0));
#endif
	DENIED(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
#ifdef SYS_fork
	DENIED(syscall(SYS_fork));
	DENIED(syscall(SYS_vfork));
#endif
	DENIED(fork());
	DENIED(kill(1, 0));
	DENIED(kill(getppid(), SIGTERM));
	DENIED(syscall(SYS_ptrace, 16, getppid(), 0, 0));
}

static void no_sockets(void **state)
{
	int fds[2];

	(void)state;
	need_filter();
	DENIED(socket(AF_INET, SOCK_STREAM, 0));
	DENIED(socket(AF_INET6, SOCK_DGRAM, 0));
	DENIED(socket(AF_UNIX, SOCK_STREAM, 0));
	DENIED(socketpair(AF_UNIX, SOCK_STREAM, 0, fds));
#ifdef SYS_io_uring_setup
	DENIED(syscall(SYS_io_uring_setup, 1, NULL));
#endif
}

static void no_writes(void **state)
{
	const char *name = "/tmp/gomend-confine-test";

	(void)state;
	need_filter();
	DENIED(open(name, O_WRONLY | O_CREAT, 0600));
	DENIED(open("/dev/null", O_RDWR));
	DENIED(open("/tmp", O_RDWR | O_TMPFILE, 0600));
	DENIED(openat(AT_FDCWD, "/etc/passwd", O_RDONLY | O_TRUNC));
	DENIED(creat(name, 0600));
	DENIED(mkdir(name, 0700));
	DENIED(rmdir(name));
	DENIED(unlink(name));
	DENIED(rename(name, name));
	DENIED(symlink("x", name));
	DENIED(link("/etc/passwd", name));
	DENIED(chmod("/tmp", 0777));
	DENIED(chown("/tmp", 0, 0));
	DENIED(truncate("/etc/passwd", 0));
	DENIED(mkfifo(name, 0600));
	DENIED(utimensat(AT_FDCWD, "/tmp", NULL, 0));
#ifdef SYS_openat2
	{
		unsigned long long how[3] = { O_RDONLY, 0, 0 };

		assert_int_equal(syscall(SYS_openat2, AT_FDCWD, "/tmp", how,
					 sizeof(how)), -1);
		assert_int_equal(errno, ENOSYS);
	}
#endif
}

static void *thread(void *arg)
{
	int *said = arg;

	*said = open("/bin/new-file", O_WRONLY | O_CREAT, 0600) < 0;
	return NULL;
}

/* A later thread has no more rights than the first. */
static void threads(void **state)
{
	pthread_t t;
	int said = 0;

	(void)state;
	assert_int_equal(pthread_create(&t, NULL, thread, &said), 0);
	assert_int_equal(pthread_join(t, NULL), 0);
	if (has_filter || has_landlock)
		assert_true(said);
}

static void reading(void **state)
{
	char buf[64];
	struct stat st;
	int fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);

	(void)state;
	assert_true(fd >= 0);
	assert_true(read(fd, buf, sizeof(buf)) > 0);
	assert_int_equal(fstat(fd, &st), 0);
	(void)close(fd);
	fd = open("/", O_RDONLY | O_DIRECTORY);
	assert_true(fd >= 0);
	(void)close(fd);
}

/* The leak checker starts a process, which is what is denied here. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(no_programs), cmocka_unit_test(no_sockets),
		cmocka_unit_test(no_writes), cmocka_unit_test(threads),
		cmocka_unit_test(reading),
	};
	const char *on[CONFINE_MAX];
	size_t i, n = confine(on);

	for (i = 0; i < n; i++) {
		has_filter = has_filter || cstr_eq(on[i], "seccomp");
		has_landlock = has_landlock || cstr_eq(on[i], "landlock");
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
