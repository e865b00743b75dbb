#include "config.h"

#include "scan/gitowner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gitconfig.h"
#include "host/fs.h"
#include "scan/programs.h"

#define CONFIG_MAX_BYTES ((size_t)4 * 1024 * 1024)
/* As deep as git follows them. */
#define MAX_INCLUDES 10
#define MAX_COMMAND_KEYS 1000

struct judge {
	struct arena *a;
	const struct place *p;
	const char *dir;	/* the work tree, as git spells it */
	bool normalizes;	/* git 2.46 and newer */
	struct machine_git *git;
};

/* "2.39.5" as three numbers. */
static void parse_version(const char *text, int v[3])
{
	char *end;
	int i;

	v[0] = v[1] = v[2] = 0;
	for (i = 0; i < 3 && text && *text >= '0' && *text <= '9'; i++) {
		v[i] = (int)strtol(text, &end, 10);
		text = *end == '.' ? end + 1 : NULL;
	}
}

/* The check came with 2.35.2, and to older series with these releases. */
static bool looks_at_owner(const int v[3])
{
	static const int since[][2] = {
		{ 30, 3 }, { 31, 2 }, { 32, 1 }, { 33, 2 }, { 34, 2 },
		{ 35, 2 },
	};
	size_t i;

	if (v[0] != 2 || v[1] > 35)
		return v[0] >= 2;
	for (i = 0; i < ARRAY_SIZE(since); i++)
		if (v[1] == since[i][0])
			return v[2] >= since[i][1];
	return false;
}

/* As git's is_path_owned_by_current_uid(). */
static bool is_mine(const char *path, int *owner)
{
	const char *sudo = getenv("SUDO_UID");
	struct stat st;
	uid_t me = geteuid();
	unsigned long uid;
	char *end;

	if (lstat(path, &st))
		return true;
	*owner = (int)st.st_uid;
	if (st.st_uid == me)
		return true;
	if (me != 0 || cstr_empty(sudo))
		return false;
	errno = 0;
	uid = strtoul(sudo, &end, 10);
	return !errno && !*end && uid == st.st_uid;
}

/* One value of safe.directory, in the order git meets them. */
static void take(struct judge *j, const char *value, const char *file,
		 int line)
{
	const char *path = value, *home, *real;
	size_t n;
	bool hit;

	if (!*value) {
		j->git->safe = NULL;
		return;
	}
	if (strcmp(value, "*")) {
		if (cstr_starts(value, "~/")) {
			home = place_getenv(j->p, "HOME");
			if (cstr_empty(home))
				return;
			path = path_join(j->a, home, value + 2);
			if (!j->normalizes && cstr_ends(value, "/"))
				path = arena_printf(j->a, "%s/", path);
		}
		if (j->normalizes) {
			if (!path_is_abs(path))
				return;
			n = strlen(path);
			hit = n > 2 && cstr_ends(path, "/*");
			path = arena_strndup(j->a, path, hit ? n - 2 : n);
			real = programs_resolve(j->a, path);
			path = real ? real : path_clean(j->a, path);
			hit = hit ? path_under(path, j->dir) &&
				    !cstr_eq(path, j->dir)
				  : cstr_eq(path, j->dir);
		} else {
			hit = cstr_eq(path, j->dir);
		}
		if (!hit)
			return;
	}
	j->git->safe = value;
	j->git->safe_file = file;
	j->git->safe_line = line;
}

static void read_config(struct judge *j, const char *file, int depth)
{
	struct strbuf sb = STRBUF_INIT;
	struct gitconfig_entry *list;
	const char *home, *to;
	size_t i, n;

	if (depth > MAX_INCLUDES ||
	    fs_read(file, CONFIG_MAX_BYTES, &sb, NULL)) {
		strbuf_release(&sb);
		return;
	}
	gitconfig_parse(j->a, strbuf_str(&sb), &list, &n);
	for (i = 0; i < n; i++) {
		const struct gitconfig_entry *e = &list[i];

		if (!strcmp(e->section, "safe") && !*e->subsection &&
		    !strcmp(e->key, "directory"))
			take(j, e->value, file, e->line);
		/* includeIf asks for a repository, and here there is none. */
		if (strcmp(e->section, "include") || *e->subsection ||
		    strcmp(e->key, "path") || !*e->value)
			continue;
		to = e->value;
		home = place_getenv(j->p, "HOME");
		if (cstr_starts(to, "~/") && home)
			to = path_join(j->a, home, to + 2);
		read_config(j, path_join(j->a, path_dir(j->a, file), to),
			    depth + 1);
	}
	strbuf_release(&sb);
}

static bool yes(const char *v)
{
	return !cstr_empty(v) && (!strcasecmp(v, "true") ||
				  !strcasecmp(v, "yes") ||
				  !strcasecmp(v, "on") ||
				  strtol(v, NULL, 10));
}

/* Where the git of a prefix has its system file. */
static const char *system_file(struct arena *a, const struct place *p,
			       const char *git)
{
	const char *set = place_getenv(p, "GIT_CONFIG_SYSTEM");
	const char *real = programs_resolve(a, git), *prefix;

	if (!cstr_empty(set))
		return set;
	prefix = path_dir(a, path_dir(a, real ? real : git));
	if (cstr_eq(prefix, "/usr") || cstr_eq(prefix, "/"))
		return "/etc/gitconfig";
	return path_join(a, prefix, "etc/gitconfig");
}

static void read_all(struct judge *j)
{
	const char *home = place_getenv(j->p, "HOME");
	const char *xdg = place_getenv(j->p, "XDG_CONFIG_HOME");
	const char *set = place_getenv(j->p, "GIT_CONFIG_GLOBAL"), *count;
	char *end;
	long i, n;

	if (!yes(place_getenv(j->p, "GIT_CONFIG_NOSYSTEM")))
		read_config(j, system_file(j->a, j->p, j->git->path), 0);
	if (set) {
		if (*set)
			read_config(j, path_join(j->a, j->p->cwd ? j->p->cwd :
						 "/", set), 0);
	} else {
		if (!cstr_empty(xdg))
			read_config(j, path_join(j->a, xdg, "git/config"), 0);
		else if (!cstr_empty(home))
			read_config(j, path_join(j->a, home,
						 ".config/git/config"), 0);
		if (!cstr_empty(home))
			read_config(j, path_join(j->a, home, ".gitconfig"),
				    0);
	}
	count = place_getenv(j->p, "GIT_CONFIG_COUNT");
	n = cstr_empty(count) ? 0 : strtol(count, &end, 10);
	for (i = 0; i < n && i < MAX_COMMAND_KEYS; i++) {
		const char *key = place_getenv(j->p,
			arena_printf(j->a, "GIT_CONFIG_KEY_%ld", i));
		const char *value = place_getenv(j->p,
			arena_printf(j->a, "GIT_CONFIG_VALUE_%ld", i));

		if (key && value && !strcasecmp(key, "safe.directory"))
			take(j, value, NULL, 0);
	}
}

void gitowner_judge(struct arena *a, const struct snapshot *s,
		    const struct place *p, struct machine_git *git)
{
	const char *root = s->repo.root, *dot_git, *gitfile;
	struct judge j = { .a = a, .p = p, .git = git };
	int v[3];

	git->owner_known = KNOWN_UNKNOWN;
	git->refuses = false;
	git->foreign = git->safe = git->safe_file = NULL;
	/* With GIT_DIR git takes the caller's word. */
	if (!git->path || !root || !s->repo.git_dir ||
	    git->version_known == KNOWN_UNKNOWN ||
	    !cstr_empty(place_getenv(p, "GIT_DIR")))
		return;
	parse_version(git->version, v);
	git->owner_known = KNOWN_DERIVED;
	git->dir = root;
	if (!looks_at_owner(v))
		return;
	dot_git = path_join(a, root, ".git");
	gitfile = s->repo.kind == REPO_WORKTREE ||
		  s->repo.kind == REPO_SUBMODULE ? dot_git : NULL;
	if (gitfile && !is_mine(gitfile, &git->owner))
		git->foreign = gitfile;
	else if (!is_mine(root, &git->owner))
		git->foreign = root;
	else if (!is_mine(s->repo.git_dir, &git->owner))
		git->foreign = s->repo.git_dir;
	else
		return;
	j.dir = root;
	j.normalizes = v[0] > 2 || v[1] >= 46;
	read_all(&j);
	/* What `git -c` hands on in quotes is not taken apart. */
	if (!git->safe && place_getenv(p, "GIT_CONFIG_PARAMETERS"))
		git->owner_known = KNOWN_UNKNOWN;
	git->refuses = !git->safe && git->owner_known != KNOWN_UNKNOWN;
}
