#include "config.h"

#include "facts/toolchain.h"

#include "facts/goenv.h"
#include "fmt/gover.h"
#include "fmt/modrule.h"

/* The first release that switches toolchains. */
#define SWITCHES_SINCE "1.21"

const char *toolchain_lookup(struct arena *a, struct str text,
			     const char *key, int *line)
{
	size_t n = strlen(key), end;
	struct str l, v;
	int nr = 0;

	if (line)
		*line = 0;
	while (str_line(&text, &l)) {
		nr++;
		l = str_trim(l);
		if (!str_starts(l, key) || l.len == n ||
		    (l.p[n] != ' ' && l.p[n] != '\t'))
			continue;
		v = str_sub(l, n, l.len - n);
		end = str_search(v, "//");
		v = str_trim(str_sub(v, 0, end));
		if (line)
			*line = nr;
		return arena_strndup(a, v.p, v.len);
	}
	return "";
}

/* "1.24.4" of "go1.24.4"; a development tree counts as the newest known. */
static struct str version_of(const char *name)
{
	struct str v = gover_of_toolchain(str_from(name));

	return v.len ? v : str_from(gorelease_name(GORELEASE_NEWEST));
}

static int cmp(struct str a, struct str b)
{
	return gover_cmp(a, b);
}

/*
 * Take GOTOOLCHAIN apart: the least toolchain and whether go may look for a
 * newer one.  False with the message for a value that go refuses.
 */
static bool read_setting(struct arena *a, const struct toolchain_input *in,
			 struct toolchain_choice *out)
{
	struct str rest = str_from(in->gotoolchain), min;
	bool plus;

	out->minimum = in->version;
	out->mode = in->gotoolchain;
	if (str_is(rest, "auto") || str_is(rest, "path"))
		return true;
	plus = str_find(rest, '+') < rest.len;
	(void)str_cut(&rest, '+', &min);
	out->mode = plus ? arena_strndup(a, rest.p, rest.len) : "";
	if (!str_is(min, "local")) {
		if (!gover_of_toolchain(min).len) {
			out->message = plus ?
				arena_printf(a, "go: invalid GOTOOLCHAIN %s: "
					     "invalid minimum toolchain %s",
					     goenv_quote(a, in->gotoolchain),
					     goenv_quote(a, arena_strndup(a,
						min.p, min.len))) :
				arena_printf(a, "go: invalid GOTOOLCHAIN %s",
					     goenv_quote(a, in->gotoolchain));
			return false;
		}
		out->minimum = arena_strndup(a, min.p, min.len);
	}
	if (plus && !cstr_eq(out->mode, "auto") &&
	    !cstr_eq(out->mode, "path")) {
		out->message = arena_printf(a, "go: invalid GOTOOLCHAIN %s: "
					    "only version suffixes are +auto "
					    "and +path",
					    goenv_quote(a, in->gotoolchain));
		return false;
	}
	return true;
}

/* What the file asks for, on top of the minimum. */
static bool read_file(struct arena *a, const struct toolchain_input *in,
		      struct toolchain_choice *out)
{
	struct str least = version_of(out->minimum), v, go;
	enum gorelease release = goenv_release(in->version);
	bool accept;

	if (!in->file)
		return true;
	if (cstr_eq(in->toolchain, "default"))
		return true;
	if (!cstr_empty(in->toolchain)) {
		v = gover_of_toolchain(str_from(in->toolchain));
		if (!v.len) {
			out->message = arena_printf(a, "go: invalid toolchain "
						    "%s in %s",
				goenv_quote(a, in->toolchain), in->file);
			return false;
		}
		/* 1.21 also takes an equal one of another name. */
		accept = release == GO_1_21 ? cmp(v, least) >= 0 :
					      cmp(v, least) > 0;
		if (accept) {
			out->name = arena_strdup(a, in->toolchain);
			out->why = TOOLCHAIN_WHY_TOOLCHAIN_LINE;
			least = v;
		}
	}
	go = str_from(in->go);
	if (go.len && cmp(go, least) > 0) {
		out->name = arena_printf(a, "go%s%s", in->go,
			gover_is_lang(go) &&
			gover_cmp(go, STR_LIT(SWITCHES_SINCE)) >= 0 ?
			".0" : "");
		out->why = TOOLCHAIN_WHY_GO_LINE;
	}
	return true;
}

const char *toolchain_proxy_zip(struct arena *a, const char *url,
				const char *toolchain, const char *hostos,
				const char *hostarch)
{
	static const char file[] = "file://";

	return cstr_starts(url, file)
		? arena_printf(a, "%s/golang.org/toolchain/@v/v0.0.1-%s.%s-%s"
			       ".zip", url + strlen(file), toolchain, hostos,
			       hostarch)
		: NULL;
}

/* May GOPROXY have it?  What a server has is not known; a folder is seen. */
static bool may_be_had(struct arena *a, const struct toolchain_input *in,
		       const char *name)
{
	const char *list = in->goproxy, *one;
	size_t n;

	/* Not known. */
	if (cstr_empty(list))
		return true;
	for (;; list += n + 1) {
		list += strspn(list, " \t");
		n = strcspn(list, ",|");
		one = arena_strndup(a, list, n);
		if (cstr_eq(one, "off"))
			return false;
		if (n && (!cstr_starts(one, "file://") || !in->in_proxy ||
			  in->in_proxy(in->payload, one, name)))
			return true;
		if (!list[n])
			return false;
	}
}

/*
 * A toolchain is compared with the checksum database when it comes, and from
 * the module cache each time: only with a lone file proxy may GOSUMDB=off
 * forbid that.
 */
static void check_sum(struct arena *a, const struct toolchain_input *in,
		      struct toolchain_choice *out)
{
	const char *download = out->how == TOOLCHAIN_DOWNLOAD
		? arena_printf(a, "download %s: ", out->name) : "";
	const char *why;

	if (cstr_starts(in->goproxy, "file://") &&
	    !in->goproxy[strcspn(in->goproxy, ",|")] &&
	    cstr_eq(in->gosumdb, "off"))
		return;
	if (cstr_eq(in->gosumdb, "off"))
		why = "checksum database disabled by GOSUMDB=off";
	else if (cstr_empty(in->gosumdb))
		why = "missing GOSUMDB";
	else
		return;
	out->how = TOOLCHAIN_REFUSED;
	out->message = arena_printf(a, "go: %sgolang.org/toolchain@v0.0.1-%s."
				    "%s-%s: verifying module: %s", download,
				    out->name, in->hostos, in->hostarch, why);
}

/* Find what `name` says; REFUSED where go would not get it. */
static void find(struct arena *a, const struct toolchain_input *in,
		 struct toolchain_choice *out)
{
	struct str v = gover_of_toolchain(str_from(out->name));
	struct str name = str_from(out->name);

	if (cstr_eq(out->name, in->version)) {
		out->how = TOOLCHAIN_LOCAL;
		return;
	}
	if (!str_starts(name, "go1") && str_search(name, "-go1") == name.len) {
		out->how = TOOLCHAIN_REFUSED;
		out->why = TOOLCHAIN_WHY_INVALID;
		out->message = arena_printf(a, "go: invalid GOTOOLCHAIN %s",
					    goenv_quote(a, out->name));
		return;
	}
	out->path = in->on_path ? in->on_path(in->payload, out->name) : NULL;
	if (out->path) {
		out->how = TOOLCHAIN_PATH;
		return;
	}
	if (cstr_eq(in->gotoolchain, "path") ||
	    cstr_ends(in->gotoolchain, "+path")) {
		out->how = TOOLCHAIN_REFUSED;
		out->message = arena_printf(a, "go: cannot find %s in PATH",
					    goenv_quote(a, out->name));
		return;
	}
	out->path = in->in_modcache ?
		in->in_modcache(in->payload, out->name) : NULL;
	if (out->path) {
		out->how = TOOLCHAIN_MODCACHE;
		check_sum(a, in, out);
		return;
	}
	/* A language version has no archive: every proxy says so. */
	if (gover_is_lang(v) &&
	    gover_cmp(v, STR_LIT(SWITCHES_SINCE)) >= 0) {
		out->how = TOOLCHAIN_REFUSED;
		out->message = arena_printf(a, "go: invalid toolchain: %s is "
					    "a language version but not a "
					    "toolchain version (%s.x)",
					    out->name, out->name);
		return;
	}
	if (!may_be_had(a, in, out->name)) {
		out->how = TOOLCHAIN_REFUSED;
		out->message = arena_printf(a, "go: download %s for %s/%s: "
					    "toolchain not available",
					    out->name, in->hostos,
					    in->hostarch);
		return;
	}
	out->how = TOOLCHAIN_DOWNLOAD;
	check_sum(a, in, out);
}

/*
 * The last patches of 1.19 and 1.20 compile no module that asks for 1.22 or
 * later: loop variables mean something else there.
 */
static bool will_not_compile(struct str runs, struct str go)
{
	struct gover v;
	const char *since;

	if (gover_cmp(go, STR_LIT("1.22")) < 0 || !gover_parse(runs, &v))
		return false;
	since = str_is(v.minor, "19") ? "1.19.13" :
		str_is(v.minor, "20") ? "1.20.8" : NULL;
	return since && gover_cmp(runs, str_from(since)) >= 0;
}

/* A go from before toolchains, and a go line that asks for more. */
static void check_old(struct arena *a, const struct toolchain_input *in,
		      struct str runs, struct toolchain_choice *out)
{
	struct str go = str_from(in->go);

	out->how = TOOLCHAIN_REFUSED;
	/* By their rule: since 1.21 "1.20" is a release and no language. */
	if (!modrule_go_version_ok(go, GO_1_20))
		out->message = arena_printf(a, "invalid go version '%s': must "
					    "match format 1.23", in->go);
	else if (will_not_compile(runs, go))
		out->message = arena_printf(a, "cannot compile Go %s code",
					    in->go);
	else
		out->how = TOOLCHAIN_IGNORED;
}

/* The toolchain that runs reads the file: is it new enough? */
static void check_wants(struct arena *a, const struct toolchain_input *in,
			struct toolchain_choice *out)
{
	const char *explain = "";
	struct str runs = version_of(out->name), go = str_from(in->go);

	if (out->how == TOOLCHAIN_REFUSED || !in->modules || !in->file ||
	    cmp(go, runs) <= 0)
		return;
	if (gover_cmp(runs, STR_LIT(SWITCHES_SINCE)) < 0) {
		check_old(a, in, runs, out);
		return;
	}
	if (!cstr_empty(in->gotoolchain) &&
	    !cstr_eq(in->gotoolchain, "auto"))
		explain = arena_printf(a, "; GOTOOLCHAIN=%s",
				       in->gotoolchain);
	if ((cstr_eq(out->mode, "auto") || cstr_eq(out->mode, "path")) &&
	    cstr_eq(in->toolchain, "default"))
		explain = arena_printf(a, "%s; %s sets toolchain default",
				       explain, in->file);
	out->message = arena_printf(a, "go: %s requires go >= %s (running go "
				    "%.*s%s)", in->file, in->go,
				    STR_FMT(runs), explain);
	out->how = TOOLCHAIN_REFUSED;
}

void toolchain_select(struct arena *a, const struct toolchain_input *in,
		      struct toolchain_choice *out)
{
	memset(out, 0, sizeof(*out));
	out->mode = "";
	if (!in->version) {
		out->how = TOOLCHAIN_NONE;
		return;
	}
	out->name = out->minimum = in->version;
	out->how = TOOLCHAIN_LOCAL;
	if (goenv_release(in->version) < GO_1_21) {
		out->why = TOOLCHAIN_WHY_OLD;
	} else if (!in->modules) {
		out->why = TOOLCHAIN_WHY_GOPATH;
	} else if (cstr_empty(in->gotoolchain)) {
		out->why = TOOLCHAIN_WHY_EMPTY;
	} else if (!read_setting(a, in, out)) {
		out->why = TOOLCHAIN_WHY_INVALID;
		out->how = TOOLCHAIN_REFUSED;
	} else {
		out->why = TOOLCHAIN_WHY_MINIMUM;
		out->name = out->minimum;
		if ((cstr_eq(out->mode, "auto") ||
		     cstr_eq(out->mode, "path")) && !read_file(a, in, out)) {
			out->why = TOOLCHAIN_WHY_INVALID;
			out->how = TOOLCHAIN_REFUSED;
		} else {
			find(a, in, out);
		}
	}
	out->found = out->how;
	check_wants(a, in, out);
}
