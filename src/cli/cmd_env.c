/* gomend env: the settings of several places side by side. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/show.h"
#include "report/finding_text.h"
#include "report/variables.h"
#include "report/words.h"

#define NAME_COLS 14
#define MIN_PLACE_COLS 24

struct table {
	struct arena *a;
	const struct place **places;
	size_t nplaces;
	const char *module;
	const char **names;	/* sorted, each once */
	size_t nnames;
};

static void add_names(struct table *t, const struct setting *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		*ARENA_PUSH(t->a, t->names, t->nnames) = s[i].name;
}

static void gather(struct table *t, const struct snapshot *s)
{
	size_t i, k, n = 0;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct place_module *pm = place_module_of(p, t->module);

		*ARENA_PUSH(t->a, t->places, t->nplaces) = p;
		add_names(t, p->settings, p->nsettings);
		if (pm)
			add_names(t, pm->settings, pm->nsettings);
	}
	if (!t->nnames)
		return;
	qsort(t->names, t->nnames, sizeof(*t->names), cstr_order);
	for (i = 0, k = 0; i < t->nnames; i++)
		if (!k || strcmp(t->names[k - 1], t->names[i]))
			t->names[k++] = t->names[i];
	n = k;
	t->nnames = n;
}

/* What stands in a place that did not answer follows from nothing. */
static bool is_ready(const struct place *p)
{
	return p->nsettings > 0 &&
	       (p->state == PLACE_READY || p->state == PLACE_STALE);
}

static const struct setting *cell(const struct table *t, size_t place,
				  const char *name)
{
	if (!is_ready(t->places[place]))
		return NULL;
	return place_setting_in(t->places[place], t->module, name);
}

static void put_how(struct cJSON *j, enum origin how, const char *as)
{
	if (how != ORIGIN_NONE)
		json_put_str(j, "origin", origin_names[how]);
	if (as)
		json_put_str(j, "as", as);
}

static struct cJSON *path_json(const struct place *p)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < p->npath; i++) {
		const struct path_entry *e = &p->path[i];
		struct cJSON *j = json_object();

		json_put_str(j, "dir", e->dir);
		if (e->missing)
			json_put_bool(j, "missing", true);
		if (e->same_as)
			json_put_int(j, "same_as", e->same_as);
		if (e->file)
			json_put_str(j, "file", e->file);
		if (e->line)
			json_put_int(j, "line", e->line);
		put_how(j, e->how, e->as);
		json_push(list, j);
	}
	return list;
}

/* Of variables that are no settings, or are set and not there. */
static struct cJSON *variables_json(const struct place *p)
{
	struct cJSON *list = json_array();
	size_t i, k;

	for (i = 0; i < p->norigins; i++) {
		const struct variable_origin *o = &p->origins[i];
		const char *value = place_getenv(p, o->name);
		struct cJSON *j = json_object(), *earlier = json_array();

		json_put_str(j, "name", o->name);
		if (value)
			json_put_str(j, "value", value);
		if (o->written)
			json_put_str(j, "written", o->written);
		if (o->unset)
			json_put_bool(j, "unset", true);
		if (o->not_exported)
			json_put_bool(j, "not_exported", true);
		if (o->file)
			json_put_str(j, "file", o->file);
		if (o->line)
			json_put_int(j, "line", o->line);
		put_how(j, o->how, o->as);
		for (k = 0; k < o->nearlier; k++) {
			const struct origin_earlier *e = &o->earlier[k];
			struct cJSON *v = json_object();

			if (e->value)
				json_put_str(v, "value", e->value);
			if (e->file)
				json_put_str(v, "file", e->file);
			if (e->line)
				json_put_int(v, "line", e->line);
			put_how(v, e->how, NULL);
			json_push(earlier, v);
		}
		if (o->nearlier)
			json_put(j, "overrode", earlier);
		else
			json_free(earlier);
		json_push(list, j);
	}
	return list;
}

/* Why a value is not known, or who supplied it. */
static bool has_word(const struct setting *s)
{
	return (s->known == KNOWN_UNKNOWN || s->layer == LAYER_WORKFLOW) &&
	       msg_is_set(&s->note);
}

static struct cJSON *setting_json(const struct setting *s)
{
	struct cJSON *j = json_object(), *list;
	size_t i;

	json_put_str(j, "name", s->name);
	json_put_str(j, "value", s->value ? s->value : "");
	json_put_str(j, "layer", layer_names[s->layer]);
	json_put_str(j, "known", known_names[s->known]);
	if (s->file)
		json_put_str(j, "file", s->file);
	if (s->line)
		json_put_int(j, "line", s->line);
	put_how(j, s->how, s->as);
	if (has_word(s)) {
		struct arena a = ARENA_INIT;

		json_put_str(j, "note", msg_english(&a, &s->note));
		arena_release(&a);
	}
	if (s->nhidden) {
		list = json_array();
		for (i = 0; i < s->nhidden; i++) {
			const struct setting_source *h = &s->hidden[i];
			struct cJSON *k = json_object();

			json_put_str(k, "layer", layer_names[h->layer]);
			json_put_str(k, "value", h->value ? h->value : "");
			if (h->file)
				json_put_str(k, "file", h->file);
			if (h->line)
				json_put_int(k, "line", h->line);
			put_how(k, h->how, NULL);
			json_push(list, k);
		}
		json_put(j, "hidden", list);
	}
	return j;
}

static struct cJSON *recorded_json(const struct recording *r)
{
	struct cJSON *j = json_object();

	json_put_str(j, "by", recorded_by_names[r->by]);
	if (r->file)
		json_put_str(j, "file", r->file);
	if (r->made)
		json_put_str(j, "made", r->made);
	if (r->host)
		json_put_str(j, "host", r->host);
	return j;
}

static struct cJSON *job_json(const struct place_job *job)
{
	struct cJSON *j = json_object();
	struct arena a = ARENA_INIT;

	json_put_str(j, "file", job->file);
	json_put_int(j, "line", job->line);
	json_put_str(j, "id", job->id);
	if (job->leg)
		json_put_str(j, "combination", job->leg);
	if (job->step)
		json_put_str(j, "step", job->step);
	if (job->runner)
		json_put_str(j, "runner", job->runner);
	if (job->image)
		json_put_str(j, "image", job->image);
	if (job->dir)
		json_put_str(j, "folder", job->dir);
	if (job->user)
		json_put_str(j, "user", job->user);
	if (job->libc)
		json_put_str(j, "libc", job->libc);
	if (job->release)
		json_put_str(j, "go", job->release);
	if (job->go_file) {
		json_put_str(j, "go_file", job->go_file);
		json_put_int(j, "go_line", job->go_line);
	}
	json_put_str(j, "why", msg_english(&a, &job->go));
	arena_release(&a);
	return j;
}

static bool print_json(const struct table *t, const struct snapshot *snap)
{
	struct cJSON *doc = output_document(), *places = json_array();
	size_t i, k;

	json_put_str(doc, "root", snap->repo.root ? snap->repo.root : "");
	json_put_str(doc, "module", t->module);
	for (i = 0; i < t->nplaces; i++) {
		const struct place *p = t->places[i];
		struct cJSON *j = json_object(), *list = json_array();

		json_put_str(j, "place", p->name);
		json_put_str(j, "state", place_state_names[p->state]);
		if (p->error)
			json_put_str(j, "error", p->error);
		if (p->shell)
			json_put_str(j, "shell", p->shell);
		if (p->broken)
			json_put_str(j, "broken", p->broken);
		json_put_bool(j, "confirmed", p->confirmed);
		if (p->recording && p->state != PLACE_FAILED)
			json_put(j, "recorded", recorded_json(p->recording));
		if (p->job)
			json_put(j, "job", job_json(p->job));
		json_put_str(j, "tracing", tracing_names[p->tracing]);
		json_put(j, "path", path_json(p));
		json_put(j, "variables", variables_json(p));
		for (k = 0; k < t->nnames; k++) {
			const struct setting *s = cell(t, i, t->names[k]);

			if (s)
				json_push(list, setting_json(s));
		}
		json_put(j, "settings", list);
		json_push(places, j);
	}
	json_put(doc, "places", places);
	return output_json(doc);
}

static const char *unequal(void)
{
	return text_utf8_locale() ? "\xe2\x89\xa0" : "!=";
}

static const char *value_of(struct arena *a, const struct place *p,
			    const struct setting *s)
{
	const char *none = words_no_value(p, s);

	return none ? none : text_clean(a, s->value);
}

static bool same(const struct setting *x, const struct setting *y)
{
	if (!x || !y)
		return x == y;
	if (x->known == KNOWN_UNKNOWN || y->known == KNOWN_UNKNOWN)
		return x->known == y->known;
	return cstr_eq(x->value ? x->value : "", y->value ? y->value : "");
}

/* It takes part in no difference: no go there, and nobody set it.  What a CI
 * file or a log does not tell is told as that. */
static bool is_out(const struct table *t, size_t place, const char *name)
{
	const struct place *p = t->places[place];
	const struct setting *s = cell(t, place, name);

	return !is_ready(p) || (!p->job && !place_is_log(p) && !p->ngos &&
				(place_is_hollow(p, s) ||
				 s->known == KNOWN_UNKNOWN));
}

/* The place that the others are held against; nplaces: there is none. */
static size_t base_of(const struct table *t, const char *name)
{
	size_t i = 0;

	while (i < t->nplaces && is_out(t, i, name))
		i++;
	return i;
}

static bool all_same(const struct table *t, const char *name)
{
	const struct setting *first = NULL;
	bool have = false;
	size_t i;

	for (i = 0; i < t->nplaces; i++) {
		const struct setting *s = cell(t, i, name);

		if (is_out(t, i, name))
			continue;
		if (have && !same(first, s))
			return false;
		first = s;
		have = true;
	}
	return true;
}

static struct setting hidden_of(const struct setting_source *h)
{
	return (struct setting){ .layer = h->layer, .file = h->file,
				 .line = h->line, .how = h->how };
}

/* The same as hidden_lines(), for a narrow column. */
static const char *hidden_words(struct arena *a, const struct setting *s)
{
	const char *words = "";
	size_t i;

	for (i = 0; s && i < s->nhidden; i++) {
		const struct setting h = hidden_of(&s->hidden[i]);

		words = arena_printf(a, "%s\n%s", words, text_clean(a, SAY(a,
			N_("hides {0} from {1}"),
			cstr_empty(s->hidden[i].value)
				? C_("value", "(empty)") : s->hidden[i].value,
			words_origin(a, &h))));
	}
	return words;
}

static void hidden_lines(struct prose *p, const struct setting *s)
{
	size_t i;

	for (i = 0; s && i < s->nhidden; i++) {
		const struct setting h = hidden_of(&s->hidden[i]);

		prose_para(p, NAME_COLS + 4, 2, ROLE_WARNING, SAY(p->a,
			   N_("hides {0} from {1}"),
			   cstr_empty(s->hidden[i].value)
				? C_("value", "(empty)") : s->hidden[i].value,
			   words_origin(p->a, &h)));
	}
}

/* Name, value and origin on one line, or the origin below. */
static void value_row(struct prose *p, const char *name, enum role role,
		      const char *value, const struct setting *s)
{
	const char *origin = s && s->layer != LAYER_DEFAULT
		? text_clean(p->a, words_origin(p->a, s)) : "";
	int cols = text_cols_of(value);
	struct prose_cell cells[] = {
		{ ROLE_STRONG, name, NAME_COLS },
		{ role, value, 0 },
		{ ROLE_DIM, origin, 0 },
	};

	if (text_cols_of(name) > NAME_COLS) {
		prose_line(p, 2);
		prose_add(p, ROLE_STRONG, name);
		cells[0].text = "";
	}
	if (NAME_COLS + 6 + cols + text_cols_of(origin) <= p->cols && cols) {
		cells[1].cols = cols;
		prose_row(p, 2, cells, 3);
	} else {
		prose_row(p, 2, cells, 2);
		cells[0].text = "";
		cells[1] = cells[2];
		if (*origin)
			prose_row(p, 2, cells, 2);
	}
	if (s && has_word(s))
		prose_para(p, NAME_COLS + 4, 2, ROLE_DIM,
			   msg_text(p->a, &s->note));
	hidden_lines(p, s);
}

static const char *setter(struct arena *a, const struct setting *s)
{
	return s && s->layer != LAYER_DEFAULT ? words_origin(a, s) : "";
}

/* The value is the same, and somebody else says so elsewhere. */
static void other_origins(struct prose *p, const struct table *t,
			  const char *name, const char *first)
{
	struct map told = MAP_INIT;
	size_t i, k;

	map_put(&told, first, NULL);
	for (i = 0; i < t->nplaces; i++) {
		const char *by = setter(p->a, cell(t, i, name));
		const char *places = "";

		if (!*by || map_has(&told, by))
			continue;
		map_put(&told, by, NULL);
		for (k = i; k < t->nplaces; k++)
			if (cstr_eq(setter(p->a, cell(t, k, name)), by))
				places = arena_printf(p->a, "%s%s%s", places,
					*places ? ", " : "",
					words_place(t->places[k]->name));
		prose_para(p, NAME_COLS + 4, 2, ROLE_DIM, text_clean(p->a,
			   SAY(p->a, N_("set by {0} in: {1}"), by, places)));
	}
	map_release(&told);
}

/* One place, or a value that all places share. */
static void shared_row(struct prose *p, const struct table *t,
		       const char *name)
{
	const struct setting *s = NULL;
	const struct place *pl = NULL;
	size_t i = base_of(t, name);

	if (i < t->nplaces) {
		pl = t->places[i];
		s = cell(t, i, name);
	}
	for (i = 0; i < t->nplaces && !s; i++) {
		pl = t->places[i];
		s = cell(t, i, name);
	}
	value_row(p, name, s && s->layer != LAYER_DEFAULT ? ROLE_PLAIN
							  : ROLE_DIM,
		  value_of(p->a, pl, s), s);
	other_origins(p, t, name, setter(p->a, s));
}

static void side_by_side(struct prose *p, const struct table *t,
			 const char *name, int cols)
{
	struct prose_cell *cells = arena_alloc(p->a, (t->nplaces + 1) *
						     sizeof(*cells));
	size_t base = base_of(t, name), i;
	const struct setting *first = base < t->nplaces ? cell(t, base, name)
							: NULL;

	cells[0] = (struct prose_cell){ ROLE_STRONG, name, NAME_COLS };
	for (i = 0; i < t->nplaces; i++) {
		const struct setting *s = cell(t, i, name);
		const char *text = value_of(p->a, t->places[i], s);
		const char *origin = s && s->layer != LAYER_DEFAULT
			? text_clean(p->a, words_origin(p->a, s)) : "";

		if (!is_ready(t->places[i]))
			text = words_place_state(t->places[i]->state);
		else if (is_out(t, i, name))
			text = C_("value", "no go");
		else if (i > base && same(first, s))
			text = "=";
		else if (i > base)
			text = arena_printf(p->a, "%s %s", unequal(), text);
		if (*origin && strcmp(text, "="))
			text = arena_printf(p->a, "%s\n%s", text, origin);
		if (strcmp(text, "="))
			text = arena_printf(p->a, "%s%s", text,
					    hidden_words(p->a, s));
		cells[i + 1] = (struct prose_cell){
			is_out(t, i, name) ? ROLE_DIM
			: i > base && strcmp(text, "=") ? ROLE_WARNING
							: ROLE_PLAIN,
			text, cols };
	}
	prose_row(p, 2, cells, t->nplaces + 1);
}

static void stacked(struct prose *p, const struct table *t, const char *name)
{
	size_t base = base_of(t, name), i;
	const struct setting *first = base < t->nplaces ? cell(t, base, name)
							: NULL;

	prose_line(p, 2);
	prose_add(p, ROLE_STRONG, name);
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_WARNING, unequal());
	for (i = 0; i < t->nplaces; i++) {
		const struct setting *s = cell(t, i, name);
		const char *place = words_place(t->places[i]->name);

		if (!is_ready(t->places[i]))
			continue;
		value_row(p, text_clean(p->a, place),
			  is_out(t, i, name) ? ROLE_DIM
			  : i > base && !same(first, s) ? ROLE_WARNING
							: ROLE_PLAIN,
			  is_out(t, i, name) ? C_("value", "no go")
			  : value_of(p->a, t->places[i], s), s);
	}
}

/* Of another machine: who wrote it down, and how its values are known. */
static void recorded_note(struct prose *p, const struct place *pl)
{
	const struct recording *r = pl->recording;
	struct arena *a = p->a;
	int known[3] = { 0, 0, 0 };
	const char *by = "";
	size_t i;

	for (i = 0; i < pl->nsettings; i++)
		known[pl->settings[i].known]++;
	switch (r->by) {
	case RECORDED_BY_GOMEND:
		by = _("by gomend");
		break;
	case RECORDED_BY_SCRIPT:
		by = _("by gomend's script");
		break;
	case RECORDED_BY_LOG:
		by = _("in a job log");
		break;
	}
	if (r->made)
		by = arena_printf(a, "%s, %s", by, r->made);
	if (r->host)
		by = arena_printf(a, "%s, %s", by, r->host);
	prose_para(p, 0, 2, ROLE_DIM, text_clean(a, SAY(a,
		   N_("{0}: recorded {1}. {2} values are measured, {3} derived, "
		      "{4} not known."), pl->name, by,
		   arena_printf(a, "%d", known[KNOWN_MEASURED]),
		   arena_printf(a, "%d", known[KNOWN_DERIVED]),
		   arena_printf(a, "%d", known[KNOWN_UNKNOWN]))));
	if (r->problem)
		prose_para(p, 0, 2, ROLE_WARNING, text_clean(a, SAY(a,
			   N_("go env did not answer there: {0}"),
			   r->problem)));
}

/* Of a CI job: by which lines it gets its Go, and on what. */
static void job_note(struct prose *p, const struct place *pl)
{
	const struct place_job *j = pl->job;
	struct arena *a = p->a;
	const char *on = j->image ? j->image : j->runner;
	int known[3] = { 0, 0, 0 };
	size_t i;

	for (i = 0; i < pl->nsettings; i++)
		known[pl->settings[i].known]++;
	prose_para(p, 0, 2, ROLE_DIM, text_clean(a, SAY(a,
		   N_("{0}: derived from {1}, runs on {2}. {3} values are "
		      "derived, {4} not known."), pl->name,
		   arena_printf(a, "%s:%d", j->file, j->line),
		   on ? on : _("a runner that is not known"),
		   arena_printf(a, "%d", known[KNOWN_DERIVED]),
		   arena_printf(a, "%d", known[KNOWN_UNKNOWN]))));
	if (*words_job_place(a, j))
		prose_para(p, 2, 2, ROLE_DIM,
			   text_clean(a, words_job_place(a, j)));
	prose_para(p, 2, 2, ROLE_DIM, text_clean(a, j->release
		   ? SAY(a, N_("Go {0}, by {1}. {2}"), j->release,
			 arena_printf(a, "%s:%d", j->go_file, j->go_line),
			 msg_text(a, &j->go))
		   : SAY(a, N_("Its Go is not known. {0}"),
			 msg_text(a, &j->go))));
}

/* Does a line that is shown come from watching another shell start? */
static bool told_by_others(const struct place *p)
{
	size_t i;

	for (i = 0; i < p->nsettings; i++)
		if (p->settings[i].as && p->settings[i].file)
			return true;
	for (i = 0; i < p->npath; i++)
		if (p->path[i].as && p->path[i].file)
			return true;
	return false;
}

static void place_notes(struct prose *p, const struct table *t)
{
	size_t i;

	for (i = 0; i < t->nplaces; i++) {
		const struct place *pl = t->places[i];

		if (pl->state != PLACE_READY && !place_is_here(pl))
			prose_para(p, 0, 2, ROLE_ADVICE, text_clean(p->a,
				   words_place_why(p->a, pl)));
		else if (pl->state != PLACE_READY)
			prose_para(p, 0, 2, ROLE_ADVICE, SAY(p->a,
				   N_("The {0} did not say its settings: {1}"),
				   words_place(pl->name),
				   *place_error(p->a, pl)
					? place_error(p->a, pl)
					: words_place_state(pl->state)));
		else if (!pl->ngos && !pl->job)
			prose_para(p, 0, 2, ROLE_ADVICE, SAY(p->a,
				   N_("{0}: there is no go on PATH; the values "
				      "are those that go would have."),
				   words_place(pl->name)));
		if (pl->recording && pl->state != PLACE_FAILED)
			recorded_note(p, pl);
		if (pl->job && pl->state != PLACE_FAILED)
			job_note(p, pl);
		if (*words_tracing(p->a, pl))
			prose_para(p, 0, 2, ROLE_ADVICE,
				   words_tracing(p->a, pl));
		if (told_by_others(pl))
			prose_para(p, 0, 2, ROLE_DIM, SAY(p->a,
				   N_("{0}: it does not remember who set "
				      "what; the lines named are those that "
				      "give a fresh shell the same."),
				   words_place(pl->name)));
		if (pl->broken)
			prose_para(p, 0, 2, ROLE_ERROR, SAY(p->a,
				   N_("{0}: every go command fails: {1}"),
				   words_place(pl->name),
				   pl->broken));
	}
}

/* The places over their columns. */
static void column_heads(struct prose *p, const struct table *t, int cols)
{
	struct prose_cell *cells = arena_alloc(p->a, (t->nplaces + 1) *
						     sizeof(*cells));
	size_t i;

	cells[0] = (struct prose_cell){ ROLE_DIM, "", NAME_COLS };
	for (i = 0; i < t->nplaces; i++)
		cells[i + 1] = (struct prose_cell){
			ROLE_DIM,
			text_clean(p->a, words_place(t->places[i]->name)),
			cols };
	prose_row(p, 2, cells, t->nplaces + 1);
}

static void print_text(struct prose *p, const struct table *t)
{
	const char *names = "";
	int cols = 0;
	size_t i, ready = 0;
	bool headed = false;

	for (i = 0; i < t->nplaces; i++) {
		ready += is_ready(t->places[i]);
		names = arena_printf(p->a, "%s%s%s", names, i ? ", " : "",
				     words_place(t->places[i]->name));
	}
	if (t->nplaces > 1)
		cols = (p->cols - NAME_COLS - 2) / (int)t->nplaces - 2;
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, text_clean(p->a, names));
	prose_add(p, ROLE_PLAIN, "  ");
	prose_add(p, ROLE_DIM, *t->module
		  ? SAY(p->a, N_("module {0}"), t->module)
		  : _("outside all modules"));
	place_notes(p, t);
	prose_blank(p);
	if (t->nplaces > 1) {
		for (i = 0; i < t->nnames; i++) {
			if (all_same(t, t->names[i]))
				continue;
			if (cols >= MIN_PLACE_COLS && !headed) {
				column_heads(p, t, cols);
				headed = true;
			}
			if (cols >= MIN_PLACE_COLS)
				side_by_side(p, t, t->names[i], cols);
			else
				stacked(p, t, t->names[i]);
		}
		if (ready > 1) {
			prose_blank(p);
			prose_line(p, 0);
			prose_add(p, ROLE_STRONG, _("The same everywhere"));
		}
	}
	for (i = 0; i < t->nnames; i++)
		if (t->nplaces == 1 || all_same(t, t->names[i]))
			shared_row(p, t, t->names[i]);
}

/* Set by a file and yet not there: the surprise that nobody looks for. */
static void absent(struct prose *p, const struct table *t)
{
	struct map told = MAP_INIT;
	size_t i, k;

	for (i = 0; i < t->nplaces * 2; i++) {
		const struct place *pl = t->places[i / 2];

		for (k = 0; k < pl->norigins; k++) {
			const struct variable_origin *o = &pl->origins[k];
			const char *by = words_set_by(p->a, o->how, o->file,
						      o->line), *say;

			if (!*by || !variable_find(o->name) ||
			    place_is_mute(pl) ||
			    !(i % 2 ? o->unset : o->not_exported))
				continue;
			say = o->unset
				? SAY(p->a, N_("{0} is set, and unset again "
					       "by {1}."), o->name, by)
				: SAY(p->a, N_("{0} is set by {1} but not "
					       "exported: go does not see "
					       "it."), o->name, by);
			if (map_has(&told, say))
				continue;
			if (!told.n)
				prose_blank(p);
			map_put(&told, say, NULL);
			prose_para(p, 0, 2, o->unset ? ROLE_DIM : ROLE_WARNING,
				   say);
		}
	}
	map_release(&told);
}

/*
 * Of a shell that did not answer: what its files say, since nothing else is
 * known.
 */
static void mute_rows(struct prose *p, const struct place *pl)
{
	struct arena *a = p->a;
	size_t i, k;

	prose_blank(p);
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, text_clean(a, words_place(pl->name)));
	prose_para(p, 2, 0, ROLE_DIM, words_mute_head());
	for (i = 0; i < pl->norigins; i++) {
		const struct variable_origin *o = &pl->origins[i];
		const struct setting s = { .name = o->name,
			.layer = LAYER_PROCESS, .file = o->file,
			.line = o->line, .how = o->how };

		value_row(p, o->name, ROLE_PLAIN, text_clean(a,
			  words_written(o->written)), &s);
		for (k = 0; k < o->nearlier; k++)
			prose_para(p, NAME_COLS + 4, 2, ROLE_DIM,
				   text_clean(a, SAY(a,
				   N_("before that {0} from {1}"),
				   words_written(o->earlier[k].value),
				   words_set_by(a, o->earlier[k].how,
						o->earlier[k].file,
						o->earlier[k].line))));
	}
}

static bool same_path(const struct place *x, const struct place *y)
{
	size_t i;

	if (x->npath != y->npath)
		return false;
	for (i = 0; i < x->npath; i++)
		if (!cstr_eq(x->path[i].dir, y->path[i].dir) ||
		    x->path[i].line != y->path[i].line ||
		    !cstr_eq(x->path[i].file, y->path[i].file))
			return false;
	return true;
}

/* Each element of PATH with who put it there. */
static void path_rows(struct prose *p, const struct place *pl)
{
	struct arena *a = p->a;
	size_t i;

	for (i = 0; i < pl->npath; i++) {
		const struct path_entry *e = &pl->path[i];
		const char *dir = *e->dir ? text_clean(a, e->dir)
			: C_("PATH", "(empty: this folder)"), *note = "";
		const struct prose_cell cells[] = {
			{ ROLE_DIM, arena_printf(a, "%zu", i + 1), 3 },
			{ e->missing || e->same_as ? ROLE_DIM : ROLE_PLAIN,
			  dir, text_cols_of(dir) },
			{ ROLE_DIM, text_clean(a, words_set_by(a, e->how,
						e->file, e->line)), 0 },
		};

		prose_row(p, 2, cells, 3);
		if (e->same_as)
			note = SAY(a, N_("there already as element {0}"),
				   arena_printf(a, "%d", e->same_as));
		else if (e->missing)
			note = _("no such folder");
		if (*note)
			prose_para(p, 7, 2, ROLE_WARNING, note);
	}
	if (pl->job)
		prose_para(p, 7, 2, ROLE_DIM, words_path_rest());
}

static void print_paths(struct prose *p, const struct table *t)
{
	size_t i, k;

	for (i = 0; i < t->nplaces; i++) {
		const struct place *pl = t->places[i];
		const char *names = words_place(pl->name);
		bool told = !pl->npath && !pl->norigins;

		if (place_is_mute(pl)) {
			if (pl->norigins)
				mute_rows(p, pl);
			continue;
		}

		for (k = 0; k < i && !told; k++)
			told = same_path(t->places[k], pl) &&
			       t->places[k]->npath;
		if (told)
			continue;
		for (k = i + 1; k < t->nplaces; k++)
			if (same_path(pl, t->places[k]))
				names = arena_printf(p->a, "%s, %s", names,
					words_place(t->places[k]->name));
		prose_blank(p);
		prose_line(p, 0);
		prose_add(p, ROLE_STRONG, "PATH");
		if (t->nplaces > 1) {
			prose_add(p, ROLE_PLAIN, "  ");
			prose_add(p, ROLE_DIM, text_clean(p->a, names));
		}
		path_rows(p, pl);
	}
	absent(p, t);
}

void env_text(struct prose *p, const struct snapshot *s)
{
	struct table t = { .a = p->a };

	t.module = look_module(s, p->a);
	gather(&t, s);
	print_text(p, &t);
	print_paths(p, &t);
}

int cmd_env(struct cli_args *args)
{
	struct table t = { .a = args->a };
	struct look look;
	struct prose p;
	bool ok;
	int rc;

	rc = look_start(&look, args, 0, NULL);
	if (rc)
		return rc;
	if (args->json) {
		t.module = look_module(look.view->snap, args->a);
		gather(&t, look.view->snap);
		ok = print_json(&t, look.view->snap);
	} else {
		prose_init(&p, args->a, cli_cols(1));
		env_text(&p, look.view->snap);
		ok = output_prose(&p);
	}
	rc = look_missed(&look, args) || !ok ? EXIT_TROUBLE : EXIT_OK;
	look_close(&look);
	return rc;
}
