"""The tests of claimcards. A package by name: a dependency installs a `tests` of its own."""
