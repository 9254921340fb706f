"""Which command a message gives: `/name`, or its Chinese name as text."""

import re

# What people type for each command. A Chinese name counts alone or with a space behind it.
NAMES = {
    **{name: name for name in (
        "start", "help", "ask", "term", "read", "draft", "topics", "avoid", "phrases", "word",
        "quiz", "tour", "lang", "pinyin", "privacy", "export", "forget", "feedback",
        "settings", "teach", "unteach", "taught", "missed", "stats", "words", "review",
    )},
    "what": "term", "define": "term",
    "开始": "start", "開始": "start", "帮助": "help", "幫助": "help", "问": "ask", "問": "ask",
    "查": "term", "读": "read", "讀": "read", "检查": "draft", "檢查": "draft",
    "目录": "topics", "目錄": "topics", "敏感话题": "avoid", "敏感話題": "avoid",
    "常用语": "phrases", "常用語": "phrases", "每日一词": "word", "每日一詞": "word",
    "小测验": "quiz", "小測驗": "quiz", "导览": "tour", "導覽": "tour",
    "语言": "lang", "語言": "lang", "拼音": "pinyin",
    "隐私": "privacy", "隱私": "privacy", "导出": "export", "匯出": "export", "導出": "export",
    "忘记我": "forget", "忘記我": "forget", "反馈": "feedback", "反饋": "feedback",
    "回饋": "feedback", "设置": "settings", "設定": "settings", "設置": "settings",
    "生词本": "words", "生詞本": "words", "复习": "review", "複習": "review", "復習": "review",
    "教": "teach", "删词": "unteach", "刪詞": "unteach", "本群词表": "taught",
    "本群詞表": "taught", "没答上": "missed", "沒答上": "missed",
    "群统计": "stats", "群統計": "stats",
}  # fmt: skip
# Commands that say nothing without a word behind their Chinese name: alone it is a word asked for.
_NEED_ARGUMENT = frozenset({"ask", "term", "read", "draft", "teach", "unteach"})

_COMMAND = re.compile(
    r"\s*/([A-Za-z]+)(?![A-Za-z0-9_'-])(?:@([A-Za-z0-9_]+))?\s*[，,:：]?\s*(.*)", re.DOTALL
)
_CHINESE = re.compile(r"\s*([\u4e00-\u9fff]{1,4})(?:\s+(.+))?", re.DOTALL)


def command(text: str) -> tuple[str | None, str]:
    """Return the command a message gives and what stands behind it; None for free text."""
    match = _COMMAND.fullmatch(text)
    if match and match[1].lower() in NAMES:
        return NAMES[match[1].lower()], match[3].strip()
    match = _CHINESE.fullmatch(text)
    if match and match[1] in NAMES:
        name, argument = NAMES[match[1]], (match[2] or "").strip()
        if argument or name not in _NEED_ARGUMENT:
            return name, argument
    return None, text


def addressee(text: str) -> str:
    """Return the bot a command is addressed to, as in `/help@some_bot`; empty if to any."""
    match = _COMMAND.fullmatch(text)
    return (match[2] or "") if match else ""
