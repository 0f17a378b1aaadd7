package catalog

import (
	"slices"
	"testing"
)

func TestSuggest(t *testing.T) {
	var ids []string
	for _, f := range Features() {
		ids = append(ids, f.ID)
	}
	for _, test := range []struct{ word, want string }{
		{"generalCaseV3", "generalCasesV3"},
		{"generalCasesV4", "generalCasesV3"},
		{"generalcases", "generalCases"},
		{"discoverV2", "discover_v2"},
		{"Discover", "discover"},
		{"dashbaord", "dashboard"},
		{"siemV9", "siemV5"},
		{"dev_tool", "dev_tools"},
		{"devTools", "dev_tools"},
		{"savedObjectManagement", "savedObjectsManagement"},
		{"securitySolutionFixture", ""},
		{"completely_different", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := Suggest(test.word, ids); got != test.want {
			t.Errorf("%s: %q, want %q", test.word, got, test.want)
		}
	}
	for _, test := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"al", []string{"read", "all"}, "all"},
		{"minimal", []string{"minimal_read"}, ""},
		{"mimimal_all", []string{"minimal_all", "minimal_read"}, "minimal_all"},
		{"raed", []string{"read", "red"}, "read"},
		{"READ", []string{"read"}, "read"},
		{"read", []string{"read"}, ""},
		{"write", nil, ""},
		{"create_document", []string{"create_doc", "create", "create_index"}, "create_doc"},
		{"view_index_meta", []string{"view_index_metadata"}, "view_index_metadata"},
		{"create_snap", []string{"create_snapshot", "create_doc"}, "create_snapshot"},
		{"create_dashboard", []string{"create_doc", "create_index"}, ""},
		{"all_indices", []string{"all", "index"}, ""},
		{"document", []string{"doc"}, ""},
		{"moniter", []string{"monitor_ml", "monitor"}, "monitor"},
	} {
		if got := Suggest(test.word, test.candidates); got != test.want {
			t.Errorf("%s in %v: %q, want %q", test.word, test.candidates, got, test.want)
		}
	}
}

// The order of the candidates does not matter.
func TestSuggestOrder(t *testing.T) {
	candidates := []string{"siem", "siemV2", "siemV3", "siemV4", "siemV5", "slo", "logs"}
	want := Suggest("siemV8", candidates)
	slices.Reverse(candidates)
	if got := Suggest("siemV8", candidates); got != want {
		t.Errorf("%q and, reversed, %q", want, got)
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"read", "read", 0}, {"raed", "read", 1}, {"red", "read", 1}, {"write", "read", 4}, {"ab", "ba", 1}, {"kitten", "sitting", 3},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("%s, %s: %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a); got != test.want {
			t.Errorf("%s, %s: %d, want %d", test.b, test.a, got, test.want)
		}
	}
}
