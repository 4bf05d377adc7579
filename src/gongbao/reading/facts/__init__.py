"""Facts: what the text of a record says that can be looked up: citations, dates of effect, organs, attachments."""
