/* A recorded stream of gomend-scan's as a session's view. */
#ifndef TESTS_UI_STREAM_H
#define TESTS_UI_STREAM_H

#include "probe/session.h"

struct stream {
	struct snapshot snap;
	struct arena arena;
	struct finding *findings;
	size_t nfindings;
	struct checked *checked;
	size_t nchecked;
	struct session_view view;
};

/* Ends the program when the file cannot be read. */
void stream_read(struct stream *s, const char *path);
void stream_release(struct stream *s);

#endif
