"""What Acme asks the registers, in its own words. `None` is no answer: it asks again later."""
import uuid
from acme.store import ARGS, kind_and_number, number_of, stamp, today
from acme.wires import ask_registry, events_like, every_page, search, term, terms

CIVIL = {"reg_type": "ns:org:RegistryType:Civil"}


# The civil registry. Over OpenCRVS an event is asked for, and written down as if it had been a record.

def as_record(event):
    told = event.get("declaration", {})
    def ids(who): return [{"identifier_type": kind, "identifier_value": told[who + key]} for kind, key in (("UIN", ".nid"), ("FUNCTIONAL", ".otherId"), ("BRN", ".brn")) if told.get(who + key)]
    who, legal = "child" if event["type"] == "birth" else "deceased", (event.get("legalStatuses") or {}).get("REGISTERED") or {}
    name = told.get(who + ".name") or {}
    record = {"identifier": ids(who) + [{"identifier_type": "BRN" if who == "child" else "DRN", "identifier_value": legal.get("registrationNumber")}],
              "name": {"given_name": name.get("firstname"), "surname": name.get("surname")}, "birth_date": told.get(who + ".dob"),
              "parent1_identifier": next(iter(ids("mother")), None), "parent2_identifier": next(iter(ids("father")), None)}
    if who == "deceased": record["death_date"] = told.get("eventDetails.date")
    return record
def records(*clauses):
    found = events_like(*clauses)
    return None if found is None else [as_record(e) for e in found if e.get("status") == "REGISTERED"]
def on_record(kind, value):
    if ARGS.opencrvs:
        if kind == "BRN": return records({"eventType": "birth", "legalStatuses.REGISTERED.registrationNumber": {"type": "exact", "term": value}})
        return records({"eventType": "birth", "data": {"child.nid": {"type": "exact", "term": value}}})
    got = search({**CIVIL, "query_type": "idtype-value", "query": {"type": kind, "value": value}})
    return got and got[0]
def births_between(first, last):
    if ARGS.opencrvs:
        return records({"eventType": "birth", "data": {"child.dob": {"type": "range", "gte": first, "lte": last}}})
    return every_page({**CIVIL, "query_type": "predicate", "sort": [{"attribute_name": "birth_date", "sort_order": "asc"}],
                       "query": terms(term("birth_date", "ge", first), term("birth_date", "le", last))})
def children_of(person):
    kind, value = kind_and_number(person)
    if ARGS.opencrvs: return records({"eventType": "birth", "data": {"mother.nid": {"type": "exact", "term": value}}})
    return every_page({**CIVIL, "query_type": "predicate", "query": terms(term("parent1_identifier", "eq", value), term("parent2_identifier", "eq", value), "or")})
def born_like(name, born):
    if ARGS.opencrvs: found = records({"eventType": "birth", "data": {"child.dob": {"type": "exact", "term": born}}})
    else:
        got = search({**CIVIL, "query_type": "predicate", "query": terms(term("birth_date", "eq", born))})
        found = got and got[0]
    family = name.split(" ")[-1].lower()
    return None if found is None else [r for r in found if family in str(r.get("name")).lower()]


# The registry of beneficiaries

def is_elsewhere(person, programme):
    """Asked in the order that the text does not fix: the programme first, then the person."""
    if not ARGS.ibr: return False
    kind, value = kind_and_number(person)
    status, answer = ask_registry("/registry/sync/enrolled", "search", {"transaction_id": uuid.uuid4().hex, "enrolled_criteria": {
        "query_type": "predicate", "response_entity": "Member", "query": terms(
            term("programme_identifier", "eq", programme), term("member_identifier", "eq", {"type": kind, "value": value}))}}, peer="ibr")
    if status >= 300: return None
    return any(i.get("enrolled_status") == "yes" for i in answer.get("message", {}).get("enrolled_response", []))
def tell_standing(person, programme, standing):
    if not ARGS.ibr: return True
    kind, value = kind_and_number(person)
    if ARGS.tells_a_number_of_its_own: value = "ACME-" + value
    status, _ = ask_registry("/registry/sync/enrollment/updates", "notify", {"transaction_id": uuid.uuid4().hex, "enrolled_updates": {"beneficiaries": [
        {"member": {"member_identifier": [{"identifier_type": kind, "identifier_value": value}]}, "enrollment_status": {"enrolled": "Active", "ended": "Graduated"}.get(standing, standing), "branch": "south",
         "programme_identifier": [{"identifier_type": "PROGRAMME", "identifier_value": programme}],
         "enrollment_date" if standing == "enrolled" else "status_change_date": day()}]}}, peer="ibr")
    return status < 300
def day(): return str(today()) + "T00:00:00Z"


# The disability registry, which is asked for a yes or no and for nothing else

def is_disabled(person):
    if ARGS.asks_for_the_record:
        search({"reg_type": "ns:org:RegistryType:DR", "query_type": "idtype-value", "query": {"type": "UIN", "value": person["uin"]}}, "disability-registry")
    kind, value = kind_and_number(person)
    status, answer = ask_registry("/registry/sync/disabled", "search", {"transaction_id": uuid.uuid4().hex, "disabled_criteria": {
        "query_type": "idtype-value", "query": {"type": kind, "value": value}}}, peer="disability-registry")
    if status >= 300: return None
    return any(i.get("disabled_status") == "yes" for i in answer.get("message", {}).get("disabled_response", []))


# The social registry

SOCIAL = {"reg_type": "ns:org:RegistryType:Social", "query_type": "predicate", "response_entity": "Member"}


def poorer_than(line): return every_page({**SOCIAL, "query": terms(term("poverty_score", "le" if ARGS.pays_on_the_line else "lt", line))}, "social-registry")
def living_in(area): return every_page({**SOCIAL, "query": terms(term("address.region_code", "eq", area))}, "social-registry")
def member(record):
    """The numbers and the name of a member of the social registry."""
    identifiers, told = record.get("member_identifier") or [], record.get("demographic_info") or {}
    name = told.get("name") or {}
    return {"uin": number_of(identifiers, "UIN"), "name": " ".join(filter(None, [name.get("given_name"), name.get("surname")])) or None,
            "born": (told.get("birth_date") or "")[:10] or None}
