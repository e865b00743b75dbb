/* Every trace, sorted by name; one row a trace. */
#include "config.h"

#include "traces/tracer.h"

#include "base/mem.h"
#include "base/str.h"

extern const struct tracer tracer_build_cache;
extern const struct tracer tracer_cgo;
extern const struct tracer tracer_docker_stage;
extern const struct tracer tracer_go_programs;
extern const struct tracer tracer_goroot;
extern const struct tracer tracer_module_mode;
extern const struct tracer tracer_network;
extern const struct tracer tracer_path_lookup;
extern const struct tracer tracer_tmp_exec;
extern const struct tracer tracer_toolchain;
extern const struct tracer tracer_vendor;

const struct tracer *const tracers[] = {
	&tracer_build_cache,
	&tracer_cgo,
	&tracer_docker_stage,
	&tracer_go_programs,
	&tracer_goroot,
	&tracer_module_mode,
	&tracer_network,
	&tracer_path_lookup,
	&tracer_tmp_exec,
	&tracer_toolchain,
	&tracer_vendor,
};
const size_t ntracers = ARRAY_SIZE(tracers);

const struct tracer *tracer_find(const char *name)
{
	size_t i;

	for (i = 0; i < ntracers; i++)
		if (cstr_eq(tracers[i]->name, name))
			return tracers[i];
	return NULL;
}
