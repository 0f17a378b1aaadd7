#!/usr/bin/env bash
# Whole processes side by side: rolelint with every built-in rule against
# conftest with one rule, on generated role files. Needs Go, and the network for
# Go modules. Prints medians and the ratios of runs taken in turn (A B A B …) in
# this one go; absolute times say more about the machine than about the programs.
#
#   scripts/bench.sh [RUNS]      (default 11)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "building …" >&2
go build -o "$work/rolelint" ./cmd/rolelint
GOBIN="$work" go install github.com/open-policy-agent/conftest@v0.71.1
go build -tags dev -o "$work/empty" ./scripts/bench/empty
go run -tags dev ./scripts/bench -runs "${1:-11}" -dir "$work"
