"""The architecture as promised in docs/architecture.md: floors, and a core without screen or database."""

from __future__ import annotations

import subprocess
import sys

CORE = "content hearing customer scoring practice".split()
HEAVY = ("textual", "rich", "sqlalchemy", "click")

PROBE = """
import importlib, pkgutil, sys
for floor in {floors!r}:
    package = importlib.import_module(f"roleplay.{{floor}}")
    for module in pkgutil.walk_packages(package.__path__, f"roleplay.{{floor}}."):
        if not module.name.endswith("__main__") and ".training" not in module.name:  # that needs its own extra
            importlib.import_module(module.name)
print(sorted({heavy!r} & set(sys.modules)))
"""


def test_the_core_loads_without_a_screen_and_without_a_database() -> None:
    code = PROBE.format(floors=CORE, heavy=set(HEAVY))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_heard_turns_need_no_numbers_library() -> None:
    code = "import sys, roleplay.hearing.heard, roleplay.customer.signals; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
