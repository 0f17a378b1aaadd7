#!/usr/bin/env bash
# Runs action.yml as it stands, as a job of a pull request, with act on this
# machine itself: what rolelint says, what it hands to the other actions, the
# comment and how the job ends. The other actions and gh are stand-ins. Needs
# git, Go, and the network for Go modules.
set -euo pipefail

source=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
GOMODCACHE=$(go env GOMODCACHE) GOCACHE=$(go env GOCACHE)
unset GOFLAGS # users have no tag dev
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
GOBIN=$scratch/bin go install github.com/nektos/act@v0.2.89

# action FOLDER makes a stand-in that says its inputs.
action() {
  mkdir -p "$scratch/$1/$2"
  cat >"$scratch/$1/$2/action.yml" <<'YAML'
name: stand-in
inputs:
  go-version-file: { default: "" }
  cache-dependency-path: { default: "" }
  sarif_file: { default: "" }
  category: { default: "" }
  name: { default: "" }
  path: { default: "" }
runs:
  using: composite
  steps:
    - shell: bash
      run: |
        echo "stand-in: [$CATEGORY$NAME]"
        for file in "$VERSION_FILE" "$SUMS" "$SARIF" "$FILE"; do
          [ -z "$file" ] || { test -s "$file" && echo "stand-in: has ${file##*/}"; }
        done
      env:
        VERSION_FILE: ${{ inputs.go-version-file }}
        SUMS: ${{ inputs.cache-dependency-path }}
        SARIF: ${{ inputs.sarif_file }}
        FILE: ${{ inputs.path }}
        CATEGORY: ${{ inputs.category }}
        NAME: ${{ inputs.name }}
YAML
  git -C "$scratch/$1" init -q -b main
  git -C "$scratch/$1" add -A
  git -C "$scratch/$1" commit -q -m stand-in
}
action setup-go .
action upload-artifact .
action codeql-action upload-sarif
cat >"$scratch/bin/gh" <<SH
#!/usr/bin/env bash
case "\$*" in
*graphql*) echo "github-actions[bot]" ;;
*--method\ POST*) for argument; do case \$argument in body=@*) cp "\${argument#body=@}" "$scratch/comment.md" ;; esac done ;;
esac
SH
chmod +x "$scratch/bin/gh"

mkdir -p "$scratch/repository/roles" "$scratch/repository/.github/workflows"
cd "$scratch/repository"
git init -q -b main
git config uploadpack.allowAnySHA1InWant true
role() { printf '{"cluster": [], "indices": [{"names": ["logs-*"], "privileges": [%s]}]}\n' "$1" >roles/soc.json; }
role '"read"'
cat >.github/workflows/roles.yml <<YAML
on: pull_request
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - run: git clone -q --depth 1 "file://$scratch/repository" "my roles"
      - id: rolelint
        uses: rolelint/rolelint@main
        with:
          working-directory: my roles
          paths: roles
          declared: "true"
          fail-on: never
          sarif-file: out.sarif
          name: 9.x
      - if: always()
        run: echo "said \$FINDINGS \$VERDICT \$SARIF"
        env:
          FINDINGS: \${{ steps.rolelint.outputs.findings }}
          VERDICT: \${{ steps.rolelint.outputs.verdict }}
          SARIF: \${{ steps.rolelint.outputs.sarif }}
YAML
git add -A && git commit -q -m base
base=$(git rev-parse HEAD)
git checkout -q -b change
role '"read", "write"'
printf '{"elasticsearch": {}, "kibana": [{"spaces": ["soc"], "feature": {"generalCaseV3": ["all"]}}]}\n' >roles/cases.json
git add -A && git commit -q -m wider
head=$(git rev-parse HEAD)
git checkout -q main
git merge -q --no-ff -m merge change

# job BODY runs the workflow for a pull request with this description.
job() {
  cat >"$scratch/event.json" <<JSON
{"pull_request": {"number": 7, "base": {"sha": "$base"}, "head": {"sha": "$head", "repo": {"fork": false}}, "body": "$1"}}
JSON
  local repositories=(--local-repository "https://github.com/rolelint/rolelint@main=$source") used
  for used in actions/setup-go actions/upload-artifact github/codeql-action; do
    repositories+=(--local-repository "https://github.com/$(grep -oE "$used(/[a-z-]+)?@[0-9a-f]{40}" "$source/action.yml" | head -n 1 | sed 's#/upload-sarif@#@#')=$scratch/${used##*/}")
  done
  HOME=$scratch PATH=$scratch/bin:$PATH act pull_request --eventpath "$scratch/event.json" --platform ubuntu-latest=-self-hosted \
    --secret GITHUB_TOKEN=token --env GOMODCACHE="$GOMODCACHE" --env GOCACHE="$GOCACHE" --env GIT_CONFIG_GLOBAL=/dev/null \
    "${repositories[@]}" >"$scratch/log" 2>&1
}

fail() {
  echo "action: $1"
  cat "$scratch/log"
  exit 1
}
has() { grep -qF -e "$2" "$1" || fail "$1 lacks: $2"; }

! job "Please." || fail "access that nobody declared passed"
for text in "has go.mod" "has go.sum" "+ write on logs-*" "unknown-feature" "stand-in: [9.x]" "has out.sarif" \
  "::error::rolelint: access changed in a way that fails the job" "said 1 widened my roles/out.sarif"; do
  sed 's/\x1b\[[0-9;]*m//g' "$scratch/log" >"$scratch/plain"
  has "$scratch/plain" "$text"
done
for text in "<!-- 9.x" "Access-change: soc +write logs-*" "unknown-feature"; do
  has "$scratch/comment.md" "$text"
done
job 'Access-change: soc +write logs-*\r\nAccess-change: cases added' || fail "access as it is declared was refused"
echo "action: a pull request is linted, compared, commented and held to what it declares"
