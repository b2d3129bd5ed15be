"""Speed as ratios to peers in one run. Every figure is the median of interleaved rounds; a single sample says nothing."""
import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on port {port} after {seconds:.0f} s")


class Server:
    """A process that serves until the block ends."""

    def __init__(self, command: list[str], port: int, **more):
        self.command, self.port, self.more = [str(c) for c in command], port, more

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.more)
        wait_for(self.port)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def nginx(folder: Path) -> Server:
    port = free_port()
    conf = folder / f"nginx-{port}.conf"
    conf.write_text((PEERS / "nginx.conf").read_text().replace("PORT", str(port)).replace("PID", str(folder / f"{port}.pid")))
    return Server([shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c", conf], port)


def printed(command: list, **more) -> str:
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **more).stdout


def wall(command: list, **more) -> float:
    start = time.monotonic()
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.monotonic() - start


def median_of(samples: list[float]) -> float:
    return statistics.median(samples)


def interleaved(rounds: int, takers: dict) -> dict[str, list[float]]:
    """Every taker once a round, so that a drift of the machine meets them all."""
    samples: dict[str, list[float]] = {name: [] for name in takers}
    for _ in range(rounds):
        for name, take in takers.items():
            samples[name].append(take())
    return samples


def ratio(samples: dict[str, list[float]], one: str, other: str) -> float:
    return median_of([a / b for a, b in zip(samples[one], samples[other])])


# MARK: what is measured


def start_up(a, folder: Path) -> list[str]:
    version = [wall([a.binary, "--version"]) for _ in range(a.rounds * 3)]
    out = folder / "demo"
    demo = [wall([a.binary, "demo", "--out", out], cwd=folder) for _ in range(a.rounds)]
    return [
        "| what | median | worst | goal |", "|---|---|---|---|",
        f"| `assay --version` | {median_of(version) * 1000:.0f} ms | {max(version) * 1000:.0f} ms | under 50 ms |",
        f"| `assay demo`, start to report | {median_of(demo):.2f} s | {max(demo):.2f} s | under 2 s |",
    ]


def runner(a, folder: Path) -> list[str]:
    lines = [
        "| steps at once | assay | hey | k6 | wrk | assay / hey | assay / k6 | assay / wrk | own time of a step, p99 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    fields = ["--field", "/id=p-1", "--field", "/state=active", "--field", "/payment/total=1250"]
    with nginx(folder) as peer:
        url = f"http://127.0.0.1:{peer.port}/person"
        for at_once in (1, 16, 64):
            own: list[int] = []

            def assay() -> float:
                log = folder / "steps"
                said = json.loads(
                    printed([a.binary, "bench-steps", url, "--at-once", at_once, "--seconds", a.seconds, "--out", log, *fields]))
                shutil.rmtree(log, ignore_errors=True)
                own.append(said["own-us-p99"])
                return said["per-second"]

            def hey() -> float:
                said = printed(["hey", "-z", f"{a.seconds}s", "-c", at_once, url])
                return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))

            def k6() -> float:
                summary = folder / "k6.json"
                printed([
                    BIN / "k6", "run", "--quiet", "--no-usage-report", "--vus", at_once, "--duration", f"{a.seconds}s", "--summary-export",
                    summary, PEERS / "steps.js"], env={**os.environ, "URL": url})
                said = json.loads(summary.read_text())["metrics"]
                if said["checks"]["fails"]:
                    raise SystemExit("k6 saw wrong answers")
                return said["iterations"]["rate"]

            def wrk() -> float:
                said = printed(["wrk", "-t1", f"-c{at_once}", f"-d{a.seconds}s", url])
                return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))

            s = interleaved(a.rounds, {"assay": assay, "hey": hey, "k6": k6, "wrk": wrk})
            m = {name: median_of(all) for name, all in s.items()}
            lines.append(
                f"| {at_once} | {m['assay']:,.0f}/s | {m['hey']:,.0f}/s | {m['k6']:,.0f}/s | {m['wrk']:,.0f}/s | {ratio(s, 'assay', 'hey'):.2f} "
                f"| {ratio(s, 'assay', 'k6'):.2f} | {ratio(s, 'assay', 'wrk'):.2f} | {median_of(own) / 1000:.2f} ms |")
    return lines


class Registry:
    """The sandbox's civil registry, asked as a beneficiary system asks it."""

    def __init__(self, port: int):
        self.base = f"http://127.0.0.1:{port}/crvs"
        said = self.post(
            "/oauth2/client/token", urllib.parse.urlencode({
                "grant_type": "client_credentials", "client_id": "sandbox", "client_secret": "sandbox-secret",
                "scope": "registry/search"}), {"Content-Type": "application/x-www-form-urlencoded"})
        self.token = said["access_token"]

    def post(self, path: str, body: str, headers: dict) -> dict:
        with urllib.request.urlopen(urllib.request.Request(self.base + path, body.encode(), headers)) as answer:
            return json.load(answer)

    def page(self, number: int, size: int) -> list[dict]:
        stamp = "2026-11-28T09:00:00.000Z"
        criteria = {
            "version": "1.0.0", "reg_type": "ns:org:RegistryType:Civil", "reg_record_type": "spdci-extensions-dci:CRVSPerson",
            "query_type": "predicate", "query": [
                {"seq_num": 1, "expression1": {"attribute_name": "birth_date", "operator": "gt", "attribute_value": "1900-01-01"}}],
            "pagination": {"page_size": size, "page_number": number}}
        said = self.post("/registry/sync/search", json.dumps({
            "header": {
                "version": "1.0.0", "message_id": f"page-{number}", "message_ts": stamp, "action": "search", "sender_id": "mis.assay",
                "receiver_id": "crvs.assay", "total_count": 1, "is_msg_encrypted": False},
            "message": {"transaction_id": f"page-{number}", "search_request": [
                {"reference_id": "r-1", "timestamp": stamp, "search_criteria": criteria, "locale": "eng"}]}}),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"})
        return said["message"]["search_response"][0]["data"]["reg_records"]


def sandbox(a, folder: Path) -> list[str]:
    port = free_port()
    serve = [a.binary, "sandbox", "--port", port, "--population", a.population, "--setting", "records.signature=none", "--setting", "events.signature=none"]
    with Server(serve, port, cwd=folder), nginx(folder) as front:
        registry = Registry(port)
        people, number = [], 1
        while len(people) < a.population and (page := registry.page(number, 500)):
            people += page
            number += 1
        uin = lambda p: next(i["identifier_value"] for i in p["identifier"] if i["identifier_type"] == "UIN")
        records = {f"UIN|{uin(p)}": p for p in people if any(i["identifier_type"] == "UIN" for i in p["identifier"])}
        (folder / "records.json").write_text(json.dumps(records))
        (folder / "ids.txt").write_text("\n".join(key.split("|")[1] for key in records))
        return beside_fastapi(a, folder, port, front.port, registry.token, len(records))


def beside_fastapi(a, folder: Path, port: int, front: int, token: str, people: int) -> list[str]:
    import jwt
    sys.path.insert(0, str(PEERS))
    key = re.search(r'^KEY = "(.*)"$', (PEERS / "registry.py").read_text(), re.M).group(1)
    theirs = jwt.encode({"scope": "registry/search", "exp": int(time.time()) + 3600}, key, "HS256")
    other = free_port()
    app = [BIN / "uvicorn", "registry:app", "--port", other, "--log-level", "critical", "--no-access-log"]
    with Server(app, other, cwd=PEERS, env={**os.environ, "REGISTRY_RECORDS": str(folder / "records.json"), "PYTHONDONTWRITEBYTECODE": "1"}):
        def load(at: int, path: str, bearer: str) -> float:
            said = subprocess.run(
                ["wrk", "-t1", "-c16", f"-d{a.seconds}s", "-s", PEERS / "search.lua", f"http://127.0.0.1:{at}"], check=True, capture_output=True,
                text=True, env={**os.environ, "SEARCH_TOKEN": bearer, "SEARCH_IDS": str(folder / "ids.txt"), "SEARCH_PATH": path})
            if "wrong answer" in said.stderr and at != front:
                raise SystemExit(said.stderr)
            return float(re.search(r"Requests/sec:\s+([\d.]+)", said.stdout).group(1))
        s = interleaved(a.rounds, {
            "assay": lambda: load(port, "/crvs/registry/sync/search", token), "fastapi": lambda: load(other, "/registry/sync/search", theirs),
            "nginx": lambda: load(front, "/", token)})
    m = {name: median_of(all) for name, all in s.items()}
    return [
        "| people | assay sandbox | FastAPI, uvicorn | nginx `return 200` | assay / FastAPI | assay / nginx |", "|---|---|---|---|---|---|",
        f"| {people:,} | {m['assay']:,.0f}/s | {m['fastapi']:,.0f}/s | {m['nginx']:,.0f}/s | {ratio(s, 'assay', 'fastapi'):.1f} "
        f"| {ratio(s, 'assay', 'nginx'):.2f} |",
    ]


PATHS = [
    "$.lines[*].line_id", "$..account", "$.lines[?@.status=='rejected'].line_id", "$.lines[?@.attempts > 3]",
    "$.lines[?@.amount.value == '20.50'].payee.name", "$.lines[-1].payee", "$.lines[100:200:10].status",
    "$.lines[?match(@.payee.phone, '.*00[0-9]2')].line_id", "$.lines[?@.note && @.status != 'paid'].line_id", "$..[?@.currency == 'GHS'].value",
]


def payment_list(lines: int) -> str:
    def line(n: int) -> dict:
        return {
            "line_id": f"L{n:06d}", "payee": {"name": f"Amina {n} Kone", "account": f"GH{n:020d}", "phone": f"+233 20 000 {n % 10000:04d}"},
            "amount": {"value": f"{n % 400}.50", "currency": "GHS"}, "status": ["paid", "rejected", "pending"][n % 3], "attempts": n % 5,
            "date": f"2026-05-{1 + n % 28:02d}", "note": None if n % 4 else 'mobile "money" transfér'}
    header = {"message_id": "m-1", "total_count": lines, "is_test": True}
    return json.dumps({"header": header, "lines": [line(n) for n in range(lines)]}, ensure_ascii=False, separators=(",", ":"))


def payment_schema() -> str:
    text = lambda pattern=None: {"type": "string", "minLength": 1} | ({"pattern": pattern} if pattern else {})
    closed = lambda required, **properties: {
        "type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return json.dumps({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            "amount": closed(["value", "currency"], value=text("^[0-9]{1,12}(\\.[0-9]{2})?$"), currency={"enum": ["GHS", "USD"]}),
            "line": closed(
                ["line_id", "payee", "amount", "status"], line_id=text("^L[0-9]{6}$"),
                payee=closed(["name", "account"], name=text(), account=text("^GH[0-9]{20}$"), phone=text()),
                amount={"$ref": "#/$defs/amount"}, status={"enum": ["paid", "rejected", "pending"]},
                attempts={"type": "integer", "minimum": 0}, date=text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), note={"type": ["string", "null"]})},
        **closed(
            ["header", "lines"],
            header=closed(["message_id", "total_count"], message_id=text(), total_count={"type": "integer"}, is_test={"type": "boolean"}),
            lines={"type": "array", "items": {"$ref": "#/$defs/line"}, "minItems": 1, "maxItems": 50_000})})


def documents(a, folder: Path) -> list[str]:
    read, asked, judged = [], [], []
    schema = folder / "schema.json"
    schema.write_text(payment_schema())
    for lines, paths in ((4, []), (21_400, PATHS)):
        file = folder / f"{lines}.json"
        file.write_text(payment_list(lines))

        ours, theirs = [], []
        for _ in range(a.rounds):
            ours.append(json.loads(printed([a.binary, "bench-documents", file, "--schema", schema, "--seconds", "0.3", *(f"--path={p}" for p in paths)])))
            theirs.append(json.loads(printed([sys.executable, PEERS / "documents.py", file, schema, "0.3", *paths])))
        speed = lambda samples, key: median_of([ours[0]["bytes"] * 1000 / s[key] for s in samples])
        times = lambda key: median_of([t["orjson-ns"] / o[key] for o, t in zip(ours, theirs)])
        read.append(
            f"| {ours[0]['bytes']:,} B | {speed(ours, 'index-ns'):,.0f} MB/s | {speed(ours, 'texts-ns'):,.0f} MB/s | {speed(ours, 'tree-ns'):,.0f} MB/s "
            f"| {speed(theirs, 'orjson-ns'):,.0f} MB/s | {times('index-ns'):.1f} | {times('texts-ns'):.1f} |")
        judged.append(
            f"| {ours[0]['bytes']:,} B | {median_of([o['judged-ns'] for o in ours]) / 1e3:,.1f} µs "
            f"| {median_of([t['judged-ns'] for t in theirs]) / 1e3:,.1f} µs "
            f"| {median_of([t['judged-ns'] / o['judged-ns'] for o, t in zip(ours, theirs)]):.1f} |")
        asked += path_lines(ours, theirs)
    return [
        "| document | assay, indexed | every text made | value tree | orjson | indexed / orjson | texts / orjson |", "|---|---|---|---|---|---|---|", *read, "",
        "| read and judged by a JSON Schema | assay | orjson and jsonschema-rs | assay / peer |", "|---|---|---|---|", *judged, "",
        "| JSONPath | found | assay | best of jsonpath-rfc9535, python-jsonpath | assay / best |", "|---|---|---|---|---|", *asked,
    ]


def path_lines(ours: list[dict], theirs: list[dict]) -> list[str]:
    best = lambda asked: min(peer["ns"] for peer in asked["peers"].values())
    lines = []
    for n, asked in enumerate(ours[0]["paths"]):
        if any(peer["found"] != asked["found"] for peer in theirs[0]["paths"][n]["peers"].values()):
            raise SystemExit(f"a peer finds other values: {asked['path']}")
        mine, peer = [o["paths"][n]["ns"] for o in ours], [best(t["paths"][n]) for t in theirs]
        lines.append(
            f"| `{asked['path']}` | {asked['found']} | {median_of(mine) / 1e6:.2f} ms | {median_of(peer) / 1e6:.2f} ms "
            f"| {median_of([p / m for m, p in zip(mine, peer)]):.1f} |".replace("||", "\\|\\|"))
    if lines:
        mine, peer = [sum(p["ns"] for p in o["paths"]) for o in ours], [sum(best(p) for p in t["paths"]) for t in theirs]
        lines.append(
            f"| all ten | | {median_of(mine) / 1e6:.1f} ms | {median_of(peer) / 1e6:.1f} ms | {median_of([p / m for m, p in zip(mine, peer)]):.0f} |")
    return lines


PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
ORDER = "/p:Document/p:CstmrCdtTrfInitn/p:PmtInf/p:CdtTrfTxInf"


def payment_order(file: Path, count: int) -> str:
    """A credit transfer initiation with so many transactions; gives their exact sum."""
    cents = lambda n: 1000 + n % 9000 + n % 97
    with file.open("w") as out:
        out.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{PAIN}"><CstmrCdtTrfInitn><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-23T09:00:00Z'
            f"</CreDtTm><NbOfTxs>{count}</NbOfTxs><InitgPty><Nm>Ministry</Nm></InitgPty></GrpHdr><PmtInf><PmtInfId>P1</PmtInfId><PmtMtd>TRF</PmtMtd>"
            "<ReqdExctnDt><Dt>2026-11-24</Dt></ReqdExctnDt><Dbtr><Nm>Ministry</Nm></Dbtr><DbtrAcct><Id><Othr><Id>1</Id></Othr></Id></DbtrAcct>"
            "<DbtrAgt><FinInstnId><BICFI>TREAXX22XXX</BICFI></FinInstnId></DbtrAgt>\n")
        for n in range(count):
            out.write(
                f"<CdtTrfTxInf><PmtId><InstrId>PAY-{n:07d}</InstrId><EndToEndId>CYC07-HH{n:07d}</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"USD\">"
                f"{cents(n) // 100}.{cents(n) % 100:02d}</InstdAmt></Amt><CdtrAgt><FinInstnId><BICFI>BANKXX22XXX</BICFI></FinInstnId></CdtrAgt><Cdtr>"
                f"<Nm>Person {n}</Nm></Cdtr><CdtrAcct><Id><Othr><Id>{n:010d}</Id></Othr></Id></CdtrAcct><Purp><Cd>SSBE</Cd></Purp></CdtTrfTxInf>\n")
        out.write("</PmtInf></CstmrCdtTrfInitn></Document>\n")
    total = sum(cents(n) for n in range(count))
    return f"{total // 100}.{total % 100:02d}"


def peak(command: list) -> int:
    """Peak memory in MB of one run."""
    with subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss // 1024


def markup(a, folder: Path) -> list[str]:
    file = folder / "order.xml"
    total = payment_order(file, 500_000)
    ours = [a.binary, "bench-markup", file, "--namespace", PAIN, "--count", ORDER, "--sum", ORDER + "/p:Amt/p:InstdAmt"]
    pairs = [("count and exact sum", "`xmllint --stream`", ours, ["xmllint", "--stream", "--noout", file], "at most 1.5")]
    schema = Path(os.environ.get("ASSAY_SPECS", "../shared/specs")) / "payments/iso20022/pain.001.001.09.xsd"
    if schema.exists():
        pairs.append((
            "the same, validated (XSD)", "`xmllint --stream --schema`", [*ours, "--schema", schema],
            ["xmllint", "--stream", "--noout", "--schema", schema, file], "under 1"))
    lines = []
    for what, peer, mine, theirs, goal in pairs:
        found = json.loads(printed(mine))
        if (found["count"], found["sum"], found["findings"]) != (500_000, total, 0):
            raise SystemExit(f"a wrong answer: {found}, and the sum is {total}")
        samples = interleaved(a.rounds, {"assay": lambda: wall(mine), "xmllint": lambda: wall(theirs)})
        lines.append(
            f"| {what} | {median_of(samples['assay']):.2f} s | {peak(mine)} MB | {median_of(samples['xmllint']):.2f} s, {peer} "
            f"| {ratio(samples, 'assay', 'xmllint'):.2f} | {goal} |")
    note = [] if len(pairs) > 1 else ["", f"The schema is not at {schema}: set ASSAY_SPECS to the folder that holds it. Validation was not measured."]
    return ["| what | assay | peak memory | peer | assay / peer | goal |", "|---|---|---|---|---|---|", *lines, *note]


PARTS = {
    "start": ("Start", start_up),
    "runner": ("Runner: HTTP steps (send, check status and three JSON fields, record on disk), against one nginx", runner),
    "documents": ("Documents: reading JSON, judging it by a schema, asking it paths", documents),
    "markup": ("XML: 500,000 transactions of a pain.001 file", markup),
    "sandbox": ("Sandbox: a DCI search by id (bearer, schema, look-up), 16 at once", sandbox),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=lambda text: Path(text).resolve())
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--population", type=int, default=100_000)
    parser.add_argument("--only", default=",".join(PARTS))
    a = parser.parse_args()
    page = [f"# Speed\n\nMedians of {a.rounds} interleaved rounds on {os.cpu_count()} cores, peers on the same cores; ratios are medians of the rounds' ratios.\n"]
    for name in a.only.split(","):
        title, measure = PARTS[name]
        print(f"measuring {name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
            page += [f"## {title}\n", *measure(a, Path(folder)), ""]
    text = "\n".join(page)
    print(text)
    if a.only == ",".join(PARTS):
        (HERE / "results.md").write_text(text)


if __name__ == "__main__":
    main()
