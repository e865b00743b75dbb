/* module-mode: does go read go.mod here, or is it in GOPATH mode? */
#include "config.h"

#include "traces/tracer.h"

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	const struct setting *mode = place_setting(p, "GO111MODULE");

	(void)s;
	(void)m;
	(void)trace_step(a, t, MSG(a, N_("What does GO111MODULE say?")),
			 ANSWER_NONE, false, mode ? mode->value : "", NULL);
}

const struct tracer tracer_module_mode = {
	.name = "module-mode",
	.title = N_("Does go work with modules here, or with GOPATH?"),
	.run = run,
};
