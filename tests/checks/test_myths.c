/*
 * Every myth is tied to a check, a trace, a fix or a variable that exists and where
 * it is shown, and docs/myths.md says the same as the table.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "checks/check.h"
#include "checks/myths.h"
#include "fixes/fix.h"
#include "report/variables.h"
#include "traces/tracer.h"

#include "tests/cm.h"

static const char *source_dir(void)
{
	const char *dir = getenv("srcdir");

	return dir ? dir : ".";
}

/* A check's myth is seen with its findings: some case must make one. */
static bool has_sick_fixture(struct arena *a, const char *id)
{
	DIR *d = opendir(arena_printf(a, "%s/tests/checks/%s", source_dir(),
				      id));
	struct dirent *e;
	bool hit = false;

	while (d && !hit && (e = readdir(d)))
		hit = cstr_starts(e->d_name, "bad");
	if (d)
		(void)closedir(d);
	return hit;
}

static void subjects_exist(void **state)
{
	struct arena a = ARENA_INIT;
	size_t i, k;

	(void)state;
	assert_true(nmyths > 0);
	for (i = 0; i < nmyths; i++) {
		const char *id = myths[i].subject;

		if (check_find(id)) {
			if (!has_sick_fixture(&a, id))
				fail_msg("no case makes a finding of %s", id);
		} else if (!tracer_find(id) && !fix_find(id) &&
			   !variable_find(id)) {
			fail_msg("claim %d: %s is neither a check nor a trace "
				 "nor a fix nor a variable", myths[i].claim,
				 id);
		}
		for (k = 0; k < i; k++)
			if (myths[k].claim == myths[i].claim &&
			    cstr_eq(myths[k].subject, id))
				fail_msg("claim %d: %s twice",
					 myths[i].claim, id);
	}
	arena_release(&a);
}

static void each_is_found_by_its_subject(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < nmyths; i++) {
		const struct myth *m;
		size_t at = 0;

		do {
			m = myth_next(myths[i].subject, &at);
			assert_non_null(m);
		} while (m != &myths[i]);
		/* "claim": verdict. Truth. */
		assert_int_equal(m->text[0], '"');
		assert_non_null(strstr(m->text, "\": "));
		assert_int_equal(m->text[strlen(m->text) - 1], '.');
	}
}

static void read_docs(struct strbuf *sb)
{
	struct arena a = ARENA_INIT;
	FILE *f = fopen(arena_printf(&a, "%s/docs/myths.md", source_dir()),
			"r");
	size_t n;

	assert_non_null(f);
	do {
		n = fread(strbuf_room(sb, 4096), 1, 4096, f);
		strbuf_advance(sb, n);
	} while (n);
	(void)fclose(f);
	arena_release(&a);
}

/* The row of a claim; its length 0 when there is none. */
static struct str docs_row(const struct strbuf *sb, int claim)
{
	struct arena a = ARENA_INIT;
	struct str rest = strbuf_str(sb), line;
	const char *start = arena_printf(&a, "| %d | ", claim);

	while (str_line(&rest, &line))
		if (str_starts(line, start)) {
			arena_release(&a);
			return line;
		}
	arena_release(&a);
	return STR_NONE;
}

static void docs_say_the_same(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	size_t i, told = 0, listed = 0;
	const char *p;

	(void)state;
	read_docs(&sb);
	for (i = 0; i < nmyths; i++) {
		const struct myth *m = &myths[i];
		struct str row = docs_row(&sb, m->claim);
		const char *end = strstr(m->text, "\": ");
		const char *claim = arena_strndup(&a, m->text + 1,
			(size_t)(end - m->text) - 1);

		if (!row.len)
			fail_msg("docs/myths.md lacks claim %d", m->claim);
		if (str_search(row, claim) == row.len ||
		    str_search(row, end + 3) == row.len)
			fail_msg("docs/myths.md words claim %d otherwise",
				 m->claim);
		if (str_search(row, arena_printf(&a, "`%s`", m->subject)) ==
		    row.len)
			fail_msg("docs/myths.md: claim %d without %s",
				 m->claim, m->subject);
		told++;
	}
	for (p = strstr(sb.buf, "| --- |\n"); p && (p = strchr(p, '`'));
	     p = strchr(p + 1, '`') + 1)
		listed++;
	assert_int_equal(listed, told);
	arena_release(&a);
	strbuf_release(&sb);
}

/* What the chapters on installing, on the environment, on go.sum in Dockerfiles
 * and on runners claim. */
static void the_chapters_are_told(void **state)
{
	static const int claims[] = {
		6, 7, 8,
		1, 2, 3, 4, 5, 9, 10, 11, 12, 13, 14,
		21, 22, 23, 24, 25,
		26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(claims); i++) {
		for (k = 0; k < nmyths; k++)
			if (myths[k].claim == claims[i])
				break;
		if (k == nmyths)
			fail_msg("claim %d has no subject", claims[i]);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_chapters_are_told),
	cmocka_unit_test(subjects_exist),
	cmocka_unit_test(each_is_found_by_its_subject),
	cmocka_unit_test(docs_say_the_same),
};

CM_MAIN(tests)
