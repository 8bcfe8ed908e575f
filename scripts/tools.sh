# Pictures, measurements, translations.
# shellcheck shell=bash

# side_office: a demo office of its own, with a server on a free port; sets SIDE_URL and SIDE_CONF.
# The office that `./biuro run` made is not touched.
side_office() {
    setup_all dev
    lock_test
    T=$STATE/$1
    rm -rf "$T"
    mkdir -p "$T/work"
    ! $IS_ROOT || chown "$APP_USER:" "$T/work"
    DATA_DIR=$STATE/test-data
    app_dir "$DATA_DIR"
    trap 'stop_test_server' EXIT
    make_base
    step "A demo office"
    copy_db "$BASE" biuro_side
    SIDE_CONF=$(test_conf biuro_side)
    CONF=$SIDE_CONF
    odoo "$SIDE_CONF" --no-http --stop-after-init -i "$(suite_modules | comma)" >"$T/office.log" 2>&1 || fail_database "$T/office.log"
    BIURO_DEMO_MODULES=$(suite_modules | paste -sd' ' -) office_script biuro_side
}

side_server() {
    local waited=0
    SIDE_URL=http://127.0.0.1:$(as_app sed -n 's/^http_port = //p' "$SIDE_CONF")
    in_background "$T/work/server.pid" "$T/server.log" "$VENV/bin/python" -m odoo -c "$SIDE_CONF"
    sleep 1
    until answers "$SIDE_URL/web/login"; do
        waited=$((waited + 1))
        [ $waited -lt 90 ] && [ -d "/proc/$(as_app cat "$T/work/server.pid")" ] || fail_database "$T/server.log"
        sleep 1
    done
}

side_end() {
    stop_test_server
    drop_db biuro_side
    stop_pg pg-test
    trap - EXIT
}

# give FROM TO: a file made by the server's user becomes part of the checkout, with the owner of the checkout.
give() {
    mkdir -p "$(dirname "$2")"
    as_app cat "$1" >"$2.new" && mv "$2.new" "$2" || die "cannot write $2: check its owner and the free disk space"
    ! $IS_ROOT || chown --reference="$ROOT" "$2"
}

# screenshots [NAME...]: the pictures of docs/screenshots.txt into docs/podrecznik/img.
cmd_screenshots() {
    [ -f "$ROOT/docs/screenshots.txt" ] || die "docs/screenshots.txt is missing"
    side_office screenshots
    side_server
    step "Pictures"
    local code file
    (
        export BIURO_BROWSER
        BIURO_BROWSER=$(find_browser | head -1)
        as_app "$VENV/bin/python" "$CODE/scripts/py/screenshots.py" "$SIDE_URL" "$CODE/docs/screenshots.txt" "$T/work" "$@"
    )
    code=$?
    for file in $(as_app find "$T/work" -name '*.png' -printf '%f\n' | sort); do
        give "$T/work/$file" "$ROOT/docs/podrecznik/img/$file"
    done
    side_end
    return $code
}

# bench [NAME...]: bench/NAME.py on a demo office; its tables become docs/benchmarks.md.
cmd_bench() {
    local names=("$@") name code=0 whole=true
    [ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd "$ROOT/bench" 2>/dev/null && for name in [!_]*.py; do [ -e "$name" ] && echo "${name%.py}"; done)
    [ ${#names[@]} -gt 0 ] || die "there is nothing in bench/"
    need_disk 8000
    side_office bench
    copy_db biuro_side biuro_side_copy
    side_server
    for name in "${names[@]}"; do
        [ -f "$CODE/bench/$name.py" ] || die "there is no bench/$name.py"
        step "bench $name"
        (
            cd "$CODE" || exit 1
            export BIURO_BENCH_URL=$SIDE_URL BIURO_BENCH_DB=biuro_side BIURO_BENCH_TEMPLATE=biuro_side_copy
            export BIURO_BENCH_CONF=$SIDE_CONF PYTHONPATH=$CODE/scripts/py
            as_app "$VENV/bin/python" "bench/$name.py"
        ) >"$T/$name.md" 2>"$T/$name.log" || {
            code=1
            # a table that is not ended by an empty line is the work of a script that broke down
            [ -z "$(tail -1 "$T/$name.md")" ] && [ -s "$T/$name.md" ] || { whole=false; tail -15 "$T/$name.log"; }
        }
        cat "$T/$name.md"
    done
    drop_db biuro_side_copy
    side_end
    if [ $# = 0 ] && $whole; then
        {
            echo "# Benchmarks"
            echo
            echo "Made by \`./biuro bench\` on $(date +%F): $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo) GiB of memory,"
            echo "PostgreSQL $("$PGBIN/postgres" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+' | head -1), $("$VENV/bin/python" -V), Odoo $ODOO_VERSION. Ratios are of two measurements in the same run,"
            echo "the median of many calls by turns."
            for name in "${names[@]}"; do
                echo
                sed '$d' "$T/$name.md"
            done
        } >"$ROOT/docs/benchmarks.md"
        ! $IS_ROOT || chown --reference="$ROOT" "$ROOT/docs/benchmarks.md"
        echo "Written: docs/benchmarks.md ($((SECONDS - STARTED)) seconds)"
    fi
    return $code
}

# pot: the terms of every addon of the suite, into MODULE.pot and pl.po together.
cmd_pot() {
    setup_all dev
    lock_test
    T=$STATE/pot
    rm -rf "$T"
    mkdir -p "$T/work"
    ! $IS_ROOT || chown "$APP_USER:" "$T/work"
    DATA_DIR=$STATE/test-data
    app_dir "$DATA_DIR" "$T/work/terms"
    make_base
    step "An office to read the terms from"
    copy_db "$BASE" biuro_terms
    local conf module target
    conf=$(test_conf biuro_terms)
    odoo "$conf" --no-http --stop-after-init -i "$(suite_modules | comma)" >"$T/office.log" 2>&1 || fail_database "$T/office.log"
    BIURO_TERMS=$T/work/terms odoo_script "$conf" biuro_terms "$CODE/scripts/py/terms_export.py" >"$T/terms.log" 2>&1 || fail_database "$T/terms.log"
    for module in $(suite_modules); do
        target=$ROOT/addons/$module/i18n
        give "$T/work/terms/$module.pot" "$target/$module.pot"
        "$VENV/bin/python" "$CODE/scripts/py/terms_merge.py" "$target/$module.pot" "$target/pl.po" "$ODOO_PATH/odoo/addons" "${BIURO_TERMS_FROM:-}" || exit 1
        ! $IS_ROOT || chown --reference="$ROOT" "$target"/*
    done
    drop_db biuro_terms
    stop_pg pg-test
}
