#!/usr/bin/env bash
# Compares access with the base, lints, and writes the log, the annotations, the
# job summary, SARIF and the text of the comment. It fails only where it could
# not do so; what the job is to exit with is the output "result".
set -euo pipefail

work=$(mktemp -d "${RUNNER_TEMP:?}/rolelint.XXXXXX")
result=0

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# worse keeps the exit code that says most: could not read, wrong usage,
# findings, nothing to look at.
worse() {
  local code worst=4
  for code in 0 3 1 2; do
    if [ "$code" = "$1" ] || [ "$code" = "$result" ]; then worst=$code; fi
  done
  case $1 in 0 | 1 | 2 | 3) ;; *) worst=4 ;; esac
  [ "$result" != 4 ] || worst=4
  result=$worst
}

# base prints the commit that access is compared with; nothing where there is none.
base() {
  local revision=${INPUT_DIFF_BASE:-auto}
  case $revision in
  none) return ;;
  auto)
    revision=${PULL_REQUEST_BASE:-}
    [ -n "$revision" ] || return 0
    # Where the merge of the pull request is checked out, its first parent is
    # what it is merged into; the event's base may be older.
    case ${GITHUB_REF:-} in
    refs/pull/*/merge) revision=$(git cat-file commit HEAD | sed -n 's/^parent //p;/^$/q' | head -n 1) ;;
    esac
    # A shallow clone does not have it.
    git cat-file -e "$revision^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$revision"
    ;;
  esac
  git rev-parse --verify --quiet --end-of-options "$revision^{commit}" || {
    echo "::error::rolelint: diff-base is no commit of this repository" >&2
    return 2
  }
}

against=$(base)
summary=false
[ "${INPUT_SUMMARY:-true}" != true ] || summary=true
most=65000 # characters; GitHub takes 65,536 in a comment

# Access.
verdict=
: >"$work/access.md"
if [ -n "$against" ]; then
  arguments=()
  [ -z "${INPUT_CONFIG:-}" ] || arguments+=(--config "$INPUT_CONFIG")
  [ -z "${INPUT_FAIL_ON_ACCESS:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON_ACCESS")
  arguments+=("git:${against:0:12}" git:HEAD)
  rolelint diff -f markdown "${arguments[@]}" >"$work/access.md" && code=0 || code=$?
  worse "$code"
  rolelint diff -f json "${arguments[@]}" >"$work/access.json" 2>/dev/null || true
  verdict=$(grep -o '"verdict":"[a-z]*"' "$work/access.json" | head -n 1 | cut -d '"' -f 4 || true)
  if $summary; then
    cat "$work/access.md" >>"$GITHUB_STEP_SUMMARY"
    echo >>"$GITHUB_STEP_SUMMARY"
  fi
fi

# Findings.
arguments=(-f "json=$work/findings.json" -f "markdown=$work/findings.md")
! $summary || arguments+=(-f "markdown=$GITHUB_STEP_SUMMARY")
while IFS= read -r format || [ -n "$format" ]; do
  format=${format%$'\r'}
  [ -z "$format" ] || arguments+=(-f "$format")
done <<<"${INPUT_FORMAT:-text}"
sarif=${INPUT_SARIF_FILE:-}
[ -z "$sarif" ] || arguments+=(-f "github-sarif=$sarif")
[ -z "${INPUT_CONFIG:-}" ] || arguments+=(--config "$INPUT_CONFIG")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -z "$against" ] || arguments+=(--changed-since "$against")
arguments+=(--)
while IFS= read -r path || [ -n "$path" ]; do
  path=${path%$'\r'}
  [ -z "$path" ] || arguments+=("$path")
done <<<"${INPUT_PATHS:-.}"
rolelint lint "${arguments[@]}" </dev/null && code=0 || code=$?
worse "$code"
[ -f "$work/findings.json" ] || {
  echo "::error::rolelint lint could not run (exit code $code); the log says why"
  exit "$code"
}
count() { tail -n 1 "$work/findings.json" | grep -o "\"$1\":[0-9]*" | cut -d : -f 2; }
findings=$(($(count error) + $(count warning) + $(count info)))

# The text of the comment: access first, then findings, where they fit.
{
  cat "$work/access.md"
  echo
  if [ $(($(wc -m <"$work/access.md") + $(wc -m <"$work/findings.md"))) -le "$most" ]; then
    cat "$work/findings.md"
  else
    printf '### rolelint: %s findings\n\nToo many for a comment: they are in the job summary and the log.\n' "$findings"
  fi
} >"$work/comment.md"
worthy=false
if [ "$findings" -gt 0 ] || { [ -n "$verdict" ] && [ "$verdict" != equal ]; }; then
  worthy=true
fi

output findings "$findings"
output verdict "$verdict"
output sarif "$sarif"
output comment "$work/comment.md"
output worthy "$worthy"
output result "$result"
