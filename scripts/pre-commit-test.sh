#!/usr/bin/env bash
# Uses the hooks of this repository's HEAD with the real pre-commit in a scratch
# repository: a bad role is refused, a fix applied, a good commit accepted.
# Needs pre-commit, git and Go; modules already downloaded are not fetched again.
set -euo pipefail

source=$(cd "$(dirname "$0")/.." && pwd)
revision=$(git -C "$source" rev-parse HEAD)
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
GOMODCACHE=$(go env GOMODCACHE)
export GOMODCACHE PRE_COMMIT_HOME=$scratch/home
unset GOFLAGS # users have no tag dev
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org

fail() {
  echo "pre-commit: $1"
  cat "$scratch/log"
  exit 1
}
# refused and accepted commit everything and say what must become of it.
refused() {
  git add -A
  ! git commit -q -m "$1" >"$scratch/log" 2>&1 || fail "was committed: $1"
  grep -q "$2" "$scratch/log" || fail "does not say $2: $1"
}
accepted() {
  git add -A
  git commit -q -m "$1" >"$scratch/log" 2>&1 || fail "was refused: $1"
}

mkdir "$scratch/repository"
cd "$scratch/repository"
git init -q -b main
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: $source
    rev: $revision
    hooks:
      - id: rolelint-fix
      - id: rolelint
YAML
pre-commit install --install-hooks >"$scratch/log" 2>&1 || fail "the hooks cannot be installed"
[ "$(find "$PRE_COMMIT_HOME" -path '*/golangenv-*/bin/*' -type f -exec basename {} ';')" = rolelint ] || {
  find "$PRE_COMMIT_HOME" -path '*/golangenv-*/bin/*' >"$scratch/log"
  fail "other programs than rolelint are built"
}

mkdir "my roles"
echo '{"name": "no-role", "version": "1.0.0"}' >package.json
accepted "no role"

printf '%s\n' '{"elasticsearch": {}, "kibana": [{"spaces": ["soc"], "feature": {"generalCaseV3": ["all"]}}]}' >"my roles/soc.json"
refused "a feature that does not exist" "unknown-feature"

printf '%s\n' '{"indices": [{"names": ["logs-*"], "privileges": ["read", "all"]}]}' >"my roles/soc.json"
refused "a redundant privilege" "files were modified by this hook"
[ "$(cat "my roles/soc.json")" = '{"indices": [{"names": ["logs-*"], "privileges": ["all"]}]}' ] || {
  cp "my roles/soc.json" "$scratch/log"
  fail "the fix is another"
}
accepted "the fix"

echo 'rules: {unknown-feature: off}' >x.yaml
accepted "a configuration by another name"
cp x.yaml ./--config=x.yaml
printf '%s\n' '{"elasticsearch": {}, "kibana": [{"spaces": ["it"], "feature": {"generalCaseV3": ["all"]}}]}' >"my roles/it.json"
refused "a file that is called as a flag" "is a flag and the name of a file"
git rm -q --cached -- ./--config=x.yaml "my roles/it.json"
rm ./--config=x.yaml "my roles/it.json"

# The hook in a container, with a stand-in for docker, which runs the program
# that is already built if the hook names it as the Dockerfile places it.
program=$(find "$PRE_COMMIT_HOME" -path '*/golangenv-*/bin/rolelint')
placed=$(sed -n 's/^COPY --from=build .* //p' "$source/Dockerfile")
mkdir "$scratch/bin"
cat >"$scratch/bin/docker" <<SH
#!/usr/bin/env bash
[ "\$1" = run ] || exit 0
while [ "\$1" != --entrypoint ]; do shift; done
[ "\$2" = "$placed" ] || { echo "no such program in the image: \$2"; exit 127; }
shift 3 # --entrypoint PROGRAM IMAGE
exec "$program" "\$@"
SH
chmod +x "$scratch/bin/docker"
PATH=$scratch/bin:$PATH
sed -i -e '/rolelint-fix/d' -e 's/id: rolelint/&-docker/' .pre-commit-config.yaml
accepted "the hook in a container"
printf '%s\n' '{"elasticsearch": {}, "kibana": [{"spaces": ["soc"], "feature": {"generalCaseV3": ["all"]}}]}' >"my roles/soc.json"
refused "a feature that does not exist, in a container" "unknown-feature"

echo "pre-commit: a bad role is refused, a fix applied, a good commit accepted; with the container's hook too"
