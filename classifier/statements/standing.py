"""Whether people's words may stand without those around them: what leans on them, breaks off, doubts, speaks for itself, or tells
how it was before the commit."""

from __future__ import annotations

import re

LEANS_BACK = re.compile(
    r"(?:this|it|they|these|those|that|otherwise|so|then|but|also|however|in that case|else|such|here|instead|hence|thus|therefore|together,? th(?:ey|ese|is))\b",
    re.IGNORECASE,
)
# What names itself by the place that it stands at: it leans on nothing there.
OF_PLACE = re.compile(
    r"(?:this|these) (?:module|class|function|method|file|script|package|helper|page|workflow|flag|option|field|crate)\b",
    re.IGNORECASE,
)
# What is to be used in the place of a thing that the sentence before names: "Use `oven` instead".
_INSTEAD = re.compile(
    r"(?:please )?(?:use|prefer|call|pass|set|see|try)\b[^.;]*\binstead\b(?! of)", re.IGNORECASE
)
# The same behind a conjunction: "Without this, the kiln cools".
LEANS_WITHIN = re.compile(
    r"(?:(?:and|or|since|because|as|if|when(?:ever)?|while|once|unless|until|with(?:out)?|for|after|before|doing|to (?:avoid|do|prevent)) )+"
    r"(?:it|they|this|these|those|that|them)"
    r"(?:[,;:]| (?:is|are|was|were|has|had|have|does|did|do|can|could|will|would|should|must|may|might|gets?|happens?|fails?|needs?|to|not|way)\b)",
    re.IGNORECASE,
)
# What is left to the reader to complete from what the words stand at.
NO_SUBJECT = re.compile(
    r"(?:only (?:when|if|for|in|on|used|called|pass|set|relevant|valid|applies|needed|required|instantiated|bypass)|called|used|invoked|required|needed|must|runs|applies|also|same as|not|unless|when the user|mutually|tests?|verif(?:y|ies))\b"
    r"|(?:(?:not |un)?supported|required|limitations?|requirements?|restrictions?)(?= ?:)",
    re.IGNORECASE,
)
_TROUBLE = (
    r"(?:bug|crash|deadlock|error|failure|hang|issue|leak|panic|problem|race|regression|warning|exception)"
)
_CASE = (
    rf"(?:{_TROUBLE}|behaviou?r|case|condition|limitation|scenario|situation|approach|assumption)(?:s|es)?"
)
# What points at something that was said before, wherever in a sentence.
POINTS_BACK = re.compile(
    rf"\b(?:the|those|these|this) (?:above|aforementioned|latter|former)\b|\b(?:mentioned|described|shown|listed|noted|explained|said) (?:above|earlier)\b"
    rf"|\b(?:see|as) above\b|\b(?:this|that|these|those|such(?: an?)?|the same) {_CASE}\b|\b(?:as follows|the following)\W*$|上述|如下[:：]?$",
    re.IGNORECASE,
)
# "in that window": where no window was spoken of, the sentence before it has done so.
_THAT_NOUN = re.compile(
    r"\b(?:in|at|for|during|within|by|from|to|of|under|with|on|outside|inside|across|until|before|after) (?:that|those|such an?) "
    r"(?!(?:is|are|was|were|has|have|had|can|will|would|should|could|do|does|did|may|might|must|the|an?|of|in|to|for|on|we|you|it|they|there|that|which|who|whose|where|with|without|not|by|at|from|under|over|matter|way|same|reason|purpose|end|if|when)\b)"
    r"(?P<noun>[a-z]{3,})",
    re.IGNORECASE,
)
_THIS_NOUN = re.compile(
    r"\b(?:if|when|once|unless|until|because|since|while|as) this (?P<noun>trigger|search|scan|window|regime|setup|step|state|race|value|"
    r"pattern|mismatch|fallback|invariant|property|order|ordering|restriction|constraint|requirement|dependency|wait|retry|event|flow)\b",
    re.IGNORECASE,
)
# What a message has told of before it goes on with it: "The crash happens when".
_KNOWN = re.compile(
    rf"the (?:root |actual |real |main )?(?P<what>{_TROUBLE}|cause|fix|idea|reason|solution|workaround)(?:s|es)?"
    r" (?:is|was|are|were|happen\w*|occur\w*|comes?|came|appears?|appeared|arises?|arose|can|could|would|will|here)\b",
    re.IGNORECASE,
)
# A sentence of a message that goes on with the one before it. "This adds" and "It now takes" are said of the commit.
_GOES_ON = re.compile(
    r"(?-i:(?:of|than|and|or|which|as) [a-z])|(?:(?:now|so|then|but|and|or|thus|hence|therefore|otherwise|instead|however),? )+(?:it|they|this|these|those|that|which)\b"
    r"|the (?:result|effect|consequence) of (?:that|this)\b|(?:they|these|those|otherwise|therefore|hence|thus|in (?:this|that|such) (?:an? )?\w+|because of (?:this|that)|as a (?:result|consequence))\b"
    r"|(?:this|that) (?:is|was|means?|meant|happens?|happened|caus(?:es?|ed)|leads?|led|results?|resulted|breaks?|broke|crash(?:es|ed)|fail(?:s|ed)|occur\w*|"
    r"can|could|would|does|did|has|had|leaves?|left|works?|worked)\b",
    re.IGNORECASE,
)
# A reason or an end without what it is the reason of.
_FRAGMENT = re.compile(
    r"(?:(?:for|to|by|since|due to|instead of|rather than|based on)\b(?!.*\b(?:is|are|now|we|must|will|can|should|use|set|run|pass|add)\b)"
    r"|(?:because|so that|in (?:preparation|order|anticipation))\b)[^,:;]*$",
    re.IGNORECASE,
)
_FRAGMENT_BEFORE = re.compile(
    r"(?:for things like|because|so that|in preparation (?:of|for))\b", re.IGNORECASE
)
_I = re.compile(r"\b(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y)(?= [a-z])")
_DOUBTS = re.compile(
    r"[?？]\W*$|^(?:maybe|perhaps|possibly|probably|not sure|unsure|unclear|hopefully|presumably|apparently)\b",
    re.IGNORECASE,
)
# Of a message: what is so now is so no more with the commit.
_STILL = re.compile(r"\b(?:currently|at (?:the|this) moment|at present|as of now|right now|presently)\b|目前|当前", re.IGNORECASE)  # fmt: skip
_WOULD = re.compile(r"\bwould(?:n['’]t)?\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if|otherwise|without|unless|even though|was|were|had|did|previously|before|used to|earlier|we|you|instead)\b",
    re.IGNORECASE,
)
_PROBLEM = re.compile(
    r"^(?:the )?(?:problems?|issues?|bugs?|root cause|symptoms?|motivation|current (?:behaviou?r|state)|before|what (?:is|was) wrong)\b|^现状|^问题",
    re.IGNORECASE,
)
# A sentence that says what the commit does about the one before it.
_SOLVES = re.compile(
    r"(?:(?:so|hence|therefore|thus),? )?(?:(?:this|the) (?:pr|pull request|mr|commit|patch|change|changeset|diff|fix|cl)\b|(?:fix(?:e[sd])?|solve[sd]?|"
    r"resolve[sd]?|address(?:es|ed)?|avoid(?:s|ed)?|work(?:s|ed)? around) (?:this|that|it|by)\b|to (?:fix|solve|resolve|address|avoid|prevent) (?:this|that|it)\b|"
    r"instead,? |now,? |we now\b|with this (?:change|commit|patch|fix|pr)\b|after this (?:change|commit|patch|fix|pr)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|used to|previously|formerly|earlier|before)\b|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeen )\b\w{3,}ed\b",
    re.IGNORECASE,
)
_OF_THE_CHANGE = re.compile(
    r"(?:this|these|we|add|chang|fix|mak|mov|remov|renam|replac|updat|us|support|allow|enabl|improv|introduc|implement|refactor|new|now)\w*\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'`(])")


def is_torn(text: str) -> bool:
    """Whether words break off, or close a bracket that they did not open."""
    return text.count("(") != text.count(")") or text.endswith((":", "：", "—", "-", ","))


def is_leaning(text: str) -> bool:
    """Whether words begin with what is not among them, or point at it."""
    first = _ENDS.split(text, maxsplit=1)[0]
    return bool(
        LEANS_BACK.match(text)
        or LEANS_WITHIN.match(text)
        or POINTS_BACK.search(first)
        or _points_at_this(first)
        or is_in_place(first)
        or points_at_unnamed(first)
    )


def is_in_place(text: str) -> bool:
    """Whether a sentence says what to use in the place of something that it does not name.

    >>> is_in_place("Use the oven instead."), is_in_place("Use the oven instead of the kiln.")
    (True, False)
    """
    return _INSTEAD.match(text) is not None


def _points_at_this(text: str) -> bool:
    """Whether a clause within a sentence is about a thing that is not named before.

    >>> _points_at_this("Kilns stop if this trigger is set."), _points_at_this("A trigger: kilns stop if this trigger is set.")
    (True, False)
    """
    found = _THIS_NOUN.search(text)
    return found is not None and found["noun"].lower()[:4] not in text[: found.start()].lower()


def points_at_unnamed(text: str) -> bool:
    """Whether a sentence points at a thing that it has not named before.

    >>> points_at_unnamed("Pots crack in that window."), points_at_unnamed("A window is left, and pots crack in that window.")
    (True, False)
    """
    found = _THAT_NOUN.search(text)
    return found is not None and found["noun"].lower()[:4] not in text[: found.start()].lower()


def stands_alone(text: str, *, begins: bool = False) -> bool:
    """Whether words need nothing before them: they do not lean back, begin no clause of another sentence, close no
    bracket that they did not open."""
    return not (is_leaning(text) or is_torn(text) or (text[:1].islower() and not begins))


def goes_on(text: str, title: str, *, begins: bool = False) -> bool:
    """Whether a sentence of a message goes on with one that is not quoted with it. The `title` is read before it, and "this is"
    of one that `begins` the message is said of it.

    >>> goes_on("The crash happens when the door is shut.", "fix: kilns"), goes_on("This adds a door.", "feat: doors")
    (True, False)
    """
    first = _ENDS.split(text, maxsplit=1)[0]
    of_title = begins and first.lower().startswith("this ")
    known = _KNOWN.match(first)
    unknown = known is not None and known["what"].lower() not in title.lower()
    return bool(
        unknown
        or (not of_title and (_GOES_ON.match(first) or LEANS_WITHIN.match(first)))
        or POINTS_BACK.search(first)
        or points_at_unnamed(first)
        or _FRAGMENT.match(first)
        or _FRAGMENT_BEFORE.match(first)
    )


def is_sure(text: str) -> bool:
    """Whether a sentence says something: no question or doubt, and nobody who is not named speaks of himself.

    >>> is_sure("Maybe the kiln cools here?"), is_sure("I met a few kilns."), is_sure("Covers I/O of kilns.")
    (False, False, True)
    """
    return not (_DOUBTS.search(text) or _I.search(text))


def tells_of_before(text: str, following: str = "", heading: str = "") -> bool:
    """Whether a sentence of a message tells as if it were so what the commit ends: it says so, or the one `following` it says
    what is done about it.

    >>> tells_of_before("The kiln is hardcoded to wait.", "This commit solves this by asking."), tells_of_before("The kiln waited.")
    (True, False)
    """
    if _STILL.search(text) or (_WOULD.search(text) and not _SUPPOSED.search(text)):
        return True
    if _PAST.search(text):
        return False
    return bool(
        _PROBLEM.match(heading) or (solves(following) and not solves(text) and not _OF_THE_CHANGE.match(text))
    )


_FAILED = re.compile(
    r"\b(?:the (?:old|previous|original|prior|former) (?:\w+ )?(?:code|path|behaviou?r|implementation|version|logic|check|guard|formula|default)\b"
    r"|used to (?:be|have|not|only|always|never|silently|wrongly|fail|crash|hang|leak|drop|lose|return|raise|panic|throw|ignore|break|deadlock|"
    r"emit|produce|report|call|skip|overwrite|treat|collapse|block|fire)\b|previously\b|without (?:the|this) (?:fix|guard|check)\b|(?:before|prior to) (?:the|this) (?:fix|change)\b|pre-fix\b"
    r"|regress(?:ion|es|ed)\b.{0,30}\b(?:where|when|which|that|because|for an?|from)\b)",
    re.IGNORECASE,
)


def tells_failure(text: str) -> bool:
    """Whether a sentence beside a test says what went wrong before the commit.

    >>> tells_failure("The old code fired every pot twice."), tells_failure("Names the clay used to make a pot.")
    (True, False)
    """
    return _FAILED.search(text) is not None


# A remark on the line that it stands at, or on what is not done: an alternative, what may go one day, what can never happen, whose
# idea it was, which line of code above it does what.
_ASIDE = re.compile(
    r"\balternatives? (?:considered|would|was)\b|\banother (?:option|approach|way) (?:is|was|would)\b|(?:\b(?:this|it|these)|--) (?:can|could|may|should) (?:then )?"
    r"be (?:removed|moved|dropped|deleted|simplified|revisited)\b|\bif \w+(?: \w+){0,6} ever\b|\brevisit\b|\binfallible\b|\b(?:cannot|can't|never) (?:fail|panic|overflow)s?\b"
    r"|\bunreachable\b|\bsafety:|\bguards? against\b|\bout[- ]of[- ]bounds\b|\bby construction\b|\b(?:lazy|lazily|eager|circular) import\w*|\bimport(?:s|ed|ing)? (?:here|inside|lazily)\b|\baddress\w* (?:\w+ ){0,2}(?:review|feedback|nits)\b|\breview (?:comments?|feedback)\b|\bgrid[- ]stride\b|\bsanity[- ]check\w*"
    r"|\b(?:signaled|reported|suggested|spotted|noticed|pointed out) by\b|^@\w+|\bthanks to @?\w+ for\b|^[\w.()]+ (?:above|below)\b(?! (?:\d|the|a|an|its|this)\b)",
    re.IGNORECASE,
)
_REMAINS = re.compile(
    r"\b(?:remains?|stays?|unchanged|unaffected|not be (?:removed|changed|affected))\b", re.IGNORECASE
)


def is_aside(text: str) -> str:
    """What in a sentence shows that it is a remark on a side matter; "" where nothing does.

    >>> is_aside("Writing a pot to the shelf is infallible."), is_aside("The kiln cools.")
    ('infallible', '')
    """
    found = _ASIDE.search(text)
    return found[0] if found else ""


def says_what_remains(text: str) -> bool:
    """Whether a sentence says what is as it was before."""
    return _REMAINS.search(text) is not None


def begins_before(text: str) -> bool:
    """Whether a quotation first tells how it was, and then what the commit does about it."""
    first, *others = _ENDS.split(text)
    return bool(others) and tells_of_before(first, others[0])


def solves(text: str) -> bool:
    """Whether a sentence of a message says what the commit does about what was said before it."""
    return _SOLVES.match(text) is not None
