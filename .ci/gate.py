"""One answer for a whole run: pass only where every job has passed, or was rightly skipped.

NEEDS holds the jobs and their results as GitHub tells them, EVENT what started the run.
"""

import json
import os
import sys

RIGHTLY_SKIPPED = {"push": {"preview"}}
"""By event: what is on main is published and needs no preview."""


def failed(needs: dict[str, dict[str, str]], event: str) -> list[str]:
    """The jobs that keep the gate shut, with their results."""
    may = RIGHTLY_SKIPPED.get(event, set())
    return [
        f"{job}: {told['result']}"
        for job, told in needs.items()
        if told["result"] != "success" and not (told["result"] == "skipped" and job in may)
    ]


if __name__ == "__main__":
    needed = json.loads(os.environ["NEEDS"])
    shut = failed(needed, os.environ["EVENT"]) if needed else ["no job is needed"]
    print("\n".join(f"::error::{line}" for line in shut) or "All has passed.")
    sys.exit(bool(shut))
