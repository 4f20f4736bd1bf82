"""The commands: each module is one of them, a thin door to the core."""
