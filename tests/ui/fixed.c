/*
 * Catalogues that stay as they are, so that a new check, trace or myth line
 * changes no golden of the screen.
 */
#include "config.h"

#include "base/mem.h"
#include "base/str.h"
#include "checks/check.h"
#include "checks/myths.h"
#include "fixes/fix.h"
#include "report/variables.h"
#include "traces/tracer.h"

static const struct check gomod_invalid = {
	.id = "gomod-invalid", .title = "go.mod that go cannot read",
};
static const struct check go_missing = {
	.id = "go-missing", .title = "a shell without go",
};
const struct check *const checks[] = { &gomod_invalid, &go_missing };
const size_t nchecks = ARRAY_SIZE(checks);

const struct check *check_find(const char *id)
{
	size_t i;

	for (i = 0; i < nchecks; i++)
		if (cstr_eq(checks[i]->id, id))
			return checks[i];
	return NULL;
}

static const struct tracer module_mode = {
	.name = "module-mode",
	.title = "Does go work with modules here, or with GOPATH?",
};
static const struct tracer vendor = {
	.name = "vendor", .title = "Does go build from vendor/?",
};
const struct tracer *const tracers[] = { &module_mode, &vendor };
const size_t ntracers = ARRAY_SIZE(tracers);

/* Not in the list, but there: something that can be tried. */
extern const struct tracer tracer_tmp_exec;

const struct tracer *tracer_find(const char *name)
{
	size_t i;

	if (cstr_eq(name, "tmp-exec"))
		return &tracer_tmp_exec;

	for (i = 0; i < ntracers; i++)
		if (cstr_eq(tracers[i]->name, name))
			return tracers[i];
	return NULL;
}

static const struct fix set_go_line = {
	.id = "set-go-line",
	.title = "write a go line into go.mod that every Go here reads",
};
static const struct fix install_go = {
	.id = "install-go",
	.title = "install a release of Go from its archive",
	.about = "Compares its SHA-256, unpacks it into a stage and puts it "
		 "in place in one step.",
};
static const struct fix first_module = {
	.id = "first-module",
	.title = "write, build and run a first program",
	.about = "A module of two files in a new folder.",
};
const struct fix *const fixes[] = {
	&set_go_line, &install_go, &first_module,
};
const size_t nfixes = ARRAY_SIZE(fixes);

const struct fix *fix_find(const char *id)
{
	size_t i;

	for (i = 0; i < nfixes; i++)
		if (cstr_eq(fixes[i]->id, id))
			return fixes[i];
	return NULL;
}

const char *const *fixes_for(const char *check_id)
{
	static const char *const ids[] = { "set-go-line", NULL };

	return cstr_eq(check_id, gomod_invalid.id) ? ids : NULL;
}

const struct myth myths[] = {
	{ .claim = 1, .subject = "vendor-out-of-date",
	  .text = "\"go ignores vendor/ unless told\": since 1.14 it takes it "
		  "by itself where the go line says 1.14 or more." },
};
const size_t nmyths = ARRAY_SIZE(myths);

const struct myth *myth_next(const char *subject, size_t *i)
{
	while (*i < nmyths) {
		const struct myth *m = &myths[(*i)++];

		if (cstr_eq(m->subject, subject))
			return m;
	}
	return NULL;
}

const struct variable variables[] = {
	{ .name = "GOFLAGS", .purpose = "Flags that every go command takes." },
};
const size_t nvariables = ARRAY_SIZE(variables);

const struct variable *variable_find(const char *name)
{
	return cstr_eq(name, "GOFLAGS") ? variables : NULL;
}

const struct variable *surrounding_find(const char *name)
{
	static const struct variable path = {
		.name = "PATH", .purpose = "Where a shell looks.",
	};

	return cstr_eq(name, "PATH") ? &path : NULL;
}

void variable_text(struct prose *p, const struct variable *v)
{
	prose_para(p, 0, 0, ROLE_PLAIN, v->purpose);
}

const char *variable_setter_text(enum variable_setter s)
{
	(void)s;
	return "";
}
