noinst_LIBRARIES += libscan.a
libscan_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBGIT2_CFLAGS)
libscan_a_SOURCES = \
	src/scan/places.c src/scan/places.h \
	src/scan/programs.c src/scan/programs.h \
	src/scan/scan.c src/scan/scan.h
