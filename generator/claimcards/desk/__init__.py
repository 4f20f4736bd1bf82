"""What helps people to write and keep up cards: forms, drafts, watches, GitHub, new sites."""

from __future__ import annotations
