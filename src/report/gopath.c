#include "config.h"

#include "report/gopath.h"

#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "checks/check.h"

/* So many names stand in a sentence. */
#define NAMED 4

struct naming {
	const char *text;
	size_t n;
};
#define NAMING_INIT { "", 0 }

static void name_it(struct arena *a, struct naming *l, const char *name)
{
	l->text = text_names(a, l->text, &l->n, NAMED, name);
}

/* ---- which rows ---- */

static bool is_above_some(const struct snapshot *s, const char *dir)
{
	bool above = false;
	size_t i;

	for (i = 0; i < s->ngopath; i++) {
		if (path_under(s->gopath[i].dir, dir))
			return false;
		above |= path_under(dir, s->gopath[i].dir);
	}
	return above;
}

static void keep_below(struct gopath_view *v, const char *dir)
{
	size_t i, n = 0;

	for (i = 0; i < v->nrows; i++)
		if (path_under(dir, v->rows[i].project->dir))
			v->rows[n++] = v->rows[i];
	v->nrows = n;
}

/* ---- families ---- */

/* Does one of them miss another? */
static bool any_misses(const struct gopath_work *w)
{
	size_t i, k;

	for (i = 0; i < w->nmembers; i++)
		for (k = 0; k < w->nmembers; k++) {
			const struct gopath_use *u;

			u = gopath_use_of(w->members[i], w->members[k]->dir);
			if (u && gopath_misses(w->members[i], w->members[k], u))
				return true;
		}
	return false;
}

/* The go.work that is in effect for all of them; NULL: there is no such one. */
static const char *gowork_of(const struct gopath_work *w)
{
	size_t i;

	for (i = 1; i < w->nmembers; i++)
		if (!cstr_eq(w->members[0]->gowork, w->members[i]->gowork))
			return NULL;
	return w->nmembers ? w->members[0]->gowork : NULL;
}

/* As go work init or go work use want its members. */
static const char *work_command(struct arena *a, const struct gopath_work *w)
{
	const char *file = gowork_of(w);
	const char *dir = file ? path_dir(a, file) : w->dir;
	const char *line = arena_printf(a, "cd %s && go work %s",
					shell_quote(a, dir),
					file ? "use" : "init");
	size_t i;

	for (i = 0; i < w->nmembers; i++) {
		const char *rel = path_rel(a, dir, w->members[i]->dir);

		if (!file || !w->members[i]->in_gowork)
			line = arena_printf(a, "%s %s", line, shell_quote(a,
					arena_printf(a, "./%s", rel)));
	}
	return line;
}

/* Why there is nothing to type. */
static struct msg settled(struct arena *a, const struct gopath_work *w)
{
	const char *file = gowork_of(w);
	size_t i;

	for (i = 0; i < w->nmembers; i++)
		if (!w->members[i]->in_gowork)
			file = NULL;
	if (w->nmembers < 2)
		return MSG(a, N_("a go.work in {0}, when two of them are "
				 "modules and do not find each other"),
			   w->dir);
	return file ? MSG(a, N_("{0} joins them"), file)
		    : MSG(a, N_("those that are modules find each other"));
}

/* The command that does it with gomend, in one that has the finding; or NULL. */
static const char *fix_command(struct arena *a, const struct gopath_work *w)
{
	size_t i, k;

	for (i = 0; i < w->nmembers; i++)
		for (k = 0; k < w->nmembers; k++) {
			const struct gopath_use *u;

			u = gopath_use_of(w->members[i], w->members[k]->dir);
			if (u && !u->test && gopath_misses(w->members[i],
							   w->members[k], u))
				return arena_printf(a, "gomend fix "
					"gopath-dependents %s",
					shell_quote(a, w->members[i]->dir));
		}
	return NULL;
}

static void add_family(struct arena *a, const struct snapshot *s,
		       const struct gopath_view *v, int number,
		       struct gopath_report *out)
{
	struct gopath_family *f = NULL;
	struct naming names = NAMING_INIT, others = NAMING_INIT;
	struct gopath_work work;
	size_t i;

	for (i = 0; i < v->nrows; i++) {
		const struct gopath_project *p = v->rows[i].project;

		if (v->rows[i].family != number)
			continue;
		if (!f) {
			f = ARENA_PUSH(a, out->families, out->nfamilies);
			f->owner = gopath_owner(a, p->path);
		}
		name_it(a, &names, path_base(p->path));
	}
	if (!f)
		return;
	gopath_work_make(a, s->gopath, s->ngopath, v, number, &work);
	f->dir = work.dir;
	if (work.nmembers > 1 && any_misses(&work))
		f->command = work_command(a, &work);
	else
		f->settled = settled(a, &work);
	f->names = names.text;
	for (i = 0; i < work.nothers; i++)
		name_it(a, &others, path_rel(a, work.dir, work.others[i]));
	f->others = others.text;
	f->nothers = (int)work.nothers;
	f->nold = (int)work.nold;
	f->fix = f->command ? fix_command(a, &work) : NULL;
}

void gopath_report_make(struct arena *a, const struct snapshot *s,
			const char *below, struct gopath_report *out)
{
	size_t i;
	int k;

	memset(out, 0, sizeof(*out));
	gopath_view_make(a, s->gopath, s->ngopath, &out->view);
	if (below && is_above_some(s, below))
		keep_below(&out->view, below);
	for (i = 0; i < out->view.nrows; i++)
		out->nmodules += out->view.rows[i].project->module != NULL;
	for (k = 1; k <= out->view.nfamilies; k++)
		add_family(a, s, &out->view, k, out);
	out->cut = s->repo.gopath_cut;
}

/* ---- words ---- */

const char *gopath_age(struct arena *a, const struct gopath_project *p)
{
	if (p->module)
		return p->go_version ? SAY(a, N_("module, go {0}"),
					   p->go_version) : _("module");
	return p->tool ? p->tool : _("no go.mod");
}

/*
 * Did others write it?  No one says who asks: a server has it, one of another
 * owner imports it or another of its owner, and that is not the owner of what
 * is open.
 */
static bool is_by_others(struct arena *a, const struct snapshot *s,
			 const struct gopath_project *p)
{
	const struct gopath_project *open = s->repo.root
		? gopath_find(s->gopath, s->ngopath, s->repo.root) : NULL;
	const char *owner = gopath_owner(a, p->path);
	size_t i, k;

	if (!p->remote || (open && cstr_eq(gopath_owner(a, open->path), owner)))
		return false;
	for (i = 0; i < s->ngopath; i++)
		for (k = 0; k < s->gopath[i].nuses; k++) {
			const struct gopath_project *used;

			used = gopath_find(s->gopath, s->ngopath,
					   s->gopath[i].uses[k].dir);
			if (used && cstr_eq(gopath_owner(a, used->path),
					    owner) &&
			    gopath_is_others(a, &s->gopath[i], used))
				return true;
		}
	return false;
}

/* Those of what it imports that are no modules yet, but for its circle and
 * for what others wrote. */
static const char *waits_for(struct arena *a, const struct snapshot *s,
			     const struct gopath_report *r,
			     const struct gopath_row *row)
{
	struct naming l = NAMING_INIT;
	size_t i, k;

	for (i = 0; i < row->project->nuses; i++) {
		const struct gopath_project *p;
		bool with = false;

		p = gopath_find(s->gopath, s->ngopath,
				row->project->uses[i].dir);
		if (!p || p->module || gopath_is_others(a, row->project, p))
			continue;
		for (k = 0; k < r->view.nrows && row->circle; k++)
			with |= r->view.rows[k].project == p &&
				r->view.rows[k].circle == row->circle;
		if (!with)
			name_it(a, &l, p->path);
	}
	return l.text;
}

/* The others of its circle that are no modules yet. */
static const char *circle_of(struct arena *a, const struct gopath_report *r,
			     const struct gopath_row *row)
{
	struct naming l = NAMING_INIT;
	size_t i;

	for (i = 0; i < r->view.nrows; i++)
		if (row->circle && r->view.rows[i].circle == row->circle &&
		    !r->view.rows[i].project->module &&
		    &r->view.rows[i] != row)
			name_it(a, &l, r->view.rows[i].project->path);
	return l.text;
}

/* The modules beside it that it imports; of a module those it misses. */
static struct naming modules_used(struct arena *a, const struct snapshot *s,
				  const struct gopath_project *p)
{
	struct naming l = NAMING_INIT;
	size_t i;

	for (i = 0; i < p->nuses; i++) {
		const struct gopath_project *used;

		used = gopath_find(s->gopath, s->ngopath, p->uses[i].dir);
		if (used && used->module &&
		    (p->module ? gopath_misses(p, used, &p->uses[i])
			       : !gopath_is_others(a, p, used)))
			name_it(a, &l, used->module);
	}
	return l;
}

static struct msg todo_of_module(struct arena *a, const struct snapshot *s,
				 const struct gopath_row *row, bool *now)
{
	struct naming used = modules_used(a, s, row->project);

	if (used.n)
		return MSG(a, N_("require {0}, or join them by a go.work"),
			   used.text);
	*now = false;
	if (row->nold_importers)
		return MSG_N(a, N_("it may move when {n} importer is a module"),
			     N_("it may move when {n} importers are modules"),
			     row->nold_importers);
	return MSG(a, N_("nothing to do: it is a module"));
}

struct msg gopath_todo(struct arena *a, const struct snapshot *s,
		       const struct gopath_report *r, size_t i, bool *now)
{
	const struct gopath_row *row = &r->view.rows[i];
	const struct gopath_project *p = row->project;
	const char *after, *with;
	struct naming used;

	*now = true;
	if (p->module)
		return todo_of_module(a, s, row, now);
	if (is_by_others(a, s, p)) {
		*now = false;
		return MSG(a, N_("nothing to do if others wrote it: a module "
				 "requires a version of it"));
	}
	after = waits_for(a, s, r, row);
	with = circle_of(a, r, row);
	if (*after) {
		*now = false;
		return *with ? MSG(a, N_("a module after {0}, and together "
					 "with {1}: they import each other"),
				   after, with)
			     : MSG(a, N_("a module after {0}"), after);
	}
	if (*with)
		return MSG(a, N_("a module together with {0}: they import each "
				 "other"), with);
	used = modules_used(a, s, p);
	if (used.n)
		return MSG_N(a, N_("make it a module; {0} is found by its "
				   "folder where no server has it"),
			     N_("make it a module; {0} are found by their "
				"folders where no server has them"),
			     (int)used.n, used.text);
	if (row->nimporters)
		return MSG_N(a, N_("make it a module where it lies: {n} waits "
				   "for it"),
			     N_("make it a module where it lies: {n} wait for "
				"it"), row->nimporters);
	return MSG(a, N_("make it a module at any time"));
}

/* Those of its circle that are no modules yet, itself among them. */
static size_t old_of_circle(const struct gopath_report *r,
			    const struct gopath_row *row, bool *first)
{
	size_t i, n = 0;

	*first = true;
	for (i = 0; i < r->view.nrows; i++) {
		const struct gopath_row *other = &r->view.rows[i];

		if (other->circle != row->circle || other->project->module)
			continue;
		*first = *first && (n || other == row);
		n++;
	}
	return n;
}

const char *gopath_command(struct arena *a, const struct snapshot *s,
			   const struct gopath_report *r, size_t i)
{
	const struct gopath_row *row = &r->view.rows[i];
	bool now, first = true, alone = true;

	(void)gopath_todo(a, s, r, i, &now);
	if (!now || row->project->module)
		return NULL;
	if (row->circle)
		alone = old_of_circle(r, row, &first) < 2;
	return !first ? NULL
		: arena_printf(a, "gomend fix migrate-to-module %s%s",
			       shell_quote(a, row->project->dir),
			       alone ? "" : " --set incomplete=yes");
}

struct msg gopath_sum(struct arena *a, const struct gopath_report *r)
{
	return MSG_N(a, N_("{n} project below GOPATH/src; modules by now: {0}"),
		     N_("{n} projects below GOPATH/src; modules by now: {0}"),
		     (int)r->view.nrows,
		     arena_printf(a, "%d", r->nmodules));
}

static void show_rows(struct prose *p, const struct snapshot *s,
		      const struct gopath_report *r)
{
	struct arena *a = p->a;
	int name = p->cols < 60 ? 20 : p->cols * 2 / 5;
	size_t i;

	for (i = 0; i < r->view.nrows; i++) {
		const struct gopath_row *row = &r->view.rows[i];
		bool now;
		struct msg todo = gopath_todo(a, s, r, i, &now);
		const char *command = gopath_command(a, s, r, i);
		const struct prose_cell cells[] = {
			{ ROLE_DIM, arena_printf(a, "%zu", i + 1), 4 },
			{ row->project->module ? ROLE_OK : ROLE_CODE,
			  text_clean(a, row->project->path), name },
			{ ROLE_DIM, text_clean(a, gopath_age(a,
							row->project)), 0 },
		};

		prose_row(p, 2, cells, ARRAY_SIZE(cells));
		prose_para(p, 8, 0, ROLE_DIM,
			   SAY(a, N_("imported by {0}, imports {1}"),
			       arena_printf(a, "%d", row->nimporters),
			       arena_printf(a, "%zu", row->project->nuses)));
		prose_para(p, 8, 2, now ? ROLE_PLAIN : ROLE_DIM,
			   msg_text(a, &todo));
		if (command)
			prose_verbatim(p, 8, ROLE_CODE,
				       text_clean(a, command));
	}
}

const char *gopath_reach(struct arena *a, const struct gopath_family *f)
{
	if (!f->command || (!f->nothers && !f->nold))
		return "";
	if (!f->nothers)
		return SAY(a, N_("where GO111MODULE is auto, go stops in the "
				 "projects below {0} that have no go.mod"),
			   f->dir);
	return SAY(a, N_("go stops in other modules below {0}, unless they are "
			 "listed, too, or GOWORK=off is set there: {1}"),
		   f->dir, f->others);
}

static void show_families(struct prose *p, const struct gopath_report *r)
{
	struct arena *a = p->a;
	size_t i;

	if (!r->nfamilies)
		return;
	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, _("Siblings that belong together"));
	for (i = 0; i < r->nfamilies; i++) {
		const struct gopath_family *f = &r->families[i];

		prose_para(p, 2, 2, ROLE_PLAIN,
			   SAY(a, N_("{0}: {1}"), *f->owner ? f->owner
							    : f->dir,
			       f->names));
		if (!f->command) {
			prose_para(p, 4, 0, ROLE_DIM,
				   text_clean(a, msg_text(a, &f->settled)));
			continue;
		}
		if (f->fix)
			prose_verbatim(p, 4, ROLE_CODE,
				       text_clean(a, f->fix));
		prose_verbatim(p, 4, ROLE_CODE, text_clean(a, f->command));
		if (*gopath_reach(a, f))
			prose_para(p, 4, 0, ROLE_WARNING,
				   text_clean(a, gopath_reach(a, f)));
	}
}

void gopath_text(struct prose *p, const struct snapshot *s,
		 const struct gopath_report *r)
{
	struct arena *a = p->a;
	struct msg sum = gopath_sum(a, r);

	if (!r->view.nrows) {
		prose_para(p, 0, 0, ROLE_DIM,
			   _("There are no projects below GOPATH/src."));
		return;
	}
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, msg_text(a, &sum));
	prose_para(p, 0, 0, ROLE_PLAIN, _("In the order that works: each "
		   "stands behind what it imports. What others wrote need "
		   "not be changed: a module requires a version of it."));
	if (r->cut)
		prose_para(p, 0, 0, ROLE_WARNING,
			   text_clean(a, msg_told(a, r->cut)));
	prose_blank(p);
	show_rows(p, s, r);
	show_families(p, r);
}

/* ---- JSON ---- */

static struct cJSON *row_json(struct arena *a, const struct snapshot *s,
			      const struct gopath_report *r, size_t i)
{
	const struct gopath_row *row = &r->view.rows[i];
	struct cJSON *j = codec_encode(&gopath_project_codec, row->project);
	bool now;
	struct msg todo = gopath_todo(a, s, r, i, &now);
	const char *command = gopath_command(a, s, r, i);

	json_put_int(j, "order", (long)i + 1);
	json_put_int(j, "importers", row->nimporters);
	if (row->circle)
		json_put_int(j, "circle", row->circle);
	if (row->family)
		json_put_int(j, "family", row->family);
	json_put_str(j, "todo", msg_english(a, &todo));
	json_put_bool(j, "now", now);
	if (command)
		json_put_str(j, "command", command);
	return j;
}

void gopath_json(struct cJSON *doc, const struct snapshot *s,
		 const struct gopath_report *r)
{
	struct cJSON *list = json_array();
	struct arena a = ARENA_INIT;
	size_t i;

	for (i = 0; i < r->view.nrows; i++)
		json_push(list, row_json(&a, s, r, i));
	json_put(doc, "projects", list);
	list = json_array();
	for (i = 0; i < r->nfamilies; i++) {
		struct cJSON *j = json_object();

		json_put_str(j, "owner", r->families[i].owner);
		json_put_str(j, "dir", r->families[i].dir);
		if (r->families[i].command)
			json_put_str(j, "command", r->families[i].command);
		if (r->families[i].fix)
			json_put_str(j, "fix", r->families[i].fix);
		if (r->families[i].nothers)
			json_put_int(j, "others", r->families[i].nothers);
		json_push(list, j);
	}
	json_put(doc, "families", list);
	if (r->cut)
		json_put_str(doc, "cut", r->cut);
	arena_release(&a);
}
