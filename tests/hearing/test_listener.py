from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay.hearing import encoder
from roleplay.hearing.heard import HeardTurn
from roleplay.hearing.listener import Listener, load_listener

CANONICAL = [
    ("I'm really sorry about this", {"apologise"}),
    ("I can see why you're upset", {"empathise"}),
    ("What happened?", {"ask_open"}),
    ("When did you buy it?", {"ask_closed"}),
    ("Let me write that down", {"record"}),
    ("So you bought it on Saturday and it died on Monday, is that right?", {"restate", "verify"}),
    ("I can exchange it for a new one right now", {"compensate", "propose"}),
    ("I'll call you on Thursday before noon", {"commit", "follow_up"}),
    ("Is there anything else I can do for you?", {"confirm_satisfaction"}),
    ("Thank you for your patience.", {"thank"}),
    ("You're right, this is our mistake.", {"agree", "own"}),
    ("Please sit down, there's no hurry.", {"give_room"}),
    ("What would you like us to do?", {"ask_expectation"}),
    ("Goodbye, have a nice day!", {"close"}),
    ("真的很抱歉给您添麻烦了", {"apologise"}),
    ("我能理解您的心情", {"empathise"}),
    ("发生了什么事？", {"ask_open"}),
    ("您是什么时候买的？", {"ask_closed"}),
    ("我先给您记下来", {"record"}),
    ("您是周六买的，周一就坏了，对吗？", {"restate", "verify"}),
    ("我现在就给您换一台新的", {"compensate", "act"}),
    ("我周四中午前给您打电话", {"commit", "follow_up"}),
    ("还有什么可以帮您的吗？", {"confirm_satisfaction"}),
    ("您說得對，這是我們的錯。", {"agree", "own"}),
    ("您希望我们怎么处理？", {"ask_expectation"}),
    ("再见，祝您生活愉快", {"close"}),
]
HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800",
    "\ud800\udc00 sorry \udfff",
    "😀" * 50,
    "[/nope] [@click=app.quit] *",
    "***",
    "（（（）））",
    "((((",
    "\u202e\u200b\u200e",
    "a" * 100_000,
    "sorry " * 20_000,
    "对不起" * 30_000,
    '"' * 1000,
    "*" * 5000,
    "?!" * 3000,
    "ﷺ" * 300,
    "no.no.no." * 900,
]


@pytest.mark.parametrize(("text", "acts"), CANONICAL)
def test_model_sentences_are_heard_and_accuse_nobody(listener: Listener, text: str, acts: set[str]) -> None:
    from roleplay.hearing.labels import FAULTS

    heard = set(listener.hear(text).ids())
    assert acts <= heard
    assert not heard & FAULTS


@pytest.mark.parametrize(("text", "acts"), CANONICAL)
def test_most_of_it_is_heard_without_the_encoder(plain_listener: Listener, text: str, acts: set[str]) -> None:
    assert acts & set(plain_listener.hear(text).ids())


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_at_all_can_be_heard(listener: Listener, text: str) -> None:
    turn = listener.hear(text, context=text)
    assert turn.text == text
    for act in (*turn.acts, *turn.possible):
        assert all(0 <= start < end <= len(text) for start, end in act.spans)
    assert HeardTurn.from_dict(turn.to_dict()) == turn


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120), st.text(max_size=40))
def test_random_text_can_be_heard(listener: Listener, text: str, context: str) -> None:
    listener.hear(text, context)


def test_the_same_words_give_the_same_result(listener: Listener) -> None:
    text, context = "I'm sorry, I'll send a new one by Friday.", "It broke."
    first = listener.hear(text, context)
    listener.hear("Something else entirely, what happened?", "No.")
    assert listener.hear(text, context) == first
    assert load_listener().hear(text, context) == first


def test_acts_come_in_the_order_of_the_words(listener: Listener) -> None:
    ids = listener.hear("I'm so sorry. What happened? I'll call you on Friday at ten.").ids()
    assert ids.index("apologise") < ids.index("ask_open") < ids.index("follow_up")


def test_spans_are_places_in_the_text_as_typed(listener: Listener) -> None:
    text = "  Ｓｏｒｒｙ about this\u200b…   好的！What happened?"
    act = next(a for a in listener.hear(text).acts if a.act == "ask_open")
    assert [text[start:end] for start, end in act.spans] == ["What happened?"]


def test_confidence_has_two_places(listener: Listener) -> None:
    turn = listener.hear("You should have read the manual. Calm down.")
    assert all(act.confidence == round(act.confidence, 2) for act in (*turn.acts, *turn.possible))


@pytest.mark.parametrize(
    ("text", "context", "echo"),
    [
        ("my parcel is nine days late", "My parcel is nine days late!", True),
        ("So your parcel is late, I see. That is a long time to wait.", "My parcel is nine days late!", False),
        ("nine days", "My parcel is nine days late!", False),
        ("我的快递九天了还没到", "我的快递九天了还没到！", True),
        ("您等了这么久", "我的快递九天了还没到！", False),
        ("hello there my friend", "", False),
    ],
)
def test_an_echo_is_the_customers_words_given_back(listener: Listener, text: str, context: str, echo: bool) -> None:
    assert listener.hear(text, context).echo is echo


def test_print_knows_a_repeated_turn(listener: Listener) -> None:
    assert listener.hear("I'm SORRY!").print == listener.hear(" I’m  sorry！").print


def test_traditional_and_simplified_are_heard_alike(listener: Listener) -> None:
    one, other = listener.hear("我現在就給您換一臺新的"), listener.hear("我现在就给您换一台新的")
    assert one.acts == other.acts


def test_the_language_is_detected_or_given(listener: Listener) -> None:
    assert listener.hear("您好").lang == "zh"
    assert listener.hear("Hello").lang == "en"
    assert listener.hear("Hello", lang="zh").lang == "zh"


@pytest.mark.parametrize("typed", ["asdf [/x] qwer", "qwertz uiop", "xxxx", "...", "[/b]", "12345", "jkl;"])
def test_keys_hit_at_random_accuse_nobody(listener: Listener, typed: str) -> None:
    assert listener.hear(typed, "I want my money back!").acts == ()


def test_without_the_encoder_it_says_so(plain_listener: Listener, listener: Listener) -> None:
    assert plain_listener.degraded
    assert plain_listener.id.endswith("-noenc")
    assert listener.id != plain_listener.id


def test_it_falls_back_when_the_encoder_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(encoder, "PATH", tmp_path / "none.npz")
    fallen = load_listener()
    assert "encoder" in fallen.degraded
    assert "apologise" in fallen.hear("I'm so sorry about this.").ids()


def test_it_falls_back_to_rules_without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    from roleplay.hearing import weights

    def missing() -> weights.Weights:
        raise OSError("no weights")

    monkeypatch.setattr(weights, "load", missing)
    fallen = load_listener()
    assert "rules only" in fallen.degraded
    turn = fallen.hear("I'm so sorry about this.")
    assert turn.ids() == ("apologise",)
    assert turn.acts[0].rule.startswith("cue:apologise")


def test_importing_the_listener_loads_nothing_heavy() -> None:
    code = (
        "import sys, roleplay.hearing.heard, roleplay.hearing.listener, roleplay.hearing.tidy\n"
        "heavy = {'numpy', 'yaml', 'pydantic', 'textual', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
