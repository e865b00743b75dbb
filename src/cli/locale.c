#include "config.h"

#include "cli/locale.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/path.h"
#include "base/str.h"
#include "report/told.h"

/* The variable that rules a category, as POSIX has it. */
static const char *locale_name(const char *category)
{
	const char *v = getenv("LC_ALL");

	if (cstr_empty(v))
		v = getenv(category);
	if (cstr_empty(v))
		v = getenv("LANG");
	return cstr_empty(v) ? "C" : v;
}

static bool is_utf8_name(const char *name)
{
	struct str s = str_from(name);
	size_t dot = str_find(s, '.'), at = str_find(s, '@');
	const char *set;

	if (dot == s.len || at < dot)
		return false;
	set = name + dot + 1;
	return !strncasecmp(set, "utf-8", 5) || !strncasecmp(set, "utf8", 4);
}

/*
 * A missing locale leaves a program in "C": no UTF-8 and no translation.
 * What it names is still known, so the one that is always there stands in.
 */
static void stand_in(struct arena *a, int category, const char *variable)
{
	const char *name = locale_name(variable);

	if (setlocale(category, "") || !is_utf8_name(name))
		return;
	if (!setlocale(category, "C.UTF-8") && !setlocale(category, "C.utf8"))
		return;
	if (category == LC_MESSAGES && cstr_empty(getenv("LANGUAGE"))) {
		struct str s = str_from(name);

		setenv("LANGUAGE", arena_strndup(a, s.p, str_find(s, '.')), 1);
	}
}

static const char *program_dir(struct arena *a, const char *argv0)
{
	size_t size = 4096;
	char *buf = arena_alloc(a, size);
	ssize_t n = readlink("/proc/self/exe", buf, size - 1);

	if (n > 0)
		return path_dir(a, buf);
	return argv0 && argv0[str_find(str_from(argv0), '/')]
		       ? path_dir(a, argv0) : NULL;
}

void locale_setup(const char *argv0)
{
	struct arena a = ARENA_INIT;
	const char *dir = LOCALEDIR, *own, *built;

	stand_in(&a, LC_CTYPE, "LC_CTYPE");
	stand_in(&a, LC_MESSAGES, "LC_MESSAGES");
	own = program_dir(&a, argv0);
	if (own) {
		built = arena_printf(&a, "%s/locale", own);
		if (!access(arena_printf(&a, "%s/zh_CN/LC_MESSAGES/gomend.mo",
					 built), R_OK))
			dir = built;
	}
	bindtextdomain("gomend", dir);
	textdomain("gomend");
	told_init();
	arena_release(&a);
}
