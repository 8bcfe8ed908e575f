# ./biuro test and ./biuro lint.
# shellcheck shell=bash

T= # folder of the logs and results of one test run

# result PART PASSED FAILED SKIPPED
result() {
    echo "$2 $3 $4" >"$T/$1.result"
    step "$1: $2 passed, $3 failed$([ "$4" = 0 ] || echo ", $4 skipped for want of BIURO_REAL_DATA")"
}

cmd_test() {
    local word args=() filter=false
    for word; do
        case $word in
            ARGS=*) filter=true; read -r -a args <<<"${word#ARGS=}" ;;
            *) die "test takes ARGS=... only: ./biuro test ARGS=/biuro_kancelaria:TestTerms" ;;
        esac
    done
    [ ${#args[@]} -gt 0 ] || filter=false
    setup_all dev
    lock_test
    T=$STATE/test
    rm -rf "$T"
    mkdir -p "$T/work"
    ! $IS_ROOT || chown "$APP_USER:" "$T/work"
    DATA_DIR=$STATE/test-data
    app_dir "$DATA_DIR"
    real_data
    trap 'stop_test_server; kill $(jobs -p) 2>/dev/null' EXIT

    local tags=() files=() parts=() arg
    for arg in "${args[@]}"; do
        case $arg in
            lint | suite | cycle | terms | core | tests) parts+=("$arg") ;;
            tests/* | *.py | *.py::*) files+=("$arg") ;;
            *) tags+=("$arg") ;;
        esac
    done
    wants() {
        ! $filter || [[ " ${parts[*]:-} " == *" $1 "* ]]
    }
    local need_base=true
    ! $filter || [ "${parts[*]:-}" != lint ] || [ ${#files[@]} -gt 0 ] || [ ${#tags[@]} -gt 0 ] || need_base=false

    # Lint runs while the base is made; then two workers, for two cores, take one job after the other, long ones first.
    local pids=() job first=
    if wants lint; then part_lint & pids+=($!); fi
    if $need_base; then
        make_base
        make_suite
        : >"$T/jobs"
        if wants cycle || wants terms || wants tests || [ ${#files[@]} -gt 0 ]; then first=part_outside; fi
        if [ ${#tags[@]} -gt 0 ]; then
            echo "part_suite chosen $(printf '%s\n' "${tags[@]}" | comma)" >>"$T/jobs"
        elif wants suite; then
            while read -r job; do
                echo "part_suite $job" >>"$T/jobs"
                # after the longest job the next longest
                [ -z "$first" ] || { echo "$first" >>"$T/jobs"; first=; }
            done < <(suite_jobs)
        fi
        [ -z "$first" ] || echo "$first" >>"$T/jobs"
        if wants core; then echo part_core >>"$T/jobs"; fi
        worker & pids+=($!)
        worker & pids+=($!)
    fi
    local broken=0 pid
    for pid in "${pids[@]}"; do
        wait "$pid" || broken=$((broken + 1))
    done
    stop_test_server
    stop_pg pg-test
    trap - EXIT
    total "$broken"
}

# suite_jobs: prints NAME TAGS of each suite, most tests first; small addons share one, and the access matrix, which walks
# all addons, has its own.
suite_jobs() {
    local matrix small=() count module
    matrix=/$(suite_modules | head -1):TestSecurityMatrix
    while read -r count module; do
        if [ "$count" -lt 60 ]; then
            small+=("/$module")
        else
            echo "$module /$module,-$matrix"
        fi
    done < <(
        for module in $(suite_modules); do
            echo "$(cat "$CODE/addons/$module/tests/"*.py 2>/dev/null | grep -c '^    def test_') $module"
        done | sort -rn
    )
    echo "matrix $matrix"
    [ ${#small[@]} = 0 ] || echo "small $(printf '%s\n' "${small[@]}" | comma)"
}

# worker: takes jobs until none is left.
worker() {
    local job
    while job=$(next_job) && [ -n "$job" ]; do
        # shellcheck disable=SC2086
        $job
    done
}

# next_job: takes the first line of the list of jobs and prints it.
next_job() {
    (
        flock 7
        head -1 "$T/jobs"
        sed -i 1d "$T/jobs"
    ) 7>"$T/jobs.lock"
}

# total BROKEN: the closing line and the exit code.
total() {
    local passed=0 failed=$1 skipped=0 p f s file
    for file in "$T"/*.result; do
        [ -e "$file" ] || continue
        read -r p f s <"$file"
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done
    for file in "$T"/*.failures; do
        [ -s "$file" ] || continue
        printf '\n== %s\n' "$(basename "$file" .failures)"
        head -c 20000 "$file"
    done
    echo
    echo "Logs: $T ($((SECONDS - STARTED)) seconds)"
    [ $skipped = 0 ] || echo "$skipped skipped: they need BIURO_REAL_DATA"
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

lock_test() {
    exec 8>"$STATE/test.lock"
    flock -n 8 || die "another ./biuro test works in $STATE: wait for it"
}

# The real data must be readable for the user of the server.
real_data() {
    [ -n "${BIURO_REAL_DATA:-}" ] || return 0
    [ -d "$BIURO_REAL_DATA" ] || die "BIURO_REAL_DATA=$BIURO_REAL_DATA is not a folder"
    BIURO_REAL_DATA=$(cd "$BIURO_REAL_DATA" && pwd -P)
    if [ -n "$(as_app find "$BIURO_REAL_DATA" ! -readable -print -quit 2>&1)" ]; then
        mkdir -p "$T/real"
        cp -r "$BIURO_REAL_DATA/." "$T/real/"
        chmod -R u+rwX,go+rX "$T/real"
        BIURO_REAL_DATA=$T/real
    fi
    export BIURO_REAL_DATA
}

# test_conf DATABASE: writes the settings for a test database and prints their path.
test_conf() {
    local conf=$T/work/$1.conf
    write_conf "$conf" "$1" "$(free_port)" 127.0.0.1
    echo "$conf"
}

# make_base: a database with everything that the suite depends on, kept for the next time.
make_base() {
    local outer log=$T/base.log
    outer=$(outer_modules | comma)
    BASE=biuro_base_$(echo "$(ground_fingerprint) $outer $CODE" | sha256sum | cut -c1-8)
    ! db_exists "$BASE" || return 0
    local old
    for old in $(sql -d postgres -c "select datname from pg_database where datname like 'biuro\_base\_%'"); do
        drop_db "$old"
    done
    step "A database with what the suite depends on"
    odoo "$(test_conf biuro_base_new)" --no-http --stop-after-init --load-language=pl_PL -i "$outer" >"$log" 2>&1 || fail_database "$log"
    sql -d postgres -c "alter database biuro_base_new rename to $BASE"
    ! as_app test -d "$DATA_DIR/filestore/biuro_base_new" || as_app mv "$DATA_DIR/filestore/biuro_base_new" "$DATA_DIR/filestore/$BASE"
}

# make_suite: a database with the suite installed and its web pages built, which each part copies. The installation is
# the first check of the cycle: it must log no warning.
make_suite() {
    local conf log=$T/installed.log
    step "The suite installed"
    copy_db "$BASE" biuro_installed
    conf=$(test_conf biuro_installed)
    odoo "$conf" --no-http --stop-after-init -i "$(suite_modules | comma)" >"$log" 2>&1
    echo $? >"$log.code"
    [ "$(cat "$log.code")" = 0 ] || fail_database "$log"
    odoo_script "$conf" biuro_installed "$CODE/scripts/py/assets.py" >"$T/assets.log" 2>&1 || fail_database "$T/assets.log"
}

# part_suite NAME TAGS: tests inside the addons, browser tests included, in a database of their own.
part_suite() {
    local name=suite-$1 log=$T/suite-$1.log conf
    step "$name: unit, database, HTTP, RPC and browser tests"
    copy_db biuro_installed "biuro_suite_$1"
    conf=$(test_conf "biuro_suite_$1")
    odoo "$conf" --stop-after-init --screenshots="$T/work" --test-tags "$2" >"$log" 2>&1
    "$VENV/bin/python" "$CODE/scripts/py/odoo_log.py" tests $? "$log" >"$T/$name.numbers" 2>"$T/$name.failures"
    # shellcheck disable=SC2046
    result "$name" $(cat "$T/$name.numbers")
}

# part_outside: install, upgrade and uninstall, translations, and the tests of a running server.
part_outside() {
    part_cycle "$(wants cycle && echo full)"
    if wants terms; then part_terms; fi
    if wants tests || [ ${#files[@]} -gt 0 ]; then part_tests "${files[@]}"; fi
}

# part_core: Odoo's own source checks, our addons only.
part_core() {
    local log=$T/core.log
    db_exists biuro_core && drop_db biuro_core
    copy_db biuro_installed biuro_core
    odoo "$(test_conf biuro_core)" --stop-after-init --no-http -i test_lint \
        --test-tags '/test_lint,-:TestPyLint,-:TestESLint' >"$log" 2>&1
    "$VENV/bin/python" "$CODE/scripts/py/odoo_log.py" core $? "$log" $(suite_modules) >"$T/core.numbers" 2>"$T/core.failures"
    # shellcheck disable=SC2046
    result core $(cat "$T/core.numbers")
    drop_db biuro_core
}

# quiet NAME COMMAND...: runs it; it passes when it ends well and logs no warning.
quiet() {
    local name=$1 log=$T/cycle-$1.log
    shift
    "$@" >"$log" 2>&1
    if "$VENV/bin/python" "$CODE/scripts/py/odoo_log.py" quiet $? "$log" 2>>"$T/cycle.failures"; then
        CYCLE_PASSED=$((CYCLE_PASSED + 1))
    else
        CYCLE_FAILED=$((CYCLE_FAILED + 1))
    fi
}

# installed: what the installation of the suite said, and its exit code.
installed() {
    cat "$T/installed.log"
    return "$(cat "$T/installed.log.code")"
}

# part_cycle [full]: install without demo, demo, upgrade, uninstall, install again; leaves biuro_demo for the tests.
part_cycle() {
    local conf ours
    CYCLE_PASSED=0 CYCLE_FAILED=0
    ours=$(suite_modules | comma)
    copy_db biuro_installed biuro_demo
    conf=$(test_conf biuro_demo)
    CONF=$conf
    step "cycle: install${1:+, upgrade, uninstall}"
    quiet install installed
    [ "${1:-}" != full ] || copy_db biuro_installed biuro_gone
    BIURO_DEMO_MODULES=$(suite_modules | paste -sd' ' -) quiet demo odoo_script "$conf" biuro_demo "$CODE/scripts/py/office.py"
    if [ "${1:-}" = full ]; then
        quiet upgrade odoo "$conf" --no-http --stop-after-init -u "$ours"
        # the demo office stays out of this: its people are in use all over Odoo
        conf=$(test_conf biuro_gone)
        # shellcheck disable=SC2046
        quiet uninstall odoo_command "$conf" module uninstall -d biuro_gone $(suite_modules)
        quiet left sql -d biuro_gone -c "
            do \$\$ begin
                if exists (select from information_schema.tables where table_schema = 'public' and table_name like 'biuro\_%')
                then raise exception 'tables are left after uninstalling: %', (select string_agg(table_name, ', ')
                    from information_schema.tables where table_schema = 'public' and table_name like 'biuro\_%'); end if;
                if exists (select from ir_model_data where module like 'biuro\_%')
                then raise exception 'records are left after uninstalling: %', (select string_agg(module || '.' || name, ', ')
                    from ir_model_data where module like 'biuro\_%'); end if;
            end \$\$"
        quiet again odoo "$conf" --no-http --stop-after-init -i "$ours"
        drop_db biuro_gone
        result cycle $CYCLE_PASSED $CYCLE_FAILED 0
    elif [ $CYCLE_FAILED -gt 0 ]; then
        result cycle $CYCLE_PASSED $CYCLE_FAILED 0
    fi
}

# odoo_command CONF COMMAND SUBCOMMAND ARGS...
odoo_command() {
    local conf=$1 command=$2 sub=$3
    shift 3
    as_app "$VENV/bin/python" -m odoo "$command" "$sub" -c "$conf" "$@"
}

# part_terms: every pl.po is complete against a fresh .pot.
part_terms() {
    local out=$T/work/terms
    app_dir "$out"
    BIURO_TERMS=$out odoo_script "$(test_conf biuro_demo)" biuro_demo "$CODE/scripts/py/terms_export.py" >"$T/terms.log" 2>&1
    local failed=0 passed=0 module
    : >"$T/terms.failures"
    for module in $(suite_modules); do
        if as_app cat "$out/$module.pot" >"$T/$module.pot" 2>>"$T/terms.failures" &&
            "$VENV/bin/python" "$CODE/scripts/py/terms_check.py" "$T/$module.pot" "$CODE/addons/$module/i18n" >>"$T/terms.failures"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
    result terms $passed $failed 0
}

# part_tests [FILE...]: the tests from outside, against a running server with the demo office.
part_tests() {
    [ -d "$CODE/tests" ] || return 0
    local conf=$T/work/biuro_demo.conf port log=$T/server.log files=("$@") code
    conf=$(test_conf biuro_demo)
    port=$(as_app sed -n 's/^http_port = //p' "$conf")
    in_background "$T/work/server.pid" "$log" "$VENV/bin/python" -m odoo -c "$conf"
    local waited=0
    sleep 1
    until answers "http://127.0.0.1:$port/web/login"; do
        waited=$((waited + 1))
        if [ $waited -gt 90 ] || [ ! -d "/proc/$(as_app cat "$T/work/server.pid")" ]; then
            tail -20 "$log" >"$T/tests.failures"
            result tests 0 1 0
            return
        fi
        sleep 1
    done
    [ ${#files[@]} -gt 0 ] || files=(tests)
    (
        cd "$CODE" || exit 1
        export BIURO_TEST_URL=http://127.0.0.1:$port BIURO_TEST_DB=biuro_demo BIURO_TEST_CONF=$conf BIURO_TEST_BASE=$BASE
        export BIURO_TEST_LOG=$log BIURO_TEST_ROOT=$CODE BIURO_TEST_VENV=$VENV BIURO_TEST_ODOO=$ODOO_PATH
        export BIURO_BROWSER HYPOTHESIS_STORAGE_DIRECTORY=$STATE/home/.hypothesis
        BIURO_BROWSER=$(find_browser | head -1)
        as_app "$VENV/bin/python" -m pytest -q -rs -p no:cacheprovider --junitxml="$T/work/tests.xml" "${files[@]}"
    ) >"$T/tests.log" 2>&1
    code=$?
    stop_test_server
    as_app cat "$T/work/tests.xml" >"$T/tests.xml" 2>/dev/null
    "$VENV/bin/python" "$CODE/scripts/py/junit.py" $code "$T/tests.xml" "$T/tests.log" >"$T/tests.numbers" 2>"$T/tests.failures"
    # shellcheck disable=SC2046
    result tests $(cat "$T/tests.numbers")
}

stop_test_server() {
    local pid
    [ -n "$T" ] && pid=$(as_app cat "$T/work/server.pid" 2>/dev/null) || return 0
    as_app rm -f "$T/work/server.pid"
    as_app kill "$pid" 2>/dev/null
    local count
    for count in 1 2 3 4 5 6 7 8 9 10; do
        [ -d "/proc/$pid" ] || return 0
        sleep 0.5
    done
    as_app kill -9 "$pid" 2>/dev/null
}

cmd_lint() {
    setup_all dev
    T=$STATE/lint
    rm -rf "$T"
    mkdir -p "$T"
    part_lint
    if [ $# = 0 ]; then
        T=$T DATA_DIR=$STATE/test-data
        mkdir -p "$T/work"
        ! $IS_ROOT || chown "$APP_USER:" "$T/work"
        app_dir "$DATA_DIR"
        make_base
        part_core
        stop_pg pg-test
    fi
    total 0
}

# part_lint: what needs no database.
part_lint() {
    LINT_PASSED=0 LINT_FAILED=0
    : >"$T/lint.failures"
    lint_one ruff "$VENV/bin/ruff" check --no-cache --output-format=concise .
    # Off: rules of the Community Association's own repositories (author, README.rst), a label that repeats
    # its field's name (labels stay when fields are renamed), results of computes, which have none, models
    # spread over files by subject, and super() past a guard of one's own.
    lint_one pylint "$VENV/bin/python" -m pylint addons/*/ \
        --disable=manifest-required-author,missing-readme,attribute-string-redundant,missing-return,consider-merging-classes-inherited,super-method-mismatch
    lint_one pylint-odoo env PYTHONPATH="$ODOO_PATH/odoo/addons/test_lint/tests" "$VENV/bin/python" -m pylint --rcfile=/dev/null \
        --load-plugins=_pylint_path_setup,_odoo_checker_sql_injection,_odoo_checker_gettext,_odoo_checker_unlink_override \
        --disable=all,unknown-option-value --enable=sql-injection,missing-gettext,gettext-variable,gettext-placeholders,gettext-repr,raise-unlink-override \
        --score=no --msg-template='{path}:{line}: {msg} ({symbol})' addons/*/
    lint_one oca "$VENV/bin/oca-checks-odoo-module" addons/*/
    local po
    po=$(find addons -name pl.po 2>/dev/null)
    # Off: it empties a translation that equals its term, and an empty one is what the completeness check refuses.
    # shellcheck disable=SC2086
    [ -z "$po" ] || lint_one oca-po "$VENV/bin/oca-checks-po" --disable=po-pretty-format $po
    lint_one shell bash -n biuro scripts/*.sh .ci/run
    result lint $LINT_PASSED $LINT_FAILED 0
}

lint_one() {
    local name=$1 log=$T/lint-$1.log
    shift
    if (cd "$ROOT" && PYTHONWARNINGS=ignore "$@") >"$log" 2>&1; then
        LINT_PASSED=$((LINT_PASSED + 1))
    else
        LINT_FAILED=$((LINT_FAILED + 1))
        { echo "-- $name"; grep -v '^\s*$' "$log" | head -100; } >>"$T/lint.failures"
    fi
}
