"""What Acme pays: on the first of a month, line by line, what was held back as a line of its own."""
import time
from decimal import Decimal
from acme.store import (ARGS, LOCK, ONCE, PROGRAMMES, Refused, age, by_no, number, one, sql, to_pay_day, today, write_to)
from acme.registers import is_disabled
from acme.intake import wait_for_the_day
from acme.rules import close_benefit
from acme.wires import bridge, new_reference

UNTIL = 18


def pay(job, data):
    programme, day = data["programme"], today() if data.get("moved") else to_pay_day()
    wait_for_the_day()
    states = "('ACTIVE','LAST','SUSPENDED')" if ARGS.pays_deceased else "('ACTIVE','LAST')"
    rows = []
    for b in sql("select * from benefit where programme=? and open=1 and state in %s" % states, programme):
        person, payee, amount = by_no(b["person"]), by_no(b["payee"]), Decimal(PROGRAMMES[programme]) * b["heads"]
        if b["state"] == "LAST" and b["runs"] < 0:
            close_benefit(b)
            continue
        if programme == "CHILD" and person["brn"] and not person["uin"] and over_age(b, person, day): continue
        if ARGS.most_payments and b["runs"] >= ARGS.most_payments:
            close_benefit(b, "paid for as long as the law allows")
            continue
        if payee["died"] and b["payee"] != b["person"] and not ARGS.pays_the_dead_caregiver:
            sql("update benefit set held=? where id=?", str(Decimal(b["held"]) + amount), b["id"])
            continue
        if ARGS.most_payments == b["runs"] + 1: write_to(payee, "this was the last payment that the law allows")
        row = {"id": b["id"], "no": payee["no"], "to": number(payee), "name": payee["name"], "replaces": None}
        rows.append(dict(row, amount=amount, says=programme))
        if Decimal(b["held"]) and not ARGS.forgets_what_it_held: rows.append(dict(row, amount=Decimal(b["held"]), says=programme + ", held back before"))
    count = one("select count(*) n from cycle")["n"] + 1
    name = "%s.%s.%d" % (programme, day.strftime("%Y-%m"), count)
    if rows: hand_over(name, programme, rows, None, day)
    for no in {r["id"] for r in rows}:
        sql("update benefit set held='0', runs=case when state='LAST' then -1 else runs+1 end, state=case when ? then 'PAID' else state end where id=?", programme in ONCE, no)
    return {"cycle": name, "lines": len(rows), "today": str(day), "day": str(today())}
def over_age(benefit, child, day):
    """Told once the next payment would be too late to be told before; ended on the day."""
    years = age(child["born"], day) + (1 if ARGS.ends_a_year_early else 0)
    if years >= UNTIL and not ARGS.never_of_age:
        if ARGS.disability_extends:
            yes = is_disabled(child)
            if yes is None: raise RuntimeError("the disability registry does not answer")
            if yes: return False
        close_benefit(benefit)
        return True
    months = day.month + 1
    next_day = day.replace(year=day.year + (months > 12), month=(months - 1) % 12 + 1, day=1)
    if age(child["born"], next_day) >= UNTIL: write_to(by_no(benefit["payee"]), "this was the last payment: your child comes of age")
    return False
def reissue(job, data):
    parent = cycle_of(data["list"])
    failed = sql("select l.*, p.name, p.no from line l join person p on p.no=l.person where l.cycle=? and not exists (select 1 from line r where r.replaces=l.ref)"
                 " and (l.state='FAILED' or l.refunded=1 or (? and l.state='PAID')) order by l.state", parent["ref"], ARGS.double_pays)
    if ARGS.double_pays: failed = [l for l in failed if l["state"] != "PAID"] + [l for l in failed if l["state"] == "PAID"][:1]
    rows = [dict(l, id=l["benefit"], amount=Decimal(l["amount"]), replaces=l["ref"], to=number(by_no(l["no"])), says=parent["programme"] + " again for " + l["ref"]) for l in failed]
    if rows: hand_over(parent["name"], parent["programme"], rows, parent["ref"], today())
    return {"cycle": parent["name"], "lines": len(rows)}
def hand_over(name, programme, rows, parent, day):
    total = sum(r["amount"] for r in rows)
    envelope = bridge("create_disbursement_envelope", {"benefit_program_mnemonic": programme, "disbursement_frequency": "Monthly",
        "cycle_code_mnemonic": name, "number_of_beneficiaries": len({r["no"] for r in rows}), "number_of_disbursements": len(rows),
        "total_disbursement_amount": float(total), "disbursement_currency_code": "USD", "disbursement_schedule_date": str(day)})["disbursement_envelope_id"]
    for row in rows: row["ref"] = new_reference()
    bank = {}
    for at in range(0, len(rows), 4):
        taken = bridge("create_disbursements", [{"disbursement_envelope_id": envelope, "mis_reference_number": r["ref"], "beneficiary_id": r["to"],
            "beneficiary_name": r["name"], "disbursement_amount": float(r["amount"]), "narrative": r["says"]} for r in rows[at:at + 4]])
        bank.update({t["mis_reference_number"]: t["disbursement_id"] for t in taken})
    with LOCK:
        sql("insert into cycle values(?,?,?,?,'OPEN',?)", envelope, name, programme, parent, str(day))
        for r in rows: sql("insert into line values(?,?,?,?,?,?,'SENT',0,?)", r["ref"], envelope, r["id"], r["no"], str(r["amount"]), bank[r["ref"]], r["replaces"])


# What has become of it

def poll():
    while True:
        time.sleep(0.5)
        for cycle in sql("select * from cycle where status='OPEN'"):
            try: read_status(cycle)
            except Exception as e: print("status of", cycle["ref"], e, flush=True)
def read_status(cycle):
    lines = {l["bank"]: l for l in sql("select * from line where cycle=? and state in ('SENT','PAID')", cycle["ref"])}
    for item in bridge("get_disbursement_status", list(lines)) or [] if lines else []:
        records, line = item.get("disbursement_recon_records") or {}, lines.get(item["disbursement_id"])
        if not line: continue
        entries, errors = records.get("disbursement_recon_payloads") or [], records.get("disbursement_error_recon_payloads") or []
        state = "BOUNCED" if any(e.get("reversal_found") for e in entries) else "PAID" if entries else "FAILED" if errors else "SENT"
        if state == "BOUNCED":
            sql("update line set refunded=1 where ref=?", line["ref"])
            if ARGS.loses_returns: state = "PAID"
        if state == "SENT": continue
        sql("update line set state=? where ref=?", state, line["ref"])
    root = cycle["parent"] or cycle["ref"]
    if all(settled(l) for l in sql("select * from line where cycle=?", root)): sql("update cycle set status='CLOSED' where ref=? or parent=?", root, root)
def settled(line):
    after = one("select * from line where replaces=?", line["ref"])
    return (line["state"] == "PAID" and not line["refunded"]) or bool(after and settled(after))
def cycle_of(name):
    found = one("select * from cycle where (ref=? or name=?) and parent is null order by rowid desc", name, name)
    if not found: raise Refused("no cycle is called so", 404)
    return found
