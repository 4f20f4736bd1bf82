"""Run the command line with ``python -m claimcards``."""

from claimcards.cli import main

main()
