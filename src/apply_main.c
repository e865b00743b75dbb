#include "config.h"

#include "apply/apply.h"

int main(int argc, char **argv)
{
	return apply_main(argc, argv);
}
