#!/usr/bin/env bash
# Builds every binary of a release twice, from two copies of HEAD in two
# folders, the second time with nothing compiled before, and fails where a byte
# differs.
#
#   scripts/release/reproducible.sh [GOOS/GOARCH ...]
set -euo pipefail
cd "$(dirname "$0")/../.."

platforms=("$@")
[ $# -gt 0 ] || platforms=(linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in one two/deeper; do
  mkdir -p "$work/$copy"
  git archive HEAD | tar -x -C "$work/$copy"
done
for platform in "${platforms[@]}"; do
  sums=()
  for copy in one two/deeper; do
    (
      cd "$work/$copy"
      [ "$copy" = one ] || export GOCACHE=$work/cache
      GOFLAGS='' CGO_ENABLED=0 GOOS=${platform%/*} GOARCH=${platform#*/} go build -trimpath -buildvcs=false \
        -ldflags "-s -w -buildid= -X github.com/rolelint/rolelint/internal/cli.version=0.0.0" -o "$work/rolelint" ./cmd/rolelint
    )
    sum=$(sha256sum <"$work/rolelint")
    sums+=("${sum%% *}")
  done
  [ "${sums[0]}" = "${sums[1]}" ] || { echo "$platform: two builds differ"; exit 1; }
  echo "$platform ${sums[0]}"
done
