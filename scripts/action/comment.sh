#!/usr/bin/env bash
# Writes the pull request's comment, or updates the one that is there. Where it
# cannot, as without the right to, which the token of a fork's pull request does
# not have, it says so in the job summary and leaves the file for an artifact
# (output "kept"). INPUT_NAME tells several uses in one job apart.
set -euo pipefail

plain() { printf '%s' "$1" | tr -c 'A-Za-z0-9_.' '-'; }
name=$(plain "${INPUT_NAME:-rolelint}")
marker="<!-- $name $(plain "$GITHUB_WORKFLOW $GITHUB_JOB") -->"
body=$RUNNER_TEMP/$name-comment-body.md
{
  echo "$marker"
  [ "$name" = rolelint ] || printf '\140%s\140\n\n' "$name"
  cat "$COMMENT_FILE"
} >"$body"
said=$RUNNER_TEMP/$name-comment-log

# find_comment prints the numbers of our comments. Only what this token's owner
# wrote is ours: anybody can write the marker.
find_comment() {
  local login
  login=$(gh api graphql -f query='{viewer {login}}' --jq .data.viewer.login) || return 1
  LOGIN=$login MARKER=$marker gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST_NUMBER/comments" \
    --jq '.[] | select(.user.login == env.LOGIN and (.body | startswith(env.MARKER))) | .id'
}

# publish creates or updates; a comment is created only where it has something to say.
publish() {
  local ids
  ids=$(find_comment) || return 1
  ids=${ids%%$'\n'*}
  if [ -n "$ids" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$ids" --field "body=@$body"
  elif [ "$COMMENT_WORTHY" = true ]; then
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST_NUMBER/comments" --field "body=@$body"
  fi
}

if publish 2>"$said"; then
  exit 0
fi
if grep -q -e 'HTTP 401' -e 'HTTP 403' -e 'HTTP 404' "$said"; then
  note="rolelint could not write its comment: the token has no right to (pull requests of forks have none)."
else
  note="rolelint could not write its comment; GitHub did not take it, and the log says how."
  sed 's/^/gh: /' "$said"
fi
note="$note It is in the artifact $name-comment"
if [ "${INPUT_SUMMARY:-true}" = true ]; then
  note="$note and in the job summary"
fi
echo "::notice::$note"
echo "$note." >>"$GITHUB_STEP_SUMMARY"
{
  echo "kept=$body"
  echo "artifact=$name-comment"
} >>"$GITHUB_OUTPUT"
