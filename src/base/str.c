#include "config.h"

#include "base/str.h"

bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.p, b.p, a.len));
}

bool str_is(struct str a, const char *b)
{
	return str_eq(a, str_from(b));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c)
		return c;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.len >= n && (!n || !memcmp(s.p, prefix, n));
}

bool str_ends(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.len >= n && (!n || !memcmp(s.p + s.len - n, suffix, n));
}

size_t str_find(struct str s, char c)
{
	const char *hit = s.len ? memchr(s.p, c, s.len) : NULL;

	return hit ? (size_t)(hit - s.p) : s.len;
}

size_t str_find_last(struct str s, char c)
{
	size_t i = s.len;

	while (i)
		if (s.p[--i] == c)
			return i;
	return s.len;
}

size_t str_search(struct str s, const char *needle)
{
	size_t n = strlen(needle), i = 0;
	const char *at;

	if (!n)
		return 0;
	while (i + n <= s.len) {
		at = memchr(s.p + i, *needle, s.len - n + 1 - i);
		if (!at)
			break;
		i = (size_t)(at - s.p);
		if (!memcmp(at, needle, n))
			return i;
		i++;
	}
	return s.len;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.len && is_space(s.p[s.len - 1]))
		s.len--;
	while (s.len && is_space(*s.p)) {
		s.p++;
		s.len--;
	}
	return s;
}

bool str_cut(struct str *rest, char c, struct str *head)
{
	size_t n;

	if (!rest->p)
		return false;
	n = str_find(*rest, c);
	*head = str_sub(*rest, 0, n);
	if (n == rest->len)
		*rest = STR_NONE;
	else
		*rest = str_sub(*rest, n + 1, rest->len - n - 1);
	return true;
}

bool str_line(struct str *rest, struct str *line)
{
	if (!rest->p || !rest->len)
		return false;
	return str_cut(rest, '\n', line);
}

bool str_word(struct str *rest, struct str *word)
{
	size_t i = 0, n;

	while (i < rest->len && (rest->p[i] == ' ' || rest->p[i] == '\t'))
		i++;
	n = i;
	while (n < rest->len && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	if (n == i)
		return false;
	*word = str_sub(*rest, i, n - i);
	*rest = str_sub(*rest, n, rest->len - n);
	return true;
}

bool str_is_word(struct str s, const char *list)
{
	struct str rest = str_from(list), word;

	while (str_word(&rest, &word))
		if (str_eq(word, s))
			return true;
	return false;
}

int str_line_at(struct str s, size_t off)
{
	int line = 1;
	size_t i;

	for (i = 0; i < off && i < s.len; i++)
		line += s.p[i] == '\n';
	return line;
}

bool cstr_eq(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

bool cstr_starts(const char *s, const char *prefix)
{
	return s && !strncmp(s, prefix, strlen(prefix));
}

bool cstr_holds(const char *s, const char *part)
{
	return s && strstr(s, part);
}

bool cstr_ends(const char *s, const char *suffix)
{
	return s && str_ends(str_from(s), suffix);
}

int cstr_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}
