#include "config.h"

#include "fixes/modlist.h"

#include <string.h>

#include "base/str.h"
#include "fixes/stagego.h"

struct plan_command *modlist_ask(struct fix_run *run, const char *id,
				 const char *dir, struct msg what)
{
	struct plan_command *c = fix_command(run, id, dir, what, "go", "list",
			"-mod=mod", "-m", "-e", "-modfile={stage}/go.mod",
			"-overlay={stage}/overlay.json", "-f",
			"{{.Path}} {{.Version}}{{with .Replace}} {{.Path}} "
			"{{.Version}}{{end}}", "all", NULL);

	stagego_env(run, c);
	return c;
}

/* PATH VERSION[ PATH VERSION] */
static void take_line(struct arena *a, struct str line,
		      struct modlist_one *out)
{
	struct str one;

	memset(out, 0, sizeof(*out));
	if (str_cut(&line, ' ', &one))
		out->path = arena_strndup(a, one.p, one.len);
	if (str_cut(&line, ' ', &one))
		out->version = arena_strndup(a, one.p, one.len);
	if (str_cut(&line, ' ', &one)) {
		out->to = arena_strndup(a, one.p, one.len);
		out->to_version = arena_strndup(a, line.p ? line.p : "",
						line.len);
	}
}

bool modlist_next(struct fix_run *run, const char *id, size_t *at,
		  struct modlist_one *out)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str all = str_from(r ? r->out : NULL), rest, line;

	rest = str_sub(all, *at, all.len - *at);
	if (!str_line(&rest, &line))
		return false;
	*at = all.len - rest.len;
	take_line(run->arena, line, out);
	return true;
}

bool modlist_of(struct fix_run *run, const char *id, const char *path,
		struct modlist_one *out)
{
	const struct fix_ran *r = fix_ran(run, id);
	struct str rest = str_from(r ? r->out : NULL), line;

	memset(out, 0, sizeof(*out));
	while (str_line(&rest, &line))
		if (str_is(str_sub(line, 0, str_find(line, ' ')), path)) {
			take_line(run->arena, line, out);
			return true;
		}
	return false;
}
