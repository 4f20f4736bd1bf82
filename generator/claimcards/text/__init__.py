"""From files to text that knows its place; nothing here knows what a card means."""

from __future__ import annotations
