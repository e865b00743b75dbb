/*
 * version-pins-disagree, go-line-unreadable, docker-go-too-old,
 * ci-go-version-float, ci-go-unpinned: files that name a Go which cannot be right for the
 * module that they build.  All of them judge the rows of facts/ledger.h.
 */
#include "config.h"

#include "checks/pins.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

void pins_evidence(struct check_run *run, struct finding *f,
		   const struct ledger_row *r)
{
	const struct pin *p = r->pin;

	finding_evidence(run, f, r->text, r->file, r->line);
	if (p->version && p->end && (p->at_line != r->line ||
				     !cstr_eq(p->at_file, r->file)))
		finding_evidence(run, f, p->version, p->at_file, p->at_line);
}

static void wants_evidence(struct check_run *run, struct finding *f,
			   const struct ledger_row *r)
{
	finding_evidence(run, f, arena_printf(run->arena, "go %s", r->wants),
			 r->wants_file, r->wants_line);
}

void pins_editor(struct check_run *run, struct finding *f,
		 const struct ledger_row *r)
{
	const struct pin *p = r->pin;
	const char *file = p->end ? p->at_file : p->file;
	int line = p->end ? p->at_line : p->line;

	env_command_edit(run, f, MSG(run->arena, N_("open it at the line:")),
			 file, line);
}

/* Do both take their version from the same bytes? */
static bool is_of_same_bytes(const struct ledger_row *x,
			     const struct ledger_row *y)
{
	const struct pin *p = x->pin, *q = y->pin;

	return p && q && p->end && p->start == q->start &&
	       cstr_eq(p->at_file, q->at_file);
}

/* A dev container made of a Dockerfile that is judged by itself. */
static bool is_told_of_dockerfile(const struct ledger *l,
				  const struct ledger_row *r,
				  enum severity (*severity)(
					const struct ledger_row *r))
{
	size_t i;

	for (i = 0; r->pin && r->holder->kind == FILE_DEVCONTAINER &&
	     i < l->nrows; i++)
		if (&l->rows[i] != r && is_of_same_bytes(&l->rows[i], r) &&
		    severity(&l->rows[i]) != SEVERITY_NONE)
			return true;
	return false;
}

/* One row, one finding: two pins of a line are told apart by their value. */
static struct finding *found(struct check_run *run, enum severity sev,
			     const struct ledger_row *r)
{
	return finding_add(run, sev, r->module ? r->module->dir : "",
			   r->file, r->line,
			   arena_printf(run->arena, "%d:%s:%s", r->line,
					r->pin->value ? r->pin->value : "",
					r->pin->job ? r->pin->job : ""),
			   NULL);
}

/* Do go commands there load the module?  A tool's file stands for all. */
static enum severity by_use(const struct pin *p)
{
	if (p->kind == PIN_TOOL)
		return SEVERITY_ERROR;
	switch (p->use) {
	case PIN_USE_MODULE:
		return p->may_fail ? SEVERITY_WARNING : SEVERITY_ERROR;
	case PIN_USE_MAYBE:
		return SEVERITY_WARNING;
	case PIN_USE_NOTHING:
	case PIN_USE_TOOL:
		break;
	}
	return SEVERITY_NONE;
}

const char *pins_release(struct arena *a, const struct ledger_row *r)
{
	if (r->range.exact)
		return r->release;
	return arena_printf(a, "%s (%s)", r->release, gotable_date);
}

bool pins_stop(const struct ledger_row *r)
{
	return r->pin && r->pin->kind == PIN_SETUP_GO && r->stops &&
	       !r->pin->number && r->fit == LEDGER_OLD;
}

/* ---- docker-go-too-old ---- */

static enum severity docker_severity(const struct ledger_row *r)
{
	enum severity sev;

	if (!r->pin || r->excused || r->fit != LEDGER_OLD ||
	    (r->pin->kind != PIN_IMAGE && r->pin->kind != PIN_COPY))
		return SEVERITY_NONE;
	sev = by_use(r->pin);
	/* Before 1.21 no go switches; the official images never do. */
	if (sev == SEVERITY_NONE || (r->switches != LEDGER_LOCAL &&
				     gover_cmp_of(r->release, "1.21") >= 0))
		return SEVERITY_NONE;
	return r->how == TOOLCHAIN_REFUSED ? sev : SEVERITY_WARNING;
}

static void docker_explain(struct check_run *run, struct finding *f,
			   const struct ledger_row *r)
{
	struct arena *a = run->arena;
	bool old = gover_cmp_of(r->release, "1.21") < 0;

	f->title = MSG(a, N_("{0} builds with Go {1}; {2} needs {3}"),
		       r->pin->value, r->range.high, r->wants_file, r->wants);
	pins_evidence(run, f, r);
	wants_evidence(run, f, r);
	(void)finding_step(run, f, MSG(a, N_("Which Go is in the image?")),
			   ANSWER_NONE, false, pins_release(a, r),
			   modules_at(a, r->file, r->line));
	(void)finding_step(run, f,
			   MSG(a, N_("What does the module ask for at "
				     "least?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "go %s", r->wants),
			   modules_at(a, r->wants_file, r->wants_line));
	(void)finding_step(run, f, r->pin->use == PIN_USE_MODULE ?
			   MSG(a, N_("Do its commands run go in the "
				     "module?")) :
			   MSG(a, N_("May its commands run go in the "
				     "module?")),
			   ANSWER_YES, false, NULL, NULL);
	if (old)
		(void)finding_step(run, f,
			MSG(a, N_("Does this release check that? (Since Go "
				  "1.21)")),
			ANSWER_NO, true, r->release, NULL);
	else
		(void)finding_step(run, f,
			MSG(a, N_("May it switch to a newer release "
				  "(GOTOOLCHAIN)?")),
			ANSWER_NO, true, "local",
			r->pin->gotoolchain ? r->file : "image");
	if (r->how == TOOLCHAIN_REFUSED)
		f->outcome = MSG(a, N_("every go command in the module stops: "
				       "\"{0}\""),
				 r->message ? r->message : "");
	else
		f->outcome = MSG(a,
			N_("{0} builds on; only if the compiler then fails it "
			   "adds \"note: module requires Go {1}\""),
			arena_printf(a, "go%s", r->release),
			gover_lang(a, str_from(r->wants)));
	f->why = MSG(a, N_(
		"The official golang images set GOTOOLCHAIN=local since "
		"2023-09: what is in the image is what runs, and since Go "
		"1.21 a go that is older than the go line stops. On a "
		"workstation the same module builds, because go fetches a "
		"newer toolchain there. A Go up to 1.20 takes the line for a "
		"hint, but its last patches (1.19.13, 1.20.8 and later) "
		"compile no module of 1.22 or newer."));
	f->probe = arena_printf(a, "docker run --rm %s go version",
				shell_quote(a, r->pin->value));
	pins_editor(run, f, r);
}

/* ---- go-line-unreadable ---- */

static enum severity unreadable_severity(const struct ledger_row *r)
{
	if (!r->pin || r->excused || r->fit != LEDGER_UNREADABLE)
		return SEVERITY_NONE;
	return by_use(r->pin);
}

static void unreadable_explain(struct check_run *run, struct finding *f,
			       const struct ledger_row *r)
{
	struct arena *a = run->arena;
	const struct module *m = r->module;
	const char *text = r->problem->line == m->toolchain_line ?
		arena_printf(a, "toolchain %s", m->toolchain) :
		arena_printf(a, "go %s", m->go_version ? m->go_version : "");

	f->title = MSG(a, N_("Go {0}, which {1} names, cannot read \"{2}\" in "
			     "{3}"), r->range.high,
		       modules_at(a, r->file, r->line), text, m->gomod);
	pins_evidence(run, f, r);
	finding_evidence(run, f, text, m->gomod, r->problem->line);
	(void)finding_step(run, f, MSG(a, N_("Which Go runs there?")),
			   ANSWER_NONE, false, pins_release(a, r),
			   modules_at(a, r->file, r->line));
	(void)finding_step(run, f,
			   MSG(a, N_("Can it read every line of go.mod?")),
			   ANSWER_NO, true, text,
			   modules_at(a, m->gomod, r->problem->line));
	f->outcome = MSG(a, N_("every go command in the module stops: "
			       "\"{0}\""),
			 arena_printf(a, "%s:%d: %s", path_base(m->gomod),
				      r->problem->line, r->problem->message));
	f->why = MSG(a, N_(
		"Up to Go 1.20 the go line is two numbers, and toolchain is no "
		"directive: \"go 1.21.0\", which go mod init and go mod tidy "
		"write since 1.21, and a toolchain line stop every command. "
		"Such a go line asks for 1.21 or newer anyway, so the place is "
		"to be raised; where it cannot be, write two numbers and leave "
		"toolchain out."));
	f->probe = r->pin->kind == PIN_IMAGE ?
		arena_printf(a, "docker run --rm -v \"$PWD:/w\" -w /w %s go "
			     "list -m", shell_quote(a, r->pin->value)) :
		"go version && go list -m";
	pins_editor(run, f, r);
}

/* ---- ci-go-version-float ---- */

static bool is_float(const struct ledger_row *r)
{
	return r->pin && r->pin->kind == PIN_SETUP_GO && r->pin->number;
}

static void float_explain(struct check_run *run, struct finding *f,
			  const struct ledger_row *r)
{
	struct arena *a = run->arena;
	const struct pin *p = r->pin;

	f->title = MSG(a, N_("go-version {0} is a number to YAML, and is read "
			     "as {1}"), p->text, p->value);
	finding_evidence(run, f, p->text, r->file, r->line);
	(void)finding_step(run, f, MSG(a, N_("Is the version quoted?")),
			   ANSWER_NO, true, p->text,
			   modules_at(a, r->file, r->line));
	(void)finding_step(run, f, MSG(a, N_("What does YAML read?")),
			   ANSWER_NONE, false, p->value, NULL);
	(void)finding_step(run, f,
			   MSG(a, N_("Which Go does setup-go take for it?")),
			   ANSWER_NONE, false, r->release ? r->release : "?",
			   gotable_date);
	f->outcome = r->release ?
		MSG(a, N_("the job runs Go {0}"), r->release) :
		MSG(a, N_("setup-go looks for Go {0}"), p->value);
	f->why = MSG(a, N_(
		"A plain 1.20 is a number in YAML, and a number has no zeros "
		"at its end: the action is given 1.2. Quotes make it text. "
		"1.21 and 1.19 come through by luck, so that the mistake shows "
		"with the first release that ends in 0."));
	f->probe = arena_printf(a, "grep -n %s %s",
				shell_quote(a, p->text),
				shell_quote(a, p->at_file));
	env_command_edit(run, f, MSG(a, N_("quote it:")), p->at_file,
			 p->at_line);
}

/* ---- version-pins-disagree ---- */

/* Too old, and nobody says so yet. */
bool pins_disagree(const struct ledger *l, const struct ledger_row *r,
		   const struct module *m)
{
	return r->pin && r->module == m && !r->excused && !is_float(r) &&
	       !pins_stop(r) &&
	       (r->fit == LEDGER_OLD || r->fit == LEDGER_UNREADABLE) &&
	       docker_severity(r) == SEVERITY_NONE &&
	       unreadable_severity(r) == SEVERITY_NONE &&
	       !is_told_of_dockerfile(l, r, docker_severity) &&
	       !is_told_of_dockerfile(l, r, unreadable_severity);
}

static void disagree(struct check_run *run, const struct ledger *l,
		     const struct module *m)
{
	struct arena *a = run->arena;
	const struct ledger_row *first = NULL;
	struct finding *f;
	int n = 0;
	size_t i;

	for (i = 0; i < l->nrows; i++) {
		if (!pins_disagree(l, &l->rows[i], m))
			continue;
		n++;
		if (!first)
			first = &l->rows[i];
	}
	if (!n)
		return;
	f = finding_add(run, SEVERITY_WARNING, m->dir, first->wants_file,
			first->wants_line, "", NULL);
	f->title = MSG_N(a, N_("{0} asks for Go {1}, and {n} place that names "
			       "a Go names an older one"),
			 N_("{0} asks for Go {1}, and {n} places that name a "
			    "Go name an older one"), n, first->wants_file,
			 first->wants);
	wants_evidence(run, f, first);
	(void)finding_step(run, f,
			   MSG(a, N_("What does the module ask for at "
				     "least?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "go %s", first->wants),
			   modules_at(a, first->wants_file, first->wants_line));
	for (i = 0; i < l->nrows; i++) {
		const struct ledger_row *r = &l->rows[i];

		if (!pins_disagree(l, r, m))
			continue;
		pins_evidence(run, f, r);
		(void)finding_step(run, f,
			MSG(a, N_("Is what {0} names new enough?"),
			    modules_at(a, r->file, r->line)),
			ANSWER_NO, true, pins_release(a, r), r->pin->job);
		pins_editor(run, f, r);
	}
	f->outcome = first->switches == LEDGER_LOCAL ?
		MSG(a, N_("go stops there: \"{0}\""),
		    first->message ? first->message : "") :
		MSG(a, N_("what is named there is not what builds the module: "
			  "go fetches a newer toolchain, or stops where it may "
			  "not"));
	f->why = MSG(a, N_(
		"The go line is a minimum: newer is fine everywhere, and a "
		"matrix may try what it likes as long as it tries that, too. "
		"A place that names less than the minimum cannot be meant: "
		"since Go 1.21 go fetches another toolchain there (GOTOOLCHAIN "
		"auto), or stops (local: the official images, and setup-go "
		"from v6 on)."));
	f->probe = "git grep -nE 'go-version|golang:|^(go|toolchain|golang) '";
}

/* The first of several files of one folder that name more than one Go, of
 * which not all are told of as too old. */
static bool is_at_odds(struct arena *a, const struct ledger *l, size_t at)
{
	const struct ledger_row *r = &l->rows[at];
	bool told = true;
	size_t i;

	for (i = 0; i < at; i++)
		if (ledger_is_beside(a, r, &l->rows[i]))
			return false;
	for (i = at; i < l->nrows && told; i++)
		told = !ledger_is_beside(a, r, &l->rows[i]) ||
		       pins_disagree(l, &l->rows[i], l->rows[i].module);
	return !told && ledger_at_odds(a, l, r);
}

static void at_odds(struct check_run *run, const struct ledger *l, size_t at)
{
	struct arena *a = run->arena;
	const struct ledger_row *first = &l->rows[at], *newest;
	struct finding *f = finding_add(run, SEVERITY_WARNING,
					first->module ? first->module->dir :
					"", first->file, first->line, "tools",
					NULL);
	const char *said = "", *files = "";
	size_t i;

	newest = ledger_at_odds(a, l, first);
	for (i = at; i < l->nrows; i++) {
		const struct ledger_row *r = &l->rows[i];
		bool is_older;

		if (!ledger_is_beside(a, first, r))
			continue;
		is_older = ledger_is_older(&r->range, newest->range.high);
		said = arena_printf(a, "%s%s%s %s", said, *said ? ", " : "",
				    r->file, r->range.high);
		files = arena_printf(a, "%s %s", files,
				     shell_quote(a, r->file));
		pins_evidence(run, f, r);
		(void)finding_step(run, f, MSG(a, N_("Is it the newest that "
						     "these files name?")),
				   is_older ? ANSWER_NO : ANSWER_YES, is_older,
				   r->range.high,
				   modules_at(a, r->file, r->line));
		if (is_older)
			pins_editor(run, f, r);
	}
	f->title = MSG(a, N_("files of version managers name more than one "
			     "Go: {0}"), said);
	f->outcome = MSG(a, N_("which Go runs depends on the tool that a "
			       "person uses"));
	f->why = MSG(a, N_(
		"goenv and setup-go read .go-version, asdf reads "
		".tool-versions, mise reads these and mise.toml. Each puts the "
		"Go that its file names first on PATH."));
	f->probe = arena_printf(a, "cat%s", files);
}

/* ---- ci-go-unpinned ---- */

static enum severity unpinned_severity(const struct ledger_row *r)
{
	if (!r->pin || (r->pin->kind != PIN_NONE &&
			r->pin->kind != PIN_SETUP_GO_NONE) ||
	    r->pin->use != PIN_USE_MODULE)
		return SEVERITY_NONE;
	/* What is called may run outside of any module. */
	if (r->pin->runs && !r->module)
		return SEVERITY_NONE;
	return SEVERITY_WARNING;
}

static void unpinned_explain(struct check_run *run, struct finding *f,
			     const struct ledger_row *r)
{
	struct arena *a = run->arena;
	const struct pin *p = r->pin;
	bool action = p->kind == PIN_SETUP_GO_NONE;

	f->title = action ?
		MSG(a, N_("The job {0} sets Go up without saying which"),
		    p->job) :
		MSG(a, N_("The job {0} runs go, and nothing says which"),
		    p->job);
	finding_evidence(run, f, p->text, r->file, r->line);
	if (p->runs)
		finding_evidence(run, f, p->runs, p->runs_file, p->runs_line);
	(void)finding_step(run, f,
			   MSG(a, N_("Does the job run go in the module?")),
			   ANSWER_YES, false, p->runs ? p->runs : p->job,
			   p->runs ? modules_at(a, p->runs_file, p->runs_line)
				   : NULL);
	(void)finding_step(run, f,
			   MSG(a, N_("Does setup-go, or an image of Go, say "
				     "which?")),
			   ANSWER_NO, true, action ? p->text : NULL,
			   modules_at(a, r->file, r->line));
	f->outcome = MSG(a, N_("the job gets the Go that the runner's image "
			       "has on that day"));
	f->why = MSG(a, N_(
		"Hosted runners come with some Go on PATH, and it moves when "
		"their images are made anew; a runner of your own has what "
		"somebody installed. setup-go puts the one that it is told "
		"first on PATH, and go-version-file: go.mod tells it what the "
		"module asks for."));
	f->probe = "go version";
	env_command_edit(run, f,
			 MSG(a, N_("open it at the line, and let a step say it: "
				   "actions/setup-go with go-version-file: "
				   "go.mod")), r->file, r->line);
}

/* ---- the checks ---- */

static enum check_status each(struct check_run *run,
			      enum severity (*severity)(
					const struct ledger_row *r),
			      void (*explain)(struct check_run *run,
					      struct finding *f,
					      const struct ledger_row *r))
{
	struct ledger l;
	bool any = false;
	size_t i;

	ledger_build(run->arena, run->snap, &l);
	for (i = 0; i < l.nrows; i++) {
		enum severity sev;

		any = any || l.rows[i].pin;
		sev = severity(&l.rows[i]);
		if (sev != SEVERITY_NONE &&
		    !is_told_of_dockerfile(&l, &l.rows[i], severity))
			explain(run, found(run, sev, &l.rows[i]),
				&l.rows[i]);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

static enum severity float_severity(const struct ledger_row *r)
{
	return is_float(r) ? SEVERITY_ERROR : SEVERITY_NONE;
}

static enum check_status run_docker(struct check_run *run)
{
	return each(run, docker_severity, docker_explain);
}

static enum check_status run_unreadable(struct check_run *run)
{
	return each(run, unreadable_severity, unreadable_explain);
}

static enum check_status run_float(struct check_run *run)
{
	return each(run, float_severity, float_explain);
}

static enum check_status run_unpinned(struct check_run *run)
{
	return each(run, unpinned_severity, unpinned_explain);
}

static enum check_status run_disagree(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	struct ledger l;
	bool any = false;
	size_t i;

	ledger_build(run->arena, s, &l);
	for (i = 0; i < s->nmodules; i++)
		if (!s->modules[i].fixture)
			disagree(run, &l, &s->modules[i]);
	for (i = 0; i < l.nrows; i++) {
		any = any || l.rows[i].pin;
		if (is_at_odds(run->arena, &l, i))
			at_odds(run, &l, i);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_docker_go_too_old = {
	.id = "docker-go-too-old",
	.worst = SEVERITY_ERROR,
	.title = N_("an image whose Go is too old for the module"),
	.about = N_("A Dockerfile or a CI job builds the module in an image "
		    "whose Go is older than the go line asks for, and official "
		    "images do not switch (GOTOOLCHAIN=local). Example: "
		    "\"golang:1.22-alpine builds with Go 1.22; go.mod needs "
		    "1.24\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_docker,
};

const struct check check_go_line_unreadable = {
	.id = "go-line-unreadable",
	.worst = SEVERITY_ERROR,
	.title = N_("a go.mod that the Go of some place cannot read"),
	.about = N_("A place names a Go up to 1.20, and go.mod has a go line "
		    "with a patch release or a toolchain line, which it cannot "
		    "read. Example: \"invalid go version '1.21.0': must match "
		    "format 1.23\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_unreadable,
};

const struct check check_ci_go_unpinned = {
	.id = "ci-go-unpinned",
	.worst = SEVERITY_WARNING,
	.title = N_("a CI job that runs go without saying which"),
	.about = N_("A job of a workflow runs go in the module, and neither "
		    "setup-go nor an image says which Go: it gets whatever the "
		    "runner has. Example: \"go test ./...\" as the only "
		    "step behind the checkout."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_unpinned,
};

const struct check check_ci_go_version_float = {
	.id = "ci-go-version-float",
	.worst = SEVERITY_ERROR,
	.title = N_("a go-version that YAML reads as another number"),
	.about = N_("An unquoted go-version is a number in YAML, and loses a "
		    "zero at its end. Example: \"go-version: 1.20\" installs "
		    "Go 1.2."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_float,
};

const struct check check_version_pins_disagree = {
	.id = "version-pins-disagree",
	.worst = SEVERITY_WARNING,
	.title = N_("places that name a Go which cannot all be right"),
	.about = N_("The go line of go.mod or go.work, version files, "
		    "Dockerfiles, CI jobs and dev containers each say which Go "
		    "is meant. Newer than the go line is fine, and so is a "
		    "matrix that includes it; older is not. Example: \".tool-"
		    "versions names 1.22, go.mod asks for 1.24\"."),
	.needs = NEEDS_REPO,
	.elsewhere = true,
	.run = run_disagree,
};
