#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/dockerfile.h"
#include "fmt/gitconfig.h"

static struct arena arena;

static const char *stages(const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	struct dockerfile d;
	const char *out;
	size_t i;

	dockerfile_parse(&arena, str_from(text), &d);
	for (i = 0; i < d.nstages; i++)
		strbuf_addf(&sb, "%s%d:%s%s%s%s%s", i ? " " : "",
			    d.stages[i].line, d.stages[i].image,
			    d.stages[i].name ? "=" : "",
			    d.stages[i].name ? d.stages[i].name : "",
			    d.stages[i].open ? "?" : "",
			    d.stages[i].is_stage ? "^" : "");
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void dockerfiles(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "FROM golang:1.22\n", "1:golang:1.22" },
		{ "# x\n\nfrom golang AS build\nFROM build\nFROM scratch",
		  "3:golang=build 4:build^ 5:scratch" },
		{ "FROM --platform=linux/amd64 golang:1", "1:golang:1" },
		{ "ARG V=1.22\nFROM golang:$V-alpine", "2:golang:1.22-alpine" },
		{ "ARG V\nFROM golang:${V}", "2:golang:${V}?" },
		{ "ARG V\nFROM golang:${V:-1.2}", "2:golang:1.2" },
		{ "ARG A=1 B=\"2\"\nFROM golang:$A.$B", "2:golang:1.2" },
		{ "ARG A=1\nARG B=${A}.9\nFROM golang:$B", "3:golang:1.9" },
		{ "FROM a\nARG V=2\nFROM b:$V", "1:a 3:b:$V?" },
		{ "RUN x \\\n  FROM golang\nFROM b", "3:b" },
		{ "RUN x \\\n# c\n\n  FROM golang\nFROM b", "5:b" },
		{ "RUN <<EOF\nFROM no\nEOF\nFROM b", "4:b" },
		{ "# escape=`\nRUN x `\nFROM no\nFROM b", "4:b" },
		{ "FROM", "" }, { "", "" }, { "FROM ${V", "1:${V?" },
		{ "FROM $", "1:$?" },
		{ "\xef\xbb\xbf" "FROM a\r\n", "1:a" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(stages(rows[i].text), rows[i].want);
	assert_true(str_is(dockerfile_image_name(STR_LIT(
		"docker.io:5000/library/golang:1.22@sha256:abc")), "golang"));
	assert_true(str_is(dockerfile_image_name(STR_LIT("golang")),
			   "golang"));
	arena_release(&arena);
}

static void gitconfigs(void **state)
{
	static const char text[] =
		"[core]\n\tbare = false\n; c\n[Include]\n\tPath = \"a b\" # c\n"
		"[includeIf \"gitdir:~/x\\\"y\"]\n\tpath = x\\\n  y\n"
		"[a.B]key\n[remote \"o\"] url = u ; c\n\tflag\n";
	static const struct {
		const char *section, *sub, *key, *value;
		int line;
	} want[] = {
		{ "core", "", "bare", "false", 2 },
		{ "include", "", "path", "a b", 5 },
		{ "includeif", "gitdir:~/x\"y", "path", "x  y", 7 },
		{ "a.b", "", "key", "", 9 },
		{ "remote", "o", "url", "u", 10 },
		{ "remote", "o", "flag", "", 11 },
	};
	struct gitconfig_entry *e;
	size_t i, n;

	(void)state;
	gitconfig_parse(&arena, str_from(text), &e, &n);
	assert_int_equal(n, sizeof(want) / sizeof(want[0]));
	for (i = 0; i < n; i++) {
		assert_string_equal(e[i].section, want[i].section);
		assert_string_equal(e[i].subsection, want[i].sub);
		assert_string_equal(e[i].key, want[i].key);
		assert_string_equal(e[i].value, want[i].value);
		assert_int_equal(e[i].line, want[i].line);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(dockerfiles), cmocka_unit_test(gitconfigs),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
