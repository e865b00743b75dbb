#include "config.h"

#include "tests/cm.h"

#include "fmt/goarg.h"

static void args(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "RUN CGO_ENABLED=0 go install a.b/c\n", "1:a.b/c " },
		{ "\t@go test -v a.b/c/... ./x/...\n", "1:a.b/c " },
		{ "x: y\n\t$(GO) build -o bin/x \\\n\t\ta.b/c a.b/d\n",
		  "2:bin/x 3:a.b/c 3:a.b/d " },
		{ "CMD [\"go\", \"run\", \"a.b/c\"]\n", "1:a.b/c " },
		{ "go vet $(go list a.b/c/... | grep -v a.b/d)\n", "1:a.b/c " },
		{ "# go vet a.b/c\ngo get a.b/c\ngo install a.b/c@v1 $X/y\n",
		  "" },
		{ "go build; cp a.b/c d\ngo mod init a.b/c\ncargo build a/b\n",
		  "" },
	};
	struct arena a = ARENA_INIT;
	struct goarg *list;
	size_t i, k, n;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		const char *got = "";

		goarg_read(&a, str_from(t[i].text), &list, &n);
		for (k = 0; k < n; k++) {
			got = arena_printf(&a, "%s%d:%s ", got, list[k].line,
					   list[k].path);
			assert_memory_equal(t[i].text + list[k].start,
					    list[k].path,
					    list[k].end - list[k].start);
		}
		assert_string_equal(got, t[i].want);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(args),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
