#!/usr/bin/env bash
# Makes the draft release of the tag GITHUB_REF_NAME public and then, unless it
# is a prerelease, puts its cask into the tap: only now do the cask's links lead
# somewhere. GH_TOKEN writes to this repository, TAP_GITHUB_TOKEN to the tap.
set -euo pipefail

gh release edit "$GITHUB_REF_NAME" --draft=false
case $GITHUB_REF_NAME in *-*) exit 0 ;; esac
if [ -z "${TAP_GITHUB_TOKEN:-}" ]; then
  echo "::warning::without the secret TAP_GITHUB_TOKEN the cask is not published"
  exit 0
fi

export GH_TOKEN=$TAP_GITHUB_TOKEN
file=repos/rolelint/homebrew-tap/contents/Casks/rolelint.rb
replaced=$(gh api "$file" --jq .sha 2>/dev/null) || replaced= # there is none yet
gh api --silent --method PUT "$file" -f "message=rolelint ${GITHUB_REF_NAME#v}" \
  -f "content=$(base64 <dist/homebrew/Casks/rolelint.rb | tr -d '\n')" ${replaced:+-f "sha=$replaced"}
