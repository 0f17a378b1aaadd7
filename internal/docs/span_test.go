package docs

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/catalog"
)

// What a row of the catalogue's tables says of versions is what the catalogue
// answers for each of them.
func TestSpan(t *testing.T) {
	for _, c := range []struct {
		answers     string // of 8.19, 9.0, 9.1, …; before that as of 8.19
		since       string // as the catalogue knows it exactly; "" where not
		wantS, want string
	}{
		{"yyyyyyyy", "", "7.17 or earlier", ""},
		{"yyyyyyyy", "7.10", "7.10", ""},
		{"nnyyyyyy", "9.1", "9.1", ""},
		{"?nyyyyyy", "", "by 9.1", ""},
		{"yyynnnnn", "", "7.17 or earlier", "9.2"},
		{"yyy?nnnn", "", "7.17 or earlier", "by 9.3"},
		{"yyyyy???", "", "7.17 or earlier", "not established from 9.4 on"},
		{"ynnyyyyy", "7.13", "7.13", "not in 9.0 to 9.1"},
		{"ynyynyyy", "7.13", "7.13", "not in 9.0, 9.3"},
		{"????nnnn", "", "not established", "by 9.3"},
		{"????????", "", "not established", ""},
	} {
		at := func(t catalog.Target) catalog.Presence {
			i := 0
			if t.Stack.Major == 9 {
				i = 1 + t.Stack.Minor
			}
			p := catalog.Presence{Exists: map[byte]catalog.Answer{'y': catalog.Yes, 'n': catalog.No, '?': catalog.NotEstablished}[c.answers[i]]}
			p.Since, _ = catalog.ParseVersion(c.since)
			return p
		}
		if since, gone := span(at); since != c.wantS || gone != c.want {
			t.Errorf("%s: %q, %q; want %q, %q", c.answers, since, gone, c.wantS, c.want)
		}
	}
}

func TestFeaturePageNamesWhatTakesTheirPlace(t *testing.T) {
	page := featurePage()
	for _, want := range []string{
		"`generalCases` | Cases | 8.2 | 8.17 | | [`generalCasesV3`](#generalcasesv3) |",
		"`guidedOnboardingFeature` | Setup guides | 8.8 | | by 9.2 | |",
		"`reporting` | exists on Serverless only |",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
}
