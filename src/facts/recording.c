#include "config.h"

#include "facts/recording.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/redact.h"
#include "base/strbuf.h"
#include "facts/place.h"
#include "fmt/joblog.h"

#define PREFIX "recorded:"

const char *const recorded_by_names[] = { "gomend", "script", "log", NULL };

static const struct codec_field recorded_value_fields[] = {
	CF_STR(recorded_value, name), CF_STR(recorded_value, value),
	CF_INT(recorded_value, line),
};
static CODEC_DEFINE(recorded_value);

static const struct codec_field recording_fields[] = {
	CF_STR(recording, file), CF_STR(recording, part),
	CF_STR(recording, text),
	CF_ENUM(recording, by, recorded_by_names), CF_STR(recording, made),
	CF_STR(recording, gomend), CF_STR(recording, host),
	CF_STR(recording, version), CF_STR(recording, problem),
	CF_LIST(recording, values, &recorded_value_codec),
	CF_STR(recording, goenv_text), CF_STR(recording, goroot_env_text),
	CF_LIST(recording, programs, &recorded_value_codec),
	CF_STRS(recording, toolchains), CF_STRS(recording, runtime),
	CF_STRS(recording, image_env), CF_STRS(recording, looked),
};
CODEC_DEFINE(recording);

const struct recorded_value *recording_value(const struct recording *r,
					     const char *name)
{
	size_t i;

	for (i = 0; i < r->nvalues; i++)
		if (cstr_eq(r->values[i].name, name))
			return &r->values[i];
	return NULL;
}

bool recording_name(struct arena *a, const char *name, const char **file,
		    const char **part)
{
	struct str s = str_from(name);
	size_t at;

	if (!str_starts(s, PREFIX))
		return false;
	s = str_sub(s, strlen(PREFIX), s.len - strlen(PREFIX));
	at = str_find_last(s, '#');
	*part = NULL;
	if (at + 1 < s.len) {
		*part = arena_strndup(a, s.p + at + 1, s.len - at - 1);
		s = str_sub(s, 0, at);
	}
	*file = arena_strndup(a, s.p, s.len);
	return s.len > 0;
}

static const char *shown_line(struct arena *a, const char *shown, int line)
{
	return line ? arena_printf(a, "%s:%d", shown, line)
		    : arena_strdup(a, shown);
}

#define ANEW N_( \
	"{0}: {1}. Record it anew: \"gomend snapshot -o FILE\" where gomend " \
	"is installed, else the script of \"gomend snapshot --script\".")

/* The parser tells the byte; people count lines. */
static struct cJSON *parse(struct arena *a, struct str text, const char *shown,
			   int first_line, struct msg *problem)
{
	struct error err = ERROR_INIT;
	struct cJSON *j = json_parse(text, &err);
	const char *at;
	int line = 0;

	if (!j) {
		at = err.message ? strrchr(err.message, ' ') : NULL;
		if (at)
			line = str_line_at(text, strtoul(at, NULL, 10)) +
			       first_line - 1;
		*problem = MSG(a, ANEW, shown_line(a, shown, line),
			       N_("no valid JSON (was the file cut off?)"));
	}
	error_release(&err);
	return j;
}

static const char *redacted(struct arena *a, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;

	if (!text)
		return NULL;
	redact_text(&sb, str_from(text));
	out = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

/* "NAME=VALUE" lines of a settings file, or the elements of an environment. */
static const char *clean_pair(struct arena *a, struct str pair)
{
	size_t at = str_find(pair, '=');
	const char *name;

	if (at == pair.len)
		return redacted(a, arena_strndup(a, pair.p, pair.len));
	name = arena_strndup(a, pair.p, at);
	return arena_printf(a, "%s=%s", name,
			    redact_value(a, name, arena_strndup(a,
				pair.p + at + 1, pair.len - at - 1)));
}

static const char *clean_lines(struct arena *a, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest = str_from(text), line;
	const char *out;

	if (!text)
		return NULL;
	while (str_line(&rest, &line)) {
		strbuf_addstr(&sb, clean_pair(a, line));
		strbuf_addch(&sb, '\n');
	}
	out = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void clean_settings(struct arena *a, struct setting *s, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		if (!s[i].name)
			s[i].name = "";
		s[i].value = redact_value(a, s[i].name,
					  s[i].value ? s[i].value : "");
		for (k = 0; k < s[i].nhidden; k++)
			s[i].hidden[k].value = redact_value(a, s[i].name,
				s[i].hidden[k].value ? s[i].hidden[k].value
						     : "");
	}
}

/* Whoever wrote it may have left secrets in: they go no further. */
static void clean(struct arena *a, struct place *p)
{
	struct recording *r = p->recording;
	size_t i;

	for (i = 0; i < p->nenv; i++)
		p->env[i] = clean_pair(a, str_from(p->env[i]));
	if (p->nenv)
		qsort(p->env, p->nenv, sizeof(p->env[0]), cstr_order);
	clean_settings(a, p->settings, p->nsettings);
	for (i = 0; i < r->nvalues; i++)
		r->values[i].value = redact_value(a, r->values[i].name,
						  r->values[i].value);
	for (i = 0; i < p->ngoenv_others; i++)
		p->goenv_others[i].value = redact_value(a,
			p->goenv_others[i].name, p->goenv_others[i].value);
	for (i = 0; p->machine && i < p->machine->nfolders; i++)
		p->machine->folders[i].mount_options = redacted(a,
			p->machine->folders[i].mount_options);
	r->goenv_text = clean_lines(a, r->goenv_text);
	r->goroot_env_text = clean_lines(a, r->goroot_env_text);
	r->problem = redacted(a, r->problem);
}

static void complete_machine(struct machine *m)
{
	struct machine_resolver *r = m ? m->resolver : NULL;
	size_t i, n;

	for (i = n = 0; m && i < m->nfolders; i++)
		if (m->folders[i].path)
			m->folders[n++] = m->folders[i];
	if (m)
		m->nfolders = n;
	for (i = n = 0; r && i < r->nservers; i++)
		if (r->servers[i].address)
			r->servers[n++] = r->servers[i];
	if (r)
		r->nservers = n;
	for (i = n = 0; r && i < r->nsearch; i++)
		if (r->search[i])
			r->search[n++] = r->search[i];
	if (r)
		r->nsearch = n;
}

static void complete_lookups(struct path_lookup *list, size_t *count)
{
	size_t i, k, n, m;

	for (i = n = 0; i < *count; i++) {
		struct path_lookup *l = &list[i];

		for (k = m = 0; k < l->nhits; k++)
			if (l->hits[k].path)
				l->hits[m++] = l->hits[k];
		l->nhits = m;
		for (k = 0; k < m; k++) {
			struct lookup_hit *h = &l->hits[k];
			size_t from, to;

			for (from = to = 0; from < h->nlinks; from++)
				if (h->links[from])
					h->links[to++] = h->links[from];
			h->nlinks = to;
		}
		if (l->name && m)
			list[n++] = *l;
	}
	*count = n;
}

/*
 * Lists of another's making: a row without its name would be one of ours
 * without a name.
 */
static void complete(struct place *p)
{
	struct recording *r = p->recording;
	size_t i, n;

	for (i = n = 0; i < r->nvalues; i++)
		if (r->values[i].name) {
			if (!r->values[i].value)
				r->values[i].value = "";
			r->values[n++] = r->values[i];
		}
	r->nvalues = n;
	for (i = n = 0; i < r->nprograms; i++)
		if (r->programs[i].name && r->programs[i].value)
			r->programs[n++] = r->programs[i];
	r->nprograms = n;
	for (i = n = 0; i < p->nenv; i++)
		if (p->env[i])
			p->env[n++] = p->env[i];
	p->nenv = n;
	for (i = n = 0; i < r->ntoolchains; i++)
		if (r->toolchains[i])
			r->toolchains[n++] = r->toolchains[i];
	r->ntoolchains = n;
	for (i = n = 0; i < r->nruntime; i++)
		if (r->runtime[i])
			r->runtime[n++] = r->runtime[i];
	r->nruntime = n;
	for (i = n = 0; i < r->nlooked; i++)
		if (r->looked[i])
			r->looked[n++] = r->looked[i];
	r->nlooked = n;
	complete_lookups(p->tools, &p->ntools);
	complete_lookups(p->programs, &p->nprograms);
	for (i = n = 0; i < p->nsettings; i++)
		if (p->settings[i].name)
			p->settings[n++] = p->settings[i];
	p->nsettings = n;
	for (i = n = 0; i < p->norigins; i++)
		if (p->origins[i].name)
			p->origins[n++] = p->origins[i];
	p->norigins = n;
	for (i = n = 0; i < p->ngoenv_others; i++)
		if (p->goenv_others[i].name && p->goenv_others[i].value)
			p->goenv_others[n++] = p->goenv_others[i];
	p->ngoenv_others = n;
	complete_machine(p->machine);
	for (i = 0; i < p->npath; i++)
		if (!p->path[i].dir)
			p->path[i].dir = "";
	for (i = n = 0; i < p->ngos; i++)
		if (p->gos[i].path)
			p->gos[n++] = p->gos[i];
	p->ngos = n;
	for (i = n = 0; i < p->ninstalls; i++)
		if (p->installs[i].goroot)
			p->installs[n++] = p->installs[i];
	p->ninstalls = n;
	for (i = n = 0; i < p->nshadowed; i++)
		if (p->shadowed[i].name && p->shadowed[i].path &&
		    p->shadowed[i].hider)
			p->shadowed[n++] = p->shadowed[i];
	p->nshadowed = n;
}

struct cJSON *recording_json(const struct place *p, const char *host)
{
	struct arena a = ARENA_INIT;
	struct recording r, *old = p->recording;
	struct place q = *p, copy;
	struct cJSON *j;

	memset(&r, 0, sizeof(r));
	if (old)
		r = *old;
	else
		place_tool_names(&r.looked, &r.nlooked);
	r.file = r.part = r.text = NULL;
	if (!r.host)
		r.host = host;
	q.modules = NULL;
	q.nmodules = 0;
	q.assigns = NULL;
	q.nassigns = 0;
	q.rc_files = NULL;
	q.nrc_files = 0;
	q.lookup = NULL;
	q.real_dir = q.spelled_dir = NULL;
	q.recording = &r;
	memset(&copy, 0, sizeof(copy));
	codec_copy(&place_codec, &a, &q, &copy);
	clean(&a, &copy);
	j = codec_encode(&place_codec, &copy);
	arena_release(&a);
	return j;
}

static const char *list_of_places(struct arena *a, const struct cJSON *list)
{
	const struct cJSON *j;
	const char *names = "";

	for (j = json_first(list); j; j = json_next(j))
		names = arena_printf(a, "%s%s%s", names, *names ? ", " : "",
				     json_str(j, "name") ? json_str(j, "name")
							 : "?");
	return names;
}

/* The engine told it, not the text. */
static void take_image(struct recording *r, const struct recording *asked)
{
	r->image_env = asked ? asked->image_env : NULL;
	r->nimage_env = asked ? asked->nimage_env : 0;
}

/* What the reader knows stays: its name for the place, file and part. */
static void take(struct arena *a, const struct cJSON *j, enum recorded_by by,
		 const struct cJSON *doc, struct place *out)
{
	struct place p;
	struct recording *r;

	memset(&p, 0, sizeof(p));
	codec_decode(&place_codec, a, j, &p);
	r = p.recording ? p.recording : ARENA_NEW(a, struct recording);
	r->file = out->recording ? out->recording->file : NULL;
	r->part = out->recording ? out->recording->part : NULL;
	take_image(r, out->recording);
	r->text = NULL;
	r->by = by;
	r->made = arena_strdup(a, json_str(doc, "made"));
	r->gomend = arena_strdup(a, json_str(doc, "gomend"));
	p.recording = r;
	p.name = out->name;
	p.kind = out->kind;
	p.state = PLACE_READY;
	p.error = NULL;
	memset(&p.problem, 0, sizeof(p.problem));
	/* Of another repository, and of shells that are not here. */
	p.modules = NULL;
	p.nmodules = 0;
	p.assigns = NULL;
	p.nassigns = 0;
	p.lookup = NULL;
	p.real_dir = p.spelled_dir = NULL;
	complete(&p);
	*out = p;
	clean(a, out);
}

static bool read_document(struct arena *a, struct str text, int line,
			  const char *shown, const char *part,
			  struct place *out, struct msg *problem)
{
	struct cJSON *doc = parse(a, text, shown, line, problem);
	const struct cJSON *list = json_get(doc, "places"), *j;
	int64_t schema = json_int(doc, "schema", 0);
	const char *name = NULL, *state;
	bool ok = false;

	if (!doc)
		return false;
	shown = shown_line(a, shown, line > 1 ? line : 0);
	for (j = json_first(list); j; j = json_next(j)) {
		name = json_str(j, "name");
		if (json_is_object(j) && (!part || cstr_eq(name, part)))
			break;
	}
	state = json_str(j, "state");
	if (schema > RECORDING_SCHEMA) {
		*problem = MSG(a, N_(
			"{0}: a snapshot of schema {1}, written by gomend "
			"{2}; this gomend reads schema {3}. Read it with that "
			"gomend, or record it anew with this one."), shown,
			arena_printf(a, "%d", (int)schema),
			json_str(doc, "gomend") ? json_str(doc, "gomend")
						: "?",
			arena_printf(a, "%d", RECORDING_SCHEMA));
	} else if (schema < 1 || !json_is_array(list) || !json_count(list) ||
		   (!j && !part)) {
		*problem = MSG(a, ANEW, shown,
			       N_("JSON, but no snapshot of gomend"));
	} else if (!j) {
		*problem = MSG(a, N_("{0}: no place \"{1}\" was recorded "
				     "there. There are: {2}."), shown, part,
			       list_of_places(a, list));
	} else if (state && strcmp(state, "ready") != 0 &&
		   strcmp(state, "stale") != 0) {
		*problem = MSG(a, N_("{0}: the place \"{1}\" did not answer "
				     "when it was recorded. There are: {2}."),
			       shown, name ? name : "?",
			       list_of_places(a, list));
	} else {
		take(a, j, (enum recorded_by)codec_enum(recorded_by_names,
			json_str(doc, "by"), RECORDED_BY_GOMEND), doc, out);
		ok = true;
	}
	json_free(doc);
	return ok;
}

static const struct joblog_block *block_of(const struct joblog *log,
					   const char *part)
{
	size_t i, n = part ? strtoul(part, NULL, 10) : 1;

	for (i = 0; part && i < log->nblocks; i++)
		if (cstr_eq(log->blocks[i].job, part))
			return &log->blocks[i];
	return n && n <= log->nblocks ? &log->blocks[n - 1] : NULL;
}

static const char *list_of_blocks(struct arena *a, const struct joblog *log)
{
	const char *names = "";
	size_t i;

	for (i = 0; i < log->nblocks; i++) {
		const struct joblog_block *b = &log->blocks[i];

		names = arena_printf(a, "%s%s%zu (%s:%d)", names,
				     i ? ", " : "", i + 1,
				     b->job ? b->job : "", b->line);
	}
	return names;
}

static void take_block(struct arena *a, const struct joblog_block *b,
		       struct place *out)
{
	struct recording *r = ARENA_NEW(a, struct recording);
	struct go_binary *go = NULL;
	const struct recorded_value *v;
	size_t i;

	r->file = out->recording ? out->recording->file : NULL;
	r->part = out->recording ? out->recording->part : NULL;
	take_image(r, out->recording);
	r->by = RECORDED_BY_LOG;
	r->version = b->version;
	for (i = 0; i < b->nvalues; i++) {
		struct recorded_value *w = ARENA_PUSH(a, r->values,
						      r->nvalues);

		w->name = b->values[i].name;
		w->value = b->values[i].value;
		w->line = b->values[i].line;
	}
	out->recording = r;
	out->state = PLACE_READY;
	/* go answered, so there is one; where it lies the log does not say. */
	go = ARENA_PUSH(a, out->gos, out->ngos);
	go->path = "go";
	v = recording_value(r, "GOROOT");
	if (v && *v->value)
		go->goroot = v->value;
	v = recording_value(r, "GOVERSION");
	if (v && *v->value) {
		go->version = v->value;
	} else if (b->version) {
		struct str rest = str_from(b->version + 11), word;

		if (str_word(&rest, &word))
			go->version = arena_strndup(a, word.p, word.len);
	}
	clean(a, out);
}

static bool read_log(struct arena *a, struct str text, const char *shown,
		     const char *part, struct place *out,
		     struct msg *problem)
{
	const struct joblog_block *b;
	struct joblog log;

	joblog_parse(a, text, &log);
	if (log.document)
		return read_document(a, str_from(log.document),
				     log.document_line, shown, part, out,
				     problem);
	b = block_of(&log, part);
	if (!log.nblocks) {
		*problem = MSG(a, N_(
			"{0}: {1} lines, and neither a snapshot nor what go "
			"env prints is among them. Let the job run \"go env\" "
			"(actions/setup-go does so by itself), or the script "
			"of \"gomend snapshot --script\"."), shown,
			arena_printf(a, "%d", log.nlines));
		return false;
	}
	if (!b) {
		*problem = MSG(a, N_("{0}: there is no go env \"{1}\" in this "
				     "log. There are: {2}."), shown, part,
			       list_of_blocks(a, &log));
		return false;
	}
	take_block(a, b, out);
	return true;
}

bool recording_read(struct arena *a, struct str text, const char *shown,
		    const char *part, struct place *out, struct msg *problem)
{
	size_t i = 0;

	memset(problem, 0, sizeof(*problem));
	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_sub(text, 3, text.len - 3);
	while (i < text.len && strchr(" \t\r\n", text.p[i]) && text.p[i])
		i++;
	/* go env -json has no schema: it is read as a log of its own. */
	if (i < text.len && text.p[i] == '{' &&
	    str_search(text, "\"schema\"") < text.len)
		return read_document(a, text, 1, shown, part, out, problem);
	return read_log(a, text, shown, part, out, problem);
}
