#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/gitlabci.h"

static struct arena arena;

static bool load(void *payload, const char *path, struct str *bytes)
{
	(void)payload;
	if (!strcmp(path, "ci/a.yml"))
		*bytes = STR_LIT("include: ci/b.yml\nimage: golang:1.20\n"
				 ".a: {variables: {X: a, Y: a}}\n"
				 "lint: {script: [golint]}\n");
	else if (!strcmp(path, "ci/b.yml"))
		*bytes = STR_LIT("image: golang:1.19\nvariables: {B: b}\n");
	else if (!strcmp(path, "ci/self.yml"))
		*bytes = STR_LIT("include: ci/self.yml\n");
	else if (!strcmp(path, "ci/bad.yml"))
		*bytes = STR_LIT("a: [\n");
	else
		return false;
	return true;
}

/* "job@file:line image=… VAR=… $ command" for each job and combination. */
static const char *jobs(const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct gitlabci ci;
	const char *out;
	size_t i, k, n;

	if (gitlabci_parse(&arena, str_from(text), "f", load, NULL, &ci,
			   &err))
		strbuf_addf(&sb, "%s: %s", err.origin, err.message);
	for (i = 0; i < ci.njobs; i++) {
		const struct gitlabci_job *j = &ci.jobs[i];

		strbuf_addf(&sb, "%s%s@%s:%d", i ? "; " : "", j->name, j->file,
			    j->line);
		for (k = 0; k < j->ncombos; k++) {
			struct gitlabci_text t;

			if (gitlabci_text(&arena, j, &j->combos[k], j->image,
					  &t))
				strbuf_addf(&sb, " %s%s%s", t.text,
					    t.unknown ? "?" : "",
					    t.unknown ? t.unknown : "");
		}
		for (n = 0; n < j->nvars; n++)
			strbuf_addf(&sb, " %s%s%s", j->vars[n].name,
				    j->vars[n].ruled ? "~" : "=",
				    yaml_text(j->vars[n].value));
		for (n = 0; n < j->ncommands; n++)
			strbuf_addf(&sb, " $%s", yaml_text(j->commands[n]));
	}
	for (i = 0; i < ci.nincludes; i++)
		strbuf_addf(&sb, " include %d %s%s%s", ci.includes[i].line,
			    ci.includes[i].text,
			    ci.includes[i].why ? ": " : "",
			    ci.includes[i].why ? ci.includes[i].why : "");
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	error_release(&err);
	return out;
}

static void readings(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", "" }, { "x", "" }, { "[a]", "" },
		{ "t: {script: go test}\n", "t@f:1 $go test" },
		{ "image: golang:1.22\nt: {script: [a, b]}\nu: {image: x}\n",
		  "t@f:2 golang:1.22 $a $b; u@f:3 x" },
		{ "default: {image: {name: g}, before_script: [b]}\n"
		  "t: {script: [a]}\nu: {script: [a], inherit: {default: "
		  "false}}\nv: {script: [a], inherit: {default: [image]}}\n",
		  "t@f:2 g $b $a; u@f:3 $a; v@f:4 g $a" },
		{ "variables: {V: '1.22', W: w}\nt: {image: 'golang:${V}-a', "
		  "variables: {W: x}}\n",
		  "t@f:2 golang:1.22-a W=x V=1.22" },
		{ "t: {image: '$CI_REGISTRY/g', variables: {A: $B}}\n",
		  "t@f:1 $CI_REGISTRY/g?$CI_REGISTRY A=$B" },
		{ "t: {image: 'g:$A', variables: {A: $B, B: $A}}\n",
		  "t@f:1 g:$B?$B A=$B B=$A" },
		{ "t: {image: 'g:$A$$B', variables: {A: {value: '1'}}}\n",
		  "t@f:1 g:1$B A=1" },
		{ "t: {image: 'g:$A', variables: {A: 1.20}}\n",
		  "t@f:1 g:$A?$A A=1.20" },
		{ "t: {image: 'g:$A', variables: {A: '1'}, rules: [{if: x, "
		  "variables: {A: '2'}}]}\n", "t@f:1 g:$A?$A A~2" },
		{ ".r: {rules: [{if: x, variables: {A: '2'}}]}\nt: {image: "
		  "'g:$A', variables: {A: '1'}, rules: [!reference [.r, "
		  "rules]]}\n", "t@f:2 g:$A?$A A~2" },
		{ "variables: {A: '1', B: '1'}\nworkflow: {rules: [{if: x, "
		  "variables: {A: '2'}}]}\nt: {image: 'g:$A$B'}\n"
		  "u: {image: 'g:$A', variables: {A: '3'}}\n",
		  "t@f:3 g:$A1?$A A~2 B=1; u@f:4 g:3 A=3 B=1" },
		{ "variables: {A: '1', B: '2'}\nt: {image: 'g:$A$B', inherit: "
		  "{variables: [B]}}\n", "t@f:2 g:$A2?$A B=2" },
		{ "t: {image: 'g:$[[ inputs.go ]]-a'}\n",
		  "t@f:1 g:$[[ inputs.go ]]-a?$[[ inputs.go ]]" },
		{ "t: {image: 'g:$[[ inputs'}\n",
		  "t@f:1 g:$[[ inputs?$[[ inputs" },
		{ ".a: {image: a, variables: {X: a, Y: a}, script: [1]}\n"
		  ".b: {extends: .a, variables: {Y: b}}\n"
		  "t: {extends: .b, variables: {Z: t}}\n"
		  "u: {extends: [.a, .c], script: [2]}\n.c: {image: c}\n",
		  "t@f:3 a X=a Y=b Z=t $1; u@f:4 c X=a Y=a $2" },
		{ "t: {extends: t, script: [a]}\n", "t@f:1 $a" },
		{ "x: &x {image: a, script: [b]}\nt: {<<: *x, image: c}\n",
		  "x@f:1 a $b; t@f:2 c $b" },
		{ ".s: {script: [a, b], v: {A: '1'}}\nt:\n  variables: "
		  "!reference [.s, v]\n  script:\n    - !reference [.s, "
		  "script]\n    - c\n", "t@f:2 A=1 $a $b $c" },
		{ "t: {script: [!reference [t, script]]}\n", "t@f:1" },
		{ "t: {script: !reference [no, script]}\n", "t@f:1" },
		{ "t: {image: 'g:$GO', parallel: {matrix: [{GO: ['1.21', "
		  "'1.22'], OS: [a]}, {GO: '1.23'}]}}\n",
		  "t@f:1 g:1.21 g:1.22 g:1.23" },
		{ "include: [{local: /ci/a.yml}, {template: Go.yml}]\n"
		  "t: {extends: .a, variables: {X: t}}\n",
		  "lint@ci/a.yml:4 golang:1.20 B=b $golint; "
		  "t@f:2 X=t Y=a B=b include 1 template: Go.yml" },
		/* What a template may do, no default of this file undoes. */
		{ "default: {image: g}\ninclude: {template: S.yml}\n"
		  "s: {before_script: [b]}\nt: {script: [a]}\n"
		  "u: {image: h, tags: [x]}\nv: {extends: .no, script: [a]}\n",
		  "s@f:3 $b; t@f:4 g $a; u@f:5 h; v@f:6 $a include 2 template: "
		  "S.yml" },
		{ "include: ci/self.yml\nt: {script: a}\n",
		  "t@f:2 $a include 1 local: ci/self.yml: too many files are "
		  "included" },
		{ "include: ci/none.yml\n", " include 1 local: ci/none.yml: "
		  "there is no such file" },
		{ "include: 'ci/*.yml'\n", " include 1 local: ci/*.yml" },
		{ "include: https://e.x/a.yml\n",
		  " include 1 remote: https://e.x/a.yml" },
		{ "spec: {inputs: {a: {}}}\n---\nt: {script: a}\n",
		  "t@f:3 $a" },
		{ "pages: {script: a}\n.hidden: {script: b}\n",
		  "pages@f:1 $a" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(jobs(rows[i].text), rows[i].want);
	assert_true(cstr_starts(jobs("a: [\n"), "f:2:1: "));
	assert_true(cstr_starts(jobs("include: ci/bad.yml\n"),
				" include 1 local: ci/bad.yml: "));
	arena_release(&arena);
}

/* Each byte of a text knows the value it came from. */
static void origins(void **state)
{
	struct gitlabci_text t;
	struct gitlabci ci;
	struct span span;

	(void)state;
	assert_int_equal(gitlabci_parse(&arena,
		STR_LIT("variables: {V: \"1.22\"}\nt: {image: g:$V-a}\n"), "f",
		NULL, NULL, &ci, NULL), 0);
	assert_true(gitlabci_text(&arena, &ci.jobs[0], &ci.jobs[0].combos[0],
				  ci.jobs[0].image, &t));
	assert_string_equal(t.text, "g:1.22-a");
	assert_ptr_equal(t.node[0], ci.jobs[0].image);
	assert_ptr_equal(t.node[2], ci.jobs[0].vars[0].value);
	assert_int_equal(t.at[5], 3);
	assert_int_equal(t.at[6], 4);
	assert_true(yaml_bytes_of(t.node[2], t.at[2], 4, &span));
	assert_int_equal(span.start, 16);
	assert_int_equal(span.end, 20);
	arena_release(&arena);
}

/* Jobs that extend each other's weight in vain. */
static void hostile(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct gitlabci ci;
	int i, k;

	(void)state;
	for (i = 0; i < 300; i++) {
		strbuf_addf(&sb, "j%d:\n  extends: [", i);
		for (k = 0; k < 50; k++)
			strbuf_addf(&sb, "%sj%d", k ? "," : "", (i + k) % 300);
		strbuf_addf(&sb, "]\n  v%d: {a: b}\n  script: [!reference "
			    "[j%d, script], !reference [j%d, script]]\n", i,
			    (i + 1) % 300, (i + 2) % 300);
	}
	assert_int_equal(gitlabci_parse(&arena, strbuf_str(&sb), "f", NULL,
					NULL, &ci, NULL), 0);
	assert_true(ci.njobs > 0);
	strbuf_release(&sb);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(readings), cmocka_unit_test(origins),
		cmocka_unit_test(hostile),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
