/* go.mod and go.work: reading, JSON and edits. */
#include "config.h"

#include <stdlib.h>

#include "fmt/gomod.h"
#include "fmt/gomodedit.h"
#include "fmt/gowork.h"
#include "fmt/modfile.h"
#include "tests/fuzz/fuzz.h"

#define MUST(cond) \
	do { \
		if (!(cond)) \
			abort(); \
	} while (0)

static void places(const struct modrule_file *f)
{
	size_t i, k, at = 0;

	for (i = 0; i < f->nerrors; i++)
		MUST(f->errors[i].line > 0 && f->errors[i].col > 0 &&
		     f->errors[i].message[0]);
	for (i = 0; i < f->syntax->n; i++) {
		const struct lex_line *l = &f->syntax->stmts[i]->head;

		for (k = 0; k < l->n; k++) {
			MUST(l->tokens[k].off >= at);
			at = l->tokens[k].off + l->tokens[k].text.len;
			MUST(at <= f->bytes.len);
		}
	}
}

/* A change that succeeds can be read again and is there then. */
static void edits(struct arena *a, struct str s)
{
	static const struct gomodedit changes[] = {
		{ .kind = GOMODEDIT_SET_GO, .version = "1.24.0" },
		{ .kind = GOMODEDIT_SET_TOOLCHAIN, .version = "go1.25.0" },
		{ .kind = GOMODEDIT_SET_REQUIRE, .path = "example.com/a",
		  .version = "v1.9.9", .indirect = true,
		  .set_indirect = true },
		{ .kind = GOMODEDIT_SET_REPLACE, .path = "example.com/a",
		  .new_path = "../x y" },
		{ .kind = GOMODEDIT_DROP_REQUIRE, .path = "example.com/a" },
		{ .kind = GOMODEDIT_DROP_REPLACE, .path = "example.com/a" },
	};
	struct gomod *before = gomod_parse(a, s, GORELEASE_NEWEST), *m;
	struct str out;
	size_t i;

	if (before->f.nerrors)
		return;
	for (i = 0; i < ARRAY_SIZE(changes); i++) {
		if (gomodedit_apply(a, s, false, &changes[i], 1, &out,
				    NULL) < 0)
			continue;
		m = gomod_parse(a, out, GORELEASE_NEWEST);
		MUST(!m->f.nerrors);
		if (i == 0)
			MUST(str_is(m->f.go.text, "1.24.0"));
		if (i == 1)
			MUST(str_is(m->f.toolchain.text, "go1.25.0"));
		if (i == 4)
			MUST(m->nrequires < before->nrequires);
		if (i == 5)
			MUST(m->f.nreplaces < before->f.nreplaces);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct gomod_problem *problems;
	const char *json;
	size_t n;
	int r;

	for (r = GORELEASE_OLDEST; r <= GORELEASE_NEWEST; r++) {
		places(&gomod_parse(&a, s, (enum gorelease)r)->f);
		places(&gowork_parse(&a, s, (enum gorelease)r)->f);
	}
	(void)gomod_parse_lax(&a, s, GORELEASE_NEWEST);
	(void)gomod_module_path(&a, s);
	gomod_problems(&a, s, false, &problems, &n);
	if (modfile_json(&a, s, "go.mod", NULL, &json, NULL) == 0)
		MUST(json[0] == '{');
	if (modfile_json(&a, s, "go.work", "1.21", &json, NULL) == 0)
		MUST(json[0] == '{');
	edits(&a, s);
	arena_release(&a);
	return 0;
}
