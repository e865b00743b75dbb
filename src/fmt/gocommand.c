#include "config.h"

#include "fmt/gocommand.h"

#include "base/mem.h"

/* What may stand between commands, or around one. */
static bool parts_commands(char c)
{
	return strchr(";|&()\n`{}", c) != NULL;
}

static bool is_one_of(struct str s, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(s, words[i]))
			return true;
	return false;
}

/* The next word of a command; false at its end. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t i = 0, start;
	char quote = 0;

	while (i < rest->len && (rest->p[i] == ' ' || rest->p[i] == '\t' ||
				 rest->p[i] == '\\' || rest->p[i] == '\r' ||
				 rest->p[i] == '\n'))
		i++;
	start = i;
	for (; i < rest->len; i++) {
		char c = rest->p[i];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
			break;
		}
	}
	*word = str_sub(*rest, start, i - start);
	*rest = str_sub(*rest, i, rest->len - i);
	return word->len > 0;
}

/* NAME=value in front of a command. */
static bool is_assignment(struct str w)
{
	size_t eq = str_find(w, '='), i;

	if (!eq || eq >= w.len)
		return false;
	for (i = 0; i < eq; i++)
		if (!(w.p[i] == '_' || (w.p[i] >= 'A' && w.p[i] <= 'Z') ||
		      (w.p[i] >= 'a' && w.p[i] <= 'z') ||
		      (w.p[i] >= '0' && w.p[i] <= '9')))
			return false;
	return true;
}

/* Tools of the release itself, which read no go.mod (1.18 to 1.26); others are
 * those that go.mod names. */
static bool is_own_tool(struct str name)
{
	static const char *const names[] = {
		"addr2line", "asm", "buildid", "cgo", "compile", "covdata",
		"cover", "dist", "doc", "link", "nm", "objdump", "pack",
		"pprof", "test2json", "trace",
	};

	return is_one_of(name, names, ARRAY_SIZE(names));
}

static enum gocommand of_go(struct str rest, struct str *verb_out)
{
	static const char *const module[] = {
		"build", "test", "vet", "list", "generate", "mod", "fix",
		"tool", "work",
	};
	struct str verb, word;
	bool versioned = false;

	/* go -C dir build */
	while (next_word(&rest, &verb) && verb.p[0] == '-')
		if (str_is(verb, "-C"))
			(void)next_word(&rest, &word);
	*verb_out = verb;
	if (is_one_of(verb, module, ARRAY_SIZE(module))) {
		if (str_is(verb, "mod") && next_word(&rest, &word) &&
		    str_is(word, "init"))
			return GOCOMMAND_TOOL;
		if (str_is(verb, "tool") && next_word(&rest, &word) &&
		    is_own_tool(word))
			return GOCOMMAND_TOOL;
		return GOCOMMAND_MODULE;
	}
	if (str_is(verb, "install") || str_is(verb, "run")) {
		while (next_word(&rest, &word))
			versioned = versioned ||
				(word.p[0] != '-' &&
				 str_find(word, '@') < word.len);
		return versioned ? GOCOMMAND_TOOL : GOCOMMAND_MODULE;
	}
	return verb.len ? GOCOMMAND_TOOL : GOCOMMAND_NONE;
}

static enum gocommand of_command(struct str rest, struct str *verb)
{
	static const char *const before[] = {
		"sudo", "env", "time", "exec", "nice", "then", "do", "else",
		"if", "!", "xvfb-run", "command", "while", "until",
	};
	static const char *const elsewhere[] = {
		"make", "gmake", "mage", "task", "just", "bazel", "goreleaser",
		"golangci-lint", "ko", "sh", "bash",
	};
	struct str word;

	while (next_word(&rest, &word)) {
		size_t slash;

		if (is_assignment(word) ||
		    is_one_of(word, before, ARRAY_SIZE(before)))
			continue;
		if (str_starts(word, "./"))
			return GOCOMMAND_ELSEWHERE;
		slash = str_find_last(word, '/');
		if (slash < word.len)
			word = str_sub(word, slash + 1, word.len - slash - 1);
		if (str_is(word, "go"))
			return of_go(rest, verb);
		return is_one_of(word, elsewhere, ARRAY_SIZE(elsewhere)) ?
		       GOCOMMAND_ELSEWHERE : GOCOMMAND_NONE;
	}
	return GOCOMMAND_NONE;
}

/* The command at or behind *at; false at the end of the script. */
static bool next_command(struct str script, size_t *from, struct str *command)
{
	size_t at = *from;

	while (at < script.len) {
		size_t end = at;
		char quote = 0;

		if (script.p[at] == '#') {
			at += str_find(str_sub(script, at, script.len - at),
				       '\n') + 1;
			continue;
		}
		for (; end < script.len; end++) {
			char c = script.p[end];

			if (quote) {
				if (c == quote)
					quote = 0;
				/* $(…) in "…" runs, too; rough is enough. */
				else if (quote == '"' && c == '(')
					break;
			} else if (c == '"' || c == '\'') {
				quote = c;
			} else if (c == '\n' && end > at &&
				   script.p[end - 1] == '\\') {
				continue;
			} else if (parts_commands(c) ||
				   (c == '#' && end > at &&
				    strchr(" \t", script.p[end - 1]))) {
				break;
			}
		}
		*command = str_sub(script, at, end - at);
		/* A comment goes to the end of its line. */
		at = end + (end < script.len && script.p[end] != '#');
		while (at < script.len && (script.p[at] == ' ' ||
					   script.p[at] == '\t'))
			at++;
		*from = at;
		return true;
	}
	return false;
}

enum gocommand gocommand_find(struct str script)
{
	enum gocommand best = GOCOMMAND_NONE, k;
	struct str command, verb;
	size_t at = 0;

	while (next_command(script, &at, &command)) {
		k = of_command(command, &verb);
		if (k > best)
			best = k;
	}
	return best;
}

/* Of "then go build", "go build". */
static struct str without_keywords(struct str command)
{
	static const char *const words[] = {
		"then", "do", "else", "if", "while", "until", "!", "time",
	};
	struct str rest = command, word;

	while (next_word(&rest, &word) &&
	       is_one_of(word, words, ARRAY_SIZE(words)))
		command = rest;
	return str_trim(command);
}

bool gocommand_build(struct str script, struct str *out)
{
	static const char *const verbs[] = {
		"build", "install", "run", "test", "vet",
	};
	struct str command, verb;
	size_t at = 0;

	while (next_command(script, &at, &command)) {
		verb = STR_NONE;
		if (of_command(command, &verb) != GOCOMMAND_MODULE ||
		    !is_one_of(verb, verbs, ARRAY_SIZE(verbs)))
			continue;
		*out = without_keywords(command);
		return true;
	}
	return false;
}

bool gocommand_mod(struct str script, const char *what, struct str *out)
{
	struct str command, verb, rest, word;
	size_t at = 0;

	while (next_command(script, &at, &command)) {
		verb = STR_NONE;
		if (of_command(command, &verb) == GOCOMMAND_NONE ||
		    !str_is(verb, "mod"))
			continue;
		rest = str_sub(verb, verb.len, 0);
		rest.len = (size_t)(command.p + command.len - rest.p);
		while (next_word(&rest, &word) && word.p[0] == '-')
			;
		if (!str_is(word, what))
			continue;
		*out = without_keywords(command);
		return true;
	}
	return false;
}
