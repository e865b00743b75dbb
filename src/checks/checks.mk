noinst_LIBRARIES += libchecks.a
libchecks_a_SOURCES = \
	src/checks/check.c src/checks/check.h \
	src/checks/myths.c src/checks/myths.h \
	src/checks/registry.c \
	src/checks/gomod_invalid.c
