noinst_LIBRARIES += libui.a
libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS) $(LIBUV_CFLAGS)
libui_a_SOURCES = \
	ui/ui.c ui/ui.h
