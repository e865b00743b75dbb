#include "config.h"

#include "fixes/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diff.h"
#include "base/map.h"
#include "base/path.h"
#include "base/text.h"
#include "fixes/preview.h"

struct script {
	struct fix_host *host;
	const struct plan *plan;
	struct arena a;
	struct strbuf *out;
	bool from_stage;	/* a tree is made anew: the commands run */
	bool patches;		/* patch is used */
	const char *bad;	/* a word that cannot stand in it */
};

static const char head[] =
"set -eu\n"
"root=${1:-%s}\n"
"[ -d \"$root\" ] || { echo \"there is no folder $root\" >&2; exit 1; }\n"
"root=$(cd \"$root\" && pwd -P)\n"
"\n"
"# Nothing may have changed since.\n"
"sum=sha256sum\n"
"command -v sha256sum >/dev/null || sum='shasum -a 256'\n"
"sha256() { $sum | sed 's/ .*//'; }\n"
"changed() { echo \"not as it was at the preview: $1\" >&2; exit 1; }\n"
"is_file() {\n"
"	[ -f \"$1\" ] && [ ! -L \"$1\" ] && [ \"$(sha256 <\"$1\")\" = \"$2\" ] ||\n"
"		changed \"$1\"\n"
"}\n"
"is_folder() { [ -d \"$1\" ] && [ ! -L \"$1\" ] || changed \"$1\"; }\n"
"is_tree() {\n"
"	is_folder \"$1\"\n"
"	[ \"$(cd \"$1\" && {\n"
"		find . -type f -exec $sum {} +\n"
"		find . ! -type f ! -type d\n"
"	} | LC_ALL=C sort | sha256)\" = \"$2\" ] || changed \"$1\"\n"
"}\n"
"is_link() { [ -L \"$1\" ] && [ \"$(readlink \"$1\")\" = \"$2\" ] || changed \"$1\"; }\n"
"is_absent() { [ ! -e \"$1\" ] && [ ! -L \"$1\" ] || changed \"$1\"; }\n";

/* ---- words ---- */

static bool is_safe(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("_-./,:+@%=", c);
}

/* One piece of a word; the pieces stand beside each other. */
static void piece(struct script *s, struct strbuf *out, struct str text)
{
	bool safe = true;
	size_t i;

	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		safe = safe && c < 0x80 && is_safe((char)c);
		if ((c < 0x20 && c != '\n') || c == 0x7f)
			s->bad = arena_strndup(&s->a, text.p, text.len);
	}
	if (safe) {
		strbuf_adds(out, text);
		return;
	}
	strbuf_addch(out, '\'');
	for (i = 0; i < text.len; i++) {
		if (text.p[i] == '\'')
			strbuf_addstr(out, "'\\''");
		else
			strbuf_addch(out, text.p[i]);
	}
	strbuf_addch(out, '\'');
}

/* Does `what` stand at `at`, as a path of its own? */
static bool stands_at(const char *word, const char *at, const char *what)
{
	size_t n = what ? strlen(what) : 0;

	if (!n || strncmp(at, what, n) != 0)
		return false;
	if (at > word && !strchr("=:, \"'\n", at[-1]))
		return false;
	return !at[n] || strchr("/:, \"'\n", at[n]);
}

/* The root and the stage by their variables; `marked`: "{stage}", too. */
static const char *with_variables(struct script *s, const char *text,
				  bool marked)
{
	static const char mark[] = "{stage}";
	const struct plan *p = s->plan;
	struct strbuf sb = STRBUF_INIT;
	const char *from = text, *at, *out;

	for (at = text; *at;) {
		const char *variable = NULL;
		size_t n = 0;

		if (marked && cstr_starts(at, mark)) {
			variable = "\"$stage\"";
			n = strlen(mark);
		} else if (stands_at(text, at, p->stage)) {
			variable = "\"$stage\"";
			n = strlen(p->stage);
		} else if (stands_at(text, at, p->root)) {
			variable = "\"$root\"";
			n = strlen(p->root);
		}
		if (!variable) {
			at++;
			continue;
		}
		piece(s, &sb, str_sub(str_from(text), (size_t)(from - text),
				      (size_t)(at - from)));
		strbuf_addstr(&sb, variable);
		at += n;
		from = at;
	}
	piece(s, &sb, str_from(from));
	if (!sb.len)
		strbuf_addstr(&sb, "''");
	out = arena_strndup(&s->a, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static const char *word(struct script *s, const char *text)
{
	return with_variables(s, text, true);
}

/* What a command reads, which may be whole files. */
static const char *input_word(struct script *s, const char *text)
{
	const char *bad = s->bad, *out = with_variables(s, text, false);
	size_t i;

	/* Within quotes sh takes these as they are. */
	s->bad = bad;
	for (i = 0; text[i]; i++)
		if (((unsigned char)text[i] < 0x20 &&
		     !strchr("\t\n\r\f", text[i])) || text[i] == 0x7f)
			s->bad = text;
	return out;
}

static const char *plain_word(struct script *s, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;

	piece(s, &sb, str_from(text));
	out = sb.len ? arena_strndup(&s->a, sb.buf, sb.len) : "''";
	strbuf_release(&sb);
	return out;
}

/* ---- what must be as it was ---- */

/* Is the path made, or left free, by a step before? */
static bool is_made_before(const struct script *s, size_t op)
{
	const struct plan *p = s->plan;
	size_t i;

	for (i = 0; i < op; i++) {
		const struct plan_op *b = &p->ops[i];

		if (cstr_eq(b->path, p->ops[op].path) &&
		    (b->kind == PLAN_MOVE || b->kind == PLAN_REMOVE))
			return true;
	}
	return false;
}

static int check_same(struct script *s, const struct plan_op *op,
		      struct error *err)
{
	struct plan_state now;

	if (s->host->state(s->host, &s->a, op->path, plan_takes_tree(op), &now,
			   err))
		return -1;
	if (now.type != op->before.type ||
	    (op->before.print && !cstr_eq(now.print, op->before.print)))
		return error_set(err, "%s has changed since the plan was made",
				 op->path);
	return 0;
}

/* Lines as `sha256sum` prints them of what lies below a folder. */
struct tree_lines {
	struct script *s;
	const char *top;
	const char **lines;
	size_t n;
	struct error *err;
};

static int tree_line(void *payload, const char *rel,
		     const struct plan_state *found)
{
	struct tree_lines *t = payload;
	struct script *s = t->s;
	struct plan_state now;

	if (found->type == PLAN_FOLDER)
		return 0;
	/* sha256sum writes such a name otherwise. */
	if (strpbrk(rel, "\\\n\r")) {
		s->bad = arena_strdup(&s->a, rel);
		return 0;
	}
	if (found->type != PLAN_FILE) {
		*ARENA_PUSH(&s->a, t->lines, t->n) =
			arena_printf(&s->a, "./%s\n", rel);
		return 0;
	}
	if (s->host->state(s->host, &s->a, path_join(&s->a, t->top, rel),
			   false, &now, t->err))
		return -1;
	*ARENA_PUSH(&s->a, t->lines, t->n) = arena_printf(&s->a, "%s  ./%s\n",
			now.print ? now.print : "", rel);
	return 0;
}

static int by_bytes(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

/* What is_tree compares; NULL with err. */
static const char *tree_sum(struct script *s, const char *top,
			    struct error *err)
{
	struct tree_lines t = { s, top, NULL, 0, err };
	struct strbuf sb = STRBUF_INIT;
	unsigned char hash[32];
	char *hex = arena_alloc(&s->a, 65);
	size_t i;
	int rc;

	rc = s->host->walk(s->host, top, tree_line, &t, err);
	if (!rc && t.n)
		qsort(t.lines, t.n, sizeof(*t.lines), by_bytes);
	for (i = 0; i < t.n; i++)
		strbuf_addstr(&sb, t.lines[i]);
	if (!rc && s->host->sha256(s->host, strbuf_str(&sb), hash))
		rc = error_set(err, "%s cannot be hashed", top);
	for (i = 0; !rc && i < sizeof(hash); i++)
		(void)snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	strbuf_release(&sb);
	return rc ? NULL : hex;
}

static int condition(struct script *s, size_t i, struct error *err)
{
	const struct plan_op *op = &s->plan->ops[i];
	const char *path = word(s, op->path), *sum;

	if (op->kind == PLAN_INDEX || op->keep || is_made_before(s, i))
		return 0;
	switch (op->before.type) {
	case PLAN_ABSENT:
		strbuf_addf(s->out, "is_absent %s\n", path);
		break;
	case PLAN_FILE:
		strbuf_addf(s->out, "is_file %s %s\n", path,
			    op->before.print);
		break;
	case PLAN_FOLDER:
		/* What moves takes along what is in it, whatever it is. */
		if (op->kind != PLAN_REMOVE && op->kind != PLAN_TREE) {
			strbuf_addf(s->out, "is_folder %s\n", path);
			break;
		}
		if (check_same(s, op, err))
			return -1;
		sum = tree_sum(s, op->path, err);
		if (!sum)
			return -1;
		strbuf_addf(s->out, "is_tree %s %s\n", path, sum);
		break;
	case PLAN_SYMLINK:
		strbuf_addf(s->out, "is_link %s %s\n", path,
			    plain_word(s, op->before.print));
		break;
	case PLAN_OTHER:
		break;
	}
	if (op->kind == PLAN_MOVE)
		strbuf_addf(s->out, "is_absent %s\n", word(s, op->to));
	return 0;
}

static bool is_named(const struct plan *p, const char *path)
{
	size_t i;

	for (i = 0; i < p->nops; i++)
		if (cstr_eq(p->ops[i].path, path))
			return true;
	return false;
}

/* What the plan was worked out from, where no step is about it. */
static int inputs(struct script *s, const char *dir, struct map *seen,
		  struct error *err)
{
	static const char *const names[] = {
		"go.mod", "go.sum", "go.work", "go.work.sum",
		"vendor/modules.txt",
	};
	struct plan_state now;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		const char *path = path_join(&s->a, dir, names[i]);

		if (is_named(s->plan, path) || map_has(seen, path) ||
		    plan_taken(s->plan, path))
			continue;
		map_put(seen, path, s);
		if (s->host->state(s->host, &s->a, path, false, &now, err))
			return -1;
		if (now.type == PLAN_FILE)
			strbuf_addf(s->out, "is_file %s %s\n", word(s, path),
				    now.print);
	}
	return 0;
}

static int conditions(struct script *s, struct error *err)
{
	const struct plan *p = s->plan;
	struct map seen = MAP_INIT;
	int rc = inputs(s, p->root, &seen, err);
	size_t i;

	for (i = 0; !rc && i < p->nverify; i++)
		rc = inputs(s, p->verify[i].cwd, &seen, err);
	map_release(&seen);
	for (i = 0; !rc && i < p->nops; i++)
		rc = condition(s, i, err);
	return rc;
}

/* ---- commands ---- */

static void environment(struct script *s, const struct plan_command *c)
{
	size_t i;

	if (!c->network && plan_command_go(c) < c->nargv)
		strbuf_addstr(s->out, "\texport GOPROXY=off\n");
	for (i = 0; i < c->nenv; i++) {
		const char *eq = strchr(c->env[i], '=');
		const char *name = eq
			? arena_strndup(&s->a, c->env[i],
					(size_t)(eq - c->env[i]))
			: c->env[i];

		if (eq)
			strbuf_addf(s->out, "\texport %s=%s\n", name,
				    word(s, eq + 1));
		else
			strbuf_addf(s->out, "\tunset %s\n",
				    word(s, name));
	}
}

/* In a shell of its own, in the folder `cwd` as it stands in the script. */
static int command(struct script *s, const struct plan_command *c,
		   const char *cwd, struct error *err)
{
	size_t i;

	if (cstr_eq(c->argv[0], "gomend-fetch"))
		return error_set(err, "%s needs gomend's own programs, and a "
				 "script has none", s->plan->fix);
	if (c->input && !text_is_utf8(str_from(c->input)))
		return error_set(err, "what %s reads is no text", c->argv[0]);
	strbuf_addf(s->out, "(\n\tcd %s || exit\n", cwd);
	environment(s, c);
	strbuf_addch(s->out, '\t');
	if (c->input)
		strbuf_addf(s->out, "printf %%s %s | ",
			    input_word(s, c->input));
	for (i = 0; i < c->nargv; i++)
		strbuf_addf(s->out, "%s%s", i ? " " : "",
			    word(s, c->argv[i]));
	strbuf_addstr(s->out, "\n)");
	return 0;
}

static bool makes_stage(const struct plan_command *c)
{
	bool yes = c->cwd && strstr(c->cwd, "{stage}");
	size_t i;

	for (i = 0; i < c->nargv; i++)
		yes = yes || strstr(c->argv[i], "{stage}");
	for (i = 0; i < c->nenv; i++)
		yes = yes || strstr(c->env[i], "{stage}");
	return yes;
}

/* Its number among the commands that ran; their number: there is none. */
static size_t ran_index(const struct plan *p, const char *id)
{
	size_t i;

	for (i = 0; i < p->nran && !cstr_eq(p->ran[i].id, id); i++)
		;
	return i;
}

/*
 * One that may fail leaves ok_N=no behind, which sets those going that stand
 * in for it; any other ends the script.
 */
static int prepare_one(struct script *s, size_t i, struct error *err)
{
	const struct plan *p = s->plan;
	const struct plan_command *c = &p->ran[i];
	size_t k = c->unless ? ran_index(p, c->unless) : p->nran;

	if (c->may_fail)
		strbuf_addf(s->out, "ok_%zu=yes\n", i + 1);
	if (k < i && p->ran[k].may_fail)
		strbuf_addf(s->out, "[ $ok_%zu = yes ] || ", k + 1);
	if (command(s, c, word(s, c->cwd), err))
		return -1;
	if (c->may_fail)
		strbuf_addf(s->out, " || ok_%zu=no", i + 1);
	strbuf_addch(s->out, '\n');
	return 0;
}

/* Half a tree is none: the last command that makes it must have passed. */
static void tree_made(struct script *s, const struct plan_op *op)
{
	const struct plan *p = s->plan;
	const char *from = word(s, op->from);
	size_t i, k, last = p->nran;

	for (i = 0; i < p->nran; i++)
		for (k = 0; k < p->ran[i].nargv; k++)
			if (!strcmp(word(s, p->ran[i].argv[k]), from))
				last = i;
	if (last < p->nran && p->ran[last].may_fail)
		strbuf_addf(s->out, "[ $ok_%zu = yes ] && ", last + 1);
	strbuf_addf(s->out, "[ -d %s ] || {\n\techo \"there is no new tree\" "
		    ">&2\n\texit 1\n}\n", from);
}

static int prepare(struct script *s, struct error *err)
{
	const struct plan *p = s->plan;
	size_t i;

	for (i = 0; i < p->nops; i++)
		s->from_stage = s->from_stage || p->ops[i].kind == PLAN_TREE;
	if (!s->from_stage)
		return 0;
	if (!p->nran)
		return error_set(err, "nothing says how the new %s was made",
				 p->fix);
	strbuf_addstr(s->out, "\n# The new tree, beside the old one.\n"
		      "stage=$(mktemp -d)\n"
		      "trap 'rm -rf \"$stage\"' EXIT\n");
	for (i = 0; i < p->nran; i++)
		if (makes_stage(&p->ran[i]) && prepare_one(s, i, err))
			return -1;
	for (i = 0; i < p->nops; i++)
		if (p->ops[i].kind == PLAN_TREE)
			tree_made(s, &p->ops[i]);
	return 0;
}

/* What passes before the steps must pass after them; the rest need not. */
static int before(struct script *s, struct error *err)
{
	const struct plan *p = s->plan;
	size_t i;

	if (p->nverify)
		strbuf_addstr(s->out, "\n# What passes now must pass "
			      "afterwards.\n");
	for (i = 0; i < p->nverify; i++) {
		strbuf_addf(s->out, "check_%zu() ", i + 1);
		if (command(s, &p->verify[i], "\"$1\"", err))
			return -1;
		strbuf_addf(s->out, "\npasses_%zu=yes\n", i + 1);
		if (!p->verify[i].must_pass)
			strbuf_addf(s->out, "(check_%zu %s) >/dev/null 2>&1 || "
				    "passes_%zu=no\n", i + 1,
				    word(s, p->verify[i].cwd), i + 1);
	}
	return 0;
}

static void after(struct script *s)
{
	const struct plan *p = s->plan;
	size_t i;

	if (p->nverify)
		strbuf_addch(s->out, '\n');
	for (i = 0; i < p->nverify; i++)
		strbuf_addf(s->out, "[ $passes_%zu = no ] || check_%zu %s\n",
			    i + 1, i + 1,
			    word(s, plan_moved(&s->a, p, p->verify[i].cwd)));
}

/* ---- the text of a file ---- */

/* Can it stand between two lines of a script, and be read by a person? */
static bool is_plain(struct str text)
{
	size_t i;

	if (text.len && text.p[text.len - 1] != '\n')
		return false;
	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			return false;
	}
	return text_is_utf8(text);
}

static bool has_line(struct str text, const char *line)
{
	struct str one;

	while (str_line(&text, &one))
		if (str_eq(one, str_from(line)))
			return true;
	return false;
}

static void here(struct script *s, struct str text)
{
	const char *end = "END";
	int i;

	for (i = 1; has_line(text, end); i++)
		end = arena_printf(&s->a, "END%d", i);
	strbuf_addf(s->out, " <<'%s'\n", end);
	strbuf_adds(s->out, text);
	strbuf_addf(s->out, "%s\n", end);
}

static void base64(struct script *s, struct str text)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789+/";
	struct strbuf sb = STRBUF_INIT;
	size_t i, k;

	for (i = 0; i < text.len; i += 3) {
		size_t n = text.len - i < 3 ? text.len - i : 3;
		uint32_t v = 0;

		for (k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)text.p[i + k]
					    : 0u);
		for (k = 0; k < 4; k++)
			strbuf_addch(&sb, k <= n ? set[v >> (18 - 6 * k) & 63]
						 : '=');
		if (i % 57 == 54)
			strbuf_addch(&sb, '\n');
	}
	if (sb.len && sb.buf[sb.len - 1] != '\n')
		strbuf_addch(&sb, '\n');
	here(s, strbuf_str(&sb));
	strbuf_release(&sb);
}

static void put_text(struct script *s, const char *path, bool was,
		     struct str old, struct str new)
{
	struct strbuf sb = STRBUF_INIT;
	struct diff d;

	if (was && is_plain(old) && is_plain(new)) {
		diff_lines(&s->a, old, new, &d);
		diff_unified(&d, "before", "after", &sb);
	}
	if (sb.len && sb.len < new.len) {
		s->patches = true;
		strbuf_addf(s->out, "patch -s -u %s", path);
		here(s, strbuf_str(&sb));
	} else if (is_plain(new)) {
		strbuf_addf(s->out, "cat >%s", path);
		here(s, new);
	} else {
		strbuf_addf(s->out, "base64 -d >%s", path);
		base64(s, new);
	}
	strbuf_release(&sb);
}

static int file(struct script *s, const struct plan_op *op, struct error *err)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT;
	bool was = op->before.type == PLAN_FILE;
	bool locked = was && !(op->before.mode & 0200);
	const char *path = word(s, op->path);
	int mode = op->mode ? op->mode : op->before.mode;
	int rc = check_same(s, op, err);

	if (!rc)
		rc = preview_texts(s->host, &s->a, op, &old, &new, err);
	if (!rc) {
		if (locked)
			strbuf_addf(s->out, "chmod u+w %s\n", path);
		if (op->before.type == PLAN_SYMLINK)
			strbuf_addf(s->out, "rm %s\n", path);
		put_text(s, path, was, strbuf_str(&old), strbuf_str(&new));
		if (op->mode || locked)
			strbuf_addf(s->out, "chmod %04o %s\n",
				    (unsigned)mode, path);
	}
	strbuf_release(&old);
	strbuf_release(&new);
	return rc;
}

/* ---- the steps ---- */

static void index_entries(struct script *s, const struct plan_op *op)
{
	size_t i;

	for (i = 0; i < op->nentries; i++)
		strbuf_addf(s->out, "git -C \"$root\" %s -- %s\n",
			    op->entries[i].after ? "add -f"
						 : "rm -q --cached",
			    plain_word(s, op->entries[i].path));
}

static void link_to(struct script *s, const struct plan_op *op,
		    const char *path)
{
	if (op->before.type != PLAN_ABSENT)
		strbuf_addf(s->out, "rm %s\n", path);
	strbuf_addf(s->out, "ln -s %s %s\n", word(s, op->to), path);
}

static void tree(struct script *s, const struct plan_op *op,
		 const char *path)
{
	bool was = op->before.type != PLAN_ABSENT;
	bool folder = op->before.type == PLAN_FOLDER;

	if (folder && !(op->before.mode & 0200))
		strbuf_addf(s->out, "chmod -R u+w %s\n", path);
	if (was)
		strbuf_addf(s->out, "rm -rf %s\n", path);
	strbuf_addf(s->out, "mv %s %s\n", word(s, op->from), path);
	if (folder)
		strbuf_addf(s->out, "chmod %04o %s\n",
			    (unsigned)op->before.mode, path);
}

static int step(struct script *s, const struct plan_op *op, struct error *err)
{
	const char *path = word(s, op->path);

	/* git add stores what git stores. */
	if (op->keep)
		return 0;
	switch (op->kind) {
	case PLAN_EDIT:
	case PLAN_WRITE:
		return file(s, op, err);
	case PLAN_MKDIR:
		if (op->mode)
			strbuf_addf(s->out, "mkdir -m %04o %s\n",
				    (unsigned)op->mode, path);
		else
			strbuf_addf(s->out, "mkdir %s\n", path);
		break;
	case PLAN_REMOVE:
		strbuf_addf(s->out, "rm %s %s\n",
			    op->before.type == PLAN_FOLDER ? "-rf" : "-f",
			    path);
		break;
	case PLAN_MOVE:
		strbuf_addf(s->out, "mv %s %s\n", path, word(s, op->to));
		break;
	case PLAN_LINK:
		link_to(s, op, path);
		break;
	case PLAN_MODE:
		strbuf_addf(s->out, "chmod %04o %s\n", (unsigned)op->mode,
			    path);
		break;
	case PLAN_TREE:
		tree(s, op, path);
		break;
	case PLAN_INDEX:
		index_entries(s, op);
		break;
	}
	return 0;
}

int script_of_plan(struct fix_host *h, const struct plan *p,
		   struct strbuf *out, struct error *err)
{
	struct script s = { h, p, ARENA_INIT, out, false, false, NULL };
	struct strbuf steps = STRBUF_INIT;
	int rc = 0;
	size_t i;

	strbuf_addf(out, head, plain_word(&s, p->root));
	rc = conditions(&s, err);
	s.out = &steps;
	for (i = 0; !rc && i < p->nops && steps.len < SCRIPT_MAX_BYTES; i++)
		rc = step(&s, &p->ops[i], err);
	s.out = out;
	if (s.patches)
		strbuf_addstr(out, "command -v patch >/dev/null || {\n"
			      "\techo \"there is no patch here\" >&2\n"
			      "\texit 1\n}\n");
	if (!rc && !before(&s, err))
		rc = prepare(&s, err);
	else
		rc = -1;
	strbuf_addstr(out, "\n# The steps.\n");
	strbuf_adds(out, strbuf_str(&steps));
	after(&s);
	if (!rc && out->len > SCRIPT_MAX_BYTES)
		rc = error_set(err, "a script of it would be longer than %zu "
			       "MB", SCRIPT_MAX_BYTES / 1024 / 1024);
	if (!rc && s.bad)
		rc = error_set(err, "a script cannot hold this name, which "
			       "has control characters: %s",
			       text_clean(&s.a, s.bad));
	strbuf_release(&steps);
	arena_release(&s.a);
	return rc;
}
