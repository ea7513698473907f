"""What kind of thing a changed statement is, told by its words, in any language: whether it decides, computes, fails, or only
declares, logs and passes on."""

from __future__ import annotations

import re
from functools import lru_cache

ERROR = re.compile(
    r"\b(?:raise|throw|panic|bail|abort|reject|Errorf|errors\.New|sys\.exit|TORCH_CHECK)\b|\b(?:panic|bail)!|\bErr\("
)
CONDITION = re.compile(
    r"^\W*(?:if|elif|else if|elsif|unless|case|when|match|switch|guard|while)\b|\?\s.+\s:\s|\bif\s.+(?:\belse\b|\s=>)"
)
ELSE = re.compile(r"^\W*(?:else|default|except|catch|rescue|otherwise)\b")
CATCH = re.compile(r"^\W*(?:except|catch|rescue)\b")
IDLE = re.compile(
    r"^\W*(?:pass|continue|break|end|fi|done|else|try|finally|return|return None|return nil)\W*$"
)
LICENCE = re.compile(r"\bcopyright\b|\bspdx-|\blicen[cs]ed under\b|\ball rights reserved\b", re.IGNORECASE)
OPERATES = re.compile(r"\s(?:[-+*/%<>]|<=|>=|==|!=|&&|\|\||and|or)\s")
TARGET = re.compile(r"\s*(?:[\w:<>*&]+\s+){0,4}([\w.]+)\s*(?::[^=]{0,40})?=(?!=)")
VALUE = re.compile(
    r"[=:]\s*(?:True|False|true|false|None|nil|null|-?\d[\w.]*|\"[^\"]*\"|'[^']*')\s*[,;)}\]]*\s*$"
)
SIGNATURE = re.compile(
    r"^\s*(?:(?:pub(?:\([^)]{0,40}\))?|export|default|public|private|protected|static|async|final|override|virtual|inline|abstract|internal|open)\s+)*"
    r"(?:def|class|fn|func|fun|function|struct|enum|trait|interface|impl|type|module|mod|namespace|template)\b[\s<(]+[^\s=:<(]"
)
LOG = re.compile(
    r"^\W*(?:await\s+)?(?:self\.|this\.)?_?(?:log(?:ger|ging)?|tracing|slog|klog|console|print(?:ln|f)?|eprintln|fmt|warnings?|debug|info|warn)"
    r"(?:\.|::|!|\()",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"\b(?:def|fn|func|function|fun|void)\s+(?:test_|Test|should_)\w*|\bmod tests?\b|#\[(?:\w+::)?test\b|@Test\b"
)


@lru_cache(maxsize=1 << 10)  # what statements stand in is asked of each of them
def begins_test(text: str) -> bool:
    """Whether a line begins a test or what holds tests."""
    return _TEST.search(text) is not None


ASSERTS = re.compile(
    r"\bassert_\w+!?\s*\(|\bassert!\(|\bself\.assert\w+\(|\b(?:EXPECT|ASSERT)_[A-Z]+\(|\bt\.(?:Error|Fatal)f?\(|\bexpect\(.*\)\.(?:to|not)"
)
_KEYWORD = re.compile(
    r"\s*(?:return|yield|await|if|elif|for|while|let|const|var|not|and|or|del|delete|new|case|in|use|import|from|pub)\b"
)
_CODE = re.compile(r"[={}\[\]<>|&;\\]|\w\(|^\s*[@#$]|[,({:]\s*$")
PASSED_ON = re.compile(r"\s*(?:[\w.*&]+\s*[=:]\s*)?[\w.*&]+(?:\[[\w.:]*\])?,?\s*")
_PLAIN = re.compile(r"\s*(?:return|yield)\s+[\w.]+;?\s*$")
RESULT = re.compile(r"^\s*(?:return|yield|Ok\()\b")
_COMPUTED = re.compile(r"(?<![=!<>])=(?!=).*(?:\s(?:[-+*/%<>&|]|<=|>=|==|!=|&&|\|\||and|or|not|if)\s|\()")
DECORATES = re.compile(r"^\s*(?:@\w|#\[)")
TYPED = re.compile(
    r"^\s*(?:(?:pub|public|private|readonly|const|let|var|static)\s+)*\w+\s*\??:\s*[\w\[\]., |<>:&'*]+,?$"
)  # a name with its type
_WEIGHTS = (
    (ERROR.search, 1.4),
    (IDLE.match, -1.6),
    (DECORATES.match, -1.5),
    (re.compile(r"\W*(?:assert\w*|expect|require)\b").match, -0.3),
    (SIGNATURE.match, -0.5),
    (TYPED.match, -0.6),
)
OF_LOG = -1.8
OF_LOG_WANTED = -0.3  # where the commit is about what is logged


def decides(text: str, *, about_logs: bool) -> float:
    """What a statement is worth by its form."""
    worth = sum(weight for asked, weight in _WEIGHTS if asked(text))
    if CONDITION.search(text):
        worth += 1.1
    elif ELSE.match(text):
        worth += 0.4
    if RESULT.match(text):
        worth += -0.8 if _PLAIN.match(text) else 0.7 + 0.5 * bool(OPERATES.search(text))
    elif _COMPUTED.search(text):
        worth += 0.8
    elif VALUE.search(text):
        worth += 0.6
    if LOG.match(text):
        worth += OF_LOG_WANTED if about_logs else OF_LOG
    return worth


DECLARES = re.compile(
    r"\b(?:Gauge|Counter|Histogram|Summary|add_argument|add_option|Option|Argument|Flag|Field)\w*\("
)


def is_sentence(text: str) -> bool:
    """Whether a line of a program reads as a part of a sentence: five words or more, nothing that only code has.

    >>> [is_sentence("for these models, so that (in time) all is well"), is_sentence("return a or b or c")]
    [True, False]
    """
    return len(text.split()) > 4 and _CODE.search(text) is None and _KEYWORD.match(text) is None
