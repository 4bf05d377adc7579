"""Linking: what the records of an archive have to do with each other."""
