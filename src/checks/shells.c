#include "config.h"

#include "checks/shells.h"

#include "base/path.h"
#include "base/str.h"

/*
 * What decides about a program that is built, and whether it is, or about
 * what is fetched for it and how that is checked.  Where things lie (GOCACHE,
 * GOPATH, …) changes no build.
 */
static const char *const building[] = {
	"CC", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_ENABLED",
	"CGO_FFLAGS", "CGO_LDFLAGS", "CXX", "GO111MODULE", "GO386", "GOAMD64",
	"GOARCH", "GOARM", "GOARM64", "GODEBUG", "GOEXPERIMENT", "GOFIPS140",
	"GOFLAGS", "GOINSECURE", "GOMIPS", "GOMIPS64", "GONOPROXY",
	"GONOSUMDB", "GOOS", "GOPPC64", "GOPRIVATE", "GOPROXY", "GORISCV64",
	"GOSUMDB", "GOTOOLCHAIN", "GOVCS", "GOWORK", "PKG_CONFIG",
};

/* Somebody set it, and not the release alone. */
static bool is_set(const struct setting *s)
{
	return s->layer == LAYER_PROCESS || s->layer == LAYER_GOENV;
}

size_t shells_differences(struct arena *a, const struct place *here,
			  const struct place *there,
			  struct shells_difference **out)
{
	size_t i, n = 0;

	*out = NULL;
	for (i = 0; i < ARRAY_SIZE(building); i++) {
		const struct setting *h = place_setting(here, building[i]);
		const struct setting *t = place_setting(there, building[i]);
		bool looked_for = cstr_eq(building[i], "CGO_ENABLED");
		struct shells_difference *d;

		/* One that the older go does not know is not theirs. */
		if (!h || !t || h->known == KNOWN_UNKNOWN ||
		    t->known == KNOWN_UNKNOWN || cstr_eq(h->value, t->value))
			continue;
		/*
		 * Another release has other defaults, which follow from that
		 * it runs; but whether cgo is on depends on PATH too.
		 */
		if (!is_set(h) && !is_set(t) &&
		    !(looked_for && cstr_eq(env_version(a, here),
					    env_version(a, there))))
			continue;
		d = ARENA_PUSH(a, *out, n);
		d->here = h;
		d->there = t;
	}
	return n;
}

bool shells_other_go(const struct place *here, const struct place *there)
{
	const struct go_binary *h = env_go(here), *t = env_go(there);

	return h && t && h->resolved && t->resolved &&
	       !cstr_eq(h->resolved, t->resolved);
}

const char *shells_value(const struct setting *s)
{
	return cstr_empty(s->value) ? "(unset)" : s->value;
}

const struct place *shells_fresh(const struct snapshot *s)
{
	const struct place *here = snapshot_place(s, "shell"), *fresh;

	if (!here || !here->start || !env_known(here))
		return NULL;
	fresh = snapshot_place(s, here->start->login ? "login"
						     : "interactive");
	/* A bash in a zsh reads other files than the user's shell. */
	if (!fresh || !env_known(fresh) || cstr_empty(fresh->shell) ||
	    !cstr_eq(path_base(fresh->shell), path_base(here->start->program)))
		return NULL;
	return fresh;
}

static bool is_newer(const struct snapshot *s, const char *file)
{
	const struct place *here = snapshot_place(s, "shell");
	size_t i;

	for (i = 0; file && i < here->start->nnewer; i++)
		if (cstr_eq(here->start->newer[i], file))
			return true;
	return false;
}

const struct setting *shells_newer_setting(const struct snapshot *s,
					   const char *name)
{
	const struct place *fresh = shells_fresh(s);
	const struct setting *h, *t;

	if (!fresh)
		return NULL;
	h = place_setting(snapshot_place(s, "shell"), name);
	t = place_setting(fresh, name);
	if (!h || !t || t->layer != LAYER_PROCESS ||
	    cstr_eq(h->value, t->value) || !is_newer(s, t->file))
		return NULL;
	return t;
}

const struct path_entry *shells_newer_go(struct arena *a,
					 const struct snapshot *s)
{
	const struct place *fresh = shells_fresh(s);
	const struct place *here = snapshot_place(s, "shell");
	const struct go_binary *h, *t;
	size_t i;

	if (!fresh)
		return NULL;
	h = env_go(here);
	t = env_go(fresh);
	if (!t || !t->resolved || (h && cstr_eq(h->resolved, t->resolved)))
		return NULL;
	for (i = 0; i < fresh->npath; i++)
		if (path_is_abs(fresh->path[i].dir) &&
		    cstr_eq(path_join(a, fresh->path[i].dir, "go"),
			    t->path))
			return is_newer(s, fresh->path[i].file)
				? &fresh->path[i] : NULL;
	return NULL;
}
