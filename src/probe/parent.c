#include "config.h"

#include "probe/parent.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "probe/procid.h"
#include "probe/rcfiles.h"

#define CMDLINE_BYTES ((size_t)4096)

/* Flags that change nothing about the files that are read. */
static bool flags_are_plain(struct str flags, bool *login)
{
	size_t i;

	for (i = 0; i < flags.len; i++)
		switch (flags.p[i]) {
		case 'l':
			*login = true;
			break;
		case 'i':
		case 's':
		case 'm':
			break;
		default:
			return false;
		}
	return flags.len > 0;
}

bool parent_is_typed_in(struct str words, bool *login)
{
	struct str rest = words, word;

	*login = false;
	if (!rest.len || !str_cut(&rest, '\0', &word))
		return false;
	/* So login, sshd and terminals mark a login shell. */
	if (str_starts(word, "-"))
		*login = true;
	while (rest.len && str_cut(&rest, '\0', &word)) {
		if (str_is(word, "--login"))
			*login = true;
		else if (!str_is(word, "--interactive") &&
			 !(str_starts(word, "-") &&
			   flags_are_plain(str_sub(word, 1, word.len - 1),
					   login)))
			return false;	/* a script, a command, --norc, … */
	}
	return true;
}

struct shell_start *parent_shell(struct arena *a)
{
	struct strbuf sb = STRBUF_INIT;
	struct shell_start *s = NULL;
	pid_t pid = getppid();
	struct str rest, word;
	const char *name;
	bool login;
	ssize_t n;
	int fd = open(arena_printf(a, "/proc/%lld/cmdline", (long long)pid),
		      O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	n = read(fd, strbuf_room(&sb, CMDLINE_BYTES), CMDLINE_BYTES);
	(void)close(fd);
	if (n > 0)
		strbuf_advance(&sb, (size_t)n);
	rest = strbuf_str(&sb);
	if (n > 0 && (size_t)n < CMDLINE_BYTES &&
	    parent_is_typed_in(rest, &login) &&
	    str_cut(&rest, '\0', &word)) {
		name = arena_strndup(a, word.p, word.len);
		if (*name == '-')
			name++;
		if (shell_family_of(name) != SHELL_UNKNOWN &&
		    procid_began(pid)) {
			s = ARENA_NEW(a, struct shell_start);
			s->program = name;
			s->login = login;
			s->since = procid_began(pid);
		}
	}
	strbuf_release(&sb);
	return s;
}
