/* vendor: do packages come from vendor/, and does go accept it? */
#include "config.h"

#include "traces/tracer.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gobuild.h"

struct replay {
	const struct gobuild *b;
	struct arena *a;
	struct trace *t;
};

static void ask_flag(struct replay *r)
{
	const struct gobuild *b = r->b;
	struct step *st;

	if (trace_is_unrecorded(b->place, b->goflags)) {
		(void)trace_unrecorded(r->a, r->t, b->place,
				       MSG(r->a, N_("Does GOFLAGS hold "
						    "-mod?")));
		return;
	}
	st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does GOFLAGS hold -mod?")),
			b->mod_flag ? ANSWER_YES : ANSWER_NO, false,
			b->goflags && !cstr_empty(b->goflags->value) ?
			b->goflags->value : "(unset)",
			trace_origin(r->a, b->goflags));
	if (cstr_eq(b->mod_flag, "vendor"))
		st->note = MSG(r->a, N_("Then vendor/ is used, whatever the "
					"go line says."));
	else if (b->mod_flag)
		st->note = MSG(r->a, N_("Then vendor/ is not used."));
}

static void ask_go_line(struct replay *r)
{
	const struct gobuild *b = r->b;
	const char *go = b->work ? b->work->go_version : b->module->go_version;
	const char *origin = b->work ?
		trace_at(r->a, b->work->file, b->work->go_line) :
		trace_at(r->a, b->module->gomod, b->module->go_line);
	bool yes = b->vendor_why == GOBUILD_VENDOR_AUTO ||
		   b->vendor_why == GOBUILD_VENDOR_OTHER_MODE;

	(void)trace_step(r->a, r->t, MSG(r->a, N_("Is the go line at least "
						  "1.14?")),
			 yes ? ANSWER_YES : ANSWER_NO, false,
			 cstr_empty(go) ? "(none)" :
			 arena_printf(r->a, "go %s", go), origin);
}

static void ask_match(struct replay *r)
{
	const struct gobuild *b = r->b;
	const char *txt = path_join(r->a, b->vendor_dir, "modules.txt");
	struct vendor_mismatch *list;
	size_t n, i;

	if (b->vendor && b->vendor->cut) {
		r->t->outcome = MSG(r->a, N_(
			"packages come from vendor/; whether it matches "
			"go.mod is not known, because not all of it was read: "
			"{0}"), b->vendor->cut);
		return;
	}
	if (!gobuild_check_vendor(r->a, b, &list, &n)) {
		r->t->outcome = MSG(r->a, N_(
			"packages come from vendor/; whether it matches is not "
			"known: a module of the workspace lies outside the "
			"repository"));
		return;
	}
	if (!n) {
		(void)trace_step(r->a, r->t,
			MSG(r->a, N_("Does every require and replace stand in "
				     "modules.txt, and the other way "
				     "round?")),
			ANSWER_YES, false, NULL, txt);
		r->t->outcome = MSG(r->a, N_(
			"packages come from vendor/; go.sum, the module cache "
			"and proxies are not asked, and the contents of vendor/ "
			"are checked by nothing"));
		return;
	}
	for (i = 0; i < n && i < 8; i++) {
		const struct vendor_mismatch *m = &list[i];
		struct step *st = trace_step(r->a, r->t,
			MSG(r->a, N_("Does {0} stand in both alike?"),
			    m->path), ANSWER_NO, true,
			m->gomod_text ? m->gomod_text : m->modules_text,
			m->gomod_text ? trace_at(r->a, m->gomod_file, m->gomod_line)
				      : trace_at(r->a, txt, m->modules_line));

		st->note = MSG(r->a, N_("{0} {1}."),
			       m->version ? arena_printf(r->a, "%s@%s",
							 m->path, m->version)
					  : m->path, m->detail);
	}
	r->t->bad = true;
	r->t->outcome = MSG(r->a, N_("every build stops: \"inconsistent "
				     "vendoring\""));
	r->t->change = b->work ?
		MSG(r->a, N_("\"go work vendor\" writes vendor/ anew; "
			     "-mod=readonly builds without it.")) :
		MSG(r->a, N_("\"go mod vendor\" writes vendor/ anew; "
			     "-mod=readonly builds without it."));
}

static void ignored(struct replay *r, struct msg outcome)
{
	r->t->outcome = outcome;
}

static void run(const struct snapshot *s, const struct place *p,
		const struct module *m, struct arena *a, struct trace *t)
{
	struct gobuild b;
	struct replay r = { &b, a, t };

	if (!m) {
		t->outcome = MSG(a, N_("outside a module there is no vendor "
				       "folder to use"));
		return;
	}
	gobuild_init(&b, a, s, p, m);
	if (b.gopath_mode) {
		(void)trace_step(a, t, MSG(a, N_("Does go work with "
						 "modules?")),
				 ANSWER_NO, true, "off",
				 trace_origin(a, place_setting_in(p, m->dir,
							"GO111MODULE")));
		t->outcome = MSG(a, N_(
			"GOPATH mode: vendor/ is used below GOPATH/src only, "
			"and modules.txt is not read"));
		return;
	}
	if (trace_is_unrecorded(p, place_setting_in(p, m->dir, "GOWORK")))
		(void)trace_unrecorded(a, t, p, MSG(a, N_("Is a go.work in "
							  "effect?")));
	else
		(void)trace_step(a, t, MSG(a, N_("Is a go.work in effect?")),
			 b.work ? ANSWER_YES : ANSWER_NO, false,
			 b.work ? place_value_in(p, m->dir, "GOWORK") : NULL,
			 trace_origin(a, place_setting_in(p, m->dir,
							  "GOWORK")));
	if (b.work && b.release < GO_1_22) {
		if (b.mod_flag && !cstr_eq(b.mod_flag, "readonly")) {
			ask_flag(&r);
			t->bad = true;
			t->outcome = MSG(a, N_(
				"go stops: \"-mod may only be set to readonly "
				"when in workspace mode, but it is set to "
				"\"{0}\"\""), b.mod_flag);
			t->change = MSG(a, N_("Take -mod out of GOFLAGS, or "
					      "set GOWORK=off."));
			return;
		}
		ignored(&r, MSG(a, N_("Go up to 1.21 uses no vendor folder in "
				      "a workspace")));
		return;
	}
	(void)trace_step(a, t, b.work ?
			 MSG(a, N_("Is there a vendor/ folder beside "
				   "go.work?")) :
			 MSG(a, N_("Is there a vendor/ folder?")),
			 b.vendor ? ANSWER_YES : ANSWER_NO, false,
			 b.vendor_dir, NULL);
	ask_flag(&r);
	if (b.work && b.mod_flag && !cstr_eq(b.mod_flag, "readonly") &&
	    !cstr_eq(b.mod_flag, "vendor")) {
		t->bad = true;
		t->outcome = MSG(a, N_(
			"go stops: \"-mod may only be set to readonly or "
			"vendor when in workspace mode, but it is set to "
			"\"{0}\"\""), b.mod_flag);
		t->change = MSG(a, N_("Take -mod out of GOFLAGS, or set "
				      "GOWORK=off."));
		return;
	}
	switch (b.vendor_why) {
	case GOBUILD_VENDOR_NONE:
		ignored(&r, MSG(a, N_("packages come from the module cache, "
				      "checked against go.sum")));
		break;
	case GOBUILD_VENDOR_IS_OFF:
		ignored(&r, MSG(a, N_("vendor/ is ignored, because of -mod; "
				      "packages come from the module "
				      "cache")));
		break;
	case GOBUILD_VENDOR_OLD_GO_LINE:
	case GOBUILD_VENDOR_NO_GO_LINE:
		ask_go_line(&r);
		ignored(&r, MSG(a, N_("vendor/ is ignored without a word; "
				      "packages come from the module "
				      "cache")));
		t->change = MSG(a, N_("A go line of 1.14 or newer, or "
				      "-mod=vendor, puts it into effect."));
		break;
	case GOBUILD_VENDOR_IN_WORKSPACE:
		ignored(&r, MSG(a, N_("the module's own vendor/ is ignored "
				      "while go.work is in effect")));
		t->change = MSG(a, N_("GOWORK=off puts it into effect; \"go "
				      "work vendor\" makes one for the "
				      "workspace (Go 1.22 and newer)."));
		break;
	case GOBUILD_VENDOR_OTHER_MODE:
		ask_go_line(&r);
		(void)trace_step(a, t, MSG(a, N_("Was it made for a "
						 "workspace?")),
				 b.vendor->is_workspace ? ANSWER_YES
							: ANSWER_NO, true,
				 b.vendor->is_workspace ? "## workspace" : NULL,
				 path_join(a, b.vendor_dir, "modules.txt"));
		ignored(&r, MSG(a, N_("vendor/ is ignored without a word: it "
				      "was made for the other mode")));
		t->change = b.work ?
			MSG(a, N_("\"go work vendor\" makes it for the "
				  "workspace.")) :
			MSG(a, N_("\"go mod vendor\" makes it for the module "
				  "alone."));
		break;
	case GOBUILD_VENDOR_IS_GOPATH:
		break;
	case GOBUILD_VENDOR_AUTO:
		ask_go_line(&r);
		ask_match(&r);
		break;
	case GOBUILD_VENDOR_FLAG:
		ask_match(&r);
		break;
	}
	if (t->bad || !trace_is_unrecorded(p, b.goflags))
		return;
	memset(&t->change, 0, sizeof(t->change));
	t->outcome = gobuild_uses_vendor(&b)
		? MSG(a, N_("packages come from vendor/, unless GOFLAGS says "
			    "otherwise there: that was not recorded."))
		: MSG(a, N_("packages come from the module cache, unless "
			    "GOFLAGS says otherwise there: that was not "
			    "recorded."));
}

const struct tracer tracer_vendor = {
	.name = "vendor",
	.title = N_("Do packages come from vendor/, and does go accept it?"),
	.run = run,
};
