noinst_LIBRARIES += libreport.a
libreport_a_SOURCES = \
	src/report/words.c src/report/words.h
