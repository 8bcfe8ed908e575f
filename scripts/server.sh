# The server: run, stop, status, clean.
# shellcheck shell=bash

# setup_all [dev]: everything but the database.
setup_all() {
    local mode=${1:-}
    setup_system ${mode:+test}
    setup_python "$mode"
    setup_odoo
    if [ "$mode" = dev ]; then
        use_pg pg-test FAST
    else
        use_pg pg
    fi
}

server_running() {
    local pid
    pid=$(as_app cat "$PIDFILE" 2>/dev/null) && [ -n "$pid" ] && [ -d "/proc/$pid" ] &&
        tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q -- "-m odoo"
}

# check_port PORT: dies when another program listens there.
check_port() {
    "$VENV/bin/python" - "$INTERFACE" "$1" <<'PY' || die "port $1 on $INTERFACE is taken by another program: stop it, or BIURO_PORT=$(($1 + 1)) ./biuro run"
import socket, sys
s = socket.socket(socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    s.bind((sys.argv[1], int(sys.argv[2])))
except OSError:
    sys.exit(1)
PY
}

address() {
    case $INTERFACE in
        0.0.0.0 | ::) echo "http://127.0.0.1:$PORT" ;;
        *) echo "http://$INTERFACE:$PORT" ;;
    esac
}

# running_address: of the server that runs, which may have been started with other settings.
running_address() {
    if server_running; then
        as_app cat "$RUN/address" 2>/dev/null || address
    else
        address
    fi
}

# answers URL: 0 when it says 200.
answers() {
    "$VENV/bin/python" - "$1" <<'PY'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
try:
    sys.exit(opener.open(sys.argv[1], timeout=30).status != 200)
except OSError:
    sys.exit(1)
PY
}

cmd_run() {
    local foreground=false
    case ${1:-} in
        '') ;;
        --foreground) foreground=true ;;
        *) die "run knows --foreground only" ;;
    esac
    setup_all
    setup_database
    if server_running; then
        echo "The server runs already."
        greet
        return
    fi
    check_port "$PORT"
    address | as_app tee "$RUN/address" >/dev/null
    if $foreground; then
        greet
        trap 'as_app kill "$(as_app cat "$PIDFILE")"' TERM INT
        # shellcheck disable=SC2016
        as_app sh -c 'echo $$ >"$1"; shift; exec "$@"' sh "$PIDFILE" "$VENV/bin/python" -m odoo -c "$CONF" -d "$DB" &
        child=$!
        # the first wait ends with the signal, the second with the server
        wait "$child" || wait "$child"
        return
    fi
    step "Starting the server"
    in_background "$PIDFILE" "$LOGS/odoo.log" "$VENV/bin/python" -m odoo -c "$CONF" -d "$DB"
    local waited=0
    sleep 1
    until answers "$(address)/web/login"; do
        waited=$((waited + 1))
        server_running || fail_database "$LOGS/odoo.log"
        [ $waited -lt 120 ] || die "the server does not answer at $(address) after two minutes; its log is $LOGS/odoo.log"
        sleep 1
    done
    step "Ready"
    greet
}

greet() {
    echo
    echo "  The office is open:   $(running_address)"
    local logins
    logins=$(sql -F $'\t' -d "$DB" -c "
        select u.login, p.name from res_users u
        join res_partner p on p.id = u.partner_id
        join ir_model_data d on d.model = 'res.users' and d.res_id = u.id
        where d.module like 'biuro%' and u.active order by d.id")
    if [ -n "$logins" ]; then
        echo "  Demo logins (the password is the same word as the login):"
        echo
        printf '%s\nadmin\tAdministrator\n' "$logins" | awk -F'\t' '{printf "    %-18s %s\n", $1, $2}'
    fi
    echo
    echo "  Log: $LOGS/odoo.log     Stop: ./biuro stop"
}

cmd_stop_server() {
    local pid count
    server_running || return 1
    pid=$(as_app cat "$PIDFILE")
    as_app kill "$pid" 2>/dev/null
    for count in $(seq 150); do
        [ -d "/proc/$pid" ] || break
        # a second signal makes a busy server stop at once
        [ "$count" != 100 ] || as_app kill -9 "$pid" 2>/dev/null
        sleep 0.2
    done
    as_app rm -f "$PIDFILE"
}

cmd_stop() {
    if cmd_stop_server; then
        echo "The server is stopped."
    else
        echo "The server does not run."
    fi
    ! $PG_PRIVATE || { stop_pg pg; stop_pg pg-test; }
    return 0
}

cmd_status() {
    if server_running; then
        echo "The server runs: $(running_address) (process $(as_app cat "$PIDFILE"), user $APP_USER)"
    else
        echo "The server does not run."
    fi
    echo "State: $STATE ($(du -sh "$STATE" 2>/dev/null | cut -f1))"
}

cmd_clean() {
    if [ "${1:-}" != --yes ]; then
        [ -t 0 ] || die "clean deletes $STATE with its database and files: run it in a terminal, or with --yes"
        echo "This deletes $STATE: the database, the uploaded files, Odoo and the packages."
        read -r -p "Type yes to go on: " answer
        [ "$answer" = yes ] || die "nothing was deleted"
    fi
    cmd_stop_server >/dev/null
    if $PG_PRIVATE; then
        stop_pg pg
        stop_pg pg-test
    elif [ -x "$VENV/bin/python" ]; then
        DATA_DIR=$STATE/data
        named_pg
        drop_db "$DB"
    fi
    cd / || exit 1
    rm -rf "$STATE" || die "cannot delete all of $STATE: check its owner"
    echo "Deleted $STATE."
}
