"""Run the command line with ``python -m claimcards``."""

from __future__ import annotations

from claimcards.cli import main

main()
