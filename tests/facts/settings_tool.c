/*
 * The settings of this environment in this folder as gomend works them out,
 * for the comparison with `go env`: NAME=VALUE a line, then what toolchain
 * selection says behind "!".  Settings that only go can know are left out.
 * With "json" instead the whole place, as the scan would send it.
 *
 * What the walk of a repository would find is read in a simple way: go.mod
 * here, and a go.work in the folder above with its "use ./x" lines.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "facts/toolchain.h"
#include "host/fs.h"
#include "scan/places.h"

extern char **environ;

static void add_module(struct snapshot *s, const char *dir)
{
	const char *file = path_join(&s->arena, dir, "go.mod");
	struct strbuf sb = STRBUF_INIT;
	struct module *m;

	if (fs_read(path_join(&s->arena, s->repo.root, file),
		    FS_READ_MAX_BYTES, &sb, NULL) == 0) {
		m = ARENA_PUSH(&s->arena, s->modules, s->nmodules);
		m->dir = dir;
		m->gomod = file;
		m->go_version = toolchain_lookup(&s->arena, strbuf_str(&sb),
						 "go", &m->go_line);
		m->toolchain = toolchain_lookup(&s->arena, strbuf_str(&sb),
						"toolchain",
						&m->toolchain_line);
	}
	strbuf_release(&sb);
}

static void add_workspace(struct snapshot *s, const char *file)
{
	struct strbuf sb = STRBUF_INIT;
	struct workspace *w;
	struct work_use *u;
	struct str text, line;
	const char *rel;

	if (fs_read(file, FS_READ_MAX_BYTES, &sb, NULL) == 0) {
		w = ARENA_PUSH(&s->arena, s->workspaces, s->nworkspaces);
		w->file = file;
		w->dir = path_dir(&s->arena, file);
		w->go_version = toolchain_lookup(&s->arena, strbuf_str(&sb),
						 "go", &w->go_line);
		text = strbuf_str(&sb);
		while (str_line(&text, &line)) {
			if (!str_starts(line, "use "))
				continue;
			u = ARENA_PUSH(&s->arena, w->uses, w->nuses);
			u->path = arena_strndup(&s->arena, line.p + 4,
						line.len - 4);
			u->dir = path_join(&s->arena, w->dir, u->path);
			rel = path_rel(&s->arena, s->repo.root, u->dir);
			if (!cstr_eq(rel, "."))
				add_module(s, rel);
		}
	}
	strbuf_release(&sb);
}

static void print(const struct setting *s)
{
	if (s->known != KNOWN_UNKNOWN)
		(void)printf("%s=%s\n", s->name, s->value);
}

int main(int argc, char **argv)
{
	struct snapshot s;
	struct place p = { .name = "shell", .kind = PLACE_SHELL,
			   .state = PLACE_READY };
	const struct place_module *pm;
	char *cwd = getcwd(NULL, 0);
	size_t i;

	snapshot_init(&s);
	p.cwd = s.repo.root = cwd;
	for (i = 0; environ[i]; i++)
		*ARENA_PUSH(&s.arena, p.env, p.nenv) = environ[i];
	add_module(&s, ".");
	add_workspace(&s, path_join(&s.arena, cwd, "../go.work"));
	places_fill(&s.arena, &s, false, &p);
	if (argc > 1 && !strcmp(argv[1], "json")) {
		struct cJSON *j = codec_encode(&place_codec, &p);
		struct strbuf sb = STRBUF_INIT;

		json_print(&sb, j, true);
		(void)puts(sb.buf);
		json_free(j);
		strbuf_release(&sb);
		snapshot_release(&s);
		free(cwd);
		return 0;
	}
	/* The first module is the one here, if there is one. */
	pm = place_module_of(&p, ".");
	if (!pm)
		pm = &p.modules[0];
	for (i = 0; i < p.nsettings; i++)
		print(place_setting_in(&p, pm->dir, p.settings[i].name));
	/* Those that only the other toolchain has. */
	for (i = 0; i < pm->nsettings; i++)
		if (!place_setting(&p, pm->settings[i].name))
			print(&pm->settings[i]);
	(void)printf("!how=%s\n", toolchain_how_names[pm->how]);
	(void)printf("!version=%s\n", pm->version ? pm->version : "");
	(void)printf("!message=%s\n", pm->message ? pm->message : "");
	(void)printf("!broken=%s\n", p.broken ? p.broken : "");
	snapshot_release(&s);
	free(cwd);
	return 0;
}
