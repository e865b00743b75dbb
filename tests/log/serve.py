#!/usr/bin/env python3
"""serve.py DIR COMMAND...: run it with servers that stand for hosts of the net.

They listen on 127.0.0.1 alone, as proxies for HTTP and HTTPS: whichever host is
asked for, it is they who answer, so that go and git say what they say of it,
and nothing leaves the machine.  In the environment of COMMAND:
	SERVED_CA	who signed for them (PEM), for SSL_CERT_FILE
	SERVED		the one whose certificate is good, for HTTPS_PROXY
	SERVED_EARLY	whose certificate is not valid yet
	SERVED_LATE	whose certificate has expired
The status is that of COMMAND; they end with it."""
import http.server
import os
import ssl
import subprocess
import sys
import threading

HOSTS = ("proxy.golang.org", "sum.golang.org", "github.com",
         "code.corp.example")
CONF = """[ca]
default_ca = me
[me]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[v3]
basicConstraints = critical, CA:TRUE
subjectAltName = %s
""" % ", ".join("DNS:" + h for h in HOSTS)
# From which time, to which.
TIMES = {
    "SERVED": ("20000101000000Z", "20991231000000Z"),
    "SERVED_EARLY": ("20900101000000Z", "20991231000000Z"),
    "SERVED_LATE": ("20000101000000Z", "20010101000000Z"),
}


def openssl(d, *args):
    subprocess.run(("openssl",) + args, cwd=d, check=True,
                   stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def certificates(d):
    for name, text in (("conf", CONF), ("index", ""), ("serial", "01\n")):
        with open(os.path.join(d, name), "w", encoding="ascii") as f:
            f.write(text)
    openssl(d, "req", "-new", "-newkey", "rsa:2048", "-nodes", "-config",
            "conf", "-keyout", "key", "-subj", "/CN=served", "-out", "req")
    for name, (start, end) in TIMES.items():
        openssl(d, "ca", "-batch", "-config", "conf", "-selfsign", "-keyfile",
                "key", "-extensions", "v3", "-startdate", start, "-enddate",
                end, "-in", "req", "-notext", "-out", name)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_CONNECT(self):
        self.send_response(200)
        self.end_headers()
        try:
            self.connection = self.server.tls.wrap_socket(
                self.connection, server_side=True)
        except OSError:  # who called does not trust us
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def do_GET(self):
        host = self.headers["Host"]
        if host == "github.com":  # each repository is private
            self.answer(401, "", ("WWW-Authenticate", 'Basic realm="GitHub"'))
        elif host == "sum.golang.org":
            self.answer(410, "not found: " + self.path.partition("/lookup/")[2] +
                        ": invalid version: unknown revision\n")
        elif host == "goproxy.corp.example":
            self.answer(410, "not found\n")
        elif host == "code.corp.example" and "/gone" not in self.path:
            self.answer(200, "<!DOCTYPE html>\n<title>Sign in</title>\n")
        else:
            self.answer(404, "not found\n")

    def answer(self, status, text, *headers):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html" if "<" in text
                         else "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode("ascii"))

    def finish(self):
        try:
            super().finish()
            self.connection.close()
        except OSError:  # gone already
            pass

    def log_message(self, *args):
        pass


def main():
    d = os.path.abspath(sys.argv[1])
    os.makedirs(d, exist_ok=True)
    certificates(d)
    env = dict(os.environ, SERVED_CA=os.path.join(d, "SERVED"))
    for name in TIMES:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.tls.load_cert_chain(os.path.join(d, name),
                                   os.path.join(d, "key"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env[name] = "http://127.0.0.1:%d" % server.server_port
    return subprocess.run(sys.argv[2:], env=env, check=False).returncode


sys.exit(main())
