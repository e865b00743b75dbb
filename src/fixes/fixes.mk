noinst_LIBRARIES += libfixes.a
libfixes_a_SOURCES = \
	src/fixes/fix.c src/fixes/fix.h \
	src/fixes/preview.c src/fixes/preview.h \
	src/fixes/merge_gosum.c \
	src/fixes/registry.c \
	src/fixes/relocate.h src/fixes/relocate_around.c \
	src/fixes/relocate_inside.c src/fixes/relocate_project.c \
	src/fixes/relocate_to.c \
	src/fixes/set_go_line.c
