#include "config.h"

#include "scan/scan.h"

int scan_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 0;
}
