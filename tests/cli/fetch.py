#!/usr/bin/env python3
"""fetch.py REGISTER: plan-fetch against servers on 127.0.0.1, whole and under every fault that makes sense.

What is fetched are the records that plan-import makes of the same content in files, byte for byte. A fault that passes
changes nothing; one that stays gives exit 4, no record, no end, a message with its code, and never a secret.
"""

import gzip
import pathlib
import re
import sys

import harness
import loopback
import registers
from loopback import Answer, Fault, Server

END = b'{"type":"end"}\n'
SECRETS = (registers.TOKEN, registers.PASSWORD, "session-secrete", "jeton-application")


class Bench:
    """One register, its right records, and how plan-fetch is called on it."""

    def __init__(self, kind, scratch):
        self.kind, self.scratch = kind, scratch
        self.token = self.secret("token", registers.TOKEN)
        export = scratch / "export"
        export.mkdir()
        kind().export(export)
        self.records = harness.must(["plan-import", str(export)])

    def secret(self, name, text):
        path = self.scratch / name
        path.write_text(text + "\n")
        path.chmod(0o600)
        return str(path)

    def run(self, server, *more, credentials=None, variables=None):
        who = ["--token-file", self.token] if credentials is None else credentials
        return harness.run(["plan-fetch", self.kind.name, server.url, "--name", self.kind.origin, "-v", "--retries", "2",
                            "--retry-wait", "0", "--timeout", "20", *self.kind.options, *who, *more],
                           variables=variables)


def is_silent_on_secrets(tally, name, result):
    said = result.stderr + result.stdout.decode(errors="replace")
    told = [secret for secret in SECRETS if secret in said]
    tally.check(f"{name}: no secret is told", not told, f"{told} in\n{said[:2000]}")


def succeeds(tally, bench, name, result):
    tally.check(f"{name}: exit 0", result.code == 0, result)
    tally.equal(f"{name}: the records of an import", bench.records, result.stdout)
    is_silent_on_secrets(tally, name, result)


def fails(tally, name, result, code):
    tally.check(f"{name}: exit 4, [{code}]", result.code == 4 and "error: " in result.stderr
                and f"[{code}]" in result.stderr.splitlines()[-1], result)
    tally.check(f"{name}: nothing comes out", result.stdout == b"", result.stdout[:300])
    is_silent_on_secrets(tally, name, result)


# What passes when it happens once, and the code with which plan-fetch gives up when it stays.
FAULTS = [
    ("reset", {}, "broken-answer"),
    ("long", {}, "broken-answer"),
    ("truncated", {}, "no-json-answer"),
    (429, {"Retry-After": "0"}, "refused-request"),
    (429, {}, "refused-request"),
    (500, {}, "refused-request"),
    (503, {"Retry-After": "Wed, 25 Nov 2026 08:00:00 GMT"}, "refused-request"),
]
FINAL = [(401, "not-authorised"), (403, "forbidden"), (404, "not-found")]


def is_whole(tally, bench):
    with Server(bench.kind()) as server:
        succeeds(tally, bench, "whole", bench.run(server))
    tally.check("a field that nobody knows is kept under its name", b"champ_maison" in bench.records.lower()
                or b"champmaison" in bench.records.lower(), bench.records[:500])
    tally.check("HTML is text", b"<b>" not in bench.records and b"</p>" not in bench.records
                and b"&egrave;" not in bench.records, bench.records[:500])
    with Server(bench.kind()) as server:
        succeeds(tally, bench, "one connection", bench.run(server, "--connections", "1"))


def stands_faults(tally, bench):
    for kind, headers, code in FAULTS:
        name = f"{kind} {headers}" if headers else str(kind)
        for where in dict.fromkeys((bench.kind.listing, *bench.kind.other_parts)):
            with Server(bench.kind(), [Fault(kind, where, times=1, headers=headers)]) as server:
                succeeds(tally, bench, f"{name} once at {where}", bench.run(server))
            with Server(bench.kind(), [Fault(kind, where, headers=headers)]) as server:
                fails(tally, f"{name} for ever at {where}", bench.run(server), code)
    with Server(bench.kind(), [Fault("drip", bench.kind.listing, times=1)]) as server:
        succeeds(tally, bench, "a slow drip, once", bench.run(server, "--timeout", "2"))
    # What stands behind an answer that was longer than announced breaks the next one too.
    with Server(bench.kind(), [Fault("short", bench.kind.listing, times=1)]) as server:
        succeeds(tally, bench, "a content length that is short, once", bench.run(server))
    with Server(bench.kind(), [Fault("short", bench.kind.listing)]) as server:
        result = bench.run(server)
        tally.check("a content length that is short, for ever", result.code == 4 and result.stdout == b"", result)


def gives_up_at_once(tally, bench):
    for status, code in FINAL:
        with Server(bench.kind(), [Fault(status, bench.kind.listing)]) as server:
            fails(tally, f"{status}", bench.run(server), code)
    for where in bench.kind.other_parts:
        with Server(bench.kind(), [Fault(401, where)]) as server:
            fails(tally, f"401 at {where}", bench.run(server), "not-authorised")
    with Server(bench.kind(), [Fault(429, bench.kind.listing, headers={"Retry-After": "7200"})]) as server:
        fails(tally, "a wait that is too long", bench.run(server, "--max-wait", "60"), "asks-to-wait")
    with Server(bench.kind(), [Fault("drip", bench.kind.listing)]) as server:
        fails(tally, "a slow drip", bench.run(server, "--timeout", "0.3", "--retries", "0"), "timed-out")
    with Server(bench.kind(), [Fault(lambda _: Answer(b" " * (3 << 20)), bench.kind.listing)]) as server:
        fails(tally, "an answer that is too large", bench.run(server, "--max-size", "2"), "answer-too-large")
    for name, page in (("a page for people", b"<!DOCTYPE html><title>Connexion</title>"), ("nothing", b"")):
        with Server(bench.kind(), [Fault(lambda _, page=page: Answer(page), bench.kind.listing)]) as server:
            fails(tally, name, bench.run(server), "no-json-answer")
    with Server(bench.kind()) as server:
        closed = server.url
    server = type("Closed", (), {"url": closed})
    fails(tally, "nobody listens", bench.run(server), "no-connection")


def refuses_strange_servers(tally, bench):
    with Server(loopback.Files({})) as other:
        where = Answer(b"", 302, {"Location": other.url + "/ailleurs?jeton=x"})
        with Server(bench.kind(), [Fault(lambda _: where, bench.kind.listing)]) as server:
            fails(tally, "a redirection to another server", bench.run(server), "redirect-elsewhere")
        tally.equal("the other server is not asked", [], other.asked())
    certificate = loopback.self_signed(bench.scratch)
    if certificate is None:
        tally.skip("a self-signed certificate", "openssl cannot make one here")
        return
    with Server(bench.kind(), certificate=certificate) as server:
        fails(tally, "a self-signed certificate", bench.run(server), "untrusted-server")
        tally.equal("nothing is asked over it", [], server.asked())
        authority = bench.scratch / "certificate.pem"
        succeeds(tally, bench, "its authority given", bench.run(server, "--ca-file", str(authority)))
        trusting = harness.environment(SSL_CERT_FILE=str(authority))
        succeeds(tally, bench, "its authority in the environment", bench.run(server, variables=trusting))


def reads_credentials(tally, bench):
    with Server(bench.kind()) as server:
        variables = harness.environment(PLAN_FETCH_TOKEN=registers.TOKEN)
        succeeds(tally, bench, "a token from the environment", bench.run(server, credentials=[], variables=variables))
        result = bench.run(server, credentials=[])
        tally.check("no credentials: exit 2", result.code == 2 and "[no-credentials]" in result.stderr, result)
    with Server(bench.kind()) as server:
        wrong = bench.secret("wrong", "un-autre-jeton")
        fails(tally, "a wrong token", bench.run(server, credentials=["--token-file", wrong]),
              bench.kind.wrong_credentials)
    loose = bench.scratch / "loose"
    loose.write_text(registers.TOKEN)
    loose.chmod(0o644)
    with Server(bench.kind()) as server:
        result = bench.run(server, credentials=["--token-file", str(loose)])
        tally.check("a secret that others can read: a warning", "[readable-secret]" in result.stderr, result)
        succeeds(tally, bench, "a secret that others can read", result)
    if bench.kind.takes_password:
        account = ["--user", registers.USER, "--password-file", bench.secret("password", registers.PASSWORD)]
        with Server(bench.kind()) as server:
            succeeds(tally, bench, "a password", bench.run(server, credentials=account))
        wrong = [*account[:3], bench.secret("wrong-password", "un-autre-mot-de-passe")]
        with Server(bench.kind()) as server:
            fails(tally, "a wrong password", bench.run(server, credentials=wrong), bench.kind.wrong_credentials)


def takes_packed_answers(tally, bench):
    def packed(answer):
        return Answer(gzip.compress(answer.body), answer.status, {**answer.headers, "Content-Encoding": "gzip"})
    with Server(bench.kind(), [Fault(packed, bench.kind.listing)]) as server:
        succeeds(tally, bench, "packed answers", bench.run(server))
    bomb = Answer(gzip.compress(b" " * (64 << 20)), 200, {"Content-Encoding": "gzip"})
    with Server(bench.kind(), [Fault(lambda _: bomb, bench.kind.listing)]) as server:
        fails(tally, "a packed bomb", bench.run(server, "--max-size", "8"), "answer-too-large")


def asks_through_a_proxy(tally, bench):
    """A server elsewhere is asked through whoever listens at the proxy's address: here the register itself."""
    elsewhere = type("Elsewhere", (), {"url": "http://registre.example"})
    with Server(bench.kind()) as proxy:
        def run(*more, **variables):
            return bench.run(elsewhere, "--insecure-http", "--name", bench.kind.origin, *more,
                             variables=harness.environment(**variables))
        succeeds(tally, bench, "the proxy of the option", run("--proxy", proxy.url))
        asked = [seen.target for seen in proxy.seen]
        tally.check("it is asked for the server elsewhere",
                    asked and all(target.startswith("http://registre.example/") for target in asked), asked[:3])
        succeeds(tally, bench, "the proxy of the environment", run(http_proxy=proxy.url))
        succeeds(tally, bench, "the option counts before it", run("--proxy", proxy.url, http_proxy="http://127.0.0.1:1"))
        before = len(proxy.seen)
        result = run("--retries", "0", http_proxy=proxy.url, no_proxy="registre.example")
        fails(tally, "a server that no proxy is for", result, "no-connection")
        tally.equal("the proxy hears nothing of it", before, len(proxy.seen))


def shows_a_certificate(tally, bench):
    certificate = loopback.self_signed(bench.scratch)
    if certificate is None:
        tally.skip("a client's certificate", "openssl cannot make one here")
        return
    authority = bench.scratch / "certificate.pem"
    with Server(bench.kind(), certificate=certificate, clients=authority) as server:
        trusting = ("--ca-file", str(authority))
        result = bench.run(server, *trusting)
        tally.check("no certificate is shown: exit 4, nothing comes out", result.code == 4 and result.stdout == b"", result)
        succeeds(tally, bench, "a certificate with its key", bench.run(server, *trusting, "--client-cert", str(certificate)))
        succeeds(tally, bench, "a certificate, and its key in a file of its own",
                 bench.run(server, *trusting, "--client-cert", str(authority), "--client-key", str(certificate)))


def shows_its_progress(tally, bench):
    with Server(bench.kind()) as server:
        shown, silent = bench.run(server, "--progress"), bench.run(server)
        succeeds(tally, bench, "with progress", shown)
        counted = re.search(rf"{bench.kind.name}: (\d+) / (\d+)", shown.stderr)
        tally.check("answers are counted", counted and int(counted[1]) <= int(counted[2]), shown.stderr[:500])
        tally.check("but not where nobody looks", f"{bench.kind.name}: 1 / " not in silent.stderr, silent.stderr[:500])


def asks_this_machine_itself(tally, bench):
    with Server(bench.kind()) as server:
        nowhere = {name: "http://127.0.0.1:1" for name in ("http_proxy", "https_proxy", "all_proxy")}
        succeeds(tally, bench, "no proxy for loopback", bench.run(server, variables=harness.environment(**nowhere)))


def outlives_a_session(tally, bench):
    """Credentials that end in the middle: a login makes new ones; a token alone cannot."""
    kind = bench.kind
    short = type("Short", (kind,), {"expires_after": kind.half_way})
    if kind.renews_with_token or kind.takes_password and kind.has_sessions:
        account = None if kind.renews_with_token else [
            "--user", registers.USER, "--password-file", bench.secret("password", registers.PASSWORD)]
        with Server(short()) as server:
            succeeds(tally, bench, "a session that ends in the middle", bench.run(server, credentials=account))
            tally.check("it logged in again", server.service.logins >= 2, server.service.logins)
    if not kind.renews_with_token:
        with Server(short()) as server:
            fails(tally, "a token that ends in the middle", bench.run(server), kind.expired)


def goes_on_from_its_state(tally, bench):
    state = bench.scratch / "state"
    where = bench.kind.last_part
    # One request at a time, so that what fails last does so when all the rest is there.
    first_run = ("--state", str(state), "--connections", "1")
    with Server(bench.kind(), [Fault(403, where)]) as server:
        fails(tally, "the first run", bench.run(server, *first_run), bench.kind.forbidden)
        tally.check("what is read is kept", state.exists() and state.stat().st_mode & 0o077 == 0, state)
    # The address is part of what is kept: the same port is taken again by a server that is whole.
    kept = state.read_bytes()
    is_silent = [secret for secret in SECRETS if secret.encode() in kept]
    tally.check("no secret is kept", not is_silent, is_silent)
    faults = [Fault(403, where)]
    with Server(bench.kind(), faults) as server:
        state.unlink()
        bench.run(server, *first_run)
        first = len(server.asked())
        state.write_bytes(state.read_bytes()[:-7] + b"torn")  # a machine that stopped while it was written
        faults.clear()
        server.faults.clear()
        result = bench.run(server, "--state", str(state))
        succeeds(tally, bench, "the second run", result)
        listing = [target for target in server.asked()[first:] if bench.kind.listing in target]
        tally.check("it asks for what is missing", len(server.asked()) - first < first + bench.kind.parts_left,
                    f"{first} requests, then {server.asked()[first:]} ({len(listing)})")
        tally.check("the state is gone at the end", not state.exists())
    stranger = bench.scratch / "letter"
    stranger.write_text("Madame, Monsieur,\n")
    with Server(bench.kind()) as server:
        result = bench.run(server, "--state", str(stranger))
        tally.check("a file that is no state is left alone", result.code == 3 and "[not-a-state]" in result.stderr
                    and stranger.read_text() == "Madame, Monsieur,\n", result)


def asks_only_for_what_changed(tally, bench):
    cache = bench.scratch / "cache"
    with Server(bench.kind(), tags=True) as server:
        succeeds(tally, bench, "the first night", bench.run(server, "--cache", str(cache)))
        first = len(server.seen)
        succeeds(tally, bench, "the second night", bench.run(server, "--cache", str(cache)))
        asked = [seen for seen in server.seen[first:] if seen.method == "GET"]
        conditional = [seen for seen in asked if seen.headers.get("If-None-Match")]
        if bench.kind.gets:
            tally.check("every answer is asked for by its mark", asked and len(conditional) >= len(asked) - 2,
                        f"{len(conditional)} of {len(asked)}")
        kept = b"".join(path.read_bytes() for path in cache.iterdir())
        told = [secret for secret in SECRETS if secret.encode() in kept]
        tally.check("no secret is kept", not told, told)
        tally.equal("the folder is its owner's", 0o700, cache.stat().st_mode & 0o777)
        for path in cache.iterdir():
            path.write_bytes(path.read_bytes()[:-20])
        succeeds(tally, bench, "a damaged cache", bench.run(server, "--cache", str(cache)))


def finds_changes_while_it_reads(tally, bench):
    if not bench.kind.pages:
        return
    for name, change in bench.kind().changes().items():
        with Server(bench.kind(), [change(1)]) as server:
            succeeds(tally, bench, f"{name}, once", bench.run(server))
        with Server(bench.kind(), [change(None)]) as server:
            fails(tally, f"{name}, for ever", bench.run(server), "changed-while-read")
    with Server(bench.kind()) as server:
        succeeds(tally, bench, "pages of another size", bench.run(server, "--page-size", "7"))


def respects_a_rate(tally, bench):
    """Its waits are of a minute, and so only that nothing is lost within it is looked at here."""
    with Server(bench.kind()) as server:
        succeeds(tally, bench, "a rate that is not reached", bench.run(server, "--rate", "100000"))


COMMON = [is_whole, stands_faults, gives_up_at_once, refuses_strange_servers, reads_credentials, takes_packed_answers,
          asks_this_machine_itself, asks_through_a_proxy, shows_a_certificate, shows_its_progress, outlives_a_session,
          goes_on_from_its_state, asks_only_for_what_changed, finds_changes_while_it_reads, respects_a_rate]


# --- what only one of them does -----------------------------------------------------------------------------------

def mercator_tells_what_is_missing(tally, bench):
    with Server(bench.kind()) as server:
        del server.service.tables["fluxes"]
        server.service.tables["application-flows"] = bench.kind().tables["fluxes"]
        server.service.links = {**server.service.links, "application-flows": {"informations"}}
        succeeds(tally, bench, "a table under its other name", bench.run(server))
    with Server(bench.kind()) as server:
        del server.service.tables["entities"]
        result = bench.run(server)
        tally.check("a table that is not there: a warning", result.code == 0 and "[absent-table]" in result.stderr
                    and result.stdout.endswith(END) and b"Bureau des titres" not in result.stdout, result)
    with Server(bench.kind(), [Fault(403, "/api/entities")]) as server:
        fails(tally, "a table that may not be read", bench.run(server), "forbidden")
        result = bench.run(server, "--without", "entities")
        tally.check("without it on purpose", result.code == 0 and result.stdout.endswith(END), result)
        result = bench.run(server, "--without", "recettes")
        tally.check("without what it never had: exit 2", result.code == 2 and "[unknown-table]" in result.stderr, result)
    with Server(bench.kind()) as server:
        server.service.links = {**server.service.links, "applications": {"services", "databases"}}
        result = bench.run(server)
        tally.check("links that are not given: the others are, and a warning", result.code == 0
                    and "[links-not-given]" in result.stderr
                    and any("include=services,databases" in target and "logical" not in target
                            for target in server.asked()), result)
    with Server(bench.kind()) as server:
        bench.run(server)
        tally.equal("one request a table", len(bench.kind().tables), len(server.seen))


def refapp_finds_its_interface(tally, bench):
    for prefix in ("/api/v2", "/api", ""):
        with Server(bench.kind(prefix=prefix)) as server:
            succeeds(tally, bench, f"an interface at '{prefix}'", bench.run(server))
    counting = type("FromOne", (bench.kind,), {"first_page": 1})
    with Server(counting()) as server:
        succeeds(tally, bench, "pages counted from 1", bench.run(server))
    with Server(bench.kind()) as server:
        # A token that another program renews while we read: the file is read again.
        answer, renewed = server.service.answer, bench.secret("renewed", "jeton-perime")

        def renewing(method, path, query, headers, body):
            pathlib.Path(renewed).write_text(registers.TOKEN + "\n")
            return answer(method, path, query, headers, body)
        server.service.answer = renewing
        succeeds(tally, bench, "a token that is renewed in its file",
                 bench.run(server, credentials=["--token-file", renewed]))
    with Server(bench.kind(), [Fault(404, "/relations")]) as server:
        fails(tally, "relations that are switched off", bench.run(server), "not-found")
        result = bench.run(server, "--without", "relations")
        tally.check("without relations", result.code == 0 and result.stdout.endswith(END)
                    and b'"flow"' not in result.stdout, result)


def glpi_tells_what_is_missing(tally, bench):
    with Server(bench.kind()) as server:
        del server.service.tables["ImpactRelation"]
        result = bench.run(server)
        tally.check("a type that is not there: a warning", result.code == 0 and "[absent-table]" in result.stderr
                    and result.stdout.endswith(END) and b'"flow"' not in result.stdout, result)
    with Server(bench.kind(), [Fault(403, "/ImpactRelation?")]) as server:
        fails(tally, "a type that may not be read", bench.run(server), "forbidden")
        result = bench.run(server, "--without", "ImpactRelation")
        tally.check("without it on purpose", result.code == 0 and result.stdout.endswith(END), result)
    with Server(bench.kind()) as server:
        server.service.tables["Computer"].pop(20)
        result = bench.run(server)
        tally.check("a computer that is not there: the others are", result.code == 0
                    and result.stdout.count(b'"type":"server"') == 44 and "[computers-not-given]" in result.stderr, result)
    with Server(bench.kind()) as server:
        server.service.tables["Computer"] = []
        result = bench.run(server)
        tally.check("no computer: soon given up", result.code == 0 and "[absent-table]" in result.stderr
                    and len(server.asked("getMultipleItems")) < 100, result)
    with Server(bench.kind(), [Fault(404, "changeActiveEntities")]) as server:
        result = bench.run(server)
        tally.check("entities that are not widened: a warning", "[entities-not-widened]" in result.stderr, result)
        succeeds(tally, bench, "entities that are not widened", result)
    with Server(bench.kind()) as server:
        bench.run(server, "--app-token-file", bench.secret("application", "jeton-application"))
        tally.check("the application's token goes with every request",
                    all(seen.headers.get("App-Token") == "jeton-application" for seen in server.seen))
        tally.check("the session is closed", server.asked()[-1].endswith("/killSession"), server.asked()[-1])
    for status, code in ((403, "a right that is missing"), (404, "an interface that has none"), (400, "a refusal")):
        with Server(bench.kind(), [Fault(status, "OperatingSystem?"), Fault(status, "listSearchOptions")]) as server:
            result = bench.run(server)
            tally.check(f"{code}, for systems and plugins' fields: warnings, and the rest", result.code == 0
                        and result.stderr.count("[absent-table]") == 3 and b"operatingsystem" not in result.stdout
                        and "Sécurité".encode() not in result.stdout and result.stdout.endswith(END)
                        and result.stdout.count(b'"type":"server"') == 45, result)
    with Server(bench.kind(), [Fault(403, "search/Appliance")]) as server:
        result = bench.run(server)
        tally.check("a search that is not allowed: a warning", result.code == 0 and "[absent-table]" in result.stderr
                    and "Sécurité".encode() not in result.stdout and result.stdout.endswith(END), result)
    for kind, code in (("reset", "broken-answer"), ("truncated", "no-json-answer"), (503, "refused-request"),
                       (401, "not-authorised")):
        for where in ("listSearchOptions", "search/Appliance", "Item_OperatingSystem?"):
            with Server(bench.kind(), [Fault(kind, where)]) as server:
                fails(tally, f"{kind} for ever at {where}", bench.run(server), code)
    with Server(bench.kind()) as server:
        server.service.options = {number: option for number, option in server.service.options.items() if len(number) == 1}
        result = bench.run(server)
        tally.check("no plugin's fields: no search", result.code == 0 and not server.asked("/search/"), result)
    with Server(bench.kind()) as server:
        server.service.options |= {str(9000 + n): {"name": f"Champ {n}", "table": "glpi_plugin_x"} for n in range(60)}
        result = bench.run(server)
        tally.check("more fields than one search asks for: all of them", result.code == 0
                    and result.stdout.count(b'"Champ 0":"1"') == 1 and result.stdout.count(b'"Champ 59":"1"') == 1
                    and result.stdout.count("Sécurité > Remarque".encode()) == 45, result)
        tally.check("they are asked for in parts", len({target.split("&sort")[0] for target in server.asked("/search/")}) == 2
                    and max(map(len, server.asked("/search/"))) < 2000, server.asked("/search/")[:1])
    with Server(bench.kind()) as server:
        result = bench.run(server, "--without", "plugin-fields", "--without", "Item_OperatingSystem")
        tally.check("without them on purpose", result.code == 0 and not server.asked("earch")
                    and not server.asked("OperatingSystem") and b"operatingsystem" not in result.stdout, result)
    silent = type("Silent", (bench.kind,), {"answer": lambda self, *asked: without_total(bench.kind.answer(self, *asked))})
    with Server(silent()) as server:
        succeeds(tally, bench, "a server that tells no total", bench.run(server))


def without_total(answer):
    answer.headers.pop("Content-Range", None)
    return answer


def itop_says_no_with_200(tally, bench):
    def refusal(code):
        return lambda _: Answer({"code": code, "message": "Error: something"})
    listing = bench.kind.listing
    with Server(bench.kind(), [Fault(refusal(1), listing)]) as server:
        fails(tally, "code 1 with 200", bench.run(server), "not-authorised")
    with Server(bench.kind(), [Fault(refusal(100), listing)]) as server:
        fails(tally, "code 100 with 200", bench.run(server), "refused-operation")
    with Server(bench.kind(), [Fault(refusal(100), listing, skip=2)]) as server:
        fails(tally, "code 100 in the middle", bench.run(server), "refused-operation")
    with Server(bench.kind()) as server:
        del server.service.classes["DataFlow"]
        result = bench.run(server)
        tally.check("a class that is not there: a warning", result.code == 0 and "[absent-table]" in result.stderr
                    and result.stdout.endswith(END) and result.stdout.count(b'"flow"') == 1, result)
    with Server(bench.kind(), [Fault(refusal(1), '"class":"Server"')]) as server:
        fails(tally, "a class that may not be read", bench.run(server), "not-authorised")
        result = bench.run(server, "--without", "Server")
        tally.check("without it on purpose", result.code == 0 and result.stdout.endswith(END), result)
    counting = type("OfThePage", (bench.kind,), {"tells_total": False})
    with Server(counting()) as server:
        succeeds(tally, bench, "a version that counts what is on the page", bench.run(server))
    for size in ("15", "45", "46"):
        for kind in (bench.kind, counting):
            with Server(kind()) as server:
                succeeds(tally, bench, f"pages of {size}", bench.run(server, "--page-size", size))


OWN = {"glpi": [glpi_tells_what_is_missing], "itop": [itop_says_no_with_200],
       "mercator": [mercator_tells_what_is_missing], "refapp": [refapp_finds_its_interface]}


def main(name):
    tally = harness.Tally()
    kind = registers.REGISTERS[name]
    with harness.Scratch() as scratch:
        bench = Bench(kind, scratch)
        for test in COMMON + OWN.get(name, []):
            tally.attempt(test.__name__.replace("_", " "), test, tally, bench)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
