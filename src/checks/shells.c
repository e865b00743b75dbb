#include "config.h"

#include "checks/shells.h"

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
