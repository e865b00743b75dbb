noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	src/cli/cli.c src/cli/cli.h \
	src/cli/cmd_explain.c \
	src/cli/cmd_list.c \
	src/cli/commands.c src/cli/options.h \
	src/cli/locale.c src/cli/locale.h \
	src/cli/opt.c src/cli/opt.h \
	src/cli/output.c src/cli/output.h
