/*
 * align-go-version: every place that names a Go older than the module asks
 * for names that one, in all files at once.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/str.h"
#include "facts/ledger.h"
#include "fmt/gover.h"
#include "fmt/span.h"

/* A change of one place. */
struct change {
	const struct ledger_row *row;
	const char *to;		/* the version */
	const char *text;	/* what will stand there */
	size_t start, end;
};

struct changes {
	struct change *list;
	size_t n;
	/* What is too old, and cannot be changed by itself. */
	const struct ledger_row **left;
	size_t nleft;
};

static bool is_served(const char *id)
{
	return cstr_eq(id, "version-pins-disagree") ||
	       cstr_eq(id, "go-line-unreadable") ||
	       cstr_eq(id, "docker-go-too-old") ||
	       cstr_eq(id, "ci-go-version-float");
}

static bool is_full(const char *version)
{
	const char *dot = strchr(version, '.');

	return dot && strchr(dot + 1, '.');
}

/* "1.24" as this place writes versions: "1.24.13" where it has three parts. */
static const char *in_style(struct arena *a, const char *version,
			    const struct ledger_row *r)
{
	const struct pin *p = r->pin;
	const char *last = gotable_last(str_from(version));
	bool lang = gover_is_lang(str_from(version));

	if (p->kind == PIN_SETUP_GO && cstr_ends(p->version, ".x"))
		return lang ? arena_printf(a, "%s.x", version) : version;
	/* asdf knows releases alone. */
	if (lang && (is_full(p->version) ||
		     r->holder->kind == FILE_TOOL_VERSIONS))
		return last ? last : arena_printf(a, "%s.0", version);
	return version;
}

/* A version that YAML would not read as it stands: 1.30. */
static bool bends(const char *version)
{
	return !is_full(version) && cstr_ends(version, "0");
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

/* The version that a place is to name; NULL: it stays as it is.  Files of
 * version managers that name several name the newest of them, at least. */
static const char *target(struct arena *a, const struct ledger *l,
			  const struct ledger_row *r, const struct module *m,
			  const char *version)
{
	const struct ledger_row *newest;

	if (!r->pin || r->module != m || r->excused || !r->ranged)
		return NULL;
	newest = ledger_at_odds(a, l, r);
	if (newest && gover_cmp_of(newest->range.high, version) > 0)
		version = newest->range.high;
	if (r->fit != LEDGER_OLD && r->fit != LEDGER_UNREADABLE &&
	    !ledger_is_older(&r->range, version))
		return NULL;
	return is_outdone(l, r) ? NULL : version;
}

static void add_change(struct arena *a, const struct ledger_row *r,
		       const char *version, struct changes *out)
{
	const struct pin *p = r->pin;
	struct change *c;
	size_t i;

	if (!p->end || p->digest || cstr_empty(p->version)) {
		*ARENA_PUSH(a, out->left, out->nleft) = r;
		return;
	}
	for (i = 0; i < out->n; i++)
		if (out->list[i].start == (size_t)p->start &&
		    cstr_eq(out->list[i].row->pin->at_file, p->at_file))
			return;
	c = ARENA_PUSH(a, out->list, out->n);
	c->row = r;
	c->start = (size_t)p->start;
	c->end = (size_t)p->end;
	c->to = version;
	c->text = in_style(a, version, r);
}

static void collect(struct fix_run *run, const struct module *m,
		    const char *version, struct changes *out)
{
	struct ledger *l = ARENA_NEW(run->arena, struct ledger);
	size_t i;

	memset(out, 0, sizeof(*out));
	ledger_build(run->arena, run->snap, l);
	for (i = 0; i < l->nrows; i++) {
		const char *to = target(run->arena, l, &l->rows[i], m,
					version);

		if (to)
			add_change(run->arena, &l->rows[i], to, out);
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

static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	const char *version = m ? wants(run, m) : NULL;
	struct changes c;

	if (run->finding && !is_served(run->finding->id))
		return false;
	if (!version)
		return false;
	collect(run, m, version, &c);
	return c.n > 0;
}

/* Is that version what they all name then? */
static bool is_one(const struct changes *c, const char *version)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (!cstr_eq(c->list[i].to, version))
			return false;
	return true;
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
		MSG_N(run->arena, N_("raise the Go that {n} place names"),
		      N_("raise the Go that {n} places name"), (int)found.n);
	o->about = MSG(run->arena, N_(
		"The version is replaced where it stands: in Dockerfiles and "
		"their ARGs, workflows, .gitlab-ci.yml, version files and dev "
		"containers. Quotes, comments, order and indentation stay, and "
		"so does what is newer. Of a matrix that is too old as a whole "
		"its newest entry is raised; files of version managers that "
		"name several Gos name the newest of them."));
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

	if (p->kind == PIN_SETUP_GO && before != '\'' && before != '"' &&
	    bends(c->text))
		c->text = arena_printf(run->arena, "'%s'", c->text);
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
	for (i = 0; i < all->n; i++) {
		struct change *c = &all->list[i];
		const struct pin *p = c->row->pin;
		const char *have = p->number ? p->text : p->version;

		if (!cstr_eq(p->at_file, file))
			continue;
		if (c->end > bytes.len ||
		    !str_is(str_sub(bytes, c->start, c->end - c->start),
			    have))
			return error_set(err, "%s has changed since it was "
					 "read", file);
		settle_variant(run, plan, bytes, c);
		settle_quotes(run, bytes, c);
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
