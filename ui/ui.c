#include "config.h"

#include "ui/ui.h"

int ui_main(const struct ui_options *o)
{
	(void)o;
	return 0;
}
