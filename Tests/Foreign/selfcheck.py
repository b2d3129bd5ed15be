#!/usr/bin/env python3
"""Checks the two foreign systems against each other, without the harness: a go-between stands in for its addresses."""
import json, os, socket, subprocess, sys, tempfile, threading, time, unittest, urllib.error, urllib.parse, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
MARIE, PAULO, EVE = "2987654326", "2345678903", "2468135794"   # check digits are put right below


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
def post(url, body, form=False, headers=None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, {"Content-Type": kind, **(headers or {})}), timeout=10) as a: return a.status, json.loads(a.read())
    except urllib.error.HTTPError as e: return e.code, json.loads(e.read() or b"{}")
def get(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as a: return a.status, json.loads(a.read())
    except urllib.error.HTTPError as e: return e.code, {}


class Between(BaseHTTPRequestHandler):
    """/crvs and /mis lead to the two systems; /payments is a bank that pays, and bounces what it is told to."""
    protocol_version, lists, bounce, fail = "HTTP/1.1", [], set(), set()
    def log_message(self, *_): pass
    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        role, path = self.path[1:].split("/", 1)
        if role == "payments": status, answer = 200, {"header": {"status": "succ"}, "message": self.bank(path, json.loads(raw)["message"])}
        else:
            base, token = (CRVS, "/oauth2/token") if role == "crvs" else (MIS, "/oauth/token")
            if path.startswith("oauth2"): status, answer = post(base + token, raw.replace(b"acme-mis", b"assay").replace(b"borough-registry", b"assay"), form=True)
            else: status, answer = post(base + ("" if role == "crvs" else "/dci") + "/" + path, raw, headers={"Authorization": self.headers["Authorization"]})
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def bank(self, path, message):
        if path == "create_disbursement_envelope":
            Between.lists.append({**message, "lines": []})
            return {**message, "disbursement_envelope_id": str(len(Between.lists) - 1)}
        if path == "create_disbursements":
            for line in message:
                known = Between.lists[int(line["disbursement_envelope_id"])]["lines"]
                line["disbursement_id"] = "%s-%d" % (line["disbursement_envelope_id"], len(known))
                known.append(line)
            return message
        return [self.state(i) for i in message]
    def state(self, bank):
        envelope, at = bank.split("-")
        line = Between.lists[int(envelope)]["lines"][int(at)]
        key = (envelope, line["beneficiary_id"])
        if key in Between.fail: records = {"disbursement_recon_payloads": [], "disbursement_error_recon_payloads": [{"disbursement_id": bank, "error_reason": "INVALID_ACCOUNT_NUMBER"}]}
        else: records = {"disbursement_recon_payloads": [{"disbursement_id": bank, "reversal_found": key in Between.bounce}], "disbursement_error_recon_payloads": []}
        return {"disbursement_id": bank, "disbursement_recon_records": records}


class Foreign(unittest.TestCase):
    switches = []
    def setUp(self):
        global MIS, CRVS
        self.addCleanup(self.stop)   # also where this fails half-way: what is left running would hold our output open
        Between.lists, Between.bounce, Between.fail = [], set(), set()
        self.folder = tempfile.TemporaryDirectory()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        peers, self.running = "http://127.0.0.1:%d" % self.server.server_port, []
        ports = [free_port(), free_port()]
        MIS, CRVS = "http://127.0.0.1:%d/api" % ports[0], "http://127.0.0.1:%d/civil" % ports[1]
        for name, port, more in (("mis.py", ports[0], ["--secret", "s", *self.switches]), ("crvs.py", ports[1], ["--secret", "s"])):
            self.running.append(subprocess.Popen([sys.executable, os.path.join(HERE, name), "--port", str(port), "--peers", peers, "--db", os.path.join(self.folder.name, name + ".db"), *more]))
        for url in (MIS, CRVS): self.until(lambda: self.up(url), 60)
    def stop(self):
        for p in self.running: p.kill()   # whoever started us may have blocked softer signals
        for p in self.running: p.wait()
        self.server.shutdown()
        self.server.server_close()
        self.folder.cleanup()
    def up(self, url):
        try: return get(url + "/health")[0] == 200
        except urllib.error.URLError: return False
    def until(self, true, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            if true(): return
            time.sleep(0.1)
        self.fail("it did not come about")
    def hook(self, path, body):
        status, answer = post(MIS + "/test" + path, body)
        self.assertLess(status, 300, answer)
        if "job" in answer: self.until(lambda: get(MIS + "/test/jobs/" + answer["job"])[1]["status"] == "DONE")
        return get(MIS + "/test/jobs/" + answer["job"])[1] if "job" in answer else answer
    def person(self, number, **more): return {"number": number, "name": "Ana Example", "born": "1990-02-03", "account": "A-1", **more}

    def test_birth_opens_and_pays_once(self):
        self.hook("/subscribe", {})
        self.hook("/people", [self.person(MARIE)])
        status, birth = post(CRVS + "/test/register-birth", {"name": "Baby Example", "sex": "female", "born": time.strftime("%Y-%m-%d", time.gmtime()), "mother": MARIE})
        self.assertEqual(status, 201, birth)
        time.sleep(0.5)
        self.assertEqual(self.hook("/run-cycle", {"programme": "BIRTH-GRANT"})["lines"], 1)
        line = Between.lists[0]["lines"][0]
        self.assertEqual((line["beneficiary_id"], line["disbursement_amount"]), (MARIE, 20.0))
        self.assertEqual(self.hook("/run-cycle", {"programme": "BIRTH-GRANT"})["lines"], 0)
    def test_death_stops(self):
        self.hook("/people", [self.person(n, programme="PENSION-60") for n in (PAULO, EVE)])
        self.assertEqual(self.hook("/run-cycle", {"programme": "PENSION-60"})["lines"], 2)
        post(CRVS + "/test/register-death", {"person": PAULO, "name": "Paulo Example", "born": "1990-02-03", "died": "2026-01-01"})
        time.sleep(0.5)
        lines = 2 if self.switches == ["--pays-deceased"] else 1
        self.assertEqual(self.hook("/run-cycle", {"programme": "PENSION-60"})["lines"], lines)
    def test_reports_and_reissue(self):
        self.hook("/people", [self.person(n, programme="CHILD", children=k) for k, n in enumerate((MARIE, PAULO, EVE), 1)])
        Between.fail = {("0", EVE)}
        name = self.hook("/run-cycle", {"programme": "CHILD"})["cycle"]
        state = lambda n: get(MIS + "/test/lines?list=%s&person=%s" % (name, n))[1].get("state")
        self.until(lambda: state(EVE) == "FAILED" and state(PAULO) == "PAID")
        Between.bounce = {("0", PAULO)}
        if self.switches: time.sleep(3)
        else: self.until(lambda: state(PAULO) == "BOUNCED")
        self.assertEqual(state(PAULO), "PAID" if self.switches else "BOUNCED")
        self.assertEqual(get(MIS + "/test/cycles/" + name)[1], {"status": "OPEN", "paid": "15.00"})
        self.hook("/accounts", {"number": EVE, "account": "A-2"})
        self.assertEqual(self.hook("/reissue", {"list": "0"})["lines"], 2)
        self.until(lambda: get(MIS + "/test/cycles/0")[1] == {"status": "CLOSED", "paid": "90.00"})
        self.assertEqual(Between.lists[1]["cycle_code_mnemonic"], name)
    def test_refuses(self):
        for wrong in (self.person("2987654325"), self.person(MARIE, born="2999-01-01"), self.person(MARIE, programme="OAP"), {}):
            self.assertEqual(post(MIS + "/test/people", [wrong])[0] // 100, 4)
        self.assertEqual(post(MIS + "/dci/registry/notify", {})[0], 401)
        self.assertEqual(post(CRVS + "/registry/sync/search", {})[0], 401)
        self.assertEqual(post(CRVS + "/test/register-birth", {"born": "2999-01-01"})[0], 422)


class PaysDeceased(Foreign):
    switches = ["--pays-deceased"]
    test_birth_opens_and_pays_once = test_reports_and_reissue = test_refuses = None


class LosesReturns(Foreign):
    switches = ["--loses-returns"]
    test_birth_opens_and_pays_once = test_death_stops = test_refuses = None


def right(number):
    """The same number with its last digit put right."""
    import importlib.util
    spec = importlib.util.spec_from_file_location("mis", os.path.join(HERE, "mis.py"))
    mis = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(mis)
    return next(number[:9] + str(d) for d in range(10) if mis.valid_number(number[:9] + str(d)))


if __name__ == "__main__":
    MARIE, PAULO, EVE = map(right, (MARIE, PAULO, EVE))
    unittest.main()
