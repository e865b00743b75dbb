#include "config.h"

#include "base/diff.h"

#include <stdint.h>
#include <string.h>

#define CONTEXT 3
/* Differences that Myers' algorithm looks for at most; memory is its square. */
#define MAX_COST 1500
/* How often texts are parted by lines that each has once. */
#define MAX_DEPTH 12

struct differ {
	struct arena *a;
	struct arena scratch;
	struct diff *out;
	/* Numbers for lines: equal lines have equal numbers. */
	int *x, *y;
	int nnumbers;
	/* While parting: how often a number occurs, and where. */
	int *count_x, *count_y;
	size_t *where_x;
};

/* ---- lines and their numbers ---- */

static struct str *split(struct arena *a, struct str text, size_t *n)
{
	struct str *lines = NULL;
	size_t at = 0;

	*n = 0;
	while (at < text.len) {
		struct str rest = str_sub(text, at, text.len - at);
		size_t len = str_find(rest, '\n');

		if (len < rest.len)
			len++;
		*ARENA_PUSH(a, lines, *n) = str_sub(rest, 0, len);
		at += len;
	}
	return lines;
}

static uint64_t hash(struct str s)
{
	uint64_t h = 14695981039346656037ULL;
	size_t i;

	for (i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211ULL;
	return h ^ (h >> 29);
}

struct numbered {
	struct str line;
	int number;		/* 0: free */
};

static int *number(struct differ *df, struct numbered *table, size_t mask,
		   const struct str *lines, size_t n)
{
	int *numbers = arena_alloc(&df->scratch, mem_mul(n + 1, sizeof(int)));
	size_t i, at;

	for (i = 0; i < n; i++) {
		at = (size_t)hash(lines[i]) & mask;
		while (table[at].number && !str_eq(table[at].line, lines[i]))
			at = (at + 1) & mask;
		if (!table[at].number) {
			table[at].line = lines[i];
			table[at].number = ++df->nnumbers;
		}
		numbers[i] = table[at].number;
	}
	return numbers;
}

static void number_all(struct differ *df)
{
	struct diff *d = df->out;
	size_t size = 64;
	struct numbered *table;

	while (size < (d->nold + d->nnew) * 2)
		size *= 2;
	table = arena_alloc(&df->scratch, mem_mul(size, sizeof(*table)));
	df->x = number(df, table, size - 1, d->old_lines, d->nold);
	df->y = number(df, table, size - 1, d->new_lines, d->nnew);
}

/* ---- regions ---- */

static void add_region(struct differ *df, size_t x0, size_t x1, size_t y0,
		       size_t y1)
{
	struct diff *d = df->out;
	struct diff_region *r = d->nregions ? &d->regions[d->nregions - 1]
					    : NULL;

	d->minus += x1 - x0;
	d->plus += y1 - y0;
	if (r && r->old_end == x0 && r->new_end == y0) {
		r->old_end = x1;
		r->new_end = y1;
		return;
	}
	r = ARENA_PUSH(df->a, d->regions, d->nregions);
	*r = (struct diff_region){ x0, x1, y0, y1 };
}

/* ---- the shortest way, by Myers (1986) ---- */

/*
 * best[d][(k + d) / 2]: how far into x the diagonal k = x - y is followed
 * with d differences.
 */
struct way {
	int *best[MAX_COST + 1];
};

static int reach(const struct way *w, int d, int k)
{
	return w->best[d][(k + d) / 2];
}

/* Does the way to diagonal k with d differences end by an insertion? */
static bool is_down(const struct way *w, int d, int k)
{
	return k == -d || (k != d && reach(w, d - 1, k - 1) <
				     reach(w, d - 1, k + 1));
}

/* Back from the end, then told from the beginning. */
static void tell(struct differ *df, const struct way *w, int cost, size_t x0,
		 size_t y0, int nx, int ny)
{
	struct diff_region *steps;
	int d, x = nx, y = ny;

	steps = arena_alloc(&df->scratch, mem_mul((size_t)cost + 1,
						  sizeof(*steps)));
	for (d = cost; d > 0; d--) {
		int k = x - y;
		bool down = is_down(w, d, k);
		int from = down ? reach(w, d - 1, k + 1)
				: reach(w, d - 1, k - 1);

		/* The difference itself, in front of what is the same. */
		x = from;
		y = down ? from - (k + 1) : from - (k - 1);
		steps[d] = (struct diff_region){
			x0 + (size_t)x, x0 + (size_t)x + !down,
			y0 + (size_t)y, y0 + (size_t)y + down
		};
	}
	for (d = 1; d <= cost; d++)
		add_region(df, steps[d].old_start, steps[d].old_end,
			   steps[d].new_start, steps[d].new_end);
}

static bool myers(struct differ *df, size_t x0, size_t x1, size_t y0,
		  size_t y1)
{
	const int *xs = df->x + x0, *ys = df->y + y0;
	int nx = (int)(x1 - x0), ny = (int)(y1 - y0), d, k;
	struct arena a = ARENA_INIT;
	struct way *w = arena_alloc(&a, sizeof(*w));

	/* Ways that leave the texts cost more than one that ends at both. */
	for (d = 0; d <= MAX_COST && d <= nx + ny; d++) {
		w->best[d] = arena_alloc(&a, mem_mul((size_t)d + 1,
						     sizeof(int)));
		for (k = -d; k <= d; k += 2) {
			int x = !d ? 0 : is_down(w, d, k) ?
				reach(w, d - 1, k + 1) :
				reach(w, d - 1, k - 1) + 1;

			while (x < nx && x - k < ny && xs[x] == ys[x - k])
				x++;
			w->best[d][(k + d) / 2] = x;
			if (x != nx || x - k != ny)
				continue;
			tell(df, w, d, x0, y0, nx, ny);
			arena_release(&a);
			return true;
		}
	}
	arena_release(&a);
	return false;
}

/* ---- parting by lines that each side has once ---- */

struct anchor {
	size_t x, y;
	size_t before;		/* the anchor in front of it in its chain + 1 */
};

static size_t anchors(struct differ *df, size_t x0, size_t x1, size_t y0,
		      size_t y1, struct anchor **out)
{
	struct anchor *list = NULL;
	size_t i, n = 0;

	for (i = x0; i < x1; i++)
		df->count_x[df->x[i]] = df->count_y[df->x[i]] = 0;
	for (i = y0; i < y1; i++)
		df->count_x[df->y[i]] = df->count_y[df->y[i]] = 0;
	for (i = x0; i < x1; i++) {
		df->count_x[df->x[i]]++;
		df->where_x[df->x[i]] = i;
	}
	for (i = y0; i < y1; i++)
		df->count_y[df->y[i]]++;
	for (i = y0; i < y1; i++) {
		int v = df->y[i];

		if (df->count_x[v] == 1 && df->count_y[v] == 1)
			*ARENA_PUSH(&df->scratch, list, n) =
				(struct anchor){ df->where_x[v], i, 0 };
	}
	*out = list;
	return n;
}

/* The longest chain in which both grow: `tails` holds the ends by length. */
static size_t longest_chain(struct differ *df, struct anchor *list, size_t n,
			    size_t **out)
{
	size_t *tails, *chain, len = 0, i, at;

	tails = arena_alloc(&df->scratch, mem_mul(n + 1, sizeof(*tails)));
	for (i = 0; i < n; i++) {
		size_t low = 0, high = len;

		while (low < high) {
			size_t mid = (low + high) / 2;

			if (list[tails[mid]].x < list[i].x)
				low = mid + 1;
			else
				high = mid;
		}
		list[i].before = low ? tails[low - 1] + 1 : 0;
		tails[low] = i;
		if (low == len)
			len++;
	}
	chain = arena_alloc(&df->scratch, mem_mul(len + 1, sizeof(*chain)));
	for (i = len, at = len ? tails[len - 1] + 1 : 0; i-- > 0; ) {
		chain[i] = at - 1;
		at = list[at - 1].before;
	}
	*out = chain;
	return len;
}

static void compare(struct differ *df, size_t x0, size_t x1, size_t y0,
		    size_t y1, int depth);

static bool part(struct differ *df, size_t x0, size_t x1, size_t y0,
		 size_t y1, int depth)
{
	struct anchor *list;
	size_t *chain, n, i;

	n = anchors(df, x0, x1, y0, y1, &list);
	n = longest_chain(df, list, n, &chain);
	if (!n)
		return false;
	for (i = 0; i < n; i++) {
		const struct anchor *c = &list[chain[i]];

		compare(df, x0, c->x, y0, c->y, depth + 1);
		x0 = c->x + 1;
		y0 = c->y + 1;
	}
	compare(df, x0, x1, y0, y1, depth + 1);
	return true;
}

static void compare(struct differ *df, size_t x0, size_t x1, size_t y0,
		    size_t y1, int depth)
{
	while (x0 < x1 && y0 < y1 && df->x[x0] == df->y[y0]) {
		x0++;
		y0++;
	}
	while (x0 < x1 && y0 < y1 && df->x[x1 - 1] == df->y[y1 - 1]) {
		x1--;
		y1--;
	}
	if (x0 == x1 && y0 == y1)
		return;
	if (x0 < x1 && y0 < y1 &&
	    (myers(df, x0, x1, y0, y1) ||
	     (depth < MAX_DEPTH && part(df, x0, x1, y0, y1, depth))))
		return;
	add_region(df, x0, x1, y0, y1);
}

void diff_lines(struct arena *a, struct str old, struct str new,
		struct diff *out)
{
	struct differ df;
	size_t n;

	memset(out, 0, sizeof(*out));
	memset(&df, 0, sizeof(df));
	df.a = a;
	df.out = out;
	out->old_lines = split(a, old, &out->nold);
	out->new_lines = split(a, new, &out->nnew);
	if (out->nold <= INT32_MAX / 4 && out->nnew <= INT32_MAX / 4) {
		number_all(&df);
		n = (size_t)df.nnumbers + 1;
		df.count_x = arena_alloc(&df.scratch, mem_mul(n, sizeof(int)));
		df.count_y = arena_alloc(&df.scratch, mem_mul(n, sizeof(int)));
		df.where_x = arena_alloc(&df.scratch,
					 mem_mul(n, sizeof(size_t)));
		compare(&df, 0, out->nold, 0, out->nnew, 0);
	} else {
		add_region(&df, 0, out->nold, 0, out->nnew);
	}
	arena_release(&df.scratch);
}

/* ---- as text ---- */

static void add_line(struct strbuf *out, char mark, struct str line)
{
	strbuf_addch(out, mark);
	strbuf_adds(out, line);
	if (!line.len || line.p[line.len - 1] != '\n')
		strbuf_addstr(out, "\n\\ No newline at end of file\n");
}

/* "-3,2": from 1, and of nothing the line in front of it. */
static void add_range(struct strbuf *out, char mark, size_t start, size_t end)
{
	strbuf_addf(out, "%c%zu", mark, end > start ? start + 1 : start);
	if (end - start != 1)
		strbuf_addf(out, ",%zu", end - start);
}

/* Regions [first, last] as one hunk. */
static void add_hunk(const struct diff *d, size_t first, size_t last,
		     struct strbuf *out)
{
	const struct diff_region *r = &d->regions[first];
	size_t x0 = r->old_start < CONTEXT ? 0 : r->old_start - CONTEXT;
	size_t y0 = r->new_start - (r->old_start - x0);
	size_t x1 = d->regions[last].old_end, y1 = d->regions[last].new_end;
	size_t after = d->nold - x1 < CONTEXT ? d->nold - x1 : CONTEXT;
	size_t i, x;

	strbuf_addstr(out, "@@ ");
	add_range(out, '-', x0, x1 + after);
	strbuf_addch(out, ' ');
	add_range(out, '+', y0, y1 + after);
	strbuf_addstr(out, " @@\n");
	x = x0;
	for (i = first; i <= last; i++) {
		size_t k;

		r = &d->regions[i];
		for (; x < r->old_start; x++)
			add_line(out, ' ', d->old_lines[x]);
		for (; x < r->old_end; x++)
			add_line(out, '-', d->old_lines[x]);
		for (k = r->new_start; k < r->new_end; k++)
			add_line(out, '+', d->new_lines[k]);
	}
	for (; x < x1 + after; x++)
		add_line(out, ' ', d->old_lines[x]);
}

void diff_unified(const struct diff *d, const char *old_name,
		  const char *new_name, struct strbuf *out)
{
	size_t first = 0, last;

	if (!d->nregions)
		return;
	strbuf_addf(out, "--- %s\n+++ %s\n", old_name, new_name);
	while (first < d->nregions) {
		last = first;
		while (last + 1 < d->nregions &&
		       d->regions[last + 1].old_start -
		       d->regions[last].old_end <= 2 * CONTEXT)
			last++;
		add_hunk(d, first, last, out);
		first = last + 1;
	}
}

bool diff_is_binary(struct str bytes)
{
	return bytes.len && memchr(bytes.p, 0, bytes.len);
}
