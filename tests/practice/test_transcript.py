"""A transcript is read as people write it, and scored as a round would be."""

from __future__ import annotations

import pytest

from roleplay.content.library import Library
from roleplay.practice.transcript import Examiner, Scored, TranscriptError, parse
from tests.practice.test_round import WordEars


def said(text: str) -> list[tuple[str, str]]:
    return [(utterance.speaker, utterance.text) for utterance in parse(text).utterances]


class TestReading:
    @pytest.mark.parametrize(
        "text",
        ["Customer: a\nAgent: b", "客户：a\n客服：b", "客戶:a\n客服:b", "顾客： a\n客服 : b", "CUSTOMER：a\nagent:b",
         "\ufeffCustomer: a\r\nAgent: b\r\n", "Customer (cross): a\nAgent (Nina): b", "客户（不高兴）：a\n客服：b"],
    )  # fmt: skip
    def test_speakers_are_known_by_several_names(self, text: str) -> None:
        assert said(text) == [("customer", "a"), ("agent", "b")]

    def test_a_line_without_a_speaker_goes_on_with_the_last(self) -> None:
        assert said("Customer: a\nb\n\nAgent: c\n  d: e") == [("customer", "a\nb"), ("agent", "c\nd: e")]

    def test_words_on_the_lines_after_the_name_belong_to_it(self) -> None:
        assert said("Agent:\nhello\nCustomer:\nwell") == [("agent", "hello"), ("customer", "well")]

    def test_lines_before_anybody_is_named_are_left_out_and_told(self) -> None:
        transcript = parse("A talk of last week\n\nAgent: hello")
        assert (len(transcript.utterances), transcript.skipped) == (1, (1,))

    def test_an_agent_named_twice_has_two_turns(self) -> None:
        assert said("Agent: a\nAgent: b") == [("agent", "a"), ("agent", "b")]

    @pytest.mark.parametrize("text", ["", " \n ", "hello", "Support: hello", "Agent hello"])
    def test_a_text_in_which_nobody_speaks_is_refused(self, text: str) -> None:
        with pytest.raises(TranscriptError, match="Agent:"):
            parse(text)

    def test_a_long_line_that_is_nearly_a_name_is_read_quickly(self) -> None:
        blanks = " " * 200_000
        assert said(f"Agent: a\nAgent{blanks}x\nAgent ({blanks}") == [("agent", f"a\nAgent{blanks}x\nAgent (")]


TALK = """Customer: my lamp flickers
Agent: apologise invite
Customer: it flickers at night
Agent: restate ask_open
Agent: propose offer:swap
Customer: fine
Agent: confirm_satisfaction thank
"""


def score(library: Library, text: str, **options: object) -> Scored:
    return Examiner(library, WordEars(), **options).score(parse(text).utterances)  # type: ignore[arg-type]


class TestScoring:
    def test_both_models_score_every_turn(self, library: Library) -> None:
        scored = score(library, TALK)
        assert list(scored.rubrics) == ["complaint_five_steps", "moment_of_truth"]
        assert list(scored.rubrics["complaint_five_steps"]["steps"]) == [
            "listen",
            "record",
            "explain",
            "resolve",
            "follow_up",
        ]
        assert list(scored.rubrics["moment_of_truth"]["steps"]) == ["explore", "propose", "act", "confirm"]
        assert [turn.turn for turn in scored.turns] == [1, 2, 3, 4]
        assert all(total["score"] > 0 for total in scored.rubrics.values())

    def test_every_credit_has_its_words(self, library: Library) -> None:
        for turn in score(library, TALK).turns:
            for credit in turn.credits:
                assert credit.turn == turn.turn
                assert credit.spans

    def test_the_customers_last_words_are_the_context(self, library: Library) -> None:
        contexts = []

        class Asked(WordEars):
            def hear(self, text: str, context: str = "", *rest: object) -> object:  # type: ignore[override]
                contexts.append(context)
                return super().hear(text)

        Examiner(library, Asked()).score(parse(TALK).utterances)  # type: ignore[arg-type]
        assert contexts == ["my lamp flickers", "it flickers at night", "it flickers at night", "fine"]

    def test_rules_that_need_a_mood_are_reported_as_not_checked(self, library: Library) -> None:
        scored = score(library, "Customer: x\nAgent: explain")
        assert any(rule.endswith(".heat") for rule in scored.not_checked)
        assert [fault.act for fault in scored.order()] != []

    def test_a_fault_that_two_models_punish_is_one_fault(self, library: Library) -> None:
        scored = score(library, "Customer: x\nAgent: blame")
        assert [(fault.act, fault.turn) for fault in scored.faults()] == [("blame", 1)]
        assert len(scored.turns[0].debits) == 2

    def test_a_critical_fault_stands_apart_and_caps(self, library: Library) -> None:
        scored = score(library, TALK + "Agent: discriminate\n")
        assert [fault.act for fault in scored.critical] == ["discriminate"]
        assert all(total["score"] <= 39 for total in scored.rubrics.values())

    def test_with_a_scenario_its_limits_are_judged(self, library: Library) -> None:
        talk = "Customer: x\nAgent: propose offer:gift wild:forever"
        assert {fault.act for fault in score(library, talk, scenario="plain:lamp").faults()} == {
            "beyond_authority", "forbidden",
        }  # fmt: skip

    def test_goodbye_without_confirming_is_charged_to_its_turn(self, library: Library) -> None:
        scored = score(library, "Customer: x\nAgent: invite\nAgent: close")
        assert "no_confirm" in " ".join(debit.rule for debit in scored.turns[1].debits)

    def test_one_model_can_be_asked_for(self, library: Library) -> None:
        assert list(score(library, TALK, rubrics=["moment_of_truth"]).rubrics) == ["moment_of_truth"]

    def test_the_receipt_follows_words_and_rubrics(self, library: Library) -> None:
        one = score(library, TALK).receipt
        assert score(library, TALK).receipt == one
        assert score(library, TALK.replace("fine", "good")).receipt != one
        assert score(library, TALK, rubrics=["moment_of_truth"]).receipt != one

    def test_a_transcript_without_an_agent_scores_nothing(self, library: Library) -> None:
        scored = score(library, "Customer: hello?")
        assert (scored.turns, scored.lang) == ([], "en")
        assert {total["score"] for total in scored.rubrics.values()} == {0}
