#include "config.h"

#include "probe/redact.h"

#include "probe/envset.h"
#include "tests/cm.h"

static void check(const char *name, const char *in, const char *want)
{
	struct arena a = ARENA_INIT;

	assert_string_equal(redact_value(&a, name, in), want);
	arena_release(&a);
}

/* What hides a secret, and what must be left as it is. */
static const struct row {
	const char *name, *in, *want;
} rows[] = {
	{ "GOPROXY", "https://joe:s3cret@proxy.example.com,direct",
	  "https://***@proxy.example.com,direct" },
	{ "GOPROXY", "https://t0ken@a.example|https://b.example/x@v1",
	  "https://***@a.example|https://b.example/x@v1" },
	{ "GOPROXY", "https://proxy.golang.org,direct",
	  "https://proxy.golang.org,direct" },
	{ "GOPROXY", "https://p.example/?access_token=abc&x=1",
	  "https://p.example/?access_token=***&x=1" },
	{ "HTTPS_PROXY", "http://u:p%40ss@proxy:3128",
	  "http://***@proxy:3128" },
	{ "GIT_SSH_COMMAND", "ssh -i ~/.ssh/id", "ssh -i ~/.ssh/id" },
	{ "GOFLAGS", "-mod=mod -ldflags=-X=main.token=abc",
	  "-mod=mod -ldflags=-X=main.token=***" },
	{ "GOFLAGS", "-tags=integration,e2e", "-tags=integration,e2e" },
	{ "GOAUTH", "netrc; helper --password=hunter2",
	  "netrc; helper --password=***" },
	{ "GIT_CONFIG_VALUE_0", "Authorization: Basic dXNlcjpwYXNzd29yZA==",
	  "Authorization: Basic ***" },
	{ "GIT_CONFIG_VALUE_1", "Authorization: Bearer abcdef123456",
	  "Authorization: Bearer ***" },
	{ "GIT_CONFIG_KEY_0", "url.https://x:ghp_a@github.com/.insteadOf",
	  "url.https://***@github.com/.insteadOf" },
	{ "X", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "***" },
	{ "X", "a glpat-abcdefghijklmnopqrst b", "a *** b" },
	{ "X", "AKIAIOSFODNN7EXAMPLE", "***" },
	{ "X", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "***" },
	{ "X", "key='hush hush' b", "key='***' b" },
	{ "X", "password: \"hush b", "password: \"***" },
	{ "X", "token=\"\" b", "token=\"\" b" },
	{ "GOOGLE_API_KEY", "whatever", "***" },
	{ "GIT_TOKEN", "x", "***" },
	{ "GIT_ASKPASS", "/usr/bin/askpass", "/usr/bin/askpass" },
	{ "GIT_PASSWORD_HELPER", "/usr/bin/helper", "/usr/bin/helper" },
	{ "PATH", "/opt/token:/sk-aaaaaaaaaaaaaaaaaaaaaaaa/bin:/usr/bin",
	  "/opt/token:/sk-aaaaaaaaaaaaaaaaaaaaaaaa/bin:/usr/bin" },
	{ "GONOSUMDB", "*.corp.example.com", "*.corp.example.com" },
	{ "GOINSECURE", "ssh://git@example.com/x",
	  "ssh://git@example.com/x" },
	{ "GOFLAGS", "", "" },
	{ "X", "v0.0.0-20200101000000-abcdef123456",
	  "v0.0.0-20200101000000-abcdef123456" },
	{ "X", "h1:3wQRiVbPvHRVSFXbTcYdLgnzAWsSmAHn4EUcvo0T7gE=",
	  "h1:3wQRiVbPvHRVSFXbTcYdLgnzAWsSmAHn4EUcvo0T7gE=" },
};

static void test_rows(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		check(rows[i].name, rows[i].in, rows[i].want);
}

static void test_names(void **state)
{
	(void)state;
	assert_true(redact_name_is_secret(str_from("NPM_TOKEN")));
	assert_true(redact_name_is_secret(str_from("db-Password")));
	assert_true(redact_name_is_secret(str_from("sig")));
	assert_false(redact_name_is_secret(str_from("GOPATH")));
	assert_false(redact_name_is_secret(str_from("signed")));
}

static void test_shown(void **state)
{
	struct arena a = ARENA_INIT;
	const char **list;
	struct envset e;

	(void)state;
	envset_init(&e);
	envset_put(&e, "PATH", "/bin");
	envset_put(&e, "AWS_PROFILE", "x");
	envset_put(&e, "GOPROXY", "https://a:b@c");
	envset_put(&e, "PATH", "/usr/bin");
	envset_put_pair(&e, STR_LIT("no pair"));
	envset_put(&e, "CGO_ENABLED", "");
	assert_int_equal(envset_shown(&e, &a, &list), 3);
	assert_string_equal(list[0], "CGO_ENABLED=");
	assert_string_equal(list[1], "GOPROXY=https://***@c");
	assert_string_equal(list[2], "PATH=/usr/bin");
	assert_string_equal(envset_get(&e, "GOPROXY"), "https://a:b@c");
	envset_remove(&e, "PATH");
	assert_null(envset_get(&e, "PATH"));
	assert_null(envset_list(&e)[3]);
	envset_release(&e);
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_rows),
	cmocka_unit_test(test_names),
	cmocka_unit_test(test_shown),
};

CM_MAIN(tests)
