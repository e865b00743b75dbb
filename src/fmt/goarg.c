#include "config.h"

#include "fmt/goarg.h"

#include <string.h>

struct reader {
	struct arena *a;
	struct goarg **list;
	size_t *n;
	const char *base;	/* of the file */
	bool go, command;	/* behind "go", behind its command */
};

static bool is_path(struct str w)
{
	size_t i;

	if (!w.len || strchr("-./", w.p[0]) ||
	    str_find(w, '/') == w.len)
		return false;
	for (i = 0; i < w.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~./",
			    w.p[i]))
			return false;
	return true;
}

static void word(struct reader *r, struct str w, int line)
{
	struct goarg *g;

	if (!w.len)
		return;
	if (str_is_word(w, "go @go -go $(GO) ${GO} $GO @$(GO)")) {
		r->go = true;
		r->command = false;
		return;
	}
	if (!r->go)
		return;
	if (!r->command) {
		r->command = r->go = str_is_word(w,
			"build install test run vet list generate fmt doc");
		return;
	}
	if (str_ends(w, "/..."))
		w.len -= strlen("/...");
	if (!is_path(w))
		return;
	g = ARENA_PUSH(r->a, *r->list, *r->n);
	*g = (struct goarg){
		.line = line, .path = arena_strndup(r->a, w.p, w.len),
		.start = (size_t)(w.p - r->base),
		.end = (size_t)(w.p - r->base) + w.len,
	};
}

static void words(struct reader *r, struct str line, int n)
{
	size_t from = 0, i;

	for (i = 0; i <= line.len; i++) {
		char c = i < line.len ? line.p[i] : ' ';
		bool ends = strchr(";&|`)", c) != NULL;

		/* "$(GO)" is a word, "$(go list" begins one. */
		if (c == ')' && i >= 4 &&
		    str_ends(str_sub(line, 0, i), "$(GO"))
			continue;
		if (c == '(' && !str_starts(str_sub(line, i, line.len - i),
					    "(GO)"))
			ends = true;
		if (!ends && !strchr(" \t\r\"',[]", c))
			continue;
		word(r, str_sub(line, from, i - from), n);
		from = i + 1;
		if (ends)
			r->go = r->command = false;
	}
}

void goarg_read(struct arena *a, struct str bytes, struct goarg **list,
		size_t *n)
{
	struct reader r = { a, list, n, bytes.p, false, false };
	struct str rest = bytes, line;
	bool goes_on = false;
	int number = 0;

	*list = NULL;
	*n = 0;
	while (str_line(&rest, &line)) {
		number++;
		if (!goes_on)
			r.go = r.command = false;
		if (str_starts(str_trim(line), "#"))
			continue;
		words(&r, line, number);
		goes_on = str_ends(str_trim(line), "\\");
	}
}
