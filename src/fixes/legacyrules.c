#include "config.h"

#include "fixes/legacyrules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gopkgtoml.h"
#include "fmt/legacylock.h"
#include "fmt/reporoot.h"
#include "fmt/semrange.h"
#include "fmt/yaml.h"

static struct legacyrule *add(struct fix_run *run, struct legacyrules *l,
			      const char *path)
{
	struct legacyrule *r = ARENA_PUSH(run->arena, l->rules, l->n);
	struct str root = reporoot_of(str_from(path));

	r->path = root.len ? arena_strndup(run->arena, root.p, root.len)
			   : path;
	return r;
}

static void read_dep(struct fix_run *run, struct str bytes,
		     struct legacyrules *out)
{
	struct gopkgtoml t;
	size_t i;

	gopkgtoml_read(run->arena, bytes, &t);
	for (i = 0; i < t.nrules; i++) {
		const struct gopkgtoml_rule *from = &t.rules[i];
		struct legacyrule *r = add(run, out, from->name);

		r->version = from->version;
		r->branch = from->branch;
		r->revision = from->revision;
		r->source = from->source;
		r->override = from->override;
		r->caret = true;
	}
	out->required = t.required;
	out->nrequired = t.nrequired;
	out->ignored = t.ignored;
	out->nignored = t.nignored;
}

static void read_glide_list(struct fix_run *run, const struct yaml_node *list,
			    struct legacyrules *out)
{
	size_t i;

	for (i = 0; yaml_is(list, YAML_SEQUENCE) && i < list->nitems; i++) {
		const struct yaml_node *one = list->items[i];
		const char *name = yaml_text(yaml_get(one, "package"));
		struct legacyrule *r;

		if (!name)
			continue;
		r = add(run, out, name);
		r->version = yaml_text(yaml_get(one, "version"));
		r->source = yaml_text(yaml_get(one, "repo"));
	}
}

static void read_glide(struct fix_run *run, const char *path, struct str bytes,
		       struct legacyrules *out)
{
	struct yaml y;

	if (run->host->yaml(run->host, run->arena, bytes, path, &y, NULL) ||
	    !y.ndocs)
		return;
	read_glide_list(run, yaml_get(y.docs[0], "import"), out);
	read_glide_list(run, yaml_get(y.docs[0], "testImport"), out);
}

static void read_file(struct fix_run *run, const char *dir, const char *name,
		      struct legacyrules *out)
{
	const char *path = path_join(run->arena, dir, name);
	struct str bytes;

	memset(out, 0, sizeof(*out));
	if (!fix_is(run, path, PLAN_FILE) || fix_read(run, path, &bytes, NULL))
		return;
	out->file = name;
	if (cstr_eq(name, "Gopkg.toml"))
		read_dep(run, bytes, out);
	else
		read_glide(run, path, bytes, out);
}

void legacyrules_read(struct fix_run *run, const struct legacy_lock *lock,
		      struct legacyrules *out)
{
	int kind = lock ? legacylock_kind_of(lock->path) : -1;

	memset(out, 0, sizeof(*out));
	if (kind == LEGACYLOCK_DEP || kind == LEGACYLOCK_GLIDE)
		read_file(run, path_dir(run->arena, fix_abs(run, lock->path)),
			  kind == LEGACYLOCK_DEP ? "Gopkg.toml" : "glide.yaml",
			  out);
}

void legacyrules_find(struct fix_run *run, const char *dir,
		      struct legacyrules *out)
{
	read_file(run, dir, "Gopkg.toml", out);
	if (!out->file)
		read_file(run, dir, "glide.yaml", out);
}

const struct legacyrule *legacyrules_of(const struct legacyrules *l,
					const char *path)
{
	const struct legacyrule *hit = NULL;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (cstr_eq(l->rules[i].path, path) &&
		    (!hit || (l->rules[i].override && !hit->override)))
			hit = &l->rules[i];
	return hit;
}

bool legacyrule_forbids(const struct legacyrule *r, const char *version)
{
	if (r->revision)
		return true;
	if (r->version)
		return semrange_admits(str_from(r->version),
				       str_from(version), r->caret) !=
		       SEMRANGE_IN;
	/* The newer one may lie on that branch as well. */
	return r->branch && r->override;
}
