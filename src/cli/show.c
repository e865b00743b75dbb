#include "config.h"

#include "cli/show.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "probe/newfile.h"

const char *show_now(struct arena *a)
{
	time_t t = time(NULL);
	struct tm tm;
	char text[32];

	if (!gmtime_r(&t, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return arena_strdup(a, text);
}

const char *show_host(struct arena *a)
{
	struct utsname u;

	if (uname(&u) < 0)
		return NULL;
	return arena_printf(a, "%s %s %s", u.sysname, u.release, u.machine);
}

/* Beside it first: what is read there is whole. */
static int write_file(struct cli_args *args, struct str text,
		      struct error *err)
{
	const char *to = args->output, *tmp;
	bool ok;
	int fd, saved;

	if (args->from)
		to = path_join(args->a, args->from, to);
	tmp = arena_printf(args->a, "%s.%d.tmp", to, (int)getpid());
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	ok = fd >= 0 && !newfile_put(fd, text);
	saved = errno;
	if (fd >= 0 && close(fd) < 0 && ok) {
		saved = errno;
		ok = false;
	}
	if (ok && rename(tmp, to) < 0) {
		saved = errno;
		ok = false;
	}
	if (ok)
		return 0;
	if (fd >= 0)
		(void)unlink(tmp);
	error_origin(err, "%s", args->output);
	return error_set(err, "%s", msg_told(args->a, strerror(saved)));
}

int put_output(struct cli_args *args, struct str text)
{
	struct error err = ERROR_INIT;
	int rc = EXIT_OK;

	if (!args->output)
		return cli_write_raw(text) ? EXIT_OK : EXIT_TROUBLE;
	if (write_file(args, text, &err))
		rc = cli_fail(&err);
	error_release(&err);
	return rc;
}
