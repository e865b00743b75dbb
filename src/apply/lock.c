#include "config.h"

#include "apply/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply/at.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "host/owner.h"

struct owner {
	int64_t pid;
	char *started, *boot, *host;
};

static void owner_free(struct owner *o)
{
	free(o->started);
	free(o->boot);
	free(o->host);
}

static struct owner self(void)
{
	return (struct owner){ getpid(), owner_started(getpid()),
			       owner_boot(), owner_host() };
}

static char *copy(const char *s)
{
	return xstrdup(s ? s : "");
}

static bool read_owner(int fd, struct owner *o)
{
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j = NULL;

	sb.max_bytes = 64 * 1024;
	if (lseek(fd, 0, SEEK_SET) == 0 && !at_read_all(fd, &sb))
		j = json_parse(strbuf_str(&sb), NULL);
	strbuf_release(&sb);
	*o = (struct owner){ json_int(j, "pid", 0),
			     copy(json_str(j, "started")),
			     copy(json_str(j, "boot")),
			     copy(json_str(j, "host")) };
	json_free(j);
	return o->pid != 0;
}

static int write_owner(int fd)
{
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j = json_object();
	struct owner o = self();
	int rc;

	json_put_int(j, "pid", o.pid);
	json_put_str(j, "started", o.started);
	json_put_str(j, "boot", o.boot);
	json_put_str(j, "host", o.host);
	json_print(&sb, j, false);
	strbuf_addch(&sb, '\n');
	rc = lseek(fd, 0, SEEK_SET) < 0 || ftruncate(fd, 0) < 0 ||
	     at_write_all(fd, sb.buf, sb.len) < 0 ? -1 : 0;
	json_free(j);
	owner_free(&o);
	strbuf_release(&sb);
	return rc;
}

/* For file systems without locks: is the process of the record still there? */
static bool is_alive(const struct owner *o)
{
	struct owner me = self();
	bool same_host = !strcmp(o->host, me.host), alive = true;
	char *then;

	if (same_host && strcmp(o->boot, me.boot)) {
		alive = false;
	} else if (same_host) {
		then = owner_started(o->pid);
		alive = (!kill((pid_t)o->pid, 0) || errno == EPERM) &&
			(!*then || !strcmp(then, o->started));
		free(then);
	}
	owner_free(&me);
	return alive;
}

static int held(const struct owner *o, bool known, struct error *err)
{
	struct owner me = self();

	if (!known)
		(void)error_set(err, "another gomend is changing something "
				"right now");
	else if (strcmp(o->host, me.host))
		(void)error_set(err, "another gomend is changing something "
				"right now: process %lld on %s",
				(long long)o->pid, o->host);
	else
		(void)error_set(err, "another gomend is changing something "
				"right now: process %lld", (long long)o->pid);
	error_hint(err, "wait until it has ended, and try again");
	owner_free(&me);
	return -1;
}

/* 0: it is ours; 1: another has it; -1: this system has no such locks. */
static int try_lock(int fd)
{
	struct flock fl = { 0 };

	fl.l_type = F_WRLCK;
	fl.l_whence = SEEK_SET;
#ifdef F_OFD_SETLK
	if (!fcntl(fd, F_OFD_SETLK, &fl))
		return 0;
	if (errno == EAGAIN || errno == EACCES)
		return 1;
	if (errno != EINVAL)
		return -1;
#endif
	if (!fcntl(fd, F_SETLK, &fl))
		return 0;
	return errno == EAGAIN || errno == EACCES ? 1 : -1;
}

int lock_take(const char *state, struct error *err)
{
	struct arena a = ARENA_INIT;
	const char *path = path_join(&a, state, "lock");
	struct owner o = { 0, NULL, NULL, NULL };
	int fd, rc, code;
	bool known;

	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		error_origin(err, "%s", path);
		(void)error_errno(err, errno, "cannot open %s", path);
		goto out;
	}
	rc = try_lock(fd);
	code = errno;
	known = read_owner(fd, &o);
	if (rc < 0 && code != ENOLCK && code != EOPNOTSUPP && code != ENOSYS)
		(void)error_errno(err, code, "cannot lock %s", path);
	else if (rc > 0 || (rc < 0 && known && is_alive(&o)))
		(void)held(&o, known, err);
	else if (write_owner(fd) < 0 && rc < 0)
		(void)error_errno(err, errno, "cannot write %s", path);
	else	/* a lock that holds is enough, on a full disk too */
		goto out;
	error_origin(err, "%s", path);
	(void)close(fd);
	fd = -1;
out:
	owner_free(&o);
	arena_release(&a);
	return fd;
}

void lock_free(int fd)
{
	/* Only the record: the lock itself goes with the descriptor. */
	if (ftruncate(fd, 0) < 0)
		errno = 0;
	(void)close(fd);
}
