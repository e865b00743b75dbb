noinst_LIBRARIES += libreport.a
libreport_a_SOURCES = \
	src/report/prose.c src/report/prose.h \
	src/report/words.c src/report/words.h
