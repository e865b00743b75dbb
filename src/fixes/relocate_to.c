#include "config.h"

#include "fixes/relocate.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/env.h"

/* The path with the links of what there is of it resolved. */
static const char *resolved(struct relocate *r, const char *path)
{
	const char *rest = "", *real;

	while (!(real = r->host->real(r->host, r->arena, path)) &&
	       !cstr_eq(path, "/")) {
		rest = path_join(r->arena, path_base(path), rest);
		path = path_dir(r->arena, path);
	}
	return real ? path_join(r->arena, real, rest) : path;
}

/* The nearest folder of the path that is there. */
static const char *nearest(struct relocate *r, const char *path)
{
	while (!r->host->real(r->host, r->arena, path) &&
	       !cstr_eq(path, "/"))
		path = path_dir(r->arena, path);
	return path;
}

static bool lies_in(struct relocate *r, const char *dir, const char *path)
{
	if (!path_is_abs(dir))
		return false;
	return path_under(path_clean(r->arena, dir), path) ||
	       path_under(resolved(r, dir), path);
}

/* Folders of go's that it must not lie in, in any place. */
static struct msg in_gos_own(struct relocate *r, const char *to)
{
	const struct snapshot *s = r->run->snap;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		struct str rest = str_from(place_value(p, "GOPATH")), entry;
		const char *v;

		while (str_cut(&rest, ':', &entry)) {
			const char *src = path_join(r->arena, arena_strndup(
				r->arena, entry.p, entry.len), "src");

			if (entry.len && lies_in(r, src, to))
				return MSG(r->arena, N_(
					"That lies in {0}, where it shall "
					"leave."), src);
		}
		v = place_value(p, "GOROOT");
		if (!cstr_empty(v) && lies_in(r, v, to))
			return MSG(r->arena, N_(
				"That lies in GOROOT ({0}): the next "
				"installation of Go deletes it."), v);
		v = place_value(p, "GOMODCACHE");
		if (!cstr_empty(v) && lies_in(r, v, to))
			return MSG(r->arena, N_(
				"That lies in the module cache ({0}): go "
				"clean -modcache deletes it."), v);
	}
	return (struct msg){ 0 };
}

/* A go.work, go.mod or repository above it would take it for a part. */
static struct msg captured(struct relocate *r, const char *to)
{
	const char *dir = to, *file;

	while (!cstr_eq(dir, "/")) {
		dir = path_dir(r->arena, dir);
		/* What lies above it now as well changes nothing. */
		if (path_under(dir, r->old))
			continue;
		file = path_join(r->arena, dir, ".git");
		if (relocate_look(r, file, NULL) != PLAN_ABSENT)
			return MSG(r->arena, N_(
				"That lies in another repository: {0}"), dir);
		file = path_join(r->arena, dir, "go.work");
		if (relocate_look(r, file, NULL) == PLAN_FILE)
			return MSG(r->arena, N_(
				"The workspace {0} would be in effect there, "
				"and go refuses modules that it does not "
				"list."), file);
		file = path_join(r->arena, dir, "go.mod");
		if (relocate_look(r, file, NULL) == PLAN_FILE)
			return MSG(r->arena, N_(
				"That lies in another module: {0}"), file);
	}
	return (struct msg){ 0 };
}

struct msg relocate_bad(struct relocate *r, const char *to)
{
	const char *real, *up;
	struct plan_state s;
	struct msg m;

	if (cstr_empty(to) || !path_is_abs(to))
		return MSG(r->arena, N_("Name a folder that is to be made."));
	if (!text_is_utf8(str_from(to)) || to[strcspn(to, "\n\r\t")])
		return MSG(r->arena, N_("git and go would not find a folder "
					"of that name."));
	real = resolved(r, to);
	if (relocate_holds(r, real, NULL))
		return MSG(r->arena, N_("That lies in the project itself."));
	switch (relocate_look(r, to, &s)) {
	case PLAN_ABSENT:
		break;
	case PLAN_FOLDER:
		return MSG(r->arena, N_("{0} is there already. To put it in "
					"there, say {1}."), to,
			   path_join(r->arena, to, path_base(r->old)));
	case PLAN_FILE:
	case PLAN_SYMLINK:
	case PLAN_OTHER:
		return MSG(r->arena, N_("{0} is there already."), to);
	}
	m = in_gos_own(r, real);
	if (!msg_is_set(&m))
		m = captured(r, real);
	if (msg_is_set(&m))
		return m;
	up = nearest(r, path_dir(r->arena, to));
	if (relocate_look(r, resolved(r, up), &s) != PLAN_FOLDER)
		return MSG(r->arena, N_("{0} is not a folder."), up);
	if (!r->host->can_write(r->host, up))
		return MSG(r->arena, N_("{0} cannot be written to."), up);
	if (r->nspecial && !r->host->same_fs(r->host, r->old, up))
		return MSG(r->arena, N_(
			"That is another file system, and {0} is no file, "
			"folder or link, so it cannot be copied. Remove it, "
			"or stay on the same file system."), r->special);
	return m;
}

/*
 * A folder that people keep projects in, where there is one and the name is
 * free in it; else ~/src.
 */
const char *relocate_default(struct relocate *r)
{
	static const char *const usual[] = {
		"src", "projects", "Projects", "code", "Code", "dev",
		"development", "repos", "git", "work", "workspace", NULL
	};
	const char *base = path_base(r->old);
	const char *owner = path_base(path_dir(r->arena, r->old));
	const char *names[2], *to;
	const char *const *u;
	struct msg bad;
	size_t i;

	names[0] = base;
	names[1] = arena_printf(r->arena, "%s-%s", owner, base);
	for (i = 0; r->home && i < 2; i++) {
		for (u = usual; *u; u++) {
			const char *dir = path_join(r->arena, r->home, *u);

			to = path_join(r->arena, dir, names[i]);
			if (relocate_look(r, dir, NULL) != PLAN_FOLDER)
				continue;
			bad = relocate_bad(r, to);
			if (!msg_is_set(&bad))
				return to;
		}
		to = path_join(r->arena, r->home, arena_printf(r->arena,
						"src/%s", names[i]));
		bad = relocate_bad(r, to);
		if (!msg_is_set(&bad))
			return to;
	}
	/* Whatever is wrong with it will be said. */
	return path_join(r->arena, r->home ? r->home : "/",
			 arena_printf(r->arena, "src/%s", base));
}
