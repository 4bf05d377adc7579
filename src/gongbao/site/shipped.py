"""Where templates/, static/ and docs/ stand: at the root of a clone, or inside the package that was installed."""

from __future__ import annotations

from pathlib import Path

FOLDER = "shipped"  # of an installed package; what stands there is told in pyproject.toml


def project(package: Path) -> Path:
    """The folder that holds templates/, static/ and docs/ for the package in a folder."""
    installed = package / FOLDER
    return installed if installed.is_dir() else package.parents[1]


PROJECT = project(Path(__file__).resolve().parents[1])
