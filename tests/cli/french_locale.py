"""A French locale of our own, made once in the build folder, so that the suite needs none installed."""

import os
import pathlib
import shutil
import subprocess
import tempfile

import harness

NAME = "fr_FR.UTF-8"


def folder():
    """What LOCPATH must be for fr_FR.UTF-8 to exist; None when this system cannot make the locale."""
    target = harness.build_folder() / "locale"
    if (target / NAME).is_dir():
        return target
    if shutil.which("localedef") is None or not pathlib.Path("/usr/share/i18n/locales/fr_FR").exists():
        return None
    target.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(dir=target))
    subprocess.run(["localedef", "--no-archive", "-i", "fr_FR", "-f", "UTF-8", str(work / NAME)],
                   check=True, capture_output=True)
    try:
        os.rename(work / NAME, target / NAME)
    except OSError:
        pass  # another test program was first
    shutil.rmtree(work, ignore_errors=True)
    return target
