noinst_LIBRARIES += libreport.a
libreport_a_SOURCES = \
	src/report/compare.c src/report/compare.h \
	src/report/finding_text.c src/report/finding_text.h \
	src/report/gopath.c src/report/gopath.h \
	src/report/log_text.c src/report/log_text.h \
	src/report/machine_text.c src/report/machine_text.h \
	src/report/plan_text.c src/report/plan_text.h \
	src/report/prose.c src/report/prose.h \
	src/report/report.h \
	src/report/report_json.c \
	src/report/report_text.c \
	src/report/setup.c src/report/setup.h \
	src/report/silence.c src/report/silence.h \
	src/report/variables.c src/report/variables.h \
	src/report/versions.c src/report/versions.h \
	src/report/told.c src/report/told.h \
	src/report/words.c src/report/words.h
