"""HTML of messages is accepted as documented, and no other."""

import pytest

from tests.e2e.client import HTML, Client

GOOD_HTML = [
    "<b>x</b> <i>y</i> <u>z</u> <s>w</s> <strong>x</strong> <em>y</em> <ins>z</ins> <del>w</del>",
    '<a href="https://xiaohongshu.com/?a=1&amp;b=2">x</a> <a href="tg://user?id=7">y</a>',
    '<span class="tg-spoiler">x</span> <tg-spoiler>y</tg-spoiler>',
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    "<blockquote expandable>x <b>y</b></blockquote><blockquote>z</blockquote>",
    '<pre><code class="language-python">x &lt; 1</code></pre> <code>y</code> <pre>z</pre>',
    "&lt;b&gt; &amp;amp; &quot; &#39; &#x4e2d;",
    "<B>x</B>",
    "<b>" + "x" * 4096 + "</b>",
    "<b>x</b> " * 100,
    "🇨🇳" * 2048,
]
BAD_HTML = [
    ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
    ("种<x>x</x>", 'Unsupported start tag "x" at byte offset 3'),
    ("<b>x", "Can't find end tag"),
    ("x</b>", "Unexpected end tag"),
    ("<b><i>x</b></i>", 'Unmatched end tag, expected "</i>", found "</b>"'),
    ("a < b", 'Unsupported start tag ""'),
    ("a > b", "Unescaped character '>'"),
    ("a & b", "Unescaped character '&'"),
    ("&nbsp;", "Unescaped character '&'"),
    ("<b", "Unsupported start tag"),
    ("<!-- x -->", "Unsupported start tag"),
    ("<br/>", "Unsupported start tag"),
    ('<b class="x">x</b>', "Unsupported attributes"),
    ("<a>x</a>", 'must have a valid attribute "href"'),
    ('<a href="javascript:x">x</a>', "Wrong URL"),
    ('<a href="https://a.com" rel="x">x</a>', "Unsupported attributes"),
    ("<span>x</span>", 'must have a valid attribute "class"'),
    ('<code class="python">x</code>', "must have a valid attribute"),
    ("<tg-emoji>x</tg-emoji>", 'must have a valid attribute "emoji-id"'),
    ("<blockquote cite>x</blockquote>", "Unsupported attributes"),
    ("<blockquote>x<blockquote>y</blockquote></blockquote>", "can't be nested"),
    ("<code><b>x</b></code>", "can't be nested"),
    ("<b>x</b> " * 101, "ENTITIES_TOO_LONG"),
    ("<b> </b>", "message text is empty"),
    ("<b>" + "x" * 4097 + "</b>", "message is too long"),
]


@pytest.mark.parametrize("html", GOOD_HTML)
def test_documented_markup_is_accepted(client: Client, html: str) -> None:
    """Whatever Telegram's documentation of HTML allows can be sent."""
    client.result("sendMessage", **HTML, text=html)


@pytest.mark.parametrize(("html", "why"), BAD_HTML)
def test_markup_beyond_the_documentation_is_refused(client: Client, html: str, why: str) -> None:
    """Everything else is refused, and the refusal is kept."""
    assert why in client.refusal("sendMessage", **HTML, text=html)
    assert len(client.api.refused) == 1
    assert client.api.sent("sendMessage") == []
