# PostgreSQL: a private cluster that listens on a socket only, or the server that BIURO_PG_HOST names.
# shellcheck shell=bash

# pg_bin [VERSION]: folder of the newest installed server, or of that version.
pg_bin() {
    local dir best=
    for dir in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5 -n); do
        [ -x "$dir/initdb" ] || continue
        [ -z "${1:-}" ] || [ "$dir" = "/usr/lib/postgresql/$1/bin" ] || continue
        [ "$(basename "$(dirname "$dir")")" -ge 13 ] && best=$dir
    done
    echo "$best"
}

# use_pg NAME [FAST]: starts the private cluster .var/NAME if need be and points PG* to it.
# FAST: for data that may be lost in a crash (tests).
use_pg() {
    if ! $PG_PRIVATE; then
        named_pg
        return
    fi
    PGDATA_DIR=$STATE/$1
    PGSOCKET=$RUN/$1
    # A socket's path has at most 107 bytes.
    if [ ${#PGSOCKET} -gt 85 ]; then
        PGSOCKET=/tmp/biuro-$(printf %s "$STATE/$1-$APP_USER" | cksum | cut -d' ' -f1)
    fi
    [ -d "$PGDATA_DIR/base" ] || create_cluster "$@"
    local version
    version=$(as_app cat "$PGDATA_DIR/PG_VERSION")
    PGBIN=$(pg_bin "$version")
    [ -n "$PGBIN" ] ||
        die "the database in $PGDATA_DIR is of PostgreSQL $version, which is not installed: apt-get install postgresql-$version"
    app_dir "$PGSOCKET"
    unset PGHOST PGPORT PGUSER PGPASSWORD
    export PGHOST=$PGSOCKET PGPORT=5432 PGUSER=$APP_USER
    pg_running || start_cluster "$1"
}

named_pg() {
    export PGHOST=$BIURO_PG_HOST PGPORT=${BIURO_PG_PORT:-5432} PGUSER=${BIURO_PG_USER:-$APP_USER}
    unset PGPASSWORD
    [ -z "${BIURO_PG_PASSWORD:-}" ] || export PGPASSWORD=$BIURO_PG_PASSWORD
    PGBIN=$(dirname "$(command -v psql)")
    [ "$PGUSER" != postgres ] || die "Odoo refuses to work as the PostgreSQL user postgres: create another user with CREATEDB and name it in BIURO_PG_USER"
    local answer
    answer=$(as_app psql -w -d postgres -Atc 'show server_version_num' 2>&1) ||
        die "PostgreSQL at $PGHOST:$PGPORT does not let user $PGUSER in: $(echo "$answer" | head -1 | cut -c1-160) (see BIURO_PG_USER, BIURO_PG_PASSWORD)"
    [ "$answer" -ge 130000 ] || die "PostgreSQL at $PGHOST:$PGPORT is older than 13: Odoo 19 needs 13 or newer"
}

create_cluster() {
    local locale=(--locale=C.UTF-8) version
    PGBIN=$(pg_bin)
    [ -n "$PGBIN" ] || die "no PostgreSQL server is installed: apt-get install postgresql, or name one in BIURO_PG_HOST"
    need_disk 500
    step "A private PostgreSQL in $PGDATA_DIR"
    version=$(basename "$(dirname "$PGBIN")")
    # Polish alphabetical order, from version 15 on.
    [ "$version" -lt 15 ] || locale+=(--locale-provider=icu --icu-locale=pl)
    rm -rf "$PGDATA_DIR"
    app_dir "$PGDATA_DIR"
    logged initdb as_app "$PGBIN/initdb" -D "$PGDATA_DIR" --encoding=UTF8 "${locale[@]}" --auth-local=peer --auth-host=reject -U "$APP_USER"
    {
        echo "listen_addresses = ''"
        echo "max_connections = 300"
        echo "shared_buffers = 256MB"
        echo "work_mem = 16MB"
        echo "maintenance_work_mem = 256MB"
        echo "random_page_cost = 1.1"
        echo "effective_cache_size = 1GB"
        echo "max_wal_size = 2GB"
        if [ "${2:-}" = FAST ]; then
            echo "fsync = off"
            echo "synchronous_commit = off"
            echo "full_page_writes = off"
            echo "wal_level = minimal"
            echo "max_wal_senders = 0"
        fi
    } | as_app tee "$PGDATA_DIR/biuro.conf" >/dev/null
    echo "include 'biuro.conf'" | as_app tee -a "$PGDATA_DIR/postgresql.conf" >/dev/null
}

pg_running() {
    as_app "$PGBIN/pg_isready" -q -h "$PGSOCKET" -p 5432
}

start_cluster() {
    as_app "$PGBIN/pg_ctl" -D "$PGDATA_DIR" -w -t 60 -l "$LOGS/$1.log" -o "-k '$PGSOCKET'" start >"$LOGS/setup-pg.log" 2>&1 9>&- &&
        return
    if tail -20 "$LOGS/$1.log" 2>/dev/null | grep -q 'No space left'; then
        die "PostgreSQL cannot start: the disk is full; free some space at $STATE"
    fi
    die "PostgreSQL cannot start: $(tail -3 "$LOGS/$1.log" 2>/dev/null | grep -E 'FATAL|ERROR|HINT' | head -1 | cut -c1-200) (log: $LOGS/$1.log)"
}

# stop_pg NAME
stop_pg() {
    local data=$STATE/$1 bin
    [ -f "$data/postmaster.pid" ] || return 0
    bin=$(pg_bin "$(as_app cat "$data/PG_VERSION")")
    as_app "$bin/pg_ctl" -D "$data" -w -m fast stop >/dev/null 2>&1
}

sql() {
    as_app "$PGBIN/psql" -w -X -q -At -v ON_ERROR_STOP=1 "$@"
}

db_exists() {
    [ "$(sql -d postgres -c "select 1 from pg_database where datname = '$1'")" = 1 ]
}

drop_db() {
    sql -d postgres -c "drop database if exists \"$1\" with (force)" 2>/dev/null
    as_app rm -rf "${DATA_DIR:-$STATE/data}/filestore/$1"
}

# copy_db FROM TO: database and files.
copy_db() {
    local strategy=
    drop_db "$2"
    [ "$(sql -d postgres -c 'show server_version_num')" -lt 150000 ] || strategy='strategy file_copy'
    sql -d postgres -c "create database \"$2\" template \"$1\" $strategy" || die "cannot copy the database $1 to $2"
    if as_app test -d "$DATA_DIR/filestore/$1"; then
        as_app cp -a "$DATA_DIR/filestore/$1" "$DATA_DIR/filestore/$2"
    fi
}
