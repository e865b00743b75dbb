#include "config.h"

#include "scan/scripts.h"

#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/makefile.h"
#include "fmt/owngo.h"
#include "fmt/shellcmd.h"
#include "scan/rootfile.h"

#define MAX_BYTES ((size_t)256 * 1024)
#define MAX_SCRIPTS ((size_t)300)
/* Of one file; more are not told apart any more. */
#define MAX_COMMANDS ((size_t)400)
#define MAX_TARGETS ((size_t)1000)
/* ( … ) in ( … ) that change the folder. */
#define MAX_DEPTH 40

struct reader {
	struct arena *a;
	const char *root;
	const struct walk *walk;
	struct map included;	/* files that a Makefile includes */
	struct build_script *out;
	bool gets;		/* it has a go get */
};

/* What a shell knows while it goes through its commands. */
struct shell {
	const char *dirs[MAX_DEPTH + 1];
	int depth;
	const char **env;	/* exported, as in struct script_command */
	size_t nenv;
	/* Variables: NAME=VALUE that were set once; NAME: not known. */
	const char **vars;
	size_t nvars;
};

static bool load(void *payload, const char *path, struct str *bytes)
{
	struct reader *r = payload;

	map_put(&r->included, path, NULL);
	if (!rootfile_load(r->a, r->root, path, MAX_BYTES, bytes))
		return false;
	r->out->own_go = r->out->own_go || owngo_find(*bytes);
	return true;
}

/* ---- variables of a shell ---- */

/* The value in a list of NAME=VALUE; NULL with *known: it is not there. */
static const char *value_in(const char *const *list, size_t n,
			    struct str name, bool *known)
{
	size_t i;

	*known = true;
	for (i = n; i-- > 0;) {
		if (strncmp(list[i], name.p, name.len) != 0)
			continue;
		if (list[i][name.len] == '=')
			return list[i] + name.len + 1;
		if (!list[i][name.len]) {
			*known = false;
			return NULL;
		}
	}
	return NULL;
}

static bool is_name_char(char c)
{
	return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9');
}

struct putting {
	struct arena *a;
	const struct shell *sh;
	struct script_command *c;
	struct strbuf sb;
};

static void note_unknown(struct putting *p, struct str part)
{
	strbuf_adds(&p->sb, part);
	if (!p->c->expression)
		p->c->expression = arena_strndup(p->a, part.p, part.len);
}

/* "$NAME", "${NAME}" or "${NAME:-word}"; the count of its bytes. */
static size_t put_variable(struct putting *p, struct str s)
{
	size_t from = s.len > 1 && s.p[1] == '{' ? 2 : 1, end = from, whole;
	const char *value, *fallback = NULL;
	struct str name;
	bool known;

	while (end < s.len && is_name_char(s.p[end]))
		end++;
	name = str_sub(s, from, end - from);
	whole = end;
	if (from == 2) {
		whole = str_find(s, '}') + 1;
		if (whole > s.len) {
			note_unknown(p, s);
			return s.len;
		}
		if (str_starts(str_sub(s, end, s.len - end), ":-"))
			fallback = arena_strndup(p->a, s.p + end + 2,
						 whole - end - 3);
		else if (s.p[end] != '}')
			name.len = 0;
	}
	if (!name.len) {
		/* "$@", "$(pwd)", a lone "$". */
		whole = whole > 1 ? whole : 1;
		note_unknown(p, str_sub(s, 0, whole));
		return whole;
	}
	/* The working folder stands for itself. */
	if (str_is(name, "PWD")) {
		strbuf_adds(&p->sb, str_sub(s, 0, whole));
		return whole;
	}
	value = value_in(p->sh->vars, p->sh->nvars, name, &known);
	if (!value && known && fallback && !strchr(fallback, '$'))
		value = fallback;
	if (!value) {
		note_unknown(p, str_sub(s, 0, whole));
		return whole;
	}
	*ARENA_PUSH(p->a, p->c->vars, p->c->nvars) =
		arena_strndup(p->a, name.p, name.len);
	strbuf_addstr(&p->sb, value);
	return whole;
}

/* The bytes of "$(…)" and "`…`" at the beginning of a text. */
static size_t made_by_command(struct str s)
{
	size_t i;
	int open = 0;

	if (s.p[0] == '`') {
		i = str_find(str_sub(s, 1, s.len - 1), '`') + 2;
		return i < s.len ? i : s.len;
	}
	for (i = 1; i < s.len; i++) {
		if (s.p[i] == '(')
			open++;
		else if (s.p[i] == ')' && !--open)
			return i + 1;
	}
	return s.len;
}

/* The text of a command with what is static put in. */
static void put_in(struct arena *a, const struct shell *sh, const char *text,
		   struct script_command *c)
{
	struct putting p = { a, sh, c, STRBUF_INIT };
	struct str s = str_from(text);
	bool single = false;
	size_t i = 0;

	while (i < s.len) {
		char ch = s.p[i];

		if (ch == '\'')
			single = !single;
		if (single || (ch != '$' && ch != '`')) {
			strbuf_addch(&p.sb, ch);
			i++;
		} else if (ch == '$' && i + 1 < s.len && s.p[i + 1] != '(') {
			i += put_variable(&p, str_sub(s, i, s.len - i));
		} else {
			size_t n = made_by_command(str_sub(s, i, s.len - i));

			note_unknown(&p, str_sub(s, i, n));
			i += n;
		}
	}
	c->text = arena_strndup(a, p.sb.buf, p.sb.len);
	strbuf_release(&p.sb);
}

/* ---- the commands of one shell ---- */

/* The shell script of that path from the root; NULL: there is none. */
static const char *script_at(const struct reader *r, const char *path)
{
	size_t i;

	for (i = 0; i < r->walk->nhits; i++) {
		const struct walk_hit *h = &r->walk->hits[i];

		if (h->what == WALK_SCRIPT && h->script == SCRIPT_SHELL &&
		    cstr_eq(h->path, path))
			return h->path;
	}
	return NULL;
}

/* The script of the repository that it runs; NULL: none.  Where a script was
 * called is not known: the root, most likely. */
static const char *call_of(const struct reader *r, const char *dir,
			   const struct shellcmd *c)
{
	const struct shellcmd_word *file = shellcmd_script(c);
	const char *word = file ? file->text : NULL, *hit;

	if (!word)
		return NULL;
	if (cstr_starts(word, "$PWD/"))
		word += 5;
	if (*word == '/' || strchr(word, '$'))
		return NULL;
	hit = dir ? script_at(r, path_join(r->a, dir[0] == '/' ? dir + 1 : dir,
					   word)) : NULL;
	return hit ? hit : script_at(r, path_clean(r->a, word));
}

static bool is_wanted(const struct shellcmd *c)
{
	static const char verbs[] =
		"build test vet install run get mod generate list env version "
		"tool work clean fmt fix -C";
	size_t at;
	const char *p = shellcmd_program(c, &at);

	if (cstr_eq(p, "go"))
		return at < c->nwords &&
		       str_is_word(str_from(c->words[at].text), verbs);
	return p && str_is_word(str_from(p), "docker podman make gmake");
}

/* The folder of this script, as scripts ask for it. */
static const char *own_folder(struct arena *a, const char *text,
			      const char *file)
{
	static const char *const ways[] = {
		"$(dirname \"$0\")", "$(dirname $0)", "$(dirname \"${0}\")",
		"$(dirname \"${BASH_SOURCE[0]}\")",
		"$(dirname ${BASH_SOURCE[0]})", "$(dirname \"${BASH_SOURCE}\")",
		"$(dirname \"$BASH_SOURCE\")", "${0%/*}",
		"$(git rev-parse --show-toplevel)",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ways); i++) {
		size_t n = strlen(ways[i]);

		if (strncmp(text, ways[i], n) != 0 ||
		    (text[n] && text[n] != '/') || strchr(text + n, '$'))
			continue;
		return path_clean(a, arena_printf(a, "/%s%s",
			i + 1 == ARRAY_SIZE(ways) ? "" : path_dir(a, file),
			text + n));
	}
	return NULL;
}

static const char *folder_of(struct reader *r, const struct shell *sh,
			     const struct shellcmd *c)
{
	const struct shellcmd_word *w;
	const char *dir = sh->dirs[sh->depth], *own;

	if (c->nwords != c->nassigns + 2)
		return NULL;
	w = &c->words[c->nassigns + 1];
	own = own_folder(r->a, w->text, r->out->path);
	if (own)
		return own;
	if (w->dynamic || !dir || w->text[0] == '/' || w->text[0] == '-' ||
	    w->text[0] == '~' || !w->text[0])
		return NULL;
	own = path_join(r->a, dir, w->text);
	/* A page goes to the clone that it told to make. */
	if (r->out->kind == SCRIPT_PAGE && !walk_find_dir(r->walk, own + 1))
		return !strcmp(dir, "/") ? dir : NULL;
	return own;
}

/* cd, pushd, popd. */
static void change_folder(struct reader *r, struct shell *sh,
			  const struct shellcmd *c, const char *program)
{
	if (!str_is_word(str_from(program), "cd pushd popd"))
		return;
	sh->dirs[sh->depth] = !strcmp(program, "cd") && !c->block ?
			      folder_of(r, sh, c) : NULL;
}

/* Each depth of ( … ) begins where the one around it is. */
static void enter(struct shell *sh, int depth)
{
	int i;

	if (depth > MAX_DEPTH)
		depth = MAX_DEPTH;
	for (i = sh->depth + 1; i <= depth; i++)
		sh->dirs[i] = sh->dirs[sh->depth];
	sh->depth = depth;
}

/* Of the environment only what go reads is kept. */
static void export_variable(struct arena *a, struct shell *sh,
			    const char *entry)
{
	if (cstr_starts(entry, "GO") || cstr_starts(entry, "CGO_"))
		*ARENA_PUSH(a, sh->env, sh->nenv) = entry;
}

/* "NAME=VALUE", or "NAME" where the value is not known. */
static const char *entry_of(struct reader *r, const struct shell *sh,
			    const struct shellcmd *c,
			    const struct shellcmd_word *w, struct str name,
			    const char *raw)
{
	struct script_command value;
	const char *old;
	bool known;

	if (w->single)
		return w->text;
	memset(&value, 0, sizeof(value));
	put_in(r->a, sh, raw, &value);
	old = value_in(sh->vars, sh->nvars, name, &known);
	/* Set twice, or perhaps not at all: which one holds where it is used
	 * the order of the lines does not tell. */
	if (value.expression || old || !known || c->block || c->depth ||
	    c->guarded)
		return arena_strndup(r->a, name.p, name.len);
	return arena_printf(r->a, "%.*s=%s", STR_FMT(name), value.text);
}

static void set_variable(struct reader *r, struct shell *sh,
			 const struct shellcmd *c,
			 const struct shellcmd_word *w, bool exported)
{
	struct str name, raw;
	const char *entry, *old;
	bool known;

	if (shellcmd_assignment(w, &name, &raw)) {
		entry = entry_of(r, sh, c, w, name, raw.p);
		*ARENA_PUSH(r->a, sh->vars, sh->nvars) = entry;
	} else {
		old = value_in(sh->vars, sh->nvars, str_from(w->text),
			       &known);
		entry = old ? arena_printf(r->a, "%s=%s", w->text, old)
			    : w->text;
	}
	if (exported)
		export_variable(r->a, sh, entry);
}

/* "A=1", "export A=1 B", "readonly A=1". */
static void set_variables(struct reader *r, struct shell *sh,
			  const struct shellcmd *c)
{
	bool exported = false;
	size_t i;

	for (i = 0; c->nassigns == c->nwords && i < c->nwords; i++)
		set_variable(r, sh, c, &c->words[i], false);
	if (!c->nwords || c->nassigns ||
	    !str_is_word(str_from(c->words[0].text),
			 "export readonly declare local typeset read"))
		return;
	exported = !strcmp(c->words[0].text, "export");
	for (i = 1; i < c->nwords; i++) {
		exported = exported || !strcmp(c->words[i].text, "-x");
		if (c->words[i].text[0] != '-')
			set_variable(r, sh, c, &c->words[i], exported);
	}
}

/* Does a go get before it name the program? */
static bool is_got(const struct reader *r, const char *program)
{
	const char *name = arena_printf(r->a, "/%s", program), *hit;
	size_t i, n = strlen(name);

	for (i = 0; r->gets && i + 1 < r->out->ncommands; i++) {
		const char *text = r->out->commands[i].text;

		hit = strstr(text, " get ");
		hit = hit ? strstr(hit, name) : NULL;
		if (hit && (!hit[n] || hit[n] == ' ' || hit[n] == '@'))
			return true;
	}
	return false;
}

/* Is what was put together a command that matters? */
static bool is_kept(struct reader *r, struct script_command *out)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(r->a, str_from(out->text), &list), at;
	const char *program;

	if (!n)
		return false;
	out->calls = call_of(r, out->dir, &list[n - 1]);
	if (out->calls)
		return true;
	program = shellcmd_program(&list[n - 1], &at);
	if (!is_wanted(&list[n - 1]))
		return program && is_got(r, program);
	r->gets = r->gets || cstr_holds(out->text, " get ");
	return true;
}

/* One command into the facts; what make knew of it is in `of`. */
static void add_command(struct reader *r, const struct shell *sh,
			const char *text, const struct shellcmd *c,
			const struct script_command *of)
{
	struct script_command *out;
	size_t i;

	if (r->out->ncommands >= MAX_COMMANDS) {
		r->out->cut = true;
		return;
	}
	out = ARENA_PUSH(r->a, r->out->commands, r->out->ncommands);
	*out = *of;
	out->line = of->line + c->line;
	out->maybe = of->maybe || c->block > 0;
	out->dir = sh->dirs[sh->depth];
	out->env = arena_memdup(r->a, sh->env,
				mem_mul(sh->nenv, sizeof(*sh->env)));
	out->nenv = sh->nenv;
	out->vars = NULL;
	out->nvars = 0;
	for (i = 0; i < of->nvars; i++)
		*ARENA_PUSH(r->a, out->vars, out->nvars) = of->vars[i];
	put_in(r->a, sh, text, out);
	if (!is_kept(r, out))
		r->out->ncommands--;
}

/* Was a ( … ) closed between the two? */
static bool is_closed(struct str script, const struct shellcmd *before,
		      const struct shellcmd *c)
{
	size_t end = before->at + before->len;

	return c->at > end &&
	       str_find(str_sub(script, end, c->at - end), ')') <
	       c->at - end;
}

/* Through the commands of a script, whose first line is of->line. */
static void read_shell(struct reader *r, struct str script, struct shell *sh,
		       const struct script_command *of)
{
	struct shellcmd *list;
	size_t n = shellcmd_list(r->a, script, &list), i, at;

	for (i = 0; i < n; i++) {
		const struct shellcmd *c = &list[i];
		const char *program = shellcmd_program(c, &at);

		if (i && c->depth && is_closed(script, &list[i - 1], c))
			enter(sh, c->depth - 1);
		enter(sh, c->depth);
		set_variables(r, sh, c);
		if (program)
			change_folder(r, sh, c, program);
		if (c->nwords > c->nassigns)
			add_command(r, sh, shellcmd_text(r->a, script, c), c,
				    of);
	}
}

/* ---- Makefiles ---- */

/* "test cover": the targets of a rule. */
static const char *names_of(struct arena *a, const struct makefile_rule *rule)
{
	const char *text = rule->ntargets ? rule->targets[0] : "";
	size_t i;

	for (i = 1; i < rule->ntargets && i < 12; i++)
		text = arena_printf(a, "%s %s", text, rule->targets[i]);
	return text;
}

/* What make gives to the environment of a recipe. */
static void exports(struct reader *r, struct makefile *mf,
		    const struct makefile_rule *rule, struct shell *sh)
{
	size_t i;

	for (i = 0; i < mf->nvars + rule->nvars; i++) {
		const struct makefile_var *v = i < mf->nvars ? mf->vars[i] :
					&rule->vars[i - mf->nvars];
		struct makefile_text t;

		if (!v->exported && !mf->export_all)
			continue;
		makefile_expand(r->a, mf, rule,
				arena_printf(r->a, "$(%s)", v->name), &t);
		export_variable(r->a, sh, t.unknown ? v->name :
				arena_printf(r->a, "%s=%s", v->name, t.text));
	}
}

static void read_rule(struct reader *r, struct makefile *mf,
		      const struct makefile_rule *rule)
{
	const char *top = arena_printf(r->a, "/%s",
				       path_dir(r->a, r->out->path));
	struct script_command of;
	struct shell env;
	size_t i;

	memset(&env, 0, sizeof(env));
	if (rule->nrecipe)
		exports(r, mf, rule, &env);
	for (i = 0; i < rule->nrecipe; i++) {
		struct shell sh;
		struct makefile_text t;

		memset(&sh, 0, sizeof(sh));
		memset(&of, 0, sizeof(of));
		makefile_expand(r->a, mf, rule, rule->recipe[i].text, &t);
		of.target = names_of(r->a, rule);
		of.file = rule->file;
		of.line = rule->recipe[i].line;
		of.maybe = rule->recipe[i].maybe;
		of.vars = t.vars;
		of.nvars = t.nvars;
		sh.dirs[0] = path_clean(r->a, top);
		sh.env = arena_memdup(r->a, env.env,
				      mem_mul(env.nenv, sizeof(*env.env)));
		sh.nenv = env.nenv;
		read_shell(r, str_from(t.text + strspn(t.text, "@-+ \t")),
			   &sh, &of);
	}
}

static void add_targets(struct reader *r, const struct makefile_rule *rule)
{
	struct script_target *t;
	size_t i;

	for (i = 0; i < rule->ntargets &&
	     r->out->ntargets < MAX_TARGETS; i++) {
		if (rule->targets[i][0] == '.' ||
		    strchr(rule->targets[i], '%'))
			continue;
		t = ARENA_PUSH(r->a, r->out->targets, r->out->ntargets);
		t->name = rule->targets[i];
		t->file = rule->file;
		t->line = rule->line;
		t->needs = rule->needs;
		t->nneeds = rule->nneeds;
		t->open = rule->open;
	}
}

static void read_makefile(struct reader *r, struct str bytes)
{
	struct makefile mf;
	size_t i;

	makefile_parse(r->a, bytes, r->out->path, load, r, &mf);
	r->out->goal = mf.goal;
	r->out->open = mf.open;
	for (i = 0; i < mf.nrules; i++) {
		add_targets(r, &mf.rules[i]);
		read_rule(r, &mf, &mf.rules[i]);
	}
	makefile_release(&mf);
}

/* ---- scripts and pages ---- */

static void read_script(struct reader *r, struct str bytes)
{
	struct script_command of = { .file = r->out->path, .line = 1 };
	struct shell sh;

	memset(&sh, 0, sizeof(sh));
	sh.dirs[0] = ".";
	read_shell(r, bytes, &sh, &of);
}

static bool is_shell(struct str language)
{
	return !language.len ||
	       str_is_word(language, "sh bash shell console zsh terminal "
			   "shell-session sh-session");
}

/* Of a block with prompts only what stands behind them was typed. */
static void without_prompts(struct strbuf *sb)
{
	struct str rest = strbuf_str(sb), line;
	bool typed = false;
	char *at;

	if (!str_starts(rest, "$ ") && str_search(rest, "\n$ ") == rest.len)
		return;
	while (str_line(&rest, &line)) {
		at = sb->buf + (line.p - sb->buf);
		if (str_starts(line, "$ "))
			at[0] = ' ';
		else if (!typed)
			memset(at, ' ', line.len);
		typed = str_ends(line, "\\") &&
			(typed || str_starts(line, "  "));
	}
}

static void read_block(struct reader *r, struct strbuf *sb, int line)
{
	struct script_command of = { .file = r->out->path, .line = line };
	struct shell sh;

	memset(&sh, 0, sizeof(sh));
	sh.dirs[0] = path_clean(r->a, arena_printf(r->a, "/%s",
					path_dir(r->a, r->out->path)));
	without_prompts(sb);
	read_shell(r, strbuf_str(sb), &sh, &of);
}

/* "```sh": the run of "`" or "~" that opens or closes a block. */
static size_t fence(struct str s)
{
	size_t n = 0;

	while (n < s.len && s.p[n] == s.p[0] &&
	       (s.p[0] == '`' || s.p[0] == '~'))
		n++;
	return n >= 3 ? n : 0;
}

static void read_page(struct reader *r, struct str bytes)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest = bytes, line, bare;
	size_t open = 0, n;
	bool shell = false;
	int at = 0, first = 0;

	while (str_line(&rest, &line)) {
		at++;
		bare = str_trim(line);
		n = fence(bare);
		if (!open && n) {
			open = n;
			shell = is_shell(str_trim(str_sub(bare, n,
							  bare.len - n)));
			first = at + 1;
			strbuf_reset(&sb);
		} else if (open && n >= open && n == bare.len) {
			if (shell)
				read_block(r, &sb, first);
			open = 0;
		} else if (open && shell) {
			strbuf_adds(&sb, bare);
			strbuf_addch(&sb, '\n');
		}
	}
	strbuf_release(&sb);
}

/* ---- files ---- */

/* "#!/bin/bash", "#!/usr/bin/env sh". */
static bool has_shebang(struct str bytes)
{
	struct str line = str_sub(bytes, 0, str_find(bytes, '\n'));

	return str_starts(line, "#!") && str_search(line, "sh") < line.len;
}

bool scripts_is_shell(const char *path, struct str bytes)
{
	return strchr(path_base(path), '.') || has_shebang(bytes);
}

static bool is_module_dir(const struct tree *t, const char *dir)
{
	size_t i;

	if (!strcmp(dir, "."))
		return true;
	for (i = 0; i < t->nmodules; i++)
		if (cstr_eq(t->modules[i].dir, dir))
			return true;
	return false;
}

static bool is_sought(const struct reader *r, const struct tree *t,
		      const struct walk_hit *h)
{
	if (h->what != WALK_SCRIPT || h->fixture || h->type == WALK_FOLDER ||
	    map_has(&r->included, h->path))
		return false;
	return h->script == SCRIPT_SHELL || is_module_dir(t, h->dir) ||
	       (h->script == SCRIPT_PAGE &&
		(!strcmp(h->dir, ".github") || !strcmp(h->dir, "docs")));
}

static void read_file(struct reader *r, struct tree *t,
		      const struct walk_hit *h)
{
	struct build_script *s = ARENA_NEW(r->a, struct build_script);
	struct str bytes;

	s->kind = h->script;
	s->path = h->path;
	if (!rootfile_load(r->a, r->root, h->path, MAX_BYTES, &bytes) ||
	    (s->kind == SCRIPT_SHELL && !scripts_is_shell(h->path, bytes)))
		return;
	r->out = s;
	r->gets = false;
	s->own_go = s->kind != SCRIPT_PAGE && owngo_find(bytes);
	switch (s->kind) {
	case SCRIPT_MAKEFILE:
		read_makefile(r, bytes);
		break;
	case SCRIPT_SHELL:
		read_script(r, bytes);
		break;
	case SCRIPT_PAGE:
		read_page(r, bytes);
		break;
	}
	if (s->ncommands || s->own_go)
		*ARENA_PUSH(r->a, t->scripts, t->nscripts) = *s;
}

void scripts_read(struct arena *a, const char *root, struct tree *t)
{
	struct reader r = { .a = a, .root = root, .walk = &t->walk,
			    .included = MAP_INIT };
	size_t i, k;

	/* Makefiles first: what they include is no file of its own. */
	for (k = 0; k < 2; k++)
		for (i = 0; i < t->walk.nhits &&
		     t->nscripts < MAX_SCRIPTS; i++) {
			const struct walk_hit *h = &t->walk.hits[i];

			if (is_sought(&r, t, h) &&
			    (cstr_ends(h->path, ".mk") ||
			     h->script != SCRIPT_MAKEFILE) == (k == 1))
				read_file(&r, t, h);
		}
	map_release(&r.included);
}
