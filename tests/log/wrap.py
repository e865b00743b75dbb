#!/usr/bin/env python3
"""wrap.py github|gh|gitlab|docker <LOG: the same log as that CI server keeps it.
wrap.py KIND DIR LOG...: each into a file of its name in DIR.

"$ COMMAND" lines become what the server shows of a command."""
import os
import sys

kind = sys.argv[1]


def wrap(source, out):
    n = 0

    def stamp():
        return "2026-03-02T09:%02d:%02d.%06d" % (14 + n // 60 % 40, n % 60, n)

    def put(text):
        nonlocal n
        n += 1
        if kind == "github":
            line = stamp() + "7Z " + text
        elif kind == "gh":
            line = "build\tTest it\t" + stamp() + "7Z " + text
        elif kind == "gitlab":
            line = stamp() + "Z 01O " + text + "\r"
        else:
            line = text
        out.write(line.encode("utf-8", "surrogateescape") + b"\n")

    step = 0
    text = source.read().decode("utf-8", "surrogateescape")
    if kind == "gitlab":
        put("section_start:1772442845:step_script\r\033[0K\033[0K\033[36;1m"
            "Executing \"step_script\" stage of the job script\033[0;m")
    for line in text.split("\n")[:-1]:
        command = line[2:] if line.startswith("$ ") else None
        if command is None:
            put("#%d %d.%03d %s" % (step + 8, n // 10, n % 1000, line)
                if kind == "docker" else line)
        elif kind == "gitlab":
            put("\033[32;1m$ %s\033[0;m" % command)
        elif kind == "docker":
            step += 1
            put("#%d [builder %d/99] RUN %s" % (step + 8, step, command))
        else:
            put("##[group]Run " + command)
            put("\033[36;1m%s\033[0m" % command)
            put("shell: /usr/bin/bash -e {0}")
            put("##[endgroup]")
    if kind == "gitlab":
        put("section_end:1772442855:step_script\r\033[0K")
        put("\033[32;1mJob succeeded\033[0;m")
    elif kind == "docker":
        put("#%d DONE 9.9s" % (step + 8))


if len(sys.argv) == 2:
    wrap(sys.stdin.buffer, sys.stdout.buffer)
for name in sys.argv[3:]:
    with open(name, "rb") as source, \
            open(os.path.join(sys.argv[2], os.path.basename(name)), "wb") as out:
        wrap(source, out)
