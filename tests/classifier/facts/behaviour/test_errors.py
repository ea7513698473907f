"""Errors that functions raise, catch and lose."""

from __future__ import annotations

import pytest

from tests.support.behaviour import changed, only, told


def test_a_new_error_says_type_and_words() -> None:
    guard = '        if size < 0:\n            raise SizeError(f"bad size {size}")\n        limit ='
    fact = only(changed(("        limit =", guard)))
    assert (fact.extra["then"], fact.extra["error"], fact.extra["says"]) == (
        "raise",
        "SizeError",
        "bad size {size}",
    )


@pytest.mark.parametrize(
    ("handler", "fate", "value"),
    [
        ("pass", "swallowed", None),
        ('log.warning("no block")', "logged", None),
        ("return None", "returned", "None"),
        ("continue", "skipped", None),
        ("raise", "raised", None),
        ('raise PoolError("x") from error', "turned", None),
        ("found = None", "do", "found = None"),
    ],
)
def test_what_becomes_of_an_error_that_is_caught_now(handler: str, fate: str, value: str | None) -> None:
    after = (
        "            try:\n                found = fetch(block, wait_ms=300)\n"
        f"            except OSError as error:\n                {handler}"
    )
    fact = only(changed(("            found = fetch(block, wait_ms=300)", after)))
    assert (fact.kind, fact.name, fact.extra["fate"], fact.after) == (
        "exception.added",
        "OSError",
        fate,
        value,
    )
    assert fact.extra["step"] == "found = fetch(block, wait_ms=300)"
    assert fact.extra["guards"] == "old"


def test_only_what_let_its_errors_out_before_loses_them() -> None:
    handled = "    try:\n        warn(x)\n    except OSError:\n        pass\n"
    facts = told("def f(x):\n    return g(x)\n", f"def f(x):\n{handled}    return g(x)\n")
    assert "exception.added" not in {one.kind for one in facts}  # what it watches over came with it
    plain = "def f(x):\n    return g(x)\n"
    fallback = "def f(x):\n    try:\n        return g(x)\n    except OSError:\n        log.info('no g')\n    return h(x)\n"
    found = [one for one in told(plain, fallback) if one.kind == "exception.added"]
    assert ["guards" in one.extra for one in found] == [False]  # something else is done in its place
    nested = "def f(x):\n    try:\n        g(x)\n    except Exception:\n        raise\n    return x\n"
    inner = nested.replace(
        "        g(x)\n", "        try:\n            g(x)\n        except OSError:\n            pass\n"
    )
    facts = told(nested, inner)
    assert "guards" not in only([one for one in facts if one.kind == "exception.added"]).extra


def test_an_error_that_was_raised_again_and_is_now_only_logged() -> None:
    before = "def f(x):\n    try:\n        g(x)\n    except KeyError:\n        raise\n    return x\n"
    fact = only(told(before, before.replace("raise\n", 'log.error("no key for it")\n')))
    assert (fact.extra["fate_before"], fact.extra["fate"]) == ("raised", "logged")


def test_an_error_where_there_was_a_result() -> None:
    before = "def f(x):\n    if x in known:\n        return x\n    return None\n"
    fact = only(told(before, before.replace("    return None\n", '    raise KeyError("unknown name")\n')))
    assert (fact.kind, fact.name, fact.before) == ("exception.added", "KeyError", "None")


def test_a_handler_beside_others_and_the_comment_on_it() -> None:
    before = "def f(x):\n    try:\n        return g(x)\n    except KeyError:\n        return None\n"
    handler = "    except OSError:\n        # the caller knows better\n        raise\n    except KeyError:"
    fact = only(told(before, before.replace("    except KeyError:", handler)))
    assert (fact.name, fact.extra["fate"]) == ("OSError", "raised")


def test_what_was_done_in_the_place_of_an_error_is_told_with_the_handler_that_went() -> None:
    before = "def f(rpc):\n    try:\n        rpc('wake', wait=3)\n    except OSError:\n        if rpc.new:\n            raise\n        rpc('wake_up', wait=3)\n"
    after = "def f(rpc):\n    rpc('wake', wait=3)\n"
    fact = next(one for one in told(before, after) if one.kind == "exception.removed")
    assert (fact.name, fact.before, fact.extra["fallback"]) == ("OSError", "rpc('wake_up', wait=3)", "true")


def test_an_error_that_nothing_here_raises_any_more_is_no_longer_caught_without_a_word() -> None:
    before = "def convert(value, kind):\n    try:\n        return int(value)\n    except (ValueError, TypeError):\n        log.warning('no number')\n    return value\n"
    after = "def convert(value, kind):\n    return coerce_by_schema(value, [kind])\n"
    assert [one for one in told(before, after) if one.extra.get("how") == "caught"] == []
    bare = "def convert(value, kind):\n    return int(value)\n"
    assert [one.kind for one in told(before, bare) if one.extra.get("how") == "caught"] == [
        "exception.removed"
    ]


def test_a_branch_that_fails_only_at_its_end_is_not_told_as_failing() -> None:
    guard = '    if size == 0:\n        for one in free():\n            if one:\n                return one\n        raise SizeError("none is free")\n'
    before = "def take(size):\n    return keep(size)\n"
    facts = told(before, before.replace("    return keep", f"{guard}    return keep"))
    assert all(fact.extra.get("then") != "raise" for fact in facts)


def test_a_name_that_holds_nothing_yet_is_no_step() -> None:
    before = "class Kiln:\n    def __init__(self):\n        self.heat = 1\n"
    assert told(before, f"{before}        self.pots = None\n") == []
