package report

import "testing"

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, "- "},
		{"one two three", 9, "- one two\n  three"},
		{"a verylongwordindeed b", 8, "- a\n  verylongwordindeed\n  b"},
		{"  spaces \n and newlines ", 40, "- spaces and newlines"},
		{"漢字 漢字 漢字", 11, "- 漢字 漢字\n  漢字"},
	} {
		if got := Wrap(test.text, test.width, "- ", "  "); got != test.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	for in, want := range map[string]string{
		"":                                "",
		"One. Two.":                       "One.",
		"In 9.4 it is so. Then.":          "In 9.4 it is so.",
		"See e.g. This one. Next.":        "See e.g. This one.",
		"Split\nover lines. Next":         "Split over lines.",
		"No stop\n\nnext paragraph. Two.": "No stop",
		"Why? Because.":                   "Why?",
		"Uses `a. b`. `Code` starts.":     "Uses `a. b`.",
		"None of `\\ / * ? \" <`. Roles.": "None of `\\ / * ? \" <`.",
	} {
		if got := firstSentence(in); got != want {
			t.Errorf("firstSentence(%q) = %q, want %q", in, got, want)
		}
	}
}
