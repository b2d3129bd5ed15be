#!/usr/bin/env bash
# Runs a command beside the foreign MIS in a network of its own: it is called at 10.77.0.2:8810, and can call nobody.
#   apart.sh FOLDER COMMAND...       FOLDER: for its database and its log. Needs root rights; nothing of this machine's network is touched.
set -euo pipefail
if [ -z "${APART:-}" ]; then APART=1 exec unshare --net bash "$0" "$@"; fi
here=$(dirname "$(realpath "$0")") place=$1
shift
ip link set lo up
unshare --net bash -c 'until ip -4 -o addr show theirs 2>/dev/null | grep -q 10.77; do read -rt 0.05 <> <(:) || true; done; exec "$@"' bash \
  python3 "$here/mis.py" --host 10.77.0.2 --port 8810 --db "$place/db.sqlite" --peers http://127.0.0.1:8443/t/acme-mis >"$place/system.log" 2>&1 &
vendor=$!
trap 'kill -9 $vendor 2>/dev/null' EXIT
until [ "$(readlink /proc/$vendor/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do kill -0 $vendor; done
ip link add ours type veth peer name theirs netns $vendor
ip addr add 10.77.0.1/30 dev ours
ip link set ours up
nsenter --target $vendor --net sh -c 'ip link set lo up && ip link set theirs up && ip addr add 10.77.0.2/30 dev theirs'
until (exec 3<>/dev/tcp/10.77.0.2/8810) 2>/dev/null; do kill -0 $vendor; read -rt 0.1 <> <(:) || true; done
"$@"
