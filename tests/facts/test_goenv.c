/* Layers, hidden values and refusals; the values themselves: t-goenv-oracle. */
#include "config.h"

#include "tests/cm.h"

#include "base/str.h"
#include "facts/goenv.h"

struct world {
	struct arena a;
	struct goenv_input in;
	struct goenvfile user, go_env;
	const char *env[8];
	struct setting *rows;
	size_t n;
};

static void set_up(struct world *w, const char *version, const char *user,
		   const char *go_env)
{
	memset(w, 0, sizeof(*w));
	w->in.env = w->env;
	w->in.version = version;
	w->in.own_goroot = "/go";
	w->in.hostos = "linux";
	w->in.hostarch = "amd64";
	w->env[w->in.nenv++] = "HOME=/home/u";
	if (user) {
		goenvfile_parse(&w->a, str_from(user), &w->user);
		w->in.user = &w->user;
		w->in.user_path = "/home/u/.config/go/env";
	}
	if (go_env) {
		goenvfile_parse(&w->a, str_from(go_env), &w->go_env);
		w->in.goroot_env = &w->go_env;
		w->in.goroot_env_path = "/go/go.env";
	}
}

static const struct setting *get(struct world *w, const char *name)
{
	size_t i;

	goenv_settings(&w->a, &w->in, &w->rows, &w->n);
	for (i = 0; i < w->n; i++)
		if (cstr_eq(w->rows[i].name, name))
			return &w->rows[i];
	return NULL;
}

static const char usual[] = "GOPROXY=https://proxy.golang.org,direct\n"
			    "GOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

static void layers(void **state)
{
	struct world w;
	const struct setting *s;

	(void)state;
	set_up(&w, "go1.24.4", "\nGOPROXY=https://p.example\n", usual);
	s = get(&w, "GOPROXY");
	assert_string_equal(s->value, "https://p.example");
	assert_int_equal(s->layer, LAYER_GOENV);
	assert_string_equal(s->file, "/home/u/.config/go/env");
	assert_int_equal(s->line, 2);
	assert_int_equal(s->nhidden, 1);
	assert_int_equal(s->hidden[0].layer, LAYER_GOROOT);

	w.env[w.in.nenv++] = "GOPROXY=direct";
	s = get(&w, "GOPROXY");
	assert_int_equal(s->layer, LAYER_PROCESS);
	assert_null(s->file);
	assert_int_equal(s->nhidden, 2);
	assert_int_equal(s->hidden[0].layer, LAYER_GOENV);
	assert_string_equal(s->hidden[0].value, "https://p.example");
	assert_int_equal(s->hidden[0].line, 2);

	s = get(&w, "GOSUMDB");
	assert_int_equal(s->layer, LAYER_GOROOT);
	assert_int_equal(s->line, 2);
	s = get(&w, "GOBIN");
	assert_int_equal(s->layer, LAYER_DEFAULT);
	assert_string_equal(s->value, "");
	assert_int_equal(get(&w, "GOGCCFLAGS")->known, KNOWN_UNKNOWN);
	arena_release(&w.a);
}

static void empty_counts_as_unset(void **state)
{
	struct world w;
	const struct setting *s;

	(void)state;
	set_up(&w, "go1.22.0", NULL, usual);
	w.env[w.in.nenv++] = "GOPROXY=";
	s = get(&w, "GOPROXY");
	assert_int_equal(s->layer, LAYER_GOROOT);
	assert_true(msg_is_set(&s->note));
	/* In the go env file an empty value hides go.env. */
	goenvfile_parse(&w.a, STR_LIT("GOPROXY=\n"), &w.user);
	w.in.user = &w.user;
	w.in.user_path = "/f";
	s = get(&w, "GOPROXY");
	assert_string_equal(s->value, "");
	assert_int_equal(s->layer, LAYER_GOENV);
	arena_release(&w.a);
}

static void no_go(void **state)
{
	struct world w;

	(void)state;
	set_up(&w, NULL, "GOFLAGS=-v\n", NULL);
	w.in.own_goroot = NULL;
	assert_int_equal(get(&w, "GOVERSION")->known, KNOWN_UNKNOWN);
	assert_int_equal(get(&w, "GOROOT")->known, KNOWN_UNKNOWN);
	assert_string_equal(get(&w, "GOFLAGS")->value, "-v");
	assert_string_equal(get(&w, "GOPATH")->value, "/home/u/go");
	assert_string_equal(get(&w, "GOTOOLCHAIN")->value, "auto");
	assert_null(goenv_broken(&w.a, &w.in, w.rows, w.n));
	arena_release(&w.a);
}

static void names_of_releases(void **state)
{
	static const struct {
		const char *version;
		size_t n;
	} rows[] = {
		{ "go1.19.8", 39 }, { "go1.21.13", 40 }, { "go1.22.12", 40 },
		{ "go1.23.5", 43 }, { "go1.24.4", 46 }, { "go1.26.8", 46 },
	};
	struct world w;
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		set_up(&w, rows[i].version, NULL, usual);
		(void)get(&w, "GOOS");
		assert_int_equal(w.n, rows[i].n);
		for (k = 1; k < w.n; k++)
			assert_true(strcmp(w.rows[k - 1].name,
					   w.rows[k].name) < 0);
		arena_release(&w.a);
	}
}

static void refusals(void **state)
{
	static const struct {
		const char *version, *var, *said;
	} rows[] = {
		{ "go1.19.8", "GOFLAGS='x", "go: parsing $GOFLAGS: non-flag "
					    "\"'x\"" },
		{ "go1.24.4", "GOFLAGS='x", "go: parsing $GOFLAGS: "
					    "unterminated ' string" },
		{ "go1.24.4", "GOFLAGS=-nosuch", "go: parsing $GOFLAGS: "
						 "unknown flag -nosuch" },
		/* A newer go than the table may know the flag. */
		{ "go1.40.0", "GOFLAGS=-nosuch", NULL },
		{ "go1.24.4", "GOFLAGS=--v -ldflags=-s", NULL },
		{ "go1.24.4", "GO111MODULE=ON", "go: unknown environment "
						"setting GO111MODULE=ON" },
		{ "go1.24.4", "GOPATH=~/go", "go: GOPATH entry cannot start "
					     "with shell metacharacter '~': "
					     "\"~/go\"" },
		{ "go1.24.4", "GOPATH=/a:b", "go: GOPATH entry is relative; "
					     "must be absolute path: \"b\"." },
		{ "go1.22.0", "GOAMD64=v9", "go: invalid GOAMD64: must be v1, "
					    "v2, v3, v4" },
		{ "go1.23.0", "GOAMD64=v9", NULL },
		{ "go1.24.4", "GOCACHE=off", NULL },
	};
	struct world w;
	const char *said;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		set_up(&w, rows[i].version, NULL, NULL);
		w.env[w.in.nenv++] = rows[i].var;
		(void)get(&w, "GOOS");
		said = goenv_broken(&w.a, &w.in, w.rows, w.n);
		if (rows[i].said)
			assert_string_equal(said, rows[i].said);
		else
			assert_null(said);
		arena_release(&w.a);
	}
}

static void splitting(void **state)
{
	struct arena a = ARENA_INIT;
	const char **words, *problem;
	size_t n;

	(void)state;
	assert_true(goenv_split(&a, " -a '-b c'\t\"d'e\" f", &words, &n,
				&problem));
	assert_int_equal(n, 4);
	assert_string_equal(words[1], "-b c");
	assert_string_equal(words[2], "d'e");
	assert_false(goenv_split(&a, "a \"b", &words, &n, &problem));
	assert_string_equal(problem, "unterminated \" string");
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layers),
		cmocka_unit_test(empty_counts_as_unset),
		cmocka_unit_test(no_go),
		cmocka_unit_test(names_of_releases),
		cmocka_unit_test(refusals),
		cmocka_unit_test(splitting),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
