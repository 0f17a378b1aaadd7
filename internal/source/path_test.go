package source

import "testing"

// TestParsePath reads what String writes.
func TestParsePath(t *testing.T) {
	for _, text := range []string{"", "a", "kibana[0].feature.discover_v2", `indices[0]["a.b"].x`, `["a \"b\"]"][1][2]`} {
		p, err := ParsePath(text)
		if err != nil || p.String() != text {
			t.Errorf("%s: got %s, %v", text, p, err)
		}
	}
	for _, text := range []string{".a", "a..b", "a.", "a[", "a[x]", `a["b`, `a["b"`, "a[0]b", `["b"]c`, "a[-1]"} {
		if p, err := ParsePath(text); err == nil {
			t.Errorf("%s: got %s, want an error", text, p)
		}
	}
}
