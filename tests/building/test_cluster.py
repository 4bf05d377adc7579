"""A site built by a cluster has the bytes of one that was built here."""

from __future__ import annotations

from pathlib import Path

from little_archive import begin, decree, issue, tree, write

from clusters import Cluster
from gongbao.building.engine import build_site
from gongbao.building.order import Order


def test_a_cluster_builds_the_same_site_and_sees_what_changed(tmp_path: Path) -> None:
    content = begin(tmp_path)
    cluster = Cluster(tmp_path)
    try:
        for _ in range(2):  # the second time its workers still hold the archive as it was
            build_site(Order(content, tmp_path / "far", scheduler=cluster.address))
            build_site(Order(content, tmp_path / "here", jobs=1, clean=True))
            assert tree(tmp_path / "far") == tree(tmp_path / "here")
            write(content, [issue(6), decree(9, topic="绿化", cites=[5], issue="2023-06")])
    finally:
        cluster.stop()
