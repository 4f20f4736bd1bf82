"""That Explore's download is measured; the full size is measured by hand."""

from __future__ import annotations

from tests.benchmarks import explore


def test_the_data_file_takes_few_bytes_a_finding() -> None:
    """On a small site, where the words of the axes weigh most, too."""
    found = explore.measure(claims=30)
    assert found["findings"] > 200
    assert found[explore.DATA] < 20 * found["findings"]
