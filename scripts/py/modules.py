"""Lists of addons: `modules.py outer|suite ADDONS_DIR`, one name per line."""

import ast
import sys
from pathlib import Path

kind, addons = sys.argv[1], Path(sys.argv[2])
manifests = {path.parent.name: ast.literal_eval(path.read_text()) for path in sorted(addons.glob("*/__manifest__.py"))}
if kind == "suite":
    names = manifests
else:
    names = sorted({name for manifest in manifests.values() for name in manifest["depends"]} - set(manifests))
print("\n".join(names))
