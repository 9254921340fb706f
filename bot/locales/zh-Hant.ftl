# 繁體中文介面文字。各語言的條目與變量必須一致。

## Answers
answer-literal = 字面意思：{ $text }
answer-english = 英文：{ $text }
answer-example = 例句
answer-care = 注意：{ $text }
answer-register-playful = 語氣：俏皮
answer-register-affectionate = 語氣：親暱
answer-register-blunt = 語氣：直白
answer-register-rude = 語氣：粗魯
answer-register-commercial = 語氣：商業用語
answer-register-formal = 語氣：正式
answer-as-of = 截至{ $date }。
answer-sources = 來源：{ $list }。
answer-and-more = 等{ $count }處
source = { $publisher }（{ $date }）
source-undated = { $publisher }

## No answer
unknown = 這個我不知道。我只懂小紅書（RedNote）：網絡用語、規則、禮儀，還有大家怎麼變現。
unknown-near = 這個我不知道。你想問的是不是下面這些？
unknown-empty = 發我一個問題或一個詞吧，比如：種草、哪些話題要小心、博主怎麼賺錢。

## Start and help
start = 你好！我給新來的朋友講小紅書（RedNote），也給小紅書用戶講這些新朋友。中文、英文都可以問：各種寫法的網絡用語、要避開的話題、怎麼變現。
start-language = 你希望我用哪種語言回答？
start-example-1 = 種草是什麼意思？
start-example-2 = 哪些話題要小心？
start-example-3 = 博主怎麼賺錢？
help =
    直接寫就行：一個問題，或者一個詞，漢字、拼音、英文都可以。

    /ask 問題 – 問小紅書的事
    /term 詞 – 查一個詞，比如 /term zhong cao
    /lang – 選擇回答的語言
    /help – 顯示這段說明

    回答都註明日期和來源，不知道的我會直說。你寫的內容我不保存。
ask-what = 想問什麼？比如：/ask 小紅書是哪家公司的？
term-what = 想查哪個詞？比如：/term 種草 或 /term yyds
language-auto = 跟隨提問的語言
language-set = 好的，以後用繁體中文回答。
language-set-auto = 好的，你用什麼語言問，我就用什麼語言答。

## Buttons
button-copy = 複製{ $text }
button-language = English
button-gone = 這個按鈕已經過期，請再問一次。

## Menu
command-ask = 問小紅書的事
command-term = 查一個詞
command-lang = 選擇語言
command-help = 使用說明

## Failures
failed = 抱歉，我這邊出了點問題，請再試一次。（編號：{ $id }）
text-only = 我只看得懂文字。請輸入詞語或問題，比如：種草是什麼意思？

## Terminal
chat-banner =
    Hongshu 紅薯 – 小紅書（RedNote）雙語指南。可以試試：
      What does 種草 mean?
      小紅書不能聊什麼？
      how do creators earn
    輸入 /help 看更多，按 Ctrl-D 結束。
chat-bye = 再見！Bye!
chat-how-token = 要開 Telegram 機器人，請向 @BotFather 申請令牌，把 HONGSHU_TOKEN=… 寫進環境變量或 .env 文件。

## Dates
year = { $year }年
month = { $year }年{ $month }月
