#include "config.h"

#include "apply/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#if defined(HAVE_SYS_PRCTL_H)
#include <sys/prctl.h>
#endif
#if defined(__linux__)
#include <sys/syscall.h>
#endif

#define NOT_SET_UP 125
#define CANNOT_RUN 126
#define NOT_THERE 127

static int complain(const char *what)
{
	(void)fprintf(stderr, "gomend-apply: %s: %s\n", what,
		      strerror(errno));
	return -1;
}

#if defined(HAVE_LINUX_LANDLOCK_H) && defined(SYS_landlock_create_ruleset)
#include <linux/landlock.h>

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

#define FILE_WRITES (LANDLOCK_ACCESS_FS_WRITE_FILE | \
		     LANDLOCK_ACCESS_FS_TRUNCATE)

static int allow(int ruleset, const char *path, unsigned long long rights)
{
	struct landlock_path_beneath_attr rule = { 0 };
	int fd = open(path, O_PATH | O_CLOEXEC), rc;

	if (fd < 0)
		return complain(path);
	rule.allowed_access = rights;
	rule.parent_fd = fd;
	rc = (int)syscall(SYS_landlock_add_rule, ruleset,
			  LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(fd);
	return rc < 0 ? complain(path) : 0;
}

static int confine(const char *const *dirs, size_t ndirs)
{
	struct landlock_ruleset_attr attr = { 0 };
	unsigned long long all = LANDLOCK_ACCESS_FS_WRITE_FILE |
		LANDLOCK_ACCESS_FS_REMOVE_DIR |
		LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
		LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
		LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
		LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
	size_t i;
	long abi, fd;
	int rc = 0;

	abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
		      LANDLOCK_CREATE_RULESET_VERSION);
	/* Without it the caller's own look at the live tree has to do. */
	if (abi < 1)
		return 0;
	if (abi >= 2)
		all |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		all |= LANDLOCK_ACCESS_FS_TRUNCATE;
	attr.handled_access_fs = all;
	fd = syscall(SYS_landlock_create_ruleset, &attr,
		     sizeof(attr.handled_access_fs), 0);
	if (fd < 0)
		return complain("Landlock");
	for (i = 0; i < ndirs && !rc; i++)
		rc = allow((int)fd, dirs[i], all);
	if (!rc)
		rc = allow((int)fd, "/dev/null", FILE_WRITES & all);
	if (!rc && syscall(SYS_landlock_restrict_self, (int)fd, 0) < 0)
		rc = complain("Landlock");
	(void)close((int)fd);
	return rc;
}
#else
static int confine(const char *const *dirs, size_t ndirs)
{
	(void)dirs;
	(void)ndirs;
	return 0;
}
#endif

int exec_confined(const char *const *dirs, size_t ndirs, char **argv)
{
	/* No search along PATH: what runs was shown to the user (R2). */
	if (!strchr(argv[0], '/')) {
		errno = EINVAL;
		(void)complain(argv[0]);
		return NOT_SET_UP;
	}
#if defined(HAVE_SYS_PRCTL_H) && defined(PR_SET_NO_NEW_PRIVS)
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
		(void)complain("no_new_privs");
		return NOT_SET_UP;
	}
#endif
	if (confine(dirs, ndirs))
		return NOT_SET_UP;
	(void)execv(argv[0], argv);
	(void)complain(argv[0]);
	return errno == ENOENT ? NOT_THERE : CANNOT_RUN;
}
