# Settings, messages and small helpers. Sourced by ./biuro.
# shellcheck shell=bash

# prepare: reads the settings, finds out as whom and where things run.
prepare() {
    DB=${BIURO_DB:-biuro}
    PORT=${BIURO_PORT:-8069}
    INTERFACE=${BIURO_INTERFACE:-127.0.0.1}
    WANT_DEMO=${BIURO_DEMO:-1}
    STARTED=$SECONDS
    [[ $PORT =~ ^[0-9]+$ ]] && [ "$PORT" -lt 65536 ] || die "BIURO_PORT is '$PORT': give a number from 1024 to 65535"
    [[ $DB =~ ^[a-z][a-z0-9_]*$ ]] || die "BIURO_DB is '$DB': use small letters, digits and _ only"

    IS_ROOT=false
    APP_USER=$(id -un)
    if [ "$(id -u)" = 0 ]; then
        IS_ROOT=true
        APP_USER=${BIURO_USER:-biuro}
        [ "$APP_USER" != root ] || die "BIURO_USER is root: neither the server nor PostgreSQL may run as root; name another user"
        ensure_app_user
    fi

    CODE=$ROOT
    STATE=${BIURO_STATE:-$ROOT/.var}
    if ! as_app test -r "$ROOT/odoo.conf" -a -x "$ROOT/scripts"; then
        # The checkout lies where the server's user cannot read (/root, a private folder).
        local place
        place=$(basename "$ROOT")-$(printf %s "$ROOT" | cksum | cut -d' ' -f1)
        STATE=${BIURO_STATE:-/var/lib/biuro/$place}
        CODE=$STATE/code
        FOREIGN=true
    fi
    mkdir -p "$STATE" 2>/dev/null || die "cannot write $STATE: check its owner, or name another folder in BIURO_STATE"
    STATE=$(cd "$STATE" && pwd -P)
    as_app test -x "$STATE" || die "user $APP_USER cannot enter $STATE: name another folder in BIURO_STATE"
    [ -w "$STATE" ] || die "cannot write $STATE: check its owner, or name another folder in BIURO_STATE"
    ${FOREIGN:-false} && copy_code
    # a place that the server's user may enter; file names of the command line are meant from where it was given
    FROM=$PWD
    cd "$CODE" || die "cannot enter $CODE"

    LOGS=$STATE/log
    RUN=$STATE/run
    VENV=$STATE/venv
    CONF=$RUN/odoo.conf
    PIDFILE=$RUN/odoo.pid
    app_dir "$LOGS" "$RUN" "$STATE/data" "$STATE/home" "$STATE/pycache"
    export PYTHONPYCACHEPREFIX=$STATE/pycache
    # Odoo reads these too; the settings below decide.
    unset PGDATABASE PGHOST_REPLICA PGPORT_REPLICA ODOO_RC ODOO_DEV PGDATABASE_TEMPLATE PYTHONPATH PYTHONHOME
    PG_PRIVATE=true
    [ -z "${BIURO_PG_HOST:-}" ] || PG_PRIVATE=false
}

ensure_app_user() {
    id "$APP_USER" >/dev/null 2>&1 && return
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$APP_USER" ||
        die "cannot create the system user $APP_USER: create it yourself, or name another in BIURO_USER"
}

# from_here FILE: the file as it was meant where the command was given.
from_here() {
    case $1 in
        /*) echo "$1" ;;
        *) echo "$FROM/$1" ;;
    esac
}

# as_app COMMAND...: as the user of the server; never as root.
as_app() {
    if $IS_ROOT; then
        setpriv --reuid="$APP_USER" --regid="$(id -gn "$APP_USER")" --init-groups \
            env HOME="${STATE:-/nonexistent}/home" USER="$APP_USER" LOGNAME="$APP_USER" "$@"
    else
        "$@"
    fi
}

# in_background PIDFILE LOG COMMAND...: starts a process that stays when the terminal closes; its own number is in PIDFILE.
in_background() {
    local pidfile=$1 log=$2
    shift 2
    # shellcheck disable=SC2016
    as_app setsid sh -c 'echo $$ >"$1"; shift; exec "$@"' sh "$pidfile" "$@" >>"$log" 2>&1 </dev/null 8>&- &
}

# as_root COMMAND...: for system packages only.
as_root() {
    if $IS_ROOT; then
        "$@"
    else
        sudo "$@"
    fi
}

# app_dir DIR...: folders that only the server's user enters.
app_dir() {
    local dir
    for dir; do
        [ -d "$dir" ] && continue
        mkdir -p "$dir" || die "cannot create $dir: check the owner of $STATE and the free disk space"
        chmod 700 "$dir"
        ! $IS_ROOT || chown "$APP_USER:" "$dir"
    done
}

copy_code() {
    case $command in run | test) echo "User $APP_USER cannot read $ROOT: the server runs from a copy in $CODE." ;; esac
    rm -rf "$CODE.new"
    mkdir -p "$CODE.new"
    (cd "$ROOT" && tar --exclude=./.var --exclude=./.git --exclude=__pycache__ -cf - .) | tar -C "$CODE.new" -xf - ||
        die "cannot copy the suite to $CODE: check the free disk space of $STATE"
    chmod -R u+rwX,go+rX "$CODE.new"
    rm -rf "$CODE"
    mv "$CODE.new" "$CODE"
}

die() {
    printf 'biuro: %s\n' "$*" >&2
    exit 1
}

# step TEXT: a line of progress, with the seconds since the start.
step() {
    printf '[%3ds] %s\n' $((SECONDS - STARTED)) "$*"
}

# logged NAME COMMAND...: output to a log; on failure one line with the reason and the remedy.
logged() {
    local name=$1 log
    shift
    log=$LOGS/setup-$name.log
    "$@" >"$log" 2>&1 && return
    fail_from_log "$name" "$log"
}

# fail_from_log NAME LOG: says in one line why a command failed.
fail_from_log() {
    local name=$1 log=$2 last
    if grep -qiE 'no space left on device|disk full' "$log"; then
        die "$name: the disk is full; free at least 3 GB at $STATE, or name a folder elsewhere in BIURO_STATE"
    elif grep -qiE 'do not match the hashes|hash sum mismatch|hashes are required' "$log"; then
        die "$name: a downloaded file has another checksum than pinned in pins/; try again, and if it stays so do not use it (log: $log)"
    elif grep -qiE 'certificate verify failed|certificate verification failed' "$log"; then
        die "$name: the certificate of the package server is not trusted; add your network's certificate authority to the system (/usr/local/share/ca-certificates, update-ca-certificates) or name its file in PIP_CERT"
    elif grep -qiE 'could not resolve|temporary failure in name|network is unreachable|connection (timed out|refused)|failed to establish|unable to connect|max retries exceeded|no route to host' "$log"; then
        die "$name: no network, or the package server does not answer; check the connection and the proxy settings, then run again (log: $log)"
    elif grep -qiE 'unable to locate package|no matching distribution|has no installation candidate|was not found' "$log"; then
        die "$name: a package is not there: $(grep -iE 'unable to locate package|no matching distribution|has no installation candidate|was not found' "$log" | head -1) (log: $log)"
    elif grep -qiE 'could not get lock|unable to acquire the dpkg' "$log"; then
        die "$name: another program is installing packages; wait for it, then run again"
    fi
    last=$(grep -vE '^\s*$' "$log" | tail -1 | cut -c1-200)
    die "$name failed: ${last:-no message}; the whole output is in $log"
}

# need_disk MEGABYTES
need_disk() {
    local free
    free=$(df -Pm "$STATE" | awk 'NR==2 {print $4}')
    [ "${free:-0}" -ge "$1" ] ||
        die "$STATE has $free MB free and the set-up needs $1: free some space, or name a folder elsewhere in BIURO_STATE"
}

free_port() {
    "$VENV/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# suite_modules: our addons, one per line.
suite_modules() {
    local manifest
    for manifest in "$CODE"/addons/*/__manifest__.py; do
        basename "$(dirname "$manifest")"
    done
}

comma() {
    paste -sd, -
}

# fingerprint FILE...: one checksum for many files.
fingerprint() {
    cat "$@" | sha256sum | cut -c1-16
}
