"""Each case is a sentence that one rule must catch, or must leave alone."""

from __future__ import annotations

import pytest

from roleplay.hearing import cues, marks
from roleplay.hearing.clauses import parse
from roleplay.hearing.labels import KINDS, LABELS


def asserted(text: str) -> set[str]:
    return {hit.cue.act for hit in marks.find(parse(text)) if hit.cue.sure}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("im so sorry about that", "apologise"),
        ("Our sincere apologies for the delay.", "apologise"),
        ("I can see how frustrating this is", "empathise"),
        ("What happened?", "ask_open"),
        ("When did you buy it?", "ask_closed"),
        ("What would you like us to do?", "ask_expectation"),
        ("May I put you on hold for a minute?", "ask_permission"),
        ("Is there anything else I can help with?", "confirm_satisfaction"),
        ("I'll call you on Thursday before noon", "commit"),
        ("I'll call you on Thursday before noon", "follow_up"),
        ("That's not my department.", "disclaim"),
        ("Calm down!", "dismiss"),
        ("You should have read the manual", "blame"),
        ("Why didn't you call earlier?", "interrogate"),
        ("Let me finish.", "interrupt"),
        ("Hurry up please", "rush"),
        ("I understand, but those are the rules", "yes_but"),
        ("Listen, honey, it's fine", "overfamiliar"),
        ("We need you to fill this in for our records", "agent_centred"),
        ("Just tell me your password", "privacy_breach"),
        ("*sighs* Fine.", "cold_gesture"),
        ("*nods and smiles*", "warm_gesture"),
        ("Is that right?", "verify"),
        ("非常抱歉", "apologise"),
        ("真對不起", "apologise"),
        ("您是什么时候买的？", "ask_closed"),
        ("您希望我们怎么处理？", "ask_expectation"),
        ("我先给您记下来", "record"),
        ("您先冷静一下", "dismiss"),
        ("这不归我管", "disclaim"),
        ("别打断我", "interrupt"),
        ("我理解您的心情，但是公司有规定", "yes_but"),
        ("（翻了个白眼）", "cold_gesture"),
        ("（点头，递上一杯水）", "warm_gesture"),
        ("把验证码报给我", "privacy_breach"),
        ("您慢慢说，我听着", "invite"),
        ("还有什么可以帮您的吗？", "confirm_satisfaction"),
    ],
)
def test_plain_words_are_caught(text: str, act: str) -> None:
    assert act in asserted(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Sorry, could you spell that?", "apologise"),
        ("不好意思，请问您贵姓？", "apologise"),
        ("No need to apologise", "apologise"),
        ("I can't imagine how tiring that was", "refuse"),
        ("不客气", "refuse"),
        ("不用担心", "refuse"),
        ("咱们一起解决问题", "interrogate"),
        ("Never mind", "absolute"),
        ("The guarantee runs two years", "overpromise"),
        ("Never tell anyone your password", "privacy_breach"),
        ("密码千万别告诉任何人", "privacy_breach"),
        ("Dear Mr Hill, thank you for writing", "overfamiliar"),
        ("我亲自去办", "overfamiliar"),
        ("You don't have to do anything", "command"),
        ("Why don't you sit down and tell me", "interrogate"),
        ("There's no hurry", "rush"),
        ("I'll hurry them up", "rush"),
        ('He told you to "calm down"?', "dismiss"),
        ("What happened was a mix-up", "ask_open"),
        ("I'll call you soon", "commit"),
        ("You'll have to call them by Friday", "commit"),
    ],
)
def test_the_same_words_in_another_sense_are_left_alone(text: str, act: str) -> None:
    assert act not in asserted(text)


def test_every_rule_serves_a_known_act_and_has_its_own_name() -> None:
    for lang in cues.languages():
        rules = cues.load(lang)
        assert {rule.act for rule in rules} <= set(KINDS)
        assert len({rule.id for rule in rules}) == len(rules)


def test_labels_are_those_of_the_shipped_vocabulary() -> None:
    from roleplay.content.library import Library

    kinds = Library().acts.kinds()
    assert {act: KINDS[act] for act in LABELS} == kinds


def test_missing_apostrophes_are_nothing_special() -> None:
    assert "argue" in asserted("thats not true")
