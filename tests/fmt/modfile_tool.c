/*
 * modfile_tool json RELEASE FILE...
 *	what `go mod edit -json FILE` of the release prints, for each file
 * modfile_tool generate DIR COUNT SEED FILE...
 *	make COUNT broken and whole files in DIR out of the given ones
 * modfile_tool problems FILE...
 *	what each release says of the files
 * modfile_tool edit FILE KIND [PATH [VERSION [NEW-PATH [NEW-VERSION]]]]
 *	the file after a change; a missing or empty argument is none
 * modfile_tool gosum MODULE VERSION HASH FILE...
 *	what go 1.22 makes of the go.mod of a module with that go.sum
 * modfile_tool vendor GO.MOD MODULES.TXT...
 *	in what the files disagree, as go says it
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "fmt/gomod.h"
#include "fmt/gomodedit.h"
#include "fmt/gosum.h"
#include "fmt/modfile.h"
#include "fmt/modulestxt.h"

static struct str read_file(struct arena *a, const char *name)
{
	struct strbuf sb = STRBUF_INIT;
	FILE *in = fopen(name, "rb");
	struct str s;
	size_t n;

	if (!in) {
		perror(name);
		exit(1);
	}
	do {
		n = fread(strbuf_room(&sb, 65536), 1, 65536, in);
		strbuf_advance(&sb, n);
	} while (n);
	fclose(in);
	/* Exactly as long as the text, so that a read beyond it is seen. */
	s.len = sb.len;
	s.p = arena_memdup(a, sb.len ? sb.buf : "", sb.len ? sb.len : 1);
	strbuf_release(&sb);
	return s;
}

static void json(const char *release, const char *name)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	const char *text;

	printf("== %s\n", name);
	if (modfile_json(&a, read_file(&a, name), name, release, &text,
			 &err) == 0)
		printf("%s", text);
	else
		printf("%s\nrefused\n", err.message);
	error_release(&err);
	arena_release(&a);
}

static void problems(const char *name)
{
	struct arena a = ARENA_INIT;
	struct gomod_problem *p;
	size_t i, n;

	gomod_problems(&a, read_file(&a, name), modfile_is_work(name), &p, &n);
	for (i = 0; i < n; i++)
		printf("%s:%d:%d: [%s-%s] %s\n", name, p[i].line, p[i].col,
		       p[i].from ? p[i].from : "",
		       p[i].until ? p[i].until : "", p[i].message);
	arena_release(&a);
}

static const char *const kinds[] = {
	[GOMODEDIT_SET_MODULE] = "set-module",
	[GOMODEDIT_SET_GO] = "set-go",
	[GOMODEDIT_SET_TOOLCHAIN] = "set-toolchain",
	[GOMODEDIT_SET_REQUIRE] = "set-require",
	[GOMODEDIT_DROP_REQUIRE] = "drop-require",
	[GOMODEDIT_SET_REPLACE] = "set-replace",
	[GOMODEDIT_DROP_REPLACE] = "drop-replace",
	[GOMODEDIT_ADD_EXCLUDE] = "add-exclude",
	[GOMODEDIT_DROP_EXCLUDE] = "drop-exclude",
	[GOMODEDIT_ADD_TOOL] = "add-tool",
	[GOMODEDIT_DROP_TOOL] = "drop-tool",
	[GOMODEDIT_ADD_USE] = "add-use",
	[GOMODEDIT_DROP_USE] = "drop-use",
};

static int edit(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct gomodedit c = {
		.path = argc > 2 ? argv[2] : NULL,
		.version = argc > 3 ? argv[3] : NULL,
		.new_path = argc > 4 ? argv[4] : NULL,
		.new_version = argc > 5 ? argv[5] : NULL,
	};
	struct str out;
	size_t k = 0;
	int rc;

	while (k < ARRAY_SIZE(kinds) && strcmp(kinds[k], argv[1]) != 0)
		k++;
	if (k == ARRAY_SIZE(kinds)) {
		fprintf(stderr, "%s is no kind of change\n", argv[1]);
		return 2;
	}
	c.kind = (enum gomodedit_kind)k;
	rc = gomodedit_apply(&a, read_file(&a, argv[0]),
			     modfile_is_work(argv[0]), &c, 1, &out, &err);
	if (rc < 0)
		fprintf(stderr, "%s\n", err.message);
	else
		fwrite(out.p, 1, out.len, stdout);
	error_release(&err);
	arena_release(&a);
	return rc < 0;
}

/* go takes the first hash that is the right one, or an h1: that is not. */
static const char *gosum_verdict(struct arena *a, const struct gosum_reader *r,
				 char **want)
{
	struct str hash;
	size_t i, at = 0;

	for (i = 0; i < r->nissues; i++)
		if (r->issues[i].message)
			return arena_printf(a, "%d: %s", r->issues[i].line,
					    r->issues[i].message);
	while (gosum_find(r, str_from(want[0]), str_from(want[1]), &at, &hash,
			  NULL)) {
		if (str_is(hash, want[2]))
			return "fine";
		if (str_starts(hash, "h1:"))
			return "mismatch";
	}
	return "missing";
}

static void gosum(char **want, const char *name)
{
	struct arena a = ARENA_INIT;
	struct gosum_reader *r = gosum_open(NULL);

	(void)gosum_feed(r, read_file(&a, name));
	gosum_finish(r);
	printf("== %s\n%s\n", name, gosum_verdict(&a, r, want));
	gosum_close(r);
	arena_release(&a);
}

static const struct modrule_replace *find_replace(const struct gomod *m,
						  const char *path,
						  const char *version)
{
	const struct modrule_replace *any = NULL, *hit = NULL;
	size_t i;

	for (i = 0; i < m->f.nreplaces; i++) {
		const struct modrule_replace *r = &m->f.replaces[i];

		if (!str_is(r->old.path, path))
			continue;
		if (!r->old.version.len)
			any = r;
		else if (version && str_is(r->old.version, version))
			hit = r;
	}
	return hit ? hit : any;
}

static const char *at_version(struct arena *a, const char *path,
			      const char *version)
{
	return cstr_empty(version) ? path :
		arena_printf(a, "%s@%s", path, version);
}

/* checkVendorConsistency of cmd/go/internal/modload, for one module. */
static void vendor(const char *gomod, const char *modules)
{
	struct arena a = ARENA_INIT;
	const struct gomod *m = gomod_parse(&a, read_file(&a, gomod),
					    GORELEASE_NEWEST);
	const struct modulestxt *v = modulestxt_parse(&a,
						      read_file(&a, modules));
	const struct modulestxt_module *x;
	size_t i, k;

	printf("== %s\n", modules);
	for (i = 0; i < m->nrequires; i++) {
		const struct modrule_version *r = &m->requires[i].mod;

		x = modulestxt_find(v, r->path.p, r->version.p);
		if (!x || !x->is_explicit)
			printf("\t%s: is explicitly required in go.mod, but "
			       "not marked as explicit in "
			       "vendor/modules.txt\n",
			       at_version(&a, r->path.p, r->version.p));
	}
	for (i = 0; i < m->f.nreplaces; i++) {
		const struct modrule_version *o = &m->f.replaces[i].old;
		const struct modrule_replace *r = find_replace(m, o->path.p,
							       o->version.p);
		const char *name = at_version(&a, o->path.p, o->version.p);

		x = modulestxt_find(v, o->path.p,
				    o->version.len ? o->version.p : NULL);
		if (!x || !x->replace_path)
			printf("\t%s: is replaced in go.mod, but not marked "
			       "as replaced in vendor/modules.txt\n", name);
		else if (!str_is(r->new.path, x->replace_path) ||
			 !str_eq(r->new.version,
				 str_from(x->replace_version)))
			printf("\t%s: is replaced by %s in go.mod, but marked "
			       "as replaced by %s in vendor/modules.txt\n",
			       name, at_version(&a, r->new.path.p,
						r->new.version.p),
			       at_version(&a, x->replace_path,
					  x->replace_version));
	}
	for (i = 0; i < v->nlisted; i++) {
		x = v->listed[i];
		for (k = 0; k < m->nrequires; k++)
			if (str_is(m->requires[k].mod.path, x->path) &&
			    x->version &&
			    str_is(m->requires[k].mod.version, x->version))
				break;
		if (x->is_explicit && k == m->nrequires)
			printf("\t%s: is marked as explicit in "
			       "vendor/modules.txt, but not explicitly "
			       "required in go.mod\n",
			       at_version(&a, x->path, x->version));
	}
	for (i = 0; i < v->nreplaced; i++) {
		x = v->replaced[i];
		if (!find_replace(m, x->path, x->version))
			printf("\t%s: is marked as replaced in "
			       "vendor/modules.txt, but not replaced in "
			       "go.mod\n",
			       at_version(&a, x->path, x->version));
	}
	arena_release(&a);
}

static unsigned long state;

static size_t random_below(size_t n)
{
	state = (state * 1103515245UL + 12345UL) & 0x7fffffffUL;
	return n ? (state >> 8) % n : 0;
}

static const char *const words[] = {
	"module", "go", "toolchain", "godebug", "require", "exclude",
	"replace", "retract", "tool", "ignore", "use", "=>", "(", ")", "[",
	"]", "{", "}", ",", "\"\"", "\"", "`", "``", "'x'", "\"a b\"",
	"\"a\\tb\"", "\"a\\qb\"", "`a b`", "//", "// indirect", "//indirect",
	"// indirect; x", "// indirect ;", "// Deprecated: old", "//",
	"/*", "*/", "//x", "a//b", "a/*b", "1", "1.1", "1.21", "1.21.0",
	"1.21rc1", "1.21.1rc2", "1.20.3", "1.x", "v1.21", "go1.21", "01.21",
	"1.021", "1.21.01", "1.21-x", "1.99", "2.0", "go1.21.3", "go1",
	"go1.", "go1x", "go2", "default", "local", "go1.22.0-custom", "v1",
	"v1.2", "v1.2.3", "v0.0.0", "v2.0.0", "v2.0.0+incompatible",
	"v1.2.3+meta", "v1.2.3-pre.1", "v1.2.3-01", "v01.2.3", "1.2.3",
	"latest", "master", "v0.0.0-20200106030405-a06fbd7ee88f",
	"v3.1.4", "\"v1.2.3\"", "\"v1.2.3", "example.com/a",
	"example.com/a/v2", "example.com/a/v1", "example.com/a/v2.1",
	"example.com/a/v02", "gopkg.in/a.v1", "gopkg.in/a.v2-unstable",
	"gopkg.in/a", "example.com/A@v1.0.0", "a", ".", "..", "./x", "../x",
	"/x", ".\\x", "..\\x", "\\x", "c:\\x", "c:/x", "x\\y", "\"./a b\"",
	"k=v", "k", "=v", "k=", "k=v,w", "<html>&", "\"<b>&\\u2028\\x00\"",
	"\xc3\xa9", "\xe4\xb8\xad", "\xf0\x9f\xab\xa8", "\xff", "\xc3",
	"\xe2\x80\xa8", "\xc2\xa0", "\xef\xbb\xbf", "\x01", "\x7f", "\x0c",
	"\r", "\t", "\"\\xff\\b\\f\\u00e9\"", "\"\xff\"", "<<<<<<<",
	"=======", ">>>>>>>",
};

static const char *const lines[] = {
	"module example.com/m", "module \"example.com/m\"",
	"module `example.com/m`", "module a b", "module",
	"module (\n\texample.com/m\n)", "// Deprecated: use other\n//\n// more",
	"// words\n//\n// Deprecated:   x\n// y\nmodule example.com/d",
	"module example.com/d // Deprecated: x", "go 1.16", "go 1.21.0",
	"go 1.21rc1", "go", "go 1.20 1.21", "go (\n\t1.20\n)",
	"toolchain go1.22.0", "toolchain local", "toolchain default",
	"toolchain", "godebug default=go1.21", "godebug a", "godebug a=b c",
	"godebug (\n\ta=b\n\tc=d\n)", "godebug a=\"b\"",
	"require example.com/a v1.0.0 // indirect",
	"require example.com/a v2.0.0", "require example.com/a",
	"require example.com/a/v1 v1.0.0", "require \"\" v1.0.0",
	("require (\n\texample.com/a v1.0.0 // indirect; why\n\n\t// above\n"
	 "\texample.com/b v1.1 // other\n)"),
	"require ()", "require (\n)", "require ( ) // x", "require (a b)",
	"require ( // x\n\texample.com/a v1.0.0\n) // y",
	"exclude example.com/a v1.0.0", "exclude example.com/a v1.0.0",
	"exclude example.com/b v1", "exclude x",
	"replace example.com/a => ../a", "replace example.com/a => ..",
	"replace example.com/a => .",
	"replace example.com/a v1.0.0 => example.com/b v1.0.0",
	"replace example.com/a => example.com/b",
	"replace example.com/a => example.com/b@v1.0.0",
	"replace example.com/a => ../b v1.0.0",
	"replace example.com/a => ..\\b", "replace a b c d e f",
	"replace example.com/a => ../other",
	"replace example.com/a/v2 v1.0.0 => ./x",
	"replace (\n\texample.com/a => ./a\n\texample.com/a v1.0.0 => ./b\n)",
	"retract v1.0.0 // bad", "retract [v1.0.0, v1.1.0]",
	"// why\n// so\nretract v1.0.0", "retract", "retract [", "retract [v1",
	"retract [v1,", "retract [v1, v2", "retract [v1, v2] x", "retract (",
	"retract junk", "retract v1.0.0 v1.1.0", "retract \"v1", "retract ''",
	"// all\nretract (\n\tv1.0.0\n\tv1.1.0 // this\n\t[v1.2.0, v1.3.0]\n)",
	"tool example.com/t/cmd", "tool (\n\texample.com/t\n\t./x\n)",
	"tool a b", "tool example.com/t/cmd", "ignore ./node_modules",
	"ignore (\n\tstatic\n\t./x\n)", "ignore", "use .", "use ./a",
	"use (\n\t./a\n\t\"./b c\"\n)", "use", "use a b", "use \"\"",
	"unknown x", "unknown (\n\tx\n)", "a b (\n\tx\n)", "( (\n)", ")", "]",
	"<<<<<<< HEAD", "=======", ">>>>>>> b", "x (", "require (\n",
	") x", "/* c */", "module x /* c */", "\"abc", "`abc", "\"a\\\nb\"",
	"\"a\\", "// just a comment", "", "   ", "\t// c",
	"\xef\xbb\xbfmodule x", "module x\r", "v \"a\" `b`",
};

static struct str pick_line(struct str s, size_t *start)
{
	size_t n = 1, i, k;

	for (i = 0; i < s.len; i++)
		n += s.p[i] == '\n';
	k = random_below(n);
	for (i = 0; i < s.len && k; i++)
		k -= s.p[i] == '\n';
	*start = i;
	s = str_sub(s, i, s.len - i);
	i = str_find(s, '\n');
	return str_sub(s, 0, i < s.len ? i + 1 : i);
}

/* A word, a blank or a mark of the text. */
static struct str pick_token(struct str s, size_t *start)
{
	size_t a, b, from;
	struct str line = pick_line(s, &from);

	a = random_below(line.len + 1);
	while (a && !strchr(" \t\n,[]()", line.p[a - 1]))
		a--;
	for (b = a; b < line.len && !strchr(" \t\n,[]()", line.p[b]); b++)
		;
	*start = from + a;
	return str_sub(line, a, b - a);
}

static void splice(struct strbuf *sb, size_t at, size_t drop, struct str add)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_add(&out, sb->buf, at);
	strbuf_adds(&out, add);
	strbuf_add(&out, sb->buf + at + drop, sb->len - at - drop);
	strbuf_release(sb);
	*sb = out;
}

static void crlf(struct strbuf *sb)
{
	struct strbuf out = STRBUF_INIT;
	size_t i;

	for (i = 0; i < sb->len; i++) {
		if (sb->buf[i] == '\n')
			strbuf_addch(&out, '\r');
		strbuf_addch(&out, sb->buf[i]);
	}
	strbuf_release(sb);
	*sb = out;
}

static void mutate(struct strbuf *sb)
{
	static const char bytes[] = "\n\n\t ()[],\"`'/\\*.v01=>\r\x7f\xc3#";
	struct str s = strbuf_str(sb), part, word;
	size_t at;
	char c;

	switch (random_below(12)) {
	case 0:
		part = pick_line(s, &at);
		splice(sb, at, part.len, STR_NONE);
		break;
	case 1:
		part = pick_line(s, &at);
		splice(sb, at, 0, part);
		break;
	case 2:
	case 3:
	case 4: {
		struct strbuf line = STRBUF_INIT;

		(void)pick_line(s, &at);
		strbuf_addstr(&line, lines[random_below(ARRAY_SIZE(lines))]);
		strbuf_addch(&line, '\n');
		splice(sb, at, 0, strbuf_str(&line));
		strbuf_release(&line);
		break;
	}
	case 5:
	case 6:
	case 7:
		part = pick_token(s, &at);
		word = str_from(words[random_below(ARRAY_SIZE(words))]);
		splice(sb, at, part.len, word);
		break;
	case 8: {
		struct strbuf w = STRBUF_INIT;

		(void)pick_token(s, &at);
		strbuf_addf(&w, " %s ",
			    words[random_below(ARRAY_SIZE(words))]);
		splice(sb, at, 0, strbuf_str(&w));
		strbuf_release(&w);
		break;
	}
	case 9:
		c = bytes[random_below(sizeof(bytes) - 1)];
		splice(sb, random_below(s.len + 1), 0, (struct str){ &c, 1 });
		break;
	case 10:
		if (s.len)
			splice(sb, random_below(s.len), 1, STR_NONE);
		break;
	default:
		if (random_below(4) == 0)
			crlf(sb);
		else if (random_below(3) == 0)
			strbuf_setlen(sb, random_below(s.len + 1));
		break;
	}
}

/* At most `max` lines of a seed, from a random place on. */
static struct str window(struct str s, size_t max)
{
	size_t at, i, n = 0;

	if (random_below(2) == 0)
		at = 0;
	else
		(void)pick_line(s, &at);
	s = str_sub(s, at, s.len - at);
	for (i = 0; i < s.len && n < max; i++)
		n += s.p[i] == '\n';
	return str_sub(s, 0, i);
}

static void generate(const char *dir, size_t count, char **seeds,
		     size_t nseeds)
{
	size_t i, k;

	for (i = 0; i < count; i++) {
		struct arena a = ARENA_INIT;
		struct strbuf sb = STRBUF_INIT;
		const char *seed = seeds[random_below(nseeds)];
		const char *name = arena_printf(&a, "%s/%05zu.%s", dir, i,
			modfile_is_work(seed) ? "work" : "mod");
		FILE *out;

		strbuf_adds(&sb, window(read_file(&a, seed), 30));
		for (k = random_below(5); k; k--)
			mutate(&sb);
		out = fopen(name, "wb");
		if (!out || fwrite(sb.buf, 1, sb.len, out) != sb.len ||
		    fclose(out) != 0) {
			perror(name);
			exit(1);
		}
		strbuf_release(&sb);
		arena_release(&a);
	}
}

int main(int argc, char **argv)
{
	int i;

	if (argc > 3 && !strcmp(argv[1], "json")) {
		for (i = 3; i < argc; i++)
			json(argv[2], argv[i]);
	} else if (argc > 5 && !strcmp(argv[1], "generate")) {
		state = strtoul(argv[4], NULL, 10);
		generate(argv[2], strtoul(argv[3], NULL, 10), argv + 5,
			 (size_t)argc - 5);
	} else if (argc > 2 && !strcmp(argv[1], "problems")) {
		for (i = 2; i < argc; i++)
			problems(argv[i]);
	} else if (argc > 5 && !strcmp(argv[1], "gosum")) {
		for (i = 5; i < argc; i++)
			gosum(argv + 2, argv[i]);
	} else if (argc > 3 && !strcmp(argv[1], "vendor")) {
		for (i = 3; i < argc; i++)
			vendor(argv[2], argv[i]);
	} else if (argc > 3 && !strcmp(argv[1], "edit")) {
		return edit(argc - 2, argv + 2);
	} else {
		fprintf(stderr, "usage: modfile_tool json|generate|problems|"
			"edit|gosum|vendor ...\n");
		return 2;
	}
	return 0;
}
