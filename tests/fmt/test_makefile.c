#include "config.h"

#include "tests/cm.h"

#include "base/str.h"
#include "fmt/makefile.h"

static bool load_none(void *payload, const char *path, struct str *out)
{
	(void)payload;
	if (strcmp(path, "sub/loop.mk") != 0)
		return false;
	*out = str_from("include loop.mk\nloop:\n\techo $(LOOP)\n");
	return true;
}

/* "targets: needs|text|text", a rule a line; "?" before what is not known. */
static const char *rules_of(struct arena *a, const char *text)
{
	struct makefile mf;
	const char *out = "";
	size_t i, k;

	makefile_parse(a, str_from(text), "sub/Makefile", load_none, NULL,
		       &mf);
	for (i = 0; i < mf.nrules; i++) {
		const struct makefile_rule *r = &mf.rules[i];

		for (k = 0; k < r->ntargets; k++)
			out = arena_printf(a, "%s%s%s", out, k ? " " : "",
					   r->targets[k]);
		out = arena_printf(a, "%s:%s", out, r->open ? "?" : "");
		for (k = 0; k < r->nneeds; k++)
			out = arena_printf(a, "%s %s", out, r->needs[k]);
		for (k = 0; k < r->nrecipe; k++) {
			struct makefile_text t;

			makefile_expand(a, &mf, r, r->recipe[k].text, &t);
			out = arena_printf(a, "%s|%s%d%s %s", out,
					   r->recipe[k].maybe ? "*" : "",
					   r->recipe[k].line,
					   t.unknown ? arena_printf(a, "?%s",
							t.unknown) : "",
					   t.text);
		}
		out = arena_printf(a, "%s\n", out);
	}
	makefile_release(&mf);
	return out;
}

/* What only a run of make would tell stays as it is written. */
static void test_unknown(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(rules_of(&a,
		"V := $(shell git describe)\n"
		"ifeq ($(RACE),1)\nF += -race\nendif\n"
		"t:\n\tgo test $F $(F) $(NO) $V\n"
		"ifdef X\n\tgo vet\nendif\n"),
		"t:|6?$F go test $F $(F) $(NO) $(shell git describe)"
		"|*8 go vet\n");
	assert_string_equal(rules_of(&a,
		"$(BIN) all: a $(B)\n\techo $@ $< $(@D)\n"
		"S != date\nx%: y%\nt: ; echo $(S)\n"),
		"all:? a|2?$< echo all $< $(@D)\n"
		"x%: y%\nt:|5?$(S) echo $(S)\n");
	arena_release(&a);
}

static void test_prefix(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(rules_of(&a,
		".RECIPEPREFIX = >\nt:\n>go test \\\n>  -race\n\tX = 1\n"),
		"t:|3 go test \\\n  -race\n");
	arena_release(&a);
}

/* Hostile files come to their end, and are not taken for more than they
 * say. */
static void test_hostile(void **state)
{
	struct arena a = ARENA_INIT;
	const char *bomb = "A = xxxxxxxxxxxxxxxx\n";
	int i;

	(void)state;
	assert_string_equal(rules_of(&a, "A = $(B)\nB = $(A)\nt:\n\t$(A)\n"),
			    "t:|4?$(A) $(A)\n");
	for (i = 0; i < 20; i++)
		bomb = arena_printf(&a, "%s%c = $(%c)$(%c)$(%c)$(%c)\n", bomb,
				    'B' + i, 'A' + i, 'A' + i, 'A' + i,
				    'A' + i);
	assert_non_null(strstr(rules_of(&a,
			arena_printf(&a, "%st:\n\t$(U)\n", bomb)), "?"));
	assert_non_null(strstr(rules_of(&a, "include loop.mk\n"), "loop:"));
	(void)rules_of(&a, "$(\n\t\\\n:\n=\n:=\n$($(\nx: $(y\n\t$(\n\t${\n"
		       "define\nendif\nelse\nifeq\nexport\n:::=\nt:\n\t\\");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_unknown),
	cmocka_unit_test(test_prefix),
	cmocka_unit_test(test_hostile),
};

CM_MAIN(tests)
