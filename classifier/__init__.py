"""Decides: facts, change types, importance and statements. Writes no prose."""
