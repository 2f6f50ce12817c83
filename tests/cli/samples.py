#!/usr/bin/env python3
"""Files that others made, read as they are: what plan-import makes of them.

They lie beside the project, in ../shared/data or where $PLAN_SAMPLES says, since their licences do not let them in;
where they are not, the test is skipped and says so.
"""

import collections
import json
import os
import pathlib
import sys

import harness

SAMPLES = pathlib.Path(os.environ.get("PLAN_SAMPLES", harness.ROOT.parent / "shared" / "data"))

# (file, options, records by type, warnings)
READ = [
    # Its 33 flows join business elements; what serves components are 9 relations, 2 of them through services.
    ("archimate/Archisurance.archimate", [], {"application": 10, "flow": 9}, 1),
    # They hold no application, and say so.
    ("archimate/archi_test1-elements.csv", [], {}, 1),
    ("archimate/archimate_Sample1.xml", [], {}, 1),
    ("cyclonedx/cdx_saasbom_apigateway.json", [], {"application": 7, "flow": 6}, 0),
    ("etat", [], {"application": 199, "flow": 77}, 0),
    ("konveyor/konveyor_template.csv", [], {"application": 3}, 0),
    ("konveyor/konveyor_valid_application_rows.csv", [], {"application": 2}, 0),
    ("cmf/cmf_0-intake-form.csv", [], {"application": 3, "server": 8}, 0),
    ("cmf/cmf_test_valid.csv", [], {"application": 1, "server": 1}, 0),
    ("refapp/cartographie_clean.csv", ["--map", "cartographie"], {"application": 2}, 0),
    ("panorama/panorama_20170630.csv", ["--map", "panorama"], {"application": 61}, 0),
]


def reads(tally, sample, options, expected, warnings):
    path = SAMPLES / sample
    if not path.exists():
        tally.skip(sample, f"no {path}")
        return
    result = harness.run(["plan-import", *options, path])
    if not tally.check(f"{sample}: is read", result.code == 0, result):
        return
    found = collections.Counter(json.loads(line)["type"] for line in result.stdout.decode().splitlines())
    tally.equal(f"{sample}: records", {**expected, "end": 1}, dict(found))
    tally.equal(f"{sample}: warnings", warnings, result.stderr.count(" warning: "))


def refuses_a_questionnaire(tally):
    path = SAMPLES / "konveyor" / "konveyor_cloud-native.yaml"
    if not path.exists():
        tally.skip("a questionnaire is refused", f"no {path}")
        return
    result = harness.run(["plan-import", path])
    tally.check("a questionnaire is refused", result.code == 3 and "[questionnaire]" in result.stderr, result)


def main():
    tally = harness.Tally()
    for sample in READ:
        tally.attempt(sample[0], reads, tally, *sample)
    tally.attempt("questionnaire", refuses_a_questionnaire, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
