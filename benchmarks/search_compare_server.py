"""A plain web server for the comparison: packs scripts as hosts do, and counts what it gives away."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.search_compare_site import kind_of

_TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json"}


class Server:
    """Serves a folder on a port of its own while the `with` lasts."""

    def __init__(self, folder: Path) -> None:
        self._tally: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(folder))
        self._http.daemon_threads = True

    def __enter__(self) -> Server:
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def taken(self) -> Counter[str]:
        """Bytes given away since the last call by kind of file, and `requests`."""
        with self._lock:
            tally, self._tally = self._tally, Counter()
        return tally

    def count(self, path: str, size: int) -> None:
        """Note a file that was given away."""
        with self._lock:
            self._tally.update({kind_of(path): size, "bytes": size, "requests": 1})

    def _handler(self, folder: Path) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers GET with a file."""

            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1  # head and body leave together

            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path)
                try:
                    content, packed = _content(folder / path.lstrip("/"))
                except OSError:
                    self.send_error(404)
                    return
                server.count(path, len(content))
                self.send_response(200)
                self.send_header("Content-Type", _TYPES.get(Path(path).suffix, "application/octet-stream"))
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "max-age=3600")
                if packed:
                    self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        return Handler


@lru_cache(maxsize=4096)
def _content(path: Path) -> tuple[bytes, bool]:
    content = path.read_bytes()
    packed = path.suffix in (".js", ".json")
    return (gzip.compress(content, 6, mtime=0) if packed else content), packed
