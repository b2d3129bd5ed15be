#!/usr/bin/env python3
"""A tunnel as a vendor may have one: says its address, and leads whoever calls there to a port of this machine.

    tunnel.py --at 127.0.0.2:9443 --to 8443
"""
import argparse, socket, threading

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("--at", required=True, metavar="HOST:PORT")
options.add_argument("--to", required=True, type=int, metavar="PORT")
options.add_argument("--silent", action="store_true", help="never says where it is, and ends")
ARGS = options.parse_args()


def pass_on(source, sink):
    try:
        while data := source.recv(1 << 16): sink.sendall(data)
    except OSError: pass
    for end, how in ((sink, socket.SHUT_WR), (source, socket.SHUT_RD)):
        try: end.shutdown(how)
        except OSError: pass


def lead(caller):
    try: inner = socket.create_connection(("127.0.0.1", ARGS.to))
    except OSError: return caller.close()
    for pair in ((caller, inner), (inner, caller)): threading.Thread(target=pass_on, args=pair, daemon=True).start()


if ARGS.silent: raise SystemExit("no account for this tunnel")
host, port = ARGS.at.rsplit(":", 1)
door = socket.create_server((host, int(port)))
print("tunnel to 127.0.0.1:%d\nyour address is http://%s" % (ARGS.to, ARGS.at), flush=True)
while True: lead(door.accept()[0])
