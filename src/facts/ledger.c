#include "config.h"

#include "facts/ledger.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/toolchain.h"
#include "fmt/gorelease.h"
#include "fmt/gover.h"

struct builder {
	struct arena *a;
	const struct snapshot *s;
	struct ledger *out;
};

const struct module *ledger_module_of(struct arena *a,
				      const struct snapshot *s,
				      const char *dir)
{
	const struct module *only = NULL, *m;
	size_t i;
	int n = 0;

	for (;;) {
		m = snapshot_module(s, dir);
		if (m)
			return m->fixture ? NULL : m;
		if (!strcmp(dir, ".") || !strcmp(dir, "/") || !*dir)
			break;
		dir = path_dir(a, dir);
	}
	for (i = 0; i < s->nmodules; i++) {
		if (s->modules[i].fixture)
			continue;
		only = &s->modules[i];
		n++;
	}
	return n == 1 ? only : NULL;
}

const char *ledger_wants(const struct snapshot *s, const struct module *m,
			 const char **file, int *line)
{
	const char *wants = NULL;
	size_t i;

	*file = m->gomod;
	*line = m->go_line;
	if (m->go_version && gover_valid(str_from(m->go_version)))
		wants = m->go_version;
	for (i = 0; i < s->nworkspaces; i++) {
		const struct workspace *w = &s->workspaces[i];

		if (w->above || w->fixture || !w->go_version ||
		    !gover_valid(str_from(w->go_version)) ||
		    !workspace_uses(s, w, m->dir))
			continue;
		if (wants && gover_cmp_of(w->go_version, wants) <= 0)
			continue;
		wants = w->go_version;
		*file = w->file;
		*line = w->go_line;
	}
	return wants;
}

/* ---- lines of go.mod and go.work ---- */

static const char *runs_here(struct arena *a, const struct snapshot *s,
			     const char *dir)
{
	const struct place *p = snapshot_place(s, "shell");
	const struct place_module *pm = p ? place_module_of(p, dir) : NULL;

	(void)a;
	if (!pm || !pm->version || pm->how == TOOLCHAIN_REFUSED ||
	    pm->how == TOOLCHAIN_NONE || pm->how == TOOLCHAIN_UNKNOWN)
		return NULL;
	return cstr_starts(pm->version, "go") ? pm->version + 2 : pm->version;
}

static struct ledger_row *add(struct builder *b, enum ledger_kind kind,
			      const char *file, int line, const char *text)
{
	struct ledger_row *r = ARENA_PUSH(b->a, b->out->rows,
					  b->out->nrows);

	r->kind = kind;
	r->file = file;
	r->line = line;
	r->text = text;
	return r;
}

/* What stops this shell at the line, in short. */
static void judge_here(struct builder *b, struct ledger_row *r,
		       const struct module *m)
{
	const struct place *p = snapshot_place(b->s, "shell");
	const struct place_module *pm = p ? place_module_of(p, m->dir) : NULL;

	r->here = runs_here(b->a, b->s, m->dir);
	if (!pm || pm->how != TOOLCHAIN_REFUSED)
		return;
	r->severity = SEVERITY_ERROR;
	r->verdict = MSG(b->a, N_("stops in this shell"));
}

static void add_lines(struct builder *b)
{
	const struct snapshot *s = b->s;
	struct arena *a = b->a;
	struct ledger_row *r;
	size_t i;

	for (i = 0; i < s->nworkspaces; i++) {
		const struct workspace *w = &s->workspaces[i];

		if (w->fixture || w->above)
			continue;
		if (w->go_version) {
			r = add(b, LEDGER_GO, w->file, w->go_line,
				arena_printf(a, "go %s", w->go_version));
			r->work = w;
			r->means = MSG(a, N_("at least {0}"), w->go_version);
		}
		if (w->toolchain) {
			r = add(b, LEDGER_TOOLCHAIN, w->file,
				w->toolchain_line,
				arena_printf(a, "toolchain %s",
					     w->toolchain));
			r->work = w;
			r->means = MSG(a, N_("{0} is taken where go may "
					     "switch"), w->toolchain);
		}
	}
	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (m->fixture)
			continue;
		if (m->go_version) {
			r = add(b, LEDGER_GO, m->gomod, m->go_line,
				arena_printf(a, "go %s", m->go_version));
			r->means = MSG(a, N_("at least {0}"), m->go_version);
		} else if (!m->unreadable) {
			r = add(b, LEDGER_GO, m->gomod, 0, "");
			r->means = MSG(a, N_("no go line: language {0}"),
				       "1.16");
			r->severity = SEVERITY_WARNING;
		} else {
			continue;
		}
		r->module = m;
		judge_here(b, r, m);
		if (!m->toolchain)
			continue;
		r = add(b, LEDGER_TOOLCHAIN, m->gomod, m->toolchain_line,
			arena_printf(a, "toolchain %s", m->toolchain));
		r->module = m;
		r->means = MSG(a, N_("{0} is taken where go may switch"),
			       m->toolchain);
	}
}

/* ---- pins ---- */

static bool is_local_name(const char *gotoolchain)
{
	return cstr_eq(gotoolchain, "local");
}

static void set_switch(struct ledger_row *r)
{
	const struct pin *p = r->pin;
	const struct setup_go *g;
	struct goimage image;

	/* What the action exports is stronger than env above the step. */
	g = gotable_setup_go(p->setup_go);
	if (g && g->local) {
		r->switches = LEDGER_LOCAL;
		return;
	}
	if (p->gotoolchain) {
		r->switches = !*p->gotoolchain ? LEDGER_SWITCH_UNKNOWN :
			is_local_name(p->gotoolchain) ? LEDGER_LOCAL :
			LEDGER_AUTO;
		return;
	}
	switch (p->kind) {
	case PIN_IMAGE:
		if (p->value && gotable_image(str_from(p->value), &image) &&
		    image.official && r->release &&
		    gotable_image_is_local(str_from(r->release)))
			r->switches = LEDGER_LOCAL;
		break;
	case PIN_COPY:
		r->switches = LEDGER_AUTO;
		break;
	case PIN_SETUP_GO:
	case PIN_SETUP_GO_FILE:
	case PIN_SETUP_GO_NONE:
		if (g)
			r->switches = LEDGER_AUTO;
		break;
	case PIN_TOOL:
	case PIN_NONE:
		break;
	}
}

static void set_range(struct builder *b, struct ledger_row *r)
{
	const struct pin *p = r->pin;
	struct goimage image;

	switch (p->kind) {
	case PIN_IMAGE:
	case PIN_COPY:
		if (!p->value)
			return;
		if (p->version)
			r->ranged = gotable_range_version(b->a,
				str_from(p->version), &r->range);
		else
			r->ranged = gotable_image(str_from(p->value), &image);
		break;
	case PIN_SETUP_GO:
		r->ranged = p->value && gotable_range_setup_go(b->a, p->value,
							       &r->range);
		break;
	case PIN_TOOL:
		r->ranged = p->version && gotable_range_version(b->a,
			str_from(p->version), &r->range);
		break;
	case PIN_SETUP_GO_FILE:
	case PIN_SETUP_GO_NONE:
	case PIN_NONE:
		break;
	}
	if (r->ranged)
		r->release = gotable_release(&r->range);
}

static bool is_about_versions(const struct parse_problem *pp)
{
	return cstr_starts(pp->message, "invalid go version ") ||
	       cstr_starts(pp->message, "unknown directive: toolchain");
}

static bool says_so(const struct parse_problem *pp, enum gorelease rel)
{
	enum gorelease from = GORELEASE_OLDEST, until = GORELEASE_NEWEST;

	if (pp->from)
		(void)gorelease_find(pp->from, &from);
	if (pp->until)
		(void)gorelease_find(pp->until, &until);
	return rel >= from && rel <= until;
}

/* The line of go.mod that the release cannot read, or NULL. */
static const struct parse_problem *unreadable(const struct module *m,
					      const char *release)
{
	enum gorelease rel;
	size_t i;

	if (!gorelease_find(release, &rel))
		return NULL;
	for (i = 0; i < m->nproblems; i++)
		if (is_about_versions(&m->problems[i]) &&
		    says_so(&m->problems[i], rel))
			return &m->problems[i];
	return NULL;
}

bool ledger_is_older(const struct gorange *g, const char *wants)
{
	struct gover want, high;

	if (!g->high)
		return false;
	if (g->exact)
		return gover_cmp_of(g->high, wants) < 0;
	/* Any patch of the line may come; only the line itself counts. */
	return gover_parse(str_from(wants), &want) &&
	       gover_parse(str_from(g->high), &high) &&
	       (gover_cmp_int(high.major, want.major) < 0 ||
		(str_eq(high.major, want.major) &&
		 gover_cmp_int(high.minor, want.minor) < 0));
}

/* .go-version, .tool-versions, mise.toml with a version that is known. */
static bool is_tool_file(const struct ledger_row *r)
{
	return r->pin && r->pin->kind == PIN_TOOL && r->ranged &&
	       (r->holder->kind == FILE_GO_VERSION ||
		r->holder->kind == FILE_TOOL_VERSIONS ||
		r->holder->kind == FILE_MISE);
}

bool ledger_is_beside(struct arena *a, const struct ledger_row *x,
		      const struct ledger_row *y)
{
	return is_tool_file(x) && is_tool_file(y) &&
	       cstr_eq(path_dir(a, x->file), path_dir(a, y->file));
}

/* "1.22" and "1.22.3" go together. */
static bool are_two(struct arena *a, const struct ledger_row *x,
		    const struct ledger_row *y)
{
	const char *one = x->range.high, *two = y->range.high;

	if (!x->range.exact || !y->range.exact) {
		one = gover_lang(a, str_from(one));
		two = gover_lang(a, str_from(two));
	}
	return gover_cmp_of(one, two) != 0;
}

const struct ledger_row *ledger_at_odds(struct arena *a,
					const struct ledger *l,
					const struct ledger_row *r)
{
	const struct ledger_row *newest = r;
	bool odd = false;
	size_t i, k;

	for (i = 0; i < l->nrows; i++) {
		const struct ledger_row *o = &l->rows[i];

		if (!ledger_is_beside(a, r, o))
			continue;
		if (gover_cmp_of(o->range.high, newest->range.high) > 0)
			newest = o;
		for (k = 0; k < i && !odd; k++)
			odd = ledger_is_beside(a, o, &l->rows[k]) &&
			      o->holder != l->rows[k].holder &&
			      are_two(a, o, &l->rows[k]);
	}
	return odd ? newest : NULL;
}

static const char *nowhere(void *payload, const char *toolchain)
{
	(void)payload;
	(void)toolchain;
	return NULL;
}

/* The toolchain line in effect: go.work's, where there is one. */
static const char *toolchain_of(const struct snapshot *s,
				const struct module *m, const char **file,
				int *line)
{
	size_t i;

	for (i = 0; i < s->nworkspaces; i++) {
		const struct workspace *w = &s->workspaces[i];

		if (w->above || w->fixture || !workspace_uses(s, w, m->dir))
			continue;
		*file = w->file;
		*line = w->toolchain_line;
		return w->toolchain;
	}
	*file = m->gomod;
	*line = m->toolchain_line;
	return m->toolchain;
}

/* It is not at hand there: which, and by which line. */
static void set_fetch(struct builder *b, struct ledger_row *r,
		      const struct toolchain_choice *c,
		      const char *toolchain, const char *file, int line)
{
	/* Of a line of releases a newer one than the table has may come. */
	if (!r->range.exact && !ledger_is_older(&r->range, c->name + 2))
		return;
	r->fetches = c->name;
	switch (c->why) {
	case TOOLCHAIN_WHY_GO_LINE:
		r->asks = arena_printf(b->a, "go %s", r->wants);
		r->asks_file = r->wants_file;
		r->asks_line = r->wants_line;
		break;
	case TOOLCHAIN_WHY_TOOLCHAIN_LINE:
		r->asks = arena_printf(b->a, "toolchain %s", toolchain);
		r->asks_file = file;
		r->asks_line = line;
		break;
	case TOOLCHAIN_WHY_MINIMUM:
		r->asks = arena_printf(b->a, "GOTOOLCHAIN=%s",
				       r->pin->gotoolchain);
		r->asks_file = r->file;
		break;
	case TOOLCHAIN_WHY_OLD:
	case TOOLCHAIN_WHY_GOPATH:
	case TOOLCHAIN_WHY_EMPTY:
	case TOOLCHAIN_WHY_INVALID:
		r->fetches = NULL;
		break;
	}
}

/* What go does there, asked of the rules that decide it here as well. */
static void set_outcome(struct builder *b, struct ledger_row *r)
{
	const struct pin *p = r->pin;
	struct toolchain_input in;
	struct toolchain_choice c;
	const char *toolchain, *file;
	int line;

	toolchain = toolchain_of(b->s, r->module, &file, &line);
	memset(&in, 0, sizeof(in));
	in.version = arena_printf(b->a, "go%s", r->release);
	in.gotoolchain = r->switches != LEDGER_AUTO ? "local" :
			 cstr_empty(p->gotoolchain) ? "auto" : p->gotoolchain;
	in.modules = true;
	in.toolchain = toolchain;
	in.file = path_base(r->wants_file);
	in.go = r->wants;
	in.on_path = in.in_modcache = nowhere;
	in.goproxy = "https://proxy.golang.org,direct";
	in.gosumdb = "sum.golang.org";
	in.hostos = "linux";
	in.hostarch = "amd64";
	toolchain_select(b->a, &in, &c);
	r->how = c.how;
	r->message = c.message;
	if (c.found == TOOLCHAIN_DOWNLOAD ||
	    (c.found == TOOLCHAIN_REFUSED && r->switches == LEDGER_AUTO))
		set_fetch(b, r, &c, toolchain, file, line);
}

static void compare(struct builder *b, struct ledger_row *r)
{
	struct arena *a = b->a;

	r->problem = r->range.high ? unreadable(r->module, r->release) : NULL;
	if (r->problem) {
		r->fit = LEDGER_UNREADABLE;
		r->severity = SEVERITY_ERROR;
		r->verdict = MSG(a, N_("cannot read {0}:{1}"),
				 r->module->gomod,
				 arena_printf(a, "%d", r->problem->line));
		return;
	}
	if (!r->wants || !r->range.high)
		return;
	set_outcome(b, r);
	if (!ledger_is_older(&r->range, r->wants))
		return;
	r->fit = LEDGER_OLD;
	/* Where it is not known whether go may switch, it may. */
	r->severity = r->how == TOOLCHAIN_REFUSED &&
		      (r->switches == LEDGER_LOCAL ||
		       gover_cmp_of(r->release, "1.21") < 0) ?
		      SEVERITY_ERROR : SEVERITY_WARNING;
	r->verdict = MSG(a, N_("needs {0}"), r->wants);
}

static void judge(struct builder *b, struct ledger_row *r)
{
	if (!r->ranged) {
		r->fit = LEDGER_UNKNOWN;
		return;
	}
	if (r->module)
		compare(b, r);
	if (r->pin->number) {
		r->severity = SEVERITY_ERROR;
		r->verdict = MSG(b->a, N_("read as {0}"), r->pin->value);
	}
}

static void say(struct builder *b, struct ledger_row *r)
{
	const struct pin *p = r->pin;
	struct arena *a = b->a;
	const char *local = r->switches == LEDGER_LOCAL ?
			    ", GOTOOLCHAIN=local" : "";

	switch (p->kind) {
	case PIN_SETUP_GO_FILE:
		if (p->value)
			r->means = MSG(a, N_("what {0} says{1}"), p->value,
				       local);
		break;
	case PIN_SETUP_GO_NONE:
	case PIN_NONE:
		r->means = MSG(a, N_("whatever Go the runner has{0}"), local);
		break;
	case PIN_IMAGE:
	case PIN_COPY:
	case PIN_SETUP_GO:
	case PIN_TOOL:
		break;
	}
	if (msg_is_set(&r->means))
		return;
	if (p->expression || !p->value)
		r->means = MSG(a, N_("decided when it runs: {0}"),
			       p->expression ? p->expression : "");
	else if (!r->ranged)
		r->means = MSG(a, N_("not known what {0} comes to"),
			       p->value);
	else if (p->number)
		r->means = MSG(a, N_("YAML reads the number {0}: Go "
				     "{1}{2}"), p->value, r->release, local);
	else if (!r->range.high)
		r->means = MSG(a, N_("the newest Go ({0} by {1}){2}"),
			       gotable_newest(), gotable_date, local);
	else if (r->range.exact)
		r->means = MSG(a, N_("{0}{1}"), r->range.high, local);
	else
		r->means = MSG(a, N_("the newest {0} ({1} by {2}){3}"),
			       r->range.high, r->release, gotable_date,
			       local);
}

/* The module that the commands beside a pin build; NULL: none, as far as it
 * can be told. */
static const struct module *served(struct builder *b,
				   const struct repo_file *f,
				   const struct pin *p, const char *dir)
{
	if (p->use == PIN_USE_TOOL ||
	    (f->kind == FILE_DOCKERFILE && p->use == PIN_USE_NOTHING))
		return NULL;
	if (p->alone)
		return snapshot_module(b->s, dir);
	return ledger_module_of(b->a, b->s, dir);
}

static void add_pin(struct builder *b, const struct repo_file *f,
		    const struct pin *p)
{
	struct ledger_row *r = add(b, LEDGER_PIN, p->file, p->line, p->text);
	const char *dir = path_dir(b->a, p->file);

	r->pin = p;
	r->holder = f;
	/* CI files stand for the whole repository, or for the folder their
	 * commands run in. */
	if (f->kind == FILE_GITHUB_WORKFLOW || f->kind == FILE_GITLAB_CI ||
	    f->kind == FILE_OTHER_CI || f->kind == FILE_DEVCONTAINER)
		dir = ".";
	if (p->dir && !path_is_abs(p->dir))
		dir = path_clean(b->a, p->dir);
	r->module = served(b, f, p, dir);
	if (r->module)
		r->wants = ledger_wants(b->s, r->module, &r->wants_file,
					&r->wants_line);
	set_range(b, r);
	set_switch(r);
	judge(b, r);
	say(b, r);
}

static bool is_bad(const struct ledger_row *r)
{
	return r->fit == LEDGER_OLD || r->fit == LEDGER_UNREADABLE;
}

/* A matrix with one that fits tries the others on purpose. */
static void excuse(struct ledger *l)
{
	size_t i, k;

	for (i = 0; i < l->nrows; i++) {
		struct ledger_row *r = &l->rows[i];

		if (!r->pin || !r->pin->matrix || !is_bad(r))
			continue;
		for (k = 0; k < l->nrows && !r->excused; k++) {
			const struct ledger_row *o = &l->rows[k];

			r->excused = o->pin && !is_bad(o) &&
				     cstr_eq(o->pin->matrix, r->pin->matrix);
		}
	}
	for (i = 0; i < l->nrows; i++) {
		if (!l->rows[i].excused || l->rows[i].pin->number)
			continue;
		l->rows[i].severity = SEVERITY_NONE;
		l->rows[i].verdict = (struct msg){ NULL, NULL, 0, NULL, 0 };
	}
}

/* What fits, and is not what runs. */
static void tell_fetches(struct builder *b)
{
	size_t i;

	for (i = 0; i < b->out->nrows; i++) {
		struct ledger_row *r = &b->out->rows[i];

		if (!r->fetches || r->severity != SEVERITY_NONE ||
		    r->pin->kind == PIN_TOOL)
			continue;
		r->severity = r->how == TOOLCHAIN_DOWNLOAD ? SEVERITY_ADVICE :
							     SEVERITY_ERROR;
		r->verdict = r->how == TOOLCHAIN_DOWNLOAD ?
			MSG(b->a, N_("go fetches {0}"), r->fetches) :
			MSG(b->a, N_("cannot get {0}"), r->fetches);
	}
}

static bool is_same_place(const struct ledger_row *x,
			  const struct ledger_row *y)
{
	const struct pin *p = x->pin, *q = y->pin;

	return p && q && x->module == y->module && p->kind == q->kind &&
	       p->line == q->line && p->start == q->start &&
	       cstr_eq(p->file, q->file) && cstr_eq(p->at_file, q->at_file) &&
	       cstr_eq(p->value, q->value);
}

/* An action of the repository is one place, however many jobs use it: of its
 * rows the one that does most with it stays. */
static void part_again(struct builder *b)
{
	struct ledger *l = b->out;
	size_t n = 0, i, k;

	for (i = 0; i < l->nrows; i++) {
		struct ledger_row row = l->rows[i];

		/* What a file says of itself it says once. */
		for (k = row.pin && !cstr_eq(row.pin->file, row.holder->path)
			 ? 0 : n; k < n; k++)
			if (is_same_place(&l->rows[k], &row))
				break;
		if (k == n) {
			l->rows[n++] = row;
			continue;
		}
		if (row.pin->use > l->rows[k].pin->use) {
			struct ledger_row other = l->rows[k];

			l->rows[k] = row;
			row = other;
		}
		*ARENA_PUSH(b->a, l->again, l->nagain) = row;
	}
	l->nrows = n;
}

void ledger_build(struct arena *a, const struct snapshot *s,
		  struct ledger *out)
{
	struct builder b = { a, s, out };
	size_t i, k;

	memset(out, 0, sizeof(*out));
	add_lines(&b);
	for (i = 0; i < s->nfiles; i++) {
		if (s->files[i].fixture)
			continue;
		for (k = 0; k < s->files[i].npins; k++)
			add_pin(&b, &s->files[i], &s->files[i].pins[k]);
	}
	excuse(out);
	tell_fetches(&b);
	part_again(&b);
}
