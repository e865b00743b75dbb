/* Mirrors src/cmd/go/internal/{modcmd,workcmd}/edit.go. */
#include "config.h"

#include "fmt/modfile.h"

#include "base/map.h"
#include "fmt/gochar.h"
#include "fmt/gomod.h"
#include "fmt/gowork.h"

bool modfile_is_work(const char *file_name)
{
	return cstr_ends(file_name, ".work");
}

/* JSON as encoding/json indents it, with tabs. */
struct out {
	struct strbuf sb;
	enum gorelease r;
	int depth;
	bool filled;	/* something stands in the object or array already */
};

/* encoding/json's strings, made safe for HTML. */
static void add_string(struct out *o, struct str s)
{
	uint32_t cp;
	size_t n;

	strbuf_addch(&o->sb, '"');
	while ((n = gochar_decode(s, &cp)) > 0) {
		if (cp == '"' || cp == '\\')
			strbuf_addf(&o->sb, "\\%c", (char)cp);
		else if (cp == '\n')
			strbuf_addstr(&o->sb, "\\n");
		else if (cp == '\r')
			strbuf_addstr(&o->sb, "\\r");
		else if (cp == '\t')
			strbuf_addstr(&o->sb, "\\t");
		else if (cp == '\b' && o->r >= GO_1_22)
			strbuf_addstr(&o->sb, "\\b");
		else if (cp == '\f' && o->r >= GO_1_22)
			strbuf_addstr(&o->sb, "\\f");
		else if (cp < 0x20 || cp == '<' || cp == '>' || cp == '&' ||
			 cp == 0x2028 || cp == 0x2029 ||
			 (cp == 0xfffd && n == 1))
			strbuf_addf(&o->sb, "\\u%04x", cp);
		else
			strbuf_add(&o->sb, s.p, n);
		s = str_sub(s, n, s.len - n);
	}
	strbuf_addch(&o->sb, '"');
}

static void new_line(struct out *o)
{
	int i;

	strbuf_addch(&o->sb, '\n');
	for (i = 0; i < o->depth; i++)
		strbuf_addch(&o->sb, '\t');
}

static void item(struct out *o)
{
	if (o->filled)
		strbuf_addch(&o->sb, ',');
	new_line(o);
	o->filled = true;
}

static void open_list(struct out *o, char c)
{
	strbuf_addch(&o->sb, c);
	o->depth++;
	o->filled = false;
}

static void close_list(struct out *o, char c)
{
	o->depth--;
	if (o->filled)
		new_line(o);
	strbuf_addch(&o->sb, c);
	o->filled = true;
}

static void key(struct out *o, const char *name)
{
	item(o);
	strbuf_addf(&o->sb, "\"%s\": ", name);
}

static void put(struct out *o, const char *name, struct str s)
{
	key(o, name);
	add_string(o, s);
}

static void put_if(struct out *o, const char *name, struct str s)
{
	if (s.len)
		put(o, name, s);
}

/* An array is opened by its first element; without any it is null. */
struct array {
	const char *name;
	bool open;
};

static void element(struct out *o, struct array *arr)
{
	if (!arr->open) {
		key(o, arr->name);
		open_list(o, '[');
		arr->open = true;
	}
	item(o);
	open_list(o, '{');
}

static void array_end(struct out *o, struct array *arr)
{
	if (arr->open) {
		close_list(o, ']');
	} else {
		key(o, arr->name);
		strbuf_addstr(&o->sb, "null");
	}
}

/* A set of what was seen already, in one string each. */
static bool seen(struct arena *a, struct map *m, struct modrule_version v)
{
	char *k = arena_alloc(a, v.path.len + v.version.len + 2);
	struct str s = { k, v.path.len + v.version.len + 1 };

	memcpy(k, v.path.p, v.path.len);
	if (v.version.len)
		memcpy(k + v.path.len + 1, v.version.p, v.version.len);
	if (map_hass(m, s))
		return true;
	map_puts(m, s, NULL);
	return false;
}

static void put_version(struct out *o, struct modrule_version v)
{
	put(o, "Path", v.path);
	put_if(o, "Version", v.version);
}

static void put_replaces(struct arena *a, struct out *o,
			 const struct modrule_file *f)
{
	struct array arr = { "Replace", false };
	bool *dead = arena_alloc(a, f->nreplaces + 1);
	struct map m = MAP_INIT;
	size_t i;

	/* The last of equal ones counts. */
	for (i = f->nreplaces; i; i--)
		dead[i - 1] = seen(a, &m, f->replaces[i - 1].old);
	for (i = 0; i < f->nreplaces; i++) {
		if (dead[i] || !f->replaces[i].old.path.len)
			continue;
		element(o, &arr);
		key(o, "Old");
		open_list(o, '{');
		put_version(o, f->replaces[i].old);
		close_list(o, '}');
		key(o, "New");
		open_list(o, '{');
		put_version(o, f->replaces[i].new);
		close_list(o, '}');
		close_list(o, '}');
	}
	array_end(o, &arr);
	map_release(&m);
}

static void put_godebugs(struct out *o, const struct modrule_file *f)
{
	struct array arr = { "GoDebug", false };
	size_t i;

	for (i = 0; i < f->ngodebugs; i++) {
		if (!f->godebugs[i].key.len)
			continue;
		element(o, &arr);
		put(o, "Key", f->godebugs[i].key);
		put(o, "Value", f->godebugs[i].value);
		close_list(o, '}');
	}
	if (arr.open)
		array_end(o, &arr);
}

static void put_requires(struct out *o, const struct gomod *m)
{
	struct array arr = { "Require", false };
	size_t i;

	for (i = 0; i < m->nrequires; i++) {
		const struct modrule_require *r = &m->requires[i];

		if (!r->mod.path.len)
			continue;
		element(o, &arr);
		put_version(o, r->mod);
		if (r->indirect) {
			key(o, "Indirect");
			strbuf_addstr(&o->sb, "true");
		}
		close_list(o, '}');
	}
	array_end(o, &arr);
}

static void put_excludes(struct arena *a, struct out *o,
			 const struct gomod *m)
{
	struct array arr = { "Exclude", false };
	struct map have = MAP_INIT;
	size_t i;

	for (i = 0; i < m->nexcludes; i++) {
		if (seen(a, &have, m->excludes[i].mod) ||
		    !m->excludes[i].mod.path.len)
			continue;
		element(o, &arr);
		put_version(o, m->excludes[i].mod);
		close_list(o, '}');
	}
	array_end(o, &arr);
	map_release(&have);
}

static void put_retracts(struct out *o, const struct gomod *m)
{
	struct array arr = { "Retract", false };
	size_t i;

	for (i = 0; i < m->nretracts; i++) {
		const struct modrule_retract *r = &m->retracts[i];

		if (!r->low.len && !r->high.len)
			continue;
		element(o, &arr);
		put_if(o, "Low", r->low);
		put_if(o, "High", r->high);
		put_if(o, "Rationale", r->rationale);
		close_list(o, '}');
	}
	array_end(o, &arr);
}

/* Tools and ignored folders; the first of equal ones counts. */
static void put_words(struct arena *a, struct out *o, const char *name,
		      const struct modrule_word *list, size_t n)
{
	struct array arr = { name, false };
	struct map have = MAP_INIT;
	size_t i;

	for (i = 0; i < n; i++) {
		struct modrule_version v = { list[i].text, STR_NONE };

		if (seen(a, &have, v))
			continue;
		element(o, &arr);
		put(o, "Path", list[i].text);
		close_list(o, '}');
	}
	array_end(o, &arr);
	map_release(&have);
}

static void mod_json(struct arena *a, struct out *o, const struct gomod *m)
{
	open_list(o, '{');
	key(o, "Module");
	open_list(o, '{');
	put(o, "Path", m->module.text);
	put_if(o, "Deprecated", m->deprecated);
	close_list(o, '}');
	put_if(o, "Go", m->f.go.text);
	put_if(o, "Toolchain", m->f.toolchain.text);
	if (o->r >= GO_1_26)
		put_godebugs(o, &m->f);
	put_requires(o, m);
	put_excludes(a, o, m);
	put_replaces(a, o, &m->f);
	put_retracts(o, m);
	if (o->r >= GO_1_24)
		put_words(a, o, "Tool", m->tools, m->ntools);
	if (o->r >= GO_1_25)
		put_words(a, o, "Ignore", m->ignores, m->nignores);
	close_list(o, '}');
}

static void work_json(struct arena *a, struct out *o, const struct gowork *w)
{
	struct array arr = { "Use", false };
	size_t i;

	open_list(o, '{');
	put_if(o, "Go", w->f.go.text);
	for (i = 0; i < w->nuses; i++) {
		if (!w->uses[i].text.len)
			continue;
		element(o, &arr);
		put(o, "DiskPath", w->uses[i].text);
		close_list(o, '}');
	}
	array_end(o, &arr);
	put_replaces(a, o, &w->f);
	close_list(o, '}');
}

static int refuse(const struct modrule_file *f, const char *file_name,
		  struct error *err)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i;
	int rc;

	strbuf_addf(&sb, "go: errors parsing %s:", file_name);
	if (f->is_work && f->release >= GO_1_23)
		strbuf_addstr(&sb, "\nerrors parsing go.work:");
	for (i = 0; i < f->nerrors; i++) {
		const struct modrule_error *e = &f->errors[i];

		strbuf_addf(&sb, "\n%s:%d:", file_name, e->line);
		if (e->col > 1)
			strbuf_addf(&sb, "%d:", e->col);
		strbuf_addf(&sb, " %s", e->message);
	}
	rc = error_set(err, "%s", sb.buf);
	strbuf_release(&sb);
	return rc;
}

int modfile_json(struct arena *a, struct str bytes, const char *file_name,
		 const char *release, const char **json, struct error *err)
{
	struct out o = { .sb = STRBUF_INIT };
	struct gomod *m = NULL;
	struct gowork *w = NULL;
	const struct modrule_file *f;

	if (!gorelease_find(release, &o.r))
		return error_set(err, "%s is not a version of Go", release);
	if (modfile_is_work(file_name)) {
		w = gowork_parse_named(a, bytes, file_name, o.r);
		f = &w->f;
	} else {
		m = gomod_parse_named(a, bytes, file_name, o.r);
		f = &m->f;
	}
	if (f->nerrors)
		return refuse(f, file_name, err);
	if (f->syntax->cut)
		return error_set(err, "%s is too long to be read", file_name);
	if (m)
		mod_json(a, &o, m);
	else
		work_json(a, &o, w);
	strbuf_addch(&o.sb, '\n');
	*json = arena_strndup(a, o.sb.buf, o.sb.len);
	strbuf_release(&o.sb);
	return 0;
}
