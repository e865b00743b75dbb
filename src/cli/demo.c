#include "config.h"

#include "cli/demo.h"

#include <stdlib.h>

#include "cli/tmptree.h"

struct demo_file {
	const char *path;	/* below the top; a folder ends in "/" */
	const char *text;
};

/* One ill a folder, so that each can be looked at alone. */
static const struct demo_file files[] = {
	/* git's own folder, as small as it can be. */
	{ "shop/.git/HEAD", "ref: refs/heads/main\n" },
	{ "shop/.git/config",
	  "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n"
	  "\tbare = false\n" },
	{ "shop/.git/objects/info/", NULL },
	{ "shop/.git/objects/pack/", NULL },
	{ "shop/.git/refs/heads/", NULL },
	{ "shop/.gitignore", "bin/\n*.log\n" },
	{ "shop/README.md",
	  "# shop\n\nA workspace that is ill on purpose; made by "
	  "\"gomend demo\".\n" },

	/* vendor/ was not written again after an upgrade, and the rule
	 * "bin/" above keeps a vendored package out of git. */
	{ "shop/api/go.mod",
	  "module example.com/shop/api\n\ngo 1.20\n\n"
	  "require example.com/log v1.2.0\n" },
	{ "shop/api/go.sum",
	  "example.com/log v1.2.0 "
	  "h1:ZOlj3rmRsPQHCuddQWh1e6YQQDRsZfI3JZSN33Ohcyg=\n"
	  "example.com/log v1.2.0/go.mod "
	  "h1:W815khvopqp3E11RzF6M7VcQtZXkOyaLDgFOhtGxRmc=\n" },
	{ "shop/api/main.go",
	  "package main\n\nimport \"example.com/log/bin\"\n\n"
	  "func main() { bin.Start() }\n" },
	{ "shop/api/vendor/modules.txt",
	  "# example.com/log v1.1.0\n## explicit; go 1.20\n"
	  "example.com/log/bin\n" },
	{ "shop/api/vendor/example.com/log/bin/bin.go",
	  "package bin\n\nfunc Start() {}\n" },

	/* A merge that nobody finished. */
	{ "shop/broken/go.mod",
	  "module example.com/shop/broken\n\n<<<<<<< HEAD\ngo 1.20\n"
	  "=======\ngo 1.19\n>>>>>>> upgrade\n" },
	{ "shop/broken/broken.go", "package broken\n" },
	{ "shop/search/go.mod",
	  "module example.com/shop/search\n\ngo 1.20\n\n"
	  "require example.com/index v0.3.1\n" },
	{ "shop/search/go.sum",
	  "<<<<<<< HEAD\n"
	  "example.com/index v0.3.1 "
	  "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	  "=======\n"
	  "example.com/index v0.3.1 "
	  "h1:uLxibvCzE5O5vjwXEFyAJelmgThyTRUTQk6tEd6c1m8=\n"
	  "example.com/index v0.3.1/go.mod "
	  "h1:pAheFcaz/F0EA+vTBEb96HWtEluUx+dvFzakc1QWG6M=\n"
	  ">>>>>>> upgrade\n" },
	{ "shop/search/main.go",
	  "package main\n\nimport \"example.com/index\"\n\n"
	  "func main() { index.Build() }\n" },

	/* go.sum was never committed; in the next one git is told to
	 * ignore it. */
	{ "shop/report/go.mod",
	  "module example.com/shop/report\n\ngo 1.20\n\n"
	  "require example.com/pdf v1.0.2\n" },
	{ "shop/report/main.go",
	  "package main\n\nimport \"example.com/pdf\"\n\n"
	  "func main() { pdf.Write() }\n" },
	{ "shop/mail/.gitignore", "# generated\ngo.sum\n" },
	{ "shop/mail/go.mod",
	  "module example.com/shop/mail\n\ngo 1.20\n\n"
	  "require example.com/smtp v1.4.0\n" },
	{ "shop/mail/go.sum",
	  "example.com/smtp v1.4.0 "
	  "h1:oCxaq88dDMCtIzaITyLLn2V8TurFTdTvqOl9WSNU49k=\n"
	  "example.com/smtp v1.4.0/go.mod "
	  "h1:cMu0meb9WSr/6715huMl+0LIlO75emp69ogRH7vipCE=\n" },
	{ "shop/mail/main.go",
	  "package main\n\nimport \"example.com/smtp\"\n\n"
	  "func main() { smtp.Send() }\n" },

	/* Replacements: one leads out of the repository, one nowhere. */
	{ "shared/go.mod", "module example.com/shared\n\ngo 1.20\n" },
	{ "shared/shared.go", "package shared\n\nfunc Do() {}\n" },
	{ "shop/tools/go.mod",
	  "module example.com/shop/tools\n\ngo 1.20\n\n"
	  "require example.com/shared v0.0.0\n\n"
	  "replace example.com/shared => ../../shared\n" },
	{ "shop/tools/main.go",
	  "package main\n\nimport \"example.com/shared\"\n\n"
	  "func main() { shared.Do() }\n" },
	{ "shop/admin/go.mod",
	  "module example.com/shop/admin\n\ngo 1.20\n\n"
	  "require example.com/theme v0.0.0\n\n"
	  "replace example.com/theme => ../theme\n" },
	{ "shop/admin/main.go",
	  "package main\n\nimport \"example.com/theme\"\n\n"
	  "func main() { theme.Draw() }\n" },

	/* A workspace that does not know one of its modules. */
	{ "shop/services/go.work", "go 1.20\n\nuse ./cart\n" },
	{ "shop/services/cart/go.mod",
	  "module example.com/shop/services/cart\n\ngo 1.20\n" },
	{ "shop/services/cart/cart.go", "package cart\n" },
	{ "shop/services/pay/go.mod",
	  "module example.com/shop/services/pay\n\ngo 1.20\n" },
	{ "shop/services/pay/pay.go", "package pay\n" },

	/* Wants a Go that nobody has. */
	{ "shop/next/go.mod", "module example.com/shop/next\n\ngo 1.99\n" },
	{ "shop/next/next.go", "package next\n" },

	/* From before modules: with dep, and with nothing at all. */
	{ "shop/legacy/bot/Gopkg.toml",
	  "[[constraint]]\n  name = \"github.com/acme/irc\"\n"
	  "  version = \"1.0.0\"\n" },
	{ "shop/legacy/bot/Gopkg.lock",
	  "[[projects]]\n  name = \"github.com/acme/irc\"\n"
	  "  packages = [\".\"]\n"
	  "  revision = \"0123456789abcdef0123456789abcdef01234567\"\n"
	  "  version = \"v1.0.3\"\n" },
	{ "shop/legacy/bot/main.go",
	  "package main\n\nimport \"github.com/acme/irc\"\n\n"
	  "func main() { irc.Join() }\n" },
	{ "shop/legacy/bot/vendor/github.com/acme/irc/irc.go",
	  "package irc\n\nfunc Join() {}\n" },
	{ "shop/legacy/crawler/main.go",
	  "package main // import \"example.com/crawler\"\n\n"
	  "import \"example.com/crawler/fetch\"\n\n"
	  "func main() { fetch.All() }\n" },
	{ "shop/legacy/crawler/fetch/fetch.go",
	  "package fetch\n\nfunc All() {}\n" },

	/* The home of whoever works here. */
	{ "home/.config/go/env",
	  "GOPROXY=https://goproxy.example.com,direct\n"
	  "GOPRIVATE=example.com\n" },
	{ "home/go/bin/stringer", "#!/bin/sh\necho stringer\n" },
	{ "home/.profile", "export GOFLAGS=-mod=mod\n" },
	{ "home/.bash_profile", "export GOFLAGS=-mod=mod\n" },
	{ "home/.zprofile", "export GOFLAGS=-mod=mod\n" },
	{ "home/.bashrc", "export GOPROXY=direct\n" },
	{ "home/.zshrc", "export GOPROXY=direct\n" },
};

/*
 * What the modules above need, as go keeps it once it was downloaded, so that
 * the ills can be mended without network.  h1 is of the whole module.
 */
static const struct demo_module {
	const char *name, *version, *h1;
	const char *file, *text;	/* beside go.mod */
} modules[] = {
	{ "log", "v1.2.0", "h1:ZOlj3rmRsPQHCuddQWh1e6YQQDRsZfI3JZSN33Ohcyg=",
	  "bin/bin.go", "package bin\n\nfunc Start() {}\n" },
	{ "index", "v0.3.1", "h1:uLxibvCzE5O5vjwXEFyAJelmgThyTRUTQk6tEd6c1m8=",
	  "index.go", "package index\n\nfunc Build() {}\n" },
	{ "pdf", "v1.0.2", "h1:zoij7wnmBwM+T/VO3l6TWAPEfXheD3DWDwQmrBxRnpA=",
	  "pdf.go", "package pdf\n\nfunc Write() {}\n" },
	{ "smtp", "v1.4.0", "h1:oCxaq88dDMCtIzaITyLLn2V8TurFTdTvqOl9WSNU49k=",
	  "smtp.go", "package smtp\n\nfunc Send() {}\n" },
};

/* Laid out as cmd/go/internal/modfetch/cache.go has it. */
static int make_module(struct arena *a, const struct demo *d,
		       const struct demo_module *m, struct error *err)
{
	const char *cache = arena_printf(a,
		"%s/home/go/pkg/mod/cache/download/example.com/%s/@v/%s",
		d->top, m->name, m->version);
	const char *dir = arena_printf(a,
		"%s/home/go/pkg/mod/example.com/%s@%s", d->top, m->name,
		m->version);
	const char *mod = arena_printf(a, "module example.com/%s\n\n"
				       "go 1.20\n", m->name);
	const struct demo_file all[] = {
		{ arena_printf(a, "%s.info", cache),
		  arena_printf(a, "{\"Version\":\"%s\"}", m->version) },
		{ arena_printf(a, "%s.mod", cache), mod },
		{ arena_printf(a, "%s.ziphash", cache), m->h1 },
		{ arena_printf(a, "%s/go.mod", dir), mod },
		{ arena_printf(a, "%s/%s", dir, m->file), m->text },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all); i++)
		if (tmptree_write(a, all[i].path, all[i].text, err))
			return -1;
	return 0;
}

static int make_file(struct arena *a, const struct demo *d,
		     const struct demo_file *f, struct error *err)
{
	const char *path = arena_printf(a, "%s/%s", d->top, f->path);

	return f->text ? tmptree_write(a, path, f->text, err)
		       : tmptree_dir(a, path, err);
}

int demo_make(struct arena *a, struct demo *d, struct error *err)
{
	size_t i;

	d->top = tmptree_make(a, "gomend-demo", err);
	if (!d->top)
		return -1;
	d->dir = arena_printf(a, "%s/shop", d->top);
	for (i = 0; i < ARRAY_SIZE(files); i++)
		if (make_file(a, d, &files[i], err))
			goto fail;
	for (i = 0; i < ARRAY_SIZE(modules); i++)
		if (make_module(a, d, &modules[i], err))
			goto fail;
	return 0;
fail:
	demo_remove(d);
	return -1;
}

void demo_enter(struct arena *a, const struct demo *d)
{
	/* Only what the demo sets, whatever was set before. */
	static const char *const unset[] = {
		"GO111MODULE", "GOBIN", "GOENV", "GOFLAGS", "GOMODCACHE",
		"GONOPROXY", "GONOSUMDB", "GOPATH", "GOPRIVATE", "GOROOT",
		"GOSUMDB", "GOWORK", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
		"XDG_STATE_HOME", "ZDOTDIR", "BASH_ENV", "ENV",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(unset); i++)
		unsetenv(unset[i]);
	setenv("HOME", arena_printf(a, "%s/home", d->top), 1);
	setenv("GOPROXY", "https://proxy.golang.org,direct", 1);
	setenv("GOTOOLCHAIN", "local", 1);
}

void demo_remove(const struct demo *d)
{
	tmptree_remove(d->top);
}
