#include "config.h"

#include "fetch/fetch.h"

int main(int argc, char **argv)
{
	return fetch_main(argc, argv);
}
