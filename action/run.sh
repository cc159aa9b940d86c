#!/usr/bin/env bash
# One run of the action: tests, and where they are asked for coverage, mutation and what changed. The worst exit code wins.
set -uo pipefail

iamwhy="${IAMWHY:-iamwhy}"
summary="${GITHUB_STEP_SUMMARY:-/dev/null}"
output="${GITHUB_OUTPUT:-/dev/null}"
read -r -d '' -a paths <<<"${INPUT_PATHS:-.}" || true
results="$(mktemp)"
trap 'rm -f "$results" "$results.changes"' EXIT

worst=0
# A file that cannot be read (2) outweighs a failed case (1), which outweighs an unknown (3) and a threshold (4).
remember() {
  local code="$1"
  case "$code" in
    0) ;;
    2) worst=2 ;;
    1) [ "$worst" = 2 ] || worst=1 ;;
    *) [ "$worst" = 0 ] && worst="$code" ;;
  esac
}

options=(--format "${INPUT_FORMAT:-github}" --out "json=$results")
[ -z "${INPUT_SARIF:-}" ] || options+=(--out "sarif=$INPUT_SARIF")
[ -z "${INPUT_JUNIT:-}" ] || options+=(--out "junit=$INPUT_JUNIT")
[ "${INPUT_FAIL_ON_UNKNOWN:-false}" != true ] || options+=(--strict-unknown)
"$iamwhy" test "${options[@]}" -- "${paths[@]}"
remember $?

# The summary stands first in a report, one number a line; given words are added up.
count() {
  local file="$1"
  shift
  local sum=0 word number
  for word in "$@"; do
    number="$(sed -n "s/^    \"$word\": \([0-9]*\),\{0,1\}$/\1/p" "$file" 2>/dev/null | head -n 1)"
    sum=$((sum + ${number:-0}))
  done
  echo "$sum"
}
echo "passed=$(count "$results" passed)" >>"$output"
echo "failed=$(count "$results" failed)" >>"$output"

if [ -n "${INPUT_MIN_DECISIVE:-}" ]; then
  "$iamwhy" coverage --min-decisive "$INPUT_MIN_DECISIVE" -- "${paths[@]}"
  remember $?
fi
if [ -n "${INPUT_MIN_KILLED:-}" ]; then
  "$iamwhy" mutate --min-killed "$INPUT_MIN_KILLED" -- "${paths[@]}"
  remember $?
fi
if [ -n "${INPUT_BASELINE_REF:-}" ]; then
  changed=0
  for path in "${paths[@]}"; do
    "$iamwhy" diff "$INPUT_BASELINE_REF:$path" "$path" --format markdown --out "json=$results.changes" >>"$summary"
    remember $?
    changed=$((changed + $(count "$results.changes" opens closes changes moves)))
  done
  echo "changed=$changed" >>"$output"
fi
exit "$worst"
