package catalog

import (
	"strings"
	"testing"
)

func TestWildcardMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"**", "ab", true},
		{"?", "", false},
		{"?", "a", true},
		{"a*", "a", true},
		{"a*b", "acbcb", true},
		{"a*b", "acbc", false},
		{"*ab*cd", "abxcdcd", true},
		{"*a?c", "aacabc", true},
		{"*a?c", "ac", false},
		{`a\*`, "a*", true},
		{`a\*`, "ab", false},
		{`a\`, `a\`, true},
		{`\?`, "?", true},
		{`\?`, "a", false},
		{`*\*`, "a*", true},
		{`*\*`, "ab", false},
	} {
		if got := wildcardMatch(test.pattern, test.text); got != test.want {
			t.Errorf("wildcardMatch(%q, %q) = %t", test.pattern, test.text, got)
		}
	}
}

// A pattern of many stars is answered at once: taking every star back would
// not end in the lifetime of this test.
func TestWildcardMatchHostile(t *testing.T) {
	for _, name := range []string{
		"indices:" + strings.Repeat("*a", 500),
		"indices:" + strings.Repeat("*a", 20) + "z",
		"indices:" + strings.Repeat("a", 100_000),
		"indices:" + strings.Repeat("*?", 5_000),
	} {
		if KnownAction(name) {
			t.Errorf("%.20s… matches a known action", name)
		}
	}
	if wildcardMatch(strings.Repeat("*a", 500)+"*", strings.Repeat("a", 499)) {
		t.Error("499 characters hold 500")
	}
}

func TestSuggestAction(t *testing.T) {
	for name, want := range map[string]string{
		"cluster:monitr/main":           "cluster:monitor/main",
		"indices:data/reads/*":          "indices:data/read/*",
		"cluster:admin/xpak/*":          "cluster:admin/xpack/*",
		"cluster:admin/shutdown/*":      "",
		"cluster:admin/desired_nodes/*": "",
		"indices:index-data":            "",
	} {
		if got := SuggestAction(name); got != want {
			t.Errorf("SuggestAction(%q) = %q, want %q", name, got, want)
		}
	}
}
