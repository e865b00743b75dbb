#include "config.h"

#include "tests/cm.h"

#include "fmt/linkflag.h"

/* "LINE PATH" and, of a flag that can be changed, its bytes; or the variable. */
static const char *read(struct arena *a, const char *text)
{
	struct linkflag *l;
	const char *out = "";
	size_t n, i;

	linkflag_read(a, str_from(text), &l, &n);
	for (i = 0; i < n; i++)
		out = l[i].var
			? arena_printf(a, "%s%d %s (%s:%d)\n", out, l[i].line,
				       l[i].path, l[i].var, l[i].var_line)
			: arena_printf(a, "%s%d %s %.*s\n", out, l[i].line,
				       l[i].path,
				       (int)(l[i].end - l[i].start),
				       text + l[i].start);
	return out;
}

static void test_flags(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(read(&a,
		"LDFLAGS := -s -X example.com/me/v.A=1 -X 'example.com/b.B=x y'\n"
		"LDFLAGS += -X=\"example.com/me.dot/v.C=$(V)\" -X main.v=1\n"
		"\t# -X example.com/me/v.D=1\n"
		"RUN go build -ldflags=-X=example.com/me/v.E=1 .\n"
		"  args: [\"-ldflags\", \"-X \\\"example.com/me/v.F={{.V}}\\\"\"]\n"
		"curl -X POST http://example.com/me/v.x=1; java -Xmx1g a/b.c=1\n"
		"go build -ldflags '-X example.com/me/v.G value'\n"
		"-X"),
		"1 example.com/me/v example.com/me/v\n"
		"1 example.com/b example.com/b\n"
		"2 example.com/me.dot/v example.com/me.dot/v\n"
		"4 example.com/me/v example.com/me/v\n"
		"5 example.com/me/v example.com/me/v\n");
	arena_release(&a);
}

static void test_variables(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(read(&a,
		"PKG ?= example.com/one # ours\n"
		"a:\n\tgo build -ldflags \"-X $(PKG)/v.A=1 -X ${NOT}/v.B=1\"\n"
		"b:\n\tgo build -ldflags \"-X $$PKG/v.C=$(shell date)\"\n"
		"LIST = $(shell go list ./v)\n"
		"c:\n\tgo build -ldflags \"-X $(LIST).D=1 -X $(PKG).E=1\"\n"
		"export PKG=\"example.com/two\"\n"
		"PKGS=example.com/three\n"
		"go build -ldflags \"-X $PKG/v.F=1\"\n"),
		"3 example.com/one/v (PKG:1)\n"
		"5 example.com/one/v (PKG:1)\n"
		"8 example.com/one (PKG:1)\n"
		"11 example.com/two/v (PKG:9)\n");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_flags),
	cmocka_unit_test(test_variables),
};

CM_MAIN(tests)
