/*
 * gomend-scan: requests in, records out (facts/wire.h).  One thread reads,
 * judges and writes; the looking itself is done by the workers of scan/job.h,
 * so that a trace or a "quit" never waits for a walk.
 */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

int scan_main(int argc, char **argv);

#endif
