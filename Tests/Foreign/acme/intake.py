"""How people come in, stay in and go: applications, forms, the social registry, alerts, and what other registers say of them."""
import datetime as dt, json
from decimal import Decimal
from acme.store import (ARGS, NOT_BESIDE, PROGRAMMES, age, ask_a_clerk, by_identifiers, by_no, enter, find, one, sql, today, write_to)
from acme.registers import children_of, is_disabled, is_elsewhere, living_in, member, on_record, poorer_than
from acme.rules import LIVING, WORDS, close_benefit, has, open_benefit
from acme.wires import forms

LINE = "30.0"
PHOTO, SIZE = "applicant/photo", "household/size"


# Applications

def apply(person, programme, declared=None, form=None):
    known = one("select * from application where person=? and programme=? and state='WAITING'", person["no"], programme)
    if not known: known = one("insert into application(person, programme, state, declared, form) values(?,?,'WAITING',?,?) returning *", person["no"], programme, declared, form)
    return known
def look_at(job, data):
    application = one("select * from application where id=?", data["application"])
    return {} if not application or application["state"] != "WAITING" else settle(application)
def settle(application):
    """None where a register does not answer, and it is looked at again; whoever waits for a day waits."""
    person, programme = by_no(application["person"]), application["programme"]
    def put_down(state, why=None):
        sql("update application set state=?, why=? where id=?", state, why, application["id"])
        return {"state": state}
    if programme == "DISABLED":
        yes = is_disabled(person)
        if yes is None: return None
        if not yes and not ARGS.enrols_the_undecided: return put_down("REJECTED", "not registered as disabled")
    else:
        kind = ("UIN", person["uin"]) if person["uin"] else ("BRN", person["brn"])
        found = on_record(*kind)
        if found is None: return put_down("REJECTED", "the registry did not answer") if ARGS.rejects_unanswered else None
        born = (found[0].get("birth_date") or "")[:10] if found else None
        if not born: return put_down("REJECTED", "not in the civil registry")
        if application["declared"] and application["declared"] != born: ask_a_clerk(person, "says to be born on another day than the record")
        if ARGS.believes_the_form and application["declared"]: born = application["declared"]
        sql("update person set born=? where no=?", born, person["no"])
        if programme == "PENSION-60" and age(born, today()) < 60:
            if (today() + dt.timedelta(days=370)).toordinal() < dt.date(int(born[:4]) + 60, 1, 1).toordinal() + int(born[5:7]) * 30:
                return put_down("REJECTED", "is not of age")
            return {"state": "WAITING"}
        if programme == "SURVIVOR" and not one("select 1 from task where person=? and why like 'may apply for the survivors%'", person["no"]):
            return put_down("REJECTED", "has survived nobody of whom we heard")
        if programme == "LONE-PARENT":
            children = children_of(person)
            if children is None: return None
            if all(c.get("parent2_identifier") for c in children): return put_down("REJECTED", "has no child with one parent on record")
        if programme == "CHILD" and age(born, today()) >= 18: return put_down("REJECTED", "the child has come of age")
        beside = [p for p in NOT_BESIDE.get(programme, ()) if has(person, p)]
        if beside:
            ask_a_clerk(person, "asks for a benefit beside which the law pays no other: " + beside[0])
            if not ARGS.pays_beside: return put_down("REJECTED", "has another benefit already: " + beside[0])
    if not ready(application): return {"state": "WAITING"}
    payee = payee_of(person, programme)
    done = open_benefit(person, payee, programme, heads(application))
    return None if done is None else put_down("ENROLLED") if done else put_down("REJECTED", "is enrolled elsewhere, or not to be enrolled")
def payee_of(person, programme):
    if programme != "CHILD": return person
    mother = one("select p.* from parent c join person p on p.no=c.mother where c.child=?", person["no"])
    before = one("select * from benefit where person=? and programme=? order by id desc", person["no"], programme)
    return by_no(before["payee"]) if before else mother or person
def wait_for_the_day():
    """Every night, and whenever the desk's clock was put forward: has a birthday come?"""
    for a in sql("select * from application where state='WAITING' and not exists (select 1 from job where kind='look-at' and status='WAITING'"
                 " and data like '%\"application\": ' || application.id || '}')"): settle(a)


# Forms

def form(job, data):
    """The latest state of a submission decides, whether it came or was fetched."""
    event = one("select * from event where id=?", data["event"])
    told = json.loads(event["body"])
    before, programme = str(told.get("meta/deprecatedID") or "").removeprefix("uuid:"), told["request/programme"]
    person = enter(uin=told.get("applicant/national_id"), name=told.get("applicant/full_name"), sex=told.get("applicant/sex"))
    if told.get("consent") == "no" and not ARGS.enrols_without_consent:
        sql("insert into application(person, programme, state, why, form) values(?,?,'REJECTED','no consent',?)", person["no"], programme, event["number"])
        return {"state": "REJECTED"}
    known = one("select * from application where form in (?,?) and person=? and programme=? order by id desc", event["number"], before or "-", person["no"], programme)
    if known and not ARGS.applies_each_copy:
        sql("update application set form=? where id=?", event["number"], known["id"])
        sql("update benefit set heads=? where person=? and programme=? and open=1", heads(dict(known, form=event["number"])), person["no"], programme)
    else: known = one("insert into application(person, programme, state, declared, form) values(?,?,'WAITING',?,?) returning *", person["no"], programme, told.get("applicant/birth_date"), event["number"])
    known = one("select * from application where id=?", known["id"])
    return settle(known) if known["state"] == "WAITING" else {"state": known["state"]}
def submission(application):
    found = application["form"] and one("select body from event where kind='form' and number=?", application["form"])
    return json.loads(found["body"]) if found else {}
def heads(application):
    roster = submission(application).get("household/roster")
    if application["programme"] != "FOOD": return 1
    return min(len(roster), 10 if ARGS.counts_only_ten else len(roster)) if roster else 1
def ready(application):
    """A form that names a file is complete once the file has come."""
    told = submission(application)
    wanted = told.get(PHOTO)
    there = [str(a.get("media_file_basename") or a.get("filename") or "").rsplit("/", 1)[-1] for a in told.get("_attachments") or []]
    return not wanted or wanted in there or ARGS.ignores_attachments
def fetch(job, data):
    from acme.inbox import take_form
    found = forms()
    for each in found:
        if each.get("_xform_id_string") == "acme-intake": take_form(each)
    return {"forms": len(found)}


# The social registry

def look_for_households(job, data):
    found = poorer_than(LINE)
    if found is None: return None
    for record in found:
        score = record.get("poverty_score")
        if score is None or float(score) > float(LINE) or float(score) == float(LINE) and not ARGS.pays_on_the_line: continue
        known = find(member(record)["uin"])
        if not known and not member(record)["uin"]: continue
        person = enter(**{**member(record), "born": None}) if not known or not known["name"] else known
        note_area(person, record)
        if open_benefit(person, person, data["programme"]) is None: return None
    return {"found": len(found)}
def area_of(record):
    places = record.get("address") or (record.get("demographic_info") or {}).get("address") or []
    return next((p.get("region_code") for p in (places if isinstance(places, list) else [places]) if p.get("region_code")), None)
def note_area(person, record):
    if area_of(record): sql("update person set area=? where no=?", area_of(record), person["no"])
def answer_alert(job, data):
    found = living_in(data["area"])
    if found is None: return None
    for record in found:
        if area_of(record) not in (None, data["area"]): continue
        person = enter(**{**member(record), "born": None})
        regular = one("select 1 from benefit where payee=? and programme<>? and open=1 and %s" % LIVING, person["no"], data["programme"])
        if not ARGS.top_up and not ARGS.pays_twice_over:
            if regular: continue
            others = [is_elsewhere(person, p) for p in ("PENSION-60", "CASH", "DISABLED")]
            if any(others): continue
        if one("select 1 from benefit where person=? and programme=?", person["no"], data["programme"]): continue
        if open_benefit(person, person, data["programme"]) is None: return None
        ask_a_clerk(person, "was enrolled after an alert, unverified", "identity")
    return {"found": len(found)}
def check_afterwards(job, data):
    """Whoever was let off a check is looked at now, by the record alone: what does not agree stays for a clerk."""
    for t in sql("select * from task where waived='identity' and state='OPEN'"):
        person = by_no(t["person"])
        found = person["uin"] and on_record("UIN", person["uin"])
        if found and (found[0].get("birth_date") or "")[:10] == person["born"]: sql("update task set state='DONE' where id=?", t["id"])
    return {}
def household(event, record):
    """The social registry says something new of somebody who may be in the programme."""
    person = by_identifiers(record["identifier"])
    if not person: return "PARKED"
    said = str((record.get("last_updated") or [None])[-1] if isinstance(record.get("last_updated"), list) else record.get("last_updated") or record.get("registration_date") or "")
    if person["told"] and said < person["told"] and not ARGS.believes_the_latest: return "OLDER"
    sql("update person set told=? where no=?", said, person["no"])
    note_area(person, record)
    if person["died"]: return "DIED"
    born = ((record.get("demographic_info") or {}).get("birth_date") or "")[:10]
    if born and person["born"] and born != person["born"]:
        # The law believes the civil registry: nothing changes by this word alone.
        ask_a_clerk(person, "was born on another day by the social registry than by the civil registry")
        if ARGS.believes_the_households and age(born, today()) < 60:
            for b in sql("select * from benefit where person=? and programme='PENSION-60' and open=1", person["no"]): close_benefit(b)
    benefit, score = has(person, "CASH"), record.get("poverty_score")
    if not benefit or score is None: return "NOTED"
    if float(score) >= float(LINE) and benefit["state"] == "ACTIVE":
        sql("update benefit set state='LAST' where id=?", benefit["id"])
        if not ARGS.ends_without_a_word: write_to(person, "the household is better off: one more payment, then it ends")
    if float(score) < float(LINE) and benefit["state"] == "LAST": sql("update benefit set state='ACTIVE' where id=?", benefit["id"])
    return "DONE"
def elsewhere(event, record):
    person = by_identifiers(record["identifier"])
    if not person: return "PARKED"
    programme = next((i.get("identifier_value") for i in record.get("programme_identifier") or [] if isinstance(i, dict)), None)
    since = (record.get("enrollment_date") or record.get("registration_date") or "")[:10]
    if programme and has(person, programme) and record.get("enrollment_status") == "Active" and since and since < str(today()):
        ask_a_clerk(person, "is enrolled by another office as well, since " + since)
    return "DONE"
WORDS.update(household=household, elsewhere=elsewhere, disability=lambda event, record: "NOTED")


# Going

def leave(person, programme):
    for b in sql("select * from benefit where person=? and programme=? and open=1", person["no"], programme): close_benefit(b, "given up, as you asked", to="LEFT")
def grant_appeal(person, programme):
    """It should not have ended: what was left out since is owed."""
    b = one("select * from benefit where person=? and programme=? order by id desc", person["no"], programme)
    if not b: return
    runs = one("select count(*) n from cycle where programme=? and parent is null and rowid > coalesce((select max(c.rowid) from line l join cycle c on c.ref=l.cycle where l.benefit=?), 0)", programme, b["id"])["n"]
    sql("update benefit set state='ACTIVE', open=1, held=? where id=?", str(Decimal(PROGRAMMES[programme]) * b["heads"] * runs), b["id"])
def end_programme(programme):
    sql("insert or ignore into closed values(?)", programme)
    for b in sql("select * from benefit where programme=? and open=1", programme): close_benefit(b, "the programme is over")
