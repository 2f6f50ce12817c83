"""Registers as their documents say that they speak, over tests/cli/loopback.py: enough of each for plan-fetch.

Written from the public documents and sources of each product (see plan-fetch(1)); none of them is the product.
"""

import base64
import json
import urllib.parse

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
    last_part = ""             # of a request that comes when most is there
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

    def changes(self):
        def again(answer):
            return Answer({**json.loads(answer.body), "results": self.applications[:10]})

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
        return {"a page that repeats": lambda times: Fault(again, second, times),
                "a total that changes": lambda times: Fault(shifted, second, times),
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


class Glpi(Register):
    name = "glpi"
    origin = "Appliance.json"
    listing = "/apirest.php/Appliance?"
    other_parts = ("/ImpactRelation?", "/getMultipleItems?")
    last_part = "/ImpactRelation?range=40-"
    parts_left = 5  # a session is opened and closed, and entities are asked for, whatever is kept
    options = ("--page-size", "10")
    pages = takes_password = has_sessions = renews_with_token = True
    half_way = 4

    def __init__(self, count=45):
        super().__init__()
        numbers = range(1, count + 1)
        self.tables = {
            "Appliance": [
                {"id": n, "entities_id": "Racine > Direction", "name": f"Application {n}",
                 "comment": f"G&egrave;re le <b>domaine</b> {n}", "locations_id": "Paris", "states_id": "En production",
                 "users_id_tech": "Ada Blin", "groups_id": 0, "is_deleted": 0, "champ_maison": f"valeur {n}"}
                for n in numbers],
            "Appliance_Item": [
                {"id": n, "appliances_id": n, "itemtype": "Computer", "items_id": n} for n in numbers],
            "ImpactRelation": [
                {"id": n, "itemtype_source": "Computer", "items_id_source": n, "itemtype_impacted": "Appliance",
                 "items_id_impacted": n % count + 1} for n in numbers],
            "Computer": [{"id": n, "name": f"serveur-{n}", "locations_id": "Lognes"} for n in numbers],
            "Item_OperatingSystem": [
                {"id": n, "itemtype": "Computer", "items_id": n, "operatingsystems_id": n % 2 + 1,
                 "operatingsystemversions_id": 1 if n % 2 else 0, "is_deleted": 0} for n in numbers],
            "OperatingSystem": [{"id": 1, "name": "Debian"}, {"id": 2, "name": "Windows&#160;Server"}],
            "OperatingSystemVersion": [{"id": 1, "name": "12"}],
        }
        self.options = {
            "common": "Caractéristiques", "1": {"name": "Nom", "table": "glpi_appliances", "field": "name"},
            "2": {"name": "ID", "table": "glpi_appliances", "field": "id"},
            "8101": {"name": "Sécurité > Criticité", "table": "glpi_plugin_fields_criticitefielddropdowns",
                     "field": "completename"},
            "8102": {"name": "Sécurité > Remarque", "table": "glpi_plugin_fields_applianceses", "field": "remarquefield"}}
        self.shown = {n: {"8101": "Élevée" if n % 2 else None, "8102": f"<p>Vu le {n} &amp; suivants</p>"} for n in numbers}

    def answer(self, method, path, query, headers, body):
        what = path.removeprefix("/apirest.php/")
        if what == "initSession":
            basic = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
            if headers.get("Authorization") not in (f"user_token {TOKEN}", basic):
                return Answer(["ERROR_GLPI_LOGIN_USER_TOKEN", "parameter user_token seems invalid"], 401)
            return Answer({"session_token": self.log_in()})
        if headers.get("Session-Token") != self.session() or self.is_expired():
            return Answer(["ERROR_SESSION_TOKEN_INVALID", "session_token seems invalid"], 401)
        if what in ("changeActiveEntities", "killSession"):
            return Answer(True)
        if what == "listSearchOptions/Appliance":
            return Answer(self.options)
        if what == "search/Appliance":
            wanted = [value for key, value in query.items() if key.startswith("forcedisplay")]
            numbers = [row["id"] for row in self.tables["Appliance"]]
            return self.ranged([{"1": f"Application {n}", **{key: self.shown[n].get(key, n) for key in wanted}}
                                for n in numbers], query, "Appliance",
                               lambda page, total: {"totalcount": total, "count": len(page), "data": page})
        if what == "getMultipleItems":
            wanted = [int(value) for key, value in query.items() if key.endswith("[items_id]")]
            known = {row["id"]: row for row in self.tables.get("Computer", ())}
            if not set(wanted) <= set(known):
                return Answer(["ERROR_ITEM_NOT_FOUND", "Item not found"], 404)
            return Answer([known[number] for number in wanted])
        if what not in self.tables or what == "Computer":
            return Answer(["ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "resource not found"], 400)
        return self.ranged(self.tables[what], query, what, lambda page, _: page)

    @staticmethod
    def ranged(rows, query, what, shape):
        first, last = map(int, query["range"].split("-"))
        if rows and first >= len(rows):
            return Answer(["ERROR_RANGE_EXCEED_TOTAL", "Provided range exceed total count of data"], 400)
        page = rows[first:last + 1]
        return Answer(shape(page, len(rows)), 206 if len(page) < len(rows) else 200,
                      {"Content-Range": f"{first}-{first + len(page) - 1}/{len(rows)}", "Accept-Range": f"{what} 990"})

    def changes(self):
        def again(answer):
            return Answer(self.tables["Appliance"][:10], 206, answer.headers)

        def shifted(answer):
            answer.headers["Content-Range"] = "10-19/46"
            return answer

        def repeated(answer):
            return Answer([{**json.loads(answer.body)[0], "id": 1}, *json.loads(answer.body)[1:]], 206, answer.headers)

        def shorter(answer):
            return Answer(json.loads(answer.body)[1:], 206, answer.headers)
        second = "/Appliance?range=10-19"
        return {"a page that repeats": lambda times: Fault(again, second, times),
                "a total that changes": lambda times: Fault(shifted, second, times),
                "a record on two pages": lambda times: Fault(repeated, second, times),
                "a page that is short": lambda times: Fault(shorter, second, times)}

    def export(self, folder):
        for what, rows in self.tables.items():
            (folder / f"{what}.json").write_text(json.dumps(rows), encoding="utf-8")
        (folder / "listSearchOptions_Appliance.json").write_text(json.dumps(self.options), encoding="utf-8")
        (folder / "search_Appliance.json").write_text(json.dumps(
            {"totalcount": len(self.shown), "data": [{"2": n, **shown} for n, shown in self.shown.items()]}),
            encoding="utf-8")


class Itop(Register):
    name = "itop"
    origin = "ApplicationSolution.json"
    listing = '"class":"ApplicationSolution","key":"SELECT ApplicationSolution","output_fields"'
    other_parts = ('"class":"DataFlow"', "get_related")
    last_part = '"class":"Server","key":"SELECT Server","output_fields":"*+","limit":10,"page":5'
    options = ("--page-size", "10")
    pages = takes_password = True
    gets = False
    tells_total = True
    half_way = 3

    def __init__(self, count=45):
        super().__init__()
        numbers = range(1, count + 1)
        self.classes = {
            "ApplicationSolution": [
                {"id": str(n), "name": f"Application {n}", "description": f"<p>Gère le <b>domaine</b> {n}</p>",
                 "org_id": "3", "organization_name": "Direction", "business_criticity": "high", "status": "active",
                 "move2production": "2020-01-01", "champ_maison": f"valeur {n}", "functionalcis_list": [
                     {"functionalci_id": str(1000 + n), "functionalci_name": f"serveur-{n}",
                      "functionalci_id_finalclass_recall": "Server"}]} for n in numbers],
            "DataFlow": [{"id": str(5000 + n), "name": f"flux {n}", "source_id": str(1000 + n),
                          "destination_id": str(n % count + 1), "execution_frequency": "daily"} for n in numbers],
            "Server": [{"id": str(1000 + n), "name": f"serveur-{n}", "managementip": f"10.0.0.{n}"} for n in numbers],
            "VirtualMachine": [],
        }
        self.impacts = {"ApplicationSolution::1": [{"key": "ApplicationSolution::9"}]}

    @staticmethod
    def objects(name, rows):
        return {f"{name}::{row['id']}": {"code": 0, "message": "", "class": name, "key": row["id"], "fields": row}
                for row in rows} or None

    def answer(self, method, path, query, headers, body):
        form = dict(urllib.parse.parse_qsl(body.decode()))
        if method != "POST" or path != "/webservices/rest.php" or query.get("version") != "1.3":
            return Answer({"code": 2, "message": "Error: Missing parameter 'version' (e.g. '1.0')"})
        by_token = form.get("auth_token") == TOKEN and headers.get("Auth-Token") == TOKEN
        by_password = (form.get("auth_user"), form.get("auth_pwd")) == (USER, PASSWORD)
        if not (by_token or by_password) or self.is_expired():
            return Answer({"code": 1, "message": "Error: Invalid login"})
        asked = json.loads(form["json_data"])
        if asked["operation"] == "core/get_related":
            return Answer({"code": 0, "message": "Scope: 45; Related: 1", "objects": None, "relations": self.impacts})
        if asked["class"] not in self.classes:
            return Answer({"code": 100, "message": f"Error: class: '{asked['class']}' is not a valid class"})
        rows = self.classes[asked["class"]]
        first = asked["limit"] * (asked["page"] - 1)
        page = rows[first:first + asked["limit"]]
        found = len(rows) if self.tells_total else len(page)
        return Answer({"objects": self.objects(asked["class"], page), "code": 0, "message": f"Found: {found}"})

    def changes(self):
        def changed(change):
            def disturb(answer):
                page = json.loads(answer.body)
                change(page)
                return Answer(page)
            return lambda times: Fault(disturb, 'SELECT ApplicationSolution","output_fields":"*+","limit":10,"page":2',
                                       times)

        def repeated(page):
            page["objects"]["ApplicationSolution::1"] = page["objects"].pop("ApplicationSolution::11")

        def again(page):
            page["objects"] = self.objects("ApplicationSolution", self.classes["ApplicationSolution"][:10])
        return {"a page that repeats": changed(again), "a total that changes": changed(lambda page: page.update(message="Found: 46")),
                "a record on two pages": changed(repeated),
                "a page that is short": changed(lambda page: page["objects"].pop("ApplicationSolution::12"))}

    def export(self, folder):
        for name, rows in self.classes.items():
            (folder / f"{name}.json").write_text(json.dumps(
                {"objects": self.objects(name, rows), "code": 0, "message": f"Found: {len(rows)}"}), encoding="utf-8")
        (folder / "impacts.json").write_text(json.dumps({"objects": None, "code": 0, "message": "Scope: 45; Related: 1",
                                                         "relations": self.impacts}), encoding="utf-8")


REGISTERS = {register.name: register for register in (Glpi, Itop, Mercator, RefApp)}
