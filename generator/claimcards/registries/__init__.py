"""Clients of the registries of works and trials: the only part that asks the network.

An answer is found, not found, or unknown; whatever goes wrong is unknown.
"""
