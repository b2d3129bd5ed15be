"""What Acme keeps: a SQLite file that survives runs, its people, and a clock that its test desk can put forward."""
import argparse, datetime as dt, json, re, sqlite3, threading, time, uuid

ARGS = argparse.Namespace()
PROGRAMMES = {"PENSION-60": "45.00", "BIRTH-GRANT": "20.00", "CHILD": "15.00", "LONE-PARENT": "30.00", "SURVIVOR": "60.00",
              "DISABLED": "35.00", "CASH": "25.00", "FOOD": "5.00", "RELIEF": "50.00"}
ONCE = ("BIRTH-GRANT", "SURVIVOR", "RELIEF")
NOT_BESIDE = {"PENSION-60": ("DISABLED",)}  # who has one of these is not given the other
TABLES = """
create table if not exists person(no integer primary key, uin text, other text, brn text, org text, name text, sex text, born text,
  account text, area text, died text, willing int default 1, told text);
create table if not exists benefit(id integer primary key, person int, payee int, programme text, heads int default 1, state text, open int,
  held text default '0', runs int default 0, since text, because text);
create table if not exists application(id integer primary key, person int, programme text, state text, why text, declared text, form text);
create table if not exists task(id integer primary key, person int, why text, waived text, state text, takes_over text);
create table if not exists letter(id integer primary key, person int, says text);
create table if not exists claim(id integer primary key, person int, programme text, amount text, since text);
create table if not exists event(id integer primary key, message text, kind text, number text, body text, state text);
create table if not exists job(id text primary key, kind text, data text, due real, tries int, status text, result text);
create table if not exists cycle(ref text primary key, name text, programme text, parent text, status text, day text);
create table if not exists line(ref text primary key, cycle text, benefit int, person int, amount text, bank text, state text,
  refunded int, replaces text);
create table if not exists parent(child int, mother int);
create table if not exists counted(child int primary key, benefit int);
create table if not exists offer(child int, payee int, programme text, until text, state text);
create table if not exists closed(programme text primary key);
"""
TABLE_NAMES = re.findall(r"exists (\w+)", TABLES)
LOCK = threading.RLock()
DB, SKEW, AHEAD = [], [0], [dt.timedelta(0)]


def open_store(path):
    DB[:] = [sqlite3.connect(path, check_same_thread=False)]
    DB[0].row_factory = sqlite3.Row
    DB[0].executescript(TABLES)
def sql(text, *args):
    with LOCK:
        rows = [dict(r) for r in DB[0].execute(text, args)]
        DB[0].commit()
        return rows
def one(text, *args): return next(iter(sql(text, *args)), None)
def enqueue(kind, data, delay=0.0):
    job = uuid.uuid4().hex[:12]
    sql("insert into job values(?,?,?,?,0,'WAITING',null)", job, kind, json.dumps(data), time.time() + delay)
    return job


class Refused(Exception):
    def __init__(self, why, status=400, code="err.request.bad"):
        super().__init__(why)
        self.status, self.code = status, code


# Time. Stamps are of the wall; days are of the desk's clock, which is the wall's until a test puts it forward.

def stamp(days=0): return (dt.datetime.now(dt.timezone.utc) + dt.timedelta(days=days, seconds=SKEW[0])).isoformat(timespec="milliseconds")
def today(): return (dt.datetime.now(dt.timezone.utc) + AHEAD[0]).date()
def put_forward(text):
    """`1 day`, `30 days`, `2 months`, `6 hours`."""
    months = sum(int(n) for n in re.findall(r"(\d+) *months?", text)) + 12 * sum(int(n) for n in re.findall(r"(\d+) *years?", text))
    days = sum(int(n) for n in re.findall(r"(\d+) *d(?:ays?)?\b", text)) + 30 * months
    hours = sum(int(n) for n in re.findall(r"(\d+) *h(?:ours?)?\b", text))
    AHEAD[0] += dt.timedelta(days=days, hours=hours)
    return str(today())
def to_pay_day():
    """The first of the next month, if the desk has a clock of its own."""
    if ARGS.wall_clock: return today()
    day = today()
    to = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    AHEAD[0] += to - day
    return to
def firsts_since(text):
    """How many pay days have passed since."""
    day, now = dt.date.fromisoformat(text), today()
    return (now.year - day.year) * 12 + now.month - day.month
def age(born, day):
    born = dt.date.fromisoformat(born[:10])
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
def past_day(text, what):
    try: day = dt.date.fromisoformat(str(text)[:10])
    except ValueError: raise Refused(what + " is no day")
    if day > today(): raise Refused(what + " lies in the future")
    return day


# People

def valid_number(text):
    """Ten digits, the last a check digit after Verhoeff."""
    def times(a, b):
        if a < 5: return (a + b) % 5 + (5 if b >= 5 else 0)
        return 5 + (a - b) % 5 if b < 5 else (a - b) % 5
    shuffle, check = list(range(10)), 0
    if not re.fullmatch(r"[2-9]\d{9}", text): return False
    for digit in reversed(text):
        check = times(check, shuffle[int(digit)])
        shuffle = [[1, 5, 7, 6, 2, 8, 3, 0, 9, 4][d] for d in shuffle]
    return check == 0
def given(text): return None if text in (None, "") or str(text).startswith("$") else str(text)
def find(*numbers):
    for number in numbers:
        found = number and one("select * from person where uin=? or other=? or brn=? or org=?", number, number, number, number)
        if found: return found
def by_no(no): return one("select * from person where no=?", no)
def by_identifiers(listed):
    for i in listed if isinstance(listed, list) else [listed] if isinstance(listed, dict) else []:
        found = find(i.get("identifier_value"))
        if found: return found
def number_of(listed, kind):
    return next((str(i.get("identifier_value")) for i in listed if isinstance(i, dict) and i.get("identifier_type") == kind), None)
def number(person): return person["uin"] or person["other"] or person["org"] or person["brn"]
def kind_and_number(person):
    return next((kind.upper(), person[kind]) for kind in ("uin", "brn", "other", "org") if person[kind])
def enter(uin=None, other=None, brn=None, org=None, name=None, born=None, sex=None, account=None):
    """Known by any of the numbers, or new; what is said now goes over what was said before."""
    known = find(uin, other, brn, org)
    if not known:
        known = one("insert into person(uin, other, brn, org) values(?,?,?,?) returning *", uin, other, brn, org)
    sql("update person set uin=coalesce(?,uin), brn=coalesce(?,brn), name=coalesce(?,name), born=coalesce(?,born), sex=coalesce(?,sex),"
        " account=coalesce(?,account) where no=?", uin, brn, name, born, sex, account, known["no"])
    return by_no(known["no"])
def ask_a_clerk(person, why, waived=None, takes_over=None):
    if not one("select 1 from task where person=? and why=? and state='OPEN'", person["no"], why):
        sql("insert into task(person, why, waived, state, takes_over) values(?,?,?,'OPEN',?)", person["no"], why, waived, takes_over)
def write_to(person, says): sql("insert into letter(person, says) values(?,?)", person["no"], says)
