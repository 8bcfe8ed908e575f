# The virtual environment.
# shellcheck shell=bash

find_python() {
    local python
    if [ -n "${BIURO_PYTHON:-}" ]; then
        command -v "$BIURO_PYTHON" >/dev/null || die "BIURO_PYTHON=$BIURO_PYTHON is not a program: name a Python 3.10 to 3.13"
        python=$(command -v "$BIURO_PYTHON")
    else
        python=/usr/bin/python3
        local name
        for name in python3 python3.13 python3.12 python3.11 python3.10; do
            if python_fits "/usr/bin/$name"; then
                python=/usr/bin/$name
                break
            fi
        done
    fi
    python_fits "$python" ||
        die "$python is $("$python" -V 2>&1): Odoo 19 needs Python 3.10 to 3.13; name one in BIURO_PYTHON"
    as_app test -x "$python" ||
        die "user $APP_USER cannot run $python: name a Python that all users may run in BIURO_PYTHON"
    echo "$python"
}

python_fits() {
    "$1" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' 2>/dev/null
}

# setup_python [dev]: packages of the suite, with `dev` those of the tests too.
setup_python() {
    local python want
    python=$(find_python) || exit 1
    want=$("$python" -V)-$(fingerprint "$ROOT/pins/python.txt" "$ROOT/pins/oca.txt")
    if [ "$(cat "$VENV/.biuro" 2>/dev/null)" != "$want" ]; then
        need_disk 3000
        step "Python packages into $VENV"
        rm -rf "$VENV"
        "$python" -m venv "$VENV" >"$LOGS/setup-venv.log" 2>&1 || fail_from_log venv "$LOGS/setup-venv.log"
        pip_install python --require-hashes --no-deps -r "$ROOT/pins/python.txt"
        step "Addons of the Odoo Community Association"
        pip_install oca --require-hashes --no-deps -r "$ROOT/pins/oca.txt"
        echo "$want" >"$VENV/.biuro"
        rm -f "$VENV/.biuro-dev"
    fi
    [ "${1:-}" = dev ] || return 0
    want=$(fingerprint "$ROOT/pins/dev.txt")
    if [ "$(cat "$VENV/.biuro-dev" 2>/dev/null)" != "$want" ]; then
        step "Python packages of the tests"
        pip_install dev --require-hashes --no-deps -r "$ROOT/pins/dev.txt"
        echo "$want" >"$VENV/.biuro-dev"
    fi
}

pip_install() {
    local name=pip-$1 bundle=/etc/ssl/certs/ca-certificates.crt
    shift
    # The certificate authorities of the system, unless the site's pip settings name others.
    if [ -z "${PIP_CERT:-}" ] && [ -r $bundle ] && ! "$VENV/bin/python" -m pip config list 2>/dev/null | grep -q 'cert='; then
        export PIP_CERT=$bundle
    fi
    logged "$name" env PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONPYCACHEPREFIX= \
        "$VENV/bin/python" -m pip install --no-compile "$@"
}

# cmd_pins [--upgrade]: checksums for what pins/*.in name; --upgrade takes the newest versions they allow.
cmd_pins() {
    case ${1:-} in '' | --upgrade) ;; *) die "pins knows --upgrade only" ;; esac
    setup_system
    local tool=$STATE/pins-tool name
    [ -x "$tool/bin/uv" ] || {
        step "The resolver"
        "$(find_python)" -m venv "$tool" || exit 1
        logged pins "$tool/bin/python" -m pip install uv
    }
    cd "$ROOT/pins" || exit 1
    for name in python dev oca; do
        step "pins/$name.txt"
        local options=()
        [ "$name" != oca ] || options=(--no-deps)
        logged pins "$tool/bin/uv" pip compile "$@" --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
            --no-annotate --no-header "${options[@]}" "$name.in" -o "$name.txt"
    done
    echo "Done: read the difference, then run ./biuro test."
}
