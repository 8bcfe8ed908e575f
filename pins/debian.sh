# Odoo 19 Community as Debian packages it, and what Debian keeps in other packages.
# To upgrade: put the new version and the SHA256 of its .deb here, then run `./biuro test`.
# shellcheck shell=bash disable=SC2034
ODOO_SERIES=19.0
ODOO_PACKAGE=odoo-19
ODOO_SUITE=sid
ODOO_VERSION='19.0.0+dfsg-1'
ODOO_SHA256=9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf

# Linked by the web client and verified by the archive's signature; their versions do not matter to it.
# Font Awesome is not among them: Debian's is version 7, the client needs 4.7 (see pins/python.in).
ODOO_BESIDE='fonts-inconsolata fonts-montserrat fonts-ocr-b fonts-roboto-unhinted libjs-jquery libjs-jquery-form libjs-underscore'

# Left out of Debian's package and named by the client's bundle; only video calls use it.
SELFIE_PACKAGE='@mediapipe/selfie_segmentation'
SELFIE_VERSION=0.1.1675465747
SELFIE_SHA256=7767b33eaa68990ee06c28bbb89f39a13a47ebb07ff0f1fd4947d9e817bb9bf9
