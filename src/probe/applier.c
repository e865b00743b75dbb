#include "config.h"

#include "probe/applier.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/msg.h"
#include "base/text.h"
#include "facts/wire.h"
#include "host/proc.h"
#include "probe/envset.h"

struct applier {
	struct proc *proc;
	struct applier_ops ops;
	struct arena arena;
	struct strbuf line;
	struct applier_end end;
	bool *gone;	/* set when it is forgotten inside a callback */
};

static void applier_free(struct applier *a)
{
	strbuf_release(&a->line);
	arena_release(&a->arena);
	free(a);
}

static const char *told(struct applier *a, const char *english)
{
	return english ? msg_told(&a->arena, text_clean(&a->arena, english))
		       : NULL;
}

static void on_drift(struct applier *a, const struct cJSON *j)
{
	const char *path = text_clean(&a->arena, json_str(j, "path"));
	const char *what = told(a, json_str(j, "what"));
	const char *kept = json_str(j, "kept");

	if (!cstr_empty(what))
		path = arena_printf(&a->arena, "%s: %s", path, what);
	if (kept)
		path = SAY(&a->arena, N_("{0}; before the fix it was as in {1}"),
			   path, text_clean(&a->arena, kept));
	*ARENA_PUSH(&a->arena, a->end.drift, a->end.ndrift) = path;
}

static void on_end_record(struct applier *a, const struct cJSON *j)
{
	const char *path = json_str(j, "path");

	a->end.told = true;
	a->end.txn = (int)json_int(j, "n", a->end.txn);
	a->end.state = arena_strdup(&a->arena, json_str(j, "state"));
	a->end.message = told(a, json_str(j, "message"));
	a->end.hint = told(a, json_str(j, "hint"));
	a->end.kept = (int)json_int(j, "kept", 0);
	if (a->end.message && path && !strstr(a->end.message, path))
		a->end.message = arena_printf(&a->arena, "%s: %s",
			text_clean(&a->arena, path), a->end.message);
}

/* False when a callback has ended `a`. */
static bool on_line(struct applier *a, struct str line)
{
	struct cJSON *j = json_parse(line, NULL);
	const char *rec = json_str(j, "rec");
	bool gone = false;

	if (!rec) {
		json_free(j);
		return true;
	}
	if (!strcmp(rec, "txn"))
		a->end.txn = (int)json_int(j, "n", 0);
	else if (!strcmp(rec, "drift"))
		on_drift(a, j);
	else if (!strcmp(rec, "end"))
		on_end_record(a, j);
	a->gone = &gone;
	if (a->ops.on_record)
		a->ops.on_record(a->ops.payload, rec, j);
	json_free(j);
	if (gone)
		return false;
	a->gone = NULL;
	return true;
}

static void on_out(void *payload, struct str chunk)
{
	struct applier *a = payload;
	char *lf;

	strbuf_adds(&a->line, chunk);
	while ((lf = memchr(a->line.buf, '\n', a->line.len))) {
		size_t n = (size_t)(lf - a->line.buf);

		if (!on_line(a, (struct str){ a->line.buf, n }))
			return;
		strbuf_drop(&a->line, n + 1);
	}
}

/* It failed and gave no reason: what it printed for people, or how it ended. */
static void explain(struct applier *a, const struct proc_result *r)
{
	struct str err = str_trim(r->err), line;

	if (a->end.message || !r->exit_code)
		return;
	if (err.len) {
		str_line(&err, &line);
		a->end.message = text_clean(&a->arena,
			arena_strndup(&a->arena, line.p, line.len));
		return;
	}
	a->end.message = r->exit_code < 0
		? SAY(&a->arena, N_("gomend-apply was ended by signal {0}."),
		      arena_printf(&a->arena, "%d", r->signal))
		: SAY(&a->arena, N_("gomend-apply ended with status {0} and "
				    "without a word."),
		      arena_printf(&a->arena, "%d", r->exit_code));
}

static void on_exit_(void *payload, const struct proc_result *r)
{
	struct applier *a = payload;

	a->end.exit_code = r->exit_code;
	explain(a, r);
	a->ops.on_end(a->ops.payload, &a->end);
	applier_free(a);
}

struct applier *applier_start(struct loop *l, const char *path,
			      const char *const *args, struct str input,
			      const struct applier_ops *ops,
			      struct error *err)
{
	struct applier *a = xcalloc(1, sizeof(*a));
	const char **argv = NULL;
	struct envset env;
	size_t n = 0;
	struct proc_spec spec = {
		/* No folder is kept from being moved or unmounted. */
		.cwd = "/",
		.keep_stdin = true,
		.outlives = true,
		.on_out = on_out,
		.on_exit = on_exit_,
		.payload = a,
	};

	arena_init(&a->arena);
	strbuf_init(&a->line);
	a->line.max_bytes = WIRE_LINE_MAX_BYTES;
	a->ops = *ops;
	*ARENA_PUSH(&a->arena, argv, n) = path;
	for (; *args; args++)
		*ARENA_PUSH(&a->arena, argv, n) = *args;
	*ARENA_PUSH(&a->arena, argv, n) = NULL;
	spec.argv = argv;
	envset_init(&env);
	envset_add_own(&env);
	spec.env = envset_list(&env);
	a->proc = proc_start(l, &spec, err);
	envset_release(&env);
	if (!a->proc) {
		applier_free(a);
		return NULL;
	}
	proc_write(a->proc, input);
	proc_end_input(a->proc);
	return a;
}

void applier_cancel(struct applier *a)
{
	proc_signal(a->proc, SIGINT);
}

void applier_forget(struct applier *a)
{
	if (!a)
		return;
	if (a->gone)
		*a->gone = true;
	proc_abandon(a->proc);
	applier_free(a);
}
