# Speed, beside what people run instead: ./dev bench.  No part of make check.
EXTRA_PROGRAMS += tests/bench/timing tests/bench/bare
tests_bench_timing_SOURCES = tests/bench/timing.c
tests_bench_bare_SOURCES = tests/bench/bare.c
tests_bench_bare_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
tests_bench_bare_LDADD = $(NCURSES_LIBS)
CLEANFILES += $(EXTRA_PROGRAMS)
