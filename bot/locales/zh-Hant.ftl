# 繁體中文介面文字。各語言的條目與變數必須一致。

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
answer-and-more = ，另有{ $count }處
source = { $publisher }（{ $date }）
source-undated = { $publisher }
source-unnamed = 一篇未註明媒體的報導
topic-usually = 通常的處理：{ $text }
topic-since = 規定始於{ $date }。
dictionary-not-ours = 我的詞庫裡沒有這個詞，以下是詞典的解釋。
dictionary-source = 以上出自詞典 { $title }（{ $publisher }，{ $date }），只有英文釋義；授權條款 { $licence }，讀音改用聲調符號標註：{ $url }
dictionary-english = 詞典釋義（英文）：{ $text }

## No answer
unknown = 這個我不知道。我只懂小紅書（RedNote）：網路用語、規則、禮儀，還有大家怎麼變現。
unknown-near = 這個我不知道。你想問的是不是下面這些？
unknown-empty = 傳給我一個問題或一個詞吧，比如：種草、哪些話題要小心、博主怎麼賺錢。

## Start and help
start = 你好！我向新朋友介紹小紅書（RedNote），也幫小紅書用戶了解這些新朋友。中文、英文都可以問：各種寫法的網路用語、要避開的話題、怎麼變現。
start-language = 你希望我用哪種語言回答？
start-choose = 點一個例子試試，或者選擇我回答用的語言：
start-example-1 = 種草是什麼意思？
start-example-2 = 哪些話題要小心？
start-example-3 = 博主怎麼賺錢？
help =
    直接寫就行：一個問題，或者一個詞，漢字、拼音、英文都可以。把一條訊息轉發給我，我來解釋其中的網路用語。

    /ask 問題（問 …）– 問小紅書的事
    /term 詞（查 …，也可以用 /what、/define）– 查一個詞，比如 /term zhong cao
    /read 文字（讀 …）– 解釋其中的網路用語
    /draft 文字（檢查 …）– 發帖前看一遍
    /topics（目錄）– 全部主題；/avoid（敏感話題）– 要小心的話題；/phrases（常用語）
    /word（每日一詞）；/quiz（小測驗）；/tour（導覽）– 先看六張卡片
    詞下面的 ☆ 可以收藏：/words（生詞本）看收藏，/review（複習）考考自己，/export anki、/export csv 帶走
    /lang（語言）、/pinyin（拼音）– 選擇回答的方式
    /privacy（隱私）– 保存了什麼；/export（匯出）、/forget（忘記我）；/feedback（回饋）– 給營運者留言

    在群裡，不叫我就不出聲：用指令、回覆我，或者用 /what 回覆一條訊息。管理員可用 /settings（設定）、/teach（教 …）、/unteach（刪詞 …）、/taught（本群詞表）、/missed（沒答上）。

    回答都註明日期和來源，不知道的我會直說。
follow-why = 關於這一點，我知道的都在上面，來源見下。這幾條也許說得更詳細。
ask-what = 想問什麼？比如：/ask 小紅書是哪家公司的？
term-what = 想查哪個詞？比如：/term 種草 或 /term yyds
language-auto = 跟隨提問的語言
language-set = 好的，以後用繁體中文回答。
language-set-auto = 好的，你用什麼語言問，我就用什麼語言答。

## Buttons
button-copy = 📋 { $text }
button-language = English
button-gone = 這個按鈕已經過期，請再問一次。

## Menu
command-ask = 問小紅書的事
command-term = 查一個詞
command-lang = 選擇語言
command-help = 使用說明

## Private chat
too-fast = 一下子問得有點多，請過一分鐘再問。
only-on-telegram = 這個功能只在 Telegram 上能用，這裡什麼都不保存。
only-in-group = 這個功能在群裡用：把我加進群，由群管理員操作。
button-topics = 全部主題
button-add = 把我加進群
pinyin-which = 拼音怎麼寫？
pinyin-marks = zhòngcǎo
pinyin-numbers = zhong4cao3
pinyin-off = 不要拼音
pinyin-set-marks = 好的，以後拼音標聲調符號。
pinyin-set-numbers = 好的，以後拼音用數字標聲調。
pinyin-set-off = 好的，以後不寫拼音。
read-what = 請把文字寫在指令後面，比如：/read 姐妹們 這家店絕了 yyds。在群裡，可以用 /what 回覆一條訊息。
read-words = 值得記住的詞
explain-heading = 其中的網路用語：
explain-nothing = 這條訊息裡沒有我認識的網路用語。

## Drafts
draft-what = 把草稿寫在指令後面傳給我，例如：/draft 里斯本三日遊，我最喜歡的幾家麵包店。中文、英文都可以，不會保存。
draft-heading = 發佈之前，這幾處建議再看一眼：
draft-place = 「{ $place }」：{ $level }
draft-level-avoid = 最好不寫
draft-level-care = 需要留意
draft-hint = 可以這樣做：{ $text }
draft-more = 類似的還有{ $count }處。
draft-clean = 看起來就是平常的筆記，沒有發現要留意的地方，分享愉快！

## Tour
tour-begin = 快速導覽（{ $cards }張卡片）
tour-resume = 繼續導覽（第{ $card }張，共{ $cards }張）
tour-heading = { $card }/{ $cards } · { $title }
tour-back = ‹ 上一張
tour-next = 下一張 ›
tour-finish = 看完了
tour-skip = 跳過
tour-skipped = 好的。傳 /tour 可以接著看，有問題隨時問我。
tour-done = 導覽到此結束。有問題儘管問，也可以用 /topics 隨便看看。
tour-link = 先看快速導覽

## Browsing
browse-root = 想看哪方面的內容？
browse-words = 詞彙表，按類別：
browse-phrases = 常用語：會寫，也看得懂
browse-choose = 請選擇：
browse-all = ‹ 全部主題
browse-words-up = ‹ 詞彙表
browse-phrases-up = ‹ 常用語
browse-back = ‹ { $name }
browse-before = ‹ 第{ $page }頁
browse-next = 第{ $page }頁，共{ $pages }頁 ›
browse-name-words = 詞彙表
browse-name-phrases = 常用語
browse-name-avoid = 要小心的話題
guides-basics = 入門
guides-account = 帳號
guides-using = 使用方法
guides-culture = 禮儀與文化
guides-rules = 規則與話題
guides-safety = 安全
guides-money = 變現
guides-hosts = 寫給中國用戶
terms-basics = 平台基礎
terms-recommend = 種草安利
terms-creating = 創作
terms-earning = 商業變現
terms-rules = 規則與流量
terms-address = 稱呼
terms-comments = 評論區
terms-praise = 誇讚
terms-complaint = 吐槽
terms-feelings = 情緒
terms-initials = 拼音縮寫
terms-numbers = 數字諧音
terms-emoji = 表情
terms-people = 人群標籤
terms-work = 工作學習
terms-love = 戀愛
terms-beauty = 美妝穿搭
terms-outings = 吃喝玩樂
terms-pets = 寵物
terms-encounter = 2025年的新朋友
terms-fandom = 飯圈
terms-regional = 地方用語
terms-english = 英文網路用語
terms-careful = 慎用
theme-greetings = 打招呼
theme-thanks = 感謝
theme-compliments = 誇人
theme-asking = 提問
theme-polite = 客氣話
theme-comments = 評論
theme-everyday = 日常
theme-english = 英文常用語

## Word of the day, quiz
word-heading = 每日一詞
quiz-question = { $word }是什麼意思？
quiz-answer = 答案：{ $number }。{ $text }

## Feedback
rate-good = 👍 有用
rate-bad = 👎 沒用
rate-wrong = 說得不對
rate-old = 內容過時
rate-unclear = 看不明白
rate-other = 答非所問
rate-thanks = 謝謝，已記下。
feedback-how = 缺了什麼、哪裡不對，請告訴我：/feedback 加上你想說的話。內容會轉給營運者，不會保存。
feedback-nobody = 這裡暫時沒有人接收留言。回答下面的評價會計數。
feedback-from = 有人留言：
feedback-thanks = 謝謝，已經轉達。

## Saved words
saved-add = ☆ 收藏
saved-remove = ★ 已收藏
saved-drop = ✕ 移除
saved-done = 已收藏。傳 /words 看生詞本，傳 /review 複習。
saved-gone = 已移除。
saved-full = 你已經收藏了{ $most }個詞，放不下了，請先在 /words 裡移除一些。
saved-heading = 你的生詞本：{ $count }個詞
saved-none = 生詞本還是空的。查一個詞，點下面的 ☆，再用 /review 複習。
saved-unknown = 生詞本裡沒有這樣寫的詞。傳 /words 看全部。
saved-review = 複習

## Cards
card-button = 圖片
card-brand = 小紅薯 Hongshu · 小紅書詞語

## Review
review-due = 現在要複習：{ $count }
review-ask-m = 這是什麼意思？
review-ask-w = 是哪個詞？
review-ask-p = 怎麼讀？
review-show = 看答案
review-how = 記得怎麼樣？
review-grade-again = 不記得 · { $time }
review-grade-hard = 勉強 · { $time }
review-grade-good = 記得 · { $time }
review-grade-easy = 很熟 · { $time }
review-counted = 這張卡片已經記過了，傳 /review 繼續。
review-none = 沒有可以複習的：先點詞下面的 ☆ 收藏。
review-done = 完成，現在沒有要複習的了。下一張在{ $time }後。
review-minutes = { $count }分鐘
review-hours = { $count }小時
review-days = { $count }天
review-months = { $count }個月
review-years = { $count }年

## Word of the day, every day
daily-begin = 每天定時傳給我…
daily-change = 每天{ $hour }後：更改
daily-stop = 不再傳送
daily-zone = 時區：{ $zone }
daily-when = 每日一詞在幾點之後傳給你？按{ $zone }的時間。也可以直接寫：/word 8 Asia/Taipei
daily-wrong = 這個我沒看懂。請寫 0 到 23 的整點和時區：/word 8 Asia/Taipei
daily-zones = 你在哪個時區？沒有列出的可以直接寫：/word 8 Europe/Paris
daily-set = 好的，每日一詞每天在{ $hour }後的一小時內傳來（{ $zone }）。
daily-stopped = 好的，不再傳送每日一詞。

## Scores
scores-heading = 本群小測驗排行榜
scores-line = { $place }. { $name }：答對{ $right }題，共{ $asked }題
scores-gone = 已離開的成員
scores-none = 這裡還沒有人答過小測驗。傳 /quiz 出一題。

## Files
export-anki = 這是你的生詞本做成的 Anki 牌組，共{ $count }個詞。以後再匯入一次，卡片會更新，學習進度不變。
export-csv = 這是你的生詞本的表格，共{ $count }個詞。
anki-deck = 紅薯 · 小紅書用語
anki-about = 小紅書用語，出自紅薯（Hongshu），CC BY 4.0。

## Privacy
privacy =
    我保存什麼：

    關於你：語言、拼音寫法、導覽看到第幾張，按你的 Telegram 編號保存。一直保存到你移除為止：收藏的生詞、複習的進度、每日一詞幾點傳送和所在時區。在群裡：你答過多少道小測驗、答對多少（答過哪幾題只存一天），管理員的設定和教的詞、誰改過設定（180天），還有新成員的名字，歡迎之後即刪除，最多保存兩小時。

    關於提問：我的哪條訊息回答了你的哪條訊息（2天，只存編號，私訊裡還存所顯示條目的名稱，這樣接著問「舉個例子」也能答），每條回答有多少人覺得有用或沒用，以及我答不上來的問題：只存文字，30天，不與任何人關聯，群裡的只按群計數。給群管理員看的：群裡每天提問多少次、問了哪些詞（60天，不記是誰問的，/settings 可以關閉）。超過100個字元，或含有電子郵件地址、@名字、連結、長串數字的內容一律不存。

    除此之外，你寫的內容只保存到答完為止，也不寫入日誌。/feedback 的留言只轉達，不保存。

    傳 /export 可以拿到關於你的全部資料，傳 /forget 可以刪除。
export-file = 這是我保存的關於你的全部資料。只要生詞本：/export anki 給 Anki 用，/export csv 是表格。
forget-ask = 要刪除我保存的關於你的全部資料嗎？
forget-yes = 刪除
forget-no = 保留
forget-done = 已刪除，我這裡不再有關於你的任何資料。
forget-kept = 什麼都沒有刪除。

## Inline
inline-tour = 剛來小紅書？先看快速導覽
inline-nothing = 沒有找到，直接問我吧
inline-more = 了解更多

## Groups
group-greeting = 大家好！我用中文和英文講解小紅書（RedNote）和網路用語。平時不出聲，需要時叫我：/ask 加問題，/what 加一個詞，或者用 /what 回覆一條訊息。其他功能請管理員看 /settings。
group-private = 這個我們私訊說吧。
group-private-button = 開啟私訊
off-here = 本群管理員關閉了這個功能。
admins-only = 只有群管理員可以這樣做。
welcome = 歡迎{ $names }！我在這裡講解小紅書和網路用語：/ask 加問題，/what 加一個詞。
welcome-and-more = { $names }和另外{ $count }人

## Settings
panel-heading = 本群設定
panel-line = { $name }：{ $value }
panel-chosen = ✓ { $value }
panel-back = ‹ 返回
panel-close = 關閉
panel-closed = 已關閉。傳 /settings 可以再開啟。
panel-none = 無
panel-private = 在私訊中開啟
panel-minutes = { $count }分鐘
panel-per-minute = 每分鐘{ $count }條
panel-saved = 已保存。
panel-language = 語言
panel-language-about = 我在這裡用哪種語言？
panel-language-auto = 跟隨提問的語言
panel-language-en = English
panel-language-zh-Hans = 简体中文
panel-language-zh-Hant = 繁體中文
panel-speaks = 什麼時候說話
panel-speaks-about = 沒有叫我的提問，只有我是管理員時才收得到，這是 Telegram 的規定。
panel-speaks-commands = 只回應指令
panel-speaks-called = 回應指令、回覆和 @
panel-speaks-questions = 也回答明確的提問
panel-word = 每日一詞
panel-word-at = { $hour }，{ $zone }
panel-word-hour = 時間
panel-word-hour-about = 幾點傳送？
panel-word-hour-off = 關閉
panel-zone = 時區
panel-zone-unknown = 沒有這個時區。請這樣寫：/settings zone Europe/Paris。
panel-zone-about = 選其他時區：傳 /settings zone 加時區名，比如 /settings zone Europe/Paris。
panel-word-topic = 話題
panel-word-topic-about = 傳到哪個話題裡？
panel-word-topic-here = 這個話題
panel-word-topic-0 = 綜合話題
panel-greet = 歡迎新成員
panel-welcome = 歡迎語
panel-welcome-on = 開啟
panel-welcome-off = 關閉
panel-welcome-enable = 開啟歡迎語
panel-welcome-disable = 關閉歡迎語
panel-welcome-minutes = 多久後刪除
panel-welcome-minutes-about = 歡迎語多久後刪除？
panel-welcome-minutes-0 = 不刪除
panel-welcome-text = 歡迎語內容
panel-welcome-change = 修改內容
panel-welcome-usual = 用預設內容
panel-usual = 預設內容
panel-own = 自訂內容
panel-welcome-places = 內容裡的 {"{names}"}、{"{count}"}、{"{group}"} 會自動填入。新成員合併歡迎，每小時最多一次。
panel-welcome-how = 請用新的內容回覆這條訊息。{"{names}"}、{"{count}"}、{"{group}"} 會自動填入。
panel-welcome-long = 內容要有1到{ $most }個字元。
panel-delete-minutes = 刪除我的回答
panel-delete-minutes-about = 我的回答多久後刪除？
panel-delete-minutes-0 = 不刪除
panel-quiet-topics = 不說話的話題
panel-quiet-topics-about = 在論壇群裡，可以讓我在某些話題中不說話。請在相應話題裡開啟設定來切換。
panel-topic = 話題{ $count }
panel-topic-here-off = 在這個話題裡不說話
panel-topic-here-on = 在這個話題裡恢復說話
panel-topic-on = 在話題{ $count }裡恢復說話
panel-draft = 草稿檢查
panel-draft-on = 開啟
panel-draft-off = 關閉
panel-draft-enable = 開啟 /draft
panel-draft-disable = 關閉 /draft
panel-quiz = 小測驗
panel-quiz-on = 開啟
panel-quiz-off = 關閉
panel-quiz-enable = 開啟 /quiz
panel-quiz-disable = 關閉 /quiz
panel-insight = 提問統計
panel-insight-on = 開啟
panel-insight-off = 關閉
panel-insight-enable = 開啟 /stats
panel-insight-disable = 關閉 /stats
panel-member-cap = 每人回答上限
panel-member-cap-about = 每位成員最多得到多少條回答？超過後我提醒一次，之後不出聲。
panel-member-cap-0 = 不限
panel-group-cap = 全群回答上限
panel-group-cap-about = 全群最多多少條回答？超過後我提醒一次，之後不出聲。
panel-group-cap-0 = 不限
panel-audit = 修改記錄
panel-audit-none = 還沒有修改過。
panel-anonymous = 匿名管理員
panel-change = { $time } UTC · { $who } · { $what }
panel-from-to = { $name }：{ $old } → { $new }
panel-did-import = 從檔案匯入設定
panel-did-taught = 教了「{ $value }」
panel-did-removed = 刪除了「{ $value }」
panel-did-words = 從檔案匯入{ $value }個詞
panel-did-other = 這個版本不認識的改動
panel-export = 匯出
panel-import = 匯入
panel-file = 本群的設定。在任何群的設定裡點「匯入」都能使用這個檔案。
panel-import-how = 請用「匯出」得到的 JSON 檔案回覆這條訊息。
panel-import-wrong = 檔案裡這些地方有誤：{ $fault }。設定沒有改動。
file-wanted = 請回覆一個不超過 { $size } KB 的檔案。

## The group's own glossary
taught-mark = 來自本群自己的詞表。
teach-how =
    教我一個本群的詞：/teach 詞 = 意思

    兩種語言都寫：/teach 薯隊長 = the app's mascot account | 官方帳號的吉祥物。拼音可以自己寫在詞後面：/teach 薯隊長 [shǔ duìzhǎng] = …。用 /teach 加意思回覆一條訊息，就是解釋那條訊息。
teach-long-term = 詞太長了：最多64個字元，拼音最多80個字元。
teach-long-meaning = 意思太長了：每種語言最多500個字元。
teach-full = 一個群最多可以有{ $most }個自己的詞，請先用 /unteach 刪除一些。
teach-done = 學會了「{ $term }」。
unteach-done = 「{ $term }」已刪除。
unteach-undo = 撤銷
unteach-unknown = 本群沒有教過這個詞。/taught 可以看全部。
taught-heading = 本群自己的詞：{ $count }個
taught-none = 本群還沒有自己的詞。管理員可以這樣教：/teach 詞 = 意思
taught-export = 匯出 CSV
taught-import = 匯入 CSV
taught-file = 本群的{ $count }個詞。
taught-import-how = 請用 CSV 檔案回覆這條訊息：欄位依次為 term、pinyin、english、chinese，UTF-8 編碼。
taught-imported = 完成：{ $count }個詞。
taught-refused = 檔案有誤，沒有匯入：
taught-fault = 第{ $line }行：{ $reason }
taught-no-text = 這不是 UTF-8 編碼的 CSV 檔案。

## Missed
missed-heading = 最近30天這裡沒答上的問題
missed-none = 最近30天，這裡沒有我答不上來的問題。
missed-line = { $text }（{ $count }次）
missed-teach = 教我「{ $text }」
missed-drop = 不用了
missed-meaning = 「{ $text }」是什麼意思？請用它的意思回覆這條訊息；兩種語言都寫：English | 中文。

## Insight
stats-heading = 本群最近{ $days }天的提問
stats-total = 提問{ $asked }次，答上{ $answered }次。
stats-day = { $day }：提問{ $asked }次，答上{ $answered }次
stats-words = 問得最多的詞：
stats-word = { $word }（{ $count }次）
stats-answered = 答上
stats-missed = 沒答上
stats-about = 按天計數（UTC），不記是誰問的，保留60天。/missed 列出沒答上的問題，/settings 可以關閉統計。
stats-none = 最近{ $days }天，這裡沒有人提問。
stats-off = 這裡沒有開啟統計。管理員可以在 /settings 裡開啟。

## Profile
bot-name = 紅薯 · 小紅書雙語指南
bot-description =
    我用中文和英文講解小紅書（RedNote）：各種寫法的網路用語、怎麼看評論、要小心的話題、博主怎麼賺錢，也給中國用戶講外國新朋友。每條回答都註明日期和來源。傳一個問題或一個詞就行；也可以把我加進群，不叫我就不出聲。
bot-short-description = 用中文或英文問小紅書（RedNote）：網路用語、禮儀、話題、變現。
command-what = 查一個詞，或解釋一條訊息
command-read = 解釋一段文字裡的網路用語
command-draft = 發佈前看看草稿
command-topics = 瀏覽全部主題
command-avoid = 要小心的話題
command-phrases = 常用語
command-word = 每日一詞
command-quiz = 小測驗：這個詞什麼意思
command-words = 看收藏的生詞
command-review = 複習生詞
command-tour = 六張卡片的快速導覽
command-pinyin = 拼音的寫法
command-feedback = 給營運者留言
command-privacy = 我保存了什麼
command-export = 取得關於你的資料
command-forget = 刪除關於你的資料
command-taught = 本群自己的詞
command-settings = 本群設定
command-teach = 教一個本群的詞
command-unteach = 刪除一個本群的詞
command-missed = 這裡沒答上的問題
command-stats = 本群提問統計

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
chat-how-token = 要開 Telegram 機器人，請向 @BotFather 申請權杖，把 HONGSHU_TOKEN=… 寫進環境變數或 .env 檔案。

## Dates
year = { $year }年
month = { $year }年{ $month }月
