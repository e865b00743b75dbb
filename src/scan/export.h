/*
 * A revision's files as records, so that gomend can lay them out elsewhere
 * and have them looked at as they were: those that facts are made of.
 */
#ifndef SCAN_EXPORT_H
#define SCAN_EXPORT_H

#include "scan/discover.h"

/* "export" records with this id; the last one has done, or error. */
void export_revision(const struct discovery *d, const char *rev, int id);

#endif
