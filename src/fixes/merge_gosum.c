/*
 * merge-gosum: go.sum after a merge: marks and broken lines go, the lines of
 * both sides stay, and of two hashes for one version the one that is proven.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gochar.h"
#include "fmt/gosum.h"
#include "fmt/modpath.h"
#include "fmt/span.h"

/* go.sum by lines, and which of them go. */
struct sums {
	struct str bytes;
	struct str *lines;	/* with their ends */
	bool *drop;
	size_t n;
	size_t bom;		/* bytes of the byte order mark */
	int nmarks, nbroken, nwrong;
	const char *first_broken;
	struct msg refused;	/* or none */
};

static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);

	return m && m->gosum.file && m->gosum.nproblems;
}

/* ---- lines ---- */

static char mark_of(struct str line)
{
	size_t i;

	line = gochar_trim(line);
	if (line.len < 7 || !memchr("<|=>", line.p[0], 4))
		return '\0';
	for (i = 1; i < 7; i++)
		if (line.p[i] != line.p[0])
			return '\0';
	return line.len == 7 || line.p[7] == ' ' ? line.p[0] : '\0';
}

static size_t fields_of(struct str line, struct str f[3])
{
	struct str field;
	size_t n = 0;

	while (gochar_field(&line, &field)) {
		if (n < 3)
			f[n] = field;
		n++;
	}
	return n;
}

static void split(struct fix_run *run, struct sums *s)
{
	size_t at = 0, alloc = 0;

	if (str_starts(s->bytes, "\xef\xbb\xbf"))
		at = s->bom = 3;
	while (at < s->bytes.len) {
		struct str rest = str_sub(s->bytes, at, s->bytes.len - at);
		size_t len = str_find(rest, '\n');

		if (len < rest.len)
			len++;
		*ARENA_PUSH(run->arena, s->lines, s->n) =
			str_sub(rest, 0, len);
		at += len;
	}
	alloc = s->n + 1;
	s->drop = arena_alloc(run->arena, alloc * sizeof(*s->drop));
}

/* The end of the base's part of a conflict, shown by diff3; or 0. */
static size_t base_end(const struct sums *s, size_t at)
{
	char mark;

	for (at++; at < s->n; at++) {
		mark = mark_of(s->lines[at]);
		if (mark)
			return mark == '=' ? at : 0;
	}
	return 0;
}

static bool said_before(const struct sums *s, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (!s->drop[i] && str_eq(gochar_trim(s->lines[i]),
					  gochar_trim(s->lines[at])))
			return true;
	return false;
}

/* Marks and broken lines go; of what both sides say one line stays. */
static void drop_lines(struct fix_run *run, struct sums *s)
{
	bool inside = false;
	struct str f[3];
	size_t i, end;
	char mark;

	for (i = 0; i < s->n; i++) {
		size_t n = fields_of(s->lines[i], f);

		mark = mark_of(s->lines[i]);
		if (mark) {
			s->drop[i] = true;
			s->nmarks++;
			inside = mark != '>';
			end = mark == '|' ? base_end(s, i) : 0;
			/* What both sides have changed is nobody's any more. */
			for (; end && i + 1 < end; i++)
				s->drop[i + 1] = true;
		} else if (n && n != 3) {
			s->drop[i] = true;
			if (!s->nbroken++)
				s->first_broken = arena_strndup(run->arena,
					gochar_trim(s->lines[i]).p,
					gochar_trim(s->lines[i]).len);
		} else if (inside && n && said_before(s, i)) {
			s->drop[i] = true;
		}
	}
}

/* ---- hashes ---- */

static struct gosum_reader *read_kept(const struct sums *s)
{
	const struct gosum_limits limits = { .max_issues = 100000 };
	struct gosum_reader *r = gosum_open(&limits);
	size_t i;

	for (i = 0; i < s->n; i++)
		if (!s->drop[i])
			(void)gosum_feed(r, s->lines[i]);
	gosum_finish(r);
	return r;
}

/* What go noted when it unpacked the module; NULL: it is not there. */
static const char *proof(struct fix_run *run, const char *module,
			 const char *version)
{
	const char *cache, *path;
	struct error err = ERROR_INIT;
	struct str bytes;

	cache = run->place ? place_value(run->place, "GOMODCACHE") : "";
	path = modpath_cache_file(run->arena, cache, module, version,
				  "ziphash");
	if (!path_is_abs(cache) || !path || cstr_ends(version, "/go.mod"))
		return NULL;
	if (fix_read(run, path, &bytes, &err)) {
		error_release(&err);
		return NULL;
	}
	bytes = str_trim(bytes);
	return arena_strndup(run->arena, bytes.p, bytes.len);
}

static void refuse(struct fix_run *run, struct sums *s,
		   const struct gosum_issue *is, const char *proven)
{
	struct arena *a = run->arena;
	const char *version = is->version;

	if (cstr_ends(version, "/go.mod"))
		version = arena_strndup(a, version, strlen(version) -
						    strlen("/go.mod"));
	if (proven)
		s->refused = MSG(a, N_(
			"go.sum gives two hashes for {0} {1}, and the module "
			"cache has a third ({2}). One of the three is honest; "
			"\"cd /; go clean -modcache\" and \"go mod download "
			"-json {0}@{1}\" in an empty folder ask the checksum "
			"database which."), is->module, is->version, proven);
	else if (cstr_ends(is->version, "/go.mod"))
		s->refused = MSG(a, N_(
			"go.sum gives two hashes for the go.mod of {0} {1}. "
			"Nothing here proves which is right: in an empty "
			"folder, \"go mod download -json {0}@{1}\" asks the "
			"checksum database and prints it as GoModSum; then "
			"delete the other line."), is->module, version);
	else
		s->refused = MSG(a, N_(
			"go.sum gives two hashes for {0} {1}, and the module "
			"is not in the module cache, so nothing here proves "
			"which is right. In an empty folder, \"go mod download "
			"-json {0}@{1}\" asks the checksum database and brings "
			"the module; then try this again."),
			is->module, version);
}

static void drop_others(struct sums *s, const struct gosum_issue *is,
			const char *right)
{
	struct str f[3];
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (s->drop[i] || fields_of(s->lines[i], f) != 3 ||
		    !str_is(f[0], is->module) || !str_is(f[1], is->version) ||
		    !str_starts(f[2], "h1:") || str_is(f[2], right))
			continue;
		s->drop[i] = true;
		s->nwrong++;
	}
}

static bool is_kept(const struct sums *s, const struct gosum_issue *is,
		    const char *hash)
{
	struct str f[3];
	size_t i;

	for (i = 0; i < s->n; i++)
		if (!s->drop[i] && fields_of(s->lines[i], f) == 3 &&
		    str_is(f[0], is->module) && str_is(f[1], is->version) &&
		    str_is(f[2], hash))
			return true;
	return false;
}

static void choose_hashes(struct fix_run *run, struct sums *s)
{
	struct gosum_reader *r = read_kept(s);
	size_t i;

	for (i = 0; i < r->nissues && !msg_is_set(&s->refused); i++) {
		const struct gosum_issue *is = &r->issues[i];
		const char *right;

		if (is->kind != GOSUM_ISSUE_CONFLICT)
			continue;
		right = proof(run, is->module, is->version);
		if (right && is_kept(s, is, right))
			drop_others(s, is, right);
		else
			refuse(run, s, is, right);
	}
	gosum_close(r);
}

static int judge(struct fix_run *run, struct sums *s, struct error *err)
{
	const struct module *m = fix_module(run);

	memset(s, 0, sizeof(*s));
	if (!m || !m->gosum.file)
		return error_set(err, "there is no go.sum here");
	if (fix_read(run, fix_abs(run, m->gosum.file), &s->bytes, err))
		return -1;
	split(run, s);
	drop_lines(run, s);
	choose_hashes(run, s);
	return 0;
}

/* ---- the fix ---- */

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct error err = ERROR_INIT;
	struct arena *a = run->arena;
	struct sums s;

	if (judge(run, &s, &err)) {
		o->refused = MSG(a, N_("go.sum cannot be read: {0}"),
				 err.message);
		error_release(&err);
		return;
	}
	o->refused = s.refused;
	o->title = MSG(a, N_("put {0} in order for every Go"),
		       fix_module(run)->gosum.file);
	if (s.nwrong)
		o->about = MSG(a, N_(
			"The marks of the merge go and the lines of both sides "
			"stay. Of two hashes for one version the one stays "
			"that go noted in the module cache when it unpacked "
			"that version; the other line goes."));
	else
		o->about = MSG(a, N_(
			"The marks of the merge go and the lines of both sides "
			"stay: go keeps what it does not need as well. No hash "
			"is added that is not there."));
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const struct module *m = fix_module(run);
	struct span_edits spans = SPAN_EDITS_INIT;
	struct arena *a = run->arena;
	struct sums s;
	size_t i, at;

	if (judge(run, &s, err))
		return -1;
	if (s.bom)
		span_edits_add(a, &spans, 0, s.bom, STR_NONE);
	for (i = 0, at = s.bom; i < s.n; i++) {
		size_t start = at;

		/* Lines that go together are one edit. */
		for (; i < s.n && s.drop[i]; i++)
			at += s.lines[i].len;
		if (at > start)
			span_edits_add(a, &spans, start, at, STR_NONE);
		if (i < s.n)
			at += s.lines[i].len;
	}
	if (!spans.n)
		return 0;
	if (fix_edit_spans(run, p, fix_abs(run, m->gosum.file), &spans, err))
		return -1;
	if (s.nbroken)
		fix_note(run, p, MSG_N(a, N_(
			"{n} line that go cannot read goes: {0}"), N_(
			"{n} lines that go cannot read go; the first is: {0}"),
			s.nbroken, s.first_broken));
	if (s.nwrong)
		fix_note(run, p, MSG_N(a, N_(
			"{n} line goes whose hash is not that of the module in "
			"the module cache."), N_(
			"{n} lines go whose hashes are not those of the modules "
			"in the module cache."), s.nwrong));
	(void)fix_verify(run, p, fix_abs(run, m->dir),
			 MSG(a, N_("go still finds every package")),
			 "go", "list", "-deps", "./...", NULL);
	return 0;
}

const struct fix fix_merge_gosum = {
	.id = "merge-gosum",
	.title = N_("put go.sum in order after a merge"),
	.about = N_("Takes conflict marks, lines of another shape and a byte "
		    "order mark out of go.sum and keeps the lines of both "
		    "sides. Of two hashes for one version it keeps the one "
		    "that is proven by the module cache, and refuses where "
		    "nothing proves it: a hash is never guessed."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
