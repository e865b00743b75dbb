#include "config.h"

#include "fixes/oldnames.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/modpath.h"

/* The assembler's "·" and "∕" are "." and "/" of a path. */
static struct str plain(struct arena *a, struct str line)
{
	struct strbuf sb = STRBUF_INIT;
	struct str out;
	size_t i;

	for (i = 0; i < line.len; i++) {
		struct str rest = str_sub(line, i, line.len - i);

		if (str_starts(rest, "·")) {
			strbuf_addch(&sb, '.');
			i += strlen("·") - 1;
		} else if (str_starts(rest, "∕")) {
			strbuf_addch(&sb, '/');
			i += strlen("∕") - 1;
		} else {
			strbuf_addch(&sb, line.p[i]);
		}
	}
	out = (struct str){ arena_strndup(a, sb.buf, sb.len), sb.len };
	strbuf_release(&sb);
	return out;
}

static bool is_part(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || strchr("-_~./", c);
}

/* Does the line name the path, or a package or symbol below it? */
static bool names(struct str line, const char *path)
{
	size_t n = strlen(path), at = 0, i;

	while ((i = str_search(str_sub(line, at, line.len - at), path)) <
	       line.len - at) {
		at += i;
		if ((!at || !is_part(line.p[at - 1])) &&
		    (at + n == line.len || !is_part(line.p[at + n]) ||
		     line.p[at + n] == '/' || line.p[at + n] == '.'))
			return true;
		at += n;
	}
	return false;
}

static bool is_sought(const char *file, struct str line)
{
	if (cstr_ends(file, ".go"))
		return str_starts(line, "//go:linkname") ||
		       str_starts(line, "//go:generate");
	if (cstr_ends(file, ".proto"))
		return str_search(line, "go_package") < line.len;
	return !str_starts(str_trim(line), "//");
}

static void of_file(struct importfix *x, const char *rel, struct str bytes,
		    struct fix_names *out)
{
	struct arena *a = x->run->arena;
	struct str rest = bytes, line, text;
	int number = 0;
	size_t i;

	while (str_line(&rest, &line)) {
		number++;
		if (!line.len || !is_sought(rel, line))
			continue;
		text = cstr_ends(rel, ".s") ? plain(a, line) : line;
		for (i = 0; i < x->nroots; i++)
			if (!modpath_under(x->roots[i], x->module) &&
			    names(text, x->roots[i]))
				break;
		if (i < x->nroots && !names(text, x->module))
			fix_name_add(out, arena_printf(a, "%s:%d %.*s", rel,
					number, STR_FMT(str_trim(line))));
	}
}

void oldnames_note(struct importfix *x, struct plan *p)
{
	struct fix_names l = FIX_NAMES_INIT;
	struct arena *a = x->run->arena;
	bool moved = false;
	struct str bytes;
	size_t i;

	for (i = 0; i < x->nroots; i++)
		moved |= !modpath_under(x->roots[i], x->module);
	for (i = 0; moved && i < x->nsources; i++) {
		const char *path = path_join(a, x->dir, x->sources[i]);

		if (fix_is(x->run, path, PLAN_FILE) &&
		    !fix_read(x->run, path, &bytes, NULL))
			of_file(x, x->sources[i], bytes, &l);
	}
	fix_note_names(x->run, p, &l, N_(
		"{n} line names the old path and is no import; it stays, and "
		"go build may not tell. Write the new path where the project "
		"is meant: {0}"), N_(
		"{n} lines name the old path and are no imports; they stay, "
		"and go build may not tell. Write the new path where the "
		"project is meant: {0}"));
}
