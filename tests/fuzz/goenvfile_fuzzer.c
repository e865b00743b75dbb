/* The go env file, and the settings and refusals that follow from it. */
#include "config.h"

#include <stdlib.h>

#include "facts/goenv.h"
#include "facts/toolchain.h"
#include "tests/fuzz/fuzz.h"

static const char *nothing(void *payload, const char *name)
{
	(void)payload;
	(void)name;
	return NULL;
}

/* Every release; the text once as the go env file and once as go.env. */
static void settings(struct arena *a, const struct goenvfile *f)
{
	static const char *const versions[] = {
		"go1.19.8", "go1.22.0", "go1.23.1", "go1.24.4", "go1.26.8"
	};
	static const char *const env[] = { "HOME=/h" };
	struct setting *rows;
	size_t n, i, k;

	for (i = 0; i < 2 * ARRAY_SIZE(versions); i++) {
		struct goenv_input in = {
			.env = env, .nenv = 1, .version = versions[i / 2],
			.own_goroot = "/go", .hostos = "linux",
			.hostarch = "amd64",
			.user = i & 1 ? f : NULL, .user_path = "/u",
			.goroot_env = i & 1 ? NULL : f,
			.goroot_env_path = "/g",
		};
		struct toolchain_input t = {
			.version = in.version, .modules = true,
			.gotoolchain = goenv_value(&in, "GOTOOLCHAIN"),
			.file = "go.mod", .go = goenv_value(&in, "GO"),
			.toolchain = goenv_value(&in, "TOOLCHAIN"),
			.on_path = nothing, .in_modcache = nothing,
			.goproxy = goenv_value(&in, "GOPROXY"),
			.gosumdb = "", .hostos = "linux",
			.hostarch = "amd64",
		};
		struct toolchain_choice ch;

		goenv_settings(a, &in, &rows, &n);
		for (k = 0; k < n; k++)
			if (!rows[k].value)
				abort();
		(void)goenv_broken(a, &in, rows, n);
		toolchain_select(a, &t, &ch);
		if (ch.how == TOOLCHAIN_REFUSED && !ch.message)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct goenvfile f;

	goenvfile_parse(&a, s, &f);
	settings(&a, &f);
	(void)toolchain_lookup(&a, s, "go", NULL);
	arena_release(&a);
	return 0;
}
