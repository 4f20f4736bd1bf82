"""The cards as frozen typed records, and their canonical form."""

from __future__ import annotations
