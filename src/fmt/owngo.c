#include "config.h"

#include "fmt/owngo.h"

#include "base/mem.h"

/* Import paths and linters have it in their names, too. */
static bool names_golang(struct str script)
{
	struct str rest = script;
	size_t at;

	while ((at = str_search(rest, "golang")) < rest.len) {
		struct str front = str_sub(rest, 0, at);

		rest = str_sub(rest, at + 6, rest.len - at - 6);
		if (!str_starts(rest, ".org/x/") && !str_starts(rest, "ci") &&
		    !str_ends(front, "github.com/"))
			return true;
	}
	return false;
}

bool owngo_find(struct str script)
{
	static const char *const words[] = {
		"go.dev/dl", "dl.google.com/go", "/usr/local/go", "asdf",
		"mise", "gvm", "goenv", "devbox", "hermit", "brew",
		"nix-shell", "nix-env", "nix develop", "nix profile",
		"nix run",
		"GITHUB_PATH", "install-go", "install_go", "setup-go",
		"add go", "install go",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (str_search(script, words[i]) < script.len)
			return true;
	return names_golang(script);
}
