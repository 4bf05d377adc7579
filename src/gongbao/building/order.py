"""What a build is asked to do, and where its things are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongbao.site.compressed import has_brotli
from gongbao.site.shipped import PROJECT

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Order:
    """A site to be built: from which archive, to where, and in what form."""

    content: Path
    public: Path
    address: str = ""
    portable: bool = False
    jobs: int = 0  # processes; 0: as many as the machine has cores
    clean: bool = False  # make everything again
    scheduler: str = ""  # the address of a Dask scheduler, in place of processes
    guarded: bool = False  # refuse to let the page of a record vanish with nothing leading on from its address

    compressed: bool = False  # with .gz and .br beside every text
    bundled: bool = True  # with data/site.zip; a server makes it when somebody asks for it

    @property
    def store(self) -> Path:
        """The one file that remembers the last build; it may be deleted at any time."""
        return self.public.absolute().parent / f".{self.public.name}.store"

    @property
    def staging(self) -> Path:
        """Where files are laid down before they take their places."""
        return self.public.absolute().parent / f".{self.public.name}.new"

    @property
    def form(self) -> str:
        """What else than the files of the archive decides over the bytes of the site."""
        packed = has_brotli() if self.compressed else None
        return f"{self.address}\n{self.portable}\n{packed}\n{self.bundled}"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder whose files go into the site or make it."""
        own = (self.content, PROJECT / "templates", PROJECT / "static", PROJECT / "docs", PACKAGE)
        return tuple(folder.absolute() for folder in own)
