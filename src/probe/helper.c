#include "config.h"

#include "probe/helper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

bool helper_main(int argc, char **argv, int *status)
{
	const char *nonce = getenv(HELPER_NONCE);
	char **p;

	if (argc < 2 || strcmp(argv[1], HELPER_ARG) != 0 || !nonce)
		return false;
	/* NUL is the one byte that no variable holds. */
	printf("%s", nonce);
	putchar(0);
	printf("%s", argc > 2 ? argv[2] : "");
	putchar(0);
	for (p = environ; p && *p; p++) {
		printf("%s", *p);
		putchar(0);
	}
	printf("%s", nonce);
	putchar(0);
	*status = fflush(stdout) || ferror(stdout) ? 1 : 0;
	return true;
}

static bool is_ours(struct str pair)
{
	/* "_" is what the shell says of its last command. */
	return str_starts(pair, HELPER_PROGRAM "=") ||
	       str_starts(pair, HELPER_NONCE "=") || str_starts(pair, "_=");
}

bool helper_read(struct str printed, const char *nonce, struct envset *env,
		 struct str *go_word)
{
	struct str rest, word;
	size_t at = str_search(printed, nonce), n = strlen(nonce);

	if (at == printed.len)
		return false;
	rest = str_sub(printed, at + n, printed.len - at - n);
	/* A shell that traces (set -x) shows the word as well: look on. */
	while (!rest.len || rest.p[0]) {
		at = str_search(rest, nonce);
		if (at == rest.len)
			return false;
		rest = str_sub(rest, at + n, rest.len - at - n);
	}
	rest = str_sub(rest, 1, rest.len - 1);
	if (!str_cut(&rest, '\0', go_word))
		return false;
	while (str_cut(&rest, '\0', &word)) {
		if (str_is(word, nonce))
			return true;
		if (!is_ours(word))
			envset_put_pair(env, word);
	}
	return false;
}
