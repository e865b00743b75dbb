/*
 * gomend-fetch: brings a release of Go into a stage.  It alone of gomend's
 * programs opens an inet socket, and it alone reads archives; it changes
 * nothing but the folder or file that it is told to make.  gomend starts it
 * through "gomend-apply exec", which confines its writes to the stage.
 *
 *   gomend-fetch unpack ARCHIVE --to DIR (--sha256 HEX | --sums FILE)
 *        ARCHIVE, a release as .tar.gz, into the new folder DIR.  Its SHA-256
 *        is compared before a byte of it is decoded, the whole archive is
 *        looked at before a file is written, and it is read once more, and
 *        hashed once more, for the unpacking.  No network: the kernel refuses
 *        sockets and programs from the start.
 *   gomend-fetch sums --mirror URL --name NAME --to FILE
 *        The SHA-256 of the archive NAME by the list of releases, as
 *        sha256sum(1) prints it.
 *   gomend-fetch download --mirror URL --os OS --arch ARCH [--version V]
 *                [--sha256 HEX] [--cache DIR] --to DIR
 *        DIR/archive.tar.gz and DIR/sums.  What was cut off for good stays in
 *        the cache, and the next run goes on there.  V is "newest" (the newest stable
 *        release, unless said), "1.24" (the newest of that line) or "1.24.4".
 *   gomend-fetch reach URL
 *        Does anything answer there?  Nothing is kept of it.
 *   gomend-fetch try URL [--ca FILE] [--ca-dir DIR]
 *        How far one request gets (net_try()), with those root certificates
 *        and no others: {"rec":"tried","ok":…,"step":…,"reason":…,…}
 *
 * The list is URL?mode=json, as https://go.dev/dl/ has it; a mirror without
 * one serves a NAME.sha256 beside each archive.
 *
 * It prints JSON on standard output, one record a line:
 *   {"rec":"progress","bytes":1204,"total_bytes":70000000}
 * and on standard error why it stopped, "gomend-fetch: MESSAGE", and what to
 * do about it, "hint: …".  Exit status: 0 done, 1 stopped, 2 usage.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

int fetch_main(int argc, char **argv);

#endif
