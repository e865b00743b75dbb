/* cache-not-writable: go cannot use its build cache or its module cache. */
#include "config.h"

#include "checks/machines.h"

#include "base/path.h"
#include "base/str.h"

#define LEAST_BYTES ((int64_t)4 * 1000 * 1000)
#define LEAST_INODES 40

struct fault {
	enum severity severity;
	struct msg title, question, outcome;
};

static bool is_full(const struct machine_folder *d)
{
	return (d->total_bytes && d->free_bytes < LEAST_BYTES) ||
	       (d->total_inodes && d->free_inodes < LEAST_INODES);
}

/* Since 1.24 the default is not derived from it; before it was as it is. */
static bool is_xdg_relative(const struct place *p)
{
	const char *dir = place_getenv(p, "XDG_CACHE_HOME");

	return !cstr_empty(dir) && !path_is_abs(dir);
}

/* Why nothing can be made there, in go's words; NULL: it can. */
static const char *refusal(const struct machine_folder *d)
{
	const char *made_up = machine_folder_refusal(d);

	return d->not_folder ? "not a directory" :
	       d->read_only && d->not_writable ? "read-only file system" :
	       made_up ? made_up :
	       d->not_writable ? "permission denied" : NULL;
}

static bool is_made_up(const struct machine_folder *d)
{
	return !d->not_folder && machine_folder_refusal(d);
}

static bool gocache_fault(struct arena *a, const struct place *p,
			  const struct machine_folder *d, struct fault *o)
{
	o->severity = SEVERITY_ERROR;
	if (d->off && d->from) {
		o->title = MSG(a, N_("GOCACHE is off, and go builds nothing "
				     "without its cache"));
		o->question = MSG(a, N_("Is there a build cache?"));
		o->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is disabled by GOCACHE=off, but "
				 "required as of Go 1.12");
		return true;
	}
	if (d->off && is_xdg_relative(p)) {
		o->title = MSG(a, N_("XDG_CACHE_HOME says {0}, which is no "
				     "absolute path, and go has no build cache"),
			       place_getenv(p, "XDG_CACHE_HOME"));
		o->question = MSG(a, N_("Is it an absolute path?"));
		o->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is required, but could not be "
				 "located: GOCACHE is not defined and path in "
				 "$XDG_CACHE_HOME is relative");
		return true;
	}
	if (d->off) {
		o->title = MSG(a, N_("go has no build cache: neither HOME nor "
				     "XDG_CACHE_HOME is set"));
		o->question = MSG(a, N_("Is there a folder to derive it "
					"from?"));
		o->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is required, but could not be "
				 "located: GOCACHE is not defined and neither "
				 "$XDG_CACHE_HOME nor $HOME are defined");
		return true;
	}
	/* One that is derived so is taken as it is. */
	if (d->relative && d->from) {
		o->title = MSG(a, N_("GOCACHE says {0}, which is no absolute "
				     "path"), d->path);
		o->question = MSG(a, N_("Is it an absolute path?"));
		o->outcome = MSG(a, N_("every build stops: \"{0}\""),
				 "build cache is required, but could not be "
				 "located: GOCACHE is not an absolute path");
		return true;
	}
	if (refusal(d)) {
		o->title = is_made_up(d)
			? MSG(a, N_("The build cache {0} lies in {1}, where "
				    "only the kernel makes files"), d->path,
			      d->mount ? d->mount : d->fstype)
			: MSG(a, N_("You may not write to the build cache "
				    "{0}"), d->path);
		o->question = MSG(a, N_("May you write there?"));
		o->outcome = MSG(a, N_("builds end with \"{0}\""), refusal(d));
		return true;
	}
	if (!is_full(d))
		return false;
	o->title = MSG(a, N_("There is no room for the build cache {0}: {1} "
			     "free"), d->path,
		       machines_bytes(a, d->free_bytes));
	o->question = MSG(a, N_("Is there room for what is built?"));
	o->outcome = MSG(a, N_("builds end with \"{0}\", or with other words "
			       "that mislead (\"cannot find package\")"),
			 "no space left on device");
	return true;
}

static bool modcache_fault(struct check_run *run, const struct place *p,
			   const struct machine_folder *d, struct fault *o)
{
	struct arena *a = run->arena;
	const char *wanted;

	o->severity = SEVERITY_ERROR;
	if (d->off || d->relative) {
		/* It is looked at when a module is. */
		if (!machines_fetch(run, p, WAY_NONE, NULL))
			return false;
		o->title = MSG(a, N_("GOMODCACHE says {0}, which is no "
				     "absolute path"), d->path);
		o->question = MSG(a, N_("Is it an absolute path?"));
		o->outcome = MSG(a, N_("what needs a module of it stops: "
				       "\"{0}\""),
			arena_printf(a, "GOMODCACHE entry is relative; must "
				     "be absolute path: \"%s\".", d->path));
		return true;
	}
	if (!refusal(d) && !is_full(d))
		return false;
	/* What is there already is only read. */
	wanted = machines_fetch(run, p, WAY_ANY, NULL);
	if (!wanted)
		return false;
	o->title = is_made_up(d)
		? MSG(a, N_("The module cache {0} lies in {1}, where only the "
			    "kernel makes files, and {2} has to be fetched"),
		      d->path, d->mount ? d->mount : d->fstype, wanted)
		: refusal(d)
		? MSG(a, N_("You may not write to the module cache {0}, and "
			    "{1} is not in it"), d->path, wanted)
		: MSG(a, N_("There is no room in the module cache {0}, and "
			    "{1} is not in it"), d->path, wanted);
	o->question = refusal(d)
		? MSG(a, N_("May you write there?"))
		: MSG(a, N_("Is there room for what is fetched?"));
	o->outcome = MSG(a, N_("the build stops when it fetches {0}: "
			       "\"{1}\""), wanted,
			 refusal(d) ? refusal(d) : "no space left on device");
	return true;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct machine_folder *d,
		    const struct fault *o)
{
	bool is_build = d->role == FOLDER_GOCACHE;
	const char *name = is_build ? "GOCACHE" : "GOMODCACHE";
	const struct setting *s = place_setting(p, name);
	struct arena *a = run->arena;

	f->title = o->title;
	f->outcome = o->outcome;
	finding_evidence(run, f, arena_printf(a, "%s=%s", name, d->path),
			 s ? s->file : NULL, s ? s->line : 0);
	(void)finding_step(run, f,
			   is_build ? MSG(a, N_("Where is the build cache? "
						"(GOCACHE)"))
				    : MSG(a, N_("Where is the module cache? "
						"(GOMODCACHE)")),
			   ANSWER_NONE, false, d->path, env_origin(a, s));
	(void)finding_step(run, f, o->question, ANSWER_NO, true,
			   d->mount ? arena_printf(a, "%s %s %s", d->mount,
						   d->fstype ? d->fstype :
							       "?",
						   d->mount_options ?
							d->mount_options : "")
				    : NULL, NULL);
	f->why = is_build
		? MSG(a, N_("Since 1.12 there is no build without a build "
			    "cache: GOCACHE must be an absolute path that can "
			    "be written, and off is refused. Unset it is "
			    "$XDG_CACHE_HOME/go-build, else "
			    "$HOME/.cache/go-build. It holds compiled "
			    "packages; modules lie in GOMODCACHE."))
		: MSG(a, N_("GOMODCACHE (unset: pkg/mod in the first entry of "
			    "GOPATH) holds the modules. It must be an "
			    "absolute path, and is written only when a module "
			    "is fetched: a read-only one with all modules in "
			    "it does."));
	f->probe = arena_printf(a, "ls -ld \"$(go env %s)\"; df -h \"$(go env "
				"%s)\"", name, name);
	if (d->from && s && (d->off || d->relative || d->not_folder ||
			     d->read_only || is_made_up(d))) {
		const char *home = place_getenv(p, "HOME");

		/* With the value in effect not even `go env -u` may work. */
		env_command_unset(run, f, p, s,
				  home && (d->off || d->relative)
					? path_join(a, home, is_build ?
						    ".cache/go-build" :
						    "go/pkg/mod") : NULL);
	} else if (d->off && is_xdg_relative(p)) {
		finding_command(run, f,
			MSG(a, N_("give an absolute path, or unset it where "
				  "it is set:")),
			"unset XDG_CACHE_HOME");
	} else if (d->off) {
		finding_command(run, f,
			MSG(a, N_("give the service, job or container that "
				  "runs go a HOME:")),
			"export HOME=\"$(getent passwd \"$(id -u)\" | "
			"cut -d: -f6)\"");
	} else if (is_full(d) && !refusal(d)) {
		finding_command(run, f,
			MSG(a, N_("see what takes the room (go clean empties "
				  "a cache; it fills again):")),
			arena_printf(a, "du -sh %s; %s",
				     shell_quote(a, d->path),
				     is_build ? "go clean -cache" :
						"go clean -modcache"));
	} else if (!d->read_only && !d->not_folder && !is_made_up(d)) {
		finding_command(run, f,
			MSG(a, N_("see whose it is (made with sudo once?), "
				  "and make it yours:")),
			arena_printf(a, "ls -ld %s; sudo chown -R \"$(id "
				     "-u):$(id -g)\" %s",
				     shell_quote(a, d->path),
				     shell_quote(a, d->path)));
	} else {
		finding_command(run, f,
			MSG(a, N_("use another folder:")),
			arena_printf(a, "go env -w %s=\"$HOME/%s\"", name,
				     is_build ? ".cache/go-build-2" :
						"go/pkg/mod-2"));
	}
}

static enum check_status run(struct check_run *run)
{
	static const enum folder_role roles[] = {
		FOLDER_GOCACHE, FOLDER_GOMODCACHE,
	};
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *m = machines_of(p);

		for (k = 0; m && k < ARRAY_SIZE(roles); k++) {
			const struct machine_folder *d =
				machine_folder(m, roles[k]);
			struct fault o = { .severity = SEVERITY_ERROR };
			struct finding *f;

			if (!d || d->known == KNOWN_UNKNOWN)
				continue;
			any = true;
			if (d->role == FOLDER_GOCACHE
				? !gocache_fault(run->arena, p, d, &o)
				: !modcache_fault(run, p, d, &o))
				continue;
			f = finding_add(run, o.severity, NULL, NULL, 0,
					d->role == FOLDER_GOCACHE ?
						"GOCACHE" : "GOMODCACHE",
					&is_new);
			finding_place_add(run, f, p, o.severity, d->known);
			if (is_new)
				explain(run, f, p, d, &o);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_cache_not_writable = {
	.id = "cache-not-writable",
	.worst = SEVERITY_ERROR,
	.title = N_("a build cache or module cache that go cannot use"),
	.about = N_("GOCACHE or GOMODCACHE is relative, off, full, not "
		    "writable or below /proc, or there is no HOME to derive it from. "
		    "Example: a container runs as a user without a home, and "
		    "go build says \"failed to initialize build cache at "
		    "/.cache/go-build: mkdir /.cache: permission denied\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
