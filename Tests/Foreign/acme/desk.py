"""What Acme's test desk can do and see, under /test; its clerks do the same under /desk."""
import json
from decimal import Decimal
from acme.store import (AHEAD, ARGS, PROGRAMMES, TABLE_NAMES, Refused, ask_a_clerk, by_no, dt, enqueue, enter, find, given, number_of, one, past_day,
                        put_forward, sql, valid_number)
from acme.intake import apply, end_programme, grant_appeal, leave
from acme.payroll import cycle_of, settled
from acme.rules import accept
from acme.registers import on_record


def who(item, prefix=""): return find(*(given(item.get(prefix + k)) for k in ("number", "other", "brn", "org")))
def the(item, prefix=""):
    person = who(item, prefix)
    if not person: raise Refused("nobody of that number is on file", 404)
    return person
def load(item):
    uin, other, brn, org = (given(item.get(k)) for k in ("number", "other", "brn", "org"))
    if uin and not valid_number(uin): raise Refused("the check digit of the number is wrong", 422)
    if not any((uin, other, brn, org)): raise Refused("a person needs a number", 422)
    born = past_day(item.get("born"), "the date of birth")
    programme = given(item.get("programme"))
    if programme and programme not in PROGRAMMES: raise Refused("there is no programme " + programme, 422)
    person = enter(uin, other, brn, org, item.get("name"), str(born), given(item.get("sex")), given(item.get("account")))
    sql("update person set died=null where no=?", person["no"])
    if programme:
        sql("update benefit set open=0, state='CLOSED' where person=? and programme=?", person["no"], programme)
        sql("insert into benefit(person, payee, programme, heads, state, open) values(?,?,?,?,'ACTIVE',1)",
            person["no"], caregiver(person, item)["no"] if not uin and not other else person["no"], programme, int(given(item.get("children")) or 1))
    return person
def caregiver(child, item):
    """Who cares for a child that is loaded is named with it, or is the mother on record."""
    named = who(item, "mother-")
    if not named and given(item.get("mother-number")): named = enter(uin=item["mother-number"], name=given(item.get("mother-name")), account=given(item.get("mother-account")))
    if not named:
        found = on_record("BRN", child["brn"]) or []
        uin = number_of([found[0].get("parent1_identifier")], "UIN") if found else None
        name = ((on_record("UIN", uin) or [{}])[0].get("name") or {}) if uin else {}
        named = uin and enter(uin=uin, name=" ".join(filter(None, [name.get("given_name"), name.get("surname")])) or None)
    if not named: raise Refused("nobody says who cares for this child", 422)
    sql("insert into parent values(?,?)", child["no"], named["no"])
    return named
def retire(item):
    """Whoever is put away takes the clock back with them."""
    AHEAD[0] = dt.timedelta(0)
    person = who(item)
    if not person: return
    sql("delete from closed")
    sql("update benefit set open=0, state='CLOSED' where person=? or payee=?", person["no"], person["no"])
    sql("update application set state='CLOSED' where person=? and state in ('WAITING','REPORTED')", person["no"])
    sql("update cycle set status='LEFT' where status='OPEN' and not exists (select 1 from line l join benefit b on b.id=l.benefit where l.cycle=cycle.ref and b.open=1 and b.state<>'CLOSED')")
def named(programme):
    if programme not in PROGRAMMES: raise Refused("there is no programme %s" % programme, 422)
    return programme


# What is done

def applies(body):
    person, programme = the(body) if who(body) else load({**body, "programme": None}), named(body.get("programme"))
    if programme == "CHILD" and given(body.get("mother-number")) and not one("select 1 from parent where child=?", person["no"]): caregiver(person, body)
    a = apply(person, programme, given(body.get("declared")))
    return 202, {"job": enqueue("look-at", {"application": a["id"]})}
def admits(body):
    home = enter(org=given(body.get("home-org")), name=given(body.get("home-name")), account=given(body.get("home-account")))
    child = one("insert into person(other, name, born, sex) values(?,?,?,?) returning *", "HOME-CHILD " + str(given(body.get("brn")) or body.get("name")), body.get("name"), body.get("born"), given(body.get("sex")))
    return 202, {"job": enqueue("admit", {"child": child["no"], "home": home["no"], "name": body["name"], "phone": given(body.get("home-phone")), "programme": named(body.get("programme"))})}
def names_caregiver(body):
    child = the(body)
    payee = enter(uin=given(body.get("payee-number")), org=given(body.get("payee-org")), name=given(body.get("payee-name")), account=given(body.get("payee-account")))
    sql("update benefit set payee=? where person=? and open=1", payee["no"], child["no"])
    return 200, {}
def claims_child(body):
    """A claim is looked at by a clerk, who names the caregiver; until then nobody is paid for the child."""
    child, payee = the(body), enter(uin=given(body.get("payee-number")), org=given(body.get("payee-org")), name=given(body.get("payee-name")), account=given(body.get("payee-account")))
    ask_a_clerk(child, "is said to be cared for by %s" % (payee["uin"] or payee["org"]))
    if ARGS.pays_a_claimant: sql("update benefit set payee=? where person=? and open=1", payee["no"], child["no"])
    return 200, {}
def accepts(body):
    accept(the(body), named(body.get("programme")))
    return 200, {}
def counts(body): return 202, {"job": enqueue("count-children", {"person": the(body)["no"], "programme": named(body.get("programme"))})}
def looks(body): return 202, {"job": enqueue("look-for-births", {"from": body["from"][:10], "to": body["to"][:10], "programme": named(body.get("programme"))})}
def pulls(body): return 202, {"job": enqueue("look-for-households", {"programme": named(body.get("programme"))})}
def alerts(body): return 202, {"job": enqueue("answer-alert", {"area": body["area"], "programme": named(body.get("programme"))})}
def fetches(body): return 202, {"job": enqueue("fetch", {})}
def unwilling(body):
    person = the(body) if who(body) else load({**body, "programme": None})
    sql("update person set willing=0 where no=?", person["no"])
    return 200, {}
def leaves(body):
    leave(the(body), named(body.get("programme")))
    return 200, {}
def appeals(body):
    grant_appeal(the(body), named(body.get("programme")))
    return 200, {}
def ends(body):
    end_programme(named(body.get("programme")))
    return 200, {}
def runs(body): return 202, {"job": enqueue("pay", {"programme": named(body.get("programme"))})}
def corrects_account(body):
    sql("update person set account=? where uin=?", body.get("account"), body.get("number"))
    return 200, {}
def resets(body):
    for table in TABLE_NAMES: sql("delete from " + table)
    AHEAD[0] = dt.timedelta(0)
    return 200, {}
POSTS = {
    "people": lambda body: (201, {"people": [load(i)["no"] for i in (body if isinstance(body, list) else [body])]}),
    "subscribe": lambda body: (202, {"job": enqueue("subscribe", {"edge": given(body.get("edge")) or "events", "to": str(body.get("to")).split(),
                                                                  "number": given(body.get("number")), "days": given(body.get("days"))})}),
    "run-cycle": runs, "reissue": lambda body: (202, {"job": enqueue("reissue", {"list": body["list"]})}), "accounts": corrects_account,
    "retire": lambda body: (200, {"retired": retire(body)}), "reset": resets, "applications": applies, "children": admits, "caregivers": names_caregiver, "claims": claims_child, "accepted-offers": accepts,
    "count": counts, "births": looks, "households": pulls, "alerts": alerts, "forms": fetches, "unwilling": unwilling, "leavers": leaves,
    "unsubscribe": lambda body: (202, {"job": enqueue("unsubscribe", {"edge": given(body.get("edge")) or "events", "to": str(body.get("to")).split()})}),
    "checks": lambda body: (202, {"job": enqueue("check-afterwards", {})}), "appeals": appeals, "ended-programmes": ends, "clock": lambda body: (200, {"today": put_forward(str(body.get("by")))}),
}


# What is seen

def standing(query):
    person = who(query)
    if not person: return {"state": "NONE"}
    b = one("select state from benefit where person=? and programme=? order by id desc", person["no"], query.get("programme")) \
        or one("select state from benefit where payee=? and programme=? order by id desc", person["no"], query.get("programme"))
    return {"state": b["state"] if b else "NONE"}
def application(query):
    person = who(query)
    a = person and one("select * from application where person=? and programme=? order by id desc", person["no"], query.get("programme"))
    return {"state": a["state"], "why": a["why"]} if a else {"state": "NONE"}
def clerk(query):
    """Whoever has no number yet is looked up as the clerks do it: by the day of birth."""
    person = who(query) or one("select * from person where born=? and uin is null and brn is null order by no desc", (query.get("born") or "")[:10])
    t = person and one("select * from task where person=? and state='OPEN' order by id desc", person["no"])
    return {"state": "OPEN", "why": t["why"], "left-out": t["waived"], "may-take-over": t["takes_over"]} if t else {"state": "NONE"}
def on_file(query): return {"state": "ON-FILE" if who(query) else "NONE"}
def claim(query):
    person = who(query)
    found = sql("select amount, since from claim where person=? and programme=?", person["no"], query.get("programme")) if person else []
    return {"state": "OPEN", "sum": "%.2f" % sum(Decimal(c["amount"]) for c in found), "since": found[-1]["since"]} if found else {"state": "NONE"}
def letters(query):
    person = who(query)
    found = person and one("select says from letter where person=? order by id desc", person["no"])
    return {"state": "SENT", "says": found["says"]} if found else {"state": "NONE"}
def line(query):
    person = who(query) or {"no": 0}
    found = one("select * from line where cycle=? and person=?", cycle_of(query.get("list"))["ref"], person["no"])
    if not found: raise Refused("no such line", 404)
    return {"state": found["state"]}
SEEN = {"people": on_file, "benefits": standing, "applications": application, "clerk": clerk, "claims": claim, "letters": letters, "lines": line}


def hooks(method, path, query, body):
    part = path.removeprefix("/test/")
    if method == "POST" and part in POSTS: return POSTS[part](body)
    if part in SEEN: return 200, SEEN[part]({**query, "number": query.get("person")})
    if part.startswith("jobs/"):
        job = one("select * from job where id=?", part.split("/")[-1])
        if not job: raise Refused("no such job", 404)
        return 200, {"status": job["status"], **(json.loads(job["result"]) if job["status"] == "DONE" else {})}
    if part.startswith("cycles/"):
        cycle = cycle_of(part.split("/")[-1])
        paid = sum(Decimal(l["amount"]) for l in sql("select * from line where cycle=?", cycle["ref"]) if settled(l))
        return 200, {"status": cycle["status"], "paid": "%.2f" % paid}
    raise Refused("nothing is here", 404)
