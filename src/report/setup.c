#include "config.h"

#include "report/setup.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "checks/env.h"
#include "checks/myths.h"
#include "facts/gosource.h"
#include "report/finding_text.h"
#include "report/words.h"

#define PROXY "https://proxy.golang.org,direct"

const char *const setup_proxies[] = {
	"https://goproxy.cn,direct", "https://goproxy.io,direct", NULL
};

void setup_give(struct arena *a, struct choice **list, size_t *n,
		const char *name, const char *value)
{
	struct choice *c = ARENA_PUSH(a, *list, *n);

	c->name = name;
	c->value = value;
}

/* ---- what is there ---- */

static const char *source_of(const struct go_binary *g)
{
	const char *at = g->goroot ? g->goroot : g->resolved ? g->resolved
							     : g->path;

	if (g->script && !gosource_is_managed(gosource_of(at)))
		return _("a script that starts another go");
	return _(gosource_words(gosource_of(at)));
}

static const char *version_of(struct arena *a, const struct go_binary *g)
{
	const char *v = env_version_of(a, g);

	return v ? v : _("of unknown release");
}

/* The places whose first go it is. */
static const char *answers_in(struct arena *a, const struct snapshot *s,
			      const char *path)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct go_binary *g = env_go(&s->places[i]);

		if (g && cstr_eq(g->path, path))
			list = arena_printf(a, "%s%s%s", list,
				*list ? ", " : "",
				words_place(s->places[i].name));
	}
	return list;
}

static bool was_told(const char **told, size_t n, const char *what)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cstr_eq(told[i], what))
			return true;
	return false;
}

static void tell_gos(struct prose *p, const struct snapshot *s, size_t *told_n,
		     const char ***told)
{
	struct arena *a = p->a;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++)
		for (k = 0; k < s->places[i].ngos; k++) {
			const struct go_binary *g = &s->places[i].gos[k];
			const char *in = answers_in(a, s, g->path);

			if (was_told(*told, *told_n, g->path))
				continue;
			*ARENA_PUSH(a, *told, *told_n) = g->path;
			prose_para(p, 2, 2, ROLE_PLAIN, *in
				? SAY(a, N_("{0} in {1}, {2}; it answers "
					    "in: {3}"), version_of(a, g),
				      g->path, source_of(g), in)
				: SAY(a, N_("{0} in {1}, {2}; another one "
					    "comes before it"),
				      version_of(a, g), g->path,
				      source_of(g)));
		}
}

static void tell_installs(struct prose *p, const struct snapshot *s,
			  size_t *told_n, const char ***told)
{
	struct arena *a = p->a;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++)
		for (k = 0; k < s->places[i].ninstalls; k++) {
			const struct go_install *in = &s->places[i].installs[k];

			if (was_told(*told, *told_n, path_join(a, in->goroot,
							       "bin/go")) ||
			    was_told(*told, *told_n, in->goroot))
				continue;
			*ARENA_PUSH(a, *told, *told_n) = in->goroot;
			prose_para(p, 2, 2, ROLE_PLAIN, SAY(a, N_(
				"{0} in {1}, {2}; no PATH leads to it"),
				in->version, in->goroot,
				_(gosource_words(gosource_of(in->goroot)))));
		}
}

void setup_text_found(struct prose *p, const struct snapshot *s)
{
	const char **told = NULL;
	size_t n = 0;

	tell_gos(p, s, &n, &told);
	tell_installs(p, s, &n, &told);
	if (!n)
		prose_para(p, 2, 2, ROLE_PLAIN,
			   _("No Go: none on PATH of any shell, and none where "
			     "it usually lies."));
}

/* ---- what is wanted ---- */

const char *setup_proxy_url(struct arena *a, const struct snapshot *s)
{
	const struct place *p = snapshot_place(s, "shell");
	const struct setting *set = p ? place_setting(p, "GOPROXY") : NULL;
	const char *list = set && !cstr_empty(set->value) ? set->value : PROXY;

	if ((set && set->layer == LAYER_PROCESS) ||
	    !cstr_starts(list, "http"))
		return NULL;
	return arena_strndup(a, list, strcspn(list, ",|"));
}

static const struct finding *finding_of(const struct finding *list, size_t n,
					const char *id, const char *fix)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; cstr_eq(list[i].id, id) && k < list[i].nfixes; k++)
			if (cstr_eq(list[i].fixes[k], fix))
				return &list[i];
	return NULL;
}

static void want(struct arena *a, struct setup_want **wants, size_t *n,
		 const char *fix, const struct finding *f)
{
	struct setup_want *w = ARENA_PUSH(a, *wants, *n);

	w->fix = fix;
	w->finding = f ? arena_strdup(a, f->fingerprint) : NULL;
}

size_t setup_wants(struct arena *a, const struct setup_given *g,
		   const char *proxy, const struct finding *findings,
		   size_t nfindings, struct setup_want **wants,
		   struct choice **given, size_t *ngiven)
{
	static const char *const ids[] = {
		"go-missing", "go-too-old", "goroot-broken",
	};
	const struct finding *f = NULL, *path = NULL;
	size_t i, n = 0;

	*wants = NULL;
	*given = NULL;
	*ngiven = 0;
	/* One that lies there is put on PATH, not installed again. */
	if (!g->ninstall)
		path = finding_of(findings, nfindings, "go-missing",
				  "add-go-to-path");
	for (i = 0; i < ARRAY_SIZE(ids) && !f && !path; i++)
		f = finding_of(findings, nfindings, ids[i], "install-go");
	if (path) {
		want(a, wants, &n, "add-go-to-path", path);
	} else if (f || g->ninstall) {
		want(a, wants, &n, "install-go", f);
		for (i = 0; i < g->ninstall; i++)
			setup_give(a, given, ngiven, g->install[i].name,
				   g->install[i].value);
	}
	if (!proxy)
		return n;
	want(a, wants, &n, "set-env", NULL);
	setup_give(a, given, ngiven, "name", "GOPROXY");
	setup_give(a, given, ngiven, "layer", "goenv");
	setup_give(a, given, ngiven, "value", proxy);
	return n;
}

/* ---- the proof ---- */

const char *setup_path(struct arena *a, const struct snapshot *s)
{
	const struct place *shell = snapshot_place(s, "shell");
	const struct place *with = NULL;
	const char *path = getenv("PATH");
	size_t i;

	for (i = 0; i < s->nplaces && !with; i++)
		if (s->places[i].kind != PLACE_SHELL &&
		    env_known(&s->places[i]) && env_go(&s->places[i]))
			with = &s->places[i];
	if (!with || !shell ||
	    (env_go(shell) && cstr_eq(env_go(shell)->resolved,
				      env_go(with)->resolved)))
		return NULL;
	return arena_printf(a, "%s%s%s", path_dir(a, env_go(with)->path),
			    cstr_empty(path) ? "" : ":", path ? path : "");
}

static const char *proof_of(struct arena *a, const struct place *p)
{
	const struct go_binary *g = env_go(p);

	if (!env_known(p))
		return SAY(a, N_("it did not say: {0}"), place_error(a, p));
	if (g && p->confirmed)
		return SAY(a, N_("{0} answers, from {1}"), version_of(a, g),
			   g->path);
	if (g)
		return SAY(a, N_("{0} is what it finds"), g->path);
	if (p->kind == PLACE_NONINTERACTIVE)
		return _("no go: a script reads no start-up file, and gets "
			 "PATH from whoever starts it");
	if (p->kind == PLACE_INTERACTIVE && env_shell(p) == ENV_SH)
		return SAY(a, N_("no go: in a terminal {0} reads no start-up "
				 "file, unless ENV names one; what starts it "
				 "hands PATH on"), path_base(p->shell));
	return _("no go");
}

bool setup_has_go(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (env_go(&s->places[i]))
			return true;
	return false;
}

/* PATH is all it took. */
#define MYTH 6

void setup_text_proof(struct prose *p, const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *at = &s->places[i];

		if (at->kind != PLACE_SHELL)
			prose_para(p, 2, 2, env_go(at) ? ROLE_OK : ROLE_DIM,
				   SAY(p->a, N_("{0}: {1}"),
				       words_place(at->name),
				       proof_of(p->a, at)));
	}
	if (!setup_has_go(s))
		return;
	for (i = 0; i < nmyths; i++)
		if (myths[i].claim == MYTH)
			break;
	if (i < nmyths) {
		const struct prose_cell cells[] = {
			{ ROLE_MYTH, C_("label", "myth"), 6 },
			{ ROLE_MYTH, _(myths[i].text), 0 },
		};

		prose_blank(p);
		prose_row(p, 2, cells, 2);
	}
}

/* ---- the first program ---- */

bool setup_offers_first(const struct setup_given *g, const struct snapshot *s)
{
	const struct place *shell = snapshot_place(s, "shell");

	if (g->no_first || !shell || !env_go(shell))
		return false;
	/* Who has a project needs none. */
	return g->nfirst || !env_has_modules(s);
}

void setup_text_now(struct prose *p)
{
	const char *user = getenv("SUDO_USER");

	prose_para(p, 2, 2, ROLE_PLAIN, _("\"go run .\" in the folder of a "
		   "program builds and runs it; \"go mod init NAME\" begins "
		   "another one; \"go doc fmt\" shows what a package can "
		   "do."));
	/* Their own start-up files were not root's to change. */
	if (!geteuid() && !cstr_empty(user) && strcmp(user, "root") != 0)
		prose_para(p, 2, 2, ROLE_WARNING, SAY(p->a, N_(
			"All of this was for root. For {0} run \"gomend "
			"setup\" once more without sudo: it finds this Go and "
			"puts it on PATH."), text_clean(p->a, user)));
}
