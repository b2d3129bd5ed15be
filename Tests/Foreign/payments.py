#!/usr/bin/env python3
"""Valley Pay: a payment system that was written from the G2P Connect texts alone.

It takes disbursements, pays them in the background, says what became of them when it is asked (disburse/sync/txn/status), and calls
back where its network lets it. Its test desk says what will become of an account's next payment, and moves its clock.

    payments.py --port 8803 --db valley.sqlite --peers http://127.0.0.1:8443/t/valley-pay
"""
import argparse, datetime as dt, json, re, sqlite3, threading, time, urllib.error, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TABLES = """
create table if not exists batch(name text primary key, told text);
create table if not exists line(ref text primary key, batch text, account text, amount text, due real, state text, paid text, why text);
create table if not exists outcome(id integer primary key, account text, does text);
create table if not exists clock(ahead real);
"""
ENDINGS = {"0404": "refuses account-closed", "0024": "settles after 1 day", "0808": "returns after 2 days account-closed"}
UNITS = {"s": 1, "min": 60, "hour": 3600, "day": 86400}
LOCK = threading.RLock()


class Refused(Exception):
    def __init__(self, why, code="err.request.bad", status=200):
        super().__init__(why)
        self.code, self.status = code, status


def sql(text, *args):
    with LOCK:
        rows = [dict(r) for r in DB.execute(text, args)]
        DB.commit()
        return rows
def now(): return time.time() + sum(r["ahead"] for r in sql("select ahead from clock"))
def stamp(): return dt.datetime.fromtimestamp(now(), dt.timezone.utc).isoformat(timespec="seconds")
def seconds(text):
    number, unit = re.fullmatch(r"(\d+) (s|min|hour|day)s?", text).groups()
    return int(number) * UNITS[unit]
def number(fa): return fa.split(":", 1)[-1].split("@")[0]


# Lists and what becomes of them

def take(head, message):
    name, items = message["transaction_id"], message["disbursements"]
    if head.get("total_count") != len(items): raise Refused("total_count is not the number of disbursements")
    for item in items:
        if not re.fullmatch(r"\d{1,13}\.\d{1,2}", str(item["amount"])): raise Refused("the amount of %s" % item["reference_id"])
        if not item["payee_fa"] or not item["payer_fa"]: raise Refused("payer_fa and payee_fa are required")
    with LOCK:
        if sql("select 1 from batch where name=?", name): raise Refused("duplicate")
        if len({i["reference_id"] for i in items}) != len(items): raise Refused("a reference_id stands twice")
        sql("insert into batch values(?, '')", name)
        for item in items:
            account = number(item["payee_fa"])
            does = sql("delete from outcome where id=(select min(id) from outcome where account=?) returning does", account)
            words = does[0]["does"] if does else next((w for end, w in ENDINGS.items() if account.endswith(end)), "settles") if ARGS.by_account else "settles"
            wait = re.search(r" after (\d+ \w+)", words)
            paid = re.search(r" for ([\d.]+)", words)
            state, why = ("rjct", words.split(" ", 1)[1]) if words.startswith("refuses ") and not ARGS.pays_all else ("succ", "")
            sql("insert into line values(?,?,?,?,?,?,?,?)", item["reference_id"], name, account, item["amount"],
                now() + (seconds(wait.group(1)) if wait else 0.5), state, paid.group(1) if paid else item["amount"], why)
    return {"message": {"ack_status": "ACK", "timestamp": stamp(), "correlation_id": uuid.uuid4().hex}}
def rows(name, wanted=None):
    said = []
    for line in sql("select * from line where batch=? order by rowid", name):
        if wanted and line["ref"] not in wanted: continue
        over = line["due"] <= now()
        row = {"reference_id": line["ref"], "timestamp": stamp(), "status": line["state"] if over else "pdng",
               "amount": line["paid"] if over and line["state"] == "succ" else line["amount"], "currency_code": "USD"}
        if over and ARGS.dates_ahead: row["timestamp"] = (dt.datetime.now(dt.timezone.utc) + dt.timedelta(days=10)).isoformat(timespec="seconds")
        if over and line["state"] == "rjct": row.update(status_reason_code="rjct.payee_fa.invalid", status_reason_message=line["why"])
        said.append(row)
    return said
def status(head, message):
    asked = message["txnstatus_request"]
    value, by = asked["attribute_value"], asked["attribute_type"]
    if by == "reference_id_list": found = sql("select distinct batch from line where ref=?", value[0])
    else: found = sql("select name batch from batch where name=?", value)
    header = {"version": "1.0.0", "message_id": uuid.uuid4().hex, "message_ts": stamp(), "action": "on-status", "sender_id": "valley-pay",
              "status": "succ" if found else "rjct", "total_count": 1, "completed_count": 1}
    if not found: return {"header": {**header, "status_reason_code": "rjct.reference_id.invalid"}, "message": None}
    name = found[0]["batch"]
    return {"header": header, "message": {"transaction_id": message["transaction_id"], "correlation_id": uuid.uuid4().hex,
            "txnstatus_response": {"txn_type": "on-disburse", "txn_status": {"transaction_id": name,
            "disbursements_status": rows(name, value if by == "reference_id_list" else None)}}}}
def tell():
    """Calls back once for each change of a list; what cannot be told is told again with the next."""
    while True:
        time.sleep(0.3)
        for batch in sql("select * from batch"):
            said = rows(batch["name"])
            mark = json.dumps([r["status"] for r in said])
            if mark == batch["told"] or all(r["status"] == "pdng" for r in said): continue
            header = {"version": "1.0.0", "message_id": uuid.uuid4().hex, "message_ts": stamp(), "action": "on-disburse", "status": "succ",
                      "sender_id": "valley-pay", "total_count": len(said), "completed_count": sum(r["status"] != "pdng" for r in said)}
            body = json.dumps({"header": header, "message": {"transaction_id": batch["name"], "disbursements_status": said}}).encode()
            request = urllib.request.Request(ARGS.peers + "/mis/on-disburse", body, {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=20): sql("update batch set told=? where name=?", mark, batch["name"])
            except (urllib.error.URLError, OSError): pass


# The doors

def desk(path, body):
    if path == "/test/outcomes" and not ARGS.by_account:
        if body["does"].startswith("returns"): raise Refused("nothing comes back from this test system", status=422)
        sql("insert into outcome(account, does) values(?,?)", body["account"], body["does"])
    elif path == "/test/clock": sql("insert into clock values(?)", seconds(body["by"]))
    elif path == "/test/retire":
        # A story is over: its clock is put back, for the next one begins today.
        sql("delete from outcome where account=?", body["account"])
        sql("delete from clock")
    else: raise Refused("nothing is here", status=404)
    return {}


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self): self.say(404, {"errors": []})
    def log_message(self, *_): pass
    def do_POST(self):
        raw, path = self.rfile.read(int(self.headers.get("Content-Length") or 0)), self.path.removeprefix("/valley")
        code, message = 200, None
        try:
            body = json.loads(raw)
            if path.startswith("/test"): answer = desk(path, body)
            elif path == "/disburse": answer = take(body["header"], body["message"])
            elif path == "/disburse/sync/txn/status": answer = status(body["header"], body["message"])
            else: raise Refused("nothing is here", status=404)
        except Refused as e: code, message = e.status, {"code": e.code, "message": str(e)}
        except (ValueError, KeyError, TypeError, AttributeError) as e: code, message = 400, {"code": "err.request.bad", "message": "it cannot be read: %r" % e}
        if message: answer = {"message": {"ack_status": "ERR", "timestamp": stamp(), "correlation_id": uuid.uuid4().hex, "error": message}}
        self.say(code, answer)
    def say(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=8803)
    options.add_argument("--db", default="valley.sqlite")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/valley-pay")
    options.add_argument("--no-callback", action="store_true", help="never calls anybody: its network does not let it out")
    options.add_argument("--pays-all", action="store_true", help="says of each line that it was paid, whatever became of it")
    options.add_argument("--by-account", action="store_true", help="its desk cannot be told what becomes of a payment: the end of the account says it")
    options.add_argument("--dates-ahead", action="store_true", help="dates what it reports in ten days")
    ARGS = options.parse_args()
    DB = sqlite3.connect(ARGS.db, check_same_thread=False)
    DB.row_factory = sqlite3.Row
    DB.executescript(TABLES)
    if not ARGS.no_callback: threading.Thread(target=tell, daemon=True).start()
    print("Valley Pay at http://127.0.0.1:%d/valley" % ARGS.port, flush=True)
    ThreadingHTTPServer(("127.0.0.1", ARGS.port), Door).serve_forever()
