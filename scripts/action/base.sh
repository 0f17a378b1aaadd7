#!/usr/bin/env bash
# Prints the commit that access is compared with: what INPUT_DIFF_BASE names, or
# for a pull request or a merge queue what the checkout is to be merged into.
# Nothing where there is none. Fails, and says why, where it cannot be had.
set -euo pipefail

# fetch gets what a shallow clone lacks: as the checkout does, or else with the
# job's token, since a checkout need not keep its credentials.
fetch() {
  local said token
  export GIT_TERMINAL_PROMPT=0
  said=$(git fetch --quiet --no-tags "$@" 2>&1) && return
  if [ -n "${GH_TOKEN:-}" ]; then
    token=$(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')
    said=$(GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.${GITHUB_SERVER_URL:-https://github.com}/.extraheader" \
      GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $token" git fetch --quiet --no-tags "$@" 2>&1) && return
  fi
  printf '%s\n' "$said" >&2
  return 1
}

present() { git cat-file -e "$1^{commit}" 2>/dev/null; }

fail() {
  echo "::error::rolelint: $1" >&2
  exit 2
}

# whole gets the history where the clone is shallow.
whole() {
  [ "$(git rev-parse --is-shallow-repository)" = false ] || fetch --unshallow origin ||
    fail "the history cannot be fetched; git says why above. Check out with fetch-depth: 0"
}

checked_out() {
  git rev-parse --git-dir >/dev/null 2>&1 || fail "there is no checkout here to compare; actions/checkout comes before rolelint"
}

automatic() {
  local onto=${EVENT_BASE:-} head=${EVENT_HEAD:-} first second
  [ -n "$onto" ] || return 0
  checked_out
  { read -r first && read -r second; } < <(git cat-file commit HEAD | sed -n 's/^parent //p;/^$/q') || true
  if [ -n "${second:-}" ] && [ "$second" = "$head" ]; then
    # The merge of the pull request, as GitHub makes it and actions/checkout
    # takes it: its first parent may be newer than the event's base.
    present "$first" || fetch --depth=1 origin "$first" ||
      fail "the commit that the pull request is merged into cannot be fetched; git says why above. Check out with fetch-depth: 2"
    [ "${INPUT_DECLARED:-false}" != true ] || whole # the messages of the commits
    echo "$first"
    return
  fi
  whole
  present "$onto" || fetch origin "$onto" || fail "the base $onto cannot be fetched; git says why above"
  if ! present "$head" || ! git merge-base --is-ancestor "$head" HEAD; then
    fail "what is checked out does not hold $head, the head of the pull request (on pull_request_target the base is checked out unless ref says otherwise); check it out, or set diff-base"
  fi
  git merge-base "$onto" HEAD || fail "the base $onto and what is checked out have no commit in common"
}

named() {
  local revision=$1
  checked_out
  git rev-parse --verify --quiet --end-of-options "$revision^{commit}" && return
  if [[ $revision =~ ^[0-9A-Za-z_][0-9A-Za-z_./-]*$ ]] && fetch --depth=1 origin "${revision#origin/}"; then
    git rev-parse --verify --quiet "FETCH_HEAD^{commit}" && return
  fi
  fail "diff-base is no commit of this repository, nor of its origin"
}

case ${INPUT_DIFF_BASE:-auto} in
none) ;;
auto) automatic ;;
*) named "$INPUT_DIFF_BASE" ;;
esac
