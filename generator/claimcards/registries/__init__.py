"""Clients of the registries of works and trials, and what a work is to them."""

from __future__ import annotations
