#include "config.h"

#include "fixes/gopathmend.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/gopath_lines.h"
#include "fixes/vendorpatch.h"
#include "fmt/gomod.h"
#include "fmt/gover.h"
#include "fmt/span.h"

struct mender {
	struct fix_run *run;
	const struct gopathmend *to;
	struct gopath_line_at *lines;
	size_t n;
	bool keeps_lock;
	/* Those below the project that go.mod names for modules; of the copies
	 * the one that holds them all. */
	const char **folders;
	size_t nfolders;
	struct fix_names mended, brought;
};

static void find_folders(struct mender *m)
{
	const struct gomod *mod = gomod_parse(m->run->arena, m->to->gomod,
					      GORELEASE_NEWEST);
	struct arena *a = m->run->arena;
	size_t i, k;

	for (i = 0; i < mod->f.nreplaces; i++) {
		struct str to = mod->f.replaces[i].new.path;
		const char *dir;

		if (!str_starts(to, "./"))
			continue;
		dir = path_clean(a, arena_strndup(a, to.p, to.len));
		if (path_under(VENDORPATCH_DIR, dir))
			dir = VENDORPATCH_DIR;
		for (k = 0; k < m->nfolders; k++)
			if (cstr_eq(m->folders[k], dir))
				break;
		if (k == m->nfolders)
			*ARENA_PUSH(a, m->folders, m->nfolders) = dir;
	}
}

/* Does something that stays as it is still call the tool? */
static bool is_called(const struct mender *m, const char *tool)
{
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct gopathline *l = m->lines[i].l;

		if (l->kind != GOPATHLINE_TOOL_GET &&
		    l->kind != GOPATHLINE_GET && !l->with &&
		    cstr_eq(l->path, tool))
			return true;
	}
	return false;
}

/* Whose lock file that is; of those that are copied by themselves. */
static const char *tool_of(const char *lock)
{
	return cstr_eq(lock, "Gopkg.lock") ? "dep" : "glide";
}

/* Is a lock file copied there, for a tool that is still called?  Then go.mod
 * is not. */
static bool copies_lock(const struct mender *m, const char *file)
{
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct gopathline *l = m->lines[i].l;

		if (cstr_eq(m->lines[i].file, file) && l->with &&
		    l->kind == GOPATHLINE_LOCK &&
		    is_called(m, tool_of(l->path)))
			return true;
	}
	return false;
}

/* The COPY of a lock file, as one line: "COPY --chown=x ", where it copies to,
 * the line's span; false: it has another shape. */
static bool read_copy(struct arena *a, struct str bytes,
		      const struct gopathline *l, const char **verb,
		      struct str *to, struct span *at)
{
	struct str head, tail, word;
	const char *out = NULL;

	*at = span_of_line(bytes, l->line);
	if ((size_t)l->end > at->end)
		return false;
	head = str_sub(bytes, at->start, (size_t)l->start - at->start);
	tail = str_trim(str_sub(bytes, (size_t)l->end,
				at->end - (size_t)l->end));
	*to = STR_NONE;
	while (str_word(&head, &word))
		if (!out || str_starts(word, "--"))
			out = arena_printf(a, "%s%.*s ", out ? out : "",
					   STR_FMT(word));
	while (str_word(&tail, &word))
		*to = word;
	*verb = out;
	return out && to->len && !strchr("\\`", to->p[to->len - 1]);
}

/* go mod download reads the go.mod of each folder that replaces a module: it
 * is copied in front of the other files. */
static void bring_folders(struct mender *m, struct str bytes,
			  const struct gopath_line_at *at,
			  struct span_edits *edits)
{
	struct arena *a = m->run->arena;
	const char *verb;
	struct span line;
	struct str to;
	size_t i;

	if (at->l->kind != GOPATHLINE_LOCK ||
	    !read_copy(a, bytes, at->l, &verb, &to, &line))
		return;
	for (i = 0; i < m->nfolders; i++)
		span_edits_add(a, edits, line.start, line.start,
			str_from(arena_printf(a, "%s%s %.*s%s%s/%s", verb,
				m->folders[i], STR_FMT(to),
				str_ends(to, "/") ? "" : "/", m->folders[i],
				bytes.p[line.end - 2] == '\r' ? "\r\n"
							      : "\n")));
	if (m->nfolders)
		fix_name_add(&m->brought, arena_printf(a, "%s:%d", at->file,
						       at->l->line));
}

/* Has a COPY of the file that is to bring folders another shape? */
static bool is_odd(const struct mender *m, const char *file)
{
	struct arena *a = m->run->arena;
	const char *verb;
	struct str bytes, to;
	struct span line;
	size_t i;

	for (i = 0; i < m->n && m->nfolders; i++) {
		const struct gopathline *l = m->lines[i].l;

		if (cstr_eq(m->lines[i].file, file) && l->with &&
		    l->kind == GOPATHLINE_LOCK &&
		    (fix_read(m->run, fix_abs(m->run, file), &bytes, NULL) ||
		     !read_copy(a, bytes, l, &verb, &to, &line)))
			return true;
	}
	return false;
}

static bool is_mended(const struct mender *m, const struct gopath_line_at *at)
{
	const struct gopathline *l = at->l;

	if (!l->with)
		return false;
	if (l->kind == GOPATHLINE_TOOL_GET)
		return !is_called(m, l->path);
	if (l->kind == GOPATHLINE_LOCK || l->kind == GOPATHLINE_RESTORE ||
	    l->kind == GOPATHLINE_GET_ALL)
		return !copies_lock(m, at->file) && !is_odd(m, at->file);
	return true;
}

/* A build elsewhere takes what go.mod says; who types it here keeps a vendor
 * folder by it. */
static bool is_elsewhere(const struct snapshot *s, const char *file)
{
	size_t i;

	for (i = 0; i < s->nfiles; i++)
		if (cstr_eq(s->files[i].path, file))
			return true;
	return false;
}

static const char *text_for(const struct mender *m,
			    const struct gopath_line_at *at)
{
	if (at->l->kind == GOPATHLINE_RESTORE &&
	    m->to->vendored && !is_elsewhere(m->run->snap, at->file))
		return "go mod vendor";
	if (at->l->kind == GOPATHLINE_LOCK && !m->to->has_sum)
		return "go.mod";
	return at->l->with;
}

/* Is the line what it was when it was read? */
static bool is_same(struct str bytes, const struct gopathline *l)
{
	struct span s = span_of_line(bytes, l->line);
	struct str now = str_sub(bytes, s.start, s.end - s.start);

	return (size_t)l->end <= bytes.len &&
	       str_starts(str_trim(now), l->text);
}

/* Those of one file, from the first of them on; the count. */
static int mend_file(struct mender *m, size_t first, struct plan *p,
		     size_t *count, struct error *err)
{
	const char *file = m->lines[first].file;
	const char *path = fix_abs(m->run, file);
	struct span_edits edits = SPAN_EDITS_INIT;
	struct str bytes = STR_NONE;
	size_t i;

	for (i = first; i < m->n && cstr_eq(m->lines[i].file, file); i++)
		;
	*count = i - first;
	for (i = first; i < first + *count; i++) {
		const struct gopathline *l = m->lines[i].l;

		if (!is_mended(m, &m->lines[i]))
			continue;
		if (!bytes.p && fix_read(m->run, path, &bytes, err))
			return -1;
		if (!is_same(bytes, l))
			return error_set(err, "%s has changed since it was "
					 "read", file);
		bring_folders(m, bytes, &m->lines[i], &edits);
		span_edits_add(m->run->arena, &edits, (size_t)l->start,
			       (size_t)l->end,
			       str_from(text_for(m, &m->lines[i])));
		fix_name_add(&m->mended, arena_printf(m->run->arena, "%s:%d",
						      file, l->line));
	}
	return edits.n ? fix_edit_spans(m->run, p, path, &edits, err) : 0;
}

/* What stays as it is and stops without the lock that this plan removes. */
static void note_stops(struct mender *m, struct plan *p)
{
	struct fix_names stop = FIX_NAMES_INIT;
	size_t i;

	for (i = 0; i < m->n && m->to->lock; i++) {
		const struct gopath_line_at *at = &m->lines[i];

		if (at->l->kind == GOPATHLINE_RESTORE &&
		    cstr_eq(at->l->path, m->to->lock) &&
		    !(m->to->mends && is_mended(m, at)))
			fix_name_add(&stop, gopath_line_text(m->run->arena,
							     at));
	}
	fix_note_names(m->run, p, &stop, N_(
		"The lock file goes, and {n} line that reads it stays as it "
		"is: what runs it stops there, or takes other versions. "
		"lock=keep leaves the file: {0}"), N_(
		"The lock file goes, and {n} lines that read it stay as they "
		"are: what runs them stops there, or takes other versions. "
		"lock=keep leaves the file: {0}"));
}

/* All of one kind are one note, in the order of their kinds. */
static void note_group(struct mender *m, struct plan *p, int group)
{
	const char *all = NULL;
	struct arena *a = m->run->arena;
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct gopath_line_at *at = &m->lines[i];
		const char *text;

		if (gopath_lines_group(at->l, m->to->module) != group ||
		    (m->to->mends && is_mended(m, at)) ||
		    (group == GOPATHLINE_LOCK && m->keeps_lock))
			continue;
		text = gopath_line_text(a, at);
		all = all ? arena_printf(a, "%s, %s", all, text) : text;
	}
	if (all)
		fix_note(m->run, p, MSG(a, gopath_lines_words[group], all));
}

void gopathmend_choose(struct fix_run *run, const char *dir, int more)
{
	struct gopath_line_at *lines;
	struct arena *a = run->arena;
	size_t n = gopath_lines_of(a, run->snap, dir, &lines), i;
	struct choice *c;
	int able = more;

	for (i = 0; i < n; i++)
		able += lines[i].l->with != NULL;
	if (!able)
		return;
	c = fix_choice(run, "lines", CHOICE_ONE_OF,
		       MSG(a, N_("Dockerfile, CI, Makefile")),
		       MSG_N(a, N_(
			"{n} line of the time before modules comes to one "
			"thing in a module, as dep ensure to go mod download. "
			"mend: it becomes that. list: it stays. What else "
			"assumes GOPATH is listed either way."), N_(
			"{n} lines of the time before modules come to one "
			"thing in a module, as dep ensure to go mod download. "
			"mend: they become that. list: they stay. What else "
			"assumes GOPATH is listed either way."), able),
		       "mend");
	fix_option(run, c, "mend");
	fix_option(run, c, "list");
}

/* "1.22" is the newest 1.22 there is. */
static bool is_older(struct arena *a, const char *version, const char *go)
{
	const char *lang = gover_lang(a, str_from(version));

	return gover_cmp_of(lang, gover_lang(a, str_from(go))) < 0 ||
	       (strcmp(lang, version) != 0 && gover_cmp_of(version, go) < 0);
}

/* docker-go-too-old finds them once there is a go line. */
void gopathmend_images(struct fix_run *run, struct plan *p, const char *go)
{
	const struct snapshot *s = run->snap;
	struct fix_names old = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	size_t i, k;

	for (i = 0; i < s->nfiles; i++)
		for (k = 0; k < s->files[i].npins; k++) {
			const struct pin *pin = &s->files[i].pins[k];

			if ((pin->kind != PIN_IMAGE &&
			     pin->kind != PIN_COPY) || !pin->version ||
			    !gover_valid(str_from(pin->version)) ||
			    !is_older(a, pin->version, go))
				continue;
			fix_name_add(&old, arena_printf(a, "%s:%d %s",
						pin->file, pin->line,
						pin->text));
			*ARENA_PUSH(a, p->brings, p->nbrings) =
				arena_printf(a, "docker-go-too-old %s",
					     pin->file);
		}
	if (old.n)
		fix_note(run, p, MSG_N(a, N_(
			"{n} image has a Go older than the go line {1}: {0}. "
			"A Go from 1.21 on stops at such a line, an older one "
			"tries all the same. docker-go-too-old tells of it "
			"afterwards, and align-go-version mends it."), N_(
			"{n} images have a Go older than the go line {1}: {0}. "
			"A Go from 1.21 on stops at such a line, an older one "
			"tries all the same. docker-go-too-old tells of them "
			"afterwards, and align-go-version mends them."),
			(int)old.n, old.sb.buf, go));
	strbuf_release(&old.sb);
}

void gopathmend_later(struct fix_run *run, const char *dir, struct plan *p)
{
	static const char *const checks[] = {
		"docker-context-missing", "docker-gosum-missing",
		"docker-sources-missing",
	};
	struct arena *a = run->arena;
	struct gopath_line_at *lines;
	size_t n = gopath_lines_of(a, run->snap, dir, &lines), i, k;

	for (i = 0; i < n; i++)
		for (k = 0; lines[i].l->with && k < ARRAY_SIZE(checks); k++)
			*ARENA_PUSH(a, p->brings, p->nbrings) = arena_printf(a,
				"%s %s", checks[k], lines[i].file);
}

int gopathmend_plan(struct fix_run *run, const struct gopathmend *to,
		    struct plan *p, struct error *err)
{
	struct mender m = {
		.run = run, .to = to,
		.keeps_lock = cstr_eq(fix_value(run, "lock"), "keep"),
		.mended = FIX_NAMES_INIT, .brought = FIX_NAMES_INIT,
	};
	size_t i, count;
	int group;

	m.n = gopath_lines_of(run->arena, run->snap, to->dir, &m.lines);
	find_folders(&m);
	for (i = 0; to->mends && i < m.n; i += count)
		if (mend_file(&m, i, p, &count, err)) {
			strbuf_release(&m.mended.sb);
			strbuf_release(&m.brought.sb);
			return -1;
		}
	fix_note_names(run, p, &m.mended, N_(
		"{n} line of the time before modules is mended: {0}"), N_(
		"{n} lines of the time before modules are mended: {0}"));
	fix_note_names(run, p, &m.brought, N_(
		"In front of {n} COPY line of go.mod the folders are copied "
		"that replace modules, since go mod download reads their go.mod: "
		"{0}"), N_(
		"In front of {n} COPY lines of go.mod the folders are copied "
		"that replace modules, since go mod download reads their go.mod: "
		"{0}"));
	for (group = 0; group < GOPATH_LINES_GROUPS; group++)
		note_group(&m, p, group);
	note_stops(&m, p);
	return 0;
}
