"""HTTP servers on 127.0.0.1 that can be told to misbehave: what the tests of plan-fetch fetch from.

A service answers (method, path, query, headers, body) with an Answer; what is done to the answer on its way is a Fault.
Servers take a free port and live in a thread until their `with` block ends.
"""

import contextlib
import hashlib
import http.server
import json
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
import urllib.parse


class Answer:
    """What a service says; `content` that is no bytes is JSON."""

    def __init__(self, content=b"", status=200, headers=None):
        self.status, self.headers = status, dict(headers or {})
        if isinstance(content, bytes):
            self.body = content
        else:
            self.body = json.dumps(content, ensure_ascii=False).encode()
            self.headers.setdefault("Content-Type", "application/json")


class Fault:
    """What goes wrong with the answers whose path and query hold `where`: `times` of them, after `skip` good ones.

    "reset": half the body, then a reset; "drip": a byte now and then, without end; "long", "short": a Content-Length
    above or below what is sent; "truncated": half the body, as if it were whole; a number: that status, with `headers`;
    a callable: it makes another Answer of the right one.
    """

    def __init__(self, kind, where="", times=None, skip=0, headers=None):
        self.kind, self.where, self.times, self.skip, self.headers = kind, where, times, skip, headers

    def applies(self, target):
        if self.where not in target or self.times == 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Seen:
    """A request that came in."""

    def __init__(self, method, target, headers, body):
        self.method, self.target, self.headers, self.body = method, target, headers, body


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        target = urllib.parse.unquote_plus(self.path)
        form = urllib.parse.unquote_plus(body.decode(errors="replace"))
        server = self.server
        with server.lock:
            server.seen.append(Seen(self.command, target, self.headers, body))
            fault = next((fault for fault in server.faults if fault.applies(f"{target} {form}")), None)
        split = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(split.query, keep_blank_values=True))
        answer = server.service.answer(self.command, urllib.parse.unquote(split.path), query, self.headers, body)
        self.send(answer, fault)

    do_GET = do_POST = answer

    def send(self, answer, fault):
        kind = fault.kind if fault else None
        if callable(kind):
            answer = kind(answer)
        elif isinstance(kind, int):
            answer = Answer({"message": f"trouble {kind}"}, kind, fault.headers)
        tag = '"' + hashlib.sha256(answer.body).hexdigest()[:16] + '"'
        if answer.status in (200, 206) and self.command == "GET" and self.server.tags:
            answer.headers["ETag"] = tag
            if self.headers.get("If-None-Match") == tag and not fault:
                answer = Answer(b"", 304, {"ETag": tag})
        body = answer.body
        length = len(body) + {"long": 100, "short": -len(body) // 3}.get(kind, 0)
        if kind == "truncated":
            body = body[:len(body) // 2]
            length = len(body)
        head = f"HTTP/1.1 {answer.status} x\r\nDate: Wed, 25 Nov 2026 08:00:00 GMT\r\nContent-Length: {length}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items()) + "\r\n"
        if kind in ("reset", "drip"):
            self.wfile.write(head.encode() + body[:len(body) // 2])
            self.break_off(kind)
            return
        self.wfile.write(head.encode() + (b"" if answer.status == 304 else body))
        if kind in ("long", "short"):
            self.close_connection = True

    def break_off(self, kind):
        self.close_connection = True
        with contextlib.suppress(OSError):
            while kind == "drip" and not self.server.stopping:
                self.wfile.write(b" ")
                time.sleep(0.02)
            # Closing with a linger of no time resets the connection.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    """`certificate` (a file) makes it https; `clients`, authorities of the certificates that a client must then show."""

    def __init__(self, service, faults=(), tags=False, certificate=None, clients=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.service, self.faults, self.tags = service, list(faults), tags
        self.seen, self.lock, self.stopping = [], threading.Lock(), False
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            if clients:
                context.verify_mode = ssl.CERT_REQUIRED
                context.load_verify_locations(clients)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.scheme = "https"

    def handle_error(self, *_):
        pass  # a client that leaves is what some tests are about

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def asked(self, part=""):
        """The targets of the requests that came in and hold `part`."""
        return [seen.target for seen in self.seen if part in seen.target]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        self.shutdown()
        self.server_close()


class Files:
    """A service of plain files, by path."""

    def __init__(self, files):
        self.files = files

    def answer(self, _method, path, _query, _headers, _body):
        return Answer(self.files[path]) if path in self.files else Answer(b"no such file", 404)


def signing_key(folder, name, *kind):
    """(public key, signer) of a new key: the path of the first, a function from bytes to bytes; None without openssl."""
    private, public = folder / f"{name}.key", folder / f"{name}.pem"

    def openssl(*arguments):
        return subprocess.run(["openssl", *arguments], capture_output=True, check=True).stdout

    def sign(content):
        path = folder / f"{name}.content"
        path.write_bytes(content)
        how = ("pkeyutl", "-sign", "-rawin") if "ed25519" in kind else ("dgst", "-sha256")
        which = ("-inkey", str(private), "-in", str(path)) if "ed25519" in kind else ("-sign", str(private), str(path))
        return openssl(*how, *which)
    if shutil.which("openssl") is None:
        return None
    openssl("genpkey", *kind, "-out", str(private))
    openssl("pkey", "-in", str(private), "-pubout", "-out", str(public))
    return public, sign


def self_signed(folder):
    """A file with a key and a certificate of its own for 127.0.0.1, or None where openssl is not installed."""
    if shutil.which("openssl") is None:
        return None
    path = folder / "self-signed.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out",
         str(folder / "certificate.pem")], capture_output=True, check=False)
    if made.returncode != 0:
        return None
    path.write_bytes(path.read_bytes() + (folder / "certificate.pem").read_bytes())
    return path
