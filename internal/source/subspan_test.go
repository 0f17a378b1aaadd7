package source

import "testing"

// The part "bc" or the marked part of the value is found in the text.
func TestSubSpan(t *testing.T) {
	for _, tt := range []struct{ name, text, part string }{
		{"a.json", `["a«bc»d"]`, "bc"},
		{"a.json", `["\n\u0061«b\u0063»d"]`, "bc"},
		{"a.json", `["\ud83d\ude00«bc»"]`, "bc"},
		{"a.json", `["é«\ud83d\ude00»bc"]`, "😀"},
		{"a.json", `["a«\"»b"]`, `"`},
		{"a.json", `["«»"]`, ""},
		{"a.yml", `[a«bc»d]`, "bc"},
		{"a.yml", `- a«bc»d # bc`, "bc"},
		{"a.yml", `['it''s «bc»']`, "bc"},
		{"a.yml", `['it«''»s']`, "'"},
		{"a.yml", `["\x61\_\U0001F600«b\x63»"]`, "bc"},
		{"a.yml", `- &x !!str é«bc»`, "bc"},
	} {
		src, want := unmark(t, tt.text)
		f := Parse(tt.name, []byte(src), Limits{})
		if f.Err != nil {
			t.Errorf("%s: %v", src, f.Err)
			continue
		}
		n := f.Docs[0].At(0)
		start := index(n.Text, tt.part)
		got, ok := f.SubSpan(n, start, start+len(tt.part))
		if !ok || got != want[0] {
			t.Errorf("got  %s %v\nwant %s", mark(src, got), ok, tt.text)
		}
	}
}

func index(s, part string) int {
	for i := range len(s) + 1 {
		if len(s)-i >= len(part) && s[i:i+len(part)] == part {
			return i
		}
	}
	return -1
}

func TestSubSpanOnlyWhereExact(t *testing.T) {
	for _, tt := range []struct {
		name, src  string
		start, end int
	}{
		{"a.json", `["\u00e9"]`, 0, 1},    // half a character
		{"a.json", `["é"]`, 1, 2},         // half a character
		{"a.json", `["\ud83d"]`, 0, 9},    // outside the text
		{"a.json", `["abc"]`, 2, 1},       // end before start
		{"a.json", `[12]`, 0, 0},          // no string
		{"a.yml", "- a\n  b", 0, 1},       // several lines
		{"a.yml", "- 'a\n  b'", 0, 1},     // several lines
		{"a.yml", "- \"a\\\n  b\"", 0, 1}, // several lines
		{"a.yml", "- |\n  a\n", 0, 1},     // block scalar
		{"a.yml", "- >\n  a b\n", 0, 1},   // block scalar
	} {
		f := Parse(tt.name, []byte(tt.src), Limits{})
		if f.Err != nil {
			t.Errorf("%q: %v", tt.src, f.Err)
			continue
		}
		if got, ok := f.SubSpan(f.Docs[0].At(0), tt.start, tt.end); ok {
			t.Errorf("%q %d:%d: got %q", tt.src, tt.start, tt.end, mark(tt.src, got))
		}
	}
}
