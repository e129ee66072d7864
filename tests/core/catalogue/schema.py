# SPDX-FileCopyrightText: The Airworthy authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""schema.py RESOURCES: holds every catalogue file to its JSON Schema. Ends with 77 (skipped) where
python3 has no jsonschema."""

import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("python3 has no jsonschema: skipped")
    sys.exit(77)

resources = pathlib.Path(sys.argv[1])
pairs = {"catalogue-manifest.schema.json": ["manifest.json"]}
manifest = json.loads((resources / "catalogue" / "manifest.json").read_text(encoding="utf-8"))
pairs["checks.schema.json"] = ["checks/%s.json" % family for family in manifest["checks"]]

wrong = 0
held = set()
for schema_name, files in pairs.items():
    schema = json.loads((resources / "schemas" / schema_name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for name in files:
        held.add(name)
        content = json.loads((resources / "catalogue" / name).read_text(encoding="utf-8"))
        for error in validator.iter_errors(content):
            wrong += 1
            print("%s#/%s: %s" % (name, "/".join(map(str, error.absolute_path)), error.message[:200]))

for path in (resources / "catalogue").rglob("*.json"):
    name = path.relative_to(resources / "catalogue").as_posix()
    if name not in held:
        wrong += 1
        print("%s: no schema holds it, or the manifest does not name it" % name)

print("%d files held to %d schemas, %d faults" % (len(held), len(pairs), wrong))
sys.exit(1 if wrong else 0)
