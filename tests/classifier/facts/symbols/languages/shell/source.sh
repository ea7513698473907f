#!/usr/bin/env bash
LIMIT=10
export NAME="a"

# Opens it.
open() {
  local size=1
  echo "$1"
}

function check { echo; }
