package lint

import "testing"

// Every built-in rule has one topic.
func TestTopics(t *testing.T) {
	seen := map[string]string{}
	for _, topic := range Topics() {
		for _, r := range topic.Rules {
			if other, twice := seen[r.ID]; twice {
				t.Errorf("%s is in %s and %s", r.ID, other, topic.ID)
			}
			seen[r.ID] = topic.ID
		}
	}
	for _, r := range Rules() {
		if seen[r.ID] == "" || seen[r.ID] == "other" {
			t.Errorf("%s has no topic", r.ID)
		}
	}
	for id, want := range map[string]string{
		"cases-push-needs-connectors": "cases", "write-on-every-index": "least-privilege", "unknown-feature": "kibana",
		"index-name-comma": "elasticsearch", "unknown-field": "shape", "intent-never": "intent", "mapping-lost": "role-mappings",
	} {
		if seen[id] != want {
			t.Errorf("%s is about %s, want %s", id, seen[id], want)
		}
	}
}
