"""What comes in: notifications over DCI, triggers of OpenCRVS, forms. Read, written down, and decided on later."""
import base64, datetime as dt, hmac, json, re, time, uuid
from acme.store import (ARGS, PROGRAMMES, Refused, enqueue, number_of, one, past_day, sql, stamp, valid_number)
from acme.registers import as_record

EVENTS = {"ns:LiveBirth": "birth", "ns:Death": "death", "ns:Marriage": "marriage", "ns:Divorce": "divorce"}
DAYS = {"birth": "birth_date", "death": "death_date", "marriage": "marriage_date", "divorce": "divorce_date"}
# Under each register's own path: the kind of its events here, and how its numbers are found.
REGISTERS = {"sr": "household", "ibr": "elsewhere", "dr": "disability"}


def ack(word, code=None, why=""):
    message = {"ack_status": word, "timestamp": stamp(), "correlation_id": uuid.uuid4().hex}
    if code: message["error"] = {"code": code, "message": why}
    return 200, {"message": message}


# DCI

def dci(path, token, body):
    """`/registry/...` of the civil registry; `/sr/registry/...` and so on of the others."""
    register, path = (path[1:].split("/", 1)[0], path) if path.startswith("/registry") else (path[1:].split("/", 1)[0], "/" + path[1:].split("/", 1)[1])
    wanted = {"/registry/notify": "registry/notify", "/registry/on-subscribe": "registry/subscribe", "/registry/on-unsubscribe": "registry/subscribe"}.get(path)
    if not token or token[0] < time.time(): raise Refused("a token is required", 401, None)
    if wanted not in token[1]: raise Refused("this token is for something else", 403, None)
    head = body.get("header") if isinstance(body, dict) else None
    if not isinstance(head, dict) or not isinstance(body.get("message"), dict): raise Refused("header and message are required")
    for name in ("message_id", "message_ts", "action"):
        if not isinstance(head.get(name), str): raise Refused("header.%s is required" % name)
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", head["message_ts"]): raise Refused("header.message_ts")
    if path == "/registry/on-subscribe": return on_subscribe(body)
    if path == "/registry/on-unsubscribe": return 202, ack("ACK")[1]
    if head.get("status") not in ("rcvd", "pdng", "succ", "rjct"): raise Refused("header.status")
    items = body["message"].get("notify_event")
    if not isinstance(items, list) or not items: raise Refused("message.notify_event must be a list")
    news = [vital(i) if register == "registry" else change(i, register) for i in items]
    if one("select 1 from event where message=?", head["message_id"]): return ack("NACK", "rjct.message_id.duplicate", "received before")
    for kind, key, record in news: write_down(head["message_id"], kind, key, record)
    return 202, ack("ACK")[1]
def record_of(item):
    data = item.get("data") if isinstance(item, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("reg_records"), (dict, list)): raise Refused("reg_records is required")
    record = data["reg_records"]
    return data, record[0] if isinstance(record, list) and record else record
def vital(item):
    data, record = record_of(item)
    kind = EVENTS.get(data.get("reg_event_type"))
    if not kind: raise Refused("reg_event_type is not one that we asked for")
    identifiers = record.get("identifier") or []
    record["identifier"] = identifiers = identifiers if isinstance(identifiers, list) else [identifiers]
    for uin in [number_of(identifiers, "UIN"), number_of([record.get("parent1_identifier")], "UIN")]:
        if uin and not valid_number(uin): raise Refused("the check digit of an identifier is wrong")
    day = record.get(DAYS[kind])
    day = past_day(day[-1] if isinstance(day, list) and day else day, "the day of the event")
    if kind == "death" and record.get("birth_date") and day < past_day(record["birth_date"], "the date of birth"): raise Refused("died before birth")
    number = number_of(identifiers, "BRN" if kind == "birth" else "DRN") or number_of(identifiers, "UIN")
    if not number: raise Refused("the event names nobody")
    return kind, number if kind in ("birth", "death") else "%s %s" % (number, day), {**record, "day": str(day)}
def change(item, register):
    """A word of a register is news unless it is about an event that was told before; what is older than the last is seen when it is decided on."""
    data, record = record_of(item)
    member = record.get("member") or record.get("personal_details") or record
    identifiers = member.get("member_identifier") or member.get("identifier") or []
    if not identifiers: raise Refused("the record names nobody")
    told = item.get("reference_id") if not ARGS.believes_the_latest else None
    return REGISTERS[register], told or uuid.uuid4().hex, {**record, "identifier": identifiers, "said": item.get("timestamp")}
def write_down(message, kind, key, record):
    state = "REPEATED" if one("select 1 from event where kind=? and number=? and state<>'REPEATED'", kind, key) else "NEW"
    event = one("insert into event(message, kind, number, body, state) values(?,?,?,?,?) returning id", message, kind, key, json.dumps(record), state)
    if state == "NEW": enqueue("decide", {"event": event["id"]}, ARGS.slow or 0.5)
def on_subscribe(body):
    codes = [s["code"] for r in body["message"].get("subscribe_response", []) for s in r.get("subscriptions", [])]
    sql("update job set status=?, result=? where kind='subscribe' and result=?", "DONE" if codes else "FAILED", json.dumps({"codes": codes}), body["message"].get("transaction_id"))
    return 202, ack("ACK")[1]


# OpenCRVS: an event as a whole, with all that was ever declared of it

def trigger(kind, action, body):
    document = body.get("event", body) if isinstance(body, dict) else None
    if not isinstance(document, dict) or not document.get("id") or document.get("type") != kind: raise Refused("no event document", 400, None)
    if not isinstance(document.get("actions"), list) or not document["actions"]: raise Refused("an event has actions", 400, None)
    told, legal = {}, None
    for step in document["actions"]:
        if not isinstance(step.get("declaration", {}), dict): raise Refused("a declaration is an object", 400, None)
        if step.get("status") != "Rejected": told.update(step.get("declaration", {}))
        if step.get("type") == "REGISTER": legal = step
    if action not in ("REGISTER", "APPROVE_CORRECTION", "ARCHIVE") or not legal: return 200, {}
    record = as_record({"type": kind, "declaration": told, "legalStatuses": {"REGISTERED": {"registrationNumber": legal.get("registrationNumber")}}})
    record["case"], record["spouse"] = document["id"], told.get("spouse.nid")
    if action == "APPROVE_CORRECTION":
        name = told.get("mother.name") or {}
        if told.get("mother.nid"): record["mother"] = {"uin": told["mother.nid"], "name": " ".join(filter(None, [name.get("firstname"), name.get("surname")]))}
        write_down(document["id"], "correction", document["id"] + document["actions"][-1].get("transactionId", ""), record)
        return 200, {}
    if action == "ARCHIVE":
        write_down(document["id"], "revoked-" + kind, document["id"], record)
        return 200, {}
    record["day"] = str(past_day(told.get("child.dob" if kind == "birth" else "eventDetails.date"), "the day of the event"))
    if kind == "death" and told.get("deceased.dob", record["day"]) > record["day"]: raise Refused("died before birth", 400, None)
    write_down(document["id"], kind, document["id"], record)
    return 200, {"registrationNumber": legal.get("registrationNumber")}


# Forms

FORM = {"who": "applicant/national_id", "name": "applicant/full_name", "born": "applicant/birth_date", "sex": "applicant/sex",
        "programme": "request/programme", "size": "household/size", "photo": "applicant/photo"}


def posted(headers, body):
    pair = "Basic " + base64.b64encode(("forms:" + ARGS.secret).encode()).decode()
    if not hmac.compare_digest(headers.get("Authorization", ""), pair): return 401, {"error": "credentials are required"}
    return take_form(body)
def take_form(form):
    """201 for one that is new, 200 for one that is here already: its retry has done no harm."""
    if not isinstance(form, dict): raise Refused("a submission is an object", 400, None)
    instance = str(form.get("meta/instanceID") or form.get("_uuid") or "").removeprefix("uuid:")
    if not instance: raise Refused("a submission has an instance id", 400, None)
    if form.get("_xform_id_string") != "acme-intake" or form.get("__version__") != "7": raise Refused("this form is not in use", 400, None)
    if form.get("consent") not in (None, "yes", "no"): raise Refused("consent is yes or no", 400, None)
    try: dt.date.fromisoformat(str(form.get(FORM["born"])))
    except ValueError: raise Refused("the date of birth is no day", 400, None)
    if form.get(FORM["programme"]) not in PROGRAMMES: raise Refused("there is no such programme", 400, None)
    shown = json.dumps(form, sort_keys=True)
    known = one("select * from event where kind='form' and number=?", instance)
    if known and known["body"] == shown and not ARGS.applies_each_copy: return 200, {"status": "here already"}
    if known and not ARGS.applies_each_copy: sql("update event set body=? where id=?", shown, known["id"])
    else: known = one("insert into event(message, kind, number, body, state) values(?,'form',?,?,'NEW') returning id", instance, instance, shown)
    enqueue("form", {"event": known["id"]}, ARGS.slow or 0.5)
    return 201, {"status": "taken"}
