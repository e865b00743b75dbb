#include "config.h"

#include "fmt/gopathpiece.h"

#include <limits.h>
#include <string.h>

#include "base/path.h"
#include "fmt/shellcmd.h"
#include "fmt/yamledit.h"

#define TEXT_MAX ((size_t)160)

/* The managers of dependencies, what installs what they pinned, and the
 * package that each of them is got by. */
static const struct tool {
	const char *name, *restore, *package;
} tools[] = {
	{ "dep", "ensure", "github.com/golang/dep" },
	{ "glide", "install i", "github.com/Masterminds/glide" },
	{ "godep", "restore", "github.com/tools/godep" },
	{ "govendor", "sync", "github.com/kardianos/govendor" },
	{ "gvt", "restore", "github.com/FiloSottile/gvt" },
	{ "gdm", "restore", "github.com/sparrc/gdm" },
	{ "glock", "sync", "github.com/robfig/glock" },
	{ "godeps", "-u", "github.com/rogpeppe/godeps" },
	{ "vndr", "", "github.com/LK4D4/vndr" },
	{ "govend", "", "github.com/govend/govend" },
	{ "gom", "install", "github.com/mattn/gom" },
	{ "goop", "install", "github.com/nitrous-io/goop" },
	{ "gb", NULL, "github.com/constabulary/gb" },
};

static const struct tool *tool_named(const char *program)
{
	size_t i;

	for (i = 0; program && i < ARRAY_SIZE(tools); i++)
		if (!strcmp(tools[i].name, program))
			return &tools[i];
	return NULL;
}

static const struct tool *tool_of_package(const char *path)
{
	size_t i, n;

	for (i = 0; i < ARRAY_SIZE(tools); i++) {
		n = strlen(tools[i].package);
		if (!strncmp(path, tools[i].package, n) &&
		    (!path[n] || strchr("/@", path[n])))
			return &tools[i];
	}
	return NULL;
}

/* One command of a piece, past sudo and the like. */
struct call {
	const struct gopathpiece *p;
	const struct shellcmd *list;
	size_t n, i;
	const struct shellcmd *c;
	const char *program;	/* or NULL */
	size_t at;		/* the word behind it */
	bool covered;		/* a variable before it may be anything */
};

static size_t end_of(const struct shellcmd *c)
{
	return c->at + c->len;
}

static size_t word_end(const struct shellcmd_word *w)
{
	return w->at + w->len;
}

/* ---- where it stands ---- */

/* The bytes of the file; false: they are not in one run there. */
static bool place(const struct gopathreader *r, const struct gopathpiece *p,
		  size_t at, size_t len, struct span *out)
{
	if (p->node) {
		if (!yamledit_span(r->bytes, p->node, at, len, out))
			return false;
	} else if (p->from) {
		out->start = p->from[at];
		out->end = p->from[at + len - 1] + 1;
	} else {
		out->start = p->base + at;
		out->end = p->base + at + len;
	}
	return out->end - out->start == len;
}

/* From the first of them to the last, whatever lies between there: the ends
 * of continued lines, the blanks that YAML puts before each. */
static bool place_around(const struct gopathreader *r,
			 const struct gopathpiece *p, size_t at, size_t len,
			 struct span *out)
{
	struct span last;

	if (!place(r, p, at, 1, out) ||
	    !place(r, p, at + len - 1, 1, &last))
		return false;
	out->end = last.end;
	return true;
}

static int line_of(const struct gopathreader *r, const struct gopathpiece *p,
		   size_t at)
{
	struct span s;

	if (place(r, p, at, 1, &s))
		return str_line_at(r->bytes, s.start);
	return p->line + str_line_at(p->text, at) - 1;
}

void gopathline_add(struct gopathreader *r, enum gopathline_kind kind,
		    int line, const char *path, const char *with,
		    struct span at)
{
	struct gopathline *l;
	struct str text;
	struct span s;
	size_t i;

	if (r->n >= GOPATHLINES_MAX)
		return;
	s = span_of_line(r->bytes, line);
	text = str_trim(str_sub(r->bytes, s.start, s.end - s.start));
	if (text.len > TEXT_MAX) {
		text.len = TEXT_MAX;
		while (text.len && ((unsigned char)text.p[text.len] & 0xc0) ==
				   0x80)
			text.len--;
	}
	/* An alias of YAML is read as often as it is used. */
	for (i = 0; i < r->n; i++)
		if (r->list[i].kind == kind && r->list[i].line == line &&
		    (!with || r->list[i].start == (int)at.start))
			return;
	l = ARENA_PUSH(r->a, r->list, r->n);
	memset(l, 0, sizeof(*l));
	l->kind = kind;
	l->line = line;
	l->text = arena_strndup(r->a, text.p, text.len);
	l->path = path;
	if (with && at.end <= INT_MAX) {
		l->with = with;
		l->start = (int)at.start;
		l->end = (int)at.end;
	}
}

/* [from, to) of the piece becomes `with`, where it stands in one run. */
static void add_at(struct gopathreader *r, enum gopathline_kind kind,
		   const struct call *k, const char *path, const char *with,
		   size_t from, size_t to)
{
	struct span s = { 0, 0 };

	if (with && !place(r, k->p, from, to - from, &s))
		with = NULL;
	gopathline_add(r, kind, line_of(r, k->p, from), path, with, s);
}

static void add_told(struct gopathreader *r, enum gopathline_kind kind,
		     const struct call *k, const char *path)
{
	add_at(r, kind, k, path, NULL, k->c->at, end_of(k->c));
}

/* ---- what is around a command ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Over blanks and continued lines. */
static size_t skip_on(struct str s, size_t i)
{
	while (i < s.len && (is_blank(s.p[i]) ||
			     (s.p[i] == '\\' && i + 1 < s.len &&
			      s.p[i + 1] == '\n')))
		i += s.p[i] == '\\' ? 2 : 1;
	return i;
}

static size_t skip_back(struct str s, size_t i)
{
	while (i && (is_blank(s.p[i - 1]) ||
		     (s.p[i - 1] == '\n' && i > 1 && s.p[i - 2] == '\\')))
		i -= s.p[i - 1] == '\n' ? 2 : 1;
	return i;
}

/* "&&", "||", ";", "\n" or "" (the end) behind i; NULL: something else. */
static const char *parted_behind(struct str s, size_t i)
{
	struct str rest = str_sub(s, i, s.len - i);

	if (!rest.len)
		return "";
	if (str_starts(rest, "&&"))
		return "&&";
	return rest.p[0] == ';' ? ";" : rest.p[0] == '\n' ? "\n" : NULL;
}

static const char *parted_before(struct str s, size_t i)
{
	struct str head = str_sub(s, 0, i);

	if (!i)
		return "";
	if (str_ends(head, "&&"))
		return "&&";
	if (str_ends(head, "||"))
		return "||";
	return s.p[i - 1] == ';' ? ";" : s.p[i - 1] == '\n' ? "\n" : NULL;
}

static bool is_plain(const struct shellcmd *c)
{
	return !c->depth && !c->block;
}

/* "glide --version", "which glide": it only asks whether the tool is there. */
static bool asks_for(const struct shellcmd *c, const char *tool)
{
	size_t at;
	const char *p = shellcmd_program(c, &at);

	if (!p)
		return false;
	if (str_is_word(str_from(p), "which type hash"))
		return at < c->nwords && !strcmp(c->words[at].text, tool);
	if (strcmp(p, tool))
		return false;
	/* "command -v glide" */
	if (!strcmp(c->words[c->nassigns].text, "command"))
		return at == c->nwords;
	return at + 1 == c->nwords &&
	       str_is_word(str_from(c->words[at].text),
			   "--version -version -v version help");
}

/* All of its line, in a file where a line is a command. */
static bool whole_line(const struct gopathreader *r,
		       const struct gopathpiece *p, struct span *s)
{
	struct str b = r->bytes;
	size_t from = s->start, to = s->end;

	while (from && is_blank(b.p[from - 1]))
		from--;
	if (p->make)
		while (from && strchr("@-+ \t", b.p[from - 1]))
			from--;
	if (p->takes == GOPATHPIECE_ITEM) {
		if (from && strchr("\"'", b.p[from - 1]))
			from--;
		while (from && is_blank(b.p[from - 1]))
			from--;
		if (!from || b.p[from - 1] != '-')
			return false;
		for (from--; from && is_blank(b.p[from - 1]);)
			from--;
		if (to < b.len && strchr("\"'", b.p[to]))
			to++;
	}
	while (to < b.len && is_blank(b.p[to]))
		to++;
	if ((from && b.p[from - 1] != '\n') ||
	    (to < b.len && b.p[to] != '\n'))
		return false;
	*s = (struct span){ from, to + (to < b.len) };
	return true;
}

/* The bytes that go with [from, to) of the piece, so that the rest is what it
 * was; false where it is woven in. */
static bool without(const struct gopathreader *r, const struct call *k,
		    size_t from, size_t to, struct span *out)
{
	const struct gopathpiece *p = k->p;
	size_t back = skip_back(p->text, from), on = skip_on(p->text, to);
	const char *before = parted_before(p->text, back);
	const char *behind = parted_behind(p->text, on);
	bool first, last;

	if (!before || !behind)
		return false;
	first = !strchr("&|", before[0]) || !*before;
	last = !*behind || *behind == '\n';
	if (first && !last) {
		on = skip_on(p->text, on + strlen(behind));
		return on < p->text.len &&
		       place_around(r, p, from, on - from, out);
	}
	if (!strcmp(before, "&&")) {
		back = skip_back(p->text, back - 2);
		return back && place_around(r, p, back, to - back, out);
	}
	if (!first || !strcmp(before, ";"))
		return false;
	if (p->takes == GOPATHPIECE_ALL) {
		out->start = span_of_line(r->bytes, p->line).start;
		out->end = span_line_end(r->bytes, p->from[p->text.len - 1]);
		return !skip_back(p->text, from) &&
		       skip_on(p->text, to) == p->text.len;
	}
	if (p->takes == GOPATHPIECE_ITEM &&
	    (str_trim(p->text).len != to - from))
		return false;
	if (p->takes == GOPATHPIECE_NOTHING ||
	    (p->must_stay && str_trim(p->text).len == to - from))
		return false;
	return place_around(r, p, from, to - from, out) &&
	       whole_line(r, p, out);
}

/* ---- what fetches all that is pinned ---- */

static const char *part_before(const struct call *k)
{
	return parted_before(k->p->text, skip_back(k->p->text, k->c->at));
}

/* As another user, or with another GOPATH, it fetches to another folder. */
static bool is_bare(const struct call *k)
{
	const struct shellcmd *c = k->c;

	return is_plain(c) && !c->nassigns &&
	       (k->at == 1 || c->words[0].text[0] == '$');
}

/* What is known behind it, where nothing but it decides whether it runs. */
static enum gopathfetched fetched_by(const struct gopathreader *r,
				     const struct call *k)
{
	const char *before = part_before(k);
	const char *behind = parted_behind(k->p->text,
					   skip_on(k->p->text, end_of(k->c)));

	if (!is_bare(k) || !before || !behind || cstr_eq(before, "||") ||
	    cstr_eq(behind, "||"))
		return GOPATHFETCHED_NOT;
	return cstr_eq(before, "&&") &&
	       r->fetched != GOPATHFETCHED_SURELY ? GOPATHFETCHED_IF
						  : GOPATHFETCHED_SURELY;
}

/* Right behind one that fetched the same: two pins of the same are one in a
 * module.  In its vendor folder only a restore brings it. */
static bool is_again(const struct gopathreader *r, const struct call *k,
		     enum gopathline_kind kind)
{
	if (!is_bare(k) || r->fetched == GOPATHFETCHED_NOT ||
	    (kind == GOPATHLINE_RESTORE && r->fetched_by != kind &&
	     !r->elsewhere))
		return false;
	return r->fetched == GOPATHFETCHED_SURELY ||
	       cstr_eq(part_before(k), "&&");
}

static bool overlaps(const struct gopathreader *r, const struct span *s)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->list[i].with && r->list[i].start < (int)s->end &&
		    (int)s->start < r->list[i].end)
			return true;
	return false;
}

/* A command that comes to go mod download, or to nothing after another;
 * `able`: by itself.  Its words are [from, to) of the piece. */
static void add_fetch(struct gopathreader *r, enum gopathline_kind kind,
		      const struct call *k, const char *path, bool able,
		      size_t from, size_t to)
{
	struct span s;
	/* Of "godep go get" a part goes already. */
	bool whole = kind == GOPATHLINE_RESTORE || cstr_eq(k->program, "go");
	bool again = able && whole && is_again(r, k, kind) &&
		     without(r, k, k->c->at, end_of(k->c), &s) &&
		     s.end <= INT_MAX && !overlaps(r, &s);

	if (!again) {
		add_at(r, kind, k, path, able ? "go mod download" : NULL,
		       from, to);
	} else {
		r->nitems += k->p->takes == GOPATHPIECE_ITEM;
		gopathline_add(r, kind, line_of(r, k->p, k->c->at), path, "",
			       s);
	}
	if (!able)
		return;
	r->fetches = fetched_by(r, k);
	if (!again)
		r->fetched_by = kind;
}

/* ---- installing the tools ---- */

static void add_tool_get(struct gopathreader *r, const struct call *k,
			 const struct tool *t, size_t to)
{
	size_t from = k->c->at, i = k->i;
	struct span s = { 0, 0 };
	const char *with = NULL;

	/* It brings a program, and leaves what was fetched. */
	if (r->fetched == GOPATHFETCHED_SURELY || cstr_eq(part_before(k), "&&"))
		r->fetches = r->fetched;
	if (i && is_plain(&k->list[i - 1]) &&
	    asks_for(&k->list[i - 1], t->name) &&
	    cstr_eq(parted_before(k->p->text, skip_back(k->p->text, from)),
		    "||"))
		from = k->list[i - 1].at;
	if (is_plain(k->c) && !k->covered && (!i || !k->list[i - 1].piped) &&
	    without(r, k, from, to, &s)) {
		with = "";
		r->nitems += k->p->takes == GOPATHPIECE_ITEM;
	}
	gopathline_add(r, GOPATHLINE_TOOL_GET, line_of(r, k->p, k->c->at),
		       t->name, with, s);
}

/* "curl https://glide.sh/get | sh". */
static void read_download(struct gopathreader *r, const struct call *k)
{
	static const char *const from[][2] = {
		{ "golang/dep/", "dep" }, { "Masterminds/glide/", "glide" },
		{ "glide.sh/get", "glide" }, { "tools/godep/", "godep" },
		{ "kardianos/govendor/", "govendor" },
	};
	const struct shellcmd *next = k->i + 1 < k->n ? k->c + 1 : NULL;
	size_t i, w, at;
	bool shell = k->c->piped && next && !next->piped &&
		     str_is_word(str_from(shellcmd_program(next, &at)),
				 "sh bash");

	for (w = k->at; w < k->c->nwords; w++)
		for (i = 0; i < ARRAY_SIZE(from); i++) {
			const struct tool *t = tool_named(from[i][1]);

			if (!strstr(k->c->words[w].text, from[i][0]))
				continue;
			if (shell)
				add_tool_get(r, k, t, end_of(next));
			else
				add_told(r, GOPATHLINE_TOOL_GET, k, t->name);
			return;
		}
}

/* ---- go get ---- */

/* go mod download stops where there is no go.mod. */
static bool may_fetch(const struct call *k)
{
	return !k->covered && !k->p->no_gomod;
}

static void read_get(struct gopathreader *r, const struct call *k, size_t at)
{
	const struct shellcmd *c = k->c;
	const struct tool *tool = NULL, *one;
	bool all = true, fetches = false, plain = true, only_tools = true;
	size_t i, first = c->words[at - 2].at;

	for (i = at; i < c->nwords; i++) {
		const char *w = c->words[i].text;

		if (w[0] == '-') {
			fetches = fetches || !strcmp(w, "-d");
			plain = plain && str_is_word(str_from(w),
						     "-d -v -t -x");
			continue;
		}
		plain = plain && !c->words[i].dynamic &&
			(!strcmp(w, ".") || !strcmp(w, "./..."));
		all = all && (w[0] == '.' || !strcmp(w, "all"));
		one = tool_of_package(w);
		only_tools = only_tools && one;
		tool = one ? one : tool;
	}
	if (all)
		add_fetch(r, GOPATHLINE_GET_ALL, k, NULL,
			  fetches && plain && may_fetch(k), first,
			  word_end(&c->words[c->nwords - 1]));
	else if (tool && only_tools)
		add_tool_get(r, k, tool, end_of(c));
	else
		add_told(r, GOPATHLINE_GET, k, tool ? tool->name : NULL);
}

/* ---- the tools ---- */

/* Flags of a command that restores, with no effect but on what is seen or on
 * what stays of vendor/. */
static bool is_harmless(const char *flag)
{
	return str_is_word(str_from(flag),
			   "-v -s -q --quiet -debug --debug --no-color "
			   "-vendor-only --vendor-only --strip-vendor "
			   "--strip-vcs --skip-test -strip-vendor");
}

static bool restores(const struct call *k, const struct tool *t)
{
	bool verb = t->restore && !*t->restore;
	size_t i;

	if (!t->restore)
		return false;
	for (i = k->at; i < k->c->nwords; i++) {
		const struct shellcmd_word *w = &k->c->words[i];

		if (w->text[0] == '-' && is_harmless(w->text))
			continue;
		if (!verb && str_is_word(str_from(w->text), t->restore))
			verb = true;
		else if (!verb || !str_is_word(str_from(t->name),
					       "glock godeps"))
			return false;
	}
	return verb;
}

/* "govendor test -v +local": go's command; NULL: it is none. */
static const char *govendor_go(struct gopathreader *r, const struct call *k)
{
	const struct shellcmd *c = k->c;
	const struct shellcmd_word *last = &c->words[c->nwords - 1];
	size_t i, from = word_end(&c->words[k->at - 1]);

	if (c->nwords < k->at + 2 ||
	    !str_is_word(str_from(c->words[k->at].text),
			 "build install test vet") ||
	    !str_is_word(str_from(last->text), "+local +l"))
		return NULL;
	for (i = k->at + 1; i + 1 < c->nwords; i++)
		if (c->words[i].text[0] == '+')
			return NULL;
	return arena_printf(r->a, "go%.*s./...", (int)(last->at - from),
			    k->p->text.p + from);
}

static bool is_or(struct str s, size_t at)
{
	at = skip_on(s, at);
	return str_starts(str_sub(s, at, s.len - at), "||");
}

static void read_go(struct gopathreader *r, const struct call *k, size_t at);

static void read_tool(struct gopathreader *r, const struct call *k,
		      const struct tool *t)
{
	const struct shellcmd *c = k->c;
	const struct shellcmd_word *self = &c->words[k->at - 1];
	const char *verb = k->at < c->nwords ? c->words[k->at].text : "";
	const char *go;
	size_t last = word_end(&c->words[c->nwords - 1]);

	if (restores(k, t)) {
		add_fetch(r, GOPATHLINE_RESTORE, k, t->name, may_fetch(k),
			  self->at, last);
	} else if (!strcmp(t->name, "godep") && !strcmp(verb, "go") &&
		   k->at + 1 < c->nwords) {
		add_at(r, GOPATHLINE_TOOL_GO, k, t->name, "", self->at,
		       c->words[k->at].at);
		read_go(r, k, k->at + 1);
	} else if (!strcmp(t->name, "govendor") &&
		   (go = govendor_go(r, k)) != NULL) {
		add_at(r, GOPATHLINE_TOOL_GO, k, t->name, go, self->at, last);
	} else if (!strcmp(t->name, "glide") &&
		   str_is_word(str_from(verb), "novendor nv") && c->depth) {
		/* With the command that it is put into. */
	} else if (asks_for(c, t->name) && is_or(k->p->text, end_of(c))) {
		/* With what installs it. */
	} else {
		add_told(r, GOPATHLINE_TOOL, k, t->name);
	}
}

/* ---- glide novendor ---- */

static bool is_novendor(const struct shellcmd *c)
{
	size_t at;
	const char *p = shellcmd_program(c, &at);

	if (cstr_eq(p, "shell") && at < c->nwords)
		p = path_base(c->words[at++].text);
	return cstr_eq(p, "glide") && at + 1 == c->nwords &&
	       str_is_word(str_from(c->words[at].text), "novendor nv");
}

/* The command that the output of this one is put into: a go command. */
static bool go_around(const struct call *k)
{
	const char *p;
	size_t i, at;

	for (i = k->i + 1; i < k->n; i++) {
		const struct shellcmd *o = &k->list[i];

		if (o->depth >= k->c->depth || o->at > k->c->at ||
		    end_of(o) < end_of(k->c))
			continue;
		p = shellcmd_program(o, &at);
		return (cstr_eq(p, "go") || cstr_eq(p, "godep")) &&
		       o->words[at - 1].at < k->c->at;
	}
	return false;
}

static void read_novendor(struct gopathreader *r, const struct call *k)
{
	struct str s = k->p->text;
	size_t from = k->c->at, to = end_of(k->c);

	while (from && is_blank(s.p[from - 1]))
		from--;
	while (to < s.len && is_blank(s.p[to]))
		to++;
	if (from < 2 || s.p[from - 1] != '(' || s.p[from - 2] != '$' ||
	    to >= s.len || s.p[to] != ')' || !go_around(k)) {
		add_told(r, GOPATHLINE_NOVENDOR, k, "glide");
		return;
	}
	from -= 2;
	if (k->p->make && from && s.p[from - 1] == '$')
		from--;
	add_at(r, GOPATHLINE_NOVENDOR, k, "glide", "./...", from, to + 1);
}

/* "`glide nv`" in a go command. */
static void read_ticks(struct gopathreader *r, const struct call *k)
{
	static const char *const forms[] = { "`glide nv`", "`glide novendor`" };
	struct str s = str_sub(k->p->text, k->c->at, k->c->len);
	size_t i, at;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		at = str_search(s, forms[i]);
		if (at < s.len)
			add_at(r, GOPATHLINE_NOVENDOR, k, "glide", "./...",
			       k->c->at + at,
			       k->c->at + at + strlen(forms[i]));
	}
}

static void read_go(struct gopathreader *r, const struct call *k, size_t at)
{
	if (at < k->c->nwords && !strcmp(k->c->words[at].text, "get"))
		read_get(r, k, at + 1);
	read_ticks(r, k);
}

/* ---- variables ---- */

bool gopathpiece_is_gopath(struct str v)
{
	if (v.len > 1 && (v.p[0] == '"' || v.p[0] == '\''))
		v = str_trim(str_sub(v, 1, v.len - 2));
	/* By another spelling it is the same. */
	if (str_search(v, "go env GOPATH") < v.len ||
	    str_search(v, "cygpath") < v.len)
		return false;
	return v.len && !str_is_word(v, "/go /root/go $HOME/go ~/go "
				     "${HOME}/go $(HOME)/go $GOPATH "
				     "${GOPATH}");
}

static void read_assignment(struct gopathreader *r, const struct call *k,
			    const struct shellcmd_word *w, bool gets)
{
	struct str name, value;

	if (!shellcmd_assignment(w, &name, &value))
		return;
	if (str_is(name, "GOPATH") && gopathpiece_is_gopath(value))
		add_told(r, GOPATHLINE_GOPATH, k, NULL);
	/* What go get is to leave alone is told by go get. */
	if (!str_is(name, "GO111MODULE") || !str_is(value, "off") || gets)
		return;
	add_at(r, GOPATHLINE_OFF, k, NULL,
	       w->len == strlen(w->text) ? "on" : NULL,
	       w->at + name.len + 1, w->at + w->len);
}

static void read_assignments(struct gopathreader *r, const struct call *k)
{
	const struct shellcmd *c = k->c;
	bool exports = c->nassigns < c->nwords &&
		       str_is_word(str_from(c->words[c->nassigns].text),
				   "export env");
	size_t i, n = exports ? c->nwords : c->nassigns;
	bool gets = cstr_eq(k->program, "go") && k->at < c->nwords &&
		    !strcmp(c->words[k->at].text, "get");

	for (i = 0; i < n; i++)
		read_assignment(r, k, &c->words[i], gets);
}

/* ---- all of it ---- */

/* "$(Q) dep ensure", "${DOCKRUN} govendor sync": what a variable begins. */
static void look_behind_variable(struct call *k)
{
	const struct shellcmd *c = k->c;
	const struct shellcmd_word *w;

	if (k->program || c->nassigns + 1 >= c->nwords)
		return;
	w = &c->words[c->nassigns];
	if (str_is_word(str_from(w->text), "$(GO) ${GO} $GO")) {
		k->program = "go";
		k->at = c->nassigns + 1;
		return;
	}
	if (w->text[0] != '$' || strchr(w->text, '/'))
		return;
	k->program = c->words[c->nassigns + 1].text;
	k->at = c->nassigns + 2;
	k->covered = !str_is_word(str_from(w->text),
				  "$Q $(Q) ${Q} $V $(V) ${V}");
}

void gopathpiece_read(struct gopathreader *r, const struct gopathpiece *p)
{
	struct call k = { .p = p };
	struct shellcmd *list;
	const struct tool *t;

	k.n = shellcmd_list(r->a, p->text, &list);
	k.list = list;
	for (k.i = 0; k.i < k.n && r->n < GOPATHLINES_MAX; k.i++) {
		k.c = &list[k.i];
		k.covered = false;
		r->fetches = GOPATHFETCHED_NOT;
		k.program = shellcmd_program(k.c, &k.at);
		look_behind_variable(&k);
		read_assignments(r, &k);
		if (is_novendor(k.c) && k.c->depth)
			read_novendor(r, &k);
		else if (cstr_eq(k.program, "go"))
			read_go(r, &k, k.at);
		else if (k.program &&
			 str_is_word(str_from(k.program), "curl wget"))
			read_download(r, &k);
		else if ((t = tool_named(k.program)) != NULL)
			read_tool(r, &k, t);
		r->fetched = r->fetches;
	}
}
