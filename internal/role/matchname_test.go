package role

import "testing"

func TestMatchName(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"a", "a", true}, {"a", "ab", false}, {"a*", "ab", true}, {"*b", "aab", true}, {"a?c", "abc", true}, {"a?c", "ac", false},
		{"*", "", true}, {"?", "", false}, {"a*b*c", "aXbYbZc", true}, {"a*b*c", "aXbYbZ", false}, {"a[b]", "a[b]", true}, {"a[b]", "ab", false},
		{"a/*", "a/b/c", true}, {"ä?", "äö", true},
	} {
		if got := MatchName(c.pattern, c.name); got != c.want {
			t.Errorf("MatchName(%q, %q) = %t", c.pattern, c.name, got)
		}
	}
}
