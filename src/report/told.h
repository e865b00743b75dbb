/*
 * The sentences that gomend-scan sends in English, and what they are in the
 * user's language.
 */
#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

/* From now on msg_text() and msg_told() know them. */
void told_init(void);

#endif
