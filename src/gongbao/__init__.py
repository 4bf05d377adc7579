"""gongbao: puts a Chinese government gazette online."""

__version__ = "0.1.0"
