/*
 * The settings of this environment in this folder as gomend works them out,
 * for the comparison with `go env`: NAME=VALUE a line, then what toolchain
 * selection says behind "!".  Settings that only go can know are left out.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "facts/toolchain.h"
#include "host/fs.h"
#include "scan/places.h"

extern char **environ;

static void add_module(struct snapshot *s, const char *cwd)
{
	struct strbuf sb = STRBUF_INIT;
	struct module *m;

	if (fs_read(path_join(&s->arena, cwd, "go.mod"), FS_READ_MAX_BYTES,
		    &sb, NULL) == 0) {
		m = ARENA_PUSH(&s->arena, s->modules, s->nmodules);
		m->dir = ".";
		m->gomod = "go.mod";
		m->go_version = toolchain_lookup(&s->arena, strbuf_str(&sb),
						 "go", &m->go_line);
		m->toolchain = toolchain_lookup(&s->arena, strbuf_str(&sb),
						"toolchain",
						&m->toolchain_line);
	}
	strbuf_release(&sb);
}

static void print(const struct setting *s)
{
	if (s->known != KNOWN_UNKNOWN)
		(void)printf("%s=%s\n", s->name, s->value);
}

int main(void)
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
	add_module(&s, cwd);
	places_fill(&s.arena, &s, &p);
	pm = &p.modules[s.nmodules ? 1 : 0];
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
