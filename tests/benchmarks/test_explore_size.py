"""That Explore's download is measured; the full size is measured by hand."""

from __future__ import annotations

from tests.benchmarks import explore


def test_what_explore_loads_at_first_is_measured_whole() -> None:
    """On a small site, where the words of the axes weigh most, too."""
    found = explore.measure(claims=30)
    assert found["findings"] > 200
    assert found[explore.DATA] < 20 * found["findings"]
    assert found[explore.FIRST] == sum(found[part] for part in explore.AT_FIRST)
    assert all(found[part] > 2_000 for part in explore.AT_FIRST)
