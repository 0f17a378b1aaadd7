#!/usr/bin/env bash
# Builds the image of a tag for linux/amd64 and linux/arm64, pushes it, and says
# its digest (output "digest"). IMAGE is its name without a tag.
set -euo pipefail

version=${GITHUB_REF_NAME#v}
docker buildx create --use
docker buildx build --platform linux/amd64,linux/arm64 --build-arg "VERSION=$version" \
  --tag "$IMAGE:$version" --tag "$IMAGE:latest" --metadata-file "$RUNNER_TEMP/image.json" --push .
digest=$(grep -o '"containerimage.digest": *"[^"]*"' "$RUNNER_TEMP/image.json" | cut -d '"' -f 4)
echo "digest=$digest" >>"$GITHUB_OUTPUT"
