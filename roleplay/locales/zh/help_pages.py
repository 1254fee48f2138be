"""The help pages of the command line, in Chinese, by their English.

Chinese has no spaces at which click could break lines: what is longer than a line begins with `\\b` and has its
breaks in it.
"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "[OPTIONS]": "[选项]",
    # the commands
    "Play a round with a customer.": "与一位客户练一个回合。",
    "Say what is heard in each line.": "说出每一行里听到了什么。",
    "List the behaviours that can be heard, with an example each.": "列出能听出的行为，各举一例。",
    "Score transcripts of talks that were held elsewhere.": "给在别处进行的对话评分。",
    "Show a kept round again, or list them.": "再看一遍保存的回合，或列出它们。",
    "Score a kept round again and compare.": "给保存的回合重新评分并比较。",
    "Find all problems in content files.": "找出内容文件里的所有问题。",
    # what they do
    """Practise with difficult customers. Without a command: open the app.

Everything stays on this machine. The same words and seed give the same answers and the same score.""": """难缠客户情景演练。不写命令就打开界面。

一切都留在这台机器上。同样的话和种子，得到同样的回答和分数。""",
    """Play a round with a customer.

SCENARIO is the matter, the first there is if not given. Without --plain the app opens at that round.
With --plain each line of stdin is what the agent says; /silent says nothing, /wait 40 lets 40 seconds
pass, /end ends the talk, and so does the end of the input.""": """与一位客户练一个回合。

\b
SCENARIO 是事由，不写就用第一个。不加 --plain 会在界面里打开。
加 --plain 时，标准输入的每一行就是客服说的一句话：
/silent 表示不说话，/wait 40 表示过了 40 秒，/end 或输入结束表示谈话结束。""",
    """Say what is heard in each line of FILE, or of stdin.

A line that is a JSON object with a `text` (and, if you like, an `id` and the customer's words before
it as `context`) is read as such; any other line is the text itself.""": """说出 FILE 或标准输入的每一行里听到了什么。

\b
一行如果是带 `text` 的 JSON 对象（还可以有 `id`，以及客户前面的话 `context`），
就按它来读；其他的行本身就是要听的话。""",
    """Score transcripts: lines `Customer: …` and `Agent: …` (客户： 客服：); `-` is stdin.

A line without a speaker goes on with the last one. Exit code 1 if a file could not be scored; the
others are scored all the same.""": """给对话记录评分：每行写成 `客户：…` 或 `客服：…`（Customer: Agent:）；`-` 是标准输入。

\b
没有写谁说的行，接在上一句后面。有文件无法评分时退出码是 1，
其余的照常评分。""",
    """Show a round again: the id (or its beginning) of a kept round, or a FILE of events.

A file is what `play --plain --format json` writes; `-` reads it from stdin.""": """再看一遍回合：写保存的回合的 id（或 id 的开头），或事件文件 FILE。

文件是 `play --plain --format json` 写出的；`-` 从标准输入读。""",
    """Score a round again from what was heard then, and compare it to the last character.

ROUND is the id of a kept round, FILE what `play --plain --format json` writes. Exit code 1 if the
score differs. Whether today's hearing hears the same is reported apart: it is no part of the score.""": """按当时听到的重新评分，并逐字比较。

\b
ROUND 是保存的回合的 id，FILE 是 `play --plain --format json` 写出的文件。
分数不同时退出码是 1。今天的听辨结果是否一样另外报告，不影响分数。""",
    """Find all problems in content files: PATHS, and all files below those that are folders.

Without PATHS everything that ships is checked, and every --course. Prints a problem a line as
`file:line:column: CODE message, hint`; exit code 1 if there is any.""": """找出内容文件里的所有问题：PATHS，以及其中各文件夹下的所有文件。

\b
不写 PATHS 就检查自带的全部内容和每个 --course。每行写一个问题：
`文件:行:列: 代码 说明；提示`。只要有问题，退出码就是 1。""",
    # options
    "The language of the app; else that of the system.": "界面语言；不写则跟随系统。",
    "A course folder with personas/, scenarios/ and rubrics/ of its own; may be given again.": "\b\n课程文件夹，里面有自己的 personas/、scenarios/\n和 rubrics/；可以写多次。",
    "Words for people, or one JSON object a line for programs.": "\b\n给人看的文字，或给程序的每行一个 JSON 对象。",
    "The customer's temper; the first there is if not given.": "客户的性情；不写就用第一个。",
    "What else the customer is: a style, a way of deciding, a circumstance; may be given again.": "\b\n给客户叠加的风格、决策方式或处境；可以写多次。",
    "The language of the round, where the scenario has it; else that of the system.": "\b\n回合的语言（情景有这种语言时）；不写则跟随系统。",
    "Feedback after each turn, or (exam) only at the end.": "每轮都有反馈，或只在最后（exam）。",
    "The same seed and words give the same round; lines heard before then do not matter.": "\b\n同样的种子和话得到同样的回合；\n这时不管以前听过哪些台词。",
    "A linear transcript on stdin and stdout, for pipes and screen readers.": "\b\n在标准输入输出上逐行进行，用于管道和读屏软件。",
    "With --plain: after the talk, play the scene some days later as well.": "\b\n与 --plain 一起用：谈话后接着演几天后的回访。",
    "Keep nothing of the round.": "这个回合什么都不保存。",
    "The language of all lines; else each line is heard in its own.": "\b\n所有行的语言；不写则各按自己的语言来听。",
    "Also show what each voice says, and the nearest turns of the corpus.": "\b\n同时列出各个判断依据，以及语料中最接近的话。",
    "The language of names and examples; else that of the system.": "名称和例句的语言；不写则跟随系统。",
    "Only this service model; may be given again.": "只用这个服务模型；可以写多次。",
    "Judge by this matter, too: its limits and what must not be promised.": "\b\n同时按这个事由评判：它的界限和不能作的承诺。",
    "The language of all turns; else each turn is heard in its own.": "\b\n所有话的语言；不写则各按自己的语言来听。",
    "Words, one JSON object a file, or one page for a browser with the evidence marked.": "\b\n文字，每个文件一个 JSON 对象，\n或一页标出依据的网页。",
    "List the rounds that were kept, newest first.": "列出保存的回合，新的在前。",
    "With --list: at most so many.": "与 --list 一起用：最多列出多少个。",
    "Only score again; do not ask today's hearing.": "只重新评分，不用今天的听辨。",
}
