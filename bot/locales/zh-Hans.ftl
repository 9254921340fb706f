# 简体中文界面文字。各语言的条目与变量必须一致。

## Answers
answer-literal = 字面意思：{ $text }
answer-english = 英文：{ $text }
answer-example = 例句
answer-care = 注意：{ $text }
answer-register-playful = 语气：俏皮
answer-register-affectionate = 语气：亲昵
answer-register-blunt = 语气：直白
answer-register-rude = 语气：粗鲁
answer-register-commercial = 语气：商业用语
answer-register-formal = 语气：正式
answer-as-of = 截至{ $date }。
answer-sources = 来源：{ $list }。
answer-and-more = 等{ $count }处
source = { $publisher }（{ $date }）
source-undated = { $publisher }

## No answer
unknown = 这个我不知道。我只懂小红书（RedNote）：网络用语、规则、礼仪，还有大家怎么变现。
unknown-near = 这个我不知道。你想问的是不是下面这些？
unknown-empty = 发我一个问题或一个词吧，比如：种草、哪些话题要小心、博主怎么赚钱。

## Start and help
start = 你好！我给新来的朋友讲小红书（RedNote），也给小红书用户讲这些新朋友。中文、英文都可以问：各种写法的网络用语、要避开的话题、怎么变现。
start-language = 你希望我用哪种语言回答？
start-example-1 = 种草是什么意思？
start-example-2 = 哪些话题要小心？
start-example-3 = 博主怎么赚钱？
help =
    直接写就行：一个问题，或者一个词，汉字、拼音、英文都可以。

    /ask 问题 – 问小红书的事
    /term 词 – 查一个词，比如 /term zhong cao
    /lang – 选择回答的语言
    /help – 显示这段说明

    回答都注明日期和来源，不知道的我会直说。你写的内容我不保存。
ask-what = 想问什么？比如：/ask 小红书是哪家公司的？
term-what = 想查哪个词？比如：/term 种草 或 /term yyds
language-auto = 跟随提问的语言
language-set = 好的，以后用简体中文回答。
language-set-auto = 好的，你用什么语言问，我就用什么语言答。

## Buttons
button-copy = 复制{ $text }
button-language = English
button-gone = 这个按钮已经过期，请再问一次。

## Menu
command-ask = 问小红书的事
command-term = 查一个词
command-lang = 选择语言
command-help = 使用说明

## Failures
failed = 抱歉，我这边出了点问题，请再试一次。（编号：{ $id }）
text-only = 我只看得懂文字。请输入词语或问题，比如：种草是什么意思？

## Terminal
chat-banner =
    Hongshu 红薯 – 小红书（RedNote）双语指南。可以试试：
      What does 种草 mean?
      小红书不能聊什么？
      how do creators earn
    输入 /help 看更多，按 Ctrl-D 结束。
chat-bye = 再见！Bye!
chat-how-token = 要开 Telegram 机器人，请向 @BotFather 申请令牌，把 HONGSHU_TOKEN=… 写进环境变量或 .env 文件。

## Dates
year = { $year }年
month = { $year }年{ $month }月
