#include "config.h"

#include "fmt/joblog.h"

#include <string.h>

#include "base/strbuf.h"

struct parser {
	struct arena *a;
	struct joblog *out;
	struct joblog_block *block;	/* being read, or NULL */
	bool json;			/* it is printed as JSON */
	int gap;			/* lines since its last value */
	const char *version, *version_job;
	struct strbuf doc;
	bool in_doc;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool digits(struct str *s, size_t n)
{
	size_t i;

	if (s->len < n)
		return false;
	for (i = 0; i < n; i++)
		if (!is_digit(s->p[i]))
			return false;
	*s = str_sub(*s, n, s->len - n);
	return true;
}

static bool literal(struct str *s, const char *word)
{
	size_t n = strlen(word);

	if (!str_starts(*s, word))
		return false;
	*s = str_sub(*s, n, s->len - n);
	return true;
}

/* "2024-05-17T12:00:00.1234567Z " at the front; leaves *s where there is none. */
static bool cut_time(struct str *s)
{
	struct str t = *s;

	if (!digits(&t, 4) || !literal(&t, "-") || !digits(&t, 2) ||
	    !literal(&t, "-") || !digits(&t, 2) || !literal(&t, "T") ||
	    !digits(&t, 2) || !literal(&t, ":") || !digits(&t, 2) ||
	    !literal(&t, ":") || !digits(&t, 2))
		return false;
	if (literal(&t, "."))
		while (digits(&t, 1))
			;
	if (!literal(&t, "Z"))
		return false;
	*s = t;
	/* GitLab goes on with the stream: "00O ", and "00O+" for the rest of
	 * a line. */
	if (t.len >= 5 && t.p[0] == ' ' && is_digit(t.p[1]) &&
	    is_digit(t.p[2]) && (t.p[3] == 'O' || t.p[3] == 'E') &&
	    (t.p[4] == ' ' || t.p[4] == '+'))
		*s = str_sub(t, 5, t.len - 5);
	else if (t.len && (t.p[0] == ' ' || t.p[0] == '\t'))
		*s = str_sub(t, 1, t.len - 1);
	return true;
}

/* docker build --progress=plain: "#12 0.345 ", the step and its seconds. */
static void cut_step(struct str *s)
{
	struct str t = *s;

	if (!literal(&t, "#") || !digits(&t, 1))
		return;
	while (digits(&t, 1))
		;
	if (!literal(&t, " ") || !digits(&t, 1))
		return;
	while (digits(&t, 1))
		;
	if (!literal(&t, ".") || !digits(&t, 1))
		return;
	while (digits(&t, 1))
		;
	if (literal(&t, " "))
		*s = t;
}

/* Escape sequences go; what stood before a carriage return was overwritten. */
static struct str plain(struct arena *a, struct str line)
{
	struct strbuf sb = STRBUF_INIT;
	struct str out;
	size_t i = 0;

	while (line.len && line.p[line.len - 1] == '\r')
		line.len--;
	if (!memchr(line.p ? line.p : "", 0x1b, line.len) &&
	    str_find(line, '\r') == line.len)
		return line;
	while (i < line.len) {
		char c = line.p[i];

		if (c == '\r') {
			strbuf_reset(&sb);
			i++;
		} else if (c == 0x1b && i + 1 < line.len &&
			   line.p[i + 1] == '[') {
			for (i += 2; i < line.len && (line.p[i] < 0x40 ||
						      line.p[i] > 0x7e); i++)
				;
			i++;
		} else if (c == 0x1b) {
			i += 2;
		} else {
			strbuf_addch(&sb, c);
			i++;
		}
	}
	out.p = arena_strndup(a, sb.buf, sb.len);
	out.len = sb.len;
	strbuf_release(&sb);
	return out;
}

const char *joblog_line(struct arena *a, struct str line, const char **job)
{
	struct str rest, first;
	size_t tab;

	*job = NULL;
	/* gh run view --log: job, step, then the line with its time. */
	tab = str_find(line, '\t');
	if (tab < line.len) {
		struct str step;

		first = str_sub(line, 0, tab);
		rest = str_sub(line, tab + 1, line.len - tab - 1);
		if (str_cut(&rest, '\t', &step) && rest.p) {
			if (str_starts(rest, "\xef\xbb\xbf"))
				rest = str_sub(rest, 3, rest.len - 3);
			if (cut_time(&rest)) {
				*job = arena_strndup(a, first.p, first.len);
				line = rest;
			}
		}
	}
	if (str_starts(line, "\xef\xbb\xbf"))
		line = str_sub(line, 3, line.len - 3);
	(void)cut_time(&line);
	line = plain(a, line);
	/* A colour may have stood before the time. */
	(void)cut_time(&line);
	cut_step(&line);
	return arena_strndup(a, line.p ? line.p : "", line.len);
}

bool joblog_is_script(struct str line)
{
	size_t at = str_search(line, "\033[36;1m");

	return at < line.len && (!at || str_ends(str_sub(line, 0, at), "Z "));
}

/* A name of go env at the front: capitals, digits, "_". */
static size_t name_len(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'A' && s[n] <= 'Z') || s[n] == '_' ||
	       (n && is_digit(s[n])))
		n++;
	return n;
}

/* 'a'\''b' as a shell reads it; NULL: no such thing, or more follows. */
static const char *single_quoted(struct arena *a, const char *s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out = NULL;

	while (*s == '\'') {
		for (s++; *s && *s != '\''; s++)
			strbuf_addch(&sb, *s);
		if (!*s)
			break;
		s++;
		if (s[0] == '\\' && s[1] == '\'' && s[2] == '\'') {
			strbuf_addch(&sb, '\'');
			s += 2;
			continue;
		}
		if (!*s)
			out = arena_strndup(a, sb.buf, sb.len);
		break;
	}
	strbuf_release(&sb);
	return out;
}

/* Releases before 1.21 put it between quotes as it is. */
static const char *double_quoted(struct arena *a, const char *s)
{
	size_t n = strlen(s);

	if (n < 2 || s[0] != '"' || s[n - 1] != '"')
		return NULL;
	return arena_strndup(a, s + 1, n - 2);
}

/* cmd.exe: %% and ^x stand for % and x. */
static const char *of_batch(struct arena *a, const char *s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;

	for (; *s; s++) {
		if (s[0] == '%' && s[1] == '%')
			s++;
		else if (s[0] == '^' && s[1] && strchr("<>|&^", s[1]))
			s++;
		strbuf_addch(&sb, *s);
	}
	out = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

/* "NAME": "VALUE", of go env -json; the value as it stands in there. */
static const char *of_json(struct arena *a, const char *s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out = NULL;

	if (*s++ != '"')
		return NULL;
	for (; *s && *s != '"'; s++) {
		if (*s != '\\') {
			strbuf_addch(&sb, *s);
			continue;
		}
		s++;
		if (!*s)
			break;
		if (strchr("\"\\/", *s)) {
			strbuf_addch(&sb, *s);
		} else if (*s == 't') {
			strbuf_addch(&sb, '\t');
		} else if (*s == 'n') {
			strbuf_addch(&sb, '\n');
		} else {
			/* \u0026 and the like: kept, nobody asks for them. */
			strbuf_addch(&sb, '\\');
			strbuf_addch(&sb, *s);
		}
	}
	if (*s == '"' && (!s[1] || (s[1] == ',' && !s[2])))
		out = arena_strndup(a, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

/* NULL: the line is none of go env's. */
static const char *value_of(struct parser *p, const char *s, const char **name,
			    bool *json)
{
	struct arena *a = p->a;
	const char *value;
	bool batch = false;
	size_t n;

	*json = false;
	while (*s == ' ' || *s == '\t')
		s++;
	if (*s == '"') {
		n = name_len(s + 1);
		if (!n || strncmp(s + 1 + n, "\": ", 3) != 0)
			return NULL;
		*json = true;
		*name = arena_strndup(a, s + 1, n);
		return of_json(a, s + 1 + n + 3);
	}
	if (!strncmp(s, "set ", 4)) {
		batch = true;
		s += 4;
	}
	n = name_len(s);
	if (!n || s[n] != '=')
		return NULL;
	*name = arena_strndup(a, s, n);
	s += n + 1;
	if (batch)
		return of_batch(a, s);
	value = single_quoted(a, s);
	return value ? value : double_quoted(a, s);
}

static bool has(const struct joblog_block *b, const char *name)
{
	size_t i;

	for (i = 0; i < b->nvalues; i++)
		if (!strcmp(b->values[i].name, name))
			return true;
	return false;
}

/* A few lines X='…' that are no go env are forgotten again. */
static void end_block(struct parser *p)
{
	struct joblog_block *b = p->block;

	p->block = NULL;
	if (b && (b->nvalues < JOBLOG_MIN_VALUES ||
		  (!has(b, "GOOS") && !has(b, "GOROOT"))))
		p->out->nblocks--;
}

static void add(struct parser *p, const char *name, const char *value,
		const char *job, int line)
{
	struct joblog_block *b = p->block;
	struct joblog_value *v;

	if (b && (has(b, name) || !b->job != !job ||
		  (job && strcmp(b->job, job) != 0))) {
		end_block(p);
		b = NULL;
	}
	if (!b) {
		if (p->out->nblocks >= JOBLOG_MAX_BLOCKS)
			return;
		b = p->block = ARENA_PUSH(p->a, p->out->blocks,
					  p->out->nblocks);
		b->line = line;
		b->job = job;
		if (p->version && (!job || !p->version_job ||
				   !strcmp(job, p->version_job)))
			b->version = p->version;
	}
	v = ARENA_PUSH(p->a, b->values, b->nvalues);
	v->name = name;
	v->value = value;
	v->line = line;
}

/* The script's document ends with a line "]}"; "]}," stands inside. */
static void in_document(struct parser *p, const char *line)
{
	strbuf_addstr(&p->doc, line);
	strbuf_addch(&p->doc, '\n');
	if (!cstr_ends(line, "]}"))
		return;
	p->in_doc = false;
	p->out->document = arena_strndup(p->a, p->doc.buf, p->doc.len);
}

void joblog_parse(struct arena *a, struct str text, struct joblog *out)
{
	struct parser p = { .a = a, .out = out, .doc = STRBUF_INIT };
	struct str line;

	memset(out, 0, sizeof(*out));
	while (str_line(&text, &line)) {
		const char *job, *s = joblog_line(a, line, &job), *name;
		const char *value;
		bool json;

		out->nlines++;
		if (p.in_doc) {
			in_document(&p, s);
			continue;
		}
		if (!out->document && !strncmp(s, "{\"schema\":", 10)) {
			p.in_doc = true;
			out->document_line = out->nlines;
			strbuf_reset(&p.doc);
			in_document(&p, s);
			continue;
		}
		if (!strncmp(s, "go version go", 13)) {
			p.version = s;
			p.version_job = job;
		}
		value = value_of(&p, s, &name, &json);
		if (!value) {
			/* What another program says meanwhile comes between. */
			if (++p.gap > JOBLOG_MAX_GAP)
				end_block(&p);
			continue;
		}
		p.gap = 0;
		if (p.block && json != p.json)
			end_block(&p);
		p.json = json;
		add(&p, name, value, job, out->nlines);
	}
	end_block(&p);
	strbuf_release(&p.doc);
}
