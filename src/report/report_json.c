#include "config.h"

#include "report/report.h"

#include "base/json.h"
#include "base/str.h"

static void put_msg(struct arena *a, struct cJSON *j, const char *key,
		    const struct msg *m)
{
	json_put_str(j, key, msg_english(a, m));
}

static struct cJSON *steps_json(struct arena *a, const struct step *steps,
				size_t n)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < n; i++) {
		const struct step *s = &steps[i];
		struct cJSON *j = json_object();

		put_msg(a, j, "question", &s->question);
		if (s->answer != ANSWER_NONE)
			json_put_str(j, "answer", answer_names[s->answer]);
		if (s->value)
			json_put_str(j, "value", s->value);
		if (s->origin)
			json_put_str(j, "origin", s->origin);
		if (msg_is_set(&s->note))
			put_msg(a, j, "note", &s->note);
		if (s->bad)
			json_put_bool(j, "bad", true);
		json_push(list, j);
	}
	return list;
}

static struct cJSON *places_json(const struct finding *f)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < f->nplaces; i++) {
		struct cJSON *j = json_object();

		json_put_str(j, "place", f->places[i].place);
		json_put_str(j, "severity",
			     severity_names[f->places[i].severity]);
		json_put_str(j, "known", known_names[f->places[i].known]);
		json_push(list, j);
	}
	return list;
}

static struct cJSON *evidence_json(const struct finding *f)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < f->nevidence; i++) {
		const struct evidence *e = &f->evidence[i];
		struct cJSON *j = json_object();

		json_put_str(j, "text", e->text ? e->text : "");
		if (e->path)
			json_put_str(j, "path", e->path);
		if (e->line)
			json_put_int(j, "line", e->line);
		json_push(list, j);
	}
	return list;
}

static struct cJSON *commands_json(struct arena *a, const struct finding *f)
{
	struct cJSON *list = json_array();
	size_t i;

	for (i = 0; i < f->ncommands; i++) {
		struct cJSON *j = json_object();

		if (msg_is_set(&f->commands[i].what))
			put_msg(a, j, "what", &f->commands[i].what);
		json_put_str(j, "line", f->commands[i].line);
		if (f->commands[i].handover)
			json_put_str(j, "handover", f->commands[i].handover);
		if (f->commands[i].path) {
			json_put_str(j, "path", f->commands[i].path);
			json_put_int(j, "at", f->commands[i].at);
		}
		json_push(list, j);
	}
	return list;
}

static struct cJSON *finding_json(struct arena *a, const struct finding *f)
{
	struct cJSON *j = json_object(), *list;
	size_t i;

	json_put_str(j, "id", f->id);
	json_put_str(j, "severity", severity_names[f->severity]);
	put_msg(a, j, "title", &f->title);
	json_put_str(j, "module", f->module ? f->module : "");
	json_put_str(j, "path", f->path ? f->path : "");
	json_put_int(j, "line", f->line);
	json_put_str(j, "subject", f->subject ? f->subject : "");
	json_put_str(j, "fingerprint", f->fingerprint ? f->fingerprint : "");
	json_put(j, "places", places_json(f));
	json_put(j, "evidence", evidence_json(f));
	put_msg(a, j, "why", &f->why);
	json_put(j, "steps", steps_json(a, f->steps, f->nsteps));
	put_msg(a, j, "outcome", &f->outcome);
	json_put_str(j, "probe", f->probe ? f->probe : "");
	list = json_array();
	for (i = 0; i < f->nfixes; i++)
		json_push_str(list, f->fixes[i]);
	json_put(j, "fixes", list);
	json_put(j, "commands", commands_json(a, f));
	return j;
}

struct cJSON *report_json_go(const struct place *p)
{
	const struct go_binary *go;
	struct cJSON *j;

	if (!p || !p->ngos)
		return NULL;
	go = &p->gos[0];
	j = json_object();
	json_put_str(j, "version", go->binary_version ? go->binary_version
				   : go->version ? go->version : "");
	json_put_str(j, "goroot", p->goroot.dir ? p->goroot.dir
				  : go->goroot ? go->goroot : "");
	json_put_str(j, "path", go->path ? go->path : "");
	return j;
}

struct cJSON *report_json_trace(struct arena *a, const struct trace *t)
{
	struct cJSON *j = json_object();

	json_put_str(j, "name", t->name ? t->name : "");
	json_put_str(j, "place", t->place ? t->place : "");
	json_put_str(j, "module", t->module ? t->module : "");
	if (t->subject)
		json_put_str(j, "subject", t->subject);
	json_put(j, "steps", steps_json(a, t->steps, t->nsteps));
	put_msg(a, j, "outcome", &t->outcome);
	json_put_bool(j, "bad", t->bad);
	if (msg_is_set(&t->change))
		put_msg(a, j, "change", &t->change);
	return j;
}

static const struct place *named_place(const struct report *r)
{
	if (r->place)
		return snapshot_place(r->snap, r->place);
	return r->snap->nplaces ? &r->snap->places[0] : NULL;
}

void report_json(struct cJSON *doc, const struct report *r)
{
	struct arena a = ARENA_INIT;
	struct cJSON *list, *j, *go = report_json_go(named_place(r));
	size_t i;

	json_put_str(doc, "root", r->snap->repo.root ? r->snap->repo.root
						     : "");
	if (go)
		json_put(doc, "go", go);
	else
		json_put_null(doc, "go");
	list = json_array();
	for (i = 0; i < r->nfindings; i++)
		json_push(list, finding_json(&a, r->findings[i]));
	json_put(doc, "findings", list);
	j = json_object();
	json_put_int(j, "error", report_count(r, SEVERITY_ERROR));
	json_put_int(j, "warning", report_count(r, SEVERITY_WARNING));
	json_put_int(j, "advice", report_count(r, SEVERITY_ADVICE));
	json_put(doc, "counts", j);
	list = json_array();
	for (i = 0; i < r->nsilenced; i++) {
		const struct report_silenced *s = &r->silenced[i];

		j = json_object();
		json_put_str(j, "id", s->finding->id);
		json_put_str(j, "fingerprint", s->finding->fingerprint);
		json_put_int(j, "line", s->by->line);
		json_put_str(j, "reason", s->by->reason);
		if (s->refused)
			json_put_bool(j, "refused", true);
		json_push(list, j);
	}
	json_put(doc, "silenced", list);
	list = json_array();
	for (i = 0; i < r->nchecks; i++) {
		j = json_object();
		json_put_str(j, "check", r->checks[i].id);
		json_put_str(j, "status",
			     check_status_names[r->checks[i].status]);
		json_push(list, j);
	}
	json_put(doc, "checks", list);
	if (r->since) {
		json_put_str(doc, "since", r->since);
		json_put_int(doc, "known_before", r->nold);
	}
	arena_release(&a);
}
