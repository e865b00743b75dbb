#include "config.h"

#include "host/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/strbuf.h"

/* A file of /proc, which says its size only by its end; empty: none. */
static void read_proc(const char *path, struct strbuf *out)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return;
	do {
		n = read(fd, strbuf_room(out, 4096), 4096);
		if (n > 0)
			strbuf_advance(out, (size_t)n);
	} while (n > 0 || (n < 0 && errno == EINTR));
	(void)close(fd);
	if (n < 0)
		strbuf_reset(out);
}

char *owner_started(int64_t pid)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest, word = STR_LIT("");
	char path[64], *text;
	size_t at;
	int i;

	(void)snprintf(path, sizeof(path), "/proc/%lld/stat", (long long)pid);
	read_proc(path, &sb);
	/* The name may hold anything; field 22 stands behind its ")". */
	rest = strbuf_str(&sb);
	at = str_find_last(rest, ')');
	if (at < rest.len)
		rest = str_sub(rest, at + 1, rest.len - at - 1);
	for (i = 0; i < 20; i++)
		if (!str_word(&rest, &word))
			word = STR_LIT("");
	text = xstrndup(word.p, word.len);
	strbuf_release(&sb);
	return text;
}

char *owner_boot(void)
{
	struct strbuf sb = STRBUF_INIT;
	struct str boot;
	char *text;

	read_proc("/proc/sys/kernel/random/boot_id", &sb);
	boot = str_trim(strbuf_str(&sb));
	text = xstrndup(boot.p, boot.len);
	strbuf_release(&sb);
	return text;
}

char *owner_host(void)
{
	char host[256] = "";

	(void)gethostname(host, sizeof(host) - 1);
	return xstrdup(host);
}

unsigned long long owner_space(void)
{
	struct stat st;

	return stat("/proc/self/ns/pid", &st) ? 0 : st.st_ino;
}
