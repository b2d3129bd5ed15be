#!/usr/bin/env python3
"""Borough Registry: a civil registry that was written from the published DCI texts alone.

It registers births and deaths when a registrar's hook says so, tells the beneficiary system of them, lets it
subscribe, and answers its searches (by identifier, or by predicate on birth_date and sex). The same register can be searched
as one of OpenCRVS 2.x is, at /events/search, and as one of 1.x, at /graphql. SQLite file, real clock.

    crvs.py --port 8801 --db crvs.sqlite --peers http://127.0.0.1:8443/t/borough-registry
"""
import argparse, datetime as dt, email.utils, json, re, secrets, sqlite3, ssl, threading, time, urllib.error, urllib.parse, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TABLES = """
create table if not exists person(id integer primary key, uin text, brn text, drn text, given text, surname text, sex text, born text,
  died text, registered text, mother text, father text, marriages text default '', divorces text default '');
create table if not exists subscription(code text primary key, event text, who text, until text);
create table if not exists ever(event text primary key);
"""
EVENTS = {"birth": "ns:LiveBirth", "death": "ns:Death", "marriage": "ns:Marriage", "divorce": "ns:Divorce", "adoption": "ns:Adoption"}
PRIVATE = re.compile(r"(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|localhost$|\[?f[cde]|\[?::1")
LOCK, TOKENS, PEER_TOKEN, SKEW = threading.RLock(), {}, {}, [0]
AHEAD, WAITING = [dt.timedelta(0)], []  # how far a test desk has put the clock forward; what is still to be told, in order


class Refused(Exception):
    def __init__(self, why, status=400, code="err.request.bad"):
        super().__init__(why)
        self.status, self.code = status, code


def now(): return dt.datetime.now(dt.timezone(dt.timedelta(hours=2))) + dt.timedelta(seconds=SKEW[0])
def stamp(): return now().isoformat(timespec="seconds")
def today(): return (dt.datetime.now(dt.timezone.utc) + AHEAD[0]).date()
def sql(text, *args):
    with LOCK:
        rows = [dict(r) for r in DB.execute(text, args)]
        DB.commit()
        return rows
def given(text): return None if text in (None, "") or str(text).startswith("$") else str(text)
def past_day(text):
    try: day = dt.date.fromisoformat(str(text)[:10])
    except ValueError: raise Refused("that is no day", 422)
    if day > today(): raise Refused("that day lies in the future", 422)
    return str(day)


# The register

def register_birth(item):
    born, name = past_day(item.get("born")), (given(item.get("name")) or "Unnamed").rsplit(" ", 1)
    brn = given(item.get("number")) or "BR/%s" % secrets.token_hex(5)
    if sql("select 1 from person where brn=?", brn): raise Refused("that number is taken", 409)
    sql("insert into person(brn, given, surname, sex, born, registered, mother, father) values(?,?,?,?,?,?,?,?)", brn, name[0], name[-1],
        given(item.get("sex")) or "unknown", born, given(item.get("registered")) or str(today()), parent(item, "mother"), parent(item, "father"))
    tell("birth", sql("select * from person where brn=?", brn)[0])
    return {"brn": brn}
def cancel_birth(item):
    if not sql("delete from person where brn=? returning id", given(item.get("number"))): raise Refused("nobody has that number", 404)
    return {}
def register_adoption(item):
    """The old entry is closed and a new one opened, under another number and name where there is one."""
    old, new, name = given(item.get("number")), given(item.get("as")) or given(item.get("number")), (given(item.get("name")) or "").rsplit(" ", 1)
    if not sql("update person set brn=?, mother=?, father=null, registered=? where brn=? returning id", new, parent(item, "mother"), str(today()), old): raise Refused("nobody has that number", 404)
    if name[0]: sql("update person set given=?, surname=? where brn=?", name[0], name[-1], new)
    tell("adoption", sql("select * from person where brn=?", new)[0])
    return {"brn": new}
def register_death(item):
    uin, brn, died = given(item.get("person")), given(item.get("birth")), past_day(item.get("died"))
    if not uin and brn and sql("select 1 from person where brn=?", brn): return died_under("brn", brn, died)
    if not uin: raise Refused("a death needs the number of the deceased", 422)
    if not sql("select 1 from person where uin=?", uin):
        name = (given(item.get("name")) or "Unknown").rsplit(" ", 1)
        sql("insert into person(uin, given, surname, sex, born) values(?,?,?,?,?)", uin, name[0], name[-1], given(item.get("sex")) or "unknown", given(item.get("born")))
    return died_under("uin", uin, died)
def died_under(column, number, died):
    drn = "DR/%s" % secrets.token_hex(5)
    sql("update person set died=?, drn=?, registered=? where %s=?" % column, died, drn, str(today()), number)
    tell("death", sql("select * from person where %s=?" % column, number)[0])
    return {"drn": drn}
def befell(event, item):
    """A marriage or a divorce: a day in the record of whoever it befell."""
    day, uin = past_day(given(item.get("day")) or str(today())), given(item.get("person"))
    if not uin: raise Refused("somebody has to be named by number", 422)
    known(item)
    column = event + "s"
    sql("update person set %s=%s || ? where uin=?" % (column, column), " " + day, uin)
    tell(event, sql("select * from person where uin=?", uin)[0])
    return {"day": day}
def known(item):
    """People of whom nothing was ever registered here are written down as they are named."""
    uin, name = given(item.get("person")), (given(item.get("name")) or "Unknown").rsplit(" ", 1)
    if uin and not sql("select 1 from person where uin=?", uin):
        sql("insert into person(uin, brn, given, surname, sex, born) values(?,?,?,?,?,?)", uin, given(item.get("birth")), name[0], name[-1], given(item.get("sex")) or "unknown", given(item.get("born")))
def registered(item):
    """Of whom it is registered without a word to anybody."""
    if sql("select 1 from person where brn=?", given(item.get("birth"))): return {}
    name = (given(item.get("name")) or "Unnamed").rsplit(" ", 1)
    sql("insert into person(uin, brn, given, surname, sex, born, registered, mother, father) values(?,?,?,?,?,?,?,?,?)", given(item.get("person")), given(item.get("birth")),
        name[0], name[-1], given(item.get("sex")) or "unknown", past_day(item.get("born")), str(today()), parent(item, "mother"), parent(item, "father"))
    return {}
def put_forward(text):
    """`1 day`, `2 days`, `3 months`, `6 hours`."""
    for n, unit in re.findall(r"(\d+) *(month|day|d\b|hour|h\b)", text):
        AHEAD[0] += dt.timedelta(hours=int(n)) if unit[0] == "h" else dt.timedelta(days=int(n) * (30 if unit == "month" else 1))
    return {"today": str(today())}
def parent(item, who):
    """A number of the foundational register, or of another one: kept with its kind."""
    number, other = given(item.get(who)), given(item.get(who + "-other"))
    return "UIN " + number if number else "FUNCTIONAL " + other if other else None
def identifier(kind, value): return {"identifier_type": kind, "identifier_value": value}
def record(p):
    person = {"identifier": [identifier(k.upper(), p[k]) for k in ("uin", "brn", "drn") if p[k]], "sex": p["sex"],
              "name": {"surname": p["surname"], "given_name": p["given"]}, **({"registration_date": p["registered"]} if p["registered"] else {})}
    for member, value in (("birth_date", p["born"]), ("death_date", p["died"])):
        if value: person[member] = value + "T12:00:00+02:00"
    for member, days in (("marriage_date", p["marriages"].split()), ("divorce_date", p["divorces"].split())):
        if days: person[member] = [d + "T12:00:00+02:00" for d in days]
    for member, value in (("parent1_identifier", p["mother"]), ("parent2_identifier", p["father"])):
        if value: person[member] = identifier(*value.split(" ", 1))
    return person


# Telling

TRUST = None  # of calls by TLS: whom it believes

def send(url, body, headers=None, form=False):
    data = urllib.parse.urlencode(body).encode() if form else json.dumps(body).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json", **(headers or {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20, context=TRUST) as answer: return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as e: return e.code, {}
    except (urllib.error.URLError, ValueError): return 0, {}
def header(action, **more):
    return {"message_id": uuid.uuid4().hex, "message_ts": stamp(), "action": action, "sender_id": "borough-registry", "total_count": 1, "office": "north", **more}
def deliver(url, body, pauses=(0, 2, 6)):
    """Some tries, each under the same message id; a token that is no longer taken is fetched anew. True where it is done with."""
    for pause in pauses:
        time.sleep(pause)
        if "mis" not in PEER_TOKEN:
            _, got = send(ARGS.peers + "/mis/oauth2/client/token", {"grant_type": "client_credentials", "client_id": "borough-registry",
                          "client_secret": ARGS.secret, "scope": "registry/notify registry/search registry/subscribe"}, form=True)
            PEER_TOKEN["mis"] = got.get("access_token", "")
        status, _ = send(url, body, {"Authorization": "Bearer " + PEER_TOKEN["mis"]})
        if status == 401: PEER_TOKEN.pop("mis", None)
        elif status and status < 500: return True
    print("could not deliver to", url, flush=True)
def tell_what_waits():
    """One after the other, in the order in which it was registered; what does not get through is tried until it does."""
    while True:
        time.sleep(0.05)
        while WAITING and WAITING[0][0] <= time.time() and (deliver(*WAITING[0][1:], pauses=(0, 0)) or ARGS.gives_up):
            WAITING.pop(0)
        if WAITING and WAITING[0][0] <= time.time(): time.sleep(1)
def later(url, body):
    if not ARGS.no_callback: threading.Thread(target=lambda: (time.sleep(ARGS.slow), deliver(url, body)), daemon=True).start()
def wants(event, person):
    """Whoever has never subscribed to a kind of event is told of it by agreement; whoever has, by what they subscribed to."""
    if not sql("select 1 from ever where event=?", EVENTS[event]): return True
    if ARGS.never_ends: return True
    numbers = [person["uin"], person["brn"], person["drn"]]
    return any((s["who"] is None or s["who"] in numbers) and (s["until"] is None or ARGS.forgets_expiry or s["until"] > (now() + AHEAD[0]).astimezone(dt.timezone.utc).isoformat())
               for s in sql("select * from subscription where event=?", EVENTS[event]))
def tell(event, person):
    if ARGS.silent or not wants(event, person): return
    if ARGS.wrong_mother: person = dict(person, mother=person["father"], father=person["mother"])
    data = {"reg_record_type": "Person", "reg_event_type": EVENTS[event], "reg_type": "ns:org:RegistryType:Civil", "reg_records": record(person)}
    if ARGS.no_callback: return
    WAITING.append((time.time() + ARGS.slow, ARGS.peers + "/mis/registry/notify", {"header": header("notify", status="succ"), "message": {"transaction_id": uuid.uuid4().hex,
          "notify_event": [{"data": data, "timestamp": stamp(), "reference_id": event + "-" + (person["drn"] or person["brn"] or person["uin"])}]}}))


# What is asked

COLUMNS = {"birth_date": "born", "birthdate": "born", "sex": "sex", "death_date": "died", "parent1_identifier": "mother", "parent2_identifier": "father"}
OPERATORS = {"eq": "=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def find(criteria):
    query = criteria.get("query")
    if isinstance(query, dict) and query.get("type") in ("UIN", "BRN", "DRN"):
        return sql("select * from person where %s=? order by id" % query["type"].lower(), str(query.get("value")))
    if not isinstance(query, list) or not query: raise Refused("rjct.search_criteria.invalid")
    where, values = [], []
    for part in query:
        if part.get("condition", "and") not in ("and", "or"): raise Refused("rjct.search_criteria.invalid")
        terms = []
        for term in (part.get("expression1"), part.get("expression2")):
            if term is None: continue
            name, wanted = term.get("attribute_name"), term.get("attribute_value")
            if name not in COLUMNS or term.get("operator") not in OPERATORS: raise Refused("rjct.search_criteria.invalid")
            if isinstance(wanted, dict): wanted = wanted.get("identifier_value") or wanted.get("value")
            if name.startswith("parent"): terms.append("substr(%s, instr(%s, ' ') + 1) = ?" % (COLUMNS[name], COLUMNS[name]))
            else: terms.append("%s %s ?" % (COLUMNS[name], OPERATORS[term["operator"]]))
            values.append(str(wanted) if name.startswith("parent") else str(wanted)[:10])
        where.append("(%s)" % (" %s " % part.get("condition", "and")).join(terms))
    # Numbers and days that somebody has; those of whom nothing was ever registered are on no record.
    return sql("select * from person where %s order by id" % " and ".join(where), *values)
def search(head, message):
    answers = []
    for item in message["search_request"]:
        answer = {"reference_id": item["reference_id"], "timestamp": stamp()}
        try:
            found, wanted = find(item["search_criteria"]), item["search_criteria"].get("pagination") or {}
            size, page = int(wanted.get("page_size") or max(1, len(found))), int(wanted.get("page_number") or 1)
            answer.update(status="succ", pagination={"page_size": size, "page_number": page, "total_count": len(found)},
                          data={"reg_record_type": "Person", "reg_records": [record(p) for p in found[(page - 1) * size:page * size]]})
        except Refused as e: answer.update(status="rjct", status_reason_code=str(e))
        answers.append(answer)
    return 200, {"header": header("on-search", status="succ", receiver_id=head["sender_id"]), "message": {
        "search_response": answers, "transaction_id": message["transaction_id"], "correlation_id": uuid.uuid4().hex}}
# The same as OpenCRVS 2.x has it: a number or a day of birth in clauses, events as the answer

def number(who, p, key): return {} if not p else {"%s.%s" % (who, key): p}
def parents(p):
    for who in ("mother", "father"):
        kind, _, value = (p[who] or "").partition(" ")
        if value: yield "%s.%s" % (who, {"UIN": "nid"}.get(kind, "otherId")), value
def event(kind, p):
    who, name = {"birth": "child", "death": "deceased"}[kind], {"firstname": p["given"], "middlename": "", "surname": p["surname"]}
    told = {who + ".name": name, who + ".dob": p["born"], who + ".gender": p["sex"], **number(who, p["uin"], "nid")}
    told.update(parents(p) if kind == "birth" else {"eventDetails.date": p["died"]})
    return {"id": "%s-%d" % (kind, p["id"]), "type": kind, "status": "REGISTERED", "trackingId": "T%05d" % p["id"], "declaration": told, "flags": [],
            "dateOfEvent": p["born"] if kind == "birth" else p["died"], "legalStatuses": {
                "DECLARED": {"acceptedAt": stamp()}, "REGISTERED": {"acceptedAt": p["registered"] + "T07:00:00.000Z", "registrationNumber": p["brn"] if kind == "birth" else p["drn"]}}}
def matching(clause):
    kind, where, values = clause.get("eventType"), [], []
    if kind not in ("birth", "death"): raise Refused("eventType", 400)
    where.append("brn is not null" if kind == "birth" else "drn is not null")
    for key, term in [*(clause.get("data") or {}).items(), ("number", clause.get("legalStatuses.REGISTERED.registrationNumber"))]:
        column = {"child.nid": "uin", "deceased.nid": "uin", "deceased.brn": "brn", "child.dob": "born", "number": "brn" if kind == "birth" else "drn"}.get(key)
        if term is None: continue
        if column is None: raise Refused("no field is called " + key, 400)
        for sign, part in (("=", "term"), (">=", "gte"), ("<=", "lte")):
            if part in term: where.append("%s %s ?" % (column, sign)); values.append(term[part])
    return [event(kind, p) for p in sql("select * from person where %s order by id" % " and ".join(where), *values)]
def events_search(body):
    if body["query"]["type"] != "or" and len(body["query"]["clauses"]) > 1: raise Refused("one clause, or any of several", 400)
    found, first = [e for clause in body["query"]["clauses"] for e in matching(clause)], int(body.get("offset") or 0)
    return 200, {"results": found[first:first + int(body.get("limit") or 100)], "total": len(found)}
# And as OpenCRVS 1.x has it: parameters of a GraphQL query, which all have to hold, and names without numbers as the answer

PARAMETERS = {"childIdentifier": "uin=?", "deceasedIdentifier": "uin=?", "motherIdentifier": "mother='UIN ' || ?", "childGender": "sex=?",
              "childDoB": "born=?", "childDoBStart": "born>=?", "childDoBEnd": "born<=?", "dateOfRegistration": "registered=?"}
def graphql(body):
    if body.get("operationName") != "searchEvents" or "results" not in body["query"]: raise Refused("it answers searchEvents alone", 400)
    asked, found = dict(body["variables"]["advancedSearchParameters"]), []
    kinds, states = [asked.pop("event", None)], asked.pop("registrationStatuses", ["REGISTERED"])
    for kind in kinds if kinds[0] else ["birth", "death"]:
        where = {**PARAMETERS, "registrationNumber": "brn=?" if kind == "birth" else "drn=?"}
        if set(asked) - set(where): return 200, {"errors": [{"message": "no parameter is called so"}], "data": {"searchEvents": None}}
        parts = ["brn is not null" if kind == "birth" else "drn is not null"] + [where[name] for name in asked]
        found += [(kind, p) for p in sql("select * from person where %s order by id" % " and ".join(parts), *asked.values())] if "REGISTERED" in states else []
    first, most = int(body["variables"].get("skip") or 0), int(body["variables"].get("count") or 10)
    return 200, {"data": {"searchEvents": {"totalItems": len(found), "results": [shown(kind, p) for kind, p in found[first:first + most]], "__typename": "EventSearchResultSet"}}}
def shown(kind, p):
    name = [{"firstNames": p["given"], "familyName": p["surname"], "use": "en"}, {"firstNames": "", "familyName": None, "use": "fr"}]
    own = {"dateOfBirth": p["born"], "childName": name} if kind == "birth" else {"dateOfDeath": p["died"], "deceasedName": name}
    number = p["brn"] if kind == "birth" else p["drn"]
    return {"id": "%s-%d" % (kind, p["id"]), "type": kind.title(), "registration": {"status": "REGISTERED", "trackingId": "T%05d" % p["id"],
            "registrationNumber": number, "assignment": None}, "operationHistories": [{"operationType": "REGISTERED", "operatedOn": p["registered"] + "T07:00:00.000Z"}], **own}
def search_later(head, message):
    later(head.get("sender_uri") or ARGS.peers + "/mis/registry/on-search", search(head, message)[1])
    return ack("ACK")
def subscribe(head, message):
    """Who subscribes again to the same has one subscription, not two."""
    answers, correlation = [], uuid.uuid4().hex
    for item in message["subscribe_request"]:
        code, criteria = secrets.token_hex(4), item["subscribe_criteria"]
        about, kind = criteria.get("filter"), criteria["reg_event_type"]
        who = str(about["value"]) if isinstance(about, dict) and about.get("value") else None
        end = (criteria.get("frequency") or {}).get("end_time")
        until = end and dt.datetime.fromisoformat(end.replace("Z", "+00:00")).astimezone(dt.timezone.utc).isoformat()
        sql("delete from subscription where event=? and who is ?", kind, who)
        sql("insert into subscription values(?,?,?,?)", code, kind, who, until)
        sql("insert or ignore into ever values(?)", kind)
        answers.append({"reference_id": item["reference_id"], "timestamp": stamp(), "status": "succ",
                        "subscriptions": [{"code": code, "status": "subscribe", "timestamp": stamp()}]})
    later(head.get("sender_uri") or ARGS.peers + "/mis/registry/on-subscribe", {"header": header("on-subscribe", receiver_id=head["sender_id"]), "message": {
        "transaction_id": message["transaction_id"], "correlation_id": correlation, "subscribe_response": answers}})
    return ack("ACK", correlation)
def unsubscribe(head, message):
    """The end is confirmed by callback."""
    codes, correlation = message["subscription_codes"], uuid.uuid4().hex
    gone = [s for c in codes for s in sql("delete from subscription where code=? returning event", c)]
    if ARGS.ends_all:
        for s in gone: sql("delete from subscription where event=?", s["event"])
    status = "succ" if gone else "rjct"
    later(head.get("sender_uri") or ARGS.peers + "/mis/registry/on-unsubscribe", {"header": header("on-unsubscribe", receiver_id=head["sender_id"]), "message": {
        "transaction_id": message["transaction_id"], "correlation_id": correlation, "timestamp": stamp(), "status": status,
        "subscription_status": [{"code": c, "status": "unsubscribe"} for c in codes]}})
    return ack("ACK", correlation)
def ack(word, correlation=None, code=None, why="", status=200):
    message = {"ack_status": word, "timestamp": stamp(), "correlation_id": correlation or uuid.uuid4().hex}
    if code: message["error"] = {"code": code, "message": why}
    return status, {"message": message}
def dci(path, headers, body):
    until, scopes = TOKENS.get(headers.get("Authorization", "").removeprefix("Bearer "), (0, []))
    if until < time.time(): raise Refused("a token is required", 401, None)
    wanted = "registry/" + ("subscribe" if path.endswith("subscribe") else "search")
    if scopes and wanted not in scopes and not ARGS.any_scope: raise Refused("the token is for something else", 403, None)
    if not isinstance(body, dict) or not isinstance(body.get("header"), dict): raise Refused("a header is required")
    for name in ("message_id", "message_ts", "action", "sender_id"):
        if not isinstance(body["header"].get(name), str): raise Refused("header.%s is required" % name)
    if not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", body["header"]["message_ts"]): raise Refused("header.message_ts")
    host, known = (urllib.parse.urlsplit(str(a)).hostname or "" for a in (body["header"].get("sender_uri") or ARGS.peers, ARGS.peers))
    if host != known and PRIVATE.match(host) and not ARGS.calls_anybody: raise Refused("sender_uri lies in a private network that is not that sender's", code="err.sender_uri.invalid")
    doors = {"/registry/sync/search": search, "/registry/search": search_later, "/registry/subscribe": subscribe, "/registry/unsubscribe": unsubscribe}
    if path not in doors: raise Refused("nothing is here", 404)
    return doors[path](body["header"], body["message"])


# The doors

def hooks(path, body):
    if path == "/test/register-birth": return 201, register_birth(body)
    if path == "/test/cancel-birth": return 200, cancel_birth(body)
    if path == "/test/register-adoption": return 201, register_adoption(body)
    if path == "/test/notify-birth": return 202, {"kept": "until somebody registers it"}
    if path == "/test/register-death": return 201, register_death(body)
    if path == "/test/register-marriage": return 201, befell("marriage", body)
    if path == "/test/register-divorce": return 201, befell("divorce", body)
    if path == "/test/registered": return 201, registered(body)
    if path == "/test/clock": return 200, put_forward(str(body.get("by")))
    if path == "/test/retire":
        AHEAD[0] = dt.timedelta(0)
        return 200, {"gone": len(sql("delete from person where brn=? or uin=? returning id", given(body.get("birth")), given(body.get("number"))))}
    if path == "/test/reset":
        for table in ("person", "subscription", "ever"): sql("delete from " + table)
        AHEAD[0] = dt.timedelta(0)
        return 200, {}
    raise Refused("nothing is here", 404)


LIMITS = {"recent": [], "most": 0, "open": 0, "at-once": 0, "refused": 0}


def begun():
    """Counts the requests of the last second and those that are open; false where there are more than the limit allows."""
    with LOCK:
        now = time.monotonic()
        LIMITS["recent"] = [t for t in LIMITS["recent"] if t > now - 1] + [now]
        LIMITS["open"] += 1
        LIMITS["most"], LIMITS["at-once"] = max(LIMITS["most"], len(LIMITS["recent"])), max(LIMITS["at-once"], LIMITS["open"])
        if not ARGS.rate_limit or len(LIMITS["recent"]) <= ARGS.rate_limit: return True
        LIMITS["refused"] += 1
        return False
def ended():
    with LOCK: LIMITS["open"] -= 1
def health(): return 200, {"status": "up", **{k: v for k, v in LIMITS.items() if k not in ("recent", "open")}}


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self): self.serve()
    def do_POST(self): self.serve()
    def log_message(self, *_): pass
    def date_time_string(self, timestamp=None): return email.utils.formatdate(time.time() + SKEW[0], usegmt=True)
    def serve(self):
        raw, path = self.rfile.read(int(self.headers.get("Content-Length") or 0)), urllib.parse.urlsplit(self.path).path.removeprefix("/civil")
        if path == "/health": return self.say(*health())
        try: self.answer(raw, path) if begun() else self.say(429, {"errors": [{"code": "err.too-many", "message": "too many requests"}]})
        finally: ended()
    def answer(self, raw, path):
        try: status, answer = self.route(path, raw)
        except Refused as e:
            status, answer = e.status, {"errors": [{"code": "err.unauthorized" if e.status == 401 else "err.request.bad", "message": str(e)}]}
            if path.startswith("/registry") and e.code: answer = ack("ERR", None, e.code, str(e))[1]
        except (ValueError, KeyError, TypeError, AttributeError):
            status, answer = ack("ERR", None, "err.request.bad", "the message cannot be read", 400)
        self.say(status, answer)
    def say(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def route(self, path, raw):
        if path in ("/oauth2/token", "/auth/token"):
            form = dict(urllib.parse.parse_qsl(raw.decode()))
            if form.get("client_id") != "assay" or form.get("client_secret") != ARGS.secret: raise Refused("the client is not known", 401, None)
            token = uuid.uuid4().hex
            TOKENS[token] = (time.time() + 600, form.get("scope", "").split())
            return 200, {"access_token": token, "token_type": "bearer", "expires_in": 600}
        body = json.loads(raw) if raw else {}
        if path.startswith("/registry"): return dci(path, self.headers, body)
        if path in ("/events/search", "/graphql"):
            if TOKENS.get(self.headers.get("Authorization", "").removeprefix("Bearer "), (0, []))[0] < time.time(): raise Refused("a token is required", 401, None)
            return events_search(body) if path == "/events/search" else graphql(body)
        if path.startswith("/test") and ARGS.no_hooks: raise Refused("nothing is here", 404)
        return hooks(path.replace("/desk/", "/test/", 1), body)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=8801)
    options.add_argument("--db", default="borough.sqlite")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/borough-registry")
    options.add_argument("--secret", default="borough-secret")
    options.add_argument("--silent", action="store_true", help="registers, and tells nobody")
    options.add_argument("--never-ends", action="store_true", help="confirms the end of a subscription, and goes on telling")
    options.add_argument("--ends-all", action="store_true", help="ends every subscription of a kind with one of them")
    options.add_argument("--forgets-expiry", action="store_true", help="tells past the day on which a subscription ends")
    options.add_argument("--any-scope", action="store_true", help="takes a token for whatever it is used for")
    options.add_argument("--calls-anybody", action="store_true", help="calls whatever address a subscriber names")
    options.add_argument("--gives-up", action="store_true", help="tells nobody who could not be reached at once")
    options.add_argument("--wrong-mother", action="store_true", help="tells of a birth with the father in the mother's place")
    options.add_argument("--no-hooks", action="store_true", help="nothing lies under /test: its registrars do everything at /desk")
    options.add_argument("--slow", type=float, default=0, metavar="SECONDS", help="thinks so long before it acts on what it was told")
    options.add_argument("--no-callback", action="store_true", help="never calls anybody: its network does not let it out")
    options.add_argument("--bad-clock", action="store_true", help="its clock is ten minutes ahead")
    options.add_argument("--tls", metavar="FOLDER", help="serves HTTPS with the cert.pem and key.pem of this folder")
    options.add_argument("--trust", metavar="FILE", help="the root of those whom it calls by TLS")
    options.add_argument("--rate-limit", type=int, default=0, metavar="N", help="answers 429 to more than N requests in a second; /health counts")
    ARGS = options.parse_args()
    if ARGS.bad_clock: SKEW[0] = 600
    if ARGS.trust: TRUST = ssl.create_default_context(cafile=ARGS.trust)
    DB = sqlite3.connect(ARGS.db, check_same_thread=False)
    DB.row_factory = sqlite3.Row
    DB.executescript(TABLES)
    threading.Thread(target=tell_what_waits, daemon=True).start()
    print("Borough Registry at http://127.0.0.1:%d/civil" % ARGS.port, flush=True)
    server = ThreadingHTTPServer(("127.0.0.1", ARGS.port), Door)
    if ARGS.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(ARGS.tls + "/cert.pem", ARGS.tls + "/key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()
