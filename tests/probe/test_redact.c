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
	/* URLs without a scheme. */
	{ "GOPROXY", "me:S3@h.test,direct", "***@h.test,direct" },
	{ "GOPROXY", "direct|S3@h.test:80|me:S3@b", "direct|***@h.test:80|***@b" },
	{ "HTTPS_PROXY", "me:S3@p.test:80", "***@p.test:80" },
	{ "http_proxy", "S3@p:80", "***@p:80" },
	{ "ALL_PROXY", "socks5://me:S3@p:80", "socks5://***@p:80" },
	{ "X", "export HTTP_PROXY=S3@p:80 a@b", "export HTTP_PROXY=***@p:80 a@b" },
	{ "X", "(me:S3@h) \"me:S3@h/x\" x=me:S3@[::1]",
	  "(***@h) \"***@h/x\" x=***@[::1]" },
	{ "X", "git@github.com:x/y", "git@github.com:x/y" },
	{ "X", "golang:1.22@sha256:0123abcd a/b:1@c",
	  "golang:1.22@sha256:0123abcd a/b:1@c" },
	{ "X", "example.com/m@v1.2.3 mailto:me@example.com",
	  "example.com/m@v1.2.3 mailto:me@example.com" },
	{ "GONOPROXY", "git.corp.example/x", "git.corp.example/x" },
	/* Commands of GOAUTH. */
	{ "GOAUTH", "mycmd --password S3 -u me:S3; netrc",
	  "mycmd --password *** -u ***; netrc" },
	{ "GOAUTH", "/bin/c -pS3 -token S3 -x=S3 S3;git /root/x;off",
	  "/bin/c -p*** -token *** -x=*** ***;git /root/x;off" },
	{ "GOAUTH", "curl -H \"a; S3\"; netrc", "curl -H ***; ***; netrc" },
	{ "GOAUTH", "c -pmysecret -pS3= --key=S3 -t/S3 --x/S3 -",
	  "c -p*** -p*** --key=*** -t*** *** -" },
	{ "GOAUTH", "git me:S3@h", "git ***" },
	{ "GOAUTH", "netrc", "netrc" },
	/* Options and macros. */
	{ "GOCACHEPROG", "x --token S3 -auth S3 -v", "x --token *** -auth *** -v" },
	{ "GOCACHEPROG", "x --token 'S3 S3' -u me:S3 --db-pass S3",
	  "x --token '***' -u *** --db-pass ***" },
	{ "GOCACHEPROG", "\"x --token S3\" --key -v", "\"x --token ***\" --key -v" },
	{ "GOCACHEPROG", "docker run -u 1000:1000 x", "docker run -u 1000:1000 x" },
	{ "GIT_SSH_COMMAND", "sshpass -p S3 ssh -p 22", "sshpass -p *** ssh -p 22" },
	{ "GIT_SSH_COMMAND", "/bin/sshpass -v -P word -pS3 ssh -p 22",
	  "/bin/sshpass -v -P word -p*** ssh -p 22" },
	{ "GIT_SSH_COMMAND", "SSHPASS=S3 sshpass -e ssh",
	  "SSHPASS=*** sshpass -e ssh" },
	{ "CGO_CFLAGS", "-DKEY=\"S3\" -DPASSWORD=S3 -DAPI_TOKEN=S3",
	  "-DKEY=\"***\" -DPASSWORD=*** -DAPI_TOKEN=***" },
	{ "CGO_CFLAGS", "-DKEY=\\\"S3\\\" '-DPW=S3 S3' -DMY_KEY=S\"3\"",
	  "-DKEY=*** '-DPW=***' -DMY_KEY=***" },
	{ "CGO_CFLAGS", "-O2 -DNDEBUG -DKEYBOARD=1 -DBYPASS=1",
	  "-O2 -DNDEBUG -DKEYBOARD=1 -DBYPASS=1" },
	{ "GOFLAGS", "-ldflags=-X=main.pw=S3", "-ldflags=-X=main.pw=***" },
	{ "GOFLAGS", "'-ldflags=-X main.pwd=S3 -X main.dbPass=S3'",
	  "'-ldflags=-X main.pwd=*** -X main.dbPass=***'" },
	{ "GOFLAGS", "-ldflags=-X 'main.pass=S3 S3'",
	  "-ldflags=-X 'main.pass=***'" },
	{ "GOFLAGS", "-tags=a,b -ldflags=-s -w", "-tags=a,b -ldflags=-s -w" },
	{ "GOPRIVATE", "*.corp.example", "*.corp.example" },
	{ "GONOSUMDB", "*.corp.example.com", "*.corp.example.com" },
	{ "GOINSECURE", "ssh://git@example.com/x",
	  "ssh://git@example.com/x" },
	/* A password with what should be written %2F, %3F, %23, %2C. */
	{ "X", "https://u:a/S3@h.test/x", "https://***@h.test/x" },
	{ "X", "https://u:a?S3#S3@h.test", "https://***@h.test" },
	{ "GOPROXY", "https://u:a,S3/S3@h.test,https://v:1/S3@i.test|direct",
	  "https://***@h.test,https://***@i.test|direct" },
	{ "GOPROXY", "https://u:12/S3@h.test,off", "https://***@h.test,off" },
	{ "X", "https://h.test:8080/m/@v/list https://h.test:80/x@v1.2.3",
	  "https://h.test:8080/m/@v/list https://h.test:80/x@v1.2.3" },
	{ "X", "https://h.test/@scope/x?y=a,b", "https://h.test/@scope/x?y=a,b" },
	{ "X", "password=a,S3 b", "password=*** b" },
	{ "X", "token=S3,S3|S3, b", "token=***, b" },
	{ "GOPROXY", "https://p/?token=S3,direct", "https://p/?token=***,direct" },
	{ "GOPROXY", "https://p/?token=S3|https://q",
	  "https://p/?token=***|https://q" },
	{ "X", "{\"token\":\"S3\",\"a\":1}", "{\"token\":\"***\",\"a\":1}" },
	{ "X", "{\"a\": 1, \"api_key\" : \"S3\", \"my_token\": \"S3 S3\"}",
	  "{\"a\": 1, \"api_key\" : \"***\", \"my_token\": \"***\"}" },
	{ "X", "{'password':'S3','pin':1}", "{'password':'***','pin':1}" },
	{ "X", "{\"secret\":S3,\"b\":\"c\"}", "{\"secret\":***,\"b\":\"c\"}" },
	{ "X", "{\\\"token\\\":\\\"S3\\\"}", "{\\\"token\\\":***}" },
	{ "X", "{\"auth\":{\"a\":\"S3\"},\"b\":2}", "{\"auth\":***" },
	{ "X", "{\"passwords\":[\"S3\",\"S3\"]}", "{\"passwords\":***" },
	{ "X", "{\"name\":\"go\",\"v\":[1]}", "{\"name\":\"go\",\"v\":[1]}" },
	{ "X", "a -----BEGIN RSA PRIVATE KEY-----\nS3\n-----END RSA PRIVATE "
	  "KEY----- b", "a *** b" },
	{ "X", "x-----BEGIN PRIVATE KEY-----S3", "x***" },
	{ "X", "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
	  "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----" },
	/* The same without a scheme; a path or a module is none. */
	{ "X", "me:a/S3@h.test:80 (me:a?S3@h.test) x=me:b#S3/@[::1]",
	  "***@h.test:80 (***@h.test) x=***@[::1]" },
	{ "X", "m:a@v/S3@h.test", "***@h.test" },
	{ "GOPROXY", "me:a/S3@h.test,off", "***@h.test,off" },
	{ "X", "host:80/x/y@v1.2.3 a:b/c@d mailto:a/b@c.d file:/a@b.c /a:b/c@d.e",
	  "host:80/x/y@v1.2.3 a:b/c@d mailto:a/b@c.d file:/a@b.c /a:b/c@d.e" },
	{ "X", "git@h.test:x/y m:1/x@latest r:5000/x@sha256:00 C:/x@y.z",
	  "git@h.test:x/y m:1/x@latest r:5000/x@sha256:00 C:/x@y.z" },
	/* A colon without a blank. */
	{ "X", "token:S3 b password:S3,direct key:\"S3 S3\" (api_key:S3)",
	  "token:*** b password:***,direct key:\"***\" (api_key:***" },
	{ "X", "dir/token:x /a/token:/b token::x token://x a:b monkey:c",
	  "dir/token:x /a/token:/b token::x token://x a:b monkey:c" },
	{ "GOX", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA_a-S", "***" },
	{ "GOX", "0123456789abcdef0123456789abcdef01234567",
	  "0123456789abcdef0123456789abcdef01234567" },
	{ "GOX", "glpat-abcdefghijklmnopqrst", "***" },
	{ "GOX", "AKIAIOSFODNN7EXAMPLE", "***" },
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
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		check(rows[i].name, rows[i].in, rows[i].want);
		/* What was cleaned once stays as it is. */
		check(rows[i].name, rows[i].want, rows[i].want);
	}
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
