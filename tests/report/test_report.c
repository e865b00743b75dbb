#include "config.h"

#include "tests/cm.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "report/finding_text.h"
#include "report/report.h"
#include "report/silence.h"
#include "report/variables.h"
#include "report/words.h"

static const char *printed(struct prose *p, bool colour)
{
	struct strbuf out = STRBUF_INIT;
	const char *s;

	prose_print(&out, p, colour);
	s = arena_strndup(p->a, out.buf, out.len);
	strbuf_release(&out);
	return s;
}

/* No line is wider than it may be; what may not be broken is excepted. */
static void assert_width(struct prose *p)
{
	size_t i, k;

	for (i = 0; i < p->nlines; i++) {
		int cols = 0;

		for (k = 0; k < p->lines[i].nspans; k++)
			cols += text_cols_of(p->lines[i].spans[k].text);
		if (cols > p->cols &&
		    p->lines[i].spans[k - 1].role != ROLE_CODE)
			fail_msg("line %zu has %d columns of %d: %s", i, cols,
				 p->cols, p->lines[i].spans[0].text);
	}
}

static struct finding sample(struct arena *a)
{
	struct finding f = {
		.id = "vendor-out-of-date",
		.severity = SEVERITY_ERROR,
		.module = ".",
		.path = "go.mod",
		.line = 12,
		.subject = "",
		.fingerprint = "0123456789abcdef",
		.probe = "go list -mod=vendor .",
	};
	struct step *st;
	struct command *c;
	struct evidence *e;

	f.title = MSG(a, "{0} is {1} in go.mod and {2} in vendor/modules.txt.",
		      "github.com/lib/pq", "1.10.9", "1.10.7\033[31m");
	f.why = MSG(a, "go compares every requirement with vendor/modules.txt "
		       "before it builds anything, and stops where they "
		       "disagree.");
	st = ARENA_PUSH(a, f.steps, f.nsteps);
	st->question = MSG(a, "Is there a vendor/ folder?");
	st->answer = ANSWER_YES;
	st->value = "vendor/";
	st = ARENA_PUSH(a, f.steps, f.nsteps);
	st->question = MSG(a, "Does every require stand in it?");
	st->answer = ANSWER_NO;
	st->bad = true;
	st->value = "github.com/lib/pq v1.10.9 with a name that goes on";
	st->origin = "go.mod:12";
	f.outcome = MSG(a, "Every go command stops.");
	e = ARENA_PUSH(a, f.evidence, f.nevidence);
	e->text = "\tgithub.com/lib/pq v1.10.9";
	e->path = "go.mod";
	e->line = 12;
	c = ARENA_PUSH(a, f.commands, f.ncommands);
	c->line = "go mod vendor";
	return f;
}

static void test_finding_text(void **state)
{
	struct arena a = ARENA_INIT;
	struct finding f = sample(&a);
	struct snapshot s;
	struct prose p;
	const char *out;
	int cols;

	(void)state;
	snapshot_init(&s);
	for (cols = 30; cols <= 120; cols += 5) {
		prose_init(&p, &a, cols);
		finding_text_head(&p, &f);
		finding_text_body(&p, &s, &f);
		assert_width(&p);
	}
	prose_init(&p, &a, 80);
	finding_text_head(&p, &f);
	finding_text_body(&p, &s, &f);
	out = printed(&p, false);
	assert_null(strchr(out, '\033'));
	assert_non_null(strstr(out, "E error  vendor-out-of-date  go.mod:12\n"));
	assert_non_null(strstr(out, "1.10.7\\x1b[31m"));
	assert_non_null(strstr(out, "probe   go list -mod=vendor .\n"));
	assert_non_null(strstr(out, "            go mod vendor\n"));
	assert_non_null(strstr(printed(&p, true), "\033[1;31mE\033[0m"));
	snapshot_release(&s);
	arena_release(&a);
}

static const char *member(const struct cJSON *doc, const char *list,
			  const char *key)
{
	return json_str(json_first(json_get(doc, list)), key);
}

static void test_json(void **state)
{
	struct arena a = ARENA_INIT;
	struct finding f = sample(&a), g = sample(&a);
	const struct finding *list[] = { &f, &g };
	struct report_check checks[] = { { "gomod-invalid", CHECK_OK } };
	struct snapshot s;
	struct report r = { .snap = &s, .findings = list, .nfindings = 2,
			    .checks = checks, .nchecks = 1 };
	struct cJSON *doc = json_object();
	const struct cJSON *first;

	(void)state;
	snapshot_init(&s);
	s.repo.root = "/x";
	g.severity = SEVERITY_ADVICE;
	report_json(doc, &r);
	assert_true(json_is_null(json_get(doc, "go")));
	assert_string_equal(json_str(doc, "root"), "/x");
	assert_int_equal(json_int(json_get(doc, "counts"), "error", -1), 1);
	assert_int_equal(json_int(json_get(doc, "counts"), "warning", -1), 0);
	assert_int_equal(json_int(json_get(doc, "counts"), "advice", -1), 1);
	assert_string_equal(member(doc, "findings", "id"),
			    "vendor-out-of-date");
	first = json_first(json_get(doc, "findings"));
	assert_true(json_is_array(json_get(first, "fixes")));
	assert_int_equal(json_count(json_get(first, "fixes")), 0);
	assert_int_equal(json_int(first, "line", 0), 12);
	assert_string_equal(member(doc, "checks", "status"), "ok");
	json_free(doc);
	snapshot_release(&s);
	arena_release(&a);
}

static void test_report_text(void **state)
{
	struct arena a = ARENA_INIT;
	struct finding f = sample(&a);
	const struct finding *list[] = { &f };
	struct report_check checks[] = {
		{ "gomod-invalid", CHECK_OK },
		{ "gosum-missing", CHECK_CANNOT_LOOK },
		{ "vendor-legacy", CHECK_NOT_APPLICABLE },
		{ "vendor-out-of-date", CHECK_FOUND },
	};
	struct snapshot s;
	struct report r = { .snap = &s, .findings = list, .nfindings = 1,
			    .checks = checks, .nchecks = 4 };
	struct prose p;
	const char *out;

	(void)state;
	snapshot_init(&s);
	s.repo.root = "/x";
	prose_init(&p, &a, 80);
	report_text(&p, &r);
	out = printed(&p, false);
	assert_non_null(strstr(out, "1 error, 0 warnings, "));
	assert_non_null(strstr(out, "2 checks looked here."));
	assert_non_null(strstr(out, "Could not look: gosum-missing."));
	assert_null(strstr(out, "Nothing here breaks the build"));
	r.nfindings = 0;
	prose_init(&p, &a, 80);
	report_text(&p, &r);
	out = printed(&p, false);
	assert_non_null(strstr(out, "Nothing here breaks the build"));
	r.quiet = true;
	prose_init(&p, &a, 80);
	report_text(&p, &r);
	assert_int_equal(p.nlines, 0);
	checks[0].status = CHECK_BROKE;
	assert_true(report_is_broken(&r));
	snapshot_release(&s);
	arena_release(&a);
}

static void test_silence(void **state)
{
	struct arena a = ARENA_INIT;
	struct silence entries[] = {
		{ "gosum-missing", "tools/*", "", 1, true },
		{ "vendor-out-of-date", "**/go.mod", "known", 2, false },
	};
	struct finding f = sample(&a);
	struct snapshot s;

	(void)state;
	snapshot_init(&s);
	s.repo.silences = entries;
	s.repo.nsilences = 2;
	assert_ptr_equal(silence_for(&s, &f), &entries[1]);
	f.path = "";
	f.module = "a";
	assert_null(silence_for(&s, &f));
	f.id = "gosum-missing";
	f.path = "tools/x";
	assert_null(silence_for(&s, &f));
	assert_true(silence_needs_trust("gosum-missing"));
	assert_false(silence_needs_trust("module-in-gopath"));
	snapshot_release(&s);
	arena_release(&a);
}

static void test_variables(void **state)
{
	static const char *const around[][2] = {
		{ "PATH", "PATH" }, { "HOME", "HOME" }, { "SHELL", "SHELL" },
		{ "TMPDIR", "TMPDIR" }, { "PWD", "PWD" },
		{ "XDG_CACHE_HOME", "XDG_CACHE_HOME" },
		{ "XDG_RUNTIME_DIR", "XDG_" }, { "GIT_SSH_COMMAND", "GIT_" },
		{ "https_proxy", "HTTP_PROXY" }, { "ALL_PROXY", "ALL_PROXY" },
		{ "SSL_CERT_DIR", "SSL_CERT_FILE" }, { "LC_ALL", "LC_" },
		{ "LANG", "LC_" }, { "TZ", "TZ" }, { "ZONEINFO", "ZONEINFO" },
	};
	struct arena a = ARENA_INIT;
	struct prose p;
	size_t i;

	(void)state;
	for (i = 0; i < nvariables; i++) {
		if (i)
			assert_true(strcmp(variables[i - 1].name,
					   variables[i].name) < 0);
		assert_ptr_equal(variable_find(variables[i].name),
				 &variables[i]);
		prose_init(&p, &a, 40);
		variable_text(&p, &variables[i]);
		assert_width(&p);
	}
	assert_null(variable_find("GONE"));
	assert_null(variable_find("PATH"));
	for (i = 0; i < ARRAY_SIZE(around); i++) {
		const struct variable *v = surrounding_find(around[i][0]);

		assert_non_null(v);
		assert_string_equal(v->name, around[i][1]);
		assert_null(variable_find(around[i][0]));
		prose_init(&p, &a, 40);
		variable_text(&p, v);
		assert_width(&p);
	}
	assert_null(surrounding_find("GONE"));
	assert_null(surrounding_find("PATHS"));
	arena_release(&a);
}

static void test_row(void **state)
{
	struct arena a = ARENA_INIT;
	struct prose p;
	const struct prose_cell cells[] = {
		{ ROLE_PLAIN, "\xe6\xa8\xa1\xe5\x9d\x97", 6 },
		{ ROLE_PLAIN, "one two three", 5 },
		{ ROLE_PLAIN, "x", 0 },
	};

	(void)state;
	prose_init(&p, &a, 40);
	prose_row(&p, 2, cells, 3);
	assert_string_equal(printed(&p, false),
			    "  \xe6\xa8\xa1\xe5\x9d\x97    one    x\n"
			    "          two\n          three\n");
	prose_blank(&p);
	prose_blank(&p);
	assert_int_equal(p.nlines, 4);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finding_text),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_report_text),
		cmocka_unit_test(test_silence),
		cmocka_unit_test(test_variables),
		cmocka_unit_test(test_row),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
