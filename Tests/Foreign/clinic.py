#!/usr/bin/env python3
"""Creek Clinic: a health facility that reports births, written from what OpenCRVS 2 publishes of its events API alone.

Somebody at its desk notes a birth; it gets a token as a client and posts the report, once more under the same transaction
where nobody took it. In memory, real clock.

    clinic.py --port 8805 --peers http://127.0.0.1:8443/t/creek-clinic
"""
import argparse, json, threading, time, urllib.error, urllib.parse, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def given(value): return None if value in (None, "") or str(value).startswith("$") else str(value)
def name(whole):
    names = (given(whole) or "Unnamed").split(" ")
    return {"firstname": names[0], "middlename": " ".join(names[1:-1]), "surname": names[-1] if len(names) > 1 else ""}


def noted(item):
    born, child = given(item.get("born")), given(item.get("child"))
    if not born or not child: raise ValueError("a child and a day are required")
    declaration = {"child.name": name(child), "child.gender": given(item.get("sex")) or "unknown", "child.dob": born, "child.weightAtBirth": 3.2,
                   "mother.name": name(item.get("mother")), "mother.nid": given(item.get("number")), "informant.relation": "MOTHER"}
    if ARGS.no_mother: declaration = {k: v for k, v in declaration.items() if not k.startswith("mother.")}
    case = "CC-" + uuid.uuid4().hex
    report = {"type": "NOTIFY", "eventType": "birth", "transactionId": case, "createdAtLocation": "7f0c3a5e-creek",
              "declaration": {k: v for k, v in declaration.items() if v is not None}, "annotation": {"ward": "B"}}
    threading.Thread(target=hand_in, args=(report,), daemon=True).start()
    return {"case": case}
def send(path, body, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(ARGS.peers + "/crvs" + path, body, headers), timeout=20) as got: return got.status, json.loads(got.read() or b"{}")
    except urllib.error.HTTPError as e: return e.code, {}
    except (urllib.error.URLError, ValueError): return 0, {}
def hand_in(report):
    for pause in (0, 1, 3):
        time.sleep(pause)
        form = urllib.parse.urlencode({"client_id": "creek-clinic", "client_secret": ARGS.secret, "grant_type": "client_credentials"}).encode()
        _, got = send("/auth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        status, _ = send("/events/notify", json.dumps(report).encode(), {"Content-Type": "application/json", "Authorization": "Bearer " + got.get("access_token", "")})
        if 0 < status < 500 and status != 401: return
    print("nobody took", report["transactionId"], flush=True)


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_GET(self): self.say(200, {"status": "up"})
    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != "/desk/births": return self.say(404, {"error": "nothing is here"})
        try: self.say(201, noted(json.loads(raw)))
        except (ValueError, TypeError) as why: self.say(400, {"error": str(why)})
    def say(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=8805)
    options.add_argument("--db", help="not needed: everything is in memory")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/creek-clinic")
    options.add_argument("--secret", default="creek-secret")
    options.add_argument("--no-mother", action="store_true", help="reports a birth without saying who the mother is")
    ARGS = options.parse_args()
    print("Creek Clinic at http://127.0.0.1:%d" % ARGS.port, flush=True)
    ThreadingHTTPServer(("127.0.0.1", ARGS.port), Door).serve_forever()
