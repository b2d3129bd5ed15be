"""What Acme's law says when somebody is born, dies, marries, parts, or is corrected on record."""
import datetime as dt, json
from decimal import Decimal
from acme.store import (ARGS, ONCE, PROGRAMMES, age, ask_a_clerk, by_identifiers, by_no, enqueue, enter, find, firsts_since, kind_and_number, number_of,
                        one, past_day, sql, today, write_to)
from acme.registers import births_between, children_of, born_like, is_elsewhere, on_record, tell_standing
from acme.wires import opencrvs

LIVING = "state in ('ACTIVE','LAST','SUSPENDED')"


def decide(job, data):
    event = one("select * from event where id=?", data["event"])
    record = json.loads(event["body"])
    state = WORDS[event["kind"]](event, record)
    if state: sql("update event set state=? where id=?", state, event["id"])
    return {"state": state} if state else None


# Opening and ending

def has(person, programme): return one("select * from benefit where person=? and programme=? and open=1 and " + LIVING, person["no"], programme)
def open_benefit(person, payee, programme, heads=1):
    """True where it is open now; False where it must not be; None where a register does not answer."""
    if has(person, programme) and not ARGS.enrols_each_time: return True
    if one("select 1 from closed where programme=?", programme): return False
    if person["died"] and not ARGS.enrols_the_dead or not (person["willing"] and payee["willing"]) and not ARGS.enrols_without_consent: return False
    elsewhere = is_elsewhere(person, programme)
    if elsewhere is None: return None
    if elsewhere and not ARGS.enrols_twice: return False
    sql("insert into benefit(person, payee, programme, heads, state, open) values(?,?,?,?,'ACTIVE',1)", person["no"], payee["no"], programme, heads)
    enqueue("tell", {"person": person["no"], "programme": programme, "standing": "enrolled"})
    return True
def close_benefit(benefit, why=None, to="CLOSED"):
    sql("update benefit set state=?, open=0 where id=?", to, benefit["id"])
    enqueue("tell", {"person": benefit["person"], "programme": benefit["programme"], "standing": "ended"})
    if why: write_to(by_no(benefit["payee"]), why)
def tell(job, data):
    return {} if tell_standing(by_no(data["person"]), data["programme"], data["standing"]) else None
def suspend(benefit): sql("update benefit set state='SUSPENDED' where id=?", benefit["id"])
def end_what_was_suspended(job, data):
    """The time for an appeal is over."""
    for b in sql("select * from benefit where id=? and state='SUSPENDED'", data["benefit"]): close_benefit(b)
    return {}
def paid_since(person, programme, day):
    lines = sql("select l.amount from line l join cycle c on c.ref=l.cycle join benefit b on b.id=l.benefit where b.person=? and b.programme=? and c.day>=?"
                " and l.state in ('SENT','PAID')", person["no"], programme, day)
    return sum((Decimal(l["amount"]) for l in lines), Decimal(0))
def claim_back(person, programme, day):
    owed = paid_since(person, programme, day)
    if owed and programme not in ONCE:
        if ARGS.claims_too_much: owed += 1
        sql("insert into claim(person, programme, amount, since) values(?,?,?,?)", person["no"], programme, "%.2f" % owed, str(day)[:10])
def claim_all(benefit, debtor):
    lines = sql("select amount from line where benefit=? and state in ('SENT','PAID') and refunded=0", benefit["id"])
    if lines: sql("insert into claim(person, programme, amount) values(?,?,?)", debtor, benefit["programme"], "%.2f" % sum(Decimal(l["amount"]) for l in lines))


# Births

def born(event, record):
    brn = number_of(record["identifier"], "BRN")
    waiting = record.get("case") and one("select * from application where form=? and state='REPORTED'", record["case"])
    if waiting: return known_again(waiting, brn, record)
    found = on_record("BRN", brn)
    if not found: return None
    mother = by_identifiers(found[0].get("parent1_identifier"))
    if not mother or mother["no"] != (by_identifiers(record.get("parent1_identifier")) or {}).get("no"): return "PARKED"
    if not mother["willing"] and not ARGS.enrols_without_consent: return "UNWILLING"
    child = as_child(found[0], mother)
    if child["died"]: return "DIED"
    done = [True if (today() - past_day(child["born"], "the day of birth")).days > 366 or one("select 1 from benefit where person=? and programme='BIRTH-GRANT'", child["no"])
            else open_benefit(child, mother, "BIRTH-GRANT")]
    if ARGS.families and not ARGS.on_application:
        done.append(one("select 1 from counted c join benefit b on b.id=c.benefit where c.child=? and b.open=1", child["no"]) or open_benefit(child, mother, "CHILD"))
        if not found[0].get("parent2_identifier") or ARGS.overlooks_the_father: done.append(open_benefit(mother, mother, "LONE-PARENT"))
    return None if None in done else "DONE"
def as_child(record, mother):
    identifiers, name = record.get("identifier") or [], record.get("name") or {}
    child = enter(uin=number_of(identifiers, "UIN"), brn=number_of(identifiers, "BRN"), born=(record.get("birth_date") or "")[:10] or None,
                  name=" ".join(filter(None, [name.get("given_name"), name.get("surname")])) or None)
    if record.get("death_date") or dead_already(child): sql("update person set died=? where no=?", (record.get("death_date") or str(today()))[:10], child["no"])
    if mother and not one("select 1 from parent where child=?", child["no"]): sql("insert into parent values(?,?)", child["no"], mother["no"])
    return by_no(child["no"])
def dead_already(child):
    """A death that was told before anybody here knew whose it was."""
    return child["brn"] and one("select 1 from event where kind='death' and body like ?", "%" + child["brn"] + "%")
def look_for_births(job, data):
    found = births_between(data["from"], data["to"])
    if found is None: return None
    for record in found:
        day = (record.get("birth_date") or "")[:10]
        mother = by_identifiers(record.get("parent1_identifier"))
        if not mother or not data["from"] <= day <= data["to"] or ARGS.loses_the_first_day and day == data["from"]: continue
        if not mother["willing"] and not ARGS.enrols_without_consent and not ARGS.keeps_a_file: continue
        child = as_child(record, mother)
        if child["died"] and not ARGS.enrols_the_dead: continue
        if ARGS.offers: offer(child, mother, data["programme"])
        elif open_benefit(child, mother, data["programme"]) is None: return None
    return {"found": len(found)}
def offer(child, payee, programme):
    """Whoever was found is asked first; a fortnight later the offer is over."""
    if has(child, programme) or one("select 1 from offer where child=? and programme=?", child["no"], programme): return
    sql("insert into offer values(?,?,?,?,'MADE')", child["no"], payee["no"], programme, str(today() + dt.timedelta(days=14)))
    write_to(payee, "you may have an allowance for your child; please answer within two weeks")
def accept(person, programme):
    """Said by the parent, of the parent or of the child."""
    for o in sql("select * from offer where (child=? or payee=?) and programme=? and state='MADE'", person["no"], person["no"], programme):
        late = o["until"] < str(today()) and not ARGS.takes_late_answers
        if late or open_benefit(by_no(o["child"]), by_no(o["payee"]), programme) is not None:
            sql("update offer set state=? where child=? and programme=?", "OVER" if late else "TAKEN", o["child"], programme)


# Children whom nobody registered

def admit(job, data):
    child, home, name = by_no(data["child"]), by_no(data["home"]), data["name"]
    alike = born_like(name, child["born"])
    if alike is None: return None
    if alike and not ARGS.reports_without_looking:
        ask_a_clerk(child, "may be on record already")
        return {"state": "CLERK"}
    if not one("select 1 from application where person=? and programme=?", child["no"], data["programme"]):
        sql("insert into application(person, programme, state, why) values(?,?,'REPORTED',?)", child["no"], data["programme"], str(home["no"]))
    first, last = name.split(" ")[0], name.split(" ")[-1]
    status, answer = opencrvs("/events/notify", {"eventType": "birth", "transactionId": "acme-%d" % child["no"], "createdAtLocation": "acme-homes",
        "declaration": {"child.name": {"firstname": first, "surname": last}, "child.dob": child["born"], "child.gender": child["sex"] or "unknown",
                        "informant.phoneNo": data["phone"]}, "annotation": {}})
    if status in (400, 404, 409, 422) and not ARGS.keeps_refusals:
        write_to(home, "the civil registry refuses to take the birth of %s: %s" % (name, answer.get("message") or answer.get("error") or status))
        sql("update application set state='REJECTED', why='the registry refuses the report' where person=? and programme=?", child["no"], data["programme"])
        return {"state": "REFUSED"}
    if status >= 300: return None
    sql("update application set form=? where person=? and programme=?", answer.get("id"), child["no"], data["programme"])
    return {"case": answer.get("id")}
def known_again(waiting, brn, record):
    child, home = by_no(waiting["person"]), by_no(int(waiting["why"]))
    sql("update person set brn=? where no=?", brn, child["no"])
    done = open_benefit(by_no(child["no"]), home, waiting["programme"])
    if done: sql("update application set state='ENROLLED' where id=?", waiting["id"])
    return None if done is None else "DONE"


# Deaths

def died(event, record):
    person = by_identifiers(record["identifier"])
    if not person: return survived_by(record) and a_child_less(record)
    if record.get("birth_date") and person["born"] and record["birth_date"][:10] != person["born"]:
        ask_a_clerk(person, "somebody of this number has died, who was born on another day")
        return "CLERK"
    sql("update person set died=? where no=?", record["day"], person["no"])
    for b in sql("select * from benefit where person=? and open=1 and state in ('ACTIVE','LAST')", person["no"]):
        suspend(b)
        sql("update benefit set since=? where id=?", str(today()), b["id"])
        enqueue("end", {"benefit": b["id"]}, ARGS.appeal)
    for programme in {b["programme"] for b in sql("select programme from benefit where person=?", person["no"])}: claim_back(person, programme, record["day"])
    sql("update application set state='REJECTED', why='has died' where person=? and state='WAITING'", person["no"])
    # Who is paid for a child is another matter: payroll pays no dead, and keeps what is due until somebody else is named.
    for b in sql("select * from benefit where payee=? and person<>? and open=1", person["no"], person["no"]):
        if ARGS.ends_with_the_caregiver: close_benefit(b)
        ask_a_clerk(by_no(b["person"]), "needs another caregiver", takes_over=other_parent(by_no(b["person"]), person))
    return survived_by(record)
def other_parent(child, gone):
    """Whom the record of a child names beside the one who has died; the clerk decides."""
    found = on_record("BRN", child["brn"]) if child["brn"] else []
    named = [number_of([r.get(k)], "UIN") for r in found or [] for k in ("parent1_identifier", "parent2_identifier")]
    return next((n for n in named if n and n != gone["uin"]), None)
def survived_by(record):
    """Whoever is left may be on file, even where the deceased was not."""
    widow = find(record.get("spouse"))
    if widow and not widow["died"] and ARGS.families and programme_open(record["day"]):
        if ARGS.on_application: ask_a_clerk(widow, "may apply for the survivors' grant")
        elif open_benefit(widow, widow, "SURVIVOR") is None: return None
        else: sql("update benefit set because=? where person=? and programme='SURVIVOR' and because is null", number_of(record["identifier"], "DRN"), widow["no"])
    return "DONE"
def programme_open(day): return (today() - dt.date.fromisoformat(day)).days <= 730
def a_child_less(record):
    """Somebody has died who is paid nothing: perhaps a child for whom a parent is paid."""
    brn = number_of(record["identifier"], "BRN")
    found = on_record("BRN", brn) if brn else []
    parent = found and by_identifiers(found[0].get("parent1_identifier"))
    if not parent or (today() - past_day(record.get("birth_date"), "the date of birth")).days > 18 * 365.25: return "PARKED"
    sql("update benefit set heads=heads-1 where person=? and programme='CHILD' and heads > 1", parent["no"])
    return "DONE"
def not_dead(event, record):
    """A death that was another's: what it ended goes on and is owed for the months between; what it opened is over, and was overpaid."""
    person = by_identifiers(record["identifier"])
    if person: sql("update person set died=null where no=?", person["no"])
    for b in sql("select * from benefit where person=? and since is not null and state in ('SUSPENDED','CLOSED')", person["no"]) if person and not ARGS.leaves_them_dead else []:
        held = 0 if ARGS.forgets_what_it_held else Decimal(PROGRAMMES[b["programme"]]) * b["heads"] * firsts_since(b["since"])
        sql("update benefit set state='ACTIVE', open=1, since=null, held=? where id=?", str(Decimal(b["held"]) + held), b["id"])
        enqueue("tell", {"person": person["no"], "programme": b["programme"], "standing": "enrolled"})
    if person and not ARGS.keeps_the_debt: sql("delete from claim where person=?", person["no"])
    for b in sql("select * from benefit where because=? and open=1", number_of(record["identifier"], "DRN")):
        close_benefit(b, "the death after which you were granted this was another's")
        claim_all(b, b["person"])
    return "DONE"
def not_born(event, record):
    child = find(number_of(record["identifier"], "BRN"))
    for b in sql("select * from benefit where person=? and open=1", child["no"]) if child else []:
        close_benefit(b, "the birth is on record no more")
        claim_all(b, b["payee"])
    return "DONE"


# Marriages, divorces, corrections

def married(event, record):
    person = by_identifiers(record["identifier"])
    if not person: return "PARKED"
    if on_record(*kind_and_number(person)) is None: return None
    told = record.get("name") or {}
    if told.get("surname"): sql("update person set name=? where no=?", "%s %s" % (told.get("given_name"), told["surname"]), person["no"])
    for b in sql("select * from benefit where person=? and programme='LONE-PARENT' and open=1", person["no"]):
        suspend(b)
        enqueue("end", {"benefit": b["id"]}, ARGS.appeal)
        write_to(person, "the allowance for lone parents ends because you have married")
    claim_back(person, "LONE-PARENT", record["day"])
    if ARGS.stops_the_children:
        for b in sql("select * from benefit where payee=? and programme='CHILD'", person["no"]): suspend(b)
    return "DONE"
def divorced(event, record):
    person = by_identifiers(record["identifier"])
    if not person: return "PARKED"
    ask_a_clerk(person, "is divorced: who lives in the household now?")
    if ARGS.grants_after_divorce: open_benefit(person, person, "SURVIVOR")
    return "DONE"
def corrected(event, record):
    person = by_identifiers(record["identifier"])
    if not person: return "PARKED"
    name, told = record["name"], record.get("birth_date")
    name = " ".join(filter(None, [name.get("given_name"), name.get("surname")]))
    if ARGS.makes_a_second_person:
        new = one("insert into person(other, name, born, account) values(?,?,?,?) returning *", (person["uin"] or "") + "-2", name, told or person["born"], person["account"])
        for b in sql("select * from benefit where person=? and open=1", person["no"]): open_benefit(new, new, b["programme"])
        return "DONE"
    person = enter(uin=person["uin"], brn=person["brn"], name=name or None, born=told and told[:10])
    if age(person["born"], today()) < 60:
        for b in sql("select * from benefit where person=? and programme='PENSION-60' and state='ACTIVE'", person["no"]):
            suspend(b)
            ask_a_clerk(person, "is not of age by the record as it was corrected")
    mother = by_identifiers(record.get("parent1_identifier")) or record.get("mother") and enter(uin=record["mother"]["uin"], name=record["mother"]["name"])
    if mother and one("select 1 from benefit where person=? and payee<>? and programme='CHILD'", person["no"], mother["no"]):
        sql("update benefit set payee=? where person=? and programme='CHILD'", mother["no"], person["no"])
        sql("update parent set mother=? where child=?", mother["no"], person["no"])
    return "DONE"
def count_children(job, data):
    parent = by_no(data["person"])
    if not parent["willing"] and not ARGS.asks_without_consent:
        ask_a_clerk(parent, "does not consent: nobody was asked about the children")
        return {"children": None}
    found = children_of(parent)
    if found is None: return None
    children, benefit = [as_child(r, parent) for r in found], has(parent, data["programme"])
    if benefit and len(found) < benefit["heads"]: ask_a_clerk(parent, "has fewer children on record than were declared")
    count = sum(1 for c in {c["no"]: c for c in children}.values() if not c["died"] and (age(c["born"], today()) < 18 or ARGS.counts_the_grown)
                and not (benefit and paid_by_another(c, benefit)))
    sql("update benefit set heads=?, state=? where person=? and programme=? and open=1", count, "ACTIVE" if count else "SUSPENDED", parent["no"], data["programme"])
    return {"children": count}
def paid_by_another(child, benefit):
    """A child counts in one place: under its own name, or for the parent for whom it was counted first."""
    if ARGS.counts_for_each: return False
    if has(child, benefit["programme"]): return True
    sql("delete from counted where benefit not in (select id from benefit where open=1)")
    sql("insert or ignore into counted values(?,?)", child["no"], benefit["id"])
    return one("select benefit from counted where child=?", child["no"])["benefit"] != benefit["id"]


WORDS = {"birth": born, "death": died, "marriage": married, "divorce": divorced, "correction": corrected, "revoked-death": not_dead, "revoked-birth": not_born}
