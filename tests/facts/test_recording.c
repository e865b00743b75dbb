#include "config.h"

#include "tests/cm.h"

#include <string.h>

#include "base/json.h"
#include "facts/place.h"
#include "fmt/joblog.h"

static struct place read_ok(struct arena *a, const char *text,
			    const char *part)
{
	struct place p;
	struct msg m;

	memset(&p, 0, sizeof(p));
	p.kind = PLACE_RECORDED;
	p.name = "recorded:x";
	assert_true(recording_read(a, str_from(text), "x", part, &p, &m));
	assert_int_equal(p.state, PLACE_READY);
	assert_non_null(p.recording);
	return p;
}

static const char *read_bad(struct arena *a, const char *text,
			    const char *part)
{
	struct place p;
	struct msg m;

	memset(&p, 0, sizeof(p));
	assert_false(recording_read(a, str_from(text), "x", part, &p, &m));
	assert_true(msg_is_set(&m));
	return msg_english(a, &m);
}

static const char *value(const struct place *p, const char *name)
{
	const struct recorded_value *v = recording_value(p->recording, name);

	return v ? v->value : NULL;
}

static void test_lines(void **state)
{
	static const struct {
		const char *line, *plain, *job;
	} rows[] = {
		{ "GOOS='linux'", "GOOS='linux'", NULL },
		{ "2024-05-17T12:00:00.1234567Z GOOS='linux'",
		  "GOOS='linux'", NULL },
		{ "2024-05-17T12:00:00Z GOOS='linux'\r", "GOOS='linux'",
		  NULL },
		{ "2024-05-17T12:00:00.123456Z 00O GOOS=\"linux\"",
		  "GOOS=\"linux\"", NULL },
		{ "2024-05-17T12:00:00.123456Z 01E+GOOS=\"linux\"",
		  "GOOS=\"linux\"", NULL },
		{ "\033[0Ksection_start:1:x\r\033[0K\033[36;1mgo env\033[0;m",
		  "go env", NULL },
		{ "build\tRun go env\t2024-05-17T12:00:00.1Z GOOS='linux'",
		  "GOOS='linux'", "build" },
		{ "build\tx\t\xef\xbb\xbf" "2024-05-17T12:00:00.1Z set GOOS=js",
		  "set GOOS=js", "build" },
		{ "#12 0.345 GOOS='linux'", "GOOS='linux'", NULL },
		{ "#12 [build 3/6] RUN go env", "#12 [build 3/6] RUN go env",
		  NULL },
		{ "#12 DONE 0.3s", "#12 DONE 0.3s", NULL },
		/* Tabs of its own are no marks of gh. */
		{ "a\tb\tc", "a\tb\tc", NULL },
		{ "2024-05-17 12:00:00 x", "2024-05-17 12:00:00 x", NULL },
		{ "", "", NULL },
	};
	struct arena a = ARENA_INIT;
	const char *job;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_string_equal(joblog_line(&a, str_from(rows[i].line),
						&job), rows[i].plain);
		if (rows[i].job)
			assert_string_equal(job, rows[i].job);
		else
			assert_null(job);
	}
	arena_release(&a);
}

static void test_quotes(void **state)
{
	struct arena a = ARENA_INIT;
	struct place p;

	(void)state;
	p = read_ok(&a, "GO111MODULE=''\nGOFLAGS='-ldflags='\\''-s -w'\\'''\n"
		    "GOOS='linux'\nGOROOT='/go'\nGOVERSION='go1.22.1'\n"
		    "GOGCCFLAGS='-a b'\n", NULL);
	assert_string_equal(value(&p, "GOFLAGS"), "-ldflags='-s -w'");
	assert_string_equal(value(&p, "GO111MODULE"), "");
	assert_string_equal(p.gos[0].version, "go1.22.1");
	assert_int_equal(recording_value(p.recording, "GOROOT")->line, 4);
	p = read_ok(&a, "GOARCH=\"a\"\nGOFLAGS=\"-x=\"q\"\"\nGOOS=\"linux\"\n"
		    "GOROOT=\"/go\"\nCC=\"gcc\"\n", NULL);
	assert_string_equal(value(&p, "GOFLAGS"), "-x=\"q\"");
	p = read_ok(&a, "set GOARCH=a\nset GOFLAGS=-X=100%%^&^^b\n"
		    "set GOOS=windows\nset GOROOT=C:\\Go\nset CC=gcc\n", NULL);
	assert_string_equal(value(&p, "GOFLAGS"), "-X=100%&^b");
	assert_string_equal(value(&p, "GOROOT"), "C:\\Go");
	p = read_ok(&a, "{\n\t\"GOARCH\": \"amd64\",\n\t\"GOFLAGS\": "
		    "\"-x \\\"q\\\"\",\n\t\"GOOS\": \"linux\",\n"
		    "\t\"GOROOT\": \"/go\",\n\t\"CC\": \"gcc\"\n}\n", NULL);
	assert_string_equal(value(&p, "GOFLAGS"), "-x \"q\"");
	/* A line of another program in the midst; the next go env is another
	 * one all the same. */
	p = read_ok(&a, "GOARCH='a'\nGOBIN=''\nCC='c'\ngo: downloading x\n"
		    "GOOS='linux'\nGOROOT='/go'\nGOARCH='b'\nGOOS='js'\n"
		    "GOROOT='/2'\nCC='c'\nCXX='x'\n", NULL);
	assert_string_equal(value(&p, "GOROOT"), "/go");
	assert_string_equal(value(&p, "GOARCH"), "a");
	assert_int_equal(p.recording->nvalues, 5);
	/* The release that go version names, where go env does not. */
	p = read_ok(&a, "go version go1.14.2 linux/amd64\nGOARCH=\"a\"\n"
		    "GOOS=\"linux\"\nGOROOT=\"/go\"\nCC=\"gcc\"\n"
		    "GOFLAGS=\"\"\n", NULL);
	assert_string_equal(p.gos[0].version, "go1.14.2");
	arena_release(&a);
}

static void test_no_go_env(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_non_null(strstr(read_bad(&a, "", NULL), "x: 0 lines"));
	/* Some exports are no go env. */
	assert_non_null(strstr(read_bad(&a, "A='1'\nB='2'\nC='3'\nD='4'\n"
					"E='5'\nF='6'\n", NULL), "neither"));
	assert_non_null(strstr(read_bad(&a, "GOOS='linux'\nGOROOT='/go'\n",
					NULL), "neither"));
	/* A cut quote. */
	assert_non_null(strstr(read_bad(&a, "GOOS='linux\nGOROOT='/go\n",
					NULL), "neither"));
	arena_release(&a);
}

static void test_parts(void **state)
{
	static const char text[] =
		"GOARCH='a'\nGOOS='linux'\nGOROOT='/1'\nCC='c'\nGOBIN=''\n"
		"\n"
		"GOARCH='a'\nGOOS='linux'\nGOROOT='/2'\nCC='c'\nGOBIN=''\n";
	struct arena a = ARENA_INIT;
	struct place p;

	(void)state;
	p = read_ok(&a, text, NULL);
	assert_string_equal(value(&p, "GOROOT"), "/1");
	p = read_ok(&a, text, "2");
	assert_string_equal(value(&p, "GOROOT"), "/2");
	assert_non_null(strstr(read_bad(&a, text, "3"),
			       "There are: 1 (:1), 2 (:7)"));
	assert_non_null(strstr(read_bad(&a, text, "0"), "no go env \"0\""));
	arena_release(&a);
}

#define DOC "{\"schema\":1,\"gomend\":\"9.9\",\"by\":\"script\",\"places\":[" \
	"{\"name\":\"here\",\"state\":\"ready\",\"env\":[\"GOFLAGS=-x\"," \
	"\"GOPROXY=https://u:hush@p\"],\"recording\":{\"values\":[" \
	"{\"name\":\"GOPROXY\",\"value\":\"https://u:hush@p\"},{\"value\":\"\"}]," \
	"\"goenv_text\":\"GO_TOKEN=hush\\nGOX=1\"}}," \
	"{\"name\":\"mute\",\"state\":\"timeout\"}]}"

static void test_document(void **state)
{
	struct arena a = ARENA_INIT;
	struct place p;

	(void)state;
	p = read_ok(&a, DOC, NULL);
	assert_string_equal(p.name, "recorded:x");
	assert_int_equal(p.kind, PLACE_RECORDED);
	assert_int_equal(p.recording->by, RECORDED_BY_SCRIPT);
	assert_string_equal(p.recording->gomend, "9.9");
	/* Whoever wrote it: no secret of it goes on. */
	assert_string_equal(value(&p, "GOPROXY"), "https://***@p");
	assert_string_equal(place_getenv(&p, "GOPROXY"), "https://***@p");
	assert_string_equal(p.recording->goenv_text,
			    "GO_TOKEN=***\nGOX=1\n");
	/* A value without a name is none. */
	assert_int_equal(p.recording->nvalues, 1);
	p = read_ok(&a, DOC, "here");
	assert_non_null(strstr(read_bad(&a, DOC, "mute"), "did not answer"));
	assert_non_null(strstr(read_bad(&a, DOC, "cron"),
			       "There are: here, mute"));
	/* Within a log: the line of the log is told. */
	p = read_ok(&a, "hello\n2024-05-17T12:00:00Z " DOC "\nbye\n", NULL);
	assert_string_equal(place_getenv(&p, "GOFLAGS"), "-x");
	assert_non_null(strstr(read_bad(&a, "a\nb\n{\"schema\":1, ]}\n",
					NULL), "x:3: no valid JSON"));
	assert_non_null(strstr(read_bad(&a, "{\"schema\":1,\n\"x\":\n}", NULL),
			       "x:3: no valid JSON"));
	assert_non_null(strstr(read_bad(&a, "{\"schema\":2,\"places\":[{}]}",
					NULL), "of schema 2"));
	assert_non_null(strstr(read_bad(&a, "{\"schema\":1,\"places\":7}",
					NULL), "no snapshot"));
	assert_non_null(strstr(read_bad(&a, "{\"schema\":1,\"places\":[7]}",
					NULL), "no snapshot"));
	arena_release(&a);
}

/* What is written is read again, and holds no secret and no repository. */
static void test_there_and_back(void **state)
{
	static const char *env[] = { "GOFLAGS=-x", "MY_TOKEN=hush",
				     "GOPROXY=https://hush@p" };
	struct setting s = { .name = "GOPROXY", .value = "https://hush@p",
			     .layer = LAYER_GOENV, .file = "/h/env",
			     .line = 3 };
	struct place_module m = { .dir = "" };
	struct place p, q;
	struct arena a = ARENA_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j;

	(void)state;
	memset(&p, 0, sizeof(p));
	p.name = "login";
	p.kind = PLACE_LOGIN;
	p.state = PLACE_READY;
	p.env = env;
	p.nenv = 3;
	p.settings = &s;
	p.nsettings = 1;
	p.modules = &m;
	p.nmodules = 1;
	j = recording_json(&p, "Linux 6 x86_64");
	strbuf_addstr(&sb, "{\"schema\":1,\"by\":\"gomend\",\"places\":[");
	json_print(&sb, j, false);
	strbuf_addstr(&sb, "]}");
	json_free(j);
	assert_null(strstr(sb.buf, "hush"));
	q = read_ok(&a, sb.buf, "login");
	assert_int_equal(q.nsettings, 1);
	assert_int_equal(q.settings[0].layer, LAYER_GOENV);
	assert_int_equal(q.settings[0].line, 3);
	assert_int_equal(q.nmodules, 0);
	assert_string_equal(q.recording->host, "Linux 6 x86_64");
	strbuf_release(&sb);
	arena_release(&a);
}

static void test_names(void **state)
{
	struct arena a = ARENA_INIT;
	const char *file, *part;

	(void)state;
	assert_false(recording_name(&a, "shell", &file, &part));
	assert_false(recording_name(&a, "recorded:", &file, &part));
	assert_true(recording_name(&a, "recorded:a.json", &file, &part));
	assert_string_equal(file, "a.json");
	assert_null(part);
	assert_true(recording_name(&a, "recorded:/x/a#login", &file, &part));
	assert_string_equal(file, "/x/a");
	assert_string_equal(part, "login");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_lines),
	cmocka_unit_test(test_quotes),
	cmocka_unit_test(test_no_go_env),
	cmocka_unit_test(test_parts),
	cmocka_unit_test(test_document),
	cmocka_unit_test(test_there_and_back),
	cmocka_unit_test(test_names),
};

CM_MAIN(tests)
