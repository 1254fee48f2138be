"""Words of what cannot be done: wrong calls, rounds and files that cannot be used; in Chinese."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # wrong calls
    "usage.before": "写在命令前面的 --lang 和 --course 是给界面用的；请写到命令后面",
    "usage.commands": "可用的命令有 {known}。",
    "usage.known": "可用的有 {known}。",
    "usage.lang": "请写一种语言，例如 en 或 zh。",
    "usage.no_command": "没有 '{name}' 这个命令；{hint}",
    "usage.no_such": "{folder}里没有 '{name}'；{hint}",
    "usage.plain": "--format json 和 --follow-up 要与 --plain 一起用，请加上。",
    "folder.personas": "客户",
    "folder.personas/overlays": "叠加项",
    "folder.rubrics": "评分标准",
    "folder.scenarios": "情景",
    # refusals
    "refuse.said": "{why}",
    "refuse.content": "{problems}\n用 `roleplay check 文件` 可以查看文件的所有问题。",
    "refuse.file": "{file}：{why}；请检查路径和权限。",
    "refuse.no_file": "没有文件 {file}；请给出事件文件，或已保存回合的 id。",
    "refuse.no_round": "请给出一个回合或事件文件；用 `roleplay replay --list` 可以列出所有回合。",
    "refuse.no_terminal": "界面要在终端里运行；用于管道和读屏软件的是 `roleplay play --plain`。",
    "refuse.nothing_said": "回合 {round} 里还没有说过话。",
    "refuse.stdin_twice": "标准输入（-）只能评分一次。",
    "refuse.unfitting": "这些事件不是用现有内容练出来的（{why}）。",
    "play.degraded": "没有用上句子编码器，听辨会差一些：{why}",
    "degraded.asked": "按要求不用",
    "degraded.encoder": "句子编码器用不了（{detail}）",
    "degraded.other": "{detail}",
    "degraded.rules": "只能用规则（{detail}）",
    # rounds that cannot be played on
    "round.content": "练过之后内容改动了：{changed}",
    "round.deaf": "打开这个回合时没有听辨功能，只能看，不能接着练",
    "round.engine": "这个回合用的是引擎 {then}，现在是引擎 {now}",
    "round.no_start": "事件不是从一个回合的开头开始的",
    "round.open": "回合还没有结束，没有可以核对的凭证",
    "round.phase": "现在不能这样做：{phase}",
    "phase.new": "回合还没有开始",
    "phase.talk": "对话还在进行",
    "phase.between": "对话已经结束",
    "phase.later": "回访还在进行",
    "phase.done": "回访已经结束",
    "phase.over": "回合已经结束",
    # files of events, transcripts
    "events.gap": "第 {line} 行的 seq 是 {seq}，应为 {wanted}：少了事件",
    "events.json": "第 {line} 行不是 JSON",
    "events.no_start": "文件不是从一个回合的开头开始的",
    "events.shape": "第 {line} 行不是回合的事件（{where}：{what}）",
    "transcript.empty": "没有人说话；每句请以 `Customer:`、`Agent:`（或 客户： 客服：）开头",
}
