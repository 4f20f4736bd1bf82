"""References: ..."""
