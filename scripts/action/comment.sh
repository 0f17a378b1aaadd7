#!/usr/bin/env bash
# Writes the pull request's comment, or updates the one that is there. Without
# the right to, which the token of a fork's pull request does not have, it says
# so in the job summary and leaves the file for an artifact (output "kept").
set -euo pipefail

marker="<!-- rolelint $(printf '%s' "$GITHUB_WORKFLOW $GITHUB_JOB" | tr -c 'A-Za-z0-9_.' '-') -->"
body=$RUNNER_TEMP/rolelint-comment-body.md
{
  echo "$marker"
  cat "$COMMENT_FILE"
} >"$body"

# find prints the number of our comment; nothing where there is none.
find_comment() {
  MARKER=$marker gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST_NUMBER/comments" \
    --jq '.[] | select(.body | startswith(env.MARKER)) | .id' | head -n 1
}

# publish creates or updates; a comment is created only where it has something to say.
publish() {
  local id
  id=$(find_comment) || return 1
  if [ -n "$id" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body"
  elif [ "$COMMENT_WORTHY" = true ]; then
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST_NUMBER/comments" --field "body=@$body"
  fi
}

if publish; then
  exit 0
fi
note="rolelint could not write its comment: the token has no right to (pull requests of forks have none). It is in the artifact rolelint-comment"
if [ "${INPUT_SUMMARY:-true}" = true ]; then
  note="$note and in the job summary"
fi
echo "::notice::$note"
echo "$note." >>"$GITHUB_STEP_SUMMARY"
echo "kept=$body" >>"$GITHUB_OUTPUT"
