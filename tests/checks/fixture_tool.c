/*
 * What the fixture cases need and a bare machine may lack.
 *
 *   fixture_tool zip OUT DIR PREFIX    a stored zip of DIR's files, as PREFIX/…
 *   fixture_tool scan SCAN ROOT [CWD]  drive gomend-scan by its wire: one place
 *                                      "shell" with this very environment
 *   fixture_tool findings ID           from stdin (JSON lines of the wire, or
 *                                      a document of gomend check) one line a
 *                                      finding: severity, then the whole of it
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/str.h"

extern char **environ;

static void die(const char *what)
{
	fprintf(stderr, "fixture_tool: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void slurp(FILE *f, struct strbuf *out)
{
	char *room;
	size_t n;

	do {
		room = strbuf_room(out, 65536);
		n = fread(room, 1, 65536, f);
		strbuf_advance(out, n);
	} while (n);
}

/* --- zip: stored entries, no times, what archive/zip of Go reads --- */

static uint32_t crc32_of(struct str s)
{
	uint32_t crc = 0xffffffffU;
	size_t i;
	int k;

	for (i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.p[i];
		for (k = 0; k < 8; k++)
			crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1)));
	}
	return ~crc;
}

static void put(struct strbuf *sb, uint32_t v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		strbuf_addch(sb, (char)(v & 0xff));
}

struct zip {
	struct strbuf body, directory;
	uint32_t n;
};

static void zip_file(struct zip *z, const char *file, const char *name)
{
	struct strbuf data = STRBUF_INIT;
	uint32_t offset = (uint32_t)z->body.len, crc, size, len;
	FILE *f = fopen(file, "rb");

	if (!f)
		die(file);
	slurp(f, &data);
	(void)fclose(f);
	crc = crc32_of(strbuf_str(&data));
	size = (uint32_t)data.len;
	len = (uint32_t)strlen(name);

	put(&z->body, 0x04034b50U, 4);
	put(&z->body, 20, 2);		/* version needed */
	put(&z->body, 0, 2 + 2);	/* flags, stored */
	put(&z->body, 0x00210000U, 4);	/* 1980-01-01 */
	put(&z->body, crc, 4);
	put(&z->body, size, 4);
	put(&z->body, size, 4);
	put(&z->body, len, 2);
	put(&z->body, 0, 2);
	strbuf_addstr(&z->body, name);
	strbuf_adds(&z->body, strbuf_str(&data));

	put(&z->directory, 0x02014b50U, 4);
	put(&z->directory, 20, 2);
	put(&z->directory, 20, 2);
	put(&z->directory, 0, 2 + 2);
	put(&z->directory, 0x00210000U, 4);
	put(&z->directory, crc, 4);
	put(&z->directory, size, 4);
	put(&z->directory, size, 4);
	put(&z->directory, len, 2);
	put(&z->directory, 0, 2 + 2 + 2 + 2 + 4);
	put(&z->directory, offset, 4);
	strbuf_addstr(&z->directory, name);
	z->n++;
	strbuf_release(&data);
}

static void zip_dir(struct zip *z, struct arena *a, const char *dir,
		    const char *prefix, int depth)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (!d || depth > 20)
		die(dir);
	while ((e = readdir(d))) {
		const char *file = path_join(a, dir, e->d_name);
		const char *name = arena_printf(a, "%s/%s", prefix, e->d_name);
		struct stat st;

		if (cstr_eq(e->d_name, ".") || cstr_eq(e->d_name, ".."))
			continue;
		if (lstat(file, &st))
			die(file);
		if (S_ISDIR(st.st_mode))
			zip_dir(z, a, file, name, depth + 1);
		else if (S_ISREG(st.st_mode))
			zip_file(z, file, name);
	}
	(void)closedir(d);
}

static int cmd_zip(const char *out, const char *dir, const char *prefix)
{
	struct zip z = { STRBUF_INIT, STRBUF_INIT, 0 };
	struct arena a = ARENA_INIT;
	uint32_t start;
	FILE *f;

	zip_dir(&z, &a, dir, prefix, 0);
	start = (uint32_t)z.body.len;
	strbuf_adds(&z.body, strbuf_str(&z.directory));
	put(&z.body, 0x06054b50U, 4);
	put(&z.body, 0, 2 + 2);
	put(&z.body, z.n, 2);
	put(&z.body, z.n, 2);
	put(&z.body, (uint32_t)z.directory.len, 4);
	put(&z.body, start, 4);
	put(&z.body, 0, 2);
	f = fopen(out, "wb");
	if (!f || fwrite(z.body.buf, 1, z.body.len, f) != z.body.len ||
	    fclose(f))
		die(out);
	strbuf_release(&z.body);
	strbuf_release(&z.directory);
	arena_release(&a);
	return 0;
}

/* --- scan --- */

static void send_request(FILE *to, struct cJSON *j)
{
	struct strbuf sb = STRBUF_INIT;

	json_print(&sb, j, false);
	strbuf_addch(&sb, '\n');
	if (fwrite(sb.buf, 1, sb.len, to) != sb.len || fflush(to))
		die("write to the scan");
	strbuf_release(&sb);
	json_free(j);
}

static struct cJSON *op(const char *name)
{
	struct cJSON *j = json_object();

	json_put_str(j, "op", name);
	return j;
}

static bool is_end(const char *line)
{
	struct cJSON *j = json_parse(str_from(line), NULL);
	bool end = cstr_eq(json_str(j, "rec"), "error") ||
		(cstr_eq(json_str(j, "rec"), "generation") &&
		 cstr_eq(json_str(j, "state"), "end") &&
		 json_bool(j, "complete", true));

	json_free(j);
	return end;
}

static int cmd_scan(const char *scan, const char *root, const char *cwd)
{
	int in[2], out[2], status;
	struct cJSON *j, *place, *env;
	size_t alloc = 0;
	char *line = NULL, **e;
	FILE *to, *from;
	pid_t pid;

	if (pipe(in) || pipe(out))
		die("pipe");
	(void)signal(SIGPIPE, SIG_IGN);
	pid = fork();
	if (pid < 0)
		die("fork");
	if (!pid) {
		(void)dup2(in[0], 0);
		(void)dup2(out[1], 1);
		(void)close(in[0]);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)close(out[1]);
		(void)execl(scan, scan, (char *)NULL);
		die(scan);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	to = fdopen(in[1], "w");
	from = fdopen(out[0], "r");
	if (!to || !from)
		die("fdopen");
	(void)alarm(60);

	j = op("open");
	json_put_str(j, "root", root);
	send_request(to, j);
	place = json_object();
	json_put_str(place, "name", "shell");
	json_put_str(place, "kind", "shell");
	json_put_str(place, "state", "ready");
	json_put_str(place, "cwd", cwd);
	env = json_array();
	for (e = environ; *e; e++)
		json_push_str(env, *e);
	json_put(place, "env", env);
	j = op("place");
	json_put(j, "value", place);
	send_request(to, j);
	send_request(to, op("scan"));
	while (getline(&line, &alloc, from) > 0) {
		(void)fputs(line, stdout);
		if (is_end(line))
			break;
	}
	free(line);
	send_request(to, op("quit"));
	(void)fclose(to);
	(void)fclose(from);
	if (waitpid(pid, &status, 0) < 0)
		die("wait");
	if (WIFSIGNALED(status)) {
		fprintf(stderr, "fixture_tool: the scan died of signal %d\n",
			WTERMSIG(status));
		return 1;
	}
	return 0;
}

/* --- findings --- */

/* A message of the wire as words; what is words already stays. */
static void flatten(struct arena *a, const struct cJSON *j, const char *key,
		    struct strbuf *out)
{
	const struct cJSON *child;
	const char *id = json_str(j, "id");

	if (json_value_str(j)) {
		strbuf_addf(out, " %s=%s", key ? key : "", json_value_str(j));
		return;
	}
	if (id && json_is_object(j) && key &&
	    (cstr_eq(key, "title") || cstr_eq(key, "why") ||
	     cstr_eq(key, "outcome") || cstr_eq(key, "question") ||
	     cstr_eq(key, "note") || cstr_eq(key, "what"))) {
		struct msg m = { 0 };

		codec_decode(&msg_codec, a, j, &m);
		strbuf_addf(out, " %s=%s", key, msg_english(a, &m));
		return;
	}
	if (!json_is_object(j) && !json_is_array(j)) {
		strbuf_addf(out, " %s=%d", key ? key : "",
			    (int)json_value_int(j, 0));
		return;
	}
	for (child = json_first(j); child; child = json_next(child))
		flatten(a, child, json_is_array(j) ? key : json_key(child),
			out);
}

static void print_finding(const struct cJSON *f, const char *id)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	const char *severity = json_str(f, "severity");
	size_t i;

	if (cstr_eq(json_str(f, "id"), id)) {
		flatten(&a, f, NULL, &sb);
		for (i = 0; i < sb.len; i++)
			if (sb.buf[i] == '\n')
				sb.buf[i] = ' ';
		printf("%s\t%s\n", severity ? severity : "none", sb.buf);
	}
	strbuf_release(&sb);
	arena_release(&a);
}

static int cmd_findings(const char *id)
{
	struct strbuf all = STRBUF_INIT;
	const struct cJSON *list, *f;
	struct str rest, line;
	struct cJSON *j;
	bool any = false;

	slurp(stdin, &all);
	j = json_parse(strbuf_str(&all), NULL);
	list = json_get(j, "findings");
	if (list) {
		for (f = json_first(list); f; f = json_next(f))
			print_finding(f, id);
		json_free(j);
		strbuf_release(&all);
		return 0;
	}
	json_free(j);
	rest = strbuf_str(&all);
	while (str_line(&rest, &line)) {
		j = json_parse(line, NULL);
		if (cstr_eq(json_str(j, "rec"), "finding"))
			print_finding(json_get(j, "value"), id);
		if (cstr_eq(json_str(j, "rec"), "generation") &&
		    cstr_eq(json_str(j, "state"), "end"))
			any = true;
		if (cstr_eq(json_str(j, "rec"), "checked") &&
		    cstr_eq(json_str(j, "status"), "broke") &&
		    cstr_eq(json_str(j, "check"), id))
			printf("broke\tthe check crashed\n");
		json_free(j);
	}
	strbuf_release(&all);
	if (!any)
		fputs("fixture_tool: no generation ended\n", stderr);
	return any ? 0 : 1;
}

int main(int argc, char **argv)
{
	if (argc == 5 && cstr_eq(argv[1], "zip"))
		return cmd_zip(argv[2], argv[3], argv[4]);
	if ((argc == 4 || argc == 5) && cstr_eq(argv[1], "scan"))
		return cmd_scan(argv[2], argv[3], argv[argc - 1]);
	if (argc == 3 && cstr_eq(argv[1], "findings"))
		return cmd_findings(argv[2]);
	fputs("usage: fixture_tool zip OUT DIR PREFIX | scan SCAN ROOT [CWD] | "
	      "findings ID\n", stderr);
	return 2;
}
