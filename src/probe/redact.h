/* It stands in base, so that every layer can do without secrets. */
#ifndef PROBE_REDACT_H
#define PROBE_REDACT_H

#include "base/redact.h"

#endif
