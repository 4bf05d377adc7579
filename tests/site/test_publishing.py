"""What the manual of publishing, the workflows and the container promise is what stands in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongbao.cli.founding.charter import Charter
from gongbao.cli.founding.papers import papers
from gongbao.site.shipped import PROJECT, project

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = re.compile(r"^```nginx\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEW = dict(papers(Charter("云州市人民政府公报")))[".github/workflows/publish.yml"].decode()
OWN = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")


def configuration() -> str:
    """The one nginx configuration of the manual, which the container takes from it too."""
    (found,) = CONFIGURATION.findall((ROOT / "docs/publishing.md").read_text("utf-8"))
    return str(found)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/search/index/b391c5547d32/parts/3.bin?3f9c0a7d21be", True),
        ("/archive/search/index/b391c5547d32/texts/0/7.bin.js?3f9c0a7d21be", True),
        ("/search/index/b391c5547d32/parts/3.bin", False),
        ("/search/index/manifest.json", False),
        ("/search/index.html", False),
        ("/search/index.html?3f9c0a7d21be", False),
        ("/index.html", False),
        ("/js/main.js", False),
    ],
)
def test_only_what_is_asked_for_by_its_revision_is_kept(path: str, kept: bool) -> None:
    found = re.search(r'"~(\S+)"\s+"public, max-age=\d+"', configuration())
    assert found
    assert bool(re.search(found[1], path)) is kept


def test_the_server_sends_the_policy_of_the_pages() -> None:
    page = re.search(
        r'Content-Security-Policy" content="([^"]+)"', (PROJECT / "templates/base.html").read_text("utf-8")
    )
    assert page
    sent = re.search(r'Content-Security-Policy "([^"]+)" always', configuration())
    assert sent
    assert sent[1] == f"{page[1]}; frame-ancestors 'none'"


def test_the_container_takes_the_configuration_of_the_manual() -> None:
    container = (ROOT / "Containerfile").read_text("utf-8")
    assert "```nginx" in container
    assert "listen 80;" in configuration(), "the container puts its own port there"
    assert re.findall(r"^USER (\w+)$", container, re.MULTILINE) == ["nobody"]


@pytest.mark.parametrize("text", [OWN, NEW], ids=["own", "new"])
def test_a_workflow_has_few_rights_and_pins_what_it_uses(text: str) -> None:
    workflow: dict[str, Any] = yaml.safe_load(text)
    rights = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, given in rights.items() if "write" in given.values()] == ["publish"]
    assert workflow["concurrency"]["cancel-in-progress"] is False
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", each) for each in used)
    assert "${{" not in "".join(re.findall(r"^\s+(?:- )?run: (.*)$", text, re.MULTILINE)), "values come by environment"


def test_the_own_workflow_runs_what_the_readme_says() -> None:
    assert "run: make site" in OWN
    assert "run: make test" in OWN
    assert "check --format github" in OWN


def test_templates_are_found_in_a_clone_and_in_an_installed_package(tmp_path: Path) -> None:
    assert (PROJECT / "templates/base.html").is_file()
    assert (PROJECT / "static/js/main.js").is_file()
    package = tmp_path / "src" / "gongbao"
    package.mkdir(parents=True)
    assert project(package) == tmp_path
    (package / "shipped").mkdir()
    assert project(package) == package / "shipped"
