/* set-gotoolchain: GOTOOLCHAIN lets go run the release a module asks for. */
#include "config.h"

#include "fixes/envvar.h"

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "facts/toolchain.h"
#include "fmt/gover.h"

static const char variable[] = "GOTOOLCHAIN";

/* The one module that is meant, in the place whose setting counts. */
struct aim {
	struct fix_run *run;
	const struct place *p;
	const struct module *m;
	const char *dir;	/* of the module; "" for none */
	const char *version;	/* of the go on PATH */
};

static bool aim_at(struct fix_run *run, struct aim *out)
{
	memset(out, 0, sizeof(*out));
	out->run = run;
	out->p = envvar_place(run);
	out->m = fix_module(run);
	out->dir = out->m ? out->m->dir : "";
	if (!out->p || !env_known(out->p))
		return false;
	out->version = env_version(run->arena, out->p);
	return out->version && !env_before(out->p, GO_1_21);
}

static const struct setting *in_effect(const struct aim *t)
{
	return place_setting_in(t->p, t->dir, variable);
}

static bool is_program(struct fix_run *run, const char *path)
{
	const char *real = run->host
		? run->host->real(run->host, run->arena, path) : NULL;
	struct plan_state s;

	/* serves() is asked without a host: then none is known. */
	if (!real)
		return false;
	run->host->look(run->host, run->arena, real, &s);
	return s.type == PLAN_FILE && (s.mode & 0111);
}

static const char *on_path(void *payload, const char *toolchain)
{
	const struct aim *t = payload;
	size_t i;

	for (i = 0; i < t->p->npath; i++) {
		const char *dir = t->p->path[i].dir, *path;

		if (!path_is_abs(dir))
			continue;
		path = path_join(t->run->arena, dir, toolchain);
		if (is_program(t->run, path))
			return path;
	}
	return NULL;
}

static const char *in_modcache(void *payload, const char *toolchain)
{
	const struct aim *t = payload;
	const char *cache = place_value(t->p, "GOMODCACHE"), *dir;

	if (!path_is_abs(cache))
		return NULL;
	dir = path_join(t->run->arena, cache,
		arena_printf(t->run->arena,
			     "golang.org/toolchain@v0.0.1-%s.%s-%s", toolchain,
			     place_value(t->p, "GOHOSTOS"),
			     place_value(t->p, "GOHOSTARCH")));
	return is_program(t->run, path_join(t->run->arena, dir, "bin/go"))
		? dir : NULL;
}

static bool in_proxy(void *payload, const char *url, const char *toolchain)
{
	const struct aim *t = payload;
	const char *zip = toolchain_proxy_zip(t->run->arena, url, toolchain,
					      place_value(t->p, "GOHOSTOS"),
					      place_value(t->p, "GOHOSTARCH"));

	return !t->run->host || fix_is(t->run, zip, PLAN_FILE);
}

static bool modules_on(const struct aim *t)
{
	const char *mode = place_value_in(t->p, t->dir, "GO111MODULE");

	return cstr_eq(mode, "auto") ? t->m != NULL : !cstr_eq(mode, "off");
}

/* What go would do in that module with this value; nothing is run. */
static void decide(struct aim *t, const char *value,
		   struct toolchain_choice *out)
{
	const struct workspace *w = snapshot_workspace(t->run->snap, t->p,
						       t->dir);
	struct toolchain_input in;

	memset(&in, 0, sizeof(in));
	in.version = t->version;
	in.gotoolchain = value;
	in.modules = modules_on(t);
	if (w) {
		in.file = path_base(w->file);
		in.go = w->go_version;
		in.toolchain = w->toolchain;
	} else if (t->m) {
		in.file = "go.mod";
		in.go = t->m->go_version;
		in.toolchain = t->m->toolchain;
	}
	in.on_path = on_path;
	in.in_modcache = in_modcache;
	in.in_proxy = in_proxy;
	in.payload = t;
	in.goproxy = place_value(t->p, "GOPROXY");
	in.gosumdb = place_value(t->p, "GOSUMDB");
	in.hostos = place_value(t->p, "GOHOSTOS");
	in.hostarch = place_value(t->p, "GOHOSTARCH");
	toolchain_select(t->run->arena, &in, out);
}

/* May go fetch a newer one by itself already? */
static bool is_auto(const char *value)
{
	return cstr_eq(value, "auto") || cstr_ends(value, "+auto");
}

static bool is_download(const struct fix_run *run)
{
	return run->finding && cstr_eq(run->finding->id, "toolchain-download");
}

/* A value with which go fetches nothing, and runs; NULL: there is none. */
static const char *still_value(struct aim *t)
{
	static const char *const values[] = { "auto", "local" };
	struct toolchain_choice ch;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(values); i++) {
		decide(t, values[i], &ch);
		if (ch.how == TOOLCHAIN_LOCAL || ch.how == TOOLCHAIN_PATH ||
		    ch.how == TOOLCHAIN_MODCACHE)
			return values[i];
	}
	return NULL;
}

/*
 * auto; where the value names a release newer than the go on PATH, that stays
 * the least one.
 */
static const char *sound_value(const struct aim *t)
{
	const struct setting *s = in_effect(t);
	const char *now = s && s->value ? s->value : "";
	const char *least = arena_strndup(t->run->arena, now,
					  strcspn(now, "+"));

	return gover_valid_toolchain(str_from(least)) &&
	       env_version_cmp(least, t->version) > 0
		? arena_printf(t->run->arena, "%s+auto", least) : "auto";
}

/* No file of this machine gave a place its value: none can change it. */
static bool only_this_process(struct fix_run *run, const struct aim *t)
{
	size_t i;

	if (shell_exports(run, variable))
		return false;
	for (i = 0; i < run->finding->nplaces; i++) {
		const struct place *p = snapshot_place(run->snap,
						run->finding->places[i].place);
		const struct setting *s = p && place_is_here(p)
			? place_setting_in(p, t->dir, variable) : NULL;

		if (s && s->layer == LAYER_PROCESS)
			return true;
	}
	return false;
}

static bool serves(struct fix_run *run)
{
	struct toolchain_choice ch;
	const struct setting *s;
	struct aim t;

	if (!run->finding)
		return true;
	if (!aim_at(run, &t) || !envvar_file(run))
		return false;
	if (is_download(run))
		return run->finding->nplaces && !only_this_process(run, &t) &&
		       still_value(&t);
	if (!t.m)
		return false;
	s = in_effect(&t);
	if (!s || is_auto(s->value) || only_this_process(run, &t))
		return false;
	/* Is it this very setting that stops go? */
	decide(&t, s->value, &ch);
	if (ch.how != TOOLCHAIN_REFUSED)
		return false;
	decide(&t, sound_value(&t), &ch);
	return ch.how != TOOLCHAIN_REFUSED;
}

/* What follows for the module, and where it would come from. */
static struct msg result(const struct aim *t,
			 const struct toolchain_choice *ch)
{
	struct arena *a = t->run->arena;

	switch (ch->how) {
	case TOOLCHAIN_DOWNLOAD:
		return MSG(a, N_(
			"gomend fetches nothing. The next go command in the "
			"module will: {0} for {1}/{2}, from GOPROXY={3}, "
			"checked against GOSUMDB={4}, into {5}."), ch->name,
			place_value(t->p, "GOHOSTOS"),
			place_value(t->p, "GOHOSTARCH"),
			place_value(t->p, "GOPROXY"),
			place_value(t->p, "GOSUMDB"),
			place_value(t->p, "GOMODCACHE"));
	case TOOLCHAIN_PATH:
		return MSG(a, N_(
			"Nothing is fetched: go will run {0}, which is on "
			"PATH: {1}"), ch->name, ch->path);
	case TOOLCHAIN_MODCACHE:
		return MSG(a, N_(
			"Nothing is fetched: go will run {0}, which is in the "
			"module cache: {1}"), ch->name, ch->path);
	case TOOLCHAIN_LOCAL:
		return MSG(a, N_(
			"Nothing is fetched: {0}, the go on PATH, runs."),
			ch->name);
	case TOOLCHAIN_REFUSED:
	case TOOLCHAIN_IGNORED:
	case TOOLCHAIN_NONE:
	case TOOLCHAIN_UNKNOWN:
		break;
	}
	return (struct msg){ 0 };
}

static void choices(struct fix_run *run)
{
	static const char *const only[] = { variable, NULL };
	struct toolchain_choice ch;
	struct choice *c;
	struct aim t;
	bool known = aim_at(run, &t);
	const char *value = known && is_download(run) ? still_value(&t) : NULL;

	if (!value)
		value = known ? sound_value(&t) : "auto";
	set_env_choices(run, variable, value, false);
	envvar_only(run, only);
	c = envvar_field(run, "value");
	c->about = MSG(run->arena, N_(
		"\"auto\": the go on PATH, or a newer one that a module asks "
		"for. \"local\": the go on PATH and no other. \"go1.24.4\": "
		"that release and no other, in every "
		"project of yours. \"go1.24.4+auto\": at least that one."));
	if (!known || msg_is_set(&c->bad))
		return;
	decide(&t, c->value, &ch);
	if (ch.how == TOOLCHAIN_REFUSED)
		c->bad = MSG(run->arena, N_("go would still stop: {0}"),
			     ch.message);
	else
		run->offer.about = result(&t, &ch);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct toolchain_choice ch;
	struct msg m;
	struct aim t;

	if (set_env_build(run, p, err))
		return -1;
	if (!aim_at(run, &t))
		return 0;
	decide(&t, fix_value(run, "value"), &ch);
	m = result(&t, &ch);
	if (msg_is_set(&m))
		fix_note(run, p, m);
	return 0;
}

const struct fix fix_set_gotoolchain = {
	.id = "set-gotoolchain",
	.title = N_("let go run the release that a module asks for"),
	.about = N_("Where GOTOOLCHAIN is what keeps go from it (local, path, "
		    "another release), it becomes auto in the go env file, as "
		    "go env -w writes it, or in the start-up file that "
		    "exports it; where go fetches a release that the go line "
		    "does not ask for, local. gomend fetches nothing: it "
		    "says which release go will then fetch, and from where."),
	.serves = serves,
	.choices = choices,
	.needs = set_env_needs,
	.build = build,
};
