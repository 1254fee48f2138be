"""Words of what cannot be done: wrong calls, rounds and files that cannot be used; in English."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # wrong calls
    "usage.before": "--lang and --course before a command are for the app; write them after the command",
    "usage.commands": "the commands are {known}.",
    "usage.known": "there are {known}.",
    "usage.lang": "name a language, such as en or zh.",
    "usage.no_command": "there is no command '{name}'; {hint}",
    "usage.no_such": "there is no '{name}' among the {folder}; {hint}",
    "usage.plain": "--format json and --follow-up go with --plain; add it.",
    "folder.personas": "personas",
    "folder.personas/overlays": "overlays",
    "folder.rubrics": "rubrics",
    "folder.scenarios": "scenarios",
    # refusals
    "refuse.said": "{why}",
    "refuse.content": "{problems}\n`roleplay check FILE` shows all problems of a file.",
    "refuse.file": "{file}: {why}; check the path and its permissions.",
    "refuse.no_file": "there is no file {file}; give a file of events, or the id of a kept round.",
    "refuse.no_round": "name a round or a file of events; `roleplay replay --list` names the rounds.",
    "refuse.no_terminal": "the app needs a terminal; for pipes and screen readers there is `roleplay play --plain`.",
    "refuse.nothing_said": "nothing has been said in round {round} yet.",
    "refuse.stdin_twice": "stdin (-) can be scored only once.",
    "refuse.unfitting": "the events are not of a round that was played with this content ({why}).",
    "play.degraded": "hearing works without its encoder, less well: {why}",
    "degraded.asked": "that was asked for",
    "degraded.encoder": "the sentence encoder cannot be used ({detail})",
    "degraded.other": "{detail}",
    "degraded.rules": "only the rules can be used ({detail})",
    # rounds that cannot be played on
    "round.content": "the content has changed since the round was played: {changed}",
    "round.deaf": "this round was opened without hearing; it can be read but not played on",
    "round.engine": "the round was played with engine {then}, this is engine {now}",
    "round.no_start": "the events do not begin with the start of a round",
    "round.open": "the round has not ended; there is no receipt to verify",
    "round.phase": "this cannot be done now: {phase}",
    "phase.new": "the round has not begun",
    "phase.talk": "the talk is going on",
    "phase.between": "the talk is over",
    "phase.later": "the follow-up scene is going on",
    "phase.done": "the follow-up scene is over",
    "phase.over": "the round is over",
    # files of events, transcripts
    "events.gap": "line {line} has seq {seq}, not {wanted}: an event is missing",
    "events.json": "line {line} is no JSON",
    "events.no_start": "the file does not begin with the start of a round",
    "events.shape": "line {line} is no event of a round ({where}: {what})",
    "transcript.empty": "nobody speaks; write lines that begin with `Customer:` and `Agent:` (客户： 客服：)",
}
