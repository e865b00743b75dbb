#include "config.h"

#include "base/text.h"

#include <langinfo.h>
#include <wchar.h>

size_t text_decode(struct str s, uint32_t *cp)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c, min;
	size_t n, i;

	if (!s.len)
		return 0;
	c = p[0];
	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	*cp = TEXT_INVALID;
	if (c >= 0xc2 && c <= 0xdf) {
		n = 2;
		c &= 0x1f;
		min = 0x80;
	} else if (c >= 0xe0 && c <= 0xef) {
		n = 3;
		c &= 0x0f;
		min = 0x800;
	} else if (c >= 0xf0 && c <= 0xf4) {
		n = 4;
		c &= 0x07;
		min = 0x10000;
	} else {
		return 1;
	}
	if (s.len < n)
		return 1;
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3fU);
	}
	if (c < min || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 1;
	*cp = c;
	return n;
}

size_t text_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | (cp >> 18 & 0x07));
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

bool text_is_utf8(struct str s)
{
	uint32_t cp;
	size_t n;

	while ((n = text_decode(s, &cp))) {
		if (cp == TEXT_INVALID)
			return false;
		s = str_sub(s, n, s.len - n);
	}
	return true;
}

int text_cp_cols(uint32_t cp)
{
	int w;

	if (cp < 0x20 || cp == 0x7f || cp == TEXT_INVALID)
		return 0;
	if (cp < 0x7f)
		return 1;
	w = wcwidth((wchar_t)cp);
	return w < 0 ? 1 : w;
}

int text_cols(struct str s)
{
	uint32_t cp;
	size_t n;
	int cols = 0;

	while ((n = text_decode(s, &cp))) {
		cols += text_cp_cols(cp);
		s = str_sub(s, n, s.len - n);
	}
	return cols;
}

bool text_utf8_locale(void)
{
	return cstr_eq(nl_langinfo(CODESET), "UTF-8");
}

/* Characters that show nothing or turn the text around. */
static bool is_deceptive(uint32_t cp)
{
	return (cp >= 0x80 && cp <= 0x9f) || cp == 0xad || cp == 0x61c ||
	       cp == 0x180e || (cp >= 0x200b && cp <= 0x200f) ||
	       (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff ||
	       (cp >= 0xfff9 && cp <= 0xfffb) ||
	       (cp >= 0xe0000 && cp <= 0xe0fff) ||
	       (cp >= 0xd800 && cp <= 0xdfff);
}

void text_sanitize(struct strbuf *out, struct str s, bool keep_lf)
{
	uint32_t cp;
	size_t n;
	int marks = 0;

	while ((n = text_decode(s, &cp))) {
		if (cp == TEXT_INVALID) {
			strbuf_addf(out, "\\x%02x", (unsigned char)s.p[0]);
		} else if (cp == '\t' || (cp == '\n' && !keep_lf)) {
			strbuf_addch(out, ' ');
		} else if (cp == '\n') {
			strbuf_addch(out, '\n');
		} else if (cp < 0x20 || cp == 0x7f) {
			strbuf_addf(out, "\\x%02x", (unsigned)cp);
		} else if (is_deceptive(cp)) {
			strbuf_addf(out, cp > 0xffff ? "\\U%08x" : "\\u%04x",
				    (unsigned)cp);
		} else {
			marks = cp >= 0x300 && !text_cp_cols(cp) ? marks + 1
								 : 0;
			if (marks <= 4)
				strbuf_add(out, s.p, n);
		}
		s = str_sub(s, n, s.len - n);
	}
}

const char *text_clean(struct arena *a, const char *s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *clean;

	if (!s)
		return "";
	text_sanitize(&sb, str_from(s), false);
	clean = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return clean;
}

static const char *cut_mark(void)
{
	return text_utf8_locale() ? "\xe2\x80\xa6" : "~";
}

/* The longest prefix of at most `cols` columns. */
static struct str prefix_of(struct str s, int cols)
{
	struct str rest = s;
	uint32_t cp;
	size_t n;

	while ((n = text_decode(rest, &cp))) {
		cols -= text_cp_cols(cp);
		if (cols < 0)
			break;
		rest = str_sub(rest, n, rest.len - n);
	}
	return str_sub(s, 0, s.len - rest.len);
}

const char *text_head(struct arena *a, const char *s, int cols)
{
	struct str all = str_from(s), head;

	if (cols <= 0)
		return "";
	if (text_cols(all) <= cols)
		return arena_strndup(a, all.p ? all.p : "", all.len);
	head = prefix_of(all, cols - 1);
	return arena_printf(a, "%.*s%s", STR_FMT(head), cut_mark());
}

const char *text_tail(struct arena *a, const char *s, int cols)
{
	struct str rest = str_from(s);
	int have = text_cols(rest);
	uint32_t cp;
	size_t n;

	if (cols <= 0)
		return "";
	if (have <= cols)
		return arena_strndup(a, rest.p ? rest.p : "", rest.len);
	while (have > cols - 1 && (n = text_decode(rest, &cp))) {
		have -= text_cp_cols(cp);
		rest = str_sub(rest, n, rest.len - n);
	}
	return arena_printf(a, "%s%.*s", cut_mark(), STR_FMT(rest));
}

bool text_wrap(struct str *rest, int cols, struct str *line)
{
	size_t i = 0, blank = 0, joint = 0, slash = 0, n;
	uint32_t cp, last = 0;
	int used = 0, w;

	if (!rest->p || !rest->len)
		return false;
	while ((n = text_decode(str_sub(*rest, i, rest->len - i), &cp))) {
		if (cp == '\n') {
			*line = str_sub(*rest, 0, i);
			*rest = str_sub(*rest, i + 1, rest->len - i - 1);
			return true;
		}
		w = text_cp_cols(cp);
		/* A break may fall behind a blank or beside a wide character,
		 * but no line begins with closing punctuation or ends with
		 * opening. */
		if (i && (last == ' ' ||
			  ((w == 2 || text_cp_cols(last) == 2) && cp != ' ' &&
			   !(cp >= 0x3001 && cp <= 0x3002) && cp != 0xff0c &&
			   cp != 0xff1a && cp != 0xff1b && cp != 0xff09 &&
			   cp != 0xff1f && cp != 0xff01 &&
			   cp != 0x300d && cp != '.' && cp != ',' &&
			   cp != ')' && cp != 0x201d && last != 0xff08 &&
			   last != 0x201c && last != 0x300c && last != '(')))
			blank = i;
		else if (i && (last == ':' || last == ',' || last == ';' ||
			       last == '=' || last == '|'))
			joint = i;
		else if (i && last == '/')
			slash = i;
		if (used + w > cols && i && cp != ' ') {
			/* A long path or list breaks where its parts meet,
			 * unless that leaves most of the line empty. */
			size_t at = blank ? blank
				    : joint > i / 2 ? joint
				    : slash > i / 2 ? slash : i;

			*line = str_sub(*rest, 0, at);
			while (line->len && line->p[line->len - 1] == ' ')
				line->len--;
			*rest = str_sub(*rest, at, rest->len - at);
			return true;
		}
		used += w;
		last = cp;
		i += n;
	}
	*line = *rest;
	*rest = STR_NONE;
	return true;
}

const char *text_names(struct arena *a, const char *names, size_t *n,
		       size_t max, const char *name)
{
	size_t before = (*n)++;

	if (!before)
		return name;
	if (before > max)
		return names;
	return arena_printf(a, "%s, %s", names, before < max ? name
							     : "\xe2\x80\xa6");
}
