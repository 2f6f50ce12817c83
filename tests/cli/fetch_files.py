#!/usr/bin/env python3
"""plan-fetch catalogue and policy: files from an address of the ministry's choice, checked, the version before kept."""

import base64
import hashlib
import pathlib
import sys

import harness
import loopback
import registers
from loopback import Answer, Fault, Files, Server

CATALOGUE = (harness.ROOT / "templates" / "catalogue" / "catalogue.csv").read_bytes()
POLICIES = {path.name: path.read_bytes() for folder in ("policies", "effort")
            for path in sorted((harness.ROOT / "templates" / folder).glob("*.xml"))}


def digest(content):
    return hashlib.sha256(content).hexdigest()


def fetch(server, kind, path, *more):
    return harness.run(["plan-fetch", kind, server.url + path, "-v", "--retries", "1", "--retry-wait", "0", *more])


def refused(tally, name, result, code, exit_code=4):
    tally.check(f"{name}: exit {exit_code}, [{code}], nothing comes out",
                result.code == exit_code and f"[{code}]" in result.stderr and result.stdout == b"", result)


def are_checked(tally):
    files = {"/catalogue.csv": CATALOGUE, "/listed.csv": CATALOGUE, "/other.csv": CATALOGUE, "/broken.csv": CATALOGUE,
             "/listed.csv.sha256": f"{digest(b'x')}  other\n{digest(CATALOGUE)} *listed.csv\n".encode(),
             "/other.csv.sha256": f"{digest(b'x')}  other.csv\n".encode(),
             "/broken.csv.sha256": b"<html>not a digest</html>\n"}
    with Server(Files(files)) as server:
        right, wrong = digest(CATALOGUE), digest(b"x")
        for name, result in (("a digest that is given", fetch(server, "catalogue", "/catalogue.csv", "--sha256", right)),
                             ("in capitals", fetch(server, "catalogue", "/catalogue.csv", "--sha256", right.upper())),
                             ("a digest beside it", fetch(server, "catalogue", "/listed.csv")),
                             ("nothing, and said so", fetch(server, "catalogue", "/catalogue.csv", "--unverified"))):
            tally.check(f"{name}: the file as it is", result.code == 0 and result.stdout == CATALOGUE
                        and "[checksum]" in result.stderr, result)
        tally.check("only what was not checked is a warning", "warning" in result.stderr, result)
        refused(tally, "a wrong digest that is given",
                fetch(server, "catalogue", "/catalogue.csv", "--sha256", wrong), "wrong-checksum")
        refused(tally, "the given one counts, not the one beside",
                fetch(server, "catalogue", "/listed.csv", "--sha256", wrong), "wrong-checksum")
        refused(tally, "a wrong digest beside it", fetch(server, "catalogue", "/other.csv"), "wrong-checksum")
        refused(tally, "no digest beside it", fetch(server, "catalogue", "/broken.csv"), "bad-checksum")
        refused(tally, "nothing to check it against", fetch(server, "catalogue", "/catalogue.csv"), "no-checksum")
        refused(tally, "no such file", fetch(server, "catalogue", "/absent.csv", "--sha256", right), "not-found")
        refused(tally, "what is no digest", fetch(server, "catalogue", "/catalogue.csv", "--sha256", "abc"),
                "bad-digest", 2)
    for kind in ("reset", "long", "truncated", 503):
        with Server(Files(files), [Fault(kind, "/listed.csv", times=1)]) as server:
            result = fetch(server, "catalogue", "/listed.csv")
            # Half a file that claims to be whole is found out by its digest, not asked for again.
            if kind == "truncated":
                refused(tally, "a file that is cut", result, "wrong-checksum")
            else:
                tally.check(f"{kind} once", result.code == 0 and result.stdout == CATALOGUE, result)


def are_signed(tally):
    kinds = {"ed25519": ("-algorithm", "ed25519"), "rsa": ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
             "curve": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")}
    with harness.Scratch() as scratch:
        keys = {name: loopback.signing_key(scratch, name, *kind) for name, kind in kinds.items()}
        if keys["rsa"] is None:
            tally.skip("signatures", "openssl cannot make them here")
            return
        for name, (public, sign) in keys.items():
            signature = sign(CATALOGUE)
            files = {"/catalogue.csv": CATALOGUE, "/catalogue.csv.sig": signature, "/text.csv": CATALOGUE,
                     "/text.csv.sig": base64.encodebytes(signature), "/changed.csv": CATALOGUE + b"\n",
                     "/changed.csv.sig": signature, "/bare.csv": CATALOGUE, "/cut.csv": CATALOGUE,
                     "/cut.csv.sig": signature[:-1], "/changed.csv.sha256": digest(CATALOGUE + b"\n").encode()}
            with Server(Files(files)) as server:
                def signed(path, *more, key=public, server=server):
                    return fetch(server, "catalogue", path, "--public-key", str(key), *more)
                for what, path in (("bytes", "/catalogue.csv"), ("base64", "/text.csv")):
                    result = signed(path)
                    tally.check(f"{name}, {what}: the file as it is", result.code == 0 and result.stdout == CATALOGUE
                                and "[checksum]" in result.stderr and "signed" in result.stderr, result)
                refused(tally, f"{name}: another file", signed("/changed.csv"), "wrong-signature")
                refused(tally, f"{name}: half a signature", signed("/cut.csv"), "wrong-signature")
                refused(tally, f"{name}: no signature", signed("/bare.csv"), "no-signature")
                refused(tally, f"{name}: --unverified does not undo --public-key", signed("/bare.csv", "--unverified"),
                        "no-signature")
                refused(tally, f"{name}: the digest that is given counts too",
                        signed("/catalogue.csv", "--sha256", digest(b"x")), "wrong-checksum")
                other = next(key for kind, (key, _) in keys.items() if kind != name)
                refused(tally, f"{name}: another's key", signed("/catalogue.csv", key=other), "wrong-signature")
                strange = scratch / "letter"
                strange.write_text("Madame, Monsieur,\n")
                refused(tally, f"{name}: what is no key", signed("/catalogue.csv", key=strange), "no-public-key", 3)
                path, previous = scratch / f"{name}.csv", scratch / f"{name}.csv.previous"
                path.write_bytes(b"before")
                result = signed("/changed.csv", "-o", str(path))
                tally.check(f"{name}: a wrong signature leaves everything as it was", result.code == 4
                            and path.read_bytes() == b"before" and not previous.exists(), result)
                result = signed("/catalogue.csv", "-o", str(path))
                tally.check(f"{name}: a right one replaces it, and the version before is kept", result.code == 0
                            and path.read_bytes() == CATALOGUE and previous.read_bytes() == b"before", result)


def are_what_they_should_be(tally):
    files = {f"/{name}": content for name, content in POLICIES.items()}
    files |= {"/words.xml": b"<policy>", "/words.csv": b"Code;Nom\n", "/page.html": b"<html>Connexion</html>",
              "/bad.csv": CATALOGUE.splitlines(keepends=True)[0] + b"a;surplus" + b";x" * 99 + b"\n"}
    with Server(Files(files)) as server:
        for name, content in POLICIES.items():
            result = fetch(server, "policy", f"/{name}", "--sha256", digest(content))
            tally.check(f"{name} is a policy", result.code == 0 and result.stdout == content, result)
        for kind, path in (("policy", "/words.xml"), ("policy", "/page.html"), ("catalogue", "/words.csv"),
                           ("catalogue", "/page.html"), ("catalogue", "/bad.csv")):
            result = fetch(server, kind, path, "--unverified")
            tally.check(f"{path} is no {kind}: exit 3, nothing comes out", result.code == 3 and result.stdout == b"",
                        result)


def keep_the_version_before(tally):
    newer = CATALOGUE + b"\n"
    files = {"/catalogue.csv": CATALOGUE}
    with Server(Files(files)) as server, harness.Scratch() as scratch:
        path, previous = scratch / "catalogue.csv", scratch / "catalogue.csv.previous"

        def refresh(*more):
            return fetch(server, "catalogue", "/catalogue.csv", *more, "-o", str(path))
        result = refresh("--unverified")
        tally.check("the first version has none before", result.code == 0 and path.read_bytes() == CATALOGUE
                    and not previous.exists(), result)
        refresh("--unverified")
        tally.check("the same version again is no other one", not previous.exists())
        files["/catalogue.csv"] = newer
        refused(tally, "another version that is not the one", refresh("--sha256", digest(CATALOGUE)), "wrong-checksum")
        tally.check("a failure leaves everything as it was", path.read_bytes() == CATALOGUE and not previous.exists())
        result = refresh("--unverified")
        tally.check("the version before is kept", result.code == 0 and path.read_bytes() == newer
                    and previous.read_bytes() == CATALOGUE, result)
        tally.equal("nothing else is left", ["catalogue.csv", "catalogue.csv.previous"],
                    sorted(file.name for file in pathlib.Path(scratch).iterdir()))


def go_where_they_are_sent(tally):
    files = Files({"/catalogue.csv": CATALOGUE})
    with Server(files) as other:
        away = Fault(lambda _: Answer(b"", 302, {"Location": other.url + "/catalogue.csv"}))
        with Server(files, [away]) as server, harness.Scratch() as scratch:
            result = fetch(server, "catalogue", "/catalogue.csv", "--sha256", digest(CATALOGUE))
            tally.check("another server without credentials is asked", result.code == 0 and result.stdout == CATALOGUE,
                        result)
            before = len(other.seen)
            result = fetch(server, "catalogue", "/catalogue.csv", "--sha256", digest(CATALOGUE),
                           *registers.credentials(scratch))
            refused(tally, "but not with them", result, "redirect-elsewhere")
            tally.equal("and hears nothing of them", before, len(other.seen))
            tally.check("the first one does", server.seen[-1].headers["Authorization"] == f"Bearer {registers.TOKEN}")


def main():
    tally = harness.Tally()
    for test in (are_checked, are_signed, are_what_they_should_be, keep_the_version_before, go_where_they_are_sent):
        tally.attempt(test.__name__.replace("_", " "), test, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
