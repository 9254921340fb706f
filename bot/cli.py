"""The command `hongshu`: the only place that builds `Settings` and prints."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot import editors, exporting, matching, operating
from bot.printing import print_json
from knowledge import ContentError, Knowledge, Language, Retriever

if TYPE_CHECKING:
    from bot.settings import Settings

# Exit codes: done; found problems or no answer; wrong usage or settings.
DONE, PROBLEMS, USAGE = 0, 1, 2

MOST_MATCHES = 50


class UsageError(Exception):
    """The command was used wrongly; the text says what to do."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    for stream in filter(None, (sys.stdin, sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except UsageError as error:
        return _fail(str(error), USAGE)
    except ContentError as error:
        return _fail(f"the content files are wrong, mend them first:\n{error}", PROBLEMS)
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return DONE


def _fail(message: str, code: int) -> int:
    print(f"hongshu: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="hongshu", description="The bilingual guide to RedNote (小红书).")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    languages = ["auto", *(str(language) for language in Language)]

    def add(
        name: str, run: Callable[..., int], text: str, example: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(run=run)
        return command

    add(
        "run", _run, "The Telegram bot if there is a token, else the terminal chat.", "hongshu run"
    )
    add("chat", _chat, "Talk in the terminal, as on Telegram.", "hongshu chat")
    add("serve", _serve, "Run the Telegram bot.", "HONGSHU_TOKEN=123:abc hongshu serve")
    ask = add("ask", _ask, "Answer a question.", "hongshu ask 'What is RedNote?'")
    ask.add_argument(
        "text", nargs="*", help="the question; without one, a question a line is read"
    )
    ask.add_argument("--lang", choices=languages, default="auto", help="language of the answer")
    ask.add_argument("--json", action="store_true", help="print one JSON object a line")
    ask.add_argument("--explain", action="store_true", help="print how the answer was found, too")
    lookup = add("lookup", _lookup, "Look a term up, in any spelling.", "hongshu lookup zhongcao")
    lookup.add_argument("text", nargs="*", help="the term; without one, a term a line is read")
    lookup.add_argument("--limit", type=_count, default=5, help="most matches shown (default 5)")
    lookup.add_argument("--json", action="store_true", help="print one JSON object a line")
    lookup.add_argument("--explain", action="store_true", help="print how they were found, too")
    read = add(
        "read", _read, "Show how Chinese text is read, with glosses.", "hongshu read 太顶了吧"
    )
    read.add_argument("text", nargs="*", help="the text; without one, a text a line is read")
    read.add_argument(
        "--sandhi", action="store_true", help="一 and 不 with the tones they take in speech"
    )
    read.add_argument("--json", action="store_true", help="print one JSON object a line")
    draft = add(
        "draft", _draft, "Look a post draft over for topics to take care with.",
        "hongshu draft 'My new camera! Call 555 0132 0199'",
    )  # fmt: skip
    draft.add_argument("text", nargs="*", help="the draft; without one, a draft a line is read")
    draft.add_argument("--json", action="store_true", help="print one JSON object a line")
    exporting.add_arguments(
        add("export", _export, "Write the guide's words to a file.", "hongshu export anki"),
        languages[1:],
    )
    add("doctor", _doctor, "Check settings, Telegram, database and knowledge.", "hongshu doctor")\
        .add_argument("--json", action="store_true", help="print one JSON object")  # fmt: skip
    operating.add_misses(
        add("misses", _misses, "List questions that had no answer.", "hongshu misses --json")
    )
    operating.add_backup(
        add("backup", _back_up, "Write the database to a file, also while the bot runs.",
            "hongshu backup hongshu.backup")
    )  # fmt: skip
    operating.add_restore(
        add("restore", _restore, "Put the rows of a backup in the place of all others.",
            "hongshu restore hongshu.backup")
    )  # fmt: skip
    match = add(
        "match",
        _match,
        "Match questions to any knowledge base.",
        "hongshu match --kb kb.jsonl < q",
    )
    match.add_argument("--kb", required=True, type=Path, help='{"id": …, "phrasings": […]} a line')
    match.add_argument("--json", action="store_true", help="JSON is what it always prints")
    content = add(
        "knowledge", _show_help, "Check, extend and count the content.", "hongshu knowledge check"
    )
    content.set_defaults(parser=content)
    editors.add_commands(content.add_subparsers(metavar="COMMAND", parser_class=_Parser))
    return parser


def _count(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= MOST_MATCHES:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_MATCHES}")
    return int(text)


def _show_help(options: argparse.Namespace) -> int:
    options.parser.print_help()
    return USAGE


def _items(options: argparse.Namespace) -> Iterator[str]:
    """Yield the text given, or the lines of standard input."""
    if options.text:
        yield _valid(" ".join(options.text))
        return
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _valid(text: str) -> str:
    """Return text that can be written as UTF-8, whatever bytes it came from."""
    return text.encode("utf-8", "replace").decode()


def _knowledge() -> Knowledge:
    """Return the knowledge; says on standard error when it takes long."""
    return Knowledge.open(
        lambda: print(
            "hongshu: preparing the knowledge, once, less than a minute …", file=sys.stderr
        )
    )


def _ask(options: argparse.Namespace) -> int:
    from bot.answering import ask

    return ask(options, _knowledge(), _items(options))


def _lookup(options: argparse.Namespace) -> int:
    from bot.answering import look_up

    return look_up(options, _knowledge(), _items(options))


def _read(options: argparse.Namespace) -> int:
    from bot.answering import read

    return read(options, _knowledge(), _items(options))


def _draft(options: argparse.Namespace) -> int:
    from bot.drafts import look_over

    return look_over(options, _knowledge(), _items(options))


def _export(options: argparse.Namespace) -> int:
    try:
        told = exporting.write(_knowledge(), options)
    except exporting.CannotWrite as error:
        raise UsageError(str(error)) from None
    print(told)
    return DONE


def _match(options: argparse.Namespace) -> int:
    try:
        base = matching.read(options.kb)
    except matching.WrongBase as error:
        raise UsageError(f"--kb: {error}") from None
    try:
        retriever = Retriever.build(base, bare=True)
    except ModuleNotFoundError as error:
        raise UsageError(f"match needs {error.name}, which is not installed here") from None
    for line in sys.stdin:
        match = retriever.rank(line.rstrip("\r\n"))
        ranked = [r.id for r in match.ranked]
        print_json({"id": match.id, "score": round(match.score, 4), "ranked": ranked})
    return DONE


def _doctor(options: argparse.Namespace) -> int:
    from bot.doctor import examine

    return examine(options)


def _misses(options: argparse.Namespace) -> int:
    return _with_store(operating.misses, options)


def _back_up(options: argparse.Namespace) -> int:
    return _with_store(operating.back_up, options)


def _restore(options: argparse.Namespace) -> int:
    return _with_store(operating.restore, options)


def _with_store(
    run: Callable[[str | None, argparse.Namespace], int], options: argparse.Namespace
) -> int:
    """Run a command on the database; a file that is no backup is a problem, not wrong usage."""
    from bot.store import BackupError, StoreError

    try:
        return run(_settings().database_url, options)
    except BackupError as error:
        return _fail(str(error), PROBLEMS)
    except StoreError as error:
        raise UsageError(str(error)) from None


def _chat(_: argparse.Namespace) -> int:
    from bot.terminal import chat

    chat(_knowledge())
    return DONE


def _run(_: argparse.Namespace) -> int:
    from bot.strings import strings

    settings = _settings()
    if settings.token is not None:
        return _serve_with(settings)
    print(strings(Language.ENGLISH, "chat-how-token"), file=sys.stderr)
    return _chat(_)


def _serve(_: argparse.Namespace) -> int:
    return _serve_with(_settings())


def _serve_with(settings: "Settings") -> int:
    from bot import log, sentry
    from bot.settings import SettingsError
    from bot.tg.serve import serve

    log.configure(settings.log_level, settings.log_format)
    if settings.token is None:
        raise UsageError("HONGSHU_TOKEN is not set; get a token from @BotFather and set it")
    if settings.sentry_dsn:
        try:
            sentry.start(settings.sentry_dsn, version("hongshu"))
        except SettingsError as error:
            raise UsageError(str(error)) from None
    return serve(settings, _knowledge())


def _settings() -> "Settings":
    from bot.settings import SettingsError, load

    try:
        settings, warnings = load()
    except SettingsError as error:
        raise UsageError(str(error)) from None
    for warning in warnings:
        print(f"hongshu: {warning}", file=sys.stderr)
    return settings
