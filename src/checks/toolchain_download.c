/*
 * toolchain-download: go would fetch another release before it does anything
 * in a module.  Where it may not, go-too-old and env-value-invalid say so; of
 * CI files, whose places are judged by their pins, it is said here, but for
 * images (docker-go-too-old).
 */
#include "config.h"

#include "checks/pins.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"

static const char why[] = N_(
	"Since Go 1.21 go is also the tool that fetches go: where the go line "
	"or the toolchain line names a newer release than the go on PATH, and "
	"GOTOOLCHAIN is auto, it downloads that one from the module proxy as "
	"the module golang.org/toolchain, checks it against the checksum "
	"database, keeps it in the module cache and runs it. That is some 70 "
	"MB before the first command, again in each new CI machine and "
	"container. A toolchain line is a wish, and GOTOOLCHAIN=local passes "
	"it by; a go line is a minimum, and with local go stops.");

/* ---- the machines ---- */

struct look {
	struct check_run *run;
	const struct place *p;
	const struct place_module *pm;
	const struct setting *tc;
	/* GOTOOLCHAIN itself names the release, for all modules. */
	bool named;
	/* Only the toolchain line asks for it: without it that go would do. */
	bool wish;
};

static void look_at(struct look *l, struct check_run *run,
		    const struct place *p, const struct place_module *pm)
{
	const struct place_module *outside = place_module_of(p, "");

	memset(l, 0, sizeof(*l));
	l->run = run;
	l->p = p;
	l->pm = pm;
	l->tc = place_setting_in(p, pm->dir, "GOTOOLCHAIN");
	l->named = outside && outside->how == TOOLCHAIN_DOWNLOAD &&
		   cstr_eq(outside->version, pm->version);
	l->wish = !l->named && pm->toolchain && pm->wants_line &&
		  pm->wants_line == pm->toolchain_line;
}

/* The entry of GOPROXY that is asked first. */
static const char *source_of(const struct look *l)
{
	const char *list = place_value(l->p, "GOPROXY");

	if (modpath_match_patterns(str_from(place_value(l->p, "GONOPROXY")),
				   STR_LIT("golang.org/toolchain")))
		return "direct";
	return arena_strndup(l->run->arena, list, strcspn(list, ",|"));
}

static const char *asking_line(const struct look *l)
{
	return arena_printf(l->run->arena, "%s %s%s",
			    l->wish ? "toolchain" : "go",
			    l->wish ? "go" : "", l->pm->wants);
}

static void place_steps(const struct look *l, struct finding *f)
{
	struct check_run *run = l->run;
	struct arena *a = run->arena;
	const struct place *p = l->p;
	const struct go_binary *g = env_go(p);
	const char *source = source_of(l);

	(void)finding_step(run, f, MSG(a, N_("Which go comes first on PATH?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "%s (%s)", g ? g->path : "go",
					env_version(a, p)), "environment");
	if (!l->named)
		(void)finding_step(run, f,
			MSG(a, N_("Does a line ask for a newer one?")),
			ANSWER_YES, false, asking_line(l),
			modules_at(a, l->pm->wants_file, l->pm->wants_line));
	(void)finding_step(run, f,
			   MSG(a, N_("May it switch to a newer release "
				     "(GOTOOLCHAIN)?")),
			   ANSWER_YES, false, l->tc ? l->tc->value : "",
			   env_origin(a, l->tc));
	(void)finding_step(run, f,
			   MSG(a, N_("Is {0} on PATH or in the module cache?"),
			       l->pm->version),
			   ANSWER_NO, true, place_value(p, "GOMODCACHE"),
			   NULL);
	(void)finding_step(run, f, MSG(a, N_("Where is it fetched from "
					     "(GOPROXY)?")),
			   ANSWER_NONE, false, source,
			   env_origin(a, place_setting(p, "GOPROXY")));
	(void)finding_step(run, f, MSG(a, N_("Who vouches for it "
					     "(GOSUMDB)?")),
			   ANSWER_NONE, false, place_value(p, "GOSUMDB"),
			   env_origin(a, place_setting(p, "GOSUMDB")));
}

static void place_commands(const struct look *l, struct finding *f)
{
	struct check_run *run = l->run;
	struct arena *a = run->arena;

	if (place_is_here(l->p))
		finding_command(run, f,
			MSG(a, N_("fetch it now, where the network may be "
				  "used:")),
			modules_command(run, l->pm->dir, "go version"));
	if (l->named && l->tc)
		env_command_unset(run, f, l->p, l->tc, NULL);
	else if (l->wish)
		env_command_at_once(run, f, l->p, env_shell(l->p) == ENV_FISH ?
				    "set -gx GOTOOLCHAIN local" :
				    "export GOTOOLCHAIN=local");
	else
		env_command_install(run, f, l->p);
}

static void place_explain(const struct look *l, struct finding *f)
{
	struct check_run *run = l->run;
	struct arena *a = run->arena;
	const struct place *p = l->p;
	const char *version = l->pm->version;

	if (l->named)
		f->title = MSG(a, N_("GOTOOLCHAIN={0}: go fetches {1} first"),
			       l->tc ? l->tc->value : "", version);
	else
		f->title = MSG(a, N_("{0} asks for {1}: go fetches it first"),
			       modules_at(a, l->pm->wants_file,
					  l->pm->wants_line), version);
	if (!l->named)
		finding_evidence(run, f, asking_line(l), l->pm->wants_file,
				 l->pm->wants_line);
	if (l->tc)
		env_evidence(run, f, l->tc);
	place_steps(l, f);
	f->outcome = gorelease_is_known(version)
		? MSG(a, N_("the next go command in the module downloads {0} "
			    "for {1}/{2} from {3} into the module cache and "
			    "runs it; without a way there it stops"), version,
		      place_value(p, "GOHOSTOS"),
		      place_value(p, "GOHOSTARCH"), source_of(l))
		: MSG(a, N_("go asks for {0}, a release that gomend does not "
			    "know; where there is none, go stops: \"{1}\""),
		      version, "toolchain not available");
	f->why = MSG(a, why);
	f->probe = "env GOTOOLCHAIN=local go version; env GOTOOLCHAIN=local "
		   "go env GOPROXY GOSUMDB";
	place_commands(l, f);
}

static void judge_place(struct check_run *run, const struct place *p,
			const struct place_module *pm,
			const struct module *m)
{
	struct finding *f;
	struct look l;
	bool is_new;

	if (pm->how != TOOLCHAIN_DOWNLOAD)
		return;
	look_at(&l, run, p, pm);
	f = l.named ? finding_add(run, SEVERITY_ADVICE, NULL, NULL, 0,
				  pm->version, &is_new)
		    : finding_add(run, SEVERITY_ADVICE, m->dir,
				  pm->wants_file ? pm->wants_file : m->gomod,
				  pm->wants_line, pm->version, &is_new);
	finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_DERIVED);
	if (is_new)
		place_explain(&l, f);
}

/* ---- CI files and Dockerfiles, by their pins ---- */

/* Too old for the go line it is another finding's, but for a matrix. */
static bool is_fetching(const struct ledger_row *r)
{
	return r->pin && r->fetches && r->pin->kind != PIN_TOOL &&
	       r->pin->use == PIN_USE_MODULE &&
	       (r->fit == LEDGER_FITS || r->excused);
}

static void pin_explain(struct check_run *run, struct finding *f,
			const struct ledger_row *r)
{
	struct arena *a = run->arena;
	bool fetched = r->how == TOOLCHAIN_DOWNLOAD;

	f->title = fetched
		? MSG(a, N_("{0} names Go {1}, and {2} is what builds: "
			    "\"{3}\" has go fetch it"),
		      modules_at(a, r->file, r->line), r->range.high,
		      r->fetches, r->asks)
		: MSG(a, N_("{0} names Go {1}; \"{2}\" asks for {3}, which go "
			    "cannot get there"),
		      modules_at(a, r->file, r->line), r->range.high, r->asks,
		      r->fetches);
	pins_evidence(run, f, r);
	finding_evidence(run, f, r->asks, r->asks_file, r->asks_line);
	(void)finding_step(run, f, MSG(a, N_("Which Go runs there?")),
			   ANSWER_NONE, false, pins_release(a, r),
			   modules_at(a, r->file, r->line));
	(void)finding_step(run, f,
			   MSG(a, N_("Does a line ask for a newer one?")),
			   ANSWER_YES, false, r->asks,
			   modules_at(a, r->asks_file, r->asks_line));
	(void)finding_step(run, f,
			   MSG(a, N_("May it switch to a newer release "
				     "(GOTOOLCHAIN)?")),
			   ANSWER_YES, fetched,
			   r->pin->gotoolchain ? r->pin->gotoolchain : "auto",
			   NULL);
	if (!fetched)
		(void)finding_step(run, f,
			MSG(a, N_("May it be downloaded?")), ANSWER_NO, true,
			cstr_holds(r->message, "GOSUMDB") ? r->pin->gosumdb :
			r->pin->goproxy ? r->pin->goproxy :
			r->pin->gotoolchain, NULL);
	f->outcome = fetched
		? MSG(a, N_("each run downloads {0}, unless its module cache "
			    "is kept, and nothing is built or tested with Go "
			    "{1}"), r->fetches, r->range.high)
		: MSG(a, N_("every go command in the module stops: \"{0}\""),
		      r->message ? r->message : "");
	f->why = MSG(a, why);
	f->probe = arena_printf(a, "sed -n %dp %s", r->line,
				shell_quote(a, r->file));
	finding_command(run, f, MSG(a, N_("to build with what is named there, "
					  "in the env of that place (go then "
					  "stops where the go line asks for "
					  "more):")), "GOTOOLCHAIN=local");
	pins_editor(run, f, r);
}

/* ---- jobs that need one and do not get it ---- */

static void stop_explain(struct check_run *run, struct finding *f,
			 const struct ledger_row *r)
{
	struct arena *a = run->arena;
	bool old = gover_cmp_of(r->release, "1.21") < 0;
	const struct setup_go *g = gotable_setup_go(r->pin->setup_go);

	f->title = MSG(a, N_("{0} names Go {1}, and go stops there: {2} needs "
			     "{3}"),
		       modules_at(a, r->file, r->line), r->range.high,
		       r->wants_file, r->wants);
	pins_evidence(run, f, r);
	finding_evidence(run, f, arena_printf(a, "go %s", r->wants),
			 r->wants_file, r->wants_line);
	(void)finding_step(run, f, MSG(a, N_("Which Go runs there?")),
			   ANSWER_NONE, false, pins_release(a, r),
			   modules_at(a, r->file, r->line));
	(void)finding_step(run, f,
			   MSG(a, N_("Does a line ask for a newer one?")),
			   ANSWER_YES, false,
			   arena_printf(a, "go %s", r->wants),
			   modules_at(a, r->wants_file, r->wants_line));
	if (old)
		(void)finding_step(run, f,
			MSG(a, N_("Does this release know how to switch? "
				  "(Since Go 1.21)")),
			ANSWER_NO, true, r->release, NULL);
	else
		(void)finding_step(run, f,
			MSG(a, N_("May it switch to a newer release "
				  "(GOTOOLCHAIN)?")),
			ANSWER_NO, true, "local",
			g && g->local ?
			arena_printf(a, "setup-go v%d", r->pin->setup_go) :
			r->pin->job);
	f->outcome = MSG(a, N_("every go command in the module stops: "
			       "\"{0}\""), r->message ? r->message : "");
	f->why = MSG(a, why);
	f->probe = arena_printf(a, "sed -n %dp %s", r->line,
				shell_quote(a, r->file));
	pins_editor(run, f, r);
}

static bool judge_pins(struct check_run *run)
{
	struct ledger l;
	bool any = false, is_new;
	size_t i;

	ledger_build(run->arena, run->snap, &l);
	for (i = 0; i < l.nrows; i++) {
		const struct ledger_row *r = &l.rows[i];
		enum severity sev = r->how == TOOLCHAIN_DOWNLOAD ?
				    SEVERITY_ADVICE : SEVERITY_ERROR;
		struct finding *f;

		any = any || r->pin;
		if (pins_stop(r)) {
			f = finding_add(run, SEVERITY_ERROR, r->module->dir,
					r->file, r->line, r->pin->text,
					&is_new);
			if (is_new)
				stop_explain(run, f, r);
		}
		if (!is_fetching(r))
			continue;
		/* One for a line, however many jobs come to it. */
		f = finding_add(run, sev, r->module->dir, r->file, r->line,
				arena_printf(run->arena, "%s %s", r->release,
					     r->fetches), &is_new);
		if (is_new)
			pin_explain(run, f, r);
	}
	return any;
}

static enum check_status run(struct check_run *run)
{
	bool any = judge_pins(run);
	struct modules_walk w;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct place *p = w.b.place;
		const struct module *m = w.b.module;
		const struct place_module *pm = place_module_of(p, m->dir);

		if (!pm || !env_version(run->arena, p))
			continue;
		any = true;
		judge_place(run, p, pm, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_toolchain_download = {
	.id = "toolchain-download",
	.worst = SEVERITY_ERROR,
	.title = N_("a place that fetches another toolchain"),
	.about = N_("The go on PATH, of a CI job or of an image is older than "
		    "what the go line, the toolchain line or GOTOOLCHAIN asks "
		    "for, and may switch: go downloads that release before it "
		    "does anything else. Example: setup-go with 1.22, and "
		    "\"toolchain go1.24.3\" in go.mod."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.elsewhere = true,
	.run = run,
};
