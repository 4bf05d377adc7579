"""What stops the program, as opposed to what it doubts (problems): one clear Chinese sentence each."""

from __future__ import annotations


class GongbaoError(Exception):
    """Cannot go on. The text is a whole sentence for the person at the keyboard: where, what is wrong, what to do."""


class SourceError(GongbaoError):
    """A source that cannot be read: empty, binary, unknown encoding, neither gazette nor decree."""


class ArchiveError(GongbaoError):
    """content/ cannot be read or written as it stands."""


class GazetteError(GongbaoError):
    """gazette.yml does not say what it should."""


class SiteError(GongbaoError):
    """The site cannot be written."""
