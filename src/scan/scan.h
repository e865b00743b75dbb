#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

int scan_main(int argc, char **argv);

#endif
