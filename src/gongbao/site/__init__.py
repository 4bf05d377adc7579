"""The publishing half: records to pages."""
