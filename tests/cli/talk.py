#!/usr/bin/env python3
"""A program on a pseudo-terminal, and a script of what is said to it.

  talk.py LOG CMD… <SCRIPT

A line of the script is one of
  expect TEXT   wait until TEXT was printed behind what was expected before
  send TEXT     type it, and Enter
  sh COMMAND    run it
  signal NAME   send it to the program
  hangup        the terminal goes away
What was printed is written to LOG.  Ends as the program does (128 + N for a
signal), or with 99 when something that was expected did not come.
"""
import os
import pty
import select
import signal
import subprocess
import sys
import time

LIMIT_S = 30


def main():
    log, argv = sys.argv[1], sys.argv[2:]
    # A harness may have ignored it; a terminal's programs have it not.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(argv[0], argv)
    seen, at, open_ = b"", 0, True

    def read(wait_s):
        nonlocal seen, open_
        if not open_ or not select.select([fd], [], [], wait_s)[0]:
            return
        try:
            chunk = os.read(fd, 65536)
        except OSError:
            chunk = b""
        if chunk:
            seen += chunk
        else:
            open_ = False

    def end(status):
        with open(log, "wb") as f:
            f.write(seen)
        sys.exit(status)

    for line in sys.stdin:
        verb, _, rest = line.rstrip("\n").partition(" ")
        if verb == "expect":
            until, text = time.time() + LIMIT_S, rest.encode()
            while text not in seen[at:]:
                read(0.1)
                if time.time() > until or not open_:
                    os.kill(pid, signal.SIGKILL)
                    sys.stderr.write("not printed: %s\n" % rest)
                    end(99)
            at = seen.index(text, at) + len(text)
        elif verb == "send":
            os.write(fd, rest.encode() + b"\n")
        elif verb == "sh":
            subprocess.run(["sh", "-c", rest])
        elif verb == "signal":
            os.kill(pid, getattr(signal, "SIG" + rest))
        elif verb == "hangup":
            os.close(fd)
            open_ = False
    until = time.time() + LIMIT_S
    while True:
        read(0.05)
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        if not open_:
            time.sleep(0.02)
        if time.time() > until:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            sys.stderr.write("it did not end\n")
            end(99)
    while open_ and select.select([fd], [], [], 0)[0]:
        read(0)
    end(os.WEXITSTATUS(status) if os.WIFEXITED(status)
        else 128 + os.WTERMSIG(status))


main()
