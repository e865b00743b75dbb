#include "config.h"

#include "fmt/goenvfile.h"

void goenvfile_parse(struct arena *a, struct str text, struct goenvfile *out)
{
	struct goenvfile_entry *e;
	struct str line;
	size_t eq;
	int nr = 0;

	memset(out, 0, sizeof(*out));
	while (str_line(&text, &line)) {
		nr++;
		eq = str_find(line, '=');
		if (eq == line.len || line.p[0] < 'A' || line.p[0] > 'Z') {
			if (str_trim(line).len && line.p[0] != '#') {
				if (!out->njunk++)
					out->first_junk_line = nr;
			}
			continue;
		}
		if (out->nentries >= GOENVFILE_MAX_ENTRIES) {
			out->cut = true;
			break;
		}
		e = ARENA_PUSH(a, out->entries, out->nentries);
		e->name = arena_strndup(a, line.p, eq);
		e->value = arena_strndup(a, line.p + eq + 1,
					 line.len - eq - 1);
		e->line = nr;
	}
}

const struct goenvfile_entry *goenvfile_last(const struct goenvfile *f,
					     const char *name)
{
	size_t i;

	for (i = f ? f->nentries : 0; i-- > 0;)
		if (cstr_eq(f->entries[i].name, name))
			return &f->entries[i];
	return NULL;
}

const struct goenvfile_entry *goenvfile_first(const struct goenvfile *f,
					      const char *name)
{
	size_t i;

	for (i = 0; f && i < f->nentries; i++)
		if (cstr_eq(f->entries[i].name, name))
			return &f->entries[i];
	return NULL;
}
