/* toolchain: which release of Go runs a command here, and why? */
#include "config.h"

#include "traces/tracer.h"

#include "base/path.h"
#include "base/str.h"
#include "facts/gobuild.h"
#include "facts/toolchain.h"
#include "fmt/gorelease.h"
#include "fmt/gover.h"

struct look {
	const struct snapshot *s;
	const struct place *p;
	const struct module *m;
	const struct place_module *pm;
	const char *dir;
	const char *version;	/* of the go on PATH */
	enum gorelease release;
	/* The file consulted and its lines. */
	const char *file, *go, *toolchain;
	int go_line, toolchain_line;
};

/* What the scan found is all there is to find. */
static bool is_found(const struct look *l, const char *name)
{
	return l->pm->path && cstr_eq(l->pm->version, name) &&
	       !cstr_eq(l->pm->version, l->version);
}

static bool is_cached(const char *path)
{
	return strstr(path, "/golang.org/toolchain@") != NULL;
}

static const char *found_on_path(void *payload, const char *name)
{
	const struct look *l = payload;

	return is_found(l, name) && l->pm->how != TOOLCHAIN_DOWNLOAD &&
	       !is_cached(l->pm->path) &&
	       !cstr_eq(l->pm->path, l->p->gos[0].path) ? l->pm->path : NULL;
}

static const char *found_in_cache(void *payload, const char *name)
{
	const struct look *l = payload;

	/* The go on PATH may lie in the cache itself. */
	return is_found(l, name) && is_cached(l->pm->path) &&
	       !cstr_eq(l->pm->path, l->p->gos[0].path) ? l->pm->path : NULL;
}

/* The scan has looked into the folders of GOPROXY. */
static bool found_in_proxy(void *payload, const char *url, const char *name)
{
	const struct look *l = payload;

	(void)url;
	(void)name;
	return !cstr_holds(l->pm->message, "toolchain not available");
}

static void find_file(struct look *l)
{
	const struct workspace *w = snapshot_workspace(l->s, l->p, l->dir);

	/* Earlier ones hold each module to its own go line. */
	if (w && l->release >= GO_1_21) {
		l->file = w->file;
		l->go = w->go_version;
		l->go_line = w->go_line;
		l->toolchain = w->toolchain;
		l->toolchain_line = w->toolchain_line;
	} else if (l->m) {
		l->file = l->m->gomod;
		l->go = l->m->go_version;
		l->go_line = l->m->go_line;
		l->toolchain = l->m->toolchain;
		l->toolchain_line = l->m->toolchain_line;
	}
	/* What no release reads stands only there. */
	if (cstr_empty(l->toolchain) && l->pm->toolchain) {
		l->toolchain = l->pm->toolchain;
		l->toolchain_line = l->pm->toolchain_line;
	}
}

static bool modules_on(const struct look *l)
{
	const char *mode = place_value_in(l->p, l->dir, "GO111MODULE");

	if (cstr_eq(mode, "auto"))
		return l->m != NULL;
	return !cstr_eq(mode, "off");
}

static struct msg meaning(struct arena *a, const struct toolchain_choice *ch,
			  const char *value, const char *version)
{
	if (ch->why == TOOLCHAIN_WHY_EMPTY)
		return MSG(a, N_("Nothing, not even in GOROOT/go.env: go "
				 "never switches."));
	if (cstr_eq(value, "local"))
		return MSG(a, N_("Only {0}, the go on PATH, may run."),
			   version);
	if (cstr_eq(value, "auto") || cstr_eq(value, "local+auto"))
		return MSG(a, N_("At least {0}; go may switch to a newer one "
				 "from PATH, from the module cache, or by a "
				 "download."), version);
	if (cstr_eq(value, "path") || cstr_eq(value, "local+path"))
		return MSG(a, N_("At least {0}; go may switch to a newer one "
				 "on PATH, and downloads none."), version);
	if (cstr_eq(ch->mode, "auto"))
		return MSG(a, N_("At least {0}; go may switch to a newer one "
				 "from PATH, from the module cache, or by a "
				 "download."), ch->minimum);
	if (cstr_eq(ch->mode, "path"))
		return MSG(a, N_("At least {0}; go may switch to a newer one "
				 "on PATH, and downloads none."),
			   ch->minimum);
	return MSG(a, N_("{0} and no other."), ch->minimum);
}

/* Neither "default" nor the name of a release. */
static bool is_invalid_line(const struct look *l)
{
	return !cstr_empty(l->toolchain) &&
	       !cstr_eq(l->toolchain, "default") &&
	       !gover_of_toolchain(str_from(l->toolchain)).len;
}

/* The go line and the toolchain line, each against what stands so far. */
static void file_steps(const struct look *l, const struct toolchain_choice *ch,
		       struct arena *a, struct trace *t)
{
	const char *least = ch->minimum;
	struct step *st;
	bool more;

	if (!l->file) {
		st = trace_step(a, t, MSG(a, N_("Is there a go.mod or go.work "
						"to read a version from?")),
				ANSWER_NO, false, NULL, NULL);
		return;
	}
	if (cstr_eq(l->toolchain, "default")) {
		st = trace_step(a, t, MSG(a, N_("Does a toolchain line ask "
						"for more than {0}?"), least),
				ANSWER_NO, false, l->toolchain,
				trace_at(a, l->file, l->toolchain_line));
		st->note = MSG(a, N_("\"default\" forbids to switch."));
		return;
	}
	if (cstr_empty(l->toolchain)) {
		(void)trace_step(a, t, MSG(a, N_("Is there a toolchain line "
						 "in {0}?"), l->file),
				 ANSWER_NO, false, NULL, l->file);
	} else if (is_invalid_line(l)) {
		(void)trace_step(a, t, MSG(a, N_("Does go take the toolchain "
						 "line?")),
				 ANSWER_NO, true, l->toolchain,
				 trace_at(a, l->file, l->toolchain_line));
		return;
	} else {
		more = gover_cmp_toolchain(str_from(l->toolchain),
					   str_from(least)) > 0;
		st = trace_step(a, t, MSG(a, N_("Does the toolchain line ask "
						"for more than {0}?"), least),
				more ? ANSWER_YES : ANSWER_NO, false,
				l->toolchain,
				trace_at(a, l->file, l->toolchain_line));
		if (more)
			least = l->toolchain;
	}
	if (cstr_empty(l->go)) {
		(void)trace_step(a, t, MSG(a, N_("Is there a go line in "
						 "{0}?"), l->file),
				 ANSWER_NO, false, NULL, l->file);
		return;
	}
	more = gover_cmp(str_from(l->go),
			 gover_of_toolchain(str_from(least))) > 0;
	st = trace_step(a, t, MSG(a, N_("Does the go line ask for more than "
					"{0}?"), least),
			more ? ANSWER_YES : ANSWER_NO, false, l->go,
			trace_at(a, l->file, l->go_line));
	if (ch->why == TOOLCHAIN_WHY_GO_LINE)
		st->note = MSG(a, N_("So {0} is to run."), ch->name);
}

static void search_steps(const struct look *l,
			 const struct toolchain_choice *ch, struct arena *a,
			 struct trace *t)
{
	const char *setting;
	struct step *st;

	if (ch->found == TOOLCHAIN_LOCAL) {
		st = trace_step(a, t, MSG(a, N_("Is {0} the go on PATH "
						"itself?"), ch->name),
				ANSWER_YES, false,
				l->p->ngos ? l->p->gos[0].path : NULL, "PATH");
		st->note = MSG(a, N_("Nothing has to be switched."));
		return;
	}
	(void)trace_step(a, t, MSG(a, N_("Is there a program \"{0}\" on "
					 "PATH?"), ch->name),
			 ch->found == TOOLCHAIN_PATH ? ANSWER_YES : ANSWER_NO,
			 false, ch->found == TOOLCHAIN_PATH ? ch->path : NULL,
			 "PATH");
	if (ch->found == TOOLCHAIN_PATH || cstr_eq(ch->mode, "path"))
		return;
	/* A job's caches are known to the run alone. */
	if (l->p->job)
		(void)trace_unrecorded(a, t, l->p,
			MSG(a, N_("Is {0} unpacked in the module cache?"),
			    ch->name));
	else
		(void)trace_step(a, t,
			MSG(a, N_("Is {0} unpacked in the module cache?"),
			    ch->name),
			ch->found == TOOLCHAIN_MODCACHE ? ANSWER_YES :
							  ANSWER_NO, false,
			ch->found == TOOLCHAIN_MODCACHE ? ch->path : NULL,
			place_value(l->p, "GOMODCACHE"));
	if (ch->found == TOOLCHAIN_MODCACHE)
		return;
	setting = cstr_holds(ch->message, "verifying module") ? "GOSUMDB"
							      : "GOPROXY";
	(void)trace_step(a, t, MSG(a, N_("May it be downloaded?")),
			 ch->found == TOOLCHAIN_DOWNLOAD ? ANSWER_YES :
							   ANSWER_NO,
			 ch->found != TOOLCHAIN_DOWNLOAD,
			 arena_printf(a, "%s=%s", setting,
				      place_value(l->p, setting)),
			 trace_origin(a, place_setting(l->p, setting)));
}

/* "go1.30" of "go1.30+auto" */
static const char *gotoolchain_name(struct arena *a, const char *value)
{
	return arena_strndup(a, value, strcspn(value, "+"));
}

static void say_change(const struct look *l, const struct place_module *pm,
		       const char *gotoolchain, struct arena *a,
		       struct trace *t)
{
	const char *wants = pm->wants ? pm->wants : "";

	if (l->release < GO_1_21)
		t->change = MSG(a, N_("Go {0} or later on PATH."), wants);
	else if (cstr_starts(pm->message, "go: invalid GOTOOLCHAIN"))
		t->change = MSG(a, N_("A value that go knows: auto, local, "
				      "path, or a name such as go1.24.4."));
	else if (strstr(pm->message, "listed in go.work"))
		t->change = MSG(a, N_("A go line in go.work that says {0} or "
				      "later; `go work use` writes it."),
				wants);
	else if (cstr_starts(pm->message, "go: invalid toolchain \""))
		t->change = MSG(a, N_("A toolchain line such as \"toolchain "
				      "{0}\", or none; go mod edit refuses "
				      "the file as well, an editor does not."),
				l->version);
	else if (strstr(pm->message, "is a language version"))
		t->change = MSG(a, N_("A release with its patch number, as "
				      "{0}.0, or GOTOOLCHAIN unset."),
				gotoolchain_name(a, gotoolchain));
	else if (strstr(pm->message, "toolchain not available"))
		t->change = MSG(a, N_("Another GOTOOLCHAIN, or a GOPROXY that "
				      "has that release: now it is {0}."),
				place_value(l->p, "GOPROXY"));
	else if (cstr_starts(pm->message, "go: cannot find \""))
		t->change = MSG(a, N_("A program of that name on PATH, or "
				      "GOTOOLCHAIN=auto where a download is "
				      "possible."));
	else if (strstr(pm->message, "GOSUMDB"))
		t->change = MSG(a, N_("GOSUMDB naming a checksum database: go "
				      "runs no downloaded toolchain without "
				      "it."));
	else if (cstr_eq(gotoolchain, "local") || *wants)
		t->change = MSG(a, N_("Go {0} or later on PATH, or GOTOOLCHAIN "
				      "set to auto where a download is "
				      "possible."), wants);
	(void)l;
}

/* It runs, and does not get past the toolchain line. */
static void stops_at_line(const struct look *l,
			  const struct toolchain_choice *ch, struct arena *a,
			  struct trace *t)
{
	const char *words;

	if (!l->file || !modules_on(l) || cstr_empty(l->toolchain))
		return;
	/* In go.work it may stand. */
	if (cstr_eq(l->toolchain, "default") && l->m &&
	    cstr_eq(l->file, l->m->gomod))
		words = "go: updates to go.mod needed";
	else if (is_invalid_line(l))
		words = arena_printf(a, "invalid toolchain version '%s'",
				     l->toolchain);
	else
		return;
	t->bad = true;
	t->outcome = MSG(a, N_("{0} runs, the go on PATH, and stops where it "
			       "has to read {1}: \"{2}\""), ch->name, l->file,
			 words);
	t->change = cstr_eq(l->toolchain, "default")
		? MSG(a, N_("\"go mod edit -toolchain=none\" takes the line "
			    "out; GOTOOLCHAIN=local is what it was meant "
			    "for."))
		: MSG(a, N_("A toolchain line such as \"toolchain {0}\", or "
			    "none; go mod edit refuses the file as well, an "
			    "editor does not."), l->version);
}

/* The line of go.work, or of go.mod, that the release which runs refuses. */
static const struct parse_problem *unread(const struct look *l,
					  const struct workspace *w,
					  const char *release,
					  const char **file)
{
	const struct parse_problem *pp = NULL;

	if (w) {
		*file = w->file;
		pp = parse_problem_for(w->problems, w->nproblems, release);
	}
	if (!pp && l->m) {
		*file = l->m->gomod;
		pp = parse_problem_for(l->m->problems, l->m->nproblems,
				       release);
	}
	return pp;
}

/* Whichever runs reads the whole file first. */
static void stops_reading(const struct look *l, const char *release,
			  struct arena *a, struct trace *t)
{
	const char *file = NULL;
	const struct parse_problem *pp;

	if (!modules_on(l) || !release)
		return;
	pp = unread(l, snapshot_workspace(l->s, l->p, l->dir), release, &file);
	if (!pp)
		return;
	(void)trace_step(a, t, MSG(a, N_("Can {0} read {1}?"), release, file),
			 ANSWER_NO, true, pp->message,
			 trace_at(a, file, pp->line));
	t->bad = true;
	t->outcome = MSG(a, N_("{0} runs, and stops where it has to read {1}: "
			       "\"{2}\""), release, file, pp->message);
	t->change = MSG(a, N_("A line that {0} reads in its place, or none."),
			release);
}

static void say_choice(const struct look *l,
		       const struct toolchain_choice *ch, struct arena *a,
		       struct trace *t)
{
	const struct place_module *pm = l->pm;

	switch (pm->how) {
	case TOOLCHAIN_LOCAL:
		t->outcome = MSG(a, N_("{0} runs, the go on PATH."), ch->name);
		if (l->release >= GO_1_21)
			stops_at_line(l, ch, a, t);
		break;
	case TOOLCHAIN_MODCACHE:
		t->outcome = MSG(a, N_("{0} runs, from the module cache."),
				 pm->version);
		break;
	case TOOLCHAIN_PATH:
		t->outcome = MSG(a, N_("{0} runs, from {1}."), pm->version,
				 pm->path ? pm->path : "PATH");
		break;
	case TOOLCHAIN_DOWNLOAD:
		if (!gorelease_is_known(pm->version)) {
			t->outcome = MSG(a, N_(
				"go asks the proxy for {0}, a release that "
				"gomend does not know ({1} is the newest it "
				"does): where there is none, go stops: "
				"\"{2}\""), pm->version,
				arena_printf(a, "go%s", gorelease_name(
						GORELEASE_NEWEST)),
				"toolchain not available");
			break;
		}
		t->outcome = MSG(a, N_("go downloads {0} and runs it; without "
				       "a way to the proxy it stops."),
				 pm->version);
		break;
	case TOOLCHAIN_IGNORED:
		t->bad = true;
		t->outcome = MSG(a, N_("{0} runs and does not care that the "
				       "go line asks for {1}; where the "
				       "compiler fails, it notes that."),
				 l->version, pm->wants ? pm->wants : "");
		break;
	case TOOLCHAIN_REFUSED:
		t->bad = true;
		t->outcome = MSG(a, N_("go stops and says \"{0}\"."),
				 pm->message ? pm->message : "");
		break;
	case TOOLCHAIN_NONE:
		t->bad = true;
		t->outcome = MSG(a, N_("No Go runs here."));
		break;
	case TOOLCHAIN_UNKNOWN:
		t->outcome = MSG(a, N_("Which Go ran there was not "
				       "recorded."));
		break;
	}
	if (pm->how == TOOLCHAIN_REFUSED || pm->how == TOOLCHAIN_IGNORED)
		say_change(l, pm, place_value(l->p, "GOTOOLCHAIN"), a, t);
}

static void say_outcome(const struct look *l,
			const struct toolchain_choice *ch, struct arena *a,
			struct trace *t)
{
	say_choice(l, ch, a, t);
	switch (l->pm->how) {
	case TOOLCHAIN_LOCAL:
	case TOOLCHAIN_IGNORED:
		/* The toolchain line has a word of its own to that. */
		if (!t->bad || l->pm->how == TOOLCHAIN_IGNORED)
			stops_reading(l, ch->name, a, t);
		break;
	case TOOLCHAIN_MODCACHE:
	case TOOLCHAIN_PATH:
	case TOOLCHAIN_DOWNLOAD:
		stops_reading(l, l->pm->version, a, t);
		break;
	case TOOLCHAIN_REFUSED:
		/* What the compiler refuses comes after. */
		if (l->release < GO_1_21)
			stops_reading(l, ch->name, a, t);
		break;
	case TOOLCHAIN_NONE:
	case TOOLCHAIN_UNKNOWN:
		break;
	}
}

/* ---- of a job log: which releases are at hand there it does not say ---- */

static bool asks_for_more(const struct look *l)
{
	struct str runs = gover_of_toolchain(str_from(l->version));
	struct str wants = gover_of_toolchain(str_from(l->toolchain
						       ? l->toolchain : ""));

	return l->file &&
	       (gover_cmp(str_from(l->go ? l->go : ""), runs) > 0 ||
		(wants.len && gover_cmp(wants, runs) > 0));
}

/* Where it would come from, should go switch. */
static void recorded_search(const struct look *l,
		       const struct toolchain_choice *ch, struct arena *a,
		       struct trace *t)
{
	const struct setting *proxy = place_setting(l->p, "GOPROXY");
	bool off;

	(void)trace_unrecorded(a, t, l->p,
			       MSG(a, N_("Is there a program \"{0}\" on "
					 "PATH?"), ch->name));
	if (cstr_eq(ch->mode, "path")) {
		t->outcome = MSG(a, N_("go runs a program {0} from PATH, and "
				       "stops where there is none; which of "
				       "the two was not recorded."), ch->name);
		return;
	}
	(void)trace_unrecorded(a, t, l->p,
			       MSG(a, N_("Is {0} unpacked in the module "
					 "cache?"), ch->name));
	off = proxy && cstr_eq(proxy->value, "off");
	if (trace_is_unrecorded(l->p, proxy))
		(void)trace_unrecorded(a, t, l->p,
				       MSG(a, N_("May it be downloaded?")));
	else
		(void)trace_step(a, t, MSG(a, N_("May it be downloaded?")),
				 off ? ANSWER_NO : ANSWER_YES, false,
				 arena_printf(a, "GOPROXY=%s", proxy->value),
				 trace_origin(a, proxy));
	t->outcome = off
		? MSG(a, N_("go runs {0} where it is at hand, and stops where "
			    "it is not; which of the two was not recorded."),
		      ch->name)
		: MSG(a, N_("go switches to {0}; whether it was at hand or "
			    "has to be downloaded was not recorded."),
		      ch->name);
}

static void of_recorded(const struct look *l, const struct setting *tc,
		   const struct toolchain_choice *ch, bool on,
		   struct arena *a, struct trace *t)
{
	const struct setting *mode = place_setting(l->p, "GO111MODULE");
	bool known = !trace_is_unrecorded(l->p, tc), more, switches;
	struct step *st;

	(void)trace_step(a, t, MSG(a, N_("Which release of Go was "
					 "recorded?")),
			 ANSWER_NONE, false, l->version,
			 trace_recorded_at(a, l->p, "GOVERSION"));
	if (l->release < GO_1_21) {
		st = trace_step(a, t, MSG(a, N_("Does this go switch "
						"toolchains?")),
				ANSWER_NO, false, l->version, NULL);
		st->note = MSG(a, N_("Go 1.21 was the first to; earlier ones "
				     "ignore GOTOOLCHAIN."));
		known = true;
	} else {
		if (trace_is_unrecorded(l->p, mode))
			(void)trace_unrecorded(a, t, l->p,
				MSG(a, N_("Does go work with modules?")));
		else
			(void)trace_step(a, t, MSG(a, N_("Does go work with "
							 "modules?")),
				on ? ANSWER_YES : ANSWER_NO, false,
				mode->value, trace_origin(a, mode));
		if (!on) {
			say_outcome(l, ch, a, t);
			return;
		}
		if (known)
			st = trace_step(a, t,
				MSG(a, N_("What does GOTOOLCHAIN allow?")),
				ANSWER_NONE, false, tc->value,
				trace_origin(a, tc));
		else
			st = trace_unrecorded(a, t, l->p,
				MSG(a, N_("What does GOTOOLCHAIN allow?")));
		if (known && *ch->mode)
			st->note = MSG(a, N_("go may switch to a newer "
					     "release: {0} may be one that it "
					     "had switched to."), l->version);
		else if (known)
			st->note = meaning(a, ch, tc->value, l->version);
	}
	more = asks_for_more(l);
	switches = known && *ch->mode;
	if (switches)
		file_steps(l, ch, a, t);
	else if (l->file && !cstr_empty(l->go))
		(void)trace_step(a, t, MSG(a, N_("Does the go line ask for "
						 "more than {0}?"),
					   l->version),
				 gover_cmp(str_from(l->go), gover_of_toolchain(
					str_from(l->version))) > 0
					? ANSWER_YES : ANSWER_NO,
				 l->pm->how == TOOLCHAIN_REFUSED ||
				 l->pm->how == TOOLCHAIN_IGNORED, l->go,
				 trace_at(a, l->file, l->go_line));
	if (l->pm->how == TOOLCHAIN_REFUSED || l->pm->how == TOOLCHAIN_IGNORED)
		say_outcome(l, ch, a, t);
	else if (more && switches)
		recorded_search(l, ch, a, t);
	else if (more && !known)
		t->outcome = MSG(a, N_("{0} is too old for what {1} asks for; "
				       "whether go stops or runs a newer one "
				       "hangs on GOTOOLCHAIN, which was not "
				       "recorded."), l->version, l->file);
	else if (l->file)
		t->outcome = MSG(a, N_("{0} is what was recorded, and new "
				       "enough for {1}."), l->version,
				 l->file);
	else
		t->outcome = MSG(a, N_("{0} is what was recorded."),
				 l->version);
}

static void no_go(const struct look *l, struct arena *a, struct trace *t)
{
	bool there = l->p->ngos > 0;
	struct step *st;

	if (there && !place_is_here(l->p)) {
		(void)trace_unrecorded(a, t, l->p,
				       MSG(a, N_("Which release of Go was "
						 "recorded?")));
		t->outcome = MSG(a, N_("Which Go ran there was not "
				       "recorded."));
		return;
	}
	st = trace_step(a, t, MSG(a, N_("Is there a go on PATH?")),
			there ? ANSWER_YES : ANSWER_NO, true,
			there ? l->p->gos[0].path : NULL, "PATH");
	t->bad = true;
	if (there) {
		st->note = MSG(a, N_("Which release it is cannot be read from "
				     "the file."));
		t->outcome = MSG(a, N_("Which Go runs is not known without "
				       "running it."));
		return;
	}
	t->outcome = MSG(a, N_("No Go runs here."));
	if (l->p->ninstalls)
		t->change = MSG(a, N_("{0} lies in {1}: put {2} on PATH."),
				l->p->installs[0].version,
				l->p->installs[0].goroot,
				path_join(a, l->p->installs[0].goroot, "bin"));
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	struct look l = { .s = s, .p = p, .m = m, .dir = m ? m->dir : "" };
	const struct setting *tc = place_setting(p, "GOTOOLCHAIN");
	struct toolchain_input in;
	struct toolchain_choice ch;
	struct step *st;
	bool on;

	l.pm = place_module_of(p, l.dir);
	l.version = p->ngos ? p->gos[0].binary_version : NULL;
	if (!l.version && p->ngos)
		l.version = p->gos[0].version;
	if (!l.version || !l.pm) {
		no_go(&l, a, t);
		return;
	}
	(void)gorelease_find(l.version, &l.release);
	find_file(&l);
	on = modules_on(&l);
	memset(&in, 0, sizeof(in));
	in.version = l.version;
	in.gotoolchain = tc ? tc->value : "";
	in.modules = on;
	in.file = l.file;
	in.go = l.go;
	in.toolchain = l.toolchain;
	in.on_path = found_on_path;
	in.in_modcache = found_in_cache;
	in.in_proxy = found_in_proxy;
	in.payload = &l;
	in.goproxy = place_value(p, "GOPROXY");
	in.gosumdb = place_value(p, "GOSUMDB");
	in.hostos = place_value(p, "GOHOSTOS");
	in.hostarch = place_value(p, "GOHOSTARCH");
	toolchain_select(a, &in, &ch);
	if (place_is_log(p) ||
	    (l.release >= GO_1_21 && trace_is_unrecorded(p, tc))) {
		of_recorded(&l, tc, &ch, on, a, t);
		return;
	}

	(void)trace_step(a, t, MSG(a, N_("Which go is first on PATH?")),
			 ANSWER_NONE, false,
			 arena_printf(a, "%s (%s)", p->gos[0].path, l.version),
			 "PATH");
	if (l.release < GO_1_21) {
		st = trace_step(a, t, MSG(a, N_("Does this go switch "
						"toolchains?")),
				ANSWER_NO, false, l.version, NULL);
		st->note = MSG(a, N_("Go 1.21 was the first to; earlier ones "
				     "ignore GOTOOLCHAIN."));
		if (l.file && !cstr_empty(l.go)) {
			bool bad = l.pm->how == TOOLCHAIN_IGNORED ||
				   l.pm->how == TOOLCHAIN_REFUSED;

			(void)trace_step(a, t, MSG(a, N_("Does the go line "
							 "ask for more than "
							 "{0}?"), l.version),
					 bad ? ANSWER_YES : ANSWER_NO, bad,
					 l.go, trace_at(a, l.file, l.go_line));
		}
		say_outcome(&l, &ch, a, t);
		return;
	}
	st = trace_step(a, t, MSG(a, N_("Does go work with modules?")),
			on ? ANSWER_YES : ANSWER_NO, false,
			place_value_in(p, l.dir, "GO111MODULE"),
			trace_origin(a, place_setting_in(p, l.dir,
							 "GO111MODULE")));
	if (!on) {
		st->note = MSG(a, N_("With GOPATH go never switches."));
		say_outcome(&l, &ch, a, t);
		return;
	}
	st = trace_step(a, t, MSG(a, N_("What does GOTOOLCHAIN allow?")),
			ANSWER_NONE, ch.why == TOOLCHAIN_WHY_INVALID &&
			cstr_starts(ch.message, "go: invalid GOTOOLCHAIN"),
			tc ? tc->value : "", trace_origin(a, tc));
	if (!st->bad)
		st->note = meaning(a, &ch, tc ? tc->value : "", l.version);
	if (!st->bad && *ch.mode) {
		file_steps(&l, &ch, a, t);
	} else if (!st->bad && l.file && !cstr_empty(l.go)) {
		bool bad = gover_cmp(str_from(l.go), gover_of_toolchain(
					str_from(ch.name))) > 0;

		(void)trace_step(a, t, MSG(a, N_("Does the go line ask for "
						 "more than {0}?"), ch.name),
				 bad ? ANSWER_YES : ANSWER_NO, bad, l.go,
				 trace_at(a, l.file, l.go_line));
	}
	if (!st->bad && ch.why != TOOLCHAIN_WHY_EMPTY &&
	    ch.why != TOOLCHAIN_WHY_INVALID)
		search_steps(&l, &ch, a, t);
	if (l.pm->wants && l.pm->how == TOOLCHAIN_REFUSED && l.file &&
	    !cstr_eq(l.pm->wants_file, l.file))
		(void)trace_step(a, t, MSG(a, N_("Does a module of the "
						 "workspace ask for more than "
						 "go.work does?")),
				 ANSWER_YES, true, l.pm->wants,
				 trace_at(a, l.pm->wants_file,
					 l.pm->wants_line));
	say_outcome(&l, &ch, a, t);
}

const struct tracer tracer_toolchain = {
	.name = "toolchain",
	.title = N_("Which release of Go runs here, and who decides that?"),
	.run = run,
};
