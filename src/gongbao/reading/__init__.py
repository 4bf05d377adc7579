"""From a source to records: what was printed, cleaned, classified and nested."""
