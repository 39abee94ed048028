"""Known holes in the pinned libraries, as pip-audit knows them. Part of `make check`.

Exit 1 with a line for each hole. Where the list of holes cannot be reached (a closed network, a mirror that has none),
that is said and nothing is claimed: the check goes on, as `make check` must also work on a train.
"""

import json
import subprocess
import sys

from osaamistase.settings import ROOT


def main() -> None:
    words = [sys.executable, "-m", "pip_audit", "-r", str(ROOT / "requirements" / "dev.txt"), "--disable-pip"]
    words += ["--require-hashes", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
        listed = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("known holes: the list could not be reached; nothing was looked up")
        return
    holes = [(one, hole) for one in listed for hole in one.get("vulns", [])]
    for one, hole in holes:
        mended = ", ".join(hole["fix_versions"]) or "none yet"
        print(f"{one['name']} {one['version']}: {hole['id']}; mended in {mended}")
    unknown = sum("skip_reason" in one for one in listed)
    if unknown:
        print(f"known holes: {unknown} of {len(listed)} libraries could not be looked up here")
    sys.exit(bool(holes))


if __name__ == "__main__":
    main()
