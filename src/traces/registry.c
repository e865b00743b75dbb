/* Every trace, sorted by name; one row a trace. */
#include "config.h"

#include "traces/tracer.h"

#include "base/mem.h"

extern const struct tracer tracer_module_mode;

const struct tracer *const tracers[] = {
	&tracer_module_mode,
};
const size_t ntracers = ARRAY_SIZE(tracers);
