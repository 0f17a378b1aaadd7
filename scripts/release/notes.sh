#!/usr/bin/env bash
# Prints the section of CHANGELOG.md of the tag GITHUB_REF_NAME, without its
# heading; of a prerelease without one the section Unreleased. Fails where there
# is none or it is empty.
set -euo pipefail
cd "$(dirname "$0")/../.."

section() {
  awk -v name="$1" '/^## /{inside = $2 == name; next} inside' CHANGELOG.md
}
version=${GITHUB_REF_NAME#v}
notes=$(section "$version")
case $version in *-*) [ -n "$notes" ] || notes=$(section Unreleased) ;; esac
[ -n "$notes" ] || {
  echo "CHANGELOG.md has no section $version" >&2
  exit 1
}
printf '%s\n' "$notes"
