check_PROGRAMS += tests/report/test_report
tests_report_test_report_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_report_test_report_SOURCES = tests/report/test_report.c
tests_report_test_report_LDADD = libreport.a libfixes.a libchecks.a \
	libplan.a libfacts.a libfmt.a libbase.a $(UNIT_LIBS)
