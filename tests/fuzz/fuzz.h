/*
 * A fuzzer is one file <parser>_fuzzer.c with the entry point below.  Link it
 * with -fsanitize=fuzzer to fuzz, or with replay.c to run it over files, as
 * the tests do.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
