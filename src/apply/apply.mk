noinst_LIBRARIES += libapply.a
libapply_a_SOURCES = \
	src/apply/apply.c src/apply/apply.h \
	src/apply/at.c src/apply/at.h \
	src/apply/check.c src/apply/check.h \
	src/apply/content.c src/apply/content.h \
	src/apply/drift.c src/apply/drift.h \
	src/apply/gitindex.c src/apply/gitindex.h \
	src/apply/exec.c src/apply/exec.h \
	src/apply/lock.c src/apply/lock.h \
	src/apply/say.c src/apply/say.h \
	src/apply/stagework.c src/apply/stagework.h \
	src/apply/step.c src/apply/step.h \
	src/apply/txn.c src/apply/txn.h \
	src/apply/txnlog.c src/apply/txnlog.h
