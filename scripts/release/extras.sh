#!/usr/bin/env bash
# Writes what a release holds beside the binaries into dist-extras/: shell
# completions and man pages, which the program itself makes.
set -euo pipefail
cd "$(dirname "$0")/../.."

rm -rf dist-extras
mkdir -p dist-extras/completions dist-extras/man
go build -o dist-extras/rolelint ./cmd/rolelint
dist-extras/rolelint completion bash >dist-extras/completions/rolelint.bash
dist-extras/rolelint completion zsh >dist-extras/completions/_rolelint
dist-extras/rolelint completion fish >dist-extras/completions/rolelint.fish
dist-extras/rolelint completion powershell >dist-extras/completions/rolelint.ps1
dist-extras/rolelint help --man >dist-extras/man/rolelint.1
rm dist-extras/rolelint
