# The office's database: made, brought up to date with the code, checked.
# shellcheck shell=bash

# write_conf FILE DATABASE PORT INTERFACE: the server's settings for one purpose.
write_conf() {
    local target=$1
    {
        sed -E '/^(addons_path|data_dir|db_host|db_port|db_user|db_password|db_name|dbfilter|http_port|http_interface) *=/d' "$CODE/odoo.conf"
        echo
        echo "; added by ./biuro"
        echo "addons_path = $ADDONS_PATH"
        echo "data_dir = $DATA_DIR"
        echo "db_host = $PGHOST"
        echo "db_port = $PGPORT"
        if ! $PG_PRIVATE; then
            echo "db_user = $PGUSER"
            [ -z "${PGPASSWORD:-}" ] || echo "db_password = $PGPASSWORD"
        fi
        echo "db_name = $2"
        echo "dbfilter = ^$2\$"
        echo "http_port = $3"
        echo "http_interface = $4"
    } | if [ -n "${BIURO_WORKERS:-}" ]; then sed -E "s/^workers *=.*/workers = $BIURO_WORKERS/"; else cat; fi |
        as_app sh -c "umask 077; cat > '$target'"
}

# odoo CONF ARGS...
odoo() {
    local conf=$1
    shift
    as_app "$VENV/bin/python" -m odoo -c "$conf" "$@"
}

# odoo_script CONF DATABASE FILE: runs a script with `env`; what it prints is the output.
odoo_script() {
    as_app "$VENV/bin/python" -m odoo shell -c "$1" -d "$2" --no-http --log-level=error --shell-interface=python <"$3"
}

# outer_modules: what our addons depend on and is not ours.
outer_modules() {
    "$VENV/bin/python" "$CODE/scripts/py/modules.py" outer "$CODE/addons"
}

module_fingerprint() {
    (cd "$CODE/addons/$1" && find . -type f -not -path './tests/*' -not -path './static/*' -not -name '*.pyc' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

ground_fingerprint() {
    grep -h '^version' "$ODOO_PATH/odoo/release.py" | cat - "$ROOT/pins/oca.txt" <(echo "$ODOO_VERSION") | sha256sum | cut -c1-16
}

save_fingerprints() {
    local module statement
    statement="insert into ir_config_parameter (key, value) values ('biuro.fingerprint', '$(ground_fingerprint)')"
    for module in $(suite_modules); do
        statement+=", ('biuro.fingerprint.$module', '$(module_fingerprint "$module")')"
    done
    sql -d "$1" -c "$statement on conflict (key) do update set value = excluded.value"
}

saved_fingerprint() {
    sql -d "$1" -c "select value from ir_config_parameter where key = '$2'"
}

# setup_database: the database $DB, with the suite as it is on disk.
setup_database() {
    DATA_DIR=$STATE/data
    write_conf "$CONF" "$DB" "$PORT" "$INTERFACE"
    if ! db_exists "$DB"; then
        create_office
        return
    fi
    [ "$(sql -d "$DB" -c "select to_regclass('ir_module_module')")" ] ||
        die "the database $DB exists and is not Odoo's: drop it, or name another in BIURO_DB"
    local module installed new=() changed=()
    installed=" $(sql -d "$DB" -c "select name from ir_module_module where state in ('installed', 'to upgrade')" | paste -sd' ' -) "
    for module in $(suite_modules); do
        if [[ $installed != *" $module "* ]]; then
            new+=("$module")
        elif [ "$(saved_fingerprint "$DB" "biuro.fingerprint.$module")" != "$(module_fingerprint "$module")" ]; then
            changed+=("$module")
        fi
    done
    [ "$(saved_fingerprint "$DB" biuro.fingerprint)" = "$(ground_fingerprint)" ] || changed=(all)
    [ ${#new[@]} -gt 0 ] || [ ${#changed[@]} -gt 0 ] || return 0
    ! server_running || cmd_stop_server
    local args=() was
    [ ${#new[@]} -eq 0 ] || args+=(-i "$(IFS=,; echo "${new[*]}")")
    [ ${#changed[@]} -eq 0 ] || args+=(-u "$(IFS=,; echo "${changed[*]}")")
    step "Bringing the database up to date: ${new[*]} ${changed[*]}"
    was=$LOGS/setup-upgrade.log
    odoo "$CONF" -d "$DB" --no-http --stop-after-init "${args[@]}" >"$was" 2>&1 || fail_database "$was"
    [ ${#new[@]} -eq 0 ] || [ "$WANT_DEMO" = 0 ] || BIURO_DEMO_MODULES=${new[*]} office_script
    save_fingerprints "$DB"
}

# create_office: under another name until it is whole, so that an interrupted start leaves nothing half made.
create_office() {
    local fresh=${DB}_new log=$LOGS/setup-database.log
    need_disk 700
    drop_db "$fresh"
    write_conf "$CONF" "$fresh" "$PORT" "$INTERFACE"
    step "Database $DB: Odoo in Polish (about a minute)"
    odoo "$CONF" -d "$fresh" --no-http --stop-after-init --load-language=pl_PL -i "$(outer_modules | comma)" >"$log" 2>&1 ||
        fail_database "$log"
    step "Database $DB: the suite"
    odoo "$CONF" -d "$fresh" --no-http --stop-after-init -i "$(suite_modules | comma)" >"$log" 2>&1 || fail_database "$log"
    [ "$WANT_DEMO" = 0 ] || step "Database $DB: the demo office"
    BIURO_DEMO_MODULES=$([ "$WANT_DEMO" = 0 ] || suite_modules | paste -sd' ' -) office_script "$fresh"
    save_fingerprints "$fresh"
    sql -d postgres -c "alter database \"$fresh\" rename to \"$DB\"" || die "cannot rename the database $fresh to $DB"
    as_app rm -rf "$DATA_DIR/filestore/$DB"
    ! as_app test -d "$DATA_DIR/filestore/$fresh" || as_app mv "$DATA_DIR/filestore/$fresh" "$DATA_DIR/filestore/$DB"
    write_conf "$CONF" "$DB" "$PORT" "$INTERFACE"
}

# office_script [DATABASE]: language, country, and the demo data of $BIURO_DEMO_MODULES.
office_script() {
    local log=$LOGS/setup-office.log
    BIURO_DEMO_MODULES=$BIURO_DEMO_MODULES odoo_script "$CONF" "${1:-$DB}" "$CODE/scripts/py/office.py" >"$log" 2>&1
    grep -q '^office ready$' "$log" || fail_database "$log"
    grep '^note: ' "$log" | cut -c7-
}

fail_database() {
    local line
    ! grep -q 'No space left on device' "$1" || fail_from_log database "$1"
    line=$(grep -E '^[A-Za-z_.]*(Error|Exception)\b' "$1" | tail -1 | cut -c1-220)
    [ -n "$line" ] || line=$(grep -E ' (CRITICAL|ERROR) ' "$1" | tail -1 | cut -c1-220)
    die "the database could not be prepared: ${line:-see the log}; the whole output is in $1"
}

cmd_psql() {
    setup_system && attach
    exec_app "$PGBIN/psql" -d "$DB" "$@"
}

cmd_shell() {
    setup_system && attach
    if [ -n "${1:-}" ]; then
        odoo_script "$CONF" "$DB" "$(from_here "$1")"
    else
        as_app "$VENV/bin/python" -m odoo shell -c "$CONF" -d "$DB" --no-http --log-level=warn
    fi
}

exec_app() {
    as_app "$@"
}

# attach: to the database that `./biuro run` made.
attach() {
    [ -x "$VENV/bin/python" ] || die "nothing is set up yet: ./biuro run comes first"
    setup_odoo
    use_pg pg
    DATA_DIR=$STATE/data
    db_exists "$DB" || die "there is no database $DB yet: ./biuro run makes it"
    write_conf "$CONF" "$DB" "$PORT" "$INTERFACE"
}

# verify: the hash chains of every journal.
cmd_verify() {
    attach
    local log=$LOGS/verify.log
    odoo_script "$CONF" "$DB" "$CODE/scripts/py/verify.py" 2>"$log"
    local code=$?
    [ $code -ne 2 ] || fail_database "$log"
    return $code
}

cmd_backup() {
    [ -n "${1:-}" ] || die "name the file: ./biuro backup FILE.zip"
    set -- "$(from_here "$1")"
    [ ! -e "$1" ] || die "$1 exists: name another file"
    attach
    local work=$RUN/backup.zip
    as_app rm -f "$work"
    PATH=$PGBIN:$PATH as_app "$VENV/bin/python" -m odoo db -c "$CONF" dump "$DB" "$work" >"$LOGS/backup.log" 2>&1 || fail_from_log backup "$LOGS/backup.log"
    mv "$work" "$1" || die "cannot write $1: check the folder and its free space"
    chmod 600 "$1"
    ! $IS_ROOT || chown root: "$1"
    echo "Saved $1 ($(du -h "$1" | cut -f1))."
}

cmd_restore() {
    [ -n "${1:-}" ] || die "name the file: ./biuro restore FILE.zip"
    set -- "$(from_here "$1")"
    [ -f "$1" ] || die "there is no file $1"
    setup_all
    DATA_DIR=$STATE/data
    ! db_exists "$DB" || die "the database $DB exists: ./biuro backup and ./biuro clean it first, or name another in BIURO_DB"
    write_conf "$CONF" "$DB" "$PORT" "$INTERFACE"
    local work=$RUN/restore.zip
    cp "$1" "$work" || die "cannot copy $1 to $RUN: check the free disk space"
    ! $IS_ROOT || chown "$APP_USER:" "$work"
    # psql goes on after an error by itself: half an office would pass for a whole one
    echo '\set ON_ERROR_STOP on' | as_app tee "$RUN/restore.psqlrc" >/dev/null
    PATH=$PGBIN:$PATH PSQLRC=$RUN/restore.psqlrc as_app "$VENV/bin/python" -m odoo db -c "$CONF" load "$DB" "$work" >"$LOGS/restore.log" 2>&1 || {
        rm -f "$work"
        drop_db "$DB"
        fail_from_log restore "$LOGS/restore.log"
    }
    rm -f "$work" "$RUN/restore.psqlrc"
    echo "Restored $1 into $DB: ./biuro run starts it."
}
