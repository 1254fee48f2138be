"""Where content lies, and how it is found: what ships, then course folders, in that order."""

from __future__ import annotations

import difflib
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from roleplay.content.act import Acts
from roleplay.content.mixing import mixed, parts
from roleplay.content.overlay import Overlay
from roleplay.content.pattern import Patterns
from roleplay.content.persona import Persona
from roleplay.content.problems import ContentError, Problem
from roleplay.content.reading import Document, Where, read
from roleplay.content.rubric import Rubric
from roleplay.content.scenario import Scenario
from roleplay.content.shape import shape_words
from roleplay.content.text import Strict
from roleplay.locales import Said, said

M = TypeVar("M", bound=Strict)

#: Format name → model and the newest version this program reads. Older versions are converted here.
FORMATS: dict[str, tuple[type[Strict], int]] = {
    "acts": (Acts, 1),
    "overlay": (Overlay, 1),
    "patterns": (Patterns, 1),
    "persona": (Persona, 1),
    "rubric": (Rubric, 1),
    "scenario": (Scenario, 1),
}

#: The folder of overlays, in every root.
OVERLAYS = "personas/overlays"

_PYDANTIC_CODES = {
    "missing": "C201",
    "extra_forbidden": "C202",
    "literal_error": "C204",
    "value_error": "C204",
}


def shipped_root() -> Path:
    """The folder with `personas/ scenarios/ rubrics/` that ships: inside a wheel, or beside a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


def load(path: Path, model: type[M]) -> tuple[M, Document]:
    """Read and validate one file. Raises `ContentError` with all problems of the file."""
    document = read(path)
    return validate(document, model), document


def validate(document: Document, model: type[M]) -> M:
    """What a file that has been read means. Raises `ContentError` with all problems of the file."""
    _check_format(document, model)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise ContentError([_shape_problem(document, item, model) for item in error.errors()]) from error


def model_of(document: Document) -> type[Strict]:
    """The model that a file's `format:` names. Raises `ContentError` if there is none."""
    name = str(document.data.get("format", "")) if isinstance(document.data, dict) else ""
    kind = name.partition("/")[0]
    if kind not in FORMATS:
        known = ", ".join(f"{kind}/{version}" for kind, (_, version) in FORMATS.items())
        what = said("c205.unknown", name=name) if name else said("c205.none")
        raise ContentError([document.problem(("format",), "C205", what, said("c205.todo", known=known))])
    return FORMATS[kind][0]


def _check_format(document: Document, model: type[Strict]) -> None:
    found = model_of(document)
    if found is not model:
        what = said("c205.other", found=_format_of(found), wanted=_format_of(model))
        raise ContentError([document.problem(("format",), "C205", what, said("c205.other.todo"))])
    kind, _, version = str(document.data["format"]).partition("/")
    newest = FORMATS[kind][1]
    if not version.isdigit() or not 1 <= int(version) <= newest:
        what, todo = (
            said("c205.version", kind=kind, version=version),
            said("c205.version.todo", kind=kind, newest=newest),
        )
        raise ContentError([document.problem(("format",), "C205", what, todo)])


def _format_of(model: type[Strict]) -> str:
    return next(kind for kind, (known, _) in FORMATS.items() if known is model)


def _shape_problem(document: Document, item: Any, model: type[Strict]) -> Problem:
    where: Where = tuple(item["loc"])
    code = _PYDANTIC_CODES.get(item["type"], "C203" if "type" in item["type"] else "C204")
    name: object = ".".join(map(str, where)) or said("c204.file")
    if code == "C201":
        return document.problem(where[:-1], code, said("c201", name=name, key=where[-1]), said("c201.todo"))
    if code == "C202":
        return document.problem(where, code, said("c202", name=name), _near_key(model, where))
    return document.problem(where, code, said("c204", name=name, what=shape_words(item)))


def _near_key(model: type[Strict], where: Where) -> Said:
    names = sorted({key for part in _models(model, set()) for key in _keys(part)})
    return did_you_mean(str(where[-1]), names) or said("c202.todo")


def _models(model: type[Strict], seen: set[type[Strict]]) -> Iterator[type[Strict]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for name in dir(sys.modules[model.__module__]):
        part = getattr(sys.modules[model.__module__], name)
        if isinstance(part, type) and issubclass(part, Strict) and part is not Strict:
            yield from _models(part, seen)


def _keys(model: type[Strict]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield info.alias or name


def did_you_mean(word: str, known: Sequence[str]) -> Said | None:
    """A hint naming the nearest of `known`, or nothing."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return said("near", name=near[0]) if near else None


def fingerprint(content: Strict) -> str:
    """A hash of what a file means: comments and layout do not change it."""
    data = content.model_dump(mode="json", by_alias=True)
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Library:
    """All content that can be played. Files are read when asked for, once.

    `roots` are searched in order; each has `personas/`, `scenarios/` and `rubrics/`. Ids of a course
    folder are `course:id`, with the folder's name as the course.
    """

    def __init__(self, courses: Sequence[Path] = ()) -> None:
        self.roots: tuple[tuple[str, Path], ...] = (("", shipped_root()), *((c.name, c) for c in courses))
        self._cache: dict[tuple[str, str], Strict] = {}

    def ids(self, folder: str) -> list[str]:
        """Ids of the files in `personas`, `scenarios` or `OVERLAYS` of every root, by file name, unread."""
        found = []
        for course, root in self.roots:
            prefix = f"{course}:" if course else ""
            found += [prefix + path.stem for path in sorted((root / folder).glob("*.yaml"))]
        return found

    def path(self, folder: str, content_id: str) -> Path:
        """Where a file lies. Raises `ContentError` if no root has it."""
        course, _, stem = content_id.rpartition(":")
        for name, root in self.roots:
            candidate = root / folder / f"{stem}.yaml"
            if name == course and candidate.is_file():
                return candidate
        todo = did_you_mean(content_id, self.ids(folder)) or said("c301.known", known=", ".join(self.ids(folder)))
        what = said("c301.file", name=content_id, folder=folder)
        raise ContentError([Problem(Path(folder), 0, 0, "C301", what, todo)])

    def persona(self, persona_id: str) -> Persona:
        """One persona, read and checked; `angry+vip` is the persona `angry` with the overlay `vip` on it."""
        name, overlays = parts(persona_id)
        return mixed(self._get("personas", name, Persona), [self.overlay(overlay) for overlay in overlays])

    def overlay(self, overlay_id: str) -> Overlay:
        """One overlay, read and checked."""
        return self._get(OVERLAYS, overlay_id, Overlay)

    def scenario(self, scenario_id: str) -> Scenario:
        """One scenario, read and checked."""
        return self._get("scenarios", scenario_id, Scenario)

    def rubric(self, rubric_id: str) -> Rubric:
        """One rubric."""
        return self._get("rubrics", rubric_id, Rubric)

    @cached_property
    def acts(self) -> Acts:
        """The behaviours that exist."""
        return self._get("rubrics", "acts", Acts)

    @cached_property
    def patterns(self) -> Patterns:
        """The combinations that exist."""
        return self._get("rubrics", "patterns", Patterns)

    @cached_property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The two service models, in the order they are shown."""
        return tuple(self.rubric(name) for name in ("complaint_five_steps", "moment_of_truth"))

    def _get(self, folder: str, content_id: str, model: type[M]) -> M:
        key = (folder, content_id)
        if key not in self._cache:
            loaded, document = load(self.path(folder, content_id), model)
            if isinstance(loaded, Persona | Scenario | Overlay):
                problems = self.check(loaded, document)
                if problems:
                    raise ContentError(problems)
            self._cache[key] = loaded
        content = self._cache[key]
        assert isinstance(content, model)
        return content

    def check(self, content: Strict, document: Document) -> list[Problem]:
        """Problems that only show when names are looked up across files."""
        from roleplay.content.references import (
            overlay_problems,
            persona_problems,
            rubric_problems,
            scenario_problems,
        )

        if isinstance(content, Persona):
            return persona_problems(content, document, self.acts, self.patterns)
        if isinstance(content, Overlay):
            return overlay_problems(content, document, self.acts, self.patterns)
        if isinstance(content, Scenario):
            return scenario_problems(content, document, self.acts)
        if isinstance(content, Rubric):
            return rubric_problems(content, document, self.acts, self.patterns)
        return []

    def check_file(self, path: Path) -> list[Problem]:
        """All problems of one file, whatever it is. Never raises for content."""
        try:
            document = read(path)
            content = validate(document, model_of(document))
        except ContentError as error:
            return error.problems
        problems = self.check(content, document)
        own_id = getattr(content, "id", path.stem)
        if own_id != path.stem and not isinstance(content, Acts | Patterns):
            what = said("c301.id", id=own_id, file=path.stem)
            problems.append(document.problem(("id",), "C301", what, said("c301.id.todo")))
        return sorted(problems, key=lambda p: (p.line, p.column))
