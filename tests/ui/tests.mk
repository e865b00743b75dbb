# unit tests of ui
ui_test_libs = libui.a libreport.a libprobe.a libhostmain.a libfixes.a \
	libchecks.a libtraces.a libplan.a libfacts.a libfmt.a libbase.a \
	$(NCURSES_LIBS) $(LIBUV_LIBS) $(UNIT_LIBS)

# The screen on a recorded stream; tests/tty drives it.
check_PROGRAMS += tests/ui/player
tests_ui_player_SOURCES = tests/ui/player.c \
	tests/ui/fakefix.c tests/ui/fakefix.h \
	tests/ui/fixmodel.c tests/ui/fixmodel.h \
	tests/ui/stream.c tests/ui/stream.h
tests_ui_player_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_keymap
tests_ui_test_keymap_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_keymap_SOURCES = tests/ui/test_keymap.c
tests_ui_test_keymap_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_layout
tests_ui_test_layout_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_layout_SOURCES = tests/ui/test_layout.c \
	tests/ui/golden.c tests/ui/golden.h
tests_ui_test_layout_LDADD = $(ui_test_libs)

ui_screen = tests/ui/screen.c tests/ui/screen.h tests/ui/stream.c \
	tests/ui/stream.h tests/ui/golden.c tests/ui/golden.h \
	tests/ui/fixed.c tests/ui/fixmodel.c tests/ui/fixmodel.h

check_PROGRAMS += tests/ui/test_view
tests_ui_test_view_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_view_SOURCES = tests/ui/test_view.c $(ui_screen)
tests_ui_test_view_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_app
tests_ui_test_app_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_app_SOURCES = tests/ui/test_app.c $(ui_screen)
tests_ui_test_app_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_wizard
tests_ui_test_wizard_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_wizard_SOURCES = tests/ui/test_wizard.c $(ui_screen)
tests_ui_test_wizard_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_journal
tests_ui_test_journal_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_journal_SOURCES = tests/ui/test_journal.c $(ui_screen)
tests_ui_test_journal_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_surface
tests_ui_test_surface_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_surface_SOURCES = tests/ui/test_surface.c
tests_ui_test_surface_LDADD = $(ui_test_libs)

check_PROGRAMS += tests/ui/test_setup
tests_ui_test_setup_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_ui_test_setup_SOURCES = tests/ui/test_setup.c $(ui_screen)
tests_ui_test_setup_LDADD = $(ui_test_libs)
