"""A new site for another field: what it starts from, and how that is put together."""
