"""The peer of `cargo xtask bench`: every file through PyYAML's C reader and the jsonschema package.

Checks less than `validate`: the form of each file, and nothing between files. Arguments: taxonomy folder, folder with
one schema a kind. Without arguments it only tells, by its exit status, whether what it needs is installed.
"""

import json
import pathlib
import re
import sys

import jsonschema
import yaml


class Loader(yaml.CSafeLoader):
    """The core schema of YAML 1.2: dates and `no` are text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))


def main(taxonomy, schemas):
    faults = 0
    for folder in sorted(pathlib.Path(taxonomy).iterdir()):
        schema = pathlib.Path(schemas, folder.name + ".json")
        if not schema.exists():
            continue
        validator = jsonschema.Draft202012Validator(json.loads(schema.read_text()))
        for path in sorted(folder.iterdir()):
            with open(path, "rb") as file:
                entry = yaml.load(file, Loader)
            for fault in validator.iter_errors(entry):
                faults += 1
                print(path, fault.message, file=sys.stderr)
    return 1 if faults else 0


if len(sys.argv) > 1:
    sys.exit(main(sys.argv[1], sys.argv[2]))
