#include "config.h"

#include "fmt/reporoot.h"

#include <stdbool.h>

static const struct host {
	const char *prefix;
	int elements;	/* of the root, the host among them */
} hosts[] = {
	{ "github.com/", 3 },
	{ "bitbucket.org/", 3 },
	{ "hub.jazz.net/git/", 4 },
	{ "git.openstack.org/", 3 },
	{ "golang.org/x/", 3 },
};

/* The first n elements; length 0 when there are fewer. */
static struct str elements(struct str path, int n)
{
	size_t i;

	for (i = 0; i < path.len; i++)
		if (path.p[i] == '/' && !--n)
			return str_sub(path, 0, i);
	return n == 1 ? path : str_sub(path, 0, 0);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* gopkg.in/yaml.v2, gopkg.in/user/pkg.v3-unstable */
static struct str gopkg_in(struct str path)
{
	struct str e;
	size_t at;
	int n;

	for (n = 2; n <= 3; n++) {
		e = elements(path, n);
		at = str_find_last(e, '.');
		if (e.len && at + 2 < e.len && e.p[at + 1] == 'v' &&
		    is_digit(e.p[at + 2]) && at > str_find_last(e, '/'))
			return e;
	}
	return str_sub(path, 0, 0);
}

/* host/repo.git/dir */
static struct str with_vcs(struct str path)
{
	static const char *const ends[] = {
		".git", ".hg", ".bzr", ".svn", ".fossil",
	};
	size_t i, k;
	struct str e;

	for (i = 0; i <= path.len; i++) {
		if (i < path.len && path.p[i] != '/')
			continue;
		e = str_sub(path, 0, i);
		for (k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
			if (str_ends(e, ends[k]) && str_find(e, '/') < e.len)
				return e;
	}
	return str_sub(path, 0, 0);
}

struct str reporoot_of(struct str path)
{
	size_t i;

	for (i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
		if (str_starts(path, hosts[i].prefix))
			return elements(path, hosts[i].elements);
	if (str_starts(path, "gopkg.in/"))
		return gopkg_in(path);
	return with_vcs(path);
}
