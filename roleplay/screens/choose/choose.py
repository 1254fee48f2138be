"""Choosing the customer and the matter side by side, with a preview that follows the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from roleplay.content.mixing import PLUS, mixed, parts
from roleplay.screens.choose.mix import MixSheet
from roleplay.screens.choose.preview import persona_preview, scenario_preview
from roleplay.screens.pieces.ink import lines, words
from roleplay.screens.pieces.menu import Menu
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import told

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.content.overlay import Overlay
    from roleplay.content.persona import Persona
    from roleplay.content.problems import Problem
    from roleplay.content.scenario import Scenario
    from roleplay.practice.round import Mode, Setup

Folder = Literal["personas", "scenarios"]
MODES: tuple[Mode, Mode] = ("coached", "exam")


@dataclass(frozen=True)
class Card:
    """One file on offer: read, or not usable and why."""

    id: str
    content: Persona | Scenario | None
    trouble: Problem | None = None


class ChooseScreen(Page):
    """Whom to talk to, about what, in which mode and language."""

    CSS_PATH = "choose.tcss"
    HELP = "choose"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "key.choose"),
        Binding("tab", "app.focus_next", "key.other_list"),
        Binding("m", "mode", "key.mode"),
        Binding("l", "language", "key.language"),
        Binding("x", "mix", "key.mix"),
        Binding("escape", "back", "key.back"),
    ]

    class Read(Message):
        """A file was read."""

        def __init__(self, folder: Folder, card: Card, library: Library) -> None:
            super().__init__()
            self.folder = folder
            self.card = card
            self.library = library

    class Failed(Message):
        """The content as a whole cannot be used."""

        def __init__(self, trouble: str) -> None:
            super().__init__()
            self.trouble = trouble

    def __init__(self, setup: Setup | None = None) -> None:
        super().__init__()
        persona, self._overlays = parts(setup.persona) if setup else ("", ())
        self._wanted = {"personas": persona, "scenarios": setup.scenario} if setup else {}
        self._mode: Mode | None = setup.mode if setup else None
        self._lang = setup.lang if setup else ""
        self._cards: dict[Folder, dict[str, Card]] = {"personas": {}, "scenarios": {}}
        self._library: Library | None = None

    def heading(self) -> Content:
        """What is to be chosen."""
        return Content(self.say("choose.title"))

    def body(self) -> ComposeResult:
        """Two lists, what is chosen besides, and the preview."""
        with Vertical(id="choices"):
            with Horizontal(id="lists"):
                for folder in ("personas", "scenarios"):
                    with Vertical(classes="choice"):
                        yield Static(self.say(f"choose.{folder}"), classes="title")
                        yield Menu(folder)
            yield Static("", id="options")
        with VerticalScroll(id="preview"):
            yield Static("", id="preview-text")

    def on_mount(self) -> None:
        """Read what there is, file by file."""
        super().on_mount()
        self.query_one("#personas").focus()
        self._read()

    @work(thread=True, exclusive=True, group="content")
    def _read(self) -> None:
        from roleplay.content.problems import ContentError

        try:
            library = self.room.backstage.theatre().library
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))
            return
        folders: tuple[Folder, Folder] = ("personas", "scenarios")
        for folder in folders:
            for name in library.ids(folder):
                try:
                    card = Card(name, library.persona(name) if folder == "personas" else library.scenario(name))
                except ContentError as error:
                    card = Card(name, None, error.problems[0])
                self.post_message(self.Read(folder, card, library))
        self.room.backstage.warm("ears")

    @on(Read)
    def _one_more(self, message: Read) -> None:
        self._library = message.library
        self._cards[message.folder][message.card.id] = message.card
        menu = self.query_one(f"#{message.folder}", OptionList)
        menu.add_option(self._option(message.card))
        wanted = self._wanted.get(message.folder)
        if menu.highlighted is None or message.card.id == wanted:
            menu.highlighted = menu.option_count - 1
        self._show()

    @on(Failed)
    def _nothing(self, message: Failed) -> None:
        self.query_one("#preview-text", Static).update(words(message.trouble))

    def _option(self, card: Card) -> Option:
        if card.content is None or self._library is None:
            return Option(words(f"{card.id} !"), id=card.id.replace(":", "--"))
        name = getattr(card.content, "title", None) or getattr(card.content, "name", {})
        return Option(words(self.names(self._library).text(name)), id=card.id.replace(":", "--"))

    def fill(self) -> None:
        """The lists as far as they are read."""
        for folder, cards in self._cards.items():
            menu = self.query_one(f"#{folder}", OptionList)
            menu.clear_options()
            menu.add_options([self._option(card) for card in cards.values()])
            if menu.option_count:
                menu.highlighted = 0
        self._show()

    # -- what is chosen --------------------------------------------------------------------------

    def _chosen(self, folder: Folder) -> Card | None:
        menu = self.query_one(f"#{folder}", OptionList)
        cards = list(self._cards[folder].values())
        return cards[menu.highlighted] if menu.highlighted is not None and menu.highlighted < len(cards) else None

    def _langs(self) -> tuple[str, ...]:
        card = self._chosen("scenarios")
        customers: Mapping[str, object] = getattr(card.content, "customer", {}) if card else {}
        return tuple(customers) or (self.say.lang,)

    def _play_lang(self) -> str:
        langs = self._langs()
        return next((lang for lang in (self._lang, self.say.lang) if lang in langs), langs[0])

    def _play_mode(self) -> Mode:
        preferred: list[Mode] = [mode for mode in MODES if mode == self.room.preferences.mode]
        return self._mode or preferred[0]

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        self._show_options()
        shown = []
        names = self.names(self._library) if self._library else None
        for folder in self._order():
            card = self._chosen(folder)
            if card is None or names is None:
                continue
            if card.trouble is not None:
                shown.append(words(card.trouble.told(self.say), "$text-error"))
            elif folder == "scenarios":
                shown.append(scenario_preview(card.content, names, self._play_lang()))  # type: ignore[arg-type]
            else:
                shown.append(persona_preview(mixed(card.content, self._laid(names.library)), names))  # type: ignore[arg-type]
        self.query_one("#preview-text", Static).update(lines(shown) if shown else Content(self.say("app.loading")))

    def _order(self) -> tuple[Folder, Folder]:
        """What the cursor is on comes first."""
        return ("scenarios", "personas") if self.query_one("#scenarios").has_focus else ("personas", "scenarios")

    def on_descendant_focus(self) -> None:
        """The preview begins with the list that has the cursor."""
        self._show()
        self.query_one("#preview").scroll_home(animate=False)

    def _show_options(self) -> None:
        modes = _row([(self.say(f"mode.{mode}"), mode == self._play_mode()) for mode in MODES])
        langs = _row(
            [(self.say.texts.get(f"lang.{lang}", lang), lang == self._play_lang()) for lang in self._langs()]
        )
        shown = Content.assemble(
            (self.say("choose.mode"), "bold"), " ", modes, "    ", (self.say("choose.lang"), "bold"), " ", langs
        )
        if self._overlays and self._library:
            names = self.names(self._library)
            mix = ", ".join(names.text(overlay.name) for overlay in self._laid(self._library))
            shown = lines([shown, Content.assemble((self.say("choose.mix"), "bold"), " ", words(mix))])
        self.query_one("#options", Static).update(shown)

    def action_mode(self) -> None:
        """The next mode."""
        self._mode = MODES[(MODES.index(self._play_mode()) + 1) % len(MODES)]
        self._show_options()

    def action_language(self) -> None:
        """The next language that the matter can be played in."""
        langs = self._langs()
        self._lang = langs[(langs.index(self._play_lang()) + 1) % len(langs)]
        self._show()

    def _laid(self, library: Library) -> list[Overlay]:
        """The overlays that lie on the customer."""
        return [library.overlay(name) for name in self._overlays]

    @work
    async def action_mix(self) -> None:
        """Choose overlays."""
        if self._library is None:
            return
        known, broken = self._known_overlays(self._library)
        if broken is not None:
            self.notify(broken.told(self.say), severity="warning", markup=False)
        sheet = MixSheet(known, self._overlays, self.names(self._library))
        chosen = await self.app.push_screen_wait(sheet)
        if chosen is not None:
            self._overlays = chosen
            self._show()

    def _known_overlays(self, library: Library) -> tuple[dict[str, Overlay], Problem | None]:
        """The overlays that can be used, by id, and the first problem of one that cannot."""
        from roleplay.content.library import OVERLAYS
        from roleplay.content.problems import ContentError

        known: dict[str, Overlay] = {}
        broken = None
        for name in library.ids(OVERLAYS):
            try:
                known[name] = library.overlay(name)
            except ContentError as error:
                broken = broken or error.problems[0]
        return known, broken

    @on(OptionList.OptionSelected)
    def action_start(self) -> None:
        """On to the brief."""
        from roleplay.practice.round import Setup

        persona, scenario = self._chosen("personas"), self._chosen("scenarios")
        if persona is None or scenario is None or persona.content is None or scenario.content is None:
            self.notify(self.say("choose.not_usable"), severity="warning", markup=False)
            return
        temper = PLUS.join((persona.id, *self._overlays))
        setup = Setup(scenario.id, temper, self._play_lang(), self._play_mode())
        self.room.show_brief(replace(setup, seed=self.room.new_seed()))

    def action_back(self) -> None:
        """Home again."""
        self.room.go_home()


def _row(choices: list[tuple[str, bool]]) -> Content:
    """Choices in a row; the one that holds stands in brackets."""
    return Content(" ").join(
        [
            Content.styled(f"[{name}]", "bold reverse") if chosen else Content(f" {name} ")
            for name, chosen in choices
        ]
    )
