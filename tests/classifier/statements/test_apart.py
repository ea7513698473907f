"""Where one piece ends and another begins."""

from __future__ import annotations

from classifier.statements.apart import apart, with_heads
from classifier.statements.parts import part_of
from tests.support.commits import change


def parted(path: str, lines: str, *places: int) -> list[list[int]]:
    """The rows at these places of a hunk, in the lists that they are shown in."""
    file = change(path, *lines.splitlines())
    return apart(part_of(file, file.hunks[0]), places)


def test_what_is_left_out_does_not_join_two_definitions() -> None:
    lines = "+    kiln.shut()\n+    kiln.fire()\n \n def glaze(kiln):\n     kiln.open()\n+    kiln.dip()\n"
    assert parted("a.py", lines, 0, 5) == [[0], [3, 5]]
    assert parted("a.py", lines, 0, 1, 3, 4, 5) == [[0, 1, 3, 4, 5]]  # where nothing is left out, it is plain


def test_a_method_belongs_to_the_class_that_is_shown() -> None:
    lines = "+class Kiln:\n+    heat = 900\n+    def fire(self):\n+        self.log()\n+        self.burn()\n"
    assert parted("a.py", lines, 0, 4) == [[0, 4]]


def test_what_is_set_behind_a_class_does_not_belong_to_it() -> None:
    lines = "+class Kiln:\n+    heat: int\n+\n+\n+_kiln: Kiln = Kiln()\n"
    assert parted("a.py", lines, 0, 1, 4) == [[0, 1], [4]]
    within = "+def fire():\n+    def shelf():\n+        return 1\n+    heat = shelf()\n"
    assert parted("a.py", within, 0, 1, 2, 3) == [[0, 1, 2, 3]]


def test_what_went_is_not_torn_from_what_came_in_its_place() -> None:
    lines = "-def fire(kiln):\n-    kiln.log()\n-    kiln.burn()\n+def heat(kiln):\n+    kiln.log()\n+    kiln.glow()\n"
    assert parted("a.py", lines, 0, 2, 5) == [[0, 2, 5]]


def test_the_step_of_one_job_is_not_joined_with_the_next_job() -> None:
    lines = (
        "+      - name: Fire\n+        run: fire\n+  glaze:\n+    needs: [fire]\n+    timeout-minutes: 9\n"
    )
    assert parted(".ci/kiln.yml", lines, 0, 4) == [[0], [2, 4]]
    assert parted(".ci/kiln.yml", lines, 2, 4) == [[2, 4]]


def headed(path: str, lines: str, *places: int) -> set[int]:
    """The rows at these places with the heads that they need, without those that stand in nothing that is shown."""
    file = change(path, *lines.splitlines())
    return with_heads(part_of(file, file.hunks[0]), set(places))


def test_the_body_of_a_definition_that_went_is_shown_with_its_head() -> None:
    lines = "     kiln.fire()\n-def glaze(kiln):\n-    kiln.open()\n-    kiln.dip()\n+    return\n"
    assert headed("a.py", lines, 2, 3, 4) == {1, 2, 3, 4}
    assert headed("a.py", lines, 2, 3) == {2, 3}  # nothing else is shown beside it


def test_a_line_that_went_does_not_stand_in_an_arm_that_came() -> None:
    lines = (
        "-if kiln.is_hot() {\n-    return glaze(\n+match kiln.heat() {\n+    Heat::High => {\n+        rest();\n"
        "+        glaze(\n             cup,\n-            slowly,\n+            fast,\n+        )\n+    Heat::Low => {\n+        fire();\n"
    )
    assert headed("a.rs", lines, 0, 2, 3, 7, 11) == {0, 2, 3, 10, 11}
