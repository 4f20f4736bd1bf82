"""What readers meet: for each page or figure its values, its template beside it, its words."""

from __future__ import annotations
