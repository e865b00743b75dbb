/*
 * align-go-version: every place that names a Go older than the module asks
 * for names that one, in all files at once.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/str.h"
#include "checks/pins.h"
#include "facts/ledger.h"
#include "fmt/gover.h"
#include "fmt/span.h"

enum what {
	STAYS,
	RAISE,
	QUOTE,	/* a number, which names what it should once it is text */
	DROP	/* out of a matrix that tries a newer one as well */
};

/* A change of one place. */
struct change {
	const struct ledger_row *row;
	enum what what;
	const char *to;		/* the version */
	const char *text;	/* what will stand there */
	size_t start, end;
};

struct changes {
	struct change *list;
	size_t n;
	const struct ledger *ledger;
	/* What is too old, and cannot be changed by itself. */
	const struct ledger_row **left;
	size_t nleft;
};

static bool is_served(const char *id)
{
	return cstr_eq(id, "version-pins-disagree") ||
	       cstr_eq(id, "go-line-unreadable") ||
	       cstr_eq(id, "docker-go-too-old") ||
	       cstr_eq(id, "toolchain-download") ||
	       cstr_eq(id, "ci-go-version-float");
}

static bool is_full(const char *version)
{
	const char *dot = strchr(version, '.');

	return dot && strchr(dot + 1, '.');
}

/* What stands behind "1.22" where any patch is meant: ".x", ".X", ".*". */
static const char *any_patch(const char *version)
{
	static const char *const ends[] = { ".x", ".X", ".*" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (cstr_ends(version, ends[i]))
			return ends[i];
	return NULL;
}

/* "1.24" as this place writes versions: "1.24.13" where it has three parts,
 * and with its "~". */
static const char *in_style(struct arena *a, const char *version,
			    const struct ledger_row *r)
{
	const struct pin *p = r->pin;
	const char *last = gotable_last(str_from(version));
	bool lang = gover_is_lang(str_from(version));
	const char *any = p->kind == PIN_SETUP_GO ? any_patch(p->version)
						  : NULL;
	size_t op = strspn(p->version, "~=v ");

	if (any && lang)
		version = arena_printf(a, "%s%s", version, any);
	/* asdf knows releases alone. */
	else if (!any && lang && (is_full(p->version) ||
				  r->holder->kind == FILE_TOOL_VERSIONS))
		version = last ? last : arena_printf(a, "%s.0", version);
	return arena_printf(a, "%.*s%s", (int)op, p->version, version);
}

/* A version that YAML would not read as it stands: 1.30. */
static bool bends(const char *version)
{
	return version[0] >= '0' && version[0] <= '9' && !is_full(version) &&
	       cstr_ends(version, "0");
}

/* What the tag says behind the version: "alpine3.20" of "1.22-alpine3.20". */
static struct str variant_of(const struct pin *p)
{
	const char *at = strstr(p->value, p->version);
	struct str s = str_from(at ? at + strlen(p->version) : "");

	if (!s.len || s.p[0] != '-')
		return STR_NONE;
	s = str_sub(s, 1, s.len - 1);
	s.len = str_find(s, '@');
	s.len = str_find(s, '-');
	return s;
}

/* Does another of its matrix stand for the group? */
static bool is_outdone(const struct ledger *l, const struct ledger_row *r)
{
	size_t i;

	for (i = 0; r->pin->matrix && i < l->nrows; i++) {
		const struct ledger_row *o = &l->rows[i];

		if (o == r || !o->pin || !o->ranged || !o->release ||
		    !cstr_eq(o->pin->matrix, r->pin->matrix))
			continue;
		if (gover_cmp_of(o->release, r->release) > 0)
			return true;
	}
	return false;
}

/* Is that place among the bytes of this change? */
static bool is_made(const struct change *c, const struct ledger_row *r)
{
	return c->start == (size_t)r->pin->start &&
	       cstr_eq(c->row->pin->at_file, r->pin->at_file);
}

/* What is to become of a place, and the version that it is to name.  Files of
 * version managers that name several name the newest of them, at least. */
static enum what target(struct arena *a, const struct ledger *l,
			const struct ledger_row *r, const struct module *m,
			const char **version)
{
	const struct ledger_row *newest;
	bool number;

	if (!r->pin || r->module != m || !r->ranged)
		return STAYS;
	number = r->pin->number && r->pin->end;
	if (r->pin->matrix && is_outdone(l, r) && (number || !r->excused))
		return r->stops ? DROP : number ? QUOTE : STAYS;
	if (number && gover_cmp_of(r->pin->text, *version) >= 0)
		return QUOTE;
	if (r->excused)
		return STAYS;
	newest = ledger_at_odds(a, l, r);
	if (newest && gover_cmp_of(newest->range.high, *version) > 0)
		*version = newest->range.high;
	if (r->fit == LEDGER_OLD || r->fit == LEDGER_UNREADABLE ||
	    ledger_is_older(&r->range, *version))
		return RAISE;
	return STAYS;
}

static void add_change(struct arena *a, const struct ledger_row *r,
		       enum what what, const char *version,
		       struct changes *out)
{
	const struct pin *p = r->pin;
	struct change *c;
	size_t i;

	if (!p->end || p->digest || cstr_empty(p->version)) {
		*ARENA_PUSH(a, out->left, out->nleft) = r;
		return;
	}
	for (i = 0; i < out->n; i++)
		if (is_made(&out->list[i], r))
			return;
	c = ARENA_PUSH(a, out->list, out->n);
	c->row = r;
	c->what = what;
	c->start = (size_t)p->start;
	c->end = (size_t)p->end;
	c->to = version;
	c->text = what == QUOTE ? arena_printf(a, "'%s'", p->text) :
		  what == DROP ? "" : in_style(a, version, r);
}

static void collect(struct fix_run *run, const struct module *m,
		    const char *version, struct changes *out)
{
	struct ledger *l = ARENA_NEW(run->arena, struct ledger);
	size_t i;

	memset(out, 0, sizeof(*out));
	ledger_build(run->arena, run->snap, l);
	out->ledger = l;
	for (i = 0; i < l->nrows; i++) {
		const char *to = version;
		enum what what = target(run->arena, l, &l->rows[i], m, &to);

		if (what != STAYS)
			add_change(run->arena, &l->rows[i], what, to, out);
	}
}

static const char *wants(const struct fix_run *run, const struct module *m)
{
	const char *file;
	int line;

	return ledger_wants(run->snap, m, &file, &line);
}

/* The pins of a module, all of them. */
static const char *meant(const struct snapshot *s, const struct finding *f)
{
	(void)s;
	return is_served(f->id) && !cstr_empty(f->module) ? f->module : NULL;
}

static bool is_changed(const struct changes *c, const struct ledger_row *r)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (is_made(&c->list[i], r))
			return true;
	return false;
}

/* One of a matrix that is as it should be once the newest is raised. */
static bool is_then_tried(const struct ledger *l, const struct ledger_row *r)
{
	return r->pin->matrix && !r->stops && is_outdone(l, r);
}

static bool is_of(const struct ledger_row *r, const struct finding *f)
{
	if (!r->pin || r->line != f->line || !cstr_eq(r->file, f->path))
		return false;
	if (cstr_eq(f->id, "ci-go-version-float"))
		return r->pin->number;
	if (cstr_eq(f->id, "toolchain-download"))
		return pins_stop(r);
	return !r->excused && (r->fit == LEDGER_OLD ||
			       r->fit == LEDGER_UNREADABLE);
}

/* What the finding counts and the changes leave as it is; NULL: nothing.  *any:
 * do they change any of it? */
static const struct ledger_row *unmended(const struct changes *c,
					 const struct finding *f,
					 const struct module *m, bool *any)
{
	bool all = cstr_eq(f->id, "version-pins-disagree");
	const struct ledger_row *left = NULL;
	size_t i;

	*any = false;
	for (i = 0; i < c->ledger->nrows; i++) {
		const struct ledger_row *r = &c->ledger->rows[i];

		/* Files of version managers have a finding of their own. */
		if (all ? !pins_disagree(c->ledger, r, m) : !is_of(r, f))
			continue;
		if (is_changed(c, r))
			*any = true;
		else if (!left && !is_then_tried(c->ledger, r))
			left = r;
	}
	if (all && !left)
		*any = c->n > 0;
	return left;
}

static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	const char *version = m ? wants(run, m) : NULL;
	struct changes c;
	bool any;

	if (run->finding && !is_served(run->finding->id))
		return false;
	if (!version)
		return false;
	collect(run, m, version, &c);
	if (!run->finding)
		return c.n > 0;
	return !unmended(&c, run->finding, m, &any) && any;
}

/* Is that version what they all name then? */
static bool is_one(const struct changes *c, const char *version)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->list[i].what != RAISE ||
		    !cstr_eq(c->list[i].to, version))
			return false;
	return true;
}

/* Is any of them a new version?  Else they are quoted, or taken out. */
static bool raises(const struct changes *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->list[i].what == RAISE)
			return true;
	return false;
}

static void choices(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	struct fix_offer *o = &run->offer;
	const char *least = m ? wants(run, m) : NULL;
	struct changes found;
	struct choice *c;

	if (!least) {
		o->refused = MSG(run->arena, N_("There is no go line to align "
						"to."));
		return;
	}
	c = fix_choice(run, "version", CHOICE_TEXT,
		       MSG(run->arena, N_("Go version")),
		       MSG(run->arena, N_("What is older will name it; what is "
					  "newer stays, and so does the go "
					  "line.")),
		       least);
	if (!gover_valid(str_from(c->value))) {
		c->bad = MSG(run->arena, N_("\"{0}\" is no version of Go, as "
					    "1.24 and 1.24.0 are."),
			     c->value);
		return;
	}
	if (gover_cmp_of(c->value, least) < 0) {
		c->bad = MSG(run->arena, N_("{0} asks for Go {1} at least."),
			     m->gomod, least);
		return;
	}
	collect(run, m, c->value, &found);
	if (!found.n) {
		o->refused = MSG(run->arena, N_("No place that can be changed "
						"names an older Go than "
						"{0}."), c->value);
		return;
	}
	o->title = is_one(&found, c->value) ?
		MSG_N(run->arena, N_("name Go {0} in {n} place"),
		      N_("name Go {0} in {n} places"), (int)found.n,
		      c->value) :
		!raises(&found) ?
		MSG_N(run->arena, N_("mend the version that {n} place names"),
		      N_("mend the versions that {n} places name"),
		      (int)found.n) :
		MSG_N(run->arena, N_("raise the Go that {n} place names"),
		      N_("raise the Go that {n} places name"), (int)found.n);
	o->about = MSG(run->arena, N_(
		"The version is replaced where it stands: in Dockerfiles and "
		"their ARGs, workflows, .gitlab-ci.yml, version files and dev "
		"containers. Quotes, comments, order and indentation stay, and "
		"so does what is newer. Of a matrix that is too old as a whole "
		"its newest entry is raised, and those in which go would stop "
		"are taken out; a number that YAML reads as another one is "
		"quoted; files of version managers that name several Gos name "
		"the newest of them."));
}

/* The official image of that line may come in other variants only. */
static void settle_variant(struct fix_run *run, struct plan *plan,
			   struct str bytes, struct change *c)
{
	const struct pin *p = c->row->pin;
	struct str version = str_from(c->text), variant, behind;
	struct goimage image;
	const char *other;

	if ((p->kind != PIN_IMAGE && p->kind != PIN_COPY) ||
	    !gotable_image(str_from(p->value), &image) || !image.official)
		return;
	variant = variant_of(p);
	if (gotable_has_variant(version, variant))
		return;
	if (!gotable_last(version)) {
		fix_note(run, plan, MSG(run->arena, N_(
			"Whether there is an image golang:{0} is not known "
			"here."), c->text));
		return;
	}
	other = gotable_variant(run->arena, version, variant);
	behind = str_sub(bytes, c->end, bytes.len - c->end);
	if (other && behind.len > variant.len && behind.p[0] == '-' &&
	    str_eq(str_sub(behind, 1, variant.len), variant)) {
		c->text = arena_printf(run->arena, "%s-%s", c->text, other);
		c->end += 1 + variant.len;
		fix_note(run, plan, MSG(run->arena, N_(
			"There is no {0} image of Go {1}: {2} takes its "
			"place."),
			arena_strndup(run->arena, variant.p, variant.len),
			arena_strndup(run->arena, version.p, version.len),
			other));
		return;
	}
	fix_note(run, plan, MSG(run->arena, N_(
		"There is no {0} image of Go {1}; {2} takes it from elsewhere, "
		"change it there."),
		arena_strndup(run->arena, variant.p, variant.len), c->text,
		p->file));
}

/* A plain 1.30 needs quotes in YAML; what has some keeps them. */
static void settle_quotes(struct fix_run *run, struct str bytes,
			  struct change *c)
{
	const struct pin *p = c->row->pin;
	char before = c->start ? bytes.p[c->start - 1] : '\0';

	if (c->what == RAISE && p->kind == PIN_SETUP_GO && before != '\'' &&
	    before != '"' && bends(c->text))
		c->text = arena_printf(run->arena, "'%s'", c->text);
}

static size_t skip_blanks(struct str bytes, size_t at)
{
	while (at < bytes.len && strchr(" \t\r\n", bytes.p[at]))
		at++;
	return at;
}

static size_t back_over_blanks(struct str bytes, size_t at)
{
	while (at > 0 && strchr(" \t\r\n", bytes.p[at - 1]))
		at--;
	return at;
}

/* An item of "[a, b]", with the comma before or behind it. */
static bool widen_flow(struct str bytes, struct change *c)
{
	size_t before = back_over_blanks(bytes, c->start);
	size_t behind = skip_blanks(bytes, c->end);
	char open = before ? bytes.p[before - 1] : '\0';
	char shut = behind < bytes.len ? bytes.p[behind] : '\0';

	if ((open != '[' && open != ',') || (shut != ']' && shut != ','))
		return false;
	if (shut == ',')
		c->end = skip_blanks(bytes, behind + 1);
	else if (open == ',')
		c->start = before - 1;
	else
		return false;
	return true;
}

/* "- a" on a line of its own, which may have a comment. */
static bool widen_block(struct str bytes, struct change *c)
{
	size_t at = c->start, end = c->end;

	while (at > 0 && bytes.p[at - 1] == ' ')
		at--;
	if (at == c->start || !at || bytes.p[at - 1] != '-')
		return false;
	for (at--; at > 0 && bytes.p[at - 1] == ' '; at--)
		;
	if (at > 0 && bytes.p[at - 1] != '\n')
		return false;
	while (end < bytes.len && bytes.p[end] == ' ')
		end++;
	if (end < bytes.len && bytes.p[end] != '\n' && bytes.p[end] != '\r' &&
	    bytes.p[end] != '#')
		return false;
	c->start = at;
	c->end = span_line_end(bytes, end);
	return true;
}

/* include and exclude may name it as well. */
static bool is_said_again(struct str bytes, const struct change *c)
{
	const char *version = c->row->pin->text;
	struct str rest = str_sub(bytes, c->end, bytes.len - c->end);

	if (str_search(bytes, "include:") == bytes.len &&
	    str_search(bytes, "exclude:") == bytes.len)
		return false;
	return str_search(str_sub(bytes, 0, c->start), version) < c->start ||
	       str_search(rest, version) < rest.len;
}

/* The item of a matrix with what parts it from the others. */
static bool widen(struct str bytes, struct change *c)
{
	char quote = c->start ? bytes.p[c->start - 1] : '\0';

	if (is_said_again(bytes, c))
		return false;
	if ((quote == '\'' || quote == '"') && c->end < bytes.len &&
	    bytes.p[c->end] == quote) {
		c->start--;
		c->end++;
	}
	return widen_flow(bytes, c) || widen_block(bytes, c);
}

static int drop(struct fix_run *run, struct plan *plan, struct str bytes,
		struct change *c, struct error *err)
{
	const struct pin *p = c->row->pin;
	const char *at = arena_printf(run->arena, "%s:%d", p->at_file,
				      p->at_line);

	if (!widen(bytes, c))
		return error_set(err, "%s is too old for the module, and go "
				 "stops there; how it is to leave the matrix is "
				 "for you to say: take it out by hand, at %s",
				 p->text, at);
	fix_note(run, plan, MSG(run->arena, N_(
		"{0} leaves the matrix of {1}: go stops there, and a newer one "
		"is tried as well."), p->text, at));
	return 0;
}

/* The last item of a list takes the comma in front of it, and so does what
 * was taken out just before it. */
static void join_drops(struct str bytes, const struct changes *all,
		       struct change *c)
{
	size_t i;

	for (i = 0; i < all->n; i++) {
		struct change *o = &all->list[i];

		if (o == c || o->what != DROP || o->start == o->end ||
		    !cstr_eq(o->row->pin->at_file, c->row->pin->at_file) ||
		    o->start > c->start || o->end <= c->start)
			continue;
		c->start = back_over_blanks(bytes, o->start) - 1;
		o->start = o->end = c->start;
		i = (size_t)-1;
	}
}

static int settle(struct fix_run *run, struct plan *plan, struct str bytes,
		  struct change *c, struct error *err)
{
	const struct pin *p = c->row->pin;
	const char *have = p->number ? p->text : p->version;

	if (c->end > bytes.len ||
	    !str_is(str_sub(bytes, c->start, c->end - c->start), have))
		return error_set(err, "%s has changed since it was read",
				 p->at_file);
	switch (c->what) {
	case RAISE:
		settle_variant(run, plan, bytes, c);
		settle_quotes(run, bytes, c);
		break;
	case DROP:
		return drop(run, plan, bytes, c, err);
	case QUOTE:
	case STAYS:
		break;
	}
	return 0;
}

static int change_file(struct fix_run *run, struct plan *plan,
		       struct changes *all, const char *file,
		       struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	const char *path = fix_abs(run, file);
	struct str bytes;
	size_t i;

	if (fix_read(run, path, &bytes, err))
		return -1;
	for (i = 0; i < all->n; i++)
		if (cstr_eq(all->list[i].row->pin->at_file, file) &&
		    settle(run, plan, bytes, &all->list[i], err))
			return -1;
	for (i = 0; i < all->n; i++)
		if (all->list[i].what == DROP &&
		    cstr_eq(all->list[i].row->pin->at_file, file))
			join_drops(bytes, all, &all->list[i]);
	for (i = 0; i < all->n; i++) {
		const struct change *c = &all->list[i];

		if (cstr_eq(c->row->pin->at_file, file) && c->start < c->end)
			span_edits_add(run->arena, &spans, c->start, c->end,
				       str_from(c->text));
	}
	return fix_edit_spans(run, plan, path, &spans, err);
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	const struct module *m = fix_module(run);
	struct changes all;
	size_t i, k;

	if (!m)
		return error_set(err, "there is no go.mod here");
	collect(run, m, fix_value(run, "version"), &all);
	for (i = 0; i < all.n; i++) {
		const char *file = all.list[i].row->pin->at_file;

		for (k = 0; k < i; k++)
			if (cstr_eq(all.list[k].row->pin->at_file, file))
				break;
		if (k == i && change_file(run, plan, &all, file, err))
			return -1;
	}
	for (i = 0; i < all.nleft; i++)
		fix_note(run, plan, MSG(run->arena, N_(
			"{0} stays as it is: {1} is not written there in one "
			"piece, or is pinned by its hash."),
			arena_printf(run->arena, "%s:%d", all.left[i]->file,
				     all.left[i]->line), all.left[i]->text));
	return 0;
}

const struct fix fix_align_go_version = {
	.id = "align-go-version",
	.title = N_("name one Go in every file that names an older one"),
	.about = N_("Replaces the version where it stands, in all files in one "
		    "plan: what is older than the go line (or the version "
		    "given) names that. It raises no go line, and touches "
		    "nothing but the version."),
	.spares_shells = true,
	.meant = meant,
	.serves = serves,
	.choices = choices,
	.build = build,
};
