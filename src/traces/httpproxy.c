#include "config.h"

#include "traces/httpproxy.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* An IPv4 address is its own kind, mapped into IPv6 or not. */
struct ip {
	unsigned char b[16];
	size_t len;
};

static bool ip_parse(const char *s, struct ip *ip)
{
	static const unsigned char mapped[12] = {
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff,
	};

	if (inet_pton(AF_INET, s, ip->b) == 1) {
		ip->len = 4;
		return true;
	}
	if (inet_pton(AF_INET6, s, ip->b) != 1)
		return false;
	ip->len = 16;
	if (!memcmp(ip->b, mapped, sizeof(mapped))) {
		memmove(ip->b, ip->b + 12, 4);
		ip->len = 4;
	}
	return true;
}

static bool ip_is_loopback(const struct ip *ip)
{
	static const unsigned char one[16] = { [15] = 1 };

	return ip->len == 4 ? ip->b[0] == 127 : !memcmp(ip->b, one, 16);
}

/* "10.0.0.0/8"; false: it is no such. */
static bool cidr_parse(struct arena *a, const char *s, struct ip *net,
		       size_t *bits)
{
	const char *slash = strchr(s, '/'), *c;
	bool is_v6 = strchr(s, ':') != NULL;

	if (!slash || !slash[1] || strlen(slash + 1) > 3)
		return false;
	for (c = slash + 1; *c; c++)
		if (!isdigit((unsigned char)*c))
			return false;
	*bits = (size_t)strtoul(slash + 1, NULL, 10);
	if (*bits > (is_v6 ? 128 : 32) ||
	    !ip_parse(arena_strndup(a, s, (size_t)(slash - s)), net))
		return false;
	if (is_v6 && net->len == 4) {
		if (*bits < 96)
			return false;
		*bits -= 96;
	}
	return true;
}

static bool cidr_has(const struct ip *net, size_t bits, const struct ip *ip)
{
	size_t whole = bits / 8, rest = bits % 8;

	if (net->len != ip->len || memcmp(net->b, ip->b, whole))
		return false;
	return !rest || !((net->b[whole] ^ ip->b[whole]) >> (8 - rest));
}

/* net.SplitHostPort; false where that has an error. */
static bool split(struct arena *a, const char *s, const char **host,
		  const char **port)
{
	const char *colon = strrchr(s, ':'), *end;

	if (!colon)
		return false;
	if (*s == '[') {
		end = strchr(s, ']');
		if (!end || end + 1 != colon)
			return false;
		*host = arena_strndup(a, s + 1, (size_t)(end - s - 1));
	} else {
		*host = arena_strndup(a, s, (size_t)(colon - s));
		if (strchr(*host, ':'))
			return false;
	}
	*port = colon + 1;
	return !strpbrk(*host, "[]") && !strpbrk(*port, "[]");
}

static const char *lower(struct arena *a, struct str s)
{
	char *out = arena_strndup(a, s.len ? s.p : "", s.len);
	char *c;

	for (c = out; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return out;
}

void httpproxy_address(struct arena *a, const char *url, const char **host,
		       const char **port)
{
	const char *at = strstr(url, "://"), *user, *rest;
	bool secure = !cstr_starts(url, "http:");

	at = at ? at + 3 : url;
	rest = arena_strndup(a, at, strcspn(at, "/?#"));
	user = strrchr(rest, '@');
	if (user)
		rest = user + 1;
	if (!split(a, rest, host, port)) {
		size_t n = strlen(rest);

		*host = n > 1 && *rest == '[' && rest[n - 1] == ']'
			? arena_strndup(a, rest + 1, n - 2) : rest;
		*port = "";
	}
	if (!**port)
		*port = secure ? "443" : "80";
}

bool httpproxy_never(const char *no_proxy)
{
	struct str rest = str_from(no_proxy), one;

	while (rest.p && str_cut(&rest, ',', &one))
		if (str_is(str_trim(one), "*"))
			return true;
	return false;
}

static bool names(struct arena *a, const char *entry, const char *host,
		  const char *port, const struct ip *ip)
{
	const char *of = entry, *only = "";
	struct ip net;
	size_t bits;

	if (cidr_parse(a, entry, &net, &bits))
		return ip && cidr_has(&net, bits, ip);
	if (!split(a, entry, &of, &only)) {
		of = entry;
		only = "";
	}
	if (!*of || (*only && !cstr_eq(only, port)))
		return false;
	if (ip_parse(of, &net))
		return ip && cidr_has(&net, net.len * 8, ip);
	if (ip)
		return false;
	/* "*.x" and ".x" are what lies below x, "x" is itself, too. */
	if (cstr_starts(of, "*."))
		of++;
	if (*of == '.')
		return cstr_ends(host, of);
	return cstr_eq(host, of) ||
	       cstr_ends(host, arena_printf(a, ".%s", of));
}

bool httpproxy_use(struct arena *a, const char *no_proxy, const char *host,
		   const char *port)
{
	struct str rest = str_from(no_proxy), one;
	struct ip ip;
	bool is_ip = ip_parse(arena_strndup(a, host, strcspn(host, "%")), &ip);

	if (cstr_eq(host, "localhost") || (is_ip && ip_is_loopback(&ip)) ||
	    httpproxy_never(no_proxy))
		return false;
	host = lower(a, str_trim(str_from(host)));
	while (rest.p && str_cut(&rest, ',', &one))
		if (names(a, lower(a, str_trim(one)), host, port,
			  is_ip ? &ip : NULL))
			return false;
	return true;
}
