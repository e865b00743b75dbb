noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	src/cli/cli.c src/cli/cli.h \
	src/cli/cmd_check.c \
	src/cli/cmd_compare.c \
	src/cli/cmd_demo.c \
	src/cli/cmd_env.c \
	src/cli/cmd_explain.c \
	src/cli/cmd_fix.c \
	src/cli/cmd_gopath.c \
	src/cli/cmd_history.c \
	src/cli/cmd_inspect.c \
	src/cli/cmd_list.c \
	src/cli/cmd_log.c \
	src/cli/cmd_modfile.c \
	src/cli/cmd_report.c \
	src/cli/cmd_snapshot.c \
	src/cli/cmd_setup.c \
	src/cli/cmd_trace.c \
	src/cli/commands.c src/cli/options.h \
	src/cli/demo.c src/cli/demo.h \
	src/cli/linear.c src/cli/linear.h \
	src/cli/locale.c src/cli/locale.h \
	src/cli/log.h \
	src/cli/look.c src/cli/look.h \
	src/cli/opt.c src/cli/opt.h \
	src/cli/output.c src/cli/output.h \
	src/cli/prompt.c src/cli/prompt.h \
	src/cli/show.c src/cli/show.h \
	src/cli/since.c src/cli/since.h \
	src/cli/tmptree.c src/cli/tmptree.h
