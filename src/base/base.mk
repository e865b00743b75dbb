noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(CJSON_CFLAGS)
libbase_a_SOURCES = \
	src/base/arena.c src/base/arena.h \
	src/base/civars.c src/base/civars.h \
	src/base/codec.c src/base/codec.h \
	src/base/diff.c src/base/diff.h \
	src/base/error.c src/base/error.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/json.c src/base/json.h \
	src/base/map.c src/base/map.h \
	src/base/mem.c src/base/mem.h \
	src/base/msg.c src/base/msg.h \
	src/base/path.c src/base/path.h \
	src/base/quote.c src/base/quote.h \
	src/base/redact.c src/base/redact.h \
	src/base/str.c src/base/str.h \
	src/base/strbuf.c src/base/strbuf.h \
	src/base/text.c src/base/text.h \
	src/base/utf16.c src/base/utf16.h
