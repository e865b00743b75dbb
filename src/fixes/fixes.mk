noinst_LIBRARIES += libfixes.a
libfixes_a_SOURCES = \
	src/fixes/fix.c src/fixes/fix.h \
	src/fixes/preview.c src/fixes/preview.h \
	src/fixes/registry.c \
	src/fixes/set_go_line.c
