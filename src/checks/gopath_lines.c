#include "config.h"

#include "checks/gopath_lines.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/str.h"

const char *const gopath_lines_words[GOPATH_LINES_GROUPS] = {
	[GOPATHLINE_RESTORE] =
		N_("Fetches what a lock file pins; go fetches by itself what "
		   "go.mod asks for, or all of it by go mod download: {0}"),
	[GOPATHLINE_TOOL_GET] =
		N_("Installs a tool that reads no go.mod and that a module "
		   "does not need: {0}"),
	[GOPATHLINE_TOOL] =
		N_("Calls a tool that reads no go.mod; go get PATH@VERSION, go "
		   "mod tidy and go list -m all are what a module has for it: "
		   "{0}"),
	[GOPATHLINE_TOOL_GO] =
		N_("Runs go by a tool that a module does not need: {0}"),
	[GOPATHLINE_NOVENDOR] =
		N_("Asks glide for the packages; ./... are the same, without "
		   "those in vendor/: {0}"),
	[GOPATHLINE_GET_ALL] =
		N_("In a module go get may change go.mod, and since Go 1.18 it "
		   "installs nothing: go mod download fetches what go.mod "
		   "says, go install ./... builds: {0}"),
	[GOPATHLINE_GET] =
		N_("In a module go get writes into go.mod, and since Go 1.18 "
		   "it installs no program: go install PATH@VERSION does. What "
		   "the project imports is in go.mod: {0}"),
	[GOPATHLINE_OFF] =
		N_("With GO111MODULE=off go reads no go.mod: {0}"),
	[GOPATHLINE_GOPATH] =
		N_("To a module GOPATH is only where go keeps modules and "
		   "programs. If it is the folder of go.mod, Go up to 1.21 "
		   "stops, and newer ones warn: {0}"),
	[GOPATHLINE_PLACE] =
		N_("A folder below GOPATH/src: the module builds in it as "
		   "anywhere else, and does not need it: {0}"),
	[GOPATHLINE_OLD_GO] =
		N_("Go before 1.11 knows no modules, and 1.11 and 1.12 use "
		   "them below GOPATH/src only with GO111MODULE=on: {0}"),
	[GOPATHLINE_LOCK] =
		N_("Names the lock file, which does not rule a module; go.mod "
		   "and go.sum do. Once it is gone, make and docker build stop "
		   "where it is a prerequisite or is copied: {0}"),
	[GOPATH_LINES_OTHERS] =
		N_("Other sources below GOPATH/src: go puts none there for a "
		   "module, and go build does not read them there: {0}"),
};

static int nprojects(const struct snapshot *s)
{
	size_t i;
	int n = 0;

	for (i = 0; i < s->nloose; i++)
		n += !s->loose[i].fixture;
	for (i = 0; i < s->nmodules; i++)
		n += !s->modules[i].fixture;
	return n;
}

size_t gopath_lines_of(struct arena *a, const struct snapshot *s,
		       const char *dir, struct gopath_line_at **out)
{
	bool alone = nprojects(s) == 1;
	size_t i, k, n = 0;

	*out = NULL;
	for (i = 0; i < s->ngopath_lines; i++) {
		const struct gopath_lines *f = &s->gopath_lines[i];

		if (!alone && !cstr_eq(dir, ".") && !path_under(dir, f->path))
			continue;
		for (k = 0; k < f->nlines; k++)
			*ARENA_PUSH(a, *out, n) = (struct gopath_line_at){
				f->path, &f->lines[k]
			};
	}
	return n;
}

const char *gopath_line_text(struct arena *a, const struct gopath_line_at *at)
{
	return arena_printf(a, "%s:%d %s", at->file, at->l->line,
			    at->l->text);
}

/* A path with a host, and of another module. */
static bool is_other(const char *path, const char *module)
{
	struct str rest = str_from(path), host;

	if (!str_cut(&rest, '/', &host) || str_find(host, '.') >= host.len ||
	    strchr(path, '$') || !module)
		return false;
	return !path_under(path, module) && !path_under(module, path) &&
	       strcmp(path_base(path), path_base(module)) != 0;
}

int gopath_lines_group(const struct gopathline *l, const char *module)
{
	if (l->kind != GOPATHLINE_PLACE)
		return (int)l->kind;
	/* protoc -I$GOPATH/src: what it includes from there. */
	if (is_other(l->path, module) ||
	    (!*l->path && strstr(l->text, "-I")))
		return GOPATH_LINES_OTHERS;
	return GOPATHLINE_PLACE;
}
