"""What Python does with a JSON document: the best time of reading it with orjson, judging it with jsonschema-rs, and asking it with two JSONPath packages."""
import gc
import json
import sys
import time

import jsonpath
import jsonpath_rfc9535
import jsonschema_rs
import orjson


def best(seconds: float, work, times: int = 1) -> int:
    least, end = None, time.perf_counter_ns() + int(seconds * 1e9)
    while least is None or time.perf_counter_ns() < end:
        start = time.perf_counter_ns()
        for _ in range(times):
            work()
        taken = (time.perf_counter_ns() - start) // times
        least = taken if least is None or taken < least else least
    return least


def main() -> None:
    name, schema, seconds, *paths = sys.argv[1:]
    seconds = float(seconds)
    gc.disable()  # its pauses would be counted against the peers
    with open(name, "rb") as f:
        text = f.read()
    value = orjson.loads(text)
    times = max(1, 20_000 // len(text))  # as the other side does: the clock is not what is measured
    asked = []
    for path in paths:
        peers = {}
        for peer, module in {"jsonpath-rfc9535": jsonpath_rfc9535, "python-jsonpath": jsonpath}.items():
            query = module.compile(path)
            find = lambda: sum(1 for _ in query.finditer(value))
            peers[peer] = {"found": find(), "ns": best(seconds, find)}
        asked.append({"path": path, "peers": peers})
    said = {"orjson-ns": best(seconds, lambda: orjson.loads(text), times), "paths": asked}
    if schema:
        with open(schema, "rb") as f:
            validator = jsonschema_rs.validator_for(orjson.loads(f.read()))
        if not validator.is_valid(value):
            raise SystemExit("the document does not fit its schema")
        said["judged-ns"] = best(seconds, lambda: validator.is_valid(orjson.loads(text)), times)
    print(json.dumps(said))


main()
