"""Words of the records: what is wrong and what to do next, in Chinese."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "records.folder": "记录文件夹无法使用（{where}：{detail}）。请把它设为可写，或用 ROLEPLAY_DATA 指定别的文件夹。",
    "records.readonly": "记录只能读、不能写（{where}）。请把文件和所在文件夹设为可写，或用 ROLEPLAY_DATA 指定别的文件夹。",
    "records.damaged": "记录已损坏（{where}）。把这个文件移走即可重新开始；想找回以前的练习，请先留着它。",
    "records.newer": "记录是由更新版本的程序写的（{where}：{detail}）。请升级程序，或用 ROLEPLAY_DATA 指定别的文件夹。",
    "records.away": "连不上数据库服务器（{where}）。请确认它在运行，并检查 ROLEPLAY_DATABASE 里的地址。对方的原话是：“{detail}”",
    "records.driver": "没有安装这种数据库的驱动（{where}）。请安装 roleplay-trainer[postgres]，或不设 ROLEPLAY_DATABASE。",
    "records.url": "这不是可用的数据库地址：{where}。ROLEPLAY_DATABASE 应写成 sqlite:///文件 或 postgresql://用户:密码@主机/库名。",
    "records.busy": "另一个进程正在写记录，一直没有放开（{where}）。请关掉它再试。",
    "records.full": "磁盘没有空间存记录了（{where}）。请清出一些空间。",
    "records.elsewhere": "这个回合同时在别处进行（{where}）。请到那个窗口继续，或另开一个回合。",
    "records.unknown": "记录里没有这个回合（{where}）：{detail}。用 `roleplay replay --list` 可以列出所有回合。",
    "records.other": "记录无法使用（{where}）。请检查数据库，或用 ROLEPLAY_DATA 指定别的文件夹。数据库的原话是：“{detail}”",
    "records.gone": "记录文件被删除、移走或换掉了（{where}）。请把它放回原处，或重新打开程序，另建新的记录。",
    "records.disk": "读写记录时磁盘出错（{where}）。请检查磁盘和剩余空间，或用 ROLEPLAY_DATA 指定别的文件夹。",
}
