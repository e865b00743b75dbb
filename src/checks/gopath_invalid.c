/* gopath-invalid: a GOPATH that go refuses, or cannot write to. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"

struct fault {
	enum severity severity;
	struct msg title, outcome;
	const char *question;	/* N_(): the one that is answered with no */
	const char *value;
	bool in_goroot;
};

static bool needs_modules(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (!s->modules[i].fixture && s->modules[i].nrequires &&
		    !s->modules[i].vendor.has_modules_txt)
			return true;
	return false;
}

/* Go's words about one entry of the list, or NULL. */
static const char *entry_problem(struct arena *a, const char *dir)
{
	if (*dir == '~')
		return arena_printf(a, "go: GOPATH entry cannot start with "
				    "shell metacharacter '~': \"%s\"", dir);
	if (*dir && !path_is_abs(dir))
		return arena_printf(a, "go: GOPATH entry is relative; must be "
				    "absolute path: \"%s\".", dir);
	return NULL;
}

/* No value at all: no HOME to derive it from, or GOROOT is set to it. */
static bool none_fault(struct arena *a, const struct snapshot *s,
		       const struct place *p, struct fault *o)
{
	const char *home = place_getenv(p, "HOME");
	const char *cache = place_value(p, "GOMODCACHE");

	if (!cstr_empty(cache) && path_is_abs(cache))
		return false;
	o->severity = needs_modules(s) || cstr_empty(place_value(p, "GOCACHE"))
		    ? SEVERITY_ERROR : SEVERITY_WARNING;
	o->value = home ? home : "";
	o->outcome = MSG(a,
		N_("what needs the module cache stops: \"{0}\""),
		"module cache not found: neither GOMODCACHE nor GOPATH is "
		"set");
	if (cstr_empty(home)) {
		o->title = MSG(a, N_("HOME is not set, so GOPATH has no "
				     "value"));
		o->question = N_("Is HOME set, to derive it from?");
		return true;
	}
	o->title = MSG(a, N_("GOROOT is set to {0}/go, so GOPATH has no "
			     "value"), home);
	o->question = N_("Is the default ($HOME/go) another folder than "
			 "GOROOT?");
	o->value = p->goroot.dir;
	o->in_goroot = true;
	return true;
}

static bool find_fault(struct arena *a, const struct snapshot *s,
		       const struct place *p, const struct setting *set,
		       struct fault *o)
{
	const char *value = set->value ? set->value : "";
	struct str rest = str_from(value), entry;

	memset(o, 0, sizeof(*o));
	if (!*value)
		return none_fault(a, s, p, o);
	/* Equal to GOROOT, nothing else is looked at. */
	if (!cstr_empty(p->goroot.dir) &&
	    cstr_eq(path_clean(a, value), path_clean(a, p->goroot.dir))) {
		o->severity = SEVERITY_WARNING;
		o->title = MSG(a, N_("GOPATH is {0}, the tree of Go itself"),
			       value);
		o->question = N_("Are GOPATH and GOROOT two folders?");
		o->in_goroot = true;
		o->value = value;
		o->outcome = MSG(a, N_("go goes on, and says each time: "
				       "\"{0}\""),
			arena_printf(a, env_before(p, GO_1_24)
				? "warning: GOPATH set to GOROOT (%s) has no "
				  "effect"
				: "warning: both GOPATH and GOROOT are the "
				  "same directory (%s); see "
				  "https://go.dev/wiki/InstallTroubleshooting",
				value));
		return true;
	}
	while (str_cut(&rest, ':', &entry)) {
		const char *dir = arena_strndup(a, entry.p, entry.len);
		const char *said = entry_problem(a, dir);

		if (!said)
			continue;
		o->severity = SEVERITY_ERROR;
		if (*dir == '~')
			o->title = MSG(a, N_("GOPATH says {0}: nobody turned "
					     "the ~ into your home"), dir);
		else
			o->title = MSG(a, N_("GOPATH says {0}, which is no "
					     "absolute path"), dir);
		o->question = N_("Is it an absolute path?");
		o->value = dir;
		o->outcome = MSG(a, N_("every go command stops: \"{0}\""),
				 said);
		return true;
	}
	if (p->gopath_not_writable) {
		const char *first = arena_strndup(a, value,
						  strcspn(value, ":"));

		o->severity = SEVERITY_WARNING;
		o->title = MSG(a, N_("GOPATH is {0}, where you may not write"),
			       first);
		o->question = N_("May you write there?");
		o->value = first;
		o->outcome = MSG(a,
			N_("a build with all modules at hand works; go "
			   "install and each download stop: \"{0}\""),
			"permission denied");
		return true;
	}
	return false;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct setting *set,
		    const struct fault *o)
{
	struct arena *a = run->arena;

	f->title = o->title;
	f->outcome = o->outcome;
	env_evidence(run, f, set);
	(void)finding_step(run, f, MSG(a, N_("What is GOPATH?")), ANSWER_NONE,
			   false, set->value, env_origin(a, set));
	(void)finding_step(run, f, MSG(a, o->question), ANSWER_NO, true,
			   o->value, NULL);
	f->why = MSG(a, N_(
		"Every entry of GOPATH must be an absolute path: go turns "
		"neither ~ nor a relative path into one, and the shell does "
		"not expand a ~ inside quotes. Unset or empty it is $HOME/go, "
		"in every release (nothing, if GOROOT is set to that very "
		"folder). Modules live in the first entry's pkg/mod, in "
		"module mode too; so Go itself should lie elsewhere."));
	f->probe = "go env GOPATH GOMODCACHE";
	if (set->layer >= LAYER_GOENV) {
		const char *home = place_getenv(p, "HOME");

		env_command_unset(run, f, p, set,
				  o->severity == SEVERITY_ERROR && home
					  ? path_join(a, home, "go") : NULL);
		return;
	}
	if (cstr_empty(place_getenv(p, "HOME"))) {
		finding_command(run, f,
			MSG(a, N_("give the service, job or container that "
				  "runs go a HOME:")),
			"export HOME=\"$(getent passwd \"$(id -u)\" | "
			"cut -d: -f6)\"");
	} else if (o->in_goroot) {
		finding_command(run, f,
			MSG(a, N_("move Go out of there (and correct PATH in "
				  "your rc file):")),
			arena_printf(a, "sudo mv %s /usr/local/go && "
				     "export PATH=/usr/local/go/bin:\"$PATH\"",
				     shell_quote(a, p->goroot.dir
						    ? p->goroot.dir : "")));
	} else if (p->gopath_not_writable) {
		finding_command(run, f,
			MSG(a, N_("see whose it is (made with sudo once?):")),
			arena_printf(a, "ls -ld %s %s",
				     shell_quote(a, o->value),
				     shell_quote(a, path_dir(a, o->value))));
	}
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct setting *set = place_setting(p, "GOPATH");
		bool by_file;
		struct fault fault;
		struct finding *f;
		bool is_new;

		if (!env_known(p) || !env_go(p) || !set ||
		    set->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		if (!find_fault(run->arena, s, p, set, &fault))
			continue;
		by_file = set->layer == LAYER_GOENV;
		f = finding_add(run, fault.severity, NULL,
				by_file ? set->file : NULL,
				by_file ? set->line : 0, set->value, &is_new);
		finding_place_add(run, f, p, fault.severity, set->known);
		if (is_new)
			explain(run, f, p, set, &fault);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gopath_invalid = {
	.id = "gopath-invalid",
	.worst = SEVERITY_ERROR,
	.title = N_("a GOPATH that go refuses"),
	.about = N_("An entry of GOPATH is relative or begins with an "
		    "unexpanded ~, there is no HOME to derive it from, it is "
		    "the folder of Go itself, or it cannot be written. "
		    "Example: export GOPATH='~/go', and every command says "
		    "\"GOPATH entry cannot start with shell metacharacter "
		    "'~'\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
