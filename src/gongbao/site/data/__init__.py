"""The archive as data: every record in other forms, and the datasets of /data/ with what describes them."""

from gongbao.site.data.bundle import bundle, bundled
from gongbao.site.data.pages import pages

__all__ = ["bundle", "bundled", "pages"]
