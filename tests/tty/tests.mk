# the real program on a pseudo-terminal
check_PROGRAMS += tests/tty/test_tty
tests_tty_test_tty_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_tty_test_tty_SOURCES = tests/tty/test_tty.c \
	tests/tty/tty.c tests/tty/tty.h
tests_tty_test_tty_LDADD = libbase.a $(VTERM_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/tty/test_fix
tests_tty_test_fix_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_tty_test_fix_SOURCES = tests/tty/test_fix.c \
	tests/tty/tty.c tests/tty/tty.h
tests_tty_test_fix_LDADD = libbase.a $(VTERM_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/tty/test_setup
tests_tty_test_setup_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_tty_test_setup_SOURCES = tests/tty/test_setup.c \
	tests/tty/tty.c tests/tty/tty.h
tests_tty_test_setup_LDADD = libbase.a $(VTERM_LIBS) $(UNIT_LIBS)
