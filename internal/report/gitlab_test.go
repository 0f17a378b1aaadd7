package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// gitlabSchema is what GitLab's documentation of Code Quality reports asks for,
// and its validator (doc/ci/testing/code_quality.md, codeclimate.json).
const gitlabSchema = `{
  "type": "array",
  "items": {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "additionalProperties": false,
    "properties": {
      "description": {"type": "string", "minLength": 1},
      "check_name": {"type": "string", "minLength": 1},
      "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
      "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
      "location": {
        "type": "object",
        "required": ["path", "lines"],
        "additionalProperties": false,
        "properties": {
          "path": {"type": "string", "minLength": 1},
          "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}}}
        }
      }
    }
  }
}`

func TestGitLab(t *testing.T) {
	schema := jsonschema.MustCompileString("mem:gitlab", gitlabSchema)
	for name, result := range results(t) {
		validate(t, name, schema, write(t, "gitlab", result, Options{}))
	}
	var issues []gitlabIssue
	text := write(t, "gitlab", results(t)["everything"], Options{})
	if err := json.Unmarshal([]byte(text), &issues); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, issue := range issues {
		if seen[issue.Fingerprint] {
			t.Errorf("fingerprint %s is there twice", issue.Fingerprint)
		}
		seen[issue.Fingerprint] = true
	}
	if len(issues) != 7 || issues[0].Severity != "blocker" || strings.Contains(text, "hidden") {
		t.Errorf("%d entries:\n%s", len(issues), text)
	}
	equal(t, write(t, "gitlab", results(t)["nothing"], Options{}), "[]\n")
}
