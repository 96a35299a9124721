#!/usr/bin/env bash
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD and PGDATA as the
# official image reads them. There is no psql in the binaries: the database is made in single-user mode, and files of
# /docker-entrypoint-initdb.d are refused.
set -euo pipefail

[ "${1:0:1}" != - ] || set -- postgres "$@"
[ "$1" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA" /var/lib/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  database=${POSTGRES_DB:-$user}
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
    echo "Error: set POSTGRES_PASSWORD, or POSTGRES_HOST_AUTH_METHOD=trust" >&2
    exit 1
  fi
  if [ -n "$(ls -A /docker-entrypoint-initdb.d)" ]; then
    echo "Error: this stand-in has no psql and runs no file of /docker-entrypoint-initdb.d" >&2
    exit 1
  fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  # shellcheck disable=SC2086 # words on purpose, as the official image reads them
  initdb --username="$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:-}") --encoding=UTF8 --no-sync \
    --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 ${POSTGRES_INITDB_ARGS:-}
  if [ "$database" != postgres ]; then
    printf 'create database "%s";\n' "${database//\"/\"\"}" | postgres --single -j -D "$PGDATA" postgres >/dev/null
  fi
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
  # the official image starts a first server for its scripts; Testcontainers waits for the second of these lines
  echo "PostgreSQL init process complete; for the first time: database system is ready to accept connections"
fi
exec "$@" -c "listen_addresses=*"
