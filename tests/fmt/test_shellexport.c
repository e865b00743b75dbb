#include "config.h"

#include "tests/cm.h"

#include "fmt/shellexport.h"

/*
 * "NAME=VALUE@SCRIPT:LINE" of each; "?" is not known, "??" not the same for
 * all, "b" bare and "w" stored.  A script begins at each "%": "f" fresh, "a"
 * apart, "q" quiet.
 */
static const char *list_of(struct arena *a, const char *text)
{
	struct shellexport_script *s = NULL;
	struct shellexport *v;
	struct str rest = str_from(text), part;
	const char *out = "";
	size_t n = 0, count, i;

	while (str_cut(&rest, '%', &part)) {
		struct shellexport_script *one = ARENA_PUSH(a, s, n);

		for (; part.len && *part.p != '\n'; part = str_sub(part, 1,
							part.len - 1)) {
			one->fresh |= *part.p == 'f';
			one->apart |= *part.p == 'a';
			one->quiet |= *part.p == 'q';
		}
		one->text = part;
		if (!rest.p)
			break;
	}
	count = shellexport_list(a, s, n, &v);
	for (i = 0; i < count; i++)
		out = arena_printf(a, "%s%s=%s@%zu:%d%s ", out, v[i].name,
				   v[i].value ? v[i].value :
				   v[i].mixed ? "??" : "?", v[i].script,
				   v[i].line, v[i].how == SHELLEXPORT_BARE ?
				   "b" : v[i].how == SHELLEXPORT_STORED ?
				   "w" : "");
	return out;
}

#define SAYS(text, want) assert_string_equal(list_of(&a, text), want)

static void test_one_shell(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	SAYS("\nexport A=1 B='x y'\ngo build", "A=1@0:1 B=x y@0:1 ");
	SAYS("\nexport A=1%\ngo build", "A=1@0:1 ");
	SAYS("\nexport A=$B\ngo build", "A=?@0:1 ");
	SAYS("\nexport A='$B'\ngo build", "A=$B@0:1 ");
	/* What comes behind the last go is for nobody. */
	SAYS("\ngo build\nexport A=1", "");
	SAYS("\nexport A=1\nmake", "A=1@0:1 ");
	SAYS("\nexport A=1\ngo vet\nexport A=2\ngo build", "A=??@0:3 ");
	SAYS("\ngo vet\nexport A=1\ngo build", "A=??@0:2 ");
	SAYS("\nexport A=1\ngo vet\nexport A=1\ngo build", "A=1@0:3 ");
	SAYS("\nexport A=1\nunset A\ngo build", "A=?@0:2 ");
	SAYS("\nexport A=1\nexport -n A\ngo build", "A=?@0:2 ");
	/* Before a command; the others do not see it. */
	SAYS("\nA=1 go build", "A=1@0:1 ");
	SAYS("\nsudo env A=1 go build", "A=1@0:1 ");
	SAYS("\nA=1 go build\ngo vet", "");
	SAYS("\nexport A=2\nA=1 go build\ngo vet", "A=2@0:1 ");
	SAYS("\nA=1 make\ngo build", "");
	/* Alone. */
	SAYS("\nA=1\ngo build", "A=1@0:1b ");
	SAYS("\nA=1\nexport A\ngo build", "A=1@0:1 ");
	SAYS("\nexport A=1\nA=2\ngo build", "A=2@0:2 ");
	SAYS("\ngo env -w A=1 B=2\ngo build", "A=1@0:1w B=2@0:1w ");
	arena_release(&a);
}

static void test_not_sure(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	SAYS("\nif x; then export A=1; fi\ngo build", "A=?@0:1 ");
	SAYS("\n(export A=1)\ngo build", "A=?@0:1 ");
	SAYS("\nexport A=1 | cat\ngo build", "A=?@0:1 ");
	SAYS("\nx || export A=1\ngo build", "A=?@0:1 ");
	SAYS("\nx && export A=1\ngo build", "A=?@0:1 ");
	SAYS("\nx && export A=1 && go build", "A=1@0:1 ");
	SAYS("\nexport A=1 && x && go build", "A=1@0:1 ");
	arena_release(&a);
}

static void test_several(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	SAYS("f\nexport A=1\ngo vet%f\ngo build", "A=??@0:1 ");
	SAYS("f\nexport A=1\ngo vet%f\nexport A=1\ngo build", "A=1@1:1 ");
	SAYS("f\nexport A=1%f\nexport B=1", "");
	SAYS("f\ngo env -w A=1%f\ngo build", "A=1@0:1w ");
	/* What is called gets it, and gives nothing back. */
	SAYS("\nexport A=1\nmake%a\nexport B=1\ngo build", "A=1@0:1 ");
	SAYS("\nmake%a\nexport A=1%\ngo build", "");
	SAYS("q\ngo vet\nexport A=1\ngo vet%\ngo build", "A=1@0:2 ");
	assert_null(shellexport_of(&a, STR_LIT("go build"), "A"));
	assert_string_equal(shellexport_of(&a, STR_LIT("A=1 go build"),
					   "A")->value, "1");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_one_shell),
	cmocka_unit_test(test_not_sure),
	cmocka_unit_test(test_several),
};

CM_MAIN(tests)
