#include "config.h"

#include "fixes/modlist.h"

#include <string.h>

#include "base/str.h"

struct plan_command *modlist_ask(struct fix_run *run, const char *id,
				 const char *dir, struct msg what)
{
	return fix_command(run, id, dir, what, "go", "list", "-mod=mod", "-m",
			   "-e", "-modfile={stage}/go.mod",
			   "-overlay={stage}/overlay.json", "-f",
			   "{{.Path}} {{.Version}}{{with .Replace}} {{.Path}} "
			   "{{.Version}}{{end}}", "all", NULL);
}

bool modlist_of(struct fix_run *run, const char *id, const char *path,
		struct modlist_one *out)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str rest = str_from(r ? r->out : NULL), line, one;
	struct arena *a = run->arena;

	memset(out, 0, sizeof(*out));
	while (str_line(&rest, &line)) {
		if (!str_cut(&line, ' ', &one) || !str_is(one, path))
			continue;
		if (str_cut(&line, ' ', &one))
			out->version = arena_strndup(a, one.p, one.len);
		if (str_cut(&line, ' ', &one)) {
			out->to = arena_strndup(a, one.p, one.len);
			out->to_version = arena_strndup(a,
				line.p ? line.p : "", line.len);
		}
		return true;
	}
	return false;
}
