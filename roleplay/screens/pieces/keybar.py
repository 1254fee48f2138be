"""The keys of a screen, all of them, in the interface's language; wraps where they do not fit one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from roleplay.screens.pieces.ink import lines

if TYPE_CHECKING:
    from roleplay.screens.app import RoleplayApp


class KeyBar(Static):
    """Every key that does something here. Descriptions of bindings are keys of the catalogue.

    Textual's own footer cuts off what does not fit and knows one language only.
    """

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow whatever has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.call_after_refresh(self.show)

    def _changed(self, _screen: Any) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Write the keys anew."""
        if not self.is_attached:
            return
        app = cast("RoleplayApp", self.app)
        keys: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            palette = binding.action == "command_palette"
            name = "key.palette" if palette else binding.description
            if active.enabled and name in app.catalog and (binding.show or palette):
                shown = (binding.key, app.get_key_display(binding), app.catalog(name))
                keys.setdefault(binding.action, shown)
        if "command_palette" in keys:
            keys["command_palette"] = keys.pop("command_palette")  # last
        parts = [self._key(*shown) for shown in keys.values()]
        self.update(lines(_rows(parts, max(1, self.size.width))))

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.show()

    def _key(self, key: str, display: str, name: str) -> Content:
        """One key. A click on it does what the key does."""
        shown = Content.assemble((display, "bold $footer-key-foreground"), f" {name}")
        return shown.stylize(Style.from_meta({"@click": f"press({key!r})"}))

    def action_press(self, key: str) -> None:
        """What a click does."""
        self.app.simulate_key(key)


def _rows(keys: list[Content], width: int) -> list[Content]:
    """As many keys on a line as fit; a key and its name stay together."""
    rows: list[Content] = []
    for key in keys:
        if rows and rows[-1].cell_length + 2 + key.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], "  ", key)
        else:
            rows.append(key)
    return rows
