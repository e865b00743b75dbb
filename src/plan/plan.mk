noinst_LIBRARIES += libplan.a
libplan_a_SOURCES = \
	src/plan/journal.c src/plan/journal.h \
	src/plan/merge.c src/plan/merge.h \
	src/plan/offer.c src/plan/offer.h \
	src/plan/plan.c src/plan/plan.h
