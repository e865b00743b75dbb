/*
 * ci-build-flags: flags of go commands of a script that the Go of that place
 * does not take any more, or that do nothing good.
 */
#include "config.h"

#include "checks/ci.h"

#include "base/str.h"
#include "fmt/gover.h"

ci_find ci_find_build_flags;

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
	const char *verb = ci_go_verb(a, c, &at);
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
	} else if (str_is(f->name, "a") && strcmp(verb, "test") != 0 &&
		   !x->v->script && !x->v->image) {
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
	.title = N_("a flag of a go command in a script that is gone or does "
		    "nothing good"),
	.about = N_("A script of a job gives go build, install, test, get or "
		    "mod a flag that its Go does not have (-i, --no-sumdb), or "
		    "-a, which goes around the build cache. Example: go build "
		    "-a -i ./... with Go 1.22."),
	.needs = NEEDS_REPO,
	.run = flags_run,
};
