/*
 * The user's language, also where its locale is not installed.
 */
#ifndef CLI_LOCALE_H
#define CLI_LOCALE_H

/* Once, first of all; argv0 finds the translations of a build tree. */
void locale_setup(const char *argv0);

#endif
