#!/usr/bin/env python3
"""Ford Civil Registration: a civil registry of the kind of OpenCRVS 2.x, written from what its events API publishes.

An event keeps its id for life: others report it, registrars register, correct and archive it, and each action is told to the
beneficiary system by a trigger, with the whole document and a token for that record (RS256). It takes reports at /events/notify,
and is searched at /events/search. In memory; the clock is real until a test desk moves it.

    opencrvs.py --port 8806 --peers http://127.0.0.1:8443/t/ford-registry
"""
import argparse, base64, datetime as dt, hashlib, json, re, secrets, threading, time, urllib.error, urllib.parse, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EVENTS, TOKENS, WAITING, AHEAD, LOCK = [], {}, [], [dt.timedelta(0)], threading.RLock()


class Refused(Exception):
    def __init__(self, why, status=400):
        super().__init__(why)
        self.status = status


def now(): return dt.datetime.now(dt.timezone.utc) + AHEAD[0]
def stamp(): return now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
def today(): return str(now().date())
def given(value): return None if value in (None, "") or str(value).startswith("$") else str(value)
def past_day(text):
    try: day = dt.date.fromisoformat(str(text)[:10])
    except ValueError: raise Refused("that is no day", 422)
    if day > now().date(): raise Refused("that day lies in the future", 422)
    return str(day)
def put_forward(text):
    for n, unit in re.findall(r"(\d+) *(month|day|d\b|hour|h\b)", text):
        AHEAD[0] += dt.timedelta(hours=int(n)) if unit[0] == "h" else dt.timedelta(days=int(n) * (30 if unit == "month" else 1))
    return {"today": today()}
def parts(name):
    names = (given(name) or "Unnamed").split(" ")
    return {"firstname": names[0], "middlename": " ".join(names[1:-1]), "surname": names[-1] if len(names) > 1 else ""}
def whole(name): return " ".join(filter(None, [name["firstname"], name["middlename"], name["surname"]]))


# The key with which tokens are signed, made anew each time

def is_prime(n):
    if any(n % p == 0 for p in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)): return False
    odd, twos = n - 1, 0
    while odd % 2 == 0: odd, twos = odd // 2, twos + 1
    for _ in range(12):
        x = pow(secrets.randbelow(n - 3) + 2, odd, n)
        if x in (1, n - 1): continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
def prime():
    while True:
        n = secrets.randbits(1024) | 3 << 1022 | 1
        if (n - 1) % 65537 and is_prime(n): return n
def b64(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def der(tag, *inner):
    body = b"".join(inner)
    size = bytes([len(body)]) if len(body) < 128 else bytes([128 + (len(body).bit_length() + 7) // 8]) + len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag]) + size + body
def number(n): return der(2, n.to_bytes(n.bit_length() // 8 + 1, "big"))
class Key:
    def __init__(self):
        p, q = prime(), prime()
        self.n, self.d = p * q, pow(65537, -1, (p - 1) * (q - 1))
    def pem(self):
        public = der(0x30, der(0x30, bytes.fromhex("06092a864886f70d0101010500")), der(3, b"\0", der(0x30, number(self.n), number(65537))))
        text = base64.b64encode(public).decode()
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    def token(self, event):
        at = int(time.time())
        claims = {"iss": "opencrvs:auth-service", "sub": "registrar-7", "aud": ["opencrvs:countryconfig-user"], "scope": ["record.confirm-registration"], "iat": at, "exp": at + 600, "eventId": event}
        text = b64(json.dumps({"alg": "RS256", "typ": "JWT"}).encode()) + "." + b64(json.dumps(claims).encode())
        block = b"\0\1" + b"\xff" * 202 + b"\0" + bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(text.encode()).digest()
        return text + "." + b64(pow(int.from_bytes(block, "big"), self.d, self.n).to_bytes(256, "big"))


# The register: events, each with its actions

def action(event, kind, declaration=None, status="Accepted", number=None, on=None):
    event["actions"].append({"id": str(uuid.uuid4()), "transactionId": str(uuid.uuid4()), "type": kind, "status": status, "createdAt": on + "T08:00:00.000Z" if on else stamp(), "createdBy": "registrar-7",
                             "createdByUserType": "user", "createdAtLocation": "office-ford", "declaration": declaration or {}, **({"registrationNumber": number} if number else {})})
    event["updatedAt"] = stamp()
def begun(kind, declaration):
    event = {"id": str(uuid.uuid4()), "type": kind, "trackingId": secrets.token_hex(3).upper(), "createdAt": stamp(), "updatedAt": stamp(), "actions": [], "status": "CREATED"}
    action(event, "CREATE")
    EVENTS.append(event)
    event["declared"] = declaration
    return event
def told(event):
    """The declaration as all actions leave it."""
    return {k: v for a in event["actions"] for k, v in a["declaration"].items() if v is not None}
def shown(event): return {k: v for k, v in event.items() if k not in ("declared", "status", "case", "number", "later")}
def identifiers(item, prefix, who):
    return {k: v for k, v in {who + ".nid": given(item.get(prefix + "number")), who + ".otherId": given(item.get(prefix + "other"))}.items() if v}
def child_of(item):
    mother = {**identifiers(item, "mother-", "mother"), **({"mother.name": parts(item["mother-name"])} if given(item.get("mother-name")) else {})}
    return {"child.name": parts(item.get("name")), "child.dob": past_day(given(item.get("born")) or item.get("own-born")), "child.gender": given(item.get("sex")) or "unknown",
            **identifiers(item, "", "child"), **mother, **identifiers(item, "father-", "father")}
def same_birth(declared):
    """Reported by whomever: the same day, and the same mother or, where nobody says who she is, the same name."""
    for e in EVENTS:
        known = told(e)
        if e["type"] != "birth" or e["status"] not in ("NOTIFIED", "DECLARED") or known.get("child.dob") != declared["child.dob"]: continue
        mothers = known.get("mother.nid"), declared.get("mother.nid")
        if mothers[0] == mothers[1] if all(mothers) else whole(known["child.name"]) == whole(declared["child.name"]): return e
def report(body):
    """The same transaction is the same event, however often it comes."""
    if body.get("eventType") not in ("birth", "death") or not body.get("transactionId") or not isinstance(body.get("declaration"), dict) or not body.get("createdAtLocation"): raise Refused("the report is not complete")
    declared = body["declaration"]
    if not declared.get("child.dob") or not isinstance(declared.get("child.name"), dict): raise Refused("a child and a day are required")
    declared = {**declared, "child.name": {"firstname": "", "middlename": "", "surname": "", **declared["child.name"]}}
    known = None if ARGS.new_each_time else next((e for e in EVENTS if body["transactionId"] in e.get("case", [])), None) or same_birth(declared)
    event = known or begun("birth", declared)
    if not known:
        action(event, "NOTIFY", declared)
        event["status"] = "NOTIFIED"
        if ARGS.tells_reports: trigger(event, "REGISTER")
    event.setdefault("case", []).append(body["transactionId"])
    return shown(event)
def notify_birth(item):
    declared = child_of(item)
    event = same_birth(declared) or begun("birth", declared)
    action(event, "DECLARE", declared)
    event["status"] = "DECLARED"
    return {"event": event["id"]}
def register_birth(item, silently=False):
    declared = child_of(item)
    event = (None if ARGS.forgets_reports else same_birth(declared)) or begun("birth", declared)
    event["number"] = given(item.get("brn")) or "B/%s" % secrets.token_hex(5)
    action(event, "DECLARE", declared)
    register(event, silently, given(item.get("registered")))
    return {"brn": event["number"], "event": event["id"]}
def register(event, silently=False, on=None):
    """On the day that the desk names, where it names one."""
    action(event, "REGISTER", status="Accepted" if silently else "Requested", number=event["number"], on=on)
    event["status"] = "REGISTERED"
    if not silently: trigger(event, "REGISTER")
def register_death(item):
    born = {} if not given(item.get("born")) else {"deceased.dob": item["born"][:10]}
    event = begun("death", {})
    event["number"] = "D/%s" % secrets.token_hex(5)
    action(event, "DECLARE", {"deceased.name": parts(item.get("name")), "deceased.gender": given(item.get("sex")) or "unknown", **born, **identifiers(item, "", "deceased"),
                              **({"deceased.brn": given(item.get("brn"))} if given(item.get("brn")) else {}), "eventDetails.date": past_day(item.get("died"))})
    register(event)
    return {"drn": event["number"], "event": event["id"]}
def of(item, kind, who):
    wanted = [given(item.get("number")), given(item.get("brn"))]
    found = [e for e in EVENTS if e["type"] == kind and e["status"] == "REGISTERED" and any(w and w in (e.get("number"), told(e).get(who + ".nid"), told(e).get(who + ".brn")) for w in wanted)]
    if not found: raise Refused("nothing of that number is registered", 404)
    return found[-1]
def archive(item, kind, who):
    event = of(item, kind, who)
    event["status"] = "ARCHIVED"
    action(event, "ARCHIVE", status="Requested")
    trigger(event, "ARCHIVE")
    return {"number": event["number"], "event": event["id"]}
def corrected(item, change):
    try: event = of(item, "birth", "child")
    except Refused: register_birth({**item, "born": given(item.get("born-before")) or item.get("born")}, silently=True); event = of(item, "birth", "child")
    action(event, "APPROVE_CORRECTION", change(told(event)), status="Requested")
    trigger(event, "APPROVE_CORRECTION")
    return {"name": whole(told(event)["child.name"]), "event": event["id"]}
def correct(item):
    def change(before):
        name = {**before["child.name"], **({"surname": item["family"]} if given(item.get("family")) else {}), **({"firstname": item["given"]} if given(item.get("given")) else {})}
        return {"child.name": name, **({"child.dob": past_day(item["to-born"])} if given(item.get("to-born")) else {}), **({"child.gender": item["to-sex"]} if given(item.get("to-sex")) else {})}
    return corrected(item, change)
def adopted(item):
    if ARGS.forgets_the_parent: return corrected(item, lambda before: {"mother.nid": None, "mother.name": None})
    return corrected(item, lambda before: {"mother.nid": given(item.get("mother-number")), "mother.name": parts(item.get("mother-name")), "father.nid": None})
def registered(items):
    for item in items if isinstance(items, list) else [items]:
        if not any(e.get("number") == given(item.get("brn")) for e in EVENTS): register_birth(item, silently=True)
    return {}
def retire(item):
    AHEAD[0] = dt.timedelta(0)
    EVENTS[:] = [e for e in EVENTS if not {given(item.get("number")), given(item.get("brn"))} - {None} & {e.get("number"), *(str(v) for v in told(e).values())}]
    return {}


# Telling: one after the other, until it gets through

def send(url, body, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json", **headers}), timeout=20) as got: return got.status
    except urllib.error.HTTPError as e: return e.code
    except (urllib.error.URLError, ValueError): return 0
def trigger(event, kind):
    if not ARGS.silent: WAITING.append((event["id"], "%s/mis/trigger/events/%s/actions/%s" % (ARGS.peers, event["type"], kind), json.loads(json.dumps(shown(event)))))
def tell():
    while True:
        time.sleep(0.05)
        while WAITING:
            event, url, document = WAITING[0]
            if ARGS.new_id: document["id"] = str(uuid.uuid4())
            status = send(url, document, {"Authorization": "Bearer " + KEY.token(document["id"])})
            if not status or status >= 500: break
            WAITING.pop(0)
        if WAITING: time.sleep(1)


# Searching: clauses of which any or all hold

def holds(event, clause):
    if clause.get("eventType") not in (None, event["type"]): return False
    wanted = list((clause.get("data") or {}).items()) + [("number", v) for k, v in clause.items() if k.endswith("registrationNumber")]
    for key, term in wanted:
        value = event.get("number") if key == "number" else told(event).get(key)
        if value is None or "term" in term and value != term["term"] or "gte" in term and value < term["gte"] or "lte" in term and value > term["lte"]: return False
    return True
def search(body):
    every = all if body["query"].get("type") == "and" else any
    found = [e for e in EVENTS if e["status"] == "REGISTERED" and every(holds(e, c) for c in body["query"]["clauses"])]
    first = int(body.get("offset") or 0)
    return {"total": len(found), "results": [as_found(e) for e in found[first:first + int(body.get("limit") or 100)]]}
def as_found(event):
    last = next(a for a in reversed(event["actions"]) if a["type"] == "REGISTER")
    return {"id": event["id"], "type": event["type"], "status": event["status"], "trackingId": event["trackingId"], "declaration": told(event), "flags": [],
            "dateOfEvent": told(event).get("child.dob") or told(event).get("eventDetails.date"),
            "legalStatuses": {"REGISTERED": {"acceptedAt": last["createdAt"], "registrationNumber": event["number"]}}}


# The doors

DESK = {"births": register_birth, "notified-births": notify_birth, "deaths": register_death, "registered": registered, "corrections": correct, "adoptions": adopted, "retired": retire,
        "cancelled-deaths": lambda item: archive(item, "death", "deceased"), "cancelled-births": lambda item: archive(item, "birth", "child"), "clock": lambda item: put_forward(str(item["by"]))}


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_GET(self):
        if self.path == "/.well-known": self.say(200, KEY.pem().encode(), "text/plain")
        else: self.say(200, b'{"status":"up"}')
    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            with LOCK: status, said = self.route(urllib.parse.urlsplit(self.path).path, raw)
        except Refused as e: status, said = e.status, {"message": str(e)}
        except (ValueError, KeyError, TypeError, AttributeError, IndexError): status, said = 400, {"message": "that cannot be read"}
        self.say(status, json.dumps(said).encode())
    def route(self, path, raw):
        if path == "/auth/token":
            form = {**dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)), **dict(urllib.parse.parse_qsl(raw.decode()))}
            if form.get("client_id") != "assay" or form.get("client_secret") != ARGS.secret: raise Refused("the client is not known", 401)
            token = secrets.token_hex(16)
            TOKENS[token] = time.time() + 600
            return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 600}
        body = json.loads(raw)
        if path.startswith("/desk/") and path[6:] in DESK: return 201, DESK[path[6:]](body)
        if TOKENS.get(self.headers.get("Authorization", "").removeprefix("Bearer "), 0) < time.time(): raise Refused("a token is required", 401)
        if path == "/events/notify": return 200, report(body)
        if path == "/events/search": return 200, search(body)
        raise Refused("nothing is here", 404)
    def say(self, status, data, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=8806)
    options.add_argument("--db", help="not needed: everything is in memory")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/ford-registry")
    options.add_argument("--secret", default="ford-secret")
    options.add_argument("--silent", action="store_true", help="registers, and tells nobody")
    options.add_argument("--new-each-time", action="store_true", help="makes an event of each copy of a report")
    options.add_argument("--forgets-reports", action="store_true", help="registers a birth under another event than it was reported under")
    options.add_argument("--tells-reports", action="store_true", help="tells of what is only reported as if it were registered")
    options.add_argument("--forgets-the-parent", action="store_true", help="tells of an adoption and names no mother")
    options.add_argument("--new-id", action="store_true", help="tells each action under an id of its own")
    ARGS = options.parse_args()
    KEY = Key()
    threading.Thread(target=tell, daemon=True).start()
    print("Ford Civil Registration at http://127.0.0.1:%d" % ARGS.port, flush=True)
    ThreadingHTTPServer(("127.0.0.1", ARGS.port), Door).serve_forever()
