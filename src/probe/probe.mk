noinst_LIBRARIES += libprobe.a
libprobe_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBUV_CFLAGS)
libprobe_a_SOURCES = \
	src/probe/probe.c src/probe/probe.h
