noinst_LIBRARIES += libfixes.a
libfixes_a_SOURCES = \
	src/fixes/fix.c src/fixes/fix.h \
	src/fixes/preview.c src/fixes/preview.h \
	src/fixes/regenerate_vendor.c \
	src/fixes/registry.c \
	src/fixes/set_go_line.c \
	src/fixes/tidy.c \
	src/fixes/track_files.c \
	src/fixes/vendoring.c src/fixes/vendoring.h
