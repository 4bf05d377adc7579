"""appointments.csv and tasks.csv: who was given which post, and which organ which piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Annotated

from gongbao.linking import Work
from gongbao.linking.careers import Post
from gongbao.model import Decree, Task
from gongbao.site.bodies import anchor_at
from gongbao.site.context import Site
from gongbao.site.data.schema import Dataset, Group, Reference, Told, columns_of
from gongbao.site.data.whereabouts import address_of
from gongbao.site.gathered import plain_digest
from gongbao.site.mandates import bases
from gongbao.site.parts import joined


@dataclass(frozen=True)
class AppointmentRow:
    """A post that a person was appointed to or removed from."""

    record: Annotated[str, Told("记录", "刊登任免的记录。")]
    entry: Annotated[int, Told("序号", "在该记录中排第几，从 1 数起；一人几职，各占一行。")]
    issue: Annotated[str | None, Told("期", "刊登任免的一期。")]
    published: Annotated[date | None, Told("刊登日期", "该期的出版日期，不是任免的日期。")]
    action: Annotated[str, Told("任或免", "appoint 任命，remove 免去。", ("appoint", "remove"))]
    person: Annotated[str | None, Told("姓名", "免职没有点名时为空。同名不一定是同一人。")]
    position: Annotated[str, Told("职务全称", "照原文，连同机构名称。")]
    organisation: Annotated[str | None, Told("机构", "程序从职务全称中分出的机构，用规范名称；分不出时为空。")]
    post: Annotated[str, Told("职务", "职务全称去掉机构后的部分。")]
    note: Annotated[str | None, Told("附注", "试用期等。")]
    source_line: Annotated[int, Told("来源行", "在来源文件中的行号。")]
    address: Annotated[str, Told("网址", "任免记录的页面；网站地址未定时，是从网站根目录起的路径。")]


@dataclass(frozen=True)
class TaskRow:
    """An organ's part in a task."""

    record: Annotated[str, Told("记录", "布置任务的文件。")]
    task: Annotated[int, Told("任务序号", "在该文件的任务中排第几，从 1 数起；一项任务有几个单位，各占一行。")]
    department: Annotated[str, Told("单位", "责任单位或牵头单位，用规范名称；没有登记规范名称的照原文。")]
    printed_as: Annotated[str, Told("原文写法", "该单位在原文中的写法。")]
    leads: Annotated[bool, Told("是否牵头", "true 表示牵头。")]
    what: Annotated[str, Told("任务", "任务的内容，照原文。")]
    number: Annotated[str | None, Told("发文字号", "该文件的发文字号，印出的或推断的。")]
    source_line: Annotated[int, Told("来源行", "任务在来源文件中的行号。")]
    address: Annotated[str, Told("网址", "任务在该文件页面中的位置；网站地址未定时，是从网站根目录起的路径。")]


def _appointments(site: Site) -> Iterator[Group]:
    for id_, group in groupby(site.urls.posts, key=lambda post: post.record):
        posts = tuple(group)
        read = plain_digest([(post.organisation, post.title, str(post.date)) for post in posts])
        own = joined((site.basis.record(site.library.records[id_]), read))
        yield Group(own, partial(_of_notice, site, posts))


def _of_notice(site: Site, posts: Sequence[Post]) -> list[AppointmentRow]:
    return [_appointment(site, post, place) for place, post in enumerate(posts, 1)]


def _appointment(site: Site, post: Post, place: int) -> AppointmentRow:
    record = site.library.records[post.record]
    return AppointmentRow(
        record=post.record,
        entry=place,
        issue=record.issue,
        published=post.date,
        action=post.entry.action,
        person=post.entry.person,
        position=post.position,
        organisation=post.organisation,
        post=post.title,
        note=post.entry.note,
        source_line=post.entry.line,
        address=address_of(site, site.urls.record(record)),
    )


def _tasks(site: Site) -> Iterator[Group]:
    for work in site.graph.works.values():
        speaks = next((each for each in work.printings if each.tasks), work.record)
        if speaks.tasks:
            own = bases(site).get(speaks.id) or site.basis.of(speaks.id)
            yield Group(own, partial(_of_decree, site, work, speaks))


def _of_decree(site: Site, work: Work, speaks: Decree) -> list[TaskRow]:
    tasks = enumerate(speaks.tasks, 1)
    return [row for place, task in tasks for row in _parts(site, (work, speaks), (place, task))]


def _parts(site: Site, text: tuple[Work, Decree], item: tuple[int, Task]) -> Iterator[TaskRow]:
    (work, decree), (place, task) = text, item
    names: dict[str, str] = {}
    for printed in (*task.lead, *task.departments):
        names.setdefault(site.gazette.department(printed) or printed, printed)
    anchor = anchor_at(site, decree.id, task.line)
    address = address_of(site, site.urls.record(decree) + (f"#{anchor}" if anchor else ""))
    leading = {site.gazette.department(printed) or printed for printed in task.lead}
    for name, printed in names.items():
        yield TaskRow(
            record=decree.id,
            task=place,
            department=name,
            printed_as=printed,
            leads=name in leading,
            what=task.what,
            number=str(work.number) if work.number else None,
            source_line=task.line,
            address=address,
        )


APPOINTMENTS = Dataset(
    name="appointments",
    title="人事任免",
    description="每人每职一行。姓名相同不等于同一人，本表不作认定。",
    columns=columns_of(AppointmentRow),
    key=("record", "entry"),
    references=(Reference("record", "records", "id"), Reference("issue", "issues", "id")),
    groups=_appointments,
)

TASKS = Dataset(
    name="tasks",
    title="任务分工",
    description="文件布置的任务，每项任务每个单位一行。同一文件有几个版本时，只取一个版本。",
    columns=columns_of(TaskRow),
    key=("record", "task", "department"),
    references=(Reference("record", "records", "id"),),
    groups=_tasks,
)
