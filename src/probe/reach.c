#include "config.h"

#include "probe/reach.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "host/proc.h"
#include "probe/libexec.h"

#define REACH_MS 60000

extern char **environ;

struct reach {
	struct proc *proc;
	void (*fn)(void *payload, bool answers, const char *why);
	void *payload;
};

static void on_exit_of_it(void *payload, const struct proc_result *res)
{
	struct reach *r = payload;
	struct arena a = ARENA_INIT;
	struct str err = res->err, line = STR_NONE;

	(void)str_line(&err, &line);
	r->fn(r->payload, !res->exit_code,
	      arena_strndup(&a, line.p ? line.p : "", line.len));
	arena_release(&a);
	free(r);
}

struct reach *reach_start(struct loop *l, const char *url,
			  void (*fn)(void *payload, bool answers,
				     const char *why),
			  void *payload, struct error *err)
{
	struct reach *r = xcalloc(1, sizeof(*r));
	struct arena a = ARENA_INIT;
	const char *const argv[] = {
		libexec_find(&a, "gomend-fetch"), "reach", url, NULL
	};
	const struct proc_spec spec = {
		.argv = argv,
		.env = (const char *const *)environ,
		.cwd = "/",
		.deadline_ms = REACH_MS,
		.on_exit = on_exit_of_it,
		.payload = r,
	};

	r->fn = fn;
	r->payload = payload;
	r->proc = proc_start(l, &spec, err);
	arena_release(&a);
	if (!r->proc) {
		free(r);
		return NULL;
	}
	return r;
}

void reach_abandon(struct reach *r)
{
	if (!r)
		return;
	proc_abandon(r->proc);
	free(r);
}
