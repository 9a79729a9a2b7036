#!/usr/bin/env bash
# Runs a command with DATABASE_URL naming a PostgreSQL server that lives only as long as the command:
#   .ci/with-postgres.sh npx vitest run test/store
set -euo pipefail

if [ $# -eq 0 ]; then
  echo "usage: $0 COMMAND [ARGUMENT...]" >&2
  exit 2
fi

# Debian keeps the server's programs out of PATH; the newest version wins.
find_programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

programs=$(find_programs)
if [ ! -x "$programs/initdb" ]; then
  as_root apt-get update -q >&2
  # Debian's package would start a server of its own otherwise.
  as_root mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends postgresql >&2
  programs=$(find_programs)
fi

# The server refuses to run as root, and its user may not enter the folder we are in.
if [ "$(id -u)" -eq 0 ]; then as_server() { (cd / && runuser -u postgres -- "$@"); }; else as_server() { "$@"; }; fi

folder=$(as_server mktemp -d "${TMPDIR:-/tmp}/tfauth-postgres-XXXXXX")
stop() {
  as_server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
command=
# Bash would otherwise wait for the command before it listens to a signal.
end() {
  [ -z "$command" ] || kill -TERM "$command" 2>/dev/null || true
  exit "$1"
}
trap 'end 130' INT
trap 'end 143' TERM HUP

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

as_server "$programs/initdb" -D "$folder/data" -U tfauth --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
started=
# Between finding a port and taking it, someone else may take it.
for _ in 1 2 3; do
  port=$(free_port)
  if as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 30 \
    -o "-h 127.0.0.1 -p $port -k $folder -F" start >/dev/null; then
    started=yes
    break
  fi
done
if [ -z "$started" ]; then
  cat "$folder/log" >&2
  exit 1
fi

DATABASE_URL="postgres://tfauth@127.0.0.1:$port/postgres" "$@" <&0 &
command=$!
wait "$command"
