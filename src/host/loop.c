#include "config.h"

#include "host/loop.h"

#include <uv.h>

uint64_t loop_now_ms(void)
{
	return uv_hrtime() / 1000000;
}
