from __future__ import annotations

import pytest

from roleplay.hearing.listener import Listener, load_listener


@pytest.fixture(scope="session")
def listener() -> Listener:
    """The listener with everything; the package that encodes sentences is a dependency."""
    loaded = load_listener()
    assert loaded.degraded == ""
    return loaded


@pytest.fixture(scope="session")
def plain_listener() -> Listener:
    """The listener without the sentence encoder."""
    return load_listener(encoder=False)
