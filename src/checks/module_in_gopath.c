/* module-in-gopath: a module lies under GOPATH/src; it builds all the same. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"

/* The entry's src that `dir` lies under; NULL: none. */
static const char *gopath_src(struct arena *a, const char *gopath,
			      const char *dir)
{
	struct str rest = str_from(gopath), entry;

	while (str_cut(&rest, ':', &entry)) {
		const char *e = arena_strndup(a, entry.p, entry.len), *src;

		if (!path_is_abs(e))
			continue;
		src = path_join(a, e, "src");
		if (path_under(src, dir) && !cstr_eq(src, dir))
			return src;
	}
	return NULL;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct module *m, const struct setting *gopath,
		    const struct setting *mode, const char *src,
		    const char *at)
{
	struct arena *a = run->arena;
	const char *rel = path_rel(a, src, at);

	f->title = MSG(a, N_("the module lies in {0}; it builds there as "
			     "anywhere else"), src);
	finding_evidence(run, f, at, NULL, 0);
	env_evidence(run, f, gopath);
	(void)finding_step(run, f,
		MSG(a, N_("Does it lie under GOPATH/src?")), ANSWER_YES,
		false, at, env_origin(a, gopath));
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod?")),
			   ANSWER_YES, false, m->gomod, NULL);
	(void)finding_step(run, f, MSG(a, N_("Is GO111MODULE off?")),
			   ANSWER_NO, false, mode ? mode->value : "",
			   env_origin(a, mode));
	f->outcome = MSG(a, N_("module mode: go.mod rules, replace included; "
			       "nothing has to be moved"));
	if (m->path && !cstr_eq(rel, m->path) && cstr_eq(m->dir, "."))
		f->why = MSG(a, N_(
			"With a go.mod the folder never matters, in every "
			"release (only GO111MODULE=off would ignore it). What "
			"still reads meaning into the place: projects without "
			"go.mod below the same GOPATH/src, which import this "
			"one by its folder ({0}) and not by its module path "
			"({1}), and old tools that work without modules."),
			rel, m->path);
	else
		f->why = MSG(a, N_(
			"With a go.mod the folder never matters, in every "
			"release (only GO111MODULE=off would ignore it). What "
			"still reads meaning into the place: projects without "
			"go.mod below the same GOPATH/src, which import this "
			"one by its folder, and old tools that work without "
			"modules."));
	f->probe = "go env GOMOD GOPATH; go list -m";
}

static void judge(struct check_run *run, const struct place *p,
		  const struct setting *gopath)
{
	const struct snapshot *s = run->snap;
	const struct setting *mode = place_setting(p, "GO111MODULE");
	const char *root = s->repo.root ? s->repo.root : "/";
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];
		const char *at, *src;
		struct finding *f;
		bool is_new;

		if (m->fixture || m->nested)
			continue;
		at = path_join(run->arena, root, m->dir);
		src = gopath_src(run->arena, gopath->value, at);
		if (!src)
			continue;
		/* A repository that lies there as a whole is said once. */
		if (path_under(src, root) && run->nfindings &&
		    !cstr_eq(run->findings[0].module, m->dir))
			continue;
		f = finding_add(run, SEVERITY_ADVICE, m->dir, m->gomod, 0,
				src, &is_new);
		finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, m, gopath, mode, src, at);
	}
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	if (!env_has_modules(s))
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct setting *gopath = place_setting(p, "GOPATH");

		if (!env_known(p) || !gopath || cstr_empty(gopath->value) ||
		    !env_go(p))
			continue;
		any = true;
		/* Then the place does matter: module-mode-off says so. */
		if (cstr_eq(place_value(p, "GO111MODULE"), "off"))
			continue;
		judge(run, p, gopath);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_module_in_gopath = {
	.id = "module-in-gopath",
	.worst = SEVERITY_ADVICE,
	.title = N_("a module that lies under GOPATH/src"),
	.about = N_("A folder with a go.mod lies under GOPATH/src. It builds "
		    "there as anywhere else while GO111MODULE is not off; only "
		    "GOPATH projects beside it and old tools are confused. "
		    "Example: ~/go/src/github.com/acme/app from the GOPATH "
		    "age, now with a go.mod."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run,
};
