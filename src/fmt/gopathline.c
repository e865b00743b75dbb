#include "config.h"

#include "fmt/gopathline.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "fmt/dockerfile.h"
#include "fmt/gopathpiece.h"
#include "fmt/yaml.h"

#define NOWHERE ((struct span){ 0, 0 })
/* Go 1.13 is the first that uses modules wherever they lie. */
#define MODULES_ANYWHERE 13

/* ---- what any line may say ---- */

static bool ends_path(char c)
{
	return strchr(" \t\r\n\"'`:;,)|&=", c) != NULL;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Behind the part of a line, written in any case; more than its length where
 * it is not there. */
static size_t behind(struct str s, const char *part)
{
	size_t n = strlen(part), i, k;

	for (i = 0; i + n <= s.len; i++) {
		for (k = 0; k < n && lower(s.p[i + k]) == part[k]; k++)
			;
		if (k == n)
			return i + n;
	}
	return s.len + 1;
}

/* "github.com/me/app" behind "/src/"; NULL: the line names no such folder. */
static const char *folder_in(struct arena *a, struct str line)
{
	static const char *const forms[] = {
		"gopath/src", "gopath}/src", "gopath)/src", "gopath\\src",
		"gopath%\\src", "go_workspace/src", "/go/src",
	};
	size_t i, at = line.len + 1, end;
	char *path, *c;

	for (i = 0; i < ARRAY_SIZE(forms) && at > line.len; i++)
		at = behind(line, forms[i]);
	if (at > line.len)
		return NULL;
	/* The sources of Go itself. */
	if (str_search(line, "local/go/src") < line.len ||
	    str_search(line, "lib/go/src") < line.len)
		return NULL;
	if (at < line.len && line.p[at] != '/' && line.p[at] != '\\' &&
	    !ends_path(line.p[at]))
		return NULL;
	while (at < line.len && (line.p[at] == '/' || line.p[at] == '\\'))
		at++;
	for (end = at; end < line.len && !ends_path(line.p[end]); end++)
		;
	path = arena_strndup(a, line.p + at, end - at);
	for (c = path; *c; c++)
		if (*c == '\\')
			*c = '/';
	while (c > path && c[-1] == '/')
		*--c = '\0';
	return path;
}

/* The minor version behind "1."; 0: it is none. */
static int minor_of(struct str s)
{
	int n = 0;
	size_t i;

	if (!str_starts(s, "1.") || s.len < 3)
		return 0;
	for (i = 2; i < s.len && i < 5 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + s.p[i] - '0';
	return n;
}

static bool names_old_image(struct str line)
{
	size_t at = str_search(line, "golang:");
	int minor;

	if (at >= line.len)
		return false;
	at += strlen("golang:");
	minor = minor_of(str_sub(line, at, line.len - at));
	return minor && minor < MODULES_ANYWHERE;
}

static const char *lock_in(struct str line)
{
	static const char *const names[] = {
		"Gopkg.lock", "glide.lock", "Godeps.json", "vendor.json",
		"vendor/manifest", "vendor.conf", "vendor.yml",
		"GLOCKFILE", "dependencies.tsv",
	};
	static const char gdm[] = "Godeps";
	size_t i, at = str_search(line, gdm), end = at + strlen(gdm);

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (str_search(line, names[i]) < line.len)
			return names[i];
	/* As a word: a file of gdm's, or godep's folder. */
	if (at >= line.len || (end < line.len && !ends_path(line.p[end])))
		return NULL;
	return !at || line.p[at - 1] == '/' || ends_path(line.p[at - 1]) ? gdm
									 : NULL;
}

/* "path: src/github.com/me/app", "go_import_path: …". */
static const char *checkout_in(struct arena *a, struct str line)
{
	struct str key, rest = line;
	size_t at;

	if (str_starts(rest, "- "))
		rest = str_sub(rest, 2, rest.len - 2);
	if (!str_cut(&rest, ':', &key) || !rest.p)
		return NULL;
	key = str_trim(key);
	rest = str_trim(rest);
	while (rest.len && strchr("\"'", rest.p[0]))
		rest = str_sub(rest, 1, rest.len - 1);
	while (rest.len && strchr("\"'", rest.p[rest.len - 1]))
		rest.len--;
	if (!str_is(key, "go_import_path")) {
		if (!str_is_word(key, "path working-directory "
				 "working_directory clone_folder"))
			return NULL;
		at = str_starts(rest, "src/") ? strlen("src/")
					      : behind(rest, "go/src/");
		if (at > rest.len || rest.p[0] == '/')
			return NULL;
		rest = str_sub(rest, at, rest.len - at);
		if (str_find(rest, '.') >= rest.len)
			return NULL;
	}
	return arena_strndup(a, rest.p, rest.len);
}

static bool is_said(struct str line)
{
	return str_starts(line, "#") || str_starts(line, "//") ||
	       str_starts(line, "echo ") || str_starts(line, "@echo ");
}

static void read_lines(struct gopathreader *r, enum gopathline_file kind)
{
	struct str rest = r->bytes, line;
	const char *path;
	int at = 0;

	while (str_line(&rest, &line)) {
		at++;
		line = str_trim(line);
		if (is_said(line))
			continue;
		path = folder_in(r->a, line);
		if (!path && kind == GOPATHLINE_YAML)
			path = checkout_in(r->a, line);
		if (path)
			gopathline_add(r, GOPATHLINE_PLACE, at, path, NULL,
				       NOWHERE);
		if (names_old_image(line))
			gopathline_add(r, GOPATHLINE_OLD_GO, at, NULL, NULL,
				       NOWHERE);
		path = lock_in(line);
		if (path)
			gopathline_add(r, GOPATHLINE_LOCK, at, path, NULL,
				       NOWHERE);
	}
}

/* ---- scripts ---- */

static void read_script(struct gopathreader *r)
{
	struct gopathpiece p = { .text = r->bytes, .line = 1,
				 .takes = GOPATHPIECE_LINE };

	gopathpiece_read(r, &p);
}

/* ---- Makefiles ---- */

/* [from, to) with the lines that are continued. */
static size_t joined_end(struct str b, size_t from)
{
	size_t end = span_line_end(b, from), n;

	for (;;) {
		n = end && b.p[end - 1] == '\n' ? end - 1 : end;
		if (n && b.p[n - 1] == '\r')
			n--;
		if (n <= from || b.p[n - 1] != '\\' || end >= b.len)
			return end;
		end = span_line_end(b, end);
	}
}

/* Every line that has "(NAME)" is one of a go command. */
static bool only_go_uses(struct str bytes, const char *used)
{
	static const char *const uses[] = {
		"go test", "go vet", "go build", "go install", "go list"
	};
	struct str line;
	bool any = false;
	size_t i, at;

	while (str_line(&bytes, &line)) {
		at = str_search(line, used);
		if (at >= line.len)
			continue;
		any = true;
		for (i = 0; i < ARRAY_SIZE(uses); i++)
			if (str_search(line, uses[i]) < at)
				break;
		if (i == ARRAY_SIZE(uses))
			return false;
	}
	return any;
}

/* "PKGS ?= $(shell glide novendor)". */
static void read_novendor(struct gopathreader *r, int line, const char *name,
			  size_t value, size_t end)
{
	static const char *const forms[] = {
		"$(shell glide novendor)", "$(shell glide nv)",
	};
	struct str v = str_trim(str_sub(r->bytes, value, end - value));
	const char *used = arena_printf(r->a, "(%s)", name);
	struct span s;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		if (str_search(v, forms[i]) >= v.len)
			continue;
		s.start = (size_t)(v.p - r->bytes.p);
		s.end = s.start + v.len;
		gopathline_add(r, GOPATHLINE_NOVENDOR, line, "glide",
			       str_is(v, forms[i]) &&
			       only_go_uses(r->bytes, used)
			       ? "./..." : NULL, s);
	}
}

static size_t after_blanks(struct str s, size_t i)
{
	while (i < s.len && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return i;
}

/* "export NAME := value" */
static void read_variable(struct gopathreader *r, int at, size_t from,
			  size_t end)
{
	struct str line = str_sub(r->bytes, 0, end), value;
	size_t name = after_blanks(line, from), n, eq;
	const char *key;
	struct span s;

	if (str_starts(str_sub(line, name, end - name), "export "))
		name = after_blanks(line, name + strlen("export "));
	for (n = name; n < end && (line.p[n] == '_' ||
	     (lower(line.p[n]) >= 'a' && lower(line.p[n]) <= 'z') ||
	     (n > name && line.p[n] >= '0' && line.p[n] <= '9')); n++)
		;
	eq = after_blanks(line, n);
	while (eq < end && strchr(":?+", line.p[eq]))
		eq++;
	if (n == name || eq >= end || line.p[eq] != '=')
		return;
	key = arena_strndup(r->a, line.p + name, n - name);
	value = str_trim(str_sub(line, eq + 1, end - eq - 1));
	s.start = (size_t)(value.p - r->bytes.p);
	s.end = s.start + value.len;
	if (!strcmp(key, "GO111MODULE") && str_is(value, "off"))
		gopathline_add(r, GOPATHLINE_OFF, at, NULL, "on", s);
	else if (!strcmp(key, "GOPATH") && gopathpiece_is_gopath(value))
		gopathline_add(r, GOPATHLINE_GOPATH, at, NULL, NULL, s);
	read_novendor(r, at, key, eq + 1, end);
}

static void read_recipe(struct gopathreader *r, int line, size_t from,
			size_t end)
{
	struct gopathpiece p = { .line = line, .takes = GOPATHPIECE_LINE,
				 .make = true };
	bool may_fail = false;

	while (from < end && strchr("@-+ \t", r->bytes.p[from]))
		may_fail |= r->bytes.p[from++] == '-';
	while (end > from && strchr("\r\n", r->bytes.p[end - 1]))
		end--;
	p.base = from;
	p.text = str_sub(r->bytes, from, end - from);
	gopathpiece_read(r, &p);
	if (may_fail)
		r->fetched = GOPATHFETCHED_NOT;
	else if (r->fetched == GOPATHFETCHED_IF)
		r->fetched = GOPATHFETCHED_SURELY;
}

static void read_makefile(struct gopathreader *r)
{
	size_t at = 0, end;
	int line = 1;

	for (; at < r->bytes.len; at = end) {
		end = joined_end(r->bytes, at);
		if (r->bytes.p[at] == '\t') {
			read_recipe(r, line, at, end);
		} else if (r->bytes.p[at] != '#') {
			/* A recipe goes on behind an empty line. */
			if (after_blanks(r->bytes, at) + 1 < end)
				r->fetched = GOPATHFETCHED_NOT;
			read_variable(r, line, at, end);
		}
		line += str_line_at(str_sub(r->bytes, at, end - at),
				    end - at) - 1;
	}
}

/* ---- Dockerfiles ---- */

static void read_run(struct gopathreader *r, const struct docker_instr *in,
		     bool no_gomod)
{
	struct gopathpiece p = { .line = in->line, .takes = GOPATHPIECE_ALL,
				 .no_gomod = no_gomod };
	size_t i;

	if (in->json || !in->nwords)
		return;
	i = in->words[0].at;
	p.text = str_sub(in->text, i, in->text.len - i);
	p.from = in->from + i;
	if (in->nheredocs)
		p.takes = GOPATHPIECE_NOTHING;
	gopathpiece_read(r, &p);
	for (i = 0; i < in->nheredocs; i++) {
		struct gopathpiece doc = {
			.text = in->heredocs[i].text,
			.base = (size_t)(in->heredocs[i].text.p -
					 r->bytes.p),
			.line = in->heredocs[i].line,
			.takes = GOPATHPIECE_LINE, .must_stay = true,
			.no_gomod = no_gomod };

		gopathpiece_read(r, &doc);
	}
}

static struct span words_span(const struct docker_instr *in, size_t first,
			      size_t last)
{
	const struct docker_word *w = &in->words[last];

	return (struct span){ in->from[in->words[first].at],
			      in->from[w->at + w->text.len - 1] + 1 };
}

/* The lock file that a word of COPY means, "Gopkg.*" as well; NULL: none.
 * Sets *alone where it can mean nothing but the files of that tool. */
static const char *lock_copied(struct arena *a, struct str t, bool *alone)
{
	static const char *const locks[] = { "Gopkg.lock", "glide.lock" };
	static const char *const stems[] = { "Gopkg", "glide" };
	const char *word = arena_strndup(a, t.p, t.len);
	size_t i;

	*alone = str_is_word(t, "Gopkg.toml Gopkg.lock glide.yaml glide.lock");
	for (i = 0; i < ARRAY_SIZE(locks); i++) {
		*alone = *alone || (str_starts(t, stems[i]) &&
				    strpbrk(word, "*?[") &&
				    !strchr(word, '/'));
		if (!fnmatch(word, locks[i], 0))
			return locks[i];
	}
	return NULL;
}

/* COPY Gopkg.toml Gopkg.lock ./ : what go mod download needs instead.  True
 * where go.mod is there then. */
static bool read_copy(struct gopathreader *r, const struct docker_instr *in)
{
	const char *lock = NULL, *one;
	size_t i, first = in->nwords, last = 0, n = 0;
	struct span s = NOWHERE;
	bool alone, mixed = false;

	if (dockerfile_flag(in, "from", 0))
		return false;
	for (i = 0; i + 1 < in->nwords; i++) {
		struct str t = in->words[i].text;

		if (str_is_word(t, ". ./ * ./*"))
			return true;
		if (str_starts(t, "./"))
			t = str_sub(t, 2, t.len - 2);
		one = lock_copied(r->a, t, &alone);
		if (one)
			lock = one;
		mixed = mixed || (one && !alone);
		if (!alone)
			continue;
		first = i < first ? i : first;
		last = i;
		n++;
	}
	if (!lock)
		return false;
	if (!in->json && !mixed && last - first + 1 == n)
		s = words_span(in, first, last);
	gopathline_add(r, GOPATHLINE_LOCK, in->line, lock,
		       s.end ? "go.mod go.sum" : NULL, s);
	return s.end > 0;
}

/* ENV NAME=VALUE …, ENV NAME VALUE. */
static void read_env(struct gopathreader *r, const struct docker_instr *in)
{
	struct str name, value;
	size_t i, at;

	for (i = 0; i < in->nwords; i++) {
		struct str t = in->words[i].text;

		value = t;
		at = in->words[i].at;
		if (str_find(t, '=') < t.len) {
			(void)str_cut(&value, '=', &name);
		} else if (!i && in->nwords == 2) {
			name = t;
			value = in->words[1].text;
			at = in->words[1].at;
			i++;
		} else {
			continue;
		}
		at += (size_t)(value.p - in->words[i].text.p);
		if (str_is(name, "GO111MODULE") && str_is(value, "off"))
			gopathline_add(r, GOPATHLINE_OFF,
				       str_line_at(r->bytes, in->from[at]),
				       NULL, "on",
				       (struct span){ in->from[at],
						      in->from[at] + 3 });
		else if (str_is(name, "GOPATH") &&
			 gopathpiece_is_gopath(value))
			gopathline_add(r, GOPATHLINE_GOPATH,
				       in->words[i].line, NULL, NULL,
				       NOWHERE);
	}
}

static void read_dockerfile(struct gopathreader *r)
{
	struct dockerfile d;
	bool has_gomod = false;
	size_t i;

	dockerfile_parse(r->a, r->bytes, &d);
	for (i = 0; i < d.ninstrs; i++) {
		const struct docker_instr *in = &d.instrs[i];

		if (in->verb != DOCKER_RUN)
			r->fetched = GOPATHFETCHED_NOT;
		if (in->verb == DOCKER_FROM)
			has_gomod = false;
		else if (in->verb == DOCKER_RUN)
			read_run(r, in, !has_gomod);
		else if (in->verb == DOCKER_COPY || in->verb == DOCKER_ADD)
			has_gomod |= read_copy(r, in);
		else if (in->verb == DOCKER_ENV)
			read_env(r, in);
	}
}

/* ---- YAML ---- */

/* Keys whose values are commands, of whatever service. */
static bool is_script_key(struct str key)
{
	return str_is_word(key, "install before_install script before_script "
			   "after_script after_success after_failure "
			   "before_deploy before_cache run command commands "
			   "code test_script build_script before_build "
			   "after_build before_test after_test on_success "
			   "bash sh cmd ps override pre post");
}

static bool is_env_key(struct str key)
{
	return str_is_word(key, "env environment variables global matrix "
			   "include jobs");
}

enum inside { INSIDE_NOTHING, INSIDE_SCRIPT, INSIDE_ENV };

static void read_node(struct gopathreader *r, const struct yaml_node *n,
		      enum inside in, enum gopathpiece_whole takes);

static void read_scalar(struct gopathreader *r, const struct yaml_node *n,
			enum gopathpiece_whole takes)
{
	struct gopathpiece p = { .text = n->text, .node = n, .line = n->line,
				 .takes = takes };

	/* The items of a list run one after another; else it is a step of
	 * its own. */
	if (takes != GOPATHPIECE_ITEM)
		r->fetched = GOPATHFETCHED_NOT;
	if (n->style == YAML_LITERAL) {
		p.takes = GOPATHPIECE_LINE;
		p.must_stay = true;
		p.line++;
	}
	gopathpiece_read(r, &p);
}

/* Not all of the items may go: a list of nothing is another thing. */
static void read_items(struct gopathreader *r, const struct yaml_node *n,
		       enum inside in)
{
	size_t i, before = r->n, gone = r->nitems;

	r->fetched = GOPATHFETCHED_NOT;
	for (i = 0; i < n->nitems; i++)
		read_node(r, n->items[i], in,
			  in == INSIDE_SCRIPT ? GOPATHPIECE_ITEM
					      : GOPATHPIECE_NOTHING);
	if (r->nitems - gone < n->nitems)
		return;
	for (i = before; i < r->n; i++)
		if (r->list[i].kind == GOPATHLINE_TOOL_GET)
			r->list[i].with = NULL;
}

static void read_version(struct gopathreader *r, const struct yaml_node *n)
{
	size_t i;
	int minor;

	if (n->kind == YAML_SEQUENCE) {
		for (i = 0; i < n->nitems; i++)
			if (n->items[i]->kind == YAML_SCALAR)
				read_version(r, n->items[i]);
		return;
	}
	if (n->kind != YAML_SCALAR)
		return;
	minor = minor_of(n->text);
	if (minor && minor < MODULES_ANYWHERE)
		gopathline_add(r, GOPATHLINE_OLD_GO, n->line, NULL, NULL,
			       NOWHERE);
}

static void read_pair(struct gopathreader *r, const struct yaml_pair *p,
		      enum inside in)
{
	struct str key = p->key->text;

	if (str_is(key, "GO111MODULE") && p->value->kind == YAML_SCALAR) {
		/* Bare it would be true for a reader of YAML 1.1. */
		if (yaml_says(p->value, "off"))
			gopathline_add(r, GOPATHLINE_OFF, p->value->line,
				       NULL, "\"on\"", p->value->span);
	} else if (str_is(key, "GOPATH") && p->value->kind == YAML_SCALAR) {
		if (gopathpiece_is_gopath(p->value->text))
			gopathline_add(r, GOPATHLINE_GOPATH, p->value->line,
				       NULL, NULL, NOWHERE);
	} else if (str_is_word(key, "go go-version")) {
		read_version(r, p->value);
	} else if (is_script_key(key)) {
		read_node(r, p->value, INSIDE_SCRIPT, GOPATHPIECE_NOTHING);
	} else if (in != INSIDE_SCRIPT) {
		read_node(r, p->value,
			  is_env_key(key) ? INSIDE_ENV : INSIDE_NOTHING,
			  GOPATHPIECE_NOTHING);
	}
}

static void read_node(struct gopathreader *r, const struct yaml_node *n,
		      enum inside in, enum gopathpiece_whole takes)
{
	size_t i;

	switch (n->kind) {
	case YAML_SCALAR:
		if (in != INSIDE_NOTHING)
			read_scalar(r, n, takes);
		break;
	case YAML_SEQUENCE:
		read_items(r, n, in);
		break;
	case YAML_MAPPING:
		for (i = 0; i < n->npairs; i++)
			if (n->pairs[i].key->kind == YAML_SCALAR)
				read_pair(r, &n->pairs[i], in);
		break;
	}
}

static void read_yaml(struct gopathreader *r)
{
	struct error err = ERROR_INIT;
	struct yaml y;
	size_t i;

	if (!yaml_parse(r->a, r->bytes, "", NULL, &y, &err))
		for (i = 0; i < y.ndocs; i++)
			read_node(r, y.docs[i], INSIDE_NOTHING,
				  GOPATHPIECE_NOTHING);
	error_release(&err);
}

/* ---- all of it ---- */

/* A command in one that goes as a whole: it is told. */
static void part(struct gopathreader *r)
{
	size_t i, k;

	for (i = 1; i < r->n; i++)
		for (k = 0; k < i && r->list[i].with; k++)
			if (r->list[k].with &&
			    r->list[k].start < r->list[i].end &&
			    r->list[i].start < r->list[k].end)
				r->list[i].with = NULL;
}

static int order(const void *x, const void *y)
{
	const struct gopathline *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->kind < b->kind ? -1 : a->kind > b->kind;
}

/* A lock file that a tool is called with is told with the tool. */
static void drop_named(struct gopathreader *r)
{
	size_t i, n = 0;
	int line = 0;

	for (i = 0; i < r->n; i++) {
		const struct gopathline *l = &r->list[i];

		if (l->kind <= GOPATHLINE_TOOL)
			line = l->line;
		if (l->kind != GOPATHLINE_LOCK || l->line != line)
			r->list[n++] = *l;
	}
	r->n = n;
}

void gopathline_read(struct arena *a, struct str bytes,
		     enum gopathline_file kind, struct gopathline **list,
		     size_t *n)
{
	struct gopathreader r = { .a = a, .bytes = bytes };

	r.elsewhere = kind == GOPATHLINE_DOCKERFILE ||
		      kind == GOPATHLINE_YAML;
	switch (kind) {
	case GOPATHLINE_DOCKERFILE:
		read_dockerfile(&r);
		break;
	case GOPATHLINE_MAKEFILE:
		read_makefile(&r);
		break;
	case GOPATHLINE_SHELL:
		read_script(&r);
		break;
	case GOPATHLINE_YAML:
		read_yaml(&r);
		break;
	}
	part(&r);
	read_lines(&r, kind);
	if (r.n)
		qsort(r.list, r.n, sizeof(*r.list), order);
	drop_named(&r);
	*list = r.list;
	*n = r.n;
}
