"""The archive in forms that other programs take in whole: lines for OpenSearch, one file for SQLite and Datasette."""

from gongbao.site.data.exports.bulk import write_bulk
from gongbao.site.data.exports.database import write_database

__all__ = ["write_bulk", "write_database"]
