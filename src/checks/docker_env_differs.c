/*
 * docker-env-differs: a Dockerfile sets what makes go build otherwise than on
 * this machine.
 */
#include "config.h"

#include "checks/docker.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

struct difference {
	const char *name, *here, *there;
	enum severity severity;
	struct msg outcome;
};

static const char *shown(const char *value)
{
	return cstr_empty(value) ? "(unset)" : value;
}

static bool is_off(const char *value)
{
	return cstr_eq(value, "off");
}

/* go.mod is there: all but "off" come to the same. */
static bool of_mode(struct check_run *run, struct difference *d)
{
	if (is_off(d->here) == is_off(d->there))
		return false;
	d->outcome = is_off(d->there) ?
		MSG(run->arena, N_("there go reads no go.mod: versions and "
				   "replaces do not count, and packages come "
				   "from GOPATH/src")) :
		MSG(run->arena, N_("here go reads no go.mod; there it does"));
	return true;
}

/* A flag of the command itself wins in both. */
static const char *flag(struct arena *a, const char *flags,
			const char *command, const char *name)
{
	return strstr(command, arena_printf(a, "-%s", name)) ? NULL :
	       gobuild_flag(a, flags, name);
}

static bool of_flags(struct check_run *run, struct difference *d,
		     const struct place *p, const struct module *m,
		     const char *command)
{
	struct arena *a = run->arena;
	const char *mod = flag(a, d->there, command, "mod");
	const char *tags = flag(a, d->there, command, "tags");
	const char *here;
	struct gobuild b;

	gobuild_init(&b, a, run->snap, p, m);
	here = b.mod_flag ? b.mod_flag :
	       gobuild_uses_vendor(&b) ? "vendor" : "readonly";
	if (mod && !cstr_eq(mod, here)) {
		d->outcome = MSG(a, N_("packages are chosen otherwise there: "
				       "by -mod={0}, and by -mod={1} here"),
				 mod, here);
		return true;
	}
	here = flag(a, d->here, command, "tags");
	if (!tags || cstr_eq(tags, here))
		return false;
	d->severity = SEVERITY_ADVICE;
	d->outcome = MSG(a, N_("other files may be built there: -tags={0}"),
			 tags);
	return true;
}

/* Is a workspace in effect here that lists the module? */
static bool of_workspace(struct check_run *run, struct difference *d,
			 const struct place *p, const struct module *m)
{
	struct gobuild b;

	gobuild_init(&b, run->arena, run->snap, p, m);
	if (!b.work || !b.listed || !is_off(d->there))
		return false;
	d->here = b.work->file;
	d->outcome = MSG(run->arena, N_("there the module is built alone: the "
					"other modules of {0} come in the "
					"versions that go.mod names"),
			 b.work->file);
	return true;
}

static bool of_sums(struct check_run *run, struct difference *d)
{
	if (!is_off(d->there) || is_off(d->here))
		return false;
	d->outcome = MSG(run->arena, N_(
		"a module that go.sum does not know yet is taken there without "
		"asking the checksum database; what go.sum knows is compared "
		"all the same"));
	return true;
}

static bool of_experiment(struct check_run *run, struct difference *d)
{
	if (cstr_eq(d->here, d->there))
		return false;
	d->outcome = MSG(run->arena, N_("another language or library is "
					"compiled there"));
	return true;
}

static bool differs(struct check_run *run, struct difference *d,
		    const struct place *p, const struct module *m,
		    const char *command)
{
	if (cstr_eq(d->name, "GO111MODULE"))
		return of_mode(run, d);
	if (cstr_eq(d->name, "GOFLAGS"))
		return of_flags(run, d, p, m, command);
	if (cstr_eq(d->name, "GOWORK"))
		return of_workspace(run, d, p, m);
	if (cstr_eq(d->name, "GOSUMDB"))
		return of_sums(run, d);
	return of_experiment(run, d);
}

static void tell(struct check_run *run, const struct place *p,
		 const struct module *m, const struct repo_file *file,
		 const struct docker_step *step, const struct docker_step *by,
		 const struct difference *d)
{
	const struct setting *here = place_setting_in(p, m->dir, d->name);
	const char *what = step->builds ? step->builds : step->downloads;
	struct arena *a = run->arena;
	struct finding *f;
	bool is_new;

	f = finding_add(run, d->severity, m->dir, file->path, by->line,
			d->name, &is_new);
	finding_place_add(run, f, p, d->severity, KNOWN_DERIVED);
	if (!is_new)
		return;
	f->title = MSG(a, N_("{0} is {1} in {2}, and {3} here"), d->name,
		       d->there, file->path, shown(d->here));
	finding_evidence(run, f, arena_printf(a, "%s=%s", d->name, d->there),
			 file->path, by->line);
	finding_evidence(run, f, what, file->path, step->line);
	if (here)
		env_evidence(run, f, here);
	(void)finding_step(run, f, MSG(a, N_("What is {0} where the "
					     "Dockerfile builds?"), d->name),
			   ANSWER_NONE, false, d->there,
			   docker_at(run, file, by));
	(void)finding_step(run, f, MSG(a, N_("Is it the same in this shell?")),
			   ANSWER_NO, true, shown(d->here),
			   here ? env_origin(a, here) : NULL);
	f->outcome = d->outcome;
	f->why = MSG(a, N_(
		"ENV of a Dockerfile, and a variable before the command, are "
		"the environment of the go that runs there; nothing of this "
		"machine gets in. What decides about versions, files or sums "
		"should be the same in both, or be said in go.mod and in the "
		"command."));
	f->probe = arena_printf(a, "grep -n %s %s; go env %s", d->name,
				shell_quote(a, file->path), d->name);
	docker_editor(run, f, by->line);
}

static void judge(struct check_run *run, const struct module *m,
		  const struct repo_file *file, const struct docker_stage *s,
		  const struct docker_step *step)
{
	static const char *const names[] = {
		"GO111MODULE", "GOFLAGS", "GOWORK", "GOSUMDB", "GOEXPERIMENT",
	};
	const struct place *p = snapshot_place(run->snap, "shell");
	const char *what = step->builds ? step->builds : step->downloads;
	size_t i;

	if (!what || !p || !place_is_here(p) || p->broken || !p->ngos)
		return;
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct difference d = { .name = names[i],
					.severity = SEVERITY_WARNING };
		const struct docker_step *by;

		d.there = docker_stage_variable(run->arena, s, step, names[i],
						&by);
		d.here = place_value_in(p, m->dir, names[i]);
		if (cstr_empty(d.there) ||
		    !differs(run, &d, p, m, what))
			continue;
		tell(run, p, m, file, step, by, &d);
	}
}

static enum check_status run(struct check_run *run)
{
	return docker_each(run, judge);
}

const struct check check_docker_env_differs = {
	.id = "docker-env-differs",
	.worst = SEVERITY_WARNING,
	.title = N_("a Dockerfile that makes go build otherwise than here"),
	.about = N_("ENV, ARG or a variable before the command sets "
		    "GO111MODULE, -mod or -tags in GOFLAGS, GOWORK, GOSUMDB or "
		    "GOEXPERIMENT, and this shell has it otherwise. Example: "
		    "\"ENV GO111MODULE=off\" beside a go.mod."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run,
};
