#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/dockerfile.h"
#include "fmt/dockerignore.h"
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
		{ "FROM $", "1:$" },
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

/* "LINE VERB --flag=value [words] <<NAME:LINE(text)" of each instruction. */
static const char *instrs(const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	struct dockerfile d;
	const char *out;
	size_t i, k;

	dockerfile_parse(&arena, str_from(text), &d);
	for (i = 0; i < d.ninstrs; i++) {
		const struct docker_instr *in = &d.instrs[i];

		strbuf_addf(&sb, "%s%d %.*s", i ? "; " : "", in->line,
			    STR_FMT(in->name));
		for (k = 0; k < in->nflags; k++)
			strbuf_addf(&sb, " --%.*s=%.*s",
				    STR_FMT(in->flags[k].name),
				    STR_FMT(in->flags[k].value.text));
		for (k = 0; k < in->nwords; k++)
			strbuf_addf(&sb, " %s%.*s:%d", in->json ? "j" : "",
				    STR_FMT(in->words[k].text),
				    in->words[k].line);
		for (k = 0; k < in->nheredocs; k++)
			strbuf_addf(&sb, " {%.*s%s:%d %.*s}",
				    STR_FMT(in->heredocs[k].name),
				    in->heredocs[k].verbatim ? "'" : "",
				    in->heredocs[k].line,
				    STR_FMT(in->heredocs[k].text));
	}
	if (d.unclosed_line)
		strbuf_addf(&sb, " unclosed %d", d.unclosed_line);
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void instructions(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "RUN a \\\n  b\n\\\n# c\n\n c\n",
		  "1 RUN a:1 b:2; 3 c" },
		{ "RUN a \\  \n b\\\\\nUSER x\n",
		  "1 RUN a:1 b\\\\:2; 3 USER x:3" },
		{ "  copy --from=build --chown=a:b /x \"a b\" /y/\n",
		  "1 copy --from=build --chown=a:b /x:1 \"a b\":1 /y/:1" },
		{ "RUN --mount=type=cache,target=/root/.cache \\\n"
		  " --network=none go build\n",
		  "1 RUN --mount=type=cache,target=/root/.cache "
		  "--network=none go:2 build:2" },
		{ "COPY [\"a b\", \"c\", \"/d/\"]\nCOPY [\"a\" b]\n",
		  "1 COPY ja b:1 jc:1 j/d/:1; 2 COPY [\"a\":2 b]:2" },
		{ "CMD [ ]\nRUN [ -f go.mod ]\n",
		  "1 CMD; 2 RUN [:2 -f:2 go.mod:2 ]:2" },
		{ "RUN <<EOF\nFROM x\n EOF\nEOF\nUSER y\n",
		  "1 RUN <<EOF:1 {EOF:2 FROM x\n EOF\n}; 5 USER y:5" },
		{ "RUN <<-'A' sh && 3<<B\n\tx\n\tA\ny\nB\nUSER z\n",
		  "1 RUN <<-'A':1 sh:1 &&:1 3<<B:1 {A':2 \tx\n} "
		  "{B:4 y\n}; 6 USER z:6" },
		{ "RUN echo $((1<<2)) && cat <<<x\nUSER y\n",
		  "1 RUN echo:1 $((1<<2)):1 &&:1 cat:1 <<<x:1; "
		  "2 USER y:2" },
		{ "RUN <<EOF\nx\n", "1 RUN <<EOF:1 {EOF:2 x} unclosed 1" },
		{ "# escape=`\n# syntax=x\nRUN a `\n b\\\nUSER c",
		  "3 RUN a:3 b\\:4; 5 USER c:5" },
		{ "\n# escape=`\nRUN a `\nUSER c",
		  "3 RUN a:3 `:3; 4 USER c:4" },
		{ "RUN a\r\nRUN b \\\r\n c\r\n",
		  "1 RUN a:1; 2 RUN b:2 c:3" },
		{ "RUN 'a b' c\\ d \"e\\\" f\"", "1 RUN 'a b':1 "
		  "c\\ d:1 \"e\\\" f\":1" },
		{ "RUN a \\", "1 RUN a:1" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(instrs(rows[i].text), rows[i].want);
	arena_release(&arena);
}

/* The words of the last instruction, expanded. */
static const char *expanded(const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	const struct docker_instr *in;
	struct dockerfile d;
	const char *out;
	size_t i;

	dockerfile_parse(&arena, str_from(text), &d);
	in = &d.instrs[d.ninstrs - 1];
	for (i = 0; i < in->nwords; i++) {
		struct docker_text t;

		dockerfile_expand(&arena, &d, in, &in->words[i], &t);
		strbuf_addf(&sb, "%s%s%s", i ? "|" : "", t.text,
			    t.open ? "?" : "");
	}
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void variables(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "FROM a\nENV A=1 B=\"x y\"\nUSER $A ${B} $C",
		  "1|x y|$C?" },
		{ "FROM a\nENV A 1 2\nUSER $A", "1 2" },
		{ "FROM a\nARG A=1\nENV A=2\nUSER $A", "2" },
		{ "FROM a\nENV A=2\nARG A=1\nUSER $A", "2" },
		{ "ARG A=1\nFROM a\nUSER $A", "$A?" },
		{ "ARG A=1\nFROM a\nARG A\nUSER $A", "1" },
		{ "ARG A=1\nFROM a\nARG A=2\nUSER $A", "2" },
		{ "FROM a AS b\nENV A=1\nFROM b\nUSER $A", "1" },
		{ "FROM a AS b\nENV A=1\nFROM c\nUSER $A", "$A?" },
		{ "FROM a\nENV A=1\nENV A=2 B=$A\nUSER $A$B", "21" },
		{ "FROM a\nENV A=\nUSER x${A:-y}x x${A-y}x x${A:+z}x x${A+z}x",
		  "xyx|xx|xx|xzx" },
		{ "FROM a\nUSER ${N:-$M} ${N:-d} '$N' \\$N \"a'$N\"",
		  "$M?|d|$N|$N|a'$N?" },
		{ "FROM a\nENV A=1.22\nUSER ${A%.*}", "${A%.*}?" },
		{ "ARG A=$B\nARG B=$A\nFROM ${A}", "$B?" },
		{ "FROM a\nENV P=/x:$PATH\nUSER $P", "/x:$PATH?" },
	};
	struct docker_text t;
	struct dockerfile d;
	struct strbuf sb = STRBUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(expanded(rows[i].text), rows[i].want);
	/* Each byte knows where it came from. */
	dockerfile_parse(&arena, STR_LIT("ARG V=\"1.22\"\n"
		"FROM --platform=x golang:${V}-alpine AS b\n"), &d);
	assert_string_equal(d.stages[0].image, "golang:1.22-alpine");
	assert_int_equal(d.stages[0].image_from[0], 31);
	assert_int_equal(d.stages[0].image_from[7], 7);
	assert_int_equal(d.stages[0].image_from[10], 10);
	assert_int_equal(d.stages[0].image_from[11], 42);
	assert_true(dockerfile_variable(&arena, &d, &d.instrs[1],
					STR_LIT("V"), &t));
	assert_string_equal(t.text, "1.22");
	assert_int_equal(dockerfile_stage_named(&d, &d.instrs[1],
						STR_LIT("0")), -1);
	/* Variables that blow up are given up. */
	strbuf_addstr(&sb, "ARG A0=x\n");
	for (i = 1; i < 40; i++) {
		size_t k;

		strbuf_addf(&sb, "ARG A%zu=", i);
		for (k = 0; k < 50; k++)
			strbuf_addf(&sb, "$A%zu", i - 1);
		strbuf_addstr(&sb, "\n");
	}
	for (i = 0; i < 400; i++)
		strbuf_addstr(&sb, "FROM $A39\n");
	dockerfile_parse(&arena, strbuf_str(&sb), &d);
	assert_int_equal(d.nstages, 400);
	assert_true(d.stages[0].open);
	assert_true(d.stages[399].open);
	strbuf_release(&sb);
	arena_release(&arena);
}

static void ignored(void **state)
{
	static const struct {
		const char *rules, *path;
		int line;	/* that decides; 0: none */
		bool hidden;
	} rows[] = {
		{ "vendor\n", "vendor", 1, true },
		{ "vendor\n", "vendor/a/b.go", 1, true },
		{ "vendor\n", "x/vendor", 0, false },
		{ "/vendor/\n", "vendor/a", 1, true },
		{ "**/vendor\n", "x/y/vendor/a", 1, true },
		{ "**/vendor\n", "vendor", 1, true },
		{ "*.sum\n", "go.sum", 1, true },
		{ "*.sum\n", "x/go.sum", 0, false },
		{ "**/*.sum\n", "x/go.sum", 1, true },
		{ "*\n!go.mod\n", "go.mod", 2, false },
		{ "*\n!go.mod\n", "go.sum", 1, true },
		{ "*\n!cmd\n", "cmd/x/main.go", 2, false },
		{ "*\n!cmd/**\n", "cmd/x/main.go", 2, false },
		{ "!go.mod\n*\n", "go.mod", 2, true },
		{ "# go.sum\n #x\n\n  go.sum  \r\n", "go.sum", 4, true },
		{ "./a/../go.sum\n", "go.sum", 1, true },
		{ ".\n/\n", "go.sum", 0, false },
		{ "go.*\n", "go.sum", 1, true },
		{ "go.?um\n", "go.sum", 1, true },
		{ "go.[a-s]um\n", "go.sum", 1, true },
		{ "go.[^a-s]um\n", "go.sum", 0, false },
		{ "go.[\n", "go.sum", 0, false },
		{ "go.\\*\n", "go.sum", 0, false },
		{ "a**b\n", "ab", 1, true },
		{ "a**b\n", "ax/y/b", 1, true },
		{ "**\n", "x/y", 1, true },
		{ "a/**\n", "a/x/y", 1, true },
		{ "docs/*\n!docs/keep\n", "docs/keep/x", 2, false },
		{ "*a*a*a*a*a*a*a*a*a*b\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		  0, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct dockerignore_rule *r;
		struct dockerignore d;

		dockerignore_parse(&arena, str_from(rows[i].rules), &d);
		r = dockerignore_rule_for(&d, rows[i].path);
		if ((r ? r->line : 0) != rows[i].line ||
		    dockerignore_hides(&d, rows[i].path) != rows[i].hidden)
			fail_msg("%s for %s: line %d", rows[i].rules,
				 rows[i].path, r ? r->line : 0);
	}
	assert_true(docker_glob(STR_LIT("go.*"), STR_LIT("go.mod"), false));
	assert_false(docker_glob(STR_LIT("**"), STR_LIT("a/b"), false));
	assert_true(docker_is_glob(STR_LIT("go.mo[d]")));
	assert_false(docker_is_glob(STR_LIT("go.mod")));
	assert_true(str_is(dockerfile_image_tag(STR_LIT("h:5/g:1@sha256:a")),
			   "1"));
	assert_int_equal(dockerfile_image_tag(STR_LIT("h:5/g")).len, 0);
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
		cmocka_unit_test(dockerfiles), cmocka_unit_test(instructions),
		cmocka_unit_test(variables), cmocka_unit_test(ignored),
		cmocka_unit_test(gitconfigs),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
