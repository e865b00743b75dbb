#include "config.h"

#include "scan/pins.h"

#include <limits.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gotable.h"
#include "fmt/dockerfile.h"
#include "fmt/gitlabci.h"
#include "fmt/ghexpr.h"
#include "fmt/gocommand.h"
#include "fmt/jsonc.h"
#include "fmt/owngo.h"
#include "fmt/shellcmd.h"
#include "fmt/shellexport.h"
#include "fmt/workflow.h"
#include "host/fs.h"
#include "scan/actions.h"
#include "scan/cijobs.h"
#include "scan/dockersteps.h"
#include "scan/rootfile.h"

#define PIN_MAX_BYTES ((size_t)1024 * 1024)
/* More of one file are not told apart any more. */
#define PINS_MAX ((size_t)200)
/* Of a job, those of actions with them. */
#define STEPS_MAX ((size_t)1000)

struct reader {
	struct arena *a;
	const struct pins_input *in;
	struct repo_file *f;
	struct str bytes;	/* of f */
	bool beside_go;
	struct actions actions;
};

static const char *dup(struct reader *r, struct str s)
{
	return arena_strndup(r->a, s.p, s.len);
}

static struct pin *add(struct reader *r, enum pin_kind kind, int line)
{
	struct pin *p;

	if (r->f->npins >= PINS_MAX)
		return NULL;
	p = ARENA_PUSH(r->a, r->f->pins, r->f->npins);
	p->kind = kind;
	p->file = p->at_file = r->f->path;
	p->line = p->at_line = line;
	return p;
}

/* The version is these bytes of the file. */
static void set_place(struct pin *p, size_t start, size_t end)
{
	if (end <= start || end > INT_MAX)
		return;
	p->start = (int)start;
	p->end = (int)end;
}

static enum pin_use use_of(enum gocommand k)
{
	switch (k) {
	case GOCOMMAND_NONE: return PIN_USE_NOTHING;
	case GOCOMMAND_ELSEWHERE: return PIN_USE_MAYBE;
	case GOCOMMAND_TOOL: return PIN_USE_TOOL;
	case GOCOMMAND_MODULE: break;
	}
	return PIN_USE_MODULE;
}

static enum pin_use stronger(enum pin_use x, enum pin_use y)
{
	return x > y ? x : y;
}

/* The same pin twice is one, with what both do; of an action, once a job. */
static bool is_again(struct reader *r, const struct pin *p)
{
	bool of_action = r->f->kind == FILE_GITHUB_WORKFLOW &&
			 !cstr_eq(p->file, r->f->path);
	size_t i;

	for (i = 0; i + 1 < r->f->npins; i++) {
		struct pin *q = &r->f->pins[i];

		if (q->kind == p->kind && q->line == p->line &&
		    cstr_eq(q->file, p->file) && q->start == p->start &&
		    cstr_eq(q->at_file, p->at_file) &&
		    cstr_eq(q->value, p->value) &&
		    (!of_action || cstr_eq(q->job, p->job))) {
			q->use = stronger(q->use, p->use);
			return true;
		}
	}
	return false;
}

static void drop_if_again(struct reader *r, struct pin *p)
{
	if (is_again(r, p))
		r->f->npins--;
}

/* ---- Dockerfiles ---- */

/* The bytes that `at` to `at + len` of a text came from, when in one piece. */
static bool in_one_piece(const size_t *from, size_t at, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (from[at + i] == DOCKER_NOWHERE ||
		    from[at + i] != from[at] + i)
			return false;
	return len > 0;
}

static void set_image(struct reader *r, struct pin *p, struct str ref,
		      const struct goimage *g, const size_t *from)
{
	size_t at;

	p->digest = g->digest;
	if (!g->version.len)
		return;
	p->version = dup(r, g->version);
	at = (size_t)(g->version.p - ref.p);
	if (from && in_one_piece(from, at, g->version.len)) {
		set_place(p, from[at], from[at] + g->version.len);
		p->at_line = str_line_at(r->bytes, from[at]);
	}
}

static enum pin_use run_use(const struct docker_instr *in)
{
	enum gocommand best = GOCOMMAND_NONE, k;
	struct strbuf sb = STRBUF_INIT;
	size_t i;

	if (in->json) {
		for (i = 0; i < in->nwords; i++) {
			strbuf_adds(&sb, in->words[i].text);
			strbuf_addch(&sb, ' ');
		}
		best = gocommand_find(strbuf_str(&sb));
	} else if (in->nwords) {
		/* Not its flags: --mount=… would hide the command. */
		best = gocommand_find(str_sub(in->text, in->words[0].at,
				in->text.len - in->words[0].at));
	}
	for (i = 0; i < in->nheredocs; i++) {
		k = gocommand_find(in->heredocs[i].text);
		if (k > best)
			best = k;
	}
	strbuf_release(&sb);
	return use_of(best);
}

/* Does something of the build context get into the stage? */
static bool has_sources(const struct dockerfile *d, int stage)
{
	const struct docker_word *m;
	int hops = 0;
	size_t i, k;

	for (; stage >= 0 && hops++ < 100; stage = d->stages[stage].base) {
		for (i = 0; i < d->ninstrs; i++) {
			const struct docker_instr *in = &d->instrs[i];

			if (in->stage != stage)
				continue;
			if ((in->verb == DOCKER_COPY ||
			     in->verb == DOCKER_ADD) &&
			    !dockerfile_flag(in, "from", 0))
				return true;
			for (k = 0; in->verb == DOCKER_RUN &&
			     (m = dockerfile_flag(in, "mount", k)); k++)
				if (str_search(m->text, "bind") <
				    m->text.len &&
				    str_search(m->text, "from=") ==
				    m->text.len)
					return true;
		}
	}
	return false;
}

/* The GOTOOLCHAIN that the command itself sets for its go; or NULL. */
static const struct shellexport *run_toolchain(struct reader *r,
					       const struct docker_instr *in)
{
	const struct shellexport *e = NULL;
	size_t i;

	if (in->nwords && !in->json)
		e = shellexport_of(r->a, str_sub(in->text, in->words[0].at,
				in->text.len - in->words[0].at),
				"GOTOOLCHAIN");
	for (i = 0; !e && i < in->nheredocs; i++)
		e = shellexport_of(r->a, in->heredocs[i].text, "GOTOOLCHAIN");
	/* Over a variable of the image go env -w does nothing. */
	return e && e->how == SHELLEXPORT_STORED ? NULL : e;
}

/* What RUN does in a stage, and the GOTOOLCHAIN it does it with. */
static void stage_use(struct reader *r, const struct dockerfile *d, int stage,
		      struct pin *p)
{
	bool sources = has_sources(d, stage);
	struct docker_text t;
	size_t i;

	for (i = 0; i < d->ninstrs; i++) {
		const struct docker_instr *in = &d->instrs[i];
		const struct shellexport *e;
		enum pin_use u;

		if (in->stage != stage || in->verb != DOCKER_RUN)
			continue;
		u = run_use(in);
		/* What it builds, it fetched: no module of this repository. */
		if (!sources && u != PIN_USE_NOTHING)
			u = PIN_USE_TOOL;
		e = run_toolchain(r, in);
		/* One that is made when it runs may be any. */
		if ((e ? !e->value : str_search(in->text, "GOTOOLCHAIN") <
				     in->text.len) ||
		    str_search(in->text, "GO111MODULE=off") < in->text.len)
			u = u > PIN_USE_MAYBE ? PIN_USE_MAYBE : u;
		if (u <= p->use)
			continue;
		p->use = u;
		if (e && e->value)
			p->gotoolchain = e->value;
		else if (dockerfile_variable(r->a, d, in,
					     STR_LIT("GOTOOLCHAIN"), &t) &&
			 !t.open)
			p->gotoolchain = t.text;
		if (dockerfile_variable(r->a, d, in, STR_LIT("GO111MODULE"),
					&t) && cstr_eq(t.text, "off"))
			p->use = PIN_USE_MAYBE;
	}
}

/* Stages that stand on this one run their commands with its Go. */
static void stages_use(struct reader *r, const struct dockerfile *d,
		       size_t stage, struct pin *p)
{
	size_t i;

	stage_use(r, d, (int)stage, p);
	for (i = stage + 1; i < d->nstages; i++) {
		int up = d->stages[i].base, hops = 0;

		while (up > (int)stage && hops++ < 100)
			up = d->stages[up].base;
		if (up == (int)stage)
			stage_use(r, d, (int)i, p);
	}
}

static void pin_stage(struct reader *r, const struct dockerfile *d,
		      size_t stage)
{
	const struct dockerfile_stage *st = &d->stages[stage];
	struct str ref = str_from(st->image);
	struct goimage g;
	struct pin *p;

	if (st->is_stage)
		return;
	if (!gotable_image(ref, &g)) {
		/* golang:${V} without a default. */
		if (!st->open || !str_is(dockerfile_image_name(ref), "golang"))
			return;
		memset(&g, 0, sizeof(g));
	}
	p = add(r, PIN_IMAGE, st->line);
	if (!p)
		return;
	p->text = dup(r, d->instrs[st->instr].words[0].text);
	if (st->open)
		p->expression = st->image;
	else
		p->value = st->image;
	p->job = st->name;
	set_image(r, p, ref, &g, st->image_from);
	stages_use(r, d, stage, p);
}

/* COPY --from=golang:1.22 /usr/local/go /usr/local/go */
static void pin_copy(struct reader *r, const struct dockerfile *d,
		     const struct docker_instr *in)
{
	const struct docker_word *from = dockerfile_flag(in, "from", 0);
	struct docker_text t;
	struct goimage g;
	struct pin *p;
	bool whole = false;
	size_t i;

	if (!from || in->stage < 0 ||
	    dockerfile_stage_named(d, in, from->text) >= 0)
		return;
	for (i = 0; i + 1 < in->nwords; i++)
		whole = whole || str_is(in->words[i].text, "/usr/local/go") ||
			str_is(in->words[i].text, "/usr/local/go/");
	dockerfile_expand(r->a, d, in, from, &t);
	if (!whole || t.open || !gotable_image(str_from(t.text), &g))
		return;
	p = add(r, PIN_COPY, in->line);
	if (!p)
		return;
	p->text = dup(r, from->text);
	p->value = t.text;
	set_image(r, p, str_from(t.text), &g, t.from);
	stage_use(r, d, in->stage, p);
}

/* Does a COPY name go.mod?  Then it lies in the build context. */
static bool names_gomod(const struct dockerfile *d)
{
	size_t i, k;

	for (i = 0; i < d->ninstrs; i++) {
		const struct docker_instr *in = &d->instrs[i];

		if (in->verb != DOCKER_COPY && in->verb != DOCKER_ADD)
			continue;
		for (k = 0; k + 1 < in->nwords; k++)
			if (str_search(in->words[k].text, "go.mod") <
			    in->words[k].text.len ||
			    str_ends(in->words[k].text, "go.*"))
				return true;
	}
	return false;
}

static void pin_dockerfile(struct reader *r)
{
	struct dockerfile d;
	bool alone;
	size_t i;

	dockerfile_parse(r->a, r->bytes, &d);
	dockersteps_read(r->a, r->in->root, &d, r->f);
	alone = r->beside_go && (!names_gomod(&d) ||
		!dockersteps_is_above(r->a, r->in->root, r->f));
	for (i = 0; i < d.nstages; i++)
		pin_stage(r, &d, i);
	for (i = 0; i < d.ninstrs; i++)
		if (d.instrs[i].verb == DOCKER_COPY)
			pin_copy(r, &d, &d.instrs[i]);
	for (i = 0; i < r->f->npins; i++)
		r->f->pins[i].alone = alone;
}

/* ---- files of tools ---- */

/* A value on a line of r->bytes. */
static void pin_tool(struct reader *r, struct str text, struct str version,
		     int line)
{
	struct pin *p;
	size_t at;

	if (!version.len)
		return;
	p = add(r, PIN_TOOL, line);
	if (!p)
		return;
	p->text = dup(r, text);
	p->value = dup(r, version);
	if (str_starts(version, "go"))
		version = str_sub(version, 2, version.len - 2);
	p->version = dup(r, version);
	at = (size_t)(version.p - r->bytes.p);
	set_place(p, at, at + version.len);
}

static struct str unquote(struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.len - 1] == s.p[0])
		return str_sub(s, 1, s.len - 2);
	return s;
}

/* The first line that is neither blank nor a comment. */
static void pin_go_version(struct reader *r)
{
	struct str rest = r->bytes, line;
	int n = 0;

	while (str_line(&rest, &line)) {
		n++;
		line = str_trim(line);
		if (line.len && line.p[0] != '#') {
			pin_tool(r, line, line, n);
			return;
		}
	}
}

/* "golang 1.22.3" (asdf) or "go 1.22.3" (mise). */
static void pin_tool_versions(struct reader *r)
{
	struct str rest = r->bytes, line, whole, name, version;
	int n = 0;

	while (str_line(&rest, &line)) {
		n++;
		line.len = str_find(line, '#');
		whole = line = str_trim(line);
		if (str_word(&line, &name) && str_word(&line, &version) &&
		    (str_is(name, "golang") || str_is(name, "go")))
			pin_tool(r, whole, version, n);
	}
}

/* "1.22", ["1.22"], { version = "1.22" }: the first string. */
static struct str toml_string(struct str s)
{
	size_t at = str_search(s, "version"), start, end;

	if (s.len && s.p[0] == '{')
		s = at < s.len ? str_sub(s, at, s.len - at) : STR_NONE;
	for (start = 0; start < s.len && s.p[start] != '"' &&
	     s.p[start] != '\''; start++)
		;
	if (start >= s.len)
		return STR_NONE;
	for (end = start + 1; end < s.len && s.p[end] != s.p[start]; end++)
		;
	return str_sub(s, start + 1, end - start - 1);
}

/* go = "1.22" below [tools], or version below [tools.go]. */
static void pin_mise(struct reader *r)
{
	struct str rest = r->bytes, line, whole, key;
	bool in_tools = false, in_go = false;
	int n = 0;

	while (str_line(&rest, &line)) {
		n++;
		whole = line = str_trim(line);
		if (line.len && line.p[0] == '[') {
			in_tools = str_starts(line, "[tools]");
			in_go = str_starts(line, "[tools.go]") ||
				str_starts(line, "[tools.golang]");
			continue;
		}
		if (!(in_tools || in_go) || !str_cut(&line, '=', &key) ||
		    !line.p)
			continue;
		key = unquote(key);
		if (in_go ? str_is(key, "version") :
			    str_is(key, "go") || str_is(key, "golang"))
			pin_tool(r, whole, toml_string(str_trim(line)), n);
	}
}

/* ---- dev containers ---- */

static int line_of(const struct reader *r, struct str view)
{
	return str_line_at(r->bytes, (size_t)(view.p - r->bytes.p));
}

/* A command of its life: a string, words, or several by name. */
static enum gocommand command_of(struct str value, bool is_named)
{
	struct jsonc_iter it = jsonc_begin(value);
	struct str key, inner = jsonc_string(value);
	enum gocommand best = inner.p ? gocommand_find(inner)
				      : GOCOMMAND_NONE, k;
	struct strbuf words = STRBUF_INIT;

	while (jsonc_next(&it, &key, &inner)) {
		k = it.object && !is_named ? command_of(inner, true) :
					     GOCOMMAND_NONE;
		best = k > best ? k : best;
		strbuf_adds(&words, jsonc_string(inner));
		strbuf_addch(&words, ' ');
	}
	k = it.object ? GOCOMMAND_NONE : gocommand_find(strbuf_str(&words));
	strbuf_release(&words);
	return k > best ? k : best;
}

/* The feature that installs a Go, over that of any image: where it stands, or
 * NONE. */
static struct str feature_of(struct str root)
{
	static const char name[] = "devcontainers/features/go";
	struct jsonc_iter it = jsonc_begin(jsonc_get(root, "features"));
	struct str key, value;

	while (jsonc_next(&it, &key, &value)) {
		size_t at = str_search(key, name) + strlen(name);

		if (at == key.len || (at < key.len && key.p[at] == ':'))
			return value;
	}
	return STR_NONE;
}

/* What its commands do, and the GOTOOLCHAIN that they have. */
static void container_use(struct reader *r, struct str root, struct pin *p)
{
	static const char *const commands[] = {
		"onCreateCommand", "updateContentCommand",
		"postCreateCommand", "postStartCommand", "postAttachCommand",
	};
	static const char *const envs[] = { "containerEnv", "remoteEnv" };
	struct str v;
	size_t i;

	/* With the feature nothing runs by the Go of the image. */
	if (feature_of(root).p) {
		p->use = PIN_USE_TOOL;
		return;
	}
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		p->use = stronger(p->use, use_of(command_of(
					jsonc_get(root, commands[i]), false)));
	for (i = 0; i < ARRAY_SIZE(envs); i++) {
		v = jsonc_string(jsonc_get(jsonc_get(root, envs[i]),
					   "GOTOOLCHAIN"));
		if (v.p)
			p->gotoolchain = str_find(v, '$') < v.len ? "" :
					 dup(r, v);
	}
}

/* Its version: "latest" is as new as can be. */
static void pin_feature(struct reader *r, struct str root)
{
	struct str value = feature_of(root), v = jsonc_string(value);

	if (!v.p)
		v = jsonc_string(jsonc_get(value, "version"));
	if (v.len && v.p[0] >= '0' && v.p[0] <= '9')
		pin_tool(r, v, v, line_of(r, v));
}

static void pin_container_image(struct reader *r, struct str root)
{
	struct str v = jsonc_string(jsonc_get(root, "image"));
	struct goimage g;
	struct pin *p;

	if (!v.p || !gotable_image(v, &g))
		return;
	p = add(r, PIN_IMAGE, line_of(r, v));
	if (!p)
		return;
	p->text = p->value = dup(r, v);
	p->digest = g.digest;
	if (g.version.len) {
		size_t at = (size_t)(g.version.p - r->bytes.p);

		p->version = dup(r, g.version);
		set_place(p, at, at + g.version.len);
	}
	container_use(r, root, p);
}

/* build.args; of "${localEnv:GO}" the value is not known here. */
static void build_args(struct reader *r, struct str build, struct civars *out)
{
	struct jsonc_iter it = jsonc_begin(jsonc_get(build, "args"));
	struct str key, value;

	while (jsonc_next(&it, &key, &value)) {
		struct civar *c = ARENA_PUSH(r->a, out->list, out->n);
		struct str v = jsonc_string(value);

		c->name = dup(r, key);
		c->value = !v.p || str_search(v, "${") < v.len ? NULL :
			   dup(r, v);
	}
}

/* The stage that is built, and of those it stands on the first; -1: none. */
static int built_stage(const struct dockerfile *d, struct str target,
		       int *first)
{
	int stage = (int)d->nstages - 1;

	while (target.len && stage >= 0 &&
	       (!d->stages[stage].name ||
		!ghexpr_same(target, d->stages[stage].name)))
		stage--;
	*first = stage;
	while (*first >= 0 && d->stages[*first].base >= 0)
		*first = d->stages[*first].base;
	return stage;
}

/* The version is what an argument says, and it stands there. */
static void place_in_args(struct reader *r, struct str build,
			  struct pin *p)
{
	struct jsonc_iter it = jsonc_begin(jsonc_get(build, "args"));
	struct str key, value;
	size_t at;

	while (jsonc_next(&it, &key, &value)) {
		at = str_search(value, p->version);
		if (at >= value.len)
			continue;
		at += (size_t)(value.p - r->bytes.p);
		p->at_line = str_line_at(r->bytes, at);
		set_place(p, at, at + strlen(p->version));
		return;
	}
}

static void pin_built(struct reader *r, struct str root, struct str build,
		      const struct dockerfile *d, const char *file,
		      struct str said)
{
	struct str target = jsonc_string(jsonc_get(build, "target"));
	const struct dockerfile_stage *st;
	const struct docker_instr *last = NULL;
	struct docker_text t;
	struct goimage g;
	struct pin *p;
	int first, stage = built_stage(d, target, &first);
	size_t i;

	if (stage < 0)
		return;
	st = &d->stages[first];
	if (!gotable_image(str_from(st->image), &g)) {
		if (!st->open || !str_is(dockerfile_image_name(
					str_from(st->image)), "golang"))
			return;
		memset(&g, 0, sizeof(g));
	}
	p = add(r, PIN_IMAGE, line_of(r, said));
	if (!p)
		return;
	p->text = dup(r, said);
	if (st->open)
		p->expression = st->image;
	else
		p->value = st->image;
	p->digest = g.digest;
	if (g.version.len) {
		size_t at = (size_t)(g.version.p - st->image);

		p->version = dup(r, g.version);
		if (in_one_piece(st->image_from, at, g.version.len)) {
			at = st->image_from[at];
			p->at_file = file;
			p->at_line = str_line_at(d->bytes, at);
			set_place(p, at, at + g.version.len);
		} else {
			place_in_args(r, build, p);
		}
	}
	container_use(r, root, p);
	for (i = 0; i < d->ninstrs; i++)
		if (d->instrs[i].stage == stage)
			last = &d->instrs[i];
	if (!p->gotoolchain && last &&
	    dockerfile_variable_after(r->a, d, last, STR_LIT("GOTOOLCHAIN"),
				      &t))
		p->gotoolchain = t.open ? "" : t.text;
}

static void not_looked_at(struct reader *r, const char *key, struct str value)
{
	*ARENA_PUSH(r->a, r->f->unread, r->f->nunread) =
		(struct include_unread){
			.text = arena_printf(r->a, "\"%s\": %.*s", key,
					     STR_FMT(value)),
			.file = r->f->path, .line = line_of(r, value) };
}

static bool load_local(void *payload, const char *path, struct str *bytes);

/* build.dockerfile, or dockerFile as it was called before. */
static void pin_container_build(struct reader *r, struct str root)
{
	struct str build = jsonc_get(root, "build"), bytes, said, value;
	struct civars *args = ARENA_NEW(r->a, struct civars);
	const char *key = "dockerfile", *file;
	struct dockerfile d;

	value = jsonc_get(build, key);
	if (!value.p) {
		key = "dockerFile";
		value = jsonc_get(root, key);
	}
	said = jsonc_string(value);
	if (!said.p)
		return;
	file = path_join(r->a, path_dir(r->a, r->f->path), dup(r, said));
	file = path_clean(r->a, file);
	if (!load_local(r, file, &bytes)) {
		not_looked_at(r, key, value);
		return;
	}
	build_args(r, build, args);
	dockerfile_parse_with(r->a, bytes, args, &d);
	pin_built(r, root, build, &d, file, said);
}

static void pin_devcontainer(struct reader *r)
{
	struct str root = jsonc_root(r->bytes);
	struct str compose = jsonc_get(root, "dockerComposeFile");

	if (compose.p && !feature_of(root).p)
		not_looked_at(r, "dockerComposeFile", compose);
	pin_container_image(r, root);
	pin_container_build(r, root);
	pin_feature(r, root);
}

/* image: golang:1.22 and go: lists of other CI files, line by line. */
static void pin_lines(struct reader *r, const char *want)
{
	struct str rest = r->bytes, line, name, value;
	int n = 0;

	while (str_line(&rest, &line)) {
		struct goimage g;
		struct pin *p;
		size_t at;

		n++;
		line = str_trim(line);
		if (str_starts(line, "- "))
			line = str_trim(str_sub(line, 2, line.len - 2));
		if (!str_cut(&line, ':', &name) || !line.p)
			continue;
		name = str_trim(name);
		value = unquote(str_sub(line, 0, str_search(line, " #")));
		if (want && str_is(name, want) && value.len &&
		    str_search(value, "$") == value.len)
			pin_tool(r, value, value, n);
		if ((!str_is(name, "image") && !str_is(name, "name")) ||
		    !gotable_image(value, &g))
			continue;
		p = add(r, PIN_IMAGE, n);
		if (!p)
			return;
		p->text = p->value = dup(r, value);
		p->digest = g.digest;
		if (!g.version.len)
			continue;
		p->version = dup(r, g.version);
		at = (size_t)(g.version.p - r->bytes.p);
		set_place(p, at, at + g.version.len);
	}
}

/* ---- workflows ---- */

/* A step of a job; those of an action of the repository stand behind the step
 * that uses it. */
struct step {
	const struct workflow *wf;	/* what its expressions see */
	struct workflow_at at;
	bool inner;		/* of an action */
	bool maybe;		/* whether it runs is not static */
	bool followed;		/* it uses one */
};

struct steps {
	struct step *list;
	size_t n;
};

static void add_steps(struct reader *r, const struct workflow *wf,
		      const struct workflow_at *job_at,
		      const struct workflow_step *steps, size_t nsteps,
		      int depth, bool maybe, struct steps *out);

/* The steps of the action that the last one uses. */
static void add_action(struct reader *r, const struct workflow *wf,
		       const struct workflow_at *at, int depth,
		       struct steps *out)
{
	const struct action_file *f = depth < ACTIONS_DEEP ?
		actions_open(&r->actions, yaml_text(at->step->uses)) : NULL;
	struct workflow_step *steps = NULL;
	struct workflow *inner;
	size_t n = 0, i;

	if (!f)
		return;
	out->list[out->n - 1].followed = true;
	inner = ARENA_NEW(r->a, struct workflow);
	actions_enter(r->a, f, wf, at, inner);
	for (i = 0; i < f->steps->nitems; i++)
		if (f->steps->items[i]->kind == YAML_MAPPING)
			workflow_step_read(f->steps->items[i],
					   ARENA_PUSH(r->a, steps, n));
	add_steps(r, inner, at, steps, n, depth + 1,
		  out->list[out->n - 1].maybe, out);
}

static void add_steps(struct reader *r, const struct workflow *wf,
		      const struct workflow_at *job_at,
		      const struct workflow_step *steps, size_t nsteps,
		      int depth, bool maybe, struct steps *out)
{
	size_t i;
	bool known;

	for (i = 0; i < nsteps && out->n < STEPS_MAX; i++) {
		struct workflow_at at = { job_at->job, job_at->combo,
					  &steps[i] };
		struct step *s;

		if (!workflow_condition(r->a, wf, &at, steps[i].condition,
					&known))
			continue;
		s = ARENA_PUSH(r->a, out->list, out->n);
		s->wf = wf;
		s->at = at;
		s->inner = depth > 0;
		s->maybe = maybe || !known;
		add_action(r, wf, &at, depth, out);
	}
}

/* The GOTOOLCHAIN that a script sets for its go; NULL: it sets none. */
static const struct shellexport *script_sets(struct reader *r,
					     struct str script)
{
	const struct shellexport *e = shellexport_of(r->a, script,
						     "GOTOOLCHAIN");

	return e && e->how == SHELLEXPORT_SET ? e : NULL;
}

/* It is stronger than any env around the script. */
static void script_toolchain(struct reader *r, struct str script,
			     struct pin *p)
{
	const struct shellexport *e = script_sets(r, script);

	if (e)
		p->gotoolchain = e->value ? e->value : "";
}

/* Does a step put a Go of its own first on PATH? */
static bool sets_go_up(const struct step *s)
{
	struct workflow_uses uses;

	workflow_uses(s->wf, s->at.step->uses, &uses);
	return str_is(uses.action, "actions/setup-go") &&
	       (workflow_input(s->at.step, "go-version") ||
		workflow_input(s->at.step, "go-version-file"));
}

/* "true", or what may come to it. */
static bool may_fail(struct reader *r, const struct workflow *wf,
		     const struct workflow_at *at,
		     const struct yaml_node *node)
{
	const struct yaml_node *n = yaml_get(node, "continue-on-error");
	struct workflow_value v;

	return workflow_value(r->a, wf, at, n, &v) &&
	       (v.unknown || !cstr_eq(v.text, "false"));
}

/* A script that may have go take another toolchain, or go.mod, from there on:
 * that is not followed. */
static bool changes_go(struct reader *r, struct str script)
{
	static const char *const words[] = {
		"GO111MODULE=off", "go mod edit", "go mod init",
		"rm go.mod", "rm -f go.mod", "mv go.mod",
	};
	const struct shellexport *e = script_sets(r, script);
	size_t i;

	if ((!e || !e->value) &&
	    str_search(script, "GOTOOLCHAIN") < script.len)
		return true;
	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (str_search(script, words[i]) < script.len)
			return true;
	return false;
}

/* Is what the step says of go's settings its own? */
static bool has_own_go(struct reader *r, const struct step *s)
{
	const struct yaml_node *n = workflow_env(s->wf, &s->at,
						 "GO111MODULE");
	struct workflow_value v;

	return yaml_get(s->at.step->env, "GOTOOLCHAIN") ||
	       (workflow_value(r->a, s->wf, &s->at, n, &v) &&
		(v.unknown || cstr_eq(v.text, "off")));
}

/* What the job's scripts do from step `from` on, and where, up to a step that
 * sets another Go up. */
static void job_use(struct reader *r, const struct steps *steps, size_t from,
		    struct pin *p)
{
	bool open = false;
	size_t i;

	for (i = from; i < steps->n; i++) {
		const struct step *s = &steps->list[i];
		const struct workflow_job *job = s->at.job;
		const struct yaml_node *run = s->at.step->run;
		const struct yaml_node *dir = s->at.step->dir;
		struct workflow_value v;
		enum pin_use u;

		if (sets_go_up(s) && !s->maybe) {
			/* It is not this one that builds the module. */
			if (p->use == PIN_USE_NOTHING)
				p->use = PIN_USE_TOOL;
			return;
		}
		open = open || sets_go_up(s);
		if (!yaml_is(run, YAML_SCALAR))
			continue;
		open = open || changes_go(r, run->text);
		u = use_of(gocommand_find(run->text));
		if (u == PIN_USE_MODULE &&
		    (open || has_own_go(r, s) ||
		     may_fail(r, s->wf, &s->at, s->at.step->node)))
			u = PIN_USE_MAYBE;
		if (u <= p->use)
			continue;
		p->use = u;
		script_toolchain(r, run->text, p);
		/* The defaults of a job are not those of an action. */
		if (!dir && !s->inner)
			dir = job->dir ? job->dir : s->wf->dir;
		p->dir = NULL;
		if (workflow_value(r->a, s->wf, &s->at, dir, &v) &&
		    !v.unknown)
			p->dir = v.text;
	}
}

static void job_toolchain(struct reader *r, const struct workflow *wf,
			  const struct workflow_at *at, struct pin *p)
{
	const struct yaml_node *n = workflow_env(wf, at, "GOTOOLCHAIN");
	struct workflow_value v;

	if (workflow_value(r->a, wf, at, n, &v))
		p->gotoolchain = v.unknown ? "" : v.text;
	n = workflow_env(wf, at, "GOPROXY");
	if (workflow_value(r->a, wf, at, n, &v) && !v.unknown && *v.text)
		p->goproxy = v.text;
	n = workflow_env(wf, at, "GOSUMDB");
	if (workflow_value(r->a, wf, at, n, &v) && !v.unknown && *v.text)
		p->gosumdb = v.text;
}

/* What the image of the job's container sets stays for each step, whichever
 * Go a step puts first on PATH. */
static void container_toolchain(struct reader *r, const struct workflow *wf,
				const struct workflow_at *at, struct pin *p)
{
	struct workflow_value v;
	struct gorange range = { NULL, NULL, false };
	struct goimage g;

	if (p->gotoolchain ||
	    !workflow_value(r->a, wf, at, at->job->container, &v))
		return;
	if (v.unknown) {
		if (str_is(dockerfile_image_name(str_from(v.text)), "golang"))
			p->gotoolchain = "";
		return;
	}
	if (!gotable_image(str_from(v.text), &g) || !g.official ||
	    (g.version.len && !gotable_range_version(r->a, g.version,
						     &range)))
		return;
	if (gotable_image_is_local(str_from(gotable_release(&range))))
		p->gotoolchain = "local";
}

/* A value of YAML: where its version stands. */
static void set_yaml(struct pin *p, const struct yaml_node *n, size_t at,
		     size_t len)
{
	struct span span;

	p->at_file = n->file;
	p->at_line = n->line;
	if (yaml_bytes_of(n, at, len, &span))
		set_place(p, span.start, span.end);
}

/* The script that "sh -c" is given; else the command itself. */
static struct str script_in(struct reader *r, struct str command)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(r->a, command, &list), at, i;
	const char *program = n ? shellcmd_program(&list[0], &at) : NULL;

	if (!program || !str_is_word(str_from(program), "sh bash ash dash"))
		return command;
	for (i = at; i + 1 < list[0].nwords; i++)
		if (list[0].words[i].text[0] == '-' &&
		    cstr_ends(list[0].words[i].text, "c"))
			return str_from(list[0].words[i + 1].text);
	return command;
}

/* What a docker:// step runs: its entrypoint, with args behind it. */
static enum pin_use container_step_use(struct reader *r,
				       const struct workflow *wf,
				       const struct workflow_at *at)
{
	static const char *const inputs[] = { "entrypoint", "args" };
	const char *text = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(inputs); i++) {
		const struct yaml_node *n = workflow_input(at->step,
							   inputs[i]);
		struct workflow_value v;

		if (workflow_value(r->a, wf, at, n, &v))
			text = arena_printf(r->a, "%s %s", text, v.text);
	}
	return use_of(gocommand_find(script_in(r, str_from(text))));
}

/* The image of a job, with its steps, or of the step that is one: NULL. */
static void pin_image_value(struct reader *r, const struct workflow *wf,
			    const struct workflow_at *at,
			    const struct yaml_node *n, struct str ref,
			    const struct workflow_value *v,
			    const struct steps *steps)
{
	struct goimage g;
	struct pin *p;

	if (!gotable_image(ref, &g)) {
		if (!v->unknown ||
		    !str_is(dockerfile_image_name(ref), "golang"))
			return;
		memset(&g, 0, sizeof(g));
	}
	p = add(r, PIN_IMAGE, n->line);
	if (!p)
		return;
	p->text = dup(r, n->text);
	p->job = at->job->id;
	if (v->unknown)
		p->expression = v->unknown;
	else
		p->value = dup(r, ref);
	p->supplied = v->supplied;
	p->digest = g.digest;
	if (at->job->ncombos > 1)
		p->matrix = arena_printf(r->a, "%s:%d", r->f->path, n->line);
	if (g.version.len) {
		p->version = dup(r, g.version);
		/* Of "golang:${{ matrix.go }}" the matrix has the bytes. */
		if (str_search(v->node->text, "${{") == v->node->text.len) {
			size_t off = str_search(v->node->text, p->version);

			set_yaml(p, v->node, off, g.version.len);
		}
	}
	job_toolchain(r, wf, at, p);
	p->may_fail = may_fail(r, wf, at, at->job->node) ||
		(!steps && may_fail(r, wf, at, at->step->node));
	if (steps)
		job_use(r, steps, 0, p);
	else
		p->use = container_step_use(r, wf, at);
	drop_if_again(r, p);
}

/* Only what follows it in "golang:${{ matrix.go }}-x": the part itself. */
static void pin_part(struct reader *r, const struct workflow *wf,
		     const struct workflow_at *at, const struct yaml_node *n,
		     struct pin *p)
{
	struct str s = n->text, part;
	size_t start = str_search(s, "${{"), end;
	struct workflow_value v;
	struct yaml_node one = *n;

	if (start == s.len || !p || p->start || !p->version)
		return;
	part = str_sub(s, start, s.len - start);
	end = str_search(part, "}}");
	if (end == part.len ||
	    str_search(str_sub(part, end, part.len - end), "${{") <
	    part.len - end)
		return;
	one.text = str_sub(part, 0, end + 2);
	one.text.p = dup(r, one.text);
	if (!workflow_value(r->a, wf, at, &one, &v) || v.unknown ||
	    v.node == &one)
		return;
	start = str_search(v.node->text, p->version);
	if (start < v.node->text.len)
		set_yaml(p, v.node, start, strlen(p->version));
}

static void pin_container(struct reader *r, const struct workflow *wf,
			  const struct workflow_at *at,
			  const struct steps *steps)
{
	const struct yaml_node *n = at->job->container;
	struct workflow_value v;
	size_t before = r->f->npins;

	if (!workflow_value(r->a, wf, at, n, &v))
		return;
	pin_image_value(r, wf, at, n, str_from(v.text), &v, steps);
	if (r->f->npins > before) {
		struct pin *p = &r->f->pins[before];

		pin_part(r, wf, at, n, p);
		drop_if_again(r, p);
	}
}

/* A number that YAML does not read as it stands: 1.20. */
static bool is_bent(struct arena *a, const struct yaml_node *n)
{
	enum yaml_type t = yaml_type(n);

	return (t == YAML_FLOAT || t == YAML_INT) &&
	       !cstr_eq(yaml_github(a, n), n->text.p);
}

/* The value that a person would change: of an input of an action, what it is
 * given; not what another workflow calls this one with. */
static const struct yaml_node *said_by(struct reader *r, const struct step *s,
				       const struct yaml_node *n,
				       const struct workflow_value *v)
{
	if (v->unknown || (v->node != n && !s->inner &&
			   !cstr_eq(v->node->file, r->f->path)))
		return n;
	return v->node;
}

static void set_version(struct reader *r, const struct step *s,
			const struct yaml_node *n,
			const struct workflow_value *v, struct pin *p)
{
	const struct yaml_node *own = said_by(r, s, n, v);

	p->file = p->at_file = own->file;
	p->line = p->at_line = own->line;
	p->text = dup(r, own->text);
	p->expression = v->unknown;
	p->supplied = v->supplied;
	if (v->unknown)
		return;
	p->value = p->version = v->text;
	set_yaml(p, v->node, 0, v->node->text.len);
	/* In one piece only when nothing was put in. */
	if (str_search(v->node->text, "${{") < v->node->text.len)
		p->start = p->end = 0;
	p->number = is_bent(r->a, v->node);
	if (s->at.job->ncombos > 1 && own != n)
		p->matrix = arena_printf(r->a, "%s:%d:%d", r->f->path,
					 s->at.job->line, s->at.step->line);
}

static void pin_setup_go(struct reader *r, const struct steps *steps,
			 size_t step, const struct workflow_uses *uses)
{
	const struct step *s = &steps->list[step];
	const struct yaml_node *n = workflow_input(s->at.step, "go-version");
	const struct yaml_node *file = workflow_input(s->at.step,
						      "go-version-file");
	struct workflow_value v = { NULL, NULL, NULL, NULL }, w;
	struct pin *p;

	if (workflow_value(r->a, s->wf, &s->at, n, &v) && !v.unknown &&
	    !*v.text)
		n = NULL;
	p = add(r, n ? PIN_SETUP_GO : file ? PIN_SETUP_GO_FILE :
		PIN_SETUP_GO_NONE, n || !file ? s->at.step->line : file->line);
	if (!p)
		return;
	p->file = p->at_file = s->at.step->node->file;
	p->job = s->at.job->id;
	p->setup_go = uses->major;
	p->text = dup(r, s->at.step->uses->text);
	if (n && v.node) {
		set_version(r, s, n, &v, p);
	} else if (n) {
		/* A list or mapping is no version. */
		p->expression = "";
	} else if (file) {
		p->text = yaml_is(file, YAML_SCALAR) ? dup(r, file->text) : "";
		if (workflow_value(r->a, s->wf, &s->at, file, &w)) {
			p->expression = w.unknown;
			p->value = w.unknown ? NULL : w.text;
		}
	}
	job_toolchain(r, s->wf, &s->at, p);
	container_toolchain(r, s->wf, &s->at, p);
	p->may_fail = may_fail(r, s->wf, &s->at, s->at.job->node);
	job_use(r, steps, step + 1, p);
	drop_if_again(r, p);
}

/* A script that may well bring a Go of its own. */
static bool brings_go(const struct steps *steps)
{
	size_t i;

	for (i = 0; i < steps->n; i++) {
		const struct yaml_node *run = steps->list[i].at.step->run;

		if (yaml_is(run, YAML_SCALAR) &&
		    (owngo_find(run->text) ||
		     str_search(run->text, "GITHUB_ENV") < run->text.len))
			return true;
	}
	return false;
}

/* Does every step that fails stop the job, with go's settings as they are? */
static bool is_plain(struct reader *r, const struct steps *steps)
{
	size_t i;

	for (i = 0; i < steps->n; i++) {
		const struct step *s = &steps->list[i];
		const struct yaml_node *run = s->at.step->run;

		if (yaml_is(run, YAML_SCALAR) &&
		    (changes_go(r, run->text) || has_own_go(r, s) ||
		     may_fail(r, s->wf, &s->at, s->at.step->node)))
			return false;
	}
	return true;
}

/* A job that runs go, with nothing to say which; where no step of it does, one
 * of what they call may (callpins_settle()). */
static void pin_nothing(struct reader *r, const struct workflow_job *job,
			const struct steps *steps)
{
	struct pin probe, *p;

	memset(&probe, 0, sizeof(probe));
	job_use(r, steps, 0, &probe);
	if (probe.use != PIN_USE_TOOL && probe.use != PIN_USE_MODULE) {
		if (!is_plain(r, steps))
			return;
		probe.use = PIN_USE_MAYBE;
	}
	p = add(r, PIN_NONE, job->line);
	if (!p)
		return;
	p->job = job->id;
	p->text = job->id;
	p->use = probe.use;
	p->dir = probe.dir;
	drop_if_again(r, p);
}

/* A docker:// step; true: the step sets a Go up, or may. */
static bool pin_step(struct reader *r, const struct steps *steps, size_t i)
{
	const struct step *s = &steps->list[i];
	const struct yaml_node *n = s->at.step->uses;
	struct workflow_uses uses;
	struct workflow_value v = { NULL, NULL, n, NULL };

	workflow_uses(s->wf, n, &uses);
	if (uses.image.len) {
		v.text = dup(r, uses.image);
		pin_image_value(r, s->wf, &s->at, n, uses.image, &v, NULL);
		return false;
	}
	if (str_is(uses.action, "actions/setup-go")) {
		pin_setup_go(r, steps, i, &uses);
		return true;
	}
	/* Others may set it up. */
	return uses.action.len && !s->followed &&
	       !str_starts(uses.action, "actions/");
}

static void pin_job(struct reader *r, const struct workflow *wf,
		    const struct workflow_job *job, size_t combo)
{
	struct workflow_at at = { job, &job->combos[combo], NULL };
	struct steps steps = { NULL, 0 };
	bool any = job->container != NULL;
	size_t i;

	add_steps(r, wf, &at, job->steps, job->nsteps, 0, false, &steps);
	pin_container(r, wf, &at, &steps);
	for (i = 0; i < steps.n; i++)
		any |= pin_step(r, &steps, i);
	if (!any && !brings_go(&steps))
		pin_nothing(r, job, &steps);
}

static void set_problem(struct reader *r, const struct error *err)
{
	struct str origin = str_from(err->origin ? err->origin : "");
	size_t colon = strlen(r->f->path);

	r->f->problem = arena_strdup(r->a, err->message);
	if (origin.len > colon && origin.p[colon] == ':') {
		size_t i;

		for (i = colon + 1; i < origin.len && origin.p[i] >= '0' &&
		     origin.p[i] <= '9'; i++)
			r->f->problem_line = r->f->problem_line * 10 +
					     (origin.p[i] - '0');
	}
}

static bool load_local(void *payload, const char *path, struct str *bytes)
{
	struct reader *r = payload;

	return rootfile_load(r->a, r->in->root, path, PIN_MAX_BYTES,
			     bytes);
}

/* ---- what the repository's workflows call this one with ---- */

/* Its declared inputs, where nothing but a call starts it; or NULL. */
static const struct yaml_node *call_inputs(const struct workflow *wf)
{
	const struct yaml_node *on = yaml_get(wf->root, "on");

	return yaml_is(on, YAML_MAPPING) && on->npairs == 1
		? yaml_get(yaml_get(on, "workflow_call"), "inputs") : NULL;
}

/* What one call gives the input: said there, or by default. */
static void one_call(struct reader *r, const struct workflow *caller,
		     const struct workflow_job *job,
		     const struct yaml_node *declared,
		     struct workflow_given *g)
{
	struct workflow_at at = { job, &job->combos[0], NULL };
	const struct yaml_node *n = yaml_get(job->with, g->name);
	struct workflow_value v;

	g->text = NULL;
	g->node = NULL;
	if (!n)
		n = yaml_get(declared, "default");
	if (!n) {
		g->text = yaml_says(yaml_get(declared, "type"), "boolean")
			? "false" : yaml_says(yaml_get(declared, "type"),
					      "number") ? "0" : "";
		return;
	}
	if (job->ncombos > 1 || job->combos_open)
		at.combo = NULL;
	if (!workflow_value(r->a, caller, &at, n, &v) || v.unknown)
		return;
	g->text = v.text;
	g->node = v.node;
}

/* What all calls agree on. */
static void agree(struct workflow_given *g, const struct workflow_given *one,
		  bool first)
{
	if (first) {
		g->text = one->text;
		g->node = one->node;
	} else if (!cstr_eq(g->text, one->text)) {
		g->text = NULL;
	} else if (g->node != one->node) {
		g->node = NULL;
	}
}

static void calls_of(struct reader *r, const char *path,
		     const struct yaml_node *inputs, int *ncalls,
		     struct workflow_given *given)
{
	struct error err = ERROR_INIT;
	struct workflow wf;
	struct str bytes;
	size_t i, k;

	if (!load_local(r, path, &bytes))
		return;
	if (workflow_parse(r->a, bytes, path, &wf, &err))
		wf.njobs = 0;
	error_release(&err);
	wf.supplied = &r->in->supplied;
	for (i = 0; i < wf.njobs; i++) {
		const char *uses = yaml_text(wf.jobs[i].uses);

		if (!cstr_starts(uses, "./") ||
		    !cstr_eq(uses + 2, r->f->path))
			continue;
		for (k = 0; k < inputs->npairs; k++) {
			struct workflow_given one = { given[k].name, NULL,
						      NULL };

			one_call(r, &wf, &wf.jobs[i], inputs->pairs[k].value,
				 &one);
			agree(&given[k], &one, !*ncalls);
		}
		(*ncalls)++;
	}
}

static void read_callers(struct reader *r, struct workflow *wf)
{
	const struct yaml_node *inputs = call_inputs(wf);
	struct workflow_given *given;
	size_t i;
	int n = 0;

	if (!yaml_is(inputs, YAML_MAPPING))
		return;
	given = arena_alloc(r->a, mem_mul(inputs->npairs, sizeof(*given)));
	for (i = 0; i < inputs->npairs; i++) {
		given[i].name = yaml_text(inputs->pairs[i].key);
		if (!given[i].name)
			return;
	}
	for (i = 0; i < r->in->nworkflows; i++)
		calls_of(r, r->in->workflows[i], inputs, &n, given);
	wf->inputs = given;
	wf->ninputs = n ? inputs->npairs : 0;
}

static void pin_workflow(struct reader *r)
{
	struct error err = ERROR_INIT;
	struct workflow wf;
	size_t i, k;

	r->actions = (struct actions){ r->a, load_local, r, NULL, 0 };
	if (workflow_parse(r->a, r->bytes, r->f->path, &wf, &err))
		set_problem(r, &err);
	wf.supplied = &r->in->supplied;
	read_callers(r, &wf);
	for (i = 0; i < wf.njobs; i++)
		for (k = 0; k < wf.jobs[i].ncombos; k++)
			pin_job(r, &wf, &wf.jobs[i], k);
	cijobs_workflow(r->a, &wf, &r->actions, r->f);
	error_release(&err);
}

/* ---- GitLab ---- */

/* The lines of before_script and script are one shell. */
static void gitlab_toolchain(struct reader *r, const struct gitlabci_job *job,
			     struct pin *p)
{
	struct strbuf sb = STRBUF_INIT;
	size_t i;

	for (i = 0; i < job->nscript && i < job->ncommands; i++) {
		strbuf_adds(&sb, job->commands[i]->text);
		strbuf_addch(&sb, '\n');
	}
	if (sb.len)
		script_toolchain(r, strbuf_str(&sb), p);
	strbuf_release(&sb);
}

/* A variable of the job, or one that was supplied; NULL: it is not set.  Its
 * text is empty where the run alone knows it. */
static const char *gitlab_var(struct reader *r,
			      const struct gitlabci_job *job,
			      const struct gitlabci_combo *combo,
			      const char *name)
{
	const struct civar *given = civars_find(job->supplied, str_from(name),
						false);
	const char *value = NULL;
	struct gitlabci_text t;
	size_t i;

	for (i = 0; i < job->nvars; i++)
		if (cstr_eq(job->vars[i].name, name))
			value = !job->vars[i].ruled &&
				gitlabci_text(r->a, job, combo,
					      job->vars[i].value, &t) &&
				!t.unknown ? t.text : "";
	return given ? given->value : value;
}

/* allow_failure, of the job or a rule of it; by hand, it is that by default. */
static bool gitlab_may_fail(const struct yaml_node *job)
{
	const struct yaml_node *allow = yaml_get(job, "allow_failure");
	const struct yaml_node *rules = yaml_get(job, "rules");
	size_t i;

	for (i = 0; yaml_is(rules, YAML_SEQUENCE) && i < rules->nitems; i++) {
		const struct yaml_node *n = yaml_get(rules->items[i],
						     "allow_failure");

		if (n && !yaml_says(n, "false"))
			return true;
	}
	if (allow)
		return !yaml_says(allow, "false");
	return yaml_says(yaml_get(job, "when"), "manual");
}

static void pin_gitlab_job(struct reader *r, const struct gitlabci_job *job,
			   const struct gitlabci_combo *combo)
{
	struct gitlabci_text t;
	struct goimage g;
	struct pin *p;
	bool open = false;
	size_t i, at;

	if (!gitlabci_text(r->a, job, combo, job->image, &t))
		return;
	if (!gotable_image(str_from(t.text), &g)) {
		if (!t.unknown || !str_is(dockerfile_image_name(
					str_from(t.text)), "golang"))
			return;
		memset(&g, 0, sizeof(g));
	}
	p = add(r, PIN_IMAGE, job->image->line);
	if (!p)
		return;
	p->file = p->at_file = job->image->file;
	p->text = dup(r, job->image->text);
	p->job = job->name;
	if (t.unknown)
		p->expression = t.unknown;
	else
		p->value = t.text;
	p->supplied = t.supplied;
	p->digest = g.digest;
	if (job->ncombos > 1)
		p->matrix = arena_printf(r->a, "%s:%d", p->file, p->line);
	if (g.version.len) {
		p->version = dup(r, g.version);
		at = (size_t)(g.version.p - t.text);
		for (i = 1; i < g.version.len; i++)
			if (t.node[at + i] != t.node[at] ||
			    t.at[at + i] != t.at[at] + i)
				break;
		if (i >= g.version.len && t.node[at])
			set_yaml(p, t.node[at], t.at[at], g.version.len);
	}
	p->gotoolchain = gitlab_var(r, job, combo, "GOTOOLCHAIN");
	p->goproxy = gitlab_var(r, job, combo, "GOPROXY");
	p->gosumdb = gitlab_var(r, job, combo, "GOSUMDB");
	p->may_fail = gitlab_may_fail(job->node);
	for (i = 0; i < job->ncommands; i++) {
		enum pin_use u = use_of(gocommand_find(
						job->commands[i]->text));

		open = open || changes_go(r, job->commands[i]->text);
		if (open && u == PIN_USE_MODULE)
			u = PIN_USE_MAYBE;
		p->use = stronger(p->use, u);
	}
	gitlab_toolchain(r, job, p);
	drop_if_again(r, p);
}

static void pin_gitlab(struct reader *r)
{
	struct error err = ERROR_INIT;
	struct gitlabci ci;
	size_t i, k;

	if (gitlabci_parse(r->a, r->bytes, r->f->path, load_local, r, &ci,
			   &err))
		set_problem(r, &err);
	for (i = 0; i < ci.njobs; i++)
		ci.jobs[i].supplied = &r->in->supplied;
	for (i = 0; i < ci.njobs; i++)
		for (k = 0; k < ci.jobs[i].ncombos; k++)
			pin_gitlab_job(r, &ci.jobs[i], &ci.jobs[i].combos[k]);
	for (i = 0; i < ci.nincludes; i++)
		*ARENA_PUSH(r->a, r->f->unread, r->f->nunread) =
			(struct include_unread){
				.text = ci.includes[i].text,
				.file = ci.includes[i].file,
				.line = ci.includes[i].line,
				.why = ci.includes[i].why };
	cijobs_gitlab(r->a, &ci, r->f);
	error_release(&err);
}

void pins_read(struct arena *a, const struct pins_input *in, bool beside_go,
	       struct repo_file *f)
{
	struct strbuf sb = STRBUF_INIT;
	struct reader r = { .a = a, .in = in, .f = f, .beside_go = beside_go };
	size_t i;

	if (fs_read(path_join(a, in->root, f->path), PIN_MAX_BYTES, &sb, NULL)) {
		strbuf_release(&sb);
		return;
	}
	r.bytes.p = arena_strndup(a, sb.buf, sb.len);
	r.bytes.len = sb.len;
	strbuf_release(&sb);
	switch (f->kind) {
	case FILE_GITHUB_WORKFLOW:
		pin_workflow(&r);
		break;
	case FILE_GITLAB_CI:
		pin_gitlab(&r);
		break;
	case FILE_DOCKERFILE:
		pin_dockerfile(&r);
		break;
	case FILE_GO_VERSION:
		pin_go_version(&r);
		break;
	case FILE_TOOL_VERSIONS:
		pin_tool_versions(&r);
		break;
	case FILE_MISE:
		pin_mise(&r);
		break;
	case FILE_DEVCONTAINER:
		pin_devcontainer(&r);
		break;
	case FILE_OTHER_CI:
		pin_lines(&r, cstr_ends(f->path, ".travis.yml") ? "go" : NULL);
		break;
	}
	/* The first that says something in it stands for the file. */
	for (i = 0; i < f->npins && !f->pin; i++) {
		const struct pin *p = &f->pins[i];

		if (p->kind == PIN_NONE || p->kind == PIN_SETUP_GO_NONE ||
		    !cstr_eq(p->file, f->path))
			continue;
		f->pin = p->number ? p->text : p->value;
		f->pin_line = f->pin ? p->line : 0;
	}
}
