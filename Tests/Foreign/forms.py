#!/usr/bin/env python3
"""River Forms: a form server in the place of KoBoToolbox, written from what KoBoToolbox publishes of its REST services and data API alone.

It keeps the forms that enumerators fill in, hands each new one to a REST service once it was created (three more tries, none
after an edit), and shows all of them, latest state first to last, page by page, to whoever has a token. In memory, real clock.

    forms.py --port 8804 --peers http://127.0.0.1:8443/t/river-forms
"""
import argparse, base64, datetime as dt, json, threading, time, urllib.error, urllib.parse, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FORMS, LOCK = [], threading.RLock()
PAGE, UID = 2, "aRv7yQxw"


def given(value): return None if value in (None, "") or str(value).startswith("$") else str(value)
def today(): return dt.date.today()


def filled(item):
    """The answers under the names that this survey gave to its questions: groups before them, as KoBoToolbox writes them."""
    number, programme = given(item.get("number")), given(item.get("programme"))
    if not number or not programme: raise ValueError("a number and a programme are required")
    name, this = uuid.uuid4().hex, dt.datetime.now(dt.timezone(dt.timedelta(hours=3)))
    device = this + dt.timedelta(days=int(given(item.get("ahead")) or 0))
    form = {"_id": len(FORMS) + 7001, "_uuid": name, "meta/instanceID": "uuid:" + name, "_xform_id_string": UID, "__version__": "vQ3",
            "formhub/uuid": "9f1d", "start": device.isoformat(timespec="milliseconds"), "end": device.isoformat(timespec="milliseconds"),
            "_submission_time": dt.datetime.now(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S"), "_submitted_by": "enumerator4",
            "_status": "submitted_via_web", "_validation_status": {}, "_tags": [], "_notes": [],
            "who/nid": number, "who/name": given(item.get("name")) or "Unnamed", "who/gender": given(item.get("sex")) or "unknown",
            "who/dob": given(item.get("born")), "what/benefit": programme, "agrees": "no" if given(item.get("consent")) == "no" else "yes"}
    placed = given(item.get("place")) != "no"
    form["_geolocation"] = [-1.2921, 36.8219] if placed else [0, 0] if ARGS.invents_place else [None, None]
    if placed: form["who/gps"] = "-1.2921 36.8219 1661 4.9"
    form["who/photo"], form["_attachments"] = "1730.jpg", []
    if given(item.get("attachment")) != "no": attach(form)
    members = int(given(item.get("members")) or 1)
    form["home/count"] = str(members)
    if members > 1:
        people = [{"home/person/full": form["who/name"], "home/person/gender": form["who/gender"], "home/person/dob": form["who/dob"]}]
        people += [{"home/person/full": "Child %d" % n, "home/person/gender": "female", "home/person/dob": "2015-03-%02d" % n} for n in range(1, members)]
        form["home/person"] = people[:1] if ARGS.first_of_household else people
    return form
def attach(form):
    form["_attachments"] = [{"download_url": "https://forms.example/media/1730", "mimetype": "image/jpeg", "media_file_basename": "1730.jpg",
                             "filename": "rivers/attachments/9f1d/1730.jpg", "question_xpath": "who/photo", "is_deleted": False}]
def last(item):
    number = given(item.get("number"))
    for form in reversed(FORMS):
        if form["who/nid"] == number: return form
    raise ValueError("no form was filled in with " + str(number))


# The desk of its tests

def submit(item):
    form = filled(item)
    with LOCK: FORMS.append(form)
    if given(item.get("sends")) != "no": threading.Thread(target=hand_over, args=(dict(form),), daemon=True).start()
    return {"id": form["_uuid"], "name": form["who/name"]}
def edit(item):
    with LOCK:
        old, new = last(item), filled(item)
        new.update({"_id": old["_id"], "meta/deprecatedID": old["meta/instanceID"]})
        FORMS[FORMS.index(old)] = new
    return {"id": new["_uuid"]}
def late(item):
    with LOCK:
        form = last(item)
        attach(form)
    return {"id": form["_uuid"]}


def hand_over(form):
    """Four times in all, the pauses of a minute and more shortened: a desk of tests does not wait for hours."""
    pair = base64.b64encode(("forms:" + ARGS.secret).encode()).decode()
    for pause in (0, 1, 2, 4):
        time.sleep(pause)
        call = urllib.request.Request(ARGS.peers + "/mis/kobo", json.dumps(form).encode(), {"Content-Type": "application/json", "Authorization": "Basic " + pair})
        try:
            with urllib.request.urlopen(call, timeout=20): return
        except urllib.error.HTTPError as e:
            if e.code < 500: return
        except urllib.error.URLError: pass
    print("could not hand over", form["_uuid"], flush=True)


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path != "/api/v2/assets/%s/data/" % UID: return self.say(200, {"status": "up"})
        if self.headers.get("Authorization") != "Token " + ARGS.token: return self.say(401, {"detail": "Invalid token."})
        asked = dict(urllib.parse.parse_qsl(url.query))
        start, limit = int(asked.get("start", 0)), min(int(asked.get("limit", PAGE)), PAGE)
        def page(at): return "http://%s%s?limit=%d&start=%d" % (self.headers.get("Host"), url.path, limit, at)
        with LOCK:
            self.say(200, {"count": len(FORMS), "next": page(start + limit) if start + limit < len(FORMS) else None,
                           "previous": page(max(0, start - limit)) if start else None, "results": FORMS[start:start + limit]})
    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        desk = {"/test/submit": submit, "/test/edit": edit, "/test/attach": late}.get(self.path)
        if not desk: return self.say(404, {"detail": "Not found."})
        try: self.say(201, desk(json.loads(raw)))
        except (ValueError, TypeError) as why: self.say(400, {"detail": str(why)})
    def say(self, status, answer):
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=8804)
    options.add_argument("--db", help="not needed: everything is in memory")
    options.add_argument("--peers", default="http://127.0.0.1:8443/t/river-forms")
    options.add_argument("--secret", default="river-secret", help="its password at the REST service")
    options.add_argument("--token", default="river-token", help="with which its forms are fetched")
    options.add_argument("--first-of-household", action="store_true", help="hands over the first of a household and nobody else")
    options.add_argument("--invents-place", action="store_true", help="writes 0, 0 where no place was recorded")
    ARGS = options.parse_args()
    print("River Forms at http://127.0.0.1:%d" % ARGS.port, flush=True)
    ThreadingHTTPServer(("127.0.0.1", ARGS.port), Door).serve_forever()
