#include "config.h"

#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

void error_release(struct error *err)
{
	free(err->message);
	free(err->origin);
	free(err->hint);
	memset(err, 0, sizeof(*err));
}

static ATTR_PRINTF(1, 0) char *format(const char *fmt, va_list ap)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_vaddf(&sb, fmt, ap);
	return strbuf_detach(&sb);
}

int error_set(struct error *err, const char *fmt, ...)
{
	va_list ap;

	if (!err || err->message)
		return -1;
	va_start(ap, fmt);
	err->message = format(fmt, ap);
	va_end(ap);
	return -1;
}

int error_errno(struct error *err, int code, const char *fmt, ...)
{
	struct strbuf sb = STRBUF_INIT;
	va_list ap;

	if (!err || err->message)
		return -1;
	va_start(ap, fmt);
	strbuf_vaddf(&sb, fmt, ap);
	va_end(ap);
	strbuf_addf(&sb, ": %s", strerror(code));
	err->code = code;
	err->message = strbuf_detach(&sb);
	return -1;
}

void error_origin(struct error *err, const char *fmt, ...)
{
	int code = errno;
	va_list ap;

	if (!err || err->origin)
		return;
	va_start(ap, fmt);
	err->origin = format(fmt, ap);
	va_end(ap);
	errno = code;
}

void error_hint(struct error *err, const char *fmt, ...)
{
	int code = errno;
	va_list ap;

	if (!err || err->hint)
		return;
	va_start(ap, fmt);
	err->hint = format(fmt, ap);
	va_end(ap);
	errno = code;
}

void error_prefix(struct error *err, const char *fmt, ...)
{
	struct strbuf sb = STRBUF_INIT;
	va_list ap;

	if (!err || !err->message)
		return;
	va_start(ap, fmt);
	strbuf_vaddf(&sb, fmt, ap);
	va_end(ap);
	strbuf_addf(&sb, ": %s", err->message);
	free(err->message);
	err->message = strbuf_detach(&sb);
}
