/* set-env: a variable gets a value, in the go env file or an rc file. */
#include "config.h"

#include "fixes/envvar.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/env.h"

/* As many threads as the CPU quota feeds, rounded up. */
static const char *fed_threads(struct fix_run *run, const struct place *p)
{
	const struct machine_cpus *c = p && p->machine ? p->machine->cpus
						       : NULL;

	return c && c->known != KNOWN_UNKNOWN && c->quota_milli
		? arena_printf(run->arena, "%d", (c->quota_milli + 999) / 1000)
		: NULL;
}

static bool is_threads(const char *name)
{
	return cstr_eq(name, "GOMAXPROCS");
}

static bool is_cache(const char *name)
{
	return cstr_eq(name, "GOCACHE") || cstr_eq(name, "GOMODCACHE");
}

/* Another folder of the user's, where nothing mends the one that is named. */
static const char *other_cache(struct fix_run *run, const struct place *p,
			       const char *name)
{
	bool build = cstr_eq(name, "GOCACHE");
	const struct machine_folder *f = p ? machine_folder(p->machine,
		build ? FOLDER_GOCACHE : FOLDER_GOMODCACHE) : NULL;
	const char *home = p ? place_getenv(p, "HOME") : NULL, *path;

	if (!f || f->off || f->relative || cstr_empty(home) ||
	    !(f->read_only || f->not_folder || machine_folder_refusal(f)))
		return NULL;
	path = path_join(run->arena, home,
			 build ? ".cache/go-build" : "go/pkg/mod");
	if (path_under(f->path, path))
		path = path_join(run->arena, home,
				 build ? ".cache/go-build-2" : "go/pkg/mod-2");
	if (f->read_only && f->mount && path_under(f->mount, path))
		return NULL;
	return path;
}

static bool is_positive(const char *s)
{
	return s && *s && !s[strspn(s, "0123456789")] && strlen(s) < 10 &&
	       s[strspn(s, "0")];
}

/* What go would say of nothing being set: a value that surely works. */
static const char *sound_value(struct fix_run *run, const char *name)
{
	const struct place *p = envvar_place(run);
	const char *home = p ? place_getenv(p, "HOME") : NULL;
	const char *gopath;

	if (cstr_eq(name, "GOPATH") && !cstr_empty(home))
		return path_join(run->arena, home, "go");
	if (cstr_eq(name, "GOBIN")) {
		/* Where programs go without it. */
		gopath = p ? place_value(p, "GOPATH") : "";
		gopath = arena_strndup(run->arena, gopath,
				       strcspn(gopath, ":"));
		return path_is_abs(gopath) ? path_join(run->arena, gopath,
						       "bin") : NULL;
	}
	/* The same list as go reads what was meant. */
	if (p && (cstr_eq(name, "GOPRIVATE") || cstr_eq(name, "GONOPROXY") ||
		  cstr_eq(name, "GONOSUMDB") || cstr_eq(name, "GOINSECURE")))
		return env_clean_patterns(run->arena, place_value(p, name));
	/* Where go would keep things of the user by itself. */
	if (cstr_eq(name, "GOTMPDIR") && !cstr_empty(home))
		return path_join(run->arena, home, ".cache/go-tmp");
	if (is_threads(name))
		return fed_threads(run, p);
	if (is_cache(name))
		return other_cache(run, p, name);
	if (cstr_eq(name, "GO111MODULE"))
		return "on";
	if (cstr_eq(name, "GOPROXY"))
		return "https://proxy.golang.org,direct";
	if (cstr_eq(name, "GOSUMDB"))
		return "sum.golang.org";
	if (cstr_eq(name, "GOTOOLCHAIN"))
		return "auto";
	return NULL;
}

static bool is_temp(const char *name)
{
	return cstr_eq(name, "GOTMPDIR");
}

static bool can_be_in_file(struct fix_run *run, const char *name)
{
	const struct place *p = envvar_place(run);
	const struct setting *s = p ? place_setting(p, name) : NULL;

	return envvar_file(run) && s && s->layer != LAYER_PROCESS;
}

/*
 * Whose quota it is no fresh shell tells (a terminal may stand in a cgroup of
 * its own), so the finding is this shell's alone: the export is for all.
 */
static void find_shells(struct fix_run *run, const char *name,
			struct shell_files *files)
{
	const struct finding *f = run->finding;

	if (f && is_threads(envvar_of(run)))
		run->finding = NULL;
	shell_find(run, name, files);
	run->finding = f;
}

static bool serves(struct fix_run *run)
{
	const char *name = envvar_of(run);

	if (!run->finding)
		return true;	/* asked for by name and value */
	if (!name || !sound_value(run, name))
		return false;
	/* Not set, or in the file: what the file says is in effect. */
	if ((is_temp(name) || is_cache(name)) && can_be_in_file(run, name))
		return true;
	/* The runtime reads the environment alone: no go env file has it. */
	if (is_threads(name))
		return envvar_place(run) != NULL;
	return envvar_in_file(run, name) || shell_exports(run, name);
}

void set_env_choices(struct fix_run *run, const char *fallback,
		     const char *value, bool rc_alone)
{
	const char *name = fix_given(run, "name");
	struct shell_files files;
	struct choice *c;
	bool rc, goenv;

	if (!name)
		name = fallback;
	/*
	 * What a shell exports hides the go env file: there it must change.
	 * Who asks for it by the variable's name may want the other one.
	 */
	rc = name && shell_exports(run, name);
	goenv = !rc_alone && envvar_file(run) && (!rc || !run->finding) &&
		!is_threads(name);
	envvar_fields(run, fallback, goenv, true,
		      rc || rc_alone || (name && envvar_only_exported(run, name))
		      ? "rc" : "goenv");
	c = fix_choice(run, "value", CHOICE_TEXT,
		       MSG(run->arena, N_("Value")), (struct msg){ 0 }, value);
	if (is_threads(name))
		c->about = MSG(run->arena, N_(
			"For every program of Go that a new shell starts, with "
			"or without a quota. From 1.25 on, with a go line of "
			"1.25 or newer, programs heed the quota by "
			"themselves; this line stands above that."));
	if (is_threads(name) && !is_positive(c->value))
		c->bad = MSG(run->arena, N_("GOMAXPROCS is a positive number; "
					    "anything else counts as unset."));
	if (cstr_empty(c->value))
		c->bad = MSG(run->arena, N_("An empty value counts as unset; "
					    "that is what unset-env does."));
	else if (strpbrk(c->value, "\r\n"))
		c->bad = MSG(run->arena, N_("A value is one line."));
	envvar_judge(run, c->value);
	if (!rc_alone) {
		envvar_no_change(run);
		envvar_consequence(run, false);
	}
	if (cstr_eq(fix_value(run, "layer"), "rc")) {
		find_shells(run, rc ? name : NULL, &files);
		shell_choice(run, &files);
		run->offer.stage_near = files.home;
	} else {
		run->offer.stage_near = envvar_file(run);
	}
	/* Empty or missing, it is asked for. */
	if (!cstr_empty(name) && !cstr_empty(c->value))
		run->offer.title = MSG(run->arena, N_("set {0} to {1}"),
				       name, c->value);
}

static void choices(struct fix_run *run)
{
	const char *name = fix_given(run, "name");

	if (!name)
		name = envvar_of(run);
	set_env_choices(run, envvar_of(run),
			name ? sound_value(run, name) : NULL, false);
}

static const char *change(struct fix_run *run, const struct shell_files *files,
			  const struct shell_file *f,
			  struct span_edits *edits, struct error *err)
{
	struct str text = str_from(f->text);
	const char *name = envvar_name(run);
	const char *line = shellrc_set_line(run->arena, files->family, name,
					    fix_value(run, "value"));
	struct shellrc_set *list;
	size_t n = shellrc_find_set(run->arena, text, files->family, name,
				    &list);

	/* The line that counts is the last one; it is the one to change. */
	if (n && !cstr_eq(list[n - 1].text, line))
		span_edits_add(run->arena, edits, list[n - 1].start,
			       list[n - 1].end, str_from(line));
	else if (!n && shellrc_put(run->arena, text, line, edits, err)) {
		error_prefix(err, "%s", f->name);
		return NULL;
	}
	return span_edits_apply(run->arena, text, edits).p;
}

/* The shells whose export counts; all of them where none exports it. */
static void find(struct fix_run *run, struct shell_files *files)
{
	const char *name = envvar_name(run);

	find_shells(run, shell_exports(run, name) ? name : NULL, files);
}

int set_env_needs(struct fix_run *run, struct error *err)
{
	struct shell_files files;

	if (!cstr_eq(fix_value(run, "layer"), "rc"))
		return 0;
	find(run, &files);
	return shell_needs(run, &files, change, err);
}

int set_env_build(struct fix_run *run, struct plan *p, struct error *err)
{
	const char *name = envvar_name(run), *value = fix_value(run, "value");
	struct shell_files files;

	p->title = MSG(run->arena, N_("set {0} to {1}"), name, value);
	/* go makes no folder for its temporary files. */
	if (is_temp(name) && path_is_abs(value) &&
	    fix_folders(run, p, value, err))
		return -1;
	if (!cstr_eq(fix_value(run, "layer"), "rc")) {
		envvar_note(run, p);
		return envvar_edit_file(run, p, name, value, err);
	}
	find(run, &files);
	if (shell_build(run, &files, change, p, err))
		return -1;
	p->shell_line = shellrc_set_line(run->arena, files.family, name,
					 value);
	return 0;
}

const struct fix fix_set_env = {
	.id = "set-env",
	.title = N_("give a variable a value that go takes"),
	.about = N_("In the go env file (what go env -w writes) or, where a "
		    "shell exports it, in the shell's start-up file: there "
		    "the export is stronger than the go env file. Only the "
		    "line of that variable changes."),
	.serves = serves,
	.choices = choices,
	.needs = set_env_needs,
	.build = set_env_build,
};
