#include "config.h"

#include "scan/pins.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/dockerfile.h"
#include "host/fs.h"

#define PIN_MAX_BYTES ((size_t)1024 * 1024)

static void set_pin(struct arena *a, struct repo_file *f, struct str pin,
		    int line)
{
	if (f->pin || !pin.len)
		return;
	f->pin = arena_strndup(a, pin.p, pin.len);
	f->pin_line = line;
}

static struct str unquote(struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.len - 1] == s.p[0])
		return str_sub(s, 1, s.len - 2);
	return s;
}

static void pin_dockerfile(struct arena *a, struct str s, struct repo_file *f)
{
	struct dockerfile d;
	size_t i;

	dockerfile_parse(a, s, &d);
	for (i = 0; i < d.nstages; i++) {
		struct str image = str_from(d.stages[i].image);

		if (!d.stages[i].is_stage &&
		    str_is(dockerfile_image_name(image), "golang"))
			set_pin(a, f, image, d.stages[i].line);
	}
}

/* The first line that is neither blank nor a comment. */
static void pin_go_version(struct arena *a, struct str s, struct repo_file *f)
{
	struct str line;
	int n = 0;

	while (!f->pin && str_line(&s, &line)) {
		n++;
		line = str_trim(line);
		if (line.len && line.p[0] != '#')
			set_pin(a, f, line, n);
	}
}

/* "golang 1.22.3" (asdf) or "go 1.22.3" (mise). */
static void pin_tool_versions(struct arena *a, struct str s,
			      struct repo_file *f)
{
	struct str line, name, version;
	int n = 0;

	while (str_line(&s, &line)) {
		n++;
		line.len = str_find(line, '#');
		line = str_trim(line);
		if (str_word(&line, &name) && str_word(&line, &version) &&
		    (str_is(name, "golang") || str_is(name, "go")))
			set_pin(a, f, version, n);
	}
}

/* go = "1.22" below [tools]. */
static void pin_mise(struct arena *a, struct str s, struct repo_file *f)
{
	struct str line, key;
	bool in_tools = false;
	int n = 0;

	while (str_line(&s, &line)) {
		n++;
		line = str_trim(line);
		if (line.len && line.p[0] == '[')
			in_tools = str_starts(line, "[tools]");
		else if (in_tools && str_cut(&line, '=', &key) && line.p &&
			 (str_is(unquote(key), "go") ||
			  str_is(unquote(key), "golang"))) {
			line.len = str_find(line, '#');
			set_pin(a, f, unquote(line), n);
		}
	}
}

/* The first scalar `key: value` of a YAML file, wherever it stands. */
static void pin_yaml(struct arena *a, struct str s, struct repo_file *f,
		     const char *key)
{
	struct str line, name;
	int n = 0;

	while (!f->pin && str_line(&s, &line)) {
		size_t hash;

		n++;
		line = str_trim(line);
		if (str_starts(line, "- "))
			line = str_trim(str_sub(line, 2, line.len - 2));
		if (!str_cut(&line, ':', &name) || !line.p ||
		    !str_is(str_trim(name), key))
			continue;
		hash = str_search(line, " #");
		line = unquote(str_sub(line, 0, hash));
		/* ${{ … }} is decided elsewhere. */
		if (str_search(line, "${") == line.len)
			set_pin(a, f, line, n);
	}
}

/* image: golang:1.22 of GitLab CI and other CI files. */
static void pin_image(struct arena *a, struct str s, struct repo_file *f)
{
	struct str line, name;
	int n = 0;

	while (!f->pin && str_line(&s, &line)) {
		struct str value;

		n++;
		line = str_trim(line);
		if (str_starts(line, "- "))
			line = str_trim(str_sub(line, 2, line.len - 2));
		if (!str_cut(&line, ':', &name) || !line.p)
			continue;
		name = str_trim(name);
		if (!str_is(name, "image") && !str_is(name, "name"))
			continue;
		value = unquote(str_sub(line, 0, str_search(line, " #")));
		if (str_is(dockerfile_image_name(value), "golang"))
			set_pin(a, f, value, n);
	}
}

/* "image": "mcr.microsoft.com/devcontainers/go:1.22" */
static void pin_devcontainer(struct arena *a, struct str s,
			     struct repo_file *f)
{
	struct str line, key;
	int n = 0;

	while (!f->pin && str_line(&s, &line)) {
		struct str name;

		n++;
		line = str_trim(line);
		if (!str_starts(line, "\"image\"") ||
		    !str_cut(&line, ':', &key) || !line.p)
			continue;
		line = str_trim(line);
		if (line.len && line.p[line.len - 1] == ',')
			line.len--;
		line = unquote(line);
		name = dockerfile_image_name(line);
		if (str_is(name, "go") || str_is(name, "golang"))
			set_pin(a, f, line, n);
	}
}

void pins_read(struct arena *a, const char *root, struct repo_file *f)
{
	struct strbuf sb = STRBUF_INIT;
	struct str s;

	if (fs_read(path_join(a, root, f->path), PIN_MAX_BYTES, &sb, NULL)) {
		strbuf_release(&sb);
		return;
	}
	s = strbuf_str(&sb);
	switch (f->kind) {
	case FILE_GITHUB_WORKFLOW:
		pin_yaml(a, s, f, "go-version");
		break;
	case FILE_GITLAB_CI:
		pin_image(a, s, f);
		break;
	case FILE_DOCKERFILE:
		pin_dockerfile(a, s, f);
		break;
	case FILE_GO_VERSION:
		pin_go_version(a, s, f);
		break;
	case FILE_TOOL_VERSIONS:
		pin_tool_versions(a, s, f);
		break;
	case FILE_MISE:
		pin_mise(a, s, f);
		break;
	case FILE_DEVCONTAINER:
		pin_devcontainer(a, s, f);
		break;
	case FILE_OTHER_CI:
		pin_image(a, s, f);
		if (!f->pin && cstr_ends(f->path, ".travis.yml"))
			pin_yaml(a, s, f, "go");
		break;
	}
	strbuf_release(&sb);
}
