#include "config.h"

#include "fixes/stagefiles.h"

#include "base/str.h"

/* Lines of a file begin with a tab, names of files with none. */
static const char writes_files[] =
	"/^\\t/ { print substr($0, 2) > file; next } "
	"{ if (file) close(file); file = $0; printf \"\" > file }";

static const char writes_some[] =
	"/^\\t/ { print substr($0, 2) > file; next } "
	"/^ / { print substr($0, 2); next } "
	"{ if (file) close(file); file = $0; printf \"\" > file } "
	"END { exit file != \"\" }";

void stagefiles_add(struct strbuf *input, const char *name, struct str text)
{
	struct str line;

	strbuf_addf(input, "%s\n", name);
	while (str_line(&text, &line)) {
		strbuf_addch(input, '\t');
		strbuf_adds(input, line);
		strbuf_addch(input, '\n');
	}
}

void stagefiles_say(struct strbuf *input, const char *line)
{
	strbuf_addf(input, " %s\n", line);
}

static struct plan_command *write_by(struct fix_run *run, const char *program,
				     const char *id, struct msg what,
				     struct strbuf *input)
{
	struct plan_command *c = fix_command(run, id, "{stage}/.", what, "awk",
					     program, NULL);

	*ARENA_PUSH(run->arena, c->env, c->nenv) = "LC_ALL=C";
	c->input = arena_strndup(run->arena, input->buf, input->len);
	strbuf_release(input);
	return c;
}

struct plan_command *stagefiles_write(struct fix_run *run, const char *id,
				      struct msg what, struct strbuf *input)
{
	return write_by(run, writes_files, id, what, input);
}

struct plan_command *stagefiles_fork(struct fix_run *run, const char *id,
				     const char *unless, struct msg what,
				     struct strbuf *input)
{
	struct plan_command *c = write_by(run, writes_some, id, what, input);

	c->unless = unless;
	c->late = true;
	c->may_fail = true;
	c->fork = true;
	return c;
}
