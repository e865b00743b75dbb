#include "config.h"

#include "probe/rcfiles.h"

#include <dirent.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/path.h"
#include "base/strbuf.h"

/* Entries of a folder such as /etc/profile.d that are looked at. */
#define FOLDER_MAX 500

/* Which kinds of shell read a file. */
enum {
	LOGIN = 1 << PLACE_LOGIN,
	INTER = 1 << PLACE_INTERACTIVE,
	NONIN = 1 << PLACE_NONINTERACTIVE
};
#define EVERY (LOGIN | INTER | NONIN)

/*
 * A row begins with "/", or with a variable that names a folder ("~" is
 * HOME), or is a variable alone ("$ENV"), which names the file.  "login" is
 * an interactive login shell, so it reads what both read.
 */
static const struct row {
	enum shell_family family;
	int kinds;
	const char *file;
} rows[] = {
	{ SHELL_BASH, LOGIN, "/etc/profile" },
	{ SHELL_BASH, LOGIN, "/etc/profile.d/" },
	{ SHELL_BASH, LOGIN, "~/.bash_profile" },
	{ SHELL_BASH, LOGIN, "~/.bash_login" },
	{ SHELL_BASH, LOGIN, "~/.profile" },
	/* A login shell reads these through its profile, nearly always. */
	{ SHELL_BASH, LOGIN | INTER, "/etc/bash.bashrc" },
	{ SHELL_BASH, LOGIN | INTER, "/etc/bashrc" },
	{ SHELL_BASH, LOGIN | INTER, "~/.bashrc" },
	{ SHELL_BASH, LOGIN | INTER, "~/.bash_aliases" },
	{ SHELL_BASH, NONIN, "$BASH_ENV" },
	{ SHELL_ZSH, EVERY, "/etc/zsh/zshenv" },
	{ SHELL_ZSH, EVERY, "/etc/zshenv" },
	{ SHELL_ZSH, EVERY, "~/.zshenv" },
	{ SHELL_ZSH, EVERY, "$ZDOTDIR/.zshenv" },
	{ SHELL_ZSH, LOGIN, "/etc/zsh/zprofile" },
	{ SHELL_ZSH, LOGIN, "/etc/zprofile" },
	{ SHELL_ZSH, LOGIN, "/etc/profile" },
	{ SHELL_ZSH, LOGIN, "/etc/profile.d/" },
	{ SHELL_ZSH, LOGIN, "$ZDOTDIR/.zprofile" },
	{ SHELL_ZSH, LOGIN | INTER, "/etc/zsh/zshrc" },
	{ SHELL_ZSH, LOGIN | INTER, "/etc/zshrc" },
	{ SHELL_ZSH, LOGIN | INTER, "$ZDOTDIR/.zshrc" },
	{ SHELL_ZSH, LOGIN, "/etc/zsh/zlogin" },
	{ SHELL_ZSH, LOGIN, "/etc/zlogin" },
	{ SHELL_ZSH, LOGIN, "$ZDOTDIR/.zlogin" },
	{ SHELL_FISH, EVERY, "/usr/share/fish/config.fish" },
	{ SHELL_FISH, EVERY, "/etc/fish/conf.d/" },
	{ SHELL_FISH, EVERY, "/etc/fish/config.fish" },
	{ SHELL_FISH, EVERY, "$XDG_CONFIG_HOME/fish/conf.d/" },
	{ SHELL_FISH, EVERY, "$XDG_CONFIG_HOME/fish/config.fish" },
	/* What `set -U` and fish_add_path write. */
	{ SHELL_FISH, EVERY, "$XDG_CONFIG_HOME/fish/fish_variables" },
	{ SHELL_POSIX, LOGIN, "/etc/profile" },
	{ SHELL_POSIX, LOGIN, "/etc/profile.d/" },
	{ SHELL_POSIX, LOGIN, "~/.profile" },
	{ SHELL_POSIX, LOGIN | INTER, "$ENV" },
};

enum shell_family shell_family_of(const char *shell)
{
	static const struct {
		const char *name;
		enum shell_family family;
	} names[] = {
		{ "bash", SHELL_BASH }, { "rbash", SHELL_BASH },
		{ "zsh", SHELL_ZSH }, { "fish", SHELL_FISH },
		{ "sh", SHELL_POSIX }, { "dash", SHELL_POSIX },
		{ "ash", SHELL_POSIX }, { "ksh", SHELL_POSIX },
		{ "ksh93", SHELL_POSIX }, { "mksh", SHELL_POSIX },
		{ "lksh", SHELL_POSIX }, { "oksh", SHELL_POSIX },
		{ "yash", SHELL_POSIX },
	};
	size_t i;

	for (i = 0; shell && i < ARRAY_SIZE(names); i++)
		if (cstr_eq(path_base(shell), names[i].name))
			return names[i].family;
	return SHELL_UNKNOWN;
}

/* What stands for a variable that is not set. */
static const char *folder(struct arena *a, const struct envset *env,
			  struct str name)
{
	const char *home = envset_get(env, "HOME"), *value;

	value = envset_get(env, arena_strndup(a, name.p, name.len));
	if (!cstr_empty(value))
		return value;
	if (cstr_empty(home))
		return NULL;
	if (str_is(name, "ZDOTDIR"))
		return home;
	if (str_is(name, "XDG_CONFIG_HOME"))
		return path_join(a, home, ".config");
	return NULL;
}

static const char *expand(struct arena *a, const struct envset *env,
			  const char *file)
{
	struct str name = str_from(file), rest;
	const char *dir;
	size_t at = str_find(name, '/');

	if (file[0] == '/')
		return file;
	rest = str_sub(name, at, name.len - at);
	if (file[0] == '~')
		dir = envset_get(env, "HOME");
	else
		dir = folder(a, env, str_sub(name, 1, at - 1));
	if (cstr_empty(dir) || dir[0] != '/')
		return NULL;
	return arena_printf(a, "%s%.*s", dir, STR_FMT(rest));
}

size_t rcfiles_list(struct arena *a, enum shell_family family,
		    enum place_kind kind, const struct envset *env,
		    const char ***files)
{
	const char **list = NULL, *file;
	size_t i, k, n = 0;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (rows[i].family != family ||
		    !(rows[i].kinds & 1 << (int)kind))
			continue;
		file = expand(a, env, rows[i].file);
		for (k = 0; file && k < n; k++)
			if (cstr_eq(list[k], file))
				file = NULL;
		if (file)
			*ARENA_PUSH(a, list, n) = file;
	}
	*files = list;
	return n;
}

static void add_state(struct strbuf *sb, const char *path)
{
	struct stat st;

	if (stat(path, &st))
		strbuf_addstr(sb, "-\n");
	else
		strbuf_addf(sb, "%ju %jd %jd.%ld\n", (uintmax_t)st.st_ino,
			    (intmax_t)st.st_size, (intmax_t)st.st_mtim.tv_sec,
			    st.st_mtim.tv_nsec);
}

static void add_folder(struct strbuf *sb, const char *dir)
{
	struct arena a = ARENA_INIT;
	DIR *d = opendir(dir);
	const struct dirent *e;
	int n = 0;

	while (d && n++ < FOLDER_MAX && (e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		strbuf_addstr(sb, e->d_name);
		strbuf_addch(sb, ' ');
		add_state(sb, path_join(&a, dir, e->d_name));
	}
	if (d)
		(void)closedir(d);
	arena_release(&a);
}

const char *rcfiles_state(struct arena *a, const char *const *files, size_t n)
{
	struct strbuf sb = STRBUF_INIT;
	const char *state;
	size_t i;

	for (i = 0; i < n; i++) {
		if (cstr_ends(files[i], "/"))
			add_folder(&sb, files[i]);
		else
			add_state(&sb, files[i]);
	}
	state = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return state;
}
