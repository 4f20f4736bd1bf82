"""Talking to GitHub: comments on pull requests. The core below knows nothing of it."""
