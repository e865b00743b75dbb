noinst_LIBRARIES += libfmt.a
libfmt_a_SOURCES = \
	src/fmt/semver.c src/fmt/semver.h
