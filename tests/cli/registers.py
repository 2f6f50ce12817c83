"""Registers as their documents say that they speak, over tests/cli/loopback.py: enough of each for plan-fetch.

Written from the public documents and sources of each product (see plan-fetch(1)); none of them is the product.
"""

import json

from loopback import Answer, Fault

TOKEN = "jeton-secret-0123456789"
PASSWORD = "mot-de-passe-secret-0123"
USER = "lecteur"


def credentials(folder):
    """Options that let plan-fetch in, with a file in the folder."""
    path = folder / "token"
    path.write_text(TOKEN + "\n")
    path.chmod(0o600)
    return ["--token-file", str(path)]


class Register:
    """What all have in common: a token that may expire after some requests, and a token that a login gives."""

    listing = ""               # what the targets of the main table's requests hold
    other_parts = ()           # the same of other requests
    last_part = ""             # of the requests that come last
    parts_left = 1             # requests that a second run repeats though it has a state
    options = ()               # of plan-fetch, so that tests see several pages
    pages = False              # the main table comes in pages
    gets = True                # it is asked by GET, and so may be asked whether anything changed
    takes_password = False
    has_sessions = False       # a login gives a token that ends
    renews_with_token = False  # so does the token
    wrong_credentials = "not-authorised"
    expired = "not-authorised"
    forbidden = "forbidden"
    half_way = 3               # requests after which a session of the tests ends
    expires_after = None

    def __init__(self):
        self.logins = 0
        self.answered = 0

    def session(self):
        return f"session-secrete-{self.logins}"

    def log_in(self):
        self.logins += 1
        self.answered = 0
        return self.session()

    def is_expired(self):
        self.answered += 1
        return self.expires_after is not None and self.answered > self.expires_after


class Mercator(Register):
    name = "mercator"
    origin = "applications.json"
    listing = "/api/applications"
    other_parts = ("/api/fluxes",)
    last_part = "/api/logical-servers"
    takes_password = has_sessions = True
    links = {"applications": {"services", "databases", "logicalServers"}, "fluxes": {"informations"},
             "application-services": {"modules"}, "databases": {"informations"}}

    def __init__(self, count=3):
        super().__init__()
        numbers = range(1, count + 1)
        self.tables = {
            "applications": [
                {"id": n, "name": f"Application {n}", "description": f"<p>Gère le <b>domaine</b> {n} &amp; suivants</p>",
                 "security_need_c": n % 4 + 1, "rto": 60 * n, "users": str(100 * n), "entity_resp_id": 1,
                 "application_block_id": 1, "external": None, "champ_maison": f"valeur {n}",
                 "services": [{"id": n, "name": f"Service {n}"}], "databases": [{"id": 1, "name": "base"}],
                 "logical_servers": [{"id": 1, "name": "serveur"}]} for n in numbers],
            "fluxes": [
                {"id": n, "name": f"Flux {n}", "nature": "API", "service_source_id": n,
                 "application_dest_id": n % count + 1, "crypted": 1, "bidirectional": 0,
                 "informations": [{"id": 1, "name": "Agents"}]} for n in numbers],
            "application-services": [{"id": n, "name": f"Service {n}", "exposition": "intranet", "modules": []}
                                     for n in numbers],
            "application-modules": [],
            "databases": [{"id": 1, "name": "base", "type": "PostgreSQL 15",
                           "informations": [{"id": 1, "name": "Agents"}]}],
            "information": [{"id": 1, "name": "Agents", "sensitivity": "Donnée personnelle"}],
            "entities": [{"id": 1, "name": "Bureau des titres"}],
            "application-blocks": [{"id": 1, "name": "Titres"}],
            "logical-servers": [{"id": 1, "name": "serveur", "address_ip": "10.0.0.1", "cpu": "4", "memory": "16"}],
        }

    def answer(self, method, path, query, headers, body):
        if path == "/api/login":
            given = json.loads(body)
            if (given.get("login"), given.get("password")) != (USER, PASSWORD):
                return Answer({"message": "Unauthorized"}, 401)
            return Answer({"access_token": self.log_in()})
        expected = self.session() if self.logins else TOKEN
        if headers.get("Authorization") != f"Bearer {expected}" or self.is_expired():
            return Answer({"message": "Unauthenticated."}, 401)
        table = path.removeprefix("/api/")
        if method != "GET" or table not in self.tables:
            return Answer({"message": "Not Found"}, 404)
        wanted = set(filter(None, query.get("include", "").split(",")))
        allowed = self.links.get(table, set())
        if wanted - allowed:
            names = ", ".join(sorted(allowed))
            return Answer({"message": f"Requested include(s) `{','.join(sorted(wanted - allowed))}` are not allowed. "
                                      f"Allowed include(s) are `{names}`."}, 400)
        keys = {"logicalServers": "logical_servers"}
        kept = {keys.get(link, link) for link in wanted}
        links = {keys.get(link, link) for link in ("services", "databases", "logicalServers", "informations", "modules")}
        return Answer([{key: value for key, value in row.items() if key not in links or key in kept}
                       for row in self.tables[table]])

    def export(self, folder):
        """What plan-import reads of the same register."""
        for table, rows in self.tables.items():
            (folder / f"{table}.json").write_text(json.dumps(rows), encoding="utf-8")


class RefApp(Register):
    name = "refapp"
    origin = "applications-0.json"
    listing = "/applications?"
    other_parts = ("/a00007/relations",)
    last_part = "/a00109/relations"
    parts_left = 1
    pages = True
    half_way = 20
    first_page = 0

    @staticmethod
    def changes():
        def shifted(answer):
            page = json.loads(answer.body)
            return Answer({**page, "total": page["total"] + 1})

        def repeated(answer):
            page = json.loads(answer.body)
            page["results"][0] = {**page["results"][0], "id": "a00000"}
            return Answer(page)

        def shorter(answer):
            page = json.loads(answer.body)
            return Answer({**page, "results": page["results"][1:]})
        second = "page=1&pageSize=100"
        return {"a total that changes": lambda times: Fault(shifted, second, times),
                "a record on two pages": lambda times: Fault(repeated, second, times),
                "a page that is short": lambda times: Fault(shorter, second, times)}

    def __init__(self, count=110, prefix="/api/v2"):
        super().__init__()
        self.prefix = prefix
        self.applications = [
            {"id": f"a{n:05}", "label": f"Application {n:05}", "shortName": f"A{n}", "description": f"Tient le {n}.",
             "currentStatus": {"status": "in_production"}, "priorityRestart": "R1_STAR", "champMaison": f"valeur {n}",
             "hostings": [{"isActive": True, "hostingOption": {"site": "Lognes"}}]} for n in range(count)]
        self.relations = {
            f"a{n:05}": [{"id": f"r{n}", "type": "is_service_user_of", "applicationSourceId": f"a{n:05}",
                          "applicationTargetId": f"a{(n + 1) % count:05}"}] for n in range(0, count, 2)}

    def answer(self, method, path, query, headers, body):
        if not path.startswith(self.prefix + "/applications") or method != "GET":
            return Answer({"message": "Cannot GET"}, 404)
        if headers.get("Authorization") != f"Bearer {TOKEN}" or self.is_expired():
            return Answer({"message": "Unauthorized", "statusCode": 401}, 401)
        rest = path.removeprefix(self.prefix + "/applications")
        if rest:
            _, application, what = rest.split("/")
            known = what == "relations" and any(known["id"] == application for known in self.applications)
            return Answer(self.relations.get(application, [])) if known else Answer({"message": "Not Found"}, 404)
        page, size = int(query.get("page", 0)), int(query.get("pageSize", 15))
        if size > 100:
            return Answer({"message": ["pageSize must not be greater than 100"]}, 400)
        first = size * max(0, page - self.first_page)
        rows = self.applications[first:first + size] if size else self.applications
        return Answer({"results": rows, "total": len(self.applications)})

    def export(self, folder):
        for page in range(0, len(self.applications), 100):
            (folder / f"applications-{page // 100}.json").write_text(json.dumps(
                {"results": self.applications[page:page + 100], "total": len(self.applications)}), encoding="utf-8")
        relations = [relation for of_one in self.relations.values() for relation in of_one]
        (folder / "relations.json").write_text(json.dumps(relations), encoding="utf-8")


REGISTERS = {register.name: register for register in (Mercator, RefApp)}
