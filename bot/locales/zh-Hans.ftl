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
answer-and-more = ，另有{ $count }处
source = { $publisher }（{ $date }）
source-undated = { $publisher }
source-unnamed = 一篇未注明媒体的报道
topic-usually = 通常的处理：{ $text }
topic-since = 规定始于{ $date }。
dictionary-not-ours = 我的词库里没有这个词，以下是词典的解释。
dictionary-source = 以上出自词典 { $title }（{ $publisher }，{ $date }），只有英文释义；许可协议 { $licence }，读音改用声调符号标注：{ $url }
dictionary-english = 词典释义（英文）：{ $text }

## No answer
unknown = 这个我不知道。我只懂小红书（RedNote）：网络用语、规则、礼仪，还有大家怎么变现。
unknown-near = 这个我不知道。你想问的是不是下面这些？
unknown-empty = 发我一个问题或一个词吧，比如：种草、哪些话题要小心、博主怎么赚钱。

## Start and help
start = 你好！我向新朋友介绍小红书（RedNote），也帮小红书用户了解这些新朋友。中文、英文都可以问：各种写法的网络用语、要避开的话题、怎么变现。
start-language = 你希望我用哪种语言回答？
start-choose = 点一个例子试试，或者选择我回答用的语言：
start-example-1 = 种草是什么意思？
start-example-2 = 哪些话题要小心？
start-example-3 = 博主怎么赚钱？
help =
    直接写就行：一个问题，或者一个词，汉字、拼音、英文都可以。把一条消息转发给我，我来解释其中的网络用语。

    /ask 问题（问 …）– 问小红书的事
    /term 词（查 …，也可以用 /what、/define）– 查一个词，比如 /term zhong cao
    /read 文字（读 …）– 解释其中的网络用语
    /draft 文字（检查 …）– 发帖前看一遍
    /topics（目录）– 全部主题；/avoid（敏感话题）– 要小心的话题；/phrases（常用语）
    /word（每日一词）；/quiz（小测验）；/tour（导览）– 先看六张卡片
    词下面的 ☆ 可以收藏：/words（生词本）看收藏，/review（复习）考考自己，/export anki、/export csv 带走
    /lang（语言）、/pinyin（拼音）– 选择回答的方式
    /privacy（隐私）– 保存了什么；/export（导出）、/forget（忘记我）；/feedback（反馈）– 给运营者留言

    在群里，不叫我就不出声：用命令、回复我，或者用 /what 回复一条消息。管理员可用 /settings（设置）、/teach（教 …）、/unteach（删词 …）、/taught（本群词表）、/missed（没答上）。

    回答都注明日期和来源，不知道的我会直说。
follow-why = 关于这一点，我知道的都在上面，来源见下。这几条也许说得更详细。
ask-what = 想问什么？比如：/ask 小红书是哪家公司的？
term-what = 想查哪个词？比如：/term 种草 或 /term yyds
language-auto = 跟随提问的语言
language-set = 好的，以后用简体中文回答。
language-set-auto = 好的，你用什么语言问，我就用什么语言答。

## Buttons
button-copy = 📋 { $text }
button-language = English
button-gone = 这个按钮已经过期，请再问一次。

## Menu
command-ask = 问小红书的事
command-term = 查一个词
command-lang = 选择语言
command-help = 使用说明

## Private chat
too-fast = 一下子问得有点多，请过一分钟再问。
only-on-telegram = 这个功能只在 Telegram 上能用，这里什么都不保存。
only-in-group = 这个功能在群里用：把我加进群，由群管理员操作。
button-topics = 全部主题
button-add = 把我加进群
pinyin-which = 拼音怎么写？
pinyin-marks = zhòngcǎo
pinyin-numbers = zhong4cao3
pinyin-off = 不要拼音
pinyin-set-marks = 好的，以后拼音标声调符号。
pinyin-set-numbers = 好的，以后拼音用数字标声调。
pinyin-set-off = 好的，以后不写拼音。
read-what = 请把文字写在命令后面，比如：/read 姐妹们 这家店绝了 yyds。在群里，可以用 /what 回复一条消息。
read-words = 值得记住的词
explain-heading = 其中的网络用语：
explain-nothing = 这条消息里没有我认识的网络用语。

## Drafts
draft-what = 把草稿写在命令后面发给我，例如：/draft 里斯本三日游，我最喜欢的几家面包店。中文、英文都可以，不会保存。
draft-heading = 发之前，这几处建议再看一眼：
draft-place = “{ $place }”：{ $level }
draft-level-avoid = 最好不写
draft-level-care = 需要留意
draft-hint = 可以这样做：{ $text }
draft-more = 类似的还有{ $count }处。
draft-clean = 看起来就是平常的笔记，没有发现要留意的地方，分享愉快！

## Tour
tour-begin = 快速导览（{ $cards }张卡片）
tour-resume = 继续导览（第{ $card }张，共{ $cards }张）
tour-heading = { $card }/{ $cards } · { $title }
tour-back = ‹ 上一张
tour-next = 下一张 ›
tour-finish = 看完了
tour-skip = 跳过
tour-skipped = 好的。发 /tour 可以接着看，有问题随时问我。
tour-done = 导览到此结束。有问题尽管问，也可以用 /topics 随便看看。
tour-link = 先看快速导览

## Browsing
browse-root = 想看哪方面的内容？
browse-words = 词汇表，按类别：
browse-phrases = 常用语：会写，也看得懂
browse-choose = 请选择：
browse-all = ‹ 全部主题
browse-words-up = ‹ 词汇表
browse-phrases-up = ‹ 常用语
browse-back = ‹ { $name }
browse-before = ‹ 第{ $page }页
browse-next = 第{ $page }页，共{ $pages }页 ›
browse-name-words = 词汇表
browse-name-phrases = 常用语
browse-name-avoid = 要小心的话题
guides-basics = 入门
guides-account = 账号
guides-using = 使用方法
guides-culture = 礼仪与文化
guides-rules = 规则与话题
guides-safety = 安全
guides-money = 变现
guides-hosts = 写给中国用户
terms-basics = 平台基础
terms-recommend = 种草安利
terms-creating = 创作
terms-earning = 商业变现
terms-rules = 规则与流量
terms-address = 称呼
terms-comments = 评论区
terms-praise = 夸赞
terms-complaint = 吐槽
terms-feelings = 情绪
terms-initials = 拼音缩写
terms-numbers = 数字谐音
terms-emoji = 表情
terms-people = 人群标签
terms-work = 工作学习
terms-love = 恋爱
terms-beauty = 美妆穿搭
terms-outings = 吃喝玩乐
terms-pets = 宠物
terms-encounter = 2025年的新朋友
terms-fandom = 饭圈
terms-regional = 地方用语
terms-english = 英文网络用语
terms-careful = 慎用
theme-greetings = 打招呼
theme-thanks = 感谢
theme-compliments = 夸人
theme-asking = 提问
theme-polite = 客气话
theme-comments = 评论
theme-everyday = 日常
theme-english = 英文常用语

## Word of the day, quiz
word-heading = 每日一词
quiz-question = { $word }是什么意思？
quiz-answer = 答案：{ $number }。{ $text }

## Feedback
rate-good = 👍 有用
rate-bad = 👎 没用
rate-wrong = 说得不对
rate-old = 内容过时
rate-unclear = 看不明白
rate-other = 答非所问
rate-thanks = 谢谢，已记下。
feedback-how = 缺了什么、哪里不对，请告诉我：/feedback 加上你想说的话。内容会转给运营者，不会保存。
feedback-nobody = 这里暂时没有人接收留言。回答下面的评价会计数。
feedback-from = 有人留言：
feedback-thanks = 谢谢，已经转达。

## Saved words
saved-add = ☆ 收藏
saved-remove = ★ 已收藏
saved-drop = ✕ 移除
saved-done = 已收藏。发 /words 看生词本，发 /review 复习。
saved-gone = 已移除。
saved-full = 你已经收藏了{ $most }个词，放不下了，请先在 /words 里移除一些。
saved-heading = 你的生词本：{ $count }个词
saved-none = 生词本还是空的。查一个词，点下面的 ☆，再用 /review 复习。
saved-unknown = 生词本里没有这样写的词。发 /words 看全部。
saved-review = 复习

## Cards
card-button = 图片
card-brand = 小红薯 Hongshu · 小红书词语

## Review
review-due = 现在要复习：{ $count }
review-ask-m = 这是什么意思？
review-ask-w = 是哪个词？
review-ask-p = 怎么读？
review-show = 看答案
review-how = 记得怎么样？
review-grade-again = 不记得 · { $time }
review-grade-hard = 勉强 · { $time }
review-grade-good = 记得 · { $time }
review-grade-easy = 很熟 · { $time }
review-counted = 这张卡片已经记过了，发 /review 继续。
review-none = 没有可以复习的：先点词下面的 ☆ 收藏。
review-done = 完成，现在没有要复习的了。下一张在{ $time }后。
review-minutes = { $count }分钟
review-hours = { $count }小时
review-days = { $count }天
review-months = { $count }个月
review-years = { $count }年

## Word of the day, every day
daily-begin = 每天定时发给我…
daily-change = 每天{ $hour }后：更改
daily-stop = 不再发送
daily-zone = 时区：{ $zone }
daily-when = 每日一词在几点之后发给你？按{ $zone }的时间。也可以直接写：/word 8 Asia/Shanghai
daily-wrong = 这个我没看懂。请写 0 到 23 的整点和时区：/word 8 Asia/Shanghai
daily-zones = 你在哪个时区？没有列出的可以直接写：/word 8 Europe/Paris
daily-set = 好的，每日一词每天在{ $hour }后的一小时内发来（{ $zone }）。
daily-stopped = 好的，不再发送每日一词。

## Scores
scores-heading = 本群小测验排行榜
scores-line = { $place }. { $name }：答对{ $right }题，共{ $asked }题
scores-gone = 已离开的成员
scores-none = 这里还没有人答过小测验。发 /quiz 出一题。

## Files
export-anki = 这是你的生词本做成的 Anki 牌组，共{ $count }个词。以后再导入一次，卡片会更新，学习进度不变。
export-csv = 这是你的生词本的表格，共{ $count }个词。
anki-deck = 红薯 · 小红书用语
anki-about = 小红书用语，出自红薯（Hongshu），CC BY 4.0。

## Privacy
privacy =
    我保存什么：

    关于你：语言、拼音写法、导览看到第几张，按你的 Telegram 编号保存。一直保存到你移除为止：收藏的生词、复习的进度、每日一词几点发送和所在时区。在群里：你答过多少道小测验、答对多少（答过哪几题只存一天），管理员的设置和教的词、谁改过设置（180天），还有新成员的名字，欢迎之后即删除，最多保存两小时。

    关于提问：我的哪条消息回答了你的哪条消息（2天，只存编号，私聊里还存所显示条目的名称，这样接着问“举个例子”也能答），每条回答有多少人觉得有用或没用，以及我答不上来的问题：只存文字，30天，不与任何人关联，群里的只按群计数。给群管理员看的：群里每天提问多少次、问了哪些词（60天，不记是谁问的，/settings 可以关闭）。超过100个字符，或含有邮箱地址、@名字、链接、长串数字的内容一律不存。

    除此之外，你写的内容只保存到答完为止，也不写入日志。/feedback 的留言只转达，不保存。

    发 /export 可以拿到关于你的全部数据，发 /forget 可以删除。
export-file = 这是我保存的关于你的全部数据。只要生词本：/export anki 给 Anki 用，/export csv 是表格。
forget-ask = 要删除我保存的关于你的全部数据吗？
forget-yes = 删除
forget-no = 保留
forget-done = 已删除，我这里不再有关于你的任何数据。
forget-kept = 什么都没有删除。

## Inline
inline-tour = 刚来小红书？先看快速导览
inline-nothing = 没有找到，直接问我吧
inline-more = 了解更多

## Groups
group-greeting = 大家好！我用中文和英文讲解小红书（RedNote）和网络用语。平时不出声，需要时叫我：/ask 加问题，/what 加一个词，或者用 /what 回复一条消息。其他功能请管理员看 /settings。
group-private = 这个我们私聊说吧。
group-private-button = 打开私聊
off-here = 本群管理员关闭了这个功能。
admins-only = 只有群管理员可以这样做。
welcome = 欢迎{ $names }！我在这里讲解小红书和网络用语：/ask 加问题，/what 加一个词。
welcome-and-more = { $names }和另外{ $count }人

## Settings
panel-heading = 本群设置
panel-line = { $name }：{ $value }
panel-chosen = ✓ { $value }
panel-back = ‹ 返回
panel-close = 关闭
panel-closed = 已关闭。发 /settings 可以再打开。
panel-none = 无
panel-private = 在私聊中打开
panel-minutes = { $count }分钟
panel-per-minute = 每分钟{ $count }条
panel-saved = 已保存。
panel-language = 语言
panel-language-about = 我在这里用哪种语言？
panel-language-auto = 跟随提问的语言
panel-language-en = English
panel-language-zh-Hans = 简体中文
panel-language-zh-Hant = 繁體中文
panel-speaks = 什么时候说话
panel-speaks-about = 没有叫我的提问，只有我是管理员时才收得到，这是 Telegram 的规定。
panel-speaks-commands = 只回应命令
panel-speaks-called = 回应命令、回复和 @
panel-speaks-questions = 也回答明确的提问
panel-word = 每日一词
panel-word-at = { $hour }，{ $zone }
panel-word-hour = 时间
panel-word-hour-about = 几点发？
panel-word-hour-off = 关闭
panel-zone = 时区
panel-zone-unknown = 没有这个时区。请这样写：/settings zone Europe/Paris。
panel-zone-about = 选其他时区：发 /settings zone 加时区名，比如 /settings zone Europe/Paris。
panel-word-topic = 话题
panel-word-topic-about = 发在哪个话题里？
panel-word-topic-here = 这个话题
panel-word-topic-0 = 综合话题
panel-greet = 欢迎新成员
panel-welcome = 欢迎语
panel-welcome-on = 开启
panel-welcome-off = 关闭
panel-welcome-enable = 开启欢迎语
panel-welcome-disable = 关闭欢迎语
panel-welcome-minutes = 多久后删除
panel-welcome-minutes-about = 欢迎语多久后删除？
panel-welcome-minutes-0 = 不删除
panel-welcome-text = 欢迎语内容
panel-welcome-change = 修改内容
panel-welcome-usual = 用默认内容
panel-usual = 默认内容
panel-own = 自定义内容
panel-welcome-places = 内容里的 {"{names}"}、{"{count}"}、{"{group}"} 会自动填入。新成员合并欢迎，每小时最多一次。
panel-welcome-how = 请用新的内容回复这条消息。{"{names}"}、{"{count}"}、{"{group}"} 会自动填入。
panel-welcome-long = 内容要有1到{ $most }个字符。
panel-delete-minutes = 删除我的回答
panel-delete-minutes-about = 我的回答多久后删除？
panel-delete-minutes-0 = 不删除
panel-quiet-topics = 不说话的话题
panel-quiet-topics-about = 在论坛群里，可以让我在某些话题中不说话。请在相应话题里打开设置来切换。
panel-topic = 话题{ $count }
panel-topic-here-off = 在这个话题里不说话
panel-topic-here-on = 在这个话题里恢复说话
panel-topic-on = 在话题{ $count }里恢复说话
panel-draft = 草稿检查
panel-draft-on = 开启
panel-draft-off = 关闭
panel-draft-enable = 开启 /draft
panel-draft-disable = 关闭 /draft
panel-quiz = 小测验
panel-quiz-on = 开启
panel-quiz-off = 关闭
panel-quiz-enable = 开启 /quiz
panel-quiz-disable = 关闭 /quiz
panel-insight = 提问统计
panel-insight-on = 开启
panel-insight-off = 关闭
panel-insight-enable = 开启 /stats
panel-insight-disable = 关闭 /stats
panel-member-cap = 每人回答上限
panel-member-cap-about = 每位成员最多得到多少条回答？超过后我提醒一次，之后不出声。
panel-member-cap-0 = 不限
panel-group-cap = 全群回答上限
panel-group-cap-about = 全群最多多少条回答？超过后我提醒一次，之后不出声。
panel-group-cap-0 = 不限
panel-audit = 修改记录
panel-audit-none = 还没有修改过。
panel-anonymous = 匿名管理员
panel-change = { $time } UTC · { $who } · { $what }
panel-from-to = { $name }：{ $old } → { $new }
panel-did-import = 从文件导入设置
panel-did-taught = 教了“{ $value }”
panel-did-removed = 删除了“{ $value }”
panel-did-words = 从文件导入{ $value }个词
panel-did-other = 这个版本不认识的改动
panel-export = 导出
panel-import = 导入
panel-file = 本群的设置。在任何群的设置里点“导入”都能使用这个文件。
panel-import-how = 请用“导出”得到的 JSON 文件回复这条消息。
panel-import-wrong = 文件里这些地方有误：{ $fault }。设置没有改动。
file-wanted = 请回复一个不超过 { $size } KB 的文件。

## The group's own glossary
taught-mark = 来自本群自己的词表。
teach-how =
    教我一个本群的词：/teach 词 = 意思

    两种语言都写：/teach 薯队长 = the app's mascot account | 官方账号的吉祥物。拼音可以自己写在词后面：/teach 薯队长 [shǔ duìzhǎng] = …。用 /teach 加意思回复一条消息，就是解释那条消息。
teach-long-term = 词太长了：最多64个字符，拼音最多80个字符。
teach-long-meaning = 意思太长了：每种语言最多500个字符。
teach-full = 一个群最多可以有{ $most }个自己的词，请先用 /unteach 删除一些。
teach-done = 学会了“{ $term }”。
unteach-done = “{ $term }”已删除。
unteach-undo = 撤销
unteach-unknown = 本群没有教过这个词。/taught 可以看全部。
taught-heading = 本群自己的词：{ $count }个
taught-none = 本群还没有自己的词。管理员可以这样教：/teach 词 = 意思
taught-export = 导出 CSV
taught-import = 导入 CSV
taught-file = 本群的{ $count }个词。
taught-import-how = 请用 CSV 文件回复这条消息：列依次为 term、pinyin、english、chinese，UTF-8 编码。
taught-imported = 完成：{ $count }个词。
taught-refused = 文件有误，没有导入：
taught-fault = 第{ $line }行：{ $reason }
taught-no-text = 这不是 UTF-8 编码的 CSV 文件。

## Missed
missed-heading = 最近30天这里没答上的问题
missed-none = 最近30天，这里没有我答不上来的问题。
missed-line = { $text }（{ $count }次）
missed-teach = 教我“{ $text }”
missed-drop = 不用了
missed-meaning = “{ $text }”是什么意思？请用它的意思回复这条消息；两种语言都写：English | 中文。

## Insight
stats-heading = 本群最近{ $days }天的提问
stats-total = 提问{ $asked }次，答上{ $answered }次。
stats-day = { $day }：提问{ $asked }次，答上{ $answered }次
stats-words = 问得最多的词：
stats-word = { $word }（{ $count }次）
stats-answered = 答上
stats-missed = 没答上
stats-about = 按天计数（UTC），不记是谁问的，保留60天。/missed 列出没答上的问题，/settings 可以关闭统计。
stats-none = 最近{ $days }天，这里没有人提问。
stats-off = 这里没有开启统计。管理员可以在 /settings 里开启。

## Profile
bot-name = 红薯 · 小红书双语指南
bot-description =
    我用中文和英文讲解小红书（RedNote）：各种写法的网络用语、怎么看评论、要小心的话题、博主怎么赚钱，也给中国用户讲外国新朋友。每条回答都注明日期和来源。发一个问题或一个词就行；也可以把我加进群，不叫我就不出声。
bot-short-description = 用中文或英文问小红书（RedNote）：网络用语、礼仪、话题、变现。
command-what = 查一个词，或解释一条消息
command-read = 解释一段文字里的网络用语
command-draft = 发布前看看草稿
command-topics = 浏览全部主题
command-avoid = 要小心的话题
command-phrases = 常用语
command-word = 每日一词
command-quiz = 小测验：这个词什么意思
command-words = 看收藏的生词
command-review = 复习生词
command-tour = 六张卡片的快速导览
command-pinyin = 拼音的写法
command-feedback = 给运营者留言
command-privacy = 我保存了什么
command-export = 取得关于你的数据
command-forget = 删除关于你的数据
command-taught = 本群自己的词
command-settings = 本群设置
command-teach = 教一个本群的词
command-unteach = 删除一个本群的词
command-missed = 这里没答上的问题
command-stats = 本群提问统计

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
