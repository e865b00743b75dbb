#!/usr/bin/env python3
"""What may be on the disk when the power fails.

    replay.py --kstep KSTEP --root DIR... --check SH [OPTION...] -- CMD...

Runs CMD once under `kstep log`, and takes from it what it did to the files in
the DIRs and when it synced them.  Then it makes each state that a disk may
hold after a power failure at any moment, runs the check on it by sh -c, and
says "N of N".  The check brings a crashed state in order (recovery) and ends
with 0 if it is good; its first word is counted (before, after).  CMD has to end
with 0, and then all that can still be lost must come out "after".

What may be lost: anything not yet synced, in any order.  Each of these is on
the disk or not, alone: the entry of a new file, a rename (both of its names at
once), a removal, a mode, a time, the length of a file, and its bytes (what is
long in two halves) apart from its length: bytes that are lost are zeros.
fsync of a file keeps its bytes and attributes, not its name; fsync of a folder
keeps the names in it; syncfs keeps all.  A change of a name is never on the
disk without the changes of that same name before it.  That is weaker than any
journaling file system of Linux; so what holds here holds on them.

Up to --window operations not synced are taken in all combinations; of more,
--random combinations of each moment, besides all, none, all but one and only
one.  A state is checked once, however many ways lead to it.

The files are written anew for each state, so inode numbers and ctimes are not
those of the run.  A recovery that goes by inode numbers names with --journal
the files (a glob) that hold them: lines of JSON, a blank and its CRC-32, in
which each member "ino" or …_ino gets the number that its inode has now, and
"boot" is another one.  What kstep log calls
untracked (a shared writable mapping, a device node) ends this with 2; so does a
log that, replayed whole, does not lead to what the program left behind.
"""
import argparse
import glob
import hashlib
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import zlib

SECTOR = 512


def stop(text):
    print("replay: " + text, file=sys.stderr)
    sys.exit(2)


class Node:
    """An inode. `entries` of a folder: name to number of node."""

    __slots__ = ("kind", "mode", "uid", "gid", "mtime", "data", "xattrs",
                 "entries")

    def __init__(self, kind, mode, uid, gid, mtime=None, data=b""):
        self.kind, self.mode, self.uid, self.gid = kind, mode, uid, gid
        self.mtime, self.data = mtime, data
        self.xattrs, self.entries = {}, {}

    def copy(self):
        new = Node(self.kind, self.mode, self.uid, self.gid, self.mtime,
                   self.data)
        new.xattrs, new.entries = dict(self.xattrs), dict(self.entries)
        return new


class Tree:
    """Nodes by number; a copy shares those that it does not change."""

    def __init__(self, nodes, roots):
        self.nodes, self.roots, self.own = nodes, roots, set()

    def fork(self):
        return Tree(dict(self.nodes), self.roots)

    def change(self, nr):
        if nr not in self.own:
            self.nodes[nr] = self.nodes[nr].copy()
            self.own.add(nr)
        return self.nodes[nr]

    def apply(self, op):
        kind = op[0]
        if kind == "entry":
            for folder, name, nr in op[1]:
                entries = self.change(folder).entries
                if nr is None:
                    entries.pop(name, None)
                else:
                    entries[name] = nr
            return
        node = self.change(op[1])
        if kind == "size":
            node.data = node.data[:op[2]].ljust(op[2], b"\0")
            node.mtime = None
        elif kind == "data":
            off, data = op[2], op[3]
            data = data[:max(0, len(node.data) - off)]
            node.data = node.data[:off] + data + node.data[off + len(data):]
            node.mtime = None
        elif kind == "attr":
            node.mode, node.uid, node.gid = op[2:5]
        elif kind == "times":
            node.mtime = op[2]
        elif kind == "xattr":
            if op[3] is None:
                node.xattrs.pop(op[2], None)
            else:
                node.xattrs[op[2]] = op[3]

    def inode_key(self, nr, known):
        if nr not in self.own and nr in known:
            return known[nr]
        n = self.nodes[nr]
        key = hashlib.sha256(repr((
            n.kind, n.mode, n.uid, n.gid, n.mtime, n.data,
            sorted(n.xattrs.items()))).encode("utf-8", "replace")).digest()
        if nr not in self.own:
            known[nr] = key
        return key

    def key(self, known):
        """Trees that look the same have the same; `known`: of the base."""
        seen, h = {}, hashlib.sha256()

        def walk(nr, depth):
            first = seen.setdefault(nr, len(seen))
            h.update(b"%d %d" % (depth, first) + self.inode_key(nr, known))
            entries = self.nodes[nr].entries
            for name in sorted(entries):
                h.update(os.fsencode(name) + b"\0")
                walk(entries[name], depth + 1)
        for nr in self.roots.values():
            walk(nr, 0)
        return h.digest()


def scan(roots):
    tree, numbers = Tree({}, {}), {}

    def add(path):
        st = os.lstat(path)
        ident = "%d:%d" % (st.st_dev, st.st_ino)
        if ident in numbers:
            return numbers[ident]
        nr = numbers[ident] = len(tree.nodes)
        node = Node(stat.S_IFMT(st.st_mode), stat.S_IMODE(st.st_mode),
                    st.st_uid, st.st_gid, st.st_mtime_ns)
        tree.nodes[nr] = node
        if stat.S_ISREG(st.st_mode):
            with open(path, "rb") as f:
                node.data = f.read()
        elif stat.S_ISLNK(st.st_mode):
            node.data = os.readlink(path)
        elif stat.S_ISDIR(st.st_mode):
            node.mtime = None
            for name in os.listdir(path):
                node.entries[name] = add(os.path.join(path, name))
        for name in os.listxattr(path, follow_symlinks=False):
            node.xattrs[name] = os.getxattr(path, name, follow_symlinks=False)
        return nr
    for root in roots:
        tree.roots[root] = add(root)
    return tree, numbers


class Run:
    """The operations of a log, cut into what is lost or kept as one."""

    def __init__(self, tree, numbers):
        self.base = tree
        self.live = tree.fork()
        self.numbers = dict(numbers)
        self.ops = []           # what Tree.apply() takes
        self.texts = []         # the same for people
        self.deps = []          # of each, the ops that it cannot be without
        self.covered = []       # of each, the moment from which it is safe
        self.steps = []         # of each, the moment when it was done
        self.now = 0
        self.last_entry = {}    # (folder, name) -> op
        self.names = {}         # of nodes, for people

    def parent(self, path):
        folder, name = os.path.split(path)
        for root, nr in self.live.roots.items():
            if folder != root and not folder.startswith(root + "/"):
                continue
            for part in folder[len(root):].split("/"):
                if part:
                    nr = self.live.nodes[nr].entries.get(part)
                if nr is None:
                    stop("the log names %s, which was not seen to be made"
                         % path)
            return nr, name
        return None, name

    def node_of(self, ident):
        if ident not in self.numbers:
            stop("the log changes an inode that was not seen: %s" % ident)
        return self.numbers[ident]

    def do(self, op, text):
        deps = set()
        if op[0] == "entry":
            for folder, name, _ in op[1]:
                if (folder, name) in self.last_entry:
                    deps.add(self.last_entry[folder, name])
            for folder, name, _ in op[1]:
                self.last_entry[folder, name] = len(self.ops)
        for d in list(deps):
            deps |= self.deps[d]
        self.deps.append(deps)
        self.ops.append(op)
        self.texts.append(text)
        self.covered.append(None)
        self.steps.append(self.now)
        self.live.apply(op)

    def cover(self, which):
        for i, op in enumerate(self.ops):
            if self.covered[i] is None and which(op):
                self.covered[i] = self.now

    def new_node(self, rec, kind, data=b""):
        nr = len(self.live.nodes)
        node = Node(kind, rec["mode"], rec["uid"], rec["gid"], None, data)
        self.live.nodes[nr] = node
        # A lost inode is one that no entry leads to, so all trees have it.
        self.base.nodes[nr] = node.copy()
        self.numbers[rec["id"]] = nr
        return nr

    def name(self, nr):
        """What the node is called now, or was last."""
        for root, top in self.live.roots.items():
            todo = [(top, root)]
            while todo:
                at, path = todo.pop()
                if at == nr:
                    self.names[nr] = path
                    return path
                todo += [(child, path + "/" + name) for name, child
                         in self.live.nodes[at].entries.items()]
        return self.names.get(nr, "a file without a name")

    def resize(self, nr, size):
        if len(self.live.nodes[nr].data) != size:
            self.do(("size", nr, size), "length %d of %s"
                    % (size, self.name(nr)))

    def feed(self, rec):
        self.now += 1
        op = rec["op"]
        getattr(self, "on_" + op)(rec)

    def on_untracked(self, rec):
        stop("cannot replay %s" % rec["what"])

    def on_open(self, rec):
        folder, name = (None, "") if rec["tmp"] else self.parent(rec["path"])
        known = (folder is not None and
                 self.live.nodes[folder].entries.get(name))
        if rec["tmp"]:
            self.new_node(rec, stat.S_IFREG)
        elif folder is None:
            stop("%s is in none of the folders" % rec["path"])
        elif known is None or known is False:
            nr = self.new_node(rec, stat.S_IFREG)
            self.do(("entry", [(folder, name, nr)]), "new " + rec["path"])
        elif rec["trunc"]:
            self.resize(known, 0)

    def made(self, rec, kind, data=b""):
        folder, name = self.parent(rec["path"])
        nr = self.new_node(rec, kind, data)
        self.do(("entry", [(folder, name, nr)]), "new " + rec["path"])

    def on_mkdir(self, rec):
        self.made(rec, stat.S_IFDIR)

    def on_symlink(self, rec):
        self.made(rec, stat.S_IFLNK, rec["target"])

    def on_link(self, rec):
        folder, name = self.parent(rec["path"])
        self.do(("entry", [(folder, name, self.node_of(rec["id"]))]),
                "link " + rec["path"])

    def on_rename(self, rec):
        src, sname = self.parent(rec["path"])
        dst, dname = self.parent(rec["to"])
        if src is None or dst is None:
            stop("a rename over the border of the folders: %s" % rec["path"])
        moved = self.live.nodes[src].entries.get(sname)
        other = self.live.nodes[dst].entries.get(dname)
        if moved is None:
            stop("a rename of what was not seen: %s" % rec["path"])
        if moved == other:
            return
        self.do(("entry", [(src, sname, other if rec["exchange"] else None),
                           (dst, dname, moved)]),
                "rename %s to %s" % (rec["path"], rec["to"]))

    def on_unlink(self, rec):
        folder, name = self.parent(rec["path"])
        self.do(("entry", [(folder, name, None)]), "unlink " + rec["path"])

    def on_write(self, rec):
        nr, off = self.node_of(rec["id"]), rec["off"]
        data = rec["data"].encode("latin-1")
        old = len(self.live.nodes[nr].data)
        if off + len(data) > old:
            self.resize(nr, off + len(data))
        cut = len(data)
        if cut > SECTOR:
            cut = max(SECTOR, cut // 2 // SECTOR * SECTOR)
        for at, part in ((0, data[:cut]), (cut, data[cut:])):
            if part:
                self.do(("data", nr, off + at, part), "%d bytes at %d of %s"
                        % (len(part), off + at, self.name(nr)))

    def on_size(self, rec):
        self.resize(self.node_of(rec["id"]), rec["size"])

    def on_attr(self, rec):
        nr = self.node_of(rec["id"])
        self.do(("attr", nr, rec["mode"], rec["uid"], rec["gid"]),
                "mode and owner of " + self.name(nr))

    def on_times(self, rec):
        sec, ns = rec["mtime"].split(".")
        nr = self.node_of(rec["id"])
        self.do(("times", nr, int(sec) * 10 ** 9 + int(ns)),
                "time of " + self.name(nr))

    def on_xattr(self, rec):
        value, nr = rec["value"], self.node_of(rec["id"])
        self.do(("xattr", nr, rec["name"],
                 None if value is None else value.encode("latin-1")),
                "attribute of " + self.name(nr))

    def on_fsync(self, rec):
        nr = self.node_of(rec["id"])
        kinds = ("size", "data") if rec["data"] else \
            ("size", "data", "attr", "times", "xattr")
        self.cover(lambda op: any(e[0] == nr for e in op[1])
                   if op[0] == "entry" else op[1] == nr and op[0] in kinds)

    def on_sync(self, _):
        self.cover(lambda op: True)

    def closed(self, chosen, safe):
        """What of `chosen` can be without the rest; safe is there anyway."""
        have = set(safe)
        for i in sorted(chosen):
            if self.deps[i] <= have:
                have.add(i)
        return frozenset(have)

    def tree(self, have):
        tree = self.base.fork()
        for i in sorted(have):
            tree.apply(self.ops[i])
        return tree


def same(tree, there):
    """The first path at which the trees differ, or None."""

    def walk(nr, other, path):
        a, b = tree.nodes[nr], there.nodes[other]
        for what in ("kind", "mode", "uid", "gid", "data", "xattrs"):
            if getattr(a, what) != getattr(b, what):
                return "%s: %s" % (path, what)
        if a.mtime is not None and b.mtime is not None and a.mtime != b.mtime:
            return path + ": mtime"
        if sorted(a.entries) != sorted(b.entries):
            return "%s: names %s, there %s" % (path, sorted(a.entries),
                                               sorted(b.entries))
        for name in a.entries:
            bad = walk(a.entries[name], b.entries[name], path + "/" + name)
            if bad:
                return bad
        return None
    for root in tree.roots:
        bad = walk(tree.roots[root], there.roots[root], root)
        if bad:
            return bad
    return None


def choices(pending, newest, window, count, rng):
    """Sets of pending operations; with `newest` in them, if there is one."""
    rest = [i for i in pending if i != newest]
    always = set() if newest is None else {newest}
    if len(rest) <= window:
        for bits in range(1 << len(rest)):
            yield always | {op for k, op in enumerate(rest) if bits >> k & 1}
        return
    yield set(always)
    yield always | set(rest)
    for op in rest:
        yield always | {op}
        yield always | (set(rest) - {op})
    for _ in range(count):
        p = rng.choice((0.1, 0.3, 0.5, 0.7, 0.9))
        yield always | {op for op in rest if rng.random() < p}


class Disk:
    """Writes trees where the folders were."""

    def __init__(self, roots, journals, numbers):
        self.roots, self.journals = roots, journals
        # Inode numbers of the run to numbers of nodes.
        self.nodes = {int(i.split(":")[1]): nr for i, nr in numbers.items()}

    def renumber(self, done):
        """In the journals: the inodes that were written now."""
        now = {ino: os.lstat(done[nr]).st_ino
               for ino, nr in self.nodes.items() if nr in done}

        def walk(value):
            if isinstance(value, list):
                for item in value:
                    walk(item)
            elif isinstance(value, dict):
                for name, item in value.items():
                    if (name == "ino" or name.endswith("_ino")) and item:
                        # What is nowhere on the disk is no inode there is.
                        value[name] = now.get(int(item), 1 << 50)
                    elif name == "boot":
                        value[name] = "the one before"
                    else:
                        walk(item)
        for path in self.journals and glob.glob(self.journals):
            with open(path, "rb") as f:
                lines = f.read().split(b"\n")
            for i, line in enumerate(lines):
                text, _, crc = line.rpartition(b" ")
                if not text or b"%08x" % zlib.crc32(text) != crc:
                    continue
                rec = json.loads(text)
                walk(rec)
                text = json.dumps(rec, ensure_ascii=False,
                                  separators=(",", ":")).encode()
                lines[i] = text + b" %08x" % zlib.crc32(text)
            st = os.stat(path)
            with open(path, "r+b") as f:
                f.truncate()
                f.write(b"\n".join(lines))
            os.utime(path, ns=(st.st_mtime_ns, st.st_mtime_ns))

    def write(self, tree):
        done = {}

        def put(nr, path, top):
            node = tree.nodes[nr]
            if nr in done:
                if node.kind != stat.S_IFDIR:
                    os.link(done[nr], path, follow_symlinks=False)
                return
            done[nr] = path
            if node.kind == stat.S_IFDIR:
                if not top:
                    os.mkdir(path)
                for name, child in node.entries.items():
                    put(child, os.path.join(path, name), False)
            elif node.kind == stat.S_IFLNK:
                os.symlink(node.data, path)
            elif node.kind == stat.S_IFREG:
                fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                os.write(fd, node.data) if node.data else None
                os.close(fd)
            else:
                os.mknod(path, node.kind | node.mode)
            link = node.kind == stat.S_IFLNK
            if os.geteuid() == 0:
                os.chown(path, node.uid, node.gid, follow_symlinks=False)
            if not link:
                os.chmod(path, node.mode)
            for name, value in node.xattrs.items():
                os.setxattr(path, name, value, follow_symlinks=False)
            if node.mtime is not None:
                os.utime(path, ns=(node.mtime, node.mtime),
                         follow_symlinks=False)
        for root, nr in self.roots.items():
            for name in os.listdir(root):
                at = os.path.join(root, name)
                if os.path.isdir(at) and not os.path.islink(at):
                    shutil.rmtree(at)
                else:
                    os.unlink(at)
            put(nr, root, True)
        self.renumber(done)


class Judge:
    def __init__(self, run, disk, args):
        self.run, self.disk, self.args = run, disk, args
        self.said, self.known = {}, {}
        self.bad = []           # (step, what was last, operations, said)

    def check(self, tree):
        self.disk.write(tree)
        got = subprocess.run(["/bin/sh", "-c", self.args.check],
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, check=False)
        line = got.stdout.decode("utf-8", "replace").split("\n")[0]
        return got.returncode == 0, line

    def state(self, have, step, last):
        """One state of the disk; step None: the program has ended well."""
        tree = self.run.tree(have)
        key = tree.key(self.known)
        fresh = key not in self.said
        if fresh:
            self.said[key] = self.check(tree)
        good, line = self.said[key]
        if good and step is None and not line.startswith("after"):
            self.said[key] = good, line = False, "lost though done: " + line
        elif not fresh:
            return
        if not good:
            self.bad.append((step, last, have, line))

    def report(self):
        words = {}
        for good, line in self.said.values():
            word = line.split(" ")[0].rstrip(":") if good else "bad"
            words[word] = words.get(word, 0) + 1
        for step, last, have, line in self.bad[:self.args.show]:
            print("not %s: %s" % (last, line))
            for i, text in enumerate(self.run.texts):
                if i not in have and (step is None or self.run.steps[i] <= step):
                    print("    lost: " + text)
        if len(self.bad) > self.args.show:
            print("and %d more" % (len(self.bad) - self.args.show))
        count = len(self.said)
        print("%d of %d: %s" % (count - words.get("bad", 0), count, ", ".join(
            "%d %s" % (words[w], w) for w in ("before", "after", "bad")
            if w in words)))
        return count > 1 and "bad" not in words


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("--kstep", required=True)
    p.add_argument("--root", action="append", required=True)
    p.add_argument("--check", required=True)
    p.add_argument("--journal", default="")
    p.add_argument("--window", type=int, default=12)
    p.add_argument("--random", type=int, default=2000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--show", type=int, default=3)
    p.add_argument("cmd", nargs=argparse.REMAINDER)
    args = p.parse_args()
    cmd = args.cmd[1:] if args.cmd[:1] == ["--"] else args.cmd
    roots = [os.path.realpath(r) for r in args.root]
    tree, numbers = scan(roots)
    with tempfile.NamedTemporaryFile() as log:
        words = [args.kstep, "log", log.name, "-s"]
        for r in roots:
            words += ["-w", r]
        got = subprocess.run(words + ["--"] + cmd, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, check=False)
        told = got.stdout.decode().strip().split("\n")[-1]
        if got.returncode:
            print(told)
            sys.exit(got.returncode)
        if not told.endswith("exit 0"):
            stop("the command fails: " + told)
        with open(log.name, encoding="latin-1") as f:
            records = [json.loads(line) for line in f]
    run = Run(tree, numbers)
    # Names come as bytes; file names here are as Python has them.
    for rec in records:
        for member in ("path", "to", "target", "name"):
            if member in rec:
                rec[member] = os.fsdecode(rec[member].encode("latin-1"))
        run.feed(rec)
    bad = same(run.live, scan(roots)[0])
    if bad:
        stop("the log does not lead to what is there: " + bad)
    judge = Judge(run, Disk(tree.roots, args.journal, run.numbers), args)
    rng = random.Random(args.seed)
    judge.state(frozenset(), 0, "before anything")
    for newest in range(len(run.ops)):
        moment = run.steps[newest]
        safe = {i for i in range(newest)
                if run.covered[i] is not None and run.covered[i] < moment}
        pending = [i for i in range(newest + 1) if i not in safe]
        for chosen in choices(pending, newest, args.window - 1, args.random,
                              rng):
            judge.state(run.closed(chosen, safe), moment,
                        "after " + run.texts[newest])
    safe = {i for i, c in enumerate(run.covered) if c is not None}
    pending = [i for i in range(len(run.ops)) if i not in safe]
    for chosen in choices(pending, None, args.window, args.random, rng):
        judge.state(run.closed(chosen, safe), None, "after its end")
    good = judge.report()
    print("%d operations, %d moments of syncing" % (
        len(run.ops), sum(r["op"] in ("fsync", "sync") for r in records)),
        file=sys.stderr)
    sys.exit(0 if good else 1)


main()
