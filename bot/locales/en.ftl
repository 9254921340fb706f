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
source-unnamed = a report that names no outlet
topic-usually = What usually happens: { $text }
topic-since = Rule since { $date }.
dictionary-not-ours = This word is not in my glossary; here is what a dictionary says.
dictionary-source = From the dictionary { $title } ({ $publisher }, { $date }), licence { $licence }, readings rewritten with tone marks: { $url }
dictionary-english = Dictionary, in English only: { $text }

## No answer
unknown = I don't know that one. I stick to RedNote (Xiaohongshu): its words, rules, manners and how people earn there.
unknown-near = I don't know that one. Did you mean one of these?
unknown-empty = Send me a question or a word, for example: 种草, what topics to avoid, how do creators earn.

## Start and help
start = Hi! I help newcomers understand RedNote (Xiaohongshu, 小红书), and its users understand the newcomers. Ask me anything in English or Chinese: a slang word in any spelling, what to avoid, how people earn.
start-language = In which language shall I answer?
start-choose = Tap an example, or choose the language of my answers:
start-example-1 = What does 种草 mean?
start-example-2 = Which topics should I avoid?
start-example-3 = How do creators earn?
help =
    Just write: a question, or a word in Chinese characters, pinyin or English. Forward me a message, and I explain its slang.

    /ask question – ask about RedNote
    /term word (also /what, /define) – look a word up, for example /term zhong cao
    /read text – how a Chinese text is read, and its slang
    /draft text – a post looked over before you post it
    /topics – everything by topic; /avoid – topics to take care with; /phrases – what to write
    /word – word of the day; /quiz – guess a word; /tour – six cards to begin with
    ☆ below a word saves it: /words lists what you saved, /review asks you, /export anki and /export csv take it away
    /lang and /pinyin – how I answer
    /privacy – what is kept; /export and /forget – yours; /feedback – a note to the operators

    In a group I am silent until I am called: a command, an answer to me, or /what below a message. Administrators: /settings, /teach, /unteach, /taught, /missed.

    Answers carry their date and sources. When I don't know, I say so.
follow-why = That is all I know about it; its sources are below. One of these may say more.
ask-what = What would you like to know? For example: /ask Who owns RedNote?
term-what = Which word? For example: /term 种草 or /term yyds
language-auto = Same as my question
language-set = Done. I'll answer in English.
language-set-auto = Done. I'll answer in the language of your question.

## Buttons
button-copy = 📋 { $text }
button-language = 中文
button-gone = That button is too old. Please ask again.

## Menu
command-ask = Ask about RedNote
command-term = Look a word up
command-lang = Choose the language
command-help = What you can write

## Private chat
too-fast = That was a lot at once. Give me a minute, then ask again.
only-on-telegram = That works on Telegram only: here nothing is kept.
only-in-group = That works in a group: add me there, and its administrators can use it.
button-topics = All topics
button-add = Add me to a group
pinyin-which = How shall I write pinyin?
pinyin-marks = zhòngcǎo
pinyin-numbers = zhong4cao3
pinyin-off = No pinyin
pinyin-set-marks = Done. Pinyin with tone marks from now on.
pinyin-set-numbers = Done. Pinyin with tone numbers from now on.
pinyin-set-off = Done. No more pinyin.
read-what = Send me the text behind the command, for example: /read 姐妹们 这家店绝了 yyds. In a group, answer a message with /what.
read-words = Words worth knowing
explain-heading = The slang in it:
explain-nothing = I see no slang I know in that message.

## Drafts
draft-what = Send me your draft behind the command, for example: /draft Three days in Lisbon, my favorite bakeries. I read English and Chinese, and nothing is kept.
draft-heading = Before you post, I would look at this again:
draft-place = “{ $place }” – { $level }
draft-level-avoid = better left out
draft-level-care = take care
draft-hint = What you can do: { $text }
draft-more = And { $count } more like these.
draft-clean = Looks like an ordinary post: I see nothing to take care with. Have fun posting!

## Tour
tour-begin = Take the tour ({ $cards } cards)
tour-resume = On with the tour (card { $card } of { $cards })
tour-heading = { $card } of { $cards } · { $title }
tour-back = ‹ Back
tour-next = Next ›
tour-finish = Finish
tour-skip = Skip
tour-skipped = Fine. /tour goes on where you stopped. Ask me anything.
tour-done = That was the tour. Now ask me anything, or look around in /topics.
tour-link = Start with the short tour

## Browsing
browse-root = What would you like to read about?
browse-words = The glossary, by theme:
browse-phrases = Phrases to write and to recognize:
browse-choose = Choose one:
browse-all = ‹ All topics
browse-words-up = ‹ The glossary
browse-phrases-up = ‹ Phrases
browse-back = ‹ { $name }
browse-before = ‹ Page { $page }
browse-next = Page { $page } of { $pages } ›
browse-name-words = Glossary
browse-name-phrases = Phrasebook
browse-name-avoid = Take care with
guides-basics = First things first
guides-account = Your account
guides-using = Using the app
guides-culture = Manners and culture
guides-rules = Rules and topics
guides-safety = Staying safe
guides-money = Earning
guides-hosts = For Chinese users
terms-basics = Platform basics
terms-recommend = Recommending
terms-creating = Making notes
terms-earning = Business
terms-rules = Rules and reach
terms-address = Forms of address
terms-comments = In the comments
terms-praise = Praise
terms-complaint = Complaint
terms-feelings = Feelings
terms-initials = Initials
terms-numbers = Number codes
terms-emoji = Emoji
terms-people = Kinds of people
terms-work = Work and study
terms-love = Love
terms-beauty = Beauty and fashion
terms-outings = Going out
terms-pets = Pets
terms-encounter = The newcomers of 2025
terms-fandom = Fandom
terms-regional = Regional words
terms-english = English slang
terms-careful = Use with care
theme-greetings = Greetings
theme-thanks = Thanks
theme-compliments = Compliments
theme-asking = Asking
theme-polite = Politeness
theme-comments = Comments
theme-everyday = Everyday
theme-english = English phrases

## Word of the day, quiz
word-heading = Word of the day
quiz-question = What does { $word } mean?
quiz-answer = Answer: { $number }. { $text }

## Feedback
rate-good = 👍 Helpful
rate-bad = 👎 Not helpful
rate-wrong = It is wrong
rate-old = Out of date
rate-unclear = Hard to follow
rate-other = Not what I asked
rate-thanks = Thank you, noted.
feedback-how = Tell me what is missing or wrong: /feedback and your words. They go to the people who run this bot and are not kept.
feedback-nobody = Nobody receives notes here yet. The thumbs below an answer are counted.
feedback-from = A note from somebody:
feedback-thanks = Thank you. I have handed it on.

## Saved words
saved-add = ☆ Save
saved-remove = ★ Saved
saved-drop = ✕ Remove
saved-done = Saved. /words lists your words, /review asks you.
saved-gone = Removed.
saved-full = You have saved { $most } words, and there is room for no more. Remove some in /words first.
saved-heading = Your saved words: { $count }
saved-none = You have saved no words yet. Look a word up and press ☆ below it, then /review helps you remember it.
saved-unknown = None of your saved words is spelled like that. /words lists them all.
saved-review = Review

## Cards
card-button = Picture
card-brand = 小红薯 Hongshu · words of RedNote

## Review
review-due = Due now: { $count }
review-ask-m = What does it mean?
review-ask-w = Which word is it?
review-ask-p = How is it read?
review-show = Show the answer
review-how = How well did you know it?
review-grade-again = Not at all · { $time }
review-grade-hard = Hardly · { $time }
review-grade-good = Well · { $time }
review-grade-easy = Easily · { $time }
review-counted = That card is already counted. /review goes on.
review-none = There is nothing to review: save words first, with ☆ below them.
review-done = Done: nothing is due now. The next card comes in { $time }.
review-minutes = { $count } min
review-hours = { $count } h
review-days = { $count } d
review-months = { $count } mo
review-years = { $count } y

## Word of the day, every day
daily-begin = Every day at …
daily-change = Every day after { $hour }: change
daily-stop = No more
daily-zone = Time zone: { $zone }
daily-when = After which hour shall I send you the word of the day? Hours of { $zone }. Or write it: /word 8 Europe/Paris
daily-wrong = I did not understand that. Write an hour from 0 to 23 and a time zone: /word 8 Europe/Paris
daily-zones = In which time zone are you? If yours is not here, write it: /word 8 Europe/Paris
daily-set = Done. The word of the day comes within the hour after { $hour } ({ $zone }), every day.
daily-stopped = Done. No more words of the day.

## Scores
scores-heading = The best at the quiz here
scores-line = { $place }. { $name }: { $right } of { $asked }
scores-gone = somebody who left
scores-none = Nobody has answered a quiz here yet. /quiz asks one.

## Files
export-anki = Your { $count } saved words as a deck for Anki. Import it again later, and Anki updates the cards and keeps what you have learned.
export-csv = Your { $count } saved words as a table.
anki-deck = Hongshu · RedNote words
anki-about = Words of RedNote (小红书) from Hongshu, CC BY 4.0.

## Privacy
privacy =
    What I keep:

    About you: your language, your style of pinyin and how far you are in the tour, under your Telegram number. Until you remove them: the words you saved, how your reviews of them went, and at which hour in which time zone you want the word of the day. In groups: how many quiz questions you answered and how many of them right (which questions, for a day), what administrators set and taught, who changed a setting (180 days), and the first names of newcomers until they are welcomed, two hours at most.

    About questions: which of my messages answers which of yours (2 days: numbers, and in our private chat the name of the entry shown, so that "example?" can follow it), how often an answer was found helpful or not, and questions I could not answer: the words alone, 30 days, tied to nobody; those of a group are counted for the group. For administrators of a group: how much was asked there each day, and which words (60 days, nothing about who; /settings switches it off). Nothing longer than 100 characters, with an e-mail address, an @name, a link or a long number is kept.

    What you write is otherwise kept only until it is answered, and never logged. Notes by /feedback are handed on, not kept.

    /export gives you what is kept about you, /forget deletes it.
export-file = Everything I keep about you. Your saved words by themselves: /export anki for Anki, /export csv for a table.
forget-ask = Delete everything I keep about you?
forget-yes = Delete it
forget-no = Keep it
forget-done = Deleted. I know nothing about you any more.
forget-kept = Nothing was deleted.

## Inline
inline-tour = New to RedNote? Take the tour
inline-nothing = Nothing found: ask me
inline-more = More about it

## Groups
group-greeting = Hello! I explain RedNote (小红书) and its slang, in English and Chinese. I stay silent unless you call me: /ask with a question, /what with a word or below a message. Administrators find everything else in /settings.
group-private = Let us do that in private.
group-private-button = Open the private chat
off-here = The administrators of this group have switched that off.
admins-only = Only administrators of the group can do that.
welcome = Welcome, { $names }! I explain RedNote and its slang here: /ask with a question, /what with a word.
welcome-and-more = { $names } and { $count } more

## Settings
panel-heading = Settings of this group
panel-line = { $name }: { $value }
panel-chosen = ✓ { $value }
panel-back = ‹ Back
panel-close = Close
panel-closed = Closed. /settings opens it again.
panel-none = none
panel-private = Open in private
panel-minutes = { $count } min
panel-per-minute = { $count } a minute
panel-saved = Saved.
panel-language = Language
panel-language-about = In which language shall I speak here?
panel-language-auto = that of the question
panel-language-en = English
panel-language-zh-Hans = 简体中文
panel-language-zh-Hant = 繁體中文
panel-speaks = When I speak
panel-speaks-about = Clear questions reach me only where I am an administrator, because Telegram shows me nothing else.
panel-speaks-commands = to commands
panel-speaks-called = to commands, replies and mentions
panel-speaks-questions = also to clear questions
panel-word = Word of the day
panel-word-at = { $hour }, { $zone }
panel-word-hour = Hour
panel-word-hour-about = At which hour?
panel-word-hour-off = off
panel-zone = Time zone
panel-zone-unknown = I know no time zone of that name. Write it as in /settings zone Europe/Paris.
panel-zone-about = Another one: write /settings zone with its name, for example /settings zone Europe/Paris.
panel-word-topic = Topic
panel-word-topic-about = In which topic of the forum?
panel-word-topic-here = this topic
panel-word-topic-0 = the general topic
panel-greet = Welcome
panel-welcome = Welcome
panel-welcome-on = on
panel-welcome-off = off
panel-welcome-enable = Switch the welcome on
panel-welcome-disable = Switch the welcome off
panel-welcome-minutes = Deleted after
panel-welcome-minutes-about = When shall the welcome be deleted?
panel-welcome-minutes-0 = never
panel-welcome-text = Text of the welcome
panel-welcome-change = Change the text
panel-welcome-usual = The usual text
panel-usual = the usual text
panel-own = a text of your own
panel-welcome-places = In the text, {"{names}"}, {"{count}"} and {"{group}"} are filled in. Newcomers are welcomed together, once an hour at most.
panel-welcome-how = Answer this message with the new text. {"{names}"}, {"{count}"} and {"{group}"} are filled in.
panel-welcome-long = The text must have 1 to { $most } characters.
panel-delete-minutes = Delete my answers
panel-delete-minutes-about = After how long shall my answers be deleted?
panel-delete-minutes-0 = never
panel-quiet-topics = Silent topics
panel-quiet-topics-about = In a forum I can be silent in some topics. Open the settings in a topic to switch it.
panel-topic = topic { $count }
panel-topic-here-off = Be silent in this topic
panel-topic-here-on = Speak in this topic again
panel-topic-on = Speak again in topic { $count }
panel-draft = Draft checker
panel-draft-on = on
panel-draft-off = off
panel-draft-enable = Switch /draft on
panel-draft-disable = Switch /draft off
panel-quiz = Quiz
panel-quiz-on = on
panel-quiz-off = off
panel-quiz-enable = Switch /quiz on
panel-quiz-disable = Switch /quiz off
panel-insight = Counts for /stats
panel-insight-on = on
panel-insight-off = off
panel-insight-enable = Switch /stats on
panel-insight-disable = Switch /stats off
panel-member-cap = Answers per member
panel-member-cap-about = How many answers may one member have? Above that I say so once, then I am silent.
panel-member-cap-0 = no limit
panel-group-cap = Answers in all
panel-group-cap-about = How many answers may the group have? Above that I say so once, then I am silent.
panel-group-cap-0 = no limit
panel-audit = Changes
panel-audit-none = Nothing has been changed yet.
panel-anonymous = an anonymous administrator
panel-change = { $time } UTC · { $who } · { $what }
panel-from-to = { $name }: { $old } → { $new }
panel-did-import = settings from a file
panel-did-taught = taught “{ $value }”
panel-did-removed = removed “{ $value }”
panel-did-words = { $value } words from a file
panel-did-other = something this version does not know
panel-export = Export
panel-import = Import
panel-file = The settings of this group. “Import” in any group's panel takes the file.
panel-import-how = Answer this message with the JSON file that “Export” gave.
panel-import-wrong = That file has a fault in: { $fault }. Nothing was changed.
file-wanted = Please answer with a file of at most { $size } KB.

## The group's own glossary
taught-mark = From this group's own glossary.
teach-how =
    Teach me a word of this group: /teach term = meaning

    For both languages: /teach 薯队长 = the app's mascot account | 官方账号的吉祥物. Pinyin of your own goes behind the term: /teach 薯队长 [shǔ duìzhǎng] = …. Below a message, /teach and the meaning explains that message.
teach-long-term = The term is too long: 64 characters at most, 80 for its pinyin.
teach-long-meaning = The meaning is too long: 500 characters at most in each language.
teach-full = A group can have { $most } words of its own. Remove some with /unteach first.
teach-done = I have learned “{ $term }”.
unteach-done = “{ $term }” is removed.
unteach-undo = Undo
unteach-unknown = I know no such word of this group. /taught lists them.
taught-heading = This group's own words: { $count }
taught-none = This group has no words of its own yet. Administrators teach them: /teach term = meaning
taught-export = Export as CSV
taught-import = Import CSV
taught-file = { $count } words of this group.
taught-import-how = Answer this message with a CSV file: columns term, pinyin, english, chinese; in UTF-8.
taught-imported = Done: { $count } words.
taught-refused = Nothing was taken, because the file has faults:
taught-fault = Line { $line }: { $reason }
taught-no-text = This is not a CSV file in UTF-8.

## Missed
missed-heading = Asked here without an answer, in the last 30 days
missed-none = Nothing was asked here in the last 30 days that I could not answer.
missed-line = { $text } ({ $count })
missed-teach = Teach “{ $text }”
missed-drop = Drop it
missed-meaning = What does “{ $text }” mean? Answer this message with the meaning; for both languages: English | 中文.

## Insight
stats-heading = Asked here in the last { $days } days
stats-total = Asked: { $asked }. Answered: { $answered }.
stats-day = { $day }: asked { $asked }, answered { $answered }
stats-words = Most asked words:
stats-word = { $word } ({ $count })
stats-answered = answered
stats-missed = not answered
stats-about = Counts by day in UTC, nothing about who asked; kept 60 days. /missed lists what had no answer, /settings switches this off.
stats-none = Nothing was asked here in the last { $days } days.
stats-off = Counting is switched off here. An administrator can switch it on in /settings.

## Profile
bot-name = Hongshu · RedNote guide
bot-description =
    I explain RedNote (Xiaohongshu, 小红书) in English and Chinese: slang in any spelling, how to read a comment, topics to take care with, how creators earn. Every answer is dated and names its sources. Send a question or a word, or add me to your group: there I am silent until I am called.
bot-short-description = Ask about RedNote (小红书) in English or Chinese: slang, manners, topics, earning.
command-what = Look a word up, or explain a message
command-read = Explain the slang in a text
command-draft = Look a draft over before posting
command-topics = Browse all topics
command-avoid = Topics to take care with
command-phrases = Phrases to write and recognize
command-word = Word of the day
command-quiz = What does this word mean?
command-words = List the words you saved
command-review = Review the words you saved
command-tour = A tour of six cards
command-pinyin = How pinyin is written
command-feedback = Tell the people behind this bot
command-privacy = What is kept of you
command-export = Get what is kept of you
command-forget = Delete what is kept of you
command-taught = This group's own words
command-settings = Settings of this group
command-teach = Teach a word of this group
command-unteach = Remove a word of this group
command-missed = What had no answer here
command-stats = How much was asked here

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
