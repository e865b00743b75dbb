#include "config.h"

#include "fmt/semrange.h"

#include <stdint.h>

#include "fmt/semver.h"

enum op {
	OP_BARE, OP_EQ, OP_NE, OP_GT, OP_LT, OP_GE, OP_LE, OP_TILDE, OP_CARET
};

/* "1.2.x": two numbers are given. */
struct number {
	int64_t n[3];
	int given;
};

struct part {
	enum op op;
	struct number at;
};

static const struct {
	const char *text;
	enum op op;
} ops[] = {
	/* The longer ones first. */
	{ "!=", OP_NE }, { ">=", OP_GE }, { "=>", OP_GE }, { "<=", OP_LE },
	{ "=<", OP_LE }, { "~>", OP_TILDE }, { "~", OP_TILDE },
	{ "^", OP_CARET }, { "=", OP_EQ }, { ">", OP_GT }, { "<", OP_LT },
};

static bool is_wild(struct str s)
{
	return str_is(s, "x") || str_is(s, "X") || str_is(s, "*");
}

static bool read_digits(struct str s, int64_t *out)
{
	size_t i;

	*out = 0;
	for (i = 0; i < s.len; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *out > INT64_MAX / 100)
			return false;
		*out = *out * 10 + (s.p[i] - '0');
	}
	return s.len > 0;
}

/* "v1.2.3-pre+meta", with one to three numbers. */
static bool read_number(struct str s, struct number *out)
{
	struct str one;
	bool wild = false;
	size_t i;

	*out = (struct number){ { 0, 0, 0 }, 0 };
	if (str_starts(s, "v"))
		s = str_sub(s, 1, s.len - 1);
	for (i = 0; i < s.len; i++)
		if (s.p[i] == '-' || s.p[i] == '+') {
			s.len = i;
			break;
		}
	for (i = 0; str_cut(&s, '.', &one); i++) {
		if (i == 3)
			return false;
		if (is_wild(one)) {
			wild = true;
			continue;
		}
		if (wild || !read_digits(one, &out->n[i]))
			return false;
		out->given = (int)i + 1;
	}
	return i > 0;
}

static int cmp(const struct number *x, const struct number *y, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (x->n[i] != y->n[i])
			return x->n[i] < y->n[i] ? -1 : 1;
	return 0;
}

static bool read_part(struct str s, struct part *out)
{
	size_t i;

	out->op = OP_BARE;
	for (i = 0; i < ARRAY_SIZE(ops); i++)
		if (str_starts(s, ops[i].text)) {
			size_t n = strlen(ops[i].text);

			out->op = ops[i].op;
			s = str_trim(str_sub(s, n, s.len - n));
			break;
		}
	return read_number(s, &out->at);
}

/* The numbers that may not move under "^": up to the first that is not 0. */
static int caret_fixed(const struct number *at)
{
	int i;

	for (i = 0; i < at->given; i++)
		if (at->n[i])
			return i + 1;
	return at->given;
}

static bool admits(const struct part *p, const struct number *v, bool caret)
{
	const struct number *at = &p->at;
	enum op op = p->op;

	/* "*", "1.x", "1.2": what is not given may be anything. */
	if (op == OP_BARE)
		op = caret && at->given ? OP_CARET : OP_EQ;
	switch (op) {
	case OP_NE:
		return cmp(v, at, at->given) != 0;
	case OP_GT:
		return cmp(v, at, at->given) > 0;
	case OP_LT:
		return cmp(v, at, 3) < 0;
	case OP_GE:
		return cmp(v, at, 3) >= 0;
	case OP_LE:
		return cmp(v, at, at->given) <= 0;
	case OP_TILDE:
		return cmp(v, at, 3) >= 0 &&
		       !cmp(v, at, at->given < 2 ? at->given : 2);
	case OP_CARET:
		return cmp(v, at, 3) >= 0 && !cmp(v, at, caret_fixed(at));
	case OP_BARE:
	case OP_EQ:
		break;
	}
	return !cmp(v, at, at->given);
}

/* "1.2 - 1.4.5" */
static bool split_hyphen(struct str s, struct part *low, struct part *high)
{
	size_t at = str_search(s, " - ");

	if (at == s.len)
		return false;
	low->op = OP_GE;
	high->op = OP_LE;
	return read_number(str_trim(str_sub(s, 0, at)), &low->at) &&
	       read_number(str_trim(str_sub(s, at + 3, s.len - at - 3)),
			   &high->at);
}

/* All of what commas part. */
static enum semrange admits_all(struct str s, const struct number *v,
				bool caret)
{
	struct part low, high;
	bool in = true;
	struct str one;

	if (split_hyphen(s, &low, &high))
		return admits(&low, v, false) && admits(&high, v, false)
			? SEMRANGE_IN : SEMRANGE_OUT;
	while (str_cut(&s, ',', &one)) {
		if (!read_part(str_trim(one), &low))
			return SEMRANGE_NONE;
		in = in && admits(&low, v, caret);
	}
	return in ? SEMRANGE_IN : SEMRANGE_OUT;
}

enum semrange semrange_admits(struct str range, struct str version,
			      bool caret)
{
	enum semrange out = SEMRANGE_OUT, one;
	struct number v;

	range = str_trim(range);
	if (!range.len || !read_number(version, &v) || v.given < 3)
		return SEMRANGE_NONE;
	while (range.len) {
		size_t at = str_search(range, "||");
		size_t skip = at < range.len ? at + 2 : range.len;

		one = admits_all(str_trim(str_sub(range, 0, at)), &v, caret);
		if (one == SEMRANGE_NONE)
			return one;
		if (one == SEMRANGE_IN)
			out = one;
		range = str_sub(range, skip, range.len - skip);
	}
	return out;
}

size_t semrange_excepts(struct arena *a, struct str range,
			const char ***versions)
{
	struct str one;
	struct part p;
	size_t n = 0;

	*versions = NULL;
	if (str_search(range, "||") < range.len)
		return 0;
	while (str_cut(&range, ',', &one)) {
		one = str_trim(one);
		if (!read_part(one, &p) || p.op != OP_NE || p.at.given < 3)
			continue;
		one = str_trim(str_sub(one, 2, one.len - 2));
		*ARENA_PUSH(a, *versions, n) = semver_canonical(a, str_from(
			arena_printf(a, "%s%.*s",
				     str_starts(one, "v") ? "" : "v",
				     STR_FMT(one))));
	}
	return n;
}
