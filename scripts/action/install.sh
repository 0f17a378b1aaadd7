#!/usr/bin/env bash
# Puts rolelint into a folder of its own and that folder on the job's PATH:
# built from this action's own commit, or, where INPUT_VERSION names one, a
# release whose checksum and build attestation are verified.
set -euo pipefail

repository=rolelint/rolelint
folder=$RUNNER_TEMP/rolelint-bin
mkdir -p "$folder"

build() {
  cd "$GITHUB_ACTION_PATH"
  CGO_ENABLED=0 go build -trimpath -o "$folder/" ./cmd/rolelint
}

download() {
  local version=$1 os arch archive kind=tar.gz
  [[ $version =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || {
    echo "::error::version must be that of a release, such as v1.2.0"
    exit 2
  }
  case $(uname -s) in Linux) os=linux ;; Darwin) os=darwin ;; *) os=windows kind=zip ;; esac
  case $(uname -m) in x86_64 | amd64) arch=amd64 ;; *) arch=arm64 ;; esac
  archive=rolelint_${version#v}_${os}_${arch}.$kind
  cd "$folder"
  gh release download "$version" --repo "$repository" --pattern "$archive" --pattern checksums.txt --clobber
  # An archive's name also begins that of its SBOM.
  awk -v name="$archive" '$2 == name' checksums.txt >"$archive.sha256"
  if command -v sha256sum >/dev/null; then
    sha256sum --check --strict "$archive.sha256"
  else
    shasum -a 256 --check "$archive.sha256"
  fi
  # A checksum of the same release proves little; the attestation proves that
  # the release's workflow built it.
  gh attestation verify "$archive" --repo "$repository"
  case $kind in zip) unzip -q -o "$archive" ;; *) tar -xzf "$archive" ;; esac
}

if [ -z "${INPUT_VERSION:-}" ]; then
  build
else
  download "$INPUT_VERSION"
fi
echo "$folder" >>"$GITHUB_PATH"
