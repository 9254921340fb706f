# Interface sentences in English. Same ids and variables in every locale.

## Answers
answer-literal = Literally: { $text }
answer-english = In English: { $text }
answer-example = Example
answer-care = Take care: { $text }
answer-register-playful = Tone: playful
answer-register-affectionate = Tone: affectionate
answer-register-blunt = Tone: blunt
answer-register-rude = Tone: rude
answer-register-commercial = Tone: business
answer-register-formal = Tone: formal
answer-as-of = As of { $date }.
answer-sources = Sources: { $list }.
answer-and-more = and { $count } more
source = { $publisher } ({ $date })
source-undated = { $publisher }

## No answer
unknown = I don't know that one. I stick to RedNote (Xiaohongshu): its words, rules, manners and how people earn there.
unknown-near = I don't know that one. Did you mean one of these?
unknown-empty = Send me a question or a word, for example: 种草, what topics to avoid, how do creators earn.

## Start and help
start = Hi! I explain RedNote (Xiaohongshu, 小红书) to newcomers and newcomers to its users. Ask me anything in English or Chinese: a slang word in any spelling, what to avoid, how people earn.
start-language = In which language shall I answer?
start-example-1 = What does 种草 mean?
start-example-2 = Which topics should I avoid?
start-example-3 = How do creators earn?
help =
    Just write: a question, or a word in Chinese characters, pinyin or English.

    /ask question – ask about RedNote
    /term word – look a word up, for example /term zhong cao
    /lang – choose the language of answers
    /help – this text

    Answers carry their date and sources. When I don't know, I say so. I keep nothing of what you write.
ask-what = What would you like to know? For example: /ask Who owns RedNote?
term-what = Which word? For example: /term 种草 or /term yyds
language-auto = Like my question
language-set = Done. I'll answer in English.
language-set-auto = Done. I'll answer in the language of your question.

## Buttons
button-copy = Copy { $text }
button-language = 中文
button-gone = That button is too old. Please ask again.

## Menu
command-ask = Ask about RedNote
command-term = Look a word up
command-lang = Choose the language
command-help = What you can write

## Failures
failed = Sorry, something went wrong on my side. Please try again. (Note: { $id })
text-only = I can read text only. Type the word or ask a question, for example: what does 种草 mean?

## Terminal
chat-banner =
    Hongshu 红薯 – the guide to RedNote (Xiaohongshu, 小红书). Three things to try:
      What does 种草 mean?
      小红书不能聊什么？
      how do creators earn
    /help shows more; Ctrl-D ends.
chat-bye = Bye! 再见！
chat-how-token = For the Telegram bot, get a token from @BotFather and put HONGSHU_TOKEN=… into the environment or a file named .env.

## Dates
year = { $year }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }
