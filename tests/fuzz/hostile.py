# hostile.py DIR DATA: CI files and logs that nobody writes by accident, into DIR.
import os, sys

out, data = sys.argv[1:]
head = b"on: push\njobs:\n  j:\n    runs-on: ubuntu-latest\n    steps:\n"
long = b"x" * 300000


def put(name, text):
    with open(os.path.join(out, name), "wb") as f:
        f.write(text)


# Ten levels of ten: ten thousand million elements, if they were made.
laughs = b"a0: &a0 [" + b", ".join([b"go"] * 10) + b"]\n"
for i in range(1, 10):
    laughs += b"a%d: &a%d [" % (i, i) + b", ".join([b"*a%d" % (i - 1)] * 10) + b"]\n"
put("laughs.yml", laughs + b"j: {image: golang, script: *a9, variables: {A: *a8}, extends: *a7}\n")
put("laughs-github.yml", laughs + head + b"      - run: *a9\n        env: {A: *a9}\n")
put("own.yml", b"j: &j\n  <<: *j\n  script: [*j, *j]\non: &o [*o]\n")
put("open.yml", b"[" * 100000)
put("braces.yml", b"{a: " * 100000)
put("deep.yml", b"".join(b" " * i + b"k:\n" for i in range(2000)))
put("long.yml", head + b"      - run: go build " + long + b"\n      - uses: docker://" + long + b"\n")
put("bytes.yml", head + b'      - run: go \xff\xfe\xc0\x80 "\\x00"\n        env: {A: "${{ ' + b"(" * 5000 + b'"}\n')
put("loops.yml", b"include: [{local: /x.yml}, {local: y}]\nj: {extends: [a, b], script: !reference [j, script]}\n"
    b"a: {extends: b}\nb: {extends: a}\n")
put("matrix.yml", b"on: push\njobs:\n  j:\n    strategy: {matrix: {" +
    b", ".join(b"x%d: [1, 2, 3, 4, 5, 6, 7, 8, 9]" % i for i in range(400)) +
    b"}}\n    runs-on: x\n    steps: [{run: go build}]\n")
for name in "ci.workflow.yml", "ci.gitlab.yml":
    with open(os.path.join(data, name), "rb") as f:
        whole = f.read()
    put("nul-" + name, whole.replace(b" ", b"\0"))
    put("utf16-" + name, whole.decode().encode("utf-16"))
    for k in range(1, 20):
        put("cut%d-%s" % (k, name), whole[:len(whole) * k // 20])

sample = b"$ go build\r\ngo: modules disabled by GO111MODULE=off \xf0\x9f\x98\x80\r\n" * 50
for code in "utf-16", "utf-16-le", "utf-16-be":
    put(code + ".log", sample.decode().encode(code))
    put(code + "-odd.log", sample.decode().encode(code)[:-1] + b"\xd8\x3d" * 9)
put("line.log", long * 4 + b"\n")
put("marks.log", b"".join(b"\033[0K\r2026-03-02T09:14:0\n##[group]\nsection_start:%d\n"
                          b"#%d 1. go: unknown revision %d\n" % (i, i, i) for i in range(3000)))
put("bytes.log", b"go: unknown revision \0\0\xff go: \n\n\r\r\n*\xed\xa0\x80\033[\033]\t\t")
put("tabs.log", b"\t" * 50000 + b"\n" + b"a\tb\t2026-03-02T09:14:05Z " * 5000)
