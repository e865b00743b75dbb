noinst_LIBRARIES += libui.a
libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
libui_a_SOURCES = \
	ui/app.c ui/app.h \
	ui/event.h \
	ui/field.c ui/field.h \
	ui/journal.h \
	ui/keymap.c ui/keymap.h \
	ui/layout.c ui/layout.h \
	ui/list.c ui/list.h \
	ui/logpage.c ui/logpage.h \
	ui/page.c \
	ui/pane.h \
	ui/pane_env.c \
	ui/pane_finding.c \
	ui/pane_gopath.c \
	ui/pane_journal.c \
	ui/pane_repo.c \
	ui/pane_versions.c \
	ui/pane_why.c \
	ui/run.c ui/run.h \
	ui/setup.c ui/setup.h \
	ui/surface.c ui/surface.h \
	ui/term.c ui/term.h \
	ui/theme.c ui/theme.h \
	ui/ui.c ui/ui.h \
	ui/wizard.c ui/wizard.h \
	ui/wizard_diff.c \
	ui/wizard_draw.c \
	ui/wizard_page.c \
	ui/wizard_preview.c
