/*
 * ci-build-flags, ci-go-get: go commands of a script that the Go of that
 * place does not take any more, or takes for something else.
 */
#include "config.h"

#include "checks/ci.h"

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "facts/dockerstage.h"
#include "fmt/gover.h"

ci_find ci_find_build_flags, ci_find_go_get;

/* ---- ci-build-flags ---- */

enum { FLAG_INSTALL, FLAG_ALL, FLAG_UNKNOWN };

/*
 * Flags of build commands in any release, those that take a word and those
 * that do not; tests/checks/ci-build-flags/known asks the releases at hand.
 */
static const char with_word[] =
	"C p covermode coverpkg asmflags buildmode compiler gccgoflags "
	"gcflags installsuffix ldflags mod modfile overlay pgo pkgdir tags "
	"toolexec o debug-actiongraph debug-trace debug-runtime-trace";
static const char alone[] =
	"a i n race msan asan v work x cover linkshared modcacherw trimpath "
	"json buildvcs debug-deadlock h help";
/* And of the others that are judged. */
static const struct {
	const char *verb, *with_word, *alone;
} verbs[] = {
	{ "build", "", "" },
	{ "install", "", "" },
	{ "get", "", "d t u f fix insecure tool" },
	{ "mod download", "reuse", "" },
	{ "mod tidy", "go compat", "e diff" },
	{ "mod vendor", "", "e" },
	{ "mod verify", "", "" },
};

/* "mod tidy" of a go command; *at becomes the index behind it. */
static const char *verb_of(struct arena *a, const struct shellcmd *c,
			   size_t *at)
{
	const char *verb;

	if (!cstr_eq(shellcmd_program(c, at), "go"))
		return NULL;
	/* go -C dir build */
	if (*at + 1 < c->nwords && !strcmp(c->words[*at].text, "-C"))
		*at += 2;
	if (*at >= c->nwords)
		return NULL;
	verb = c->words[(*at)++].text;
	if (!strcmp(verb, "mod") && *at < c->nwords)
		verb = arena_printf(a, "mod %s", c->words[(*at)++].text);
	return verb;
}

struct flag {
	struct str name;	/* without dashes */
	const struct shellcmd_word *word;
};

/* The flags of the command up to its first argument, each to fn. */
static void each_flag(struct arena *a, const struct shellcmd *c,
		      void (*fn)(void *payload, const char *verb,
				 const struct flag *f, bool known),
		      void *payload)
{
	size_t at, i;
	const char *verb = verb_of(a, c, &at);
	bool test = cstr_eq(verb, "test");

	for (i = 0; verb && !test && i < ARRAY_SIZE(verbs); i++)
		if (!strcmp(verb, verbs[i].verb))
			break;
	if (!verb || (!test && i == ARRAY_SIZE(verbs)))
		return;
	for (; at < c->nwords; at++) {
		const struct shellcmd_word *w = &c->words[at];
		struct flag f;
		size_t eq;
		bool takes, known;

		/* What a variable holds may be anything. */
		if (w->text[0] == '$' || w->text[0] != '-' ||
		    !strcmp(w->text, "--") || !strcmp(w->text, "-"))
			return;
		f.word = w;
		f.name = str_from(w->text + (w->text[1] == '-' ? 2 : 1));
		eq = str_find(f.name, '=');
		takes = eq == f.name.len;
		f.name.len = eq;
		if (str_find(f.name, '$') < f.name.len)
			return;
		takes = takes && (str_is_word(f.name, with_word) ||
				  (!test && str_is_word(f.name, verbs[i].with_word)));
		known = test || str_is_word(f.name, with_word) ||
			str_is_word(f.name, alone) ||
			str_is_word(f.name, verbs[i].with_word) ||
			str_is_word(f.name, verbs[i].alone);
		fn(payload, verb, &f, known);
		/* Behind what is not known nothing is. */
		if (!known || (test && !str_is_word(f.name, with_word) &&
			       !str_is_word(f.name, alone)))
			return;
		at += takes;
	}
}

struct flag_look {
	struct ci_look *l;
	const struct ci_view *v;
	const struct ci_step *st;
	const struct shellcmd *c;
	const char *newest;	/* Go of the job; NULL: not known */
};

/* Takes the word and the blanks before it out. */
static void cut_word(struct ci_look *l, struct ci_hit *h,
		     const struct ci_step *st,
		     const struct shellcmd_word *w)
{
	size_t from = w->at;

	while (from && st->run[from - 1] == ' ')
		from--;
	ci_hit_script(l, h, st, from, w->at + w->len - from, "");
}

static void judge_flag(void *payload, const char *verb,
		       const struct flag *f, bool known)
{
	struct flag_look *x = payload;
	enum severity sev = SEVERITY_WARNING;
	struct ci_hit *h;
	int kind;

	if (!known) {
		kind = FLAG_UNKNOWN;
	} else if (str_is(f->name, "i")) {
		kind = FLAG_INSTALL;
		/* It is gone since 1.20. */
		if (x->newest && gover_cmp_of(x->newest, "1.20") < 0)
			sev = SEVERITY_ADVICE;
	} else if (str_is(f->name, "a") && strcmp(verb, "test") != 0) {
		kind = FLAG_ALL;
		sev = SEVERITY_ADVICE;
	} else {
		return;
	}
	h = ci_hit_add(x->l, x->v, sev, kind, x->st->file,
		       ci_line(x->st, x->c), f->word->text);
	h->name = f->word->text;
	h->value = verb;
	h->other = x->newest;
	ci_hit_evidence(x->l, h, ci_text(x->l->a, x->st, x->c), x->st->file,
			ci_line(x->st, x->c));
	/* The value of an unknown flag may be the next word. */
	if (known || strchr(f->word->text, '=') ||
	    !strcmp(f->word->text, "--no-sumdb"))
		cut_word(x->l, h, x->st, f->word);
}

void ci_find_build_flags(struct ci_look *l, const struct ci_view *v)
{
	struct flag_look x = { .l = l, .v = v };
	size_t i, k, n;

	x.newest = ci_go(l, v);
	for (i = 0; i < v->job->nsteps; i++) {
		struct shellcmd *list;

		x.st = &v->job->steps[i];
		n = ci_commands(l, v, x.st, &list);
		for (k = 0; k < n; k++) {
			x.c = &list[k];
			each_flag(l->a, x.c, judge_flag, &x);
		}
	}
}

static void flags_explain(struct check_run *run, struct finding *f,
			  const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);
	const char *command = arena_printf(a, "go %s", h->value);

	if (h->other)
		(void)finding_step(run, f, MSG(a, N_("Which Go runs there?")),
				   ANSWER_NONE, false, h->other,
				   h->job->id);
	switch (h->kind) {
	case FLAG_INSTALL:
		f->title = h->severity == SEVERITY_ADVICE ?
			MSG(a, N_("\"{0} {1}\" is deprecated"), command,
			    h->name) :
			MSG(a, N_("no Go since 1.20 takes \"{0} {1}\""),
			    command, h->name);
		(void)finding_step(run, f, MSG(a, N_("Has that Go the flag?")),
				   h->severity == SEVERITY_ADVICE ?
				   ANSWER_YES : ANSWER_NO, true, h->name, at);
		f->outcome = h->severity == SEVERITY_ADVICE ?
			MSG(a, N_("go says: \"{0}\""),
			    "go: -i flag is deprecated") :
			!strcmp(h->value, "test") ?
			MSG(a, N_("the flag is handed to the test program, "
				  "which stops: \"{0}\""),
			    "flag provided but not defined: -i") :
			MSG(a, N_("go stops there: \"{0}\""),
			    "flag provided but not defined: -i");
		f->why = MSG(a, N_(
			"-i installed the packages that were compiled on the "
			"way. Since Go 1.10 the build cache keeps them, 1.16 "
			"deprecated the flag, 1.20 removed it. Nothing takes "
			"its place: leave it out."));
		break;
	case FLAG_ALL:
		f->title = MSG(a, N_("\"{0} {1}\" compiles every package "
				     "anew, the standard library too"),
			       command, h->name);
		(void)finding_step(run, f,
				   MSG(a, N_("Is the build cache looked at?")),
				   ANSWER_NO, true, h->name, at);
		f->outcome = MSG(a, N_("a cache that the job restored is not "
				       "used for it"));
		f->why = MSG(a, N_(
			"-a was needed when object files could be out of date "
			"without go seeing it. Since Go 1.10 each is found by "
			"a hash of all that went into it, the values of "
			"CGO_ENABLED and -ldflags among them: what is in the "
			"cache is what -a would make."));
		break;
	default:
		f->title = MSG(a, N_("no Go has the flag of \"{0} {1}\""),
			       command, h->name);
		(void)finding_step(run, f, MSG(a, N_("Has any Go the flag?")),
				   ANSWER_NO, true, h->name, at);
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 arena_printf(a, "flag provided but not "
					"defined: -%.*s",
					(int)strcspn(h->name +
						     strspn(h->name, "-"),
						     "="),
					h->name + strspn(h->name, "-")));
		f->why = MSG(a, N_(
			"A flag that go does not know ends the command with "
			"exit status 2. The checksum database is no matter of "
			"flags: GOSUMDB, GONOSUMDB and GOPRIVATE decide."));
		break;
	}
	f->probe = arena_printf(a, "go help %s", h->value);
}

static enum check_status flags_run(struct check_run *run)
{
	return ci_judge(run, ci_find_build_flags, flags_explain);
}

const struct check check_ci_build_flags = {
	.id = "ci-build-flags",
	.worst = SEVERITY_WARNING,
	.title = N_("a flag of a go command in a job that is gone or does "
		    "nothing good"),
	.about = N_("A script of a job gives go build, install, test, get or "
		    "mod a flag that its Go does not have (-i, --no-sumdb), or "
		    "-a, which goes around the build cache. Example: go build "
		    "-a -i ./... with Go 1.22."),
	.needs = NEEDS_REPO,
	.run = flags_run,
};

/* ---- ci-go-get ---- */

static const char *without_version(struct arena *a, const char *path)
{
	return arena_strndup(a, path, str_find(str_from(path), '@'));
}

/* "golint" of "golang.org/x/lint/golint@latest". */
static const char *program_of(struct arena *a, const char *path)
{
	const char *bare = without_version(a, path);
	const char *base = path_base(bare);

	if (base[0] == 'v' && base[1] >= '0' && base[1] <= '9')
		base = path_base(path_dir(a, bare));
	return base;
}

/* Programs that nobody imports, and whose path does not say so. */
static bool is_known_program(const char *path)
{
	static const char *const paths[] = {
		"golang.org/x/lint/golint",
		"github.com/golangci/golangci-lint",
		"github.com/mattn/goveralls", "github.com/mitchellh/gox",
		"github.com/axw/gocov/gocov", "gotest.tools/gotestsum",
		"github.com/AlekSi/gocov-xml",
		"github.com/jstemmer/go-junit-report",
		"github.com/tcnksm/ghr",
		"github.com/kisielk/errcheck", "mvdan.cc/gofumpt",
		"github.com/gordonklaus/ineffassign",
		"github.com/client9/misspell/cmd/misspell",
		"github.com/golang/dep/cmd/dep", "github.com/kardianos/govendor",
		"github.com/tools/godep", "github.com/goreleaser/goreleaser",
		"github.com/modocache/gover", "github.com/fzipp/gocyclo",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(paths); i++)
		if (!strcmp(path, paths[i]))
			return true;
	return strstr(path, "/cmd/") != NULL;
}

struct get {
	const char *path;	/* with "@version", if there is one */
	const struct shellcmd_word *verb, *word;
	int npaths;
	bool only_fetches;	/* -d, -t, -tool */
};

static bool read_get(struct arena *a, const struct shellcmd *c,
		     struct get *out)
{
	size_t at, i;
	const char *verb = verb_of(a, c, &at);

	memset(out, 0, sizeof(*out));
	if (!cstr_eq(verb, "get"))
		return false;
	out->verb = &c->words[at - 1];
	for (i = at; i < c->nwords; i++) {
		const struct shellcmd_word *w = &c->words[i];

		if (w->text[0] == '-') {
			if (!strcmp(w->text, "-d") || !strcmp(w->text, "-t") ||
			    !strcmp(w->text, "-tool"))
				out->only_fetches = true;
			continue;
		}
		out->npaths++;
		if (!out->path && strchr(w->text, '/') && w->text[0] != '.' &&
		    w->text[0] != '$') {
			out->path = w->text;
			out->word = w;
		}
	}
	return out->path && !out->only_fetches &&
	       !strstr(out->path, "...") &&
	       !cstr_ends(out->path, "@none");
}

/* A command of the job from there on that runs the program. */
static const char *used(struct ci_look *l, const struct ci_view *v,
			size_t step, const char *program,
			const char **file, int *line)
{
	size_t i, k, n, at;

	for (i = step; i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++)
			if (cstr_eq(shellcmd_program(&list[k], &at),
				    program)) {
				*file = st->file;
				*line = ci_line(st, &list[k]);
				return ci_text(l->a, st, &list[k]);
			}
	}
	return NULL;
}

/* Does one of the commands go install the path?  A go get in front of it is
 * then what puts it into go.mod. */
static bool is_installed(struct arena *a, const struct shellcmd *list,
			 size_t n, const char *path)
{
	size_t k, i, at;

	for (k = 0; k < n; k++) {
		if (!cstr_eq(verb_of(a, &list[k], &at), "install"))
			continue;
		for (i = at; i < list[k].nwords; i++)
			if (cstr_eq(without_version(a, list[k].words[i].text),
				    path))
				return true;
	}
	return false;
}

static bool is_installed_by_job(struct ci_look *l, const struct ci_view *v,
				size_t step, const char *path)
{
	struct shellcmd *list;
	size_t i, n;

	for (i = step; i < v->job->nsteps; i++) {
		n = ci_commands(l, v, &v->job->steps[i], &list);
		if (is_installed(l->a, list, n, path))
			return true;
	}
	return false;
}

static void get_edit(struct ci_look *l, struct ci_hit *h,
		     const struct ci_step *st, const struct shellcmd *c,
		     const struct get *g)
{
	bool versioned = strchr(g->path, '@') != NULL;
	size_t at = g->verb->at;

	if (g->npaths != 1 || g->word->dynamic || c->nassigns ||
	    g->word->at + g->word->len != c->words[c->nwords - 1].at +
					  c->words[c->nwords - 1].len)
		return;
	/* From "get" to the path: its flags are not those of install. */
	ci_hit_script(l, h, st, at, g->word->at + g->word->len - at,
		      arena_printf(l->a, "install %s%s", g->path,
				   versioned ? "" : "@latest"));
}

static bool is_gopath_mode(const struct ci_view *v, const struct ci_step *st,
			   const struct shellcmd *c)
{
	const struct ci_var *x = ci_var_find(st->env, st->nenv,
					     "GO111MODULE");
	size_t i;

	if (!x)
		x = ci_var_find(v->job->env, v->job->nenv, "GO111MODULE");
	for (i = 0; i < c->nwords; i++)
		if (!strcmp(c->words[i].text, "GO111MODULE=off") ||
		    !strcmp(c->words[i].text, "GO111MODULE=auto"))
			return true;
	return x && !cstr_eq(x->value, "on");
}

static void judge_get(struct ci_look *l, const struct ci_view *v,
		      size_t step, const struct shellcmd *c,
		      const char *newest)
{
	const struct ci_step *st = &v->job->steps[step];
	const char *program, *use, *file = NULL, *bare;
	struct ci_hit *h;
	struct get g;
	int line = 0;

	if (!read_get(l->a, c, &g))
		return;
	bare = without_version(l->a, g.path);
	program = program_of(l->a, g.path);
	use = used(l, v, step, program, &file, &line);
	if ((!use && !is_known_program(bare)) ||
	    is_installed_by_job(l, v, step, bare))
		return;
	/* Up to 1.17 it builds and installs; in GOPATH mode up to 1.21. */
	if (newest && gover_cmp_of(newest, is_gopath_mode(v, st, c)
					   ? "1.22" : "1.18") < 0)
		return;
	h = ci_hit_add(l, v, use ? SEVERITY_ERROR : SEVERITY_WARNING, 0,
		       st->file, ci_line(st, c), g.path);
	h->name = program;
	h->value = g.path;
	h->other = use ? arena_printf(l->a, "%s:%d", file, line) : NULL;
	ci_hit_evidence(l, h, ci_text(l->a, st, c), st->file,
			ci_line(st, c));
	if (use)
		ci_hit_evidence(l, h, use, file, line);
	get_edit(l, h, st, c, &g);
}

void ci_find_go_get(struct ci_look *l, const struct ci_view *v)
{
	const char *newest = ci_go(l, v);
	size_t i, k, n;

	/* What an image of another kind holds is not known. */
	if (!newest && v->job->image.name)
		return;
	for (i = 0; i < v->job->nsteps; i++) {
		struct shellcmd *list;

		n = ci_commands(l, v, &v->job->steps[i], &list);
		for (k = 0; k < n; k++)
			judge_get(l, v, i, &list[k], newest);
	}
}

static void get_why(struct check_run *run, struct finding *f,
		    const char *path)
{
	struct arena *a = run->arena;

	f->why = MSG(a, N_(
		"Up to Go 1.16 go get built and installed what it was given; "
		"since 1.18 it only changes the requirements of the module "
		"around it, and outside of one it stops. What installs a "
		"program is go install PATH@VERSION, since 1.16, and it leaves "
		"go.mod alone."));
	f->probe = arena_printf(a, "go install %s%s", path,
				strchr(path, '@') ? "" : "@latest");
}

static void get_explain(struct check_run *run, struct finding *f,
			const struct ci_hit *h)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("go get installs no program: {0} is not there "
			     "afterwards"), h->name);
	(void)finding_step(run, f,
			   MSG(a, N_("Does go get build a program? (Not since "
				     "Go 1.18)")), ANSWER_NO, true, h->value,
			   arena_printf(a, "%s:%d", h->file, h->line));
	if (h->other)
		(void)finding_step(run, f,
				   MSG(a, N_("Is the program run by the job?")),
				   ANSWER_YES, false, h->name, h->other);
	f->outcome = MSG(a, N_("go.mod of the module gets another requirement, "
			       "or go stops: \"{0}\""),
			 "'go get' is no longer supported outside a module");
	get_why(run, f, h->value);
}

/* A stage's Go, if an official image tells. */
static const char *stage_go(struct arena *a, const struct repo_file *f,
			    int stage)
{
	struct docker_stage s;
	struct goimage image;
	struct gorange range;

	docker_stage_init(&s, f, stage, NULL);
	if (!s.from || s.from->open || !s.from->text ||
	    !gotable_image(str_from(s.from->text), &image))
		return NULL;
	if (!image.version.len)
		return gotable_newest();
	if (!gotable_range_version(a, image.version, &range))
		return NULL;
	return gotable_release(&range);
}

static bool is_installed_by_stage(struct arena *a,
				  const struct repo_file *file, size_t step,
				  const char *path)
{
	const struct docker_step *first = &file->steps[step];
	struct shellcmd *list;
	size_t i, n;

	for (i = step; i < file->nsteps; i++) {
		const struct docker_step *st = &file->steps[i];

		if (st->kind != DOCKER_STEP_RUN || !st->text ||
		    st->stage != first->stage)
			continue;
		n = shellcmd_list(a, str_from(st->text), &list);
		if (is_installed(a, list, n, path))
			return true;
	}
	return false;
}

static void judge_dockerfile(struct check_run *run,
			     const struct repo_file *file)
{
	struct arena *a = run->arena;
	size_t i, k, n;

	for (i = 0; i < file->nsteps; i++) {
		const struct docker_step *st = &file->steps[i];
		const struct module *m;
		struct shellcmd *list;
		const char *go;

		if (st->kind != DOCKER_STEP_RUN || !st->text)
			continue;
		go = stage_go(a, file, st->stage);
		if (!go || gover_cmp_of(go, "1.18") < 0)
			continue;
		n = shellcmd_list(a, str_from(st->text), &list);
		for (k = 0; k < n; k++) {
			const char *path;
			struct finding *f;
			struct get g;
			bool is_new;

			if (!read_get(a, &list[k], &g))
				continue;
			path = without_version(a, g.path);
			if (!is_known_program(path) ||
			    is_installed_by_stage(a, file, i, path))
				continue;
			m = ledger_module_of(a, run->snap,
					     path_dir(a, file->path));
			f = finding_add(run, SEVERITY_ERROR, m ? m->dir : "",
					file->path, st->line, g.path,
					&is_new);
			if (!is_new)
				continue;
			f->title = MSG(a, N_("go get installs no program: {0} "
					     "is not there afterwards"),
				       program_of(a, g.path));
			finding_evidence(run, f,
				arena_printf(a, "go get %s", g.path),
				file->path, st->line);
			(void)finding_step(run, f,
				MSG(a, N_("Which Go runs there?")),
				ANSWER_NONE, false, go, NULL);
			(void)finding_step(run, f,
				MSG(a, N_("Does go get build a program? (Not "
					  "since Go 1.18)")),
				ANSWER_NO, true, g.path, NULL);
			f->outcome = MSG(a, N_("go.mod of the module gets "
				"another requirement, or go stops: \"{0}\""),
				"'go get' is no longer supported outside a "
				"module");
			get_why(run, f, g.path);
			env_command_edit(run, f,
				MSG(a, N_("open it at the line:")),
				file->path, st->line);
		}
	}
}

static enum check_status get_run(struct check_run *run)
{
	enum check_status status = ci_judge(run, ci_find_go_get,
					    get_explain);
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; i < s->nfiles; i++) {
		if (s->files[i].kind != FILE_DOCKERFILE ||
		    s->files[i].fixture)
			continue;
		status = CHECK_OK;
		judge_dockerfile(run, &s->files[i]);
	}
	return status;
}

const struct check check_ci_go_get = {
	.id = "ci-go-get",
	.worst = SEVERITY_ERROR,
	.title = N_("go get where a program is to be installed"),
	.about = N_("A script of a job or a RUN of a Dockerfile calls go get "
		    "to install a program. Since Go 1.18 it installs none. "
		    "Example: go get -u golang.org/x/lint/golint, and then "
		    "golint ./... finds no such program."),
	.needs = NEEDS_REPO,
	.run = get_run,
};
