"""Words that persona files may use beside the acts: signals of a turn, counters, and moves of a reply."""

from __future__ import annotations

#: What a turn can be besides its acts. A persona may react to these or move on them.
SIGNALS: dict[str, str] = {
    "turn": "any turn of the agent, silence included",
    "no_help": "a turn that did not make things better for this customer; only for transitions",
    "silence": "the agent says nothing on purpose",
    "slow": "the agent took longer than the channel allows",
    "unclear": "words were said and no act or topic was heard",
    "said_again": "the agent repeats an earlier turn of their own, word for word or nearly",
    "echo": "the agent gives the customer's own words back unchanged",
    "asked_again": "the agent asks for a fact that was told already",
    "asked": "the agent asks for a fact or puts an open question",
    "offer": "the agent offers one of the scenario's solutions, or proposes something",
    "good_offer": "an offer that the customer takes and that settles the matter",
    "extra_offer": "an offer that the customer takes and that leaves the main thing open",
    "early_offer": "an offer before what must come before it",
    "offer_again": "an offer that was turned down before, unchanged",
    "name_used": "the agent addresses the customer by name",
    "dated": "the agent names a day, an hour or a length of time in a promise",
    "overload": "more than two offers or ways in one turn",
    "long_turn": "the agent's turn is longer than 90 words or 150 Chinese characters",
    "forbidden": "the agent offers or promises what the brief forbids",
}

#: Counters that a guard may look at besides the number of turns with an act, pattern or signal.
COUNTERS: dict[str, str] = {
    "turns": "agent turns so far",
    "turns_here": "agent turns since the present state was entered",
    "calm_turns": "turns in a row, this one included, without any fault",
    "facts_told": "facts the customer has told",
    "facts_left": "facts of the story the customer has not told yet",
    "offers_taken": "offers that the customer has taken and that settle the matter; extras do not count",
    "offers_refused": "offers that the customer has turned down",
}

#: Moves of a reply beyond reactions to acts and signals. Lines are written `for` these.
MOVES: dict[str, str] = {
    "opening": "the customer's first words; slot {opening}",
    "begin": "tells the first thing of the story, when asked or invited to; slot {fact}",
    "fact": "tells a fact that was asked for; slot {fact}",
    "fact_again": "tells a fact asked for a second time; slot {fact}",
    "volunteer": "goes on with the story, unasked or on an open invitation; slot {fact}",
    "nothing_more": "was invited to tell more and has told everything",
    "evade": "was asked narrowly about something that is only told on an open question; gives nothing away",
    "dont_know": "was asked something small that could not be placed; asks what is meant",
    "otherwise": "answers a question that is none of the scenario's facts; slot {answer}",
    "choice": "was asked to choose between things that could not be placed, or is not ready to choose",
    "unsure": "answers a turn that was not heard for sure: fits whatever was said, and comes back to the open need",
    "hope": "says what would put it right; slot {hope}",
    "hope_again": "says it a second time; slot {hope}",
    "right": "confirms what was said back or noted",
    "leave": "gives the leave that was asked for",
    "leave_no": "refuses that leave",
    "offer_yes": "takes an offer; slot {offer}",
    "offer_part": "takes an offer that leaves the main thing open; slot {offer}",
    "offer_no": "turns an offer down, in this temper; slot {offer}",
    "offer_early": "turns an offer down because something must come first; slot {offer}",
    "offer_poor": "turns an offer down because it is too little; slot {offer}",
    "offer_vague": "asks what exactly is being proposed",
    "offer_again": "is offered again what was turned down; slot {offer}",
    "offer_known": "is offered again what was agreed; slot {offer}",
    "when": "answers a promise with a time in it, giving the time back; slot {when}",
    "recall": "comes back, unasked, to a promise made earlier, giving its time back; slot {when}",
    "pleased": "says it is all right now (asked whether it is)",
    "not_yet": "says it is not all right yet (asked whether it is, or the agent is leaving)",
    "bye": "takes leave with the matter settled",
    "push": "presses on with what the customer wants when nothing was asked",
    "end": "the last words on reaching an ending",
    "later_kept": "opens the follow-up scene: the promise was kept",
    "later_broken": "opens the follow-up scene: the promise was broken",
    "later_none": "opens the follow-up scene: nothing was promised and nothing came",
    "later_kept_about": "some days later: what it meant that the promise was kept",
    "later_broken_about": "some days later: what it meant that the promise was broken",
    "later_none_about": "some days later: what it meant to hear nothing",
    "later_ask": "some days later: the customer's own question; slot {question}",
}

#: Slots that a line may hold, by move.
SLOTS: dict[str, str] = {
    "opening": "opening",
    "begin": "fact",
    "fact": "fact",
    "fact_again": "fact",
    "volunteer": "fact",
    "otherwise": "answer",
    "hope": "hope",
    "hope_again": "hope",
    "offer_yes": "offer",
    "offer_part": "offer",
    "offer_no": "offer",
    "offer_early": "offer",
    "offer_poor": "offer",
    "offer_again": "offer",
    "offer_known": "offer",
    "when": "when",
    "recall": "when",
    "later_ask": "question",
}
#: Slots without which the line would not say what was asked.
NEEDED_SLOTS = frozenset(
    "opening begin fact fact_again volunteer otherwise hope hope_again recall later_ask".split()
)
