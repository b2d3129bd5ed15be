#!/usr/bin/env python3
"""Acme MIS: a beneficiary system that was written from the published texts alone and knows nothing of the harness.

It speaks DCI (notify, subscribe, sync search; also to social, disability and beneficiary registries), OpenCRVS (triggers, search,
reports), KoBoToolbox and the G2P Bridge, keeps its people in a SQLite file that survives runs, and decides in a job thread after it
has said 202. It suspends first and ends later, and pays what it held back as a line of its own. It cannot be asked who is enrolled.
Hooks for a test desk lie under /test; the same is done by its clerks under /desk. The rest of it lies in acme/.

    mis.py --port 8800 --db mis.sqlite --peers http://127.0.0.1:8443/t/acme-mis
"""
import sys
sys.dont_write_bytecode = True
import argparse, email.utils, json, secrets, ssl, threading, time, traceback, urllib.parse, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from acme import desk, inbox, intake, payroll, rules, wires
from acme.store import ARGS, LOCK, SKEW, Refused, one, open_store, sql, stamp, today, valid_number

SCOPES = ["registry/notify", "registry/subscribe"]
TOKENS = {}


# Jobs

def work():
    looked = today()
    while True:
        time.sleep(0.1)
        waiting = sql("select * from job where status='WAITING' and due<=? order by due", time.time())
        # A payment run begins when what came before it has been decided: looked at after it was found, so that nothing slips in between.
        deciding = one("select 1 from job where kind not in ('pay','reissue','end','subscribe') and status='WAITING' and tries < 20")
        for job in waiting:
            if job["kind"] in ("pay", "reissue") and deciding: continue
            try: done = JOBS[job["kind"]](job, json.loads(job["data"]))
            except Exception:
                traceback.print_exc()
                done = None
            if done is None: sql("update job set due=?, tries=tries+1, status=? where id=?", time.time() + 1, "WAITING" if job["tries"] < 300 else "FAILED", job["id"])
            elif done != "LATER": sql("update job set status='DONE', result=? where id=?", json.dumps(done), job["id"])
        if today() != looked:
            looked = today()
            try: intake.wait_for_the_day()
            except Exception: traceback.print_exc()
KINDS = {"events": ("crvs", "", list(inbox.EVENTS), "CRVSPerson"), "social": ("social-registry", "/sr", ["REGISTER", "UPDATE"], "Member"),
         "enrolment": ("ibr", "/ibr", ["enrollement", "enrollement_status_change"], "Beneficiary")}
def subscribe(job, data):
    if ARGS.opencrvs and data["edge"] == "events": return {}
    peer, place, kinds, record = KINDS[data["edge"]]
    kinds = [k for k in kinds if WISHES.get(k) in data["to"]] or kinds
    transaction, items, about = uuid.uuid4().hex, [], {"filter_type": "predicate", "filter": []}
    if data.get("number"): about = {"filter_type": "idtype-value", "filter": {"type": "UIN", "value": data["number"]}}
    if data.get("days"): about["frequency"] = {"start_time": stamp(), "end_time": stamp(int(data["days"])), "frequency": "0 * * * * ?"}
    for n, kind in enumerate(kinds):
        items.append({"reference_id": "s%d" % n, "timestamp": stamp(), "locale": "eng", "subscribe_criteria": {"version": "1.0.0", "reg_event_type": kind,
                      **about, "notify_record_type": "spdci-extensions-dci:" + record}})
    sql("update job set status='ASKED', result=? where id=?", transaction, job["id"])
    status, _ = wires.ask_registry("/registry/subscribe", "subscribe", {"transaction_id": transaction, "subscribe_request": items},
                                   ARGS.own + "/dci%s/registry/on-subscribe" % place, peer=peer)
    if status >= 300: sql("update job set status='WAITING', due=? where id=?", time.time() + 1, job["id"])
    return "LATER"
WISHES = {kind: word + "-registered" for kind, word in inbox.EVENTS.items()}
def unsubscribe(job, data):
    """The codes of what is no longer wanted: one subscription is of one kind of event. A watch over one person is another matter, and stays."""
    peer = KINDS[data["edge"]][0]
    codes = [c for j in sql("select * from job where kind='subscribe' and status='DONE'") for c in json.loads(j["result"]).get("codes", [])
             if set(json.loads(j["data"])["to"]) <= set(data["to"]) and not json.loads(j["data"]).get("number")]
    if not codes: return {}
    status, _ = wires.ask_registry("/registry/unsubscribe", "unsubscribe", {"transaction_id": uuid.uuid4().hex, "timestamp": stamp(), "subscription_codes": codes},
                                   ARGS.own + "/dci/registry/on-unsubscribe", peer=peer)
    return {"ended": codes} if status < 300 else None
JOBS = {"subscribe": subscribe, "unsubscribe": unsubscribe, "check-afterwards": intake.check_afterwards, "decide": rules.decide, "tell": rules.tell, "end": rules.end_what_was_suspended, "admit": rules.admit,
        "count-children": rules.count_children, "look-for-births": rules.look_for_births, "pay": payroll.pay, "reissue": payroll.reissue,
        "look-at": intake.look_at, "look-for-households": intake.look_for_households, "answer-alert": intake.answer_alert, "form": intake.form, "fetch": intake.fetch}


# The doors

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
            if path.startswith("/dci") and e.code: answer = inbox.ack("ERR", e.code, str(e))[1]
            elif path.startswith("/forms"): answer = {"error": str(e)}
            else: answer = {"errors": [{"code": "err.unauthorized" if status == 401 else "err.forbidden" if status == 403 else "err.request.bad", "message": str(e)}]}
        except (ValueError, KeyError, TypeError, AttributeError):
            if ARGS.verbose: traceback.print_exc()
            status, answer = 400, inbox.ack("ERR", "err.request.bad", "the message cannot be read")[1]
        if ARGS.verbose: print(self.command, self.path, raw.decode()[:1500], "->", status, json.dumps(answer)[:300], flush=True)
        self.say(status, answer)
    def say(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def route(self, path, query, raw):
        if path in ("/oauth/token", "/oauth2/client/token"):
            form = dict(urllib.parse.parse_qsl(raw.decode()))
            if form.get("client_id") != "assay" or form.get("client_secret") != ARGS.secret: raise Refused("the client is not known", 401, None)
            token = secrets.token_urlsafe(24)
            TOKENS[token] = (time.time() + 3600, form.get("scope", "").split() or SCOPES)
            return 200, {"access_token": token, "token_type": "Bearer", "expires_in": "3600"}
        body = json.loads(raw) if raw else {}
        if path.startswith("/dci/"): return inbox.dci(path.removeprefix("/dci"), TOKENS.get(self.headers.get("Authorization", "").removeprefix("Bearer ")), body)
        if path.startswith("/trigger/"): return inbox.trigger(path.split("/")[3], path.split("/")[5], body)
        if path == "/forms": return inbox.posted(self.headers, body)
        if path.startswith("/test") and ARGS.no_hooks: raise Refused("nothing is here", 404)
        return desk.hooks(self.command, path.replace("/desk/", "/test/", 1), query, body)


# What it does wrong where it is told to. By itself it does none of it.
FAULTS = (
    ("pays-deceased", "goes on paying whom it knows to be dead"), ("double-pays", "pays a line again that has settled"),
    ("loses-returns", "pays a returned line again, and shows it as settled all the while"), ("wrong-action", "searches under an action of its own"),
    ("tells-a-number-of-its-own", "with --ibr: tells of enrolments under numbers that nobody else knows"),
    ("first-page", "reads the first page of an answer and no other"), ("loses-the-first-day", "loses the children of the first day that it searches"),
    ("enrols-each-time", "enrols whomever it finds, enrolled or not"), ("enrols-the-dead", "enrols who has died"),
    ("overlooks-the-father", "takes every mother for a lone parent"), ("grants-after-divorce", "opens the survivors' grant at a divorce"),
    ("claims-too-much", "claims back more than was paid"), ("reports-without-looking", "reports every child as unregistered"),
    ("ends-with-the-caregiver", "ends what is paid for a child when its caregiver dies"), ("pays-the-dead-caregiver", "goes on paying a dead caregiver"),
    ("forgets-what-it-held", "never pays what it held back"), ("stops-the-children", "stops the child allowance at a marriage"),
    ("makes-a-second-person", "takes a corrected record for somebody else"), ("counts-the-grown", "counts children who have come of age"),
    ("believes-the-form", "goes by the date of birth that the applicant says"), ("rejects-unanswered", "rejects an application where a registry is silent"),
    ("enrols-without-consent", "enrols who does not consent"), ("enrols-twice", "enrols who is enrolled elsewhere"),
    ("pays-on-the-line", "takes whoever lies on the poverty line for poor"), ("asks-for-the-record", "asks for the whole record of a disabled person"),
    ("enrols-the-undecided", "enrols whose disability is not on record"), ("pays-twice-over", "pays emergency money on top of a regular benefit"),
    ("believes-the-latest", "takes whatever word comes last for the newest"), ("ends-without-a-word", "ends a benefit and tells nobody"),
    ("never-of-age", "pays for children who have come of age"), ("ends-a-year-early", "ends the child allowance a year early"),
    ("applies-each-copy", "makes an application of each copy of a form"), ("counts-only-ten", "counts ten of a household at most"),
    ("ignores-attachments", "does not wait for the files that a form names"), ("reads-on", "reads on where pages have moved under its hands"),
    ("keeps-a-file", "keeps a file of whom it finds and who does not consent"), ("asks-without-consent", "asks about the children of who does not consent"),
    ("counts-for-each", "counts a child for each of its parents"), ("pays-beside", "grants a pension beside a benefit that excludes it"),
    ("keeps-refusals", "tells no home why the registry refused its report"), ("leaves-them-dead", "pays nobody again whose death was another's"), ("keeps-the-debt", "goes on claiming what a death that was another's left"),
    ("believes-the-households", "believes the social registry where it contradicts the civil one"),
    ("pays-a-claimant", "pays whoever claims a child, before anybody has decided"),
    ("takes-late-answers", "with --offers: opens what was accepted when the offer was over"),
)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8800)
    options.add_argument("--db", default="acme-mis.sqlite")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/acme-mis")
    options.add_argument("--secret", default="acme-secret")
    options.add_argument("--form-token", default="acme-form-token", help="with which it fetches forms")
    for switch, says in FAULTS: options.add_argument("--" + switch, action="store_true", help=says)
    for switch, says in (("ibr", "asks the registry of beneficiaries before it enrols, and tells it afterwards"),
                         ("families", "opens what a birth or a death opens for the family, by itself"),
                         ("on-application", "opens nothing by itself: who has a right to it applies"),
                         ("offers", "asks whom it finds before it enrols them, and gives them two weeks to answer"),
                         ("opencrvs", "hears and asks an OpenCRVS in place of a DCI registry"),
                         ("disability-extends", "pays for a disabled child past the age"), ("top-up", "pays emergency money on top of a regular benefit, by law"),
                         ("wall-clock", "pays today, on no first of a month"), ("verbose", "says what it hears"),
                         ("no-hooks", "nothing lies under /test: its clerks do everything at /desk"),
                         ("no-callback", "never calls anybody: its network does not let it out"), ("bad-clock", "its clock is ten minutes ahead")):
        options.add_argument("--" + switch, action="store_true", help=says)
    options.add_argument("--most-payments", type=int, default=0, metavar="N", help="pays for so many months and no longer")
    options.add_argument("--appeal", type=float, default=20, metavar="SECONDS", help="how long a suspended benefit may be appealed for")
    options.add_argument("--slow", type=float, default=0, metavar="SECONDS", help="thinks so long before it acts on what it was told")
    options.add_argument("--tls", metavar="FOLDER", help="serves HTTPS with the cert.pem and key.pem of this folder")
    options.add_argument("--client-ca", metavar="FILE", help="with --tls: callers must show a certificate that this authority signed")
    options.add_argument("--trust", metavar="FILE", help="with --tls: the root of those whom it calls; to them it shows its own certificate")
    options.add_argument("--rate-limit", type=int, default=0, metavar="N", help="answers 429 to more than N requests in a second; /health counts")
    options.parse_args(namespace=ARGS)
    if ARGS.bad_clock: SKEW[0] = 600
    if ARGS.trust: wires.trust(ARGS.trust, ARGS.tls)
    ARGS.own = ("https" if ARGS.tls else "http") + "://127.0.0.1:%d/api" % ARGS.port
    open_store(ARGS.db)
    for thread in (work, payroll.poll): threading.Thread(target=thread, daemon=True).start()
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
