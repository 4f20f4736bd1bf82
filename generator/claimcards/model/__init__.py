"""The records, as frozen typed values."""
