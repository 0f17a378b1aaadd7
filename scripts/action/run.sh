#!/usr/bin/env bash
# Compares access with the base, lints, and writes the log, the annotations, the
# job summary, SARIF and the text of the comment. It fails only where it could
# not do so; what the job is to exit with is the output "result", and why "why".
set -euo pipefail

work=$(mktemp -d "${RUNNER_TEMP:?}/rolelint.XXXXXX")
here=$(dirname "$0")
result=0
why=

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# worse CODE WHY keeps the exit code that says most: could not read, wrong
# usage, findings, nothing to look at. The reasons add up.
worse() {
  local code worst=4
  for code in 0 3 1 2; do
    if [ "$code" = "$1" ] || [ "$code" = "$result" ]; then worst=$code; fi
  done
  case $1 in 0 | 1 | 2 | 3) ;; *) worst=4 ;; esac
  [ "$result" != 4 ] || worst=4
  result=$worst
  [ "$1" = 0 ] || why="${why:+$why; }$2"
}

# each TEXT calls add for its lines.
each() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "$line" ] || add "$line"
  done <<<"$1"
}

summary=false
[ "${INPUT_SUMMARY:-true}" != true ] || summary=true
most=65000 # characters; GitHub takes 65,536 in a comment
sarif=${INPUT_SARIF_FILE:-}
case $sarif in *[$'\n\r']*)
  echo "::error::rolelint: sarif-file is one path, and has a line end"
  exit 2
  ;;
esac

# Access.
verdict=
: >"$work/access.md"
against=$(bash "$here/base.sh") || {
  worse 2 "access could not be compared with the base"
  printf '### Access: not compared\n\nThe base could not be had; the log says why.\n' >"$work/access.md"
}
arguments=(-f text -f "json=$work/access.json" -f "markdown=$work/access.md")
[ -z "${INPUT_CONFIG:-}" ] || arguments+=(--config "$INPUT_CONFIG")
[ -z "${INPUT_FAIL_ON_ACCESS:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON_ACCESS")
if [ "${INPUT_DECLARED:-false}" = true ] && [ -n "$against" ]; then
  printf '%s\n' "${EVENT_BODY:-}" >"$work/description of the pull request"
  arguments+=(--declared-commits --declared "$work/description of the pull request")
fi
add() { case $1 in . | ./) ;; *) arguments+=(--in "$1") ;; esac }
each "${INPUT_PATHS:-.}"
if [ -n "$against" ]; then
  rolelint diff "${arguments[@]}" "git:${against:0:12}" git:HEAD && code=0 || code=$?
  case $code in
  1) worse 1 "access changed in a way that fails the job" ;;
  3) ;; # no role on either side: whether that is right, lint says
  4) worse 4 "access could not be compared as a whole" ;;
  *) worse "$code" "access could not be compared" ;;
  esac
  if [ -s "$work/access.json" ]; then
    verdict=$(grep -o '"verdict":"[a-z]*"' "$work/access.json" | head -n 1 | cut -d '"' -f 4 || true)
  else
    printf '### Access: not compared\n\nThe log says why.\n' >"$work/access.md"
  fi
fi
if $summary && [ -s "$work/access.md" ]; then
  cat "$work/access.md" >>"$GITHUB_STEP_SUMMARY"
  echo >>"$GITHUB_STEP_SUMMARY"
fi

# Findings.
arguments=(-f "json=$work/findings.json" -f "markdown=$work/findings.md")
! $summary || arguments+=(-f "markdown=$GITHUB_STEP_SUMMARY")
add() { arguments+=(-f "$1"); }
each "${INPUT_FORMAT:-text}"
[ -z "$sarif" ] || arguments+=(-f "github-sarif=$sarif")
[ -z "${INPUT_CONFIG:-}" ] || arguments+=(--config "$INPUT_CONFIG")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -z "$against" ] || arguments+=(--changed-since "$against")
arguments+=(--)
add() { arguments+=("$1"); }
each "${INPUT_PATHS:-.}"
rolelint lint "${arguments[@]}" </dev/null && code=0 || code=$?
# Code scanning takes a finding that is missing for mended: what could not be
# checked as a whole is not uploaded.
upload=false
case $code,$sarif in *,) ;; 0,* | 1,* | 3,*) upload=true ;; esac
case $code in
1) worse 1 "there are findings that fail the job" ;;
3) worse 3 "no role was found in what paths names" ;;
4) worse 4 "not everything could be checked" ;;
*) worse "$code" "rolelint could not run as it is configured" ;;
esac
findings=0
if [ -s "$work/findings.json" ]; then
  count() { tail -n 1 "$work/findings.json" | grep -o "\"$1\":[0-9]*" | cut -d : -f 2; }
  findings=$(($(count error) + $(count warning) + $(count info)))
else
  printf '### rolelint could not run\n\nThe log says why.\n' >"$work/findings.md"
fi

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
case $findings,$verdict,$result in
0,equal,0 | 0,,0 | 0,,3 | 0,equal,3) ;;
*) worthy=true ;;
esac

output findings "$findings"
output verdict "$verdict"
case ${INPUT_WORKING_DIRECTORY:-.},$sarif in .,* | *,/* | *,?:* | *,) ;; *) sarif=$INPUT_WORKING_DIRECTORY/$sarif ;; esac
output sarif "$sarif"
output upload "$upload"
output comment "$work/comment.md"
output worthy "$worthy"
output why "$why"
output result "$result"
