"""Public names that come and go, by each language's own rule."""

from __future__ import annotations

import pytest

from classifier.importance.definitions import definitions
from tests.support.commits import change


@pytest.mark.parametrize(
    ("path", "public", "private"),
    [
        ("a.py", "    def bake(self):", "def _bake():"),
        ("a.go", "func (o *Oven) Bake() {", "func bake() {"),
        ("a.go", "\tShelves int", "\tshelves int"),
        ("a.rs", "    pub fn bake(&self) {", "    fn bake(&self) {"),
        ("a.ts", "export interface Oven {", "interface Oven {"),
        ("A.java", "    public List<Bread> bake(int n) {", "    private void bake() {"),
        ("a.kt", "    fun bake(n: Int) = n", "    private fun bake() {}"),
        ("A.cs", "    public async Task<int> BakeAsync(int n)", "    internal int Bake()"),
        ("a.rb", "  def bake(n)", "  # def bake"),
        ("a.php", "    public function bake(int $n): void", "    private function bake()"),
        ("a.h", "int oven_bake(struct oven *o);", "    oven_bake(o);"),
        ("a.h", "#define OVEN_MAX 3", "#ifdef OVEN"),
        ("a.swift", "    public func bake() {", "    func bake() {"),
        ("a.scala", "  def bake(n: Int): Int =", "  private def bake(): Int ="),
        ("a.ex", "  def bake(n) do", "  defp bake(n) do"),
        ("a.proto", "  rpc Bake(Dough) returns (Bread);", "  // rpc Bake"),
        ("a.tf", 'variable "oven" {', "locals {"),
    ],
)
def test_what_is_public_is_counted(path: str, public: str, private: str) -> None:
    assert definitions([change(path, f"+{public}")], 100).new == 1
    assert definitions([change(path, f"-{public}")], 100).gone == 1
    assert definitions([change(path, f"+{private}")], 100).new == 0


def test_a_name_that_stays_is_changed_or_moved() -> None:
    changed = definitions([change("a.py", "-def bake(n):", "+def bake(n, m=1):")], 100)
    moved = definitions([change("a.py", "-def bake(n):"), change("b.py", "+def bake(n):")], 100)
    renamed = definitions([change("a.py", "-def bake(n):", "+def roast(n):")], 100)

    assert (changed.new, changed.gone, changed.changed, changed.moved) == (0, 0, 1, 0)
    assert (moved.new, moved.gone, moved.changed, moved.moved) == (0, 0, 0, 1)
    assert (renamed.new, renamed.gone) == (1, 1)


def test_declared_interfaces_count_by_their_lines() -> None:
    found = definitions(
        [change("api/openapi.yaml", "+a: 1", "+b: 2", "-c: 3"), change("a.py", "+x = 1")], 100
    )

    assert (found.interface_added, found.interface_removed) == (2, 1)


def test_tests_and_private_names_are_nobodys_interface() -> None:
    assert (
        definitions([change("a.py", "+def test_bake():", "+def _bake():", "+class TestOven:")], 100).new == 0
    )
