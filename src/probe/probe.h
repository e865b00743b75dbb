#ifndef PROBE_PROBE_H
#define PROBE_PROBE_H

int probe_main(int argc, char **argv);

#endif
