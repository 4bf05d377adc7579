"""The archive as data: JSON, CSV, zip files, and what describes them."""
