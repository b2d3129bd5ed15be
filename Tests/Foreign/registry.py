#!/usr/bin/env python3
"""Hill Registries: a register in any of the five roles, written from the published DCI texts alone.

It keeps households, beneficiaries, disabled people, farmers or births, answers searches at once and by callback, lets others
subscribe, tells them, and says what has become of a transaction. With --signs it signs and wants signatures (Ed25519); what is
encrypted for it, it opens (JWE), and answers in kind. Everything is in memory; the clock is real until a test desk moves it.

    registry.py --role social-registry --port 8802 --peers http://127.0.0.1:8443/t/hill-registries
"""
import sys
sys.dont_write_bytecode = True
import argparse, base64, datetime as dt, hashlib, json, re, secrets, threading, time, urllib.error, urllib.parse, urllib.request, uuid
import hill
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Per role: its name in the vocabularies, the type of its records, the word before its listener's paths, its events: entered, and changed
# (where the published list has none, one of our own).
ROLES = {
    "social-registry": ("Social", "Member", "sr", "REGISTER", "UPDATE"), "ibr": ("IBR", "Beneficiary", "ibr", "enrollement", "enrollement_status_change"),
    "crvs": ("Civil", "CRVSPerson", "", "LiveBirth", "Correction"), "disability-registry": ("DR", "DisabledPerson", "dr", "REGISTER", "UPDATE"), "farmer-registry": ("FR", "Farmer", "fr", "REGISTER", "UPDATE"),
}
AHEAD = [dt.timedelta(0)]
HEARD, HELD = {}, []  # what came under which id; what waits to be told: when, where, what
STANDINGS = {"enrolled": "Active", "suspended": "Suspended", "ended": "Graduated"}  # the vocabulary's words for how an enrolment stands
LOCK = threading.RLock()
RECORDS, TOKENS, SUBSCRIPTIONS, ENDED, TRANSACTIONS, SEEN = [], {}, {}, set(), [], []
PEER_TOKEN = {}
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$")
OPERATORS = {"eq": lambda a, b: a == b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b}


class Refused(Exception):
    def __init__(self, why, status=400, code="err.request.bad"):
        super().__init__(why)
        self.status, self.code = status, code


class Rejected(Exception):
    """One item of a batch, with the reason of the standard's list."""


def stamp(): return dt.datetime.now(dt.timezone(dt.timedelta(hours=5, minutes=30))).isoformat(timespec="milliseconds")
def today(): return str((dt.datetime.now(dt.timezone.utc) + AHEAD[0]).date())
def put_forward(text):
    for n, unit in re.findall(r"(\d+) *(month|day|d\b|hour|h\b)", text):
        AHEAD[0] += dt.timedelta(hours=int(n)) if unit[0] == "h" else dt.timedelta(days=int(n) * (30 if unit == "month" else 1))
    say_what_is_due()
    return {"today": today()}
def given(value): return None if value in (None, "") or str(value).startswith("$") else str(value)
def numbered(kind, value): return {"identifier_type": kind, "identifier_value": value}


# The register: rows in words of our own, written out as each role's record

def enter(item, beside=False):
    """In a second place at once where `beside` says so."""
    number, kind = given(item.get("number")), "BRN" if ARGS.role == "crvs" else "UIN"
    if not number: number, kind = given(item.get("brn")), "BRN"
    if not number: raise Refused("a number is required", 422)
    with LOCK:
        row = {"number": number, "kind": kind, "updated": today(), "since": "", "until": "", "name": given(item.get("name")) or "Unnamed", "sex": given(item.get("sex")) or "unknown",
               "born": given(item.get("born")), "head": given(item.get("head")), "registered": given(item.get("registered")) or today(),
               "programme": given(item.get("programme")) or "CHA", "state": "enrolled", "score": score(item.get("score")),
               "status": given(item.get("status")) or "approved", "impairment": given(item.get("impairment")) or "movement",
               "support": given(item.get("support")) or "mobility", **lies(given(item.get("area"))), "crop": given(item.get("crop")) or "maize"}
        before = [r for r in RECORDS if (r["number"], r["programme"]) == (number, row["programme"])]
        RECORDS[:] = [r for r in RECORDS if r not in before or beside] + [row]
    tell(row, 4 if before else 3)
    return {"number": number, "group": group_of(row)}
def score(text): return 40.0 if not given(text) else None if str(text) == "none" else float(text)
def change(item):
    number = given(item.get("number")) or given(item.get("brn"))
    for row in [r for r in RECORDS if r["number"] == number]:
        row["updated"] = today()
        if given(item.get("score")): row["score"] = score(item["score"])
        if given(item.get("born")): row["born"] = item["born"][:10]
        if given(item.get("area")): row.update(lies(item["area"]))
        tell(row, 4)
    return {}
def leave(item):
    for row in RECORDS:
        if row["number"] == given(item.get("number")) and given(item.get("programme")) in (None, row["programme"]):
            row.update(state="ended", until=today(), updated=today())
            tell(row, 4)
    return {}
def forget(item):
    AHEAD[0] = dt.timedelta(0)
    RECORDS[:] = [r for r in RECORDS if r["number"] not in (given(item.get("number")), given(item.get("brn")))]
    return {}
def lies(area):
    """The area of a farm is a number; that of a household is a code."""
    try: return {"area": float(area or 1.5), "place": None}
    except ValueError: return {"area": 1.5, "place": area}
def group_of(row): return "HH/" + (row["head"] or row["number"])
def household(row): return [r for r in RECORDS if group_of(r) == group_of(row)]
def day(text): return text + "T00:00:00+00:00" if text else None
def person(row):
    family, _, names = row["name"].rpartition(" ")[::-1]
    return {"name": {"given_name": names or family, "surname": family}, "sex": row["sex"], "birth_date": day(row["born"]),
            **({"address": [{"region_code": row["place"]}]} if row["place"] else {})}
def record(row):
    common = {"registration_date": day(row["registered"]), "related_person": [numbered("UIN", row["head"])] if row["head"] else [], "branch": "hill"}
    member = {"member_identifier": [numbered(row["kind"], row["number"])], "demographic_info": person(row)}
    if ARGS.role == "crvs":
        parent = {"parent1_identifier": numbered("UIN", row["head"])} if row["head"] else {}
        return {"identifier": [numbered(row["kind"], row["number"])], **person(row), **parent, "registration_date": day(row["registered"]), "branch": "hill"}
    if ARGS.role == "social-registry":
        return {**common, **member, "group_identifier": [numbered("HOUSEHOLD", group_of(row))], "group_size": len(household(row)), **scored(row), "last_updated": day(row["updated"])}
    if ARGS.role == "ibr":
        return {**common, "member": member, "programme_identifier": [numbered("PROGRAMME", row["programme"])], "enrollment_status": STANDINGS.get(row["state"], row["state"])}
    if ARGS.role == "farmer-registry":
        return {**common, "farmer_personal_details": member, "farm_details": [{"farm_area": row["area"], "crop_details": [{"crop_type": row["crop"]}]}]}
    return {**common, "personal_details": {"identifier": [numbered(row["kind"], row["number"])], **person(row)}, **details(row), **support(row)}
def scored(row): return {} if row["score"] is None else {"poverty_score": row["score"]}
def details(row): return {"disability_status": row["status"], "disability_details": [{"impairment_type": row["impairment"]}]}
def support(row): return {"disability_support": [{"human_assistance": {"type": row["support"], "frequency": "Daily"}}]}
def group(row):
    members = household(row)
    return {"group_identifier": [numbered("HOUSEHOLD", group_of(row))], "group_type": "family", **scored(row), "group_size": len(members),
            "group_head_info": {"member_identifier": [numbered("UIN", row["head"])]},
            "member_list": [{"member_identifier": [numbered(m["kind"], m["number"])], "demographic_info": person(m)} for m in members]}


# Searching

FIELDS = {"member_identifier": "number", "identifier": "number", "related_person": "head", "parent1_identifier": "head", "registration_date": "registered", "birth_date": "born",
          "sex": "sex", "programme_identifier": "programme", "poverty_score": "score", "farm_area": "area", "crop_type": "crop", "disability_status": "status", "region_code": "place"}


def value_of(row, name):
    if name == "group_identifier": return group_of(row)
    if name == "group_size": return len(household(row))
    return row[FIELDS[name]]
def test(name, operator, wanted):
    """A function of a row; an attribute may be written with the path before it."""
    name = name.rsplit(".", 1)[-1]
    if name not in FIELDS and name not in ("group_identifier", "group_size"): raise Rejected("rjct.search_criteria.invalid")
    if operator == "in": return lambda row: value_of(row, name) in [str(w) for w in wanted]
    if operator not in OPERATORS: raise Rejected("rjct.search_criteria.invalid")
    if name in ("registration_date", "birth_date"):
        wanted = str(wanted)[:10]
        if not re.match(r"\d{4}-\d\d-\d\d$", wanted): raise Rejected("rjct.filter.invalid")
    elif name in ("poverty_score", "farm_area", "group_size"): wanted = float(wanted)
    else: wanted = str(wanted)
    return lambda row: value_of(row, name) is not None and OPERATORS[operator](value_of(row, name), wanted)
def predicate(items):
    tests = []
    for item in items:
        terms = [test(t["attribute_name"], t["operator"], t["attribute_value"]) for t in (item.get("expression1"), item.get("expression2")) if t]
        if not terms: raise Rejected("rjct.search_criteria.invalid")
        word, first, second = item.get("condition", "and"), terms[0], terms[-1]
        if len(terms) == 1: tests.append(first if word != "not" else lambda row, f=first: not f(row))
        elif word == "and": tests.append(lambda row, f=first, s=second: f(row) and s(row))
        elif word == "or": tests.append(lambda row, f=first, s=second: f(row) or s(row))
        else: tests.append(lambda row, f=first, s=second: f(row) and not s(row))
    return lambda row: all(t(row) for t in tests)
def expression(tree):
    tests = []
    for name, value in tree.items():
        if name in ("$and", "$or"):
            parts, every = [expression(p) for p in value], all if name == "$and" else any
            tests.append(lambda row, p=parts, e=every: e(t(row) for t in p))
        else:
            for operator, wanted in value.items():
                if operator == "$not": tests.append(lambda row, t=expression({name: wanted}): not t(row))
                else: tests.append(test(name, operator.removeprefix("$"), wanted))
    return lambda row: all(t(row) for t in tests)
def fits(query):
    """A function of a row: who is meant, in any of the three shapes of a query."""
    if isinstance(query, list) and query: return predicate(query)
    if isinstance(query, dict) and isinstance(query.get("value"), dict):
        tree = query["value"].get("expression", {}).get("query")
        if not tree: raise Rejected("rjct.search_criteria.invalid")
        return expression(tree)
    if not isinstance(query, dict) or not query.get("value") or query.get("type") not in ("UIN", "BRN", "UUID", "HOUSEHOLD"): raise Rejected("rjct.search_criteria.invalid")
    return lambda row: row["number"] == str(query["value"])
def find(criteria):
    if criteria.get("query_type") not in ("idtype-value", "expression", "predicate"): raise Rejected("rjct.search_criteria.invalid")
    if criteria.get("reg_type", "Ours").rsplit(":", 1)[-1] not in ("Ours", ROLES[ARGS.role][0]): raise Rejected("rjct.search_criteria.invalid")
    meant = fits(criteria.get("query"))
    rows = [r for r in RECORDS if meant(r)]
    if criteria.get("response_entity") == "Group":
        seen = set()
        rows = [r for r in rows if not (group_of(r) in seen or seen.add(group_of(r)))]
    if not isinstance(criteria.get("sort") or [], list): raise Rejected("rjct.sort.invalid")
    for order in reversed(criteria.get("sort") or []):
        name = order["attribute_name"].rsplit(".", 1)[-1]
        if order.get("sort_order", "asc") not in ("asc", "desc"): raise Rejected("rjct.sort.invalid")
        if name not in FIELDS and name != "group_size": raise Rejected("rjct.sort.invalid")
        rows.sort(key=lambda row: value_of(row, name) or "", reverse=order.get("sort_order") == "desc")
    return rows
def searched(item, references):
    answer = {"reference_id": item["reference_id"], "timestamp": stamp()}
    if item["reference_id"] in references: return {**answer, "status": "rjct", "status_reason_code": "rjct.reference_id.duplicate"}
    references.append(item["reference_id"])
    criteria = item["search_criteria"]
    try:
        if not STAMP.match(str(item.get("timestamp"))): raise Rejected("rjct.timestamp.invalid")
        rows, page = find(criteria), criteria.get("pagination") or {}
        if page and (not isinstance(page.get("page_size"), int) or not isinstance(page.get("page_number", 1), int)): raise Rejected("rjct.pagination.invalid")
        size, number = int(page.get("page_size", len(rows) or 1)), int(page.get("page_number", 1))
        if size < 1 or number < 1: raise Rejected("rjct.pagination.invalid")
    except Rejected as why: return {**answer, "status": "rjct", "status_reason_code": str(why)}
    write = group if criteria.get("response_entity") == "Group" else record
    shown = [write(r) for r in rows[(number - 1) * size:number * size]]
    return {**answer, "status": "succ", "data": {"reg_type": "ns:org:RegistryType:" + ROLES[ARGS.role][0], "reg_record_type": "spdci-extensions-dci:" + ("Group" if write is group else ROLES[ARGS.role][1]), "reg_records": shown},
            "pagination": {"page_size": size, "page_number": number, "total_count": len(shown if ARGS.counts_page else rows)}}
def search(head, message, correlation=None):
    references = []
    items = [searched(i, references) for i in message["search_request"]]
    return answer("on-search", head, message, correlation, len(items), search_response=items)


# Envelopes, and what is said later

def answer(action, head, message, correlation, total, status="succ", **more):
    transaction = "t-0" if ARGS.forgets_transaction else message["transaction_id"]
    header = {"message_id": uuid.uuid4().hex, "message_ts": stamp(), "action": action, "status": status, "total_count": total, "completed_count": total,
              "sender_id": head.get("receiver_id", "hill-registries"), "receiver_id": head["sender_id"], "version": "1.0.0"}
    return {"header": header, "message": {"transaction_id": transaction, "correlation_id": correlation or uuid.uuid4().hex, **more}}
def send(url, body, headers=None, form=False):
    data = urllib.parse.urlencode(body).encode() if form else body and json.dumps(body).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json", **(headers or {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20) as got: return got.status, json.loads(got.read() or b"{}")
    except urllib.error.HTTPError as e: return e.code, {}
    except (urllib.error.URLError, ValueError): return 0, {}
def peer(path): return ARGS.peers + "/mis" + ("/" + ROLES[ARGS.role][2] if ROLES[ARGS.role][2] else "") + path


# Signatures and encryption

OWN = {}  # our keys, made when we begin
PEER_KEYS = []


def canonical(value):
    """RFC 8785, as far as these messages go: members in order, no spaces, whole numbers without a fraction."""
    def plain(v): return {k: plain(x) for k, x in v.items()} if isinstance(v, dict) else [plain(x) for x in v] if isinstance(v, list) else int(v) if isinstance(v, float) and v == int(v) else v
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
def covered(body, created, expires):
    digest = base64.b64encode(hashlib.sha256(canonical({"header": body["header"], "message": body["message"]})).digest()).decode()
    return ("(created): %s\n(expires): %s\ndigest: %s" % (created, expires, digest)).encode()
def signed(body):
    if not ARGS.signs or not body or "header" not in body: return body
    created = int(time.time())
    value = base64.b64encode(OWN["sig"].sign(covered(body, created, created + 240))).decode()
    return {**body, "signature": 'namespace="dci", kidId="%s|hill-1|ed25519", algorithm="ed25519", created="%d", expires="%d", headers="(created) (expires) digest", signature="%s"'
            % (body["header"].get("sender_id"), created, created + 240, value)}
def published():
    return {"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": "hill-1", "x": hill.b64(OWN["sig"].public)},
                     {**OWN["enc"].public, "use": "enc", "alg": "ECDH-ES+A256KW", "kid": "hill-2"}]}
def peer_key(fits):
    """Fetched once more where none of those that we have fits."""
    for again in (False, True):
        if again or not PEER_KEYS: PEER_KEYS[:] = send(peer("/.well-known/jwks.json"), None)[1].get("keys", [])
        found = next((k for k in PEER_KEYS if fits(k)), None)
        if found: return found
def check_signature(body):
    told = dict(re.findall(r'(\w+)="([^"]*)"', str(body.get("signature") or "")))
    if not told: raise Refused("a signature is required", 401, "err.signature.missing")
    wrong = lambda why: Refused(why, 401, "err.signature.invalid")
    try: created, expires, value, kid = int(told["created"]), int(told["expires"]), base64.b64decode(told["signature"]), (told.get("kidId") or told["keyId"]).split("|")
    except (KeyError, ValueError): raise wrong("the signature cannot be read")
    if not created - 30 <= time.time() <= expires + 30 and not ARGS.takes_old: raise wrong("its time is over")
    if told.get("headers") != "(created) (expires) digest" or kid[0] != body["header"].get("sender_id"): raise wrong("it is not over this message")
    key = peer_key(lambda k: k.get("kid") == kid[1] and k.get("crv") == "Ed25519")
    if not key or not hill.is_signed(hill.unb64(key["x"]), covered(body, told["created"], told["expires"]), value): raise wrong("it is nobody's that we know")
def opened(message):
    try: return OWN["enc"].open(message)
    except hill.Broken as e: raise Refused(str(e), 400, "err.encryption.invalid")
def in_kind(said):
    """What was asked in secret is answered in secret."""
    key = peer_key(lambda k: k.get("use") == "enc" and k.get("crv") == "P-256" and k.get("alg") in (None, "ECDH-ES+A256KW"))
    return said if not key else {"header": {**said["header"], "is_msg_encrypted": True}, "message": hill.seal(said["message"], key)}
def deliver(url, body):
    for pause in (0, 1, 3):
        time.sleep(pause)
        if "mis" not in PEER_TOKEN:
            _, got = send(peer("/oauth2/client/token"), {"grant_type": "client_credentials",
                          "client_id": "hill-registries", "client_secret": ARGS.secret}, form=True)
            PEER_TOKEN["mis"] = got.get("access_token", "")
        status, _ = send(url, signed(body), {"Authorization": "Bearer " + PEER_TOKEN["mis"]})
        if status == 401: PEER_TOKEN.pop("mis", None)
        elif status and status < 500: return
    print("could not deliver to", url, flush=True)
def later(url, body):
    if url: threading.Thread(target=lambda: (time.sleep(0.2), deliver(url, body)), daemon=True).start()
def ack(word, correlation=None, code=None, why="", status=202):
    message = {"ack_status": word, "timestamp": stamp(), "correlation_id": correlation or uuid.uuid4().hex}
    if code: message["error"] = {"code": code, "message": why}
    return status, {"message": message}
def taken(kind, head, message, write, references=()):
    """Acknowledged now, answered later, and remembered for whoever asks what has become of it."""
    correlation = uuid.uuid4().hex
    said = write(head, message, correlation)
    with LOCK: TRANSACTIONS.append((kind, message["transaction_id"], correlation, list(references), said["message"]))
    later(head.get("sender_uri"), said)
    return ack("ACK", correlation)


# The calls

def asked_list(message, name):
    items = message.get(name)
    if not isinstance(items, list) or not items: raise Refused(name + " must be a list")
    if not message.get("transaction_id") or len(str(message["transaction_id"])) > 99: raise Refused("transaction_id is required, of 99 characters at most")
    for item in items:
        if isinstance(item, dict) and not item.get("reference_id"): raise Refused("reference_id is required")
    return items
def sync_search(head, message):
    asked_list(message, "search_request")
    return 200, search(head, message)
def search_later(head, message):
    return taken("search", head, message, search, [i["reference_id"] for i in asked_list(message, "search_request")])
def moments(criteria):
    """At which days and hours of the day it is told; none: at once. Numbers and stars are understood, as in "0 0 0 5,15 * ?"."""
    said = criteria.get("frequency")
    if said is None: return None
    words = str(said.get("frequency")).split()
    if len(words) not in (5, 6, 7) or not said.get("start_time", "~") < said.get("end_time", ""): raise Rejected("rjct.notify_details.invalid")
    _, hour, day_, month, weekday = words[-5:] if len(words) == 5 else words[1:6]
    if {hour, day_, month, weekday} <= {"*", "?"}: return None
    among = lambda word, n: word in ("*", "?") or n in [int(w) for w in word.split(",")]
    try: among(hour, 0), among(day_, 0), among(month, 0)
    except ValueError: raise Rejected("rjct.notify_details.invalid")
    return lambda at: among(hour, at.hour) and among(day_, at.day) and among(month, at.month)
def now(): return dt.datetime.now(dt.timezone.utc) + AHEAD[0]
def due(when):
    at = now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    return next((at + dt.timedelta(hours=n) for n in range(24 * 800) if when(at + dt.timedelta(hours=n))), None)
def say_what_is_due():
    for item in [i for i in HELD if i[0] <= now()]:
        HELD.remove(item)
        later(*item[1:])
def wish(criteria):
    if criteria["reg_event_type"].rsplit(":", 1)[-1] not in ROLES[ARGS.role][3:]: raise Rejected("rjct.notify_types.invalid")
    wanted = criteria.get("filter")
    if not criteria.get("notify_record_type") or wanted is None: raise Rejected("rjct.notify_details.invalid")
    return fits(wanted) if wanted else lambda row: True, moments(criteria)
def subscribe(head, message):
    items = asked_list(message, "subscribe_request")
    def write(head, message, correlation):
        answers, references = [], []
        for item in items:
            criteria, code = item["subscribe_criteria"], secrets.token_hex(4)
            start = {"reference_id": item["reference_id"], "timestamp": stamp()}
            try:
                if item["reference_id"] in references: raise Rejected("rjct.reference_id.duplicate")
                references.append(item["reference_id"])
                meant, when = wish(criteria)
            except Rejected as why:
                answers.append({**start, "status": "rjct", "status_reason_code": str(why)})
                continue
            SUBSCRIPTIONS[code] = (head.get("sender_uri", "").rsplit("/", 1)[0] + "/notify", meant, criteria["reg_event_type"], when)
            answers.append({**start, "status": "succ", "subscriptions": [{"code": code, "status": "subscribe", "timestamp": stamp()}]})
        return answer("on-subscribe", head, message, correlation, len(items), subscribe_response=answers)
    return taken("subscribe", head, message, write)
def unsubscribe(head, message):
    codes = message.get("subscription_codes")
    if not isinstance(codes, list) or not codes: raise Refused("subscription_codes must be a list")
    if not STAMP.match(str(message.get("timestamp"))): raise Refused("timestamp must be a date-time")
    def write(head, message, correlation):
        known = [c for c in codes if c in SUBSCRIPTIONS]
        for code in known if not ARGS.never_ends else []: del SUBSCRIPTIONS[code]
        more = {} if known else {"status_reason_code": "rjct.subscription_code.invalid"}
        return answer("on-unsubscribe", head, message, correlation, 1, status="succ" if known else "rjct", **more, timestamp=stamp()) | {}
    def whole(head, message, correlation):
        said = write(head, message, correlation)
        refused = said["header"]["status"] == "rjct"
        said["message"].update(status=said["header"]["status"], subscription_status=[] if refused else [{"code": c, "status": "unsubscribe"} for c in codes])
        return said
    return taken("unsubscribe", head, message, whole)
def tell(row, kind):
    for url, meant, event, when in list(SUBSCRIPTIONS.values()):
        if meant(row) and event.rsplit(":", 1)[-1] == ROLES[ARGS.role][kind]:
            head = {"message_id": uuid.uuid4().hex, "message_ts": stamp(), "action": "notify", "status": "succ", "total_count": 1, "sender_id": "hill-registries"}
            data = {"reg_event_type": event, "reg_record_type": "spdci-extensions-dci:" + ROLES[ARGS.role][1], "reg_records": record(row)}
            told = {"header": head, "message": {"transaction_id": uuid.uuid4().hex,
                    "notify_event": [{"reference_id": uuid.uuid4().hex, "timestamp": stamp(), "data": data}]}}
            if not when: later(url, told)
            elif due(when): HELD.append((due(when), url, told))
def status(head, message, correlation=None):
    asked = message.get("txnstatus_request")
    if not isinstance(asked, dict) or not asked.get("attribute_type") or not asked.get("attribute_value"): raise Refused("attribute_type and attribute_value are required")
    if asked.get("txn_type") not in ("search", "subscribe", "unsubscribe"): raise Refused("txn_type is none that we know")
    wanted = asked["attribute_value"] if isinstance(asked["attribute_value"], list) else [asked["attribute_value"]]
    place = {"transaction_id": 1, "correlation_id": 2}.get(asked["attribute_type"])
    known = [t for t in TRANSACTIONS if t[0] == asked["txn_type"] and (t[place] in wanted if place else set(wanted) <= set(t[3]))]
    found = {"txn_type": asked["txn_type"], "txn_status": known[-1][4] if known else {"transaction_id": "", "correlation_id": "", "search_response": []}}
    return answer("txn-on-status", head, message, correlation, 1, status="succ" if known else "rjct", txnstatus_response=found)
def about(message, name):
    query = (message.get(name) or {}).get("query") or {}
    if isinstance(query, list):
        terms = {t["attribute_name"].rsplit(".", 1)[-1]: t["attribute_value"] for i in query for t in (i.get("expression1"), i.get("expression2")) if t}
        who = next((v for k, v in terms.items() if not k.startswith("programme")), None)
        return str(who["value"] if isinstance(who, dict) else who), terms.get("programme_identifier")
    if not query.get("value"): raise Refused("the query names nobody")
    return str(query["value"]), None
def enrolled(head, message):
    number, programme = about(message, "enrolled_criteria")
    holds = any(r["number"] == number and r["state"] == "enrolled" and programme in (None, r["programme"]) for r in RECORDS)
    return 200, answer("on-search", head, message, None, 1, enrolled_response=[one(enrolled_status="yes" if holds else "no")])
def one(**more): return {"reference_id": uuid.uuid4().hex, "timestamp": stamp(), "status": "succ", **more}
def updates(head, message):
    items = message["enrolled_updates"]["beneficiaries"]
    if not items: raise Refused("beneficiaries is empty")
    for item in items:
        number, programme = item["member"]["member_identifier"][0]["identifier_value"], item["programme_identifier"][0]["identifier_value"]
        if not any((r["number"], r["programme"]) == (number, programme) for r in RECORDS): enter({"number": number, "programme": programme})
        said = str(item.get("status_change_date") or item.get("enrollment_date") or today())[:10]
        for r in RECORDS:
            # What is older than the last word, and an enrolment no newer than its end, is a message that comes late.
            if (r["number"], r["programme"]) != (number, programme) or not ARGS.believes_the_latest and (said < r["since"] or r["until"] and said <= r["until"]): continue
            state = next((k for k, v in STANDINGS.items() if v == item["enrollment_status"]), "ended" if item["enrollment_status"] == "Deceased" else item["enrollment_status"])
            r.update(state=state, since=said, until=said if state == "ended" else "")
    return 200, answer("on-notify", head, message, None, len(items), enrolled_response=[one() for _ in items])
def disabled(head, message):
    number, _ = about(message, "disabled_criteria")
    holds = any(r["number"] == number and r["status"] == "approved" for r in RECORDS)
    return 200, answer("on-search", head, message, None, 1, disabled_response=[one(disabled_status="yes" if holds else "no")])
def part(write):
    def shown(head, message):
        number, _ = about(message, "disabled_criteria")
        rows = [write(r) for r in RECORDS if r["number"] == number]
        return 200, answer("on-search", head, message, None, 1, search_response=[one(data={"reg_records": rows}, pagination={"page_size": 1, "page_number": 1, "total_count": len(rows)})])
    return shown


# Path: the call, and the scope that a token must have for it.
COMMON = {"/registry/sync/search": (sync_search, "search"), "/registry/search": (search_later, "search"), "/registry/subscribe": (subscribe, "subscribe"),
          "/registry/unsubscribe": (unsubscribe, "subscribe")}
STATUS = {"/registry/sync/txn/status": (lambda h, m: (200, status(h, m)), "txn/status"),
          "/registry/txn/status": (lambda h, m: (status(h, m), taken("txn-status", h, m, status))[1], "txn/status")}
OWN = {"ibr": {"/registry/sync/enrolled": (enrolled, "enrolled"), "/registry/sync/enrollment/updates": (updates, "enrolled")},
       "disability-registry": {"/registry/sync/disabled": (disabled, "search"), "/registry/sync/get-disability-support": (part(support), "search"),
                               "/registry/sync/get-disability-details": (part(details), "search")}}


def dci(path, headers, body):
    doors = {**COMMON, **({} if ARGS.role == "disability-registry" else STATUS), **OWN.get(ARGS.role, {})}
    if path not in doors: raise Refused("nothing is here", 404)
    call, scope = doors[path]
    token = TOKENS.get(headers.get("Authorization", "").removeprefix("Bearer "))
    if not token or token[0] < time.time(): raise Refused("a token is required", 401, None)
    if token[1] and "registry/" + scope not in token[1]: raise Refused("the token does not allow this", 403, None)
    head, message = body.get("header"), body.get("message")
    if not isinstance(head, dict) or not isinstance(message, dict): raise Refused("header and message are required")
    if ARGS.signs: check_signature(body)
    if head.get("is_msg_encrypted") is True: message = opened(message)
    for name in ("message_id", "message_ts", "action"):
        if not isinstance(head.get(name), str): raise Refused("header.%s is required" % name)
    if not STAMP.match(head["message_ts"]): raise Refused("header.message_ts is no date-time")
    if "status" not in head and (not isinstance(head.get("sender_id"), str) or not isinstance(head.get("total_count"), int)):
        raise Refused("header.sender_id and header.total_count are required")
    if head["action"] != ACTIONS.get(path.split("/registry/")[-1], "search"): raise Refused("header.action is that of another operation")
    if not str(head.get("version", "1.0.0")).startswith("1."): raise Refused("only 1.0.0 is spoken here", 400, "err.version.not_supported")
    items = message.get("search_request") or message.get("subscribe_request")
    if isinstance(items, list) and head.get("total_count") != len(items): raise Refused("header.total_count is another number")
    if "sender_uri" in head and not re.match(r"https?://[^/ ]+", str(head["sender_uri"])): raise Refused("nobody can be called there", 400, "err.sender_uri.invalid")
    with LOCK:
        if HEARD.setdefault((head.get("sender_id"), head["message_id"]), canonical(message)) != canonical(message): raise Refused("another message came under this message_id")
    code, said = call(head, message)
    return code, in_kind(said) if head.get("is_msg_encrypted") is True and "header" in said else said


# The action of each call; of all others it is search.
ACTIONS = {"subscribe": "subscribe", "unsubscribe": "unsubscribe", "txn/status": "txn-status", "sync/txn/status": "txn-status", "sync/enrollment/updates": "notify"}
PLACES = {"@context": {"@context": "http://spdci.org/", "xsd": "http://www.w3.org/2001/XMLSchema#", "schema": "http://schema.org/"}, "@type": "LocationHierarchy",
          "locations": [{"@type": "Place", "id": "HILLS", "name": "Hills", "containedInPlace": None}, {"@type": "Place", "id": "UPPER", "name": "Upper Hills", "containedInPlace": "HILLS"}]}


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        asked = dict(urllib.parse.parse_qsl(url.query))
        if url.path.endswith("/.well-known/jwks.json"): return self.say(200, published())
        if url.path.endswith("/.well-known/locations.json"): return self.say(200, PLACES)
        if not url.path.endswith("/test/enrolled"): return self.say(200, {"status": "up", "role": ARGS.role})
        holds = any(r["number"] in (asked.get("number"), asked.get("brn")) and r["programme"] == asked.get("programme") and r["state"] == "enrolled" for r in RECORDS)
        self.say(200, {"enrolled": "yes" if holds else "no"})
    def do_POST(self):
        raw, path = self.rfile.read(int(self.headers.get("Content-Length") or 0)), urllib.parse.urlsplit(self.path).path.removeprefix("/hill")
        try: self.say(*self.route(path, raw))
        except Refused as e:
            if e.code: self.say(*ack("ERR", None, e.code, str(e), e.status))
            else: self.say(e.status, {"errors": [{"code": "err.request.unauthorized" if e.status == 401 else "err.request.forbidden", "message": str(e)}]})
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            self.say(*ack("ERR", None, "err.request.bad", "the message cannot be read", 400))
    def route(self, path, raw):
        if path == "/oauth2/token":
            form = dict(urllib.parse.parse_qsl(raw.decode()))
            if form.get("client_id") != "assay" or form.get("client_secret") != ARGS.secret: raise Refused("the client is not known", 401, None)
            token = uuid.uuid4().hex
            TOKENS[token] = (time.time() + 600, form.get("scope", "").split())
            return 200, {"access_token": token, "token_type": "bearer", "expires_in": 600}
        body = json.loads(raw)
        if path.startswith("/test/"): return self.desk(path.removeprefix("/test/"), body)
        return dci(path, self.headers, body)
    def desk(self, part, body):
        """What a test desk does: for several people at once where it is told so."""
        doors = {"register": enter, "join": lambda item: enter(item, beside=True), "change": change, "leave": leave, "retire": forget, "clock": lambda item: put_forward(str(item["by"]))}
        if part not in doors: raise Refused("nothing is here", 404, None)
        done = [doors[part](item) for item in (body if isinstance(body, list) else [body])]
        return 201, done[-1]
    def say(self, status, answer):
        data = json.dumps(signed(answer)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--role", choices=ROLES, default="social-registry")
    options.add_argument("--port", type=int, default=8802)
    options.add_argument("--db", help="not needed: everything is in memory")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/hill-registries")
    options.add_argument("--secret", default="hill-secret")
    options.add_argument("--never-ends", action="store_true", help="confirms the end of a subscription, and goes on telling")
    options.add_argument("--forgets-transaction", action="store_true", help="answers under a transaction of its own")
    options.add_argument("--signs", action="store_true", help="signs what it says, and wants signatures")
    options.add_argument("--takes-old", action="store_true", help="with --signs: takes what was signed days ago")
    options.add_argument("--believes-the-latest", action="store_true", help="ibr: goes by whatever update comes last")
    options.add_argument("--counts-page", action="store_true", help="counts what stands on the page in the place of all")
    ARGS = options.parse_args()
    OWN.update(sig=hill.SigningKey(), enc=hill.SealingKey())
    print("Hill Registries, %s, at http://127.0.0.1:%d/hill" % (ARGS.role, ARGS.port), flush=True)
    ThreadingHTTPServer(("127.0.0.1", ARGS.port), Door).serve_forever()
