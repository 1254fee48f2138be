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
        keys: dict[str, tuple[str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            palette = binding.action == "command_palette"
            name = "key.palette" if palette else binding.description
            if active.enabled and name in app.catalog and (binding.show or palette):
                keys.setdefault(binding.action, (app.get_key_display(binding), app.catalog(name)))
        last = keys.pop("command_palette", None)
        parts = [self._key(action, *shown) for action, shown in keys.items()]
        parts += [self._key("command_palette", *last)] if last else []
        self.update(lines(_rows(parts, max(1, self.size.width))))

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.show()

    def _key(self, action: str, key: str, name: str) -> Content:
        """One key. A click on it does what the key does."""
        target = action if "." in action or action == "command_palette" else f"screen.{action}"
        meta = {"@click": target if target != "command_palette" else "app.command_palette"}
        shown = Content.assemble((key, "bold $footer-key-foreground"), f" {name}")
        return shown.stylize(Style.from_meta(meta))


def _rows(keys: list[Content], width: int) -> list[Content]:
    """As many keys on a line as fit; a key and its name stay together."""
    rows: list[Content] = []
    for key in keys:
        if rows and rows[-1].cell_length + 2 + key.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], "  ", key)
        else:
            rows.append(key)
    return rows
