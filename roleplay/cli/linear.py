"""A round as a linear transcript: one thing a line, for pipes, screen readers and reading again.

No colours, no control characters, nothing that has to be seen to be understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from roleplay.cli.names import Names
from roleplay.cli.streams import one_line
from roleplay.content.scenario import Scenario
from roleplay.content.text import choose
from roleplay.locales import Catalog
from roleplay.practice.events import Event
from roleplay.practice.evidence import Words, worded

#: Longer evidence is cut in a feedback line; a listener cannot skip.
_QUOTED = 60


class Linear:
    """Turns events into lines, in the order in which they come.

    `echo`: write what the agent said (where it was not typed on the same screen). `coach`: one line of
    feedback a turn, unless the round is an exam. `words`: turn → the exact words of its acts, as far as they are
    known before; `waits`: those of a turn in which something was heard come right after it, and feedback with them.
    """

    def __init__(
        self, names: Names, catalog: Catalog, lang: str, *, echo: bool = True, coach: bool = True,
        words: Mapping[int, Words] | None = None, waits: bool = False,
    ) -> None:  # fmt: skip
        self._names = names
        self._catalog = catalog
        self._lang = lang
        self._echo = echo
        self._coach = coach
        self._persona = ""
        self._words = dict(words or {})
        self._waits = waits
        self._heard: Event | None = None
        self._waiting: tuple[Event, Event] | None = None
        self._acts: set[str] = set()

    def lines(self, event: Event) -> list[str]:
        """The lines for one event; none for those that only prepare another."""
        made: list[str] = []
        if event["type"] == "evidence":
            self._words[event["turn"]] = event["spans"]
        waiting, self._waiting = self._waiting, None
        before = [self._feedback(*waiting)] if waiting else []
        match event["type"]:
            case "started":
                made = self._started(event)
            case "said":
                made = self._said(event)
            case "heard":
                self._heard = event
                self._acts.update(act["id"] for act in event["heard"]["acts"])
            case "replied":
                made = [self._replied(event)]
            case "scored":
                made = self._scored(event)
            case "later":
                text = {"after": self._text(event["after"]), "text": self._text(event["text"])}
                made = [self._catalog("later.line", **text)]
            case "ended":
                made = self._ended(event)
            case _:
                pass
        return [one_line(line) for line in (*before, *made)]

    def _text(self, texts: dict[str, str]) -> str:
        return choose(texts, self._lang)

    # -- before ----------------------------------------------------------------------------------

    def _started(self, event: Event) -> list[str]:
        self._persona = event["persona"]
        self._coach = self._coach and event["mode"] != "exam"
        scenario = self._names.scenario(event["scenario"])
        return self._brief(scenario) if scenario else [event["scenario"]]

    def _brief(self, scenario: Scenario) -> list[str]:
        catalog, brief = self._catalog, scenario.brief
        persona = self._names.persona(self._persona)
        who = choose(scenario.customer, self._lang, scenario.lang)
        temper = self._text(dict(persona.name)) if persona else self._persona
        channel = catalog(f"play.channel.{scenario.channel}")
        made = [
            catalog("play.brief.title", title=self._text(scenario.title), channel=channel),
            catalog("play.brief.customer", name=who.name, persona=temper),
        ]
        for part in ("role", "situation", "goal"):
            made.append(catalog(f"play.brief.{part}", text=self._text(getattr(brief, part))))
        for part in ("authority", "limits", "know"):
            items = choose(getattr(brief, part), self._lang, scenario.lang)
            made.append(catalog(f"play.brief.{part}", text=" ".join(items)))
        return made

    # -- turns -----------------------------------------------------------------------------------

    def _said(self, event: Event) -> list[str]:
        self._heard = None
        keys = {"silence": "play.nothing", "end": "play.leaves"}
        if event["how"] in keys:
            return [self._spoken(self._catalog("play.agent"), self._catalog(keys[event["how"]]))]
        return [self._spoken(self._catalog("play.agent"), event["text"])] if self._echo else []

    def _replied(self, event: Event) -> str:
        state = self._names.state(self._persona, event["state"])
        chinese = self._catalog.lang == "zh"
        who = self._catalog("play.customer") + (f"（{state}）" if chinese else f" ({state})")
        stage = (f"［{event['stage']}］" if chinese else f"[{event['stage']}] ") if event["stage"] else ""
        words = event["text"] or ("" if stage else self._catalog("play.nothing"))
        return self._spoken(who, f"{stage}{words}".strip())

    def _spoken(self, who: str, words: str) -> str:
        return f"{who}：{words}" if self._catalog.lang == "zh" else f"{who}: {words}"

    def _scored(self, event: Event) -> list[str]:
        heard, self._heard = self._heard, None
        if not self._coach or heard is None:
            return []
        if self._waits and heard["heard"]["acts"]:
            self._waiting = heard, event
            return []
        return [self._feedback(heard, event)]

    def _feedback(self, heard: Event, event: Event) -> str:
        catalog = self._catalog
        parts = self._what_was_heard(heard)
        earned = self._sums(event, "credits")
        lost = self._sums(event, "debits")
        if earned:
            parts.append(catalog("feedback.earned", steps=catalog("feedback.join").join(earned)))
        if lost:
            parts.append(catalog("feedback.lost", faults=catalog("feedback.join").join(lost)))
        return catalog("feedback.line", parts=catalog("feedback.part").join(parts))

    def _what_was_heard(self, event: Event) -> list[str]:
        heard, catalog = event["heard"], self._catalog
        if not heard["text"]:
            return [catalog("feedback.silent")]
        made = []
        if heard["acts"]:
            acts = worded(heard["acts"], self._words.get(event["turn"], {}))
            made.append(catalog("feedback.heard", acts=self._quotes(heard["text"], acts)))
        else:
            made.append(catalog("feedback.nothing"))
        if heard["possible"]:
            made.append(catalog("feedback.possible", acts=self._quotes(heard["text"], heard["possible"])))
        for miss in heard.get("near", ()):
            made.append(catalog(f"feedback.near_{miss['why']}", said=one_line(miss["said"]), rule=miss["rule"]))
        return made

    def _quotes(self, text: str, acts: Iterable[Event]) -> str:
        quoted = [
            self._catalog("feedback.quote", name=self._names.act(act["id"]), words=quote(text, act["spans"]))
            for act in acts
        ]
        return self._catalog("feedback.join").join(quoted)

    def _sums(self, event: Event, kind: str) -> list[str]:
        """Points of a turn by step, or what it cost by fault, over both models."""
        sums: dict[str, float] = {}
        for rubric, result in event["rubrics"].items():
            for item in result[kind]:
                if kind == "credits":
                    name = self._names.step(rubric, item["step"])
                    sums[name] = sums.get(name, 0) + item["points"]
                elif item["cost"]:
                    name = self._names.fault(item["act"], item["rule"])
                    sums[name] = max(sums.get(name, 0), item["cost"])
        key = "feedback.points" if kind == "credits" else "feedback.cost"
        return [self._catalog(key, name=name, points=f"{points:g}") for name, points in sums.items()]

    # -- after -----------------------------------------------------------------------------------

    def _ended(self, event: Event) -> list[str]:
        catalog = self._catalog
        value = f"{event['value']:+d}" if event["value"] else "0"
        words = catalog(f"value.{event['value']}")
        made = [
            catalog("ended.line", ending=catalog(f"over.{event['ending']}")),
            catalog("ended.value", value=value, words=words),
            *rubric_lines(self._names, catalog, event["rubrics"]),
        ]
        if event["critical"]:
            acts = [self._names.act(debit["act"]) for debit in event["critical"]]
            made.append(catalog("ended.critical", acts=catalog("feedback.join").join(acts)))
        for name, advice in self._names.advice(event["rubrics"], self._acts):
            made.append(catalog("ended.practise", name=name, advice=advice))
        return [*made, catalog("ended.receipt", receipt=event["receipt"])]


def rubric_lines(names: Names, catalog: Catalog, rubrics: dict[str, Event]) -> list[str]:
    """One line a service model: its score and its steps."""
    made = []
    for rubric, total in rubrics.items():
        steps = [
            catalog("ended.step", name=names.step(rubric, step), score=score)
            for step, score in total["steps"].items()
        ]
        line = {
            "name": names.rubric(rubric),
            "score": total["score"],
            "steps": catalog("feedback.join").join(steps),
        }
        made.append(catalog("ended.rubric", **line))
    return made


def quote(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words of some spans, joined and cut to what a person wants to hear."""
    words = one_line(" … ".join(text[start:end] for start, end in spans))
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
