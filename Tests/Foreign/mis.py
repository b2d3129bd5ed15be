#!/usr/bin/env python3
"""Acme MIS: a beneficiary system that was written from the published texts alone and knows nothing of the harness.

It speaks DCI (notify, subscribe, sync search) and the G2P Bridge, keeps its people in a SQLite file that survives
runs, decides in a job thread two seconds after it has said 202, and goes by its own real clock. It cannot be asked
who is enrolled. Hooks for a test desk lie under /test; the same is done by its clerks under /desk.

    mis.py --port 8800 --db mis.sqlite --peers http://127.0.0.1:8443/t/acme-mis
"""
import argparse, datetime as dt, email.utils, json, re, secrets, sqlite3, ssl, threading, time, traceback, uuid
import urllib.error, urllib.parse, urllib.request
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROGRAMMES = {"PENSION-60": "45.00", "BIRTH-GRANT": "20.00", "CHILD": "15.00"}
EVENTS = {"ns:LiveBirth": "birth", "ns:Death": "death"}
SCOPES = {"/registry/notify": "registry/notify", "/registry/on-subscribe": "registry/subscribe"}
TABLES = """
create table if not exists person(no integer primary key, uin text, other text, name text, born text, account text, died text);
create table if not exists benefit(id integer primary key, person int, programme text, children int, brn text, state text, open int);
create table if not exists event(id integer primary key, message text, kind text, number text, body text, state text);
create table if not exists job(id text primary key, kind text, data text, due real, tries int, status text, result text);
create table if not exists cycle(ref text primary key, name text, programme text, parent text, status text);
create table if not exists line(ref text primary key, cycle text, benefit int, person int, amount text, bank text, state text,
  refunded int, replaces text);
"""
LOCK = threading.RLock()
TOKENS, PEER_TOKEN, SKEW = {}, {}, [0]


def today(): return dt.datetime.now(dt.timezone.utc).date()
def stamp(): return (dt.datetime.now(dt.timezone.utc) + dt.timedelta(seconds=SKEW[0])).isoformat(timespec="milliseconds")
def sql(text, *args):
    with LOCK:
        rows = [dict(r) for r in DB.execute(text, args)]
        DB.commit()
        return rows
def one(text, *args): return next(iter(sql(text, *args)), None)


class Refused(Exception):
    def __init__(self, why, status=400, code="err.request.bad"):
        super().__init__(why)
        self.status, self.code = status, code


def valid_number(text):
    """Ten digits, the last a check digit after Verhoeff."""
    def times(a, b):
        if a < 5: return (a + b) % 5 + (5 if b >= 5 else 0)
        return 5 + (a - b) % 5 if b < 5 else (a - b) % 5
    shuffle, check = list(range(10)), 0
    if not re.fullmatch(r"[2-9]\d{9}", text): return False
    for digit in reversed(text):
        check = times(check, shuffle[int(digit)])
        shuffle = [[1, 5, 7, 6, 2, 8, 3, 0, 9, 4][d] for d in shuffle]
    return check == 0
def past_day(text, what):
    try: day = dt.date.fromisoformat(str(text)[:10])
    except ValueError: raise Refused(what + " is no day")
    if day > today(): raise Refused(what + " lies in the future")
    return day
def given(text): return None if text in (None, "") or str(text).startswith("$") else str(text)


# People and benefits

def load(item):
    uin, other = given(item.get("number")), given(item.get("other"))
    if uin and not valid_number(uin): raise Refused("the check digit of the number is wrong", 422)
    if not uin and not other: raise Refused("a person needs a number", 422)
    born = past_day(item.get("born"), "the date of birth")
    known = find(uin, other)
    if known: sql("update person set name=?, born=?, account=?, died=null where no=?", item.get("name"), str(born), given(item.get("account")), known["no"])
    else: sql("insert into person(uin, other, name, born, account) values(?,?,?,?,?)", uin, other, item.get("name"), str(born), given(item.get("account")))
    person, programme = find(uin, other), given(item.get("programme"))
    if programme:
        if programme not in PROGRAMMES: raise Refused("there is no programme " + programme, 422)
        sql("update benefit set open=0, state='CLOSED' where person=? and programme=?", person["no"], programme)
        sql("insert into benefit(person, programme, children, state, open) values(?,?,?,'ACTIVE',1)", person["no"], programme, int(given(item.get("children")) or 1))
    return person
def find(uin, other=None): return (uin and one("select * from person where uin=?", uin)) or (other and one("select * from person where other=?", other)) or None
def by_identifiers(listed):
    for i in listed if isinstance(listed, list) else [listed] if isinstance(listed, dict) else []:
        found = find(i.get("identifier_value"), i.get("identifier_value"))
        if found: return found
def number_of(listed, kind):
    return next((str(i.get("identifier_value")) for i in listed if isinstance(i, dict) and i.get("identifier_type") == kind), None)
def retire(item):
    person = find(given(item.get("number")), given(item.get("other")))
    if not person: return
    sql("update benefit set open=0, state='CLOSED' where person=?", person["no"])
    sql("update cycle set status='LEFT' where status='OPEN' and not exists (select 1 from line l join benefit b on b.id=l.benefit where l.cycle=cycle.ref and b.open=1 and b.state<>'CLOSED')")


# Talking to others

TRUST = None  # of calls by TLS: whom it believes, and who it is

def send(url, body, headers=None, form=False):
    if ARGS.no_callback: raise urllib.error.URLError("no way out of this network")
    data = urllib.parse.urlencode(body).encode() if form else json.dumps(body).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json", **(headers or {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20, context=TRUST) as answer: return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as e:
        try: return e.code, json.loads(e.read() or b"{}")
        except ValueError: return e.code, {}
def header(action, count, callback=None):
    h = {"version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": stamp(), "action": action, "sender_id": "acme-mis",
         "receiver_id": "registry", "total_count": count, "is_msg_encrypted": False}
    return {**h, "sender_uri": callback} if callback else h
def ask_registry(path, action, message, callback=None, peer="crvs"):
    if ARGS.wrong_action and action == "search": action = "lookup"
    for _ in range(2):
        if peer not in PEER_TOKEN:
            scope = "registry/enrolled registry/search" if peer == "ibr" else "registry/search registry/subscribe"
            _, got = send("%s/%s/oauth2/client/token" % (ARGS.peers, peer), {"grant_type": "client_credentials", "client_id": "acme-mis",
                          "client_secret": ARGS.secret, "scope": scope}, form=True)
            PEER_TOKEN[peer] = got.get("access_token", "")
        head = {**header(action, 1, callback), **({"status": "succ", "completed_count": 1} if action == "notify" else {})}
        status, answer = send("%s/%s%s" % (ARGS.peers, peer, path), {"header": head, "message": message}, {"Authorization": "Bearer " + PEER_TOKEN[peer]})
        if status != 401: break
        PEER_TOKEN.pop(peer, None)
    return status, answer
def is_elsewhere(brn, programme):
    """Asked in the order that the text does not fix: the programme first, then the child."""
    terms = {"seq_num": 1, "condition": "and", "expression1": {"attribute_name": "programme_identifier", "operator": "eq", "attribute_value": programme},
             "expression2": {"attribute_name": "member_identifier", "operator": "eq", "attribute_value": {"type": "BRN", "value": brn}}}
    _, answer = ask_registry("/registry/sync/enrolled", "search", {"transaction_id": uuid.uuid4().hex,
                             "enrolled_criteria": {"query_type": "predicate", "response_entity": "Member", "query": [terms]}}, peer="ibr")
    return any(i.get("enrolled_status") == "yes" for i in answer.get("message", {}).get("enrolled_response", []))
def tell_enrolled(brn, programme):
    if ARGS.tells_a_number_of_its_own: brn = "ACME-" + brn
    ask_registry("/registry/sync/enrollment/updates", "notify", {"transaction_id": uuid.uuid4().hex, "enrolled_updates": {"beneficiaries": [
        {"member": {"member_identifier": [{"identifier_type": "BRN", "identifier_value": brn}]}, "enrollment_status": "enrolled", "branch": "south",
         "programme_identifier": [{"identifier_type": "PROGRAMME", "identifier_value": programme}], "enrollment_date": str(today()) + "T00:00:00Z"}]}}, peer="ibr")
def bridge(action, message):
    status, answer = send(ARGS.peers + "/payments/" + action, {"header": header(action, len(message) if isinstance(message, list) else 1), "message": message})
    if status >= 300 or answer.get("header", {}).get("status") == "rjct": raise RuntimeError("%s: %s %s" % (action, status, answer))
    return answer.get("message")


# What comes in over DCI

def notify(body):
    head, items = body["header"], body["message"].get("notify_event")
    if head.get("status") not in ("rcvd", "pdng", "succ", "rjct"): raise Refused("header.status")
    if not isinstance(items, list) or not items: raise Refused("message.notify_event must be a list")
    news = []
    for item in items:
        data = item.get("data") if isinstance(item, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("reg_records"), (dict, list)): raise Refused("reg_records is required")
        kind, record = EVENTS.get(data.get("reg_event_type")), data["reg_records"]
        record = record[0] if isinstance(record, list) and record else record
        if not kind: raise Refused("reg_event_type is not one that we asked for")
        identifiers = record.get("identifier") or []
        identifiers = identifiers if isinstance(identifiers, list) else [identifiers]
        for uin in [number_of(identifiers, "UIN"), number_of([record.get("parent1_identifier")], "UIN")]:
            if uin and not valid_number(uin): raise Refused("the check digit of an identifier is wrong")
        day = past_day(record.get("birth_date" if kind == "birth" else "death_date"), "the day of the event")
        if kind == "death" and record.get("birth_date") and day < past_day(record["birth_date"], "the date of birth"): raise Refused("died before birth")
        number = number_of(identifiers, "BRN" if kind == "birth" else "DRN") or number_of(identifiers, "UIN")
        if not number: raise Refused("the event names nobody")
        news.append((kind, number, json.dumps(record)))
    if one("select 1 from event where message=?", head["message_id"]): return ack("NACK", "rjct.message_id.duplicate", "received before")
    for kind, number, record in news:
        state = "REPEATED" if one("select 1 from event where kind=? and number=? and state<>'REPEATED'", kind, number) else "NEW"
        event = one("insert into event(message, kind, number, body, state) values(?,?,?,?,?) returning id", head["message_id"], kind, number, record, state)
        if state == "NEW": enqueue("decide", {"event": event["id"]}, ARGS.slow or 2)
    return 202, ack("ACK")[1]
def on_subscribe(body):
    codes = [s["code"] for r in body["message"].get("subscribe_response", []) for s in r.get("subscriptions", [])]
    sql("update job set status=?, result=? where kind='subscribe' and result=?", "DONE" if codes else "FAILED", json.dumps({"codes": codes}), body["message"].get("transaction_id"))
    return 202, ack("ACK")[1]
def ack(word, code=None, why=""):
    message = {"ack_status": word, "timestamp": stamp(), "correlation_id": uuid.uuid4().hex}
    if code: message["error"] = {"code": code, "message": why}
    return 200, {"message": message}


# Jobs

def enqueue(kind, data, delay=0.0):
    job = uuid.uuid4().hex[:12]
    sql("insert into job values(?,?,?,?,0,'WAITING',null)", job, kind, json.dumps(data), time.time() + delay)
    return job
def work():
    while True:
        time.sleep(0.1)
        waiting = sql("select * from job where status='WAITING' and due<=? order by due", time.time())
        # A payment run begins when what came before it has been decided: looked at after it was found, so that nothing slips in between.
        deciding = one("select 1 from job where kind='decide' and status='WAITING' and tries < 20")
        for job in waiting:
            if job["kind"] != "decide" and deciding: continue
            try: done = JOBS[job["kind"]](job, json.loads(job["data"]))
            except Exception:
                traceback.print_exc()
                done = None
            if done is None: sql("update job set due=?, tries=tries+1, status=? where id=?", time.time() + 1, "WAITING" if job["tries"] < 300 else "FAILED", job["id"])
            elif done != "LATER": sql("update job set status='DONE', result=? where id=?", json.dumps(done), job["id"])
def subscribe(job, data):
    transaction, items = uuid.uuid4().hex, []
    for n, kind in enumerate(EVENTS):
        items.append({"reference_id": "s%d" % n, "timestamp": stamp(), "locale": "eng", "subscribe_criteria": {"version": "1.0.0", "reg_event_type": kind,
                      "filter_type": "predicate", "filter": [], "notify_record_type": "spdci-extensions-dci:CRVSPerson"}})
    sql("update job set status='ASKED', result=? where id=?", transaction, job["id"])
    status, _ = ask_registry("/registry/subscribe", "subscribe", {"transaction_id": transaction, "subscribe_request": items}, ARGS.own + "/dci/registry/on-subscribe")
    if status >= 300: sql("update job set status='WAITING', due=? where id=?", time.time() + 1, job["id"])
    return "LATER"
def decide(job, data):
    event = one("select * from event where id=?", data["event"])
    record = json.loads(event["body"])
    state = born(event["number"], record) if event["kind"] == "birth" else died(record)
    if state: sql("update event set state=? where id=?", state, event["id"])
    return {"state": state} if state else None
def died(record):
    person = by_identifiers(record.get("identifier"))
    if not person: return a_child_less(record)
    if record.get("birth_date") and record["birth_date"][:10] != person["born"]: return "CLERK %d" % person["no"]
    sql("update person set died=? where no=?", record["death_date"][:10], person["no"])
    sql("update benefit set state='SUSPENDED' where person=? and state='ACTIVE'", person["no"])
    return "DONE"
def a_child_less(record):
    """Somebody has died who is paid nothing: perhaps a child for whom a parent is paid."""
    brn = number_of(record.get("identifier") or [], "BRN")
    found = on_record(brn) if brn else []
    parent = found and by_identifiers(found[0].get("parent1_identifier"))
    if not parent or (today() - past_day(record.get("birth_date"), "the date of birth")).days > 18 * 365.25: return "PARKED"
    sql("update benefit set children=children-1 where person=? and programme='CHILD' and children > 1", parent["no"])
    return "DONE"
def on_record(brn):
    criteria = {"version": "1.0.0", "reg_type": "ns:org:RegistryType:Civil", "query_type": "idtype-value", "query": {"type": "BRN", "value": brn}}
    status, answer = ask_registry("/registry/sync/search", "search", {"transaction_id": uuid.uuid4().hex, "search_request": [
        {"reference_id": "1", "timestamp": stamp(), "search_criteria": criteria, "locale": "eng"}]})
    if status >= 300: return []
    return [r for i in answer.get("message", {}).get("search_response", []) for r in (i.get("data") or {}).get("reg_records", [])]
def born(brn, record):
    found = on_record(brn)
    if not found: return None
    mother = by_identifiers(found[0].get("parent1_identifier"))
    if not mother or mother != by_identifiers(record.get("parent1_identifier")): return "PARKED"
    birth = past_day(found[0].get("birth_date"), "the day of birth")
    if (today() - birth).days > 366: return "TOO-LATE"
    if ARGS.ibr and is_elsewhere(brn, "BIRTH-GRANT"): return "ELSEWHERE"
    if not one("select 1 from benefit where brn=?", brn):
        sql("insert into benefit(person, programme, children, brn, state, open) values(?,'BIRTH-GRANT',1,?,'ACTIVE',1)", mother["no"], brn)
        if ARGS.ibr: tell_enrolled(brn, "BIRTH-GRANT")
    return "DONE"


# Payment

def pay(job, data):
    programme = data["programme"]
    states = "('ACTIVE','SUSPENDED')" if ARGS.pays_deceased else "('ACTIVE')"
    due = sql("select b.id, b.children, p.no, p.uin, p.other, p.name from benefit b join person p on p.no=b.person where b.programme=? and b.state in %s and b.open=1" % states, programme)
    count = one("select count(*) n from cycle")["n"] + 1
    name = "%s.%s.%d" % (programme, today().strftime("%Y-%m"), count)
    rows = [dict(b, amount=Decimal(PROGRAMMES[programme]) * b["children"], replaces=None) for b in due]
    if rows: hand_over(name, programme, rows, None)
    if programme == "BIRTH-GRANT":
        for b in due: sql("update benefit set state='PAID', open=1 where id=?", b["id"])
    return {"cycle": name, "lines": len(rows)}
def reissue(job, data):
    parent = cycle_of(data["list"])
    failed = sql("select l.*, p.uin, p.other, p.name, p.no from line l join person p on p.no=l.person where l.cycle=? and not exists (select 1 from line r where r.replaces=l.ref)"
                 " and (l.state='FAILED' or l.refunded=1 or (? and l.state='PAID')) order by l.state", parent["ref"], ARGS.double_pays)
    if ARGS.double_pays: failed = [l for l in failed if l["state"] != "PAID"] + [l for l in failed if l["state"] == "PAID"][:1]
    rows = [dict(l, id=l["benefit"], amount=Decimal(l["amount"]), replaces=l["ref"]) for l in failed]
    if rows: hand_over(parent["name"], parent["programme"], rows, parent["ref"])
    return {"cycle": parent["name"], "lines": len(rows)}
def hand_over(name, programme, rows, parent):
    total = sum(r["amount"] for r in rows)
    envelope = bridge("create_disbursement_envelope", {"benefit_program_mnemonic": programme, "disbursement_frequency": "Monthly",
        "cycle_code_mnemonic": name, "number_of_beneficiaries": len({r["no"] for r in rows}), "number_of_disbursements": len(rows),
        "total_disbursement_amount": float(total), "disbursement_currency_code": "USD", "disbursement_schedule_date": str(today())})["disbursement_envelope_id"]
    for row in rows: row["ref"] = "ACME-" + secrets.token_hex(6)
    bank = {}
    for at in range(0, len(rows), 4):
        taken = bridge("create_disbursements", [{"disbursement_envelope_id": envelope, "mis_reference_number": r["ref"], "beneficiary_id": r["uin"] or r["other"],
            "beneficiary_name": r["name"], "disbursement_amount": float(r["amount"]),
            "narrative": programme + (" again for " + r["replaces"] if r["replaces"] else "")} for r in rows[at:at + 4]])
        bank.update({t["mis_reference_number"]: t["disbursement_id"] for t in taken})
    with LOCK:
        sql("insert into cycle values(?,?,?,?,'OPEN')", envelope, name, programme, parent)
        for r in rows: sql("insert into line values(?,?,?,?,?,?,'SENT',0,?)", r["ref"], envelope, r["id"], r["no"], str(r["amount"]), bank[r["ref"]], r["replaces"])
def poll():
    while True:
        time.sleep(0.5)
        for cycle in sql("select * from cycle where status='OPEN'"):
            try: read_status(cycle)
            except Exception as e: print("status of", cycle["ref"], e, flush=True)
def read_status(cycle):
    lines = {l["bank"]: l for l in sql("select * from line where cycle=? and state in ('SENT','PAID')", cycle["ref"])}
    for item in bridge("get_disbursement_status", list(lines)) or [] if lines else []:
        records, line = item.get("disbursement_recon_records") or {}, lines.get(item["disbursement_id"])
        if not line: continue
        entries, errors = records.get("disbursement_recon_payloads") or [], records.get("disbursement_error_recon_payloads") or []
        state = "BOUNCED" if any(e.get("reversal_found") for e in entries) else "PAID" if entries else "FAILED" if errors else "SENT"
        if state == "BOUNCED":
            sql("update line set refunded=1 where ref=?", line["ref"])
            if ARGS.loses_returns: state = "PAID"
        if state == "SENT": continue
        sql("update line set state=? where ref=?", state, line["ref"])
    root = cycle["parent"] or cycle["ref"]
    if all(settled(l) for l in sql("select * from line where cycle=?", root)): sql("update cycle set status='CLOSED' where ref=? or parent=?", root, root)
def settled(line):
    after = one("select * from line where replaces=?", line["ref"])
    return (line["state"] == "PAID" and not line["refunded"]) or bool(after and settled(after))
def cycle_of(name):
    found = one("select * from cycle where (ref=? or name=?) and parent is null order by rowid desc", name, name)
    if not found: raise Refused("no cycle is called so", 404)
    return found


# The doors

def hooks(method, path, query, body):
    if path == "/test/people": return 201, {"people": [load(i)["no"] for i in (body if isinstance(body, list) else [body])]}
    if path == "/test/subscribe": return 202, {"job": enqueue("subscribe", {})}
    if path == "/test/run-cycle":
        if body.get("programme") not in PROGRAMMES: raise Refused("there is no programme %s" % body.get("programme"), 422)
        return 202, {"job": enqueue("pay", {"programme": body["programme"]})}
    if path == "/test/reissue": return 202, {"job": enqueue("reissue", {"list": body["list"]})}
    if path == "/test/accounts":
        sql("update person set account=? where uin=?", body.get("account"), body.get("number"))
        return 200, {}
    if path == "/test/retire": return 200, {"retired": retire(body)}
    if path == "/test/reset":
        for table in ("person", "benefit", "event", "job", "cycle", "line"): sql("delete from " + table)
        return 200, {}
    if path.startswith("/test/jobs/"):
        job = one("select * from job where id=?", path.split("/")[-1])
        if not job: raise Refused("no such job", 404)
        return 200, {"status": job["status"], **(json.loads(job["result"]) if job["status"] == "DONE" else {})}
    if path.startswith("/test/cycles/"):
        cycle = cycle_of(path.split("/")[-1])
        paid = sum(Decimal(l["amount"]) for l in sql("select * from line where cycle=?", cycle["ref"]) if settled(l))
        return 200, {"status": cycle["status"], "paid": "%.2f" % paid}
    if path in ("/test/benefits", "/test/clerk"):
        person = find(query.get("person"), query.get("person")) or {"no": 0}
        if path == "/test/clerk": return 200, {"state": "OPEN" if one("select 1 from event where state=?", "CLERK %d" % person["no"]) else "NONE"}
        benefit = one("select state from benefit where person=? and programme=? order by id desc", person["no"], query.get("programme"))
        return 200, {"state": benefit["state"] if benefit else "NONE"}
    if path == "/test/lines":
        person = find(query.get("person"), query.get("person")) or {"no": 0}
        line = one("select * from line where cycle=? and person=?", cycle_of(query.get("list"))["ref"], person["no"])
        if not line: raise Refused("no such line", 404)
        return 200, {"state": line["state"]}
    raise Refused("nothing is here", 404)
def dci(path, headers, body):
    token = TOKENS.get(headers.get("Authorization", "").removeprefix("Bearer "))
    if not token or token[0] < time.time(): raise Refused("a token is required", 401, None)
    if SCOPES.get(path) not in token[1]: raise Refused("this token is for something else", 403, None)
    head = body.get("header") if isinstance(body, dict) else None
    if not isinstance(head, dict) or not isinstance(body.get("message"), dict): raise Refused("header and message are required")
    for name in ("message_id", "message_ts", "action"):
        if not isinstance(head.get(name), str): raise Refused("header.%s is required" % name)
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", head["message_ts"]): raise Refused("header.message_ts")
    return notify(body) if path == "/registry/notify" else on_subscribe(body)


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
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.endswith("/health"): return self.say(*health())
        try: self.answer(raw) if begun() else self.say(429, {"errors": [{"code": "err.too-many", "message": "too many requests"}]})
        finally: ended()
    def answer(self, raw):
        url = urllib.parse.urlsplit(self.path)
        path, query = urllib.parse.unquote(url.path).removeprefix("/api"), dict(urllib.parse.parse_qsl(url.query))
        try: status, answer = self.route(path, query, raw)
        except Refused as e:
            status = e.status
            if path.startswith("/dci") and e.code: answer = ack("ERR", e.code, str(e))[1]
            else: answer = {"errors": [{"code": "err.unauthorized" if status == 401 else "err.forbidden" if status == 403 else "err.request.bad", "message": str(e)}]}
        except (ValueError, KeyError, TypeError, AttributeError):
            status, answer = 400, ack("ERR", "err.request.bad", "the message cannot be read")[1]
        self.say(status, answer)
    def say(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def route(self, path, query, raw):
        if path == "/oauth/token":
            form = dict(urllib.parse.parse_qsl(raw.decode()))
            if form.get("client_id") != "assay" or form.get("client_secret") != ARGS.secret: raise Refused("the client is not known", 401, None)
            token = secrets.token_urlsafe(24)
            TOKENS[token] = (time.time() + 3600, form.get("scope", "").split() or list(SCOPES.values()))
            return 200, {"access_token": token, "token_type": "Bearer", "expires_in": "3600"}
        body = json.loads(raw) if raw else {}
        if path.startswith("/dci"): return dci(path.removeprefix("/dci"), self.headers, body)
        if path.startswith("/test") and ARGS.no_hooks: raise Refused("nothing is here", 404)
        return hooks(self.command, path.replace("/desk/", "/test/", 1), query, body)


JOBS = {"subscribe": subscribe, "decide": decide, "pay": pay, "reissue": reissue}
def main():
    global ARGS, DB, TRUST
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8800)
    options.add_argument("--db", default="acme-mis.sqlite")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/acme-mis")
    options.add_argument("--secret", default="acme-secret")
    for switch, says in (("pays-deceased", "goes on paying whom it knows to be dead"), ("double-pays", "pays a line again that has settled"),
                         ("loses-returns", "pays a returned line again, and shows it as settled all the while"),
                         ("ibr", "asks the registry of beneficiaries before it enrols, and tells it afterwards"),
                         ("wrong-action", "searches under an action of its own"),
                         ("tells-a-number-of-its-own", "with --ibr: tells of enrolments under numbers that nobody else knows")):
        options.add_argument("--" + switch, action="store_true", help=says)
    options.add_argument("--no-hooks", action="store_true", help="nothing lies under /test: its clerks do everything at /desk")
    options.add_argument("--slow", type=float, default=0, metavar="SECONDS", help="thinks so long before it acts on what it was told")
    options.add_argument("--no-callback", action="store_true", help="never calls anybody: its network does not let it out")
    options.add_argument("--bad-clock", action="store_true", help="its clock is ten minutes ahead")
    options.add_argument("--tls", metavar="FOLDER", help="serves HTTPS with the cert.pem and key.pem of this folder")
    options.add_argument("--client-ca", metavar="FILE", help="with --tls: callers must show a certificate that this authority signed")
    options.add_argument("--trust", metavar="FILE", help="with --tls: the root of those whom it calls; to them it shows its own certificate")
    options.add_argument("--rate-limit", type=int, default=0, metavar="N", help="answers 429 to more than N requests in a second; /health counts")
    ARGS = options.parse_args()
    if ARGS.bad_clock: SKEW[0] = 600
    if ARGS.trust:
        TRUST = ssl.create_default_context(cafile=ARGS.trust)
        if ARGS.tls: TRUST.load_cert_chain(ARGS.tls + "/cert.pem", ARGS.tls + "/key.pem")
    ARGS.own = ("https" if ARGS.tls else "http") + "://127.0.0.1:%d/api" % ARGS.port
    DB = sqlite3.connect(ARGS.db, check_same_thread=False)
    DB.row_factory = sqlite3.Row
    DB.executescript(TABLES)
    for thread in (work, poll): threading.Thread(target=thread, daemon=True).start()
    print("Acme MIS at", ARGS.own, flush=True)
    server = ThreadingHTTPServer((ARGS.host, ARGS.port), Door)
    if ARGS.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(ARGS.tls + "/cert.pem", ARGS.tls + "/key.pem")
        if ARGS.client_ca:
            context.load_verify_locations(ARGS.client_ca)
            context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()


if __name__ == "__main__": main()
