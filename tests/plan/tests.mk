# unit tests of plan
check_PROGRAMS += tests/plan/test_plan
tests_plan_test_plan_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_plan_test_plan_SOURCES = tests/plan/test_plan.c
tests_plan_test_plan_LDADD = libplan.a libbase.a $(UNIT_LIBS)
