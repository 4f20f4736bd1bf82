"""One canonical form for every content file, so that a diff shows what changed and no more."""
