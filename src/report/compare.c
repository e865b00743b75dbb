/* What differs between places, and what that does to a build. */
#include "config.h"

#include "report/compare.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "report/words.h"

const char *const compare_weight_names[] = { "build", "fetch", "where", NULL };

/* ---- of the machine ---- */

static const char *libc_of(struct arena *a, const struct machine *m,
			   enum known *known)
{
	const struct machine_system *s = m->system;

	if (!s || s->libc_known == KNOWN_UNKNOWN || !s->libc)
		return NULL;
	*known = s->libc_known;
	return s->libc_version ? arena_printf(a, "%s %s", s->libc,
					      s->libc_version) : s->libc;
}

static const char *git_of(struct arena *a, const struct machine *m,
			  enum known *known)
{
	const struct machine_git *g = m->git;

	(void)a;
	if (!g || g->known == KNOWN_UNKNOWN)
		return NULL;
	*known = g->known;
	return g->path ? N_("installed") : N_("none");
}

static const char *roots_of(struct arena *a, const struct machine *m,
			    enum known *known)
{
	const struct machine_roots *r = m->roots;

	(void)a;
	if (!r || r->known == KNOWN_UNKNOWN)
		return NULL;
	*known = r->known;
	return r->file || r->dir ? N_("installed")
				 : N_("none");
}

static const char *zones_of(struct arena *a, const struct machine *m,
			    enum known *known)
{
	const struct machine_zones *z = m->zones;

	(void)a;
	if (!z || z->known == KNOWN_UNKNOWN)
		return NULL;
	*known = z->known;
	return z->system ? N_("installed") : N_("none");
}

static const char *build_folder_of(struct arena *a, const struct machine *m,
				   enum known *known)
{
	const struct machine_folder *f = machine_folder(m, FOLDER_BUILD);

	(void)a;
	if (!f || f->known == KNOWN_UNKNOWN)
		return NULL;
	*known = f->known;
	return f->not_writable || f->read_only ? N_("not writable")
	     : f->noexec ? "noexec" : N_("programs may run");
}

static const char *cpus_of(struct arena *a, const struct machine *m,
			   enum known *known)
{
	const struct machine_cpus *c = m->cpus;

	if (!c || c->known == KNOWN_UNKNOWN || !(c->affinity ? c->affinity
							     : c->online))
		return NULL;
	*known = c->known;
	if (c->quota_milli)
		return arena_printf(a, "%d.%d", c->quota_milli / 1000,
				    c->quota_milli % 1000 / 100);
	return arena_printf(a, "%d", c->affinity ? c->affinity : c->online);
}

/* In the order in which they are shown. */
static const struct compare_fact facts[] = {
	{ .name = N_("a go on PATH"), .weight = COMPARE_BUILD,
	  .effect = N_("Without one no go command runs there: nothing is "
		       "built."), .is_go = true },
	{ "GOVERSION", COMPARE_BUILD,
	  N_("Another release compiles: its standard library, its checks of "
	     "go.mod, vet and the defaults of the others may differ, and a go "
	     "line above it stops the older one."), NULL, false },
	{ "GOTOOLCHAIN", COMPARE_BUILD,
	  N_("With local a go.mod that asks for more stops the build; with "
	     "auto go 1.21 and newer fetches the release it asks for and "
	     "builds."), NULL, false },
	{ "GO111MODULE", COMPARE_BUILD,
	  N_("off ignores go.mod with its versions and replacements; auto "
	     "does so where no go.mod is found above the folder."), NULL, false },
	{ "GOFLAGS", COMPARE_BUILD,
	  N_("These flags go to every go command that knows them: -mod "
	     "decides between vendor/ and the module cache, -tags which files "
	     "are built."), NULL, false },
	{ "GOWORK", COMPARE_BUILD,
	  N_("A go.work in effect replaces versions of go.mod by folders that "
	     "lie beside; off leaves go.mod alone to decide."), NULL, false },
	{ "GOOS", COMPARE_BUILD,
	  N_("Files are chosen by the system that is built for: other files, "
	     "another program."), NULL, false },
	{ "GOARCH", COMPARE_BUILD,
	  N_("Files are chosen by the processor that is built for: other "
	     "files, another program."), NULL, false },
	{ "CGO_ENABLED", COMPARE_BUILD,
	  N_("With 0 files that import \"C\" are left out: a package of "
	     "nothing else fails, and net and os/user use their pure Go "
	     "versions."), NULL, false },
	{ "CC", COMPARE_BUILD,
	  N_("Another C compiler builds the cgo packages, or none where it is "
	     "not installed."), NULL, false },
	{ "CXX", COMPARE_BUILD,
	  N_("Another C++ compiler builds the cgo packages that need one."),
	  NULL, false },
	{ "CGO_CFLAGS", COMPARE_BUILD,
	  N_("C code of cgo packages is compiled with other flags."), NULL, false },
	{ "CGO_CPPFLAGS", COMPARE_BUILD,
	  N_("cgo looks for C headers elsewhere, or defines something else."),
	  NULL, false },
	{ "CGO_CXXFLAGS", COMPARE_BUILD,
	  N_("C++ code of cgo packages is compiled with other flags."), NULL, false },
	{ "CGO_LDFLAGS", COMPARE_BUILD,
	  N_("cgo packages are linked with other libraries, or from "
	     "elsewhere."), NULL, false },
	{ "PKG_CONFIG", COMPARE_BUILD,
	  N_("Another program tells cgo where C libraries lie."), NULL, false },
	{ "GOEXPERIMENT", COMPARE_BUILD,
	  N_("Experiments change the compiler, the runtime and build "
	     "constraints; a release that does not know one refuses every "
	     "command."), NULL, false },
	{ "GOFIPS140", COMPARE_BUILD,
	  N_("Another version of the cryptographic module is linked in."), NULL, false },
	{ "GODEBUG", COMPARE_BUILD,
	  N_("Programs behave as older releases did in what it names; go "
	     "itself is such a program."), NULL, false },
	{ "GOAMD64", COMPARE_BUILD,
	  N_("Newer instructions are used: the program stops on a processor "
	     "without them."), NULL, false },
	{ "GOARM64", COMPARE_BUILD,
	  N_("Newer instructions are used: the program may not run on an "
	     "older processor."), NULL, false },
	{ "GOARM", COMPARE_BUILD,
	  N_("Floating point numbers are computed otherwise, and older "
	     "processors may be left out."), NULL, false },
	{ "GO386", COMPARE_BUILD,
	  N_("Floating point numbers are computed with other "
	     "instructions."), NULL, false },
	{ "GOHOSTARCH", COMPARE_BUILD,
	  N_("go itself runs on another processor: what it builds for by "
	     "itself and which toolchain it would fetch follow it."), NULL, false },
	{ N_("build folder"), COMPARE_BUILD,
	  N_("go builds there and runs tests and \"go run\" from there: where "
	     "programs may not run they end with \"permission denied\", "
	     "where it cannot write every build stops."), build_folder_of, false },
	{ N_("C library"), COMPARE_BUILD,
	  N_("A program built with cgo starts only where that library is, in "
	     "no older version; one for glibc does not start on musl."),
	  libc_of, false },
	{ N_("time zones"), COMPARE_BUILD,
	  N_("Where the system has none, time.LoadLocation finds those of "
	     "GOROOT or fails: programs and tests that name a zone differ."),
	  zones_of, false },
	{ "GOPROXY", COMPARE_FETCH,
	  N_("Modules come from elsewhere: what one place can fetch the other "
	     "perhaps cannot."), NULL, false },
	{ "GOPRIVATE", COMPARE_FETCH,
	  N_("What it names is fetched from its own server and not checked by "
	     "the checksum database; elsewhere such modules are asked of the "
	     "proxy."), NULL, false },
	{ "GONOPROXY", COMPARE_FETCH,
	  N_("What it names is fetched from its own server, not from the "
	     "proxy."), NULL, false },
	{ "GONOSUMDB", COMPARE_FETCH,
	  N_("What it names is not checked by the checksum database when it "
	     "is new to go.sum."), NULL, false },
	{ "GOSUMDB", COMPARE_FETCH,
	  N_("Modules that go.sum does not know yet are checked by another "
	     "database; with off by none."), NULL, false },
	{ "GOINSECURE", COMPARE_FETCH,
	  N_("What it names may be fetched without a certificate that "
	     "holds, or without encryption."), NULL, false },
	{ "GOAUTH", COMPARE_FETCH,
	  N_("go says otherwise who it is: private modules that one place "
	     "fetches are refused in the other."), NULL, false },
	{ "GOVCS", COMPARE_FETCH,
	  N_("Other version control programs may be used for what is fetched "
	     "directly."), NULL, false },
	{ "GOCACHEPROG", COMPARE_FETCH,
	  N_("Compiled packages come from another cache."), NULL, false },
	{ "HTTPS_PROXY", COMPARE_FETCH,
	  N_("Downloads go through another proxy, or through none."), NULL, false },
	{ "HTTP_PROXY", COMPARE_FETCH,
	  N_("Downloads without encryption go through another proxy, or "
	     "through none."), NULL, false },
	{ "NO_PROXY", COMPARE_FETCH,
	  N_("Other servers are asked directly, past the proxy."), NULL, false },
	{ "SSL_CERT_FILE", COMPARE_FETCH,
	  N_("Other certificates are trusted: a server that one place "
	     "accepts is \"signed by unknown authority\" in the other."), NULL, false },
	{ "SSL_CERT_DIR", COMPARE_FETCH,
	  N_("Other certificates are trusted: a server that one place "
	     "accepts is \"signed by unknown authority\" in the other."), NULL, false },
	{ N_("CA certificates"), COMPARE_FETCH,
	  N_("Without them every download by https ends with \"certificate "
	     "signed by unknown authority\"."), roots_of, false },
	{ N_("git"), COMPARE_FETCH,
	  N_("Without git no module that lies in git is fetched directly "
	     "(GOPROXY=direct, private modules), and builds carry no "
	     "revision."), git_of, false },
	{ N_("CPUs"), COMPARE_WHERE,
	  N_("go compiles and tests that much at once: it is faster or "
	     "slower, and tests that race show it on one machine alone."),
	  cpus_of, false },
	{ "GOROOT", COMPARE_WHERE,
	  N_("Go lies in another folder. That changes no build as long as "
	     "nobody sets GOROOT by hand."), NULL, false },
	{ "GOPATH", COMPARE_WHERE,
	  N_("Modules and programs that go fetches and installs lie in "
	     "another folder."), NULL, false },
	{ "GOBIN", COMPARE_WHERE,
	  N_("go install puts programs into another folder: it has to be on "
	     "PATH there."), NULL, false },
	{ "GOMODCACHE", COMPARE_WHERE,
	  N_("Modules are kept in another folder; a cache that CI restores "
	     "elsewhere is not found."), NULL, false },
	{ "GOCACHE", COMPARE_WHERE,
	  N_("What was compiled is kept in another folder; a cache that CI "
	     "restores elsewhere is not found."), NULL, false },
	{ "GOTMPDIR", COMPARE_WHERE,
	  N_("go works in another folder; it has to let programs run."), NULL, false },
	{ "TMPDIR", COMPARE_WHERE,
	  N_("Temporary files lie in another folder; go builds and runs "
	     "tests there unless GOTMPDIR is set."), NULL, false },
};

/* Variables that are no settings of go. */
static bool is_variable(const char *name)
{
	static const char *const names[] = {
		"HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE",
		"SSL_CERT_DIR", "TMPDIR",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* What is compared of a folder that nobody chose. */
#define DEFAULT_KEY "\001default"

struct cell {
	const char *value;	/* NULL: not known */
	const char *key;	/* what is compared */
	enum known known;
	const struct setting *setting;
};

/* Go takes the small spelling of the proxies where the large one is unset. */
static const char *variable(const struct place *p, const char *name)
{
	static const char *const small[][2] = {
		{ "HTTPS_PROXY", "https_proxy" },
		{ "HTTP_PROXY", "http_proxy" }, { "NO_PROXY", "no_proxy" },
	};
	const char *v = place_getenv(p, name);
	size_t i;

	for (i = 0; cstr_empty(v) && i < ARRAY_SIZE(small); i++)
		if (!strcmp(small[i][0], name))
			v = place_getenv(p, small[i][1]);
	return v ? v : "";
}

/*
 * Does the release of this place know the setting?  To one that does not it
 * is as good as empty, and no difference by itself.
 */
static bool is_missing(const struct place *p, const char *module,
		       const struct compare_fact *f)
{
	const struct setting *s;

	if (f->of || f->is_go || is_variable(f->name))
		return false;
	s = place_setting_in(p, module, f->name);
	return !s || place_is_hollow(p, s);
}

/* The default of cgo's flags, which turned about with Go 1.20. */
static const char *flags_key(const char *value)
{
	return !strcmp(value, "-g -O2") ? "-O2 -g" : value;
}

static struct cell cell_of(struct arena *a, const struct place *p,
			   const char *module, const struct compare_fact *f)
{
	struct cell c = { NULL, NULL, KNOWN_UNKNOWN, NULL };
	const struct setting *s;

	if (f->is_go) {
		/* A log says nothing of PATH, and a CI file not always. */
		if (!p->ngos && (p->job || place_is_log(p)))
			return c;
		c.value = c.key = p->ngos ? N_("yes") : N_("no");
		c.known = p->job ? KNOWN_DERIVED : KNOWN_MEASURED;
		return c;
	}
	if (f->of) {
		if (p->machine)
			c.value = c.key = f->of(a, p->machine, &c.known);
		return c;
	}
	if (is_variable(f->name)) {
		/* A log shows no environment, a CI file a part of it. */
		if (p->job && !variable(p, f->name))
			return c;
		if (!place_getenv(p, "PATH") && !place_getenv(p, "HOME"))
			return c;
		if (place_is_log(p))
			return c;
		c.value = c.key = variable(p, f->name);
		c.known = p->job ? KNOWN_DERIVED : KNOWN_MEASURED;
		return c;
	}
	s = place_setting_in(p, module, f->name);
	if (!s || s->known == KNOWN_UNKNOWN || is_missing(p, module, f))
		return c;
	c.setting = s;
	c.known = s->known;
	c.value = c.key = s->value ? s->value : "";
	/* Each default lies below a HOME or a GOROOT of its own. */
	if (f->weight == COMPARE_WHERE && s->layer == LAYER_DEFAULT)
		c.key = DEFAULT_KEY;
	else if (cstr_starts(f->name, "CGO_") &&
		 cstr_ends(f->name, "FLAGS"))
		c.key = flags_key(c.value);
	return c;
}

/* Who sets a folder to what is the default has not moved it. */
static void join_defaults(struct cell *cells, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		if (!cells[i].key || !strcmp(cells[i].key, DEFAULT_KEY))
			continue;
		for (k = 0; k < n; k++)
			if (cells[k].key && cells[k].setting &&
			    cells[k].setting->layer == LAYER_DEFAULT &&
			    !strcmp(cells[k].key, DEFAULT_KEY) &&
			    !strcmp(cells[k].value, cells[i].value)) {
				cells[i].key = DEFAULT_KEY;
				break;
			}
	}
}

static bool has_answered(const struct place *p)
{
	return (p->state == PLACE_READY || p->state == PLACE_STALE) &&
	       p->nsettings > 0;
}

static void add_value(struct arena *a, struct compare_row *row,
		      const struct cell *c, size_t group)
{
	struct compare_value *v = NULL;
	size_t i;

	for (i = 0; i < row->nvalues; i++)
		if (!strcmp(c->key ? c->key : "\002",
			    row->values[i].value ? row->values[i].value
						 : "\002"))
			v = &row->values[i];
	if (!v) {
		v = ARENA_PUSH(a, row->values, row->nvalues);
		v->value = c->key;
		v->known = c->known;
		v->setting = c->setting;
	}
	*ARENA_PUSH(a, v->groups, v->ngroups) = group;
}

static void judge(struct arena *a, struct comparison *out,
		  const struct compare_fact *f, const struct cell *cells,
		  const bool *missing, const size_t *group_of, size_t n)
{
	struct compare_row row = { f, NULL, 0 }, sorted;
	bool unknown = false, *told;
	size_t i, k, known = 0;

	told = arena_alloc(a, (out->ngroups + 1) * sizeof(*told));
	for (i = 0; i < n; i++) {
		if (missing[i])
			continue;
		unknown |= !cells[i].value;
		if (told[group_of[i]])
			continue;
		told[group_of[i]] = true;
		add_value(a, &row, &cells[i], group_of[i]);
	}
	sorted = row;
	sorted.values = arena_alloc(a, (row.nvalues + 1) *
				       sizeof(*sorted.values));
	for (i = k = 0; i < row.nvalues; i++)
		if (row.values[i].value)
			sorted.values[k++] = row.values[i];
	known = k;
	for (i = 0; i < row.nvalues; i++)
		if (!row.values[i].value)
			sorted.values[k++] = row.values[i];
	if (!row.nvalues)
		return;
	/* What is shown is the value, not what was compared. */
	for (i = 0; i < sorted.nvalues; i++)
		if (sorted.values[i].setting)
			sorted.values[i].value =
				sorted.values[i].setting->value
				? sorted.values[i].setting->value : "";
	if (f->weight != COMPARE_WHERE) {
		if (unknown)
			*ARENA_PUSH(a, out->unknown, out->nunknown) = f;
		else
			out->counted++;
		if (!unknown && known < 2)
			out->same++;
	}
	if (known >= 2)
		*ARENA_PUSH(a, out->rows, out->nrows) = sorted;
}

void compare_places(struct arena *a, const struct place *const *places,
		    size_t n, const char *module, struct comparison *out)
{
	const struct place **ready = NULL;
	struct map seen = MAP_INIT;
	struct cell *cells;
	size_t *group_of, nready = 0, i, k;
	bool *missing;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < n; i++)
		if (has_answered(places[i]))
			*ARENA_PUSH(a, ready, nready) = places[i];
		else
			*ARENA_PUSH(a, out->mute, out->nmute) = places[i];
	out->nplaces = nready;
	cells = arena_alloc(a, mem_mul(nready * ARRAY_SIZE(facts) + 1,
				       sizeof(*cells)));
	missing = arena_alloc(a, nready * ARRAY_SIZE(facts) + 1);
	group_of = arena_alloc(a, mem_mul(nready + 1, sizeof(*group_of)));
	for (k = 0; k < ARRAY_SIZE(facts); k++) {
		for (i = 0; i < nready; i++) {
			cells[k * nready + i] =
				cell_of(a, ready[i], module, &facts[k]);
			missing[k * nready + i] =
				is_missing(ready[i], module, &facts[k]);
		}
		if (facts[k].weight == COMPARE_WHERE)
			join_defaults(cells + k * nready, nready);
	}
	for (i = 0; i < nready; i++) {
		struct strbuf key = STRBUF_INIT;
		struct compare_group *g;

		for (k = 0; k < ARRAY_SIZE(facts); k++) {
			const struct cell *c = &cells[k * nready + i];

			strbuf_addstr(&key, c->key ? c->key : "\002");
			strbuf_addch(&key, '\n');
		}
		if (map_has(&seen, strbuf_str(&key).p)) {
			group_of[i] = (size_t)(uintptr_t)map_get(&seen,
								 key.buf);
		} else {
			group_of[i] = out->ngroups;
			(void)ARENA_PUSH(a, out->groups, out->ngroups);
			map_put(&seen, key.buf,
				(void *)(uintptr_t)group_of[i]);
		}
		g = &out->groups[group_of[i]];
		*ARENA_PUSH(a, g->places, g->nplaces) = ready[i];
		strbuf_release(&key);
	}
	for (k = 0; k < ARRAY_SIZE(facts); k++)
		judge(a, out, &facts[k], cells + k * nready,
		      missing + k * nready, group_of, nready);
	map_release(&seen);
}

/* ---- words ---- */

const char *compare_parity(struct arena *a, const struct comparison *c)
{
	int percent = c->counted ? c->same * 100 / c->counted : 0;

	if (!c->counted)
		return SAY(a, N_("No parity figure: no fact is known in every "
				 "place."));
	if (!c->nunknown)
		return SAY(a, N_(
			"Parity {0} %: of {1} facts that change a build or a "
			"download {2} are the same everywhere."),
			arena_printf(a, "%d", percent),
			arena_printf(a, "%d", c->counted),
			arena_printf(a, "%d", c->same));
	return msg_said(a, MSG_N(a, N_(
		"Parity {0} %: of {1} facts that change a build or a download "
		"and are known in every place {2} are the same everywhere; {n} "
		"more is not known in each of them and does not count."), N_(
		"Parity {0} %: of {1} facts that change a build or a download "
		"and are known in every place {2} are the same everywhere; {n} "
		"more are not known in each of them and do not count."),
		(int)c->nunknown, arena_printf(a, "%d", percent),
		arena_printf(a, "%d", c->counted),
		arena_printf(a, "%d", c->same)));
}

/* Of a kind, named before it is said how many more. */
#define NAMES 3

/* "this shell", "recorded:a.json, recorded:b.json and 47 more" */
static const char *group_words(struct arena *a, const struct compare_group *g,
			       size_t most)
{
	const char *names = "";
	size_t k;

	for (k = 0; k < g->nplaces && k < most; k++)
		names = arena_printf(a, "%s%s%s", names, k ? ", " : "",
				     words_place(g->places[k]->name));
	return k == g->nplaces ? names : SAY(a, N_("{0} and {1} more"), names,
				arena_printf(a, "%zu", g->nplaces - k));
}

/* "A", … "Z", "AA": kinds have letters where names would be too long. */
static const char *letter(struct arena *a, size_t i)
{
	const char *word = arena_printf(a, "%c", (char)('A' + i % 26));

	return i < 26 ? word
		      : arena_printf(a, "%s%s", letter(a, i / 26 - 1), word);
}

/* More than a line of names is named once, and by letters from then on. */
#define NAMES_COLS 64

static bool has_letters(const struct comparison *c)
{
	size_t i, k;
	int cols = 0;

	if (c->nplaces < 3)
		return false;
	for (i = 0; i < c->ngroups; i++)
		for (k = 0; k < c->groups[i].nplaces && cols <= NAMES_COLS;
		     k++)
			cols += 2 + text_cols_of(words_place(
					c->groups[i].places[k]->name));
	return cols > NAMES_COLS;
}

static const char *who(struct arena *a, const struct comparison *c,
		       const struct compare_value *v)
{
	const char *words = "";
	size_t i, n = 0;

	for (i = 0; i < v->ngroups; i++)
		n += c->groups[v->groups[i]].nplaces;
	if (n == c->nplaces - 1 && n > 3)
		return _("all the others");
	for (i = 0; i < v->ngroups; i++) {
		const struct compare_group *g = &c->groups[v->groups[i]];
		const char *one = has_letters(c) ? letter(a, v->groups[i])
						 : group_words(a, g, SIZE_MAX);

		words = arena_printf(a, "%s%s%s", words, i ? ", " : "", one);
	}
	if (has_letters(c) && n > v->ngroups)
		words = SAY(a, N_("{0} ({1} places)"), words,
			    arena_printf(a, "%zu", n));
	return words;
}

static const char *heading(enum compare_weight w)
{
	switch (w) {
	case COMPARE_BUILD:
		return _("What is built, and whether");
	case COMPARE_FETCH:
		return _("What is downloaded, and from where");
	case COMPARE_WHERE:
		return _("Where things lie, and what it runs on");
	}
	return "";
}

/* Named by us, in words; variables stay as they are. */
static bool is_ours(const struct compare_fact *f)
{
	return f->of || f->is_go;
}

static const char *fact_name(const struct compare_fact *f)
{
	return is_ours(f) ? _(f->name) : f->name;
}

static void row_text(struct prose *p, const struct comparison *c,
		     const struct compare_row *r)
{
	struct arena *a = p->a;
	size_t i;

	prose_line(p, 2);
	prose_add(p, ROLE_STRONG, fact_name(r->fact));
	for (i = 0; i < r->nvalues; i++) {
		const struct compare_value *v = &r->values[i];
		const char *origin = v->setting &&
			v->setting->layer != LAYER_DEFAULT
			? words_origin(a, v->setting) : "";
		const char *known = !v->value ? ""
			: *origin ? arena_printf(a, "%s, %s",
						 words_known(v->known), origin)
				  : words_known(v->known);
		const char *value = !v->value ? C_("value", "not known")
			: !*v->value ? C_("value", "(empty)")
			: is_ours(r->fact) ? _(v->value) : v->value;
		const char *have;
		int used;

		value = text_clean(a, value);
		known = *known ? text_clean(a, arena_printf(a, "(%s)", known))
			       : "";
		have = text_clean(a, who(a, c, v));
		used = 4 + text_cols_of(value) + 2 + text_cols_of(known);
		if (used <= p->cols) {
			prose_line(p, 4);
			prose_add(p, v->value ? ROLE_PLAIN : ROLE_DIM, value);
			prose_add(p, ROLE_DIM, *known ? "  " : "");
			prose_add(p, ROLE_DIM, known);
		} else {
			prose_para(p, 4, 2, v->value ? ROLE_PLAIN : ROLE_DIM,
				   value);
			prose_para(p, 6, 2, ROLE_DIM, known);
		}
		if (used + 2 + text_cols_of(have) <= p->cols) {
			prose_add(p, ROLE_DIM, "  ");
			prose_add(p, ROLE_ADVICE, have);
		} else {
			prose_para(p, 6, 2, ROLE_ADVICE, have);
		}
	}
	prose_para(p, 4, 0, ROLE_DIM, _(r->fact->effect));
}

static void groups_text(struct prose *p, const struct comparison *c)
{
	bool letters = has_letters(c);
	struct arena *a = p->a;
	size_t i;

	if (c->ngroups < 2 || (!letters && c->ngroups == c->nplaces))
		return;
	if (c->ngroups < c->nplaces)
		prose_para(p, 0, 2, ROLE_PLAIN, SAY(a,
			N_("{0} places of {1} kinds; those of a kind are alike "
			   "in everything that is compared:"),
			arena_printf(a, "%zu", c->nplaces),
			arena_printf(a, "%zu", c->ngroups)));
	for (i = 0; i < c->ngroups; i++) {
		const struct compare_group *g = &c->groups[i];
		struct prose_cell cells[] = {
			{ ROLE_ADVICE, letter(a, i), 2 },
			{ ROLE_PLAIN, arena_printf(a, "%3zu", g->nplaces), 3 },
			{ ROLE_PLAIN, text_clean(a, group_words(a, g, NAMES)),
			  0 },
		};

		if (c->ngroups == c->nplaces)
			cells[1] = cells[2];
		prose_row(p, 2, letters ? cells : cells + 1,
			  (c->ngroups == c->nplaces ? 1U : 2U) +
			  (letters ? 1 : 0));
	}
	prose_blank(p);
}

void compare_text(struct prose *p, const struct comparison *c)
{
	struct arena *a = p->a;
	size_t i;

	for (i = 0; i < c->nmute; i++)
		prose_para(p, 0, 2, ROLE_ADVICE, text_clean(a,
			   words_place_why(a, c->mute[i])));
	prose_blank(p);
	if (c->nplaces < 2) {
		prose_para(p, 0, 2, ROLE_PLAIN,
			   _("There is nothing to compare: fewer than two "
			     "places have answered."));
		return;
	}
	groups_text(p, c);
	for (i = 0; i < c->ngroups; i++)
		if (!c->groups[i].places[0]->ngos)
			prose_para(p, 0, 2, ROLE_ADVICE, text_clean(a, SAY(a,
				   N_("{0}: no go on PATH; only what somebody "
				      "set is compared."),
				   has_letters(c) ? letter(a, i) :
				   group_words(a, &c->groups[i], NAMES))));
	prose_blank(p);
	for (i = 0; i < c->nrows; i++) {
		if (!i || c->rows[i].fact->weight !=
			  c->rows[i - 1].fact->weight) {
			if (i)
				prose_blank(p);
			prose_line(p, 0);
			prose_add(p, ROLE_STRONG,
				  heading(c->rows[i].fact->weight));
		}
		row_text(p, c, &c->rows[i]);
	}
	if (!c->nrows)
		prose_para(p, 0, 0, ROLE_OK,
			   _("Nothing that matters for a build differs."));
	prose_blank(p);
	prose_para(p, 0, 2, ROLE_STRONG, compare_parity(a, c));
	if (c->nunknown) {
		const char *names = "";

		for (i = 0; i < c->nunknown; i++)
			names = arena_printf(a, "%s%s%s", names, i ? ", " : "",
					     fact_name(c->unknown[i]));
		prose_para(p, 2, 2, ROLE_DIM,
			   SAY(a, N_("Not known everywhere: {0}."), names));
	}
}

/* ---- JSON ---- */

static struct cJSON *value_json(const struct comparison *c,
				const struct compare_value *v)
{
	struct cJSON *j = json_object(), *list = json_array();
	const struct setting *s = v->setting;
	size_t i, k;

	if (v->value)
		json_put_str(j, "value", v->value);
	else
		json_put_null(j, "value");
	json_put_str(j, "known", known_names[v->known]);
	if (s) {
		json_put_str(j, "layer", layer_names[s->layer]);
		if (s->file)
			json_put_str(j, "file", s->file);
		if (s->line)
			json_put_int(j, "line", s->line);
	}
	for (i = 0; i < v->ngroups; i++) {
		const struct compare_group *g = &c->groups[v->groups[i]];

		for (k = 0; k < g->nplaces; k++)
			json_push_str(list, g->places[k]->name);
	}
	json_put(j, "places", list);
	return j;
}

static struct cJSON *places_json(const struct comparison *c)
{
	struct cJSON *list = json_array(), *j;
	size_t i, k;

	for (i = 0; i < c->ngroups; i++)
		for (k = 0; k < c->groups[i].nplaces; k++) {
			j = json_object();
			json_put_str(j, "place", c->groups[i].places[k]->name);
			json_put_int(j, "kind", (int64_t)i + 1);
			json_push(list, j);
		}
	for (i = 0; i < c->nmute; i++) {
		j = json_object();
		json_put_str(j, "place", c->mute[i]->name);
		json_put_str(j, "state", place_state_names[c->mute[i]->state]);
		if (c->mute[i]->error)
			json_put_str(j, "error", c->mute[i]->error);
		json_push(list, j);
	}
	return list;
}

void compare_json(struct arena *a, struct cJSON *doc,
		  const struct comparison *c)
{
	struct cJSON *list = json_array(), *j, *values;
	size_t i, k;

	(void)a;
	json_put(doc, "places", places_json(c));
	for (i = 0; i < c->nrows; i++) {
		const struct compare_row *r = &c->rows[i];

		j = json_object();
		json_put_str(j, "name", r->fact->name);
		json_put_str(j, "weight",
			     compare_weight_names[r->fact->weight]);
		json_put_str(j, "effect", r->fact->effect);
		values = json_array();
		for (k = 0; k < r->nvalues; k++)
			json_push(values, value_json(c, &r->values[k]));
		json_put(j, "values", values);
		json_push(list, j);
	}
	json_put(doc, "differences", list);
	j = json_object();
	json_put_int(j, "same", c->same);
	json_put_int(j, "counted", c->counted);
	if (c->counted)
		json_put_int(j, "percent", c->same * 100 / c->counted);
	list = json_array();
	for (i = 0; i < c->nunknown; i++)
		json_push_str(list, c->unknown[i]->name);
	json_put(j, "unknown", list);
	json_put_str(j, "how", "facts that change a build or a download and "
		     "are known in every place: the same ones of all counted");
	json_put(doc, "parity", j);
}
