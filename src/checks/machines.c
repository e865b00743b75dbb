#include "config.h"

#include "checks/machines.h"

#include <inttypes.h>

#include "base/str.h"
#include "fmt/modpath.h"

const struct machine *machines_of(const struct place *p)
{
	return env_known(p) && env_go(p) ? p->machine : NULL;
}

const struct machine *machines_run(const struct place *p)
{
	return env_known(p) && (env_go(p) || p->kind == PLACE_IMAGE)
		? p->machine : NULL;
}

const struct module *machines_main(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].main_file &&
		    modules_judged(s, &s->modules[i]))
			return &s->modules[i];
	return NULL;
}

const char *machines_buildvcs(struct arena *a, const struct place *p)
{
	return gobuild_switch(a, place_value(p, "GOFLAGS"), "buildvcs");
}

/* The first entry of GOPROXY that is asked for a module of this path. */
static const char *proxy_of(struct arena *a, const struct place *p,
			    const char *path)
{
	const char *list = place_value(p, "GOPROXY"), *one;
	size_t n;

	if (modpath_match_patterns(str_from(place_value(p, "GONOPROXY")),
				   str_from(path)))
		return "direct";
	do {
		n = strcspn(list, ",|");
		one = arena_strndup(a, list, n);
		one += strspn(one, " \t");
		list += n + (list[n] != '\0');
	} while (!*one && *list);
	return one;
}

static bool is_way(struct arena *a, const struct place *p, const char *path,
		   enum machines_way way)
{
	const char *proxy = proxy_of(a, p, path);

	if (way != WAY_NONE && cstr_starts(proxy, "off"))
		return false;
	switch (way) {
	case WAY_NONE:
	case WAY_ANY:
		return true;
	case WAY_DIRECT:
		return cstr_starts(proxy, "direct");
	case WAY_HTTPS:
		return cstr_starts(proxy, "direct")
			? !modpath_match_patterns(
				str_from(place_value(p, "GOINSECURE")),
				str_from(path))
			: !cstr_starts(proxy, "http:") &&
			  !cstr_starts(proxy, "file:");
	}
	return false;
}

const char *machines_fetch(struct check_run *run, const struct place *p,
			   enum machines_way way,
			   const struct module **module)
{
	const struct snapshot *s = run->snap;
	struct arena *a = run->arena;
	size_t i, k;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];
		const struct place_module *pm = place_module_of(p, m->dir);
		struct gobuild b;

		if (!pm || !pm->nuncached || !modules_judged(s, m))
			continue;
		gobuild_init(&b, a, s, p, m);
		if (!gobuild_is_built(&b) || gobuild_uses_vendor(&b))
			continue;
		for (k = 0; k < pm->nuncached; k++) {
			const char *name = pm->uncached[k];
			const char *path = arena_strndup(a, name,
							 strcspn(name, "@"));

			if (modules_need(m, path) != NEED_BUILD ||
			    modules_is_member(&b, path) ||
			    gobuild_replacement(&b, path,
					name + strlen(path) + 1) ||
			    !is_way(a, p, path, way))
				continue;
			if (module)
				*module = m;
			return name;
		}
	}
	return NULL;
}

const char *machines_bytes(struct arena *a, int64_t bytes)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
	int64_t whole = bytes, tenth = 0;
	size_t u = 0;

	while (whole >= 1000 && u + 1 < ARRAY_SIZE(units)) {
		tenth = whole % 1000 / 100;
		whole /= 1000;
		u++;
	}
	if (!u || whole >= 100)
		return arena_printf(a, "%" PRId64 " %s", whole, units[u]);
	return arena_printf(a, "%" PRId64 ".%" PRId64 " %s", whole, tenth,
			    units[u]);
}

const char *machines_limit(struct arena *a, int64_t limit)
{
	return limit == MACHINE_NO_LIMIT ? "unlimited" :
		arena_printf(a, "%" PRId64, limit);
}

const char *machines_milli(struct arena *a, int milli)
{
	int tenth = milli % 1000 / 100;

	return tenth ? arena_printf(a, "%d.%d", milli / 1000, tenth) :
		milli < 1000 ? arena_printf(a, "0.%03d", milli) :
			       arena_printf(a, "%d", milli / 1000);
}

const char *machines_time(struct arena *a, int64_t t)
{
	const int64_t day = 86400;
	int64_t days = t / day, s = t % day, era, doe, yoe, doy, m, y;

	if (s < 0) {
		s += day;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	m = (5 * doy + 2) / 153;
	y = yoe + era * 400 + (m >= 10);
	return arena_printf(a, "%04" PRId64 "-%02" PRId64 "-%02" PRId64
			    "T%02" PRId64 ":%02" PRId64 ":%02" PRId64 "Z",
			    y, m < 10 ? m + 3 : m - 9,
			    doy - (153 * m + 2) / 5 + 1, s / 3600,
			    s / 60 % 60, s % 60);
}

void machines_command_install(struct check_run *run, struct finding *f,
			      const struct place *p, const char *package)
{
#define APT "apt-get update && apt-get install -y --no-install-recommends"
	static const struct {
		const char *distro, *command, *image;
	} known[] = {
		{ "debian", "apt-get install", APT },
		{ "ubuntu", "apt-get install", APT },
		{ "alpine", "apk add", "apk add --no-cache" },
		{ "fedora", "dnf install", "dnf install -y" },
		{ "rhel", "dnf install", "dnf install -y" },
		{ "centos", "dnf install", "dnf install -y" },
		{ "opensuse", "zypper install", "zypper install -y" },
		{ "suse", "zypper install", "zypper install -y" },
		{ "arch", "pacman -S", "pacman -Sy --noconfirm" },
	};
#undef APT
	struct arena *a = run->arena;
	const struct machine *m = p->machine;
	const char *sudo = m->user && m->user->uid == 0 ? "" : "sudo ";
	const char *both;
	size_t i;

	if (!m->system || !m->system->distro)
		return;
	both = arena_printf(a, " %s %s ", m->system->distro,
			    m->system->distro_like ? m->system->distro_like :
						     "");
	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (strstr(both, arena_printf(a, " %s ", known[i].distro)) ||
		    cstr_starts(m->system->distro, known[i].distro))
			break;
	if (i == ARRAY_SIZE(known))
		return;
	if (p->kind == PLACE_IMAGE)
		(void)finding_handover(run, f, HANDOVER_INSTALL_PACKAGE,
			MSG(a, N_("install it, by its Dockerfile:")),
			arena_printf(a, "RUN %s %s", known[i].image, package));
	else
		(void)finding_handover(run, f, HANDOVER_INSTALL_PACKAGE,
			MSG(a, N_("install it:")),
			arena_printf(a, "%s%s %s", sudo, known[i].command,
				     package));
}
