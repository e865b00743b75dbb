/* gobin-invalid: a GOBIN that go install cannot write to. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"

struct fault {
	struct msg title, outcome;
	const char *question;	/* N_(): the one that is answered with no */
};

static bool find_fault(struct arena *a, const struct place *p,
		       const char *value, struct fault *o)
{
	if (!path_is_abs(value)) {
		o->title = *value == '~'
			? MSG(a, N_("GOBIN says {0}: nobody turned the ~ into "
				    "your home"), value)
			: MSG(a, N_("GOBIN says {0}, which is no absolute "
				    "path"), value);
		o->question = N_("Is it an absolute path?");
		o->outcome = MSG(a, N_("go install stops: \"{0}\""),
				 "cannot install, GOBIN must be an absolute "
				 "path");
		return true;
	}
	if (p->gobin_is_file) {
		o->title = MSG(a, N_("GOBIN is {0}, which is a file"),
			       value);
		o->question = N_("Is it a folder?");
		o->outcome = MSG(a, N_("go install stops: \"{0}\""),
				 arena_printf(a, "mkdir %s/: file exists",
					      value));
		return true;
	}
	if (!p->gobin_not_writable)
		return false;
	o->title = MSG(a, N_("GOBIN is {0}, where you may not write"), value);
	o->question = N_("May you write there?");
	o->outcome = MSG(a, N_("go install stops when it puts the program "
			       "there"));
	return true;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct setting *s,
		    const struct fault *o)
{
	struct arena *a = run->arena;

	f->title = o->title;
	f->outcome = o->outcome;
	env_evidence(run, f, s);
	(void)finding_step(run, f, MSG(a, N_("What is GOBIN?")), ANSWER_NONE,
			   false, s->value, env_origin(a, s));
	(void)finding_step(run, f, MSG(a, o->question), ANSWER_NO, true,
			   s->value, NULL);
	f->why = MSG(a, N_(
		"go install writes programs to GOBIN, else to bin in the "
		"first entry of GOPATH, and makes the folder where it is "
		"missing. go env -w takes a relative GOBIN without a word, "
		"and go install then fails for every release of this user. "
		"go build, go run and go test do not look at it."));
	f->probe = "go env GOBIN; ls -ld \"$(go env GOBIN)\"";
	env_command_unset(run, f, p, s, NULL);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct setting *set = place_setting(p, "GOBIN");
		bool by_file;
		struct fault o;
		struct finding *f;

		if (!env_known(p) || !env_go(p) || !set ||
		    set->known == KNOWN_UNKNOWN || cstr_empty(set->value))
			continue;
		any = true;
		if (!find_fault(run->arena, p, set->value, &o))
			continue;
		by_file = set->layer == LAYER_GOENV;
		f = finding_add(run, SEVERITY_ERROR, NULL,
				by_file ? set->file : NULL,
				by_file ? set->line : 0, set->value, &is_new);
		finding_place_add(run, f, p, SEVERITY_ERROR, set->known);
		if (is_new)
			explain(run, f, p, set, &o);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gobin_invalid = {
	.id = "gobin-invalid",
	.worst = SEVERITY_ERROR,
	.title = N_("a GOBIN that go install cannot use"),
	.about = N_("GOBIN is relative, begins with an unexpanded ~, names a "
		    "file, or cannot be written. Example: go env -w "
		    "GOBIN=bin, and go install says \"cannot install, GOBIN "
		    "must be an absolute path\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
