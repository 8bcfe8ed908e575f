# System packages, by apt.
# shellcheck shell=bash

# first_known PACKAGE...: the first of these that apt knows.
first_known() {
    local package
    for package; do
        if [ -n "$(apt-cache policy "$package" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '^(none)')" ]; then
            echo "$package"
            return
        fi
    done
    echo "$1"
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need_command COMMAND PACKAGE / need_package PACKAGE [OTHER NAME]: add to MISSING
need_command() {
    command -v "$1" >/dev/null 2>&1 || MISSING+=("$2")
}

need_package() {
    local package
    for package; do
        is_installed "$package" && return
    done
    MISSING+=("$(first_known "$@")")
}

# setup_system [test]: what the server needs; with `test` a browser as well.
setup_system() {
    command -v apt-get >/dev/null ||
        die "this system has no apt: the set-up knows Debian 12, Debian 13 and Ubuntu from 22.04 on"
    MISSING=()
    collect_packages "$@"
    [ ${#MISSING[@]} -gt 0 ] || return 0
    if [ "${BIURO_APT:-1}" = 0 ]; then
        die "system packages are missing and BIURO_APT=0 forbids installing them: apt-get install ${MISSING[*]}"
    fi
    if ! $IS_ROOT; then
        command -v sudo >/dev/null || die "system packages are missing and there is no sudo; as root: apt-get install ${MISSING[*]}"
        [ -t 0 ] || sudo -n true 2>/dev/null ||
            die "system packages are missing and sudo wants a password; run in a terminal, or as root: apt-get install ${MISSING[*]}"
    fi
    step "System packages: ${MISSING[*]}"
    logged apt as_root apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update
    # The names that differ between releases are known only after the lists are there.
    MISSING=()
    collect_packages "$@"
    install_packages "${MISSING[@]}"
}

collect_packages() {
    need_package python3
    if [ -z "${BIURO_PYTHON:-}" ]; then
        need_package python3-venv
    fi
    if $PG_PRIVATE; then
        [ -n "$(pg_bin)" ] || need_package postgresql
    else
        need_command psql postgresql-client
    fi
    # WeasyPrint, python-magic, time zones, TLS, a font for prints
    need_package libpango-1.0-0
    need_package libpangoft2-1.0-0
    need_package libmagic1t64 libmagic1
    need_package fonts-dejavu-core
    need_package fonts-liberation fonts-liberation2
    need_package tzdata
    need_package ca-certificates
    need_package debian-archive-keyring
    if [ "${1:-}" = test ]; then
        find_browser >/dev/null || need_package chromium
    fi
}

find_browser() {
    local name
    for name in google-chrome chromium chromium-browser google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

install_packages() {
    # No cluster of the system's own: the suite has a private one.
    local common=/etc/postgresql-common/createcluster.d quiet=
    if [[ " $* " == *" postgresql "* ]] && [ ! -e /etc/postgresql ]; then
        quiet=$common/biuro.conf
        as_root mkdir -p "$common"
        echo 'create_main_cluster = false' | as_root tee "$quiet" >/dev/null
    fi
    logged apt as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
        install --no-install-recommends "$@"
    [ -z "$quiet" ] || as_root rm -f "$quiet"
}
