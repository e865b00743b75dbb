/*
 * A server of files on loopback, with the ills of real ones, for the tests.
 *
 *   httpd DIR PORT-FILE LOG
 *
 * PORT-FILE gets the port when it listens; LOG a line "PATH RANGE" for each
 * request.  What stands in front of the file's name says how it is served:
 *
 *   /dl/NAME        as it is; ranges are honoured
 *   /cut/NAME       the connection ends after the bytes that DIR/cut says
 *   /norange/NAME   the same for the first request alone, and no ranges
 *   /redirect/NAME  a redirect to /dl/NAME
 *   /never/…        500
 *
 * NAME "?mode=json…" is DIR/list.json.  What is not there is 404.  It ends when
 * its standard input does.
 */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *dir;
static FILE *log_file;
static bool norange_cut;

static void die(const char *what)
{
	fprintf(stderr, "httpd: %s: %s\n", what, strerror(errno));
	exit(2);
}

static bool send_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t done = send(fd, p, n, MSG_NOSIGNAL);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static void say(int fd, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
static void say(int fd, const char *fmt, ...)
{
	char text[2048];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)send_all(fd, text, (size_t)n);
}

static void say_short(int fd, const char *status, const char *more)
{
	say(fd, "HTTP/1.1 %s\r\n%sContent-Length: 0\r\n"
	    "Connection: close\r\n\r\n", status, more);
}

/* "/dl/x" → "x" where it begins with the word. */
static const char *behind(const char *path, const char *word)
{
	size_t n = strlen(word);

	return strncmp(path, word, n) ? NULL : path + n;
}

static long long cut_bytes(void)
{
	char name[1024];
	long long n = 0;
	FILE *f;

	(void)snprintf(name, sizeof(name), "%s/cut", dir);
	f = fopen(name, "r");
	if (!f || fscanf(f, "%lld", &n) != 1)
		die(name);
	(void)fclose(f);
	return n;
}

/* At most `most` bytes of what is asked for; -1: all of them. */
static void serve(int fd, const char *name, long long from, long long most)
{
	char path[1024], buf[65536];
	struct stat st;
	long long left;
	int file;

	if (name[0] == '?')
		name = "list.json";
	(void)snprintf(path, sizeof(path), "%s/%.*s", dir,
		       (int)strcspn(name, "?"), name);
	file = strstr(name, "..") ? -1 : open(path, O_RDONLY);
	if (file < 0 || fstat(file, &st) || !S_ISREG(st.st_mode)) {
		say_short(fd, "404 Not Found", "");
	} else if (from > st.st_size) {
		say_short(fd, "416 Range Not Satisfiable", "");
	} else {
		left = st.st_size - from;
		if (from)
			say(fd, "HTTP/1.1 206 Partial Content\r\n"
			    "Content-Range: bytes %lld-%lld/%lld\r\n", from,
			    (long long)st.st_size - 1, (long long)st.st_size);
		else
			say(fd, "HTTP/1.1 200 OK\r\n");
		say(fd, "Content-Length: %lld\r\nConnection: close\r\n\r\n",
		    left);
		if (most >= 0 && most < left)
			left = most;
		(void)lseek(file, (off_t)from, SEEK_SET);
		while (left > 0) {
			ssize_t n = read(file, buf, left > (long long)
					 sizeof(buf) ? sizeof(buf)
						     : (size_t)left);

			if (n <= 0 || !send_all(fd, buf, (size_t)n))
				break;
			left -= n;
		}
	}
	if (file >= 0)
		(void)close(file);
}

static void answer(int fd, const char *path, long long from)
{
	char more[1200];
	const char *name;

	fprintf(log_file, "%s %lld\n", path, from);
	(void)fflush(log_file);
	if ((name = behind(path, "/dl/"))) {
		serve(fd, name, from, -1);
	} else if ((name = behind(path, "/cut/"))) {
		serve(fd, name, from, name[0] == '?' ? -1 : cut_bytes());
	} else if ((name = behind(path, "/norange/"))) {
		bool list = name[0] == '?';

		serve(fd, name, 0, list || norange_cut ? -1 : cut_bytes());
		norange_cut = norange_cut || !list;
	} else if ((name = behind(path, "/redirect/"))) {
		(void)snprintf(more, sizeof(more), "Location: /dl/%s\r\n",
			       name);
		say_short(fd, "302 Found", more);
	} else {
		say_short(fd, "500 Internal Server Error", "");
	}
}

static void talk(int fd)
{
	char text[8192], path[1024];
	long long from = 0;
	size_t n = 0;
	char *at;

	while (n < sizeof(text) - 1) {
		ssize_t got = recv(fd, text + n, sizeof(text) - 1 - n, 0);

		if (got <= 0)
			return;
		n += (size_t)got;
		text[n] = '\0';
		if (strstr(text, "\r\n\r\n"))
			break;
	}
	if (sscanf(text, "GET %1000s HTTP", path) != 1)
		return;
	at = strstr(text, "\r\nRange: bytes=");
	if (at)
		from = strtoll(at + strlen("\r\nRange: bytes="), NULL, 10);
	answer(fd, path, from);
	(void)shutdown(fd, SHUT_WR);
	/* A reset would take what was sent last with it. */
	while (recv(fd, text, sizeof(text), 0) > 0)
		;
}

int main(int argc, char **argv)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int s, one = 1;
	FILE *f;

	if (argc != 4)
		return 2;
	(void)signal(SIGPIPE, SIG_IGN);
	dir = argv[1];
	log_file = fopen(argv[3], "w");
	s = socket(AF_INET, SOCK_STREAM, 0);
	if (!log_file || s < 0)
		die("socket");
	(void)setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(s, (struct sockaddr *)&at, sizeof(at)) || listen(s, 8) ||
	    getsockname(s, (struct sockaddr *)&at, &len))
		die("listen");
	f = fopen(argv[2], "w");
	if (!f)
		die(argv[2]);
	fprintf(f, "%d\n", ntohs(at.sin_port));
	(void)fclose(f);
	for (;;) {
		struct pollfd p[2] = { { s, POLLIN, 0 }, { 0, POLLIN, 0 } };
		int fd;
		char c;

		if (poll(p, 2, -1) < 0 && errno != EINTR)
			die("poll");
		if (p[1].revents && read(0, &c, 1) <= 0)
			return 0;
		if (!p[0].revents)
			continue;
		fd = accept(s, NULL, NULL);
		if (fd < 0)
			continue;
		talk(fd);
		(void)close(fd);
	}
}
