/* gosum-conflict: go.sum after a merge gone wrong. */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

static bool starts_conflict(const struct gosum_problem *gp)
{
	return gp->kind == GOSUM_MARKER || gp->kind == GOSUM_MALFORMED;
}

/* Which of two hashes is in the module cache: 1 the first, 2 the other. */
static int right_one(const struct gosum_problem *gp)
{
	if (cstr_empty(gp->cached_hash))
		return 0;
	if (cstr_eq(gp->cached_hash, gp->other_hash))
		return 1;
	return cstr_eq(gp->cached_hash, gp->hash) ? 2 : 3;
}

static enum severity severity_of(const struct gobuild *b,
				 const struct gosum_problem *gp,
				 enum modules_need need)
{
	/* Where go does not read go.sum, or reads it and needs nothing. */
	if (need != NEED_BUILD || gobuild_uses_vendor(b) || !gobuild_is_built(b))
		return SEVERITY_WARNING;
	switch (gp->kind) {
	case GOSUM_MARKER:
	case GOSUM_MALFORMED:
		/* What an older go misses it writes to go.work.sum. */
		return b->work && b->release < GO_1_22 ? SEVERITY_WARNING
						       : SEVERITY_ERROR;
	case GOSUM_CONFLICT:
		return right_one(gp) >= 2 ? SEVERITY_ERROR : SEVERITY_WARNING;
	case GOSUM_BOM:
		return b->work ? SEVERITY_WARNING : SEVERITY_ERROR;
	}
	return SEVERITY_WARNING;
}

static void explain_lines(struct check_run *run, struct finding *f,
			  const struct gobuild *b, const struct gosum *g)
{
	struct arena *a = run->arena;
	size_t i, shown = 0;
	bool said = false;

	(void)finding_step(run, f, MSG(a, N_("Does go read go.sum here?")),
			   gobuild_uses_vendor(b) ? ANSWER_NO : ANSWER_YES,
			   false, g->file, NULL);
	for (i = 0; i < g->nproblems && shown < 12; i++) {
		const struct gosum_problem *gp = &g->problems[i];

		if (!starts_conflict(gp))
			continue;
		finding_evidence(run, f, gp->text, g->file, gp->line);
		shown++;
		if (said)
			continue;
		said = true;
		(void)finding_step(run, f,
			MSG(a, N_("Has every line three fields (module, "
				  "version, hash)?")),
			ANSWER_NO, true, gp->text,
			modules_at(a, g->file, gp->line));
	}
	if (gobuild_uses_vendor(b))
		f->outcome = MSG(a, N_("vendor/ is in effect and go does not "
				       "read go.sum; without it every build "
				       "stops"));
	else if (b->work && b->release < GO_1_22)
		f->outcome = MSG(a, N_("Go up to 1.21 misses the entries, and "
				       "in the workspace writes what comes to "
				       "go.work.sum; newer ones, and GOWORK=off, "
				       "stop"));
	else if (b->release >= GO_1_22)
		f->outcome = MSG(a, N_("every build that needs another module "
				       "stops: \"malformed go.sum\""));
	else
		f->outcome = MSG(a, N_("every build that needs another module "
				       "stops with a misleading \"missing "
				       "go.sum entry\""));
}

static void explain_hashes(struct check_run *run, struct finding *f,
			   const struct gosum *g,
			   const struct gosum_problem *gp)
{
	struct arena *a = run->arena;
	int right = right_one(gp);
	struct step *st;

	finding_evidence(run, f, arena_printf(a, "%s %s %s", gp->module,
					      gp->version, gp->other_hash),
			 g->file, gp->other_line);
	finding_evidence(run, f, arena_printf(a, "%s %s %s", gp->module,
					      gp->version, gp->hash),
			 g->file, gp->line);
	(void)finding_step(run, f, MSG(a, N_("Which hash does go.sum give "
					     "first?")),
			   ANSWER_NONE, right >= 2, gp->other_hash,
			   modules_at(a, g->file, gp->other_line));
	(void)finding_step(run, f, MSG(a, N_("And which later?")), ANSWER_NONE,
			   false, gp->hash, modules_at(a, g->file, gp->line));
	st = finding_step(run, f, MSG(a, N_("Which hash has the module in the "
					    "module cache?")),
			  ANSWER_NONE, false,
			  right ? gp->cached_hash : NULL, NULL);
	if (!right)
		st->note = MSG(a, N_("It is not in the cache, so which one is "
				     "right is not known here."));
	if (right == 1)
		f->outcome = MSG(a, N_("it builds, because the first line is "
				       "the right one; no go command takes the "
				       "other away"));
	else if (right)
		f->outcome = MSG(a, N_("every build stops: \"checksum mismatch "
				       "… SECURITY ERROR\""));
	else
		f->outcome = MSG(a, N_("go takes the first line: if it is the "
				       "wrong one, every build stops with "
				       "\"checksum mismatch\""));
}

static void explain(struct check_run *run, struct finding *f,
		    const struct gobuild *b, const struct gosum *g,
		    const struct gosum_problem *gp)
{
	struct arena *a = run->arena;
	const char *wrong;
	int line;

	switch (gp->kind) {
	case GOSUM_MARKER:
		f->title = MSG(a, N_("{0} holds the marks of a merge conflict"),
			       modules_at(a, g->file, gp->line));
		explain_lines(run, f, b, g);
		break;
	case GOSUM_MALFORMED:
		f->title = MSG(a, N_("{0} is no line of a go.sum"),
			       modules_at(a, g->file, gp->line));
		explain_lines(run, f, b, g);
		break;
	case GOSUM_CONFLICT:
		f->title = MSG(a, N_("{0} gives two hashes for {1} {2}"),
			       g->file, gp->module, gp->version);
		explain_hashes(run, f, g, gp);
		break;
	case GOSUM_BOM:
		f->title = MSG(a, N_("{0} begins with a byte order mark: its "
				     "first entry is lost"), g->file);
		finding_evidence(run, f, gp->text, g->file, gp->line);
		(void)finding_step(run, f,
			MSG(a, N_("Does the file begin with a module "
				  "path?")),
			ANSWER_NO, true, gp->text,
			modules_at(a, g->file, gp->line));
		f->outcome = MSG(a, N_("go takes the mark for a part of the "
				       "first path, and misses that entry"));
		break;
	}
	f->why = MSG(a, N_(
		"Each line of go.sum is a module, a version and a hash. A line "
		"of another shape is an error: Go 1.22 and newer say "
		"\"malformed go.sum\" with the line, older ones only "
		"\"missing go.sum entry\". Of two hashes for one version go "
		"takes the first, and compares it with what was downloaded "
		"each time it loads the module. Exact duplicates do no harm. "
		"go mod tidy mends markers and broken lines in every release; "
		"of two hashes it keeps both."));
	f->probe = modules_command(run, b->module->dir, "go list -deps ./...");
	if (gp->kind == GOSUM_CONFLICT) {
		line = right_one(gp) == 1 ? gp->line : gp->other_line;
		wrong = arena_printf(a, "sed -i %dd %s", line,
			shell_quote(a, modules_abs(run, g->file)));
		if (right_one(gp) == 1 || right_one(gp) == 2)
			finding_command(run, f,
				MSG(a, N_("Take the wrong line away:")),
				wrong);
		else
			finding_command(run, f,
				MSG(a, N_("See which hash the module has, then "
					  "delete the other line:")),
				modules_command(run, b->module->dir,
					arena_printf(a,
					"go mod download -json %s@%s",
					shell_quote(a, gp->module),
					shell_quote(a, gp->version))));
	} else {
		finding_command(run, f,
				MSG(a, N_("Let go write the file anew (asks "
					  "the module proxy):")),
				modules_command(run, b->module->dir,
						"go mod tidy"));
	}
}

static void judge(struct check_run *run, const struct gobuild *b,
		  const struct gosum *g)
{
	enum modules_need need = modules_needs_sums(b, NULL);
	bool lines_done = false;
	size_t i;

	for (i = 0; i < g->nproblems; i++) {
		const struct gosum_problem *gp = &g->problems[i];
		enum severity sev = severity_of(b, gp, need);
		const char *subject = "";
		struct finding *f;
		bool is_new;

		/* All broken lines are one finding. */
		if (starts_conflict(gp)) {
			if (lines_done)
				continue;
			lines_done = true;
			subject = "lines";
		} else if (gp->kind == GOSUM_CONFLICT) {
			subject = arena_printf(run->arena, "%s@%s", gp->module,
					       gp->version);
		} else {
			subject = "bom";
		}
		f = finding_add(run, sev, b->module->dir, g->file, gp->line,
				subject, &is_new);
		finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, b, g, gp);
	}
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		if (!w.b.module->gosum.file || w.b.gopath_mode)
			continue;
		any = true;
		judge(run, &w.b, &w.b.module->gosum);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gosum_conflict = {
	.id = "gosum-conflict",
	.worst = SEVERITY_ERROR,
	.title = N_("go.sum after a merge gone wrong"),
	.about = N_("go.sum holds conflict markers, lines of another shape, or "
		    "two hashes for one version. Example: \"malformed go.sum: "
		    "go.sum:1: wrong number of fields 2\" (Go 1.22 and newer). "
		    "Exact duplicates are fine."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run,
};
