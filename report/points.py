"""How a summary stands on the page: its first sentence, then the others as points, those about one file together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.inline import CodeSpan
from report.retold import RETOLD
from report.section_tree import FileLine, Sentence

SHORT = 2  # sentences that stand in one paragraph


@dataclass(frozen=True, slots=True)
class Point:
    """Sentences about one file. `file` is the end of its path that tells it from the others, "" where it goes without
    saying."""

    file: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A summary: what stands behind the heading, and the points below it."""

    lead: tuple[Sentence, ...]
    points: tuple[Point, ...]


def points(sentences: Sequence[Sentence], files: Sequence[FileLine] = ()) -> Points:
    """Lay out the sentences of a summary, which stand file by file after the first one. `files` are those of the commit."""
    first = 2 if sentences[0].rule == RETOLD else 1  # behind what the author says, how it is done
    if len(sentences) < SHORT + first:
        return Points(tuple(sentences), ())
    rest: list[list[Sentence]] = []
    for one in sentences[first:]:
        if rest and _path(rest[-1][0]) == _path(one):
            rest[-1].append(one)
        else:
            rest.append([one])
    if len(rest) == 1:
        return Points(tuple(sentences[:first]), tuple(Point("", (one,)) for one in rest[0]))
    names = [
        "" if _has(group[0], name) else name
        for group, name in zip(
            rest, _names([_path(group[0]) for group in rest], [file.path for file in files]), strict=True
        )
    ]
    return Points(
        tuple(sentences[:first]),
        tuple(Point(name, tuple(group)) for name, group in zip(names, rest, strict=True)),
    )


def _has(sentence: Sentence, name: str) -> bool:
    """Whether a sentence names the file itself."""
    shown = [node.text for node in sentence.words if isinstance(node, CodeSpan)]
    return any(f"/{text}".endswith(f"/{name}") for text in shown)


def _path(sentence: Sentence) -> str:
    """The file that a sentence is about; "" where it is about several."""
    paths = {proof.path for proof in sentence.proofs}
    return paths.pop() if len(paths) == 1 else ""


def _names(paths: Sequence[str], known: Sequence[str]) -> list[str]:
    """Each path's last segment, with as many more as tell it from the others and from those known."""
    names: list[str] = []
    for path in paths:
        parts = path.split("/")
        endings = ["/".join(parts[-count:]) for count in range(1, len(parts) + 1)]
        others = [f"/{other}" for other in {*paths, *known} if other != path]
        names.append(
            next((end for end in endings if not any(one.endswith(f"/{end}") for one in others)), path)
        )
    return names
