"""How Acme speaks to others: DCI registers, OpenCRVS, the G2P Bridge, a form server."""
import json, secrets, ssl, urllib.error, urllib.parse, urllib.request, uuid
from acme.store import ARGS, stamp

PEER_TOKEN = {}
TRUST = []  # of calls by TLS: whom it believes, and who it is


def trust(root, own):
    TRUST[:] = [ssl.create_default_context(cafile=root)]
    if own: TRUST[0].load_cert_chain(own + "/cert.pem", own + "/key.pem")
def send(url, body=None, headers=None, form=False):
    if ARGS.no_callback: raise urllib.error.URLError("no way out of this network")
    data = None if body is None else urllib.parse.urlencode(body).encode() if form else json.dumps(body).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json", **(headers or {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20, context=TRUST[0] if TRUST else None) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as e:
        try: return e.code, json.loads(e.read() or b"{}")
        except ValueError: return e.code, {}
def bearer(peer, path, scope=None):
    if peer not in PEER_TOKEN:
        asked = {"grant_type": "client_credentials", "client_id": "acme-mis", "client_secret": ARGS.secret, **({"scope": scope} if scope else {})}
        PEER_TOKEN[peer] = send("%s/%s%s" % (ARGS.peers, peer.split(" ")[0], path), asked, form=True)[1].get("access_token", "")
    return {"Authorization": "Bearer " + PEER_TOKEN[peer]}
def with_token(peer, token_path, scope, call):
    """Once more with a new token where the old one is no longer taken."""
    for _ in range(2):
        status, answer = call(bearer(peer, token_path, scope))
        if status != 401: break
        PEER_TOKEN.pop(peer, None)
    return status, answer


# DCI

def header(action, count, callback=None):
    h = {"version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": stamp(), "action": action, "sender_id": "acme-mis",
         "receiver_id": "registry", "total_count": count, "is_msg_encrypted": False}
    return {**h, "sender_uri": callback} if callback else h
def ask_registry(path, action, message, callback=None, peer="crvs"):
    if ARGS.wrong_action and action == "search": action = "lookup"
    count = len(message.get("subscribe_request") or message.get("search_request") or [1])
    scope = "registry/enrolled registry/search registry/subscribe" if peer == "ibr" else "registry/search registry/subscribe"
    def call(token):
        head = {**header(action, count, callback), **({"status": "succ", "completed_count": 1} if action == "notify" else {})}
        return send("%s/%s%s" % (ARGS.peers, peer, path), {"header": head, "message": message}, token)
    return with_token(peer, "/oauth2/client/token", scope, call)
def search(criteria, peer="crvs"):
    """One page; nothing where the register does not answer now."""
    status, answer = ask_registry("/registry/sync/search", "search", {"transaction_id": uuid.uuid4().hex, "search_request": [
        {"reference_id": "1", "timestamp": stamp(), "search_criteria": {"version": "1.0.0", **criteria}, "locale": "eng"}]}, peer=peer)
    if status >= 300: return None
    for item in answer.get("message", {}).get("search_response", []):
        if item.get("status") == "rjct": raise RuntimeError("%s refuses: %s" % (peer, item))
        return (item.get("data") or {}).get("reg_records") or [], int((item.get("pagination") or {}).get("total_count") or 0)
    return [], 0
def every_page(criteria, peer="crvs", size=2):
    """Where the total changes under its hands, pages have moved: it begins again."""
    found, page, total = [], 1, None
    while True:
        got = search({**criteria, "pagination": {"page_size": size, "page_number": page}}, peer)
        if got is None: return None
        if total not in (None, got[1]) and not ARGS.reads_on:
            found, page, total = [], 1, None
            continue
        found, total = found + got[0], got[1]
        if not got[0] or page * size >= got[1] or (ARGS.first_page and page): return found
        page += 1
def term(name, operator, value): return {"attribute_name": name, "operator": operator, "attribute_value": value}
def terms(first, second=None, condition="and"):
    return [{"seq_num": 1, "expression1": first, **({"condition": condition, "expression2": second} if second else {})}]


# OpenCRVS 2.x: its search, and the reports that it takes

def opencrvs(path, body):
    status, answer = with_token("crvs opencrvs", "/auth/token", None, lambda token: send("%s/crvs%s" % (ARGS.peers, path), body, token))
    return status, answer
def events_like(*clauses):
    """Any of the clauses; nothing where the registry does not answer now. From the beginning again where the total has changed."""
    found, total = [], None
    while True:
        status, answer = opencrvs("/events/search", {"query": {"type": "or", "clauses": list(clauses)}, "limit": 2, "offset": len(found)})
        if status >= 300: return None
        if total not in (None, answer.get("total")) and not ARGS.reads_on:
            found, total = [], None
            continue
        found, total = found + answer.get("results", []), answer.get("total")
        if not answer.get("results") or len(found) >= answer.get("total", 0): return found


# Money, and forms

def bridge(action, message):
    status, answer = send(ARGS.peers + "/payments/" + action, {"header": header(action, len(message) if isinstance(message, list) else 1), "message": message})
    if status >= 300 or answer.get("header", {}).get("status") == "rjct": raise RuntimeError("%s: %s %s" % (action, status, answer))
    return answer.get("message")
def forms():
    """All that the form server holds, page by page; the address of each next page is taken as it is given."""
    url, found = "%s/intake/kobo/data/" % ARGS.peers, []
    while url:
        status, answer = send(url, headers={"Authorization": "Token " + ARGS.form_token, "Accept": "application/json"})
        if status >= 300: raise RuntimeError("the form server says %s" % status)
        found, url = found + answer["results"], answer.get("next")
    return found
def new_reference(): return "ACME-" + secrets.token_hex(6)
