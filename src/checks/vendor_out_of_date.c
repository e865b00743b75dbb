/* vendor-out-of-date: modules.txt and go.mod disagree, by Go's own rule. */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

static const char *name_of(struct arena *a, const struct vendor_mismatch *m)
{
	return m->version ? arena_printf(a, "%s@%s", m->path, m->version)
			  : m->path;
}

/* Is mismatch `i` the first about its module? */
static bool is_first(const struct vendor_mismatch *list, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (cstr_eq(list[k].path, list[i].path))
			return false;
	return true;
}

static size_t count_modules(const struct vendor_mismatch *list, size_t n)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		count += is_first(list, i);
	return count;
}

static void add_evidence(struct check_run *run, struct finding *f,
			 const struct vendor_mismatch *list, size_t n,
			 const char *txt)
{
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < n && i < 40; i++) {
		const struct vendor_mismatch *m = &list[i];

		finding_evidence(run, f,
				 arena_printf(a, "%s: %s", name_of(a, m),
					      m->detail), NULL, 0);
		if (!is_first(list, i))
			continue;
		if (m->gomod_text)
			finding_evidence(run, f, m->gomod_text, m->gomod_file,
					 m->gomod_line);
		if (m->modules_text)
			finding_evidence(run, f, m->modules_text, txt,
					 m->modules_line);
	}
}

/* The version that a line of go.mod or modules.txt gives: its last word. */
static const char *version_in(struct arena *a, const char *line)
{
	struct str rest = str_from(line), word, last = STR_NONE;

	while (str_word(&rest, &word) && !str_is(word, "//"))
		last = word;
	return arena_strndup(a, last.p ? last.p : "", last.len);
}

/* Do both say this version, and modules.txt without "## explicit"? */
static bool lacks_mark(struct arena *a, const struct vendor_mismatch *m)
{
	return m->gomod_text && strstr(m->detail, "marked as explicit") &&
	       cstr_eq(version_in(a, m->gomod_text),
		       version_in(a, m->modules_text));
}

static void set_title(struct check_run *run, struct finding *f,
		      const struct gobuild *b,
		      const struct vendor_mismatch *list, size_t n)
{
	const struct vendor_mismatch *m = &list[0];
	struct arena *a = run->arena;
	int more = (int)count_modules(list, n) - 1;
	const char *said, *in_gomod, *in_vendor;

	if (!b->vendor) {
		f->title = MSG(a, N_("-mod=vendor is set, and there is no {0}"),
			       b->vendor_dir);
		return;
	}
	if (!b->vendor->has_modules_txt) {
		f->title = MSG(a, N_("{0} has no modules.txt, so go finds "
				     "nothing in it"), b->vendor_dir);
		return;
	}
	in_gomod = version_in(a, m->gomod_text);
	in_vendor = version_in(a, m->modules_text);
	/* A line without its mark may have the right version. */
	if (m->gomod_text && m->modules_text &&
	    !strstr(m->detail, "replaced") && !cstr_eq(in_gomod, in_vendor))
		said = arena_printf(a, "go.mod %s, vendor %s", in_gomod,
				    in_vendor);
	else
		said = m->detail;
	if (more)
		f->title = MSG_N(a, N_("{0}: {1}; and {n} more module"),
				 N_("{0}: {1}; and {n} more modules"), more,
				 m->path, said);
	else
		f->title = MSG(a, N_("{0}: {1}"), m->path, said);
}

static void explain(struct check_run *run, struct finding *f,
		    const struct gobuild *b,
		    const struct vendor_mismatch *list, size_t n)
{
	struct arena *a = run->arena;
	const char *txt = path_join(a, b->vendor_dir, "modules.txt");
	const char *dir = path_dir(a, b->vendor_dir);
	const char *go = b->work ? b->work->go_version
				 : b->module->go_version;
	size_t i, shown = 0;

	set_title(run, f, b, list, n);
	add_evidence(run, f, list, n, txt);
	(void)finding_step(run, f, MSG(a, N_("Is there a vendor/ folder?")),
			   b->vendor ? ANSWER_YES : ANSWER_NO, !b->vendor,
			   b->vendor_dir, NULL);
	if (b->vendor_why == GOBUILD_VENDOR_FLAG)
		(void)finding_step(run, f, MSG(a, N_("Does GOFLAGS ask for "
						     "it?")),
				   ANSWER_YES, false, b->goflags->value,
				   env_origin(a, b->goflags));
	else
		(void)finding_step(run, f, MSG(a, N_("Is the go line at least "
						     "1.14?")),
			ANSWER_YES, false, arena_printf(a, "go %s", go),
			b->work ? modules_at(a, b->work->file, b->work->go_line)
				: modules_at(a, b->module->gomod,
					     b->module->go_line));
	for (i = 0; i < n && shown < 3; i++) {
		const struct vendor_mismatch *m = &list[i];
		struct step *st;

		if (!is_first(list, i))
			continue;
		shown++;
		st = finding_step(run, f,
			MSG(a, N_("Do both say the same of {0}?"), m->path),
			ANSWER_NO, true, m->gomod_text,
			m->gomod_text ? modules_at(a, m->gomod_file,
						   m->gomod_line) : NULL);
		if (!m->gomod_text)
			st->note = MSG(a, N_("go.mod does not name it."));
		st = finding_step(run, f, MSG(a, N_("And in modules.txt?")),
				  ANSWER_NONE, false, m->modules_text,
				  m->modules_text ? modules_at(a, txt,
						m->modules_line) : txt);
		if (!m->modules_text)
			st->note = MSG(a, N_("modules.txt does not name it."));
		else if (lacks_mark(a, m))
			st->note = MSG(a, N_("The same version, but no \"## "
					     "explicit\" under it."));
	}
	f->outcome = MSG(a, N_("go build, test, vet and list stop: "
			       "\"inconsistent vendoring in {0}\""),
			 modules_abs(run, dir));
	f->why = MSG(a, N_(
		"With a go line of 1.14 or newer go takes packages from the "
		"vendor folder beside go.mod, unless -mod says otherwise; a "
		"module's vendor folder does not count in a workspace, and "
		"from Go 1.22 on that of go.work does. First it compares: "
		"every require must stand in modules.txt as explicit at the "
		"same version, and every replace with the same target, in "
		"both directions. The contents of vendored files are compared "
		"with nothing. go mod tidy, go get and go mod download neither "
		"check nor update vendor/."));
	f->probe = modules_command(run, b->work ? b->module->dir : dir,
				   "go list -mod=vendor .");
	finding_command(run, f,
			MSG(a, N_("Write vendor/ anew (hand edits in it are "
				  "lost; asks the module proxy for what is "
				  "not cached):")),
			modules_command(run, dir, b->work ? "go work vendor"
							  : "go mod vendor"));
	finding_command(run, f,
			MSG(a, N_("Or look at the build without vendor/:")),
			modules_command(run, b->module->dir,
					"go build -mod=readonly ./..."));
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		struct vendor_mismatch *list;
		struct finding *f;
		bool is_new;
		size_t n;

		if (!gobuild_uses_vendor(b) || !gobuild_is_built(b) ||
		    (b->vendor && b->vendor->cut))
			continue;
		any = true;
		if (!gobuild_check_vendor(run->arena, b, &list, &n) || !n)
			continue;
		f = finding_add(run, SEVERITY_ERROR,
				b->work ? "" : b->module->dir,
				path_join(run->arena, b->vendor_dir,
					  "modules.txt"),
				list[0].modules_line, "", &is_new);
		finding_place_add(run, f, b->place, SEVERITY_ERROR,
				  KNOWN_DERIVED);
		if (is_new)
			explain(run, f, b, list, n);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_vendor_out_of_date = {
	.id = "vendor-out-of-date",
	.worst = SEVERITY_ERROR,
	.title = N_("vendor/ that does not match go.mod"),
	.about = N_("vendor/modules.txt and go.mod (or go.work) disagree, and "
		    "go stops before it builds anything. Example: \"go: "
		    "inconsistent vendoring in /src/shop: "
		    "example.com/dep@v1.1.0: is explicitly required in go.mod, "
		    "but not marked as explicit in vendor/modules.txt\"."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.elsewhere = true,
	.run = run,
};
