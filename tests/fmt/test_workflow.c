#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/ghexpr.h"
#include "fmt/workflow.h"

static struct arena arena;

static struct workflow parse(const char *text)
{
	struct error err = ERROR_INIT;
	struct workflow wf;

	if (workflow_parse(&arena, str_from(text), "ci.yml", &wf, &err))
		fail_msg("%s: %s", err.origin, err.message);
	return wf;
}

/* "a=1 b=x; a=2 b=x" of a job whose strategy is this text. */
static const char *matrix(const char *text)
{
	const char *doc = arena_printf(&arena, "jobs:\n  j:\n    strategy:\n"
		"      matrix: %s\n    steps: []\n", text);
	struct workflow wf = parse(doc);
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	size_t i, k;

	if (wf.jobs[0].combos_open)
		strbuf_addstr(&sb, "open ");
	for (i = 0; i < wf.jobs[0].ncombos; i++) {
		const struct workflow_combo *c = &wf.jobs[0].combos[i];

		if (i)
			strbuf_addstr(&sb, "; ");
		for (k = 0; k < c->nvars; k++)
			strbuf_addf(&sb, "%s%s=%s", k ? " " : "",
				    c->vars[k].name,
				    c->vars[k].value->kind == YAML_SCALAR ?
				    yaml_github(&arena, c->vars[k].value) :
				    "…");
	}
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void matrices(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "{go: ['1.21', 1.20]}", "go=1.21; go=1.2" },
		{ "{go: [1, 2], os: [a, b]}",
		  "go=1 os=a; go=1 os=b; go=2 os=a; go=2 os=b" },
		{ "{go: [1, 2], os: [a, b], exclude: [{os: b, go: 2}]}",
		  "go=1 os=a; go=1 os=b; go=2 os=a" },
		{ "{go: [1, 2], os: [a, b], exclude: [{os: B}]}",
		  "go=1 os=a; go=2 os=a" },
		{ "{go: [1, 2], exclude: [{cpu: x}]}", "go=1; go=2" },
		{ "{go: [1, 2], os: [a, b], exclude: [{os: b, go: 1}], "
		  "include: [{os: c, go: 3}]}",
		  "go=1 os=a; go=2 os=a; go=2 os=b; os=c go=3" },
		{ "{go: [1, 2], include: [{go: 2, x: y}]}",
		  "go=1; go=2 x=y" },
		{ "{go: [1], include: [{go: 3}, {go: 4, x: y}]}",
		  "go=1; go=3; go=4 x=y" },
		{ "{include: [{go: 1}, {go: 2}]}", "go=1; go=2" },
		/* The example of GitHub's own pages. */
		{ "{fruit: [apple, pear], animal: [cat, dog], include: ["
		  "{color: green}, {color: pink, animal: cat}, "
		  "{fruit: apple, shape: circle}, {fruit: banana}, "
		  "{fruit: banana, animal: cat}]}",
		  "fruit=apple animal=cat color=pink shape=circle; "
		  "fruit=apple animal=dog color=green shape=circle; "
		  "fruit=pear animal=cat color=pink; "
		  "fruit=pear animal=dog color=green; "
		  "fruit=banana; fruit=banana animal=cat" },
		{ "${{ fromJSON(needs.x.outputs.m) }}", "open " },
		{ "{go: '${{ fromJSON(inputs.go) }}'}", "open " },
		{ "{go: ['${{ vars.GO }}']}", "open " },
		{ "{include: '${{ fromJSON(inputs.go) }}'}", "open " },
		{ "{go: [1], exclude: [{go: 1}]}", "open " },
		{ "{v: [{go: 1}, {go: 2}]}", "v=…; v=…" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(matrix(rows[i].text), rows[i].want);
	arena_release(&arena);
}

static void look(void *payload, struct str context, struct str name,
		 struct ghexpr_value *out)
{
	(void)payload;
	if (!ghexpr_same(context, "env") || !ghexpr_same(name, "go"))
		return;
	out->type = GHEXPR_STRING;
	out->text = "1.22";
}

static void expressions(void **state)
{
	static const struct {
		const char *text, *want;	/* NULL: unknown; "!": refused */
	} rows[] = {
		{ "'a'", "a" }, { "'it''s'", "it's" }, { "1.20", "1.2" },
		{ "true", "true" }, { "null", "" }, { "-1e3", "-1000" },
		{ "env.GO", "1.22" }, { "env['go']", "1.22" },
		{ "ENV.go", "1.22" }, { "inputs.go", NULL },
		{ "github.event.x", NULL }, { "env.go.x", NULL },
		{ "steps.*.outcome", NULL },
		{ "'a' == 'A'", "true" }, { "1 == '1'", "true" },
		{ "1 == 'x'", "false" }, { "1 != 'x'", "true" },
		{ "null == ''", "true" }, { "1 < 2", "true" },
		{ "'b' >= 'A'", "true" }, { "!''", "true" },
		{ "!(1 == 1)", "false" }, { "'' || 'x'", "x" },
		{ "'a' || inputs.x", "a" }, { "inputs.x || 'a'", NULL },
		{ "'' && inputs.x", "" }, { "'x' && inputs.x", NULL },
		{ "env.go == '1.22' && 'new' || 'old'", "new" },
		{ "contains('Hello', 'ELL')", "true" },
		{ "startsWith(env.go, '1.')", "true" },
		{ "endsWith('x', 'xx')", "false" },
		{ "format('{0}-{1} {{}}', env.go, 'a')", "1.22-a {}" },
		{ "fromJSON('\"1.20\"')", "1.20" },
		{ "fromJSON('1.20')", "1.2" }, { "fromJSON('[1]')", NULL },
		{ "hashFiles('go.sum')", NULL }, { "always()", NULL },
		{ "", "!" }, { "'a", "!" }, { "1 +", "!" }, { "a b", "!" },
		{ "(1", "!" }, { "env.", "!" }, { "1.2.3", "!" },
		{ "\"a\"", "!" }, { "format('{3}', 1)", "!" },
	};
	struct strbuf sb = STRBUF_INIT;
	struct ghexpr_value v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool ok = ghexpr_eval(&arena, str_from(rows[i].text), look,
				      NULL, &v);
		const char *got = !ok ? "!" : v.type == GHEXPR_UNKNOWN ? NULL
							: v.text;

		if (!cstr_eq(got, rows[i].want))
			fail_msg("%s: %s", rows[i].text, got ? got : "unknown");
	}
	for (i = 0; i < 10000; i++)
		strbuf_addstr(&sb, "(!");
	assert_false(ghexpr_eval(&arena, strbuf_str(&sb), look, NULL, &v));
	strbuf_release(&sb);
	arena_release(&arena);
}

static const char wf_text[] =
	"env: {GO: 1.20, TAG: \"${{ github.ref }}\", X: w}\n"
	"defaults: {run: {shell: bash, working-directory: a}}\n"
	"jobs:\n"
	"  test:\n"
	"    runs-on: ${{ matrix.os }}\n"
	"    env: {X: j, GO2: '${{ matrix.go }}.x'}\n"
	"    strategy: {matrix: {go: ['1.21', stable], os: [u]}}\n"
	"    container: {image: 'golang:${{ matrix.go }}', env: {C: c}}\n"
	"    services: {db: postgres, r: {image: redis:7}}\n"
	"    steps:\n"
	"      - uses: actions/setup-go@v5\n"
	"        with: {GO-version: '${{ env.GO }}'}\n"
	"      - run: echo \"LATE=1\" >> $GITHUB_ENV\n"
	"      - run: go test\n"
	"        env: {X: 's-${{ env.X }}', LATE: z}\n"
	"        shell: sh\n"
	"  other:\n"
	"    uses: ./.github/workflows/x.yml\n";

static const char *said(const struct workflow *wf, size_t combo, size_t step,
			const char *text)
{
	const char *doc = arena_printf(&arena, "v: \"%s\"\n", text);
	struct workflow_at at = { &wf->jobs[0], &wf->jobs[0].combos[combo],
				  step < 9 ? &wf->jobs[0].steps[step] : NULL };
	struct workflow_value v;
	struct yaml y;

	assert_int_equal(yaml_parse(&arena, str_from(doc), "v", NULL, &y,
				    NULL), 0);
	assert_true(workflow_value(&arena, wf, &at,
				   yaml_get(y.docs[0], "v"), &v));
	return v.unknown ? arena_printf(&arena, "?%s", v.unknown) : v.text;
}

static void jobs(void **state)
{
	struct workflow wf = parse(wf_text);
	const struct workflow_job *j = &wf.jobs[0];
	struct workflow_at at = { j, &j->combos[1], &j->steps[0] };
	struct workflow_value v;

	(void)state;
	assert_int_equal(wf.njobs, 2);
	assert_string_equal(j->id, "test");
	assert_int_equal(j->line, 4);
	assert_int_equal(j->ncombos, 2);
	assert_int_equal(j->nsteps, 3);
	assert_int_equal(j->nservices, 2);
	assert_string_equal(yaml_text(j->services[1].image), "redis:7");
	assert_string_equal(yaml_text(wf.shell), "bash");
	assert_string_equal(yaml_text(wf.jobs[1].uses),
			    "./.github/workflows/x.yml");
	/* A variable alone is where its value stands. */
	assert_true(workflow_value(&arena, &wf, &at,
		workflow_input(&j->steps[0], "go-version"), &v));
	assert_string_equal(v.text, "1.2");
	assert_int_equal(v.node->line, 1);
	assert_int_equal(yaml_type(v.node), YAML_FLOAT);
	assert_true(workflow_value(&arena, &wf, &at, j->container, &v));
	assert_string_equal(v.text, "golang:stable");
	assert_ptr_equal(v.node, j->container);
	assert_string_equal(said(&wf, 0, 0, "${{ env.GO2 }}"), "1.21.x");
	assert_string_equal(said(&wf, 0, 0, "${{ matrix.none }}"), "");
	assert_string_equal(said(&wf, 0, 9, "${{ env.GO }}"), "?env.GO");
	assert_string_equal(said(&wf, 0, 0, "${{ env.TAG }}"), "?env.TAG");
	assert_string_equal(said(&wf, 0, 0, "a${{ env.X }}b${{ env.C }}"),
			    "ajbc");
	assert_string_equal(said(&wf, 0, 2, "${{ env.X }}"), "s-j");
	assert_string_equal(said(&wf, 0, 2, "${{ env.LATE }}"), "?env.LATE");
	assert_string_equal(said(&wf, 0, 0, "${{ '}}' }}"), "}}");
	assert_string_equal(said(&wf, 0, 0, "x ${{ env.GO"), "?env.GO");
	arena_release(&arena);
}

static void uses(void **state)
{
	static const struct {
		const char *text, *action, *ref, *image;
		int major;
	} rows[] = {
		{ "actions/setup-go@v5", "actions/setup-go", "v5", "", 5 },
		{ "'actions/setup-go@v5.0.1' # x", "actions/setup-go",
		  "v5.0.1", "", 5 },
		{ "actions/setup-go@0c52d547c9bc32b1aa3301fd7a9cb496313a4491 "
		  "# v4.1.0", "actions/setup-go",
		  "0c52d547c9bc32b1aa3301fd7a9cb496313a4491", "", 4 },
		{ "actions/setup-go@0c52d547c9bc32b1aa3301fd7a9cb496313a4491 "
		  "# pin@v6", "actions/setup-go",
		  "0c52d547c9bc32b1aa3301fd7a9cb496313a4491", "", 6 },
		{ "actions/setup-go@0c52d547c9bc32b1aa3301fd7a9cb496313a4491",
		  "actions/setup-go",
		  "0c52d547c9bc32b1aa3301fd7a9cb496313a4491", "", 0 },
		{ "actions/setup-go@main", "actions/setup-go", "main", "", 0 },
		{ "./.github/actions/x", "./.github/actions/x", "", "", 0 },
		{ "docker://golang:1.22", "", "", "golang:1.22", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct workflow wf = parse(arena_printf(&arena,
			"jobs: {}\nx: %s\n", rows[i].text));
		struct workflow_uses u;

		workflow_uses(&wf, yaml_get(wf.root, "x"), &u);
		assert_true(str_is(u.action, rows[i].action));
		assert_true(str_is(u.ref, rows[i].ref));
		assert_true(str_is(u.image, rows[i].image));
		assert_int_equal(u.major, rows[i].major);
	}
	arena_release(&arena);
}

/* What is no workflow is none, and breaks nothing. */
static void broken(void **state)
{
	static const char *const texts[] = {
		"", "x", "[]", "jobs: x\n", "jobs: [x]\n", "jobs: {a: x}\n",
		"jobs: {a: {steps: x}}\n", "jobs: {a: {steps: [x, [y]]}}\n",
		"jobs: {? [x] : {steps: []}}\n",
		"jobs: {a: {strategy: {matrix: [x]}}}\n",
		"jobs: {a: {strategy: {matrix: {go: x, include: [y]}}}}\n",
		"jobs: {a: {strategy: {matrix: {include: [{? [x] : y}]}}}}\n",
		"jobs: {a: {env: [x], steps: [{with: x, uses: [y]}]}}\n",
	};
	struct error err = ERROR_INIT;
	struct workflow wf;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		(void)parse(texts[i]);
	assert_int_equal(workflow_parse(&arena, STR_LIT("a: [\n"), "ci.yml",
					&wf, &err), -1);
	assert_true(cstr_starts(err.origin, "ci.yml:2:"));
	error_release(&err);
	arena_release(&arena);
}

/* What an `if` comes to: '+' runs, '-' does not, '?' it is not static. */
static char runs(const char *text)
{
	static const struct workflow_given given[] = {
		{ "empty", "", NULL }, { "no", "false", NULL },
		{ "open", NULL, NULL },
	};
	struct workflow wf = parse(arena_printf(&arena,
		"jobs:\n  j:\n    steps:\n      - if: %s\n        run: x\n",
		text));
	struct workflow_at at = { &wf.jobs[0], &wf.jobs[0].combos[0],
				  &wf.jobs[0].steps[0] };
	bool known, run;

	wf.inputs = given;
	wf.ninputs = ARRAY_SIZE(given);
	run = workflow_condition(&arena, &wf, &at, at.step->condition, &known);
	assert_true(known || run);
	return !known ? '?' : run ? '+' : '-';
}

static void conditions(void **state)
{
	(void)state;
	assert_int_equal(runs("true"), '+');
	assert_int_equal(runs("false"), '-');
	assert_int_equal(runs("''"), '+');
	assert_int_equal(runs("inputs.empty != ''"), '-');
	assert_int_equal(runs("${{ inputs.empty == '' }}"), '+');
	assert_int_equal(runs("inputs.empty"), '-');
	/* A string that is not empty. */
	assert_int_equal(runs("inputs.no"), '+');
	assert_int_equal(runs("inputs.no == 'true'"), '-');
	assert_int_equal(runs("${{ inputs.empty }} && false"), '+');
	assert_int_equal(runs("inputs.open == 'x'"), '?');
	assert_int_equal(runs("always()"), '?');
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(matrices), cmocka_unit_test(expressions),
		cmocka_unit_test(jobs), cmocka_unit_test(uses),
		cmocka_unit_test(broken), cmocka_unit_test(conditions),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
