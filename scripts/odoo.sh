# Odoo 19 itself: Debian's package unpacked beside the suite, or the one that BIURO_ODOO names.
# shellcheck shell=bash

# setup_odoo: sets ODOO_PATH (holds the package `odoo`) and ADDONS_PATH.
setup_odoo() {
    ADDONS_PATH=$CODE/addons
    if [ -n "${BIURO_ODOO:-}" ]; then
        named_odoo
    else
        ODOO_PATH=$STATE/odoo/usr/lib/python3/dist-packages
        if [ "$(cat "$STATE/odoo/.biuro" 2>/dev/null)" != "$ODOO_VERSION" ]; then
            if [ "${BIURO_ODOO_ANY:-0}" = 0 ] || [ ! -e "$STATE/odoo/.biuro" ]; then
                download_odoo
            fi
        fi
        icons_odoo
        check_links
    fi
    local site
    for site in "$VENV"/lib/python3.*/site-packages; do
        [ "$(cat "$site/biuro_odoo.pth" 2>/dev/null)" = "$ODOO_PATH" ] || echo "$ODOO_PATH" >"$site/biuro_odoo.pth"
    done
}

named_odoo() {
    local place=$BIURO_ODOO
    [ -d "$place" ] || die "BIURO_ODOO=$place is not a folder: name a checkout of Odoo 19, or the folder that holds its package odoo"
    place=$(cd "$place" && pwd -P)
    [ -f "$place/odoo/release.py" ] ||
        die "BIURO_ODOO=$place holds no odoo/release.py: name a checkout of Odoo 19, or the folder that holds its package odoo"
    grep -qE '^version_info = \((.saas~)?19,' "$place/odoo/release.py" ||
        die "BIURO_ODOO=$place is not Odoo 19: $(grep -m1 '^version_info' "$place/odoo/release.py")"
    as_app test -r "$place/odoo/release.py" || die "user $APP_USER cannot read BIURO_ODOO=$place: give it leave, or move it"
    ODOO_PATH=$place
    [ ! -f "$place/addons/web/__manifest__.py" ] || ADDONS_PATH=$place/addons,$ADDONS_PATH
}

# debian_archive: the Debian archive that this machine's own apt uses.
debian_archive() {
    if [ -n "${BIURO_DEBIAN:-}" ]; then
        echo "$BIURO_DEBIAN"
        return
    fi
    apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(SUITE)|$(CODENAME)' 'Created-By: Packages' 2>/dev/null |
        awk -F'|' '$2 == "Debian" && $3 == "Debian" && $4 !~ /backports/ {print $1; exit}'
}

# private_apt COMMAND...: apt with a state of its own, so that the machine's packages stay what they are.
private_apt() {
    local home=$STATE/apt
    APT_CONFIG=$home/apt.conf "$@"
}

prepare_apt() {
    local archive home=$STATE/apt keyring
    # Without lists apt does not know whose archive an address is.
    if [ -z "$(debian_archive)" ] && { $IS_ROOT || sudo -n true 2>/dev/null; }; then
        logged apt as_root apt-get -q -o DPkg::Lock::Timeout=300 update
    fi
    archive=$(debian_archive)
    [ -n "$archive" ] ||
        die "this machine's apt names no Debian archive: set BIURO_DEBIAN to the address of one, or BIURO_ODOO to an Odoo 19 of yours"
    for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
        [ ! -e "$keyring" ] || break
    done
    rm -rf "$home"
    mkdir -p "$home"/{lists/partial,cache/archives/partial,parts}
    printf 'deb [arch=%s signed-by=%s] %s %s main\n' "$(dpkg --print-architecture)" "$keyring" "$archive" "$ODOO_SUITE" >"$home/sources.list"
    # The site's settings (proxy, certificates) stay; hooks of other programs do not run.
    cp /etc/apt/apt.conf.d/* "$home/parts/" 2>/dev/null
    cat >"$home/parts/zzz-biuro" <<'CONF'
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear Acquire::IndexTargets::deb::DEP-11;
Acquire::Languages "none";
Acquire::Retries "3";
CONF
    cat >"$home/apt.conf" <<CONF
Dir::Etc::parts "$home/parts";
Dir::Etc::sourcelist "$home/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$home/lists";
Dir::Cache "$home/cache";
APT::Sandbox::User "$(id -un)";
CONF
}

download_odoo() {
    local version=$ODOO_VERSION deb known
    need_disk 1700
    step "Package list of Debian $ODOO_SUITE"
    prepare_apt
    logged odoo-lists private_apt apt-get -q -o APT::Update::Error-Mode=any update
    known=$(private_apt apt-cache madison "$ODOO_PACKAGE" | awk '{print $3}' | sort -u | paste -sd' ' -)
    if [[ " $known " != *" $version "* ]]; then
        if [ "${BIURO_ODOO_ANY:-0}" = 1 ] && [ -n "$known" ]; then
            version=${known##* }
        else
            die "$ODOO_PACKAGE $version is no longer in Debian $ODOO_SUITE (there: ${known:-none}): name an Odoo 19 of yours in BIURO_ODOO, take what is there with BIURO_ODOO_ANY=1, or change pins/debian.sh"
        fi
    fi
    step "Odoo $version (about 125 MB)"
    rm -rf "$STATE/odoo.new" "$STATE/deb"
    mkdir -p "$STATE/odoo.new" "$STATE/deb"
    # shellcheck disable=SC2086
    (cd "$STATE/deb" && logged odoo-download private_apt apt-get -q download "$ODOO_PACKAGE=$version" $ODOO_BESIDE) || exit 1
    deb=$(echo "$STATE/deb/$ODOO_PACKAGE"_*.deb)
    if [ "$version" = "$ODOO_VERSION" ] && [ "$(sha256sum <"$deb" | cut -d' ' -f1)" != "$ODOO_SHA256" ]; then
        die "$ODOO_PACKAGE $version has another checksum than pinned in pins/debian.sh: do not use it; name an Odoo 19 of yours in BIURO_ODOO"
    fi
    step "Unpacking"
    for deb in "$STATE"/deb/*.deb; do
        logged odoo-unpack dpkg-deb -x "$deb" "$STATE/odoo.new"
    done
    selfie_odoo "$STATE/odoo.new/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation"
    rm -rf "$STATE/deb" "$STATE/apt" "$STATE/odoo"
    echo "$version" >"$STATE/odoo.new/.biuro"
    mv "$STATE/odoo.new" "$STATE/odoo"
}

# The client's bundle names this file; only the blurred background of a video call uses it.
selfie_odoo() {
    local target=$1/selfie_segmentation.js work
    [ ! -s "$target" ] || return 0
    mkdir -p "$1"
    work=$(mktemp -d)
    if command -v npm >/dev/null && (cd "$work" && timeout 60 npm pack --silent "$SELFIE_PACKAGE@$SELFIE_VERSION" >/dev/null 2>&1) &&
        [ "$(cat "$work"/*.tgz | sha256sum | cut -d' ' -f1)" = "$SELFIE_SHA256" ]; then
        tar -C "$work" -xzf "$work"/*.tgz package/selfie_segmentation.js && cp "$work/package/selfie_segmentation.js" "$target"
    fi
    rm -rf "$work"
    [ -s "$target" ] || echo '/* left out of this build: video calls have no blurred background */' >"$target"
    chmod 644 "$target"
}

# Font Awesome 4.7 in the places where Debian's links expect it.
icons_odoo() {
    local web=$ODOO_PATH/odoo/addons/web/static from
    [ ! -s "$web/lib/fontawesome/fonts/fontawesome-webfont.woff2" ] || [ -L "$web/lib/fontawesome/fonts/fontawesome-webfont.woff2" ] || return 0
    from=$(find "$VENV" -name fontawesome-webfont.woff2 -path '*xstatic*' -printf '%h' -quit)
    [ -n "$from" ] || die "the Font Awesome 4.7 files are missing from $VENV: delete that folder and run again"
    mkdir -p "$web/src/libs/fontawesome/fonts" "$web/lib/fontawesome/fonts"
    cp --remove-destination "$from"/fontawesome-webfont.* "$from/FontAwesome.otf" "$web/lib/fontawesome/fonts/" &&
        cp --remove-destination "$from/fontawesome-webfont.ttf" "$web/src/libs/fontawesome/fonts/" ||
        die "cannot put the icons into $web: check the free disk space"
}

# No file that the web client asks for may be a dangling link.
check_links() {
    local broken
    broken=$(find "$ODOO_PATH/odoo/addons/web" "$ODOO_PATH/odoo/addons/mail" -xtype l 2>/dev/null | head -1)
    [ -z "$broken" ] ||
        die "Odoo lacks a file of the web client: ${broken#"$ODOO_PATH"/} points to $(readlink "$broken"); delete $STATE/odoo and run again, or name an Odoo 19 of yours in BIURO_ODOO"
}
