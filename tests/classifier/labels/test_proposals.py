"""Which commits a person is asked about first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from classifier.labels.proposals import Candidate, proposals

UNSURE, SURE = (0.34, 0.33, 0.33), (0.9, 0.08, 0.02)


def candidate(sha: str, chances: tuple[float, float, float], *kind: str) -> Candidate:
    return Candidate(sha, chances, kind)


def test_the_commits_that_the_model_wavers_on_are_every_other_one() -> None:
    sure = [candidate(f"sure{n}", SURE, "fix") for n in range(200)]
    unsure = [candidate(f"unsure{n}", UNSURE, "fix") for n in range(5)]

    asked = [one.sha for one in proposals([*sure, *unsure], 8)]

    assert asked[0].startswith("unsure")
    assert [sha.startswith("unsure") for sha in asked].count(True) in {4, 5}


def test_not_ten_of_a_kind() -> None:
    alike = [candidate(f"fix{n}", UNSURE, "fix") for n in range(200)]
    others = [candidate(f"docs{n}", (0.6, 0.3, 0.1), "docs") for n in range(10)]

    asked = [one.kind[0] for one in proposals([*alike, *others], 16)][::2]

    assert asked[0] == "fix"
    assert 2 <= asked.count("docs") <= 4


def test_a_kind_with_many_labels_comes_later() -> None:
    one, other = candidate("a", UNSURE, "fix"), candidate("b", (0.5, 0.4, 0.1), "docs")
    assert proposals([one, other], 1) == [one]
    assert proposals([one, other], 1, [("fix",)] * 5) == [other]


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.text("0123456789abcdef", min_size=8, max_size=8),
        st.sampled_from([UNSURE, SURE, (0.1, 0.5, 0.4), (0.2, 0.2, 0.6)]),
        st.tuples(st.sampled_from(["fix", "docs", "feature"])),
    ),
    max_size=30,
    unique_by=lambda one: one.sha,
)


@given(CANDIDATES, st.randoms(use_true_random=False), st.integers(0, 40))
def test_the_order_is_that_of_the_candidates_alone(
    candidates: list[Candidate], random: object, count: int
) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a `Random` and types it as `object`
    asked = proposals(candidates, count)

    assert asked == proposals(shuffled, count)
    assert len({one.sha for one in asked}) == len(asked) == min(count, len(candidates))
