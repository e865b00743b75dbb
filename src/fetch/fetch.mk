# What brings a release of Go (--without-setup does without).
if SETUP
noinst_LIBRARIES += libfetch.a
libfetch_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCURL_CFLAGS) $(LIBARCHIVE_CFLAGS)
libfetch_a_SOURCES = \
	src/fetch/archive.c src/fetch/archive.h \
	src/fetch/confine.c src/fetch/confine.h \
	src/fetch/fetch.c src/fetch/fetch.h \
	src/fetch/net.c src/fetch/net.h \
	src/fetch/sums.c src/fetch/sums.h
endif
