#include "config.h"

#include "ui/ui.h"

int ui_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 0;
}
