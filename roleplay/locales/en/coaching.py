"""Words of the coach, in English: meters, signals of a turn, a better way for each fault, help."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "meter.heat": "Heat",
    "meter.trust": "Trust",
    "meter.patience": "Patience",
    "meter.face": "Face",
    "meter.heard_out": "Heard out",
    "meter.openness": "Openness",
    "meter.thread": "Thread",
    "meter.certainty": "Certainty",
    "meter.candour": "Candour",
    "meter.proof": "Proof",
    "meter.credit": "Credit",
    "meter.clarity": "Clarity",
    "meter.safety": "Safety",
    "meter.leverage": "Leverage",
    "signal.turn": "another turn gone by",
    "signal.silence": "a silence",
    "signal.slow": "a long wait",
    "signal.unclear": "words that say nothing to the customer",
    "signal.said_again": "the same sentence again",
    "signal.echo": "the customer's own words given back",
    "signal.asked_again": "a question that was answered already",
    "signal.asked": "a question",
    "signal.offer": "an offer",
    "signal.good_offer": "an offer that suits",
    "signal.early_offer": "an offer that came too early",
    "signal.offer_again": "an offer that was turned down before",
    "signal.name_used": "being addressed by name",
    "signal.dated": "a promise with a time",
    "signal.overload": "too many offers at once",
    "signal.long_turn": "a very long turn",
    "signal.forbidden": "a promise that must not be made",
    "signal.beyond_authority": "a promise beyond your authority",
    "better.blame": "Leave open whose doing it was and say what you will do now.",
    "better.argue": "Say what you understood first; then one fact, without “but”.",
    "better.refuse": "Say what is not possible and in the same breath what is.",
    "better.disclaim": "Take it on: “I'll look after this for you,” even if others must help.",
    "better.dismiss": "Name the feeling as you hear it: “That was a lot of trouble for you.”",
    "better.command": "Ask: “Could you…?”, and say what the customer gains by it.",
    "better.interrogate": "One question at a time, and say why you ask.",
    "better.interrupt": "Let the sentence end, take a breath, then answer.",
    "better.rude": "Stay level; if a line is crossed, name the line calmly.",
    "better.vague": "Who does what by when: a name, a day, an hour.",
    "better.overpromise": "Promise only what is yours to give; for the rest, say when you will know.",
    "better.jargon": "Say it as you would to a neighbour.",
    "better.lecture": "Leave the lesson out; ask what would help now.",
    "better.privacy_breach": "Speak of nobody else's data; check who you talk to first.",
    "better.discriminate": "Speak of the matter, never of what kind of person somebody is.",
    "better.cold_gesture": "Turn to the customer, put the rest away.",
    "better.rush": "Give time: “Take your time, I'm listening.”",
    "better.yes_but": "Put “and” for “but”, or a full stop.",
    "better.absolute": "Say “today” or “so far” for “always” and “never”.",
    "better.overfamiliar": "Use the name that the customer gave you.",
    "better.agent_centred": "Say what it does for the customer, not for the firm.",
    "better.beyond_authority": "Say that you will ask for it, and by when there will be an answer.",
    "better.forbidden": "Say openly that you cannot promise this, and what you can.",
    "help.title": "Help",
    "help.home": (
        "↑ ↓ move, Enter chooses.\n"
        "Rounds that were left are offered first, at the place where they stopped; Delete discards one, u brings it "
        "back.\nCtrl+P opens the list of commands, Ctrl+Q quits."
    ),
    "help.choose": (
        "Tab goes from list to list, ↑ ↓ move, the preview follows.\n"
        "m changes the mode, l the language of the talk, x lays a style or a circumstance over the customer, Enter goes on to the brief.\n\n"
        "Coached: every turn is explained at once. Exam: everything is explained afterwards. "
        "Guided: as coached, without a clock."
    ),
    "help.brief": "Read, then press Enter. ↑ ↓ scroll. The customer waits until you are ready.",
    "help.practice": (
        "Type what you would say; Enter sends it. Ctrl+J begins a new line.\n"
        "What you do beside talking goes in asterisks: *offers a chair*.\n\n"
        "F2 or /why explains your last turn.\n"
        "F3 or /silent says nothing, on purpose.\n"
        "F4 or /end ends the talk; you are asked once more.\n"
        "Escape leaves the round; it is saved and waits at home.\n"
        "Shift+Tab goes to the talk, where ↑ ↓ scroll."
    ),
    "help.between": "Enter plays the follow-up some days later. d goes straight to the debrief.",
    "help.debrief": (
        "← → change the tab, 1-5 go to one, ↑ ↓ scroll.\n"
        "a plays the same customer again, o offers another, h goes home."
    ),
    "help.history": "↑ ↓ move, Enter looks back on a round or goes on with it.",
    "help.settings": "↑ ↓ move, Enter goes to the next value. Everything follows at once.",
}
