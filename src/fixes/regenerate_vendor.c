/* regenerate-vendor: vendor/ anew, as go writes it. */
#include "config.h"

#include "base/str.h"
#include "fixes/vendoring.h"

static bool serves(struct fix_run *run)
{
	struct vendoring v;

	return vendoring_find(run, &v);
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct vendoring v;

	if (!vendoring_find(run, &v)) {
		o->refused = MSG(a, N_("There is no go.mod here."));
		return;
	}
	o->title = MSG(a, N_("write {0} anew from the modules"),
		       v.shown);
	o->about = v.work ? MSG(a, N_(
		"go work vendor writes the new folder into a stage beside {0}; "
		"what differs is shown file by file, then the two are "
		"exchanged in one step, and the old one is kept for undo. "
		"Until then nothing of the repository is touched, go.work.sum "
		"neither."), v.shown) : MSG(a, N_(
		"What go mod vendor would write is worked out from the module "
		"cache, or by go itself in a stage beside {0}; what differs is "
		"shown file by file, then put in place in one step, and what "
		"was there is kept for undo. go.mod and go.sum stay as they are."),
		v.shown);
	o->stage_near = v.path;
	o->myth = MSG(a, N_(
		"\"go mod tidy brings vendor/ up to date\": false. It does not "
		"look at vendor/, and neither do go get and go mod download."));
	vendoring_refuse(run, &v);
	if (!msg_is_set(&o->refused)) {
		vendoring_network(run, v.module);
		vendoring_by(run, &v);
	}
}

static int needs(struct fix_run *run, struct error *err)
{
	struct vendoring v;

	if (!vendoring_find(run, &v))
		return error_set(err, "there is no go.mod here");
	vendoring_needs(run, &v, NULL);
	return 0;
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct vendoring v;

	if (!vendoring_find(run, &v))
		return error_set(err, "there is no go.mod here");
	if (vendoring_build(run, p, &v, err))
		return -1;
	/* Not where the folder goes as a whole. */
	if (p->nops && (p->ops[0].kind != PLAN_REMOVE ||
			!cstr_eq(p->ops[0].path, v.path)))
		vendoring_verify(run, p, &v);
	return 0;
}

const struct fix fix_regenerate_vendor = {
	.id = "regenerate-vendor",
	.title = N_("write vendor/ anew from the modules that go.mod names"),
	.about = N_("Works out what go mod vendor would write, or lets go write "
		    "it into a stage where that is not certain, shows what "
		    "differs, and puts it in place in one step. Offline "
		    "unless you say otherwise. What was there is kept for "
		    "undo."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
