#!/usr/bin/env python3
"""Vendors who would rather pass than be right: the foreign MIS with one trick, or nothing but a trick.

    gamer.py --trick takes-everything|replays|knows-its-people|crashes|goes-down|speaks-for-itself|wakes-late [--from RUN] [--people UIN,UIN] ...

What follows is as for the foreign MIS.
"""
import argparse, importlib.util, json, os, socket, sys, threading, urllib.parse, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
FOREIGN = os.path.join(HERE, os.pardir, "Foreign")
sys.path.insert(0, FOREIGN)  # its parts lie beside it
found = importlib.util.spec_from_file_location("mis", os.path.join(FOREIGN, "mis.py"))
mis = importlib.util.module_from_spec(found)
found.loader.exec_module(mis)


# It does the work only for the people whom it saw in rehearsal.

def knows_its_people(trick):
    right, known = mis.rules.died, set(trick.people.split(","))
    mis.rules.WORDS["death"] = lambda event, record: right(event, record) if mis.rules.number_of(record["identifier"], "UIN") in known else "DONE"


# It does nothing for whoever dies in its first run, and says nothing of what changed.

def wakes_late():
    right_died, right_hooks, retired = mis.rules.died, mis.desk.hooks, []
    mis.rules.WORDS["death"] = lambda event, record: right_died(event, record) if retired else "DONE"
    def hooks(method, path, query, body):
        if path == "/test/retire": retired.append(body)
        return right_hooks(method, path, query, body)
    mis.desk.hooks = hooks


# What is wrong about a message is never found out: the connection is gone before.

class Crashing(mis.Door):
    def say(self, status, answer):
        if status < 400 or not self.path.startswith("/api/dci"): return super().say(status, answer)
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


# A broken message takes the whole system down.

class Dying(mis.Door):
    def say(self, status, answer):
        if status >= 400 and self.path.startswith("/api/dci"): os._exit(1)
        super().say(status, answer)


# A door of its own says of everybody what the story wants to hear, and the target file calls it a standard query.

def speaks_for_itself(trick):
    right = mis.desk.hooks
    def hooks(method, path, query, body):
        if path != "/test/standing": return right(method, path, query, body)
        person = mis.desk.find(query.get("person")) or {}
        return 200, {"standing": "gone" if person.get("died") else "there"}
    mis.desk.hooks = hooks


# Servers that know nothing.

class Parrot(BaseHTTPRequestHandler):
    """Takes everything, and says at every hook that it is done."""
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_GET(self): self.serve()
    def do_POST(self): self.serve()
    def serve(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, data = self.answer(urllib.parse.urlsplit(self.path).path)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def answer(self, path):
        return 202, json.dumps({"access_token": "1", "token_type": "Bearer", "job": "1", "status": "DONE", "cycle": "1", "lines": 0,
            "message": {"ack_status": "ACK", "correlation_id": "1"}}).encode()


class Replaying(Parrot):
    """Says at each path what a right system once said there, and sends on each cycle what that system once sent."""
    said, sent, peers, cycles = {}, [], "", 0
    def answer(self, path):
        if path.endswith("/run-cycle"):
            Replaying.cycles += 1
            threading.Thread(target=self.send_again, args=(Replaying.cycles - 1,), daemon=True).start()
        return self.said.get(path) or super().answer(path)
    def send_again(self, cycle):
        for path, body in self.sent[cycle] if cycle < len(self.sent) else []:
            wanted = urllib.request.Request(self.peers + "/payments" + path, body, {"Content-Type": "application/json"})
            try: urllib.request.urlopen(wanted, timeout=10).read()
            except OSError as error: print(error, flush=True)
    @classmethod
    def learn(cls, run):
        with open(os.path.join(run, "bodies.pack"), "rb") as pack: kept = pack.read()
        def bytes_of(body):
            if not body: return b""
            return body["text"].encode() if "text" in body else kept[body["at"]:body["at"] + body["len"]]
        with open(os.path.join(run, "log.ndjson")) as log: events = [json.loads(line) for line in log]
        for e in events:
            if e["k"] != "exchange": continue
            path, response = e["request"]["target"].split("?")[0], e.get("response") or {}
            if e["to"] == "mis": cls.said.setdefault(urllib.parse.urlsplit(e["url"]).path, (response.get("status", 200), bytes_of(response.get("body"))))
            if e["from"] != "mis" or e["to"] != "payments": continue
            if path == "/create_disbursement_envelope": cls.sent.append([])
            if cls.sent and path.startswith("/create_"): cls.sent[-1].append((path, bytes_of(e["request"].get("body"))))


def serve(door, options):
    print("at", options.port, flush=True)
    ThreadingHTTPServer(("127.0.0.1", options.port), door).serve_forever()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(add_help=False)
    arguments.add_argument("--trick", required=True)
    arguments.add_argument("--from", dest="run")
    arguments.add_argument("--people", default="")
    trick, rest = arguments.parse_known_args()
    known = argparse.ArgumentParser(add_help=False)
    known.add_argument("--port", type=int)
    known.add_argument("--peers", default="")
    options, _ = known.parse_known_args(rest)
    if trick.trick == "takes-everything": serve(Parrot, options)
    elif trick.trick == "replays":
        Replaying.learn(trick.run)
        Replaying.peers = options.peers
        serve(Replaying, options)
    else:
        if trick.trick == "knows-its-people": knows_its_people(trick)
        elif trick.trick == "speaks-for-itself": speaks_for_itself(trick)
        elif trick.trick == "wakes-late": wakes_late()
        elif trick.trick == "crashes": mis.Door = Crashing
        elif trick.trick == "goes-down": mis.Door = Dying
        elif trick.trick != "none": sys.exit("there is no trick " + trick.trick)
        sys.argv = sys.argv[:1] + rest
        mis.main()
